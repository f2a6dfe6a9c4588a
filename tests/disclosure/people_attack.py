"""A second attack, of people and with another solver: CP-SAT, from the definitions alone.

It reads the bytes of a publication as JSON and knows the standard's definitions (who is in post,
who left, who was shortlisted) and how many gave no answer. It imports nothing of the program.
Every count is a number of people of one side, in one unit; the people of an item are those of
its population, less those without an answer.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import NamedTuple

from ortools.sat.python import cp_model

MOST = 20_000
SECONDS = 20.0

#: Whose answers an item has: everybody employed in the year, and so on.
EMPLOYED, IN_POST, REGULATED, SHORTLISTED, APPLIED, ANSWERED, JOINED, INTERVIEWED, OFFERED = (
    "employed",
    "in post",
    "regulated",
    "shortlisted",
    "applied",
    "answered",
    "joined",
    "interviewed",
    "offered",
)

SC_WRES = {
    "1": ("pay_band", IN_POST),
    "2": ("appointed", SHORTLISTED),
    "3": ("disciplinary", EMPLOYED),
    "4": ("fitness_to_practise", REGULATED),
    "5": ("cpd", EMPLOYED),
    "6": ("harassment_public", ANSWERED),
    "7a": ("harassment_colleagues", ANSWERED),
    "7b": ("harassment_managers", ANSWERED),
    "8": ("left", EMPLOYED),
    "9": ("senior_manager", IN_POST),
    "shortlisted": ("shortlisted", APPLIED),
}
NHS_WRES = {
    "1": ("pay_band", IN_POST),
    "2": ("appointed", SHORTLISTED),
    "3": ("disciplinary", EMPLOYED),
    "4": ("cpd", EMPLOYED),
}

#: Measures beside the standards.
SUPPORTING = {
    "mentoring": ("mentoring", EMPLOYED),
    "interviewed": ("interviewed", SHORTLISTED),
    "offered": ("offered", INTERVIEWED),
}

#: Who gave a stage of recruitment a yes, by its item.
REACHED = {"shortlisted": SHORTLISTED, "interviewed": INTERVIEWED, "offered": OFFERED}

#: The populations of everybody who could have given an answer.
WHOLE = (EMPLOYED, IN_POST, SHORTLISTED, APPLIED, ANSWERED, JOINED, INTERVIEWED)


class Count(NamedTuple):
    """A count of a publication: which row, and which of its columns."""

    number: str
    part: str
    breakdown: str
    unit: str
    side: str
    which: str


class PeopleAttack:
    """A reader of one publication who solves for people.

    Parameters
    ----------
    text
        The publication as JSON.
    unanswered
        How many people of a side gave an item no answer, by item, breakdown, unit and side.
    measures
        The item and the population of each measure of the user's own, by its number; the
        population may be the item that it is out of.
    senior_grades
        The pay bands that make somebody a senior manager, where settings say so.
    all_in_post
        Whether nobody left, and no extract tells of leavers.
    model
        The model in which others are solved for as well.
    is_unpublished
        Whether the rows only name counts, which were not published.
    """

    def __init__(
        self,
        text: str,
        threshold: int,
        base: int,
        unanswered: Callable[[str, str, str, str], int] = lambda *_: 0,
        measures: Mapping[str, tuple[str, str]] | None = None,
        senior_grades: tuple[str, ...] = (),
        *,
        all_in_post: bool = False,
        model: cp_model.CpModel | None = None,
        is_unpublished: bool = False,
    ) -> None:
        document = json.loads(text)
        self.document = document
        self.rows = document["results"]
        self.threshold, self.base = threshold, base
        self.unanswered = unanswered
        self.measures = measures
        self.senior_grades, self.all_in_post = senior_grades, all_in_post
        self.is_rate = document["settings"]["out_of"] == "in_post"
        self.model = cp_model.CpModel() if model is None else model
        self.is_unpublished = is_unpublished
        self.people: dict[tuple[str, ...], cp_model.IntVar] = {}
        self.counts: dict[Count, cp_model.IntVar] = {}
        self.withheld: dict[Count, int] = {}
        self.definitions = {
            **(NHS_WRES if self.rows[0]["standard"].startswith("nhs") else SC_WRES),
            **SUPPORTING,
            **(measures or {}),
        }
        self.sides = list(
            dict.fromkeys(
                side
                for row in self.rows
                for side in (row["group"], row["compared_with"], "unknown", "ungrouped")
            )
        )
        for row in self.rows:
            self._row(row)
        self._everybody()
        if not is_unpublished:
            self._populations()
        self._crossed()
        self._units()

    def _number(self, *name: str) -> cp_model.IntVar:
        """Return how many people are of a name; the same for the same name."""
        if name not in self.people:
            self.people[name] = self.model.new_int_var(0, MOST, "|".join(name))
        return self.people[name]

    def _row(self, row: Mapping[str, object]) -> None:
        is_band = row["headline"] == "share"
        is_step = " to " in str(row["part"])
        item = self.definitions.get(str(row["indicator"]), ("",))[0]
        shows_zero = is_band or item == "senior_manager"
        where = (str(row["breakdown"]), str(row["unit"]))
        for side in ("group", "compared_with", "unknown", "ungrouped", "all"):
            who = str(row[side]) if side in ("group", "compared_with") else side
            number = str(row["indicator"]) + ("~" if is_step else "")
            for which in ("count", "out_of"):
                part = "" if is_band and which == "out_of" else str(row["part"])
                name = Count(number, part, *where, who, which)
                variable = self._number(*name)
                self.counts[name] = variable
                if self.is_unpublished:
                    self.withheld[name] = min(5, self.threshold)
                    continue
                shown = row[f"{side}_{which}"]
                if shown is None:
                    least = int(shows_zero)
                    self.model.add(variable >= least)
                    self.withheld[name] = min(5, self.threshold - least)
                    continue
                self._shown(variable, int(str(shown)))
            if not is_band and not (item == "left" and self.is_rate):
                yes = self.counts[Count(number, str(row["part"]), *where, who, "count")]
                whole = self.counts[Count(number, str(row["part"]), *where, who, "out_of")]
                without = Count(number, str(row["part"]), *where, who, "without")
                self.model.add(yes + self._number(*without) == whole)

    def _shown(self, variable: cp_model.IntVar, shown: int) -> None:
        if self.base == 1 or shown < self.threshold:
            self.model.add(variable == shown)
            return
        self.model.add(variable >= max(shown - self.base // 2, self.threshold))
        self.model.add(variable <= shown + (self.base - 1) // 2)

    def _everybody(self) -> None:
        """Say that everybody is of one side."""
        for name in list(self.counts):
            if name.side != "all":
                continue
            sides = [
                self.counts[of_side]
                for side in self.sides
                if (of_side := name._replace(side=side)) in self.counts
            ]
            self.model.add(sum(sides) == self.counts[name])

    def _populations(self) -> None:
        places = {(count.breakdown, count.unit, count.side) for count in self.counts}
        has_left = any(
            self.definitions.get(count.number, ("",))[0] == "left" for count in self.counts
        )
        for place in sorted(places):
            employed = self._number(EMPLOYED, *place)
            in_post = self._number(IN_POST, *place)
            left = self._number("left", *place)
            if has_left:
                self.model.add(in_post + left == employed)
            elif self.all_in_post:
                self.model.add(in_post == employed)
            else:
                self.model.add(in_post <= employed)
            self.model.add(self._number(REGULATED, *place) <= employed)
            for later, earlier in ((SHORTLISTED, APPLIED), (INTERVIEWED, SHORTLISTED)):
                self.model.add(self._number(later, *place) <= self._number(earlier, *place))
            for number, (item, population) in self.definitions.items():
                self._item(number, item, population, place)

    def _item(self, number: str, item: str, population: str, place: tuple[str, str, str]) -> None:
        parts = [
            name
            for name in self.counts
            if (name.number, *name[2:5]) == (number, *place) and name.which == "count"
        ]
        if not parts:
            return
        without_answer = self._without_answer(item, place)
        whole = self.counts[Count(number, "", *place, "out_of")]
        if item == "left":
            self.model.add(self.counts[parts[0]] == self._number("left", *place))
            of = IN_POST if self.is_rate else EMPLOYED
            self.model.add(whole + without_answer == self._number(of, *place))
        elif population in WHOLE:
            self.model.add(whole + without_answer == self._number(population, *place))
        elif population == REGULATED:
            self.model.add(whole <= self._number(REGULATED, *place))
        else:  # out of those who answered another item with yes
            for other, (other_item, _) in self.definitions.items():
                yes = Count(other, "", *place, "count")
                if other_item == population and yes in self.counts:
                    self.model.add(whole <= self.counts[yes])
        if item in REACHED:
            self.model.add(self.counts[parts[0]] == self._number(REACHED[item], *place))
        if item == "appointed":
            for stage in (INTERVIEWED, OFFERED):
                self.model.add(self.counts[parts[0]] <= self._number(stage, *place))
        if item == "pay_band":
            self.model.add(sum(self.counts[name] for name in parts) == whole)
            self._by_band(parts)
        if item == "senior_manager" and self.senior_grades:
            bands = [
                self.counts[Count("1", band, *place, "count")]
                for band in self.senior_grades
                if Count("1", band, *place, "count") in self.counts
            ]
            if bands:
                self.model.add(sum(bands) == self.counts[parts[0]])

    def _without_answer(self, item: str, place: tuple[str, str, str]) -> int:
        breakdown, unit, side = place
        sides = self.sides if side == "all" else [side]
        return sum(self.unanswered(item, breakdown, unit, one_side) for one_side in sides)

    def _by_band(self, parts: list[Count]) -> None:
        """Say that those in post in the unit of a pay band are those of the band.

        In all, and in a unit that is crossed with the bands.
        """
        for name in parts:
            places = [("pay_band", name.part, name.side)]
            if name.breakdown:
                places = [
                    (f"{name.breakdown},pay_band", f"{name.unit} / {name.part}", name.side),
                    (f"pay_band,{name.breakdown}", f"{name.part} / {name.unit}", name.side),
                ]
            for place in places:
                if (IN_POST, *place) in self.people or any(
                    count[2:5] == place for count in self.counts
                ):
                    self.model.add(self.counts[name] == self._number(IN_POST, *place))

    def _crossed(self) -> None:
        """Say that everybody in a unit of one column is in one of the units crossed with it."""
        parts: dict[tuple[str, ...], list[cp_model.IntVar]] = {}
        for name, variable in list(self.people.items()):
            *first, breakdown, unit, side = name if len(name) == 4 else name[:5]
            tail = () if len(name) == 4 else name[5:]
            columns = breakdown.split(",")
            if len(columns) == 2:
                for column, home in zip(columns, unit.split(" / "), strict=True):
                    parts.setdefault((*first, column, home, side, *tail), []).append(variable)
        for whole, variables in parts.items():
            self.model.add(sum(variables) == self._number(*whole))

    def _units(self) -> None:
        """Say that everybody is in one unit of a breakdown."""
        units: dict[tuple[str, ...], dict[str, None]] = {}
        breakdowns = {count.breakdown for count in self.counts if count.breakdown}
        for name in list(self.people):
            *first, breakdown, unit, side = name if len(name) == 4 else name[:5]
            tail = () if len(name) == 4 else name[5:]
            if breakdown in breakdowns:
                units.setdefault((*first, breakdown, side, *tail), {})[unit] = None
        for (*first, breakdown, side), inside in (
            (name, inside) for name, inside in units.items() if len(name) == 3
        ):
            self._whole(
                [(*first, breakdown, unit, side) for unit in inside], (*first, "", "", side)
            )
        for name, inside in units.items():
            if len(name) > 3:
                number, part, breakdown, side, which = name
                if (number, part, "", "", side, which) in self.people:
                    self._whole(
                        [(number, part, breakdown, unit, side, which) for unit in inside],
                        (number, part, "", "", side, which),
                    )

    def _whole(self, parts: list[tuple[str, ...]], whole: tuple[str, ...]) -> None:
        self.model.add(sum(self._number(*part) for part in parts) == self._number(*whole))

    def narrow(
        self,
        seed: int = 1,
        known: Mapping[Count, int] | None = None,
        only: Mapping[Count, object] | None = None,
    ) -> dict[Count, set[int]]:
        """Return the counts that keep too few values, with those that they can have.

        ``known`` are counts that the reader knows exactly. A count that is not settled in
        time is returned with what was met. ``only`` are the counts that are looked at.
        """
        for name, value in (known or {}).items():
            self.model.add(self.counts[name] == value)
        variables = dict(self.counts)
        needed = dict(self.withheld)
        for name in list(self.counts):
            if name.which == "out_of":
                without = name._replace(which="without")
                if tuple(without) in self.people:
                    variables[without] = self.people[tuple(without)]
        met: dict[Count, set[int]] = {name: set() for name in variables}
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = SECONDS
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = seed

        def look(model: cp_model.CpModel) -> bool:
            if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                return False
            values = solver.response_proto.solution
            for name, variable in variables.items():
                met[name].add(values[variable.index])
            return True

        if not look(self.model):
            message = "no people fit the publication"
            raise AssertionError(message)
        narrow: dict[Count, set[int]] = {}
        for name, variable in variables.items():
            if name in self.counts and name not in needed:
                continue  # it is shown
            if only is not None and name not in only:
                continue
            wanted = needed.get(name, min(5, self.threshold))
            while len(met[name]) < wanted:
                model = self.model.clone()
                own = model.get_int_var_from_proto_index(variable.index)
                for value in met[name]:
                    model.add(own != value)
                if not look(model):
                    break
            if len(met[name]) >= wanted:
                continue
            # Those without the event matter where they are few, and anybody is counted.
            if name.which == "without" and (
                min(met[name]) >= self.threshold or not any(met[name])
            ):
                continue
            # In post and without a pay band: how many gave no answer is known.
            if name[2:4] == ("pay_band", "Not recorded") and name.number == "8":
                continue
            narrow[name] = met[name]
        return narrow

    def narrow_beyond_public(self, seed: int = 1) -> dict[Count, set[int]]:
        """Return what is narrow, less what is known whatever is withheld.

        That follows from true zeros that are shown, and from how many gave no answer.
        """
        narrow = self.narrow(seed)
        if not narrow:
            return narrow
        nothing = json.loads(json.dumps(self.document))
        for row in nothing["results"]:
            for column in row:
                if column.endswith(("_count", "_out_of")) and row[column] not in (0, "0"):
                    row[column] = None
        public = PeopleAttack(
            json.dumps(nothing),
            self.threshold,
            self.base,
            self.unanswered,
            self.measures,
            self.senior_grades,
            all_in_post=self.all_in_post,
        ).narrow(seed, only=narrow)
        return {
            name: values
            for name, values in narrow.items()
            if name not in public or len(values) < len(public[name])
        }
