"""Texts that a spreadsheet would read as a formula, made harmless and back.

An apostrophe before the text marks it as text (OWASP, "CSV Injection").
"""

from __future__ import annotations

import re

#: What a formula starts with; the last four are the full-width forms of the first.
STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n", "\0")


def neutralised(text: str) -> str:
    """Return a text as it may stand in a CSV file.

    >>> neutralised("=1+1"), neutralised("Adults")
    ("'=1+1", 'Adults')
    """
    return f"'{text}" if text.lstrip("'").startswith(STARTS) else text


def as_meant(text: str) -> str:
    """Return the text that :func:`neutralised` was given.

    >>> as_meant("'=1+1"), as_meant("'Adults'")
    ('=1+1', "'Adults'")
    """
    return text[1:] if text.startswith("'") and neutralised(text) != text else text


#: Two letters, six digits in pairs, and a last letter from A to D.
_NATIONAL_INSURANCE = r"(?i)(?<![^\W_])[A-Z]{2}(?:[ .-]?\d\d){3}[ .-]?[A-D](?![^\W_])"


def holds_email(text: str) -> bool:
    """Return whether a text holds an e-mail address.

    >>> holds_email("Adults (a.khan@example.gov.uk)"), holds_email("Team @ Northgate")
    (True, False)
    """
    return "@" in text and re.search(r"[^\s@]@[^\s@]+\.[^\s@]", text) is not None


def holds_national_insurance_number(text: str) -> bool:
    """Return whether a text holds a National Insurance number, spaced or not.

    >>> [holds_national_insurance_number(text) for text in ("qq 12 34 56 c", "SW1A 2AA")]
    [True, False]
    """
    return re.search(_NATIONAL_INSURANCE, text) is not None
