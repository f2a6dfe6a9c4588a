"""What the commands make of files that were changed at random: a result, or an error by name.

Seeds are the extracts, count files, settings, plans and results of this repository, in every
format. Each is changed a little, at bytes, lines, cells, values of JSON or members of a zipped
file, and a command reads it in this process. Counted are

- ``fault``: exit status 1, an error that is not caught, or a traceback in what is printed;
- ``status``: an exit status that the reference does not list;
- ``crash``: a process that a signal ended;
- ``hang``: more than 10 seconds of processor time, or two minutes of the clock;
- ``memory``: more than 1 GiB;
- ``differs``: ``compute`` and ``scwres.compute`` differ, in their results or their refusal.

    python benchmarks/fuzz.py [--trials N] [--minutes N] [--seed S] [--only TEXT] [--keep FOLDER]
    python benchmarks/fuzz.py --guided --minutes N --only TEXT    (with atheris)

Without ``--guided`` the same seed gives the same files. ``--guided`` lets atheris choose which
changes to keep, by the lines of the program that a file reaches. ``--keep`` writes each file that
did something wrong. It needs a system with processes that can be forked.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import re
import resource
import shlex
import shutil
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent

#: What is counted, of which each is to be nought.
FAULTS = ("fault", "status", "crash", "hang", "memory", "differs")

#: A trial that ended in a result: without some of these, a run would show little.
DONE = "done"

#: The statuses that the input can lead to.
DOCUMENTED = (0, 2, 3, 4, 5, 6)

SECONDS, SECONDS_BY_THE_CLOCK = 10, 120
MEMORY = 2**30

#: No process may ask for more address space than this, so that the machine stays usable.
ADDRESS_SPACE = 8 * 2**30

#: The lines of an extract that are kept in a seed: more would only be slower.
LINES = 80

#: One trial in so many is also read by the library.
COMPARED_EVERY = 4

#: Values that have broken programs, or that mean something here.
TOKENS = (
    *("", " ", "\t", "\n", "\r\n", "\x00", "\x1a", "\ufeff", "\u200b", "\xa0", "\U0001f600"),
    *('"', "'", '""', ",", ";", "|", "=", "[", "]", "{", "}", "#", "\\", "%s", "{0}", "[c]"),
    *("0", "-0", "-1", "1", "00", "1e400", "1e-400", "1e5", "NaN", "nan", "inf", "-inf", "\u0661"),
    *("9007199254740993", "99999999999999999999999", "0x10", "1_000", "1,000", "½", "²", "1.5"),
    *("true", "false", "null", "None", "yes", "no", "Y", "N", "n/a", "not known", "[x]", "..."),
    *("2024-02-30", "2024-02-29", "0000-00-00", "9999-12-31", "31/12/2024", "45000", "10:00"),
    *("=1+1", "+1", "@a", "-", "--", "*", "?", "../x", "/", "~", "C:\\x", "a" * 300, "é" * 50),
    *("White British", "Indian", "Any other", "Prefer not to say", "Total", "Band 2", "NJC"),
    *("staff_id", "ethnicity", "people", "item", "answer", "left", "pay_band", "directorate"),
    *("standard", "results", "inputs", "settings", "group", "audience", "measures", "target"),
)


class Case(NamedTuple):
    """A command, and the file of it that is changed.

    Parameters
    ----------
    words
        The command, in a folder that holds its files.
    file
        The name of the file that is changed.
    content
        What is in it before.
    """

    words: tuple[str, ...]
    file: str
    content: bytes

    @property
    def name(self) -> str:
        """The command and the file, by which ``--only`` chooses."""
        return f"{' '.join(self.words)} ({self.file})"


class Finding(NamedTuple):
    """Something that went wrong: its sort, and where or what."""

    sort: str
    what: str


# Seeds


def cases(folder: Path) -> list[Case]:
    """Write the seeds into a folder, and return every command on every one that it reads."""
    make_seeds(folder)
    json_, quiet = ("--format", "json"), ("-q",)
    extracts = sorted(path.name for path in folder.glob("extract-*"))
    counted = sorted(path.name for path in folder.glob("counts*"))
    plans = sorted(path.name for path in folder.glob("plan-*"))
    commands: list[tuple[tuple[str, ...], str]] = []
    for name in (*extracts, *counted):
        commands += [(("compute", name, *json_), name), (("check", name), name)]
        commands.append((("compute", name, "--detail", "--groups", "five", *quiet), name))
    for name in counted:
        commands.append((("combine", name, "other.csv", *json_), name))
        commands.append((("compare", name, "other.csv"), name))
        commands.append((("compute", name, "--publish", "--format", "csv"), name))
    for name in ("results.json", "published.json", "by-team.json"):
        commands.append((("compare", name, "results.json"), name))
        commands.append((("compute", "counts.csv", "--benchmark", name, *quiet), name))
        commands.append((("plan", "plan-a.toml", "--before", "results.json", "--now", name), name))
    for name in ("published.json", "published.csv", "results.csv", "results.json"):
        commands.append((("audit", name), name))
    commands.append((("audit", "published.csv", "--members", "published.json"), "published.json"))
    for name in plans:
        commands.append((("plan", name, "--now", "results.json"), name))
        if not name.endswith(".toml"):
            commands.append((("plan", name, "--write-toml", "written.toml", "--force"), name))
    for name in sorted(path.name for path in folder.glob("settings-*")):
        commands.append((("compute", "--config", name, *json_), name))
        commands.append((("check", "--config", name), name))
    commands.append((("compute", "counts.csv", "--population", "residents.csv"), "residents.csv"))
    return [Case(words, name, (folder / name).read_bytes()) for words, name in commands]


def make_seeds(folder: Path) -> None:
    """Write every kind of file that the commands read, each small."""
    sample, examples = ROOT / "sample_data", ROOT / "examples"
    for path in (
        *sorted(sample.glob("*.csv")),
        *sorted(examples.glob("borough/*.[ct]sv")),
        *sorted(examples.glob("systems/*.csv")),
        *sorted(examples.glob("systems/*.txt")),
    ):
        lines = path.read_bytes().splitlines(keepends=True)[:LINES]
        name = f"extract-{path.parent.name}-{path.name.replace(' ', '-')}"
        (folder / name).write_bytes(b"".join(lines))
    for path in (*examples.glob("borough/*.xlsx"), *examples.glob("systems/*.xlsx")):
        name = f"extract-{path.parent.name}-{path.name.replace(' ', '-')}"
        shutil.copy(path, folder / name)
    rows = [line.split(",") for line in _text(folder / "extract-sample_data-hr.csv")]
    _write_others(folder, rows)
    shutil.copy(examples / "teams.csv", folder / "extract-teams.csv")
    shutil.copy(examples / "plans/adult-social-care.toml", folder / "plan-a.toml")
    shutil.copy(examples / "plans/adult-social-care.xlsx", folder / "plan-b.xlsx")
    shutil.copy(examples / "plans/council-wide.csv", folder / "plan-c.csv")
    for name, content in SETTINGS.items():
        (folder / name).write_text(content, encoding="utf-8")
    (folder / "residents.csv").write_text(RESIDENTS, encoding="utf-8")
    made = {
        "counts.csv": ("--format", "counts"),
        "counts-by.csv": ("--format", "counts", "--by", "directorate"),
        "results.json": ("--format", "json"),
        "results.csv": ("--format", "csv"),
        "by-team.json": ("--format", "json", "--by", "directorate", "--indicator", "4"),
        "published.json": ("--format", "json", "--publish"),
        "published.csv": ("--format", "csv", "--publish"),
    }
    for name, words in made.items():
        out = folder / name
        status, said, _ = run(folder, ("compute", "start.csv", *words, "-q", "-o", str(out)))
        assert status == 0, said
        (folder / f"{name}-internal").exists() and shutil.rmtree(folder / f"{name}-internal")
    shutil.copy(folder / "counts.csv", folder / "other.csv")


def _text(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8-sig").splitlines()


def _write_others(folder: Path, rows: list[list[str]]) -> None:
    """Write the staff extract as Parquet and in the formats of spreadsheets."""
    import pyarrow
    import pyarrow.parquet

    whole = (ROOT / "sample_data" / "hr.csv").read_bytes().splitlines(keepends=True)
    (folder / "start.csv").write_bytes(b"".join(whole[:600]))
    columns = {row[0]: list(row[1:]) for row in zip(*rows, strict=True)}
    table = pyarrow.table(columns)
    pyarrow.parquet.write_table(table, folder / "extract-staff.parquet")
    pyarrow.parquet.write_table(
        table, folder / "extract-plain.parquet", compression="none", use_dictionary=False
    )
    with contextlib.suppress(ImportError):
        import xlwt

        book = xlwt.Workbook()
        sheet = book.add_sheet("Staff")
        for row, cells in enumerate(rows[:30]):
            for column, cell in enumerate(cells):
                sheet.write(row, column, cell)
        book.save(str(folder / "extract-staff.xls"))
    with contextlib.suppress(ImportError):
        from odf.opendocument import OpenDocumentSpreadsheet
        from odf.table import Table, TableCell, TableRow
        from odf.text import P

        document = OpenDocumentSpreadsheet()
        table_ = Table(name="Staff")
        for cells in rows[:30]:
            line = TableRow()
            for cell in cells:
                line.addElement(place := TableCell())
                place.addElement(P(text=cell))
            table_.addElement(line)
        document.spreadsheet.addElement(table_)
        document.save(str(folder / "extract-staff.ods"))


SETTINGS = {
    "settings-a.toml": """\
organisation = "Norfolk"
snapshot = 2025-03-31
by = ["directorate"]
accept = ["few-people"]
[publish]
profile = "ons-10-5"
period = "2025"
known = { 3 = 1800 }
[pay_bands]
order = ["Band 1", "Band 2"]
[ethnicity]
"Mixed Heritage" = "Mixed or multiple ethnic groups"
[[extracts]]
path = "extract-sample_data-hr.csv"
as = "staff"
""",
    "settings-b.toml": """\
standard = "nhs-wres"
groups = "five"
reference = "White British"
confidence = 0.9
[[extracts]]
path = "extract-borough-cases.csv"
[[extracts]]
path = "extract-borough-leavers.csv"
columns = { ethnicity = "Ethnic Origin" }
blank = { left = "no" }
[[extracts]]
path = "extract-borough-recruitment.csv"
[[measures]]
item = "overtime"
title = "Worked overtime"
counted_of = "staff"
""",
}

RESIDENTS = """\
ethnicity,people
White British,50000
Any other White background,3000
Indian,2000
African,1500
Any other ethnic group,400
"""


# Changes


def changed(content: bytes, other: bytes, random: Random) -> bytes:
    """Return a file that is changed in a few places: by its form, or byte by byte."""
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 6))):
        if content.startswith(b"PK\x03\x04") and random.random() < 0.85:
            content = _in_zip(content, random)
        elif content[:1] == b"{" and random.random() < 0.7:
            content = _in_json(content, random)
        elif content[:4] in (b"PAR1", b"\xd0\xcf\x11\xe0", b"PK\x03\x04"):
            content = _in_bytes(content, other, random)
        elif random.random() < 0.75:
            content = _in_lines(content, other, random)
        else:
            content = _in_bytes(content, other, random)
    return content


def _in_bytes(content: bytes, other: bytes, random: Random) -> bytes:
    """Return bytes with some of them changed, gone, twice or from elsewhere."""
    start = random.randrange(len(content) + 1)
    # The places that matter are few and short: heads, lengths, footers.
    if random.random() < 0.3:
        start = max(
            0, min(len(content), random.choice((0, len(content))) + random.randint(-64, 64))
        )
    end = min(len(content), start + random.choice((0, 1, 1, 1, 2, 4, 8, 40, 400)))
    head, middle, tail = content[:start], content[start:end], content[end:]
    kind = random.randrange(8)
    if kind == 0:
        return head + tail
    if kind == 1:
        return head + middle * random.choice((2, 3, 50)) + tail
    if kind == 2:
        return head
    if kind == 3:
        return head + random.choice(TOKENS).encode() + tail
    if kind == 4:
        at = random.randrange(len(other) + 1)
        return head + other[at : at + random.choice((1, 8, 80, 800))] + tail
    if kind == 5:
        size = random.choice((1, 2, 4, 8))
        number = random.choice((0, 1, 2 ** (8 * size - 1), 2 ** (8 * size) - 1, 2**size))
        return head + number.to_bytes(size, "little") + content[start + size :]
    if kind == 6:
        return head + bytes(byte ^ (1 << random.randrange(8)) for byte in middle) + tail
    return head + random.randbytes(len(middle)) + tail


def _in_lines(content: bytes, other: bytes, random: Random) -> bytes:
    """Return text with lines or the cells of a line changed."""
    if random.random() < 0.04:
        encodings = ("utf-16", "utf-16-be", "utf-8-sig", "utf-32", "cp1252", "utf-7")
        return content.decode("utf-8", "replace").encode(random.choice(encodings), "replace")
    lines = content.split(b"\n")
    # Most of what is decided about a table is decided at its header.
    row = random.randrange(min(len(lines), 3) if random.random() < 0.4 else len(lines))
    kind = random.randrange(12)
    if kind == 0:
        del lines[row]
    elif kind == 1:
        lines[row:row] = [lines[row]] * random.choice((1, 2, 40))
    elif kind == 2:
        rows = other.split(b"\n")
        lines.insert(row, random.choice(rows))
    elif kind == 3:
        swap = random.randrange(len(lines))
        lines[row], lines[swap] = lines[swap], lines[row]
    elif kind == 4:
        lines[row] = random.choice(TOKENS).encode()
    elif kind == 5:
        return random.choice((b"\r\n", b"\r", b"\x85")).join(lines)
    else:
        lines[row] = _in_cells(lines[row], other, random)
    return b"\n".join(lines)


def _in_cells(line: bytes, other: bytes, random: Random) -> bytes:
    """Return a line with one cell, word or number changed."""
    mark = random.choice((b",", b",", b";", b"\t", b" ", b'"', b"=", b"."))
    cells = line.split(mark if mark in line else b",")
    place = random.randrange(len(cells))
    kind = random.randrange(6)
    if kind == 0:
        del cells[place]
    elif kind == 1:
        cells.insert(place, random.choice(cells))
    elif kind == 2:
        swap = random.randrange(len(cells))
        cells[place], cells[swap] = cells[swap], cells[place]
    elif kind == 3:
        cells[place] = re.sub(rb"\d+", lambda _: _number(random), cells[place])
    else:
        cells[place] = random.choice(TOKENS).encode()
    return (mark if mark in line else b",").join(cells)


def _number(random: Random) -> bytes:
    return str(random.choice((0, 1, 2, 9, 31, 99, 2**31, 2**63, 10**40, random.random()))).encode()


def _in_zip(content: bytes, random: Random) -> bytes:
    """Return a zipped file with a member changed, gone, empty or from another place."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # it was changed into what is not a zipped file
        return _in_bytes(content, content, random)
    if not members:
        return content
    name = random.choice(list(members))
    kind = random.randrange(10)
    if kind == 0:
        del members[name]
    elif kind == 1:
        members[name] = members[random.choice(list(members))]
    elif kind < 8:
        members[name] = _in_xml(members[name], random)
    else:
        members[name] = _in_bytes(members[name], content, random)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, inside in members.items():
            archive.writestr(member, inside)
    return made.getvalue()


def _in_xml(content: bytes, random: Random) -> bytes:
    """Return XML with an element gone or twice, or a value or a text changed."""
    pattern = random.choice((rb'"[^"]*"', rb">[^<]+<", rb"<[^>]+>", rb"\d+"))
    places = list(re.finditer(pattern, content[:200_000]))
    if not places:
        return content
    place = random.choice(places)
    start, end = place.span()
    token = random.choice((random.choice(TOKENS).encode(), _number(random)))
    if pattern == rb'"[^"]*"':
        middle = b'"' + token + b'"'
    elif pattern == rb">[^<]+<":
        middle = b">" + token + b"<"
    elif pattern == rb"\d+":
        middle = _number(random)
    else:
        middle = random.choice((b"", place[0] * 2, random.choice(places)[0]))
    return content[:start] + middle + content[end:]


def _in_json(content: bytes, random: Random) -> bytes:
    """Return JSON with one value changed, gone, twice or of another type."""
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        return _in_lines(content, content, random)
    holders = [(holder, key) for holder, key in _places(document)]
    if not holders:
        return content
    holder, key = random.choice(holders)
    kind = random.randrange(7)
    if kind == 0:
        del holder[key]
    elif kind == 1 and isinstance(holder, list):
        holder.insert(key, holder[key])
    elif kind == 2:
        from_holder, from_key = random.choice(holders)
        # Through text, as a value must not hold itself.
        holder[key] = json.loads(json.dumps(from_holder[from_key]))
    elif kind == 3:
        holder[key] = random.choice((None, True, -1, 0, 0.5, 1e308, 2**70, float("nan"), [], {}))
    elif kind == 4:
        holder[key] = random.choice(([holder[key]], {"a": holder[key]}, str(holder[key])))
    elif kind == 5 and isinstance(holder, dict):
        holder[random.choice(TOKENS)] = holder.pop(key)
    else:
        holder[key] = random.choice(TOKENS)
    return json.dumps(document).encode()


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every place in a JSON document: what holds it, and its key or number there."""
    keys: Any = value if isinstance(value, dict) else range(len(value))
    for key in list(keys):
        yield value, key
        if isinstance(value[key], (dict, list)):
            yield from _places(value[key])


# A trial


def run(folder: Path, words: tuple[str, ...]) -> tuple[int, str, str]:
    """Run a command in a folder, in this process, and return its status and what it printed."""
    from scwres import cli

    out, said = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
    before, sys.argv = sys.argv, ["scwres", *words]
    try:
        with (
            contextlib.chdir(folder),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(said),
        ):
            cli.main()
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else 1
    finally:
        sys.argv = before
    texts = []
    for stream in (out, said):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode("utf-8"))  # type: ignore[attr-defined]
    return status, texts[0], texts[1]


def tried(folder: Path, case: Case, content: bytes, *, is_compared: bool) -> Iterator[Finding]:
    """Run a command on a changed file; yield what is wrong, and ``done`` for a result."""
    (folder / case.file).write_bytes(content)
    try:
        status, out, said = run(folder, case.words)
    except BaseException as error:  # a panic of a library is no Exception
        if isinstance(error, KeyboardInterrupt):
            raise
        yield Finding("fault", _where(error))
        return
    if status == 1:
        yield Finding("fault", _own_fault(folder, case, said))
    elif status not in DOCUMENTED:
        yield Finding("status", str(status))
    elif "Traceback" in said or "Traceback" in out:
        yield Finding("fault", said)
    elif status == 0:
        yield Finding(DONE, "")
    if is_compared and case.words[0] == "compute" and case.words[-1] == "json":
        yield from _compared(folder, case, status, out)
    processes = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    used = [resource.getrusage(who).ru_maxrss for who in processes]
    if max(used) * 1024 > MEMORY:
        yield Finding("memory", f"{max(used) // 1024} MiB")


def _own_fault(folder: Path, case: Case, said: str) -> str:
    """Return where an error of the program comes from: run again, it is not caught."""
    os.environ["SCWRES_DEBUG"] = "1"
    try:
        run(folder, case.words)
    except Exception as error:
        return _where(error)
    finally:
        del os.environ["SCWRES_DEBUG"]
    return said


def _where(error: BaseException) -> str:
    """Return an error and the lines of the program that it passed, the last ones."""
    frames = [
        f"{Path(frame.filename).name}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    return f"{type(error).__name__}: {str(error)[:200]} at {' > '.join(frames[-4:])}"


def _compared(folder: Path, case: Case, status: int, out: str) -> Iterator[Finding]:
    """Yield where the library gives other results than the command, or another refusal."""
    import scwres

    words = case.words
    asked: dict[str, Any] = (
        {"settings": words[2]} if words[1] == "--config" else {"extracts": words[1]}
    )
    with contextlib.chdir(folder):
        try:
            text, other = scwres.compute(**asked).to_json(), 0
        except scwres.ScwresError as error:
            text, other = "", error.status
        except Exception as error:
            yield Finding("differs", f"the library raises {_where(error)}")
            return
    if other != status:
        yield Finding("differs", f"status {status}, of the library {other}")
    elif status == 0 and text != out:
        yield Finding("differs", "the results")


# Many trials


class Fuzzing:
    """Trials in a process of their own, which is started again where one of them ends it."""

    def __init__(self, folder: Path, chosen: list[Case], seed: int, keep: Path | None) -> None:
        self._folder, self._cases, self._seed, self._keep = folder, chosen, seed, keep
        self.counts: dict[str, Counter[str]] = {}
        self.examples: dict[Finding, str] = {}
        self.number = 0
        self.seconds = 0.0

    def content(self, number: int) -> tuple[Case, bytes]:
        """Return the case and the changed file of a trial, which are the same for a seed."""
        random = Random(f"{self._seed} {number}")
        case = self._cases[number % len(self._cases)]
        return case, changed(case.content, random.choice(self._cases).content, random)

    def go_on(self, trials: int, until: float) -> None:
        """Try so many changed files, or as many as there is time for."""
        while self.number < trials and time.monotonic() < until:
            self._process(trials, until)

    def _process(self, trials: int, until: float) -> None:
        reading, writing = os.pipe()
        process = os.fork()
        if not process:
            os.close(reading)
            with os.fdopen(writing, "w", encoding="utf-8") as told:
                self._try(told, trials, until)
            os._exit(0)
        os.close(writing)
        current = -1
        with os.fdopen(reading, encoding="utf-8") as told:
            for line in told:
                record = json.loads(line)
                current = record["number"]
                if "finding" in record:
                    self._note(current, Finding(*record["finding"]))
                else:
                    case, _ = self.content(current)
                    self.counts.setdefault(case.words[0], Counter())["trials"] += 1
        _, status, used = os.wait4(process, 0)
        self.seconds += used.ru_utime + used.ru_stime
        code = os.waitstatus_to_exitcode(status)
        if code:
            is_hang = -code in (signal.SIGPROF, signal.SIGALRM)
            name = signal.Signals(-code).name if code < 0 else f"status {code}"
            self._note(current, Finding("hang" if is_hang else "crash", name))
        self.number = current + 1

    def _try(self, told: io.TextIOBase, trials: int, until: float) -> None:
        """Try files one after another; say which, so that the parent knows where it ended."""
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        for name in (signal.SIGPROF, signal.SIGALRM):
            signal.signal(name, signal.SIG_DFL)

        def tell(**record: object) -> None:
            told.write(json.dumps(record) + "\n")
            told.flush()

        for number in range(self.number, trials):
            if time.monotonic() > until:
                return
            case, content = self.content(number)
            tell(number=number)
            signal.setitimer(signal.ITIMER_PROF, SECONDS)
            signal.alarm(SECONDS_BY_THE_CLOCK)
            is_compared = number // len(self._cases) % COMPARED_EVERY == 0
            findings = list(tried(self._folder, case, content, is_compared=is_compared))
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.alarm(0)
            (self._folder / case.file).write_bytes(case.content)
            for finding in findings:
                tell(number=number, finding=finding)
            if any(finding.sort == "memory" for finding in findings):
                return  # the peak of a process never falls: the next trial needs another

    def _note(self, number: int, finding: Finding) -> None:
        case, content = self.content(number)
        self.counts.setdefault(case.words[0], Counter())[finding.sort] += 1
        if finding.sort == DONE:
            return
        # Numbers in messages differ from trial to trial, and the error is the same.
        sort = Finding(finding.sort, finding.what.rpartition(" at ")[2])
        if sort in self.examples:
            return
        self.examples[sort] = f"{case.name}, trial {number}: {finding.sort}, {finding.what}"
        print(self.examples[sort], file=sys.stderr, flush=True)
        (self._folder / case.file).write_bytes(case.content)
        if self._keep:
            place = self._keep / f"{finding.sort}-{number}"
            place.mkdir(parents=True, exist_ok=True)
            (place / case.file).write_bytes(content)
            (place / "command").write_text(shlex.join(case.words) + f"\n{finding.what}\n")


def measure(
    trials: int, seconds: float, seed: int, only: str = "", keep: Path | None = None
) -> Fuzzing:
    """Try changed files on every command; ``only`` chooses those whose name has it."""
    with tempfile.TemporaryDirectory() as top:
        folder = Path(os.path.realpath(top))
        chosen = [case for case in cases(folder) if only in case.name]
        Random(seed).shuffle(chosen)
        fuzzing = Fuzzing(folder, chosen, seed, keep)
        fuzzing.go_on(trials, time.monotonic() + seconds)
        return fuzzing


def guided(seconds: float, seed: int, only: str, keep: Path | None) -> None:
    """Let atheris choose the changes: it ends the process when the time is over."""
    import atheris

    with atheris.instrument_imports(include=["scwres"]):
        for name in ("compute", "compare", "tools", "plan"):
            __import__(f"scwres.commands.{name}")
    folder = Path(tempfile.mkdtemp())
    chosen = [case for case in cases(folder) if only in case.name]
    corpus = folder / "corpus"
    corpus.mkdir()
    # The first byte of an input says which command reads the rest.
    for place, case in enumerate(chosen[:256]):
        (corpus / str(place)).write_bytes(bytes([place]) + case.content)
    seen: set[str] = set()
    numbers = count()

    def once(data: bytes) -> None:
        if not data:
            return
        case = chosen[data[0] % len(chosen)]
        for finding in tried(folder, case, data[1:], is_compared=next(numbers) % 4 == 0):
            place = finding.what.rpartition(" at ")[2]
            if finding.sort not in ("memory", DONE) and place not in seen:
                seen.add(place)
                print(f"FOUND {case.name}: {finding.sort}, {finding.what}", file=sys.stderr)
                if keep:
                    (keep / f"guided-{len(seen)}").mkdir(parents=True, exist_ok=True)
                    (keep / f"guided-{len(seen)}" / case.file).write_bytes(data[1:])
        (folder / case.file).write_bytes(case.content)

    def change(data: bytes, max_size: int, number: int) -> bytes:
        random = Random(number)
        if not data or random.random() < 0.3:
            return bytes(atheris.Mutate(data, max_size))
        other = random.choice(chosen).content
        return (data[:1] + changed(data[1:] or b"\n", other, random))[:max_size]

    options = [f"-max_total_time={seconds:.0f}", "-timeout=60", "-rss_limit_mb=3000"]
    options += ["-max_len=100000", f"-seed={seed}", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *options, str(corpus)], once, custom_mutator=change)
    atheris.Fuzz()


def table(fuzzing: Fuzzing) -> str:
    """Return what was counted, a row for each command."""
    columns = ("trials", DONE, *FAULTS)
    lines = ["| Command | " + " | ".join(columns) + " |", "|---|" + "---:|" * len(columns)]
    total: Counter[str] = sum(fuzzing.counts.values(), Counter())
    rows: Mapping[str, Counter[str]] = {**dict(sorted(fuzzing.counts.items())), "all": total}
    for name, counts in rows.items():
        lines.append(f"| {name} | {' | '.join(f'{counts[column]:,}' for column in columns)} |")
    return "\n".join(lines)


def main() -> None:
    """Print what was counted."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--trials", type=int, default=10**9, help="changed files")
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=28)
    parser.add_argument("--only", default="", help="cases whose command and file have this text")
    parser.add_argument("--keep", type=Path, help="a folder for files that did something wrong")
    parser.add_argument("--guided", action="store_true", help="let atheris choose the changes")
    options = parser.parse_args()
    seconds = options.minutes * 60
    if options.guided:
        guided(seconds, options.seed, options.only, options.keep)
        return
    fuzzing = measure(options.trials, seconds, options.seed, options.only, options.keep)
    print(table(fuzzing))
    print(f"\nSeed {options.seed}, {fuzzing.seconds / 3600:.2f} hours of processor time.")
    sys.exit(1 if fuzzing.examples else 0)


if __name__ == "__main__":
    main()
