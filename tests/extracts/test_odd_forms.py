"""Files in the odd forms that systems write: read as meant, or refused by name."""

from __future__ import annotations

import pandas
import pyarrow
import pyarrow.parquet
import pytest
import xlsxwriter

import scwres as package
from scwres.counts import Tally
from scwres.errors import InputError
from scwres.extracts.rules import ARROW, STANDARD

ENGINES = [STANDARD, ARROW]

#: Several signs of the end of a file, and line ends after them.
ENDS = ["\x1a\x1a\r\n", "\x1a\r\n\x1a\r\n", "\x1a\n\n", "\x1a" * 3]


def _refused(path, **options):
    with pytest.raises(InputError) as error:
        package.compute(path, **options)
    return error.value.faults


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("\ufeffethnicity,appointed\nIndian,Y\nIrish,N\n\ufeffethnicity,appointed\nIndian,N\n", 4),
        ('\ufeff"ethnicity","appointed"\n"Indian","Y"\n\ufeff"ethnicity","appointed"\n', 3),
        ("ethnicity;appointed\r\nIndian;Y\r\n\ufeffethnicity;appointed\r\nIrish;N\r\n", 3),
    ],
    ids=["plain", "quoted", "semicolons"],
)
def test_files_joined_end_to_end_are_refused_by_their_second_header(write, text, row, engine):
    [fault] = _refused(write("both.csv", text), engine=engine)

    assert fault.what == "repeats the header"
    assert fault.rows == (row,)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("header", "what"),
    [
        ("ethnicity,appointed", "repeats the header"),
        (" Ethnicity ,APPOINTED", "repeats the header"),
        ("\ufeffethnicity,appointed", "repeats the header"),
        ("Appointed,Ethnicity", "is a second header with the columns in another order"),
        ("appointed,ethnicity", "is a second header with the columns in another order"),
    ],
)
def test_a_second_header_in_other_capitals_or_another_order_is_one(write, header, what, engine):
    text = f"Ethnicity,Appointed\nIndian,Y\nIrish,N\n{header}\nIndian,N\n"
    fault = _refused(write("both.csv", text), engine=engine)[0]

    assert fault.what.startswith(what)
    assert fault.rows == (4,)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_value_that_is_the_name_of_its_own_column_is_no_second_header(write, engine):
    text = "ethnicity,left,team\nIndian,Left,Team\nIrish,N,Left\n"
    results = package.compute(write("hr.csv", text.replace("Left,T", "Y,T")), engine=engine)

    assert results.inputs[0].counted == 2


def test_a_file_joined_on_with_other_columns_is_refused_too(write):
    text = "ethnicity,appointed\nIndian,Y\nIrish,N\n\ufeffappointed,ethnicity\nN,Indian\n"
    faults = _refused(write("both.csv", text))

    assert faults[0].rows == (4,)
    assert "byte-order mark" in " ".join(fault.what for fault in faults)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("end", ["\x1a", "\x1a\x1a", "\x1a\n", *ENDS])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_the_end_of_file_that_dos_writes_is_ignored(write, engine, end, encoding):
    text = f"ethnicity,appointed\r\nIndian,Y\r\nIrish,N\r\n{end}"
    results = package.compute(write("hr.csv", text.encode(encoding)), engine=engine)

    assert results.inputs[0].counted == 2
    assert results.counts.tally("appointed", "yes", {"Indian"}) == Tally(1, 1)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("end", ["\x1a", "\x1a\x1a", "\x1a\r\n", "\x1a\x1a\r\n\x1a"])
def test_the_end_of_file_may_follow_the_last_value(write, engine, end):
    text = f"ethnicity,appointed\r\nIndian,Y\r\nIrish,N{end}"

    assert package.compute(write("hr.csv", text), engine=engine).inputs[0].counted == 2


FORMULAS = {
    "bare": '="staff_id",="ethnicity",="left"\n="001",="Indian",="Y"\n="002",="Irish",="N"\n',
    "quoted": (
        '"=""staff_id""","=""ethnicity""","=""left"""\n'
        '"=""001""","=""Indian""","=""Y"""\n"=""002""",Irish,N\n'
    ),
    "tabs": 'staff_id\tethnicity\tleft\n="001"\t="Indian"\tY\n="002"\tIrish\t="N"\n',
}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("form", FORMULAS)
def test_a_formula_that_keeps_a_text_is_read_as_the_text(write, form, engine):
    cases = write("cases.csv", "staff_id,disciplinary_date\n001,2025-01-31\n")
    results = package.compute([write("hr.csv", FORMULAS[form]), cases], engine=engine)

    assert results.counts.tally("left", "yes", {"Indian"}) == Tally(1, 1)
    assert results.counts.tally("disciplinary", "yes", {"Indian"}) == Tally(1, 1)  # joined by id


def test_quotation_marks_and_separators_inside_a_formula_are_kept(write):
    text = 'ethnicity,left,team\n="Indian",="Y",="The ""Hub"", North"\nIrish,N,Other\n'
    results = package.compute(write("hr.csv", text), by=["team"])

    assert {line.unit for line in results.lines} >= {'The "Hub", North', "Other"}


def test_a_text_cell_of_a_workbook_that_holds_such_a_formula_is_read_alike(tmp_path):
    path = tmp_path / "hr.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate([["ethnicity", "left"], ['="Indian"', "Y"], ["Irish", "N"]]):
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, cell)

    assert package.compute(path).counts.tally("left", "yes", {"Indian"}) == Tally(1, 1)


def test_such_a_formula_in_a_frame_or_in_parquet_is_read_alike(tmp_path):
    rows = {"staff_id": ['="001"', "002"], "ethnicity": ['="Indian"', "Irish"], "left": ["Y", "N"]}
    path = tmp_path / "hr.parquet"
    pyarrow.parquet.write_table(pyarrow.table(rows), path)

    for results in (package.compute(path), package.compute(staff=pandas.DataFrame(rows))):
        assert results.counts.tally("left", "yes", {"Indian"}) == Tally(1, 1)


def test_a_real_formula_is_not_read_as_a_text(write):
    faults = _refused(write("hr.csv", 'ethnicity,left\n"=""Ind""&""ian""",Y\nIrish,N\n'))

    assert "a formula instead of a value" in faults[0].what


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "notes",
    [
        "\nApplied filters:\nDirectorate is Adults\n",
        "Applied filters:\nDirectorate is Adults\n",
        "\nOFFICIAL\n",
        "\n\nPrinted by HR\n\nOFFICIAL: SENSITIVE\n",
    ],
)
@pytest.mark.parametrize("columns", [2, 3])
def test_notes_of_one_field_below_a_narrow_table_are_footnotes(write, notes, columns, engine):
    team = ",Adults" if columns == 3 else ""
    rows = f"ethnicity,appointed{team and ',team'}\nIndian,Y{team}\nIrish,N{team}\n"
    [extract] = package.compute(write("hr.csv", rows + notes), engine=engine).inputs

    assert extract.counted == 2
    assert extract.left_out["footnote"] == len([one for one in notes.split("\n") if one])
    assert extract.rows == extract.counted + sum(extract.left_out.values())


@pytest.mark.parametrize("last", ["Indian", "Adult Services", "\nIndian", "\nS0012", "\nTotal"])
def test_a_last_row_that_lost_its_other_fields_is_no_footnote(write, last):
    rows = "team,ethnicity,appointed\nAdults,Indian,Y\nAdults,Irish,N\n"
    _refused(write("hr.csv", f"{rows}{last}\n"))
