"""The chart of pay bands: panels of bars beside each other."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any

from scwres.reports.charts.canvas import (
    DARK_BLUE,
    LABEL_LETTERS,
    LABELS,
    MARGIN,
    ORANGE,
    POINTS,
    SMALL,
    Layout,
    outline_style,
    write_above,
    write_beside,
)
from scwres.reports.document.charts import Bands, BandsChart
from scwres.text.untrusted import printable

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Heights of the panels of pay bands, in points: of a band, and above and below all.
BAND, PANEL_ABOVE, PANEL_BELOW = 22.0, 34.0, 22.0

#: How many panels are in a row, and the most letters of a band's label and a panel's title there.
PANELS_BESIDE, NARROW_LETTERS, NARROW_TITLE = 2, 13, 40


def _panels_in_row(chart: BandsChart) -> int:
    """Return how many panels are in a row: one where texts need the room."""
    is_narrow = all(len(printable(band)) <= NARROW_LETTERS for band in chart.bands) and all(
        len(panel.title) <= NARROW_TITLE for panel in chart.panels
    )
    return min(len(chart.panels), PANELS_BESIDE) if is_narrow else 1


def bands_height(chart: BandsChart) -> float:
    """Return the height that a chart of pay bands needs, in points."""
    panel_rows = -(-len(chart.panels) // _panels_in_row(chart))
    return panel_rows * (len(chart.bands) * BAND + PANEL_ABOVE + PANEL_BELOW)


def draw_bands(layout: Layout, chart: BandsChart) -> None:
    """Draw panels of bars, in pay order from the top."""
    in_row = _panels_in_row(chart)
    height = len(chart.bands) * BAND + PANEL_ABOVE + PANEL_BELOW
    width = 0.98 / in_row
    top, bottom = layout.body
    labels = ["\n".join(_label(band)) for band in chart.bands]
    room = 0.115 if in_row > 1 else LABELS
    for number, panel in enumerate(chart.panels):
        row, column = divmod(number, in_row)
        left = MARGIN + column * width
        axes = layout.axes(
            left + room,
            left + width - 0.06,
            below=(bottom - top) - (row + 1) * height + PANEL_BELOW,
            above=row * height + PANEL_ABOVE,
        )
        axes.set_ylim(len(chart.bands) - 0.5, -0.5)
        axes.set_yticks(range(len(chart.bands)), labels)
        axes.tick_params(axis="y", labelsize=SMALL)
        _draw_panel(axes, panel)


def _label(text: str) -> list[str]:
    """Return a label in at most two lines; an ellipsis shows that it was cut."""
    lines = wrap(printable(text), LABEL_LETTERS) or ["?"]
    return lines if len(lines) <= 2 else [lines[0], f"{lines[1][: LABEL_LETTERS - 1]}…"]


def _draw_panel(axes: Axes, panel: Bands) -> None:
    from matplotlib.transforms import ScaledTranslation

    values = [mark.value or 0 for _, marks in panel.series for mark in marks]
    axes.set_xlim(0, (max([*values, *(level for level, _ in panel.levels)]) or 1) * 1.12)
    axes.xaxis.set_major_locator(_few_ticks())
    axes.xaxis.set_major_formatter(lambda value, _: f"{value * 100:g}%")
    write_above(axes, 0, panel.title, 16, weight="bold")
    thickness = 0.72 / len(panel.series)
    for number, (series_name, marks) in enumerate(panel.series):
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
                bbox=_white_box_style() if panel.levels else None,
                size=SMALL if len(panel.series) == 1 else SMALL - 1.8,
            )
    # Two names would overlap: one is at the left of its line, one at the right.
    sides = ("center",) if len(panel.levels) == 1 else ("right", "left")
    for (level, name), side, line in zip(sorted(panel.levels), sides, ("-", "--"), strict=False):
        axes.axvline(level, zorder=1.5, linestyle=line, **outline_style(1.2))
        write_above(axes, level, name, 3, size=SMALL - 1, ha=side)
    if len(panel.series) > 1:
        up = ScaledTranslation(0, 2 / POINTS, axes.figure.dpi_scale_trans)
        axes.legend(
            loc="lower left",
            bbox_to_anchor=(0, 1),
            bbox_transform=axes.transAxes + up,
            ncols=2,
            frameon=False,
            fontsize=SMALL - 1,
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
