"""Count files: the interchange format, read as strictly as rows of people."""

from __future__ import annotations

import pytest

import scwres
from scwres import InputError, Tally

HEADER = "item,answer,ethnicity,people"


def _faults(path, **options) -> list[str]:
    with pytest.raises(InputError) as error:
        scwres.compute(path, **options)
    return [str(fault) for fault in error.value.faults]


def _text(*rows: str, header: str = HEADER) -> str:
    return "\n".join([header, *rows, ""])


def test_counts_are_read_as_the_rows_they_stand_for(write):
    rows = ["disciplinary,yes,Indian,2", "disciplinary,NO,Black African,38"]
    rows += ["disciplinary,1,White,3", "disciplinary,n,White British,117"]
    results = scwres.compute(write("counts.csv", _text(*rows)))

    [line] = results.lines
    assert Tally(line.group_count, line.group_out_of) == Tally(2, 40)
    assert Tally(line.compared_with_count, line.compared_with_out_of) == Tally(3, 120)
    assert line.ratio == pytest.approx(2)
    assert line.finding == "too few to tell"


@pytest.mark.parametrize(
    ("row", "column", "what"),
    [
        ("left,yes,White,-3", "D 'people'", "holds '-3' in 1 row: row 3"),
        ("left,yes,White,2.5", "D 'people'", "holds '2.5' in 1 row: row 3"),
        ("left,yes,White,", "D 'people'", "holds a blank in 1 row: row 3"),
        ("left,yes,White,1e3", "D 'people'", "holds '1e3' in 1 row: row 3"),
        ("left,perhaps,White,3", "B 'answer'", "holds no answer to 'left': row 3"),
        ("left,,White,3", "B 'answer'", "holds no answer to 'left': row 3"),
        ("pay_band,,White,3", "B 'answer'", "holds no answer to 'pay_band': row 3"),
        ("lefty,yes,White,3", "A 'item'", "holds 'lefty' (did you mean 'left'?) in 1 row: row 3"),
        ("left,yes,Total,3", "C 'ethnicity'", "looks like a row of totals: row 3"),
        ("Left , YES,white,3", "", ""),
    ],
)
def test_what_is_no_count_is_refused_with_its_row(write, row, column, what):
    path = write("counts.csv", _text("left,no,White,3", row))
    if not what:
        assert scwres.compute(path).lines[0].compared_with_count == 3
        return
    [fault] = _faults(path)

    assert fault.startswith(f"counts.csv: column {column} " if column else "counts.csv: ")
    assert what in fault


def test_a_row_that_repeats_an_earlier_one_is_refused(write):
    path = write("counts.csv", _text("left,no,White,3", "left,yes,White,3", "left,No, white,5"))
    [fault] = _faults(path)

    assert "repeats an earlier row" in fault
    assert ": row 4" in fault


def test_two_labels_of_one_category_are_added(write):
    path = write("counts.csv", _text("left,no,Indian,3", "left,no,Asian - Indian,4"))

    assert scwres.compute(path).lines[0].group_out_of == 7


def test_rows_that_count_nobody_are_left_out_and_said(write):
    path = write("counts.csv", _text("left,no,Indian,3", "left,yes,Indian,0"))
    [account] = scwres.compute(path).inputs

    assert (account.rows, account.counted, account.left_out) == (2, 1, {"0 people": 1})


def test_units_that_are_not_asked_for_are_added_up(write):
    header = f"{HEADER},directorate"
    path = write(
        "counts.csv", _text("left,no,Indian,3,Adults", "left,no,Indian,4,Children", header=header)
    )

    assert scwres.compute(path).lines[0].group_out_of == 7
    by_unit = scwres.compute(path, by=["directorate"])
    assert [(line.unit, line.group_out_of) for line in by_unit.lines] == [
        ("", 7),
        ("Adults", 3),
        ("Children", 4),
    ]


def test_a_blank_unit_is_not_recorded_beside_others_and_none_alone(write):
    header = f"{HEADER},team"
    rows = ["left,no,Indian,3,North", "left,yes,Indian,4,", "cpd,yes,White,5,", "cpd,no,White,6,"]
    results = scwres.compute(write("counts.csv", _text(*rows, header=header)), by=["team"])

    units = [(line.indicator, line.unit) for line in results.lines if line.breakdown]
    assert units == [("8", "North"), ("8", "Not recorded")]
    [missing] = [one for one in results.not_computed if one.indicator == "5"]
    assert "no column 'team'" in missing.why


def test_answers_in_bands_of_any_name_are_kept(write):
    rows = [f"pay_band,{band},White,{people}" for people, band in enumerate(["Yes", "no", "1"], 1)]
    results = scwres.compute(write("counts.csv", _text(*rows)))

    assert [(line.part, line.all_count) for line in results.lines] == [
        ("1", 3),
        ("no", 2),
        ("Yes", 1),
    ]


def test_a_group_beside_what_adds_up_to_it_is_refused(write):
    rows = ["left,yes,Asian,10", "left,no,Asian,90", "left,yes,Indian,6", "left,no,Indian,50"]
    rows += ["left,yes,Pakistani,4", "left,no,Pakistani,40"]
    [fault] = _faults(write("counts.csv", _text(*rows)))

    assert "holds 'Asian' and the parts that add up to it, such as 'Indian'" in fault


def test_a_group_beside_some_of_its_parts_is_warned_about(write):
    rows = ["left,yes,BME,12", "left,no,BME,100", "left,yes,Asian,10", "left,no,Asian,90"]
    results = scwres.compute(write("counts.csv", _text(*rows)))

    assert "broad-and-parts" in {warning.code for warning in results.warnings}


def test_rows_of_the_whole_beside_those_of_its_units_are_refused(write):
    header = f"{HEADER},directorate"
    rows = ["left,yes,White,9,Adults", "left,yes,White,0,Children", "left,yes,White,10,"]
    rows += ["left,no,White,50,Adults", "left,no,White,40,Children", "left,no,White,90,"]
    [fault] = _faults(write("counts.csv", _text(*rows, header=header)))

    assert "column directorate has rows without a unit that look like totals" in fault


@pytest.mark.parametrize("whole", ["All", "Whole council", "TOTAL", "All directorates"])
def test_a_unit_that_names_the_whole_is_refused(write, whole):
    header = f"{HEADER},directorate"
    rows = ["left,yes,White,9,Adults", f"left,yes,White,9,{whole}"]
    faults = _faults(write("counts.csv", _text(*rows, header=header)))

    assert any("looks like a row of totals" in fault for fault in faults)


def test_several_years_are_not_added(write):
    rows = ["left,yes,White,9,2024", "left,yes,White,8,2025"]
    [fault] = _faults(write("counts.csv", _text(*rows, header=f"{HEADER},year")))

    assert "column year holds several periods, which would be added together" in fault


def test_rows_that_differ_in_how_they_are_written_alone_are_the_same_row(write):
    [fault] = _faults(write("counts.csv", _text("left,yes,White,9", "LEFT,Y, white ,9")))

    assert "repeats an earlier row" in fault


def test_an_item_that_nobody_answered_with_no_is_warned_about(write):
    results = scwres.compute(write("counts.csv", _text("cpd,yes,White,9", "cpd,yes,Indian,2")))

    assert "yes-alone" in {warning.code for warning in results.warnings}


def test_people_in_no_unit_are_kept_apart_from_those_not_recorded(write, scwres):
    header = f"{HEADER},team"
    rows = ["left,no,White,3,North", "left,no,White,4,Not recorded", "left,yes,White,5,[no unit]"]
    path = write("counts.csv", _text(*rows, header=header))

    again = scwres("compute", path, "--by", "team", "--format", "counts").out
    assert sorted(again.split()) == sorted(_text(*rows, header=header).split())
