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

#: Yes/no items, of whom they are asked, and how often the answer is yes.
ITEMS = {
    "senior_manager": (1.0, 0.05),
    "disciplinary": (1.0, 0.03),
    "left": (1.0, 0.12),
    "cpd": (1.0, 0.25),
    "fitness_to_practise": (0.3, 0.03),
    "harassment_public": (0.55, 0.15),
    "harassment_colleagues": (0.55, 0.12),
    "harassment_managers": (0.55, 0.08),
    "appointed": (0.7, 0.2),
}


def council(
    seed: int, staff: int, units: int, *, bands: int = 14, sub_units: int = 1, share: float = 1.0
) -> str:
    """Return a count file of a council that was made up.

    Parameters
    ----------
    seed
        The same seed gives the same council.
    units, sub_units
        How many directorates, of uneven size, and how many teams each.
    share
        Of the items, how many it has.
    """
    random = Random(seed)
    items = {name: asked for name, asked in ITEMS.items() if random.random() <= share}
    names, weights = list(CATEGORIES), list(CATEGORIES.values())
    people: Counter[tuple[str, str, str, str, str]] = Counter()
    for _ in range(staff):
        ethnicity = random.choices(names, weights)[0]
        unit = f"Directorate {min(int(random.expovariate(0.5)), units - 1) + 1}"
        where = unit, f"{unit} team {random.randrange(sub_units) + 1}"
        band = min(max(int(random.gauss(bands * 0.45, bands * 0.18)), 0), bands - 1)
        people["pay_band", f"Grade {band + 1}", ethnicity, *where] += 1
        for item, (asked, often) in items.items():
            if random.random() < asked:
                answer = "yes" if random.random() < often else "no"
                people[item, answer, ethnicity, *where] += 1
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
    )
    options = ["--groups", random.choice(["two", "two", "five"])]
    options += ["--profile", random.choice(["ons-10-5", "ons-10-5", "swe", "7-1", "5-5"])]
    if random.random() < 0.7:
        options += ["--by", "directorate"]
    if random.random() < 0.1:
        options += ["--white-minorities", "minority"]
    return text, options
