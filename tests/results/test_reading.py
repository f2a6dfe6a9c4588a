"""Extracts are read once, for all figures that an output needs of them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import scwres
from scwres.results.compute import read

ROOT = Path(__file__).parents[2]

#: Runs a command and says how often it opened each extract.
COUNTING = """
import sys
opened = []
sys.addaudithook(lambda event, of: opened.append(str(of[0])) if event == "open" else None)
from scwres.cli import commands
try:
    commands(sys.argv[1:], standalone_mode=False)
finally:
    for name in sorted({name for name in opened if name.endswith(".csv") and "sample" in name}):
        print(name.rpartition("/")[2], opened.count(name), file=sys.stderr)
"""


@pytest.mark.slow
@pytest.mark.parametrize("options", [["--internal", "--by", "directorate"], ["--groups", "five"]])
def test_a_report_opens_each_extract_once(tmp_path, options):
    command = ["report", "sample_data", "--output", str(tmp_path / "report"), "--quiet", *options]
    ran = subprocess.run(
        [sys.executable, "-c", COUNTING, *command],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
        text=True,
    )

    assert dict(line.split() for line in ran.stderr.splitlines() if ".csv" in line) == {
        "hr.csv": "1",
        "shortlisting.csv": "1",
        "survey.csv": "1",
    }


@pytest.mark.parametrize("source", ["sample_data", "sample_data/2025"])
@pytest.mark.parametrize("by", [(), ("directorate",)])
def test_further_columns_of_a_reading_change_nothing_of_the_results(source, by):
    config = ROOT / source / "scwres.toml"
    settings = config if config.exists() else None
    extracts = () if settings else ROOT / source
    reading = read(
        extracts, settings=settings, by=by, also_by=("directorate", "team", "service", "division")
    )
    alone = scwres.compute(extracts, settings=settings, by=by)

    assert reading.results() == alone


def test_people_with_several_posts_are_counted_alike_whatever_else_is_read(write):
    rows = ["staff_id,ethnicity,pay_band,left,directorate"]
    for number in range(60):
        ethnicity = ("Indian", "White British")[number % 2]
        for post in range(1 + number % 3):
            band, unit = f"Grade {(number + post) % 4}", f"Directorate {(number * post) % 3}"
            rows.append(f"S{number},{ethnicity},{band},N,{unit}")
    path = write("hr.csv", "\n".join(rows))

    assert read(path, also_by=("directorate",)).results() == scwres.compute(path)


def test_results_by_another_column_are_those_of_a_reading_of_its_own():
    reading = read(ROOT / "sample_data", groups="five", also_by=("directorate",))
    by_directorate = scwres.compute(ROOT / "sample_data", by=["directorate"], groups="two")

    assert reading.results_by("directorate", groups="two") == by_directorate
    assert reading.results_by("", groups="two") == scwres.compute(ROOT / "sample_data")
    assert reading.results_by("service", groups="two") is None
