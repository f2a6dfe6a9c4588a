"""Plans kept as tables: what is read of them, what is refused, and the TOML that is written."""

from __future__ import annotations

import csv
import io
import re
import tempfile
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from scwres.errors import InputError, UsageError
from scwres.extracts.rules import ReadingOptions
from scwres.metrics.standards import USUAL_STANDARD
from scwres.plan.form import HEADERS, Role, form_cells, role_of
from scwres.plan.likely_measures import suggested_measures
from scwres.plan.plan import Commitment, Outcome
from scwres.plan.ratings import COLOURS, colour_of
from scwres.plan.reading import read_plan
from scwres.plan.table_rows import read_plan_table
from scwres.plan.writing import plan_toml

#: The two forms of plans that councils keep.
FORM = ("Action", "When", "Who/Lead", "How will we know (success)", "Update", "RAG status")
OTHER_FORM = (
    *("What are we going to do?", "How will we know we have succeeded?", "Timeframe"),
    *("Owner", "Status"),
)

AN_ACTION = ("Train all managers", "Short", "HR", "All are trained", "Begun", "Green")


@pytest.fixture
def workbook(tmp_path):
    """Write rows as a workbook, with ranges merged, and return its file."""

    def make(*rows, merged=(), name="plan.xlsx") -> Path:
        path = tmp_path / name
        with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
            sheet = book.add_worksheet("Plan")
            for cells in merged:
                sheet.merge_range(cells, "")
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell != "":
                        sheet.write(number, column, cell)
        return path

    return make


def _csv(*rows) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def _problems(path: Path, **options) -> list[str]:
    with pytest.raises(InputError) as raised:
        read_plan_table(path, **options)
    return [f"{fault.place}{fault.what}" for fault in raised.value.faults]


# What is read


@pytest.mark.parametrize("form", [FORM, OTHER_FORM], ids=["actions", "commitments"])
def test_both_forms_are_recognised_whole(form):
    roles = [role_of(header) for header in form]

    assert None not in roles
    assert Role.ACTION in roles
    assert len(set(roles)) == len(form)


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Timescale", Role.WHEN),
        ("Due date", Role.DUE),
        ("Lead officer", Role.LEAD),
        ("Responsible", Role.LEAD),
        ("Measure of success", Role.SUCCESS),
        ("Outcome", Role.SUCCESS),
        ("Progress", Role.UPDATE),
        ("RAG", Role.STATUS),
        ("RAG rating (July 2025)", Role.STATUS),
        ("Update as at June 2025", Role.UPDATE),
        ("Budget", None),
    ],
)
def test_headers_near_the_forms_are_recognised(header, role):
    assert role_of(header) is role


def test_no_header_is_of_two_columns():
    headers = [header for known in HEADERS.values() for header in known]

    assert len(set(headers)) == len(headers)


def test_a_row_with_text_in_one_cell_is_the_theme_of_the_actions_below_it(workbook):
    path = workbook(
        ("Race equality plan",),
        (),
        FORM,
        ("Recruitment",),
        AN_ACTION,
        (),
        ("Harassment",),
        AN_ACTION,
        merged=["A1:F1", "A4:F4", "A7:F7"],
    )
    plan = read_plan_table(path).plan

    assert plan.title == "Race equality plan"
    assert [action.theme for action in plan.actions] == ["Recruitment", "Harassment"]
    assert plan.columns == FORM
    assert tuple(words for _, words in form_cells(plan.actions[0], FORM)) == AN_ACTION


def test_a_commitment_keeps_its_outcome_and_what_is_already_being_done(write):
    action = ("A campaign", "Less harassment", "Short", "HR", "On track")
    path = write(
        "plan.csv",
        _csv(
            ("Zero tolerance",),
            ("Outcome: nobody is harassed",),
            ("What we are already doing:",),
            ("- A policy",),
            ("- A network",),
            OTHER_FORM,
            action,
            (),
            ("Careers",),
            ("What we are already doing", "Mentoring"),
            OTHER_FORM,
            action,
        ),
    )

    assert read_plan_table(path).plan.commitments == (
        Commitment("Zero tolerance", "nobody is harassed", ("A policy", "A network")),
        Commitment("Careers", "", ("Mentoring",)),
    )


def test_a_label_may_stand_in_a_cell_of_its_own_beside_a_merged_one(workbook):
    path = workbook(
        FORM,
        ("Zero tolerance",),
        ("Outcome", "Nobody is harassed"),
        AN_ACTION,
        merged=["A2:F2", "B3:F3"],
    )

    assert read_plan_table(path).plan.commitments == (
        Commitment("Zero tolerance", "Nobody is harassed"),
    )


def test_outcomes_above_the_only_header_are_of_the_whole_plan(write):
    path = write("plan.csv", _csv(("Our plan",), ("Outcome: equal pay",), FORM, AN_ACTION))
    plan = read_plan_table(path).plan

    assert (plan.title, plan.outcomes) == ("Our plan", (Outcome("equal pay"),))


def test_the_days_of_a_workbook_and_of_a_text_are_due_dates(workbook, write):
    of_book = read_plan_table(
        workbook(("Action", "Due date"), ("Train", datetime(2025, 6, 30)))
    ).plan.actions[0]
    of_text = read_plan_table(
        write("plan.csv", "Action,When\nTrain,30/06/2025\nAppoint,Q2 2025\nCoach,Long-term\n")
    ).plan.actions

    assert of_book.due == of_text[0].due == date(2025, 6, 30)
    assert [action.when for action in of_text] == ["30/06/2025", "Q2 2025", "Long-term"]
    assert [action.period for action in of_text] == ["", "", "long"]


def test_a_header_in_two_rows_numbered_headings_and_own_columns_are_read(workbook):
    path = workbook(
        ("Ref", "Action", "Lead", "Progress", "", "Budget"),
        ("", "", "", "Update", "RAG", ""),
        ("1", "Recruitment"),
        ("1.1", "Blind shortlisting", "HR", "Begun", "Green", "None"),
        (),
        ("1.2", "Mixed panels", "HR", "Begun", "Amber", ""),
        merged=["D1:E1", "A1:A2", "B1:B2"],
    )
    plan = read_plan_table(path).plan

    assert [action.id for action in plan.actions] == ["1.1", "1.2"]
    assert plan.actions[0].theme == "1 Recruitment"
    assert plan.columns == ("Ref", "Action", "Lead", "Update", "RAG", "Budget")
    assert plan.actions[0].other == {"Budget": "None"}


def test_a_merged_cell_in_a_column_of_themes_is_the_theme_of_its_rows(workbook):
    path = workbook(
        ("Theme", "Action", "Lead"),
        ("Pay", "Publish the gap", "HR"),
        ("", "Look at starting pay", "HR"),
        merged=["A2:A3"],
    )

    assert [action.theme for action in read_plan_table(path).plan.actions] == ["Pay", "Pay"]


def test_merged_cells_of_ods_are_judged_as_those_of_xlsx(tmp_path):
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import CoveredTableCell, Table, TableCell, TableRow
    from odf.text import P

    def row(*texts, **spans):
        line = TableRow()
        for text in texts:
            cell = TableCell(valuetype="string", **spans) if text else CoveredTableCell()
            if text:
                cell.addElement(P(text=text))
            line.addElement(cell)
            spans = {}
        return line

    def written(name, *rows):
        document = OpenDocumentSpreadsheet()
        table = Table(name="Plan")
        for line in rows:
            table.addElement(line)
        document.spreadsheet.addElement(table)
        document.save(tmp_path / name)
        return tmp_path / name

    header, action = ("Action", "Lead", "RAG"), ("Train", "HR", "Green")
    heading = row("Training", "", "", numbercolumnsspanned=3)
    good = written("good.ods", row(*header), heading, row(*action))
    first = row("Train", "HR", "Green", numberrowsspanned=2)
    bad = written("bad.ods", row(*header), first, row("", "HR", "Green"))

    assert read_plan_table(good).plan.actions[0].theme == "Training"
    assert "bad.ods, cell A2: is merged with the cells up to A3, across actions" in _problems(bad)


def test_notes_and_a_key_of_colours_below_the_plan_are_left_out_and_said(workbook):
    path = workbook(FORM, AN_ACTION, (), ("Key",), ("Red", "Off track"), ("Green", "On track"))
    reading = read_plan_table(path)

    assert len(reading.plan.actions) == 1
    assert "Left out, as notes below the table: rows 4, 5 and 6." in reading.notes


def test_a_coloured_cell_without_a_word_is_said_to_be_unread(workbook):
    notes = read_plan_table(workbook(FORM, (*AN_ACTION[:-1], ""))).notes

    assert any("The colour of a cell is not read" in note for note in notes)


def test_sentences_in_a_column_called_status_are_kept(write):
    rows = ("What are we going to do?,Status", "Train,Two courses were held", "Coach,To begin")
    actions = read_plan_table(write("plan.csv", "\n".join(rows))).plan.actions

    assert actions[0].status == "Two courses were held"


# What is refused


def test_every_problem_is_named_with_its_cell_at_once_and_without_a_name(workbook):
    path = workbook(
        ("Action", "When", "Lead", "RAG"),
        ("Train", "30/02/2025", "Jo Example", "going well"),
        ("Appoint", "02/13/2025", "Jo Example", "going well"),
        ("Coach", "Short", "Mo Example", "purple"),
        ("", "Medium", "Mo Example", "red"),
        ("Mentor", "Short", "Mo Example", "red"),
        ("Left alone",),
        merged=["C2:C3"],
    )
    problems = _problems(path)

    assert problems == [
        "plan.xlsx, cell B2: '30/02/2025' is not a possible date of a plan",
        "plan.xlsx, cell C2: is merged with the cells up to C3, across actions",
        "plan.xlsx, cells D2 and D3: 'going well' is not a known word for a status",
        "plan.xlsx, cell B3: '02/13/2025' has the month before the day",
        "plan.xlsx, cell D4: 'purple' is not a known word for a status",
        "plan.xlsx, cell A5: has no action, but its row has other text",
        "plan.xlsx, cell A7: is read as a heading, because no other cell of its row has text. "
        "But no action is below it",
    ]
    assert not any("Example" in problem for problem in problems)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Name,Age\nA,3\n", "plan.csv: has no column that could be the action"),
        (
            "Task,Action,When\nA,B,Short\n",
            "plan.csv, cells A1 and B1: 'Task' and 'Action' could each be the action",
        ),
        (
            "Action,Notes,Notes\nA,B,C\n",
            "plan.csv, cells B1 and C1: 'Notes' is the header of two columns",
        ),
        (
            "Action,Lead,\nA,B,C\n",
            "plan.csv, cell C2: has text, but its column has no header",
        ),
        ("Action,Lead\n", "plan.csv, cell A1: has no actions below it"),
        (
            f"Action,Lead\n{'long ' * 500},HR\n",
            "plan.csv, cell A2: has 2,499 characters",
        ),
        (
            "Action,Lead,Update\nA,B,C\n,,more\n",
            "plan.csv, cell C3: has text, but there is no action in its row",
        ),
    ],
)
def test_a_table_that_is_not_clear_is_refused(write, text, problem):
    assert problem in _problems(write("plan.csv", text))


def test_a_row_that_may_be_an_unfinished_action_is_not_taken_for_a_heading(workbook):
    path = workbook(
        FORM, ("Recruitment",), AN_ACTION, ("Left alone",), AN_ACTION, merged=["A2:F2"]
    )

    assert _problems(path) == [
        "plan.xlsx, cell A4: is the only text of its row, but not merged as other headings are"
    ]


def test_what_is_read_as_a_heading_is_said(workbook):
    notes = read_plan_table(workbook(FORM, ("Recruitment",), AN_ACTION)).notes

    assert "Read as headings, not actions: A2 'Recruitment'." in notes


def test_own_words_of_a_status_can_be_given(write):
    path = write("plan.csv", "Action,RAG\nTrain,going well\n")

    assert _problems(path)
    assert read_plan_table(path, {"green": ("Going well",)}).plan.actions[0].status == "going well"


def test_a_sheet_is_named_where_several_hold_a_plan(tmp_path):
    path = tmp_path / "plan.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("2024", "2025"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, FORM)
            sheet.write_row(1, 0, (f"Of {name}", *AN_ACTION[1:]))

    assert "'2024' and '2025'" in _problems(path)[0]
    plan = read_plan_table(path, reading=ReadingOptions(sheet="2025")).plan
    assert plan.actions[0].action == "Of 2025"


# Statuses


@pytest.mark.parametrize(
    ("status", "colour"),
    [
        ("Red", "red"),
        ("AMBER", "amber"),
        ("Green - on track", "green"),
        ("Complete", "blue"),
        ("Not started", "grey"),
        ("delayed", "amber"),
        ("In progress", ""),
        ("", ""),
        ("Amber/Green", None),
        ("Redundant", None),
    ],
)
def test_the_words_of_a_status_have_a_colour(status, colour):
    assert colour_of(status, {}) == colour


# The TOML


def _as_toml(reading, folder: Path) -> Path:
    path = folder / "written.toml"
    path.write_text(plan_toml(reading.plan, reading.lines_above), encoding="utf-8")
    return path


_words = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    | st.sampled_from('"\\[]{}=#,\n\t'),
    max_size=40,
)


@given(st.lists(st.tuples(_words, _words, _words), min_size=1, max_size=5))
def test_the_toml_of_a_table_is_the_same_plan(rows):
    table = [
        ("Theme", "Action", "When", "Lead", "Risk"),
        *(("A theme", f"Do {what}", f"Then {when}", "HR", more) for what, when, more in rows),
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.csv"
        path.write_text(_csv(*table), encoding="utf-8", newline="")
        reading = read_plan_table(path)
        plan = read_plan(_as_toml(reading, Path(folder)), USUAL_STANDARD)

    assert plan.actions == reading.plan.actions
    assert plan.columns == reading.plan.columns


def test_a_suggestion_is_a_comment_that_can_be_used_as_it_stands(root, tmp_path):
    reading = read_plan_table(root / "examples" / "plans" / "council-wide.csv")
    text = plan_toml(reading.plan)
    used = tmp_path / "used.toml"
    used.write_text(re.sub(r"^# measures", "measures", text, flags=re.MULTILINE), "utf-8")

    assert read_plan(_as_toml(reading, tmp_path), USUAL_STANDARD).aims == ()
    assert {aim.measure for aim in read_plan(used, USUAL_STANDARD).aims} >= {"3", "mentoring"}


@pytest.mark.parametrize(
    ("action", "measures"),
    [
        ("Mixed interview panels", {'"2"'}),
        ("Everybody who shortlists", {'"2"', '"shortlisted"'}),
        ("Non-mandatory training", {'"5"'}),
        ("Stop bullying and harassment", {'"6"', '"7a"', '"7b"'}),
        ("Disciplinary decisions are reviewed", {'"3"'}),
        ("Exit interviews", {'"8"'}),
        ("Senior leadership programme", {'"9"'}),
        ("Pay and grades are published", {'"1"'}),
        ("Stronger induction", {'"feels_included"'}),
        ("Probation reviews", {'"left_in_probation"'}),
        ("Mentoring", {'"mentoring"'}),
        ("Coaching for more people", {'"coaching"'}),
        ("Promotion data", {'"promoted"'}),
        ("Outside speakers", set()),
    ],
)
def test_measures_are_suggested_by_the_words_of_an_action(action, measures):
    assert set(suggested_measures([action]).measures) == measures


@pytest.mark.parametrize(
    ("head", "problem"),
    [
        ('columns = ["When"]', "columns: no column is the action"),
        ('columns = ["Action", "Task"]', "columns: 2 columns could be the action"),
        ('columns = ["Action", "Lead", "Lead"]', "columns: 'Lead' is there twice"),
        ("columns = 3", "columns: expected a list of texts, not a number"),
        ('[rag]\npurple = ["x"]', "'purple' is not a key that can be used here"),
        ("[[commitment]]\noutcome = 'x'", "'commitment' has no name"),
        ("[[outcome]]\nname = 'x'\n[[outcome]]\nname = 'x'", "'x' is the name of two entries"),
        ("[[outcome]]\nname = 'x'\nmeasures = ['99']", "no indicator or measure is called '99'"),
    ],
)
def test_a_slip_in_the_form_of_a_plan_is_named(write, head, problem):
    path = write("plan.toml", f"{head}\n[[action]]\naction = 'Train'\n")
    with pytest.raises(UsageError, match=re.escape(problem)):
        read_plan(path, USUAL_STANDARD)


def test_words_under_a_column_that_the_plan_does_not_have_are_named(write):
    text = "columns = ['Action', 'Budget']\n[[action]]\naction = 'Train'\nother = {Budgt = '1'}\n"
    with pytest.raises(UsageError, match=r"other: the plan has no column 'Budgt'.*'Budget'"):
        read_plan(write("plan.toml", text), USUAL_STANDARD)


def test_the_colours_of_a_plan_have_a_fill_and_a_class_on_the_page(root):
    from scwres.reports.workbook.plan import FILLS

    css = (root / "scwres" / "reports" / "page" / "page.css").read_text("utf-8")
    assert set(FILLS) == set(COLOURS)
    assert all(f".rag-{colour} {{" in css for colour in COLOURS)
