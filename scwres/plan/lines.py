"""A plan as rows: one for each measure of each action, with what the figures did."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scwres.plan.evaluation import Evaluation


class PlanLine(NamedTuple):
    """A measure of an action; an action without measures has one line, without a measure.

    ``own_status`` is what the owner says, ``suggested`` and ``why`` what the figures of the
    whole action suggest. ``change`` is the later figure over the earlier, ``change_points`` the
    later share less the earlier. What is missing is None, or empty.
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


#: The columns of a measure that are texts, and those that are figures.
_OF_MEASURE = (
    *("measure", "title", "figure", "part", "breakdown", "unit", "group", "moves"),
    *("outcome", "measure_why"),
)
_FIGURES = (
    *("baseline", "target", "before", "now", "change", "change_lower", "change_upper"),
    *("confidence", "p_value", "change_points"),
)


def plan_lines(evaluation: Evaluation) -> Iterator[PlanLine]:
    """Give a line for each measure of each action, in the order of the plan."""
    for one in evaluation.actions:
        action = one.action
        of_action = (
            *(evaluation.audience, action.id, action.theme, action.action, action.period),
            *(action.due.isoformat() if action.due else "", one.is_due, action.lead),
            *(action.success, action.update, action.status, one.suggested, one.why),
        )
        if not one.measures:
            texts = dict.fromkeys(_OF_MEASURE, "")
            yield PlanLine(*of_action, **{**dict.fromkeys(_FIGURES), **texts})  # type: ignore[arg-type]
        for measured in one.measures:
            aim, change = measured.aim, measured.change
            yield PlanLine(
                *of_action,
                *(aim.measure, measured.title, aim.figure, aim.part, aim.breakdown, aim.unit),
                *(aim.group, aim.moves, aim.baseline, aim.target, measured.before, measured.now),
                *(change.value, change.lower, change.upper, change.confidence, change.p_value),
                *(measured.points, measured.outcome, measured.why),
            )
