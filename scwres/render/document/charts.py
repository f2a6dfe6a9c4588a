"""The charts of a report as data, from lines of results: what is drawn, and said of it.

Every mark of a chart is a figure of a line, printed beside it as the table prints it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scwres.render.document.words import (
    capital,
    count_text,
    finding_in_words,
    group_name,
    grouped,
    interval_name,
    limits_text,
    ratio_text,
    tally_text,
    title_with_direction,
)
from scwres.render.notes import is_of_several_groups
from scwres.rounding import percentage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scwres.report import Line, Reported

#: A chart of more rows is not drawn: it would not be read, and the table holds it all.
MOST_ROWS = 45

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
    """

    label: str
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    printed: str = ""
    said: str = ""
    is_reference: bool = False
    is_heading: bool = False


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
    """Ratios as dots with their intervals, on a logarithmic axis with the line of parity."""

    about: Chart
    marks: tuple[Mark, ...]
    four_fifths: bool = False


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
    level, level_name
        A share that is drawn as a line across, and what it is; None where there is none.
    """

    title: str
    series: tuple[tuple[str, tuple[Mark, ...]], ...]
    level: float | None = None
    level_name: str = ""


class BandsChart(NamedTuple):
    """Pay bands in pay order, in panels beside each other."""

    about: Chart
    bands: tuple[str, ...]
    panels: tuple[Bands, ...]


#: Whatever can be drawn.
Drawable = RatioChart | LikelihoodChart | BandsChart


def ratio_chart(
    results: Reported, lines: Sequence[Line], name: str, title: str, *, four_fifths: bool = False
) -> RatioChart | None:
    """Return the chart of the ratios of lines, a row each; None where there are too many or none.

    Several groups or units of one indicator stand below a heading.
    """
    marks: list[Mark] = []
    is_nested = is_of_several_groups(lines) or any(line.unit for line in lines)
    has_headings = is_nested and len({line.title for line in lines}) > 1
    above = ""
    for line in lines:
        of = title_with_direction(line, f"{line.indicator} {line.title}")
        of = line.title if line.is_supporting else of
        if has_headings and above != (above := of):
            marks.append(Mark(of, is_heading=True))
        labels = [line.unit, line.part]
        if is_of_several_groups(lines):
            labels.append(group_name(results, line.minority))
        label = ", ".join(filter(None, labels)) if is_nested or line.part else of
        marks.append(_ratio_mark(line, label))
    if len(marks) > MOST_ROWS or all(mark.value is None and mark.lower is None for mark in marks):
        return None
    subtitle = f"Ratio of likelihoods and {interval_name(lines[0])}; 1 is equally likely"
    if lines[0].is_of_odds:
        subtitle = f"Ratio of odds and {interval_name(lines[0])}; 1 is equal odds"
    about = Chart(name, title, subtitle, _described(marks))
    return RatioChart(about, tuple(marks), four_fifths)


def _ratio_mark(line: Line, label: str) -> Mark:
    limits = limits_text(line)
    printed = f"{ratio_text(line)} ({limits})" if limits else ratio_text(line)
    said = finding_in_words(line)
    if line.is_withheld or (line.ratio is None and not limits):
        return Mark(label, printed=printed, said="" if line.is_withheld else said)
    short = said.partition(":")[0].partition(" (")[0]
    return Mark(label, line.ratio, line.ratio_lower, line.ratio_upper, printed, short)


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
    subtitle = "Share of each pay band, beside the share of the whole workforce (line)"
    described = " ".join(
        f"{panel.title}. "
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
    level = first.workforce_share
    shown = count_text(None) if level is None else percentage(level)
    return Bands(
        f"{called}: share of each band",
        ((called, tuple(_band_mark(line, "share") for line in lines)),),
        level,
        f"workforce {shown}",
    )


def _band_mark(line: Line, name: str) -> Mark:
    value: float | None = getattr(line, name)
    printed = f"[{line.marks[name]}]" if value is None else percentage(value)
    return Mark(line.part, value, printed=printed)


def _described(marks: Sequence[Mark]) -> str:
    """Return the rows of a chart in words."""
    said = [
        f"{capital(mark.label)}: {mark.printed}{f', {mark.said}' if mark.said else ''}"
        for mark in marks
        if not mark.is_heading
    ]
    return "; ".join(said) + "."
