"""Read results from a file: each figure is checked against its counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import isfinite
from pathlib import Path
from typing import Any, get_args

from scwres.disclosure.knowledge import COUNT_COLUMNS
from scwres.disclosure.rules import ZEROS, Profile, is_profile, profile_called
from scwres.errors import Fault, FileError, InputError, cannot_be_read
from scwres.ethnicity.categories import REFERENCES
from scwres.extracts.cells.identities import holds_ids_by_form
from scwres.metrics.comparison import Method, Statistic, comparison_of
from scwres.metrics.intervals import INTERVALS, KATZ, KOOPMAN
from scwres.metrics.likelihood import CONFIDENCE, CORNFIELD, FISHER, P_VALUES, PEARSON
from scwres.metrics.standards import STANDARDS, standard_called
from scwres.metrics.standards.indicator import CountedOf, Indicator, Words
from scwres.metrics.standards.supporting import known_indicators
from scwres.results.lines import COLUMNS, INTERNAL, OF_PEOPLE_IN_NO_GROUP, PUBLICATION, Line
from scwres.text.phrases import in_words, nearest
from scwres.text.safety import holds_email, holds_national_insurance_number, place_name
from scwres.text.strict_json import read_json
from scwres.version import __version__

#: The settings that must be the same for results to be compared.
SAME = {
    "groups": "the groups",
    "reference": "the group that others are compared with",
    "white_minorities": "how white minorities are counted",
    "out_of": "the staff that leavers are divided by",
}

#: How far a figure of a file may lie from that of its counts: the last digits of a number.
NEARLY = 1e-9

#: Columns that have come later: a file without them is read all the same.
LATER = frozenset(
    {
        *("profile", "statistic", "interval", "p_value_test"),
        *("inverse_ratio", "inverse_ratio_lower", "inverse_ratio_upper"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The results of a year, as a file holds them, or as extracts give them.

    Parameters
    ----------
    name
        The file.
    missing
        Why an indicator has no figures of the whole, by its number.
    measures
        The user's own measures, where settings define them.
    """

    name: str
    standard: str
    audience: str
    settings: Mapping[str, Any]
    lines: tuple[Line, ...]
    missing: Mapping[str, str] = field(default_factory=dict)
    measures: tuple[Indicator, ...] = ()

    @property
    def organisation(self) -> str:
        """The organisation; empty where not given."""
        return str(self.settings.get("organisation") or "")

    @property
    def period(self) -> tuple[date, date] | None:
        """The first and the last day that figures are of; None where not given."""
        return period_of(self.settings)

    @property
    def label(self) -> str:
        """The name of the year: the end of its period, or the file's name."""
        return str(self.period[1].year) if self.period else Path(self.name).stem

    @property
    def is_public(self) -> bool:
        """Whether it holds published figures, and no exact counts."""
        return self.audience == PUBLICATION


def read_results(path: Path) -> Year:
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
    return Year(
        name=place_name(path.name),
        standard=content["standard"],
        audience=content["audience"],
        settings=content["settings"],
        lines=tuple(_read_lines(place_name(path.name), content)),
        missing=dict(_missing(content.get("not_computed"))),
    )


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
        content = read_json(path.read_bytes())
    except OSError as error:
        folder = path.parent
        names = [neighbour.name for neighbour in folder.iterdir()] if folder.is_dir() else []
        fix = nearest(path.name, names) or "Give a file of results."
        raise FileError([cannot_be_read(str(path), error, fix)]) from error
    except ValueError:
        content = None
    fix = "Give a file that 'scwres compute --format json' wrote."
    rows = content.get("results") if isinstance(content, dict) else None
    if (
        not isinstance(content, dict)
        or not isinstance(rows, list)
        or not isinstance(content.get("settings"), dict)
        or str(content.get("standard")) not in STANDARDS
    ):
        raise InputError([Fault(path.name, "does not hold results", fix, "not-results")])
    version, own = str(content.get("scwres", "")), __version__
    if version.partition(".")[0] != own.partition(".")[0]:
        what = f"was written by scwres {version}, but this is scwres {own}"
        fix = "Compute it again from its extracts."
        raise InputError([Fault(path.name, what, fix, "other-version")])
    if wrong := _wrong_head(content):
        whats = (f"has {part} that is not valid" for part in wrong)
        raise InputError([Fault(path.name, what, fix, "not-results") for what in whats])
    lacking = [
        name
        for name in COLUMNS
        if name not in LATER and any(not isinstance(row, dict) or name not in row for row in rows)
    ]
    if lacking:
        what = f"has results without {in_words(lacking[:5])}"
        raise InputError([Fault(path.name, what, fix, "not-results")])
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
        wrong.append("a period (it ends before it begins)")
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


def _read_lines(name: str, content: Mapping[str, Any]) -> Iterator[Line]:
    """Yield the lines of rows, each figure checked against its counts."""
    faults = identity_faults(name, content["results"])
    lines = []
    definitions = known_indicators(standard_called(content["standard"]))
    keys: set[tuple[object, ...]] = set()
    for number, row in enumerate(content["results"], 1):
        what = _wrong_types(row) or _wrong_counts(row)
        line = None if what else _line(row, definitions)
        if line is not None:
            what = _contradiction(line, row)
            key = (*line.indicator_key, *(row[column] for column in _PLACE))
            if not what and key in keys:
                what = "appears twice"
            keys.add(key)
            if not what and line.audience != content["audience"]:
                what = f"is for {line.audience}, but the file is for {content['audience']}"
            lines.append(line)
        if what:
            where = f"result {number}{_where(row)} {what}"
            fix = "Use results as scwres wrote them."
            faults.append(Fault(name, where, fix, "not-results"))
    if faults:
        raise InputError(faults)
    yield from lines


def identity_faults(name: str, rows: Sequence[Mapping[str, Any]]) -> list[Fault]:
    """Return a fault for each breakdown in rows of results whose units identify people.

    Rows are those of any file of results, as they were read: a breakdown may hold anything.
    """
    people_by_unit: dict[str, dict[str, int | None]] = {}
    for row in rows:
        for breakdown, unit in (("", row.get("part")), (row.get("breakdown"), row.get("unit"))):
            if isinstance(unit, str) and unit:
                people = people_by_unit.setdefault(str(breakdown), {})
                people[unit] = _more(people.get(unit), _text(row.get("all_out_of")))
    faults = []
    for breakdown, people in people_by_unit.items():
        of_whom = f"as units of {place_name(breakdown)}" if breakdown else "as parts"
        for is_so, what in (
            (any(map(holds_email, people)), "email addresses"),
            (any(map(holds_national_insurance_number, people)), "National Insurance numbers"),
            (holds_ids_by_form(people), "staff numbers"),
        ):
            if is_so:
                text = f"holds {what} {of_whom}, which identify people"
                fix = "Compute the results again without that breakdown."
                faults.append(Fault(name, text, fix, "identifies-a-person"))
    return faults


def _more(people: int | None, text: str) -> int | None:
    """Return the larger of two numbers of people, of which either may not be shown."""
    number = int(text) if text.isascii() and text.isdigit() else None
    return number if people is None else max(people, number or 0)


#: The columns that name a line beside its indicator.
_PLACE = ("part", "breakdown", "unit", "group", "compared_with")


def _wrong_types(row: Mapping[str, Any]) -> str:
    """Return the column of a row that holds a value of another type; empty where none does."""
    for column, hint in COLUMNS.items():
        if column not in row:
            continue
        value = row[column]
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
            return f"has a value in '{column}' that is not valid"
    return "" if 0 < row["confidence"] < 1 else "has a confidence that is not between 0 and 1"


#: More people than any file is about.
MOST_PEOPLE = 10**12


def _where(row: Mapping[str, Any]) -> str:
    names = (f"{row['indicator']} {row['title']}", row["part"], row["unit"])
    texts = (place_name(name) for name in names if name and isinstance(name, str))
    return f" ({', '.join(texts)})"


def _wrong_counts(row: Mapping[str, Any]) -> str:
    """Return what is wrong with the counts of a row; empty where they are counts of people."""
    if any((row[column] or 0) < 0 for column in COUNT_COLUMNS.values()):
        return "has a count below 0"
    statistic, _ = method_of(row)
    try:
        comparison_of("", "", row, statistic)
    except ValueError:
        return "counts more people with the event than people in all"
    return ""


def _line(row: Mapping[str, Any], definitions: Mapping[str, Indicator]) -> Line:
    """Return the line that the counts of a row give."""
    statistic, method = method_of(row)
    is_inverse = row["group"] in REFERENCES
    withheld = {column for column in COUNT_COLUMNS.values() if row[column] is None}
    if row["ungrouped_out_of"] != 0:
        # Which groups they could be in is not among the columns.
        withheld.update(OF_PEOPLE_IN_NO_GROUP)
    return Line(
        standard=row["standard"],
        definition=_definition(row, definitions, statistic),
        comparison=comparison_of(
            row["group"], row["compared_with"], row, statistic, is_inverse=is_inverse
        ),
        made_by=method,
        part=row["part"],
        breakdown=row["breakdown"],
        unit=row["unit"],
        audience=row["audience"],
        withheld=frozenset(withheld),
        rule=rule_of(str(row.get("profile", ""))),
    )


def _definition(
    row: Mapping[str, Any], definitions: Mapping[str, Indicator], statistic: Statistic
) -> Indicator:
    """Return the definition of a row, as far as it is known: nothing is worded from it."""
    number, title, headline = row["indicator"], row["title"], row["headline"]
    known = definitions.get(number)
    if known is None or known.title != title or known.headline != headline:
        known = Indicator(
            number=number,
            title=title,
            definition="",
            population="",
            event="",
            item=known.item if known else number,
            headline=headline,
            worse_when=known.worse_when if known else None,
            lags_when=known.lags_when if known else None,
            reading="",
            words=Words("", "", "", "", ""),
            counted_of=known.counted_of if known else CountedOf.OTHERS,
        )
    return known


def profile_name(profile: str) -> str:
    """Return the name of the rule that the column ``profile`` of a publication begins with."""
    return profile.partition(":")[0]


def rule_of(profile: str) -> Profile | None:
    """Return the rule that a profile's words name; None where they name none."""
    name = profile_name(profile)
    if not is_profile(name):
        return None
    return profile_called(name)._replace(zeros=ZEROS in profile)


#: How figures were made, by the start of the words in ``method``: results had no columns for
#: it before. What later versions write in words tells nothing.
_OLD_METHODS: Mapping[str, tuple[Statistic, str]] = {
    "Koopman score interval": (Statistic.LIKELIHOOD, KOOPMAN),
    "Katz log interval": (Statistic.LIKELIHOOD, KATZ),
    "ratio of odds, Cornfield score interval": (Statistic.ODDS, CORNFIELD),
    "rate: no interval": (Statistic.RATE, ""),
}
_OLD_TESTS = {"Pearson chi-squared p value": PEARSON, "Fisher exact p value": FISHER}


def method_of(row: Mapping[str, Any]) -> tuple[Statistic, Method]:
    """Return what the ratio of a row divides, and how its figures are made.

    Of rows without the columns that say it, from the words that they had in ``method``; the
    usual ones where nothing is said.
    """
    statistic, interval, test = method_columns(row).values()
    try:
        confidence = float(_text(row.get("confidence")) or CONFIDENCE)
    except ValueError:
        confidence = CONFIDENCE
    method = Method(
        confidence if 0 < confidence < 1 else CONFIDENCE,
        interval if interval in INTERVALS else KOOPMAN,
        test if test in P_VALUES else PEARSON,
    )
    return Statistic(statistic), method


def method_columns(row: Mapping[str, Any]) -> dict[str, str]:
    """Return the columns of a row that say how it was made, from its words where it has none."""
    columns = {name: _text(row.get(name)) for name in ("statistic", "interval", "p_value_test")}
    if columns["statistic"] in [*Statistic]:
        return columns
    words = _text(row.get("method"))
    starts = [start for start in _OLD_METHODS if words.startswith(start)]
    statistic, interval = _OLD_METHODS[starts[0]] if starts else (Statistic.LIKELIHOOD, KOOPMAN)
    usual = "" if statistic is Statistic.RATE else PEARSON
    test = next((name for text, name in _OLD_TESTS.items() if text in words), usual)
    return {"statistic": statistic.value, "interval": interval, "p_value_test": test}


def _text(value: object) -> str:
    """Return the text of a cell; empty where it is missing."""
    return "" if value is None else str(value).strip()


#: The figures of a row that have to follow from its counts, where it holds them.
_CHECKED = (
    *("ratio", "ratio_lower", "ratio_upper", "share", "workforce_share"),
    *("inverse_ratio", "inverse_ratio_lower", "inverse_ratio_upper"),
)


def _contradiction(line: Line, row: Mapping[str, Any]) -> str:
    """Return a figure of a row that does not follow from its counts; empty where all do."""
    for name in _CHECKED:
        if name not in row:
            continue
        held, figure = row[name], getattr(line, name)
        if (held is None) != (figure is None) or (
            figure is not None and abs(held - figure) > NEARLY * max(1.0, abs(figure))
        ):
            return f"says {name} is {held}, which does not match its counts"
    return ""
