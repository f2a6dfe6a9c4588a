"""Other wordings of a phrase, such as "Indian or Indian British" for "Indian".

A phrase that no list prints is tried again in plainer words. Every rule keeps what the phrase
means: none leaves out a word that names a group, but where another of its words says the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

_NATION = r"(?:british|english|scottish|welsh|northern irish|irish)"
_NATIONS = r"(?:british|english|scottish|welsh|northern irish)"
_LIST_OF_NATIONS = re.compile(rf"\b{_NATIONS}(?:(?: or| and)? {_NATIONS})+\b")
#: All nations of the UK, however many of them a list names and in which order.
ALL_NATIONS = "english or welsh or scottish or northern irish or british"

#: Parts of the UK whose census a label names.
_COUNTRIES = r"(?:(?:england|english)(?: and)? wales|northern (?:ireland|irish)|scotland)"

#: What stands before or behind a label and is no part of it.
_AROUND = (
    # "Tenant prefers not to say", before "say" alone is taken for "please say"
    r"^(?:applicant|buyer|candidate|employee|person|tenant)(?: \d)? (?=prefers|declined|refused)",
    r"^(?:(?:what is )?your )?(?:ethnic group|ethnicity|ethnic origin|ethnic background) (?=\w)",
    r" measures? (?:value|values|number|count)$",
    r" (?:please )?(?:specify|describe|state|write in|give details|say)(?: below| here)?$",
    r"^\d{1,2} (?=\D)",
    r"^i (?=\w)",
    r" (?:(?:my|their|your) (?:ethnicity|ethnic group|ethnic origin|ethnic)|this)$",
    # "Race: Mixed" and "White - Irish (United Kingdom)"
    r"^race (?=\w)",
    r" united kingdom$",
    # "White: Irish - England and Wales ethnic category 2011 census", in full or shortened
    rf"(?: {_COUNTRIES})? (?:ethnic|ethn|eth) (?:category|categ|cat) \d{{4}} census$",
)

#: Words before a nation that add nothing to it: "Asian Welsh" is Asian.
_PEOPLES = "asian|black|bangladeshi|chinese|indian|pakistani"

#: What is rewritten in a phrase, and with what.
_RULES: tuple[tuple[str, str], ...] = (
    # "Indian, Indian Scottish or Indian British", "White or White British"
    (rf"\b(\w+(?: \w+)?)(?:(?: or)? \1 {_NATION})+\b", r"\1"),
    # "Indian or British Indian"
    (r"\b(\w+) or british \1\b", r"\1"),
    # "Asian Welsh"; not "Black Irish", which is a name of white people
    (rf"^({_PEOPLES}) (?:english|scottish|welsh)$", r"\1"),
    # "Other White, White unspecified"; "Asian - Other/Unspecified", and not beside others
    (r"\bother (asian|black|mixed|white)(?: or)? \1 unspecified\b", r"other \1"),
    (r"^((?:asian|black|mixed|white)\b.*) other or unspecified$", r"\1 other"),
    (r"^any (asian|black|mixed|white)$", r"\1"),
    (r"\bn irish\b", "northern irish"),
    # "African - African" and "Any other ethnic group: Any other ethnic group"
    (r"\b(\w+(?: \w+){0,3}) \1\b", r"\1"),
    (r"\banother\b", "any other"),
    (r"\bany (white|black|asian|mixed) other\b", r"any other \1"),
    (r"\bgroup ethnic(?: any)? other\b", "any other ethnic group"),
    (r"\b(black african|black caribbean|black|asian) and white\b", r"white and \1"),
    # "asian_ethnic_group"; not "other ethnic group", which beside White is no other White
    (r"\b(asian|black|white|mixed) ethnic group\b", r"\1"),
    # "Eastern European" beside White
    (r"\b(?:eastern|western|southern|northern|central) european\b", "other european"),
    (r"\b(?:south east|east|central|southeast) asian\b", "other asian"),
    (r"\bor (?=or\b)", ""),
)

#: Words of people who travel, of which some lists name several in any order.
_TRAVELLERS = frozenset({"gypsy", "romany", "traveller", "irish", "of", "or", "and", "roma"})

#: Welsh, as forms in Wales and bilingual systems print it, word by word without mutations.
_WELSH: Mapping[str, str] = {
    **dict.fromkeys(("gwyn", "wyn", "ngwyn"), "white"),
    **dict.fromkeys(("du", "ddu"), "black"),
    **dict.fromkeys(("asiaidd",), "asian"),
    **dict.fromkeys(("affricanaidd",), "african"),
    **dict.fromkeys(("caribiaidd", "charibiaidd", "caribi", "garibiaidd"), "caribbean"),
    **dict.fromkeys(("prydeinig", "brydeinig", "phrydeinig"), "british"),
    **dict.fromkeys(("cymreig", "gymreig", "chymreig", "cymraeg"), "welsh"),
    **dict.fromkeys(("seisnig", "saesnig", "seisneg", "saesneg"), "english"),
    "albanaidd": "scottish",
    **dict.fromkeys(("gwyddelig", "wyddelig"), "irish"),
    **dict.fromkeys(("indiaidd",), "indian"),
    **dict.fromkeys(("pacistanaidd", "bacistanaidd", "phacistanaidd"), "pakistani"),
    **dict.fromkeys(("bangladeshaidd", "bangladeshi", "fangladeshaidd"), "bangladeshi"),
    **dict.fromkeys(("tsieineaidd", "tsieniaidd", "tsineaidd", "tsieneaidd"), "chinese"),
    **dict.fromkeys(("cymysg", "gymysg", "chymysg"), "mixed"),
    **dict.fromkeys(("lluosog", "luosog"), "multiple"),
    **dict.fromkeys(("arabaidd", "arab"), "arab"),
    **dict.fromkeys(("sipsi", "sipsiwn"), "gypsy"),
    **dict.fromkeys(("teithiwr", "deithiwr", "theithiwr", "teithwyr", "theithwyr"), "traveller"),
    "roma": "roma",
    **dict.fromkeys(("grwp", "grwpiau", "grŵp"), "group"),
    "ethnig": "ethnic",
    "unrhyw": "any",
    **dict.fromkeys(("arall", "eraill"), "other"),
    **dict.fromkeys(("cefndir", "gefndir"), ""),
    **dict.fromkeys(("neu", "or"), "or"),  # a stroke between two words is "or" by now
    **dict.fromkeys(("a", "ac"), "and"),
}

#: Phrases whose words stand in another order in English, or mean something else together.
_WELSH_PHRASES: Mapping[str, str] = {
    "grwpiau ethnig cymysg neu amlethnig": "mixed or multiple ethnic group",
    "grwpiau ethnig cymysg neu amlethnig eraill": "other mixed or multiple ethnic group",
    "grwpiau cymysg neu amlethnig": "mixed or multiple ethnic group",
    "grwpiau cymysg neu amlethnig arall": "other mixed or multiple ethnic group",
    "unrhyw grwp ethnig arall": "any other ethnic group",
    "tsieineaidd neu grwp ethnig arall": "chinese or other ethnic group",
    "gogledd iwerddon": "northern irish",
    "gwyddelig gogledd iwerddon": "northern irish",
    "gwell gennyf beidio a dweud": "prefer not to say",
    "gwell gen i beidio a dweud": "prefer not to say",
    "byddai n well gennyf beidio a dweud": "prefer not to say",
    "byddain well gennyf beidio a dweud": "prefer not to say",
    "anhysbys": "not known",
    "heb ei nodi": "not stated",
}


@lru_cache(maxsize=4096)
def rewritten(phrase: str) -> tuple[str, ...]:
    """Return the phrase in plainer wordings, the nearest to it first.

    >>> rewritten("indian or indian british")
    ('indian',)
    >>> "any other asian" in rewritten("another asian")
    True
    """
    wordings = dict.fromkeys(_wordings(phrase))
    wordings.pop(phrase, None)
    return tuple(wordings)


def _wordings(phrase: str) -> Iterator[str]:
    if english := _from_welsh(phrase):
        phrase = english
        yield phrase
    bare = phrase
    for pattern in _AROUND:
        bare = re.sub(pattern, "", bare)
        yield bare
    plain = bare
    for pattern, replacement in _RULES:
        plain = " ".join(re.sub(pattern, replacement, plain).split())
        yield plain
    yield from map(_of_travellers, (bare, plain))
    yield _with_all_nations(bare)
    yield _with_all_nations(plain)


def _from_welsh(phrase: str) -> str:
    """Return a phrase of Welsh words alone in English; empty for any other.

    >>> _from_welsh("gwyn cymreig gwyddelig gogledd iwerddon neu brydeinig")
    'white welsh northern irish or british'
    """
    joined = _WELSH_PHRASE.sub(lambda match: _WELSH_PHRASES[match[0]].replace(" ", "_"), phrase)
    words = [_WELSH.get(word, word if "_" in word else None) for word in joined.split()]
    if None in words or not any("_" in word or word in _ONLY_WELSH for word in joined.split()):
        return ""
    return " ".join(" ".join(map(str, words)).replace("_", " ").split())


#: Matches the longest of the phrases at a place.
_WELSH_PHRASE = re.compile(rf"\b(?:{'|'.join(sorted(_WELSH_PHRASES, key=len, reverse=True))})\b")

#: Welsh words that are no English ones.
_ONLY_WELSH = frozenset(_WELSH) - {"a", "or", "roma", "arab", "bangladeshi"}


def _of_travellers(phrase: str) -> str:
    """Return the usual words for several travelling peoples: "Irish Traveller or Gypsy"."""
    heading, label = ("white ", phrase[6:]) if phrase.startswith("white ") else ("", phrase)
    words = set(label.split())
    if not words <= _TRAVELLERS or not words & {"gypsy", "romany", "traveller"}:
        return phrase
    return heading + ("gypsy roma or traveller" if "roma" in words else "gypsy or traveller")


def _with_all_nations(phrase: str) -> str:
    """Return a phrase with several nations of the UK as the list of all of them.

    Four make the category of the census. Two or three are that beside "White" alone: without
    it they could be a nationality, which people of every ethnic group have.
    """
    least = 2 if phrase.startswith("white ") or phrase.endswith(" white") else 4
    return _LIST_OF_NATIONS.sub(
        lambda match: (
            ALL_NATIONS if len(set(re.findall(_NATIONS, match[0]))) >= least else match[0]
        ),
        phrase,
    )
