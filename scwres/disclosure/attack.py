"""The attacker's problem: which whole numbers a withheld count can still be.

Everything that a reader knows is a system of sums with bounds. For each count, solutions of
it are looked for in which the count differs; a count that has enough of them is safe, and
the solutions, held against every sum in whole numbers, are the proof. A linear relaxation
may say that a count is not safe, for its range holds too few whole numbers; that it is, whole
numbers alone say.

References
----------
Fischetti and Salazar (2001), "Solving the cell suppression problem on tabular data with
    linear constraints", Management Science 47, 1008-1027: the attacker's problem.
"""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from scwres.disclosure.knowledge import Key, Sum

#: How far the relaxation may be off a whole number.
WHOLE_WITHIN = 1e-6

#: How many solutions are drawn in all directions before counts are looked at one by one.
DRAWN = 40

#: More people than any council has: where nothing bounds a count.
MOST_PEOPLE = 10_000_000


class Bounds(NamedTuple):
    """What is known of one count by itself: the least and the most it can be."""

    least: int = 0
    most: int = MOST_PEOPLE


class ContradictionError(Exception):
    """No counts at all fit what is known: a sum that is said to hold does not."""


class System:
    """What is known of all counts together, ready to be solved.

    Parameters
    ----------
    bounds
        What is known of each count by itself.
    sums
        Which counts add up to which.
    allowed
        The values that a count can have, where there are gaps between its bounds.
    """

    def __init__(
        self,
        bounds: Mapping[Key, Bounds],
        sums: Sequence[Sum],
        allowed: Mapping[Key, Collection[int]] | None = None,
    ) -> None:
        import highspy
        import numpy

        self._numpy = numpy
        self._highspy = highspy
        self.keys = list(bounds)
        self.place = {key: place for place, key in enumerate(self.keys)}
        self._bounds = [bounds[key] for key in self.keys]
        self._allowed = allowed or {}
        self._lower = numpy.array([one.least for one in self._bounds])
        self._upper = numpy.array([one.most for one in self._bounds])
        self._columns = numpy.arange(len(self.keys), dtype=numpy.int32)
        self._random = numpy.random.default_rng(1)
        self._highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]  # has no types
        self._build(sums)
        self.solutions: list[list[int]] = []

    def _build(self, sums: Sequence[Sum]) -> None:
        numpy, highs = self._numpy, self._highs
        highs.silent()
        # One thread and one seed, so that the same input gives the same answer.
        highs.setOptionValue("threads", 1)
        highs.setOptionValue("random_seed", 1)
        for least, most in self._bounds:
            highs.addVar(least, most)
        members: list[int] = []
        signs: list[int] = []
        starts: list[int] = []
        for one in sums:
            places = [self.place[key] for key in (*one.parts, one.whole)]
            weights = [*[1] * len(one.parts), -1]
            starts.append(len(members))
            members += places
            signs += weights
            lowest = 0.0 if one.is_complete else -self._highspy.kHighsInf
            row = numpy.array(weights, dtype=float)
            highs.addRow(lowest, 0.0, len(places), numpy.array(places), row)
        self._members = numpy.array(members, dtype=int)
        self._signs = numpy.array(signs, dtype=int)
        self._starts = numpy.array(starts, dtype=int)
        self._least_sums = numpy.array([0 if one.is_complete else -MOST_PEOPLE for one in sums])

    def draw(self, number: int = DRAWN) -> None:
        """Look for solutions in all directions.

        Raises
        ------
        ContradictionError
            When there is none.
        """
        for _ in range(number):
            found = self._in_whole_numbers(list(self._random.normal(size=len(self.keys))))
            if found is None:
                raise ContradictionError
            self.solutions.append(found)

    def fix(self, key: Key, value: int) -> None:
        """Suppose that a count is known."""
        place = self.place[key]
        self._lower[place] = self._upper[place] = value
        self._highs.changeColBounds(place, value, value)

    def free(self, key: Key) -> None:
        """Suppose it no longer."""
        place = self.place[key]
        self._lower[place], self._upper[place] = self._bounds[place]
        self._highs.changeColBounds(place, *self._bounds[place])

    def values_of(
        self, key: Key, needed: int, among: Iterable[Sequence[int]] = ()
    ) -> tuple[int, ...]:
        """Return values that a count can have: ``needed`` of them, or all that there are.

        ``among`` are solutions that are known already, which fit what is supposed.
        """
        place = self.place[key]
        can_be = self._allowed.get(key)
        found = {one[place] for one in among if can_be is None or one[place] in can_be}
        if len(found) < needed and (reach := self._range_of(place)):
            for value in _from_both_ends(*reach):
                if len(found) >= needed:
                    break
                if value not in found and (can_be is None or value in can_be):
                    solution = self._with(key, value)
                    if solution is not None:
                        found.add(value)
        return tuple(sorted(found))

    def can_be(self, key: Key, value: int) -> bool:
        """Return whether a count can have a value."""
        place = self.place[key]
        least, most = self._bounds[place]
        return least <= value <= most and (
            any(one[place] == value for one in self.solutions)
            or self._with(key, value) is not None
        )

    def _with(self, key: Key, value: int) -> list[int] | None:
        place = self.place[key]
        before = int(self._lower[place]), int(self._upper[place])
        self.fix(key, value)
        solution = self._in_whole_numbers([0.0] * len(self.keys))
        self._lower[place], self._upper[place] = before
        self._highs.changeColBounds(place, *before)
        if solution is not None:
            self.solutions.append(solution)
        return solution

    def _range_of(self, place: int) -> tuple[int, int] | None:
        """Return the least and the most that a count can be by the relaxation."""
        cost = [0.0] * len(self.keys)
        cost[place] = 1.0
        low = self._solved(cost)
        cost[place] = -1.0
        high = self._solved(cost)
        if low is None or high is None:
            return None
        return ceil(low[place] - WHOLE_WITHIN), floor(high[place] + WHOLE_WITHIN)

    def _solved(self, cost: Sequence[float]) -> Sequence[float] | None:
        """Return the solution of the relaxation at the least cost; None where there is none."""
        highs = self._highs
        highs.changeColsCost(len(self.keys), self._columns, self._numpy.asarray(cost, dtype=float))
        highs.run()
        if highs.getModelStatus() != self._highspy.HighsModelStatus.kOptimal:
            return None
        values: Sequence[float] = highs.getSolution().col_value
        return values

    def _in_whole_numbers(self, cost: Sequence[float]) -> list[int] | None:
        """Return a solution in whole numbers at the least cost; None where there is none."""
        values = self._solved(cost)
        if values is None:
            return None
        found = self._whole(values)
        if found is None:
            self._ask_for(self._highspy.HighsVarType.kInteger)
            values = self._solved(cost)
            self._ask_for(self._highspy.HighsVarType.kContinuous)
            found = None if values is None else self._whole(values)
        return found

    def _ask_for(self, kind: object) -> None:
        kinds = self._numpy.full(len(self.keys), kind)
        self._highs.changeColsIntegrality(len(self.keys), self._columns, kinds)

    def _whole(self, values: Sequence[float]) -> list[int] | None:
        """Return a solution in whole numbers; None where, made whole, it is none.

        It is held against every sum and bound again, in whole numbers.
        """
        rounded = self._numpy.rint(self._numpy.asarray(values)).astype(int)
        if len(self._starts):
            weighted = rounded[self._members] * self._signs
            totals = self._numpy.add.reduceat(weighted, self._starts)
            if (totals > 0).any() or (totals < self._least_sums).any():
                return None
        if (rounded < self._lower).any() or (rounded > self._upper).any():
            return None
        whole: list[int] = rounded.tolist()
        return whole


def _from_both_ends(low: int, high: int) -> Iterator[int]:
    """Give the whole numbers from a low to a high one, those at the ends first."""
    while low <= high:
        yield low
        if high > low:
            yield high
        low, high = low + 1, high - 1


def narrowed(bounds: Mapping[Key, Bounds], sums: Sequence[Sum]) -> dict[Key, Bounds]:
    """Return what follows for each count from going from sum to sum, until nothing more does.

    Raises
    ------
    ContradictionError
        When no count is left for one of them.
    """
    reach = dict(bounds)
    sums_of: dict[Key, list[int]] = {}
    for place, one in enumerate(sums):
        for key in (*one.parts, one.whole):
            sums_of.setdefault(key, []).append(place)
    waiting = dict.fromkeys(range(len(sums)))
    while waiting:
        place = next(iter(waiting))
        del waiting[place]
        for key, (least, most) in _implied(sums[place], reach):
            old = reach[key]
            new = Bounds(max(old.least, least), min(old.most, most))
            if new.least > new.most:
                raise ContradictionError
            if new != old:
                reach[key] = new
                waiting.update(dict.fromkeys(sums_of[key]))
    return reach


def _implied(one: Sum, reach: Mapping[Key, Bounds]) -> Iterator[tuple[Key, Bounds]]:
    """Give what a sum implies for each of its members."""
    least = sum(reach[key].least for key in one.parts)
    most = sum(reach[key].most for key in one.parts)
    whole = reach[one.whole]
    yield one.whole, Bounds(least, most if one.is_complete else MOST_PEOPLE)
    for key in one.parts:
        own = reach[key]
        lowest = whole.least - (most - own.most) if one.is_complete else 0
        yield key, Bounds(max(0, lowest), whole.most - (least - own.least))
