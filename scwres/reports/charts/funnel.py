"""The funnel: units by their size, with limits around the whole that narrow as units grow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from scwres.metrics.funnel import Status
from scwres.reports.charts.canvas import (
    AXIS,
    DARK_BLUE,
    DARK_GREY,
    ORANGE,
    SMALL,
    SUBTITLE_LINE,
    Layout,
)
from scwres.reports.document.charts import FunnelChart
from scwres.text.untrusted import printable

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: The height of the chart itself, in points.
HEIGHT = 230.0

#: The height of the legend, in points, and how many entries stand in a row of it.
LEGEND, IN_ROW = 3 * SUBTITLE_LINE, 3

#: The left edge and the right edge of the chart itself, as parts of the width.
LEFT, RIGHT = 0.115, 0.97

#: How many units are named, and the most letters of a name.
MOST_NAMED, NAME_LETTERS = 6, 28

#: The shape and the words of each status: position and shape show the same as the colours.
_STYLES: Mapping[Status, tuple[str, str, dict[str, Any]]] = {
    Status.USUAL: ("within the limits", "o", {"markerfacecolor": "white"}),
    Status.BELOW: ("below the 95% limits", "v", {"markerfacecolor": DARK_BLUE}),
    Status.ABOVE: ("above the 95% limits", "^", {"markerfacecolor": DARK_BLUE}),
    Status.LAGS: (
        "lags",
        "D",
        {"markerfacecolor": ORANGE, "markeredgecolor": DARK_GREY, "markersize": 7},
    ),
}


def funnel_height() -> float:
    """Return the height that a funnel needs, in points."""
    return HEIGHT + AXIS + LEGEND


def draw_funnel(layout: Layout, chart: FunnelChart) -> None:
    """Draw a mark for each unit, the whole as a line, and the limits as lines around it."""
    axes = layout.axes(LEFT, RIGHT, below=AXIS, above=LEGEND)
    sizes = [limits.people for limits in chart.limits]
    axes.axhline(chart.whole, color=DARK_BLUE, linewidth=1.6, label="the whole")
    for ends, name, style in (
        ([limits.limits_95 for limits in chart.limits], "95% limits", "--"),
        ([limits.limits_998 for limits in chart.limits], "99.8% limits", "-"),
    ):
        for side, label in ((0, name), (1, None)):
            axes.plot(
                sizes,
                [end[side] for end in ends],
                style,
                color=DARK_GREY,
                linewidth=1.2,
                label=label,
            )
    for status, (words, shape, style_of_mark) in _STYLES.items():
        points = [point for point in chart.points if point.status is status]
        if points:
            axes.plot(
                [point.people for point in points],
                [point.likelihood for point in points],
                linestyle="none",
                marker=shape,
                label=words,
                zorder=3,
                **{"color": DARK_BLUE, "markersize": 5, **style_of_mark},
            )
    _name_units(axes, chart)
    _set_axes(axes, chart)


def _name_units(axes: Axes, chart: FunnelChart) -> None:
    """Write the names of units that lag beside their marks, those farthest off first."""
    lagging = [point for point in chart.points if point.status is Status.LAGS][:MOST_NAMED]
    middle = (chart.limits[0].people + chart.limits[-1].people) / 2
    for point in lagging:
        name = printable(point.label)
        if len(name) > NAME_LETTERS:
            name = f"{name[: NAME_LETTERS - 1]}…"
        is_right = point.people > middle
        axes.annotate(
            name,
            (point.people, point.likelihood),
            xytext=(-7 if is_right else 7, 0),
            textcoords="offset points",
            ha="right" if is_right else "left",
            va="center",
            size=SMALL,
            annotation_clip=False,
        )


def _set_axes(axes: Axes, chart: FunnelChart) -> None:
    first, last = chart.limits[0].people, chart.limits[-1].people
    room = max((last - first) * 0.06, 0.5)
    axes.set_xlim(first - room, last + room)
    values = [
        *(point.likelihood for point in chart.points),
        *(end for limits in chart.limits for end in (*limits.limits_95, *limits.limits_998)),
    ]
    low, high = min(values), max(values)
    bottom, top = max(-0.02, low - 0.05), min(1.02, high + 0.05)
    axes.set_ylim(bottom, top)
    axes.yaxis.set_major_formatter(lambda value, _: f"{value * 100:g}%")
    axes.set_yticks([tick for tick in axes.get_yticks() if max(0, bottom) <= tick <= min(1, top)])
    axes.tick_params(axis="y", labelsize=SMALL)
    axes.set_xticks([tick for tick in axes.get_xticks() if tick >= 0 and tick == int(tick)])
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.set_xlim(first - room, last + room)
    axes.set_xlabel("People counted in the unit", fontsize=SMALL)
    axes.legend(
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=IN_ROW,
        frameon=False,
        fontsize=SMALL - 0.5,
        handletextpad=0.3,
        handlelength=1.6,
        borderaxespad=0,
        columnspacing=0.9,
    )
