"""Publications of organisations beside one of several together: of a region and its councils.

The count of a region is the sum of its councils'. Whoever has the region's publication and those
of all councils but one works out that council's counts by subtracting, whether it published or
not. So every organisation has counts of its own here: those that it published, and otherwise
counts that no publication has and that must not be worked out where they are few.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from scwres.counts import CROSSING, NO, ORGANISATION, joint_name, spelling, units_by_column
from scwres.disclosure.knowledge import OF, Publication, Sum, keys_of
from scwres.text.phrases import in_words

if TYPE_CHECKING:
    from scwres.disclosure.knowledge import Key, PublishedLine

#: Of so many organisations the names are given where they are met together.
MOST_NAMED = 3


def beside(own: Publication, releases: Sequence[Publication]) -> list[Publication]:
    """Return publications of other organisations as a reader has them beside another.

    Parameters
    ----------
    own
        The publication that is looked at. Its counts keep their keys.
    releases
        Those of organisations among its own, of others together with them, and so on. Each says
        whose it is.

    Returns
    -------
        The releases, whose keys name the organisations; and what follows from whose people they
        count, as one publication more.
    """
    if not releases:
        return []
    places = _Places(own, releases)
    placed = [places.placed(release) for release in releases]
    return [*placed, places.links(own, placed)]


class _Places:
    """What organisations are called in keys, and which counts of theirs were published.

    An organisation is called by its name; several together are, unless they are those of the
    publication that is looked at.
    """

    def __init__(self, own: Publication, releases: Sequence[Publication]) -> None:
        self._own = own
        sets = {
            release.organisations.of(line.indicator)
            for release in releases
            for line in release.lines
        }
        several = sorted(sets, key=sorted)
        self._names = {
            organisations: _name_of(organisations, number)
            for number, organisations in enumerate(several, 1)
        }
        self._members = {name: organisations for organisations, name in self._names.items()}

    def placed(self, release: Publication) -> Publication:
        """Return a release whose keys name the organisations."""
        lines = tuple(self._placed_lines(release))
        return release._replace(lines=lines, nested={})

    def _placed_lines(self, release: Publication) -> Iterator[PublishedLine]:
        for line in release.lines:
            organisations = release.organisations.of(line.indicator)
            yield line._replace(organisation=self._names[organisations])

    def links(self, own: Publication, placed: Sequence[Publication]) -> Publication:
        """Return the counts that were not published, and which counts add up to which."""
        single = _Single(
            line
            for publication in placed
            for line in publication.lines
            if len(self._members[line.organisation]) == 1
        )
        together = [
            (line, self._members[line.organisation])
            for publication in placed
            for line in publication.lines
            if len(self._members[line.organisation]) > 1
        ]
        alone = own.organisations.names if len(own.organisations.names) == 1 else ()
        if alone:
            single.add_own(alone[0], own.lines)
        else:
            together += [(line, own.organisations.of(line.indicator)) for line in own.lines]
        sums = [link for line, members in together for link in single.links(line, members)]
        for name in alone:
            sums += single.same(name, own.lines)
        return Publication(
            "",
            tuple(single.unpublished.values()),
            is_protected=True,
            silent_on=frozenset(single.keys()),
            unpublished=frozenset(single.keys() - single.published),
            links=tuple(dict.fromkeys(sums)),
        )


class _Single:
    """The lines of single organisations: those published, and those of no publication."""

    def __init__(self, lines: Iterable[PublishedLine]) -> None:
        self.published: set[Key] = set()
        self._units: dict[tuple[str, str, str], dict[str, str]] = {}
        self.unpublished: dict[tuple[Key, ...], PublishedLine] = {}
        for line in lines:
            self.published.update(keys_of(line).values())
            self._add_unit(line)

    def _add_unit(self, line: PublishedLine) -> None:
        where = (line.organisation, line.indicator, line.breakdown)
        self._units.setdefault(where, {})[spelling(line.unit)] = line.unit

    def add_own(self, name: str, lines: Iterable[PublishedLine]) -> None:
        """Add which units the publication that is looked at has, of an organisation."""
        for line in lines:
            self._add_unit(line._replace(organisation=name))

    def keys(self) -> set[Key]:
        """Return the counts of the lines that no publication has."""
        return {key for keys in self.unpublished for key in keys}

    def links(self, line: PublishedLine, members: Iterable[str]) -> Iterator[Sum]:
        """Yield that the counts of organisations add up to those of a line of them together."""
        units = units_by_column(line.breakdown, line.unit)
        if organisation := units.pop(ORGANISATION, ""):
            members = [name for name in members if spelling(name) == spelling(organisation)]
        breakdown, unit = CROSSING.join(units), joint_name(tuple(units.values()) or ("",))
        of_each = [
            own
            for name in sorted(members)
            if (own := self._line(line, name, breakdown, unit)) is not None
        ]
        if of_each:
            yield from _sums(line, of_each)

    def same(self, name: str, lines: Iterable[PublishedLine]) -> Iterator[Sum]:
        """Yield that the counts of a publication are those of an organisation."""
        keys = self.keys() | self.published
        for line in lines:
            own = line._replace(organisation=name)
            if not keys.isdisjoint(keys_of(own).values()):
                yield from _sums(line, [own])

    def _line(
        self, line: PublishedLine, name: str, breakdown: str, unit: str
    ) -> PublishedLine | None:
        """Return the line of an organisation in a unit; None where it has nobody there."""
        units = self._units.get((name, line.indicator, breakdown))
        if breakdown and units is not None:
            if spelling(unit) not in units:
                return None
            unit = units[spelling(unit)]
        own = line._replace(
            organisation=name,
            breakdown=breakdown,
            unit=unit,
            counts=dict.fromkeys(line.counts),
            under={},
        )
        keys = tuple(keys_of(own).values())
        if not self.published.issuperset(keys):
            self.unpublished.setdefault(keys, own)
        return own


def _sums(line: PublishedLine, parts: Sequence[PublishedLine]) -> Iterator[Sum]:
    """Yield that the counts of lines add up to those of another, and those without the event."""
    keys_of_parts = [keys_of(part) for part in parts]
    for column, key in keys_of(line).items():
        keys = [keys[column] for keys in keys_of_parts]
        yield Sum(tuple(keys), key)
        if key.which == OF and not line.is_share and not line.is_rate:
            yield Sum(tuple(part._replace(which=NO) for part in keys), key._replace(which=NO))


def _name_of(organisations: Iterable[str], number: int) -> str:
    """Return what organisations are called in keys: no two sets of them alike."""
    names = sorted(organisations)
    if len(names) == 1:
        return names[0]
    if len(names) <= MOST_NAMED:
        return f"{in_words(names)} together"
    return f"{len(names)} organisations together ({number})"
