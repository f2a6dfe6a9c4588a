"""Columns of Arrow become the distinct rows that they hold, without a look at each row.

The codes of dictionary columns are made one number a row; how often each number occurs is
how often a row does.
"""

from __future__ import annotations

from functools import partial
from itertools import chain
from string import ascii_letters, digits
from typing import TYPE_CHECKING, Any, NamedTuple

from scwres.extracts.cells.values import may_be_total
from scwres.extracts.files.counting import BlockCounts, added_up

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from scwres.extracts.files.blocks import Row
    from scwres.extracts.files.counting import CountRequest

#: Numbers of rows up to here are counted in an array with a place for each; beyond, by sorting.
MOST_PLACES = 1 << 22


_DIGIT, _LETTER = 1, 2
_SORT_OF_BYTE = bytes(
    _DIGIT if chr(byte) in digits else _LETTER if chr(byte) in ascii_letters else 0
    for byte in range(256)
)


class DistinctRows(NamedTuple):
    """The distinct rows of some columns, how often each occurs, and which one each row is."""

    rows: list[Row]
    people: list[int]
    codes: Callable[[], Any]


def counted_columns(
    columns: Mapping[int, Any], wanted: CountRequest, as_text: Callable[[object], str]
) -> BlockCounts | None:
    """Return what rows come to; None where one of them is in doubt.

    Parameters
    ----------
    columns
        The columns named by :func:`columns_looked_at`, by their positions.
    as_text
        Gives a value as it would stand in a CSV file.
    """
    ids: list[str] = []
    are_plain = False
    if wanted.id_column is not None:
        column = columns[wanted.id_column]
        are_plain = _are_plain_ids(column)
        ids = column.to_pylist() if are_plain else _texts(column, as_text)
    firsts = [] if wanted.id_column == 0 else distinct_texts(columns[0], as_text)
    if may_be_total(firsts) or (not are_plain and may_be_total(ids)):
        return None
    nameless = chain.from_iterable(distinct_texts(columns[i], as_text) for i in wanted.nameless)
    if any(map(str.strip, nameless)):
        return None
    found = distinct_rows([columns[position] for position in wanted.columns], as_text)
    if found is None or any(map(_is_blank, found.rows)):
        return None
    people_by_row = dict(zip(found.rows, found.people, strict=True))
    if len(people_by_row) < len(found.rows):  # values that differ, and are the same as text
        people_by_row = added_up(zip(found.rows, found.people, strict=True))
    if wanted.may_repeat_header(people_by_row):
        return None
    return BlockCounts(people_by_row, ids, partial(_places, found), are_plain)


def _is_blank(row: Row) -> bool:
    return row[0].strip() == "" and not any(map(str.strip, row))


def columns_looked_at(wanted: CountRequest) -> list[int]:
    """Return the positions of the columns that must be decoded to count what is wanted."""
    ids = [] if wanted.id_column is None else [wanted.id_column]
    return sorted({0, *wanted.columns, *wanted.nameless, *ids})


def distinct_rows(columns: Sequence[Any], as_text: Callable[[object], str]) -> DistinctRows | None:
    """Return the distinct rows of columns; None where they are too many to be numbered."""
    import numpy

    number: Any = None
    size = 1
    dictionaries: list[list[str]] = []
    for column in columns:
        encoded = _encoded(column)
        texts = distinct_texts(encoded, as_text)
        codes = numbers_in(encoded.indices, missing=len(texts))
        if encoded.indices.null_count:
            texts.append("")
        size *= max(1, len(texts))
        if size >= 1 << 62:
            return None
        if number is None:
            number = codes.astype(numpy.int32)
        else:
            if size >= 1 << 31 and number.dtype == numpy.int32:
                number = number.astype(numpy.int64)
            number *= number.dtype.type(len(texts))
            number += codes
        dictionaries.append(texts)
    if size <= MOST_PLACES:
        occurring = numpy.bincount(number, minlength=size)
        distinct = numpy.flatnonzero(occurring)
        people = occurring[distinct]
    else:
        distinct, people = numpy.unique(number, return_counts=True)
    return DistinctRows(
        _rows_of(distinct, dictionaries), people.tolist(), partial(_codes, number, distinct, size)
    )


def numbers_in(column: Any, missing: int = 0) -> Any:
    """Return the whole numbers of a column as an array of numpy.

    Arrow's own way to do so loads pandas, which takes three tenths of a second.
    """
    import numpy

    is_valid, numbers = column.buffers()
    width = column.type.bit_width // 8
    found = numpy.frombuffer(numbers, f"i{width}", len(column), column.offset * width)
    if not column.null_count:
        return found
    bits = numpy.unpackbits(numpy.frombuffer(is_valid, numpy.uint8), bitorder="little")
    return numpy.where(bits[column.offset : column.offset + len(column)] == 1, found, missing)


def _rows_of(numbers: Any, dictionaries: Sequence[Sequence[str]]) -> list[Row]:
    """Return the rows that numbers stand for: the last column's code is the last digit."""
    columns = []
    for texts in reversed(dictionaries):
        numbers, codes = divmod(numbers, max(1, len(texts)))
        columns.append([texts[code] for code in codes.tolist()])
    return list(zip(*reversed(columns), strict=True))


def _codes(number: Any, distinct: Any, size: int) -> Any:
    """Return for each row the place of its number among the distinct ones."""
    import numpy

    if size <= MOST_PLACES:
        place_of = numpy.empty(size, numpy.int32)
        place_of[distinct] = numpy.arange(len(distinct), dtype=numpy.int32)
        return place_of[number]
    return numpy.searchsorted(distinct, number).astype(numpy.int32)


def _places(found: DistinctRows, position: Mapping[Row, int]) -> Any:
    import numpy

    return numpy.array([position[row] for row in found.rows], numpy.int32)[found.codes()]


def _are_plain_ids(column: Any) -> bool:
    """Return whether ids are of digits and single letters, and none starts with a 0.

    No word that stands for no id is written so, and no name of a total.
    """
    import numpy
    import pyarrow

    if column.type != pyarrow.string() or column.null_count or not len(column):
        return False
    starts = numpy.frombuffer(column.buffers()[1], numpy.int32)[column.offset :]
    starts = starts[: len(column) + 1]
    if (starts[1:] == starts[:-1]).any():
        return False
    content = numpy.frombuffer(column.buffers()[2], numpy.uint8)
    sorts = numpy.frombuffer(_SORT_OF_BYTE, numpy.uint8)[content[starts[0] : starts[-1]]]
    has_words = (sorts[1:] & sorts[:-1] & _LETTER).any()
    return bool(sorts.min() > 0 and not has_words and (content[starts[:-1]] != ord("0")).all())


def _texts(column: Any, as_text: Callable[[object], str]) -> list[str]:
    """Return every value of a column, without spaces around it."""
    return [as_text(value).strip() for value in column.to_pylist()]


def distinct_texts(column: Any, as_text: Callable[[object], str]) -> list[str]:
    """Return the distinct values of a column, in the order of their codes; none for no value."""
    return [as_text(value) for value in _encoded(column).dictionary.to_pylist()]


def _encoded(column: Any) -> Any:
    """Return a column as codes of its values."""
    return column if hasattr(column, "dictionary") else column.dictionary_encode()
