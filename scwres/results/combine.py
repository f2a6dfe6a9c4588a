"""Councils, or years, added: the counts of several organisations as those of one.

Counts add and rates do not. An organisation that has no counts of an item is in neither half
of its figures, and it is said who is in which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from scwres.counts import RESIDENT, Counts, Tally
from scwres.errors import Caution, Fault, InputError, UsageError
from scwres.extracts.loading import Extract
from scwres.extracts.rules import ExtractRequest
from scwres.extracts.sources import find_sources, load_sources
from scwres.metrics.intervals import score
from scwres.metrics.standards.indicator import IN_POST_ITEMS, SHARE
from scwres.results.benchmarks import RESIDENTS
from scwres.results.compute import results_of
from scwres.results.results import IN_NEITHER_HALF, Line, NotComputed, OrganisationLine, Results
from scwres.settings.question import Question, question_of
from scwres.settings.settings import Settings, combined
from scwres.text.phrases import in_words

#: The caution that residents are not known of all.
RESIDENTS_OF_SOME = "residents-of-some"

#: The breakdown that keeps organisations apart.
ORGANISATION = "organisation"

#: The limits of a funnel: beyond the first one in twenty lies by chance, beyond the second
#: one in five hundred (Spiegelhalter 2005, Statistics in Medicine 24, 1185-1202).
WARN, ALARM = 1.96, 3.09


class Combination(NamedTuple):
    """The counts of several organisations together, and who is in what.

    Parameters
    ----------
    results
        The results of them all, each organisation's score beside them.
    left_out
        The files that were left out for their faults, with what is wrong.
    """

    results: Results
    left_out: tuple[tuple[str, tuple[Fault, ...]], ...]


class _Member(NamedTuple):
    """An organisation, or a year of one, with what its files hold."""

    name: str
    loaded: tuple[Extract, ...]
    period: str = ""


def combine(
    paths: Sequence[str | Path],
    *,
    by: Iterable[str] = (),
    skip_faulty: bool = False,
    **options: Any,
) -> Combination:
    """Return the results of several organisations' counts, added.

    Parameters
    ----------
    paths
        A count file or other extracts each, named by the file; or a ``scwres.toml`` with the
        extracts and the organisation's name.
    by
        Columns to break the figures down by, ``organisation`` among them.
    skip_faulty
        Whether a file with faults is left out, rather than all refused.
    options
        As of :func:`scwres.compute`.

    Raises
    ------
    InputError
        When a file is faulty, each with its faults, and none may be left out; or all are.
    UsageError
        When there is one file alone, or an option asks for something that does not exist.
    FileError
        When one is missing.
    """
    if len(paths) < 2:
        raise UsageError([Fault("", "one file is nothing to combine", "Name two or more.")])
    asked_by = tuple(by)
    of_files = tuple(one for one in asked_by if one != ORGANISATION)
    members: list[_Member] = []
    left_out: list[tuple[str, tuple[Fault, ...]]] = []
    for path in map(Path, paths):
        try:
            members.append(_member(path, of_files, options))
        except InputError as error:
            left_out.append((path.name, error.faults))
    if left_out and (not skip_faulty or not members):
        faults = [fault for _, of_one in left_out for fault in of_one]
        raise InputError(faults)
    if same := _same_twice(members):
        raise UsageError(same)
    question = question_of(combined(Settings(), by=(*of_files, ORGANISATION), **options))
    if ORGANISATION not in asked_by:
        question = replace(question, beside_whole=frozenset({ORGANISATION}))
    names = [member.name.casefold() for member in members]
    again = sorted({one.name for one in members if names.count(one.name.casefold()) > 1})
    loaded = [
        _of_organisation(extract, member.name, _on_a_day(question) if again else set())
        for member in members
        for extract in member.loaded
    ]
    results = results_of(question, loaded)
    warnings = (*results.warnings, *_period_cautions(members), *_resident_cautions(members))
    results = results._replace(warnings=warnings)
    if any(one.code == RESIDENTS_OF_SOME for one in warnings):
        kept = tuple(one for one in results.benchmarks if one.name != RESIDENTS)
        results = results._replace(benchmarks=kept)
    return Combination(
        _with_organisations(results, question, members, asked_by, again), tuple(left_out)
    )


def _on_a_day(question: Question) -> set[str]:
    """Return the items of who is in post on a day: their sum over years counts people twice."""
    of_standard = {one.item for one in question.standard.indicators if one.counted_of.is_on_a_day}
    return of_standard | set(IN_POST_ITEMS)


def _same_twice(members: Sequence[_Member]) -> list[Fault]:
    """Return a fault for each file that is another one's copy: it would count twice."""
    names: dict[str, str] = {}
    faults = []
    for member in members:
        for extract in member.loaded:
            first = names.setdefault(extract.sha256 or "", f"{member.name}: {extract.name}")
            if extract.sha256 and first != f"{member.name}: {extract.name}":
                what = f"holds the same, to the last letter, as {first}"
                faults.append(Fault(f"{member.name}: {extract.name}", what, "Name it once."))
    return faults


def _resident_cautions(members: Sequence[_Member]) -> Iterator[Caution]:
    """Warn of residents that are known of some organisations alone."""
    have = [
        member.name
        for member in members
        if any(RESIDENT in extract.items for extract in member.loaded)
    ]
    if have and len(set(have)) < len({member.name for member in members}):
        text = f"Residents are given for {in_words(have)} alone: their shares are left out."
        yield Caution(RESIDENTS_OF_SOME, text)


def _period_cautions(members: Sequence[_Member]) -> Iterator[Caution]:
    """Warn of organisations whose settings are of different periods."""
    of = {member.name: member.period for member in members if member.period}
    if len(set(of.values())) > 1:
        said = in_words([f"{name} up to {period}" for name, period in of.items()])
        yield Caution("periods-differ", f"The organisations are of different periods: {said}.")


def _member(path: Path, by: tuple[str, ...], options: dict[str, Any]) -> _Member:
    """Return an organisation by its settings, or by the name of its file."""
    if path.suffix.casefold() == ".toml":
        from scwres.settings.file import read_settings

        said = read_settings(path)
        settings = combined(said, by=by, **options)
        question = question_of(settings)
        sources = find_sources(settings.wishes, said.wishes)
        ends = said.rules.window.end if said.rules.window else said.snapshot
        return _Member(
            said.organisation or path.stem,
            tuple(load_sources(sources, question.rules)),
            str(ends or ""),
        )
    if path.suffix.casefold() == ".json":
        fix = "Give its counts: scwres compute --format counts."
        raise InputError([Fault(path.name, "holds results, and rates do not add", fix)])
    question = question_of(combined(Settings(), by=by, **options))
    sources = find_sources([ExtractRequest(path, None)], ())
    return _Member(path.stem, tuple(load_sources(sources, question.rules)))


def _of_organisation(extract: Extract, name: str, without: set[str]) -> Extract:
    """Return an extract whose people are all of one organisation, some items left aside."""
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
    again: Sequence[str],
) -> Results:
    """Return results with each organisation's place, and its lines where they are asked for."""
    places = tuple(_places(results))
    missing = [
        one for one in results.not_computed if one.breakdown != ORGANISATION or ORGANISATION in by
    ]
    if again:
        why = (
            f"{in_words(list(again))} {'is' if len(again) == 1 else 'are'} there more than once: "
            "those in post are largely the same people each year"
        )
        known = {one.number for one in question.indicators if one.counted_of.is_on_a_day}
        missing = [one for one in missing if one.indicator not in known]
        missing += [NotComputed(number, "", "", why) for number in sorted(known)]
    numbers = {one.number: one.item for one in question.all_indicators}
    everybody = list(dict.fromkeys(member.name for member in members))
    for number in dict.fromkeys(line.indicator for line in results.lines):
        have = {
            member.name
            for member in members
            if any(numbers[number] in extract.items for extract in member.loaded)
        }
        if lacking := [name for name in everybody if name not in have]:
            why = (
                f"{IN_NEITHER_HALF}: {in_words(lacking)} ({len(have)} of {len(everybody)} are in)"
            )
            missing.append(NotComputed(number, ORGANISATION, "", why))
    return results._replace(
        settings={**results.settings, "by": list(by), "organisations": everybody},
        lines=tuple(
            line for line in results.lines if line.breakdown != ORGANISATION or ORGANISATION in by
        ),
        not_computed=tuple(missing),
        organisations=places,
    )


def _places(results: Results) -> Iterator[OrganisationLine]:
    """Give each organisation's ratio beside that of all, and its score there."""
    pooled = {
        (*line.indicator_key, line.group, line.compared_with): line
        for line in results.lines
        if not line.breakdown
    }
    for line in results.lines:
        if line.breakdown != ORGANISATION or line.headline == SHARE or line.is_of_odds:
            continue
        whole = pooled[*line.indicator_key, line.group, line.compared_with]
        found = None if line.is_of_few_people else _score_of(line, whole)
        mark = ""
        if found is not None and abs(found) > WARN:
            mark = "beyond 3.09" if abs(found) > ALARM else "beyond 1.96"
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
            score=found,
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
