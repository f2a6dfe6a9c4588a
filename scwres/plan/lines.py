"""A plan as rows: one for each measure of each action, with what the figures did."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from scwres.plan.evaluation import Evaluation, MeasureEvaluation


class PlanLine(NamedTuple):
    """A measure of an action; an action without measures has one line, without a measure.

    ``own_status`` is the status that the owner gives, ``suggested`` and ``why`` what the figures
    of the whole action suggest. ``change`` is the later figure over the earlier,
    ``change_points`` the later share less the earlier. ``when`` is the time of the action in the
    plan's own words. What is missing is None, or empty.
    """

    audience: str
    id: str
    theme: str
    action: str
    period: str
    due: str
    is_due: bool | None
    lead: str
    success: str
    update: str
    own_status: str
    suggested: str
    why: str
    measure: str
    title: str
    figure: str
    part: str
    breakdown: str
    unit: str
    group: str
    moves: str
    baseline: float | None
    target: float | None
    before: float | None
    now: float | None
    change: float | None
    change_lower: float | None
    change_upper: float | None
    confidence: float | None
    p_value: float | None
    change_points: float | None
    outcome: str
    measure_why: str
    when: str


#: The columns of a measure that are texts, and those that are figures.
_MEASURE_TEXTS = (
    "measure",
    "title",
    "figure",
    "part",
    "breakdown",
    "unit",
    "group",
    "moves",
    "outcome",
    "measure_why",
)
_MEASURE_FIGURES = (
    "baseline",
    "target",
    "before",
    "now",
    "change",
    "change_lower",
    "change_upper",
    "confidence",
    "p_value",
    "change_points",
)

#: The columns of an action without measures.
_WITHOUT_MEASURE: dict[str, Any] = {
    **dict.fromkeys(_MEASURE_TEXTS, ""),
    **dict.fromkeys(_MEASURE_FIGURES),
}


def plan_lines(evaluation: Evaluation) -> Iterator[PlanLine]:
    """Yield a line for each measure of each action, in the order of the plan."""
    for action_evaluation in evaluation.actions:
        action = action_evaluation.action
        columns: dict[str, Any] = {
            "audience": evaluation.audience,
            "id": action.id,
            "theme": action.theme,
            "action": action.action,
            "period": action.period,
            "due": action.due.isoformat() if action.due else "",
            "is_due": action_evaluation.is_due,
            "lead": action.lead,
            "success": action.success,
            "update": action.update,
            "own_status": action.status,
            "suggested": action_evaluation.suggested,
            "why": action_evaluation.why,
            "when": action.when,
        }
        if not action_evaluation.measures:
            yield PlanLine(**columns, **_WITHOUT_MEASURE)
        for measure in action_evaluation.measures:
            yield PlanLine(**columns, **measure_columns(measure))


def measure_columns(measure: MeasureEvaluation) -> dict[str, Any]:
    """Return the columns of a measure, by their name."""
    aim, change = measure.aim, measure.change
    return {
        "measure": aim.measure,
        "title": measure.title,
        "figure": aim.figure,
        "part": aim.part,
        "breakdown": aim.breakdown,
        "unit": aim.unit,
        "group": aim.group,
        "moves": aim.moves,
        "baseline": aim.baseline,
        "target": aim.target,
        "before": measure.before,
        "now": measure.now,
        "change": change.value,
        "change_lower": change.lower,
        "change_upper": change.upper,
        "confidence": change.confidence,
        "p_value": change.p_value,
        "change_points": measure.points,
        "outcome": measure.outcome,
        "measure_why": measure.why,
    }
