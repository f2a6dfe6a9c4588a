"""Rows of counts become counts: the interchange format, and the form of published tables."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scwres.counts import NOT_RECORDED, Cell
from scwres.extracts.columns import ColumnReader
from scwres.extracts.people import Reading
from scwres.extracts.schema import ITEMS, WORDS, Holds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scwres.errors import FaultLog
    from scwres.extracts.headers import Layout
    from scwres.extracts.people import Wanted
    from scwres.extracts.readers import Row, Table

NOBODY = "nobody counted"

_DUPLICATE = (
    "repeats an earlier row, with the same item, answer, ethnicity and unit",
    "Keep one of the rows, or add them together.",
)


def read_count_rows(
    table: Table, layout: Layout, wanted: Wanted, ids: set[str], log: FaultLog
) -> Reading:
    """Return what a table of counts holds; faults of rows go to ``log``.

    A breakdown that is blank in every row of an item is one that the item does not have; a
    blank among values is the unit ``Not recorded``.
    """
    readers = {
        column.name: ColumnReader(log.file, column, position)
        for column, position in zip(layout.columns, layout.positions, strict=True)
    }
    met: set[Row] = set()
    people_by_values: Counter[tuple[str, ...]] = Counter()
    names = tuple(readers)
    people_at = names.index("people")
    nobody = 0
    for batch in table.batches(layout.positions, None):
        for number, row, _ in batch.rows():
            values = _read_row(row, number, readers, log)
            if values is None:
                continue
            people = int(values.pop("people"))
            key = tuple(
                " ".join(text.casefold().split()) for i, text in enumerate(row) if i != people_at
            )
            if key in met:
                log.add(*_DUPLICATE, row=number)
            met.add(key)
            nobody += people == 0
            units = (values.get(name, "") for name in wanted.breakdowns)
            people_by_values[values["item"], values["answer"], values["ethnicity"], *units] += (
                people
            )
    return Reading(
        _with_units(people_by_values),
        left_out={NOBODY: nobody} if nobody else {},
        blank={},
        faults=tuple(fault for reader in readers.values() for fault in reader.faults(ids)),
        warnings=(),
    )


def _read_row(
    row: Row, number: int, readers: Mapping[str, ColumnReader], log: FaultLog
) -> dict[str, str] | None:
    """Return the values of a row by column; None, with the reasons noted, where it is spoilt."""
    values = {}
    for (name, reader), text in zip(readers.items(), row, strict=True):
        value = reader[text]
        if value is None:
            reader.refuse(text, number)
        else:
            values[name] = value
    item = ITEMS.get(values.get("item", ""))
    if item and "answer" in values:
        is_yes_no = item.holds is Holds.YES_NO
        answer = WORDS.get(values["answer"].casefold()) if is_yes_no else values["answer"]
        if answer:
            values["answer"] = answer
        else:
            expected = "yes or no" if is_yes_no else "a value, such as a pay band"
            log.add(
                f"holds no answer to '{item.name}'",
                f"Expected {expected}.",
                column=readers["answer"].header,
                row=number,
            )
            return None
    return values if len(values) == len(readers) else None


def _with_units(people_by_values: Mapping[tuple[str, ...], int]) -> Counter[Cell]:
    """Return the cells of rows of item, answer, ethnicity and one value a breakdown."""
    has_units = {
        (item, position)
        for item, _, _, *units in people_by_values
        for position, unit in enumerate(units)
        if unit
    }
    people_by_cell: Counter[Cell] = Counter()
    for (item, answer, ethnicity, *units), people in people_by_values.items():
        unit = tuple(
            (value or NOT_RECORDED) if (item, position) in has_units else None
            for position, value in enumerate(units)
        )
        people_by_cell[Cell(item, answer, ethnicity, unit)] += people
    return people_by_cell
