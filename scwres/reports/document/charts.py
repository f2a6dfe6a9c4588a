"""The charts of a report as data: their rows, their figures as printed, and a description.

Every mark of a chart is a figure of a line, printed beside it as the table prints it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple, TypeAlias

from scwres.ethnicity.categories import MINORITY_ETHNIC
from scwres.metrics.funnel import Status
from scwres.metrics.standards.indicator import RATIO
from scwres.reports.document.words import (
    capital,
    comparison_key,
    finding_alone,
    finding_in_words,
    group_name,
    interval_name,
    limits_text,
    lines_by,
    ratio_text,
    short_number,
    tally_text,
    title_with_direction,
)
from scwres.reports.notes import is_of_several_groups
from scwres.results.benchmarks import HIGHER, LOWER, RESIDENTS, lines_beside
from scwres.results.lines import NOT_APPLICABLE, WITHHELD, Line
from scwres.results.results import BenchmarkLine, Reported
from scwres.text import numbers as rounding
from scwres.text.numbers import percentage
from scwres.text.phrases import in_words
from scwres.years.changes import NOT_TESTED, ChangeLine, Changes

#: A chart of more rows is not drawn: nobody would read it, and the table has every figure.
MOST_ROWS = 45

#: The name of the series of national figures: the latest year of each indicator.
LATEST = "Latest national figure"

#: The most series of figures from elsewhere on a chart.
MOST_BENCHMARKS = 3

#: A chart of pay bands with more groups is not drawn.
MOST_GROUPS = 6

#: A chart of three years or more with more indicators is not drawn.
MOST_PANELS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A row of a chart.

    Parameters
    ----------
    label
        What it is of.
    value, lower, upper
        The figure, and its interval; None where there is none.
    printed
        The figure as it is printed, or the letter that says why it is not there.
    remark
        The finding, in words, below it; may be empty.
    is_reference
        Whether it is of the group that others are compared with.
    is_heading
        Whether it is a heading over the rows below it.
    beside
        Figures from elsewhere: of which series, and the figure.
    """

    label: str
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    printed: str = ""
    remark: str = ""
    is_reference: bool = False
    is_heading: bool = False
    beside: tuple[tuple[str, float], ...] = ()


class Chart(NamedTuple):
    """What every chart has: a name for files, its message, what is shown, and the words for it.

    Parameters
    ----------
    name
        For files: lower case, words joined by hyphens.
    title
        Its message in a sentence.
    subtitle
        What is measured.
    description
        Its rows in words, for those who do not see it.
    """

    name: str
    title: str
    subtitle: str
    description: str


class RatioChart(NamedTuple):
    """Ratios as dots with their intervals, on a logarithmic axis with the line of parity.

    ``beside`` names the series of figures from elsewhere that marks stand beside.
    """

    about: Chart
    marks: tuple[Mark, ...]
    four_fifths: bool = False
    beside: tuple[str, ...] = ()


class LikelihoodChart(NamedTuple):
    """Likelihoods as bars from nought, with their intervals."""

    about: Chart
    marks: tuple[Mark, ...]


class BandsChart(NamedTuple):
    """Bars of the pay bands in pay order: of one series, or of two side by side.

    Parameters
    ----------
    series
        The name of each, and its share in every band with what is printed.
    levels
        Shares that are drawn as lines across, and what each is.
    """

    about: Chart
    bands: tuple[str, ...]
    series: tuple[tuple[str, tuple[Mark, ...]], ...]
    levels: tuple[tuple[float, str], ...] = ()


class Point(NamedTuple):
    """A ratio of a year, with its interval, and as it is printed; None where there is none."""

    year: str
    value: float | None
    lower: float | None
    upper: float | None
    printed: str


class Path(NamedTuple):
    """The ratios of one indicator over the years, and the verdict on the last change."""

    label: str
    points: tuple[Point, ...]
    remark: str


class DumbbellChart(NamedTuple):
    """Ratios of two years joined by a line, on a logarithmic axis with the line of parity."""

    about: Chart
    paths: tuple[Path, ...]
    years: tuple[str, ...]


class TrendChart(NamedTuple):
    """Ratios of three years or more, a panel an indicator, with their intervals."""

    about: Chart
    paths: tuple[Path, ...]
    years: tuple[str, ...]


class FunnelPoint(NamedTuple):
    """A unit in a funnel: its size, the likelihood of everybody in it, and where it stands."""

    label: str
    people: int
    likelihood: float
    status: Status


class FunnelLimits(NamedTuple):
    """The limits of a funnel for units of a size: the lowest and highest likelihoods within."""

    people: int
    limits_95: tuple[float, float]
    limits_998: tuple[float, float]


class FunnelChart(NamedTuple):
    """Units by their size, with limits around the whole that narrow as units grow."""

    about: Chart
    points: tuple[FunnelPoint, ...]
    whole: float
    limits: tuple[FunnelLimits, ...]


#: The figures of one series from elsewhere, by what is compared.
BenchmarkFigures: TypeAlias = dict[tuple[str, str, str, str], "SeriesFigure"]


class SeriesFigure(NamedTuple):
    """A ratio from elsewhere, as it is printed, of which year where that is said.

    ``place`` says that the ratio here is clearly higher or lower; it is empty otherwise.
    """

    value: float
    printed: str
    decimals: int
    year: str = ""
    place: str = ""

    @property
    def dated(self) -> str:
        """As it is printed, with its year."""
        return f"{self.printed} ({self.year})" if self.year else self.printed


#: A chart of any kind.
Drawable: TypeAlias = (
    RatioChart | LikelihoodChart | BandsChart | DumbbellChart | TrendChart | FunnelChart
)


def ratio_chart(
    results: Reported,
    lines: Sequence[Line],
    name: str,
    title: str,
    *,
    four_fifths: bool = False,
    with_benchmarks: bool = False,
) -> RatioChart | None:
    """Return the chart of the ratios of lines, a row each; None where there are too many or none.

    Several groups or units of one indicator stand below a heading. With benchmarks, figures
    from elsewhere stand beside those of the whole: the latest national ones, and those given.
    """
    series = benchmark_series(results, lines) if with_benchmarks else {}
    marks: list[Mark] = []
    is_nested = is_of_several_groups(lines) or any(line.unit for line in lines)
    has_headings = is_nested and len({line.title for line in lines}) > 1
    above = ""
    described: list[str] = []
    for line in lines:
        heading = title_with_direction(line, f"{line.indicator} {line.title}")
        heading = line.title if line.is_supporting else heading
        if has_headings and above != (above := heading):
            marks.append(Mark(label=heading, is_heading=True))
        labels = [line.unit, line.part]
        if is_of_several_groups(lines):
            labels.append(group_name(results, line.minority))
        label = ", ".join(filter(None, labels)) if is_nested or line.part else heading
        mark = _ratio_mark(line, label)
        key = comparison_key(line)
        figures = [
            (benchmark, by_key[key]) for benchmark, by_key in series.items() if key in by_key
        ]
        beside = tuple((benchmark, figure.value) for benchmark, figure in figures)
        marks.append(replace(mark, beside=beside))
        described += [f"{label}: {benchmark} {figure.dated}" for benchmark, figure in figures]
    if len(marks) > MOST_ROWS or all(mark.value is None and mark.lower is None for mark in marks):
        return None
    subtitle = f"Ratio of likelihoods, with {interval_name(lines[0])} (1 means equally likely)"
    if lines[0].is_of_odds:
        subtitle = f"Ratio of odds, with {interval_name(lines[0])} (1 means equal odds)"
    description = _described(marks)
    if described:
        description += f" Compared with: {'; '.join(described)}."
    about = Chart(name, title, subtitle, description)
    return RatioChart(about, tuple(marks), four_fifths, tuple(series))


def benchmark_series(results: Reported, lines: Sequence[Line]) -> dict[str, BenchmarkFigures]:
    """Return the ratios from elsewhere that a chart of lines shows, by their series.

    Of the national figures, the latest of each indicator; of the others, the first few.
    """
    keys = {comparison_key(line) for line in lines if not line.breakdown and not line.is_of_odds}
    by_benchmark: dict[str, BenchmarkFigures] = {}
    for line in lines_beside(results):
        key = comparison_key(line)
        if line.figure == RATIO and key in keys:
            by_benchmark.setdefault(line.benchmark, {})[key] = SeriesFigure(
                line.value,
                line.printed,
                line.decimals,
                place=line.place if line.place in (HIGHER, LOWER) else "",
            )
    series: dict[str, BenchmarkFigures] = {}
    for benchmark in results.benchmarks:
        figures = by_benchmark.get(benchmark.name, {})
        if benchmark.year:
            dated = {key: figure._replace(year=benchmark.year) for key, figure in figures.items()}
            figures = {**series.get(LATEST, {}), **dated}
        if figures:
            series[LATEST if benchmark.year else benchmark.name] = figures
    return dict(list(series.items())[:MOST_BENCHMARKS])


def _ratio_mark(line: Line, label: str) -> Mark:
    limits = limits_text(line)
    printed = f"{ratio_text(line)} ({limits})" if limits else ratio_text(line)
    if line.is_withheld or (line.ratio is None and not limits):
        remark = "" if line.is_withheld else finding_in_words(line)
        return Mark(label=label, printed=printed, remark=remark)
    return Mark(
        label=label,
        value=line.ratio,
        lower=line.ratio_lower,
        upper=line.ratio_upper,
        printed=printed,
        remark=finding_alone(line),
    )


def likelihood_chart(
    results: Reported, lines: Sequence[Line], name: str, title: str, subtitle: str
) -> LikelihoodChart:
    """Return the chart of the likelihoods that lines compare, the reference last."""
    marks: dict[str, Mark] = {}
    reference = str(results.settings["reference"])
    for line in lines:
        for side in line.sides:
            group: str = getattr(line, side)
            part = f"{line.part}: " if line.part else ""
            label = f"{part}{group_name(results, group)}"
            marks[label] = _likelihood_mark(line, side, label, is_reference=group == reference)
    ordered = sorted(marks.values(), key=lambda mark: mark.is_reference)
    interval = "" if lines[0].is_rate else f". Lines show the {interval_name(lines[0])}"
    about = Chart(name, title, f"{subtitle}{interval}", _described(ordered))
    return LikelihoodChart(about, tuple(ordered))


def _likelihood_mark(line: Line, side: str, label: str, *, is_reference: bool) -> Mark:
    value: float | None = getattr(line, f"{side}_likelihood")
    tally = tally_text(getattr(line, f"{side}_count"), getattr(line, f"{side}_out_of"))
    if value is None:
        shown = f"[{line.marks[f'{side}_likelihood']}]"
        printed = f"{shown} {tally}".strip()
        return Mark(label=label, printed=printed, is_reference=is_reference)
    return Mark(
        label=label,
        value=value,
        lower=getattr(line, f"{side}_likelihood_lower"),
        upper=getattr(line, f"{side}_likelihood_upper"),
        printed=f"{percentage(value)} ({tally})",
        is_reference=is_reference,
    )


def bands_charts(
    results: Reported, lines: Sequence[Line], name: str, title: str
) -> Iterator[BandsChart]:
    """Yield the charts of the pay bands; none where there are too many groups or bands.

    Of two groups: each band's share of minority ethnic staff beside the workforce's, and how
    each group is spread over the bands. Of several: each group's share of each band.

    Parameters
    ----------
    title
        The message of the first chart.
    """
    by_group = lines_by(lines, lambda line: line.group)
    bands = tuple(dict.fromkeys(line.part for line in lines))
    if len(by_group) > MOST_GROUPS or len(bands) > MOST_ROWS:
        return
    with_people = [pair for pair in by_group if pair[1][0].has_people]
    for number, (group, group_lines) in enumerate(with_people, 1):
        chart = _shares_chart(results, group, group_lines, bands)
        if number == 1:
            yield chart._replace(about=chart.about._replace(name=name, title=title))
        else:
            yield chart._replace(about=chart.about._replace(name=f"{name}-{number}"))
    if len(by_group) == 1:
        yield _spread_chart(results, lines, f"{name}-spread", bands)


def _shares_chart(
    results: Reported, group: str, lines: Sequence[Line], bands: tuple[str, ...]
) -> BandsChart:
    """Return the chart of a group's share of each band, beside its share of the workforce."""
    first = lines[0]
    label = group_name(results, group)
    levels = []
    if (share := first.workforce_share) is not None:
        levels.append((share, f"workforce {percentage(share)}"))
    if residents := residents_share(results, first):
        levels.append((residents.value, f"residents {residents.printed}"))
    title = f"{label} share of each pay band"
    names = {1: "workforce (line)", 2: "workforce and residents (lines)"}
    beside = f", compared with the whole {names[len(levels)]}" if levels else ""
    series = ((label, tuple(_band_mark(line, "share") for line in lines)),)
    about = Chart("", title, f"{title}{beside}", _bands_described(title, series, levels))
    return BandsChart(about, bands, series, tuple(levels))


def _spread_chart(
    results: Reported, lines: Sequence[Line], name: str, bands: tuple[str, ...]
) -> BandsChart:
    """Return the chart of how each of two groups is spread over the bands."""
    first = lines[0]
    series = tuple(
        (
            group_name(results, group),
            tuple(_band_mark(line, f"{side}_likelihood") for line in lines),
        )
        for side, group in (("group", first.group), ("compared_with", first.compared_with))
    )
    title = "Share of each group in each pay band"
    about = Chart(name, title, title, _bands_described(title, series, ()))
    return BandsChart(about, bands, series)


def _bands_described(
    title: str,
    series: Sequence[tuple[str, Sequence[Mark]]],
    levels: Sequence[tuple[float, str]],
) -> str:
    """Return the bars of a chart of pay bands in words."""
    return " ".join(
        [
            f"{title}.",
            *(f"{capital(name)}." for _, name in levels),
            *(
                f"{group}: {'; '.join(f'{mark.label} {mark.printed}' for mark in marks)}."
                for group, marks in series
            ),
        ]
    )


def residents_share(results: Reported, line: Line) -> BenchmarkLine | None:
    """Return the share of a group among residents, for comparison with staff; None if missing."""
    key = (line.indicator, "", line.group, line.compared_with)
    return next(
        (
            benchmark_line
            for benchmark_line in lines_beside(results)
            if benchmark_line.benchmark == RESIDENTS and comparison_key(benchmark_line) == key
        ),
        None,
    )


def _band_mark(line: Line, name: str) -> Mark:
    value: float | None = getattr(line, name)
    printed = f"[{line.marks[name]}]" if value is None else percentage(value)
    return Mark(label=line.part, value=value, printed=printed)


def _described(marks: Sequence[Mark]) -> str:
    """Return the rows of a chart in words."""
    rows = [
        f"{capital(mark.label)}: {mark.printed}{f', {mark.remark}' if mark.remark else ''}"
        for mark in marks
        if not mark.is_heading
    ]
    return "; ".join(rows) + "."


def years_chart(
    results: Reported, changes: Changes, name: str, title: str
) -> DumbbellChart | TrendChart | None:
    """Return the chart of the ratios of years; None where there are too many, or none."""
    paths = tuple(_paths(results, changes))
    years = tuple(year.label for year in changes.years)
    most = MOST_ROWS if len(years) == 2 else MOST_PANELS
    if not paths or len(paths) > most:
        return None
    described = "; ".join(
        f"{capital(path.label)}: "
        + ", ".join(f"{point.printed} in {point.year}" for point in path.points)
        + (f", {path.remark}" if path.remark else "")
        for path in paths
    )
    subtitle = f"Ratio of likelihoods in {in_words(years)} (1 means equally likely)"
    if len(years) == 2:
        return DumbbellChart(Chart(name, title, subtitle, f"{described}."), paths, years)
    subtitle = "Ratio of likelihoods by year, with confidence interval (1 means equally likely)"
    return TrendChart(Chart(name, title, subtitle, f"{described}."), paths, years)


def _paths(results: Reported, changes: Changes) -> Iterator[Path]:
    """Yield the ratios over the years of each tested indicator, without breakdowns."""
    lines = [line for line in changes.lines if not line.breakdown and line.verdict != NOT_TESTED]
    for _, indicator_lines in groupby(
        lines, key=lambda line: (line.indicator, line.part, line.group)
    ):
        path_lines = list(indicator_lines)
        points = tuple(_path_points(path_lines, changes))
        if any(point.value is not None for point in points):
            yield Path(path_label(results, path_lines[-1]), points, path_lines[-1].verdict)


def path_label(results: Reported, line: ChangeLine) -> str:
    """Return the label of ratios over the years: indicator, part and group."""
    number = short_number(line.indicator)
    group = "" if MINORITY_ETHNIC in (line.group, line.compared_with) else line.group
    title = f"{number} {line.title}".strip()
    return ", ".join(filter(None, [title, line.part, group and group_name(results, group)]))


def _path_points(lines: Sequence[ChangeLine], changes: Changes) -> Iterator[Point]:
    first = lines[0]
    yield _point(first, "before", first.before, changes.decimals_of(first.before))
    for line in lines:
        yield _point(line, "now", line.now, changes.decimals_of(line.now))


def _point(line: ChangeLine, when: str, year: str, decimals: int) -> Point:
    value = getattr(line, f"{when}_ratio")
    printed = WITHHELD if line.is_withheld(when) else NOT_APPLICABLE
    if value is not None:
        printed = rounding.ratio_text(value, decimals)
    lower, upper = (getattr(line, f"{when}_ratio_{end}") for end in ("lower", "upper"))
    return Point(year, value, lower, upper, printed)
