"""What a change from one year to another says, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scwres.ethnicity import spoken_of
from scwres.metrics.change import AWAY, CANNOT_TELL, TOWARDS
from scwres.rounding import percentage, points, rounded

if TYPE_CHECKING:
    from scwres.metrics.change import Change
    from scwres.metrics.indicator import Indicator
    from scwres.report import Line

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
    "of both years; towards parity is nearer to 1, on whichever side.",
    "Pay bands and senior management are of those in post, largely the same people in both years: "
    "the change is in points, and is not tested.",
)


def change_in_words(
    before: Line, now: Line, change: Change, verdict: str, indicator: Indicator | None
) -> str:
    """Return how a ratio changed, with its interval, and what may be said of it."""
    start = f"The ratio went from {_ratio(before)} to {_ratio(now)}"
    if change.p_value is None:
        return f"{start}: a year says too little to compare."
    times = "" if change.value is None else f", {rounded(change.value, 2)} times what it was"
    interval = f"{change.confidence * 100:.10g}% interval {_limits(change)}"
    whom = f" {spoken_of(now.minority, indicator.words.again)}" if indicator else ""
    said = {
        TOWARDS: f"It moved towards parity{f' for{whom}' if whom else ''}, beyond chance.",
        AWAY: f"It moved away from parity{f' for{whom}' if whom else ''}, beyond chance.",
        CANNOT_TELL: "Too few to tell whether it changed.",
    }.get(verdict, "No clear change: chance alone can move a ratio so far.")
    return f"{start}{times} ({interval}). {said}"


def points_in_words(before: Line, now: Line, change: float | None) -> str:
    """Return how a share of those in post changed, in points, and why it is not tested."""
    if before.share is None or now.share is None or change is None:
        return "[c]" if before.is_withheld or now.is_withheld else "There is no share to compare."
    return (
        f"The share went from {percentage(before.share)} to {percentage(now.share)}: "
        f"{points(change)} points. Those in post are largely the same people: not tested."
    )


def _ratio(line: Line) -> str:
    return "no ratio" if line.ratio is None else rounded(line.ratio, line.decimals)


def _limits(change: Change) -> str:
    lower = "0" if not change.lower else rounded(change.lower, 2)
    if change.upper is None:
        return f"from {lower}, without an upper limit"
    return f"{lower} to {rounded(change.upper, 2)}"
