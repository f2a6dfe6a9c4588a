"""Results as CSV: a row for each line, figures at full precision, numbers as numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from scwres.results.lines import COLUMNS
from scwres.results.results import Reported
from scwres.results.units import UNIT_COLUMNS
from scwres.text.safety import neutralised


def as_csv(results: Reported, width: int | None = None) -> str:
    """Return the lines of results as CSV text, whatever the width."""
    return csv_text(COLUMNS, (line.row.values() for line in results.lines))


def units_as_csv(results: Reported, width: int | None = None) -> str:
    """Return the units of results beside the whole as CSV text, whatever the width."""
    return csv_text(UNIT_COLUMNS, (unit.row.values() for unit in results.units))


def csv_text(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Return a header and rows as CSV text, safe to open in a spreadsheet.

    A text that a spreadsheet would take for a formula gets an apostrophe before it. Numbers
    are unchanged, and missing values are empty.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_safe(value) for value in row] for row in rows)
    return text.getvalue()


def _safe(value: object) -> object:
    return neutralised(value) if isinstance(value, str) else value
