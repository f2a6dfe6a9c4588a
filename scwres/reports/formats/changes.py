"""Compared years in every format: one change a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import get_type_hints

from scwres.metrics.change import CHANGED
from scwres.reports.account import wrapped
from scwres.reports.document.year_tables import (
    brief_changes_table,
    change_cells,
    change_headers,
    change_title,
)
from scwres.reports.formats.csv import csv_text
from scwres.reports.formats.layout import table_text, wrap_lines
from scwres.reports.formats.markdown import escape
from scwres.reports.formats.parquet import parquet_of
from scwres.results.sentences import breakdown_in_words
from scwres.text.phrases import in_words
from scwres.version import __version__
from scwres.years.changes import NOT_TESTED, ChangeLine, Changes
from scwres.years.sentences import MIXED, NOTES, WITHOUT_PERIOD, respelt_note, untested_note

TITLE = "Years compared"


def as_table(changes: Changes, width: int | None = None) -> str:
    """Return changes as text; without a width, a change is one line of text."""
    blocks = ["\n".join(wrap_lines([_heading(changes), changes.notice], width))]
    for breakdown, lines in groupby(changes.lines, key=lambda line: line.breakdown):
        if breakdown:
            blocks.append(f"By {breakdown_in_words(breakdown)}")
        breakdown_lines = list(lines)
        shares = [line for line in breakdown_lines if line.verdict == NOT_TESTED]
        ratios = [line for line in breakdown_lines if line.verdict != NOT_TESTED]
        if ratios:
            blocks.append(table_text(brief_changes_table(changes, ratios), width))
        if shares:
            blocks.append(table_text(brief_changes_table(changes, shares), width))
    significant = [line for line in changes.lines if line.verdict in CHANGED]
    if significant:
        text = ["Statistically significant changes"]
        for line in significant:
            text += wrapped(f"{change_title(changes, line)}: {line.reading}", 2, width)
        blocks.append("\n".join(text))
    if changes.not_compared:
        blocks.append("\n".join(wrap_lines(["Not compared", *_reasons(changes)], width)))
    blocks.append("\n".join(wrap_lines(_notes(changes), width)))
    return "\n\n".join(blocks) + "\n"


def as_csv(changes: Changes, width: int | None = None) -> str:
    """Return the lines of changes as CSV text, whatever the width."""
    return csv_text(ChangeLine._fields, changes.lines)


def as_json(changes: Changes, width: int | None = None) -> str:
    """Return changes as JSON text in ASCII, whatever the width."""
    document = {
        "scwres": __version__,
        "audience": changes.audience,
        "notice": changes.notice,
        "years": [
            {"label": year.label, "standard": year.standard, "settings": dict(year.settings)}
            for year in changes.years
        ],
        "changes": [line._asdict() for line in changes.lines],
        "not_compared": [not_compared.row for not_compared in changes.not_compared],
    }
    return json.dumps(document, indent=1, allow_nan=False) + "\n"


def as_parquet(changes: Changes, width: int | None = None) -> bytes:
    """Return the lines of changes as a Parquet file, whatever the width."""
    about = {"scwres": __version__, "audience": changes.audience, "notice": changes.notice}
    return parquet_of(get_type_hints(ChangeLine), changes.lines, about)


def as_markdown(changes: Changes, width: int | None = None) -> str:
    """Return changes as a pipe table, with the significant ones in words below."""
    from tabulate import tabulate

    table = tabulate(
        [
            [
                escape(text)
                for text in (
                    change_title(changes, line),
                    *(cell.beside for cell in change_cells(changes, line)),
                    line.verdict,
                )
            ]
            for line in changes.lines
        ],
        ["Indicator", *map(escape, change_headers(changes)), "Change", "p-value", "Verdict"],
        tablefmt="pipe",
        disable_numparse=True,
        colalign=["left", "right", "right", "right", "right", "left"],
    )
    significant = [line for line in changes.lines if line.verdict in CHANGED]
    items = [
        f"- {escape(f'{change_title(changes, line)}: {line.reading}')}" for line in significant
    ]
    items += [f"- {escape(note.strip())}" for note in (*_reasons(changes), *_notes(changes))]
    heading = f"# {escape(_heading(changes))}"
    parts = [heading, f"**{escape(changes.notice)}**", table, "\n".join(items)]
    return "\n\n".join(parts) + "\n"


def _notes(changes: Changes) -> tuple[str, ...]:
    notes = [*NOTES, *([untested_note(changes.in_post)] if changes.in_post else [])]
    notes += [respelt_note(changes.respelt)] if changes.respelt else []
    if any(line.slope is not None for line in changes.lines):
        notes.append(
            "Per year: each year's ratio as a multiple of the year before, fitted over all years."
        )
    if len({year.is_public for year in changes.years}) > 1:
        notes.append(MIXED)
    if any(year.period is None for year in changes.years):
        notes.append(WITHOUT_PERIOD)
    return tuple(notes)


def _heading(changes: Changes) -> str:
    labels = [year.label for year in changes.years]
    organisation = str(changes.years[-1].settings.get("organisation") or "")
    owner = f", {organisation}" if organisation else ""
    return f"{TITLE}{owner}: {in_words(labels)}"


def _reasons(changes: Changes) -> Iterator[str]:
    units: dict[tuple[str, str, str], list[str]] = {}
    for not_compared in changes.not_compared:
        units.setdefault(
            (not_compared.indicator, not_compared.breakdown, not_compared.why), []
        ).append(not_compared.unit)
    for (number, breakdown, why), unit_names in units.items():
        title = changes.titles.get(number, "")
        breakdown_words = f" by {breakdown_in_words(breakdown)}" if breakdown else ""
        units_words = f" ({', '.join(dict.fromkeys(unit_names))})" if any(unit_names) else ""
        yield f"  {number} {title}{breakdown_words}{units_words}: {why}"
