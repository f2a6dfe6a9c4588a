"""The tables and the notes of a plan: the same for the page and the text."""

from __future__ import annotations

from collections.abc import Iterator

from scwres.plan.evaluation import Evaluation, MeasureEvaluation, counted
from scwres.plan.plan import FIGURES, Action
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
        signatory = f" by the {plan.signed_off_by}" if plan.signed_off_by else ""
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
    when = ", ".join(filter(None, [action.period, due]))
    return when[:1].upper() + when[1:]


def has_figures(evaluation: Evaluation) -> bool:
    """Return whether a plan names figures and is evaluated against results."""
    return evaluation.now is not None and any(action.measures for action in evaluation.actions)


def actions_table(evaluation: Evaluation, name: str, title: str) -> Table:
    """Return a table with a row for each action: the words of the plan, the suggested status."""
    rows: list[tuple[Value, ...]] = []
    for evaluated in evaluation.actions:
        when = ". ".join(filter(None, [when_in_words(evaluated.action), evaluated.action.lead]))
        owner_cells = (evaluated.action.update, evaluated.action.status)
        figures = (
            (evaluated.suggested.capitalize(), evaluated.why) if evaluation.now is not None else ()
        )
        cells = (
            f"{evaluated.action.id} {_with_success(evaluated.action)}",
            when,
            *owner_cells,
            *figures,
        )
        rows.append(tuple(text_cell(cell or NOT_GIVEN) for cell in cells))
    headers = ["Action", "When and who", "Update", "Owner's rating"]
    headers += ["Suggested", "Why"] if evaluation.now is not None else []
    return Table(name, title, tuple(headers), tuple(rows))


def _with_success(action: Action) -> str:
    """Return an action, and its sign of success where the plan gives one."""
    sentence = action.action if action.action.endswith(".") else f"{action.action}."
    return f"{sentence} Success: {action.success}" if action.success else sentence


def measures_table(evaluation: Evaluation, name: str, title: str) -> Table:
    """Return a table with a row for each measure of each action: before, now and result."""
    rows = tuple(
        (
            text_cell(evaluated.action.id),
            text_cell(measure.title),
            text_cell(measure.aim.moves),
            _figure(measure, "before"),
            _figure(measure, "now"),
            _target(measure),
            _change(measure),
            _p_value(measure),
            text_cell(measure.outcome),
        )
        for evaluated in evaluation.actions
        for measure in evaluated.measures
    )
    labels = [
        year.label if year else column
        for year, column in ((evaluation.before, "Before"), (evaluation.now, "Now"))
    ]
    if labels[0] == labels[1]:
        labels = ["Before", "Now"]
    headers = (
        *("Action", "Measure", "Aim", *labels, "Target"),
        *("Change (confidence interval)", "p-value", "Result"),
    )
    return Table(name, title, headers, rows)


def brief_measures_table(evaluation: Evaluation) -> BriefTable:
    """Return the brief table of the measures of a plan."""
    table = measures_table(evaluation, "", "")
    rows = [
        Row(action.text, measure.text, values[:-1], values[-1].text)
        for action, measure, *values in table.rows
    ]
    return BriefTable("Measure", table.headers[2:-1], table.headers[-1], rows)


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
