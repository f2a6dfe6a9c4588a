"""Results on one screen: a row for each comparison, and what stands out in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scwres.ethnicity.categories import WHITE
from scwres.reports.account import reason_lines
from scwres.reports.document.overview import (
    GROUPS_IN_FULL,
    benchmark_lines,
    findings_by_indicator,
    groups_note,
    groups_table,
    heading_lines,
    lines_in_rows,
    mark_lines,
    measures_lines,
    overview_table,
    pay_lines,
    profile_line,
    significant_lines,
    unit_lines,
)
from scwres.reports.document.words import in_terminology
from scwres.reports.formats.layout import Fold, folded_text, wrap_lines
from scwres.reports.notes import (
    directions_note,
    interval_notes,
    is_of_several_groups,
    odds_notes,
    white_minorities_note,
)
from scwres.results.lines import Line
from scwres.results.results import Reported

#: The widest remarks of a table: in full, and folded.
REMARK, REMARK_FOLDED = 19, 11

#: The narrowest titles of a table: roomy, and in the narrowest terminals.
TITLE, TITLE_FOLDED = 24, 13


def as_overview(results: Reported, width: int | None = None) -> str:
    """Return results as text of about one screen; without a width, no line is wrapped."""
    blocks: list[list[str]] = [[*wrap_lines(heading_lines(results), width)]]
    ratios = lines_in_rows(results)
    figures = [*wrap_lines(pay_lines(results), width)]
    if ratios:
        figures += [*([""] if figures else []), *_ratios(results, ratios, width)]
    texts: list[Iterable[str]] = [
        mark_lines(results, "\n".join(figures)),
        significant_lines(ratios),
        measures_lines(results),
        unit_lines(results),
        ["Not calculated", *reason_lines(results)] if results.not_computed else [],
        benchmark_lines(results),
        profile_line(results),
    ]
    blocks += [figures, *([*wrap_lines(lines, width)] for lines in texts)]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _ratios(results: Reported, lines: list[Line], width: int | None) -> Iterator[str]:
    """Yield the table of ratios, and how to read it."""
    is_usual = results.settings["white_minorities"] == WHITE
    rules = [] if is_usual else [white_minorities_note(results)]
    groups = {line.minority for line in lines if line.has_people}
    if len(groups) > GROUPS_IN_FULL:
        texts = [*findings_by_indicator(results, lines), groups_note(results), *rules]
        yield from wrap_lines(texts, width)
        return
    if is_of_several_groups(lines):
        table = groups_table(results, lines)
        yield folded_text(
            [Fold(table, 0, TITLE), Fold(table, 0, TITLE_FOLDED, is_below=True)], width
        )
        yield from wrap_lines(rules, width)
        return
    text = folded_text(_folds(results, lines), width)
    yield text
    notes = (
        directions_note(results, lines),
        *odds_notes(lines, text),
        *interval_notes(results, lines),
        *rules,
    )
    yield from wrap_lines((in_terminology(results, note) for note in notes), width)


def _folds(results: Reported, lines: list[Line]) -> list[Fold]:
    """Return the forms of the table of ratios, from the widest to the narrowest."""
    in_full = overview_table(results, lines, with_counts=True, with_national=True)
    with_national = overview_table(results, lines, with_counts=False, with_national=True)
    alone = overview_table(results, lines, with_counts=False, with_national=False)
    return [
        Fold(in_full, 0, None),
        Fold(with_national, REMARK, TITLE),
        Fold(alone, REMARK_FOLDED, TITLE),
        Fold(alone, REMARK_FOLDED, TITLE_FOLDED, is_below=True),
    ]
