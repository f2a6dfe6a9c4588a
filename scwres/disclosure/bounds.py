"""What follows for each count from going from sum to sum."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from scwres.disclosure.knowledge import Key, Sum

#: More people than any council has: where nothing bounds a count.
MOST_PEOPLE = 10_000_000

#: How often each sum is looked at, on average, to see what follows from one count.
LOOKS_AT_EACH = 100


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


class _Reach(Mapping["Key", Bounds]):
    """What follows for each count so far, by its key."""

    def __init__(
        self, place: Mapping[Key, int], least: Sequence[int], most: Sequence[int]
    ) -> None:
        self._place, self._least, self._most = place, least, most

    def __getitem__(self, key: Key) -> Bounds:
        place = self._place[key]
        return Bounds(self._least[place], self._most[place])

    def __iter__(self) -> Iterator[Key]:
        return iter(self._place)

    def __len__(self) -> int:
        return len(self._place)


class _PlacedSum(NamedTuple):
    """A sum of counts by their places."""

    parts: tuple[int, ...]
    whole: int
    is_complete: bool


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
        # Plain numbers: many sums are gone through many thousand times.
        self._place = {key: place for place, key in enumerate(bounds)}
        self._least = [own.least for own in bounds.values()]
        self._most = [own.most for own in bounds.values()]
        self._sums = list(sums)
        self._placed: list[_PlacedSum] = []
        self._before: dict[int, tuple[int, int]] = {}
        self._sums_of: list[list[int]] = [[] for _ in bounds]
        self._number_from(0)

    @property
    def reach(self) -> Mapping[Key, Bounds]:
        """What follows for each count."""
        return _Reach(self._place, self._least, self._most)

    def _number_from(self, first: int) -> None:
        place = self._place
        for number in range(first, len(self._sums)):
            parts, whole, is_complete = self._sums[number]
            placed = _PlacedSum(tuple(place[key] for key in parts), place[whole], is_complete)
            self._placed.append(placed)
            for member in {*placed.parts, placed.whole}:
                self._sums_of[member].append(number)

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
        for key in (key for relation in sums for key in relation.members):
            if key not in self._place:
                self._place[key] = len(self._least)
                least, most = (bounds or {}).get(key, Bounds())
                self._least.append(least)
                self._most.append(most)
                self._sums_of.append([])
        self._number_from(first)
        try:
            self._go(range(first, len(self._sums)))
        except ContradictionError:
            self._undo()
            for placed in self._placed[first:]:
                for member in {*placed.parts, placed.whole}:
                    self._sums_of[member].pop()
            del self._sums[first:], self._placed[first:]
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
        self._undo()
        place = self._place[key]
        self._before[place] = self._least[place], self._most[place]
        self._least[place] = self._most[place] = count
        # Where nothing fits, bounds can creep to each other one by one, to any number of people.
        # What was narrowed by then holds; programmes see the rest.
        self._go(self._sums_of[place], most_looks=LOOKS_AT_EACH * len(self._sums))

    def _undo(self) -> None:
        for place, (least, most) in self._before.items():
            self._least[place], self._most[place] = least, most
        self._before.clear()

    def _go(self, numbers: Iterable[int], most_looks: int | None = None) -> None:
        """Narrow bounds from some sums on, until nothing more follows, or after so many looks."""
        lowest, highest, placed = self._least, self._most, self._placed
        queue = deque(dict.fromkeys(numbers))
        is_waiting = set(queue)
        looks = 0
        while queue and looks != most_looks:
            looks += 1
            number = queue.popleft()
            is_waiting.discard(number)
            parts, whole, is_complete = placed[number]
            least = most = 0
            for part in parts:
                least += lowest[part]
                most += highest[part]
            if not is_complete:
                most = MOST_PEOPLE
            changes = []
            if least > lowest[whole] or most < highest[whole]:
                changes.append((whole, max(least, lowest[whole]), min(most, highest[whole])))
                _, whole_least, whole_most = changes[0]
            else:
                whole_least, whole_most = lowest[whole], highest[whole]
            # How far one part can lie above its least, and below its most.
            above, below = whole_most - least, most - whole_least
            for part in parts:
                own_least, own_most = lowest[part], highest[part]
                span = own_most - own_least
                if span > above or (is_complete and span > below):
                    new_least = max(own_least, own_most - below) if is_complete else own_least
                    changes.append((part, new_least, min(own_most, own_least + above)))
            if above < 0 or below < 0:
                raise ContradictionError(self._sums[number])
            for place, new_least, new_most in changes:
                if new_least > new_most:
                    raise ContradictionError(self._sums[number])
                self._before.setdefault(place, (lowest[place], highest[place]))
                lowest[place], highest[place] = new_least, new_most
                for other in self._sums_of[place]:
                    if other not in is_waiting:
                        is_waiting.add(other)
                        queue.append(other)


def narrow_bounds(bounds: Mapping[Key, Bounds], sums: Sequence[Sum]) -> dict[Key, Bounds]:
    """Return what follows for each count from going from sum to sum, until nothing more does.

    Raises
    ------
    ContradictionError
        When no count is left for one of them.
    """
    return Narrowing(bounds, sums).everywhere()
