"""Where the rules of identities turn: one digit, one value or one row to either side.

Each pair stands on both sides of a bound that the rule's own description states.
"""

from __future__ import annotations

import pytest

from scwres.extracts.cells.identities import (
    MOST_CANDIDATES,
    ShownValue,
    has_ids,
    holds_ids_by_form,
    ids_fault,
    in_rows,
    may_hold_id,
    personal_cautions,
    usual_form,
)


def _column(*values, rows=1, kind=""):
    return {value: ShownValue(rows, row, kind) for row, value in enumerate(values, start=2)}


def _hashed(*ids):
    return {hash(each) for each in ids}


@pytest.mark.parametrize(
    ("value", "may"),
    [
        ("A123", True),
        ("A12", False),
        ("123", False),
        ("1234", True),
        ("AB12", False),
        ("Team T123", True),
        ("Team T12", False),
        ("T12/345x", True),
        ("Adults", False),
    ],
)
def test_a_word_that_may_be_an_id_has_four_letters_of_which_three_are_digits(value, may):
    assert may_hold_id(value) is may


@pytest.mark.parametrize(
    ("ids", "form"),
    [
        (["S0047"], "A9999"),  # five letters, four of them digits
        (["S004"], ""),
        (["12345"], "99999"),
        (["1234"], ""),
        (["AB0047"], "AA9999"),
        (["ABC047"], ""),
        # Nine of ten have it, and eight of nine have not.
        ([*(f"S{number}" for number in range(10_000, 10_009)), "7"], "A99999"),
        ([*(f"S{number}" for number in range(10_000, 10_008)), "7"], ""),
    ],
)
def test_ids_have_a_form_where_nine_in_ten_have_it_and_units_seldom_do(ids, form):
    assert usual_form(ids) == form


def test_a_column_holds_ids_where_half_of_its_values_are_some():
    ids = _hashed("S0001", "S0002")

    assert has_ids(_column("S0001", "S0002", "Adults", "Children"), ids)
    assert not has_ids(_column("S0001", "S0002", "Adults", "Children", "Night"), ids)
    # Half look like ids, and only half of those are ids of this extract.
    assert not has_ids(_column("S0001", "S0009", "Adults", "Children"), ids)
    assert has_ids(_column("S0001", "S0009"), ids)
    assert not has_ids(_column("S0001", "S0008", "S0009"), ids)
    assert not has_ids({}, ids)
    assert not has_ids(_column("Adults"), ids)


def test_of_a_long_column_as_many_values_are_looked_at_as_are_said():
    ids = [f"S{number:05}" for number in range(MOST_CANDIDATES)]
    others = [f"T{number:05}" for number in range(MOST_CANDIDATES)]

    # Every value that is looked at is an id, and none after them is.
    assert has_ids(_column(*ids, *others), _hashed(*ids))
    # The first that is not looked at is the only id.
    assert not has_ids(_column(*others, "S00001"), _hashed("S00001"))
    # Of those looked at half are ids, and half again of the column are words.
    half = [each for pair in zip(ids[:100], others[:100], strict=True) for each in pair]
    assert has_ids(_column(*half), _hashed(*ids))
    assert not has_ids(_column(*half, "Adults"), _hashed(*ids))


def test_digits_alone_are_ids_where_three_of_them_stand_in_two_rows_each_or_fewer():
    ids = _hashed("1001", "1002", "1003")

    assert has_ids(_column("1001", "1002", "1003", rows=2), ids)
    assert not has_ids(_column("1001", "1002", "1003", rows=3), ids)
    assert not has_ids(_column("1001", "1002"), ids)
    # One letter is enough, however many rows.
    assert has_ids(_column("A1001", rows=40), _hashed("A1001"))


def test_digits_alone_of_five_or_more_are_ids_in_any_number_of_rows_where_all_are():
    ids = _hashed("10001", "10002", "10003")

    assert has_ids(_column("10001", "10002", "10003", rows=9), ids)
    assert not has_ids(_column("10001", "10002", "10003", "Adults", rows=9), ids)
    assert not has_ids(_column("10001", "10002", "1003", rows=9), ids | _hashed("1003"))


def test_the_fault_names_the_first_rows_and_counts_the_rows_of_what_may_be_ids():
    values = {**_column("S0001", "S0002", rows=3), "Adults": ShownValue(50, 9, "")}
    fault = ids_fault("hr.csv", "team", values)

    assert (fault.rows, fault.number_of_rows) == ((2, 3), 6)
    assert "S0001" not in fault.what + fault.fix


def _kinds(values, ids, **others):
    cautions = personal_cautions("hr.csv", "team", values, ids, **others)
    return [caution.text.partition(": ")[2] for caution in cautions]


def test_one_id_among_names_is_warned_of_and_half_of_a_column_is_not_one():
    ids = _hashed("S0001", "10001", "1001")
    names = ("Adults", "Children")

    [text] = _kinds(_column("S0001", *names), ids)
    assert "a staff number in row 2" in text
    assert _kinds(_column("10001", *names), ids)  # five digits
    assert not _kinds(_column("1001", *names), ids)  # four, which is a room or a team as well
    assert not _kinds(_column("S0009", *names), ids)
    # From half of the values on, the form is the column's own, or the column is refused.
    assert not _kinds(_column("S0001", "Adults"), ids)


def test_a_value_of_the_ids_form_is_warned_of_though_it_is_nobodys_here():
    values = _column("S00009", "Adults", "Children")

    assert _kinds(values, _hashed("S00001"), form="A99999")
    assert not _kinds(values, _hashed("S00001"), form="A999999")
    assert not _kinds(values, _hashed("S00001"))


def test_without_ids_a_value_of_one_person_with_five_digits_and_a_letter_is_warned_of():
    values = _column("S00009", "Adults", "Children")

    assert _kinds(values, None)
    assert _kinds(values, None, people_by_value={"S00009": 1})
    assert not _kinds(values, None, people_by_value={"S00009": 2})
    assert not _kinds(_column("S00009", "Adults", "Children", rows=2), None)
    assert not _kinds(_column("10009", "Adults", "Children"), None)


def test_a_value_with_a_kind_of_its_own_is_named_by_that_alone():
    values = {**_column("S0001", kind="a postcode"), **_column("Adults", "Children")}

    [text] = _kinds(values, _hashed("S0001"))
    assert "a postcode" in text


@pytest.mark.parametrize(
    ("first", "number", "text"),
    [
        ([4], 1, " in row 4"),
        ([4, 9], 2, " in rows 4 and 9"),
        ([4, 9], 3, " in 3 rows, such as 4 and 9"),
        ([0, 0], 2, " in 2 rows"),
        ([], 1, " in 1 row"),
    ],
)
def test_rows_are_named_where_they_are_known(first, number, text):
    assert in_rows(first, number) == text


@pytest.mark.parametrize(
    ("people_by_value", "holds"),
    [
        ({"S00001": 1, "Adults": 40}, True),
        ({"S00001": 1, "Adults": 40, "Children": 9}, False),
        ({"S00001": 1, "": 40, " ": 9}, True),
        ({"S00001": 0}, True),
        ({"S00001": 2}, False),
        ({"S00001": None}, True),
        ({"10001": 1}, True),
        ({"10001": None}, False),
        ({}, False),
    ],
)
def test_units_of_counts_are_ids_where_half_have_the_form_and_one_person(people_by_value, holds):
    assert holds_ids_by_form(people_by_value) is holds
