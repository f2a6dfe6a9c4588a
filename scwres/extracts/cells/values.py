"""What a value of each sort of column is read as; None where it means nothing."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from scwres.ethnicity.codes import SCHEMES, code_before
from scwres.ethnicity.labels import category_of, words_of
from scwres.extracts.cells.dates import date_of, looks_like_a_date
from scwres.extracts.files.text import has_mojibake
from scwres.extracts.schema import ITEMS, Holds, header_name
from scwres.extracts.vocabulary import DECLINED, EMPLOYMENT, NO_ANSWER, STAGES, WORDS, WORDS_OF
from scwres.text.safety import as_meant, holds_email, holds_national_insurance_number

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from scwres.extracts.rules import Rules
    from scwres.extracts.schema import Column

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

#: Finds texts that may be of a row of totals, among many that are not.
_MAY_BE_TOTAL = (
    r"(?im)\btotals?\b|^\s*(?:sub\s*-?\s*total|overall|sum|count|headcount|everyone|whole\b.*|"
    r"all(?:\s+\w+)?)\W*$"
)

#: In lower case, one of these is part of every text that is found so.
_SIGNS_OF_TOTALS = ("total", "sum", "count", "all", "everyone", "whole")

#: What is said of such a row.
ROW_OF_TOTALS = ("looks like a row of totals", "Remove rows that add up the others.")

#: How a label of ethnicity was matched.
BY_SETTING = "added in scwres.toml"
BY_CODE = "by its code"
BY_WORDS = "by its words"
BY_BLANK = "blank"
BY_BOTH = "by its code and words"

#: Less than this a year is no full-time salary, but thousands, or pounds an hour.
LEAST_SALARY = 1_000

_SCIENTIFIC = r"\d+(?:\.\d+)?[Ee][+-]?\d+"

_POUNDS = r"£?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:\s*p\.?a\.?)?"


def reader_of(column: Column, rules: Rules) -> Callable[[str], str | None]:
    """Return what reads the values of a column, ethnicity apart; blank stays blank."""
    if column.name == "pay_band":
        return _band
    if column.holds is Holds.YES_NO:
        usual = {**WORDS, **WORDS_OF.get(column.name, {})}
        words = _with(usual, rules.words.get(column.name, {}))
        return partial(_word, words=words, declined=DECLINED)
    if column.holds is Holds.STAGE:
        return partial(_word, words=_with(STAGES, rules.stages))
    if column.holds is Holds.EMPLOYMENT:
        return partial(_word, words=_with(EMPLOYMENT, rules.employment))
    if column.holds is Holds.ITEM_NAME:
        return partial(_item_name, own={measure.item for measure in rules.measures})
    return _READ[column.holds]


def read_label(
    value: str, labels: Mapping[str, str], scheme: Mapping[str, str]
) -> tuple[str | None, str]:
    """Return the category of a label, and how it was matched; None and nothing without one.

    ``labels`` are those that were added, by their words; ``scheme`` the categories by code.
    """
    if added := labels.get(words_of(value)):
        return added, BY_SETTING
    if of_code := scheme.get(value.strip().casefold()):
        return of_code, BY_CODE
    if found := category_of(value):
        return found, BY_WORDS if value.strip() else BY_BLANK
    if parts := code_before(value):
        # "A - White British" says the same twice; where the two differ, it is asked about.
        code, label = parts
        found = category_of(label)
        if found in {one.get(code) for one in SCHEMES.values()}:
            return found, BY_BOTH
    return None, ""


@lru_cache(maxsize=4096)
def plain(value: str) -> str:
    """Return a word as vocabularies hold it: in lower case, its parts joined by a space.

    What else stands beside it stays: "Y?" is in doubt, and no "Y".

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
    """Return whether a text names what adds up others; in a row with few cells, also in part.

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
    """Return whether one of many texts may name what adds up others; a quick look.

    >>> may_be_total(["S0001", "S0002"]), may_be_total(["S0001", "Grand total:"])
    (False, True)
    """
    text = "\n".join(texts)
    folded = text.casefold()
    return any(sign in folded for sign in _SIGNS_OF_TOTALS) and bool(
        re.search(_MAY_BE_TOTAL, text)
    )


def _with(words: Mapping[str, str], said: Mapping[str, str]) -> dict[str, str]:
    return {**words, **{plain(word): means for word, means in said.items()}}


def _word(value: str, words: Mapping[str, str], declined: str = "") -> str | None:
    word = plain(value)
    if word in words:
        return words[word]
    if not value.strip():
        return ""
    return declined if word in NO_ANSWER else None


def _text(value: str) -> str | None:
    text = as_meant(" ".join(value.split()))
    if is_in_single_quotes(text) or is_escaped(text) or has_mojibake(text):
        return None
    if holds_email(text) or holds_national_insurance_number(text):
        return None
    is_sound = len(text) <= LONGEST_TEXT and text.isprintable() and not is_damaged(text)
    return text if is_sound else None


def _band(value: str) -> str | None:
    """Return a pay band; what Excel makes of one is none."""
    text = _text(value)
    if text and (looks_like_a_date(text) or is_scientific(text)):
        return None
    return "" if text and plain(text) in NO_ANSWER else text


def _date(value: str) -> str | None:
    day = date_of(value)
    return day.isoformat() if day else None if value.strip() else ""


def _money(value: str) -> str | None:
    """Return an amount in whole pounds a year; thousands and pounds an hour are none."""
    match = re.fullmatch(_POUNDS, value.strip())
    if not match:
        return None if value.strip() else ""
    digits = match[1].replace(",", "")
    return str(int(digits)) if len(digits) <= 7 and int(digits) >= LEAST_SALARY else None


def _item_name(value: str, own: Collection[str]) -> str | None:
    name = header_name(value)
    return name if name in ITEMS or name in own else None


def _people(value: str) -> str | None:
    number = value.strip()
    return number if number.isascii() and number.isdigit() and len(number) <= 12 else None


_READ: Mapping[Holds, Callable[[str], str | None]] = {
    Holds.TEXT: _text,
    Holds.ANSWER: _text,
    Holds.DATE: _date,
    Holds.MONEY: _money,
    Holds.PEOPLE: _people,
}
