"""What every form of file is read as: rows from the top of one sheet, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol

from scwres.errors import Fault, FaultLog
from scwres.extracts.files.blocks import Record, Rows
from scwres.extracts.files.counting import Counting, CountRequest

#: Returns whether a row can be the header.
IsHeader = Callable[[Record], bool]


CHUNK_BYTES = 1 << 18

#: How many rows of a Parquet file or a frame are handed on at once, cell by cell.
ROWS_IN_BLOCK = 65_536

#: The first bytes of old Office files, among them workbooks of Excel 97.
OLE_START = b"\xd0\xcf\x11\xe0"


#: The header stands among the first rows, or there is none.
HEADER_WITHIN = 30


class CellRange(NamedTuple):
    """Cells that are merged: the rows and columns of the first and the last, from 0."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


class Grid(Protocol):
    """The rows of a table, from the top of its sheet, to be read once."""

    @property
    def form(self) -> str:
        """What the file is, in words: ``CSV, UTF-8, commas``."""
        ...

    @property
    def sheet_name(self) -> str:
        """The name of the workbook's sheet; empty where it is none."""
        ...

    @property
    def starts_with_header(self) -> bool:
        """Whether its first row is the header, whatever it holds, and all others are data."""
        ...

    @property
    def notes(self) -> tuple[str, ...]:
        """What the user should know of the file, such as a hidden sheet."""
        ...

    @property
    def is_large(self) -> bool:
        """Whether it may hold more rows than can be kept one by one."""
        ...

    @property
    def first_rows(self) -> Sequence[Record]:
        """Some rows to be looked at beside ``blocks``, where those are counted unseen."""
        ...

    def blocks(self) -> Iterator[Rows]:
        """Yield the rows in blocks; None in place of one that could not be read."""
        ...

    def counting(self, request: CountRequest) -> Counting | None:
        """Return how the blocks are counted from here on; None where each row is looked at."""
        ...

    def faults(self) -> list[Fault]:
        """Return what is wrong with the file; all of it once the blocks are taken."""
        ...

    def sha256(self) -> str | None:
        """Return the hash of the bytes that were read."""
        ...


class FaultyGrid:
    """A file that holds no rows that could be read, and why."""

    form = ""
    sheet_name = ""
    first_rows = ()
    starts_with_header = False
    is_large = False
    notes = ()

    def __init__(
        self, file: str, what: str, fix: str, code: str, sha256: str | None = None
    ) -> None:
        self._log = FaultLog(file)
        self._log.add(what, fix, code)
        self._sha256 = sha256

    def blocks(self) -> Iterator[Rows]:
        """Return no rows."""
        return iter(())

    def counting(self, request: CountRequest) -> None:
        """Return None: there is nothing to count."""

    def faults(self) -> list[Fault]:
        """Return why."""
        return self._log.faults()

    def sha256(self) -> str | None:
        """Return the hash of the bytes that were read, if any were."""
        return self._sha256
