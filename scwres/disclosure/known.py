"""What a reader knows of every count of some publications: bounds, and which add up to which."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from scwres.counts import NO
from scwres.disclosure.attack import System
from scwres.disclosure.bounds import (
    MOST_PEOPLE,
    Bounds,
    ContradictionError,
    Narrowing,
    narrow_bounds,
)
from scwres.disclosure.figures import fitting_values
from scwres.disclosure.knowledge import keys_of
from scwres.disclosure.same_people import NO_ANSWER, relations_of
from scwres.disclosure.sums import in_other_groups, sums_of

if TYPE_CHECKING:
    from scwres.disclosure.knowledge import Key, Publication, Sum
    from scwres.disclosure.rules import Profile

#: A count that could have more values than this is not gone through value by value.
MOST_VALUES = 20_000


@dataclass(frozen=True, kw_only=True)
class ReaderKnowledge:
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
    known_totals
        The counts that are known exactly from elsewhere.
    sizes
        The true counts, where they are known, with those of sets that are not published.
    public_ranges
        What is known of some counts whatever is withheld, beside what sums tell one by one.
    unpublished
        Counts that no publication has, and that must not be worked out where they are few.
    by_others
        What other organisations published of counts, each by itself.
    """

    bounds: Mapping[Key, Bounds]
    sums: Sequence[Sum]
    suppositions: Mapping[tuple[str, str], Sequence[Sum]]
    withheld: frozenset[Key]
    at_least_one: frozenset[Key]
    allowed: Mapping[Key, Collection[int]]
    known_totals: frozenset[Key] = frozenset()
    sizes: Mapping[Key, int] = field(default_factory=dict)
    public_ranges: Mapping[Key, Bounds] = field(default_factory=dict)
    unpublished: frozenset[Key] = frozenset()
    by_others: Mapping[Key, Bounds] = field(default_factory=dict)

    def needed(self, key: Key, rule: Profile) -> int:
        """Return how many values a count has to keep."""
        if key not in self.withheld:
            return rule.needed()
        bounds = self.bounds[key]
        least = int(key in self.at_least_one)
        return min(rule.needed(least), max(1, bounds.most - least + 1))

    def is_of_interest_where_few(self, key: Key) -> bool:
        """Return whether a count is withheld nowhere, and must not be worked out where it is few.

        Those are of people without the event, and of organisations that have not published it.
        """
        return key.which == NO or key in self.unpublished

    def with_withheld(self, bounds: Mapping[Key, Bounds], nonzero: Set[Key]) -> ReaderKnowledge:
        """Return what is known when further counts are withheld.

        Parameters
        ----------
        bounds
            What is known then of each by itself.
        nonzero
            Which of them are known to be no zero.
        """
        return replace(
            self,
            bounds={**self.bounds, **bounds},
            withheld=self.withheld | bounds.keys(),
            at_least_one=self.at_least_one | nonzero,
        )

    @property
    def supposed_people(self) -> tuple[Supposition, ...]:
        """What is supposed of the people of indicators, by their numbers or what sets are called.

        Supposed is that nobody else is without an answer.
        """
        return tuple(
            Supposition(people, others, is_same=all(link.is_complete for link in links))
            for (people, others), links in self.suppositions.items()
        )

    @property
    def has_no_answers(self) -> bool:
        """Whether it is known of some counts how many gave no answer."""
        return any(key.which == NO_ANSWER for key in self.known_totals)

    @cached_property
    def reach(self) -> dict[Key, Bounds]:
        """What follows for each count from going from sum to sum, those supposed among them.

        Raises
        ------
        ContradictionError
            When no counts fit.
        """
        return narrow_bounds(self.bounds, self.supposed)

    @cached_property
    def public_reach(self) -> dict[Key, Bounds]:
        """What follows from what is known whatever is withheld.

        That is from totals, from how many gave no answer, from true zeros, and from what other
        organisations published.
        """
        public = {
            key: own
            if key in self.known_totals or (own.most == 0 and key not in self.withheld)
            else Bounds(int(key in self.at_least_one and key in self.withheld))
            for key, own in self.bounds.items()
        }
        for key, own in (*self.by_others.items(), *self.public_ranges.items()):
            public[key] = Bounds(
                max(public[key].least, own.least), min(public[key].most, own.most)
            )
        return narrow_bounds(public, self.supposed)

    @cached_property
    def _public_system(self) -> System:
        return System(self.public_reach, self.supposed)

    def public_range(self, key: Key) -> Bounds:
        """Return what follows for a count from all that is known whatever is withheld.

        That can be less than going from sum to sum tells: it takes a programme for each count.
        """
        return self._public_system.range_of(key)

    def public_range_to(self, own: Key, key: Key) -> Bounds:
        """Return what follows likewise for a count for the one person of another."""
        system = self._public_system
        system.fix(own, 1)
        reach = system.range_of(key)
        system.free()
        return reach

    def with_public(self, keys: Iterable[Key]) -> ReaderKnowledge:
        """Return what is known, with what is known of some counts whatever is withheld."""
        ranges = {key: self.public_range(key) for key in keys}
        return replace(self, public_ranges={**self.public_ranges, **ranges})

    @cached_property
    def supposed(self) -> list[Sum]:
        """All sums, those that are supposed among them."""
        return [
            *self.sums,
            *(relation for sums in self.suppositions.values() for relation in sums),
        ]


class Supposition(NamedTuple):
    """That two indicators or sets are of the same people, or that one lies within the other."""

    people: str
    others: str
    is_same: bool


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
    true: Mapping[Key, int] | None = None,
) -> ReaderKnowledge:
    """Return what a reader of publications knows of all counts.

    Parameters
    ----------
    totals
        Counts that are known exactly from elsewhere.
    true
        The true counts, from which it follows how many gave no answer: a reader is supposed
        to know that. Without them nobody is supposed to be without an answer.

    Raises
    ------
    ContradictoryError
        When no counts at all fit it.
    """
    bounds, withheld, at_least_one = each_count(publications, rule)
    for key, total in (totals or {}).items():
        bounds[key] = Bounds(total, total)
    sums, reach = _fitting_sums(publications, bounds)
    narrowing = Narrowing(reach, sums)
    for link in in_other_groups(publications):
        try:
            narrowing.add([link])
        except ContradictionError:
            continue  # they are not the same people after all
        sums.append(link)
    reach = narrowing.reach
    relations = relations_of(publications, sums, reach, true and _with_wholes(true, sums))
    sums += relations.sums
    for key, size in relations.known.items():
        bounds[key] = Bounds(size, size)
    for relation in (
        *sums,
        *(link for links in relations.suppositions.values() for link in links),
    ):
        for key in relation.members:
            bounds.setdefault(key, Bounds())
    try:
        reach = narrow_bounds(bounds, sums)
    except ContradictionError as error:
        where = error.broken_sum.whole.in_words if error.broken_sum else ""
        raise ContradictoryError(where) from None
    allowed = _allowed_values(publications, reach)
    for key, values in allowed.items():
        bounds[key] = Bounds(
            max(bounds[key].least, min(values)), min(bounds[key].most, max(values))
        )
    withheld -= (totals or {}).keys()  # known already, whatever is withheld
    return ReaderKnowledge(
        bounds=bounds,
        sums=sums,
        suppositions=relations.suppositions,
        withheld=frozenset(withheld),
        at_least_one=frozenset(at_least_one),
        allowed=allowed,
        known_totals=frozenset((*(totals or ()), *relations.known)),
        sizes=relations.sizes,
        unpublished=frozenset(key for each in publications for key in each.unpublished),
        by_others=each_count([each for each in publications if each.is_by_others], rule)[0],
    )


def each_count(
    publications: Sequence[Publication], rule: Profile
) -> tuple[dict[Key, Bounds], set[Key], set[Key]]:
    """Return what each count shows by itself, which are withheld, and which are no zero.

    Raises
    ------
    ContradictoryError
        When two publications show a count so that it cannot be.
    """
    bounds: dict[Key, Bounds] = {}
    withheld: set[Key] = set()
    shown: set[Key] = set()
    at_least_one: set[Key] = set()
    for publication in publications:
        for line in publication.lines:
            for column, key in keys_of(line).items():
                if key in publication.silent_on:
                    continue
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
        for relation in sums:
            for key in relation.members:
                bounds.setdefault(key, Bounds())
        try:
            return sums, narrow_bounds(bounds, sums)
        except ContradictionError as error:
            where = error.broken_sum.whole.in_words if error.broken_sum else ""
    raise ContradictoryError(where)


def _with_wholes(true: Mapping[Key, int], sums: Iterable[Sum]) -> dict[Key, int]:
    """Return true counts, with those of wholes that they add up to, such as of other groups."""
    wholes = {
        each.whole: sum(true[part] for part in each.parts)
        for each in sums
        if each.is_complete and all(part in true for part in each.parts)
    }
    return {**wholes, **true}


def _allowed_values(
    publications: Sequence[Publication], reach: Mapping[Key, Bounds]
) -> dict[Key, Collection[int]]:
    """Return the values that figures left as they were let counts have."""
    allowed: dict[Key, Collection[int]] = {}
    for publication in publications:
        for line, printed, method in zip(
            publication.lines, publication.figures, publication.made, strict=False
        ):
            keys = keys_of(line)
            can_be = {
                column: range(reach[key].least, min(reach[key].most, MOST_VALUES) + 1)
                for column, key in keys.items()
            }
            for column, values in fitting_values(printed, method, line.counts, can_be).items():
                key = keys[column]
                before = allowed.get(key)
                both = set(values) if before is None else set(values) & set(before)
                if both:
                    allowed[key] = both
    return allowed
