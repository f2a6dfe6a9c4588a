"""Libraries kept quiet, and nothing lost of what was printed before and after."""

from __future__ import annotations

import subprocess
import sys

import pytest

#: Prints from C, from the system and from Python, in what stands for a library.
LIBRARY = """
import os, sys
from ctypes import CDLL

def chatter(word):
    if os.name == "posix":
        library = CDLL(None)
        library.printf(b"C %s\\n", word.encode())
    os.write(1, f"system {word}\\n".encode())
    os.write(2, f"system {word}\\n".encode())
    print("python", word)
    print("python", word, file=sys.stderr)
"""


def _ran(program: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-I", "-c", LIBRARY + program]
    return subprocess.run(command, capture_output=True, check=False)


@pytest.mark.skipif(sys.platform == "win32", reason="C's streams are found as POSIX has them")
def test_nothing_comes_through_but_what_was_printed_before_and_after():
    ran = _ran(
        "from scwres.quiet import quietly\n"
        "library = CDLL(None)\n"
        "library.printf(b'before, held back by C\\n')\n"
        "print('before')\n"
        "print('before', file=sys.stderr)\n"
        "with quietly():\n"
        "    chatter('meanwhile')\n"
        "    with quietly():\n"
        "        chatter('inside')\n"
        "    chatter('meanwhile')\n"
        "print('after', flush=True)\n"
        "print('after', file=sys.stderr)\n"
        "library.printf(b'after, held back by C\\n')\n"
        "library.fflush(None)\n"
    )

    assert sorted(ran.stdout.decode().splitlines()) == [
        *("after", "after, held back by C", "before", "before, held back by C"),
    ]
    assert ran.stderr.decode().split() == ["before", "after"]
    assert ran.returncode == 0


def test_both_streams_are_given_back_after_an_error():
    ran = _ran(
        "from scwres.quiet import quietly\n"
        "try:\n"
        "    with quietly():\n"
        "        chatter('meanwhile')\n"
        "        raise ValueError\n"
        "except ValueError:\n"
        "    print('after')\n"
        "    print('after', file=sys.stderr)\n"
    )

    assert (ran.stdout.split(), ran.stderr.split()) == ([b"after"], [b"after"])


@pytest.mark.parametrize("closed", [(1,), (2,), (1, 2), (0, 1), (0, 1, 2)])
def test_descriptors_that_are_closed_stay_closed_and_the_other_quiet(closed):
    # What is printed after goes to the descriptor that is left, or to none.
    ran = _ran(
        f"closed = {closed!r}\n"
        "for descriptor in closed:\n"
        "    os.close(descriptor)\n"
        "from scwres.quiet import quietly\n"
        "with quietly():\n"
        "    for descriptor in (1, 2):\n"
        "        os.write(descriptor, b'meanwhile')\n"
        "def is_open(descriptor):\n"
        "    try:\n"
        "        os.fstat(descriptor)\n"
        "    except OSError:\n"
        "        return False\n"
        "    return True\n"
        "left = [d for d in (0, 1, 2) if is_open(d)]\n"
        "for descriptor in {1, 2}.intersection(left):\n"
        "    os.write(descriptor, b'after')\n"
        "os._exit(0 if left == [d for d in (0, 1, 2) if d not in closed] else 9)\n"
    )

    assert ran.returncode == 0
    assert ran.stdout == (b"" if 1 in closed else b"after")
    assert ran.stderr == (b"" if 2 in closed else b"after")


def test_no_descriptor_is_left_open():
    ran = _ran(
        "from scwres.quiet import quietly\n"
        "with quietly():\n"
        "    pass\n"
        "first = os.dup(0)\n"
        "for _ in range(100):\n"
        "    with quietly():\n"
        "        pass\n"
        "assert os.dup(0) == first + 1\n"
    )

    assert ran.returncode == 0, ran.stderr


def test_streams_that_python_has_not_or_has_closed_are_no_obstacle():
    ran = _ran(
        "from scwres.quiet import quietly\n"
        "sys.stdout, sys.stderr = None, open(os.devnull, 'w')\n"
        "sys.stderr.close()\n"
        "with quietly():\n"
        "    os.write(1, b'meanwhile')\n"
        "os.write(1, b'after')\n"
    )

    assert ran.stdout == b"after"


def test_threads_take_turns_and_mix_nothing_up():
    ran = _ran(
        "from threading import Thread\n"
        "from scwres.quiet import quietly\n"
        "def work():\n"
        "    for _ in range(200):\n"
        "        with quietly():\n"
        "            os.write(1, b'meanwhile')\n"
        "threads = [Thread(target=work) for _ in range(4)]\n"
        "for thread in threads: thread.start()\n"
        "for thread in threads: thread.join()\n"
        "os.write(1, b'after')\n"
    )

    assert (ran.stdout, ran.stderr) == (b"after", b"")


#: Stands before the real highspy: prints as it is made, told its programme and run.
LOUD_HIGHS = """
import highspy
from highspy import Highs

class Loud(Highs):
    def __init__(self):
        chatter("made")
        super().__init__()

    def passModel(self, *arguments):
        chatter("told")
        return super().passModel(*arguments)

    def run(self):
        chatter("run")
        return super().run()

highspy.Highs = Loud
"""


def test_a_solver_that_prints_as_it_is_made_and_run_leaves_results_alone(sample_data):
    program = (
        "import json\n" + LOUD_HIGHS + "import scwres\n"
        f"results = scwres.compute({str(sample_data)!r})\n"
        "publication = scwres.publish(results)\n"
        "print(json.dumps(len(publication.lines)))\n"
    )
    ran = _ran(program)

    assert ran.returncode == 0, ran.stderr
    [number] = ran.stdout.splitlines()[-1:]
    assert int(number) > 0
    assert b"made" not in ran.stdout + ran.stderr
    assert b"run" not in ran.stdout + ran.stderr


def test_a_library_that_prints_as_it_is_loaded_is_not_heard(tmp_path):
    (tmp_path / "loud.py").write_text(LIBRARY + "chatter('loaded')\n")
    ran = _ran(
        f"sys.path.insert(0, {str(tmp_path)!r})\n"
        "from scwres.quiet import load_quietly\n"
        "load_quietly('loud', 'json')\n"
        "assert 'loud' in sys.modules\n"
        "load_quietly('loud')\n"
    )

    assert (ran.stdout, ran.stderr, ran.returncode) == (b"", b"", 0)


def test_a_workbook_on_which_the_library_panics_is_damaged_and_nothing_else_is_said(
    scwres, tmp_path, monkeypatch, capfd
):
    import os

    import python_calamine
    import xlsxwriter

    class PanicException(BaseException):
        """As the binding to Rust names it."""

    def panicking(*_: object) -> None:
        os.write(2, b"thread '<unnamed>' panicked at src/xls.rs:606:29")
        raise PanicException

    with xlsxwriter.Workbook(tmp_path / "hr.xlsx") as workbook:
        workbook.add_worksheet().write_row(0, 0, ("ethnicity", "left"))
    monkeypatch.setattr(python_calamine.CalamineWorkbook, "from_filelike", panicking)
    ran = scwres("compute", tmp_path / "hr.xlsx")

    assert ran.status == 3
    assert "is a damaged workbook" in ran.err
    assert "".join(capfd.readouterr()) == ""
