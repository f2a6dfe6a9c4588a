"""Reports of results: text formats, a page, a workbook and charts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from scwres.text.formats import FORMATS, Format

if TYPE_CHECKING:
    from scwres.plan.evaluation import Evaluation
    from scwres.results.results import Reported
    from scwres.years.changes import Changes

    #: What a format can write.
    Written: TypeAlias = Reported | Changes | Evaluation

__all__ = [
    "CHANGE_FORMATS",
    "FORMATS",
    "LINES",
    "OVERVIEW",
    "PLAN_FORMATS",
    "PROBLEM_FORMATS",
    "TABLES",
    "UNITS",
    "Format",
]

#: The tables of results: a row for each line, or one for each unit and indicator; and what a
#: person sees of the lines on one screen.
LINES, UNITS, OVERVIEW = "lines", "units", "overview"

#: The formats of each table of results.
TABLES: Mapping[str, Mapping[str, Format]] = {
    LINES: FORMATS,
    UNITS: {"csv": FORMATS["csv"]._replace(function="units_as_csv")},
    OVERVIEW: {
        "table": FORMATS["table"]._replace(
            module="scwres.reports.formats.overview", function="as_overview"
        )
    },
}

#: The formats of compared years.
CHANGE_FORMATS: Mapping[str, Format] = {
    name: format_._replace(module="scwres.reports.formats.changes")
    for name, format_ in FORMATS.items()
    if format_.holds_years
}

#: The formats of a plan.
PLAN_FORMATS: Mapping[str, Format] = {
    **{
        name: format_._replace(module="scwres.reports.formats.plan")
        for name, format_ in CHANGE_FORMATS.items()
    },
    "xlsx": Format((".xlsx",), "scwres.reports.workbook.plan", "as_workbook", is_binary=True),
}

#: The formats of rows with a problem.
PROBLEM_FORMATS: Mapping[str, Format] = {
    "csv": Format((".csv",), "scwres.reports.formats.problems", "as_csv", byte_order_mark=True),
    "xlsx": Format((".xlsx",), "scwres.reports.workbook.problems", "as_workbook", is_binary=True),
}
