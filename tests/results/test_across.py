"""The units of a breakdown taken together, beside the whole."""

from __future__ import annotations

import json

import pytest

import scwres
from scwres import Tally
from scwres.metrics.stratified import ratio_across


def _rows(unit: str, label: str, yes: int, no: int) -> list[str]:
    return [f"{label},{answer},{unit}" for answer in ["Y"] * yes + ["N"] * no]


#: In each directorate the same likelihood for both groups; over both, more than twice.
SIMPSON = "\n".join(
    [
        "ethnicity,left,directorate",
        *_rows("Adults", "Indian", 4, 36),
        *_rows("Adults", "White British", 80, 720),
        *_rows("Children", "Indian", 144, 216),
        *_rows("Children", "White British", 80, 120),
        "",
    ]
)


def test_parts_that_tell_another_story_than_their_sum_are_said_to(write, scwres):
    path = write("hr.csv", SIMPSON)
    command = ("compute", path, "--by", "directorate")
    ran = scwres(*command, "--detail")
    document = json.loads(scwres(*command, "--format", "json").out)

    [across] = document["across_units"]
    assert across["ratio"] == pytest.approx((148 / 400) / (160 / 1000))
    assert across["ratio_across_units"] == pytest.approx(1)
    assert across["points_apart"] is True
    assert across["units"] == 2
    assert "Mantel-Haenszel" in across["method"]
    assert "the two ratios disagree" in ran.out
    assert (
        "give different results"
        in scwres("compute", path, "--by", "directorate", "--format", "csv").err
    )


def test_the_ratio_across_units_is_that_of_the_units_lines(sample_data):
    results = scwres.compute(sample_data, by=["directorate", "team"])
    for across in results.across_units:
        lines = [
            line
            for line in results.lines
            if (line.indicator, line.breakdown) == (across.indicator, across.breakdown)
        ]
        units = [
            (
                Tally(line.group_count, line.group_out_of),
                Tally(line.compared_with_count, line.compared_with_out_of),
            )
            for line in lines
        ]
        expected = ratio_across(units)
        assert across.ratio_across_units == expected.value
        assert across.ratio_across_units_lower == expected.lower
        whole = next(
            line
            for line in results.lines
            if line.indicator == across.indicator and not line.breakdown
        )
        assert (across.ratio, across.ratio_upper) == (whole.ratio, whole.ratio_upper)
        found = [line.finding for line in lines]
        assert across.units_worse == found.count("worse")
        sizes = [min(group.out_of, other.out_of) for group, other in units]
        told = [one for one, size in zip(found, sizes, strict=True) if one and size >= 10]
        assert across.units_told == len(told)
        assert across.by_chance == pytest.approx(across.units_told * 0.05)


def test_many_units_are_set_against_what_chance_alone_would_find(write):
    rows = ["ethnicity,left,team"]
    for team in range(40):
        rows += _rows(f"Team {team}", "Indian", 5, 20)
        rows += _rows(f"Team {team}", "White British", 10, 40)
    results = scwres.compute(write("hr.csv", "\n".join([*rows, ""])), by=["team"])

    [across] = results.across_units
    assert (across.units, across.units_told) == (40, 40)
    assert (across.units_worse, across.units_better) == (0, 0)
    assert across.by_chance == 2
    assert across.points_apart is False


def test_pay_bands_and_rates_have_no_ratio_across_units(sample_data, write):
    config = write("scwres.toml", 'out_of = "in_post"\n')
    results = scwres.compute(sample_data / "hr.csv", by=["team"], config=config)

    assert {one.indicator for one in results.across_units} == {"3", "4", "5", "9"}


def test_each_group_has_its_own_ratio_across_units(sample_data, scwres):
    ran = scwres(
        *("compute", sample_data / "shortlisting.csv", "--by", "team", "--groups", "five"),
        "--detail",
    )

    assert "Appointed from shortlisting, Asian" in ran.out
    assert "Appointed from shortlisting, Other" in ran.out


def test_without_a_breakdown_nothing_stands_across(sample_data, scwres):
    document = json.loads(scwres("compute", sample_data, "--format", "json").out)

    assert document["across_units"] == []


def test_the_sentence_of_the_whole_and_a_warning_say_that_the_parts_point_apart(write):
    results = scwres.compute(write("hr.csv", SIMPSON), by=["directorate"])

    whole = results.lines[0]
    assert whole.finding == "worse"
    assert whole.reading.endswith(
        "But when people are compared within each directorate, the ratio says about as likely "
        "(confidence interval 0.81 to 1.23). The two results differ: the overall ratio partly "
        "reflects which directorate people are in."
    )
    assert "parts-and-whole" in {one.code for one in results.warnings}


@pytest.mark.parametrize(
    "options",
    [
        ("--white-minorities", "separate"),
        ("--standard", "nhs-wres", "--groups", "five"),
    ],
)
def test_rows_across_units_name_their_group(sample_data, scwres, options):
    command = ("compute", sample_data / "shortlisting.csv", "--by", "directorate", *options)
    out, err = scwres(*command, "--detail").out, scwres(*command, "--format", "csv").err
    names = (
        ["minority ethnic", "white minorities"]
        if "separate" in options
        else ["Asian", "Black", "Mixed", "Other"]
    )

    for name in names:
        assert f"Appointed from shortlisting, {name}" in out
        if name != "minority ethnic":
            assert f"Appointed from shortlisting, {name}: " in err
