"""What somebody who tried to have a wrong figure printed in silence came up with."""

from __future__ import annotations

import io
import time
from datetime import date

import pandas
import pytest
import xlsxwriter

import scwres
from scwres import InputError

YEAR = (date(2024, 10, 1), date(2025, 9, 30))

BASE = "staff_id,ethnicity\n" + "".join(
    f"{number:03d},{'Indian' if number % 2 == 0 else 'White British'}\n" for number in range(1, 41)
)


def _faults(*paths, **options) -> str:
    with pytest.raises(InputError) as error:
        scwres.compute(paths, **options)
    return " ".join(str(fault) for fault in error.value.faults)


def _codes(results) -> set[str]:
    return {warning.code for warning in results.warnings}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_parts_of_a_list_with_other_columns_are_refused(write, order):
    parts = [
        write("d1.csv", "staff_id,disciplinary_date\n001,2025-01-01\n"),
        write("d2.csv", "ethnicity,disciplinary_date\nIndian,2025-01-01\n"),
    ]
    named = [("disciplinary", parts[place]) for place in order]

    assert "but has different columns" in _faults(write("hr.csv", BASE), named=named)


def test_parts_of_a_list_with_the_same_columns_are_added(write):
    parts = [
        write("d1.csv", "staff_id,disciplinary_date\n001,2025-01-01\n"),
        write("d2.csv", "staff_id,disciplinary_date\n003,2025-01-01\n"),
    ]
    results = scwres.compute(
        write("hr.csv", BASE), named=[("disciplinary", part) for part in parts]
    )
    assert results.lines[0].compared_with_count == 2
    # Each part accounts for its own people, whichever comes first.
    assert [one.people for one in results.inputs[1:]] == [1, 1]


@pytest.mark.parametrize("ids", ["1.23457E+11", "#N/A", "N/A", "null", "-", "Unknown"])
def test_ids_that_are_none_do_not_make_one_person_of_many(write, ids):
    rows = "".join(f"{ids},White British,N\n" for _ in range(10)) + "7,Indian,Y\n"

    assert "id" in _faults(write("hr.csv", f"staff_id,ethnicity,left\n{rows}"))


def test_ids_of_more_digits_than_a_spreadsheet_holds_are_refused(write):
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["staff_id", "ethnicity", "left"])
    for number in range(1, 9):
        sheet.write_row(number, 0, [12345678901234500 + number, "Indian", "N"])
    book.close()

    assert "that a spreadsheet has cut short" in _faults(write("hr.xlsx", content.getvalue()))


def test_bytes_that_are_no_text_are_refused(write):
    content = io.BytesIO()
    rows = {"staff_id": [bytes([200 + n]) for n in range(9)], "ethnicity": "Indian", "left": "N"}
    pandas.DataFrame(rows).to_parquet(content)

    assert "is a damaged Parquet file" in _faults(write("hr.parquet", content.getvalue()))


@pytest.mark.parametrize(
    "text",
    [
        "Employee Number,Referral Date,Reason\n002,2025-01-01,Back pain\n",
        "Employee Number,Case Type,Case Opened\n002,Grievance,2025-01-01\n",
        "Employee Number,Course Title,Completion Date\n002,Fire safety,2025-01-01\n",
    ],
)
def test_a_list_of_something_else_is_not_taken_for_one_of_ours(write, text):
    assert "is not recognised as any kind" in _faults(write("x.csv", text))


def test_a_list_that_does_not_tell_which_rows_count_is_warned_about(write):
    cpd = write("cpd.csv", "staff_id,cpd_date\n001,2025-01-01\n")

    assert "every-row-counts" in _codes(scwres.compute([write("hr.csv", BASE), cpd]))


@pytest.mark.parametrize("ids", ["1", "1.0"])
def test_ids_without_the_zeros_of_the_other_file_are_refused(write, ids):
    leavers = write("l.csv", f"staff_id,ethnicity,leaving_date\n{ids},Indian,2025-01-01\n")

    assert "staff numbers written differently" in _faults(write("hr.csv", BASE), leavers)


def test_a_leaver_without_a_date_is_refused(write):
    leavers = write("l.csv", "staff_id,ethnicity,leaving_date\n101,Indian,\n102,Indian,1/1/2025\n")

    assert "l.csv: has no date: row 2" in _faults(write("hr.csv", BASE), leavers)


def test_a_lookup_table_beside_the_extract_is_refused(write):
    rows = [f"{number:03d},Indian,N,,,\n" for number in range(40)]
    for place, grade in enumerate(["G1", "G2", "G3"]):
        rows[place] = f"{place:03d},Indian,N,,{grade},{place + 20000}\n"
    text = "staff_id,ethnicity,left,,Grade,Salary from\n" + "".join(rows)

    assert "is next to a blank column" in _faults(write("hr.csv", text))


@pytest.mark.parametrize(
    "total",
    [
        *("Total ", "Total:", "TOTALS:", "Total staff", "All staff", "Sum", "Count", "Headcount"),
        *("Adults Total", "Sub-total", "Total headcount"),
    ],
)
def test_a_row_of_totals_is_told_however_it_is_written(write, total):
    text = "staff_id,ethnicity,left,team\n1,Indian,N,A\n2,White,N,B\n3,White,N,B\n"

    assert "looks like a row of totals: row 5" in _faults(write("hr.csv", f"{text}{total},,1,\n"))


def test_notes_of_two_cells_below_the_table_are_notes(write):
    text = "staff_id,ethnicity,left,team,cpd\n1,Indian,N,A,N\n2,White,Y,B,Y\n"
    expected = scwres.compute(write("a.csv", text))
    results = scwres.compute(write("b.csv", f"{text}Source: the payroll system,,,B,\n"))

    assert results.lines == expected.lines
    assert results.inputs[0].left_out == {"footnote": 1}


def test_the_order_of_bands_is_asked_about_where_names_do_not_tell_it(write):
    text = "staff_id,ethnicity,pay_band\n1,Indian,Director\n1,Indian,G5\n2,White,G5\n2,White,G10\n"
    [warning] = [
        one for one in scwres.compute(write("hr.csv", text)).warnings if one.code == "band-order"
    ]
    assert "1 person is in several posts" in warning.text


def test_somebody_of_two_groups_in_one_list_is_a_fault(write):
    leavers = write(
        "l.csv",
        "staff_id,ethnicity,leaving_date\n901,Indian,1/1/2025\n901,White British,1/1/2025\n",
    )
    assert "1 person is in different ethnic groups in different rows" in _faults(
        write("hr.csv", BASE), leavers
    )


@pytest.mark.parametrize("word", ["Y?", "1%", "0%", "-1", "no!", "(Y)", "Y/N", "yes."])
def test_a_word_in_doubt_is_no_answer(write, word):
    assert "Expected Y or N" in _faults(write("hr.csv", f"ethnicity,left\nIndian,{word}\n"))


@pytest.mark.parametrize("salary", ["31.5", "75.2", "45.00", "0", "9" * 5_000, "12345678"])
def test_what_is_no_salary_a_year_is_refused(write, salary):
    config = write("scwres.toml", '[pay_bands]\nfrom_salary = "national"\n')
    path = write("hr.csv", f"ethnicity,salary\nIndian,{salary}\n")

    assert "Expected full-time pay in pounds a year" in _faults(path, config=config)


@pytest.mark.parametrize(
    "text",
    [
        "1001,Jane Smith,White British,N\n1002,Al Khan,Indian,Y\n",
        "1001,Grace,Hopper,White British,Y\n",
        "staff_id,ethnicity,left\n1,Jane Smith,N\n2,Ali Khan,N\n3,Bo Li,N\n",
    ],
)
def test_nobody_s_name_stands_in_a_message(write, text):
    message = _faults(write("hr.csv", text))

    for name in ("Jane", "Grace", "Hopper", "Ali", "Khan", "Bo Li"):
        assert name not in message


def test_nobody_s_salary_stands_in_the_units_of_quartiles(write):
    config = write("scwres.toml", '[pay_bands]\nfrom_salary = "quartiles"\n')
    text = "ethnicity,salary,left\nIndian,20000,N\nWhite,30000,N\nWhite,43210,Y\n"
    results = scwres.compute(write("hr.csv", text), config=config, by=["pay_band"])

    units = {line.unit for line in results.lines if line.breakdown}
    assert "Not recorded" in units
    assert all(unit.startswith("Quartile") for unit in units - {"Not recorded"})


def test_a_time_out_of_reach_is_a_fault(write):
    import pyarrow
    from pyarrow import parquet

    content = io.BytesIO()
    days = pyarrow.array([2**60], pyarrow.timestamp("us"))
    table = pyarrow.table({"ethnicity": ["Indian"], "leaving_date": days})
    parquet.write_table(table, content)

    assert "is a damaged Parquet file" in _faults(write("l.parquet", content.getvalue()))


def test_a_header_that_the_settings_name_and_the_file_lacks_is_a_fault(write):
    write("cases.csv", "staff_id,Opened,stage\n001,2025-01-01,Hearing\n")
    write("hr.csv", BASE)
    config = write(
        "scwres.toml",
        '[[extracts]]\npath = "hr.csv"\n[[extracts]]\npath = "cases.csv"\nkind = "disciplinary"\n'
        '[extracts.columns]\ndisciplinary_date = "Date Opened"\n',
    )
    assert "has no column 'Date Opened', which the settings name as disciplinary_date" in _faults(
        config=config
    )


def test_agency_workers_of_the_staff_extract_are_no_leavers(write):
    staff = (
        "staff_id,ethnicity,employment_type\n1,Indian,Agency\n2,Indian,Direct\n3,White,Direct\n"
    )
    leavers = "staff_id,ethnicity,leaving_date\n1,Indian,1/1/2025\n9,White,1/1/2025\n"
    results = scwres.compute([write("hr.csv", staff), write("l.csv", leavers)])

    [line] = results.lines
    assert (line.group_count, line.group_out_of) == (0, 1)
    assert (line.compared_with_count, line.compared_with_out_of) == (1, 2)
    assert results.inputs[1].left_out == {"not directly employed": 1}


def test_leavers_most_of_whom_stand_among_staff_are_asked_about(write):
    rows = "".join(f"{number:03d},Indian,1/1/2025\n" for number in range(1, 9))
    leavers = write("l.csv", f"staff_id,ethnicity,leaving_date\n{rows}")

    message = _faults(write("hr.csv", BASE.replace("White British", "Indian")), leavers)
    assert "holds 8 of the 8 people in l.csv, but has no column 'left'" in message


def test_settings_of_a_file_hold_where_its_folder_is_named(write, tmp_path):
    write("data/r.csv", "Ethnic Group;Result of it\nIndian;Y\nWhite;N\n")
    config = write(
        "scwres.toml",
        '[[extracts]]\npath = "data/r.csv"\nkind = "shortlisting"\n'
        '[extracts.columns]\nappointed = "Result of it"\n',
    )
    assert scwres.compute(tmp_path / "data", config=config).lines[0].indicator == "2"


def test_what_is_said_of_one_file_of_a_folder_is_said_of_no_other(write, tmp_path):
    text = "ethnicity,appointed\nIndian,N\nWhite,Y\n"
    write("data/recruitment.csv", text)
    write("data/recruitment_2023.csv", text)
    config = write(
        "scwres.toml", '[[extracts]]\npath = "data/recruitment.csv"\nkind = "shortlisting"\n'
    )
    assert "both hold 'appointed'" in _faults(tmp_path / "data", config=config)


def test_a_year_of_two_digits_of_the_last_century_is_of_it(write):
    text = "staff_id,ethnicity,leaving_date\n1,Indian,01-MAY-98\n2,Indian,\n3,White,1-MAY-25\n"
    results = scwres.compute(named=[("staff", write("hr.csv", text))], window=YEAR)

    assert results.inputs[0].left_out == {"left before the period": 1}


def test_white_and_no_more_is_warned_about_where_white_minorities_are_minority_ethnic(write):
    config = write("scwres.toml", '[ethnicity]\nwhite_minorities = "minority"\n')
    path = write("hr.csv", "ethnicity,left\nWhite,N\nWhite Irish,Y\nIndian,N\n")

    assert "white-and-no-more" in _codes(scwres.compute(path, config=config))
    assert "white-and-no-more" not in _codes(scwres.compute(path))


def test_a_row_with_an_answer_is_no_note(write):
    header = "team,ethnicity,harassment_public,harassment_colleagues,harassment_managers\n"
    rows = "North,Indian,N,N,N\nNorth,White,N,N,N\nHospital Discharge Team,,Y,,\n"
    results = scwres.compute(write("survey.csv", header + rows))

    assert results.lines[0].all_count == 1
    assert results.inputs[0].left_out == {}


def test_a_day_outside_the_window_goes_before_a_yes(write):
    text = "staff_id,ethnicity,left,leaving_date\n1,Indian,Y,2019-01-01\n2,Indian,Y,2025-01-01\n"
    path = write("hr.csv", f"{text}3,White,N,\n4,White,Y,\n")
    results = scwres.compute(named=[("staff", path)], window=YEAR)

    assert (results.lines[0].group_count, results.lines[0].group_out_of) == (1, 1)
    assert results.lines[0].compared_with_count == 1  # a yes without a day stays one
    assert results.inputs[0].left_out == {"left before the period": 1}


def test_somebody_who_left_came_back_and_left_again_is_a_leaver(write):
    staff = "staff_id,ethnicity,leaving_date\n1,Indian,2019-05-01\n2,Indian,\n3,White,\n"
    leavers = write("l.csv", "staff_id,ethnicity,leaving_date\n1,Indian,2025-05-01\n")
    results = scwres.compute(leavers, named=[("staff", write("hr.csv", staff))], window=YEAR)
    [line] = results.lines
    assert (line.group_count, line.group_out_of) == (1, 2)


def test_rates_of_a_unit_that_was_closed_are_undefined(write):
    config = write("scwres.toml", 'out_of = "in_post"\n')
    path = write("hr.csv", "ethnicity,team,left\nIndian,A,Y\nWhite,A,Y\nIndian,B,N\nWhite,B,N\n")
    results = scwres.compute(path, config=config, by=["team"])

    [closed] = [line for line in results.lines if line.unit == "A"]
    assert closed.gap is None
    assert closed.marks["ratio"] == "x"


@pytest.mark.parametrize("team", ["Total Mobile", "All Ages Team", "Totally Active"])
def test_a_team_with_total_in_its_name_is_a_team(write, team):
    text = f"ethnicity,team,left\nIndian,{team},Y\nWhite British,Reablement,N\n"

    assert scwres.compute(write("hr.csv", text), by=["team"]).lines[-1].unit in (
        team,
        "Reablement",
    )


@pytest.mark.parametrize(
    "answer", ["Prefer not to answer", "Rather not say", "I prefer not to say"]
)
def test_declining_to_answer_is_no_answer(write, answer):
    text = f"ethnicity,harassment_public\nIndian,{answer}\nWhite,N\nWhite,Y\n"

    assert scwres.compute(write("survey.csv", text)).lines[0].all_out_of == 2


def test_a_salary_with_many_decimals_is_one(write):
    config = write("scwres.toml", '[pay_bands]\nfrom_salary = "national"\n')
    path = write("hr.csv", "ethnicity,salary\nIndian,28345.3333333\nWhite,70000.0001\n")

    lines = scwres.compute(path, config=config).lines
    assert [line.part for line in lines if line.title == "Pay bands"] == [
        "Under £30,000",
        "£70,000 and over",
    ]


def test_many_job_titles_are_no_fault(write):
    config = write("scwres.toml", '[regulated]\nroles = ["Role 7"]\n')
    rows = "".join(f"White,Role {number},N\n" for number in range(1_500))
    path = write("hr.csv", f"ethnicity,job_role,fitness_to_practise\n{rows}")

    assert scwres.compute(path, config=config).lines[0].all_out_of == 1


def test_units_that_differ_in_capitals_alone_are_one_in_a_list_too(write):
    staff = write("hr.csv", "ethnicity,directorate,pay_band\nIndian,Adults,1\nWhite,Adults,1\n")
    cases = write("c.csv", "ethnicity,directorate,disciplinary_date\nIndian,ADULTS,1/1/2025\n")
    results = scwres.compute([staff, cases], by=["directorate"])

    [line] = [one for one in results.lines if one.indicator == "3" and one.unit]
    assert (line.unit, line.group_count, line.group_out_of) == ("Adults", 1, 1)


@pytest.mark.slow
def test_a_header_of_200_000_cells_and_a_million_blank_lines_are_soon_told(write):
    began = time.process_time()
    header = ",".join(f"ethnicity header {number}" for number in range(200_000))
    assert "columns, but at most 500 can be read" in _faults(write("a.csv", f"{header}\n"))
    results = scwres.compute(write("b.csv", "ethnicity,left\nIndian,N\n" + ",\n" * 1_000_000))
    assert results.inputs[0].left_out == {"blank row": 1_000_000}
    assert time.process_time() - began < 30  # it was minutes
