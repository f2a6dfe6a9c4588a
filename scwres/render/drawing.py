"""Charts drawn by matplotlib: SVG with its text as text, and PNG for papers.

Every chart is a figure of ours to matplotlib: a title, rows or panels, and a source below.
"""

from __future__ import annotations

import io
from contextlib import contextmanager
from textwrap import wrap
from typing import TYPE_CHECKING, Any, NamedTuple

from scwres.render.colours import DARK_BLUE, DARK_GREY, LIGHT_GREY, ORANGE
from scwres.render.document.charts import BandsChart, LikelihoodChart, RatioChart
from scwres.render.svg import OUTSIDE, accessible
from scwres.render.untrusted import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from scwres.render.document.charts import Bands, Drawable, Mark

#: The width of a chart in inches, and the heights of its parts in points.
WIDTH = 7.2
POINTS = 72
TITLE_LINE, SUBTITLE_LINE, SOURCE_LINE = 15.0, 12.0, 10.0
ABOVE, BELOW, AXIS, TICKS_ALONE = 6.0, 6.0, 34.0, 20.0
ROW, LABEL_LINE = 24.0, 11.0

#: How many letters fit in a line of each text.
TITLE_LETTERS, SUBTITLE_LETTERS, SOURCE_LETTERS, LABEL_LETTERS = 72, 96, 120, 29
PRINTED_LETTERS = 25

#: The width of the labels of rows, and of what is printed at their right, as parts of the whole.
LABELS, PRINTED, MARGIN = 0.31, 0.225, 0.01

#: Ratios beyond these are drawn as arrows to the edge.
LEAST, MOST = 0.05, 20.0
TICKS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20)

#: The Analysis Function's guidance asks for 12 points on a page; a chart is shown enlarged.
TEXT, SMALL = 9.5, 8.5

#: The shapes of figures from elsewhere, in the order of their series.
BESIDE = ("D", "^", "s")

#: How far below the council's own they are drawn, in points: one may be the other's.
ASIDE = 8.0

#: What the four-fifths range is said to be, where it is drawn.
FOUR_FIFTHS = "hatched: 4/5 to 5/4, a rule of thumb"

#: Dots to the inch of a PNG.
RESOLUTION = 150


class Drawing(NamedTuple):
    """A chart that was drawn.

    Parameters
    ----------
    svg
        As a file of its own, with its title and source.
    inline
        As an element of a page, which has the title and the source as text.
    png
        As pixels.
    """

    svg: str
    inline: str
    png: bytes


def drawn(chart: Drawable, source: str) -> Drawing:
    """Return a chart drawn.

    Parameters
    ----------
    source
        What stands below it: whose figures they are, and who may read them.
    """
    with _plain_settings():
        layout = _Layout(chart, source)
        figure = layout.figure
        if isinstance(chart, RatioChart):
            _draw_ratios(layout, chart)
        elif isinstance(chart, LikelihoodChart):
            _draw_likelihoods(layout, chart)
        else:
            _draw_bands(layout, chart)
        png, svg = io.BytesIO(), io.BytesIO()
        figure.savefig(png, format="png", dpi=RESOLUTION, metadata={"Software": None})
        nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
        figure.savefig(svg, format="svg", metadata=nothing)
    return Drawing(
        svg=accessible(svg.getvalue(), chart),
        inline=accessible(svg.getvalue(), chart, between=layout.body),
        png=png.getvalue(),
    )


@contextmanager
def _plain_settings() -> Iterator[None]:
    """Draw by matplotlib's own defaults, whatever the user's are, and by ours."""
    import logging
    import warnings

    # Where it keeps its list of fonts is no matter of the user's.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    import matplotlib as mpl

    with mpl.rc_context(), warnings.catch_warnings():
        mpl.rcdefaults()
        mpl.rcParams.update(
            {
                "svg.fonttype": "none",
                "svg.hashsalt": "scwres",
                "font.family": ["DejaVu Sans"],
                "font.size": TEXT,
                # A '$' in somebody's label is a '$'.
                "text.parse_math": False,
                "axes.unicode_minus": False,
            }
        )
        # A letter that the font has not is drawn as a box, and needs no word on it.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield


class _Layout:
    """A figure with its title, its source, and room between them in points."""

    def __init__(self, chart: Drawable, source: str) -> None:
        from matplotlib.figure import Figure

        about = chart.about
        title = wrap(printable(about.title), TITLE_LETTERS)
        subtitle = wrap(printable(about.subtitle), SUBTITLE_LETTERS)
        source_lines = wrap(printable(source), SOURCE_LETTERS)
        self.rows = _rows(chart)
        above = len(title) * TITLE_LINE + len(subtitle) * SUBTITLE_LINE + 2 * ABOVE
        below = len(source_lines) * SOURCE_LINE + 2 * BELOW
        self.body_height = _body_height(chart, self.rows)
        self.height = above + self.body_height + below
        #: From and to which height in points, from the top, the chart itself is.
        self.body = (above, self.height - below)
        self.figure: Figure = Figure(figsize=(WIDTH, self.height / POINTS))
        at = ABOVE
        for text, size, weight, line in (
            *((one, TEXT + 1.5, "bold", TITLE_LINE) for one in title),
            *((one, TEXT, "normal", SUBTITLE_LINE) for one in subtitle),
        ):
            at += line
            self._text(MARGIN, at - 3, text, size=size, weight=weight)
        at = self.height - below + BELOW
        for text in source_lines:
            at += SOURCE_LINE
            self._text(MARGIN, at - 2, text, size=SMALL - 1, color=DARK_GREY)

    def _text(self, x: float, from_top: float, text: str, **how: Any) -> None:
        """Write a text outside the chart itself: a page has it as its own."""
        self.figure.text(x, 1 - from_top / self.height, text, gid=OUTSIDE, va="baseline", **how)

    def axes(self, left: float, right: float, below: float = AXIS, above: float = 0.0) -> Axes:
        """Return axes in the body: from left to right as parts of the width."""
        top, bottom = self.body
        start = 1 - (bottom - below) / self.height
        height = (bottom - top - below - above) / self.height
        axes = self.figure.add_axes((left, start, right - left, height))
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
        axes.spines["bottom"].set_color(DARK_GREY)
        axes.tick_params(axis="y", length=0)
        axes.tick_params(axis="x", color=DARK_GREY, labelsize=SMALL)
        return axes


def _rows(chart: Drawable) -> list[tuple[list[str], float]]:
    """Return the label of each row in lines, and its height in points."""
    if isinstance(chart, BandsChart):
        return []
    rows = []
    for mark in chart.marks:
        letters = 2 * LABEL_LETTERS if mark.is_heading else LABEL_LETTERS
        lines = wrap(printable(mark.label), letters) or ["?"]
        if len(lines) > 3:
            lines = [*lines[:2], f"{lines[2][: letters - 1]}…"]
        most = max(len(lines), len(_printed(mark)) if isinstance(chart, RatioChart) else 0)
        rows.append((lines, max(ROW, most * LABEL_LINE + 4)))
    return rows


#: Heights of the panels of pay bands, in points: of a band, and above and below all.
BAND, PANEL_ABOVE, PANEL_BELOW = 22.0, 34.0, 22.0

#: How many panels stand beside each other, and how many letters a band's label and a panel's
#: title may then have.
PANELS_BESIDE, NARROW_LETTERS, NARROW_TITLE = 2, 13, 40


def _beside_each_other(chart: BandsChart) -> int:
    """Return how many panels stand beside each other: one where texts need the room."""
    is_narrow = all(len(printable(band)) <= NARROW_LETTERS for band in chart.bands) and all(
        len(panel.title) <= NARROW_TITLE for panel in chart.panels
    )
    return min(len(chart.panels), PANELS_BESIDE) if is_narrow else 1


def _body_height(chart: Drawable, rows: Sequence[tuple[list[str], float]]) -> float:
    if isinstance(chart, BandsChart):
        of_panels = -(-len(chart.panels) // _beside_each_other(chart))
        return of_panels * (len(chart.bands) * BAND + PANEL_ABOVE + PANEL_BELOW)
    rows_height = sum(height for _, height in rows)
    if isinstance(chart, LikelihoodChart):
        return rows_height + TICKS_ALONE
    legend = SUBTITLE_LINE if chart.beside else 0
    return rows_height + AXIS + legend + (SUBTITLE_LINE if chart.four_fifths else 0)


def _places(rows: Sequence[tuple[list[str], float]]) -> list[float]:
    """Return the middle of each row, in points below the first one's top."""
    places, at = [], 0.0
    for _, height in rows:
        places.append(at + height / 2)
        at += height
    return places


def _labelled(axes: Axes, marks: Sequence[Mark], rows: Sequence[tuple[list[str], float]]) -> None:
    """Write the labels of rows at the left, headings in bold."""
    places = _places(rows)
    axes.set_ylim(sum(height for _, height in rows), 0)
    axes.set_yticks([])
    for mark, (lines, _), place in zip(marks, rows, places, strict=True):
        axes.text(
            (MARGIN - LABELS) / (1 - LABELS - PRINTED),
            place,
            "\n".join(lines),
            transform=axes.get_yaxis_transform(),
            va="center",
            ha="left",
            weight="bold" if mark.is_heading else "normal",
            linespacing=1.05,
        )


def _draw_ratios(layout: _Layout, chart: RatioChart) -> None:
    axes = layout.axes(
        LABELS,
        1 - PRINTED,
        below=AXIS + (SUBTITLE_LINE if chart.beside else 0),
        above=SUBTITLE_LINE if chart.four_fifths else 0,
    )
    _labelled(axes, chart.marks, layout.rows)
    low, high = _range(chart.marks)
    axes.set_xscale("log")
    axes.set_xlim(low, high)
    ticks = [tick for tick in TICKS if low <= tick <= high]
    axes.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    axes.minorticks_off()
    axes.axvline(1, color=DARK_GREY, linewidth=1.2)
    if chart.four_fifths:
        axes.axvspan(0.8, 1.25, facecolor="none", edgecolor=LIGHT_GREY, hatch="///", zorder=0)
        axes.set_title(FOUR_FIFTHS, fontsize=SMALL - 1, color=DARK_GREY, pad=2)
    if chart.beside:
        _name_others(axes, chart.beside)
    # The words stand on either side of parity, wherever that lies.
    down = -(AXIS - 6)
    for text, aside, ha in (("less likely", -5, "right"), ("more likely", 5, "left")):
        axes.annotate(
            text,
            (1, 0),
            xycoords=axes.get_xaxis_transform(),
            xytext=(aside, down),
            textcoords="offset points",
            ha=ha,
            va="bottom",
            size=SMALL,
            color=DARK_GREY,
            annotation_clip=False,
        )
    beside = axes.get_yaxis_transform()
    for mark, place in zip(chart.marks, _places(layout.rows), strict=True):
        if mark.is_heading:
            continue
        _draw_ratio(axes, mark, place, low, high)
        for name, value in mark.beside:
            if low <= value <= high:
                shape = BESIDE[chart.beside.index(name)]
                axes.plot([value], [place + ASIDE], shape, **_hollow())
        axes.text(
            1.02,
            place,
            "\n".join(_printed(mark)),
            transform=beside,
            va="center",
            size=SMALL,
            linespacing=1.1,
        )


def _hollow() -> dict[str, Any]:
    """Return how a figure from elsewhere is marked: seen on a line and beside it."""
    return {
        "markersize": 5,
        "markerfacecolor": "white",
        "markeredgecolor": ORANGE,
        "markeredgewidth": 1.4,
        "zorder": 3,
    }


def _name_others(axes: Axes, names: Sequence[str]) -> None:
    """Write below the axis which mark is whose."""
    from matplotlib.lines import Line2D
    from matplotlib.transforms import ScaledTranslation

    down = ScaledTranslation(0, -(AXIS - 6) / POINTS, axes.figure.dpi_scale_trans)
    handles = [
        Line2D([], [], linestyle="none", marker=shape, label=printable(name), **_hollow())
        for shape, name in zip(BESIDE, names, strict=False)
    ]
    axes.legend(
        handles=handles,
        loc="upper center",
        bbox_to_anchor=(0.5, 0),
        bbox_transform=axes.transAxes + down,
        ncols=len(handles),
        frameon=False,
        fontsize=SMALL - 1,
        handletextpad=0.1,
        borderaxespad=0,
        columnspacing=1,
    )


def _printed(mark: Mark) -> list[str]:
    """Return the lines at the right of a ratio: it, where it is drawn, and what is said of it."""
    is_drawn = mark.value is not None or mark.lower is not None
    return [*([mark.printed] if is_drawn else []), *wrap(mark.said, PRINTED_LETTERS)]


def _range(marks: Sequence[Mark]) -> tuple[float, float]:
    """Return the axis: every limit that is not far off, 1 and some room on either side."""
    known = [
        one for mark in marks for one in (mark.value, mark.lower, mark.upper) if one is not None
    ]
    known += [value for mark in marks for _, value in mark.beside]
    low = min([0.5, *(one / 1.15 for one in known if one > 0)])
    high = max([2.0, *(one * 1.15 for one in known)])
    return max(low, LEAST), min(high, MOST)


def _draw_ratio(axes: Axes, mark: Mark, place: float, low: float, high: float) -> None:
    """Draw a dot with its interval; an arrow where that goes beyond the axis or has no end."""
    if mark.value is None and mark.lower is None:
        _beside(axes, (1, place), mark.printed)
        return
    if mark.lower is not None or mark.upper is not None:
        lower = max(mark.lower or 0, low)
        upper = high if mark.upper is None else min(mark.upper, high)
        axes.plot([lower, upper], [place, place], color=DARK_BLUE, linewidth=1.8)
        ends = (
            (lower, "<", (mark.lower or 0) < low),
            (upper, ">", mark.upper is None or mark.upper > high),
        )
        for end, arrow, goes_on in ends:
            shape = {"marker": arrow, "markersize": 6} if goes_on else {"marker": "|"}
            axes.plot([end], [place], color=DARK_BLUE, clip_on=False, **shape)
    if mark.value is not None and low <= mark.value <= high:
        axes.plot([mark.value], [place], "o", color=DARK_BLUE, markersize=6.5)


def _beside(axes: Axes, point: tuple[float, float], text: str, **how: Any) -> None:
    """Write a text at the right of a point."""
    axes.annotate(
        text,
        point,
        xytext=(5, 0),
        textcoords="offset points",
        **{"va": "center", "size": SMALL, "annotation_clip": False, **how},
    )


def _draw_likelihoods(layout: _Layout, chart: LikelihoodChart) -> None:
    axes = layout.axes(LABELS, 0.97, below=TICKS_ALONE)
    places = _places(layout.rows)
    axes.set_ylim(sum(height for _, height in layout.rows), 0)
    axes.set_yticks(places, ["\n".join(lines) for lines, _ in layout.rows])
    axes.tick_params(axis="y", labelsize=TEXT)
    most = max(
        (one for mark in chart.marks for one in (mark.value, mark.upper) if one is not None),
        default=0.0,
    )
    # A third of the room is for what is printed beside the bars.
    axes.set_xlim(0, (most or 1) * 1.5)
    axes.set_xticks([tick for tick in axes.get_xticks() if 0 <= tick <= min(1, most * 1.05)])
    axes.xaxis.set_major_formatter(lambda value, _: f"{value * 100:g}%")
    axes.spines["bottom"].set_bounds(0, axes.get_xticks()[-1])
    for mark, place in zip(chart.marks, places, strict=True):
        colour = ORANGE if mark.is_reference else DARK_BLUE
        end = 0.0
        if mark.value is not None:
            axes.barh(place, mark.value, height=13, color=colour)
            end = mark.value
        if mark.lower is not None and mark.upper is not None:
            axes.plot([mark.lower, mark.upper], [place, place], **_outlined(1.3))
            for limit in (mark.lower, mark.upper):
                axes.plot([limit, limit], [place - 3.5, place + 3.5], **_outlined(1.3))
            end = max(end, mark.upper)
        _beside(axes, (end, place), mark.printed)


def _outlined(width: float) -> dict[str, Any]:
    """Return how a line is drawn that is seen on a dark bar and on white."""
    from matplotlib.patheffects import Normal, Stroke

    around = [Stroke(linewidth=width + 2, foreground="white"), Normal()]
    return {"color": DARK_GREY, "linewidth": width, "path_effects": around}


def _draw_bands(layout: _Layout, chart: BandsChart) -> None:
    in_row = _beside_each_other(chart)
    height = len(chart.bands) * BAND + PANEL_ABOVE + PANEL_BELOW
    width = 0.98 / in_row
    top, bottom = layout.body
    labels = ["\n".join(_label(band)) for band in chart.bands]
    room = 0.115 if in_row > 1 else LABELS
    for at, panel in enumerate(chart.panels):
        row, column = divmod(at, in_row)
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
    """Return a label in at most two lines; what is left out is told by dots."""
    lines = wrap(printable(text), LABEL_LETTERS) or ["?"]
    return lines if len(lines) <= 2 else [lines[0], f"{lines[1][: LABEL_LETTERS - 1]}…"]


def _draw_panel(axes: Axes, panel: Bands) -> None:
    from matplotlib.transforms import ScaledTranslation

    values = [mark.value or 0 for _, marks in panel.series for mark in marks]
    axes.set_xlim(0, (max([*values, *(level for level, _ in panel.levels)]) or 1) * 1.12)
    axes.xaxis.set_major_locator(_few_ticks())
    axes.xaxis.set_major_formatter(lambda value, _: f"{value * 100:g}%")
    _above(axes, 0, panel.title, 16, weight="bold")
    thickness = 0.72 / len(panel.series)
    for number, (called, marks) in enumerate(panel.series):
        colour = (DARK_BLUE, ORANGE)[number]
        for at, mark in enumerate(marks):
            place = at - 0.36 + thickness * (number + 0.5)
            label = called if at == 0 else None
            axes.barh(place, mark.value or 0, height=thickness * 0.92, color=colour, label=label)
            _beside(
                axes,
                (mark.value or 0, place),
                mark.printed,
                va="center_baseline",
                bbox=_on_white() if panel.levels else None,
                size=SMALL if len(panel.series) == 1 else SMALL - 1.8,
            )
    # Two names keep out of each other's way: one at the left of its line, one at the right.
    sides = ("center",) if len(panel.levels) == 1 else ("right", "left")
    for (level, name), side, line in zip(sorted(panel.levels), sides, ("-", "--"), strict=False):
        axes.axvline(level, zorder=1.5, linestyle=line, **_outlined(1.2))
        _above(axes, level, name, 3, size=SMALL - 1, ha=side)
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


def _above(axes: Axes, x: float, text: str, points: float, **how: Any) -> None:
    """Write a text so many points above the first bar."""
    axes.annotate(
        text,
        (x, 1),
        xycoords=axes.get_xaxis_transform(),
        xytext=(0, points),
        textcoords="offset points",
        **{"va": "bottom", "size": SMALL, "annotation_clip": False, **how},
    )


def _on_white() -> dict[str, Any]:
    """Return how a text is drawn over a line: what it lies on is white."""
    return {"facecolor": "white", "edgecolor": "none", "pad": 0.3}


def _few_ticks() -> Any:
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(nbins=4)
