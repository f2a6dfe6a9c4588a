"""What can be wrong with an input, said so that an analyst can mend it.

A :class:`Fault` is one thing that is wrong, with where it stands and what was
expected. A :class:`ScwresError` carries every fault of every file at once; anything
else that is raised is a fault of the program itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scwres.text.phrases import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: Rows named for each fault before the rest are only counted.
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
        What was expected, or how to mend it: a sentence.
    column
        The column's header; empty where the fault is not of one column.
    rows
        The first rows that have it, numbered as a spreadsheet numbers them (the header of
        an ordinary file is row 1).
    number_of_rows
        In how many rows it was found, those in ``rows`` included.
    sheet
        The sheet of a workbook that it stands in; empty where there is none.
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
        return f"{self.place}{self.what}{self.where()}. {self.fix}{self.settings}"

    @property
    def settings(self) -> str:
        """What to add to the settings, as they stand in a file; empty where nothing is."""
        return "".join(f"\n{line}" for line in (f"[{self.table}]", *self.lines)) * bool(self.lines)

    @property
    def place(self) -> str:
        """The file and the column, as they stand before what is wrong with them."""
        sheet = f", sheet '{self.sheet}'" if self.sheet else ""
        file = f"{self.file}{sheet}: " if self.file else ""
        return f"{file}column {self.column} " if self.column else file

    def where(self) -> str:
        """Return the rows in words, such as ``: rows 4, 9 and 2 more``; empty without rows."""
        if not self.rows:
            return ""
        named = [str(row) for row in self.rows[:ROWS_NAMED]]
        more = self.number_of_rows - len(named)
        if more > 0:
            named.append(f"{more:,} more")
        return f": row{'s' if self.number_of_rows > 1 else ''} {in_words(named)}"


def settings_to_add(faults: Iterable[Fault]) -> list[str]:
    """Return the lines that faults ask to add to the settings, each table and line once."""
    lines: dict[str, dict[str, None]] = {}
    for fault in faults:
        if fault.lines:
            lines.setdefault(fault.table, {}).update(dict.fromkeys(fault.lines))
    return [line for table, below in lines.items() for line in (f"[{table}]", *below)]


class FaultLog:
    """Collects the faults of one file, rows of the same fault together."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: dict[tuple[str, str, str], tuple[list[int], list[int]]] = {}

    def add(self, what: str, fix: str, *, column: str = "", row: int | None = None) -> None:
        """Note a fault, of the whole file where no row is given."""
        rows, total = self._found.setdefault((column, what, fix), ([], [0]))
        if row is not None:
            total[0] += 1
            if len(rows) < ROWS_NAMED:
                rows.append(row)

    def __len__(self) -> int:
        return len(self._found)

    def faults(self) -> list[Fault]:
        """Return what was noted: of the whole file, then in the order of the first rows."""
        faults = [
            Fault(self.file, what, fix, column, tuple(rows), total[0])
            for (column, what, fix), (rows, total) in self._found.items()
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
    "benchmark-of-ourselves": "figures to compare with are of this council itself",
}


class ScwresError(Exception):
    """The user can mend this: every fault that was found, in one go.

    ``status`` is what the command leaves with, the same on every system.
    """

    status: int

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class InputError(ScwresError):
    """An extract holds something that cannot be read as it is meant."""

    status = 3


class UsageError(ScwresError):
    """An option or a setting asks for something that does not exist."""

    status = 2


class StrictError(ScwresError):
    """An unattended run met something that it was not told to accept."""

    status = 4


class DisclosureError(ScwresError):
    """What was to be published would give away what is withheld."""

    status = 5


class FileError(ScwresError):
    """A file is missing, cannot be opened or cannot be written."""

    status = 6


def cannot_be_read(
    name: str, error: OSError, fix: str = "Check the file, and that you may read it."
) -> Fault:
    """Return a file that the system does not give, as a fault."""
    why = (error.strerror or "unknown reason").lower()
    return Fault(name, f"cannot be read: {why}", fix)
