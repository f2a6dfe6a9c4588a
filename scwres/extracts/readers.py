"""A file's bytes become rows of its columns, counted as they come.

A :class:`Table` gives a header and then batches of rows. Only the distinct rows of the
columns that are wanted are kept, so that memory does not grow with the file.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import chain
from operator import itemgetter
from typing import IO, TYPE_CHECKING, NamedTuple, Protocol

from scwres.errors import FaultLog
from scwres.extracts.csv_text import RecordReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from scwres.errors import Fault
    from scwres.extracts.csv_text import Record

#: A row's values in the columns that are wanted, as they stand in the file.
Row = tuple[str, ...]

CHUNK_BYTES = 1 << 18

#: What a file is that is no CSV, by its first bytes.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "an Excel workbook or another zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook or an encrypted one"),
    (b"PAR1", "a Parquet file"),
    (b"\xff\xfe", "text in UTF-16"),
    (b"\xfe\xff", "text in UTF-16"),
    (b"%PDF", "a PDF document"),
)


class Batch(NamedTuple):
    """Some rows of a table, counted.

    Parameters
    ----------
    people_by_row
        How often each distinct row of the wanted columns occurs. Rows that are blank in
        every column, or spoilt, are not among them.
    ids
        The id of each row; empty when no id was asked for.
    rows
        Gives each row again with its number and its id, to find where something stands.
    """

    people_by_row: Mapping[Row, int]
    ids: Sequence[str]
    rows: Callable[[], Iterable[tuple[int, Row, str]]]


class Table(Protocol):
    """A header, and rows below it to be read once."""

    @property
    def name(self) -> str:
        """The input's name, as the user knows it."""
        ...

    @property
    def header(self) -> tuple[str, ...]:
        """The header's cells as they stand; empty when nothing could be read."""
        ...

    @property
    def rows(self) -> int:
        """Rows below the header, so far."""
        ...

    @property
    def blank_rows(self) -> int:
        """Rows that are blank in every column, so far."""
        ...

    def batches(self, columns: Sequence[int], id_column: int | None) -> Iterator[Batch]:
        """Give the rows of some columns, named by their positions, in batches."""
        ...

    def faults(self) -> list[Fault]:
        """Return what is wrong with the table; all of it once the batches are taken."""
        ...

    def sha256(self) -> str | None:
        """Return the hash of the bytes that were read; None when there were none."""
        ...


def read_table(name: str, stream: IO[bytes]) -> Table:
    """Return the table that a file's bytes hold, with its header read.

    Parameters
    ----------
    name
        The file's name, for messages.
    stream
        Its bytes, from the start; read once, as the batches are taken.
    """
    return CsvTable(name, iter(partial(stream.read, CHUNK_BYTES), b""))


class CsvTable:
    """A CSV file: commas, double quotes, UTF-8 with or without a byte-order mark."""

    def __init__(self, name: str, chunks: Iterator[bytes]) -> None:
        from hashlib import sha256

        self.name = name
        self.rows = 0
        self.blank_rows = 0
        self.header: tuple[str, ...] = ()
        self._log = FaultLog(name)
        self._hash = sha256()
        self._first_records: list[Record] = []
        first = next(chunks, b"")
        self._blocks = RecordReader(self._hashed(chain([first], chunks)), self._log).blocks()
        other = next((what for start, what in _SIGNATURES if first.startswith(start)), None)
        if not first:
            self._log.add("is empty", "Expected the names of the columns, and rows below them.")
        elif other:
            self._log.add(f"is {other}, not CSV", "Save it as 'CSV UTF-8 (comma delimited)'.")
        else:
            self._read_header()

    def _hashed(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self._hash.update(chunk)
            yield chunk

    def _read_header(self) -> None:
        self._first_records = next(filter(None, self._blocks), [[]])
        header = self._first_records.pop(0)
        if any(map(str.strip, header)):
            self.header = tuple(header)
        elif not self._log:
            self._log.add("has a blank first row", "Expected the names of the columns there.")

    def faults(self) -> list[Fault]:
        """Return what is wrong with the file itself."""
        return self._log.faults()

    def sha256(self) -> str:
        """Return the hash of the bytes that were read."""
        return self._hash.hexdigest()

    def batches(self, columns: Sequence[int], id_column: int | None) -> Iterator[Batch]:
        """Give the rows below the header; ragged, spoilt and blank ones are left aside."""
        pick = _picker(columns)
        for records in chain([self._first_records], self._blocks):
            first_row = self.rows + 2
            self.rows += len(records)
            if not {len(self.header)}.issuperset(map(len, records)):
                self._empty_ragged(records, first_row)
            people_by_row = Counter(map(pick, filter(None, records)))
            if not all(any(map(str.strip, row)) for row in people_by_row):
                self._empty_blank(records)
                people_by_row = Counter(map(pick, filter(None, records)))
            yield Batch(
                people_by_row,
                [] if id_column is None else [row[id_column].strip() for row in records if row],
                partial(_located, records, pick, id_column, first_row),
            )

    def _empty_ragged(self, records: list[Record], first_row: int) -> None:
        """Empty the records that are not as wide as the header, and note a fault for each."""
        width = len(self.header)
        for row, record in enumerate(records, first_row):
            if len(record) == width:
                continue
            if not any(map(str.strip, record)):
                self.blank_rows += 1
            else:
                plural = "s" if len(record) > 1 else ""
                self._log.add(
                    f"{len(record)} field{plural} where the header has {width}",
                    "Each row needs as many fields as the header; look for a comma inside a "
                    "field without quotation marks, or for a field that is missing.",
                    row=row,
                )
            record.clear()

    def _empty_blank(self, records: list[Record]) -> None:
        """Empty the records that are blank in every column."""
        for record in records:
            if record and not any(map(str.strip, record)):
                record.clear()
                self.blank_rows += 1


def _picker(columns: Sequence[int]) -> Callable[[Record], Row]:
    """Return a function that picks some of a record's fields."""
    if len(columns) == 1:
        only = columns[0]
        return lambda record: (record[only],)
    return itemgetter(*columns)


def _located(
    kept: list[Record], pick: Callable[[Record], Row], id_column: int | None, first_row: int
) -> Iterator[tuple[int, Row, str]]:
    for row, record in enumerate(kept, first_row):
        if record:
            yield row, pick(record), "" if id_column is None else record[id_column].strip()
