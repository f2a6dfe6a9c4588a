"""What is asked of the extracts, checked before any of them is opened."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

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
from scwres.settings.settings import Settings
from scwres.text.phrases import in_words, nearest
from scwres.text.wording import TERMINOLOGIES

#: The pay groups between which race disparity ratios are, from the lowest paid.
PAY_GROUPS = ("lower", "middle", "upper")


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
    interval: str = KOOPMAN
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


def standard_faults(name: str) -> list[Fault]:
    """Return a fault where no standard is called so."""
    if standard_name(name) in STANDARDS:
        return []
    return [_no_such("standard", name, list(STANDARDS))]


def grouping_faults(groups: str, reference: str, white_minorities: str) -> list[Fault]:
    """Return a fault for each way of grouping that does not exist, or goes with no other."""
    faults = [
        _no_such(what, said, known)
        for what, said, known in (
            ("grouping", groups, GROUPS),
            ("reference", reference or REFERENCES[0], REFERENCES),
            ("rule for white minorities", white_minorities or "white", WHITE_MINORITY_RULES),
        )
        if said not in known
    ]
    if not faults and (why := grouping_contradiction(reference, white_minorities)):
        fix = "Leave out the reference, or the rule for white minorities."
        faults.append(Fault("", why, fix))
    return faults


def _no_such(what: str, name: str, known: Collection[str]) -> Fault:
    """Return the fault that there is no such thing, with the nearest and the list."""
    question = nearest(name, known)
    fix = f"{question} Expected {in_words(list(known), last='or')}.".strip()
    return Fault("", f"no {what} is called '{name}'", fix)


def indicator_faults(
    asked: Iterable[str | int], standard: Standard, measures: Iterable[str]
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
        for text in asked
        if str(text).strip().casefold() not in accepted
    ]


#: As many letters as a unit's name has at most.
LONGEST_NAME = 100


def breakdown_faults(asked: Iterable[str], own: Collection[str] = ()) -> list[Fault]:
    """Return a fault for each column that figures cannot be broken down by.

    ``own`` is the columns of the user's own measures.
    """
    faults = []
    for name in map(header_name, asked):
        column = ITEMS.get(name) or next(
            (one for kind in KINDS.values() if (one := kind.column(name))), None
        )
        if tells_who(name):
            why = "tells who somebody is"
        elif name == ETHNICITY.name:
            why = "is what every figure compares"
        elif len(name) > LONGEST_NAME:
            why = f"has more than {LONGEST_NAME} letters"
        elif name in own or (column is not None and column.holds is not Holds.TEXT):
            why = "is an answer, not a unit"
        else:
            continue
        what = f"figures cannot be broken down by '{name}': it {why}"
        faults.append(Fault("", what, "Name another."))
    return faults


def blank_faults(item: str, meaning: str, own: Iterable[str] = ()) -> list[Fault]:
    """Return a fault where a blank in a column cannot be given that meaning.

    ``own`` is the columns of the user's own measures.
    """
    known = [*own] + [
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
    """Return a fault where no interval is called so."""
    if name in INTERVALS:
        return []
    fix = nearest(name, INTERVALS) or f"Expected {in_words(list(INTERVALS), last='or')}."
    return [Fault("", f"no interval is called '{name}'", fix)]


def profile_faults(name: str) -> list[Fault]:
    """Return a fault where no rule of publication is called so."""
    if is_profile(name):
        return []
    fix = f"{nearest(name, PROFILES)} Expected {in_words(list(PROFILES))}, or such as 7-5."
    return [Fault("", f"no profile is called '{name}'", fix.strip())]


def test_faults(name: str) -> list[Fault]:
    """Return a fault where no test is called so."""
    return [] if name in (AUTOMATIC, *P_VALUES) else [_no_such("test", name, list(P_VALUES))]


def confidence_faults(confidence: float) -> list[Fault]:
    """Return a fault where a confidence is no share between 0 and 1."""
    if 0 < confidence < 1:
        return []
    what = f"a confidence of {confidence} is not between 0 and 1"
    return [Fault("", what, "Expected a share, such as 0.95.")]
