"""The question that a run puts to the extracts, checked before any of them is opened."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from scwres.counts import CROSSING, columns_of_all, spelling
from scwres.errors import Caution, Fault, UsageError
from scwres.ethnicity.categories import TWO_GROUPS, Grouping, grouping, grouping_contradiction
from scwres.extracts.cells.pay_order import Bands
from scwres.extracts.rules import NATIONAL, Rules
from scwres.extracts.schema import header_name
from scwres.metrics.standards import standard_called, standard_name
from scwres.metrics.standards.indicator import Indicator, Standard
from scwres.metrics.standards.supporting import SUPPORTING_MEASURES
from scwres.settings.fields import PAY_GROUPS, entries, result_name
from scwres.settings.schema import as_json
from scwres.settings.settings import GROUPED_BY, Settings
from scwres.settings.values import ANOTHER_COLUMN, IS_AN_ANSWER, NO_BREAKDOWN
from scwres.text.phrases import in_words, nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which figures are wanted, and how they are to be computed.

    Parameters
    ----------
    indicators
        In official order.
    measures
        The supporting measures, which are computed where an extract has their item.
    named_numbers
        The numbers that the user named, those of the user's own measures among them.
    rules
        How extracts are read, the breakdowns included.
    pay_groups
        The group of a pay band, ``lower``, ``middle`` or ``upper``, by the band as the user
        wrote it, or else by its plain name.
    grouped_bands
        The bands that the user put in pay groups.
    values
        The value of every setting, by its key.
    breakdowns
        What figures are broken down by, one at a time: a column, or two that are crossed.
    warnings
        What was read in another way than it was written.
    beside_whole
        Breakdowns whose units are compared with the whole, and have no pay bands of their own.
    pay_order
        The pay bands of the whole from the lowest paid, once they are known.
    """

    standard: Standard
    indicators: tuple[Indicator, ...]
    values: Mapping[str, Any]
    measures: tuple[Indicator, ...] = ()
    named_numbers: frozenset[str] = frozenset()
    rules: Rules = field(default_factory=Rules)
    grouping: Grouping = TWO_GROUPS
    pay_groups: Mapping[str, str] = field(default_factory=dict)
    grouped_bands: tuple[str, ...] = ()
    breakdowns: tuple[str, ...] = ()
    warnings: tuple[Caution, ...] = ()
    beside_whole: frozenset[str] = frozenset()
    pay_order: tuple[str, ...] = ()

    @property
    def all_indicators(self) -> tuple[Indicator, ...]:
        """The indicators of the standard, and the supporting measures."""
        return (*self.indicators, *self.measures)

    def is_wanted(self, indicator: Indicator) -> bool:
        """Return whether an indicator is reported as missing where no extract has its item."""
        return indicator in self.indicators or indicator.number in self.named_numbers

    def place(self, band: str) -> tuple[Any, ...]:
        """Return a key that sorts pay bands: by their pay, and others by their names."""
        if band in self.pay_order:
            return (0, self.pay_order.index(band))
        return (1, self.rules.bands.place(band))

    @property
    def merged_bands(self) -> Mapping[str, tuple[str, ...]]:
        """The pay bands that are merged, by the name of the merged band."""
        merged: Mapping[str, tuple[str, ...]] = self.values["pay_bands.merged"]
        return merged

    @property
    def ordered_bands(self) -> Bands:
        """How pay bands are made, with merged bands in the order where the first of theirs is.

        A count file that was written with the same settings holds merged bands alone.
        """
        bands = self.rules.bands
        order = [
            name
            for band in bands.order
            for name in (
                *(
                    merged
                    for merged, members in self.merged_bands.items()
                    if spelling(members[0]) == spelling(band)
                ),
                band,
            )
        ]
        return bands._replace(order=tuple(dict.fromkeys(order)))

    def pay_group(self, band: str) -> str:
        """Return the pay group of a band; empty where it is in none.

        A merged band is in that of its bands.
        """
        band = next(iter(self.merged_bands.get(band, ())), band)
        spelt = " ".join(band.casefold().split())
        return self.pay_groups.get(spelt) or self.pay_groups.get(f"plain:{plain_band(band)}", "")

    def by(self, breakdowns: Iterable[str]) -> Question:
        """Return this question with other breakdowns, and their columns to be read."""
        names = tuple(dict.fromkeys(breakdowns))
        rules = replace(self.rules, breakdowns=columns_of_all(names))
        return replace(self, breakdowns=names, rules=rules)

    def rules_for_reading(self, also_by: Iterable[str] = ()) -> Rules:
        """Return how extracts are read for this question, and for figures by further columns.

        The columns of a crossed breakdown may be one with a comma in its name.
        """
        crossed = (header_name(name) for name in self.breakdowns if CROSSING in name)
        columns = self.rules.breakdowns
        further = dict.fromkeys(name for name in (*also_by, *crossed) if name not in columns)
        return replace(self.rules, also_by=tuple(further))

    def by_columns(self, columns: Collection[str]) -> Question:
        """Return this question for extracts with some columns.

        A column whose own name has a comma in it is that column, and not two that are crossed.
        """
        return self.by(
            alone if (alone := header_name(name)) in columns else name for name in self.breakdowns
        )

    @property
    def settings(self) -> dict[str, object]:
        """The settings as results carry them."""
        rules, window = self.rules, self.rules.window
        return {
            "organisation": "",
            "snapshot": None,
            "window": [window.start.isoformat(), window.end.isoformat()] if window else None,
            "indicators": [indicator.number for indicator in self.indicators],
            "by": list(self.breakdowns),
            "groups": self.grouping.name,
            "reference": self.grouping.compared_with,
            "white_minorities": self.grouping.white_minorities,
            **{
                result_name(key, entry): as_json(self.values[key])
                for key, entry in entries().items()
                if entry.is_printed
            },
            "blank": dict(sorted(rules.blanks.items())),
            "pay_bands": rules.bands.scheme or "as given",
            **({"pay_band_step": rules.bands.step} if rules.bands.scheme == "steps" else {}),
            **({"merged_bands": as_json(self.merged_bands)} if self.merged_bands else {}),
            "senior_managers": _senior_managers(rules),
            **({"probation_months": rules.probation_months} if rules.probation_months else {}),
            "regulated": list(rules.regulated_roles) or "as given",
        }


def _senior_managers(rules: Rules) -> object:
    if rules.senior_salary is not None:
        return {"salary_at_least": rules.senior_salary}
    return {"grades": list(rules.senior_grades)} if rules.senior_grades else "as given"


def question_of(settings: Settings) -> Question:
    """Return the question that settings put, in the standard's terms.

    Raises
    ------
    UsageError
        When a setting names something that does not exist: all such faults at once.
    """
    rules, values = settings.rules, {key: settings[key] for key in entries()}
    standard = standard_called(standard_name(values["standard"]))
    measures = _measures(settings)
    faults = indicator_faults(
        values["indicators"], standard, [measure.number for measure in measures]
    )
    measure_columns = {
        header_name(name)
        for measure in rules.measures
        for name in (measure.column, measure.out_of)
    }
    faults += [
        Fault("", NO_BREAKDOWN.format(name, IS_AN_ANSWER), ANOTHER_COLUMN, "setting-value")
        for name in columns_of_all(rules.breakdowns)
        if name in measure_columns
    ]
    compared = [values[key] for key in GROUPED_BY]
    if why := grouping_contradiction(*compared):
        fix = "Remove the reference, or the rule for white minorities."
        faults.append(Fault("", why, fix, "settings-conflict"))
    if faults:
        raise UsageError(faults)
    numbers, warnings = _numbers(values["indicators"], standard)
    groups = grouping(values["groups"], *compared)

    def selected(indicators: Iterable[Indicator]) -> tuple[Indicator, ...]:
        return tuple(
            indicator for indicator in indicators if not numbers or indicator.number in numbers
        )

    question = Question(
        standard=standard,
        indicators=selected(standard.indicators),
        values=values,
        measures=selected(measures),
        named_numbers=frozenset(numbers) | {measure.number for measure in settings.measures},
        rules=replace(
            rules,
            group_by_category=groups.group_by_category if groups.name == "two" else None,
        ),
        grouping=groups,
        pay_groups=_pay_groups(settings, standard),
        grouped_bands=tuple(band for bands in settings.pay_groups.values() for band in bands),
        warnings=tuple(warnings),
    )
    return question.by(rules.breakdowns)


def _measures(settings: Settings) -> tuple[Indicator, ...]:
    """Return the supporting measures; the user's own take the place of those of the same name."""
    own = {measure.number: measure for measure in settings.measures}
    others = [own.pop(measure.number, measure) for measure in SUPPORTING_MEASURES]
    return (*others, *own.values())


def _pay_groups(settings: Settings, standard: Standard) -> dict[str, str]:
    """Return the pay group of each band, by the band's spelling or its plain name.

    Bands that the user names go by their spelling; those of a standard's own scheme by their
    plain name, however an extract writes them.
    """
    pay_groups = settings.pay_groups
    if settings.rules.bands.scheme == "national" and not pay_groups:
        pay_groups = {
            group: (name,) for group, (_, name) in zip(PAY_GROUPS, NATIONAL, strict=True)
        }
    if pay_groups:
        return {
            " ".join(band.casefold().split()): group
            for group, bands in pay_groups.items()
            for band in bands
        }
    return {
        f"plain:{band}": group for group, bands in standard.pay_groups.items() for band in bands
    }


def plain_band(band: str) -> str:
    """Return a pay band in the words that distinguish it within its scheme.

    >>> plain_band("AfC Band 8a"), plain_band("Band 8 - Range A"), plain_band("Band 7")
    ('8a', '8 range a', '7')
    """
    words = re.findall(r"[^\W_]+", band.casefold())
    return " ".join(word for word in words if word not in ("afc", "band"))


def _numbers(
    indicators: Iterable[str | int], standard: Standard
) -> tuple[set[str], list[Caution]]:
    """Return the numbers meant, and a caution for each that is a misprint."""
    numbers: set[str] = set()
    warnings = []
    for text in indicators:
        number = str(text).strip().casefold()
        if number in standard.misprints:
            meant = standard.misprints[number]
            words = (
                f"Indicator {number} is a misprint for {meant}, so {meant} was computed. "
                f"{standard.title} has no indicator {number}."
            )
            warnings.append(Caution("misprint", words))
            number = meant
        numbers.update(standard.families.get(number, (number,)))
    return numbers, warnings


def indicator_faults(
    indicators: Iterable[str | int], standard: Standard, measures: Iterable[str]
) -> list[Fault]:
    """Return a fault for each number that neither a standard nor a measure has."""
    numbers = [indicator.number for indicator in standard.indicators]
    names = list(measures)
    accepted = {*numbers, *names, *standard.misprints, *standard.families}
    return [
        Fault(
            "",
            f"{standard.title} has no indicator '{text}'",
            f"{nearest(str(text), names)} Expected {in_words(numbers, last='or')}, or a "
            "supporting measure. 'scwres explain supporting' lists them.".strip(),
            "setting-value",
        )
        for text in indicators
        if str(text).strip().casefold() not in accepted
    ]
