"""The rows with a problem as a workbook of one sheet, which can be sorted and filtered."""

from __future__ import annotations

import io
from collections.abc import Iterable

from scwres.errors import Fault, FileError
from scwres.reports.formats.problems import HEADERS, shown_values
from scwres.reports.workbook.workbook import (
    MADE,
    MOST_LETTERS,
    SIZE,
    TEXTS_AS_THEY_ARE,
    with_language,
)
from scwres.results.problems import ProblemRow

#: Excel's limit: the rows of a sheet, the header among them.
MOST_ROWS = 1_048_576

#: The widths of columns in letters, in the order of a row; longer texts wrap.
WIDTHS = (30, 20, 10, 30, 60, 60, 20)


def as_workbook(rows: Iterable[ProblemRow], width: int | None = None) -> bytes:
    """Return rows with a problem as the bytes of a workbook, whatever the width.

    Raises
    ------
    FileError
        When there are more than a sheet can hold.
    """
    from xlsxwriter import Workbook

    listed = list(rows)
    if len(listed) >= MOST_ROWS:
        what = f"the list has {len(listed):,} rows, but a sheet holds {MOST_ROWS - 1:,} at most"
        raise FileError([Fault("", what, "Name a file that ends in .csv.", "file-unwritable")])
    content = io.BytesIO()
    with Workbook(content, TEXTS_AS_THEY_ARE) as workbook:
        workbook.set_properties({"title": "Rows with a problem", "created": MADE})
        usual = {"font_name": "Arial", "font_size": SIZE, "text_wrap": True, "valign": "top"}
        plain, bold = workbook.add_format(usual), workbook.add_format({**usual, "bold": True})
        sheet = workbook.add_worksheet("Problems")
        for column, letters in enumerate(WIDTHS):
            sheet.set_column(column, column, letters, plain)
        for number, row in enumerate(listed, 1):
            for column, value in enumerate(shown_values(row)):
                if isinstance(value, int):
                    sheet.write_number(number, column, value, plain)
                elif value:
                    sheet.write_string(number, column, value[:MOST_LETTERS], plain)
        sheet.add_table(
            0,
            0,
            max(len(listed), 1),
            len(HEADERS) - 1,
            {
                "name": "table_problems",
                "style": None,
                "columns": [{"header": header, "header_format": bold} for header in HEADERS],
            },
        )
        sheet.freeze_panes(1, 0)
    return with_language(content.getvalue())
