"""What publishing costs, in time and in counts, and whether anything is given away.

Prints for a council of 6 directorates and one of 60 teams how long the whole process of
``scwres compute --publish`` takes, and the share of counts that is withheld beside what the
simple rule withholds (small counts alone, which gives many of them away). Then, for tables
small enough to solve exactly, the share withheld beside the optimum.

    python benchmarks/disclosure.py [--tables 200]
    python benchmarks/disclosure.py --councils 2000

    python benchmarks/disclosure.py --people 300
    python benchmarks/disclosure.py --crossed 60
    python benchmarks/disclosure.py --rerun 20 [--tables 2000]

    python benchmarks/disclosure.py --argus 32

With ``--rerun`` an attacker has the program: tables that fit what so many small councils
published are published too, and a value of a withheld count survives if a table that has it
gives the same bytes. Printed is how many withheld counts keep as many values as the rule
leaves them: that is at least so many, as only some tables are tried.

With ``--argus`` so many single tables are protected by tau-argus as well, and what both withhold
is printed side by side: see ``single_tables.py`` beside this file.

With ``--councils`` so many odd councils are published to disk, read back and attacked, and
what is given away is counted: the program leaves with 1 if that is more than nothing. Every
other one is a count file; the rest are people, with settings of every kind, who gave no answer
here and there. With ``--people`` all are of people, and are attacked a second time by the
tests' attack of people, which knows nothing of the program. With ``--crossed`` they are as those,
and by two columns that are crossed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing import Pool
from pathlib import Path
from random import Random
from typing import NamedTuple

from councils import council, odd_council

sys.path.append(str(Path(__file__).parents[1] / "tests" / "disclosure"))
from invented import Council, crossed_council, random_council

import scwres
from scwres.cli import commands
from scwres.disclosure.attack import System
from scwres.disclosure.bounds import Bounds, narrow_bounds
from scwres.disclosure.knowledge import Key, Publication, keys_of
from scwres.disclosure.known import known_to_reader
from scwres.disclosure.protection import protected, simply_withheld
from scwres.disclosure.rules import PROFILES
from scwres.errors import ScwresError
from scwres.publishing.audit import audit
from scwres.publishing.publish import exact_lines, release_of
from scwres.reports import FORMATS

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


class End(NamedTuple):
    """How the publication of a council ended, and how long its attacks took."""

    seed: int
    end: str
    told: str = ""
    withheld: int = 0
    seconds: float = 0.0


def _of_council(seed: int) -> End:
    """Publish an odd council to disk, attack it from there; return how that ended."""
    if seed % 2:
        return _of_people(seed, is_attacked_twice=False)
    text, options = odd_council(seed)
    with tempfile.TemporaryDirectory() as name:
        counts, out = Path(name) / "counts.csv", Path(name) / "out.csv"
        counts.write_text(text, encoding="utf-8")
        command = ["compute", str(counts), "--publish", "--quiet", "--output", str(out), *options]
        try:
            commands(command, standalone_mode=False)
        except ScwresError as error:
            return End(seed, type(error).__name__, str(error))
        return _audited(seed, out)


def _audited(seed: int, out: Path, profile: str | None = None) -> End:
    audited = audit([out], profile=profile)
    told = "\n".join(f"{count.key.in_words}: {count.values}" for count in audited.given_away)
    return End(seed, "safe" if audited.is_safe else "given away", told)


def _of_crossed(seed: int) -> End:
    """Publish a council by two columns that are crossed, attack it; return the end."""
    return _of_people(seed, invent=crossed_council)


def _of_people(
    seed: int,
    *,
    is_attacked_twice: bool = True,
    invent: Callable[[int], Council] = random_council,
) -> End:
    """Publish a council of people and settings, attack it from its bytes; return the end."""
    start = time.perf_counter()
    council, profile = invent(seed), list(PROFILES)[seed // 2 % 2]
    rule = PROFILES[profile]
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name), Path(name) / "out.json"
        try:
            results = scwres.compute(
                council.write(folder),
                config=folder / "scwres.toml",
                by=list(council.by),
                groups=council.groups,
            )
            text = FORMATS["json"].render(release_of(results, rule).published)
        except ScwresError as error:
            return End(seed, type(error).__name__, str(error))
        out.write_text(text, encoding="utf-8")
        audited = _audited(seed, out, profile)
    attack = council.attack(text, rule.threshold, rule.base)
    end = audited._replace(withheld=len(attack.withheld))
    if is_attacked_twice and end.end == "safe" and (narrow := attack.narrow_beyond_public(seed)):
        told = "\n".join(f"{count}: {sorted(values)}" for count, values in narrow.items())
        end = end._replace(end="given away to people", told=told)
    return end._replace(seconds=time.perf_counter() - start)


def attacked(number: int, first: int = 0, attack: Callable[[int], End] = _of_council) -> int:
    """Publish and attack odd councils; return how many did not end well."""
    ends: Counter[str] = Counter()
    withheld, longest = 0, End(0, "")
    with Pool(os.cpu_count()) as pool:
        for end in pool.imap_unordered(attack, range(first, first + number), 4):
            ends[end.end] += 1
            withheld += end.withheld
            longest = max(longest, end, key=lambda end: end.seconds)
            if ends.total() % 100 == 0:
                print(f"{ends.total():,} of {number:,}", file=sys.stderr, flush=True)
            if end.end != "safe":
                print(f"council {end.seed}: {end.end}\n{end.told}", flush=True)
    print(
        f"{number:,} councils: {', '.join(f'{many:,} {end}' for end, many in ends.items())}; "
        f"{withheld:,} counts of people withheld; the longest, {longest.seed}, took "
        f"{longest.seconds:.0f} s"
    )
    return number - ends["safe"]


def _small_council(seed: int) -> str:
    """Return a count file of a council of which about forty counts are published."""
    random = Random(seed)
    rows = ["item,answer,ethnicity,people,directorate"]
    items = random.sample(["disciplinary", "cpd", "left", "senior_manager"], random.choice([1, 2]))
    for item in items:
        for unit in ("North", "South") if len(items) == 1 else ("North",):
            for ethnicity, often in (("White British", 30), ("Indian", 12), ("Not stated", 4)):
                events = random.randrange(often // 2)
                others = often + random.randrange(often)
                rows += [
                    f"{item},yes,{ethnicity},{events},{unit}",
                    f"{item},no,{ethnicity},{others},{unit}",
                ]
    return "\n".join(rows) + "\n"


def _survivors(task: tuple[int, str, int]) -> tuple[int, int]:
    """Return how many counts a council withholds, and how many keep their values."""
    import numpy

    seed, profile, tables = task
    rule = PROFILES[profile]
    with tempfile.TemporaryDirectory() as name:
        counts = Path(name) / "counts.csv"
        counts.write_text(_small_council(seed), encoding="utf-8")
        results = scwres.compute(counts, by=["directorate"])
    lines = exact_lines(results, rule)
    protection = protected(lines, rule)
    publication = Publication("", protection.lines, is_protected=True)
    knowledge = known_to_reader([publication], rule, true=protection.true)
    # Tables in which other counts are small hardly ever give the same bytes.
    bounds = dict(knowledge.reach)
    for key, count in protection.true.items():
        least, most = bounds[key]
        if count < rule.threshold:
            bounds[key] = Bounds(least, min(most, rule.threshold - 1))
        else:
            bounds[key] = Bounds(max(least, rule.threshold), most)
    system = System(narrow_bounds(bounds, knowledge.supposed), knowledge.supposed)
    system.start_near(knowledge.sizes)
    system.explore(dict.fromkeys(knowledge.withheld, 40))
    system.climb(list(knowledge.withheld), [40] * len(knowledge.withheld))
    keys, ways = system.ways
    columns = {key: column for column, key in enumerate(keys)}
    ways = numpy.unique(ways, axis=0)
    ways = ways[numpy.random.default_rng(seed).permutation(len(ways))[:tables]]
    left: dict[Key, set[int]] = {key: set() for key in knowledge.withheld}
    for way in ways:
        table = [
            line._replace(
                counts={column: int(way[columns[key]]) for column, key in keys_of(line).items()}
            )
            for line in lines
        ]
        if protected(table, rule).lines == protection.lines:
            for key, values in left.items():
                values.add(int(way[columns[key]]))
    kept = sum(len(values) >= knowledge.needed(key, rule) for key, values in left.items())
    return len(left), kept


def rerun(councils: int, tables: int) -> None:
    """Print how many withheld counts keep their values when the program itself is known."""
    for profile in PROFILES:
        with Pool(os.cpu_count()) as pool:
            tasks = [(seed, profile, tables) for seed in range(councils)]
            counted = pool.map(_survivors, tasks, chunksize=1)
        withheld, kept = map(sum, zip(*counted, strict=True))
        print(
            f"{councils} councils, {profile}: of {withheld:,} withheld counts {kept:,} "
            f"({kept / max(withheld, 1):.1%}) keep the values that the rule leaves them",
            flush=True,
        )


def main() -> int:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--councils", type=int, default=0)
    parser.add_argument("--people", type=int, default=0)
    parser.add_argument("--crossed", type=int, default=0)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--tables", type=int, default=200)
    parser.add_argument("--rerun", type=int, default=0)
    parser.add_argument("--argus", type=int, default=0)
    asked = parser.parse_args()
    if asked.rerun:
        rerun(asked.rerun, asked.tables)
        return 0
    if asked.people:
        return int(attacked(asked.people, asked.first, _of_people) > 0)
    if asked.crossed:
        return int(attacked(asked.crossed, asked.first, _of_crossed) > 0)
    if asked.argus:
        from single_tables import compare  # needs a library that little else does

        compare(asked.argus)
        return 0
    if asked.councils:
        return int(attacked(asked.councils, asked.first) > 0)
    with tempfile.TemporaryDirectory() as name:
        sizes(Path(name))
    optimum(asked.tables)
    return 0


if __name__ == "__main__":
    sys.exit(main())
