"""A report as a paper for a committee: one Word file, with the council's own words."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from scwres.reports.document.charts import Chart
from scwres.reports.document.document import Document, Section
from scwres.reports.document.overview import NOT_SHOWN
from scwres.reports.document.words import Form, Table, Value, text_cell
from scwres.reports.office import with_fixed_dates
from scwres.settings.commentary import Paragraph
from scwres.text.untrusted import printable

if TYPE_CHECKING:
    from docx.document import Document as Paper
    from docx.table import Table as Grid
    from docx.table import _Cell as Cell

#: The date of every paper, so that the same input gives the same bytes.
MADE = datetime(1980, 1, 1)  # noqa: DTZ001 the library writes it as it is, and means UTC

LANGUAGE = "en-GB"

#: A property of the file holds so many letters at most: the first page has the whole text.
LONGEST_PROPERTY = 255

#: The name of a paper in the folder of a report.
PAPER = "paper.docx"

#: The sizes of texts in points: of paragraphs, of tables, and of the header and the footer.
TEXT, SMALL, SMALLEST = 11, 8, 8

#: The widths of a page's text and of its chart, and the margins, in millimetres: of A4.
PAGE_WIDTH, PAGE_HEIGHT, MARGIN, CHART = 210, 297, 20, 125

#: The letters for which a column of words has room in a line: the fewest and the most; and
#: those of a column of numbers.
FEWEST, MOST, NUMBERS = 14, 60, 10

#: The margin at the left and right of a cell, in twentieths of a point.
CELL_MARGIN = 50

#: A table with more rows is not in a paper: the page and the workbook have it.
MOST_ROWS = 25

#: How many notes on the method a paper has: the definition, and how ratios are made.
MOST_NOTES = 4

#: The colour of headings: the Analysis Function's dark blue.
COLOUR = "12436D"


def can_write_papers() -> bool:
    """Return whether the library that writes Word files is installed: it is an extra."""
    return find_spec("docx") is not None


def as_paper(document: Document, charts: Mapping[str, bytes]) -> bytes:
    """Return a report as the bytes of a Word file.

    Parameters
    ----------
    charts
        The charts as PNG, by their name.
    """
    import docx

    paper = docx.Document()
    _Writer(paper, document, charts).write()
    content = io.BytesIO()
    paper.save(content)
    return with_fixed_dates(content.getvalue())


class _Writer:
    """Writes the parts of a paper, in order."""

    def __init__(self, paper: Paper, document: Document, charts: Mapping[str, bytes]) -> None:
        self.paper = paper
        self.document = document
        self.charts = charts

    def write(self) -> None:
        document = self.document
        self._set_up()
        self.paper.add_heading(printable(document.title), level=0)
        facts = [
            document.organisation if document.organisation not in document.title else "",
            document.subtitle,
            f"Counted: {document.covered}" if document.covered else "",
            f"Standard: {document.standard}",
        ]
        self._paragraph(". ".join(filter(None, facts)) + ".")
        self._paragraph(document.notice, is_bold=True)
        self._own_words("Purpose", document.purpose)
        self._own_words("Recommendations", document.recommendations)
        self._heading("Summary")
        for name, sentence in document.headlines:
            self._item(name, sentence)
        if document.summary:
            self._table(document.summary)
        if document.glance:
            self._chart(document.glance.about)
            for sentence in document.how_to_read:
                self._item("", sentence)
        self._indicators()
        for section in document.beyond:
            self._beyond(section)
        self._own_words("Implications", document.implications)
        self._heading("Data quality")
        for text in (*document.coverage, *document.quality):
            self._paragraph(text)
        self._heading("Method in brief")
        for note in document.method[:MOST_NOTES]:
            self._paragraph(note.text)
        for letter, meaning in document.shorthand:
            self._item(letter, meaning)
        self._paragraph(
            "The page report.html and the workbook report.xlsx have every figure, and the method "
            f"in full. Made by {document.program}."
        )

    def _indicators(self) -> None:
        """Write what each indicator shows, below it what the council says, and what is hidden."""
        self._heading("Indicator by indicator")
        for section in self.document.sections:
            self._heading(section.title, level=2)
            for sentence in section.reading:
                self._paragraph(sentence)
            self._paragraphs(section.commentary)
        if self.document.withheld:
            self._heading(NOT_SHOWN, level=2)
            self._table(self.document.withheld)
        for section in self.document.withheld_commentary:
            self._heading(section.title, level=3)
            self._paragraphs(section.commentary)

    def _beyond(self, section: Section) -> None:
        """Write a section after the figures: the profile, years compared, or the plan."""
        self._heading(section.title)
        for text in filter(None, (section.definition, *section.reading)):
            self._paragraph(text)
        self._paragraphs(section.commentary)
        for table in section.brief or section.tables:
            if len(table.rows) <= MOST_ROWS:
                self._table(table)

    def _own_words(self, title: str, paragraphs: Sequence[Paragraph]) -> None:
        if paragraphs:
            self._heading(title)
            self._paragraphs(paragraphs)

    def _heading(self, title: str, level: int = 1) -> None:
        self.paper.add_heading(printable(title), level=level)

    def _paragraph(self, text: str, *, is_bold: bool = False) -> None:
        self.paper.add_paragraph().add_run(printable(text)).bold = is_bold

    def _item(self, name: str, text: str) -> None:
        paragraph = self.paper.add_paragraph(style="List Bullet")
        if name:
            paragraph.add_run(f"{printable(name)}: ").bold = True
        paragraph.add_run(printable(text))

    def _paragraphs(self, paragraphs: Sequence[Paragraph]) -> None:
        for words in paragraphs:
            style = "List Bullet" if words.is_item and not words.number else None
            paragraph = self.paper.add_paragraph(
                f"{words.number}. " if words.number else "", style
            )
            for part in words.runs:
                run = paragraph.add_run(printable(part.text))
                run.bold, run.italic = part.is_bold, part.is_italic

    def _chart(self, about: Chart) -> None:
        """Write a chart, which has its title, with its words for those who do not see it."""
        from docx.shared import Mm

        shape = self.paper.add_picture(io.BytesIO(self.charts[about.name]), width=Mm(CHART))
        properties = shape._inline.docPr
        properties.set("title", printable(about.title))
        properties.set("descr", printable(about.description))

    def _table(self, table: Table) -> None:
        """Write a table: its title, a row of headers that is repeated on each page, and rows."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Mm

        self.paper.add_paragraph(printable(table.title), style="Caption")
        grid = self.paper.add_table(len(table.rows) + 1, len(table.headers), style="Table Grid")
        grid.autofit = False
        _set_properties(grid, printable(table.title))
        header, *rows = grid.rows
        repeated = OxmlElement("w:tblHeader")
        repeated.set(qn("w:val"), "true")
        header._tr.get_or_add_trPr().append(repeated)
        widths = [Mm(width) for width in _widths(table)]
        for column, width in zip(grid.columns, widths, strict=True):
            column.width = width
        headers = tuple(text_cell(text)._replace(is_strong=True) for text in table.headers)
        for row, values in zip((header, *rows), (headers, *table.rows), strict=True):
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell, value, width in zip(row.cells, values, widths, strict=True):
                cell.width = width
                _fill(cell, value)
                if value.form is not Form.TEXT:
                    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self.paper.add_paragraph(printable(table.note))

    def _set_up(self) -> None:
        """Set the page, the fonts, the language, the properties, the header and the footer."""
        from docx.shared import Mm, Pt, RGBColor

        document, paper = self.document, self.paper
        section = paper.sections[0]
        section.page_width, section.page_height = Mm(PAGE_WIDTH), Mm(PAGE_HEIGHT)
        section.left_margin = section.right_margin = Mm(MARGIN)
        section.top_margin = section.bottom_margin = Mm(MARGIN)
        for name, size in (("Normal", TEXT), ("Caption", TEXT), ("Title", 22), *_HEADINGS):
            style: Any = paper.styles[name]
            style.font.name = "Arial"
            style.font.size = Pt(size)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for key in list(fonts.attrib):
                del fonts.attrib[key]
            for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
                fonts.set(_word(kind), "Arial")
            if name != "Normal":
                style.font.color.rgb = RGBColor.from_string(COLOUR)
        paper.styles["Caption"].paragraph_format.keep_with_next = True
        _set_language(paper)
        properties = paper.core_properties
        properties.title = printable(document.title)
        properties.author = printable(document.organisation)
        properties.last_modified_by = printable(document.organisation)
        properties.subject = document.standard
        properties.comments = document.notice[:LONGEST_PROPERTY]
        properties.language = LANGUAGE
        properties.created = properties.modified = MADE
        properties.revision = 1
        if document.is_internal:
            header = section.header.paragraphs[0]
            header.add_run(document.notice).font.size = Pt(SMALLEST)
        _number_pages(section.footer.paragraphs[0])


#: The headings, and their sizes in points.
_HEADINGS = (("Heading 1", 16), ("Heading 2", 13), ("Heading 3", 11))


def _set_properties(grid: Grid, title: str) -> None:
    """Set the margins of cells and the words for those who do not see a table.

    The properties stand in the order of the standard (ECMA-376, CT_TblPr): Word reports a file
    with another order as damaged.
    """
    from docx.oxml import OxmlElement

    properties = grid._tbl.tblPr
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        margin = OxmlElement(side, {_word("w"): str(CELL_MARGIN), _word("type"): "dxa"})
        margins.append(margin)
    look = properties.find(_word("tblLook"))
    look.addprevious(margins)
    for tag in ("w:tblDescription", "w:tblCaption"):
        look.addnext(OxmlElement(tag, {_word("val"): title}))


def _widths(table: Table) -> Iterator[float]:
    """Yield the width of each column in millimetres: those of words are wider."""
    weights = []
    for header, *values in zip(table.headers, *table.rows, strict=True):
        is_of_words = not values or any(value.form is Form.TEXT for value in values)
        letters = sum(len(value.text) for value in values) // (len(values) or 1)
        longest = max((len(word) for word in header.split()), default=0)
        room = min(max(letters // 2, FEWEST), MOST) if is_of_words else NUMBERS
        weights.append(max(room, longest))
    for weight in weights:
        yield (PAGE_WIDTH - 2 * MARGIN) * weight / sum(weights)


def _word(name: str) -> str:
    """Return a name in the namespace of Word's elements."""
    from docx.oxml.ns import qn

    return qn(f"w:{name}")


def _fill(cell: Cell, value: Value) -> None:
    """Write a figure into an empty cell, its detail on a line below."""
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    lines = [value.text, *filter(None, [value.detail])]
    for number, line in enumerate(lines):
        run = paragraph.add_run(printable(line))
        run.font.size = Pt(SMALL)
        run.bold = value.is_strong
        if number < len(lines) - 1:
            run.add_break()


def _set_language(paper: Paper) -> None:
    """Set the language of every text to British English."""
    for element in paper.styles.element.iter(_word("lang")):
        for kind in ("val", "eastAsia"):
            element.set(_word(kind), LANGUAGE)


def _number_pages(paragraph: Any) -> None:
    """Write the number of the page, which Word fills in."""
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    run = paragraph.add_run()
    run.font.size = Pt(SMALLEST)
    for kind in ("begin", "separate", "end"):
        if kind == "separate":
            instruction = OxmlElement("w:instrText")
            instruction.text = "PAGE"
            run._r.append(instruction)
        element = OxmlElement("w:fldChar")
        element.set(_word("fldCharType"), kind)
        run._r.append(element)


def names_of_charts(document: Document) -> Iterator[str]:
    """Yield the names of the charts that a paper has."""
    if document.glance:
        yield document.glance.about.name
