"""What is asked of the extracts, checked before any of them is opened."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from scwres.errors import Caution, UsageError
from scwres.ethnicity.categories import TWO_GROUPS, Grouping, grouping
from scwres.extracts.rules import NATIONAL, Rules
from scwres.extracts.schema import header_name
from scwres.metrics.likelihood import AUTOMATIC, CONFIDENCE
from scwres.metrics.standards import standard_called, standard_name
from scwres.metrics.standards.indicator import Indicator, Standard
from scwres.metrics.standards.supporting import SUPPORTING_MEASURES
from scwres.settings.question_faults import (
    blank_faults,
    breakdown_faults,
    confidence_faults,
    grouping_faults,
    indicator_faults,
    interval_faults,
    standard_faults,
    test_faults,
)
from scwres.settings.settings import Settings
from scwres.text.wording import TERMINOLOGIES

#: The pay groups between which race disparity ratios are, from the lowest paid.
PAY_GROUPS = ("lower", "middle", "upper")

#: The answer column that is a breakdown as well.
PAY_BAND = "pay_band"


class Question(NamedTuple):
    """Which figures are wanted, and how they are to be computed.

    Parameters
    ----------
    indicators
        In official order.
    measures
        Those beside the standard, which are computed where their item is there.
    named
        The numbers that were asked for by name, the user's own measures among them.
    rules
        How extracts are to be understood, the breakdowns among it.
    pay_groups
        The group of a pay band, ``lower``, ``middle`` or ``upper``, by the band as the user
        wrote it, or else by its plain name.
    bands_named
        The bands that the user put in pay groups.
    organisation, snapshot
        Whose figures they are, and of which day; empty and None where it was not said.
    warnings
        What was understood in another way than it was written.
    beside_whole
        Breakdowns whose units are set beside the whole, and have no pay bands of their own.
    pay_order
        The pay bands of the whole from the lowest paid, once they are known.
    """

    standard: Standard
    indicators: tuple[Indicator, ...]
    measures: tuple[Indicator, ...] = ()
    named: frozenset[str] = frozenset()
    rules: Rules = Rules()
    grouping: Grouping = TWO_GROUPS
    confidence: float = CONFIDENCE
    interval: str = "koopman"
    test: str = AUTOMATIC
    terminology: str = TERMINOLOGIES[0]
    pay_groups: Mapping[str, str] = {}
    bands_named: tuple[str, ...] = ()
    organisation: str = ""
    snapshot: date | None = None
    warnings: tuple[Caution, ...] = ()
    beside_whole: frozenset[str] = frozenset()
    pay_order: tuple[str, ...] = ()

    @property
    def all_indicators(self) -> tuple[Indicator, ...]:
        """Those of the standard, and the measures beside it."""
        return (*self.indicators, *self.measures)

    def is_wanted(self, indicator: Indicator) -> bool:
        """Return whether an indicator is missed where its item is not there."""
        return indicator in self.indicators or indicator.number in self.named

    def place(self, band: str) -> tuple[Any, ...]:
        """Return a key that sorts pay bands: by their pay, and others by their names."""
        if band in self.pay_order:
            return (0, self.pay_order.index(band))
        return (1, self.rules.bands.place(band))

    def pay_group(self, band: str) -> str:
        """Return the pay group of a band; empty where it is in none."""
        spelt = " ".join(band.casefold().split())
        return self.pay_groups.get(spelt) or self.pay_groups.get(f"plain:{plain_band(band)}", "")

    @property
    def breakdowns(self) -> tuple[str, ...]:
        """The columns that figures are broken down by, one at a time."""
        return self.rules.breakdowns

    @property
    def settings(self) -> dict[str, object]:
        """The settings as results carry them."""
        rules = self.rules
        window = rules.window
        return {
            "organisation": self.organisation,
            "snapshot": self.snapshot.isoformat() if self.snapshot else None,
            "window": [window.start.isoformat(), window.end.isoformat()] if window else None,
            "indicators": [indicator.number for indicator in self.indicators],
            "by": list(self.breakdowns),
            "groups": self.grouping.name,
            "reference": self.grouping.compared_with,
            "white_minorities": self.grouping.white_minorities,
            "confidence": self.confidence,
            "interval": self.interval,
            "p_value": self.test,
            "terminology": self.terminology,
            "out_of": rules.out_of,
            "blank": dict(sorted(rules.blanks.items())),
            "pay_bands": rules.bands.scheme or "as given",
            "senior_managers": _senior_managers(rules),
            "regulated": list(rules.regulated_roles) or "as given",
        }


def _senior_managers(rules: Rules) -> object:
    if rules.senior_salary is not None:
        return {"salary_at_least": rules.senior_salary}
    return {"grades": list(rules.senior_grades)} if rules.senior_grades else "as given"


def question_of(settings: Settings) -> Question:
    """Return what is asked, in the standard's terms.

    Raises
    ------
    UsageError
        When something asked for does not exist: all such faults at once.
    """
    rules = settings.rules
    breakdowns = tuple(dict.fromkeys(header_name(name) for name in rules.breakdowns))
    faults = standard_faults(settings.standard)
    if faults:
        raise UsageError(faults)
    standard = standard_called(standard_name(settings.standard))
    measures = _measures(settings)
    faults += indicator_faults(
        settings.indicators, standard, [measure.number for measure in measures]
    )
    own = [header_name(name) for one in rules.measures for name in (one.column, one.out_of)]
    faults += breakdown_faults(breakdowns, own)
    for item, means in rules.blanks.items():
        faults += blank_faults(item, means, [one.item for one in rules.measures])
    faults += interval_faults(settings.interval) + confidence_faults(settings.confidence)
    faults += test_faults(settings.test)
    faults += grouping_faults(settings.groups, settings.reference, settings.white_minorities)
    if faults:
        raise UsageError(faults)
    numbers, warnings = _numbers(settings.indicators, standard)
    groups = grouping(settings.groups, settings.reference, settings.white_minorities)

    def wanted(indicators: Iterable[Indicator]) -> tuple[Indicator, ...]:
        return tuple(one for one in indicators if not numbers or one.number in numbers)

    return Question(
        standard=standard,
        indicators=wanted(standard.indicators),
        measures=wanted(measures),
        named=frozenset(numbers) | {one.number for one in settings.measures},
        rules=rules._replace(
            breakdowns=breakdowns,
            group_by_category=groups.group_by_category if settings.groups == "two" else None,
        ),
        grouping=groups,
        confidence=settings.confidence,
        interval=settings.interval,
        test=settings.test,
        terminology=settings.terminology,
        pay_groups=_pay_groups(settings, standard),
        bands_named=tuple(band for bands in settings.pay_groups.values() for band in bands),
        organisation=settings.organisation,
        snapshot=settings.snapshot,
        warnings=tuple(warnings),
    )


def _measures(settings: Settings) -> tuple[Indicator, ...]:
    """Return the measures beside the standard: the user's own in place of those of a name."""
    own = {one.number: one for one in settings.measures}
    others = [own.pop(one.number, one) for one in SUPPORTING_MEASURES]
    return (*others, *own.values())


def _pay_groups(settings: Settings, standard: Standard) -> dict[str, str]:
    """Return the pay group of each band, by what tells it.

    Bands that the user names are told by how they are written; those of a standard's own
    scheme by their plain name, however an extract writes them.
    """
    said = settings.pay_groups
    if settings.rules.bands.scheme == "national" and not said:
        said = {group: (name,) for group, (_, name) in zip(PAY_GROUPS, NATIONAL, strict=True)}
    if said:
        return {
            " ".join(band.casefold().split()): group
            for group, bands in said.items()
            for band in bands
        }
    return {
        f"plain:{band}": group for group, bands in standard.pay_groups.items() for band in bands
    }


def plain_band(band: str) -> str:
    """Return a pay band in the words that tell it from others of its scheme.

    >>> plain_band("AfC Band 8a"), plain_band("Band 8 - Range A"), plain_band("Band 7")
    ('8a', '8 range a', '7')
    """
    words = re.findall(r"[^\W_]+", band.casefold())
    return " ".join(word for word in words if word not in ("afc", "band"))


def _numbers(asked: Iterable[str | int], standard: Standard) -> tuple[set[str], list[Caution]]:
    """Return the numbers meant, and a caution for each that is a misprint."""
    numbers: set[str] = set()
    warnings = []
    for text in asked:
        number = str(text).strip().casefold()
        if number in standard.misprints:
            meant = standard.misprints[number]
            words = (
                f"Indicator {number} is a misprint for {meant}, which was computed; "
                f"{standard.title} has no {number}."
            )
            warnings.append(Caution("misprint", words))
            number = meant
        numbers.update(standard.families.get(number, (number,)))
    return numbers, warnings
