"""The system of sums that an attack solves: which whole numbers a count can still be.

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

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from scwres.disclosure.bounds import Bounds, ContradictionError
from scwres.disclosure.exchanges import Equations, Exchange, Exchanges, random_walks
from scwres.disclosure.whole import WholeSystem, from_both_ends, nearest_way
from scwres.quiet import load_quietly

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scwres.disclosure.knowledge import Key, Sum

#: How many counts an exchange is looked for among, and in how many units beside the whole.
BLOCK = 500
BLOCK_UNITS = 4

#: How many walks are made at once, how often each tries every exchange, and how often what
#: was reached is kept.
WALKS = 64
SWEEPS = 8
KEPT = 4

#: A round of exploring that settles less than this share of what was open is the last.
WORTHWHILE = 0.1
MOST_ROUNDS = 8

#: How much wider is looked where a count cannot be moved in what is near.
WIDER = 5

#: How far from the first way others are looked for at first.
SPREAD = 10

#: From how many other ways a count is moved up and down.
TRIES = 4

#: So many ways in a row that lead to no other value are enough.
MOST_VAIN = 4

#: So few counts are settled one by one.
FEW = 12

#: A way of many counts is wide: fewer are kept.
WIDE = 5_000

#: How ways are kept: in half the room where no count is large.
COUNT = "int32"
SMALL_COUNT = "int16"
MOST_OF_SMALL = 30_000

#: How many ways are checked at once.
AT_ONCE = 256

#: Values are told apart by their remainder, so that a word of bits holds those met.
REMAINDERS = 63


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
        load_quietly("numpy")
        import numpy

        self._numpy = numpy
        self.keys = tuple(bounds)
        self.place = {key: place for place, key in enumerate(self.keys)}
        self._allowed = allowed or {}
        lower = [bound.least for bound in bounds.values()]
        upper = [bound.most for bound in bounds.values()]
        members: list[list[int]] = []
        signs: list[list[int]] = []
        for relation in sums:
            members.append(
                [*(self.place[key] for key in relation.parts), self.place[relation.whole]]
            )
            signs.append([*[1] * len(relation.parts), -1])
            if not relation.is_complete:
                # Others beside the parts, so that every sum is an equation.
                members[-1].append(len(lower))
                signs[-1].append(1)
                lower.append(0)
                upper.append(bounds[relation.whole].most)
        self.lower = numpy.array(lower, dtype=numpy.int64)
        self.upper = numpy.array(upper, dtype=numpy.int64)
        self.equations = Equations(members, signs, len(lower))
        self._units = self._unit_numbers()
        self.random = numpy.random.default_rng(1)
        self._exchanges: dict[tuple[bytes, bytes], Exchange] = {}
        self._whole: WholeSystem | None = None
        self._fixed: tuple[int, int] | None = None
        is_small = max(upper, default=0) <= MOST_OF_SMALL
        self._type = SMALL_COUNT if is_small else COUNT
        # In columns, for it is read by them.
        self._rows = numpy.zeros((256, len(lower)), dtype=self._type, order="F")
        self._number_of_ways = 0
        # Which values a place was found to have, by their remainder: a bit for each.
        self._values = numpy.zeros(len(lower), dtype=numpy.uint64)
        self._with_fixed: tuple[int, NDArray[Any]] = (0, numpy.zeros(0, dtype=int))

    def _unit_numbers(self) -> NDArray[Any]:
        numbers: dict[tuple[str, str], int] = {("", ""): 0}
        unit_numbers = [
            numbers.setdefault((key.breakdown, key.unit), len(numbers)) for key in self.keys
        ]
        unit_numbers += [0] * (len(self.lower) - len(self.keys))
        return self._numpy.array(unit_numbers)

    # Ways in which all counts can be

    def widen(self, bounds: Mapping[Key, Bounds]) -> bool:
        """Take over other bounds, if every way that was found lies within them.

        Returns whether they were taken over: they are where none is narrower.
        """
        numpy, number = self._numpy, len(self.keys)
        lower = numpy.array([bounds[key].least for key in self.keys])
        upper = numpy.array([bounds[key].most for key in self.keys])
        is_wider = (lower <= self.lower[:number]).all() and (upper >= self.upper[:number]).all()
        if is_wider and (self._type == COUNT or upper.max(initial=0) <= MOST_OF_SMALL):
            self.lower[:number], self.upper[:number] = lower, upper
            self._whole = None
            return True
        return False

    @property
    def ways(self) -> Ways:
        """The ways that were found, for the keys alone."""
        return Ways(self.keys, self.pool[:, : len(self.keys)])

    @property
    def pool(self) -> NDArray[Any]:
        """The ways that were found, with those beside the parts of sums that are incomplete."""
        return self._rows[: self._number_of_ways]

    def take(self, ways: Ways) -> int:
        """Take over those ways found elsewhere that fit this system; return how many do."""
        columns = {key: column for column, key in enumerate(ways.keys)}
        if not ways.rows.size or not all(key in columns for key in self.keys):
            return 0
        order = [columns[key] for key in self.keys]
        before = self._number_of_ways
        for start in range(0, len(ways.rows), AT_ONCE):
            self._take(ways.rows[start : start + AT_ONCE][:, order])
        return self._number_of_ways - before

    def _take(self, counts: NDArray[Any]) -> None:
        numpy = self._numpy
        counts = counts[(counts <= self.upper[: len(self.keys)]).all(axis=1)]
        rows = numpy.zeros((len(counts), len(self.lower)), dtype=self._type)
        rows[:, : len(self.keys)] = counts
        for row, places in enumerate(self.equations.members):
            if places[-1] >= len(self.keys):
                own = self.equations.signs[row][:-1]
                rows[:, places[-1]] = -(rows[:, places[:-1]] * own).sum(axis=1)
        self._keep(rows[self._fits(rows)])

    def _keep(self, rows: NDArray[Any]) -> None:
        numpy, number = self._numpy, self._number_of_ways + len(rows)
        if number > len(self._rows):
            room = number + max(256, number // 2)
            more = numpy.zeros((room, len(self.lower)), dtype=self._type, order="F")
            more[: self._number_of_ways] = self.pool
            self._rows = more
        self._rows[self._number_of_ways : number] = rows
        self._number_of_ways = number
        self._values |= self._value_bits(rows)

    def _value_bits(self, rows: NDArray[Any]) -> NDArray[Any]:
        """Return the values in each column of rows, a bit for each remainder."""
        numpy = self._numpy
        all_bits: NDArray[Any] = numpy.zeros(rows.shape[1], dtype=numpy.uint64)
        for start in range(0, len(rows), AT_ONCE):
            remainders = rows[start : start + AT_ONCE] & REMAINDERS
            bits = numpy.left_shift(numpy.uint64(1), remainders.astype(numpy.uint64))
            all_bits |= numpy.bitwise_or.reduce(bits, axis=0, initial=numpy.uint64(0))
        return all_bits

    def _fits(self, rows: NDArray[Any]) -> NDArray[Any]:
        """Return which rows are solutions: within every bound, and every sum holding."""
        numpy = self._numpy
        fits: NDArray[Any] = numpy.all((rows >= self.lower) & (rows <= self.upper), axis=1)
        if len(self.equations.starts):
            signed = rows[:, self.equations.flat] * self.equations.flat_signs
            totals = numpy.add.reduceat(signed, self.equations.starts, axis=1)
            fits &= ~totals.any(axis=1)
        return fits

    def explore(self, targets: Mapping[Key, int]) -> list[Key]:
        """Look for ways in which targets differ; return those without as many as they need.

        Raises
        ------
        ContradictionError
            When there is no way at all.
        """
        numpy = self._numpy
        if not self._number_of_ways:
            self._keep(self._a_way()[None, :])
        places = numpy.array([self.place[key] for key in targets], dtype=int)
        needed = numpy.array(list(targets.values()), dtype=int)
        open_ = places[self._short_of(places, needed)] if len(places) else places
        # Not far from the first way: five values are enough, and ways in which a small
        # count is as small as it was are many then.
        lower = numpy.maximum(self.lower, self.pool[0] - SPREAD)
        upper = numpy.minimum(self.upper, self.pool[0] + SPREAD)
        for turn in range(MOST_ROUNDS):
            if len(open_) <= FEW:
                break
            if turn or not self._exchanges:
                self._look_around(open_, by=1 + turn % 2)
            wide = len(self.lower) > WIDE
            starts = self.random.integers(self._number_of_ways, size=WALKS // 2)
            latest = numpy.arange(max(0, self._number_of_ways - 4 * WALKS), self._number_of_ways)
            starts = numpy.concatenate([starts, self.random.choice(latest, size=WALKS // 2)])
            self._keep(
                random_walks(
                    self.pool[starts],
                    list(self._exchanges.values()),
                    lower,
                    upper,
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

    def _short_of(
        self, places: NDArray[Any], needed: NDArray[Any], rows: NDArray[Any] | None = None
    ) -> NDArray[Any]:
        """Return of which places the ways found hold fewer values than needed."""
        numpy = self._numpy
        single_bit = numpy.uint64(1)
        if rows is None:
            left = self._values[places].copy()
        else:
            left = self._value_bits(self._rows[numpy.ix_(rows, places)])
        for values in range(1, int(needed.max(initial=1))):
            more = (needed > values) & (left > 0)
            if not more.any():
                break
            left[more] &= left[more] - single_bit
        short: NDArray[Any] = left == 0
        for index in numpy.flatnonzero(~short) if self._allowed else ():
            allowed = self._allowed.get(self.keys[places[index]])
            if allowed is not None:
                counts = (self.pool if rows is None else self._rows[rows])[:, places[index]]
                short[index] = len(set(counts.tolist()) & set(allowed)) < needed[index]
        return short

    def take_exchanges(self, other: System) -> None:
        """Take over those exchanges of another system after which every sum holds here too."""
        numpy = self._numpy
        numbers = [-1 if key.is_of_set else self.place.get(key, -1) for key in other.keys]
        numbers += [-1] * (len(other.lower) - len(numbers))
        stays = (self.lower == self.upper).tolist()
        is_beside = [key.is_of_set for key in self.keys]
        is_beside += [True] * (len(self.lower) - len(is_beside))
        for places, changes in other._exchanges.values():
            moved = {
                numbers[place]: change
                for place, change in zip(places.tolist(), changes.tolist(), strict=True)
                if numbers[place] >= 0
            }
            if not self._complete(moved, is_beside) or any(stays[place] for place in moved):
                continue
            order = sorted(place for place, change in moved.items() if change)
            if order:
                by = numpy.array([moved[place] for place in order])
                self._keep_exchange(Exchange(numpy.array(order), by))

    def _complete(self, moved: dict[int, int], is_beside: Sequence[bool]) -> bool:
        """Move what stands beside published counts, so that sums hold; return whether they do."""
        equations = self.equations
        waiting = [row for place in moved for row in equations.of_place[place]]
        for row in waiting:
            members, signs = equations.members[row], equations.signs[row]
            off = sum(
                sign * moved.get(place, 0) for place, sign in zip(members, signs, strict=True)
            )
            if off:
                for place, sign in zip(members, signs, strict=True):
                    if is_beside[place] and place not in moved:
                        moved[place] = -sign * off
                        waiting += equations.of_place[place]
                        break
                else:
                    return False
        return True

    def start_near(self, counts: Mapping[Key, int], *, others_matter: bool = True) -> None:
        """Begin with the way that is nearest to counts, which need not fit any sum.

        Parameters
        ----------
        others_matter
            Whether counts that are not named should be near none at all.

        Raises
        ------
        ContradictionError
            When there is no way at all.
        """
        numpy = self._numpy
        near = numpy.zeros(len(self.lower), dtype=numpy.int64)
        near[: len(self.keys)] = [counts.get(key, 0) for key in self.keys]
        near = numpy.clip(near, self.lower, self.upper)
        matters = None
        if not others_matter:
            matters = numpy.zeros(len(self.lower))
            matters[[self.place[key] for key in counts]] = 1
        way = nearest_way(near, self.lower, self.upper, self.equations, matters)
        if way is None or not self._fits(way[None, :])[0]:
            way = self._a_way()
        self._keep(way[None, :])

    def _look_around(self, places: NDArray[Any], by: int) -> None:
        """Look for exchanges that move places, and keep the ways that they lead to."""
        waiting = dict.fromkeys(self.random.permutation(places).tolist())
        new: list[NDArray[Any]] = []
        while waiting:
            first = next(iter(waiting))
            block = self.block(first)
            exchanges = Exchanges(self.equations, block, self.costs(block))
            way = self.pool[self.random.integers(self._number_of_ways)].copy()
            exchanges.start_from(way, self.lower, self.upper)
            for place in (first, *(other for other in block.tolist() if other != first)):
                if place not in waiting:
                    continue
                del waiting[place]
                for change in (by, -by):
                    exchange = exchanges.moving(place, change)
                    if exchange is not None:  # the other way round it is the same exchange
                        self._keep_exchange(exchange)
                        changed_way = way.copy()
                        changed_way[exchange.places] += exchange.changes
                        new.append(changed_way)
                        # What it moves beside that is moved already.
                        for moved in exchange.places.tolist():
                            waiting.pop(moved, None)
                        break
        if new:
            self._keep(self._numpy.array(new))

    def _keep_exchange(self, exchange: Exchange) -> None:
        name = exchange.places.tobytes(), exchange.changes.tobytes()
        self._exchanges.setdefault(name, exchange)

    def block(
        self, first: int, can_move: NDArray[Any] | None = None, *, size: int = 1
    ) -> NDArray[Any]:
        """Return places around one that can move: of its unit, the whole and a few others.

        The nearest come first.

        Parameters
        ----------
        size
            How many times as many as usual.
        """
        numpy = self._numpy
        units = numpy.zeros(int(self._units.max()) + 1, dtype=bool)
        units[[0, self._units[first]]] = True
        movable = self.upper > self.lower if can_move is None else can_move
        beside = {
            int(self._units[other])
            for row in self.equations.of_place[first]
            for other in self.equations.members[row]
            if movable[other]
        }
        others = numpy.array(sorted(beside)) if len(beside) > size * BLOCK_UNITS else len(units)
        units[self.random.permutation(others)[: size * BLOCK_UNITS]] = True
        moves = (units[self._units] & movable).tolist()
        inside = {first: None}
        queue = [first]
        for place in queue:
            if len(inside) >= size * BLOCK:
                break
            for row in self.equations.of_place[place]:
                for other in self.equations.members[row]:
                    if moves[other] and other not in inside:
                        inside[other] = None
                        queue.append(other)
        block: NDArray[Any] = numpy.array(list(inside))
        return block

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
        self._with_fixed = 0, self._numpy.zeros(0, dtype=int)
        if self._whole is not None:
            self._whole.bound(place, value, value)

    def free(self) -> None:
        """Suppose it no longer."""
        if self._fixed is not None and self._whole is not None:
            place = self._fixed[0]
            self._whole.bound(place, int(self.lower[place]), int(self.upper[place]))
        self._fixed = None

    def _fitting_ways(self) -> NDArray[Any]:
        """Return which of the ways found have what is supposed."""
        numpy = self._numpy
        chosen: NDArray[Any] = numpy.arange(self._number_of_ways)
        if self._fixed is None:
            return chosen
        place, value = self._fixed
        checked, chosen = self._with_fixed
        new = checked + numpy.flatnonzero(
            self._rows[checked : self._number_of_ways, place] == value
        )
        chosen = numpy.concatenate([chosen, new])
        self._with_fixed = self._number_of_ways, chosen
        return chosen

    def is_possible(self) -> bool:
        """Return whether there is a way in which what is supposed holds."""
        if len(self._fitting_ways()):
            return True
        if self._fixed is None:
            return self._solver.way() is not None
        place, value = self._fixed
        self.free()
        is_possible = self.can_be(self.keys[place], value)
        self.fix(self.keys[place], value)
        return is_possible

    def short_of(self, keys: Sequence[Key], needed: Sequence[int]) -> list[Key]:
        """Return the keys of which the ways found hold fewer values than are needed."""
        numpy = self._numpy
        places = numpy.array([self.place[key] for key in keys], dtype=int)
        rows = None if self._fixed is None else self._fitting_ways()
        short = self._short_of(places, numpy.array(needed, dtype=int), rows)
        return [key for key, is_short in zip(keys, short.tolist(), strict=True) if is_short]

    def values_of(self, key: Key, needed: int) -> tuple[int, ...]:
        """Return values that a count can have: ``needed`` of them, or all that there are."""
        place = self.place[key]
        can_be = self._allowed.get(key)
        if self.short_of([key], [needed]):
            self.climb([key], [needed])
        counts = self._rows[self._fitting_ways(), place].tolist()
        values = {value for value in counts if can_be is None or value in can_be}
        if len(values) < needed and (reach := self._solver.range_of(place)):
            for value in from_both_ends(*reach):
                if len(values) >= needed:
                    break
                if value in values or (can_be is not None and value not in can_be):
                    continue
                if self._is_solved_with(place, value):
                    values.add(value)
        return tuple(sorted(values))

    def range_of(self, key: Key) -> Bounds:
        """Return the least and the most that a count can be, as far as a programme tells."""
        place = self.place[key]
        reach = self._solver.range_of(place)
        return Bounds(*(reach or (int(self.lower[place]), int(self.upper[place]))))

    def has_values(self, key: Key, needed: int) -> bool:
        """Return whether a count can have so many values."""
        if not self.short_of([key], [needed]):
            return True
        least, most = self.range_of(key)
        return most - least + 1 >= needed and len(self.values_of(key, needed)) >= needed

    def can_be(self, key: Key, value: int) -> bool:
        """Return whether a count can have a value."""
        place = self.place[key]
        return bool(self.lower[place] <= value <= self.upper[place]) and (
            bool((self._rows[self._fitting_ways(), place] == value).any())
            or self._is_reached(place, value)
            or self._is_solved_with(place, value)
        )

    def _is_reached(self, place: int, value: int) -> bool:
        """Return whether one exchange gives a count a value."""
        fitting = self._fitting_ways()
        if not len(fitting):
            return False
        counts = self._rows[fitting, place]
        way = self._rows[fitting[abs(counts - value).argmin()]].copy()
        block = self.block(place)
        exchanges = Exchanges(self.equations, block, self.costs(block))
        exchanges.start_from(way, self.lower, self.upper)
        exchange = exchanges.moving(place, value - int(way[place]))
        if exchange is not None:
            way[exchange.places] += exchange.changes
            self._keep(way[None, :])
        return exchange is not None

    def climb(self, keys: Sequence[Key], needed: Sequence[int]) -> None:
        """Look for values of counts by moving each from ways already found, one by one."""
        waiting = dict(zip((self.place[key] for key in keys), needed, strict=True))
        if not len(self._fitting_ways()):
            return
        if self._fixed is not None:
            waiting.pop(self._fixed[0], None)
        is_small = len(self.lower) < BLOCK and int(self._units.max()) <= BLOCK_UNITS
        for size in (1,) if is_small else (1, WIDER):
            tried: set[int] = set()
            for place in self._short_places(waiting):
                if place in tried:
                    continue
                block = self.block(place, size=size)
                if self._fixed is not None:
                    block = block[block != self._fixed[0]]
                exchanges = Exchanges(self.equations, block, self.costs(block))
                inside = {place, *block.tolist()} & waiting.keys() - tried
                tried |= inside
                for other in self._short_places(
                    {block_place: waiting[block_place] for block_place in inside}
                ):
                    self._climb(exchanges, other, waiting[other])
            waiting = {place: waiting[place] for place in self._short_places(waiting)}

    def _short_places(self, needed: Mapping[int, int]) -> list[int]:
        """Return of which places the ways found hold fewer values than are needed."""
        keys = [self.keys[place] for place in needed]
        return [self.place[key] for key in self.short_of(keys, list(needed.values()))]

    def _climb(self, exchanges: Exchanges, place: int, needed: int) -> None:
        can_be = self._allowed.get(self.keys[place])
        fitting = self._fitting_ways()
        counts = self._rows[fitting, place]
        values = set(counts.tolist())
        new = []
        starts = [(fitting[counts.argmax()], 1), (fitting[counts.argmin()], -1)]
        others = self.random.choice(fitting, size=TRIES).tolist()
        starts += [(first, by) for first in others for by in (1, -1)]
        vain_tries = 0
        for first, by in starts:
            way, before = self._rows[first], len(values)
            if vain_tries == MOST_VAIN:
                break
            while len(values if can_be is None else values & set(can_be)) < needed:
                exchanges.start_from(way, self.lower, self.upper)
                exchange = exchanges.moving(place, by)
                if exchange is None:
                    break
                self._keep_exchange(exchange)
                way = way.copy()
                way[exchange.places] += exchange.changes
                new.append(way)
                values.add(int(way[place]))
            vain_tries = vain_tries + 1 if len(values) == before else 0
        if new:
            self._keep(self._numpy.array(new))

    @property
    def _solver(self) -> WholeSystem:
        if self._whole is None:
            self._whole = WholeSystem(self.lower, self.upper, self.equations.rows)
            if self._fixed is not None:
                place, value = self._fixed
                self._whole.bound(place, value, value)
        return self._whole

    def _a_way(self) -> NDArray[Any]:
        way = self._solver.way()
        if way is None or not self._fits(way[None, :])[0]:
            raise ContradictionError
        return way

    def _is_solved_with(self, place: int, value: int) -> bool:
        """Return whether the whole programme has a way in which a count has a value."""
        before = (int(self.lower[place]), int(self.upper[place]))
        if self._fixed is not None and self._fixed[0] == place:
            before = (self._fixed[1], self._fixed[1])
        if not before[0] <= value <= before[1]:
            return False
        self._solver.bound(place, value, value)
        way = self._solver.way()
        self._solver.bound(place, *before)
        if way is None or not self._fits(way[None, :])[0]:
            return False
        self._keep(way[None, :])
        return True


class AttackResult(NamedTuple):
    """A system that was attacked, the counts that are safe in it, and those that are not."""

    system: System
    targets: Mapping[Key, int]
    unsafe: Sequence[Key]
    reach: Mapping[Key, Bounds]
    sums: Sequence[Sum]
