"""The charts of years compared as data: two years as dumbbells, three or more as lines."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from scwres.ethnicity.categories import MINORITY_ETHNIC
from scwres.reports.document.charts import (
    MOST_ROWS,
    BandsChart,
    Chart,
    LikelihoodChart,
    RatioChart,
)
from scwres.reports.document.words import capital, group_name, short_number
from scwres.text.numbers import ratio_text
from scwres.text.phrases import in_words
from scwres.years.changes import NOT_TESTED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scwres.results.results import Reported
    from scwres.years.changes import ChangeLine, Changes


class Point(NamedTuple):
    """A ratio of a year, with its interval, and as it is printed; None where there is none."""

    year: str
    value: float | None
    lower: float | None
    upper: float | None
    printed: str


class Path(NamedTuple):
    """The ratios of one indicator over the years, and what is said of the last change."""

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


#: Of more indicators no lines are drawn.
MOST_PANELS = 24


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
    subtitle = f"Ratio of likelihoods in {in_words(years)}; 1 is equally likely"
    if len(years) == 2:
        return DumbbellChart(Chart(name, title, subtitle, f"{described}."), paths, years)
    subtitle = "Ratio of likelihoods by year with its interval; 1 is equally likely"
    return TrendChart(Chart(name, title, subtitle, f"{described}."), paths, years)


def _paths(results: Reported, changes: Changes) -> Iterator[Path]:
    """Give the ratios over the years of each indicator of the whole that is tested."""
    lines = [line for line in changes.lines if not line.breakdown and line.verdict != NOT_TESTED]
    for _, found in groupby(lines, key=lambda one: (one.indicator, one.part, one.group)):
        of_one = list(found)
        points = tuple(_points(of_one, changes.decimals))
        if any(point.value is not None for point in points):
            yield Path(path_label(results, of_one[-1]), points, of_one[-1].verdict)


def path_label(results: Reported, line: ChangeLine) -> str:
    """Return what ratios over the years are of."""
    number = short_number(line.indicator, line.title)
    group = "" if MINORITY_ETHNIC in (line.group, line.compared_with) else line.group
    named = f"{number} {line.title}".strip()
    return ", ".join(filter(None, [named, line.part, group and group_name(results, group)]))


def _points(lines: Sequence[ChangeLine], decimals: int) -> Iterator[Point]:
    first = lines[0]
    yield _point(first, "before", first.before, decimals)
    for line in lines:
        yield _point(line, "now", line.now, decimals)


def _point(line: ChangeLine, when: str, year: str, decimals: int) -> Point:
    value = getattr(line, f"{when}_ratio")
    withheld = getattr(line, f"{when}_group_count") is None
    missing = "[c]" if withheld else "[z]"
    lower, upper = (getattr(line, f"{when}_ratio_{end}") for end in ("lower", "upper"))
    return Point(
        year, value, lower, upper, missing if value is None else ratio_text(value, decimals)
    )


if TYPE_CHECKING:
    #: Whatever can be drawn.
    Drawable: TypeAlias = RatioChart | LikelihoodChart | BandsChart | DumbbellChart | TrendChart
