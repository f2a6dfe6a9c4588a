"""The types of values in ``scwres.toml``.

Each type says once what fits it: from that come the check, the JSON Schema and the value as the
program uses it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar

from scwres.counts import CROSSING, NO, YES
from scwres.disclosure.rules import PROFILES, is_profile
from scwres.ethnicity.categories import CATEGORY
from scwres.extracts.cells.values import YEARS, plain
from scwres.extracts.databases.connection import below, is_database
from scwres.extracts.rules import Reached
from scwres.extracts.schema import (
    ETHNICITY,
    EVENTS,
    ITEMS,
    KINDS,
    LISTED_ITEMS,
    STAGES_OF_AN_APPLICATION,
    Holds,
    header_name,
    tells_who,
)
from scwres.metrics.standards import STANDARDS, standard_name
from scwres.text.phrases import in_words, nearest

#: What is wrong, and how to fix it.
Problem = tuple[str, str]

#: How alike a word must be to one that is known, for the question whether that was meant.
ALIKE = 0.65

#: The most letters of a text, and of the name of a breakdown.
LONGEST_TEXT = 200
LONGEST_NAME = 100

COLUMN_NAMES = frozenset(column.name for kind in KINDS.values() for column in kind.columns)

YES_NO_COLUMNS = tuple(
    dict.fromkeys(
        column.name
        for kind in KINDS.values()
        for column in kind.columns
        if column.holds is Holds.YES_NO
    )
)

#: The Python types of JSON's; a date is a text to JSON, with a format of its own.
_PYTHON_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "array": list,
    "object": dict,
}


@dataclass(frozen=True, eq=False, repr=False)
class Type:
    """A type of value, and the base of all.

    Parameters
    ----------
    json, limits
        The type in JSON, and what else its schema asks for.
    expected, fix
        What it is called, and how it is written.
    called
        What it is called where more can be said than in a fault.
    empty
        The value that holds where none is set.
    """

    json: ClassVar[str] = "string"
    limits: ClassVar[Mapping[str, object]] = {}
    expected: ClassVar[str] = "text"
    fix: ClassVar[str] = 'Write it in quotation marks: "…".'
    called: ClassVar[str] = ""
    empty: ClassVar[object] = None

    @property
    def name(self) -> str:
        """What a value is, in a few words."""
        return self.called or self.expected

    def fits(self, value: object) -> bool:
        """Return whether a value is of this type, right or wrong."""
        is_truth = isinstance(value, bool)
        return isinstance(value, _PYTHON_TYPES[self.json]) and is_truth == (self.json == "boolean")

    def faults(self, value: Any) -> Iterator[Problem]:
        """Yield what is wrong with a value of this type."""
        yield from ()

    def problems(self, value: object) -> Iterator[Problem]:
        """Yield what is wrong with any value."""
        if self.fits(value):
            yield from self.faults(value)
        else:
            sort = sort_of(value.strip() if isinstance(value, str) else value)
            yield f"expected {self.expected}, not {sort}", self.fix

    @property
    def schema(self) -> dict[str, Any]:
        """What fits, as a JSON Schema."""
        return {"type": self.json, **self.limits}

    def plain(self, value: Any) -> object:
        """Return a value of Python as TOML would hold it: a path as text, a tuple as a list."""
        return plain_value(value)

    def below(self, value: Any, folder: Path) -> Any:
        """Return a value with the paths in it from a folder."""
        return value

    def read(self, value: Any) -> Any:
        """Return a value as the program uses it."""
        return value


def plain_value(value: object) -> object:
    """Return a value of Python as TOML would hold it, whatever its type."""
    if isinstance(value, Mapping):
        return {str(key): plain_value(entry) for key, entry in value.items()}
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [plain_value(entry) for entry in value]
    return value


# Single values


class Text(Type):
    """A text that can be printed."""

    limits: ClassVar[Mapping[str, object]] = {"pattern": r"\S", "maxLength": LONGEST_TEXT}
    empty: ClassVar[object] = ""

    def fits(self, value: object) -> bool:
        """Return whether a value is a text with a letter in it."""
        return isinstance(value, str) and bool(value.strip())

    def faults(self, value: str) -> Iterator[Problem]:
        """Yield what is wrong with a text."""
        if len(value) > LONGEST_TEXT or not value.isprintable():
            fix = f"Write at most {LONGEST_TEXT} characters, all of which can be printed."
            yield "is too long, or holds characters that cannot be printed", fix


class Column(Text):
    """The header of a column."""

    def read(self, value: str) -> str:
        """Return it in the form of column names."""
        return header_name(value)


class File(Text):
    """A file or a folder, from the folder of the settings."""

    called = "a file or a folder"
    empty: ClassVar[object] = None

    def below(self, value: str, folder: Path) -> str:
        """Return its path from a folder; ``-`` is standard input or output."""
        return value if value == "-" else os.fspath(folder / value)

    def read(self, value: str) -> Path:
        """Return its path."""
        return Path(value)


class DatabaseUrl(Text):
    """Where a database is; no message shows it, as it can hold a password."""

    called = "where a database is"
    empty: ClassVar[object] = None

    def faults(self, value: str) -> Iterator[Problem]:
        """Yield that it is no place of a database."""
        if not is_database(value):
            yield "is not where a database is", 'Write it as "postgresql://server/database".'

    def below(self, value: str, folder: Path) -> str:
        """Return it; the file of one that is a file from a folder."""
        return below(value, folder)


class Query(Text):
    """A query of a database, of several lines perhaps."""

    called = "a query"
    limits: ClassVar[Mapping[str, object]] = {"pattern": r"\S"}

    def faults(self, value: str) -> Iterator[Problem]:
        """Yield nothing: the database judges it."""
        yield from ()


class ProfileName(Text):
    """The name of a rule of publication."""

    def faults(self, value: str) -> Iterator[Problem]:
        """Yield that no rule has that name."""
        if not is_profile(value):
            known = in_words([*PROFILES, "a rule of your own such as 7-5"], last="or")
            fix = f"{nearest(value, PROFILES)} Expected {known}.".strip()
            yield f"'{value}' is not a disclosure rule", fix

    @property
    def schema(self) -> dict[str, Any]:
        """What fits, as a JSON Schema."""
        return {"anyOf": [{"enum": list(PROFILES)}, {"type": "string", "pattern": r"^\d+-\d+$"}]}


@dataclass(frozen=True, eq=False, repr=False)
class Choice(Type):
    """One of the known values.

    Parameters
    ----------
    noun
        What it is the name of, for the fault that there is no such thing.
    """

    known: Collection[str]
    noun: str = ""
    empty: ClassVar[object] = ""

    @property
    def name(self) -> str:
        """The values, unless they are many."""
        return self.called or in_words(list(self.known), last="or")

    def fits(self, value: object) -> bool:
        """Return whether a value is a text, or there is no name for what it is."""
        return super().fits(value) or not self.noun

    def faults(self, value: object) -> Iterator[Problem]:
        """Yield that a value is none of those known."""
        if isinstance(value, str) and value in self.known:
            return
        shown = f"'{value}'" if isinstance(value, str) else sort_of(value)
        what = f"there is no {self.noun} called {shown}" if self.noun else f"cannot be {shown}"
        names = list(self.known) if self.noun else [f"'{name}'" for name in self.known]
        question = nearest(str(value), self.known, at_least=ALIKE)
        yield what, f"{question} Expected {in_words(names, last='or')}.".strip()

    @property
    def schema(self) -> dict[str, Any]:
        """What fits, as a JSON Schema."""
        return {"enum": list(self.known)}


@dataclass(frozen=True, eq=False, repr=False)
class StandardName(Choice):
    """The name of a standard, or in short a version of SC-WRES."""

    known: Collection[str] = tuple(STANDARDS)
    noun: str = "standard"

    def faults(self, value: object) -> Iterator[Problem]:
        """Yield that no standard has that name."""
        if standard_name(str(value)) not in self.known:
            yield from super().faults(value)

    @property
    def schema(self) -> dict[str, Any]:
        """What fits, as a JSON Schema."""
        prefix = "sc-wres-"
        short = [name.removeprefix(prefix) for name in self.known if name.startswith(prefix)]
        return {"anyOf": [{"enum": list(self.known)}, {"enum": short}]}


@dataclass(frozen=True, eq=False, repr=False)
class Kind(Choice):
    """A kind of extract."""

    known: Collection[str] = (*KINDS, EVENTS)
    empty: ClassVar[object] = None

    def read(self, value: str) -> Any:
        """Return the kind of that name; None for events, which their item makes a kind."""
        return KINDS.get(value)


@dataclass(frozen=True, eq=False, repr=False)
class ListedItem(Choice):
    """An item that a list of events can be of: of staff, or a measure of the user's own."""

    known: Collection[str] = LISTED_ITEMS
    noun: str = "item"

    def and_own(self, names: Iterable[str]) -> ListedItem:
        """Return this type with the user's own measures."""
        return ListedItem((*self.known, *names))

    @property
    def schema(self) -> dict[str, Any]:
        """What fits, as a JSON Schema."""
        return {"anyOf": [{"enum": list(LISTED_ITEMS)}, {"type": "string"}]}


class YesWhere(Choice):
    """One of two words, of which the first is a yes."""

    def read(self, value: str) -> str:
        """Return yes or no."""
        return YES if value == next(iter(self.known)) else NO


@dataclass(frozen=True, eq=False, repr=False)
class Category(Choice):
    """A category of ethnicity."""

    known: Collection[str] = tuple(CATEGORY)
    called = "an ethnicity category"

    def faults(self, value: object) -> Iterator[Problem]:
        """Yield that there is no such category."""
        if not isinstance(value, str) or value not in self.known:
            question = nearest(str(value), self.known)
            fix = question or "'scwres explain ethnicity' lists the categories."
            yield f"cannot be '{value}', which is not an ethnicity category", fix


class Day(Type):
    """A date."""

    # Editors take a date of TOML for a text of that format.
    limits: ClassVar[Mapping[str, object]] = {"format": "date"}
    expected = "a date"
    fix = "Write it as 2025-09-30, without quotation marks."

    def fits(self, value: object) -> bool:
        """Return whether a value is a date, without a time of day."""
        return type(value) is date

    def faults(self, value: date) -> Iterator[Problem]:
        """Yield that figures of no such year can be."""
        if value.year not in YEARS:
            first, last = YEARS[0], YEARS[-1]
            yield f"is {value}, which is not in the years {first} to {last}", self.fix


class YesOrNo(Type):
    """True or false."""

    json = "boolean"
    expected = "true or false"
    fix = "Write true or false."
    empty = False


@dataclass(frozen=True, eq=False, repr=False)
class Whole(Type):
    """A whole number of at least ``least``."""

    least: int
    json = "integer"
    fix = "Write a whole number in figures, such as 10."

    @property
    def name(self) -> str:
        """What it is."""
        return self.called or f"a whole number, {self.least} or more"

    def problems(self, value: object) -> Iterator[Problem]:
        """Yield what is wrong with any value."""
        if not self.fits(value) or int(str(value)) < self.least:
            shown = value if self.fits(value) else sort_of(value)
            yield f"expected {self.name}, not {shown}", self.fix

    @property
    def schema(self) -> dict[str, Any]:
        """What fits, as a JSON Schema."""
        return {"type": "integer", "minimum": self.least}


@dataclass(frozen=True, eq=False, repr=False)
class Pounds(Whole):
    """A whole number of pounds."""

    least: int = 1
    fix = "Write a whole number in figures, such as 70000."
    called = "a whole number of pounds"


class Share(Type):
    """A confidence, between 0 and 1."""

    json = "number"
    limits: ClassVar[Mapping[str, object]] = {"exclusiveMinimum": 0, "exclusiveMaximum": 1}
    expected = "a number between 0 and 1"
    fix = "Write a number such as 0.95."

    def faults(self, value: float) -> Iterator[Problem]:
        """Yield that it is not between 0 and 1."""
        if not 0 < value < 1:
            yield f"the confidence level {value} is not between 0 and 1", self.fix

    def read(self, value: float) -> float:
        """Return it as a fraction."""
        return float(value)


# Lists and tables


@dataclass(frozen=True, eq=False, repr=False)
class Texts(Type):
    """A list of texts.

    Parameters
    ----------
    of
        The type of each; None where any text will do.
    least
        The smallest number of them.
    """

    of: Type | None = None
    least: int = 0
    json = "array"
    expected = "a list of text values"
    fix = 'Write it as ["…", "…"].'
    empty = ()

    @property
    def name(self) -> str:
        """What it is."""
        return "a list of files" if isinstance(self.of, File) else self.expected

    def problems(self, value: object) -> Iterator[Problem]:
        """Yield what is wrong with any value."""
        if isinstance(value, list) and not all(isinstance(text, str) for text in value):
            yield f"expected {self.expected}, but some values are not text", self.fix
        else:
            yield from super().problems(value)

    def faults(self, value: list[str]) -> Iterator[Problem]:
        """Yield what is wrong with a list: it is too short, or with each text."""
        if len(value) < self.least:
            yield "is an empty list", self.fix
        for text in value:
            yield from self.of.problems(text) if self.of else ()

    @property
    def schema(self) -> dict[str, Any]:
        """What fits, as a JSON Schema."""
        items = self.of.schema if self.of else {"type": "string"}
        least = {"minItems": self.least} if self.least else {}
        return {"type": "array", "items": items, **least}

    def below(self, value: list[str], folder: Path) -> list[str]:
        """Return it with the paths in it from a folder."""
        return [self.of.below(text, folder) for text in value] if self.of else value

    def read(self, value: Any) -> tuple[Any, ...]:
        """Return each as the program uses it."""
        return tuple(self.of.read(text) if self.of else text for text in value)


class Numbers(Texts):
    """The numbers of indicators, and the items of supporting measures."""

    expected = "a list of indicators"
    fix = 'Write it as ["2", "7a"].'

    def problems(self, value: object) -> Iterator[Problem]:
        """Yield what is wrong with any value: a number may stand without quotation marks."""
        if not isinstance(value, list) or not all(type(number) in (str, int) for number in value):
            yield f"expected {self.expected}, not {sort_of(value)}", self.fix

    @property
    def schema(self) -> dict[str, Any]:
        """What fits, as a JSON Schema."""
        return {"type": "array", "items": {"type": ["string", "integer"]}}

    def plain(self, value: Any) -> object:
        """Return numbers as texts, whatever kind of number they are."""
        return value if isinstance(value, str) else [str(number) for number in value]

    def read(self, value: Any) -> tuple[str, ...]:
        """Return each as text."""
        return tuple(map(str, value))


class Breakdown(Column):
    """A column that figures can be broken down by, or two that are crossed: ``team,pay_band``."""

    limits: ClassVar[Mapping[str, object]] = {}  # any header may

    def read(self, value: str) -> str:
        """Return it in the form of column names, two of them with a comma between them."""
        return CROSSING.join(map(header_name, value.split(CROSSING)))

    def problems(self, value: object) -> Iterator[Problem]:
        """Yield why figures cannot be broken down by it."""
        texts = str(value).split(CROSSING)
        names = [header_name(text) for text in texts]
        if len(names) > MOST_CROSSED:
            what = f"'{value}' crosses {len(names)} columns, but only {MOST_CROSSED} can be"
            yield what, "Name two columns, such as directorate,pay_band."
        elif "" in names and len(names) > 1:
            what = f"'{value}' has a comma with no column on one side"
            yield what, "Name two columns, such as directorate,pay_band, or only one."
        elif len(set(names)) < len(names):
            what = f"'{value}' crosses a column with itself"
            yield what, f"Name {names[0]} once, or another column beside it."
        else:
            for name in names:
                yield from self._problems_of_column(name)

    def _problems_of_column(self, name: str) -> Iterator[Problem]:
        """Yield why figures cannot be broken down by a column."""
        column = ITEMS.get(name) or next(
            (column for kind in KINDS.values() if (column := kind.column(name))), None
        )
        if tells_who(name):
            why = "identifies a person"
        elif name == ETHNICITY.name:
            why = "is what every figure compares already"
        elif len(name) > LONGEST_NAME:
            why = f"has more than {LONGEST_NAME} characters"
        elif column is not None and column.holds is not Holds.TEXT:
            why = IS_AN_ANSWER
        else:
            return
        yield NO_BREAKDOWN.format(name, why), ANOTHER_COLUMN


#: How many columns can be crossed.
MOST_CROSSED = 2

#: That figures cannot be broken down by a column, and why.
NO_BREAKDOWN = "figures cannot be broken down by '{}': it {}"
IS_AN_ANSWER = "is an answer, not a unit"
ANOTHER_COLUMN = "Name another column."


@dataclass(frozen=True, eq=False, repr=False)
class Table(Type):
    """A table whose keys the user chooses.

    Parameters
    ----------
    of
        The type of each value.
    key
        The type of the keys; None where any text will do.
    example
        How it is written.
    place
        How a fault names the key: ``{}`` stands for it.
    """

    of: Type
    key: Type | None = None
    example: str = ""
    place: str = "'{}'"
    json = "object"
    expected = "a table"
    empty: ClassVar[object] = {}  # never changed

    def problems(self, value: object) -> Iterator[Problem]:
        """Yield what is wrong with any value."""
        if not isinstance(value, dict):
            yield f"expected a table, not {sort_of(value)}", f"Write {self.example}."
            return
        for key, entry in value.items():
            yield from self.key.problems(key) if self.key else ()
            place = self.place.format(key)
            # "'cpd' cannot be …", and "indicator 3: expected …".
            start = place if isinstance(self.of, Choice) else f"{place}:"
            yield from ((f"{start} {what}", fix) for what, fix in self.of.problems(entry))

    @property
    def schema(self) -> dict[str, Any]:
        """What fits, as a JSON Schema."""
        return table_schema(self.of, self.key)

    def read(self, value: dict[str, Any]) -> dict[str, Any]:
        """Return each value as the program uses it."""
        return {key: self.of.read(entry) for key, entry in value.items()}


def table_schema(of: Type, key: Type | None, *, others: bool = False) -> dict[str, Any]:
    """Return the JSON Schema of a table whose keys the user chooses.

    Parameters
    ----------
    others
        Whether keys beside those known are right too: columns of the user's own measures.
    """
    if not isinstance(key, Choice):
        return {"type": "object", "additionalProperties": of.schema}
    return {
        "type": "object",
        "properties": dict.fromkeys(sorted(key.known), of.schema),
        "additionalProperties": of.schema if others else False,
    }


@dataclass(frozen=True, eq=False, repr=False)
class Record(Type):
    """A table with keys of its own.

    Parameters
    ----------
    keys
        The type of each key's value.
    example
        How it is written.
    required
        What each key that must be there is called by, and how to write it.
    check
        What else is wrong with a record.
    """

    keys: Mapping[str, Type]
    example: str
    required: Mapping[str, Problem] = field(default_factory=dict)
    check: Callable[[Mapping[str, Any]], Iterable[Problem]] | None = None
    json = "object"
    expected = "a table"

    def problems(self, value: object) -> Iterator[Problem]:
        """Yield what is wrong with any value."""
        if not isinstance(value, dict):
            yield f"expected a table, not {sort_of(value)}", f"Write {self.example}."
            return
        for key in value:
            if key not in self.keys:
                yield f"has no setting '{key}'", nearest_or_list(key, self.keys)
        yield from (problem for key, problem in self.required.items() if key not in value)
        for key, type_ in self.keys.items():
            if key in value:
                # "worse_when cannot be …", and "title: expected …".
                start = key if isinstance(type_, Choice) else f"{key}:"
                yield from ((f"{start} {what}", fix) for what, fix in type_.problems(value[key]))
        yield from self.check(value) if self.check else ()

    @property
    def schema(self) -> dict[str, Any]:
        """What fits, as a JSON Schema."""
        required = {"required": list(self.required)} if self.required else {}
        properties = {key: type_.schema for key, type_ in self.keys.items()}
        return {
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
            **required,
        }


class Amount(Type):
    """An amount, 0 or more."""

    json = "number"
    limits: ClassVar[Mapping[str, object]] = {"minimum": 0}
    expected = "a number, 0 or more"
    fix = "Write it in figures, such as 0."

    def faults(self, value: float) -> Iterator[Problem]:
        """Yield that it is below 0, or no number at all."""
        if not 0 <= value < float("inf"):
            yield f"expected {self.expected}, not {value}", self.fix


@dataclass(frozen=True, eq=False, repr=False)
class Words(Record):
    """The words for yes, no and no answer in a column, or the amount above which it means yes."""

    keys: Mapping[str, Type] = field(
        default_factory=lambda: {YES: Texts(), NO: Texts(), "blank": Texts(), "above": Amount()}
    )
    example: str = 'yes = ["…"] and no = ["…"]'
    called = "lists of words for yes, no and blank, or above = 0 for a column of amounts"

    def read(self, value: dict[str, list[str]]) -> dict[str, str]:
        """Return the answer that each word means."""
        meanings = ((YES, YES), (NO, NO), ("blank", ""))
        return {word: meaning for key, meaning in meanings for word in value.get(key, ())}


def amounts_above(words: Mapping[str, Mapping[str, Any]]) -> dict[str, Decimal]:
    """Return the amount above which a column of amounts means yes, of the columns with one."""
    return {
        column: Decimal(str(value["above"])) for column, value in words.items() if "above" in value
    }


def _stage_problems(value: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what is wrong with the statuses of the stages taken together."""
    stage_by_status: dict[str, str] = {}
    for stage in STAGES_OF_AN_APPLICATION:
        statuses = value.get(stage)
        for status in filter(_is_word, statuses if isinstance(statuses, list) else ()):
            earlier = stage_by_status.setdefault(plain(status), stage)
            if earlier != stage:
                fix = "Keep it under the highest stage that it means was reached."
                yield f"'{status}' is under two stages: {earlier} and {stage}", fix
    if not value.get("appointed"):
        fix = 'List the statuses of people appointed, such as appointed = ["Offer accepted"].'
        yield "reached has no status under appointed", fix


def _is_word(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


@dataclass(frozen=True, eq=False, repr=False)
class Stages(Record):
    """The column of statuses of recruitment, and the statuses of each stage."""

    keys: Mapping[str, Type] = field(
        default_factory=lambda: {
            "column": Text(),
            **dict.fromkeys(STAGES_OF_AN_APPLICATION, Texts(Text())),
        }
    )
    example: str = 'column = "Current status" and the statuses of each stage'
    required: Mapping[str, Problem] = field(
        default_factory=lambda: {
            "column": (
                "reached has no column",
                'Name the column of statuses, such as column = "Current status".',
            )
        }
    )
    check: Callable[[Mapping[str, Any]], Iterable[Problem]] | None = _stage_problems
    called = "a column, and lists of its statuses"

    def read(self, value: dict[str, Any]) -> Reached:
        """Return the stages, with the statuses of each."""
        statuses = {
            stage: tuple(value[stage]) for stage in STAGES_OF_AN_APPLICATION if stage in value
        }
        return Reached(value["column"], statuses)


@dataclass(frozen=True, eq=False, repr=False)
class YesNoColumn(Choice):
    """A column that says yes or no."""

    known: Collection[str] = YES_NO_COLUMNS
    noun: str = "yes/no column"

    def and_own(self, names: Iterable[str]) -> YesNoColumn:
        """Return this type with the columns of the user's own measures."""
        return YesNoColumn((*self.known, *names))


def nearest_or_list(name: str, known: Collection[str]) -> str:
    """Return the question whether a name was meant, or all that are known."""
    return nearest(name, known) or f"Expected {in_words(sorted(known), last='or')}."


def sort_of(value: object) -> str:
    """Return what a value is, in words."""
    sorts: tuple[tuple[type | tuple[type, ...], str], ...] = (
        (bool, "true or false"),
        ((int, float), "a number"),
        (str, "text" if value else "empty text"),
        (datetime, "a date with a time of day"),
        (date, "a date"),
        (list, "a list"),
        (dict, "a table"),
    )
    return next((name for types, name in sorts if isinstance(value, types)), "this")
