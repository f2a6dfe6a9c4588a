"""What the settings of results say of who is counted: own measures, and senior managers by pay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from scwres.counts import PAY_BAND, YES
from scwres.extracts.cells.derived import band_of
from scwres.extracts.cells.pay_order import Bands
from scwres.extracts.cells.values import plain
from scwres.extracts.rules import NATIONAL
from scwres.metrics.standards.indicator import PeopleSet

#: Pay above which no band of equal steps is looked for, in pounds.
MOST_PAY = 500_000


def measured_people(settings: Mapping[str, Any]) -> dict[str, PeopleSet]:
    """Return the people that each measure of the user's own is out of, by its number."""
    measures = settings.get("measures")
    people = {}
    for number, measure in measures.items() if isinstance(measures, dict) else ():
        if isinstance(measure, dict) and (out_of := measure.get("out_of")):
            people[str(number)] = PeopleSet(str(out_of), YES)
        elif isinstance(measure, dict):
            people[str(number)] = PeopleSet(str(measure.get("counted_of", "")))
    return people


def senior_bands(settings: Mapping[str, Any], bands: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the pay bands whose staff are the senior managers, by their item.

    Empty where a column says who is one, or where a band holds some of them alone.
    """
    rule = settings.get("senior_managers")
    if not isinstance(rule, dict):
        return {}
    if "grades" in rule:
        grades = {plain(str(grade)) for grade in rule["grades"]}
        return {PAY_BAND: tuple(band for band in bands if plain(band) in grades)}
    least = least_pay(settings)
    threshold = rule.get("salary_at_least")
    if not isinstance(threshold, int) or threshold not in least.values():
        return {}
    return {PAY_BAND: tuple(band for band in bands if least.get(band, -1) >= threshold)}


def least_pay(settings: Mapping[str, Any]) -> dict[str, int]:
    """Return the least pay in pounds of each pay band that was made of salaries."""
    scheme = settings.get("pay_bands")
    if scheme == "national":
        return {name: least for least, name in NATIONAL}
    step = settings.get("pay_band_step")
    if scheme != "steps" or not isinstance(step, int) or step < 1:
        return {}
    bands = Bands("steps", step)
    return {band_of(str(least), bands): least for least in range(0, MOST_PAY, step)}
