"""Large extracts are counted with Arrow: columns become distinct rows, without a look at each.

The codes of dictionary columns are combined into one number a row; how often each number occurs
is how often a row does. Plain text is counted by whole lines where those repeat, and otherwise
by its columns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain
from string import ascii_letters, digits
from threading import Lock
from typing import Any, NamedTuple

from scwres.extracts.cells.values import may_be_total
from scwres.extracts.files.blocks import Block, Bytes, PlainText, Row, line_ends
from scwres.extracts.files.counting import (
    MOST_DISTINCT,
    BlockCounts,
    CountRequest,
    KnownLines,
    added_up,
)
from scwres.extracts.tables.templates import EXAMPLE

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
    columns: Mapping[int, Any], request: CountRequest, as_text: Callable[[object], str]
) -> BlockCounts | None:
    """Return the counts of rows; None where one of them is in doubt.

    Parameters
    ----------
    columns
        The columns named by :func:`columns_looked_at`, by their positions.
    as_text
        A function that returns a value as it would stand in a CSV file.
    """
    ids: list[str] = []
    are_plain = False
    if request.id_column is not None:
        column = columns[request.id_column]
        are_plain = _are_plain_ids(column)
        ids = column.to_pylist() if are_plain else _texts(column, as_text)
    firsts = [] if request.id_column == 0 else distinct_texts(columns[0], as_text)
    if may_be_total(firsts) or (not are_plain and may_be_total(ids)):
        return None
    if EXAMPLE in firsts or EXAMPLE in ids:
        return None
    nameless = chain.from_iterable(distinct_texts(columns[i], as_text) for i in request.nameless)
    if any(map(str.strip, nameless)):
        return None
    distinct = distinct_rows([columns[position] for position in request.columns], as_text)
    if distinct is None or any(map(_is_blank, distinct.rows)):
        return None
    people_by_row = dict(zip(distinct.rows, distinct.people, strict=True))
    if len(people_by_row) < len(distinct.rows):  # values that differ, and are the same as text
        people_by_row = added_up(zip(distinct.rows, distinct.people, strict=True))
    if request.may_repeat_header(people_by_row):
        return None
    return BlockCounts(people_by_row, ids, partial(_places, distinct), are_plain)


def _is_blank(row: Row) -> bool:
    return row[0].strip() == "" and not any(map(str.strip, row))


def columns_looked_at(request: CountRequest) -> list[int]:
    """Return the positions of the columns that must be decoded to be counted."""
    ids = [] if request.id_column is None else [request.id_column]
    return sorted({0, *request.columns, *request.nameless, *ids})


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
    values = numpy.frombuffer(numbers, f"i{width}", len(column), column.offset * width)
    if not column.null_count:
        return values
    bits = numpy.unpackbits(numpy.frombuffer(is_valid, numpy.uint8), bitorder="little")
    return numpy.where(bits[column.offset : column.offset + len(column)] == 1, values, missing)


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


def _places(distinct: DistinctRows, position: Mapping[Row, int]) -> Any:
    import numpy

    return numpy.array([position[row] for row in distinct.rows], numpy.int32)[distinct.codes()]


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


#: How often the lines of a block must occur on average for it to be counted by lines.
LEAST_REPEATED = 2


class ArrowTextCounting:
    """Counts plain text, two blocks at once."""

    workers = 2

    def __init__(self, request: CountRequest, delimiter: str) -> None:
        self._request = request
        self._delimiter = delimiter
        self._known = KnownLines(request, delimiter, end="")
        self._lock = Lock()
        self._lines = _Lines.none()
        self._by_lines = request.id_column is None

    def count(self, block: Block) -> BlockCounts | None:
        """Return the counts of a block of rows; None where anything in it is in doubt."""
        if not isinstance(block, PlainText):
            return None
        return self._by_line(block) if self._by_lines else self._by_column(block)

    def _by_line(self, block: PlainText) -> BlockCounts | None:
        import numpy

        lines, people = _counted_lines(block.content)
        if LEAST_REPEATED * len(lines) > block.rows:
            self._by_lines = False
            return self._by_column(block)
        places = self._places(lines)
        if places is None:
            return None
        occurring = numpy.bincount(places, weights=people).astype(int)
        used = numpy.flatnonzero(occurring)
        rows = map(self._known.rows.__getitem__, used.tolist())
        return BlockCounts(dict(zip(rows, occurring[used].tolist(), strict=True)))

    def _places(self, lines: Any) -> Any:
        """Return where among the known rows that of each line stands; None where it is in doubt.

        Arrow finds the lines that are known; the others are split into cells, each once.
        """
        import pyarrow
        from pyarrow import compute

        known_lines = self._lines
        pool = pyarrow.system_memory_pool()
        indices = compute.index_in(lines, value_set=known_lines.lines, memory_pool=pool)
        # A line that is not known stands for the moment where none does: behind all others.
        places = known_lines.places[numbers_in(indices, missing=-1)]
        if indices.null_count:
            new = lines.filter(indices.is_null())
            with self._lock:
                new_places = self._known.places(new.to_pylist())
                if new_places is None:
                    return None
                self._lines = self._lines.with_new(new, new_places)
                self._by_lines = len(self._lines.lines) <= MOST_DISTINCT
            places[places == _UNKNOWN] = new_places
        return places

    def _by_column(self, block: PlainText) -> BlockCounts | None:
        import pyarrow

        content = block.content
        columns = self._columns_of(content)
        if columns is None or len(next(iter(columns.values()))) != block.rows:
            return None
        if b'"' in content:
            texts = chain.from_iterable(distinct_texts(column, str) for column in columns.values())
            if any(text.startswith(" ") for text in texts):
                return None  # whether such a space is part of the value, the quotes tell
        try:
            return counted_columns(columns, self._request, _as_text)
        except pyarrow.ArrowException:
            return None

    def _columns_of(self, content: Bytes) -> dict[int, Any] | None:
        """Return the columns that are looked at; None where Arrow finds a line to be spoilt."""
        import pyarrow
        from pyarrow import csv

        read_options, parse_options, convert_options = self._options
        try:
            table = csv.read_csv(
                pyarrow.py_buffer(content),
                read_options=csv.ReadOptions(block_size=len(content) + 1, **read_options),
                parse_options=csv.ParseOptions(**parse_options),
                convert_options=csv.ConvertOptions(**convert_options),
                memory_pool=pyarrow.system_memory_pool(),
            )
        except pyarrow.ArrowException:
            return None
        chunks = {int(name): table[name].chunks for name in table.column_names}
        if any(len(column_chunks) != 1 for column_chunks in chunks.values()):
            return None
        return {position: column_chunks[0] for position, column_chunks in chunks.items()}

    @cached_property
    def _options(self) -> tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, Any]]:
        """How Arrow is to read: every value as it stands, columns named by their positions."""
        import pyarrow

        coded = pyarrow.dictionary(pyarrow.int32(), pyarrow.string())
        positions = columns_looked_at(self._request)
        types = {
            str(position): pyarrow.string() if position == self._request.id_column else coded
            for position in positions
        }
        names = [str(position) for position in range(len(self._request.header))]
        return (
            {"column_names": names, "use_threads": False},
            {"delimiter": self._delimiter, "ignore_empty_lines": False},
            {
                "include_columns": list(types),
                "column_types": types,
                "strings_can_be_null": False,
                "quoted_strings_can_be_null": False,
                "check_utf8": False,
            },
        )


#: Where the row of a line stands that is not known.
_UNKNOWN = -1


class _Lines(NamedTuple):
    """Known lines, and where the requested row of each stands; last, that of any other line."""

    lines: Any
    places: Any

    @classmethod
    def none(cls) -> _Lines:
        import numpy
        import pyarrow

        return cls(pyarrow.nulls(0, pyarrow.string()), numpy.array([_UNKNOWN]))

    def with_new(self, lines: Any, places: Sequence[int]) -> _Lines:
        import numpy
        import pyarrow

        both = pyarrow.concat_arrays([self.lines, lines])
        return _Lines(both, numpy.concatenate([self.places[:-1], places, [_UNKNOWN]]))


def _counted_lines(content: Bytes) -> tuple[Any, Any]:
    """Return the distinct lines of a text, each with its line end, and how often each occurs."""
    import numpy
    import pyarrow
    from pyarrow import compute

    ends = numpy.concatenate([*line_ends(content)])
    starts = numpy.zeros(len(ends) + 1, numpy.int32)
    numpy.add(ends, 1, out=starts[1:], casting="unsafe")
    lines = pyarrow.StringArray.from_buffers(
        len(starts) - 1, pyarrow.py_buffer(starts), pyarrow.py_buffer(content)
    )
    # Arrow's own way to hold memory would keep a third more of it than the system's.
    pool = pyarrow.system_memory_pool()
    values, people = compute.value_counts(lines, memory_pool=pool).flatten()
    return values, numbers_in(people)


def _as_text(value: object) -> str:
    # The standard library's reader skips spaces at the start of a field.
    return str(value).lstrip(" ")
