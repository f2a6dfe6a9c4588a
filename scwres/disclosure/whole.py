"""All sums as one linear programme, for counts that the programmes of a few do not settle."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from scwres.disclosure.exchanges import WHOLE_WITHIN
from scwres.disclosure.programmes import Programme, Rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scwres.disclosure.exchanges import Equations


class WholeSystem:
    """A system as one linear programme, for what smaller ones do not settle."""

    def __init__(self, lower: NDArray[Any], upper: NDArray[Any], rows: Any) -> None:
        import numpy

        self._numpy = numpy
        self._number = len(lower)
        self._programme = Programme(numpy.zeros(self._number), lower, upper, rows)

    def bound(self, place: int, least: int, most: int) -> None:
        """Set the least and the most that a place can be."""
        self._programme.bound(place, least, most)

    def range_of(self, place: int) -> tuple[int, int] | None:
        """Return the least and the most that a place can be by the relaxation."""
        cost = self._numpy.zeros(self._number)
        cost[place] = 1.0
        low = self._solved(cost)
        cost[place] = -1.0
        high = self._solved(cost)
        if low is None or high is None:
            return None
        return ceil(low[place] - WHOLE_WITHIN), floor(high[place] + WHOLE_WITHIN)

    def way(self) -> NDArray[Any] | None:
        """Return a solution in whole numbers; None where there is none."""
        cost = self._numpy.zeros(self._number)
        values = self._solved(cost)
        if values is not None and not self._is_whole(values):
            self._programme.ask_for_whole_numbers(True)
            values = self._solved(cost)
            self._programme.ask_for_whole_numbers(False)
        if values is None or not self._is_whole(values):
            return None
        way: NDArray[Any] = self._numpy.rint(values).astype(self._numpy.int32)
        return way

    def _is_whole(self, values: NDArray[Any]) -> bool:
        return bool(self._numpy.abs(values - self._numpy.rint(values)).max() < WHOLE_WITHIN)

    def _solved(self, cost: NDArray[Any]) -> NDArray[Any] | None:
        """Return the solution of the relaxation at the least cost; None where there is none."""
        self._programme.price(cost)
        return self._programme.values if self._programme.solve() else None


def nearest_way(
    counts: NDArray[Any],
    lower: NDArray[Any],
    upper: NDArray[Any],
    equations: Equations,
    matters: NDArray[Any] | None = None,
) -> NDArray[Any] | None:
    """Return a solution in whole numbers that is near to counts; None where there is none.

    The nearest moves the fewest people, from counts that lie within their bounds and fit no sum.

    Parameters
    ----------
    matters
        The counts that should be near; the others are what follows. None for all of them.
    """
    import numpy

    number = len(counts)
    rows = equations.rows
    misses = numpy.array(
        [
            sum(sign * counts[place] for sign, place in zip(signs, places, strict=True))
            for signs, places in zip(equations.signs, equations.members, strict=True)
        ]
    )
    # Of each row: what is more, what is less, and by how much counts miss it.
    starts, columns, value = [0], [], []
    for start, end, miss in zip(rows.starts, rows.starts[1:], misses, strict=False):
        inside, signs = rows.columns[start:end], rows.value[start:end]
        columns.append(numpy.concatenate([inside, inside + number, [2 * number]]))
        value.append(numpy.concatenate([signs, -signs, [miss]]))
        starts.append(starts[-1] + 2 * len(inside) + 1)
    if not columns:
        return counts
    cost = numpy.ones(2 * number + 1)
    if matters is not None:
        cost[: 2 * number] = numpy.tile(matters, 2)
    programme = Programme(
        cost,
        numpy.append(numpy.zeros(2 * number), 1),
        numpy.concatenate([upper - counts, counts - lower, [1]]),
        Rows(numpy.array(starts), numpy.concatenate(columns), numpy.concatenate(value)),
    )
    for in_whole_numbers in (False, True):
        programme.ask_for_whole_numbers(in_whole_numbers)
        if not programme.solve():
            return None
        moved = programme.values[:number] - programme.values[number : 2 * number]
        whole = numpy.rint(moved)
        if numpy.abs(whole - moved).max() < WHOLE_WITHIN:
            way: NDArray[Any] = (counts + whole).astype(numpy.int64)
            return way
    return None


def from_both_ends(low: int, high: int) -> Iterator[int]:
    """Yield the whole numbers from a low to a high one, those at the ends first."""
    while low <= high:
        yield low
        if high > low:
            yield high
        low, high = low + 1, high - 1
