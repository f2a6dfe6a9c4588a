"""Pay bands that the settings merge: what becomes of them, and what is refused."""

from __future__ import annotations

import pytest

import scwres
from scwres.counts import Cell
from scwres.errors import UsageError
from scwres.metrics.standards.indicator import SENIOR_MANAGER, PeopleSet
from scwres.publishing.people import senior_managers
from scwres.reports import FORMATS

#: Four bands: 2 of 3, 1 of 2, 1 of 3 and 0 of 2 are minority ethnic, from the lowest paid.
HR = "ethnicity,pay_band,left\n" + "".join(
    f"{label},{band},{left}\n"
    for band, minority, white in (
        ("Grade 1", 2, 1),
        ("Grade 2", 1, 1),
        ("Grade 3", 1, 2),
        ("Head", 0, 2),
    )
    for label, people in (("Indian", minority), ("White British", white))
    for left in ["N"] * people
)

ORDER = ["Grade 1", "Grade 2", "Grade 3", "Head"]


def _results(write, merged, **settings):
    pay_bands = {"order": ORDER, "merged": merged}
    return scwres.compute(write("hr.csv", HR), settings={"pay_bands": pay_bands, **settings})


def _bands(results):
    return [
        (line.part, line.group_count, line.all_count)
        for line in results.lines
        if line.indicator == "1" and not line.breakdown
    ]


def test_merged_band_has_the_people_of_its_bands_and_stands_where_they_stood(write):
    results = _results(write, {"The middle": ["Grade 2", "grade 3"]})

    assert _bands(results) == [("Grade 1", 2, 3), ("The middle", 2, 5), ("Head", 0, 2)]
    assert results.settings["pay_order"] == "settings"


def test_breakdown_by_pay_band_is_by_merged_bands(write):
    results = _results(write, {"The middle": ["Grade 2", "Grade 3"]}, by=["pay_band"])
    units = {
        line.unit: line.all_out_of
        for line in results.lines
        if line.breakdown == "pay_band" and line.indicator == "8"
    }

    assert units == {"Grade 1": 3, "The middle": 5, "Head": 2}


def test_count_file_of_merged_bands_gives_the_same_figures_with_the_same_settings(write):
    merged = {"The middle": ["Grade 2", "Grade 3"]}
    results = _results(write, merged)
    counts = write("counts.csv", FORMATS["counts"].render(results))
    again = scwres.compute(counts, settings={"pay_bands": {"order": ORDER, "merged": merged}})

    assert _bands(again) == _bands(results)


@pytest.mark.parametrize(
    ("merged", "others", "message"),
    [
        ({"Low": ["Grade 1", "Grde 2"]}, {}, "Did you mean 'Grade 2'?"),
        ({"Low": ["Grade 1", "Grade 2"], "Mid": ["Grade 2", "Grade 3"]}, {}, "in both 'Low'"),
        ({"Head": ["Grade 1", "Grade 2"]}, {}, "'Head' is also the name of a pay band"),
        (
            {"High": ["Grade 3", "Head"]},
            {"senior_managers": {"grades": ["Head"]}},
            "merges bands of senior managers with other bands",
        ),
        (
            {"High": ["Grade 3", "Head"]},
            {"pay_groups": {"lower": [], "middle": ["Grade 3"], "upper": ["Head"]}},
            "merges bands of different pay groups",
        ),
    ],
)
def test_bands_that_cannot_be_merged_are_refused_with_the_reason(write, merged, others, message):
    with pytest.raises(UsageError) as refused:
        _results(write, merged, **others)

    words = " ".join(f"{fault.what}. {fault.fix}" for fault in refused.value.faults)
    assert message in words


def test_bands_of_one_pay_group_stay_in_it_when_they_are_merged(write):
    pay_groups = {"lower": ["Grade 1", "Grade 2"], "middle": ["Grade 3"], "upper": ["Head"]}
    results = _results(write, {"Low": ["Grade 1", "Grade 2"]}, pay_groups=pay_groups)

    assert results.pay_groups["lower"] == ("Low",)


def test_senior_managers_in_a_merged_band_are_still_known_to_be_its_people(write):
    merged, grades = {"The top": ["Grade 3", "Head"]}, ["Grade 3", "Head"]
    results = _results(write, merged, senior_managers={"grades": grades})
    parts = [line.part for line in results.lines if line.indicator == "1"]

    assert senior_managers(results.settings, parts) == {
        SENIOR_MANAGER: (PeopleSet("pay_band", "The top"),)
    }


def test_settings_on_pay_bands_do_nothing_where_nobody_has_one(write):
    survey = write("survey.csv", "ethnicity,harassment_public\nIndian,Y\nWhite British,N\n")
    results = scwres.compute(survey, settings={"pay_bands": {"merged": {"A": ["B", "C"]}}})

    assert {cell.item for cell in results.counts.people_by_cell} == {"harassment_public"}
    assert Cell("pay_band", "A", "Indian") not in results.counts.people_by_cell
