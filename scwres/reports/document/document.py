"""What a report holds, before it is written in any form."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scwres.reports.document.change_charts import Drawable
    from scwres.reports.document.values import Table


class Section(NamedTuple):
    """A section of one indicator, of the whole or of a breakdown.

    Parameters
    ----------
    name
        What it is called where names are short.
    definition, how_to_read
        The official definition, and how its figure is read; empty in a breakdown.
    figure_name, figure, figure_said
        The figure that the standard publishes: what it is, it, and what is said of it.
    reading
        What the figures say, in sentences; of several groups a sentence each.
    caveats
        What could make the figure another one.
    national
        The published national figures, with their source.
    beside
        Other figures from elsewhere, and how those here differ from them.
    """

    name: str
    title: str
    definition: str = ""
    figure_name: str = ""
    figure: str = ""
    figure_said: str = ""
    reading: tuple[str, ...] = ()
    how_to_read: str = ""
    caveats: tuple[str, ...] = ()
    national: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    chart: Drawable | None = None
    tables: tuple[Table, ...] = ()


class Breakdown(NamedTuple):
    """A breakdown: a section an indicator, and the units taken together."""

    name: str
    title: str
    sections: tuple[Section, ...]
    across: Table | None


class Document(NamedTuple):
    """A report before it is written in any form.

    Parameters
    ----------
    organisation, subtitle
        Whose figures they are, and of when; empty where it was not said.
    notice
        Who may read it.
    headlines
        What was found: of what, and in sentences.
    coverage
        What the data cover, in sentences, with tables in ``coverage_tables``.
    glance, glance_table
        The ratios of all indicators; None where there are none, or too many.
    sections, supporting
        A section an indicator; a section a measure beside the standard.
    beyond
        What stands beside the figures: years compared, and the plan.
    quality, method
        Paragraphs, each with its tables.
    shorthand
        The letters that stand for figures that are missing, and what they mean: those used.
    """

    title: str
    organisation: str
    subtitle: str
    notice: str
    is_internal: bool
    standard: str
    headlines: tuple[tuple[str, str], ...]
    coverage: tuple[str, ...]
    coverage_tables: tuple[Table, ...]
    glance: Drawable | None
    glance_table: Table | None
    sections: tuple[Section, ...]
    supporting: tuple[Section, ...]
    breakdowns: tuple[Breakdown, ...]
    beyond: tuple[Section, ...]
    quality: tuple[str, ...]
    quality_tables: tuple[Table, ...]
    method: tuple[str, ...]
    method_tables: tuple[Table, ...]
    shorthand: tuple[tuple[str, str], ...]
    program: str

    @property
    def all_sections(self) -> Iterator[Section]:
        """Every section, those of breakdowns and beyond last."""
        yield from self.sections
        yield from self.supporting
        for breakdown in self.breakdowns:
            yield from breakdown.sections
        yield from self.beyond

    @property
    def charts(self) -> Iterator[Drawable]:
        """Every chart, in order."""
        if self.glance:
            yield self.glance
        for section in self.all_sections:
            if section.chart:
                yield section.chart

    @property
    def tables(self) -> Iterator[Table]:
        """Every table, in order."""
        yield from self.coverage_tables
        if self.glance_table:
            yield self.glance_table
        for section in self.all_sections:
            yield from section.tables
        for breakdown in self.breakdowns:
            if breakdown.across:
                yield breakdown.across
        yield from self.quality_tables
        yield from self.method_tables
