"""Problems in the user's words, and the exit status of each sort of them.

A :class:`Fault` is one thing that is wrong, with its place and what was expected. A
:class:`ScwresError` carries every fault of every file at once; any other exception is an error
of the program itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from scwres.text.phrases import in_words

#: The rows listed for each fault; the others are only counted.
ROWS_NAMED = 5


class Fault(NamedTuple):
    """One thing that is wrong with an input.

    Parameters
    ----------
    file
        The input's name as the user knows it; empty for a fault of no single file.
    what
        What is wrong, without the rows.
    fix
        What was expected, or how to correct it: a sentence.
    column
        The column's header; empty where the fault is not of one column.
    rows
        The first rows that have it, numbered as a spreadsheet numbers them (the header of
        an ordinary file is row 1).
    number_of_rows
        The number of rows that have it, those in ``rows`` included.
    sheet
        The sheet of a workbook; empty where there is none.
    table, lines
        What to add to the settings: the name of a table, and the lines below it; empty
        where nothing is.
    """

    file: str
    what: str
    fix: str
    column: str = ""
    rows: tuple[int, ...] = ()
    number_of_rows: int = 0
    table: str = ""
    lines: tuple[str, ...] = ()
    sheet: str = ""

    def __str__(self) -> str:
        return f"{self.place}{self.what}{self.rows_in_words()}. {self.fix}{self.settings}"

    @property
    def settings(self) -> str:
        """What to add to the settings file; empty where there is nothing to add."""
        return "".join(f"\n{line}" for line in (f"[{self.table}]", *self.lines)) * bool(self.lines)

    @property
    def place(self) -> str:
        """The file and the column, for the start of the message."""
        sheet = f", sheet '{self.sheet}'" if self.sheet else ""
        file = f"{self.file}{sheet}: " if self.file else ""
        return f"{file}column {self.column} " if self.column else file

    def rows_in_words(self) -> str:
        """Return the rows in words, such as ``: rows 4, 9 and 2 more``; empty without rows."""
        if not self.rows:
            return ""
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


class FaultLog:
    """Collects the faults of one file, rows of the same fault together."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._rows_by_fault: dict[tuple[str, str, str], tuple[list[int], list[int]]] = {}

    def add(self, what: str, fix: str, *, column: str = "", row: int | None = None) -> None:
        """Note a fault: of the whole file, or of a row."""
        rows, total = self._rows_by_fault.setdefault((column, what, fix), ([], [0]))
        if row is not None:
            total[0] += 1
            if len(rows) < ROWS_NAMED:
                rows.append(row)

    def __len__(self) -> int:
        return len(self._rows_by_fault)

    def faults(self) -> list[Fault]:
        """Return the faults: those of the whole file, then in the order of the first rows."""
        faults = [
            Fault(self.file, what, fix, column, tuple(rows), total[0])
            for (column, what, fix), (rows, total) in self._rows_by_fault.items()
        ]
        return sorted(faults, key=lambda fault: fault.rows[:1])


class Caution(NamedTuple):
    """Something that an analyst should know of figures that were computed all the same.

    ``code`` names its sort, for the ``accept`` of an unattended run.
    """

    code: str
    text: str


#: The sorts of cautions, and what each is about.
CAUTIONS: Mapping[str, str] = {
    "unknown-ethnicity": "ethnicity is unknown for more than 10% of the people of an indicator",
    "counts-everybody": "no column says whom an item applies to, so it counts everybody",
    "no-answers": "a column that could be counted holds no answer that is",
    "column-not-read": "a column is left aside whose name is nearly that of a missing one",
    "broad-category": "labels say too little to put people in one of the groups asked for",
    "broad-residents": "residents are known too broadly for some of the groups asked for",
    "residents-of-some": "residents are given for some of the organisations that were combined",
    "periods-differ": "organisations that were combined are of different periods",
    "pay-groups": "staff in some pay bands are in no pay group, so in no race disparity ratio",
    "parts-and-whole": "the units of a breakdown tell another story than the whole",
    "other-capitals": "units or bands that differ in capitals or spacing alone were made one",
    "misprint": "an indicator was asked for by a number that is a misprint",
    "no-window": "dated events count whenever they happened, for no window was set",
    "several-cases": "a list has several rows of one person, who counts once",
    "not-among-staff": "a list names people who are not in the staff extract",
    "left-and-in-post": "people are in post and among the leavers",
    "rows-as-people": "a list without ids counts each row as another person",
    "every-row-counts": "a list has no column that tells which of its rows count",
    "band-order": "a person's highest-paid post was told by the names of pay bands alone",
    "broad-and-parts": "counts hold a broad category beside its parts",
    "white-and-no-more": "people who are White and no more count as white, minorities and all",
    "left-outside-window": "people left by the staff extract, outside the window by their dates",
    "two-sources": "a column is not read, because a list of its own holds the events",
    "leavers-without-answers": "people of a leavers file are not in what staff columns tell",
    "no-staff-extract": "a list has no staff extract beside it",
    "yes-alone": "counts hold people who answered yes and nobody who answered no",
    "everyone-yes": "everybody with an answer has yes",
    "mostly-outside-window": "more than half of the dated rows are outside the window",
    "undated-rows": "applications without a date are counted as of the window",
    "other-specify": "a survey's column for other answers holds ethnicities that are not counted",
    "event-before-start": "somebody had an event before the day that they started",
    "setting-matches-nothing": "a name in the settings stands nowhere in the data",
    "salary-not-read": "salaries that are not pounds a year are not used to compare pay",
    "pay-order": "the order of the pay bands by pay is not known",
    "index-not-read": "the index of a pandas frame has a name, and is not read as a column",
    "benchmark-of-ourselves": "figures to compare with are of this council itself",
}


class ScwresError(Exception):
    """A problem that the user can correct: every fault at once.

    ``status`` is the exit status of the command, the same on every system.
    """

    status: int

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
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
    return Fault(name, f"cannot be read: {why}", fix)
