"""Counts of usual sizes in place of the true ones, to choose on them what is withheld.

They fit every sum that the true counts fit, and the same are small. Nothing else is taken over, so
a choice that is made on them gives no hint of how large a count is.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from scwres.counts import YES
from scwres.disclosure.attack import System
from scwres.disclosure.bounds import Bounds, narrow_bounds
from scwres.disclosure.knowledge import ALL, OF

if TYPE_CHECKING:
    from scwres.disclosure.knowledge import Key
    from scwres.disclosure.known import ReaderKnowledge
    from scwres.disclosure.rules import Profile

#: How many people with the event a group of a unit has: any number far above the thresholds in
#: use chooses the same.
USUAL_EVENTS = 60

#: How many of them have not, for each that has.
NO_FOR_YES = 4


def stand_in(
    knowledge: ReaderKnowledge,
    rule: Profile,
    small: Collection[Key],
    large: Collection[Key],
    references: Collection[str],
) -> dict[Key, int]:
    """Return counts of usual sizes of which the same are small.

    Parameters
    ----------
    knowledge
        What is known of the counts where nothing is shown but what stays shown.
    small, large
        The counts under the threshold, and those that are not.
    references
        The groups that others are compared with, mostly the largest.

    Raises
    ------
    ContradictionError
        When there are none that fit every sum.
    """
    bounds = dict(knowledge.bounds)
    for key in small:
        least, most = bounds[key]
        bounds[key] = Bounds(least, min(most, rule.threshold - 1))
    for key in large:
        least, most = bounds[key]
        bounds[key] = Bounds(max(least, rule.threshold), most)
    wholes = {each.whole for each in knowledge.supposed if each.is_complete}
    usual = {
        key: _usual_size(key, rule, small, references)
        for key in bounds
        if key not in wholes and key.who != ALL and not key.is_of_set
    }
    for key, size in usual.items():
        counted = bounds.get(key._replace(which=OF))
        if counted is not None and counted.least == counted.most and key.which == YES:
            # How many are counted is known, as from an earlier release: few have the event.
            usual[key] = min(size, counted.most // NO_FOR_YES)
    reach = narrow_bounds(bounds, knowledge.supposed)
    for link in knowledge.supposed:
        if any(part.organisation != link.whole.organisation for part in link.parts):
            # Of what several organisations have together, each has mostly a like share.
            share = reach[link.whole].most // len(link.parts)
            usual |= {part: min(usual[part], share) for part in link.parts if part in usual}
    system = System(reach, knowledge.supposed)
    system.start_near(usual, others_matter=False)
    return dict(zip(system.keys, system.ways.rows[0].tolist(), strict=True))


def _usual_size(
    key: Key, rule: Profile, small: Collection[Key], references: Collection[str]
) -> int:
    """Return how large a count mostly is beside others, by its kind and where it stands."""
    few = rule.threshold // 2
    if key._replace(which=OF) in small:
        return few // 2  # of those with the event, and of those without
    if key in small:
        return few
    size = USUAL_EVENTS
    if key.which != YES:
        size *= NO_FOR_YES
    if not key.breakdown:
        size *= 6
    return size * 3 if key.who in references else size
