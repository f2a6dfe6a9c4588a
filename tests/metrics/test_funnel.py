"""Where units stand beside the whole, held against scipy and against chance."""

from __future__ import annotations

from random import Random

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scwres.counts import Rate, Tally
from scwres.metrics.funnel import (
    BEYOND_95,
    BEYOND_998,
    Status,
    deviation,
    funnel,
    status,
)

LIMITS = ((BEYOND_95, "limits_95"), (BEYOND_998, "limits_998"))


def _units(number, seed):
    """Yield units of up to 100,000 people and wholes, with likelihoods near 0 and 1 among them."""
    random = Random(seed)
    for _ in range(number):
        people = round(10 ** random.uniform(0, 5))
        out_of = round(10 ** random.uniform(0.5, 5))
        rare = random.choice([1, out_of - 1])
        yield people, Tally(random.choice([random.randint(1, out_of - 1), rare]), out_of)


def test_limits_are_the_binomial_quantiles_of_scipy_for_5_000_units():
    binom = pytest.importorskip("scipy.stats").binom
    units = list(_units(5_000, seed=23))
    people = numpy.array([size for size, _ in units])
    likelihoods = numpy.array([whole.count / whole.out_of for _, whole in units])
    for beyond, name in LIMITS:
        limits = [getattr(funnel(*unit), name) for unit in units]

        assert [each.fewest for each in limits] == binom.ppf(beyond, people, likelihoods).tolist()
        assert [each.most for each in limits] == binom.isf(beyond, people, likelihoods).tolist()


@pytest.mark.parametrize(("beyond", "name"), LIMITS)
def test_a_count_is_outside_where_its_tail_is_less_likely_than_the_level(beyond, name):
    binom = pytest.importorskip("scipy.stats").binom
    for people in range(1, 120, 7):
        for events in (1, 13, 60, 99):
            fewest, most = getattr(funnel(people, Tally(events, 100)), name)
            counts = numpy.arange(people + 1)
            likelihood = events / 100
            is_below = binom.cdf(counts, people, likelihood) < beyond
            is_above = binom.sf(counts - 1, people, likelihood) < beyond

            assert is_below.tolist() == [count < fewest for count in range(people + 1)]
            assert is_above.tolist() == [count > most for count in range(people + 1)]


def test_limits_of_the_middle_worked_by_hand():
    # Of ten people at one half: none is 1/1024 likely, one or none 11/1024, two or fewer 56/1024.
    chance = funnel(10, Tally(1, 2))

    assert chance.limits_95 == (2, 8)  # 11/1024 is 1.07%, less than 2.5%; 56/1024 is 5.5%
    assert chance.limits_998 == (1, 9)  # 1/1024 is 0.098%, less than 0.1%


def test_a_tail_that_is_exactly_as_likely_as_the_level_is_not_outside():
    # Three of three at one in ten: 1/1000 likely, and not less.
    assert funnel(3, Tally(1, 10)).limits_998 == (0, 3)


def test_at_most_three_in_a_thousand_units_lag_where_units_differ_by_chance_alone():
    random = numpy.random.default_rng(2026)
    lagging = units = outside = 0
    for lags_when in ("lower", "higher") * 20:
        likelihood = random.choice([0.02, 0.1, 0.3, 0.5, 0.8, 0.97])
        sizes = random.integers(1, 150, 250)
        counts = random.binomial(sizes, likelihood)
        whole = Tally(int(counts.sum()), int(sizes.sum()))
        for count, size in zip(counts.tolist(), sizes.tolist(), strict=True):
            found = status(Tally(count, size), whole=whole, lags_when=lags_when)
            units += 1
            lagging += found is Status.LAGS
            outside += found.is_outside

    assert units == 10_000
    assert 0 < lagging <= 0.003 * units
    assert outside <= 0.05 * units


@given(st.integers(1, 400), st.integers(2, 3_000), st.data())
def test_the_other_event_has_the_limits_the_other_way_round(people, out_of, data):
    events = data.draw(st.integers(1, out_of - 1))
    chance, mirrored = (
        funnel(people, Tally(events, out_of)),
        funnel(people, Tally(out_of - events, out_of)),
    )
    for limits, others in zip(chance, mirrored, strict=True):
        assert limits == (people - others.most, people - others.fewest)
    assert chance.limits_998.fewest <= chance.limits_95.fewest
    assert chance.limits_95.most <= chance.limits_998.most


@given(st.integers(1, 300), st.integers(2, 3_000), st.data())
def test_a_unit_that_is_as_the_whole_is_not_outside(people, out_of, data):
    whole = Tally(data.draw(st.integers(1, out_of - 1)), out_of)
    unit = Tally(round(people * whole.count / whole.out_of), people)

    assert status(unit, whole=whole, lags_when="lower") is Status.USUAL


TRAINED = Tally(800, 1000)


@pytest.mark.parametrize(
    ("count", "lags_when", "expected"),
    [
        # Of 85 people at 0.8, 55 or fewer are 0.07% likely and 56 or fewer 0.16%; 60 or fewer
        # are 2.48% likely and 61 or fewer 4.3%; 76 or more are 1.6% likely, 78 or more
        # 0.26% and 79 or more 0.09% (scipy).
        (55, "lower", "lags"),
        (56, "lower", "below"),
        (60, "lower", "below"),
        (61, "lower", "usual"),
        (75, "lower", "usual"),
        (76, "lower", "above"),
        (85, "lower", "above"),
        (55, "higher", "below"),
        (78, "higher", "above"),
        (79, "higher", "lags"),
        (0, None, "below"),
        (85, None, "above"),
    ],
)
def test_a_unit_lags_beyond_the_outer_limit_on_the_worse_side_alone(count, lags_when, expected):
    assert funnel(85, TRAINED) == ((61, 75), (56, 78))
    assert status(Tally(count, 85), whole=TRAINED, lags_when=lags_when) == expected


@pytest.mark.parametrize(
    ("unit", "whole"),
    [
        (Tally(0, 0), Tally(8, 10)),
        (Tally(0, 5), Tally(0, 10)),
        (Tally(5, 5), Tally(10, 10)),
        (Tally(0, 0), Tally(0, 0)),
        (Rate(3, 5), Rate(10, 100)),
    ],
)
def test_nobody_no_event_nothing_but_events_and_rates_have_no_status(unit, whole):
    assert funnel(unit.out_of, whole) is None
    assert status(unit, whole=whole, lags_when="lower") == ""
    assert deviation(unit, whole=whole) is None


def test_a_unit_deviates_by_so_many_standard_errors_from_the_whole():
    # At 100 people half of whom are expected, a standard error is 5: 40 is two below.
    assert deviation(Tally(40, 100), whole=Tally(500, 1_000)) == -2
    assert deviation(Tally(65, 100), whole=Tally(500, 1_000)) == 3
