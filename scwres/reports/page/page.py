"""A report as a page: one HTML file without scripts or requests."""

from __future__ import annotations

from collections.abc import Mapping

from scwres.reports.document.document import Document
from scwres.reports.document.overview import NOT_SHOWN
from scwres.reports.document.words import Form
from scwres.text.untrusted import printable

#: The forms of numbers, which are aligned right.
NUMBERS = tuple(form for form in Form if form is not Form.TEXT)

#: The most bytes of a page; a larger one leaves out what the folder has elsewhere.
MOST_BYTES = 500_000

#: A cell with more letters gets a wide column.
LONG_TEXT = 100

#: A cell with more letters is more than a word or a name: its column gets room for a few words.
SHORT_TEXT = 20

#: A table with more rows is folded, until a reader opens it.
MOST_OPEN_ROWS = 20

#: A table with more rows is only in the workbook. The limit is lower where the page is too large.
MOST_ROWS = (120, 40, 12)


def as_page(document: Document, charts: Mapping[str, str]) -> str:
    """Return a report as HTML, of at most :data:`MOST_BYTES` where possible.

    A larger page leaves out the charts of breakdowns, and then long tables: it says that they
    are in the files beside it.

    Parameters
    ----------
    charts
        The charts as SVG elements, by their name.
    """
    in_breakdowns = {
        chart.about.name
        for breakdown in document.breakdowns
        for section in (*breakdown.units, *breakdown.sections)
        for chart in section.charts
    }
    fewer = {name: svg for name, svg in charts.items() if name not in in_breakdowns}
    page = ""
    for shown, most_rows in ((charts, MOST_ROWS[0]), *((fewer, most) for most in MOST_ROWS)):
        page = _page(document, shown, most_rows)
        if len(page.encode()) <= MOST_BYTES:
            break
    return page


def _page(document: Document, charts: Mapping[str, str], most_rows: int) -> str:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    def shown(value: object) -> object:
        """Remove invisible characters from every text; autoescape does the rest."""
        return value if isinstance(value, Markup) else printable(str(value))

    environment = Environment(
        loader=PackageLoader("scwres.reports.page", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=shown,
    )
    # This program drew them, and the library that wrote them escaped each text.
    inline = {name: Markup(svg) for name, svg in charts.items()}
    return environment.get_template("page.html").render(
        document=document,
        charts=inline,
        numbers=NUMBERS,
        not_shown=NOT_SHOWN,
        most_rows=most_rows,
        most_open_rows=MOST_OPEN_ROWS,
        long_text=LONG_TEXT,
        short_text=SHORT_TEXT,
    )
