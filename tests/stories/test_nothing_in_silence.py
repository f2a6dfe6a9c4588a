"""Nothing wrong in silence: what could change a figure is read rightly, asked about or told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import scwres
from scwres import InputError, compute
from scwres.counts import Tally
from scwres.reports.document.brief import places_in_words
from scwres.results.benchmarks import is_one_council, lines_beside
from scwres.settings.draft import draft

STAFF = "staff_id,ethnicity,pay_band\n" + "".join(
    f"{number},{'Indian' if number % 3 else 'White British'},G{number % 3}\n"
    for number in range(101, 161)
)


def _faults(*paths, **options) -> str:
    with pytest.raises(InputError) as error:
        scwres.compute(paths, **options)
    return " ".join(str(fault) for fault in error.value.faults)


def _warnings(results) -> dict[str, str]:
    return {warning.code: warning.text for warning in results.warnings}


def _shortlisting(*labels: str) -> str:
    rows = [f'"{label}",{answer}' for label in labels for answer in "YNNN" * 5]
    return "\n".join(["ethnicity,appointed", *rows]) + "\n"


# Labels


@pytest.mark.parametrize(
    ("label", "unknown"),
    [
        ("Other ethnic group - Not stated", 20),
        ("Any other ethnic group: prefer not to say", 20),
        ("Chinese or other ethnic group - refused", 20),
    ],
)
def test_a_last_heading_before_a_word_for_unknown_is_unknown(write, label, unknown):
    path = write("s.csv", _shortlisting("White British", "Indian", label))
    [line] = scwres.compute(path).lines

    assert (line.unknown_out_of, line.group_out_of) == (unknown, 20)


@pytest.mark.parametrize(
    "label", ["Another background", "Any white ethnic group", "South African", "Romanian"]
)
def test_no_suggestion_is_made_where_none_is_sure(write, label):
    faults = _faults(write("s.csv", _shortlisting("White British", "Indian", label)))

    assert f'"{label}" = "…"' in faults
    assert "did you mean" not in faults


@pytest.mark.parametrize(
    ("label", "meant"),
    [
        ("Pakistanni", "Pakistani"),
        ("Wite British", "White British"),
        ("Black Caribean", "Black Caribbean"),
    ],
)
def test_a_suggestion_corrects_a_slip_and_keeps_every_word(write, label, meant):
    faults = _faults(write("s.csv", _shortlisting("White British", "Indian", label)))

    assert f'"{label}" = "{meant}"' in faults


@pytest.mark.parametrize(
    "cell", ["White British;Indian;", "Black African, Black Caribbean", "White British|Asian"]
)
def test_two_ethnicities_in_a_cell_are_said_to_be_two(write, cell):
    faults = _faults(write("s.csv", _shortlisting("White British", "Indian", cell)))

    assert f"holds several ethnicities in one cell: '{cell}' in 20 rows" in faults


def test_one_ethnicity_as_a_form_exports_it_is_read(write):
    [line] = scwres.compute(write("s.csv", _shortlisting("White British;", "Asian; Indian"))).lines

    assert (line.group_out_of, line.compared_with_out_of) == (20, 20)


@pytest.mark.parametrize("label", ["All other ethnic groups", "Everyone else"])
def test_all_others_beside_white_british_alone_are_asked_about(write, label):
    faults = _faults(write("s.csv", _shortlisting("White British", label)))

    assert f"'{label}' in 20 rows" in faults
    assert "white minorities" in faults


def test_all_others_beside_white_are_minority_ethnic(write):
    path = write("s.csv", _shortlisting("White", "All other ethnic groups"))

    assert scwres.compute(path).lines[0].group_out_of == 20


def test_all_others_are_settled_in_counts_too(write):
    header = "item,answer,ethnicity,people\n"
    rows = "left,yes,{0},4\nleft,no,{0},40\nleft,yes,Everyone else,3\nleft,no,Everyone else,30\n"

    [line] = scwres.compute(write("c.csv", header + rows.format("White"))).lines
    assert line.group_out_of == 33
    faults = _faults(write("d.csv", header + rows.format("White British")))
    assert "'Everyone else' in 2 rows" in faults


# Everybody with the event


@pytest.mark.parametrize(
    ("name", "text", "item"),
    [
        ("s.csv", "ethnicity,appointed\nIndian,Y\nWhite British,Y\n", "appointed"),
        ("v.csv", "ethnicity,harassment_managers\nIndian,Y\nWhite British,Y\n", "harassment_man"),
        ("h.csv", "ethnicity,left,pay_band\nIndian,Y,\nWhite British,Y,\n", "left"),
        ("c.csv", "item,answer,ethnicity,people\ndisciplinary,yes,White,3\n", "disciplinary"),
    ],
)
def test_an_extract_of_those_with_the_event_alone_is_refused(write, name, text, item):
    assert f"with an answer to '{item}" in _faults(write(name, text))


def test_an_event_of_everybody_can_be_said_to_be_right(write):
    config = write("scwres.toml", "[everyone]\nappointed = true\n")
    path = write("s.csv", "ethnicity,appointed\nIndian,Y\nWhite British,Y\n")

    assert scwres.compute(path, config=config).lines[0].ratio == 1.0


def test_all_trained_is_a_goal_and_a_warning(write):
    results = scwres.compute(write("h.csv", "ethnicity,edi_training\nIndian,Y\nWhite,Y\n"))

    assert "all 2 answers to 'edi_training' are yes" in _warnings(results)["everyone-yes"]


# Windows

CASES = "staff_id,disciplinary_date\n" + "".join(
    f"{101 + day},2023-05-{day:02}\n" for day in range(1, 9)
)


def test_a_window_that_empties_a_list_is_refused(write):
    faults = _faults(
        *(write("hr.csv", STAFF), write("cases.csv", CASES)),
        config=write("scwres.toml", "snapshot = 2025-09-30\n"),
    )

    assert "cases.csv: has no date in the period 1 October 2024 to 30 September 2025" in faults
    assert "(8 dated rows, 1 May 2023 to 8 May 2023)" in faults


def test_a_window_without_an_event_can_be_said_to_be_right(write):
    write("hr.csv", STAFF)
    write("cases.csv", CASES)
    settings = 'snapshot = 2025-09-30\n[[extracts]]\npath = "hr.csv"\n[[extracts]]\n'
    settings += 'path = "cases.csv"\nnone_in_window = true\n'
    results = scwres.compute(config=write("scwres.toml", settings))

    [line] = [line for line in results.lines if line.indicator == "3"]
    assert (line.all_count, line.all_out_of) == (0, 60)
    assert "counted as nobody" in results.inputs[1].notes[0]


def test_a_window_of_which_most_lies_outside_is_told(write):
    cases = write("cases.csv", f"{CASES}120,2025-01-01\n")
    settings = write("scwres.toml", "snapshot = 2025-09-30\n")
    results = scwres.compute([write("hr.csv", STAFF), cases], config=settings)

    assert "8 of 9 dated rows" in _warnings(results)["mostly-outside-window"]


def test_leaving_dates_of_another_year_are_no_year_without_leavers(write):
    rows = "".join(f"{number},Indian,2023-05-01\n" for number in range(5))
    path = write("h.csv", f"staff_id,ethnicity,leaving_date\n{rows}9,White,\n")
    settings = write("scwres.toml", "snapshot = 2025-09-30\n")

    assert "has no date in the period" in _faults(named=[("staff", path)], config=settings)


SHORTLISTED = (
    "ethnicity,appointed,Date shortlisted\nIndian,Y,2025-03-01\nIndian,N,2025-03-01\n"
    "Indian,N,2023-03-01\nWhite British,Y,2025-02-03\nWhite British,N,2025-02-03\n"
)


def test_shortlisting_outside_the_window_is_left_out(write):
    settings = write("scwres.toml", "snapshot = 2025-09-30\n")
    results = scwres.compute(write("s.csv", SHORTLISTED), config=settings)

    assert (results.lines[0].group_out_of, results.lines[0].compared_with_out_of) == (2, 2)
    assert results.inputs[0].left_out == {"outside the period": 1}


@pytest.mark.parametrize("header", ["Interview date/time", "Offer made", "Date received", "Date"])
def test_other_headers_of_dates_of_recruitment_are_read(write, header):
    settings = write("scwres.toml", "snapshot = 2025-09-30\n")
    path = write("s.csv", SHORTLISTED.replace("Date shortlisted", header))

    assert scwres.compute(path, config=settings).inputs[0].left_out == {"outside the period": 1}


def test_dates_of_recruitment_that_are_not_read_are_told(write):
    path = write("s.csv", SHORTLISTED.replace("Date shortlisted", "Vacancy closed"))

    told = _warnings(scwres.compute(path))["column-not-read"]
    assert "column 'Vacancy closed' holds dates and is not read" in told


def test_applications_go_by_the_day_they_were_made(write):
    text = (
        "ethnicity,shortlisted,appointed,application_date,interview_date\n"
        "Indian,Y,Y,2024-09-30,2024-10-20\nIndian,Y,N,2025-01-01,2025-02-02\n"
        "White,Y,Y,2025-01-01,2025-02-02\nWhite,N,,2025-01-01,\n"
    )
    settings = write("scwres.toml", "snapshot = 2025-09-30\n")
    results = scwres.compute(write("a.csv", text), config=settings)

    assert results.inputs[0].left_out == {"outside the period": 1}


def test_applications_without_a_date_are_counted_and_told(write):
    # Whoever withdrew before the interview has no date of one, and stays shortlisted.
    settings = write("scwres.toml", "snapshot = 2025-09-30\n")
    path = write("s.csv", f"{SHORTLISTED}White British,N,\n")
    results = scwres.compute(path, config=settings)

    assert results.lines[0].compared_with_out_of == 3
    assert "1 row has no date" in _warnings(results)["undated-rows"]


# Names in the settings


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ('[senior_managers]\ngrades = ["G1", "G 2x"]', "no row has 'G 2x'"),
        ('[pay_bands]\norder = ["G0", "G1", "G2", "G9"]', "no row has 'G9'"),
        (
            '[ethnicity.labels]\n"Indien" = "Indian"',
            "no row has 'Indien'. Did you mean 'Indian'?",
        ),
        (
            '[regulated]\nroles = ["Nurse"]',
            "no extract has the column job_role, so 'Nurse' has no effect",
        ),
        ('[blank]\ndisciplinary = "no"', "[blank]: no extract has the column 'disciplinary'"),
        ("[everyone]\ncpd = true", "[everyone]: no extract has the column 'cpd'"),
        ('[employment]\n"Peripatetic" = "direct"', "no extract has the column employment_type"),
        ('[words]\nleft = { yes = ["gone"] }', "no extract has the column left"),
    ],
)
def test_a_name_in_the_settings_that_the_data_never_hold_is_told(write, settings, told):
    config = write("scwres.toml", f"{settings}\n")
    results = scwres.compute(write("hr.csv", STAFF), config=config)

    assert told in _warnings(results)["setting-matches-nothing"]


def test_names_that_the_data_hold_are_not_told(write):
    config = write("scwres.toml", '[senior_managers]\ngrades = ["g1"]\n')

    results = scwres.compute(write("hr.csv", STAFF), config=config)
    assert "setting-matches-nothing" not in _warnings(results)


# Logs of several kinds of case

LOG = "staff_id,{},disciplinary_date,stage,outcome\n" + "".join(
    f"{101 + n},{kind},2025-01-{n + 1:02},{'Formal' if kind == 'Disciplinary' else 'Mediation'},\n"
    for n, kind in enumerate(["Disciplinary", "Grievance", "Capability"] * 4)
)


@pytest.mark.parametrize("header", ["Case type", "Process", "Type of Case", "Category"])
def test_a_log_of_several_kinds_of_case_is_never_counted_whole(write, header):
    faults = _faults(write("hr.csv", STAFF), write("log.csv", LOG.format(header)))

    assert "lists several kinds of case" in faults
    assert "'Capability' in 4 rows, 'Disciplinary' in 4 rows and 'Grievance' in 4 rows" in faults
    assert f'only = {{ "{header}" = ["Disciplinary"] }}' in faults


def test_a_log_of_several_kinds_is_told_how_to_count_the_others(write):
    log = LOG.format("Case type").replace("Capability", "Fitness to practise / referral")
    faults = _faults(write("hr.csv", STAFF), write("log.csv", log))

    assert (
        'To count other kinds, name the file again with kind = "fitness_to_practise", '
        'only = { "Case type" = ["Fitness to practise / referral"] } and kind = "events", '
        'item = "grievance", only = { "Case type" = ["Grievance"] }'
    ) in faults


def test_a_list_of_grievances_is_no_log_of_several_kinds_counted_whole(write):
    write("hr.csv", STAFF)
    write("log.csv", LOG.format("Case type"))
    grievances = '[[extracts]]\npath = "log.csv"\nkind = "events"\nitem = "grievance"\n{}'
    config = '[[extracts]]\npath = "hr.csv"\n' + grievances
    faults = _faults(config=write("a.toml", config.format("")))
    only = 'only = { "Case type" = ["Grievance"] }'

    assert only in faults
    stages = '\n[stages]\n"Mediation" = "formal"\n'
    results = scwres.compute(config=write("b.toml", config.format(only + stages)))
    people = {"Indian", "White British"}
    assert results.counts.tally("grievance", "yes", people) == Tally(4, 60)


def test_a_draft_names_a_log_once_for_each_kind_of_case_that_can_be_counted(write, tmp_path):
    text = draft([write("log.csv", LOG.format("Case type"))], tmp_path)

    assert '# only = { "Case type" = ["Disciplinary"] }  # 4 rows\n' in text
    assert (
        '# [[extracts]]\n# path = "log.csv"\n# kind = "events"\n# item = "grievance"\n'
        '# only = { "Case type" = ["Grievance"] }  # 4 rows\n'
    ) in text
    assert '# Kinds of case that no list is suggested for: "Capability"\n' in text


# Courses that did not take place

COURSES = "staff_id,funded,mandatory,{}\n" + "".join(
    f"{101 + n},Y,N,{status}\n"
    for n, status in enumerate(["Completed", "Booked", "Passed", "Did not attend"])
)


@pytest.mark.parametrize("header", ["Completion status", "Attendance", "Status", "Outcome"])
def test_courses_that_did_not_take_place_are_never_counted_in_silence(write, header):
    faults = _faults(write("hr.csv", STAFF), write("cpd.csv", COURSES.format(header)))

    assert f"'{header}' shows courses that did not take place, but is not read" in faults
    assert "'Booked' in 1 row, 'Completed' in 1 row, 'Did not attend' in 1 row" in faults
    assert f'only = {{ "{header}" = ["Completed", "Passed"] }}' in faults


def test_courses_that_the_settings_select_by_their_status_are_counted(write):
    write("hr.csv", STAFF)
    write("cpd.csv", COURSES.format("Completion"))
    config = '[[extracts]]\npath = "hr.csv"\n[[extracts]]\npath = "cpd.csv"\n'
    config += 'kind = "cpd"\nonly = { "Completion" = ["Completed", "Passed"] }\n'
    results = scwres.compute(config=write("scwres.toml", config))

    assert [line.all_count for line in results.lines if line.indicator == "5"] == [2]


@pytest.mark.parametrize("word", ["Mandatory", "Statutory and mandatory", "Compulsory"])
def test_mandatory_courses_are_never_counted_in_silence(write, word):
    write("hr.csv", STAFF)
    text = f"staff_id,funded,date,Type\n101,Y,2025-01-02,{word}\n102,Y,2025-01-02,Development\n"
    write("cpd.csv", text + "103,Y,2025-01-02,Non-mandatory\n")
    config = '[[extracts]]\npath = "hr.csv"\n[[extracts]]\npath = "cpd.csv"\nkind = "cpd"\n{}'
    faults = _faults(config=write("a.toml", config.format("")))
    only = 'only = { "Type" = ["Development", "Non-mandatory"] }'

    assert "column D 'Type' shows courses that were mandatory, but is not read" in faults
    assert only in faults
    results = scwres.compute(config=write("b.toml", config.format(only)))
    assert [line.all_count for line in results.lines if line.indicator == "5"] == [2]


def test_columns_of_courses_that_do_not_count_are_asked_about_in_one_line(write):
    write("hr.csv", STAFF)
    rows = "101,Y,Mandatory,Passed,North\n102,Y,Other,Booked,North\n103,Y,Other,Passed,North\n"
    write("cpd.csv", f"staff_id,funded,Type,Status,Place\n{rows}")
    config = '[[extracts]]\npath = "hr.csv"\n[[extracts]]\npath = "cpd.csv"\nkind = "cpd"\n{}'
    faults = _faults(config=write("a.toml", config.format('only = { "Place" = ["North"] }')))
    only = 'only = { "Place" = ["North"], "Type" = ["Other"], "Status" = ["Passed"] }'

    assert faults.count(only) == 2
    results = scwres.compute(config=write("b.toml", config.format(only)))
    assert [line.all_count for line in results.lines if line.indicator == "5"] == [1]


PRICED = "staff_id,mandatory,date,Cost\n" + "".join(
    f"{101 + n},N,2025-01-0{n + 1},{cost}\n" for n, cost in enumerate(["£120.00", "0", "85", ""])
)


def test_what_courses_cost_is_never_left_unread_in_silence(write, tmp_path):
    write("hr.csv", STAFF)
    path = write("cpd.csv", PRICED)
    config = '[[extracts]]\npath = "hr.csv"\n[[extracts]]\npath = "cpd.csv"\nkind = "cpd"\n{}'
    results = scwres.compute(config=write("a.toml", config.format("")))
    words = "words = { funded = { above = 0 } }"
    names = 'columns = { funded = "Cost" }\n'

    told = _warnings(results)["column-not-read"]
    assert "column 'Cost' holds amounts and is not read, so every course counts as funded" in told
    assert f"name it funded under columns in scwres.toml, with {words}." in told
    assert f'# If "Cost" is what a course cost, above 0 means funded:\n# {words}\n' in draft(
        [path], tmp_path
    )
    results = scwres.compute(config=write("b.toml", config.format(f"{words}\n{names}")))
    assert "column-not-read" not in _warnings(results)
    assert [line.all_count for line in results.lines if line.indicator == "5"] == [2]


@pytest.mark.parametrize(
    ("header", "value"), [("Cost centre", "AD-12"), ("Cost", "Adults"), ("Hours", "12")]
)
def test_other_columns_of_courses_are_no_costs(write, header, value):
    text = f"staff_id,mandatory,date,{header}\n101,N,2025-01-02,{value}\n"
    config = '[[extracts]]\npath = "hr.csv"\n[[extracts]]\npath = "cpd.csv"\nkind = "cpd"\n'
    write("hr.csv", STAFF)
    write("cpd.csv", text)

    assert "column-not-read" not in _warnings(scwres.compute(config=write("a.toml", config)))


@pytest.mark.parametrize("header", ["Course", "Provider", "Notes"])
def test_other_columns_of_learning_records_say_nothing_of_attendance(write, header):
    results = scwres.compute([write("hr.csv", STAFF), write("cpd.csv", COURSES.format(header))])

    assert [line.all_count for line in results.lines if line.indicator == "5"] == [4]


def test_a_log_of_one_kind_of_case_is_counted(write):
    log = LOG.format("Case type").replace("Grievance", "Disciplinary")
    log = log.replace("Capability", "Disciplinary").replace("Mediation", "Formal")
    results = scwres.compute([write("hr.csv", STAFF), write("log.csv", log)])

    assert [line.all_count for line in results.lines if line.indicator == "3"] == [12]


SETTINGS = (
    '[[extracts]]\npath = "hr.csv"\n[[extracts]]\npath = "log.csv"\nkind = "disciplinary"\n'
    'only = {{ "case TYPE" = ["{}"] }}\n'
)


def test_only_selects_rows_by_the_values_of_any_column(write):
    write("hr.csv", STAFF)
    write("log.csv", LOG.format("Case type"))
    results = scwres.compute(config=write("scwres.toml", SETTINGS.format("disciplinary")))

    assert [line.all_count for line in results.lines if line.indicator == "3"] == [4]
    assert results.inputs[1].left_out == {"not selected by 'only' in the settings": 8}


def test_only_that_no_row_satisfies_is_refused_with_what_is_there(write):
    write("hr.csv", STAFF)
    write("log.csv", LOG.format("Case type"))
    faults = _faults(config=write("scwres.toml", SETTINGS.format("Conduct")))

    assert "has no row with 'Conduct' in column 'Case type'" in faults
    assert "'Grievance' in 4 rows" in faults


def test_a_value_of_only_that_no_row_holds_is_told(write):
    write("hr.csv", STAFF)
    write("log.csv", LOG.format("Case type"))
    config = write("scwres.toml", SETTINGS.format('Disciplinary", "Disciplinry'))

    told = _warnings(scwres.compute(config=config))["setting-matches-nothing"]
    assert "only 'case TYPE': no row has 'Disciplinry'. Did you mean 'Disciplinary'?" in told


def test_only_selects_staff_and_counts_as_well(write):
    text = (
        "ethnicity,service,left\nIndian,Adults,Y\nIndian,Adults,N\nWhite,Adults,N\nWhite,Roads,Y\n"
    )
    counts = "item,answer,ethnicity,people,year\nleft,yes,White,4,2023\nleft,yes,White,3,2024\n"
    counts += "left,no,White,30,2024\nleft,no,Indian,9,2024\n"
    write("hr.csv", text)
    write("counts.csv", counts)
    settings = '[[extracts]]\npath = "{}"\nonly = {{ {} }}\n'

    hr = write("a.toml", settings.format("hr.csv", '"service" = ["adults"]'))
    assert scwres.compute(config=hr).lines[0].all_out_of == 3
    of_year = write("b.toml", settings.format("counts.csv", 'year = ["2024"]'))
    assert scwres.compute(config=of_year).lines[0].all_out_of == 42


def test_a_file_is_read_as_several_kinds_with_settings_of_its_own_each(write):
    write("hr.csv", STAFF.replace("pay_band", "regulated_professional").replace("G0", "Y"))
    text = (write("hr.csv", STAFF.replace("pay_band", "regulated_professional"))).read_text()
    write("hr.csv", text.replace(",G0", ",Y").replace(",G1", ",N").replace(",G2", ",N"))
    rows = "102,Disciplinary,2025-01-02,Panel\n105,Regulator referral,2025-01-02,Panel\n"
    write("log.csv", f"staff_id,Case type,date,stage\n{rows}")
    extract = '[[extracts]]\npath = "log.csv"\nkind = "{}"\nonly = {{ "Case type" = ["{}"] }}\n'
    stages = '[extracts.stages]\n"Panel" = "{}"\n'
    config = write(
        "scwres.toml",
        '[[extracts]]\npath = "hr.csv"\n'
        + extract.format("disciplinary", "Disciplinary")
        + stages.format("formal")
        + extract.format("fitness_to_practise", "Regulator referral")
        + stages.format("informal"),
    )
    counts = {line.indicator: line.all_count for line in scwres.compute(config=config).lines}
    assert (counts["3"], counts["4"]) == (1, 0)


@pytest.mark.parametrize(
    ("stage", "outcome", "counted"),
    [
        ("Informal", "Written warning", 0),
        ("Informal", "", 0),
        ("Formal", "No further action", 1),
        ("", "Dismissed", 1),
        ("", "No further action", 0),
    ],
)
def test_the_stage_of_a_case_goes_before_its_outcome(write, stage, outcome, counted):
    rows = f"101,2025-01-01,{stage},{outcome}\n102,2025-01-01,Hearing,\n"
    log = write("c.csv", f"staff_id,disciplinary_date,stage,outcome\n{rows}")
    results = scwres.compute([write("hr.csv", STAFF), log])

    [line] = [line for line in results.lines if line.indicator == "3"]
    assert line.all_count == 1 + counted


@pytest.mark.parametrize(
    ("header", "kinds"),
    [
        ("Category", ["Disciplinary - theft", "Grievance - pay"]),
        ("Category", ["Disciplinary (gross misconduct)", "Grievance (bullying)"]),
        ("Case", ["Disciplinary appeal", "Grievance appeal"]),
        ("Reason", ["Disciplinary", "Grievance"]),
        ("Workstream", ["Disciplinary", "Organisational change"]),
        ("Type", ["DISC", "GRIEV"]),
    ],
)
def test_other_ways_to_write_kinds_of_case_are_told(write, header, kinds):
    rows = "".join(
        f"{101 + n},{kinds[n % 2]},2025-01-0{n + 1},Written warning\n" for n in range(8)
    )
    log = write("log.csv", f"staff_id,{header},disciplinary_date,outcome\n{rows}")

    assert "lists several kinds of case" in _faults(write("hr.csv", STAFF), log)


@pytest.mark.parametrize("header", ["Allegation", "Nature of case"])
def test_what_a_case_was_about_is_no_kind_of_case(write, header):
    rows = "101,Theft,2025-01-01,Hearing\n102,Bullying,2025-01-02,Hearing\n"
    log = write("log.csv", f"staff_id,{header},disciplinary_date,stage\n{rows}")
    results = scwres.compute([write("hr.csv", STAFF), log])

    assert [line.all_count for line in results.lines if line.indicator == "3"] == [2]


@pytest.mark.parametrize("header", ["Level", "Route", "Action type", "Case status"])
def test_a_column_that_says_informal_and_is_not_read_is_asked_about(write, header):
    rows = "101,2025-01-01,Informal,Final written warning\n102,2025-01-01,Formal,Dismissed\n"
    log = write("log.csv", f"staff_id,disciplinary_date,{header},Outcome\n{rows}")

    assert "1 case as informal, but is not read" in _faults(write("hr.csv", STAFF), log)


@pytest.mark.parametrize("header", ["Formal/Informal", "Stage"])
def test_a_case_that_stayed_informal_is_left_out(write, header):
    rows = "101,2025-01-01,Informal\n102,2025-01-01,Formal\n"
    log = write("log.csv", f"staff_id,disciplinary_date,{header}\n{rows}")
    results = scwres.compute([write("hr.csv", STAFF), log])

    assert [line.all_count for line in results.lines if line.indicator == "3"] == [1]


def test_declining_to_answer_is_no_blank(write):
    rows = "Indian,Y\nIndian,Prefer not to say\nWhite,Y\nWhite,\n"
    path = write("v.csv", f"ethnicity,harassment_public\n{rows}")

    assert "a blank in 1 and" in _faults(path)
    results = scwres.compute(path, blanks={"harassment_public": "no"})
    assert results.lines[0].all_out_of == 3


def test_a_second_column_of_an_item_is_told(write):
    rows = "Indian,Y,N\nWhite,N,Y\nWhite,Y,Y\n"
    header = "ethnicity,harassment_public,Harassment from service users"
    results = scwres.compute(write("v.csv", f"{header}\n{rows}"))

    told = _warnings(results)["column-not-read"]
    assert "'Harassment from service users' is not read, because column 'harassment_pub" in told


@pytest.mark.parametrize(
    "labels", [("White", "BME", "All others"), ("White British", "Other ethnic groups")]
)
def test_others_who_may_be_anybody_are_asked_about(write, labels):
    assert "ethnicity" in _faults(write("s.csv", _shortlisting(*labels)))


@pytest.mark.parametrize("label", ["Asian (2021 list)", "White as in 2011", "1001 - Indien"])
def test_a_label_with_a_year_or_a_code_is_listed(write, label):
    faults = _faults(write("s.csv", _shortlisting("White British", "Indian", label)))

    assert f'"{label}" = ' in faults


@pytest.mark.parametrize("personal", ["jane.smith@example.gov.uk", "QQ 12 34 56 C"])
def test_check_hides_what_compute_hides(write, scwres, personal):
    rows = "Indian,Y\nWhite British,N\n" * 9
    path = write("s.csv", f"ethnicity,appointed\n{rows}{personal},N\n")
    for format_ in ("text", "json"):
        ran = scwres("check", path, "--format", format_)
        assert ran.status == 3
        assert personal not in ran.out + ran.err


def test_a_blank_salary_of_one_of_two_posts_is_told(write):
    path = write("hr.csv", POSTS.replace("20000", ""))

    assert "1 person is in several posts" in _warnings(scwres.compute(path))["band-order"]


def test_a_band_that_order_does_not_name_is_named(write):
    config = write("scwres.toml", '[pay_bands]\norder = ["G0", "G1"]\n')
    results = scwres.compute(write("hr.csv", STAFF), config=config)

    assert "order does not name 'G2'" in _warnings(results)["pay-order"]


# Pay

POSTS = "staff_id,ethnicity,pay_band,salary\n1,Indian,Grade 12,20000\n1,Indian,Grade 9,50000\n"
POSTS += "2,White British,Grade 9,50000\n3,White British,Grade 12,21000\n"


def test_the_highest_paid_post_goes_by_the_salary_without_a_setting(write):
    lines = scwres.compute(write("hr.csv", POSTS)).lines

    # And so do the bands: Grade 12 is paid less than Grade 9 here.
    assert [(line.part, line.group_count) for line in lines] == [("Grade 12", 0), ("Grade 9", 1)]


def test_salaries_that_are_none_are_told_and_not_used(write):
    path = write("hr.csv", POSTS.replace("20000", "12.50 an hour"))
    results = scwres.compute(path)

    assert "are not pounds a year" in _warnings(results)["salary-not-read"]
    assert [line.part for line in results.lines if line.group_count] == ["Grade 12"]


@pytest.mark.parametrize(
    ("bands", "is_known"),
    [
        (["<20000", "20000-29999", "30000-39999", ">=40000"], True),
        (["Under £20k", "£20,000 to £29,999", "£30,000+"], True),
        (["Band 2", "Band 8a", "Band 8b", "Band 10"], True),
        (["Grade 9", "Grade 10", "Director"], False),
        (["Scale 4", "SO1", "PO2"], False),
    ],
)
def test_pay_order_comes_from_numbers_in_names_or_is_not_known(write, bands, is_known):
    rows = "".join(
        f'{label},"{band}"\n' for band in reversed(bands) for label in ("Indian", "White")
    )
    results = scwres.compute(write("hr.csv", f"ethnicity,pay_band\n{rows}"))

    if is_known:
        assert [line.part for line in results.lines] == bands
    assert ("pay-order" in _warnings(results)) is not is_known
    assert results.settings["pay_order"] == ("names" if is_known else "not known")


@pytest.mark.parametrize(("grade", "rises"), [("Director", False), ("Grade 12", True)])
def test_the_page_speaks_of_rising_pay_only_where_the_order_is_known(write, scwres, grade, rises):
    rows = "".join(
        f"{label},{band}\n" for band in ("Grade 9", grade) for label in ("Indian", "White")
    )
    path = write("hr.csv", f"ethnicity,pay_band\n{rows}")
    folder = path.parent / "report"
    assert scwres("report", path, "-o", folder, "--internal").status == 0
    page = (folder / "report.html").read_text(encoding="utf-8")

    assert ("as pay rises" in page) is rises


# Units, people, benchmarks


@pytest.mark.parametrize("other", ["ADULT CARE", "Adult  Care", "AdultCare"])
def test_units_that_differ_in_case_or_spacing_alone_are_one_and_told(write, other):
    rows = "Indian,Adult Care,Y\n" + "White,Adult Care,N\n" * 3
    rows += f"Indian,{other},N\nWhite,{other},Y\n"
    results = scwres.compute(write("h.csv", f"ethnicity,team,left\n{rows}"), by=["team"])

    assert [line.unit for line in results.lines] == ["", "Adult Care"]
    assert "other-capitals" in _warnings(results)


@pytest.mark.parametrize(
    ("kind", "personal"),
    [
        ("email addresses", "a.khan@example.gov.uk"),
        ("email addresses", "Adults (jo@example.com)"),
        ("National Insurance numbers", "QQ 12 34 56 C"),
        ("National Insurance numbers", "qq123456c"),
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        "ethnicity,team,left\nIndian,{},Y\nWhite,A,N\n",
        "ethnicity,pay_band\nIndian,{}\nWhite,G1\n",
        "ethnicity,appointed\nIndian,Y\n{},N\n",
        "item,answer,ethnicity,people,team\nleft,yes,White,3,{}\nleft,no,White,3,B\n",
        "ethnicity,harassment_public,directorate\nIndian,Y,{}\nWhite,N,B\n",
    ],
)
def test_what_identifies_a_person_is_refused_by_its_kind_and_never_shown(
    write, text, kind, personal
):
    by = ["team"] if "team" in text else ["directorate"] if "directorate" in text else []
    faults = _faults(write("x.csv", text.format(personal)), by=by)

    assert kind in faults
    assert personal not in faults


@pytest.mark.parametrize(
    ("theirs", "own", "called"),
    [
        ("snapshot = 2024-09-30", "snapshot = 2025-09-30", "An earlier year of this council"),
        ("snapshot = 2024-09-27", "snapshot = 2025-09-26", "An earlier year of this council"),
        ("snapshot = 2025-09-30", "snapshot = 2024-09-30", "Other results of this council"),
        ("snapshot = 2025-09-30", "snapshot = 2025-09-30", "Other results of this council"),
        ("snapshot = 2025-06-30", "snapshot = 2025-09-30", "Other results of this council"),
        ("", "snapshot = 2025-09-30", "Other results of this council"),
        ("snapshot = 2024-09-30", "", "Other results of this council"),
    ],
)
def test_results_of_the_council_itself_are_an_earlier_year_only_where_that_is_known(
    write, scwres, theirs, own, called
):
    rows = "item,answer,ethnicity,people\n"
    for label, yes, no in (("Indian", 40, 360), ("White British", 160, 640)):
        rows += f"left,yes,{label},{yes}\nleft,no,{label},{no}\n"
    counts = write("counts.csv", rows)
    lower = write("lower.csv", rows.replace("Indian,40", "Indian,10"))
    settings = write("scwres.toml", f'organisation = "London Borough of Example"\n{theirs}\n')
    before = settings.parent / "before.json"
    assert scwres("compute", counts, "--config", settings, "--output", before).status == 0
    head = f'organisation = "Example Council"\n{own}\n'
    settings.write_text(f'{head}benchmarks = ["before.json"]\n')
    ran = scwres("compute", lower, "--config", settings, "--detail")
    out, within = " ".join(ran.out.split()), called[0].lower() + called[1:]

    assert f"{called}: before.json." in out
    assert f"than {called}" not in out
    assert "[benchmark-of-ourselves]" in ran.err
    assert f"shown as {within}." in " ".join(ran.err.split())
    [words] = {
        places_in_words([line], {called})
        for line in lines_beside(compute(lower, config=settings))
        if line.place == "lower here" and line.benchmark == called
    }
    assert words == f"lower here than {within}"


@pytest.mark.parametrize(
    ("name", "other", "is_one"),
    [
        ("Borough of Example", "borough of example", True),
        ("The London Borough of Example", "Example Council", True),
        ("Example City Council", "City of Example", True),
        ("Example Metropolitan Borough Council", "Example County Council", True),
        ("King's Example", "Kings Example Council", True),
        ("Example", "Other Example", False),
        ("City of London", "The City of London", True),
        ("City of London", "London Borough Council", False),
        ("City of London", "Example", False),
    ],
)
def test_a_council_is_itself_whatever_kind_of_council_its_name_says(name, other, is_one):
    assert is_one_council(name, other) is is_one
    assert is_one_council(other, name) is is_one


# Whatever the settings and the labels

labels = st.sampled_from(["Indian", "White British", "White", "Not stated"])
several = st.sampled_from(["Indian;White British;", "Black African, Asian", "White|Black"])


@pytest.mark.slow
@given(
    labels=st.lists(labels, min_size=4, max_size=20),
    two=st.none() | several,
    grade=st.none() | st.sampled_from(["G 7", "Head", "g2"]),
    year=st.none() | st.sampled_from([2019, 2031]),
)
def test_no_slip_of_settings_labels_or_windows_is_computed_in_silence(
    tmp_path_factory, labels, two, grade, year
):
    folder = tmp_path_factory.mktemp("council")
    rows = [*labels, "Indian", "White British", *([two] if two else [])]
    staff = "".join(f'{n},"{label}",G{n % 2}\n' for n, label in enumerate(rows))
    (folder / "hr.csv").write_text(f"staff_id,ethnicity,pay_band\n{staff}")
    (folder / "cases.csv").write_text("staff_id,disciplinary_date\n0,2025-01-01\n1,2025-01-02\n")
    settings = f"snapshot = {year or 2025}-09-30\n"
    settings += f'[senior_managers]\ngrades = ["G1", "{grade}"]\n' if grade else ""
    (folder / "scwres.toml").write_text(settings)

    try:
        results = scwres.compute(
            [folder / "hr.csv", folder / "cases.csv"], config=folder / "scwres.toml"
        )
    except InputError as error:
        assert two or year
        texts = str(error)
        assert not two or "several ethnicities in one cell" in texts
        assert not year or "has no date in the period" in texts
    else:
        assert not two
        assert not year
        told = "setting-matches-nothing" in {warning.code for warning in results.warnings}
        assert told is bool(grade)
