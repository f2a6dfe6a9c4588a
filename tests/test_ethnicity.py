from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scwres.ethnicity import CATEGORIES, CATEGORY, TWO_GROUPS, category_of

#: The detailed lists of the censuses of England, as printed, under their headings.
CENSUS = {
    2001: {
        "White": ["British", "Irish", "Any other White background"],
        "Mixed": [
            "White and Black Caribbean",
            "White and Black African",
            "White and Asian",
            "Any other Mixed background",
        ],
        "Asian or Asian British": [
            "Indian",
            "Pakistani",
            "Bangladeshi",
            "Any other Asian background",
        ],
        "Black or Black British": ["Caribbean", "African", "Any other Black background"],
        "Chinese or other ethnic group": ["Chinese", "Any other"],
    },
    2011: {
        "White": [
            "English/Welsh/Scottish/Northern Irish/British",
            "Irish",
            "Gypsy or Irish Traveller",
            "Any other White background",
        ],
        "Mixed/multiple ethnic groups": [
            "White and Black Caribbean",
            "White and Black African",
            "White and Asian",
            "Any other Mixed/multiple ethnic background",
        ],
        "Asian/Asian British": [
            "Indian",
            "Pakistani",
            "Bangladeshi",
            "Chinese",
            "Any other Asian background",
        ],
        "Black/African/Caribbean/Black British": [
            "African",
            "Caribbean",
            "Any other Black/African/Caribbean background",
        ],
        "Other ethnic group": ["Arab", "Any other ethnic group"],
    },
    2021: {
        "Asian, Asian British or Asian Welsh": [
            "Indian",
            "Pakistani",
            "Bangladeshi",
            "Chinese",
            "Any other Asian background",
        ],
        "Black, Black British, Black Welsh, Caribbean or African": [
            "African",
            "Caribbean",
            "Any other Black, Black British or Caribbean background",
        ],
        "Mixed or Multiple ethnic groups": [
            "White and Asian",
            "White and Black African",
            "White and Black Caribbean",
            "Any other Mixed or Multiple background",
        ],
        "White": [
            "English, Welsh, Scottish, Northern Irish or British",
            "Irish",
            "Gypsy or Irish Traveller",
            "Roma",
            "Any other White background",
        ],
        "Other ethnic group": ["Arab", "Any other ethnic group"],
    },
}

#: The category of each of those, by how it starts.
EXPECTED = {
    "British": "White British",
    "English": "White British",
    "Irish": "White Irish",
    "Gypsy": "Gypsy or Irish Traveller",
    "Caribbean": "Black Caribbean",
    "African": "Black African",
    "Any other Asian": "Any other Asian background",
    "Any other Black": "Any other Black background",
    "Any other Mixed": "Any other Mixed background",
    "Any other White": "Any other White background",
    "Any other ethnic": "Any other ethnic group",
    "Any other": "Any other ethnic group",
}


def _expected(member: str) -> str:
    starts = [start for start in EXPECTED if member.startswith(start)]
    return EXPECTED[max(starts, key=len)] if starts else member


LISTED = [
    pytest.param(heading, member, id=f"{year} {heading} {member}")
    for year, groups in CENSUS.items()
    for heading, members in groups.items()
    for member in members
]


@pytest.mark.parametrize(("heading", "member"), LISTED)
@pytest.mark.parametrize("form", ["{0}: {1}", "{0} - {1}", "{1} ({0})", "{1}, {0}", "{0}  {1} "])
@pytest.mark.parametrize("case", [str, str.upper, str.lower, str.title], ids=lambda c: c.__name__)
def test_census_labels_are_matched_in_both_word_orders_and_any_case(heading, member, form, case):
    assert category_of(case(form.format(heading, member))) == _expected(member)


@pytest.mark.parametrize(
    ("heading", "member"),
    [case for case in LISTED if case.values[1] not in ("British", "Any other")],
)
def test_census_labels_are_matched_without_their_heading(heading, member):
    assert category_of(member) == _expected(member)


@pytest.mark.parametrize("year", CENSUS)
def test_census_headings_are_broad_groups(year):
    for heading in CENSUS[year]:
        category = CATEGORY[category_of(heading)]
        assert not category.detailed, heading


@pytest.mark.parametrize(
    ("label", "category"),
    [
        # Minority ethnic, though they contain "White" or "British".
        ("White and Asian", "White and Asian"),
        ("Mixed White and Black African", "White and Black African"),
        ("White & Black Caribbean", "White and Black Caribbean"),
        ("Black British", "Black"),
        ("British Indian", "Indian"),
        ("Asian British", "Asian"),
        # White, though it reads otherwise.
        ("British, Mixed British", "White British"),
        ("White unspecified", "White"),
        ("White - not stated", "White"),
        ("White Northen Irish", "White British"),
        ("White: Scottish", "White British"),
        ("Gypsy/Roma", "Gypsy, Roma or Irish Traveller"),
        ("Traveller of Irish heritage", "Gypsy or Irish Traveller"),
        # Broad groups, as anonymised extracts hold them.
        ("White", "White"),
        ("BME", "Minority ethnic"),
        ("BAME", "Minority ethnic"),
        ("Asian", "Asian"),
        ("Black", "Black"),
        ("Mixed", "Mixed"),
        ("Global majority", "Minority ethnic"),
        ("Global Majority", "Minority ethnic"),
        ("Ethnic minorities", "Minority ethnic"),
        ("Ethnic minorities (excluding White minorities)", "Minority ethnic"),
        ("All other ethnic groups combined", "Minority ethnic"),
        ("Black, Asian and minority ethnic", "Minority ethnic"),
        ("Black, Asian and minoritised ethnic", "Minority ethnic"),
        ("White minority ethnic", "White minority"),
        ("Other ethnic group", "Other ethnic group"),
        ("Chinese or other ethnic group", "Chinese or other ethnic group"),
        ("Any other Chinese or other ethnic group", "Any other ethnic group"),
    ],
)
def test_a_label_is_not_taken_for_what_it_merely_contains(label, category):
    assert category_of(label) == category


@pytest.mark.parametrize(
    "label",
    [
        *("Other", "Any other", "British", "English", "European", "Minority", "American Indian"),
        *("West Indian", "White African", "Latin American", "Kurdish", "Jewish", "Sikh"),
        *("Martian", "Ethnic minorities (including White minorities)", "Mixed British", "A", "B"),
        *(
            "Wite British",
            "Yes",
            "12",
            "Black and Asian",
            "Not White British",
            "White Asian Black",
        ),
    ],
)
def test_what_could_be_several_categories_or_none_is_never_guessed(label):
    assert category_of(label) is None


@pytest.mark.parametrize(
    ("labels", "category"),
    [
        (
            "Not stated|Not Declared|not disclosed|Not provided|Undisclosed|Prefer not to say|"
            "Refused|Information refused|Declined|Z|NS|REFU|PREFER NOT TO SAY|Prefer-not-to-say",
            "Not stated",
        ),
        (
            "|  |-|Not known|Unknown|Not recorded|Not obtained|Not asked|Don't know|"
            "Don\u2019t know|Missing|N/A|n/a|#N/A|NULL|X|99|NOBT|Information not yet obtained",
            "Not known",
        ),
    ],
)
def test_never_asked_and_declined_are_kept_apart(labels, category):
    for label in labels.split("|"):
        assert category_of(label) == category, label
        assert CATEGORY[category].side == "unknown"


def test_each_category_is_matched_by_its_own_name():
    for category in CATEGORIES:
        assert category_of(category.name) == category.name


def test_categories_have_a_side_and_the_two_groups_follow_it():
    for category in CATEGORIES:
        group = TWO_GROUPS.group_by_category[category.name]
        assert group == (None if category.side == "unknown" else category.side)
        assert (category.five == "White") == (category.side == "white")


def test_five_groups_stand_in_official_order():
    in_order = list(dict.fromkeys(category.five for category in CATEGORIES if category.five))

    assert in_order == ["Asian", "Black", "Mixed", "White", "Other"]


@given(st.text(max_size=40))
def test_any_label_is_matched_or_not_without_failing(label):
    assert category_of(label) in {None, *CATEGORY}


@given(st.sampled_from(CATEGORIES), st.randoms())
def test_the_order_of_words_does_not_matter(category, random):
    words = category.name.replace(",", "").split()
    random.shuffle(words)
    shuffled = " ".join(words)

    if category.side != "unknown" and category.name != "Chinese or other ethnic group":
        assert category_of(shuffled) == category.name
