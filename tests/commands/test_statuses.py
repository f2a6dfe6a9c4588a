"""Odd inputs end with the documented statuses, and never as a fault of the program itself."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

STAFF = "ethnicity,left\n" + "Indian,Y\n" * 20 + "White British,N\n" * 30

DIGITS = "9" * 5_000

#: The statuses of the reference, but for 1: a fault of the program itself.
DOCUMENTED = (0, 2, 3, 4, 5, 6)


@pytest.mark.parametrize(
    "options",
    [
        ["--known", f"3={DIGITS}", "--publish"],
        ["--profile", f"{DIGITS}-5", "--publish"],
        ["--profile", f"10-{DIGITS}", "--publish"],
        ["--confidence", DIGITS],
        ["--indicator", DIGITS],
        ["--window", "0001-01-01:9999-12-31"],
    ],
)
def test_an_option_of_thousands_of_digits_is_wrong_usage(scwres, write, options):
    assert scwres("compute", write("hr.csv", STAFF), *options).status == 2


@pytest.mark.parametrize(
    "command", [["audit", "--known", f"3={DIGITS}"], ["sample", "--seed", "x"]]
)
def test_so_it_is_of_other_commands(scwres, write, command):
    name, *options = command
    assert scwres(name, write("hr.csv", STAFF), *options).status == 2


@pytest.fixture
def odd_paths(tmp_path, monkeypatch):
    """Return paths that lead nowhere: in a circle, or by names that are too long."""
    monkeypatch.chdir(tmp_path)
    for name in ("loop.csv", "loop.json", "loop.toml", "loop"):
        Path(name).symlink_to(name)
    long = "n" * 300
    deep = "/".join(["d" * 200] * 30)
    return [
        *("loop.csv", "loop.json", "loop.toml", "loop/hr.csv", f"{deep}/hr.csv"),
        *(f"{long}{ending}" for ending in (".csv", ".json", ".toml")),
    ]


def test_paths_that_lead_nowhere_are_files_that_cannot_be_read_or_written(
    scwres, write, odd_paths
):
    hr = write("hr.csv", STAFF)
    for path in odd_paths:
        for command in (
            *(["compute", path], ["check", path], ["audit", path], ["init", path]),
            *(["combine", path, hr], ["compare", path, hr], ["plan", path]),
            *(["compute", hr, "--config", path], ["compute", "--as", f"staff={path}"]),
            ["compute", hr, "--format", "json", "-o", path],
            ["compute", hr, "--publish", "--ledger", path],
            *(["sample", path], ["init", hr, "-o", path]),
        ):
            ran = scwres(*command)
            assert ran.status in (2, 3, 6), (command, ran.err)
        config = write("s.toml", f'[[extracts]]\npath = "{path}"\n')
        assert scwres("compute", "--config", config).status in (2, 6)
        assert scwres("combine", config, hr).status in (2, 6)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("stream", [">/dev/full", ">&-"])
@pytest.mark.parametrize(
    "words", ["--version", "--help", "compute --help", "explain 3", "compute hr.csv --quiet"]
)
def test_a_standard_output_that_takes_nothing_is_a_file_that_cannot_be_written(
    write, tmp_path, words, stream
):
    write("hr.csv", STAFF)
    command = f"{sys.executable} -m scwres {words} {stream}"
    ran = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path, stderr=subprocess.PIPE, env=_env(), check=False
    )

    assert ran.returncode == 6
    assert b"standard output: cannot be written" in ran.stderr


def _env() -> dict[str, str]:
    """Return the environment, in which the package under test is found from any folder."""
    import scwres

    return {**os.environ, "PYTHONPATH": str(Path(scwres.__file__).parent.parent)}


@pytest.mark.skipif(os.name != "posix", reason="descriptors of POSIX systems")
def test_no_file_is_written_in_place_of_a_standard_stream_that_is_closed(write, tmp_path):
    write("hr.csv", STAFF)
    command = f"{sys.executable} -m scwres compute hr.csv -o o.json <&- >&- 2>&-"
    ran = subprocess.run(["sh", "-c", command], cwd=tmp_path, env=_env(), check=False)

    assert ran.returncode == 0
    assert json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))["results"]


#: What no key of results holds.
ODD = ("missing", None, [], {}, [[]], {"a": 1}, 10**300, -1.5, "x" * 300, "\ud800", "9999-12-31")


def _mutants(document: object, depth: int = 0) -> Iterator[object]:
    """Yield copies of a document with a key, at some depth, that is missing or odd."""
    keys = document.keys() if isinstance(document, dict) else range(min(1, len(document)))
    for key in list(keys):
        for odd in ODD:
            mutant = copy.copy(document)
            if odd == "missing":
                del mutant[key]
            else:
                mutant[key] = odd
            yield mutant
        if isinstance(document[key], (dict, list)) and depth < 2:
            for below in _mutants(document[key], depth + 1):
                mutant = copy.copy(document)
                mutant[key] = below
                yield mutant


@pytest.mark.parametrize("kind", ["results", "publication", "ledger"])
def test_results_with_a_key_that_is_missing_or_odd_are_refused_or_read(
    scwres, write, tmp_path, kind
):
    hr, odd = write("hr.csv", STAFF), tmp_path / "odd.json"
    made, ledger = tmp_path / "made.json", tmp_path / "ledger.json"
    publish = ["--publish", "--ledger", ledger] if kind != "results" else []
    assert scwres("compute", hr, "--indicator", "8", "-o", made, *publish).status == 0
    document = json.loads((ledger if kind == "ledger" else made).read_text(encoding="utf-8"))
    commands = (
        [["compute", hr, "--indicator", "8", "--publish", "--ledger", odd, "-q"]]
        if kind == "ledger"
        else [["audit", odd], ["compare", odd, made], ["compute", hr, "--benchmark", odd, "-q"]]
    )
    mutants = list(_mutants(document))
    for number, mutant in enumerate(mutants):
        if number % 5:
            continue  # every fifth, for time
        odd.write_text(json.dumps(mutant), encoding="utf-8")
        for command in commands[number // 5 % len(commands) :][:1]:
            ran = scwres(*command)
            assert ran.status in DOCUMENTED, (command, ran.err)


def test_a_key_that_is_there_twice_is_refused(scwres, write, tmp_path):
    made, ledger = tmp_path / "made.json", tmp_path / "ledger.json"
    hr = write("hr.csv", STAFF)
    command = ("compute", hr, "--indicator", "8", "--publish", "-o", made, "--ledger", ledger)
    assert scwres(*command).status == 0
    for path in (made, ledger):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('"indicator": "8"', '"indicator": "8", "indicator": "8"', 1))
    for words in (["audit", made], ["compare", made, made], ["plan", hr, "--now", made]):
        ran = scwres(*words)
        assert ran.status == 3
    assert scwres("compute", hr, "--publish", "--ledger", ledger).status == 3
