"""The arithmetic, against textbooks, other libraries, and the score test itself."""

from __future__ import annotations

import math
import random
import warnings
from decimal import Decimal, localcontext
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from scwres import Tally, likelihood, relative_likelihood
from scwres.metrics.likelihood import (
    AUTOMATIC,
    chosen_test,
    fisher_p_value,
    inverse_of,
    p_value,
    smallest_expected_count,
)

RANDOM_TABLES = 9_000


def _random_tally(generator: random.Random) -> Tally:
    """Return a tally of up to 50,000 people, small ones and rare events often."""
    out_of = int(10 ** generator.uniform(0, math.log10(50_000)))
    if generator.random() < 0.5:
        count = round(out_of * 10 ** generator.uniform(-4, 0))
    else:
        count = generator.randint(0, out_of)
    return Tally(min(count, out_of), out_of)


def _every_small_table() -> list[tuple[Tally, Tally]]:
    tallies = [Tally(count, out_of) for out_of in range(1, 9) for count in range(out_of + 1)]
    return list(product(tallies, tallies))


def _tables() -> list[tuple[Tally, Tally]]:
    generator = random.Random(2024)
    drawn = [(_random_tally(generator), _random_tally(generator)) for _ in range(RANDOM_TABLES)]
    return _every_small_table() + drawn


TABLES = _tables()

NOBODY = Tally(0, 0)
WITH_NOBODY = [
    table
    for tally in [NOBODY, Tally(0, 3), Tally(2, 3), Tally(3, 3)]
    for table in ((NOBODY, tally), (tally, NOBODY))
]


def _is_full(tally: Tally) -> bool:
    return tally.count == tally.out_of


@st.composite
def tallies(draw, most: int = 50_000):
    out_of = draw(st.integers(1, most))
    return Tally(draw(st.integers(0, out_of)), out_of)


def test_there_are_at_least_ten_thousand_tables():
    assert len(TABLES) >= 10_000


def test_relative_likelihood_matches_sahai_and_khurshid_example_3_1():
    # Sahai and Khurshid (1996), Example 3.1: 27 of 122 against 44 of 487, with Katz's limits.
    estimate = relative_likelihood(Tally(27, 122), compared_with=Tally(44, 487), interval="katz")

    assert estimate.value == pytest.approx(2.4495156482861398, rel=1e-15)
    assert (estimate.lower, estimate.upper) == pytest.approx(
        (1.5836990926700116, 3.7886786315466354), rel=1e-12
    )


@pytest.mark.slow
def test_koopman_interval_matches_statsmodels_where_that_is_sound():
    # statsmodels 0.15 is wrong where a group is full and undefined where both are empty.
    # Near there it loses digits: then the exact score says whose limit is the better.
    compared = 0
    disputed = 0
    for group, compared_with in TABLES:
        if _is_full(group) or _is_full(compared_with) or group.count + compared_with.count == 0:
            continue
        ours = relative_likelihood(group, compared_with=compared_with)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it divides by 0 where a limit is infinite
            lower, upper = confint_proportions_2indep(
                *(group.count, group.out_of, compared_with.count, compared_with.out_of),
                method="score",
                compare="ratio",
                correction=False,
            )
        compared += 1
        if group.count == 0:
            lower = ours.lower  # 0 by definition; its search ends near it, on either side
        if ours.upper is None:
            assert not np.isfinite(upper), (group, compared_with)
            upper = ours.upper
        for limit, theirs in ((ours.lower, lower), (ours.upper, upper)):
            if limit != theirs and limit != pytest.approx(theirs, rel=1e-6):
                disputed += 1
                found = _distance_from_critical(limit, group, compared_with)
                assert found < _distance_from_critical(theirs, group, compared_with)
    assert compared > 8_500
    assert disputed < compared / 100


def _distance_from_critical(ratio: float, group: Tally, compared_with: Tally) -> Decimal:
    with localcontext() as context:
        context.prec = 60
        critical = Decimal(stats.chi2.isf(0.05, 1))
        return abs(_exact_score(Decimal(ratio), group, compared_with) - critical)


def _exact_score(ratio: Decimal, group: Tally, compared_with: Tally) -> Decimal:
    """Return Koopman's chi-squared statistic for a supposed ratio, to 60 digits.

    Written from the definition: the likelihoods that are most likely when the first is
    ``ratio`` times the second solve a quadratic; the statistic is Pearson's for them.
    """
    x, n, y, m = map(
        Decimal, (group.count, group.out_of, compared_with.count, compared_with.out_of)
    )
    a, b, c = (n + m) * ratio, -(ratio * (n + y) + m + x), x + y
    second = (-b - (b * b - 4 * a * c).sqrt()) / (2 * a)
    first = ratio * second
    statistic = Decimal(0)
    for count, out_of, likely in ((x, n, first), (y, m, second)):
        if 0 < likely < 1:
            statistic += (count - out_of * likely) ** 2 / (out_of * likely * (1 - likely))
        else:
            assert abs(count - out_of * likely) < Decimal("1e-20")
    return statistic


def test_koopman_limits_are_where_the_score_test_turns_on_every_table():
    with localcontext() as context:
        context.prec = 60
        critical = Decimal(stats.chi2.isf(0.05, 1))
        tiny = Decimal("1e-9")
        for group, compared_with in TABLES[:: len(TABLES) // 3_000]:
            estimate = relative_likelihood(group, compared_with=compared_with)
            for limit, outwards in ((estimate.lower, -1), (estimate.upper, 1)):
                if not limit:
                    continue  # 0 or infinite: checked below
                inside = _exact_score(Decimal(limit) * (1 - outwards * tiny), group, compared_with)
                outside = _exact_score(
                    Decimal(limit) * (1 + outwards * tiny), group, compared_with
                )
                assert inside < critical < outside, (group, compared_with, limit)


def test_koopman_limit_is_0_or_infinite_just_where_nothing_happened():
    for group, compared_with in TABLES:
        estimate = relative_likelihood(group, compared_with=compared_with)
        assert (estimate.lower == 0) == (group.count == 0)
        assert (estimate.upper is None) == (compared_with.count == 0)


@pytest.mark.parametrize(
    ("group", "compared_with", "expected"),
    [
        # PropCIs riskscoreci(7, 34, 1, 34, 0.95), the trial of Perondi et al. (2004).
        (Tally(7, 34), Tally(1, 34), (1.220853, 42.575718)),
        # Gart and Nam (1988).
        (Tally(8, 15), Tally(4, 15), (0.815, 5.336)),
        # Where everybody in one group had the event: computed from the score test with 60
        # digits, as above; statsmodels 0.15 gives 0.847 twice.
        (Tally(1, 12), Tally(60, 60), (0.0149, 0.3539)),
    ],
)
def test_koopman_interval_matches_published_limits(group, compared_with, expected):
    estimate = relative_likelihood(group, compared_with=compared_with)

    digits = [len(str(limit).split(".")[1]) for limit in expected]
    found = (estimate.lower, estimate.upper)
    assert tuple(map(round, found, digits)) == expected


def test_katz_interval_matches_scipy_on_every_table_where_it_exists():
    for group, compared_with in TABLES:
        ours = relative_likelihood(group, compared_with=compared_with, interval="katz")
        if group.count == 0 or compared_with.count == 0:
            assert (ours.lower, ours.upper) == (None, None)
            continue
        theirs = stats.contingency.relative_risk(
            group.count, group.out_of, compared_with.count, compared_with.out_of
        )
        interval = theirs.confidence_interval(0.95)
        assert ours.value == pytest.approx(theirs.relative_risk, rel=1e-14)
        assert (ours.lower, ours.upper) == pytest.approx((interval.low, interval.high), rel=1e-9)


@pytest.mark.slow
def test_wilson_interval_matches_statsmodels_on_every_table():
    tallies = [tally for table in TABLES for tally in table]
    counts = np.array([tally.count for tally in tallies])
    people = np.array([tally.out_of for tally in tallies])
    lowers, uppers = proportion_confint(counts, people, alpha=0.05, method="wilson")
    for tally, lower, upper in zip(tallies, lowers, uppers, strict=True):
        ours = likelihood(tally)
        assert ours.value == tally.count / tally.out_of
        assert (ours.lower, ours.upper) == pytest.approx((lower, upper), rel=1e-9, abs=1e-12)


@pytest.mark.slow
def test_p_value_matches_scipy_on_every_table():
    for group, compared_with in TABLES:
        ours = p_value(group, compared_with=compared_with)
        table = np.array(
            [[tally.count, tally.out_of - tally.count] for tally in (group, compared_with)]
        )
        if (table.sum(axis=0) == 0).any():
            assert ours is None
            continue
        theirs = stats.chi2_contingency(table, correction=False).pvalue
        assert ours == pytest.approx(theirs, rel=1e-9, abs=1e-300)


def test_koopman_interval_excludes_1_exactly_when_the_p_value_is_under_5_percent():
    for group, compared_with in TABLES:
        p = p_value(group, compared_with=compared_with)
        estimate = relative_likelihood(group, compared_with=compared_with)
        excludes = estimate.lower > 1 or (estimate.upper is not None and estimate.upper < 1)
        assert excludes == (p is not None and p < 0.05), (group, compared_with)


@given(tallies(), tallies())
def test_swapping_the_groups_inverts_the_ratio_and_its_interval(group, other):
    there = relative_likelihood(group, compared_with=other)
    back = relative_likelihood(other, compared_with=group)

    def inverted(limit, *, when_missing):
        limit = when_missing if limit is None else limit
        return math.inf if limit == 0 else 1 / limit

    assert inverted(there.lower, when_missing=0) == pytest.approx(
        math.inf if back.upper is None else back.upper, rel=1e-9
    )
    assert inverted(there.upper, when_missing=math.inf) == pytest.approx(back.lower, rel=1e-9)
    if group.count and other.count:
        assert there.value * back.value == pytest.approx(1)


@pytest.mark.parametrize("interval", ["koopman", "katz"])
@given(group=tallies(), other=tallies())
def test_the_inverse_of_a_ratio_is_the_ratio_of_the_swapped_groups(interval, group, other):
    assume(group.count > 0 and other.count > 0)
    ratio = relative_likelihood(group, compared_with=other, interval=interval)
    swapped = relative_likelihood(other, compared_with=group, interval=interval)
    inverse = inverse_of(ratio, group, compared_with=other)

    assert inverse.value == swapped.value
    assert inverse[1:3] == pytest.approx(swapped[1:3], rel=1e-9)
    assert inverse[3:] == ratio[3:]


def test_the_inverse_of_a_ratio_of_0_is_not_a_number_and_that_of_none_may_be_0():
    # 0 of 40 against 6 of 60: the ratio is 0, and 1 divided by 0 does not exist. Its upper limit
    # b gives a lower limit of 1 divided by b; its lower limit of 0 an infinite one.
    none, some = Tally(0, 40), Tally(6, 60)
    zero = relative_likelihood(none, compared_with=some)
    inverse = inverse_of(zero, none, compared_with=some)
    assert (zero.value, zero.lower) == (0, 0)
    assert inverse[:3] == (None, 1 / zero.upper, None)

    # The same the other way round: no ratio, an upper limit that is infinite, and 0 of 40 over
    # 6 of 60, which is 0.
    undefined = relative_likelihood(some, compared_with=none)
    inverse = inverse_of(undefined, some, compared_with=none)
    assert (undefined.value, undefined.upper) == (None, None)
    assert inverse[:3] == (0, 0, 1 / undefined.lower)

    for group, other in WITH_NOBODY:
        ratio = relative_likelihood(group, compared_with=other)
        assert inverse_of(ratio, group, compared_with=other)[:3] == (None, None, None)


@pytest.mark.parametrize("interval", ["koopman", "katz"])
@given(group=tallies(), other=tallies(), confidence=st.floats(0.01, 0.999))
def test_the_estimate_lies_in_its_interval(interval, group, other, confidence):
    estimate = relative_likelihood(
        group, compared_with=other, confidence=confidence, interval=interval
    )
    assume(estimate.value is not None and estimate.lower is not None)

    assert estimate.lower <= estimate.value * (1 + 1e-12)
    assert estimate.upper is None or estimate.value <= estimate.upper * (1 + 1e-12)


@given(tallies(most=5_000), tallies(most=5_000), st.integers(2, 40))
def test_multiplying_all_counts_leaves_the_ratio_and_narrows_the_interval(group, other, times):
    assume(group.count and other.count and not (_is_full(group) and _is_full(other)))
    once = relative_likelihood(group, compared_with=other)
    often = relative_likelihood(
        Tally(group.count * times, group.out_of * times),
        compared_with=Tally(other.count * times, other.out_of * times),
    )

    assert often.value == pytest.approx(once.value, rel=1e-15)
    assert once.lower < often.lower
    assert often.upper < once.upper


@given(tallies(), tallies())
def test_more_confidence_gives_a_wider_interval(group, other):
    narrow = relative_likelihood(group, compared_with=other, confidence=0.8)
    wide = relative_likelihood(group, compared_with=other, confidence=0.99)

    assert wide.lower <= narrow.lower
    assert wide.upper is None or wide.upper >= narrow.upper


@given(tallies(most=10**9), st.floats(0.001, 0.9999))
def test_a_likelihood_and_its_limits_lie_in_0_to_1_and_in_order(tally, confidence):
    estimate = likelihood(tally, confidence=confidence)

    assert 0 <= estimate.lower <= estimate.value <= estimate.upper <= 1


def test_the_ratio_of_the_national_workforce_keeps_its_digits():
    # 1,700,000 people, and likelihoods near 1: the limits must not lose digits there.
    group, other = Tally(199_995, 200_000), Tally(1_499_990, 1_500_000)
    estimate = relative_likelihood(group, compared_with=other)
    with localcontext() as context:
        context.prec = 60
        critical = Decimal(stats.chi2.isf(0.05, 1))
        for limit in (estimate.lower, estimate.upper):
            assert abs(_exact_score(Decimal(limit), group, other) - critical) < Decimal("1e-8")


def test_nothing_undefined_gets_a_number():
    nobody, none, some = Tally(0, 0), Tally(0, 20), Tally(5, 20)

    assert likelihood(nobody)[:3] == (None, None, None)
    assert relative_likelihood(nobody, compared_with=some)[:3] == (None, None, None)
    assert relative_likelihood(some, compared_with=nobody)[:3] == (None, None, None)
    assert relative_likelihood(none, compared_with=none)[:3] == (None, 0.0, None)
    assert relative_likelihood(some, compared_with=none).value is None
    assert relative_likelihood(some, compared_with=none).lower > 0
    assert relative_likelihood(none, compared_with=some)[:2] == (0, 0)
    assert relative_likelihood(none, compared_with=some).upper > 0
    assert p_value(nobody, compared_with=some) is None
    assert p_value(none, compared_with=none) is None
    assert p_value(Tally(3, 3), compared_with=Tally(4, 4)) is None
    assert smallest_expected_count(nobody, compared_with=nobody) == 0


@pytest.mark.parametrize("confidence", [0, 1, -0.5, 95])
def test_a_confidence_outside_0_to_1_is_refused(confidence):
    with pytest.raises(ValueError, match="between 0 and 1"):
        relative_likelihood(Tally(1, 2), compared_with=Tally(1, 2), confidence=confidence)


@given(st.floats(1e-9, 1 - 1e-9))
def test_the_normal_deviate_of_a_confidence_matches_scipy(confidence):
    # Seen through Wilson's upper limit of 0 of 1, which is z² / (1 + z²).
    upper = likelihood(Tally(0, 1), confidence=confidence).upper
    deviate = math.sqrt(upper / (1 - upper))

    assert deviate == pytest.approx(stats.norm.isf((1 - confidence) / 2), rel=1e-6)


def test_fishers_tea_taster():
    # Fisher (1935): all eight cups told right, four with the milk first, is 1 in 70, and
    # told all wrong is as rare.
    assert fisher_p_value(Tally(4, 4), compared_with=Tally(0, 4)) == pytest.approx(2 / 70)


@pytest.mark.parametrize("tally", [Tally(48, 400), Tally(1, 12), Tally(11, 12)])
def test_both_limits_of_a_likelihood_are_those_of_wilson(tally):
    limits = likelihood(tally)

    expected = proportion_confint(tally.count, tally.out_of, method="wilson")
    assert (limits.lower, limits.upper) == pytest.approx(expected, rel=1e-12)


def test_tables_equally_likely_count_for_fishers_test_though_they_are_no_mirror_images():
    # Of 45 tables, 21 have none of the two events in the group of three, and 21 have one.
    assert fisher_p_value(Tally(0, 3), compared_with=Tally(2, 7)) == 1
    assert fisher_p_value(Tally(2, 3), compared_with=Tally(0, 7)) == pytest.approx(3 / 45)


def test_fishers_test_is_defined_where_one_group_exceeds_the_other_by_the_events():
    # Of 3,003 tables 45, 480, 1,260, 1,008 and 210 have 2 to 6 of the six events in the first.
    p_of_five = fisher_p_value(Tally(5, 10), compared_with=Tally(1, 4))

    assert p_of_five == pytest.approx((45 + 480 + 1_008 + 210) / 3_003)


def test_an_expected_count_of_five_is_enough_for_pearsons_test():
    assert chosen_test(AUTOMATIC, Tally(5, 10), compared_with=Tally(5, 10)) == "pearson"
