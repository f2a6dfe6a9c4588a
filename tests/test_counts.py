from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scwres import Cell, Counts, Tally
from scwres.counts import (
    Rate,
    columns_of_all,
    joint_name,
    natural_order,
    units_by_column,
)

ETHNICITIES = ("Indian", "Black African", "White British", "White Irish", "Not stated")

cells = st.builds(
    Cell,
    item=st.sampled_from(["left", "cpd"]),
    answer=st.sampled_from(["yes", "no"]),
    ethnicity=st.sampled_from(ETHNICITIES),
    unit=st.tuples(st.sampled_from(["Adults", "Children", None])),
)
counts = st.builds(
    Counts,
    st.dictionaries(cells, st.integers(0, 1_000), max_size=12),
    st.just(("directorate",)),
)


@given(counts, counts, counts)
def test_counts_add_in_any_order(a, b, c):
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)


@given(counts)
def test_adding_nothing_changes_nothing(a):
    assert a + Counts({}, ("directorate",)) == a


@given(counts, counts, st.sets(st.sampled_from(ETHNICITIES)))
def test_the_tally_of_a_sum_is_the_sum_of_the_tallies(a, b, ethnicities):
    both = (a + b).tally("left", "yes", ethnicities)

    assert both == a.tally("left", "yes", ethnicities) + b.tally("left", "yes", ethnicities)


@given(counts)
def test_units_add_up_to_the_whole_less_those_in_no_unit(a):
    in_units = sum(a.by_unit("directorate").values(), start=Counts({}, ("directorate",)))
    in_none = Counts(
        {cell: people for cell, people in a.people_by_cell.items() if cell.unit == (None,)},
        ("directorate",),
    )

    assert in_units + in_none == a


@given(counts)
def test_an_item_that_nobody_answered_is_not_held(a):
    assert a.items == {cell.item for cell, people in a.people_by_cell.items() if people > 0}
    assert bool(a) == bool(a.items)


def test_the_tally_of_an_item_is_out_of_those_who_answered_it():
    a = Counts(
        {
            Cell("left", "yes", "Indian"): 2,
            Cell("left", "no", "Indian"): 7,
            Cell("cpd", "yes", "Indian"): 4,
            Cell("left", "yes", "White British"): 1,
        }
    )

    assert a.tally("left", "yes", {"Indian"}) == Tally(2, 9)
    assert a.tally("left", "yes", {"Indian", "White British"}) == Tally(3, 10)
    assert a.tally("appointed", "yes", {"Indian"}) == Tally(0, 0)
    assert a.answers("left") == {"yes", "no"}
    assert a.of_items({"cpd"}).items == {"cpd"}
    assert repr(a) == "<Counts: 14 answers in 4 cells>"


@pytest.mark.parametrize("people", [-1, 2.0, True, "3"])
def test_people_are_whole_numbers(people):
    with pytest.raises(ValueError, match="whole numbers of people"):
        Counts({Cell("left", "yes", "Indian"): people})


def test_spellings_that_differ_in_capitals_alone_become_the_commonest():
    a = Counts(
        {
            Cell("pay_band", "Grade 3", "Indian", ("Adults",)): 2,
            Cell("pay_band", "GRADE 3", "Indian", ("ADULTS",)): 3,
            Cell("pay_band", "GRADE 3", "White", (None,)): 3,
            Cell("left", "yes", "White", ("adults",)): 9,
        },
        ("directorate",),
    )
    alike, gone = a.with_one_spelling()

    assert gone == ("ADULTS", "Adults", "Grade 3")
    assert alike.people_by_cell == {
        Cell("pay_band", "GRADE 3", "Indian", ("adults",)): 5,
        Cell("pay_band", "GRADE 3", "White", (None,)): 3,
        Cell("left", "yes", "White", ("adults",)): 9,
    }
    assert alike.with_one_spelling() == (alike, ())


def test_counts_of_different_breakdowns_are_not_added():
    with pytest.raises(ValueError, match="different breakdowns"):
        Counts({}, ("team",)) + Counts({}, ("directorate",))


def test_a_unit_has_a_value_for_each_breakdown():
    with pytest.raises(ValueError, match="0 for 1 breakdowns"):
        Counts({Cell("left", "yes", "Indian"): 1}, ("team",))


def test_counts_are_like_no_other_thing_and_have_no_hash():
    assert Counts({}) != 0
    with pytest.raises(TypeError, match="unhashable"):
        hash(Counts({}))


@pytest.mark.parametrize(("count", "out_of"), [(-1, 2), (3, 2), (1.0, 2), (True, 2), (0, None)])
def test_a_tally_counts_whole_people_out_of_no_fewer(count, out_of):
    with pytest.raises(ValueError, match="people"):
        Tally(count, out_of)


def test_values_are_ordered_as_people_order_them():
    bands = ["Band 10", "Band 8b", "Band 2", "Not recorded", "Apprentice", "Band 8a", "band 9"]

    assert sorted(bands, key=natural_order) == [
        *("Apprentice", "Band 2", "Band 8a", "Band 8b", "band 9", "Band 10", "Not recorded")
    ]


@given(st.lists(st.text(max_size=8)), st.randoms())
def test_any_values_can_be_ordered(values, random):
    shuffled = random.sample(values, len(values))

    assert sorted(values, key=natural_order) == sorted(shuffled, key=natural_order)


def test_a_rate_may_count_more_people_than_it_is_set_against():
    assert Rate(5, 3).count == 5
    for numbers in ((-1, 3), (1, -3), (1.5, 3), (True, 3)):
        with pytest.raises(ValueError, match="people"):
            Rate(*numbers)


def test_counts_in_fewer_units_are_the_sums():
    counts = Counts(
        {
            Cell("left", "yes", "Indian", ("North", "a")): 2,
            Cell("left", "yes", "Indian", ("North", "b")): 3,
            Cell("left", "yes", "Indian", ("South", None)): 4,
        },
        ("directorate", "team"),
    )

    assert counts.broken_down_by(("directorate",)).people_by_cell == {
        Cell("left", "yes", "Indian", ("North",)): 5,
        Cell("left", "yes", "Indian", ("South",)): 4,
    }
    assert counts.broken_down_by(()).people_by_cell == {Cell("left", "yes", "Indian", ()): 9}
    assert counts.broken_down_by(("directorate", "team")) is counts


@pytest.mark.parametrize(
    ("breakdown", "unit", "name"),
    [
        ("directorate", ("Health / Care",), "Health / Care"),
        ("directorate,team", ("Adults", "North"), "Adults / North"),
        ("directorate,team", ("Health / Care", "North"), "Health/Care / North"),
    ],
)
def test_a_unit_of_two_columns_is_named_by_both(breakdown, unit, name):
    assert joint_name(unit) == name

    by_column = units_by_column(breakdown, name)

    assert list(by_column) == breakdown.split(",")
    assert list(by_column.values()) == ([*unit] if len(unit) == 1 else name.split(" / "))


def test_crossed_breakdowns_are_by_each_of_their_columns_once():
    assert columns_of_all(["team", "directorate,team"]) == ("team", "directorate")


def test_people_in_no_unit_of_one_column_are_in_no_unit_of_two_that_are_crossed():
    by = ("directorate", "team")
    counted = Counts(
        {
            Cell("left", "yes", "Indian", ("Adults", "North")): 3,
            Cell("left", "no", "Indian", ("Adults", None)): 4,
        },
        by,
    )

    assert list(counted.by_unit("directorate,team")) == [("Adults", "North")]
    assert list(counted.by_unit("directorate")) == [("Adults",)]
