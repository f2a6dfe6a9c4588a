"""The cheapest counts to withhold, exactly: a mixed-integer programme for what is small.

Which counts are withheld is a choice of noughts and ones. For a choice, linear programmes
tell how far each count that must not be worked out can move; where that is too little, their
duals say which counts would have to be withheld for it to move further, and that is a
condition on every choice. The cheapest choice that fulfils all conditions met so far is
tried next.

References
----------
Fischetti and Salazar (2001), "Solving the cell suppression problem on tabular data with
    linear constraints", Management Science 47, 1008-1027: this decomposition.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from scwres.disclosure.exchanges import WHOLE_WITHIN
from scwres.disclosure.programmes import Programme, Rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scwres.disclosure.attack import System

#: How far a count that is withheld is let move: further is never needed.
FAR = 40

#: More choices than were ever tried.
MOST_CHOICES = 150


class _Condition(NamedTuple):
    """That enough of some counts are withheld: weights of places, and the least of their sum.

    ``only_with`` is a count that it holds for if that is withheld itself.
    """

    weights: Mapping[int, float]
    least: float
    only_with: int | None


def cheapest(
    system: System,
    way: NDArray[Any],
    needed: Mapping[int, int],
    costs: Mapping[int, float],
    least: Mapping[int, int],
    others_need: int,
) -> list[int] | None:
    """Return the cheapest counts to withhold, by their places; None where none was found.

    Parameters
    ----------
    system
        What is known where they are shown.
    way
        The counts.
    needed
        How many values those have to keep that must not be worked out.
    costs
        What it costs to withhold each that can be.
    least
        The least that each of those can be once it is withheld.
    others_need
        How many values those have to keep that are withheld.
    """
    moves = _Moves(system, way, costs, least)
    places = list(costs)
    conditions: list[_Condition] = []
    chosen: frozenset[int] = frozenset()
    for _ in range(MOST_CHOICES):
        moves.withhold(chosen)
        needs = {**needed, **dict.fromkeys(chosen, others_need)}
        new = [
            condition
            for place, values in needs.items()
            if (condition := moves.condition(place, values - 1, is_chosen=place in costs))
        ]
        if not new:
            return sorted(chosen)
        if any(not condition.weights for condition in new):
            return None  # it cannot be moved, whatever is withheld
        conditions += new
        choice = _choice(places, costs, conditions)
        if choice is None:
            return None
        chosen = choice
    return None


class _Moves:
    """How far counts can move, for a choice of what is withheld."""

    def __init__(
        self,
        system: System,
        way: NDArray[Any],
        costs: Collection[int],
        least: Mapping[int, int],
    ) -> None:
        import numpy

        self._numpy = numpy
        number = len(way)
        self._up = numpy.minimum(system.upper - way, FAR).astype(float)
        self._down = numpy.minimum(way - system.lower, FAR).astype(float)
        #: How far each can move once it is withheld.
        self._far_up, self._far_down = self._up.copy(), self._down.copy()
        for place in costs:
            self._far_up[place] = FAR
            self._far_down[place] = min(FAR, int(way[place]) - least[place])
        self._costs = frozenset(costs)
        self._programme = Programme(
            numpy.zeros(number), -self._down, self._up, system.equations.rows
        )

    def withhold(self, chosen: Collection[int]) -> None:
        """Let those counts move that are withheld."""
        places = self._numpy.array(sorted(chosen), dtype=int)
        lower, upper = -self._down, self._up.copy()
        lower[places], upper[places] = -self._far_down[places], self._far_up[places]
        self._programme.bound_all(lower, upper)

    def condition(self, place: int, far: int, *, is_chosen: bool) -> _Condition | None:
        """Return what has to be withheld for a count to move so far; None where it does."""
        numpy = self._numpy
        reached = 0.0
        by_down, by_up = numpy.zeros(len(self._up)), numpy.zeros(len(self._up))
        for sign in (-1.0, 1.0):
            cost = numpy.zeros(len(self._up))
            cost[place] = sign
            self._programme.price(cost)
            self._programme.solve()
            reached += abs(self._programme.values[place])
            duals = self._programme.duals
            by_down += numpy.maximum(duals, 0)
            by_up += numpy.maximum(-duals, 0)
        if reached >= far - WHOLE_WITHIN:
            return None
        base = float(by_down @ self._down + by_up @ self._up)
        gain = by_down * (self._far_down - self._down) + by_up * (self._far_up - self._up)
        short = far - base
        weights = {
            int(other): min(float(gain[other]), short)
            for other in numpy.flatnonzero(gain > WHOLE_WITHIN)
            if int(other) in self._costs and other != place
        }
        return _Condition(weights, short, place if is_chosen else None)


def _choice(
    places: Sequence[int], costs: Mapping[int, float], conditions: Sequence[_Condition]
) -> frozenset[int] | None:
    """Return the cheapest choice that fulfils conditions."""
    import numpy

    column = {place: number for number, place in enumerate(places)}
    starts, index, value, least = [0], [], [], []
    for weights, short, only_with in conditions:
        index += [column[place] for place in weights]
        value += list(weights.values())
        if only_with is not None:
            index.append(column[only_with])
            value.append(-short)
        starts.append(len(index))
        least.append(0.0 if only_with is not None else short)
    programme = Programme(
        numpy.array([costs[place] for place in places]),
        numpy.zeros(len(places)),
        numpy.ones(len(places)),
        Rows(numpy.array(starts), numpy.array(index), numpy.array(value)),
        numpy.array(least) - WHOLE_WITHIN,
        in_whole_numbers=True,
    )
    if not programme.solve():
        return None
    chosen = programme.values > 0.5
    return frozenset(place for place, is_chosen in zip(places, chosen, strict=True) if is_chosen)
