"""The workforce profile: staff in post, the stages of recruitment, who answered the survey."""

from __future__ import annotations

import json
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import scwres as package
from scwres.ethnicity.categories import grouping
from scwres.reports import FORMATS
from scwres.reports.document.profile import profile_notes
from scwres.reports.document.sections import document_of
from scwres.reports.workbook.tables import book_tables
from scwres.results.lines import PUBLICATION
from scwres.results.profile import profile_of_lines

WITH_PROFILE = {"workforce_profile": True}

#: People of each category by stage. From ethnic minorities are 240 of 800 applicants (30%), 120
#: of 400 shortlisted (30%), 110 of 360 interviewed (30.6%), 12 of 90 offered the job (13.3%) and
#: 10 of 80 appointed (12.5%).
STAGES = {
    "applied": {"Indian": 240, "White British": 540, "Not stated": 20},
    "shortlisted": {"Indian": 120, "White British": 270, "Not stated": 10},
    "interviewed": {"Indian": 110, "White British": 242, "Not stated": 8},
    "offered": {"Indian": 12, "White British": 76, "Not stated": 2},
    "appointed": {"Indian": 10, "White British": 69, "Not stated": 1},
}

#: The stage that an item counts, out of which one.
STEPS = {
    "shortlisted": "applied",
    "interviewed": "shortlisted",
    "offered": "interviewed",
    "appointed": "shortlisted",
}

#: Staff in post by pay band, and respondents.
STAFF = {
    "Indian": 60,
    "Pakistani": 20,
    "Black African": 50,
    "White British": 500,
    "White Irish": 40,
}
STAFF |= {"Asian": 15, "Not stated": 15}
RESPONDENTS = {"Indian": 40, "Black African": 20, "White British": 300, "Not stated": 25}


def _rows(item: str, yes: dict[str, int], out_of: dict[str, int]) -> list[str]:
    return [
        f"{item},{answer},{ethnicity},{people}"
        for ethnicity, whole in out_of.items()
        for answer, people in (
            ("yes", yes.get(ethnicity, 0)),
            ("no", whole - yes.get(ethnicity, 0)),
        )
        if people
    ]


def _counts(stages=STAGES, staff=STAFF, respondents=RESPONDENTS) -> str:
    rows = ["item,answer,ethnicity,people"]
    for after, before in STEPS.items():
        if after in stages and before in stages:
            rows += _rows(after, stages[after], stages[before])
    rows += [f"pay_band,Grade 1,{ethnicity},{people}" for ethnicity, people in staff.items()]
    half = {ethnicity: people // 5 for ethnicity, people in respondents.items()}
    rows += _rows("harassment_public", half, respondents)
    return "\n".join(rows) + "\n"


@pytest.fixture
def results(write):
    return package.compute(write("c.csv", _counts()), **WITH_PROFILE)


def _steps(results):
    return {(step.before, step.after): step for step in results.workforce_profile.recruitment}


def _notes(results) -> str:
    return " ".join(profile_notes(results, results.workforce_profile))


def test_there_is_a_profile_only_where_it_is_requested(write, scwres):
    path = write("c.csv", _counts())
    usual = scwres("compute", path, "--format", "json", "-q").out

    assert package.compute(path).workforce_profile is None
    assert "profile" not in json.loads(usual)
    assert "Workforce profile" not in scwres("compute", path, "-q", "--detail").out
    assert (
        "Workforce profile" in scwres("compute", path, "-q", "--workforce-profile", "--detail").out
    )


def test_shares_of_staff_add_up_in_five_groups_and_in_detail(sample_data):
    results = package.compute(sample_data, by=["directorate"], **WITH_PROFILE)
    people_of, shares_of = defaultdict(list), defaultdict(list)
    for share in results.workforce_profile.staff:
        key = share.groups, share.breakdown, share.unit
        people_of[key].append(share.people)
        shares_of[key].append(share.share)
        # Everyone with a pay band is in post.
        assert share.everyone == sum(
            cell_people
            for cell, cell_people in results.counts.people_by_cell.items()
            if cell.item == "pay_band" and share.unit in ("", *cell.unit)
        )
    assert len(people_of) == 8  # five and detailed: the whole and three directorates
    for key, shares in shares_of.items():
        assert sum(shares) == pytest.approx(1), key
    for breakdown, unit in (("", ""), ("directorate", "Commissioning")):
        five, detailed = (
            sum(people_of[groups, breakdown, unit]) for groups in ("five", "detailed")
        )
        assert five == detailed


def test_a_broad_category_is_told_from_the_detailed_ones_beside_it(results):
    shares = {
        share.group: share.people
        for share in results.workforce_profile.staff
        if share.groups == "detailed"
    }

    assert (shares["Indian"], shares["Asian"]) == (60, 15)
    table = next(
        table
        for table in document_of(results).beyond[0].tables
        if table.title == "Staff in post: detailed categories"
    )
    # 15 of 700 are recorded as Asian alone.
    [row] = [row for row in table.rows if row[0].text == "Asian (no further detail)"]
    assert [value.text for value in row[1:]] == ["15", "700", "2.1%"]
    assert "recorded only as that broad group" in _notes(results)


def test_people_recorded_too_broadly_have_a_row_beside_the_five_groups(write):
    path = write("c.csv", _counts(staff=STAFF | {"Minority ethnic": 10}))
    results = package.compute(path, **WITH_PROFILE)
    people = {
        share.group: share.people
        for share in results.workforce_profile.staff
        if share.groups == "five"
    }

    assert people == {
        **{"Asian": 95, "Black": 50, "Mixed": 0, "white": 540, "Other": 0},
        **{"unknown": 15, "ungrouped": 10},
    }
    assert "Recorded too broadly" in FORMATS["table"].render(results)


def test_residents_stand_beside_staff_where_their_group_is_known(write):
    census = write(
        "census.csv",
        "ethnicity,people\nIndian,100\nPakistani,100\nBlack,150\nWhite British,600\n"
        "White Irish,50\n",
    )
    results = package.compute(write("c.csv", _counts()), population=census, **WITH_PROFILE)
    shares = {
        (share.groups, share.group): share.residents_share
        for share in results.workforce_profile.staff
    }

    # 200 of 1,000 residents are Asian, 150 Black, 650 white.
    assert shares["five", "Asian"] == 0.2
    assert shares["five", "Black"] == 0.15
    assert shares["five", "white"] == 0.65
    assert shares["detailed", "Indian"] == 0.1
    # Residents are recorded as Black alone: how many are Black African is not known.
    assert shares["detailed", "Black African"] is None
    assert shares["five", "unknown"] is None


def test_each_step_of_recruitment_has_the_shares_its_ratio_and_its_finding(results):
    steps = _steps(results)

    assert list(steps) == [
        ("applied", "shortlisted"),
        ("shortlisted", "interviewed"),
        ("interviewed", "offered"),
        ("offered", "appointed"),
        ("shortlisted", "appointed"),
    ]
    shares = [
        (step.line.workforce_share, step.line.share)
        for step in steps.values()
        if not step.is_overall
    ]
    assert shares == [
        (240 / 800, 120 / 400),
        (120 / 400, 110 / 360),
        (110 / 360, 12 / 90),
        (12 / 90, 10 / 80),
    ]
    offered = steps["interviewed", "offered"].line
    # 12 of 110 against 76 of 242.
    assert offered.ratio == pytest.approx((12 / 110) / (76 / 242))
    assert offered.finding == "worse"
    # The last step is of two lines: 10 of 12 offered the job, against 69 of 76.
    assert steps["offered", "appointed"].line.ratio == pytest.approx((10 / 12) / (69 / 76))
    assert steps["shortlisted", "appointed"].is_overall


def test_the_share_falls_most_is_said_of_a_step_whose_finding_is_worse(results):
    steps = _steps(results)
    most = [key for key, step in steps.items() if step.falls_most]

    # From 30.6% to 13.3%.
    assert most == [("interviewed", "offered")]
    assert (
        "Minority ethnic: 30.0% of people who applied, 30.0% of people shortlisted, 30.6% of "
        "people interviewed, 13.3% of people offered the job and 12.5% of people appointed. The "
        "share falls most from interviewed to offered (ratio 0.35), and the finding is worse."
    ) in _notes(results)


def test_the_share_falls_most_is_not_said_of_a_step_without_a_worse_finding(write):
    # 12 of 40 shortlisted against 28 of 70: the share falls most, and chance could explain it.
    stages = {
        "applied": {"Indian": 40, "White British": 70},
        "shortlisted": {"Indian": 12, "White British": 28},
        "appointed": {"Indian": 4, "White British": 9},
    }
    results = package.compute(write("c.csv", _counts(stages)), **WITH_PROFILE)
    step = _steps(results)["applied", "shortlisted"]

    assert step.line.gap == min(step.line.gap for step in _steps(results).values())
    assert step.line.gap < 0
    assert step.line.finding == "no clear difference"
    assert not any(step.falls_most for step in _steps(results).values())
    assert "falls most" not in _notes(results)
    assert "The finding is not worse at any step." in _notes(results)


def test_a_stage_that_two_files_count_differently_is_said(write):
    rows = _counts({name: STAGES[name] for name in ("applied", "shortlisted")})
    other = "\n".join(_rows("appointed", {"Indian": 9}, {"Indian": 100, "White British": 200}))
    results = package.compute(write("c.csv", f"{rows}{other}\n"), **WITH_PROFILE)

    assert (
        "The number of people shortlisted differs between two steps, which count them separately."
    ) in _notes(results)


def test_the_nhs_direction_is_turned_round_for_the_steps(write):
    path = write("c.csv", _counts())
    usual, nhs = (
        package.compute(path, standard=name, **WITH_PROFILE)
        for name in ("sc-wres-2024", "nhs-wres")
    )
    for key, step in _steps(usual).items():
        assert _steps(nhs)[key].row == step.row
    assert [line.finding for line in nhs.lines if line.indicator == "2"] == ["worse"]


def test_response_rates_are_respondents_over_staff_in_post(write):
    staff = {name: people for name, people in STAFF.items() if name != "Asian"}
    results = package.compute(write("c.csv", _counts(staff=staff)), **WITH_PROFILE)
    rates = {rate.group: rate for rate in results.workforce_profile.survey}

    # 60 of 130 from ethnic minorities, 300 of 540 white, 385 of 685 in all.
    assert (rates["minority ethnic"].respondents, rates["minority ethnic"].staff) == (60, 130)
    assert rates["white"].rate == 300 / 540
    assert rates["everyone"].rate == 385 / 685
    assert "people who answered indicator 6 in the survey" in _notes(results)


def test_groups_that_cannot_be_matched_have_no_rate_and_it_is_said_why(write):
    path = write("c.csv", _counts(respondents=RESPONDENTS | {"Minority ethnic": 30}))
    results = package.compute(path, groups="five", **WITH_PROFILE)
    rates = {rate.group: rate for rate in results.workforce_profile.survey}

    # 30 respondents could be of any of the groups.
    assert rates["Asian"].rate is None
    assert rates["Asian"].unmatched == "too broad"
    assert rates["everyone"].rate == 415 / 700
    assert "The groups of the survey and of the staff cannot be matched" in _notes(results)


def test_more_respondents_than_staff_are_no_rate(write):
    path = write("c.csv", _counts(respondents=RESPONDENTS | {"Indian": 400}))
    rates = {
        rate.group: rate for rate in package.compute(path, **WITH_PROFILE).workforce_profile.survey
    }

    assert rates["minority ethnic"].unmatched == "more respondents than staff"
    assert rates["minority ethnic"].rate is None
    assert rates["white"].rate == 300 / 540


def test_the_respondents_are_those_of_the_question_that_most_answered(write):
    rows = _counts() + "\n".join(
        _rows("harassment_managers", {}, RESPONDENTS | {"White British": 310})
    )
    profile = package.compute(write("c.csv", f"{rows}\n"), **WITH_PROFILE).workforce_profile

    assert profile.question == "7b"
    assert {rate.group: rate.respondents for rate in profile.survey}["white"] == 310


def test_what_is_missing_is_said(write):
    path = write("c.csv", "item,answer,ethnicity,people\nleft,yes,Indian,4\nleft,no,White,90\n")
    results = package.compute(path, **WITH_PROFILE)

    assert results.workforce_profile.rows == {"staff": [], "recruitment": [], "survey": []}
    assert _notes(results).split(". ") == [
        "Staff in post are not shown: they need figures of pay bands or senior managers",
        "Recruitment is not shown: no stage of recruitment is among the figures",
        "Response rates are not shown: they need a survey and staff in post among the figures.",
    ]


@pytest.mark.parametrize(("groups", "by"), [("two", ["directorate"]), ("five", [])])
def test_a_published_profile_is_made_of_the_published_lines_alone(sample_data, groups, by):
    results = package.compute(sample_data, by=by, groups=groups, **WITH_PROFILE)
    published = package.publish(results)
    profile = published.workforce_profile

    names = ("groups", "reference", "white_minorities")
    chosen = grouping(*(published.settings[name] for name in names))
    assert profile == profile_of_lines(published.lines, chosen, published.benchmarks)
    assert {share.groups for share in profile.staff} == {groups}
    shown = {
        getattr(line, column)
        for line in published.lines
        for column in line.row
        if column.endswith(("_count", "_out_of"))
    }
    assert {share.people for share in profile.staff} <= shown
    assert {rate.respondents for rate in profile.survey} <= shown
    for step in profile.recruitment:
        assert step.line.audience == PUBLICATION
        assert {step.line.group_count, step.line.group_out_of, step.line.all_count} <= shown
    text = " ".join(profile_notes(published, profile))
    assert "made only of published counts, in the groups that are published" in text


def test_a_withheld_count_has_no_share_ratio_or_finding_in_a_published_profile(write):
    # 6 of 12 offered the job are appointed: a count under 10.
    stages = STAGES | {"appointed": {"Indian": 6, "White British": 69, "Not stated": 1}}
    published = package.publish(package.compute(write("c.csv", _counts(stages)), **WITH_PROFILE))
    step = _steps(published)["offered", "appointed"]
    row = step.row

    assert row["group_after"] is None
    assert (row["share_after"], row["gap"], row["ratio"], row["finding"]) == (None, None, None, "")
    # Where a step is withheld, no other is said to be the one with the largest fall.
    assert not any(step.falls_most for step in _steps(published).values())
    assert "The finding is worse from interviewed to offered (ratio 0.3)." in " ".join(
        profile_notes(published, published.workforce_profile)
    )


@settings(max_examples=8)
@given(st.lists(st.integers(0, 60), min_size=8, max_size=8))
def test_a_published_profile_shows_no_small_count_and_follows_from_its_lines(people):
    frame = _frame(people)
    results = package.compute(counts=frame, **WITH_PROFILE)
    try:
        published = package.publish(results)
    except package.DisclosureError:
        return
    profile = published.workforce_profile

    assert profile == profile_of_lines(published.lines, grouping(), published.benchmarks)
    shown = [share.people for share in profile.staff]
    shown += [step.line.group_count for step in profile.recruitment]
    assert all(people is None or people == 0 or people >= 10 for people in shown)


def _frame(people):
    import pandas

    rows = [
        ("pay_band", "Grade 1", "Indian", people[0]),
        ("pay_band", "Grade 2", "Indian", people[1]),
        ("pay_band", "Grade 1", "White British", people[2] + 100),
        ("pay_band", "Grade 2", "White British", people[3] + 100),
        ("appointed", "yes", "Indian", people[4]),
        ("appointed", "no", "Indian", people[5]),
        ("appointed", "yes", "White British", people[6] + 50),
        ("appointed", "no", "White British", people[7] + 50),
    ]
    return pandas.DataFrame(rows, columns=["item", "answer", "ethnicity", "people"])


def test_json_holds_the_profile_in_three_lists(write, scwres):
    path = write("c.csv", _counts())
    document = json.loads(scwres("compute", path, "--workforce-profile", "--format", "json").out)
    profile = document["profile"]

    assert list(profile) == ["staff", "recruitment", "survey"]
    assert list(profile["staff"][0]) == [
        *("groups", "breakdown", "unit", "group", "people", "everyone", "share"),
        "residents_share",
    ]
    assert profile["recruitment"][2]["falls_most"] is True
    assert profile["recruitment"][2]["share_after"] == 12 / 90
    assert profile["survey"][-1]["group"] == "everyone"


def test_page_workbook_markdown_and_terminal_show_the_same_profile(results):
    [section] = document_of(results).beyond
    titles = [table.title for table in section.tables]
    markdown, terminal = (FORMATS[name].render(results) for name in ("markdown", "table"))

    assert section.title == "Workforce profile"
    assert titles == [
        "Staff in post: broad groups",
        "Staff in post: detailed categories",
        "The stages of recruitment",
        "Who answered the survey",
    ]
    for title in titles:
        assert f"### {title}" in markdown
        assert f"\n{title}\n" in terminal
    sheets = list(book_tables(results, None))
    names = [sheet.title for sheet in sheets]
    assert names[names.index(titles[0]) :][: len(titles)] == titles
    # The workbook has every count in a column of its own; the page has it beside its share.
    in_full, beside = (
        dict(zip(table.headers, [value.beside for value in table.rows[0]], strict=True))
        for table in (sheets[names.index(titles[2])], section.tables[2])
    )
    assert (in_full["People before"], in_full["Everyone before"]) == ("240", "800")
    assert beside["Share before"] == "30.0% (240 of 800)"
    for sentence in section.reading:
        assert f"- {sentence}" in markdown
        assert sentence in terminal


def test_a_format_without_the_profile_says_so(write, scwres):
    path = write("c.csv", _counts())
    ran = scwres("compute", path, "--workforce-profile", "--format", "csv")

    assert "The workforce profile is not in csv." in ran.err
    assert "workforce profile" not in scwres("compute", path, "--format", "csv").err


def test_the_terminal_leaves_detailed_categories_of_units_to_other_formats_and_says_so(
    sample_data,
):
    results = package.compute(sample_data, by=["directorate"], **WITH_PROFILE)
    title = "Staff in post: detailed categories, by directorate"
    terminal, markdown = (FORMATS[name].render(results) for name in ("table", "markdown"))

    assert title in markdown
    assert title not in terminal
    assert "Detailed categories of each unit are not shown here." in terminal
    assert "Detailed categories of each unit" not in markdown


TWO_STAGES = """\
item,answer,ethnicity,people
shortlisted,yes,Indian,{reached}
shortlisted,no,Indian,{others}
shortlisted,yes,White British,40
shortlisted,no,White British,100
appointed,yes,Indian,10
appointed,no,Indian,30
appointed,yes,White British,30
appointed,no,White British,50
"""


def test_a_stage_larger_than_the_one_before_is_refused_with_both(write):
    # 40 Indian people were shortlisted, by indicator 2, and 22 had applied: of everybody 120 of
    # 162 is right, so that the group is named.
    counts = write("counts.csv", TWO_STAGES.format(reached=20, others=2))

    with pytest.raises(package.InputError) as raised:
        package.compute(counts, workforce_profile=True)

    [fault] = raised.value.faults
    assert (fault.file, fault.code) == ("counts.csv", "counts-contradict")
    assert fault.what == (
        "holds 40 minority ethnic people who reached the stage shortlisted (by 'appointed'), but "
        "only 22 reached applied (by 'shortlisted')"
    )
    assert package.compute(counts).workforce_profile is None
    enough = write("enough.csv", TWO_STAGES.format(reached=20, others=20))
    assert package.compute(enough, workforce_profile=True).workforce_profile.recruitment
