"""Results become text: one small module a format, none of which knows an indicator."""

from __future__ import annotations

import codecs
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scwres.plan.evaluation import Evaluation
    from scwres.results.results import Reported
    from scwres.years.changes import Changes

    #: Whatever is written in a format.
    Written: TypeAlias = Reported | Changes | Evaluation


class Format(NamedTuple):
    """A form in which results are written.

    Parameters
    ----------
    endings
        The file endings that mean it; the first format that has an ending is meant by it.
    module, function
        What writes it: a function of results, and of the width that a terminal has.
    byte_order_mark
        Whether a file of it starts with one: spreadsheets read UTF-8 CSV by it.
    holds_results
        Whether it holds what could not be computed, and its notice, as well as lines.
    for_people
        Whether it is read on a terminal, in the terminal's width and letters.
    is_binary
        Whether it is no text, and is written to no terminal.
    """

    endings: tuple[str, ...]
    module: str
    function: str
    byte_order_mark: bool = False
    holds_results: bool = False
    for_people: bool = False
    is_binary: bool = False

    def render(self, results: Written, width: int | None = None) -> str | bytes:
        """Return results in this format, its lines no longer than ``width`` where it can."""
        render = getattr(import_module(self.module), self.function)
        rendered: str | bytes = render(results, width)
        return rendered

    def encoded(self, rendered: str | bytes) -> bytes:
        """Return what was rendered as a file of this format holds it."""
        if isinstance(rendered, bytes):
            return rendered
        return (codecs.BOM_UTF8 if self.byte_order_mark else b"") + rendered.encode()


#: The formats that ``--format`` takes.
FORMATS: Mapping[str, Format] = {
    "table": Format(
        (".txt",), "scwres.reports.formats.table", "as_table", holds_results=True, for_people=True
    ),
    "csv": Format((".csv",), "scwres.reports.formats.csv", "as_csv", byte_order_mark=True),
    "json": Format((".json",), "scwres.reports.formats.json", "as_json", holds_results=True),
    "markdown": Format(
        (".md", ".markdown"), "scwres.reports.formats.markdown", "as_markdown", holds_results=True
    ),
    "parquet": Format(
        (".parquet",), "scwres.reports.formats.parquet", "as_parquet", is_binary=True
    ),
    "counts": Format(
        (".csv",), "scwres.reports.formats.counts", "as_counts", byte_order_mark=True
    ),
}

#: The formats in which years are compared: the same, but for counts.
CHANGE_FORMATS: Mapping[str, Format] = {
    name: one._replace(module="scwres.reports.formats.changes")
    for name, one in FORMATS.items()
    if name != "counts"
}

#: The formats of a plan.
PLAN_FORMATS: Mapping[str, Format] = {
    name: one._replace(module="scwres.reports.formats.plan")
    for name, one in CHANGE_FORMATS.items()
}
