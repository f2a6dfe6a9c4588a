"""Compared years in every format: one change a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import get_type_hints

from scwres.ethnicity.categories import MINORITY_ETHNIC
from scwres.metrics.change import CHANGED
from scwres.reports.account import wrapped
from scwres.reports.document.words import count_text, short_number
from scwres.reports.formats.csv import csv_text
from scwres.reports.formats.layout import Cell, Row, table_text, wrap_lines
from scwres.reports.formats.markdown import escape
from scwres.reports.formats.parquet import parquet_of
from scwres.results.lines import NOT_APPLICABLE, WITHHELD
from scwres.text.numbers import limits_of_change, p_value_text, percentage, points, ratio_text
from scwres.text.phrases import in_words
from scwres.version import __version__
from scwres.years.changes import NOT_TESTED, OF_A_RATE, ChangeLine, Changes
from scwres.years.sentences import MIXED, NOTES, WITHOUT_PERIOD, respelt_note, untested_note

TITLE = "Years compared"


def as_table(changes: Changes, width: int | None = None) -> str:
    """Return changes as text; without a width, a change is one line of text."""
    blocks = ["\n".join(wrap_lines([_heading(changes), changes.notice], width))]
    for breakdown, lines in groupby(changes.lines, key=lambda line: line.breakdown):
        if breakdown:
            blocks.append(f"By {breakdown}")
        breakdown_lines = list(lines)
        shares = [line for line in breakdown_lines if line.verdict == NOT_TESTED]
        ratios = [line for line in breakdown_lines if line.verdict != NOT_TESTED]
        if ratios:
            blocks.append(_table(changes, ratios, width))
        if shares:
            blocks.append(_table(changes, shares, width))
    significant = [line for line in changes.lines if line.verdict in CHANGED]
    if significant:
        text = ["Statistically significant changes"]
        for line in significant:
            text += wrapped(f"{_title(changes, line)}: {line.reading}", 2, width)
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
        "not_compared": [not_compared._asdict() for not_compared in changes.not_compared],
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
                for text in (_title(changes, line), *_texts(line, changes.decimals), line.verdict)
            ]
            for line in changes.lines
        ],
        ["Indicator", *map(escape, _labels(changes)), "Change", "p value", "Verdict"],
        tablefmt="pipe",
        disable_numparse=True,
        colalign=["left", "right", "right", "right", "right", "left"],
    )
    significant = [line for line in changes.lines if line.verdict in CHANGED]
    items = [f"- {escape(f'{_title(changes, line)}: {line.reading}')}" for line in significant]
    items += [f"- {escape(note.strip())}" for note in (*_reasons(changes), *_notes(changes))]
    heading = f"# {escape(_heading(changes))}"
    parts = [heading, f"**{escape(changes.notice)}**", table, "\n".join(items)]
    return "\n\n".join(parts) + "\n"


def _notes(changes: Changes) -> tuple[str, ...]:
    notes = [*NOTES, *([untested_note(changes.in_post)] if changes.in_post else [])]
    notes += [respelt_note(changes.respelt)] if changes.respelt else []
    if any(line.slope is not None for line in changes.lines):
        notes.append("A year: by how many times the ratio changes each year, over all years.")
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


def _table(changes: Changes, lines: Sequence[ChangeLine], width: int | None) -> str:
    """Return a table of ratios then and now with tests, or of shares then and now."""
    has_slope = any(line.slope is not None for line in lines)
    is_tested = any(line.verdict != NOT_TESTED for line in lines)
    rows = []
    for line in lines:
        before, now, changed, p_value = _texts(line, changes.decimals)
        cells = [*map(_cell, (before, now, changed)), *([Cell(p_value)] if is_tested else [])]
        if has_slope:
            cells.append(_cell(_slope(line, changes.decimals)))
        number = short_number(line.indicator, line.title)
        name = _title(changes, line, with_number=False)
        rows.append(Row(number, name, cells, line.verdict if is_tested else ""))
    headers = [*_labels(changes)]
    headers += ["Change (interval)", "p value"] if is_tested else ["Change"]
    headers += ["A year"] if has_slope else []
    return table_text("Indicator", headers, "Verdict" if is_tested else "", rows, width)


def _labels(changes: Changes) -> tuple[str, str]:
    """Return the headers of the columns of then and now."""
    labels = [year.label for year in changes.years]
    return (labels[0], labels[1]) if len(labels) == 2 else (labels[0], "Later")


def _cell(text: str) -> Cell:
    main, _, detail = text.partition(" (")
    return Cell(main, detail.removesuffix(")"))


def _texts(line: ChangeLine, decimals: int) -> tuple[str, str, str, str]:
    """Return then, now, the change and its p value as printed."""
    if line.verdict == NOT_TESTED and line.reading != OF_A_RATE:
        shares = (line.before_share, line.now_share)
        before, now = (WITHHELD if share is None else percentage(share) for share in shares)
        changed = (
            WITHHELD if line.change_points is None else f"{points(line.change_points)} points"
        )
        return before, now, changed, ""
    before, now = (_ratio(line, name, decimals) for name in ("before", "now"))
    if line.p_value is None:
        return before, now, WITHHELD if line.reading == WITHHELD else NOT_APPLICABLE, ""
    limits = limits_of_change(line.change_lower, line.change_upper, decimals)
    change = NOT_APPLICABLE if line.change is None else ratio_text(line.change, decimals)
    return before, now, f"{change} ({limits})", p_value_text(line.p_value)


def _ratio(line: ChangeLine, name: str, decimals: int) -> str:
    ratio = getattr(line, f"{name}_ratio")
    count, out_of = (getattr(line, f"{name}_group_{field}") for field in ("count", "out_of"))
    if None in (count, out_of):
        return WITHHELD
    tally = f"{count_text(count)} of {count_text(out_of)}"
    return f"{NOT_APPLICABLE if ratio is None else ratio_text(ratio, decimals)} ({tally})"


def _slope(line: ChangeLine, decimals: int) -> str:
    if line.slope is None:
        return ""
    limits = limits_of_change(line.slope_lower, line.slope_upper, decimals)
    return f"{ratio_text(line.slope, decimals)} ({limits})"


def _title(changes: Changes, line: ChangeLine, *, with_number: bool = True) -> str:
    """Return the title of a line; with its year where more than two are compared."""
    number = short_number(line.indicator, line.title) if with_number else ""
    group = "" if MINORITY_ETHNIC in (line.group, line.compared_with) else line.group
    year = line.now if len(changes.years) > 2 else ""
    parts = filter(None, (line.title, line.part, line.unit, group, year))
    return f"{number} {', '.join(parts)}".strip()


def _reasons(changes: Changes) -> Iterator[str]:
    units: dict[tuple[str, str, str], list[str]] = {}
    for not_compared in changes.not_compared:
        units.setdefault(
            (not_compared.indicator, not_compared.breakdown, not_compared.why), []
        ).append(not_compared.unit)
    for (number, breakdown, why), unit_names in units.items():
        title = changes.titles.get(number, "")
        breakdown_words = f" by {breakdown}" if breakdown else ""
        units_words = f" ({', '.join(dict.fromkeys(unit_names))})" if any(unit_names) else ""
        yield f"  {number} {title}{breakdown_words}{units_words}: {why}"
