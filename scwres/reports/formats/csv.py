"""Results as CSV: a row a line, every figure at full precision, numbers left as numbers."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from scwres.results.results import COLUMNS
from scwres.text.safety import neutralised

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scwres.results.results import Reported


def as_csv(results: Reported, width: int | None = None) -> str:
    """Return the lines of results as CSV text, whatever the width."""
    return csv_text(COLUMNS, results.lines)


def csv_text(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Return a header and rows as CSV text, safe to open in a spreadsheet.

    A text that a spreadsheet would take for a formula has an apostrophe put before it;
    numbers are left alone, and what is missing is empty.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_safe(value) for value in row] for row in rows)
    return text.getvalue()


def _safe(value: object) -> object:
    return neutralised(value) if isinstance(value, str) else value
