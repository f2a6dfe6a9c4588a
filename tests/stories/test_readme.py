"""The README says what the program does, word for word where it quotes it."""

from __future__ import annotations

import re
import tomllib

import pandas
import pytest

import scwres as package
from scwres.cli import INTERRUPTED, commands
from scwres.errors import ScwresError
from scwres.extracts.schema import KINDS


@pytest.fixture(scope="module")
def readme(root) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["", *commands.commands])
def test_readme_holds_the_help_of_every_command(command, readme, scwres, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    shown = " ".join(filter(None, ["scwres", command, "--help"]))
    text = scwres(*shown.split()[1:]).out.rstrip("\n")

    assert f"```\n$ {shown}\n{text}\n```" in readme


def test_readme_shows_lines_of_the_report_as_they_are_printed(readme, scwres, root, monkeypatch):
    monkeypatch.chdir(root)
    report = scwres("compute", "sample_data").out
    quoted = re.search(r"## A report.*?```\n(.*?)```", readme, re.DOTALL)[1]

    assert quoted.strip()
    assert quoted in report


def test_the_first_two_commands_of_readme_are_the_set_up(readme):
    first, second = re.findall(r"```sh\n(.*?)\n```", readme, re.DOTALL)[:2]

    assert first.startswith("python3 -m venv .venv && .venv/bin/pip install . && ")
    assert first.endswith("scwres compute sample_data")
    assert second.endswith(".venv/bin/python -Im pytest -n auto")
    assert "\n" not in first + second


def test_readme_has_an_example_of_every_command(readme):
    for command in commands.commands:
        assert re.search(rf"^ *(scwres {command}|.*bin/scwres {command}) ", readme, re.MULTILINE)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_readme_tells_every_column_of_every_extract(kind, readme):
    section = re.search(rf"### {kind.name}[ :(].*?(?=\n###? )", readme, re.DOTALL)[0]

    for column in kind.columns:
        assert f"`{column.name}`" in section, column.name


def test_readme_lists_every_exit_status(readme):
    listed = {int(status) for status in re.findall(r"^\| (\d+) \|", readme, re.MULTILINE)}

    own = {error.status for error in ScwresError.__subclasses__()}
    assert listed >= {0, 1, *own, INTERRUPTED}


def test_the_statement_of_readme_makes_counts_that_give_what_the_rows_give(
    readme, sample_data, tmp_path
):
    import duckdb

    [statement] = re.findall(r"```sql\n(.*?)```", readme, re.DOTALL)
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


def test_readme_names_only_links_that_exist(readme, root):
    for target in re.findall(r"\]\(([^)#:]+)\)", readme):
        assert (root / target).exists(), target
    for anchor in re.findall(r"\]\(#([^)]+)\)", readme):
        headings = {
            re.sub(r"[^\w -]", "", heading.casefold()).replace(" ", "-")
            for heading in re.findall(r"^#+ (.*)$", readme, re.MULTILINE)
        }
        assert anchor in headings


@pytest.mark.slow
def test_the_python_example_of_readme_runs_as_it_stands(readme, root, sample_data, monkeypatch):
    monkeypatch.chdir(root)
    [example] = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    frames = {
        f"{kind}_frame": pandas.read_csv(sample_data / f"{name}.csv", keep_default_na=False)
        for kind, name in {"staff": "hr", "shortlisting": "shortlisting"}.items()
    }
    names: dict[str, object] = dict(frames)
    exec(compile(example, "README.md", "exec"), names)  # the block is ours

    assert len(names["frame"]) == len(package.compute("sample_data", by=["directorate"]).lines)
    assert {line.indicator for line in names["results"].lines} >= {"1", "2", "9"}


def test_the_version_is_the_same_everywhere(root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert project["version"] == package.__version__


def test_changed_figures_stand_first_in_the_changelog(root):
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    releases = text.split("\n## ")[1:]

    assert releases
    for release in releases:
        assert re.search(r"^### (.*)$", release, re.MULTILINE)[1] == "Changed figures"
