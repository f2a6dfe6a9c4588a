"""The counts themselves, as an extract that can be read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scwres.counts import natural_order
from scwres.render.csv import csv_text

if TYPE_CHECKING:
    from scwres.counts import Cell
    from scwres.report import Results


def as_counts(results: Results, width: int | None = None) -> str:
    """Return the counts of results as CSV text: ``item,answer,ethnicity,people`` and units."""
    counts = results.counts
    cells = sorted(counts.people_by_cell, key=_order)
    return csv_text(
        ("item", "answer", "ethnicity", "people", *counts.breakdowns),
        (
            [cell.item, cell.answer, cell.ethnicity, counts.people_by_cell[cell], *cell.unit]
            for cell in cells
        ),
    )


def _order(cell: Cell) -> tuple[object, ...]:
    units = tuple((unit is not None, natural_order(unit or "")) for unit in cell.unit)
    return cell.item, natural_order(cell.answer), cell.ethnicity, units
