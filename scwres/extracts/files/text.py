"""Delimited text becomes records, or faults that name the row.

The bytes are decoded first, in the encoding that they prove to be in. Then the text is read
strictly and as a stream, one block at a time. A block without anything unusual stays whole, to
be counted or split at once; any other is read record by record. A record is a row as a
spreadsheet counts them, including line ends inside quotes.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from scwres.errors import FaultLog
from scwres.extracts.files.blocks import (
    END_OF_FILE,
    LONGEST_FIELD,
    MARK,
    Bytes,
    Record,
    Rows,
    as_plain,
    dialect,
    plain_records,
    rows_in,
    without_formulas,
)

UTF_8 = "utf-8"

#: What Windows saves as "CSV" in this country; five of its bytes mean nothing.
WINDOWS = "cp1252"

#: The encodings that ``--encoding`` takes, and what they are called in messages.
ENCODINGS = {
    UTF_8: "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    WINDOWS: "Windows-1252",
}

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, UTF_8),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: What letters look like that were saved in one encoding and read in another: UTF-8 as
#: Windows-1252, or UTF-7 as ASCII.
_MOJIBAKE = (
    "\u00c3[\u0080-\u00bf\u0152-\u2122]|\u00e2\u20ac|\u00c2[\u00a3\u00a0]|\\+A[A-Za-z0-9]{2}[- ]"
)


def has_mojibake(text: str) -> bool:
    """Return whether letters of a text look as if saved in one encoding and read in another."""
    return (not text.isascii() or "+A" in text) and bool(re.search(_MOJIBAKE, text))


class EncodingMark(NamedTuple):
    """An encoding, and how many bytes of a mark it starts with."""

    encoding: str
    mark: int


def encoding_at_start(start: Bytes) -> EncodingMark:
    """Return the encoding of a file, recognised by its first bytes.

    A byte-order mark names it. Without one, text in UTF-16 has a NUL in every other place
    where its letters are those of English; all else is UTF-8 until it proves not to be.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if start.startswith(mark):
            return EncodingMark(encoding, len(mark))
    sample = start[:200]
    if len(sample) >= 4 and not sample[1::2].strip(b"\0") and b"\0" not in sample[::2]:
        return EncodingMark("utf-16-le", 0)
    if len(sample) >= 4 and not sample[::2].strip(b"\0") and b"\0" not in sample[1::2]:
        return EncodingMark("utf-16-be", 0)
    return EncodingMark(UTF_8, 0)


class Decoder:
    """Decodes the bytes of one text, once.

    Text that is not in UTF-8 after all is read as Windows-1252 from there on: what came
    before was plain ASCII, which is the same in both. Where it was not, the text is a
    mixture, and refused.

    Attributes
    ----------
    encoding
        What the text proved to be in, so far.
    keeps_ascii
        Whether pieces in plain ASCII are handed on as they are.
    """

    keeps_ascii = False

    def __init__(self, encoding: str, *, is_certain: bool) -> None:
        self.encoding = encoding
        self._may_be_windows = encoding == UTF_8 and not is_certain

    def texts(self, chunks: Iterable[Bytes]) -> Iterator[str | Bytes]:
        """Yield the text of bytes that come in pieces.

        Raises
        ------
        UnicodeDecodeError
            When the bytes are in no encoding that is known, or not in the one that the user gave.
        """
        decoder = codecs.getincrementaldecoder(self.encoding)()
        for chunk in chain(chunks, [b""]):
            pending = decoder.getstate()[0]
            if self._is_kept(chunk) and not pending:
                yield chunk
                continue
            try:
                text = decoder.decode(chunk, not chunk)
            except UnicodeDecodeError as error:
                undecoded = pending + chunk
                if not (self._may_be_windows and undecoded[: error.start].isascii()):
                    raise
                self.encoding = WINDOWS
                decoder = codecs.getincrementaldecoder(WINDOWS)()
                text = decoder.decode(undecoded)
            self._may_be_windows = self._may_be_windows and text.isascii()
            yield text

    def _is_kept(self, chunk: Bytes) -> bool:
        is_like_ascii = self.encoding in (UTF_8, WINDOWS)
        return self.keeps_ascii and is_like_ascii and bool(chunk) and chunk.isascii()


#: A record may span lines inside quotes; one longer than this has lost its closing quote.
LONGEST_RECORD = 1 << 20

#: A file with more spoilt rows than this is not read to its end.
SPOILT_ROWS_READ = 1_000

#: What stands at the end of a file after the first sign of its end.
_AT_END = re.compile(rf"{END_OF_FILE}[{END_OF_FILE}\s]*\Z")
_END_OF_FILE_IN_BYTES = END_OF_FILE.encode()

_LINE_END = re.compile(r"\r\n|\n|\r|\Z")


_STRAY_QUOTE = (
    "a quotation mark is inside a field, or text follows a closing one",
    'Put the whole field in quotation marks and double those inside it: "a ""b"" c".',
    "row-width",
)
_UNCLOSED_QUOTE = (
    "a quotation mark is opened and never closed",
    "Close it, or delete it.",
    "row-width",
)
_NUL = (
    "holds a NUL character",
    "Save the file again as 'CSV UTF-8'.",
    "text-encoding",
)
_LONG_FIELD = (
    f"has a field of more than {LONGEST_FIELD:,} characters",
    "Look for a quotation mark that is not closed, or shorten the text.",
    "row-width",
)
_TOO_SPOILT = (
    f"has more than {SPOILT_ROWS_READ:,} damaged rows and was not read further",
    "Save it again as 'CSV UTF-8 (comma delimited)'.",
    "text-encoding",
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
        """Yield the records, block by block; plain text is not split into them yet."""
        rest = ""
        for text in without_end_of_file(self._texts):
            block, rest = self._take_piece(rest, text)
            yield self._note_rows(block)
            if self._spoilt > SPOILT_ROWS_READ:
                self._log.add(*_TOO_SPOILT)
                return
        block, _ = self._take(rest, at_end=True)
        yield self._note_rows(block)

    def _note_rows(self, block: Rows) -> Rows:
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
    ) -> tuple[int, tuple[str, str, str] | None] | None:
        """Return where the record at ``start`` ends, and what is wrong with its quotes.

        None when more text must be read before that is known.
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
    r"""Yield a text in its pieces, without the signs of its end and what is blank after the first.

    >>> "".join(without_end_of_file(["a,b\n", "\x1a", "\x1a\r\n"]))
    'a,b\n'
    """
    end_text = ""
    for piece in texts:
        text = (
            end_text + (piece if isinstance(piece, str) else piece.decode()) if end_text else piece
        )
        end_text = ""
        if END_OF_FILE in text if isinstance(text, str) else _END_OF_FILE_IN_BYTES in text:
            whole = text if isinstance(text, str) else text.decode()
            if end := _AT_END.search(whole):
                text, end_text = whole[: end.start()], end[0]
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
