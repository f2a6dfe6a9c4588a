"""What becomes of files when a run is killed, refused by the system, or not alone.

For every command that writes, a folder holds its inputs and what an earlier run wrote. Then the
command is run on other inputs

- and killed at every operation on a file, and in the middle of every write (``step``);
- and killed at a random time (``random``), or told to end at one (``stopped``);
- and killed at every system call that changes a file, where strace is installed (``call``);
- with one operation after another failing (``failing``), and as often none of those after it;
- twice at once (``pairs``), on one output, one report and one ledger.

After each, it is counted

- a file that is neither the old nor the new one, or a manifest that is not of what it is beside,
  once the next run has looked there (``partial``);
- a file that was there and is not, or a publication that the ledger does not have (``lost``);
- "Nothing was written" where something was (``untrue``);
- an exit status that is not documented (``status``);
- what the next run left lying (``left``).

    python benchmarks/faults.py [--kills N] [--pairs N] [--every N] [--seed S] [--only COMMAND]
"""

from __future__ import annotations

import argparse
import errno
import hashlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import NamedTuple

#: What is counted, of which each is to be nought.
FAULTS = ("partial", "lost", "untrue", "status", "left")

#: The statuses of the reference, but for 1: a fault of the program itself.
DOCUMENTED = (0, 2, 3, 4, 5, 6, 129, 130, 143)

KILLED = -signal.SIGKILL

#: The events of Python that come before an operation on a file.
OPERATIONS = frozenset(
    {
        *("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.link"),
        *("os.listdir", "os.scandir", "fcntl.flock"),
    }
)

#: The system calls that change files, each of which a run makes a few times.
CALLS = ("write", "fsync", "rename", "unlink", "chmod", "flock", "link", "mkdir", "rmdir")


class Command(NamedTuple):
    """A command that writes.

    Parameters
    ----------
    words
        It, in a folder that holds the inputs of :func:`prepare`.
    outputs
        The files and folders that it writes and replaces, the ledger apart.
    has_ledger
        Whether it keeps one, ``led.json``.
    is_new
        Whether it replaces nothing: what it writes is not there before.
    """

    words: tuple[str, ...]
    outputs: tuple[str, ...]
    has_ledger: bool = False
    is_new: bool = False


PUBLISH = ("--publish", "--indicator", "8", "--ledger", "led.json", "-q")

COMMANDS: Mapping[str, Command] = {
    "compute": Command(("compute", "{hr}", "--indicator", "8", "-q", "-o", "o.json"), ("o.json",)),
    "publish": Command(
        ("compute", "{hr}", "-o", "o.csv", *PUBLISH),
        ("o.csv", "o.csv-internal/manifest.json"),
        True,
    ),
    "report": Command(
        ("report", "{hr}", "-o", "out", "--force", *PUBLISH[1:]),
        ("out", "out-internal/manifest.json"),
        True,
    ),
    "check": Command(("check", "{faulty}", "--rows", "rows.csv", "-q"), ("rows.csv",)),
    "combine": Command(
        ("combine", "{hr}", "other.csv", "--indicator", "8", "-q", "-o", "o.md"), ("o.md",)
    ),
    "compare": Command(
        ("compare", "{hr}", "other.csv", "--indicator", "8", "-q", "-o", "o.md"), ("o.md",)
    ),
    "plan": Command(("plan", "{plan}", "-q", "-o", "p.md"), ("p.md",)),
    "plan as TOML": Command(
        ("plan", "{plan}", "-q", "--write-toml", "p.toml", "--force"), ("p.toml",)
    ),
    "init": Command(
        ("init", "{hr}", "--schema", "-q"), ("scwres.toml", "scwres.schema.json"), is_new=True
    ),
    "sample": Command(("sample", "made", "--staff", "50", "-q"), ("made",), is_new=True),
}


def staff(leavers: int) -> str:
    """Return a staff extract in which so many white people left."""
    rows = ["Indian,Y"] * 30 + ["Indian,N"] * 170
    rows += ["White British,Y"] * leavers + ["White British,N"] * 600
    return "\n".join(["ethnicity,left", *rows, ""])


def prepare(folder: Path) -> None:
    """Write the inputs of every command, of last year and of this."""
    folder.mkdir(parents=True)
    for year, leavers in (("old", 60), ("new", 90)):
        (folder / f"{year}.csv").write_text(staff(leavers))
        (folder / f"faulty-{year}.csv").write_text(staff(leavers).replace("Y", "maybe", leavers))
        (folder / f"plan-{year}.csv").write_text(
            f"Action,When,Lead\nDo it {year},March 2026,Ann\n"
        )
    (folder / "other.csv").write_text(staff(75))


def words_of(command: Command, year: str) -> list[str]:
    """Return the words of a command on the inputs of a year."""
    # Of another year, so that a ledger takes it for other people.
    names = {"hr": f"{year}.csv", "faulty": f"faulty-{year}.csv", "plan": f"plan-{year}.csv"}
    words = [word.format(**names) for word in command.words]
    if command.has_ledger:
        config = Path(f"{year}.toml")
        config.write_text(f'organisation = "Norfolk"\n[publish]\nperiod = "{year}"\n')
        words += ["--config", str(config)]
    return words


# A run, as a process of its own


class Run(NamedTuple):
    """How a run ended: its status, negative for a signal, and what it said."""

    status: int
    said: str


def forked(folder: Path, words: Callable[[], list[str]], hook: Callable[[], None]) -> int:
    """Start a command in a folder as a process; ``hook`` is called in it first."""
    number = os.fork()
    if number:
        return number
    try:
        os.chdir(folder)
        said = os.open(said_by(folder, os.getpid()), os.O_WRONLY | os.O_CREAT)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(said, 2)
        sys.argv = ["scwres", *words()]
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
        hook()
        from scwres import cli

        cli.run()
    finally:
        os._exit(99)


def said_by(folder: Path, number: int) -> Path:
    """Return where a process writes what it says."""
    return folder.parent / f"said-{number}"


def ended(folder: Path, number: int) -> Run:
    """Return how a process ended."""
    _, status = os.waitpid(number, 0)
    path = said_by(folder, number)
    said = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
    path.unlink(missing_ok=True)
    return Run(os.waitstatus_to_exitcode(status), said)


def nothing() -> None:
    """Do nothing before a command."""


def run(folder: Path, command: Command, year: str, hook: Callable[[], None] = nothing) -> Run:
    """Run a command on the inputs of a year."""
    return ended(folder, forked(folder, lambda: words_of(command, year), hook))


# What happens at a step


class Steps:
    """Counts the operations on files of a folder, and does something at some of them."""

    def __init__(self, folder: Path, act: Callable[[int], None]) -> None:
        self._folder, self._act = str(folder), act
        self.number = 0

    def install(self) -> None:
        """Count from now on: in a process of its own, as it cannot be undone."""
        sys.addaudithook(self._heard)
        real_sync, real_open = os.fsync, io.open
        steps = self

        def fsync(descriptor: int) -> None:
            steps.step()
            real_sync(descriptor)

        def opened(path: object, mode: str = "r", *arguments: object, **options: object) -> object:
            file = real_open(path, mode, *arguments, **options)  # type: ignore[call-overload]
            return _InTwo(file, steps) if "w" in mode else file

        os.fsync = fsync  # type: ignore[assignment]
        io.open = opened  # type: ignore[assignment]

    def step(self) -> None:
        """Count an operation."""
        self.number += 1
        self._act(self.number)

    def _heard(self, event: str, arguments: tuple[object, ...]) -> None:
        if event not in OPERATIONS:
            return
        path = arguments[0]
        if event == "fcntl.flock" or (
            isinstance(path, (str, bytes, os.PathLike))
            and str(Path.cwd() / os.fsdecode(path)).startswith(self._folder)
        ):
            self.step()


class _InTwo:
    """A file whose content is written in two halves, with a step between."""

    def __init__(self, file: io.IOBase, steps: Steps) -> None:
        self._file, self._steps = file, steps

    def __enter__(self) -> _InTwo:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> object:
        return getattr(self._file, name)

    def writelines(self, pieces: object) -> None:
        """Write half of it, and then the other half."""
        content = b"".join(pieces)  # type: ignore[arg-type]
        middle = len(content) // 2
        for half in (content[:middle], content[middle:]):
            self._steps.step()
            self._file.write(half)  # type: ignore[attr-defined]
            self._file.flush()


def kill_at(folder: Path, number: int) -> Callable[[], None]:
    """Return what kills a process at a step."""

    def act(step: int) -> None:
        if step == number:
            os.kill(os.getpid(), signal.SIGKILL)

    return lambda: Steps(folder, act).install()


def fail_at(folder: Path, number: int, *, and_after: bool) -> Callable[[], None]:
    """Return what lets an operation fail, and those after it where the disk stays full."""
    codes = (errno.EIO, errno.ENOSPC, errno.EACCES, errno.EINVAL)

    def act(step: int) -> None:
        if step == number or (and_after and step > number):
            code = codes[number % len(codes)]
            raise OSError(code, os.strerror(code))

    return lambda: Steps(folder, act).install()


# What is there afterwards


def state(folder: Path, command: Command) -> dict[str, object]:
    """Return what is at each output: its bytes, or what a report's manifest says of it."""
    return {name: _content(folder / name) for name in command.outputs}


def _content(path: Path) -> object:
    if path.is_dir():
        return {
            file.relative_to(path).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
            for file in sorted(path.rglob("*"))
            if file.is_file()
        }
    return path.read_bytes() if path.exists() else None


class Trials:
    """The trials of one command."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name, self.command, self._folder = name, COMMANDS[name], folder
        self.counts: Counter[str] = Counter()
        self.examples: list[str] = []
        self._start = folder / "start"
        prepare(self._start)
        if not self.command.is_new:
            done = run(self._start, self.command, "old")
            assert done.status in (0, 3), done
        self.old = state(self._start, self.command)
        made = self.fresh()
        start = time.monotonic()
        done = run(made, self.command, "new")
        self.seconds = time.monotonic() - start
        assert done.status in (0, 3), done
        self.status = done.status
        self.new = state(made, self.command)
        shutil.rmtree(made.parent)

    def fresh(self) -> Path:
        """Return a new folder as the last run left it."""
        folder = Path(tempfile.mkdtemp(dir=self._folder)) / "work"
        shutil.copytree(self._start, folder)
        return folder

    def settle(self, folder: Path) -> None:
        """Do what every command does that looks at the outputs."""
        from scwres.files.leftovers import settle

        for name in self.command.outputs:
            settle(folder / name)

    def judge(self, folder: Path, ran: Run, kind: str) -> None:
        """Count what is wrong after a run, then after another in its place."""
        self.counts[kind] += 1
        faults = list(self._wrong(folder, ran))
        again = run(folder, self.command, "new")
        settled = state(folder, self.command)
        may_repeat = self.command.is_new and again.status == 2
        if again.status != self.status and not may_repeat:
            faults.append("status")
        elif not self._is_new(settled):
            faults.append("partial")
        if [path.name for path in folder.rglob(".*")]:
            faults.append("left")
        for fault in faults:
            self.counts[fault] += 1
            self.examples.append(f"{self.name}, {kind}: {fault}, status {ran.status}: {ran.said}")
        shutil.rmtree(folder.parent)

    def _wrong(self, folder: Path, ran: Run) -> Iterator[str]:
        untouched = state(folder, self.command)
        # A signal can come before the program listens: then the system ends it, untouched.
        was_early = ran.status == -signal.SIGTERM and untouched == self.old
        if not was_early and ran.status != KILLED and ran.status not in DOCUMENTED:
            yield "status"
        if "Nothing was written" in ran.said and untouched != self.old:
            yield "untrue"
        self.settle(folder)
        now = state(folder, self.command)
        if any(self.old[name] is not None and now[name] is None for name in now):
            yield "lost"
        elif not (now == self.old or self._is_new(now) or self._is_part_of_new(now)):
            yield "partial"
        if ran.status == self.status and not self._is_new(now):
            yield "lost"
        if self.command.has_ledger and self._is_new(now) and not _has_release(folder, "new"):
            yield "lost"

    def _is_new(self, now: Mapping[str, object]) -> bool:
        """Return whether all of it is new; a report holds the time, so by its manifest."""
        if self.name != "report":
            return now == self.new
        manifest, files = now["out-internal/manifest.json"], now["out"]
        if not isinstance(manifest, bytes) or manifest == self.old["out-internal/manifest.json"]:
            return False
        return bool(json.loads(manifest)["report"]["sha256"] == files)

    def _is_part_of_new(self, now: Mapping[str, object]) -> bool:
        """Return whether some files are whole and new, of a command that writes several alone."""
        return self.name == "init" and all(now[name] in (None, self.new[name]) for name in now)


def _has_release(folder: Path, period: str) -> bool:
    from scwres.publishing.ledger import read_ledger
    from scwres.publishing.recording import settled

    path = folder / "led.json"
    return any(entry.period == period for entry in settled(read_ledger(path), path).entries)


def number_of_steps(trials: Trials) -> int:
    """Return how many operations on files a run has."""
    folder = trials.fresh()
    with tempfile.TemporaryFile() as tally:

        def act(number: int) -> None:
            os.pwrite(tally.fileno(), b"%d" % number, 0)

        run(folder, trials.command, "new", lambda: Steps(folder, act).install())
        shutil.rmtree(folder.parent)
        return int(os.pread(tally.fileno(), 20, 0) or b"0")


def every_step(
    trials: Trials,
    kind: str,
    hook_of: Callable[[Path, int], Callable[[], None]],
    every: int,
) -> None:
    """Try each step of a run in turn, or every n-th."""
    for number in range(1, number_of_steps(trials) + 1, every):
        folder = trials.fresh()
        trials.judge(folder, run(folder, trials.command, "new", hook_of(folder, number)), kind)


def at_random(trials: Trials, kind: str, sent: int, number: int, random: Random) -> None:
    """Send a signal at random times."""
    for _ in range(number):
        folder = trials.fresh()
        process = forked(folder, lambda: words_of(trials.command, "new"), nothing)
        time.sleep(random.uniform(0, trials.seconds * 1.05))
        os.kill(process, sent)
        trials.judge(folder, ended(folder, process), kind)


def at_every_call(trials: Trials, every: int) -> None:
    """Kill at every system call that changes a file, from outside."""
    if shutil.which("strace") is None:
        return
    folder = trials.fresh()
    log = folder.parent / "calls"
    _traced(folder, trials, ["-c", "-o", str(log), "-e", f"trace={','.join(CALLS)}"])
    numbers = {}
    for line in log.read_text().splitlines():
        columns = line.split()
        if columns and columns[-1] in CALLS:
            numbers[columns[-1]] = int(columns[3])
    shutil.rmtree(folder.parent)
    for call, most in numbers.items():
        for number in range(1, most + 1, every):
            folder = trials.fresh()
            inject = f"inject={call}:signal=KILL:when={number}"
            ran = _traced(folder, trials, ["-o", os.devnull, "-e", f"trace={call}", "-e", inject])
            trials.judge(folder, ran, "call")


def _traced(folder: Path, trials: Trials, options: list[str]) -> Run:
    here = Path.cwd()
    os.chdir(folder)
    words = words_of(trials.command, "new")
    os.chdir(here)
    command = ["strace", "-f", *options, sys.executable, "-m", "scwres", *words]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    status = KILLED if ran.returncode in (128 + signal.SIGKILL, KILLED) else ran.returncode
    return Run(status, ran.stderr)


# Two at once


def at_once(name: str, top: Path, number: int) -> tuple[Counter[str], list[str]]:
    """Run a command on the inputs of two years at once, over and over."""
    trials = Trials(name, top)
    counts, examples = Counter({"pairs": 0}), []
    for _ in range(number):
        folder = trials.fresh()
        (folder / "led.json").unlink(missing_ok=True)
        processes = [
            forked(folder, lambda year=year: words_of(trials.command, year), nothing)
            for year in ("old", "new")
        ]
        runs = [ended(folder, process) for process in processes]
        counts["pairs"] += 1
        faults = []
        if any(each.status not in DOCUMENTED for each in runs):
            faults.append("status")
        now = state(folder, trials.command)
        if not (now == trials.old or trials._is_new(now)) and not (
            name == "report" and _is_of_its_manifest(now)
        ):
            faults.append("partial")
        if trials.command.has_ledger:
            kept = [_has_release(folder, year) for year in ("old", "new")]
            if kept != [each.status == 0 for each in runs]:
                faults.append("lost")
        elif any(each.status != 0 for each in runs):
            faults.append("status")
        if [path.name for path in folder.rglob(".*")]:
            faults.append("left")
        for fault in faults:
            counts[fault] += 1
            examples.append(f"{name}, at once: {fault}: {[tuple(each) for each in runs]}")
        shutil.rmtree(folder.parent)
    return counts, examples


def _is_of_its_manifest(now: Mapping[str, object]) -> bool:
    manifest = now["out-internal/manifest.json"]
    assert isinstance(manifest, bytes)
    return bool(json.loads(manifest)["report"]["sha256"] == now["out"])


def load() -> None:
    """Load what commands load, so that each process has it."""
    import docx  # noqa: F401
    import highspy  # noqa: F401
    import jinja2  # noqa: F401
    import numpy as np  # noqa: F401
    import tabulate  # noqa: F401
    import xlsxwriter  # noqa: F401

    import scwres.commands.compare
    import scwres.commands.compute
    import scwres.commands.plan
    import scwres.commands.tools
    import scwres.publishing.issuing
    import scwres.reports.folder
    import scwres.results.combine
    import scwres.sample
    import scwres.years.changes  # noqa: F401


def measure(
    kills: int, pairs: int, every: int, seed: int, only: str = "", *, by_call: bool = True
) -> tuple[dict[str, Counter[str]], list[str]]:
    """Return what was counted of each command, and what went wrong in words."""
    load()
    random = Random(seed)
    counted: dict[str, Counter[str]] = {}
    examples: list[str] = []
    with tempfile.TemporaryDirectory() as top:
        for name in COMMANDS:
            if only and name != only:
                continue
            folder = Path(os.path.realpath(top)) / name
            folder.mkdir()
            trials = Trials(name, folder)
            every_step(trials, "step", kill_at, every)
            for and_after in (False, True):
                every_step(
                    trials,
                    "failing",
                    lambda at, number, and_after=and_after: fail_at(
                        at, number, and_after=and_after
                    ),
                    every,
                )
            at_random(trials, "random", signal.SIGKILL, kills, random)
            at_random(trials, "stopped", signal.SIGTERM, kills // 4, random)
            if by_call:
                at_every_call(trials, every)
            counted[name] = trials.counts
            examples += trials.examples
        for name in ("compute", "publish", "report"):
            if only and name != only:
                continue
            folder = Path(os.path.realpath(top)) / f"{name} at once"
            folder.mkdir()
            counts, wrong = at_once(name, folder, pairs)
            counted[f"{name}, two at once"] = counts
            examples += wrong
    return counted, examples


def main() -> None:
    """Print what was counted."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--kills", type=int, default=60, help="random kills of each command")
    parser.add_argument("--pairs", type=int, default=100, help="pairs of runs at once of each")
    parser.add_argument("--every", type=int, default=1, help="try every n-th step only")
    parser.add_argument("--seed", type=int, default=27)
    parser.add_argument("--only", default="", help="this command only")
    parser.add_argument("--no-calls", action="store_true", help="do without strace")
    options = parser.parse_args()
    counted, examples = measure(
        options.kills,
        options.pairs,
        options.every,
        options.seed,
        options.only,
        by_call=not options.no_calls,
    )
    kinds = ("step", "random", "stopped", "call", "failing", "pairs")
    print("| Command | " + " | ".join((*kinds, *FAULTS)) + " |")
    print("|---|" + "---:|" * (len(kinds) + len(FAULTS)))
    total: Counter[str] = sum(counted.values(), Counter())
    for name, counts in {**counted, "all": total}.items():
        figures = " | ".join(f"{counts[key]:,}" for key in (*kinds, *FAULTS))
        print(f"| {name} | {figures} |")
    for example in examples[:20]:
        print(example, file=sys.stderr)
    sys.exit(1 if any(total[fault] for fault in FAULTS) else 0)


if __name__ == "__main__":
    main()
