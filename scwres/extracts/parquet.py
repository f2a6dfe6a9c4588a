"""Parquet becomes rows of text: one file, or the parts that another program wrote."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from scwres.errors import FaultLog
from scwres.extracts.grids import CHUNK_BYTES, FaultyGrid

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scwres.errors import Fault
    from scwres.extracts.csv_text import Record
    from scwres.extracts.grids import Grid

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
    return ParquetGrid(name, files, digest.hexdigest())


class ParquetGrid:
    """The rows of Parquet files with the same columns."""

    sheet_name = ""
    starts_with_header = True
    notes: tuple[str, ...] = ()

    def __init__(self, name: str, files: Sequence[Any], digest: str) -> None:
        self.form = "Parquet" if len(files) == 1 else f"Parquet, {len(files):,} parts"
        self._files = files
        self._digest = digest
        self._log = FaultLog(name)

    def blocks(self) -> Iterator[list[Record | None]]:
        """Give the names of the columns, and the rows in blocks."""
        import pyarrow

        yield [list(self._files[0].schema_arrow.names)]
        try:
            for file in self._files:
                for batch in file.iter_batches(ROWS_IN_BLOCK):
                    columns = [map(_as_text, column.to_pylist()) for column in batch]
                    yield [list(row) for row in zip(*columns, strict=True)]
        except (pyarrow.ArrowException, OSError, OverflowError, ValueError):
            # Among them bytes that are no text, and times out of reach.
            self._log.add(*_DAMAGED)

    def faults(self) -> list[Fault]:
        """Return what is wrong with the files."""
        return self._log.faults()

    def sha256(self) -> str:
        """Return the hash of the files, one after the other."""
        return self._digest


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if isinstance(value, float):
        return "" if value != value else str(int(value)) if value.is_integer() else str(value)
    return str(value)
