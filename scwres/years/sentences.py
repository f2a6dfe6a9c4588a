"""What a change from one year to another says, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scwres.ethnicity.categories import spoken_of
from scwres.metrics.change import AWAY, CANNOT_TELL, CROSSED, NO_CLEAR_CHANGE, REACHED, TOWARDS
from scwres.metrics.difference import Difference
from scwres.text.numbers import limits_of_change, percentage, points, ratio_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scwres.metrics.change import Change, Pair
    from scwres.metrics.standards.indicator import Indicator
    from scwres.results.results import Line

#: What is said where a file does not tell its year.
WITHOUT_PERIOD = (
    "The files do not all say of when they are (a snapshot or a window): they are taken for years "
    "in the order given."
)

#: What is said where one year was published, and another is exact.
MIXED = (
    "Some of the years were published, of rounded counts, and some are exact: their changes hold "
    "that rounding too."
)

#: What is said of all changes.
NOTES = (
    "Then and now: the ratio, and in brackets the group: those with the event, of those counted.",
    "Change: the later ratio over the earlier; 1 is no change. Interval and p value by the scores "
    "of both years.",
    "Towards parity is nearer to 1 on the same side. Reached parity: to the other side of 1, and "
    "no longer significantly different from it. Crossed parity: every other change of side. "
    "Cannot be told: under five events (or people without one) would be expected in a group.",
    "Years are tested one indicator at a time: of twenty that did not change, about one would be "
    "called changed by chance.",
)


def untested_note(titles: Iterable[str]) -> str:
    """Return what is said of indicators of those in post, by their titles."""
    named = ", ".join(titles)
    return (
        f"Staff in post are largely the same people in both years ({named}): the change is in "
        "points, and is not tested."
    )


def respelt_note(respelt: Iterable[tuple[str, str]]) -> str:
    """Return what is said of names that years spell otherwise, and that are compared as one.

    >>> respelt_note([("Adults", "adults")])
    "Compared as one name, in other capitals or spacing: 'Adults' as 'adults'."
    """
    named = ", ".join(f"'{one}' as '{other}'" for one, other in respelt)
    return f"Compared as one name, in other capitals or spacing: {named}."


class RatioChange(NamedTuple):
    """A ratio of two years, its change and what may be said of that.

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
        """With how many decimals the change is printed: as the year that has the fewest."""
        return min(self.before.decimals, self.now.decimals)

    @property
    def again(self) -> str:
        """Whom it is of, as in "applicants"."""
        return self.indicator.words.again if self.indicator else "people"


def change_in_words(moved: RatioChange) -> str:
    """Return how a ratio changed, with its interval, and what may be said of it."""
    change, decimals = moved.change, moved.decimals
    start = f"The ratio went from {_ratio(moved.before)} to {_ratio(moved.now)}"
    if change.p_value is None:
        return _why_untold(moved) or f"{start}: a year says too little to compare."
    times = ""
    if change.value is not None:
        times = f", {ratio_text(change.value, decimals)} times what it was"
    interval = f"{change.confidence * 100:.10g}% interval {_limits(change, decimals)}"
    return f"{start}{times} ({interval}). {_verdict(moved)} {_who_is_less_likely(moved)}"


def _why_untold(moved: RatioChange) -> str:
    """Return that a year has no ratio, of a change that cannot be told; empty where both have."""
    before, now = moved.before, moved.now
    so = "so whether it changed cannot be told."
    if before.ratio is None and now.ratio is None:
        return f"There is no ratio in either year, {so}"
    if before.ratio is None:
        return f"There is no ratio in the earlier year, and {_ratio(now)} in the later, {so}"
    if now.ratio is None:
        return f"The ratio was {_ratio(before)}, and there is none in the later year, {so}"
    return ""


def _verdict(moved: RatioChange) -> str:
    """Return what may be said of a change."""
    p_value, level = moved.change.p_value, 1 - moved.change.confidence
    if moved.verdict == CANNOT_TELL:
        if p_value is not None and p_value < level:
            return "Counts are small, so that this test cannot tell whether it changed."
        return "Counts are small: too few to tell whether it changed."
    if moved.verdict == NO_CLEAR_CHANGE:
        return "No clear change: chance alone can move a ratio so far."
    whom = spoken_of(moved.now.minority, moved.again)
    return {
        TOWARDS: f"It moved towards parity for {whom}, a statistically significant change.",
        AWAY: f"It moved away from parity for {whom}, a statistically significant change.",
        REACHED: (
            f"It reached parity for {whom}: it went to the other side of 1, a statistically "
            "significant change."
        ),
        CROSSED: (
            f"It crossed parity for {whom}: it went to the other side of 1, a statistically "
            "significant change."
        ),
    }[moved.verdict]


def _who_is_less_likely(moved: RatioChange) -> str:
    """Return which group is now less likely, and whether that is significant."""
    side = moved.pairs[1].side
    groups = moved.now.group, moved.now.compared_with
    if side == 0:
        return "Both groups are now equally likely."
    lesser, other = groups if side < 0 else groups[::-1]
    whom, others = (spoken_of(name, moved.again) for name in (lesser, other))
    event = f" to {moved.indicator.words.to}" if moved.indicator else ""
    difference = moved.now.difference
    told = "not statistically significant"
    if difference.is_significant:
        told = "statistically significant"
    elif difference is Difference.TOO_FEW:
        told = "counts are too small to tell whether that is statistically significant"
    return f"Now {whom} are less likely{event} than {others} ({told})."


def points_in_words(before: Line, now: Line, change: float | None) -> str:
    """Return how a share of those in post changed, in points, and why it is not tested."""
    if before.share is None or now.share is None or change is None:
        return "[c]" if before.is_withheld or now.is_withheld else "There is no share to compare."
    return (
        f"The share went from {percentage(before.share)} to {percentage(now.share)}: "
        f"{points(change)} points. Those in post are largely the same people: not tested."
    )


def _ratio(line: Line) -> str:
    return "no ratio" if line.ratio is None else ratio_text(line.ratio, line.decimals)


def _limits(change: Change, decimals: int) -> str:
    if change.upper is None:
        lower = ratio_text(change.lower or 0.0, decimals) if change.lower else "0"
        return f"from {lower}, without an upper limit"
    return limits_of_change(change.lower, change.upper, decimals)
