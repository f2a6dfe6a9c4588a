"""The types that say how extracts are read, as the settings have it; nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from scwres.counts import NO, YES
from scwres.extracts.cells.pay_order import Bands
from scwres.extracts.schema import (
    APPLICATIONS,
    ITEMS,
    JOB_ROLE,
    SHORTLISTING,
    STAGES_OF_AN_APPLICATION,
    Condition,
    Kind,
)

#: The national pay groups of SC-WRES 2024, by the least pay in each.
NATIONAL = ((0, "Under £30,000"), (30_000, "£30,000 to £69,999"), (70_000, "£70,000 and over"))


#: The engines that count a large text: the standard library, or Arrow.
STANDARD = "standard"
ARROW = "arrow"
ENGINES = (STANDARD, ARROW)


class ReadingOptions(NamedTuple):
    """How the bytes of a file are to be read; None where not set.

    ``sheet`` is the name of a workbook's sheet, ``engine`` the engine that counts a text,
    ``database`` where the database is that holds a table.
    """

    encoding: str | None = None
    sheet: str | None = None
    engine: str | None = None
    database: str | None = None

    def or_else(self, known: ReadingOptions) -> ReadingOptions:
        """Return these options, with those of ``known`` where not set."""
        return ReadingOptions(
            *[option or other for option, other in zip(self, known, strict=True)]
        )


AS_IT_IS = ReadingOptions()


class Reached(NamedTuple):
    """The column of a file that holds how far each application came, and what its statuses mean.

    ``statuses`` are those of each stage, by the stage: the highest that they mean was reached. A
    stage that is not among its keys is not measured.
    """

    column: str
    statuses: Mapping[str, tuple[str, ...]]

    @property
    def kind(self) -> Kind:
        """The kind of extract that has such statuses."""
        return APPLICATIONS if self.statuses.get("applied") else SHORTLISTING

    @property
    def items(self) -> tuple[str, ...]:
        """The items that are read from the column, from the first stage to the last."""
        has_interviews = "interviewed" in self.statuses
        is_measured = {
            "applied": False,
            "interviewed": has_interviews,
            "offered": has_interviews and "offered" in self.statuses,
        }
        return tuple(stage for stage in STAGES_OF_AN_APPLICATION if is_measured.get(stage, True))

    def answers(self, item: str) -> dict[str, str]:
        """Return the answer to an item that each status means."""
        needed = STAGES_OF_AN_APPLICATION.index(item)
        return {
            status: YES if STAGES_OF_AN_APPLICATION.index(stage) >= needed else NO
            for stage, statuses in self.statuses.items()
            for status in statuses
        }


class FileRules(NamedTuple):
    """How one file is read differently from the others.

    Parameters
    ----------
    only
        The values that a row must have to be counted, by the header of their column.
    stages, words, above
        As in :class:`Rules`, and before those.
    none_in_window
        Whether it is correct that no event of it is in the window.
    reached
        The column from which the stages of recruitment are read; None where columns of their own
        hold them.
    leave_out_totals
        Whether rows that add up others are left out.
    """

    only: Mapping[str, tuple[str, ...]] = {}
    stages: Mapping[str, str] = {}
    words: Mapping[str, Mapping[str, str]] = {}
    none_in_window: bool = False
    reached: Reached | None = None
    above: Mapping[str, Decimal] = {}
    leave_out_totals: bool = False


LIKE_THE_OTHERS = FileRules()


class ExtractRequest(NamedTuple):
    """A file or a table of a database that was named, and how it is to be read.

    Parameters
    ----------
    path
        Where the file is; of a table, its name, and of a query what messages call it.
    kind
        The kind of extract it is; None to recognise it by its columns.
    headers
        Its header for a column, by the column's name.
    own
        The rules for this file alone.
    is_table, query
        Whether it is a table of a database; and the query whose result is read, if it is one.
    """

    path: Path
    kind: Kind | None = None
    headers: Mapping[str, str] = {}
    reading: ReadingOptions = AS_IT_IS
    own: FileRules = LIKE_THE_OTHERS
    is_table: bool = False
    query: str = ""


class Window(NamedTuple):
    """The days on which an event counts, both included."""

    start: date
    end: date

    def holds(self, day: date) -> bool:
        """Return whether a day lies in the window."""
        return self.start <= day <= self.end


class OwnMeasure(NamedTuple):
    """A yes/no question of the user's own: the column of its answers, and the people it covers.

    It is counted under ``item``. ``out_of`` is a yes/no column that holds yes for the people it
    covers; empty where it covers everybody with an answer. ``counted_of`` are those people,
    where the user says it.
    """

    item: str
    column: str
    out_of: str = ""
    counted_of: str = ""


#: The ethnicity that counts for a person whose posts do not agree: the latest, or a known one.
LATEST, KNOWN = "latest", "known"


class PostRules(NamedTuple):
    """What counts for a person whose posts do not agree.

    Parameters
    ----------
    ethnicity
        ``latest``: that of the latest post by ``date``; ``known``: a known one before an
        unknown one; empty: neither, they must agree.
    date
        The name of the column with the day from which a post applies.
    """

    ethnicity: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How extracts are to be read.

    Parameters
    ----------
    breakdowns
        The columns whose values are kept as units, because figures are broken down by them.
    also_by
        Further columns whose values are kept as units where an extract has them: for other
        figures of the same reading.
    blanks
        What a blank means, ``no`` or ``not-applicable``, by yes/no column.
    labels
        The category of ethnicity labels that the user added, by the label.
    scheme
        The code scheme of ethnicity; empty to recognise it from the column.
    words
        Words for yes and no, besides the usual ones, by column.
    above
        The amount above which a column of amounts means yes, by column.
    stages, employment
        Whether a stage is formal, and whether a kind of contract is direct, by the word.
    window
        When events count; None where not set.
    bands
        How pay bands are made.
    senior_grades, senior_salary
        The pay bands, or the least salary, of senior managers; empty and None where a
        column holds them.
    regulated_roles
        The job roles of regulated professionals; empty where a column holds them.
    out_of
        ``employed``: leavers are out of everybody employed in the year; ``in_post``: they
        are compared with the staff in post.
    measures
        The user's own yes/no questions.
    posts
        What counts for a person whose posts do not agree.
    group_by_category
        The group of each category, where two of one group need not agree; None where they
        must.
    everyone
        The items that everybody may have answered with yes.
    none_in_window
        Whether it is correct that no event is in the window.
    reached
        As in :class:`FileRules`.
    compares_dates
        Whether start dates are compared with the days of events.
    probation_months
        How many months probation lasts, where dates tell who joined and left again; None where
        not set.
    """

    breakdowns: tuple[str, ...] = ()
    also_by: tuple[str, ...] = ()
    blanks: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    scheme: str = ""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    above: Mapping[str, Decimal] = field(default_factory=dict)
    stages: Mapping[str, str] = field(default_factory=dict)
    employment: Mapping[str, str] = field(default_factory=dict)
    window: Window | None = None
    bands: Bands = field(default_factory=Bands)
    senior_grades: tuple[str, ...] = ()
    senior_salary: int | None = None
    regulated_roles: tuple[str, ...] = ()
    out_of: str = "employed"
    measures: tuple[OwnMeasure, ...] = ()
    posts: PostRules = field(default_factory=PostRules)
    group_by_category: Mapping[str, str | None] | None = None
    everyone: frozenset[str] = frozenset()
    none_in_window: bool = False
    reached: Reached | None = None
    compares_dates: bool = False
    probation_months: int | None = None

    @property
    def blank_items(self) -> frozenset[str]:
        """The items of which a blank means no."""
        return frozenset(item for item, means in self.blanks.items() if means == NO)

    def condition_of(self, item: str) -> Condition | None:
        """Return the people that an item of a list applies to; None where it is everybody."""
        if item in ITEMS:
            return ITEMS[item].applies_to
        out_of = next((measure.out_of for measure in self.measures if measure.item == item), "")
        if not out_of:
            return None
        words = f"people whose {out_of} is yes"
        return Condition(out_of, unless=False, words=words, without="", refuse_yes=True)

    @property
    def unit_columns(self) -> tuple[str, ...]:
        """All columns whose values are kept as units."""
        return (*self.breakdowns, *self.also_by)

    def of_file(self, own: FileRules) -> Rules:
        """Return these rules, with those of one file taking precedence."""
        columns = {*self.words, *own.words}
        return replace(
            self,
            stages={**self.stages, **own.stages},
            words={
                name: {**self.words.get(name, {}), **own.words.get(name, {})} for name in columns
            },
            above={**self.above, **own.above},
            none_in_window=own.none_in_window,
            reached=own.reached,
        )

    @property
    def optional_columns(self) -> tuple[str, ...]:
        """The optional columns that these rules use."""
        roles = [JOB_ROLE] if self.regulated_roles else []
        dates = [self.posts.date] if self.posts.date else []
        needs_start = self.compares_dates or self.probation_months is not None
        return ("salary", *roles, *dates, *(["start_date"] if needs_start else []))

    @property
    def needs_salary(self) -> bool:
        """Whether pay bands or senior managers are made of salaries."""
        return bool(self.bands.scheme) or self.senior_salary is not None
