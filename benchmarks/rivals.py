"""The main job beside what an analyst would otherwise run: pandas, polars, DuckDB, the library.

Times the whole process of ``scwres compute FILE --format json`` beside scripts that give the same
likelihoods and ratios of indicators 1, 3, 4, 5, 8 and 9 for the same staff extract, in turn in one
run, and holds their results against each other to the last digit. Every script counts people, not
rows, where the file has ids. Writes the medians, the ratios and how they stand to the goals to
``RESULTS.md`` beside it; what is written there below ``NOTES`` stays.

    python benchmarks/rivals.py            # 1,000 to 100,000 rows, and the workbook: 3 minutes
    python benchmarks/rivals.py --large    # to 17 million: an hour, 5 GB of disk, 12 of memory

It needs what ``pip install '.[bench]'`` installs. Extracts are made by ``scwres sample``; nobody
in them exists.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HERE = Path(__file__).parent
PYTHON = [sys.executable, "-I"]

#: The rows of the extracts, and from how many on they are made for ``--large`` alone.
SIZES = (1_000, 10_000, 100_000, 1_700_000, 17_000_000)
LARGE = 1_000_000
WORKBOOK_ROWS = 20_000

#: The rows at which both engines are timed, to tell where their curves cross.
CROSSING = (100_000, 200_000, 400_000, 800_000)

#: A file of no more bytes is read once by all before they are timed; a larger one has been, by
#: those whose figures were compared.
WARMED = 1_000_000

#: What takes so many seconds, and so many times as long as the fastest, is timed once.
SECONDS, TIMES = 10.0, 3.0

#: Where in the results the part begins that is written by hand.
NOTES = "## What bounds it"

#: What a process that only prints takes, and one that loads click besides.
BARE = {"python": "pass", "click": "import click"}

WITH_IDS, WITHOUT_IDS, PARQUET = "CSV with ids", "CSV without ids", "Parquet"

#: What every script has: whose label is whose, and how counts become figures.
SHARED = '''
import json, sys
MINORITY = {minority!r}
WHITE = {white!r}
ITEMS = ("disciplinary", "fitness_to_practise", "cpd", "left", "senior_manager")

def side(label):
    return "M" if label in MINORITY else "W" if label in WHITE else "U"

def counted(grouped):
    """Return (item, answer, side) -> people of (label, band, *answers, number)."""
    counts = {{}}
    for label, band, *answers, number in grouped:
        group = side(label or "")
        gone = answers[3] == "Y"
        asked = [*zip(ITEMS, answers), ("pay_band", band)]
        for item, answer in asked:
            if answer and not (gone and item in ("senior_manager", "pay_band")):
                counts[item, answer, group] = counts.get((item, answer, group), 0) + number
    return counts

def told(counts):
    """Print likelihoods and ratios of (item, answer, side) -> people."""
    found = {{}}
    for item in ITEMS:
        both = []
        for group in "MW":
            yes = counts.get((item, "Y", group), 0)
            out_of = yes + counts.get((item, "N", group), 0)
            both += [yes, out_of]
        likely = [both[0] / both[1], both[2] / both[3]]
        found[item] = [*both, *likely, both[0] * both[3] / (both[1] * both[2])]
    bands = {{}}
    for (item, answer, group), people in counts.items():
        if item == "pay_band":
            of = bands.setdefault(answer, [0, 0])
            of[0] += people if group == "M" else 0
            of[1] += people
    for band in sorted(bands):
        found["pay_band " + band] = [*bands[band], bands[band][0] / bands[band][1]]
    print(json.dumps(found))
'''

STANDARD_LIBRARY = """
import csv
from collections import Counter
with open(sys.argv[1], newline="", encoding="utf-8") as file:
    rows = csv.reader(file)
    header = next(rows)
    at = {name: header.index(name) for name in ("ethnicity", "pay_band", *ITEMS)}
    seen, people = set(), Counter()
    wanted = [at["ethnicity"], at["pay_band"], *(at[item] for item in ITEMS)]
    ids = "staff_id" in header
    for row in rows:
        if ids:
            if row[0] in seen:
                continue
            seen.add(row[0])
        people[tuple([row[i] for i in wanted])] += 1
told(counted((*row, number) for row, number in people.items()))
"""

PANDAS = """
import pandas as pd
columns = ["ethnicity", "pay_band", *ITEMS]
path = sys.argv[1]
if path.endswith(".parquet"):
    import pyarrow.parquet as pq
    names = pq.ParquetFile(path).schema_arrow.names
else:
    names = list(pd.read_csv(path, nrows=0).columns)
ids = ["staff_id"] if "staff_id" in names else []
if path.endswith(".parquet"):
    frame = pd.read_parquet(path, columns=[*ids, *columns])
    frame[columns] = frame[columns].fillna("")
else:
    frame = pd.read_csv(path, usecols=[*ids, *columns], dtype=str, keep_default_na=False)
if ids:
    frame = frame.drop_duplicates("staff_id")
frame["side"] = frame["ethnicity"].map(side)
counts = {}
in_post = frame[frame["left"] != "Y"]
for item in (*ITEMS, "pay_band"):
    of = in_post if item in ("senior_manager", "pay_band") else frame
    for (answer, group), number in of.groupby([item, "side"]).size().items():
        if answer:
            counts[item, answer, group] = int(number)
told(counts)
"""

POLARS = """
import polars as pl
columns = ["ethnicity", "pay_band", *ITEMS]
path = sys.argv[1]
if path.endswith(".parquet"):
    lazy = pl.scan_parquet(path)
else:
    lazy = pl.scan_csv(path, infer_schema=False)
ids = "staff_id" in lazy.collect_schema().names()
lazy = lazy.select([*(["staff_id"] if ids else []), *columns])
if ids:
    lazy = lazy.unique("staff_id", keep="any")
grouped = lazy.group_by(columns).agg(pl.len()).collect(engine="streaming")
told(counted(grouped.iter_rows()))
"""

DUCKDB = """
import duckdb
duckdb.sql("set enable_progress_bar = false")
columns = ["ethnicity", "pay_band", *ITEMS]
path = sys.argv[1]
source = f"'{path}'" if path.endswith(".parquet") else f"read_csv('{path}', all_varchar=true)"
names = [one[0] for one in duckdb.sql(f"describe select * from {source}").fetchall()]
listed = ", ".join(f'"{one}"' for one in columns)
of = f"select {listed} from {source}"
if "staff_id" in names:
    firsts = ", ".join(f'any_value("{one}") as "{one}"' for one in columns)
    of = f"select {firsts} from {source} group by staff_id"
told(
    counted(duckdb.sql(f"select {listed}, count(*) from ({of}) group by all").fetchall())
)
"""

CALAMINE = """
import python_calamine
rows = python_calamine.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()
print(json.dumps(len(rows)))
"""

#: Made by processes of their own: what one that starts others holds counts as theirs.
TO_PARQUET = """
import sys
import pyarrow.csv as arrow_csv
import pyarrow.parquet as pq
kept = arrow_csv.ConvertOptions(strings_can_be_null=False)
reader = arrow_csv.open_csv(sys.argv[1], convert_options=kept)
with pq.ParquetWriter(sys.argv[2], reader.schema) as writer:
    for batch in reader:
        writer.write_batch(batch)
"""
TO_WORKBOOK = """
import csv, sys
import xlsxwriter
with xlsxwriter.Workbook(sys.argv[2], {"constant_memory": True}) as book:
    sheet = book.add_worksheet("hr")
    with open(sys.argv[1], newline="", encoding="utf-8") as file:
        for at, row in enumerate(csv.reader(file)):
            sheet.write_row(at, 0, row)
"""

#: The scripts that an analyst would write, by what they use.
BARE_LOOP = "csv, Counter"
RIVALS = {"pandas": PANDAS, "polars": POLARS, "DuckDB": DUCKDB, BARE_LOOP: STANDARD_LIBRARY}

#: The items of indicators, as results number them.
NUMBERS = {
    "disciplinary": "3",
    "fitness_to_practise": "4",
    "cpd": "5",
    "left": "8",
    "senior_manager": "9",
}


class CountedBlock(NamedTuple):
    """What one process took: wall time and CPU in seconds, memory at its most in megabytes."""

    wall: float
    cpu: float
    memory: float


def taken(command: list[str], *, to: Path | None = None) -> CountedBlock:
    """Run a process, and return what it took; its output goes to a file where one is named."""
    with (to or Path(os.devnull)).open("wb") as out, tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        last = said.read().decode().strip().rpartition("\n")[2]
    if process.returncode:
        message = f"{command[-1]}: a process ended with {process.returncode}: {last}"
        raise RuntimeError(message)
    return CountedBlock(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1_000)


def shared() -> str:
    """Return what every script begins with."""
    from scwres.ethnicity.categories import CATEGORY, MINORITY_ETHNIC, WHITE
    from scwres.sample import _PEOPLE_PER_THOUSAND

    sides = {label: CATEGORY[name].side for label, (name, _) in _PEOPLE_PER_THOUSAND.items()}
    return SHARED.format(
        minority={label for label, side in sides.items() if side == MINORITY_ETHNIC},
        white={label for label, side in sides.items() if side == WHITE},
    )


def commands(extract: Path) -> dict[str, list[str]]:
    """Return the processes that are timed for an extract, by their name."""
    found = {"scwres": [*PYTHON, "-m", "scwres", "compute", str(extract), "--format", "json"]}
    if extract.suffix == ".xlsx":
        return found | {
            "python-calamine": [*PYTHON, "-c", f"import json, sys\n{CALAMINE}", str(extract)]
        }
    head = shared()
    for name, script in RIVALS.items():
        if extract.suffix != ".parquet" or name != BARE_LOOP:
            found[name] = [*PYTHON, "-c", head + script, str(extract)]
    return found | {name: [*PYTHON, "-c", script] for name, script in BARE.items()}


def figures(name: str, content: bytes) -> dict[str, list[float]]:
    """Return the counts, likelihoods and ratios that a process printed."""
    printed = json.loads(content)
    if name != "scwres":
        return dict(printed)
    found: dict[str, list[float]] = {}
    by_number = {number: item for item, number in NUMBERS.items()}
    for line in printed["results"]:
        if line["part"]:
            found[f"pay_band {line['part']}"] = [
                *(line["group_count"], line["all_count"], line["share"]),
            ]
        elif line["indicator"] in by_number:
            found[by_number[line["indicator"]]] = [
                *(line["group_count"], line["group_out_of"]),
                *(line["compared_with_count"], line["compared_with_out_of"]),
                *(line["group_likelihood"], line["compared_with_likelihood"], line["ratio"]),
            ]
    return found


def differing(extract: Path, folder: Path) -> list[str]:
    """Return what scripts give another figure than scwres for an extract, to the last digit."""
    outputs = {}
    for name, command in commands(extract).items():
        if name not in RIVALS and name != "scwres":
            continue
        to = folder / "output.json"
        taken(command, to=to)
        outputs[name] = figures(name, to.read_bytes())
    own = outputs.pop("scwres")
    return [
        f"{name}, {item}: {other.get(item)} and {value}"
        for name, other in outputs.items()
        for item, value in own.items()
        if other.get(item) != value
    ]


def measured(extract: Path, rounds: int) -> dict[str, CountedBlock]:
    """Return the medians of processes over rounds, each once a round in turn.

    One that takes seconds, and several times as long as the fastest, is timed once.
    """
    of = commands(extract)
    if extract.stat().st_size < WARMED:
        for command in of.values():
            taken(command)  # so that files and modules are in memory for all of them
    found: dict[str, list[CountedBlock]] = {name: [] for name in of}
    for _ in range(rounds):
        for name, command in list(of.items()):
            found[name].append(taken(command))
        best = min(times[0].wall for name, times in found.items() if name not in BARE)
        of = {
            name: command
            for name, command in of.items()
            if found[name][0].wall < max(SECONDS, TIMES * best)
        }
    return {
        name: CountedBlock(*(statistics.median(values) for values in zip(*times, strict=True)))
        for name, times in found.items()
    }


def sampled(rows: int, folder: Path) -> Path:
    """Make invented extracts of a size, and return the folder that holds them."""
    made = Path(tempfile.mkdtemp(dir=folder))
    taken([*PYTHON, "-m", "scwres", "sample", str(made), "--staff", str(rows)])
    return made


def extracts(rows: int, folder: Path) -> dict[str, Path]:
    """Make the extracts of a size: with ids and without, and as Parquet."""
    made = sampled(rows, folder)
    with_ids, without = made / "hr.csv", made / "no-ids.csv"
    with with_ids.open("rb") as source, without.open("wb") as target:
        target.writelines(line[line.index(b",") + 1 :] for line in source)
    parquet = made / "hr.parquet"
    taken([*PYTHON, "-c", TO_PARQUET, str(without), str(parquet)])
    return {WITH_IDS: with_ids, WITHOUT_IDS: without, PARQUET: parquet}


def workbook(rows: int, folder: Path) -> Path:
    """Make the extract as a workbook."""
    made = sampled(rows, folder)
    path = made / "hr.xlsx"
    taken([*PYTHON, "-c", TO_WORKBOOK, str(made / "hr.csv"), str(path)])
    return path


def table(title: str, found: Mapping[str, CountedBlock]) -> str:
    """Return the medians of an extract as a pipe table."""
    own = found["scwres"].wall
    rows = [
        f"| {name} | {one.wall:.3f} | {one.cpu:.3f} | {one.memory:,.0f} | {own / one.wall:.2f} |"
        for name, one in found.items()
        if name not in BARE
    ]
    head = ["| | wall, s | CPU, s | memory, MB | scwres over it |", "|---|---:|---:|---:|---:|"]
    return "\n".join([f"### {title}", "", *head, *rows])


class Goal(NamedTuple):
    """What is aimed at, what was measured, and the most that meets it."""

    work: str
    measured: float
    most: float
    unit: str = ""

    def row(self) -> str:
        """Return the goal as a row of a table."""
        is_met = "met" if self.measured <= self.most else "**not met**"
        figures = (f"{one:,.2f}{self.unit}" for one in (self.measured, self.most))
        return f"| {self.work} | {' | '.join(figures)} | {is_met} |"


def goals(found: Mapping[tuple[int, str], Mapping[str, CountedBlock]]) -> Iterator[Goal]:
    """Give how the measurements stand to the goals, for the sizes that were measured."""
    for (rows, form), times in sorted(found.items()):
        of = f"{rows:,} rows, {form}"
        own = times["scwres"]
        rivals = {name: one for name, one in times.items() if name in RIVALS}
        if rows == WORKBOOK_ROWS:
            yield Goal(
                f"{of}, over python-calamine", own.wall / times["python-calamine"].wall, 1.3
            )
        elif rows < 100_000 and form != PARQUET:
            for name in ("polars", "DuckDB", "pandas"):
                yield Goal(f"{of}, over {name}", own.wall / rivals[name].wall, 0.5)
            bare = rivals[BARE_LOOP].wall + times["click"].wall - times["python"].wall
            yield Goal(f"{of}, over click and the bare loop", own.wall / bare, 2.0)
        elif rows >= 100_000 and (form != PARQUET or rows == SIZES[-1]):
            best = min(one.wall for one in rivals.values())
            most = 1.0 if rows == 100_000 else 1.2
            yield Goal(f"{of}, over the best rival", own.wall / best, most)
            for name in ("DuckDB", "pandas") if rows > LARGE and form != PARQUET else ():
                yield Goal(f"{of}, over {name}", own.wall / rivals[name].wall, 1.0)
    yield from _growth(found)


def _growth(found: Mapping[tuple[int, str], Mapping[str, CountedBlock]]) -> Iterator[Goal]:
    """Give how memory, and time by the row, grow from the second largest size to the largest."""
    small, large = SIZES[-2:]
    if (large, WITH_IDS) not in found:
        return
    own = {key: times["scwres"] for key, times in found.items()}
    bare = own[large, WITHOUT_IDS].memory
    yield Goal(f"{large:,} rows, {WITHOUT_IDS}, memory", bare, 250, " MB")
    of_small = own[small, WITHOUT_IDS].memory
    yield Goal(
        f"{large:,} rows, {WITHOUT_IDS}, memory over that at {small:,}", bare / of_small, 1.2
    )
    more = (own[large, WITH_IDS].memory - bare) * 1e6 / large
    yield Goal(f"{large:,} rows, {WITH_IDS}, bytes a person more", more, 24)
    yield Goal(f"{large:,} rows, {PARQUET}, memory", own[large, PARQUET].memory, 300, " MB")
    for form in (WITH_IDS, WITHOUT_IDS, PARQUET):
        by_row = own[large, form].wall / large, own[small, form].wall / small
        yield Goal(
            f"{form}, time a row at {large:,} over that at {small:,}", by_row[0] / by_row[1], 1.1
        )


def crossing(folder: Path, rounds: int) -> str:
    """Return a table of both engines at sizes between which the faster one changes."""
    lines = ["| rows | MB | ids | standard, s | Arrow, s |", "|---:|---:|---|---:|---:|"]
    for rows in CROSSING:
        made = extracts(rows, folder)
        for form in (WITH_IDS, WITHOUT_IDS):
            command = [*PYTHON, "-m", "scwres", "compute", str(made[form]), "--format", "json"]
            times: dict[str, list[float]] = {"standard": [], "arrow": []}
            for _ in range(rounds):
                for engine, taken_by in times.items():
                    taken_by.append(taken([*command, "--engine", engine]).wall)
            medians = " | ".join(f"{statistics.median(one):.3f}" for one in times.values())
            size = made[form].stat().st_size / 1e6
            lines.append(f"| {rows:,} | {size:.0f} | {form[4:]} | {medians} |")
    return "\n".join(lines)


def imports(extract: Path) -> str:
    """Return what a run of a small extract loads, and how long that takes, by whose it is."""
    command = [sys.executable, "-X", "importtime", "-I", "-m", "scwres", "compute", str(extract)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    modules = Counter[str]()
    microseconds = Counter[str]()
    for line in told.splitlines():
        if line.startswith("import time:") and (own := line[12:].split("|")[0].strip()).isdigit():
            name = line.rpartition("|")[2].strip().partition(".")[0]
            owner = name if name in ("scwres", "click") else "the standard library"
            modules[owner] += 1
            microseconds[owner] += int(own)
    return ", ".join(
        f"{owner} {number} modules in {microseconds[owner] / 1000:.0f} ms"
        for owner, number in modules.items()
    )


def main() -> None:
    """Measure every size, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument(
        "--large", action="store_true", help="the sizes from a million rows on too"
    )
    parser.add_argument("--output", type=Path, default=HERE / "RESULTS.md")
    asked = parser.parse_args()
    found: dict[tuple[int, str], dict[str, CountedBlock]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        loaded = imports(extracts(SIZES[0], folder)[WITH_IDS])
        path = workbook(WORKBOOK_ROWS, folder)
        found[WORKBOOK_ROWS, "xlsx"] = measured(path, asked.rounds)
        crossed = crossing(folder, asked.rounds)
        for rows in (size for size in SIZES if asked.large or size < LARGE):
            for form, extract in reversed(extracts(rows, folder).items()):
                if other := differing(extract, folder):
                    sys.exit("\n".join(other))
                found[rows, form] = measured(extract, asked.rounds)
                print(table(f"{rows:,} rows, {form}", found[rows, form]), "\n", flush=True)
                extract.unlink()
                text = results(found, loaded, crossed, asked.rounds, large=asked.large)
                asked.output.write_text(text + _notes(asked.output) + "\n", encoding="utf-8")


def results(
    found: Mapping[tuple[int, str], Mapping[str, CountedBlock]],
    loaded: str,
    crossed: str,
    rounds: int,
    *,
    large: bool,
) -> str:
    """Return what was measured, as Markdown."""
    from importlib.metadata import version

    used = ", ".join(f"{one} {version(one)}" for one in ("pandas", "polars", "duckdb", "pyarrow"))
    in_order = sorted(found.items())
    blocks = [
        "# The main job beside its rivals",
        f"By `python benchmarks/rivals.py{' --large' if large else ''}`: medians of {rounds} "
        f"rounds in one run, on {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"{used}. Each is a whole process; what takes {SECONDS:.0f} seconds, and {TIMES:.0f} "
        "times as long as the fastest, is timed once. Figures were the same to the last digit.",
        "## The goals",
        "\n".join(
            ["| | measured | at most | |", "|---|---:|---:|---|", *(g.row() for g in goals(found))]
        ),
        "## Start-up",
        f"A run of {SIZES[0]:,} rows loads {loaded} (`-X importtime`, which itself takes time).",
        "## Where the engines cross",
        crossed,
        "## Whole processes",
        *(table(f"{rows:,} rows, {form}", times) for (rows, form), times in in_order),
        "",
    ]
    return "\n\n".join(blocks)


def _notes(earlier: Path) -> str:
    """Return what was written by hand below earlier results."""
    before = earlier.read_text(encoding="utf-8").rstrip() if earlier.is_file() else ""
    return NOTES + before.partition(NOTES)[2] if NOTES in before else NOTES


if __name__ == "__main__":
    main()
