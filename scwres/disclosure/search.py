"""The counts to withhold beside others: the cheapest for one after another, which is quick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from scwres.disclosure.bounds import MOST_PEOPLE
from scwres.disclosure.exchanges import WHOLE_WITHIN, Exchanges

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scwres.disclosure.attack import System
    from scwres.disclosure.exchanges import Exchange
    from scwres.disclosure.knowledge import Key

#: Of a block, how many of the counts nearest to the first are looked at together with it: what
#: lies at the edge has too few around it to move with.
NEAREST = 25

#: What it costs to move a count that is withheld or rounded anyway.
FREE = 0.01


class UnprotectableError(Exception):
    """Counts can be worked out from what is published already, whatever is withheld now."""

    def __init__(self, keys: Sequence[Key]) -> None:
        super().__init__(", ".join(key.in_words for key in keys))
        self.keys = keys


class _Option(NamedTuple):
    """Counts that have to be withheld for one to move, by their places, and where all move to."""

    cost: float
    number: int
    withheld: NDArray[Any]
    ways: Sequence[NDArray[Any]]


class Search:
    """Looks for the cheapest counts to withhold, one unsafe count after another.

    Parameters
    ----------
    costs
        What it costs to withhold each count that can be, by its place.
    least
        The least that each count can be once it is withheld.
    """

    def __init__(
        self, system: System, costs: Mapping[int, float], least: Mapping[Key, int]
    ) -> None:
        import numpy

        self._numpy, self._system, self._least = numpy, system, least
        self._way: NDArray[Any] = numpy.zeros(0)
        self._lower, self._upper = system.lower.copy(), system.upper.copy()
        #: The least and the most that each count is in the ways met.
        self._lowest = self._highest = self._way
        self._beyond = numpy.zeros(len(self._lower))
        self._beyond[list(costs)] = list(costs.values())
        self._withheld: set[Key] = set()

    @property
    def _past(self) -> NDArray[Any]:
        """How far each count may go past its limits: only where it can be withheld."""
        past: NDArray[Any] = self._numpy.where(self._beyond > 0, MOST_PEOPLE, 0)
        return past

    def withheld_for(
        self, unsafe: Mapping[Key, int], way: NDArray[Any], own: Key | None = None
    ) -> set[Key]:
        """Return the counts to withhold, so that each unsafe one has the values it needs.

        Parameters
        ----------
        way
            From how counts can be.
        own
            A count that somebody knows.

        Raises
        ------
        UnprotectableError
            When one has not, whatever is withheld.
        """
        system = self._system
        self._way, self._lowest, self._highest = way, way.astype(float), way.astype(float)
        can_move = (self._upper > self._lower) | (self._beyond > 0)
        if own is not None:
            can_move[system.place[own]] = False
        waiting = {system.place[key]: values for key, values in unsafe.items()}
        while waiting:
            first = next(iter(waiting))
            if self._moves_enough(first, waiting[first]):
                del waiting[first]
                continue
            block = system.block(first, can_move)
            near = block[:NEAREST].tolist()
            exchanges = self._exchanges(block)
            for place in [
                first,
                *(other for other in near if other != first and other in waiting),
            ]:
                if self._withhold_to_move(exchanges, place, waiting[place]):
                    del waiting[place]
            if first in waiting:
                everything = self._exchanges(self._numpy.flatnonzero(can_move))
                if not self._withhold_to_move(everything, first, waiting.pop(first)):
                    raise UnprotectableError([system.keys[first]])
        return self._withheld

    def _exchanges(self, places: NDArray[Any]) -> Exchanges:
        cost = FREE * self._system.costs(places)
        exchanges = Exchanges(self._system.equations, places, cost, self._beyond[places])
        exchanges.start_from(self._way, self._lower, self._upper, self._past)
        return exchanges

    def _moves_enough(self, place: int, needed: int) -> bool:
        """Return whether a count has so many values in the ways met, and between them."""
        return bool(self._highest[place] - self._lowest[place] >= needed - 1 - WHOLE_WITHIN)

    def _withhold_to_move(self, exchanges: Exchanges, place: int, needed: int) -> bool:
        """Withhold what lets a count have other values; return whether that can be."""
        if self._moves_enough(place, needed):
            return True
        options: list[_Option] = []
        for steps in ((needed - 1,), (1 - needed,), *_both_ways(needed)):
            moves = [exchanges.moving(place, by, in_parts=True) for by in steps]
            if all(moves):
                options.append(self._option([move for move in moves if move], len(options)))
            if options and (not options[-1].cost or steps == (1 - needed,)):
                break
        if not options:
            return False
        cheapest = min(options, key=lambda option: option[:2])
        for way in cheapest.ways:
            self._numpy.minimum(self._lowest, way, out=self._lowest)
            self._numpy.maximum(self._highest, way, out=self._highest)
        for withheld_place in cheapest.withheld.tolist():
            key = self._system.keys[withheld_place]
            self._withheld.add(key)
            self._lower[withheld_place], self._upper[withheld_place] = (
                self._least[key],
                MOST_PEOPLE,
            )
            self._beyond[withheld_place] = 0
        if len(cheapest.withheld):
            exchanges.start_from(self._way, self._lower, self._upper, self._past)
        return True

    def _option(self, moves: Sequence[Exchange], number: int) -> _Option:
        """Return what has to be withheld for moves, each from where all began."""
        numpy = self._numpy
        ways = []
        for move in moves:
            way = self._way.astype(float)
            way[move.places] += move.changes
            ways.append(way)
        is_past = numpy.zeros(len(self._way), dtype=bool)
        for way in ways:
            is_past |= (way < self._lower - WHOLE_WITHIN) | (way > self._upper + WHOLE_WITHIN)
        withheld = numpy.flatnonzero(is_past)
        return _Option(float(self._beyond[withheld].sum()), number, withheld, ways)


def _both_ways(needed: int) -> list[tuple[int, int]]:
    """Return how many steps up and down give as many values as are needed.

    >>> _both_ways(5)
    [(3, -1), (2, -2), (1, -3)]
    """
    return [(up, up + 1 - needed) for up in range(needed - 2, 0, -1)]
