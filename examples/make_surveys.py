"""Makes the five exports of ``surveys``: one invented survey, as five programs write its answers.

Run it in this folder: ``python make_surveys.py``. Nobody in it exists, and the exports are only in
the manner of those programs. The same people gave the same answers in all five, and
``surveys/truth`` holds how many gave each, by plain counting of what was drawn here.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

import xlsxwriter

HERE = Path(__file__).parent / "surveys"

#: Ethnicity, with how many in a hundred have it, and the label of the forms.
ETHNICITIES = {
    "White British": (58, "White: English, Welsh, Scottish, Northern Irish or British"),
    "White Irish": (4, "White: Irish"),
    "Indian": (10, "Asian or Asian British: Indian"),
    "Pakistani": (7, "Asian or Asian British: Pakistani"),
    "Black African": (9, "Black, Black British, Caribbean or African: African"),
    "Black Caribbean": (5, "Black, Black British, Caribbean or African: Caribbean"),
    "White and Asian": (3, "Mixed or Multiple ethnic groups: White and Asian"),
    "Not stated": (4, "Prefer not to say"),
}

#: By whom the harassment was, by item, with how likely it is.
SOURCES = {
    "harassment_public": ("People who use services, their relatives or the public", 0.3),
    "harassment_colleagues": ("Colleagues", 0.14),
    "harassment_managers": ("Managers", 0.1),
}
NONE, DECLINED = "None of these", "Prefer not to say"

NEVER = "Never"
TIMES = ("1 or 2 times", "3 to 5 times", "More than 5 times")

ETHNIC_GROUP = "What is your ethnic group?"
STEM = "In the last 12 months, have you experienced harassment, bullying or abuse at work from"
HOW_OFTEN = (
    "In the last 12 months, how many times have you experienced harassment, bullying or abuse at "
    "work from"
)
COMMENTS = "Is there anything else you would like to tell us?"


class Person(NamedTuple):
    """Who answered: ``times`` is how often it happened, by item; None for no answer at all."""

    number: int
    ethnicity: str
    times: dict[str, str] | None

    @property
    def label(self) -> str:
        """The label of ethnicity that was chosen."""
        return ETHNICITIES[self.ethnicity][1]

    @property
    def sources(self) -> list[str]:
        """The choices made where all are asked about at once."""
        if self.times is None:
            return [DECLINED]
        made = [SOURCES[item][0] for item, times in self.times.items() if times != NEVER]
        return made or [NONE]

    def how_often(self, item: str) -> str:
        """Return how often it happened."""
        return DECLINED if self.times is None else self.times[item]

    @property
    def start(self) -> datetime:
        """When the form was opened."""
        return datetime(2025, 6, 2, 9) + timedelta(minutes=37 * self.number)  # noqa: DTZ001


def _person(random: Random, number: int) -> Person:
    weights = [share for share, _ in ETHNICITIES.values()]
    [ethnicity] = random.choices([*ETHNICITIES], weights)
    if random.random() < 0.05:
        return Person(number, ethnicity, None)
    risk = 1 if ethnicity.startswith("White ") else 1.5
    times = {
        item: random.choice(TIMES) if random.random() < risk * likely else NEVER
        for item, (_, likely) in SOURCES.items()
    }
    return Person(number, ethnicity, times)


def _write(name: str, rows: Iterable[Sequence[object]], encoding: str = "utf-8-sig") -> None:
    with (HERE / name).open("w", newline="", encoding=encoding) as file:
        csv.writer(file).writerows(rows)


def _microsoft_forms(people: Sequence[Person]) -> None:
    """Write a workbook in which several choices are joined by semicolons."""
    book = xlsxwriter.Workbook(HERE / "Microsoft Forms.xlsx")
    book.set_properties({"created": datetime(2025, 7, 1)})  # noqa: DTZ001
    sheet = book.add_worksheet("Sheet1")
    header = ["ID", "Start time", "Completion time", "Email", "Name"]
    sheet.write_row(0, 0, [*header, ETHNIC_GROUP, f"{STEM} any of these people?", COMMENTS])
    for row, person in enumerate(people, 1):
        start = f"{person.start:%m/%d/%y %H:%M:%S}"
        sources = "".join(f"{source};" for source in person.sources)
        cells = [person.number, start, start, "anonymous", "", person.label, sources, ""]
        sheet.write_row(row, 0, cells)
    book.close()


def _survey_monkey(people: Sequence[Person]) -> None:
    """Write two header rows, with a column for each choice, and one question on its own."""
    item, *others = SOURCES
    choices = [*(SOURCES[other][0] for other in others), NONE, DECLINED]
    header = ["Respondent ID", "Collector ID", "Start Date", ETHNIC_GROUP, ""]
    header += [f"{HOW_OFTEN} people who use services, their relatives or the public?"]
    header += [f"{STEM} any of these?", *[""] * (len(choices) - 1), COMMENTS]
    below = ["", "", "", "Response", "Other (please specify)", "Response", *choices]
    rows = []
    for person in people:
        made = [source for source in person.sources if source in choices] or [NONE]
        ticks = [choice if choice in made else "" for choice in choices]
        start = f"{person.start:%d/%m/%Y %I:%M:%S %p}"
        first = [1_180_000 + person.number, 2200, start, person.label, ""]
        rows.append([*first, person.how_often(item), *ticks, ""])
    _write("SurveyMonkey.csv", [header, [*below, "Open-Ended Response"], *rows])


def _snap(people: Sequence[Person]) -> None:
    """Write number codes, with a key below the header."""
    labels = [label for _, label in ETHNICITIES.values()]
    answers = [NEVER, *TIMES, DECLINED]
    header = ["Case", ETHNIC_GROUP]
    header += [f"{HOW_OFTEN} {source[0].lower()}{source[1:]}?" for source, _ in SOURCES.values()]
    keys = ["; ".join(f"{code} = {text}" for code, text in enumerate(labels, 1))]
    keys += ["; ".join(f"{code} = {text}" for code, text in enumerate(answers, 1))] * 3
    rows = [
        [
            person.number,
            labels.index(person.label) + 1,
            *(answers.index(person.how_often(item)) + 1 for item in SOURCES),
        ]
        for person in people
    ]
    _write("Snap.csv", [header, ["Key", *keys], *rows], "cp1252")


def _google_forms(people: Sequence[Person]) -> None:
    """Write a question asked in a grid, with its rows in square brackets."""
    header = ["Timestamp", ETHNIC_GROUP]
    header += [f"{HOW_OFTEN}: [{source}]" for source, _ in SOURCES.values()]
    rows = [
        [
            f"{person.start:%Y/%m/%d %I:%M:%S %p} GMT+1",
            person.label,
            *map(person.how_often, SOURCES),
        ]
        for person in people
    ]
    _write("Google Forms.csv", [header, *rows], "utf-8")


def _smart_survey(people: Sequence[Person]) -> None:
    """Write a column of ones and noughts for each choice."""
    choices = [*(source for source, _ in SOURCES.values()), NONE, DECLINED]
    header = ["UserNo", "Started", "Q1. How would you describe your ethnic background?"]
    header += [f"Q2. {STEM} any of the following? - {choice}" for choice in choices]
    rows = [
        [
            person.number,
            f"{person.start:%d/%m/%Y %H:%M}",
            person.label,
            *(int(choice in person.sources) for choice in choices),
        ]
        for person in people
    ]
    _write("Smart Survey.csv", [header, *rows])


def main() -> None:
    """Write all five, and the truth."""
    random = Random(29)
    (HERE / "truth").mkdir(parents=True, exist_ok=True)
    people = [_person(random, number) for number in range(1, 241)]
    for write in (_microsoft_forms, _survey_monkey, _snap, _google_forms, _smart_survey):
        write(people)
    truth = Counter(
        (item, "no" if times == NEVER else "yes", person.ethnicity)
        for person in people
        if person.times is not None
        for item, times in person.times.items()
    )
    rows = [[*cell, count] for cell, count in sorted(truth.items())]
    _write("truth/counts.csv", [["item", "answer", "ethnicity", "people"], *rows], "utf-8")


if __name__ == "__main__":
    main()
