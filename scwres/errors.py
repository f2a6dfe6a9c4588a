"""What can be wrong with an input, said so that an analyst can mend it.

A :class:`Fault` is one thing that is wrong, with where it stands and what was
expected. A :class:`ScwresError` carries every fault of every file at once; anything
else that is raised is a fault of the program itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scwres.formulas import holds_national_insurance_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

#: Rows named for each fault before the rest are only counted.
ROWS_NAMED = 5

#: Values that are described rather than shown, for what they are tells what went wrong.
_SHAPES = (
    (r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}( .*)?", "a date"),
    (r"\d{1,2}[- ][A-Za-z]{3,9}[- ]\d{2,4}", "a date"),
    (r"£?\d{1,3}(,\d{3})+(\.\d+)?", "a number with commas in it"),
    (r"£?\d{4,}(\.\d+)?", "a number of four digits or more"),
)

#: Characters of a value that a message may hold: a shifted column can put names where
#: categories should be, so no message repeats a long value.
VALUE_SHOWN = 30


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


def shown(value: str) -> str:
    """Return a value in quotes as a message may show it.

    Cut at 30 characters; a value that holds four digits or more, or an at sign, may be
    somebody's id or address, and is described instead.

    >>> shown("maybe"), shown("01/02/2024"), shown("S0012345")
    ("'maybe'", 'a date', 'a value of 8 characters')
    """
    text = shown_whole(value)
    if text == f"'{value}'" and len(value) > VALUE_SHOWN:
        return f"'{value[: VALUE_SHOWN - 1]}…'"
    return text


def shown_whole(value: str) -> str:
    """Return a value in quotes as a message may show it, whole: what has to be fixed is seen.

    >>> shown_whole("Mixed or multiple ethnic groups, and no more"), shown_whole("S0012345")
    ("'Mixed or multiple ethnic groups, and no more'", 'a value of 8 characters')
    """
    if not value:
        return "a blank"
    for shape, what in _SHAPES:
        if re.fullmatch(shape, value):
            return what
    if "@" in value or holds_national_insurance_number(value) or _holds_id(value):
        return f"a value of {len(value)} characters"
    return "'" + "".join(letter if letter.isprintable() else "?" for letter in value) + "'"


def _holds_id(value: str) -> bool:
    """Return whether a word of a text has so many digits that it may be somebody's id.

    A year has four, and so has a code that stands before a label.
    """
    words = re.findall(r"[^\W_]+", value)
    return any(
        sum(map(str.isdigit, word)) > 4 or (len(words) == 1 and sum(map(str.isdigit, word)) == 4)
        for word in words
    )


def toml_string(text: str) -> str:
    r"""Return a text as a settings file writes it.

    >>> print(toml_string('Mixed "other"'))
    "Mixed \"other\""
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def day_in_words(day: date) -> str:
    """Return a day as it is written in English.

    >>> from datetime import date
    >>> day_in_words(date(2025, 9, 30))
    '30 September 2025'
    """
    return f"{day.day} {day:%B %Y}"


def number_of(number: int, noun: str) -> str:
    """Return a number of things.

    >>> number_of(1, "row"), number_of(1200, "row")
    ('1 row', '1,200 rows')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def rows_are(number: int) -> str:
    """Return how many rows are, for the start of a sentence.

    >>> rows_are(1), rows_are(1200)
    ('1 row is', '1,200 rows are')
    """
    return "1 row is" if number == 1 else f"{number:,} rows are"


def people_are(number: int) -> str:
    """Return how many people are, for the start of a sentence.

    >>> people_are(1), people_are(1200)
    ('1 person is', '1,200 people are')
    """
    return "1 person is" if number == 1 else f"{number:,} people are"


def in_words(parts: Sequence[str], last: str = "and") -> str:
    """Return parts as a phrase.

    >>> in_words(["Y", "N", "blank"], last="or")
    'Y, N or blank'
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def nearest_word(word: str, known: Iterable[str], *, at_least: float = 0.6) -> str:
    """Return the known word nearest to a mistyped one, whatever its case; empty without one.

    ``at_least`` is how alike the two must be, from 0 to 1.

    >>> nearest_word("pakistanni", ["Indian", "Pakistani"])
    'Pakistani'
    """
    from difflib import get_close_matches

    by_folded = {one.casefold(): one for one in known}
    close = get_close_matches(word.casefold(), by_folded, n=1, cutoff=at_least)
    return by_folded[close[0]] if close else ""


def nearest(word: str, known: Iterable[str], *, at_least: float = 0.6) -> str:
    """Return ``Did you mean 'x'?`` for the known word nearest to a mistyped one, or nothing."""
    return did_you_mean(nearest_word(word, known, at_least=at_least))


def did_you_mean(word: str) -> str:
    """Return the question whether a word was meant; nothing without one."""
    return f"Did you mean '{word}'?" if word else ""
