"""Pieces of sentences: values, days, numbers, lists and suggestions, as messages write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from scwres.text.safety import (
    holds_national_insurance_number,
    personal_kind,
    place_name,
    visible,
)

#: The months in English, whatever the language of the system.
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)

#: Values that are described rather than shown, because their kind shows what went wrong.
_SHAPES = (
    (r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}( .*)?", "a date"),
    (r"\d{1,2}[- ][A-Za-z]{3,9}[- ]\d{2,4}", "a date"),
    (r"£?\d{1,3}(,\d{3})+(\.\d+)?", "a number with commas in it"),
    (r"£?\d{4,}(\.\d+)?", "a number of four digits or more"),
)


#: Characters of a value that a message may hold: a shifted column can put names where
#: categories should be, so no message repeats a long value.
VALUE_SHOWN = 30

#: Of a header, which the settings name a column by, so many.
LONGEST_HEADER = 150


def shown(value: str) -> str:
    """Return a value in quotes as a message may show it.

    Cut at 30 characters; a value that may identify a person, such as an id, an address, a
    postcode or a phone number, is described instead.

    >>> shown("maybe"), shown("01/02/2024"), shown("S0012345"), shown("SW1A 2AA")
    ("'maybe'", 'a date', 'a value of 8 characters', 'a postcode')
    """
    text = shown_whole(value)
    if text == f"'{value}'" and len(value) > VALUE_SHOWN:
        return f"'{value[: VALUE_SHOWN - 1]}…'"
    return text


def shown_whole(value: str) -> str:
    """Return a value in quotes as a message may show it, whole: the user sees what to fix.

    >>> shown_whole("Mixed or multiple ethnic groups, and no more"), shown_whole("S0012345")
    ("'Mixed or multiple ethnic groups, and no more'", 'a value of 8 characters')
    """
    if not value:
        return "a blank"
    for shape, what in _SHAPES:
        if re.fullmatch(shape, value):
            return what
    if kind := personal_kind(value):
        return kind
    is_personal = "@" in value or holds_national_insurance_number(value) or _holds_id(value)
    if is_personal or place_name(value) != visible(value):
        return f"a value of {len(value)} characters"
    return "'" + "".join(letter if letter.isprintable() else "?" for letter in value) + "'"


def as_shown(value: str) -> str:
    """Return a value as it may stand in a list, where messages do not describe it instead.

    >>> as_shown("White British"), as_shown("S0012345"), as_shown("")
    ('White British', 'a value of 8 characters', '')
    """
    text = shown_whole(value) if value else ""
    return text[1:-1] if text.startswith("'") else text


def _holds_id(value: str) -> bool:
    """Return whether a word of a text has so many digits that it may be a person's id.

    A year has four, and so does a code before a label.
    """
    words = re.findall(r"[^\W_]+", value)
    return any(
        sum(map(str.isdigit, word)) > 4 or (len(words) == 1 and sum(map(str.isdigit, word)) == 4)
        for word in words
    )


def header_shown(text: str) -> str:
    """Return a header as a message shows it: whole, unless it may be about a person.

    >>> header_shown("In the last 12  months, were you bullied by a manager?")
    "'In the last 12 months, were you bullied by a manager?'"
    """
    header = " ".join(text.split())
    is_cut = shown(header).endswith("…'")
    is_whole = is_cut and header.isprintable() and len(header) <= LONGEST_HEADER
    return f"'{header}'" if is_whole else shown(header)


def toml_string(text: str) -> str:
    r"""Return a text as a settings file writes it.

    >>> print(toml_string('Mixed "other"'))
    "Mixed \"other\""
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def day_in_words(day: date) -> str:
    """Return a day as it is written in English.

    >>> from datetime import date
    >>> day_in_words(date(2025, 9, 30))
    '30 September 2025'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def capital(text: str) -> str:
    """Return a text with a capital first letter.

    >>> capital("staff from ethnic minorities")
    'Staff from ethnic minorities'
    """
    return text[:1].upper() + text[1:]


def as_sentence(text: str) -> str:
    """Return a text with a stop at its end.

    >>> as_sentence(" Leavers were missing")
    'Leavers were missing.'
    """
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."


def number_of(number: int, noun: str) -> str:
    """Return a number of things.

    >>> number_of(1, "row"), number_of(1200, "row")
    ('1 row', '1,200 rows')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def rows_are(number: int) -> str:
    """Return a number of rows with its verb, for the start of a sentence.

    >>> rows_are(1), rows_are(1200)
    ('1 row is', '1,200 rows are')
    """
    return "1 row is" if number == 1 else f"{number:,} rows are"


def people_are(number: int) -> str:
    """Return a number of people with its verb, for the start of a sentence.

    >>> people_are(1), people_are(1200)
    ('1 person is', '1,200 people are')
    """
    return "1 person is" if number == 1 else f"{number:,} people are"


def in_words(parts: Sequence[str], last: str = "and") -> str:
    """Return parts as a phrase.

    >>> in_words(["Y", "N", "blank"], last="or")
    'Y, N or blank'
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def nearest_word(word: str, known: Iterable[str], *, at_least: float = 0.6) -> str:
    """Return the known word nearest to a mistyped one, whatever its case; empty without one.

    ``at_least`` is how alike the two must be, from 0 to 1.

    >>> nearest_word("pakistanni", ["Indian", "Pakistani"])
    'Pakistani'
    """
    from difflib import get_close_matches

    by_folded = {name.casefold(): name for name in known}
    close = get_close_matches(word.casefold(), by_folded, n=1, cutoff=at_least)
    return by_folded[close[0]] if close else ""


def nearest(word: str, known: Iterable[str], *, at_least: float = 0.6) -> str:
    """Return ``Did you mean 'x'?`` for the known word nearest to a mistyped one, or empty."""
    return did_you_mean(nearest_word(word, known, at_least=at_least))


def did_you_mean(word: str) -> str:
    """Return the question whether a word was meant; empty without one."""
    return f"Did you mean '{place_name(word)}'?" if word else ""
