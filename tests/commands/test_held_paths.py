"""No run writes over what it reads or keeps: every path of every command and setting is listed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import click
import pytest

from scwres.cli import commands
from scwres.commands.held_paths import (
    HELD_PARAMETERS,
    HELD_SETTINGS,
    WRITTEN_PARAMETERS,
    WRITTEN_SETTINGS,
)
from scwres.settings.fields import SECTIONS, entries
from scwres.settings.values import File, Texts

STAFF = "ethnicity,left\n" + "Indian,Y\n" * 20 + "White British,N\n" * 30

#: A parameter that is no path, though click does not know the type of its value.
NO_PATHS = {"topic"}


def _commands() -> dict[str, click.Command]:
    context = click.Context(commands)
    return {name: commands.get_command(context, name) for name in commands.list_commands(context)}


def _is_path(parameter: click.Parameter) -> bool:
    """Return whether a parameter can name a file: by its type, its form, or as an argument."""
    is_argument = isinstance(parameter, click.Argument)
    names_file = "FILE" in (parameter.metavar or "") or "FOLDER" in (parameter.metavar or "")
    return isinstance(parameter.type, click.Path) or names_file or is_argument


def _is_file(entry) -> bool:
    """Return whether the value of a setting is a path, or several."""
    type_ = entry.type.of if isinstance(entry.type, Texts) else entry.type
    return isinstance(type_, File)


def test_every_parameter_that_names_a_file_is_read_or_written():
    names = {
        parameter.name
        for command in _commands().values()
        for parameter in command.params
        if _is_path(parameter)
    } - NO_PATHS

    assert names == HELD_PARAMETERS.keys() | WRITTEN_PARAMETERS
    assert not HELD_PARAMETERS.keys() & WRITTEN_PARAMETERS


def test_every_setting_that_names_a_file_is_kept_or_written():
    keys = {key for key, entry in entries().items() if _is_file(entry)}
    keys |= {f"extracts.{key}" for key, entry in SECTIONS["extracts"].items() if _is_file(entry)}

    assert keys == HELD_SETTINGS.keys() | WRITTEN_SETTINGS
    assert not HELD_SETTINGS.keys() & WRITTEN_SETTINGS


#: What is read or kept is named so by a settings file: for each, the file and what it is called.
KEPT = {
    "hr.csv": "an extract",
    "region.csv": "a file of benchmarks",
    "led.json": "the ledger",
    "logo.png": "the logo",
    "words.md": "the commentary",
    "plan.toml": "the plan",
    "2024.json": "the results of an earlier year",
    "scwres.toml": "the settings file",
}

SETTINGS = """\
organisation = "Norfolk"
benchmarks = ["region.csv"]
[[extracts]]
path = "hr.csv"
[publish]
ledger = "led.json"
[report]
logo = "logo.png"
commentary = "words.md"
plan = "plan.toml"
before = ["2024.json"]
"""


@pytest.fixture
def council(tmp_path):
    """Return a folder with a settings file, and every file that it names."""
    folder = tmp_path / "council"
    folder.mkdir()
    for name in KEPT:
        (folder / name).write_text(f"kept {name}")
    (folder / "hr.csv").write_text(STAFF)
    (folder / "scwres.toml").write_text(SETTINGS)
    return folder


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


#: Commands that a settings file is given to, and that write a file.
OVER = {
    "compute": ["compute", "--config", "{council}/scwres.toml", "-o", "{out}"],
    "publish": [
        *("compute", "--config", "{council}/scwres.toml", "--publish", "-o", "{out}"),
    ],
    "check": ["check", "--config", "{council}/scwres.toml", "--rows", "{out}"],
    "combine": ["combine", "{council}/scwres.toml", "{other}", "-o", "{out}"],
    "compare": ["compare", "{council}/scwres.toml", "{other}", "-o", "{out}"],
    "plan": ["plan", "{other}", "--now", "{council}/scwres.toml", "-o", "{out}"],
    "plan before": [
        *("plan", "{other}", "--before", "{council}/scwres.toml", "--now", "{other}"),
        *("-o", "{out}"),
    ],
}


#: What the settings file itself is to these commands.
AS_ARGUMENT = {
    "combine": "a file that is read",
    "compare": "the results of a year",
    "plan": "the results",
    "plan before": "the results of an earlier year",
}


@pytest.mark.parametrize("way", ["itself", "another spelling", "link", "hard link"])
@pytest.mark.parametrize("command", OVER)
def test_nothing_that_a_settings_file_names_is_written_over(
    scwres, council, write, tmp_path, command, way
):
    other = write("other.csv", STAFF)
    before = _contents(council)
    for name, what in KEPT.items():
        if command == "check" and not name.endswith(".csv"):
            continue  # --rows is a table
        out = council / name
        if way == "another spelling":
            out = council / ".." / "council" / "." / name
        elif way != "itself":
            out = tmp_path / f"linked-{name}"
            out.symlink_to(council / name) if way == "link" else out.hardlink_to(council / name)
        words = [word.format(council=council, other=other, out=out) for word in OVER[command]]
        if command != "check" and out.suffix not in (".csv", ".json", ".md"):
            words += ["--format", "json"]
        ran = scwres(*words)
        called = AS_ARGUMENT.get(command, what) if name == "scwres.toml" else what
        assert ran.status == 2, (name, ran.err)
        assert f"would overwrite {called}" in ran.err
        assert _contents(council) == before


@pytest.mark.parametrize(
    "option", ["extracts", "--as", "--benchmark", "--population", "--before", "--plan", "--ledger"]
)
@pytest.mark.parametrize("written", ["output", "manifest"])
def test_nothing_that_an_option_names_is_written_over(scwres, write, tmp_path, option, written):
    # The manifest is beside the publication, and has a name that an input can have.
    out = tmp_path / "o.json"
    path = out if written == "output" else tmp_path / "o.json-internal/manifest.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(STAFF)
    hr = write("hr.csv", STAFF)
    command = ["compute", hr, "--publish", "--output", out, option, path]
    if option == "extracts":
        command = ["compute", path, "--publish", "--output", out]
    if option == "--as":
        command[-1] = f"staff={path}"
    if option in ("--before", "--plan"):
        report = tmp_path / "report"
        if written == "output":
            report.mkdir()
            path = report / "results.json"
        else:
            path = tmp_path / "report-internal/manifest.json"
            path.parent.mkdir()
        path.write_text("{}")
        command = ["report", hr, "--output", report, "--force", option, path]
    before = path.read_bytes()
    ran = scwres(*command)

    assert ran.status == 2, ran.err
    assert "would overwrite" in ran.err or "holds" in ran.err
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", [*KEPT, "last.json"])
def test_a_report_replaces_no_folder_that_holds_what_a_settings_file_names(
    scwres, council, tmp_path, name
):
    folder = tmp_path / "report"
    folder.mkdir()
    shutil.copy(council / name if name in KEPT else council / "2024.json", folder / name)
    if name == "scwres.toml":
        config = folder / name
        text = SETTINGS
        for kept in KEPT:
            text = text.replace(f'"{kept}"', f'"{(council / kept).as_posix()}"')
        config.write_text(text)
    else:
        config = council / "scwres.toml"
        old = "2024.json" if name == "last.json" else name
        config.write_text(SETTINGS.replace(f'"{old}"', f'"../report/{name}"'))
    before = _contents(folder)
    ran = scwres("report", "--config", config, "-o", folder, "--force")

    # A settings file in the folder is found as a file that is not part of a report.
    assert ran.status == 2
    assert "holds" in ran.err
    assert _contents(folder) == before


def test_the_settings_file_of_the_working_folder_is_kept_by_a_run_without_it(
    scwres, council, write, monkeypatch
):
    monkeypatch.chdir(council)
    before = _contents(council)
    ran = scwres("compute", write("hr.csv", STAFF), "--format", "json", "-o", "scwres.toml")

    assert ran.status == 2
    assert "would overwrite the settings file" in ran.err
    assert _contents(council) == before


@pytest.mark.parametrize(
    ("out", "ledger", "says"),
    [
        ("o.json", "o.json", "would overwrite the ledger"),
        ("o.json", "o.json-internal/manifest.json", "would overwrite the ledger"),
        ("o.json.lock", "o.json", "would be overwritten by"),
    ],
)
def test_what_is_written_goes_into_files_of_their_own(scwres, write, tmp_path, out, ledger, says):
    command = ("compute", write("hr.csv", STAFF), "--publish", "--format", "json")
    ran = scwres(*command, "-o", tmp_path / out, "--ledger", tmp_path / ledger)

    assert ran.status == 2
    assert says in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["hr.csv"]


def test_on_windows_other_capitals_are_the_same_file(scwres, write, tmp_path, monkeypatch):
    # A stand-in: nothing here has been run on Windows.
    monkeypatch.setattr(os.path, "normcase", str.casefold)
    command = ("compute", write("hr.csv", STAFF), "--publish", "--format", "json")
    ran = scwres(*command, "-o", tmp_path / "o.json", "--ledger", tmp_path / "O.JSON")

    assert ran.status == 2
    assert "would overwrite the ledger" in ran.err


def test_a_folder_that_a_killed_run_left_aside_is_back_for_whoever_reads_it(
    scwres, sample_data, tmp_path
):
    folder = tmp_path / "out"
    made = scwres("report", sample_data, "--indicator", "8", "-o", folder)
    assert made.status == 0
    results = folder / "results.json"
    for command in (["audit", results], ["compare", results, results]):
        folder.rename(tmp_path / ".out.scwres-old")
        ran = scwres(*command)
        assert ran.status != 6, ran.err
        assert results.exists()
