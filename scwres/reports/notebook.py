"""Results, compared years and plans in a notebook: the tables of the terminal, in HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from scwres.metrics.standards.indicator import SHARE
from scwres.plan.evaluation import Evaluation
from scwres.reports.document.brief import brief_parts_tables, brief_ratio_table
from scwres.reports.document.plans import (
    brief_measures_table,
    brief_outcomes_table,
    has_figures,
    has_outcome_figures,
    outcome_lines,
    plan_heading,
    plan_summary,
)
from scwres.reports.document.units import brief_units_table, standings_by_breakdown
from scwres.reports.document.words import BriefTable
from scwres.reports.document.year_tables import brief_changes_table
from scwres.results.lines import MARKS
from scwres.results.results import Reported, Results
from scwres.results.sentences import breakdown_in_words
from scwres.text.phrases import in_words, number_of
from scwres.text.untrusted import printable
from scwres.years.changes import NOT_TESTED, Changes

#: Where the rest of results stands, by the number of things there.
_BESIDE = (("not_computed", "figure", "not calculated"), ("warnings", "warning", ""))


def as_html(shown: Results | Reported | Changes | Evaluation) -> str:
    """Return HTML that a notebook shows: a heading, the notice, and tables of figures.

    Every text is escaped, and the notice is always there.
    """
    if isinstance(shown, Changes):
        title, tables = _title_of(shown), _tables_of_changes(shown)
    elif isinstance(shown, Evaluation):
        title = plan_heading(shown)
        outcomes = [brief_outcomes_table(shown)] if has_outcome_figures(shown) else []
        measures = [brief_measures_table(shown)] if has_figures(shown) else []
        tables = iter([*outcomes, *measures])
    else:
        title, tables = shown.standard.title, _tables_of_results(shown)
    parts = [f"<p><strong>{_text(title)}</strong></p>", *_paragraphs([shown.notice])]
    if isinstance(shown, Evaluation):
        parts += _paragraphs([plan_summary(shown), *outcome_lines(shown)])
    tables_in_html = "".join(map(_table, tables))
    parts.append(tables_in_html)
    parts += _paragraphs(
        f"[{letter}] {meaning}"
        for letter, meaning in MARKS.items()
        if f"[{letter}]" in tables_in_html
    )
    return f"<div>{''.join([*parts, *_paragraphs(_elsewhere(shown))])}</div>"


def _title_of(changes: Changes) -> str:
    return f"Years compared: {in_words([year.label for year in changes.years])}"


def _tables_of_results(results: Reported) -> Iterator[BriefTable]:
    """Yield the tables of the whole, then of each breakdown: units, shares, then ratios."""
    units = standings_by_breakdown(results)
    for breakdown, all_lines in groupby(results.lines, key=lambda line: line.breakdown):
        lines = list(all_lines)
        if standings := units.get(breakdown):
            yield brief_units_table(standings)
        yield from brief_parts_tables(results, lines)
        ratios = [line for line in lines if line.headline != SHARE]
        for is_supporting, heading in ((False, ""), (True, "Supporting measures")):
            if some := [line for line in ratios if line.is_supporting is is_supporting]:
                by = f"By {breakdown_in_words(breakdown)}" if breakdown else ""
                caption = ". ".join(filter(None, (by, heading)))
                yield brief_ratio_table(results, some)._replace(heading=caption)


def _tables_of_changes(changes: Changes) -> Iterator[BriefTable]:
    """Yield the tables of the whole, then of each breakdown: ratios, then shares."""
    for breakdown, all_lines in groupby(changes.lines, key=lambda line: line.breakdown):
        lines = list(all_lines)
        heading = f"By {breakdown_in_words(breakdown)}" if breakdown else ""
        for is_tested in (True, False):
            if some := [line for line in lines if (line.verdict != NOT_TESTED) is is_tested]:
                yield brief_changes_table(changes, some)._replace(heading=heading)


def _elsewhere(shown: Reported | Changes | Evaluation) -> Iterator[str]:
    """Yield how much there is beside the tables, and where."""
    for name, noun, after in _BESIDE:
        if things := getattr(shown, name, ()):
            yield f"{' '.join(filter(None, (number_of(len(things), noun), after)))}: see .{name}"


def _paragraphs(texts: Iterable[str]) -> list[str]:
    return [f"<p>{_text(text)}</p>" for text in texts if text]


def _table(table: BriefTable) -> str:
    """Return a table: titles and remarks aligned left, figures right."""
    remarks = [table.remark_header] if table.remark_header else []
    figures = len(table.headers)
    headers = ["", table.title_header, *table.headers, *remarks]
    head = _row("th", headers, figures)
    rows = [
        _row(
            "td",
            [
                row.number,
                row.title,
                *([cell.beside for cell in row.cells] or [""] * figures),
                *([row.remark] if remarks else []),
            ],
            figures,
        )
        for row in table.rows
    ]
    caption = f"<caption>{_text(table.heading)}</caption>" if table.heading else ""
    note = "".join(_paragraphs([table.note]))
    return f"<table>{caption}<thead>{head}</thead><tbody>{''.join(rows)}</tbody></table>{note}"


def _row(tag: str, cells: Sequence[str], figures: int) -> str:
    """Return a row of cells; the figures stand behind a number and a title."""
    aligned = [
        f'<{tag} style="text-align: {"right" if 2 <= place < 2 + figures else "left"}">'
        f"{_text(cell)}</{tag}>"
        for place, cell in enumerate(cells)
    ]
    return f"<tr>{''.join(aligned)}</tr>"


def _text(words: str) -> str:
    """Return a text as HTML, an indent as spaces that do not break."""
    text = printable(words)
    stripped = text.lstrip(" ")
    return "&nbsp;" * (len(text) - len(stripped)) + escape(stripped)
