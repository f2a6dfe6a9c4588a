"""Charts drawn by matplotlib: SVG with its text as text, and PNG for papers."""

from __future__ import annotations

import io
from typing import NamedTuple

from scwres.reports.charts.bands import bands_height, draw_bands
from scwres.reports.charts.canvas import Layout, plain_settings
from scwres.reports.charts.funnel import draw_funnel, funnel_height
from scwres.reports.charts.rows import draw_likelihoods, draw_ratios, rows_height, rows_of
from scwres.reports.charts.svg import accessible
from scwres.reports.charts.years import (
    draw_dumbbells,
    draw_trends,
    dumbbells_height,
    dumbbells_rows,
    trends_height,
)
from scwres.reports.document.charts import (
    BandsChart,
    Drawable,
    DumbbellChart,
    FunnelChart,
    LikelihoodChart,
    RatioChart,
)

#: The resolution of a PNG, in dots per inch.
RESOLUTION = 180


class Drawing(NamedTuple):
    """A drawn chart.

    Parameters
    ----------
    svg
        As a file of its own, with its title and source.
    inline
        As an element of a page, which has the title and the source as text.
    png
        As pixels, for papers; empty where it was not asked for.
    """

    svg: str
    inline: str
    png: bytes


def draw(chart: Drawable, source: str, *, with_png: bool = False) -> Drawing:
    """Return the drawing of a chart: SVG, and PNG of the same figure where it is asked for.

    Parameters
    ----------
    source
        The text below it: whose figures they are, and who may read them.
    """
    with plain_settings():
        layout = _layout_of(chart, source)
        png, svg = io.BytesIO(), io.BytesIO()
        no_metadata = dict.fromkeys(("Creator", "Date", "Format", "Type"))
        layout.figure.savefig(svg, format="svg", metadata=no_metadata)
        if with_png:
            layout.figure.savefig(png, format="png", dpi=RESOLUTION, metadata={"Software": None})
    return Drawing(
        svg=accessible(svg.getvalue(), chart),
        inline=accessible(svg.getvalue(), chart, heights=layout.body),
        png=png.getvalue(),
    )


def _layout_of(chart: Drawable, source: str) -> Layout:
    if isinstance(chart, (RatioChart, LikelihoodChart)):
        rows = rows_of(chart)
        layout = Layout(chart.about, source, rows_height(chart, rows), rows)
        if isinstance(chart, RatioChart):
            draw_ratios(layout, chart)
        else:
            draw_likelihoods(layout, chart)
    elif isinstance(chart, BandsChart):
        layout = Layout(chart.about, source, bands_height(chart))
        draw_bands(layout, chart)
    elif isinstance(chart, DumbbellChart):
        rows = dumbbells_rows(chart)
        layout = Layout(chart.about, source, dumbbells_height(rows), rows)
        draw_dumbbells(layout, chart)
    elif isinstance(chart, FunnelChart):
        layout = Layout(chart.about, source, funnel_height())
        draw_funnel(layout, chart)
    else:
        layout = Layout(chart.about, source, trends_height(chart))
        draw_trends(layout, chart)
    return layout
