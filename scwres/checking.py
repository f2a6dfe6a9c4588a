"""What was recognised and what is wrong, in every extract at once: nothing is computed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from scwres.counts import Counts
from scwres.ethnicity import CATEGORY
from scwres.extracts.loading import items_held_twice
from scwres.extracts.schema import STAFF
from scwres.extracts.sources import read_sources
from scwres.metrics.comparison import compare
from scwres.metrics.indicator import YES
from scwres.pipeline import breakdown_column_faults, prepared, why_missing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from os import PathLike

    from scwres.errors import Caution, Fault
    from scwres.extracts.loading import Extract
    from scwres.metrics.indicator import Indicator
    from scwres.question import Question
    from scwres.settings import Settings


class CheckedFile(NamedTuple):
    """An extract: what it was recognised as, and what became of its columns and rows.

    ``used`` holds pairs of a header and the column that it is, ``optional`` those of columns
    that are read where a breakdown or a setting asks for them; ``identifying`` the headers
    of columns that tell who somebody is, which are never read.
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
    """A label of ethnicity as it stands in an extract, and what it was matched to.

    ``category``, ``group`` and ``how`` are None where nothing was matched.
    """

    label: str
    rows: int
    category: str | None
    group: str | None
    how: str | None


class Readiness(NamedTuple):
    """Whether an indicator can be computed, and what it lacks otherwise."""

    indicator: str
    ready: bool
    lacks: str


class UnknownEthnicity(NamedTuple):
    """People of unknown ethnicity among those of a stage of an indicator.

    ``stage`` is ``counted`` or ``with the event``.
    """

    indicator: str
    stage: str
    unknown: int
    out_of: int


class Checked(NamedTuple):
    """Everything recognised and everything wrong; ``ready`` where nothing is."""

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
    config: str | PathLike[str] | Settings | None = None,
    **options: Any,
) -> Checked:
    """Read every extract and say what was recognised, what is wrong and what can be computed.

    Parameters
    ----------
    extracts, config, options
        As ``compute`` takes them.

    Raises
    ------
    UsageError
        When an option or a setting asks for something that does not exist.
    FileError
        When a file is missing or cannot be opened.
    """
    _, asked, sources = prepared(extracts, {}, config, **options)
    loaded = read_sources(sources, asked.rules._replace(compares_dates=True))
    faults = [fault for extract in loaded for fault in extract.faults]
    faults += items_held_twice(loaded)
    faults += breakdown_column_faults(asked, loaded)
    warnings = [*asked.warnings, *(one for extract in loaded for one in extract.warnings)]
    has_staff = any(extract.kind is STAFF for extract in loaded)
    items = {
        item
        for extract in loaded
        for item in extract.items
        if has_staff or not (extract.kind and extract.kind.event)
    }
    readiness = [_readiness(indicator, items, loaded) for indicator in asked.indicators]
    return Checked(
        files=tuple(map(_file, loaded)),
        ethnicity=tuple(_labels(loaded, asked)),
        unknown=() if faults else tuple(_unknown(loaded, asked)),
        indicators=tuple(readiness),
        faults=tuple(faults),
        warnings=tuple(warnings),
        ready=not faults and any(one.ready for one in readiness),
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


def _labels(loaded: Iterable[Extract], asked: Question) -> Iterator[CheckedLabel]:
    """Give each label once, those that nothing matched first, then by their rows."""
    rows: dict[tuple[str, str | None, str], int] = {}
    for extract in loaded:
        for label, number, category, how in extract.labels:
            rows[label, category, how] = rows.get((label, category, how), 0) + number
    order = list(CATEGORY)
    for label, category, how in sorted(
        rows, key=lambda one: (order.index(one[1]) if one[1] else -1, -rows[one], one[0])
    ):
        group = asked.grouping.group_by_category[category] or "unknown" if category else None
        yield CheckedLabel(label, rows[label, category, how], category, group, how or None)


def _unknown(loaded: Sequence[Extract], asked: Question) -> Iterator[UnknownEthnicity]:
    counts = sum((extract.counts for extract in loaded), start=Counts({}, asked.breakdowns))
    for indicator in asked.indicators:
        if indicator.item not in counts.items:
            continue
        [comparison] = compare(counts, indicator.item, YES, asked.grouping)
        unknown, everyone = comparison.unknown, comparison.everyone
        yield UnknownEthnicity(indicator.number, "counted", unknown.out_of, everyone.out_of)
        if everyone.count and not indicator.each_answer:
            stage = "with the event"
            yield UnknownEthnicity(indicator.number, stage, unknown.count, everyone.count)


def _readiness(indicator: Indicator, items: Iterable[str], loaded: Sequence[Extract]) -> Readiness:
    if indicator.item in items:
        return Readiness(indicator.number, True, "")
    return Readiness(indicator.number, False, why_missing(indicator.item, loaded))
