"""Headers that are suggested for a column, and those that are not; nothing is applied in doubt."""

from __future__ import annotations

import pytest

import scwres as package
from scwres.counts import Tally
from scwres.errors import InputError
from scwres.extracts.tables.suggesting import may_be_id, nearest_header
from scwres.results.check import check
from scwres.settings.draft import draft

STAFF = """{id},ethnicity,pay_band
A1,Indian,G1
A2,White British,G2
A3,White British,G2
A4,Irish,G3
"""
CASES = "staff_id,disciplinary_date,outcome\nA1,01/03/2025,Dismissed\nA2,02/03/2025,Dismissed\n"


def _faults(paths, **options) -> str:
    with pytest.raises(InputError) as error:
        package.compute(paths, **options)
    return str(error.value)


def _warnings(path) -> list[str]:
    warnings = package.compute(path).warnings
    return [one.text for one in warnings if one.code == "column-not-read"]


SUGGESTED = [
    *("Learner ID", "Personal ref.", "User ID", "Person ref", "Employee Ref", "Worker ID"),
    *("Pers.No.", "Pay No", "EIN", "Username"),
    *("Staff reference", "Colleague number", "userid", "HR Ref", "Employee Identifier"),
]


@pytest.mark.parametrize("header", SUGGESTED)
def test_a_header_that_may_be_the_staff_id_is_suggested_and_not_applied(write, header):
    text = " ".join(_warnings(write("hr.csv", STAFF.format(id=header))))

    assert "Did you mean 'staff_id'?" in text
    assert package.compute(write("hr.csv", STAFF.format(id=header))).inputs[0].people is None


@pytest.mark.parametrize("header", ["ESR Number", "Payroll no", "ESR ID", "Payroll ref."])
def test_a_header_that_can_only_be_the_staff_id_is_read_as_it(write, header):
    results = package.compute(write("hr.csv", STAFF.format(id=header)))

    assert results.inputs[0].people == 4


@pytest.mark.parametrize(
    "name",
    [
        *("case_id", "line_manager_id", "ni_number", "course_code", "position_number", "team_ref"),
        *("phone_no", "user_name", "candidate_id", "employee_type", "assignment_category"),
    ],
)
def test_ids_of_something_else_are_not_suggested(name):
    assert not may_be_id(name)


@pytest.mark.parametrize("header", ["Learner ID", "Personal ref."])
def test_a_list_whose_ids_go_by_another_name_is_told_which_column_they_may_be(write, header):
    text = _faults(write("cpd.csv", f"{header},Course date,Funded\nA1,01/03/2025,Y\n"))

    assert f"'{header}': did you mean 'staff_id'?" in text


@pytest.mark.parametrize(
    ("header", "named"),
    [("Learner ID", "Learner ID"), ("Thing", "Thing"), ("Worker ID", "Worker ID")],
)
def test_staff_without_ids_beside_a_list_of_ids_are_told_which_columns_may_hold_them(
    write, header, named
):
    paths = [write("hr.csv", STAFF.format(id=header)), write("cases.csv", CASES)]
    text = _faults(paths)

    assert "no column of hr.csv is recognised as staff_id" in text
    assert f'columns = {{ staff_id = "{named}" }}' in text
    assert "names nobody" not in text


def test_a_list_of_ids_with_ethnicity_is_counted_by_it_where_the_staff_has_no_ids(write):
    cases = "staff_id,ethnicity,disciplinary_date\nA1,Indian,01/03/2025\n"
    results = package.compute([write("hr.csv", STAFF.format(id="Thing")), write("c.csv", cases)])

    assert results.counts.tally("disciplinary", "yes", {"Indian"}) == Tally(1, 1)


CPD = "staff_id,ethnicity,funded,{header}\nA1,Indian,Y,{value}\nA2,Irish,Y,{value}\n"


@pytest.mark.parametrize(
    ("header", "value", "meant"),
    [
        ("Course name", "Maths", ""),
        ("Course name", "01/02/2025", ""),
        ("Cours date", "01/02/2025", "cpd_date"),
        ("Cours date", "Maths", ""),
        ("Traning date", "", "cpd_date"),
        ("Mandatry", "Y", "mandatory"),
        ("Mandatry", "Health and safety", ""),
    ],
)
def test_no_column_is_suggested_that_the_words_or_the_values_contradict(
    write, header, value, meant
):
    warnings = _warnings(write("cpd.csv", CPD.format(header=header, value=value)))

    suggestions = [one.partition("Did you mean ")[2] for one in warnings if "Did you" in one]
    assert suggestions == ([f"'{meant}'?"] if meant else [])


def test_dates_of_a_list_that_are_not_read_are_warned_about(write):
    # Without them a window counts nothing: an event of any year would be counted.
    staff = write("hr.csv", "staff_id,ethnicity\n101,Indian\n102,White British\n")
    cases = write("cases.csv", "staff_id,Opened\n101,05/06/2019\n")
    results = package.compute(staff, named=[("grievance", cases)])

    [warning] = [each for each in results.warnings if each.code == "column-not-read"]
    assert warning.text == (
        "cases.csv: column 'Opened' holds dates and is not read, so events of any date are "
        "counted. If it shows when it happened, name it date under columns in scwres.toml."
    )


@pytest.mark.parametrize(
    ("column", "header", "values", "is_suggested"),
    [
        ("employment_type", "Employee Ref", [], False),
        ("employment_type", "Employe type", ["permanent"], True),
        ("employment_type", "Employe type", ["E1", "E2"], False),
        ("cpd_date", "Course name", [], False),
        ("cpd_date", "Course title", ["01/02/2025"], False),
        ("leaving_date", "Leaving reason date", ["Retired"], False),
        ("salary", "Annual salary 24/25", ["31500"], True),
        ("salary", "Annual salary band", ["A", "B"], False),
        ("ethnicity", "Ethnic origin (self)", ["Indian", "Irish"], True),
        ("ethnicity", "Ethnic origin date", ["Indian"], False),
        ("staff_id", "Course ref", [], False),
    ],
)
def test_a_header_is_suggested_by_its_words_unless_they_or_its_values_contradict(
    column, header, values, is_suggested
):
    found = nearest_header(column, [header], lambda _: values)

    assert found == (header if is_suggested else "")


def test_init_offers_ids_in_a_comment_and_no_name_of_a_course_as_a_date(
    write, scwres, monkeypatch
):
    path = write(
        "training.csv",
        "Learner ID,Course name,Employee Ref,Funded,Course start\nA1,Maths,E1,Y,01/02/2025\n",
    )
    monkeypatch.chdir(path.parent)
    scwres("init", path)
    text = (path.parent / "scwres.toml").read_text(encoding="utf-8")

    assert '\n# staff_id = "Learner ID"\n' in text
    assert 'cpd_date = "Course name"' not in text
    assert "employment_type = " not in text.partition("[window]")[0]


FORM = (
    "ID,Start time,Completion time,Email,Name,What is your ethnicity?,"
    "Have you experienced harassment from managers?\n"
    "1,01/02/2025,01/02/2025,a@b.c,Ann,Indian,Yes\n"
    "2,01/02/2025,01/02/2025,b@b.c,Bob,White British,No\n"
)


def test_answers_to_a_form_are_no_staff_and_the_question_is_suggested(write):
    text = _faults(write("form.csv", FORM))

    assert "is not recognised as any kind of extract" in text
    assert (
        "'Have you experienced harassment from managers?' is not read, because it asks about no "
        "period. If it is harassment_managers, and about the last 12 months, name it so" in text
    )


def test_init_takes_answers_to_a_form_for_a_survey(write, tmp_path):
    text = draft([write("form.csv", FORM)], tmp_path)

    assert '# kind = "survey"' in text
    assert '# harassment_managers = "Have you experienced harassment from managers?"' in text


@pytest.mark.parametrize(
    "header",
    ["staff_id,ethnicity,Start time", "ID,What is your ethnicity?,Team", "staff_id,ethnicity,Age"],
)
def test_ids_and_ethnicity_are_staff_beside_a_list_of_events(write, header):
    rows = "A1,Indian,x\nA2,White British,x\nA3,White British,x\n"
    results = package.compute([write("hr.csv", f"{header}\n{rows}"), write("c.csv", CASES)])

    assert results.counts.tally("disciplinary", "yes", {"Indian"}) == Tally(1, 1)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("staff_id,ethnicity\nA1,Indian\nA2,Irish\n", "it has none of them"),
        ("staff_id,ethnicity,left\nA1,Indian,\nA2,Irish,\n", "left holds no answer"),
        ("staff_id,ethnicity,salary\nA1,Indian,30000\nA2,Irish,40000\n", "from_salary"),
    ],
)
def test_an_extract_in_which_no_row_is_counted_is_refused(write, text, told):
    found = _faults(write("hr.csv", text))

    assert "was read as staff, but has no answers in its 2 rows" in found
    assert "Looked for the columns pay_band, senior_manager, disciplinary" in found
    assert told in found


@pytest.mark.parametrize("header", ["Learner ID", "Pers.No.", "EIN"])
def test_init_suggests_the_id_where_the_kind_is_not_known(write, tmp_path, header):
    text = draft([write("things.csv", f"{header},Thing,Other thing\nA1,a,b\n")], tmp_path)

    assert "This file was not recognised. Set its kind" in text
    assert f'# staff_id = "{header}"' in text


QUESTIONNAIRE = (
    "ID,What is your ethnic group?,Have you experienced abuse or harassment from the public?,"
    "Have you had harassment from a colleague?,And harassment from your manager?,"
    "I feel included in my team\n"
    "1,Indian,Yes,No,No,Agree\n2,Irish,No,No,Yes,Strongly disagree\n"
)


def test_init_offers_each_question_of_a_survey_and_no_statement_as_a_team(write, tmp_path):
    text = draft([write("survey.csv", QUESTIONNAIRE)], tmp_path)

    assert '# harassment_colleagues = "Have you had harassment from a colleague?"\n' in text
    assert '# harassment_managers = "And harassment from your manager?"\n' in text
    assert '# feels_included = "I feel included in my team"\n' in text
    assert "# team = " not in text


def test_a_survey_with_a_word_to_ask_about_is_not_said_to_hold_no_answers(write):
    text = "ethnicity,harassment_public,harassment_managers\nIndian,perhaps,Yes\n"
    checked = check([write("survey.csv", text)])

    assert [fault.code for fault in checked.faults] == ["unknown-value"]
    assert "no-answers" not in [warning.code for warning in checked.warnings]


def test_init_offers_a_column_by_its_words_for_yes_and_no(write, tmp_path):
    text = "Course date,Category\n01/02/2025,Mandatory\n01/03/2025,Not mandatory\n"

    assert '# mandatory = "Category"\n' in draft([write("cpd.csv", text)], tmp_path)
