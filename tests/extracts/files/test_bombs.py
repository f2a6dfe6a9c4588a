"""Small files that would fill the memory are refused before anything of them is parsed."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from random import Random

import numpy
import pyarrow
import pytest
from pyarrow import parquet

import scwres
from scwres.errors import InputError

OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
EXCEL = "http://schemas.openxmlformats.org"
TOO_FAR = "unpacks to far more data than"
TOO_LONG = "more than 32,767 characters"


def _zipped(parts: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def _cell(text: str, attributes: str = "") -> str:
    start = f'<table:table-cell office:value-type="string"{attributes}>'
    return f"{start}<text:p>{text}</text:p></table:table-cell>"


def _ods(cells: str, attributes: str = "") -> bytes:
    """Return an ods workbook with a header and a row of cells."""
    header = _cell("ethnicity") + _cell("left")
    return _zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": '<?xml version="1.0"?><office:document-content '
            f'xmlns:office="{OFFICE}:office:1.0" xmlns:table="{OFFICE}:table:1.0" '
            f'xmlns:text="{OFFICE}:text:1.0"><office:body><office:spreadsheet>'
            f'<table:table table:name="Staff"><table:table-row>{header}</table:table-row>'
            f"<table:table-row{attributes}>{cells}</table:table-row></table:table>"
            "</office:spreadsheet></office:body></office:document-content>",
        }
    )


def _xlsx(rows: str, shared: str) -> bytes:
    main, relations = f"{EXCEL}/spreadsheetml/2006/main", f"{EXCEL}/officeDocument/2006"
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{relations}/relationships/{kind}" '
        f'Target="{target}"/>'
        for number, kind, target in (
            (1, "worksheet", "worksheets/sheet1.xml"),
            (2, "sharedStrings", "sharedStrings.xml"),
        )
    )
    package = f"{EXCEL}/package/2006/relationships"
    return _zipped(
        {
            "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="rId1" '
            f'Type="{relations}/relationships/officeDocument" Target="xl/workbook.xml"/>'
            "</Relationships>",
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}/relationships">'
            '<sheets><sheet name="Staff" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">{links}'
            "</Relationships>",
            "xl/sharedStrings.xml": f'<sst xmlns="{main}">{shared}</sst>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}'
            "</sheetData></worksheet>",
        }
    )


def _shared_row(number: int, *texts: int) -> str:
    cells = "".join(
        f'<c r="{letter}{number}" t="s"><v>{text}</v></c>'
        for letter, text in zip("AB", texts, strict=True)
    )
    return f'<row r="{number}">{cells}</row>'


def _noise(length: int) -> str:
    """Return letters that do not pack well, so that only what is repeated shows a bomb."""
    return "".join(Random(1).choices("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ", k=length))


def _shared(rows: int, length: int) -> bytes:
    texts = "".join(f"<si><t>{text}</t></si>" for text in ("ethnicity", "left", _noise(length)))
    repeated = "".join(_shared_row(number, 2, 2) for number in range(2, rows + 2))
    return _xlsx(_shared_row(1, 0, 1) + repeated, texts)


def _parquet(ethnicity: object, left: object, **options: object) -> bytes:
    file = io.BytesIO()
    table = pyarrow.table({"ethnicity": ethnicity, "left": left})
    parquet.write_table(table, file, compression="zstd", write_statistics=False, **options)
    return file.getvalue()


def _coded(value: str, rows: int) -> pyarrow.DictionaryArray:
    codes = pyarrow.array(numpy.zeros(rows, dtype=numpy.int8))
    return pyarrow.DictionaryArray.from_arrays(codes, pyarrow.array([value]))


def _long_values(length: int) -> bytes:
    # A list of one text twice as long as the limit of a cell, which is read row by row.
    return _parquet([_noise(length)], ["Y"])


BOMBS = {
    "spaces.ods": (lambda: _ods(_cell('A<text:s text:c="2000000000"/>')), TOO_FAR),
    "long.ods": (lambda: _ods(_cell('A<text:s text:c="40000"/>')), TOO_LONG),
    "paragraph.ods": (lambda: _ods(_cell(_noise(40_000))), TOO_LONG),
    "columns.ods": (
        lambda: _ods(_cell("Indian", ' table:number-columns-repeated="1000000000"')),
        TOO_FAR,
    ),
    "rows.ods": (
        lambda: _ods(_cell("Indian") + _cell("Y"), ' table:number-rows-repeated="1000000000"'),
        TOO_FAR,
    ),
    "digits.ods": (
        lambda: _ods(_cell("Indian"), f' table:number-rows-repeated="{"9" * 5_000}"'),
        TOO_FAR,
    ),
    "deep.ods": (
        lambda: _ods(_cell("<text:span>" * 200_000 + "A" + "</text:span>" * 200_000)),
        TOO_FAR,
    ),
    "shared.xlsx": (lambda: _shared(2_500, 30_000), TOO_FAR),
    "long.xlsx": (lambda: _shared(2, 40_000), TOO_LONG),
    "digits.xlsx": (
        lambda: _xlsx(f'<row r="{"9" * 5_000}"><c r="A1"><v>1</v></c></row>', "<si></si>"),
        "sheet 'Staff' extends far beyond its table",
    ),
    "page.parquet": (
        lambda: _parquet(["a" * (40 << 20)], ["Y"], use_dictionary=False),
        TOO_FAR,
    ),
    "rows.parquet": (
        lambda: _parquet(_coded("Indian", 25_000_000), _coded("Y", 25_000_000)),
        TOO_FAR,
    ),
    "repeated.parquet": (
        lambda: _parquet(_coded(_noise(30_000), 10_000), _coded("Y", 10_000)),
        TOO_FAR,
    ),
    "long.parquet": (lambda: _long_values(40_000), TOO_LONG),
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_would_fill_the_memory_is_refused_by_its_name(write, name):
    make, what = BOMBS[name]
    with pytest.raises(InputError) as refused:
        scwres.compute(write(name, make()))

    assert any(what in fault.what for fault in refused.value.faults), refused.value.faults


@pytest.mark.slow
@pytest.mark.parametrize("name", ["spaces.ods", "shared.xlsx", "page.parquet", "rows.parquet"])
def test_a_bomb_is_refused_in_little_memory(write, name):
    resource = pytest.importorskip("resource")
    make, what = BOMBS[name]
    path = write(name, make())
    program = (
        "import resource, sys\n"
        f"resource.setrlimit(resource.RLIMIT_DATA, ({200 << 20},) * 2)\n"
        "from scwres.cli import main\n"
        f"sys.argv = ['scwres', 'compute', {str(path)!r}]\n"
        "main()\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )

    assert resource
    assert ran.returncode == 3, ran.stderr
    assert what in ran.stderr


def test_a_page_that_does_not_have_its_checksum_is_damaged(write):
    content = _parquet(
        [f"Indian {number}" for number in range(50)],
        ["Y"] * 50,
        write_page_checksum=True,
        use_dictionary=False,
    )
    place = content.index(b"Indian") if b"Indian" in content else 60
    damaged = content[: place + 2] + bytes([content[place + 2] ^ 1]) + content[place + 3 :]
    with pytest.raises(InputError) as refused:
        scwres.compute(write("hr.parquet", damaged))

    assert refused.value.faults[0].what == "is a damaged Parquet file"


def test_ordinary_tables_are_no_bombs(write):
    rows = 5_000
    labels = ["Indian", "White British"] * (rows // 2)
    comment = [_noise(2_000)] * rows
    answers = ["Y", "N", "N", "N"] * (rows // 4)
    file = io.BytesIO()
    table = pyarrow.table({"ethnicity": labels, "left": answers, "comment": comment})
    for options in ({}, {"use_dictionary": False}, {"data_page_version": "2.0"}):
        file = io.BytesIO()
        parquet.write_table(table, file, **options)
        assert scwres.compute(write("hr.parquet", file.getvalue())).inputs[0].counted == rows


# Old workbooks, which another process reads


def _old_workbook() -> bytes:
    xlwt = pytest.importorskip("xlwt")
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("Staff")
    for row, cells in enumerate([("ethnicity", "left"), ("Indian", "Y"), ("White", "N")]):
        for column, text in enumerate(cells):
            sheet.write(row, column, text)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    "program",
    [
        "import os; os.abort()",
        "raise SystemExit(1)",
        # More memory than it may take.
        "import sys, json; sys.path[:] = json.loads(sys.argv[1])\n"
        "from scwres.extracts.files import old_excel\n"
        "old_excel._limit_memory()\nbytearray(3 << 30)",
    ],
)
def test_an_old_workbook_that_ends_what_reads_it_is_damaged(write, monkeypatch, program):
    from scwres.extracts.files import old_excel

    monkeypatch.setattr(old_excel, "_PROGRAM", program)
    with pytest.raises(InputError) as refused:
        scwres.compute(write("hr.xls", _old_workbook()))

    assert refused.value.faults[0].what == "is a damaged workbook"


def test_an_old_workbook_that_takes_too_long_is_damaged(write, monkeypatch):
    from scwres.extracts.files import old_excel

    monkeypatch.setattr(old_excel, "_PROGRAM", "import time; time.sleep(60)")
    monkeypatch.setattr(old_excel, "MOST_SECONDS", 1)
    with pytest.raises(InputError) as refused:
        scwres.compute(write("hr.xls", _old_workbook()))

    assert refused.value.faults[0].what == "is a damaged workbook"


def test_where_no_other_process_starts_an_old_workbook_is_read_and_that_is_said(
    scwres, write, monkeypatch
):
    path = write("hr.xls", _old_workbook())
    apart = scwres("check", path)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    here = scwres("check", path)

    assert "in this process" not in apart.out
    assert "Read in this process, because the system starts no other" in here.out
    assert "2 rows" in apart.out
    assert "2 rows" in here.out
