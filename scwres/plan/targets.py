"""Whether a figure meets the target of a plan, by the paragraph of the standard on plans."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import inf, isinf

from scwres.metrics.standards.indicator import RATIO
from scwres.plan.plan import STAY_EQUAL, TOWARDS_PARITY, UP, Aim
from scwres.text.numbers import printed_ratio, printed_share

#: The outcomes of a figure that has a target.
TARGET_MET, SHORT_OF_TARGET, PAST_TARGET = "target met", "short of its target", "past its target"

#: A ratio on the far side of 1 meets its target from the one to the other.
NEAR_PARITY_FROM, NEAR_PARITY_TO = Fraction(4, 5), Fraction(5, 4)


def printed_value(aim: Aim, value: float, decimals: int) -> Fraction | None:
    """Return the value that a figure has in print; None where it is infinite."""
    if isinf(value):
        return None
    if aim.figure == RATIO:
        return Fraction(printed_ratio(value, decimals))
    return Fraction(printed_share(value))


def target_outcome(
    aim: Aim, target: float, now: Fraction | None, *, is_different: bool, is_crossed: bool = False
) -> str:
    """Return whether a figure, as it is printed, meets its target, is past it or short of it.

    One with a direction meets it at or beyond it. A ratio meets it on the target's side of 1,
    or at 1, no farther from 1 than the target; and on the other side of 1, or where the target
    is 1, from 0.80 to 1.25 where it is not significantly different from 1. Any other on the far
    side is past it: where the target is 1, on the other side than it came from.

    Parameters
    ----------
    now
        The figure; None where it is infinite.
    is_different
        Whether the ratio is significantly different from 1.
    is_crossed
        Whether it lay on the other side of 1 before.
    """
    exact_target = Fraction(Decimal(repr(target)))
    if aim.moves not in (TOWARDS_PARITY, STAY_EQUAL):
        is_above = now is None or now >= exact_target
        is_below = now is not None and now <= exact_target
        return TARGET_MET if (is_above if aim.moves == UP else is_below) else SHORT_OF_TARGET
    side, target_side = 1 if now is None else _side(now), _side(exact_target)
    if side == 0:
        return TARGET_MET
    if side == target_side:
        is_near = now is not None and _from_parity(now) <= _from_parity(exact_target)
        return TARGET_MET if is_near else SHORT_OF_TARGET
    if now is not None and NEAR_PARITY_FROM <= now <= NEAR_PARITY_TO and not is_different:
        return TARGET_MET
    return PAST_TARGET if target_side or is_crossed else SHORT_OF_TARGET


def has_crossed(before: float | None, now: float | None) -> bool:
    """Return whether a ratio is on the other side of 1 than before.

    >>> has_crossed(0.5, 1.3), has_crossed(0.5, 1.0), has_crossed(None, 1.3)
    (True, False, False)
    """
    return before is not None and now is not None and _side(before) * _side(now) < 0


def _side(ratio: Fraction | float) -> int:
    return (ratio > 1) - (ratio < 1)


def _from_parity(ratio: Fraction) -> Fraction | float:
    """Return the larger likelihood of the two over the smaller."""
    return max(ratio, 1 / ratio) if ratio else inf
