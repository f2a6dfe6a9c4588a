"""Figures in words: one home, so that every format words a number alike."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

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


class PercentApart(NamedTuple):
    """How far a ratio lies from 1, as "45%", and on which side, as "less likely".

    ``is_plain`` is unset where the amount is itself a range, as "less than 1%".
    """

    amount: str
    side: str
    is_plain: bool = True


def percent_apart(
    ratio: float, finding: str = "", decimals: int = RATIO_DECIMALS
) -> PercentApart | None:
    """Return a ratio as a percentage less or more likely; None where other words say it."""
    value = printed_ratio(ratio, decimals)
    is_near = ABOUT_EQUAL[0] <= value <= ABOUT_EQUAL[1] and finding not in DECIDED
    if ratio == 0 or is_near or value > 2 or value in _RATIOS_IN_WORDS:
        return None
    percent = int((abs(value - 1) * 100).to_integral_value(ROUND_HALF_UP))
    side = "more likely" if value > 1 else "less likely"
    if percent == 0:
        return PercentApart("less than 1%", side, is_plain=False)
    if percent == 100 and value < 1:
        return PercentApart("more than 99%", side, is_plain=False)
    return PercentApart(f"{percent}%", side)


#: The ratios that have words of their own.
_RATIOS_IN_WORDS: Mapping[Decimal, str] = {
    Decimal("0.5"): "half as likely",
    Decimal(1): "equally likely",
    Decimal(2): "twice as likely",
}


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
    if apart := percent_apart(ratio, finding, decimals):
        return f"{apart.amount} {apart.side}"
    value = printed_ratio(ratio, decimals)
    if ratio == 0:
        return "none"
    if value > 2:
        return f"more than twice as likely ({ratio_text(ratio, decimals)})"
    if ABOUT_EQUAL[0] <= value <= ABOUT_EQUAL[1] and finding not in DECIDED:
        return "about as likely"
    return _RATIOS_IN_WORDS[value]


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
