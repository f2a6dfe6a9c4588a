"""The files of a report: the page, the workbook, the charts, and the results."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from scwres.errors import Fault, UsageError
from scwres.ethnicity.categories import TWO_GROUPS
from scwres.metrics.standards.sc_wres import FAMILY
from scwres.plan.evaluate import held_against
from scwres.reports import CHANGE_FORMATS, FORMATS, PLAN_FORMATS
from scwres.reports.charts.drawing import draw
from scwres.reports.document.sections import document_of
from scwres.reports.page.page import as_page
from scwres.reports.paper.paper import PAPER, as_paper, can_write_papers, names_of_charts
from scwres.reports.workbook.tables import Return, has_services
from scwres.reports.workbook.workbook import as_workbook
from scwres.results.compute import Reading
from scwres.results.files import Year
from scwres.results.lines import INTERNAL
from scwres.results.results import Reported, Results
from scwres.settings.settings import Reporting
from scwres.years.changes import changes_of
from scwres.years.years import read_year, year_of

#: The files of a report, as patterns from the top of its folder.
FILES = (
    "report.html",
    "report.xlsx",
    "paper.docx",
    "results.csv",
    "results.json",
    "changes.csv",
    "plan.csv",
    "charts/*.svg",
    "charts/*.png",
)

#: The columns that may separate adults' and children's services, where no breakdown does.
SERVICE_COLUMNS = ("service", "directorate")


def report_files(
    results: Reported,
    reporting: Reporting,
    returned: Return | None = None,
    step: Callable[[str], None] = lambda _: None,
    earlier: Sequence[Year] = (),
) -> dict[str, bytes]:
    """Return the files of a report by their names in its folder.

    Parameters
    ----------
    earlier
        The results of earlier years to compare with.
    returned
        The results for the workbook's sheet for Skills for Care; None for no such sheet.
    step
        A function that is called with the name of each step.
    """
    this_year = year_of(results, THIS_YEAR)
    changes = changes_of([*earlier, this_year]) if earlier else None
    evaluation = None
    if reporting.plan is not None:
        # The plan starts from the year before, where several are shown.
        before = earlier[-1] if earlier else None
        evaluation = held_against(reporting.plan, before=before, now=this_year)
    document = document_of(
        results,
        reporting.title,
        four_fifths=reporting.four_fifths,
        changes=changes,
        evaluation=evaluation,
        logo=reporting.logo.data_uri if reporting.logo else "",
        commentary=reporting.commentary,
    )
    charts = list(document.charts)
    source = ". ".join(
        filter(
            None, [document.organisation, document.subtitle, document.standard, document.notice]
        )
    )
    in_paper = set(names_of_charts(document)) if can_write_papers() else set()
    drawings = {}
    for number, chart in enumerate(charts, 1):
        step(f"Drawing chart {number} of {len(charts)}")
        name = chart.about.name
        drawings[name] = draw(chart, source, with_png=reporting.png or name in in_paper)
    step("Writing the page and the workbook")
    page = as_page(document, {name: drawing.inline for name, drawing in drawings.items()})
    files = {
        "report.html": page.encode(),
        "report.xlsx": as_workbook(document, results, returned),
    }
    for name, drawing in drawings.items():
        files[f"charts/{name}.svg"] = drawing.svg.encode()
        if reporting.png:
            files[f"charts/{name}.png"] = drawing.png
    if can_write_papers():
        files[PAPER] = as_paper(document, {name: drawings[name].png for name in in_paper})
    for name in ("csv", "json"):
        files[f"results.{name}"] = FORMATS[name].encoded(FORMATS[name].render(results))
    if changes is not None:
        files["changes.csv"] = CHANGE_FORMATS["csv"].encoded(CHANGE_FORMATS["csv"].render(changes))
    if evaluation is not None:
        files["plan.csv"] = PLAN_FORMATS["csv"].encoded(PLAN_FORMATS["csv"].render(evaluation))
    return files


def earlier_years(reporting: Reporting, *, is_public: bool, by: Sequence[str] = ()) -> list[Year]:
    """Return the results of earlier years for a report.

    Raises
    ------
    UsageError
        When they hold exact figures, and the report is for publication.
    """
    years = [read_year(path, by=by) for path in reporting.before]
    faults = [
        Fault(
            year.name,
            "has exact figures, but the report is for publication",
            PUBLISH_FIRST,
            "not-for-publication",
        )
        for year in years
        if is_public and year.audience == INTERNAL
    ]
    if faults:
        raise UsageError(faults)
    return years


#: How to fix exact results of an earlier year in a publication.
PUBLISH_FIRST = "Give the results that were published: scwres compute --publish --format json."

#: The label of the year of a report, where no period is given.
THIS_YEAR = "This year"


def returned(results: Results, reading: Reading) -> Return | None:
    """Return the results for Skills for Care's form; None for other standards.

    Parameters
    ----------
    reading
        What they were computed from, with the columns of services where extracts have them.
    """
    if results.standard.family != FAMILY:
        return None
    for breakdown in results.settings["by"]:  # type: ignore[attr-defined]
        if _is_of_two_groups(results) and has_services(results, breakdown):
            return Return(results, breakdown)
    for breakdown in SERVICE_COLUMNS:
        by_service = reading.results_by(breakdown, groups=TWO_GROUPS.name)
        if by_service is not None and has_services(by_service, breakdown):
            return Return(by_service, breakdown)
    if _is_of_two_groups(results):
        return Return(results)
    of_two = reading.results_by("", groups=TWO_GROUPS.name)
    return None if of_two is None else Return(of_two)


def _is_of_two_groups(results: Results) -> bool:
    return results.settings["groups"] == TWO_GROUPS.name
