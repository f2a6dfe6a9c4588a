"""The native charts of a workbook, drawn from its cells, to paste into a paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from scwres.reports.charts.canvas import DARK_BLUE, DARK_GREY, ORANGE
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


class SheetTable(NamedTuple):
    """A table, with its sheet and its first row of data."""

    table: Table
    sheet: str
    first_row: int


class NativeChart(NamedTuple):
    """A chart of a workbook, with its title and its description for screen readers."""

    title: str
    description: str
    chart: Any


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
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"num_format": "0%", "min": 0, "label_position": "low"})
    return _with_title(chart, title, sheet_table)


def ratios_chart(workbook: Workbook, sheet_table: SheetTable) -> NativeChart | None:
    """Return a chart of each ratio with its limits; None where all are withheld."""
    headers = sheet_table.table.headers
    ratio = headers.index("Ratio")
    rows = [
        row
        for row in _rows_with_numbers(sheet_table.table, [ratio, ratio + 1, ratio + 2])
        # A logarithmic axis has no place for 0.
        if sheet_table.table.rows[row][ratio].number
        and sheet_table.table.rows[row][ratio + 1].number
    ]
    if not rows:
        return None
    chart = workbook.add_chart({"type": "line"})
    for column, marker in (
        (ratio + 2, "short_dash"),
        (ratio, "circle"),
        (ratio + 1, "short_dash"),
    ):
        shape = {"fill": {"color": DARK_BLUE}, "border": {"color": DARK_BLUE}}
        chart.add_series(
            {
                "name": headers[column],
                "categories": _range(sheet_table, 0, rows, _names(sheet_table.table)),
                "values": _range(sheet_table, column, rows),
                "line": {"none": True},
                "marker": {"type": marker, "size": 8, **shape},
                **(
                    {"data_labels": {"value": True, "position": "right"}}
                    if column == ratio
                    else {}
                ),
            }
        )
    # From the lower limit to the upper one.
    chart.set_high_low_lines({"line": {"color": DARK_BLUE, "width": 1.5}})
    chart.set_y_axis({"log_base": 2, "crossing": 1, "num_format": "0.0#"})
    chart.set_x_axis({"label_position": "low"})
    title = "Ratio of each indicator, with confidence interval (1 means equally likely)"
    return _with_title(chart, title, sheet_table)


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


def _with_title(chart: Any, title: str, sheet_table: SheetTable) -> NativeChart:
    chart.set_title({"name": title, "name_font": {"name": "Arial", "size": 12}})
    chart.set_legend({"position": "top"})
    chart.set_size({"width": 720, "height": 500})
    return NativeChart(
        title, f"{title}. The figures are in the worksheet {sheet_table.sheet}.", chart
    )


def _names(table: Table) -> int:
    """Return the last column that names a row."""
    return table.headers.index("Group") if "Group" in table.headers else 0


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
