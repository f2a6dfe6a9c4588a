"""One ratio over many units, against published tables and an independent library."""

from __future__ import annotations

from fractions import Fraction
from math import exp, log, sqrt
from random import Random

import numpy as np
import pytest
from scipy.stats import norm
from statsmodels.stats.contingency_tables import StratifiedTable

from scwres import Tally, relative_likelihood
from scwres.metrics.difference import Difference, difference_of, side_of
from scwres.metrics.likelihood import Estimate
from scwres.metrics.stratified import difference_across, point_apart, ratio_across

#: Rothman, Greenland and Lash, Modern Epidemiology, third edition (2008), Table 15-1:
#: deaths in the University Group Diabetes Program under 55 years of age, and from 55.
DIABETES = [(Tally(8, 106), Tally(5, 120)), (Tally(22, 98), Tally(16, 85))]

#: Gart (1985), Biometrika 72, 673-677, Table 1, as the R package PF prints it (RRmh).
GART = [
    (Tally(4, 16), Tally(5, 79)),
    (Tally(2, 16), Tally(3, 87)),
    (Tally(4, 18), Tally(10, 90)),
    (Tally(1, 15), Tally(3, 82)),
]


def test_the_diabetes_program_of_rothman_greenland_and_lash():
    # The R package metafor prints 1.3256 (0.8658 to 2.0296) for it, at 90%.
    estimate = ratio_across(DIABETES, confidence=0.90)

    figures = [estimate.value, estimate.lower, estimate.upper]
    assert figures == pytest.approx([1.3256, 0.8658, 2.0296], abs=5e-5)
    assert estimate.method == "mantel-haenszel"


def test_the_table_of_gart():
    estimate = ratio_across(GART)

    figures = [estimate.value, estimate.lower, estimate.upper]
    assert figures == pytest.approx([2.67, 1.37, 5.23], abs=5e-3)


def _interval_by_hand(units, confidence):
    """Greenland and Robins (1985), written from the formula in exact fractions."""
    top = bottom = variance = Fraction(0)
    for group, other in units:
        a, n, c, m = group.count, group.out_of, other.count, other.out_of
        people = n + m
        top += Fraction(a * m, people)
        bottom += Fraction(c * n, people)
        variance += Fraction(n * m * (a + c) - a * c * people, people**2)
    error = sqrt(variance / (top * bottom))
    deviate = norm.ppf((1 + confidence) / 2)
    middle = log(top / bottom)
    return exp(middle - deviate * error), exp(middle + deviate * error)


@pytest.mark.slow
def test_two_thousand_stratified_tables_agree_with_statsmodels():
    random = Random(4)
    checked = 0
    while checked < 2_000:
        units = []
        for _ in range(random.randint(1, 12)):
            n, m = random.randint(1, 400), random.randint(1, 900)
            units.append((Tally(random.randint(0, n), n), Tally(random.randint(0, m), m)))
        if not all(sum(unit[side].count for unit in units) for side in (0, 1)):
            continue
        checked += 1
        table = StratifiedTable(
            [
                np.array([[a.count, a.out_of - a.count], [b.count, b.out_of - b.count]])
                for a, b in units
            ]
        )
        confidence = random.choice([0.8, 0.95, 0.99])
        estimate = ratio_across(units, confidence=confidence)

        assert estimate.value == pytest.approx(table.riskratio_pooled, rel=1e-12)
        # statsmodels has no interval for it.
        assert (estimate.lower, estimate.upper) == pytest.approx(
            _interval_by_hand(units, confidence), rel=1e-9
        )


def test_one_unit_gives_its_own_ratio_and_the_interval_of_katz():
    group, compared_with = Tally(36, 489), Tally(61, 1204)

    across = ratio_across([(group, compared_with)])
    katz = relative_likelihood(group, compared_with=compared_with, interval="katz")

    assert across[:3] == pytest.approx(katz[:3], rel=1e-12)


def test_units_that_have_people_of_one_group_alone_say_nothing():
    alone = [(Tally(3, 9), Tally(0, 0)), (Tally(0, 0), Tally(2, 5))]

    assert ratio_across(DIABETES + alone) == ratio_across(DIABETES)
    assert ratio_across(alone)[:3] == (None, None, None)
    assert ratio_across([])[:3] == (None, None, None)


def test_without_events_in_a_group_there_is_no_interval():
    assert ratio_across([(Tally(0, 10), Tally(3, 20))])[:3] == (0.0, None, None)
    assert ratio_across([(Tally(3, 10), Tally(0, 20))])[:3] == (None, None, None)


def _estimate(value):
    return Estimate(value, None, None, 0.95, "")


@pytest.mark.parametrize(
    ("whole", "across", "apart"),
    [
        ((1.4, Difference.HIGHER), (0.9, Difference.NOT_CLEAR), True),
        ((1.2, Difference.NOT_CLEAR), (0.8, Difference.NOT_CLEAR), True),
        ((1.4, Difference.HIGHER), (1.2, Difference.NOT_CLEAR), True),
        ((1.4, Difference.HIGHER), (1.8, Difference.HIGHER), False),
        ((1.03, Difference.NOT_CLEAR), (0.97, Difference.NOT_CLEAR), False),
        ((None, Difference.HIGHER), (0.9, Difference.NOT_CLEAR), False),
        ((1.4, Difference.HIGHER), (None, Difference.UNDEFINED), False),
        ((0.0, Difference.LOWER), (0.0, Difference.UNDEFINED), False),
        # A ratio of exactly 1 lies on neither side.
        ((1.0, Difference.NOT_CLEAR), (1.3, Difference.NOT_CLEAR), False),
        ((1.0, Difference.NOT_CLEAR), (0.7, Difference.NOT_CLEAR), False),
        # Where one is too few to tell neither story is told.
        ((1.4, Difference.TOO_FEW), (0.8, Difference.NOT_CLEAR), False),
        ((1.4, Difference.HIGHER), (0.8, Difference.TOO_FEW), False),
    ],
    ids=str,
)
def test_the_whole_and_its_parts_point_apart(whole, across, apart):
    ratios = _estimate(whole[0]), _estimate(across[0])

    assert point_apart(ratios, (whole[1], across[1])) is apart


@pytest.mark.parametrize(
    ("limits", "side"),
    [
        ((1.1, None), Difference.HIGHER),
        ((None, 0.9), Difference.LOWER),
        ((0.9, 1.1), Difference.NOT_CLEAR),
        ((None, None), Difference.NOT_CLEAR),
        ((1.0, 2.0), Difference.NOT_CLEAR),
    ],
)
def test_the_side_of_an_interval(limits, side):
    assert side_of(*limits) is side


def test_the_parts_can_tell_the_opposite_of_the_whole():
    # Two directorates in which the likelihoods are the same for both groups: 10% in the
    # one, 40% in the other, where most people from ethnic minorities work.
    units = [(Tally(2, 20), Tally(40, 400)), (Tally(72, 180), Tally(40, 100))]
    whole = relative_likelihood(Tally(74, 200), compared_with=Tally(80, 500))

    across = ratio_across(units)

    assert whole.value == pytest.approx(2.3125)
    assert across.value == pytest.approx(1)
    differences = (
        difference_of(Tally(74, 200), compared_with=Tally(80, 500)),
        difference_across(units),
    )
    assert point_apart((whole, across), differences)


def test_a_unit_with_a_single_person_in_a_group_is_in_the_ratio():
    # Mantel and Haenszel's sums by hand: a d / n over b c / n of each unit, in fractions.
    units = [(Tally(30, 40), Tally(20, 50)), (Tally(1, 1), Tally(2, 9))]
    over = sum(
        Fraction(group.count * other.out_of, group.out_of + other.out_of) for group, other in units
    )
    under = sum(
        Fraction(other.count * group.out_of, group.out_of + other.out_of) for group, other in units
    )

    assert ratio_across(units).value == pytest.approx(float(over / under), rel=1e-14)


@pytest.mark.parametrize(
    ("units", "is_too_few"),
    [
        # Expected counts of 5 in each of the four places are not under five.
        ([(Tally(5, 10), Tally(5, 10))], False),
        # Of those without the event 1.5 are expected in each group.
        ([(Tally(38, 40), Tally(39, 40))], True),
        # A unit without anyone in the group lends the others no expected counts.
        ([(Tally(20, 40), Tally(2, 4)), (Tally(0, 0), Tally(50, 100))], True),
    ],
)
def test_expected_counts_under_five_over_all_units_are_too_few_to_tell(units, is_too_few):
    assert (difference_across(units) is Difference.TOO_FEW) == is_too_few


def test_a_unit_with_one_person_to_compare_with_counts_and_one_with_nobody_does_not():
    unit = Tally(4, 20), Tally(3, 30)
    of_one = Tally(2, 5), Tally(1, 1)
    both = ratio_across([unit, of_one]).value

    # Mantel and Haenszel: 4 of 30/50 and 2 of 1/6, over 3 of 20/50 and 1 of 5/6.
    assert both == pytest.approx((4 * 30 / 50 + 2 * 1 / 6) / (3 * 20 / 50 + 1 * 5 / 6))
    assert ratio_across([unit, (Tally(2, 5), Tally(0, 0))]) == ratio_across([unit])
    assert ratio_across([unit, (Tally(0, 0), Tally(0, 0))]) == ratio_across([unit])
