"""A plan kept in Excel: read, given measures, held against two years, and printed back."""

from __future__ import annotations

import csv
import importlib.util
import json
import re
from dataclasses import replace

import pytest

from scwres.metrics.standards import USUAL_STANDARD
from scwres.plan.reading import read_plan
from scwres.plan.table_rows import read_plan_table

EXAMPLES = ("adult-social-care.xlsx", "council-wide.csv")


@pytest.fixture
def years(sample_data):
    """The options for the results of two years of an invented council."""
    return [
        *("--before", sample_data / "2024" / "scwres.toml"),
        *("--now", sample_data / "2025" / "scwres.toml"),
    ]


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_plan_from_a_table_comes_back_with_its_own_columns_and_words(
    root, tmp_path, scwres, years, name
):
    kept = root / "examples" / "plans" / name
    before = read_plan_table(kept).plan

    # The programme lead writes the plan as TOML, and takes the suggested measures.
    toml = tmp_path / "plan.toml"
    wrote = scwres("plan", kept, "--write-toml", toml)
    assert wrote.status == 0
    assert f"Read {len(before.actions)} actions" in wrote.err
    written = read_plan(toml, USUAL_STANDARD)
    assert replace(written, name=before.name) == before
    text = toml.read_text("utf-8")
    toml.write_text(re.sub(r"^# measures", "measures", text, flags=re.MULTILINE), "utf-8")

    # Held against two years, it is printed in its own columns, and two stand behind them.
    book = tmp_path / "back.xlsx"
    assert scwres("plan", toml, *years, "--output", book).status == 0
    markdown = scwres("plan", toml, *years, "--format", "markdown").out
    header = next(line for line in markdown.splitlines() if before.columns[0] in line)
    columns = [cell.strip() for cell in header.strip("|").split("|")]
    assert tuple(columns) == (*before.columns, "Measured", "Suggested")

    # What is printed back can be read again, and is the plan that was kept.
    again = read_plan_table(book).plan
    assert again.columns == before.columns
    assert again.actions == before.actions
    assert again.commitments == before.commitments


def test_the_outcomes_of_a_plan_come_first_with_their_figures_then_and_now(root, scwres, years):
    plan = root / "examples" / "plans" / "adult-social-care.toml"
    shown = scwres("plan", plan, *years).out
    results = json.loads(scwres("plan", plan, *years, "--format", "json").out)

    assert shown.index("Outcomes of the plan") < shown.index("Recruitment")
    [confident, senior] = results["outcomes"]
    # As in tests/golden/plan.csv for the same measure of the same years: action H3 and P1.
    with (root / "tests" / "golden" / "plan.csv").open(encoding="utf-8-sig", newline="") as file:
        golden = {(row["id"], row["measure"]): row for row in csv.DictReader(file)}
    for outcome, key in ((confident, ("H3", "confident_to_report")), (senior, ("P1", "9"))):
        [measure] = outcome["measures"]
        assert measure["before"] == pytest.approx(float(golden[key]["before"]))
        assert measure["now"] == pytest.approx(float(golden[key]["now"]))


def test_the_example_with_measures_is_the_plan_of_the_workbook(root):
    folder = root / "examples" / "plans"
    kept = read_plan_table(folder / "adult-social-care.xlsx").plan
    chosen = read_plan(folder / "adult-social-care.toml", USUAL_STANDARD)

    assert chosen.columns == kept.columns
    assert [(a.theme, a.action, a.when, a.status) for a in chosen.actions] == [
        (a.theme, a.action, a.when, a.status) for a in kept.actions
    ]
    assert [outcome.name for outcome in chosen.outcomes] == [
        outcome.name for outcome in kept.outcomes
    ]
    assert all(action.aims for action in chosen.actions)


def test_a_table_is_shown_without_measures_and_the_next_step_is_named(root, scwres, years):
    ran = scwres("plan", root / "examples" / "plans" / EXAMPLES[0], *years)

    assert ran.status == 0
    assert ran.out.count("Measured: no measure") == 5
    assert "--write-toml adult-social-care.toml" in ran.err


def test_a_workbook_of_a_plan_has_a_word_and_a_colour_for_each_status(
    root, tmp_path, scwres, years
):
    openpyxl = pytest.importorskip("openpyxl")
    book = tmp_path / "back.xlsx"
    plan = root / "examples" / "plans" / "adult-social-care.toml"
    scwres("plan", plan, *years, "--output", book)
    sheet = openpyxl.load_workbook(book)["Plan"]
    cells = {
        cell.value: cell.fill.fgColor.rgb[2:]
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fill_type
    }

    assert cells["Delayed"] == cells["Amber"] == "FFF2B3"
    assert cells["Green"] == cells["On track"] == "CCE2D8"
    assert cells["Red"] == "F4CDC6"


def test_the_same_plan_gives_the_same_bytes_as_a_workbook(root, tmp_path, scwres, years):
    plan = root / "examples" / "plans" / "adult-social-care.toml"
    for name in ("a.xlsx", "b.xlsx"):
        scwres("plan", plan, *years, "--output", tmp_path / name)

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_toml_is_not_overwritten_unless_forced(root, write, scwres):
    kept = root / "examples" / "plans" / EXAMPLES[1]
    toml = write("plan.toml", "mine")

    refused = scwres("plan", kept, "--write-toml", toml)
    assert refused.status == 2
    assert "overwrite it with --force" in refused.err
    assert toml.read_text() == "mine"
    assert scwres("plan", kept, "--write-toml", toml, "--force").status == 0
    assert "[[action]]" in toml.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["plan.toml", "--write-toml", "new.toml"], "needs a plan in a table"),
        (["plan.toml", "--rag", "Fine=green"], "In TOML, write [rag]"),
        (["plan.toml", "--sheet", "Plan"], "--sheet is for a plan in a workbook"),
        (["plan.csv", "--rag", "Fine=purple"], "Expected words and a colour"),
        (["plan.csv", "--write-toml", "new.toml", "--now", "x.json"], "second step"),
        (["plan.csv", "--write-toml", "plan.csv"], "would overwrite the plan"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    write, scwres, monkeypatch, tmp_path, arguments, message
):
    write("plan.toml", "[[action]]\naction = 'Train'\n")
    write("plan.csv", "Action,RAG\nTrain,Green\n")
    monkeypatch.chdir(tmp_path)

    ran = scwres("plan", *arguments)
    assert ran.status == 2
    assert message in " ".join(ran.err.split())


def test_own_words_of_a_status_are_kept_in_the_toml(write, tmp_path, scwres):
    kept = write("plan.csv", "Action,RAG\nTrain,Going well\n")
    toml = tmp_path / "plan.toml"

    refused = scwres("plan", kept)
    assert refused.status == 3
    assert "plan.csv, cell B2" in refused.err
    assert "--rag 'Going well=green'" in refused.err
    assert scwres("plan", kept, "--rag", "Going well=green", "--write-toml", toml).status == 0
    assert read_plan(toml, USUAL_STANDARD).rag == {"green": ("Going well",)}


def test_the_examples_are_those_that_their_maker_writes(root, tmp_path, monkeypatch):
    source = root / "examples" / "make_plans.py"
    spec = importlib.util.spec_from_file_location("make_plans", source)
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    monkeypatch.setattr(maker, "HERE", tmp_path)
    maker.main()

    for name in EXAMPLES:
        made, kept = (folder / name for folder in (tmp_path, root / "examples" / "plans"))
        assert read_plan_table(made) == read_plan_table(kept)
