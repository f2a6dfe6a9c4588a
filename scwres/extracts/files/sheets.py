"""What a workbook holds beside the values of its cells: whether it is safe, and its sheets.

A small file can unpack to gigabytes, so it is looked into before it is opened. The limits follow
those of Apache POI; sizes are counted while unpacking, because a directory may lie. Of its sheets
this says what a reader of values does not: hidden rows, error values, formulas without a saved
value, and how far the cells reach. All is looked up in the file itself, by pattern: nothing is
computed, followed or run.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import NamedTuple

from scwres.extracts.files.blocks import (
    LONGEST_FIELD,
    MOST_CHARACTERS,
    MOST_REPEATED,
    is_repeated_too_often,
)
from scwres.extracts.files.grid import CellRange

MOST_PARTS = 1_000
MOST_BYTES = 256 << 20

#: A large part that unpacks to more than this many times its size is a bomb.
MOST_RATIO = 100
SMALL_BYTES = 1 << 20

_PIECE = 1 << 16


class WorkbookRefusal(NamedTuple):
    """Why a workbook is not opened: what is wrong, how to fix it, and the code of the error."""

    what: str
    fix: str
    code: str = "file-type"


class Parts:
    """The parts of a workbook that passed, unpacked when they are asked for.

    Names of parts are alike in capitals and small letters, and with either slash: the library
    that reads the values takes them so.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {_plain_name(name): name for name in archive.namelist()}

    @property
    def names(self) -> Collection[str]:
        """The names of the parts, in small letters and with slashes."""
        return self._names.keys()

    def text(self, name: str) -> str:
        """Return a part as text; empty when there is none of that name."""
        own = self._names.get(_plain_name(name))
        return self._archive.read(own).decode("utf-8", "replace") if own else ""


def _plain_name(name: str) -> str:
    return name.replace("\\", "/").casefold()


_NOT_UNPACKED = WorkbookRefusal(
    "is a damaged workbook and cannot be unpacked",
    "Open it in Excel, let Excel repair it, and save it again.",
    "file-damaged",
)
_BOMB = WorkbookRefusal(
    "unpacks to far more data than a workbook of its size should hold",
    "Open it in Excel, delete empty rows and columns, and save it again.",
    "file-damaged",
)


_TOO_FEW_TEXTS = WorkbookRefusal(
    "says that its cells share more texts than it has room for",
    "Open it in Excel, let Excel repair it, and save it again.",
    "file-damaged",
)
_LONG_TEXT = WorkbookRefusal(
    f"has a cell of more than {LONGEST_FIELD:,} characters",
    "Shorten the text, or delete the column.",
    "row-width",
)


def safe_parts(content: bytes) -> Parts | WorkbookRefusal:
    """Return the parts of a workbook, or why it is not opened."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        refusal = _directory_fault(archive) or _contents_fault(archive)
    except (
        *(zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError),
        ValueError,
    ):
        return _NOT_UNPACKED
    return refusal or Parts(archive)


def _directory_fault(archive: zipfile.ZipFile) -> WorkbookRefusal | None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        return WorkbookRefusal(
            f"has {len(parts):,} parts; a workbook has at most {MOST_PARTS:,}",
            "Save the sheet with the extract as a separate workbook.",
            "file-damaged",
        )
    if len({_plain_name(part.filename) for part in parts}) < len(parts):
        return WorkbookRefusal(
            "holds two parts of the same name",
            "Open it in Excel, let Excel repair it, and save it again.",
            "file-damaged",
        )
    if any(part.flag_bits & 1 for part in parts):
        return WorkbookRefusal(
            "is protected by a password", "Save it without a password.", "file-damaged"
        )
    for part in parts:
        path = _plain_name(part.filename)
        if path.startswith("/") or ".." in path.split("/") or ":" in path:
            return WorkbookRefusal(
                "holds a part whose name points outside the workbook",
                "Do not use this file: Excel did not make it.",
                "file-damaged",
            )
    if sum(part.file_size for part in parts) > MOST_BYTES:
        return _BOMB
    return None


def _contents_fault(archive: zipfile.ZipFile) -> WorkbookRefusal | None:
    """Unpack every part once, to count what it holds and to look for a document type."""
    total = 0
    for part in archive.infolist():
        unpacked = 0
        before = b""
        is_xml = part.filename.casefold().endswith((".xml", ".rels"))
        with archive.open(part) as stream:
            while piece := stream.read(_PIECE):
                unpacked += len(piece)
                total += len(piece)
                is_bomb = unpacked > max(SMALL_BYTES, MOST_RATIO * part.compress_size)
                if is_bomb or total > MOST_BYTES:
                    return _BOMB
                if is_xml and b"<!doctype" in (before + piece).lower():
                    return WorkbookRefusal(
                        "declares a document type, which Excel workbooks never do",
                        "Do not use this file: it could be harmful.",
                        "file-damaged",
                    )
                before = piece[-16:]
    return None


#: Cells that a sheet may reach over, most of them empty, before it is looked at why.
FAR_AREA = 5_000_000

#: In place of a number that no sheet has.
_MANY = 10**9

#: Columns whose name is a single letter.
_LETTERS = 26


@dataclass(slots=True)
class Sheet:
    """One sheet: whether it can be seen, and what is in it that a value does not show.

    Rows are numbered as the spreadsheet shows them. ``reach`` is how many rows and columns
    there are up to the last cell (26 columns, where there are no more and it is not far to any
    of them), ``cells`` how many of them hold something; ``refusal`` says why it is not opened.
    ``note_contents`` fills in the other
    fields, which takes time in a large sheet. ``merged`` holds the merged cells where the library
    that reads the values does not say them, ``merged_rows`` the rows of those beside others.
    """

    name: str
    is_hidden: bool = False
    error_rows: list[int] = field(default_factory=list)
    unsaved_rows: list[int] = field(default_factory=list)
    merged_rows: list[int] = field(default_factory=list)
    merged: list[CellRange] = field(default_factory=list)
    formulas: int = 0
    hidden_rows: int = 0
    hidden_columns: int = 0
    reach: tuple[int, int] = (0, 0)
    cells: int = 0
    refusal: WorkbookRefusal | None = None
    note_contents: Callable[[Sheet], None] = lambda _: None

    @property
    def is_far_flung(self) -> bool:
        """Whether it reaches so far beyond its cells that opening it would fill the memory."""
        area = self.reach[0] * self.reach[1]
        return area > FAR_AREA and area > 10 * self.cells


#: The start of a sheet, in which the names of tags are declared, and prefixes of them.
HEAD = 4_096

#: A tag may have a prefix, as in ``<x:row>``; where none has, none is looked for.
_PREFIXED, _PLAIN = r"<(?:\w+:)?", "<"
_MAY_BE_PREFIXED = (":c ", ":c>", ":row", ":f", ":v", ":col")

_SHEET = re.compile(_PREFIXED + r"sheet\b([^>]*)>")
_RELATION = re.compile(r"<Relationship\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w:.-]+)\s*=\s*"([^"]*)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    """The patterns that are searched for in a sheet of an xlsx workbook."""

    row: re.Pattern[str]
    wide_column: re.Pattern[str]
    column_letters: re.Pattern[str]
    error_cell: re.Pattern[str]
    any_error: re.Pattern[str]
    unsaved: re.Pattern[str]
    formula: re.Pattern[str]
    hidden_row: re.Pattern[str]
    hidden_column: re.Pattern[str]


@lru_cache(maxsize=2)
def _patterns(tag: str) -> _Patterns:
    end = r"</(?:\w+:)?" if tag == _PREFIXED else "</"
    return _Patterns(
        row=re.compile(tag + r'row\b[^>]*?\br="(\d{1,9})"'),
        wide_column=re.compile(r'r="[A-Z]{2}'),
        column_letters=re.compile(tag + r'c\b[^>]*?\br="([A-Z]+)\d+"'),
        error_cell=re.compile(tag + r"""c\b(?=[^>]*\bt=["']e["'])[^>]*?\br=["'][A-Z]+(\d+)["']"""),
        any_error=re.compile(tag + r"""c\b[^>]*\bt=["']e["']"""),
        unsaved=re.compile(
            tag
            + r"""c\b(?![^>]*\bt=["']str["'])[^>]*?\br=["'][A-Z]+(\d+)["'][^>]*>\s*"""
            + rf"{tag}f\b[^>]*?(?:/>|>[^<]*{end}f>)"
            + rf"\s*(?:{tag}v\s*/>|{tag}v>\s*{end}v>)?\s*{end}c>"
        ),
        formula=re.compile(tag + r"f\b"),
        hidden_row=re.compile(tag + r'row\b[^>]*\bhidden="(?:1|true)"'),
        hidden_column=re.compile(tag + r'col\b[^>]*\bhidden="(?:1|true)"[^>]*>'),
    )


def _attributes(text: str) -> dict[str, str]:
    from html import unescape

    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(text)}


def excel_sheets(parts: Parts) -> Iterator[Sheet]:
    """Yield the sheets of an xlsx workbook."""
    targets = {
        attributes["Id"]: attributes.get("Target", "")
        for attributes in map(
            _attributes, _RELATION.findall(parts.text("xl/_rels/workbook.xml.rels"))
        )
        if "Id" in attributes
    }
    texts = _SharedTexts(parts.text("xl/sharedStrings.xml"))
    for attributes in map(_attributes, _SHEET.findall(parts.text("xl/workbook.xml"))):
        relation = next((value for name, value in attributes.items() if name.endswith(":id")), "")
        target = targets.get(relation, "").removeprefix("/")
        path = target if target.startswith("xl/") else f"xl/{target}"
        sheet = _excel_sheet(
            attributes.get("name", ""),
            attributes.get("state", "visible") != "visible",
            parts.text(path),
            texts,
        )
        if _plain_name(path) not in parts.names:
            sheet.refusal = _NOT_UNPACKED  # nothing is read that could not be looked at
        yield sheet


#: A text in a sheet that is too long, and a cell with the number of a text that cells share.
_TOO_LONG = re.compile(rf">[^<]{{{LONGEST_FIELD + 1}}}")
_SHARED = re.compile(r"""\bt=["']s["'][^>]*>\s*<(?:\w+:)?v>\s*([0-9]{1,9})\s*<""")
_TAG = re.compile(r"<[^>]*>")

#: How many texts a workbook says that its cells share. The library that reads the values makes
#: room for as many before it reads any.
_NUMBER_OF_TEXTS = re.compile(r"""uniqueCount\s*=\s*["']([^"']*)""")


def _may_be_too_long(xml: str) -> bool:
    """Return whether any text between tags may be too long: a look at some places alone.

    A text that is too long fills one of the pieces of half its length.
    """
    half = (LONGEST_FIELD + 1) // 2
    return any(xml.find("<", start, start + half) < 0 for start in range(0, len(xml), half))


class _SharedTexts:
    """The texts that the cells of an xlsx workbook share: each stands in the file once."""

    def __init__(self, xml: str) -> None:
        self._pieces = re.split(r"</(?:\w+:)?si>", xml)[:-1]
        self._longest = max(map(len, self._pieces), default=0)
        self._has_room = all(
            number.isdecimal() and len(number) < _DIGITS and int(number) <= len(xml)
            for number in _NUMBER_OF_TEXTS.findall(xml)
        )

    def refusal(self, xml: str, cells: int) -> WorkbookRefusal | None:
        """Return why a sheet with so many cells is not opened for its texts, if it is not."""
        if not self._has_room:
            return _TOO_FEW_TEXTS
        if self._longest > LONGEST_FIELD:
            self._pieces = [_TAG.sub("", piece) for piece in self._pieces]
            self._longest = max(map(len, self._pieces))
        if self._longest > LONGEST_FIELD or (_may_be_too_long(xml) and _TOO_LONG.search(xml)):
            return _LONG_TEXT
        if self._longest * cells <= MOST_CHARACTERS:
            return None
        number = len(self._pieces)
        texts = (self._pieces[int(place) % number] for place in _SHARED.findall(xml))
        return _BOMB if is_repeated_too_often(self._pieces, texts) else None


def _excel_sheet(name: str, is_hidden: bool, xml: str, texts: _SharedTexts) -> Sheet:
    """Return what the text of a sheet says of its size; ``note_contents`` notes the rest."""
    is_prefixed = _may_have_prefixes(xml) and any(sign in xml for sign in _MAY_BE_PREFIXED)
    patterns = _patterns(_PREFIXED if is_prefixed else _PLAIN)
    rows = max(map(int, patterns.row.findall(xml)), default=0)
    rows = max(rows, _row_beyond(xml, len(str(rows)) + 1))
    is_small = rows * _LETTERS <= FAR_AREA and not patterns.wide_column.search(xml)
    letters = {"Z"} if is_small else set(patterns.column_letters.findall(xml))
    cells = xml.count("<c ") + (xml.count(":c ") if is_prefixed else 0)
    return Sheet(
        name=name,
        is_hidden=is_hidden,
        reach=(rows, max(map(_column_number, letters), default=0)),
        cells=cells,
        refusal=texts.refusal(xml, cells),
        note_contents=partial(_note_contents, xml, patterns),
    )


def _row_beyond(xml: str, digits: int) -> int:
    """Return the highest number of so many digits that a row or a cell has; 0 for none.

    The library that reads the values makes room up to a cell that is numbered far beyond its row.
    """
    if not re.search(rf'r="[A-Z]*[0-9]{{{digits}}}', xml) and "r='" not in xml:
        return 0
    beyond = re.findall(rf"""\br=["'][A-Z]*([0-9]{{{digits},}})["']""", xml)
    return max((int(number[:_DIGITS]) for number in beyond), default=0)


def _note_contents(xml: str, patterns: _Patterns, sheet: Sheet) -> None:
    """Note errors, formulas and hidden rows of a sheet; only those that its text has a sign of."""
    if 't="e"' in xml or ("'" in xml and "t='e'" in xml):
        sheet.error_rows = [int(row) for row in patterns.error_cell.findall(xml)]
        sheet.error_rows = sheet.error_rows or [0] * len(patterns.any_error.findall(xml))
    if "<f" in xml or (_may_have_prefixes(xml) and ":f" in xml):
        sheet.unsaved_rows = [int(row) for row in patterns.unsaved.findall(xml)]
        sheet.formulas = len(patterns.formula.findall(xml))
    if "hidden=" in xml:
        sheet.hidden_rows = len(patterns.hidden_row.findall(xml))
        sheet.hidden_columns = sum(map(_columns_spanned, patterns.hidden_column.findall(xml)))


def _may_have_prefixes(xml: str) -> bool:
    """Return whether tags may have a prefix; a quick look beyond what declares them."""
    return len(xml) < HEAD or ":" in xml[HEAD:]


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _columns_spanned(column: str) -> int:
    attributes = _attributes(column)
    return _number(attributes, "max") - _number(attributes, "min") + 1


def _number(attributes: dict[str, str], name: str) -> int:
    """Return the number in an attribute; 1 without it. More digits than any sheet has are many."""
    digits = attributes.get(name, "1")
    return int(digits) if digits.isdecimal() and len(digits) < 10 else _MANY


#: The digits of a number that are looked at: no sheet has so many rows.
_DIGITS = 12

_TABLE = re.compile(r"<table:table\s([^>]*)>(.*?)</table:table>", re.DOTALL)
_TABLE_ROW = re.compile(r"<table:table-row\b([^>]*?)(?:/>|>(.*?)</table:table-row>)", re.DOTALL)
_TABLE_CELL = re.compile(
    r"<table:(?:covered-)?table-cell\b([^>]*?)(?:/>|>(.*?)</table:(?:covered-)?table-cell>)",
    re.DOTALL,
)
_SPANNED = re.compile(r'table:number-(?:rows|columns)-spanned="(?!1")')
_STYLE = re.compile(r"<style:style\s([^>]*)>(.*?)</style:style>", re.DOTALL)


def open_document_sheets(parts: Parts) -> Iterator[Sheet]:
    """Yield the sheets of an ods workbook."""
    xml = parts.text("content.xml")
    invisible = {
        _attributes(style).get("style:name")
        for style, content in _STYLE.findall(xml)
        if 'table:display="false"' in content
    }
    for table, content in _TABLE.findall(xml):
        attributes = _attributes(table)
        sheet = Sheet(
            name=attributes.get("table:name", ""),
            is_hidden=attributes.get("table:style-name") in invisible,
            hidden_columns=len(
                re.findall(
                    r'<table:table-column[^>]*table:visibility="(?:collapse|filter)"', content
                )
            ),
        )
        row_number = characters = repeated_characters = 0
        for row, cells in _TABLE_ROW.findall(content):
            row_attributes = _attributes(row)
            repeated = _number(row_attributes, "table:number-rows-repeated")
            filled, width = _filled_cells(cells)
            if filled:
                longest, once, often = _text_lengths(cells)
                if longest > LONGEST_FIELD:
                    sheet.refusal = _LONG_TEXT
                characters += once
                repeated_characters += often * repeated
                row_number += repeated
                sheet.cells += filled * repeated
                sheet.reach = (row_number, max(sheet.reach[1], width))
                if 'calcext:value-type="error"' in cells:
                    sheet.error_rows.append(row_number)
                if _SPANNED.search(cells):
                    sheet.merged += _merged_in_row(cells, row_number - 1)
                    if filled > 1:
                        sheet.merged_rows.append(row_number)
                sheet.formulas += cells.count("table:formula=")
                if _has_unsaved_formula(cells):
                    sheet.unsaved_rows.append(row_number)
                if row_attributes.get("table:visibility") in ("collapse", "filter"):
                    sheet.hidden_rows += repeated
            else:
                row_number += repeated
        if repeated_characters > max(MOST_CHARACTERS, MOST_REPEATED * characters):
            sheet.refusal = _BOMB
        yield sheet


_SPACES = re.compile(r'<text:s\b[^>]*?\btext:c="([0-9]{1,9})[0-9]*"')


def _text_lengths(cells: str) -> tuple[int, int, int]:
    """Return the length of the longest text in an ods row, and of all: once, and as repeated."""
    longest = once = often = 0
    for cell, content in _TABLE_CELL.findall(cells):
        spaces = sum(map(int, _SPACES.findall(content))) if "text:c" in content else 0
        length = spaces + (len(_TAG.sub("", content)) if len(content) > LONGEST_FIELD else 0)
        longest = max(longest, length)
        once += len(content)
        repeated = _number(_attributes(cell), "table:number-columns-repeated")
        often += (spaces + len(content)) * repeated
    return longest, once, often


def _merged_in_row(cells: str, row: int) -> Iterator[CellRange]:
    """Yield the merged cells that start in an ods row, whose number counts from 0."""
    column = 0
    for cell, _ in _TABLE_CELL.findall(cells):
        attributes = _attributes(cell)
        rows = _number(attributes, "table:number-rows-spanned")
        columns = _number(attributes, "table:number-columns-spanned")
        if rows > 1 or columns > 1:
            yield CellRange(row, column, row + rows - 1, column + columns - 1)
        column += _number(attributes, "table:number-columns-repeated")


def _has_unsaved_formula(cells: str) -> bool:
    """Return whether a cell of an ods row holds a formula, and neither value nor text."""
    return any(
        "table:formula=" in cell and "office:value" not in cell and not content.strip()
        for cell, content in _TABLE_CELL.findall(cells)
    )


def _filled_cells(cells: str) -> tuple[int, int]:
    """Return how many cells of a row hold something, and up to which column."""
    column = filled = last = 0
    for cell, content in _TABLE_CELL.findall(cells):
        repeated = _number(_attributes(cell), "table:number-columns-repeated")
        column += repeated
        if content.strip() or "office:value" in cell or "table:formula=" in cell:
            filled += repeated
            last = column
    return filled, last


_BOF, _BOUND_SHEET, _FILE_PASS = 0x0809, 0x0085, 0x002F
_ROW, _COLUMN_INFO, _BOOL_OR_ERROR, _FORMULA = 0x0208, 0x007D, 0x0205, 0x0006

#: Records that hold a cell, whose row and column stand first.
_CELL_RECORDS = frozenset({0x0203, 0x00FD, 0x0204, 0x00D6, 0x027E, _BOOL_OR_ERROR, _FORMULA})
_MANY_CELLS = frozenset({0x00BD})


def is_locked(stream: bytes) -> bool:
    """Return whether the stream of an xls workbook is encrypted."""
    return any(kind == _FILE_PASS for kind, _, _ in _records(stream))


def old_excel_sheets(stream: bytes) -> Iterator[Sheet]:
    """Yield the sheets of an xls workbook, from its stream of records (BIFF8)."""
    by_position: dict[int, Sheet] = {}
    sheet: Sheet | None = None
    for kind, position, body in _records(stream):
        if kind == _BOUND_SHEET and len(body) >= 8:
            start, state, _, length, wide = struct.unpack_from("<IBBBB", body)
            text = body[8 : 8 + length * (2 if wide & 1 else 1)]
            name = text.decode("utf-16-le" if wide & 1 else "latin-1", "replace")
            by_position[start] = Sheet(name=name, is_hidden=bool(state & 3))
        elif kind == _BOF:
            sheet = by_position.get(position, None if position == 0 else sheet)
        elif sheet is not None:
            _note_record(sheet, kind, body)
    yield from by_position.values()


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    position = 0
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        yield kind, position, stream[position + 4 : position + 4 + length]
        position += 4 + length


def _note_record(sheet: Sheet, kind: int, body: bytes) -> None:
    if kind in _CELL_RECORDS and len(body) >= 6:
        row, column = struct.unpack_from("<HH", body)
        sheet.cells += 1
        sheet.reach = (max(sheet.reach[0], row + 1), max(sheet.reach[1], column + 1))
        sheet.formulas += kind == _FORMULA
        is_error = kind == _BOOL_OR_ERROR and len(body) >= 8 and body[7] == 1
        is_error |= (
            kind == _FORMULA and len(body) >= 14 and (body[12:14] == b"\xff\xff" and body[6] == 2)
        )
        if is_error:
            sheet.error_rows.append(row + 1)
    elif kind in _MANY_CELLS and len(body) >= 6:
        row, first = struct.unpack_from("<HH", body)
        last = struct.unpack_from("<H", body, len(body) - 2)[0]
        sheet.cells += last - first + 1
        sheet.reach = (max(sheet.reach[0], row + 1), max(sheet.reach[1], last + 1))
    elif kind == _ROW and len(body) >= 16:
        sheet.hidden_rows += bool(body[12] & 0x20)
    elif kind == _COLUMN_INFO and len(body) >= 10 and body[8] & 1:
        first, last = struct.unpack_from("<HH", body)
        sheet.hidden_columns += last - first + 1
