"""Benchmarks from files of results: those of a region, or of a peer group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from scwres.errors import Fault, UsageError
from scwres.metrics.standards import standard_called
from scwres.metrics.standards.supporting import known_indicators
from scwres.results.benchmarks import benchmark_of
from scwres.results.files import period_of, read_results, setting_differences
from scwres.results.lines import PUBLICATION
from scwres.results.results import Benchmark
from scwres.text.phrases import in_words
from scwres.text.safety import place_name

#: The most organisations of a benchmark that are named.
MOST_NAMED = 6


def read_benchmark(path: Path, standard: str, settings: Mapping[str, object]) -> Benchmark:
    """Return the results of a file as a benchmark, named by its organisation or its file.

    An indicator that the file's version of the standard defines differently is left out.

    Parameters
    ----------
    standard, settings
        Those of the figures that are compared with it.

    Raises
    ------
    InputError
        When it holds no results, or figures that do not follow from its counts.
    UsageError
        When they are of another standard, or of other groups.
    FileError
        When it cannot be read.
    """
    results = read_results(path)
    faults = []
    if standard_called(results.standard).family != standard_called(standard).family:
        what = f"uses {results.standard}, which cannot be compared with {standard}"
        fix = "Give results of the same standard."
        faults.append(Fault(path.name, what, fix, "not-comparable"))
    for name, words, theirs, own in setting_differences(results.settings, settings):
        what = f"differs in {words}: {theirs} there, but {own} here"
        fix = f"Compute both with the same {name}."
        faults.append(Fault(path.name, what, fix, "not-comparable"))
    if faults:
        raise UsageError(faults)
    theirs, own = _definitions(results.standard), _definitions(standard)
    lines = [
        line for line in results.lines if theirs.get(line.indicator) == own.get(line.indicator)
    ]
    name = results.organisation or place_name(path.stem)
    members = [str(member) for member in results.settings.get("organisations") or ()]
    number = len(members)
    listed = in_words(members) if number <= MOST_NAMED else f"{number} organisations"
    file = place_name(path.name)
    source = f"{listed}, {file}" if members else file
    benchmark = benchmark_of(name, source, lines, is_exact=results.audience != PUBLICATION)
    return replace(benchmark, is_earlier=_is_earlier(results.period, period_of(settings)))


def _is_earlier(theirs: tuple[date, date] | None, own: tuple[date, date] | None) -> bool:
    """Return whether a period is known to be before another: they share a few days at most."""
    return theirs is not None and own is not None and (theirs[1] - own[0]).days < A_WEEK


#: Days that two snapshots, each on the last Friday of a month, may be short of a year apart.
A_WEEK = 7


def _definitions(standard: str) -> dict[str, tuple[str, str]]:
    """Return the population and the event of each indicator."""
    indicators = known_indicators(standard_called(standard))
    return {
        number: (indicator.population, indicator.event) for number, indicator in indicators.items()
    }
