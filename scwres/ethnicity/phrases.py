"""The phrases by which labels name a category: headings, members, broad groups, no answer.

They are in the words of :func:`scwres.ethnicity.labels.words_of`. What a published list prints
in full stands in ``lists``, with its dates and source; here is what systems and councils make
of such lists.
"""

from __future__ import annotations

from collections.abc import Mapping

from scwres.ethnicity.rewriting import ALL_NATIONS

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
        "black or black welsh or black british or caribbean or african",
        "black caribbean or african",
        "caribbean or black",
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
    "Arab": ("other", "any other ethnic group", *_CHINESE_OR_OTHER),
    "Any other ethnic group": ("other", "any other ethnic group", *_CHINESE_OR_OTHER),
    "Chinese": _CHINESE_OR_OTHER,
}

#: What stands for a category beside the heading of its group. ``{0}`` is any of the short
#: names of the group. Those in the second tuple stand for it alone as well.
MEMBERS: Mapping[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "Indian": ("Asian", (), ("indian", "british indian", "indian british")),
    "Pakistani": ("Asian", (), ("pakistani", "british pakistani", "pakistani british")),
    "Bangladeshi": ("Asian", (), ("bangladeshi", "british bangladeshi", "bangladeshi british")),
    "Chinese": (
        "Asian",
        (),
        (
            *("chinese", "british chinese", "chinese british", "any other chinese"),
            # Under others in 2001. "Chinese, other ethnic group" could be both, and is not here.
            *("other chinese", "other ethnic group chinese", "any other ethnic group chinese"),
        ),
    ),
    "Any other Asian background": (
        "Asian",
        ("other", "any other"),
        ("other asian", "any other asian", "asian other", "any other asian or asian british"),
    ),
    "Black Caribbean": (
        "Black",
        (),
        ("caribbean", "black caribbean", "british caribbean", "afro caribbean"),
    ),
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
            "any other black or caribbean",
            "other caribbean or black",
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
            ALL_NATIONS,
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
    "White": (
        *("all white", "caucasian", "white british or irish", "white british irish"),
        "white british or other white",
        # Other than British in the school census, and anybody white to the police.
        *("white european", "european white", "white north european", "north european white"),
        *("white south european", "south european white"),
    ),
    "Asian": ("chinese japanese or other south east asian",),
    "Chinese or other ethnic group": ("chinese or other ethnic group", "chinese or other ethnic"),
    "White minority": (
        "white minority ethnic",
        "white minority ethnic group",
        "white ethnic minority",
        "white other than british",
        "white other than white british",
        "minority white group",
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
    *("not declaring", "prefers not to say", "prefers not to answer", "do not want to say"),
    *("do not want to disclose", "do not want to answer", "not given patient refused"),
)

#: Words for people never asked, or not recorded: only these can be completed by asking.
NEVER_ASKED = (
    *("", "not known", "unknown", "not recorded", "not entered", "not obtained"),
    *("not reported", "no ethnic group provided", "ethnic group not provided"),
    *("not yet obtained", "information not yet obtained", "information not obtained"),
    *("not asked", "never asked", "not collected", "not available", "not specified"),
    *("unspecified", "no data", "dont know", "do not know", "missing", "n or a", "na", "n a"),
    *("n or k", "n k", "nk", "null", "x", "99", "nobt", "no information", "unknown ethnicity"),
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
GROUPS_WITHOUT_DETAIL = ("Asian", "Black", "Mixed", "White")
LAST_HEADINGS = ("Other ethnic group", "Any other ethnic group", "Chinese or other ethnic group")
