"""A part of ``benchmarks/faults.py``: runs that are killed, refused by the system or not alone."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import scwres

pytestmark = pytest.mark.skipif(os.name != "posix", reason="processes are forked and killed")

NAMES = ("partial", "lost", "untrue", "status", "left")


def _measured(root: Path, *options: str, before: str = "") -> dict[str, list[int]]:
    """Return the figures of each command, from the table that the script prints."""
    program = f"import sys; sys.path.insert(0, {str(root / 'benchmarks')!r}); import faults\n"
    program += f"{before}\nfaults.main()\n"
    environment = {**os.environ, "PYTHONPATH": str(Path(scwres.__file__).parent.parent)}
    if Path("/dev/shm").is_dir():
        environment["TMPDIR"] = "/dev/shm"  # a disk that is flushed takes most of the time
    ran = subprocess.run(
        [sys.executable, "-c", program, *options],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    rows = re.findall(r"^\| ([a-zTOML, ]+?) \| ([\d,| ]+) \|$", ran.stdout, re.MULTILINE)
    assert rows, ran.stderr
    figures = {
        name: [int(figure.replace(",", "")) for figure in row.split(" | ")] for name, row in rows
    }
    assert (ran.returncode != 0) is any(figures["all"][-len(NAMES) :]), ran.stderr
    return figures


@pytest.mark.slow
@pytest.mark.parametrize("command", ["compute", "publish"])
def test_whatever_comes_between_no_file_is_partial_lost_or_said_untruly(root, command):
    figures = _measured(
        root, "--only", command, "--every", "9", "--kills", "2", "--pairs", "2", "--no-calls"
    )

    assert sum(figures["all"][:6]) > 10
    assert dict(zip(NAMES, figures["all"][-len(NAMES) :], strict=True)) == dict.fromkeys(NAMES, 0)


@pytest.mark.slow
def test_the_script_sees_a_file_that_is_written_in_its_place(root):
    sabotage = (
        "from scwres.files import whole\n"
        "def replace(draft):\n"
        "    with draft._place.open('wb') as file:\n"
        "        file.writelines([draft.path.read_bytes()])\n"
        "    draft.path.unlink()\n"
        "whole.Draft.replace = replace\n"
    )
    options = ("--only", "compute", "--every", "2", "--kills", "0", "--pairs", "0", "--no-calls")
    figures = _measured(root, *options, before=sabotage)
    counts = dict(zip(NAMES, figures["all"][-len(NAMES) :], strict=True))

    assert counts["partial"] > 0
    assert counts["untrue"] > 0
