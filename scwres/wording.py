"""Figures in words: one generator, so that every format says the same of a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scwres.rounding import rounded

if TYPE_CHECKING:
    from collections.abc import Mapping

#: A ratio this near to 1, rounded, is "about as likely" unless the finding says otherwise.
ABOUT_EQUAL = (0.95, 1.05)

#: What a reading says where it tells of people of whom too little is known for a group.
UNKNOWN_SAID = "Ethnicity is unknown for"
TOO_BROAD_SAID = "are recorded too broadly"

#: The findings that the groups differ.
DECIDED = ("worse", "better")

#: The words of the minority ethnic group: those of the government's style guide, or the
#: SC-WRES programme's own.
TERMINOLOGIES = ("gov", "programme")

#: What the programme says, by what is said otherwise; the longer first.
_IN_PROGRAMME: Mapping[str, str] = {
    "from ethnic minorities": "from Black, Asian and minoritised ethnic backgrounds",
    "from a minority ethnic background": "from a Black, Asian or minoritised ethnic background",
    "Ethnic minorities": "Black, Asian and minoritised ethnic people",
    "ethnic minorities": "Black, Asian and minoritised ethnic people",
    "minority ethnic": "Black, Asian and minoritised ethnic",
    "Minority ethnic": "Black, Asian and minoritised ethnic",
}


def worded(text: str, terminology: str) -> str:
    """Return a text of this program's in a terminology: never one that holds a user's words.

    >>> worded("Staff from ethnic minorities left.", "programme")
    'Staff from Black, Asian and minoritised ethnic backgrounds left.'
    """
    if terminology == TERMINOLOGIES[0]:
        return text
    for usual, programmes in _IN_PROGRAMME.items():
        text = text.replace(usual, programmes)
    return text


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


def limit_in_words(limit: float) -> str:
    """Return a limit of an interval in the words of a ratio; 1 alone is equally likely.

    >>> limit_in_words(0.97), limit_in_words(1.0), limit_in_words(2.5)
    ('3% less likely', 'equally likely', 'more than twice as likely (2.50)')
    """
    return "equally likely" if limit == 1 else ratio_in_words(limit, DECIDED[0])


def as_odds(words: str) -> str:
    """Return the words of a ratio of likelihoods for one of odds.

    >>> as_odds("45% less likely"), as_odds("from half as likely to equally likely")
    ('45% lower', 'from half as high to equally high')
    """
    for likely, high in (("less likely", "lower"), ("more likely", "higher"), ("likely", "high")):
        words = words.replace(likely, high)
    return words
