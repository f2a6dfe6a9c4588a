"""What follows for each count from going from sum to sum."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from scwres.disclosure.knowledge import Key, Sum

#: More people than any council has: where nothing bounds a count.
MOST_PEOPLE = 10_000_000


class Bounds(NamedTuple):
    """What is known of one count by itself: the least and the most it can be."""

    least: int = 0
    most: int = MOST_PEOPLE


class ContradictionError(Exception):
    """No counts at all fit what is known: a sum that is said to hold does not.

    ``broken_sum`` is that sum, where one alone shows it.
    """

    def __init__(self, broken_sum: Sum | None = None) -> None:
        super().__init__("no counts fit")
        self.broken_sum = broken_sum


class Narrowing:
    """Goes from sum to sum, from what is known of each count by itself.

    Parameters
    ----------
    bounds
        Of each count.
    sums
        Which counts add up to which.
    """

    def __init__(self, bounds: Mapping[Key, Bounds], sums: Sequence[Sum]) -> None:
        self.reach, self._sums = dict(bounds), list(sums)
        self._before: dict[Key, Bounds] = {}
        self._sums_of: dict[Key, list[int]] = {}
        self._number_from(0)

    def _number_from(self, first: int) -> None:
        for place in range(first, len(self._sums)):
            for key in self._sums[place].members:
                self._sums_of.setdefault(key, []).append(place)

    def everywhere(self) -> dict[Key, Bounds]:
        """Return what follows for each count.

        Raises
        ------
        ContradictionError
            When no count is left for one of them.
        """
        self._go(range(len(self._sums)))
        return dict(self.reach)

    def add(self, sums: Sequence[Sum], bounds: Mapping[Key, Bounds] | None = None) -> None:
        """Take further sums over, and what is known of their counts, and what follows.

        Raises
        ------
        ContradictionError
            When no counts fit them: then they are not taken over.
        """
        first = len(self._sums)
        self._sums += sums
        self._number_from(first)
        for relation in sums:
            for key in relation.members:
                if key not in self.reach:
                    self.reach[key] = (bounds or {}).get(key, Bounds())
        try:
            self._go(range(first, len(self._sums)))
        except ContradictionError:
            self.reach.update(self._before)
            del self._sums[first:]
            for relation in sums:
                for key in relation.members:
                    self._sums_of[key].pop()
            raise
        finally:
            self._before.clear()

    def suppose(self, key: Key, count: int) -> None:
        """Leave in ``reach`` what follows where one count is known, and no other supposition.

        Raises
        ------
        ContradictionError
            When it cannot be so.
        """
        self.reach.update(self._before)
        self._before.clear()
        self._before[key] = self.reach[key]
        self.reach[key] = Bounds(count, count)
        self._go(self._sums_of.get(key, ()))

    def _go(self, places: Iterable[int]) -> None:
        reach = self.reach
        waiting = dict.fromkeys(places)
        while waiting:
            place = next(iter(waiting))
            del waiting[place]
            for key, (least, most) in _implied(self._sums[place], reach):
                old = reach[key]
                if least <= old.least and most >= old.most:
                    continue
                new = Bounds(max(old.least, least), min(old.most, most))
                if new.least > new.most:
                    raise ContradictionError(self._sums[place])
                self._before.setdefault(key, old)
                reach[key] = new
                waiting.update(dict.fromkeys(self._sums_of[key]))


def narrow_bounds(bounds: Mapping[Key, Bounds], sums: Sequence[Sum]) -> dict[Key, Bounds]:
    """Return what follows for each count from going from sum to sum, until nothing more does.

    Raises
    ------
    ContradictionError
        When no count is left for one of them.
    """
    return Narrowing(bounds, sums).everywhere()


def _implied(relation: Sum, reach: Mapping[Key, Bounds]) -> Iterator[tuple[Key, Bounds]]:
    """Yield what a sum implies for each of its members."""
    least = sum(reach[key].least for key in relation.parts)
    most = sum(reach[key].most for key in relation.parts)
    whole = reach[relation.whole]
    yield relation.whole, Bounds(least, most if relation.is_complete else MOST_PEOPLE)
    for key in relation.parts:
        own = reach[key]
        lowest = whole.least - (most - own.most) if relation.is_complete else 0
        yield key, Bounds(max(0, lowest), whole.most - (least - own.least))
