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

from scwres.disclosure.bounding import MOST_PEOPLE, Bounds, ContradictionError
from scwres.disclosure.exchanges import WHOLE_WITHIN, Equations, Exchange, Exchanges, walked

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from scwres.disclosure.knowledge import Key, Sum

#: How many counts an exchange is looked for among, and in how many units beside the whole.
BLOCK = 500
BLOCK_UNITS = 4

#: How many walks are made at once, how often each tries every exchange, and how often what
#: was reached is kept.
WALKS = 64
SWEEPS = 24
KEPT = 4

#: A round of exploring that settles less than this share of what was open is the last.
WORTHWHILE = 0.1
MOST_ROUNDS = 8

#: A way of many counts is wide: fewer are kept.
WIDE = 5_000


class Ways(NamedTuple):
    """Ways in which counts can be: a row a way, a column a key."""

    keys: tuple[Key, ...]
    rows: NDArray[Any]


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
        import numpy

        self._numpy = numpy
        self.keys = tuple(bounds)
        self.place = {key: place for place, key in enumerate(self.keys)}
        self._allowed = allowed or {}
        lower = [one.least for one in bounds.values()]
        upper = [one.most for one in bounds.values()]
        members: list[list[int]] = []
        signs: list[list[int]] = []
        for one in sums:
            members.append([*(self.place[key] for key in one.parts), self.place[one.whole]])
            signs.append([*[1] * len(one.parts), -1])
            if not one.is_complete:
                # Others beside the parts, so that every sum is an equation.
                members[-1].append(len(lower))
                signs[-1].append(1)
                lower.append(0)
                upper.append(MOST_PEOPLE)
        self.lower = numpy.array(lower, dtype=numpy.int64)
        self.upper = numpy.array(upper, dtype=numpy.int64)
        of_place: list[list[int]] = [[] for _ in lower]
        for row, places in enumerate(members):
            for place in places:
                of_place[place].append(row)
        self.equations = Equations(members, signs, of_place)
        self._flat = numpy.array([place for row in members for place in row], dtype=int)
        self._flat_signs = numpy.array([sign for row in signs for sign in row], dtype=int)
        self._starts = numpy.cumsum([0, *map(len, members)])[:-1].astype(int)
        self._units = self._numbered_units()
        self.random = numpy.random.default_rng(1)
        self._exchanges: dict[tuple[bytes, bytes], Exchange] = {}
        self._whole: _WholeSystem | None = None
        self._fixed: tuple[int, int] | None = None
        self._pool = numpy.zeros((0, len(lower)), dtype=numpy.int64)

    def _numbered_units(self) -> NDArray[Any]:
        numbers: dict[tuple[str, str], int] = {("", ""): 0}
        found = [numbers.setdefault((key.breakdown, key.unit), len(numbers)) for key in self.keys]
        found += [0] * (len(self.lower) - len(self.keys))
        return self._numpy.array(found)

    # Ways in which all counts can be

    @property
    def ways(self) -> Ways:
        """The ways that were found, for the keys alone."""
        return Ways(self.keys, self._pool[:, : len(self.keys)])

    def take(self, ways: Ways) -> int:
        """Take over those ways found elsewhere that fit this system; return how many do."""
        numpy = self._numpy
        columns = {key: column for column, key in enumerate(ways.keys)}
        if not ways.rows.size or not all(key in columns for key in self.keys):
            return 0
        rows = numpy.zeros((len(ways.rows), len(self.lower)), dtype=numpy.int64)
        rows[:, : len(self.keys)] = ways.rows[:, [columns[key] for key in self.keys]]
        for row, places in enumerate(self.equations.members):
            if places[-1] >= len(self.keys):
                own = self.equations.signs[row][:-1]
                rows[:, places[-1]] = -(rows[:, places[:-1]] * own).sum(axis=1)
        fitting = rows[self._fits(rows)]
        self._keep(fitting)
        return len(fitting)

    def _keep(self, rows: NDArray[Any]) -> None:
        self._pool = self._numpy.concatenate([self._pool, rows])

    def _fits(self, rows: NDArray[Any]) -> NDArray[Any]:
        """Return which rows are solutions: within every bound, and every sum holding."""
        numpy = self._numpy
        fits: NDArray[Any] = numpy.all((rows >= self.lower) & (rows <= self.upper), axis=1)
        if len(self._starts):
            for at in numpy.flatnonzero(fits):
                totals = numpy.add.reduceat(rows[at, self._flat] * self._flat_signs, self._starts)
                fits[at] = not totals.any()
        return fits

    def explore(self, targets: Mapping[Key, int]) -> list[Key]:
        """Look for ways in which targets differ; return those without as many as they need.

        Raises
        ------
        ContradictionError
            When there is no way at all.
        """
        numpy = self._numpy
        if not len(self._pool):
            self._keep(self._a_way()[None, :])
        places = numpy.array([self.place[key] for key in targets], dtype=int)
        needed = numpy.array(list(targets.values()), dtype=int)
        open_ = places[self._short_of(places, needed)] if len(places) else places
        for turn in range(MOST_ROUNDS):
            if not len(open_):
                break
            self._look_around(open_, by=1 + turn % 2)
            wide = len(self.lower) > WIDE
            starts = self.random.integers(len(self._pool), size=WALKS // 2)
            latest = numpy.arange(max(0, len(self._pool) - 4 * WALKS), len(self._pool))
            starts = numpy.concatenate([starts, self.random.choice(latest, size=WALKS // 2)])
            self._keep(
                walked(
                    self._pool[starts],
                    list(self._exchanges.values()),
                    self.lower,
                    self.upper,
                    self.random,
                    sweeps=SWEEPS,
                    kept=KEPT // 2 if wide else KEPT,
                )
            )
            before = len(open_)
            keep = numpy.isin(places, open_)
            short = self._short_of(places[keep], needed[keep])
            open_ = places[keep][short]
            if before - len(open_) < WORTHWHILE * before:
                break
        return [self.keys[place] for place in open_.tolist()]

    def _short_of(self, places: NDArray[Any], needed: NDArray[Any]) -> NDArray[Any]:
        """Return of which places the ways found hold fewer values than needed."""
        numpy = self._numpy
        found = numpy.sort(self._pool[:, places], axis=0)
        distinct = (numpy.diff(found, axis=0) != 0).sum(axis=0) + 1
        short: NDArray[Any] = distinct < needed
        for at in numpy.flatnonzero(~short):
            allowed = self._allowed.get(self.keys[places[at]])
            if allowed is not None:
                short[at] = len(set(found[:, at].tolist()) & set(allowed)) < needed[at]
        return short

    def _look_around(self, places: NDArray[Any], by: int) -> None:
        """Look for exchanges that move places, and keep the ways that they lead to."""
        waiting = dict.fromkeys(self.random.permutation(places).tolist())
        new: list[NDArray[Any]] = []
        while waiting:
            first = next(iter(waiting))
            block = self.block(first)
            exchanges = Exchanges(self.equations, block, self.costs(block))
            way = self._pool[self.random.integers(len(self._pool))]
            exchanges.start_from(way, self.lower, self.upper)
            for place in (first, *(one for one in block.tolist() if one != first)):
                if place not in waiting:
                    continue
                del waiting[place]
                for change in (by, -by):
                    found = exchanges.moving(place, change)
                    if found is not None:
                        self._exchanges[found.places.tobytes(), found.changes.tobytes()] = found
                        led_to = way.copy()
                        led_to[found.places] += found.changes
                        new.append(led_to)
        if new:
            self._keep(self._numpy.array(new))

    def block(self, first: int, size: int = BLOCK) -> NDArray[Any]:
        """Return places around one that can move: of its unit, the whole and a few others."""
        numpy = self._numpy
        units = numpy.zeros(int(self._units.max()) + 1, dtype=bool)
        units[[0, self._units[first]]] = True
        units[self.random.permutation(len(units))[:BLOCK_UNITS]] = True
        can_move = (units[self._units] & (self.upper > self.lower)).tolist()
        inside = {first: None}
        queue = [first]
        for place in queue:
            if len(inside) >= size:
                break
            for row in self.equations.of_place[place]:
                for other in self.equations.members[row]:
                    if can_move[other] and other not in inside:
                        inside[other] = None
                        queue.append(other)
        found: NDArray[Any] = numpy.array(sorted(inside))
        return found

    def costs(self, places: NDArray[Any]) -> NDArray[Any]:
        """Return what moving each place costs: more, the less room it has."""
        room = self._numpy.clip((self.upper - self.lower)[places], 1, 20)
        cost: NDArray[Any] = 1 + 8 / room
        return cost

    # One count after another

    def fix(self, key: Key, value: int) -> None:
        """Suppose that a count is known."""
        place = self.place[key]
        self._fixed = place, value
        if self._whole is not None:
            self._whole.bound(place, value, value)

    def free(self) -> None:
        """Suppose it no longer."""
        if self._fixed is not None and self._whole is not None:
            place = self._fixed[0]
            self._whole.bound(place, int(self.lower[place]), int(self.upper[place]))
        self._fixed = None

    def _fitting(self) -> NDArray[Any]:
        if self._fixed is None:
            return self._pool
        place, value = self._fixed
        fitting: NDArray[Any] = self._pool[self._pool[:, place] == value]
        return fitting

    def short_of(self, keys: Sequence[Key], needed: Sequence[int]) -> list[Key]:
        """Return the keys of which the ways found hold fewer values than are needed."""
        rows = self._fitting()
        places = [self.place[key] for key in keys]
        if not len(rows):
            return list(keys)
        found = self._numpy.sort(rows[:, places], axis=0)
        distinct = (self._numpy.diff(found, axis=0) != 0).sum(axis=0) + 1
        return [
            key
            for key, values, least, column in zip(keys, distinct, needed, found.T, strict=True)
            if values < least
            or (
                key in self._allowed
                and len(set(column.tolist()) & set(self._allowed[key])) < least
            )
        ]

    def values_of(self, key: Key, needed: int) -> tuple[int, ...]:
        """Return values that a count can have: ``needed`` of them, or all that there are."""
        place = self.place[key]
        can_be = self._allowed.get(key)
        rows = self._fitting()
        found = {value for value in rows[:, place].tolist() if can_be is None or value in can_be}
        if len(found) < needed and len(rows):
            found |= self._climbed(place, needed, can_be)
        if len(found) < needed and (reach := self._solver.range_of(place)):
            for value in _from_both_ends(*reach):
                if len(found) >= needed:
                    break
                if value in found or (can_be is not None and value not in can_be):
                    continue
                if self._with(place, value) is not None:
                    found.add(value)
        return tuple(sorted(found))

    def can_be(self, key: Key, value: int) -> bool:
        """Return whether a count can have a value."""
        place = self.place[key]
        return bool(self.lower[place] <= value <= self.upper[place]) and (
            bool((self._fitting()[:, place] == value).any())
            or self._with(place, value) is not None
        )

    def _climbed(self, place: int, needed: int, can_be: Collection[int] | None) -> set[int]:
        """Return values of a place reached by moving it one by one from ways already found."""
        block = self.block(place)
        if self._fixed is not None:
            if self._fixed[0] == place:
                return set()
            block = block[block != self._fixed[0]]
        exchanges = Exchanges(self.equations, block, self.costs(block))
        rows = self._fitting()
        values = set(rows[:, place].tolist())
        new = []
        for way, by in (
            (rows[rows[:, place].argmax()], 1),
            (rows[rows[:, place].argmin()], -1),
        ):
            here = way.copy()
            while len(values if can_be is None else values & set(can_be)) < needed:
                exchanges.start_from(here, self.lower, self.upper)
                found = exchanges.moving(place, by)
                if found is None:
                    break
                here = here.copy()
                here[found.places] += found.changes
                new.append(here)
                values.add(int(here[place]))
        if new:
            self._keep(self._numpy.array(new))
        return values if can_be is None else values & set(can_be)

    @property
    def _solver(self) -> _WholeSystem:
        if self._whole is None:
            self._whole = _WholeSystem(self)
            if self._fixed is not None:
                place, value = self._fixed
                self._whole.bound(place, value, value)
        return self._whole

    def _a_way(self) -> NDArray[Any]:
        found = self._solver.way([0.0] * len(self.lower))
        if found is None or not self._fits(found[None, :])[0]:
            raise ContradictionError
        return found

    def _with(self, place: int, value: int) -> NDArray[Any] | None:
        before = (int(self.lower[place]), int(self.upper[place]))
        if self._fixed is not None and self._fixed[0] == place:
            before = (self._fixed[1], self._fixed[1])
        if not before[0] <= value <= before[1]:
            return None
        self._solver.bound(place, value, value)
        found = self._solver.way([0.0] * len(self.lower))
        self._solver.bound(place, *before)
        if found is None or not self._fits(found[None, :])[0]:
            return None
        self._keep(found[None, :])
        return found


class _WholeSystem:
    """A system as one linear programme, for what smaller ones do not settle."""

    def __init__(self, system: System) -> None:
        import highspy
        import numpy

        self._numpy, self._highspy = numpy, highspy
        self._number = len(system.lower)
        self._columns = numpy.arange(self._number, dtype=numpy.int32)
        members, signs = system.equations.members, system.equations.signs
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = self._number, len(members)
        model.col_cost_ = numpy.zeros(self._number)
        model.col_lower_ = system.lower.astype(float)
        model.col_upper_ = system.upper.astype(float)
        model.row_lower_ = model.row_upper_ = numpy.zeros(len(members))
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        starts = numpy.cumsum([0, *map(len, members)])
        model.a_matrix_.start_ = starts.astype(numpy.int32)
        index = [place for row in members for place in row]
        model.a_matrix_.index_ = numpy.array(index, dtype=numpy.int32)
        value = [sign for row in signs for sign in row]
        model.a_matrix_.value_ = numpy.array(value, dtype=float)
        self._highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]  # has no types
        self._highs.silent()
        self._highs.setOptionValue("threads", 1)
        self._highs.setOptionValue("random_seed", 1)
        self._highs.passModel(model)

    def bound(self, place: int, least: int, most: int) -> None:
        """Set the least and the most that a place can be."""
        self._highs.changeColBounds(place, least, most)

    def range_of(self, place: int) -> tuple[int, int] | None:
        """Return the least and the most that a place can be by the relaxation."""
        cost = [0.0] * self._number
        cost[place] = 1.0
        low = self._solved(cost)
        cost[place] = -1.0
        high = self._solved(cost)
        if low is None or high is None:
            return None
        return ceil(low[place] - WHOLE_WITHIN), floor(high[place] + WHOLE_WITHIN)

    def way(self, cost: Sequence[float]) -> NDArray[Any] | None:
        """Return a solution in whole numbers at the least cost; None where there is none."""
        values = self._solved(cost)
        if values is not None and not self._is_whole(values):
            self._ask_for(self._highspy.HighsVarType.kInteger)
            values = self._solved(cost)
            self._ask_for(self._highspy.HighsVarType.kContinuous)
        if values is None or not self._is_whole(values):
            return None
        way: NDArray[Any] = self._numpy.rint(values).astype(self._numpy.int64)
        return way

    def _is_whole(self, values: NDArray[Any]) -> bool:
        return bool(self._numpy.abs(values - self._numpy.rint(values)).max() < WHOLE_WITHIN)

    def _solved(self, cost: Sequence[float]) -> NDArray[Any] | None:
        """Return the solution of the relaxation at the least cost; None where there is none."""
        highs = self._highs
        highs.changeColsCost(self._number, self._columns, self._numpy.asarray(cost, dtype=float))
        highs.run()
        if highs.getModelStatus() != self._highspy.HighsModelStatus.kOptimal:
            return None
        values: NDArray[Any] = self._numpy.array(highs.getSolution().col_value)
        return values

    def _ask_for(self, kind: object) -> None:
        kinds = self._numpy.full(self._number, kind)
        self._highs.changeColsIntegrality(self._number, self._columns, kinds)


def _from_both_ends(low: int, high: int) -> Iterator[int]:
    """Give the whole numbers from a low to a high one, those at the ends first."""
    while low <= high:
        yield low
        if high > low:
            yield high
        low, high = low + 1, high - 1
