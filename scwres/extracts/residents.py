"""A table of residents by ethnicity, as the census prints it, becomes counts of residents.

Such tables hold totals, groups beside their parts, and rows of nobody, which are left aside;
one of several areas gives every ethnicity several times, and is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from scwres.counts import RESIDENT, Cell
from scwres.ethnicity import CATEGORY, MINORITY_ETHNIC, WHITE
from scwres.extracts.columns import ColumnReader
from scwres.extracts.count_rows import broad_and_parts
from scwres.extracts.people import Reading
from scwres.extracts.schema import ETHNICITY
from scwres.extracts.values import plain
from scwres.extracts.vocabulary import YES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scwres.errors import FaultLog
    from scwres.extracts.counting import Row
    from scwres.extracts.headers import Layout
    from scwres.extracts.rules import Rules
    from scwres.extracts.tables import Table

#: Why rows are left out.
TOTAL, SUBTOTAL, NOBODY = "a total", "adds up other rows", "nobody counted"

#: What the rows of everybody are called in tables of the census of 2011 and of 2021.
_EVERYBODY = re.compile(
    r"(grand )?total\b|all (usual residents|residents|categories|people|persons|ethnic groups)\b"
    r"|(usual residents|all)$"
)

#: How far a sum may lie from its parts, as a share or in people: the census alters small counts
#: a little.
SAME_WITHIN, AT_MOST = 0.002, 5

_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+")


class _Read(NamedTuple):
    """A row: its category, empty where it is of everybody, and its people."""

    category: str
    people: int
    number: int


def read_residents(table: Table, layout: Layout, rules: Rules, log: FaultLog) -> Reading:
    """Return how many residents are of each ethnicity; faults of rows go to ``log``."""
    readers = {
        column.name: ColumnReader(log.file, column, layout.place(position), rules)
        for column, position in zip(layout.columns, layout.positions, strict=True)
    }
    names = list(readers)
    label_at, people_at = names.index(ETHNICITY.name), names.index("people")
    labels = readers[ETHNICITY.name]
    rows_by_label: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    rows: list[_Read] = []
    for batch in table.batches(layout.positions, None, with_totals=True):
        labels.look_at({row[label_at] for row in batch.counted.people_by_row})
        for number, row, _ in batch.rows():
            read = _read(row, number, (label_at, people_at), readers)
            if read is None:
                continue
            if not read.people:
                left_out[NOBODY] += 1
                continue
            if read.category:
                rows_by_label[row[label_at]] += 1
            rows.append(read)
    whole = [one for one in rows if not one.category]
    of_categories = [one for one in rows if one.category]
    _note_repeats(whole, log)
    _note_repeats(of_categories, log)
    kept = dict(_without_subtotals(of_categories, log))
    left_out[TOTAL] += len(whole)
    left_out[SUBTOTAL] += len({one.category for one in of_categories}) - len(kept)
    for one in whole[:1]:
        if of_categories and not _is_near(one.people, sum(kept.values())):
            log.add(
                f"gives {one.people:,} residents in all, and {sum(kept.values()):,} by ethnicity",
                "Keep every ethnicity of the table, or leave out the total of another.",
                row=one.number,
            )
    sides = {CATEGORY[name].side for name in kept}
    is_whole = {WHITE, MINORITY_ETHNIC} <= sides
    has_rows = bool(rows) or any(left_out.values())
    if not is_whole and not log and has_rows and not labels.faults((), table.rows):
        lacking = "white residents" if WHITE not in sides else "residents of ethnic minorities"
        log.add(
            f"holds no {lacking}",
            "Give the whole table, every ethnicity of the area in it.",
        )
    units = (None,) * len(rules.breakdowns)
    return Reading(
        Counter({Cell(RESIDENT, YES, name, units): people for name, people in kept.items()}),
        left_out={why: many for why, many in left_out.items() if many},
        blank={},
        faults=tuple(
            fault for reader in readers.values() for fault in reader.faults((), table.rows)
        ),
        warnings=(),
        labels=tuple(labels.labels(rows_by_label, ())),
    )


def _read(
    row: Row, number: int, places: tuple[int, int], readers: dict[str, ColumnReader]
) -> _Read | None:
    """Return what a row holds; None, with the reasons noted, where it is spoilt."""
    label, text = (row[at].strip() for at in places)
    if _THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    people = readers["people"][text]
    if people is None:
        readers["people"].refuse(text, number)
        return None
    if _EVERYBODY.match(plain(label)):
        return _Read("", int(people), number)
    # Of 2011: "White: Total" is a group beside its parts.
    label = re.sub(r"\s*:\s*total$", "", label, flags=re.IGNORECASE)
    category = readers[ETHNICITY.name][label] if label and int(people) else ""
    if category is None or (int(people) and not label):
        readers[ETHNICITY.name].refuse(label, number)
        return None
    return _Read(category or "", int(people), number)


def _note_repeats(rows: Sequence[_Read], log: FaultLog) -> None:
    """Note what stands there twice, as in a table of several areas or years."""
    met: set[str] = set()
    for one in rows:
        if one.category in met:
            log.add(
                "gives an ethnicity a second time, as a table of several areas does",
                "Keep the rows of your own area; for several, give a file for each.",
                row=one.number,
            )
        met.add(one.category)


def _without_subtotals(rows: Sequence[_Read], log: FaultLog) -> Iterator[tuple[str, int]]:
    """Give the people of each category, those that add up others left aside."""
    people = {one.category: one.people for one in rows}
    sums: set[str] = set()
    for broad, parts in broad_and_parts(set(people)):
        if _is_near(people[broad], sum(people[part] for part in parts)):
            sums.add(broad)
        else:
            log.add(
                f"gives '{broad}' and parts of it that do not add up to it",
                f"Keep the row of '{broad}', or those of all its parts.",
                row=next(one.number for one in rows if one.category == broad),
            )
    yield from ((name, number) for name, number in people.items() if name not in sums)


def _is_near(number: int, other: int) -> bool:
    return abs(number - other) <= max(AT_MOST, SAME_WITHIN * max(number, other))
