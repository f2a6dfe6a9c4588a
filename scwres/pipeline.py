"""Extracts to results, once, for the commands and for Python alike."""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING

from scwres.counts import Counts, natural_order
from scwres.errors import Fault, UsageError, in_words, nearest
from scwres.ethnicity import TWO_GROUPS
from scwres.extracts.people import Wanted
from scwres.extracts.schema import KIND_OF_ITEM
from scwres.extracts.sources import find_sources, frame_source, load_sources
from scwres.metrics.comparison import compare
from scwres.metrics.indicator import YES
from scwres.metrics.likelihood import CONFIDENCE
from scwres.question import question
from scwres.report import INTERNAL, Input, NotComputed, Results, line_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pandas import DataFrame

    from scwres.extracts.loading import Extract
    from scwres.metrics.indicator import Indicator
    from scwres.question import Question
    from scwres.report import Line

#: Above this share of unknown ethnicity a figure is warned about.
UNKNOWN_WARNED_ABOVE = 0.10


def compute(
    extracts: str | PathLike[str] | Iterable[str | PathLike[str]] = (),
    *,
    staff: DataFrame | None = None,
    shortlisting: DataFrame | None = None,
    survey: DataFrame | None = None,
    counts: DataFrame | None = None,
    named: Iterable[tuple[str, str | PathLike[str]]] = (),
    by: Iterable[str] = (),
    indicators: Iterable[str] = (),
    confidence: float = CONFIDENCE,
    interval: str = "koopman",
    blanks: Mapping[str, str] | None = None,
) -> Results:
    """Compute every indicator that the extracts allow.

    Parameters
    ----------
    extracts
        A path or several: files, folders of them, or ``-`` for standard input. The kind
        of each is recognised by its columns.
    staff, shortlisting, survey, counts
        Extracts held as pandas frames, with the same columns as files.
    named
        Pairs of a kind and a path, for files that are to be read as that kind.
    by
        Columns to break the figures down by.
    indicators
        The numbers of the indicators wanted; all of them when none is named.
    confidence
        Level of the intervals, between 0 and 1.
    interval
        ``koopman`` or ``katz``.
    blanks
        What a blank means, ``no`` or ``not-applicable``, by item.

    Returns
    -------
    Results
        The lines, what could not be computed and why, and what became of every row.

    Raises
    ------
    InputError
        When an extract holds something that cannot be read as it is meant.
    UsageError
        When an option asks for something that does not exist.
    FileError
        When a file is missing or cannot be opened.

    Examples
    --------
    >>> import pandas
    >>> frame = pandas.DataFrame({"ethnicity": ["Indian", "White British"], "left": ["Y", "N"]})
    >>> [line.indicator for line in compute(staff=frame).lines]
    ['8']
    """
    asked = question(
        indicators=indicators,
        by=by,
        confidence=confidence,
        interval=interval,
        blanks=blanks or {},
    )
    paths = [extracts] if isinstance(extracts, (str, PathLike)) else list(extracts)
    frames = {"staff": staff, "shortlisting": shortlisting, "survey": survey, "counts": counts}
    sources = find_sources(paths, named)
    sources += [frame_source(kind, one) for kind, one in frames.items() if one is not None]
    if not sources:
        raise UsageError([Fault("", "no extract was named", "Name a file, a folder or '-'.")])
    loaded = load_sources(sources, Wanted(asked.breakdowns, asked.blanks))
    _check_breakdowns(asked.breakdowns, loaded)
    return results_of(asked, loaded)


def results_of(asked: Question, loaded: Sequence[Extract]) -> Results:
    """Return the results that loaded extracts give to a question."""
    counts = sum((extract.counts for extract in loaded), start=Counts({}, asked.breakdowns))
    counts, other_spellings = counts.with_one_spelling()
    counts = counts.of_items({indicator.item for indicator in asked.indicators})
    lines: list[Line] = []
    not_computed: list[NotComputed] = []
    for indicator in asked.indicators:
        if indicator.item in counts.items:
            lines += _lines(asked, indicator, counts)
        else:
            why = _why_missing(indicator.item, loaded)
            not_computed.append(NotComputed(indicator.number, "", "", why))
    warnings = [*asked.warnings, *(warning for one in loaded for warning in one.warnings)]
    warnings += _unknown_warnings(lines)
    if other_spellings:
        spelt = ", ".join(f"'{text}'" for text in other_spellings)
        warnings.append(f"Counted with those of the same name in other capitals: {spelt}.")
    for breakdown in asked.breakdowns:
        of_units, missing = _broken_down(asked, counts, breakdown)
        lines += of_units
        not_computed += missing
    return Results(
        standard=asked.standard,
        audience=INTERNAL,
        settings=asked.settings,
        inputs=tuple(_input(extract) for extract in loaded),
        lines=tuple(lines),
        not_computed=tuple(not_computed),
        warnings=tuple(warnings),
        counts=counts,
    )


def _broken_down(
    asked: Question, counts: Counts, breakdown: str
) -> tuple[list[Line], list[NotComputed]]:
    """Return the lines of every unit of a breakdown, and what has none."""
    lines: list[Line] = []
    missing: list[NotComputed] = []
    counts_by_unit = counts.by_unit(breakdown)
    units = sorted(counts_by_unit, key=natural_order)
    for indicator in asked.indicators:
        if indicator.item not in counts.items:
            continue
        if why := _why_not_broken_down(indicator, breakdown, counts_by_unit):
            missing.append(NotComputed(indicator.number, breakdown, "", why))
            continue
        for unit in units:
            of_unit = counts_by_unit[unit]
            if indicator.item in of_unit.items:
                lines += _lines(asked, indicator, of_unit, breakdown, unit)
            else:
                why = "nobody there is counted"
                missing.append(NotComputed(indicator.number, breakdown, unit, why))
    return lines, missing


def _lines(
    asked: Question, indicator: Indicator, counts: Counts, breakdown: str = "", unit: str = ""
) -> Iterator[Line]:
    """Give the lines of one indicator: one, or one a pay band, of the whole or of a unit."""
    answers = [YES]
    if indicator.each_answer:
        answers = sorted(counts.answers(indicator.item), key=natural_order)
    for answer in answers:
        for comparison in compare(counts, indicator.item, answer, TWO_GROUPS):
            yield line_of(
                comparison,
                indicator,
                standard=asked.standard.name,
                part=answer if indicator.each_answer else "",
                breakdown=breakdown,
                unit=unit,
                confidence=asked.confidence,
                interval=asked.interval,
            )


def _input(extract: Extract) -> Input:
    kind = extract.kind.name if extract.kind else ""
    return Input(
        name=extract.name,
        kind=kind,
        sha256=extract.sha256,
        rows=extract.rows,
        counted=extract.counted,
        left_out=extract.left_out,
        blank=extract.blank,
    )


def _check_breakdowns(breakdowns: Iterable[str], loaded: Sequence[Extract]) -> None:
    """Refuse a breakdown that no extract has a column for."""
    columns = {column for extract in loaded for column in extract.columns}
    faults = [
        Fault(
            "",
            f"no extract has a column '{name}' to break figures down by",
            nearest(name, columns) or f"The columns are {in_words(sorted(columns))}.",
        )
        for name in breakdowns
        if name not in columns
    ]
    if faults:
        raise UsageError(faults)


def _why_missing(item: str, loaded: Sequence[Extract]) -> str:
    """Return which extract or column an item needs that is not there."""
    kind = KIND_OF_ITEM[item]
    for extract in loaded:
        if extract.kind is kind and item in extract.columns:
            return f"nobody in {extract.name} has an answer in column '{item}'"
    for extract in loaded:
        if extract.kind is kind:
            return f"{extract.name} has no column '{item}'"
    return f"needs a {kind.name} extract with the columns ethnicity and {item}"


def _why_not_broken_down(indicator: Indicator, breakdown: str, units: Mapping[str, Counts]) -> str:
    """Return why an indicator has no lines by a breakdown at all; empty where it has some."""
    if indicator.item == breakdown:
        return f"its parts are those of '{breakdown}' already"
    if not any(indicator.item in counts.items for counts in units.values()):
        return f"the extract with '{indicator.item}' has no column '{breakdown}'"
    return ""


def _unknown_warnings(lines: Iterable[Line]) -> Iterator[str]:
    """Warn of indicators with more unknown ethnicity than figures can carry, once a share."""
    numbers_by_share: dict[tuple[int, int], dict[str, None]] = {}
    for line in lines:
        if line.unknown_out_of > UNKNOWN_WARNED_ABOVE * line.all_out_of:
            share = (line.unknown_out_of, line.all_out_of)
            numbers_by_share.setdefault(share, {})[line.indicator] = None
    for (unknown, everyone), numbers in numbers_by_share.items():
        plural = "s" if len(numbers) > 1 else ""
        yield (
            f"Indicator{plural} {in_words(list(numbers))}: ethnicity is unknown for {unknown:,} "
            f"of {everyone:,} people ({unknown / everyone:.1%}); above 10%, what they would add "
            "can change the figure."
        )
