"""The sections of a report beside its figures: years compared, and the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scwres.metrics.change import CHANGED
from scwres.plan.evaluation import counted
from scwres.reports.document.change_charts import path_label, years_chart
from scwres.reports.document.document import Section
from scwres.reports.document.plans import (
    actions_table,
    has_figures,
    held_in_words,
    measures_table,
    plan_notes,
)
from scwres.reports.document.values import Form, Table, Value, count, p_value, ratio, text
from scwres.reports.document.words import capital, short_number
from scwres.text.numbers import percentage, points
from scwres.text.phrases import in_words
from scwres.years.changes import NOT_TESTED
from scwres.years.sentences import NOTES, WITHOUT_PERIOD, respelt_note, untested_note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scwres.plan.evaluation import ActionEvaluation, Evaluation
    from scwres.results.results import Reported
    from scwres.years.changes import ChangeLine, Changes

#: The names of the two sections, for links and files.
YEARS, PLAN = "year-on-year", "plan"


def years_section(results: Reported, changes: Changes) -> Section:
    """Return what changed over the years, of the whole."""
    lines = [line for line in changes.lines if not line.breakdown]
    tested = [line for line in lines if line.verdict != NOT_TESTED]
    labels = [year.label for year in changes.years]
    moved = [line for line in tested if line.verdict in CHANGED]
    last = [line for line in tested if line.now == labels[-1]]
    told = [line for line in last if line.p_value is not None]
    clear = sum(line.verdict in CHANGED for line in told)
    withheld = sum(line.reading == "[c]" for line in last)
    message = (
        f"{clear or 'None'} of {len(told)} changes since {labels[0]} statistically significant"
    )
    message += f", {withheld} not shown" if withheld else ""
    tables = []
    if tested:
        tables.append(_ratios_table(results, tested, changes))
    if untested := [line for line in lines if line.verdict == NOT_TESTED]:
        tables.append(_shares_table(results, untested, changes))
    read = [f"{path_label(results, line)}, {line.now}: {line.reading}" for line in moved]
    notes = [*NOTES, *([untested_note(changes.in_post)] if changes.in_post else [])]
    notes += [respelt_note(changes.respelt)] if changes.respelt else []
    if any(year.period is None for year in changes.years):
        notes.append(WITHOUT_PERIOD)
    return Section(
        name=YEARS,
        title=f"Year on year: {labels[0]} to {labels[-1]}",
        reading=tuple(read) or ("Statistically significant changes: none.",),
        how_to_read=" ".join(notes),
        chart=years_chart(results, changes, YEARS, message),
        tables=tuple(tables),
    )


def _ratios_table(results: Reported, lines: list[ChangeLine], changes: Changes) -> Table:
    decimals = changes.decimals
    rows = tuple(
        (
            *_of(results, line, changes),
            _ratio(line, "before", decimals),
            _ratio(line, "now", decimals),
            *(
                _figure(value, line, decimals)
                for value in (line.change, line.change_lower, line.change_upper)
            ),
            _p_value(line),
            text(line.verdict),
        )
        for line in lines
    )
    headers = (
        *("Indicator", "Years")[: _leading(changes)],
        *("Ratio then", "Ratio now", "Change", "Change: from", "Change: to", "p value", "Verdict"),
    )
    return Table(f"{YEARS}-ratios", "Ratios then and now", headers, rows)


def _leading(changes: Changes) -> int:
    """Return how many columns say what a row is of: the years where there are several pairs."""
    return 1 if len(changes.years) == 2 else 2


def _of(results: Reported, line: ChangeLine, changes: Changes) -> tuple[Value, ...]:
    named = (text(path_label(results, line)), text(f"{line.before} to {line.now}"))
    return named[: _leading(changes)]


def _ratio(line: ChangeLine, when: str, decimals: int) -> Value:
    value: float | None = getattr(line, f"{when}_ratio")
    if value is None:
        withheld = getattr(line, f"{when}_group_count") is None
        return Value("[c]" if withheld else "[z]", form=Form.RATIO)
    return ratio(value, decimals)


def _figure(value: float | None, line: ChangeLine, decimals: int) -> Value:
    if value is None:
        return Value("[c]" if line.reading == "[c]" else "[z]", form=Form.RATIO)
    return ratio(value, decimals)


def _p_value(line: ChangeLine) -> Value:
    if line.p_value is None:
        return Value("[c]" if line.reading == "[c]" else "[z]", form=Form.P_VALUE)
    return p_value(line.p_value)


def _shares_table(results: Reported, lines: list[ChangeLine], changes: Changes) -> Table:
    rows = tuple(
        (
            *_of(results, line, changes),
            count(line.before_group_count),
            _share(line.before_share),
            count(line.now_group_count),
            _share(line.now_share),
            _points(line),
        )
        for line in lines
    )
    headers = (
        *("Of those in post", "Years")[: _leading(changes)],
        *("People then", "Share then", "People now", "Share now", "Change (points)"),
    )
    return Table(f"{YEARS}-shares", "Shares then and now, not tested", headers, rows)


def _points(line: ChangeLine) -> Value:
    if line.change_points is None:
        withheld = None in (line.before_share, line.now_share)
        return Value("[c]" if withheld else "[z]", form=Form.POINTS)
    return Value(points(line.change_points), line.change_points, Form.POINTS, 1)


def _share(value: float | None) -> Value:
    if value is None:
        return Value("[c]", form=Form.PERCENTAGE)
    return Value(percentage(value), value, Form.PERCENTAGE, 1)


#: A plan of more themes is one table.
MOST_THEMES = 8


def plan_section(evaluation: Evaluation) -> Section:
    """Return the plan: each action with the status that its figures suggest, theme by theme."""
    themes: dict[str, list[ActionEvaluation]] = {}
    for one in evaluation.actions:
        themes.setdefault(one.action.theme, []).append(one)
    if len(themes) > MOST_THEMES:
        themes = {"": list(evaluation.actions)}
    tables = []
    for at, (theme, actions) in enumerate(themes.items(), 1):
        name = PLAN if len(themes) == 1 else f"{PLAN}-{at}"
        title = f"Actions: {theme}" if theme else "Actions"
        of_theme = evaluation._replace(actions=tuple(actions))
        tables.append(actions_table(of_theme, name, title))
    if has_figures(evaluation):
        tables.append(measures_table(evaluation, f"{PLAN}-measures", "How the measures changed"))
    return Section(
        name=PLAN,
        title=evaluation.plan.title,
        definition=held_in_words(evaluation),
        how_to_read=" ".join(plan_notes(evaluation)),
        tables=tuple(tables),
    )


def headlines(changes: Changes | None, evaluation: Evaluation | None) -> Iterator[tuple[str, str]]:
    """Give what moved since the first year, and what the plan's figures suggest."""
    if changes is not None:
        labels = [year.label for year in changes.years]
        lines = [one for one in changes.lines if not one.breakdown and one.now == labels[-1]]
        said = []
        for verdict in CHANGED:
            if found := [one for one in lines if one.verdict == verdict]:
                named = [f"{short_number(one.indicator, one.title)} {one.title}" for one in found]
                said.append(f"{in_words([name.strip() for name in named])} {verdict}")
        text_of = "; ".join(said) or "no statistically significant change"
        yield f"Since {labels[0]}", f"{capital(text_of)}."
    if evaluation is not None and evaluation.now is not None:
        many = [f"{number} {status}" for status, number in counted(evaluation.actions)]
        yield (
            "The plan",
            f"Of {len(evaluation.actions)} actions the figures suggest {in_words(many)}.",
        )
