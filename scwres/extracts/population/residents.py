"""A table of residents by ethnicity, as the census prints it, becomes counts of residents.

Such tables hold totals, groups beside their parts, and rows of nobody, which are left out. A
table that gives every ethnicity several times (for several areas, or ages) is refused, unless one
of those is the total of the others. The limits of a table, such as one age band, go with its
counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from scwres.counts import RESIDENT, YES, Cell
from scwres.errors import FaultLog
from scwres.ethnicity.categories import CATEGORY, MINORITY_ETHNIC, WHITE, held_by
from scwres.ethnicity.labels import RELATIVE
from scwres.extracts.cells.columns import ColumnReader
from scwres.extracts.cells.values import plain
from scwres.extracts.left_out import NOBODY, PERCENTAGE, SUBTOTAL, TOTAL
from scwres.extracts.people.rows import Reading
from scwres.extracts.population.dimensions import (
    Limit,
    limits_of_columns,
    limits_of_people_header,
    limits_of_text,
    limits_of_titles,
)
from scwres.extracts.population.forms import LongTable, labelled
from scwres.extracts.population.rows import (
    ResidentRow,
    measure_of_no_people,
    note_differing,
    note_other_measures,
    note_other_total,
    note_repeats,
    of_totals_alone,
    without_subtotals,
)
from scwres.extracts.rules import Rules
from scwres.extracts.schema import ETHNICITY
from scwres.extracts.tables.header import Layout
from scwres.extracts.tables.table import Table

#: The four groups beside which the fifth of the census may be called "Other" and no more.
_FOUR_GROUPS = ("Asian", "Black", "Mixed", "White")

#: The names of rows of totals in tables of the census of 2011 and of 2021.
_EVERYBODY = re.compile(
    r"(grand )?total\b|all (usual residents|residents|categories|people|persons|ethnic groups)\b"
    r"|(usual residents|all)$"
)

_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+")


class _RawRow(NamedTuple):
    """A row as written; ``cells`` are those of its other columns, by the header."""

    label: str
    people: str
    number: int
    cells: Mapping[str, str]


class _Rows(NamedTuple):
    """Rows that were read, and what was left out of them, by reason."""

    rows: list[ResidentRow]
    left_out: Counter[str]


def read_residents(table: Table, layout: Layout, rules: Rules, log: FaultLog) -> Reading:
    """Return how many residents are of each ethnicity; faults of rows go to ``log``."""
    readers = {
        column.name: ColumnReader(log.file, column, layout.place(position), rules)
        for column, position in zip(layout.columns, layout.positions, strict=True)
    }
    rows_by_label: Counter[str] = Counter()
    rows, left_out = _read_rows(table, layout, readers, rows_by_label)
    rows = of_totals_alone(rows, left_out, log)
    totals = [row for row in rows if not row.category]
    rows_of_categories = [row for row in rows if row.category]
    note_other_measures(rows, log)
    if not log:
        note_repeats(totals, log)
        note_repeats(rows_of_categories, log)
        note_differing(rows_of_categories, log)
    kept = dict(without_subtotals(rows_of_categories, log))
    left_out[TOTAL] += len(totals)
    left_out[SUBTOTAL] += len({row.category for row in rows_of_categories}) - len(kept)
    if rows_of_categories and not log:
        note_other_total(totals, sum(kept.values()), log)
    labels = readers[ETHNICITY.name]
    if (rows or any(left_out.values())) and not labels.faults((), table.rows):
        _note_missing_side(kept, log)
    units = (None,) * len(rules.unit_columns)
    return Reading(
        people_by_cell=Counter(
            {Cell(RESIDENT, YES, name, units): people for name, people in kept.items()}
        ),
        left_out={reason: number for reason, number in left_out.items() if number},
        blank={},
        faults=tuple(
            fault for reader in readers.values() for fault in reader.faults((), table.rows)
        ),
        warnings=(),
        labels=tuple(labels.labels(rows_by_label, ())),
        residents_of=tuple(dict.fromkeys(_limits(table, layout, rows))),
    )


def _read_rows(
    table: Table, layout: Layout, readers: dict[str, ColumnReader], rows_by_label: Counter[str]
) -> _Rows:
    """Return the rows with residents, with the other cells of each by the header."""
    names = list(readers)
    label_position, people_position = names.index(ETHNICITY.name), names.index("people")
    others = [i for i, header in enumerate(layout.headers) if header and i not in layout.positions]
    raw: list[_RawRow] = []
    for batch in table.batches([*layout.positions, *others], None, with_totals=True):
        for number, row, _ in batch.rows():
            label = labelled(row[label_position].strip())
            texts = zip(others, row[len(layout.positions) :], strict=True)
            cells_of_row = {layout.headers[place]: " ".join(text.split()) for place, text in texts}
            cells = {**cells_of_row, **label.others}
            raw.append(_RawRow(label.label, row[people_position].strip(), number, cells))
    labels = readers[ETHNICITY.name]
    labels.recognise_scheme({line.label for line in raw})
    meaning_of_other = _meaning_of_other([line.label for line in raw], labels)
    left_out: Counter[str] = Counter()
    rows: list[ResidentRow] = []
    people_alone = [line for line in raw if not measure_of_no_people(line.cells)]
    if people_alone:
        left_out[PERCENTAGE] += len(raw) - len(people_alone)
    for line in people_alone or raw:
        label_in_full = meaning_of_other if _is_bare_other(line.label) else line.label
        resident_row = _read(line._replace(label=label_in_full), readers)
        if resident_row is None:
            continue
        if not resident_row.people:
            left_out[NOBODY] += 1
            continue
        if resident_row.category:
            rows_by_label[line.label] += 1
        if resident_row.category == RELATIVE:
            labels.refuse(label_in_full, line.number)
        rows.append(resident_row)
    labels.settle()
    if labels.category_of_relative:
        rows = [
            row._replace(category=labels.category_of_relative) if row.category == RELATIVE else row
            for row in rows
        ]
    return _Rows([row for row in rows if row.category != RELATIVE], left_out)


def _is_bare_other(label: str) -> bool:
    return plain(label) == "other"


def _meaning_of_other(labels: Sequence[str], reader: ColumnReader) -> str:
    """Return what a bare "Other" is: the fifth group, where the other four stand beside it."""
    categories = {reader.match(label)[0] for label in labels}
    has_all = all(
        any(name in CATEGORY and held_by(name) <= held_by(group) for name in categories if name)
        for group in _FOUR_GROUPS
    )
    return "Other ethnic group" if has_all else "Other"


def _read(raw: _RawRow, readers: dict[str, ColumnReader]) -> ResidentRow | None:
    """Return what a row holds; None, with the reasons noted, where it cannot be read."""
    label, text, number, cells = raw
    if _THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    people = readers["people"][text]
    if people is None:
        readers["people"].refuse(text, number)
        return None
    if _EVERYBODY.match(plain(label)):
        return ResidentRow("", int(people), number, cells, label)
    # Of 2011: "White: Total" is a group beside its parts.
    label = re.sub(r"\s*:\s*total$", "", label, flags=re.IGNORECASE)
    category = readers[ETHNICITY.name][label] if label and int(people) else ""
    if category is None or (int(people) and not label):
        readers[ETHNICITY.name].refuse(label, number)
        return None
    return ResidentRow(category or "", int(people), number, cells)


def _limits(table: Table, layout: Layout, rows: Sequence[ResidentRow]) -> Iterator[Limit]:
    """Yield the limits of a table: from its columns, its titles and the names of its totals."""
    names = dict.fromkeys(name for row in rows for name in row.cells)
    yield from limits_of_columns(
        (name, {row.cells.get(name, "") for row in rows}) for name in names
    )
    yield from limits_of_titles(table.titles)
    people = next(i for i, column in enumerate(layout.columns) if column.name == "people")
    earlier_header = table.people_header if isinstance(table, LongTable) else ""
    yield from limits_of_people_header(earlier_header or layout.headers[layout.positions[people]])
    for row in rows:
        yield from limits_of_text(row.title)


def _note_missing_side(kept: Mapping[str, int], log: FaultLog) -> None:
    """Note where a table without other faults holds white or minority ethnic residents alone."""
    sides = {CATEGORY[name].side for name in kept}
    if {WHITE, MINORITY_ETHNIC} <= sides or log:
        return
    lacking = "white residents" if WHITE not in sides else "residents from ethnic minorities"
    log.add(
        f"holds no {lacking}",
        "Give the whole table, with every ethnicity in the area.",
        "no-rows",
    )
