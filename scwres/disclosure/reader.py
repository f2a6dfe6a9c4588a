"""What a reader of publications can work out: the attack, on everything that is shown.

The reader has every publication, knows the rule, and adds and subtracts; somebody who is the
one person of a count knows that as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scwres.disclosure.attack import AttackResult, System
from scwres.disclosure.bounds import Bounds, ContradictionError, narrowed
from scwres.disclosure.figures import FIGURES
from scwres.disclosure.knowledge import NO, OF, UNGROUPED, UNKNOWN, Disclosure, keys_of
from scwres.disclosure.known import ContradictoryError
from scwres.disclosure.one_person import by_one_person

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from scwres.disclosure.attack import Ways
    from scwres.disclosure.knowledge import Key, Publication, PublishedLine, Sum
    from scwres.disclosure.known import ReaderKnowledge
    from scwres.disclosure.rules import Profile

ADDING = "by adding and subtracting"
BY_THE_RULE = "by the rule, and adding"


def told_outright(publication: Publication, rule: Profile) -> Iterator[Disclosure]:
    """Give the counts that need no working out.

    Those under the threshold that are shown as they are; and withheld ones beside which a
    figure or words stand that were made of them.
    """
    for at, line in enumerate(publication.lines):
        keys = keys_of(line)
        for column, key in keys.items():
            count = line.counts[column]
            if count and rule.range_of(count)[0] < rule.threshold:
                yield Disclosure(key, (count,), rule.needed(), "it is shown")
        words = publication.words[at] if publication.words else ()
        figures = publication.figures[at] if publication.figures else {}
        for column in _beside(line, words, figures):
            left = [
                *words,
                *(name for name in figures if column in FIGURES[name].columns),
            ]
            names = ", ".join(dict.fromkeys(name.partition(" of *")[0] for name in left))
            how = f"its line still has words or figures made of it: {names}"
            yield Disclosure(keys[column], (), rule.needed(), how)


def _beside(
    line: PublishedLine, words: Sequence[str], figures: Mapping[str, object]
) -> Iterator[str]:
    """Give the columns of withheld counts of which words or figures still stand."""
    made_of = {column for name in figures for column in FIGURES[name].columns}
    for column, count in line.counts.items():
        who = column.rpartition("_")[0].removesuffix("_out")
        told = {"group", "all"} if line.is_share else {"group", "compared_with"}
        told |= {one for one in (UNKNOWN, UNGROUPED) if f"reading of {one}" in words}
        is_told = bool(words) and (who in told or f"*{who}" in told)
        if count is None and (is_told or column in made_of):
            yield column


def given_away(
    known: ReaderKnowledge,
    rule: Profile,
    *,
    proof: Ways | None = None,
    is_protected: bool = False,
    ones: Collection[Key] = (),
) -> list[Disclosure]:
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


def attacked(
    known: ReaderKnowledge,
    rule: Profile,
    bounds: Mapping[Key, Bounds],
    sums: Sequence[Sum],
    proof: Ways | None = None,
    before: AttackResult | None = None,
) -> AttackResult:
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
    return AttackResult(system, targets, unsafe, reach, sums)


def narrow(known: ReaderKnowledge, rule: Profile) -> dict[Key, int]:
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


def _targets(known: ReaderKnowledge, rule: Profile, reach: Mapping[Key, Bounds]) -> dict[Key, int]:
    """Return the counts that must not be worked out, and how many values each has to keep.

    Where true zeros are shown, and totals known from elsewhere, what follows from them alone
    is known whatever is withheld.
    """
    told = narrowed(
        {
            key: own
            if key in known.given or (own.most == 0 and key not in known.withheld)
            else Bounds()
            for key, own in known.bounds.items()
        },
        known.supposed,
    )
    return {
        key: min(known.needed(key, rule), told[key].most - told[key].least + 1)
        for key in reach
        if _is_target(key, known, rule, reach) and told[key].most > told[key].least
    }


def _is_target(
    key: Key, known: ReaderKnowledge, rule: Profile, reach: Mapping[Key, Bounds]
) -> bool:
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
    known: ReaderKnowledge,
    rule: Profile,
    bounds: Mapping[Key, Bounds],
    how: str,
    proof: Ways | None,
    ones: Collection[Key] | None,
) -> list[Disclosure]:
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
            found.append(Disclosure(key, values, needed, how))
            continue
        values = attack.system.values_of(key, needed)
        pairs = " and ".join(f"those of {of} and {other}" for of, other in known.suppositions)
        found.append(Disclosure(key, values, needed, f"{how}, if {pairs} are the same people"))
    found = [one for one in found if one.values or how == ADDING]
    return [*found, *by_one_person(known, rule, attack, how, ones)]


def _supposed_small(known: ReaderKnowledge, rule: Profile) -> dict[Key, Bounds]:
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
