"""Tables of plain characters that fit the width of a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap
from typing import NamedTuple

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


class Fold(NamedTuple):
    """A form of a table for a terminal: how its columns are folded.

    Parameters
    ----------
    remark_width
        The widest that its remarks are; 0 where they stay on one line.
    title_width
        The narrowest that its titles may be; None where they stay on one line.
    is_below
        Whether the detail of a figure stands below it, and not beside it.
    """

    table: BriefTable
    remark_width: int
    title_width: int | None
    is_below: bool = False


def folded_text(folds: Sequence[Fold], width: int | None) -> str:
    """Return the first form of a table that fits the terminal; the last one where none does.

    Each row stays in its columns: titles and remarks take several lines where they must. Without
    a width the first form is on one line for each row.
    """
    for fold in folds:
        title_width = max((len(row.title) for row in fold.table.rows), default=0)
        text = _folded(fold, title_width)
        if width is not None and fold.title_width is not None:
            over = _width(text) - width
            text = _folded(fold, max(fold.title_width, title_width - max(over, 0)))
        if width is None or _width(text) <= width:
            break
    return "\n".join([text, *wrap_lines(filter(None, fold.table.note.split("\n")), width)])


def _folded(fold: Fold, title_width: int) -> str:
    """Return a form of a table with titles of at most a width."""
    table = fold.table
    blank = [Value("")] * len(table.headers)
    figures = [
        [cell.below if fold.is_below else cell.beside for cell in row.cells or blank]
        for row in table.rows
    ]
    columns = [
        ["", *(row.number for row in table.rows)],
        [table.title_header, *(_wrapped(row.title, title_width) for row in table.rows)],
    ]
    for header, *cells in zip(table.headers, *figures, strict=True):
        if fold.title_width is not None:
            header_width = max(map(_width, [*header.split(), *cells]))
            header = _wrapped(header, header_width)
        columns.append([header, *cells])
    is_right = [False, False, *[True] * len(table.headers), False]
    if table.remark_header:
        remarks = (_wrapped(row.remark, fold.remark_width) for row in table.rows)
        columns.append([table.remark_header, *remarks])
    return "\n".join(_in_columns(columns, is_right))


def _in_columns(columns: Sequence[Sequence[str]], is_right: Sequence[bool]) -> Iterator[str]:
    """Yield the lines of columns, each a header and its cells, which may have several lines.

    tabulate makes columns wider than their headers, where a terminal has no room for that.
    """
    widths = [max(map(_width, column)) for column in columns]
    for number, cells in enumerate(zip(*columns, strict=True)):
        for parts in zip_longest(*(cell.split("\n") for cell in cells), fillvalue=""):
            padded = (
                part.rjust(width) if right else part.ljust(width)
                for part, width, right in zip(parts, widths, is_right, strict=False)
            )
            yield "  ".join(padded).rstrip()
        if number == 0:
            yield "  ".join("-" * width for width in widths)


def _wrapped(text: str, width: int) -> str:
    """Return a text in lines of at most a width, where words allow it; later ones are indented."""
    if len(text) <= width or not width:
        return text
    indent = " " * (len(text) - len(text.lstrip()))
    lines = wrap(
        text,
        width,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines)


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
