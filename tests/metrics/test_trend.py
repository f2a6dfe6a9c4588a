"""The trend over ordered bands, against published figures and an independent library."""

from __future__ import annotations

from itertools import product
from math import comb, prod, sqrt
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import norm
from statsmodels.stats.contingency_tables import Table

from scwres import Tally
from scwres.metrics.likelihood import p_value, smallest_expected_count
from scwres.metrics.trend import trend

#: Fleiss, Statistical Methods for Rates and Proportions, second edition (1981), page 139: smokers
#: among patients of four studies.
SMOKERS = [Tally(83, 86), Tally(90, 93), Tally(129, 136), Tally(70, 82)]


@st.composite
def tallies(draw, most=300):
    out_of = draw(st.integers(0, most))
    return Tally(draw(st.integers(0, out_of)), out_of)


BANDS = st.lists(tallies(), min_size=2, max_size=15)


def test_the_studies_of_fleiss_have_the_trend_that_r_prints():
    # R: prop.trend.test(c(83, 90, 129, 70), c(86, 93, 136, 82))
    found = trend(SMOKERS)

    assert found.z**2 == pytest.approx(8.2249, abs=5e-5)
    assert found.p_value == pytest.approx(0.004132, abs=5e-7)
    assert found.z < 0


def test_five_hundred_random_workforces_agree_with_statsmodels():
    random = Random(31)
    for _ in range(500):
        out_of = [random.randint(1, 400) for _ in range(random.randint(2, 14))]
        bands = [Tally(random.randint(0, people), people) for people in out_of]
        table = np.array([[band.count, band.out_of - band.count] for band in bands])
        # Rows are scored by place, and the group's column above the other. statsmodels has the
        # variance of a permutation, which divides by one person fewer than Armitage does.
        oracle = Table(table, shift_zeros=False).test_ordinal_association(
            np.arange(1, len(bands) + 1), np.array([1, 0])
        )
        people = table.sum()
        z = oracle.zscore * sqrt(people / (people - 1))
        found = trend(bands)

        assert found.z == pytest.approx(z, rel=1e-9, abs=1e-9)
        assert found.p_value == pytest.approx(2 * norm.sf(abs(z)), rel=1e-9)


def test_two_bands_are_the_chi_squared_test_of_two_shares():
    below, above = Tally(40, 300), Tally(12, 200)

    found = trend([below, above])

    assert found.p_value == pytest.approx(p_value(above, compared_with=below), rel=1e-12)
    assert found.smallest_expected == smallest_expected_count(above, compared_with=below)
    assert found.z < 0


@pytest.mark.parametrize(("sizes", "members"), [((20, 14, 14, 12), 14), ((8, 9, 30), 20)])
def test_with_five_expected_near_each_end_chance_is_found_significant_one_time_in_twenty(
    sizes, members
):
    chance, expected = 0.0, set()
    for counts in product(*(range(min(size, members) + 1) for size in sizes)):
        if sum(counts) == members:
            found = trend([Tally(count, size) for count, size in zip(counts, sizes, strict=True)])
            ways = [comb(size, count) for count, size in zip(counts, sizes, strict=True)]
            chance += (found.p_value < 0.05) * prod(ways) / comb(sum(sizes), members)
            expected.add(found.smallest_expected)

    # The same for every way to place the group, for it rests on the totals alone.
    assert len(expected) == 1
    assert 5 <= expected.pop() < 7
    assert 0.03 < chance < 0.06


@given(BANDS)
def test_the_order_turned_round_turns_the_sign(bands):
    found, turned = trend(bands), trend(bands[::-1])

    assume(found)
    assert turned.z == pytest.approx(-found.z, rel=1e-12, abs=1e-12)
    assert turned.p_value == pytest.approx(found.p_value, rel=1e-9)
    assert turned.smallest_expected == pytest.approx(found.smallest_expected, rel=1e-12)


@given(BANDS)
def test_the_share_of_the_others_has_the_opposite_trend(bands):
    others = [Tally(band.out_of - band.count, band.out_of) for band in bands]
    found = trend(bands)

    assume(found)
    assert trend(others).z == -found.z
    assert trend(others).smallest_expected == found.smallest_expected


@given(BANDS, st.integers(2, 9))
def test_so_many_times_the_people_move_z_by_the_square_root(bands, times):
    more = [Tally(band.count * times, band.out_of * times) for band in bands]
    found = trend(bands)

    assume(found)
    assert trend(more).z == pytest.approx(found.z * sqrt(times), rel=1e-12, abs=1e-12)
    assert trend(more).smallest_expected == pytest.approx(found.smallest_expected * times)


@given(st.integers(1, 30), st.lists(st.integers(1, 9), min_size=2, max_size=12))
def test_the_same_share_in_every_band_has_no_trend(share, sizes):
    found = trend([Tally(share * size, 31 * size) for size in sizes])

    assert (found.z, found.p_value) == (0, 1)


@pytest.mark.parametrize(
    "bands",
    [
        [],
        [Tally(3, 9)],
        [Tally(0, 0), Tally(3, 9), Tally(0, 0)],
        [Tally(0, 9), Tally(0, 4)],
        [Tally(9, 9), Tally(4, 4)],
    ],
)
def test_without_two_bands_of_people_or_two_groups_there_is_no_trend(bands):
    assert trend(bands) is None


def test_a_band_of_nobody_keeps_its_place():
    nobody = Tally(0, 0)
    near, far = [Tally(2, 40), Tally(9, 60)], [Tally(20, 80)]

    assert trend([*near, nobody, *far]).z != trend([*near, *far]).z
    assert trend([nobody, *near, *far]).z == pytest.approx(trend([*near, *far]).z, rel=1e-12)
