"""A plan held against results: read, checked and evaluated, for commands and reports alike."""

from __future__ import annotations

from pathlib import Path

from scwres.errors import Fault, UsageError
from scwres.metrics.standards import USUAL_STANDARD, standard_called
from scwres.metrics.standards.indicator import Indicator, Words
from scwres.metrics.standards.supporting import known_indicators
from scwres.plan.evaluation import Evaluation, evaluation_of
from scwres.plan.plan import Plan
from scwres.plan.reading import read_plan
from scwres.plan.spreadsheet import is_spreadsheet
from scwres.plan.table_rows import read_plan_table
from scwres.results.files import Year
from scwres.years.years import (
    definition_change,
    order_faults,
    read_years,
    setting_faults,
    with_one_grouping,
)


def held_against(
    path: str | Path | Plan,
    *,
    before: str | Path | Year | None = None,
    now: str | Path | Year | None = None,
) -> Evaluation:
    """Return a plan with what its figures did.

    Parameters
    ----------
    path
        The file of the plan, or a plan that was read before.
    before, now
        The results of a year each: JSON results, extracts, settings, or results that were read
        before; None where there are none.

    Raises
    ------
    UsageError
        When the plan has problems, or the years cannot be compared.
    InputError
        When results have problems.
    FileError
        When a file cannot be read.
    """
    sources = {
        when: source for when, source in (("before", before), ("now", now)) if source is not None
    }
    years = read_years(sources.values())
    standard = years[-1].standard if years else USUAL_STANDARD
    own_measures: dict[str, Indicator] = {}
    for year in years:
        own_measures |= _own_measures(year, standard)
    plan = path if isinstance(path, Plan) else _plan_in(Path(path), standard, own_measures)
    if plan.breakdowns:
        years = read_years(sources.values(), by=plan.breakdowns)
    if len(years) == 2:
        years = with_one_grouping(years)
        if faults := [*order_faults(years), *setting_faults(years)]:
            raise UsageError(faults)
    organisations = {str(year.settings.get("organisation") or "") for year in years} - {""}
    if plan.organisation and organisations - {plan.organisation}:
        names = ", ".join(sorted(organisations))
        what = f"is a plan of {plan.organisation}, but the results are of {names}"
        fix = "Give the plan and the results of the same organisation."
        raise UsageError([Fault(plan.name, what, fix, "not-comparable")])
    years_by_source = dict(zip(sources, years, strict=True))
    earlier, later = years_by_source.get("before"), years_by_source.get("now")
    definition_changes = {}
    if earlier and later:
        numbers = {aim.measure for aim in plan.aims}
        changes = {number: definition_change(earlier, later, number) for number in numbers}
        definition_changes = {number: change for number, change in changes.items() if change}
    return evaluation_of(
        plan,
        known_indicators(standard_called(standard)) | own_measures,
        before=earlier,
        now=later,
        definition_changes=definition_changes,
    )


def _plan_in(path: Path, standard: str, own_measures: dict[str, Indicator]) -> Plan:
    """Return the plan in a file: TOML, or a table, whose actions have no measures."""
    if is_spreadsheet(path):
        return read_plan_table(path).plan
    return read_plan(path, standard, own_measures)


def _own_measures(year: Year, standard: str) -> dict[str, Indicator]:
    """Return the user's own measures, as far as the results of a year describe them."""
    known = known_indicators(standard_called(standard))
    defined = {measure.number: measure for measure in year.measures if measure.number not in known}
    words = Words("people", "people", "have it", "case", "cases")
    return {
        line.indicator: Indicator(
            number=line.indicator,
            title=line.title,
            definition="",
            population="",
            event="",
            item=line.indicator,
            headline=line.headline,
            worse_when=None,
            reading="",
            words=words,
        )
        for line in year.lines
        if line.indicator not in known
    } | defined
