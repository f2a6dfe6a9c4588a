"""An attack that knows nothing of the program: it reads a CSV and solves whole numbers.

It is written against STANDARD terms alone, with SciPy's programmes in whole numbers, so that
what the program calls safe is called safe by somebody else too.
"""

from __future__ import annotations

import csv
import io

import numpy
from scipy.optimize import Bounds, LinearConstraint, milp

SIDES = ("group", "compared_with", "unknown", "ungrouped", "all")


class Reader:
    """Who has one publication, and knows its rule."""

    def __init__(self, text: str, threshold: int, base: int) -> None:
        self.rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
        self.threshold, self.base = threshold, base
        self.least: list[int] = []
        self.most: list[int] = []
        self.places: dict[tuple, int] = {}
        self.equations: list[tuple[list[int], int]] = []
        self.withheld: dict[int, int] = {}
        for row in self.rows:
            self._line(row)
        self._bands()
        self._units()

    def _new(self, key: tuple, least: int, most: int) -> int:
        place = self.places.setdefault(key, len(self.places))
        if place == len(self.least):
            self.least.append(least)
            self.most.append(most)
        self.least[place] = max(self.least[place], least)
        self.most[place] = min(self.most[place], most)
        return place

    def _count(self, key: tuple, text: str, *, shows_zero: bool) -> int:
        if text == "":
            place = self._new(key, int(shows_zero), 100_000)
            self.withheld[place] = min(5, self.threshold - int(shows_zero))
            return place
        shown = int(text)
        if shown < self.threshold or self.base == 1:
            return self._new(key, shown, shown)
        half = self.base // 2
        return self._new(key, max(shown - half, self.threshold), shown + (self.base - 1) // 2)

    def _line(self, row: dict[str, str]) -> None:
        is_share = row["headline"] == "share"
        shows_zero = is_share or row["indicator"] == "9"
        where = (row["indicator"], row["breakdown"], row["unit"])
        names = {"group": row["group"], "compared_with": row["compared_with"]}
        for side in SIDES:
            who = names.get(side, f"*{side}")
            with_event = self._count(
                (*where, row["part"], who, "yes"), row[f"{side}_count"], shows_zero=shows_zero
            )
            counted = self._count(
                (*where, "" if is_share else row["part"], who, "of"),
                row[f"{side}_out_of"],
                shows_zero=shows_zero,
            )
            if not is_share:
                without_event = self._new((*where, row["part"], who, "no"), 0, 100_000)
                self._is_sum([with_event, without_event], counted)

    def _is_sum(self, parts: list[int], whole: int) -> None:
        if (parts, whole) not in self.equations:
            self.equations.append((parts, whole))

    def _bands(self) -> None:
        groups: dict[tuple, dict[int, None]] = {}
        bands: dict[tuple, dict[int, None]] = {}
        for (indicator, by, unit, part, who, which), place in self.places.items():
            if which != "no" and who != "*all":
                whole = (indicator, by, unit, part, "*all", which)
                groups.setdefault(whole, {})[place] = None
            if which == "yes" and part and (indicator, by, unit, "", who, "of") in self.places:
                bands.setdefault((indicator, by, unit, "", who, "of"), {})[place] = None
        for parts_by_whole in (groups, bands):
            for whole, parts in parts_by_whole.items():
                self._is_sum(list(parts), self.places[whole])

    def _units(self) -> None:
        units: dict[tuple, list[int]] = {}
        for (indicator, by, _, *rest), place in self.places.items():
            if by and (indicator, "", "", *rest) in self.places:
                units.setdefault((by, indicator, "", "", *rest), []).append(place)
        for (_, *whole), parts in units.items():
            self._is_sum(parts, self.places[tuple(whole)])

    def values(self, place: int, needed: int) -> list[int]:
        """Return values that a count can have: as many as are needed, or all there are."""
        matrix = numpy.zeros((len(self.equations), len(self.places)))
        for row, (parts, whole) in enumerate(self.equations):
            matrix[row, parts] += 1
            matrix[row, whole] -= 1
        least, most = numpy.array(self.least, float), numpy.array(self.most, float)
        cost = numpy.zeros(len(self.places))

        def solved(sign: int) -> int | None:
            cost[place] = sign
            solution = milp(
                cost,
                constraints=LinearConstraint(matrix, 0, 0),
                bounds=Bounds(least, most),
                integrality=numpy.ones(len(cost)),
            )
            return None if solution.x is None else round(solution.x[place])

        values: list[int] = []
        # From the least one upwards: each is the least that is above those found.
        while len(values) < needed:
            value = solved(1)
            if value is None:
                return values
            values.append(value)
            least[place] = value + 1
        return values
