"""Texts that a spreadsheet would take for a formula, made harmless and back.

An apostrophe before the text tells a spreadsheet that it is one (OWASP, "CSV Injection").
"""

from __future__ import annotations

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
