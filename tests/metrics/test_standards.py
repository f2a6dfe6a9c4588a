"""The definitions of every standard, held against what is published of each."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import scwres
from scwres.counts import LEFT, YES
from scwres.extracts.schema import ITEMS, is_yes_or_no
from scwres.metrics.standards import (
    STANDARDS,
    USUAL_STANDARD,
    indicator_numbers,
    is_standard,
    standard_called,
    standard_name,
)
from scwres.metrics.standards.indicator import INCLUSIONS, CountedOf, PeopleSet
from scwres.metrics.standards.supporting import (
    SUPPORTING,
    SUPPORTING_MEASURES,
    known_indicators,
    supporting_measure,
)

SC_WRES = [name for name in STANDARDS if name.startswith("sc-wres")]
NINE = ["1", "2", "3", "4", "5", "6", "7a", "7b", "8", "9"]


def _indicator(standard: str, number: str):
    [found] = [one for one in standard_called(standard).indicators if one.number == number]
    return found


def _all():
    for name in STANDARDS:
        standard = standard_called(name)
        yield from standard.indicators
        yield standard.disparity
    yield from SUPPORTING_MEASURES


@pytest.mark.parametrize("name", STANDARDS)
def test_a_standard_goes_by_its_name_and_has_nine(name):
    standard = standard_called(name)

    assert standard.name == name
    numbers = [one.number for one in standard.indicators]
    assert numbers == (NINE if name in SC_WRES else [str(number) for number in range(1, 10)])
    assert all(one in numbers for family in standard.families.values() for one in family)
    assert all(one in numbers for one in standard.misprints.values())


def test_the_usual_standard_is_that_of_2024():
    assert USUAL_STANDARD == standard_called().name == "sc-wres-2024"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("pilot", "sc-wres-pilot"),
        ("2025", "sc-wres-2025"),
        (" SC-WRES-2023 ", "sc-wres-2023"),
        ("nhs-wres", "nhs-wres"),
        ("2022", "2022"),
    ],
)
def test_a_version_may_be_named_in_short(text, name):
    assert standard_name(text) == name


def test_no_standard_is_called_otherwise():
    with pytest.raises(KeyError):
        standard_called("sc-wres-2022")


def test_every_indicator_is_over_an_item_that_extracts_have():
    for indicator in _all():
        assert indicator.item in ITEMS
        assert is_yes_or_no(indicator.item) or indicator.item == "pay_band"
        assert indicator.worse_when in ("higher", "lower", None)
        assert indicator.headline in ("ratio", "share", "gap")
        assert all(indicator.words)
        assert indicator.title
        assert indicator.reading
        assert indicator.definition.endswith(".")


#: When a unit lags, by what is counted: more of what is good to have is better for everybody. Of
#: pay bands, senior managers and the board a team has as many as its work needs, and more reports
#: of incidents can mean more incidents or more trust.
LAGS_WHEN = {
    "lower": {
        *("appointed", "cpd", "equal_opportunities", "shortlisted", "interviewed", "offered"),
        *("promoted", "edi_training", "recruitment_training", "funding_approved", "secondment"),
        *("acting_up", "coaching", "mentoring", "rewarded_cash", "rewarded_other", "top_rating"),
        *("confident_to_report", "feels_included", "fair_access_to_training"),
        *("joiners_confident_to_report", "joiners_feels_included"),
        "joiners_fair_access_to_training",
    },
    "higher": {
        *("disciplinary", "fitness_to_practise", "left", "discrimination", "harassment_public"),
        *("harassment_colleagues", "harassment_managers", "harassment_staff", "grievance"),
        *("left_in_probation", "left_within_12_months", "cpd_declined"),
        *("joiners_harassment_public", "joiners_harassment_colleagues"),
        "joiners_harassment_managers",
    },
    None: {"pay_band", "senior_manager", "board_member", "incident_reported", "joined"},
}


def test_each_indicator_and_measure_lags_on_the_side_that_is_worse_for_everybody():
    items_by_side: dict[str | None, set[str]] = {}
    for indicator in _all():
        items_by_side.setdefault(indicator.lags_when, set()).add(indicator.item)

    assert items_by_side == LAGS_WHEN


def test_a_unit_with_few_appointments_lags_whichever_way_round_the_ratio_is_published():
    inverse, usual = _indicator("nhs-wres", "2"), _indicator("sc-wres-2024", "2")

    assert (inverse.worse_when, usual.worse_when) == ("higher", "lower")
    assert inverse.lags_when == usual.lags_when == "lower"


def test_the_pilot_publishes_senior_management_as_a_gap():
    # 2021 to 2022, 18 councils: in percentage points against the workforce.
    assert _indicator("sc-wres-pilot", "9").headline == "gap"
    for name in ("sc-wres-2023", "sc-wres-2024", "sc-wres-2025"):
        assert _indicator(name, "9").headline == "ratio"


def test_the_wording_of_2025():
    # Referrals by the employer, and reporting in place of experiencing.
    assert "referred by their employer" in _indicator("sc-wres-2025", "4").definition
    for number in ("6", "7a", "7b"):
        assert "reporting" in _indicator("sc-wres-2025", number).definition
        assert "experiencing" in _indicator("sc-wres-2024", number).definition
        assert _indicator("sc-wres-2025", number).words.to.startswith("report ")


@pytest.mark.parametrize(
    ("name", "years"),
    [
        ("sc-wres-pilot", set()),
        ("sc-wres-2023", {"2023"}),
        ("sc-wres-2024", {"2023", "2024"}),
        ("sc-wres-2025", {"2023", "2024"}),
    ],
)
def test_national_figures_stand_beside_the_years_that_had_them(name, years):
    found = {figure.year for one in standard_called(name).indicators for figure in one.national}

    assert found == years


def test_the_nhs_publishes_two_of_its_nine_the_other_way():
    inverse = [one.number for one in standard_called("nhs-wres").indicators if one.is_inverse]

    assert inverse == ["2", "4"]
    assert standard_called("nhs-wres").disparity.is_inverse
    for name in SC_WRES:
        assert not any(one.is_inverse for one in standard_called(name).indicators)


def test_the_items_of_the_nhs_standard():
    items = [one.item for one in standard_called("nhs-wres").indicators]

    assert items == [
        *("pay_band", "appointed", "disciplinary", "cpd", "harassment_public"),
        *("harassment_staff", "equal_opportunities", "discrimination", "board_member"),
    ]


def test_the_pay_groups_of_the_nhs_are_those_of_its_race_disparity_ratios():
    groups = standard_called("nhs-wres").pay_groups

    assert [*groups] == ["lower", "middle", "upper"]
    assert groups["middle"] == ("6", "7")
    assert {"5", "1"} <= {*groups["lower"]}
    assert {"8a", "9", "vsm"} <= {*groups["upper"]}


def test_supporting_measures_are_named_apart_from_every_standard():
    numbers = {one.number for name in STANDARDS for one in standard_called(name).indicators}
    items = {one.item for name in STANDARDS for one in standard_called(name).indicators}

    assert SUPPORTING not in STANDARDS
    for one in SUPPORTING_MEASURES:
        assert one.number == one.item
        assert one.number not in numbers
        assert one.item not in items


@pytest.mark.parametrize("name", STANDARDS)
def test_what_is_known_is_the_nine_of_a_standard_and_then_what_supports_them(name):
    standard = standard_called(name)

    known = known_indicators(standard)

    assert tuple(known.values()) == (*standard.indicators, *SUPPORTING_MEASURES)
    assert all(number == one.number for number, one in known.items())


def test_the_supporting_measures_are_those_that_plans_ask_for():
    # Two councils' action plans of 2022, by what each action should move.
    assert [one.number for one in SUPPORTING_MEASURES] == [
        *("shortlisted", "interviewed", "offered"),
        *("promoted", "joined", "left_in_probation", "left_within_12_months"),
        *("joiners_confident_to_report", "joiners_feels_included"),
        *("joiners_fair_access_to_training", "joiners_harassment_public"),
        *("joiners_harassment_colleagues", "joiners_harassment_managers"),
        *("edi_training", "recruitment_training", "funding_approved", "cpd_declined"),
        *("secondment", "acting_up", "coaching", "mentoring", "rewarded_cash"),
        *("rewarded_other", "top_rating", "grievance", "incident_reported"),
        *("confident_to_report", "feels_included", "fair_access_to_training"),
    ]


def test_a_measure_says_which_side_is_worse_where_one_is():
    words = SUPPORTING_MEASURES[0].words
    lower, higher, neither = (
        supporting_measure("x", "X", "staff", "people", side, words, "More.").reading
        for side in ("lower", "higher", None)
    )

    assert lower.startswith("Below 1, applicants from a minority ethnic background were less")
    assert higher.startswith("Above 1, applicants from a minority ethnic background were more")
    assert neither == "More."


@pytest.mark.parametrize(
    ("name", "on_a_day", "respondents"),
    [("sc-wres-2024", ["1", "9"], ["6", "7a", "7b"]), ("nhs-wres", ["1", "9"], [*"5678"])],
)
def test_every_indicator_says_whom_it_counts(name, on_a_day, respondents):
    indicators = standard_called(name).indicators

    assert [one.number for one in indicators if one.counted_of.is_on_a_day] == on_a_day
    found = [one.number for one in indicators if one.counted_of is CountedOf.RESPONDENTS]
    assert found == respondents
    assert not any(one.counted_of is CountedOf.OTHERS for one in indicators)


VERSION_2026 = """
from scwres.metrics.standards.sc_wres import NINE, National, Version

VERSION = Version(
    "2026",
    "In 2026 indicator 5 is called development.",
    changes={"5": {"title": "Funded development"}},
    national=National(year="2026", source="A report of 2026", ratios={"8": "1.30"}),
)
"""


@pytest.mark.slow
def test_a_version_is_one_file_with_its_national_figures(tmp_path):
    package = Path(scwres.__file__).parent
    shutil.copytree(package, tmp_path / "scwres", ignore=shutil.ignore_patterns("__pycache__"))
    versions = tmp_path / "scwres" / "metrics" / "standards" / "versions"
    (versions / "sc_wres_2026.py").write_text(VERSION_2026, encoding="utf-8")

    def run(*arguments) -> str:
        command = [sys.executable, "-m", "scwres", *arguments]
        environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
        ran = subprocess.run(
            command, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True
        )
        return ran.stdout

    sample = Path(__file__).parents[2] / "sample_data"
    document = json.loads(
        run("compute", str(sample), "--standard", "2026", "--format", "json", "--quiet")
    )
    figures = {
        (figure["benchmark"], figure["printed"])
        for figure in document["benchmarks"]
        if figure["indicator"] == "8"
    }

    assert "Funded development" in run("explain", "sc-wres-2026")
    assert "sc-wres-2026" in run("explain")
    assert {row["title"] for row in document["results"] if row["indicator"] == "5"} == {
        "Funded development"
    }
    assert figures == {
        ("National 2023", "1.1"),
        ("National 2024", "1.21"),
        ("National 2026", "1.30"),
    }
    assert "1.30" not in run("explain", "8")


def test_numbers_are_of_indicators_and_other_names_of_measures():
    assert {"1", "7a", "9"} <= indicator_numbers()
    assert not indicator_numbers() & {measure.number for measure in SUPPORTING_MEASURES}
    assert is_standard("2024")
    assert not is_standard("2019")


def test_the_standards_of_social_care_come_first_and_its_pilot_before_the_years():
    of_social_care = ["sc-wres-pilot", "sc-wres-2023", "sc-wres-2024", "sc-wres-2025"]

    assert [*STANDARDS] == [*of_social_care, "nhs-wres"]


@pytest.mark.parametrize("item", ["left_in_probation", "left_within_12_months"])
def test_whoever_left_again_soon_is_certain_to_be_among_those_who_left(item):
    [inclusion] = [inclusion for inclusion in INCLUSIONS if inclusion.part == PeopleSet(item, YES)]

    assert inclusion.whole == PeopleSet(LEFT, YES)
    assert inclusion.is_certain


def test_indicator_4_of_2025_is_worded_like_that_of_2024_but_for_the_referral():
    before, now = (_indicator(name, "4").words for name in ("sc-wres-2024", "sc-wres-2025"))
    changed = {name for name in before._fields if getattr(before, name) != getattr(now, name)}

    assert changed == {"to", "event", "events", "done"}


def test_what_joiners_answered_is_called_by_the_measure_of_everybody():
    titles = {measure.number: measure.title for measure in SUPPORTING_MEASURES}

    assert titles["joiners_feels_included"] == "Joiners: feels included"
    assert titles["joiners_harassment_public"] == "Joiners: harassment from the public"
    for number, title in titles.items():
        if number.startswith("joiners_") and (own := titles.get(number.removeprefix("joiners_"))):
            assert title == f"Joiners: {own[0].lower()}{own[1:]}"


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        (CountedOf.SHORTLISTED, CountedOf.APPLICANTS),
        (CountedOf.INTERVIEWED, CountedOf.SHORTLISTED),
    ],
)
def test_stages_of_recruitment_come_from_one_list_and_staff_from_another(part, whole):
    certain = {(each.part, each.whole): each.is_certain for each in INCLUSIONS}

    assert certain[PeopleSet(part), PeopleSet(whole)]
    # Another system's list may hold people whom the staff list lacks.
    assert not certain[PeopleSet(CountedOf.JOINERS), PeopleSet(CountedOf.IN_YEAR)]


@pytest.mark.parametrize("name", STANDARDS)
def test_pay_bands_are_compared_band_by_band_and_nothing_else_is(name):
    each = {
        indicator.number for indicator in standard_called(name).indicators if indicator.each_answer
    }

    assert each == {"1"}
