"""Parquet becomes rows: one file, or the parts that another program wrote.

Blocks are decoded when they are counted. Columns that are not requested are decoded only where
a row must be looked at whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from decimal import Decimal
from functools import partial
from typing import IO, Any

from scwres.errors import Fault, FaultLog
from scwres.extracts.files.arrow import columns_looked_at, counted_columns
from scwres.extracts.files.blocks import (
    LONGEST_FIELD,
    Block,
    Record,
    Rows,
    is_repeated_too_often,
    text_in_formula,
)
from scwres.extracts.files.counting import BlockCounts, CountRequest
from scwres.extracts.files.grid import CHUNK_BYTES, ROWS_IN_BLOCK, FaultyGrid, Grid
from scwres.extracts.files.parquet_pages import DamagedError, unpacks_too_far
from scwres.extracts.files.workers import threads_exist, workers
from scwres.quiet import load_quietly

#: A file of no more bytes is read once; a larger one to be hashed, and again to be decoded.
MOST_IN_MEMORY = 64 << 20

_DAMAGED = ("is a damaged Parquet file", "Export it again from its source.", "file-damaged")

_BOMB = (
    "unpacks to far more data than a Parquet file of its size should hold",
    "Export it again from its source.",
    "file-damaged",
)

#: What is wrong with a value that no spreadsheet could hold.
LONG_VALUE = (
    f"has a value of more than {LONGEST_FIELD:,} characters",
    "Shorten the text, or leave the column out.",
    "row-width",
)

#: The days of extracts are days in London.
LONDON = "Europe/London"

#: Rows that are decoded at once in the requested columns; in all columns, ``ROWS_IN_BLOCK``.
ROWS_TOGETHER = 1 << 19


def open_parquet(name: str, streams: Sequence[IO[bytes]]) -> Grid:
    """Return the rows of Parquet files that are parts of one table, in their order."""
    contents = [_content(stream) for stream in streams]
    with workers(1) as start:
        hashing = start(_hash_of, streams, contents)
        # Takes as long as the hashing beside it.
        load_quietly("pyarrow", "pyarrow.parquet")
        digest = hashing()
    import pyarrow

    sources = [
        pyarrow.PythonFile(stream, mode="r") if content is None else pyarrow.BufferReader(content)
        for stream, content in zip(streams, contents, strict=True)
    ]
    try:
        files = [_opened(source) for source in sources]
        if any(_unpacks_too_far(*file) for file in zip(sources, files, strict=True)):
            return FaultyGrid(name, *_BOMB, digest)
    except (pyarrow.ArrowException, OSError, OverflowError, ValueError, DamagedError):
        return FaultyGrid(name, *_DAMAGED, digest)
    headers = {tuple(file.schema_arrow.names) for file in files}
    if len(headers) > 1:
        what = f"has {len(files):,} parts with different columns"
        fix = "Export all parts with the same columns, or give the files one by one."
        return FaultyGrid(name, what, fix, "column-missing", digest)
    in_threads = threads_exist()
    parts = [
        Part(source, file, in_threads=in_threads)
        for source, file in zip(sources, files, strict=True)
    ]
    return ParquetGrid(name, parts, digest)


def _opened(source: Any) -> Any:
    """Return what reads a file, with texts as codes of their values: each is held once."""
    from pyarrow import parquet

    metadata = parquet.ParquetFile(source).metadata
    columns = map(metadata.schema.column, range(metadata.num_columns))
    texts = [column.path for column in columns if column.physical_type == "BYTE_ARRAY"]
    return _checked(source, metadata, texts)


def _checked(source: Any, metadata: Any, coded: Sequence[str] = ()) -> Any:
    """Return what reads a file, some columns as codes of their values.

    Pages that do not have the checksum that the file holds for them are damaged.
    """
    from pyarrow import parquet

    return parquet.ParquetFile(
        source,
        metadata=metadata,
        read_dictionary=list(coded),
        pre_buffer=False,
        page_checksum_verification=True,
    )


def _unpacks_too_far(source: Any, file: Any) -> bool:
    def read_at(position: int, length: int) -> bytes:
        source.seek(position)
        return bytes(source.read(length))

    return unpacks_too_far(file.metadata, source.size(), read_at)


def _content(stream: IO[bytes]) -> bytes | None:
    """Return the bytes of a file; None where they are too many to be held in memory."""
    size = stream.seek(0, 2)
    stream.seek(0)
    return stream.read() if size <= MOST_IN_MEMORY else None


def _hash_of(streams: Sequence[IO[bytes]], contents: Sequence[bytes | None]) -> str:
    """Return the hash of files, one after the other."""
    from hashlib import sha256

    digest = sha256()
    for stream, content in zip(streams, contents, strict=True):
        if content is not None:
            digest.update(content)
            continue
        while chunk := stream.read(CHUNK_BYTES):
            digest.update(chunk)
        stream.seek(0)
    return digest.hexdigest()


class ParquetGrid:
    """The rows of Parquet files with the same columns."""

    sheet_name = ""
    first_rows = ()
    starts_with_header = True
    is_large = True
    notes: tuple[str, ...] = ()

    def __init__(self, name: str, parts: Sequence[Part], digest: str) -> None:
        self.form = "Parquet" if len(parts) == 1 else f"Parquet, {len(parts):,} parts"
        self._parts = parts
        self._names = list(parts[0].file.schema_arrow.names)
        self._digest = digest
        self._log = FaultLog(name)
        self._request: CountRequest | None = None

    def blocks(self) -> Iterator[Rows]:
        """Yield the names of the columns, and the rows in blocks."""
        yield [list(self._names)]
        first_row = 2
        for part in self._parts:
            with self._noting_damage():
                self._note_other_days(part, first_row)
                first_row += part.rows
                if self._request is None:
                    for batch in part.whole(0, part.rows):
                        yield records_in(batch)
                else:
                    yield from self._blocks_of(part, self._request)

    def _note_other_days(self, part: Part, first_row: int) -> None:
        """Note times in a time zone that are on another day in London."""
        from pyarrow import compute, timestamp

        positions = list(range(len(self._names)))
        if self._request is not None:
            positions = columns_looked_at(self._request)
        for position in positions:
            kind = part.file.schema_arrow.field(position).type
            if not getattr(kind, "tz", None):
                continue
            [times] = part.file.read([self._names[position]]).columns
            days = [
                compute.floor_temporal(compute.local_timestamp(each), unit="day")
                for each in (times, compute.cast(times, timestamp(kind.unit, LONDON)))
            ]
            differs = compute.fill_null(compute.not_equal(*days), fill_value=False)
            for place in compute.indices_nonzero(differs).to_pylist():
                self._log.add(
                    other_day(kind.tz),
                    "Export dates instead of times.",
                    "not-a-date",
                    column=self._names[position],
                    row=first_row + place,
                )

    def _blocks_of(self, part: Part, request: CountRequest) -> Iterator[Rows]:
        positions = columns_looked_at(request)
        names = [self._names[position] for position in positions]
        coded = [self._names[i] for i in positions if i != request.id_column]
        for start, stop, groups in part.spans():
            if stop - start <= ROWS_TOGETHER:
                decoded = partial(part.decoded, groups, names, coded)
                yield ParquetBlock(part, start, stop, decoded, self._noting_damage)
                continue
            for batch in part.batches(groups, names, coded):
                end = start + len(batch)
                # The whole slice of a batch is that batch.
                yield ParquetBlock(part, start, end, batch.slice, self._noting_damage)
                start = end

    def counting(self, request: CountRequest) -> ColumnCounting | None:
        """Return how the requested columns are counted; the others are not decoded."""
        is_flat = all(len(part.file.schema) == len(self._names) for part in self._parts)
        if request.is_whole or not is_flat or len(set(self._names)) < len(self._names):
            return None
        self._request = request
        return ColumnCounting(request)

    @contextmanager
    def _noting_damage(self) -> Iterator[None]:
        import pyarrow

        try:
            yield
        except LongValueError:
            self._log.add(*LONG_VALUE)
        except RepeatedError:
            self._log.add(*_BOMB)
        except (pyarrow.ArrowException, OSError, OverflowError, ValueError):
            # Among them bytes that are no text, and times out of reach.
            self._log.add(*_DAMAGED)

    def faults(self) -> list[Fault]:
        """Return what is wrong with the files."""
        return self._log.faults()

    def sha256(self) -> str:
        """Return the hash of the files, one after the other."""
        return self._digest


class Part:
    """One file of a table: its bytes, and its metadata.

    Parameters
    ----------
    source
        The bytes, which several threads may read at once.
    file
        What reads all columns.
    in_threads
        Whether Arrow may decode columns beside one another.
    """

    def __init__(self, source: Any, file: Any, *, in_threads: bool) -> None:
        self._source = source
        self._in_threads = in_threads
        self.file = file

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return int(self.file.metadata.num_rows)

    def spans(self) -> Iterator[tuple[int, int, list[int]]]:
        """Yield the rows decoded at once: the first, the one after the last, and their groups."""
        start = stop = 0
        groups: list[int] = []
        for group in range(self.file.num_row_groups):
            group_rows = self.file.metadata.row_group(group).num_rows
            if groups and stop + group_rows - start > ROWS_TOGETHER:
                yield start, stop, groups
                start, groups = stop, []
            groups.append(group)
            stop += group_rows
        if start < stop:
            yield start, stop, groups

    def batches(
        self, groups: Sequence[int], names: Sequence[str], coded: Sequence[str]
    ) -> Iterator[Any]:
        """Yield some groups of rows in some columns, in batches of ``ROWS_TOGETHER`` rows."""
        reader = self._reader(coded)
        for batch in reader.iter_batches(
            ROWS_TOGETHER, list(groups), list(names), use_threads=self._in_threads
        ):
            check_codes(batch)
            yield batch

    def _reader(self, coded: Sequence[str]) -> Any:
        """Return what reads some columns as codes of their values."""
        return _checked(self._source, self.file.metadata, coded)

    def whole(self, start: int, stop: int) -> Iterator[Any]:
        """Yield the rows from ``start`` to before ``stop``, in all columns."""
        group_start = 0
        for group in range(self.file.num_row_groups):
            group_end = group_start + self.file.metadata.row_group(group).num_rows
            batch_start = group_start
            if group_start < stop and start < group_end:
                batches = self.file.iter_batches(
                    ROWS_IN_BLOCK, row_groups=[group], use_threads=self._in_threads
                )
                for batch in batches:
                    check_codes(batch)
                    begin, end = max(start - batch_start, 0), min(stop - batch_start, len(batch))
                    if begin < end:
                        yield batch.slice(begin, end - begin)
                    batch_start += len(batch)
            group_start = group_end

    def decoded(self, groups: Sequence[int], names: Sequence[str], coded: Sequence[str]) -> Any:
        """Return some groups of rows in some columns, as one batch."""
        table = self._reader(coded).read_row_groups(list(groups), list(names), use_threads=False)
        check_codes(table)
        [batch] = table.unify_dictionaries().combine_chunks().to_batches()
        return batch


class ParquetBlock:
    """Some rows of a Parquet file, not decoded yet.

    Parameters
    ----------
    start, stop
        The first of the rows, and the one after the last.
    decoded
        A function that returns the rows in the requested columns.
    noting_damage
        Notes what goes wrong while the others are decoded.
    """

    def __init__(
        self,
        part: Part,
        start: int,
        stop: int,
        decoded: Callable[[], Any],
        noting_damage: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self.decoded = decoded
        self._part = part
        self._start = start
        self._stop = stop
        self._noting_damage = noting_damage

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return self._stop - self._start

    def rows_up_to(self, most: int) -> int:
        """Return how many rows there are, or ``most`` where there are no fewer."""
        return min(self.rows, most)

    def records(self) -> list[Record | None]:
        """Return the rows, in all columns."""
        records: list[Record | None] = []
        with self._noting_damage():
            for batch in self._part.whole(self._start, self._stop):
                records += records_in(batch)
        return records

    def split_at(self, rows: int) -> tuple[Block, Block]:
        """Return the first rows, as many as ``rows``, and the others."""
        return self._slice(0, rows), self._slice(rows, self.rows)

    def _slice(self, begin: int, end: int) -> ParquetBlock:
        decoded = partial(_sliced, self.decoded, begin, end)
        start = self._start
        return ParquetBlock(self._part, start + begin, start + end, decoded, self._noting_damage)


def _sliced(decoded: Callable[[], Any], begin: int, end: int) -> Any:
    return decoded().slice(begin, end - begin)


def check_codes(rows: Any) -> None:
    """Raise an error of Arrow where a code of a column is of no value: Arrow reads it unseen."""
    from pyarrow import types

    for column in rows.columns:
        if types.is_dictionary(column.type):
            column.validate(full=True)


def other_day(zone: str) -> str:
    """Return what is wrong with times in a zone that are on another day in London."""
    return f"has times in {zone} that fall on another day in London"


def records_in(batch: Any) -> list[Record | None]:
    """Return the rows of a batch, cell by cell."""
    return [list(row) for row in zip(*map(_texts_in, batch), strict=True)]


class LongValueError(Exception):
    """A value is longer than any cell of a spreadsheet."""


class RepeatedError(Exception):
    """Long values are repeated far more often than rows of a table repeat them."""


def _texts_in(column: Any) -> list[str]:
    """Return the cells of a column."""
    import pyarrow

    if not pyarrow.types.is_dictionary(column.type):
        return list(map(as_text, column.to_pylist()))
    values = list(map(as_text, column.dictionary.to_pylist()))
    if any(len(value) > LONGEST_FIELD for value in values):
        raise LongValueError
    texts = ["" if code is None else values[code] for code in column.indices.to_pylist()]
    if is_repeated_too_often(values, texts):
        raise RepeatedError
    return texts


class ColumnCounting:
    """Counts the requested columns, of two blocks at once."""

    workers = 2

    def __init__(self, request: CountRequest) -> None:
        self._request = request

    def count(self, block: Block) -> BlockCounts | None:
        """Return the counts of a block of rows; None where anything in it is in doubt."""
        import pyarrow

        if not isinstance(block, ParquetBlock):
            return None
        try:
            positions = columns_looked_at(self._request)
            columns = dict(zip(positions, block.decoded().columns, strict=True))
            return counted_columns(columns, self._request, as_text)
        except (pyarrow.ArrowException, OSError, OverflowError, ValueError):
            return None


def as_text(value: object) -> str:
    """Return a value as it would stand in a CSV file; blank for none."""
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if isinstance(value, float):
        return "" if value != value else str(int(value)) if value.is_integer() else str(value)
    if isinstance(value, Decimal) and value.is_finite():
        return str(int(value)) if value == value.to_integral_value() else f"{value:f}"
    return text_in_formula(str(value))
