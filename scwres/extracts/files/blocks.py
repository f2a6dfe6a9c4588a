"""Blocks of rows: plain text that need not be split into cells yet, or rows cell by cell.

Plain text is delimited text in which nothing is unusual: each line is a record, and none is
spoilt. Text of any other sort is read record by record, by
:class:`~scwres.extracts.files.text.RecordReader`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import IO, Any, NamedTuple, Protocol

#: What text is read as.
Bytes = bytes | bytearray

#: The fields of a row. A blank row is an empty list; in place of one that could not be
#: read stands None.
Record = list[str]

#: A row's values in the requested columns, as they stand in the file.
Row = tuple[str, ...]


class Block(Protocol):
    """Some rows of a table, which need not be split into cells to be counted."""

    @property
    def rows(self) -> int:
        """How many there are."""
        ...

    def rows_up_to(self, most: int) -> int:
        """Return how many rows there are, or ``most`` where there are no fewer."""
        ...

    def records(self) -> list[Record | None]:
        """Return the rows, cell by cell."""
        ...

    def split_at(self, rows: int) -> tuple[Block, Block]:
        """Return the first rows, as many as ``rows``, and the others."""
        ...


#: Rows cell by cell, with None in place of one that could not be read; or a block of them.
Rows = list[Record | None] | Block


def rows_in(block: Rows) -> int:
    """Return how many rows there are."""
    return len(block) if isinstance(block, list) else block.rows


def records_of(block: Rows) -> list[Record | None]:
    """Return rows cell by cell."""
    return block if isinstance(block, list) else block.records()


def first_of(block: Rows, rows: int) -> list[Record | None]:
    """Return the first rows, or all where there are fewer, cell by cell."""
    if isinstance(block, list):
        return block[:rows]
    return block.split_at(min(rows, block.rows))[0].records()


def without_first(blocks: Sequence[Rows], rows: int) -> list[Rows]:
    """Return blocks without their first rows, as many as ``rows``."""
    others: list[Rows] = []
    for block in blocks:
        if rows >= rows_in(block):
            rows -= rows_in(block)
        else:
            others.append(block[rows:] if isinstance(block, list) else block.split_at(rows)[1])
            rows = 0
    return others


def is_filled(record: Record) -> bool:
    """Return whether a row holds anything."""
    return any(map(str.strip, record))


def is_bare(record: Record, columns: Sequence[int]) -> bool:
    """Return whether a row holds nothing in some columns."""
    return not any(record[position].strip() for position in columns if position < len(record))


def first_filled(record: Record) -> str:
    """Return the first cell of a row that holds something."""
    return next(filter(None, map(str.strip, record)))


def picker(columns: Sequence[int]) -> Callable[[Record], Row]:
    """Return a function that picks some of a row's cells."""
    if len(columns) > 1:
        return itemgetter(*columns)
    # One cell, or none of a list that holds nothing but ids.
    return lambda record: tuple(record[column] for column in columns)


#: How many bytes of a text are searched at once for line ends.
BYTES_SEARCHED = 1 << 17

_LINE_END = ord("\n")

#: What may stand between two fields.
DELIMITERS = (",", ";", "\t", "|")

#: The byte-order mark: nothing at the start of a file, and the start of another inside one.
MARK = "\ufeff"

#: What DOS writes at the end of a file.
END_OF_FILE = "\x1a"

#: Excel's limit for a cell: what is longer was never one, and is usually a lost quote.
LONGEST_FIELD = 32_767

#: So many characters may stand in cells whatever they are; more, where values are repeated so
#: often at most: a small file can repeat a long value until it fills the memory.
MOST_CHARACTERS, MOST_REPEATED = 64 << 20, 100

#: A text with a line end in each window of this length has no field longer than that limit.
_WINDOW = LONGEST_FIELD // 2


class Dialect(NamedTuple):
    """The patterns of records and fields in a text with one delimiter.

    A field in quotation marks may have spaces before and after it; ``quoted_in_line`` is one
    that has none, and no line end inside. ``formula`` is a field ="…", by which programs make
    Excel keep a text as it is; ``quoted_formula`` is the same in quotation marks.
    """

    record: re.Pattern[str]
    unfinished: re.Pattern[str]
    quoted: re.Pattern[str]
    quoted_in_line: re.Pattern[str]
    formula: re.Pattern[str]
    quoted_formula: re.Pattern[str]


@lru_cache(maxsize=len(DELIMITERS))
def dialect(delimiter: str) -> Dialect:
    """Return the patterns of records and fields in a text with a delimiter."""
    separator = re.escape(delimiter)
    in_quotes = r'"[^"]*+(?:""[^"]*+)*+'
    start = rf"(?:(?<=[{separator}\r\n])|\A)"
    end = rf"(?=[{separator}\r\n]|\Z)"
    field = rf'(?: *+{in_quotes}" *+|[^"{separator}\r\n]*+)'
    return Dialect(
        record=re.compile(rf"{field}(?:{separator}{field})*+(?:\r\n|\n|\r|\Z)"),
        unfinished=re.compile(rf"(?:{field}{separator})*+ *+{in_quotes}\Z"),
        quoted=re.compile(rf'{start} *+{in_quotes}" *+{end}'),
        quoted_in_line=re.compile(
            rf'(?:(?<=[{separator}\n])|\A)"[^"\r\n]*+(?:""[^"\r\n]*+)*+"(?=[{separator}\r\n])'
        ),
        formula=re.compile(rf'{start} *+=("[^"\r\n]*+(?:""[^"\r\n]*+)*+") *+{end}'),
        quoted_formula=re.compile(rf'{start} *+"=""([^"\r\n]*+(?:""""[^"\r\n]*+)*+)""" *+{end}'),
    )


def is_repeated_too_often(values: Collection[str], cells: Iterable[str]) -> bool:
    """Return whether cells repeat long values far more often than those of a table do.

    Parameters
    ----------
    values
        Each value of the cells, once.
    """
    most = max(MOST_CHARACTERS, MOST_REPEATED * sum(map(len, values)))
    return sum(map(len, cells)) > most


def without_formulas(text: str, delimiter: str) -> str:
    """Return some whole records with the text alone in place of each formula ="…".

    >>> without_formulas('="001",Indian', ","), without_formulas('="a, b","c=""d"', ",")
    ('"001",Indian', '"a, b","c=""d"')
    """
    shapes = dialect(delimiter)
    text = shapes.quoted_formula.sub(lambda match: '"' + match[1].replace('""', '"') + '"', text)
    if '="' not in text or '"' not in shapes.quoted.sub("", text):
        return text  # what is left of them stands inside quotation marks, as part of a text
    return shapes.formula.sub(r"\1", text)


def text_in_formula(cell: str) -> str:
    """Return the text in a cell that holds a formula ="…"; any other cell as it is.

    >>> text_in_formula('="001"'), text_in_formula('="a"&"b"')
    ('001', '="a"&"b"')
    """
    match = re.fullmatch(r'="([^"]*(?:""[^"]*)*)"', cell)
    return match[1].replace('""', '"') if match else cell


def plain_records(text: str, delimiter: str) -> list[Record] | None:
    """Return the records of a text that ends where a record does; None where one is spoilt."""
    if "\0" in text or ('"' in text and '"' in dialect(delimiter).quoted.sub("", text)):
        return None
    limit = csv.field_size_limit(LONGEST_FIELD)
    try:
        return list(
            csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
        )
    except csv.Error:
        return None
    finally:
        csv.field_size_limit(limit)


class PlainText:
    """Some whole lines of a text, each of them a record that can be read.

    Parameters
    ----------
    text
        The lines, each with its line end: as text, or in ASCII as they were read.
    delimiter
        What stands between two fields.
    """

    def __init__(self, text: str | Bytes, delimiter: str) -> None:
        self._text = text
        self.delimiter = delimiter

    @cached_property
    def rows(self) -> int:
        """How many lines there are."""
        if isinstance(self._text, str):
            return self._text.count("\n")
        import numpy

        return sum(int(numpy.count_nonzero(is_end)) for _, is_end in _searched(self._text))

    def rows_up_to(self, most: int) -> int:
        """Return how many lines there are, or ``most`` where there are no fewer."""
        whole: Any = self._text
        line_end, *_ = _signs(whole)
        rows = end = 0
        while rows < most and (end := whole.find(line_end, end) + 1):
            rows += 1
        return rows

    @cached_property
    def text(self) -> str:
        """The lines as text."""
        return self._text if isinstance(self._text, str) else self._text.decode()

    @property
    def content(self) -> Bytes:
        """The lines in UTF-8."""
        return self._text.encode() if isinstance(self._text, str) else self._text

    def records(self) -> list[Record | None]:
        """Return the lines as records."""
        return [*(plain_records(self.text, self.delimiter) or [])]

    def split_at(self, rows: int) -> tuple[PlainText, PlainText]:
        """Return the first lines, as many as ``rows``, and the others."""
        end = self._end_of(rows)
        parts = self.text[:end], self.text[end:]
        first, others = (PlainText(part, self.delimiter) for part in parts)
        return first, others

    def last(self) -> list[Record | None]:
        """Return the last line, as a list of one record."""
        whole: Any = self._text
        start = whole.rfind(_signs(whole)[0], 0, -1) + 1
        return PlainText(whole[start:], self.delimiter).records()

    def _end_of(self, rows: int) -> int:
        """Return where the first lines end, looked for from the nearer end of the text."""
        if 2 * rows < self.rows:
            end = 0
            for _ in range(rows):
                end = self.text.index("\n", end) + 1
            return end
        end = len(self.text)
        for _ in range(self.rows - rows):
            end = self.text.rfind("\n", 0, end - 1) + 1
        return end


def line_ends(content: Bytes) -> Iterator[Any]:
    """Yield where lines end in some bytes, as arrays one after the other."""
    import numpy

    for start, is_end in _searched(content):
        ends = numpy.flatnonzero(is_end)
        ends += start
        yield ends


def _searched(content: Bytes) -> Iterator[tuple[int, Any]]:
    """Yield the start of each stretch of bytes, and for each byte whether a line ends there.

    A stretch is as many bytes as stay in the processor's cache.
    """
    import numpy

    values = numpy.frombuffer(content, numpy.uint8)
    for start in range(0, len(values), BYTES_SEARCHED):
        yield start, values[start : start + BYTES_SEARCHED] == _LINE_END


def as_plain(text: str | Bytes, delimiter: str) -> PlainText | None:
    """Return a text whose every line is a record that can be read; None where that is in doubt.

    A byte-order mark in it is where another file was joined on, which is for each row to show.
    """
    whole: Any = text
    if isinstance(text, str) and MARK in text:
        return None
    line_end, nul, carriage_return, both, quote = _signs(text)
    if not whole.endswith(line_end) or nul in whole:
        return None
    if carriage_return in whole and whole.count(carriage_return) != whole.count(both):
        return None
    starts = range(0, len(whole), _WINDOW)
    if any(whole.find(line_end, start, start + _WINDOW) < 0 for start in starts[:-1]):
        return None
    plain = PlainText(text, delimiter)
    if quote in whole and '"' in dialect(delimiter).quoted_in_line.sub("", plain.text):
        return None
    return plain


_SIGNS = ("\n", "\0", "\r", "\r\n", '"')
_SIGNS_IN_BYTES = tuple(sign.encode() for sign in _SIGNS)


def _signs(text: str | Bytes) -> Sequence[Any]:
    """Return the signs searched for in a text: line end, NUL, carriage returns, quote."""
    return _SIGNS if isinstance(text, str) else _SIGNS_IN_BYTES


def whole_lines(chunks: Iterable[Bytes], stream: IO[bytes], size: int) -> Iterator[Bytes]:
    """Yield the bytes of chunks, and of what is left in a stream, cut where lines end."""
    rest = b""
    for chunk in chunks:
        end = chunk.rfind(b"\n") + 1 or len(chunk)
        yield rest + chunk[:end]
        rest = bytes(chunk[end:])
    while True:
        piece = bytearray(len(rest) + size)
        piece[: len(rest)] = rest
        bytes_read = stream.readinto(memoryview(piece)[len(rest) :])  # type: ignore[attr-defined]
        if not bytes_read:
            break
        filled = len(rest) + bytes_read
        end = piece.rfind(b"\n", 0, filled) + 1 or filled
        rest = bytes(piece[end:filled])
        del piece[end:]
        yield piece
    if rest:
        yield rest
