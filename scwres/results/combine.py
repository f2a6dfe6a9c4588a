"""Combine councils, or years: the counts of several organisations added up.

Counts can be added up and rates cannot. An organisation that has no counts of an item is left
out of its figures, and results list which organisations are included.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from scwres.counts import ORGANISATION, RESIDENT, Counts, Tally
from scwres.errors import Caution, Fault, InputError, UsageError
from scwres.extracts.cells.identities import LOOKS_PERSONAL
from scwres.extracts.loading import Extract
from scwres.extracts.rules import ExtractRequest, Window
from scwres.extracts.sources import find_sources, load_sources
from scwres.metrics.intervals import score
from scwres.metrics.standards.indicator import IN_POST_ITEMS, SHARE
from scwres.results.benchmarks import RESIDENTS
from scwres.results.compute import results_of
from scwres.results.lines import Line
from scwres.results.results import NotComputed, OrganisationLine, Results
from scwres.settings.question import Question, question_of
from scwres.settings.settings import Settings, combined
from scwres.text.phrases import in_words
from scwres.text.safety import place_name

#: The caution that residents are known for some organisations only.
RESIDENTS_OF_SOME = "residents-of-some"

#: The limits of a funnel: beyond the first one in twenty lies by chance, beyond the second
#: one in five hundred (Spiegelhalter 2005, Statistics in Medicine 24, 1185-1202).
WARN, ALARM = 1.96, 3.09

#: Periods that begin and end so many days apart at most are of one year.
DAYS_APART = 31


class Combination(NamedTuple):
    """The results of several organisations together, and the files that were left out.

    Parameters
    ----------
    results
        The results of them all, with each organisation's score.
    left_out
        The files that were left out because of problems, with what is wrong.
    """

    results: Results
    left_out: tuple[tuple[str, tuple[Fault, ...]], ...]


class _Member(NamedTuple):
    """An organisation, or a year of one, with its extracts."""

    name: str
    loaded: tuple[Extract, ...]
    window: Window | None = None


def combine(
    paths: Sequence[str | Path],
    *,
    by: Iterable[str] = (),
    skip_faulty: bool = False,
    **options: Any,
) -> Combination:
    """Return the results of several organisations, from the sum of their counts.

    Parameters
    ----------
    paths
        For each organisation, a count file or another extract, named after the file; or a
        ``scwres.toml`` with the extracts and the organisation's name.
    by
        Columns to break the figures down by; ``organisation`` is one of them.
    skip_faulty
        Whether to leave out a file with problems, rather than refuse every file.
    options
        As of :func:`scwres.compute`.

    Raises
    ------
    InputError
        When a file has problems and none may be left out, or when all files have problems.
    UsageError
        When there is only one file, or an option names something that does not exist.
    FileError
        When one is missing.
    """
    if len(paths) < 2:
        what, fix = "a combination needs two files", "Give at least two."
        raise UsageError([Fault("", what, fix, "setting-value")])
    breakdowns = tuple(by)
    file_breakdowns = tuple(name for name in breakdowns if name != ORGANISATION)
    members: list[_Member] = []
    left_out: list[tuple[str, tuple[Fault, ...]]] = []
    for path in map(Path, paths):
        try:
            members.append(_member(path, file_breakdowns, options))
        except InputError as error:
            left_out.append((place_name(path.name), error.faults))
    if left_out and (not skip_faulty or not members):
        faults = [fault for _, file_faults in left_out for fault in file_faults]
        raise InputError(faults)
    if copies := _copy_faults(members):
        raise UsageError(copies)
    question = question_of(combined(Settings(), by=(*file_breakdowns, ORGANISATION), **options))
    if ORGANISATION not in breakdowns:
        question = replace(question, beside_whole=frozenset({ORGANISATION}))
    names = [member.name.casefold() for member in members]
    repeated = sorted(
        {member.name for member in members if names.count(member.name.casefold()) > 1}
    )
    loaded = [
        _of_organisation(extract, member.name, _on_a_day(question) if repeated else set())
        for member in members
        for extract in member.loaded
    ]
    results = results_of(question, loaded)
    warnings = (*results.warnings, *_period_cautions(members), *_resident_cautions(members))
    results = results._replace(warnings=warnings)
    if any(warning.code == RESIDENTS_OF_SOME for warning in warnings):
        others = (benchmark for benchmark in results.benchmarks if benchmark.name != RESIDENTS)
        results = results._replace(benchmarks=tuple(others))
    return Combination(
        _with_organisations(results, question, members, breakdowns, repeated), tuple(left_out)
    )


def _on_a_day(question: Question) -> set[str]:
    """Return the items of staff in post on a day: their sum over years counts people twice."""
    items = {
        indicator.item
        for indicator in question.standard.indicators
        if indicator.counted_of.is_on_a_day
    }
    return items | set(IN_POST_ITEMS)


def _copy_faults(members: Sequence[_Member]) -> list[Fault]:
    """Return a fault for each file that is a copy of another: its people would count twice."""
    names: dict[str, str] = {}
    faults = []
    for member in members:
        for extract in member.loaded:
            first = names.setdefault(extract.sha256 or "", f"{member.name}: {extract.name}")
            if extract.sha256 and first != f"{member.name}: {extract.name}":
                name, what = f"{member.name}: {extract.name}", f"has the same content as {first}"
                faults.append(Fault(name, what, "Give it once.", "given-twice"))
    return faults


def _resident_cautions(members: Sequence[_Member]) -> Iterator[Caution]:
    """Warn of residents that are known for some organisations only."""
    with_residents = [
        member.name
        for member in members
        if any(RESIDENT in extract.items for extract in member.loaded)
    ]
    if with_residents and len(set(with_residents)) < len({member.name for member in members}):
        text = (
            f"Residents are given only for {in_words(with_residents)}, so their shares are left "
            "out."
        )
        yield Caution(RESIDENTS_OF_SOME, text)


def _period_cautions(members: Sequence[_Member]) -> Iterator[Caution]:
    """Warn of organisations whose settings are of different periods."""
    periods = {member.name: str(member.window.end) for member in members if member.window}
    if len(set(periods.values())) > 1:
        listed = in_words([f"{name} up to {period}" for name, period in periods.items()])
        yield Caution("periods-differ", f"The organisations have different periods: {listed}.")


def _member(path: Path, by: tuple[str, ...], options: dict[str, Any]) -> _Member:
    """Return an organisation by its settings, or by the name of its file."""
    if path.suffix.casefold() == ".toml":
        from scwres.settings.file import read_settings

        file_settings = read_settings(path)
        settings = combined(file_settings, by=by, **options)
        question = question_of(settings)
        sources = find_sources(settings.wishes, file_settings.wishes)
        loaded = load_sources(sources, question.rules)
        if LOOKS_PERSONAL in file_settings["strict.accept"]:
            loaded = [
                replace(extract, warnings=tuple(_without(extract.warnings, LOOKS_PERSONAL)))
                for extract in loaded
            ]
        return _Member(
            file_settings["organisation"] or place_name(path.stem),
            tuple(loaded),
            file_settings.window,
        )
    if path.suffix.casefold() == ".json":
        what = "holds results, and rates cannot be added up"
        fix = "Give its counts instead: scwres compute --format counts."
        raise InputError([Fault(path.name, what, fix, "not-recognised")])
    question = question_of(combined(Settings(), by=by, **options))
    sources = find_sources([ExtractRequest(path, None)], ())
    return _Member(place_name(path.stem), tuple(load_sources(sources, question.rules)))


def _without(warnings: Iterable[Caution], code: str) -> Iterator[Caution]:
    """Yield the warnings of other codes."""
    return (warning for warning in warnings if warning.code != code)


def _of_organisation(extract: Extract, name: str, without: set[str]) -> Extract:
    """Return an extract whose people are all of one organisation, without some items."""
    cells = {
        cell._replace(unit=(*cell.unit, name)): people
        for cell, people in extract.counts.people_by_cell.items()
        if cell.item not in without
    }
    counts = Counts(cells, (*extract.counts.breakdowns, ORGANISATION))
    return replace(
        extract,
        name=f"{name}: {extract.name}",
        counts=counts,
        items=extract.items - without,
        columns=(*extract.columns, ORGANISATION),
    )


def _with_organisations(
    results: Results,
    question: Question,
    members: Sequence[_Member],
    by: tuple[str, ...],
    repeated: Sequence[str],
) -> Results:
    """Return results with each organisation's place, and its lines where ``by`` names them."""
    places = tuple(_places(results))
    missing = [
        figure
        for figure in results.not_computed
        if figure.breakdown != ORGANISATION or ORGANISATION in by
    ]
    if repeated:
        why = (
            f"{in_words(list(repeated))} {'is' if len(repeated) == 1 else 'are'} given more "
            "than once, and staff in post are mostly the same people each year"
        )
        numbers = {
            indicator.number
            for indicator in question.indicators
            if indicator.counted_of.is_on_a_day
        }
        missing = [figure for figure in missing if figure.indicator not in numbers]
        missing += [NotComputed(number, "", "", why) for number in sorted(numbers)]
    items = {indicator.number: indicator.item for indicator in question.all_indicators}
    everybody = list(dict.fromkeys(member.name for member in members))
    left_out: dict[str, list[str]] = {}
    for number in dict.fromkeys(line.indicator for line in results.lines):
        included = {
            member.name
            for member in members
            if any(items[number] in extract.items for extract in member.loaded)
        }
        if lacking := [name for name in everybody if name not in included]:
            left_out[number] = lacking
            have = "has" if len(lacking) == 1 else "have"
            why = (
                f"{in_words(lacking)} {have} no data and {'is' if have == 'has' else 'are'} left "
                f"out ({len(included)} of {len(everybody)} are included)"
            )
            missing.append(NotComputed(number, ORGANISATION, "", why, is_public=True))
    settings = {
        **results.settings,
        "by": list(by),
        "organisations": everybody,
        "organisations_left_out": left_out,
        "window": _window_of(members),
    }
    return results._replace(
        settings=settings,
        lines=tuple(
            line for line in results.lines if line.breakdown != ORGANISATION or ORGANISATION in by
        ),
        not_computed=tuple(missing),
        organisations=places,
        of_organisations=()
        if repeated
        else tuple(line for line in results.lines if line.breakdown == ORGANISATION),
    )


def _window_of(members: Sequence[_Member]) -> list[str] | None:
    """Return the first and the last day of the period that all organisations have in common.

    None where their settings say no period, or periods that are more than days apart.
    """
    windows = [member.window for member in members if member.window is not None]
    if not windows or len(windows) < len(members):
        return None
    starts, ends = ([getattr(each, name) for each in windows] for name in ("start", "end"))
    if any((max(days) - min(days)).days > DAYS_APART for days in (starts, ends)):
        return None
    return [min(starts).isoformat(), max(ends).isoformat()]


def _places(results: Results) -> Iterator[OrganisationLine]:
    """Yield each organisation's ratio with that of all, and its score."""
    pooled = {
        (*line.indicator_key, line.group, line.compared_with): line
        for line in results.lines
        if not line.breakdown
    }
    for line in results.lines:
        if line.breakdown != ORGANISATION or line.headline == SHARE or line.is_of_odds:
            continue
        whole = pooled[*line.indicator_key, line.group, line.compared_with]
        deviate = None if line.is_of_few_people else _score_of(line, whole)
        mark = ""
        if deviate is not None and abs(deviate) > WARN:
            mark = "beyond 3.09" if abs(deviate) > ALARM else "beyond 1.96"
        yield OrganisationLine(
            indicator=line.indicator,
            title=line.title,
            organisation=line.unit,
            group=line.group,
            compared_with=line.compared_with,
            group_count=line.group_count,
            group_out_of=line.group_out_of,
            compared_with_count=line.compared_with_count,
            compared_with_out_of=line.compared_with_out_of,
            ratio=line.ratio,
            pooled_ratio=whole.ratio,
            score=deviate,
            mark=mark,
        )


def _score_of(line: Line, whole: Line) -> float | None:
    """Return how far a ratio lies from that of all, as a normal deviate; above it is positive."""
    group = Tally(line.group_count or 0, line.group_out_of or 0)
    other = Tally(line.compared_with_count or 0, line.compared_with_out_of or 0)
    events = group.count + other.count
    if line.is_rate or not whole.ratio or 0 in (group.out_of, other.out_of, events):
        return None
    if events == group.out_of + other.out_of:
        return None
    return score(whole.ratio, group, other)
