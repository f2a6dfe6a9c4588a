"""Published lists of ethnicity, with their dates: what each prints, and the category it means.

A list is data: a heading, the labels under it, and the category of each. A new list, such as the
harmonised standard that follows the one of 2021, is one more entry of :data:`LISTS`. Labels are
matched beside their heading, and alone where they mean one thing alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from scwres.ethnicity.phrases import NOT_KNOWN, NOT_STATED


class LabelList(NamedTuple):
    """A list of ethnicity labels as somebody published it.

    Parameters
    ----------
    title
        What the list is called.
    since, until
        The first and the last year it was in use; None where it still is.
    source
        Where it was printed.
    labels
        The category of each label, under its heading; under an empty heading where it has none.
    """

    title: str
    since: int
    until: int | None
    source: str
    labels: Mapping[str, Mapping[str, str]]

    @property
    def dates(self) -> str:
        """The years of the list in words, such as ``from 2011 to 2021``."""
        return f"from {self.since}" + (f" to {self.until}" if self.until else "")


_BRITISH, _IRISH, _TRAVELLER = "White British", "White Irish", "Gypsy or Irish Traveller"
_OTHER_WHITE, _OTHER_MIXED = "Any other White background", "Any other Mixed background"
_OTHER_ASIAN, _OTHER_BLACK = "Any other Asian background", "Any other Black background"
_AFRICAN, _CARIBBEAN, _OTHER = "Black African", "Black Caribbean", "Any other ethnic group"

_MIXED = {
    "White and Black Caribbean": "White and Black Caribbean",
    "White and Black African": "White and Black African",
    "White and Asian": "White and Asian",
}
_ASIAN = {name: name for name in ("Indian", "Pakistani", "Bangladeshi", "Chinese")}
_ONS = "Office for National Statistics"

#: Labels of people whose ethnicity is not known, which most systems add to a list.
_NO_ANSWER = {"Not stated": NOT_STATED, "Prefer not to say": NOT_STATED, "Not known": NOT_KNOWN}

#: The lists, those in use in England first.
LISTS: tuple[LabelList, ...] = (
    LabelList(
        "Harmonised standard of 2021",
        2021,
        None,
        "GOV.UK, List of ethnic groups",
        {
            "Asian or Asian British": {**_ASIAN, "Any other Asian background": _OTHER_ASIAN},
            "Black, Black British, Caribbean or African": {
                "Caribbean": _CARIBBEAN,
                "African": _AFRICAN,
                "Any other Black, Black British, or Caribbean background": _OTHER_BLACK,
            },
            "Mixed or multiple ethnic groups": {
                **_MIXED,
                "Any other Mixed or multiple ethnic background": _OTHER_MIXED,
            },
            "White": {
                "English, Welsh, Scottish, Northern Irish or British": _BRITISH,
                "Irish": _IRISH,
                "Gypsy or Irish Traveller": _TRAVELLER,
                "Roma": "Roma",
                "Any other White background": _OTHER_WHITE,
            },
            "Other ethnic group": {"Arab": "Arab", "Any other ethnic group": _OTHER},
            "": _NO_ANSWER,
        },
    ),
    LabelList(
        "Census 2021, England and Wales",
        2021,
        None,
        f"{_ONS}, Census 2021, table TS021",
        {
            "Asian, Asian British or Asian Welsh": {**_ASIAN, "Other Asian": _OTHER_ASIAN},
            "Black, Black British, Black Welsh, Caribbean or African": {
                "African": _AFRICAN,
                "Caribbean": _CARIBBEAN,
                "Other Black": _OTHER_BLACK,
            },
            "Mixed or Multiple ethnic groups": {
                **_MIXED,
                "Other Mixed or Multiple ethnic groups": _OTHER_MIXED,
            },
            "White": {
                "English, Welsh, Scottish, Northern Irish or British": _BRITISH,
                "Irish": _IRISH,
                "Gypsy or Irish Traveller": _TRAVELLER,
                "Roma": "Roma",
                "Other White": _OTHER_WHITE,
            },
            "Other ethnic group": {"Arab": "Arab", "Any other ethnic group": _OTHER},
        },
    ),
    LabelList(
        "Census 2011, England and Wales",
        2011,
        2021,
        f"{_ONS}, Census 2011, table QS201",
        {
            "White": {
                "English/Welsh/Scottish/Northern Irish/British": _BRITISH,
                "Irish": _IRISH,
                "Gypsy or Irish Traveller": _TRAVELLER,
                "Any other White background": _OTHER_WHITE,
                "Other White": _OTHER_WHITE,
            },
            "Mixed/multiple ethnic groups": {
                **_MIXED,
                "Any other Mixed/multiple ethnic background": _OTHER_MIXED,
                "Other Mixed": _OTHER_MIXED,
            },
            "Asian/Asian British": {
                **_ASIAN,
                "Any other Asian background": _OTHER_ASIAN,
                "Other Asian": _OTHER_ASIAN,
            },
            "Black/African/Caribbean/Black British": {
                "African": _AFRICAN,
                "Caribbean": _CARIBBEAN,
                "Any other Black/African/Caribbean background": _OTHER_BLACK,
                "Other Black": _OTHER_BLACK,
            },
            "Other ethnic group": {"Arab": "Arab", "Any other ethnic group": _OTHER},
        },
    ),
    LabelList(
        "Census 2001, England",
        2001,
        2011,
        f"{_ONS}, Census 2001 ethnic group classification",
        {
            "White": {
                "British": _BRITISH,
                "Irish": _IRISH,
                "Any other White background": _OTHER_WHITE,
            },
            "Mixed": {**_MIXED, "Any other Mixed background": _OTHER_MIXED},
            "Asian or Asian British": {
                **{name: name for name in ("Indian", "Pakistani", "Bangladeshi")},
                "Any other Asian background": _OTHER_ASIAN,
            },
            "Black or Black British": {
                "Caribbean": _CARIBBEAN,
                "African": _AFRICAN,
                "Any other Black background": _OTHER_BLACK,
            },
            "Chinese or other ethnic group": {"Chinese": "Chinese", "Any other": _OTHER},
        },
    ),
    LabelList(
        "Census 2022, Scotland",
        2022,
        None,
        "Scotland's Census 2022, question on ethnic group",
        {
            "White": {
                "Scottish": _BRITISH,
                "Other British": _BRITISH,
                "Irish": _IRISH,
                "Gypsy/Traveller": _TRAVELLER,
                "Polish": _OTHER_WHITE,
                "Roma": "Roma",
                "Showman/Showwoman": _OTHER_WHITE,
                "Any other white ethnic group": _OTHER_WHITE,
            },
            "Mixed or multiple ethnic groups": {"Any mixed or multiple ethnic groups": "Mixed"},
            "Asian, Asian Scottish or Asian British": {**_ASIAN, "Other Asian": _OTHER_ASIAN},
            "African, African Scottish or African British": {"Other African": _AFRICAN},
            "Caribbean or Black": {
                "Caribbean": _CARIBBEAN,
                "Black, Black Scottish or Black British": _OTHER_BLACK,
                "Other Caribbean or Black": _OTHER_BLACK,
            },
            "Other ethnic group": {
                "Arab": "Arab",
                "Sikh": _OTHER,
                "Jewish": _OTHER,
                "Other": _OTHER,
            },
        },
    ),
    LabelList(
        "Census 2011, Scotland",
        2011,
        2022,
        "National Records of Scotland, Census 2011, table KS201SC",
        {
            "White": {
                "Scottish": _BRITISH,
                "Other British": _BRITISH,
                "Irish": _IRISH,
                "Gypsy/Traveller": _TRAVELLER,
                "Polish": _OTHER_WHITE,
                "Other White": _OTHER_WHITE,
            },
            "Mixed or multiple ethnic groups": {"Any mixed or multiple ethnic groups": "Mixed"},
            "Asian, Asian Scottish or Asian British": {**_ASIAN, "Other Asian": _OTHER_ASIAN},
            "African": {"Other African": _AFRICAN},
            "Caribbean or Black": {
                "Caribbean": _CARIBBEAN,
                "Black, Black Scottish or Black British": _OTHER_BLACK,
                "Black": _OTHER_BLACK,
                "Other Caribbean or Black": _OTHER_BLACK,
            },
            "Other ethnic groups": {"Arab": "Arab", "Other": _OTHER},
        },
    ),
    LabelList(
        "Census 2021, Northern Ireland",
        2021,
        None,
        "Northern Ireland Statistics and Research Agency, Census 2021, table MS-B01",
        {
            "": {
                "White": "White",
                "Irish Traveller": _TRAVELLER,
                "Roma": "Roma",
                "Filipino": _OTHER_ASIAN,
                **_ASIAN,
                "Arab": "Arab",
                "Other Asian": _OTHER_ASIAN,
                "Black African": _AFRICAN,
                "Black Other": _OTHER_BLACK,
                "Mixed": "Mixed",
            },
        },
    ),
    LabelList(
        "HESA, from 2022/23",
        2022,
        None,
        "HESA student and staff records, ETHNIC coding frame",
        {
            "Asian": {
                "Bangladeshi or Bangladeshi British": "Bangladeshi",
                "Chinese or Chinese British": "Chinese",
                "Indian or Indian British": "Indian",
                "Pakistani or Pakistani British": "Pakistani",
                "Any other Asian background": _OTHER_ASIAN,
            },
            "Black": {
                "African or African British": _AFRICAN,
                "Caribbean or Caribbean British": _CARIBBEAN,
                "Any other Black background": _OTHER_BLACK,
            },
            "Mixed or multiple ethnic groups": {
                "White or White British and Asian or Asian British": "White and Asian",
                "White or White British and Black African or Black African British": (
                    "White and Black African"
                ),
                "White or White British and Black Caribbean or Black Caribbean British": (
                    "White and Black Caribbean"
                ),
                "Any other Mixed or Multiple ethnic background": _OTHER_MIXED,
            },
            "White": {
                "English, Scottish, Welsh, Northern Irish or British": _BRITISH,
                "Gypsy or Irish Traveller": _TRAVELLER,
                "Irish": _IRISH,
                "Roma": "Roma",
                "Any other White background": _OTHER_WHITE,
            },
            "": {"Arab": "Arab", "Any other ethnic background": _OTHER, **_NO_ANSWER},
        },
    ),
    LabelList(
        "Register of trainee teachers",
        2021,
        None,
        "Department for Education, Register trainee teachers",
        {
            "Asian": {**_ASIAN, "Another Asian background": _OTHER_ASIAN},
            "Black": {
                "African": _AFRICAN,
                "Caribbean": _CARIBBEAN,
                "Another Black background": _OTHER_BLACK,
            },
            "Mixed": {
                "Asian and White": "White and Asian",
                "Black African and White": "White and Black African",
                "Black Caribbean and White": "White and Black Caribbean",
                "Another Mixed background": _OTHER_MIXED,
            },
            "White": {
                "British, English, Northern Irish, Scottish, or Welsh": _BRITISH,
                "Irish": _IRISH,
                "Irish Traveller or Gypsy": _TRAVELLER,
                "Traveller or Gypsy": _TRAVELLER,
                "Another White background": _OTHER_WHITE,
            },
            "Other": {"Arab": "Arab", "Another ethnic background": _OTHER},
            "": {"Not provided": NOT_STATED},
        },
    ),
    LabelList(
        "School census, extended codes",
        2003,
        None,
        "Department for Education, extended ethnicity codes of the school census",
        {
            "White": {
                "Cornish": _BRITISH,
                "Other White British": _BRITISH,
                **dict.fromkeys(
                    (
                        *("Albanian", "Bosnian-Herzegovinian", "Croatian", "Italian", "Kosovan"),
                        *("Portuguese", "Serbian", "Greek", "Greek Cypriot", "Turkish"),
                        *("Turkish Cypriot", "Greek/Greek Cypriot", "Turkish/Turkish Cypriot"),
                    ),
                    _OTHER_WHITE,
                ),
                "Other Gypsy/Roma": "Gypsy, Roma or Irish Traveller",
            },
            "Mixed": {
                "White and Indian": "White and Asian",
                "White and Pakistani": "White and Asian",
                "White and any other Asian background": "White and Asian",
                # Under others in this list; and White and Asian since Chinese is Asian, from 2011.
                "White and Chinese": "Mixed",
                **dict.fromkeys(
                    (
                        *("Asian and any other ethnic group", "Asian and Black"),
                        *("Asian and Chinese", "Black and any other ethnic group"),
                        *("Black and Chinese", "Chinese and any other ethnic group"),
                    ),
                    _OTHER_MIXED,
                ),
            },
            "Asian": {
                **dict.fromkeys(
                    ("Kashmiri Pakistani", "Mirpuri Pakistani", "Other Pakistani"), "Pakistani"
                ),
                **dict.fromkeys(
                    (
                        *("African Asian", "Kashmiri other", "Nepali"),
                        *("Sri Lankan Sinhalese", "Sri Lankan Tamil", "Sri Lankan other"),
                    ),
                    _OTHER_ASIAN,
                ),
            },
            "Black": {
                **dict.fromkeys(
                    ("Angolan", "Congolese", "Ghanaian", "Sierra Leonean", "Sudanese"), _AFRICAN
                ),
                "Other Black African": _AFRICAN,
                # African here, and any other Black background in the list of the NHS.
                "Nigerian": "Black",
                "Somali": "Black",
                "European": _OTHER_BLACK,
                "North American": _OTHER_BLACK,
            },
            "Chinese": dict.fromkeys(
                (
                    *("Hong Kong Chinese", "Malaysian Chinese", "Singaporean Chinese"),
                    *("Taiwanese", "Other Chinese"),
                ),
                "Chinese",
            ),
            "Other ethnic group": {
                "Arab other": "Arab",
                **dict.fromkeys(
                    (
                        *("Afghan", "Iranian", "Iraqi", "Japanese", "Korean", "Kurdish"),
                        *("Latin/South/Central American", "Malay", "Polynesian", "Thai"),
                        "Vietnamese",
                    ),
                    _OTHER,
                ),
            },
            "": {"Information not yet obtained": NOT_KNOWN, "Unclassified": NOT_KNOWN},
        },
    ),
    LabelList(
        "NHS categories with local codes",
        2001,
        None,
        "NHS Data Dictionary, ethnic category codes with a second letter",
        {
            "White": {
                **dict.fromkeys(
                    (
                        *("Bosnian", "Cypriot (part not stated)", "Mixed White"),
                        "All republics which made up the former USSR",
                        "Other republics which made up the former Yugoslavia",
                        "Other White European, European unspecified, European mixed",
                    ),
                    _OTHER_WHITE,
                ),
            },
            "Mixed": {
                "Black and Asian": _OTHER_MIXED,
                "Chinese and White": "Mixed",
                "Black and White": "Mixed",
            },
            "Asian or Asian British": {
                **dict.fromkeys(
                    ("Caribbean Asian", "East African Asian", "Mixed Asian", "Sinhalese"),
                    _OTHER_ASIAN,
                ),
                "Sri Lanka": _OTHER_ASIAN,
                # Peoples of several of the countries that have categories of their own.
                **dict.fromkeys(("Kashmiri", "Punjabi", "Tamil"), "Asian"),
            },
            "Black or Black British": {"Nigerian": "Black", "Somali": "Black"},
        },
    ),
)

#: Labels that mean one thing under their heading and several, or a nationality, without it.
NOT_ALONE = frozenset(
    {
        *("british", "scottish", "other british", "jewish", "sikh", "black"),
        *("other", "any other"),
        # Nations and regions: people of several groups come from them.
        *("cornish", "european", "north american"),
        *("albanian", "bosnian", "bosnian herzegovinian", "croatian", "italian", "kosovan"),
        *("portuguese", "serbian", "greek", "greek cypriot", "greek or greek cypriot"),
        *("turkish", "turkish cypriot", "turkish or turkish cypriot", "cypriot part not stated"),
        "all republics which made up the former ussr",
        "other republics which made up the former yugoslavia",
        *("angolan", "congolese", "ghanaian", "nigerian", "sierra leonean", "somali", "sudanese"),
        *("afghan", "iranian", "iraqi", "japanese", "korean", "kurdish", "malay", "nepali"),
        *("polynesian", "sri lanka", "sri lankan other", "taiwanese", "thai", "vietnamese"),
        "latin or south or central american",
        # Two groups: of mixed ethnicity, or of either.
        *("asian and black", "asian and chinese", "black and asian", "black and chinese"),
        *("black and white", "mixed asian", "mixed white", "african asian", "caribbean asian"),
        *("asian and any other ethnic group", "black and any other ethnic group"),
        "chinese and any other ethnic group",
    }
)
