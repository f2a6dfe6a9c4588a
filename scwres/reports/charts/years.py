"""Charts of years compared: two as dumbbells, three or more as lines in panels."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan
from textwrap import wrap
from typing import TYPE_CHECKING

from scwres.reports.charts.canvas import (
    AXIS,
    DARK_BLUE,
    DARK_GREY,
    LABEL_LINE,
    MARGIN,
    PRINTED,
    PRINTED_LETTERS,
    ROW,
    SMALL,
    LabelledRow,
    Layout,
    draw_parity,
    label_rows,
    log_axis,
    outline_style,
    row_places,
    rows_of_labels,
    write_above,
    write_at_right,
)
from scwres.reports.document.charts import DumbbellChart, Path, TrendChart
from scwres.text.untrusted import printable

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: The height of the names of the years above the dumbbells.
LEGEND = 20.0

#: Panels in a row; their height and the space around them in points; the letters of a title line.
PANELS, PANEL, PANEL_TITLE, PANEL_TICKS, PANEL_LETTERS = 2, 76.0, 30.0, 20.0, 28


def dumbbells_rows(chart: DumbbellChart) -> list[LabelledRow]:
    """Return a row for each path: its label, and the height that is drawn below it."""
    return rows_of_labels(
        (path.label, max(ROW, len(_printed_lines(path)) * LABEL_LINE)) for path in chart.paths
    )


def dumbbells_height(rows: Sequence[LabelledRow]) -> float:
    """Return the height of a chart of dumbbells, in points."""
    return sum(row.height for row in rows) + AXIS + LEGEND


def _printed_lines(path: Path) -> list[str]:
    """Return the lines at the right of a dumbbell: both ratios and the remark."""
    first, last = (point.printed for point in (path.points[0], path.points[-1]))
    return [f"{first} to {last}", *wrap(path.remark, PRINTED_LETTERS)]


def draw_dumbbells(layout: Layout, chart: DumbbellChart) -> None:
    """Draw a row for each path: a hollow dot for then, a full one for now, and a line between."""
    axes = layout.axes(2 * MARGIN, 1 - PRINTED, above=LEGEND)
    label_rows(axes, layout.rows)
    low, high = log_axis(axes, _values(chart.paths))
    draw_parity(axes)
    for path, place in zip(chart.paths, row_places(layout.rows), strict=True):
        known = [point.value for point in path.points if point.value]
        inside = [min(max(value, low), high) for value in known]
        if len(inside) == 2:
            axes.plot(inside, [place, place], color=DARK_GREY, linewidth=2, zorder=2)
        for point, face in zip(path.points, ("white", DARK_BLUE), strict=True):
            if point.value is not None and low <= point.value <= high:
                axes.plot(
                    [point.value],
                    [place],
                    "o",
                    markersize=7,
                    markerfacecolor=face,
                    markeredgecolor=DARK_BLUE,
                    markeredgewidth=1.6,
                    zorder=3,
                    label=printable(point.year) if path is _first_complete(chart) else None,
                )
        write_at_right(axes, place, _printed_lines(path))
    if _first_complete(chart):
        axes.legend(
            loc="lower center",
            bbox_to_anchor=(0.5, 1),
            ncols=2,
            frameon=False,
            fontsize=SMALL,
            handletextpad=0.1,
            borderaxespad=0,
        )


def _first_complete(chart: DumbbellChart) -> Path | None:
    """Return the first path with both ratios, from which the legend is made."""
    return next((path for path in chart.paths if all(point.value for point in path.points)), None)


def _values(paths: Sequence[Path]) -> list[float]:
    return [point.value for path in paths for point in path.points if point.value]


def trends_height(chart: TrendChart) -> float:
    """Return the height of the panels of lines, in points."""
    in_rows = -(-len(chart.paths) // PANELS)
    return in_rows * (PANEL + PANEL_TITLE + PANEL_TICKS)


def draw_trends(layout: Layout, chart: TrendChart) -> None:
    """Draw a panel for each path: the ratio over the years with its interval, and parity."""
    height = PANEL + PANEL_TITLE + PANEL_TICKS
    width = 0.98 / PANELS
    top, bottom = layout.body
    for number, path in enumerate(chart.paths):
        row, column = divmod(number, PANELS)
        left = MARGIN + column * width
        axes = layout.axes(
            left + 0.075,
            left + width - 0.03,
            below=(bottom - top) - (row + 1) * height + PANEL_TICKS,
            above=row * height + PANEL_TITLE,
        )
        _draw_trend(axes, path, chart)


def _draw_trend(axes: Axes, path: Path, chart: TrendChart) -> None:
    limits = [
        limit for point in path.points for limit in (point.lower, point.upper) if limit is not None
    ]
    log_axis(axes, [*_values([path]), *limits], is_upright=True)
    axes.axhline(1, color=DARK_GREY, linewidth=1.0)
    axes.set_xlim(-0.4, len(path.points) - 0.6)
    axes.set_xticks(range(len(path.points)), [printable(year)[:9] for year in chart.years])
    axes.tick_params(axis="both", labelsize=SMALL - 0.5)
    title = wrap(printable(path.label), PANEL_LETTERS)
    text = "\n".join([title[0], *(f"{line[: PANEL_LETTERS - 1]}" for line in title[1:2])])
    write_above(axes, 0, text, 3, weight="bold", size=SMALL - 0.5, xycoords="axes fraction")
    low, high = axes.get_ylim()
    known = {
        year_number: point.value
        for year_number, point in enumerate(path.points)
        if point.value is not None and low <= point.value <= high
    }
    for year_number in known:
        point = path.points[year_number]
        ends = [max(point.lower or low, low), min(point.upper or high, high)]
        axes.plot([year_number, year_number], ends, **outline_style(1.0))
    # A missing year is a gap in the line.
    values = [known.get(year_number, nan) for year_number in range(len(path.points))]
    axes.plot(range(len(values)), values, "-", color=DARK_BLUE, linewidth=1.6, zorder=3)
    axes.plot([*known], [*known.values()], "o", color=DARK_BLUE, markersize=5, zorder=3)
    for year_number, point in enumerate(path.points):
        axes.annotate(
            point.printed,
            (year_number, known.get(year_number, low)),
            xytext=(6, 4),
            textcoords="offset points",
            size=SMALL - 0.5,
            color=DARK_GREY,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.4},
            zorder=4,
            annotation_clip=False,
        )
