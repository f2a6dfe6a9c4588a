"""Parquet becomes rows: one file, or the parts that another program wrote.

Columns that are not wanted are decoded only where a row must be looked at whole.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from scwres.errors import FaultLog
from scwres.extracts.arrow_rows import columns_looked_at, counted_columns
from scwres.extracts.grids import CHUNK_BYTES, FaultyGrid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from scwres.errors import Fault
    from scwres.extracts.ahead import Rows
    from scwres.extracts.counting import Block, Counted, Wanted
    from scwres.extracts.grids import Grid
    from scwres.extracts.plain_text import Record

ROWS_IN_BLOCK = 65_536

_DAMAGED = ("is a damaged Parquet file", "Write it again from where it came.")


def open_parquet(name: str, streams: Sequence[IO[bytes]]) -> Grid:
    """Return the rows of Parquet files that are parts of one table, in their order."""
    from hashlib import sha256

    import pyarrow
    from pyarrow import parquet

    digest = sha256()
    for stream in streams:
        while chunk := stream.read(CHUNK_BYTES):
            digest.update(chunk)
        stream.seek(0)
    try:
        files = [parquet.ParquetFile(stream) for stream in streams]
    except (pyarrow.ArrowException, OSError):
        return FaultyGrid(name, *_DAMAGED, digest.hexdigest())
    headers = {tuple(file.schema_arrow.names) for file in files}
    if len(headers) > 1:
        what = f"has {len(files):,} parts that do not have the same columns"
        fix = "Write all parts alike, or give the files one by one."
        return FaultyGrid(name, what, fix, digest.hexdigest())
    parts = [_Part(*pair) for pair in zip(streams, files, strict=True)]
    return ParquetGrid(name, parts, digest.hexdigest())


class _Part(NamedTuple):
    """One file of a table: its bytes, and what reads them."""

    stream: IO[bytes]
    file: Any

    def batches(self, names: Sequence[str], coded: Sequence[str]) -> Iterator[Any]:
        """Give the rows in some columns; those that are ``coded`` as codes of their values."""
        from pyarrow import parquet

        reader = parquet.ParquetFile(
            self.stream, metadata=self.file.metadata, read_dictionary=list(coded)
        )
        yield from reader.iter_batches(ROWS_IN_BLOCK, columns=list(names))

    def whole(self, start: int, stop: int) -> Iterator[Any]:
        """Give the rows from one on, and before another, in all columns."""
        first = 0
        for group in range(self.file.num_row_groups):
            past = first + self.file.metadata.row_group(group).num_rows
            at = first
            if first < stop and start < past:
                for batch in self.file.iter_batches(ROWS_IN_BLOCK, row_groups=[group]):
                    begin, end = max(start - at, 0), min(stop - at, len(batch))
                    if begin < end:
                        yield batch.slice(begin, end - begin)
                    at += len(batch)
            first = past


class ParquetGrid:
    """The rows of Parquet files with the same columns."""

    sheet_name = ""
    starts_with_header = True
    is_large = True
    notes: tuple[str, ...] = ()

    def __init__(self, name: str, parts: Sequence[_Part], digest: str) -> None:
        self.form = "Parquet" if len(parts) == 1 else f"Parquet, {len(parts):,} parts"
        self._parts = parts
        self._names = list(parts[0].file.schema_arrow.names)
        self._digest = digest
        self._log = FaultLog(name)
        self._wanted: Wanted | None = None

    def blocks(self) -> Iterator[Rows]:
        """Give the names of the columns, and the rows in blocks."""
        yield [list(self._names)]
        for part in self._parts:
            with self._noting_damage():
                start = 0
                for batch in self._batches(part):
                    yield ParquetBlock(batch, start, part, self._noting_damage, self._looked_at)
                    start += len(batch)

    def counting(self, wanted: Wanted) -> ColumnCounting | None:
        """Return how the columns that are wanted are counted; the others are not decoded."""
        is_flat = all(len(part.file.schema) == len(self._names) for part in self._parts)
        if not is_flat or len(set(self._names)) < len(self._names):
            return None
        self._wanted = wanted
        return ColumnCounting(wanted)

    @property
    def _looked_at(self) -> list[int] | None:
        """The positions of the columns that are decoded; None for all of them."""
        return columns_looked_at(self._wanted) if self._wanted else None

    def _batches(self, part: _Part) -> Iterator[Any]:
        if self._wanted is None:
            return part.whole(0, part.file.metadata.num_rows)
        names = {position: self._names[position] for position in columns_looked_at(self._wanted)}
        coded = [name for position, name in names.items() if position != self._wanted.id_column]
        return part.batches(list(names.values()), coded)

    @contextmanager
    def _noting_damage(self) -> Iterator[None]:
        import pyarrow

        try:
            yield
        except (pyarrow.ArrowException, OSError, OverflowError, ValueError):
            # Among them bytes that are no text, and times out of reach.
            self._log.add(*_DAMAGED)

    def faults(self) -> list[Fault]:
        """Return what is wrong with the files."""
        return self._log.faults()

    def sha256(self) -> str:
        """Return the hash of the files, one after the other."""
        return self._digest


class ParquetBlock:
    """Some rows of a Parquet file, of which some columns are decoded.

    Parameters
    ----------
    batch
        The columns that are decoded.
    start
        How many rows of the file stand before it.
    noting_damage
        Notes what goes wrong while the others are decoded.
    positions
        Where the columns of ``batch`` stand among all; None where those are all.
    """

    def __init__(
        self,
        batch: Any,
        start: int,
        part: _Part,
        noting_damage: Callable[[], Any],
        positions: Sequence[int] | None,
    ) -> None:
        self.batch = batch
        self.positions = positions
        self._start = start
        self._part = part
        self._noting_damage = noting_damage

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.batch)

    def rows_up_to(self, most: int) -> int:
        """Return how many rows there are, or ``most`` where there are no fewer."""
        return min(self.rows, most)

    def records(self) -> list[Record | None]:
        """Return the rows, in all columns."""
        records: list[Record | None] = []
        with self._noting_damage():
            whole = [self.batch]
            if self.positions is not None:
                whole = list(self._part.whole(self._start, self._start + self.rows))
            for batch in whole:
                columns = [map(as_text, column.to_pylist()) for column in batch]
                records += map(list, zip(*columns, strict=True))
        return records

    def head(self, rows: int) -> list[Record | None]:
        """Return the first rows, in all columns."""
        return self.parted(rows)[0].records()

    def last(self) -> list[Record | None]:
        """Return the last row, in all columns."""
        return self.parted(self.rows - 1)[1].records()

    def parted(self, rows: int) -> tuple[Block, Block]:
        """Return the first rows, so many, and the others."""
        others = self._start, self._part, self._noting_damage, self.positions
        first = ParquetBlock(self.batch.slice(0, rows), *others)
        return first, ParquetBlock(self.batch.slice(rows), self._start + rows, *others[1:])


class ColumnCounting:
    """Counts decoded columns, while the next are decoded."""

    workers = 1

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted

    def count(self, block: Block) -> Counted | None:
        """Return what the rows of a block come to; None where anything in it is in doubt."""
        import pyarrow

        if not isinstance(block, ParquetBlock) or block.positions is None:
            return None
        columns = dict(zip(block.positions, block.batch.columns, strict=True))
        try:
            return counted_columns(columns, self._wanted, as_text)
        except (pyarrow.ArrowException, OverflowError, ValueError):
            return None


def as_text(value: object) -> str:
    """Return a value as it would stand in a CSV file; blank for none."""
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if isinstance(value, float):
        return "" if value != value else str(int(value)) if value.is_integer() else str(value)
    return str(value)
