"""Problems in the user's words, and the exit status of each sort of them.

A :class:`Fault` is one thing that is wrong, with its place and what was expected. A
:class:`ScwresError` carries every fault of every file at once; any other exception is an error
of the program itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, NamedTuple

from scwres.text.phrases import in_words, number_of
from scwres.text.safety import place_name

if TYPE_CHECKING:
    from array import array

#: The rows listed for each fault; the others are only counted, unless every row is kept.
ROWS_NAMED = 5

_KEEPS_EVERY_ROW: ContextVar[bool] = ContextVar("keeps_every_row", default=False)


class OpenValue(NamedTuple):
    """A value whose meaning only the user knows: its rows, and its likely meaning, or empty."""

    value: str
    rows: int
    likely: str = ""


class OpenValues(NamedTuple):
    """Values of a column whose meaning a setting would give.

    ``table`` is the table of the settings that gives it, such as ``ethnicity.labels``, or
    ``extracts.only``. ``column`` is the column's name, and for ``extracts.only`` its header. No
    value is one that a message may not repeat.
    """

    table: str
    column: str
    values: tuple[OpenValue, ...]


class Fault(NamedTuple):
    """One problem of an input: an error holds all of them.

    Parameters
    ----------
    file
        The input's name as the user knows it; empty if it is not of one file.
    what
        What is wrong, without the rows.
    fix
        What was expected, or how to correct it: a sentence.
    code
        Its sort, such as ``unknown-label``: the page on warnings and errors lists them all.
    column
        The column's letter and header, such as ``C 'Ethnic Origin'``; empty where the problem is
        not of one column.
    rows
        The first rows that have it, numbered as a spreadsheet numbers them: the header is row
        1, so the first row of a data frame is 2.
    number_of_rows
        The number of rows that have it, those in ``rows`` included.
    sheet
        The sheet of a workbook; empty where there is none.
    table, lines
        What to add to the settings: the name of a table, and the lines below it; empty
        where nothing is.
    header
        The column's header as the file has it; empty where it is not known.
    every_row
        All rows that have it, where ``scwres check --rows`` asked for them; else empty.
    cells
        The cells that have it, such as ``C7``, where they are named instead of rows.
    open_values
        The values that it is about, where a setting would give their meaning; else None.
    """

    file: str
    what: str
    fix: str
    code: str
    column: str = ""
    rows: tuple[int, ...] = ()
    number_of_rows: int = 0
    table: str = ""
    lines: tuple[str, ...] = ()
    sheet: str = ""
    header: str = ""
    every_row: Sequence[int] = ()
    cells: tuple[str, ...] = ()
    open_values: OpenValues | None = None

    def __str__(self) -> str:
        problem = f"{self.place}{self.what}{self.rows_in_words()}"
        return f"{problem}. {self.fix} [{self.code}]{self.settings}"

    @property
    def settings(self) -> str:
        """What to add to the settings file; empty where there is nothing to add."""
        return "".join(f"\n{line}" for line in (f"[{self.table}]", *self.lines)) * bool(self.lines)

    @property
    def place(self) -> str:
        """The file and the column or the cells, for the start of the message."""
        sheet = f", sheet '{self.sheet}'" if self.sheet else ""
        cells = f", cell{'s' if len(self.cells) > 1 else ''} {in_words(self.cells)}"
        file = f"{self.file}{sheet}{cells if self.cells else ''}: " if self.file else ""
        return f"{file}column {self.column} " if self.column else file

    def rows_in_words(self) -> str:
        """Return the rows in words, such as ``: rows 4, 9 and 2 more``; empty without rows.

        Rows that have no numbers, those of a database, are counted.
        """
        if not self.rows:
            return f": {number_of(self.number_of_rows, 'row')}" if self.number_of_rows else ""
        row_numbers = [str(row) for row in self.rows[:ROWS_NAMED]]
        more = self.number_of_rows - len(row_numbers)
        if more > 0:
            row_numbers.append(f"{more:,} more")
        return f": row{'s' if self.number_of_rows > 1 else ''} {in_words(row_numbers)}"


def settings_to_add(faults: Iterable[Fault]) -> list[str]:
    """Return the lines to add to the settings for faults, each table and line once."""
    lines: dict[str, dict[str, None]] = {}
    for fault in faults:
        if fault.lines:
            lines.setdefault(fault.table, {}).update(dict.fromkeys(fault.lines))
    return [line for table, below in lines.items() for line in (f"[{table}]", *below)]


@contextmanager
def keeping_every_row(*, is_wanted: bool) -> Iterator[None]:
    """Keep every row of the faults that are first noted inside the with block, where wanted."""
    token = _KEEPS_EVERY_ROW.set(is_wanted)
    try:
        yield
    finally:
        _KEEPS_EVERY_ROW.reset(token)


class NotedRows:
    """The rows that have one fault.

    Attributes
    ----------
    number
        How many were noted.
    first
        The first of them.
    """

    __slots__ = ("_every", "first", "number")

    def __init__(self) -> None:
        self.number = 0
        self.first: list[int] = []
        self._every: array[int] | None = None
        if _KEEPS_EVERY_ROW.get():
            from array import array

            self._every = array("q")

    def add(self, row: int) -> None:
        """Note a row."""
        self.number += 1
        if self.number <= ROWS_NAMED:
            self.first.append(row)
        if self._every is not None:
            place = bisect_left(self._every, row)
            if place == len(self._every) or self._every[place] != row:
                self._every.insert(place, row)

    @property
    def every(self) -> Sequence[int]:
        """All of them, in order and each once, where they are kept; else empty."""
        return () if self._every is None else self._every


class FaultLog:
    """Collects the faults of one file, rows of the same fault together."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._rows_by_fault: dict[tuple[str, str, str, str], NotedRows] = {}
        self._open_values: dict[tuple[str, str, str, str], OpenValues] = {}

    def add(
        self,
        what: str,
        fix: str,
        code: str,
        *,
        column: str = "",
        row: int | None = None,
        open_values: OpenValues | None = None,
    ) -> None:
        """Note a fault: of the whole file, or of a row."""
        fault = column, what, fix, code
        if open_values is not None:
            self._open_values[fault] = open_values
        rows = self._rows_by_fault.get(fault)
        if rows is None:
            rows = self._rows_by_fault[fault] = NotedRows()
        if row is not None:
            rows.add(row)

    def __len__(self) -> int:
        return len(self._rows_by_fault)

    def faults(self) -> list[Fault]:
        """Return the faults: those of the whole file, then in the order of the first rows."""
        faults = [
            Fault(
                self.file,
                what,
                fix,
                code,
                column,
                tuple(rows.first),
                rows.number,
                every_row=rows.every,
                open_values=self._open_values.get((column, what, fix, code)),
            )
            for (column, what, fix, code), rows in self._rows_by_fault.items()
        ]
        return sorted(faults, key=lambda fault: fault.rows[:1])


class Caution(NamedTuple):
    """Something that an analyst should know of figures that were computed all the same.

    ``code`` names its sort, a key of :data:`scwres.text.messages.WARNINGS`, for the ``accept`` of
    an unattended run.
    """

    code: str
    text: str


class ScwresError(Exception):
    """What the user can correct: every problem at once.

    Its attribute ``faults`` holds them. ``status`` is the exit status of the
    command, the same on every system.
    """

    status: int

    def __init__(self, faults: Iterable[Fault]) -> None:
        # Names of files as they may be shown: a path can hold a person's address.
        self.faults: tuple[Fault, ...] = tuple(
            fault._replace(file=place_name(fault.file)) for fault in faults
        )
        super().__init__("\n".join(str(fault) for fault in self.faults))


class InputError(ScwresError):
    """An extract holds something that cannot be read."""

    status = 3


class UsageError(ScwresError):
    """An option or a setting asks for something that does not exist."""

    status = 2


class StrictError(ScwresError):
    """An unattended run has a warning that is not on its accepted list."""

    status = 4


class DisclosureError(ScwresError):
    """A publication would reveal what is withheld."""

    status = 5


class FileError(ScwresError):
    """A file is missing, cannot be opened or cannot be written."""

    status = 6


def cannot_be_read(
    name: str, error: OSError, fix: str = "Check the file, and that you may read it."
) -> Fault:
    """Return the fault of a file that the system cannot read."""
    why = (error.strerror or "unknown reason").lower()
    return Fault(name, f"cannot be read: {why}", fix, "file-unreadable")
