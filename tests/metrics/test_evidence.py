"""What a ratio rests on, against counting by hand and by brute force."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product
from random import Random

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scwres import Tally
from scwres.counts import Odds, Rate
from scwres.metrics.comparison import Comparison
from scwres.metrics.difference import side_of
from scwres.metrics.evidence import evidence, four_fifths, people_to_parity
from scwres.metrics.intervals import cornfield_interval, ratio_of, terms_of
from scwres.metrics.likelihood import p_value, relative_odds

NOBODY = Tally(0, 0)


def _comparison(group, compared_with, unknown=NOBODY):
    return Comparison(
        group="minority ethnic",
        compared_with="white",
        group_tally=group,
        compared_tally=compared_with,
        unknown=unknown,
        everyone=group + compared_with + unknown,
    )


@st.composite
def tallies(draw, most=60):
    out_of = draw(st.integers(0, most))
    return Tally(draw(st.integers(0, out_of)), out_of)


def _ratio(group, compared_with):
    if group.out_of == 0 or compared_with.count == 0:
        return None
    return Fraction(group.count, group.out_of) / Fraction(
        compared_with.count, compared_with.out_of
    )


def _as_float(ratio):
    return None if ratio is None else ratio.numerator / ratio.denominator


def test_the_worked_example():
    # 48 of 400 shortlisted applicants from ethnic minorities, 170 of 780 white ones.
    found = evidence(_comparison(Tally(48, 400), Tally(170, 780), Tally(12, 60)))

    assert found.people_to_parity == 39  # 400 x 170 / 780 is 87.2
    assert found.ratio_one_more == pytest.approx(49 / 400 / (170 / 780))
    assert found.ratio_one_fewer == pytest.approx(47 / 400 / (170 / 780))
    assert found.ratio_if_unknown_white == pytest.approx(48 / 400 / (182 / 840))
    assert found.ratio_if_unknown_minority == pytest.approx(60 / 460 / (170 / 780))
    assert found.ratio_lowest == pytest.approx(48 / 448 / (182 / 792))
    assert found.ratio_highest == pytest.approx(60 / 412 / (170 / 828))
    assert found.unknown_share == 60 / 1240
    assert found.unknown_event_share == 12 / 230
    assert found.four_fifths == "below"


@pytest.mark.slow
def test_parity_and_single_cases_against_brute_force_on_five_thousand_tables():
    random = Random(5)
    for _ in range(5_000):
        n, m = random.randint(1, 90), random.randint(1, 90)
        group, other = Tally(random.randint(0, n), n), Tally(random.randint(0, m), m)
        found = evidence(_comparison(group, other))

        # Parity is the number of events whose likelihood is nearest to the other group's;
        # where two are as near, the one further from what there is.
        wanted = Fraction(other.count, m)
        nearest = min(
            range(n + 1),
            key=lambda events: (abs(Fraction(events, n) - wanted), -abs(events - group.count)),
        )
        assert found.people_to_parity == nearest - group.count

        for figure, events in (("ratio_one_more", 1), ("ratio_one_fewer", -1)):
            count = group.count + events
            there = 0 <= count <= n
            expected = _ratio(Tally(count, n), other) if there else None
            assert getattr(found, figure) == _as_float(expected)


def _ways(unknown):
    """Every way in which unknown events and others can lie on the two sides."""
    for events in range(unknown.count + 1):
        for others in range(unknown.out_of - unknown.count + 1):
            yield Tally(events, events + others)


@given(tallies(most=12), tallies(most=12), tallies(most=8))
def test_the_true_ratio_lies_between_the_bounds_and_both_are_attained(group, other, unknown):
    found = evidence(_comparison(group, other, unknown))
    true = []
    for part in _ways(unknown):
        rest = Tally(unknown.count - part.count, unknown.out_of - part.out_of)
        true.append(_ratio(group + part, other + rest))
    defined = [_as_float(ratio) for ratio in true if ratio is not None]

    for ratio in defined:
        assert found.ratio_lowest is None or found.ratio_lowest <= ratio
        assert found.ratio_highest is None or ratio <= found.ratio_highest
    assert found.ratio_lowest is None or found.ratio_lowest in defined
    assert found.ratio_highest is None or found.ratio_highest in defined


def test_the_ratio_before_ethnicity_was_hidden_lies_between_the_bounds():
    random = Random(6)
    for _ in range(2_000):
        people = [
            (random.random() < 0.3, random.random() < 0.2, random.random() < 0.15)
            for _ in range(random.randint(40, 300))
        ]

        def tally(of, known=None, people=people):
            chosen = [
                event
                for minority, event, hidden in people
                if of in (None, minority) and known in (None, not hidden)
            ]
            return Tally(sum(chosen), len(chosen))

        true = _ratio(tally(True), tally(False))
        found = evidence(_comparison(tally(True, True), tally(False, True), tally(None, False)))
        if true is not None:
            assert found.ratio_lowest is None or found.ratio_lowest <= _as_float(true)
            assert found.ratio_highest is None or _as_float(true) <= found.ratio_highest


@given(tallies(most=9), tallies(most=9), tallies(most=4), tallies(most=4), tallies(most=4))
def test_the_bounds_hold_people_of_whom_too_little_is_known_for_the_groups(
    group, other, unknown, maybe_group, maybe_other
):
    found = evidence(
        replace(
            _comparison(group, other, unknown),
            perhaps_group=maybe_group,
            perhaps_compared=maybe_other,
        )
    )
    for part, of_group, of_other in product(
        _ways(unknown), _ways(maybe_group), _ways(maybe_other)
    ):
        rest = Tally(unknown.count - part.count, unknown.out_of - part.out_of)
        true = _as_float(_ratio(group + part + of_group, other + rest + of_other))
        if true is not None:
            assert found.ratio_lowest is None or found.ratio_lowest <= true
            assert found.ratio_highest is None or true <= found.ratio_highest


@given(tallies(), tallies(), tallies())
def test_the_recounts_are_what_counting_again_gives(group, other, unknown):
    found = evidence(_comparison(group, other, unknown))
    as_white = evidence(_comparison(group, other + unknown))
    as_minority = evidence(_comparison(group + unknown, other))

    def ratio(again):
        # With nobody unknown every recount is the ratio itself.
        assert again.ratio_if_unknown_white == again.ratio_lowest == again.ratio_highest
        return again.ratio_if_unknown_white

    assert found.ratio_if_unknown_white == ratio(as_white)
    assert found.ratio_if_unknown_minority == ratio(as_minority)


@given(tallies(), tallies(), tallies())
def test_the_other_way_round_keeps_what_each_recount_is_of(group, other, unknown):
    comparison = _comparison(group, other, unknown)
    there, back = evidence(comparison), evidence(comparison.inverted())

    pairs = [
        ("ratio_if_unknown_white", "ratio_if_unknown_white"),
        ("ratio_if_unknown_minority", "ratio_if_unknown_minority"),
        ("ratio_lowest", "ratio_highest"),
        ("ratio_highest", "ratio_lowest"),
    ]
    for name, inverse in pairs:
        if getattr(there, name) and getattr(back, inverse):
            assert getattr(there, name) == pytest.approx(1 / getattr(back, inverse))
    assert comparison.inverted().inverted() == comparison


@pytest.mark.parametrize(
    ("group", "other", "place"),
    [
        # Uniform Guidelines, 29 CFR 1607.4 D: less than four-fifths, so 80% itself is not.
        (Tally(80, 100), Tally(100, 100), "inside"),
        (Tally(79, 100), Tally(100, 100), "below"),
        (Tally(5, 40), Tally(10, 100), "inside"),
        (Tally(501, 4000), Tally(10, 100), "above"),
        (Tally(0, 10), Tally(3, 10), "below"),
        (Tally(3, 10), Tally(0, 10), ""),
        (Tally(0, 0), Tally(3, 10), ""),
        # 0.1 + 0.2 is not 0.3 in floating point; whole numbers do not mind.
        (Tally(24, 100), Tally(30, 100), "inside"),
    ],
    ids=str,
)
def test_four_fifths_is_compared_exactly(group, other, place):
    assert four_fifths(group, compared_with=other) == place


@pytest.mark.parametrize(
    ("group", "other", "people"),
    [
        (Tally(3, 10), Tally(1, 4), -1),  # half a person too many: away from nothing
        (Tally(2, 10), Tally(1, 4), 1),
        (Tally(5, 10), Tally(1, 2), 0),
        (Tally(4, 10), Tally(0, 4), -4),
        (Tally(0, 0), Tally(1, 4), None),
        (Tally(1, 4), Tally(0, 0), None),
    ],
    ids=str,
)
def test_people_to_parity_are_whole_and_signed(group, other, people):
    assert people_to_parity(group, compared_with=other) == people


def test_without_anybody_there_is_no_evidence():
    assert evidence(_comparison(NOBODY, NOBODY)) == (*[None] * 9, "")


def test_a_race_disparity_ratio_is_one_of_odds():
    # 60 white people in the middle group for 120 in the lower, 10 for 40 from ethnic
    # minorities: 0.25 over 0.5.
    comparison = _comparison(Tally(10, 50), Tally(60, 180), Tally(2, 9)).of_odds()
    found = evidence(comparison)

    assert comparison.ratio().value == 0.5
    assert comparison.ratio().method == "cornfield"
    assert found.ratio_one_more == pytest.approx(11 / 39 / 0.5)
    assert found.ratio_if_unknown_white == pytest.approx(0.25 / (62 / 127))
    assert found.ratio_lowest == pytest.approx(10 / 47 / (62 / 120))
    assert found.people_to_parity == 7  # 50 x 60 / 180 is 16.7
    assert comparison.finding("lower") == "no clear difference"


def test_odds_that_do_not_exist_have_no_ratio():
    everybody = Odds(5, 5)

    assert relative_odds(everybody, compared_with=Odds(1, 4)).value is None
    assert relative_odds(Odds(1, 4), compared_with=Odds(0, 4)).value is None
    assert relative_odds(Odds(0, 4), compared_with=Odds(1, 4)).value == 0
    assert relative_odds(Odds(1, 4), compared_with=everybody).value == 0
    for group, other in (((0, 4), (0, 9)), ((4, 4), (9, 9)), ((0, 0), (1, 4)), ((1, 4), (0, 0))):
        assert relative_odds(Odds(*group), compared_with=Odds(*other))[:3] == (None, None, None)


@pytest.mark.slow
def test_the_ratio_of_odds_agrees_with_statsmodels_and_its_interval_with_the_score_test():
    from statsmodels.stats.contingency_tables import Table2x2
    from statsmodels.stats.proportion import confint_proportions_2indep

    random = Random(7)
    for _ in range(300):
        a, b, c, d = (random.randint(1, 500) for _ in range(4))
        estimate = relative_odds(Odds(a, a + b), compared_with=Odds(c, c + d))

        assert estimate.value == pytest.approx(Table2x2([[a, b], [c, d]]).oddsratio)
        with numpy.errstate(all="ignore"):
            limits = confint_proportions_2indep(
                a, a + b, c, c + d, compare="odds-ratio", method="score", correction=False
            )
        assert (estimate.lower, estimate.upper) == pytest.approx(limits, rel=1e-5)


@given(tallies(most=200), tallies(most=200))
def test_the_interval_of_odds_leaves_out_one_exactly_where_the_test_rejects(group, other):
    odds, compared_with = Odds(group.count, group.out_of), Odds(other.count, other.out_of)
    estimate = relative_odds(odds, compared_with=compared_with)
    p = p_value(group, compared_with=other)

    if p is None:
        assert estimate[1:3] == (None, None)
    elif abs(p - 0.05) > 1e-9:
        assert side_of(estimate.lower, estimate.upper).is_significant is (p < 0.05)
    if estimate.value is not None and estimate.lower is not None:
        assert estimate.lower <= estimate.value
        assert estimate.upper is None or estimate.value <= estimate.upper


def test_the_strongest_disparity_has_an_upper_limit():
    # Nobody of 60 in the higher group, 100 of 400 of the others: no ratio could be smaller.
    estimate = relative_odds(Odds(0, 60), compared_with=Odds(100, 400))

    assert estimate.lower == 0
    assert 0 < estimate.upper < 0.3


def test_a_rate_against_staff_in_post_is_recounted_in_its_own_terms():
    comparison = _comparison(Tally(10, 90), Tally(20, 300), Tally(4, 24)).against_others()
    found = evidence(comparison)

    assert comparison.group_tally == Rate(10, 80)
    assert found.ratio_if_unknown_white == pytest.approx(10 / 80 / (24 / 300))
    # Unknown leavers on the one side, unknown staff in post on the other.
    assert found.ratio_lowest == pytest.approx(10 / 100 / (24 / 280))
    assert found.ratio_highest == pytest.approx(14 / 80 / (20 / 300))
    assert found.ratio_one_more == pytest.approx(11 / 80 / (20 / 280))


def test_a_rate_against_nobody_in_post_has_no_ratio():
    comparison = replace(
        _comparison(Tally(2, 12), Tally(3, 30)), compared_tally=Tally(3, 3)
    ).against_others()

    assert comparison.ratio().value is None


def test_the_limits_of_odds_leave_0_out_where_one_person_has_the_event():
    lower, upper = cornfield_interval(Odds(1, 10), Odds(2, 20), 0.95)

    assert 0 < lower < 1 < upper
    assert cornfield_interval(Odds(0, 10), Odds(2, 20), 0.95)[0] == 0
    assert cornfield_interval(Odds(1, 10), Odds(0, 20), 0.95)[1] is None
    # The other way round the limits are the inverse ones.
    inverse = cornfield_interval(Odds(2, 20), Odds(1, 10), 0.95)
    assert (1 / upper, 1 / lower) == pytest.approx(inverse, rel=1e-9)


def test_a_ratio_to_nobody_has_no_terms():
    assert terms_of(Tally(1, 10), Tally(0, 0)) == (0, 0)
    assert ratio_of(Tally(1, 10), Tally(0, 0)) is None
