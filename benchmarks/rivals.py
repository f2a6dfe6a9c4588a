"""The main job beside what an analyst would otherwise run: pandas, polars, DuckDB, the library.

Times the whole process of ``scwres compute FILE --format json`` beside scripts that give the same
likelihoods and ratios of indicators 1, 3, 4, 5, 8 and 9 for the same staff extract, in turn in one
run, and holds their results against each other to the last digit. Every script counts people, not
rows, where the file has ids. Writes the medians and the ratios to ``RESULTS.md`` beside it.

    python benchmarks/rivals.py                       # 1,000 to 100,000 rows, and the workbook
    python benchmarks/rivals.py --large --rounds 7    # up to 17 million too: an hour, 6 GB of disk

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
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
PYTHON = [sys.executable, "-I"]

#: The rows of the extracts, and from how many on they are made for ``--large`` alone.
SIZES = (1_000, 10_000, 100_000, 1_700_000, 17_000_000)
LARGE = 1_000_000
WORKBOOK_ROWS = 20_000

#: What every script has: whose label is whose, and how counts become figures.
SHARED = '''
import json, sys
MINORITY = {minority!r}
WHITE = {white!r}
ITEMS = ("disciplinary", "fitness_to_practise", "cpd", "left", "senior_manager")

def side(label):
    return "M" if label in MINORITY else "W" if label in WHITE else "U"

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
counts = Counter()
for (label, band, *answers), number in people.items():
    group = side(label)
    gone = answers[3] == "Y"
    for item, answer in zip(ITEMS, answers):
        if answer and not (item == "senior_manager" and gone):
            counts[item, answer, group] += number
    if band and not gone:
        counts["pay_band", band, group] += number
told(counts)
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
counts = {}
for label, band, *answers, number in grouped.iter_rows():
    group = side(label)
    gone = answers[3] == "Y"
    for item, answer in zip(ITEMS, answers):
        if answer and not (item == "senior_manager" and gone):
            counts[item, answer, group] = counts.get((item, answer, group), 0) + number
    if band and not gone:
        key = "pay_band", band, group
        counts[key] = counts.get(key, 0) + number
told(counts)
"""

DUCKDB = """
import duckdb
columns = ["ethnicity", "pay_band", *ITEMS]
path = sys.argv[1]
source = f"'{path}'" if path.endswith(".parquet") else f"read_csv('{path}', all_varchar=true)"
names = [one[0] for one in duckdb.sql(f"describe select * from {source}").fetchall()]
listed = ", ".join(f'"{one}"' for one in columns)
of = f"select {listed} from {source}"
if "staff_id" in names:
    firsts = ", ".join(f'any_value("{one}") as "{one}"' for one in columns)
    of = f"select {firsts} from {source} group by staff_id"
counts = {}
for label, band, *answers, number in duckdb.sql(
    f"select {listed}, count(*) from ({of}) group by all"
).fetchall():
    group = side(label or "")
    gone = answers[3] == "Y"
    for item, answer in zip(ITEMS, answers):
        if answer and not (item == "senior_manager" and gone):
            counts[item, answer, group] = counts.get((item, answer, group), 0) + number
    if band and not gone:
        key = "pay_band", band, group
        counts[key] = counts.get(key, 0) + number
told(counts)
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
RIVALS = {"pandas": PANDAS, "polars": POLARS, "DuckDB": DUCKDB, "csv, Counter": STANDARD_LIBRARY}

#: The items of indicators, as results number them.
NUMBERS = {
    "disciplinary": "3",
    "fitness_to_practise": "4",
    "cpd": "5",
    "left": "8",
    "senior_manager": "9",
}


class Taken(NamedTuple):
    """What one process took: wall time and CPU in seconds, memory at its most in megabytes."""

    wall: float
    cpu: float
    memory: float


def taken(command: list[str], *, to: Path | None = None) -> Taken:
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
    return Taken(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1_000)


def shared() -> str:
    """Return what every script begins with."""
    from scwres.ethnicity import CATEGORY, MINORITY_ETHNIC, WHITE
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
        if extract.suffix != ".parquet" or name != "csv, Counter":
            found[name] = [*PYTHON, "-c", head + script, str(extract)]
    return found


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
        if name == "python-calamine":
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


def measured(extract: Path, rounds: int) -> dict[str, Taken]:
    """Return the medians of processes over rounds, each once a round in turn."""
    of = commands(extract)
    for command in of.values():
        taken(command)  # so that files and modules are in memory for all of them
    found: dict[str, list[Taken]] = {name: [] for name in of}
    for _ in range(rounds):
        for name, command in of.items():
            found[name].append(taken(command))
    return {
        name: Taken(*(statistics.median(values) for values in zip(*times, strict=True)))
        for name, times in found.items()
    }


def extracts(rows: int, folder: Path) -> dict[str, Path]:
    """Make the extracts of a size: with ids and without, and as Parquet."""
    made = folder / str(rows)
    taken([*PYTHON, "-m", "scwres", "sample", str(made), "--staff", str(rows)])
    with_ids, without = made / "hr.csv", made / "no-ids.csv"
    with with_ids.open("rb") as source, without.open("wb") as target:
        target.writelines(line[line.index(b",") + 1 :] for line in source)
    parquet = made / "hr.parquet"
    taken([*PYTHON, "-c", TO_PARQUET, str(without), str(parquet)])
    return {"CSV with ids": with_ids, "CSV without ids": without, "Parquet": parquet}


def workbook(rows: int, folder: Path) -> Path:
    """Make the extract as a workbook."""
    made = folder / f"workbook-{rows}"
    taken([*PYTHON, "-m", "scwres", "sample", str(made), "--staff", str(rows)])
    path = made / "hr.xlsx"
    taken([*PYTHON, "-c", TO_WORKBOOK, str(made / "hr.csv"), str(path)])
    return path


def table(title: str, found: dict[str, Taken]) -> str:
    """Return the medians of an extract as a pipe table."""
    own = found["scwres"].wall
    rows = [
        f"| {name} | {one.wall:.2f} | {one.cpu:.2f} | {one.memory:,.0f} | {own / one.wall:.2f} |"
        for name, one in found.items()
    ]
    head = ["| | wall, s | CPU, s | memory, MB | scwres over it |", "|---|---:|---:|---:|---:|"]
    return "\n".join([f"### {title}", "", *head, *rows])


def main() -> None:
    """Measure every size, and write the results."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument(
        "--large", action="store_true", help="the sizes from a million rows on too"
    )
    parser.add_argument("--output", type=Path, default=HERE / "RESULTS.md")
    asked = parser.parse_args()
    blocks = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for rows in (size for size in SIZES if asked.large or size < LARGE):
            for form, extract in extracts(rows, folder).items():
                if other := differing(extract, folder):
                    print("\n".join(other))
                    sys.exit(1)
                found = measured(extract, asked.rounds)
                blocks.append(table(f"{rows:,} rows, {form}", found))
                print(f"{blocks[-1]}\n", flush=True)
                extract.unlink()
        path = workbook(WORKBOOK_ROWS, folder)
        blocks.append(table(f"{WORKBOOK_ROWS:,} rows, xlsx", measured(path, asked.rounds)))
        print(blocks[-1])
    from importlib.metadata import version

    used = ", ".join(f"{one} {version(one)}" for one in ("pandas", "polars", "duckdb", "pyarrow"))
    head = (
        "# The main job beside its rivals\n\n"
        f"By `python benchmarks/rivals.py`: medians of {asked.rounds} rounds in one run, on "
        f"{os.cpu_count()} cores, Python {platform.python_version()}, {used}. Figures were the "
        "same to the last digit."
    )
    asked.output.write_text("\n\n".join([head, *blocks]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
