"""Dates as extracts hold them, in the order of this country: day, month, year."""

from __future__ import annotations

import re
from datetime import date, timedelta

#: The day before Excel's first, as its serial numbers count (with its 29 February 1900).
_EXCEL_ZERO = date(1899, 12, 30)

#: Serials of the years 1980 to 2099: other numbers are no dates of anybody's work.
_SERIALS = range(29_221, 73_051)

#: Years of two digits from here on are of the last century.
LAST_CENTURY = 50

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

_TIME = r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp][Mm])?)?"
_YEAR_FIRST = rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}"
_DAY_FIRST = rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}|\d{{2}}){_TIME}"
_NAMED_MONTH = rf"(\d{{1,2}})(?:st|nd|rd|th)?[- ]([A-Za-z]{{3,9}})[- ,]+(\d{{4}}|\d{{2}}){_TIME}"


def date_of(text: str) -> date | None:
    """Return the day that a text names, or None.

    Year first, day first or with the month's name, with or without a time, or a serial
    number of Excel. 02/13/2024 is no date: the month stands second here.

    >>> date_of("03/04/2025"), date_of("3-Apr-25"), date_of("45750")
    (datetime.date(2025, 4, 3), datetime.date(2025, 4, 3), datetime.date(2025, 4, 3))
    >>> date_of("02/13/2024") is None
    True
    """
    text = text.strip()
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text):
        serial = int(text.partition(".")[0])
        return _EXCEL_ZERO + timedelta(days=serial) if serial in _SERIALS else None
    if match := re.fullmatch(_YEAR_FIRST, text):
        return _day(match[1], match[2], match[3])
    if match := re.fullmatch(_DAY_FIRST, text):
        return _day(match[3], match[2], match[1])
    if match := re.fullmatch(_NAMED_MONTH, text):
        month = _MONTHS.get(match[2].casefold())
        return _day(match[3], str(month), match[1]) if month else None
    return None


def _day(year: str, month: str, day: str) -> date | None:
    full_year = int(year)
    if len(year) == 2:
        full_year += 2000 if full_year < LAST_CENTURY else 1900
    try:
        return date(full_year, int(month), int(day))
    except ValueError:
        return None


def looks_like_a_date(text: str) -> bool:
    """Return whether Excel made a date of something else, such as a pay band of ``1-2``.

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
