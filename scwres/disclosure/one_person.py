"""What the one person of a count can work out of others, who knows that count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scwres.disclosure.bounding import Bounds, ContradictionError, Narrowing
from scwres.disclosure.knowledge import (
    NO,
    OF,
    YES,
    GivenAway,
    holding_both,
    in_both,
    lies_in,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from scwres.disclosure.attack import System
    from scwres.disclosure.knowledge import Key
    from scwres.disclosure.known import Known
    from scwres.disclosure.profiles import Profile
    from scwres.disclosure.reader import Attacked

#: In a sum of more counts that can move than this, knowing one of them tells nothing.
MANY = 12


def by_one_person(
    known: Known,
    rule: Profile,
    attack: Attacked,
    how: str,
    ones: Collection[Key] | None = None,
) -> Iterator[GivenAway]:
    """Give what somebody can work out who is the one person of a withheld count.

    Of small counts near theirs, which share a sum with a count that shares one with it; what
    lies further off is not looked at.

    Parameters
    ----------
    ones
        Counts that are known to be of one person. None where that is not known: then every
        count is looked at that is known to be small, and could be of one.
    """
    system, unsafe = attack.system, set(attack.unsafe)
    near = _Near(system)
    narrowing = Narrowing(attack.reach, attack.sums)
    for own in sorted(known.withheld):
        is_small = system.upper[system.place[own]] < rule.threshold
        if not (is_small if ones is None else own in ones):
            continue
        around = {
            key: attack.targets[key]
            for key in sorted(near.around(own))
            if key in attack.targets
            and key != own
            and key not in unsafe
            and not lies_in(_alone(key, attack.reach), own)
            and (key in known.withheld or attack.reach[key].least < rule.threshold)
        }
        if not around:
            continue
        system.fix(own, 1)
        short = system.short_of(list(around), list(around.values()))
        for key, values in _told(system, own, {key: around[key] for key in short}, narrowing):
            reach = narrowing.reach
            is_own = max(values) <= 1 and _is_in(own, _alone(key, reach), reach)
            if (key in known.withheld or min(values) < rule.threshold) and not is_own:
                who = f"{how}, by the one person of {own.in_words}"
                yield GivenAway(key, values, around[key], who, own)
        system.free()


def _alone(key: Key, reach: Mapping[Key, Bounds]) -> Key:
    """Return the count of those with the event, or without, where there are no others."""
    if key.which == OF:
        for which, other in ((YES, NO), (NO, YES)):
            if reach.get(key._replace(which=other), Bounds()).most == 0:
                return key._replace(which=which)
    return key


def _is_in(own: Key, key: Key, reach: Mapping[Key, Bounds]) -> bool:
    """Return whether the one person of a count is the only one who can be in another."""
    shared = (in_both(own, key), in_both(key, own))
    if any(both is not None and reach.get(both, Bounds()).least > 0 for both in shared):
        return True
    # Both lie in a count of one person, who can be no other.
    around = (holding_both(own, key), holding_both(key, own))
    return any(reach.get(whole, Bounds()).most == 1 for whole in around)


def _told(
    system: System, own: Key, short: Mapping[Key, int], narrowing: Narrowing
) -> Iterator[tuple[Key, tuple[int, ...]]]:
    """Give the counts that keep too few values by what is supposed, with those values."""
    if not short:
        return
    try:
        narrowing.suppose(own, 1)
    except ContradictionError:
        return
    wide = {}
    for key, needed in short.items():
        least, most = narrowing.reach[key]
        if most - least + 1 >= needed:
            wide[key] = needed
        elif system.is_possible():
            yield key, tuple(range(least, most + 1))
    if not wide or not system.is_possible():
        return
    system.climb(list(wide), list(wide.values()))
    for key in system.short_of(list(wide), list(wide.values())):
        values = system.values_of(key, wide[key])
        if len(values) < wide[key]:
            yield key, values


class _Near:
    """Which counts share a sum that is not of many, with one that shares one with another."""

    def __init__(self, system: System) -> None:
        moves = (system.upper > system.lower).tolist()
        self._keys = system.keys
        self._place = system.place
        self._of_place = system.equations.of_place
        number = len(system.keys)
        self._members = [
            [place for place in members if moves[place] and place < number]
            for members in system.equations.members
        ]

    def around(self, key: Key) -> set[Key]:
        places = {self._place[key]}
        for _ in range(2):
            places |= {
                other
                for place in places
                for row in self._of_place[place]
                if len(self._members[row]) <= MANY
                for other in self._members[row]
            }
        return {self._keys[place] for place in places}
