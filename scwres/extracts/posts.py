"""People, not rows: a person with several posts counts once.

In the highest-paid post, by salary where there is one and else by pay band, and in that
post's unit, so that units add up to the whole; as a senior manager where any post is one;
as having left only where every post was left. What was entered about the person must agree
over the posts.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from scwres.extracts.people import NOT_DIRECT
from scwres.extracts.schema import Holds
from scwres.extracts.vocabulary import NO, YES

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator, Sequence

    from scwres.errors import FaultLog
    from scwres.extracts.people import RowReader, Values
    from scwres.extracts.rules import Bands
    from scwres.extracts.tables import Batch

#: What is about a person and not about a post: it must agree.
OF_THE_PERSON = ("ethnicity", "disciplinary", "fitness_to_practise", "cpd")

#: What is about one post: the highest-paid one, and for leaving every post.
OF_A_POST = ("pay_band", "left")


class Person(NamedTuple):
    """Somebody, or several of whom the same is known.

    ``rows`` is in how many rows they stand, ``who`` the hash of the id where it matters.
    """

    values: Values
    people: int
    rows: int
    who: int | None


#: Ids that a spreadsheet has cut short, or that stand for none.
_NO_ID = re.compile(r"(?im)^(?:\d(?:\.\d+)?e\+\d+|#.*|n/?a|null|none|unknown|not known|tbc|-+|)$")


def id_fault(person: str) -> tuple[str, str] | None:
    """Return what is wrong with an id, and how to mend it; None where nothing is."""
    if not _NO_ID.fullmatch(person):
        return None
    if "+" in person:
        return (
            "holds ids that a spreadsheet has cut short, such as 1.23457E+11",
            "Format the column as text in the workbook, and enter the ids again.",
        )
    return "has no id", "Give each person an id, or delete the row if it is a note."


@dataclass(slots=True)
class IdShape:
    """How ids are written, to tell those of two files that lost their zeros in one."""

    has_zeros: bool = False
    has_point_zero: bool = False
    shortest: int = 1 << 30

    def note(self, ids: Iterable[str]) -> None:
        """Note more ids."""
        for one in ids:
            self.shortest = min(self.shortest, len(one))
            if one[:1] == "0":
                self.has_zeros = self.has_zeros or one.isdigit()
            elif one[-2:] == ".0":
                self.has_point_zero = True

    def note_all(self, ids: Sequence[str]) -> None:
        """Note many ids at once."""
        if ids:
            self.shortest = min(self.shortest, min(map(len, ids)))
            starts = [one for one in ids if one[:1] == "0" or one[-2:] == ".0"]
            if starts:
                self.note(starts)

    def differs(self, other: IdShape) -> bool:
        """Return whether one of two was written without the zeros of the other."""
        padded, bare = (self, other) if self.has_zeros else (other, self)
        lost = padded.has_zeros and not bare.has_zeros and bare.shortest < padded.shortest
        return lost or self.has_point_zero != other.has_point_zero


class Among:
    """Ids, hashed, that are in any of several registers; none of them is copied."""

    def __init__(self, *registers: Container[int]) -> None:
        self._registers = registers

    def __contains__(self, who: object) -> bool:
        return any(who in register for register in self._registers)


class Posts:
    """Who is in which rows, by the hash of the id.

    Attributes
    ----------
    row_of
        Where the row of each person's first post stands.
    several
        Where the rows of all posts stand, of those who have several.
    of_guessed_order
        Those whose highest-paid post was told by the names of pay bands alone.
    indirect
        Those who have a row of somebody whom the council does not employ itself.
    """

    def __init__(self, rows: RowReader, bands: Bands, log: FaultLog) -> None:
        self._rows = rows
        self._bands = bands
        self._log = log
        self.row_of: dict[int, int] = {}
        self.several: dict[int, list[int]] = {}
        self.indirect: set[int] = set()
        self.shape = IdShape()
        self.of_guessed_order: set[int] = set()
        self._spoilt: set[int] = set()
        self._gone: set[int] = set()

    @property
    def ids(self) -> Among:
        """Every id that was met, those of rows that do not count included."""
        return Among(self._spoilt, self._gone, self.indirect, self.row_of)

    def note(self, batch: Batch) -> None:
        """Note who is in the rows of a batch, which have been read."""
        people = list(map(hash, batch.ids))
        self.shape.note_all(batch.ids)
        is_plain = (
            len(set(people)) == len(people)
            and self.row_of.keys().isdisjoint(people)
            and _NO_ID.search("\n".join(batch.ids)) is None
            and all(self._counts(self._rows.position[row]) for row in batch.people_by_row)
        )
        if is_plain:
            places = map(self._rows.position.__getitem__, batch.keys())
            self.row_of.update(zip(people, places, strict=True))
        else:
            self._note_one_by_one(batch)

    def _counts(self, place: int) -> bool:
        values = self._rows.values[place]
        return values is not None and not self._rows.why_not_employed(values)

    def _note_one_by_one(self, batch: Batch) -> None:
        layout = self._rows.layout
        column = layout.place(layout.id_position or 0)
        for line, row, person in batch.rows():
            place = self._rows.position[row]
            values, who = self._rows.values[place], hash(person)
            if wrong := id_fault(person):
                self._log.add(*wrong, column=column, row=line)
            elif values is None:
                self._spoilt.add(who)
            elif not (why := self._rows.why_not_employed(values)):
                self._note_post(who, place)
            elif why == NOT_DIRECT:
                self.indirect.add(who)
            else:
                self._gone.add(who)

    def _note_post(self, person: int, place: int) -> None:
        if person not in self.row_of:
            self.row_of[person] = place
        else:
            self.several.setdefault(person, [self.row_of[person]]).append(place)

    def people(self, apart: Collection[int]) -> Iterator[Person]:
        """Give people: those with several posts, and those in ``apart``, one by one.

        The others come together with those of the same values.
        """
        rows = list(self._rows.rows)
        conflicts: Counter[str] = Counter()
        for person in {*self.several, *(self.row_of.keys() & set(apart))}:
            places = self.several.get(person) or [self.row_of[person]]
            for place in places:
                rows[place] -= 1
            merged = self._merged(places, conflicts)
            if self._order_is_guessed(places):
                self.of_guessed_order.add(person)
            yield Person(merged, 1, len(places), person)
        for place, number in enumerate(rows):
            values = self._rows.values[place]
            if number and values is not None and not self._rows.why_not_employed(values):
                yield Person(values, number, number, None)
        for name, number in sorted(conflicts.items()):
            if not number:
                continue
            plural = "people have" if number > 1 else "person has"
            self._log.add(
                f"{number:,} {plural} several posts that do not agree on '{name}'",
                "Enter the same in every row of a person.",
            )

    def _merged(self, places: list[int], conflicts: Counter[str]) -> Values:
        """Return the values of one person over all posts."""
        posts = [values for place in places if (values := self._rows.values[place])]
        left = self._rows.index_of("left")
        kept = posts if left is None else [one for one in posts if one[left] != YES]
        highest_paid: Values = max(kept or posts, key=self._pay)
        merged = list(highest_paid)
        for name in OF_THE_PERSON:
            if (at := self._rows.index_of(name)) is not None:
                said = {one[at] for one in posts} - {""}
                conflicts[name] += len(said) > 1
                merged[at] = said.pop() if len(said) == 1 else merged[at]
        for at in self._of_any_post:
            answers = {one[at] for one in kept or posts}
            merged[at] = YES if YES in answers else NO if NO in answers else ""
        return tuple(merged)

    @property
    def _of_any_post(self) -> list[int]:
        """Where columns stand that are yes of a person who is it in any post."""
        return [
            at
            for at, column in enumerate(self._rows.columns)
            if column.holds is Holds.YES_NO and column.name not in (*OF_THE_PERSON, *OF_A_POST)
        ]

    def _order_is_guessed(self, places: list[int]) -> bool:
        """Return whether the pay of posts was compared by names that do not tell it."""
        at = self._rows.index_of("pay_band")
        if at is None or self._rows.index_of("salary") is not None or self._bands.order:
            return False
        bands = {values[at] for place in places if (values := self._rows.values[place])}
        return len({re.sub(r"\d+", "", band.casefold()) for band in bands}) > 1

    def _pay(self, values: Values) -> tuple[Any, ...]:
        """Return a key that grows with the pay of a post."""
        salary, band = (self._rows.index_of(name) for name in ("salary", "pay_band"))
        pounds = int(values[salary] or 0) if salary is not None else 0
        return (pounds, self._bands.place(values[band])) if band is not None else (pounds,)
