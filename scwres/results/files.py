"""Read results from a file: each figure is checked against its counts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from math import isfinite
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_type_hints

from scwres.counts import Odds, Rate, Tally
from scwres.disclosure.figures import FIGURES
from scwres.errors import Fault, FileError, InputError, cannot_be_read
from scwres.metrics.comparison import NOBODY, Comparison
from scwres.metrics.intervals import KATZ, KOOPMAN
from scwres.metrics.likelihood import CONFIDENCE
from scwres.metrics.standards import STANDARDS
from scwres.results.results import COLUMNS, INTERNAL, PUBLICATION, Line
from scwres.text.phrases import in_words, nearest
from scwres.version import __version__

#: The settings that must be the same for results to be compared.
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
        """The organisation; empty where not given."""
        return str(self.settings.get("organisation") or "")

    @property
    def period(self) -> tuple[date, date] | None:
        """The first and the last day that figures are of; None where not given."""
        return period_of(self.settings)


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
    standard, audience = content["standard"], content["audience"]
    lines = tuple(_read_lines(path.name, content["results"], audience))
    missing = dict(_missing(content.get("not_computed")))
    return ResultsFile(path.name, standard, audience, content["settings"], lines, missing)


def _missing(not_computed: object) -> Iterator[tuple[str, str]]:
    """Yield why an indicator has no figures of the whole, as far as a file holds it."""
    for figure in not_computed if isinstance(not_computed, list) else ():
        if isinstance(figure, dict) and not figure.get("breakdown"):
            yield str(figure.get("indicator")), str(figure.get("why"))


def setting_differences(
    settings: Mapping[str, Any], other: Mapping[str, Any]
) -> Iterator[tuple[str, str, Any, Any]]:
    """Yield each setting that differs between two results, in words, and both values."""
    for name, words in SAME.items():
        if settings.get(name) != other.get(name):
            yield name, words, settings.get(name), other.get(name)


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
        folder = path.parent
        names = [neighbour.name for neighbour in folder.iterdir()] if folder.is_dir() else []
        fix = nearest(path.name, names) or "Name a file of results."
        raise FileError([cannot_be_read(path.name, error, fix)]) from error
    except (ValueError, RecursionError):
        content = None
    fix = "Expected what 'scwres compute --format json' writes."
    rows = content.get("results") if isinstance(content, dict) else None
    if (
        not isinstance(content, dict)
        or not isinstance(rows, list)
        or not isinstance(content.get("settings"), dict)
        or str(content.get("standard")) not in STANDARDS
    ):
        raise InputError([Fault(path.name, "holds no results", fix)])
    version, own = str(content.get("scwres", "")), __version__
    if version.partition(".")[0] != own.partition(".")[0]:
        what = f"is of scwres {version}, and this is {own}"
        raise InputError([Fault(path.name, what, "Make it again from its extracts.")])
    if wrong := _wrong_head(content):
        raise InputError(
            [Fault(path.name, f"has {part} that results have not", fix) for part in wrong]
        )
    lacking = [
        name
        for name in COLUMNS
        if name not in LATER and any(not isinstance(row, dict) or name not in row for row in rows)
    ]
    if lacking:
        what = f"has results without {in_words(lacking[:5])}"
        raise InputError([Fault(path.name, what, fix)])
    return dict(content)


#: The settings of results that are texts, where they are compared.
_TEXTS = ("groups", "reference", "white_minorities", "out_of")


def _wrong_head(content: Mapping[str, Any]) -> list[str]:
    """Return the parts of a file, besides its lines, that results do not have so."""
    wrong = []
    settings = content["settings"]
    if content.get("audience") not in (INTERNAL, PUBLICATION):
        wrong.append("an audience")
    wrong += [f"a setting '{name}'" for name in _TEXTS if not _is_text(settings.get(name, ""))]
    names = settings.get("organisation"), *(settings.get("organisations") or ())
    if not all(name is None or _is_text(name) for name in names):
        wrong.append("an organisation")
    if not _is_confidence(settings.get("confidence", CONFIDENCE)):
        wrong.append("a confidence")
    try:
        period = period_of(settings)
        date.fromisoformat(settings.get("snapshot") or "2000-01-01")
    except (TypeError, ValueError, IndexError, KeyError):
        return [*wrong, "a period"]
    if period and period[0] > period[1]:
        wrong.append("a period from its end to its beginning")
    return wrong


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value.isprintable()


def _is_confidence(value: object) -> bool:
    return isinstance(value, float) and 0 < value < 1


def period_of(settings: Mapping[str, Any]) -> tuple[date, date] | None:
    """Return the first and the last day that figures are of; None where not given."""
    if window := settings.get("window"):
        return date.fromisoformat(window[0]), date.fromisoformat(window[1])
    if snapshot := settings.get("snapshot"):
        end = date.fromisoformat(snapshot)
        return end - timedelta(days=364), end
    return None


def _read_lines(name: str, rows: Sequence[Mapping[str, Any]], audience: str) -> Iterator[Line]:
    """Yield the lines of rows, each figure checked against its counts."""
    faults = []
    lines = []
    keys: set[tuple[object, ...]] = set()
    for number, row in enumerate(rows, 1):
        line = Line(**{column: row.get(column, "") for column in COLUMNS})
        what = _wrong_types(line) or _contradiction(line)
        if not what:
            key = (*line.indicator_key, *line[4:9])
            what = "stands there a second time" if key in keys else ""
            keys.add(key)
        if not what and line.audience != audience:
            what = f"is for {line.audience}, in a file for {audience}"
        if what:
            where = f"result {number}{_where(line)} {what}"
            faults.append(Fault(name, where, "Leave results as they were written."))
        lines.append(line)
    if faults:
        raise InputError(faults)
    yield from lines


def _wrong_types(line: Line) -> str:
    """Return the column of a line that holds a value of another type; empty where none does."""
    for column, hint in _hints().items():
        value = getattr(line, column)
        kinds = {*(get_args(hint) or (hint,))}
        if value is None and type(None) in kinds:
            continue
        is_whole = type(value) is int and 0 <= abs(value) <= MOST_PEOPLE
        is_number = is_whole or (type(value) is float and isfinite(value))
        fits = (
            (str in kinds and _is_text(value))
            or (float in kinds and is_number)
            or (int in kinds and is_whole)
        )
        if not fits:
            return f"holds something else in '{column}' than results do"
    return "" if 0 < line.confidence < 1 else "has a confidence that is none"


@lru_cache(maxsize=1)
def _hints() -> dict[str, Any]:
    return get_type_hints(Line)


#: More people than any file is about.
MOST_PEOPLE = 10**12


def _where(line: Line) -> str:
    names = (f"{line.indicator} {line.title}", line.part, line.unit)
    return f" ({', '.join(name for name in names if name and isinstance(name, str))})"


def _contradiction(line: Line) -> str:
    """Return a figure of a line that does not follow from its counts; empty where all do."""
    counts = (
        line.group_count,
        line.group_out_of,
        line.compared_with_count,
        line.compared_with_out_of,
        line.all_count,
        line.all_out_of,
    )
    if any(count is not None and count < 0 for count in counts):
        return "holds a count under nought"
    kind = Rate if line.is_rate else Odds if line.is_of_odds else Tally
    pairs = {
        "group": (line.group_count, line.group_out_of),
        "compared_with": (line.compared_with_count, line.compared_with_out_of),
        "all": (line.all_count, line.all_out_of),
    }
    tallies: dict[str, Tally] = {}
    for name, (count, out_of) in pairs.items():
        tally_kind = (Rate if line.is_rate else Tally) if name == "all" else kind
        try:
            # A withheld count stands as 0: no figure that it is part of is checked below.
            whole = (count or 0) if out_of is None else out_of
            tallies[name] = tally_kind(count or 0, whole)
        except ValueError:
            return "counts more people with the event than people"
    comparison = Comparison(
        group=line.group,
        compared_with=line.compared_with,
        group_tally=tallies["group"],
        compared_tally=tallies["compared_with"],
        unknown=NOBODY,
        everyone=tallies["all"],
    )
    interval = KATZ if line.method.startswith("Katz") else KOOPMAN
    ratio = comparison.ratio(line.confidence, interval)
    expected = {
        "ratio": ratio.value,
        "ratio_lower": ratio.lower,
        "ratio_upper": ratio.upper,
        "share": comparison.share,
        "workforce_share": comparison.workforce_share,
    }
    withheld = {column for column in COLUMNS if column.endswith(("_count", "_out_of"))}
    withheld = {column for column in withheld if getattr(line, column) is None}
    for name, figure in expected.items():
        held = getattr(line, name)
        value = None if withheld.intersection(FIGURES[name].columns) else figure
        if (held is None) != (value is None) or (
            value is not None and abs(held - value) > NEARLY * max(1.0, abs(value))
        ):
            return f"says {name} is {held}, which does not follow from its counts"
    return ""
