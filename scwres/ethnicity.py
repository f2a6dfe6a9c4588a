"""Ethnicity: a recorded label, its category, and the group it is compared in.

Extracts hold labels as somebody typed or exported them. A label is matched on its words
to one category, the most detailed that it names, and a :class:`Grouping` puts categories
into the groups that are compared. Nothing is guessed: a label that no category accounts
for word by word is not matched at all.

Categories are those of the censuses of England of 2001, 2011 and 2021, in the order of
the 2021 list of ethnic groups (GOV.UK, "List of ethnic groups").
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

MINORITY_ETHNIC = "minority ethnic"
WHITE = "white"
UNKNOWN = "unknown"


class Category(NamedTuple):
    """An ethnic category, or a broad group that some extracts hold instead of one.

    ``side`` is ``minority ethnic``, ``white`` or ``unknown``; ``five`` the one of the
    five census groups it lies in, or empty where it lies in none or in several.
    """

    name: str
    side: str
    five: str = ""
    detailed: bool = True


#: Every category, in official order; broad ones after the detailed ones of their group.
CATEGORIES: tuple[Category, ...] = (
    Category("Indian", MINORITY_ETHNIC, "Asian"),
    Category("Pakistani", MINORITY_ETHNIC, "Asian"),
    Category("Bangladeshi", MINORITY_ETHNIC, "Asian"),
    Category("Chinese", MINORITY_ETHNIC, "Asian"),
    Category("Any other Asian background", MINORITY_ETHNIC, "Asian"),
    Category("Asian", MINORITY_ETHNIC, "Asian", detailed=False),
    Category("Black Caribbean", MINORITY_ETHNIC, "Black"),
    Category("Black African", MINORITY_ETHNIC, "Black"),
    Category("Any other Black background", MINORITY_ETHNIC, "Black"),
    Category("Black", MINORITY_ETHNIC, "Black", detailed=False),
    Category("White and Black Caribbean", MINORITY_ETHNIC, "Mixed"),
    Category("White and Black African", MINORITY_ETHNIC, "Mixed"),
    Category("White and Asian", MINORITY_ETHNIC, "Mixed"),
    Category("Any other Mixed background", MINORITY_ETHNIC, "Mixed"),
    Category("Mixed", MINORITY_ETHNIC, "Mixed", detailed=False),
    Category("White British", WHITE, "White"),
    Category("White Irish", WHITE, "White"),
    Category("Gypsy or Irish Traveller", WHITE, "White"),
    Category("Roma", WHITE, "White"),
    Category("Any other White background", WHITE, "White"),
    Category("Gypsy, Roma or Irish Traveller", WHITE, "White", detailed=False),
    Category("White minority", WHITE, "White", detailed=False),
    Category("White", WHITE, "White", detailed=False),
    Category("Arab", MINORITY_ETHNIC, "Other"),
    Category("Any other ethnic group", MINORITY_ETHNIC, "Other"),
    Category("Other ethnic group", MINORITY_ETHNIC, "Other", detailed=False),
    Category("Chinese or other ethnic group", MINORITY_ETHNIC, detailed=False),
    Category("Minority ethnic", MINORITY_ETHNIC, detailed=False),
    Category("Not stated", UNKNOWN),
    Category("Not known", UNKNOWN),
)

CATEGORY: Mapping[str, Category] = {category.name: category for category in CATEGORIES}

#: What is known to be meant, word for word: asked and declined, or never asked, or lost.
#: The two are kept apart, because only the second can be mended by asking.
_PHRASES: Mapping[str, tuple[str, ...]] = {
    "Not stated": (
        "not stated",
        "not declared",
        "not disclosed",
        "undisclosed",
        "undeclared",
        "not provided",
        "not given",
        "prefer not to say",
        "i prefer not to say",
        "prefer not to state",
        "prefer not to answer",
        "prefer not to disclose",
        "do not wish to say",
        "do not wish to state",
        "do not wish to disclose",
        "refused",
        "refuse",
        "information refused",
        "declined",
        "declined to say",
        "declined to state",
        "declined to answer",
        "z",
        "ns",
        "refu",
    ),
    "Not known": (
        "",
        "not known",
        "unknown",
        "not recorded",
        "not entered",
        "not obtained",
        "not yet obtained",
        "information not yet obtained",
        "information not obtained",
        "not asked",
        "never asked",
        "not collected",
        "not available",
        "not specified",
        "unspecified",
        "no data",
        "dont know",
        "do not know",
        "missing",
        "n a",
        "na",
        "n k",
        "nk",
        "null",
        "x",
        "99",
        "nobt",
    ),
    # NHS code A was printed as "British, Mixed British" and is White British.
    "White British": (
        "british mixed british",
        "british or mixed british",
        "white british mixed british",
        "white british or mixed british",
    ),
    "Chinese or other ethnic group": ("chinese or other ethnic group",),
}

#: Headings of the census groups that name members of the group: read as the group itself,
#: so that what stands beside them tells the category. Long ones first, in words as
#: ``_words`` leaves them.
_HEADINGS: tuple[tuple[str, str], ...] = (
    ("black african caribbean or black british", "black"),
    ("black african caribbean black british", "black"),
    ("black black british black welsh caribbean or african", "black"),
    ("black black british caribbean or african", "black"),
    ("black british black welsh caribbean or african", "black"),
    ("black british caribbean or african", "black"),
    ("black caribbean or african", "black"),
    ("black african or caribbean", "black"),
    ("black african caribbean", "black"),
    ("black caribbean african", "black"),
    ("asian asian british or asian welsh", "asian"),
    ("asian asian british asian welsh", "asian"),
    ("chinese or other ethnic group", "ethnic group"),
)

#: Words that decide nothing, wherever they stand.
_NEUTRAL = frozenset(
    {
        *("or", "and", "any", "the", "of"),
        *("background", "ethnic", "ethnicity", "group", "heritage", "origin"),
    }
)

#: A broad label may say that no more is known; "White unspecified" is white, not unknown.
_NO_DETAIL = ("unspecified", "not specified", "not stated", "not known", "unknown")

#: (category, words that must be there, words that may be there beside the neutral ones).
#: A label matches where each of its words is accounted for; of several matches the one
#: with the most words that must be there wins.
_SPELLINGS: tuple[tuple[str, str, str], ...] = (
    ("Indian", "indian", "asian british"),
    ("Pakistani", "pakistani", "asian british"),
    ("Bangladeshi", "bangladeshi", "asian british"),
    ("Chinese", "chinese", "asian british"),
    ("Any other Asian background", "other asian", "british"),
    ("Asian", "asian", "british welsh"),
    ("Black Caribbean", "caribbean", "black british"),
    ("Black African", "african", "black british"),
    ("Any other Black background", "other black", "british"),
    ("Any other Black background", "other black british caribbean", ""),
    ("Black", "black", "british welsh"),
    ("White and Black Caribbean", "white black caribbean", "mixed multiple"),
    ("White and Black Caribbean", "mixed white caribbean", "multiple"),
    ("White and Black African", "white black african", "mixed multiple"),
    ("White and Black African", "mixed white african", "multiple"),
    ("White and Asian", "white asian", "mixed multiple"),
    ("Any other Mixed background", "other mixed", "multiple"),
    ("Any other Mixed background", "other multiple", ""),
    ("Mixed", "mixed", "multiple race"),
    ("Mixed", "mixed white black", "multiple"),
    ("Mixed", "multiple", ""),
    ("Mixed", "dual heritage", ""),
    ("White British", "white british", "english scottish welsh uk"),
    ("White British", "white british northern irish", "english scottish welsh uk"),
    ("White British", "english scottish welsh northern irish", "white british uk"),
    ("White British", "white english", "scottish welsh"),
    ("White British", "white scottish", "welsh"),
    ("White British", "white welsh", ""),
    ("White British", "white northern irish", "english scottish welsh"),
    ("White Irish", "irish", "white"),
    ("White Irish", "white irish republic", ""),
    ("Gypsy or Irish Traveller", "gypsy traveller", "white irish"),
    ("Gypsy or Irish Traveller", "irish traveller", "white"),
    ("Gypsy or Irish Traveller", "traveller", "white"),
    ("Gypsy or Irish Traveller", "gypsy", "white"),
    ("Roma", "roma", "white"),
    ("Gypsy, Roma or Irish Traveller", "gypsy roma", "white"),
    ("Gypsy, Roma or Irish Traveller", "gypsy roma traveller", "white irish"),
    ("Any other White background", "other white", "european"),
    ("White minority", "white minority", ""),
    ("White", "white", ""),
    ("White", "white british irish", ""),
    ("Arab", "arab", "other british"),
    ("Any other ethnic group", "any other ethnic group", ""),
    ("Other ethnic group", "other ethnic group", ""),
    ("Minority ethnic", "minority ethnic", "black asian"),
    ("Minority ethnic", "minoritised", "black asian"),
    ("Minority ethnic", "minority excluding white", ""),
    ("Minority ethnic", "all other", "combined"),
    ("Minority ethnic", "global majority", ""),
    ("Minority ethnic", "bme", ""),
    ("Minority ethnic", "bame", ""),
    ("Minority ethnic", "non white", ""),
    ("Minority ethnic", "people of colour", ""),
)

#: Spellings of one word that mean another.
_SAME_WORD: Mapping[str, str] = {
    "groups": "group",
    "backgrounds": "background",
    "minorities": "minority",
    "minoritized": "minoritised",
    "travellers": "traveller",
    "traveler": "traveller",
    "gypsies": "gypsy",
    "nonwhite": "non white",
    "northen": "northern",  # as ASC-WDS displays it
    "carribean": "caribbean",
    "africans": "african",
}


def _words(label: str) -> str:
    """Return the words of a label in lower case, one space between, without punctuation."""
    plain = unicodedata.normalize("NFKD", label).casefold().replace("&", " and ")
    plain = "".join(
        character
        for character in plain
        if not unicodedata.combining(character) and character != "'"
    ).replace("\u2019", "")
    words = re.findall(r"[^\W_]+", plain)
    return " ".join(_SAME_WORD.get(word, word) for word in words)


_CATEGORY_BY_PHRASE = {
    phrase: category for category, phrases in _PHRASES.items() for phrase in phrases
}
_RULES = tuple(
    (category, frozenset(must.split()), frozenset((must + " " + may).split()) | _NEUTRAL)
    for category, must, may in _SPELLINGS
)


@lru_cache(maxsize=4096)
def category_of(label: str) -> str | None:
    """Return the name of the category that a recorded label names, or None.

    Words decide, in any order, whatever their case, spacing and punctuation; a blank is
    ``Not known``. None means that the label must be asked about: it is no category's, or
    could be several's, such as a bare ``Other`` or ``British``.

    >>> category_of("ASIAN OR ASIAN BRITISH - Indian")
    'Indian'
    >>> category_of("Irish (White)")
    'White Irish'
    >>> category_of("White & Asian")
    'White and Asian'
    >>> category_of("Other") is None
    True
    """
    phrase = _words(label)
    if phrase in _CATEGORY_BY_PHRASE:
        return _CATEGORY_BY_PHRASE[phrase]
    for heading, group in _HEADINGS:
        phrase = phrase.replace(heading, group)
    for no_detail in _NO_DETAIL:
        phrase = phrase.removesuffix(f" {no_detail}")
    words = frozenset(phrase.split())
    matches = [
        (len(must), category) for category, must, allowed in _RULES if must <= words <= allowed
    ]
    if not matches:
        return None
    most = max(matches)[0]
    best = {category for length, category in matches if length == most}
    return best.pop() if len(best) == 1 else None


class Grouping(NamedTuple):
    """Which groups are compared, and with whom.

    Parameters
    ----------
    name
        ``two``: minority ethnic compared with white.
    groups
        The groups that are compared, in official order.
    compared_with
        The group they are compared with.
    group_by_category
        The group of every category; None for people of unknown ethnicity, who are in no
        ratio, and in the denominator of every share.
    """

    name: str
    groups: tuple[str, ...]
    compared_with: str
    group_by_category: Mapping[str, str | None]


#: Minority ethnic compared with white; white minorities count as white, as in the NHS
#: Workforce Race Equality Standard.
TWO_GROUPS = Grouping(
    name="two",
    groups=(MINORITY_ETHNIC,),
    compared_with=WHITE,
    group_by_category={
        category.name: None if category.side == UNKNOWN else category.side
        for category in CATEGORIES
    },
)
