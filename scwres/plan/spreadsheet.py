"""The spreadsheet of a plan: its cells as text, its header, and what is wrong with its cells.

It is read as an extract is, whatever its file: xlsx, xls, ods or delimited text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from scwres.errors import Fault, FileError, InputError, cannot_be_read
from scwres.extracts.cells.values import date_of
from scwres.extracts.files.blocks import records_of
from scwres.extracts.files.grid import HEADER_WITHIN, OLE_START, CellRange
from scwres.extracts.rules import ReadingOptions
from scwres.extracts.schema import ENDINGS, column_letter, header_name
from scwres.plan.form import MEASURED, SUGGESTED, Role, role_of, roles_of
from scwres.text.phrases import day_in_words, in_words
from scwres.text.untrusted import printable

#: A row is a header where so many of its columns are those of a plan.
LEAST_COLUMNS = 2

#: The first bytes of workbooks: xlsx and ods, and xls.
_WORKBOOK_STARTS = (b"PK\x03\x04", OLE_START)

#: How to fix a table in which no header is that of a plan.
NAME_A_COLUMN = (
    "Its header should be 'Action', 'Actions' or 'What are we going to do?', with others beside "
    "it such as 'When', 'Lead', 'Update' and 'RAG status'."
)

#: A column of this name is in a table of figures, such as this program writes beside a plan.
_OF_FIGURES = "p_value"

#: The cells of a sheet, in rows of the same width.
Rows = Sequence[Sequence[str]]


class Place(NamedTuple):
    """The row and the column of a cell, from 0."""

    row: int
    column: int

    def __str__(self) -> str:
        return f"{column_letter(self.column)}{self.row + 1}"


class CellFaults:
    """Collects what is wrong with cells; those with the same problem together."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._cells: dict[tuple[str, str], list[Place]] = {}

    def note(self, place: Place, what: str, fix: str) -> None:
        """Note what is wrong with a cell."""
        self._cells.setdefault((what, fix), []).append(place)

    def faults(self) -> Iterator[Fault]:
        """Yield the problems in the order of their first cells."""
        for (what, fix), places in sorted(self._cells.items(), key=lambda entry: entry[1][0]):
            cells = list(dict.fromkeys(map(str, places)))
            yield Fault(self._file, what, fix, "plan-unreadable", cells=tuple(cells))


class Header(NamedTuple):
    """The headers of a plan, and the rows in which they stand."""

    cells: tuple[str, ...]
    first_row: int
    last_row: int


def is_spreadsheet(path: Path) -> bool:
    """Return whether the file of a plan is a table, by its first bytes or else by its name.

    One that cannot be opened is not: whoever reads it says why.
    """
    if path.suffix.casefold() == ".toml":
        return False
    try:
        with path.open("rb") as stream:
            start = stream.read(max(map(len, _WORKBOOK_STARTS)))
    except OSError:
        return False
    return start.startswith(_WORKBOOK_STARTS) or path.suffix.casefold() in ENDINGS


class Spreadsheet(NamedTuple):
    """The cells of a file, in rows of the same width, and what else is known of them.

    Parameters
    ----------
    notes
        What the user should know of the file, such as a hidden sheet.
    """

    rows: Rows
    merged: tuple[CellRange, ...]
    is_workbook: bool
    notes: tuple[str, ...]


def open_spreadsheet(path: Path, reading: ReadingOptions) -> Spreadsheet:
    """Return the cells of a file.

    Raises
    ------
    InputError
        When it is not a table, or is damaged.
    FileError
        When it cannot be read.
    """
    from scwres.extracts.files.recognition import open_grid

    merged: list[CellRange] = []
    try:
        with path.open("rb") as stream:
            grid = open_grid(path.name, stream, reading, _is_header, merged=merged)
            records = [record or [] for block in grid.blocks() for record in records_of(block)]
    except OSError as error:
        fix = "Give the file of a plan, such as plan.xlsx or plan.toml."
        raise FileError([cannot_be_read(str(path), error, fix)]) from error
    if faults := grid.faults():
        raise InputError(map(_of_a_plan, faults))
    is_workbook = bool(grid.sheet_name)
    texts = [[_plain(cell, is_workbook=is_workbook) for cell in record] for record in records]
    width = max(map(len, texts), default=0)
    rows = [[*row, *[""] * (width - len(row))] for row in texts]
    return Spreadsheet(rows, tuple(merged), is_workbook, grid.notes)


def _of_a_plan(fault: Fault) -> Fault:
    """Return a problem of a file as that of a plan, which no settings describe."""
    from scwres.extracts.files.workbook import NO_HEADER_FIX

    if fault.fix != NO_HEADER_FIX:
        return fault
    return fault._replace(fix=f"One needs a column that is the action. {NAME_A_COLUMN}")


def _plain(cell: str, *, is_workbook: bool) -> str:
    """Return the text of a cell in one line; a day of a workbook as it is written in English."""
    text = " ".join(printable(cell).split())
    if is_workbook and len(text) == len("2025-06-30") and text[4:5] == "-":
        day = date_of(text)
        return day_in_words(day) if day else text
    return text


# The header


def _is_header(cells: Sequence[str]) -> bool:
    roles = {role_of(cell) for cell in cells} - {None}
    is_of_figures = _OF_FIGURES in map(header_name, cells)
    return Role.ACTION in roles and len(roles) >= LEAST_COLUMNS and not is_of_figures


def header_of(rows: Rows) -> Header | None:
    """Return the first header of a table; None where no row is one.

    It stands in two rows where both hold headers of a plan, in different columns.
    """
    for number, row in enumerate(rows[:HEADER_WITHIN]):
        below = rows[number + 1] if number + 1 < len(rows) else []
        names_below = [cell for cell in below if cell]
        if len(names_below) >= LEAST_COLUMNS and all(map(role_of, names_below)):
            pairs = list(zip(row, below, strict=True))
            both = [lower or upper for upper, lower in pairs]
            has_upper = any(role_of(upper) for upper, lower in pairs if not lower)
            if has_upper and _is_header(both):
                return Header(_trimmed(both), number, number + 1)
        if _is_header(row):
            return Header(_trimmed(row), number, number)
    return None


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    last = max(column for column, cell in enumerate(cells) if cell)
    return tuple(cells[: last + 1])


def without_suggestions(header: Header, sheet: Spreadsheet) -> tuple[Header, Spreadsheet]:
    """Return a header and its cells without the columns that this program wrote behind them."""
    written = (MEASURED, SUGGESTED)
    if header.cells[-len(written) :] != written:
        return header, sheet
    columns = len(header.cells) - len(written)
    rows = [[*row[:columns], *[""] * (len(row) - columns)] for row in sheet.rows]
    return header._replace(cells=header.cells[:columns]), sheet._replace(rows=rows)


def note_header_faults(header: Header, rows: Rows, faults: CellFaults) -> None:
    """Note columns that are there twice, that could both be the action, or have no header."""
    roles = roles_of(header.cells)
    actions = [column for column, role in enumerate(roles) if role is Role.ACTION]
    if len(actions) > 1:
        names = in_words([f"'{header.cells[column]}'" for column in actions])
        for column in actions:
            place = Place(header.last_row, column)
            faults.note(place, f"{names} could each be the action", "Rename all but one of them.")
    first_columns: dict[str, int] = {}
    for column, name in enumerate(header.cells):
        first = first_columns.setdefault(name.casefold(), column)
        if name and first != column:
            for place in (Place(header.last_row, first), Place(header.last_row, column)):
                what, fix = f"'{name}' is the header of two columns", "Give each its own header."
                faults.note(place, what, fix)
    for number, row in enumerate(rows[header.last_row + 1 :], header.last_row + 1):
        filled = [column for column, cell in enumerate(row) if cell]
        for column in filled:
            name = header.cells[column] if column < len(header.cells) else ""
            if not name and len(filled) > 1:
                what = "has text, but its column has no header"
                fix = "Write a header above it, such as 'Notes', or delete the text."
                faults.note(Place(number, column), what, fix)


def note_merged(
    header: Header, sheet: Spreadsheet, line_rows: Collection[int], faults: CellFaults
) -> None:
    """Note merged cells among the actions; a heading and a theme may be merged.

    Parameters
    ----------
    line_rows
        The rows below the header that are not actions, such as headings.
    """
    roles = roles_of(header.cells)
    rows = sheet.rows
    for cells in sheet.merged:
        is_in_line = cells.first_row == cells.last_row and cells.first_row in line_rows
        if cells.first_row <= header.last_row or is_in_line:
            continue
        covered = rows[cells.first_row : cells.last_row + 1]
        is_theme = (
            cells.first_column == cells.last_column
            and cells.first_column < len(roles)
            and roles[cells.first_column] is Role.THEME
        )
        is_heading = sum(map(bool, (cell for row in covered for cell in row))) < LEAST_COLUMNS
        if not is_theme and not is_heading:
            last = Place(cells.last_row, cells.last_column)
            what = f"is merged with the cells up to {last}, across actions"
            if cells.first_row == cells.last_row:
                what = f"is merged with the cells up to {last}, across columns"
            fix = "Unmerge the cells, and write in each what it holds."
            faults.note(Place(cells.first_row, cells.first_column), what, fix)
