"""The charts of a workbook: its own, drawn from cells with numbers, to be pasted into a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from scwres.reports.charts.colours import DARK_BLUE, DARK_GREY, ORANGE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter import Workbook

    from scwres.reports.document.values import Table


class SheetTable(NamedTuple):
    """A table, and the sheet and the first row of data that it stands in."""

    table: Table
    sheet: str
    first_row: int


class NativeChart(NamedTuple):
    """A chart of a workbook: its title, what is said to those who do not see it, and it."""

    title: str
    description: str
    chart: Any


def likelihoods_chart(workbook: Workbook, placed: SheetTable) -> NativeChart | None:
    """Return the likelihoods of each indicator as bars; None where all are withheld."""
    columns = [
        at for at, header in enumerate(placed.table.headers) if header.endswith(": likelihood")
    ]
    rows = _rows_with_numbers(placed.table, columns)
    if not rows:
        return None
    chart = workbook.add_chart({"type": "bar"})
    for at, colour in zip(columns, (DARK_BLUE, ORANGE), strict=True):
        chart.add_series(
            {
                "name": placed.table.headers[at].partition(":")[0],
                "categories": _range(placed, 0, rows, _names(placed.table)),
                "values": _range(placed, at, rows),
                "fill": {"color": colour},
                "gap": 60,
            }
        )
    title = "How likely it was, by indicator and group"
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"num_format": "0%", "min": 0, "label_position": "low"})
    return _finished(chart, title, placed)


def ratios_chart(workbook: Workbook, placed: SheetTable) -> NativeChart | None:
    """Return each ratio with its limits; None where all are withheld."""
    headers = placed.table.headers
    ratio = headers.index("Ratio")
    rows = [
        row
        for row in _rows_with_numbers(placed.table, [ratio, ratio + 1, ratio + 2])
        # Nought is nowhere on a logarithmic axis.
        if placed.table.rows[row][ratio].number and placed.table.rows[row][ratio + 1].number
    ]
    if not rows:
        return None
    chart = workbook.add_chart({"type": "line"})
    for at, marker in (
        (ratio + 2, "short_dash"),
        (ratio, "circle"),
        (ratio + 1, "short_dash"),
    ):
        shape = {"fill": {"color": DARK_BLUE}, "border": {"color": DARK_BLUE}}
        chart.add_series(
            {
                "name": headers[at],
                "categories": _range(placed, 0, rows, _names(placed.table)),
                "values": _range(placed, at, rows),
                "line": {"none": True},
                "marker": {"type": marker, "size": 8, **shape},
                **({"data_labels": {"value": True, "position": "right"}} if at == ratio else {}),
            }
        )
    # From the lower limit to the upper one.
    chart.set_high_low_lines({"line": {"color": DARK_BLUE, "width": 1.5}})
    chart.set_y_axis({"log_base": 2, "crossing": 1, "num_format": "0.0#"})
    chart.set_x_axis({"label_position": "low"})
    title = "The ratio of each indicator with its interval; 1 is equally likely"
    return _finished(chart, title, placed)


def bands_chart(workbook: Workbook, placed: SheetTable) -> NativeChart | None:
    """Return the share of each pay band, and the workforce's as a line; None of several groups."""
    headers = placed.table.headers
    if "Group" in headers:
        return None
    [share] = [at for at, one in enumerate(headers) if one.endswith("share of the band")]
    rows = _rows_with_numbers(placed.table, [share, share + 1])
    if not rows:
        return None
    chart, line = (workbook.add_chart({"type": kind}) for kind in ("column", "line"))
    for one, at, how in (
        (chart, share, {"fill": {"color": DARK_BLUE}, "gap": 60}),
        (line, share + 1, {"line": {"color": DARK_GREY, "width": 2}}),
    ):
        one.add_series(
            {
                "name": headers[at],
                "categories": _range(placed, 0, rows),
                "values": _range(placed, at, rows),
                **how,
            }
        )
    chart.combine(line)
    chart.set_y_axis({"num_format": "0%", "min": 0})
    return _finished(chart, "The share of each pay band beside the workforce's", placed)


def _finished(chart: Any, title: str, placed: SheetTable) -> NativeChart:
    chart.set_title({"name": title, "name_font": {"name": "Arial", "size": 12}})
    chart.set_legend({"position": "top"})
    chart.set_size({"width": 720, "height": 500})
    return NativeChart(title, f"{title}. The figures are in the worksheet {placed.sheet}.", chart)


def _names(table: Table) -> int:
    """Return the last of the columns that name a row."""
    return table.headers.index("Group") if "Group" in table.headers else 0


def _rows_with_numbers(table: Table, columns: Sequence[int]) -> list[int]:
    """Return the rows that have a number in each column: the others are not drawn."""
    return [
        at
        for at, row in enumerate(table.rows)
        if all(row[column].number is not None for column in columns)
    ]


def _range(placed: SheetTable, column: int, rows: Sequence[int], last: int | None = None) -> str:
    """Return the cells of a column, or of several, in some rows, as a chart names them."""
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
            xl_rowcol_to_cell(placed.first_row + row, at, row_abs=True, col_abs=True)
            for row, at in ((first, column), (final, column if last is None else last))
        )
        parts.append(f"'{placed.sheet}'!{':'.join(ends)}")
    return f"={parts[0]}" if len(parts) == 1 else f"=({','.join(parts)})"
