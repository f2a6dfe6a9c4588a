"""Lines in the words of a report: what they are called, and what is said of several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scwres.metrics.standards.indicator import RATIO
from scwres.reports.document.words import (
    day_in_words,
    group_name,
    grouped,
    interval_name,
    is_clear,
    limits_text,
    ratio_text,
)
from scwres.reports.notes import is_of_several_groups
from scwres.results.results import MARKS
from scwres.text.numbers import percentage, points
from scwres.text.phrases import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scwres.reports.document.document import Document
    from scwres.results.results import BenchmarkLine, Line, Reported


def runs(lines: Sequence[Line]) -> str:
    """Return from and to which share the pay bands run; empty where that tells nothing.

    Where bands are withheld, of which it is said: they are often the best paid.
    """
    known = [line for line in lines if line.share is not None]
    if len(known) < 2 or not any(line.share for line in known):
        return ""
    low = min(known, key=lambda line: line.share or 0)
    high = max(known, key=lambda line: line.share or 0)
    said = (
        f"from {percentage(low.share or 0)} ({low.part}) to "
        f"{percentage(high.share or 0)} ({high.part})"
    )
    if len(known) == len(lines):
        return said
    withheld = in_words([line.part for line in lines if line.share is None])
    verb = "is" if len(lines) - len(known) == 1 else "are"
    return f"{said} in the {len(known)} that can be shown; {withheld} {verb} withheld"


def clear_of(lines: Sequence[Line], what: str) -> str:
    """Return how many lines are significant, of those that have a ratio or a limit of one."""
    withheld = sum(line.is_withheld for line in lines)
    shown = [
        line
        for line in lines
        if line.is_readable
        and not line.is_withheld
        and (line.ratio is not None or limits_text(line))
    ]
    if not shown:
        return f"no {what} is shown" if withheld == len(lines) else f"no {what} to show"
    decided = sum(map(is_clear, shown))
    clear = f"{decided or 'none'} of {len(shown)} {what}s statistically significant"
    if len(shown) == 1:
        clear = f"the one {what} shown {'is' if decided else 'is not'} statistically significant"
    small = sum(line.is_of_few_people and not line.is_withheld for line in lines)
    rest = {
        "not shown": withheld,
        "of under 10 people": small,
        "not defined": len(lines) - len(shown) - withheld - small,
    }
    return ", ".join([clear, *(f"{many} {which}" for which, many in rest.items() if many)])


def figure_text(line: Line) -> str:
    """Return the ratio with its interval; before it the gap, where the standard publishes that."""
    limits = limits_text(line)
    ratio = f"{ratio_text(line)}{f' ({interval_name(line)} {limits})' if limits else ''}"
    if line.headline != "gap":
        return ratio
    gap = f"[{line.marks['gap']}]" if line.gap is None else f"{points(line.gap)} points"
    return f"{gap}; ratio {ratio}"


def sentences(reading: str) -> list[str]:
    """Return the sentences of a reading."""
    parts = reading.split(". ")
    return [part if part.endswith(".") else f"{part}." for part in parts]


def numbered(line: Line) -> str:
    """Return what an indicator is called, its number before it."""
    if line.is_supporting:
        return line.title
    return f"{line.indicator} {line.title}" if not line.is_of_odds else line.title


def short_name(line: Line) -> str:
    """Return what an indicator is called where names are short."""
    if line.is_supporting:
        return f"measure {line.title}"
    return f"{line.indicator} disparity" if line.is_of_odds else f"indicator {line.indicator}"


def names_of(lines: Iterable[Line]) -> list[str]:
    """Return what the indicators of lines are called, each once."""
    return list(dict.fromkeys(numbered(line) for line in lines))


def period(settings: Mapping[str, object]) -> str:
    """Return the snapshot and the window that were said, in words."""
    window, snapshot = settings.get("window"), settings.get("snapshot")
    said = []
    if snapshot:
        said.append(f"staff in post on {day_in_words(str(snapshot))}")
    if isinstance(window, (list, tuple)):
        said.append(f"events from {' to '.join(day_in_words(str(day)) for day in window)}")
    return ", ".join(said)


def of_groups(lines: Iterable[Line]) -> str:
    """Return the indicators of lines of several groups, each with the groups that it is of."""
    return "; ".join(
        f"{numbered(found[0])} ({', '.join(line.minority for line in found)})"
        for _, found in grouped(lines, lambda line: line.indicator_key)
    )


def shorthand(document: Document) -> tuple[tuple[str, str], ...]:
    """Return the letters that are used in tables and sentences, and what each means."""
    used = "".join(
        [
            *(value.text for table in document.tables for row in table.rows for value in row),
            *(section.figure for section in document.all_sections),
            *(said for section in document.all_sections for said in section.reading),
        ]
    )
    return tuple(
        (f"[{letter}]", meaning) for letter, meaning in MARKS.items() if f"[{letter}]" in used
    )


def beside_in_words(results: Reported, line: BenchmarkLine) -> str:
    """Return what a figure from elsewhere is, and how the one here differs; empty where none is.

    For example "0.61; lower here" or "30.0% of residents; here 9.4 points lower".
    """
    group = next(
        one for one in (line.group, line.compared_with) if one != results.settings["reference"]
    )
    of = [line.part] if line.part else []
    if is_of_several_groups(results.lines):
        of.append(group_name(results, group))
    named = f"{', '.join(of)} " if of else ""
    if line.figure == RATIO:
        return f"{named}{line.printed}{f' ({line.place})' if line.place else ''}"
    if line.points is None:
        return f"{named}{line.printed}"
    return (
        f"{named}{line.printed} (here {percentage(line.here or 0)}, {points(line.points)} points)"
    )
