from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import scwres as package
from scwres.ethnicity.categories import CATEGORIES, CATEGORY, TWO_GROUPS
from scwres.ethnicity.codes import SCHEMES, scheme_of
from scwres.ethnicity.labels import RELATIVE, category_of
from scwres.extracts.cells.values import read_label

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
        *(
            "Blank",
            "Martian",
            "Ethnic minorities (including White minorities)",
            "Mixed British",
            "A",
            "B",
        ),
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
            "Don\u2019t know|(blank)|Missing|N/A|n/a|#N/A|NULL|X|99|NOBT|"
            "Information not yet obtained",
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
    assert category_of(label) in {None, RELATIVE, *CATEGORY}


_MIXED = ("White and Black Caribbean", "White and Black African", "White and Asian")

#: The codes of each scheme with their published names (NHS Data Dictionary, ethnic category
#: code 2001; individualised learner record, as ASC-WDS uses it; DfE main ethnic codes;
#: self-defined 16+1 and 18+1; HESA's ETHNIC coding frames), and the category where it is not
#: the name.
PUBLISHED = {
    "nhs": {
        "A": ("British, Mixed British", "White British"),
        "B": ("Irish", "White Irish"),
        "C": ("Any other White background", ""),
        **{code: (name, "") for code, name in zip("DEF", _MIXED, strict=True)},
        "G": ("Any other mixed background", "Any other Mixed background"),
        "H": ("Indian", ""),
        "J": ("Pakistani", ""),
        "K": ("Bangladeshi", ""),
        "L": ("Any other Asian background", ""),
        "M": ("Caribbean", "Black Caribbean"),
        "N": ("African", "Black African"),
        "P": ("Any other Black background", ""),
        "R": ("Chinese", ""),
        "S": ("Any other ethnic group", ""),
        "Z": ("Not stated", ""),
        "99": ("Not known", ""),
    },
    "asc-wds": {
        "31": ("English / Welsh / Scottish / Northen Irish / British", "White British"),
        "32": ("Irish", "White Irish"),
        "33": ("Gypsy or Irish Traveller", ""),
        "34": ("Any other White background", ""),
        **{code: (name, "") for code, name in zip(("35", "36", "37"), _MIXED, strict=True)},
        "38": ("Any other Mixed / multiple ethnic background", "Any other Mixed background"),
        "39": ("Indian", ""),
        "40": ("Pakistani", ""),
        "41": ("Bangladeshi", ""),
        "42": ("Chinese", ""),
        "43": ("Any other Asian background", ""),
        "44": ("African", "Black African"),
        "45": ("Caribbean", "Black Caribbean"),
        "46": ("Any other Black / African / Caribbean background", "Any other Black background"),
        "47": ("Arab", ""),
        "98": ("Any other ethnic group", ""),
        "99": ("Not known", ""),
    },
    "dfe": {
        "WBRI": ("White - British", "White British"),
        "WIRI": ("White - Irish", "White Irish"),
        "WIRT": ("Traveller of Irish heritage", "Gypsy or Irish Traveller"),
        "WROM": ("Gypsy / Roma", "Gypsy, Roma or Irish Traveller"),
        "WOTH": ("Any other White background", ""),
        **{code: (name, "") for code, name in zip(("MWBC", "MWBA", "MWAS"), _MIXED, strict=True)},
        "MOTH": ("Any other mixed background", "Any other Mixed background"),
        "AIND": ("Indian", ""),
        "APKN": ("Pakistani", ""),
        "ABAN": ("Bangladeshi", ""),
        "CHNE": ("Chinese", ""),
        "AOTH": ("Any other Asian background", ""),
        "BCRB": ("Black Caribbean", ""),
        "BAFR": ("Black - African", "Black African"),
        "BOTH": ("Any other Black background", ""),
        "OOTH": ("Any other ethnic group", ""),
        "REFU": ("Refused", "Not stated"),
        "NOBT": ("Information not yet obtained", "Not known"),
    },
    "18+1": {
        "W1": ("White - British", "White British"),
        "W2": ("White - Irish", "White Irish"),
        "W3": ("Gypsy or Irish Traveller", ""),
        "W9": ("Any other White background", ""),
        **{code: (name, "") for code, name in zip(("M1", "M2", "M3"), _MIXED, strict=True)},
        "M9": ("Any other Mixed background", ""),
        "A1": ("Asian - Indian", "Indian"),
        "A2": ("Asian - Pakistani", "Pakistani"),
        "A3": ("Asian - Bangladeshi", "Bangladeshi"),
        "A4": ("Asian - Chinese", "Chinese"),
        "A9": ("Any other Asian background", ""),
        "B1": ("Black Caribbean", ""),
        "B2": ("Black African", ""),
        "B9": ("Any other Black background", ""),
        "O2": ("Arab", ""),
        "O9": ("Any other ethnic group", ""),
        "NS": ("Not stated", ""),
    },
    "hesa": {
        "100": ("Asian - Bangladeshi or Bangladeshi British", "Bangladeshi"),
        "101": ("Asian - Chinese or Chinese British", "Chinese"),
        "103": ("Asian - Indian or Indian British", "Indian"),
        "104": ("Asian - Pakistani or Pakistani British", "Pakistani"),
        "119": ("Any other Asian background", ""),
        "120": ("Black - African or African British", "Black African"),
        "121": ("Black - Caribbean or Caribbean British", "Black Caribbean"),
        "139": ("Any other Black background", ""),
        "160": (
            "White - English, Scottish, Welsh, Northern Irish or British",
            "White British",
        ),
        "163": ("White - Gypsy or Irish Traveller", "Gypsy or Irish Traveller"),
        "166": ("White - Irish", "White Irish"),
        "168": ("White - Roma", "Roma"),
        "179": ("Any other White background", ""),
        "180": ("Arab", ""),
        "899": ("Any other ethnic background", "Any other ethnic group"),
        "998": ("Prefer not to say", "Not stated"),
    },
    "hesa-2012": {
        "10": ("White", ""),
        "13": ("White - Scottish", "White British"),
        "14": ("Irish Traveller", "Gypsy or Irish Traveller"),
        "15": ("Gypsy or Traveller", "Gypsy or Irish Traveller"),
        "19": ("Other White background", "Any other White background"),
        "21": ("Black or Black British - Caribbean", "Black Caribbean"),
        "22": ("Black or Black British - African", "Black African"),
        "29": ("Other Black background", "Any other Black background"),
        "31": ("Asian or Asian British - Indian", "Indian"),
        "34": ("Chinese", ""),
        "39": ("Other Asian background", "Any other Asian background"),
        "41": ("Mixed - White and Black Caribbean", "White and Black Caribbean"),
        "49": ("Other mixed background", "Any other Mixed background"),
        "50": ("Arab", ""),
        "90": ("Not known", ""),
        "98": ("Information refused", "Not stated"),
    },
}

CODED = [
    pytest.param(scheme, code, name, category or name, id=f"{scheme} {code}")
    for scheme, codes in PUBLISHED.items()
    for code, (name, category) in codes.items()
]
FORMS = (
    *("{name}", "{code} - {name}", "{code}: {name}", "{code} {name}", "({code}) {name}"),
    "{code}.  {name}",
)


@pytest.mark.parametrize(("scheme", "code", "name", "category"), CODED)
def test_codes_and_names_of_every_scheme_are_matched_in_any_form(scheme, code, name, category):
    for form in FORMS:
        for case in (str, str.upper, str.lower):
            label = case(form.format(code=code, name=name))
            assert read_label(label, {}, {})[0] == category, label
    assert read_label(f" {code.lower()} ", {}, SCHEMES[scheme])[0] == category


def test_more_than_400_spellings_are_tried_and_none_lands_on_the_wrong_side():
    spellings = {
        case(form.format(heading, member)): _expected(member)
        for _, heading, member in _listed()
        for form in ("{0}: {1}", "{0} - {1}", "{1} ({0})")
        for case in (str, str.upper, str.lower)
    }
    for scheme, codes in PUBLISHED.items():
        for code, (name, category) in codes.items():
            spellings |= {f"{code} - {name}": category or name, name: category or name}
            assert SCHEMES[scheme][code.casefold()] == (category or name)

    assert len(spellings) > 400
    for label, category in spellings.items():
        found = read_label(label, {}, {})[0]
        assert CATEGORY[found].side == CATEGORY[category].side, label


def _listed():
    return [
        (year, heading, member)
        for year, groups in CENSUS.items()
        for heading, members in groups.items()
        for member in members
    ]


@given(st.sampled_from(CATEGORIES), st.data())
def test_a_slip_of_the_pen_never_lands_on_another_side(category, data):
    place = data.draw(st.integers(0, len(category.name) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    written = category.name
    slips = (
        written[:place] + written[place + 1 :],
        written[:place] + letter + written[place:],
        written[:place] + letter + written[place + 1 :],
    )
    for slip in slips:
        found = category_of(slip)
        assert found is None or CATEGORY[found].side == category.side, slip


@pytest.mark.parametrize(
    ("values", "scheme"),
    [
        (["WBRI", "AIND", "refu"], "dfe"),
        (["31", "39", "99"], "asc-wds"),
        (["A", "H", "Z"], "nhs"),
        (["W1", "A3", "NS"], "16+1"),
        (["W1", "W3", "A4"], "18+1"),
        (["W1", "O1"], "16+1"),
        (["A", "B"], None),
        (["A", "B", "C", "M"], None),
        (["W", "B", "A", "M", "O"], None),
        (["99"], None),
        (["WBRI", "A"], None),
        (["1", "2"], None),
        ([], None),
    ],
)
def test_a_scheme_follows_from_a_column_that_is_of_it_and_of_no_other(values, scheme):
    assert scheme_of(values) == scheme


def test_a_column_of_codes_is_read_and_a_doubtful_one_is_asked_about(write):
    text = "ethnicity,left\n{0},N\n{1},Y\nPrefer not to say,N\n"
    path = write("hr.csv", text.format("A", "H"))
    [line] = package.compute(path).lines
    assert (line.group_count, line.compared_with_out_of) == (1, 1)

    path = write("hr.csv", text.format("A", "B"))
    with pytest.raises(package.InputError, match="Name the scheme of these codes"):
        package.compute(path)
    config = write("scwres.toml", '[ethnicity]\nscheme = "nhs"\n')
    [line] = package.compute(path, config=config).lines
    assert (line.group_out_of, line.compared_with_out_of) == (0, 2)


def test_a_code_that_says_another_thing_than_its_label_is_asked_about():
    assert read_label("A - Indian", {}, {}) == (None, "")
    assert read_label("H - Indian", {}, {}) == ("Indian", "by its code and words")


def test_labels_that_the_user_added_go_before_all_others():
    added = {"kurdish": "Any other ethnic group", "indian": "Any other Asian background"}

    assert read_label("KURDISH", added, {}) == ("Any other ethnic group", "added in scwres.toml")
    assert read_label("Indian", added, {})[0] == "Any other Asian background"
