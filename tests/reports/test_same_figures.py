"""Whatever it is written in, a result is the same figure."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import defaultdict
from html.parser import HTMLParser

import openpyxl
import pyarrow.parquet as pq
import pytest
from markdown_it import MarkdownIt

import scwres
from scwres.reports import FORMATS
from scwres.reports.document.brief import (
    brief_benchmarks_table,
    brief_evidence_table,
    brief_ratio_table,
)
from scwres.reports.document.charts import LikelihoodChart, RatioChart
from scwres.reports.document.sections import document_of
from scwres.reports.document.words import Form
from scwres.reports.page.page import as_page
from scwres.reports.workbook.tables import book_tables
from scwres.reports.workbook.workbook import as_workbook
from scwres.results.benchmarks import lines_beside
from scwres.results.lines import COLUMNS
from scwres.text.numbers import rounded
from scwres.text.safety import as_meant

#: Runs over which every output is held to the results.
RUNS = {
    "whole": {},
    "by directorate": {"by": ["directorate"]},
    "five groups": {"groups": "five"},
    "nhs": {"standard": "nhs-wres"},
    "pilot": {"standard": "pilot"},
}


@pytest.fixture(scope="module", params=[(name, made) for name in RUNS for made in (0, 1)], ids=str)
def results(request, sample_data):
    name, is_published = request.param
    computed = scwres.compute(sample_data, **RUNS[name])
    return scwres.publish(computed) if is_published else computed


class _Tables(HTMLParser):
    """The cells of every table of a page, as texts, by its caption's id."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: dict[str, list[list[str]]] = {}
        self.name, self.within = "", False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag == "caption":
            self.name = dict(attrs)["id"].removeprefix("table-")
            self.tables[self.name] = []
        elif tag == "tr" and self.name:
            self.tables[self.name].append([])
        elif tag in ("th", "td"):
            self.tables[self.name][-1].append("")
            self.within = True

    def handle_endtag(self, tag):
        if tag in ("th", "td"):
            self.within = False

    def handle_data(self, data):
        if self.within:
            self.tables[self.name][-1][-1] += data


def _as_table(rows) -> list[dict[str, object]]:
    return [dict(zip(COLUMNS, (row[name] for name in COLUMNS), strict=True)) for row in rows]


@pytest.mark.slow
def test_csv_json_and_parquet_hold_every_column_of_every_line(results):
    expected = [line.row for line in results.lines]
    parquet = pq.read_table(io.BytesIO(FORMATS["parquet"].render(results))).to_pylist()
    rows = list(csv.DictReader(io.StringIO(FORMATS["csv"].render(results))))

    assert json.loads(FORMATS["json"].render(results))["results"] == expected
    assert _as_table(parquet) == expected
    for row, line in zip(rows, expected, strict=True):
        for name, value in line.items():
            read = as_meant(row[name])
            if isinstance(value, str):
                assert read == value
            else:
                assert (float(read) if read else None) == value


def test_the_page_holds_every_table_of_the_document_as_it_is(results):
    document = document_of(results)
    page_tables = _Tables(as_page(document, {})).tables

    tables = list(document.tables)
    # The page has the ratios of all indicators in its summary, or else as a table of their own.
    left_out = {document.glance_table.name} if document.summary else set()
    short = {table.name for table in tables if len(table.rows) <= 120}
    assert page_tables.keys() == short - left_out
    for table in tables:
        if table.name in page_tables:
            expected = [
                list(table.headers),
                *([value.beside for value in row] for row in table.rows),
            ]
            assert page_tables[table.name] == expected


def test_markdown_holds_the_tables_of_the_document_as_an_engine_reads_them(results):
    document = document_of(results)
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(FORMATS["markdown"].render(results))
    tables: list[list[list[str]]] = []
    for position, token in enumerate(tokens):
        if token.type == "table_open":
            tables.append([])
        elif token.type == "tr_open":
            tables[-1].append([])
        elif token.type in ("th_open", "td_open"):
            tables[-1][-1].append(
                "".join(child.content for child in tokens[position + 1].children)
            )

    known = {
        str([list(table.headers), *([value.beside for value in row] for row in table.rows)])
        for table in document.tables
    }
    assert tables
    assert {str(table) for table in tables} <= known
    ratios = document.glance_table
    assert [
        list(ratios.headers),
        *([value.beside for value in row] for row in ratios.rows),
    ] in tables


def test_the_workbook_holds_every_ratio_likelihood_and_count_in_full(results):
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(document_of(results), results)))
    for breakdown, name in (("", "Ratios"), ("directorate", "Directorate-ratios")):
        lines = [
            line
            for line in results.lines
            if line.breakdown == breakdown and line.headline != "share"
        ]
        if not lines:
            continue
        [table] = book[name].tables.values()
        header, *rows = [[cell.value for cell in row] for row in book[name][table.ref]]
        header = [title.partition(" [note")[0] for title in header]
        for line, row in zip(lines, rows, strict=True):
            cells = dict(zip(header, row, strict=True))
            minority = "Group" if "Group" in cells else "Minority ethnic"
            sides = ("compared_with", "group") if line.is_inverse else ("group", "compared_with")
            for side, group in zip(sides, (minority, "White"), strict=True):
                for figure, column in (
                    ("count", "with the event"),
                    ("out_of", "counted"),
                    ("likelihood", "likelihood"),
                ):
                    _same(cells[f"{group}: {column}"], line, f"{side}_{figure}")
            for figure, column in (
                ("ratio", "Ratio"),
                ("ratio_lower", "95% confidence interval: from"),
                ("ratio_upper", "95% confidence interval: to"),
                ("p_value", "p-value"),
            ):
                _same(cells[column], line, figure)


def _same(shown: object, line: object, name: str) -> None:
    value = getattr(line, name)
    if value is None:
        assert shown == f"[{line.marks.get(name, 'c')}]"
    else:
        # Excel's own sixteen digits.
        assert shown == pytest.approx(value, rel=1e-14)


def test_the_page_prints_the_figures_of_the_lines_rounded_once(results):
    document = document_of(results)
    for table in document.tables:
        for row in table.rows:
            for value in row:
                if value.number is None or value.text.startswith("<"):
                    continue
                shown = float(value.text.partition("%")[0].partition(" ")[0].replace(",", ""))
                scale = 100 if value.form in (Form.PERCENTAGE, Form.POINTS) else 1
                half = 0.5 * 10.0**-value.decimals
                assert abs(shown - value.number * scale) <= half * (1 + 1e-9), value


# The workbook, and one figure in every place


def _shown(number: float, number_format: str) -> str:
    """Return what a spreadsheet shows of a number, for the formats of our workbooks."""
    if condition := re.fullmatch(r'\[<([\d.]+)\]"(.*)";(.*)', number_format):
        limit, less, number_format = condition.groups()
        if number < float(limit):
            return less
    sections = number_format.split(";")
    by_sign = [number > 0, number < 0, number == 0] if len(sections) == 3 else [True]
    sign, digits, unit = re.fullmatch(
        r'([+-]?)(?:#,##)?0((?:\.0+)?)(%|" .*")?', sections[by_sign.index(True)]
    ).groups()
    scaled = float(f"{number * 100:.13g}") if unit == "%" else number
    text = rounded(abs(scaled) if len(sections) == 3 else scaled, max(0, len(digits) - 1))
    return sign + text + (unit or "").replace('"', "")


@pytest.mark.parametrize(
    ("number", "number_format", "expected"),
    [
        (0.0009, '[<0.001]"<0.001";0.000', "<0.001"),
        (0.0412, '[<0.001]"<0.001";0.000', "0.041"),
        (0.5105, "#,##0.0", "0.5"),
        (0.1305, "0.0%", "13.1%"),
        (-2.0, "+#,##0.0;-#,##0.0;#,##0.0", "-2.0"),
        (1234, '+#,##0" white";-#,##0" white";#,##0" white"', "+1,234 white"),
    ],
)
def test_a_number_is_shown_as_a_spreadsheet_shows_it(number, number_format, expected):
    assert _shown(number, number_format) == expected


def test_a_cell_of_the_workbook_shows_a_figure_as_it_is_printed_elsewhere(results):
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(document_of(results), results)))
    sheets = {
        name: (sheet, table)
        for sheet in book.worksheets
        for name, table in ((table.displayName, table) for table in sheet.tables.values())
    }
    figures = 0
    for table in book_tables(results, None):
        sheet, marked_up = sheets["table_" + re.sub(r"\W", "_", table.name)]
        for row, cells in zip(table.rows, list(sheet[marked_up.ref])[1:], strict=True):
            for value, cell in zip(row, cells, strict=True):
                if value.number is not None:
                    figures += 1
                    assert _shown(cell.value, cell.number_format) == value.text, cell
    assert figures > 100


def _values(results, document):
    """Yield every value of tables: of the page, the workbook and the terminal."""
    for table in [*document.tables, *book_tables(results, None)]:
        for row in table.rows:
            yield from row
    ratios = [line for line in results.lines if line.headline != "share"]
    beside = [line for line in lines_beside(results) if line.figure == "ratio"]
    for table in (
        brief_ratio_table(results, ratios),
        brief_evidence_table(results, ratios),
        *([brief_benchmarks_table(results, beside, "Ratio here")] if beside else []),
    ):
        for row in table.rows:
            yield from row.cells


def test_a_figure_is_printed_in_one_way_in_every_table_and_chart(results):
    document = document_of(results)
    texts = defaultdict(set)
    for value in _values(results, document):
        if value.number is not None and value.form in (Form.RATIO, Form.PERCENTAGE):
            # A figure from elsewhere may have its year beside it.
            texts[value.form, value.number].add(value.text.partition(" (")[0])
    for chart in document.charts:
        form = {RatioChart: Form.RATIO, LikelihoodChart: Form.PERCENTAGE}.get(type(chart))
        for mark in chart.marks if form else ():
            if mark.value is not None:
                texts[form, mark.value].add(mark.printed.partition(" (")[0])

    assert {figure: texts for figure, texts in texts.items() if len(texts) > 1} == {}
    assert len(texts) > 50


def test_a_national_figure_has_no_more_decimals_than_it_was_published_with(sample_data):
    # Skills for Care published 0.5 for 2023 and 0.52 for 2024; a ratio of rounded counts has one.
    exact = scwres.compute(sample_data, indicators=["2"])
    for results, expected in (
        (exact, {"National 2023": "0.5", "National 2024": "0.52"}),
        (scwres.publish(exact), {"National 2023": "0.5", "National 2024": "0.5"}),
    ):
        assert {line.benchmark: line.printed for line in lines_beside(results)} == expected
        for line in lines_beside(results):
            assert line.decimals == len(line.printed.partition(".")[2])
        summary = document_of(results).summary
        latest = summary.rows[0][summary.headers.index("Latest national figure")]
        assert latest.beside == f"{expected['National 2024']} (2024)"
