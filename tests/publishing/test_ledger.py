"""The ledger under use: whose a release is, corrections, drafts, locks, and runs that fail."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from filelock import FileLock
from read_back import readable

from scwres.errors import Fault, FileError
from scwres.publishing import recording
from scwres.publishing.likeness import (
    Period,
    likeness_of_organisations,
    likeness_of_periods,
)
from scwres.reports import FORMATS

WRITTEN = [name for name in FORMATS if name != "counts"]
WHY = "Leavers of March were missing"


def _counts(white_yes: int, white_no: int = 720, indian_yes: int = 30) -> str:
    """Return a count file of leavers."""
    rows = ["item,answer,ethnicity,people"]
    for ethnicity, yes, no in (
        ("Indian", indian_yes, 170),
        ("White British", white_yes, white_no),
        ("Not stated", 21, 79),
    ):
        rows += [f"left,yes,{ethnicity},{yes}", f"left,no,{ethnicity},{no}"]
    return "\n".join([*rows, ""])


#: 82 and 83 white leavers are published as 80 and 85: both together would be exact.
BEFORE, AFTER = _counts(82), _counts(83, 719)


def _releases(ledger: Path) -> list[dict]:
    return json.loads(ledger.read_text(encoding="utf-8"))["releases"]


# Whose a release is


@pytest.mark.parametrize(
    ("name", "other", "likeness"),
    [
        ("Borough of Example", " BOROUGH OF EXAMPLE ", "same"),
        ("St. Example's", "St Examples", "same"),
        ("Borough of Example", "Example Borough Council", "near"),
        ("Borough of Example", "Borough of Exmaple", "near"),
        ("Borough of Example", "Borough of Sample", "different"),
        ("North Example", "South Example", "different"),
        ("East Example", "West Example", "different"),
        ("Example 1", "Example 2", "different"),
        ("Borough of Example", "", "different"),
    ],
)
def test_organisations_are_compared_by_what_is_distinctive_in_their_names(name, other, likeness):
    assert likeness_of_organisations(name, other).value == likeness
    assert likeness_of_organisations(other, name).value == likeness


@pytest.mark.parametrize(
    ("name", "other", "likeness"),
    [
        ("2024", " 2024 ", "same"),
        ("2024/25", "2024-25", "same"),
        ("2024/25", "2024 to 2025", "same"),
        ("2024/25", "FY 2024/25", "same"),
        ("2024/25", "2024", "near"),
        ("2024/25", "2025", "near"),
        ("2024/25", "2025/26", "different"),
        ("2024", "2025", "different"),
        ("2024/25", "2024-04-01 to 2025-03-31", "near"),
        ("2024/25", "2025-04-01 to 2026-03-31", "different"),
        # Years up to two snapshots share a day.
        ("2024-04-01 to 2025-03-31", "2025-03-31 to 2026-03-30", "different"),
        ("2024-04-01 to 2025-03-31", "2024-04-03 to 2025-04-02", "near"),
        ("March 2025", "March 2026", "different"),
        ("March 2025", "2024-25", "near"),
        ("2024/25", "", "different"),
    ],
)
def test_periods_are_compared_by_the_days_that_they_have(name, other, likeness):
    assert likeness_of_periods(Period(name), Period(other)).value == likeness
    assert likeness_of_periods(Period(other), Period(name)).value == likeness


def test_releases_of_the_same_dates_are_of_one_period_whatever_it_is_called():
    dates = ("2024-04-01", "2025-03-31")

    assert likeness_of_periods(Period("first", dates), Period("second", dates)).value == "same"


def _config(write, name: str, organisation: str, period: str, more: str = "") -> Path:
    return write(
        name,
        f'organisation = "{organisation}"\n[publish]\nledger = "led.json"\n'
        f'period = "{period}"\n{more}',
    )


def test_other_capitals_and_spaces_do_not_hide_an_earlier_release(write, scwres):
    first = _config(write, "1.toml", "Borough of Example", "2024/25")
    second = _config(write, "2.toml", " borough of  EXAMPLE", "2024-25 ")
    assert scwres("compute", write("a.csv", BEFORE), "--config", first, "--publish").status == 0
    ran = scwres("compute", write("b.csv", AFTER), "--config", second, "--publish")

    assert ran.status == 5
    assert "the counts differ from those of release 1 of led.json" in ran.err


@pytest.mark.parametrize(
    ("organisation", "period", "theirs", "own"),
    [
        ("Example Borough Council", "2024/25", "Borough of Example", "Example Borough Council"),
        ("Borough of Example", "2024", "2024/25", "2024"),
    ],
)
def test_what_is_near_is_asked_about_and_can_be_told_apart(
    write, scwres, tmp_path, organisation, period, theirs, own
):
    first = _config(write, "1.toml", "Borough of Example", "2024/25")
    assert scwres("compute", write("a.csv", BEFORE), "--config", first, "--publish").status == 0
    kept = (tmp_path / "led.json").read_bytes()
    second = _config(write, "2.toml", organisation, period)
    ran = scwres("compute", write("b.csv", AFTER), "--config", second, "--publish")

    assert (ran.status, ran.out) == (2, "")
    said = " ".join(ran.err.split())
    assert f"'{theirs}', and this release has '{own}'" in said
    assert "unclear-release" in said
    assert (tmp_path / "led.json").read_bytes() == kept
    apart = _config(write, "3.toml", organisation, period, f'different_from = ["{theirs}"]\n')
    ran = scwres("compute", write("b.csv", AFTER), "--config", apart, "--publish")
    assert ran.status == 0, ran.err
    assert "Recorded as release 2" in ran.err


def test_a_release_that_does_not_name_its_period_is_named_as_not_checked(write, scwres, tmp_path):
    ledger = tmp_path / "led.json"
    assert scwres("compute", write("a.csv", BEFORE), "--publish", "--ledger", ledger).status == 0
    config = write("1.toml", '[publish]\nledger = "led.json"\nperiod = "2025"\n')
    ran = scwres("compute", write("b.csv", AFTER), "--config", config, "--publish")

    assert ran.status == 0
    assert "Not checked against release 1" in ran.err


def test_a_publication_without_a_ledger_says_so_unless_it_is_quiet(write, scwres):
    path = write("a.csv", BEFORE)

    assert "No ledger was kept" in scwres("compute", path, "--publish").err
    assert scwres("compute", path, "--publish", "--quiet").err == ""


def test_a_ledger_of_a_later_version_is_refused(write, scwres):
    ledger = write("led.json", '{"scwres ledger": 3, "releases": []}')
    ran = scwres("compute", write("a.csv", BEFORE), "--publish", "--ledger", ledger)

    assert ran.status == 3
    assert "was written by a later version of scwres" in ran.err


# Corrections and drafts


@pytest.fixture
def released(write, scwres, tmp_path):
    """Return the ledger in which a release is recorded."""
    ledger = tmp_path / "led.json"
    ran = scwres("compute", write("a.csv", BEFORE), "--publish", "--ledger", ledger)
    assert ran.status == 0, ran.err
    return ledger


def test_a_correction_stands_beside_what_it_corrects(write, scwres, released):
    publish = ("compute", write("b.csv", AFTER), "--publish", "--ledger", released)
    assert scwres(*publish).status == 5
    first = scwres(*publish, "--correct", WHY, "--format", "json")
    assert first.status == 0, first.err
    kept = released.read_bytes()
    old, new = _releases(released)

    assert old["corrected"] == {"by": 2, "why": WHY}
    assert old["results"][0]["compared_with_count"] == 80
    assert (new["corrects"], new["why"]) == ([1], WHY)
    assert new["results"][0]["compared_with_count"] == 85
    assert "It corrects release 1." in first.err
    assert json.loads(first.out)["correction"] == WHY
    # The same again, with or without the reason, is the same release, to the byte.
    assert scwres(*publish, "--correct", WHY, "--format", "json").out == first.out
    assert scwres(*publish, "--format", "json").out == first.out
    assert released.read_bytes() == kept


@pytest.mark.parametrize("name", WRITTEN)
def test_every_output_says_that_it_is_a_correction_or_a_draft(write, scwres, released, name):
    publish = ("compute", write("b.csv", AFTER), "--publish", "--ledger", released)
    ran = scwres(*publish, "--correct", WHY, "--draft", "--format", name)

    assert ran.status == 0, ran.err
    texts = [" ".join(ran.err.split())]
    if name != "csv":  # it has columns alone
        texts.append(" ".join(readable(name, ran.content).split()))
    for text in texts:
        assert (
            f"Correction: these figures replace figures that were published before. Reason: {WHY}."
            in text
        )
        assert "Draft, not to be published" in text


def test_a_report_says_that_it_is_a_correction(write, scwres, released, tmp_path):
    ran = scwres(
        *("report", write("b.csv", AFTER), "-o", tmp_path / "out"),
        *("--ledger", released, "--correct", "<b>Leavers</b>"),
    )

    assert ran.status == 0, ran.err
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "Reason: &lt;b&gt;Leavers&lt;/b&gt;." in page
    assert "unfinished" not in released.read_text(encoding="utf-8")
    assert len(_releases(released)) == 2


def test_what_a_release_withheld_stays_withheld_in_its_correction(write, scwres, tmp_path):
    # 8 of Indian staff had left; the correct number is 12, which alone would be shown as 10.
    ledger = tmp_path / "led.json"
    publish = ("--publish", "--ledger", ledger, "--format", "json")
    small, correct = write("a.csv", _counts(82, indian_yes=8)), write("b.csv", _counts(90))
    assert scwres("compute", small, *publish).status == 0
    assert scwres("compute", correct, *publish, "--correct", WHY).status == 0
    old, new = _releases(ledger)

    assert old["results"][0]["group_count"] is None
    assert new["results"][0]["group_count"] is None
    assert new["results"][0]["compared_with_count"] == 90


def test_a_correction_that_changes_few_people_is_pointed_out_where_counts_are_exact(
    write, scwres, tmp_path
):
    ledger = tmp_path / "led.json"
    publish = ("--publish", "--profile", "swe", "--ledger", ledger)
    assert scwres("compute", write("a.csv", BEFORE), *publish).status == 0
    ran = scwres("compute", write("b.csv", AFTER), *publish, "--correct", WHY)

    assert ran.status == 0, ran.err
    assert "Changed by a few people, as readers of both releases can see: 2 counts." in ran.err


def test_releases_of_other_groups_are_no_correction(write, scwres, released):
    publish = ("compute", write("b.csv", AFTER), "--publish", "--ledger", released)
    ran = scwres(*publish, "--groups", "five", "--correct", WHY)

    assert ran.status == 2
    assert "to correct" in ran.err
    assert "nothing-to-correct" in ran.err


def test_a_correction_of_the_whole_and_of_units_is_made_in_one_run(write, scwres, tmp_path):
    ledger, head = tmp_path / "led.json", "item,answer,ethnicity,people,directorate"
    texts = []
    for white in (60, 75):
        rows = [head]
        for unit in ("A", "B"):
            rows += [f"left,yes,Indian,30,{unit}", f"left,no,Indian,100,{unit}"]
            rows += [f"left,yes,White British,{white},{unit}"]
            rows += [f"left,no,White British,400,{unit}"]
        texts.append("\n".join([*rows, ""]))
    wrong, right = (write(f"{number}.csv", text) for number, text in enumerate(texts))
    publish = ("--publish", "--ledger", ledger, "--quiet")
    by = ("--by", "directorate")
    assert scwres("compute", wrong, *publish).status == 0
    assert scwres("compute", wrong, *publish, *by).status == 0
    alone = scwres("compute", right, *publish, "--correct", WHY)
    both = scwres("compute", right, *publish, *by, "--correct", WHY)

    assert alone.status == 5
    assert both.status == 0, both.err
    assert [each.get("corrected", {}).get("by") for each in _releases(ledger)] == [3, 3, None]
    # What was corrected no longer stands in the way of a release of the right figures.
    assert scwres("compute", right, *publish).status == 0


def test_a_correction_of_nothing_that_shows_is_refused(write, scwres, released):
    ran = scwres(
        *("compute", write("a.csv", BEFORE), "--publish", "--ledger", released),
        *("--correct", WHY),
    )

    assert ran.status == 2
    assert "release 1 of led.json shows the same figures already" in ran.err


def test_a_correction_needs_a_ledger(write, scwres):
    ran = scwres("compute", write("a.csv", BEFORE), "--publish", "--correct", WHY)

    assert ran.status == 2
    assert "a correction needs the ledger" in ran.err


def test_a_draft_is_checked_and_leaves_the_ledger_as_it_was(write, scwres, released, tmp_path):
    kept, names = released.read_bytes(), set(tmp_path.iterdir())
    same = scwres("compute", tmp_path / "a.csv", "--publish", "--ledger", released, "--draft")
    other = scwres(
        *("compute", write("b.csv", AFTER), "--publish"), "--ledger", released, "--draft"
    )

    assert (same.status, other.status) == (0, 5)
    assert "This draft was not recorded." in same.err
    assert released.read_bytes() == kept
    assert set(tmp_path.iterdir()) == {*names, tmp_path / "b.csv"}


def test_a_draft_without_a_ledger_makes_none(write, scwres, tmp_path):
    path, ledger = write("a.csv", BEFORE), tmp_path / "led.json"
    ran = scwres("compute", path, "--publish", "--ledger", ledger, "--draft", "--format", "json")

    assert json.loads(ran.out)["draft"] is True
    assert list(tmp_path.iterdir()) == [path]


# Other groups of the same people


@pytest.mark.slow
@pytest.mark.parametrize(
    ("first", "second", "statuses"),
    [
        ("two", "five", (0,)),
        ("five", "two", (0,)),
        # The categories add up to the two groups only through groups that neither shows.
        ("two", "detailed", (0, 5)),
        ("detailed", "two", (0, 5)),
    ],
)
def test_other_groups_of_a_council_are_published_safely_or_refused(
    sample_data, scwres, tmp_path, first, second, statuses
):
    # Not everybody answers all of a survey's questions: the groups of each are other people.
    ledger, outputs = tmp_path / "led.json", []
    for groups in (first, second):
        outputs.append(tmp_path / f"{groups}.csv")
        ran = scwres(
            *("compute", sample_data, "--publish", "--ledger", ledger, "--groups", groups),
            *("--output", outputs[-1]),
        )
        assert ran.status in statuses, ran.err
    assert outputs[-1].exists() == (ran.status == 0)
    if ran.status == 0:
        assert scwres("audit", *outputs).status == 0


# The lock


def test_a_run_waits_for_another_and_is_then_refused(write, scwres, released, monkeypatch):
    monkeypatch.setattr(recording, "LOCK_SECONDS", 0.2)
    kept = released.read_bytes()
    command = ("compute", write("b.csv", BEFORE), "--publish", "--ledger", released)
    with FileLock(recording.lock_of(released), is_singleton=False):
        ran = scwres(*command)

    assert (ran.status, ran.out) == (6, "")
    assert "Another run is using led.json" in ran.err
    assert "has locked led.json.lock" in ran.err
    assert released.read_bytes() == kept
    assert scwres(*command).status == 0


@pytest.mark.parametrize("kind", ["link", "text", "folder"])
def test_what_is_not_a_lock_is_never_locked(write, scwres, tmp_path, kind):
    lock, other = tmp_path / "led.json.lock", write("other.txt", "a text")
    if kind == "link":
        lock.symlink_to(other)
    elif kind == "text":
        lock.write_text("a text")
    else:
        lock.mkdir()
    ran = scwres("compute", write("a.csv", BEFORE), "--publish", "--ledger", tmp_path / "led.json")

    assert ran.status == 6
    assert "led.json.lock beside it is not an empty file" in ran.err
    assert other.read_text() == "a text"
    assert not (tmp_path / "led.json").exists()


@pytest.mark.parametrize("mode", [0o700, 0o755, 0o775])
def test_whoever_may_replace_the_ledger_may_lock_it(write, scwres, tmp_path, mode):
    folder = tmp_path / "ledgers"
    folder.mkdir()
    folder.chmod(mode)
    ran = scwres("compute", write("a.csv", BEFORE), "--publish", "--ledger", folder / "led.json")

    assert ran.status == 0
    assert (folder / "led.json.lock").stat().st_mode & 0o666 == mode & 0o666
    assert len(list(folder.iterdir())) == 2


def test_a_folder_that_does_not_exist_is_not_made_for_the_lock(write, scwres, tmp_path):
    ran = scwres(
        "compute", write("a.csv", BEFORE), "--publish", "--ledger", tmp_path / "none" / "l.json"
    )

    assert ran.status == 6
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("error", [OSError(37, "No locks available"), NotImplementedError()])
def test_a_system_without_locks_is_refused(write, scwres, released, monkeypatch, error):
    def acquire(*_arguments, **_options):
        raise error

    monkeypatch.setattr(FileLock, "acquire", acquire)
    kept = released.read_bytes()
    ran = scwres("compute", write("b.csv", BEFORE), "--publish", "--ledger", released)

    assert ran.status == 6
    assert "cannot be locked with led.json.lock" in ran.err
    assert released.read_bytes() == kept


# Runs that fail


def _fails(*_arguments, **_options):
    raise FileError([Fault("a file", "cannot be written: full", "Make room.", "file-unwritable")])


@pytest.fixture
def full_for(monkeypatch):
    """Let a file not be put in its place, from the time of that number on."""

    def fill(path: Path, time: int = 1) -> None:
        replace, times = Path.replace, iter(range(1, 100))

        def full(self, target):
            if target == path and next(times) >= time:
                raise OSError(28, "No space left on device")
            return replace(self, target)

        monkeypatch.setattr(Path, "replace", full)

    return fill


@pytest.mark.parametrize("has_ledger", [True, False])
def test_a_release_whose_publication_cannot_be_put_out_is_taken_back(
    write, scwres, tmp_path, monkeypatch, full_for, has_ledger
):
    ledger, out, path = tmp_path / "led.json", tmp_path / "o.csv", write("a.csv", BEFORE)
    if has_ledger:
        assert scwres("compute", path, "--publish", "--ledger", ledger).status == 0
    kept = ledger.read_bytes() if has_ledger else None
    command = ("compute", path, "--publish", "--groups", "five", "--ledger", ledger)
    command += ("--output", out)
    full_for(out)
    ran = scwres(*command)

    assert (ran.status, out.exists()) == (6, False)
    assert (ledger.read_bytes() if ledger.exists() else None) == kept
    monkeypatch.undo()
    assert scwres(*command).status == 0
    assert len(_releases(ledger)) == 1 + has_ledger


def test_a_release_that_cannot_be_taken_back_is_so_by_the_next_run(
    write, scwres, released, tmp_path, monkeypatch, full_for
):
    kept, out = released.read_bytes(), tmp_path / "o.csv"
    command = ("compute", tmp_path / "a.csv", "--publish", "--ledger", released)
    full_for(out)
    full_for(released, 2)
    ran = scwres(*command, "--groups", "five", "--output", out)
    assert (ran.status, out.exists()) == (6, False)
    assert "unfinished" in released.read_text(encoding="utf-8")
    monkeypatch.undo()

    assert scwres(*command).status == 0
    assert released.read_bytes() == kept
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".o.csv")]


def test_nothing_but_a_half_written_publication_is_removed(write, scwres, released, tmp_path):
    other = write("other.txt", "a text")
    text = released.read_text(encoding="utf-8")
    unfinished = json.dumps({"file": "other.txt", "number": other.stat().st_ino})
    text = text.replace('"results": [', f'"unfinished": {unfinished}, "results": [', 1)
    released.write_text(text, encoding="utf-8")
    ran = scwres("compute", tmp_path / "a.csv", "--publish", "--ledger", released)

    assert ran.status == 0
    assert other.exists()
    assert len(_releases(released)) == 1
    assert "unfinished" not in released.read_text(encoding="utf-8")


def test_a_release_that_is_out_stays_recorded_where_the_ledger_can_be_written_only_once(
    write, scwres, released, tmp_path, monkeypatch, full_for
):
    out = tmp_path / "o.csv"
    command = ("compute", tmp_path / "a.csv", "--publish", "--ledger", released)
    full_for(released, 2)
    ran = scwres(*command, "--groups", "five", "--output", out)
    assert (ran.status, out.exists()) == (0, True)
    assert "unfinished" in released.read_text(encoding="utf-8")
    monkeypatch.undo()

    assert scwres(*command).status == 0
    assert "unfinished" not in released.read_text(encoding="utf-8")
    assert len(_releases(released)) == 2


def test_a_ledger_that_cannot_be_written_lets_nothing_out(
    write, scwres, released, tmp_path, monkeypatch
):
    kept = released.read_bytes()
    monkeypatch.setattr(recording, "_replace", _fails)
    ran = scwres(
        *("compute", write("b.csv", BEFORE), "--publish", "--ledger", released),
        *("--output", tmp_path / "o.csv"),
    )

    assert (ran.status, (tmp_path / "o.csv").exists()) == (6, False)
    assert released.read_bytes() == kept


class _Output(io.TextIOWrapper):
    """A standard output that takes some bytes, and then no more."""

    def __init__(self, takes: int) -> None:
        self.taken = bytearray()
        super().__init__(io.BufferedWriter(_Full(takes, self.taken)), encoding="utf-8")


class _Full(io.RawIOBase):
    def __init__(self, takes: int, taken: bytearray) -> None:
        self.takes, self.taken = takes, taken

    def writable(self) -> bool:
        return True

    def write(self, content) -> int:
        part = bytes(content)[: self.takes - len(self.taken)]
        if not part:
            raise OSError(28, "No space left on device")
        self.taken += part
        return len(part)


@pytest.mark.parametrize(("takes", "is_kept"), [(0, False), (100, True)])
def test_a_release_stays_recorded_only_where_some_of_it_is_out(
    write, released, monkeypatch, takes, is_kept
):
    from scwres import cli
    from scwres.commands import terminal

    kept = released.read_bytes()
    monkeypatch.setattr(terminal, "forget_output", lambda: None)
    monkeypatch.setattr(sys, "stdout", output := _Output(takes))
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    path = write("b.csv", BEFORE)
    command = ["scwres", "compute", path, "--publish", "--groups", "five", "--ledger", released]
    monkeypatch.setattr(sys, "argv", [str(word) for word in command])
    with pytest.raises(SystemExit) as left:
        cli.main()

    assert left.value.code == 6
    assert len(output.taken) == takes
    assert (released.read_bytes() != kept) is is_kept


# Runs that are killed, and runs at once, as processes of their own

#: Runs a command and leaves without a word where the step of that number is taken: a file that
#: is put in its place, before it is or after.
_KILLED = """\
import os, sys
from pathlib import Path
from scwres import cli
step, sys.argv = int(sys.argv[1]), ["scwres", *sys.argv[2:]]
steps = 0
def counted(name):
    original = getattr(Path, name)
    def replace(self, target):
        global steps
        steps += 1
        if steps == step:
            os._exit(99)
        original(self, target)
        steps += 1
        if steps == step:
            os._exit(99)
    setattr(Path, name, replace)
counted("replace")
counted("rename")
cli.run()
"""


def _process(*arguments: object, code: str = "from scwres import cli; cli.run()"):
    words = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.slow
@pytest.mark.parametrize("command", ["compute", "report"])
def test_a_run_that_is_killed_at_any_step_never_publishes_what_is_not_recorded(
    write, scwres, tmp_path, command
):
    ledger, path = tmp_path / "led.json", write("a.csv", BEFORE)
    assert scwres("compute", path, "--publish", "--ledger", ledger).status == 0
    kept = ledger.read_bytes()
    out = tmp_path / ("o.csv" if command == "compute" else "out")
    options = ("--groups", "five", "--ledger", ledger, "--output", out)
    options += ("--publish",) if command == "compute" else ("--force",)
    step = published = taken_back = 0
    while True:
        step += 1
        ledger.write_bytes(kept)
        out.unlink(missing_ok=True) if command == "compute" else shutil.rmtree(
            out, ignore_errors=True
        )
        (out.with_name(f"{out.name}-internal") / "manifest.json").unlink(missing_ok=True)
        killed = _process(step, command, path, *options, code=_KILLED)
        _, errors = killed.communicate()
        if killed.returncode == 0:
            break
        assert killed.returncode == 99, errors
        is_out = out.exists()
        assert not is_out or len(_releases(ledger)) == 2
        published += is_out
        # The next run, of the release before, repairs what was left.
        ran = scwres("compute", path, "--publish", "--ledger", ledger)
        assert ran.status == 0, ran.err
        assert len(_releases(ledger)) == (2 if is_out else 1)
        taken_back += not is_out
        assert "unfinished" not in ledger.read_text(encoding="utf-8")
    # Before and after each of: the ledger, the manifest, the publication, the ledger again.
    assert (step, published, taken_back) == (9, 3, 5)


@pytest.mark.slow
def test_of_two_releases_at_once_none_is_lost_and_none_undoes_the_other(tmp_path, scwres):
    random = Random(26)
    refused = both = 0
    for pair in range(10):
        folder = tmp_path / str(pair)
        folder.mkdir()
        ledger = folder / "led.json"
        white = random.randint(60, 100)
        # One person more in one of two, or the same people in other groups.
        is_change = pair % 2 == 0
        change = {2: 1, 3: -1}.get(white % 5, random.choice([-5, 5])) if is_change else 0
        texts = _counts(white, 700), _counts(white + change, 700 - change)
        runs = []
        for number, text in enumerate(texts):
            (folder / f"{number}.csv").write_text(text, encoding="utf-8")
            groups = ("--groups", "five") if number and not is_change else ()
            options = ("--publish", "--ledger", ledger, "--output", folder / f"o{number}.csv")
            runs.append(_process("compute", folder / f"{number}.csv", *options, *groups))
        errors = [run.communicate()[1].decode() for run in runs]
        statuses = [run.returncode for run in runs]
        outputs = [folder / f"o{number}.csv" for number in range(2)]
        assert [output.exists() for output in outputs] == [status == 0 for status in statuses]
        assert len(_releases(ledger)) == statuses.count(0), errors
        assert sorted(statuses) == ([0, 5] if is_change else [0, 0]), errors
        refused += 5 in statuses
        both += statuses == [0, 0]
        published = [output for output in outputs if output.exists()]
        assert scwres("audit", *published).status == 0
    assert (refused, both) == (5, 5)
