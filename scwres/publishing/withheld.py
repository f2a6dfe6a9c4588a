"""Which counts a publication withholds, and which small count each of the others protects.

For those who have the exact figures: nothing of this is for publication.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence, Set
from typing import TYPE_CHECKING, NamedTuple

from scwres.counts import NO, YES
from scwres.disclosure.knowledge import OF, Key, Publication, PublishedLine, keys_of
from scwres.disclosure.protection import simply_withheld
from scwres.disclosure.sums import sums_of

if TYPE_CHECKING:
    from scwres.counts import Nested
    from scwres.disclosure.knowledge import Sum
    from scwres.disclosure.rules import Profile
    from scwres.results.results import Published


class WithheldCount(NamedTuple):
    """A count that is withheld.

    Parameters
    ----------
    people
        How many people it is: the exact count.
    protects
        The nearest small count that could be worked out from it, which may be of people without
        the event; None where it is small itself, or protects one of another indicator.
    protected_people
        How many people that is.
    """

    key: Key
    people: int
    is_small: bool
    protects: Key | None = None
    protected_people: int = 0


class WithheldCounts(NamedTuple):
    """The counts of an indicator, of the whole or by a breakdown: shown, and withheld."""

    indicator: str
    title: str
    breakdown: str
    shown: int
    withheld: tuple[WithheldCount, ...]

    @property
    def small(self) -> tuple[WithheldCount, ...]:
        """Those that are withheld for being small."""
        return tuple(count for count in self.withheld if count.is_small)

    @property
    def beside(self) -> tuple[WithheldCount, ...]:
        """Those that are withheld to protect others."""
        return tuple(count for count in self.withheld if not count.is_small)


def withheld_counts(
    exact: Sequence[PublishedLine],
    published: Published,
    rule: Profile,
    nested: Nested,
) -> list[WithheldCounts]:
    """Return what is withheld of each indicator, of the whole and by each breakdown.

    Parameters
    ----------
    exact
        The exact counts of the lines of the publication, in its order.
    nested
        Which units of one breakdown lie in one of another.
    """
    counts: dict[Key, int] = {}
    hidden: set[Key] = set()
    for line, shown in zip(exact, published.lines, strict=True):
        for column, key in keys_of(line).items():
            counts[key] = line.counts[column] or 0
            if column in shown.withheld:
                hidden.add(key)
    small = simply_withheld(exact, rule) & hidden
    nearest = _Nearest(exact, counts, small, rule, nested)
    rows: dict[tuple[str, str, str], list[Key]] = {}
    for key in counts:
        rows.setdefault((key.indicator, key.title, key.breakdown), []).append(key)
    return [
        WithheldCounts(
            indicator,
            title,
            breakdown,
            sum(key not in hidden for key in keys),
            tuple(
                WithheldCount(key, counts[key], True)
                if key in small
                else WithheldCount(key, counts[key], False, *nearest.to(key))
                for key in keys
                if key in hidden
            ),
        )
        for (indicator, title, breakdown), keys in rows.items()
    ]


class _Nearest:
    """The search for the nearest small count, from sum to sum of what is published."""

    def __init__(
        self,
        lines: Sequence[PublishedLine],
        counts: Mapping[Key, int],
        small: Set[Key],
        rule: Profile,
        nested: Nested,
    ) -> None:
        self._sums = sums_of([Publication("", tuple(lines), nested=nested)])
        self._sums_of_key: dict[Key, list[Sum]] = {}
        for each in self._sums:
            for key in each.members:
                self._sums_of_key.setdefault(key, []).append(each)
        self._people = dict(counts)
        without = {
            key: people - counts[answered]
            for key, people in counts.items()
            if key.which == OF and (answered := key._replace(which=YES)) in counts
        }
        # Those without the event are not printed, and are small as others are.
        self._people |= {key._replace(which=NO): people for key, people in without.items()}
        self._small = small | {
            key._replace(which=NO)
            for key, people in without.items()
            if 0 < people < rule.threshold and key._replace(which=NO) in self._sums_of_key
        }

    def to(self, start: Key) -> tuple[Key | None, int]:
        """Return the small count in the fewest sums from a count, and how many people it is."""
        seen = {start}
        queue = deque([start])
        while queue:
            for each in self._sums_of_key.get(queue.popleft(), ()):
                for key in each.members:
                    if key in self._small and key != start:
                        return key, self._people[key]
                    if key not in seen:
                        seen.add(key)
                        queue.append(key)
        return None, 0
