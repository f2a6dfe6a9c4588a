"""Check every extract at once: what was recognised, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from typing import Any, NamedTuple

from scwres.errors import Caution, Fault, keeping_every_row
from scwres.ethnicity.categories import CATEGORY, UNKNOWN
from scwres.extracts.loading import Extract
from scwres.extracts.schema import KIND_OF_ITEM, LIST_OF_ITEM, STAFF, Kind
from scwres.extracts.sources import faults_of, read_sources
from scwres.metrics.standards.indicator import Indicator
from scwres.results.compute import broken_down_by, prepared, results_of
from scwres.results.missing import (
    breakdown_column_faults,
    columns_in,
    measure_column_faults,
    strict_faults,
    why_missing,
)
from scwres.results.results import Results
from scwres.settings.question import Question
from scwres.settings.settings import Settings
from scwres.text.phrases import as_shown, in_words

#: The words for a category that is broader than the groups.
IN_NO_GROUP = "no group: too broad"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """An extract: the kind that was recognised, and how its columns and rows were used.

    ``used`` holds pairs of a header and the column that it is. ``optional`` holds those of
    columns that are read only where a breakdown or a setting names them. ``identifying`` holds
    the headers of columns that identify a person, which are never read.
    """

    name: str
    kind: str
    form: str
    header_row: int
    used: tuple[tuple[str, str], ...]
    optional: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]
    identifying: tuple[str, ...]
    rows: int
    counted: int
    left_out: dict[str, int]
    people: int | None
    notes: tuple[str, ...]


class CheckedLabel(NamedTuple):
    """A label of ethnicity as recorded in an extract, and what it was matched to.

    ``category``, ``group`` and ``how`` are None where nothing was matched.
    """

    label: str
    rows: int
    category: str | None
    group: str | None
    how: str | None


class Readiness(NamedTuple):
    """Whether an indicator can be computed, and otherwise what it lacks."""

    indicator: str
    ready: bool
    lacks: str


class UnknownEthnicity(NamedTuple):
    """People of unknown ethnicity among those of an indicator who were counted.

    ``with_event`` counts those of them with the event, out of ``out_of_events``. Both are 0 for
    pay bands, which are not events.
    """

    indicator: str
    unknown: int
    out_of: int
    with_event: int
    out_of_events: int


class CheckResult(NamedTuple):
    """Everything recognised and everything wrong; ``ready`` where nothing is wrong."""

    files: tuple[CheckedFile, ...]
    ethnicity: tuple[CheckedLabel, ...]
    unknown: tuple[UnknownEthnicity, ...]
    indicators: tuple[Readiness, ...]
    faults: tuple[Fault, ...]
    warnings: tuple[Caution, ...]
    ready: bool


def check(
    extracts: Iterable[str | PathLike[str]] = (),
    *,
    settings: Settings | str | PathLike[str] | Mapping[str, Any] | None = None,
    strict: bool = False,
    every_row: bool = False,
    tell: Callable[[str, int], None] | None = None,
    **options: Any,
) -> CheckResult:
    """Return what was recognised in every extract, what is wrong and what can be computed.

    Parameters
    ----------
    extracts, settings, options
        As ``compute`` takes them.
    strict
        Whether to report as a problem what a run with ``strict`` would refuse.
    every_row
        Whether each problem keeps every row that has it, and not only the first.
    tell
        Called while extracts are read, with an extract's name and the number of rows read.

    Raises
    ------
    UsageError
        When an option or a setting asks for something that does not exist.
    FileError
        When a file is missing or cannot be opened.
    """
    chosen, question, sources = prepared(extracts, {}, settings, **options)
    with keeping_every_row(is_wanted=every_row):
        loaded = read_sources(sources, question.rules_for_reading(), tell)
    question = question.by_columns(columns_in(loaded))
    faults = faults_of(loaded, question.rules)
    faults += breakdown_column_faults(question, loaded) + measure_column_faults(question, loaded)
    warnings = [
        *question.warnings,
        *(warning for extract in loaded for warning in extract.warnings),
    ]
    unknown: list[UnknownEthnicity] = []
    if not faults:
        # What a run would say of ethnicity and of what is lacking, and none of its figures.
        results = results_of(question, broken_down_by(loaded, question.rules.breakdowns))
        warnings = [*results.warnings]
        unknown = list(_unknown(results))
        faults = strict_faults(results, chosen["strict.accept"]) if strict else []
    measured = {item for extract in loaded for item in extract.items}
    readiness = [
        _readiness(indicator, loaded)
        for indicator in question.all_indicators
        if question.is_wanted(indicator) or indicator.item in measured
    ]
    return CheckResult(
        files=tuple(map(_file, loaded)),
        ethnicity=tuple(_labels(loaded, question)),
        unknown=tuple(unknown),
        indicators=tuple(readiness),
        faults=tuple(faults),
        warnings=tuple(warnings),
        ready=not faults and any(indicator.ready for indicator in readiness),
    )


def _file(extract: Extract) -> CheckedFile:
    return CheckedFile(
        name=extract.name,
        kind=extract.kind.name if extract.kind else "",
        form=extract.form,
        header_row=extract.header_row,
        used=extract.used,
        optional=extract.optional,
        ignored=extract.ignored,
        identifying=extract.identifying,
        rows=extract.rows,
        counted=extract.counted,
        left_out=dict(extract.left_out),
        people=extract.people,
        notes=extract.notes,
    )


def _labels(loaded: Iterable[Extract], question: Question) -> Iterator[CheckedLabel]:
    """Yield each label once, those without a match first, then by their rows."""
    rows: dict[tuple[str, str | None, str], int] = {}
    for extract in loaded:
        for label, number, category, how in extract.labels:
            key = (as_shown(label), category, how)
            rows[key] = rows.get(key, 0) + number
    order = list(CATEGORY)
    for label, category, how in sorted(
        rows, key=lambda key: (order.index(key[1]) if key[1] else -1, -rows[key], key[0])
    ):
        group = _group(question, category) if category else None
        yield CheckedLabel(label, rows[label, category, how], category, group, how or None)


def _group(question: Question, category: str) -> str:
    """Return the group of a category, in words where it has none."""
    group = question.grouping.group_by_category[category]
    return UNKNOWN if group is None else group or IN_NO_GROUP


def _unknown(results: Results) -> Iterator[UnknownEthnicity]:
    counted_indicators = set()
    for line in results.lines:
        if line.breakdown or line.indicator in counted_indicators or not line.all_out_of:
            continue
        counted_indicators.add(line.indicator)
        events = (0, 0) if line.part else (line.unknown_count or 0, line.all_count or 0)
        counted = line.unknown_out_of or 0, line.all_out_of
        yield UnknownEthnicity(line.indicator, *counted, *events)


def _readiness(indicator: Indicator, loaded: Sequence[Extract]) -> Readiness:
    """Return whether an indicator can be computed, and otherwise what it lacks."""
    item = indicator.item
    has_staff = any(extract.kind is STAFF for extract in loaded)
    holders = [
        extract
        for extract in loaded
        if item in extract.items and (has_staff or not (extract.kind and extract.kind.event))
    ]
    if holders and not any(extract.faults for extract in holders):
        return Readiness(indicator.number, True, "")
    is_own = item not in KIND_OF_ITEM
    faulty = [
        extract.name
        for extract in loaded
        if extract.faults and extract.kind and (is_own or _can_hold(extract.kind, item))
    ]
    faulty = faulty or [
        extract.name for extract in loaded if extract.faults and extract.kind is None
    ]
    if faulty:
        return Readiness(indicator.number, False, f"fix {in_words(faulty)} first")
    return Readiness(indicator.number, False, why_missing(item, loaded))


def _can_hold(kind: Kind, item: str) -> bool:
    """Return whether a kind of extract can hold an item, in a column or by its people."""
    lists_need = kind is STAFF and item in LIST_OF_ITEM
    return kind.column(item) is not None or kind.event == item or lists_need
