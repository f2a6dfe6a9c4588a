"""The parts of a report, before it is written in any format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from scwres.reports.document.charts import Drawable
from scwres.reports.document.words import Table
from scwres.reports.notes import Note
from scwres.settings.commentary import Paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of one indicator, of the whole or of a breakdown.

    Parameters
    ----------
    name
        A short name, for links and files.
    definition, how_to_read
        The official definition, and how its figure is read; empty in a breakdown.
    reading
        What the figures say, in sentences; one sentence for each of several groups.
    caveats
        What could change the figure.
    brief
        Shorter tables, for a paper; none where its tables are short.
    commentary
        The council's own words on it.
    is_in_table
        Whether the table of all ratios has its figures.
    national
        The published national figures, with their source.
    beside
        Other figures from elsewhere, and how the figures of these results differ.
    """

    name: str
    title: str
    definition: str = ""
    reading: tuple[str, ...] = ()
    how_to_read: str = ""
    caveats: tuple[str, ...] = ()
    national: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    brief: tuple[Table, ...] = ()
    commentary: tuple[Paragraph, ...] = ()
    is_in_table: bool = False
    charts: tuple[Drawable, ...] = ()
    tables: tuple[Table, ...] = ()
    fold: str = ""


class Breakdown(NamedTuple):
    """A breakdown: where its units stand, a section for each indicator, and ratios across units.

    Of one by two columns that are crossed, the sections of each unit of the first column are
    folded together on a page, as its units are many.

    Parameters
    ----------
    units
        The sections of units beside the whole; they may be none.
    differences
        In which units the groups differ, in sentences; none where no ratio is told.
    withheld
        Which indicators are not shown for any unit, in a sentence; empty where all are.
    """

    name: str
    title: str
    units: tuple[Section, ...]
    sections: tuple[Section, ...]
    across: Table | None
    differences: tuple[str, ...] = ()
    withheld: str = ""

    @property
    def folds(self) -> list[tuple[str, tuple[Section, ...]]]:
        """The sections that are folded together, with the title of each fold; empty for none."""
        return [
            (title, tuple(sections))
            for title, sections in groupby(self.sections, key=lambda section: section.fold)
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A report, before it is written in any format.

    Parameters
    ----------
    organisation, subtitle
        Whose figures they are, and of which period; empty where not given.
    notice
        Who may read it.
    covered
        How many people of each kind are counted, in words; empty where no number is shown.
    summary
        All indicators in a table that fits the first screen; None where there are too many groups.
    logo
        The organisation's logo as a data URI; empty where there is none.
    purpose, recommendations, implications
        The council's own words, in paragraphs.
    withheld_commentary
        The council's own words on indicators that are wholly withheld.
    headlines
        The main findings: what each is about, and a sentence.
    coverage
        What the data cover, in sentences, with tables in ``coverage_tables``.
    glance, glance_table
        The ratios of all indicators; None where there are none, or too many.
    how_to_read
        How to read the ratios, in sentences.
    shares
        The groups' shares of the people in each indicator; None where there are none.
    sections, supporting
        A section for each indicator that is shown, and for each supporting measure.
    supporting_table
        The ratios of the supporting measures; None where there are none.
    withheld
        The indicators that are wholly withheld; None where there are none.
    beyond
        The sections after the figures: the workforce profile, years compared, and the plan.
    quality, method
        Paragraphs, each with its tables.
    shorthand
        The letters used in place of missing figures, and their meaning.
    """

    title: str
    organisation: str
    subtitle: str
    notice: str
    is_internal: bool
    standard: str
    covered: str
    headlines: tuple[tuple[str, str], ...]
    summary: Table | None
    coverage: tuple[str, ...]
    coverage_tables: tuple[Table, ...]
    glance: Drawable | None
    glance_table: Table | None
    how_to_read: tuple[str, ...]
    shares: Table | None
    sections: tuple[Section, ...]
    withheld: Table | None
    supporting: tuple[Section, ...]
    supporting_table: Table | None
    breakdowns: tuple[Breakdown, ...]
    beyond: tuple[Section, ...]
    quality: tuple[str, ...]
    quality_tables: tuple[Table, ...]
    method: tuple[Note, ...]
    method_tables: tuple[Table, ...]
    shorthand: tuple[tuple[str, str], ...]
    program: str
    logo: str = ""
    purpose: tuple[Paragraph, ...] = ()
    recommendations: tuple[Paragraph, ...] = ()
    implications: tuple[Paragraph, ...] = ()
    withheld_commentary: tuple[Section, ...] = ()

    @property
    def all_sections(self) -> Iterator[Section]:
        """Yield every section, those of breakdowns, years and plan last."""
        yield from self.sections
        yield from self.supporting
        for breakdown in self.breakdowns:
            yield from breakdown.units
            yield from breakdown.sections
        yield from self.beyond

    @property
    def charts(self) -> Iterator[Drawable]:
        """Yield every chart, in order."""
        if self.glance:
            yield self.glance
        for section in self.all_sections:
            yield from section.charts

    @property
    def tables(self) -> Iterator[Table]:
        """Yield every table, in order."""
        yield from self.coverage_tables
        alone = (
            self.summary,
            self.glance_table,
            self.shares,
            self.withheld,
            self.supporting_table,
        )
        yield from filter(None, alone)
        for section in self.all_sections:
            yield from section.tables
        for breakdown in self.breakdowns:
            if breakdown.across:
                yield breakdown.across
        yield from self.quality_tables
        yield from self.method_tables
