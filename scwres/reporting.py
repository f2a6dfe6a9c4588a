"""The files of a report: the page, the workbook, the charts, and the results themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scwres.errors import UsageError
from scwres.metrics.sc_wres import FAMILY
from scwres.render import FORMATS
from scwres.render.document.book import Return, tells_services
from scwres.render.document.sections import document_of
from scwres.render.drawing import drawn
from scwres.render.page import as_page
from scwres.render.workbook import as_workbook
from scwres.report import Results

if TYPE_CHECKING:
    from collections.abc import Callable

    from scwres.report import Reported
    from scwres.settings import Reporting

#: The files that a report is made of, as patterns from the top of its folder.
FILES = (
    "report.html",
    "report.xlsx",
    "results.csv",
    "results.json",
    "charts/*.svg",
    "charts/*.png",
)

#: The columns that may tell adults' services from children's, where no breakdown does.
SERVICE_COLUMNS = ("service", "directorate")


def report_files(
    results: Reported,
    asked: Reporting,
    returned: Return | None = None,
    step: Callable[[str], None] = lambda _: None,
) -> dict[str, bytes]:
    """Return the files of a report by their names in its folder.

    Parameters
    ----------
    returned
        What the workbook's sheet for Skills for Care is made of; None for none.
    step
        Is told what is being made.
    """
    document = document_of(results, asked.title, four_fifths=asked.four_fifths)
    charts = list(document.charts)
    source = ". ".join(
        filter(
            None, [document.organisation, document.subtitle, document.standard, document.notice]
        )
    )
    drawings = {}
    for at, chart in enumerate(charts, 1):
        step(f"Drawing chart {at} of {len(charts)}")
        drawings[chart.about.name] = drawn(chart, source)
    step("Writing the page and the workbook")
    page = as_page(document, {name: one.inline for name, one in drawings.items()})
    files = {
        "report.html": page.encode(),
        "report.xlsx": as_workbook(document, results, returned),
    }
    for name, one in drawings.items():
        files[f"charts/{name}.svg"] = one.svg.encode()
        files[f"charts/{name}.png"] = one.png
    for name in ("csv", "json"):
        files[f"results.{name}"] = FORMATS[name].encoded(FORMATS[name].render(results))
    return files


def returned(results: Results, again: Callable[..., Results] | None) -> Return | None:
    """Return the results that Skills for Care's form is filled from; None for other standards.

    Parameters
    ----------
    again
        Computes with other options; None where the extracts can be read but once.
    """
    if not results.standard.name.startswith(FAMILY):
        return None
    for breakdown in results.settings["by"]:  # type: ignore[attr-defined]
        if _is_of_two(results) and tells_services(results, breakdown):
            return Return(results, breakdown)
    if again is None:
        return Return(results) if _is_of_two(results) else None
    for breakdown in SERVICE_COLUMNS:
        try:
            found = again(by=[breakdown], groups="two")
        except UsageError:
            continue  # no extract has such a column
        if tells_services(found, breakdown):
            return Return(found, breakdown)
    return Return(results if _is_of_two(results) else again(by=[], groups="two"))


def _is_of_two(results: Results) -> bool:
    return results.settings["groups"] == "two"
