"""Who stands in which rows, by the hash of the id: in a dictionary, or packed for millions.

Both hold the same and are asked the same. Packed, a row takes 12 bytes while a table is
read, and each person 8 more afterwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from scwres.quiet import load_quietly

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence

    #: Tells whether rows in a place are meant.
    IsMeant = Callable[[int], bool]

#: Packed rows that are compared with some ids at once.
ROWS_AT_ONCE = 1 << 20


class IdIndex(Protocol):
    """The ids of rows, hashed, each with the place of its row."""

    def add(self, ids: Sequence[str], places: Iterable[int]) -> None:
        """Add rows: the id of each, and its place."""
        ...

    def rows_of(self, people: Collection[int]) -> list[int]:
        """Return which of the rows that were added are of some people, the first being 0."""
        ...

    def everybody(self) -> Container[int]:
        """Return every id."""
        ...

    def ids_of(self, is_meant: IsMeant) -> Collection[int]:
        """Return the ids of the rows that are meant, each once."""
        ...

    def places_of(self, apart: Iterable[int], is_meant: IsMeant) -> dict[int, list[int]]:
        """Return the places of the rows meant, in their order, of those who have several.

        Those in ``apart`` are among them, if they have but one.
        """
        ...


class IdDictionary:
    """Ids by their places, of a table of which every row may be remembered."""

    def __init__(self) -> None:
        from array import array

        self._rows = array("q")
        self._place: dict[int, int] = {}
        self._several: dict[int, list[int]] = {}

    def add(self, ids: Sequence[str], places: Iterable[int]) -> None:
        """Add rows: the id of each, and its place."""
        hashed = list(map(hash, ids))
        self._rows.extend(hashed)
        if len(set(hashed)) == len(hashed) and self._place.keys().isdisjoint(hashed):
            self._place.update(zip(hashed, places, strict=True))
            return
        for person, place in zip(hashed, places, strict=True):
            if person in self._place:
                self._several.setdefault(person, [self._place[person]]).append(place)
            else:
                self._place[person] = place

    def rows_of(self, people: Collection[int]) -> list[int]:
        """Return which of the rows that were added are of some people."""
        return [row for row, person in enumerate(self._rows) if person in people]

    def everybody(self) -> Container[int]:
        """Return every id."""
        return self._place.keys()

    def ids_of(self, is_meant: IsMeant) -> Collection[int]:
        """Return the ids of the rows that are meant, each once."""
        meant = set(filter(is_meant, {*self._place.values(), *self._places_of_several()}))
        if meant.issuperset(self._place.values()):
            return self._place.keys()
        found = {person for person, place in self._place.items() if place in meant}
        return found | {who for who, all_ in self._several.items() if not meant.isdisjoint(all_)}

    def places_of(self, apart: Iterable[int], is_meant: IsMeant) -> dict[int, list[int]]:
        """Return the places of the rows meant, of those who have several or stand in ``apart``."""
        found = {person: list(filter(is_meant, all_)) for person, all_ in self._several.items()}
        found = {person: places for person, places in found.items() if len(places) > 1}
        for person in self._place.keys() & set(apart):
            places = self._several.get(person) or [self._place[person]]
            if meant := list(filter(is_meant, places)):
                found[person] = meant
        return found

    def _places_of_several(self) -> Iterator[int]:
        for places in self._several.values():
            yield from places


class PackedIds:
    """Ids and places in arrays, of a table of millions of rows."""

    def __init__(self) -> None:
        from array import array

        load_quietly("numpy")
        self._who = array("q")
        self._place = array("i")

    def add(self, ids: Sequence[str], places: Iterable[int]) -> None:
        """Add rows: the id of each, and its place."""
        import numpy

        hashed = numpy.fromiter(map(hash, ids), numpy.int64, len(ids))
        placed = numpy.fromiter(iter(places), numpy.intc, len(ids))
        self._who.frombytes(hashed.tobytes())
        self._place.frombytes(placed.tobytes())

    def rows_of(self, people: Collection[int]) -> list[int]:
        """Return which of the rows that were added are of some people."""
        import numpy

        among = numpy.fromiter(people, numpy.int64, len(people))
        rows: list[int] = numpy.flatnonzero(numpy.isin(self._arrays()[0], among)).tolist()
        return rows

    def everybody(self) -> Container[int]:
        """Return every id."""
        return _ScannedIds(self._arrays()[0])

    def ids_of(self, is_meant: IsMeant) -> Collection[int]:
        """Return the ids of the rows that are meant, each once."""
        return self._sorted(is_meant)

    def _sorted(self, is_meant: IsMeant) -> SortedIds:
        who, place = self._arrays()
        meant = _meant(place, is_meant)
        return SortedIds(who.copy() if meant.all() else who[meant[place]])

    def places_of(self, apart: Iterable[int], is_meant: IsMeant) -> dict[int, list[int]]:
        """Return the places of the rows meant, of those who have several or stand in ``apart``."""
        import numpy

        who, place = self._arrays()
        meant = _meant(place, is_meant)
        ids = self._sorted(is_meant)
        looked_for = numpy.unique(
            numpy.fromiter((*ids.repeated(), *filter(ids.__contains__, apart)), numpy.int64)
        )
        found: dict[int, list[int]] = {}
        for start in range(0, len(who) if len(looked_for) else 0, ROWS_AT_ONCE):
            some = slice(start, start + ROWS_AT_ONCE)
            at = numpy.searchsorted(looked_for, who[some]).clip(max=len(looked_for) - 1)
            is_one = (looked_for[at] == who[some]) & meant[place[some]]
            for person, where in zip(
                who[some][is_one].tolist(), place[some][is_one].tolist(), strict=True
            ):
                found.setdefault(person, []).append(where)
        return found

    def _arrays(self) -> tuple[Any, Any]:
        import numpy

        if not self._who:
            return numpy.empty(0, numpy.int64), numpy.empty(0, numpy.intc)
        return numpy.frombuffer(self._who, numpy.int64), numpy.frombuffer(self._place, numpy.intc)


class SortedIds:
    """Ids in an array, sorted; an id of several rows stands in it several times."""

    def __init__(self, who: Any) -> None:
        who.sort()
        self._who = who

    def __contains__(self, who: object) -> bool:
        at = self._who.searchsorted(who)
        return bool(at < len(self._who) and self._who[at] == who)

    def __len__(self) -> int:
        return len(self._who) - int(self._is_repeated().sum())

    def __iter__(self) -> Iterator[int]:
        import numpy

        return iter(numpy.unique(self._who).tolist())

    def repeated(self) -> list[int]:
        """Return the ids of several rows."""
        return list(set(self._who[1:][self._is_repeated()].tolist()))

    def _is_repeated(self) -> Any:
        return self._who[1:] == self._who[:-1]


class _ScannedIds:
    """Ids in an array that is looked through, because hardly anybody is looked for."""

    def __init__(self, who: Any) -> None:
        self._who = who

    def __contains__(self, who: object) -> bool:
        return bool((self._who == who).any())


def _meant(place: Any, is_meant: IsMeant) -> Any:
    """Return for each place whether rows in it are meant."""
    import numpy

    places = range(int(place.max()) + 1 if len(place) else 0)
    return numpy.fromiter(map(is_meant, places), bool, len(places))
