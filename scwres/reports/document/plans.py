"""The tables of a plan, and what is said of it: the same for the page and the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scwres.plan.evaluation import counted
from scwres.plan.plan import FIGURES
from scwres.reports.document.values import Form, Table, Value, p_value, ratio, text
from scwres.reports.document.words import day_in_words
from scwres.text.numbers import limits_of_change, percentage, points, ratio_text
from scwres.text.phrases import in_words
from scwres.years.sentences import MIXED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scwres.plan.evaluation import Evaluation, MeasureEvaluation
    from scwres.plan.plan import Action

#: How statuses are suggested, as it is said beside them.
HOW = (
    "Suggested: green where every measure that there are data on moved as meant, a statistically "
    "significant change, or meets its target; red where one moved away or crossed parity to a "
    "ratio that is farther from it, or none moved and the action was due; grey where none could "
    "be measured; else amber, as where a ratio is past its target. The suggestion rests on the "
    "figures alone: people involved may know of effects that they do not show, and the owner's "
    "status stands beside it."
)

#: What is said of the changes of figures.
OF_CHANGES = (
    "Change: the later figure over the earlier, 1 is no change; or points, of those in post, who "
    "are largely the same people in both years: not tested."
)

NOT_HELD = "No results were given: nothing is evaluated."


def said_of(evaluation: Evaluation) -> str:
    """Return what a plan is called, and whose it is."""
    plan = evaluation.plan
    whose = f", {plan.organisation}" if plan.organisation else ""
    return f"{plan.title}{whose}"


def held_in_words(evaluation: Evaluation) -> str:
    """Return who signed a plan off, what it is held against, and how many of each status."""
    plan = evaluation.plan
    parts = []
    if plan.signed_off_by or plan.signed_off:
        by = f" by the {plan.signed_off_by}" if plan.signed_off_by else ""
        on = f" on {day_in_words(plan.signed_off.isoformat())}" if plan.signed_off else ""
        parts.append(f"Signed off{by}{on}")
    labels = [year.label for year in evaluation.years]
    number = len(evaluation.actions)
    actions = f"{number} action{'s' if number != 1 else ''}"
    if labels and evaluation.now is not None:
        suggested = [f"{many} {status}" for status, many in counted(evaluation.actions)]
        parts += [f"Assessed against the results of {in_words(labels)}"]
        parts += [f"{actions}, of which the figures suggest {in_words(suggested)}"]
    else:
        parts.append(actions)
    return ". ".join(parts) + "."


def plan_notes(evaluation: Evaluation) -> Iterator[str]:
    """Give what a reader needs to know of the statuses and the figures."""
    if evaluation.now is None:
        yield NOT_HELD if evaluation.before is None else f"{NOT_HELD} Give those of --now too."
        return
    yield HOW
    yield OF_CHANGES
    before = evaluation.before
    if before is not None and before.is_public != evaluation.now.is_public:
        yield MIXED
    if evaluation.now.period is None:
        yield (
            "The results do not say of when they are (a snapshot or a window): no action is held "
            "to be due."
        )
    elif any(one.is_due is not None for one in evaluation.actions):
        day = day_in_words(evaluation.now.period[1].isoformat())
        yield f"Due: by {day}, when the results end."


def when_in_words(action: Action) -> str:
    """Return an action's period, and the day by which it is due."""
    due = f"due {day_in_words(action.due.isoformat())}" if action.due else ""
    said = ", ".join(filter(None, [action.period, due]))
    return said[:1].upper() + said[1:]


def has_figures(evaluation: Evaluation) -> bool:
    """Return whether a plan names figures, and is held against any."""
    return evaluation.now is not None and any(one.measures for one in evaluation.actions)


def actions_table(evaluation: Evaluation, name: str, title: str) -> Table:
    """Return a row an action: in the plan's own words, and what the figures suggest."""
    rows: list[tuple[Value, ...]] = []
    for one in evaluation.actions:
        when = ". ".join(filter(None, [when_in_words(one.action), one.action.lead]))
        said = (one.action.update, one.action.status)
        figures = (one.suggested.capitalize(), one.why) if evaluation.now is not None else ()
        cells = (f"{one.action.id} {_with_success(one.action)}", when, *said, *figures)
        rows.append(tuple(text(cell or "not said") for cell in cells))
    headers = ["Action", "When, and who", "Update", "Owner's status"]
    headers += ["Suggested", "Why"] if evaluation.now is not None else []
    return Table(name, title, tuple(headers), tuple(rows))


def _with_success(action: Action) -> str:
    """Return an action, and how its success shows, as far as the plan says it."""
    said = action.action if action.action.endswith(".") else f"{action.action}."
    return f"{said} Success: {action.success}" if action.success else said


def measures_table(evaluation: Evaluation, name: str, title: str) -> Table:
    """Return a row for each measure of each action: then, now, and what it did."""
    rows = tuple(
        (
            text(one.action.id),
            text(measured.title),
            text(measured.aim.moves),
            _figure(measured, "before"),
            _figure(measured, "now"),
            _target(measured),
            _change(measured),
            _p_value(measured),
            text(measured.outcome),
        )
        for one in evaluation.actions
        for measured in one.measures
    )
    labels = [
        year.label if year else called
        for year, called in ((evaluation.before, "Before"), (evaluation.now, "Now"))
    ]
    if labels[0] == labels[1]:
        labels = ["Before", "Now"]
    headers = (
        *("Action", "Measure", "Aim", *labels, "Target"),
        *("Change (interval)", "p value", "Result"),
    )
    return Table(name, title, headers, rows)


def _form(measured: MeasureEvaluation) -> Form:
    return Form.RATIO if measured.aim.figure == next(iter(FIGURES)) else Form.PERCENTAGE


def _figure(measured: MeasureEvaluation, when: str) -> Value:
    value: float | None = getattr(measured, when)
    printed: str = getattr(measured, f"printed_{when}")
    decimals = len(printed.removesuffix("%").partition(".")[2])
    return Value(printed or "[x]", value, _form(measured), decimals)


def _target(measured: MeasureEvaluation) -> Value:
    target = measured.aim.target
    if target is None:
        return Value("none", form=_form(measured))
    if _form(measured) is Form.RATIO:
        return ratio(target)
    return Value(percentage(target), target, Form.PERCENTAGE, 1)


def _change(measured: MeasureEvaluation) -> Value:
    change = measured.change
    if measured.points is not None:
        return text(f"{points(measured.points)} points")
    if change.p_value is None:
        return text(_missing(measured))
    decimals = measured.decimals
    value = "[z]" if change.value is None else ratio_text(change.value, decimals)
    return text(f"{value} ({limits_of_change(change.lower, change.upper, decimals)})")


def _p_value(measured: MeasureEvaluation) -> Value:
    value = measured.change.p_value
    if value is None:
        return Value(_missing(measured), form=Form.P_VALUE)
    return p_value(value)


def _missing(measured: MeasureEvaluation) -> str:
    """Return why a change is not there: withheld, not measured, or that there is none."""
    for mark in ("[c]", "[x]"):
        if mark in (measured.printed_before or "[x]", measured.printed_now or "[x]"):
            return mark
    return "[z]"
