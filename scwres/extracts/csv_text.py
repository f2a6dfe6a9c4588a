"""CSV text becomes records, or faults that name the row.

Strict and a stream: a block of text at a time. A block without anything unusual goes
through the standard library's reader whole; any other is taken record by record. A record
is a row as a spreadsheet counts them, line ends inside quotes included.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scwres.errors import FaultLog

Record = list[str]

#: Excel's limit for a cell: what is longer was never one, and is usually a lost quote.
LONGEST_FIELD = 32_767

#: A record may span lines inside quotes; one longer than this has lost its closing quote.
LONGEST_RECORD = 1 << 20

#: A file with more spoilt rows than this is not read to its end.
SPOILT_ROWS_READ = 1_000

_FIELD = r'(?:"[^"]*+(?:""[^"]*+)*+"|[^",\r\n]*+)'
_RECORD = re.compile(rf"{_FIELD}(?:,{_FIELD})*+(?:\r\n|\n|\r|\Z)")
_UNFINISHED = re.compile(rf'(?:{_FIELD},)*+"[^"]*+(?:""[^"]*+)*+\Z')
_QUOTED = re.compile(r'(?:(?<=[,\r\n])|\A)"[^"]*+(?:""[^"]*+)*+"(?=[,\r\n]|\Z)')
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
_NOT_UTF_8 = (
    "text that is not UTF-8, so accented letters would be misread",
    "Save the file again as 'CSV UTF-8 (comma delimited)'.",
)


class RecordReader:
    """Reads the records of one CSV file, once.

    Parameters
    ----------
    chunks
        The bytes of the file, in pieces: UTF-8, with or without a byte-order mark.
    log
        Is given the faults, with the row of each.
    """

    def __init__(self, chunks: Iterable[bytes], log: FaultLog) -> None:
        self._chunks = chunks
        self._log = log
        self._records_read = 0
        self._spoilt = 0
        self._is_utf_8 = True

    def blocks(self) -> Iterator[list[Record]]:
        """Give the records, block by block; in place of a spoilt one stands an empty list."""
        rest = ""
        for text in self._texts():
            records, rest = self._take(rest + text, at_end=False)
            self._records_read += len(records)
            yield records
            if self._spoilt > SPOILT_ROWS_READ:
                self._log.add(*_TOO_SPOILT)
                return
        if not self._is_utf_8:
            self._log.add(*_NOT_UTF_8, row=self._records_read + 1)
            return
        records, _ = self._take(rest, at_end=True)
        self._records_read += len(records)
        yield records

    def _texts(self) -> Iterator[str]:
        decode = codecs.getincrementaldecoder("utf-8")().decode
        try:
            for position, chunk in enumerate(self._chunks):
                yield decode(chunk if position else chunk.removeprefix(codecs.BOM_UTF8))
            decode(b"", True)
        except UnicodeDecodeError as error:
            self._is_utf_8 = False
            yield error.object[: error.start].decode("utf-8")

    def _take(self, text: str, *, at_end: bool) -> tuple[list[Record], str]:
        """Return the records that a text holds whole, and the text that is left."""
        end = len(text) if at_end else _end_of_records(text)
        if len(text) - end <= LONGEST_RECORD:
            records = _plain_records(text[:end])
            if records is not None:
                return records, text[end:]
        return self._take_carefully(text, at_end=at_end)

    def _take_carefully(self, text: str, *, at_end: bool) -> tuple[list[Record], str]:
        records: list[Record] = []
        position = 0
        while position < len(text) and self._spoilt <= SPOILT_ROWS_READ:
            cut = _cut(text, position, at_end=at_end)
            if cut is None:
                break
            end, problem = cut
            record: list[Record] | None = None
            if problem is None:
                record = _plain_records(text[position:end])
                problem = _NUL if "\0" in text[position:end] else _LONG_FIELD
            if record is None:
                self._spoilt += 1
                self._log.add(*problem, row=self._records_read + len(records) + 1)
            records += record or [[]]
            position = end
        return records, text[position:]


def _plain_records(text: str) -> list[Record] | None:
    """Return the records of a text that ends where a record does; None where one is spoilt."""
    if "\0" in text or ('"' in text and '"' in _QUOTED.sub("", text)):
        return None
    limit = csv.field_size_limit(LONGEST_FIELD)
    try:
        return list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error:
        return None
    finally:
        csv.field_size_limit(limit)


def _end_of_records(text: str) -> int:
    """Return where the last record that a text holds whole ends, as its quotes tell.

    A last carriage return may be half of a line end, so it ends nothing yet.
    """
    end = _last_line_end(text, len(text))
    quotes = text.count('"', 0, end)
    while quotes % 2:
        # Inside quotes as far back as the last of them.
        previous = _last_line_end(text, text.rfind('"', 0, end))
        quotes -= text.count('"', previous, end)
        end = previous
    return end


def _last_line_end(text: str, before: int) -> int:
    return max(text.rfind("\n", 0, before), text.rfind("\r", 0, min(before, len(text) - 1))) + 1


def _cut(text: str, start: int, *, at_end: bool) -> tuple[int, tuple[str, str] | None] | None:
    """Return where the record at ``start`` ends, and what is wrong with its quotes.

    None when more text must come before that can be told.
    """
    match = _RECORD.match(text, start)
    line_end = _LINE_END.search(text, start)
    end = match.end() if match else line_end.end() if line_end else len(text)
    unfinished = None if match else _UNFINISHED.match(text, start)
    may_go_on = unfinished is not None or (end == len(text) and text[-1] != "\n")
    if may_go_on and not at_end and len(text) - start <= LONGEST_RECORD:
        return None
    if match:
        return end, None
    return end, _UNCLOSED_QUOTE if unfinished else _STRAY_QUOTE
