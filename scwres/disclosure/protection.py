"""What is withheld beside the small counts, so that no withheld count can be worked out.

Counts under the threshold are withheld. Then the publication is attacked; for each count that
a reader could work out, others are withheld, as few and as cheap as will do; and so on until
the attack finds nothing. That is done first for a stand-in with other counts, of which the same
are small, and then for the true ones: what is withheld in both tells nothing of a count's size.

References
----------
Fischetti and Salazar (2001), "Solving the cell suppression problem on tabular data with
    linear constraints", Management Science 47, 1008-1027.
Kelly, Golden and Assad (1992), "Cell suppression: disclosure protection for sensitive
    tabular data", Networks 22, 397-417: one protection after another by linear programmes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from scwres.counts import NO, YES
from scwres.disclosure.attack import System, Ways
from scwres.disclosure.bounds import ContradictionError
from scwres.disclosure.cheapest import cheapest
from scwres.disclosure.knowledge import (
    ALL,
    OF,
    UNGROUPED,
    Key,
    Publication,
    PublishedLine,
    keys_of,
)
from scwres.disclosure.known import ContradictoryError, each_count, known_to_reader
from scwres.disclosure.one_person import by_one_person
from scwres.disclosure.reader import ADDING, attack_result, quickly_unsafe
from scwres.disclosure.search import Search, UnprotectableError
from scwres.disclosure.stand_in import stand_in
from scwres.quiet import load_quietly

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scwres.counts import Nested
    from scwres.disclosure.attack import AttackResult
    from scwres.disclosure.knowledge import Disclosure
    from scwres.disclosure.known import ReaderKnowledge
    from scwres.disclosure.rules import Profile
    from scwres.metrics.standards.indicator import Asked, PeopleSet

#: How much more it costs to withhold a denominator, a count without a breakdown, a count of
#: everybody, and a count of the reference group.
OF_OTHERS = 3.0
OF_THE_WHOLE = 3.0

OF_EVERYBODY = 1.6
OF_REFERENCES = 1.4

#: How much dearer one of two counts that tell as much is at most, by each part of its name.
BY_NAME = 0.5

#: Of so many counts the cheapest to withhold are found exactly.
MOST_EXACT = 100

#: In a publication of so many counts, every small count is looked at as one that may be of one
#: person, and not those alone that are: what is withheld then tells nothing of which they are.
MOST_SUPPOSED = 300

#: Of more counts the choice is made without a stand-in, which takes as long again.
MOST_STOOD_IN_FOR = 5_000

#: More turns than were ever needed.
MOST_TURNS = 60


class Protection(NamedTuple):
    """Lines with the counts that may be published, and the proof that they may.

    Parameters
    ----------
    lines
        As a reader may see them.
    ways
        Ways in which all counts can be.
    ones
        The counts that are of one person, or looked at as if they were.
    true
        The true counts.
    small, beside
        How many counts were withheld for being small, and how many beside them.
    """

    lines: tuple[PublishedLine, ...]
    ways: Ways
    ones: frozenset[Key]
    true: Mapping[Key, int]
    small: int
    beside: int


def protected(
    lines: Sequence[PublishedLine],
    rule: Profile,
    *,
    earlier: Sequence[Publication] = (),
    totals: Mapping[Key, int] | None = None,
    pay_groups: Mapping[str, Sequence[str]] | None = None,
    nested: Nested | None = None,
    measures: Mapping[str, Asked] | None = None,
    made_of: Mapping[str, Sequence[PeopleSet]] | None = None,
    elsewhere: Mapping[Key, int] | None = None,
    most_exact: int = MOST_EXACT,
) -> Protection:
    """Return lines of exact counts as they may be published.

    Parameters
    ----------
    earlier
        What was published before of the same people.
    totals
        Counts that are known from elsewhere.
    pay_groups
        The pay bands of each pay group, where it is told.
    nested
        Which units of one breakdown lie in one of another.
    measures, made_of
        As in :class:`~scwres.disclosure.knowledge.Publication`.
    elsewhere
        True counts of single organisations, where several are published together.
    most_exact
        Of how many counts at most the cheapest to withhold are found exactly.

    Raises
    ------
    UnprotectableError
        When counts can be worked out whatever is withheld.
    ContradictoryError
        When what was published before does not fit these counts.
    """
    now = Publication(
        "",
        tuple(lines),
        is_protected=True,
        pay_groups=pay_groups or {},
        nested=nested or {},
        measures=measures or {},
        made_of=made_of or {},
    )
    load_quietly("numpy")
    work = _Publishing(now, rule, earlier, totals or {}, elsewhere or {})
    if not lines:
        return Protection((), work.ways, frozenset(), {}, 0, 0)
    work.most_exact = most_exact
    if len(work.counts) <= MOST_STOOD_IN_FOR:
        work.withhold_as_in_stand_in()
    work.withhold_until_safe()
    return Protection(
        lines=work.shown(),
        ways=work.ways,
        ones=frozenset(work.ones),
        true=work.true,
        small=len(work.small),
        beside=len(work.withheld - work.small),
    )


def simply_withheld(lines: Sequence[PublishedLine], rule: Profile) -> set[Key]:
    """Return the counts that are small: what the rule withholds by itself.

    That nobody at all is in no group for an indicator is no count of people: it says that no
    label was too broad.
    """
    has_broad = {line.indicator for line in lines if line.counts.get("ungrouped_out_of")}
    return {
        key
        for line in lines
        for column, key in keys_of(line).items()
        if _is_small(line.counts[column] or 0, rule, shows_zero=line.shows_zero)
        and (key.who != UNGROUPED or key.indicator in has_broad)
    }


def _is_small(count: int, rule: Profile, *, shows_zero: bool) -> bool:
    return count < rule.threshold and not (count == 0 and shows_zero)


class _Publishing:
    """A publication on its way to be safe."""

    def __init__(
        self,
        now: Publication,
        rule: Profile,
        earlier: Sequence[Publication],
        totals: Mapping[Key, int],
        elsewhere: Mapping[Key, int],
    ) -> None:
        lines = now.lines
        self._now, self._lines, self._rule = now, lines, rule
        self._earlier, self._totals = tuple(earlier), totals
        self.counts: dict[Key, int] = {}
        self._least: dict[Key, int] = {}
        for line in lines:
            for column, key in keys_of(line).items():
                self.counts[key] = line.counts[column] or 0
                self._least[key] = int(line.shows_zero)
        self.true: Mapping[Key, int] = {**elsewhere, **self.counts}
        self.most_exact = MOST_EXACT
        self.small = simply_withheld(lines, rule)
        self.withheld = set(self.small)
        #: Counts that stay shown: true zeros, and what is known already.
        self._stays = {
            key for key, count in self.counts.items() if not count and key not in self.small
        }
        self._stays |= {
            key
            for publication in self._earlier
            for line in publication.lines
            for column, key in keys_of(line).items()
            if line.counts[column] is not None and key not in publication.silent_on
        }
        self._stays |= totals.keys()
        # What was withheld before stays so: the same release again is the same, to the byte.
        self.withheld |= {
            key
            for publication in self._earlier
            for line in publication.lines
            for column, key in keys_of(line).items()
            if line.counts[column] is None and key in self.counts and key not in self._stays
            if key not in publication.silent_on
        }
        self.ones = set(self._of_one_person())
        self.ways = Ways((), _no_rows())
        now = self._now._replace(lines=self.shown())
        self._knowledge = known_to_reader([now, *earlier], rule, totals, self.true)
        # What is known of each count by itself once it is withheld.
        hidden = self._now._replace(lines=self._lines_showing(self._stays))
        self._hidden_bounds, _, self._hidden_nonzero = each_count([hidden, *earlier], rule)

    def _of_one_person(self) -> Iterator[Key]:
        """Yield the counts that are of one person, or may be where there is time for all those."""
        most = self._rule.threshold - 1 if len(self.counts) <= MOST_SUPPOSED else 1
        for key, count in self.counts.items():
            if 0 < count <= most or (key in self.small and most > 1):
                yield key
            if key.which == OF and 0 < self._true_count(without := key._replace(which=NO)) <= most:
                yield without
        yield from (key for key, count in self.true.items() if count == 1)

    def _true_count(self, key: Key) -> int:
        """Return a count, also of those without the event."""
        if key.which == NO:
            counted = self.true[key._replace(which=OF)]
            return counted - self.true.get(key._replace(which=YES), counted)
        return self.true[key]

    def _withhold(self, keys: Iterable[Key]) -> None:
        """Withhold further counts."""
        bounds = {key: self._hidden_bounds[key] for key in keys}
        self.withheld |= bounds.keys()
        nonzero = bounds.keys() & self._hidden_nonzero
        self._knowledge = self._knowledge.with_withheld(bounds, nonzero)

    def shown(self) -> tuple[PublishedLine, ...]:
        """Return the lines as a reader sees them."""
        return self._lines_showing(self.counts.keys() - self.withheld)

    def _lines_showing(self, keys: Set[Key]) -> tuple[PublishedLine, ...]:
        return tuple(
            line._replace(
                counts={
                    column: self._rule.rounded(line.counts[column] or 0) if key in keys else None
                    for column, key in keys_of(line).items()
                }
            )
            for line in self._lines
        )

    def withhold_as_in_stand_in(self) -> None:
        """Withhold what would be withheld in a stand-in with the same small counts and zeros.

        The stand-in is made without the other counts. So what is withheld with the small ones
        tells as little as can be of how large any count is: more depends on the true counts
        alone where the stand-in's choice is not enough for them.
        """
        try:
            counts = self._stand_in_counts()
            other = _Publishing(
                self._now._replace(lines=tuple(_with_counts(self._lines, counts))),
                self._rule,
                self._earlier,
                self._totals,
                {},
            )
            if other.small != self.small:
                return  # sums leave a small count no other way than to be large, or the reverse
            other.most_exact = self.most_exact
            other.withhold_until_safe()
        except (ContradictionError, ContradictoryError, UnprotectableError):
            return
        self._withhold(other.withheld - self.withheld)

    def _stand_in_counts(self) -> dict[Key, int]:
        hidden = self._now._replace(lines=self._lines_showing(self._stays))
        zeros = {
            key: 0 for key, count in self.counts.items() if not count and key not in self.small
        }
        knowledge = known_to_reader(
            [hidden, *self._earlier], self._rule, {**self._totals, **zeros}, self.true
        )
        references = {line.compared_with for line in self._lines}
        large = self.counts.keys() - self.small - zeros.keys()
        usual = stand_in(knowledge, self._rule, self.small, large, references)
        return {key: usual[key] for key in self.counts}

    def withhold_until_safe(self) -> None:
        """Withhold counts beside the small ones until the attack finds nothing."""
        unsafe: Mapping[Key, int] = {}
        attack: AttackResult | None = None
        self.ways = self._start(self._knowledge)
        for _ in range(MOST_TURNS):
            knowledge = self._knowledge
            # What follows from going from sum to sum is quickly seen, and nearly all there is.
            unsafe = quickly_unsafe(knowledge, self._rule)
            if not unsafe:
                attack = attack_result(
                    knowledge,
                    self._rule,
                    knowledge.reach,
                    knowledge.supposed,
                    self.ways,
                    attack,
                )
                self.ways = attack.system.ways
                unsafe = {key: attack.targets[key] for key in attack.unsafe}
            try:
                if unsafe or attack is None:
                    self._withhold_beside(knowledge, unsafe)
                    continue
                disclosures = list(by_one_person(knowledge, self._rule, attack, ADDING, self.ones))
                self.ways = attack.system.ways
                if disclosures:
                    self._withhold_from_people(knowledge, disclosures)
                elif not self._withhold_from_outsiders(knowledge, attack):
                    return
            except UnprotectableError as error:
                if not self._is_known_anyway(error.keys):
                    raise
        raise UnprotectableError(sorted(unsafe))

    def _is_known_anyway(self, keys: Collection[Key]) -> bool:
        """Return whether more is known of counts, whatever is withheld, than was thought.

        What follows from true zeros and from how many gave no answer cannot be withheld.
        """
        before = self._knowledge
        self._knowledge = before.with_public(keys)
        return any(self._knowledge.public_ranges[key] != before.public_reach[key] for key in keys)

    def _withhold_from_outsiders(self, insiders: ReaderKnowledge, before: AttackResult) -> bool:
        """Withhold counts from a reader who does not know how many gave no answer.

        Such a reader supposes that nobody is without an answer where that can be, as an
        audit of the published files does. Return whether there was anything to withhold.
        """
        if not insiders.has_no_answers:
            return False  # there is nothing that one of the two knows better
        now = self._now._replace(lines=self.shown())
        knowledge = known_to_reader([now, *self._earlier], self._rule, self._totals)
        try:
            attack = attack_result(
                knowledge, self._rule, knowledge.reach, knowledge.supposed, self.ways, before
            )
        except ContradictionError:
            return False  # who supposes that finds that it cannot be
        if not attack.unsafe:
            return False
        unsafe = {}
        for key in attack.unsafe:
            public = knowledge.public_range(key)
            needed = min(attack.targets[key], public.most - public.least + 1)
            if not attack.system.has_values(key, needed):
                unsafe[key] = needed
        if not unsafe:
            return False
        system = System(knowledge.bounds, knowledge.supposed)
        if not system.take(attack.system.ways):
            system.explore({})
        search = Search(system, self._costs(system), self._least)
        self._withhold(search.withheld_for(unsafe, system.pool[0]))
        return True

    def _start(self, knowledge: ReaderKnowledge) -> Ways:
        """Return a way in which the counts can be, as far as a reader can tell.

        It is never the true one, so that what is withheld tells nothing of what is hidden.
        """
        system = System(knowledge.reach, knowledge.supposed)
        usual = self._rule.threshold // 2
        system.start_near(
            {
                key: usual if key in knowledge.withheld else (own.least + own.most) // 2
                for key, own in knowledge.reach.items()
            }
        )
        return system.ways

    def _withhold_beside(self, knowledge: ReaderKnowledge, unsafe: Mapping[Key, int]) -> None:
        """Withhold counts so that unsafe ones can have as many values as they need."""
        system = System(knowledge.bounds, knowledge.supposed)
        system.take(Ways(self.ways.keys, self.ways.rows[:1]))
        costs = self._costs(system)
        if len(self.counts) <= self.most_exact and self.withheld == self.small:
            chosen = self._cheapest(knowledge, system, costs)
            if chosen:
                self._withhold(chosen)
                return
        search = Search(system, costs, self._least)
        self._withhold(search.withheld_for(unsafe, system.pool[0]))

    def _cheapest(
        self, knowledge: ReaderKnowledge, system: System, costs: Mapping[int, float]
    ) -> set[Key]:
        """Return the cheapest counts to withhold beside the small ones, where it is found."""
        way = system.pool[0]
        needed = {
            system.place[key]: knowledge.needed(key, self._rule)
            for key in knowledge.bounds
            if key in knowledge.withheld
            or (
                knowledge.is_of_interest_where_few(key)
                and way[system.place[key]] < self._rule.threshold
            )
        }
        least = {system.place[key]: self._least[key] for key in self.counts}
        places = cheapest(system, way, needed, costs, least, self._rule.needed())
        return {system.keys[place] for place in places or ()}

    def _withhold_from_people(
        self, knowledge: ReaderKnowledge, disclosures: Iterable[Disclosure]
    ) -> None:
        """Withhold counts so that people who are one count cannot work out others."""
        import numpy

        by_person: dict[Key, dict[Key, int]] = {}
        for disclosure in disclosures:
            if disclosure.by is not None:
                by_person.setdefault(disclosure.by, {})[disclosure.key] = disclosure.needed
        system = System(knowledge.bounds, knowledge.supposed)
        columns = [self.ways.keys.index(key) for key in by_person]
        # For each of them a way in which their count is of one person.
        rows = [int(numpy.flatnonzero(self.ways.rows[:, column] == 1)[0]) for column in columns]
        if system.take(Ways(self.ways.keys, self.ways.rows[rows])) < len(rows):
            raise UnprotectableError(list(by_person))
        search = Search(system, self._costs(system), self._least)
        for number, (own, unsafe) in enumerate(by_person.items()):
            try:
                self._withhold(search.withheld_for(unsafe, system.pool[number], own))
            except UnprotectableError as error:
                # Nobody is alone in a count of more: a publication is not refused for them.
                if not self._is_known_anyway(error.keys):
                    if self._true_count(own) == 1:
                        raise
                    self.ones.discard(own)

    def _costs(self, system: System) -> dict[int, float]:
        """Return what it costs to withhold each count that can be, by its place."""
        references = {line.compared_with for line in self._lines}
        return {
            system.place[key]: cost_of(key, references)
            for key in self.counts
            if key not in self.withheld and key not in self._stays
        }


def _with_counts(
    lines: Iterable[PublishedLine], counts: Mapping[Key, int]
) -> Iterator[PublishedLine]:
    for line in lines:
        own = {column: counts[key] for column, key in keys_of(line).items()}
        yield line._replace(counts=own)


def cost_of(key: Key, references: Collection[str]) -> float:
    """Return what it costs to withhold a count: the more, the more it tells.

    What is hidden has no part in it: the kind of a count and where it stands decide, and
    beside them names alone. Those of the same unit, of the same part and of the same people
    are dear or cheap together, for what is withheld lies in rows and columns.

    Parameters
    ----------
    references
        The groups that others are compared with, mostly the largest.
    """
    cost = 1.0 + BY_NAME * sum(
        map(_by_name, ((key.breakdown, key.unit), (key.indicator, key.part), (key.who,), key[:-1]))
    )
    if key.which == OF:
        cost *= OF_OTHERS
    if not key.breakdown:
        cost *= OF_THE_WHOLE
    if key.who == ALL:
        cost *= OF_EVERYBODY
    return cost * OF_REFERENCES if key.who in references else cost


def _by_name(name: Sequence[str]) -> float:
    """Return a number from 0 to 1 by a name alone, the same one always."""
    digest = blake2b("\n".join(name).encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") / 2**32


def _no_rows() -> NDArray[Any]:
    import numpy

    return numpy.zeros((0, 0), dtype=numpy.int64)
