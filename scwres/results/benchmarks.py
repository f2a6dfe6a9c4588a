"""Figures from elsewhere beside the council's own: national ones, a region's, residents.

A benchmark is computed and rounded by others, and printed with no more decimals than the
council's own figure. For a ratio, the place is on which side of it the council's interval lies;
for a share, the points are how far the two differ. No ratio of a group of under ten people is
compared, and no share of one with a national share.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from scwres.counts import PAY_BAND, RESIDENT, YES, Counts
from scwres.ethnicity.categories import MINORITY_ETHNIC, WHITE, Grouping, held_by
from scwres.metrics.comparison import compare
from scwres.metrics.difference import NO_CLEAR_DIFFERENCE, TOO_FEW, Difference
from scwres.metrics.standards.indicator import (
    RATIO,
    SENIOR_MANAGER,
    SHARE,
    NationalFigure,
    Standard,
)
from scwres.results.lines import Line
from scwres.results.results import Benchmark, BenchmarkFigure, BenchmarkLine, Reported
from scwres.text.numbers import PERCENTAGE_DECIMALS, percentage, ratio_text

#: The name of the benchmark of residents.
RESIDENTS = "Residents"

#: The names of a benchmark of the council's own results: known to be earlier than these, or not.
EARLIER_YEAR, OTHER_RESULTS = "An earlier year of this council", "Other results of this council"

HIGHER, LOWER = "higher here", "lower here"


def beside(lines: Sequence[Line], benchmarks: Sequence[Benchmark]) -> Iterator[BenchmarkLine]:
    """Yield each figure of the whole that has a benchmark, with that benchmark."""
    by_key: dict[tuple[str, ...], list[tuple[Benchmark, BenchmarkFigure]]] = {}
    for benchmark in benchmarks:
        for figure in benchmark.figures:
            by_key.setdefault(figure.key, []).append((benchmark, figure))
    done: set[tuple[str, ...]] = set()
    for line in lines:
        if line.breakdown or line.is_of_odds:
            continue
        for part, name, own in _figures(line):
            key = (line.indicator, part, line.group, line.compared_with, name)
            if key in done:
                continue
            done.add(key)
            for benchmark, figure in by_key.get(key, ()):
                if line.is_of_few_people and (name == RATIO or benchmark.year):
                    continue
                yield _line(line, own, benchmark, figure)


class _LineFigure(NamedTuple):
    """A figure of a line: a share also as a fraction."""

    value: float | None
    exact: Fraction | None = None


def _share(value: float | None, count: int | None, out_of: int | None) -> _LineFigure:
    """Return a share of a line, with its fraction where the counts are known."""
    return _LineFigure(value, None if value is None or count is None else Fraction(count, out_of))


def lines_beside(results: Reported) -> tuple[BenchmarkLine, ...]:
    """Return each figure from elsewhere with the same figure of results."""
    return tuple(beside(results.lines, results.benchmarks))


def _figures(line: Line) -> Iterator[tuple[str, str, _LineFigure]]:
    """Yield the part, name and value of each figure of a line that may have a benchmark."""
    event_share = _share(line.share, line.group_count, line.all_count)
    if line.headline == SHARE:
        yield "", SHARE, _share(line.workforce_share, line.group_out_of, line.all_out_of)
    else:
        yield line.part, RATIO, _LineFigure(line.ratio)
    yield line.part, SHARE, event_share


def _line(
    line: Line, own: _LineFigure, benchmark: Benchmark, figure: BenchmarkFigure
) -> BenchmarkLine:
    is_ratio = figure.figure == RATIO
    points = None
    if not is_ratio and own.exact is not None and figure.exact is not None:
        points = float(own.exact - figure.exact)
    return BenchmarkLine(
        indicator=line.indicator,
        title=line.title,
        part=figure.part,
        group=line.group,
        compared_with=line.compared_with,
        figure=figure.figure,
        here=own.value,
        here_lower=line.ratio_lower if is_ratio else None,
        here_upper=line.ratio_upper if is_ratio else None,
        benchmark=benchmark.name,
        value=figure.value,
        lower=figure.lower,
        upper=figure.upper,
        printed=figure.printed_beside(line.decimals),
        place=_place(line, figure) if is_ratio else "",
        points=points,
        source=benchmark.source,
        decimals=figure.decimals_beside(line.decimals),
    )


def _place(line: Line, figure: BenchmarkFigure) -> str:
    """Return on which side of a ratio from elsewhere the interval of a line lies."""
    if line.difference is Difference.TOO_FEW:
        return TOO_FEW
    lower, upper = line.ratio_lower, line.ratio_upper
    if lower is not None and lower > figure.value + figure.within:
        return HIGHER
    if upper is not None and upper < figure.value - figure.within:
        return LOWER
    # Without a ratio there is no figure to compare.
    has_interval = (lower, upper) != (None, None)
    return NO_CLEAR_DIFFERENCE if line.ratio is not None and has_interval else ""


def with_own_names(benchmarks: Sequence[Benchmark], organisation: str = "") -> list[Benchmark]:
    """Return the user's benchmarks, each with a name of its own, different from all others.

    Results of the council itself are named as such, and not by the council's name.

    Parameters
    ----------
    organisation
        The council whose figures they are compared with.
    """
    taken = {RESIDENTS.casefold()}
    renamed = []
    for benchmark in benchmarks:
        stem = benchmark.name
        is_own = bool(organisation) and is_one_council(stem, organisation)
        if is_own:
            stem = EARLIER_YEAR if benchmark.is_earlier else OTHER_RESULTS
        elif stem.casefold().startswith("national"):
            stem = f"{stem} (given)"
        name, number = stem, 2
        while name.casefold() in taken:
            name, number = f"{stem} {number}", number + 1
        taken.add(name.casefold())
        renamed.append(replace(benchmark, name=name, is_own=is_own))
    return renamed


def mid_sentence(name: str, *, is_own: bool) -> str:
    """Return the name of a benchmark within a sentence: a proper name keeps its capital letter.

    >>> mid_sentence("An earlier year of this council 2", is_own=True)
    'an earlier year of this council 2'
    """
    return name[0].lower() + name[1:] if is_own else name


#: The words of a council's name that are of its kind, and do not identify it.
OF_ANY_COUNCIL = frozenset(
    {"council", "borough", "city", "county", "metropolitan", "of", "london"},
)


def is_one_council(name: str, other: str) -> bool:
    """Return whether two names are of one council, whatever kind of council each calls it.

    >>> is_one_council("The London Borough of Example", "Example Council")
    True
    >>> is_one_council("City of London", "London Borough Council")
    False
    """
    names = [_words(council) for council in (name, other)]
    which = ["".join(word for word in words if word not in OF_ANY_COUNCIL) for words in names]
    if not any(which):
        which = ["".join(words) for words in names]
    return which[0] == which[1]


def _words(name: str) -> list[str]:
    """Return the words of a name without case and punctuation, and without "the" before them."""
    plain = name.casefold().replace("'", "").replace("\u2019", "")
    words = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    return words[1:] if words[:1] == ["the"] else words


# Where figures are from


def national(standard: Standard, settings: Mapping[str, object]) -> Iterator[Benchmark]:
    """Yield the published national figures, a benchmark a year.

    None where the groups differ from the published ones, in which white minorities are counted
    as white.
    """
    groups_made = (settings["groups"], settings["reference"], settings["white_minorities"])
    if groups_made != ("two", WHITE, WHITE):
        return
    by_year: dict[tuple[str, str], list[BenchmarkFigure]] = {}
    for indicator in standard.indicators:
        groups = (WHITE, MINORITY_ETHNIC) if indicator.is_inverse else (MINORITY_ETHNIC, WHITE)
        for published in indicator.national:
            figure = as_published(published, indicator.number, groups)
            by_year.setdefault((published.year, published.source), []).append(figure)
    for (year, source), figures in sorted(by_year.items()):
        yield Benchmark(name=f"National {year}", source=source, figures=tuple(figures), year=year)


def as_published(
    published: NationalFigure, number: str, groups: tuple[str, str] = (MINORITY_ETHNIC, WHITE)
) -> BenchmarkFigure:
    """Return a published figure, which others have rounded."""
    digits = published.value.removesuffix("%")
    scale = 100 if published.value.endswith("%") else 1
    decimals = len(digits.partition(".")[2])
    exact = Fraction(digits) / scale
    group, compared_with = groups
    return BenchmarkFigure(
        indicator=number,
        part=published.part,
        group=group,
        compared_with=compared_with,
        figure=published.figure,
        value=float(exact),
        printed=published.value,
        within=float(Fraction(1, 2 * 10**decimals * scale)),
        exact=exact,
        decimals=decimals,
    )


def residents(
    counts: Counts,
    grouping: Grouping,
    standard: Standard,
    source: str,
    residents_of: tuple[tuple[str, str], ...] | None = (),
) -> Iterator[Benchmark]:
    """Yield each group's share of the residents, where counts hold residents.

    For its share of staff in post, of every pay band, and of senior managers. None for a group
    where some of its residents may be in a broader category.

    Parameters
    ----------
    source, residents_of
        The files that they are from; and the only residents that they hold, as in a benchmark.
    """
    comparisons = compare(counts, RESIDENT, YES, grouping)
    everybody = comparisons[0].everyone.count
    if not everybody:
        return
    figures = []
    unsure = too_broad(counts, grouping)
    bands = ("", *sorted(counts.answers(PAY_BAND)))
    parts = {
        indicator.number: bands if indicator.each_answer else ("",)
        for indicator in standard.indicators
        if indicator.each_answer or indicator.item == SENIOR_MANAGER
    }
    for number, indicator_parts in parts.items():
        for comparison in comparisons:
            if comparison.group in unsure:
                continue
            share = comparison.group_tally.count / everybody
            figures += [
                BenchmarkFigure(
                    indicator=number,
                    part=part,
                    group=comparison.group,
                    compared_with=comparison.compared_with,
                    figure=SHARE,
                    value=share,
                    printed=percentage(share),
                    decimals=PERCENTAGE_DECIMALS,
                    exact=Fraction(comparison.group_tally.count, everybody),
                )
                for part in indicator_parts
            ]
    yield Benchmark(
        name=RESIDENTS,
        source=f"{source} ({limits_in_words(residents_of)})" if residents_of else source,
        figures=tuple(figures),
        residents_of=residents_of,
        has_unknown=any(comparison.unknown.count for comparison in comparisons),
    )


def limits_in_words(limits: Iterable[tuple[str, str]]) -> str:
    """Return the only people that a table holds, in words.

    >>> limits_in_words([("Age", "Aged 25 to 34 years"), ("", "Females")])
    'Age: Aged 25 to 34 years; Females'
    """
    return "; ".join(f"{name}: {value}" if name else value for name, value in limits)


def too_broad(counts: Counts, grouping: Grouping) -> frozenset[str]:
    """Return the groups some of whose residents may be counted in a broader category.

    "White" alone is white, unless white minorities are counted apart from white people.
    """
    categories = {cell.ethnicity for cell in counts.people_by_cell if cell.item == RESIDENT}
    groups = {group for name in categories & grouping.broad for group in grouping.could_be(name)}
    if "White" in categories and grouping.white_minorities != WHITE:
        within = {grouping.group_by_category[name] for name in held_by("White")}
        groups |= {group for group in grouping.groups if group in within}
    return frozenset(groups)


def benchmark_of(name: str, source: str, lines: Sequence[Line], *, is_exact: bool) -> Benchmark:
    """Return the figures of other results: those of a region, or of the council's peers."""
    figures: dict[tuple[str, ...], BenchmarkFigure] = {}
    for line in lines:
        if line.breakdown or line.is_of_odds:
            continue
        for part, figure_name, (value, exact) in _figures(line):
            is_share = figure_name == SHARE
            if value is None or is_share != (line.headline == SHARE):
                continue
            figure = BenchmarkFigure(
                indicator=line.indicator,
                part=part,
                group=line.group,
                compared_with=line.compared_with,
                figure=figure_name,
                value=value,
                printed=percentage(value) if is_share else ratio_text(value, line.decimals),
                lower=None if is_share else line.ratio_lower,
                upper=None if is_share else line.ratio_upper,
                exact=exact,
                decimals=PERCENTAGE_DECIMALS if is_share else line.decimals,
            )
            figures.setdefault(figure.key, figure)
    return Benchmark(name=name, source=source, figures=tuple(figures.values()), is_exact=is_exact)
