"""The limits of a ratio of two likelihoods, and of a ratio of two odds.

Limits are found with the four operations, square roots, logarithms and exponents of the
four counts; nothing is added to a count that is 0.

References
----------
Cornfield (1956), "A statistical problem arising from retrospective studies", Proceedings of
    the Third Berkeley Symposium on Mathematical Statistics and Probability 4, 135-148.
Katz, Baptista, Azen and Pike (1978), "Obtaining confidence intervals for the risk ratio
    in cohort studies", Biometrics 34, 469-474.
Koopman (1984), "Confidence intervals for the ratio of two binomial proportions",
    Biometrics 40, 513-517.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from math import erfc, exp, log, pi, sqrt

from scwres.counts import Odds, Tally

Limits = tuple[float | None, float | None]

#: The intervals of a ratio of likelihoods, by name: the score interval and the logarithmic one.
KOOPMAN, KATZ = "koopman", "katz"


def terms_of(group: Tally, compared_with: Tally) -> tuple[int, int]:
    """Return a ratio as two whole numbers, the second 0 where it does not exist.

    Of likelihoods or rates, or, where the tallies are to be read as odds, of odds.
    """
    if isinstance(group, Odds):
        without, without_2 = group.out_of - group.count, compared_with.out_of - compared_with.count
        return group.count * without_2, without * compared_with.count
    if compared_with.out_of == 0:
        return 0, 0
    return group.count * compared_with.out_of, compared_with.count * group.out_of


def ratio_of(group: Tally, compared_with: Tally) -> float | None:
    """Return a ratio, divided once; None where it does not exist."""
    numerator, denominator = terms_of(group, compared_with)
    return numerator / denominator if denominator else None


def katz_interval(group: Tally, compared_with: Tally, confidence: float) -> Limits:
    """Return Katz's limits of the ratio; none where a count is 0 (Katz et al. 1978)."""
    ratio = ratio_of(group, compared_with)
    if not ratio:
        return None, None
    error = sqrt(
        (group.out_of - group.count) / (group.count * group.out_of)
        + (compared_with.out_of - compared_with.count)
        / (compared_with.count * compared_with.out_of)
    )
    factor = exp(normal_deviate(confidence) * error)
    return ratio / factor, ratio * factor


def cornfield_interval(group: Tally, compared_with: Tally, confidence: float) -> Limits:
    """Return Cornfield's limits of the ratio of two odds: those that the score test keeps.

    Without continuity correction, so that they leave out 1 exactly where Pearson's test
    does (Cornfield 1956). The lower limit is 0 where a count of the ratio's numerator is 0,
    the upper infinite (None) where one of its denominator is; both are none where nobody is
    in a group, or the event happened to nobody, or to everybody, in both.
    """
    people, people_2 = group.out_of, compared_with.out_of
    events = group.count + compared_with.count
    if 0 in (people, people_2, events, people + people_2 - events):
        return None, None
    fewest, most = max(0, events - people_2), min(people, events)
    deviate = normal_deviate(confidence)

    def excess(expected: float) -> float:
        """Return how far the score lies beyond the deviate for a supposed expected count."""
        cells = (
            expected,
            people - expected,
            events - expected,
            people_2 - events + expected,
        )
        return abs(group.count - expected) * sqrt(sum(1 / cell for cell in cells)) - deviate

    def odds_ratio(expected: float) -> float:
        return (expected * (people_2 - events + expected)) / (
            (people - expected) * (events - expected)
        )

    lower: float | None = 0.0
    upper: float | None = None
    if group.count > fewest:
        lower = odds_ratio(_bisected(excess, fewest, group.count))
    if group.count < most:
        upper = odds_ratio(_bisected(excess, most, group.count))
    return lower, upper


def _bisected(function: Callable[[float], float], far: float, near: float) -> float:
    """Return where a function crosses 0 between a far place above it and a near one below.

    The function is evaluated at neither of the two.
    """
    while True:
        middle = far + (near - far) / 2
        if middle in (far, near):
            return middle
        if function(middle) > 0:
            far = middle
        else:
            near = middle


def koopman_interval(group: Tally, compared_with: Tally, confidence: float) -> Limits:
    """Return Koopman's limits of the ratio: those that the score test does not reject.

    The lower limit is 0 when nothing happened in the group, the upper infinite (None) when
    nothing happened in the comparison group; both are none when nobody is in a group.
    """
    if group.out_of == 0 or compared_with.out_of == 0:
        return None, None
    deviate = normal_deviate(confidence)
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


def score(ratio: float, group: Tally, compared_with: Tally) -> float:
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
        return score(ratio, group, compared_with) - deviate

    high = ratio_of(group, compared_with) or 1.0
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
def normal_deviate(confidence: float) -> float:
    """Return how many standard deviations to either side hold that share of a normal law.

    Newton's method on the complementary error function, from the tail's asymptote. It is within
    1.6 units in the last place over the usual levels, where ``statistics.NormalDist`` is
    within 3, and figures are written with all their digits.

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
    KOOPMAN: koopman_interval,
    KATZ: katz_interval,
}
