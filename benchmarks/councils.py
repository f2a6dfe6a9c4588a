"""Invented councils as counts, odd ones among them, for publishing and attacking."""

from __future__ import annotations

import csv
import io
from collections import Counter
from random import Random

CATEGORIES = {
    "White British": 66,
    "Any other White background": 6,
    "Indian": 6,
    "Pakistani": 3,
    "Black African": 7,
    "Black Caribbean": 3,
    "White and Asian": 2,
    "Arab": 1,
    "Any other ethnic group": 1,
    "Not stated": 5,
}

#: Yes/no items, and how often the answer is yes.
ITEMS = {
    "senior_manager": 0.05,
    "disciplinary": 0.03,
    "left": 0.12,
    "cpd": 0.25,
    "fitness_to_practise": 0.03,
    "harassment_public": 0.15,
    "harassment_colleagues": 0.12,
    "harassment_managers": 0.08,
    "appointed": 0.2,
}

#: For each member of staff, how many are regulated, answer a survey, and were shortlisted.
REGULATED, RESPONDENTS, SHORTLISTED = 0.3, 0.55, 0.7


def council(
    seed: int,
    staff: int,
    units: int,
    *,
    bands: int = 14,
    sub_units: int = 1,
    share: float = 1.0,
    blank: float = 0.01,
) -> str:
    """Return a count file of a council that was made up, person by person.

    Parameters
    ----------
    seed
        The same seed gives the same council.
    units, sub_units
        How many directorates, of uneven size, and how many teams each.
    share
        Of the items, how many it has.
    blank
        How many people gave an item no answer.
    """
    random = Random(seed)
    names, weights = list(CATEGORIES), list(CATEGORIES.values())
    items = [item for item in ITEMS if random.random() <= share]
    people: Counter[tuple[str, ...]] = Counter()

    def somebody() -> tuple[str, ...]:
        unit = f"Directorate {min(int(random.expovariate(0.5)), units - 1) + 1}"
        where = unit, f"{unit} team {random.randrange(sub_units) + 1}"
        return (random.choices(names, weights)[0], *where)

    def asked(person: tuple[str, ...], *questions: str) -> dict[str, str]:
        answers = {}
        for item in questions:
            if item in items and random.random() >= blank:
                answers[item] = "yes" if random.random() < ITEMS[item] else "no"
                people[item, answers[item], *person] += 1
        return answers

    for _ in range(staff):
        person = somebody()
        band = min(max(int(random.gauss(bands * 0.45, bands * 0.18)), 0), bands - 1)
        if asked(person, "disciplinary", "cpd", "left").get("left") != "yes":
            people["pay_band", f"Grade {band + 1}", *person] += 1
            asked(person, "senior_manager")
        if random.random() < REGULATED:
            asked(person, "fitness_to_practise")
    for _ in range(int(RESPONDENTS * staff)):
        asked(somebody(), "harassment_public", "harassment_colleagues", "harassment_managers")
    for _ in range(int(SHORTLISTED * staff)):
        asked(somebody(), "appointed")
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["item", "answer", "ethnicity", "people", "directorate", "team"])
    for (item, answer, ethnicity, unit, team), number in people.items():
        writer.writerow([item, answer, ethnicity, number, unit, team])
    return text.getvalue()


def odd_council(seed: int) -> tuple[str, list[str]]:
    """Return a small council with something odd about it, and options to publish it with."""
    random = Random(seed)
    text = council(
        seed,
        # Small ones are the hard ones, and soon done; a large one now and then.
        staff=random.choices([15, 40, 90, 200, 400, 800], [4, 5, 5, 4, 1, 1])[0],
        units=random.randint(1, 4),
        bands=random.choice([2, 2, 4, 8]),
        share=random.choice([0.2, 0.3, 0.6, 1.0]),
        blank=random.choice([0, 0.02, 0.1, 0.45]),
    )
    options = ["--groups", random.choice(["two", "two", "five"])]
    options += ["--profile", random.choice(["ons-10-5", "ons-10-5", "swe", "7-1", "5-5"])]
    if random.random() < 0.7:
        options += ["--by", "directorate"]
    if random.random() < 0.1:
        options += ["--white-minorities", "minority"]
    return text, options
