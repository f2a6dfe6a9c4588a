"""The formats in which results are written; the module of each is loaded when it writes.

They stand below the settings, which name them, and the reports, which write them.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from importlib import import_module
from typing import NamedTuple


class Format(NamedTuple):
    """A form in which results are written.

    Parameters
    ----------
    endings
        Its file endings; an ending of several formats means the first of them.
    module, function
        What writes it: a function of results and of the width of the terminal.
    byte_order_mark
        Whether a file starts with one: spreadsheets need it to read CSV as UTF-8.
    holds_results
        Whether it holds the notice and what could not be computed, as well as lines.
    for_people
        Whether people read it on a terminal, so that it fits the terminal.
    is_binary
        Whether it is binary, and so is not written to a terminal.
    holds_years
        Whether years compared and plans are written in it too, by functions of the same name.
    """

    endings: tuple[str, ...]
    module: str
    function: str
    byte_order_mark: bool = False
    holds_results: bool = False
    for_people: bool = False
    is_binary: bool = False
    holds_years: bool = False

    def render(self, results: object, width: int | None = None) -> str | bytes:
        """Return results in this format, its lines no longer than ``width`` where it can."""
        render = getattr(import_module(self.module), self.function)
        rendered: str | bytes = render(results, width)
        return rendered

    def encoded(self, rendered: str | bytes) -> bytes:
        """Return rendered results as the bytes of a file."""
        if isinstance(rendered, bytes):
            return rendered
        return (codecs.BOM_UTF8 if self.byte_order_mark else b"") + rendered.encode()


#: The formats that ``--format`` takes.
FORMATS: Mapping[str, Format] = {
    "table": Format(
        (".txt",),
        "scwres.reports.formats.table",
        "as_table",
        holds_results=True,
        for_people=True,
        holds_years=True,
    ),
    "csv": Format(
        (".csv",), "scwres.reports.formats.csv", "as_csv", byte_order_mark=True, holds_years=True
    ),
    "json": Format(
        (".json",), "scwres.reports.formats.json", "as_json", holds_results=True, holds_years=True
    ),
    "markdown": Format(
        (".md", ".markdown"),
        "scwres.reports.formats.markdown",
        "as_markdown",
        holds_results=True,
        holds_years=True,
    ),
    "parquet": Format(
        (".parquet",),
        "scwres.reports.formats.parquet",
        "as_parquet",
        is_binary=True,
        holds_years=True,
    ),
    "counts": Format(
        (".csv",), "scwres.reports.formats.counts", "as_counts", byte_order_mark=True
    ),
}
