"""Charts with a row for each figure: ratios with their intervals, likelihoods as bars."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from scwres.reports.charts.canvas import (
    AXIS,
    DARK_BLUE,
    DARK_GREY,
    LABEL_LINE,
    LIGHT_GREY,
    MARGIN,
    ORANGE,
    POINTS,
    PRINTED,
    PRINTED_LETTERS,
    ROW,
    SMALL,
    SUBTITLE_LINE,
    TICKS_ALONE,
    LabelledRow,
    Layout,
    draw_parity,
    label_rows,
    log_axis,
    outline_style,
    row_places,
    rows_of_labels,
    write_at_right,
    write_beside,
)
from scwres.reports.document.charts import LikelihoodChart, Mark, RatioChart
from scwres.text.untrusted import printable

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: The shapes of benchmarks, in the order of their series.
BENCHMARK_SHAPES = ("D", "^", "s")

#: How far below the ratio a benchmark is drawn, in points, so that both can be seen.
BENCHMARK_OFFSET = 8.0

#: The label of the four-fifths range.
FOUR_FIFTHS = "hatched: 0.8 to 1.25, a rule of thumb"


def rows_of(chart: RatioChart | LikelihoodChart) -> list[LabelledRow]:
    """Return a row for each mark: its label, and the height that is drawn below it."""
    return rows_of_labels((mark.label, _body(chart, mark)) for mark in chart.marks)


def _body(chart: RatioChart | LikelihoodChart, mark: Mark) -> float:
    if mark.is_heading:
        return 0
    lines = len(_printed_lines(mark)) if isinstance(chart, RatioChart) else 0
    benchmark = BENCHMARK_OFFSET if mark.beside else 0
    return max(ROW + benchmark, lines * LABEL_LINE)


def rows_height(chart: RatioChart | LikelihoodChart, rows: Sequence[LabelledRow]) -> float:
    """Return the height of a chart of rows, in points."""
    height = sum(row.height for row in rows)
    if isinstance(chart, LikelihoodChart):
        return height + TICKS_ALONE
    legend = SUBTITLE_LINE if chart.beside else 0
    return height + AXIS + legend + (SUBTITLE_LINE if chart.four_fifths else 0)


def draw_ratios(layout: Layout, chart: RatioChart) -> None:
    """Draw a row for each ratio: a dot with its interval, and benchmarks below it."""
    axes = layout.axes(
        2 * MARGIN,
        1 - PRINTED,
        below=AXIS + (SUBTITLE_LINE if chart.beside else 0),
        above=SUBTITLE_LINE if chart.four_fifths else 0,
    )
    headings = [row for row, mark in enumerate(chart.marks) if mark.is_heading]
    label_rows(axes, layout.rows, headings)
    low, high = log_axis(axes, _values(chart.marks))
    draw_parity(axes)
    if chart.four_fifths:
        axes.axvspan(0.8, 1.25, facecolor="none", edgecolor=LIGHT_GREY, hatch="///", zorder=0)
        axes.set_title(FOUR_FIFTHS, fontsize=SMALL - 0.5, color=DARK_GREY, pad=2)
    if chart.beside:
        _name_benchmarks(axes, chart.beside)
    for mark, place in zip(chart.marks, row_places(layout.rows), strict=True):
        if mark.is_heading:
            continue
        _draw_ratio(axes, mark, place, low, high)
        for name, value in mark.beside:
            if low <= value <= high:
                shape = BENCHMARK_SHAPES[chart.beside.index(name)]
                axes.plot([value], [place + BENCHMARK_OFFSET], shape, **_hollow_style())
        write_at_right(axes, place, _printed_lines(mark))


def _hollow_style() -> dict[str, Any]:
    """Return the style of the mark of a benchmark, visible on a line and beside it."""
    return {
        "markersize": 5,
        "markerfacecolor": "white",
        "markeredgecolor": ORANGE,
        "markeredgewidth": 1.4,
        "zorder": 3,
    }


def _name_benchmarks(axes: Axes, names: Sequence[str]) -> None:
    """Write the legend of the benchmarks below the axis."""
    from matplotlib.lines import Line2D
    from matplotlib.transforms import ScaledTranslation

    down = ScaledTranslation(0, -(AXIS - 6) / POINTS, axes.figure.dpi_scale_trans)
    handles = [
        Line2D([], [], linestyle="none", marker=shape, label=printable(name), **_hollow_style())
        for shape, name in zip(BENCHMARK_SHAPES, names, strict=False)
    ]
    axes.legend(
        handles=handles,
        loc="upper center",
        bbox_to_anchor=(0.5, 0),
        bbox_transform=axes.transAxes + down,
        ncols=len(handles),
        frameon=False,
        fontsize=SMALL - 0.5,
        handletextpad=0.1,
        borderaxespad=0,
        columnspacing=1,
    )


def _printed_lines(mark: Mark) -> list[str]:
    """Return the lines at the right of a ratio: the figure, where drawn, and the remark."""
    is_drawn = mark.value is not None or mark.lower is not None
    return [*([mark.printed] if is_drawn else []), *wrap(mark.remark, PRINTED_LETTERS)]


def _values(marks: Sequence[Mark]) -> list[float]:
    """Return the values that the axis covers: ratios, their limits and benchmarks."""
    known = [
        value
        for mark in marks
        for value in (mark.value, mark.lower, mark.upper)
        if value is not None
    ]
    return known + [value for mark in marks for _, value in mark.beside]


def _draw_ratio(axes: Axes, mark: Mark, place: float, low: float, high: float) -> None:
    """Draw a dot with its interval; an arrow where the interval goes beyond the axis."""
    if mark.value is None and mark.lower is None:
        write_beside(axes, (1, place), mark.printed)
        return
    if mark.lower is not None or mark.upper is not None:
        lower = max(mark.lower or 0, low)
        upper = high if mark.upper is None else min(mark.upper, high)
        axes.plot([lower, upper], [place, place], color=DARK_BLUE, linewidth=1.8)
        ends = (
            (lower, "<", (mark.lower or 0) < low),
            (upper, ">", mark.upper is None or mark.upper > high),
        )
        for end, arrow, is_cut in ends:
            shape = {"marker": arrow, "markersize": 6} if is_cut else {"marker": "|"}
            axes.plot([end], [place], color=DARK_BLUE, clip_on=False, **shape)
    if mark.value is not None and low <= mark.value <= high:
        axes.plot([mark.value], [place], "o", color=DARK_BLUE, markersize=6.5)


def draw_likelihoods(layout: Layout, chart: LikelihoodChart) -> None:
    """Draw a row for each group: a bar from zero, with its interval."""
    axes = layout.axes(2 * MARGIN, 1 - MARGIN, below=TICKS_ALONE)
    label_rows(axes, layout.rows)
    most = max(
        (limit for mark in chart.marks for limit in (mark.value, mark.upper) if limit is not None),
        default=0.0,
    )
    # Two fifths of the width are for the figures printed beside the bars.
    axes.set_xlim(0, (most or 1) * 1.7)
    axes.set_xticks([tick for tick in axes.get_xticks() if 0 <= tick <= min(1, most * 1.05)])
    axes.xaxis.set_major_formatter(lambda value, _: f"{value * 100:g}%")
    axes.spines["bottom"].set_bounds(0, axes.get_xticks()[-1])
    for mark, place in zip(chart.marks, row_places(layout.rows), strict=True):
        colour = ORANGE if mark.is_reference else DARK_BLUE
        end = 0.0
        if mark.value is not None:
            axes.barh(place, mark.value, height=ROW, color=colour)
            end = mark.value
        if mark.lower is not None and mark.upper is not None:
            axes.plot([mark.lower, mark.upper], [place, place], **outline_style(1.3))
            for limit in (mark.lower, mark.upper):
                axes.plot([limit, limit], [place - 3.5, place + 3.5], **outline_style(1.3))
            end = max(end, mark.upper)
        write_beside(axes, (end, place), mark.printed)
