"""A set-up that asks: by functions that answer, and once at a real terminal."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from scwres.commands.ask import set_up_by_asking
from scwres.settings.draft import draft

GOLDEN = Path(__file__).parent.parent / "golden" / "ask.txt"

LEAVERS = "ethnicity,left\n" + "Indian,Y\n" * 3 + "White British,N\n" * 5 + "Kurdish,N\n" * 2

#: What is asked of examples/borough, in order, and what is typed.
BOROUGH = (
    *("1", "1"),  # interviews, and the column of their outcome
    *("m", "b", "1", "1"),  # more answers, then back and the column again; the label
    "1",  # a conduct panel is formal
    *("31/03/2019", "1"),  # a year without a date, then the suggested day
    *("7", "1,2"),  # no such band, then the two of senior managers
    "1,2",  # regulated professionals
)


class Terminal:
    """Answers what is asked with what it was given, and keeps what was shown."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.lines: list[str] = []

    def read(self, prompt: str) -> str | None:
        self.lines.append(prompt)
        return self.answers.pop(0) if self.answers else None

    def show(self, line: str) -> None:
        self.lines.append(line)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.lines).split())


def _ask(folder: Path, *answers: str) -> Terminal:
    """Set up the files of a folder, with an answer for each question."""
    output, terminal = folder / "scwres.toml", Terminal(*answers)
    is_new = not output.exists()
    files = sorted(path for path in folder.iterdir() if path.suffix != ".toml")
    text = draft(files, folder, is_asked=True) if is_new else output.read_text("utf-8")
    set_up_by_asking(output, text, is_new=is_new, read=terminal.read, show=terminal.show)
    return terminal


def _settings(folder: Path) -> dict:
    return tomllib.loads((folder / "scwres.toml").read_text("utf-8"))


def test_a_label_that_is_not_known_is_asked_with_its_rows_and_set_with_them(write, tmp_path):
    write("hr.csv", LEAVERS)
    terminal = _ask(tmp_path, "1")

    assert "Which category is this label of ethnicity? 'Kurdish': 2 rows" in terminal.text
    assert _settings(tmp_path)["ethnicity"]["labels"] == {"Kurdish": "Any other ethnic group"}
    text = (tmp_path / "scwres.toml").read_text("utf-8")
    assert 'Kurdish = "Any other ethnic group"  # 2 rows\n' in text


@pytest.mark.parametrize("answers", [(), ("q",)], ids=["closed", "quit"])
def test_whoever_leaves_writes_nothing(write, tmp_path, answers):
    write("hr.csv", LEAVERS)

    assert "Nothing was written" in _ask(tmp_path, *answers).text
    assert not (tmp_path / "scwres.toml").exists()
    old = write("scwres.toml", '# mine\n[[extracts]]\npath = "hr.csv"\n')
    assert "as it was" in _ask(tmp_path, "1", *answers).text
    assert old.read_text() == '# mine\n[[extracts]]\npath = "hr.csv"\n'


def test_an_answer_that_is_not_offered_is_asked_again_with_the_reason(write, tmp_path):
    write("hr.csv", LEAVERS.replace("Kurdish,N", "Kurdish,maybe"))
    terminal = _ask(tmp_path, "99", "1", "1")

    assert "Type a number from 1 to" in terminal.text
    assert _settings(tmp_path)["words"] == {"left": {"yes": ["maybe"]}}


def test_a_file_of_other_headers_is_asked_what_it_holds_and_which_column_is_needed(
    write, tmp_path, monkeypatch, scwres
):
    header = "Ref no,Heritage,Band/Spine,Colour"
    rows = ["1,Indian,G5,red", "2,White British,G6,blue", "3,White British,G5,red"]
    write("people.csv", "\n".join([header, *rows]) + "\n")
    # Staff; the column of ethnicity, then that of pay bands; G6 is senior.
    terminal = _ask(tmp_path, "1", "1", "1", "2")

    assert "Most likely 'Heritage', which holds: 'White British': 2 rows" in terminal.text
    columns = _settings(tmp_path)["extracts"][0]["columns"]
    assert columns == {"ethnicity": "Heritage", "pay_band": "Band/Spine"}
    monkeypatch.chdir(tmp_path)
    assert scwres("check").out.endswith("\nReady\n")


def test_a_column_whose_values_do_not_fit_is_asked_again_with_the_reason(write, tmp_path):
    header = "Ethnic group,Was the person appointed or not?,Colour"
    write("a.csv", f"{header}\n" + "Indian,Y,red\nWhite British,N,blue\n" * 5)
    terminal = _ask(tmp_path, "1", "3", "1")

    assert "The values of 'Colour' do not fit: expected" in terminal.text
    columns = _settings(tmp_path)["extracts"][0]["columns"]
    assert columns == {"appointed": "Was the person appointed or not?"}


def test_a_word_that_an_answer_moves_leaves_its_list_and_the_others_stay(write, tmp_path):
    write("hr.csv", LEAVERS.replace("Kurdish,N", "Indian,maybe"))
    write(
        "scwres.toml",
        '[[extracts]]\npath = "hr.csv"\n[words]\nleft = { yes = ["maybe", "quit"] }\n',
    )
    terminal = _ask(tmp_path, "2", "2")

    assert "1 Yes (as now)" in terminal.text
    assert _settings(tmp_path)["words"]["left"] == {"yes": ["quit"], "no": ["maybe"]}


def test_everything_asked_again_and_kept_is_the_same_file(root, tmp_path):
    shutil.copytree(root / "examples" / "borough", tmp_path / "borough")
    folder = tmp_path / "borough"
    _ask(folder, *BOROUGH)
    first = (folder / "scwres.toml").read_bytes()
    terminal = _ask(folder, "2", *[""] * 7)

    assert not terminal.answers
    assert (folder / "scwres.toml").read_bytes() == first


def test_what_was_skipped_is_asked_by_the_next_run_alone(write, tmp_path):
    write("hr.csv", LEAVERS)
    _ask(tmp_path, "s")
    terminal = _ask(tmp_path, "1", "3")

    assert terminal.text.count("Which category") == 1
    assert _settings(tmp_path)["ethnicity"]["labels"] == {"Kurdish": "Not stated"}


def test_no_value_that_may_identify_a_person_is_shown(write, tmp_path):
    rows = "".join(f"Indian,{'YN'[i % 2]},Ann Example {i}\n" for i in range(40))
    write("hr.csv", f"ethnicity,left,Grade or name\n{rows}White British,Y,a@example.org\n")
    terminal = _ask(tmp_path, *["2"] * 9)

    assert "Example" not in terminal.text
    assert "a@example.org" not in terminal.text


def test_without_a_terminal_it_refuses(write, scwres, monkeypatch, tmp_path):
    write("hr.csv", LEAVERS)
    monkeypatch.chdir(tmp_path)
    ran = scwres("init", "hr.csv", "--ask")

    assert ran.status == 2
    assert "--ask needs a terminal" in ran.err
    assert not (tmp_path / "scwres.toml").exists()


#: What is asked of examples/systems, in order, and what is typed.
SYSTEMS = (
    *["1"] * 3,  # what three files hold
    *["1"] * 11,  # columns
    *("1", "1"),  # two more kinds of case
    *("1", "1"),  # cases of discipline, and courses that were completed
    *("1", "2", "1", "1", "1"),  # mediation alone is informal
    "1",  # Kurdish
    *["1"] * 5,  # feels included: agreement is yes, and everything else no
    *("1", "1", "1", "70,000", "1,2"),  # the day, pay bands, senior managers (twice), roles
)


def _people(path: Path) -> dict[tuple[str, str, str], int]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {
            (row["item"], row["answer"], row["ethnicity"]): int(row["people"])
            for row in csv.DictReader(file)
        }


def test_six_exports_set_up_by_answers_alone_give_the_true_counts(
    root, tmp_path, scwres, monkeypatch
):
    folder = tmp_path / "systems"
    shutil.copytree(root / "examples" / "systems", folder, ignore=lambda *_: ["truth"])
    terminal = _ask(folder, *SYSTEMS)

    assert not terminal.answers
    assert "Everybody has such pay: salaries go from" in terminal.text
    # The one choice that nothing asks for, as the page on these exports says.
    text = (folder / "scwres.toml").read_text("utf-8")
    (folder / "scwres.toml").write_text(f"{text}\n[probation]\nmonths = 6\n", "utf-8")
    monkeypatch.chdir(folder)
    assert scwres("compute", "--format", "counts", "--output", "counts.csv").status == 0
    # By plain counting of who was drawn, in examples/make_systems.py.
    truth = root / "examples" / "systems" / "truth" / "counts.csv"
    assert _people(folder / "counts.csv") == _people(truth)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no pseudo-terminals")
def test_an_interrupt_at_a_terminal_writes_nothing(write, tmp_path):
    write("hr.csv", LEAVERS)
    shown = _at_a_terminal(tmp_path, ("\x03",), status=130)

    assert "Kurdish" in shown
    assert [path.name for path in tmp_path.iterdir()] == ["hr.csv"]


def _at_a_terminal(folder: Path, answers: tuple[str, ...], status: int = 0) -> str:
    """Run ``init --ask`` at a pseudo-terminal, answer each question, and return all it shows."""
    import pty

    ours, theirs = pty.openpty()
    command = "from scwres.cli import main; main()"
    run = subprocess.Popen(
        [sys.executable, "-c", command, "init", ".", "--ask"],
        cwd=folder,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        # As the terminal of a session of its own, so that Ctrl-C is a signal.
        start_new_session=True,
        preexec_fn=lambda: os.close(os.open(os.ttyname(0), os.O_RDWR)),
        env={
            **os.environ,
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "NO_COLOR": "1",
            "TERM": "dumb",
        },
    )
    os.close(theirs)
    shown, remaining = "", list(answers)
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # what a terminal gives once nobody holds its other end
            break
        if not part:
            break
        shown += part.decode()
        if shown.endswith("quit): "):
            os.write(ours, f"{remaining.pop(0)}\n".encode())
    os.close(ours)
    assert run.wait(timeout=60) == status
    assert not remaining
    # Progress, which a slow machine shows, is cleared again.
    return re.sub(r"\r[^\n]*\r(?!\n)", "", shown).replace("\r\n", "\n")


@pytest.mark.skipif(os.name != "posix", reason="Windows has no pseudo-terminals")
def test_a_council_is_set_up_at_a_terminal_from_nothing_to_figures(
    root, tmp_path, scwres, request, monkeypatch
):
    folder = tmp_path / "borough"
    shutil.copytree(root / "examples" / "borough", folder)
    shown = _at_a_terminal(folder, BOROUGH)
    if request.config.getoption("--remake-golden"):
        GOLDEN.write_text(shown, encoding="utf-8", newline="\n")

    assert shown == GOLDEN.read_text("utf-8")
    monkeypatch.chdir(folder)
    assert scwres("compute").status == 0
    assert scwres("check").out.endswith("\nReady\n")
