"""Invented councils as people, a row each: extracts, settings, and who gave no answer."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

ETHNICITIES = {
    "White British": 60,
    "Any other White background": 6,
    "Indian": 8,
    "Black African": 7,
    "White and Asian": 3,
    "Arab": 2,
    "Not stated": 5,
}
SIDES = {
    "two": {
        "White British": "white",
        "Any other White background": "white",
        "Indian": "minority ethnic",
        "Black African": "minority ethnic",
        "White and Asian": "minority ethnic",
        "Arab": "minority ethnic",
        "Not stated": "unknown",
    },
    "five": {
        "White British": "white",
        "Any other White background": "white",
        "Indian": "Asian",
        "Black African": "Black",
        "White and Asian": "Mixed",
        "Arab": "Other",
        "Not stated": "unknown",
    },
}

#: How often each item of the staff is answered with yes.
OFTEN = {"disciplinary": 0.05, "cpd": 0.3, "senior_manager": 0.12, "left": 0.12, "mentoring": 0.3}

Person = dict[str, str]


class Council(NamedTuple):
    """A council: its staff, applicants and respondents, and how it publishes."""

    staff: Sequence[Person]
    shortlisting: Sequence[Person] = ()
    survey: Sequence[Person] = ()
    settings: str = ""
    groups: str = "two"
    by: tuple[str, ...] = ()

    def write(self, folder: Path) -> list[Path]:
        """Write its extracts and settings; return the extracts."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "scwres.toml").write_text(self.settings, encoding="utf-8")
        paths = []
        for name in ("staff", "shortlisting", "survey"):
            if people := getattr(self, name):
                paths.append(folder / f"{name}.csv")
                paths[-1].write_text(_csv(people), encoding="utf-8")
        return paths

    def unanswered(self) -> Callable[[str, str, str, str], int]:
        """Return how many of a side gave no answer, by item, breakdown, unit and side."""
        counts: Counter[tuple[str, str, str, str]] = Counter()
        for people in (self.staff, self.shortlisting, self.survey):
            for person in people:
                side = SIDES[self.groups][person["ethnicity"]]
                places = [("", "")]
                places += [(name, person.get(name) or "Not recorded") for name in self.by]
                for item, answer in person.items():
                    is_asked = person.get("left") != "Y" or item not in (
                        "pay_band",
                        "senior_manager",
                    )
                    if not answer and is_asked:
                        counts.update((item, *place, side) for place in places)
        return lambda *place: counts[place]


def _csv(people: Sequence[Mapping[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(people[0]))
    writer.writeheader()
    writer.writerows(people)
    return text.getvalue()


def staff(
    random: Random,
    number: int,
    *,
    units: int = 3,
    bands: int = 4,
    blank: float = 0.0,
    items: Sequence[str] = ("disciplinary", "cpd", "senior_manager", "left"),
) -> list[Person]:
    """Return staff who were made up; ``blank`` is how often an answer is missing."""
    names, weights = list(ETHNICITIES), list(ETHNICITIES.values())
    people = []
    for _ in range(number):
        person = {
            "ethnicity": random.choices(names, weights)[0],
            "directorate": f"Directorate {random.randrange(units) + 1}",
            "pay_band": f"Grade {random.randrange(bands) + 1}",
        }
        for item in items:
            person[item] = "Y" if random.random() < OFTEN.get(item, 0.2) else "N"
        if "appealed" in items and person["disciplinary"] != "Y":
            person["appealed"] = ""
        for item in ("pay_band", *items):
            if item != "left" and random.random() < blank:
                person[item] = ""
        people.append(person)
    return people
