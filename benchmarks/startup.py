"""How long a small job takes, beside the least that it could.

Times the whole process of ``scwres compute FILE --format json`` for a staff extract of
10,000 rows (and 1,000), beside ``python -c "import click"`` plus the bare ``csv`` and
``Counter`` loop over the same file, in turn in one run. The goal is a ratio of at most 2.

    python benchmarks/startup.py [--rounds 15]
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BARE_LOOP = """
import csv, sys
from collections import Counter
with open(sys.argv[1], newline="", encoding="utf-8") as file:
    rows = csv.reader(file)
    next(rows)
    people_by_row = Counter(tuple(row[1:]) for row in rows)
"""


def seconds(command: list[str]) -> float:
    """Return the wall time of a whole process, its output thrown away."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def measure(staff: int, rounds: int, folder: Path) -> float:
    """Print the medians for one size, and return the ratio of the whole to the least."""
    python = [sys.executable, "-I"]
    subprocess.run(
        [*python, "-m", "scwres", "sample", str(folder), "--staff", str(staff)],
        check=True,
        stderr=subprocess.DEVNULL,
    )
    extract = str(folder / "hr.csv")
    commands = {
        "import click": [*python, "-c", "import click"],
        "csv and Counter": [*python, "-c", BARE_LOOP, extract],
        "scwres compute": [*python, "-m", "scwres", "compute", extract, "--format", "json"],
    }
    for command in commands.values():
        seconds(command)
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            times[name].append(seconds(command))
    ratios = [whole / (click + loop) for click, loop, whole in zip(*times.values(), strict=True)]
    print(f"{staff:,} rows, medians of {rounds} rounds")
    for name, measured in times.items():
        print(f"  {name:<16} {statistics.median(measured) * 1000:6.0f} ms")
    ratio = statistics.median(ratios)
    print(f"  ratio            {ratio:6.2f}  (goal: at most 2)")
    return ratio


def main() -> None:
    """Measure both sizes."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        for staff in (1_000, 10_000):
            measure(staff, rounds, Path(folder) / str(staff))


if __name__ == "__main__":
    main()
