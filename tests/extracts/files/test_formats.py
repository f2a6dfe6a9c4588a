"""The same data in any format gives the same results; what is no extract is told by name."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import datetime

import pandas
import pyarrow
import pyarrow.parquet
import pytest
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import Table, TableCell, TableRow
from odf.text import P

import scwres
from scwres import FileError, InputError, UsageError
from scwres.extracts.files.not_tables import other_than_table

HEADER = ["staff_id", "Ethnicity", "Directorate", "Pay Band", "disciplinary", "left"]
ROWS = [
    ["001", "White British", "Adults", "Band 2", "N", "N"],
    ["002", "Any other ethnic group", "Adults", "Band 10", "Y", "N"],
    ["003", "Gypsy or Irish Traveller", "Café & “Day” services", "Band 2", "N", "Y"],
    ["004", "Indian", "Children's", "Band 2", "", "N"],
    ["005", "", "Children's", "Band 3", "N", "N"],
    ["006", "White - Irish", "Children's", "Band 3", "N", "N"],
]


def _text(delimiter: str = ",", line_end: str = "\n", *, quoting: int = csv.QUOTE_MINIMAL) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator=line_end, quoting=quoting)
    writer.writerows([HEADER, *ROWS])
    return text.getvalue()


def _xlsx(rows=(HEADER, *ROWS), name: str = "Staff", **sheets) -> bytes:
    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content, {"in_memory": True})
    for sheet_name, sheet_rows in {name: rows, **sheets}.items():
        sheet = workbook.add_worksheet(sheet_name)
        for number, row in enumerate(sheet_rows):
            for place, value in enumerate(row):
                if value != "":
                    sheet.write(number, place, value)
    workbook.close()
    return content.getvalue()


def _xls(rows=(HEADER, *ROWS)) -> bytes:
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("Staff")
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            sheet.write(number, place, value)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _ods(rows=(HEADER, *ROWS), *, hidden: bool = False) -> bytes:
    document = OpenDocumentSpreadsheet()
    style = Style(name="seen", family="table")
    style.addElement(TableProperties(display="false" if hidden else "true"))
    document.automaticstyles.addElement(style)
    table = Table(name="Staff", stylename=style)
    for row in rows:
        cells = TableRow()
        for value in row:
            cell = TableCell(valuetype="string") if value else TableCell()
            if value:
                cell.addElement(P(text=value))
            cells.addElement(cell)
        table.addElement(cells)
    document.spreadsheet.addElement(table)
    content = io.BytesIO()
    document.write(content)
    return content.getvalue()


def _parquet(rows=ROWS) -> bytes:
    content = io.BytesIO()
    pandas.DataFrame(rows, columns=HEADER).to_parquet(content)
    return content.getvalue()


VERSIONS = {
    "comma.csv": lambda: _text().encode(),
    "crlf.csv": lambda: _text(line_end="\r\n").encode(),
    "mark.csv": lambda: _text().encode("utf-8-sig"),
    "quoted.csv": lambda: _text(quoting=csv.QUOTE_ALL).encode(),
    "semicolon.csv": lambda: _text(";").encode(),
    "tab.tsv": lambda: _text("\t").encode(),
    "bar.txt": lambda: _text("|").encode(),
    "windows.csv": lambda: _text(";", "\r\n").encode("cp1252"),
    "utf16.txt": lambda: _text("\t", "\r\n").encode("utf-16"),
    "utf16-without-mark.txt": lambda: _text("\t").encode("utf-16-le"),
    "utf16-big.csv": lambda: _text().encode("utf-16-be"),
    "book.xlsx": _xlsx,
    "book.xls": _xls,
    "book.ods": _ods,
    "table.parquet": _parquet,
}


def _same(results):
    return results.lines, results.counts, [one.indicator for one in results.not_computed]


@pytest.mark.parametrize("name", VERSIONS)
def test_one_data_set_gives_the_same_results_in_every_format(name, write):
    expected = scwres.compute(write("hr.csv", _text()), by=["directorate"])
    results = scwres.compute(write(f"as/{name}", VERSIONS[name]()), by=["directorate"])

    assert _same(results) == _same(expected)
    [account] = results.inputs
    assert (account.rows, account.counted, account.people) == (6, 6, 6)


def test_a_format_is_told_by_the_bytes_and_not_by_the_name(write):
    expected = scwres.compute(write("hr.csv", _text()))

    assert _same(scwres.compute(write("as/hr.csv", _xlsx()))) == _same(expected)
    assert _same(scwres.compute(write("as/hr.xlsx", _text().encode()))) == _same(expected)


def test_counts_of_any_format_give_the_same_results(write, scwres):
    path = write("book.xlsx", _xlsx())
    counts = scwres("compute", path, "--by", "directorate", "--format", "counts").out
    again = scwres(
        "compute", write("c/counts.csv", counts), "--by", "directorate", "--format", "csv"
    )

    assert again.out == scwres("compute", path, "--by", "directorate", "--format", "csv").out


def test_the_encoding_can_be_said(write):
    path = write("hr.csv", _text().replace("“", "").replace("”", "").encode("utf-16"))

    assert scwres.compute(path, encoding="utf-16").lines
    with pytest.raises(InputError, match="is not all in UTF-8"):
        scwres.compute(path, encoding="utf-8")
    with pytest.raises(UsageError, match="Did you mean 'utf-8'"):
        scwres.compute(path, encoding="utf8")


def test_text_read_as_windows_1252_is_noted(write):
    [account] = scwres.compute(write("hr.csv", _text().encode("cp1252"))).inputs

    assert account.form == "text, Windows-1252, commas"
    assert "read as Windows-1252" in account.notes[0]


def test_a_mixture_of_encodings_is_refused(write):
    content = _text().encode() + "007,Indian,Caf\xe9,Band 2,N,N\n".encode("cp1252")
    with pytest.raises(InputError, match="is not all in UTF-8 or Windows-1252"):
        scwres.compute(write("hr.csv", content))


def test_a_letter_that_no_block_of_bytes_holds_whole_is_read(write):
    # A letter of two bytes stands across the border of two blocks, in either encoding.
    filler = "".join(f"{'x' * 63},White British,N\n" for _ in range(5_000))
    for shift in range(3):
        text = f"name,ethnicity,left\n{'y' * shift},White British,N\n{filler}é,Indian,Y\n"
        for encoding in ("utf-8", "cp1252", "utf-16"):
            results = scwres.compute(write("hr.csv", text.encode(encoding)))
            assert results.inputs[0].rows == 5_002


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("ethnicity,left\nWhite; Irish,N\nIndian,Y\n", "commas"),
        ("ethnicity;left\nWhite, Irish;N\nIndian;Y\n", "semicolons"),
        ("ethnicity|left\nWhite|N\n", "vertical bars"),
        ("ethnicity\tleft\nWhite\tN\n", "tabs"),
        ("ethnicity;left\nWhite;N\nIndian,Y\n", None),
    ],
)
def test_the_sign_between_fields_is_the_one_that_parts_every_row(write, text, parted):
    path = write("hr.csv", text)
    if parted is None:
        with pytest.raises(InputError):
            scwres.compute(path)
    else:
        assert scwres.compute(path).inputs[0].form.endswith(parted)


def test_of_several_sheets_that_fit_one_is_asked_for(write):
    path = write("book.xlsx", _xlsx(name="March", April=[HEADER, *ROWS[:4]]))
    with pytest.raises(
        InputError, match=r"several sheets with a header that is recognised: 'March' and 'Ap"
    ):
        scwres.compute(path)

    results = scwres.compute(path, sheet="april")
    assert results.inputs[0].rows == 4
    assert results.inputs[0].notes == ("not read: sheet 'March'",)
    with pytest.raises(InputError, match=r"has no sheet 'Aprill'. Did you mean 'April'"):
        scwres.compute(path, sheet="Aprill")


def test_a_sheet_without_the_columns_is_named_and_left(write):
    path = write("book.xlsx", _xlsx(Notes=[["Run on", "1 October"], ["By", "HR"]]))

    assert scwres.compute(path).inputs[0].notes == ("not read: sheet 'Notes'",)


def _hidden(kind: str) -> bytes:
    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content)
    for name, rows in {"Staff": [HEADER, *ROWS], "Old": [HEADER, *ROWS]}.items():
        sheet = workbook.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if name == "Old" and kind == "sheet":
            sheet.hide()
        if name == "Staff" and kind == "rows":
            sheet.set_row(2, options={"hidden": True})
            sheet.set_column(3, 4, options={"hidden": True})
    if kind == "very hidden":
        workbook.worksheets()[1].very_hidden()
    workbook.close()
    return content.getvalue()


@pytest.mark.parametrize("kind", ["sheet", "very hidden"])
def test_a_hidden_sheet_is_named_and_not_read(write, kind):
    results = scwres.compute(write("book.xlsx", _hidden(kind)))

    assert results.inputs[0].notes == ("hidden, so not read: sheet 'Old'",)
    assert results.inputs[0].rows == 6


def test_hidden_rows_and_columns_are_read_and_said(write):
    results = scwres.compute(write("book.xlsx", _hidden("rows")), sheet="Staff")

    assert "hidden, but read: 1 row" in results.inputs[0].notes
    assert "hidden, but read: 2 columns" in results.inputs[0].notes


def test_formulas_are_read_as_they_were_saved_and_said(write):
    # As Excel writes it: a formula that gives an empty text has one that was saved.
    blank = b'<c r="E5" t="str"><f>IF(1=2,"Y","")</f><v></v></c><c r="F5"'
    content = _changed("xl/worksheets/sheet1.xml", lambda body: body.replace(b'<c r="F5"', blank))
    results = scwres.compute(write("book.xlsx", content))

    assert results.inputs[0].notes == ("read as last saved: 1 formula",)
    assert _same(results) == _same(scwres.compute(write("hr.csv", _text())))


def test_a_workbook_with_hidden_sheets_alone_is_refused(write):
    with pytest.raises(InputError, match=r"no visible sheet.*hidden, so not read"):
        scwres.compute(write("book.ods", _ods(hidden=True)))


def test_cells_are_read_as_they_were_meant(write):
    rows = [
        ["ethnicity", "left", "pay_band", "directorate", "start_date"],
        ["Indian", True, 3, 1.5, datetime(2020, 1, 2)],
        ["White", 0, 4.0, 2, datetime(2020, 1, 2, 12, 30)],
    ]
    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content, {"default_date_format": "dd/mm/yyyy"})
    sheet = workbook.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    workbook.close()
    path = write("book.xlsx", content.getvalue())

    results = scwres.compute(path, by=["directorate"])
    assert [line.part for line in results.lines if line.part and not line.unit] == ["4"]
    assert [line.unit for line in results.lines if line.indicator == "8"] == ["", "1.5", "2"]


def _spoilt(how: str) -> bytes:
    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content)
    sheet = workbook.add_worksheet("Staff")
    for number, row in enumerate([HEADER, *ROWS]):
        sheet.write_row(number, 0, row)
    if how == "error":
        sheet.write_formula(3, 3, "=1/0", value="#DIV/0!")
    elif how == "unsaved":
        sheet.write_formula(3, 3, '="Band "&2', value="")
    elif how == "merged":
        sheet.merge_range(3, 2, 4, 2, "Adults")
    elif how == "date":
        sheet.write_datetime(3, 3, datetime(2024, 2, 1), workbook.add_format({"num_format": "d"}))
    elif how == "far":
        sheet.write(1_048_575, 16_383, "x")
    workbook.close()
    return content.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("how", "what"),
    [
        ("error", "holds an Excel error value, such as #REF! or #N/A: row 4"),
        ("unsaved", "holds a formula whose value was not saved: row 4"),
        ("merged", "has merged cells: row 4"),
        ("date", "'Pay Band' holds dates that Excel made from pay bands"),
        ("far", "extends far beyond its table, to row 1,048,576 and column 16,384"),
    ],
)
def test_what_a_workbook_spoils_is_refused_with_its_row(write, how, what):
    with pytest.raises(InputError) as error:
        scwres.compute(write("book.xlsx", _spoilt(how)))

    assert what in str(error.value)


def _zip(parts: dict[str, bytes], level: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", level) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return content.getvalue()


def _changed(name: str, change) -> bytes:
    """Return an ordinary workbook with one of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(_xlsx())) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    parts[name] = change(parts.get(name, b""))
    return _zip(parts)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

DISGUISED = {
    "empty": (b"", "is empty"),
    "pdf": (b"%PDF-1.7\n%stuff", "is a PDF document, not a table"),
    "html": (b"<html><table><tr><td>ethnicity</td></tr></table>", "is a web page (HTML)"),
    "html, marked": (b"\xef\xbb\xbf\r\n<!DOCTYPE html>\n<p>ethnicity", "is a web page (HTML)"),
    "table": (b"<table border=1><tr><td>ethnicity</td></tr>", "is a web page (HTML)"),
    "utf-16 html": ("\ufeff<html><table>".encode("utf-16-le"), "is a web page (HTML)"),
    "mhtml": (
        b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n\r\n<html><td>ethnicity</td></html>",
        "is a web page in one file (MHTML)",
    ),
    "mhtml of a browser": (
        b"From: <Saved by Blink>\nSnapshot-Content-Location: http://hr/list\n"
        b'Content-Type: multipart/related; boundary="a"\n\n<html>',
        "is a web page in one file (MHTML)",
    ),
    "e-mail": (
        b"Received: from mail\r\n\tby hr\r\nTo: hr@example.org\r\nMIME-Version: 1.0\r\n\r\n<html>",
        "is an email message",
    ),
    "short e-mail": (b"Subject: staff list\nFrom: HR\n\nethnicity,left\n", "is an email message"),
    "json": (b'[\n  {"ethnicity": "Indian", "left": "N"}\n]', "is a JSON document"),
    "json lines": (b'{"ethnicity": "Indian"}\n{"ethnicity": "Irish"}\n', "is a JSON document"),
    "sylk": (b"ID;PWXL;N;E\r\nP;PGeneral\r\n", "is a SYLK file"),
    "dif": (b'TABLE\r\n0,1\r\n"EXCEL"\r\n', "is a DIF file"),
    "xml": (b'<?xml version="1.0"?><Workbook/>', "is an XML document"),
    "xml of excel": (
        b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook>',
        "is an XML Spreadsheet 2003",
    ),
    "sqlite": (b"SQLite format 3\0rest", "is an SQLite database"),
    "pptx": (_zip({"ppt/presentation.xml": b"<p/>"}), "is a PowerPoint presentation"),
    "odt": (
        _zip({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<o/>"}),
        "is an OpenDocument text",
    ),
    "rtf": (b"{\\rtf1 ethnicity,left}", "is a rich text document"),
    "gzip": (b"\x1f\x8b\x08\x00rest", "is a gzip archive"),
    "7z": (b"7z\xbc\xaf\x27\x1crest", "is a 7-Zip archive"),
    "zip": (_zip({"hr.csv": b"ethnicity,left\n"}), "is an archive, not a workbook"),
    "docx": (_zip({"word/document.xml": b"<w/>"}), "is a Word document"),
    "xlsb": (_zip({"xl/workbook.bin": b"\x00"}), "is a binary Excel workbook (.xlsb)"),
    "cut": (_xlsx()[:2_000], "is a damaged workbook"),
    "cut xls": (_xls()[:3_000], "is a damaged workbook"),
    "ole": (OLE + b"\0" * 600, "is a damaged workbook"),
    "cut parquet": (_parquet()[:-9], "is a damaged Parquet file"),
    "nul": (b"ethnicity,left\n\0\0\0,N\n", "a NUL character: row 2"),
}


@pytest.mark.parametrize(
    "header",
    ["ID;Pay grade;Ethnicity", "[ethnicity];[left]", "Date: start;ethnicity", "<20;ethnicity"],
)
def test_an_odd_header_is_not_taken_for_another_sort_of_file(header):
    assert other_than_table(f"{header}\nP;Indian;x\n".encode()) is None


@pytest.mark.parametrize("name", DISGUISED)
def test_a_file_that_is_no_table_is_told_by_what_it_is(write, name):
    content, what = DISGUISED[name]
    with pytest.raises(InputError) as error:
        scwres.compute(write("hr.xlsx", content))

    assert what in str(error.value)


def test_a_part_that_unpacks_to_far_more_is_refused_before_it_is_opened(write):
    bomb = _changed("xl/worksheets/sheet1.xml", lambda _: b"<c/>" * (4 << 20))
    with pytest.raises(InputError, match="unpacks to far more data than a workbook"):
        scwres.compute(write("book.xlsx", bomb))


def test_a_document_type_is_refused(write):
    def change(body: bytes) -> bytes:
        return b'<!DOCTYPE x [<!ENTITY a "b">]>' + body

    with pytest.raises(InputError, match="declares a document type"):
        scwres.compute(write("book.xlsx", _changed("xl/workbook.xml", change)))


def test_a_workbook_with_too_many_parts_is_refused(write):
    parts = {f"xl/part{number}.xml": b"<a/>" for number in range(1_001)}
    with pytest.raises(InputError, match="has 1,001 parts"):
        scwres.compute(write("book.xlsx", _zip(parts)))


def test_a_workbook_that_lists_one_sheet_100_000_times_is_refused(write):
    sheets = "".join(f'<sheet name="{number:x}" r:id="rId1"/>' for number in range(100_000))
    text = f"<workbook>{sheets}</workbook>"
    content = _changed("xl/workbook.xml", lambda _: text.encode())
    with pytest.raises(InputError, match="has more than 255 sheets"):
        scwres.compute(write("book.xlsx", content))


def test_a_table_of_more_columns_than_an_extract_has_is_refused(write):
    header = ",".join(["ethnicity", "left", *(f"c{number}" for number in range(499))])
    with pytest.raises(InputError, match="has 501 columns, but at most 500"):
        scwres.compute(write("hr.csv", f"{header}\nWhite,N{',' * 499}\n"))


def test_a_part_that_leads_out_of_the_workbook_is_refused(write):
    with pytest.raises(InputError, match="points outside the workbook"):
        scwres.compute(write("book.xlsx", _zip({"../evil.xml": b"<a/>"})))


def test_a_password_is_told_from_damage(write):
    # In an encrypted archive the first bit of each part's flags is set, here and in the list.
    content = bytearray(_xlsx())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(signature, at + 4)
    with pytest.raises(InputError, match="is protected by a password"):
        scwres.compute(write("book.xlsx", bytes(content)))


def _renamed_stream(content: bytes, old: str, new: str) -> bytes:
    """Return a compound file with a stream under another name, in its directory."""
    at = content.index(old.encode("utf-16-le"))
    name = new.encode("utf-16-le")
    entry = name.ljust(64, b"\0") + (len(name) + 2).to_bytes(2, "little")
    return content[:at] + entry + content[at + 66 :]


@pytest.mark.parametrize(
    ("stream", "what"),
    [
        ("EncryptedPackage", "is protected by a password"),
        ("WordDocument", "is a Word document"),
        ("PowerPoint Document", "is a PowerPoint presentation"),
        ("__properties_version1.0", "is an Outlook message"),
        ("Book", "is an Excel 5 or Excel 95 workbook"),
    ],
)
def test_old_documents_are_told_by_what_is_in_them(write, stream, what):
    with pytest.raises(InputError, match=what):
        scwres.compute(write("hr.xls", _renamed_stream(_xls(), "Workbook", stream)))


def test_an_old_workbook_with_a_password_is_told(write):
    # A FILEPASS record stands in the place of the one after the first.
    content = _xls()
    at = content.index(b"\x09\x08\x10\x00") + 20
    locked = content[:at] + b"\x2f\x00" + content[at + 2 :]
    with pytest.raises(InputError, match="is protected by a password"):
        scwres.compute(write("hr.xls", locked))


def test_a_fault_in_a_workbook_names_the_sheet(write):
    rows = [HEADER, ["7", "Martian", "Adults", "Band 2", "N", "N"]]
    with pytest.raises(InputError, match=r"book\.xlsx, sheet 'Staff': column B 'Ethnicity'"):
        scwres.compute(write("book.xlsx", _xlsx(rows)))


def test_a_folder_of_parquet_parts_is_one_extract(write):
    expected = scwres.compute(write("hr.csv", _text()))
    write("staff/part-0.parquet", _parquet(ROWS[:2]))
    folder = write("staff/part-1.parquet", _parquet(ROWS[2:])).parent
    write("staff/_SUCCESS", "")

    results = scwres.compute(folder)
    assert _same(results) == _same(expected)
    assert results.inputs[0].form == "Parquet, 2 parts"
    assert results.inputs[0].name == "staff"


def test_parts_with_other_columns_are_refused(write):
    content = io.BytesIO()
    pandas.DataFrame({"ethnicity": ["Indian"], "left": ["Y"]}).to_parquet(content)
    write("staff.parquet/a.parquet", _parquet())
    folder = write("staff.parquet/b.parquet", content.getvalue()).parent
    with pytest.raises(InputError, match="2 parts with different columns"):
        scwres.compute(folder)


def test_a_parquet_file_with_a_code_of_no_value_is_damaged(write):
    # Three values have codes of two bits, 0 to 2: four rows are a byte, the first in its low
    # bits. The code 3, which is of no value, is written over four of them.
    content = io.BytesIO()
    labels = ["Indian", "White British", "Irish"] * 80
    pyarrow.parquet.write_table(
        pyarrow.table({"ethnicity": labels, "left": ["Y"] * 240}), content, compression="none"
    )
    codes = b"\x24\x49\x92" * 20
    assert content.getvalue().count(codes) == 1
    path = write("hr.parquet", content.getvalue().replace(codes, codes[:-1] + b"\xff"))

    with pytest.raises(InputError, match="is a damaged Parquet file"):
        scwres.compute(path)


def test_parquet_keeps_what_its_types_mean(write):
    content = io.BytesIO()
    pandas.DataFrame(
        {
            "ethnicity": pandas.Categorical(["Indian", "White", None]),
            "left": [True, False, None],
            "cpd": pandas.array([1, 0, None], dtype="Int64"),
            "disciplinary": [1.0, 0.0, None],
        }
    ).to_parquet(content)
    results = scwres.compute(write("hr.parquet", content.getvalue()))

    tallies = {line.indicator: (line.all_count, line.all_out_of) for line in results.lines}
    assert tallies == {"3": (1, 2), "5": (1, 2), "8": (1, 2)}
    assert results.inputs[0].left_out == {"blank row": 1}


def test_any_format_is_read_from_standard_input(scwres, write):
    expected = json.loads(scwres("compute", write("hr.csv", _text()), "--format", "json").out)
    for name, make in VERSIONS.items():
        ran = scwres("compute", "-", "--format", "json", stdin=make())
        assert json.loads(ran.out)["results"] == expected["results"], name


def test_a_folder_takes_files_of_every_format(write):
    write("all/a.xlsx", _xlsx())
    folder = write("all/b.csv", "ethnicity,appointed\nIndian,N\nWhite,Y\n").parent
    (folder / "c.csv").mkdir()

    assert [one.name for one in scwres.compute(folder).inputs] == ["a.xlsx", "b.csv"]


def test_a_file_that_may_not_be_read_is_named(write, monkeypatch):
    path = write("hr.csv", _text())

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "open", refuse)
    with pytest.raises(FileError, match=r"hr\.csv: cannot be read: permission denied"):
        scwres.compute(path)


_SHEET_XML = (
    '<worksheet><cols><col min="2" max="4" hidden="1"/></cols><sheetData>'
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="AB1"><v>1</v></c></row>'
    '<row r="2" hidden="1"><c r="A2" t="e"><v>#REF!</v></c></row>'
    '<row r="3"><c r="A3"><f>B3</f></c><c r="B3"><f>A1</f><v>2</v></c></row>'
    "</sheetData></worksheet>"
)


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_what_a_sheet_says_is_told_whether_its_tags_have_a_prefix_or_not(prefix):
    from scwres.extracts.files.sheets import _excel_sheet, _SharedTexts

    xml = re.sub(r"<(/?)(\w)", rf"<\1{prefix}\2", _SHEET_XML)
    sheet = _excel_sheet("S", False, xml, _SharedTexts(""))
    sheet.note_contents(sheet)

    assert (sheet.reach, sheet.cells) == ((3, 28), 5)
    assert (sheet.error_rows, sheet.unsaved_rows, sheet.formulas) == ([2], [3], 2)
    assert (sheet.hidden_rows, sheet.hidden_columns) == (1, 3)


def test_a_narrow_table_whose_empty_rows_reach_far_is_no_far_flung_one():
    from scwres.extracts.files.sheets import _excel_sheet, _SharedTexts

    # Excel keeps the format of empty rows down to the end of a sheet; three columns wide, they
    # hold few cells.
    cells = "".join(f'<c r="{letter}1"><v>1</v></c>' for letter in "ABC")
    empty = '<row r="1048576" ht="20"/>'
    xml = f'<worksheet><sheetData><row r="1">{cells}</row>{empty}</sheetData></worksheet>'

    assert not _excel_sheet("S", False, xml, _SharedTexts("")).is_far_flung
    assert _excel_sheet("S", False, xml.replace("C1", "XFD1"), _SharedTexts("")).is_far_flung


def test_tags_with_a_prefix_are_told_in_a_sheet_however_long_its_start_is():
    from scwres.extracts.files.sheets import HEAD, _excel_sheet, _SharedTexts

    xml = re.sub(r"<(/?)(\w)", r"<\1x:\2", _SHEET_XML)
    sheet = _excel_sheet("S", False, "<!--" + "-" * HEAD + "-->" + xml, _SharedTexts(""))
    sheet.note_contents(sheet)

    assert (sheet.reach, sheet.cells, sheet.formulas) == ((3, 28), 5, 2)


@pytest.mark.parametrize(
    "change",
    [
        ('r="B2"', 'r="B2147483648"'),
        ('<row r="2"', '<row r="21474836480000"'),
        ('r="B2"', "r='B99999999999999999999'"),
    ],
)
def test_a_cell_that_is_numbered_far_beyond_its_row_is_refused_unopened(change, scwres, tmp_path):
    changed = _workbook(tmp_path, lambda name: name, ("sheet1.xml", *change))

    ran = scwres("check", changed)

    assert ran.status == 3
    assert "extends far beyond its table" in " ".join(ran.out.split())


def _workbook(folder, rename, *changes):
    """Write a workbook of a header and a row, its parts renamed and their texts replaced."""
    import zipfile

    import xlsxwriter

    path, changed = folder / "hr.xlsx", folder / "changed.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([("ethnicity", "pay_band"), ("Indian", "Grade 1")]):
            sheet.write_row(number, 0, row)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            for end, before, after in changes:
                if name.endswith(end):
                    assert before in text
                    text = text.replace(before, after)
            # Bytes, so that no system's own separator is put into the name.
            part = zipfile.ZipInfo(name)
            part.filename = rename(name)
            new.writestr(part, text)
    return changed


#: Names of parts as other systems may write them, which the library that reads values opens.
RENAMED = {
    "as they are": lambda name: name,
    "with capitals": lambda name: name.replace("xl/shared", "xl/Shared").replace(
        "/sheet1", "/Sheet1"
    ),
    "with backslashes": lambda name: name.replace("/", "\\") if name.startswith("xl/") else name,
}


@pytest.mark.parametrize("rename", RENAMED.values(), ids=RENAMED)
@pytest.mark.parametrize(
    "number",
    [
        *('"2147483648"', '"4294967296"', '"200000000"', '"+2147483648"', '"&#50;147483648"'),
        *("'2147483648'", "' 2147483648'", '"\n2147483648"'),
    ],
)
def test_texts_for_which_a_workbook_has_no_room_are_refused_unopened(
    rename, number, scwres, tmp_path
):
    # Found by benchmarks/fuzz.py: the library made room for 2,147,483,648 texts, and aborted.
    changed = _workbook(
        tmp_path, rename, ("sharedStrings.xml", 'uniqueCount="4"', f"uniqueCount={number}")
    )

    ran = scwres("check", changed)

    assert ran.status == 3
    assert "share more texts than it has room for" in " ".join(ran.out.split())


@pytest.mark.parametrize("rename", RENAMED.values(), ids=RENAMED)
def test_what_a_workbook_hides_is_told_whatever_its_parts_are_called(rename, scwres, tmp_path):
    hidden = ("sheet1.xml", '<row r="2"', '<row hidden="1" r="2"')
    count = ("sharedStrings.xml", 'uniqueCount="4"', "")

    ran = scwres("check", _workbook(tmp_path, rename, hidden, count))
    text = " ".join(ran.out.split())

    # Older versions of the library do not open parts with backslashes: such a workbook is refused.
    is_refused = ran.status == 3 and "is a damaged workbook" in text
    assert "Hidden, but" in text or (is_refused and rename is RENAMED["with backslashes"])


def test_two_parts_of_the_same_name_are_refused(scwres, tmp_path):
    import zipfile

    path = _workbook(tmp_path, lambda name: name)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/WorkSheets/sheet1.xml", "<worksheet/>")

    ran = scwres("check", path)

    assert ran.status == 3
    assert "two parts of the same name" in " ".join(ran.out.split())


def test_a_sheet_whose_part_is_not_there_is_refused(scwres, tmp_path):
    path = _workbook(tmp_path, lambda name: name.replace("/sheet1.xml", "/other.xml"))

    ran = scwres("check", path)

    assert ran.status == 3
    assert "is a damaged workbook" in " ".join(ran.out.split())


@pytest.mark.parametrize("before", [0, 1, 5_000, 16_383, 16_384, 16_385, 40_000])
def test_a_text_that_is_too_long_is_seen_wherever_it_starts(before):
    from scwres.extracts.files.sheets import LONGEST_FIELD, _SharedTexts

    cells = "<c/>" * before
    shortest = f"{cells}<v>{'x' * (LONGEST_FIELD + 1)}</v>{cells}"
    longest = f"{cells}<v>{'x' * LONGEST_FIELD}</v>{cells}"

    for start in range(4):  # wherever the pieces part it
        assert _SharedTexts("").refusal(" " * start + shortest, 1).code == "row-width"
        assert _SharedTexts("").refusal(" " * start + longest, 1) is None
