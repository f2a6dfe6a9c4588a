"""Codes of ethnic categories, by scheme.

A code has a meaning in its scheme alone: "A" is White British to the NHS. So the scheme must be
set, or follow from a column in which every value is a code of one scheme and of no other.

Sources: NHS Data Dictionary (ethnic category code, 2001); the ethnicity codes of ASC-WDS,
which are those of the individualised learner record; the Department for Education's main
ethnic codes; the 16+1 and 18+1 self-defined codes of the 2001 and 2011 censuses; HESA's ETHNIC
coding frames of the student and staff records.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from scwres.ethnicity.phrases import NOT_KNOWN, NOT_STATED

_MIXED = ("White and Black Caribbean", "White and Black African", "White and Asian")
_OTHER_MIXED = "Any other Mixed background"

NHS: Mapping[str, str] = {
    "a": "White British",
    "b": "White Irish",
    "c": "Any other White background",
    "d": _MIXED[0],
    "e": _MIXED[1],
    "f": _MIXED[2],
    "g": _OTHER_MIXED,
    "h": "Indian",
    "j": "Pakistani",
    "k": "Bangladeshi",
    "l": "Any other Asian background",
    "m": "Black Caribbean",
    "n": "Black African",
    "p": "Any other Black background",
    "r": "Chinese",
    "s": "Any other ethnic group",
    "z": NOT_STATED,
    "99": NOT_KNOWN,
}

ASC_WDS: Mapping[str, str] = {
    "31": "White British",
    "32": "White Irish",
    "33": "Gypsy or Irish Traveller",
    "34": "Any other White background",
    "35": _MIXED[0],
    "36": _MIXED[1],
    "37": _MIXED[2],
    "38": _OTHER_MIXED,
    "39": "Indian",
    "40": "Pakistani",
    "41": "Bangladeshi",
    "42": "Chinese",
    "43": "Any other Asian background",
    "44": "Black African",
    "45": "Black Caribbean",
    "46": "Any other Black background",
    "47": "Arab",
    "98": "Any other ethnic group",
    "99": NOT_KNOWN,
}

DFE: Mapping[str, str] = {
    "wbri": "White British",
    "wiri": "White Irish",
    "wirt": "Gypsy or Irish Traveller",
    "wrom": "Gypsy, Roma or Irish Traveller",
    "woth": "Any other White background",
    "mwbc": _MIXED[0],
    "mwba": _MIXED[1],
    "mwas": _MIXED[2],
    "moth": _OTHER_MIXED,
    "aind": "Indian",
    "apkn": "Pakistani",
    "aban": "Bangladeshi",
    "chne": "Chinese",
    "aoth": "Any other Asian background",
    "bcrb": "Black Caribbean",
    "bafr": "Black African",
    "both": "Any other Black background",
    "ooth": "Any other ethnic group",
    "refu": NOT_STATED,
    "nobt": NOT_KNOWN,
}

_BOTH_CENSUSES: Mapping[str, str] = {
    "w1": "White British",
    "w2": "White Irish",
    "w9": "Any other White background",
    "m1": _MIXED[0],
    "m2": _MIXED[1],
    "m3": _MIXED[2],
    "m9": _OTHER_MIXED,
    "a1": "Indian",
    "a2": "Pakistani",
    "a3": "Bangladeshi",
    "a9": "Any other Asian background",
    "b1": "Black Caribbean",
    "b2": "Black African",
    "b9": "Any other Black background",
    "o9": "Any other ethnic group",
    "ns": NOT_STATED,
}
CENSUS_2001: Mapping[str, str] = {**_BOTH_CENSUSES, "o1": "Chinese"}
CENSUS_2011: Mapping[str, str] = {
    **_BOTH_CENSUSES,
    "w3": "Gypsy or Irish Traveller",
    "a4": "Chinese",
    "o2": "Arab",
}

#: HESA's ETHNIC coding frame of the student and staff records, from 2022/23.
HESA: Mapping[str, str] = {
    "100": "Bangladeshi",
    "101": "Chinese",
    "103": "Indian",
    "104": "Pakistani",
    "119": "Any other Asian background",
    "120": "Black African",
    "121": "Black Caribbean",
    "139": "Any other Black background",
    "140": _MIXED[2],
    "141": _MIXED[1],
    "142": _MIXED[0],
    "159": _OTHER_MIXED,
    "160": "White British",
    "163": "Gypsy or Irish Traveller",
    "166": "White Irish",
    "168": "Roma",
    "179": "Any other White background",
    "180": "Arab",
    "899": "Any other ethnic group",
    "997": NOT_KNOWN,
    "998": NOT_STATED,
    "999": NOT_KNOWN,
}

#: The frame before it, of 2012/13 to 2021/22.
HESA_2012: Mapping[str, str] = {
    "10": "White",
    "13": "White British",
    "14": "Gypsy or Irish Traveller",
    "15": "Gypsy or Irish Traveller",
    "19": "Any other White background",
    "21": "Black Caribbean",
    "22": "Black African",
    "29": "Any other Black background",
    "31": "Indian",
    "32": "Pakistani",
    "33": "Bangladeshi",
    "34": "Chinese",
    "39": "Any other Asian background",
    "41": _MIXED[0],
    "42": _MIXED[1],
    "43": _MIXED[2],
    "49": _OTHER_MIXED,
    "50": "Arab",
    "80": "Any other ethnic group",
    "90": NOT_KNOWN,
    "98": NOT_STATED,
}

#: The schemes, by their names for ``scheme`` in scwres.toml.
SCHEMES: Mapping[str, Mapping[str, str]] = {
    "nhs": NHS,
    "asc-wds": ASC_WDS,
    "dfe": DFE,
    "16+1": CENSUS_2001,
    "18+1": CENSUS_2011,
    "hesa": HESA,
    "hesa-2012": HESA_2012,
}

#: Codes for no answer, which alone do not tell a scheme.
_NO_ANSWER = frozenset({"90", "98", "99", "997", "998", "999", "z", "ns"})

#: Letters that stand for groups in systems of their own. They are not a scheme that can
#: be set, but keep a column of "A" and "B" alone from being read as one of the NHS.
_GROUP_LETTERS = frozenset("abcmnow")


def scheme_of(values: Iterable[str]) -> str | None:
    """Return the one scheme that every value is a code of; None where none or several are.

    16+1 and 18+1 differ in three codes: without any of those, either gives the same.

    >>> scheme_of(["WBRI", "AIND", "REFU"])
    'dfe'
    >>> scheme_of(["A", "B"]) is None
    True
    """
    codes = {value.strip().casefold() for value in values} - {""}
    fitting = [name for name, scheme in SCHEMES.items() if codes <= scheme.keys()]
    if fitting == ["16+1", "18+1"]:
        fitting.pop()
    if len(fitting) != 1 or codes <= _GROUP_LETTERS or not codes - _NO_ANSWER:
        return None
    return fitting[0]


def code_before(label: str) -> tuple[str, str] | None:
    """Return a code and the label after it, as in ``A - White British``; None without one."""
    start, _, rest = label.strip().partition(" ")
    code = start.strip(":-.)(").casefold()
    if rest.strip(" -:") and any(code in scheme for scheme in SCHEMES.values()):
        return code, rest.strip(" -:")
    return None
