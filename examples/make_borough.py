"""Makes the six extracts of ``borough``: an invented council, for the tutorial.

Run it in this folder: ``python make_borough.py``. Nobody in them exists.
"""

from __future__ import annotations

import csv
from pathlib import Path
from random import Random

import xlsxwriter

HERE = Path(__file__).parent / "borough"

#: How many in a hundred carry each label.
LABELS = {
    "White - British": 62,
    "White - Irish": 2,
    "Any other White background": 6,
    "Asian or Asian British - Indian": 7,
    "Asian or Asian British - Pakistani": 4,
    "Black or Black British - African": 8,
    "Black or Black British - Caribbean": 4,
    "Mixed - White & Asian": 2,
    "Kurdish": 1,
    "Prefer not to say": 4,
}
GRADES = {"G5": 25, "G6": 30, "G7": 25, "G8": 13, "Head of Service": 5, "Director": 2}
ROLES = {"Social Worker": 40, "Care Assistant": 45, "Occupational Therapist": 15}


def _day(random: Random, year: int) -> str:
    return f"{random.randint(1, 28):02d}/{random.randint(1, 12):02d}/{year}"


def _drawn(random: Random, weights: dict[str, int]) -> str:
    return random.choices([*weights], weights=[*weights.values()])[0]


def _write(
    name: str, rows: list[list[str]], delimiter: str = ",", encoding: str = "utf-8"
) -> None:
    with (HERE / name).open("w", newline="", encoding=encoding) as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)


def main() -> None:
    """Write all six."""
    random = Random(7)
    staff = [
        [
            f"E{number:04d}",
            f"Person {number}",
            _drawn(random, LABELS),
            random.choice(["Adults", "Children and Families"]),
            _drawn(random, GRADES),
            _drawn(random, ROLES),
            "Agency" if random.random() < 0.06 else "Permanent",
        ]
        for number in range(1, 501)
    ]
    book = xlsxwriter.Workbook(HERE / "HR extract.xlsx")
    sheet = book.add_worksheet("Establishment")
    sheet.write(0, 0, "Social care workforce")
    sheet.write(1, 0, "Run on 1 October 2025")
    header = ["Employee No", "Full Name", "Ethnic Origin", "Division", "Pay Grade", "Job Title"]
    for number, row in enumerate([[*header, "Contract Type"], *staff], 3):
        sheet.write_row(number, 0, row)
    sheet.write(len(staff) + 5, 0, "Source: HR system. Not for onward sharing.")
    book.close()
    employed = [row[0] for row in staff if row[6] == "Permanent"]
    label_of = {row[0]: row[2] for row in staff}

    def happens(to: str, minority: float, white: float) -> bool:
        return random.random() < (white if "White -" in label_of[to] else minority)

    labels = {label: weight for label, weight in LABELS.items() if label != "Kurdish"}
    interviews = [[_drawn(random, labels)] for _ in range(320)]
    for row in interviews:
        likely = 0.3 if row[0].startswith("White") else 0.16
        row.append("Appointed" if random.random() < likely else "Not appointed")
    header = ["Ethnic Group", "Outcome at interview"]
    _write("recruitment.csv", [header, *interviews], ";", "cp1252")
    cases = [
        [who, _day(random, 2025 if random.random() < 0.6 else 2024), outcome]
        for who in employed
        if happens(who, 0.09, 0.05)
        for outcome in [random.choice(["Written warning", "Conduct panel", "No further action"])]
    ]
    _write("cases.csv", [["Employee Number", "Disciplinary Hearing Date", "Outcome"], *cases])
    learning = [
        [who, _day(random, 2025), random.choice("YYN"), random.choice("YNN")]
        for who in employed
        for _ in range(random.choice([0, 0, 1, 1, 2]))
    ]
    header = ["Employee Number", "Course Date", "Funded?", "Mandatory?"]
    _write("learning.tsv", [header, *learning], "\t", "utf-16")
    leavers = [
        [f"L{number:03d}", _drawn(random, labels), _day(random, random.choice([2024, 2025]))]
        for number in range(70)
    ]
    _write("leavers.csv", [["Employee No", "Ethnicity", "Termination Date"], *leavers])
    answers = [
        [
            _drawn(random, labels),
            random.choice(["Yes", "No", "No", "Prefer not to say"]),
            random.choice(["Yes", *["No"] * 5]),
            random.choice(["Yes", *["No"] * 7]),
        ]
        for _ in range(260)
    ]
    header = ["What is your ethnic group?", "Harassment from public"]
    header += ["Harassment from colleagues", "Harassment from managers"]
    _write("survey.csv", [header, *answers])


if __name__ == "__main__":
    main()
