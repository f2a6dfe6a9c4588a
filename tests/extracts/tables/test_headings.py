"""Headers in two rows, as SurveyMonkey writes them: read as one, and never misread."""

from __future__ import annotations

import pytest
import xlsxwriter

import scwres as package
from scwres.counts import Tally
from scwres.errors import InputError
from scwres.extracts.rules import ARROW, STANDARD
from scwres.extracts.tables.headings import heading_at

PUBLIC = "In the last 12 months, have you been harassed by the public?"
QUESTIONS = [
    *("Respondent ID", "Collector ID", "What is your ethnic group?", "", PUBLIC),
    *("Have you been harassed by:", "", "Comments"),
]
BELOW = [
    *("", "", "Response", "Other (please specify)", "Response", "Managers", "Colleagues"),
    "Open-Ended Response",
]
ANSWERS = [
    ["11", "5", "Indian", "", "Yes", "Managers", "", "x"],
    ["12", "5", "White British", "", "No", "", "Colleagues", ""],
    ["13", "5", "White British", "", "No", "", "", "y"],
]
SETTINGS = f"""[[extracts]]
path = "survey.csv"
kind = "survey"
columns = {{ harassment_public = "{PUBLIC}" }}
"""


def _text(rows, delimiter: str = ",") -> str:
    return "".join(delimiter.join(f'"{cell}"' for cell in row) + "\n" for row in rows)


@pytest.mark.parametrize("engine", [STANDARD, ARROW])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_question_in_two_header_rows_is_found_by_the_settings(write, engine, delimiter):
    write("survey.csv", _text([QUESTIONS, BELOW, *ANSWERS], delimiter))
    results = package.compute(config=write("scwres.toml", SETTINGS), engine=engine)

    assert results.counts.tally("harassment_public", "yes", {"Indian"}) == Tally(1, 1)
    assert results.inputs[0].counted == results.inputs[0].rows == 3
    assert "rows 1 and 2 are read as one header" in results.inputs[0].notes


def test_a_workbook_with_questions_merged_over_their_choices_is_read_alike(tmp_path, write):
    with xlsxwriter.Workbook(tmp_path / "survey.xlsx") as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate([QUESTIONS, BELOW, *ANSWERS]):
            for column, cell in enumerate(cells):
                sheet.write(row, column, cell)
        sheet.merge_range(0, 2, 0, 3, QUESTIONS[2])
        sheet.merge_range(0, 5, 0, 6, QUESTIONS[5])
    config = write("scwres.toml", SETTINGS.replace("survey.csv", "survey.xlsx"))

    tally = package.compute(config=config).counts.tally("harassment_public", "yes", {"Indian"})
    assert tally == Tally(1, 1)


def test_every_combined_header_is_named_whole_where_none_is_known(write):
    ever = "Have you ever been harassed by the public?"
    questions = [ever if text == PUBLIC else text for text in QUESTIONS]
    with pytest.raises(InputError) as error:
        package.compute(write("survey.csv", _text([questions, BELOW, *ANSWERS])))
    [fault] = error.value.faults

    for header in (ever, "Have you been harassed by: Managers", "Comments"):
        assert f"'{header}'" in fault.what
    assert "'What is your ethnic group?: Other (please specify)'" in fault.what
    assert f"'{ever}' is not read, because it asks about another period than 12" in fault.fix


def test_a_choice_that_is_named_as_an_answer_is_asked_about_and_not_counted(write):
    # Nobody chose "none of these": the one row without a choice could be a no, or skipped.
    write("survey.csv", _text([QUESTIONS, BELOW, *ANSWERS]))
    config = SETTINGS.replace("harassment_public", "harassment_managers")
    config = config.replace(PUBLIC, "Have you been harassed by: Managers")
    with pytest.raises(InputError, match="has no answer in 1 row"):
        package.compute(config=write("scwres.toml", config))


def test_a_fault_below_two_header_rows_has_the_number_of_its_row(write):
    rows = [QUESTIONS, BELOW, *ANSWERS, ["14", "5", "Klingon", "", "No", "", "", ""]]
    write("survey.csv", _text(rows))
    with pytest.raises(InputError) as error:
        package.compute(config=write("scwres.toml", SETTINGS))

    assert error.value.faults[0].rows == (6,)


@pytest.mark.parametrize(
    ("first", "below"),
    [
        (["ethnicity", "appointed"], ["", "Y"]),
        (["ethnicity", ""], ["Indian", "Response"]),
        (["ethnicity", "appointed", ""], ["", "Response", ""]),
        (["", "appointed"], ["", "Response"]),
        (["ethnicity", "appointed", "team"], ["", "Y"]),
        (["ethnicity", "", "appointed"], ["", "Adults", "N"]),
    ],
    ids=["data", "filled", "nameless", "no first", "ragged", "values"],
)
def test_a_row_below_the_header_is_part_of_it_only_where_that_is_unmistakable(first, below):
    assert heading_at([first, below], 0).cells == first


def test_the_start_of_an_answer_is_not_read_as_the_start_of_a_job(write, scwres):
    questions = ["Respondent ID", "Start Date", *QUESTIONS[2:]]
    write("survey.csv", _text([questions, BELOW, *ANSWERS]))
    ran = scwres("check", "--config", write("scwres.toml", SETTINGS))

    assert "What is your ethnic group? as ethnicity" in " ".join(ran.out.split())
    assert "Start Date as start_date" not in ran.out


@pytest.mark.parametrize("engine", [STANDARD, ARROW])
def test_an_ethnicity_specified_beside_its_question_is_warned_about(write, engine):
    rows = [
        ["14", "5", "", "Kurdish", "No", "", "", ""],
        ["15", "5", "", "Sikh", "No", "", "", ""],
        ["16", "5", "", "", "No", "", "", ""],
        ["17", "5", "Irish", "of Leeds", "No", "", "", ""],
    ]
    write("survey.csv", _text([QUESTIONS, BELOW, *ANSWERS, *rows]))
    results = package.compute(config=write("scwres.toml", SETTINGS), engine=engine)
    [caution] = [one for one in results.warnings if one.code == "other-specify"]

    assert caution.text.startswith(
        "survey.csv: 2 rows give an ethnicity only in column 'What is your"
    )
    assert "so they count as unknown" in caution.text


def test_no_other_ethnicity_specified_is_not_warned_about(write):
    write("survey.csv", _text([QUESTIONS, BELOW, *ANSWERS]))
    results = package.compute(config=write("scwres.toml", SETTINGS))

    assert "other-specify" not in {one.code for one in results.warnings}
