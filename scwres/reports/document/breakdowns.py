"""The breakdowns of a report: where units stand, and a section for each indicator."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from scwres.counts import columns_of, units_by_column
from scwres.metrics.standards.indicator import SHARE
from scwres.reports.account import same_unit_heading
from scwres.reports.document.charts import ratio_chart
from scwres.reports.document.document import Breakdown, Section
from scwres.reports.document.overview import NOT_SHOWN, count_in_words, units_that_differ
from scwres.reports.document.phrases import (
    names_of,
    numbered_title,
    short_name,
    significant_count,
)
from scwres.reports.document.tables import (
    across_table,
    bands_table,
    ratios_table,
)
from scwres.reports.document.units import (
    funnel_chart,
    funnel_title,
    lag_sentences,
    standings_shown,
    units_heading,
    units_note,
    units_table,
)
from scwres.reports.document.words import (
    is_clear,
    lines_by,
)
from scwres.reports.notes import (
    LIMITS_NOTE,
)
from scwres.results.lines import Line
from scwres.results.results import Reported
from scwres.results.sentences import breakdown_in_words
from scwres.results.units import UnitStanding
from scwres.text.phrases import in_words


class Breakdowns:
    """Writes the breakdowns of a document, from the same results as the rest of it.

    Parameters
    ----------
    standings
        Where units stand beside the whole, by breakdown.
    unique_name
        A function that makes a short name of texts that no other section has.
    """

    def __init__(
        self,
        results: Reported,
        standings: Mapping[str, Sequence[UnitStanding]],
        unique_name: Callable[..., str],
    ) -> None:
        self.results = results
        self.standings = standings
        self.unique_name = unique_name

    def breakdowns(self) -> Iterator[Breakdown]:
        """Yield each breakdown, with the sections of its indicators."""
        lines = [line for line in self.results.lines if line.breakdown]
        for breakdown, breakdown_lines in lines_by(lines, lambda line: line.breakdown):
            first_column, *others = columns_of(breakdown)
            by_fold = (
                lines_by(breakdown_lines, partial(_unit_in, first_column))
                if others
                else [("", breakdown_lines)]
            )
            indicators_lines = [
                (fold, indicator_lines)
                for fold, fold_lines in by_fold
                for _, indicator_lines in lines_by(fold_lines, lambda line: line.indicator_key)
            ]
            readable = [pair for pair in indicators_lines if not is_wholly_withheld(pair[1])]
            sections = [
                self._breakdown_section(breakdown, indicator_lines, fold)
                for fold, indicator_lines in readable
            ]
            shown = names_of(lines[0] for _, lines in readable)
            titles = names_of(lines[0] for _, lines in indicators_lines)
            withheld = [title for title in titles if title not in shown]
            name = self.unique_name(f"by {breakdown}")
            yield Breakdown(
                name,
                f"By {breakdown_in_words(breakdown)}",
                tuple(self._units_sections(breakdown, self.standings.get(breakdown, []))),
                tuple(sections),
                across_table(
                    self.results, breakdown, f"{name}-across", same_unit_heading(breakdown)
                ),
                tuple(self._differences(breakdown_lines)),
                f"{NOT_SHOWN}: {in_words(withheld)}." if withheld else "",
            )

    def _differences(self, lines: Sequence[Line]) -> Iterator[str]:
        """Yield how many ratios of units are significant, and in which units each is."""
        ratios = [line for line in lines if line.headline != SHARE]
        if count := count_in_words(ratios):
            yield f"Statistically significant differences between groups: {count}."
            yield from (f"{units}." for units in units_that_differ(self.results, ratios))

    def _units_sections(
        self, breakdown: str, standings: Sequence[UnitStanding]
    ) -> Iterator[Section]:
        """Yield the section of units beside the whole, and one for each funnel that is drawn."""
        if not standings:
            return
        name = self.unique_name(f"by {breakdown}", "units")
        shown = standings_shown(standings)
        title = units_heading(breakdown)
        yield Section(
            name=name,
            title=title,
            reading=(*lag_sentences(standings), units_note(standings)),
            how_to_read=LIMITS_NOTE,
            tables=(units_table(shown, name, title),) if shown else (),
        )
        by_title: dict[str, list[UnitStanding]] = {}
        for standing in standings:
            by_title.setdefault(standing.title, []).append(standing)
        for title, title_standings in by_title.items():
            name = self.unique_name(f"by {breakdown}", "funnel", title)
            message = funnel_title(title_standings)
            if funnel := funnel_chart(title_standings, name, message):
                yield Section(
                    name=name,
                    title=f"{title}: each {breakdown_in_words(breakdown)} by its size",
                    charts=(funnel,),
                    tables=(units_table(title_standings, name, message),),
                )

    def _breakdown_section(self, breakdown: str, lines: list[Line], fold: str) -> Section:
        """Return the section of an indicator in a breakdown, or in one unit of two crossed."""
        first = lines[0]
        name = self.unique_name(f"by {breakdown}", short_name(first), *([fold] if fold else []))
        by = breakdown_in_words(breakdown)
        title = ": ".join([f"{numbered_title(first)}, by {by}", *([fold] if fold else [])])
        lines = [line for line in lines if line.has_people] or lines
        if first.headline == SHARE:
            table = bands_table(self.results, lines, name, title)
            return Section(name=name, title=title, tables=(table,), fold=fold)
        message = f"{first.title}, by {by}: {significant_count(lines, 'ratio')}"
        # Units of a fold are many and small: their table says enough.
        chart = None if fold else ratio_chart(self.results, lines, name, message)
        return Section(
            name=name,
            title=title,
            reading=tuple(f"{line.unit}: {line.reading}" for line in lines if is_clear(line)),
            charts=(chart,) if chart else (),
            tables=(ratios_table(self.results, lines, name, title),),
            fold=fold,
        )


def _unit_in(column: str, line: Line) -> str:
    """Return the unit of a line in a column."""
    return units_by_column(line.breakdown, line.unit)[column]


def is_wholly_withheld(lines: Sequence[Line]) -> bool:
    """Return whether nothing of an indicator is shown."""
    return all(line.is_withheld for line in lines)
