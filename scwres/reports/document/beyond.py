"""The sections of a report after its figures: years compared, and the plan."""

from __future__ import annotations

from collections.abc import Iterator

from scwres.metrics.change import CHANGED
from scwres.plan.evaluation import ActionEvaluation, Evaluation, counted
from scwres.plan.ratings import BLUE, GREEN, RED, colour_of
from scwres.reports.document.charts import path_label, years_chart
from scwres.reports.document.document import Section
from scwres.reports.document.plans import (
    NOT_GIVEN,
    actions_table,
    commitments_table,
    has_figures,
    measures_table,
    outcomes_table,
    plan_notes,
    plan_summary,
)
from scwres.reports.document.words import (
    Table,
    Value,
    capital,
    count_cell,
    share_cell,
    short_number,
    text_cell,
)
from scwres.reports.document.year_tables import (
    change_p_value_cell,
    change_points_cell,
    tested_cell,
    year_ratio_cell,
)
from scwres.results.lines import WITHHELD
from scwres.results.results import Reported
from scwres.text.phrases import in_words, number_of
from scwres.years.changes import NOT_TESTED, ChangeLine, Changes
from scwres.years.sentences import NOTES, WITHOUT_PERIOD, respelt_note, untested_note

#: The names of the two sections, for links and files.
YEARS, PLAN = "year-on-year", "plan"


def years_section(results: Reported, changes: Changes) -> Section:
    """Return the section of what changed over the years, without breakdowns."""
    lines = [line for line in changes.lines if not line.breakdown]
    tested = [line for line in lines if line.verdict != NOT_TESTED]
    labels = [year.label for year in changes.years]
    significant = [line for line in tested if line.verdict in CHANGED]
    last = [line for line in tested if line.now == labels[-1]]
    with_p_value = [line for line in last if line.p_value is not None]
    changed = sum(line.verdict in CHANGED for line in with_p_value)
    withheld = sum(line.reading == WITHHELD for line in last)
    message = (
        f"{changed or 'None'} of {number_of(len(with_p_value), 'change')} since {labels[0]} "
        f"{'is' if changed == 1 else 'are'} statistically significant"
    )
    message += f", {withheld} not shown" if withheld else ""
    tables = []
    if tested:
        tables.append(_ratios_table(results, tested, changes))
    if shares := [line for line in lines if line.verdict == NOT_TESTED]:
        tables.append(_shares_table(results, shares, changes))
    readings = [f"{path_label(results, line)}, {line.now}: {line.reading}" for line in significant]
    notes = [*NOTES, *([untested_note(changes.in_post)] if changes.in_post else [])]
    notes += [respelt_note(changes.respelt)] if changes.respelt else []
    if any(year.period is None for year in changes.years):
        notes.append(WITHOUT_PERIOD)
    return Section(
        name=YEARS,
        title=f"Year on year: {labels[0]} to {labels[-1]}",
        reading=tuple(readings) or ("Statistically significant changes: none.",),
        how_to_read=" ".join(notes),
        brief=(_moves_table(results, last, changes),),
        charts=tuple(filter(None, [years_chart(results, changes, YEARS, message)])),
        tables=tuple(tables),
    )


def _moves_table(results: Reported, lines: list[ChangeLine], changes: Changes) -> Table:
    """Return the table of a paper: each ratio in the first year and the last, and the verdict."""
    rows = tuple(
        (
            text_cell(path_label(results, line)),
            year_ratio_cell(changes, line, "before"),
            year_ratio_cell(changes, line, "now"),
            text_cell(line.verdict),
        )
        for line in lines
    )
    labels = [year.label for year in (changes.years[0], changes.years[-1])]
    headers = ("Indicator", *(f"Ratio in {label}" for label in labels), "Change")
    return Table(f"{YEARS}-moves", "What moved", headers, rows)


def _ratios_table(results: Reported, lines: list[ChangeLine], changes: Changes) -> Table:
    decimals = changes.decimals
    rows = tuple(
        (
            *_leading_cells(results, line, changes),
            year_ratio_cell(changes, line, "before"),
            year_ratio_cell(changes, line, "now"),
            *(
                tested_cell(value, line, decimals)
                for value in (line.change, line.change_lower, line.change_upper)
            ),
            change_p_value_cell(line),
            text_cell(line.verdict),
        )
        for line in lines
    )
    headers = (
        *("Indicator", "Years")[: _leading_columns(changes)],
        *("Ratio then", "Ratio now", "Change", "Change: from", "Change: to", "p-value", "Verdict"),
    )
    return Table(f"{YEARS}-ratios", "Ratios then and now", headers, rows)


def _leading_columns(changes: Changes) -> int:
    """Return how many columns name a row: the years too where there are several pairs."""
    return 1 if len(changes.years) == 2 else 2


def _leading_cells(results: Reported, line: ChangeLine, changes: Changes) -> tuple[Value, ...]:
    cells = (text_cell(path_label(results, line)), text_cell(f"{line.before} to {line.now}"))
    return cells[: _leading_columns(changes)]


def _shares_table(results: Reported, lines: list[ChangeLine], changes: Changes) -> Table:
    rows = tuple(
        (
            *_leading_cells(results, line, changes),
            count_cell(line.before_group_count),
            share_cell(line.before_share),
            count_cell(line.now_group_count),
            share_cell(line.now_share),
            change_points_cell(line),
        )
        for line in lines
    )
    headers = (
        *("Staff in post", "Years")[: _leading_columns(changes)],
        *("People then", "Share then", "People now", "Share now", "Change (percentage points)"),
    )
    return Table(f"{YEARS}-shares", "Shares then and now, not tested", headers, rows)


#: A plan with more themes is shown as one table.
MOST_THEMES = 8


def plan_section(evaluation: Evaluation) -> Section:
    """Return the section of the plan: each action with its suggested status, by theme."""
    themes: dict[str, list[ActionEvaluation]] = {}
    for evaluated in evaluation.actions:
        themes.setdefault(evaluated.action.theme, []).append(evaluated)
    if len(themes) > MOST_THEMES:
        themes = {"": list(evaluation.actions)}
    outcomes = []
    if evaluation.outcomes:
        outcomes.append(outcomes_table(evaluation, f"{PLAN}-outcomes", "Outcomes of the plan"))
    tables = [*outcomes]
    if evaluation.plan.commitments:
        tables.append(commitments_table(evaluation.plan, f"{PLAN}-commitments", "Commitments"))
    for number, (theme, actions) in enumerate(themes.items(), 1):
        name = PLAN if len(themes) == 1 else f"{PLAN}-{number}"
        title = f"Actions: {theme}" if theme else "Actions"
        theme_evaluation = evaluation._replace(actions=tuple(actions))
        tables.append(actions_table(theme_evaluation, name, title))
    if has_figures(evaluation):
        tables.append(measures_table(evaluation, f"{PLAN}-measures", "How the measures changed"))
    return Section(
        name=PLAN,
        title=evaluation.plan.title,
        definition=plan_summary(evaluation),
        brief=(*outcomes, _statuses_table(evaluation)),
        how_to_read=" ".join(plan_notes(evaluation)),
        tables=tuple(tables),
    )


def _move_in_words(line: ChangeLine, changes: Changes) -> str:
    """Return a measure with its ratios then and now: "8 Leaving (1.4 to 1.1)"."""
    title = f"{short_number(line.indicator)} {line.title}".strip()
    ratios = [year_ratio_cell(changes, line, when).text for when in ("before", "now")]
    return f"{title} ({' to '.join(ratios)})"


def _statuses_table(evaluation: Evaluation) -> Table:
    """Return the table of a paper: each action, its owner's rating and the suggested one."""
    is_evaluated = evaluation.now is not None
    rows = [
        (
            text_cell(f"{evaluated.action.id} {evaluated.action.action}".strip()),
            text_cell(evaluated.action.status or NOT_GIVEN),
            *(
                [text_cell(evaluated.suggested.capitalize()), text_cell(evaluated.why)]
                if is_evaluated
                else []
            ),
        )
        for evaluated in evaluation.actions
    ]
    headers = ("Action", "Owner's rating", *(["Suggested", "Why"] if is_evaluated else []))
    return Table(f"{PLAN}-statuses", "The actions, and how they stand", headers, tuple(rows))


def further_headlines(
    changes: Changes | None, evaluation: Evaluation | None
) -> Iterator[tuple[str, str]]:
    """Yield the significant changes since the first year, and the statuses of the plan."""
    if changes is not None:
        labels = [year.label for year in changes.years]
        lines = [line for line in changes.lines if not line.breakdown and line.now == labels[-1]]
        sentences = []
        for verdict in CHANGED:
            if verdict_lines := [line for line in lines if line.verdict == verdict]:
                moves = [_move_in_words(line, changes) for line in verdict_lines]
                sentences.append(f"{in_words(moves)} {verdict}")
        sentence = "; ".join(sentences) or "no statistically significant change"
        yield f"Since {labels[0]}", f"{capital(sentence)}."
    if evaluation is not None and evaluation.now is not None:
        statuses = [f"{number} {status}" for status, number in counted(evaluation.actions)]
        yield (
            "The plan",
            f"For {number_of(len(evaluation.actions), 'action')}, the figures suggest "
            f"{in_words(statuses)}.{_disagreement(evaluation)}",
        )


def _disagreement(evaluation: Evaluation) -> str:
    """Return the actions that owners rate green or complete and figures red, in a sentence."""
    actions = [
        evaluated.action.id
        for evaluated in evaluation.actions
        if evaluated.suggested == RED
        and colour_of(evaluated.action.status, evaluation.plan.rag) in (GREEN, BLUE)
    ]
    if not actions:
        return ""
    ratings = f"{GREEN} or complete"
    return f" They suggest {RED} for {in_words(actions)}, which the owners rate {ratings}."
