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
        ("lefty,yes,White,3", "A 'item'", "holds 'lefty' in 1 row: row 3"),
        ("left,yes,Total,3", "", "is a row of totals: row 3"),
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

    assert (account.rows, account.counted, account.left_out) == (2, 1, {"nobody counted": 1})


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
