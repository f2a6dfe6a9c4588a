"""The standard's tables of findings and of years: a case a row, one on each edge, and a search."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import product
from math import log10

import findings as benchmark
import pytest
import second_opinion as second
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from scwres import Tally
from scwres.counts import Odds, Rate
from scwres.metrics.change import (
    AWAY,
    CANNOT_TELL,
    CROSSED,
    NO_CLEAR_CHANGE,
    REACHED,
    TOWARDS,
    Pair,
    change_of,
    moved_by,
    points_of,
    verdict,
)
from scwres.metrics.comparison import Comparison
from scwres.metrics.difference import Difference, difference_of, side_of
from scwres.metrics.fisher import fisher_p_value
from scwres.metrics.likelihood import chosen_test
from scwres.metrics.stratified import difference_across, ratio_across

FEW, WORSE, BETTER, NOT_CLEAR = "too few to tell", "worse", "better", "no clear difference"


def _comparison(a, n, c, m, kind=Tally):
    nobody = kind(0, 0)
    return Comparison("minority ethnic", "white", kind(a, n), kind(c, m), nobody, nobody)


# The table of findings


@pytest.mark.parametrize(
    ("table", "finding"),
    [
        # Nobody in a group; no event, or nothing else, in both.
        ((0, 0, 30, 100), ""),
        ((3, 10, 0, 0), ""),
        ((0, 100, 0, 300), ""),
        ((100, 100, 300, 300), ""),
        # A group of under ten people, however far apart, and ten.
        ((9, 9, 10, 1_000), FEW),
        ((10, 10, 10, 1_000), WORSE),
        ((900, 1_000, 1, 9), FEW),
        ((900, 1_000, 1, 10), WORSE),
        ((5, 9, 500, 1_000), FEW),
        ((5, 10, 500, 1_000), NOT_CLEAR),
        # Every expected count five or more, and the interval leaves out 1.
        ((40, 400, 160, 800), BETTER),
        ((160, 400, 160, 800), WORSE),
        ((0, 100, 30, 300), BETTER),
        # Exactly five expected: 10 of 200 events, in a group of 100 of 200.
        ((0, 100, 10, 100), BETTER),
        ((2, 100, 8, 100), NOT_CLEAR),
        # Just under five: Fisher's exact test has to agree, which it does here.
        ((0, 100, 9, 100), BETTER),
        ((4, 12, 3, 900), WORSE),
        # And here it does not: its p is 0.052, of an interval from 3.6 to 154.
        ((1, 12, 3, 900), FEW),
        ((7, 34, 1, 34), FEW),
        # Under five expected, and the interval holds 1.
        ((2, 40, 3, 120), FEW),
        ((1, 100, 0, 90), FEW),
        # Else.
        ((97, 200, 100, 200), NOT_CLEAR),
        ((40, 400, 80, 800), NOT_CLEAR),
    ],
)
def test_findings_are_those_of_the_standards_table(table, finding):
    comparison = _comparison(*table)
    opposite = {WORSE: BETTER, BETTER: WORSE}

    assert comparison.finding("higher") == finding
    assert comparison.finding("lower") == opposite.get(finding, finding)
    assert comparison.finding(None) == ""
    assert second.finding(*table, "higher") == finding


def test_a_rate_has_no_finding_and_odds_have_that_of_the_same_table():
    assert _comparison(60, 40, 30, 100, Rate).finding("higher") == ""
    assert difference_of(Rate(6, 40), compared_with=Rate(3, 100)) is Difference.UNDEFINED
    for table in ((1, 12, 3, 900), (9, 9, 10, 1_000), (40, 400, 160, 800), (97, 200, 100, 200)):
        odds = _comparison(*table, Odds)
        assert odds.finding("higher") == second.finding(*table, "higher")


def test_the_level_of_a_finding_is_one_less_the_confidence():
    # Fisher's p is 0.0540.
    close = _comparison(7, 34, 1, 34)

    assert close.finding("higher", 0.95) == FEW
    assert close.finding("higher", 0.94) == WORSE


SMALL = [
    (count, out_of, count_2, out_of_2)
    for out_of, out_of_2 in product(range(13), repeat=2)
    for count in range(out_of + 1)
    for count_2 in range(out_of_2 + 1)
]


def _drawn(many: int, seed: int) -> list[tuple[int, int, int, int]]:
    chance = random.Random(seed)
    tables = []
    for _ in range(many):
        sizes = [int(10 ** chance.uniform(0, log10(50_000))) for _ in range(2)]
        likelihood = 10 ** chance.uniform(-4, 0)
        counts = [
            min(size, max(0, round(chance.gauss(size * likelihood, (size * likelihood) ** 0.5))))
            for size in sizes
        ]
        tables.append((counts[0], sizes[0], counts[1], sizes[1]))
    return tables


@pytest.mark.slow
@pytest.mark.parametrize("tables", [SMALL, _drawn(3_000, 17)], ids=["to 12 by 12", "to 50,000"])
def test_finding_p_value_and_interval_never_contradict_one_another(tables):
    seen = set()
    for table in tables:
        comparison = _comparison(*table)
        finding, p = comparison.finding("higher"), comparison.p_value()
        expected, test = second.p_value(*table)
        assert finding == second.finding(*table, "higher"), table
        assert comparison.chosen_test() == test
        if expected is None:
            assert p is None
            assert finding == ""
            continue
        assert p == pytest.approx(expected, rel=1e-7, abs=1e-290), table
        if finding in (WORSE, BETTER):
            assert p < 0.05
            interval = comparison.ratio()
            assert side_of(interval.lower, interval.upper).is_significant
        if finding == NOT_CLEAR:
            assert p >= 0.05
        seen.add(finding)
    assert seen == {WORSE, BETTER, FEW, NOT_CLEAR}


# Fisher's exact test


@pytest.mark.slow
def test_fishers_test_is_scipys_on_thousands_of_tables():
    tables = [table for table in SMALL if second.pearson(*table) is not None]
    for table in tables[::5] + _drawn(1_500, 3):
        a, n, c, m = table
        ours = fisher_p_value(Tally(a, n), compared_with=Tally(c, m))
        if second.pearson(*table) is None:
            assert ours is None
        else:
            assert ours == pytest.approx(second.fisher(*table), rel=1e-9, abs=1e-290), table


@pytest.mark.parametrize(
    ("table", "mirrored"),
    [
        # Tables as likely as this one are counted with it, whatever floating point makes of it.
        ((10, 50_000, 30, 50_000), (30, 50_000, 10, 50_000)),
        ((400, 1_000, 24_600, 49_000), (600, 1_000, 24_400, 49_000)),
        ((24_900, 50_000, 25_100, 50_000), (25_100, 50_000, 24_900, 50_000)),
    ],
)
def test_tables_that_are_exactly_as_likely_are_counted_with_it(table, mirrored):
    ours, other = (
        fisher_p_value(Tally(a, n), compared_with=Tally(c, m)) for a, n, c, m in (table, mirrored)
    )
    a, n, c, m = table
    law = stats.hypergeom(n + m, n, a + c)
    low, high = sorted((a, mirrored[0]))

    assert ours == pytest.approx(other, rel=1e-12)
    assert ours == pytest.approx(law.cdf(low) + law.sf(high - 1), rel=1e-7)


def test_near_ties_are_told_apart_in_whole_numbers():
    # Probabilities are compared as whole numbers where they are within a ten-thousand-millionth.
    for table in ((1, 4, 3, 12), (2, 6, 4, 15), (5, 21, 15, 84), (3, 8, 6, 20)):
        a, n, c, m = table
        ours = fisher_p_value(Tally(a, n), compared_with=Tally(c, m))
        ways = {
            count: stats.hypergeom(n + m, n, a + c).pmf(count)
            for count in range(max(0, a + c - m), min(n, a + c) + 1)
        }
        assert ours == pytest.approx(
            sum(one for one in ways.values() if one <= ways[a] * (1 + 1e-9))
        )


def test_what_is_beyond_all_numbers_is_nought_and_not_an_error():
    assert fisher_p_value(Tally(0, 50_000), compared_with=Tally(50_000, 50_000)) == 0
    assert fisher_p_value(Tally(50_000, 50_000), compared_with=Tally(0, 50_000)) == 0


def test_the_test_is_fishers_where_under_five_are_expected_and_none_is_asked_for():
    few, many = (Tally(1, 12), Tally(3, 900)), (Tally(40, 400), Tally(160, 800))

    assert chosen_test("automatic", few[0], compared_with=few[1]) == "fisher"
    assert chosen_test("automatic", many[0], compared_with=many[1]) == "pearson"
    assert chosen_test("pearson", few[0], compared_with=few[1]) == "pearson"
    assert chosen_test("fisher", many[0], compared_with=many[1]) == "fisher"
    assert chosen_test("automatic", Tally(0, 5), compared_with=Tally(0, 5)) == "pearson"
    assert _comparison(*(1, 12), *(3, 900)).p_value() == pytest.approx(0.052, abs=5e-4)
    assert _comparison(*(6, 4), *(3, 9), Rate).p_value() is None


@pytest.mark.slow
def test_equal_groups_are_seldom_called_different():
    # benchmarks/findings.py prints the whole table, in which the score interval alone reaches
    # 9.6% and findings 5.6%, where every expected count is five or more.
    for group, others, likelihood in ((10, 1_300, 0.05), (20, 1_300, 0.02), (50, 1_300, 0.3)):
        share = benchmark.called_different(group, others, likelihood)
        assert 0 <= share.findings <= 0.0505
        assert share.findings <= share.interval


# Years

#: Years of the same two groups, whose ratio is the first number over 80 of 800.
HALF, DOUBLE = (20, 400, 80, 800), (80, 400, 80, 800)


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        # No test exists: nobody in a group, or no event in both years' groups.
        ((0, 0, 3, 10), HALF, CANNOT_TELL),
        (HALF, (0, 400, 0, 800), CANNOT_TELL),
        (HALF, (400, 400, 800, 800), CANNOT_TELL),
        # An expected count under five in either year, whatever p is.
        ((2, 60, 9, 300), (3, 60, 9, 300), CANNOT_TELL),
        ((2, 60, 9, 300), (30, 60, 9, 300), CANNOT_TELL),
        ((30, 60, 9, 300), (2, 60, 9, 300), CANNOT_TELL),
        # Exactly five, and just under.
        ((5, 100, 15, 300), (60, 100, 60, 300), AWAY),
        ((5, 100, 14, 300), (60, 100, 60, 300), CANNOT_TELL),
        # p at or above its level.
        ((60, 400, 120, 800), (66, 400, 120, 800), NO_CLEAR_CHANGE),
        (HALF, HALF, NO_CLEAR_CHANGE),
        # The same side of 1, nearer.
        ((20, 400, 200, 800), (90, 400, 200, 800), TOWARDS),
        ((160, 400, 120, 800), (90, 400, 140, 800), TOWARDS),
        ((66, 550, 104, 1_756), (42, 550, 104, 1_756), TOWARDS),
        # To exactly 1, from either side.
        ((160, 400, 120, 800), (70, 400, 140, 800), TOWARDS),
        (HALF, (40, 400, 80, 800), TOWARDS),
        # The same side, farther; and from exactly 1.
        ((90, 400, 200, 800), (20, 400, 200, 800), AWAY),
        ((90, 400, 140, 800), (160, 400, 120, 800), AWAY),
        ((60, 400, 120, 800), (120, 400, 120, 800), AWAY),
        ((60, 400, 120, 800), (30, 400, 120, 800), AWAY),
        # To the other side: different from 1 before, and not now.
        (HALF, (46, 400, 80, 800), REACHED),
        (DOUBLE, (36, 400, 80, 800), REACHED),
        # Every other change of side: different in both years, or now alone, or in neither.
        (HALF, DOUBLE, CROSSED),
        (HALF, (76, 400, 80, 800), CROSSED),
        (DOUBLE, (22, 400, 80, 800), CROSSED),
        ((36, 400, 80, 800), DOUBLE, CROSSED),
        ((31, 400, 80, 800), (54, 400, 80, 800), CROSSED),
        # No event in a group: a ratio of 0, or none.
        ((0, 60, 90, 300), (15, 60, 90, 300), TOWARDS),
        ((15, 60, 90, 300), (0, 60, 90, 300), AWAY),
        ((30, 60, 0, 300), (0, 60, 90, 300), CROSSED),
        ((30, 60, 0, 300), (30, 60, 90, 300), TOWARDS),
        ((30, 60, 90, 300), (30, 60, 0, 300), AWAY),
        # Without a ratio, by the difference of the likelihoods: 10 points, and then 80.
        ((30, 300, 0, 300), (290, 300, 50, 300), AWAY),
    ],
)
def test_years_are_those_of_the_standards_table(before, now, said):
    years = [Pair(Tally(a, n), Tally(c, m)) for a, n, c, m in (before, now)]
    change = change_of(years[0], now=years[1])

    assert verdict(years[0], now=years[1], change=change) == said
    if 0 not in (before[1], before[3]):
        assert second.verdict(before, now, change.p_value, 0.05) == said


def test_points_nearer_and_farther_are_exact():
    half, double = (Pair(Tally(a, n), Tally(c, m)) for a, n, c, m in (HALF, DOUBLE))
    some = Pair(Tally(30, 60), Tally(0, 300))
    none = Pair(Tally(0, 400), Tally(80, 800))

    assert moved_by(half, now=double) == 0
    assert half.distance == double.distance == 2
    assert half.apart == Fraction(1, 20)
    # Without a ratio in one year, by the likelihoods; if they are as far apart, it is nearer
    # where there is one.
    same = Pair(Tally(60, 60), Tally(150, 300))
    assert (moved_by(some, now=same), moved_by(same, now=some), moved_by(some, now=some)) == (
        *(-1, 1),
        0,
    )
    assert (moved_by(none, now=half), moved_by(half, now=none), moved_by(none, now=none)) == (
        *(-1, 1),
        0,
    )


@pytest.mark.parametrize(
    ("before", "now", "points"),
    [((40, 200), (457, 2_000), 0.0285), ((1, 3), (2, 3), 1 / 3), ((1, 4), (1, 4), 0.0)],
)
def test_points_are_differences_of_fractions_divided_once(before, now, points):
    assert points_of(before, now=now) == points
    assert points_of(None, now=now) is None
    assert points_of(before, now=None) is None


years_of_some = st.builds(
    lambda a, n, c, m: (min(a, n), n, min(c, m), m),
    *(st.integers(0, 90), st.integers(1, 120), st.integers(0, 200), st.integers(1, 400)),
)


@pytest.mark.slow
@given(years_of_some, years_of_some)
def test_a_verdict_is_that_of_the_definition(before, now):
    years = [Pair(Tally(a, n), Tally(c, m)) for a, n, c, m in (before, now)]
    change = change_of(years[0], now=years[1])
    said = verdict(years[0], now=years[1], change=change)

    assert said == second.verdict(before, now, change.p_value, 1 - 0.95)


# Over units


def test_the_ratio_over_units_is_too_few_to_tell_under_five_expected_in_all():
    few = [(Tally(2, 12), Tally(3, 900)), (Tally(1, 9), Tally(2, 80))]
    many = [(Tally(20, 100), Tally(40, 400)), (Tally(30, 100), Tally(60, 400))]

    assert ratio_across(few).lower > 1
    assert difference_across(few) is Difference.TOO_FEW
    assert difference_across(many) is Difference.HIGHER
    assert difference_across([(Tally(0, 10), Tally(3, 20))]) is Difference.UNDEFINED
    # Units of one group alone are in no expected count.
    alone = [(Tally(3, 9), Tally(0, 0))]
    assert difference_across(many + alone) is Difference.HIGHER
