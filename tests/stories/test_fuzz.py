"""A part of ``benchmarks/fuzz.py``: changed files give a result, or an error by name."""

from __future__ import annotations

import importlib.util
import os
import signal

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="processes are forked and limited")

#: Changed files that are tried here, some of each command; the script tries as many as wanted.
TRIALS = 60

COMMANDS = {"audit", "check", "combine", "compare", "compute", "plan"}


@pytest.fixture(scope="module")
def fuzz(root):
    spec = importlib.util.spec_from_file_location("fuzz", root / "benchmarks" / "fuzz.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_a_changed_file_never_gives_a_fault_of_the_program(fuzz):
    fuzzing = fuzz.measure(TRIALS, seconds=120, seed=28)

    assert list(fuzzing.examples.values()) == []
    assert set(fuzzing.counts) == COMMANDS
    total = sum(fuzzing.counts.values(), fuzz.Counter())
    assert total["trials"] == TRIALS
    # Changes are small enough that some files are still read, and some are not.
    assert 0 < total[fuzz.DONE] < TRIALS


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sabotage", "sort"),
    [
        pytest.param(lambda: 1 / 0, "fault", id="an error of the program"),
        pytest.param(lambda: os.kill(os.getpid(), signal.SIGKILL), "crash", id="a crash"),
    ],
)
def test_the_script_sees_what_goes_wrong(fuzz, monkeypatch, sabotage, sort):
    from scwres.publishing import audit

    monkeypatch.setattr(audit, "audit", lambda *_, **__: sabotage())
    fuzzing = fuzz.measure(2, seconds=120, seed=28, only="audit results.csv")

    assert fuzzing.counts["audit"][sort] == 2


@pytest.mark.slow
@pytest.mark.parametrize(("limit", "sort"), [("MEMORY", "memory"), ("SECONDS", "hang")])
def test_the_script_sees_what_takes_too_much(fuzz, monkeypatch, limit, sort):
    from scwres.publishing import audit

    def endless(*_: object, **__: object) -> None:
        while True:
            pass

    monkeypatch.setattr(fuzz, limit, 0.1)
    if sort == "hang":
        monkeypatch.setattr(audit, "audit", endless)
    fuzzing = fuzz.measure(1, seconds=120, seed=28, only="audit results.csv")

    assert fuzzing.counts["audit"][sort] == 1


def test_the_same_seed_gives_the_same_files(fuzz):
    contents = [
        fuzz.changed(b"ethnicity,left\nIndian,Y\nIrish,N\n", b"a,b\n", fuzz.Random(seed))
        for seed in (1, 1, 2)
    ]

    assert contents[0] == contents[1] != contents[2]
