"""Rows of people: whom an item applies to, what a blank means, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import scwres
from scwres import InputError, Tally
from scwres.extracts.schema import STAFF

YES_NO = ["senior_manager", "disciplinary", "fitness_to_practise", "cpd", "left"]


def _staff(*rows: str, columns: str = "ethnicity,disciplinary") -> str:
    return "\n".join([columns, *rows, ""])


def _tally(results, number: str) -> Tally:
    [line] = [line for line in results.lines if line.indicator == number and not line.breakdown]
    return Tally(line.all_count, line.all_out_of)


def _faults(path, **options) -> list[str]:
    with pytest.raises(InputError) as error:
        scwres.compute(path, **options)
    return [str(fault) for fault in error.value.faults]


@pytest.mark.parametrize("yes", ["Y", "y", "Yes", "YES", "true", "True", "1", " Y "])
@pytest.mark.parametrize("no", ["N", "n", "No", "NO", "false", "FALSE", "0", "no "])
def test_yes_and_no_may_be_written_in_many_ways(write, yes, no):
    path = write("hr.csv", _staff(f"Indian,{yes}", f"White,{no}", f"White,{no}"))

    assert _tally(scwres.compute(path), "3") == Tally(1, 3)


def test_a_blank_is_no_answer_where_the_column_says_no_as_well(write):
    path = write("hr.csv", _staff("Indian,Y", "White,N", "White,", "White,  "))
    results = scwres.compute(path)

    assert _tally(results, "3") == Tally(1, 2)
    assert results.inputs[0].left_out == {"no question answered": 2}


@pytest.mark.parametrize("word", ["-", ".", "N/A", "n/k", "NULL", "not known", "Don't know"])
def test_a_word_for_no_answer_is_none(write, word):
    path = write("hr.csv", _staff("Indian,Y", "White,N", f"White,{word}"))

    assert _tally(scwres.compute(path), "3") == Tally(1, 2)


def test_yes_and_blanks_alone_are_a_fault_that_says_how_to_mend_it(write):
    path = write("hr.csv", _staff("Indian,Y", "White,", "White,"))
    [fault] = _faults(path)

    assert "B 'disciplinary' holds yes in 1 row, a blank in 2 and no in none" in fault
    assert "--blank disciplinary=no" in fault


def test_what_a_blank_means_can_be_said(write):
    path = write("hr.csv", _staff("Indian,Y", "White,", "White,"))

    assert _tally(scwres.compute(path, blanks={"disciplinary": "no"}), "3") == Tally(1, 3)
    config = write("scwres.toml", "[everyone]\ndisciplinary = true\n")
    blanks = {"disciplinary": "not-applicable"}
    assert _tally(scwres.compute(path, blanks=blanks, config=config), "3") == Tally(1, 1)


def test_a_blank_that_means_no_is_no_beside_written_ones_too(write):
    path = write("hr.csv", _staff("Indian,Y", "White,N", "White,"))

    assert _tally(scwres.compute(path, blanks={"disciplinary": "no"}), "3") == Tally(1, 3)


def test_a_column_of_blanks_is_an_item_without_data(write):
    rows = ["Indian,,Y", "White,,N"]
    path = write("hr.csv", _staff(*rows, columns="ethnicity,disciplinary,left"))
    results = scwres.compute(path)

    assert [line.indicator for line in results.lines] == ["8"]
    [missing] = [one for one in results.not_computed if one.indicator == "3"]
    assert missing.why == "nobody in hr.csv has an answer in column 'disciplinary'"
    assert [warning.code for warning in results.warnings] == ["no-answers"]


def test_people_who_left_are_not_in_pay_bands_or_senior_management(write):
    # STANDARD: leavers are not in the snapshot; the yearly events are out of everyone.
    columns = "ethnicity,pay_band,senior_manager,disciplinary,cpd,left"
    rows = ["Indian,B1,N,Y,N,Y", "Indian,B1,Y,N,N,N", "White,B2,N,N,Y,N", "White,B2,Y,N,N,Y"]
    results = scwres.compute(write("hr.csv", _staff(*rows, columns=columns)))

    assert _tally(results, "9") == Tally(1, 2)
    assert [(line.part, line.all_count, line.all_out_of) for line in results.lines[:2]] == [
        ("B1", 1, 2),
        ("B2", 1, 2),
    ]
    assert _tally(results, "3") == Tally(1, 4)
    assert _tally(results, "5") == Tally(1, 4)
    assert _tally(results, "8") == Tally(2, 4)


def test_without_a_column_of_leavers_everybody_is_in_post(write):
    path = write("hr.csv", _staff("Indian,Y", "White,N", columns="ethnicity,senior_manager"))

    assert _tally(scwres.compute(path), "9") == Tally(1, 2)


def test_fitness_to_practise_counts_regulated_professionals_alone(write):
    columns = "ethnicity,regulated_professional,fitness_to_practise"
    rows = ["Indian,Y,Y", "White,Y,N", "White,N,N", "White,,N", "White,N,", "Indian,Y,"]
    results = scwres.compute(write("hr.csv", _staff(*rows, columns=columns)))

    assert _tally(results, "4") == Tally(1, 2)
    assert results.warnings == ()


def test_fitness_to_practise_of_somebody_who_is_not_regulated_is_a_fault(write):
    columns = "ethnicity,regulated_professional,fitness_to_practise"
    rows = ["White,Y,N", "White,N,Y", "White,,Y"]
    [fault] = _faults(write("hr.csv", _staff(*rows, columns=columns)))

    assert "is yes for someone whose regulated_professional is not yes: rows 3 and 4" in fault


def test_without_a_column_of_regulated_professionals_those_with_an_answer_count(write):
    path = write("hr.csv", "ethnicity,fitness_to_practise\nIndian,Y\nWhite,N\nWhite,\n")
    results = scwres.compute(path)

    assert _tally(results, "4") == Tally(1, 2)
    [warning] = results.warnings
    assert warning.code == "counts-everybody"
    assert "no column 'regulated_professional'" in warning.text


def test_blanks_of_those_whom_an_item_does_not_apply_to_are_not_in_doubt(write):
    # Blank for everybody who is not regulated: that is what a blank is for.
    columns = "ethnicity,regulated_professional,fitness_to_practise"
    rows = ["Indian,Y,Y", "White,Y,Y", "White,N,", "White,N,"]
    config = write("scwres.toml", "[everyone]\nfitness_to_practise = true\n")
    results = scwres.compute(write("hr.csv", _staff(*rows, columns=columns)), config=config)

    assert _tally(results, "4") == Tally(2, 2)


def test_a_row_without_an_id_beside_others_with_one_is_refused(write):
    columns = "staff_id,ethnicity,left"
    rows = ["S1,Indian,Y", "S2,White,N", ",White,N"]
    [fault] = _faults(write("hr.csv", _staff(*rows, columns=columns)))

    assert "column A 'staff_id' has no staff number: row 4" in fault


def test_an_id_in_another_column_is_never_named(write):
    columns = "staff_id,ethnicity,left"
    rows = [
        "Q7,Indian,Y",
        "Q8,White,Q7",
        "Q9,Q8,N",
        "Q10,White,maybe",
    ]
    message = " ".join(_faults(write("hr.csv", _staff(*rows, columns=columns))))

    assert "a staff number" in message
    assert "Q7" not in message
    assert "Q8" not in message
    assert "'maybe' in 1 row" in message


def test_every_fault_of_every_row_is_reported_at_once(write):
    columns = "ethnicity,disciplinary,left"
    rows = ["Martian,maybe,N", "White,N,perhaps", "Wite British,Y,N", "White,N,N,N", "White,N"]
    faults = _faults(write("hr.csv", _staff(*rows, columns=columns)))

    assert any("more fields than the 3 in the header: row 5" in fault for fault in faults)
    assert any("fewer fields than the 3 in the header: row 6" in fault for fault in faults)
    assert any("'Wite British' (did you mean 'White British'?) in 1 row" in f for f in faults)
    assert any("B 'disciplinary' holds 'maybe' in 1 row: row 2" in f for f in faults)
    assert any("C 'left' holds 'perhaps' in 1 row: row 3" in f for f in faults)
    assert any("Expected Y or N, yes or no, true or false, 1 or 0, or blank." in f for f in faults)
    assert len(faults) == 5


def test_every_word_that_means_nothing_is_listed_whole_with_its_rows(write):
    words = [
        f"Awaiting a decision by the panel for {number}" for number in "abcdefghijklmnopqrstuvwxyz"
    ]
    rows = [f"White,{word}" for word in words * 2] + ["White,Y", "Indian,N"]
    [fault] = _faults(write("hr.csv", _staff(*rows)))

    assert all(f"'{word}' in 2 rows" in fault for word in words)


def test_every_label_that_nothing_matches_is_listed_and_can_be_pasted(write):
    labels = [
        f"A label that nobody knows, and long enough to be cut: {letter}"
        for letter in "ABCDEFGHIJKLMNOPQRSTUVW"
    ]
    rows = [f'"{label}",Y' for label in labels] + ["Indian,N"] * 40 + ["White British,N"] * 40
    [fault] = _faults(write("hr.csv", _staff(*rows)))

    assert all(f"'{label}' in 1 row" in fault for label in labels)
    assert all(f'"{label}" = "…"' in fault for label in labels)


def test_a_label_in_quotation_marks_is_pasted_as_the_settings_hold_it(write):
    rows = ['"Mixed ""A\\B"" group",Y'] * 2 + ["Indian,N", "White,N"] * 3
    [fault] = _faults(write("hr.csv", _staff(*rows)))

    assert r'''"Mixed \"A\\B\" group" = "…"''' in fault


def test_names_in_rows_that_moved_sideways_are_not_printed(write):
    names = ["Ada Byron", "Alan Turing", "Grace Hopper", "Edsger Dijkstra", "Barbara Liskov"]
    rows = [f"{name},White British" for name in names] + ["Indian,N", "White,Y"] * 30
    message = " ".join(_faults(write("hr.csv", _staff(*rows))))

    assert not any(name in message for name in names)
    assert "5 unexpected values in 5 rows, not shown because they may be names" in message


def test_a_column_of_names_in_place_of_labels_is_not_printed(write):
    rows = [f"Person Number{'x' * number},Y" for number in range(40)]
    [fault] = _faults(write("hr.csv", _staff(*rows)))

    assert "Person" not in fault
    assert "40 unexpected values in 40 rows, not shown because they may be names" in fault


def test_a_column_with_more_values_than_can_be_counted_ends_the_reading(write):
    rows = [f"White,{number}" for number in range(20_000)]
    faults = _faults(write("hr.csv", _staff(*rows, columns="ethnicity,pay_band")))

    assert any("holds more than 1,000 different values" in fault for fault in faults)


@pytest.mark.parametrize("band", ["x" * 101, "Band\x1b[31m"])
def test_a_pay_band_is_a_short_printable_text(write, band):
    [fault] = _faults(write("hr.csv", _staff(f"White,{band}", columns="ethnicity,pay_band")))

    assert "Expected at most 100 characters, all printable" in fault
    assert "\x1b" not in fault


def test_pay_bands_that_differ_in_spaces_alone_are_one(write):
    rows = ["White, Band 1", "White,Band  1 ", "Indian,Band 1"]
    results = scwres.compute(write("hr.csv", _staff(*rows, columns="ethnicity,pay_band")))

    assert [(line.part, line.all_count) for line in results.lines] == [("Band 1", 3)]


def test_a_survey_question_without_an_answer_is_out_of_that_question_alone(write):
    text = (
        "ethnicity,harassment_public,harassment_colleagues,harassment_managers\n"
        "Indian,Y,,N\nWhite,N,N,\nWhite,N,Y,N\n"
    )
    results = scwres.compute(write("survey.csv", text))

    assert _tally(results, "6") == Tally(1, 3)
    assert _tally(results, "7a") == Tally(1, 2)
    assert _tally(results, "7b") == Tally(0, 2)


staff_rows = st.lists(
    st.tuples(
        st.sampled_from(["Indian", "White British", "", "Prefer not to say", "BME"]),
        *[st.sampled_from(["Y", "N", ""]) for _ in YES_NO],
    ),
    min_size=1,
    max_size=60,
)


def _text(rows) -> str:
    header = ",".join(["ethnicity", *YES_NO])
    return "\n".join([header, *(",".join(row) for row in rows), ""])


BLANKS = dict.fromkeys(YES_NO, "not-applicable")


@pytest.mark.slow
@given(rows=staff_rows, random=st.randoms())
def test_the_order_of_rows_changes_nothing(tmp_path_factory, rows, random):
    folder = tmp_path_factory.mktemp("rows")
    (folder / "a.csv").write_text(_text([*rows, ("Indian", *["N"] * 5)]))
    shuffled = random.sample(rows, len(rows))
    (folder / "b.csv").write_text(_text([("Indian", *["N"] * 5), *shuffled]))

    one, other = (scwres.compute(folder / name, blanks=BLANKS) for name in ("a.csv", "b.csv"))

    assert one.lines == other.lines
    assert one.counts == other.counts


@pytest.mark.slow
# Two parts that are the same, row by row, are two parts all the same.
@example(rows=[("Indian", *["N"] * 5)] * 2, cut=1)
@given(rows=staff_rows, cut=st.integers(0, 60))
def test_splitting_a_file_changes_nothing(tmp_path_factory, rows, cut):
    folder = tmp_path_factory.mktemp("split")
    always = ("Indian", *["N"] * 5)  # so that neither part is empty
    (folder / "whole.csv").write_text(_text([always, *rows, always]))
    (folder / "a.csv").write_text(_text([always, *rows[:cut]]))
    (folder / "b.csv").write_text(_text([*rows[cut:], always]))

    whole = scwres.compute(folder / "whole.csv", blanks=BLANKS)
    parts = scwres.compute(
        named=[("staff", folder / "a.csv"), ("staff", folder / "b.csv")], blanks=BLANKS
    )

    assert parts.lines == whole.lines
    assert sum(one.rows for one in parts.inputs) == whole.inputs[0].rows


@pytest.mark.slow
@given(rows=staff_rows)
def test_every_row_is_counted_or_left_out_for_a_reason(tmp_path_factory, rows):
    folder = tmp_path_factory.mktemp("account")
    (folder / "hr.csv").write_text(_text([*rows, ("", *[""] * 5), ("Indian", *["N"] * 5)]))

    [account] = scwres.compute(folder / "hr.csv", blanks=BLANKS).inputs

    assert account.rows == len(rows) + 2
    assert account.rows == account.counted + sum(account.left_out.values())
    assert account.left_out["blank row"] >= 1


def test_each_yes_no_column_of_the_staff_extract_is_in_these_tests():
    items = [one.name for one in STAFF.columns if one.asks_yes_or_no and not one.is_extra]

    assert sorted(items) == sorted(YES_NO)
