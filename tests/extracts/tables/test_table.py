"""Finding the table in a sheet: what stands around it, and what makes it no table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import scwres
from scwres import InputError

HEADER = "Ethnic Origin,Pay Grade,Left in year"
ROWS = ["Indian,G2,N", "White British,G10,N", "White Irish,G2,Y", "Not stated,G10,N"]
BODY = "\n".join([HEADER, *ROWS]) + "\n"


def _lines(path):
    return scwres.compute(path).lines


def _faults(path, **options) -> str:
    with pytest.raises(InputError) as error:
        scwres.compute(path, **options)
    return " ".join(str(fault) for fault in error.value.faults)


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        (f"Workforce extract\nRun on,1 October 2025\n\n{BODY}", {"above": 2, "blank": 1}),
        (f"Workforce extract,,\nRun on,1 October 2025,\n,,\n{BODY}", {"above": 2, "blank": 1}),
        (f"{BODY}\n\nSource: HR system\nNote: excludes agency\n", {"blank": 2, "footnote": 2}),
        (f"{BODY},,\nSource: HR system,,\n", {"blank": 1, "footnote": 1}),
        (f"{BODY}4 records\n", {"footnote": 1}),
        (f"{BODY}Rows returned: 4,,\n", {"footnote": 1}),
        (f"\n\n\n{BODY}", {"blank": 3}),
        (BODY.replace("White British", ",,\nWhite British"), {"blank": 1}),
    ],
)
def test_what_stands_around_the_table_is_left_out_and_counted(write, text, left_out):
    reasons = {"above": "above the header", "blank": "blank row", "footnote": "footnote"}
    expected = scwres.compute(write("hr.csv", BODY))
    results = scwres.compute(write("other.csv", text))

    assert results.lines == expected.lines
    [account] = results.inputs
    assert account.left_out == {reasons[key]: rows for key, rows in left_out.items()}
    assert account.rows == account.counted + sum(account.left_out.values())


@pytest.mark.parametrize("last", ["White British", "S0004", "4"])
def test_a_last_row_that_was_cut_short_is_no_number_of_records(write, last):
    assert "has fewer fields than the 3 in the header" in _faults(write("hr.csv", BODY + last))


def test_blank_columns_beside_the_table_are_nothing(write):
    text = "".join(f",{line},,\n" for line in [HEADER, *ROWS])

    assert _lines(write("other.csv", text)) == _lines(write("hr.csv", BODY))


def test_rows_are_numbered_as_the_spreadsheet_shows_them(write):
    text = f'"Title\nin two lines"\n\n{BODY}Martian,G2,N\n'

    # The record of two lines is one row of a spreadsheet.
    assert "'Martian' in 1 row: row 8" in _faults(write("hr.csv", text))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (f"{BODY}{BODY}", "repeats the header: row 6"),
        (f"{BODY}\n\n{BODY}", "repeats the header: row 8"),
        (f"Person,Post,Post,Year\n{BODY}", "a row above the header holds values in several"),
        (f"{BODY}Total,,4\n", "looks like a row of totals: row 6"),
        (f"{BODY},TOTAL,\n", "looks like a row of totals: row 6"),
        (f"{BODY}White British,G2\n", "fewer fields than the 3 in the header: row 6"),
        (f"{BODY}White British,G2,N,\n", "more fields than the 3 in the header: row 6"),
        (f"{BODY}\nGrade,People\nG2,3\n", "fewer fields than the 3 in the header"),
        ("1,2,3\n" + "\n".join(ROWS), "is not recognised as any kind of extract"),
        ("\n" * 31 + BODY, "holds no values"),
        (",,\n , ,\n", "holds no values"),
    ],
)
def test_what_makes_it_no_single_table_is_refused(write, text, what):
    assert what in _faults(write("hr.csv", text))


@pytest.mark.parametrize(
    "total", ["Total,,4\n", ",TOTAL,\n", "Grand total,,\n\nSource: HR system\n"]
)
@pytest.mark.parametrize("engine", ["standard", "arrow"])
def test_rows_of_totals_are_left_out_where_the_settings_say_so(write, total, engine):
    write("hr.csv", BODY + total)
    config = f'[[extracts]]\npath = "hr.csv"\nengine = "{engine}"\nleave_out_totals = true\n'
    results = scwres.compute(config=write("scwres.toml", config))

    assert results.lines == scwres.compute(write("other.csv", BODY)).lines
    assert results.inputs[0].left_out["row of totals"] == 1
    assert "leave them out: put leave_out_totals = true under the path of the file" in _faults(
        write("hr.csv", BODY + total)
    )


def test_a_total_in_a_column_that_is_not_read_is_seen(write):
    # The last cell would be read as a yes.
    text = "directorate,ethnicity,left\nAdults,Indian,N\nAdults,White,N\nGrand total,,1\n"

    assert "looks like a row of totals: row 4" in _faults(write("hr.csv", text))


def test_a_last_row_with_its_first_cell_alone_is_a_row_unless_it_is_a_note(write):
    text = "ethnicity,left\nIndian,N\nWhite,Y\nAny other ethnic group,\nWhite British,\n"
    [account] = scwres.compute(write("hr.csv", text)).inputs

    assert account.left_out == {"no question answered": 2}


@pytest.mark.parametrize(
    "header",
    [
        *("Ethnic Origin", "ETHNIC GROUP", "ethnic_background", "Ethnicity ", "Ethnicity:"),
        *("Ethnic\u00a0Origin", "Ethnic\norigin", "\ufeffEthnicity", "Race/Ethnicity"),
        "What is your ethnicity?",
    ],
)
def test_ethnicity_goes_by_many_headers(write, header):
    text = f'"{header}",left\nIndian,N\nWhite,Y\n'

    assert [line.indicator for line in _lines(write("hr.csv", text))] == ["8"]


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Pay Grade", "pay_band"),
        ("GRADE", "pay_band"),
        ("Leaver?", "left"),
        ("Senior Management", "senior_manager"),
        ("C.P.D.", "cpd"),
        ("FTP", "fitness_to_practise"),
        ("Fitness-to-Practice", "fitness_to_practise"),
        ("Formal Disciplinary", "disciplinary"),
    ],
)
def test_a_header_that_means_a_column_is_that_column(write, header, column):
    plain = scwres.compute(write("hr.csv", f"ethnicity,{column}\nIndian,Y\nWhite,N\n"))
    other = scwres.compute(write("other.csv", f"ethnicity,{header}\nIndian,Y\nWhite,N\n"))

    assert other.lines == plain.lines


def test_two_headers_that_could_be_one_column_are_asked_about(write):
    text = "ethnicity,Grade,Pay Scale,left\nWhite,G1,S1,N\n"

    assert "has several columns that could be 'pay_band': B 'Grade' and C 'Pay Scale'" in _faults(
        write("hr.csv", text)
    )


def test_a_name_goes_before_a_header_that_only_means_it(write):
    text = "ethnicity,pay_band,Grade\nWhite,Band 1,G7\nIndian,Band 1,G8\n"

    assert [line.part for line in _lines(write("hr.csv", text))] == ["Band 1"]


def test_figures_can_be_broken_down_by_a_column_s_own_header(write):
    path = write("hr.csv", "ethnicity,Division,left\nWhite,North,N\nIndian,South,Y\n")

    for by in ("Division", "division", "directorate"):
        units = [line.unit for line in scwres.compute(path, by=[by]).lines]
        assert units == ["", "North", "South"]


cells = st.sampled_from(["", " ", "Indian", "White", "N", "Y", "x,y", "Total", "é", "1"])
rows = st.lists(st.lists(cells, max_size=5), max_size=12)


@given(rows=rows, header_at=st.integers(0, 4), delimiter=st.sampled_from(",;\t|"))
def test_any_rows_are_accounted_for_or_refused(tmp_path_factory, rows, header_at, delimiter):
    lines = [delimiter.join(f'"{cell}"' if "," in cell else cell for cell in row) for row in rows]
    lines.insert(min(header_at, len(lines)), delimiter.join(["ethnicity", "left", "cpd"]))
    path = tmp_path_factory.mktemp("rows") / "hr.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    blanks = {"left": "not-applicable", "cpd": "not-applicable"}
    try:
        [account] = scwres.compute(path, blanks=blanks).inputs
    except InputError:
        return  # refused, which is the other thing that may happen
    assert account.rows == account.counted + sum(account.left_out.values())
    assert account.rows == len(lines) - 1
