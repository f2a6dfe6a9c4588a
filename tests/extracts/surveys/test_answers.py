"""Surveys as forms export them: read alike whatever their form, and asked about where unclear."""

from __future__ import annotations

import csv
import importlib.util
import io
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import scwres as package
from scwres.counts import Tally
from scwres.errors import InputError

EXPORTS = (
    *("Microsoft Forms.xlsx", "SurveyMonkey.csv", "Snap.csv", "Google Forms.csv"),
    "Smart Survey.csv",
)

ETHNIC = "What is your ethnic group?"
STEM = "In the last 12 months, have you been bullied or harassed by any of these?"
PUBLIC, COLLEAGUES, MANAGERS = (
    f"In the past year, how often were you harassed by {whom}?"
    for whom in ("the public", "your colleagues", "a manager")
)
ITEMS = ("harassment_public", "harassment_colleagues", "harassment_managers")


def _people(text: str) -> dict[tuple[str, str, str], int]:
    return {
        (row["item"], row["answer"], row["ethnicity"]): int(row["people"])
        for row in csv.DictReader(io.StringIO(text))
    }


def _text(rows: Sequence[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def _tallies(write, rows: Sequence[Sequence[str]], **options) -> dict[str, Tally]:
    """Return everybody's answers to each item of a survey, by the item."""
    results = package.compute(write("survey.csv", _text(rows)), **options)
    everyone = {cell.ethnicity for cell in results.counts.people_by_cell}
    return {
        item: results.counts.tally(item, "yes", everyone)
        for item in ITEMS
        if any(cell.item == item for cell in results.counts.people_by_cell)
    }


def _refusal(write, rows: Sequence[Sequence[str]], **options) -> str:
    with pytest.raises(InputError) as error:
        package.compute(write("survey.csv", _text(rows)), **options)
    return " ".join(str(error.value).split())


def _settings(write, text: str) -> Mapping[str, Path]:
    return {"config": write("scwres.toml", f'[[extracts]]\npath = "survey.csv"\n{text}')}


def _in_settings(write, rows: Sequence[Sequence[str]], text: str) -> dict[str, Tally]:
    """Return the tallies of a survey that the settings say something of."""
    write("survey.csv", _text(rows))
    results = package.compute(**_settings(write, text))
    everyone = {cell.ethnicity for cell in results.counts.people_by_cell}
    return {item: results.counts.tally(item, "yes", everyone) for item in ITEMS}


@pytest.mark.parametrize("name", EXPORTS)
def test_the_counts_of_five_exports_of_one_survey_are_what_is_true_of_their_people(
    root, scwres, name
):
    folder = root / "examples" / "surveys"
    ran = scwres("compute", folder / name, "--format", "counts")

    assert ran.status == 0, ran.err
    # By plain counting of who was drawn, in examples/make_surveys.py.
    truth = (folder / "truth" / "counts.csv").read_text(encoding="utf-8")
    assert _people(ran.out) == _people(truth)


def test_the_exports_and_their_truth_are_what_their_maker_writes(root, tmp_path, monkeypatch):
    source = root / "examples" / "make_surveys.py"
    spec = importlib.util.spec_from_file_location("make_surveys", source)
    maker = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "make_surveys", maker)
    spec.loader.exec_module(maker)
    monkeypatch.setattr(maker, "HERE", tmp_path)
    maker.main()

    for path in (*EXPORTS, "truth/counts.csv"):
        assert (tmp_path / path).read_bytes() == (source.parent / "surveys" / path).read_bytes()


# One column for each question


def test_never_is_no_and_any_other_frequency_is_yes(write):
    answers = ["Never", "Once", "1-2", "3 to 5 times", "More than 10", "Daily", "Rarely", "No"]
    rows = [[ETHNIC, PUBLIC], *(["Indian", answer] for answer in answers)]

    assert _tallies(write, rows) == {"harassment_public": Tally(6, 8)}


def test_no_wish_to_answer_is_no_answer(write):
    answers = ["Never", "Once", "Prefer not to say", "Don't know"]
    rows = [[ETHNIC, PUBLIC], *(["Indian", answer] for answer in answers)]

    assert _tallies(write, rows) == {"harassment_public": Tally(1, 2)}


@pytest.mark.parametrize("answer", ["Less than 5 times", "0 to 2 times", "Rarely or never"])
def test_a_frequency_that_could_be_never_is_asked_about(write, answer):
    rows = [[ETHNIC, PUBLIC], ["Indian", answer], ["Indian", "Never"]]

    assert f"holds '{answer}' in 1 row" in _refusal(write, rows)


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("Have you ever been harassed by a manager?", "asks about another period than 12 months"),
        ("Have you been harassed by a manager?", "asks about no period"),
        (
            "In the last 6 months, were you bullied by a manager?",
            "asks about another period than 12 months",
        ),
    ],
)
def test_a_question_on_another_time_is_not_read_but_named_with_the_setting(write, question, why):
    rows = [[ETHNIC, PUBLIC, question], ["Indian", "No", "Yes"], ["Indian", "Yes", "No"]]
    results = package.compute(write("survey.csv", _text(rows)))
    [warning] = [each.text for each in results.warnings if each.code == "column-not-read"]

    assert {cell.item for cell in results.counts.people_by_cell} == {"harassment_public"}
    assert warning == (
        f"survey.csv: column '{question}' is not read, because it {why}. If it is "
        "harassment_managers, and about the last 12 months, name it so under columns in "
        "scwres.toml."
    )


def test_a_question_on_what_followed_is_not_taken_for_one_on_harassment(write):
    reported = "If you were harassed by a manager in the last 12 months, did you report it?"
    rows = [[ETHNIC, PUBLIC, reported], ["Indian", "No", "Yes"], ["Indian", "Yes", "No"]]

    assert _tallies(write, rows).keys() == {"harassment_public"}


def test_a_question_that_does_not_show_by_whom_is_not_read_but_named(write):
    anyone = "In the last 12 months, have you been bullied at work?"
    rows = [[ETHNIC, PUBLIC, anyone], ["Indian", "No", "Yes"], ["Indian", "Yes", "No"]]
    results = package.compute(write("survey.csv", _text(rows)))
    [warning] = [each.text for each in results.warnings if each.code == "column-not-read"]

    assert {cell.item for cell in results.counts.people_by_cell} == {"harassment_public"}
    assert "is not read, because it does not show who the harassment was from" in warning
    assert "harassment_colleagues or harassment_managers" in warning


def test_two_questions_on_the_same_people_are_asked_about(write):
    again = "Were you bullied by a supervisor in the last twelve months?"
    rows = [[ETHNIC, MANAGERS, again], ["Indian", "No", "Yes"], ["Indian", "Yes", "No"]]

    assert "several columns that could be 'harassment_managers'" in _refusal(write, rows)


# Several choices


def _spread(choices: Sequence[str], *made: Sequence[str], mark: str = "") -> list[list[str]]:
    header = [ETHNIC, *(f"{STEM}: {choice}" for choice in choices)]
    return [
        header,
        *(["Indian", *(mark or c if c in row else "" for c in choices)] for row in made),
    ]


CHOICES = ("Service users", "Colleagues", "Managers", "None of these", "Prefer not to say")
MADE = (["Colleagues"], ["Managers", "Colleagues"], ["None of these"], ["Prefer not to say"], [])

#: Of five people one gave no answer and one skipped the question.
EXPECTED = {
    "harassment_public": Tally(0, 3),
    "harassment_colleagues": Tally(2, 3),
    "harassment_managers": Tally(1, 3),
}


@pytest.mark.parametrize("mark", ["", "x", "\u2713", "1", "TRUE", "Selected"])
def test_choices_in_columns_are_read_by_their_marks(write, mark):
    assert _tallies(write, _spread(CHOICES, *MADE, mark=mark)) == EXPECTED


@pytest.mark.parametrize(("joint", "end"), [(";", ";"), ("; ", ""), (", ", "")])
def test_choices_in_one_cell_are_read_alike(write, joint, end):
    public = [*MADE, ["Service users"]]
    cells = [joint.join(made) + (end if made else "") for made in public]
    rows = [[ETHNIC, STEM], *(["Indian", cell] for cell in cells)]

    assert _tallies(write, rows) == {
        "harassment_public": Tally(1, 4),
        "harassment_colleagues": Tally(2, 4),
        "harassment_managers": Tally(1, 4),
    }


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.sampled_from(CHOICES[:3]), unique=True, max_size=3), max_size=8))
def test_choices_in_columns_and_in_one_cell_give_the_same_counts(write, made):
    # Every group is offered, and somebody chose nobody.
    every = [*made, [*CHOICES[:3]], ["None of these"]]
    joined = [[ETHNIC, STEM], *(["Indian", ";".join(row)] for row in every)]

    assert _tallies(write, _spread(CHOICES, *every)) == _tallies(write, joined)


def test_a_grid_of_answers_is_no_set_of_choices(write):
    header = [ETHNIC, *(f"{STEM} [{choice}]" for choice in CHOICES[:3])]
    rows = [header, ["Indian", "Never", "Once", "Never"], ["Indian", "Never", "Never", "Twice"]]

    assert _tallies(write, rows) == {
        "harassment_public": Tally(0, 2),
        "harassment_colleagues": Tally(1, 2),
        "harassment_managers": Tally(1, 2),
    }


def test_columns_of_one_and_nought_without_a_choice_of_nobody_are_yes_and_no(write):
    header = [ETHNIC, *(f"{STEM}: {choice}" for choice in CHOICES[:3])]
    rows = [header, ["Indian", "0", "0", "0"], ["Indian", "1", "0", "1"], ["Indian", "", "1", "0"]]

    assert _tallies(write, rows) == {
        "harassment_public": Tally(1, 2),
        "harassment_colleagues": Tally(1, 3),
        "harassment_managers": Tally(1, 3),
    }


def test_a_choice_that_could_be_anyone_is_asked_about_with_the_setting(write):
    rows = _spread((*CHOICES, "Someone else"), *MADE, ["Someone else"])
    refusal = _refusal(write, rows)

    assert "has choices that could be anyone: 'Someone else'" in refusal
    setting = 'words = { harassment_managers = { no = ["Someone else"] } }'
    assert setting in refusal
    # The sixth person says who it was, and it was none of the three.
    assert _in_settings(write, rows, setting) == {
        item: Tally(tally.count, 4) for item, tally in EXPECTED.items()
    }


def test_another_answer_written_out_is_asked_about_by_its_choice_and_not_repeated(write):
    rows = _spread((*CHOICES, "Other (please specify)"), *MADE, [])
    rows[-1][-1] = "Ann from the front desk"
    refusal = _refusal(write, rows)
    setting = 'words = { harassment_managers = { no = ["Other (please specify)"] } }'

    assert setting in refusal
    assert "Ann" not in refusal
    assert _in_settings(write, rows, setting)["harassment_managers"] == Tally(1, 4)


def test_a_choice_that_could_be_anyone_and_nobody_made_is_not_asked_about(write):
    assert _tallies(write, _spread((*CHOICES, "Other (please specify)"), *MADE)) == EXPECTED


def test_what_one_person_wrote_in_place_of_a_choice_is_not_repeated(write):
    cells = ["Managers;", "Managers;", "None of these;", "Ann from the front desk;"]
    refusal = _refusal(write, [[ETHNIC, STEM], *(["Indian", cell] for cell in cells)])

    assert "1 text that one person gave, not shown" in refusal
    assert "Ann" not in refusal


def test_a_choice_in_one_cell_that_nobody_made_is_not_measured_unless_the_settings_name_it(write):
    cells = ["Colleagues;", "None of these;", "The public;"]
    rows = [[ETHNIC, STEM], *(["Indian", cell] for cell in cells)]
    results = package.compute(write("survey.csv", _text(rows)))
    [note] = [note for note in results.inputs[0].notes if "nobody chose" in note]

    assert "harassment_managers" not in {cell.item for cell in results.counts.people_by_cell}
    assert note.startswith("nobody chose harassment_managers there, so it is not measured.")
    setting = 'words = { harassment_managers = { yes = ["Managers"] } }'
    assert _in_settings(write, rows, setting)["harassment_managers"] == Tally(0, 3)


def test_a_choice_may_be_said_to_mean_an_item(write):
    rows = _spread((*CHOICES, "My team leader"), *MADE, ["My team leader"])
    setting = 'words = { harassment_managers = { yes = ["My team leader"] } }'

    assert _in_settings(write, rows, setting)["harassment_managers"] == Tally(2, 4)


def test_someone_who_chose_nobody_and_somebody_is_refused(write):
    rows = _spread(CHOICES, *MADE, ["None of these", "Managers"])

    assert "say both that nobody did it and that someone did" in _refusal(write, rows)


def test_a_question_without_a_choice_of_nobody_is_asked_about(write):
    rows = _spread(CHOICES[:3], *MADE[:2], [], [])
    refusal = _refusal(write, rows)
    blanks = dict.fromkeys(ITEMS, "no")

    assert "has no answer in 2 rows, and nobody chose an answer such as" in refusal
    assert "--blank harassment_managers=no" in refusal
    assert _tallies(write, rows, blanks=blanks) == {
        "harassment_public": Tally(0, 4),
        "harassment_colleagues": Tally(2, 4),
        "harassment_managers": Tally(1, 4),
    }


def test_a_question_that_does_not_show_its_time_is_read_where_the_settings_name_its_columns(write):
    rows = _spread(CHOICES, *MADE)
    rows[0] = [ETHNIC, *(f"Q5: {choice}" for choice in CHOICES)]
    names = dict(zip(ITEMS, rows[0][1:4], strict=True))
    columns = ", ".join(f'{item} = "{header}"' for item, header in names.items())

    assert _in_settings(write, rows, f"columns = {{ {columns} }}") == EXPECTED


# Codes

CODED = [
    [ETHNIC, PUBLIC, MANAGERS],
    ["1", "1", "1"],
    ["2", "2", "1"],
    ["2", "1", "3"],
]


def test_codes_are_read_by_the_key_below_the_header(write):
    times = "1 = Never; 2 = 1 or 2 times; 3 = More often"
    times = times.replace("More often", "More than 2 times")
    key = ["1 = White: Irish; 2 = Asian, Asian British: Indian", times, times]
    rows = [CODED[0], key, *CODED[1:]]
    results = package.compute(write("survey.csv", _text(rows)))

    assert results.counts.tally("harassment_public", "yes", {"Indian"}) == Tally(1, 2)
    assert results.counts.tally("harassment_managers", "yes", {"White Irish"}) == Tally(0, 1)
    assert results.inputs[0].left_out == {"key to number codes": 1}


def test_codes_without_a_key_are_asked_about_and_one_is_not_taken_for_yes(write):
    rows = [CODED[0], *(["Indian", *row[1:]] for row in CODED[1:])]
    refusal = _refusal(write, rows)
    setting = (
        'words = { harassment_public = { yes = ["2"], no = ["1"] }, '
        'harassment_managers = { yes = ["2", "3"], no = ["1"] } }'
    )

    assert "holds the codes 1 and 2, and no row below the header says what they mean" in refusal
    assert 'words = { harassment_managers = { yes = ["…"], no = ["…"] } }' in refusal
    tallies = _in_settings(write, rows, setting)
    assert tallies["harassment_public"] == tallies["harassment_managers"] == Tally(1, 3)


# A second survey


def test_a_survey_of_joiners_is_counted_apart_from_that_of_everyone(write, scwres):
    everyone = write("survey.csv", _text(_spread(CHOICES, *MADE)))
    header = [ETHNIC, PUBLIC, "feels_included"]
    joiners = [header, ["Indian", "Never", "Y"], ["Indian", "Once", "N"], ["Irish", "Once", "Y"]]
    second = write("joiners.csv", _text(joiners))

    refused = scwres("compute", everyone, second)
    ran = scwres(
        *("compute", everyone, "--as", f"joiner_survey={second}", "--format", "counts"),
    )

    assert refused.status == 3
    assert "--as joiner_survey=joiners.csv" in " ".join(refused.err.split())
    people = _people(ran.out)
    assert people["harassment_public", "no", "Indian"] == 3
    assert people["joiners_harassment_public", "yes", "Indian"] == 1
    assert people["joiners_feels_included", "yes", "White Irish"] == 1
