"""Parquet becomes rows: one file, or the parts that another program wrote."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import IO, TYPE_CHECKING

from scwres.errors import FaultLog
from scwres.extracts.files.arrow_rows import columns_looked_at
from scwres.extracts.files.grid import CHUNK_BYTES, FaultyGrid
from scwres.extracts.files.parquet_blocks import (
    ROWS_TOGETHER,
    ColumnCounting,
    ParquetBlock,
    Part,
    records_in,
)
from scwres.extracts.files.workers import threads_exist, workers
from scwres.quiet import load_quietly

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scwres.errors import Fault
    from scwres.extracts.files.blocks import Rows
    from scwres.extracts.files.counting import CountRequest
    from scwres.extracts.files.grid import Grid

#: A file of no more bytes is read once; a larger one to be hashed, and again to be decoded.
MOST_IN_MEMORY = 64 << 20

_DAMAGED = ("is a damaged Parquet file", "Write it again from where it came.")


def open_parquet(name: str, streams: Sequence[IO[bytes]]) -> Grid:
    """Return the rows of Parquet files that are parts of one table, in their order."""
    contents = [_content(stream) for stream in streams]
    with workers(1) as start:
        hashing = start(_hash_of, streams, contents)
        # Takes as long as the hashing beside it.
        load_quietly("pyarrow", "pyarrow.parquet")
        digest = hashing()
    import pyarrow
    from pyarrow import parquet

    sources = [
        pyarrow.PythonFile(stream, mode="r") if content is None else pyarrow.BufferReader(content)
        for stream, content in zip(streams, contents, strict=True)
    ]
    try:
        files = [parquet.ParquetFile(source) for source in sources]
    except (pyarrow.ArrowException, OSError):
        return FaultyGrid(name, *_DAMAGED, digest)
    headers = {tuple(file.schema_arrow.names) for file in files}
    if len(headers) > 1:
        what = f"has {len(files):,} parts that do not have the same columns"
        fix = "Write all parts alike, or give the files one by one."
        return FaultyGrid(name, what, fix, digest)
    in_threads = threads_exist()
    parts = [
        Part(source, file, in_threads=in_threads)
        for source, file in zip(sources, files, strict=True)
    ]
    return ParquetGrid(name, parts, digest)


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
    starts_with_header = True
    is_large = True
    notes: tuple[str, ...] = ()

    def __init__(self, name: str, parts: Sequence[Part], digest: str) -> None:
        self.form = "Parquet" if len(parts) == 1 else f"Parquet, {len(parts):,} parts"
        self._parts = parts
        self._names = list(parts[0].file.schema_arrow.names)
        self._digest = digest
        self._log = FaultLog(name)
        self._wanted: CountRequest | None = None

    def blocks(self) -> Iterator[Rows]:
        """Give the names of the columns, and the rows in blocks."""
        yield [list(self._names)]
        for part in self._parts:
            with self._noting_damage():
                if self._wanted is None:
                    for batch in part.whole(0, part.rows):
                        yield records_in(batch)
                else:
                    yield from self._blocks_of(part, self._wanted)

    def _blocks_of(self, part: Part, wanted: CountRequest) -> Iterator[Rows]:
        positions = columns_looked_at(wanted)
        names = [self._names[position] for position in positions]
        coded = [self._names[i] for i in positions if i != wanted.id_column]
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

    def counting(self, wanted: CountRequest) -> ColumnCounting | None:
        """Return how the columns that are wanted are counted; the others are not decoded."""
        is_flat = all(len(part.file.schema) == len(self._names) for part in self._parts)
        if not is_flat or len(set(self._names)) < len(self._names):
            return None
        self._wanted = wanted
        return ColumnCounting(wanted)

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
