"""What follows for each count from going from sum to sum."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scwres.disclosure.knowledge import Key, Sum

#: More people than any council has: where nothing bounds a count.
MOST_PEOPLE = 10_000_000


class Bounds(NamedTuple):
    """What is known of one count by itself: the least and the most it can be."""

    least: int = 0
    most: int = MOST_PEOPLE


class ContradictionError(Exception):
    """No counts at all fit what is known: a sum that is said to hold does not.

    ``at`` is that sum, where one alone shows it.
    """

    def __init__(self, at: Sum | None = None) -> None:
        super().__init__("no counts fit")
        self.at = at


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
            if least <= old.least and most >= old.most:
                continue
            new = Bounds(max(old.least, least), min(old.most, most))
            if new.least > new.most:
                raise ContradictionError(sums[place])
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
