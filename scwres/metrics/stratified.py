"""The ratio within units beside the ratio over everybody, and what chance does to each.

Where one unit has more people from ethnic minorities and more events alike, the ratio over
everybody shows the units and not the groups (Simpson 1951).

References
----------
Mantel and Haenszel (1959), "Statistical aspects of the analysis of data from retrospective
    studies of disease", Journal of the National Cancer Institute 22, 719-748.
Greenland and Robins (1985), "Estimation of a common effect parameter from sparse follow-up
    data", Biometrics 41, 55-68: the variance.
Mantel and Fleiss (1980), "Minimum expected cell size requirements for the Mantel-Haenszel
    one-degree-of-freedom chi-square test and a related rapid procedure", American Journal of
    Epidemiology 112, 129-134: expected counts are added over units.
Maldonado and Greenland (1993), "Simulation study of confounder-selection strategies",
    American Journal of Epidemiology 138, 923-936: a change of a tenth.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, fsum, sqrt

from scwres.counts import Tally
from scwres.metrics.difference import Difference, side_of
from scwres.metrics.intervals import normal_deviate
from scwres.metrics.likelihood import CONFIDENCE, EXPECTED_AT_LEAST, Estimate

#: Two ratios differ when the larger is more than a tenth above the smaller.
APART_BY = 1.1


def ratio_across(
    units: Sequence[tuple[Tally, Tally]], *, confidence: float = CONFIDENCE
) -> Estimate:
    """Return Mantel and Haenszel's relative likelihood over units, with its interval.

    A unit is the tally of the group and that of the group compared with. The ratio is the
    one that the units would share if it were the same in each; a unit weighs as much as it
    has people in both groups. Undefined where nothing happened in the group compared with,
    in any unit that has people of both; without limits where nothing happened in the group.

    Examples
    --------
    The University Group Diabetes Program, in Rothman, Greenland and Lash, Modern
    Epidemiology (2008), Table 15-1, where it is 1.33 and the crude ratio 1.44:

    >>> from scwres.counts import Tally
    >>> younger = Tally(8, 106), Tally(5, 120)
    >>> older = Tally(22, 98), Tally(16, 85)
    >>> round(ratio_across([younger, older]).value, 2)
    1.33
    """
    group_terms, compared_terms, variance_terms = [], [], []
    for group, compared_with in units:
        if group.out_of == 0 or compared_with.out_of == 0:
            continue
        people = group.out_of + compared_with.out_of
        group_terms.append(group.count * compared_with.out_of / people)
        compared_terms.append(compared_with.count * group.out_of / people)
        variance_terms.append(
            (
                group.out_of * group.count * (compared_with.out_of - compared_with.count)
                + compared_with.out_of * compared_with.count * (group.out_of - group.count)
            )
            / people**2
        )
    group_sum, compared_sum = fsum(group_terms), fsum(compared_terms)
    value = group_sum / compared_sum if compared_sum else None
    lower = upper = None
    if value:
        variance = fsum(variance_terms) / (group_sum * compared_sum)
        factor = exp(normal_deviate(confidence) * sqrt(variance))
        lower, upper = value / factor, value * factor
    return Estimate(value, lower, upper, confidence, "mantel-haenszel")


def difference_across(
    units: Sequence[tuple[Tally, Tally]], *, confidence: float = CONFIDENCE
) -> Difference:
    """Return the difference that the ratio over units shows, with expected counts added up.

    Under five expected in all, no interval is reliable, and it is too few to tell (Mantel and
    Fleiss 1980). Undefined where the ratio has no interval.

    Examples
    --------
    >>> from scwres.counts import Tally
    >>> str(difference_across([(Tally(1, 12), Tally(3, 900)), (Tally(0, 9), Tally(2, 80))]))
    'too few to tell'
    """
    ratio = ratio_across(units, confidence=confidence)
    if ratio.lower is None:
        return Difference.UNDEFINED
    expected: list[tuple[float, ...]] = []
    for group, compared_with in units:
        people = group.out_of + compared_with.out_of
        events = group.count + compared_with.count
        if group.out_of and compared_with.out_of:
            expected.append(
                tuple(
                    tally.out_of * number / people
                    for tally in (group, compared_with)
                    for number in (events, people - events)
                )
            )
    if min(map(fsum, zip(*expected, strict=True))) < EXPECTED_AT_LEAST:
        return Difference.TOO_FEW
    return side_of(ratio.lower, ratio.upper)


def point_apart(
    ratios: tuple[Estimate, Estimate], differences: tuple[Difference, Difference]
) -> bool:
    """Return whether the ratio of everybody and that across units disagree.

    They do where they are more than a tenth apart, and either lie on two sides of 1 or only
    one of them is significantly different from 1. Where one is too few to tell, they do not.

    Parameters
    ----------
    ratios, differences
        Those of everybody, and those across units.
    """
    whole, across = (ratio.value for ratio in ratios)
    if whole is None or across is None or Difference.TOO_FEW in differences:
        return False
    low, high = sorted((whole, across))
    if high <= low * APART_BY:
        return False
    sides = [
        difference if difference.is_significant else Difference.NOT_CLEAR
        for difference in differences
    ]
    return low < 1 < high or sides[0] != sides[1]
