"""Texts from outside that could do harm: formulas, what identifies a person, unseen letters.

An apostrophe before a formula marks it as text (OWASP, "CSV Injection"). What may identify a
person is known by its form alone: a name has none, and is not recognised.
"""

from __future__ import annotations

import re
from functools import lru_cache

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


#: What no letter or digit stands beside.
_ALONE = r"(?<![^\W_])(?:{})(?![^\W_])"

_EMAIL = r"[^\s@]+@[^\s@]+\.[^\s@]+"

#: Two letters, six digits in pairs, and a last letter from A to D.
_NATIONAL_INSURANCE = _ALONE.format(r"[A-Z]{2}(?:[ .-]?\d\d){3}[ .-]?[A-D]")

#: The letters that a postcode of the United Kingdom begins with.
_POSTCODE_AREAS = (
    "AB|AL|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE|"
    "K[ATWY]|L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|"
    "UB|W[ACDFNRSV]?|YO|ZE"
)
_POSTCODE = rf"(?:{_POSTCODE_AREAS})\d[A-Z\d]? ?(?!1ST|2ND|3RD|\dTH)\d[ABD-HJLNP-UW-Z]{{2}}"

#: A number of ten or eleven digits that begins as telephones of the United Kingdom do.
_PHONE = r"(?:(?:\+|00)44[ .-]?(?:\(0\))?|\(?0)[ .-]?[1-378](?:[ ().-]{0,2}\d){8,9}"

_MONTH = r"(?:0?[1-9]|1[0-2])"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH_NAME = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"

#: A day with its year, as ``{year}`` has it: year first, day first, with the month's name.
_DAYS = (
    rf"(?:{{year}}[-/._]{_MONTH}[-/._]{_DAY}|{_DAY}[-/._]{_MONTH}[-/._]{{year}}"
    rf"|{_DAY}(?:st|nd|rd|th)?[- ]{_MONTH_NAME}[- ,]{{{{1,2}}}}{{year}})"
)
_DATE = _DAYS.format(year=r"(?:19|20)\d\d") + r"(?:[ T]\d{1,2}:\d{2}.*)?"
_SHORT_DATE = rf"{_DAY}[-/]{_MONTH}[-/]\d\d|{_DAY}[- ]{_MONTH_NAME}[- ]\d\d"

#: The years in which people of working age were born: later days are those of extracts.
_BIRTH_YEAR = r"(?:19[3-9]\d|200\d|201[0-2])"
_BIRTHDAY = _DAYS.format(year=_BIRTH_YEAR)
_COMPACT_BIRTHDAY = rf"{_BIRTH_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"

#: Numbers in a name of five digits and more that are of no person: days and years of extracts,
#: and the codes of areas of the Office for National Statistics.
_OF_NO_PERSON = (
    r"20[1-9]\d(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?)?"
    r"|(?:20)?[12]\d(?:20)?[12]\d|[EKNSW]\d{8}|20[1-9]\d(?:0[1-9]|1[0-2])[0-3]\dT\d+"
)

#: The longest text that is looked at: what is longer is no name.
_LONGEST = 2_000


def holds_email(text: str) -> bool:
    """Return whether a text holds an e-mail address.

    >>> holds_email("Adults (a.khan@example.gov.uk)"), holds_email("Team @ Northgate")
    (True, False)
    """
    return "@" in text and re.search(_EMAIL, text) is not None


def holds_national_insurance_number(text: str) -> bool:
    """Return whether a text holds a National Insurance number, spaced or not.

    >>> [holds_national_insurance_number(text) for text in ("qq 12 34 56 c", "SW1A 2AA")]
    [True, False]
    """
    return re.search(_NATIONAL_INSURANCE, text, re.IGNORECASE) is not None


def personal_kind(text: str) -> str:
    """Return what a value by its form may say of a person; empty where it says nothing.

    A value that is a date, a postcode or a phone number as a whole: an address of a service may
    hold a postcode, and a financial year is not a date.

    >>> [personal_kind(text) for text in ("17/05/1980", "sw1a 2aa", "07700 900 123")]
    ['a date', 'a postcode', 'a phone number']
    >>> [personal_kind(text) for text in ("2024/25", "SW1 team", "12345", "SCP 12-17")]
    ['', '', '', '']
    """
    value = text.strip()
    digits = sum(map(str.isdigit, value))
    for form, what, least, most in (
        (rf"{_DATE}|{_SHORT_DATE}|{_COMPACT_BIRTHDAY}", "a date", 4, _LONGEST),
        (_POSTCODE, "a postcode", 2, 3),
        (_PHONE, "a phone number", 10, 14),
    ):
        if least <= digits <= most and re.fullmatch(form, value, re.IGNORECASE):
            return what
    return ""


def id_words(text: str) -> list[str]:
    """Return the words of a text that may be a person's id: with five digits or more.

    >>> id_words("S0047113 (Adults)"), id_words("Team 4"), id_words("E09000033 and 20250331")
    (['S0047113'], [], [])
    """
    return [
        word
        for word in re.findall(r"[^\W_]+", text[:_LONGEST])
        if sum(map(str.isdigit, word)) > 4 and not re.fullmatch(_OF_NO_PERSON, word, re.IGNORECASE)
    ]


def id_form(text: str) -> str:
    """Return how an id is written: ``A`` for each letter, ``9`` for each digit.

    >>> id_form("S0047113"), id_form("hr/12-a")
    ('A9999999', 'AA/99-A')
    """
    return "".join(
        "9" if letter.isdigit() else "A" if letter.isalpha() else letter for letter in text
    )


def visible(text: str) -> str:
    r"""Return a text with letters that cannot be seen written out, as Python writes them.

    Escape codes, line ends, overrides of the reading order, bytes that are no letter.

    >>> print(visible(f"hr{chr(27)}[31m{chr(0x202E)}{chr(10)}.csv"))
    hr\x1b[31m\u202e\n.csv
    """
    if text.isprintable():
        return text
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode("ascii")
        for letter in text
    )


@lru_cache(maxsize=4096)
def place_name(text: str) -> str:
    """Return the name of a file, a sheet or a column as messages and reports may show it.

    What may identify a person is masked by its kind, the rest stays: the place can be found.
    Days of extracts stay, those on which people were born do not.

    >>> place_name("a.khan@example.gov.uk 17-05-1980"), place_name("hr_2025-03-31.csv")
    ('[e-mail address] [date]', 'hr_2025-03-31.csv')
    >>> place_name("cases of S0047113"), place_name("QQ123456C.csv")
    ('cases of [number]', '[National Insurance number].csv')
    """
    if len(text) > _LONGEST:
        text = text[:_LONGEST]
    text = visible(text)
    if not any(letter.isdigit() or letter == "@" for letter in text):
        return text
    for form, what in _MASKS:
        text = re.sub(form, what, text, flags=re.IGNORECASE)
    for word in id_words(text):
        text = re.sub(_ALONE.format(re.escape(word)), "[number]", text)
    return text


def may_name_person(text: str) -> bool:
    """Return whether the name of a file may identify a person; digits alone may be an export's.

    >>> may_name_person("cases of S0047113.csv"), may_name_person("export_10234.csv")
    (True, False)
    """
    return any(re.search(form, text, re.IGNORECASE) for form, _ in _MASKS) or any(
        letter.isalpha() for word in id_words(text) for letter in word
    )


#: What is masked in a name, by its kind. In a path an address ends where a folder does.
#: Written out and not compiled: most runs meet no name with a digit or an at sign.
_MASKS = (
    (r"[^\s@/\\'\"(),;:<>]+@[^\s@/\\'\"(),;:<>]+\.[^\s@/\\'\"(),;:<>_]+", "[e-mail address]"),
    (_NATIONAL_INSURANCE, "[National Insurance number]"),
    (_ALONE.format(_BIRTHDAY), "[date]"),
    (_ALONE.format(_COMPACT_BIRTHDAY), "[date]"),
    (_ALONE.format(_PHONE), "[phone number]"),
    (_ALONE.format(_POSTCODE), "[postcode]"),
)
