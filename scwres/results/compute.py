"""Compute results from extracts, for the commands and for Python alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scwres.counts import PAY_BAND, RESIDENT, Counts, columns_of
from scwres.errors import Caution, Fault, InputError, StrictError, UsageError
from scwres.extracts.loading import Extract
from scwres.extracts.people.everyone import everyone_cautions
from scwres.extracts.rules import Rules
from scwres.extracts.schema import APPLICATIONS, JOINER_SURVEY, SHORTLISTING, STAFF, SURVEY
from scwres.extracts.sources import Source, find_sources, frame_source, load_sources
from scwres.metrics.standards.indicator import PAY_ORDER_NOT_KNOWN, CountedOf
from scwres.results.benchmarks import national, residents, with_own_names
from scwres.results.cautions import cautions, own_figures_cautions, resident_cautions
from scwres.results.figures import figures_of, nested_units, pay_order_of
from scwres.results.lines import INTERNAL
from scwres.results.merged_bands import band_names, order_of_merged, with_merged_bands
from scwres.results.missing import (
    breakdown_column_faults,
    columns_in,
    measure_column_faults,
    strict_faults,
)
from scwres.results.results import Benchmark, Input, Results
from scwres.results.unmatched import unmatched_cautions, unmatched_columns
from scwres.settings.question import Question, question_of
from scwres.settings.settings import Settings, combined
from scwres.text.phrases import in_words, shown_whole

if TYPE_CHECKING:
    from scwres.extracts.files.frame import Frame
    from scwres.results.profile import LargerStage


#: The people that the rows of a kind of extract are, where they are all of one population.
COUNTED_IN = {
    STAFF.name: CountedOf.IN_YEAR,
    SURVEY.name: CountedOf.RESPONDENTS,
    JOINER_SURVEY.name: CountedOf.JOINER_RESPONDENTS,
    SHORTLISTING.name: CountedOf.SHORTLISTED,
    APPLICATIONS.name: CountedOf.APPLICANTS,
}


def compute(
    extracts: str | PathLike[str] | Iterable[str | PathLike[str]] = (),
    *,
    staff: Frame | None = None,
    shortlisting: Frame | None = None,
    applications: Frame | None = None,
    survey: Frame | None = None,
    disciplinary: Frame | None = None,
    fitness_to_practise: Frame | None = None,
    cpd: Frame | None = None,
    leavers: Frame | None = None,
    counts: Frame | None = None,
    settings: Settings | str | PathLike[str] | Mapping[str, Any] | None = None,
    by: Iterable[str] = (),
    indicators: Iterable[str | int] = (),
    standard: str | None = None,
    groups: str | None = None,
    reference: str | None = None,
    strict: bool = False,
    tell: Callable[[str, int], None] | None = None,
    **others: Any,
) -> Results:
    """Compute every indicator that the extracts allow.

    Parameters
    ----------
    extracts
        A path or several: files, folders of them, or ``-`` for standard input. The kind
        of each is recognised by its columns.
    staff, shortlisting, applications, survey, disciplinary, fitness_to_practise, cpd, \
leavers, counts
        Extracts as data frames, with the same columns as files: from pandas, or any library
        that provides an Arrow stream (``__arrow_c_stream__``), such as Polars, PyArrow and
        DuckDB. The index of a pandas frame is not read.
    settings
        A settings file, such as ``scwres.toml``, or a mapping with the same content:
        ``{"by": ["directorate"], "pay_bands": {"from_salary": "national"}}``. Keywords take
        precedence over it.
    by
        Columns to break the figures down by, as a list.
    indicators
        The numbers of the indicators you want, and the items of supporting measures (default:
        all).
    standard
        ``sc-wres-2024`` (the default), ``sc-wres-pilot``, ``sc-wres-2023``,
        ``sc-wres-2025`` or ``nhs-wres``.
    groups
        ``two`` (the default), ``five`` or ``detailed``.
    reference
        The group that others are compared with: ``white`` or ``White British``.
    strict
        Whether to stop if a requested indicator cannot be calculated, or at a warning that the
        settings do not accept.
    tell
        Called while extracts are read, with an extract's name and the number of rows read.
    others
        Further settings by keyword, such as ``confidence=0.9``: ``scwres explain settings``
        lists them. Also ``named``, pairs of a kind and a path, to read a file as that kind;
        ``population``, the files of residents by ethnicity; ``window``, the first and the last
        day on which a dated event counts; and ``config``, the former name of ``settings``.

    Returns
    -------
    Results
        The lines, what could not be computed and why, and how every row was used.

    Raises
    ------
    TypeError
        When a keyword does not exist, something given as a frame is not one, or a frame is given
        without its kind.
    InputError
        When an extract holds a value that is unclear or cannot be read.
    UsageError
        When an option or a setting asks for something that does not exist.
    FileError
        When a file is missing or cannot be opened.
    StrictError
        When ``strict`` is set, and an indicator is missing or a warning not accepted.

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
    reading = read(
        extracts,
        {kind: frame for kind, frame in frames.items() if frame is not None},
        settings,
        tell=tell,
        by=by,
        indicators=indicators,
        standard=standard,
        groups=groups,
        reference=reference,
        **others,
    )
    return reading.results(strict=strict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Extracts that were read once, for a question and for others of the same people.

    Parameters
    ----------
    benchmarks
        The figures from elsewhere that the settings name.
    """

    settings: Settings
    question: Question
    loaded: Sequence[Extract]
    benchmarks: Sequence[Benchmark]

    def results(self, *, strict: bool = False) -> Results:
        """Return the results of the question.

        Raises
        ------
        StrictError
            When ``strict`` is set, and an indicator is missing or a warning not accepted.
        """
        question = self.question
        loaded = broken_down_by(self.loaded, question.rules.breakdowns)
        results = results_of(question, loaded, self.benchmarks)
        if strict and (faults := strict_faults(results, self.settings["strict.accept"])):
            raise StrictError(faults)
        return results

    def with_settings(self, settings: Settings) -> Reading | None:
        """Return this reading for other settings; None where its extracts were read otherwise.

        Breakdowns, groups of the same reading and merged bands need no other reading.
        """
        question = question_of(settings).by_columns(columns_in(self.loaded))
        rules = replace(question.rules, compares_dates=self.question.rules.compares_dates)
        by_units = [replace(each, breakdowns=(), also_by=()) for each in (rules, self.rules)]
        if by_units[0] != by_units[1] or not set(rules.breakdowns) <= self.unit_columns:
            return None
        return replace(self, settings=settings, question=question)

    @property
    def rules(self) -> Rules:
        """How the extracts were read."""
        return self.question.rules

    @property
    def unit_columns(self) -> frozenset[str]:
        """The columns that figures can be broken down by: those that an extract has."""
        read_columns = {name for extract in self.loaded for name in extract.counts.breakdowns}
        made_of_salaries = {PAY_BAND} if self.rules.bands.scheme else set()
        return frozenset(read_columns & (columns_in(self.loaded) | made_of_salaries))

    @property
    def can_be_repeated(self) -> bool:
        """Whether its extracts can be read again: files can, standard input cannot."""
        return all(str(request.path) != "-" for request in self.settings.wishes)

    def coarser_columns(self, breakdown: str) -> tuple[str, ...]:
        """Return the columns with fewer units in which the units of a breakdown lie.

        The columns of two that are crossed are coarser than both together.
        """
        columns = columns_of(breakdown)
        if len(columns) > 1:
            return columns
        others = self.unit_columns - {breakdown}
        coarser = []
        for other in sorted(others):
            loaded = broken_down_by(self.loaded, [breakdown, other])
            counts = Counts.summed((extract.counts for extract in loaded), [breakdown, other])
            homes = nested_units(counts).get((breakdown, other), {})
            if 1 < len(homes) < len({unit for units in homes.values() for unit in units}):
                coarser.append(other)
        return tuple(coarser)

    def results_by(self, breakdown: str, *, groups: str) -> Results | None:
        """Return the results by one column and in other groups; None where nobody has the column.

        Without a column, of the whole alone.
        """
        by = [breakdown] if breakdown else []
        question = question_of(combined(self.settings, by=by, groups=groups)).by(by)
        if breakdown_column_faults(question, self.loaded):
            return None
        return results_of(question, broken_down_by(self.loaded, by), self.benchmarks)


def broken_down_by(loaded: Iterable[Extract], columns: Sequence[str]) -> list[Extract]:
    """Return extracts with their counts in the units of some of their columns alone."""
    return [replace(extract, counts=extract.counts.broken_down_by(columns)) for extract in loaded]


def read(
    extracts: str | PathLike[str] | Iterable[str | PathLike[str]],
    frames: Mapping[str, Frame] | None = None,
    settings: Settings | str | PathLike[str] | Mapping[str, Any] | None = None,
    *,
    also_by: Sequence[str] = (),
    tell: Callable[[str, int], None] | None = None,
    **keywords: Any,
) -> Reading:
    """Return extracts as they are read, once, for all figures that are wanted of them.

    Parameters
    ----------
    also_by
        Columns that further results can be broken down by, where an extract has them.
    keywords
        As of :func:`compute`, which says what is raised.
    """
    chosen, question, sources = prepared(extracts, frames or {}, settings, **keywords)
    benchmarks: list[Benchmark] = []
    if files := chosen["benchmarks"]:
        from scwres.results.benchmark_files import read_benchmark

        benchmarks = with_own_names(
            [read_benchmark(path, question.standard.name, question.settings) for path in files],
            question.values["organisation"],
        )
    loaded = load_sources(sources, question.rules_for_reading(also_by), tell)
    question = question.by_columns(columns_in(loaded))
    if faults := [
        *breakdown_column_faults(question, loaded),
        *measure_column_faults(question, loaded),
    ]:
        raise UsageError(faults)
    return Reading(settings=chosen, question=question, loaded=loaded, benchmarks=benchmarks)


def prepared(
    extracts: str | PathLike[str] | Iterable[str | PathLike[str]],
    frames: Mapping[str, Frame],
    settings: Settings | str | PathLike[str] | Mapping[str, Any] | None,
    *,
    config: Settings | str | PathLike[str] | None = None,
    **keywords: Any,
) -> tuple[Settings, Question, list[Source]]:
    """Return the settings with the keywords in their place, the question, and its sources.

    Raises
    ------
    TypeError
        When there is no such keyword, or what stands for a frame is not one.
    UsageError
        When a keyword or a setting asks for something that does not exist.
    FileError
        When a file is missing.
    """
    if settings is not None and config is not None:
        message = "settings and config mean the same: give settings alone"
        raise TypeError(message)
    if hasattr(extracts, "columns") or hasattr(extracts, "__arrow_c_stream__"):
        message = "a data frame needs its kind, as in compute(staff=frame)"
        raise TypeError(message)
    paths = [extracts] if isinstance(extracts, (str, PathLike)) else list(extracts)
    file_settings = _settings(config if settings is None else settings)
    chosen = combined(file_settings, paths=paths, has_frames=bool(frames), **keywords)
    question = question_of(chosen)
    sources = find_sources(chosen.wishes, file_settings.wishes)
    sources += [frame_source(kind, frame) for kind, frame in frames.items()]
    # The day that a person started matters where a list holds what happened to them.
    rules = replace(question.rules, compares_dates=len(sources) > 1)
    question = replace(question, rules=rules)
    if not sources:
        fix = "Give a file, a folder or '-'."
        raise UsageError([Fault("", "no extract was given", fix, "file-missing")])
    return chosen, question, sources


def _settings(
    settings: Settings | str | PathLike[str] | Mapping[str, Any] | None,
) -> Settings:
    """Return the settings of a file or a mapping; the default settings without one."""
    if settings is None or isinstance(settings, Settings):
        return settings or Settings()
    from scwres.settings.file import read_settings, settings_of

    return (
        settings_of(settings) if isinstance(settings, Mapping) else read_settings(Path(settings))
    )


def results_of(
    question: Question, loaded: Sequence[Extract], benchmarks: Sequence[Benchmark] = ()
) -> Results:
    """Return the results that loaded extracts give to a question.

    Parameters
    ----------
    benchmarks
        Figures from elsewhere to compare them with, besides those published nationally.
    """
    counts = Counts.summed((extract.counts for extract in loaded), question.rules.breakdowns)
    counts, other_spellings = counts.with_one_spelling()
    items = {RESIDENT, *(indicator.item for indicator in question.all_indicators)}
    counts = counts.of_items(items)
    names = band_names(question, counts)
    order = order_of_merged(pay_order_of(question, counts, loaded), names)
    counts = with_merged_bands(counts, names)
    resident_files = [extract.name for extract in loaded if RESIDENT in extract.items]
    figures = figures_of(question, counts, loaded, order)
    warnings = [*question.warnings]
    warnings += (warning for extract in loaded for warning in extract.warnings)
    warnings += cautions(question, counts, figures, loaded)
    warnings += resident_cautions(question, counts)
    warnings += own_figures_cautions(benchmarks)
    warnings += everyone_cautions(loaded, question.rules)
    warnings += unmatched_cautions(question.rules, loaded)
    warnings += unmatched_columns(question.rules, loaded)
    if other_spellings:
        spelt = ", ".join(map(shown_whole, other_spellings))
        text = f"Joined with names that differ only in capitals or spaces: {spelt}."
        warnings.append(Caution("other-capitals", text))
    compared_with = (
        *national(question.standard, question.settings),
        *benchmarks,
        *residents(
            counts,
            question.grouping,
            question.standard,
            in_words(resident_files),
            _residents_of(loaded),
        ),
    )
    profile = None
    if question.values["report.workforce_profile"]:
        from scwres.results.profile import larger_stages, profile_of_counts

        if faults := [_stage_fault(stage, loaded) for stage in larger_stages(figures.lines)]:
            raise InputError(faults)
        profile = profile_of_counts(counts, figures.lines, question.grouping, compared_with)
    return Results(
        standard=question.standard,
        audience=INTERNAL,
        settings={
            **question.settings,
            **_measures_in_settings(question, loaded),
            "benchmarks": [benchmark.source for benchmark in benchmarks],
            "pay_order": (order.known_from or PAY_ORDER_NOT_KNOWN)
            if PAY_BAND in counts.items
            else None,
        },
        inputs=tuple(_input(extract) for extract in loaded),
        lines=figures.lines,
        not_computed=figures.not_computed,
        warnings=tuple(warnings),
        counts=counts,
        across_units=figures.across_units,
        measures=tuple(
            measure
            for measure in question.measures
            if measure.item in counts.items or question.is_wanted(measure)
        ),
        pay_groups=figures.pay_groups,
        nested=figures.nested,
        benchmarks=compared_with,
        workforce_profile=profile,
        accepted=frozenset(question.values["strict.accept"]),
    )


def _stage_fault(stage: LargerStage, loaded: Sequence[Extract]) -> Fault:
    """Return that more people reached a stage of recruitment than the one before, and where."""
    files = [
        in_words([extract.name for extract in loaded if item in extract.items])
        for item in stage.items
    ]
    people = f"{stage.group} people".strip()
    later, earlier = stage.people
    counted = [f"by '{item}'" for item in stage.items]
    what = f"holds {later:,} {people} who reached the stage {stage.stage} ({counted[0]}), but "
    what += f"only {earlier:,} reached {stage.earlier} ({counted[1]})"
    if files[0] != files[1]:
        what += f" in {files[1]}"
    fix = "Check that both are of the same year and the same posts."
    return Fault(files[0], what, fix, "counts-contradict")


def _measures_in_settings(
    question: Question, loaded: Sequence[Extract]
) -> dict[str, dict[str, dict[str, str]]]:
    """Return the people that the user's own measures are out of, where there are any."""
    measures = {}
    for measure in question.rules.measures:
        kinds = {
            extract.kind.name
            for extract in loaded
            if extract.kind is not None and measure.item in extract.items
        }
        # A list is of the staff: whoever is not in it answers no.
        people = {
            CountedOf.IN_YEAR if kind == measure.item else COUNTED_IN.get(kind, "")
            for kind in kinds
        }
        of_files = people.pop() if len(people) == 1 else ""
        measures[measure.item] = {
            "column": measure.column,
            "out_of": measure.out_of,
            "counted_of": measure.counted_of or of_files,
        }
    return {"measures": measures} if measures else {}


def _residents_of(loaded: Sequence[Extract]) -> tuple[tuple[str, str], ...] | None:
    """Return the only residents that extracts hold; None where that differs or is not known."""
    limits = {extract.residents_of for extract in loaded if RESIDENT in extract.items}
    return limits.pop() if len(limits) == 1 else None


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
