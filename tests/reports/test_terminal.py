"""What a terminal shows: colour where it wants it, progress after a second, and no more."""

from __future__ import annotations

import io
import sys

import pytest

from scwres.commands import terminal
from scwres.results import compute as pipeline

ESCAPE = "\x1b"


class _Terminal(io.TextIOWrapper):
    """A stand-in for a terminal."""

    def __init__(self, *, is_terminal: bool = True, encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(), encoding=encoding, newline="")
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        return self.is_terminal

    def text(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode()


TABLE = (
    "SC-WRES 2024\n\n2  Appointed  0.51  worse: 49% less likely\n   -> better: 3% more likely\n"
)


@pytest.fixture
def shown(monkeypatch):
    """Print a table to a terminal, and return what it got."""

    def run(
        text: str = TABLE, *, for_people: bool = True, is_terminal: bool = True, **variables: str
    ):
        for name in ("NO_COLOR", "TERM"):
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        stream = _Terminal(is_terminal=is_terminal)
        monkeypatch.setattr(sys, "stdout", stream)
        terminal.print_out(text, for_people=for_people)
        return stream.text()

    return run


@pytest.mark.skipif(sys.platform == "win32", reason="older terminals of Windows print the codes")
def test_a_terminal_gets_the_finding_in_colour_and_the_words_say_the_same(shown):
    text = shown(TERM="xterm")

    assert f"{ESCAPE}[35m{ESCAPE}[1mworse{ESCAPE}[0m" in text
    assert text.count(f"{ESCAPE}[0m") == 3
    assert "worse" in text


@pytest.mark.parametrize(
    "how",
    [
        {"NO_COLOR": "1"},
        {"TERM": "dumb"},
        {"is_terminal": False},
        {"for_people": False},
    ],
    ids=str,
)
def test_nothing_gets_colour_that_does_not_want_it(shown, how):
    assert shown(**how) == TABLE


def test_an_empty_no_color_says_nothing(shown, monkeypatch):
    # As no-color.org has it: when present and not an empty string.
    assert ESCAPE in shown(NO_COLOR="", TERM="xterm")


def test_faults_and_warnings_stand_out_on_a_terminal_alone(monkeypatch):
    monkeypatch.setattr(terminal, "wants_colour", lambda stream: True)
    lines = []
    monkeypatch.setattr(terminal.click, "echo", lambda text, err: lines.append(text))
    terminal.say("Error: a fault.", terminal.ERROR)
    terminal.say("Warning: look.", terminal.WARNING)
    terminal.say("Rows: 3")

    assert lines[0].startswith(ESCAPE)
    assert "Error:" in lines[0]
    assert lines[1].startswith(ESCAPE)
    assert lines[2] == "Rows: 3"


@pytest.mark.parametrize(
    ("is_terminal", "seconds", "is_told"),
    [
        (True, 2.0, True),
        (True, 0.2, False),
        (False, 2.0, False),
    ],
)
def test_progress_is_told_on_a_terminal_after_a_second_and_wiped(
    monkeypatch, is_terminal, seconds, is_told
):
    stream = _Terminal(is_terminal=is_terminal)
    monkeypatch.setattr(sys, "stderr", stream)
    now = [0.0]
    monkeypatch.setattr(terminal.time, "monotonic", lambda: now[0])
    with terminal.progress() as step:
        now[0] = seconds
        step("Drawing chart 1 of 12")
        step("Done")

    text = stream.text()
    assert ("Drawing chart 1 of 12" in text) == is_told
    if is_told:
        assert text.endswith("\r")
        assert text.rstrip().rpartition("\r")[2].strip() in ("", "Done")
    else:
        assert text == ""


def test_rows_read_are_told_with_how_many_a_second(monkeypatch, tmp_path):
    stream = _Terminal(is_terminal=True)
    monkeypatch.setattr(sys, "stderr", stream)
    now = [0.0]
    monkeypatch.setattr(terminal.time, "monotonic", lambda: now[0])
    with terminal.rows_progress() as tell:
        tell("hr.csv", 0)
        now[0] = 2.0
        tell("hr.csv", 3_000_000)

    assert "hr.csv: 3,000,000 rows read, 1,500,000 a second" in stream.text()


def test_a_run_tells_of_the_rows_of_each_file_as_they_are_read(monkeypatch, sample_data):
    reports = []
    monkeypatch.setattr(sys, "stderr", _Terminal(is_terminal=False))
    results = pipeline.compute(sample_data, tell=lambda name, rows: reports.append((name, rows)))

    names = [extract.name for extract in results.inputs]
    assert list(dict(reports)) == names
    assert all(
        rows <= extract.rows for extract, (_, rows) in zip(results.inputs, reports, strict=False)
    )


def test_parquet_is_not_written_to_a_terminal(monkeypatch, sample_data):
    import click

    from scwres.commands.outputs import format_of

    monkeypatch.setattr(sys, "stdout", _Terminal())
    with pytest.raises(click.UsageError, match="Name a file with --output"):
        format_of("parquet", None)


def test_parquet_goes_down_a_pipe(scwres, sample_data):
    ran = scwres("compute", sample_data, "--format", "parquet", "--quiet")

    assert ran.status == 0
    assert ran.content.startswith(b"PAR1")
    assert ran.content.endswith(b"PAR1")
