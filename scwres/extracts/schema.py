"""The kinds of extract, their columns, and the people that an item applies to.

This is the one home of column names; the names that councils give them, and the words in them,
are in ``vocabulary``. An item is a column whose answers are counted; the others show who a row is
about, who an item applies to, when something happened, or which unit the row belongs to.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from scwres.counts import ASKED_OF_JOINERS, JOINED, NO, RESIDENT, YES, of_joiners

#: The meanings that ``--blank`` may give to a blank in a yes/no column.
BLANKS = (NO, "not-applicable")

#: The endings of files in a folder that are read as extracts.
ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".parquet")


class Holds(StrEnum):
    """What the cells of a column hold."""

    ID = "a staff number, of one person only"
    ETHNICITY = "an ethnicity label"
    YES_NO = "Y or N, yes or no, true or false, 1 or 0, or blank"
    TEXT = "any text, or blank"
    DATE = "a date, such as 2024-09-30 or 30/09/2024, or blank"
    STAGE = "the stage of a process, or blank"
    EMPLOYMENT = "the kind of contract, or blank"
    MONEY = "an amount in pounds, or blank"
    ITEM_NAME = "the name of an item"
    ANSWER = "yes or no, or a value such as a pay band"
    PEOPLE = "a whole number of people, 0 or more"


class Condition(NamedTuple):
    """The people that an item applies to, by another column of the same row.

    The item applies where the column answers yes, or, with ``unless`` set, where it does not. An
    extract without the column counts the people in ``without``. With ``refuse_yes`` set, a yes for
    a person the item does not apply to contradicts the other column.
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

    An item's answers are counted for the people in ``applies_to``. Columns that are ``optional``
    are read on request only: units for a breakdown, others for the user's settings. Those that
    are ``is_weak`` do not identify a kind of extract: another kind has them as its own. Those that
    are ``is_extra`` are not in the SC-WRES, and may be missing: other standards and supporting
    measures use them.
    """

    name: str
    holds: Holds
    meaning: str
    is_item: bool = False
    optional: bool = False
    is_weak: bool = False
    applies_to: Condition | None = None
    is_extra: bool = False

    @property
    def asks_yes_or_no(self) -> bool:
        """Whether it is an item that is answered with yes or no."""
        return self.is_item and self.holds is Holds.YES_NO


class Kind(NamedTuple):
    """A kind of extract.

    Parameters
    ----------
    row_is
        What one row represents.
    needs
        The columns without which a file is not of this kind.
    any_of
        Columns of which it has at least one, unless the user names its kind.
    event
        The item that every row answers with yes; empty where columns hold the answers.
    is_named_only
        Whether a file is of this kind only where the user says so: its columns could be of
        another kind.
    """

    name: str
    row_is: str
    columns: tuple[Column, ...]
    needs: tuple[str, ...]
    any_of: tuple[str, ...] = ()
    event: str = ""
    is_named_only: bool = False

    def own(self, names: Iterable[str]) -> set[str]:
        """Return the names that identify this kind: its columns that are not weak or extra."""
        columns = ((name, self.column(name)) for name in names)
        return {
            name for name, column in columns if column and not (column.is_weak or column.is_extra)
        }

    def column(self, name: str) -> Column | None:
        """Return the column of that name, or None."""
        return next((column for column in self.columns if column.name == name), None)

    def fits(self, names: frozenset[str], *, named: bool = False) -> bool:
        """Return whether a header is of this kind; fewer columns are enough where it is named."""
        if not names.issuperset(self.needs) or (self.event and names.isdisjoint(WHO)):
            return False
        if self.is_named_only and not named:
            return False
        is_named_list = named and bool(self.event)
        return is_named_list or not self.any_of or not names.isdisjoint(self.any_of)


#: A column whose values the settings name, as they do those of PAY_BAND.
JOB_ROLE = "job_role"

#: Columns that show who an event happened to.
WHO = ("staff_id", "ethnicity")

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
SHORTLISTED = Condition(
    "shortlisted",
    unless=False,
    words="applications that were shortlisted",
    without="everybody",
    refuse_yes=True,
)
INTERVIEWED = Condition(
    "interviewed",
    unless=False,
    words="applications that were interviewed",
    without="everybody who has an answer there",
    refuse_yes=True,
)


def _yes_in(column: str, people: str) -> Condition:
    """Return the condition of an item that applies where a yes/no column holds yes."""
    return Condition(column, False, people, "everybody who has an answer there", refuse_yes=True)


WHO_JOINED = _yes_in(JOINED, "staff whose joined is yes")
RESPONDENTS_WHO_JOINED = _yes_in(JOINED, "respondents whose joined is yes")
PANEL_MEMBER = _yes_in("panel_member", "staff whose panel_member is yes")
FUNDING_REQUESTED = _yes_in("funding_requested", "staff whose funding_requested is yes")

STAFF_ID = Column(
    "staff_id", Holds.ID, "the person the row is about, as a number with no meaning elsewhere"
)
ETHNICITY = Column("ethnicity", Holds.ETHNICITY, "ethnicity as recorded")
EMPLOYMENT_TYPE = Column(
    "employment_type",
    Holds.EMPLOYMENT,
    "agency, bank and casual workers, consultants and similar are left out",
)
_REGULATED_PROFESSIONAL = Column(
    "regulated_professional",
    Holds.YES_NO,
    "is a social worker, occupational therapist or nurse",
)
_JOB_ROLE = Column(
    "job_role", Holds.TEXT, "job role, to identify regulated professionals", optional=True
)
_SALARY = Column(
    "salary", Holds.MONEY, "full-time equivalent base pay, to make bands", optional=True
)
_START_DATE = Column(
    "start_date",
    Holds.DATE,
    "when the person started; an earlier event gives a warning",
    optional=True,
    is_weak=True,
)
_PROBATION_END = Column(
    "probation_end",
    Holds.DATE,
    "the last day of probation, if it is not [probation] months from start_date",
    is_weak=True,
    is_extra=True,
)
_LEAVING_DATE = Column(
    "leaving_date",
    Holds.DATE,
    "when the person left, if there is no column left; blank for those in post",
    optional=True,
    is_weak=True,
)
_UNITS = (
    Column("directorate", Holds.TEXT, "a breakdown, for --by directorate", optional=True),
    Column("team", Holds.TEXT, "a breakdown, for --by team", optional=True),
)


def _yes_no(name: str, meaning: str, applies_to: Condition | None = None) -> Column:
    return Column(name, Holds.YES_NO, meaning, is_item=True, applies_to=applies_to)


def _extra(name: str, meaning: str, applies_to: Condition | None = None) -> Column:
    return _yes_no(name, meaning, applies_to)._replace(is_extra=True)


def _extra_condition(condition: Condition, meaning: str) -> Column:
    return Column(condition.column, Holds.YES_NO, meaning, is_extra=True)


#: Dates of a person's employment that are no day of an event.
DATES_OF_EMPLOYMENT = (_START_DATE.name, _PROBATION_END.name)

#: Columns of staff for other standards and supporting measures.
_EXTRA_OF_STAFF = (
    _extra("board_member", "is a member of the board (NHS standard)", IN_POST),
    _extra("promoted", "was promoted in the year"),
    _extra(JOINED, "joined in the year"),
    _extra("left_in_probation", "left in the probation period", WHO_JOINED),
    _extra("left_within_12_months", "left within 12 months of joining", WHO_JOINED),
    _extra("edi_training", "had equality, diversity and inclusion training"),
    _extra_condition(PANEL_MEMBER, "sits on interview panels"),
    _extra("recruitment_training", "was trained in recruitment", PANEL_MEMBER),
    _extra_condition(FUNDING_REQUESTED, "asked for development funding"),
    _extra("funding_approved", "had the funding approved", FUNDING_REQUESTED),
    _extra("cpd_declined", "was declined CPD"),
    _extra("secondment", "was seconded"),
    _extra("acting_up", "acted up into a higher post"),
    _extra("coaching", "had coaching"),
    _extra("mentoring", "had a mentor"),
    _extra("rewarded_cash", "was given a cash award"),
    _extra("rewarded_other", "was given another award"),
    _extra("top_rating", "had the highest annual rating; blank where not rated"),
    _extra("grievance", "raised a grievance"),
    _extra("incident_reported", "reported an incident"),
)

STAFF = Kind(
    name="staff",
    row_is="a person employed in the year, or a post if there is a staff_id",
    columns=(
        STAFF_ID,
        ETHNICITY,
        *_UNITS,
        Column("pay_band", Holds.TEXT, "local grade or band", is_item=True, applies_to=IN_POST),
        _SALARY,
        _JOB_ROLE,
        _START_DATE,
        _PROBATION_END,
        _LEAVING_DATE,
        EMPLOYMENT_TYPE,
        _yes_no("senior_manager", "is a senior manager", IN_POST),
        _REGULATED_PROFESSIONAL,
        _yes_no("disciplinary", "entered the formal disciplinary process in the year"),
        _yes_no(
            "fitness_to_practise", "entered the fitness to practise process in the year", REGULATED
        ),
        _yes_no("cpd", "had funded, non-mandatory CPD in the year"),
        _yes_no("left", "left in the year"),
        *_EXTRA_OF_STAFF,
    ),
    needs=("ethnicity",),
    any_of=(
        *("staff_id", "pay_band", "salary", "senior_manager", "regulated_professional"),
        *("disciplinary", "fitness_to_practise", "cpd", "left"),
        *(column.name for column in _EXTRA_OF_STAFF if column.is_item),
    ),
)


def _day(name: str, meaning: str) -> Column:
    return Column(name, Holds.DATE, meaning, is_weak=True, is_extra=True)


#: The days of an application, from the first to the last.
_DAYS_OF_AN_APPLICATION = (
    _day("application_date", "when the application was made"),
    _day("shortlisted_date", "when it was shortlisted"),
    _day("interview_date", "when the interview was"),
    _day("date", "when it happened, if no other column shows it"),
    _day("appointed_date", "when the offer was made or accepted; blank if there was none"),
)

_OFFERED = _extra("offered", "was offered the job, accepted or not", INTERVIEWED)

#: The stages of an application from the first; whoever reached one has reached those before it.
STAGES_OF_AN_APPLICATION = ("applied", "shortlisted", "interviewed", "offered", "appointed")

SHORTLISTING = Kind(
    name="shortlisting",
    row_is="an application that was shortlisted in the year",
    columns=(
        ETHNICITY,
        _extra("interviewed", "was interviewed"),
        _OFFERED,
        _yes_no("appointed", "was appointed"),
        *_DAYS_OF_AN_APPLICATION,
        *_UNITS,
    ),
    needs=("ethnicity", "appointed"),
)

APPLICATIONS = Kind(
    name="applications",
    row_is="an application made in the year",
    columns=(
        ETHNICITY,
        _yes_no("shortlisted", "was shortlisted"),
        _extra("interviewed", "was interviewed", SHORTLISTED),
        _OFFERED,
        _yes_no("appointed", "was appointed", SHORTLISTED),
        *_DAYS_OF_AN_APPLICATION,
        *_UNITS,
    ),
    needs=("ethnicity", "shortlisted", "appointed"),
)

#: The date columns that decide whether an application is in the year, by kind of extract: the
#: first of these that a row holds.
DAY_OF_AN_APPLICATION: Mapping[str, tuple[str, ...]] = {
    SHORTLISTING.name: (
        *("shortlisted_date", "interview_date", "application_date", "date", "appointed_date"),
    ),
    APPLICATIONS.name: (
        *("application_date", "shortlisted_date", "interview_date", "date", "appointed_date"),
    ),
}


_HARASSMENT = "experienced harassment, bullying or abuse in the year from "

#: The items on harassment, by who harassed.
HARASSMENT_ITEMS = ("harassment_public", "harassment_colleagues", "harassment_managers")

#: The columns that a form may ask how often about: never means no.
ASKED_HOW_OFTEN = frozenset(
    {*HARASSMENT_ITEMS, *map(of_joiners, HARASSMENT_ITEMS), "harassment_staff", "discrimination"}
)

#: Columns of a survey for other standards and supporting measures.
_EXTRA_OF_SURVEY = (
    _extra("harassment_staff", _HARASSMENT + "managers or other colleagues (NHS standard)"),
    _extra(
        "equal_opportunities", "believes opportunities for progression are equal (NHS standard)"
    ),
    _extra("discrimination", "experienced discrimination from staff (NHS standard)"),
    _extra("confident_to_report", "would be confident to report an incident"),
    _extra("feels_included", "feels included"),
    _extra("fair_access_to_training", "believes access to training is fair"),
)

SURVEY = Kind(
    name="survey",
    row_is="a person who answered the staff survey",
    columns=(
        ETHNICITY,
        _yes_no(
            "harassment_public",
            _HARASSMENT + "people who use social care, relatives or the public",
        ),
        _yes_no("harassment_colleagues", _HARASSMENT + "colleagues"),
        _yes_no("harassment_managers", _HARASSMENT + "managers"),
        *_EXTRA_OF_SURVEY,
        _extra_condition(RESPONDENTS_WHO_JOINED, "joined in the year"),
        *(
            _extra(of_joiners(item), f"the answer of a joiner to {item}", RESPONDENTS_WHO_JOINED)
            for item in ASKED_OF_JOINERS
        ),
        *_UNITS,
    ),
    needs=("ethnicity",),
    any_of=(
        *("harassment_public", "harassment_colleagues", "harassment_managers"),
        *(column.name for column in _EXTRA_OF_SURVEY),
    ),
)

#: A survey that was put to the year's joiners alone.
JOINER_SURVEY = Kind(
    name="joiner_survey",
    row_is="a person who joined in the year and answered a survey of new joiners",
    columns=(
        ETHNICITY,
        *(
            column._replace(is_item=False)
            for column in SURVEY.columns
            if column.name in ASKED_OF_JOINERS
        ),
        *(_extra(of_joiners(item), f"the answer to {item}") for item in ASKED_OF_JOINERS),
        *_UNITS,
    ),
    needs=("ethnicity",),
    any_of=ASKED_OF_JOINERS,
    is_named_only=True,
)

#: The kinds of extract whose headers may be questions.
SURVEYS = (SURVEY, JOINER_SURVEY)

_DATE = Column("date", Holds.DATE, "when it happened; left out if outside the period")
_STAGE = Column("stage", Holds.STAGE, "how far it went; informal cases are left out")

#: The column with the outcome of a case; its stage takes precedence.
OUTCOME = "outcome"
_OUTCOME = Column(OUTCOME, Holds.STAGE, "how it ended, if no stage shows how far it went")


def _list_of(
    name: str,
    row_is: str,
    own: tuple[Column, ...],
    progress: tuple[Column, ...] = (_STAGE, _OUTCOME),
) -> Kind:
    """Return a kind with a row for each event, recognised by its own columns.

    ``progress`` is the columns that show how far an event went.
    """
    return Kind(
        name=name,
        row_is=row_is,
        columns=(STAFF_ID, ETHNICITY, *own, _DATE, *progress, *_UNITS),
        needs=(),
        any_of=tuple(column.name for column in own),
        event=name,
    )


DISCIPLINARY = _list_of(
    "disciplinary",
    "a case of the formal disciplinary process",
    (
        Column("disciplinary_date", Holds.DATE, "when the process was entered"),
        Column("disciplinary_stage", Holds.STAGE, "how far the case went"),
    ),
)
FITNESS_TO_PRACTISE = _list_of(
    "fitness_to_practise",
    "a fitness to practise case",
    (
        Column("fitness_to_practise_date", Holds.DATE, "when the person was referred"),
        Column("fitness_to_practise_stage", Holds.STAGE, "how far the case went"),
    ),
)
CPD = _list_of(
    "cpd",
    "an episode of training or development",
    (
        Column("cpd_date", Holds.DATE, "when it took place"),
        Column("funded", Holds.YES_NO, "was funded; if not, left out"),
        Column("mandatory", Holds.YES_NO, "was mandatory; if so, left out"),
    ),
    progress=(),
)
LEAVERS = Kind(
    name="leavers",
    row_is="a person who left in the year",
    columns=(
        STAFF_ID,
        ETHNICITY,
        Column("leaving_date", Holds.DATE, "when the person left"),
        _START_DATE,
        _PROBATION_END,
        EMPLOYMENT_TYPE,
        _REGULATED_PROFESSIONAL,
        _JOB_ROLE,
        Column(
            "pay_band",
            Holds.TEXT,
            "local grade or band, for --by pay_band",
            optional=True,
            is_weak=True,
        ),
        _DATE,
        *_UNITS,
    ),
    needs=("ethnicity",),
    any_of=("leaving_date",),
    event="left",
)

_PEOPLE = Column("people", Holds.PEOPLE, "how many people")

COUNTS = Kind(
    name="counts",
    row_is="people of one ethnicity who gave one answer to one item",
    columns=(
        Column("item", Holds.ITEM_NAME, "what was asked, as the name of its column"),
        Column("answer", Holds.ANSWER, "what was answered"),
        ETHNICITY,
        _PEOPLE,
    ),
    needs=("item", "answer", "ethnicity", "people"),
)

POPULATION = Kind(
    name="population",
    row_is="the residents of one ethnicity, as the census counts them",
    columns=(ETHNICITY, _PEOPLE),
    needs=("ethnicity", "people"),
    is_named_only=True,
)

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        *(STAFF, SHORTLISTING, APPLICATIONS, SURVEY, JOINER_SURVEY),
        *(DISCIPLINARY, FITNESS_TO_PRACTISE, CPD, LEAVERS, COUNTS, POPULATION),
    )
}

#: The column that holds each item, by the item's name; and the kind of extract, with a row
#: for each person or application, that it is a column of.
ITEMS: Mapping[str, Column] = {
    column.name: column
    for kind in (STAFF, APPLICATIONS, SHORTLISTING, SURVEY)
    for column in kind.columns
    if column.is_item
} | {RESIDENT: _yes_no(RESIDENT, "is a resident of the area")}
KIND_OF_ITEM: Mapping[str, Kind] = {
    column.name: kind
    for kind in (STAFF, APPLICATIONS, SHORTLISTING, SURVEY)
    for column in kind.columns
    if column.is_item
} | {RESIDENT: POPULATION}


def kinds_with(item: str) -> list[str]:
    """Return the names of the kinds of extract with a row for each person that hold an item."""
    kinds = (STAFF, SHORTLISTING, APPLICATIONS, SURVEY)
    return [
        kind.name for kind in kinds if (column := kind.column(item)) is not None and column.is_item
    ]


def is_yes_or_no(item: str) -> bool:
    """Return whether an item is answered with yes or no, as every one of the user's own is."""
    return item not in ITEMS or ITEMS[item].asks_yes_or_no


#: How the settings name a list of any other event, whose item they name beside it.
EVENTS = "events"

#: The items of staff that such a list can be of.
LISTED_ITEMS = tuple(
    column.name
    for column in _EXTRA_OF_STAFF
    # Other items are out of those who joined, so that a column has to show them.
    if column.asks_yes_or_no and column.name != JOINED
)


#: Those that people can report without a name.
MAY_BE_ANONYMOUS = ("incident_reported",)


@cache
def events_of(item: str) -> Kind:
    """Return the kind of a list of the events of an item, such as ``promoted``."""
    return _list_of(item, f"an event, for '{item}'", ())._replace(is_named_only=True)


#: The kind of extract that is a list of the events of an item.
LIST_OF_ITEM: Mapping[str, Kind] = {kind.event: kind for kind in KINDS.values() if kind.event}

#: Words of headers of columns that identify a person: never a breakdown.
_IDENTIFYING_WORDS = frozenset(
    {
        *("id", "ids", "number", "no", "ref", "reference", "payroll", "ni", "nino", "username"),
        *("name", "names", "forename", "surname", "firstname", "lastname", "fullname", "initials"),
        *("dob", "birth", "birthday", "email", "mail", "phone", "telephone", "mobile"),
        *("address", "postcode", "login", "manager"),
    }
)

#: Words that show that a name or a number is of a unit, such as ``team_name``.
_UNIT_WORDS = frozenset(
    {
        *("team", "directorate", "department", "division", "service", "unit", "locality"),
        *("site", "office", "location", "area", "region", "organisation", "role", "post", "job"),
    }
)


#: Words that show that a header asks about harassment, by a manager perhaps.
_WORDS_OF_HARASSMENT = frozenset({"harassment", "harassed", "bullying", "bullied", "abuse"})


def header_name(text: str) -> str:
    """Return a header in the form of column names: words in lower case, joined by ``_``.

    >>> header_name(" Pay-Band "), header_name("C.P.D."), header_name("Ethnic Origin:")
    ('pay_band', 'cpd', 'ethnic_origin')
    """
    plain = unicodedata.normalize("NFKD", text).casefold().replace("'", "").replace("\u2019", "")
    plain = re.sub(r"(?<=\b\w)\.", "", plain)
    return "_".join(re.findall(r"[^\W_]+", plain))


def tells_who(name: str) -> bool:
    """Return whether a column, by its name, identifies a person.

    >>> tells_who("ni_number"), tells_who("team_name"), tells_who("post_code")
    (True, False, True)
    >>> tells_who("line_manager"), tells_who("is_line_manager"), tells_who("abuse_from_a_manager")
    (True, False, False)
    """
    if name.startswith(("is_", "has_")):
        return False
    words = set(name.split("_"))
    if {"post", "code"} <= words or {"post", "number"} <= words:
        return True
    identifying = words & _IDENTIFYING_WORDS
    if identifying == {"manager"} and words & _WORDS_OF_HARASSMENT:
        return False
    return bool(identifying) and not words & _UNIT_WORDS


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
