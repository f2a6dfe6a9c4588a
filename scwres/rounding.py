"""Rounding, once, at the edge: what a person reads; files carry full precision."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal


def rounded(value: float, decimals: int) -> str:
    """Return a number with so many decimals, halves rounded away from zero.

    The number's shortest decimal form is what is rounded, as a spreadsheet does: 2.675 is
    2.68, though its binary form lies just below.

    >>> rounded(2.675, 2), rounded(1.005, 2), rounded(-0.25, 1)
    ('2.68', '1.01', '-0.3')
    """
    step = Decimal(1).scaleb(-decimals)
    # As many digits as the largest number has: a limit may be far off.
    number = Decimal(repr(value)).quantize(step, ROUND_HALF_UP, Context(prec=400))
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


#: A p value below it is printed as under it.
SMALLEST_P = 0.0005


def p_value_text(value: float) -> str:
    """Return a p value with three decimals, or that it is smaller than these can tell.

    >>> p_value_text(0.0412), p_value_text(0.0000001)
    ('0.041', 'under 0.001')
    """
    return rounded(value, 3) if value >= SMALLEST_P else "under 0.001"


def limits_of_change(lower: float | None, upper: float | None) -> str:
    """Return the interval of a change, which may have no upper end.

    >>> limits_of_change(1.02, 2.034), limits_of_change(None, None)
    ('1.02 to 2.03', '0.00 or more')
    """
    start = rounded(lower or 0, 2)
    return f"{start} or more" if upper is None else f"{start} to {rounded(upper, 2)}"
