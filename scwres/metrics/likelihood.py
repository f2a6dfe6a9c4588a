"""The arithmetic of the standard: likelihoods, their ratio, and how sure each is.

Pure functions of tallies. Counts are whole numbers to the end, so a ratio is divided
once, and limits are found with the four operations and square roots alone, which give
the same digits on every machine.

References
----------
Wilson (1927), "Probable inference, the law of succession, and statistical inference",
    Journal of the American Statistical Association 22, 209-212.
Katz, Baptista, Azen and Pike (1978), "Obtaining confidence intervals for the risk ratio
    in cohort studies", Biometrics 34, 469-474.
Koopman (1984), "Confidence intervals for the ratio of two binomial proportions",
    Biometrics 40, 513-517.
"""

from __future__ import annotations

from functools import lru_cache
from math import erfc, exp, log, pi, sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scwres.counts import Rate, Tally

#: The confidence that an interval has unless another is asked for.
CONFIDENCE = 0.95


class Estimate(NamedTuple):
    """A figure and its interval; None for what is undefined, an infinite limit included.

    ``method`` names how the interval was made.
    """

    value: float | None
    lower: float | None
    upper: float | None
    confidence: float
    method: str


def likelihood(tally: Tally, *, confidence: float = CONFIDENCE) -> Estimate:
    """Return the share of those counted who had the event, with Wilson's interval.

    A share between 0 and 1, without unit; undefined when nobody was counted. The limits
    hold inside 0 and 1 and are exact at both ends (Wilson 1927).

    Examples
    --------
    >>> from scwres.counts import Tally
    >>> likelihood(Tally(48, 400)).value
    0.12
    """
    if tally.out_of == 0:
        return Estimate(None, None, None, confidence, "wilson")
    count, out_of = tally.count, tally.out_of
    deviate = _normal_deviate(confidence)
    # The limits are the roots of (n + z²)p² - (2x + z²)p + x²/n = 0. The lower is taken
    # from the product of the roots, where their difference would lose digits.
    spread = deviate * sqrt(deviate**2 + 4 * count * (out_of - count) / out_of)
    upper = (2 * count + deviate**2 + spread) / (2 * (out_of + deviate**2))
    lower = count * count / (out_of * (out_of + deviate**2) * upper) if count else 0.0
    if count == out_of:
        upper = 1.0
    return Estimate(count / out_of, lower, upper, confidence, "wilson")


def relative_likelihood(
    group: Tally,
    *,
    compared_with: Tally,
    confidence: float = CONFIDENCE,
    interval: str = "koopman",
) -> Estimate:
    """Return how many times as likely ``group`` is as the group it is compared with.

    A ratio of two likelihoods, so without unit: 1 means equally likely, 2 twice as likely.

    Parameters
    ----------
    confidence
        Level of the interval, between 0 and 1.
    interval
        ``koopman`` (the asymptotic score interval) or ``katz`` (the logarithmic one that
        textbooks and spreadsheets use).

    Returns
    -------
    Estimate
        Undefined (``None``) when nobody is in either group, or nothing happened in the
        comparison group; 0 when nothing happened in ``group`` alone.

    Raises
    ------
    KeyError
        For an interval of another name.

    Examples
    --------
    From Sahai and Khurshid (1996), Example 3.1:

    >>> from scwres.counts import Tally
    >>> relative_likelihood(Tally(27, 122), compared_with=Tally(44, 487)).value
    2.44951564828614
    """
    lower, upper = INTERVALS[interval](group, compared_with, confidence)
    return Estimate(_ratio(group, compared_with), lower, upper, confidence, interval)


def rate(people: Rate, *, confidence: float = CONFIDENCE) -> Estimate:
    """Return people with an event over people of whom they are no part.

    It can be more than 1, and is no likelihood: it has no interval. Undefined when there is
    nobody to set them against.

    Examples
    --------
    >>> from scwres.counts import Rate
    >>> rate(Rate(30, 240)).value
    0.125
    """
    value = people.count / people.out_of if people.out_of else None
    return Estimate(value, None, None, confidence, "rate")


def relative_rate(group: Rate, *, compared_with: Rate, confidence: float = CONFIDENCE) -> Estimate:
    """Return how many times the rate of ``group`` is that of the group it is compared with.

    It has no interval: the events are no part of those that they are set against.

    Examples
    --------
    >>> from scwres.counts import Rate
    >>> relative_rate(Rate(30, 240), compared_with=Rate(10, 160)).value
    2.0
    """
    return Estimate(_ratio(group, compared_with), None, None, confidence, "rate")


def p_value(group: Tally, *, compared_with: Tally) -> float | None:
    """Return how often chance alone would part two equal groups at least this far.

    Pearson's chi-squared test of two likelihoods, one degree of freedom, without
    continuity correction: the test that Koopman's interval inverts, so that the two never
    contradict each other. Undefined when nobody is in a group, or when the event happened
    to nobody or to everybody in both.

    Examples
    --------
    >>> from scwres.counts import Tally
    >>> round(p_value(Tally(3, 4), compared_with=Tally(1, 4)), 6)
    0.157299
    """
    statistic = _chi_squared(group, compared_with)
    return None if statistic is None else erfc(sqrt(statistic / 2))


def smallest_expected_count(group: Tally, *, compared_with: Tally) -> float:
    """Return the smallest of the four counts expected if both groups were equally likely.

    In people: with and without the event, in either group. 0 when nobody is in a group.
    """
    people = group.out_of + compared_with.out_of
    if people == 0:
        return 0.0
    events = group.count + compared_with.count
    return min(group.out_of, compared_with.out_of) * min(events, people - events) / people


def _ratio(group: Tally, compared_with: Tally) -> float | None:
    if group.out_of == 0 or compared_with.count == 0:
        return None
    return (group.count * compared_with.out_of) / (compared_with.count * group.out_of)


def _chi_squared(group: Tally, compared_with: Tally) -> float | None:
    people = group.out_of + compared_with.out_of
    events = group.count + compared_with.count
    margins = group.out_of * compared_with.out_of * events * (people - events)
    if margins == 0:
        return None
    difference = group.count * compared_with.out_of - compared_with.count * group.out_of
    return people * difference * difference / margins


Limits = tuple[float | None, float | None]


def _katz_interval(group: Tally, compared_with: Tally, confidence: float) -> Limits:
    """Return Katz's limits of the ratio; none where a count is 0 (Katz et al. 1978)."""
    ratio = _ratio(group, compared_with)
    if not ratio:
        return None, None
    error = sqrt(
        (group.out_of - group.count) / (group.count * group.out_of)
        + (compared_with.out_of - compared_with.count)
        / (compared_with.count * compared_with.out_of)
    )
    factor = exp(_normal_deviate(confidence) * error)
    return ratio / factor, ratio * factor


def _koopman_interval(group: Tally, compared_with: Tally, confidence: float) -> Limits:
    """Return Koopman's limits of the ratio: those that the score test does not reject.

    The lower limit is 0 when nothing happened in the group, the upper infinite (None) when
    nothing happened in the comparison group; both are none when nobody is in a group.
    """
    if group.out_of == 0 or compared_with.out_of == 0:
        return None, None
    deviate = _normal_deviate(confidence)
    if group.count == group.out_of and compared_with.count == compared_with.out_of:
        # The score is 0/0 at a ratio of 1 and has a closed form on either side of it.
        return (
            group.out_of / (group.out_of + deviate**2),
            (compared_with.out_of + deviate**2) / compared_with.out_of,
        )
    lower: float | None = 0.0
    upper: float | None = None
    if group.count > 0:
        lower = _score_root(group, compared_with, deviate)
    if compared_with.count > 0:
        # The upper limit of a ratio is the inverse of the lower limit of its inverse.
        upper = 1 / _score_root(compared_with, group, deviate)
    return lower, upper


def _score(ratio: float, group: Tally, compared_with: Tally) -> float:
    """Return the score statistic for a supposed ratio, as a normal deviate.

    The difference of the observed likelihoods, the second times the supposed ratio, over
    its standard error where the likelihoods are those most likely under that ratio
    (Koopman 1984). Falls as the supposed ratio grows.
    """
    events, people = group.count, group.out_of
    events_2, people_2 = compared_with.count, compared_with.out_of
    without, without_2 = people - events, people_2 - events_2
    everyone = people + people_2
    # The most likely likelihoods p and p_2 = p / ratio solve a quadratic. Each, and each
    # complement q, is taken in the form that adds rather than subtracts.
    forward, backward = ratio * (people + events_2), people_2 + events
    root = sqrt((forward - backward) ** 2 + 4 * ratio * without * without_2)
    p_2 = 2 * (events + events_2) / (forward + backward + root)
    change = everyone * (ratio - 1)
    q = _complement(without - change + ratio * without_2, root, everyone, without * (1 - ratio))
    q_2 = _complement(
        change + without + ratio * without_2, root, everyone * ratio, without_2 * (ratio - 1)
    )
    difference = events / people - ratio * events_2 / people_2
    variance = ratio * p_2 * (q / people + ratio * q_2 / people_2)
    return difference / sqrt(variance)


def _complement(linear: float, root: float, quadratic: float, product: float) -> float:
    """Return the larger root of ``quadratic·q² - linear·q + product = 0``, without loss."""
    if linear >= 0:
        return (linear + root) / (2 * quadratic)
    return 2 * product / (linear - root)


def _score_root(group: Tally, compared_with: Tally, deviate: float) -> float:
    """Return the ratio at which the score statistic falls through ``deviate``.

    Something happened in the group, so there is one; it lies below the observed ratio.
    """

    def excess(ratio: float) -> float:
        return _score(ratio, group, compared_with) - deviate

    high = _ratio(group, compared_with) or 1.0
    # At the observed ratio the score is 0; without one, somewhere above it is.
    high_excess = excess(high)
    while high_excess > 0:
        high *= 2
        high_excess = excess(high)
    low = high / 2
    low_excess = excess(low)
    while low_excess < 0:
        high, high_excess = low, low_excess
        low /= 2
        low_excess = excess(low)
    return _root(excess, low, low_excess, high, high_excess)


def _root(
    function: Callable[[float], float],
    low: float,
    low_value: float,
    high: float,
    high_value: float,
) -> float:
    """Return where a falling function crosses 0, to the last digits that it has.

    False position; an end that stays put is halved in weight, so that both close in
    (the Illinois method).
    """
    moved = ""
    while high - low > 4e-16 * high:
        middle = low + (high - low) * (low_value / (low_value - high_value))
        if not low < middle < high:
            # Two units in the last place apart, or more: there is a number in between.
            middle = low + (high - low) / 2
        value = function(middle)
        if value == 0:
            return middle
        if value > 0:
            low, low_value = middle, value
            high_value /= 2 if moved == "low" else 1
            moved = "low"
        else:
            high, high_value = middle, value
            low_value /= 2 if moved == "high" else 1
            moved = "high"
    return low + (high - low) / 2


@lru_cache(maxsize=16)
def _normal_deviate(confidence: float) -> float:
    """Return how many standard deviations to either side hold that share of a normal law.

    Newton's method on the complementary error function, from the tail's asymptote.

    Raises
    ------
    ValueError
        When the confidence is not between 0 and 1.
    """
    if not 0 < confidence < 1:
        message = f"a confidence lies between 0 and 1, unlike {confidence}"
        raise ValueError(message)
    outside = 1 - confidence
    deviate = sqrt(max(-2 * log(outside), 0.0)) / 2
    for _ in range(60):
        density = sqrt(2 / pi) * exp(-(deviate**2) / 2)
        step = (erfc(deviate / sqrt(2)) - outside) / density
        deviate += step
        if abs(step) <= 1e-16 * deviate:
            break
    return deviate


#: The ways of making an interval for a ratio, by the name that ``method`` prints.
INTERVALS: Mapping[str, Callable[[Tally, Tally, float], Limits]] = {
    "koopman": _koopman_interval,
    "katz": _katz_interval,
}
