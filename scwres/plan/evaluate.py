"""A plan held against results: read, checked, and evaluated, once, for commands and reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scwres.errors import Fault, UsageError
from scwres.metrics.standards import USUAL_STANDARD, standard_called
from scwres.metrics.standards.indicator import Indicator, Words
from scwres.metrics.standards.supporting import known_indicators
from scwres.plan.evaluation import evaluated
from scwres.plan.reading import read_plan
from scwres.years.years import (
    defined_otherwise,
    of_one_grouping,
    order_faults,
    read_years,
    setting_faults,
)

if TYPE_CHECKING:
    from scwres.plan.evaluation import Evaluation
    from scwres.years.years import Year


def held_against(
    path: str | Path,
    *,
    before: str | Path | Year | None = None,
    now: str | Path | Year | None = None,
) -> Evaluation:
    """Return a plan with what its figures did.

    Parameters
    ----------
    path
        The file of the plan.
    before, now
        JSON results, extracts, or settings of a year each, or results read already; None
        where there are none.

    Raises
    ------
    UsageError
        When the plan is faulty, or the years cannot be compared.
    InputError
        When results are.
    FileError
        When a file cannot be read.
    """
    plan_path = Path(path)
    given = {"before": before, "now": now}
    sources = {when: source for when, source in given.items() if source is not None}
    years = read_years(sources.values())
    standard = years[-1].standard if years else USUAL_STANDARD
    own: dict[str, Indicator] = {}
    for year in years:
        own |= _own(year, standard)
    plan = read_plan(plan_path, standard, own)
    if plan.breakdowns:
        years = read_years(sources.values(), by=plan.breakdowns)
    if len(years) == 2:
        alike = of_one_grouping(years)
        if faults := [*order_faults(years), *setting_faults(alike)]:
            raise UsageError(faults)
        years = alike
    named = {str(year.settings.get("organisation") or "") for year in years} - {""}
    if plan.organisation and named - {plan.organisation}:
        what = f"is of {plan.organisation}, and the results of {', '.join(sorted(named))}"
        raise UsageError([Fault(plan.name, what, "Hold a plan against its own results.")])
    held = dict(zip(sources, years, strict=True))
    earlier, later = held.get("before"), held.get("now")
    otherwise = {}
    if earlier and later:
        numbers = {aim.measure for action in plan.actions for aim in action.aims}
        whys = {one: defined_otherwise(earlier, later, one) for one in numbers}
        otherwise = {one: why for one, why in whys.items() if why}
    indicators = known_indicators(standard_called(standard)) | own
    return evaluated(plan, indicators, before=earlier, now=later, otherwise=otherwise)


def _own(year: Year, standard: str) -> dict[str, Indicator]:
    """Return the user's own measures, as far as results tell of them."""
    known = known_indicators(standard_called(standard))
    told = {one.number: one for one in year.measures if one.number not in known}
    of_people = Words("people", "people", "have it", "case", "cases")
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
            words=of_people,
        )
        for line in year.lines
        if line.indicator not in known
    } | told
