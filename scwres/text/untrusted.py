"""Texts from outside the program, made safe for a page, a chart or a file's name."""

from __future__ import annotations

import unicodedata

#: Turn the reading order round, hide, or break lines where none is meant.
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def printable(text: str) -> str:
    """Return a text without invisible letters: control characters, overrides of order.

    >>> printable(f"Adults{chr(0x202E)}{chr(0)} North")
    'Adults North'
    """
    if text.isprintable():  # of Python: it has none of them, and no line is broken
        return text
    return "".join(
        " " if letter in "\t\n\r" else letter
        for letter in text
        if letter in "\t\n\r" or unicodedata.category(letter) not in _UNSEEN
    )


def file_name(text: str) -> str:
    """Return a text as part of a file's name: lower case letters, digits and hyphens.

    >>> file_name("../By Team: CON"), file_name("é")
    ('by-team-con', 'e')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    words = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    return "-".join(words)[:60].strip("-")
