"""The kinds of extract, their columns, the words they allow, and whom an item applies to.

This is the one home of column names. An item is a column whose answers are counted; the
others say who a row is about, whom an item applies to, or which unit they belong to.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

YES = "yes"
NO = "no"


#: The endings of files in a folder that are taken for extracts.
ENDINGS = (".csv",)


class Holds(StrEnum):
    """What the cells of a column hold."""

    ID = "an id, different in every row"
    ETHNICITY = "an ethnicity label"
    YES_NO = "Y or N, yes or no, true or false, 1 or 0, or blank"
    TEXT = "any text, or blank"
    ITEM_NAME = "the name of an item"
    ANSWER = "yes or no, or a value such as a pay band"
    PEOPLE = "a whole number of people, 0 or more"


class Condition(NamedTuple):
    """Whom an item applies to, told by another column of the same row.

    The item applies where the column answers yes, or, with ``unless`` set, where it does
    not. An extract without the column makes no such distinction, and counts those whom
    ``without`` names. With ``refuse_yes`` set, a yes for somebody to whom the item does
    not apply contradicts the other column.
    """

    column: str
    unless: bool
    words: str
    without: str
    refuse_yes: bool = False

    def holds(self, answer: str) -> bool:
        """Return whether the item applies, given the other column's answer."""
        return (answer == YES) != self.unless


class Column(NamedTuple):
    """A column of an extract: its header, what its cells hold, and what they mean.

    An item's answers are counted, about those whom ``applies_to`` names; a unit's values
    are read only where a breakdown by them is asked for.
    """

    name: str
    holds: Holds
    meaning: str
    is_item: bool = False
    is_unit: bool = False
    applies_to: Condition | None = None

    @property
    def asks_yes_or_no(self) -> bool:
        """Whether it is an item that is answered with yes or no."""
        return self.is_item and self.holds is Holds.YES_NO


class Kind(NamedTuple):
    """A kind of extract.

    Parameters
    ----------
    row_is
        What one row stands for.
    everyone
        Those whom the rows are about, in the plural.
    needs
        The columns without which a file is not of this kind.
    any_of
        Columns of which it has at least one.
    """

    name: str
    row_is: str
    everyone: str
    columns: tuple[Column, ...]
    needs: tuple[str, ...]
    any_of: tuple[str, ...] = ()

    def column(self, name: str) -> Column | None:
        """Return the column of that name, or None."""
        return next((column for column in self.columns if column.name == name), None)

    def fits(self, header: frozenset[str]) -> bool:
        """Return whether a header is of this kind."""
        return header.issuperset(self.needs) and (
            not self.any_of or not header.isdisjoint(self.any_of)
        )


IN_POST = Condition(
    "left",
    unless=True,
    words="staff in post: those who have not left",
    without="everybody, as if all were in post",
)
REGULATED = Condition(
    "regulated_professional",
    unless=False,
    words="staff whose regulated_professional is yes",
    without="everybody who has an answer there",
    refuse_yes=True,
)

ETHNICITY = Column("ethnicity", Holds.ETHNICITY, "ethnicity as recorded")
_UNITS = (
    Column("directorate", Holds.TEXT, "a breakdown, for --by directorate", is_unit=True),
    Column("team", Holds.TEXT, "a breakdown, for --by team", is_unit=True),
)


def _yes_no(name: str, meaning: str, applies_to: Condition | None = None) -> Column:
    return Column(name, Holds.YES_NO, meaning, is_item=True, applies_to=applies_to)


STAFF = Kind(
    name="staff",
    row_is="a person employed in the year",
    everyone="staff",
    columns=(
        Column("staff_id", Holds.ID, "who the row is about, without meaning elsewhere"),
        ETHNICITY,
        *_UNITS,
        Column("pay_band", Holds.TEXT, "local grade or band", is_item=True, applies_to=IN_POST),
        _yes_no("senior_manager", "is a senior manager", IN_POST),
        Column(
            "regulated_professional",
            Holds.YES_NO,
            "is a social worker, occupational therapist or nurse",
        ),
        _yes_no("disciplinary", "entered the formal disciplinary process in the year"),
        _yes_no(
            "fitness_to_practise", "entered the fitness to practise process in the year", REGULATED
        ),
        _yes_no("cpd", "had funded, non-mandatory CPD in the year"),
        _yes_no("left", "left in the year"),
    ),
    needs=("ethnicity",),
    any_of=(
        "staff_id",
        "pay_band",
        "senior_manager",
        "regulated_professional",
        "disciplinary",
        "fitness_to_practise",
        "cpd",
        "left",
    ),
)

SHORTLISTING = Kind(
    name="shortlisting",
    row_is="an application that was shortlisted in the year",
    everyone="shortlisted applicants",
    columns=(ETHNICITY, _yes_no("appointed", "was appointed"), *_UNITS),
    needs=("ethnicity", "appointed"),
)

_HARASSMENT = "experienced harassment, bullying or abuse in the year from "

SURVEY = Kind(
    name="survey",
    row_is="a person who answered the staff survey",
    everyone="survey respondents",
    columns=(
        ETHNICITY,
        _yes_no(
            "harassment_public",
            _HARASSMENT + "people who use social care, relatives or the public",
        ),
        _yes_no("harassment_colleagues", _HARASSMENT + "colleagues"),
        _yes_no("harassment_managers", _HARASSMENT + "managers"),
        *_UNITS,
    ),
    needs=("ethnicity",),
    any_of=("harassment_public", "harassment_colleagues", "harassment_managers"),
)

COUNTS = Kind(
    name="counts",
    row_is="people of one ethnicity who gave one answer to one item",
    everyone="people",
    columns=(
        Column("item", Holds.ITEM_NAME, "what was asked, by the name of its column"),
        Column("answer", Holds.ANSWER, "what was answered"),
        ETHNICITY,
        Column("people", Holds.PEOPLE, "how many people"),
    ),
    needs=("item", "answer", "ethnicity", "people"),
)

KINDS: Mapping[str, Kind] = {kind.name: kind for kind in (STAFF, SHORTLISTING, SURVEY, COUNTS)}

#: The column that holds each item, by the item's name.
ITEMS: Mapping[str, Column] = {
    column.name: column for kind in KINDS.values() for column in kind.columns if column.is_item
}

#: The kind of extract with a row a person (or application) that holds each item.
KIND_OF_ITEM: Mapping[str, Kind] = {
    column.name: kind for kind in KINDS.values() for column in kind.columns if column.is_item
}

#: Words of a header under which extracts tell who somebody is: never a breakdown.
_IDENTIFYING_WORDS = frozenset(
    {
        *("id", "ids", "number", "no", "ref", "reference", "payroll", "ni", "nino", "username"),
        *("name", "names", "forename", "surname", "firstname", "lastname", "fullname", "initials"),
        *("dob", "birth", "birthday", "email", "mail", "phone", "telephone", "mobile"),
        *("address", "postcode", "login", "manager"),
    }
)

#: Words that make a name or a number that of a unit, such as ``team_name``.
_UNIT_WORDS = frozenset(
    {
        *("team", "directorate", "department", "division", "service", "unit", "locality"),
        *("site", "office", "location", "area", "region", "organisation", "role", "post", "job"),
    }
)

#: What yes and no may be written as, in any case. ``Holds.YES_NO`` says the same in words.
WORDS: Mapping[str, str] = {
    "y": YES,
    "yes": YES,
    "true": YES,
    "1": YES,
    "n": NO,
    "no": NO,
    "false": NO,
    "0": NO,
}


def header_name(text: str) -> str:
    """Return a header as columns are named: in lower case, words joined by ``_``.

    >>> header_name(" Pay Band ")
    'pay_band'
    """
    return "_".join(text.casefold().replace("-", " ").replace("_", " ").split())


def tells_who(name: str) -> bool:
    """Return whether a column, by its name, tells who somebody is.

    >>> tells_who("ni_number"), tells_who("team_name"), tells_who("post_code")
    (True, False, True)
    """
    words = set(name.split("_"))
    if {"post", "code"} <= words or {"post", "number"} <= words:
        return True
    return bool(words & _IDENTIFYING_WORDS) and not words & _UNIT_WORDS


def kinds_of(header: frozenset[str]) -> list[Kind]:
    """Return the kinds that a header could be of; counts are told first, by their columns."""
    if COUNTS.fits(header):
        return [COUNTS]
    return [kind for kind in KINDS.values() if kind.fits(header)]


def column_letter(position: int) -> str:
    """Return a column's letters in a spreadsheet, from its position counted from 0.

    >>> column_letter(0), column_letter(25), column_letter(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    position += 1
    while position:
        position, remainder = divmod(position - 1, 26)
        letters = chr(ord("A") + remainder) + letters
    return letters
