"""A plan held against two years: what its figures did, and the status that they suggest.

A suggestion follows from the figures alone. The status that the owner of an action gives stands
beside it, and is never changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isinf
from typing import NamedTuple

from scwres.metrics.change import Change
from scwres.metrics.standards.indicator import RATIO, SHARE, Indicator
from scwres.plan.outcomes import (
    CROSSED_PARITY,
    GOOD_OUTCOMES,
    MOVED_AWAY,
    NOT_MEASURED,
    NOT_MOVED,
    UNDECIDED,
    change_between,
    is_farther_from_parity,
    outcome_of,
    outcome_with_target,
)
from scwres.plan.plan import Action, Aim, Outcome, Plan
from scwres.plan.ratings import AMBER, GREEN, GREY, RED
from scwres.plan.targets import PAST_TARGET, SHORT_OF_TARGET
from scwres.plan.year_figures import YearFigure, figure_text, year_figure
from scwres.results.files import Year
from scwres.results.results import html_of
from scwres.text.numbers import RATIO_DECIMALS
from scwres.text.phrases import day_in_words, in_words
from scwres.years.years import audience_of, notice_of

#: The statuses that figures can suggest, from the best to what cannot be judged.
SUGGESTIONS = (GREEN, AMBER, RED, GREY)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureEvaluation:
    """A figure that an action should move, in the earlier and the later year.

    ``before`` and ``now`` are ratios, or shares between 0 and 1, None where there is none;
    ``change`` the later over the earlier where that is tested, ``points`` the later less the
    earlier where it is a share that is not. ``outcome`` is what it did as the plan means it,
    and ``why`` says so in a sentence. ``is_farther`` is set where parity was crossed to a ratio
    that is significantly different from 1 and farther from it than before; ``decimals_before``
    and ``decimals_now`` are the numbers of decimals of printed ratios.
    """

    aim: Aim
    title: str
    before: float | None
    now: float | None
    printed_before: str
    printed_now: str
    change: Change
    points: float | None
    outcome: str
    why: str
    is_farther: bool = False
    decimals_before: int = RATIO_DECIMALS
    decimals_now: int = RATIO_DECIMALS

    @property
    def decimals(self) -> int:
        """The number of decimals of ratios that are made of both."""
        return min(self.decimals_before, self.decimals_now)


class ActionEvaluation(NamedTuple):
    """An action with what its figures did, and the status that they suggest."""

    action: Action
    is_due: bool | None
    measures: tuple[MeasureEvaluation, ...]
    suggested: str
    why: str


class OutcomeEvaluation(NamedTuple):
    """An outcome of the whole plan with what its figures did."""

    outcome: Outcome
    measures: tuple[MeasureEvaluation, ...]


class Evaluation(NamedTuple):
    """A plan with the evaluation of each action, and of each outcome of the whole.

    Parameters
    ----------
    before, now
        The years; None where there are no results of them.
    """

    plan: Plan
    before: Year | None
    now: Year | None
    actions: tuple[ActionEvaluation, ...]
    outcomes: tuple[OutcomeEvaluation, ...] = ()

    @property
    def years(self) -> tuple[Year, ...]:
        """The years that have results."""
        return tuple(year for year in (self.before, self.now) if year is not None)

    @property
    def audience(self) -> str:
        """For publication where every year is."""
        return audience_of(self.years)

    @property
    def notice(self) -> str:
        """The notice that stands in every output; empty where there are no figures."""
        return notice_of(self.years) if self.years else ""

    def _repr_html_(self) -> str:
        return html_of(self)


def evaluation_of(
    plan: Plan,
    indicators: Mapping[str, Indicator],
    *,
    before: Year | None,
    now: Year | None,
    definition_changes: Mapping[str, str] | None = None,
) -> Evaluation:
    """Return a plan with what its figures did from one year to another.

    Parameters
    ----------
    indicators
        The indicators and measures that it names, by their number.
    before, now
        The results that it is held against; None where there are none yet.
    definition_changes
        Why the two years of an indicator cannot be compared, by its number.
    """
    confidence = float(now.settings.get("confidence") or 0.95) if now else 0.95
    last_day = now.period[1] if now and now.period else None

    def measures_of(
        aims: Sequence[Aim], due: date | None = None, *, is_due: bool | None = None
    ) -> tuple[MeasureEvaluation, ...]:
        return tuple(
            _measure_evaluation(
                aim,
                indicators[aim.measure],
                due,
                is_due,
                before,
                now,
                confidence,
                (definition_changes or {}).get(aim.measure, ""),
            )
            for aim in aims
        )

    actions = []
    for action in plan.actions:
        is_due = action.due <= last_day if action.due and last_day else None
        measures = measures_of(action.aims, action.due, is_due=is_due)
        suggested, why = _suggestion(measures, is_due)
        actions.append(ActionEvaluation(action, is_due, measures, suggested, why))
    outcomes = [OutcomeEvaluation(outcome, measures_of(outcome.aims)) for outcome in plan.outcomes]
    return Evaluation(plan, before, now, tuple(actions), tuple(outcomes))


def counted(actions: Sequence[ActionEvaluation]) -> Iterator[tuple[str, int]]:
    """Yield each suggested status that an action has, and how many actions have it."""
    for suggestion in SUGGESTIONS:
        if number := sum(action.suggested == suggestion for action in actions):
            yield suggestion, number


# A measure


def _measure_evaluation(
    aim: Aim,
    indicator: Indicator,
    due: date | None,
    is_due: bool | None,
    before: Year | None,
    now: Year | None,
    confidence: float,
    definition_change: str,
) -> MeasureEvaluation:
    """Return a figure in the earlier and the later year, and its outcome."""
    earlier, later = (year_figure(aim, indicator, year) for year in (before, now))
    if definition_change and before is not None:
        earlier = YearFigure(None, why=f"it is {definition_change}")
    change = Change(None, None, None, None, confidence)
    points_change = None
    if now is None:
        outcome, why = NOT_MEASURED, "there are no results for the later year"
    elif later.value is None:
        outcome, why = NOT_MEASURED, later.why
    elif earlier.value is None:
        outcome, why = UNDECIDED, f"{later.printed} now; {_why_no_before(before, earlier)}"
    else:
        change, points_change = change_between(aim, indicator, earlier, later, confidence)
        outcome, why = outcome_of(aim, indicator, earlier, later, change, points_change)
        why = f"from {earlier.printed} to {later.printed}, {why}"
    is_farther = outcome == CROSSED_PARITY and is_farther_from_parity(earlier, later, confidence)
    if outcome not in (NOT_MEASURED, MOVED_AWAY) and not is_farther and aim.target is not None:
        outcome, why = outcome_with_target(
            aim, aim.target, (earlier, later), (outcome, why), is_due
        )
    if outcome == NOT_MOVED:
        why += _due_in_words(due, is_due)
    if aim.baseline is not None:
        decimals = earlier.line.decimals if earlier.line else 2
        if figure_text(aim, aim.baseline, decimals) != earlier.printed:
            why += f" (the plan's baseline is {figure_text(aim, aim.baseline, 2)})"
    return MeasureEvaluation(
        aim=aim,
        title=_title(aim, indicator),
        before=_finite(earlier.value),
        now=_finite(later.value),
        printed_before=earlier.printed,
        printed_now=later.printed,
        change=change,
        points=points_change,
        outcome=outcome,
        why=why,
        is_farther=is_farther,
        decimals_before=earlier.line.decimals if earlier.line else RATIO_DECIMALS,
        decimals_now=later.line.decimals if later.line else RATIO_DECIMALS,
    )


def _finite(value: float | None) -> float | None:
    return None if value is None or isinf(value) else value


def _title(aim: Aim, indicator: Indicator) -> str:
    """Return the title of a figure: its indicator, and what else tells it from others of it."""
    number = "" if indicator.number == indicator.item else f"{indicator.number} "
    figure = "" if aim.figure in (RATIO, SHARE) else aim.figure
    if aim.figure == SHARE and not aim.part:
        figure = "share of staff in post" if indicator.headline == SHARE else "share"
    return ", ".join(filter(None, (f"{number}{indicator.title}", figure, aim.part, aim.unit)))


def _why_no_before(before: Year | None, earlier: YearFigure) -> str:
    """Return why a figure of the later year has no earlier one to compare it with."""
    if before is None:
        return "no earlier results to compare with"
    return f"not comparable with {before.label}: {earlier.why}"


def _due_in_words(due: date | None, is_due: bool | None) -> str:
    if due is None:
        return "; it has no due date"
    day = day_in_words(due)
    return f"; it was due on {day}" if is_due else f"; it is due on {day}"


# The status of an action


def _suggestion(measures: Sequence[MeasureEvaluation], is_due: bool | None) -> tuple[str, str]:
    """Return the status that the figures of an action suggest, and why."""
    if not measures:
        return GREY, "The action names no measure."
    unmeasured = [measure for measure in measures if measure.outcome == NOT_MEASURED]
    not_measured = f"Not measured: {_whys(unmeasured)}."
    if len(unmeasured) == len(measures):
        return GREY, not_measured
    rest = f" {not_measured}" if unmeasured else ""
    away = [measure for measure in measures if measure.outcome == MOVED_AWAY or measure.is_farther]
    if away:
        others = [
            measure for measure in measures if measure not in away and measure not in unmeasured
        ]
        also = f" Others: {_whys(others)}." if others else ""
        return RED, f"Moved the wrong way: {_whys(away)}.{also}{rest}"
    good = [measure for measure in measures if measure.outcome in GOOD_OUTCOMES]
    if good and len(good) == len(measures) - len(unmeasured):
        return GREEN, f"As planned: {_whys(good)}.{rest}"
    others = [measure for measure in measures if measure not in good and measure not in unmeasured]
    if good:
        return AMBER, f"Partly as planned: {_whys(good)}. Not yet: {_whys(others)}.{rest}"
    unmoved = [measure for measure in measures if measure.outcome == NOT_MOVED]
    if is_due and unmoved:
        return RED, f"Due, but not moved as planned: {_whys(unmoved)}.{rest}"
    outcomes = {measure.outcome for measure in others}
    start = _OUTCOME_STARTS.get(outcomes.pop(), _UNCLEAR) if len(outcomes) == 1 else _UNCLEAR
    return AMBER, f"{start}: {_whys(others)}.{rest}"


#: The start of the reason where an action is amber and its figures all have this outcome.
_OUTCOME_STARTS: Mapping[str, str] = {
    SHORT_OF_TARGET: "Short of its target",
    PAST_TARGET: "Past its target",
    CROSSED_PARITY: "Crossed parity",
}
_UNCLEAR = "Not clear yet"


def _whys(measures: Sequence[MeasureEvaluation]) -> str:
    """Return the titles and reasons of measures, those with the same reason together."""
    titles_by_why: dict[str, list[str]] = {}
    for measure in measures:
        titles_by_why.setdefault(measure.why, []).append(measure.title)
    return "; ".join(f"{in_words(titles)}: {why}" for why, titles in titles_by_why.items())
