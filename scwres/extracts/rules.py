"""What the user said of how extracts are to be understood; nothing of it is guessed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from scwres.extracts.cells.pay_order import Bands

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from scwres.extracts.schema import Kind


#: The national pay groups of SC-WRES 2024, by the least pay in each.
NATIONAL = ((0, "Under £30,000"), (30_000, "£30,000 to £69,999"), (70_000, "£70,000 and over"))


#: What can count a large text: the standard library, or Arrow.
STANDARD = "standard"
ARROW = "arrow"
ENGINES = (STANDARD, ARROW)


class ReadingOptions(NamedTuple):
    """How the bytes of a file are to be read; None where nothing was said.

    ``sheet`` is the name of a workbook's sheet, ``engine`` what counts a text.
    """

    encoding: str | None = None
    sheet: str | None = None
    engine: str | None = None

    def or_else(self, known: ReadingOptions) -> ReadingOptions:
        """Return this, and what is known where nothing was said."""
        return ReadingOptions(*[said or other for said, other in zip(self, known, strict=True)])


AS_IT_IS = ReadingOptions()


class FileRules(NamedTuple):
    """How one file is understood in another way than the others.

    Parameters
    ----------
    only
        The values that a row must have to be counted, by the header of their column.
    stages, words
        As in :class:`Rules`, and before those.
    none_in_window
        Whether it is meant that no event of it lies in the window.
    """

    only: Mapping[str, tuple[str, ...]] = {}
    stages: Mapping[str, str] = {}
    words: Mapping[str, Mapping[str, str]] = {}
    none_in_window: bool = False


LIKE_THE_OTHERS = FileRules()


class ExtractRequest(NamedTuple):
    """A file that was named, and what was said of how it is to be read.

    Parameters
    ----------
    kind
        The kind of extract it is; None to tell by its columns.
    headers
        Its header for a column, by the column's name.
    own
        What holds for it alone.
    """

    path: Path
    kind: Kind | None = None
    headers: Mapping[str, str] = {}
    reading: ReadingOptions = AS_IT_IS
    own: FileRules = LIKE_THE_OTHERS


class Window(NamedTuple):
    """The days on which an event counts, both included."""

    start: date
    end: date

    def holds(self, day: date) -> bool:
        """Return whether a day lies in the window."""
        return self.start <= day <= self.end


class OwnMeasure(NamedTuple):
    """A yes/no question of the user's own: which column answers it, and out of whom.

    It is counted under ``item``. ``out_of`` is the column that says who could answer yes,
    by a yes of its own; empty where everybody with an answer could.
    """

    item: str
    column: str
    out_of: str = ""


#: Which ethnicity of somebody counts whose posts do not agree: the latest, or a known one.
LATEST, KNOWN = "latest", "known"


class PostRules(NamedTuple):
    """What counts of somebody whose posts do not agree.

    Parameters
    ----------
    ethnicity
        ``latest``: that of the latest post by ``date``; ``known``: a known one before an
        unknown one; empty: nothing, they must agree.
    date
        The name of the column with the day from which a post, or what it says, holds.
    """

    ethnicity: str = ""
    date: str = ""


class Rules(NamedTuple):
    """How extracts are to be understood.

    Parameters
    ----------
    breakdowns
        The columns whose values are kept as units.
    blanks
        What a blank means, ``no`` or ``not-applicable``, by yes/no column.
    labels
        The category of ethnicity labels that the user added, by the label.
    scheme
        The code scheme of ethnicity; empty to tell it from the column.
    words
        What yes and no are written as, beside the usual words, by column.
    stages, employment
        Whether a stage is formal, and whether a kind of contract is direct, by the word.
    window
        When events count; None where it was not said.
    bands
        How pay bands are had.
    senior_grades, senior_salary
        The pay bands, or the least salary, of senior managers; empty and None where a
        column tells them.
    regulated_roles
        The job roles of regulated professionals; empty where a column tells them.
    out_of
        ``employed``: leavers are out of everybody employed in the year; ``in_post``: they
        are set against the staff in post.
    measures
        The user's own yes/no questions.
    posts
        What counts of somebody whose posts do not agree.
    group_by_category
        The group of each category, where two of one group need not agree; None where they
        must.
    everyone
        The items that everybody may have answered with yes.
    none_in_window
        Whether it is meant that no event lies in the window.
    compares_dates
        Whether the day that somebody started is compared with the days of events.
    """

    breakdowns: tuple[str, ...] = ()
    blanks: Mapping[str, str] = {}
    labels: Mapping[str, str] = {}
    scheme: str = ""
    words: Mapping[str, Mapping[str, str]] = {}
    stages: Mapping[str, str] = {}
    employment: Mapping[str, str] = {}
    window: Window | None = None
    bands: Bands = Bands()
    senior_grades: tuple[str, ...] = ()
    senior_salary: int | None = None
    regulated_roles: tuple[str, ...] = ()
    out_of: str = "employed"
    measures: tuple[OwnMeasure, ...] = ()
    posts: PostRules = PostRules()
    group_by_category: Mapping[str, str | None] | None = None
    everyone: frozenset[str] = frozenset()
    none_in_window: bool = False
    compares_dates: bool = False

    def of_file(self, own: FileRules) -> Rules:
        """Return these rules with what holds for one file before them."""
        columns = {*self.words, *own.words}
        return self._replace(
            stages={**self.stages, **own.stages},
            words={
                name: {**self.words.get(name, {}), **own.words.get(name, {})} for name in columns
            },
            none_in_window=own.none_in_window,
        )

    @property
    def optional_columns(self) -> tuple[str, ...]:
        """The optional columns that these rules make something of."""
        roles = ["job_role"] if self.regulated_roles else []
        dates = [self.posts.date] if self.posts.date else []
        return ("salary", *roles, *dates, *(["start_date"] if self.compares_dates else []))

    @property
    def needs_salary(self) -> bool:
        """Whether pay bands or senior managers are made of salaries."""
        return bool(self.bands.scheme) or self.senior_salary is not None
