"""Where a unit stands beside the whole: the limits of a funnel, exact at the size of each unit.

A small unit lies far from the whole by chance alone, and a large one does not, so the limits
narrow as units grow. They are exact quantiles of the binomial distribution around the likelihood
of the whole, without a correction for overdispersion: units that differ for reasons besides
chance lie outside more often than the levels say.

References
----------
Spiegelhalter (2005), "Funnel plots for comparing institutional performance", Statistics in
    Medicine 24, 1185-1202: limits of 95% and 99.8%, exact for proportions.
"""

from __future__ import annotations

from bisect import bisect_left
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate
from math import fsum
from typing import NamedTuple

from scwres.counts import Rate, Tally

#: The probability beyond a limit on either side: of 95% limits, and of 99.8% limits.
BEYOND_95, BEYOND_998 = 0.025, 0.001

#: A count that is less likely than the likeliest one by this factor adds nothing to a tail.
NEGLIGIBLE = 1e-20

#: A tail that is less likely than a level by no more than this part of it is as likely: three of
#: three at a likelihood of 0.1 are 0.001 likely, and sums of a few thousand steps lose less.
NEAR = 1e-10

#: The sides on which a unit can do worse.
LOWER, HIGHER = "lower", "higher"


class Status(StrEnum):
    """Where a unit stands beside the whole; values are relied on from outside."""

    #: No figure, or none to compare with.
    NONE = ""
    #: Beyond the 99.8% limit on the side that is worse.
    LAGS = "lags"
    #: Beyond the 95% limit, and not lagging.
    BELOW = "below"
    ABOVE = "above"
    #: Within the 95% limits.
    USUAL = "usual"

    @property
    def is_outside(self) -> bool:
        """Whether the unit is outside the 95% limits."""
        return self in (Status.LAGS, Status.BELOW, Status.ABOVE)


class CountLimits(NamedTuple):
    """The fewest and the most people with the event that are not outside a pair of limits."""

    fewest: int
    most: int


class Funnel(NamedTuple):
    """The limits of a funnel at the size of a unit: those of 95%, and those of 99.8%."""

    limits_95: CountLimits
    limits_998: CountLimits


@lru_cache(maxsize=4096)
def funnel(people: int, whole: Tally) -> Funnel | None:
    """Return the funnel of a whole at the size of a unit.

    A count is outside where it, with all counts farther out on its side, is less likely than
    2.5% (of 95% limits) or 0.1% (of 99.8% limits). The limits themselves are not outside. None
    where there is no funnel: in a unit of nobody, in a whole in which the event happened to
    nobody or to everybody, and for a rate, whose events are no part of what they are set against.

    Examples
    --------
    Of 20 people where half of the whole have the event, 5 or fewer are 2.07% likely and 2 or
    fewer 0.02%:

    >>> funnel(20, Tally(500, 1000)).limits_95, funnel(20, Tally(500, 1000)).limits_998
    (CountLimits(fewest=6, most=14), CountLimits(fewest=3, most=17))
    """
    if isinstance(whole, Rate) or people == 0 or whole.count in (0, whole.out_of):
        return None
    first, weights = _weights(people, whole)
    total = fsum(weights)
    at_most = [*accumulate(weights)]
    at_least = [*accumulate(reversed(weights))]

    def limits(beyond: float) -> CountLimits:
        # The sums rise, so those under a probability stand before all others.
        under = beyond * total * (1 - NEAR)
        return CountLimits(
            first + bisect_left(at_most, under),
            first + len(weights) - 1 - bisect_left(at_least, under),
        )

    return Funnel(limits(BEYOND_95), limits(BEYOND_998))


def _weights(people: int, whole: Tally) -> tuple[int, list[float]]:
    """Return how likely each count of events is by chance, and the first of these counts.

    As multiples of the likeliest one's probability, so that no logarithm loses digits; counts
    whose multiple is negligible are left out.
    """
    events, others = whole.count, whole.out_of - whole.count
    likeliest = min(people, (people + 1) * events // whole.out_of)
    fewer, more = [], [1.0]
    weight = 1.0
    for count in range(likeliest, 0, -1):
        weight *= count * others / ((people - count + 1) * events)
        if weight < NEGLIGIBLE:
            break
        fewer.append(weight)
    weight = 1.0
    for count in range(likeliest, people):
        weight *= (people - count) * events / ((count + 1) * others)
        if weight < NEGLIGIBLE:
            break
        more.append(weight)
    return likeliest - len(fewer), [*reversed(fewer), *more]


def status(unit: Tally, *, whole: Tally, lags_when: str | None) -> Status:
    """Return where a unit stands beside the whole; empty where there is no funnel.

    Parameters
    ----------
    lags_when
        ``lower`` or ``higher``: the side on which a unit does worse; None where neither is.

    Examples
    --------
    Of 85 people 40 are trained, where 800 of 1,000 are in the whole:

    >>> str(status(Tally(40, 85), whole=Tally(800, 1000), lags_when="lower"))
    'lags'
    >>> str(status(Tally(40, 85), whole=Tally(800, 1000), lags_when=None))
    'below'
    """
    chance = funnel(unit.out_of, whole)
    if chance is None:
        return Status.NONE
    near, far = chance
    if (lags_when == LOWER and unit.count < far.fewest) or (
        lags_when == HIGHER and unit.count > far.most
    ):
        return Status.LAGS
    if unit.count < near.fewest:
        return Status.BELOW
    return Status.ABOVE if unit.count > near.most else Status.USUAL


def deviation(unit: Tally, *, whole: Tally) -> float | None:
    """Return how far a unit lies from the whole, in standard errors at its size.

    Below 0 where its likelihood is lower. None where there is no funnel.

    Examples
    --------
    >>> deviation(Tally(40, 100), whole=Tally(500, 1000))
    -2.0
    """
    if funnel(unit.out_of, whole) is None:
        return None
    expected = unit.out_of * whole.count / whole.out_of
    variance = expected * (whole.out_of - whole.count) / whole.out_of
    return float((unit.count - expected) / variance**0.5)
