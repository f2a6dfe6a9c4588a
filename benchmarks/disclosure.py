"""What publishing costs, in time and in counts, and whether anything is given away.

Prints for a council of 6 directorates and one of 60 teams how long the whole process of
``scwres compute --publish`` takes, and the share of counts that is withheld beside what the
simple rule withholds (small counts alone, which gives many of them away). Then, for tables
small enough to solve exactly, the share withheld beside the optimum.

    python benchmarks/disclosure.py [--tables 200]
    python benchmarks/disclosure.py --councils 2000

With ``--councils`` so many odd councils are published to disk, read back and attacked, and
what is given away is counted: the program leaves with 1 if that is more than nothing.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from multiprocessing import Pool
from pathlib import Path
from random import Random

from councils import council, odd_council

import scwres
from scwres.cli import commands
from scwres.disclosure.protection import protected, simply_withheld
from scwres.disclosure.rules import PROFILES
from scwres.errors import ScwresError
from scwres.publishing.audit import audit
from scwres.publishing.publish import exact_lines

#: Staff, units, teams in each unit, and the options of the two sizes.
SIZES = {
    "6 directorates, five groups": (1_800, 6, 10, ["--by", "directorate", "--groups", "five"]),
    "60 teams, two groups": (4_000, 6, 10, ["--by", "team"]),
    "60 teams, five groups": (4_000, 6, 10, ["--by", "team", "--groups", "five"]),
}


def publish(folder: Path, text: str, options: list[str]) -> tuple[float, str]:
    """Publish a count file as a user does; return the seconds, and what was said."""
    counts, out = folder / "counts.csv", folder / "out.csv"
    counts.write_text(text, encoding="utf-8")
    command = [sys.executable, "-I", "-m", "scwres", "compute", str(counts), "--publish"]
    start = time.perf_counter()
    ran = subprocess.run(
        [*command, "--output", str(out), *options], check=True, capture_output=True, text=True
    )
    return time.perf_counter() - start, ran.stderr


def sizes(folder: Path) -> None:
    """Print time and share withheld for each size, and of both profiles."""
    for name, (staff, units, teams, options) in SIZES.items():
        text = council(1, staff, units, sub_units=teams)
        for profile in PROFILES:
            took, said = publish(folder, text, [*options, "--profile", profile])
            numbers = [word.replace(",", "") for word in said.rpartition("could:")[2].split()]
            shown, withheld = [int(word) for word in numbers if word.isdigit()]
            counts = folder / "counts.csv"
            by, groups = options[1], options[3] if len(options) > 2 else "two"
            results = scwres.compute(counts, by=[by], groups=groups)
            rule = PROFILES[profile]
            small = len(simply_withheld(exact_lines(results, rule), rule))
            print(
                f"{name}, {profile}: {took:.1f} s; {shown + withheld:,} counts, "
                f"{withheld / (shown + withheld):.1%} withheld, "
                f"{small / (shown + withheld):.1%} by the simple rule",
                flush=True,
            )


def of_table(seed: int) -> tuple[int, int, int, int]:
    """Return how many counts a table has, how many are small, and how many go beside them.

    The last twice: as the heuristic finds them, and as few as will do.
    """
    random = Random(seed)
    text = council(seed, random.choice([100, 250, 400]), random.choice([2, 3]), bands=3, share=0.2)
    rule = random.choice(list(PROFILES.values()))
    with tempfile.TemporaryDirectory() as name:
        counts = Path(name) / "counts.csv"
        counts.write_text(text, encoding="utf-8")
        results = scwres.compute(counts, by=["directorate"] if random.random() < 0.5 else ())
    lines = exact_lines(results, rule)
    quick, exact = (protected(lines, rule, most_exact=most) for most in (0, 100_000))
    return len(quick.ways.keys), quick.small, quick.beside, exact.beside


def optimum(tables: int) -> None:
    """Print what is withheld beside the optimum, over tables that can be solved exactly."""
    with Pool(os.cpu_count()) as pool:
        found = pool.map(of_table, range(tables), chunksize=4)
    small, quick, exact = (sum(one[at] for one in found) for at in (1, 2, 3))
    print(
        f"{tables} small tables: {small + quick:,} withheld, {small + exact:,} at the optimum: "
        f"{(small + quick) / (small + exact) - 1:+.1%}; beside the small ones alone "
        f"{quick:,} and {exact:,}: {quick / max(exact, 1) - 1:+.1%}"
    )


def _of_council(seed: int) -> tuple[int, str, str]:
    """Publish an odd council to disk, attack it from there; return how that ended."""
    text, options = odd_council(seed)
    with tempfile.TemporaryDirectory() as name:
        counts, out = Path(name) / "counts.csv", Path(name) / "out.csv"
        counts.write_text(text, encoding="utf-8")
        command = ["compute", str(counts), "--publish", "--quiet", "--output", str(out), *options]
        try:
            commands(command, standalone_mode=False)
        except ScwresError as error:
            return seed, type(error).__name__, str(error)
        found = audit([out])
        told = "\n".join(f"{one.key.in_words}: {one.values}" for one in found.given_away)
        return seed, "safe" if found.is_safe else "given away", told


def attacked(number: int, first: int = 0) -> int:
    """Publish and attack odd councils; return how many did not end well."""
    ends: dict[str, int] = {}
    with Pool(os.cpu_count()) as pool:
        for seed, end, said in pool.imap_unordered(_of_council, range(first, first + number), 4):
            ends[end] = ends.get(end, 0) + 1
            if sum(ends.values()) % 100 == 0:
                print(f"{sum(ends.values()):,} of {number:,}", file=sys.stderr, flush=True)
            if end != "safe":
                print(f"council {seed}: {end}\n{said}", flush=True)
    print(f"{number:,} councils: {', '.join(f'{many:,} {end}' for end, many in ends.items())}")
    return number - ends.get("safe", 0)


def main() -> int:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--councils", type=int, default=0)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--tables", type=int, default=200)
    asked = parser.parse_args()
    if asked.councils:
        return int(attacked(asked.councils, asked.first) > 0)
    with tempfile.TemporaryDirectory() as name:
        sizes(Path(name))
    optimum(asked.tables)
    return 0


if __name__ == "__main__":
    sys.exit(main())
