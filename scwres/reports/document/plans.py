"""The tables and the notes of a plan: the same for the page and the text."""

from __future__ import annotations

from collections.abc import Iterator

from scwres.plan.evaluation import (
    ActionEvaluation,
    Evaluation,
    MeasureEvaluation,
    counted,
)
from scwres.plan.form import MEASURED, SUGGESTED, Role, form_cells, roles_of
from scwres.plan.plan import FIGURES, Action, Commitment, Plan
from scwres.plan.ratings import colour_of
from scwres.reports.document.words import (
    BriefTable,
    Form,
    Row,
    Table,
    Value,
    day_in_words,
    detailed_cell,
    p_value_cell,
    ratio_cell,
    text_cell,
)
from scwres.results.lines import NOT_APPLICABLE, NOT_AVAILABLE, WITHHELD
from scwres.text.numbers import limits_of_change, percentage, points, ratio_decimals, ratio_text
from scwres.text.phrases import in_words
from scwres.years.sentences import MIXED

#: How statuses are suggested.
STATUSES_NOTE = (
    "Suggested ratings. Green: every measure with data moved as planned by a statistically "
    "significant amount, or meets its target. Red: a measure moved the wrong way, or crossed "
    "parity and is now further from it; or no measure moved and the action was due. Grey: nothing "
    "could be measured. Amber: anything else, such as a ratio that is past its target. The "
    "suggestion uses the figures alone. People involved may know of effects that the figures do "
    "not show, so the owner's rating is shown beside it."
)

#: How to read the changes of figures.
CHANGES_NOTE = (
    "Change: the later figure divided by the earlier; 1 means no change. For staff in post, the "
    "change is in percentage points. It is not tested, because they are mostly the same people in "
    "both years."
)

NOT_EVALUATED = "No results were given, so nothing is assessed."

#: What stands in place of words that the plan does not have.
NOT_GIVEN = "not given"

#: What stands in place of figures where an action has no measure.
NO_MEASURE = "no measure"

#: What a commitment says below its name.
OUTCOME, ALREADY = "Outcome", "What we are already doing"


def plan_heading(evaluation: Evaluation) -> str:
    """Return the title of a plan, and its organisation."""
    plan = evaluation.plan
    owner = f", {plan.organisation}" if plan.organisation else ""
    return f"{plan.title}{owner}"


def plan_summary(evaluation: Evaluation) -> str:
    """Return who signed a plan off, the results it is assessed against, and its statuses."""
    plan = evaluation.plan
    parts = []
    if plan.signed_off_by or plan.signed_off:
        role = f" ({plan.role})" if plan.signed_off_by and plan.role else ""
        by = plan.signed_off_by or plan.role
        signatory = f" by the {by}{role}" if by else ""
        day = f" on {day_in_words(plan.signed_off.isoformat())}" if plan.signed_off else ""
        parts.append(f"Signed off{signatory}{day}")
    labels = [year.label for year in evaluation.years]
    number = len(evaluation.actions)
    actions = f"{number} action{'s' if number != 1 else ''}"
    if labels and evaluation.now is not None:
        suggested = [f"{count} {status}" for status, count in counted(evaluation.actions)]
        parts += [f"Assessed against the results of {in_words(labels)}"]
        parts += [f"For {actions}, the figures suggest {in_words(suggested)}"]
    else:
        parts.append(actions)
    return ". ".join(parts) + "."


def plan_notes(evaluation: Evaluation) -> Iterator[str]:
    """Yield notes on the statuses and the figures."""
    if evaluation.now is None:
        yield (
            NOT_EVALUATED
            if evaluation.before is None
            else f"{NOT_EVALUATED} Give the results of the later year with --now."
        )
        return
    yield STATUSES_NOTE
    yield CHANGES_NOTE
    before = evaluation.before
    if before is not None and before.is_public != evaluation.now.is_public:
        yield MIXED
    if evaluation.now.period is None:
        yield (
            "The results have no dates (a snapshot or a window), so no action is treated as due."
        )
    elif any(action.is_due is not None for action in evaluation.actions):
        day = day_in_words(evaluation.now.period[1].isoformat())
        yield f"Due: the date of the action is on or before {day}, when the results end."


def when_in_words(action: Action) -> str:
    """Return an action's period, and the day by which it is due."""
    due = f"due {day_in_words(action.due.isoformat())}" if action.due else ""
    when = ", ".join(filter(None, [action.when or action.period, due]))
    return when[:1].upper() + when[1:]


def has_figures(evaluation: Evaluation) -> bool:
    """Return whether actions of a plan name figures, and it is evaluated against results."""
    return evaluation.now is not None and any(action.measures for action in evaluation.actions)


def has_outcome_figures(evaluation: Evaluation) -> bool:
    """Return whether outcomes of a plan name figures, and it is evaluated against results."""
    return evaluation.now is not None and any(measures for _, measures in evaluation.outcomes)


def outcome_lines(evaluation: Evaluation) -> Iterator[str]:
    """Yield the outcomes of the whole plan below a heading, numbered as their figures are."""
    if evaluation.outcomes:
        yield "Outcomes of the plan"
    for number, (outcome, _) in enumerate(evaluation.outcomes, 1):
        yield f"{number}. {outcome.name}"


def commitment_to(plan: Plan, theme: str) -> Commitment | None:
    """Return what a plan says of a theme beside its name; None where that is nothing."""
    return next((entry for entry in plan.commitments if entry.name == theme), None)


def commitments_alone(plan: Plan) -> list[Commitment]:
    """Return the commitments of a plan that have no actions."""
    themes = {action.theme for action in plan.actions}
    return [commitment for commitment in plan.commitments if commitment.name not in themes]


def commitment_lines(commitment: Commitment | None) -> Iterator[str]:
    """Yield what a commitment is to achieve, and what is already being done for it."""
    if commitment is not None and commitment.outcome:
        yield f"{OUTCOME}: {commitment.outcome}"
    if commitment is not None and commitment.already:
        yield f"{ALREADY}: {'; '.join(commitment.already)}"


def commitments_table(plan: Plan, name: str, title: str) -> Table:
    """Return a table of the commitments of a plan: what each is to achieve, and has already."""
    rows = (
        (
            text_cell(commitment.name),
            text_cell(commitment.outcome or NOT_GIVEN),
            text_cell("; ".join(commitment.already) or NOT_GIVEN),
        )
        for commitment in plan.commitments
    )
    return Table(name, title, ("Commitment", OUTCOME, ALREADY), tuple(rows))


def own_cells(evaluation: Evaluation, evaluated: ActionEvaluation) -> Iterator[tuple[str, Value]]:
    """Yield the columns of a plan's own form with the words of an action, and the suggestion."""
    plan = evaluation.plan
    headers = plan.columns
    for header, (role, words) in zip(headers, form_cells(evaluated.action, headers), strict=True):
        rag = colour_of(words, plan.rag) if role is Role.STATUS else ""
        yield header, Value(words, rag=rag or "")
    if evaluation.now is not None:
        yield MEASURED, text_cell(evaluated.why if evaluated.measures else NO_MEASURE)
        yield SUGGESTED, _suggested_cell(evaluated)


def _suggested_cell(evaluated: ActionEvaluation) -> Value:
    return Value(evaluated.suggested.capitalize(), rag=evaluated.suggested)


def actions_table(evaluation: Evaluation, name: str, title: str) -> Table:
    """Return a table with a row for each action: the words of the plan, the suggested status.

    Its columns are those of the plan's own form, where it has one.
    """
    plan = evaluation.plan
    if plan.columns:
        behind = (MEASURED, SUGGESTED) if evaluation.now is not None else ()
        own_rows = (
            tuple(value for _, value in own_cells(evaluation, evaluated))
            for evaluated in evaluation.actions
        )
        return Table(name, title, (*plan.columns, *behind), tuple(own_rows))
    rows: list[tuple[Value, ...]] = []
    for evaluated in evaluation.actions:
        when = ". ".join(filter(None, [when_in_words(evaluated.action), evaluated.action.lead]))
        status = evaluated.action.status
        words = (
            f"{evaluated.action.id} {_with_success(evaluated.action)}",
            when,
            evaluated.action.update,
        )
        figures = (
            (_suggested_cell(evaluated), text_cell(evaluated.why))
            if evaluation.now is not None
            else ()
        )
        rows.append(
            (
                *(text_cell(cell or NOT_GIVEN) for cell in words),
                Value(status or NOT_GIVEN, rag=colour_of(status, plan.rag) or ""),
                *figures,
            )
        )
    headers = ["Action", "When and who", "Update", "Owner's rating"]
    headers += [SUGGESTED, "Why"] if evaluation.now is not None else []
    return Table(name, title, tuple(headers), tuple(rows))


def _with_success(action: Action) -> str:
    """Return an action, and its sign of success where the plan gives one."""
    sentence = action.action if action.action.endswith(".") else f"{action.action}."
    return f"{sentence} Success: {action.success}" if action.success else sentence


def measures_table(evaluation: Evaluation, name: str, title: str) -> Table:
    """Return a table with a row for each measure of each action: before, now and result."""
    rows = (
        (text_cell(_action_name(evaluation.plan, evaluated.action)), *_measure_cells(measure))
        for evaluated in evaluation.actions
        for measure in evaluated.measures
    )
    return Table(name, title, ("Action", *_measure_headers(evaluation)), tuple(rows))


def outcomes_table(evaluation: Evaluation, name: str, title: str) -> Table:
    """Return a table of the outcomes of the whole plan, each with its figures then and now."""
    rows: list[tuple[Value, ...]] = []
    headers = _measure_headers(evaluation)
    for outcome, measures in evaluation.outcomes:
        label = text_cell(outcome.name)
        rows += [(label, *_measure_cells(measure)) for measure in measures]
        if not measures:
            others = (text_cell(NOT_APPLICABLE) for _ in headers[1:])
            rows.append((label, text_cell(NO_MEASURE), *others))
    return Table(name, title, ("Outcome", *headers), tuple(rows))


def shows_numbers(plan: Plan) -> bool:
    """Return whether the own form of a plan has a column of numbers for its actions."""
    return Role.ID in roles_of(plan.columns)


def _action_name(plan: Plan, action: Action) -> str:
    """Return what an action is called: its number, or its words where the plan shows no number."""
    return action.id if not plan.columns or shows_numbers(plan) else action.action


def _measure_cells(measure: MeasureEvaluation) -> tuple[Value, ...]:
    return (
        text_cell(measure.title),
        text_cell(measure.aim.moves),
        _figure(measure, "before"),
        _figure(measure, "now"),
        _target(measure),
        _change(measure),
        _p_value(measure),
        text_cell(measure.outcome),
    )


def _measure_headers(evaluation: Evaluation) -> tuple[str, ...]:
    labels = [
        year.label if year else column
        for year, column in ((evaluation.before, "Before"), (evaluation.now, "Now"))
    ]
    if labels[0] == labels[1]:
        labels = ["Before", "Now"]
    return (
        *("Measure", "Aim", *labels, "Target"),
        *("Change (confidence interval)", "p-value", "Result"),
    )


def brief_measures_table(evaluation: Evaluation) -> BriefTable:
    """Return the brief table of the measures of a plan."""
    headers = _measure_headers(evaluation)
    rows = [
        _brief_row(evaluated.action.id, measure)
        for evaluated in evaluation.actions
        for measure in evaluated.measures
    ]
    return BriefTable("Measure", headers[1:-1], headers[-1], rows)


def brief_outcomes_table(evaluation: Evaluation) -> BriefTable:
    """Return the brief table of the outcomes of the whole plan, numbered as they are listed."""
    headers = _measure_headers(evaluation)
    rows = [
        _brief_row(str(number), measure)
        for number, (_, measures) in enumerate(evaluation.outcomes, 1)
        for measure in measures
    ]
    return BriefTable("Measure", headers[1:-1], headers[-1], rows)


def _brief_row(number: str, measure: MeasureEvaluation) -> Row:
    title, *values, result = _measure_cells(measure)
    return Row(number, title.text, values, result.text)


def _form(measure: MeasureEvaluation) -> Form:
    return Form.RATIO if measure.aim.figure == next(iter(FIGURES)) else Form.PERCENTAGE


def _figure(measure: MeasureEvaluation, when: str) -> Value:
    value: float | None = getattr(measure, when)
    printed: str = getattr(measure, f"printed_{when}")
    if value is None:
        return Value(printed or NOT_AVAILABLE, value, _form(measure))
    decimals: int = getattr(measure, f"decimals_{when}")
    is_ratio = _form(measure) is Form.RATIO
    return Value(
        printed, value, _form(measure), ratio_decimals(value, decimals) if is_ratio else 1
    )


def _target(measure: MeasureEvaluation) -> Value:
    target = measure.aim.target
    if target is None:
        return Value("none", form=_form(measure))
    if _form(measure) is Form.RATIO:
        return ratio_cell(target)
    return Value(percentage(target), target, Form.PERCENTAGE, 1)


def _change(measure: MeasureEvaluation) -> Value:
    change = measure.change
    if measure.points is not None:
        return text_cell(f"{points(measure.points)} points")
    if change.p_value is None:
        return text_cell(_missing(measure))
    decimals = measure.decimals
    value = NOT_APPLICABLE if change.value is None else ratio_text(change.value, decimals)
    return detailed_cell(value, limits_of_change(change.lower, change.upper, decimals))


def _p_value(measure: MeasureEvaluation) -> Value:
    value = measure.change.p_value
    if value is None:
        return Value(_missing(measure), form=Form.P_VALUE)
    return p_value_cell(value)


def _missing(measure: MeasureEvaluation) -> str:
    """Return why a change is missing: withheld, not available or not applicable."""
    for mark in (WITHHELD, NOT_AVAILABLE):
        if mark in (measure.printed_before or NOT_AVAILABLE, measure.printed_now or NOT_AVAILABLE):
            return mark
    return NOT_APPLICABLE
