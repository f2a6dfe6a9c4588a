"""Figures in words: one home, so that every format words a number alike."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from scwres.text.numbers import RATIO_DECIMALS, printed_ratio, ratio_text

#: A ratio this near to 1, rounded, is "about as likely" unless the finding says otherwise.
ABOUT_EQUAL = (Decimal("0.95"), Decimal("1.05"))

#: How a reading words people of unknown ethnicity, and people recorded too broadly for a group.
UNKNOWN_PHRASE = "Ethnicity is unknown for"
TOO_BROAD_PHRASE = "are recorded too broadly"

#: The findings that the groups differ.
DECIDED = ("worse", "better")

#: The words of the minority ethnic group: those of the government's style guide, or the
#: SC-WRES programme's own.
TERMINOLOGIES = ("gov", "programme")

#: The programme's words, by the usual ones; the longer first.
_IN_PROGRAMME: Mapping[str, str] = {
    "from ethnic minorities": "from Black, Asian and minoritised ethnic backgrounds",
    "from a minority ethnic background": "from a Black, Asian or minoritised ethnic background",
    "Ethnic minorities": "Black, Asian and minoritised ethnic people",
    "ethnic minorities": "Black, Asian and minoritised ethnic people",
    "minority ethnic": "Black, Asian and minoritised ethnic",
    "Minority ethnic": "Black, Asian and minoritised ethnic",
}


def worded(text: str, terminology: str) -> str:
    """Return a text of this program in a terminology; never use it on a text with a user's words.

    >>> worded("Staff from ethnic minorities left.", "programme")
    'Staff from Black, Asian and minoritised ethnic backgrounds left.'
    """
    if terminology == TERMINOLOGIES[0]:
        return text
    for usual, programmes in _IN_PROGRAMME.items():
        text = text.replace(usual, programmes)
    return text


def ratio_in_words(ratio: float, finding: str = "", decimals: int = RATIO_DECIMALS) -> str:
    """Return a relative likelihood in words, from its value as it is printed.

    Never "times more likely", which is read as either of two numbers. Where the finding is
    that the groups differ, the difference is a percentage however small it is.

    Parameters
    ----------
    decimals
        With how many decimals the ratio is printed.

    >>> ratio_in_words(0.5505), ratio_in_words(0.5149, decimals=1)
    ('45% less likely', 'half as likely')
    >>> ratio_in_words(2.3333), ratio_in_words(2.4468, decimals=1)
    ('more than twice as likely (2.33)', 'more than twice as likely (2.4)')
    >>> ratio_in_words(1.04), ratio_in_words(1.04, "worse")
    ('about as likely', '4% more likely')
    """
    value = printed_ratio(ratio, decimals)
    if ratio == 0:
        return "none"
    if ABOUT_EQUAL[0] <= value <= ABOUT_EQUAL[1] and finding not in DECIDED:
        return "about as likely"
    if value == Decimal("0.5"):
        return "half as likely"
    if value == 2:
        return "twice as likely"
    if value > 2:
        return f"more than twice as likely ({ratio_text(ratio, decimals)})"
    if value == 1:
        return "equally likely"
    percent = int((abs(value - 1) * 100).to_integral_value(ROUND_HALF_UP))
    side = "more" if value > 1 else "less"
    if percent == 0:
        return f"less than 1% {side} likely"
    if percent == 100 and value < 1:
        return f"more than 99% {side} likely"
    return f"{percent}% {side} likely"


def limit_in_words(limit: float, decimals: int = RATIO_DECIMALS) -> str:
    """Return a limit of an interval in the words of a ratio; 1 alone is equally likely.

    >>> limit_in_words(0.97), limit_in_words(1.0), limit_in_words(2.5)
    ('3% less likely', 'equally likely', 'more than twice as likely (2.50)')
    """
    return ratio_in_words(limit, DECIDED[0], decimals)


def as_odds(words: str) -> str:
    """Return the words of a ratio of likelihoods for one of odds.

    >>> as_odds("45% less likely"), as_odds("from half as likely to equally likely")
    ('45% lower', 'from half as high to equally high')
    """
    for likely, high in (("less likely", "lower"), ("more likely", "higher"), ("likely", "high")):
        words = words.replace(likely, high)
    return words
