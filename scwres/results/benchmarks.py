"""Figures from elsewhere set beside the council's own: national ones, a region's, residents.

A benchmark is a figure of its own, made and rounded by others, and printed with no more decimals
than the council's own. Beside a ratio it is said on which side of it the council's interval lies;
beside a share, by how many points they differ. No ratio of a group of under ten people is set
beside another, and no share of it beside a national one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from scwres.results.results import Benchmark, BenchmarkFigure, BenchmarkLine, Line, Reported
from scwres.text.numbers import percentage, ratio_text

#: What the benchmark of residents is called.
RESIDENTS = "Residents"

#: What a benchmark of the council's own results is called: known to be before these, or not.
EARLIER_YEAR, OTHER_RESULTS = "An earlier year of this council", "Other results of this council"

HIGHER, LOWER = "higher here", "lower here"


def beside(lines: Sequence[Line], benchmarks: Sequence[Benchmark]) -> Iterator[BenchmarkLine]:
    """Give each figure of the whole that has a benchmark, beside it."""
    by_key: dict[tuple[str, ...], list[tuple[Benchmark, BenchmarkFigure]]] = {}
    for benchmark in benchmarks:
        for figure in benchmark.figures:
            by_key.setdefault(figure[:5], []).append((benchmark, figure))
    done: set[tuple[str, ...]] = set()
    for line in lines:
        if line.breakdown or line.is_of_odds:
            continue
        for part, name, here in _figures(line):
            key = (line.indicator, part, line.group, line.compared_with, name)
            if key in done:
                continue
            done.add(key)
            for benchmark, found in by_key.get(key, ()):
                if line.is_of_few_people and (name == RATIO or benchmark.year):
                    continue
                yield _line(line, here, benchmark, found)


class _LineFigure(NamedTuple):
    """A figure of a line: a share also as a fraction."""

    value: float | None
    exact: Fraction | None = None


def _share(value: float | None, count: int | None, out_of: int | None) -> _LineFigure:
    """Return a share of a line, where it is there."""
    return _LineFigure(value, None if value is None or count is None else Fraction(count, out_of))


def lines_beside(results: Reported) -> tuple[BenchmarkLine, ...]:
    """Return each figure from elsewhere beside the same figure of results."""
    return tuple(beside(results.lines, results.benchmarks))


def _figures(line: Line) -> Iterator[tuple[str, str, _LineFigure]]:
    """Give the part, the name and the value of each figure of a line that may have one."""
    of_event = _share(line.share, line.group_count, line.all_count)
    if line.headline == SHARE:
        yield "", SHARE, _share(line.workforce_share, line.group_out_of, line.all_out_of)
    else:
        yield line.part, RATIO, _LineFigure(line.ratio)
    yield line.part, SHARE, of_event


def _line(
    line: Line, here: _LineFigure, benchmark: Benchmark, found: BenchmarkFigure
) -> BenchmarkLine:
    is_ratio = found.figure == RATIO
    points = None
    if not is_ratio and here.exact is not None and found.exact is not None:
        points = float(here.exact - found.exact)
    return BenchmarkLine(
        indicator=line.indicator,
        title=line.title,
        part=found.part,
        group=line.group,
        compared_with=line.compared_with,
        figure=found.figure,
        here=here.value,
        here_lower=line.ratio_lower if is_ratio else None,
        here_upper=line.ratio_upper if is_ratio else None,
        benchmark=benchmark.name,
        value=found.value,
        lower=found.lower,
        upper=found.upper,
        printed=found.printed_beside(line.decimals),
        place=_place(line, found) if is_ratio else "",
        points=points,
        source=benchmark.source,
    )


def _place(line: Line, found: BenchmarkFigure) -> str:
    """Return on which side of a ratio from elsewhere the interval of a line lies."""
    if line.difference is Difference.TOO_FEW:
        return TOO_FEW
    lower, upper = line.ratio_lower, line.ratio_upper
    if lower is not None and lower > found.value + found.within:
        return HIGHER
    if upper is not None and upper < found.value - found.within:
        return LOWER
    # Without a ratio there is no figure of which it could be said.
    has_interval = (lower, upper) != (None, None)
    return NO_CLEAR_DIFFERENCE if line.ratio is not None and has_interval else ""


def named_apart(given: Sequence[Benchmark], organisation: str = "") -> list[Benchmark]:
    """Return benchmarks that were given, each with a name of its own, and none of another's.

    One of the council's own results is called so, and not by the council's name.

    Parameters
    ----------
    organisation
        Whose figures they are set beside.
    """
    taken = {RESIDENTS.casefold()}
    named = []
    for one in given:
        is_own = bool(organisation) and is_one_council(one.name, organisation)
        stem = f"{one.name} (given)" if one.name.casefold().startswith("national") else one.name
        if is_own:
            stem = EARLIER_YEAR if one.is_earlier else OTHER_RESULTS
        name, number = stem, 2
        while name.casefold() in taken:
            name, number = f"{stem} {number}", number + 1
        taken.add(name.casefold())
        named.append(one._replace(name=name, is_own=is_own))
    return named


def mid_sentence(name: str) -> str:
    """Return what a benchmark is called within a sentence: a name keeps its capital letter.

    >>> mid_sentence("An earlier year of this council 2"), mid_sentence("National 2023")
    ('an earlier year of this council 2', 'National 2023')
    """
    is_own = name.startswith((EARLIER_YEAR, OTHER_RESULTS))
    return name[0].lower() + name[1:] if is_own else name


#: The words of a council's name that say what kind of council it is, and not which.
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
    names = [_words(one) for one in (name, other)]
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
    """Give the published national figures, a benchmark a year.

    None where groups are made otherwise than they were made there: white minorities are
    counted as white.
    """
    made = (settings["groups"], settings["reference"], settings["white_minorities"])
    if made != ("two", WHITE, WHITE):
        return
    by_year: dict[tuple[str, str], list[BenchmarkFigure]] = {}
    for indicator in standard.indicators:
        groups = (WHITE, MINORITY_ETHNIC) if indicator.is_inverse else (MINORITY_ETHNIC, WHITE)
        for one in indicator.national:
            figure = as_published(one, indicator.number, groups)
            by_year.setdefault((one.year, one.source), []).append(figure)
    for (year, source), figures in sorted(by_year.items()):
        yield Benchmark(f"National {year}", source, tuple(figures), year=year)


def as_published(
    one: NationalFigure, number: str, groups: tuple[str, str] = (MINORITY_ETHNIC, WHITE)
) -> BenchmarkFigure:
    """Return a figure that was printed, which others have rounded."""
    digits = one.value.removesuffix("%")
    scale = 100 if one.value.endswith("%") else 1
    decimals = len(digits.partition(".")[2])
    exact = Fraction(digits) / scale
    return BenchmarkFigure(
        number,
        one.part,
        *groups,
        one.figure,
        float(exact),
        one.value,
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
    """Give each group's share of the residents, where counts hold them.

    Beside its share of staff in post, of every pay band, and of senior managers. None of a
    group of whose residents some may be in a broader category.

    Parameters
    ----------
    source, residents_of
        The files that they are from; and which residents alone, as a benchmark holds it.
    """
    found = compare(counts, RESIDENT, YES, grouping)
    everybody = found[0].everyone.count
    if not everybody:
        return
    figures = []
    unsure = too_broad(counts, grouping)
    bands = ("", *sorted(counts.answers(PAY_BAND)))
    parts = {
        one.number: bands if one.each_answer else ("",)
        for one in standard.indicators
        if one.each_answer or one.item == SENIOR_MANAGER
    }
    for number, of_one in parts.items():
        for one in found:
            if one.group in unsure:
                continue
            share = one.group_tally.count / everybody
            figures += [
                BenchmarkFigure(
                    *(number, part, one.group, one.compared_with, SHARE),
                    *(share, percentage(share)),
                    exact=Fraction(one.group_tally.count, everybody),
                )
                for part in of_one
            ]
    yield Benchmark(
        RESIDENTS,
        f"{source} ({limits_in_words(residents_of)})" if residents_of else source,
        tuple(figures),
        residents_of=residents_of,
        has_unknown=any(comparison.unknown.count for comparison in found),
    )


def limits_in_words(limits: Iterable[tuple[str, str]]) -> str:
    """Return whom a table is of alone, in words.

    >>> limits_in_words([("Age", "Aged 25 to 34 years"), ("", "Females")])
    'Age: Aged 25 to 34 years; Females'
    """
    return "; ".join(f"{name}: {value}" if name else value for name, value in limits)


def too_broad(counts: Counts, grouping: Grouping) -> frozenset[str]:
    """Return the groups of whose residents too little is known: some may be in a broader one.

    White and no more is white, unless white minorities are counted apart from white people.
    """
    met = {cell.ethnicity for cell in counts.people_by_cell if cell.item == RESIDENT}
    groups = {group for name in met & grouping.broad for group in grouping.could_be(name)}
    if "White" in met and grouping.white_minorities != WHITE:
        within = {grouping.group_by_category[name] for name in held_by("White")}
        groups |= {group for group in grouping.groups if group in within}
    return frozenset(groups)


def of_results(name: str, source: str, lines: Sequence[Line], *, is_exact: bool) -> Benchmark:
    """Return the figures of other results: of a region, of the council's peers."""
    figures: dict[tuple[str, ...], BenchmarkFigure] = {}
    for line in lines:
        if line.breakdown or line.is_of_odds:
            continue
        for part, figure, (value, exact) in _figures(line):
            is_band_share = line.headline == SHARE
            if value is None or is_band_share != (figure == SHARE):
                continue
            is_share = figure == SHARE
            printed = percentage(value) if is_share else ratio_text(value, line.decimals)
            found = BenchmarkFigure(
                *(line.indicator, part, line.group, line.compared_with, figure),
                *(value, printed),
                *((None, None) if is_band_share else (line.ratio_lower, line.ratio_upper)),
                exact=exact,
                decimals=line.decimals,
            )
            figures.setdefault(found[:5], found)
    return Benchmark(name, source, tuple(figures.values()), is_exact)
