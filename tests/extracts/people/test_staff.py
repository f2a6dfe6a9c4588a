"""People, not rows: several posts, leavers, and lists of what happened to people."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

import scwres
from scwres import InputError, Tally

YEAR = (date(2024, 10, 1), date(2025, 9, 30))


def _tallies(results) -> dict[str, Tally]:
    return {
        line.indicator: Tally(line.all_count, line.all_out_of)
        for line in results.lines
        if not line.breakdown and not line.part
    }


def _groups(results, number: str) -> tuple[Tally, Tally]:
    [line] = [one for one in results.lines if one.indicator == number and not one.breakdown]
    return (
        Tally(line.group_count, line.group_out_of),
        Tally(line.compared_with_count, line.compared_with_out_of),
    )


def _faults(*paths, **options) -> str:
    with pytest.raises(InputError) as error:
        scwres.compute(paths, **options)
    return " ".join(str(fault) for fault in error.value.faults)


def _codes(results) -> set[str]:
    """Return what is warned about, apart from what is so of most extracts here."""
    codes = {warning.code for warning in results.warnings}
    return codes - {"unknown-ethnicity", "every-row-counts"}


POSTS = (
    "staff_id,ethnicity,team,pay_band,senior_manager,disciplinary,left\n"
    "A,Indian,North,Band 2,N,N,N\n"
    "A,Indian,South,Band 10,N,N,N\n"
    "B,White,North,Band 3,Y,N,N\n"
    "B,White,South,Band 4,N,N,Y\n"
    "C,White,South,Band 3,N,Y,Y\n"
    "C,White,South,Band 2,N,,Y\n"
    "D,White,North,Band 2,N,N,N\n"
)


def test_a_person_with_several_posts_counts_once(write):
    # STANDARD rule 5: in the highest-paid post, and in that post's unit; a senior manager
    # if any post is one; as having left only if every post is left.
    results = scwres.compute(write("hr.csv", POSTS), by=["team"])

    assert _tallies(results) == {"3": Tally(1, 4), "8": Tally(1, 4), "9": Tally(1, 3)}
    bands = {line.part: line.all_count for line in results.lines if line.part and not line.unit}
    assert bands == {"Band 2": 1, "Band 3": 1, "Band 10": 1}
    of_units = {line.unit: line.all_out_of for line in results.lines if line.indicator == "8"}
    assert of_units == {"": 4, "North": 2, "South": 2}
    [account] = results.inputs
    assert (account.rows, account.counted, account.people) == (7, 7, 4)


def test_the_highest_paid_post_is_told_by_salary_where_there_is_one(write):
    text = (
        "staff_id,ethnicity,pay_band,salary\n"
        "A,Indian,Band 9,20000\nA,Indian,Band 2,£45,000\nB,White,Band 1,30000\n"
    ).replace("£45,000", '"£45,000"')
    config = write("scwres.toml", "[senior_managers]\nsalary_at_least = 40000\n")
    results = scwres.compute(write("hr.csv", text), config=config)

    assert [line.part for line in results.lines if line.part] == ["Band 1", "Band 2"]
    assert _tallies(results)["9"] == Tally(1, 2)


def test_an_order_of_bands_that_was_said_is_the_order(write):
    text = "staff_id,ethnicity,pay_band\nA,Indian,Chief\nA,Indian,Scale\nB,White,Senior\n"
    config = write("scwres.toml", '[pay_bands]\norder = ["Scale", "Senior", "Chief"]\n')

    results = scwres.compute(write("hr.csv", text), config=config)
    assert [line.part for line in results.lines] == ["Senior", "Chief"]


@pytest.mark.parametrize(
    ("column", "values"),
    [("ethnicity", ("Indian", "White")), ("disciplinary", ("Y", "N")), ("cpd", ("N", "Y"))],
)
def test_posts_of_a_person_that_do_not_agree_are_a_fault_with_their_number(write, column, values):
    rows = {"ethnicity": "Indian", "disciplinary": "N", "cpd": "N"}
    lines = [",".join(["X", *(rows | {column: value}).values()]) for value in values]
    lines += ["Y,White,N,N", "Z,White,Y,Y"]
    path = write("hr.csv", "\n".join(["staff_id,ethnicity,disciplinary,cpd", *lines, ""]))

    assert f"1 person has several posts that differ in '{column}'" in _faults(path)


def test_workers_who_are_not_employed_directly_are_left_out(write):
    text = (
        "staff_id,ethnicity,Contract Type,left\n"
        "A,Indian,Agency,Y\nA,Indian,Permanent,N\nB,White,Bank,Y\nC,White,Apprentice,N\n"
        "D,White,Fixed-Term,N\n"
    )
    results = scwres.compute(write("hr.csv", text))

    assert _tallies(results)["8"] == Tally(0, 3)
    assert results.inputs[0].left_out == {"not directly employed": 2}


def test_a_contract_that_is_not_known_is_asked_about(write):
    path = write("hr.csv", "ethnicity,contract_type,left\nIndian,Peripatetic,N\nWhite,Agency,Y\n")

    assert "'Peripatetic' in 1 row" in _faults(path)
    config = write("scwres.toml", '[employment]\n"Peripatetic" = "direct"\n')
    assert _tallies(scwres.compute(path, config=config))["8"] == Tally(0, 1)


STAFF = (
    "staff_id,ethnicity,directorate\n"
    "1,Indian,Adults\n2,Indian,Adults\n3,White,Children\n4,White,Children\n5,White,Adults\n"
    "6,Not stated,Adults\n"
)
CASES = (
    "staff_id,disciplinary_date,stage\n"
    "1,05/10/2024,Hearing\n1,06/11/2024,Hearing\n3,30/09/2025,Written warning\n"
    "4,01/10/2025,Hearing\n5,02/02/2025,Informal\n"
)


def test_a_list_with_ids_is_joined_to_staff_and_counts_people(write):
    # Cases outside the window and those that stayed informal are left out and counted so.
    paths = [write("hr.csv", STAFF), write("cases.csv", CASES)]
    results = scwres.compute(paths, window=YEAR, by=["directorate"])

    assert _groups(results, "3") == (Tally(1, 2), Tally(1, 3))
    assert [(line.unit, line.all_count, line.all_out_of) for line in results.lines[1:]] == [
        ("Adults", 1, 4),
        ("Children", 1, 2),
    ]
    account = results.inputs[1]
    assert (account.rows, account.counted, account.people) == (5, 3, 2)
    assert account.left_out == {"outside the period": 1, "not part of the formal process": 1}
    assert _codes(results) == {"several-cases"}


def test_without_a_window_every_dated_case_counts_and_it_is_said(write):
    results = scwres.compute([write("hr.csv", STAFF), write("cases.csv", CASES)])

    assert _tallies(results)["3"] == Tally(3, 6)
    [text] = [one.text for one in results.warnings if one.code == "no-window"]
    assert "from 5 October 2024 to 1 October 2025" in text


def test_a_snapshot_counts_the_events_of_the_year_up_to_it(write):
    config = write("scwres.toml", "snapshot = 2025-09-30\n")
    paths = [write("hr.csv", STAFF), write("cases.csv", CASES)]

    assert _tallies(scwres.compute(paths, config=config))["3"] == Tally(2, 6)


def test_a_case_without_a_date_is_a_fault_where_there_is_a_window(write):
    cases = write("cases.csv", "staff_id,disciplinary_date\n1,\n2,05/10/2024\n")
    paths = [write("hr.csv", STAFF), cases]

    assert "cases.csv: has no date: row 2" in _faults(*paths, window=YEAR)


def test_a_file_with_the_month_first_is_refused(write):
    cases = write("cases.csv", "staff_id,disciplinary_date\n1,02/13/2025\n2,05/10/2024\n")

    assert "with the month before the day" in _faults(write("hr.csv", STAFF), cases)


def test_a_list_of_an_id_that_is_in_no_extract_leaves_it_out_and_warns(write):
    cases = write("cases.csv", "staff_id,disciplinary_date\n1,01/11/2024\n9,01/11/2024\n")
    results = scwres.compute([write("hr.csv", STAFF), cases], window=YEAR)

    assert _tallies(results)["3"] == Tally(1, 6)
    left_out = {"a staff number that is not in the staff extract or among the leavers": 1}
    assert results.inputs[1].left_out == left_out
    assert _codes(results) == {"not-among-staff"}


def test_a_list_of_ids_of_another_system_is_refused(write):
    cases = write("cases.csv", "staff_id,disciplinary_date\n001,01/11/2024\n002,01/11/2024\n")

    assert "lost leading zeros" in _faults(write("hr.csv", STAFF), cases)


def test_a_list_goes_before_a_column_of_the_staff_extract(write):
    staff = STAFF.replace("\n", ",N\n").replace("directorate,N", "directorate,disciplinary")
    cases = write("cases.csv", "staff_id,disciplinary_date\n1,01/11/2024\n")
    results = scwres.compute([write("hr.csv", staff), cases], window=YEAR)

    assert _tallies(results)["3"] == Tally(1, 6)
    assert _codes(results) == {"two-sources"}


def test_funded_and_mandatory_select_the_episodes_of_cpd(write):
    cpd = (
        "staff_id,cpd_date,funded,mandatory\n"
        "1,01/11/2024,Y,N\n2,01/11/2024,N,N\n3,01/11/2024,Y,Y\n4,01/11/2024,Y,N\n4,2/11/2024,Y,N\n"
    )
    results = scwres.compute([write("hr.csv", STAFF), write("cpd.csv", cpd)], window=YEAR)

    assert _groups(results, "5") == (Tally(1, 2), Tally(1, 3))
    assert results.inputs[1].left_out == {
        "not funded, or not recorded as funded": 1,
        "mandatory": 1,
    }


def test_fitness_to_practise_of_a_list_counts_regulated_professionals(write):
    staff = (
        "staff_id,ethnicity,job_role,left\n"
        "1,Indian,Social worker,N\n2,Indian,Cook,N\n3,White,NURSE,N\n4,White,Cook,Y\n"
    )
    cases = write("ftp.csv", "staff_id,ftp_date\n1,01/11/2024\n")
    config = write("scwres.toml", '[regulated]\nroles = ["Social Worker", "Nurse"]\n')
    path = write("hr.csv", staff)

    results = scwres.compute([path, cases], config=config, window=YEAR)
    assert _groups(results, "4") == (Tally(1, 1), Tally(0, 1))
    wrong = write("ftp.csv", "staff_id,ftp_date\n2,01/11/2024\n")
    assert "in the list of 'fitness_to_practise' but cannot be" in _faults(
        path, wrong, config=config, window=YEAR
    )


LEAVERS = "staff_id,ethnicity,leaving_date\n7,Indian,01/12/2024\n8,White,01/12/2023\n"


def test_leavers_of_a_file_are_out_of_everybody_employed_in_the_year(write):
    paths = [write("hr.csv", STAFF), write("leavers.csv", LEAVERS)]
    results = scwres.compute(paths, window=YEAR)

    assert _groups(results, "8") == (Tally(1, 3), Tally(0, 3))
    assert results.inputs[1].left_out == {"outside the period": 1}


def test_leavers_of_both_are_united_by_id(write):
    # STANDARD rule 8: who is in post and a leaver counts once, as employed and not left.
    staff = "staff_id,ethnicity,left\n1,Indian,Y\n2,White,N\n3,White,N\n"
    leavers = (
        "staff_id,ethnicity,leaving_date\n1,Indian,1/1/2025\n2,White,1/1/2025\n4,White,1/1/2025\n"
    )
    paths = [write("hr.csv", staff), write("leavers.csv", leavers)]
    results = scwres.compute(paths, window=YEAR)

    assert _groups(results, "8") == (Tally(1, 1), Tally(1, 3))
    assert _codes(results) == {"left-and-in-post"}


def test_leavers_of_both_without_ids_are_a_fault(write):
    staff = write("hr.csv", "ethnicity,left\nIndian,Y\nWhite,N\n")
    leavers = write("leavers.csv", "ethnicity,leaving_date\nIndian,1/1/2025\n")

    assert "Without staff numbers, the people cannot be matched" in _faults(staff, leavers)


def test_events_of_leavers_are_counted_with_them(write):
    cases = write("cases.csv", "staff_id,disciplinary_date\n7,01/11/2024\n")
    paths = [write("hr.csv", STAFF), cases, write("leavers.csv", LEAVERS)]
    results = scwres.compute(paths, window=YEAR)

    assert _groups(results, "3") == (Tally(1, 3), Tally(0, 3))


def test_a_leavers_file_without_a_unit_has_no_figures_by_unit(write):
    # By directorate it would seem that nobody left.
    paths = [write("hr.csv", STAFF), write("leavers.csv", LEAVERS)]
    results = scwres.compute(paths, window=YEAR, by=["directorate"])

    assert [line.unit for line in results.lines] == [""]
    [missing] = [one for one in results.not_computed if one.breakdown]
    assert missing.why == (
        "some people counted are in leavers.csv, which has no column 'directorate'"
    )


def test_leavers_can_be_set_against_the_staff_in_post(write):
    # 1 leaver against 2 in post, and none against 3: a ratio of rates without an interval.
    config = write("scwres.toml", 'out_of = "in_post"\n')
    leavers = "staff_id,ethnicity,leaving_date\n7,Indian,1/12/2024\n8,White,1/12/2024\n"
    paths = [write("hr.csv", STAFF), write("leavers.csv", leavers)]
    [line] = scwres.compute(paths, config=config, window=YEAR).lines

    assert (line.group_count, line.group_out_of) == (1, 2)
    assert (line.compared_with_count, line.compared_with_out_of) == (1, 3)
    assert line.ratio == pytest.approx(1.5)
    assert (line.ratio_lower, line.p_value, line.finding) == (None, None, "")
    assert line.marks["ratio_lower"] == "z"


def test_a_list_without_ids_is_set_against_those_employed(write):
    cases = "ethnicity,disciplinary_date\nIndian,01/11/2024\nWhite,01/11/2024\n"
    results = scwres.compute([write("hr.csv", STAFF), write("cases.csv", cases)], window=YEAR)

    assert _groups(results, "3") == (Tally(1, 2), Tally(1, 3))


def test_a_list_with_broader_labels_is_compared_at_the_level_both_share(write):
    staff = write(
        "hr.csv", "ethnicity,pay_band\nIndian,1\nPakistani,1\nBlack African,1\nWhite Irish,1\n"
    )
    broad = "ethnicity,disciplinary_date\nAsian,01/11/2024\nWhite,01/11/2024\n"
    results = scwres.compute([staff, write("cases.csv", broad)], window=YEAR)

    cells = {
        (cell.answer, cell.ethnicity): people
        for cell, people in results.counts.people_by_cell.items()
        if cell.item == "disciplinary"
    }
    assert cells == {
        ("yes", "Asian"): 1,
        ("no", "Asian"): 1,
        ("no", "Black African"): 1,
        ("yes", "White"): 1,
    }
    bme = "ethnicity,disciplinary_date\nBME,01/11/2024\n"
    results = scwres.compute([staff, write("cases.csv", bme)], window=YEAR)
    assert _groups(results, "3") == (Tally(1, 3), Tally(0, 1))


def test_more_people_with_an_event_than_people_is_a_fault(write):
    cases = "ethnicity,disciplinary_date\nIndian,01/11/2024\n" * 1 + "Indian,02/11/2024\n" * 2

    assert (
        "3 people are recorded as 'Indian' in cases.csv, but only 2 in the staff extract"
        in _faults(write("hr.csv", STAFF), write("cases.csv", cases), window=YEAR)
    )


def test_a_list_alone_needs_a_staff_extract(write):
    results = scwres.compute(write("cases.csv", CASES), window=YEAR)

    assert results.lines == ()
    assert "no-staff-extract" in _codes(results)


def test_somebody_in_two_groups_in_two_files_is_a_fault(write):
    cases = (
        "staff_id,ethnicity,disciplinary_date\n1,White British,01/11/2024\n2,Indian,1/11/2024\n"
    )

    assert "1 person is in a different ethnic group in cases.csv than in hr.csv" in _faults(
        write("hr.csv", STAFF), write("cases.csv", cases), window=YEAR
    )


def test_applications_give_appointment_from_shortlisting(write):
    text = (
        "ethnicity,shortlisted,appointed\n"
        "Indian,Y,Y\nIndian,Y,N\nIndian,N,\nWhite,Y,Y\nWhite,N,N\nWhite,Shortlisted,Withdrawn\n"
    )
    results = scwres.compute(write("applications.csv", text))

    assert _groups(results, "2") == (Tally(1, 2), Tally(1, 2))
    wrong = write("applications.csv", text + "White,N,Y\n")
    assert "is yes for someone whose shortlisted is not yes: row 8" in _faults(wrong)


@pytest.mark.parametrize(
    ("settings", "bands"),
    [
        ('from_salary = "national"', ["Under £30,000", "£30,000 to £69,999", "£70,000 and over"]),
        (
            'from_salary = "steps"\nstep = 20000',
            ["£20,000 to £39,999", "£40,000 to £59,999", "£80,000 to £99,999"],
        ),
        (
            'from_salary = "quartiles"',
            ["Quartile 1 (lowest)", "Quartile 2", "Quartile 3", "Quartile 4 (highest)"],
        ),
    ],
)
def test_pay_bands_are_made_of_salaries(write, settings, bands):
    salaries = ["20000", "29,999.00", "£30000", "55000.50", "£80,000 p.a."]
    rows = [f'White,"{salary}"' for salary in salaries]
    path = write("hr.csv", "\n".join(["ethnicity,salary", *rows, ""]))
    config = write("scwres.toml", f"[pay_bands]\n{settings}\n")

    results = scwres.compute(path, config=config)
    assert [line.part for line in results.lines if line.title == "Pay bands"] == bands


def test_senior_managers_are_told_by_their_grades(write):
    path = write(
        "hr.csv", "ethnicity,Grade,left\nIndian,Director,N\nWhite,G5,N\nWhite,DIRECTOR,Y\n"
    )
    config = write("scwres.toml", '[senior_managers]\ngrades = ["Director"]\n')
    results = scwres.compute(path, config=config)

    assert _groups(results, "9") == (Tally(1, 1), Tally(0, 1))
    assert results.settings["senior_managers"] == {"grades": ["Director"]}


HISTORY = "staff_id,ethnicity,pay_band,Valid from\nE1,{},G5,2024-11-01\nE1,{},G5,2025-05-01\n"


def test_categories_of_one_side_are_no_fault_where_two_groups_are_compared(write):
    path = write("hr.csv", HISTORY.format("White Irish", "White British") + "E2,Indian,G5,\n")

    assert scwres.compute(path).lines[0].compared_with_count == 1
    assert "several posts that differ in 'ethnicity': rows 2 and 3" in _faults(path, groups="five")


def test_the_more_detailed_of_two_categories_counts(write):
    path = write("hr.csv", HISTORY.format("Asian", "Indian") + "E2,White,G5,\n")

    assert scwres.compute(path, groups="five").lines[0].group_count == 1


def test_posts_that_do_not_agree_are_named_with_their_rows(write):
    path = write("hr.csv", "staff_id,ethnicity,cpd\n1,White,N\n2,Indian,N\n2,White,N\n1,White,Y\n")
    message = _faults(path)

    assert "1 person has several posts that differ in 'ethnicity': rows 3 and 4" in message
    assert "1 person has several posts that differ in 'cpd': rows 2 and 5" in message


@pytest.mark.parametrize(
    ("first", "second", "settings", "group"),
    [
        ("Not stated", "Indian", 'ethnicity = "known"', "minority ethnic"),
        ("Indian", "Not stated", 'ethnicity = "known"', "minority ethnic"),
        (
            "White British",
            "Indian",
            'ethnicity = "latest"\ndate = "Valid from"',
            "minority ethnic",
        ),
        ("Indian", "White British", 'ethnicity = "latest"\ndate = "Valid from"', "white"),
        ("Indian", "White British", 'ethnicity = "known"', ""),
        ("Indian", "White British", 'ethnicity = "latest"\ndate = "Valid form"', ""),
    ],
)
def test_the_settings_say_which_ethnicity_of_a_history_counts(
    write, first, second, settings, group
):
    path = write("hr.csv", HISTORY.format(first, second) + "E2,Indian,G6,2025-01-01\n")
    config = write("scwres.toml", f"[posts]\n{settings}\n")
    if not group:
        assert "several posts that differ in 'ethnicity'" in _faults(path, config=config)
        return
    line = scwres.compute(path, config=config).lines[0]
    counts = {"minority ethnic": line.group_count, "white": line.compared_with_count}
    assert {name for name, count in counts.items() if count} == {group}


labels = st.sampled_from(["Indian", "White British", "Asian", "Not stated", "White Irish"])
people = st.lists(
    st.tuples(labels, st.sampled_from("YN"), st.integers(0, 3), st.integers(1, 3)),
    min_size=1,
    max_size=25,
)


@pytest.mark.slow
@given(people=people, strangers=st.integers(0, 2))
def test_lists_and_posts_give_what_pandas_gives(tmp_path_factory, people, strangers):
    # Each person: a label, whether they left, how many cases, how many posts.
    folder = tmp_path_factory.mktemp("posts")
    staff = [
        (f"P{number}", label, left, f"Band {post}")
        for number, (label, left, _, posts) in enumerate(people)
        for post in range(posts)
    ]
    cases = [
        (f"P{number}", "2025-01-01")
        for number, (_, _, cases, _) in enumerate(people)
        for _ in range(cases)
    ]
    cases += [("P0", "2025-01-02"), *((f"X{number}", "2025-01-01") for number in range(strangers))]
    rows = pandas.DataFrame(staff, columns=["staff_id", "ethnicity", "left", "pay_band"])
    events = pandas.DataFrame(cases, columns=["staff_id", "disciplinary_date"])
    rows.to_csv(folder / "hr.csv", index=False)
    events.to_csv(folder / "cases.csv", index=False)

    # Few people may all have left, or all have had a case.
    (folder / "all.toml").write_text("[everyone]\nleft = true\ndisciplinary = true\n")
    results = scwres.compute(folder, blanks={"left": "no"}, config=folder / "all.toml")

    once = rows.groupby("staff_id").last().reset_index()
    once["case"] = once.staff_id.isin(events.staff_id)
    groups = {"Indian": "m", "Asian": "m", "White British": "w", "White Irish": "w"}
    expected = Counter(zip(once.ethnicity.map(groups), once.case, strict=True))
    group, compared_with = _groups(results, "3")
    for tally, name in ((group, "m"), (compared_with, "w")):
        assert tally.count == expected[name, True]
        assert tally.out_of == expected[name, True] + expected[name, False]
    assert _tallies(results)["8"] == Tally((once.left == "Y").sum().item(), len(once))
    in_post = once[once.left == "N"]
    bands = {line.part: line.all_count for line in results.lines if line.part}
    assert bands == dict(Counter(in_post.pay_band))
    assert results.inputs[-1].people == len(once)


def test_a_leaving_date_in_the_staff_extract_says_who_left(write):
    # Before the window: not employed in the year; after it: still in post at its end.
    text = (
        "staff_id,ethnicity,pay_band,Date left\n1,Indian,B1,\n2,Indian,B1,01/12/2024\n"
        "3,White,B1,\n4,White,B1,01/12/2023\n5,White,B1,01/12/2025\n"
    )
    path = write("hr.csv", text)
    assert "has columns that fit staff and leavers" in _faults(path, window=YEAR)
    results = scwres.compute(named=[("staff", path)], window=YEAR)

    assert _groups(results, "8") == (Tally(1, 2), Tally(0, 2))
    assert [(line.part, line.all_count) for line in results.lines if line.part] == [("B1", 3)]
    assert results.inputs[0].left_out == {"left before the period": 1}


def test_dates_in_the_column_left_are_told_for_what_they_are(write):
    path = write("hr.csv", "ethnicity,left\nIndian,01/12/2024\nWhite,\n")

    assert "holds dates where yes or no is expected" in _faults(path)
