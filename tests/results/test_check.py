"""``check``: everything recognised and everything wrong in one pass, and nothing computed."""

from __future__ import annotations

import json

import pytest

from scwres.results.check import check

STAFF = (
    "Employee No,Full Name,Ethnic Origin,Division,Pay Grade,Shoe size,Start Date\n"
    "E1,Jo Canary,Indian,North,G1,5,01/02/2020\n"
    "E2,Al Canary,White - British,South,G2,6,01/02/2020\n"
    "E3,Si Canary,,South,G2,6,01/02/2020\n"
)
CASES = "Employee No,Disciplinary hearing date,Outcome\nE1,01/11/2024,Hearing\n"
YEAR = ["--window", "2024-10-01:2025-09-30"]


def test_check_tells_what_it_recognised_and_computes_nothing(write, scwres):
    paths = [write("hr.csv", STAFF), write("cases.csv", CASES)]
    ran = scwres("check", *paths, *YEAR)

    assert ran.status == 0
    assert ran.out.endswith("\nReady\n")
    assert ran.err.startswith("Next, to compute the indicators: scwres compute ")
    assert "hr.csv: staff\n  text, UTF-8, commas; header in row 1\n" in ran.out
    assert "Employee No as staff_id, Ethnic Origin as ethnicity, Pay Grade as" in ran.out
    assert "Not recognised, so not read: Shoe size" in ran.out
    assert "Not read, because they identify people: Full Name" in ran.out
    assert "Recognised, but not needed yet: Division as directorate" in ran.out
    assert "3 rows read = 3 counted\n" in ran.out
    assert "Indian                 1 rows" in ran.out or "Indian " in ran.out
    assert "8   hr.csv has no column 'left', and there is no leavers extract" in ran.out
    assert "Canary" not in ran.out
    assert "Ratio" not in ran.out


def test_check_of_a_faulty_extract_is_not_ready_and_lists_the_faults(write, scwres):
    ran = scwres("check", write("hr.csv", STAFF.replace("Indian", "Martian")))

    assert ran.status == 3
    assert ran.out.endswith("\nNot ready: 1 problem to fix\n")
    assert "hr.csv: column C 'Ethnic Origin' holds 'Martian' in 1 row: row 2." in ran.out
    assert '    [ethnicity.labels]\n    "Martian" = "…"\n' in ran.out


def test_check_as_json_holds_the_keys_that_other_programs_rely_on(write, scwres):
    paths = [write("hr.csv", STAFF.replace("Indian", "Martian")), write("cases.csv", CASES)]
    ran = scwres("check", *paths, *YEAR, "--format", "json")
    document = json.loads(ran.out)

    assert ran.status == 3
    assert document["ready"] is False
    [martian] = [one for one in document["ethnicity"] if one["label"] == "Martian"]
    assert martian == {
        "label": "Martian",
        "rows": 1,
        "category": None,
        "group": None,
        "how": None,
    }
    [british] = [one for one in document["ethnicity"] if one["label"] == "White - British"]
    assert british["category"] == "White British"
    assert british["group"] == "white"
    assert british["how"] == "printed in Census 2001, England"
    [fault] = document["faults"]
    assert (fault["file"], fault["row"], fault["column"]) == ("hr.csv", 2, "C 'Ethnic Origin'")
    assert {"what", "fix"} <= fault.keys()
    assert fault["code"] == "unknown-label"
    assert fault["settings"] == {"table": "ethnicity.labels", "lines": ['"Martian" = "…"']}
    lacks = {one["indicator"]: one["lacks"] for one in document["indicators"]}
    assert lacks["1"] == "fix hr.csv first"
    assert lacks["6"].startswith("needs a survey extract")
    assert all(one["lacks"] for one in document["indicators"] if not one["ready"])
    assert [one["kind"] for one in document["files"]] == ["staff", "disciplinary"]


def test_json_of_what_is_ready_says_so(write, scwres):
    document = json.loads(scwres("check", write("hr.csv", STAFF), "--format", "json").out)

    assert document["ready"] is True
    assert document["faults"] == []
    assert document["unknown"][0] == {
        "indicator": "1",
        "unknown": 1,
        "out_of": 3,
        "with_event": 0,
        "out_of_events": 0,
    }


def test_an_extract_that_gives_no_indicator_is_not_ready(write, scwres):
    ran = scwres("check", write("cases.csv", CASES), *YEAR)

    assert ran.status == 3
    assert ran.out.endswith("Not ready: no indicator can be computed\n")


def test_two_files_of_one_item_are_a_fault_of_neither_file(write):
    paths = [write("a.csv", STAFF), write("b.csv", STAFF)]
    checked = check(paths)

    assert not checked.ready
    assert [fault.file for fault in checked.faults] == ["a.csv", ""]
    assert "3 people are in both this extract and another" in checked.faults[0].what


def test_an_event_before_somebody_started_is_told_by_check_and_compute_alike(write, scwres):
    early = write("cases.csv", CASES.replace("2024", "2019"))
    hr = write("hr.csv", STAFF)

    checked, computed = scwres("check", hr, early), scwres("compute", hr, early)
    text = "cases.csv: 1 person has an event before their start_date in hr.csv."
    assert text in " ".join(checked.out.split())
    assert text in computed.err
    assert (checked.status, computed.status) == (0, 0)
    # An unattended run stops, unless the warning is accepted.
    assert "event-before-start" in scwres("compute", hr, early, "--strict").err


def test_a_breakdown_without_a_column_is_a_fault(write, scwres):
    ran = scwres("check", write("hr.csv", STAFF), "--by", "Divisions")

    assert ran.status == 3
    assert "no extract has a column 'divisions'" in ran.out


@pytest.mark.parametrize("canary", ["Jo", "E1", "01/02/2020"])
def test_nobody_can_be_told_from_what_check_says(write, scwres, canary):
    paths = [write("hr.csv", STAFF.replace("G1", "E1")), write("cases.csv", CASES)]
    for format_ in ("text", "json"):
        ran = scwres("check", *paths, *YEAR, "--format", format_)
        assert canary not in ran.out.replace("E1 as", "")


def test_no_extract_is_wrong_usage(scwres, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    assert scwres("check").status == 2
    assert scwres("check", "nowhere.csv").status == 6
