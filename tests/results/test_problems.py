"""``check --rows``: every row with a problem in a file, no other row, and nobody's identity."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile

import openpyxl
import pytest

from scwres.errors import Fault, FaultLog, keeping_every_row
from scwres.reports.workbook import problems
from scwres.results.check import check
from scwres.results.problems import problem_rows

HEADERS = ["file", "sheet", "row", "column", "problem", "what to do", "code"]
HEADER = ["Employee No", "Ethnic Origin", "Pay Grade", "Disciplinary"]

#: Rows 2 to 101. Of them 20 have a label that means nothing, 10 an answer that means nothing, and
#: 10 a field too many: the tens of each kind are apart, so 40 rows have one problem each.
ROWS = [
    [
        f"E{number:04}",
        "Martian" if number <= 21 else "Indian",
        "G1",
        "perhaps" if 31 <= number <= 40 else "no",
        *(["stray"] if 91 <= number <= 100 else []),
    ]
    for number in range(2, 102)
]
BAD = {
    **dict.fromkeys(range(2, 22), ("Ethnic Origin", "unknown-label")),
    **dict.fromkeys(range(31, 41), ("Disciplinary", "unknown-value")),
    **dict.fromkeys(range(91, 101), ("", "row-width")),
}


def _csv(rows, header=HEADER):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    return text.getvalue()


def _read_csv(path):
    [header, *rows] = csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig")))
    assert header == HEADERS
    return [dict(zip(HEADERS, row, strict=True)) for row in rows]


def _read_xlsx(path):
    [sheet] = openpyxl.load_workbook(path).worksheets
    [header, *rows] = sheet.iter_rows(values_only=True)
    assert list(header) == HEADERS
    return [dict(zip(HEADERS, row, strict=True)) for row in rows]


def _workbook(**sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _contents(path):
    """Return the bytes of a file, and of each part where it is a workbook."""
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as book:
        return b"\n".join(book.read(name) for name in book.namelist())


def test_every_row_with_a_problem_is_in_the_file_and_no_other(write, scwres, tmp_path):
    ran = scwres("check", write("hr.csv", _csv(ROWS)), "--rows", tmp_path / "bad.csv")
    rows = _read_csv(tmp_path / "bad.csv")

    assert ran.status == 3
    assert len(rows) == 40
    assert {int(row["row"]): (row["column"], row["code"]) for row in rows} == BAD
    assert {(row["file"], row["sheet"]) for row in rows} == {("hr.csv", "")}
    assert {row["problem"] for row in rows} == {
        "holds 'Martian' in 20 rows",
        "holds 'perhaps' in 10 rows",
        "has more fields than the 4 in the header",
    }
    assert all(row["what to do"] for row in rows)
    assert "bad.csv: 40 lines, one for each problem of a row or of a whole file\n" in ran.err


def test_the_file_is_as_other_csv_files_for_spreadsheets(write, scwres, tmp_path):
    scwres("check", write("hr.csv", _csv(ROWS)), "--rows", tmp_path / "bad.csv")
    scwres("compute", write("good.csv", _csv(ROWS[40:80])), "--output", tmp_path / "out.csv")

    for name in ("bad.csv", "out.csv"):
        content = (tmp_path / name).read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in content


def test_a_workbook_has_the_same_rows_with_numbers_as_numbers(write, scwres, tmp_path):
    path = write("hr.csv", _csv(ROWS))
    scwres("check", path, "--rows", tmp_path / "bad.csv")
    scwres("check", path, "--rows", tmp_path / "bad.xlsx")

    as_text = [
        {name: "" if value is None else str(value) for name, value in row.items()}
        for row in _read_xlsx(tmp_path / "bad.xlsx")
    ]
    assert as_text == _read_csv(tmp_path / "bad.csv")
    assert [row["row"] for row in _read_xlsx(tmp_path / "bad.xlsx")] == sorted(BAD)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_sheet_and_the_row_are_those_that_a_spreadsheet_shows(write, scwres, tmp_path, ending):
    # Two rows of titles and a blank one stand above the header, which is row 4.
    rows = [["Staff in post"], ["HR", "2025"], [], HEADER[:3]]
    rows += [[f"E{number}", "White British", "G1"] for number in range(5, 30)]
    rows[20] = ["E21", "Martian", "G1"]  # rows are counted from 1
    path = write("hr.xlsx", _workbook(Notes=[["Run on"]], Establishment=rows))
    listed = tmp_path / f"bad.{ending}"
    scwres("check", path, "--rows", listed)

    [row] = _read_csv(listed) if ending == "csv" else _read_xlsx(listed)
    assert (row["file"], row["sheet"], int(row["row"]), row["column"]) == (
        "hr.xlsx",
        "Establishment",
        21,
        "Ethnic Origin",
    )


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_no_id_and_no_address_is_in_the_file(write, scwres, tmp_path, ending):
    planted = ["E0007", "a.khan@example.gov.uk", "QQ123456C"]
    rows = [
        [f"E{number:04}", "Indian" if number % 2 else "White", "G1", "no"]
        for number in range(2, 60)
    ]
    rows[3][0] = planted[1]  # an address in place of a staff number
    rows[4][0] = ""
    for place, text in zip((10, 14, 18), planted, strict=True):
        rows[place][1] = text  # and of a label
        rows[place + 1][3] = text  # and of an answer
        rows[place + 2][2] = text  # and of a pay band, which may be any text
    rows[40] = ["S. Canary"] * 4  # a name that is somebody's id
    listed = tmp_path / f"bad.{ending}"
    cases = _csv([["E0007", "yes, 4 May"], ["", "01/05/2025"]], ["Employee No", "Hearing date"])
    paths = [write("hr.csv", _csv(rows)), write("cases.csv", cases)]
    assert scwres("check", *paths, "--as", f"disciplinary={paths[1]}", "--rows", listed).status

    content = _contents(listed)
    assert len(_read_csv(listed) if ending == "csv" else _read_xlsx(listed)) > 5
    for text in (*planted, "Canary", "khan", *(row[0] for row in rows if row[0])):
        assert text.encode() not in content


def test_a_message_shows_the_same_with_the_file_and_without(write, scwres, tmp_path):
    path = write("hr.csv", _csv(ROWS))
    for format_ in ("text", "json"):
        alone = scwres("check", path, "--format", format_)
        beside = scwres("check", path, "--format", format_, "--rows", tmp_path / "bad.csv")
        assert beside.out == alone.out
        assert beside.status == alone.status == 3
    rows = [fault["rows"] for fault in json.loads(beside.out)["faults"]]
    assert rows == [[91, 92, 93, 94, 95], [2, 3, 4, 5, 6], [31, 32, 33, 34, 35]]


def test_without_being_asked_a_check_keeps_the_first_rows_alone(write):
    path = write("hr.csv", _csv(ROWS))

    assert all(not fault.every_row for fault in check([path]).faults)
    kept = {fault.code: list(fault.every_row) for fault in check([path], every_row=True).faults}
    assert kept["unknown-label"] == list(range(2, 22))


def test_rows_are_kept_in_order_and_each_once():
    log, noted_after = FaultLog("hr.csv"), FaultLog("hr.csv")
    with keeping_every_row(is_wanted=True):
        for row in (9, 4, 9, 12, 4, 1):
            log.add("is damaged", "Save it again.", "file-damaged", row=row)
    noted_after.add("is damaged", "Save it again.", "file-damaged", row=9)

    [fault] = log.faults()
    assert list(fault.every_row) == [1, 4, 9, 12]
    assert (fault.number_of_rows, fault.rows) == (6, (9, 4, 9, 12, 4))
    assert not noted_after.faults()[0].every_row


def test_a_row_with_two_problems_is_listed_twice_in_a_row(write):
    rows = [["E1", "Indian", "G1", "no"], ["E2", "Martian", "G1", "perhaps"]] * 2
    rows = [[f"E{number}", *row[1:]] for number, row in enumerate(rows)]
    checked = check([write("hr.csv", _csv(rows))], every_row=True)

    assert [(row.row, row.column) for row in problem_rows(checked.faults)] == [
        (3, "Ethnic Origin"),
        (3, "Disciplinary"),
        (5, "Ethnic Origin"),
        (5, "Disciplinary"),
    ]


def test_every_row_without_a_staff_number_is_listed_for_each_file(write):
    staff = [["" if number < 20 else f"E{number}", "Indian", "G1", "no"] for number in range(50)]
    cases = [["", "01/05/2025"] for _ in range(8)] + [["E30", "02/05/2025"]]
    paths = [
        write("hr.csv", _csv(staff)),
        write("cases.csv", _csv(cases, ["Employee No", "Disciplinary hearing date"])),
    ]
    listed = [*problem_rows(check(paths, every_row=True).faults)]

    assert [row.row for row in listed if row.file == "hr.csv"] == list(range(2, 22))
    assert [row.row for row in listed if row.file == "cases.csv"] == list(range(2, 10))
    assert {row.column for row in listed} == {"Employee No"}


def test_every_row_is_listed_where_a_text_is_read_in_several_blocks(write):
    rows = [
        f"{number},{'Martian' if number % 1_000 == 0 else 'Indian'},G1,no"
        for number in range(2, 120_001)
    ]
    path = write("hr.csv", "\n".join([",".join(HEADER), *rows]) + "\n")
    for engine in ("standard", "arrow"):
        checked = check([path], every_row=True, engine=engine)
        listed = [row.row for row in problem_rows(checked.faults)]
        assert listed == list(range(1_000, 120_001, 1_000)), engine


def test_a_problem_of_a_whole_file_or_of_none_has_no_row(write, scwres, tmp_path):
    path = write("hr.csv", _csv([["E1", "Martian", "G1", "no"], ["E2", "Indian", "G1", "no"]]))
    scwres("check", path, "--by", "team", "--rows", tmp_path / "bad.csv")
    rows = _read_csv(tmp_path / "bad.csv")

    assert [(row["file"], row["row"], row["column"], row["code"]) for row in rows] == [
        ("hr.csv", "2", "Ethnic Origin", "unknown-label"),
        ("", "", "", "column-missing"),
    ]


def test_a_problem_of_a_whole_file_stands_before_those_of_its_rows():
    of_rows = Fault("hr.csv", "is bad", "Correct it.", "not-a-date", every_row=(4, 9))
    of_file = Fault("hr.csv", "is odd", "Look at it.", "text-encoding")
    of_other = Fault("cpd.csv", "is bad", "Correct it.", "not-a-date", every_row=(2,))

    assert [(row.file, row.row) for row in problem_rows([of_rows, of_file, of_other])] == [
        ("hr.csv", None),
        ("hr.csv", 4),
        ("hr.csv", 9),
        ("cpd.csv", 2),
    ]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_where_nothing_is_wrong_the_file_holds_its_header_alone(write, scwres, tmp_path, ending):
    path, listed = write("hr.csv", _csv(ROWS[45:60])), tmp_path / f"bad.{ending}"
    ran = scwres("check", path, "--rows", listed)

    assert ran.status == 0
    assert (_read_csv(listed) if ending == "csv" else _read_xlsx(listed)) == []
    assert f"Wrote {listed}: no row has a problem, so it holds only its header\n" in ran.err
    assert "with the same other options" not in ran.err
    assert scwres("check", path, "--rows", listed, "--quiet").err == ""


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("bad.txt", "bad.txt ends in .txt. Expected .csv or .xlsx."),
        ("bad.xls", "bad.xls ends in .xls. Expected .csv or .xlsx."),
        ("bad", "bad has no ending. Expected .csv or .xlsx."),
    ],
)
def test_a_file_of_another_ending_is_refused_before_anything_is_read(scwres, tmp_path, name, says):
    ran = scwres("check", tmp_path / "nowhere.csv", "--rows", tmp_path / name)

    assert ran.status == 2
    assert says in " ".join(ran.err.split())
    assert not (tmp_path / name).exists()


def test_a_file_that_is_read_is_never_written(write, scwres, tmp_path):
    hr = write("in/hr.csv", _csv(ROWS))
    settings = write("settings.csv", "")
    (tmp_path / "link.csv").hardlink_to(hr)
    before = hr.read_bytes()
    for rows, says in (
        (hr, "would overwrite an extract"),
        (tmp_path / "link.csv", "would overwrite an extract"),
        (settings, "would overwrite the settings file"),
        (hr.with_name("bad.csv"), "is in a folder of extracts"),
    ):
        extract = hr.parent if rows.name == "bad.csv" else hr
        ran = scwres("check", extract, "--config", settings, "--rows", rows)
        assert ran.status == 2
        assert f"--rows {rows} {says}" in " ".join(ran.err.split())
    assert hr.read_bytes() == before
    assert settings.read_bytes() == b""
    assert not hr.with_name("bad.csv").exists()


def test_an_old_file_is_replaced_whole_or_stays(write, scwres, tmp_path):
    old = write("bad.csv", "old\n" * 1_000)
    assert scwres("check", tmp_path / "nowhere.csv", "--rows", old).status == 6
    assert old.read_text() == "old\n" * 1_000

    scwres("check", write("hr.csv", _csv(ROWS)), "--rows", old)
    assert len(_read_csv(old)) == 40

    ran = scwres("check", tmp_path / "hr.csv", "--rows", tmp_path / "no/folder.csv")
    assert ran.status == 6
    assert "no/folder.csv: cannot be written" in " ".join(ran.err.split())


def test_no_cell_is_a_formula(write, scwres, tmp_path):
    header = ["Employee No", "Ethnic Origin", "Pay Grade", "-Disciplinary"]
    rows = [[*row[:1], "=1+1" if row[1] == "Martian" else "White", "G1", "no"] for row in ROWS]
    path = write("=cmd.csv", _csv(rows, header))
    scwres("check", path, "--rows", tmp_path / "bad.csv")
    scwres("check", path, "--rows", tmp_path / "bad.xlsx")

    assert {row["file"] for row in _read_csv(tmp_path / "bad.csv")} == {"'=cmd.csv"}
    [sheet] = openpyxl.load_workbook(tmp_path / "bad.xlsx").worksheets
    assert sheet["A2"].value == "=cmd.csv"
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {
        "s",
        "n",
    }
    assert not re.search(rb"<f[ >]", _contents(tmp_path / "bad.xlsx"))


def test_more_rows_than_a_sheet_holds_are_refused_and_not_cut(
    write, scwres, tmp_path, monkeypatch
):
    monkeypatch.setattr(problems, "MOST_ROWS", 40)
    path = write("hr.csv", _csv(ROWS))
    ran = scwres("check", path, "--rows", tmp_path / "bad.xlsx")

    assert ran.status == 6
    assert (
        "the list has 40 rows, but a sheet holds 39 at most. Name a file that ends in .csv."
        in (" ".join(ran.err.split()))
    )
    assert not (tmp_path / "bad.xlsx").exists()


def test_a_file_that_is_not_read_to_its_end_is_said_to_be_so(write):
    rows = [f"E{number},White,{number},no" for number in range(120_000)]
    path = write("hr.csv", "\n".join([",".join(HEADER), *rows]) + "\n")
    listed = [*problem_rows(check([path], every_row=True).faults)]

    assert "was not read to its end, because a column holds too many different values" in {
        row.problem for row in listed
    }
