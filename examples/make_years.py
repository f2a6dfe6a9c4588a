"""Makes two years of an invented council, for ``sample_data/plan.toml`` and its figures.

Run it in this folder: ``python make_years.py``. Nobody in them exists: so many of each group had
each event, as the tables below say, and everything else is drawn.
"""

from __future__ import annotations

import csv
from pathlib import Path
from random import Random

HERE = Path(__file__).parent.parent / "sample_data"

LABELS = {
    "M": {"Indian": 4, "Pakistani": 2, "Black African": 4, "Black Caribbean": 2, "Chinese": 1},
    "W": {"White British": 14, "White Irish": 1, "Any other White background": 2},
    "U": {"Prefer not to say": 1},
}
DIRECTORATES = {"Adults": 5, "Children": 4}

#: People employed in the year: of ethnic minorities, white, of unknown ethnicity.
STAFF = {2024: (330, 980, 60), 2025: (345, 970, 62)}

#: Of them so many with each event. The last three are asked of some alone: so many, and of these.
EVENTS = {
    "left": {2024: (44, 113, 7), 2025: (40, 117, 6)},
    "disciplinary": {2024: (14, 20, 1), 2025: (12, 21, 1)},
    "cpd": {2024: (58, 255, 12), 2025: (94, 254, 14)},
    "promoted": {2024: (9, 40, 2), 2025: (11, 39, 2)},
    "rewarded_cash": {2024: (12, 72, 3), 2025: (20, 70, 4)},
}
ASKED = {
    "regulated_professional": ("fitness_to_practise", (100, 300, 20), (1, 3, 0), (2, 3, 0)),
    "panel_member": ("recruitment_training", (16, 70, 4), (7, 33, 2), (8, 37, 2)),
    "manager": ("edi_training", (24, 150, 8), (10, 66, 3), (19, 115, 6)),
}

#: Grades from the lowest, and how many in a thousand of each group are in each.
GRADES = {"Grade 3": 240, "Grade 5": 260, "Grade 7": 230, "Grade 9": 160, "Grade 11": 80}
SENIOR = {2024: (3, 28, 0), 2025: (6, 27, 1)}

SHORTLISTED = {2024: ((300, 40), (700, 181), (40, 14)), 2025: ((320, 70), (720, 178), (44, 15))}

#: Answers to the survey: so many answered, and so many of them yes, by question.
SURVEY = {
    "harassment_public": {
        2024: ((160, 36), (500, 95), (40, 8)),
        2025: ((170, 38), (510, 92), (42, 9)),
    },
    "harassment_colleagues": {
        2024: ((160, 26), (500, 55), (40, 5)),
        2025: ((170, 25), (510, 58), (42, 5)),
    },
    "harassment_managers": {
        2024: ((160, 20), (500, 41), (40, 4)),
        2025: ((170, 48), (510, 38), (42, 4)),
    },
    "confident_to_report": {
        2024: ((158, 82), (498, 310), (39, 21)),
        2025: ((168, 108), (508, 372), (41, 27)),
    },
    "feels_included": {
        2024: ((160, 101), (500, 362), (40, 25)),
        2025: ((170, 121), (510, 376), (42, 28)),
    },
    "fair_access_to_training": {
        2024: ((160, 92), (500, 341), (40, 24)),
        2025: ((170, 104), (510, 352), (42, 26)),
    },
}


def _drawn(random: Random, weights: dict[str, int]) -> str:
    return random.choices([*weights], weights=[*weights.values()])[0]


def _chosen(random: Random, people: list[dict[str, str]], many: int) -> list[dict[str, str]]:
    return random.sample(people, many)


def _people(random: Random, numbers: tuple[int, ...]) -> list[list[dict[str, str]]]:
    """Return people of each group, with a label and a directorate."""
    return [
        [
            {
                "ethnicity": _drawn(random, LABELS[group]),
                "directorate": _drawn(random, DIRECTORATES),
            }
            for _ in range(number)
        ]
        for group, number in zip(LABELS, numbers, strict=True)
    ]


def _staff(random: Random, year: int) -> list[dict[str, str]]:
    groups = _people(random, STAFF[year])
    for at, people in enumerate(groups):
        for one in people:
            one["pay_band"] = _drawn(random, GRADES)
            one["senior_manager"] = "N"
        for item, of_year in EVENTS.items():
            yes = {id(one) for one in _chosen(random, people, of_year[year][at])}
            for one in people:
                one[item] = "Y" if id(one) in yes else "N"
        in_post = [one for one in people if one["left"] == "N"]
        for one in _chosen(random, in_post, SENIOR[year][at]):
            one["pay_band"], one["senior_manager"] = "Grade 13", "Y"
        for column, (item, asked, *years) in ASKED.items():
            of = _chosen(random, people, asked[at])
            yes = {id(one) for one in of[: years[year - 2024][at]]}
            is_asked = {id(one) for one in of}
            for one in people:
                if column != "manager":
                    one[column] = "Y" if id(one) in is_asked else "N"
                one[item] = ("Y" if id(one) in yes else "N") if id(one) in is_asked else ""
    rows = [one for people in groups for one in people]
    random.shuffle(rows)
    return [{"staff_id": f"P{year}{at:05d}", **one} for at, one in enumerate(rows, 1)]


def _shortlisting(random: Random, year: int) -> list[dict[str, str]]:
    groups = _people(random, tuple(of for of, _ in SHORTLISTED[year]))
    for people, (_, appointed) in zip(groups, SHORTLISTED[year], strict=True):
        yes = {id(one) for one in _chosen(random, people, appointed)}
        for one in people:
            one["appointed"] = "Y" if id(one) in yes else "N"
    rows = [one for people in groups for one in people]
    random.shuffle(rows)
    return rows


def _survey(random: Random, year: int) -> list[dict[str, str]]:
    most = tuple(max(of[year][at][0] for of in SURVEY.values()) for at in range(3))
    groups = _people(random, most)
    for at, people in enumerate(groups):
        for item, of_year in SURVEY.items():
            answered, yes_number = of_year[year][at]
            of = _chosen(random, people, answered)
            yes = {id(one) for one in of[:yes_number]}
            is_answered = {id(one) for one in of}
            for one in people:
                one[item] = ("Y" if id(one) in yes else "N") if id(one) in is_answered else ""
    rows = [one for people in groups for one in people]
    random.shuffle(rows)
    return rows


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main(folder: Path = HERE) -> None:
    """Write both years."""
    for year in STAFF:
        random = Random(f"years {year}")
        of_year = folder / str(year)
        of_year.mkdir(parents=True, exist_ok=True)
        _write(of_year / "hr.csv", _staff(random, year))
        _write(of_year / "shortlisting.csv", _shortlisting(random, year))
        _write(of_year / "survey.csv", _survey(random, year))
        (of_year / "scwres.toml").write_text(
            'organisation = "Borough of Example"\n'
            f"snapshot = {year}-09-30\n\n"
            '[[extracts]]\npath = "hr.csv"\n\n'
            '[[extracts]]\npath = "shortlisting.csv"\n\n'
            '[[extracts]]\npath = "survey.csv"\n',
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
