"""What a figure did from one year to another, as the plan meant it to: its outcome, and why."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf

from scwres.counts import Tally
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
from scwres.metrics.standards.indicator import RATIO, SHARE, Indicator
from scwres.plan.plan import STAY_EQUAL, TOWARDS_PARITY, UP, Aim
from scwres.plan.targets import (
    PAST_TARGET,
    SHORT_OF_TARGET,
    TARGET_MET,
    has_crossed,
    printed_value,
    target_outcome,
)
from scwres.plan.year_figures import (
    YearFigure,
    figure_text,
    likelihood_tally,
    ratio_pairs,
    share_counts,
)
from scwres.results.lines import Line
from scwres.text.numbers import RATIO_DECIMALS, points

#: The outcomes of a figure, beside those of a target.
AS_MEANT, MOVED_AWAY, NOT_MOVED = "moved as meant", "moved away", "not moved"
UNDECIDED, NOT_MEASURED = "cannot be told", "not measured"
STAYED_EQUAL, CROSSED_PARITY = "stayed equal", CROSSED

#: The outcomes that are good whatever else the figures of an action did.
GOOD_OUTCOMES = (AS_MEANT, TARGET_MET, STAYED_EQUAL)

#: The reason where a test finds no change.
NO_CHANGE = "no statistically significant change"

#: The reason where counts are too small for a test.
SMALL_COUNTS = "counts are too small to show whether it moved"


def change_between(
    aim: Aim, indicator: Indicator, earlier: YearFigure, later: YearFigure, confidence: float
) -> tuple[Change, float | None]:
    """Return the tested change of a figure, and its change in points where it is not tested."""
    unknown = Change(None, None, None, None, confidence)
    if earlier.value is None or later.value is None or earlier.line is None or later.line is None:
        return unknown, None
    is_rate = later.line.is_rate or earlier.line.is_rate
    is_on_a_day = indicator.counted_of.is_on_a_day
    is_tested = not is_on_a_day and aim.figure != SHARE and not is_rate
    if aim.figure == RATIO:
        pairs = ratio_pairs(earlier, later)
        if not is_tested or pairs is None:
            return unknown, None
        return change_of(pairs[0], now=pairs[1], confidence=confidence), None
    before, now = (share_counts(aim, indicator, line) for line in (earlier.line, later.line))
    if not is_tested or before is None or now is None:
        return unknown, points_of(before, now=now)
    before_tally, now_tally = Tally(*before), Tally(*now)
    ratio = relative_likelihood(now_tally, compared_with=before_tally, confidence=confidence)
    test = chosen_test(AUTOMATIC, now_tally, compared_with=before_tally)
    p_value = P_VALUES[test](now_tally, compared_with=before_tally)
    return Change(ratio.value, ratio.lower, ratio.upper, p_value, confidence), None


def outcome_of(
    aim: Aim,
    indicator: Indicator,
    earlier: YearFigure,
    later: YearFigure,
    change: Change,
    points_change: float | None,
) -> tuple[str, str]:
    """Return the outcome of a figure without regard to its target, and a sentence on it."""
    if earlier.value == later.value == inf:
        return UNDECIDED, "neither year has a ratio, so there is no change to show"
    if change.p_value is None:
        return _untested_outcome(aim, indicator, earlier, later, points_change)
    if aim.moves in (TOWARDS_PARITY, STAY_EQUAL):
        return _parity_outcome(aim, earlier, later, change)
    direction = _direction(aim, earlier, later, change)
    if direction is Difference.TOO_FEW:
        return UNDECIDED, SMALL_COUNTS
    if not direction.is_significant:
        return NOT_MOVED, NO_CHANGE
    is_up = direction is Difference.HIGHER
    why = "a statistically significant rise" if is_up else "a statistically significant fall"
    return (AS_MEANT if is_up == (aim.moves == UP) else MOVED_AWAY), why


# A change that was tested


def _direction(aim: Aim, earlier: YearFigure, later: YearFigure, change: Change) -> Difference:
    """Return whether a tested figure rose or fell, as far as its counts can tell."""
    assert earlier.line is not None
    assert later.line is not None
    assert change.p_value is not None
    if aim.figure != RATIO:
        before, now = likelihood_tally(aim, earlier.line), likelihood_tally(aim, later.line)
        assert before is not None
        assert now is not None
        return difference_of(now, compared_with=before, confidence=change.confidence)
    pairs = ratio_pairs(earlier, later)
    assert pairs is not None
    if any(pair.is_of_few for pair in pairs):
        return Difference.TOO_FEW
    if change.p_value >= 1 - change.confidence:
        return Difference.NOT_CLEAR
    assert earlier.value is not None
    assert later.value is not None
    return Difference.HIGHER if later.value > earlier.value else Difference.LOWER


def _parity_outcome(
    aim: Aim, earlier: YearFigure, later: YearFigure, change: Change
) -> tuple[str, str]:
    """Return the outcome of a ratio that should move towards parity or stay there, and why."""
    pairs = ratio_pairs(earlier, later)
    assert pairs is not None
    change_verdict = verdict(pairs[0], now=pairs[1], change=change)
    if change_verdict in _VERDICT_OUTCOMES:
        outcome, words = _VERDICT_OUTCOMES[change_verdict]
        return outcome, f"{words}, a statistically significant change"
    is_different = pairs[1].is_different(change.confidence)
    if not is_different and not pairs[1].is_of_few:
        alike = "the two groups are not significantly different"
        if aim.moves == STAY_EQUAL:
            return STAYED_EQUAL, f"{alike}, and the ratio has not changed significantly"
        return UNDECIDED, f"{NO_CHANGE}, and {alike}"
    if change_verdict == CANNOT_TELL or not is_different:
        return UNDECIDED, SMALL_COUNTS
    return NOT_MOVED, f"{NO_CHANGE}, and still significantly different from parity"


#: The outcome of each verdict that a ratio changed, and its words.
_VERDICT_OUTCOMES: Mapping[str, tuple[str, str]] = {
    TOWARDS: (AS_MEANT, "moved towards parity"),
    AWAY: (MOVED_AWAY, "moved away from parity"),
    REACHED: (AS_MEANT, "reached parity"),
    CROSSED: (CROSSED_PARITY, "crossed parity"),
}


def is_farther_from_parity(earlier: YearFigure, later: YearFigure, confidence: float) -> bool:
    """Return whether a ratio is significantly different from 1, and farther from it."""
    pairs = ratio_pairs(earlier, later)
    assert pairs is not None
    return pairs[1].is_different(confidence) and moved_by(pairs[0], now=pairs[1]) > 0


# A change that is not tested


def _untested_outcome(
    aim: Aim,
    indicator: Indicator,
    earlier: YearFigure,
    later: YearFigure,
    points_change: float | None,
) -> tuple[str, str]:
    """Return the outcome of a figure whose change is not tested, and why."""
    assert earlier.value is not None
    assert later.value is not None
    assert later.line is not None
    why = _why_untested(aim, indicator, later.line)
    if aim.moves in (TOWARDS_PARITY, STAY_EQUAL):
        return _untested_parity_outcome(aim, earlier, later, why)
    rise = later.value - earlier.value
    if later.value == (1.0 if aim.moves == UP else 0.0):
        return UNDECIDED, f"it cannot go any further; {why}"
    words = ("a rise" if rise > 0 else "a fall") if rise else "no change"
    if points_change is not None:
        words = f"{points(points_change)} percentage points"
    if rise and (rise > 0) == (aim.moves == UP):
        return UNDECIDED, f"{words}; {why}"
    return NOT_MOVED, f"{words}{', the wrong way' if rise else ''}; {why}"


def _why_untested(aim: Aim, indicator: Indicator, line: Line) -> str:
    """Return why a change is not tested."""
    if indicator.counted_of.is_on_a_day:
        return "not tested, because mostly the same staff are in post in both years"
    if line.is_rate:
        return "not tested, because a rate has no confidence interval"
    if aim.figure == SHARE:
        return "not tested, because it is a share of those with the event"
    return "not tested, because everybody had the event, or nobody did"


def _untested_parity_outcome(
    aim: Aim, earlier: YearFigure, later: YearFigure, why: str
) -> tuple[str, str]:
    """Return the outcome of a ratio about parity whose change is not tested, and why."""
    assert later.line is not None
    before, now = _pair_with_rates(earlier), _pair_with_rates(later)
    if now.side == 0 or aim.moves == STAY_EQUAL:
        return UNDECIDED, why if now.side else f"at parity; {why}"
    distance_change = moved_by(before, now=now)
    if distance_change >= 0 and not later.line.difference.is_significant:
        return UNDECIDED, f"the two groups are not significantly different; {why}"
    is_nearer = distance_change < 0
    words = "nearer to parity" if is_nearer else "no nearer to parity"
    if before.side == -now.side:
        words += ", on the other side of it"
    return (UNDECIDED if is_nearer else NOT_MOVED), f"{words}; {why}"


def _pair_with_rates(figure: YearFigure) -> Pair:
    """Return the tallies of a figure that has a ratio; those of a rate too."""
    assert figure.line is not None
    assert figure.line.tallies is not None
    return Pair(*figure.line.tallies)


# A target


def outcome_with_target(
    aim: Aim,
    target: float,
    figures: tuple[YearFigure, YearFigure],
    outcome: tuple[str, str],
    is_due: bool | None,
) -> tuple[str, str]:
    """Return the outcome of a figure that has a target, and why.

    Parameters
    ----------
    figures
        The figure of the earlier and of the later year.
    outcome
        Its outcome without regard to the target, and why.
    """
    earlier, later = figures
    name, why = outcome
    target_text = figure_text(aim, target, 2)
    assert later.value is not None
    is_different = later.line is not None and later.line.difference.is_significant
    now = printed_value(aim, later.value, later.line.decimals if later.line else RATIO_DECIMALS)
    is_crossed = has_crossed(earlier.value, later.value)
    of_target = target_outcome(aim, target, now, is_different=is_different, is_crossed=is_crossed)
    if of_target == TARGET_MET:
        return TARGET_MET, f"{later.printed} now meets the target of {target_text}"
    if of_target == PAST_TARGET:
        return PAST_TARGET, f"{why}, and past its target of {target_text}"
    if name == AS_MEANT:
        return (
            SHORT_OF_TARGET if is_due else AS_MEANT,
            f"{why}, and not yet at its target of {target_text}",
        )
    return outcome
