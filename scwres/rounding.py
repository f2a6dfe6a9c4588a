"""Rounding, once, at the edge: what a person reads; files carry full precision."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def rounded(value: float, decimals: int) -> str:
    """Return a number with so many decimals, halves rounded away from zero.

    The number's shortest decimal form is what is rounded, as a spreadsheet does: 2.675 is
    2.68, though its binary form lies just below.

    >>> rounded(2.675, 2), rounded(1.005, 2), rounded(-0.25, 1)
    ('2.68', '1.01', '-0.3')
    """
    step = Decimal(1).scaleb(-decimals)
    number = Decimal(repr(value)).quantize(step, rounding=ROUND_HALF_UP)
    return f"{number if number else abs(number):,}"


def percentage(share: float, decimals: int = 1) -> str:
    """Return a share between 0 and 1 as a percentage.

    >>> percentage(0.0285), percentage(0.5, 0)
    ('2.9%', '50%')
    """
    return f"{rounded(float(Decimal(repr(share)).scaleb(2)), decimals)}%"


def points(gap: float) -> str:
    """Return a difference of shares in percentage points, always with its sign.

    >>> points(0.05), points(-0.0312), points(0.0)
    ('+5.0', '-3.1', '0.0')
    """
    text = rounded(float(Decimal(repr(gap)).scaleb(2)), 1)
    return text if text.startswith("-") or float(text) == 0 else f"+{text}"
