"""The cells of years compared: one home, for tables of reports and of the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scwres.reports.document.words import (
    Form,
    Value,
    detailed_cell,
    p_value_cell,
    points_cell,
    ratio_cell,
    share_cell,
    tally_cell,
    text_cell,
)
from scwres.results.lines import NOT_APPLICABLE, WITHHELD
from scwres.text.numbers import limits_of_change, ratio_text
from scwres.years.changes import NOT_TESTED, OF_A_RATE

if TYPE_CHECKING:
    from scwres.years.changes import ChangeLine


def change_cells(line: ChangeLine, decimals: int) -> tuple[Value, Value, Value, Value]:
    """Return then, now, the change and its p value, each with its detail."""
    if line.verdict == NOT_TESTED and line.reading != OF_A_RATE:
        changed = change_points_cell(line)
        if line.change_points is not None:
            changed = text_cell(f"{changed.text} points")
        return share_cell(line.before_share), share_cell(line.now_share), changed, text_cell("")
    before, now = (_with_tally(line, when, decimals) for when in ("before", "now"))
    if line.p_value is None:
        return before, now, _missing(line, Form.TEXT), text_cell("")
    limits = limits_of_change(line.change_lower, line.change_upper, decimals)
    change = NOT_APPLICABLE if line.change is None else ratio_text(line.change, decimals)
    return before, now, detailed_cell(change, limits), p_value_cell(line.p_value)


def slope_cell(line: ChangeLine, decimals: int) -> Value:
    """Return the change each year, with its interval; empty where there is none."""
    if line.slope is None:
        return text_cell("")
    limits = limits_of_change(line.slope_lower, line.slope_upper, decimals)
    return detailed_cell(ratio_text(line.slope, decimals), limits)


def _with_tally(line: ChangeLine, when: str, decimals: int) -> Value:
    count, out_of = (getattr(line, f"{when}_group_{name}") for name in ("count", "out_of"))
    if None in (count, out_of):
        return text_cell(WITHHELD)
    return tally_cell(year_ratio_cell(line, when, decimals), count, out_of)


def year_ratio_cell(line: ChangeLine, when: str, decimals: int) -> Value:
    """Return the ratio of a year: ``before`` or ``now``."""
    value: float | None = getattr(line, f"{when}_ratio")
    if value is None:
        is_withheld = getattr(line, f"{when}_group_count") is None
        return Value(WITHHELD if is_withheld else NOT_APPLICABLE, form=Form.RATIO)
    return ratio_cell(value, decimals)


def tested_cell(value: float | None, line: ChangeLine, decimals: int) -> Value:
    """Return the change of a ratio, or a limit of it."""
    return _missing(line, Form.RATIO) if value is None else ratio_cell(value, decimals)


def change_p_value_cell(line: ChangeLine) -> Value:
    """Return the p value of a change."""
    return _missing(line, Form.P_VALUE) if line.p_value is None else p_value_cell(line.p_value)


def change_points_cell(line: ChangeLine) -> Value:
    """Return the change of a share in points."""
    is_withheld = None in (line.before_share, line.now_share)
    return points_cell(line.change_points, WITHHELD if is_withheld else NOT_APPLICABLE)


def _missing(line: ChangeLine, form: Form) -> Value:
    return Value(WITHHELD if line.reading == WITHHELD else NOT_APPLICABLE, form=form)
