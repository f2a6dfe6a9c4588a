"""The arithmetic of the standard: likelihoods, their ratio, and how sure each is.

Pure functions of tallies. Counts are whole numbers to the end, so a ratio is divided
once.

References
----------
Wilson (1927), "Probable inference, the law of succession, and statistical inference",
    Journal of the American Statistical Association 22, 209-212.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import erfc, sqrt
from typing import NamedTuple, Protocol

from scwres.counts import Odds, Rate, Tally
from scwres.metrics.fisher import fisher_p_value
from scwres.metrics.intervals import (
    INTERVALS,
    KOOPMAN,
    cornfield_interval,
    normal_deviate,
    ratio_of,
)

#: The usual confidence of an interval.
CONFIDENCE = 0.95

#: The tests of no difference.
PEARSON, FISHER = "pearson", "fisher"

#: How an estimate was made, where it is not a ratio of likelihoods.
RATE, CORNFIELD = "rate", "cornfield"

#: Cochran's rule: under five expected, the chi-squared law is not reliable.
EXPECTED_AT_LEAST = 5


class SignificanceTest(Protocol):
    """A test of whether two likelihoods differ; undefined where they have no test."""

    def __call__(self, group: Tally, *, compared_with: Tally) -> float | None:
        """Return the p value of two tallies."""
        ...


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
    stay between 0 and 1 and are exact at both ends (Wilson 1927).

    Examples
    --------
    >>> from scwres.counts import Tally
    >>> likelihood(Tally(48, 400)).value
    0.12
    """
    if tally.out_of == 0:
        return Estimate(None, None, None, confidence, "wilson")
    count, out_of = tally.count, tally.out_of
    deviate = normal_deviate(confidence)
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
    interval: str = KOOPMAN,
) -> Estimate:
    """Return how many times as likely ``group`` is as the group it is compared with.

    A ratio of two likelihoods, without unit: 1 means equally likely, 2 means twice as likely.

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
        When ``interval`` has another name.

    Examples
    --------
    From Sahai and Khurshid (1996), Example 3.1:

    >>> from scwres.counts import Tally
    >>> relative_likelihood(Tally(27, 122), compared_with=Tally(44, 487)).value
    2.44951564828614
    """
    lower, upper = INTERVALS[interval](group, compared_with, confidence)
    return Estimate(ratio_of(group, compared_with), lower, upper, confidence, interval)


def rate(people: Rate, *, confidence: float = CONFIDENCE) -> Estimate:
    """Return people with an event over other people, such as leavers over staff in post.

    It can be more than 1, and is not a likelihood: it has no interval. Undefined when there are
    no people to divide by.

    Examples
    --------
    >>> from scwres.counts import Rate
    >>> rate(Rate(30, 240)).value
    0.125
    """
    value = people.count / people.out_of if people.out_of else None
    return Estimate(value, None, None, confidence, RATE)


def relative_rate(group: Rate, *, compared_with: Rate, confidence: float = CONFIDENCE) -> Estimate:
    """Return how many times the rate of ``group`` is that of the group it is compared with.

    It has no interval: the events are no part of those that they are set against.

    Examples
    --------
    >>> from scwres.counts import Rate
    >>> relative_rate(Rate(30, 240), compared_with=Rate(10, 160)).value
    2.0
    """
    return Estimate(ratio_of(group, compared_with), None, None, confidence, RATE)


def relative_odds(group: Odds, *, compared_with: Odds, confidence: float = CONFIDENCE) -> Estimate:
    """Return how many times the odds of ``group`` are those of the group it is compared with.

    The odds are people with the event over people without it, so that a race disparity
    ratio is one of odds: people in the higher pay group over people in the lower. Undefined
    where nobody in the group is without the event, or nobody in the other is with it.

    Examples
    --------
    >>> from scwres.counts import Odds
    >>> relative_odds(Odds(10, 50), compared_with=Odds(60, 180)).value
    0.5
    """
    lower, upper = cornfield_interval(group, compared_with, confidence)
    return Estimate(ratio_of(group, compared_with), lower, upper, confidence, CORNFIELD)


def inverse_of(ratio: Estimate, group: Tally, *, compared_with: Tally) -> Estimate:
    """Return a ratio the other way round: the compared-with group's over that of ``group``.

    Its limits are the inverses of the two limits, in the other order: an upper limit that is
    infinite (None) gives a lower one of 0, and a lower one of 0 gives an upper one that is
    infinite. Undefined where the ratio is 0, and where nobody is in a group; 0 where nothing
    happened to the compared-with group alone. Of likelihoods, odds or rates.

    Parameters
    ----------
    ratio
        The ratio of the two tallies, with its interval.

    Examples
    --------
    >>> from scwres.counts import Tally
    >>> group, others = Tally(10, 40), Tally(20, 40)
    >>> ratio = relative_likelihood(group, compared_with=others)
    >>> ratio.value, inverse_of(ratio, group, compared_with=others).value
    (0.5, 2.0)
    """
    # Divided once, from the counts: an inverse of the quotient could be rounded otherwise.
    value = ratio_of(compared_with, group)
    if ratio.lower is None:
        return ratio._replace(value=value, lower=None, upper=None)
    return ratio._replace(
        value=value,
        lower=0.0 if ratio.upper is None else 1 / ratio.upper,
        upper=1 / ratio.lower if ratio.lower else None,
    )


def p_value(group: Tally, *, compared_with: Tally) -> float | None:
    """Return how often chance alone would make two equal groups differ at least this much.

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


def _chi_squared(group: Tally, compared_with: Tally) -> float | None:
    people = group.out_of + compared_with.out_of
    events = group.count + compared_with.count
    margins = group.out_of * compared_with.out_of * events * (people - events)
    if margins == 0:
        return None
    difference = group.count * compared_with.out_of - compared_with.count * group.out_of
    return people * difference * difference / margins


#: The tests of no difference, by name.
P_VALUES: Mapping[str, SignificanceTest] = {PEARSON: p_value, FISHER: fisher_p_value}

#: The usual choice of a test: Pearson's, and Fisher's where an expected count is under five.
AUTOMATIC = "automatic"


def chosen_test(test: str, group: Tally, *, compared_with: Tally) -> str:
    """Return the name of the test that a p value is of.

    Parameters
    ----------
    test
        The name of one, or ``automatic``.

    Examples
    --------
    >>> from scwres.counts import Tally
    >>> chosen_test(AUTOMATIC, Tally(1, 12), compared_with=Tally(3, 900))
    'fisher'
    """
    if test != AUTOMATIC:
        return test
    expected = smallest_expected_count(group, compared_with=compared_with)
    is_defined = _chi_squared(group, compared_with) is not None
    return FISHER if is_defined and expected < EXPECTED_AT_LEAST else PEARSON
