"""Phrases of a report: titles of lines, and sentences about several lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from scwres.metrics.standards.indicator import RATIO
from scwres.reports.document.document import Document
from scwres.reports.document.words import (
    day_in_words,
    group_name,
    is_clear,
    limits_text,
    lines_by,
)
from scwres.reports.notes import is_of_several_groups
from scwres.results.lines import MARKS, Line
from scwres.results.results import BenchmarkLine, Reported
from scwres.text.numbers import percentage, points


def significant_count(lines: Sequence[Line], noun: str) -> str:
    """Return how many of the lines with a ratio, or a limit of one, are significant."""
    withheld = sum(line.is_withheld for line in lines)
    shown = [
        line
        for line in lines
        if line.is_readable
        and not line.is_withheld
        and (line.ratio is not None or limits_text(line))
    ]
    if not shown:
        return f"no {noun} is shown" if withheld == len(lines) else f"no {noun} to show"
    decided = sum(map(is_clear, shown))
    verb = "is" if decided == 1 else "are"
    clear = f"{decided or 'none'} of {len(shown)} {noun}s {verb} statistically significant"
    if len(shown) == 1:
        clear = f"the one {noun} shown {'is' if decided else 'is not'} statistically significant"
    small = sum(line.is_of_few_people and not line.is_withheld for line in lines)
    rest = (
        (withheld, "is not shown", "are not shown"),
        (small, "has under 10 people", "have under 10 people"),
        (len(lines) - len(shown) - withheld - small, *["cannot be calculated"] * 2),
    )
    others = [f"{number} {one if number == 1 else many}" for number, one, many in rest if number]
    return "; ".join([clear, *([", ".join(others)] if others else [])])


def numbered_title(line: Line) -> str:
    """Return the title of an indicator after its number."""
    if line.is_supporting:
        return line.title
    return f"{line.indicator} {line.title}" if not line.is_of_odds else line.title


def short_name(line: Line) -> str:
    """Return the short name of an indicator, for links and files."""
    if line.is_supporting:
        return f"measure {line.title}"
    return f"{line.indicator} disparity" if line.is_of_odds else f"indicator {line.indicator}"


def names_of(lines: Iterable[Line]) -> list[str]:
    """Return the titles of the indicators of lines, each once."""
    return list(dict.fromkeys(numbered_title(line) for line in lines))


def period(settings: Mapping[str, object]) -> str:
    """Return the snapshot and the window in words; empty where not given."""
    window, snapshot = settings.get("window"), settings.get("snapshot")
    parts = []
    if snapshot:
        parts.append(f"staff in post on {day_in_words(str(snapshot))}")
    if isinstance(window, (list, tuple)):
        parts.append(f"events from {' to '.join(day_in_words(str(day)) for day in window)}")
    return ", ".join(parts)


def titles_with_groups(lines: Iterable[Line]) -> str:
    """Return the titles of the indicators of lines, each with its groups."""
    return "; ".join(
        f"{numbered_title(group_lines[0])} ({', '.join(line.minority for line in group_lines)})"
        for _, group_lines in lines_by(lines, lambda line: line.indicator_key)
    )


def shorthand(document: Document) -> tuple[tuple[str, str], ...]:
    """Return the letters that are used in tables and sentences, and what each means."""
    used = "".join(
        [
            *(value.text for table in document.tables for row in table.rows for value in row),
            *(sentence for section in document.all_sections for sentence in section.reading),
        ]
    )
    return tuple(
        (f"[{letter}]", meaning) for letter, meaning in MARKS.items() if f"[{letter}]" in used
    )


def benchmark_in_words(results: Reported, line: BenchmarkLine) -> str:
    """Return a figure from elsewhere, and how the figure of these results differs.

    For example "0.61 (lower here)" or "30.0% (here 20.6%, -9.4 percentage points)".
    """
    group = next(
        name for name in (line.group, line.compared_with) if name != results.settings["reference"]
    )
    labels = [line.part] if line.part else []
    if is_of_several_groups(results.lines):
        labels.append(group_name(results, group))
    prefix = f"{', '.join(labels)} " if labels else ""
    if line.figure == RATIO:
        return f"{prefix}{line.printed}{f' ({line.place})' if line.place else ''}"
    if line.points is None:
        return f"{prefix}{line.printed}"
    return (
        f"{prefix}{line.printed} (here {percentage(line.here or 0)}, "
        f"{points(line.points)} percentage points)"
    )
