"""Makes the six exports of ``systems``: an invented council, as its systems write their files.

Run it in this folder: ``python make_systems.py``. Nobody in them exists, and no system either.
``systems/truth`` holds what is true of these people, by plain counting of what was drawn here.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

import xlsxwriter

HERE = Path(__file__).parent / "systems"

#: The year that the exports cover: the twelve months up to the day of the establishment list.
FIRST, LAST = date(2024, 10, 1), date(2025, 9, 30)

#: Ethnicity, with how many in a hundred have it, and how three systems word it: the HR system,
#: the recruitment system and the survey form.
ETHNICITIES: dict[str, tuple[int, str, str, str]] = {
    "White British": (
        60,
        "White - English/Welsh/Scottish/Northern Irish/British",
        "White British",
        "English, Welsh, Scottish, Northern Irish or British",
    ),
    "White Irish": (3, "White - Irish", "White Irish", "Irish"),
    "Any other White background": (
        6,
        "White - Any other White background",
        "White Other",
        "Any other White background",
    ),
    "Indian": (7, "Asian/Asian British - Indian", "Indian", "Indian"),
    "Pakistani": (5, "Asian/Asian British - Pakistani", "Pakistani", "Pakistani"),
    "Black African": (
        8,
        "Black/African/Caribbean/Black British - African",
        "Black African",
        "African",
    ),
    "Black Caribbean": (
        4,
        "Black/African/Caribbean/Black British - Caribbean",
        "Black Caribbean",
        "Caribbean",
    ),
    "White and Asian": (
        2,
        "Mixed/Multiple ethnic groups - White and Asian",
        "Mixed White/Asian",
        "White and Asian",
    ),
    "Any other ethnic group": (
        2,
        "Other ethnic group - Any other ethnic group",
        "Kurdish",
        "Any other ethnic group",
    ),
    "Not stated": (3, "Prefer not to say", "Not disclosed", "Prefer not to say"),
}
HR, RECRUITMENT, SURVEY = 1, 2, 3
WHITE = {"White British", "White Irish", "Any other White background"}

DIRECTORATES = {"Adult Social Care": 60, "Children's Services": 40}
CONTRACTS = {"Permanent": 78, "Fixed term": 10, "Apprenticeship": 3, "Agency": 6, "Casual": 3}
DIRECT = {"Permanent", "Fixed term", "Apprenticeship"}
#: Job titles, with how many in a hundred have each, and the least and the most pay.
JOBS: dict[str, tuple[int, int, int]] = {
    "Care Worker": (40, 23_000, 27_500),
    "Social Worker": (30, 33_000, 45_000),
    "Occupational Therapist": (8, 33_000, 44_000),
    "Business Support Officer": (12, 24_000, 31_000),
    "Team Manager": (7, 46_000, 58_000),
    "Head of Service": (3, 70_500, 88_000),
}
REGULATED = {"Social Worker", "Occupational Therapist"}
SENIOR_PAY = 70_000

#: The statuses of an application, with how many stages each shows were reached.
STATUSES = {
    "New application": 0,
    "Rejected at sift": 0,
    "Withdrawn before sift": 0,
    "Interview arranged": 1,
    "Did not attend interview": 1,
    "Rejected after interview": 2,
    "Withdrawn after interview": 2,
    "Offer made": 3,
    "Offer declined": 3,
    "Offer accepted": 4,
}
STAGES = ("shortlisted", "interviewed", "offered", "appointed")

#: The kinds of case, with the item that each is, and how many in a hundred of staff have one.
CASES = {
    "Disciplinary": ("disciplinary", 12, 8),
    "Grievance": ("grievance", 9, 7),
    "Fitness to practise / registration referral": ("fitness_to_practise", 18, 12),
    "Capability": ("", 6, 5),
    "Harassment complaint": ("", 5, 3),
}
#: The stages that a case is at, and whether each is formal.
CASE_STAGES = {
    "Fact finding": False,
    "Informal resolution": False,
    "Formal investigation": True,
    "Hearing": True,
    "Panel decision issued": True,
}
OUTCOMES = {
    "Fact finding": ["", "No further action"],
    "Informal resolution": ["Management advice", "Mediation agreed"],
    "Formal investigation": ["", "No case to answer"],
    "Hearing": ["Written warning", "Not upheld"],
    "Panel decision issued": ["Upheld", "Final written warning", "Dismissal"],
}

#: Courses, with their category and their costs in pounds.
COURSES: dict[str, tuple[str, tuple[int, ...]]] = {
    "Safeguarding adults refresher": ("Mandatory", (0,)),
    "Moving and handling": ("Mandatory", (45,)),
    "Strengths based practice": ("Not mandatory", (0, 120)),
    "Best interests assessor": ("Not mandatory", (850, 1_250)),
    "Aspiring managers": ("Not mandatory", (0, 400)),
}
COMPLETIONS = {"Completed": 70, "Booked": 15, "Did not attend": 10, "Cancelled": 5}

REASONS = ("Resignation", "Retirement", "End of contract", "Dismissal", "Redundancy")

#: The questions of the survey, with the item of each.
FROM = "In the last 12 months, have you experienced harassment, bullying or abuse at work from"
QUESTIONS = {
    f"{FROM} people who use services, their relatives or the public?": "harassment_public",
    f"{FROM} your manager or another manager?": "harassment_managers",
    f"{FROM} other colleagues?": "harassment_colleagues",
}
INCLUDED = "I feel included in my team"
LIKERT = {
    "Strongly agree": "yes",
    "Agree": "yes",
    "Neither agree nor disagree": "no",
    "Disagree": "no",
    "Strongly disagree": "no",
}


@dataclass
class Person:
    """Somebody who works, or worked, for the council."""

    number: str
    ethnicity: str
    directorate: str
    job: str
    contract: str
    salary: int
    start: date
    last_day: date | None = None

    @property
    def is_employed(self) -> bool:
        """Whether the council employed the person in the year."""
        if self.last_day:
            return FIRST <= self.last_day <= LAST
        return self.contract in DIRECT


Truth = Counter[tuple[str, str, str]]


def _drawn(random: Random, weights: dict[str, int]) -> str:
    return random.choices([*weights], weights=[*weights.values()])[0]


def _ethnicity(random: Random) -> str:
    return _drawn(random, {name: row[0] for name, row in ETHNICITIES.items()})


def _day(random: Random, first: date, last: date) -> date:
    day = first + timedelta(random.randint(0, (last - first).days))
    return max(first, day.replace(day=min(day.day, 28)))


def _happens(random: Random, ethnicity: str, minority: float, white: float) -> bool:
    return random.random() < (white if ethnicity in WHITE else minority)


def _pounds(amount: int) -> str:
    return f"\N{POUND SIGN}{amount:,}.00" if amount else "0"


def _yes_no(answer: bool) -> str:
    return "yes" if answer else "no"


def _write(
    name: str, rows: Iterable[Sequence[str]], delimiter: str = ",", encoding: str = "utf-8"
) -> None:
    with (HERE / name).open("w", newline="", encoding=encoding) as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)


def _person(random: Random, number: int, *, left: bool = False) -> Person:
    job = _drawn(random, {title: row[0] for title, row in JOBS.items()})
    _, least, most = JOBS[job]
    last_day = _day(random, date(2024, 7, 1), LAST) if left else None
    return Person(
        number=f"P{number:05d}",
        ethnicity=_ethnicity(random),
        directorate=_drawn(random, DIRECTORATES),
        job=job,
        contract="Permanent" if left else _drawn(random, CONTRACTS),
        salary=round(random.randint(least, most), -2),
        start=_start(random, last_day or LAST),
        last_day=last_day,
    )


def _start(random: Random, last_day: date) -> date:
    """Return a day on which somebody started: for some, in the eleven months before."""
    recent = last_day - timedelta(330) if random.random() < 0.15 else date(2012, 1, 1)
    return _day(random, recent, last_day - timedelta(35))


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, day.day)


def _establishment(people: Sequence[Person], truth: Truth) -> None:
    """Write the establishment list: a workbook with titles above its header."""
    book = xlsxwriter.Workbook(HERE / "Establishment list.xlsx")
    sheet = book.add_worksheet("Establishment")
    days = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write(0, 0, "Establishment list")
    sheet.write(1, 0, "Position on 30/09/2025")
    header = ["Personal ref.", "Ethnic origin", "Service/Directorate", "Job title"]
    sheet.write_row(3, 0, [*header, "Contract type", "Salary (FTE)", "Start date"])
    for row, person in enumerate(people, 4):
        label = ETHNICITIES[person.ethnicity][HR]
        cells = [person.number, label, person.directorate, person.job, person.contract]
        sheet.write_row(row, 0, [*cells, person.salary])
        sheet.write_datetime(row, 6, person.start, days)
    sheet.write(len(people) + 5, 0, "End of report")
    book.close()
    for person in people:
        if person.is_employed:
            band = (
                "Under £30,000"
                if person.salary < 30_000
                else "£30,000 to £69,999"
                if person.salary < 70_000
                else "£70,000 and over"
            )
            truth["pay_band", band, person.ethnicity] += 1
            senior = _yes_no(person.salary >= SENIOR_PAY)
            truth["senior_manager", senior, person.ethnicity] += 1


def _leavers(random: Random, people: Sequence[Person]) -> None:
    """Write the leavers of fifteen months: text with bars, and a total below."""
    header = ["Personal ref.", "Ethnic origin", "Directorate", "Job title", "Start date"]
    rows = [
        [
            person.number,
            ETHNICITIES[person.ethnicity][HR],
            person.directorate,
            person.job,
            f"{person.start:%d/%m/%Y}",
            f"{person.last_day:%d/%m/%Y}",
            random.choice(REASONS),
        ]
        for person in people
    ]
    footer = [[], [f"Number of leavers: {len(people)}"]]
    _write("Leavers.csv", [[*header, "Last day", "Reason"], *rows, *footer], "|")


def _recruitment(random: Random, truth: Truth) -> None:
    """Write a year's applications with one status each: semicolons, a byte-order mark."""
    header = ["Vacancy", "Vacancy directorate", "Grade", "Source", "Ethnic origin"]
    rows = []
    for number in range(360):
        ethnicity = _ethnicity(random)
        reached = 0
        for minority, white in ((0.45, 0.6), (0.8, 0.85), (0.45, 0.55), (0.75, 0.8)):
            if not _happens(random, ethnicity, minority, white):
                break
            reached += 1
        status = random.choice([text for text, stages in STATUSES.items() if stages == reached])
        rows.append(
            [
                f"V{1000 + number // 6}",
                _drawn(random, DIRECTORATES),
                random.choice(["G5", "G6", "G7", "G8"]),
                random.choice(["Internal", "External", "External"]),
                ETHNICITIES[ethnicity][RECRUITMENT],
                f"{_day(random, FIRST, LAST):%d/%m/%Y}",
                status,
            ]
        )
        truth["shortlisted", _yes_no(reached >= 1), ethnicity] += 1
        if reached >= 1:
            truth["interviewed", _yes_no(reached >= 2), ethnicity] += 1
            truth["appointed", _yes_no(reached >= 4), ethnicity] += 1
        if reached >= 2:
            truth["offered", _yes_no(reached >= 3), ethnicity] += 1
    preamble = [["Applications by status"], ["Period: 01/10/2024 to 30/09/2025"], []]
    lines = [*preamble, [*header, "Date of application", "Current status"], *rows]
    _write("Recruitment status report.csv", lines, ";", "utf-8-sig")


def _casework(random: Random, people: Sequence[Person]) -> dict[str, set[str]]:
    """Write a log of five kinds of case; return who had a formal case in the year, by item."""
    header = ["Case", "Personal ref.", "Case type", "Date opened", "Stage reached", "Outcome"]
    numbers_by_item: dict[str, set[str]] = {item: set() for item, _, _ in CASES.values() if item}
    rows = []
    for kind, (item, minority, white) in CASES.items():
        for person in people:
            if item == "fitness_to_practise" and person.job not in REGULATED:
                continue
            if not _happens(random, person.ethnicity, minority / 100, white / 100):
                continue
            end = person.last_day or LAST
            opened = _day(random, max(person.start, min(end, date(2024, 8, 1))), end)
            stage = random.choice([*CASE_STAGES])
            outcome = random.choice(OUTCOMES[stage])
            rows.append([person.number, kind, f"{opened:%d/%m/%Y}", stage, outcome])
            if item and FIRST <= opened <= LAST and CASE_STAGES[stage]:
                numbers_by_item[item].add(person.number)
    random.shuffle(rows)
    numbered = [[f"C{number:04d}", *row] for number, row in enumerate(rows, 1)]
    _write("Casework log.csv", [header, *numbered], ",", "cp1252")
    return numbers_by_item


def _learning(random: Random, people: Sequence[Person]) -> set[str]:
    """Write learning records; return who completed a funded course that was not mandatory."""
    header = ["Personal ref.", "Course", "Category", "Cost", "Completion status"]
    rows, numbers = [], set()
    for person in people:
        for _ in range(random.choice([0, 1, 1, 2])):
            course = random.choice([*COURSES])
            category, costs = COURSES[course]
            cost, status = random.choice(costs), _drawn(random, COMPLETIONS)
            end = person.last_day or LAST
            day = _day(random, max(person.start, min(end, date(2024, 9, 1))), end)
            cells = [person.number, course, category, _pounds(cost), status, f"{day:%d/%m/%Y}"]
            rows.append(cells)
            in_year = FIRST <= day <= LAST
            if in_year and cost and status == "Completed" and category != "Mandatory":
                numbers.add(person.number)
    footer = [[f"{len(rows)} records"]]
    _write("Learning records.txt", [[*header, "Date"], *rows, *footer], "\t", "utf-16")
    return numbers


def _survey(random: Random, truth: Truth) -> None:
    """Write the answers to a survey, as a form writes them: a workbook."""
    book = xlsxwriter.Workbook(HERE / "Staff survey.xlsx")
    sheet = book.add_worksheet("Responses")
    header = ["ID", "Start time", "What is your ethnic group?", *QUESTIONS, INCLUDED]
    sheet.write_row(0, 0, [*header, "Is there anything else you would like to tell us?"])
    for number in range(1, 221):
        ethnicity = _ethnicity(random)
        answers = []
        for item, minority, white in zip(
            QUESTIONS.values(), (0.35, 0.2, 0.22), (0.25, 0.1, 0.14), strict=True
        ):
            answer = "Yes" if _happens(random, ethnicity, minority, white) else "No"
            if random.random() < 0.05:
                answer = "Prefer not to say"
            else:
                truth[item, answer.lower(), ethnicity] += 1
            answers.append(answer)
        feeling = random.choice([*LIKERT, "Agree"])
        truth["feels_included", LIKERT[feeling], ethnicity] += 1
        start = f"{_day(random, date(2025, 6, 2), date(2025, 6, 27)):%d/%m/%Y} 10:15:00"
        label = ETHNICITIES[ethnicity][SURVEY]
        sheet.write_row(number, 0, [number, start, label, *answers, feeling])
    book.close()


def main() -> None:
    """Write all six, and the truth."""
    random = Random(11)
    (HERE / "truth").mkdir(parents=True, exist_ok=True)
    truth: Truth = Counter()
    staff = [_person(random, number) for number in range(1, 341)]
    leavers = [_person(random, number, left=True) for number in range(401, 451)]
    people = [*staff, *leavers]
    _establishment(staff, truth)
    _leavers(random, leavers)
    _recruitment(random, truth)
    numbers_by_item = _casework(random, people)
    numbers_by_item["cpd"] = _learning(random, people)
    numbers_by_item["left"] = {person.number for person in leavers}
    _survey(random, truth)
    for person in filter(lambda person: person.is_employed, people):
        for item, numbers in numbers_by_item.items():
            if item != "fitness_to_practise" or person.job in REGULATED:
                truth[item, _yes_no(person.number in numbers), person.ethnicity] += 1
        truth["joined", _yes_no(FIRST <= person.start <= LAST), person.ethnicity] += 1
        if FIRST <= person.start <= LAST:
            last_day = person.last_day or date.max
            for item, months in (("left_in_probation", 6), ("left_within_12_months", 12)):
                is_early = last_day < _months_after(person.start, months)
                truth[item, _yes_no(is_early), person.ethnicity] += 1
    rows = [[*cell, str(count)] for cell, count in sorted(truth.items())]
    _write("truth/counts.csv", [["item", "answer", "ethnicity", "people"], *rows])


if __name__ == "__main__":
    main()
