"""Charts of years compared: two as dumbbells, three or more as lines in panels."""

from __future__ import annotations

from math import nan
from textwrap import wrap
from typing import TYPE_CHECKING

from scwres.reports.charts.canvas import (
    AXIS,
    LABEL_LETTERS,
    LABEL_LINE,
    LABELS,
    MARGIN,
    PRINTED,
    ROW,
    SMALL,
    Layout,
    above,
    label_rows,
    log_axis,
    outlined,
    parity_in_words,
    places,
)
from scwres.reports.charts.colours import DARK_BLUE, DARK_GREY
from scwres.text.untrusted import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from scwres.reports.charts.canvas import LabelledRow
    from scwres.reports.document.change_charts import DumbbellChart, Path, TrendChart

#: The height of the names of the years above the dumbbells.
LEGEND = 20.0

#: How many letters fit in a line at the right of a dumbbell.
SAID_LETTERS = 25

#: Panels of lines in a row, their height and the room about them in points, and how many letters
#: a panel's title has.
PANELS, PANEL, PANEL_TITLE, PANEL_TICKS, PANEL_LETTERS = 3, 84.0, 30.0, 20.0, 30


def dumbbells_rows(chart: DumbbellChart) -> list[LabelledRow]:
    """Return the label of each row in lines, and its height in points."""
    rows = []
    for path in chart.paths:
        lines = wrap(printable(path.label), LABEL_LETTERS) or ["?"]
        if len(lines) > 3:
            lines = [*lines[:2], f"{lines[2][: LABEL_LETTERS - 1]}…"]
        most = max(len(lines), len(_said(path)))
        rows.append((lines, max(ROW, most * LABEL_LINE + 4)))
    return rows


def dumbbells_height(rows: Sequence[LabelledRow]) -> float:
    """Return the height that a chart of dumbbells needs, in points."""
    return sum(height for _, height in rows) + AXIS + LEGEND


def _said(path: Path) -> list[str]:
    """Return the lines at the right of a dumbbell: both ratios, and what is said of them."""
    first, last = (point.printed for point in (path.points[0], path.points[-1]))
    return [f"{first} to {last}", *wrap(path.remark, SAID_LETTERS)]


def draw_dumbbells(layout: Layout, chart: DumbbellChart) -> None:
    """Draw a row a path: a hollow dot for then, a full one for now, joined by a line."""
    axes = layout.axes(LABELS, 1 - PRINTED, above=LEGEND)
    label_rows(axes, layout.rows)
    low, high = log_axis(axes, _values(chart.paths))
    parity_in_words(axes)
    at_right = axes.get_yaxis_transform()
    for path, place in zip(chart.paths, places(layout.rows), strict=True):
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
                    label=printable(point.year) if path is _first_whole(chart) else None,
                )
        text = "\n".join(_said(path))
        axes.text(1.02, place, text, transform=at_right, va="center", size=SMALL, linespacing=1.1)
    if _first_whole(chart):
        axes.legend(
            loc="lower center",
            bbox_to_anchor=(0.5, 1),
            ncols=2,
            frameon=False,
            fontsize=SMALL,
            handletextpad=0.1,
            borderaxespad=0,
        )


def _first_whole(chart: DumbbellChart) -> Path | None:
    """Return the first path that has both its ratios: the one that names the years."""
    return next((path for path in chart.paths if all(point.value for point in path.points)), None)


def _values(paths: Sequence[Path]) -> list[float]:
    return [point.value for path in paths for point in path.points if point.value]


def trends_height(chart: TrendChart) -> float:
    """Return the height that panels of lines need, in points."""
    in_rows = -(-len(chart.paths) // PANELS)
    return in_rows * (PANEL + PANEL_TITLE + PANEL_TICKS)


def draw_trends(layout: Layout, chart: TrendChart) -> None:
    """Draw a panel a path: the ratio over the years, with its interval, beside parity."""
    height = PANEL + PANEL_TITLE + PANEL_TICKS
    width = 0.98 / PANELS
    top, bottom = layout.body
    for at, path in enumerate(chart.paths):
        row, column = divmod(at, PANELS)
        left = MARGIN + column * width
        axes = layout.axes(
            left + 0.05,
            left + width - 0.02,
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
    axes.tick_params(axis="both", labelsize=SMALL - 1)
    title = wrap(printable(path.label), PANEL_LETTERS)
    text = "\n".join([title[0], *(f"{one[: PANEL_LETTERS - 1]}" for one in title[1:2])])
    above(axes, 0, text, 3, weight="bold", size=SMALL - 0.5, xycoords="axes fraction")
    low, high = axes.get_ylim()
    known = {
        at: point.value
        for at, point in enumerate(path.points)
        if point.value is not None and low <= point.value <= high
    }
    for at in known:
        point = path.points[at]
        ends = [max(point.lower or low, low), min(point.upper or high, high)]
        axes.plot([at, at], ends, **outlined(1.0))
    # A year that is missing is a gap in the line.
    values = [known.get(at, nan) for at in range(len(path.points))]
    axes.plot(range(len(values)), values, "-", color=DARK_BLUE, linewidth=1.6, zorder=3)
    axes.plot([*known], [*known.values()], "o", color=DARK_BLUE, markersize=5, zorder=3)
    for at, point in enumerate(path.points):
        axes.annotate(
            point.printed,
            (at, known.get(at, low)),
            xytext=(6, 4),
            textcoords="offset points",
            size=SMALL - 1,
            color=DARK_GREY,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.4},
            zorder=4,
            annotation_clip=False,
        )
