"""Whether a group's share rises or falls over ordered bands, and what chance does to it.

References
----------
Armitage (1955), "Tests for linear trends in proportions and frequencies", Biometrics 11, 375-386.
Cochran (1954), "Some methods for strengthening the common chi-squared tests", Biometrics 10,
    417-451.
Mantel (1963), "Chi-square tests with one degree of freedom; extensions of the Mantel-Haenszel
    procedure", Journal of the American Statistical Association 58, 690-700.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import erfc, sqrt
from typing import NamedTuple

from scwres.counts import Tally


class Trend(NamedTuple):
    """A linear trend of a share over ordered bands.

    Parameters
    ----------
    z
        How far the trend lies from none, as a normal deviate: above 0 where the share rises.
    p_value
        The two-sided p value.
    smallest_expected
        The smallest of four expected counts: people of the group, and others, near each end of
        the bands. A person in a band between counts partly towards each end, by its place.
    """

    z: float
    p_value: float
    smallest_expected: float


def trend(bands: Sequence[Tally]) -> Trend | None:
    """Return Cochran and Armitage's test for a trend of a share over ordered bands.

    A band is the group's count out of the people of both groups. Its score is its place: 1, 2
    and so on, also where a band has nobody. Undefined where fewer than two bands have people, or
    where everyone or nobody is in the group.

    Examples
    --------
    Smokers among patients of four studies, in Fleiss, Statistical Methods for Rates and
    Proportions (1981), page 139; R's ``prop.trend.test`` gives X-squared 8.2249, p 0.004132:

    >>> from scwres.counts import Tally
    >>> found = trend([Tally(83, 86), Tally(90, 93), Tally(129, 136), Tally(70, 82)])
    >>> round(found.z**2, 4), round(found.p_value, 6), found.z < 0
    (8.2249, 0.004132, True)
    """
    people = sum(band.out_of for band in bands)
    members = sum(band.count for band in bands)
    scored = list(enumerate(bands, start=1))
    score_sum = sum(score * band.out_of for score, band in scored)
    # All are whole numbers: the variance of the scores, and the covariance with membership,
    # both times the square of the people.
    spread = people * sum(score**2 * band.out_of for score, band in scored) - score_sum**2
    rise = people * sum(score * band.count for score, band in scored) - members * score_sum
    others = people - members
    if not (spread and members and others):
        return None
    z = rise * sqrt(people / (members * others * spread))
    towards_top = (score_sum - people) / (len(bands) - 1)
    ends = (towards_top, people - towards_top)
    smallest = min(members, others) * min(ends) / people
    return Trend(z, erfc(abs(z) / sqrt(2)), smallest)
