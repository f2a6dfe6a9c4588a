"""Extracts to results, once, for the commands and for Python alike."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scwres.counts import Counts
from scwres.errors import Caution, Fault, StrictError, UsageError, in_words, nearest
from scwres.ethnicity import WHITE
from scwres.extracts.rules import Asked
from scwres.extracts.sources import find_sources, frame_source, load_sources
from scwres.figures import figures_of
from scwres.lacking import (
    breakdown_column_faults,
    broad_labels,
    measure_column_faults,
    strict_faults,
)
from scwres.metrics.evidence import UNKNOWN_WARNED_ABOVE
from scwres.question import question
from scwres.report import INTERNAL, Input, Results
from scwres.settings import Settings, combined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from pandas import DataFrame

    from scwres.extracts.loading import Extract
    from scwres.extracts.sources import Source
    from scwres.question import Question
    from scwres.report import AcrossUnits, Line


def compute(
    extracts: str | PathLike[str] | Iterable[str | PathLike[str]] = (),
    *,
    staff: DataFrame | None = None,
    shortlisting: DataFrame | None = None,
    applications: DataFrame | None = None,
    survey: DataFrame | None = None,
    disciplinary: DataFrame | None = None,
    fitness_to_practise: DataFrame | None = None,
    cpd: DataFrame | None = None,
    leavers: DataFrame | None = None,
    counts: DataFrame | None = None,
    named: Iterable[tuple[str, str | PathLike[str]]] = (),
    config: str | PathLike[str] | Settings | None = None,
    by: Iterable[str] = (),
    indicators: Iterable[str | int] = (),
    standard: str | None = None,
    groups: str | None = None,
    reference: str | None = None,
    white_minorities: str | None = None,
    confidence: float | None = None,
    interval: str | None = None,
    blanks: Mapping[str, str] | None = None,
    window: tuple[date, date] | None = None,
    encoding: str | None = None,
    sheet: str | None = None,
    strict: bool = False,
) -> Results:
    """Compute every indicator that the extracts allow.

    Parameters
    ----------
    extracts
        A path or several: files, folders of them, or ``-`` for standard input. The kind
        of each is recognised by its columns.
    staff, shortlisting, applications, survey, disciplinary, fitness_to_practise, cpd, \
leavers, counts
        Extracts held as pandas frames, with the same columns as files.
    named
        Pairs of a kind and a path, for files that are to be read as that kind.
    config
        A file of settings, such as ``scwres.toml``; what is given here goes before it.
    by
        Columns to break the figures down by.
    indicators
        The numbers of the indicators wanted, and the items of supporting measures; all of
        them when none is named.
    standard
        ``sc-wres-2024``, which is used unless said, ``sc-wres-pilot``, ``sc-wres-2023``,
        ``sc-wres-2025`` or ``nhs-wres``.
    groups
        ``two``, which is used unless said, ``five`` or ``detailed``.
    reference
        Whom groups are compared with: ``white`` or ``White British``.
    white_minorities
        Whom white minorities are counted with: ``white``, ``minority`` or ``separate``.
    confidence
        Level of the intervals, between 0 and 1; 0.95 unless said.
    interval
        ``koopman``, which is used unless said, or ``katz``.
    blanks
        What a blank means, ``no`` or ``not-applicable``, by item.
    window
        The first and the last day on which a dated event counts.
    encoding, sheet
        How files are to be read that do not tell it themselves.
    strict
        Whether to refuse an indicator asked for that lacks its item, and any warning that
        the settings do not accept.

    Returns
    -------
    Results
        The lines, what could not be computed and why, and what became of every row.

    Raises
    ------
    InputError
        When an extract holds something that cannot be read as it is meant.
    UsageError
        When an option or a setting asks for something that does not exist.
    FileError
        When a file is missing or cannot be opened.
    StrictError
        When ``strict`` was asked for, and something is not as it should be.

    Examples
    --------
    >>> import pandas
    >>> frame = pandas.DataFrame({"ethnicity": ["Indian", "White British"], "left": ["Y", "N"]})
    >>> [line.indicator for line in compute(staff=frame).lines]
    ['8']
    """
    frames = {
        "staff": staff,
        "shortlisting": shortlisting,
        "applications": applications,
        "survey": survey,
        "disciplinary": disciplinary,
        "fitness_to_practise": fitness_to_practise,
        "cpd": cpd,
        "leavers": leavers,
        "counts": counts,
    }
    settings, asked, sources = prepared(
        extracts,
        {kind: frame for kind, frame in frames.items() if frame is not None},
        config,
        named=named,
        by=by,
        indicators=indicators,
        standard=standard,
        groups=groups,
        reference=reference,
        white_minorities=white_minorities,
        confidence=confidence,
        interval=interval,
        blanks=blanks,
        window=window,
        asked=Asked(encoding, sheet),
    )
    loaded = load_sources(sources, asked.rules)
    if faults := [
        *breakdown_column_faults(asked, loaded),
        *measure_column_faults(asked, loaded),
    ]:
        raise UsageError(faults)
    results = results_of(asked, loaded)
    if strict and (faults := strict_faults(results, settings.accept)):
        raise StrictError(faults)
    return results


def prepared(
    extracts: str | PathLike[str] | Iterable[str | PathLike[str]],
    frames: Mapping[str, DataFrame],
    config: str | PathLike[str] | Settings | None,
    **options: Any,
) -> tuple[Settings, Question, list[Source]]:
    """Return the settings with options before them, what is asked, and where to read it.

    Raises
    ------
    UsageError
        When an option or a setting asks for something that does not exist.
    FileError
        When a file is missing.
    """
    given = [extracts] if isinstance(extracts, (str, PathLike)) else list(extracts)
    said = _settings_in(config)
    settings = combined(said, paths=given, has_frames=bool(frames), **options)
    asked = question(settings)
    sources = find_sources(settings.wishes, said.wishes)
    sources += [frame_source(kind, frame) for kind, frame in frames.items()]
    if not sources:
        raise UsageError([Fault("", "no extract was named", "Name a file, a folder or '-'.")])
    return settings, asked, sources


def _settings_in(config: str | PathLike[str] | Settings | None) -> Settings:
    """Return the settings of a file; those that are usual where there is none."""
    if config is None or isinstance(config, Settings):
        return Settings() if config is None else config
    from scwres.config import read_settings

    return read_settings(Path(config))


def results_of(asked: Question, loaded: Sequence[Extract]) -> Results:
    """Return the results that loaded extracts give to a question."""
    counts = sum((extract.counts for extract in loaded), start=Counts({}, asked.breakdowns))
    counts, other_spellings = counts.with_one_spelling()
    counts = counts.of_items({indicator.item for indicator in asked.all_indicators})
    found = figures_of(asked, counts, loaded)
    warnings = [*asked.warnings, *(warning for one in loaded for warning in one.warnings)]
    warnings += _unknown_warnings(line for line in found.lines if not line.breakdown)
    warnings += _white_warnings(asked, counts)
    warnings += _broad_warnings(asked, counts, loaded)
    warnings += _across_warnings(found.across_units)
    warnings += _pay_group_warnings(asked, counts)
    if other_spellings:
        spelt = ", ".join(f"'{text}'" for text in other_spellings)
        text = f"Counted with those of the same name in other capitals: {spelt}."
        warnings.append(Caution("other-capitals", text))
    return Results(
        standard=asked.standard,
        audience=INTERNAL,
        settings=asked.settings,
        inputs=tuple(_input(extract) for extract in loaded),
        lines=found.lines,
        not_computed=found.not_computed,
        warnings=tuple(warnings),
        counts=counts,
        across_units=found.across_units,
        measures=tuple(
            one for one in asked.measures if one.item in counts.items or asked.is_wanted(one)
        ),
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
        people=extract.people,
        form=extract.form,
        notes=extract.notes,
    )


def _white_warnings(asked: Question, counts: Counts) -> Iterator[Caution]:
    """Warn of people of whom no more is known than that they are white, if that matters."""
    if asked.grouping.group_by_category["White"] != WHITE:
        return
    items = {cell.item for cell in counts.people_by_cell if cell.ethnicity == "White"}
    numbers = [one.number for one in asked.all_indicators if one.item in items]
    if asked.grouping.white_minorities == "minority" and numbers:
        yield Caution(
            "white-and-no-more",
            f"Indicator{'s' if len(numbers) > 1 else ''} {in_words(numbers)}: some labels say "
            "White and no more; they count as white, white minorities among them.",
        )


def _broad_warnings(
    asked: Question, counts: Counts, loaded: Sequence[Extract]
) -> Iterator[Caution]:
    """Warn of people of whom too little is known to put them in one of the groups."""
    for extract in loaded:
        if extract.items & counts.items and (labels := broad_labels(extract, asked.grouping)):
            yield Caution("broad-category", f"{extract.name}: {labels}.")
    for indicator in asked.all_indicators:
        people: dict[str, int] = {}
        for cell, number in counts.people_by_cell.items():
            if cell.item == indicator.item and cell.ethnicity in asked.grouping.broad:
                people[cell.ethnicity] = people.get(cell.ethnicity, 0) + number
        rows = {
            category: sum(
                rows
                for extract in loaded
                if indicator.item in extract.items and not (extract.kind and extract.kind.event)
                for _, rows, of, _ in extract.labels
                if of == category
            )
            for category in people
        }
        lists = [one.name for one in loaded if one.kind and one.kind.event == indicator.item]
        for category, number in people.items():
            if lists and number > rows[category]:
                yield Caution(
                    "broad-category",
                    f"Indicator {indicator.number}: {number:,} people count as {category} and no "
                    f"more, because {in_words(lists)} has no ids and says no more of some of "
                    "its own: they are in none of the groups.",
                )


def _across_warnings(across: Iterable[AcrossUnits]) -> Iterator[Caution]:
    """Warn of indicators whose parts tell another story than the whole."""
    numbers: dict[str, dict[str, None]] = {}
    for one in across:
        if one.points_apart:
            numbers.setdefault(one.breakdown, {})[one.indicator] = None
    for breakdown, found in numbers.items():
        plural = "s" if len(found) > 1 else ""
        yield Caution(
            "parts-and-whole",
            f"Indicator{plural} {in_words(list(found))}: the ratio over everybody and that across "
            f"the units of {breakdown} point apart; read both.",
        )


def _pay_group_warnings(asked: Question, counts: Counts) -> Iterator[Caution]:
    """Warn of pay bands that are in no pay group, and of bands named that nobody is in."""
    disparity = asked.standard.disparity
    if disparity is None or not asked.pay_groups or disparity.item not in counts.items:
        return
    bands = sorted(counts.answers(disparity.item), key=asked.rules.bands.place)
    apart = [f"'{band}'" for band in bands if not asked.pay_group(band)]
    if len(apart) == len(bands):
        text = "There are no race disparity ratios: no pay band is known to be lower, middle or "
        yield Caution("pay-groups", f"{text}upper. [pay_groups] in scwres.toml says which are.")
        return
    if apart:
        yield Caution(
            "pay-groups",
            f"Race disparity ratios are without the staff in {in_words(apart)}: "
            f"{'those bands are' if len(apart) > 1 else 'that band is'} in no pay group.",
        )
    met = {" ".join(band.casefold().split()) for band in bands}
    nobody = [band for band in asked.bands_named if " ".join(band.casefold().split()) not in met]
    if nobody:
        shown = in_words([f"'{band}'" for band in nobody])
        meant = nearest(nobody[0], bands)
        text = f"[pay_groups] names {shown}, which nobody is in. {meant}"
        yield Caution("pay-groups", text.strip())


def _unknown_warnings(lines: Iterable[Line]) -> Iterator[Caution]:
    """Warn of indicators with more unknown ethnicity than figures can carry, once a share."""
    numbers_by_share: dict[tuple[str, int, int], dict[str, None]] = {}
    for line in lines:
        shares = [("people counted", line.unknown_out_of, line.all_out_of)]
        if not line.part:
            shares.append(("people with the event", line.unknown_count, line.all_count))
        for whom, unknown, everyone in shares:
            if unknown > UNKNOWN_WARNED_ABOVE * everyone:
                numbers_by_share.setdefault((whom, unknown, everyone), {})[line.indicator] = None
    for (whom, unknown, everyone), numbers in numbers_by_share.items():
        plural = "s" if len(numbers) > 1 else ""
        yield Caution(
            "unknown-ethnicity",
            f"Indicator{plural} {in_words(list(numbers))}: ethnicity is unknown for {unknown:,} "
            f"of {everyone:,} {whom}; above 10%, what they would add can change the figure.",
        )
