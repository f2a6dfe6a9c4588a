"""What the settings of results say of who is counted: own measures, and senior managers by pay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from scwres.counts import PAY_BAND, YES
from scwres.extracts.cells.derived import least_pay_by_band
from scwres.extracts.cells.pay_order import Bands
from scwres.extracts.cells.values import plain
from scwres.extracts.schema import ITEMS
from scwres.metrics.standards.indicator import SENIOR_MANAGER, Asked, CountedOf, PeopleSet


def measured_people(settings: Mapping[str, Any]) -> dict[str, Asked]:
    """Return what each measure of the user's own asks of whom, by its number.

    Two measures of one column have the same answers, whatever they are called; one of a column
    that the standard counts has its own.
    """
    measures = settings.get("measures")
    asked = {}
    for number, measure in measures.items() if isinstance(measures, dict) else ():
        if not isinstance(measure, dict):
            continue
        column = str(measure.get("column", number))
        item = str(number) if column in ITEMS else column
        out_of = measure.get("out_of")
        people = (
            PeopleSet(str(out_of), YES)
            if out_of
            else PeopleSet(str(measure.get("counted_of") or CountedOf.OTHERS))
        )
        asked[str(number)] = Asked(item, people)
    return asked


def measures_without_people(settings: Mapping[str, Any]) -> list[str]:
    """Return the user's own measures that do not say which people they count."""
    measures = settings.get("measures") or {}
    return [
        number
        for number, measure in measures.items()
        if not measure.get("out_of") and not measure.get("counted_of")
    ]


def senior_managers(
    settings: Mapping[str, Any], bands: Iterable[str]
) -> dict[str, tuple[PeopleSet, ...]]:
    """Return the pay bands whose staff are the senior managers, each once, by that item.

    Empty where a column says who is one, or where a band holds some of them alone.
    """
    rule = settings.get("senior_managers")
    bands = tuple(dict.fromkeys(bands))
    if not isinstance(rule, dict):
        return {}
    if "grades" in rule:
        grades = {plain(str(grade)) for grade in rule["grades"]}
        merged = merged_bands(settings)
        senior = [
            band for band in bands if {plain(part) for part in merged.get(band, (band,))} <= grades
        ]
    else:
        least, threshold = least_pay(settings), rule.get("salary_at_least")
        if not isinstance(threshold, int) or threshold not in least.values():
            return {}
        senior = [band for band in bands if least.get(band, -1) >= threshold]
    return {SENIOR_MANAGER: tuple(PeopleSet(PAY_BAND, band) for band in senior)} if senior else {}


def least_pay(settings: Mapping[str, Any]) -> dict[str, int]:
    """Return the least pay in pounds of each pay band that was made of salaries."""
    scheme, step = str(settings.get("pay_bands")), settings.get("pay_band_step")
    if scheme == "steps" and (not isinstance(step, int) or step < 1):
        return {}
    least = least_pay_by_band(Bands(scheme, step) if isinstance(step, int) else Bands(scheme))
    for name, bands in merged_bands(settings).items():
        if known := [least[band] for band in bands if band in least]:
            least[name] = min(known)
    return least


def merged_bands(settings: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return the pay bands that settings merge, by the name of the merged band."""
    merged = settings.get("merged_bands")
    if not isinstance(merged, dict):
        return {}
    return {
        str(name): tuple(map(str, bands))
        for name, bands in merged.items()
        if isinstance(bands, (list, tuple))
    }
