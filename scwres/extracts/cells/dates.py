"""Dates as extracts hold them, in the order of this country: day, month, year."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

#: The day before Excel's first, as its serial numbers count (with its 29 February 1900).
_EXCEL_ZERO = date(1899, 12, 30)

#: Serials of the years 1980 to 2099: other numbers are no dates of anybody's work.
_SERIALS = range(29_221, 73_051)

#: Years of eight digits without separators, such as 20250331: others are ids and amounts.
_COMPACT_YEARS = range(1950, 2100)

#: Years of anybody's work: systems write days outside them where there is no date.
_YEARS = range(1920, 2100)

#: Unix counts from this day, and exports a blank as it.
_UNIX_ZERO = date(1970, 1, 1)

#: Years of two digits from here on are of the last century.
LAST_CENTURY = 50

MONTHS = 12

#: What Excel shows for the number 0 in a cell that is formatted as a date.
_EXCEL_NOUGHT = (1900, 1, 0)

_MONTHS = {
    name[:length]: number
    for number, name in enumerate(
        (
            *("january", "february", "march", "april", "may", "june"),
            *("july", "august", "september", "october", "november", "december"),
        ),
        1,
    )
    for length in (3, 4, len(name))
}
#: A date holds one of these: a separator, or the start of a month's name.
_SIGNS = ("-", "/", ".", *(name for name in _MONTHS if len(name) == 3))

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
    """A date's numbers, whether or not there is such a day."""

    year: int
    month: int
    day: int

    @property
    def date(self) -> date | None:
        """The day; None where the calendar has no such day."""
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
    if parts is None or _is_no_date(parts):
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
    turned = parts._replace(month=parts.day, day=parts.month)
    return parts.month > MONTHS and turned.date is not None


def is_no_day(text: str) -> bool:
    """Return whether a text is written as a date, and the calendar has no such day.

    >>> is_no_day("31/02/2025"), is_no_day("00/00/0000"), is_no_day("02/13/2024")
    (True, True, False)
    """
    parts = _parts_of(text.strip())
    return parts is not None and parts.date is None and not is_month_first(text)


def stands_for_no_date(text: str) -> bool:
    """Return whether a text is a day that systems write where there is no date.

    >>> stands_for_no_date("01/01/1900"), stands_for_no_date("31-DEC-4712")
    (True, True)
    """
    parts = _parts_of(text.strip())
    return parts is not None and _is_no_date(parts)


def _is_no_date(parts: _Parts) -> bool:
    if parts in (_EXCEL_NOUGHT, _UNIX_ZERO.timetuple()[:3]):
        return True
    return parts.date is not None and parts.year not in _YEARS


def _parts_of(text: str) -> _Parts | None:
    """Return the numbers of a date that is written out; None where a text is no such date."""
    if match := re.fullmatch(_YEAR_FIRST, text):
        return _in_full(match[1], match[2], match[3])
    if match := re.fullmatch(_DAY_FIRST, text):
        return _in_full(match[3], match[2], match[1])
    if match := re.fullmatch(_NAMED_MONTH, text):
        month = _MONTHS.get(match[2].casefold())
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
    return match is not None and (match[2] or match[3]).casefold() in _MONTHS
