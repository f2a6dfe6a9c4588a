"""Attacks published results as a reader could: which withheld counts can be worked out.

The reader has every file, knows the rule, and adds and subtracts; somebody who is the one
person of a count knows that as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scwres.disclosure.attack import Bounds, ContradictionError, System, narrowed
from scwres.disclosure.figures import fitting
from scwres.disclosure.knowledge import (
    NO,
    Key,
    in_other_groups,
    is_same_person,
    keys_of,
    of_same_people,
    sums_of,
)
from scwres.disclosure.profiles import PROFILES, USUAL, profile_called
from scwres.errors import Fault, InputError, UsageError, in_words, nearest
from scwres.publications import read_publication

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from scwres.disclosure.knowledge import Sum
    from scwres.disclosure.profiles import Profile
    from scwres.publications import Publication

#: A count that could have more values than this is not gone through value by value.
MOST_VALUES = 20_000


class GivenAway(NamedTuple):
    """A count that can be worked out, or nearly.

    Parameters
    ----------
    key
        Which count it is.
    values
        The values that remain possible: fewer than ``needed``.
    how
        By whom, in words.
    """

    key: Key
    values: tuple[int, ...]
    needed: int
    how: str


class Audit(NamedTuple):
    """What an attack on publications found; safe where nothing is given away."""

    profile: Profile
    files: tuple[str, ...]
    shown: int
    withheld: int
    given_away: tuple[GivenAway, ...]

    @property
    def is_safe(self) -> bool:
        """Whether nothing is given away."""
        return not self.given_away


class _Known(NamedTuple):
    """Everything that is known of the counts of some publications."""

    bounds: Mapping[Key, Bounds]
    sums: Sequence[Sum]
    withheld: frozenset[Key]
    at_least_one: frozenset[Key]
    allowed: Mapping[Key, Collection[int]]


def audit(
    paths: Iterable[Path], *, profile: str = USUAL.name, known: Mapping[str, int] | None = None
) -> Audit:
    """Attack published results together, as a reader could who has all of them.

    Parameters
    ----------
    paths
        Results as CSV or JSON, with the counts that are withheld left empty.
    profile
        The rule by which counts were withheld and rounded: ``ons-10-5``, ``swe``, or a
        threshold and a base such as ``7-5``.
    known
        Totals that a reader knows exactly from elsewhere, by the indicator.

    Raises
    ------
    UsageError
        When no profile is called so, or a total is of no indicator.
    FileError
        When a file cannot be read.
    InputError
        When a file holds no results, or files contradict each other.
    """
    rule = _rule(profile)
    publications = [read_publication(path) for path in paths]
    facts = _known(publications, rule, known or {})
    found = {one.key: one for one in _in_words_left(publications, rule)}
    for one in (*_attacked(facts, rule), *_shown_small(publications, rule)):
        old = found.get(one.key)
        if old is None or not old.values or len(one.values) < len(old.values):
            found[one.key] = one
    return Audit(
        profile=rule,
        files=tuple(one.name for one in publications),
        shown=len(facts.bounds)
        - len(facts.withheld)
        - sum(key.which == NO for key in facts.bounds),
        withheld=len(facts.withheld),
        given_away=tuple(found[key] for key in sorted(found)),
    )


def _rule(name: str) -> Profile:
    try:
        return profile_called(name)
    except KeyError:
        fix = f"{nearest(name, PROFILES)} Expected {in_words(list(PROFILES))}, or such as 7-5."
        what = f"no profile is called '{name}'"
        raise UsageError([Fault("", what, fix.strip())]) from None


def _shown_small(publications: Sequence[Publication], rule: Profile) -> Iterator[GivenAway]:
    """Give the counts under the threshold that are shown as they are."""
    for publication in publications:
        for line in publication.lines:
            for column, key in keys_of(line).items():
                count = line.counts[column]
                if count is not None and 0 < count < rule.threshold:
                    yield GivenAway(key, (count,), rule.needed(), "it is shown")


def _in_words_left(publications: Sequence[Publication], rule: Profile) -> Iterator[GivenAway]:
    """Give withheld counts of lines whose words were made of them, and were left."""
    for publication in publications:
        for line, words in zip(publication.lines, publication.words, strict=True):
            for column, key in keys_of(line).items():
                is_told = column.startswith(("group", "compared_with")) or line.is_share
                if words and line.counts[column] is None and is_told:
                    how = f"its line still has words in {in_words(list(words))}"
                    yield GivenAway(key, (), rule.needed(), how)


def _known(
    publications: Sequence[Publication], rule: Profile, totals: Mapping[str, int]
) -> _Known:
    """Return what is known of all counts.

    Raises
    ------
    InputError
        When no counts at all fit it.
    """
    lines = [line for publication in publications for line in publication.lines]
    bounds: dict[Key, Bounds] = {}
    withheld: set[Key] = set()
    at_least_one: set[Key] = set()
    for line in lines:
        for column, key in keys_of(line).items():
            count = line.counts[column]
            if count is not None:
                own = Bounds(*rule.range_of(count))
            else:
                withheld.add(key)
                own = Bounds(int(line.shows_zero))
                if line.shows_zero:
                    at_least_one.add(key)
            old = bounds.get(key, Bounds())
            bounds[key] = Bounds(max(old.least, own.least), min(old.most, own.most))
            if bounds[key].least > bounds[key].most:
                raise InputError([_contradiction(publications, key.in_words)])
    # What one file withholds and another shows is not withheld.
    withheld -= {
        key
        for line in lines
        for column, key in keys_of(line).items()
        if line.counts[column] is not None
    }
    _set_totals(bounds, totals)
    is_whole = not any(publication.has_ungrouped for publication in publications)
    sums = sums_of(
        [publication.lines for publication in publications], is_everybody_in_a_group=is_whole
    )
    for one in sums:
        for part in one.parts:
            bounds.setdefault(part, Bounds())
    try:
        reach = narrowed(bounds, sums)
    except ContradictionError:
        raise InputError([_contradiction(publications, "")]) from None
    for link in (*of_same_people(lines), *in_other_groups(lines)):
        try:
            reach = narrowed(reach, [*sums, link])
        except ContradictionError:
            continue  # they are not the same people after all
        sums.append(link)
    allowed = _allowed(publications, reach)
    for key, values in allowed.items():
        bounds[key] = Bounds(
            max(bounds[key].least, min(values)), min(bounds[key].most, max(values))
        )
    return _Known(bounds, sums, frozenset(withheld), frozenset(at_least_one), allowed)


def _set_totals(bounds: dict[Key, Bounds], totals: Mapping[str, int]) -> None:
    for number, total in totals.items():
        keys = [
            key
            for key in bounds
            if key.indicator == number and key[3:] == ("", "", "", "*all", "of")
        ]
        if not keys:
            numbers = sorted({key.indicator for key in bounds})
            fix = f"Expected {in_words(numbers, last='or')}."
            raise UsageError([Fault("", f"no total is of an indicator '{number}'", fix)])
        for key in keys:
            bounds[key] = Bounds(total, total)


def _allowed(
    publications: Sequence[Publication], reach: Mapping[Key, Bounds]
) -> dict[Key, Collection[int]]:
    """Return the values that figures left as they were let counts have."""
    allowed: dict[Key, Collection[int]] = {}
    for publication in publications:
        for line, printed in zip(publication.lines, publication.figures, strict=True):
            keys = keys_of(line)
            can_be = {
                column: range(reach[key].least, min(reach[key].most, MOST_VALUES) + 1)
                for column, key in keys.items()
            }
            for column, values in fitting(printed, line.counts, can_be).items():
                key = keys[column]
                before = allowed.get(key)
                both = set(values) if before is None else set(values) & set(before)
                if both:
                    allowed[key] = both
    return allowed


def _attacked(facts: _Known, rule: Profile) -> Iterator[GivenAway]:
    """Give what a reader can work out; also one who takes each withheld count for a small one."""
    small = {
        key: Bounds(bounds.least, min(bounds.most, rule.threshold - 1))
        for key, bounds in facts.bounds.items()
        if key in facts.withheld
    }
    yield from _found(facts, facts.bounds, rule, "by adding and subtracting")
    try:
        yield from _found(facts, {**facts.bounds, **small}, rule, "by the rule, and adding")
    except ContradictionError:
        return  # some were withheld to protect others


def _found(
    facts: _Known, bounds: Mapping[Key, Bounds], rule: Profile, how: str
) -> Iterator[GivenAway]:
    reach = narrowed(bounds, facts.sums)
    targets = {
        key: rule.needed(int(key in facts.at_least_one))
        for key in reach
        if key in facts.withheld or (key.which == NO and reach[key].least < rule.threshold)
    }
    system = System(reach, facts.sums, facts.allowed)
    system.draw()
    safe: list[Key] = []
    for key, needed in targets.items():
        values = system.values_of(key, needed, system.solutions)
        if len(values) >= needed:
            safe.append(key)
        elif _is_sensitive(key, values, rule):
            yield GivenAway(key, values, needed, how)
    yield from _found_by_one(facts, system, {key: targets[key] for key in safe}, rule, how)


def _is_sensitive(key: Key, values: Collection[int], rule: Profile) -> bool:
    """Return whether a count that can be worked out should not be: not where it is large.

    What is withheld always is. Those without the event are withheld nowhere, and matter
    where they are few.
    """
    return bool(values) and (key.which != NO or min(values) < rule.threshold)


def _found_by_one(
    facts: _Known, system: System, targets: Mapping[Key, int], rule: Profile, how: str
) -> Iterator[GivenAway]:
    """Give what somebody can work out who is the one person of a withheld count.

    Of small counts near theirs, which share a sum with a count that shares one with it; what
    lies further off is not looked at.
    """
    near: dict[Key, set[Key]] = {}
    for one in facts.sums:
        members = {*one.parts, one.whole}
        for key in members:
            near.setdefault(key, set()).update(members)
    for own in sorted(facts.withheld):
        if not system.can_be(own, 1):
            continue
        around = {key for other in near.get(own, ()) for key in near[other]}
        system.fix(own, 1)
        place = system.place[own]
        fitting_solutions = [one for one in system.solutions if one[place] == 1]
        for key in sorted(around & targets.keys() - {own}):
            values = system.values_of(key, targets[key], fitting_solutions)
            is_own = values and max(values) <= 1 and is_same_person(own, key)
            is_small = values and min(values) < rule.threshold
            if len(values) < targets[key] and is_small and not is_own:
                who = f"{how}, by the one person of {own.in_words}"
                yield GivenAway(key, values, targets[key], who)
        system.free(own)


def _contradiction(publications: Sequence[Publication], where: str) -> Fault:
    names = in_words([one.name for one in publications])
    what = f"{names}: no counts fit what is shown{f' of {where}' if where else ''}"
    fix = (
        "Audit files of the same people together, and name the rule they were made by: "
        "--profile swe leaves counts unrounded."
    )
    return Fault("", what, fix)
