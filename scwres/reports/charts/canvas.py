"""The canvas of every chart: colours, sizes, the title above and the source below."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from textwrap import wrap
from typing import TYPE_CHECKING, Any, NamedTuple

from scwres.quiet import load_quietly
from scwres.reports.charts.svg import OUTSIDE
from scwres.reports.document.charts import Chart
from scwres.text.untrusted import printable

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


class LabelledRow(NamedTuple):
    """A row of a chart: its label in lines, and below it what is drawn, of a height in points."""

    label: list[str]
    body: float

    @property
    def height(self) -> float:
        """The height of the row, in points."""
        return GAP + len(self.label) * LABEL_LINE + self.body


#: The Analysis Function's colours, for all charts: two for categories, one for lines and one for
#: shading. Position and words show the same as the colours.
#: https://analysisfunction.civilservice.gov.uk/policy-store/data-visualisation-colours-in-charts/
DARK_BLUE, ORANGE, DARK_GREY, LIGHT_GREY = "#12436D", "#F46A25", "#3D3D3D", "#BFBFBF"

#: The width of a chart in inches: so narrow that its text is read on a telephone, where a page
#: shrinks it to the width of the screen. The heights of its parts are in points.
WIDTH = 4.6
POINTS = 72
TITLE_LINE, SUBTITLE_LINE, SOURCE_LINE = 14.0, 12.0, 10.0
ABOVE, BELOW, AXIS, TICKS_ALONE = 6.0, 6.0, 34.0, 20.0
GAP, ROW, LABEL_LINE = 7.0, 13.0, 11.5

#: How many letters fit in a line of each text.
TITLE_LETTERS, SUBTITLE_LETTERS, SOURCE_LETTERS = 44, 57, 70
LABEL_LETTERS, PRINTED_LETTERS = 52, 20

#: The width of the figures printed at the right, and of the margin, as parts of 1.
PRINTED, MARGIN = 0.335, 0.015

#: The sizes of texts in points. A page shows a chart enlarged: the Analysis Function asks for 12.
TEXT, SMALL = 9.5, 8.75


#: Ratios beyond these are drawn as arrows to the edge.
LEAST, MOST = 0.05, 20.0
TICKS = (0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 3, 5, 10, 20)


@contextmanager
def plain_settings() -> Iterator[None]:
    """Draw with the defaults of matplotlib and our own, whatever the settings of the user."""
    import logging
    import warnings

    # The user does not need to know where the list of fonts is kept.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    load_quietly("matplotlib.figure")
    import matplotlib as mpl

    with mpl.rc_context(), warnings.catch_warnings():
        mpl.rcdefaults()
        mpl.rcParams.update(
            {
                "svg.fonttype": "none",
                "svg.hashsalt": "scwres",
                "font.family": ["DejaVu Sans"],
                "font.size": TEXT,
                # A '$' in a label is a '$'.
                "text.parse_math": False,
                "axes.unicode_minus": False,
            }
        )
        # A letter that the font lacks is drawn as a box, without a warning.
        warnings.filterwarnings("ignore", message="Glyph .* missing from ")
        yield


class Layout:
    """A figure with its title, its source, and the body between them, in points."""

    def __init__(
        self, about: Chart, source: str, body_height: float, rows: Sequence[LabelledRow] = ()
    ) -> None:
        from matplotlib.figure import Figure

        title = wrap(printable(about.title), TITLE_LETTERS)
        subtitle = wrap(printable(about.subtitle), SUBTITLE_LETTERS)
        source_lines = wrap(printable(source), SOURCE_LETTERS)
        self.rows = rows
        above = len(title) * TITLE_LINE + len(subtitle) * SUBTITLE_LINE + 2 * ABOVE
        below = len(source_lines) * SOURCE_LINE + 2 * BELOW
        self.height = above + body_height + below
        #: The top and the bottom of the chart itself, in points from the top.
        self.body = (above, self.height - below)
        self.figure: Figure = Figure(figsize=(WIDTH, self.height / POINTS))
        from_top = ABOVE
        for text, size, weight, line in (
            *((title_line, TEXT + 1.5, "bold", TITLE_LINE) for title_line in title),
            *((subtitle_line, TEXT, "normal", SUBTITLE_LINE) for subtitle_line in subtitle),
        ):
            from_top += line
            self._text(MARGIN, from_top - 3, text, size=size, weight=weight)
        from_top = self.height - below + BELOW
        for text in source_lines:
            from_top += SOURCE_LINE
            self._text(MARGIN, from_top - 2, text, size=SMALL - 0.5, color=DARK_GREY)

    def _text(self, x: float, from_top: float, text: str, **style: Any) -> None:
        """Write a text outside the body: a page has it as text of its own."""
        self.figure.text(x, 1 - from_top / self.height, text, gid=OUTSIDE, va="baseline", **style)

    def axes(self, left: float, right: float, below: float = AXIS, above: float = 0.0) -> Axes:
        """Return axes in the body; left and right are parts of the width."""
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


def row_places(rows: Sequence[LabelledRow]) -> list[float]:
    """Return the middle of what is drawn in each row, in points below the top of the first."""
    places, top = [], 0.0
    for row in rows:
        places.append(top + row.height - row.body / 2)
        top += row.height
    return places


def rows_of_labels(labels: Iterable[tuple[str, float]]) -> list[LabelledRow]:
    """Return rows of labels, each with the height of what is drawn below it.

    A label has at most two lines; an ellipsis shows that it was cut.
    """
    rows = []
    for label, body in labels:
        lines = wrap(printable(label), LABEL_LETTERS) or ["?"]
        if len(lines) > 2:
            lines = [lines[0], f"{lines[1][: LABEL_LETTERS - 1]}…"]
        rows.append(LabelledRow(lines, body))
    return rows


def label_rows(axes: Axes, rows: Sequence[LabelledRow], headings: Collection[int] = ()) -> None:
    """Write the label of each row above what is drawn in it, headings in bold."""
    from matplotlib.transforms import blended_transform_factory

    axes.set_ylim(sum(row.height for row in rows), 0)
    axes.set_yticks([])
    across_the_figure = blended_transform_factory(axes.figure.transFigure, axes.transData)
    top = 0.0
    for number, row in enumerate(rows):
        axes.text(
            MARGIN,
            top + GAP,
            "\n".join(row.label),
            transform=across_the_figure,
            va="top",
            ha="left",
            weight="bold" if number in headings else "normal",
            linespacing=1.05,
            # The line of parity runs behind it.
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
        )
        top += row.height


def write_at_right(axes: Axes, place: float, lines: Sequence[str]) -> None:
    """Write lines at the right of the axes, level with what is drawn there."""
    axes.text(
        1.03,
        place,
        "\n".join(lines),
        transform=axes.get_yaxis_transform(),
        va="center",
        size=SMALL,
        linespacing=1.1,
    )


def log_axis(
    axes: Axes, values: Iterable[float], *, is_upright: bool = False
) -> tuple[float, float]:
    """Make an axis logarithmic, wide enough for parity and all values within limits."""
    known = list(values)
    low = max(min([0.5, *(value / 1.15 for value in known if value > 0)]), LEAST)
    high = min(max([2.0, *(value * 1.15 for value in known)]), MOST)
    ticks = [tick for tick in TICKS if low <= tick <= high]
    names = [f"{tick:g}" for tick in ticks]
    if is_upright:
        axes.set_yscale("log")
        axes.set_ylim(low, high)
        axes.set_yticks(ticks, names)
    else:
        axes.set_xscale("log")
        axes.set_xlim(low, high)
        axes.set_xticks(ticks, names)
    axes.minorticks_off()
    return low, high


def draw_parity(axes: Axes) -> None:
    """Draw the line of parity, with what each side of it means."""
    axes.axvline(1, color=DARK_GREY, linewidth=1.2)
    for text, offset, ha in (("less likely", -5, "right"), ("more likely", 5, "left")):
        axes.annotate(
            text,
            (1, 0),
            xycoords=axes.get_xaxis_transform(),
            xytext=(offset, -(AXIS - 6)),
            textcoords="offset points",
            ha=ha,
            va="bottom",
            size=SMALL,
            color=DARK_GREY,
            annotation_clip=False,
        )


def write_beside(axes: Axes, point: tuple[float, float], text: str, **style: Any) -> None:
    """Write a text at the right of a point."""
    axes.annotate(
        text,
        point,
        xytext=(5, 0),
        textcoords="offset points",
        **{"va": "center", "size": SMALL, "annotation_clip": False, **style},
    )


def write_above(axes: Axes, x: float, text: str, points: float, **style: Any) -> None:
    """Write a text so many points above the first bar."""
    axes.annotate(
        text,
        (x, 1),
        xytext=(0, points),
        textcoords="offset points",
        **{
            "xycoords": axes.get_xaxis_transform(),
            "va": "bottom",
            "size": SMALL,
            "annotation_clip": False,
            **style,
        },
    )


def outline_style(width: float) -> dict[str, Any]:
    """Return the style of a line that is visible on a dark bar and on white."""
    from matplotlib.patheffects import Normal, Stroke

    effects = [Stroke(linewidth=width + 2, foreground="white"), Normal()]
    return {"color": DARK_GREY, "linewidth": width, "path_effects": effects}
