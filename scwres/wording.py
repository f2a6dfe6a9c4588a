"""Figures in words: one generator, so that every format says the same of a number."""

from __future__ import annotations

from scwres.rounding import rounded

#: A ratio this near to 1, rounded, is "about as likely" unless the finding says otherwise.
ABOUT_EQUAL = (0.95, 1.05)

#: The findings that the groups differ.
DECIDED = ("worse", "better")


def ratio_in_words(ratio: float, finding: str = "") -> str:
    """Return a relative likelihood in words, from its value rounded to two decimals.

    Never "times more likely", which is read as either of two numbers. Where the finding is
    that the groups differ, the difference is said as a percentage however small it is.

    >>> ratio_in_words(0.5505)
    '45% less likely'
    >>> ratio_in_words(2.3333)
    'more than twice as likely (2.33)'
    >>> ratio_in_words(1.04)
    'about as likely'
    """
    text = rounded(ratio, 2)
    value = float(text.replace(",", ""))
    if ratio == 0:
        return "none"
    if ABOUT_EQUAL[0] <= value <= ABOUT_EQUAL[1] and finding not in DECIDED:
        return "about as likely"
    if value == 0.5:
        return "half as likely"
    if value == 2:
        return "twice as likely"
    if value > 2:
        return f"more than twice as likely ({text})"
    percent = round(abs(value - 1) * 100)
    side = "more" if ratio > 1 else "less"
    if percent == 0:
        return f"less than 1% {side} likely"
    if percent == 100:
        return f"more than 99% {side} likely"
    return f"{percent}% {side} likely"
