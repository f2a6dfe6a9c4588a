"""The native charts of a workbook, drawn from its cells, to paste into a paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, floor, log2
from operator import add, sub
from typing import TYPE_CHECKING, Any, NamedTuple

from scwres.reports.charts.canvas import DARK_BLUE, DARK_GREY, LIGHT_GREY, ORANGE
from scwres.reports.document.units import (
    COUNTED,
    LEAST_UNITS_OF_A_FUNNEL,
    LIKELIHOOD,
    LIMITS,
    TITLE,
)
from scwres.reports.document.words import Table

if TYPE_CHECKING:
    from xlsxwriter import Workbook


#: Likelihoods above this need an axis that ends at 100%.
NEAR_THE_TOP = 0.8


#: The format of powers of two on an axis: 0.0625, 0.125, 0.5, 1, 4.
POWERS_OF_TWO = "[<0.1]0.0###;[<1]0.0##;#,##0"

#: The options of an axis whose first row is at the top, with the other axis at the bottom.
IN_READING_ORDER = {"reverse": True, "crossing": "max"}

#: The width of a chart in pixels, its least height, and what it needs beside its rows and for
#: each of them.
WIDTH, LEAST_HEIGHT, AROUND_ROWS, ROW = 720, 500, 130, 28


class SheetTable(NamedTuple):
    """A table, with its sheet and its first row of data."""

    table: Table
    sheet: str
    first_row: int


class NativeChart(NamedTuple):
    """A chart of a workbook.

    Parameters
    ----------
    description
        What screen readers say of it.
    height
        Its height in pixels.
    note
        What stands above it; may be empty.
    """

    title: str
    description: str
    chart: Any
    height: int
    note: str = ""


def likelihoods_chart(workbook: Workbook, sheet_table: SheetTable) -> NativeChart | None:
    """Return a chart of the likelihoods of each indicator; None where all are withheld."""
    series = sheet_table.table.series
    columns = list(series)
    rows = _rows_with_numbers(sheet_table.table, columns)
    if not rows:
        return None
    chart = workbook.add_chart({"type": "bar"})
    for column, colour in zip(columns, (DARK_BLUE, ORANGE), strict=True):
        chart.add_series(
            {
                "name": series[column],
                "categories": _range(sheet_table, 0, rows, _names(sheet_table.table)),
                "values": _range(sheet_table, column, rows),
                "fill": {"color": colour},
                "gap": 60,
            }
        )
    title = "Likelihood by indicator and group"
    chart.set_y_axis(IN_READING_ORDER)
    chart.set_x_axis({"num_format": "0%", "min": 0})
    return _with_title(chart, title, sheet_table, rows=len(rows))


def ratios_chart(workbook: Workbook, sheet_table: SheetTable) -> NativeChart:
    """Return a chart of each ratio with its limits, from the table of what it draws.

    A bar runs from 1 to the ratio, on an axis on which half and twice are as far from 1.
    """
    table = sheet_table.table
    ratio, below, above = range(1, 4)
    rows = range(len(table.rows))
    chart = workbook.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": table.headers[ratio],
            "categories": _range(sheet_table, 0, rows),
            "values": _range(sheet_table, ratio, rows),
            "fill": {"color": LIGHT_GREY},
            "border": {"color": DARK_BLUE},
            "gap": 60,
            "x_error_bars": {
                "type": "custom",
                "plus_values": _range(sheet_table, above, rows),
                "plus_data": _numbers(table, above),
                "minus_values": _range(sheet_table, below, rows),
                "minus_data": _numbers(table, below),
                "line": {"color": DARK_BLUE, "width": 1.75},
            },
        }
    )
    ratios = _numbers(table, ratio)
    lowest = min(map(sub, ratios, _numbers(table, below)))
    highest = max(map(add, ratios, _numbers(table, above)))
    chart.set_x_axis(
        {
            "name": "Ratio (1 means equally likely)",
            "log_base": 2,
            "min": min(2.0 ** floor(log2(lowest)), 0.5),
            "max": max(2.0 ** ceil(log2(highest)), 2.0),
            "crossing": 1,
            # LibreOffice would put a mark at every tenfold.
            "major_unit": 2,
            "num_format": POWERS_OF_TWO,
            "major_gridlines": {"visible": True, "line": {"color": LIGHT_GREY, "width": 0.75}},
        }
    )
    chart.set_y_axis(
        {
            **IN_READING_ORDER,
            "label_position": "low",
            "line": {"color": DARK_GREY, "width": 2},
            "major_tick_mark": "none",
        }
    )
    native = _with_title(
        chart,
        "Ratio of each indicator, with its confidence interval",
        sheet_table,
        rows=len(table.rows),
    )
    chart.set_legend({"none": True})
    return native._replace(note=table.note)


def bands_chart(workbook: Workbook, sheet_table: SheetTable) -> NativeChart | None:
    """Return a chart of the shares of pay bands and the workforce; None for several groups."""
    headers = sheet_table.table.headers
    if "Group" in headers:
        return None
    [share] = sheet_table.table.series
    rows = _rows_with_numbers(sheet_table.table, [share, share + 1])
    if not rows:
        return None
    chart, line = (workbook.add_chart({"type": kind}) for kind in ("column", "line"))
    for series_chart, column, style in (
        (chart, share, {"fill": {"color": DARK_BLUE}, "gap": 60}),
        (line, share + 1, {"line": {"color": DARK_GREY, "width": 2}}),
    ):
        series_chart.add_series(
            {
                "name": headers[column],
                "categories": _range(sheet_table, 0, rows),
                "values": _range(sheet_table, column, rows),
                **style,
            }
        )
    chart.combine(line)
    chart.set_y_axis({"num_format": "0%", "min": 0})
    return _with_title(chart, "Share of each pay band, compared with the workforce", sheet_table)


def funnel_charts(workbook: Workbook, sheet_table: SheetTable) -> Iterator[NativeChart]:
    """Yield a chart for each indicator of a table of units that has a funnel in the report."""
    table = sheet_table.table
    has_titles = TITLE in table.headers
    likelihood = table.headers.index(LIKELIHOOD)
    numbers = [table.headers.index(header) for header in (COUNTED, LIKELIHOOD, *LIMITS)]
    rows_by_title: dict[str, list[int]] = {}
    for row in _rows_with_numbers(table, numbers):
        title = table.rows[row][table.headers.index(TITLE)].text if has_titles else ""
        rows_by_title.setdefault(title, []).append(row)
    for title, rows in rows_by_title.items():
        if len(rows) >= LEAST_UNITS_OF_A_FUNNEL and any(
            _is_outside(table, row, likelihood) for row in rows
        ):
            yield _funnel_chart(workbook, sheet_table, title, rows)


def _is_outside(table: Table, row: int, likelihood: int) -> bool:
    """Return whether a unit is outside its 95% limits."""
    value, low, high = (
        table.rows[row][column].number or 0.0
        for column in (likelihood, *map(table.headers.index, LIMITS[:2]))
    )
    return not low <= value <= high


def _funnel_chart(
    workbook: Workbook, sheet_table: SheetTable, title: str, rows: Sequence[int]
) -> NativeChart:
    headers = sheet_table.table.headers
    chart = workbook.add_chart({"type": "scatter"})
    for header, marker, colour, size in (
        (LIKELIHOOD, "circle", DARK_BLUE, 7),
        *((limit, "x", DARK_GREY, 5) for limit in LIMITS[:2]),
        *((limit, "long_dash", DARK_GREY, 7) for limit in LIMITS[2:]),
    ):
        shape = {"fill": {"color": colour}, "border": {"color": colour}}
        chart.add_series(
            {
                "name": header,
                "categories": _range(sheet_table, headers.index(COUNTED), rows),
                "values": _range(sheet_table, headers.index(header), rows),
                "marker": {"type": marker, "size": size, **shape},
            }
        )
    chart.set_x_axis({"name": "People counted in the unit", "min": 0})
    most = max(
        sheet_table.table.rows[row][headers.index(header)].number or 0.0
        for row in rows
        for header in (LIKELIHOOD, *LIMITS)
    )
    # Left alone, the axis of a chart that ends near 100% runs beyond it.
    chart.set_y_axis({"num_format": "0%", **({"max": 1} if most > NEAR_THE_TOP else {})})
    heading = f"{title or sheet_table.table.title}: each {headers[0].casefold()} by its size"
    return _with_title(chart, heading, sheet_table)


def _with_title(chart: Any, title: str, sheet_table: SheetTable, *, rows: int = 0) -> NativeChart:
    """Return a chart with its title and legend, as high as its rows need."""
    height = max(LEAST_HEIGHT, AROUND_ROWS + rows * ROW)
    chart.set_title({"name": title, "name_font": {"name": "Arial", "size": 12}})
    chart.set_legend({"position": "top"})
    chart.set_size({"width": WIDTH, "height": height})
    description = f"{title}. The figures are in the worksheet {sheet_table.sheet}."
    return NativeChart(title, description, chart, height)


def _names(table: Table) -> int:
    """Return the last column that names a row."""
    return table.headers.index("Group") if "Group" in table.headers else 0


def _numbers(table: Table, column: int) -> list[float]:
    """Return the numbers of a column in which every row has one."""
    return [row[column].number or 0.0 for row in table.rows]


def _rows_with_numbers(table: Table, columns: Sequence[int]) -> list[int]:
    """Return the rows that have a number in each column; the others are not drawn."""
    return [
        number
        for number, row in enumerate(table.rows)
        if all(row[column].number is not None for column in columns)
    ]


def _range(
    sheet_table: SheetTable, column: int, rows: Sequence[int], last: int | None = None
) -> str:
    """Return the reference of a chart to the cells of a column, or of several, in some rows."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    runs: list[list[int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    parts = []
    for first, final in runs:
        ends = (
            xl_rowcol_to_cell(sheet_table.first_row + row, end_column, row_abs=True, col_abs=True)
            for row, end_column in ((first, column), (final, column if last is None else last))
        )
        parts.append(f"'{sheet_table.sheet}'!{':'.join(ends)}")
    return f"={parts[0]}" if len(parts) == 1 else f"=({','.join(parts)})"
