"""Invented councils whose extracts are as messy as real ones: the same seed, the same council."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import NamedTuple

LABELS = [
    *("White British", "white british ", "White: English/Welsh/Scottish/Northern Irish/British"),
    *("Indian", "INDIAN", "Asian or Asian British - Pakistani", "Black African", "Caribbean"),
    *("Mixed: White and Asian", "Arab", "Any other White background", "Prefer not to say"),
    *("Not stated", "  ", ""),
]
BANDS = ["Grade 1", "grade 1", "Grade 2", "Grade 3 ", "Grade 10", "SM1", ""]
ANSWERS = ["Yes", "no", "Y", "N", "TRUE", "false", "1", "0", "", "n/a"]
DAYS = ["2024-11-03", "2025-03-31", "30/09/2025", "01-10-2025", "2019-01-01"]

#: What is wrong with some of them: a label, an answer, a band or a day that nobody knows.
MISTAKES = ["Martian", "perhaps", "31/02/2025", "Total", "Grand total", "???"]


class Extract(NamedTuple):
    header: tuple[str, ...]
    rows: list[list[str]]


def council(seed: int) -> dict[str, Extract]:
    """Return the extracts of a council, by name; every second one holds mistakes."""
    random = Random(seed)
    mistakes = 0.02 if seed % 2 else 0.0

    def cell(values: list[str], *more: str) -> str:
        return random.choice(MISTAKES if random.random() < mistakes else [*values, *more])

    people = [f"P{number:04}" for number in range(random.randrange(40, 160))]
    # Some people have two posts, and their rows agree about the person.
    held = [*people, *random.choices(people, k=len(people) // 10 if seed % 3 == 0 else 0)]
    labels = {person: cell(LABELS) for person in people}
    staff = Extract(
        ("note", "Staff ID", "Ethnic Origin", "Pay Band", "disciplinary", "directorate"),
        [
            [
                random.choice(["", "moved", "x"]),
                person,
                labels[person],
                cell(BANDS),
                cell(ANSWERS),
                random.choice(["Adults", "Children", ""]),
            ]
            for person in held
        ],
    )
    shortlisting = Extract(
        ("vacancy", "ethnicity", "shortlisted", "appointed"),
        [
            [random.choice(["V1", "V2", ""]), cell(LABELS), shortlisted, appointed]
            for _ in range(random.randrange(20, 90))
            for shortlisted in [random.choice(["Yes", "yes ", "No"])]
            for appointed in [cell(ANSWERS[:8]) if shortlisted != "No" else "No"]
        ],
    )
    survey = Extract(
        ("ethnicity", "harassment_public", "harassment_colleagues", "comment"),
        [
            [cell(LABELS), cell(ANSWERS), cell(ANSWERS), random.choice(["", "fine"])]
            for _ in range(random.randrange(20, 90))
        ],
    )
    if seed % 5 == 0:
        staff.rows.insert(9, ["", "", "", "", "", ""])
        survey.rows.insert(9, ["", "", "", "only a comment"])
        survey.rows.insert(5, ["", " ", "", ""])
    leavers = Extract(
        ("staff_id", "leaving_date", "ethnicity"),
        [
            [f"L{number:03}", cell(DAYS, *["1 May 2025"] * (seed % 2)), cell(LABELS)]
            for number in range(random.randrange(2, 20))
        ],
    )
    return {"staff": staff, "shortlisting": shortlisting, "survey": survey, "leavers": leavers}


def write(extracts: Mapping[str, Extract], folder: Path) -> None:
    """Write extracts as CSV files."""
    for name, extract in extracts.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([extract.header, *extract.rows])
