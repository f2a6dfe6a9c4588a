"""Workbooks become rows of text: xlsx, xls and ods, looked into before they are opened.

Cells are read as what was meant: whole numbers without a decimal point, dates as year,
month and day. A formula counts as the value that was saved for it; an error value, or a
formula without a saved value, is a fault and never a blank.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from scwres.errors import Fault, FaultLog
from scwres.extracts.files.blocks import Record
from scwres.extracts.files.counting import CountRequest
from scwres.extracts.files.grid import (
    HEADER_WITHIN,
    OLE_START,
    CellRange,
    FaultyGrid,
    Grid,
    IsHeader,
)
from scwres.extracts.files.old_excel import IN_THIS_PROCESS, OldSheet, sheets_read_apart
from scwres.extracts.files.sheets import (
    Parts,
    Sheet,
    WorkbookRefusal,
    excel_sheets,
    is_locked,
    old_excel_sheets,
    open_document_sheets,
    safe_parts,
)
from scwres.extracts.files.spreadsheet_cells import cell_text
from scwres.extracts.files.workers import workers
from scwres.extracts.rules import ReadingOptions
from scwres.extracts.tables.headings import headings_in, is_second_row
from scwres.extracts.tables.templates import template_of
from scwres.quiet import quietly
from scwres.text.phrases import in_words, nearest
from scwres.text.safety import place_name

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook


#: A workbook with more sheets than this is not an extract.
MOST_SHEETS = 255

#: Rows that are handed on at once.
SHEET_ROWS_IN_BLOCK = 4_096

_LOCKED = WorkbookRefusal(
    "is protected by a password", "Save it without a password.", "file-damaged"
)
_OTHER_ARCHIVE = WorkbookRefusal("is an archive, not a workbook", "Unpack it first.")
_MERGED = (
    "has merged cells",
    "Unmerge them, so that each row holds its own values.",
    "not-one-table",
)
_BINARY = WorkbookRefusal(
    "is a binary Excel workbook (.xlsb)", "Save it as an ordinary workbook (.xlsx)."
)
_WORD = WorkbookRefusal("is a Word document", "Export the table in it as CSV or Excel.")
_PRESENTATION = WorkbookRefusal(
    "is a PowerPoint presentation", "Export the table in it as CSV or Excel."
)
_MESSAGE = WorkbookRefusal("is an Outlook message", "Save the attached file, and give that.")
_OLD_EXCEL = WorkbookRefusal(
    "is an Excel 5 or Excel 95 workbook", "Open it in Excel and save it as a workbook (.xlsx)."
)
_TEXT_DOCUMENT = WorkbookRefusal(
    "is an OpenDocument text document", "Export the table in it as CSV or a spreadsheet."
)
_NUMBERS = WorkbookRefusal(
    "is an Apple Numbers document", "Export it from Numbers as CSV or Excel."
)
_DAMAGED = WorkbookRefusal(
    "is a damaged workbook",
    "Open it in Excel, let Excel repair it, and save it again.",
    "file-damaged",
)


#: What an old Office file is, by the name of a stream in its container.
_OLD_DOCUMENTS = {
    "WordDocument": _WORD,
    "PowerPoint Document": _PRESENTATION,
    "__properties_version1.0": _MESSAGE,
    "Book": _OLD_EXCEL,
}


#: How to fix a workbook of which no sheet has a header that is recognised.
NO_HEADER_FIX = (
    "Name the sheet with --sheet, or with sheet = in scwres.toml. If its columns have other "
    "names, give them under columns of the extract in scwres.toml."
)


def open_workbook(
    name: str,
    content: bytes,
    reading: ReadingOptions,
    is_header: IsHeader,
    merged: list[CellRange] | None = None,
) -> Grid:
    """Return the rows of the sheet that is meant.

    That is the one named, or the only visible one that has a header; where several have,
    the user is asked. A hidden sheet is named, and read only where it was asked for. Its merged
    cells are added to ``merged``, or are faults.
    """
    from hashlib import sha256

    digest = sha256(content).hexdigest()
    contents = _sheets(content)
    if isinstance(contents, WorkbookRefusal):
        return FaultyGrid(name, *contents, digest)
    form, sheets = contents
    if len(sheets) > MOST_SHEETS:
        what = f"has more than {MOST_SHEETS} sheets"
        fix = "Save the sheet with the extract as a separate workbook."
        return FaultyGrid(name, what, fix, "sheet", digest)
    grids: list[SheetGrid] = []
    candidates = _candidates(sheets, reading)
    workbook = _Workbook(content, form, [sheet.name for sheet in candidates])
    if refusal := next((sheet.refusal for sheet in sheets if sheet.refusal), None):
        return FaultyGrid(name, *refusal, digest)
    for sheet in candidates:
        if sheet.is_far_flung:
            return FaultyGrid(
                name,
                f"sheet '{place_name(sheet.name)}' extends far beyond its table, to row "
                f"{sheet.reach[0]:,} and column {sheet.reach[1]:,}",
                "Delete the rows below the table and the columns to its right, and save again.",
                "file-damaged",
                digest,
            )
    with workers(1) as start:
        opening = [start(workbook.sheet, sheet.name) for sheet in candidates]
        for sheet in candidates:
            sheet.note_contents(sheet)  # while the library reads it
        for sheet, open_sheet in zip(candidates, opening, strict=True):
            try:
                grid = SheetGrid(name, form, open_sheet(), sheet, sheets, digest)
            except BaseException as error:
                if not _shows_damage(error):
                    raise
                return FaultyGrid(name, *_DAMAGED, digest)
            grid.notes += workbook.notes
            grids.append(grid)
    fitting = [grid for grid in grids if any(map(is_header, headings_in(grid.head())))]
    names = [f"'{place_name(sheet.name)}'" for sheet in sheets if not sheet.is_hidden]
    if reading.sheet and not grids:
        what = f"has no sheet '{place_name(reading.sheet)}'"
        fix = (
            nearest(reading.sheet, [sheet.name for sheet in sheets])
            or f"Its sheets are {in_words(names)}."
        )
        return FaultyGrid(name, what, fix, "sheet", digest)
    if len(fitting) > 1:
        names_fitting = in_words([f"'{grid.sheet_name}'" for grid in fitting])
        what = f"has several sheets with a header that is recognised: {names_fitting}"
        fix = f"Choose one, for example --sheet '{fitting[0].sheet_name}'."
        return FaultyGrid(name, what, fix, "sheet", digest)
    if not fitting and len(grids) != 1:
        hidden = [f"'{place_name(sheet.name)}'" for sheet in sheets if sheet.is_hidden]
        what = "has no visible sheet"
        if names:
            what = f"has no sheet with a header that is recognised. Its sheets: {in_words(names)}"
        if hidden:
            what += f" (hidden, so not read: {in_words(hidden)})"
        return FaultyGrid(name, what, NO_HEADER_FIX, "sheet", digest)
    grid = (fitting or grids)[0]
    if merged is None:
        grid.note_merged()
    else:
        merged += grid.merged
    return grid


def _shows_damage(error: BaseException) -> bool:
    """Return whether an error is what the library makes of a damaged file, and not its absence.

    Where its own code panics, Python gets what is not even an ``Exception``.
    """
    if isinstance(error, ImportError):
        return False
    return isinstance(error, Exception) or type(error).__name__ == "PanicException"


def _candidates(sheets: list[Sheet], reading: ReadingOptions) -> list[Sheet]:
    if reading.sheet:
        return [sheet for sheet in sheets if sheet.name.casefold() == reading.sheet.casefold()]
    visible = [sheet for sheet in sheets if not sheet.is_hidden]
    # Beside the sheet to fill in, a template has a page of instructions.
    return [sheet for sheet in visible if template_of(sheet.name)] or visible


def _sheets(content: bytes) -> tuple[str, list[Sheet]] | WorkbookRefusal:
    """Return what a workbook is and its sheets, or why it is not opened."""
    if content.startswith(OLE_START):
        return _sheets_of_old_excel(content)
    parts = safe_parts(content)
    if isinstance(parts, WorkbookRefusal):
        return parts
    try:
        return _sheets_of_archive(parts)
    except (ValueError, KeyError, zipfile.BadZipFile, zlib.error, OSError):
        return _DAMAGED


def _sheets_of_archive(parts: Parts) -> tuple[str, list[Sheet]] | WorkbookRefusal:
    if "xl/workbook.xml" in parts.names:
        return "xlsx", list(islice(excel_sheets(parts), MOST_SHEETS + 1))
    if "xl/workbook.bin" in parts.names:
        return _BINARY
    if "content.xml" in parts.names and "opendocument.spreadsheet" in parts.text("mimetype"):
        return "ods", list(islice(open_document_sheets(parts), MOST_SHEETS + 1))
    folders = {name.partition("/")[0] for name in parts.names}
    if "word" in folders:
        return _WORD
    if "ppt" in folders:
        return _PRESENTATION
    if "content.xml" in parts.names and "opendocument.text" in parts.text("mimetype"):
        return _TEXT_DOCUMENT
    if any(name.endswith(".iwa") for name in parts.names):
        return _NUMBERS
    return _OTHER_ARCHIVE


def _sheets_of_old_excel(content: bytes) -> tuple[str, list[Sheet]] | WorkbookRefusal:
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as container:
            if container.exists("EncryptedPackage"):
                return _LOCKED
            for stream, refusal in _OLD_DOCUMENTS.items():
                if container.exists(stream):
                    return refusal
            if not container.exists("Workbook"):
                return _OTHER_ARCHIVE
            stream = container.openstream("Workbook").read()
    except Exception:  # whatever the library makes of a damaged file
        return _DAMAGED
    return _LOCKED if is_locked(stream) else ("xls", list(old_excel_sheets(stream)))


class _Workbook:
    """A workbook that is opened when its first sheet is read, and only once.

    An old one (``xls``) is read by a process of its own, where there can be one.
    """

    def __init__(self, content: bytes, form: str, names: list[str]) -> None:
        self._content = content
        self._is_old = form == "xls"
        self._names = names
        self._workbook: CalamineWorkbook | None = None
        self._read_apart: dict[str, OldSheet] | None = None
        self.notes: tuple[str, ...] = ()

    def sheet(self, name: str) -> CalamineSheet | OldSheet:
        if self._is_old and self._read_apart is None and not self.notes:
            self._read_apart = sheets_read_apart(self._content, self._names)
            self.notes = (IN_THIS_PROCESS,) if self._read_apart is None else ()
        if self._read_apart is not None:
            return self._read_apart[name]
        with quietly():  # the library says on standard error where it panics
            from python_calamine import CalamineWorkbook

            if self._workbook is None:
                self._workbook = CalamineWorkbook.from_filelike(io.BytesIO(self._content))
            return self._workbook.get_sheet_by_name(name)


class SheetGrid:
    """The rows of one sheet."""

    starts_with_header = False
    is_large = False
    first_rows = ()

    def __init__(
        self,
        name: str,
        form: str,
        calamine_sheet: CalamineSheet | OldSheet,
        sheet: Sheet,
        sheets: list[Sheet],
        digest: str,
    ) -> None:
        self.sheet = sheet
        self.sheet_name = place_name(sheet.name)
        self.form = f"{form}, sheet '{self.sheet_name}'"
        self._digest = digest
        self._log = FaultLog(name)
        self._rows = calamine_sheet.to_python(skip_empty_area=False)
        self.notes = tuple(_notes(sheet, sheets))
        _note_faults(sheet, self._log)
        self.merged = sheet.merged or [
            CellRange(*first, *last) for first, last in calamine_sheet.merged_cell_ranges or ()
        ]

    def note_merged(self) -> None:
        """Note merged cells of the table as faults."""
        for row in self.sheet.merged_rows:
            self._log.add(*_MERGED, row=row)
        if self.sheet.merged:
            return
        for first, _, last, _ in self.merged:
            if last >= HEADER_WITHIN or self._is_in_table(first, last):
                self._log.add(*_MERGED, row=first + 1)

    def _is_in_table(self, first: int, last: int) -> bool:
        """Return whether merged rows are part of a table rather than of a title above it.

        A title fills one cell of its rows; merged over several columns of one row, two. A
        question may be merged over its choices in the row below.
        """
        if first == last:
            pair = [[cell_text(cell) for cell in row] for row in self._rows[first : first + 2]]
            if len(pair) > 1 and is_second_row(*pair):
                return False
        most = 1 if last > first else 2
        rows = self._rows[first : last + 1]
        return any(sum(cell != "" for cell in row) > most for row in rows)

    def head(self) -> list[Record]:
        """Return the first rows, among which the header stands."""
        return [[cell_text(cell) for cell in row] for row in self._rows[:HEADER_WITHIN]]

    def blocks(self) -> Iterator[list[Record | None]]:
        """Yield the rows in blocks."""
        for start in range(0, len(self._rows), SHEET_ROWS_IN_BLOCK):
            block = self._rows[start : start + SHEET_ROWS_IN_BLOCK]
            yield [
                [
                    cell if cell.__class__ is str and cell[:2] != '="' else cell_text(cell)
                    for cell in row
                ]
                for row in block
            ]

    def counting(self, request: CountRequest) -> None:
        """Return None: every row of a sheet is read."""

    def faults(self) -> list[Fault]:
        """Return what is wrong with the sheet."""
        return self._log.faults()

    def sha256(self) -> str:
        """Return the hash of the workbook."""
        return self._digest


def _notes(sheet: Sheet, sheets: list[Sheet]) -> Iterator[str]:
    hidden = [
        f"'{place_name(other.name)}'" for other in sheets if other.is_hidden and other is not sheet
    ]
    if hidden:
        yield f"hidden, so not read: sheet{'s' if len(hidden) > 1 else ''} {in_words(hidden)}"
    others = [
        f"'{place_name(other.name)}'"
        for other in sheets
        if not other.is_hidden and other is not sheet
    ]
    if others:
        yield f"not read: sheet{'s' if len(others) > 1 else ''} {in_words(others)}"
    if sheet.formulas:
        plural = "s" if sheet.formulas > 1 else ""
        yield f"read as last saved: {sheet.formulas:,} formula{plural}"
    for number, what in ((sheet.hidden_rows, "row"), (sheet.hidden_columns, "column")):
        if number:
            yield f"hidden, but read: {number:,} {what}{'s' if number > 1 else ''}"


def _note_faults(sheet: Sheet, log: FaultLog) -> None:
    for row in sheet.error_rows:
        log.add(
            "holds an Excel error value, such as #REF! or #N/A",
            "Correct the formula, or clear the cell.",
            "cell-unreadable",
            row=row or None,
        )
    for row in sheet.unsaved_rows:
        log.add(
            "holds a formula whose value was not saved",
            "Open the workbook in Excel, let it calculate, and save it.",
            "cell-unreadable",
            row=row,
        )
