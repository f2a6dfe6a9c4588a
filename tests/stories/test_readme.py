"""The README says what the program does, word for word where it quotes it."""

from __future__ import annotations

import re
import tomllib

import click

import scwres as package
from scwres.cli import commands

#: The most lines that a reader who is new to it is given.
LINES = 200


def _readme(root) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


def test_readme_is_short_and_holds_no_pasted_help(root):
    readme = _readme(root)

    assert len(readme.splitlines()) <= LINES
    assert "Usage: scwres" not in readme


def test_readme_shows_lines_of_the_report_as_they_are_printed(scwres, root, monkeypatch):
    monkeypatch.chdir(root)
    report = scwres("compute", "sample_data").out
    quoted = re.search(r"## What comes out.*?```\n(.*?)```", _readme(root), re.DOTALL)[1]

    assert quoted.strip()
    assert quoted in report


def test_the_first_two_commands_of_readme_are_the_set_up(root):
    first, second = re.findall(r"```sh\n(.*?)\n```", _readme(root), re.DOTALL)[:2]

    assert first.startswith("python3 -m venv .venv && .venv/bin/pip install . && ")
    assert first.endswith("scwres compute sample_data")
    assert second.endswith(".venv/bin/python -Im pytest -n auto")
    assert "\n" not in first + second


def test_every_command_of_readme_is_one_and_has_the_options_that_it_gives(root):
    context = click.Context(commands)
    lines = re.findall(r"^scwres (\w+) ([^#\n]*)", _readme(root), re.MULTILINE)
    assert len(lines) >= 10
    for name, rest in lines:
        command = commands.get_command(context, name)
        assert command, name
        own = {option for parameter in command.params for option in parameter.opts}
        assert own.issuperset(re.findall(r"--[\w-]+", rest)), name


def test_readme_leads_to_every_page(root):
    readme = _readme(root)
    for page in (root / "docs").rglob("*.md"):
        name = page.relative_to(root).as_posix()
        is_list = page.stem == "index" or "_generated" in name
        assert is_list or f"]({name})" in readme, name


def test_readme_names_only_links_that_exist(root):
    readme = _readme(root)
    for target in re.findall(r"\]\(([^)#:]+)\)", readme):
        assert (root / target).exists(), target
    for anchor in re.findall(r"\]\(#([^)]+)\)", readme):
        headings = {
            re.sub(r"[^\w -]", "", heading.casefold()).replace(" ", "-")
            for heading in re.findall(r"^#+ (.*)$", readme, re.MULTILINE)
        }
        assert anchor in headings


def test_the_version_is_the_same_everywhere(root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert project["version"] == package.__version__


def test_changed_figures_stand_first_in_the_changelog(root):
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    releases = text.split("\n## ")[1:]

    assert releases
    for release in releases:
        assert re.search(r"^### (.*)$", release, re.MULTILINE)[1] == "Changed figures"
