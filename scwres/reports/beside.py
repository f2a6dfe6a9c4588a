"""Figures from elsewhere beside the council's own, as text for a terminal."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from scwres.ethnicity.categories import MINORITY_ETHNIC
from scwres.metrics.standards.indicator import RATIO, SHARE
from scwres.reports.document.words import group_name, limits_text, ratio_text, short_number
from scwres.reports.formats.layout import Cell, Row, laid_out, wrapped_lines
from scwres.results.benchmarks import (
    HIGHER,
    LOWER,
    RESIDENTS,
    limits_in_words,
    lines_beside,
    mid_sentence,
)
from scwres.text.numbers import percentage, points
from scwres.text.phrases import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scwres.results.results import BenchmarkLine, Line, Reported

HEADING = "Beside figures from elsewhere"

#: What is said of ratios, and of shares.
OF_RATIOS = (
    "Higher or lower here: the interval of the ratio here leaves out the other figure. The other "
    "figure may include this council, and is rounded to the decimals of the ratio here."
)
OF_SHARES = "Points: the share here less the other."

#: How residents differ from the share of staff that they are set beside.
OF_UNKNOWN_STAFF = "the share of staff is out of those of unknown ethnicity too."


def beside_blocks(results: Reported, width: int | None) -> Iterator[str]:
    """Give the ratios and the shares that have benchmarks, a row each, and whose they are."""
    lines = lines_beside(results)
    if not lines:
        return
    yield HEADING
    said = []
    for figure, header, note in (
        (RATIO, "Ratio here", OF_RATIOS),
        (SHARE, "Share here", OF_SHARES),
    ):
        if of_one := [line for line in lines if line.figure == figure]:
            yield _table(results, of_one, header, width)
            said.append(note)
    said += of_residents(results)
    said += sources(results)
    yield "\n".join(wrapped_lines(said, width))


def of_residents(results: Reported) -> Iterator[str]:
    """Give whom residents are, in a sentence, where shares of them are shown."""
    shown = {line.benchmark for line in lines_beside(results)}
    for benchmark in results.benchmarks:
        if benchmark.name != RESIDENTS or benchmark.name not in shown:
            continue
        known = "the census knows the ethnicity of all"
        if benchmark.has_unknown:
            known = "the ethnicity of some of them is not known"
        if benchmark.residents_of == ():
            yield f"Residents are of all ages, and {known}; {OF_UNKNOWN_STAFF}"
            continue
        of = "It is not recorded which residents these are, for example of which ages"
        if benchmark.residents_of:
            alone = limits_in_words(benchmark.residents_of)
            of = f"Residents are only some of those in the area: {alone}"
        yield f"{of}. {known.capitalize()}; {OF_UNKNOWN_STAFF}"


def sources(results: Reported) -> Iterator[str]:
    """Give where the figures are from that lines are set beside."""
    shown = {line.benchmark for line in lines_beside(results)}
    yield from (f"{one.name}: {one.source}." for one in results.benchmarks if one.name in shown)


def _table(
    results: Reported, lines: Sequence[BenchmarkLine], header: str, width: int | None
) -> str:
    found_of = {line.benchmark for line in lines}
    names = [one.name for one in results.benchmarks if one.name in found_of]
    whole = {
        (line.indicator, line.part, line.group, line.compared_with): line
        for line in results.lines
        if not line.breakdown and not line.is_of_odds
    }
    rows = []
    for key, found in groupby(lines, lambda one: one.comparison_key):
        by_name = {line.benchmark: line for line in found}
        first = next(iter(by_name.values()))
        of = whole.get((first.indicator, *key[2:]))
        cells = [_here(first, of), *(_other(by_name.get(name)) for name in names)]
        number = short_number(first.indicator, first.title)
        remark = places_in_words(list(by_name.values()))
        rows.append(Row(number, _named(results, first), cells, remark))
    is_ratio = lines[0].figure == RATIO
    return laid_out("Indicator", [header, *names], "Place" if is_ratio else "", rows, width)


def _named(results: Reported, line: BenchmarkLine) -> str:
    reference = str(results.settings["reference"])
    group = next(one for one in (line.group, line.compared_with) if one != reference)
    named = "" if group == MINORITY_ETHNIC else group_name(results, group)
    return ", ".join(filter(None, (line.title, line.part, named)))


def _here(line: BenchmarkLine, of: Line | None) -> Cell:
    if line.figure == SHARE or of is None:
        return Cell("[c]" if line.here is None else percentage(line.here))
    return Cell(ratio_text(of), limits_text(of))


def _other(line: BenchmarkLine | None) -> Cell:
    if line is None:
        return Cell("")
    if line.figure == RATIO:
        return Cell(line.printed)
    return Cell(line.printed, "" if line.points is None else f"{points(line.points)} points")


def places_in_words(lines: Sequence[BenchmarkLine]) -> str:
    """Return beside which figures a ratio is clearly higher or lower; empty without an interval.

    For example "lower here than National 2023", or "higher here than an earlier year of this
    council".
    """
    said = []
    for place in (HIGHER, LOWER):
        if names := [mid_sentence(line.benchmark) for line in lines if line.place == place]:
            said.append(f"{place} than {in_words(names)}")
    if not said:
        return next((line.place for line in lines if line.place), "")
    return "; ".join(said)
