"""The chart of pay bands: bars of each band."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any

from scwres.reports.charts.canvas import (
    DARK_BLUE,
    ORANGE,
    POINTS,
    SMALL,
    Layout,
    outline_style,
    write_above,
    write_beside,
)
from scwres.reports.document.charts import BandsChart
from scwres.text.untrusted import printable

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Heights in points: of a band, for each of its bars; above all of them, and below.
BAND, BAR, ABOVE_BANDS, BELOW_BANDS = 9.0, 11.0, 18.0, 20.0

#: The most letters in a line of a band's label, and the room for it in the width: of short labels,
#: and of longer ones.
SHORT_LABEL, SHORT_ROOM = 12, 0.2
LONG_LABEL, LONG_ROOM = 26, 0.42

#: The right edge of the bars, as a part of the width.
RIGHT = 0.88


def bands_height(chart: BandsChart) -> float:
    """Return the height that a chart of pay bands needs, in points."""
    return len(chart.bands) * (BAND + BAR * len(chart.series)) + ABOVE_BANDS + BELOW_BANDS


def draw_bands(layout: Layout, chart: BandsChart) -> None:
    """Draw the bars of each band, in pay order from the top."""
    is_short = all(len(printable(band)) <= SHORT_LABEL for band in chart.bands)
    axes = layout.axes(
        SHORT_ROOM if is_short else LONG_ROOM, RIGHT, below=BELOW_BANDS, above=ABOVE_BANDS
    )
    axes.set_ylim(len(chart.bands) - 0.5, -0.5)
    axes.set_yticks(range(len(chart.bands)), ["\n".join(_label(band)) for band in chart.bands])
    axes.tick_params(axis="y", labelsize=SMALL)
    _draw_bars(axes, chart)


def _label(text: str) -> list[str]:
    """Return a label in at most two lines; an ellipsis shows that it was cut."""
    lines = wrap(printable(text), LONG_LABEL) or ["?"]
    return lines if len(lines) <= 2 else [lines[0], f"{lines[1][: LONG_LABEL - 1]}…"]


def _draw_bars(axes: Axes, chart: BandsChart) -> None:
    from matplotlib.transforms import ScaledTranslation

    values = [mark.value or 0 for _, marks in chart.series for mark in marks]
    axes.set_xlim(0, (max([*values, *(level for level, _ in chart.levels)]) or 1) * 1.12)
    axes.xaxis.set_major_locator(_few_ticks())
    axes.xaxis.set_major_formatter(lambda value, _: f"{value * 100:g}%")
    thickness = 0.72 / len(chart.series)
    for number, (series_name, marks) in enumerate(chart.series):
        colour = (DARK_BLUE, ORANGE)[number]
        for row, mark in enumerate(marks):
            place = row - 0.36 + thickness * (number + 0.5)
            label = series_name if row == 0 else None
            axes.barh(place, mark.value or 0, height=thickness * 0.92, color=colour, label=label)
            write_beside(
                axes,
                (mark.value or 0, place),
                mark.printed,
                va="center_baseline",
                bbox=_white_box_style() if chart.levels else None,
                size=SMALL - 0.5,
            )
    # Two names would overlap: one is at the left of its line, one at the right.
    sides = ("center",) if len(chart.levels) == 1 else ("right", "left")
    for (level, name), side, line in zip(sorted(chart.levels), sides, ("-", "--"), strict=False):
        axes.axvline(level, zorder=1.5, linestyle=line, **outline_style(1.2))
        write_above(axes, level, name, 3, size=SMALL - 0.5, ha=side)
    if len(chart.series) > 1:
        up = ScaledTranslation(0, 2 / POINTS, axes.figure.dpi_scale_trans)
        axes.legend(
            loc="lower left",
            bbox_to_anchor=(0, 1),
            bbox_transform=axes.transAxes + up,
            ncols=2,
            frameon=False,
            fontsize=SMALL - 0.5,
            handlelength=1,
            handleheight=0.8,
            borderpad=0,
            borderaxespad=0,
            columnspacing=1,
        )


def _white_box_style() -> dict[str, Any]:
    """Return the style of a text over a line: on a white box."""
    return {"facecolor": "white", "edgecolor": "none", "pad": 0.3}


def _few_ticks() -> Any:
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(nbins=4)
