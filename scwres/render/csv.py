"""Results as CSV: a row a line, every figure at full precision, numbers left as numbers."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from scwres.report import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scwres.report import Results

#: The full-width forms of the four signs, which a spreadsheet takes for them.
_FULL_WIDTH = ("\uff1d", "\uff0b", "\uff0d", "\uff20")

#: A text that starts with one of these is a formula to a spreadsheet (OWASP, CSV injection).
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", *_FULL_WIDTH)


def as_csv(results: Results, width: int | None = None) -> str:
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
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value
