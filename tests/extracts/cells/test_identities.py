"""Units, bands and roles that may say who somebody is: refused or warned of, and never shown."""

from __future__ import annotations

from collections.abc import Sequence

import pandas
import pytest

import scwres
from scwres.errors import DisclosureError, InputError
from scwres.publishing.publish import personal_faults
from scwres.results.check import check
from scwres.text.safety import personal_kind

#: Forty members of staff in two teams of twenty, with ids of the form that many systems have.
IDS = [f"S00471{number:02}" for number in range(40)]


def _staff(team: Sequence[str], ids: Sequence[str] = IDS) -> pandas.DataFrame:
    return pandas.DataFrame(
        {
            "staff_id": list(ids),
            "ethnicity": ["Indian", "White British"] * 20,
            "left": ["Y", "N", "N", "N"] * 10,
            "team": list(team),
        }
    )


def _warnings(team: Sequence[str], ids: Sequence[str] = IDS) -> list[str]:
    results = scwres.compute(staff=_staff(team, ids), by=["team"])
    return [warning.text for warning in results.warnings if warning.code == "looks-personal"]


def test_a_column_of_the_extracts_own_ids_is_refused_by_kind_and_rows_and_not_shown():
    with pytest.raises(InputError) as raised:
        scwres.compute(staff=_staff(IDS), by=["team"])

    (fault,) = raised.value.faults
    assert fault.code == "identifies-a-person"
    assert str(fault).startswith(
        "the staff frame: column D 'team' holds staff numbers, which identify people: rows 2, 3, "
        "4, 5, 6 and 35 more"
    )
    assert "S00471" not in str(fault)


def test_half_of_the_values_are_enough_and_fewer_are_a_warning():
    with pytest.raises(InputError):
        scwres.compute(staff=_staff(["Adults"] * 39 + IDS[:1]), by=["team"])

    names = ["Adults", "Access", "Reablement"]
    assert _warnings([*names * 13, IDS[0]]) == [
        "the staff frame: column D 'team' holds what looks like a staff number in row 41. Check "
        "for values that are in the wrong column."
    ]


def test_ids_beside_a_name_in_one_cell_are_refused():
    with pytest.raises(InputError):
        scwres.compute(staff=_staff([f"Adults ({person})" for person in IDS]), by=["team"])


def test_the_ids_of_managers_are_refused_though_each_stands_in_many_rows():
    with pytest.raises(InputError):
        scwres.compute(staff=_staff([IDS[0], IDS[7]] * 20), by=["team"])


def test_a_value_of_the_form_of_ids_is_a_warning_though_nobody_here_has_it():
    assert len(_warnings(["Adults", "Access"] * 19 + ["Adults", "S0990001"])) == 1


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("17/05/1980", "a date"),
        ("1980-05-17", "a date"),
        ("17 May 1980", "a date"),
        ("19800517", "a date"),
        ("SW1A 2AA", "a postcode"),
        ("m1 1ae", "a postcode"),
        ("07700 900 123", "a phone number"),
        ("(0161) 496 0000", "a phone number"),
        ("+44 7700 900123", "a phone number"),
    ],
)
def test_a_date_a_postcode_and_a_phone_number_are_warned_of_by_kind(value: str, kind: str):
    (text,) = _warnings(["Adults"] * 39 + [value])

    assert f"looks like {kind} in row 41" in text
    assert value not in text


#: Names of units, bands and posts as councils write them: none says anything of a person.
NAMES = (
    *("SW1 team", "NW3", "Team 12", "Locality 3 - North", "Reablement (7 days)", "0-25 Service"),
    *("18+ Transitions", "2024/25", "2024-25", "FY2025", "SCP 12-17", "SO1", "PO3", "Grade 8"),
    *("KR6", "£30,000 to £69,999", "Spinal point 23", "NJC 4", "12345", "CC10234", "A1 Adults"),
    *("Block A1 1st floor", "E1 2nd floor", "24/7 Response", "1-2", "Unit 1.2.10", "999 desk"),
    *("Northgate House, NG1 5DT", "111 Line", "E09000033", "1-1000210669", "0000012345"),
)


@pytest.mark.parametrize("name", NAMES)
def test_names_as_councils_write_them_are_not_warned_of(name: str):
    assert personal_kind(name) == ""
    assert _warnings(["Adults"] * 39 + [name]) == []


def test_cost_centres_of_five_digits_are_no_ids_where_ids_have_five_digits_too():
    ids = [f"{number}" for number in range(10_001, 10_041)]

    assert _warnings(["20100", "20200"] * 20, ids) == []
    assert _warnings(["10010", "20200"] * 20, ids) == []  # an id here, and a team of twenty


def test_points_of_a_pay_spine_are_no_ids_where_people_are_numbered_from_one():
    ids = [str(number) for number in range(1, 41)]

    assert _warnings([str(number) for number in range(11, 31)] * 2, ids) == []


def test_teams_with_a_number_of_four_digits_are_no_ids_where_ids_have_four_digits():
    ids = [str(number) for number in range(1001, 1041)]

    assert _warnings(["Team 1010", "Team 1020"] * 20, ids) == []
    assert _warnings(["Adults"] * 38 + ["Team 1010"] * 2, ids) == []


@pytest.mark.parametrize("kind", ["disciplinary", "leavers"])
def test_a_list_with_its_ids_in_a_column_of_units_is_refused(kind: str):
    events = {"staff_id": IDS[:8], "team": IDS[:8]}
    if kind == "leavers":
        events |= {"ethnicity": ["Indian"] * 8}
    else:
        events |= {"disciplinary_stage": ["Formal"] * 8}

    with pytest.raises(InputError, match="column B 'team' holds staff numbers"):
        scwres.compute(
            staff=_staff(["Adults"] * 40)[["staff_id", "ethnicity", "team"]],
            **{kind: pandas.DataFrame(events)},
            by=["team"],
        )


def _counts(units: Sequence[str], people: Sequence[int]) -> pandas.DataFrame:
    answers = ["yes", "no"] * (len(units) // 2)
    return pandas.DataFrame(
        {
            "item": ["left"] * len(units),
            "answer": answers,
            "ethnicity": ["Indian", "White British"] * (len(units) // 2),
            "people": list(people),
            "unit": list(units),
        }
    )


def test_units_of_counts_with_the_form_of_ids_and_one_person_each_are_refused():
    with pytest.raises(InputError, match="column E 'unit' holds staff numbers"):
        scwres.compute(counts=_counts(IDS, [1] * 40), by=["unit"])


def test_cost_centres_of_counts_with_several_people_are_read():
    units = ["10010", "10010", "20200", "20200"]
    results = scwres.compute(counts=_counts(units, [9, 8, 7, 6]), by=["unit"])

    assert {line.unit for line in results.lines} == {"", "10010", "20200"}


def test_a_postcode_among_the_units_of_counts_is_a_warning():
    units = ["Adults", "Adults", "Access", "LS1 4AP"]
    results = scwres.compute(counts=_counts(units, [9, 8, 7, 6]))

    (text,) = [warning.text for warning in results.warnings if warning.code == "looks-personal"]
    assert "column E 'unit' holds what looks like a postcode in row 5" in text


def test_a_publication_is_refused_until_what_looks_personal_is_accepted():
    frame = _staff(["Adults"] * 39 + ["SW1A 2AA"])

    refused = personal_faults(scwres.compute(staff=frame, by=["team"]))
    accepted = personal_faults(
        scwres.compute(
            staff=frame, by=["team"], settings={"strict": {"accept": ["looks-personal"]}}
        )
    )

    assert [fault.code for fault in refused] == ["identifies-a-person"]
    assert refused[0].lines == ('accept = ["looks-personal"]',)
    assert accepted == []


def test_the_status_of_a_publication_that_looks_personal_is_that_of_disclosure():
    from scwres.disclosure.rules import USUAL
    from scwres.publishing.publish import release_of

    results = scwres.compute(staff=_staff(["Adults"] * 39 + ["SW1A 2AA"]), by=["team"])

    with pytest.raises(DisclosureError) as raised:
        release_of(results, USUAL)
    assert raised.value.status == 5


def test_an_extract_without_ids_is_looked_at_by_form():
    survey = {"ethnicity": ["Indian", "White British"] * 20, "harassment_public": ["Y", "N"] * 20}

    with pytest.raises(InputError, match="column C 'team' holds staff numbers"):
        scwres.compute(survey=pandas.DataFrame({**survey, "team": IDS}), by=["team"])

    # Many people have a cost centre, and one person has an id.
    for team in (["CC10234", "CC10235"] * 20, ["Adults"] * 38 + ["CC10234"] * 2):
        results = scwres.compute(survey=pandas.DataFrame({**survey, "team": team}), by=["team"])
        assert not [w for w in results.warnings if w.code == "looks-personal"]


@pytest.mark.parametrize(
    ("files", "by"),
    [
        ("sample_data", ["directorate", "team"]),
        ("examples/teams.csv", ["team"]),
        ("examples/borough", ["pay_band"]),
    ],
)
def test_no_unit_band_or_role_of_the_samples_looks_personal(root, files: str, by: list[str]):
    checked = check([root / files], by=by)

    assert checked.files
    assert [warning for warning in checked.warnings if warning.code == "looks-personal"] == []
    assert [fault for fault in checked.faults if fault.code == "identifies-a-person"] == []
