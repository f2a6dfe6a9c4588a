"""The charts of a report as data, from lines of results: what is drawn, and said of it.

Every mark of a chart is a figure of a line, printed beside it as the table prints it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scwres.metrics.standards.indicator import RATIO
from scwres.reports.document.words import (
    capital,
    finding_alone,
    finding_in_words,
    group_name,
    grouped,
    interval_name,
    limits_text,
    ratio_text,
    tally_text,
    title_with_direction,
)
from scwres.reports.notes import is_of_several_groups
from scwres.results.benchmarks import RESIDENTS, lines_beside
from scwres.text.numbers import percentage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scwres.results.results import BenchmarkLine, Line, Reported

#: A chart of more rows is not drawn: it would not be read, and the table holds it all.
MOST_ROWS = 45

#: What the national figures are called, of several years the latest of each indicator.
LATEST = "National, latest"

#: As many series of figures from elsewhere stand on a chart.
MOST_BENCHMARKS = 3

#: Of more groups than these no chart of pay bands is drawn.
MOST_GROUPS = 6


class Mark(NamedTuple):
    """A row of a chart.

    Parameters
    ----------
    label
        What it is of.
    value, lower, upper
        The figure, and its interval; None where there is none.
    printed
        The figure as it is printed, or the letter that says why it is not there.
    said
        What is said of it below; may be empty.
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


class Bands(NamedTuple):
    """Bars of the pay bands: of one series, or of two side by side.

    Parameters
    ----------
    series
        The name of each, and its share in every band with what is printed.
    levels
        Shares that are drawn as lines across, and what each is.
    """

    title: str
    series: tuple[tuple[str, tuple[Mark, ...]], ...]
    levels: tuple[tuple[float, str], ...] = ()


class BandsChart(NamedTuple):
    """Pay bands in pay order, in panels beside each other."""

    about: Chart
    bands: tuple[str, ...]
    panels: tuple[Bands, ...]


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
    others = shown_benchmarks(results, lines) if with_benchmarks else {}
    marks: list[Mark] = []
    is_nested = is_of_several_groups(lines) or any(line.unit for line in lines)
    has_headings = is_nested and len({line.title for line in lines}) > 1
    above = ""
    described: list[str] = []
    for line in lines:
        of = title_with_direction(line, f"{line.indicator} {line.title}")
        of = line.title if line.is_supporting else of
        if has_headings and above != (above := of):
            marks.append(Mark(of, is_heading=True))
        labels = [line.unit, line.part]
        if is_of_several_groups(lines):
            labels.append(group_name(results, line.minority))
        label = ", ".join(filter(None, labels)) if is_nested or line.part else of
        mark = _ratio_mark(line, label)
        found = [(name, of[key]) for name, of in others.items() if (key := key_of(line)) in of]
        marks.append(mark._replace(beside=tuple((one, value) for one, (value, _) in found)))
        described += [f"{label}: {one} {printed}" for one, (_, printed) in found]
    if len(marks) > MOST_ROWS or all(mark.value is None and mark.lower is None for mark in marks):
        return None
    subtitle = f"Ratio of likelihoods and {interval_name(lines[0])}; 1 is equally likely"
    if lines[0].is_of_odds:
        subtitle = f"Ratio of odds and {interval_name(lines[0])}; 1 is equal odds"
    description = _described(marks)
    if described:
        description += f" Beside them: {'; '.join(described)}."
    about = Chart(name, title, subtitle, description)
    return RatioChart(about, tuple(marks), four_fifths, tuple(others))


def key_of(line: Line) -> tuple[str, str, str, str]:
    """Return what a figure from elsewhere and the line beside it have in common."""
    return line.indicator, line.part, line.group, line.compared_with


def shown_benchmarks(
    results: Reported, lines: Sequence[Line]
) -> dict[str, dict[tuple[str, str, str, str], tuple[float, str]]]:
    """Return the ratios from elsewhere that a chart of lines shows, by their series.

    Of the national ones the latest of each indicator, and a few of those that were given.
    """
    keys = {key_of(line) for line in lines if not line.breakdown and not line.is_of_odds}
    found: dict[str, dict[tuple[str, str, str, str], tuple[float, str]]] = {}
    for one in lines_beside(results):
        key = (one.indicator, one.part, one.group, one.compared_with)
        if one.figure == RATIO and key in keys:
            found.setdefault(one.benchmark, {})[key] = (one.value, one.printed)
    series: dict[str, dict[tuple[str, str, str, str], tuple[float, str]]] = {}
    for benchmark in results.benchmarks:
        of = found.get(benchmark.name, {})
        if benchmark.year:
            dated = {
                key: (value, f"{printed} ({benchmark.year})")
                for key, (value, printed) in of.items()
            }
            of = {**series.get(LATEST, {}), **dated}
        if of:
            series[LATEST if benchmark.year else benchmark.name] = of
    return dict(list(series.items())[:MOST_BENCHMARKS])


def _ratio_mark(line: Line, label: str) -> Mark:
    limits = limits_text(line)
    printed = f"{ratio_text(line)} ({limits})" if limits else ratio_text(line)
    if line.is_withheld or (line.ratio is None and not limits):
        remark = "" if line.is_withheld else finding_in_words(line)
        return Mark(label, printed=printed, remark=remark)
    remark = finding_alone(line)
    return Mark(label, line.ratio, line.ratio_lower, line.ratio_upper, printed, remark)


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
            called = f"{part}{group_name(results, group)}"
            marks[called] = _likelihood_mark(line, side, called, is_reference=group == reference)
    of_all = sorted(marks.values(), key=lambda mark: mark.is_reference)
    interval = "" if lines[0].is_rate else f", with its {interval_name(lines[0])}"
    about = Chart(name, title, f"{subtitle}{interval}", _described(of_all))
    return LikelihoodChart(about, tuple(of_all))


def _likelihood_mark(line: Line, side: str, label: str, *, is_reference: bool) -> Mark:
    value: float | None = getattr(line, f"{side}_likelihood")
    counts = getattr(line, f"{side}_count"), getattr(line, f"{side}_out_of")
    tally = tally_text(*counts)
    if value is None:
        shown = f"[{line.marks[f'{side}_likelihood']}]"
        printed = f"{shown} {tally}".strip()
        return Mark(label, printed=printed, is_reference=is_reference)
    return Mark(
        label,
        value,
        getattr(line, f"{side}_likelihood_lower"),
        getattr(line, f"{side}_likelihood_upper"),
        f"{percentage(value)} ({tally})",
        is_reference=is_reference,
    )


def bands_chart(
    results: Reported, lines: Sequence[Line], name: str, title: str
) -> BandsChart | None:
    """Return the chart of the pay bands; None where there are too many groups or bands.

    Of two groups: each band's share of minority ethnic staff beside the workforce's, and how
    each group is spread over the bands. Of several: each group's share of each band.
    """
    by_group = grouped(lines, lambda line: line.group)
    bands = tuple(dict.fromkeys(line.part for line in lines))
    if len(by_group) > MOST_GROUPS or len(bands) > MOST_ROWS:
        return None
    panels = [
        _shares_panel(results, group, of_one)
        for group, of_one in by_group
        if of_one[0].is_of_somebody
    ]
    if len(by_group) == 1:
        first = lines[0]
        pairs = (("group", first.group), ("compared_with", first.compared_with))
        series = tuple(
            (
                group_name(results, group),
                tuple(_band_mark(line, f"{side}_likelihood") for line in lines),
            )
            for side, group in pairs
        )
        panels.append(Bands("Of each group: share in each band", series))
    whose = "workforce and of residents (lines)" if of_residents(results, lines[0]) else ""
    subtitle = f"Share of each pay band, beside that of the whole {whose or 'workforce (line)'}"
    described = " ".join(
        f"{panel.title}. {' '.join(f'{capital(name)}.' for _, name in panel.levels)} "
        + " ".join(
            f"{called}: {'; '.join(f'{mark.label} {mark.printed}' for mark in marks)}."
            for called, marks in panel.series
        )
        for panel in panels
    )
    return BandsChart(Chart(name, title, subtitle, described), bands, tuple(panels))


def _shares_panel(results: Reported, group: str, lines: Sequence[Line]) -> Bands:
    first = lines[0]
    called = group_name(results, group)
    levels = []
    if (share := first.workforce_share) is not None:
        levels.append((share, f"workforce {percentage(share)}"))
    if found := of_residents(results, first):
        levels.append((found.value, f"residents {found.printed}"))
    return Bands(
        f"{called}: share of each band",
        ((called, tuple(_band_mark(line, "share") for line in lines)),),
        tuple(levels),
    )


def of_residents(results: Reported, line: Line) -> BenchmarkLine | None:
    """Return the share of a group among residents beside that of staff; None where not given."""
    key = (line.indicator, "", line.group, line.compared_with)
    return next(
        (
            one
            for one in lines_beside(results)
            if one.benchmark == RESIDENTS
            and (one.indicator, one.part, one.group, one.compared_with) == key
        ),
        None,
    )


def _band_mark(line: Line, name: str) -> Mark:
    value: float | None = getattr(line, name)
    printed = f"[{line.marks[name]}]" if value is None else percentage(value)
    return Mark(line.part, value, printed=printed)


def _described(marks: Sequence[Mark]) -> str:
    """Return the rows of a chart in words."""
    said = [
        f"{capital(mark.label)}: {mark.printed}{f', {mark.remark}' if mark.remark else ''}"
        for mark in marks
        if not mark.is_heading
    ]
    return "; ".join(said) + "."
