"""Rounding, once, at the edge: what a person reads; files carry full precision."""

from __future__ import annotations

from collections.abc import Collection
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


#: Ratios have so many decimals, and so many where counts were rounded.
RATIO_DECIMALS, RATIO_DECIMALS_ROUNDED = 2, 1


def ratio_text(ratio: float, decimals: int = RATIO_DECIMALS) -> str:
    """Return a ratio, or a limit of one, as it is printed everywhere.

    With more decimals than are asked for where it would otherwise be printed as 1 and is not,
    or as 0 and is more. A ratio so printed lies in its interval so printed: only what is within
    half a unit of 1 or of 0 has more decimals, and nothing else is printed between.

    >>> ratio_text(0.5505), ratio_text(1.0002), ratio_text(1.0), ratio_text(0.97, 1)
    ('0.55', '1.0002', '1.00', '0.97')
    >>> ratio_text(0.003), ratio_text(0.0), ratio_text(2.45, 1)
    ('0.003', '0.00', '2.5')
    """
    return rounded(ratio, ratio_decimals(ratio, decimals))


def ratio_decimals(ratio: float, decimals: int = RATIO_DECIMALS) -> int:
    """Return how many decimals a ratio is printed with, where so many are asked for.

    >>> ratio_decimals(0.5505), ratio_decimals(1.0002), ratio_decimals(0.97, 1)
    (2, 4, 2)
    """
    return _decimals_beside(ratio, {0.0, 1.0} - {ratio}, decimals)


def _decimals_beside(value: float, landmarks: Collection[float], decimals: int) -> int:
    """Return how many decimals keep a number from being printed as one that it is not."""
    while float(rounded(value, decimals).replace(",", "")) in landmarks:
        decimals += 1
    return decimals


def printed_ratio(ratio: float, decimals: int = RATIO_DECIMALS) -> Decimal:
    """Return a ratio as the number that is printed: what words are made from, and targets met by.

    >>> printed_ratio(0.5505), printed_ratio(1234.5)
    (Decimal('0.55'), Decimal('1234.50'))
    """
    return Decimal(ratio_text(ratio, decimals).replace(",", ""))


#: Percentages have so many decimals.
PERCENTAGE_DECIMALS = 1


def percentage(share: float, decimals: int = PERCENTAGE_DECIMALS) -> str:
    """Return a share between 0 and 1 as a percentage.

    >>> percentage(0.0285), percentage(0.5, 0)
    ('2.9%', '50%')
    """
    return f"{rounded(float(Decimal(repr(share)).scaleb(2)), decimals)}%"


def printed_share(share: float) -> Decimal:
    """Return a share as the number between 0 and 1 that is printed as a percentage.

    >>> printed_share(0.0285)
    Decimal('0.029')
    """
    return Decimal(rounded(float(Decimal(repr(share)).scaleb(2)), 1).replace(",", "")).scaleb(-2)


def points(gap: float) -> str:
    """Return a difference of shares in percentage points, always with its sign.

    >>> points(0.05), points(-0.0312), points(0.0)
    ('+5.0', '-3.1', '0.0')
    """
    text = rounded(float(Decimal(repr(gap)).scaleb(2)), 1)
    return f"+{text}" if float(text.replace(",", "")) > 0 else text


#: A p value below it is printed as less than it: none is printed as 0.
SMALLEST_P = 0.001

#: P values have so many decimals.
P_VALUE_DECIMALS = 3

#: The usual levels: on which side of one a p value lies is seen as it is printed.
LEVELS = frozenset({0.1, 0.05, 0.01})


def p_value_text(value: float) -> str:
    """Return a p value with three decimals, or that it is less than 0.001.

    With more where it would otherwise be printed as a level that it is not.

    >>> p_value_text(0.0412), p_value_text(0.0009), p_value_text(0.04968)
    ('0.041', '<0.001', '0.0497')
    """
    if value < SMALLEST_P:
        return f"<{SMALLEST_P}"
    return rounded(value, p_value_decimals(value))


def p_value_decimals(value: float) -> int:
    """Return how many decimals a p value is printed with."""
    return (
        P_VALUE_DECIMALS
        if value < SMALLEST_P
        else _decimals_beside(value, LEVELS - {value}, P_VALUE_DECIMALS)
    )


def limits_of_change(
    lower: float | None, upper: float | None, decimals: int = RATIO_DECIMALS
) -> str:
    """Return the interval of a change, which may have no upper end.

    >>> limits_of_change(1.02, 2.034), limits_of_change(None, None)
    ('1.02 to 2.03', '0.00 or more')
    >>> limits_of_change(0.4048, 0.9994)
    '0.40 to 0.999'
    """
    start = ratio_text(lower or 0.0, decimals)
    return f"{start} or more" if upper is None else f"{start} to {ratio_text(upper, decimals)}"
