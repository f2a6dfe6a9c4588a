"""A plan and its evaluation in every format: a paragraph an action, a row a measure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import get_type_hints

from scwres.plan.evaluation import ActionEvaluation, Evaluation, counted
from scwres.plan.lines import PlanLine, measure_columns, plan_lines
from scwres.reports.account import wrapped
from scwres.reports.document.plans import (
    NOT_GIVEN,
    actions_table,
    brief_measures_table,
    brief_outcomes_table,
    commitment_lines,
    commitment_to,
    commitments_alone,
    has_figures,
    has_outcome_figures,
    measures_table,
    outcome_lines,
    outcomes_table,
    own_cells,
    plan_heading,
    plan_notes,
    plan_summary,
    shows_numbers,
    when_in_words,
)
from scwres.reports.formats.csv import csv_text
from scwres.reports.formats.layout import table_text, wrap_lines
from scwres.reports.formats.markdown import as_list, as_pipes, escape
from scwres.reports.formats.parquet import parquet_of
from scwres.version import __version__


def as_table(evaluation: Evaluation, width: int | None = None) -> str:
    """Return a plan as text; without a width, a sentence is one line."""
    head = [plan_heading(evaluation), evaluation.notice, plan_summary(evaluation)]
    blocks = ["\n".join(wrap_lines(filter(None, head), width)), *_outcomes(evaluation, width)]
    plan = evaluation.plan
    for theme, actions in groupby(
        evaluation.actions, key=lambda evaluated: evaluated.action.theme
    ):
        lines = [theme, *commitment_lines(commitment_to(plan, theme))] if theme else []
        blocks += ["\n".join(wrap_lines(lines, width))] if lines else []
        is_evaluated = evaluation.now is not None
        blocks += (
            "\n".join(
                _action_in_own_form(evaluation, evaluated, width)
                if plan.columns
                else _action(evaluated, width, is_evaluated=is_evaluated)
            )
            for evaluated in actions
        )
    for commitment in commitments_alone(plan):
        lines = [commitment.name, *commitment_lines(commitment)]
        blocks.append("\n".join(wrap_lines(lines, width)))
    if has_figures(evaluation):
        blocks += ["How the measures changed", table_text(brief_measures_table(evaluation), width)]
    blocks.append("\n".join(wrap_lines(plan_notes(evaluation), width)))
    return "\n\n".join(blocks) + "\n"


def _outcomes(evaluation: Evaluation, width: int | None) -> Iterator[str]:
    """Yield the outcomes of the whole plan, and how their figures changed."""
    if lines := list(outcome_lines(evaluation)):
        yield "\n".join(wrap_lines(lines, width))
    if has_outcome_figures(evaluation):
        yield table_text(brief_outcomes_table(evaluation), width)


def _action_in_own_form(
    evaluation: Evaluation, evaluated: ActionEvaluation, width: int | None
) -> Iterator[str]:
    """Yield the columns of a plan's own form, one in a line, behind the number of the action."""
    lines = [
        f"{header}{'' if header.endswith('?') else ':'} {value.text}"
        for header, value in own_cells(evaluation, evaluated)
        if value.text
    ]
    number = "" if shows_numbers(evaluation.plan) else f"{evaluated.action.id}  "
    yield from wrapped(f"{number}{lines[0]}", 0, width)
    for line in lines[1:]:
        yield from wrapped(line, 4, width)


def _action(
    evaluated: ActionEvaluation, width: int | None, *, is_evaluated: bool
) -> Iterator[str]:
    action = evaluated.action
    yield from wrapped(f"{action.id}  {action.action}", 0, width)
    lead = f"Lead: {action.lead}" if action.lead else ""
    when = when_in_words(action)
    yield from wrapped(". ".join(filter(None, [when, lead])), 4, width) if when or lead else ()
    for name, words in (("Success", action.success), ("Update", action.update)):
        yield from wrapped(f"{name}: {words}", 4, width) if words else ()
    own = f"Owner's rating: {action.status or NOT_GIVEN}."
    suggested = (
        f" Suggested: {evaluated.suggested.capitalize()}. {evaluated.why}" if is_evaluated else ""
    )
    yield from wrapped(f"{own}{suggested}", 4, width)


def as_csv(evaluation: Evaluation, width: int | None = None) -> str:
    """Return a plan as CSV text, a row for each measure, whatever the width."""
    return csv_text(PlanLine._fields, plan_lines(evaluation))


def as_parquet(evaluation: Evaluation, width: int | None = None) -> bytes:
    """Return a plan as a Parquet file, a row for each measure, whatever the width."""
    about = {
        "scwres": __version__,
        "audience": evaluation.audience,
        "notice": evaluation.notice,
    }
    return parquet_of(get_type_hints(PlanLine), list(plan_lines(evaluation)), about)


def as_json(evaluation: Evaluation, width: int | None = None) -> str:
    """Return a plan as JSON text in ASCII, whatever the width."""
    plan = evaluation.plan
    action_columns = PlanLine._fields[1 : PlanLine._fields.index("measure")]
    actions: dict[str, dict[str, object]] = {}
    for line in plan_lines(evaluation):
        row = line._asdict()
        action = actions.setdefault(
            line.id,
            {**{name: row[name] for name in (*action_columns, "when")}, "measures": []},
        )
        if line.measure:
            measures = action["measures"]
            assert isinstance(measures, list)
            measures.append(
                {name: row[name] for name in PlanLine._fields[len(action_columns) + 1 : -1]}
            )
    for evaluated in evaluation.actions:
        actions[evaluated.action.id]["other"] = dict(evaluated.action.other)
    document = {
        "scwres": __version__,
        "audience": evaluation.audience,
        "notice": evaluation.notice,
        "plan": {
            "name": plan.name,
            "title": plan.title,
            "organisation": plan.organisation,
            "signed_off_by": plan.signed_off_by,
            "signed_off": plan.signed_off.isoformat() if plan.signed_off else None,
            "start": plan.start.isoformat() if plan.start else None,
            "periods": [period._asdict() for period in plan.periods],
            "role": plan.role,
            "columns": list(plan.columns),
            "rag": {colour: list(words) for colour, words in plan.rag.items()},
            "commitments": [commitment._asdict() for commitment in plan.commitments],
        },
        "years": [
            {"label": year.label, "standard": year.standard, "settings": dict(year.settings)}
            for year in evaluation.years
        ],
        "suggested": dict(counted(evaluation.actions)),
        "actions": list(actions.values()),
        "outcomes": [
            {
                "name": outcome.name,
                "measures": [measure_columns(measure) for measure in measures],
            }
            for outcome, measures in evaluation.outcomes
        ],
    }
    return json.dumps(document, indent=1, allow_nan=False) + "\n"


def as_markdown(evaluation: Evaluation, width: int | None = None) -> str:
    """Return a plan as pipe tables, one for each theme, whatever the width."""
    notice = evaluation.notice
    parts = [
        f"# {escape(plan_heading(evaluation))}",
        *([f"**{escape(notice)}**"] if notice else []),
    ]
    parts.append(escape(plan_summary(evaluation)))
    if evaluation.outcomes:
        parts += ["## Outcomes of the plan", as_pipes(outcomes_table(evaluation, "", ""))]
    for theme, actions in groupby(
        evaluation.actions, key=lambda evaluated: evaluated.action.theme
    ):
        if theme:
            parts.append(f"## {escape(theme)}")
            parts += map(escape, commitment_lines(commitment_to(evaluation.plan, theme)))
        theme_evaluation = evaluation._replace(actions=tuple(actions))
        parts.append(as_pipes(actions_table(theme_evaluation, "", "")))
    for commitment in commitments_alone(evaluation.plan):
        parts.append(f"## {escape(commitment.name)}")
        parts += map(escape, commitment_lines(commitment))
    if has_figures(evaluation):
        parts += ["## How the measures changed", as_pipes(measures_table(evaluation, "", ""))]
    parts.append(as_list(plan_notes(evaluation)))
    return "\n\n".join(parts) + "\n"
