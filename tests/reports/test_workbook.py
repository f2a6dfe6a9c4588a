"""The workbook of a report, item by item of the Analysis Function's checklist.

https://analysisfunction.civilservice.gov.uk/policy-store/making-spreadsheets-accessible-a-brief-checklist-of-the-basics/
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from xml.etree import ElementTree

import openpyxl
import pytest
from hostile import HOSTILE

import scwres
from scwres.reports.workbook.tables import Return, book_tables, service_of
from scwres.results.results import INTERNAL_NOTICE
from scwres.settings.file import settings_of

#: Whole reports are made and opened.
pytestmark = pytest.mark.slow


@pytest.fixture
def book(report):
    return openpyxl.load_workbook(report / "report.xlsx")


def _tables(book):
    for sheet in book.worksheets:
        for table in sheet.tables.values():
            yield sheet, table


def _cells(sheet, table):
    return [[cell.value for cell in row] for row in sheet[table.ref]]


def test_there_is_a_cover_then_the_contents_then_notes(book):
    assert book.sheetnames[:3] == ["Cover", "Contents", "Notes"]


def test_every_sheet_has_a_name_of_its_own_that_is_short_and_plain(book):
    assert len({name.casefold() for name in book.sheetnames}) == len(book.sheetnames)
    for name in book.sheetnames:
        assert re.fullmatch(r"[A-Za-z0-9-]{1,31}", name)


def test_every_sheet_has_a_title_in_its_first_cell_and_none_is_blank(book):
    for sheet in book.worksheets:
        assert isinstance(sheet["A1"].value, str)
        assert sheet["A1"].value.strip()
        assert sheet["A1"].font.bold
        assert sheet["A1"].font.size >= 12


def test_every_sheet_but_the_cover_and_the_charts_holds_one_marked_up_table(book):
    for sheet in book.worksheets:
        expected = 0 if sheet.title in ("Cover", "Charts") else 1
        assert len(sheet.tables) == expected, sheet.title


def test_tables_have_one_row_of_headers_which_differ_and_a_name_that_says_what_they_hold(book):
    names = set()
    for sheet, table in _tables(book):
        headers = _cells(sheet, table)[0]
        assert table.headerRowCount in (1, None)
        assert [column.name for column in table.tableColumns] == headers
        assert len({str(header).casefold() for header in headers}) == len(headers)
        assert re.fullmatch(r"table_[a-z0-9_]+", table.displayName)
        names.add(table.displayName)
    assert len(names) == len(list(_tables(book)))


def test_tables_start_in_the_first_column_and_have_nothing_below_or_beside(book):
    for sheet, table in _tables(book):
        first, last = table.ref.split(":")
        assert first.startswith("A")
        assert sheet.max_row == sheet[last].row
        assert sheet.max_column == sheet[last].column


def test_no_cell_of_a_table_is_empty_and_no_row_or_column_is_blank(book):
    for sheet, table in _tables(book):
        for row in _cells(sheet, table):
            assert all(value not in (None, "") for value in row), sheet.title


def test_no_cells_are_merged_hidden_frozen_filtered_filled_or_coloured_to_mean_something(book):
    for sheet in book.worksheets:
        assert sheet.sheet_state == "visible"
        assert not sheet.merged_cells.ranges
        assert sheet.freeze_panes is None
        assert sheet.auto_filter.ref is None
        assert all(table.autoFilter is None for table in sheet.tables.values())
        assert not [
            dimension for dimension in sheet.column_dimensions.values() if dimension.hidden
        ]
        assert not [dimension for dimension in sheet.row_dimensions.values() if dimension.hidden]
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.fill.fill_type is None
                is_link = cell.hyperlink is not None
                assert cell.font.color is None or is_link or cell.font.color.type == "theme"


def test_letters_are_plain_large_enough_and_wrap(book):
    for sheet, table in _tables(book):
        for row in sheet[table.ref]:
            for cell in row:
                assert cell.font.name == "Arial"
                assert cell.font.size >= 10
                assert not cell.font.italic
                assert cell.alignment.wrap_text
                assert cell.alignment.textRotation == 0


def test_there_are_no_images_macros_headers_footers_or_comments(report):
    with zipfile.ZipFile(report / "report.xlsx") as packed:
        names = packed.namelist()
        sheets = [packed.read(name).decode() for name in names if "worksheets/sheet" in name]

    assert not [
        text for text in names if re.search(r"media|vbaProject|comments|externalLink", text)
    ]
    assert not [text for text in sheets if "<headerFooter" in text]


def test_notes_are_numbered_and_every_one_is_referred_to(book):
    [table] = book["Notes"].tables.values()
    numbers = [row[0] for row in _cells(book["Notes"], table)[1:]]
    used = {
        number
        for sheet, other in _tables(book)
        for header in _cells(sheet, other)[0]
        for number in re.findall(r"\[note \d+\]", str(header))
    }

    assert numbers == [f"[note {position}]" for position in range(1, len(numbers) + 1)]
    assert used == set(numbers)


def test_the_contents_list_and_link_every_sheet_that_follows(book):
    [table] = book["Contents"].tables.values()
    listed = [row[0] for row in _cells(book["Contents"], table)[1:]]

    assert listed == book.sheetnames[2:]
    links = [cell.hyperlink.location for cell in book["Contents"]["A"] if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in listed]


def test_the_contents_list_no_charts_where_every_figure_is_withheld(scwres, write, tmp_path):
    rows = ["item,answer,ethnicity,people"]
    rows += [
        f"left,{answer},{who},4" for who in ("Indian", "White British") for answer in ("yes", "no")
    ]
    path = write("c.csv", "\n".join([*rows, ""]))
    assert scwres("report", path, "-o", tmp_path / "out", "-q").status == 0
    book = openpyxl.load_workbook(tmp_path / "out/report.xlsx")

    assert "Charts" not in book.sheetnames
    test_the_contents_list_and_link_every_sheet_that_follows(book)


def test_shorthand_is_explained_above_the_table_that_uses_it_and_not_else(book):
    for sheet, table in _tables(book):
        top = sheet[table.ref.split(":")[0]].row
        above = " ".join(str(sheet.cell(row, 1).value or "") for row in range(1, top))
        cells = {str(value) for row in _cells(sheet, table) for value in row}
        for letter in ("[c]", "[x]", "[z]"):
            if sheet.title not in ("Contents", "Notes"):
                assert (letter in above) == (letter in cells), (sheet.title, letter)


def test_numbers_are_numbers_and_none_is_a_text(book):
    for sheet, table in _tables(book):
        for row in _cells(sheet, table)[1:]:
            for value in row[1:]:
                if isinstance(value, str) and sheet.title != "Settings":
                    assert not re.fullmatch(r"[+-]?[\d.,]+%?", value), (sheet.title, value)


def test_the_document_says_its_title_and_its_language_and_opens_at_the_top_of_the_cover(book):
    assert book.properties.title
    assert book.properties.language == "en-GB"
    assert book.active.title == "Cover"
    for sheet in book.worksheets:
        assert sheet.sheet_view.selection[0].activeCell == "A1"


def test_no_text_is_a_formula_and_no_link_leads_out(report, book):
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None or cell.hyperlink.target is None
    with zipfile.ZipFile(report / "report.xlsx") as packed:
        for name in packed.namelist():
            assert 'TargetMode="External"' not in packed.read(name).decode("utf-8", "replace")


def test_hostile_labels_stand_as_they_were_written(reports):
    book = openpyxl.load_workbook(reports("hostile") / "report.xlsx")
    texts = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}

    assert set(HOSTILE) <= texts


def test_exact_figures_are_stamped_on_every_sheet_and_in_the_properties(reports):
    book = openpyxl.load_workbook(reports("internal") / "report.xlsx")

    assert book.properties.description == INTERNAL_NOTICE
    for sheet in book.worksheets:
        assert INTERNAL_NOTICE in [cell.value for cell in sheet["A"]][:3], sheet.title


def test_charts_are_native_told_in_words_and_drawn_from_cells_with_numbers_alone(reports):
    for name in ("sample", "internal"):
        path = reports(name) / "report.xlsx"
        book = openpyxl.load_workbook(path)
        with zipfile.ZipFile(path) as packed:
            drawing = packed.read("xl/drawings/drawing1.xml").decode()
            charts = [
                packed.read(entry).decode()
                for entry in packed.namelist()
                if "charts/chart" in entry
            ]
        assert len(charts) == 3
        assert len(re.findall(r'descr="[^"]{20,}"', drawing)) == 3
        for chart in charts:
            values = re.findall(r"<c:val><c:numRef><c:f>([^<]*)</c:f>", chart)
            assert values
            for reference in values:
                for sheet, area in re.findall(r"'([^']+)'!([$A-Z0-9:]+)", reference):
                    cells = book[sheet][area.replace("$", "")]
                    rows = cells if isinstance(cells, tuple) else ((cells,),)
                    for row in rows:
                        assert all(isinstance(cell.value, (int, float)) for cell in row)


_CHART = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}


def _cells_of(book, reference):
    sheet, area = re.fullmatch(r"'([^']+)'!([$A-Z0-9:]+)", reference).groups()
    return [cell.value for (cell,) in book[sheet][area.replace("$", "")]]


@pytest.mark.parametrize(
    ("name", "options"), [("internal", {}), ("five", {"groups": "five"})], ids=str
)
def test_the_chart_of_ratios_has_bars_from_1_on_a_log_axis_with_intervals_from_cells(
    name, options, reports, sample_data
):
    path = reports(name) / "report.xlsx"
    with zipfile.ZipFile(path) as packed:
        charts = [
            ElementTree.fromstring(packed.read(entry))
            for entry in packed.namelist()
            if "charts/chart" in entry
        ]
    [chart] = [chart for chart in charts if chart.find(".//c:errBars", _CHART) is not None]

    def value(place: str) -> str:
        return chart.find(f".//{place}", _CHART).get("val")

    assert value("c:barChart/c:barDir") == "bar"
    # The axis of values: half is as far from 1 as twice, and bars start at 1.
    assert value("c:valAx/c:scaling/c:logBase") == "2"
    assert value("c:catAx/c:crossesAt") == "1"
    # The axis of names: the first row at the top, and no name over a bar.
    assert value("c:catAx/c:scaling/c:orientation") == "maxMin"
    assert value("c:valAx/c:crosses") == "max"
    assert value("c:catAx/c:tickLblPos") == "low"
    book = openpyxl.load_workbook(path)
    labels, ratios, above, below = (
        _cells_of(book, chart.find(f".//{place}//c:f", _CHART).text)
        for place in ("c:cat", "c:val", "c:plus", "c:minus")
    )
    lines = [
        line
        for line in scwres.compute(sample_data, **options).lines
        if line.ratio and line.ratio_lower and line.ratio_upper and line.headline != "share"
    ]
    assert ratios == pytest.approx([line.ratio for line in lines])
    limits = [(line.ratio_lower, line.ratio_upper) for line in lines]
    ends = [
        (ratio - minus, ratio + plus)
        for ratio, minus, plus in zip(ratios, below, above, strict=True)
    ]
    for end, limit in zip(ends, limits, strict=True):
        assert end == pytest.approx(limit)
    lowest, highest = (float(value(f"c:valAx/c:scaling/c:{end}")) for end in ("min", "max"))
    assert lowest <= min(low for low, _ in limits)
    assert highest >= max(high for _, high in limits)
    for label, line in zip(labels, lines, strict=True):
        assert label.startswith(f"{line.indicator} {line.title}")
        limits_text = f"{line.ratio_lower:.2f} to {line.ratio_upper:.2f}"
        assert label.endswith(f": {line.ratio:.2f} ({limits_text})")


def test_ratios_that_a_chart_cannot_show_are_named_above_it(reports):
    # Of the five groups, nobody of another group was appointed in the sample data.
    book = openpyxl.load_workbook(reports("five") / "report.xlsx")
    notes = [str(cell.value) for cell in book["Charts"]["A"]]
    [note] = [text for text in notes if text.startswith("The chart cannot show: ")]

    assert "2 Appointed from shortlisting, Other; " in note
    assert note in [cell.value for cell in book["Ratio-chart"]["A"]]


def test_ratios_of_odds_are_not_in_the_chart_of_likelihoods(sample_data):
    # Grades 3 to 14 of the sample data, in three groups.
    groups = {
        name: [f"Grade {number}" for number in numbers]
        for name, numbers in (
            ("lower", range(3, 7)),
            ("middle", range(7, 11)),
            ("upper", range(11, 15)),
        )
    }
    results = scwres.compute(sample_data, settings=settings_of({"pay_groups": groups}))
    names = {line.title for line in results.lines if line.is_of_odds}
    [table] = [table for table in book_tables(results, None) if table.name == "ratio-chart"]

    assert names
    assert not [row for row in table.rows if any(name in row[0].text for name in names)]


# The sheet that the return to Skills for Care is filled from


def _return(reports, name):
    book = openpyxl.load_workbook(reports(name) / "report.xlsx")
    if "Return" not in book.sheetnames:
        return None
    [table] = book["Return"].tables.values()
    header, *rows = _cells(book["Return"], table)
    return [
        dict(zip([str(title).partition(" [")[0] for title in header], row, strict=True))
        for row in rows
    ]


def test_a_publication_has_no_sheet_for_the_return(reports):
    assert _return(reports, "sample") is None


def test_the_return_has_the_counts_of_each_indicator_for_adults_and_childrens_services(
    reports, sample_data
):
    rows = _return(reports, "internal")
    lines = scwres.compute(sample_data, by=["directorate"]).lines

    row_of = {
        (row["Indicator"], row["Service"], row["People"].partition(":")[0]): row for row in rows
    }
    services = ("Adults", "Children's", "Elsewhere")
    assert {row["Service"] for row in rows} == {"All", *services}
    for indicator, people in {(row["Indicator"], row["People"]) for row in rows}:
        people_by_service = {
            row["Service"]: row["Everyone"]
            for row in rows
            if (row["Indicator"], row["People"]) == (indicator, people)
        }
        # A band that a service has nobody in has no row of it.
        assert people_by_service["All"] == sum(
            people_by_service.get(service, 0) for service in services
        )
    for unit, service in (("", "All"), ("Adult Social Care", "Adults")):
        [line] = [
            candidate
            for candidate in lines
            if candidate.indicator == "3" and candidate.unit == unit
        ]
        counted = row_of["3 Formal disciplinary process", service, "With the event"]
        out_of = row_of["3 Formal disciplinary process", service, "Out of"]
        for row, side in ((counted, "count"), (out_of, "out_of")):
            assert row["Minority ethnic"] == getattr(line, f"group_{side}")
            assert row["White"] == getattr(line, f"compared_with_{side}")
            assert row["Unknown ethnicity"] == getattr(line, f"unknown_{side}")
            assert row["Everyone"] == getattr(line, f"all_{side}")
    for row in rows:
        parts = (row["Minority ethnic"], row["White"], row["Unknown ethnicity"])
        assert sum(parts) == row["Everyone"]


def test_the_return_is_of_two_groups_whichever_the_report_is_of(reports):
    assert _return(reports, "five") == _return(reports, "internal")


@pytest.mark.parametrize(
    ("unit", "service"),
    [
        ("Adult Social Care", "Adults"),
        ("ADULTS", "Adults"),
        ("Children's Services", "Children's"),
        ("Children and Families", "Children's"),
        ("Adults and Children", ""),
        ("Commissioning", ""),
        ("Not recorded", ""),
    ],
)
def test_a_unit_is_of_adults_or_of_childrens_services_where_its_name_tells(unit, service):
    assert service_of(unit) == service


def test_where_no_column_tells_services_apart_the_return_is_of_all(write):
    rows = ["ethnicity,left,pay_band", *["Indian,N,G1"] * 3, *["White British,Y,"] * 4, ""]
    results = scwres.compute(write("hr.csv", "\n".join(rows)))
    [table] = [
        candidate
        for candidate in book_tables(results, Return(results))
        if candidate.name == "return"
    ]

    assert {row[1].text for row in table.rows} == {"All"}


# In another program


@pytest.mark.parametrize("name", ["internal", "hostile", "sample"])
def test_libreoffice_opens_and_recalculates_it_to_the_same_cells(reports, name, tmp_path):
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    path = reports(name) / "report.xlsx"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [
            office,
            profile,
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(tmp_path),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    ours, theirs = (
        openpyxl.load_workbook(workbook_path) for workbook_path in (path, tmp_path / "report.xlsx")
    )

    assert theirs.sheetnames == ours.sheetnames
    for sheet in ours.worksheets:
        other = theirs[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                value = other[cell.coordinate].value
                if isinstance(cell.value, (int, float)):
                    assert value == pytest.approx(cell.value, rel=1e-14)
                else:
                    assert value == cell.value, (sheet.title, cell.coordinate)


def test_the_checks_of_this_file_fail_a_workbook_that_breaks_them():
    # A check of the checks: pandas writes what the checklist asks not to be written.
    import pandas

    made = io.BytesIO()
    pandas.DataFrame({"a": [1, None], "b": ["1", "2"]}).to_excel(made, index=False)
    book = openpyxl.load_workbook(io.BytesIO(made.getvalue()))
    for check in (
        test_there_is_a_cover_then_the_contents_then_notes,
        test_every_sheet_but_the_cover_and_the_charts_holds_one_marked_up_table,
        test_the_document_says_its_title_and_its_language_and_opens_at_the_top_of_the_cover,
    ):
        with pytest.raises(AssertionError):
            check(book)
