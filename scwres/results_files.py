"""Results that a file holds, read and checked: each figure against the counts it is of."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from scwres import __version__
from scwres.counts import Odds, Rate, Tally
from scwres.errors import Fault, FileError, InputError, cannot_be_read, in_words
from scwres.metrics.comparison import Comparison
from scwres.metrics.standards import STANDARDS
from scwres.report import COLUMNS, Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

#: The settings that must be the same for results to be set beside each other.
SAME = {
    "groups": "the groups",
    "reference": "whom groups are compared with",
    "white_minorities": "whom white minorities are counted with",
    "out_of": "what leavers are out of",
}

#: How far a figure of a file may lie from that of its counts: the last digits of a number.
NEARLY = 1e-9

#: Columns that have come later: a file without them is read all the same.
LATER = frozenset({"profile"})


class ResultsFile(NamedTuple):
    """Results as a file holds them, or as extracts give them.

    Parameters
    ----------
    name
        The file.
    missing
        Why an indicator has no figures of the whole, by its number.
    """

    name: str
    standard: str
    audience: str
    settings: Mapping[str, Any]
    lines: tuple[Line, ...]
    missing: Mapping[str, str] = {}

    @property
    def organisation(self) -> str:
        """Whose results they are; empty where it is not said."""
        return str(self.settings.get("organisation") or "")

    @property
    def period(self) -> tuple[date, date] | None:
        """The first and the last day that figures are of; None where it is not said."""
        try:
            if window := self.settings.get("window"):
                return date.fromisoformat(window[0]), date.fromisoformat(window[1])
            if snapshot := self.settings.get("snapshot"):
                end = date.fromisoformat(snapshot)
                return end - timedelta(days=364), end
        except (TypeError, ValueError):
            return None
        return None


def read_results(path: Path) -> ResultsFile:
    """Return the results of a JSON file, each figure checked against its counts.

    Raises
    ------
    InputError
        When it holds none that this version can read, or figures that do not follow from its
        counts.
    FileError
        When it cannot be read.
    """
    content = _json(path)
    lines = tuple(_read_lines(path.name, content["results"]))
    standard, audience = str(content["standard"]), str(content.get("audience"))
    missing = dict(_missing(content.get("not_computed")))
    return ResultsFile(path.name, standard, audience, content["settings"], lines, missing)


def _missing(said: object) -> Iterator[tuple[str, str]]:
    """Give why an indicator has no figures of the whole, as far as a file says it."""
    for one in said if isinstance(said, list) else ():
        if isinstance(one, dict) and not one.get("breakdown"):
            yield str(one.get("indicator")), str(one.get("why"))


def setting_differences(
    one: Mapping[str, Any], other: Mapping[str, Any]
) -> Iterator[tuple[str, str, Any, Any]]:
    """Give each setting that is not the same in two results, in words, and what each says."""
    for name, words in SAME.items():
        if one.get(name) != other.get(name):
            yield name, words, one.get(name), other.get(name)


def _json(path: Path) -> Mapping[str, Any]:
    """Return the results that a JSON file holds.

    Raises
    ------
    InputError
        When it holds none that this version can read.
    """
    try:
        content = json.loads(path.read_bytes())
    except OSError as error:
        raise FileError([cannot_be_read(path.name, error, "Name a file.")]) from error
    except (ValueError, RecursionError):
        content = None
    fix = "Expected what 'scwres compute --format json' writes."
    rows = content.get("results") if isinstance(content, dict) else None
    if (
        not isinstance(content, dict)
        or not isinstance(rows, list)
        or not isinstance(content.get("settings"), dict)
        or content.get("standard") not in STANDARDS
    ):
        raise InputError([Fault(path.name, "holds no results", fix)])
    version, own = str(content.get("scwres", "")), __version__
    if version.partition(".")[0] != own.partition(".")[0]:
        what = f"is of scwres {version}, and this is {own}"
        raise InputError([Fault(path.name, what, "Make it again from its extracts.")])
    lacking = [
        name
        for name in COLUMNS
        if name not in LATER and any(not isinstance(row, dict) or name not in row for row in rows)
    ]
    if lacking:
        what = f"has results without {in_words(lacking[:5])}"
        raise InputError([Fault(path.name, what, fix)])
    return dict(content)


def _read_lines(name: str, rows: Sequence[Mapping[str, Any]]) -> Iterator[Line]:
    """Give the lines of rows, each figure checked against its counts."""
    faults = []
    lines = []
    for number, row in enumerate(rows, 1):
        line = Line(**{column: row.get(column, "") for column in COLUMNS})
        what = _contradiction(line)
        if what:
            where = f"result {number} ({line.indicator} {line.title}{_where(line)}) {what}"
            faults.append(Fault(name, where, "Leave results as they were written."))
        lines.append(line)
    if faults:
        raise InputError(faults)
    yield from lines


def _where(line: Line) -> str:
    named = ", ".join(filter(None, (line.part, line.unit)))
    return f", {named}" if named else ""


def _contradiction(line: Line) -> str:
    """Return what of a line does not follow from its counts; empty where all does."""
    counts = (
        *(line.group_count, line.group_out_of, line.compared_with_count),
        *(line.compared_with_out_of, line.all_count, line.all_out_of),
    )
    if any(count is not None and (type(count) is not int or count < 0) for count in counts):
        return "holds a count that is no whole number"
    if None in counts:
        return ""  # withheld, and what follows from it
    kind = Rate if line.is_rate else Odds if line.is_of_odds else Tally
    try:
        group = kind(line.group_count or 0, line.group_out_of or 0)
        other = kind(line.compared_with_count or 0, line.compared_with_out_of or 0)
    except ValueError:
        return "counts more people with the event than people"
    everyone = (Rate if line.is_rate else Tally)(line.all_count or 0, line.all_out_of or 0)
    made = Comparison(line.group, line.compared_with, group, other, Tally(0, 0), everyone)
    interval = "katz" if line.method.startswith("Katz") else "koopman"
    ratio = made.ratio(line.confidence, interval)
    expected = {
        "ratio": ratio.value,
        "ratio_lower": ratio.lower,
        "ratio_upper": ratio.upper,
        "share": made.share,
        "workforce_share": made.workforce_share,
    }
    for name, value in expected.items():
        held = getattr(line, name)
        if (held is None) != (value is None) or (
            value is not None and abs(held - value) > NEARLY * max(1.0, abs(value))
        ):
            return f"says {name} is {held}, which does not follow from its counts"
    return ""
