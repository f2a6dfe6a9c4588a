"""What the header of a survey asks about, by its words: harassment by whom, and in which time."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from scwres.extracts.schema import ETHNICITY, HARASSMENT_ITEMS
from scwres.extracts.vocabulary import NO_ANSWER
from scwres.text.phrases import header_shown, in_words

PUBLIC, COLLEAGUES, MANAGERS = HARASSMENT_ITEMS


class Period(StrEnum):
    """The time that a question asks about."""

    YEAR = "the last 12 months"
    OTHER = "another period than 12 months"
    NONE = "no period"


class Question(NamedTuple):
    """A question on having experienced harassment: by whom, and when.

    ``choice`` is the answer that its column is for, where each answer has a column of its own;
    then ``stem`` is what those columns have in common.
    """

    items: frozenset[str]
    period: Period
    stem: str = ""
    choice: str = ""

    @property
    def item(self) -> str:
        """The item that is asked about; empty where that is not clear."""
        is_clear = self.period is Period.YEAR and len(self.items) == 1
        return next(iter(self.items)) if is_clear else ""

    @property
    def may_have_several_answers(self) -> bool:
        """Whether the answers of one column may say who harassed, out of several."""
        return self.period is Period.YEAR and len(self.items) != 1 and not self.choice


_HARASSED = re.compile(r"\b(?:harass\w*|bull(?:y|ied|ying)|abus(?:e|ed|ive))\b")

#: Words of questions on what followed harassment, or on that of others.
_NOT_EXPERIENCED = re.compile(
    r"\b(?:report\w*|witness\w*|saw|seen|heard|aware|know|confiden\w+|polic(?:y|ies)|procedures?"
    r"|training|reasons?|because|why|describe|details?|comments?|handled|dealt|tell us|if yes"
    r"|if so|if you|action|tackle\w*|prevent\w*|tolera\w+|would you|agree|other please specify)\b"
)

_BY_WHOM: Mapping[str, re.Pattern[str]] = {
    PUBLIC: re.compile(
        r"\b(?:public|people who (?:use|draw on|receive|access)|people (?:we|you|i) support"
        r"|service users?|clients?|patients?|customers?|relatives?|famil(?:y|ies)|carers?"
        r"|residents?)\b"
    ),
    COLLEAGUES: re.compile(r"\b(?:colleagues?|co ?workers?|peers?)\b"),
    MANAGERS: re.compile(r"\b(?:managers?|management|supervisors?)\b"),
}

_YEAR = re.compile(
    r"\b(?:(?:last|past|previous|preceding) )?(?:12|twelve) months\b"
    r"|\b(?:last|past|previous|preceding) year\b|\bin the year\b|\b20\d\d (?:to )?(?:20)?\d\d\b"
)
_OTHER_PERIOD = re.compile(
    r"\b(?:\w+ (?:days|weeks|months|years)|(?:last|past|previous|this) (?:week|month|quarter|year)"
    r"|ever|since|career|currently)\b"
)

#: A question and one of its answers, in a header: "Q5: Managers", "Q5 [Managers]".
_SPLIT = re.compile(
    r"(?P<stem>.*\S)(?:\s*[:|]\s*|\s+[-\u2013\u2014]\s+|\s*\[)(?P<choice>[^:|\[\]]*[^:|\[\]\s])\]?\s*"
)

_ASKS_ETHNICITY = re.compile(r"(?:\w+ )?(?:what|which|how)\b.*\bethnic(?:ity| \w+)?\b.*")
_NOT_ITS_ETHNICITY = re.compile(r"\b(?:specify|other|pay|gap|ask\w*|diverse|diversity)\b")

#: The choice of nobody, and that of no answer.
_NOBODY = re.compile(
    r"(?:none\b.*|no one|nobody|no|never|not at all|(?:no )?i have not\b.*|not experienced\b.*"
    r"|no i have(?: not|nt)\b.*)"
)
_NO_ANSWER = re.compile(r"(?:i )?(?:would )?(?:prefer|rather) not\b.*")


def words_of_question(text: str) -> str:
    """Return the words of a text in lower case, without punctuation.

    >>> words_of_question("Q5. Bullied, by managers?")
    'q5 bullied by managers'
    """
    folded = text.casefold().replace("'", "").replace("\u2019", "")
    return " ".join(re.findall(r"[^\W_]+", folded))


@lru_cache(maxsize=4096)
def question_of(header: str) -> Question | None:
    """Return what a header asks about harassment; None where it asks about something else.

    >>> question_of("In the last 12 months, were you bullied by a manager?").item
    'harassment_managers'
    >>> question_of("Harassed in the past year by any of these? [Colleagues]").item
    'harassment_colleagues'
    >>> question_of("Have you ever been harassed by the public?").item
    ''
    >>> question_of("Did you report the harassment?") is None
    True
    """
    stem, choice = split_header(header)
    if choice and _HARASSED.search(words_of_question(stem)):
        words = words_of_question(stem)
        items = items_named(choice)
    else:
        stem = choice = ""
        words = words_of_question(header)
        items = items_named(header)
    if not _HARASSED.search(words) or _NOT_EXPERIENCED.search(words):
        return None
    return Question(items, _period(words), stem, choice)


def split_header(header: str) -> tuple[str, str]:
    """Return the question of a header and the answer that its column is for; blank without one.

    >>> split_header("Q5: Managers"), split_header("Q5 [Managers]"), split_header("Comments")
    (('Q5', 'Managers'), ('Q5', 'Managers'), ('', ''))
    """
    match = _SPLIT.fullmatch(" ".join(header.split()))
    return (match["stem"], match["choice"]) if match else ("", "")


def items_named(text: str) -> frozenset[str]:
    """Return the items on harassment whose people a text names.

    >>> sorted(items_named("Managers or colleagues")), items_named("Someone else")
    (['harassment_colleagues', 'harassment_managers'], frozenset())
    """
    words = words_of_question(text)
    return frozenset(item for item, names in _BY_WHOM.items() if names.search(words))


def _period(words: str) -> Period:
    without_year = _YEAR.sub(" ", words)
    if _OTHER_PERIOD.search(without_year):
        return Period.OTHER
    return Period.YEAR if without_year != words else Period.NONE


def is_nobody(text: str) -> bool:
    """Return whether a choice says that nobody harassed the person.

    >>> is_nobody("None of these"), is_nobody("No, I have not"), is_nobody("Managers")
    (True, True, False)
    """
    return _NOBODY.fullmatch(words_of_question(text)) is not None


def is_no_answer(text: str) -> bool:
    """Return whether a choice is that of no answer.

    >>> is_no_answer("I'd prefer not to say"), is_no_answer("Prefer not to say")
    (True, True)
    """
    words = words_of_question(text).removeprefix("id ")
    return words in NO_ANSWER or _NO_ANSWER.fullmatch(words) is not None


@lru_cache(maxsize=4096)
def column_asked_about(header: str) -> str:
    """Return the column of a survey that a question clearly asks for; empty for any other header.

    >>> column_asked_about("How would you describe your ethnic background?")
    'ethnicity'
    """
    if question := question_of(header):
        return question.item
    words = words_of_question(header)
    is_ethnicity = _ASKS_ETHNICITY.fullmatch(words) and not _NOT_ITS_ETHNICITY.search(words)
    return ETHNICITY.name if is_ethnicity else ""


def doubt_of(header: str) -> str:
    """Return why a question on harassment is not read, in words; empty where none is in doubt.

    >>> doubt_of("Have you ever been harassed by the public?")
    'asks about another period than 12 months'
    """
    question = question_of(header)
    if question is None or question.item:
        return ""
    if question.period is not Period.YEAR:
        return f"asks about {question.period}"
    if not question.items:
        return "does not show who the harassment was from"
    return "asks about several groups of people at once"


def holds_choices(header: str) -> bool:
    """Return whether a column holds choices of a question on harassment in the year.

    >>> holds_choices("Harassed in the last 12 months by any of these?: None of these")
    True
    """
    question = question_of(header)
    if question is None or question.period is not Period.YEAR:
        return False
    return question.may_have_several_answers or bool(question.choice)


def doubts_of(header: Sequence[str], known: Collection[str]) -> dict[int, str]:
    """Return why questions on harassment are not read, and what to do, by their positions.

    ``known`` are the columns that are read: a question on nothing else is not in doubt.
    """
    doubts = {}
    for position, cell in enumerate(header):
        question = question_of(cell)
        why = doubt_of(cell)
        is_other_choice = question is not None and question.choice and not question.items
        if question is None or not why or is_other_choice:
            continue
        items = question.items or {*HARASSMENT_ITEMS}
        if missing := [item for item in HARASSMENT_ITEMS if item in items and item not in known]:
            doubts[position] = (
                f"{header_shown(cell)} is not read, because it {why}. If it is "
                f"{in_words(missing, last='or')}, and about the last 12 months, name it so under "
                "columns in scwres.toml."
            )
    return doubts
