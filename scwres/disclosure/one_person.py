"""What the one person of a count can work out of others, who knows that count."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from scwres.counts import NO, YES
from scwres.disclosure.bounds import Bounds, ContradictionError, Narrowing
from scwres.disclosure.knowledge import OF, Disclosure, lies_in

if TYPE_CHECKING:
    from scwres.disclosure.attack import AttackResult, System
    from scwres.disclosure.knowledge import Key, Sum
    from scwres.disclosure.known import ReaderKnowledge
    from scwres.disclosure.rules import Profile

#: In a sum of more counts that can move than this, knowing one of them tells nothing.
MANY = 12


def by_one_person(
    knowledge: ReaderKnowledge,
    rule: Profile,
    attack: AttackResult,
    how: str,
    ones: Collection[Key] | None = None,
) -> Iterator[Disclosure]:
    """Yield what the one person of a withheld count can work out of other counts.

    Of small counts near theirs, which share a sum with a count that shares one with it; what
    lies further off is not looked at.

    Parameters
    ----------
    ones
        Counts that are known to be of one person. None where that is not known: then every
        count is looked at that is known to be small, and could be of one.
    """
    system = attack.system
    same_person = _SamePerson(attack.sums)
    narrowing = Narrowing(attack.reach, attack.sums)
    around = _around(knowledge, rule, attack, ones)
    for own, near in around.items():
        system.fix(own, 1)
        short = system.short_of(list(near), list(near.values()))
        others = {key: near[key] for key in short}
        for key, values in _narrow_counts(system, own, others, narrowing, same_person):
            if key not in knowledge.withheld and min(values) >= rule.threshold:
                continue
            # Nobody can keep from them what follows from their own count without the publication.
            public = knowledge.public_range_to(own, key)
            if len(values) < min(near[key], public.most - public.least + 1):
                who = f"{how}, by the only person counted in {own.in_words}"
                yield Disclosure(key, values, near[key], who, own)
        system.free()


def _around(
    knowledge: ReaderKnowledge,
    rule: Profile,
    attack: AttackResult,
    ones: Collection[Key] | None,
) -> dict[Key, dict[Key, int]]:
    """Return the counts that can be of one person, and how many values others need near them."""
    system, unsafe = attack.system, set(attack.unsafe)
    neighbours = _Neighbours(system)
    public = Narrowing(knowledge.public_reach, attack.sums)
    around: dict[Key, dict[Key, int]] = {}
    for own in sorted(knowledge.withheld if ones is None else attack.reach.keys() & set(ones)):
        if ones is None and system.upper[system.place[own]] >= rule.threshold:
            continue
        if system.lower[system.place[own]] == system.upper[system.place[own]]:
            continue  # everybody knows it
        near = {
            key: attack.targets[key]
            for key in sorted(neighbours.around(own))
            if key in attack.targets
            and key != own
            and key not in unsafe
            and not lies_in(_alone(key, attack.reach), own)
            and (key in knowledge.withheld or attack.reach[key].least < rule.threshold)
        }
        if not near:
            continue
        try:
            public.suppose(own, 1)
        except ContradictionError:
            continue  # it is known that nobody is alone in it
        # What follows for them without the publication cannot be withheld.
        around[own] = {
            key: min(needed, public.reach[key].most - public.reach[key].least + 1)
            for key, needed in near.items()
        }
    return around


def _alone(key: Key, reach: Mapping[Key, Bounds]) -> Key:
    """Return the count of those with the event, or without, where there are no others."""
    if key.which == OF:
        for which, other in ((YES, NO), (NO, YES)):
            if reach.get(key._replace(which=other), Bounds()).most == 0:
                return key._replace(which=which)
    return key


def _narrow_counts(
    system: System,
    own: Key,
    short: Mapping[Key, int],
    narrowing: Narrowing,
    same_person: _SamePerson,
) -> Iterator[tuple[Key, tuple[int, ...]]]:
    """Yield the counts that keep too few values by what is supposed, with those values."""
    if not short:
        return
    try:
        narrowing.suppose(own, 1)
    except ContradictionError:
        return
    wide = {}
    own_counts = same_person.of_nobody_else(own, narrowing.reach)
    for key, needed in short.items():
        if key in own_counts:
            continue
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


class _SamePerson:
    """Which counts are of the one person of a count, and of nobody else, by the sums."""

    def __init__(self, sums: Sequence[Sum]) -> None:
        self._wholes: dict[Key, list[Key]] = {}
        self._parts: dict[Key, list[Key]] = {}
        self._sums_with: dict[Key, list[Sum]] = {}
        for relation in sums:
            for part in relation.parts:
                self._wholes.setdefault(part, []).append(relation.whole)
                if relation.is_complete:
                    self._sums_with.setdefault(part, []).append(relation)
            self._parts.setdefault(relation.whole, []).extend(relation.parts)
            if relation.is_complete and len(relation.parts) == 1:
                self._wholes.setdefault(relation.whole, []).append(relation.parts[0])

    def of_nobody_else(self, own: Key, reach: Mapping[Key, Bounds]) -> set[Key]:
        """Return the counts that can be of no other.

        Those of one that the person is in and nobody else can be; their parts; and what is
        made of such parts and of zeros.
        """
        alone = [key for key in _reached_from(own, self._wholes) if reach[key].most == 1]
        own_counts, waiting = set(alone), list(alone)
        for key in waiting:
            wholes = [
                relation.whole
                for relation in self._sums_with.get(key, ())
                if all(part in own_counts or reach[part].most == 0 for part in relation.parts)
            ]
            for other in (*self._parts.get(key, ()), *wholes):
                if other not in own_counts:
                    own_counts.add(other)
                    waiting.append(other)
        return own_counts


def _reached_from(first: Key, links: Mapping[Key, Sequence[Key]]) -> set[Key]:
    """Return everything that links lead to from a first one, itself too."""
    reached, waiting = {first}, [first]
    for key in waiting:
        for other in links.get(key, ()):
            if other not in reached:
                reached.add(other)
                waiting.append(other)
    return reached


class _Neighbours:
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
