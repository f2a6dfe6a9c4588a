"""What is asked of the extracts, checked before any of them is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scwres.errors import Caution, Fault, UsageError, in_words, nearest
from scwres.ethnicity import TWO_GROUPS, WHITE, two_groups
from scwres.extracts.rules import Rules
from scwres.extracts.schema import BLANKS, ETHNICITY, ITEMS, KINDS, Holds, header_name, tells_who
from scwres.metrics.intervals import INTERVALS
from scwres.metrics.likelihood import CONFIDENCE
from scwres.metrics.sc_wres import SC_WRES_2024

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from scwres.ethnicity import Grouping
    from scwres.metrics.indicator import Indicator, Standard
    from scwres.settings import Settings

#: The answer column that is a breakdown as well.
PAY_BAND = "pay_band"


class Question(NamedTuple):
    """Which figures are wanted, and how they are to be computed.

    Parameters
    ----------
    indicators
        In official order.
    rules
        How extracts are to be understood, the breakdowns among it.
    organisation, snapshot
        Whose figures they are, and of which day; empty and None where it was not said.
    warnings
        What was understood in another way than it was written.
    """

    standard: Standard
    indicators: tuple[Indicator, ...]
    rules: Rules = Rules()
    grouping: Grouping = TWO_GROUPS
    confidence: float = CONFIDENCE
    interval: str = "koopman"
    white_minorities: str = WHITE
    organisation: str = ""
    snapshot: date | None = None
    warnings: tuple[Caution, ...] = ()

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
            "white_minorities": self.white_minorities,
            "confidence": self.confidence,
            "interval": self.interval,
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


def question(settings: Settings, standard: Standard = SC_WRES_2024) -> Question:
    """Return what is asked, in the standard's terms.

    Raises
    ------
    UsageError
        When something asked for does not exist: all such faults at once.
    """
    rules = settings.rules
    breakdowns = tuple(dict.fromkeys(header_name(name) for name in rules.breakdowns))
    faults = indicator_faults(settings.indicators, standard)
    faults += breakdown_faults(breakdowns)
    for item, means in rules.blanks.items():
        faults += blank_faults(item, means)
    faults += interval_faults(settings.interval) + confidence_faults(settings.confidence)
    if faults:
        raise UsageError(faults)
    numbers, warnings = _numbers(settings.indicators, standard)
    wanted = [one for one in standard.indicators if not numbers or one.number in numbers]
    return Question(
        standard=standard,
        indicators=tuple(wanted),
        rules=rules._replace(breakdowns=breakdowns),
        grouping=two_groups(settings.white_minorities),
        confidence=settings.confidence,
        interval=settings.interval,
        white_minorities=settings.white_minorities,
        organisation=settings.organisation,
        snapshot=settings.snapshot,
        warnings=tuple(warnings),
    )


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


def indicator_faults(asked: Iterable[str | int], standard: Standard = SC_WRES_2024) -> list[Fault]:
    """Return a fault for each number that a standard has no indicator of."""
    known = [indicator.number for indicator in standard.indicators]
    accepted = {*known, *standard.misprints, *standard.families}
    return [
        Fault(
            "",
            f"{standard.title} has no indicator '{text}'",
            f"Expected {in_words(known, last='or')}.",
        )
        for text in asked
        if str(text).strip().casefold() not in accepted
    ]


def breakdown_faults(asked: Iterable[str]) -> list[Fault]:
    """Return a fault for each column that figures cannot be broken down by."""
    faults = []
    for name in map(header_name, asked):
        column = ITEMS.get(name) or next(
            (one for kind in KINDS.values() if (one := kind.column(name))), None
        )
        if tells_who(name):
            why = "tells who somebody is"
        elif name == ETHNICITY.name:
            why = "is what every figure compares"
        elif column is not None and column.holds is not Holds.TEXT:
            why = "is an answer, not a unit"
        else:
            continue
        what = f"figures cannot be broken down by '{name}': it {why}"
        faults.append(Fault("", what, "Name another."))
    return faults


def blank_faults(item: str, meaning: str) -> list[Fault]:
    """Return a fault where a blank in a column cannot be given that meaning."""
    known = [
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


def confidence_faults(confidence: float) -> list[Fault]:
    """Return a fault where a confidence is no share between 0 and 1."""
    if 0 < confidence < 1:
        return []
    what = f"a confidence of {confidence} is not between 0 and 1"
    return [Fault("", what, "Expected a share, such as 0.95.")]
