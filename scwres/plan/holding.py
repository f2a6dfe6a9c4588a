"""A plan held against results: read, checked, and evaluated, once, for commands and reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scwres.errors import Fault, InputError, UsageError
from scwres.metrics.indicator import Indicator, Words
from scwres.metrics.standards import USUAL_STANDARD, standard_called
from scwres.metrics.supporting import SUPPORTING_MEASURES
from scwres.plan.evaluation import evaluated
from scwres.plan.reading import read_plan
from scwres.years import (
    defined_otherwise,
    of_one_grouping,
    order_faults,
    read_year,
    setting_faults,
)

if TYPE_CHECKING:
    from scwres.plan.evaluation import Evaluation
    from scwres.years import Year


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
    years = _read((before, now), ())
    last = years[1] or years[0]
    standard = last.standard if last else USUAL_STANDARD
    own: dict[str, Indicator] = {}
    for year in years:
        own |= _own(year, standard) if year else {}
    plan = read_plan(plan_path, standard, own)
    if plan.breakdowns:
        years = _read((before, now), plan.breakdowns)
    given = [year for year in years if year is not None]
    if len(given) == 2:
        alike = of_one_grouping(given)
        if faults := [*order_faults(given), *setting_faults(alike)]:
            raise UsageError(faults)
        years = tuple(alike)
    named = {str(year.settings.get("organisation") or "") for year in given} - {""}
    if plan.organisation and named - {plan.organisation}:
        what = f"is of {plan.organisation}, and the results of {', '.join(sorted(named))}"
        raise UsageError([Fault(plan.name, what, "Hold a plan against its own results.")])
    otherwise = {}
    if years[0] and years[1]:
        numbers = {aim.measure for action in plan.actions for aim in action.aims}
        whys = {one: defined_otherwise(years[0], years[1], one) for one in numbers}
        otherwise = {one: why for one, why in whys.items() if why}
    indicators = _known(standard) | own
    return evaluated(plan, indicators, before=years[0], now=years[1], otherwise=otherwise)


def _read(
    given: tuple[str | Path | Year | None, ...], by: tuple[str, ...]
) -> tuple[Year | None, ...]:
    """Return the results of years; faults of all of them at once."""
    faults: list[Fault] = []
    years: list[Year | None] = []
    for one in given:
        try:
            years.append(read_year(Path(one), by=by) if isinstance(one, (str, Path)) else one)
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(faults)
    return tuple(years)


def _known(standard: str) -> dict[str, Indicator]:
    known = (*standard_called(standard).indicators, *SUPPORTING_MEASURES)
    return {one.number: one for one in known}


def _own(year: Year, standard: str) -> dict[str, Indicator]:
    """Return the user's own measures, as far as results tell of them."""
    known = _known(standard)
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
