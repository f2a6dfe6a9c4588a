"""Which counts are of the same people, derived from what each is defined to count.

Every count is of a set of people: a population (staff in the year, people shortlisted), or those
of a population who gave an item an answer. Published counts, and sums of other sets, are views
of a set: the staff in the year are those in post and those who left; an indicator of
disciplinary cases is out of the staff in the year, less those without an answer. Two views of
one set differ by people without an answer alone, and how many those are is supposed known to
the reader. No indicator is named here, and no pair of them: definitions say what each counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from scwres.counts import CROSSING, NO, NOT_RECORDED, YES, joint_name
from scwres.disclosure.bounds import MOST_PEOPLE, Bounds, ContradictionError, Narrowing
from scwres.disclosure.knowledge import OF, Key, Sum, definition_of, keys_of
from scwres.metrics.standards.indicator import (
    IDENTITIES,
    IDENTITIES_WITHOUT,
    INCLUSIONS,
    CountedOf,
    PeopleSet,
)

if TYPE_CHECKING:
    from scwres.disclosure.knowledge import Publication, PublishedLine
    from scwres.metrics.standards.indicator import Inclusion

#: What a key says that is of people who gave no answer: how many there are is known.
NO_ANSWER = "without an answer"


class Place(NamedTuple):
    """Where a count is: the breakdown, the unit, the group and the organisation."""

    breakdown: str
    unit: str
    who: str
    organisation: str = ""


class View(NamedTuple):
    """Counts that are a set of people, less those without an answer, by where they are.

    ``whose`` is the indicator that they are of, or what they are made of.
    """

    whose: str
    counts: dict[Place, tuple[Key, ...]]


class LargerError(Exception):
    """A set of people is larger than another that it lies within.

    Parameters
    ----------
    part, whole
        The two sets.
    of_part, of_whole
        What counts them: numbers of indicators.
    place
        Where.
    """

    def __init__(
        self,
        part: PeopleSet,
        whole: PeopleSet,
        of_part: Iterable[str],
        of_whole: Iterable[str],
        place: Place,
    ) -> None:
        super().__init__(f"{part.name} in {whole.name}")
        self.part, self.whole, self.place = part, whole, place
        self.of_part, self.of_whole = tuple(of_part), tuple(of_whole)


class Relations(NamedTuple):
    """Which counts are of the same people.

    Parameters
    ----------
    sums
        Those that hold for certain.
    suppositions
        Those that hold where nobody else is without an answer, by what they are of.
    known
        How many people gave no answer, by the key that stands for them in the sums.
    sizes
        The true counts, with those of sets that no publication shows.
    """

    sums: list[Sum]
    suppositions: dict[tuple[str, str], list[Sum]]
    known: Mapping[Key, int]
    sizes: Mapping[Key, int]


def relations_of(
    publications: Sequence[Publication],
    sums: Sequence[Sum],
    bounds: Mapping[Key, Bounds],
    true: Mapping[Key, int] | None = None,
) -> Relations:
    """Return which counts of publications are of the same people.

    Parameters
    ----------
    sums, bounds
        What is known already; suppositions that contradict it are left out.
    true
        The true counts, where they are known: how many gave no answer follows from them.
        Without them nobody is supposed to be without an answer, as far as that can be.

    Raises
    ------
    LargerError
        When a stage is larger than the one before, by the true counts.
    """
    people = _People(publications, sums, bounds, true or {})
    for members in people.in_order():
        people.link(members)
    for inclusion in INCLUSIONS:
        people.include(inclusion)
    return people.relations()


def _set_key(members: PeopleSet, place: Place, cluster: int = 0) -> Key:
    """Return the key of a set of people in a unit and group, that no publication shows."""
    breakdown, unit, who, organisation = place
    return Key(
        "",
        members.name,
        str(cluster),
        members.answer,
        breakdown,
        unit,
        who,
        OF,
        organisation,
    )


def _places_within(answer: PeopleSet, place: Place) -> Iterator[Place]:
    """Yield where those of a unit who gave an answer are, if figures are broken down by its item.

    By the item alone, or crossed with the breakdown, in either order.
    """
    item, value = answer
    if not (breakdown := place.breakdown):
        yield place._replace(breakdown=item, unit=value)
    elif CROSSING not in breakdown:
        for names, units in (
            ((breakdown, item), (place.unit, value)),
            ((item, breakdown), (value, place.unit)),
        ):
            yield place._replace(breakdown=CROSSING.join(names), unit=joint_name(units))


class _People:
    """The sets of people that counts are of, and the views of each."""

    def __init__(
        self,
        publications: Sequence[Publication],
        sums: Sequence[Sum],
        bounds: Mapping[Key, Bounds],
        true: Mapping[Key, int],
    ) -> None:
        self._views: dict[PeopleSet, dict[str, View]] = {}
        #: What sets each view that is a sum of other sets is of.
        self._parts: dict[tuple[PeopleSet, str], tuple[PeopleSet, ...]] = {}
        self._population: dict[str, PeopleSet] = {}
        self._published: set[Key] = set()
        for publication in publications:
            for line in publication.lines:
                self._add_line(publication, line)
        self._add_units()
        self._add_identities(publications)
        self._sizes = dict(true)
        for key, size in true.items():
            if key.which == OF and (events := true.get(key._replace(which=YES))) is not None:
                self._sizes[key._replace(which=NO)] = size - events
        self._narrowing = Narrowing(bounds, sums)
        self._certain: list[Sum] = []
        self._narrowed_by = 0
        self._known: dict[Key, int] = {}
        self._suppositions: dict[tuple[str, str], list[Sum]] = {}
        #: The first view of each group of views of a set that do not contradict one another.
        self._clusters: dict[PeopleSet, list[str]] = {}

    def _add(self, members: PeopleSet, whose: str, place: Place, *counts: Key) -> None:
        views = self._views.setdefault(members, {})
        view = views.setdefault(whose, View(whose, {}))
        if view.counts.setdefault(place, counts) != counts:  # that of another standard
            self._add(members, f"{whose} of {counts[0].standard}", place, *counts)

    def _add_line(self, publication: Publication, line: PublishedLine) -> None:
        definition = definition_of(line.standard, line.indicator)
        keys = keys_of(line).values()
        self._published.update(keys)
        if definition is not None and definition.each_answer and not line.is_share:
            return  # steps between pay groups: sums of bands
        own = publication.measures.get(line.indicator)
        if own is not None:
            item, population = own
        elif definition is not None:
            item, population = definition.item, PeopleSet(definition.counted_of)
        else:
            item, population = line.indicator, PeopleSet(CountedOf.OTHERS)
        if line.is_rate:
            population = PeopleSet(CountedOf.IN_POST)
        if population.name != CountedOf.OTHERS:
            self._population[item] = population
        for key in keys:
            place = Place(key.breakdown, key.unit, key.who, key.organisation)
            if key.which != OF:
                self._add(PeopleSet(item, key.part or YES), line.indicator, place, key)
                continue
            if population.name != CountedOf.OTHERS:
                self._add(population, line.indicator, place, key)
            if not line.is_share and not line.is_rate:
                without = key._replace(which=NO)
                self._published.add(without)
                self._add(PeopleSet(item, NO), line.indicator, place, without)

    def _places(self, members: PeopleSet) -> set[Place]:
        return {place for view in self._views.get(members, {}).values() for place in view.counts}

    def _add_identities(self, publications: Sequence[Publication]) -> None:
        """Add the sets that are sums of others: by the definitions, and by the settings."""
        everywhere = [
            *IDENTITIES,
            *(
                (whole, (same,))
                for absent, whole, same in IDENTITIES_WITHOUT
                if absent not in self._views
            ),
        ]
        for whole, parts in everywhere:
            self._add_identity(whole, parts)
        for publication in publications:
            for item, answers in publication.made_of.items():
                self._add_identity(PeopleSet(item, YES), tuple(answers), publication.place)
                names = {answer.name for answer in answers}
                others = tuple(
                    answer
                    for answer in self._views
                    if answer.name in names and answer.answer and answer not in answers
                )
                if others:
                    self._add_identity(PeopleSet(item, NO), others, publication.place)

    def _add_identity(
        self, whole: PeopleSet, parts: tuple[PeopleSet, ...], organisation: str | None = None
    ) -> None:
        """Add that a set is the sum of others, everywhere or in an organisation alone."""
        if not all(part in self._views for part in parts):
            return
        if any(self._is_split(whole, part) for part in parts):
            return  # both answers are counted: they add up to it already
        for place in sorted(set.intersection(*map(self._places, parts))):
            if organisation in (None, place.organisation):
                self._add_sum(whole, place, parts)

    def _is_split(self, population: PeopleSet, answer: PeopleSet) -> bool:
        """Return whether those without an answer's event are counted in a population too."""
        is_asked = self._population.get(answer.name) == population
        return is_asked and PeopleSet(answer.name, NO) in self._views

    def _add_units(self) -> None:
        """Add that the unit of a breakdown by an item holds those of an answer to it."""
        published = {place for members in self._views for place in self._places(members)}
        for answer in list(self._views):
            population = self._population.get(answer.name)
            if not answer.answer or population is None:
                continue
            for place in self._places(answer):
                for inside in _places_within(answer, place):
                    if inside in published:
                        self._add_sum(population, inside, (answer,), place)

    def _add_sum(
        self,
        whole: PeopleSet,
        place: Place,
        parts: tuple[PeopleSet, ...],
        place_of_parts: Place | None = None,
    ) -> None:
        whose = " and ".join(dict.fromkeys(str(part.name) for part in parts))
        if place_of_parts is not None:
            whose = f"the {whose} breakdown"
        keys = [_set_key(part, place_of_parts or place) for part in parts]
        self._add(whole, whose, place, *keys)
        earlier = self._parts.get((whole, whose), ())
        self._parts[whole, whose] = tuple(dict.fromkeys((*earlier, *parts)))

    def in_order(self) -> Iterator[PeopleSet]:
        """Yield the sets, those that others are sums of first."""
        waiting = dict.fromkeys(self._views)
        while waiting:
            ready = [
                members for members in waiting if not waiting.keys() & set(self._sets_in(members))
            ]
            for members in ready or list(waiting):
                del waiting[members]
                yield members

    def link(self, members: PeopleSet) -> None:
        """Link the views of a set with one another."""
        supposed: dict[str, dict[Place, tuple[Key, ...]]] = {}
        places = sorted(self._places(members))
        for place in places:
            whole = _set_key(members, place)
            views = [
                (view.whose, view.counts[place])
                for view in self._views[members].values()
                if place in view.counts
            ]
            certain = [counts for _, counts in views if self._has_sizes(counts)]
            breakdown, unit, *_ = place
            if unit == NOT_RECORDED and self._population.get(breakdown) == members and certain:
                # Those in the unit of no answer are those without an answer.
                blank = whole._replace(title=breakdown, which=NO_ANSWER)
                self._known[blank] = self._sizes[blank] = max(map(self._size_of, certain))
                views.insert(0, (breakdown, (blank,)))
            if certain:
                self._sizes[whole] = max(map(self._size_of, certain))
            for whose, counts in views:
                if self._has_sizes(counts):
                    self._link_certain(whole, whose, counts)
                else:
                    supposed.setdefault(whose, {})[place] = counts
        for whose, by_place in supposed.items():
            self._suppose(members, whose, by_place)

    def _has_sizes(self, counts: Sequence[Key]) -> bool:
        return all(key in self._sizes for key in counts)

    def _size_of(self, counts: Sequence[Key]) -> int:
        return sum(self._sizes[key] for key in counts)

    def _link_certain(self, whole: Key, whose: str, counts: tuple[Key, ...]) -> None:
        missing = self._sizes[whole] - self._size_of(counts)
        if missing:
            blank = whole._replace(title=whose, which=NO_ANSWER)
            self._known[blank] = self._sizes[blank] = missing
            counts = (*counts, blank)
        self._certain.append(Sum(counts, whole))

    def _suppose(
        self, members: PeopleSet, whose: str, by_place: Mapping[Place, tuple[Key, ...]]
    ) -> None:
        """Suppose that a view is of the same people as those before it, if that can be."""
        has_certain = any(_set_key(members, place) in self._sizes for place in by_place)
        clusters = self._clusters.setdefault(members, [str(members.name)] if has_certain else [])
        for cluster, first in enumerate((*clusters, whose)):
            links = [
                Sum(counts, _set_key(members, place, cluster))
                for place, counts in by_place.items()
            ]
            if self._fits(links):
                self._suppositions.setdefault((first, whose), []).extend(links)
                if cluster == len(clusters):
                    clusters.append(whose)
                return

    def _fits(self, links: Sequence[Sum]) -> bool:
        """Return whether counts fit links; what follows from them is kept."""
        certain = self._certain[self._narrowed_by :]
        self._narrowed_by = len(self._certain)
        known = {key: Bounds(size, size) for key, size in self._known.items()}
        try:
            self._narrowing.add(certain, known)
            self._narrowing.add(links, known)
        except ContradictionError:
            return False
        return True

    def _counted_by(self, members: PeopleSet) -> list[str]:
        """Return the indicators that count a set by themselves."""
        return [whose for whose in self._views[members] if (members, whose) not in self._parts]

    def _sets_in(self, members: PeopleSet) -> Iterator[PeopleSet]:
        """Yield the sets that views of a set are sums of."""
        for whose in self._views.get(members, {}):
            yield from self._parts.get((members, whose), ())

    def include(self, inclusion: Inclusion) -> None:
        """Link a set with one that it lies within."""
        part, whole, is_certain = inclusion
        places = sorted(self._places(part) & self._places(whole))
        for place in places if is_certain else ():
            inside, around = _set_key(part, place), _set_key(whole, place)
            if self._sizes.get(inside, 0) > self._sizes.get(around, MOST_PEOPLE):
                of_part, of_whole = self._counted_by(part), self._counted_by(whole)
                raise LargerError(part, whole, of_part, of_whole, place)
        if any(self._is_split(whole, answer) for answer in self._sets_in(part)):
            return  # it is those of the other who gave an answer
        links = []
        for place in places:
            inside, around = _set_key(part, place), _set_key(whole, place)
            if self._has_sizes((inside, around)):
                if self._sizes[inside] <= self._sizes[around]:
                    self._certain.append(Sum((inside,), around, is_complete=False))
            else:
                links.append(Sum((inside,), around, is_complete=False))
        if links and self._fits(links):
            self._suppositions[str(part.name), str(whole.name)] = links

    def relations(self) -> Relations:
        """Return the relations, without the sets that tell of nothing published."""
        groups = [self._certain, *self._suppositions.values()]
        certain, *supposed = _simplified(groups, self._published | self._known.keys())
        names = self._suppositions
        return Relations(
            certain,
            {name: links for name, links in zip(names, supposed, strict=True) if links},
            self._known,
            self._sizes,
        )


def _simplified(groups: Sequence[Sequence[Sum]], published: set[Key]) -> list[list[Sum]]:
    """Return sums without the sets that are one published count, or are met once."""
    same: dict[Key, Key] = {}
    for link in (link for group in groups for link in group):
        if len(link.parts) == 1 and link.is_complete and link.whole not in published:
            same.setdefault(link.whole, link.parts[0])

    def key_of(key: Key) -> Key:
        while key in same:
            key = same[key]
        return key

    changed = [
        [
            link._replace(parts=tuple(map(key_of, link.parts)), whole=key_of(link.whole))
            for link in group
        ]
        for group in groups
    ]
    changed = [
        [link for link in dict.fromkeys(group) if link.parts != (link.whole,)] for group in changed
    ]
    while True:
        met: dict[Key, int] = {}
        for group in changed:
            for link in group:
                for key in link.members:
                    met[key] = met.get(key, 0) + 1
        kept = [
            [link for link in group if link.whole in published or met[link.whole] > 1]
            for group in changed
        ]
        if kept == changed:
            return kept
        changed = kept
