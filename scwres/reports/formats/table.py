"""Results as tables in plain characters, for a person to read.

Each figure is printed with its counts. Where the terminal is too narrow for a row in one line,
the counts go below their figure and the finding below its title.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from scwres.metrics.standards.indicator import RATIO, SHARE
from scwres.reports.account import reason_lines, same_unit_heading, wrapped
from scwres.reports.document.brief import (
    brief_across_table,
    brief_benchmarks_table,
    brief_evidence_table,
    brief_organisations_table,
    brief_parts_tables,
    brief_ratio_table,
    brief_shares_table,
)
from scwres.reports.document.profile import (
    PROFILE_TITLE,
    brief_profile_tables,
    profile_notes,
)
from scwres.reports.document.units import (
    brief_units_table,
    lag_sentences,
    standings_by_breakdown,
)
from scwres.reports.document.words import (
    BriefTable,
    has_both_directions,
    in_terminology,
    is_clear,
    lines_with_shares,
    short_number,
)
from scwres.reports.formats.layout import table_text, wrap_lines
from scwres.reports.notes import (
    EVIDENCE_HEADING,
    RATIOS_NOTE,
    benchmark_sources,
    notes,
    residents_notes,
)
from scwres.results.benchmarks import lines_beside
from scwres.results.lines import Line
from scwres.results.results import Reported
from scwres.results.sentences import breakdown_in_words
from scwres.results.workforce import WorkforceProfile

#: Headings of the other tables.
SUPPORTING_HEADING = "Supporting measures (not part of the standard)"
WORDS_HEADING = "Statistically significant differences"
BENCHMARKS_HEADING = "Compared with other figures"

#: The note on shares beside figures from elsewhere.
SHARES_NOTE = "Points: percentage points, the share here minus the other share."


def as_table(results: Reported, width: int | None = None) -> str:
    """Return results as text; without a width, a line of results is one line of text."""
    blocks = ["\n".join(wrap_lines([results.standard.title, results.notice], width))]
    units = standings_by_breakdown(results)
    if behind := [
        f"By {breakdown_in_words(breakdown)}: {sentence}"
        for breakdown, standings in units.items()
        for sentence in lag_sentences(standings)
    ]:
        blocks.append("\n".join(wrap_lines(behind, width)))
    for breakdown, lines in groupby(results.lines, key=lambda line: line.breakdown):
        standings = units.get(breakdown, [])
        if breakdown:
            blocks.append(f"By {breakdown_in_words(breakdown)}")
        blocks += _tables(results, list(lines), width)
        if standings:
            blocks += _with_heading(brief_units_table(standings), width)
        if ratios_across := [
            across for across in results.across_units if across.breakdown == breakdown
        ]:
            blocks += [
                same_unit_heading(breakdown),
                table_text(brief_across_table(ratios_across), width),
            ]
        if not breakdown:
            blocks += benchmark_blocks(results, width)
    # The results of several organisations may have no lines for each of them.
    shown = {line.breakdown for line in results.lines}
    if ratios_across := [
        across for across in results.across_units if across.breakdown not in shown
    ]:
        blocks += [
            same_unit_heading(ratios_across[0].breakdown),
            table_text(brief_across_table(ratios_across), width),
        ]
    if results.workforce_profile is not None:
        blocks += _profile_blocks(results, results.workforce_profile, width)
    if results.organisations:
        blocks += _with_heading(brief_organisations_table(results), width)
    if results.not_computed:
        blocks.append("\n".join(wrap_lines(["Not calculated", *reason_lines(results)], width)))
    if results.lines:
        worded_notes = (
            in_terminology(results, note.text) for note in notes(results, "".join(blocks))
        )
        blocks.append("\n".join(wrap_lines(worded_notes, width)))
    return "\n\n".join(blocks) + "\n"


def _tables(results: Reported, lines: Sequence[Line], width: int | None) -> Iterator[str]:
    """Yield the tables of the whole, or of a breakdown: shares, ratios, supporting measures."""
    for table in brief_parts_tables(results, lines):
        yield "\n\n".join(_with_heading(table, width))
    ratios = [line for line in lines if line.headline != SHARE]
    standard_ratios = [line for line in ratios if not line.is_supporting]
    supporting = [line for line in ratios if line.is_supporting]
    if standard_ratios:
        yield table_text(brief_ratio_table(results, standard_ratios), width)
    if supporting:
        table = brief_ratio_table(results, supporting)
        yield f"{SUPPORTING_HEADING}\n\n{table_text(table, width)}"
    shares = [line for line in lines_with_shares(ratios) if not line.breakdown]
    if shares and has_both_directions(results, ratios):
        yield "\n\n".join(_with_heading(brief_shares_table(results, shares), width))
    if ratios and not ratios[0].breakdown:
        table = brief_evidence_table(results, ratios)
        yield f"{EVIDENCE_HEADING}\n\n{table_text(table, width)}"
        clear = [line for line in ratios if is_clear(line)]
        heading = WORDS_HEADING if clear else f"{WORDS_HEADING}: none"
        yield "\n".join([heading, *_in_words(clear, width)])


def _profile_blocks(
    results: Reported, profile: WorkforceProfile, width: int | None
) -> Iterator[str]:
    """Yield the tables of the workforce profile, and below them what they show."""
    yield PROFILE_TITLE
    for table in brief_profile_tables(results, profile):
        yield from _with_heading(table, width)
    yield "\n".join(wrap_lines(profile_notes(results, profile), width))


def _with_heading(table: BriefTable, width: int | None) -> list[str]:
    """Return the blocks of a table: its heading, itself where it has rows, and its note."""
    note = "\n".join(wrap_lines(filter(None, [table.note]), width))
    if not table.rows:
        return ["\n".join(filter(None, [table.heading, note]))]
    return [table.heading, table_text(table, width), *filter(None, [note])]


def _in_words(lines: Sequence[Line], width: int | None) -> Iterator[str]:
    for line in lines:
        number = short_number(line.indicator)
        yield from wrapped(f"{f'{number:<3} ' if number else ''}{line.reading}", 2, width)


def benchmark_blocks(results: Reported, width: int | None) -> Iterator[str]:
    """Yield the tables of ratios and shares that have benchmarks, and notes on them."""
    lines = lines_beside(results)
    if not lines:
        return
    yield BENCHMARKS_HEADING
    notes_below = []
    for figure, header, note in (
        (RATIO, "Ratio here", RATIOS_NOTE),
        (SHARE, "Share here", SHARES_NOTE),
    ):
        if figure_lines := [line for line in lines if line.figure == figure]:
            yield table_text(brief_benchmarks_table(results, figure_lines, header), width)
            notes_below.append(note)
    notes_below += residents_notes(results)
    notes_below += benchmark_sources(results)
    yield "\n".join(wrap_lines(notes_below, width))
