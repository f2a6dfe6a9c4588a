"""A recorded ethnicity label becomes a category, or a question to the user.

A label that is in no list here, such as "Kurdish", is a question, which
``extracts.cells.columns`` words.

A label is matched on its words, whatever their case, spacing and punctuation: as a label of
a published list (``lists``) or one of the usual phrases (``phrases``), alone or beside the
heading of its group on either side; and then in plainer words (``rewriting``). "Or" and a
slash are the same; "and" is a word of its own, so that "White and Asian" is not "White,
Asian". Nothing is guessed: a label that is none of these is not matched.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from itertools import product

from scwres.ethnicity.categories import CATEGORY, UNKNOWN, held_by
from scwres.ethnicity.lists import LISTS, NOT_ALONE, LabelList
from scwres.ethnicity.phrases import (
    BROAD,
    DECLINED,
    GROUPS_WITHOUT_DETAIL,
    HEADINGS,
    HEADINGS_BESIDE_MEMBERS,
    LAST_HEADINGS,
    MEMBERS,
    NEVER_ASKED,
    NO_DETAIL,
    NOT_KNOWN,
    NOT_STATED,
    PIVOT_BLANK,
)
from scwres.ethnicity.rewriting import rewritten

#: Labels that mean whoever the other labels of their column leave out: other people beside
#: "White" than beside "White British".
ALL_OTHERS = frozenset(
    {
        *("all other ethnic group", "all other ethnic group combined", "all other", "all others"),
        *("all other ethnicities", "all other ethnicity", "all other ethnic", "all the others"),
        *("everyone else", "everybody else", "all other people", "all other group"),
        *("all other group combined", "all other ethnicities combined"),
    }
)

#: Categories that, beside "White British" alone, may mean everybody else in the same way.
OTHER_GROUPS = ("Other ethnic group", "Any other ethnic group")

#: The category of such a label until the others of its column are known.
RELATIVE = "everyone without one of the other labels"

#: Separators of several answers in one cell, and of these or of two parts of one label.
_BETWEEN_ANSWERS = re.compile(r"[;|\n]")
_BETWEEN_PARTS = re.compile(r"[;|\n,/&+]| and ")

#: "Asian (including Chinese)", "White, excluding White British"
_INCLUSION = re.compile(
    r"(?i)(.+?)[\s,(]+(incl?|includes|including|exc|excluding|except)\.?\s+([^()]+)\)?"
)

#: Words that add nothing to a phrase, wherever they stand.
NEUTRAL = frozenset({"background", "backgrounds", "origin", "origins", "heritage", "descent"})

#: Spellings of one word that mean another.
SAME_WORD: Mapping[str, str] = {
    "groups": "group",
    "minorities": "minority",
    "minoritized": "minoritised",
    "travellers": "traveller",
    "traveler": "traveller",
    "gypsies": "gypsy",
    "nonwhite": "non white",
    "northen": "northern",  # as ASC-WDS displays it
    "ni": "northern irish",
    "carribean": "caribbean",
    "carribbean": "caribbean",
    "carib": "caribbean",
    "multi": "multiple",
    "raced": "race",
    "arabic": "arab",
    **dict.fromkeys(("backgrnd", "backgrd", "backgr"), "background"),
    **{"eng": "english", "scot": "scottish", "brit": "british"},
}


@lru_cache(maxsize=4096)
def words_of(label: str) -> str:
    """Return a label as phrases are written: words in lower case, without punctuation.

    An ampersand is "and", and a slash "or"; words that add nothing are left out.

    >>> words_of("Asian/Asian British - INDIAN background")
    'asian or asian british indian'
    """
    plain = unicodedata.normalize("NFKD", label).casefold()
    plain = plain.replace("&", " and ").replace("/", " or ").replace("\u2019", "").replace("'", "")
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = re.findall(r"[^\W_]+", plain)
    spelt = " ".join(SAME_WORD.get(word, word) for word in words)
    return " ".join(word for word in spelt.split() if word not in NEUTRAL)


@lru_cache(maxsize=4096)
def category_of(label: str) -> str | None:
    """Return the name of the category that a recorded label names, or None.

    A blank, or a dash, is ``Not known``; :data:`RELATIVE` is for the other labels of the column
    to settle (:func:`category_beside`). None means that the user must be asked: the
    label fits no category, or several, such as a bare ``OtherFormat`` or ``British``.

    >>> category_of("ASIAN OR ASIAN BRITISH - Indian")
    'Indian'
    >>> category_of("Irish (White)")
    'White Irish'
    >>> category_of("White & Asian")
    'White and Asian'
    >>> category_of("Other") is None
    True
    """
    label = _without_measure(label)
    answers = answers_in(label)
    if len(answers) > 1:
        return None
    label = answers[0] if answers else label
    phrase = words_of(label)
    if label.strip().casefold() == PIVOT_BLANK:
        return NOT_KNOWN
    if not phrase:
        return NOT_KNOWN if not label.strip(" \t\r\n\u00a0-.\u2013\u2014") else None
    if phrase in ALL_OTHERS:
        return RELATIVE
    return (
        _category_of_phrase(phrase)
        or _under_lettered_heading(label)
        or _of_both_languages(label)
        or _whole_group(label)
        or _with_inclusion(label)
    )


def _category_of_phrase(phrase: str) -> str | None:
    # Other wordings are made where the phrase itself is not known: most labels need none.
    return _category_of_wording(phrase) or next(
        filter(None, map(_category_of_wording, rewritten(phrase))), None
    )


def _category_of_wording(wording: str) -> str | None:
    return (
        _category_by_phrase().get(wording)
        or _broad_without_detail(wording)
        or _unknown_in_several_words(wording)
    )


def _without_measure(label: str) -> str:
    """Return a label of a table of the census without the names of its dimensions."""
    label = re.sub(r"(?i);\s*measures?:.*$", "", label)
    return re.sub(r"(?i)^\s*(?:ethnic (?:group|origin|background)|ethnicity)\s*:\s*", "", label)


def _under_lettered_heading(label: str) -> str | None:
    """Return the category of ``A - White - Irish``, where the letter is that of the heading.

    A letter before a label alone could be its code: ``code_before`` looks at that.
    """
    match = re.fullmatch(r"\s*[A-Za-z]\s*[-:.)]\s*([^-:]+?)\s*(?:[-:]\s*(.+))?", label)
    if not match:
        return None
    heading = words_of(match[1])
    if _headings().isdisjoint((heading, *rewritten(heading))):
        return None
    if not match[2] and " " not in match[1]:
        return None  # "A - White" could be a code
    return _category_of_phrase(words_of(label[match.start(1) :]))


@lru_cache(maxsize=1)
def _headings() -> frozenset[str]:
    usual = [heading for headings in HEADINGS.values() for heading in headings]
    return frozenset(usual) | {words_of(heading) for each in LISTS for heading in each.labels}


def _of_both_languages(label: str) -> str | None:
    """Return the category of a label that is given twice, such as ``White / Gwyn``."""
    for separator in (" / ", "/", " - ", "("):
        parts = [part.strip(" )") for part in label.split(separator)]
        if len(parts) % 2:
            continue
        halves = (
            separator.join(parts[: len(parts) // 2]),
            separator.join(parts[len(parts) // 2 :]),
        )
        first, second = (_category_of_phrase(words_of(half)) for half in halves)
        if first and first == second:
            return first
    return None


def _whole_group(label: str) -> str | None:
    """Return the group of a heading with all its labels behind it, as one answer of a form."""
    heading, _, members = label.partition(" - ")
    group = _category_of_phrase(words_of(heading))
    if not members or group is None or CATEGORY[group].detailed:
        return None
    categories = {
        _category_of_phrase(words_of(part))
        or _category_of_phrase(words_of(f"{heading} {part}"))
        or ""
        for part in re.split(r"(?i)[,;/]\s*(?:or |and )?", members)
    }
    names = held_by(group) | {group}
    has_last = any(name.startswith("Any other") for name in categories)
    return group if has_last and len(categories) > 1 and categories <= names else None


def _with_inclusion(label: str) -> str | None:
    """Return the category of a label that says whom it includes or leaves out."""
    match = _INCLUSION.fullmatch(label.strip())
    if not match:
        return None
    category, other = (_category_of_phrase(words_of(match[group])) for group in (1, 3))
    if not category or not other or UNKNOWN in (CATEGORY[category].side, CATEGORY[other].side):
        return None
    own, others = held_by(category), held_by(other)
    if match[2].casefold().startswith("inc"):
        # "Ethnic minorities including white minorities" is of two sides: it is asked about.
        return category if others <= own else None
    if category == "White" and other == "White British":
        return "White minority"
    return category if not own <= others else None


def _broad_without_detail(phrase: str) -> str | None:
    """Return the category of a heading that is followed by words for no further detail.

    "White - not stated" is white; "White or not stated" could be anybody. "Other ethnic group -
    not stated" is of unknown ethnicity.
    """
    known = _category_by_phrase()
    for no_detail in (*NO_DETAIL, *DECLINED, *NEVER_ASKED):
        rest = phrase.removesuffix(f" {no_detail}")
        if not no_detail or rest == phrase or rest.endswith((" or", " and")):
            continue
        category = known.get(rest)
        if category in LAST_HEADINGS:
            return known.get(no_detail)
        if category in GROUPS_WITHOUT_DETAIL and no_detail in NO_DETAIL:
            return category
    return None


def _unknown_in_several_words(phrase: str) -> str | None:
    """Return the category of ``Not known/Not stated`` and the like."""
    categories = {_category_by_phrase().get(part) for part in phrase.split(" or ")}
    if not all(name and CATEGORY[name].side == UNKNOWN for name in categories):
        return None
    return categories.pop() if len(categories) == 1 else NOT_KNOWN


def answers_in(label: str) -> list[str]:
    """Return the answers in one cell: several only where each is a label of its own.

    The two parts of "Black; African" mean one category, the more detailed of the two.

    >>> answers_in("Indian;"), answers_in("White British;Indian;")
    (['Indian'], ['White British', 'Indian'])
    """
    if not _BETWEEN_ANSWERS.search(label):
        return [label]
    parts = [part.strip() for part in _BETWEEN_ANSWERS.split(label) if part.strip()]
    is_label = len(parts) > 1 and words_of(label) in _category_by_phrase()
    if is_label or not all(category_of(part) for part in parts):
        return [label]
    return _without_broader(parts)


def several_categories(label: str) -> tuple[str, ...]:
    """Return the categories that a label which means nothing as a whole names one by one.

    Fewer than two where it does not name several.

    >>> several_categories("Black African, Black Caribbean")
    ('Black African', 'Black Caribbean')
    >>> several_categories("White/Caucasian, Hispanic")
    ()
    """
    parts = [part.strip() for part in _BETWEEN_PARTS.split(label) if part.strip()]
    category_of_parts = [category_of(part) for part in parts]
    if not all(category_of_parts):
        return ()
    distinct = tuple(dict.fromkeys(category_of(part) or "" for part in _without_broader(parts)))
    return distinct if len(distinct) > 1 else ()


def _without_broader(labels: list[str]) -> list[str]:
    """Return labels of different categories, without those broader than another of them."""
    by_category = {category_of(label) or "": label for label in labels}
    return [
        label
        for name, label in by_category.items()
        if not any(held_by(other) < held_by(name) for other in by_category)
    ]


def category_beside(categories: Collection[str]) -> str | None:
    """Return the category of :data:`ALL_OTHERS`, by the categories of a column's other labels.

    None where they do not settle it: beside "White British" alone, white minorities would be
    among all others; beside every group, nobody would.

    >>> category_beside(["White", "Asian"]), category_beside(["White British"])
    ('Minority ethnic', None)
    """
    fives = {CATEGORY[name].five for name in categories}
    is_covered = "Minority ethnic" in categories or {"Asian", "Black", "Mixed", "Other"} <= fives
    if "White" not in categories or is_covered:
        return None
    return "Other ethnic group" if {"Asian", "Black", "Mixed"} <= fives else "Minority ethnic"


@lru_cache(maxsize=1)
def label_words() -> frozenset[str]:
    """Return every word of the known phrases."""
    return frozenset(word for phrase in _category_by_phrase() for word in phrase.split())


@lru_cache(maxsize=1)
def _category_by_phrase() -> dict[str, str]:
    """Return every known phrase, with its category.

    Raises
    ------
    ValueError
        When the lists above give one phrase two categories.
    """
    category_by_phrase: dict[str, str] = {}
    for phrase, category in _phrases():
        other = category_by_phrase.setdefault(phrase, category)
        if other != category:
            message = f"'{phrase}' is both {other} and {category}"
            raise ValueError(message)
    return category_by_phrase


def lists_with(label: str) -> tuple[LabelList, ...]:
    """Return the published lists that print a label, with or without its heading.

    >>> [each.title for each in lists_with("White: Roma")][:2]
    ['Harmonised standard of 2021', 'Census 2021, England and Wales']
    """
    phrase = words_of(_without_measure(label))
    return tuple(
        each for each, phrases in zip(LISTS, _phrases_by_list(), strict=True) if phrase in phrases
    )


@lru_cache(maxsize=1)
def _phrases_by_list() -> tuple[Mapping[str, str], ...]:
    """Return the phrases of each list: every label alone and beside its heading."""
    return tuple(dict(_phrases_of(each)) for each in LISTS)


def _phrases_of(labels: LabelList) -> Iterator[tuple[str, str]]:
    for heading, members in labels.labels.items():
        above = words_of(heading)
        for label, category in members.items():
            words = words_of(label)
            yield words, category
            if above:
                yield f"{above} {words}", category
                yield f"{words} {above}", category


def _phrases() -> Iterator[tuple[str, str]]:
    for phrase in DECLINED:
        yield phrase, NOT_STATED
    for phrase in NEVER_ASKED:
        yield phrase, NOT_KNOWN
    for category, phrases in BROAD.items():
        for phrase in phrases:
            yield phrase, category
    for group, headings in HEADINGS.items():
        for heading in headings:
            yield heading, group
    for printed in _phrases_by_list():
        yield from ((phrase, printed[phrase]) for phrase in printed if phrase not in NOT_ALONE)
    for category, (group, beside_heading, alone) in MEMBERS.items():
        for phrase in alone:
            yield phrase, category
        headings = (*HEADINGS[group], *HEADINGS_BESIDE_MEMBERS.get(category, ()))
        for heading, phrase in product(headings, (*beside_heading, *alone)):
            yield f"{heading} {phrase}", category
            yield f"{phrase} {heading}", category
