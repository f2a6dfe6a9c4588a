"""A reader of several publications, who solves for all people at once: CP-SAT, by definition.

Releases of one council are of the same people; what a region counts is the sum of its councils. It
imports nothing of the program.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from ortools.sat.python import cp_model
from people_attack import Count, PeopleAttack

NAMES = ("indicator", "part", "breakdown", "unit", "group", "compared_with")


def merged(texts: Sequence[str]) -> str:
    """Return releases of the same people as one: what one shows is shown."""
    document = json.loads(texts[0])
    rows: dict[tuple[str, ...], dict[str, object]] = {}
    for text in texts:
        for row in json.loads(text)["results"]:
            row["reading"] = ""
            known = rows.setdefault(tuple(str(row[name]) for name in NAMES), row)
            for column, count in row.items():
                if column.endswith(("_count", "_out_of")) and count is not None:
                    is_same = known[column] in (None, count)
                    assert is_same, f"two releases show {column} of {known} differently"
                    known[column] = count
    document["results"] = list(rows.values())
    return json.dumps(document)


class RegionAttack:
    """A reader of a region's publications and of some of its councils'.

    Parameters
    ----------
    region
        The publications of the region.
    councils
        The publications of each council, by its name: none of some.
    unanswered
        How many gave no answer in the region, as in the attack of people.
    """

    def __init__(
        self,
        region: Sequence[str],
        councils: Mapping[str, Sequence[str]],
        threshold: int,
        base: int,
        unanswered: Callable[[str, str, str, str], int] = lambda *_: 0,
    ) -> None:
        self.threshold = threshold
        self.model = cp_model.CpModel()
        rule = threshold, base
        self.region = PeopleAttack(merged(region), *rule, unanswered, model=self.model)
        self.councils = {
            name: PeopleAttack(merged(texts), *rule, model=self.model)
            for name, texts in councils.items()
            if texts
        }
        self.silent = {
            name: PeopleAttack(merged(region), *rule, model=self.model, is_unpublished=True)
            for name in councils
        }
        for name, attack in self.councils.items():
            self._same(attack, self.silent[name])
        for count, whole in self.region.counts.items():
            parts = [attack.counts[count] for attack in self.silent.values()]
            self.model.add(sum(parts) == whole)

    def _same(self, published: PeopleAttack, unpublished: PeopleAttack) -> None:
        """Say that the counts of a council are those that it published."""
        broken_down = {(count.number, count.breakdown) for count in published.counts}
        for count, variable in unpublished.counts.items():
            if count in published.counts:
                self.model.add(variable == published.counts[count])
            elif (count.number, count.breakdown) in broken_down:
                self.model.add(variable == 0)  # nobody is in the unit

    def narrow(self, seed: int = 1) -> dict[tuple[str, Count], set[int]]:
        """Return the counts that keep too few values, by whose they are."""
        narrow = {("", count): values for count, values in self.region.narrow(seed).items()}
        for name, attack in self.councils.items():
            narrow |= {(name, count): values for count, values in attack.narrow(seed).items()}
        for name, attack in self.silent.items():
            published = getattr(self.councils.get(name), "counts", {})
            values_of = attack.narrow(seed)
            narrow |= {
                (name, count): values
                for count, values in values_of.items()
                if count not in published
                and min(values) < self.threshold
                # Of nobody, as everybody knows.
                and values_of.get(count._replace(part="", which="out_of")) != {0}
            }
        return narrow
