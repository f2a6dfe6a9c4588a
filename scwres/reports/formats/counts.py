"""Results as counts: an extract that can be read again."""

from __future__ import annotations

from scwres.counts import IN_NO_UNIT, Cell, natural_order
from scwres.reports.formats.csv import csv_text
from scwres.results.results import Results


def as_counts(results: Results, width: int | None = None) -> str:
    """Return the counts of results as CSV text: ``item,answer,ethnicity,people`` and units."""
    counts = results.counts
    cells = sorted(counts.people_by_cell, key=_order)
    in_units = {
        (cell.item, breakdown)
        for cell in cells
        for breakdown, unit in enumerate(cell.unit)
        if unit is not None
    }

    def units(cell: Cell) -> list[str | None]:
        # A blank would be read as a unit that was not recorded.
        return [
            IN_NO_UNIT if unit is None and (cell.item, breakdown) in in_units else unit
            for breakdown, unit in enumerate(cell.unit)
        ]

    return csv_text(
        ("item", "answer", "ethnicity", "people", *counts.breakdowns),
        (
            [cell.item, cell.answer, cell.ethnicity, counts.people_by_cell[cell], *units(cell)]
            for cell in cells
        ),
    )


def _order(cell: Cell) -> tuple[object, ...]:
    units = tuple((unit is not None, natural_order(unit or "")) for unit in cell.unit)
    return cell.item, natural_order(cell.answer), cell.ethnicity, units
