"""Groups, references and white minorities, from files to lines."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

import scwres
from scwres import Cell, Counts
from scwres.errors import UsageError
from scwres.ethnicity.categories import (
    CATEGORIES,
    CATEGORY,
    GROUPS,
    REFERENCES,
    WHITE_MINORITY_RULES,
    grouping,
    held_by,
)
from scwres.metrics.comparison import compare

#: Five census groups in official order (GOV.UK, "List of ethnic groups").
OFFICIAL = ["Asian", "Black", "Mixed", "White", "Other"]

LABELS = {
    "Indian": 30,
    "Chinese": 20,
    "Black African": 25,
    "White and Asian": 15,
    "Arab": 12,
    "White British": 200,
    "White Irish": 40,
    "Roma": 11,
    "Not stated": 9,
}


def _hr(extra: dict[str, int] | None = None) -> str:
    """Return an extract in which every third person of a label has left."""
    rows = [
        f"{label},{'Y' if number % 3 == 0 else 'N'}"
        for label, people in {**LABELS, **(extra or {})}.items()
        for number in range(people)
    ]
    return "\n".join(["ethnicity,left", *rows, ""])


def _people(results) -> dict[str, int]:
    return {line.group: line.group_out_of for line in results.lines}


def _reference(results) -> set[tuple[str, int]]:
    return {(line.compared_with, line.compared_with_out_of) for line in results.lines}


@pytest.mark.parametrize(
    ("options", "people", "reference"),
    [
        ({}, {"minority ethnic": 102}, ("white", 251)),
        ({"white_minorities": "minority"}, {"minority ethnic": 153}, ("white", 200)),
        (
            {"white_minorities": "separate"},
            {"minority ethnic": 102, "white minorities": 51},
            ("White British", 200),
        ),
        (
            {"reference": "White British"},
            {"minority ethnic": 102, "white minorities": 51},
            ("White British", 200),
        ),
        (
            {"reference": "White British", "white_minorities": "minority"},
            {"minority ethnic": 153},
            ("White British", 200),
        ),
        (
            {"groups": "five"},
            {"Asian": 50, "Black": 25, "Mixed": 15, "Other": 12},
            ("white", 251),
        ),
        (
            {"groups": "five", "white_minorities": "separate"},
            {"Asian": 50, "Black": 25, "Mixed": 15, "white minorities": 51, "Other": 12},
            ("White British", 200),
        ),
    ],
)
def test_people_are_in_the_group_that_was_asked_for(write, options, people, reference):
    results = scwres.compute(write("hr.csv", _hr()), **options)

    assert _people(results) == people
    assert list(_people(results)) == list(people)
    assert _reference(results) == {reference}
    assert {line.all_out_of for line in results.lines} == {362}
    assert {line.unknown_out_of for line in results.lines} == {9}


def test_detailed_groups_stand_in_official_order(write):
    rows = _hr().split("\n")
    shuffled = [rows[0], *reversed(rows[1:-1]), ""]
    results = scwres.compute(write("hr.csv", "\n".join(shuffled)), groups="detailed")
    people = _people(results)

    order = [one.name for one in CATEGORIES if one.side == "minority ethnic" and one.detailed]
    assert list(people) == order
    assert (people["Indian"], people["Arab"], people["Pakistani"]) == (30, 12, 0)
    pakistani = next(line for line in results.lines if line.group == "Pakistani")
    assert pakistani.marks["ratio"] == "x"
    assert pakistani.reading == "No Pakistani staff were counted: there is nothing to compare."


def test_detailed_against_white_british_shows_each_white_minority(write):
    results = scwres.compute(write("hr.csv", _hr()), groups="detailed", reference="White British")
    people = _people(results)

    assert (people["White Irish"], people["Roma"]) == (40, 11)
    assert _reference(results) == {("White British", 200)}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (
            {"groups": "fife"},
            "there is no grouping called 'fife'. Did you mean 'five'? Expected two,",
        ),
        ({"groups": "eighteen"}, "Expected two, five or detailed."),
        (
            {"reference": "white british"},
            "there is no reference called 'white british'. Did you mean 'White British'?",
        ),
        ({"white_minorities": "seperate"}, "Did you mean 'separate'? Expected white, minority"),
        (
            {"reference": "white", "white_minorities": "separate"},
            "white minorities shown separately are compared with White British",
        ),
        (
            {"reference": "White British", "white_minorities": "white"},
            "the reference is only White British",
        ),
    ],
)
def test_what_does_not_exist_is_refused_with_the_nearest_and_the_list(write, options, says):
    with pytest.raises(UsageError) as caught:
        scwres.compute(write("hr.csv", _hr()), **options)

    assert says in str(caught.value)


def test_a_broad_category_is_in_no_group_and_listed_with_its_label_and_rows(write):
    path = write("hr.csv", _hr({"BME": 14, "Asian": 6}))
    five = scwres.compute(path, groups="five")
    detailed = scwres.compute(path, groups="detailed")

    assert _people(five)["Asian"] == 56  # Asian is broad enough for five
    assert {line.all_out_of for line in five.lines} == {382}
    [warning] = [one for one in five.warnings if one.code == "broad-category"]
    assert warning.text.startswith(
        "hr.csv: 'BME' in 14 rows could be Asian, Black, Mixed or Other. "
    )
    [warning] = [one for one in detailed.warnings if one.code == "broad-category"]
    assert "'Asian' in 6 rows" in warning.text
    assert "'BME' in 14 rows" in warning.text
    assert _people(detailed)["Indian"] == 30
    assert not [one for one in scwres.compute(path).warnings if one.code == "broad-category"]


def test_groups_of_which_no_more_than_a_broad_category_is_known_are_not_computed(write):
    path = write("hr.csv", "ethnicity,left\n" + "BME,Y\n" * 12 + "White British,N\n" * 20)
    results = scwres.compute(path, groups="five")

    [missing] = [one for one in results.not_computed if one.indicator == "8"]
    assert missing.why == (
        "nobody is known to be in one of the groups: 'BME' in 12 rows of hr.csv could be in "
        "several groups"
    )
    assert all(line.ratio is None and line.group_out_of == 0 for line in results.lines)


def test_white_and_no_more_is_not_taken_for_white_british(write):
    path = write("hr.csv", "ethnicity,left\n" + "Indian,Y\n" * 12 + "White,N\n" * 20)
    results = scwres.compute(path, reference="White British")

    assert results.lines[0].compared_with_out_of == 0
    assert results.lines[0].ratio is None
    assert any(
        one.why.startswith("nobody is known to be White British: 'White' in 20 rows of hr.csv")
        for one in results.not_computed
    )


def test_people_of_whom_too_little_is_known_are_on_every_line_and_within_its_range(write):
    path = write(
        "hr.csv",
        "ethnicity,left\n"
        + "Indian,Y\n" * 10
        + "Indian,N\n" * 90
        + "White British,Y\n" * 10
        + "White British,N\n" * 90
        + "White,Y\n" * 200
        + "White,N\n" * 100,
    )
    line = next(
        line
        for line in scwres.compute(path, reference="White British").lines
        if line.group == "minority ethnic"
    )

    assert (line.ungrouped_count, line.ungrouped_out_of) == (200, 300)
    assert line.group_out_of + line.compared_with_out_of + line.ungrouped_out_of == line.all_out_of
    assert line.ratio == 1
    # All of them White British is 10 of 100 against 210 of 400.
    assert line.ratio_lowest <= (10 / 100) / (210 / 400) <= line.ratio_highest
    assert line.ratio_lowest == pytest.approx((10 / 100) / (210 / 300))
    assert line.ratio_highest == pytest.approx((10 / 100) / (10 / 200))
    assert "300 of 500 people counted are recorded too broadly to be in a group." in line.reading


def test_a_broad_label_does_not_fail_a_strict_run_that_accepts_it(write, scwres):
    config = write(
        "scwres.toml",
        'groups = "five"\nindicators = ["8"]\n[strict]\naccept = ["broad-category"]\n',
    )
    path = write("hr.csv", _hr({"BME": 14}))

    assert scwres("compute", path, "--config", config, "--strict").status == 0
    survey = "ethnicity,harassment_public\nIndian,Y\nWhite British,N\nBME,N\n"
    both = scwres(
        *("compute", path, write("s.csv", survey), "--groups", "five", "--indicator", "8"),
    )
    assert "s.csv: 'BME'" not in both.err


def test_a_list_without_ids_that_says_too_little_is_told_with_the_people_it_affects(write):
    staff = _hr().replace(",Y", ",N")
    cases = "ethnicity,disciplinary_date\n" + "BME,2025-05-01\n" * 4 + "White,2025-05-01\n" * 3
    results = scwres.compute(
        [write("hr.csv", staff), write("cases.csv", cases)], groups="five", indicators=["3"]
    )

    texts = [one.text for one in results.warnings if one.code == "broad-category"]
    assert any(
        "people count only as Minority ethnic, which is in no group. cases.csv" in t for t in texts
    )


def test_the_groups_that_nobody_is_in_have_no_row_whichever_way_they_are_published(write, scwres):
    path = write("shortlisting.csv", _hr().replace("left", "appointed").replace("Arab", "Roma"))
    for standard in ("sc-wres-2024", "nhs-wres"):
        out = scwres("compute", path, "--groups", "five", "--standard", standard).out
        assert "nobody to compare" not in out
        assert "Groups with nobody in them are not shown." in out


def test_the_rules_in_force_are_in_the_settings_and_in_the_table(write, scwres):
    path = write("hr.csv", _hr())
    out = scwres("compute", path, "--white-minorities", "separate", "--detail").out

    assert "White minorities are separate, and every group is compared with White British." in out
    assert "each group divided by the likelihood for White British people" in out
    for rule in ("white", "minority"):
        ran = scwres("compute", path, "--white-minorities", rule, "--detail")
        assert f"White minorities count as {rule}" in ran.out


def test_an_option_decides_over_what_the_file_of_settings_says(write, scwres):
    config = write(
        "scwres.toml",
        'reference = "White British"\ngroups = "five"\n'
        '[ethnicity]\nwhite_minorities = "separate"\n',
    )
    path = write("hr.csv", _hr())

    as_said = scwres("compute", path, "--config", config, "--format", "json")
    as_option = scwres(
        "compute", path, "--config", config, "--reference", "white", "--groups", "two"
    )

    assert '"groups": "five", "reference": "White British"' in as_said.out
    assert as_option.status == 0
    assert "ethnic minorities divided by the likelihood for white people" in as_option.out


def test_settings_that_contradict_each_other_are_refused_with_their_line(write, scwres):
    config = write(
        "scwres.toml", '\nreference = "white"\n[ethnicity]\nwhite_minorities = "separate"\n'
    )
    ran = scwres("compute", write("hr.csv", _hr()), "--config", config)

    assert ran.status == 2
    assert (
        "scwres.toml line 2: white minorities shown separately are compared with White British"
        in ran.err
    )


@pytest.mark.parametrize("people", [9, 10])
def test_of_a_group_under_ten_people_nothing_is_found(write, scwres, people):
    rows = "Indian,Y\n" * people + "White British,N\n" * 100 + "White British,Y\n" * 10
    out = scwres("compute", write("hr.csv", f"ethnicity,left\n{rows}"), "--detail").out

    assert ("too few to tell (under 10 people)" in out) is (people < 10)
    assert ("Of 1 finding here, 1 says worse" in out) is (people >= 10)
    assert ("National" in out.partition("Of 1 finding")[0]) is (people >= 10)
    assert ("worse: " in out) is (people >= 10)


def _names() -> list[tuple[str, str, str]]:
    return [
        one
        for one in itertools.product(GROUPS, ("", *REFERENCES), ("", *WHITE_MINORITY_RULES))
        if one[1:] not in {("white", "separate"), ("White British", "white")}
    ]


@pytest.mark.parametrize("name", _names(), ids=str)
def test_every_grouping_puts_each_category_in_one_place(name):
    of = grouping(*name)

    assert set(of.group_by_category) == set(CATEGORY)
    assert set(of.group_by_category.values()) <= {*of.groups, of.compared_with, None, ""}
    assert of.compared_with not in of.groups
    assert of.group_by_category["White British"] == of.compared_with
    unknown = {name for name, group in of.group_by_category.items() if group is None}
    assert unknown == {"Not stated", "Not known"}
    for category in of.broad:
        assert not CATEGORY[category].detailed or category == "White"
        assert len(of.could_be(category)) > 1 or category == "White"


def test_an_unknown_grouping_is_refused():
    with pytest.raises(ValueError, match="no groups called"):
        grouping("seven")


def test_the_groups_of_five_stand_in_the_order_of_the_census():
    order = [*grouping("five", "White British").groups]

    assert order == ["Asian", "Black", "Mixed", "white minorities", "Other"]
    assert [one.replace("white minorities", "White") for one in order] == OFFICIAL


@pytest.mark.parametrize("category", CATEGORIES, ids=lambda one: one.name)
def test_a_category_holds_detailed_ones_of_its_own_side(category):
    held = held_by(category.name)

    assert held
    assert all(CATEGORY[name].detailed and CATEGORY[name].side == category.side for name in held)
    assert (held == {category.name}) is category.detailed


people_by_category = st.dictionaries(
    st.sampled_from([one.name for one in CATEGORIES]), st.integers(1, 60), min_size=1
)


@given(people_by_category, st.sampled_from(_names()))
def test_nobody_is_lost_and_nobody_is_in_two_groups(people, name):
    of = grouping(*name)
    counts = Counts({Cell("left", "no", category): number for category, number in people.items()})

    comparisons = compare(counts, "left", "yes", of)
    in_no_group = sum(number for category, number in people.items() if category in of.broad)

    [reference] = {comparison.compared_tally.out_of for comparison in comparisons}
    [unknown] = {comparison.unknown.out_of for comparison in comparisons}
    in_groups = sum(comparison.group_tally.out_of for comparison in comparisons)
    assert in_groups + reference + unknown + in_no_group == sum(people.values())


@given(people_by_category)
def test_five_groups_together_are_the_minority_ethnic_group(people):
    counts = Counts({Cell("left", "no", category): number for category, number in people.items()})
    [two] = compare(counts, "left", "yes", grouping())
    five = compare(counts, "left", "yes", grouping("five"))
    broad = sum(number for name, number in people.items() if name in grouping("five").broad)

    assert sum(one.group_tally.out_of for one in five) + broad == two.group_tally.out_of


def test_broad_categories_are_the_headings_of_lists_and_what_is_between_them():
    # All others are labels that a census prints: STANDARD, ethnicity.
    assert {category.name for category in CATEGORIES if not category.detailed} == {
        *("Asian", "Black", "Mixed", "White", "Other ethnic group", "Minority ethnic"),
        *("White minority", "Gypsy, Roma or Irish Traveller", "Chinese or other ethnic group"),
    }
