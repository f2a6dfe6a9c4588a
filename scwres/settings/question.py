"""The question that a run puts to the extracts, checked before any of them is opened."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from scwres.disclosure.rules import PROFILES, is_profile
from scwres.errors import Caution, Fault, UsageError
from scwres.ethnicity.categories import (
    GROUPS,
    REFERENCES,
    TWO_GROUPS,
    WHITE_MINORITY_RULES,
    Grouping,
    grouping,
    grouping_contradiction,
)
from scwres.extracts.rules import NATIONAL, Rules
from scwres.extracts.schema import BLANKS, ETHNICITY, ITEMS, KINDS, Holds, header_name, tells_who
from scwres.metrics.intervals import INTERVALS, KOOPMAN
from scwres.metrics.likelihood import AUTOMATIC, CONFIDENCE, P_VALUES
from scwres.metrics.standards import STANDARDS, standard_called, standard_name
from scwres.metrics.standards.indicator import Indicator, Standard
from scwres.metrics.standards.supporting import SUPPORTING_MEASURES
from scwres.text.phrases import in_words, nearest
from scwres.text.wording import TERMINOLOGIES

if TYPE_CHECKING:  # explanations need the checks and no settings
    from scwres.settings.settings import Settings

#: The pay groups between which race disparity ratios are, from the lowest paid.
PAY_GROUPS = ("lower", "middle", "upper")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which figures are wanted, and how they are to be computed.

    Parameters
    ----------
    indicators
        In official order.
    measures
        The supporting measures, which are computed where an extract has their item.
    p_value
        The name of the test that p values are of.
    named_numbers
        The numbers that the user named, those of the user's own measures among them.
    rules
        How extracts are read, the breakdowns included.
    pay_groups
        The group of a pay band, ``lower``, ``middle`` or ``upper``, by the band as the user
        wrote it, or else by its plain name.
    grouped_bands
        The bands that the user put in pay groups.
    organisation, snapshot
        Whose figures they are, and of which day; empty and None where not given.
    warnings
        What was read in another way than it was written.
    beside_whole
        Breakdowns whose units are compared with the whole, and have no pay bands of their own.
    pay_order
        The pay bands of the whole from the lowest paid, once they are known.
    """

    standard: Standard
    indicators: tuple[Indicator, ...]
    measures: tuple[Indicator, ...] = ()
    named_numbers: frozenset[str] = frozenset()
    rules: Rules = field(default_factory=Rules)
    grouping: Grouping = TWO_GROUPS
    confidence: float = CONFIDENCE
    interval: str = KOOPMAN
    p_value: str = AUTOMATIC
    terminology: str = TERMINOLOGIES[0]
    pay_groups: Mapping[str, str] = field(default_factory=dict)
    grouped_bands: tuple[str, ...] = ()
    organisation: str = ""
    snapshot: date | None = None
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
            "p_value": self.p_value,
            "terminology": self.terminology,
            "out_of": rules.out_of,
            "blank": dict(sorted(rules.blanks.items())),
            "pay_bands": rules.bands.scheme or "as given",
            **({"pay_band_step": rules.bands.step} if rules.bands.scheme == "steps" else {}),
            "senior_managers": _senior_managers(rules),
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
    measure_columns = [
        header_name(name)
        for measure in rules.measures
        for name in (measure.column, measure.out_of)
    ]
    faults += breakdown_faults(breakdowns, measure_columns)
    for item, meaning in rules.blanks.items():
        faults += blank_faults(item, meaning, [measure.item for measure in rules.measures])
    faults += interval_faults(settings.interval) + confidence_faults(settings.confidence)
    faults += p_value_faults(settings.p_value)
    faults += grouping_faults(settings.groups, settings.reference, settings.white_minorities)
    if faults:
        raise UsageError(faults)
    numbers, warnings = _numbers(settings.indicators, standard)
    groups = grouping(settings.groups, settings.reference, settings.white_minorities)

    def selected(indicators: Iterable[Indicator]) -> tuple[Indicator, ...]:
        return tuple(
            indicator for indicator in indicators if not numbers or indicator.number in numbers
        )

    return Question(
        standard=standard,
        indicators=selected(standard.indicators),
        measures=selected(measures),
        named_numbers=frozenset(numbers) | {measure.number for measure in settings.measures},
        rules=replace(
            rules,
            breakdowns=breakdowns,
            group_by_category=groups.group_by_category if settings.groups == "two" else None,
        ),
        grouping=groups,
        confidence=settings.confidence,
        interval=settings.interval,
        p_value=settings.p_value,
        terminology=settings.terminology,
        pay_groups=_pay_groups(settings, standard),
        grouped_bands=tuple(band for bands in settings.pay_groups.values() for band in bands),
        organisation=settings.organisation,
        snapshot=settings.snapshot,
        warnings=tuple(warnings),
    )


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
                f"Indicator {number} is a misprint for {meant}, which was computed; "
                f"{standard.title} has no {number}."
            )
            warnings.append(Caution("misprint", words))
            number = meant
        numbers.update(standard.families.get(number, (number,)))
    return numbers, warnings


def standard_faults(name: str) -> list[Fault]:
    """Return a fault where no standard has that name."""
    if standard_name(name) in STANDARDS:
        return []
    return [_no_such("standard", name, list(STANDARDS))]


def grouping_faults(groups: str, reference: str, white_minorities: str) -> list[Fault]:
    """Return a fault for each way of grouping that does not exist, or contradicts another."""
    faults = [
        _no_such(what, name, known)
        for what, name, known in (
            ("grouping", groups, GROUPS),
            ("reference", reference or REFERENCES[0], REFERENCES),
            ("rule for white minorities", white_minorities or "white", WHITE_MINORITY_RULES),
        )
        if name not in known
    ]
    if not faults and (why := grouping_contradiction(reference, white_minorities)):
        fix = "Leave out the reference, or the rule for white minorities."
        faults.append(Fault("", why, fix))
    return faults


def _no_such(what: str, name: str, known: Collection[str]) -> Fault:
    """Return the fault that a name does not exist, with the nearest name and the list."""
    question = nearest(name, known)
    fix = f"{question} Expected {in_words(list(known), last='or')}.".strip()
    return Fault("", f"no {what} is called '{name}'", fix)


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
            "supporting measure ('scwres explain supporting' lists them).".strip(),
        )
        for text in indicators
        if str(text).strip().casefold() not in accepted
    ]


#: The most letters that the name of a breakdown has.
LONGEST_NAME = 100


def breakdown_faults(
    breakdowns: Iterable[str], measure_columns: Collection[str] = ()
) -> list[Fault]:
    """Return a fault for each column that figures cannot be broken down by.

    ``measure_columns`` are those of the user's own measures.
    """
    faults = []
    for name in map(header_name, breakdowns):
        column = ITEMS.get(name) or next(
            (column for kind in KINDS.values() if (column := kind.column(name))), None
        )
        if tells_who(name):
            why = "tells who somebody is"
        elif name == ETHNICITY.name:
            why = "is what every figure compares"
        elif len(name) > LONGEST_NAME:
            why = f"has more than {LONGEST_NAME} letters"
        elif name in measure_columns or (column is not None and column.holds is not Holds.TEXT):
            why = "is an answer, not a unit"
        else:
            continue
        what = f"figures cannot be broken down by '{name}': it {why}"
        faults.append(Fault("", what, "Name another."))
    return faults


def blank_faults(item: str, meaning: str, measure_items: Iterable[str] = ()) -> list[Fault]:
    """Return a fault where a blank in a column cannot be given that meaning.

    ``measure_items`` are those of the user's own measures.
    """
    known = [*measure_items] + [
        column.name
        for kind in KINDS.values()
        for column in kind.columns
        if column.holds is Holds.YES_NO
    ]
    if item not in known:
        fix = nearest(item, known) or f"Expected one of {', '.join(dict.fromkeys(known))}."
        return [Fault("", f"no yes/no column is called '{item}'", fix)]
    if meaning not in BLANKS:
        what = f"a blank in '{item}' cannot mean '{meaning}'"
        return [Fault("", what, f"Expected {in_words(BLANKS, last='or')}.")]
    return []


def interval_faults(name: str) -> list[Fault]:
    """Return a fault where no interval has that name."""
    if name in INTERVALS:
        return []
    fix = nearest(name, INTERVALS) or f"Expected {in_words(list(INTERVALS), last='or')}."
    return [Fault("", f"no interval is called '{name}'", fix)]


def profile_faults(name: str) -> list[Fault]:
    """Return a fault where no rule of publication has that name."""
    if is_profile(name):
        return []
    fix = f"{nearest(name, PROFILES)} Expected {in_words(list(PROFILES))}, or such as 7-5."
    return [Fault("", f"no profile is called '{name}'", fix.strip())]


def p_value_faults(name: str) -> list[Fault]:
    """Return a fault where no test has that name."""
    return [] if name in (AUTOMATIC, *P_VALUES) else [_no_such("test", name, list(P_VALUES))]


def confidence_faults(confidence: float) -> list[Fault]:
    """Return a fault where a confidence is not between 0 and 1."""
    if 0 < confidence < 1:
        return []
    what = f"a confidence of {confidence} is not between 0 and 1"
    return [Fault("", what, "Expected a share, such as 0.95.")]
