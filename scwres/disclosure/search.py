"""The counts to withhold beside others: the cheapest for one after another, which is quick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from scwres.disclosure.bounds import MOST_PEOPLE
from scwres.disclosure.exchanges import WHOLE_WITHIN, Exchanges

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scwres.disclosure.attack import System
    from scwres.disclosure.exchanges import Exchange
    from scwres.disclosure.knowledge import Key

#: What it costs to move a count that is withheld or rounded anyway.
FREE = 0.01


class UnprotectableError(Exception):
    """Counts can be worked out from what is published already, whatever is withheld now."""

    def __init__(self, keys: Sequence[Key]) -> None:
        super().__init__(", ".join(key.in_words for key in keys))
        self.keys = keys


class Search:
    """Looks for the cheapest counts to withhold, one unsafe count after another."""

    def __init__(
        self, system: System, costs: Mapping[int, float], least: Mapping[Key, int]
    ) -> None:
        import numpy

        self._numpy, self._system, self._least = numpy, system, least
        self._way: NDArray[Any] = numpy.zeros(0)
        self._lower, self._upper = system.lower.copy(), system.upper.copy()
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
        self._way = way
        can_move = (self._upper > self._lower) | (self._beyond > 0)
        if own is not None:
            can_move[system.place[own]] = False
        waiting = {system.place[key]: values for key, values in unsafe.items()}
        while waiting:
            first = next(iter(waiting))
            block = system.block(first, can_move)
            inside = set(block.tolist())
            exchanges = self._exchanges(block)
            for place in [
                first,
                *(other for other in waiting if other != first and other in inside),
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
        return Exchanges(self._system.equations, places, cost, self._beyond[places])

    def _withhold_to_move(self, exchanges: Exchanges, place: int, needed: int) -> bool:
        """Withhold what lets a count have other values; return whether that can be."""
        options: list[tuple[float, int, NDArray[Any]]] = []
        for steps in ((needed - 1,), (1 - needed,), *_both_ways(needed)):
            exchanges_found = []
            for by in steps:
                exchanges.start_from(self._way, self._lower, self._upper, self._past)
                exchanges_found.append(exchanges.moving(place, by, in_parts=True))
            if all(exchanges_found):
                passed = self._numpy.unique(
                    self._numpy.concatenate(
                        [self._places_past(exchange) for exchange in exchanges_found if exchange]
                    )
                )
                options.append((float(self._beyond[passed].sum()), len(options), passed))
            if len(steps) == 1 and steps[0] < 0 and options:
                break
        if not options:
            return False
        for withheld_place in min(options)[2].tolist():
            key = self._system.keys[withheld_place]
            self._withheld.add(key)
            self._lower[withheld_place], self._upper[withheld_place] = (
                self._least[key],
                MOST_PEOPLE,
            )
            self._beyond[withheld_place] = 0
        return True

    def _places_past(self, exchange: Exchange) -> NDArray[Any]:
        """Return which counts an exchange moves past their limits."""
        places = exchange.places
        moved = self._way[places] + exchange.changes
        beyond: NDArray[Any] = places[
            (moved < self._lower[places] - WHOLE_WITHIN)
            | (moved > self._upper[places] + WHOLE_WITHIN)
        ]
        return beyond


def _both_ways(needed: int) -> list[tuple[int, int]]:
    """Return how many steps up and down give as many values as are needed.

    >>> _both_ways(5)
    [(3, -1), (2, -2), (1, -3)]
    """
    return [(up, up + 1 - needed) for up in range(needed - 2, 0, -1)]
