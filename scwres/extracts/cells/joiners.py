"""Who joined in the year, and left again in probation or within twelve months, from dates.

After what an action plan asks of the year's joiners (STANDARD: supporting measures
``left_in_probation`` and ``left_within_12_months``, out of those who joined).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from scwres.counts import NO, YES
from scwres.extracts.rules import Window

#: The items that dates of joiners tell.
LEFT_IN_PROBATION = "left_in_probation"
LEFT_WITHIN_12_MONTHS = "left_within_12_months"
ITEMS_OF_JOINERS = (LEFT_IN_PROBATION, LEFT_WITHIN_12_MONTHS)


class Employment(NamedTuple):
    """The days of a person's employment as year-month-day, blank where they are not known.

    ``has_left`` is whether they had left by the end of the period; None where no column shows it.
    """

    start: str
    last_day: str
    has_left: bool | None
    probation_end: str = ""


def has_joined(employment: Employment, window: Window) -> str:
    """Return whether a person joined in the period; blank where the start is not known."""
    if not employment.start:
        return ""
    return YES if window.holds(date.fromisoformat(employment.start)) else NO


def left_within_12_months(employment: Employment, window: Window) -> str:
    """Return whether a person left within twelve months of the start; blank if unknown.

    >>> year = Window(date(2024, 10, 1), date(2025, 9, 30))
    >>> left_within_12_months(Employment("2024-11-04", "2025-09-12", True), year)
    'yes'
    """
    if not employment.start:
        return ""
    return _left_by(employment, months_after(employment.start, 12), window)


def left_in_probation(employment: Employment, months: int | None, window: Window) -> str:
    """Return whether a person left before probation ended; blank if unknown.

    A day on which it ends takes the place of ``months`` after the start.

    >>> year = Window(date(2024, 10, 1), date(2025, 9, 30))
    >>> left_in_probation(Employment("2024-11-04", "2025-05-04", True), 6, year)
    'no'
    """
    if employment.probation_end:
        end = date.fromisoformat(employment.probation_end) + timedelta(days=1)
    elif employment.start and months is not None:
        end = months_after(employment.start, months)
    else:
        return ""
    return _left_by(employment, end, window)


def answers_of_joiner(
    employment: Employment, months: int | None, window: Window
) -> dict[str, str]:
    """Return both answers of a person who joined in the period; none of anyone else."""
    if has_joined(employment, window) != YES:
        return {}
    return {
        LEFT_IN_PROBATION: left_in_probation(employment, months, window),
        LEFT_WITHIN_12_MONTHS: left_within_12_months(employment, window),
    }


def months_after(start: str, months: int) -> date:
    """Return the first day that is no longer within some months of a start.

    Months end on the day before the same day of a later month, or with that month where it has no
    such day, as periods of months are reckoned in law.

    >>> months_after("2024-11-04", 6), months_after("2024-08-31", 6)
    (datetime.date(2025, 5, 4), datetime.date(2025, 3, 1))
    """
    day = date.fromisoformat(start)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:  # the month has no such day
        year, month = divmod(year * 12 + month + 1, 12)
        return date(year, month + 1, 1)


def _left_by(employment: Employment, end: date, window: Window) -> str:
    """Return whether a person left before a day, as far as the period shows it."""
    if employment.has_left is None:
        return ""
    if not employment.has_left:
        return NO
    if employment.last_day:
        return YES if date.fromisoformat(employment.last_day) < end else NO
    # Who left on a day that is not known left in the period at the latest.
    return YES if window.end < end else ""
