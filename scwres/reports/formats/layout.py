"""Tables of plain characters that fit the width of a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

from scwres.reports.document.words import BriefTable, Row, Value

#: The narrowest width of titles, however narrow the terminal.
NARROWEST_TITLE = 16


def table_text(table: BriefTable, width: int | None) -> str:
    """Return a table with a row on one line, or, where that is too wide, on several."""
    headers, rows = table.headers, table.rows
    blank = [Value("")] * len(headers)
    remarks = [table.remark_header] if table.remark_header else []
    text = _tabulated(
        ["", table.title_header, *headers, *remarks],
        [
            [
                row.number,
                row.title,
                *(cell.beside for cell in row.cells or blank),
                *([row.remark] if remarks else []),
            ]
            for row in rows
        ],
        len(headers),
    )
    if width is None or _width(text) <= width:
        return text
    stacked_headers = ["\n".join(header.split(" ")) for header in headers]

    def stacked_table(title_width: int) -> str:
        return _tabulated(
            ["", table.title_header, *stacked_headers],
            [
                [
                    row.number,
                    _stacked_title(row, title_width),
                    *(cell.below for cell in row.cells or blank),
                ]
                for row in rows
            ],
            len(headers),
        )

    widest_title = max(len(text) for row in rows for text in _title_and_remark(row))
    over = _width(stacked_table(widest_title)) - width
    return stacked_table(max(NARROWEST_TITLE, widest_title - max(over, 0)))


def _stacked_title(row: Row, width: int) -> str:
    title, *remark = ([*wrap_lines([text], width)] for text in _title_and_remark(row))
    if remark and len(title) == 1:
        title.append("")  # the line of the counts
    return "\n".join([*title, *(line for lines in remark for line in lines)])


def _title_and_remark(row: Row) -> Iterator[str]:
    """Yield the title, and the remark that goes below it and below the counts."""
    yield row.title
    if row.remark:
        indent = row.title[: len(row.title) - len(row.title.lstrip())]
        yield f"{indent}-> {row.remark}"


def _tabulated(headers: list[str], rows: list[list[str]], figures: int) -> str:
    import tabulate

    aligned = ["left", "left", *["right"] * figures, *["left"] * (len(headers) - 2 - figures)]
    # Figures are text already: tabulate must not parse them as numbers.
    return tabulate.tabulate(
        rows,
        headers,
        tablefmt="simple",
        disable_numparse=True,
        colalign=aligned,
        preserve_whitespace=True,
    )


def _width(text: str) -> int:
    return max(map(len, text.split("\n")))


def wrap_lines(lines: Iterable[str], width: int | None) -> Iterator[str]:
    """Yield lines of at most a width, wrapped parts indented; unchanged without a width."""
    for line in lines:
        if width is None:
            yield line
        else:
            indent = " " * (len(line) - len(line.lstrip()))
            yield from wrap(line, width, subsequent_indent=f"{indent}  ")
