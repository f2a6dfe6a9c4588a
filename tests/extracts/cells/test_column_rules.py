"""What a message shows of a column's values, and where labels of one column settle each other."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scwres.errors import FaultLog
from scwres.ethnicity.labels import RELATIVE
from scwres.extracts.cells.columns import (
    FEW,
    MOST_LABELS,
    MOST_VALUES,
    ColumnReader,
    nearest_category,
)
from scwres.extracts.rules import Rules
from scwres.extracts.schema import STAFF


def _reader(name, *values, rules=None):
    reader = ColumnReader("hr.csv", STAFF.column(name), f"C '{name}'", rules or Rules())
    for row, value in enumerate(values, start=2):
        if reader[value] is None:
            reader.refuse(value, row)
    return reader


def _text(reader, rows, ids=()):
    [fault] = reader.faults({hash(each) for each in ids}, rows)
    return fault.what


def test_an_unknown_label_beside_known_ones_is_shown_with_its_rows_and_a_line_to_add():
    reader = _reader("ethnicity", "Indian", "Wite British", "Wite British", "Kurdish")
    [fault] = reader.faults(set(), 4)

    assert "'Wite British' (did you mean 'White British'?) in 2 rows" in fault.what
    assert "'Kurdish' in 1 row" in fault.what
    assert (fault.column, fault.rows, fault.number_of_rows) == ("C 'ethnicity'", (3, 4, 5), 3)
    assert '"Wite British" = "White British"' in fault.lines
    assert '"Kurdish" = "…"' in fault.lines


def test_few_labels_are_shown_beside_a_known_one_and_not_alone():
    unknown = ["Ann Other", "Bob Other", "Cy Other"]
    assert len(unknown) == FEW

    assert "'Ann Other'" in _text(_reader("ethnicity", "Indian", *unknown), 4)
    # Not stated is no label of an ethnicity: the column may hold names.
    for others in ([], ["Not stated"]):
        text = _text(_reader("ethnicity", *others, *unknown), 3 + len(others))
        assert "Other" not in text
        assert "3 unexpected values in 3 rows, not shown" in text


def test_values_that_are_nearly_all_different_and_mostly_unknown_are_not_shown():
    names = [f"Person {number}" for number in "ABCDEFGH"]

    # Of eight rows each is another: a column that has moved.
    assert "Person" not in _text(_reader("ethnicity", "Indian", *names), 9)
    # Where as many rows are known as are not, the column is where it should be.
    known = ["Indian"] * 8
    assert "'Person A'" in _text(_reader("ethnicity", *known, *names), 16)
    # Each twice, or two in three of the rows another value: words that repeat.
    assert "'Person A'" in _text(_reader("ethnicity", "Indian", *names, *names), 17)
    some = [*names[:4], *names[:2]]
    assert "'Person A'" in _text(_reader("ethnicity", "Indian", *some), 7)
    assert "Person" not in _text(_reader("ethnicity", "Indian", *names[:5], *names[:2]), 8)


def test_more_labels_than_a_list_has_are_not_shown():
    many = [f"Label {number}" for number in range(MOST_LABELS)]

    assert "'Label 1'" in _text(_reader("ethnicity", "Indian", *many, *many), 500)
    assert "Label" not in _text(_reader("ethnicity", "Indian", *many, *many, "Label z"), 500)


def test_ids_and_what_identifies_somebody_are_not_shown_among_unknown_labels():
    reader = _reader("ethnicity", "Indian", "S0001", "Kurdish S0002", "Kurdish")
    text = _text(reader, 4, ids=("S0001", "S0002"))

    assert "S000" not in text
    assert "'Kurdish' in 1 row" in text
    assert "a staff number in 2 rows" in text


def test_a_value_whose_row_means_nothing_else_may_be_a_name_where_there_are_several():
    def refused(number):
        reader = _reader("ethnicity", "Indian", "Kurdish")
        for row in range(number):
            reader.refuse(f"Word {row % number}", 10 + row, is_alone=False)
            reader.refuse(f"Word {row % number}", 20 + row, is_alone=False)
        return _text(reader, 100)

    assert "'Word 0'" in refused(FEW)
    assert "Word" not in refused(FEW + 1)
    assert "'Kurdish'" in refused(FEW + 1)


def test_all_others_are_settled_by_the_other_labels_of_the_column():
    label = "All other ethnic groups"
    settled = _reader("ethnicity", "White", label)
    assert settled[label] == RELATIVE
    settled.settle()
    assert settled[label] == "Minority ethnic"
    assert settled["White"] == "White"
    assert settled.match(label)[0] == "Minority ethnic"
    assert settled.match("White")[0] == "White"

    open_ = _reader("ethnicity", "White British", label)
    open_.settle()
    assert open_[label] is None
    assert open_.match(label) == (None, "")

    without = _reader("ethnicity", "White British", "Indian")
    without.settle()
    assert without.match(label)[0] == RELATIVE


def test_labels_are_listed_by_their_rows_and_one_spelling_of_spaces_is_one():
    reader = _reader("ethnicity", "Indian", "White British", "White  British", "Kurdish")
    labels = reader.labels(
        {"Indian": 2, "White British": 2, "White  British": 3, "Kurdish": 1}, ()
    )

    assert [(each.label, each.rows, each.category) for each in labels] == [
        ("White British", 5, "White British"),
        ("Indian", 2, "Indian"),
        ("Kurdish", 1, None),
    ]


def test_a_scheme_is_recognised_by_codes_and_not_beside_words():
    def scheme(*values, name="ethnicity"):
        reader = _reader(name)
        reader.recognise_scheme(values)
        return reader.scheme

    assert scheme("WBRI", "AIND", "Not stated") == "dfe"
    assert scheme("WBRI", "Indian") == ""
    assert scheme("WBRI", "AIND", name="team") == ""


def test_a_column_overflows_with_one_value_more_than_a_column_that_is_counted_can_have():
    values = [f"Team {number}" for number in range(MOST_VALUES + 1)]

    assert not _reader("team", *values[:-1]).overflows
    assert _reader("team", *values).overflows
    assert not _reader("job_role", *values).overflows


@pytest.mark.parametrize(
    ("labels", "is_alone"),
    [
        (["White British", "Any other ethnic group", "Not stated"], True),
        (["White British", "Any other ethnic group"], True),
        (["White British", "Not stated"], False),
        (["Any other ethnic group", "Not stated"], False),
        (["White British", "Any other ethnic group", "White Irish"], False),
        (["White", "Any other ethnic group"], False),
    ],
)
def test_white_british_and_all_others_alone_are_told(labels, is_alone):
    assert _reader("ethnicity", *labels).is_others_alone() is is_alone


def test_all_others_that_the_settings_name_are_settled():
    rules = Rules(labels={"Others": "Any other ethnic group"})

    assert not _reader("ethnicity", "White British", "Others", rules=rules).is_others_alone()


def test_names_in_several_spacings_are_told_and_others_are_not():
    reader = _reader("team", "Team  1", "Team 1", "Team 2", " Team 2")

    assert reader.names_in_several_spacings() == ["Team 1"]
    assert _reader("left", "yes", "Yes").names_in_several_spacings() == []


@pytest.mark.parametrize(
    ("amounts", "is_noted"),
    [(["0", "100"], True), (["0", "100.01"], False), (["n/a"], False), ([], False)],
)
def test_a_column_of_amounts_of_which_none_is_above_is_noted(amounts, is_noted):
    rules = Rules(above={"left": Decimal(100)})
    log = FaultLog("hr.csv")
    _reader("left", *amounts, rules=rules).note_none_above(log)

    assert bool(log) is is_noted


@pytest.mark.parametrize(
    ("label", "category"),
    [
        *(("Wite British", "White British"), ("Bangladeshy", "Bangladeshi"), ("", "")),
        *(("Kurdish", ""), ("Wite Martian", ""), ("Gite British", "")),
    ],
)
def test_a_mistyped_label_is_the_nearest_one_of_the_same_first_letters(label, category):
    assert nearest_category(label) == category
