"""Fisher's exact test of two likelihoods, for counts of any size.

References
----------
Fisher (1935), "The Design of Experiments", chapter II: the exact test of a table of two by two.
Irwin (1935), "Tests of significance for differences between percentages based on small numbers",
    Metron 12, 83-94: both tails are the tables that are at most as likely.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import comb, fsum
from typing import NamedTuple

from scwres.counts import Tally

#: Two probabilities that differ by less than this part of themselves are compared as whole
#: numbers. Products of a few thousand steps from the mode lose less.
NEAR = 1e-10


class _Margins(NamedTuple):
    """The totals of a table: people in each group, and events in both together."""

    people: int
    people_2: int
    events: int

    @property
    def counts(self) -> range:
        """The events that the first group can have."""
        return range(max(0, self.events - self.people_2), min(self.people, self.events) + 1)

    @property
    def mode(self) -> int:
        """The likeliest count of events in the first group."""
        everyone = self.people + self.people_2
        return (self.people + 1) * (self.events + 1) // (everyone + 2)

    def ways(self, count: int) -> int:
        """Return in how many ways the first group can have so many of the events."""
        return comb(self.people, count) * comb(self.people_2, self.events - count)

    def is_at_most_as_likely(self, count: int, other: int) -> bool:
        """Return whether one count is at most as likely as another, in whole numbers."""
        both = count + other
        is_mirrored = (self.people == self.people_2 and both == self.events) or (
            2 * self.events == self.people + self.people_2 and both == self.people
        )
        return count == other or is_mirrored or self.ways(count) <= self.ways(other)

    def step(self, count: int) -> float:
        """Return how many times as likely one event more is than so many."""
        return ((self.people - count) * (self.events - count)) / (
            (count + 1) * (self.people_2 - self.events + count + 1)
        )

    def weights(self) -> Iterator[tuple[int, float]]:
        """Yield each count whose probability is not nought, with its ratio to the likeliest's."""
        yield self.mode, 1.0
        weight = 1.0
        for count in range(self.mode, self.counts.stop - 1):
            weight *= self.step(count)
            if weight == 0:
                break
            yield count + 1, weight
        weight = 1.0
        for count in range(self.mode, self.counts.start, -1):
            weight /= self.step(count - 1)
            if weight == 0:
                break
            yield count - 1, weight


def fisher_p_value(group: Tally, *, compared_with: Tally) -> float | None:
    """Return how often chance alone would give a table no likelier than this one.

    Fisher's exact test, two-sided: the probabilities of all tables of the same margins that
    are at most as likely, added up. Undefined where Pearson's test is: when nobody is in a
    group, or when the event happened to nobody or to everybody in both.

    Examples
    --------
    Fisher's tea taster, who told three cups of four right:

    >>> from scwres.counts import Tally
    >>> round(fisher_p_value(Tally(3, 4), compared_with=Tally(1, 4)), 6)
    0.485714
    """
    margins = _Margins(group.out_of, compared_with.out_of, group.count + compared_with.count)
    everyone = margins.people + margins.people_2
    if 0 in (margins.people, margins.people_2, margins.events, everyone - margins.events):
        return None
    weights = dict(margins.weights())
    observed = weights.get(group.count, 0.0)
    as_likely = [
        weight
        for count, weight in weights.items()
        if (
            weight < observed
            if abs(weight - observed) > NEAR * observed
            else margins.is_at_most_as_likely(count, group.count)
        )
    ]
    return min(1.0, fsum(as_likely) / fsum(weights.values()))
