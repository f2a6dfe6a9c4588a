from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scwres import Cell, Counts, Tally
from scwres.counts import Rate
from scwres.ethnicity.categories import CATEGORIES, TWO_GROUPS, grouping
from scwres.metrics.comparison import Statistic, compare, comparison_of
from scwres.metrics.evidence import UNKNOWN_WARNED_ABOVE
from scwres.metrics.figures import MADE_OF
from scwres.metrics.likelihood import likelihood, smallest_expected_count

KNOWN = [category.name for category in CATEGORIES if category.side != "unknown"]
UNKNOWN = [category.name for category in CATEGORIES if category.side == "unknown"]


def _counts(people_by_cell: dict[tuple[str, str], int]) -> Counts:
    return Counts({Cell("left", *cell): people for cell, people in people_by_cell.items()})


people_by_cell = st.dictionaries(
    st.tuples(st.sampled_from(["yes", "no"]), st.sampled_from(KNOWN + UNKNOWN)),
    st.integers(0, 500),
    max_size=30,
)


def test_a_comparison_holds_the_four_tallies():
    counts = _counts(
        {
            ("yes", "Indian"): 3,
            ("no", "White and Asian"): 40,
            ("yes", "White Irish"): 5,
            ("no", "White British"): 110,
            ("yes", "Not stated"): 1,
            ("no", "Not known"): 8,
        }
    )

    [comparison] = compare(counts, "left", "yes", TWO_GROUPS)

    assert (comparison.group, comparison.compared_with) == ("minority ethnic", "white")
    assert comparison.group_tally == Tally(3, 43)
    assert comparison.compared_tally == Tally(5, 115)
    assert comparison.unknown == Tally(1, 9)
    assert comparison.everyone == Tally(9, 167)


@given(people_by_cell)
def test_the_groups_and_the_unknown_add_up_to_everyone(people):
    [comparison] = compare(_counts(people), "left", "yes", TWO_GROUPS)

    together = comparison.group_tally + comparison.compared_tally + comparison.unknown
    assert together == comparison.everyone
    assert comparison.everyone.out_of == sum(people.values())


@given(people_by_cell, st.sampled_from(UNKNOWN), st.integers(1, 500), st.integers(0, 500))
def test_people_of_unknown_ethnicity_change_no_ratio(people, category, events, others):
    [before] = compare(_counts(people), "left", "yes", TWO_GROUPS)
    more = _counts(people) + _counts({("yes", category): events, ("no", category): others})
    [after] = compare(more, "left", "yes", TWO_GROUPS)

    assert after.ratio() == before.ratio()
    assert after.p_value() == before.p_value()
    assert after.finding("higher") == before.finding("higher")
    assert after.unknown == before.unknown + Tally(events, events + others)
    if before.everyone.out_of and before.share:
        assert after.share < before.share


@given(people_by_cell)
def test_the_gap_is_the_share_less_the_workforce_share(people):
    [comparison] = compare(_counts(people), "left", "yes", TWO_GROUPS)
    assume(comparison.everyone.count)

    assert comparison.gap == pytest.approx(
        comparison.share - comparison.workforce_share, abs=1e-15
    )


def test_shares_of_nobody_are_undefined():
    [comparison] = compare(_counts({("no", "Indian"): 3}), "left", "yes", TWO_GROUPS)

    assert comparison.share is None
    assert comparison.gap is None
    assert comparison.workforce_share == 1
    assert compare(_counts({}), "left", "yes", TWO_GROUPS)[0].workforce_share is None


def test_each_likelihood_is_that_of_its_own_tally():
    # 3 of 43 and 5 of 115; Wilson's interval of each at the confidence asked for.
    counts = _counts(
        {
            ("yes", "Indian"): 3,
            ("no", "Indian"): 40,
            ("yes", "White"): 5,
            ("no", "White"): 110,
        }
    )
    [comparison] = compare(counts, "left", "yes", TWO_GROUPS)

    assert comparison.group_likelihood(0.9) == likelihood(Tally(3, 43), confidence=0.9)
    assert comparison.compared_likelihood(0.9) == likelihood(Tally(5, 115), confidence=0.9)
    assert comparison.group_likelihood() != comparison.group_likelihood(0.9)


def test_answers_to_other_items_are_not_counted():
    counts = _counts({("yes", "Indian"): 3, ("no", "White"): 7})
    others = Counts({Cell("cpd", "yes", "Indian"): 11, Cell("cpd", "no", "White"): 13})

    assert compare(counts + others, "left", "yes", TWO_GROUPS) == compare(
        counts, "left", "yes", TWO_GROUPS
    )


def test_the_worked_example_of_shortlisting_is_worse():
    # 48 of 400 against 170 of 780: 12.0% and 21.8%, a ratio of 0.55.
    counts = _counts(
        {("yes", "Indian"): 48, ("no", "Indian"): 352}
        | {("yes", "White"): 170, ("no", "White"): 610}
    )
    [comparison] = compare(counts, "left", "yes", TWO_GROUPS)

    assert round(comparison.ratio().value, 2) == 0.55
    assert comparison.finding("lower") == "worse"
    assert comparison.finding("higher") == "better"
    assert comparison.finding(None) == ""


def test_leavers_against_staff_in_post_are_rates_without_an_interval():
    # 30 left of 270 and 10 of 170: against the 240 and 160 who did not, 0.125 and 0.0625.
    counts = _counts(
        {("yes", "Indian"): 30, ("no", "Indian"): 240}
        | {("yes", "White"): 10, ("no", "White"): 160, ("no", "Not stated"): 7}
    )
    [comparison] = compare(counts, "left", "yes", TWO_GROUPS)
    rates = comparison.against_others()

    assert rates.group_tally == Rate(30, 240)
    assert rates.group_likelihood() == (0.125, None, None, 0.95, "rate")
    assert rates.compared_likelihood().value == 0.0625
    assert rates.ratio() == (2.0, None, None, 0.95, "rate")
    assert rates.p_value() is None
    assert rates.finding("higher") == ""
    assert rates.share == 0.75
    assert rates.workforce_share == 240 / 407
    assert rates.gap == pytest.approx(0.75 - 240 / 407)


def test_rates_of_nobody_are_undefined():
    [comparison] = compare(_counts({("yes", "Indian"): 3}), "left", "yes", TWO_GROUPS)
    rates = comparison.against_others()

    assert rates.group_tally == Rate(3, 0)
    assert rates.group_likelihood().value is None
    assert rates.ratio().value is None


def test_people_too_broadly_recorded_are_in_no_group_and_known_for_those_they_could_be_in():
    counts = _counts(
        {
            ("yes", "Indian"): 3,
            ("no", "Indian"): 20,
            ("yes", "Minority ethnic"): 2,
            ("no", "White British"): 50,
            ("yes", "White British"): 5,
            ("no", "White"): 7,
        }
    )
    asian = compare(counts, "left", "yes", grouping("five", "White British"))[0]

    assert asian.group_tally == Tally(3, 23)
    assert asian.compared_tally == Tally(5, 55)
    assert asian.perhaps_group == Tally(2, 2)
    assert asian.perhaps_compared == Tally(0, 7)
    assert asian.ungrouped == Tally(2, 9)
    assert asian.everyone == Tally(10, 87)
    back = asian.inverted()
    assert (back.perhaps_group, back.perhaps_compared) == (Tally(0, 7), Tally(2, 2))


COUNTS = {
    "group_count": 8,
    "group_out_of": 40,
    "compared_with_count": 30,
    "compared_with_out_of": 200,
    "unknown_count": 1,
    "unknown_out_of": 9,
    "all_count": 39,
    "all_out_of": 251,
    "ungrouped_count": 0,
    "ungrouped_out_of": 2,
}


@pytest.mark.parametrize("statistic", Statistic)
def test_counts_by_their_columns_are_the_comparison_that_they_are_of(statistic):
    comparison = comparison_of("minority ethnic", "white", COUNTS, statistic)

    assert comparison.statistic is statistic
    assert comparison.group_tally == statistic.tally(8, 40)
    assert comparison.compared_tally == statistic.tally(30, 200)
    assert (comparison.unknown.out_of, comparison.everyone.out_of) == (9, 251)
    assert comparison.ungrouped.out_of == 2


def test_a_count_that_is_not_known_stands_as_none_with_the_event():
    hidden = {**COUNTS, "group_count": None, "compared_with_out_of": None}
    comparison = comparison_of("minority ethnic", "white", hidden)

    assert comparison.group_tally == Tally(0, 40)
    assert comparison.compared_tally == Tally(30, 30)


def test_more_with_the_event_than_were_counted_are_refused():
    with pytest.raises(ValueError, match="is not a tally of people"):
        comparison_of("minority ethnic", "white", {**COUNTS, "group_count": 41})


def test_people_of_unknown_ethnicity_and_in_no_group_can_be_left_out():
    comparison = comparison_of("minority ethnic", "white", COUNTS)
    without_unknown = comparison.without(unknown=True, ungrouped=False)

    assert without_unknown.unknown.out_of == 0
    assert without_unknown.ungrouped.out_of == 2
    assert comparison.without(unknown=False, ungrouped=True).ungrouped.out_of == 0
    assert comparison.without(unknown=False, ungrouped=False) == comparison


def test_the_same_comparison_of_nobody_has_no_figures():
    nobody = comparison_of("minority ethnic", "white", COUNTS, Statistic.ODDS).of_nobody()

    assert nobody.statistic is Statistic.ODDS
    assert nobody.group_tally.out_of == nobody.everyone.out_of == 0
    assert nobody.ratio().value is None


def test_each_figure_is_made_of_counts_that_a_comparison_has():
    assert {column for columns in MADE_OF.values() for column in columns} < COUNTS.keys()
    assert MADE_OF["share"] == ("group_count", "all_count")


def test_a_comparison_has_its_ratio_the_other_way_round_and_the_likelihood_of_everybody():
    counted = {
        Cell("left", "yes", "Indian"): 10,
        Cell("left", "no", "Indian"): 30,
        Cell("left", "yes", "White British"): 30,
        Cell("left", "no", "White British"): 30,
    }

    [comparison] = compare(Counts(counted), "left", "yes", TWO_GROUPS)

    # 10 of 40 against 30 of 60; 40 of 100 together.
    assert comparison.ratio().value == 0.5
    assert comparison.inverse_ratio(comparison.ratio()).value == 2
    assert comparison.everyone_likelihood().value == 0.4


def test_counts_by_their_columns_are_compared_the_usual_way_round():
    counts = {
        **{"group_count": 1, "group_out_of": 1, "compared_with_count": 2},
        **{"compared_with_out_of": 4, "unknown_count": 0, "unknown_out_of": 0},
        **{"all_count": 3, "all_out_of": 5, "ungrouped_count": None, "ungrouped_out_of": None},
    }
    comparison = comparison_of("Minority ethnic", "White", counts)

    assert not comparison.is_inverse
    assert comparison_of("Minority ethnic", "White", counts, is_inverse=True).is_inverse


def test_the_gap_of_a_workforce_of_one_person_is_none():
    sides = ("compared_with", "unknown", "ungrouped")
    alone = {f"{side}_{column}": 0 for side in sides for column in ("count", "out_of")}
    alone |= {"group_count": 1, "group_out_of": 1, "all_count": 1, "all_out_of": 1}

    assert comparison_of("Minority ethnic", "White", alone).gap == 0


def test_the_smallest_expected_count_may_be_of_those_without_the_event():
    # 27 of 30 had it: of 10 people 1 is expected without it.
    assert smallest_expected_count(Tally(9, 10), compared_with=Tally(18, 20)) == 1
    assert smallest_expected_count(Tally(1, 10), compared_with=Tally(2, 20)) == 1


def test_readers_are_warned_where_the_ethnicity_of_more_than_a_tenth_is_unknown():
    # STANDARD, rule 3: unknown ethnicity of 10% and less is printed without a warning.
    assert UNKNOWN_WARNED_ABOVE == 0.1
