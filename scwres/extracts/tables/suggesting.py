"""Which header may be that of a column that was not found: by its words, and the values below it.

A suggestion is a question. None is made that the header's own words contradict, or its values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from scwres.ethnicity.codes import SCHEMES
from scwres.ethnicity.labels import category_of
from scwres.extracts.cells.values import amount_of, date_of, looks_like_a_date, plain
from scwres.extracts.schema import KINDS, STAFF_ID, Column, Holds, header_name
from scwres.extracts.vocabulary import (
    AGREEMENT,
    COST_HEADERS,
    EMPLOYMENT,
    HEADERS,
    NO_ANSWER,
    STAGES,
    WORDS,
    WORDS_OF,
)
from scwres.text.phrases import nearest_word

#: Returns some values of a column, by its position; none where they are not at hand.
Sample = Callable[[int], Sequence[str]]


#: How alike two headers are of which one is a misspelling, from 0 to 1; and two words of them.
ALIKE = 0.74
MISSPELT = 0.8

#: How alike two headers are that part their words otherwise, such as "paygrade".
PARTED_OTHERWISE = 0.9

#: Words of headers of ids, and of those whose ids they are; and of ids of something else.
_ID_WORDS = "id|ids|ref|reference|no|nos|num|number|identifier|code|key|uid"
_WHOSE = (
    "staff|employee|emp|employees|worker|person|persons|personal|people|learner|user|payroll"
    "|personnel|esr|member|colleague|individual|delegate|trainee|attendee|hr|unique|officer"
    "|workforce|employment|assignment|id|pseudonym|pseudonymised|anonymised|anonymous|anon|oracle|sap"
)
_OTHER_IDS = re.compile(
    r"(^|_)(manager|managers|supervisor|line|reviewer|approver|national|insurance|ni|nino|nhs"
    r"|phone|telephone|mobile|contact|post|position|job|course|case|cost|team|vacancy|role"
    r"|requisition|candidate|applicant|application|respondent|collector|car|tax|type|grade"
    r"|department|organisation|location|site)(_|$)"
)
_OF_A_PERSON = re.compile(
    rf"(?:pers|pay)_?(?:no|num|number)$|ein$|username$|(?:^|.*_)(?:{_WHOSE})_(?:.*_)?(?:{_ID_WORDS})$|(?:{_WHOSE})+(?:{_ID_WORDS})$"
)

#: Words of a header that say what its column does not hold.
_NAMES = frozenset({"name", "names", "title", "description", "type", "provider", "location"})
_DAYS = frozenset({"date", "dates", "day", "dob"})
_NUMBERS = frozenset({"id", "ref", "reference", "number", "no", "identifier", "code"})
_CONTRADICTING: Mapping[Holds, frozenset[str]] = {
    Holds.DATE: _NAMES | _NUMBERS,
    Holds.YES_NO: _DAYS | _NUMBERS | {"name", "title"},
    Holds.MONEY: _DAYS | _NAMES | _NUMBERS,
    Holds.STAGE: _DAYS | _NUMBERS,
    Holds.EMPLOYMENT: _DAYS | _NUMBERS,
    Holds.ETHNICITY: _DAYS,
    Holds.TEXT: _DAYS,
}


def may_be_id(name: str) -> bool:
    """Return whether a header, as columns are named, may be that of people's ids.

    >>> may_be_id("learner_id"), may_be_id("personal_ref"), may_be_id("payrollno")
    (True, True, True)
    >>> may_be_id("pers_no"), may_be_id("ein"), may_be_id("username")
    (True, True, True)
    >>> may_be_id("line_manager_id"), may_be_id("case_id"), may_be_id("user_name")
    (False, False, False)
    """
    return bool(_OF_A_PERSON.match(name)) and not _OTHER_IDS.search(name)


def nearest_header(
    column: str, headers: Sequence[str], sample: Sample = lambda _: (), kind: str = ""
) -> str:
    """Return the header that may be that of a column: its words, or nearly; empty if none.

    Parameters
    ----------
    headers
        The headers of a table; blank in the place of one that is some other column.
    kind
        The name of the kind of extract; any kind that has the column where it is not given.

    Examples
    --------
    >>> nearest_header("cpd", ["Team", "Accessed CPD 24/25"])
    'Accessed CPD 24/25'
    >>> nearest_header("cpd_date", ["Course name"]), nearest_header("staff_id", ["Learner ID"])
    ('', 'Learner ID')
    """
    column_sought = _column_called(column, kind)
    candidates = [
        (header_name(header), header)
        for position, header in enumerate(headers)
        if header and not contradicts(column_sought, header_name(header), sample(position))
    ]
    if column == STAFF_ID.name:
        return next((header for name, header in candidates if may_be_id(name)), "")
    spellings = [header_name(text) for text in (column, *HEADERS.get(column, ()))]
    for spelling in spellings:
        for name, header in candidates:
            if _words_in_one_number(spelling) <= _words_in_one_number(name):
                return header
    return next(
        (
            header
            for spelling in spellings
            for name, header in candidates
            if _is_misspelt(name, spelling)
        ),
        "",
    )


def nearest_column(
    name: str, columns: Iterable[str], values: Sequence[str] = (), kind: str = ""
) -> str:
    """Return the column, of some, that a header may have meant; empty where it may be none."""
    for column in columns:
        if contradicts(_column_called(column, kind), name, values):
            continue
        if column == STAFF_ID.name and may_be_id(name):
            return column
        spellings = (header_name(text) for text in (column, *HEADERS.get(column, ())))
        if any(_is_misspelt(name, spelling) or _asks(name, spelling) for spelling in spellings):
            return column
    return ""


def _asks(name: str, spelling: str) -> bool:
    """Return whether a header is a question about harassment by those that a spelling names."""
    words = _words_in_one_number(spelling)
    return "harassment" in words and len(words) > 1 and words <= _words_in_one_number(name)


def _words_in_one_number(name: str) -> set[str]:
    """Return the words of a name, so that "manager" and "managers" are one."""
    return {word.removesuffix("s") for word in name.split("_")}


def _column_called(name: str, kind: str) -> Column | None:
    kinds = [KINDS[kind]] if kind else KINDS.values()
    return next(filter(None, (kind_of_extract.column(name) for kind_of_extract in kinds)), None)


def _is_misspelt(name: str, spelling: str) -> bool:
    """Return whether a header is one that is known, with letters or joints of words amiss.

    Word for word: "course_name" is nearly "course_date" as a whole, and something else.
    """
    if not nearest_word(name, [spelling], at_least=ALIKE):
        return False
    words, words_meant = name.split("_"), spelling.split("_")
    if len(words) != len(words_meant):
        return (
            nearest_word("".join(words), ["".join(words_meant)], at_least=PARTED_OTHERWISE) != ""
        )
    return all(
        _is_one_slip(word, word_meant) or nearest_word(word, [word_meant], at_least=MISSPELT) != ""
        for word, word_meant in zip(words, words_meant, strict=True)
    )


def _is_one_slip(word: str, other: str) -> bool:
    """Return whether a word is another with at most one letter more, fewer, other or moved."""
    shorter, longer = sorted((word, other), key=len)
    pairs = enumerate(zip(shorter, longer, strict=False))
    start = next((i for i, (first, second) in pairs if first != second), len(shorter))
    rest, others = shorter[start:], longer[start:]
    if len(shorter) == len(longer):
        return rest[1:] == others[1:] or rest[:2] + others[2:] == others[1::-1] + rest[2:]
    return rest == others[1:]


def may_be_cost(name: str, values: Iterable[str]) -> bool:
    """Return whether a column, by its name and its values, may hold what courses cost.

    >>> may_be_cost("course_cost", ["£120.00", "0"]), may_be_cost("cost_centre", ["AD-12"])
    (True, False)
    """
    amounts = [amount_of(text) is not None for text in values if text.strip()]
    return not COST_HEADERS.isdisjoint(name.split("_")) and bool(amounts) and all(amounts)


def contradicts(column: Column | None, name: str, values: Sequence[str]) -> bool:
    """Return whether the words of a header, or its values, show that it is no such column."""
    if column is None:
        return False
    own = {word for text in (column.name, *HEADERS.get(column.name, ())) for word in _words(text)}
    if (_CONTRADICTING.get(column.holds, frozenset()) & _words(name)) - own:
        return True
    filled = [text for text in map(str.strip, values) if text]
    return bool(filled) and 2 * sum(_fits(text, column) for text in filled) < len(filled)


def _words(text: str) -> set[str]:
    return set(header_name(text).split("_"))


def _fits(text: str, column: Column) -> bool:
    """Return whether a value may be one of a column."""
    word = plain(text)
    is_day = date_of(text) is not None and not text.isdigit()
    if column.holds is Holds.DATE:
        return date_of(text) is not None
    if column.holds is Holds.YES_NO:
        is_answer = word in WORDS or word in WORDS_OF.get(column.name, {}) or word in NO_ANSWER
        return is_answer or (column.is_item and word in AGREEMENT)
    if column.holds is Holds.MONEY:
        return re.fullmatch(r"£?[\d,]{4,}(\.\d+)?", text) is not None
    if column.holds is Holds.STAGE:
        return word in STAGES
    if column.holds is Holds.EMPLOYMENT:
        return word in EMPLOYMENT
    if column.holds is Holds.ETHNICITY:
        return category_of(text) is not None or any(
            text.casefold() in codes for codes in SCHEMES.values()
        )
    if column.holds is Holds.ID:
        return not is_day and " " not in text and word not in WORDS
    return not (is_day or looks_like_a_date(text) or word in AGREEMENT)
