"""Did a plan's figures move as it meant them to: each action's measures then and now.

A suggestion follows from the figures alone. What the owner of an action says of it stands
beside it, and is never changed.
"""

from __future__ import annotations

from math import inf, isinf
from typing import TYPE_CHECKING, NamedTuple

from scwres.counts import Tally, spelling
from scwres.metrics.change import (
    AWAY,
    CANNOT_TELL,
    CROSSED,
    REACHED,
    TOWARDS,
    Change,
    Pair,
    change_of,
    moved_by,
    points_of,
    verdict,
)
from scwres.metrics.difference import Difference, difference_of
from scwres.metrics.likelihood import AUTOMATIC, P_VALUES, chosen_test, relative_likelihood
from scwres.metrics.standards.indicator import RATIO, SHARE
from scwres.plan.plan import LIKELIHOOD, STAY_EQUAL, TOWARDS_PARITY, UP
from scwres.plan.targets import (
    PAST_TARGET,
    SHORT_OF_TARGET,
    TARGET_MET,
    as_printed,
    has_crossed,
    held_to,
)
from scwres.results.missing import why_missing
from scwres.text.numbers import RATIO_DECIMALS, percentage, points, ratio_text
from scwres.text.phrases import in_words, nearest
from scwres.years.years import audience_of, notice_of, pair_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from scwres.metrics.standards.indicator import Indicator
    from scwres.plan.plan import Action, Aim, Plan
    from scwres.results.results import Line
    from scwres.years.years import Year

GREEN, AMBER, RED, GREY = "green", "amber", "red", "grey"

#: What is suggested, from the best to what cannot be told.
SUGGESTIONS = (GREEN, AMBER, RED, GREY)

#: What a figure did, as a plan means it.
AS_MEANT, MOVED_AWAY, NOT_MOVED, NOT_TOLD, NOT_MEASURED = (
    *("moved as meant", "moved away", "not moved", "cannot be told"),
    "not measured",
)
STAYED, CROSSED_PARITY = "stayed equal", CROSSED

#: What is green of an action whose figures did nothing else.
_GOOD = (AS_MEANT, TARGET_MET, STAYED)


class MeasureEvaluation(NamedTuple):
    """A figure that an action should move, then and now.

    ``before`` and ``now`` are ratios, or shares between 0 and 1, None where there is none;
    ``change`` the later over the earlier where that is tested, ``points`` the later less the
    earlier where it is a share that is not. ``outcome`` is what it did as the plan means it,
    and ``why`` says so in a sentence. ``is_farther`` is set where parity was crossed to a ratio
    that is significantly different from 1 and farther from it than before; ``decimals`` is with
    how many ratios are printed.
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
    decimals: int = RATIO_DECIMALS


class ActionEvaluation(NamedTuple):
    """An action with what its figures did, and the status that they suggest."""

    action: Action
    is_due: bool | None
    measures: tuple[MeasureEvaluation, ...]
    suggested: str
    why: str


class Evaluation(NamedTuple):
    """A plan with what became of it.

    Parameters
    ----------
    before, now
        The years; None where they were not given.
    """

    plan: Plan
    before: Year | None
    now: Year | None
    actions: tuple[ActionEvaluation, ...]

    @property
    def years(self) -> tuple[Year, ...]:
        """Those that were given."""
        return tuple(year for year in (self.before, self.now) if year is not None)

    @property
    def audience(self) -> str:
        """For publication where every year is."""
        return audience_of(self.years)

    @property
    def notice(self) -> str:
        """What every output says of itself; empty where it holds no figures."""
        return notice_of(self.years) if self.years else ""


def evaluated(
    plan: Plan,
    indicators: Mapping[str, Indicator],
    *,
    before: Year | None,
    now: Year | None,
    otherwise: Mapping[str, str] | None = None,
) -> Evaluation:
    """Return a plan with what its figures did from one year to another.

    Parameters
    ----------
    indicators
        The indicators and measures that it names, by their number.
    before, now
        The results that it is held against; None where there are none yet.
    otherwise
        Why the two years of an indicator cannot be compared, by its number.
    """
    apart = otherwise or {}
    level = float(now.settings.get("confidence") or 0.95) if now else 0.95
    day = now.period[1] if now and now.period else None
    actions = []
    for action in plan.actions:
        is_due = action.due <= day if action.due and day else None
        measures = tuple(
            _measured(
                *(aim, indicators[aim.measure], action.due, is_due, before, now, level),
                apart.get(aim.measure, ""),
            )
            for aim in action.aims
        )
        actions.append(
            ActionEvaluation(action, is_due, measures, *_suggested(action, measures, is_due))
        )
    return Evaluation(plan, before, now, tuple(actions))


# One figure


class _YearFigure(NamedTuple):
    """A figure of a year: its value, as it is printed, its line, and why there is none."""

    value: float | None
    printed: str = ""
    line: Line | None = None
    why: str = ""


def _measured(
    aim: Aim,
    indicator: Indicator,
    due: date | None,
    is_due: bool | None,
    before: Year | None,
    now: Year | None,
    level: float,
    otherwise: str,
) -> MeasureEvaluation:
    then, later = (_found(aim, indicator, year) for year in (before, now))
    if otherwise and before is not None:
        then = _YearFigure(None, why=f"it is {otherwise}")
    change = Change(None, None, None, None, level)
    apart = None
    if now is None:
        outcome, why = NOT_MEASURED, "there are no results to hold it against"
    elif later.value is None:
        outcome, why = NOT_MEASURED, later.why
    elif then.value is None:
        outcome, why = NOT_TOLD, f"{later.printed} now; {_why_no_before(before, then)}"
    else:
        change, apart = _change(aim, indicator, then, later, level)
        outcome, why = _outcome(aim, indicator, then, later, change, apart)
        why = f"from {then.printed} to {later.printed}, {why}"
    is_farther = outcome == CROSSED_PARITY and _is_farther(then, later, level)
    if outcome not in (NOT_MEASURED, MOVED_AWAY) and not is_farther and aim.target is not None:
        outcome, why = _with_target(aim, aim.target, (then, later), (outcome, why), is_due)
    if outcome == NOT_MOVED:
        why += _when(due, is_due)
    if aim.baseline is not None:
        decimals = then.line.decimals if then.line else 2
        if _printed(aim, aim.baseline, decimals) != then.printed:
            why += f" (the plan's baseline is {_printed(aim, aim.baseline, 2)})"
    return MeasureEvaluation(
        aim=aim,
        title=_title(aim, indicator),
        before=_finite(then.value),
        now=_finite(later.value),
        printed_before=then.printed,
        printed_now=later.printed,
        change=change,
        points=apart,
        outcome=outcome,
        why=why,
        is_farther=is_farther,
        decimals=min(
            (found.line.decimals for found in (then, later) if found.line),
            default=RATIO_DECIMALS,
        ),
    )


def _finite(value: float | None) -> float | None:
    return None if value is None or isinf(value) else value


def _title(aim: Aim, indicator: Indicator) -> str:
    number = "" if indicator.number == indicator.item else f"{indicator.number} "
    named = f"{number}{indicator.title}"
    figure = "" if aim.figure in (RATIO, SHARE) else aim.figure
    if aim.figure == SHARE and not aim.part:
        figure = "share of staff in post" if indicator.headline == SHARE else "share"
    return ", ".join(filter(None, (named, figure, aim.part, aim.unit)))


def _found(aim: Aim, indicator: Indicator, year: Year | None) -> _YearFigure:
    """Return the figure of a year that an aim is of."""
    if year is None:
        return _YearFigure(None)
    of_measure = [
        line for line in year.lines if line.indicator == aim.measure and not line.is_of_odds
    ]
    of_group = [line for line in of_measure if line.minority.casefold() == aim.group.casefold()]
    of_unit = [line for line in of_group if line.breakdown == aim.breakdown]
    lines = [
        line
        for line in of_unit
        if spelling(line.unit) == spelling(aim.unit)
        and (
            spelling(line.part) == spelling(aim.part)
            or (indicator.headline == SHARE and not aim.part)
        )
    ]
    if not lines:
        return _YearFigure(
            None, why=_why_none(aim, indicator, year, of_measure, of_group, of_unit)
        )
    line = lines[0]
    value = _value(aim, indicator, line)
    if value is not None:
        return _YearFigure(value, _printed(aim, value, line.decimals), line)
    if _needs_withheld(aim, line):
        return _YearFigure(None, "[c]", line, WITHHELD)
    pair = pair_of(line)
    if aim.figure == RATIO and pair is not None and pair.tells:
        # Nothing happened in the group compared with: beyond every ratio.
        return _YearFigure(inf, "[z]", line)
    return _YearFigure(None, "[z]", line, "there is no such figure: nothing to divide by")


def _why_none(
    aim: Aim,
    indicator: Indicator,
    year: Year,
    of_measure: Sequence[Line],
    of_group: Sequence[Line],
    of_unit: Sequence[Line],
) -> str:
    """Return why a year has no line that an aim is of."""
    if of_measure and not of_group:
        groups = list(dict.fromkeys(line.minority for line in of_measure))
        return f"{year.label} compares other groups: {in_words(groups)}"
    if of_group and not of_unit:
        by = f"by '{aim.breakdown}'" if aim.breakdown else "of the whole"
        return f"{year.label} has no figures {by}"
    if of_group:
        name, attribute = (aim.unit, "unit") if aim.unit else (aim.part, "part")
        known = list(dict.fromkeys(getattr(line, attribute) for line in of_unit))
        return f"{year.label} has no '{name}'. {nearest(name, known)}".strip(" .?")
    # What an extract lacks is nothing to a reader of a publication.
    needs = year.missing.get(aim.measure) or why_missing(indicator.item, ())
    return "there are no data on it" if year.is_public else needs


#: Why a figure of a publication is not there.
WITHHELD = "withheld, so that nobody can be recognised"


def _value(aim: Aim, indicator: Indicator, line: Line) -> float | None:
    if aim.figure == RATIO:
        return line.ratio
    if aim.figure == SHARE:
        if indicator.headline == SHARE and not aim.part:
            return line.workforce_share
        # Of the minority, on whichever side of the line it stands.
        count = getattr(line, f"{line.sides[0]}_count")
        return count / line.all_count if line.all_count and count is not None else None
    tally = _tally(aim, line)
    return tally.count / tally.out_of if tally and tally.out_of else None


def _tally(aim: Aim, line: Line) -> Tally | None:
    """Return the people of a likelihood; None where a count is withheld."""
    side = "all" if aim.figure == LIKELIHOOD else line.sides[0]
    count, out_of = getattr(line, f"{side}_count"), getattr(line, f"{side}_out_of")
    return None if None in (count, out_of) or count > out_of else Tally(count, out_of)


def _needs_withheld(aim: Aim, line: Line) -> bool:
    if aim.figure == LIKELIHOOD:
        return None in (line.all_count, line.all_out_of)
    if aim.figure == SHARE:
        side = getattr(line, f"{line.sides[0]}_count")
        return None in (side, line.all_count, line.group_out_of, line.all_out_of)
    return line.is_withheld


def _printed(aim: Aim, value: float, decimals: int) -> str:
    return ratio_text(value, decimals) if aim.figure == RATIO else percentage(value)


def _why_no_before(before: Year | None, then: _YearFigure) -> str:
    if before is None:
        return "there are no earlier results, so whether it moved cannot be told"
    return f"in {before.label} {then.why}, so whether it moved cannot be told"


def _when(due: date | None, is_due: bool | None) -> str:
    if due is None:
        return "; it is due on no day"
    day = f"{due.day} {due:%B %Y}"
    return f"; it was due on {day}" if is_due else f"; it is due on {day}"


# Whether it moved


def _with_target(
    aim: Aim,
    target: float,
    found: tuple[_YearFigure, _YearFigure],
    said: tuple[str, str],
    is_due: bool | None,
) -> tuple[str, str]:
    """Return an outcome and its reason where the figure, then and now, has a target."""
    (then, later), (outcome, why) = found, said
    printed = _printed(aim, target, 2)
    assert later.value is not None
    is_different = later.line is not None and later.line.difference.is_significant
    now = as_printed(aim, later.value, later.line.decimals if later.line else RATIO_DECIMALS)
    is_crossed = has_crossed(then.value, later.value)
    held = held_to(aim, target, now, is_different=is_different, is_crossed=is_crossed)
    if held == TARGET_MET:
        return TARGET_MET, f"{later.printed} now meets the target of {printed}"
    if held == PAST_TARGET:
        return PAST_TARGET, f"{why}, and past its target of {printed}"
    if outcome == AS_MEANT:
        return (
            SHORT_OF_TARGET if is_due else AS_MEANT,
            f"{why}, and not yet at its target of {printed}",
        )
    return said


def _is_farther(then: _YearFigure, later: _YearFigure, level: float) -> bool:
    """Return whether a ratio is significantly different from 1, and farther from it."""
    pairs = _pairs(then, later)
    assert pairs is not None
    return pairs[1].is_different(level) and moved_by(pairs[0], now=pairs[1]) > 0


def _pairs(then: _YearFigure, later: _YearFigure) -> tuple[Pair, Pair] | None:
    """Return the tallies of a ratio in both years; None where one is withheld, or is a rate."""
    assert then.line is not None
    assert later.line is not None
    first, second = pair_of(then.line), pair_of(later.line)
    return None if first is None or second is None else (first, second)


def _change(
    aim: Aim, indicator: Indicator, then: _YearFigure, later: _YearFigure, level: float
) -> tuple[Change, float | None]:
    """Return how a figure changed, tested; or by how many points, where that is not tested."""
    unknown = Change(None, None, None, None, level)
    if then.value is None or later.value is None or then.line is None or later.line is None:
        return unknown, None
    is_rate = later.line.is_rate or then.line.is_rate
    is_on_a_day = indicator.counted_of.is_on_a_day
    is_tested = not is_on_a_day and aim.figure != SHARE and not is_rate
    if aim.figure == RATIO:
        pairs = _pairs(then, later)
        if not is_tested or pairs is None:
            return unknown, None
        return change_of(pairs[0], now=pairs[1], confidence=level), None
    earlier, now = (_counts(aim, indicator, line) for line in (then.line, later.line))
    if not is_tested or earlier is None or now is None:
        return unknown, points_of(earlier, now=now)
    before, after = Tally(*earlier), Tally(*now)
    found = relative_likelihood(after, compared_with=before, confidence=level)
    test = chosen_test(AUTOMATIC, after, compared_with=before)
    tested = P_VALUES[test](after, compared_with=before)
    return Change(found.value, found.lower, found.upper, tested, level), None


def _counts(aim: Aim, indicator: Indicator, line: Line) -> tuple[int, int] | None:
    """Return the counts that a share or a likelihood is of; None where one is withheld."""
    if aim.figure != SHARE:
        tally = _tally(aim, line)
        return None if tally is None else (tally.count, tally.out_of)
    side = line.sides[0]
    count, out_of = getattr(line, f"{side}_count"), line.all_count
    if indicator.headline == SHARE and not aim.part:
        count, out_of = line.group_out_of, line.all_out_of
    return None if count is None or out_of is None else (count, out_of)


def _why_untested(aim: Aim, indicator: Indicator, line: Line) -> str:
    """Return why a change is not tested."""
    if indicator.counted_of.is_on_a_day:
        return "not tested, for those in post are largely the same people"
    if line.is_rate:
        return "not tested, for a rate has no interval"
    if aim.figure == SHARE:
        return "not tested, for it is a share of those with the event"
    return "not tested, for everybody had the event, or nobody"


def _outcome(
    aim: Aim,
    indicator: Indicator,
    then: _YearFigure,
    later: _YearFigure,
    change: Change,
    apart: float | None,
) -> tuple[str, str]:
    """Return what a figure did as it was meant to, and a sentence on it."""
    if then.value == later.value == inf:
        return NOT_TOLD, "there is no ratio in either year: whether it moved cannot be told"
    if change.p_value is None:
        return _untested(aim, indicator, then, later, apart)
    if aim.moves in (TOWARDS_PARITY, STAY_EQUAL):
        return _about_parity(aim, then, later, change)
    moved = _direction(aim, then, later, change)
    if moved is Difference.TOO_FEW:
        return NOT_TOLD, SMALL_COUNTS
    if not moved.is_significant:
        return NOT_MOVED, "no clear change"
    is_up = moved is Difference.HIGHER
    rose = "a statistically significant rise" if is_up else "a statistically significant fall"
    return (AS_MEANT if is_up == (aim.moves == UP) else MOVED_AWAY), rose


#: What is said where counts are too small for a test.
SMALL_COUNTS = "counts are small: whether it moved cannot be told"


def _direction(aim: Aim, then: _YearFigure, later: _YearFigure, change: Change) -> Difference:
    """Return whether a figure that was tested rose or fell, as far as that can be told."""
    assert then.line is not None
    assert later.line is not None
    assert change.p_value is not None
    if aim.figure != RATIO:
        earlier, now = _tally(aim, then.line), _tally(aim, later.line)
        assert earlier is not None
        assert now is not None
        return difference_of(now, compared_with=earlier, confidence=change.confidence)
    pairs = _pairs(then, later)
    assert pairs is not None
    if any(pair.is_of_few for pair in pairs):
        return Difference.TOO_FEW
    if change.p_value >= 1 - change.confidence:
        return Difference.NOT_CLEAR
    assert then.value is not None
    assert later.value is not None
    return Difference.HIGHER if later.value > then.value else Difference.LOWER


def _about_parity(
    aim: Aim, then: _YearFigure, later: _YearFigure, change: Change
) -> tuple[str, str]:
    pairs = _pairs(then, later)
    assert pairs is not None
    said = verdict(pairs[0], now=pairs[1], change=change)
    if said in _MOVED:
        outcome, words = _MOVED[said]
        return outcome, f"{words}, a statistically significant change"
    is_apart = pairs[1].is_different(change.confidence)
    if not is_apart and not pairs[1].is_of_few:
        alike = "the two groups are not significantly different"
        if aim.moves == STAY_EQUAL:
            return STAYED, f"{alike}, and it has not clearly moved"
        return NOT_TOLD, f"no clear change, and {alike}"
    if said == CANNOT_TELL or not is_apart:
        return NOT_TOLD, SMALL_COUNTS
    return NOT_MOVED, "no clear change, and still significantly different from parity"


#: What a plan makes of the verdicts that a ratio changed, and how it is said.
_MOVED: Mapping[str, tuple[str, str]] = {
    TOWARDS: (AS_MEANT, "moved towards parity"),
    AWAY: (MOVED_AWAY, "moved away from parity"),
    REACHED: (AS_MEANT, "reached parity"),
    CROSSED: (CROSSED_PARITY, "crossed parity"),
}


def _untested(
    aim: Aim, indicator: Indicator, then: _YearFigure, later: _YearFigure, apart: float | None
) -> tuple[str, str]:
    """Return what is said of figures whose change is not tested."""
    assert then.value is not None
    assert later.value is not None
    assert later.line is not None
    why = _why_untested(aim, indicator, later.line)
    if aim.moves in (TOWARDS_PARITY, STAY_EQUAL):
        return _untested_parity(aim, then, later, why)
    moved = later.value - then.value
    if later.value == (1.0 if aim.moves == UP else 0.0):
        return NOT_TOLD, f"as far as it can go; {why}"
    said = f"{points(apart)} points" if apart is not None else "a change that is not tested"
    if moved and (moved > 0) == (aim.moves == UP):
        return NOT_TOLD, f"{said}; {why}"
    return NOT_MOVED, f"{said}{', the other way' if moved else ''}; {why}"


def _untested_parity(aim: Aim, then: _YearFigure, later: _YearFigure, why: str) -> tuple[str, str]:
    """Return what is said of a ratio whose change is not tested, beside parity."""
    assert later.line is not None
    before, now = _untested_pair(then), _untested_pair(later)
    if now.side == 0 or aim.moves == STAY_EQUAL:
        return NOT_TOLD, why if now.side else f"at parity; {why}"
    moved = moved_by(before, now=now)
    is_apart = later.line.difference.is_significant
    if moved >= 0 and not is_apart:
        return NOT_TOLD, f"the two groups are not significantly different; {why}"
    where = "nearer to parity" if moved < 0 else "no nearer to parity"
    if before.side == -now.side:
        where += ", on its other side"
    return (NOT_TOLD if moved < 0 else NOT_MOVED), f"{where}; {why}"


def _untested_pair(found: _YearFigure) -> Pair:
    """Return the tallies of a figure that has a ratio, a rate's among them."""
    assert found.line is not None
    assert found.line.tallies is not None
    return Pair(*found.line.tallies)


# The status of an action


def _suggested(
    action: Action, measures: Sequence[MeasureEvaluation], is_due: bool | None
) -> tuple[str, str]:
    """Return the status that the figures of an action suggest, and why."""
    if not measures:
        return GREY, "It names no measure."
    by_outcome: dict[str, list[MeasureEvaluation]] = {}
    for one in measures:
        by_outcome.setdefault(one.outcome, []).append(one)
    unmeasured = by_outcome.pop(NOT_MEASURED, [])
    if not by_outcome:
        return GREY, f"Not measured: {_said(unmeasured)}."
    good = [one for one in measures if one.outcome in _GOOD]
    rest = "" if not unmeasured else f" Not measured: {_said(unmeasured)}."
    if away := [one for one in measures if one.outcome == MOVED_AWAY or one.is_farther]:
        others = [one for one in measures if one not in away and one not in unmeasured]
        also = f" Others: {_said(others)}." if others else ""
        return RED, f"Moved away: {_said(away)}.{also}{rest}"
    if good and len(good) == len(measures) - len(unmeasured):
        return GREEN, f"As meant: {_said(good)}.{rest}"
    others = [one for one in measures if one not in good and one not in unmeasured]
    if good:
        return AMBER, f"In part: {_said(good)}. Not yet: {_said(others)}.{rest}"
    if is_due and (stuck := by_outcome.get(NOT_MOVED)):
        return RED, f"Due, and not moved as meant: {_said(stuck)}.{rest}"
    outcomes = {one.outcome for one in others}
    start = _ALIKE.get(outcomes.pop(), _UNCLEAR) if len(outcomes) == 1 else _UNCLEAR
    return AMBER, f"{start}: {_said(others)}.{rest}"


#: How it begins why an action is amber whose figures all did the same, or not.
_ALIKE: Mapping[str, str] = {
    SHORT_OF_TARGET: "Short",
    PAST_TARGET: "Past its target",
    CROSSED_PARITY: "Crossed parity",
}
_UNCLEAR = "Not clear yet"


def _said(measures: Sequence[MeasureEvaluation]) -> str:
    """Return what measures did, those of one reason together."""
    by_why: dict[str, list[str]] = {}
    for one in measures:
        by_why.setdefault(one.why, []).append(one.title)
    return "; ".join(f"{in_words(titles)}: {why}" for why, titles in by_why.items())


def counted(actions: Sequence[ActionEvaluation]) -> Iterator[tuple[str, int]]:
    """Give how many actions have each suggestion, those that some have."""
    for suggestion in SUGGESTIONS:
        if many := sum(one.suggested == suggestion for one in actions):
            yield suggestion, many
