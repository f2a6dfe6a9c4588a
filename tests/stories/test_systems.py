"""Six exports of invented systems are ready after three checks, by what the messages say alone.

The page ``howto/systems.md`` is the transcript: its blocks are run, and its settings made, in
order. What it sets must stand in the draft of ``scwres init``, or be asked for by the last check.
"""

from __future__ import annotations

import csv
import importlib.util
import re
import shutil
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from shown import blocks_of, follows, steps_of

PAGE = "howto/systems.md"

#: What the page sets though no message asks for it, as it says there: a choice.
CHOSEN = {"[probation]", "months = 6"}

#: The comment behind a list of the draft: how many rows it speaks for.
ROWS = "(?:  # [0-9,]+ rows?)?"


def _words(text: str) -> str:
    """Return a text as one line, as it was before the terminal broke it."""
    return " ".join(text.split())


def _is_told(line: str, table: str, draft: str, check: str) -> bool:
    """Return whether a line of the settings was offered, whole or for the user to complete."""
    if re.search(rf"(?m)^(?:# )?{re.escape(line)}{ROWS}$", draft) or line in check:
        return True
    key = line.partition(" = ")[0]
    is_asked_for = f"{key} = " in check or f"set {table} {key}" in check or f"{key}," in check
    return is_asked_for or re.search(rf"Set {key} or ", check) is not None


def _edited(settings: str, block: str) -> str:
    """Return the settings with the lines of a block in force."""
    lines = block.split("\n")
    paragraphs = settings.split("\n\n")
    if lines[0] == "[[extracts]]":
        places = [i for i, one in enumerate(paragraphs) if f"{lines[1]}\n" in f"{one}\n"]
        at = max(places, key=lambda i: sum(line in paragraphs[i] for line in lines))
        text = paragraphs[at]
        for line in lines:
            if re.search(rf"(?m)^(?:# )?{re.escape(line)}{ROWS}$", text):
                text = re.sub(rf"(?m)^# {re.escape(line)}{ROWS}$", lambda _, line=line: line, text)
            else:
                text = text.replace(lines[1], f"{lines[1]}\n{line}")
        paragraphs[at] = text
    elif lines[0].startswith("["):
        [at] = [i for i, one in enumerate(paragraphs) if one.startswith(f"# {lines[0]}\n")]
        paragraphs[at] = block
    else:
        key = lines[0].partition(" =")[0]
        [at] = [i for i, one in enumerate(paragraphs) if f"\n# {key} =" in one]
        paragraphs[at] = re.sub(rf"(?m)^# {key} =.*$", block, paragraphs[at])
    return "\n\n".join(paragraphs)


def _hashes(folder: Path) -> dict[str, str]:
    return {
        path.name: sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.is_file() and path.suffix != ".toml"
    }


def _people(path: Path) -> dict[tuple[str, str, str], int]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {
            (row["item"], row["answer"], row["ethnicity"]): int(row["people"])
            for row in csv.DictReader(file)
        }


@pytest.fixture
def followed(root, tmp_path, monkeypatch, scwres) -> list[str]:
    """Follow the page, and return the outputs of its checks; what it sets was told."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "systems" / "scwres.toml"
    draft, checks = "", []
    for block in blocks_of(PAGE):
        if block.language == "toml":
            text = block.text.rstrip("\n")
            lines = text.split("\n")
            table = lines[0] if lines[0].startswith("[") else ""
            for line in lines:
                if line not in CHOSEN and not line.startswith("["):
                    assert _is_told(line, table, draft, _words(checks[-1])), line
            path.write_text(_edited(path.read_text("utf-8"), text), encoding="utf-8")
            continue
        for command, shown in steps_of(block):
            if command == "cp -r examples/systems systems":
                shutil.copytree(root / "examples" / "systems", tmp_path / "systems")
            elif command == "cd systems":
                monkeypatch.chdir(tmp_path / "systems")
            else:
                ran = scwres(*command.split()[1:])
                assert follows(shown, ran.err + ran.out), (command, ran.err + ran.out)
                assert ran.status == (3 if "Not ready" in shown else 0), command
                if command == "scwres init .":
                    draft = path.read_text("utf-8")
                elif command == "scwres check":
                    checks.append(ran.out)
    return checks


def test_six_exports_are_ready_at_the_third_check_and_no_file_was_edited(root, followed):
    codes = [sorted(set(re.findall(r"\[([a-z-]+)\]$", each, re.MULTILINE))) for each in followed]

    assert [each.rstrip().rpartition("\n")[2] for each in followed] == [
        "Not ready: 3 problems to fix",
        "Not ready: 9 problems to fix",
        "Ready",
    ]
    assert "not-recognised" in codes[0]
    assert {"unknown-value", "unknown-label", "column-unclear"} < set(codes[1])
    assert codes[2] == ["several-cases"]
    assert _hashes(Path()) == _hashes(root / "examples" / "systems")


def test_the_counts_of_six_exports_are_what_is_true_of_their_people(followed, scwres):
    ran = scwres("compute", "--format", "counts", "--output", "counts.csv")

    assert ran.status == 0
    # By plain counting of who was drawn, in examples/make_systems.py.
    assert _people(Path("counts.csv")) == _people(Path("truth/counts.csv"))


def test_the_exports_and_their_truth_are_what_their_maker_writes(root, tmp_path, monkeypatch):
    source = root / "examples" / "make_systems.py"
    spec = importlib.util.spec_from_file_location("make_systems", source)
    maker = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "make_systems", maker)
    spec.loader.exec_module(maker)
    monkeypatch.setattr(maker, "HERE", tmp_path)
    maker.main()

    # A workbook holds the time at which it was written.
    texts = ["Leavers.csv", "Casework log.csv", "Recruitment status report.csv"]
    for path in (*texts, "Learning records.txt", "truth/counts.csv"):
        assert (tmp_path / path).read_bytes() == (source.parent / "systems" / path).read_bytes()


def test_a_setting_that_nothing_told_is_found_out():
    draft, check = '\n# kind = "cpd"\n', 'set [pay_bands] from_salary "Kurdish" = "…"'

    assert _is_told('kind = "cpd"', "[[extracts]]", draft, check)
    assert _is_told('"Kurdish" = "Roma"', "[ethnicity.labels]", draft, check)
    assert not _is_told('kind = "staff"', "[[extracts]]", draft, check)
    assert not _is_told("months = 6", "[probation]", draft, check)
