"""The sections of a report beside its figures: years compared, and the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scwres.comparing import NOT_TESTED
from scwres.metrics.change import AWAY, TOWARDS
from scwres.reading_changes import NOTES, WITHOUT_PERIOD
from scwres.render.document.change_charts import path_label, years_chart
from scwres.render.document.document import Section
from scwres.render.document.plans import (
    actions_table,
    has_figures,
    held_in_words,
    measures_table,
    plan_notes,
)
from scwres.render.document.values import Form, Table, Value, count, text
from scwres.rounding import p_value_text, percentage, points, rounded

if TYPE_CHECKING:
    from scwres.comparing import ChangeLine, Changes
    from scwres.plan.evaluation import Evaluation
    from scwres.report import Reported

#: The names of the two sections, for links and files.
YEARS, PLAN = "year-on-year", "plan"


def years_section(results: Reported, changes: Changes) -> Section:
    """Return what changed over the years, of the whole."""
    lines = [line for line in changes.lines if not line.breakdown]
    tested = [line for line in lines if line.verdict != NOT_TESTED]
    labels = [year.label for year in changes.years]
    moved = [line for line in tested if line.verdict in (TOWARDS, AWAY)]
    message = f"{len(moved) or 'None'} of {len(tested)} changes clear of chance"
    tables = []
    if tested:
        tables.append(_ratios_table(results, tested, changes.decimals))
    if untested := [line for line in lines if line.verdict == NOT_TESTED]:
        tables.append(_shares_table(results, untested))
    read = [f"{path_label(results, line)}, {line.now}: {line.reading}" for line in moved]
    notes = [*NOTES]
    if any(year.period is None for year in changes.years):
        notes.append(WITHOUT_PERIOD)
    return Section(
        name=YEARS,
        title=f"Year on year: {labels[0]} to {labels[-1]}",
        reading=tuple(read) or ("Nothing moved beyond chance.",),
        how_to_read=" ".join(notes),
        chart=years_chart(results, changes, YEARS, message),
        tables=tuple(tables),
    )


def _ratios_table(results: Reported, lines: list[ChangeLine], decimals: int) -> Table:
    rows = tuple(
        (
            text(path_label(results, line)),
            text(f"{line.before} to {line.now}"),
            _ratio(line, "before", decimals),
            _ratio(line, "now", decimals),
            _figure(line.change, line),
            _figure(line.change_lower, line),
            _figure(line.change_upper, line),
            _p_value(line),
            text(line.verdict),
        )
        for line in lines
    )
    headers = (
        *("Indicator", "Years", "Ratio then", "Ratio now", "Change", "Change: from"),
        *("Change: to", "p value", "Verdict"),
    )
    return Table(f"{YEARS}-ratios", "Ratios then and now", headers, rows)


def _ratio(line: ChangeLine, when: str, decimals: int) -> Value:
    value: float | None = getattr(line, f"{when}_ratio")
    if value is None:
        withheld = getattr(line, f"{when}_group_count") is None
        return Value("[c]" if withheld else "[z]", form=Form.RATIO)
    return Value(rounded(value, decimals), value, Form.RATIO, decimals)


def _figure(value: float | None, line: ChangeLine) -> Value:
    if value is None:
        return Value("[c]" if line.reading == "[c]" else "[z]", form=Form.RATIO)
    return Value(rounded(value, 2), value, Form.RATIO, 2)


def _p_value(line: ChangeLine) -> Value:
    if line.p_value is None:
        return Value("[c]" if line.reading == "[c]" else "[z]", form=Form.P_VALUE)
    return Value(p_value_text(line.p_value), line.p_value, Form.P_VALUE, 3)


def _shares_table(results: Reported, lines: list[ChangeLine]) -> Table:
    rows = tuple(
        (
            text(path_label(results, line)),
            text(f"{line.before} to {line.now}"),
            count(line.before_group_count),
            _share(line.before_share),
            count(line.now_group_count),
            _share(line.now_share),
            Value("[z]", form=Form.POINTS)
            if line.change_points is None
            else Value(points(line.change_points), line.change_points, Form.POINTS, 1),
        )
        for line in lines
    )
    headers = (
        *("Of those in post", "Years", "People then", "Share then", "People now", "Share now"),
        "Change (points)",
    )
    return Table(f"{YEARS}-shares", "Shares then and now, not tested", headers, rows)


def _share(value: float | None) -> Value:
    if value is None:
        return Value("[c]", form=Form.PERCENTAGE)
    return Value(percentage(value), value, Form.PERCENTAGE, 1)


def plan_section(evaluation: Evaluation) -> Section:
    """Return the plan: each action with the status that its figures suggest."""
    tables = [actions_table(evaluation, PLAN, "Actions")]
    if has_figures(evaluation):
        tables.append(measures_table(evaluation, f"{PLAN}-measures", "What the figures did"))
    return Section(
        name=PLAN,
        title=evaluation.plan.title,
        definition=held_in_words(evaluation),
        how_to_read=" ".join(plan_notes(evaluation)),
        tables=tuple(tables),
    )
