"""People, not rows: a person with several posts counts once.

In the highest-paid post, by salary where there is one and else by pay band, and in that
post's unit, so that units add up to the whole; as a senior manager where any post is one;
as having left only where every post was left. What was entered about the person must agree
over the posts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import (
    Callable,
    Collection,
    Container,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from scwres.counts import LEFT, PAY_BAND, YES
from scwres.errors import FaultLog
from scwres.ethnicity.categories import CATEGORY, UNKNOWN, held_by
from scwres.extracts.cells.pay_order import Bands, series_of
from scwres.extracts.cells.values import date_of
from scwres.extracts.files.counting import Batch
from scwres.extracts.left_out import NOT_DIRECT
from scwres.extracts.people.ids import IdDictionary, IdIndex, PackedIds
from scwres.extracts.people.rows import NOT_READ_FURTHER, RowReader, Values, any_answer
from scwres.extracts.people.windows import DateCoverage
from scwres.extracts.rules import KNOWN, LATEST, Rules
from scwres.extracts.schema import ETHNICITY, STAFF, Holds
from scwres.extracts.tables.header import Layout
from scwres.extracts.tables.table import Table
from scwres.extracts.vocabulary import DECLINED

#: What is about a person and not about a post: it must agree.
OF_THE_PERSON = ("ethnicity", "disciplinary", "fitness_to_practise", "cpd")

#: What is about one post: the highest-paid one, and for leaving every post.
OF_A_POST = (PAY_BAND, LEFT)


class Person(NamedTuple):
    """One person, or several with the same values.

    ``rows`` is the number of their rows, ``id_hash`` the hash of the id where it matters.
    """

    values: Values
    people: int
    rows: int
    id_hash: int | None


#: Ids that a spreadsheet has cut short, or placeholders without an id.
_NO_ID = r"(?im)^(?:\d(?:\.\d+)?e\+\d+|#.*|n/?a|null|none|unknown|not known|tbc|-+|)$"

#: Those of them that are words, and signs of the others.
_NO_ID_WORDS = frozenset({"", "N/A", "NA", "NULL", "NONE", "UNKNOWN", "NOT KNOWN", "TBC"})
_NO_ID_SIGNS = ("E+", "\n#", "\n-")


def id_fault(person: str) -> tuple[str, str, str] | None:
    """Return what is wrong with an id, how to correct it and the code; None for a sound id."""
    if not re.fullmatch(_NO_ID, person):
        return None
    if "+" in person:
        return (
            "holds staff numbers that a spreadsheet has cut short, such as 1.23457E+11",
            "Format the column as text in the workbook, and enter the staff numbers again.",
            "cell-unreadable",
        )
    return (
        "has no staff number",
        "Enter one for each person, or delete the row if it is a note.",
        "blank-not-allowed",
    )


def _may_lack_ids(ids: Sequence[str]) -> bool:
    """Return whether any of many ids may be faulty: a quick check."""
    lines = "\n".join(["", *ids])
    upper = lines.upper()
    if lines.isascii() and not any(sign in upper for sign in _NO_ID_SIGNS):
        return not _NO_ID_WORDS.isdisjoint(ids if upper == lines else upper.split("\n")[1:])
    return re.search(_NO_ID, lines[1:]) is not None


@dataclass(slots=True)
class IdShape:
    """How ids are written, to recognise a file in which they lost their leading zeros."""

    has_zeros: bool = False
    has_point_zero: bool = False
    shortest: int = 1 << 30

    def note(self, ids: Iterable[str]) -> None:
        """Note more ids."""
        for person_id in ids:
            self.shortest = min(self.shortest, len(person_id))
            if person_id[:1] == "0":
                self.has_zeros = self.has_zeros or person_id.isdigit()
            elif person_id[-2:] == ".0":
                self.has_point_zero = True

    def note_all(self, ids: Sequence[str]) -> None:
        """Note many ids at once."""
        if ids:
            self.shortest = min(self.shortest, min(map(len, ids)))
            lines = "\n".join(["", *ids, ""])
            if "\n0" in lines or ".0\n" in lines:
                self.note(ids)

    def differs(self, other: IdShape) -> bool:
        """Return whether one of two was written without the zeros of the other."""
        padded, bare = (self, other) if self.has_zeros else (other, self)
        lost = padded.has_zeros and not bare.has_zeros and bare.shortest < padded.shortest
        return lost or self.has_point_zero != other.has_point_zero


class AnyRegister:
    """The hashed ids in any of several registers, which are not copied."""

    def __init__(self, *registers: Container[int]) -> None:
        self._registers = registers

    def __contains__(self, id_hash: object) -> bool:
        return any(id_hash in register for register in self._registers)


class Posts:
    """The rows of each person, by the hash of the id.

    Attributes
    ----------
    id_shape
        How the ids are written.
    with_guessed_order
        People whose highest-paid post follows from the names of pay bands alone.
    """

    def __init__(
        self, rows: RowReader, bands: Bands, log: FaultLog, *, is_large: bool = False
    ) -> None:
        self._rows = rows
        self._bands = bands
        self._log = log
        self._index: IdIndex = PackedIds() if is_large else IdDictionary()
        self._lines: list[Sequence[int]] = []
        self.id_shape = IdShape()
        self.with_guessed_order: set[int] = set()

    @property
    def ids(self) -> Container[int]:
        """Every id, those of rows that do not count included."""
        return self._index.all_ids()

    @cached_property
    def employed(self) -> Collection[int]:
        """The people employed in the year, once all rows are noted."""
        return self._index.ids_of(self._counts)

    @cached_property
    def indirect(self) -> Container[int]:
        """The people with a row of indirect employment."""
        return self._index.ids_of(self._is_indirect)

    def note(self, batch: Batch) -> None:
        """Note the people in the rows of a batch that has been read."""
        if not batch.counted.are_plain_ids:
            self.id_shape.note_all(batch.counted.ids)
        elif batch.counted.ids:
            self.id_shape.shortest = min(self.id_shape.shortest, min(map(len, batch.counted.ids)))
        if batch.counted.are_plain_ids or not _may_lack_ids(batch.counted.ids):
            self._index.add(batch.counted.ids, batch.counted.places(self._rows.position))
            self._lines.append(batch.lines)
            return
        layout = self._rows.layout
        column = layout.place(layout.id_position or 0)
        ids: list[str] = []
        places: list[int] = []
        lines: list[int] = []
        for line, row, person in batch.rows():
            if fault := id_fault(person):
                self._log.add(*fault, column=column, row=line)
            else:
                ids.append(person)
                places.append(self._rows.position[row])
                lines.append(line)
        self._index.add(ids, places)
        self._lines.append(lines)

    def _lines_of(self, people: Sequence[int]) -> Iterator[int]:
        """Yield the line numbers of the rows of some people, in order."""
        rows = iter(self._index.rows_of(set(people)))
        row, before = next(rows, None), 0
        for lines in self._lines:
            while row is not None and row < before + len(lines):
                yield lines[row - before]
                row = next(rows, None)
            before += len(lines)

    def _counts(self, place: int) -> bool:
        values = self._rows.values[place]
        return values is not None and not self._rows.why_left_out(values)

    def _is_indirect(self, place: int) -> bool:
        values = self._rows.values[place]
        return values is not None and self._rows.why_left_out(values) == NOT_DIRECT

    def people(self, singled_out: Iterable[int]) -> Iterator[Person]:
        """Yield people: those with several posts, or in ``singled_out``, one by one.

        The others are grouped with those of the same values.
        """
        rows = list(self._rows.rows)
        conflicts: dict[str, list[int]] = {}
        for person, places in self._index.places_of(singled_out, self._counts).items():
            for place in places:
                rows[place] -= 1
            merged, disagreeing = self._merged(places)
            for name in disagreeing:
                conflicts.setdefault(name, []).append(person)
            if self._order_is_guessed(places):
                self.with_guessed_order.add(person)
            yield Person(merged, 1, len(places), person)
        for place, number in enumerate(rows):
            values = self._rows.values[place]
            if number and values is not None and not self._rows.why_left_out(values):
                yield Person(values, number, number, None)
        self._note_conflicts(conflicts)

    def _note_conflicts(self, conflicts: Mapping[str, Sequence[int]]) -> None:
        """Note the faults of people whose posts do not agree, by column, with their rows."""
        for name, people in sorted(conflicts.items()):
            have = "person has" if len(people) == 1 else "people have"
            what = f"{len(people):,} {have} several posts that differ in '{name}'"
            fix = "Enter the same value in every row for the same person."
            if name == ETHNICITY.name:
                fix += (
                    ' To prefer a known ethnicity, put ethnicity = "known" under [posts] in '
                    'scwres.toml. To take the latest, put ethnicity = "latest" and date = "…", a '
                    "column of dates."
                )
            for line in self._lines_of(people):
                self._log.add(what, fix, "rows-disagree", row=line)

    def _merged(self, places: list[int]) -> tuple[Values, list[str]]:
        """Return the values of a person over all posts, and the columns that do not agree."""
        posts = [values for place in places if (values := self._rows.values[place])]
        left = self._rows.index_of(LEFT)
        kept = posts if left is None else [post for post in posts if post[left] != YES]
        highest_paid: Values = max(kept or posts, key=self._pay_of(kept or posts))
        merged = list(highest_paid)
        disagreeing = []
        for name in OF_THE_PERSON:
            if (position := self._rows.index_of(name)) is not None:
                is_ethnicity = name == ETHNICITY.name
                answers = (
                    self._ethnicities(posts)
                    if is_ethnicity
                    else {post[position] for post in posts}
                )
                answers -= {"", DECLINED}
                if len(answers) > 1 and not (is_ethnicity and self._are_of_one_group(answers)):
                    disagreeing.append(name)
                elif answers:
                    merged[position] = (
                        merged[position] if merged[position] in answers else min(answers)
                    )
        for position in self._any_post_positions:
            answers = {post[position] for post in kept or posts}
            merged[position] = any_answer(answers)
        if self._rows.positions_of_person:
            self._set_employment(merged, posts, is_over=not kept)
        return tuple(merged), disagreeing

    def _set_employment(
        self, merged: list[str], posts: Sequence[Values], *, is_over: bool
    ) -> None:
        """Set a person's employment: from the first post's start to the last one's end.

        ``is_over`` is whether every post was left. A day that is not known in a post is not known
        of the person, unless another shows that they started before the period.
        """
        start, end, last = map(
            self._rows.index_of, ("start_date", "probation_end", "leaving_date")
        )
        window = self._rows.rules.window
        if start is not None:
            first = min(posts, key=lambda post: post[start] or "9999")
            is_known = all(post[start] for post in posts)
            is_earlier = window is not None and first[start] < window.start.isoformat()
            merged[start] = first[start] if is_known or is_earlier else ""
            if end is not None:
                merged[end] = first[end]
        if last is not None:
            days = [post[last] for post in posts]
            merged[last] = max(days) if is_over and all(days) else ""
        for position, value in self._rows.values_of_person(merged):
            merged[position] = value

    def _ethnicities(self, posts: Sequence[Values]) -> set[str]:
        """Return the categories of a person's posts, as the settings choose among them."""
        choice, date = self._rows.rules.posts
        chosen = list(posts)
        position = self._rows.index_of(date) if choice == LATEST else None
        if position is not None:
            days = [date_of(values[position]) for values in posts]
            if latest := max(filter(None, days), default=None):
                chosen = [values for values, day in zip(posts, days, strict=True) if day == latest]
        categories = {self._rows.ethnicity(values) for values in chosen}
        known = {name for name in categories if name and CATEGORY[name].side != UNKNOWN}
        if choice == KNOWN and known:
            categories = known
        return {
            name
            for name in categories
            if not any(name and other and held_by(other) < held_by(name) for other in categories)
        }

    def _are_of_one_group(self, categories: Iterable[str]) -> bool:
        """Return whether categories that differ are of one group, where groups alone matter."""
        groups = self._rows.rules.group_by_category
        return groups is not None and len({groups[name] for name in categories}) == 1

    @property
    def _any_post_positions(self) -> list[int]:
        """The positions of columns where a yes in any post is a yes of the person."""
        return [
            position
            for position, column in enumerate(self._rows.columns)
            if column.holds is Holds.YES_NO
            and column.name not in (*OF_THE_PERSON, *OF_A_POST)
            and position not in self._rows.positions_of_person
        ]

    def _order_is_guessed(self, places: list[int]) -> bool:
        """Return whether posts were ordered by band names that do not show their pay."""
        band_position = self._rows.index_of(PAY_BAND)
        if band_position is None or self._bands.order:
            return False
        posts = [values for place in places if (values := self._rows.values[place])]
        if self._has_salaries(posts):
            return False
        bands = {values[band_position] for values in posts}
        has_some = self._rows.index_of("salary") is not None
        return len(bands) > 1 and (has_some or len({series_of(band) for band in bands}) > 1)

    def _has_salaries(self, posts: Sequence[Values]) -> bool:
        """Return whether each of a person's posts has a salary, so that they can be compared."""
        position = self._rows.index_of("salary")
        return position is not None and all(values[position] for values in posts)

    def _pay_of(self, posts: Sequence[Values]) -> Callable[[Values], tuple[Any, ...]]:
        """Return a sort key that grows with the pay of a post: its salary, where each has one."""
        salary, band = (self._rows.index_of(name) for name in ("salary", PAY_BAND))
        paid = salary if self._has_salaries(posts) else None

        def pay(values: Values) -> tuple[Any, ...]:
            pounds = 0 if paid is None else int(values[paid])
            return (pounds, () if band is None else self._bands.place(values[band]))

        return pay


class StaffRows(NamedTuple):
    """The rows of a table of people.

    ``posts`` is the people in them, None without ids; ``coverage`` the rows with a last day, or
    with the day by which an application counts in the year; ``rules`` those of its file.
    """

    file: str
    rows: RowReader
    posts: Posts | None
    coverage: DateCoverage
    rules: Rules

    @property
    def rows_after_window(self) -> int:
        """How many rows that count start after the window, where joiners are counted."""
        start, window = self.rows.index_of("start_date"), self.rules.window
        if start is None or window is None or not self.rows.positions_of_person:
            return 0
        last = window.end.isoformat()
        return sum(
            number
            for values, number in zip(self.rows.values, self.rows.rows, strict=True)
            if values and values[start] > last and not self.rows.why_left_out(values)
        )

    def people(self, singled_out: Iterable[int]) -> Iterator[Person]:
        """Yield the people: one by one where several rows, or a list, name them."""
        if self.posts is not None:
            yield from self.posts.people(singled_out)
            return
        for values, number in zip(self.rows.values, self.rows.rows, strict=True):
            if number and values is not None and not self.rows.why_left_out(values):
                yield Person(values, number, number, None)

    def left_out(self) -> Counter[str]:
        """Return the rows of those who are not employed in the year, by reason."""
        rows: Counter[str] = Counter()
        for values, number in zip(self.rows.values, self.rows.rows, strict=True):
            if values is not None and (reason := self.rows.why_left_out(values)):
                rows[reason] += number
        return rows


def read_rows(table: Table, layout: Layout, rules: Rules, log: FaultLog) -> StaffRows:
    """Return the rows of a table of people; faults of rows go to ``log``."""
    rows = RowReader(layout, rules, log)
    has_ids = layout.id_position is not None
    posts = Posts(rows, rules.bands, log, is_large=table.is_large) if has_ids else None
    for batch in table.batches(layout.positions, layout.id_position):
        if rows.overflows:
            log.add(*NOT_READ_FURTHER)
            break
        rows.read(batch)
        if posts is not None:
            posts.note(batch)
    rows.check_blanks(rules.blanks)
    rows.settle()
    coverage = _coverage(rows, rules)
    if rows.positions_of_person:
        _joining_days(rows, rules).note_emptied(rules, log, "start_date")
    if layout.kind is not STAFF:
        coverage.note_emptied(rules, log)
    return StaffRows(log.file, rows, posts, coverage, rules)


def _joining_days(rows: RowReader, rules: Rules) -> DateCoverage:
    """Return the start dates of those who count, and how many of them lie in the window."""
    coverage = DateCoverage()
    start = rows.index_of("start_date")
    for values, number in zip(rows.values, rows.rows, strict=True):
        if values and start is not None and values[start] and not rows.why_left_out(values):
            coverage.note(date.fromisoformat(values[start]), rules, number)
    return coverage


def _coverage(rows: RowReader, rules: Rules) -> DateCoverage:
    coverage = DateCoverage()
    for values, number in zip(rows.values, rows.rows, strict=True):
        if values is not None and rows.is_direct(values):
            day = rows.day(values) or rows.last_day(values)
            if day:
                coverage.note(date.fromisoformat(day), rules, number)
    return coverage
