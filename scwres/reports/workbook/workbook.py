"""A report as a workbook, after the Analysis Function's checklist for accessible spreadsheets.

Each sheet has one marked-up table, from column A, with nothing below it. There are a cover, the
contents and notes; no merged cells, no fills and no meaning in colours; texts are never formulas.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from math import ceil
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from scwres.reports.document.document import Document
from scwres.reports.document.profile import PROFILE
from scwres.reports.document.words import Form, Table, Value
from scwres.reports.notes import Explained
from scwres.reports.office import with_fixed_dates
from scwres.reports.workbook.charts import (
    SheetTable,
    bands_chart,
    funnel_charts,
    likelihoods_chart,
    ratios_chart,
)
from scwres.reports.workbook.tables import RATIO_CHART, Return, book_tables
from scwres.results.lines import MARKS
from scwres.results.results import Reported
from scwres.text.numbers import SMALLEST_P
from scwres.text.untrusted import printable

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: The date of creation in every workbook, so that the same input gives the same bytes.
MADE = datetime(1980, 1, 1, tzinfo=UTC)

#: How workbooks are written: a text is never made a formula, a number or a link.
TEXTS_AS_THEY_ARE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}

#: The number of A4 among paper sizes.
A4 = 9

#: The widths of columns in letters; longer texts wrap.
FIRST_COLUMN, COLUMN, PROSE = 52, 17, 95

#: The size of letters in points; how many fit in a unit of width, which is for a size of 11;
#: the height of a line as a multiple of the size; and the greatest height of a row.
SIZE, LETTERS_IN_WIDTH, LINE_HEIGHT, HIGHEST = 12, 0.95, 1.35, 400

#: Excel's limits: letters in a cell, in the name of a sheet, and in a header with its note.
MOST_LETTERS, MOST_IN_NAME, MOST_IN_HEADER = 32_767, 31, 240

#: The titles of two sheets, and the sentence at the top of the contents.
CONTENTS, CHARTS_TITLE = "Contents", "Charts to copy into other documents"
CONTENTS_SENTENCE = "This worksheet contains one table. It lists the worksheets that follow."

#: The rows that a chart needs for its title and below it, and the pixels of a row.
ROWS_BESIDE_A_CHART, ROW_HEIGHT = 2, 20


def as_workbook(document: Document, results: Reported, returned: Return | None = None) -> bytes:
    """Return a report as the bytes of a workbook.

    Parameters
    ----------
    returned
        The results for the sheet for Skills for Care's form; None for no such sheet.
    """
    from xlsxwriter import Workbook

    content = io.BytesIO()
    with Workbook(content, TEXTS_AS_THEY_ARE) as workbook:
        workbook.set_properties(
            {
                "title": _cell(document.title),
                "subject": document.standard,
                "comments": document.notice,
                "created": MADE,
            }
        )
        sections = [section for section in document.beyond if section.name != PROFILE]
        beyond = [table for section in sections for table in section.tables]
        _Book(workbook, document, [*book_tables(results, returned, beyond)]).write()
    return with_language(content.getvalue())


class _Book:
    """Writes the sheets of a workbook, in order."""

    def __init__(self, workbook: Workbook, document: Document, tables: Sequence[Table]) -> None:
        self.workbook = workbook
        self.document = document
        self.notes = [
            note for header in Explained for note in document.method if note.explains is header
        ]
        self.sheets = {table.name: _sheet_name(table.name) for table in tables}
        self.tables = tables
        self.sheet_tables: dict[str, SheetTable] = {}
        self.formats: dict[str, Format] = {}

    def format(self, **style: Any) -> Format:
        """Return a format, made once: Arial, wrapped, at the top of its cell."""
        key = repr(sorted(style.items()))
        if key not in self.formats:
            usual = {"font_name": "Arial", "font_size": SIZE, "text_wrap": True, "valign": "top"}
            self.formats[key] = self.workbook.add_format({**usual, **style})
        return self.formats[key]

    def write(self) -> None:
        sheets = [*self._cover(), self._sheet(CONTENTS, CONTENTS, CONTENTS_SENTENCE)]
        contents = sheets[-1]
        sheets += self._notes()
        sheets += [self._table_sheet(table) for table in self.tables]
        sheets += self._charts()
        self._fill_contents(contents, [sheet.get_name() for sheet in sheets[2:]])
        for sheet in sheets:
            sheet.set_selection(0, 0, 0, 0)
            sheet.set_landscape()
            sheet.set_paper(A4)
            sheet.fit_to_pages(1, 0)
        sheets[0].activate()

    def _sheet(self, name: str, title: str, *below: str) -> Worksheet:
        """Return a new sheet with its title, the notice and sentences below."""
        sheet = self.workbook.add_worksheet(name)
        heading = self.format(bold=True, font_size=16, text_wrap=False)
        sheet.write_string(0, 0, _cell(title), heading)
        for row, sentence in enumerate([self.document.notice, *below], 1):
            sheet.write_string(row, 0, _cell(sentence), self.format(text_wrap=False))
        return sheet

    def _cover(self) -> Iterator[Worksheet]:
        document = self.document
        sheet = self.workbook.add_worksheet("Cover")
        sheet.set_column(0, 0, PROSE, self.format())
        rows = [(document.title, self.format(bold=True, font_size=16))]
        rows += [(text, self.format()) for text in (document.notice, document.standard)]
        for text in filter(None, (document.organisation, document.subtitle)):
            rows.append((text, self.format()))
        headlines = [f"{name}: {text}" if name else text for name, text in document.headlines]
        for heading, paragraphs in (
            ("Headline findings", headlines),
            ("About the data", document.coverage),
            ("Quality and limitations", document.quality),
            (
                "Method",
                [note.text for note in document.method if note.explains is None],
            ),
        ):
            if paragraphs:
                rows.append((heading, self.format(bold=True, font_size=14)))
                rows += [(text, self.format()) for text in paragraphs]
        rows.append((f"Made by {document.program}.", self.format()))
        for row, (text, format_) in enumerate(rows):
            sheet.write_string(row, 0, _cell(text), format_)
            set_height(sheet, row, [text], [PROSE], size=format_.font_size)
        yield sheet

    def _fill_contents(self, sheet: Worksheet, names: Sequence[str]) -> None:
        """Write the list of sheets, with links."""
        titles = {self.sheets[table.name]: table.title for table in self.tables}
        titles |= {"Notes": "Notes", "Charts": CHARTS_TITLE}
        headers = ["Worksheet", "Title"]
        set_widths(sheet, [PROSE // 3, PROSE])
        link = self.format(underline=1, font_color="#0563C1")
        for row, name in enumerate(names, 5):
            sheet.write_url(row, 0, f"internal:'{name}'!A1", link, name)
            sheet.write_string(row, 1, _cell(titles[name]), self.format())
        self._mark_up(sheet, "contents", 4, 4 + len(names), headers)

    def _notes(self) -> Iterator[Worksheet]:
        if not self.notes:
            return
        sentence = (
            "This worksheet contains one table. It lists the notes on columns of other tables."
        )
        sheet = self._sheet("Notes", "Notes", sentence)
        headers = ["Note", "Text"]
        set_widths(sheet, [PROSE // 5, PROSE])
        for number, (note, _) in enumerate(self.notes, 1):
            sheet.write_string(4 + number, 0, f"[note {number}]", self.format())
            sheet.write_string(4 + number, 1, _cell(note), self.format())
            set_height(sheet, 4 + number, ["", note], [PROSE // 5, PROSE])
        self._mark_up(sheet, "notes", 4, 4 + len(self.notes), headers)
        yield sheet

    def _with_note(self, header: str) -> str:
        """Return a header with the number of the note that explains the longest part of it."""
        matches = [
            (len(note.explains), f" [note {number}]")
            for number, note in enumerate(self.notes, 1)
            if note.explains is not None and note.explains in header
        ]
        return header + (max(matches)[1] if matches else "")

    def _table_sheet(self, table: Table) -> Worksheet:
        used = {value.text for row in table.rows for value in row}
        letters = [
            f"[{letter}] {meaning}." for letter, meaning in MARKS.items() if f"[{letter}]" in used
        ]
        sentences = ["This worksheet contains one table.", *filter(None, [table.note]), *letters]
        name = self.sheets[table.name]
        sheet = self._sheet(name, table.title, *sentences)
        top = len(sentences) + 3
        headers = [self._with_note(_cell(header)[:MOST_IN_HEADER]) for header in table.headers]
        widths = [
            FIRST_COLUMN if _is_prose(table, number) else COLUMN for number in range(len(headers))
        ]
        set_widths(sheet, widths)
        set_height(sheet, top, headers, widths)
        for number, row in enumerate(table.rows, top + 1):
            for column, value in enumerate(row):
                self._write(sheet, number, column, value)
            set_height(sheet, number, [value.beside for value in row], widths)
        self._mark_up(sheet, table.name, top, top + len(table.rows), headers)
        self.sheet_tables[table.name] = SheetTable(table, name, top + 1)
        return sheet

    def _write(self, sheet: Worksheet, row: int, column: int, value: Value) -> None:
        """Write a value: a figure in full precision, shown rounded; words as text."""
        if value.number is None:
            aligned = {} if value.form is Form.TEXT else {"align": "right"}
            sheet.write_string(row, column, _cell(value.beside), self.format(**aligned))
            return
        number = value.number * 100 if value.form is Form.POINTS else value.number
        sheet.write_number(row, column, number, self.format(num_format=_number_format(value)))

    def _mark_up(
        self, sheet: Worksheet, name: str, top: int, bottom: int, headers: Sequence[str]
    ) -> None:
        """Mark cells up as a table, so that screen readers can read its headers."""
        bold = self.format(bold=True, bottom=1)
        sheet.add_table(
            top,
            0,
            max(bottom, top + 1),
            len(headers) - 1,
            {
                "name": re.sub(r"\W", "_", f"table_{name}"),
                "style": None,
                "autofilter": False,
                "columns": [{"header": header, "header_format": bold} for header in headers],
            },
        )

    def _charts(self) -> Iterator[Worksheet]:
        """Yield a sheet with charts to paste, drawn from the tables of other sheets."""
        charts = [
            chart
            for name, draw in (
                ("ratios", likelihoods_chart),
                (RATIO_CHART, ratios_chart),
                ("pay-bands", bands_chart),
            )
            if name in self.sheet_tables
            and (chart := draw(self.workbook, self.sheet_tables[name]))
        ]
        for sheet_table in self.sheet_tables.values():
            if sheet_table.table.has_funnels:
                charts += funnel_charts(self.workbook, sheet_table)
        if not charts:
            return
        sentence = "This worksheet contains charts of the tables in other worksheets."
        sheet = self._sheet("Charts", CHARTS_TITLE, sentence)
        sheet.set_column(0, 0, PROSE)
        row, breaks = 4, []
        for number, chart in enumerate(charts, 1):
            sheet.write_string(row, 0, f"Chart {number}", self.format(bold=True))
            if chart.note:
                row += 1
                sheet.write_string(row, 0, _cell(chart.note), self.format())
                set_height(sheet, row, [chart.note], [PROSE])
            sheet.insert_chart(row + 1, 0, chart.chart, {"description": chart.description})
            row += ROWS_BESIDE_A_CHART + ceil(chart.height / ROW_HEIGHT)
            breaks.append(row)
        sheet.set_h_pagebreaks(breaks[:-1])
        yield sheet


def _cell(text: str) -> str:
    """Return a text for a cell: visible letters only, cut at the limit."""
    return printable(text)[:MOST_LETTERS]


def set_widths(sheet: Worksheet, widths: Sequence[int]) -> None:
    """Make the columns of a sheet as wide as so many letters."""
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)


def set_height(
    sheet: Worksheet, row: int, texts: Sequence[str], widths: Sequence[int], size: float = SIZE
) -> None:
    """Make a row as high as its wrapped texts need, which not every program does itself."""
    lines = max(
        len(wrap(text, max(1, int(width * SIZE / size * LETTERS_IN_WIDTH)))) or 1
        for text, width in zip(texts, widths, strict=True)
    )
    sheet.set_row(row, min(lines * size * LINE_HEIGHT, HIGHEST))


def _sheet_name(name: str) -> str:
    """Return the name of a sheet: short, with a capital first letter and hyphens."""
    return name[:MOST_IN_NAME].strip("-").capitalize()


def _is_prose(table: Table, column: int) -> bool:
    return any(
        value.form is Form.TEXT and len(value.beside) > COLUMN
        for row in table.rows
        for value in [row[column]]
    )


def _number_format(value: Value) -> str:
    """Return the number format of a value: rounded as it is printed elsewhere."""
    decimals = f".{'0' * value.decimals}" if value.decimals else ""
    if value.form is Form.PERCENTAGE:
        return f"0{decimals}%"
    if value.form in (Form.POINTS, Form.SIGNED_COUNT):
        unit = f'" {value.unit}"' if value.unit else ""
        return ";".join(f"{sign}#,##0{decimals}{unit}" for sign in ("+", "-", ""))
    if value.form is Form.P_VALUE:
        # The cell keeps its number, and shows none as 0.
        return f'[<{SMALLEST_P}]"<{SMALLEST_P}";0{decimals}'
    return f"#,##0{decimals}"


def with_language(content: bytes) -> bytes:
    """Return a workbook with its language set to British English, which the library cannot do."""

    def change(name: str, part: bytes) -> bytes:
        if name != "docProps/core.xml":
            return part
        language = b"<dc:language>en-GB</dc:language></cp:coreProperties>"
        return part.replace(b"</cp:coreProperties>", language)

    return with_fixed_dates(content, change)
