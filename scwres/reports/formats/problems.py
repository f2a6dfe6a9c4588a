"""The rows with a problem as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from scwres.reports.formats.csv import csv_text
from scwres.results.problems import ProblemRow
from scwres.text.untrusted import printable

#: The headers of the list, in the order of a row.
HEADERS = tuple(name.replace("_", " ") for name in ProblemRow._fields)


def as_csv(rows: Iterable[ProblemRow], width: int | None = None) -> str:
    """Return rows with a problem as CSV text, whatever the width."""
    return csv_text(HEADERS, map(shown_values, rows))


def shown_values(row: ProblemRow) -> Sequence[str | int | None]:
    """Return the values of a row, its texts in visible letters only."""
    return [_printable(value) if isinstance(value, str) else value for value in row]


#: The rows of one problem have the same texts.
_printable = lru_cache(maxsize=1024)(printable)
