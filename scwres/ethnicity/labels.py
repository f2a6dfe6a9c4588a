"""A recorded ethnicity label becomes a category, or a question to the user.

A label that is in no list here, such as "Kurdish", is a question, which
``extracts.cells.columns`` words.

A label is matched on its words, whatever their case, spacing and punctuation: as one of
the phrases below, alone or beside the heading of its group on either side. "Or" and a
slash are the same; "and" is a word of its own, so that "White and Asian" is not "White,
Asian". Nothing is guessed: a label that is none of these phrases is not matched.

The phrases are those of the census lists of 2001, 2011 and 2021, and of what councils make
of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from itertools import product

from scwres.ethnicity.categories import CATEGORY, UNKNOWN, held_by

NOT_STATED = "Not stated"
NOT_KNOWN = "Not known"

#: The headings under which the lists print each group. A heading alone is the broad group.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "Asian": (
        "asian",
        "asian british",
        "british asian",
        "asian or asian british",
        "asian asian british",
        "asian asian british or asian welsh",
        "asian asian british asian welsh",
        "asian or british asian",
    ),
    "Black": (
        "black",
        "black british",
        "british black",
        "black or black british",
        "black black british",
        "black or british black",
        "black or african or caribbean",
        "black or african or caribbean or black british",
        "black african or caribbean",
        "black african caribbean",
        "black african caribbean or black british",
        "black african caribbean black british",
        "black black british caribbean or african",
        "black black british black welsh caribbean or african",
        "black caribbean or african",
    ),
    "Mixed": (
        "mixed",
        "multiple",
        "mixed race",
        "mixed ethnic group",
        "mixed or multiple",
        "mixed or multiple ethnic",
        "mixed or multiple ethnic group",
        "mixed multiple ethnic group",
        "multiple ethnic group",
        "dual",
        "mixed or dual",
    ),
    "White": ("white", "white ethnic group"),
    "Other ethnic group": ("other ethnic group", "other ethnic", "other ethnicity"),
}

#: Headings that are clear only beside a member: alone "Other" could be Other White, and
#: "Chinese or other ethnic group", of 2001, lies in two groups.
_CHINESE_OR_OTHER = ("chinese or other ethnic group", "chinese or other")
HEADINGS_BESIDE_MEMBERS: Mapping[str, tuple[str, ...]] = {
    "Arab": ("other", *_CHINESE_OR_OTHER),
    "Any other ethnic group": ("other", *_CHINESE_OR_OTHER),
    "Chinese": _CHINESE_OR_OTHER,
}

#: What stands for a category beside the heading of its group. ``{0}`` is any of the short
#: names of the group. Those in the second tuple stand for it alone as well.
MEMBERS: Mapping[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "Indian": ("Asian", (), ("indian", "british indian", "indian british")),
    "Pakistani": ("Asian", (), ("pakistani", "british pakistani", "pakistani british")),
    "Bangladeshi": ("Asian", (), ("bangladeshi", "british bangladeshi", "bangladeshi british")),
    "Chinese": ("Asian", (), ("chinese", "british chinese", "chinese british")),
    "Any other Asian background": (
        "Asian",
        ("other", "any other"),
        ("other asian", "any other asian", "asian other", "any other asian or asian british"),
    ),
    "Black Caribbean": ("Black", (), ("caribbean", "black caribbean", "british caribbean")),
    "Black African": ("Black", (), ("african", "black african", "british african")),
    "Any other Black background": (
        "Black",
        ("other", "any other"),
        (
            "other black",
            "any other black",
            "black other",
            "any other black or african or caribbean",
            "any other black african or caribbean",
            "any other black black british or caribbean",
            "any other black black british caribbean",
            "any other black or black british",
        ),
    ),
    "White and Black Caribbean": (
        "Mixed",
        ("white caribbean", "white and caribbean", "white or caribbean"),
        ("white and black caribbean", "white or black caribbean", "white black caribbean"),
    ),
    "White and Black African": (
        "Mixed",
        ("white african", "white and african", "white or african"),
        ("white and black african", "white or black african", "white black african"),
    ),
    "White and Asian": (
        "Mixed",
        (),
        ("white and asian", "white or asian", "white asian", "asian and white"),
    ),
    "Any other Mixed background": (
        "Mixed",
        ("other", "any other"),
        (
            "white and any other ethnic group",
            "other mixed",
            "any other mixed",
            "mixed other",
            "any other mixed or multiple",
            "any other mixed or multiple ethnic",
            "other mixed or multiple",
            "other mixed or multiple ethnic group",
            "any other mixed or multiple ethnic group",
            "other mixed or multiple ethnic",
            "any other mixed ethnic",
            "other mixed ethnic",
        ),
    ),
    "White British": (
        "White",
        (
            *("british", "english", "scottish", "welsh", "northern irish", "uk"),
            *("english or welsh or scottish or northern irish", "british or mixed british"),
        ),
        (
            "white british",
            "british mixed british",
            "english or welsh or scottish or northern irish or british",
            "english welsh scottish northern irish or british",
            "english welsh scottish northern irish british",
            "white english",
            "white scottish",
            "white welsh",
            "white northern irish",
        ),
    ),
    "White Irish": ("White", ("republic of irish",), ("irish", "white irish")),
    "Gypsy or Irish Traveller": (
        "White",
        (),
        (
            "gypsy",
            "traveller",
            "gypsy or irish traveller",
            "gypsy or traveller",
            "irish traveller",
            "traveller of irish",
            "romany gypsy or irish traveller",
        ),
    ),
    "Roma": ("White", (), ("roma",)),
    "Any other White background": (
        "White",
        ("other", "any other", "other european", "any other european"),
        ("other white", "any other white", "white other", "other white european"),
    ),
    "Gypsy, Roma or Irish Traveller": (
        "White",
        (),
        (
            "gypsy or roma",
            "gypsy roma",
            "gypsy roma or traveller",
            "gypsy roma traveller",
            "gypsy or roma or traveller",
            "gypsy roma or irish traveller",
            "gypsy or roma or irish traveller",
            "gypsy roma and traveller",
        ),
    ),
    "White minority": ("White", ("minority", "minority ethnic"), ("white minority",)),
    "Arab": ("Other ethnic group", (), ("arab", "british arab", "arab british")),
    "Any other ethnic group": (
        "Other ethnic group",
        ("any other", "other"),
        ("any other ethnic group", "any other ethnic", "any other ethnicity"),
    ),
}

#: Whole labels of broad groups that no heading prints.
BROAD: Mapping[str, tuple[str, ...]] = {
    "White": ("all white", "white british or irish", "white british irish"),
    "Chinese or other ethnic group": ("chinese or other ethnic group", "chinese or other ethnic"),
    "White minority": (
        "white minority ethnic",
        "white minority ethnic group",
        "white ethnic minority",
        "white other than british",
        "white other than white british",
    ),
    "Minority ethnic": (
        *("bme", "bame", "beme", "b m e", "b a m e"),
        "minority ethnic",
        "ethnic minority",
        "minority ethnic group",
        "ethnic minority group",
        "black and minority ethnic",
        "black and ethnic minority",
        "black minority ethnic",
        "black asian and minority ethnic",
        "black asian and ethnic minority",
        "black asian minority ethnic",
        "black asian and minoritised ethnic",
        "black asian and minoritised",
        "black asian mixed or other",
        "black asian mixed and other",
        "black asian mixed and other ethnic group",
        "asian black mixed or other",
        "asian black mixed and other",
        "minoritised",
        "minoritised ethnic",
        "minoritised ethnic group",
        "ethnically minoritised",
        "racially minoritised",
        "global majority",
        "people of the global majority",
        "people of global majority",
        "ethnic minority excluding white minority",
        "minority ethnic excluding white minority",
        "ethnic minority excluding white minority group",
        "non white",
        "people of colour",
    ),
}

#: Words for people who were asked and declined to say.
DECLINED = (
    *("not stated", "not declared", "not disclosed", "undisclosed", "undeclared"),
    *("not provided", "not given", "prefer not to say", "i prefer not to say", "pnts"),
    *("prefer not to state", "prefer not to answer", "prefer not to disclose"),
    *("do not wish to say", "do not wish to state", "do not wish to disclose"),
    *("do not wish to answer", "refused", "refuse", "information refused", "declined"),
    *("declined to say", "declined to state", "declined to answer", "z", "ns", "refu"),
)

#: Words for people never asked, or not recorded: only these can be completed by asking.
NEVER_ASKED = (
    *("", "not known", "unknown", "not recorded", "not entered", "not obtained"),
    *("not yet obtained", "information not yet obtained", "information not obtained"),
    *("not asked", "never asked", "not collected", "not available", "not specified"),
    *("unspecified", "no data", "dont know", "do not know", "missing", "n or a", "na", "n a"),
    *("n or k", "n k", "nk", "null", "x", "99", "nobt", "no information"),
)

#: How a pivot table writes a blank; without the brackets it could be "Black" mistyped.
PIVOT_BLANK = "(blank)"

#: Words after a broad label for no further detail: "White unspecified" is white, not unknown.
NO_DETAIL = (
    *("unspecified", "not specified", "not stated", "not known", "unknown", "not recorded"),
    *("not given", "not provided", "not disclosed", "not declared", "prefer not to say"),
)

#: The broad groups that such words may follow. In the list of the police, people who did not state
#: an ethnicity at all are under the heading of all others.
_GROUPS_WITHOUT_DETAIL = ("Asian", "Black", "Mixed", "White")
_LAST_HEADINGS = ("Other ethnic group", "Any other ethnic group", "Chinese or other ethnic group")

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
    "carribean": "caribbean",
    "carribbean": "caribbean",
    "carib": "caribbean",
    "multi": "multiple",
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
    answers = answers_in(label)
    if len(answers) > 1:
        return None
    phrase = words_of(answers[0] if answers else label)
    if label.strip().casefold() == PIVOT_BLANK:
        return NOT_KNOWN
    if not phrase:
        return NOT_KNOWN if not label.strip(" \t\r\n\u00a0-.\u2013\u2014") else None
    known = _category_by_phrase()
    if phrase in ALL_OTHERS:
        return RELATIVE
    for wording in (phrase, _without_number(phrase)):
        if wording in known:
            return known[wording]
    return _broad_without_detail(phrase) or _unknown_in_several_words(phrase)


def _without_number(phrase: str) -> str:
    """Return a phrase without the number of a list before it, such as ``1.``."""
    return re.sub(r"^\d{1,2} (?=\D)", "", phrase)


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
        if category in _LAST_HEADINGS:
            return known.get(no_detail)
        if category in _GROUPS_WITHOUT_DETAIL and no_detail in NO_DETAIL:
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
    if not all(category_of(part) for part in parts):
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
    for category, (group, beside_heading, alone) in MEMBERS.items():
        for phrase in alone:
            yield phrase, category
        headings = (*HEADINGS[group], *HEADINGS_BESIDE_MEMBERS.get(category, ()))
        for heading, phrase in product(headings, (*beside_heading, *alone)):
            yield f"{heading} {phrase}", category
            yield f"{phrase} {heading}", category
