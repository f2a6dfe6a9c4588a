"""Whether a ratio changed: two years' ratios over each other, and the slope of several.

The two years are independent samples of chance, not the same people asked twice: so it is for
yearly events (appointments, cases, leaving, answers), and not for who is in post on two days,
who are largely the same people.

References
----------
Koopman (1984), "Confidence intervals for the ratio of two binomial proportions",
    Biometrics 40, 513-517: the score of one year.
Gart and Nam (1988), "Approximate interval estimation of the ratio of binomial parameters: a
    review and corrections for skewness", Biometrics 44, 323-338: scores of strata added.
Katz, Baptista, Azen and Pike (1978), Biometrics 34, 469-474: the variance of a log ratio.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import erfc, exp, fsum, log, sqrt
from typing import NamedTuple

from scwres.counts import Tally
from scwres.metrics.difference import side_of
from scwres.metrics.intervals import koopman_interval, normal_deviate, ratio_of, score, terms_of
from scwres.metrics.likelihood import CONFIDENCE, EXPECTED_AT_LEAST, smallest_expected_count

TOWARDS = "moved towards parity"
AWAY = "moved away from parity"
REACHED = "reached parity"
CROSSED = "crossed parity"
NO_CLEAR_CHANGE = "no clear change"
CANNOT_TELL = "cannot be told"

#: The verdicts that a ratio changed by more than chance explains.
CHANGED = (TOWARDS, AWAY, REACHED, CROSSED)

#: Beyond e to this power a ratio is taken for 0, or for infinite.
FAR = 40.0

#: How near in its logarithm the common ratio is sought: the least sum is flat there, and so
#: found to twice as many digits.
NEAR = 1e-7

#: The golden section, by which the place of a smallest value is narrowed down.
GOLDEN = (sqrt(5) - 1) / 2


class Change(NamedTuple):
    """How a ratio changed: the later one over the earlier, without unit.

    1 is no change, 2 twice the ratio of before. None where there is none, an infinite limit
    included; ``p_value`` is that of no change, by the test that the interval inverts.
    """

    value: float | None
    lower: float | None
    upper: float | None
    p_value: float | None
    confidence: float


UNKNOWN = (None, None, None, None)


class Pair(NamedTuple):
    """A year's tallies: the group's, and that of the group compared with."""

    group: Tally
    compared_with: Tally

    @property
    def ratio(self) -> float | None:
        """The relative likelihood; None where it does not exist."""
        return ratio_of(self.group, self.compared_with)

    @property
    def tells(self) -> bool:
        """Whether it has a ratio to test: people in both groups, and events for some of them."""
        people = self.group.out_of, self.compared_with.out_of
        events = self.group.count + self.compared_with.count
        return 0 not in people and 0 < events < sum(people)

    @property
    def is_of_few(self) -> bool:
        """Whether an expected count is under five: too few for the law of a score."""
        expected = smallest_expected_count(self.group, compared_with=self.compared_with)
        return expected < EXPECTED_AT_LEAST

    @property
    def side(self) -> int:
        """1 where the group's likelihood is the higher one, -1 the lower, 0 where they are one."""
        numerator, denominator = terms_of(self.group, self.compared_with)
        return (numerator > denominator) - (numerator < denominator)

    @property
    def distance(self) -> Fraction | None:
        """How many times the one likelihood is the other: 1 at parity. None beyond all numbers.

        As far from 1 as the ratio is in its logarithm, on whichever side, and exact.
        """
        smaller, larger = sorted(terms_of(self.group, self.compared_with))
        return Fraction(larger, smaller) if smaller else None

    @property
    def apart(self) -> Fraction:
        """The absolute difference of the two likelihoods, exact."""
        (count, out_of), (count_2, out_of_2) = (
            (tally.count, tally.out_of) for tally in (self.group, self.compared_with)
        )
        return abs(Fraction(count, out_of) - Fraction(count_2, out_of_2))

    def is_different(self, confidence: float) -> bool:
        """Return whether the interval of the ratio leaves out 1."""
        limits = koopman_interval(self.group, self.compared_with, confidence)
        return side_of(*limits).is_significant


def change_of(before: Pair, *, now: Pair, confidence: float = CONFIDENCE) -> Change:
    """Return how the ratio of two years changed, with its interval and p value.

    The difference of the logarithms of the two ratios. A change is kept that some pair of
    ratios so far apart would explain: the sum of the squares of both years' scores, at the
    ratio that makes it least, stays under the square of the normal deviate. For large counts
    this is the usual standard error of two log ratios; for small ones, and where nothing
    happened in a group, it holds where that does not exist.

    Parameters
    ----------
    before, now
        The tallies of the earlier year and of the later.

    Returns
    -------
    Change
        All None where a year says nothing: nobody in a group, or no events, or nothing else;
        and where neither has a ratio, for two that are beyond all numbers cannot differ.

    Examples
    --------
    >>> from scwres.counts import Tally
    >>> change = change_of(
    ...     Pair(Tally(40, 400), Tally(160, 800)), now=Pair(Tally(60, 400), Tally(160, 800))
    ... )
    >>> round(change.value, 2), round(change.lower, 2), round(change.upper, 2)
    (1.5, 0.98, 2.29)
    """
    if not (before.tells and now.tells):
        return Change(*UNKNOWN, confidence)
    first, second = before.ratio, now.ratio
    if first is None and second is None:
        return Change(*UNKNOWN, confidence)
    value = second / first if first and second is not None else None
    deviate = normal_deviate(confidence)

    def excess(change: float) -> float:
        return sqrt(_distance(before, now, change)) - deviate

    start = _logarithm(second) - _logarithm(first)
    start = min(max(start, -FAR), FAR)
    return Change(
        value=value,
        lower=_limit(excess, start, -1.0),
        upper=_limit(excess, start, 1.0),
        p_value=erfc(sqrt(_distance(before, now, 0.0) / 2)),
        confidence=confidence,
    )


def _logarithm(ratio: float | None) -> float:
    """Return the logarithm of a ratio, which may be 0, or infinite where it is None."""
    if ratio is None:
        return FAR
    return log(ratio) if ratio else -FAR


def _distance(before: Pair, now: Pair, change: float) -> float:
    """Return the least sum of both years' squared scores, the later ratio so much higher.

    ``change`` is the logarithm of the supposed change.
    """

    def total(common: float) -> float:
        return (
            score(exp(common), before.group, before.compared_with) ** 2
            + score(exp(common + change), now.group, now.compared_with) ** 2
        )

    # Each year's square falls to its own ratio and rises beyond it: the least lies between.
    ends = _logarithm(before.ratio), _logarithm(now.ratio) - change
    low, high = (min(max(end, -2 * FAR), 2 * FAR) for end in (min(ends), max(ends)))
    left, right = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
    at_left, at_right = total(left), total(right)
    while high - low > NEAR:
        if at_left < at_right:
            high, right, at_right = right, left, at_left
            left = high - GOLDEN * (high - low)
            at_left = total(left)
        else:
            low, left, at_left = left, right, at_right
            right = low + GOLDEN * (high - low)
            at_right = total(right)
    return min(at_left, at_right)


def _limit(excess: Callable[[float], float], start: float, side: float) -> float | None:
    """Return the change at which the distance reaches the deviate, on one side of the estimate.

    0 below, or None above, where it never does.
    """
    inside, step = start, 0.5
    while True:
        outside = inside + side * step
        if abs(outside) > FAR:
            return 0.0 if side < 0 else None
        if excess(outside) > 0:
            break
        inside, step = outside, step * 2
    while abs(outside - inside) > 1e-9:
        middle = (inside + outside) / 2
        if excess(middle) > 0:
            outside = middle
        else:
            inside = middle
    return exp((inside + outside) / 2)


def verdict(before: Pair, *, now: Pair, change: Change) -> str:
    """Return the verdict on a change, by the standard's table of years.

    It cannot be told where there is no test, or an expected count is under five in either year.
    Else, where the p value is under its level: towards parity or away from it on the same side
    of 1, as the ratio is nearer or farther in its logarithm; to the other side parity was
    reached where the ratio was different from 1 and is not now, and crossed otherwise.
    """
    if change.p_value is None or before.is_of_few or now.is_of_few:
        return CANNOT_TELL
    if change.p_value >= 1 - change.confidence:
        return NO_CLEAR_CHANGE
    if before.side == 0:
        return AWAY
    if now.side in (0, before.side):
        return AWAY if now.side and moved_by(before, now=now) > 0 else TOWARDS
    was, is_now = (pair.is_different(change.confidence) for pair in (before, now))
    return REACHED if was and not is_now else CROSSED


def moved_by(before: Pair, *, now: Pair) -> int:
    """Return -1 where a ratio is nearer to 1 than before, 1 where farther, 0 where neither.

    In its logarithm, compared as exact fractions. Where a ratio does not exist in a year, by the
    absolute difference of the likelihoods; if that is the same, it is nearer where it exists.

    Examples
    --------
    >>> from scwres.counts import Tally
    >>> half = Pair(Tally(20, 400), Tally(80, 800))
    >>> moved_by(half, now=Pair(Tally(80, 400), Tally(80, 800)))
    0
    """
    exist = before.ratio is not None, now.ratio is not None
    if not all(exist):
        nearer, farther = now.apart < before.apart, now.apart > before.apart
        return farther - nearer or exist[0] - exist[1]
    was, is_now = before.distance, now.distance
    if was is None or is_now is None:
        return (is_now is None) - (was is None)
    return (is_now > was) - (is_now < was)


def points_of(before: tuple[int, int] | None, *, now: tuple[int, int] | None) -> float | None:
    """Return the later share less the earlier, 0.05 for five points: divided once.

    Parameters
    ----------
    before, now
        A count, and what it is out of; None where it is not known.

    Examples
    --------
    20.0% to 22.85% is 2.85 points, and two shares that are divided first are 2.8499999:

    >>> points_of((40, 200), now=(457, 2_000))
    0.0285
    """
    if before is None or now is None:
        return None
    return float(Fraction(*now) - Fraction(*before))


def slope_of(years: Sequence[tuple[float, Pair]], *, confidence: float = CONFIDENCE) -> Change:
    """Return by how much a ratio changed a year, over three years or more.

    The slope of the logarithm of the ratio on the year, each weighed by the inverse of its
    variance (Katz et al. 1978), as a factor: 0.9 is a ratio that falls by a tenth each year.
    Years in which nothing happened in a group, or everybody had the event in both, have no
    variance, and are left out.

    Parameters
    ----------
    years
        The time of each, in years, and its tallies.

    Returns
    -------
    Change
        All None with fewer than three years that have a variance, or none apart.
    """
    points = [
        (when, log(ratio), variance)
        for when, pair in years
        if (ratio := pair.ratio) and (variance := _variance(pair))
    ]
    if len(points) < 3 or len({when for when, _, _ in points}) < 2:
        return Change(*UNKNOWN, confidence)
    slope, error = weighted_slope(points)
    reach = normal_deviate(confidence) * error
    return Change(
        value=exp(slope),
        lower=exp(slope - reach),
        upper=exp(slope + reach),
        p_value=erfc(abs(slope) / error / sqrt(2)),
        confidence=confidence,
    )


def weighted_slope(points: Sequence[tuple[float, float, float]]) -> tuple[float, float]:
    """Return the slope of values on places, and its standard error.

    Weighted least squares, each value weighed by the inverse of its variance, which is taken
    for known (Berkey, Hoaglin, Mosteller and Colditz 1995, Statistics in Medicine 14, 395-411:
    the regression with fixed effects).

    Parameters
    ----------
    points
        The place of each, its value, and the variance of that.

    Examples
    --------
    >>> weighted_slope([(0, 1.0, 0.5), (1, 3.0, 0.5)])
    (2.0, 1.0)
    """
    weighed = [(place, value, 1 / variance) for place, value, variance in points]
    weights = fsum(weight for _, _, weight in weighed)
    mean = fsum(weight * place for place, _, weight in weighed) / weights
    level = fsum(weight * value for _, value, weight in weighed) / weights
    spread = fsum(weight * (place - mean) ** 2 for place, _, weight in weighed)
    slope = fsum(weight * (place - mean) * (value - level) for place, value, weight in weighed)
    return slope / spread, 1 / sqrt(spread)


def _variance(pair: Pair) -> float:
    """Return the variance of the logarithm of a ratio that exists and is not 0."""
    return fsum(
        (tally.out_of - tally.count) / (tally.count * tally.out_of)
        for tally in (pair.group, pair.compared_with)
    )
