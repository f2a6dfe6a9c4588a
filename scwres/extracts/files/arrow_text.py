"""Counts large plain text with Arrow: by whole lines where those repeat, else by columns."""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from scwres.extracts.files.arrow_rows import (
    columns_looked_at,
    counted_columns,
    distinct_texts,
    numbers_in,
)
from scwres.extracts.files.counting import MOST_DISTINCT, BlockCounts, KnownLines
from scwres.extracts.files.plain_text import PlainText, line_ends

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scwres.extracts.files.blocks import Block
    from scwres.extracts.files.counting import CountRequest
    from scwres.extracts.files.plain_text import Bytes

#: A block whose lines all differ but for so few is none to be counted by lines.
LEAST_REPEATED = 2


class ArrowTextCounting:
    """Counts plain text, two blocks at once."""

    workers = 2

    def __init__(self, wanted: CountRequest, delimiter: str) -> None:
        self._wanted = wanted
        self._delimiter = delimiter
        self._known = KnownLines(wanted, delimiter, end="")
        self._lock = Lock()
        self._lines = _Lines.none()
        self._by_lines = wanted.id_column is None

    def count(self, block: Block) -> BlockCounts | None:
        """Return what the rows of a block come to; None where anything in it is in doubt."""
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

        Arrow finds the lines that are known; the others are parted into cells, each once.
        """
        import pyarrow
        from pyarrow import compute

        known = self._lines
        pool = pyarrow.system_memory_pool()
        found = compute.index_in(lines, value_set=known.lines, memory_pool=pool)
        # A line that is not known stands for the moment where none does: behind all others.
        places = known.places[numbers_in(found, missing=-1)]
        if found.null_count:
            new = lines.filter(found.is_null())
            with self._lock:
                of_new = self._known.places(new.to_pylist())
                if of_new is None:
                    return None
                self._lines = self._lines.with_new(new, of_new)
                self._by_lines = len(self._lines.lines) <= MOST_DISTINCT
            places[places == _UNKNOWN] = of_new
        return places

    def _by_column(self, block: PlainText) -> BlockCounts | None:
        import pyarrow

        content = block.content
        columns = self._columns_of(content)
        if columns is None or len(next(iter(columns.values()))) != block.rows:
            return None
        if b'"' in content:
            texts = chain.from_iterable(distinct_texts(one, str) for one in columns.values())
            if any(text.startswith(" ") for text in texts):
                return None  # whether such a space is part of the value, the quotes tell
        try:
            return counted_columns(columns, self._wanted, _as_text)
        except pyarrow.ArrowException:
            return None

    def _columns_of(self, content: Bytes) -> dict[int, Any] | None:
        """Return the columns that are looked at; None where Arrow finds a line to be spoilt."""
        import pyarrow
        from pyarrow import csv

        read, parse, convert = self._options
        try:
            table = csv.read_csv(
                pyarrow.py_buffer(content),
                read_options=csv.ReadOptions(block_size=len(content) + 1, **read),
                parse_options=csv.ParseOptions(**parse),
                convert_options=csv.ConvertOptions(**convert),
                memory_pool=pyarrow.system_memory_pool(),
            )
        except pyarrow.ArrowException:
            return None
        chunks = {int(name): table[name].chunks for name in table.column_names}
        if any(len(of_column) != 1 for of_column in chunks.values()):
            return None
        return {position: of_column[0] for position, of_column in chunks.items()}

    @cached_property
    def _options(self) -> tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, Any]]:
        """How Arrow is to read: every value as it stands, columns named by their positions."""
        import pyarrow

        coded = pyarrow.dictionary(pyarrow.int32(), pyarrow.string())
        read = columns_looked_at(self._wanted)
        types = {
            str(position): pyarrow.string() if position == self._wanted.id_column else coded
            for position in read
        }
        names = [str(position) for position in range(len(self._wanted.header))]
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
    """Lines that are known, and where the wanted row of each stands; last, of any other."""

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
