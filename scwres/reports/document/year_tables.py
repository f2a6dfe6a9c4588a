"""Years compared as cells and as a brief table: for reports and for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scwres.ethnicity.categories import MINORITY_ETHNIC
from scwres.reports.document.words import (
    BriefTable,
    Form,
    Row,
    Value,
    detailed_cell,
    p_value_cell,
    points_cell,
    ratio_cell,
    share_cell,
    short_number,
    tally_cell,
    text_cell,
)
from scwres.results.lines import NOT_APPLICABLE, WITHHELD
from scwres.text.numbers import limits_of_change, ratio_text
from scwres.years.changes import NOT_TESTED, OF_A_RATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scwres.years.changes import ChangeLine, Changes


def change_cells(changes: Changes, line: ChangeLine) -> tuple[Value, Value, Value, Value]:
    """Return then, now, the change and its p value, each with its detail."""
    if line.verdict == NOT_TESTED and line.reading != OF_A_RATE:
        changed = change_points_cell(line)
        if line.change_points is not None:
            changed = text_cell(f"{changed.text} points")
        return share_cell(line.before_share), share_cell(line.now_share), changed, text_cell("")
    before, now = (_with_tally(changes, line, when) for when in ("before", "now"))
    if line.p_value is None:
        return before, now, _missing(line, Form.TEXT), text_cell("")
    decimals = changes.decimals
    limits = limits_of_change(line.change_lower, line.change_upper, decimals)
    change = NOT_APPLICABLE if line.change is None else ratio_text(line.change, decimals)
    return before, now, detailed_cell(change, limits), p_value_cell(line.p_value)


def slope_cell(line: ChangeLine, decimals: int) -> Value:
    """Return the change each year, with its interval; empty where there is none."""
    if line.slope is None:
        return text_cell("")
    limits = limits_of_change(line.slope_lower, line.slope_upper, decimals)
    return detailed_cell(ratio_text(line.slope, decimals), limits)


def _with_tally(changes: Changes, line: ChangeLine, when: str) -> Value:
    count, out_of = (getattr(line, f"{when}_group_{name}") for name in ("count", "out_of"))
    if None in (count, out_of):
        return text_cell(WITHHELD)
    return tally_cell(year_ratio_cell(changes, line, when), count, out_of)


def year_ratio_cell(changes: Changes, line: ChangeLine, when: str) -> Value:
    """Return the ratio of a year, ``before`` or ``now``, with the decimals of that year."""
    value: float | None = getattr(line, f"{when}_ratio")
    if value is None:
        return Value(WITHHELD if line.is_withheld(when) else NOT_APPLICABLE, form=Form.RATIO)
    return ratio_cell(value, changes.decimals_of(getattr(line, when)))


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


def brief_changes_table(changes: Changes, lines: Sequence[ChangeLine]) -> BriefTable:
    """Return a table of ratios then and now with tests, or of shares then and now."""
    has_slope = any(line.slope is not None for line in lines)
    is_tested = any(line.verdict != NOT_TESTED for line in lines)
    rows = []
    for line in lines:
        *cells, p_value = change_cells(changes, line)
        cells += [p_value] if is_tested else []
        if has_slope:
            cells.append(slope_cell(line, changes.decimals))
        number = short_number(line.indicator)
        name = change_title(changes, line, with_number=False)
        rows.append(Row(number, name, cells, line.verdict if is_tested else ""))
    headers = [*change_headers(changes)]
    headers += ["Change (confidence interval)", "p-value"] if is_tested else ["Change"]
    headers += ["Per year"] if has_slope else []
    return BriefTable("Indicator", headers, "Verdict" if is_tested else "", rows)


def change_headers(changes: Changes) -> tuple[str, str]:
    """Return the headers of the columns of then and now."""
    labels = [year.label for year in changes.years]
    return (labels[0], labels[1]) if len(labels) == 2 else (labels[0], "Later")


def change_title(changes: Changes, line: ChangeLine, *, with_number: bool = True) -> str:
    """Return the title of a line; with its year where more than two are compared."""
    number = short_number(line.indicator) if with_number else ""
    group = "" if MINORITY_ETHNIC in (line.group, line.compared_with) else line.group
    year = line.now if len(changes.years) > 2 else ""
    parts = filter(None, (line.title, line.part, line.unit, group, year))
    return f"{number} {', '.join(parts)}".strip()
