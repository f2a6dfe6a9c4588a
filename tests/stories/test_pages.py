"""The pages of the documentation say what the program does: what they show is run."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import click
import pandas
import pytest
from shown import DOCS, blocks_of, follows, steps_of

import scwres as package
from scwres.cli import commands
from scwres.reports.formats.counts import as_counts
from scwres.reports.formats.json import as_json

#: The tutorial is followed from start to end in ``test_tutorial``.
PAGES = sorted(
    page.relative_to(DOCS).as_posix()
    for page in DOCS.rglob("*.md")
    if "_generated" not in page.parts and page.name != "tutorial.md"
)

CENSUS = """Ethnic group (20 categories),Observation
"Asian, Asian British or Asian Welsh: Indian",4000
"Black, Black British, Black Welsh, Caribbean or African: African",3000
"White: English, Welsh, Scottish, Northern Irish or British",20000
"""


def _pages_with(language: str) -> list[str]:
    return [page for page in PAGES if any(each.language == language for each in blocks_of(page))]


@pytest.fixture(scope="module")
def workplace(root, tmp_path_factory) -> Path:
    """Make a folder with the files that the pages name."""
    folder = tmp_path_factory.mktemp("pages")
    for name in ("sample_data", "examples"):
        shutil.copytree(root / name, folder / name)
    shutil.copytree(root / "sample_data" / "2025", folder, dirs_exist_ok=True)
    (folder / "councils").mkdir()
    (folder / "census.csv").write_text(CENSUS, encoding="utf-8")
    for year, council in {"2024": "north", "2025": "south"}.items():
        settings = root / "sample_data" / year / "scwres.toml"
        results = package.compute((), settings=settings)
        (folder / f"{year}.json").write_text(as_json(results), encoding="utf-8")
        (folder / "councils" / f"{council}.csv").write_text(as_counts(results), encoding="utf-8")
    region = package.compute(root / "sample_data")
    (folder / "region.json").write_text(as_json(region), encoding="utf-8")
    return folder


@pytest.fixture
def at_work(workplace, tmp_path, monkeypatch) -> Path:
    folder = tmp_path / "work"
    shutil.copytree(workplace, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "80")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("page", _pages_with("console"))
def test_what_a_page_shows_is_what_happens(page, at_work, scwres):
    for block in blocks_of(page):
        if block.language != "console" or block.why_not_run:
            continue
        for command, shown in steps_of(block):
            program, *arguments = shlex.split(command)
            assert program == "scwres", command
            ran = scwres(*arguments)
            assert ran.status == (3 if "not ready" in shown else 0), (command, ran.err)
            assert follows(shown, ran.err + ran.out), (command, ran.err + ran.out)


@pytest.mark.parametrize("page", PAGES)
def test_every_block_of_a_page_is_run_or_says_why_not(page):
    for block in blocks_of(page):
        if block.language == "sh":
            assert block.why_not_run, block.text
        else:
            of_sphinx = block.language.startswith("{")
            assert of_sphinx or block.language in ("", "console", "toml", "python", "sql")


@pytest.mark.parametrize("page", _pages_with("toml"))
def test_settings_and_plans_on_a_page_are_read(page, at_work, scwres):
    path = at_work / "page.toml"
    for block in blocks_of(page):
        if block.language != "toml":
            continue
        path.write_text(block.text, encoding="utf-8")
        if "[[action]]" in block.text:
            assert scwres("plan", path).status == 0
        else:
            # Extracts that an example names need not be there; what it sets is checked first.
            ran = scwres("check", "hr.csv", "--config", path)
            assert ran.status != 2, (block.text, ran.err)


def test_the_pages_have_an_example_of_every_command():
    pages = [*PAGES, "tutorial.md"]
    texts = "\n".join((DOCS / page).read_text(encoding="utf-8") for page in pages)
    for command in commands.list_commands(click.Context(commands)):
        assert re.search(rf"^\$ scwres {command} ", texts, re.MULTILINE), command


def test_the_statement_of_the_pages_makes_counts_that_give_what_the_rows_give(
    sample_data, tmp_path
):
    import duckdb

    [statement] = [
        block.text for block in blocks_of("howto/database.md") if block.language == "sql"
    ]
    counts = tmp_path / "counts.csv"
    with duckdb.connect() as engine:
        staff = (sample_data / "hr.csv").as_posix()
        engine.execute(
            f"CREATE VIEW staff AS SELECT * FROM read_csv('{staff}', all_varchar = true)"
        )
        engine.execute(f"COPY ({statement}) TO '{counts.as_posix()}' (HEADER, DELIMITER ',')")
    by = ["directorate"]

    assert (
        package.compute(counts, by=by).lines
        == package.compute(sample_data / "hr.csv", by=by).lines
    )


def _run_python(page: str, names: dict[str, object]) -> dict[str, object]:
    for block in blocks_of(page):
        if block.language == "python":
            exec(compile(block.text, page, "exec"), names)  # the block is ours
    return names


@pytest.mark.slow
def test_the_python_example_of_the_pages_runs_as_it_stands(root, sample_data, monkeypatch):
    monkeypatch.chdir(root)
    names = {
        f"{kind}_frame": pandas.read_csv(sample_data / f"{name}.csv", keep_default_na=False)
        for kind, name in {"staff": "hr", "shortlisting": "shortlisting"}.items()
    }
    ran = _run_python("reference/python.md", names)

    assert len(ran["frame"]) == len(package.compute("sample_data", by=["directorate"]).lines)
    assert {line.indicator for line in ran["results"].lines} >= {"1", "2", "9"}


def test_the_worked_example_is_what_the_program_computes():
    assert "ratio" in _run_python("explanation/arithmetic.md", {})


@pytest.mark.parametrize("wrong", ["scwres check\nelse", "b\na"])
def test_what_is_not_shown_is_found_out(wrong):
    assert not follows(wrong, "a\nb\nscwres check\n")
    assert follows("a\n…\nscwres check\n", "a\nb\nscwres check\n")
