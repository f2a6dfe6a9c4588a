"""Blocks of Parquet rows, decoded when they are counted.

Columns that are not wanted are decoded only where a row must be looked at whole.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from scwres.extracts.files.arrow_rows import columns_looked_at, counted_columns
from scwres.extracts.files.plain_text import text_in_formula

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from scwres.extracts.files.blocks import Block
    from scwres.extracts.files.counting import BlockCounts, CountRequest
    from scwres.extracts.files.plain_text import Record

#: Rows that are decoded at once: in all columns, and in those alone that are counted.
ROWS_IN_BLOCK = 65_536
ROWS_TOGETHER = 1 << 19


class Part:
    """One file of a table: its bytes, and what is said of them.

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
        """Give the rows that are decoded at once: the first, the one after, and their groups."""
        start = stop = 0
        together: list[int] = []
        for group in range(self.file.num_row_groups):
            more = self.file.metadata.row_group(group).num_rows
            if together and stop + more - start > ROWS_TOGETHER:
                yield start, stop, together
                start, together = stop, []
            together.append(group)
            stop += more
        if start < stop:
            yield start, stop, together

    def batches(
        self, groups: Sequence[int], names: Sequence[str], coded: Sequence[str]
    ) -> Iterator[Any]:
        """Give some groups of rows in some columns, so many rows at once as are taken together."""
        reader = self._reader(coded)
        yield from reader.iter_batches(
            ROWS_TOGETHER, list(groups), list(names), use_threads=self._in_threads
        )

    def _reader(self, coded: Sequence[str]) -> Any:
        """Return what reads some columns as codes of their values."""
        from pyarrow import parquet

        return parquet.ParquetFile(
            self._source,
            metadata=self.file.metadata,
            read_dictionary=list(coded),
            pre_buffer=False,
        )

    def whole(self, start: int, stop: int) -> Iterator[Any]:
        """Give the rows from one on, and before another, in all columns."""
        first = 0
        for group in range(self.file.num_row_groups):
            past = first + self.file.metadata.row_group(group).num_rows
            at = first
            if first < stop and start < past:
                batches = self.file.iter_batches(
                    ROWS_IN_BLOCK, row_groups=[group], use_threads=self._in_threads
                )
                for batch in batches:
                    begin, end = max(start - at, 0), min(stop - at, len(batch))
                    if begin < end:
                        yield batch.slice(begin, end - begin)
                    at += len(batch)
            first = past

    def decoded(self, groups: Sequence[int], names: Sequence[str], coded: Sequence[str]) -> Any:
        """Return some groups of rows in some columns, as one batch."""
        table = self._reader(coded).read_row_groups(list(groups), list(names), use_threads=False)
        [batch] = table.unify_dictionaries().combine_chunks().to_batches()
        return batch


class ParquetBlock:
    """Some rows of a Parquet file, not decoded yet.

    Parameters
    ----------
    start, stop
        The first of the rows, and the one after the last.
    decoded
        Gives the rows in the columns that are looked at.
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

    def parted(self, rows: int) -> tuple[Block, Block]:
        """Return the first rows, so many, and the others."""
        return self._some(0, rows), self._some(rows, self.rows)

    def _some(self, begin: int, end: int) -> ParquetBlock:
        decoded = partial(_sliced, self.decoded, begin, end)
        at = self._start
        return ParquetBlock(self._part, at + begin, at + end, decoded, self._noting_damage)


def _sliced(decoded: Callable[[], Any], begin: int, end: int) -> Any:
    return decoded().slice(begin, end - begin)


def records_in(batch: Any) -> list[Record | None]:
    """Return the rows of a batch, cell by cell."""
    columns = [map(as_text, column.to_pylist()) for column in batch]
    return [list(row) for row in zip(*columns, strict=True)]


class ColumnCounting:
    """Counts the columns that are wanted, of two blocks at once."""

    workers = 2

    def __init__(self, wanted: CountRequest) -> None:
        self._wanted = wanted

    def count(self, block: Block) -> BlockCounts | None:
        """Return what the rows of a block come to; None where anything in it is in doubt."""
        import pyarrow

        if not isinstance(block, ParquetBlock):
            return None
        try:
            positions = columns_looked_at(self._wanted)
            columns = dict(zip(positions, block.decoded().columns, strict=True))
            return counted_columns(columns, self._wanted, as_text)
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
    return text_in_formula(str(value))
