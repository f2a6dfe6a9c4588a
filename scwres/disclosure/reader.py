"""The counts that a reader of publications can work out from all of them together.

The reader has every publication, knows the rule, and adds and subtracts; somebody who is the
one person of a count knows that as well.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from scwres.disclosure.attack import AttackResult, System
from scwres.disclosure.bounds import Bounds, ContradictionError, narrow_bounds
from scwres.disclosure.figures import FIGURES
from scwres.disclosure.knowledge import OF, UNGROUPED, UNKNOWN, Disclosure, keys_of
from scwres.disclosure.known import ContradictoryError
from scwres.disclosure.one_person import by_one_person

if TYPE_CHECKING:
    from scwres.disclosure.attack import Ways
    from scwres.disclosure.knowledge import Key, Publication, PublishedLine, Sum
    from scwres.disclosure.known import ReaderKnowledge
    from scwres.disclosure.rules import Profile

ADDING = "by adding and subtracting"
BY_THE_RULE = "by knowing the rule, and adding"


def told_outright(publication: Publication, rule: Profile) -> Iterator[Disclosure]:
    """Yield the counts that need no working out.

    Those under the threshold that are shown as they are; and withheld ones beside which a
    figure or words stand that were made of them.
    """
    for index, line in enumerate(publication.lines):
        keys = keys_of(line)
        for column, key in keys.items():
            count = line.counts[column]
            if count and rule.range_of(count)[0] < rule.threshold:
                yield Disclosure(key, (count,), rule.needed(), "it is shown")
        words = publication.words[index] if publication.words else ()
        figures = publication.figures[index] if publication.figures else {}
        for column in _described_columns(line, words, figures):
            left = [
                *words,
                *(name for name in figures if column in FIGURES[name].columns),
            ]
            names = ", ".join(dict.fromkeys(name.partition(" of *")[0] for name in left))
            how = f"figures or words made from it are still shown: {names}"
            yield Disclosure(keys[column], (), rule.needed(), how)


def _described_columns(
    line: PublishedLine, words: Sequence[str], figures: Mapping[str, object]
) -> Iterator[str]:
    """Yield the columns of withheld counts of which words or figures still stand."""
    figure_columns = {column for name in figures for column in FIGURES[name].columns}
    for column, count in line.counts.items():
        who = column.rpartition("_")[0].removesuffix("_out")
        sides = {"group", "all"} if line.is_share else {"group", "compared_with"}
        sides |= {side for side in (UNKNOWN, UNGROUPED) if f"reading of {side}" in words}
        is_described = bool(words) and (who in sides or f"*{who}" in sides)
        if count is None and (is_described or column in figure_columns):
            yield column


def given_away(
    knowledge: ReaderKnowledge,
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
        return _disclosures(knowledge, rule, knowledge.bounds, ADDING, proof, ones)
    disclosures = _disclosures(knowledge, rule, knowledge.bounds, ADDING, proof, None)
    disclosures += _disclosures(
        knowledge, rule, _small_bounds(knowledge, rule), BY_THE_RULE, proof, None
    )
    return disclosures


def attack_result(
    knowledge: ReaderKnowledge,
    rule: Profile,
    reach: Mapping[Key, Bounds],
    sums: Sequence[Sum],
    proof: Ways | None = None,
    before: AttackResult | None = None,
) -> AttackResult:
    """Return which counts keep too few values, by what is known of each and by sums.

    Parameters
    ----------
    reach
        What follows for each count from going from sum to sum.
    before
        An attack on these counts when more was shown, or by a reader who knew other sums.

    Raises
    ------
    ContradictionError
        When no counts fit.
    """
    targets = _targets(knowledge, rule, reach)
    if before is not None and before.sums == sums and before.system.widen(reach):
        system = before.system
    else:
        system = System(reach, sums, knowledge.allowed)
        if proof is not None and len(proof.rows) and not system.take(proof):
            system.start_near(dict(zip(proof.keys, proof.rows[0].tolist(), strict=True)))
        if before is not None:
            system.take_exchanges(before.system)
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
        if not system.has_values(key, targets[key]):
            left.append(key)
    unsafe = [key for key in left if _is_sensitive(key, knowledge, reach, rule)]
    return AttackResult(system, targets, unsafe, reach, sums)


def quickly_unsafe(knowledge: ReaderKnowledge, rule: Profile) -> dict[Key, int]:
    """Return the counts that keep too few values by going from sum to sum, and what they need.

    Raises
    ------
    ContradictionError
        When no counts fit.
    """
    reach = knowledge.reach
    return {
        key: needed
        for key, needed in _targets(knowledge, rule, reach).items()
        if reach[key].most - reach[key].least + 1 < needed
        and _is_sensitive(key, knowledge, reach, rule)
    }


def _targets(
    knowledge: ReaderKnowledge, rule: Profile, reach: Mapping[Key, Bounds]
) -> dict[Key, int]:
    """Return the counts that must not be worked out, and how many values each has to keep.

    Where true zeros are shown, and totals known from elsewhere, what follows from them alone
    is known whatever is withheld.
    """
    public_reach = knowledge.public_reach
    return {
        key: min(knowledge.needed(key, rule), public_reach[key].most - public_reach[key].least + 1)
        for key in reach
        if _is_target(key, knowledge, rule, reach)
        and public_reach[key].most > public_reach[key].least
    }


def _is_target(
    key: Key, knowledge: ReaderKnowledge, rule: Profile, reach: Mapping[Key, Bounds]
) -> bool:
    """Return whether a count must not be worked out: not where it is known to be large.

    What is withheld always is one. Those without the event are withheld nowhere, and matter
    where they are few and anybody was counted.
    """
    if key in knowledge.withheld:
        return True
    if not knowledge.is_of_interest_where_few(key) or reach[key].least >= rule.threshold:
        return False
    counted = reach.get(key._replace(which=OF))
    return counted is None or counted.most > 0


def _is_sensitive(
    key: Key, knowledge: ReaderKnowledge, reach: Mapping[Key, Bounds], rule: Profile
) -> bool:
    return not knowledge.is_of_interest_where_few(key) or reach[key].least < rule.threshold


def _disclosures(
    knowledge: ReaderKnowledge,
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
        knowledge, attack = _fitting_attack(knowledge, rule, bounds, proof)
    except ContradictionError:
        if how == BY_THE_RULE:
            return []
        raise ContradictoryError from None
    disclosures = []
    plain = attack.system
    if attack.unsafe and knowledge.suppositions:
        plain = System(narrow_bounds(bounds, knowledge.sums), knowledge.sums, knowledge.allowed)
        plain.take(attack.system.ways)
    for key in attack.unsafe:
        public = knowledge.public_range(key)
        needed = min(attack.targets[key], public.most - public.least + 1)
        if needed == 1:
            continue  # it is known whatever is withheld
        values = plain.values_of(key, needed)
        if len(values) < needed:
            disclosures.append(Disclosure(key, values, needed, how))
            continue
        values = attack.system.values_of(key, needed)
        if len(values) >= needed:
            continue
        pairs = " and ".join(
            f"those of {indicator} and {other}" for indicator, other in knowledge.suppositions
        )
        disclosures.append(
            Disclosure(key, values, needed, f"{how}, if {pairs} are the same people")
        )
    disclosures = [disclosure for disclosure in disclosures if disclosure.values or how == ADDING]
    return [*disclosures, *by_one_person(knowledge, rule, attack, how, ones)]


def _fitting_attack(
    knowledge: ReaderKnowledge, rule: Profile, bounds: Mapping[Key, Bounds], proof: Ways | None
) -> tuple[ReaderKnowledge, AttackResult]:
    """Return an attack with every supposition, or else with those that can hold together.

    Raises
    ------
    ContradictionError
        When no counts fit even what is so whatever may be supposed.
    """

    def attacked(supposed: ReaderKnowledge) -> tuple[ReaderKnowledge, AttackResult]:
        sums = supposed.supposed
        reach = supposed.reach if bounds is supposed.bounds else narrow_bounds(bounds, sums)
        return supposed, attack_result(supposed, rule, reach, sums, proof)

    try:
        return attacked(knowledge)
    except ContradictionError:
        fitting = attacked(replace(knowledge, suppositions={}))
    for people, links in knowledge.suppositions.items():
        further = {**fitting[0].suppositions, people: links}
        with suppress(ContradictionError):
            fitting = attacked(replace(knowledge, suppositions=further))
    return fitting


def _small_bounds(knowledge: ReaderKnowledge, rule: Profile) -> dict[Key, Bounds]:
    """Return bounds in which withheld counts are small, but for those that cannot all be.

    Where a sum would not hold, the withheld counts in it may have been withheld to protect
    another.
    """
    bounds = dict(knowledge.bounds)
    small = {
        key: Bounds(own.least, min(own.most, rule.threshold - 1))
        for key, own in knowledge.bounds.items()
        if key in knowledge.withheld and own.least < rule.threshold
    }
    sums = knowledge.supposed
    # With none left, the sums contradict what is shown, whatever is small.
    while small:
        try:
            narrow_bounds({**bounds, **small}, sums)
        except ContradictionError as error:
            members = (
                {*error.broken_sum.parts, error.broken_sum.whole}
                if error.broken_sum
                else set(small)
            )
            freed = (members & small.keys()) or set(small)
            for key in freed:
                del small[key]
        else:
            break
    return {**bounds, **small}
