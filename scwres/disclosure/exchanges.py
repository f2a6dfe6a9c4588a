"""Exchanges: small changes of counts after which every sum still holds.

From one way in which the counts can be, exchanges lead to others: one person fewer here and
one more there. They are found by a linear programme, as the smallest change that moves a
count; taken at random, one after another, they give many ways at little cost, and every one
of them is checked in whole numbers by construction.

References
----------
Diaconis and Sturmfels (1998), "Algebraic algorithms for sampling from conditional
    distributions", Annals of Statistics 26, 363-397: walking over tables of the same
    margins by such moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from scwres.disclosure.programmes import Programme, Rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: How far the relaxation may be off a whole number.
WHOLE_WITHIN = 1e-6


class Exchange(NamedTuple):
    """Which counts change, by their place, and by how much."""

    places: NDArray[Any]
    changes: NDArray[Any]


class Equations:
    """Sums as equations of places.

    Parameters
    ----------
    members, signs
        The places of each, and whether they are added or taken away.
    number
        How many places there are.
    """

    def __init__(
        self, members: Sequence[Sequence[int]], signs: Sequence[Sequence[int]], number: int
    ) -> None:
        import numpy

        self._numpy = numpy
        self.members, self.signs = members, signs
        self.of_place: list[list[int]] = [[] for _ in range(number)]
        for row, places in enumerate(members):
            for place in places:
                self.of_place[place].append(row)
        self.lengths = numpy.array([len(row) for row in members], dtype=int)
        self.starts = numpy.cumsum([0, *self.lengths])[:-1].astype(int)
        self.flat = numpy.array([place for row in members for place in row], dtype=int)
        self.flat_signs = numpy.array([sign for row in signs for sign in row], dtype="int32")

    @property
    def rows(self) -> Rows:
        """The equations, as a programme has them."""
        return Rows(self._numpy.append(self.starts, len(self.flat)), self.flat, self.flat_signs)

    def among(self, places: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
        """Return the equations of some places, for them alone: where each starts, and ends.

        Beside that the order of each place among them, and its sign.
        """
        numpy = self._numpy
        rows = numpy.array(
            sorted({row for place in places.tolist() for row in self.of_place[place]}), dtype=int
        )
        lengths = self.lengths[rows]
        ends = numpy.cumsum(lengths)
        entries = numpy.arange(int(lengths.sum())) + numpy.repeat(
            self.starts[rows] - (ends - lengths), lengths
        )
        order = numpy.full(len(self.of_place), -1)
        order[places] = numpy.arange(len(places))
        local = order[self.flat[entries]]
        inside = local >= 0
        counted = numpy.cumsum(numpy.concatenate([[0], inside]))
        starts = counted[numpy.concatenate([[0], ends])]
        return starts, local[inside], self.flat_signs[entries][inside]


class Exchanges:
    """Looks for the smallest change that moves a count, where only some counts may move.

    Parameters
    ----------
    places
        The counts that may move.
    cost
        What it costs to move each by one within its limits.
    beyond
        What it costs to move each by one past its limits; None where none may be passed.
    """

    def __init__(
        self,
        equations: Equations,
        places: NDArray[Any],
        cost: NDArray[Any],
        beyond: NDArray[Any] | None = None,
    ) -> None:
        import numpy

        self._numpy = numpy
        self.places = places
        self._number = len(places)
        self._local = {place: position for position, place in enumerate(places.tolist())}
        # More, less; and more and less past the limits.
        self._kinds = 2 if beyond is None else 4
        columns = self._kinds * self._number
        starts, order, signs = equations.among(places)
        # Each entry stands once for every kind, next to the others of its equation.
        index = numpy.concatenate(
            [order[:, None] + kind * self._number for kind in range(self._kinds)], axis=1
        )
        value = numpy.concatenate(
            [-signs[:, None] if kind % 2 else signs[:, None] for kind in range(self._kinds)],
            axis=1,
        )
        self._programme = Programme(
            numpy.concatenate([cost, cost, *([] if beyond is None else [beyond, beyond])]),
            numpy.zeros(columns),
            numpy.zeros(columns),
            Rows(self._kinds * starts, index.ravel(), value.ravel()),
            presolve=False,
        )
        self._room = numpy.zeros(columns)

    def start_from(
        self,
        counts: NDArray[Any],
        lower: NDArray[Any],
        upper: NDArray[Any],
        past: NDArray[Any] | None = None,
    ) -> None:
        """Set from which counts to move, within which limits, and how far past them."""
        numpy, places = self._numpy, self.places
        room = [upper[places] - counts[places], counts[places] - lower[places]]
        if past is not None:
            far = past[places]
            room += [far, numpy.minimum(far, lower[places])]
        self._room = numpy.concatenate(room).astype(float)
        self._programme.bound_all(numpy.zeros(len(self._room)), self._room)

    def moving(self, place: int, by: int, *, in_parts: bool = False) -> Exchange | None:
        """Return the smallest exchange that moves a count by so much; None where none does.

        Parameters
        ----------
        in_parts
            Whether it may be of parts of people, to tell which counts have to move.
        """
        numpy, programme = self._numpy, self._programme
        position = self._local[place]
        along, against = position, position + self._number
        if by < 0:
            along, against = against, along
        if self._room[along] < abs(by):
            return None
        programme.bound(along, abs(by), abs(by))
        programme.bound(against, 0, 0)
        exchange = None
        if programme.solve():
            values = programme.values
            moved = sum(
                (-1) ** kind * values[kind * self._number : (kind + 1) * self._number]
                for kind in range(self._kinds)
            )
            whole = numpy.rint(moved)
            if in_parts:
                changed = numpy.flatnonzero(numpy.abs(moved) > WHOLE_WITHIN)
                exchange = Exchange(self.places[changed], moved[changed])
            elif numpy.abs(whole - moved).max() < WHOLE_WITHIN:
                changed = numpy.flatnonzero(whole)
                exchange = Exchange(self.places[changed], whole[changed].astype(numpy.int64))
        programme.bound(along, 0, self._room[along])
        programme.bound(against, 0, self._room[against])
        return exchange


def random_walks(
    starts: NDArray[Any],
    exchanges: Sequence[Exchange],
    lower: NDArray[Any],
    upper: NDArray[Any],
    random: Any,
    *,
    sweeps: int,
    kept: int,
) -> NDArray[Any]:
    """Return ways in which counts can be, reached from some by exchanges taken at random.

    Parameters
    ----------
    starts
        Ways to begin from, a row each.
    sweeps
        How often every exchange is tried.
    kept
        Of how many sweeps the ways reached are kept.
    """
    import numpy

    ways = numpy.ascontiguousarray(starts.T)
    number = ways.shape[1]
    moves = [
        (
            places,
            changes[:, None].astype(ways.dtype),
            lower[places][:, None],
            upper[places][:, None],
        )
        for places, changes in exchanges
    ]
    reached_ways = []
    for sweep in range(sweeps):
        signs = random.integers(0, 2, size=(len(moves), number)) * 2 - 1
        for index in random.permutation(len(moves)):
            places, changes, least, most = moves[index]
            old = ways[places]
            new = old + changes * signs[index]
            fits = ((new >= least) & (new <= most)).all(axis=0)
            ways[places] = numpy.where(fits, new, old)
        if sweep >= sweeps - kept:
            reached_ways.append(ways.T.copy())
    return numpy.concatenate(reached_ways)
