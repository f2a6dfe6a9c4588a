"""The results of one year, as a file holds them, and whether years can be compared."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from scwres import __version__
from scwres.counts import Odds, Rate, Tally
from scwres.errors import Fault, FileError, InputError, cannot_be_read, in_words
from scwres.ethnicity import MINORITY_ETHNIC
from scwres.metrics.change import Pair
from scwres.metrics.comparison import Comparison
from scwres.metrics.standards import STANDARDS
from scwres.pipeline import compute
from scwres.report import COLUMNS, Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

#: The settings that must be the same for two years to be compared.
SAME = {
    "reference": "whom groups are compared with",
    "white_minorities": "whom white minorities are counted with",
    "out_of": "what leavers are out of",
}

#: How far a figure of a file may lie from that of its counts: the last digits of a number.
NEARLY = 1e-9

#: Columns that have come later: a file without them is read all the same.
LATER = frozenset({"profile"})


class Year(NamedTuple):
    """The results of one year.

    Parameters
    ----------
    name
        The file.
    label
        The year as it is called: the end of its period, or the file's name.
    period
        Its first and last day; None where the file does not say.
    """

    name: str
    label: str
    period: tuple[date, date] | None
    standard: str
    audience: str
    settings: Mapping[str, Any]
    lines: tuple[Line, ...]


def read_year(path: Path, **options: Any) -> Year:
    """Return the results that a file holds, or that its extracts give.

    Raises
    ------
    InputError
        When it holds none, or figures that do not follow from its counts.
    """
    content = _json(path) if path.suffix.casefold() == ".json" else None
    if content is None:
        options = {name: value for name, value in options.items() if value is not None}
        results = compute([path], **options)
        standard, audience = results.standard.name, results.audience
        settings: Mapping[str, Any] = results.settings
        lines = results.lines
    else:
        standard, audience = str(content.get("standard")), str(content.get("audience"))
        settings = content["settings"]
        lines = tuple(_read_lines(path.name, content["results"]))
    period = _period(settings)
    label = str(period[1].year) if period else path.stem
    return Year(path.name, label, period, standard, audience, settings, lines)


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


def _period(settings: Mapping[str, Any]) -> tuple[date, date] | None:
    """Return the first and the last day that figures are of; None where it is not said."""
    try:
        if window := settings.get("window"):
            return date.fromisoformat(window[0]), date.fromisoformat(window[1])
        if snapshot := settings.get("snapshot"):
            end = date.fromisoformat(snapshot)
            return end - timedelta(days=364), end
    except (TypeError, ValueError):
        return None
    return None


# Whether years can be compared


def order_faults(years: Sequence[Year]) -> Iterator[Fault]:
    """Give a fault for each year that overlaps the one before it, or comes before it."""
    for before, now in pairwise(years):
        if before.period is None or now.period is None:
            continue
        if now.period[1] < before.period[0]:
            what = f"is of {_days(now)}, before {before.name} of {_days(before)}"
            yield Fault(now.name, what, "Name the earlier year first.")
        elif now.period[0] <= before.period[1]:
            what = f"is of {_days(now)}, which overlaps {before.name} of {_days(before)}"
            yield Fault(now.name, what, "Compare years that have no day in common.")


def _days(year: Year) -> str:
    assert year.period is not None
    return f"{year.period[0]} to {year.period[1]}"


def setting_faults(years: Sequence[Year]) -> Iterator[Fault]:
    """Give a fault for each thing in which years differ that would make a change of its own."""
    last = years[-1]
    families = {year.standard.partition("-")[0] for year in years}
    if len(families) > 1:
        named = in_words([f"{year.name} of {year.standard}" for year in years])
        yield Fault("", f"the standards are not one: {named}", "Compare years of one standard.")
    for year in years[:-1]:
        names = (str(one.settings.get("organisation") or "") for one in (year, last))
        earlier, later = names
        if earlier and later and earlier != later:
            what = f"is of {earlier}, and {last.name} of {later}"
            yield Fault(year.name, what, "Compare years of one organisation.")
        for name, words in {"groups": "the groups", **SAME}.items():
            said = [one.settings.get(name) for one in (year, last)]
            if said[0] != said[1]:
                what = f"differs from {last.name} in {words}: {said[0]}, and {said[1]}"
                yield Fault(year.name, what, f"Compute both with the same {name}.")


def of_one_grouping(years: Sequence[Year]) -> list[Year]:
    """Return years of five groups restated as of two, where another is of two."""
    groupings = {year.settings.get("groups") for year in years}
    if groupings != {"two", "five"}:
        return list(years)
    return [_restated(year) if year.settings.get("groups") == "five" else year for year in years]


def _restated(year: Year) -> Year:
    """Return the four groups of each line together: the minority ethnic of two groups."""
    together: dict[tuple[str, ...], list[Line]] = {}
    for line in year.lines:
        key = tuple(map(str, (*line.of, line.part, line.breakdown, line.unit)))
        together.setdefault(key, []).append(line)
    lines = []
    for of_one in together.values():
        first = of_one[0]
        sums: dict[str, Any] = {}
        side, _ = first.sides
        for name in (f"{side}_count", f"{side}_out_of"):
            counts = [getattr(line, name) for line in of_one]
            sums[name] = None if None in counts else sum(counts)
        sums[side] = MINORITY_ETHNIC
        lines.append(first._replace(**sums))
    settings = {**year.settings, "groups": "two"}
    return year._replace(lines=tuple(map(_with_figures, lines)), settings=settings)


def _with_figures(line: Line) -> Line:
    """Return a line with the figures that follow from its counts."""
    pair, share = pair_of(line), None
    if line.group_count is not None and line.all_count:
        share = line.group_count / line.all_count
    if pair is None:
        nothing: dict[str, Any] = {"ratio": None, "ratio_lower": None, "ratio_upper": None}
        return line._replace(**nothing, share=share)
    kind = Comparison(line.group, line.compared_with, *pair, Tally(0, 0), Tally(0, 0))
    ratio = kind.ratio(line.confidence)
    limits: dict[str, Any] = {"ratio_lower": ratio.lower, "ratio_upper": ratio.upper}
    return line._replace(ratio=ratio.value, share=share, **limits)


def pair_of(line: Line) -> Pair | None:
    """Return the two tallies of a line; None where a count is withheld."""
    if line.is_withheld:
        return None
    return Pair(
        Tally(line.group_count or 0, line.group_out_of or 0),
        Tally(line.compared_with_count or 0, line.compared_with_out_of or 0),
    )
