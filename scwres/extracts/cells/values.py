"""The meaning of a value, by the kind of column, dates included; None where it means nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache, partial
from typing import NamedTuple

from scwres.counts import NO, PAY_BAND, YES
from scwres.ethnicity.codes import SCHEMES, code_before
from scwres.ethnicity.labels import category_of, lists_with, words_of
from scwres.extracts.files.text import has_mojibake
from scwres.extracts.rules import Rules
from scwres.extracts.schema import ASKED_HOW_OFTEN, ITEMS, Column, Holds, header_name
from scwres.extracts.vocabulary import (
    AT_SOME_TIME,
    DECLINED,
    EMPLOYMENT,
    NEVER,
    NO_ANSWER,
    STAGES,
    WORDS,
    WORDS_OF,
)
from scwres.text.phrases import MONTHS
from scwres.text.safety import as_meant, holds_email, holds_national_insurance_number

#: The day before Excel's first, as its serial numbers count (with its 29 February 1900).
_EXCEL_ZERO = date(1899, 12, 30)

#: Serials of the years 1980 to 2099: other numbers are not dates of employment.
_SERIALS = range(29_221, 73_051)

#: Years of eight digits without separators, such as 20250331: others are ids and amounts.
_COMPACT_YEARS = range(1950, 2100)

#: Years of employment: systems write days outside them where there is no date.
YEARS = range(1920, 2100)

#: Unix counts from this day, and exports a blank as it.
_UNIX_ZERO = date(1970, 1, 1)

#: Years of two digits from here on are of the last century.
LAST_CENTURY = 50

#: What Excel shows for the number 0 in a cell that is formatted as a date.
_EXCEL_NOUGHT = (1900, 1, 0)

_NUMBER_BY_MONTH = {
    name[:length]: number
    for number, name in enumerate(map(str.casefold, MONTHS), 1)
    for length in (3, 4, len(name))
}
#: Every date contains one of these: a separator, or the start of a month's name.
_SIGNS = ("-", "/", ".", *(name for name in _NUMBER_BY_MONTH if len(name) == 3))

_ZONE = r"(?: ?(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?"
_TIME = (
    rf"(?:[ T]\d{{1,2}}:\d{{2}}(?::\d{{2}}(?:[.,]\d+)?)?(?: ?[AaPp][Mm])?{_ZONE}"
    r"|Z|[+-]\d{2}:\d{2})?"
)
_YEAR_FIRST = rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}"
_DAY_FIRST = rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}|\d{{2}}){_TIME}"
_COMPACT = r"(\d{4})(\d{2})(\d{2})(?:T\d{4}(?:\d{2})?Z?)?"
_NAMED_MONTH = rf"(\d{{1,2}})(?:st|nd|rd|th)?[- ]([A-Za-z]{{3,9}})[- ,]+(\d{{4}}|\d{{2}}){_TIME}"


class _Parts(NamedTuple):
    """The numbers of a date, whether or not the day exists."""

    year: int
    month: int
    day: int

    @property
    def date(self) -> date | None:
        """The day; None where the calendar does not have it."""
        try:
            return date(*self)
        except ValueError:
            return None


def date_of(text: str) -> date | None:
    """Return the day that a text names, or None.

    Year first, day first or with the month's name, with or without a time, or a serial
    number of Excel. A time zone changes nothing: the day is the one that is written.
    02/13/2024 is not a date: the month stands second here. Nor is a day that systems write
    for no date, such as 01/01/1900.

    >>> date_of("03/04/2025"), date_of("3-Apr-25"), date_of("45750")
    (datetime.date(2025, 4, 3), datetime.date(2025, 4, 3), datetime.date(2025, 4, 3))
    >>> date_of("2025-04-03T00:00:00+01:00"), date_of("20250403")
    (datetime.date(2025, 4, 3), datetime.date(2025, 4, 3))
    >>> date_of("02/13/2024") is None, date_of("31/12/9999") is None
    (True, True)
    """
    text = text.strip()
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text):
        serial = int(text.partition(".")[0])
        return _EXCEL_ZERO + timedelta(days=serial) if serial in _SERIALS else None
    parts = _parts_of(text)
    if parts is None or _is_placeholder(parts):
        return None
    return parts.date


def is_compact_date(text: str) -> bool:
    """Return whether a text is a day in eight digits.

    >>> is_compact_date("20250331"), is_compact_date("20251331"), is_compact_date("12345678")
    (True, False, False)
    """
    return re.fullmatch(_COMPACT, text.strip()) is not None and date_of(text) is not None


def is_month_first(text: str) -> bool:
    """Return whether a date can only be read with the month before the day.

    >>> is_month_first("02/13/2024"), is_month_first("31/02/2024")
    (True, False)
    """
    parts = _parts_of(text.strip())
    if parts is None or not re.fullmatch(_DAY_FIRST, text.strip()):
        return False
    swapped = parts._replace(month=parts.day, day=parts.month)
    return parts.month > len(MONTHS) and swapped.date is not None


def is_impossible_date(text: str) -> bool:
    """Return whether a text is written as a date that the calendar does not have.

    >>> [is_impossible_date(text) for text in ("31/02/2025", "00/00/0000", "02/13/2024")]
    [True, True, False]
    """
    parts = _parts_of(text.strip())
    return parts is not None and parts.date is None and not is_month_first(text)


def is_placeholder_date(text: str) -> bool:
    """Return whether a text is a date that systems write where there is none.

    >>> is_placeholder_date("01/01/1900"), is_placeholder_date("31-DEC-4712")
    (True, True)
    """
    parts = _parts_of(text.strip())
    return parts is not None and _is_placeholder(parts)


def _is_placeholder(parts: _Parts) -> bool:
    if parts in (_EXCEL_NOUGHT, _UNIX_ZERO.timetuple()[:3]):
        return True
    return parts.date is not None and parts.year not in YEARS


def _parts_of(text: str) -> _Parts | None:
    """Return the numbers of a date that is written out; None for any other text."""
    if match := re.fullmatch(_YEAR_FIRST, text):
        return _in_full(match[1], match[2], match[3])
    if match := re.fullmatch(_DAY_FIRST, text):
        return _in_full(match[3], match[2], match[1])
    if match := re.fullmatch(_NAMED_MONTH, text):
        month = _NUMBER_BY_MONTH.get(match[2].casefold())
        return _in_full(match[3], str(month), match[1]) if month else None
    if match := re.fullmatch(_COMPACT, text):
        parts = _in_full(match[1], match[2], match[3])
        return parts if parts.date and parts.year in _COMPACT_YEARS else None
    return None


def _in_full(year: str, month: str, day: str) -> _Parts:
    full_year = int(year)
    if len(year) == 2:
        full_year += 2000 if full_year < LAST_CENTURY else 1900
    return _Parts(full_year, int(month), int(day))


def looks_like_a_date(text: str) -> bool:
    """Return whether Excel made a date of something else, such as a pay band of ``1-2``.

    Eight digits are not a date here: Excel writes none, and they may be a band's number.

    >>> looks_like_a_date("02-Jan"), looks_like_a_date("Jan-24"), looks_like_a_date("Band 2")
    (True, True, False)
    """
    text = text.strip()
    if not any(sign in text.casefold() for sign in _SIGNS):
        return False
    if any(re.fullmatch(shape, text) for shape in (_YEAR_FIRST, _DAY_FIRST, _NAMED_MONTH)):
        return True
    match = re.fullmatch(r"(\d{1,2})[- ]([A-Za-z]{3,9})|([A-Za-z]{3,9})[- ](\d{2}|\d{4})", text)
    return match is not None and (match[2] or match[3]).casefold() in _NUMBER_BY_MONTH


#: A unit or a pay band longer than this is a sentence that landed in the wrong column.
LONGEST_TEXT = 100

#: First words of rows that add up the others.
TOTALS = frozenset(
    {
        *("total", "totals", "grand total", "subtotal", "sub total", "overall total", "sum"),
        *("overall", "all", "all staff", "all employees", "all grades", "all bands", "headcount"),
        *("all directorates", "all teams", "all units", "whole council", "whole organisation"),
        *("council total", "total headcount", "count", "grand totals", "everyone"),
    }
)

#: Matches texts that may be of a row of totals.
_MAY_BE_TOTAL = (
    r"(?im)\btotals?\b|^\s*(?:sub\s*-?\s*total|overall|sum|count|headcount|everyone|whole\b.*|"
    r"all(?:\s+\w+)?)\W*$"
)

#: In lower case, every text that matches contains one of these.
_SIGNS_OF_TOTALS = ("total", "sum", "count", "all", "everyone", "whole")

#: The message about such a row.
ROW_OF_TOTALS = (
    "looks like a row of totals",
    "Remove rows that add up other rows.",
    "not-one-table",
)

#: How a label of ethnicity was matched.
BY_SETTING = "added in scwres.toml"
BY_CODE = "by its code"
BY_WORDS = "by its words"
BY_BLANK = "blank"
BY_BOTH = "by its code and words"

#: An amount below this is not a full-time salary a year, but thousands, or pounds an hour.
LEAST_SALARY = 1_000

_SCIENTIFIC = r"\d+(?:\.\d+)?[Ee][+-]?\d+"

_POUNDS = r"£?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:\s*p\.?a\.?)?"


_AMOUNT = r"(?:£|GBP)?\s*(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:\s*GBP)?"


def reader_of(column: Column, rules: Rules) -> Callable[[str], str | None]:
    """Return the function that reads the values of a column other than ethnicity."""
    if column.name == PAY_BAND:
        return _band
    if rules.reached and column.name in rules.reached.items:
        # Its own statuses alone: elsewhere "declined" is no answer, and "rejected" a no.
        return partial(_status, answers=_with({}, rules.reached.answers(column.name)))
    if column.name in rules.above and column.holds is Holds.YES_NO:
        words = _with({}, rules.words.get(column.name, {}))
        return partial(_is_above, least=rules.above[column.name], words=words)
    if column.holds is Holds.YES_NO:
        usual = {**WORDS, **WORDS_OF.get(column.name, {})}
        words = _with(usual, rules.words.get(column.name, {}))
        if column.name in ASKED_HOW_OFTEN:
            return partial(_how_often, words=words)
        return partial(_word, words=words, declined=DECLINED)
    if column.holds is Holds.STAGE:
        return partial(_word, words=_with(STAGES, rules.stages))
    if column.holds is Holds.EMPLOYMENT:
        return partial(_word, words=_with(EMPLOYMENT, rules.employment))
    if column.holds is Holds.ITEM_NAME:
        return partial(_item_name, own={measure.item for measure in rules.measures})
    return _READERS[column.holds]


def read_label(
    value: str, labels: Mapping[str, str], scheme: Mapping[str, str]
) -> tuple[str | None, str]:
    """Return the category of a label and how it was matched; None and an empty text without one.

    ``labels`` are the labels of the settings, by their words; ``scheme`` the categories by code.
    """
    if category_in_settings := labels.get(words_of(value)):
        return category_in_settings, BY_SETTING
    if category_by_code := scheme.get(value.strip().casefold()):
        return category_by_code, BY_CODE
    if category := category_of(value):
        return category, _by_words(value) if value.strip() else BY_BLANK
    if parts := code_before(value):
        # "A - White British" says the same twice; where the two differ, it is asked about.
        code, label = parts
        category = category_of(label)
        if category and category in {known.get(code) for known in SCHEMES.values()}:
            return category, BY_BOTH
    return None, ""


def _by_words(label: str) -> str:
    """Return the published list that prints a label, those in use in England first."""
    lists = lists_with(label)
    return f"printed in {lists[0].title}" if lists else BY_WORDS


@lru_cache(maxsize=4096)
def plain(value: str) -> str:
    """Return a word as vocabularies hold it: in lower case, its parts joined by a space.

    Other characters stay: "Y?" is doubtful, and not "Y".

    >>> plain("Fixed-Term"), plain(" N/A "), plain("Don't know"), plain("Y?")
    ('fixed term', 'n a', 'dont know', 'y?')
    """
    folded = value.casefold().replace("'", "").replace("\u2019", "")
    return " ".join(re.sub(r"(?<=\w)[-_/\u2013](?=\w)", " ", folded).split())


def is_in_single_quotes(text: str) -> bool:
    """Return whether a text was written with the wrong quotation marks."""
    return len(text) > 1 and text[0] == text[-1] and text[0] in "'`"


def is_scientific(text: str) -> bool:
    """Return whether a text is a number as a spreadsheet shortens it, such as 1E5."""
    return text[:1].isdigit() and re.fullmatch(_SCIENTIFIC, text) is not None


def is_escaped(text: str) -> bool:
    """Return whether a backslash in a text shows that quotes were escaped by one."""
    return text.endswith("\\") or '\\"' in text or "\\," in text


def is_damaged(text: str) -> bool:
    """Return whether a text is what Excel leaves behind, or a row of totals."""
    return text.startswith(("#", '="')) or is_total(text)


def is_total(text: str, *, in_sparse_row: bool = False) -> bool:
    """Return whether a text names a row of totals; in a row with few cells, also in part.

    >>> is_total("Grand total:"), is_total("Adults Total"), is_total("Total Care Ltd")
    (True, False, False)
    >>> is_total("Adults Total", in_sparse_row=True), is_total("Total staff", in_sparse_row=True)
    (True, True)
    """
    words = plain(text).strip(" .:;*")
    if words in TOTALS:
        return True
    return in_sparse_row and bool(re.match(r"(?:sub ?)?totals?\b|.*\btotals?$", words))


def may_be_total(texts: Iterable[str]) -> bool:
    """Return whether any of many texts may be of a row of totals: a quick check.

    >>> may_be_total(["S0001", "S0002"]), may_be_total(["S0001", "Grand total:"])
    (False, True)
    """
    text = "\n".join(texts)
    folded = text.casefold()
    return any(sign in folded for sign in _SIGNS_OF_TOTALS) and bool(
        re.search(_MAY_BE_TOTAL, text)
    )


def _with(words: Mapping[str, str], additions: Mapping[str, str]) -> dict[str, str]:
    return {**words, **{plain(word): meaning for word, meaning in additions.items()}}


def _word(value: str, words: Mapping[str, str], declined: str = "") -> str | None:
    word = plain(value)
    if word in words:
        return words[word]
    if not value.strip():
        return ""
    return declined if word in NO_ANSWER else None


def _how_often(value: str, words: Mapping[str, str]) -> str | None:
    """Return whether something happened, from a word for yes or no or from how often it did."""
    if (answer := _word(value, words, DECLINED)) is not None:
        return answer
    word = plain(value)
    if re.fullmatch(NEVER, word):
        return NO
    return YES if re.fullmatch(AT_SOME_TIME, word) else None


def _status(value: str, answers: Mapping[str, str]) -> str | None:
    return answers.get(plain(value)) if value.strip() else ""


def _text(value: str) -> str | None:
    text = as_meant(" ".join(value.split()))
    if is_in_single_quotes(text) or is_escaped(text) or has_mojibake(text):
        return None
    if holds_email(text) or holds_national_insurance_number(text):
        return None
    is_sound = len(text) <= LONGEST_TEXT and text.isprintable() and not is_damaged(text)
    return text if is_sound else None


def _band(value: str) -> str | None:
    """Return a pay band; None for what Excel makes of one, such as a date."""
    text = _text(value)
    if text and (looks_like_a_date(text) or is_scientific(text)):
        return None
    return "" if text and plain(text) in NO_ANSWER else text


def _date(value: str) -> str | None:
    day = date_of(value)
    return day.isoformat() if day else None if value.strip() else ""


def _money(value: str) -> str | None:
    """Return an amount in whole pounds a year; None for thousands and pounds an hour."""
    match = re.fullmatch(_POUNDS, value.strip())
    if not match:
        return None if value.strip() else ""
    digits = match[1].replace(",", "")
    return str(int(digits)) if len(digits) <= 7 and int(digits) >= LEAST_SALARY else None


def amount_of(text: str) -> Decimal | None:
    """Return an amount as systems write it, in pounds or any other unit; None for other texts.

    >>> amount_of("£1,250.50"), amount_of("0"), amount_of("free")
    (Decimal('1250.50'), Decimal('0'), None)
    """
    match = re.fullmatch(_AMOUNT, text.strip())
    return Decimal(match[1].replace(",", "")) if match else None


def _is_above(value: str, least: Decimal, words: Mapping[str, str]) -> str | None:
    """Return whether an amount is above another; what the settings say of a word."""
    amount = amount_of(value)
    if amount is not None:
        return YES if amount > least else NO
    word = plain(value)
    return words.get(word, DECLINED if word in NO_ANSWER else None if value.strip() else "")


def _item_name(value: str, own: Collection[str]) -> str | None:
    name = header_name(value)
    return name if name in ITEMS or name in own else None


def _people(value: str) -> str | None:
    number = value.strip()
    return number if number.isascii() and number.isdigit() and len(number) <= 12 else None


_READERS: Mapping[Holds, Callable[[str], str | None]] = {
    Holds.TEXT: _text,
    Holds.ANSWER: _text,
    Holds.DATE: _date,
    Holds.MONEY: _money,
    Holds.PEOPLE: _people,
}
