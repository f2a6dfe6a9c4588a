"""The files of a report: the page, the workbook, the charts, and the results themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scwres.errors import Fault, UsageError
from scwres.metrics.standards.sc_wres import FAMILY
from scwres.plan.evaluate import held_against
from scwres.reports import CHANGE_FORMATS, FORMATS, PLAN_FORMATS
from scwres.reports.charts.drawing import drawn
from scwres.reports.document.sections import document_of
from scwres.reports.page.page import as_page
from scwres.reports.workbook.tables import Return, tells_services
from scwres.reports.workbook.workbook import as_workbook
from scwres.results.results import INTERNAL, Results
from scwres.years.changes import changes_of
from scwres.years.years import read_year, year_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scwres.results.results import Reported
    from scwres.settings.settings import Reporting
    from scwres.years.years import Year

#: The files that a report is made of, as patterns from the top of its folder.
FILES = (
    "report.html",
    "report.xlsx",
    "results.csv",
    "results.json",
    "changes.csv",
    "plan.csv",
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
    earlier: Sequence[Year] = (),
) -> dict[str, bytes]:
    """Return the files of a report by their names in its folder.

    Parameters
    ----------
    earlier
        The results of earlier years that these are shown beside.
    returned
        What the workbook's sheet for Skills for Care is made of; None for none.
    step
        Is told what is being made.
    """
    this_year = year_of(results, THIS_YEAR)
    changes = changes_of([*earlier, this_year]) if earlier else None
    evaluation = None
    if asked.plan is not None:
        # The plan starts from the year before, where several are shown.
        before = earlier[-1] if earlier else None
        evaluation = held_against(asked.plan, before=before, now=this_year)
    document = document_of(
        *(results, asked.title),
        four_fifths=asked.four_fifths,
        changes=changes,
        evaluation=evaluation,
    )
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
    if changes is not None:
        files["changes.csv"] = CHANGE_FORMATS["csv"].encoded(CHANGE_FORMATS["csv"].render(changes))
    if evaluation is not None:
        files["plan.csv"] = PLAN_FORMATS["csv"].encoded(PLAN_FORMATS["csv"].render(evaluation))
    return files


def earlier_years(asked: Reporting, *, is_public: bool, by: Sequence[str] = ()) -> list[Year]:
    """Return the results of earlier years that a report shows.

    Raises
    ------
    UsageError
        When they hold exact figures, and the report is for publication.
    """
    years = [read_year(path, by=by) for path in asked.before]
    faults = [
        Fault(year.name, "holds exact figures, and the report is for publication", PUBLISH_FIRST)
        for year in years
        if is_public and year.audience == INTERNAL
    ]
    if faults:
        raise UsageError(faults)
    return years


#: How exact results of an earlier year come into a publication.
PUBLISH_FIRST = "Give what was published: scwres compute --publish --format json."

#: What the figures of a report are called beside those of earlier years, where no period is said.
THIS_YEAR = "This year"


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
