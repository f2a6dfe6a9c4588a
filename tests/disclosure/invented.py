"""Invented councils as people, a row each: extracts, settings, and who gave no answer."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from people_attack import PeopleAttack

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
    white_minorities: str = "white"
    measures: Mapping[str, tuple[str, str]] = {}
    senior_grades: tuple[str, ...] = ()

    def side(self, ethnicity: str) -> str:
        """Return the side of a label: a group, or unknown."""
        if ethnicity == "Any other White background" and self.white_minorities != "white":
            is_minority = self.white_minorities == "minority" and self.groups == "two"
            return "minority ethnic" if is_minority else "white minorities"
        side = SIDES[self.groups].get(ethnicity, "unknown")
        is_separate = self.white_minorities == "separate"
        return "White British" if side == "white" and is_separate else side

    def attack(self, text: str, threshold: int, base: int) -> PeopleAttack:
        """Return the attack of people on a publication of this council."""
        return PeopleAttack(
            text,
            threshold,
            base,
            self.unanswered(),
            measures=self.measures,
            senior_grades=self.senior_grades,
            all_in_post="left" not in self.staff[0],
        )

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
                side = self.side(person["ethnicity"])
                places = [("", "")]
                places += [
                    (name, " / ".join(person.get(part) or "Not recorded" for part in columns))
                    for name, columns in ((name, name.split(",")) for name in self.by)
                ]
                for item, answer in person.items():
                    is_asked = person.get("left") != "Y" or item not in (
                        "pay_band",
                        "senior_manager",
                    )
                    if not answer and is_asked:
                        counts.update((item, *place, side) for place in places)
                        if item == "pay_band" and self.senior_grades:
                            # Nobody knows whether they are senior managers either.
                            counts.update(("senior_manager", *place, side) for place in places)
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
        for item in ("pay_band", *items):
            if item != "left" and random.random() < blank:
                person[item] = ""
        if "appealed" in items and person["disciplinary"] != "Y":
            person["appealed"] = ""
        people.append(person)
    return people


def with_salaries(random: Random, people: Sequence[Person]) -> list[Person]:
    """Return staff with a salary in place of their pay band: some thousand pounds a grade."""
    paid = []
    for person in people:
        others = {name: value for name, value in person.items() if name != "pay_band"}
        least = 20_000 + 8_000 * int(person["pay_band"][-1])
        paid.append({**others, "salary": str(random.randrange(least, least + 8_000, 500))})
    return paid


#: The items that a random council may have, beside those that its settings need.
_STAFF_ITEMS = ("disciplinary", "cpd", "senior_manager", "left", "mentoring")
_SURVEY_ITEMS = {
    "sc-wres-2025": ("harassment_public", "harassment_colleagues", "harassment_managers"),
    "nhs-wres": ("harassment_public", "harassment_staff", "discrimination"),
}
_BREAKDOWNS = ((), ("directorate",), ("pay_band",), ("directorate", "team"))


def random_council(seed: int) -> Council:
    """Return a small council that was drawn at random: its people, and how it publishes."""
    random = Random(seed)
    standard = random.choice(["sc-wres-2025", "sc-wres-2025", "nhs-wres"])
    groups = random.choice(["two", "two", "five"])
    white_minorities = random.choice(["white", "white", "minority", "separate"])
    by = random.choice(_BREAKDOWNS if groups == "two" else _BREAKDOWNS[:1])
    blank = random.choice([0, 0.02, 0.1])
    has_grades, has_measure = random.random() < 0.25, random.random() < 0.3
    items = [item for item in _STAFF_ITEMS if random.random() < 0.5]
    settings = [
        f'standard = "{standard}"',
        *(['out_of = "in_post"'] if random.random() < 0.25 else []),
        *([] if white_minorities == "white" else [_white(white_minorities)]),
    ]
    senior_grades: tuple[str, ...] = ()
    measures = {}
    if has_grades:
        # With a breakdown, most such councils cannot be published yet: "no counts fit" is raised.
        by = ()
        senior_grades = ("Grade 2", "Grade 3")
        items = [item for item in items if item != "senior_manager"]
        settings.append('[senior_managers]\ngrades = ["Grade 2", "Grade 3"]')
    if has_measure:
        items = [*(item for item in items if item != "disciplinary"), "disciplinary", "appealed"]
        measures = {"appeal": ("appealed", "disciplinary")}
        settings.append(
            '[measure.appeal]\ntitle = "Appealed"\nitem = "appealed"\nout_of = "disciplinary"\n'
            '[blank]\nappeal = "not-applicable"'
        )
    if not items:
        items = ["cpd"]
    number = random.randint(40, 160 if len(by) < 2 else 80)
    people = staff(random, number, units=random.choice([2, 3]), bands=3, blank=blank, items=items)
    if "team" in by:
        _into_teams(random, people, is_nested=random.random() < 0.6)
    _with_blanks(random, people, ("ethnicity", "directorate", "left", "team"), blank)
    shortlisting = _others(random, number, ("appointed",), blank) if random.random() < 0.3 else ()
    asked = random.sample(_SURVEY_ITEMS[standard], 1)
    survey = _others(random, number, asked, blank) if random.random() < 0.3 else ()
    return Council(
        people,
        shortlisting,
        survey,
        "\n".join([*settings, ""]),
        groups,
        by,
        white_minorities,
        measures,
        senior_grades,
    )


#: Breakdowns of two columns that are crossed, alone and beside one or both of the columns.
_CROSSED = (
    ("directorate,pay_band",),
    ("directorate", "directorate,pay_band"),
    ("pay_band", "pay_band,directorate"),
    ("directorate", "pay_band", "directorate,pay_band"),
    ("directorate,team",),
    ("team", "directorate,pay_band"),
)


def crossed_council(seed: int) -> Council:
    """Return a random council whose figures are by two columns that are crossed.

    It has few units and items: an attack of each of its counts takes long.
    """
    random = Random(f"crossed {seed}")
    by, blank = random.choice(_CROSSED), random.choice([0, 0.03])
    items = random.sample(_STAFF_ITEMS, random.choice([1, 1, 2]))
    number, bands = random.randint(30, 240), random.choice([2, 2, 3])
    people = staff(random, number, units=2, bands=bands, blank=blank, items=items)
    if any("team" in name for name in by):
        _into_teams(random, people, is_nested=random.random() < 0.6)
    _with_blanks(random, people, ("ethnicity", "directorate", "left", "team"), blank)
    if random.random() < 0.3:
        people = [{k: v for k, v in person.items() if k != "pay_band"} for person in people]
        by = ("directorate", "directorate,team")
        if "team" not in people[0]:
            _into_teams(random, people, is_nested=False)
    settings = random.choice(["", "", 'out_of = "in_post"\n'])
    groups = random.choice(["two", "two", "two", "five"])
    return Council(people, settings=settings, by=by, groups=groups)


def _white(white_minorities: str) -> str:
    return f'[ethnicity]\nwhite_minorities = "{white_minorities}"'


def _into_teams(random: Random, people: Sequence[Person], *, is_nested: bool) -> None:
    """Give everybody a team: of the directorate, or of any."""
    for person in people:
        home = person["directorate"] if is_nested else f"Team {random.randrange(2)}"
        person["team"] = f"{home}, part {random.randrange(2) + 1}"


def _with_blanks(
    random: Random, people: Sequence[Person], columns: Sequence[str], blank: float
) -> None:
    for person in people:
        for column in columns:
            if column in person and random.random() < blank:
                person[column] = ""


def _others(random: Random, number: int, items: Sequence[str], blank: float) -> list[Person]:
    """Return applicants or respondents, each with a directorate."""
    people = staff(random, number, blank=0, items=items)
    for person in people:
        del person["pay_band"]
    _with_blanks(random, people, ("ethnicity", "directorate", *items), blank)
    return people
