"""Whether two releases are of the same organisation and period: yes, no, or to be asked about.

People write one name in several ways. What differs in capitals, spaces and punctuation alone is
the same; what is near is for the user to decide, because a wrong guess would leave two releases
of the same people unchecked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher
from enum import Enum
from typing import NamedTuple


class Likeness(Enum):
    """How two names, or two periods, are alike."""

    SAME = "same"
    NEAR = "near"
    DIFFERENT = "different"


class Period(NamedTuple):
    """The period of a release: as it was written, and its dates.

    Parameters
    ----------
    name
        As it was written; empty where nothing was.
    dates
        The first and the last day, as ISO dates; empty where the release has none.
    """

    name: str
    dates: tuple[str, ...] = ()


#: Words that councils put into their names or leave out.
_GENERIC = frozenset(
    (
        *("and", "authority", "borough", "city", "corporation", "council", "county", "district"),
        *("london", "metropolitan", "municipal", "of", "royal", "the", "unitary"),
    )
)

#: From this share of matching letters on, two words can be one with a slip.
NEAR_FROM = 0.85

#: Periods may share so many days, as the years up to two snapshots do, and still be two.
DAYS_SHARED = 31

#: A financial year: 2024/25, 2024-2025, FY 2024 to 25.
_FINANCIAL_YEAR = re.compile(r"(?:fy)?(\d{4})(?:to)?(\d{2}|\d{4})", re.ASCII)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)", re.ASCII)
_ISO_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)", re.ASCII)


def bare(name: str) -> str:
    """Return a name without capitals, spaces and punctuation.

    >>> bare(" 2024/25 "), bare("Borough of Example")
    ('202425', 'boroughofexample')
    """
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", name).casefold()))


def likeness_of_organisations(name: str, other: str) -> Likeness:
    """Return whether two names are of one organisation.

    >>> likeness_of_organisations("Borough of Example", "Example Borough Council").value
    'near'
    >>> likeness_of_organisations("North Example", "South Example").value
    'different'
    """
    if bare(name) == bare(other):
        return Likeness.SAME
    if not bare(name) or not bare(other):
        return Likeness.DIFFERENT
    own, others = _distinctive(name), _distinctive(other)
    is_near = sorted(own) == sorted(others) or _is_slip(own, others)
    return Likeness.NEAR if is_near else Likeness.DIFFERENT


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", name).casefold())


def _distinctive(name: str) -> list[str]:
    """Return the words of a name that not every council has."""
    words = _words(name)
    return [word for word in words if word not in _GENERIC] or words


def _is_slip(words: Sequence[str], others: Sequence[str]) -> bool:
    """Return whether names differ by a few letters, and by no digit."""
    return len(words) == len(others) and all(
        re.findall(r"\d", word) == re.findall(r"\d", other)
        and SequenceMatcher(None, word, other).ratio() >= NEAR_FROM
        for word, other in zip(words, others, strict=True)
    )


def likeness_of_periods(period: Period, other: Period) -> Likeness:
    """Return whether two periods are the same: by their dates, where both have them.

    >>> likeness_of_periods(Period("2024/25"), Period(" 2024-2025")).value
    'same'
    >>> likeness_of_periods(Period("2024/25"), Period("2024")).value
    'near'
    >>> likeness_of_periods(Period("2024/25"), Period("2025/26")).value
    'different'
    """
    if _key(period.name) == _key(other.name):
        return Likeness.SAME
    if period.dates and period.dates == other.dates:
        return Likeness.SAME
    if not period.name or not other.name:
        return Likeness.DIFFERENT
    spans = _span(period), _span(other)
    if spans[0] and spans[1]:
        return Likeness.NEAR if _overlap(spans[0], spans[1]) else Likeness.DIFFERENT
    years, others = (_years(each) for each in (period, other))
    is_near = bool(years & others) or _is_slip(_words(period.name), _words(other.name))
    return Likeness.NEAR if is_near else Likeness.DIFFERENT


def _key(name: str) -> str:
    """Return a period's name without capitals, spaces and punctuation; 2024-2025 as 2024/25."""
    text = bare(name)
    if match := _financial_year(text):
        return f"{match}{(match + 1) % 100:02}"
    return text


def _financial_year(text: str) -> int | None:
    """Return the year in which a financial year begins; None where it is not one."""
    match = _FINANCIAL_YEAR.fullmatch(text)
    if match is None:
        return None
    start, end = int(match[1]), int(match[2])
    return start if end in (start + 1, (start + 1) % 100) else None


def _span(period: Period) -> tuple[date, date] | None:
    """Return the first and the last day that a period can have; None where nothing shows them.

    A year alone can be one that starts, or ends, within it.
    """
    days = period.dates or tuple(_ISO_DAY.findall(period.name))
    try:
        if days:
            return date.fromisoformat(days[0]), date.fromisoformat(days[-1])
        text = bare(period.name)
        if year := _financial_year(text):
            return date(year, 4, 1), date(year + 1, 3, 31)
        if re.fullmatch(r"(19|20)\d\d", text, re.ASCII):
            return date(int(text), 1, 1), date(int(text), 12, 31)
    except ValueError:
        return None
    return None


def _overlap(span: Sequence[date], other: Sequence[date]) -> bool:
    """Return whether two periods share more than a few days."""
    shared = (min(span[1], other[1]) - max(span[0], other[0])).days + 1
    shorter = min((end - start).days + 1 for start, end in (span, other))
    return shared > min(DAYS_SHARED, shorter // 2)


def _years(period: Period) -> set[str]:
    """Return the years that a period names."""
    text = " ".join((period.name, *period.dates))
    years = set(_YEAR.findall(text))
    if year := _financial_year(bare(period.name)):
        years |= {str(year), str(year + 1)}
    return years
