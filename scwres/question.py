"""What is asked of the extracts, checked before any of them is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scwres.errors import Fault, UsageError, in_words, nearest
from scwres.extracts.people import BLANKS
from scwres.extracts.schema import ETHNICITY, ITEMS, header_name, tells_who
from scwres.metrics.likelihood import INTERVALS
from scwres.metrics.sc_wres import SC_WRES_2024

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scwres.metrics.indicator import Indicator, Standard

#: The answer column that is a breakdown as well.
PAY_BAND = "pay_band"


class Question(NamedTuple):
    """Which figures are wanted, and how they are to be computed.

    Parameters
    ----------
    indicators
        In official order.
    breakdowns
        The columns that figures are broken down by, one at a time.
    blanks
        What a blank means, ``no`` or ``not-applicable``, by item.
    warnings
        What was understood in another way than it was written.
    """

    standard: Standard
    indicators: tuple[Indicator, ...]
    breakdowns: tuple[str, ...]
    confidence: float
    interval: str
    blanks: Mapping[str, str]
    warnings: tuple[str, ...]

    @property
    def settings(self) -> dict[str, object]:
        """The settings as results carry them."""
        return {
            "indicators": [indicator.number for indicator in self.indicators],
            "by": list(self.breakdowns),
            "groups": "two",
            "white_minorities": "white",
            "confidence": self.confidence,
            "interval": self.interval,
            "blank": dict(sorted(self.blanks.items())),
        }


def question(
    *,
    indicators: Iterable[str],
    by: Iterable[str],
    confidence: float,
    interval: str,
    blanks: Mapping[str, str],
    standard: Standard = SC_WRES_2024,
) -> Question:
    """Return what is asked, in the standard's terms.

    Raises
    ------
    UsageError
        When something asked for does not exist: all such faults at once.
    """
    faults: list[Fault] = []
    warnings: list[str] = []
    numbers = _numbers(indicators, standard, faults, warnings)
    breakdowns = tuple(dict.fromkeys(header_name(name) for name in by))
    faults += [fault for name in breakdowns if (fault := _breakdown_fault(name))]
    faults += [fault for item, means in blanks.items() if (fault := _blank_fault(item, means))]
    if interval not in INTERVALS:
        what = f"no interval is called '{interval}'"
        faults.append(Fault("", what, f"Expected {in_words(list(INTERVALS), last='or')}."))
    if not 0 < confidence < 1:
        what = f"a confidence of {confidence} is not between 0 and 1"
        faults.append(Fault("", what, "Expected a share, such as 0.95."))
    if faults:
        raise UsageError(faults)
    wanted = [one for one in standard.indicators if not numbers or one.number in numbers]
    return Question(
        standard, tuple(wanted), breakdowns, confidence, interval, blanks, tuple(warnings)
    )


def _numbers(
    asked: Iterable[str], standard: Standard, faults: list[Fault], warnings: list[str]
) -> set[str]:
    known = [indicator.number for indicator in standard.indicators]
    numbers: set[str] = set()
    for text in asked:
        number = text.strip().casefold()
        if number in standard.misprints:
            meant = standard.misprints[number]
            warnings.append(
                f"Indicator {number} is a misprint for {meant}, which was computed; "
                f"{standard.title} has no {number}."
            )
            number = meant
        if number in known:
            numbers.add(number)
        elif number in standard.families:
            numbers.update(standard.families[number])
        else:
            what = f"{standard.title} has no indicator '{text}'"
            faults.append(Fault("", what, f"Expected {in_words(known, last='or')}."))
    return numbers


def _breakdown_fault(name: str) -> Fault | None:
    column = ITEMS.get(name)
    if tells_who(name):
        why = "tells who somebody is"
    elif name == ETHNICITY.name:
        why = "is what every figure compares"
    elif column is not None and name != PAY_BAND:
        why = "is an answer, not a unit"
    else:
        return None
    return Fault("", f"figures cannot be broken down by '{name}': it {why}", "Name another.")


def _blank_fault(item: str, meaning: str) -> Fault | None:
    column = ITEMS.get(item)
    if column is None or not column.asks_yes_or_no:
        known = [name for name, one in ITEMS.items() if one.asks_yes_or_no]
        fix = nearest(item, known) or f"Expected one of {', '.join(known)}."
        return Fault("", f"no yes/no column is called '{item}'", fix)
    if meaning not in BLANKS:
        what = f"a blank in '{item}' cannot mean '{meaning}'"
        return Fault("", what, f"Expected {in_words(BLANKS, last='or')}.")
    return None
