"""Delimited text becomes records, or faults that name the row.

Strict and a stream: a block of text at a time. A block without anything unusual stays one,
to be counted or parted whole; any other is taken record by record. A record is a row as a
spreadsheet counts them, line ends inside quotes included.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scwres.extracts.files.blocks import rows_in
from scwres.extracts.files.plain_text import (
    END_OF_FILE,
    LONGEST_FIELD,
    MARK,
    as_plain,
    dialect,
    plain_records,
    without_formulas,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scwres.errors import FaultLog
    from scwres.extracts.files.blocks import Rows
    from scwres.extracts.files.plain_text import Bytes, Record

#: A record may span lines inside quotes; one longer than this has lost its closing quote.
LONGEST_RECORD = 1 << 20

#: A file with more spoilt rows than this is not read to its end.
SPOILT_ROWS_READ = 1_000

#: What stands at the end of a file after the first sign of its end.
_AT_END = re.compile(rf"{END_OF_FILE}[{END_OF_FILE}\s]*\Z")
_END_OF_FILE_IN_BYTES = END_OF_FILE.encode()

_LINE_END = re.compile(r"\r\n|\n|\r|\Z")


_STRAY_QUOTE = (
    "a quotation mark stands inside a field, or a field goes on after one",
    'Put the whole field in quotation marks and double those inside it: "a ""b"" c".',
)
_UNCLOSED_QUOTE = (
    "a quotation mark is opened and never closed",
    "Close it, or take it out.",
)
_NUL = ("a NUL character", "Save the file again as 'CSV UTF-8'.")
_LONG_FIELD = (
    f"a field of more than {LONGEST_FIELD:,} characters",
    "Look for a quotation mark that is not closed, or shorten the text.",
)
_TOO_SPOILT = (
    f"has more than {SPOILT_ROWS_READ:,} spoilt rows and was not read further",
    "Save it again as 'CSV UTF-8 (comma delimited)'.",
)


class RecordReader:
    """Reads the records of one text, once.

    Parameters
    ----------
    texts
        The text, in pieces; those in ASCII may be bytes still.
    delimiter
        What stands between two fields.
    log
        Is given the faults, with the row of each.
    """

    def __init__(self, texts: Iterable[str | Bytes], delimiter: str, log: FaultLog) -> None:
        self._texts = texts
        self._delimiter = delimiter
        self._log = log
        self._records_read = 0
        self._spoilt = 0

    def blocks(self) -> Iterator[Rows]:
        """Give the records, block by block; plain text is not parted into them yet."""
        rest = ""
        for text in without_end_of_file(self._texts):
            block, rest = self._take_piece(rest, text)
            yield self._noted(block)
            if self._spoilt > SPOILT_ROWS_READ:
                self._log.add(*_TOO_SPOILT)
                return
        block, _ = self._take(rest, at_end=True)
        yield self._noted(block)

    def _noted(self, block: Rows) -> Rows:
        self._records_read += rows_in(block)
        return block

    def _take_piece(self, rest: str, text: str | Bytes) -> tuple[Rows, str]:
        """Return what a piece holds in whole records, and the text that is left."""
        if isinstance(text, str):
            return self._take(rest + text, at_end=False)
        has_formulas = b"=" in text and b'="' in text
        if not (rest or has_formulas) and (plain := as_plain(text, self._delimiter)):
            return plain, ""
        return self._take(rest + text.decode(), at_end=False)

    def _take(self, text: str, *, at_end: bool) -> tuple[Rows, str]:
        """Return what a text holds in whole records, and the text that is left."""
        end = len(text) if at_end else _end_of_records(text)
        if len(text) - end <= LONGEST_RECORD:
            whole = text[:end]
            if "=" in whole and '="' in whole:
                whole = without_formulas(whole, self._delimiter)
                text, end = whole + text[end:], len(whole)
            if MARK in whole:
                return self._take_carefully(text, at_end=at_end)
            if plain := as_plain(whole, self._delimiter):
                return plain, text[end:]
            records = plain_records(whole, self._delimiter)
            if records is not None:
                return [*records], text[end:]
        return self._take_carefully(text, at_end=at_end)

    def _take_carefully(self, text: str, *, at_end: bool) -> tuple[list[Record | None], str]:
        records: list[Record | None] = []
        position = 0
        while position < len(text) and self._spoilt <= SPOILT_ROWS_READ:
            # A quotation mark behind a byte-order mark opens a field all the same.
            mark = MARK if text.startswith(MARK, position) else ""
            position += len(mark)
            cut = self._cut(text, position, at_end=at_end)
            if cut is None:
                position -= len(mark)
                break
            end, problem = cut
            record: list[Record] | None = None
            if problem is None:
                record = plain_records(text[position:end], self._delimiter)
                problem = _NUL if "\0" in text[position:end] else _LONG_FIELD
            if record is None:
                self._spoilt += 1
                self._log.add(*problem, row=self._records_read + len(records) + 1)
            if mark and record and record[0]:
                record[0][0] = mark + record[0][0]
            records += record or [None]
            position = end
        return records, text[position:]

    def _cut(
        self, text: str, start: int, *, at_end: bool
    ) -> tuple[int, tuple[str, str] | None] | None:
        """Return where the record at ``start`` ends, and what is wrong with its quotes.

        None when more text must come before that can be told.
        """
        match = dialect(self._delimiter).record.match(text, start)
        line_end = _LINE_END.search(text, start)
        end = match.end() if match else line_end.end() if line_end else len(text)
        unfinished = None if match else dialect(self._delimiter).unfinished.match(text, start)
        may_go_on = unfinished is not None or (end == len(text) and text[-1] != "\n")
        if may_go_on and not at_end and len(text) - start <= LONGEST_RECORD:
            return None
        if match:
            return end, None
        return end, _UNCLOSED_QUOTE if unfinished else _STRAY_QUOTE


def without_end_of_file(texts: Iterable[str | Bytes]) -> Iterator[str | Bytes]:
    r"""Give a text in its pieces, without the signs of its end and what is blank after the first.

    >>> "".join(without_end_of_file(["a,b\n", "\x1a", "\x1a\r\n"]))
    'a,b\n'
    """
    held = ""
    for piece in texts:
        text = held + (piece if isinstance(piece, str) else piece.decode()) if held else piece
        held = ""
        if END_OF_FILE in text if isinstance(text, str) else _END_OF_FILE_IN_BYTES in text:
            whole = text if isinstance(text, str) else text.decode()
            if end := _AT_END.search(whole):
                text, held = whole[: end.start()], end[0]
        yield text


def _end_of_records(text: str) -> int:
    """Return where the last record that a text holds whole ends, as its quotes tell.

    A last carriage return may be half of a line end, so it ends nothing yet.
    """
    end = _last_line_end(text, len(text))
    quotes = text.count('"', 0, end) if '"' in text else 0
    while quotes % 2:
        # Inside quotes as far back as the last of them.
        previous = _last_line_end(text, text.rfind('"', 0, end))
        quotes -= text.count('"', previous, end)
        end = previous
    return end


def _last_line_end(text: str, before: int) -> int:
    return max(text.rfind("\n", 0, before), text.rfind("\r", 0, min(before, len(text) - 1))) + 1
