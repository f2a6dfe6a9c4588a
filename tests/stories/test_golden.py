"""Whole reports of the sample data, reviewed as text.

After a change that is meant, remake them with ``pytest tests/stories/test_golden.py
--remake-golden`` and read the difference.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from random import Random

import pytest

import scwres as package
from scwres.reports import FORMATS, OVERVIEW, TABLES

GOLDEN = Path(__file__).parent.parent / "golden"

#: Two years of an invented council, and its plan held against them.
YEARS = ["sample_data/2024/scwres.toml", "sample_data/2025/scwres.toml"]
PLAN = ["sample_data/plan.toml", "--before", YEARS[0], "--now", YEARS[1]]

#: What is run, by the file that holds what it prints.
RUNS = {
    "overview.txt": ["compute", "sample_data"],
    "overview-directorate.txt": ["compute", "sample_data", "--by", "directorate"],
    "overview-five.txt": ["compute", "sample_data", "--groups", "five"],
    "overview-published.txt": ["compute", "sample_data", "--publish"],
    "advice.txt": ["compute", "sample_data", "--publish", "--advise"],
    "advice-team.txt": [
        *("report", "sample_data", "--advise", "--by", "team"),
        *("--indicator", "2", "--indicator", "8"),
    ],
    "table.txt": ["compute", "sample_data", "--detail"],
    "by-directorate.txt": ["compute", "sample_data", "--by", "directorate", "--detail"],
    "results.csv": ["compute", "sample_data", "--by", "directorate", "--format", "csv"],
    "results.json": ["compute", "sample_data", "--format", "json"],
    "counts.csv": ["compute", "sample_data", "--by", "directorate", "--format", "counts"],
    "teams.txt": [
        *("compute", "examples/teams.csv", "--by", "team"),
        *("--indicator", "edi_training", "--detail"),
    ],
    "crossed.txt": [
        *("compute", "sample_data", "--by", "directorate,team"),
        *("--indicator", "5", "--indicator", "8", "--detail"),
    ],
    "five.txt": [
        *("compute", "sample_data", "--groups", "five"),
        *("--reference", "White British", "--detail"),
    ],
    "nhs.txt": ["compute", "sample_data", "--standard", "nhs-wres", "--detail"],
    "directions.txt": [
        *("compute", "sample_data", "--direction", "white-over-minority", "--detail"),
    ],
    "changes.txt": ["compare", *YEARS],
    "plan.txt": ["plan", *PLAN],
    "plan.md": ["plan", *PLAN, "--format", "markdown"],
    "plan.csv": ["plan", *PLAN, "--format", "csv"],
    "plan.json": ["plan", *PLAN, "--format", "json"],
    "plan-alone.txt": ["plan", "sample_data/plan.toml"],
    "explain.txt": ["explain"],
    "explain-nhs.txt": ["explain", "nhs-wres"],
    "explain-nhs-4.txt": ["explain", "4", "--standard", "nhs-wres"],
    "explain-2025-4.txt": ["explain", "4", "--standard", "2025"],
    "explain-reading.txt": ["explain", "reading"],
    "explain-supporting.txt": ["explain", "supporting"],
    "explain-promoted.txt": ["explain", "promoted"],
    "explain-disparity.txt": ["explain", "disparity"],
    "explain-1.txt": ["explain", "1"],
    "explain-4.txt": ["explain", "4"],
    "explain-staff.txt": ["explain", "staff"],
    "explain-counts.txt": ["explain", "counts"],
    "explain-settings.txt": ["explain", "settings"],
    "explain-ethnicity.txt": ["explain", "ethnicity"],
}


def _held_against(path: Path, text: str, *, remake: bool) -> str:
    if remake:
        path.write_text(text, encoding="utf-8", newline="\n")
    return path.read_text(encoding="utf-8")


def _numbers(text: str) -> object:
    """Return a report with its figures as numbers, to the digits that every machine has."""
    if text.startswith("{"):
        return json.loads(text)
    return [[_number(field) for field in row] for row in csv.reader(io.StringIO(text))]


def _number(field: str) -> object:
    try:
        return float(field)
    except ValueError:
        return field


def _same(found: object, expected: object) -> bool:
    if isinstance(expected, float):
        return found == pytest.approx(expected, rel=1e-12)
    if isinstance(expected, dict):
        return found.keys() == expected.keys() and all(
            _same(found[key], expected[key]) for key in expected
        )
    if isinstance(expected, list):
        return len(found) == len(expected) and all(map(_same, found, expected))
    return found == expected


@pytest.mark.parametrize("name", RUNS)
def test_report_is_as_it_was_reviewed(name, scwres, request, root, monkeypatch):
    monkeypatch.chdir(root)
    ran = scwres(*RUNS[name])
    assert ran.status == 0
    remake = request.config.getoption("--remake-golden")
    expected = _held_against(GOLDEN / name, ran.out, remake=remake)

    if name.startswith("results") or name.endswith((".json", "plan.csv")):
        assert _same(_numbers(ran.out), _numbers(expected))
    else:
        assert ran.out == expected


def test_what_is_said_beside_the_results_is_as_it_was_reviewed(scwres, request, root, monkeypatch):
    monkeypatch.chdir(root)
    ran = scwres("compute", "sample_data/hr.csv", "--format", "csv")
    remake = request.config.getoption("--remake-golden")

    assert ran.err == _held_against(GOLDEN / "account.txt", ran.err, remake=remake)


#: Pay bands of an invented council, each with its lowest salary and the people in it.
BANDS = {
    **{"Band 2": (24_000, 70), "Band 3": (25_500, 120), "Band 4": (28_000, 90)},
    **{"Band 5": (32_000, 130), "Band 6": (38_000, 110), "Band 7": (46_000, 60)},
    **{"Band 8a": (54_000, 30), "Band 8b": (62_000, 16), "Band 8c": (72_000, 9)},
    **{"Band 8d": (86_000, 6), "Band 9": (104_000, 4)},
}


def _with_small_bands() -> str:
    """Return the staff of a council with many small pay bands, always the same."""
    random = Random(26)
    rows = ["staff_id,ethnicity,pay_band,salary,disciplinary,left"]
    for place, (band, (least, people)) in enumerate(BANDS.items()):
        for _ in range(people):
            is_minority = random.random() < 0.28 - 0.02 * place
            label = (
                "Indian" if is_minority else random.choice(["White British"] * 30 + ["Unknown"])
            )
            disciplinary = random.random() < (0.06 if is_minority else 0.03)
            left = random.random() < (0.16 if is_minority else 0.11)
            salary = least + 50 * random.randrange(40)
            answers = ",".join("NY"[answer] for answer in (disciplinary, left))
            rows.append(f"S{len(rows):04},{label},{band},{salary},{answers}")
    return "\n".join(rows) + "\n"


def test_advice_on_many_small_bands_is_as_it_was_reviewed(scwres, write, request):
    ran = scwres("compute", write("hr.csv", _with_small_bands()), "--publish", "--advise")
    remake = request.config.getoption("--remake-golden")

    assert ran.out == _held_against(GOLDEN / "advice-bands.txt", ran.out, remake=remake)


@pytest.mark.parametrize("width", [80, 60])
def test_table_of_a_narrow_terminal_is_as_it_was_reviewed(width, sample_data, request):
    results = package.compute(sample_data, by=["directorate"], indicators=["1", "2", "7b", "9"])
    text = FORMATS["table"].render(results, width)
    remake = request.config.getoption("--remake-golden")

    assert text == _held_against(GOLDEN / f"table-{width}.txt", text, remake=remake)


@pytest.mark.parametrize("width", [100, 80, 60])
def test_overview_of_a_narrow_terminal_is_as_it_was_reviewed(width, sample_data, request):
    text = TABLES[OVERVIEW]["table"].render(package.compute(sample_data), width)
    remake = request.config.getoption("--remake-golden")

    assert text == _held_against(GOLDEN / f"overview-{width}.txt", text, remake=remake)


def test_faults_are_as_they_were_reviewed(scwres, write, request, monkeypatch):
    write(
        "hr.csv",
        "staff_id,ethnicity,pay_band,senior_manager,disciplinary,left,fitness_to_practise,"
        "regulated_professional\n"
        "A1,White British,Band 2,maybe,Y,N,,N\n"
        "A2,Wite British,Band 2,N,,N,Y,N\n"
        "A3,Indian,Band 3,N,,N,Y,Y\n"
        "A1,Martian,Band 3,tbc,,N,Y,Y\n"
        ",White,Band 3,N,,N,\n"
        "A5,White,Band 3,A3,Y,N,,N\n"
        'A6,White,Ban"d 3,N,,N,,N\n',
    )
    write("counts.csv", "item,answer,ethnicity,people\nleft,perhaps,White,-3\nleft,no,White,2.5\n")
    path = write("shortlisting.csv", "ethnicty,appointed\nWhite,N\n")
    ran = scwres("compute", path.parent)
    remake = request.config.getoption("--remake-golden")

    assert ran.status == 3
    assert ran.err == _held_against(GOLDEN / "faults.txt", ran.err, remake=remake)


def test_workforce_profile_is_as_it_was_reviewed(sample_data, write, request):
    rows = ["ethnicity,shortlisted,interviewed,offered,appointed"]
    # Applicants of each category: those who applied, and reached each later stage.
    for category, stages in {
        "Indian": (200, 118, 101, 22, 20),
        "Black African": (150, 71, 60, 11, 9),
        "White British": (600, 380, 340, 130, 121),
        "Not stated": (50, 31, 29, 10, 9),
    }.items():
        applied, *reached = stages
        for person in range(applied):
            answers = [
                ("Y" if person < number else "N") if person < whole else ""
                for number, whole in zip(
                    reached, (applied, reached[0], reached[1], reached[0]), strict=True
                )
            ]
            rows.append(",".join((category, *answers)))
    applications = write("applications.csv", "\n".join(rows) + "\n")
    census = write(
        "census.csv",
        "ethnicity,people\nIndian,5200\nPakistani,2100\nBlack African,4300\nMixed,1900\n"
        "White British,61000\nAny other White background,6400\nArab,900\n",
    )
    results = package.compute(
        [sample_data / "hr.csv", sample_data / "survey.csv", applications],
        population=census,
        by=["directorate"],
        workforce_profile=True,
    )
    remake = request.config.getoption("--remake-golden")
    texts = []
    for shown in (results, package.publish(results)):
        text = FORMATS["table"].render(shown)
        texts.append(text[text.index("Workforce profile\n") : text.index("\nRatio: ")])
    whole = "\n".join(texts)

    assert whole == _held_against(GOLDEN / "profile.txt", whole, remake=remake)
