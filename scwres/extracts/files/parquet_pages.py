"""The pages of a Parquet file, looked at before any is decoded: what they say they unpack to.

A page names the size that it unpacks to, and a library makes room for that much before it reads a
byte. A file of some hundred bytes can name gigabytes. So the heads of all pages are read first,
which are in Thrift's compact protocol (https://github.com/apache/parquet-format).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

#: A page, and a column of a group of rows, may unpack to so much whatever their size.
SMALL_PAGE, SMALL_COLUMN = 32 << 20, 64 << 20

#: What is larger may unpack to so many times its size, or to so many bytes a value.
MOST_RATIO, BYTES_OF_A_VALUE = 100, 256

#: A file may have so many rows whatever its size; with more, so many for each of its bytes.
FEW_ROWS, ROWS_OF_A_BYTE = 20_000_000, 100

#: How many bytes the head of a page has at most.
_HEAD_BYTES = 1 << 20

#: How deep the head of a page may be nested.
_DEEPEST = 8

#: The fields of the head of a page.
_UNPACKED, _PACKED = 2, 3

#: The types of Thrift's compact protocol.
_STOP, _BYTE, _DOUBLE, _BINARY, _LIST, _SET, _STRUCT = 0, 3, 7, 8, 9, 10, 12
_NUMBERS = (4, 5, 6)
_FLAGS = (1, 2)


class DamagedError(Exception):
    """The head of a page cannot be read."""


class _Page(NamedTuple):
    """How long the head of a page is, and how large the page is packed and unpacked."""

    head: int
    packed: int
    unpacked: int


def unpacks_too_far(metadata: Any, size: int, read_at: Callable[[int, int], bytes]) -> bool:
    """Return whether a Parquet file unpacks to far more than one of its size should.

    Parameters
    ----------
    metadata
        What the file says of its columns, as pyarrow reads it.
    size
        How many bytes the file has.
    read_at
        What returns so many bytes from a place of the file.

    Raises
    ------
    DamagedError
        When a page has no head where the file says that it stands.
    """
    if metadata.num_rows > max(FEW_ROWS, ROWS_OF_A_BYTE * size):
        return True
    return any(
        _column_unpacks_too_far(metadata.row_group(group).column(column), read_at)
        for group in range(metadata.num_row_groups)
        for column in range(metadata.num_columns)
    )


def _column_unpacks_too_far(column: Any, read_at: Callable[[int, int], bytes]) -> bool:
    """Return whether a column of a group of rows, or one of its pages, unpacks too far."""
    # A place of 0 is none: that of a table without rows.
    places = (column.data_page_offset, column.dictionary_page_offset)
    start = position = min(filter(None, places), default=0)
    end = start + column.total_compressed_size
    unpacked = 0
    while position < end:
        page = _page_at(position, read_at)
        unpacked += page.unpacked
        if page.unpacked > max(SMALL_PAGE, MOST_RATIO * page.packed):
            return True
        position += page.head + page.packed
    packed = column.total_compressed_size
    most = max(SMALL_COLUMN, MOST_RATIO * packed, BYTES_OF_A_VALUE * column.num_values)
    return bool(unpacked > most)


def _page_at(position: int, read_at: Callable[[int, int], bytes]) -> _Page:
    """Return the page that starts at a place of a file."""
    length = 256
    while True:
        content = read_at(position, length)
        try:
            return _page_of(content)
        except IndexError:
            if len(content) < length or length >= _HEAD_BYTES:
                raise DamagedError from None
            length *= 16


def _page_of(content: bytes) -> _Page:
    reader = _Reader(content)
    sizes = reader.numbers_of_struct()
    packed, unpacked = sizes.get(_PACKED, -1), sizes.get(_UNPACKED, -1)
    if packed < 0 or unpacked < 0:
        raise DamagedError
    return _Page(reader.position, packed, unpacked)


class _Reader:
    """Reads values of Thrift's compact protocol, one after the other.

    Raises
    ------
    IndexError
        Where the bytes end before the value.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        self.position = 0

    def _byte(self) -> int:
        byte = self._content[self.position]
        self.position += 1
        return byte

    def _unsigned(self) -> int:
        number = shift = 0
        while True:
            byte = self._byte()
            number |= (byte & 0x7F) << shift
            if byte < 0x80:
                return number
            shift += 7
            if shift > 63:
                raise DamagedError

    def _number(self) -> int:
        number = self._unsigned()
        return (number >> 1) ^ -(number & 1)

    def numbers_of_struct(self, depth: int = 0) -> dict[int, int]:
        """Return the numbers in a struct, by their field; whatever else it holds is skipped."""
        if depth > _DEEPEST:
            raise DamagedError
        field = 0
        numbers = {}
        while (head := self._byte()) != _STOP:
            field = field + (head >> 4) if head >> 4 else self._number()
            kind = head & 0x0F
            if kind in _NUMBERS:
                numbers[field] = self._number()
            elif kind not in _FLAGS:
                self._skip(kind, depth + 1)
        return numbers

    def _skip(self, kind: int, depth: int) -> None:
        if kind in (*_FLAGS, _BYTE):
            self.position += 1
        elif kind in _NUMBERS:
            self._number()
        elif kind == _DOUBLE:
            self.position += 8
        elif kind == _BINARY:
            length = self._unsigned()
            self.position += length
        elif kind in (_LIST, _SET):
            head = self._byte()
            length = head >> 4 if head >> 4 < 15 else self._unsigned()
            for _ in range(min(length, len(self._content))):
                self._skip(head & 0x0F, depth)
        elif kind == _STRUCT:
            self.numbers_of_struct(depth)
        else:
            raise DamagedError
        if self.position > len(self._content):
            raise IndexError
