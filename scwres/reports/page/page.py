"""A report as a page: one file without scripts or requests, to be opened, printed, published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scwres.reports.document.values import Form
from scwres.text.untrusted import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scwres.reports.document.document import Document

#: The forms of numbers: at the right of their column.
NUMBERS = tuple(form for form in Form if form is not Form.TEXT)

#: A page of more bytes is slow to open and to send; it leaves out what is elsewhere.
MOST_BYTES = 500_000

#: A cell with more letters is given a wide column.
LONG_TEXT = 100

#: A cell with more letters is no single word or name: its column is as wide as a few words.
SHORT_TEXT = 20

#: A table of more rows is not on the page: the workbook has it. Fewer where it is too large.
MOST_ROWS = (120, 40, 12)


def as_page(document: Document, charts: Mapping[str, str]) -> str:
    """Return a report as HTML, of at most :data:`MOST_BYTES` where that can be.

    Where it would be larger, the charts of breakdowns are left out, and then long tables: they
    are in the files beside it, and the page says so.

    Parameters
    ----------
    charts
        The charts that it has, by their name, as SVG elements.
    """
    apart = {
        one.chart.about.name for part in document.breakdowns for one in part.sections if one.chart
    }
    fewer = {name: svg for name, svg in charts.items() if name not in apart}
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
        """Take out of every text what is not seen; autoescape does the rest."""
        return value if isinstance(value, Markup) else printable(str(value))

    environment = Environment(
        loader=PackageLoader("scwres.reports.page", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=shown,
    )
    # Drawn by this program, each text in them escaped by the library that wrote them.
    inline = {name: Markup(svg) for name, svg in charts.items()}
    return environment.get_template("page.html").render(
        document=document,
        charts=inline,
        numbers=NUMBERS,
        most_rows=most_rows,
        long_text=LONG_TEXT,
        short_text=SHORT_TEXT,
    )
