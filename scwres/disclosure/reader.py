"""What a reader of publications can work out: the attack, on everything that is shown.

The reader has every publication, knows the rule, and adds and subtracts; somebody who is the
one person of a count knows that as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scwres.disclosure.attack import System
from scwres.disclosure.bounding import (
    MOST_PEOPLE,
    Bounds,
    ContradictionError,
    Narrowing,
    narrowed,
)
from scwres.disclosure.figures import FIGURES, fitting
from scwres.disclosure.knowledge import (
    NO,
    OF,
    UNGROUPED,
    UNKNOWN,
    YES,
    Key,
    holding_both,
    in_both,
    in_other_groups,
    keys_of,
    lies_in,
    of_same_people,
    sums_of,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from scwres.disclosure.attack import Ways
    from scwres.disclosure.knowledge import Publication, Seen, Sum
    from scwres.disclosure.profiles import Profile

#: A count that could have more values than this is not gone through value by value.
MOST_VALUES = 20_000

#: In a sum of more counts that can move than this, knowing one of them tells nothing.
MANY = 12

ADDING = "by adding and subtracting"
BY_THE_RULE = "by the rule, and adding"


class GivenAway(NamedTuple):
    """A count that can be worked out, or nearly.

    Parameters
    ----------
    key
        Which count it is.
    values
        The values that remain possible: fewer than ``needed``. None where they were not
        looked for.
    how
        By whom, in words.
    by
        The count of the one person who can work it out, where only they can.
    """

    key: Key
    values: tuple[int, ...]
    needed: int
    how: str
    by: Key | None = None


class Known(NamedTuple):
    """Everything that is known of the counts of some publications.

    Parameters
    ----------
    bounds, sums
        Each count by itself, and which add up to which.
    suppositions
        Sums that hold where the people of two indicators are the same, by the two.
    withheld
        The counts that no publication shows.
    at_least_one
        Of them, those that are known to be no zero.
    allowed
        The values that figures left as they were let counts have.
    """

    bounds: Mapping[Key, Bounds]
    sums: Sequence[Sum]
    suppositions: Mapping[tuple[str, str], Sequence[Sum]]
    withheld: frozenset[Key]
    at_least_one: frozenset[Key]
    allowed: Mapping[Key, Collection[int]]

    def needed(self, key: Key, rule: Profile) -> int:
        """Return how many values a count has to keep."""
        if key not in self.withheld:
            return rule.needed()
        bounds = self.bounds[key]
        least = int(key in self.at_least_one)
        return min(rule.needed(least), max(1, bounds.most - least + 1))

    @property
    def supposed(self) -> list[Sum]:
        """All sums, those that are supposed among them."""
        return [*self.sums, *(one for sums in self.suppositions.values() for one in sums)]


class ContradictoryError(Exception):
    """No counts fit what publications show; ``where`` names one of them, if one shows it."""

    def __init__(self, where: str = "", key: Key | None = None) -> None:
        super().__init__(where)
        self.where = where
        self.key = key


def known_to_reader(
    publications: Sequence[Publication],
    rule: Profile,
    totals: Mapping[Key, int] | None = None,
) -> Known:
    """Return what a reader of publications knows of all counts.

    Parameters
    ----------
    totals
        Counts that are known exactly from elsewhere.

    Raises
    ------
    ContradictoryError
        When no counts at all fit it.
    """
    bounds, withheld, at_least_one = _each_count(publications, rule)
    for key, total in (totals or {}).items():
        bounds[key] = Bounds(total, total)
    sums, reach = _fitting_sums(publications, bounds)
    for link in in_other_groups(publications):
        try:
            reach = narrowed(reach, [*sums, link])
        except ContradictionError:
            continue  # they are not the same people after all
        sums.append(link)
    suppositions: dict[tuple[str, str], Sequence[Sum]] = {}
    lines = [line for publication in publications for line in publication.lines]
    supposed = reach
    for pair, links in of_same_people(lines).items():
        so_far = [one for those in suppositions.values() for one in those]
        try:
            supposed = narrowed(supposed, [*sums, *so_far, *links])
        except ContradictionError:
            continue
        suppositions[pair] = links
    allowed = _allowed(publications, reach)
    for key, values in allowed.items():
        bounds[key] = Bounds(
            max(bounds[key].least, min(values)), min(bounds[key].most, max(values))
        )
    return Known(bounds, sums, suppositions, frozenset(withheld), frozenset(at_least_one), allowed)


def _each_count(
    publications: Sequence[Publication], rule: Profile
) -> tuple[dict[Key, Bounds], set[Key], set[Key]]:
    """Return what each count shows by itself, which are withheld, and which are no zero."""
    bounds: dict[Key, Bounds] = {}
    withheld: set[Key] = set()
    shown: set[Key] = set()
    at_least_one: set[Key] = set()
    for publication in publications:
        for line in publication.lines:
            for column, key in keys_of(line).items():
                count = line.counts[column]
                if count is not None:
                    shown.add(key)
                    own = Bounds(*rule.range_of(count))
                else:
                    withheld.add(key)
                    under = line.under.get(column, MOST_PEOPLE + 1)
                    own = Bounds(int(line.shows_zero), under - 1)
                    if line.shows_zero:
                        at_least_one.add(key)
                old = bounds.get(key, Bounds())
                bounds[key] = Bounds(max(old.least, own.least), min(old.most, own.most))
                if bounds[key].least > bounds[key].most:
                    raise ContradictoryError(key.in_words, key)
    # What one publication withholds and another shows is not withheld.
    return bounds, withheld - shown, at_least_one


def _fitting_sums(
    publications: Sequence[Publication], bounds: dict[Key, Bounds]
) -> tuple[list[Sum], Mapping[Key, Bounds]]:
    """Return the sums, and what follows from them for each count.

    Where no counts fit them, a row may have been left out: parts are then no more than
    their whole.
    """
    for is_complete in (True, False):
        sums = sums_of(publications, is_complete=is_complete)
        for one in sums:
            for key in (*one.parts, one.whole):
                bounds.setdefault(key, Bounds())
        try:
            return sums, narrowed(bounds, sums)
        except ContradictionError as error:
            where = error.at.whole.in_words if error.at else ""
    raise ContradictoryError(where)


def _allowed(
    publications: Sequence[Publication], reach: Mapping[Key, Bounds]
) -> dict[Key, Collection[int]]:
    """Return the values that figures left as they were let counts have."""
    allowed: dict[Key, Collection[int]] = {}
    for publication in publications:
        for line, printed, made in zip(
            publication.lines, publication.figures, publication.made, strict=False
        ):
            keys = keys_of(line)
            can_be = {
                column: range(reach[key].least, min(reach[key].most, MOST_VALUES) + 1)
                for column, key in keys.items()
            }
            for column, values in fitting(printed, made, line.counts, can_be).items():
                key = keys[column]
                before = allowed.get(key)
                both = set(values) if before is None else set(values) & set(before)
                if both:
                    allowed[key] = both
    return allowed


def told_outright(publication: Publication, rule: Profile) -> Iterator[GivenAway]:
    """Give the counts that need no working out.

    Those under the threshold that are shown as they are; and withheld ones beside which a
    figure or words stand that were made of them.
    """
    for at, line in enumerate(publication.lines):
        keys = keys_of(line)
        for column, key in keys.items():
            count = line.counts[column]
            if count is not None and 0 < count < rule.threshold:
                yield GivenAway(key, (count,), rule.needed(), "it is shown")
        words = publication.words[at] if publication.words else ()
        figures = publication.figures[at] if publication.figures else {}
        for column in _beside(line, words, figures):
            left = [
                *words,
                *(name for name in figures if column in FIGURES[name].of),
            ]
            names = ", ".join(dict.fromkeys(name.partition(" of *")[0] for name in left))
            how = f"its line still has words or figures made of it: {names}"
            yield GivenAway(keys[column], (), rule.needed(), how)


def _beside(line: Seen, words: Sequence[str], figures: Mapping[str, object]) -> Iterator[str]:
    """Give the columns of withheld counts of which words or figures still stand."""
    made_of = {column for name in figures for column in FIGURES[name].of}
    for column, count in line.counts.items():
        who = column.rpartition("_")[0].removesuffix("_out")
        told = {"group", "all"} if line.is_share else {"group", "compared_with"}
        told |= {one for one in (UNKNOWN, UNGROUPED) if f"reading of {one}" in words}
        is_told = bool(words) and (who in told or f"*{who}" in told)
        if count is None and (is_told or column in made_of):
            yield column


def given_away(
    known: Known,
    rule: Profile,
    *,
    proof: Ways | None = None,
    is_protected: bool = False,
    ones: Collection[Key] = (),
) -> list[GivenAway]:
    """Return the counts that a reader can work out.

    Parameters
    ----------
    proof
        Ways in which the counts can be, found before: those that fit are used.
    is_protected
        Whether more is withheld than what is small, and the reader is told so. Otherwise
        each withheld count is also taken for a small one, as far as that can be.
    ones
        Of what is protected, the counts that are known to be of one person, who knows it
        too: which could be, nobody can tell from outside, for others are withheld as well.

    Raises
    ------
    ContradictoryError
        When no counts at all fit.
    """
    if is_protected:
        return _worked_out(known, rule, known.bounds, ADDING, proof, ones)
    found = _worked_out(known, rule, known.bounds, ADDING, proof, None)
    found += _worked_out(known, rule, _supposed_small(known, rule), BY_THE_RULE, proof, None)
    return found


class Attacked(NamedTuple):
    """A system that was attacked, the counts that are safe in it, and those that are not."""

    system: System
    targets: Mapping[Key, int]
    unsafe: Sequence[Key]
    reach: Mapping[Key, Bounds]
    sums: Sequence[Sum]


def attacked(
    known: Known,
    rule: Profile,
    bounds: Mapping[Key, Bounds],
    sums: Sequence[Sum],
    proof: Ways | None = None,
    before: Attacked | None = None,
) -> Attacked:
    """Return which counts keep too few values, by bounds and sums.

    Parameters
    ----------
    before
        An attack on the same sums, when more was shown.

    Raises
    ------
    ContradictionError
        When no counts fit.
    """
    reach = narrowed(bounds, sums)
    targets = _targets(known, rule, reach)
    if before is not None and before.sums == sums and before.system.widen(reach):
        system = before.system
    else:
        system = System(reach, sums, known.allowed)
        if proof is not None:
            system.take(proof)
    wide = {
        key: needed
        for key, needed in targets.items()
        if reach[key].most - reach[key].least + 1 >= needed
    }
    left = [key for key in targets if key not in wide]
    still = system.explore(wide)
    if still:
        system.climb(still, [targets[key] for key in still])
        still = system.short_of(still, [targets[key] for key in still])
    for key in still:
        if len(system.values_of(key, targets[key])) < targets[key]:
            left.append(key)
    unsafe = [key for key in left if _is_sensitive(key, reach, rule)]
    return Attacked(system, targets, unsafe, reach, sums)


def narrow(known: Known, rule: Profile) -> dict[Key, int]:
    """Return the counts that keep too few values by going from sum to sum, and what they need.

    Raises
    ------
    ContradictionError
        When no counts fit.
    """
    reach = narrowed(known.bounds, known.supposed)
    return {
        key: needed
        for key, needed in _targets(known, rule, reach).items()
        if reach[key].most - reach[key].least + 1 < needed and _is_sensitive(key, reach, rule)
    }


def _targets(known: Known, rule: Profile, reach: Mapping[Key, Bounds]) -> dict[Key, int]:
    """Return the counts that must not be worked out, and how many values each has to keep.

    Nobody is in a count that is the same as one of which a true zero is shown.
    """
    shown = {key for key, own in known.bounds.items() if own.most == 0}
    same = {
        one.parts[0]: one.whole
        for one in known.supposed
        if one.is_complete and len(one.parts) == 1
    }
    return {
        key: known.needed(key, rule)
        for key in reach
        if _is_target(key, known, rule, reach)
        and (key in known.withheld or same.get(key) not in shown)
    }


def _is_target(key: Key, known: Known, rule: Profile, reach: Mapping[Key, Bounds]) -> bool:
    """Return whether a count must not be worked out: not where it is known to be large.

    What is withheld always is one. Those without the event are withheld nowhere, and matter
    where they are few and anybody was counted.
    """
    if key in known.withheld:
        return True
    if key.which != NO or reach[key].least >= rule.threshold:
        return False
    of = reach.get(key._replace(which=OF))
    return of is None or of.most > 0


def _is_sensitive(key: Key, reach: Mapping[Key, Bounds], rule: Profile) -> bool:
    return key.which != NO or reach[key].least < rule.threshold


def _worked_out(
    known: Known,
    rule: Profile,
    bounds: Mapping[Key, Bounds],
    how: str,
    proof: Ways | None,
    ones: Collection[Key] | None,
) -> list[GivenAway]:
    """Return what is given away: first what is so whatever may be supposed, then what follows.

    That two indicators are of the same people is a supposition. What is safe with it is safe
    without.
    """
    try:
        attack = attacked(known, rule, bounds, known.supposed, proof)
        sums: Sequence[Sum] = known.supposed
    except ContradictionError:
        sums = known.sums
        try:
            attack = attacked(known, rule, bounds, sums, proof)
        except ContradictionError:
            if how == BY_THE_RULE:
                return []
            raise ContradictoryError from None
    found = []
    plain = attack.system
    if attack.unsafe and len(sums) > len(known.sums):
        plain = System(narrowed(bounds, known.sums), known.sums, known.allowed)
        plain.take(attack.system.ways)
    for key in attack.unsafe:
        needed = attack.targets[key]
        values = plain.values_of(key, needed)
        if len(values) < needed:
            found.append(GivenAway(key, values, needed, how))
            continue
        values = attack.system.values_of(key, needed)
        pairs = " and ".join(f"those of {of} and {other}" for of, other in known.suppositions)
        found.append(GivenAway(key, values, needed, f"{how}, if {pairs} are the same people"))
    found = [one for one in found if one.values or how == ADDING]
    return [*found, *by_one_person(known, rule, attack, how, ones)]


def by_one_person(
    known: Known,
    rule: Profile,
    attack: Attacked,
    how: str = ADDING,
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


def _supposed_small(known: Known, rule: Profile) -> dict[Key, Bounds]:
    """Return bounds in which withheld counts are small, but for those that cannot all be.

    Where a sum would not hold, the withheld counts in it may have been withheld to protect
    another.
    """
    bounds = dict(known.bounds)
    small = {
        key: Bounds(own.least, min(own.most, rule.threshold - 1))
        for key, own in known.bounds.items()
        if key in known.withheld and own.least < rule.threshold
    }
    sums = known.supposed
    while True:
        try:
            narrowed({**bounds, **small}, sums)
        except ContradictionError as error:
            members = {*error.at.parts, error.at.whole} if error.at else set(small)
            freed = (members & small.keys()) or set(small)
            for key in freed:
                del small[key]
            continue
        return {**bounds, **small}
