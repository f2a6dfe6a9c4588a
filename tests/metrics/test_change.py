"""Did a ratio change: against large-sample theory, simulation, and another library."""

from __future__ import annotations

from math import erfc, exp, log, sqrt

import change as benchmark
import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from scwres import Tally
from scwres.metrics.change import (
    AWAY,
    CANNOT_TELL,
    NO_CLEAR_CHANGE,
    TOWARDS,
    Pair,
    change_of,
    slope_of,
    verdict,
    weighted_slope,
)
from scwres.metrics.intervals import normal_deviate, score


def _pair(group: int, of: int, other: int, out_of: int) -> Pair:
    return Pair(Tally(group, of), Tally(other, out_of))


def _variance(pair: Pair) -> float:
    return sum(1 / tally.count - 1 / tally.out_of for tally in pair)


pairs = st.builds(
    lambda a, n, c, m: _pair(min(a, n), n, min(c, m), m),
    *(st.integers(0, 60), st.integers(1, 60), st.integers(0, 300), st.integers(1, 300)),
)


def test_with_large_counts_it_is_the_difference_of_two_log_ratios():
    # The variance of the difference is the sum of two of Katz's (Katz et al. 1978).
    before, now = _pair(4_000, 40_000, 16_000, 80_000), _pair(4_200, 40_000, 16_000, 80_000)
    found = change_of(before, now=now)
    difference = log(4_200 / 4_000)
    error = sqrt(_variance(before) + _variance(now))
    reach = normal_deviate(0.95) * error

    assert found.value == pytest.approx(1.05)
    assert log(found.lower) == pytest.approx(difference - reach, abs=2e-4)
    assert log(found.upper) == pytest.approx(difference + reach, abs=2e-4)
    assert found.p_value == pytest.approx(erfc(abs(difference) / error / sqrt(2)), abs=2e-4)


@pytest.mark.slow
@given(pairs, pairs)
def test_the_interval_leaves_out_no_change_where_p_is_under_its_level(before, now):
    found = change_of(before, now=now)
    assume(found.p_value is not None)
    assume(abs(found.p_value - 0.05) > 1e-6)
    holds = (found.lower or 0) <= 1 and (found.upper is None or found.upper >= 1)

    assert holds == (found.p_value > 0.05)


@pytest.mark.slow
@given(pairs, pairs)
def test_the_other_way_round_it_is_the_inverse(before, now):
    found, back = change_of(before, now=now), change_of(now, now=before)
    assume(found.p_value is not None)

    assert back.p_value == pytest.approx(found.p_value, abs=1e-7)
    if found.lower:
        assert back.upper == pytest.approx(1 / found.lower, rel=1e-6)
    if found.upper is not None:
        assert back.lower == pytest.approx(1 / found.upper, rel=1e-6)


@pytest.mark.slow
@given(pairs, pairs)
def test_the_interval_holds_what_was_found(before, now):
    found = change_of(before, now=now)
    assume(found.value)

    assert (found.lower or 0) <= found.value * (1 + 1e-6)
    assert found.upper is None or found.value <= found.upper * (1 + 1e-6)


def test_p_is_that_of_the_least_sum_of_scores_which_scipy_finds_too():
    for before, now in (
        (_pair(12, 90, 60, 400), _pair(25, 95, 58, 390)),
        (_pair(0, 40, 10, 100), _pair(5, 40, 10, 100)),
        (_pair(3, 30, 40, 40), _pair(30, 30, 10, 40)),
    ):

        def total(common: float, before: Pair = before, now: Pair = now) -> float:
            return score(exp(common), *before) ** 2 + score(exp(common), *now) ** 2

        least = min(
            minimize_scalar(total, bounds=(low, low + 4), method="bounded").fun
            for low in range(-12, 12, 2)
        )
        found = change_of(before, now=now)
        assert found.p_value == pytest.approx(erfc(sqrt(least / 2)), abs=1e-6)


def test_where_nothing_happened_in_a_group_there_is_still_a_limit():
    found = change_of(_pair(5, 40, 10, 100), now=_pair(0, 40, 10, 100))
    back = change_of(_pair(0, 40, 10, 100), now=_pair(5, 40, 10, 100))

    assert (found.value, found.lower) == (0, 0)
    assert found.upper < 1
    assert (back.value, back.upper) == (None, None)
    assert back.lower > 1


@pytest.mark.parametrize(
    "empty", [_pair(0, 0, 3, 10), _pair(3, 10, 0, 0), _pair(0, 9, 0, 80), _pair(9, 9, 80, 80)]
)
def test_a_year_that_says_nothing_gives_no_number(empty):
    some = _pair(10, 100, 20, 300)
    for before, now in ((empty, some), (some, empty)):
        found = change_of(before, now=now)
        assert found[:4] == (None, None, None, None)
        assert verdict(before, now=now, change=found) == CANNOT_TELL


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (_pair(20, 400, 200, 800), _pair(90, 400, 200, 800), TOWARDS),
        (_pair(90, 400, 200, 800), _pair(20, 400, 200, 800), AWAY),
        (_pair(160, 400, 120, 800), _pair(70, 400, 140, 800), TOWARDS),
        (_pair(60, 400, 120, 800), _pair(120, 400, 120, 800), AWAY),
        (_pair(60, 400, 120, 800), _pair(66, 400, 120, 800), NO_CLEAR_CHANGE),
        (_pair(2, 60, 9, 300), _pair(3, 60, 9, 300), CANNOT_TELL),
        (_pair(0, 60, 90, 300), _pair(15, 60, 90, 300), TOWARDS),
        (_pair(15, 60, 90, 300), _pair(0, 60, 90, 300), AWAY),
    ],
)
def test_nearer_to_1_on_its_side_is_towards_parity(before, now, said):
    assert verdict(before, now=now, change=change_of(before, now=now)) == said


@pytest.mark.slow
def test_with_no_change_intervals_hold_it_as_often_as_they_say():
    # A small seeded run; benchmarks/change.py makes 20,000 pairs.
    found = benchmark.simulated(250)

    assert 0.93 <= found.covered <= 0.98
    assert found.moved <= 0.06


# The slope over years


YEARS = [
    (2022.0, _pair(30, 300, 160, 800)),
    (2023.0, _pair(36, 310, 150, 790)),
    (2024.5, _pair(45, 320, 155, 805)),
    (2025.0, _pair(40, 290, 140, 760)),
]


def test_the_slope_is_that_of_weighted_least_squares():
    found = slope_of(YEARS)
    when = sm.add_constant(np.array([one for one, _ in YEARS]))
    ratios = np.log([pair.ratio for _, pair in YEARS])
    weights = [1 / _variance(pair) for _, pair in YEARS]
    fitted = sm.WLS(ratios, when, weights=weights).fit(cov_type="fixed scale")
    lower, upper = fitted.conf_int()[1]

    assert log(found.value) == pytest.approx(fitted.params[1], rel=1e-9)
    # Its interval is Student's, with two degrees of freedom: the standard error is the same.
    assert (log(found.upper) - log(found.lower)) / (2 * normal_deviate(0.95)) == pytest.approx(
        fitted.bse[1], rel=1e-9
    )
    assert lower < log(found.value) < upper
    assert found.p_value == pytest.approx(erfc(abs(fitted.params[1]) / fitted.bse[1] / sqrt(2)))


#: The BCG vaccine trials: cases and others among the vaccinated, the same among those who were
#: not, and the latitude (Berkey et al. 1995, Statistics in Medicine 14, 395-411, from Colditz
#: et al. 1994, JAMA 271, 698-702).
BCG = (
    *((4, 119, 11, 128, 44), (6, 300, 29, 274, 55), (3, 228, 11, 209, 42)),
    *((62, 13_536, 248, 12_619, 52), (33, 5_036, 47, 5_761, 13), (180, 1_361, 372, 1_079, 44)),
    *((8, 2_537, 10, 619, 19), (505, 87_886, 499, 87_892, 13), (29, 7_470, 45, 7_232, 27)),
    *((17, 1_699, 65, 1_600, 42), (186, 50_448, 141, 27_197, 18), (5, 2_493, 3, 2_338, 33)),
    (27, 16_886, 29, 17_825, 33),
)


def test_a_slope_of_log_ratios_is_that_of_a_published_example():
    # Page 408 of Berkey et al.: with fixed effects, and their smoothed variances, the log
    # relative risk falls by 0.0282 for each degree of latitude (standard error 0.0040 as
    # metafor computes it, printed 0.0039 there).
    odds = sum(free / cases for cases, free, _, _, _ in BCG) / len(BCG)
    other_odds = sum(free / cases for _, _, cases, free, _ in BCG) / len(BCG)
    points = [
        (latitude, log(a / (a + b)) - log(c / (c + d)), odds / (a + b) + other_odds / (c + d))
        for a, b, c, d, latitude in BCG
    ]
    slope, error = weighted_slope(points)

    assert round(slope, 4) == -0.0282
    assert round(error, 4) == 0.0040


def test_the_slope_of_an_even_change_is_that_change():
    # A ratio of 0.4, 0.5 and 0.625, five fourths of the year before it.
    years = [(at, _pair(count, 1_000, 200, 1_000)) for at, count in enumerate((80, 100, 125))]

    assert slope_of(years).value == pytest.approx(1.25, rel=1e-9)


def test_years_without_a_variance_are_left_out_and_two_are_too_few():
    nothing = (2026.0, _pair(0, 300, 100, 800))
    everybody = (2026.0, _pair(300, 300, 800, 800))

    assert slope_of([*YEARS, nothing, everybody]) == slope_of(YEARS)
    assert slope_of([*YEARS[:2], nothing])[:4] == (None, None, None, None)
    assert slope_of([(2022.0, pair) for _, pair in YEARS])[:4] == (None, None, None, None)


def test_two_years_without_a_ratio_are_not_compared():
    # Nothing happened in the group compared with, in either year: both ratios are beyond all
    # numbers, and no test exists (the tables of the standard, "Years").
    before, now = _pair(30, 400, 0, 800), _pair(60, 400, 0, 800)
    change = change_of(before, now=now)

    assert (change.value, change.lower, change.upper, change.p_value) == (None, None, None, None)
    assert verdict(before, now=now, change=change) == CANNOT_TELL


def test_three_figures_of_two_years_have_a_slope_and_of_one_year_have_none():
    pair = Pair(Tally(20, 200), Tally(40, 600))
    other = Pair(Tally(30, 200), Tally(40, 600))

    assert slope_of([(0, pair), (0, pair), (1, other)]).value == pytest.approx(1.5)
    assert slope_of([(0, pair), (0, pair), (0, other)]).value is None
    assert slope_of([(0, pair), (1, other)]).value is None


@pytest.mark.parametrize(
    ("group", "compared_with", "tells"),
    [
        ((1, 10), (0, 20), True),
        ((9, 10), (20, 20), True),
        ((0, 10), (0, 20), False),
        ((10, 10), (20, 20), False),
        ((0, 0), (1, 20), False),
        ((1, 10), (0, 0), False),
    ],
)
def test_a_year_tells_something_where_one_person_has_the_event_or_has_it_not(
    group, compared_with, tells
):
    assert Pair(Tally(*group), Tally(*compared_with)).tells is tells
