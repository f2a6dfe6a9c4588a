"""The sentences on changes from one year to another, and the notes beside them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from scwres.ethnicity.categories import spoken_of
from scwres.metrics.change import (
    AWAY,
    CANNOT_TELL,
    CROSSED,
    NO_CLEAR_CHANGE,
    REACHED,
    TOWARDS,
    Change,
    Pair,
)
from scwres.metrics.difference import Difference
from scwres.metrics.standards.indicator import Indicator
from scwres.results.lines import Line
from scwres.text.numbers import limits_of_change, percentage, points, ratio_text

#: The note where a file does not have its period.
WITHOUT_PERIOD = (
    "Some files do not show their period (a snapshot or a window), so the years are compared in "
    "the order given."
)

#: The note where one year was published, and another is exact.
MIXED = (
    "Some years are published, with rounded counts, and some are exact. The changes include the "
    "effect of rounding."
)

#: The notes on all changes.
NOTES = (
    "Then and now: the ratio, and in brackets how many of the group had the event, out of those "
    "counted.",
    "Change: the later ratio divided by the earlier one. 1 means no change. The confidence "
    "interval and p-value come from a score test of both years.",
    "Moved towards parity: nearer to 1, on the same side. Reached parity: on the other side of 1, "
    "and no longer significantly different from it. Crossed parity: any other move to the other "
    "side. Cannot be told: fewer than five events (or people without one) would be expected in a "
    "group.",
    "Each indicator is tested separately. If nothing had changed, about one in twenty would still "
    "show a change by chance.",
)


def untested_note(titles: Iterable[str]) -> str:
    """Return the note on indicators of staff in post, by their titles."""
    names = ", ".join(titles)
    return (
        f"Mostly the same staff are in post in both years ({names}). The change is in percentage "
        "points, and is not tested."
    )


def respelt_note(respelt: Iterable[tuple[str, str]]) -> str:
    """Return the note on names that years spell differently, and that are compared as one.

    >>> respelt_note([("Adults", "adults")])
    "Compared as one name, because only capitals or spaces differ: 'Adults' as 'adults'."
    """
    names = ", ".join(f"'{earlier}' as '{later}'" for earlier, later in respelt)
    return f"Compared as one name, because only capitals or spaces differ: {names}."


class RatioChange(NamedTuple):
    """A ratio of two years, its change, and the verdict on it.

    Parameters
    ----------
    pairs
        The tallies of both years.
    """

    before: Line
    now: Line
    pairs: tuple[Pair, Pair]
    change: Change
    verdict: str
    indicator: Indicator | None

    @property
    def decimals(self) -> int:
        """The number of decimals of the printed change: as in the year that has the fewest."""
        return min(self.before.decimals, self.now.decimals)

    @property
    def again(self) -> str:
        """The word for the people who are counted, such as "applicants"."""
        return self.indicator.words.again if self.indicator else "people"


def change_in_words(ratio_change: RatioChange) -> str:
    """Return how a ratio changed, with its interval and the verdict."""
    change, decimals = ratio_change.change, ratio_change.decimals
    start = f"The ratio went from {_ratio(ratio_change.before)} to {_ratio(ratio_change.now)}"
    if change.p_value is None:
        return _why_no_change(ratio_change) or f"{start}. There is too little data to compare."
    times = ""
    if change.value is not None:
        times = f", {ratio_text(change.value, decimals)} times what it was"
    level = f"{change.confidence * 100:.10g}%"
    interval = f"{level} confidence interval {_limits(change, decimals)}"
    likely_now = _how_likely_now(ratio_change)
    return f"{start}{times} ({interval}). {_verdict(ratio_change)} {likely_now}"


def _why_no_change(ratio_change: RatioChange) -> str:
    """Return which year has no ratio, so that there is no change; empty where both have one."""
    before, now = ratio_change.before, ratio_change.now
    conclusion = "so a change cannot be calculated."
    if before.ratio is None and now.ratio is None:
        return f"There is no ratio in either year, {conclusion}"
    if before.ratio is None:
        return f"There is no ratio in the earlier year ({_ratio(now)} in the later), {conclusion}"
    if now.ratio is None:
        return (
            f"There is no ratio in the later year ({_ratio(before)} in the earlier), {conclusion}"
        )
    return ""


def _verdict(ratio_change: RatioChange) -> str:
    """Return the verdict on a change, in a sentence."""
    p_value, level = ratio_change.change.p_value, 1 - ratio_change.change.confidence
    if ratio_change.verdict == CANNOT_TELL:
        if p_value is not None and p_value < level:
            return "Counts are too small for this test to show whether it changed."
        return "Counts are too small to tell whether it changed."
    if ratio_change.verdict == NO_CLEAR_CHANGE:
        return "No clear change: a difference of this size can happen by chance."
    people = spoken_of(ratio_change.now.minority, ratio_change.again)
    return {
        TOWARDS: f"It moved towards parity for {people}. The change is statistically significant.",
        AWAY: f"It moved away from parity for {people}. The change is statistically significant.",
        REACHED: (
            f"It reached parity for {people}, moving to the other side of 1. The change is "
            "statistically significant."
        ),
        CROSSED: (
            f"It crossed parity for {people}, moving to the other side of 1. The change is "
            "statistically significant."
        ),
    }[ratio_change.verdict]


def _how_likely_now(ratio_change: RatioChange) -> str:
    """Return whether the group is now less likely or more, and whether that is significant."""
    side, now = ratio_change.pairs[1].side, ratio_change.now
    if side == 0:
        return "Both groups are now equally likely."
    is_less = (side < 0) == (now.group == now.minority)
    other = now.compared_with if now.group == now.minority else now.group
    people, others = (spoken_of(name, ratio_change.again) for name in (now.minority, other))
    event = f" to {ratio_change.indicator.words.to}" if ratio_change.indicator else ""
    difference = ratio_change.now.difference
    significance = "not statistically significant"
    if difference.is_significant:
        significance = "statistically significant"
    elif difference is Difference.TOO_FEW:
        significance = "counts are too small to tell whether this is statistically significant"
    likely = "less likely" if is_less else "more likely"
    return f"Now {people} are {likely}{event} than {others} ({significance})."


def points_in_words(before: Line, now: Line, change: float | None) -> str:
    """Return how a share of those in post changed, in points, and why it is not tested."""
    if before.share is None or now.share is None or change is None:
        return "[c]" if before.is_withheld or now.is_withheld else "There is no share to compare."
    return (
        f"The share went from {percentage(before.share)} to {percentage(now.share)}: "
        f"{points(change)} percentage points. Not tested: mostly the same staff in both years."
    )


def _ratio(line: Line) -> str:
    return "no ratio" if line.ratio is None else ratio_text(line.ratio, line.decimals)


def _limits(change: Change, decimals: int) -> str:
    if change.upper is None:
        lower = ratio_text(change.lower or 0.0, decimals) if change.lower else "0"
        return f"from {lower}, with no upper limit"
    return limits_of_change(change.lower, change.upper, decimals)
