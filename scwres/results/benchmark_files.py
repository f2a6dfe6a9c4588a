"""Results of others as a file holds them, made a benchmark: a region's, or of a peer group."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from scwres.errors import Fault, UsageError
from scwres.metrics.standards import standard_called
from scwres.metrics.standards.supporting import known_indicators
from scwres.results.benchmarks import of_results
from scwres.results.files import period_of, read_results, setting_differences
from scwres.results.results import PUBLICATION, Benchmark
from scwres.text.phrases import in_words

#: As many organisations of a benchmark are named.
MOST_NAMED = 6


def read_benchmark(path: Path, standard: str, settings: Mapping[str, object]) -> Benchmark:
    """Return the results of a file as a benchmark, called by its organisation or its name.

    An indicator that the file's version of the standard defines otherwise is left out.

    Parameters
    ----------
    standard, settings
        Of the figures that are to be set beside it.

    Raises
    ------
    InputError
        When it holds no results, or figures that do not follow from its counts.
    UsageError
        When they are of another standard, or of other groups.
    FileError
        When it cannot be read.
    """
    found = read_results(path)
    faults = []
    if found.standard.partition("-")[0] != standard.partition("-")[0]:
        what = f"is of {found.standard}, and cannot stand beside {standard}"
        faults.append(Fault(path.name, what, "Give results of one standard."))
    for name, words, theirs, own in setting_differences(found.settings, settings):
        what = f"differs in {words}: {theirs}, and here {own}"
        faults.append(Fault(path.name, what, f"Compute both with the same {name}."))
    if faults:
        raise UsageError(faults)
    theirs, own = _definitions(found.standard), _definitions(standard)
    lines = [line for line in found.lines if theirs.get(line.indicator) == own.get(line.indicator)]
    name = found.organisation or path.stem
    of = [str(one) for one in found.settings.get("organisations") or ()]
    members = f"{in_words(of)}, " if 0 < len(of) <= MOST_NAMED else f"{len(of)} organisations, "
    source = f"{members if of else ''}{path.name}"
    made = of_results(name, source, lines, is_exact=found.audience != PUBLICATION)
    return made._replace(is_earlier=_is_earlier(found.period, period_of(settings)))


def _is_earlier(theirs: tuple[date, date] | None, own: tuple[date, date] | None) -> bool:
    """Return whether a period is known to be before another: they share a few days at most."""
    return theirs is not None and own is not None and (theirs[1] - own[0]).days < A_WEEK


#: Days that two snapshots, each on the last Friday of a month, may be short of a year apart.
A_WEEK = 7


def _definitions(standard: str) -> dict[str, tuple[str, str]]:
    """Return what each indicator counts, and out of whom."""
    known = known_indicators(standard_called(standard))
    return {number: (one.population, one.event) for number, one in known.items()}
