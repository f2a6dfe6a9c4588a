"""Which rows each person has, by the hash of the id: in a dictionary, or packed for millions.

Both hold the same and answer the same. Packed, a row takes 12 bytes while a table is
read, and each person 8 more afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from typing import Any, Protocol

from scwres.quiet import load_quietly

#: Whether the rows in a place are included.
IsIncluded = Callable[[int], bool]

#: Packed rows that are compared with some ids at once.
ROWS_AT_ONCE = 1 << 20


class IdIndex(Protocol):
    """The ids of rows, hashed, each with the place of its row."""

    def add(self, ids: Sequence[str], places: Iterable[int]) -> None:
        """Add rows: the id of each, and its place."""
        ...

    def rows_of(self, people: Collection[int]) -> list[int]:
        """Return the rows, of those added and counted from 0, of some people."""
        ...

    def all_ids(self) -> Container[int]:
        """Return every id."""
        ...

    def ids_of(self, is_included: IsIncluded) -> Collection[int]:
        """Return the ids of the included rows, each once."""
        ...

    def places_of(
        self, singled_out: Iterable[int], is_included: IsIncluded
    ) -> dict[int, list[int]]:
        """Return the places of the included rows, in their order, of those who have several.

        Those in ``singled_out`` are among them, even with one row.
        """
        ...


class IdDictionary:
    """Ids by their places, for a table small enough to remember every row."""

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
        """Return the rows, of those added, of some people."""
        return [row for row, person in enumerate(self._rows) if person in people]

    def all_ids(self) -> Container[int]:
        """Return every id."""
        return self._place.keys()

    def ids_of(self, is_included: IsIncluded) -> Collection[int]:
        """Return the ids of the included rows, each once."""
        included = set(filter(is_included, {*self._place.values(), *self._places_of_several()}))
        if included.issuperset(self._place.values()):
            return self._place.keys()
        people = {person for person, place in self._place.items() if place in included}
        return people | {
            person for person, places in self._several.items() if not included.isdisjoint(places)
        }

    def places_of(
        self, singled_out: Iterable[int], is_included: IsIncluded
    ) -> dict[int, list[int]]:
        """Return the places of the included rows of those with several, or in ``singled_out``."""
        places_by_person = {
            person: list(filter(is_included, places)) for person, places in self._several.items()
        }
        places_by_person = {
            person: places for person, places in places_by_person.items() if len(places) > 1
        }
        for person in self._place.keys() & set(singled_out):
            places = self._several.get(person) or [self._place[person]]
            if included := list(filter(is_included, places)):
                places_by_person[person] = included
        return places_by_person

    def _places_of_several(self) -> Iterator[int]:
        for places in self._several.values():
            yield from places


class PackedIds:
    """Ids and places in arrays, for a table of millions of rows."""

    def __init__(self) -> None:
        from array import array

        load_quietly("numpy")
        self._ids = array("q")
        self._place = array("i")

    def add(self, ids: Sequence[str], places: Iterable[int]) -> None:
        """Add rows: the id of each, and its place."""
        import numpy

        hashed = numpy.fromiter(map(hash, ids), numpy.int64, len(ids))
        placed = numpy.fromiter(iter(places), numpy.intc, len(ids))
        self._ids.frombytes(hashed.tobytes())
        self._place.frombytes(placed.tobytes())

    def rows_of(self, people: Collection[int]) -> list[int]:
        """Return the rows, of those added, of some people."""
        import numpy

        person_ids = numpy.fromiter(people, numpy.int64, len(people))
        rows: list[int] = numpy.flatnonzero(numpy.isin(self._arrays()[0], person_ids)).tolist()
        return rows

    def all_ids(self) -> Container[int]:
        """Return every id."""
        return _ScannedIds(self._arrays()[0])

    def ids_of(self, is_included: IsIncluded) -> Collection[int]:
        """Return the ids of the included rows, each once."""
        return self._sorted(is_included)

    def _sorted(self, is_included: IsIncluded) -> SortedIds:
        ids, place = self._arrays()
        included = _included(place, is_included)
        return SortedIds(ids.copy() if included.all() else ids[included[place]])

    def places_of(
        self, singled_out: Iterable[int], is_included: IsIncluded
    ) -> dict[int, list[int]]:
        """Return the places of the included rows of those with several, or in ``singled_out``."""
        import numpy

        ids, place = self._arrays()
        included = _included(place, is_included)
        included_ids = self._sorted(is_included)
        searched_ids = numpy.unique(
            numpy.fromiter(
                (*included_ids.repeated(), *filter(included_ids.__contains__, singled_out)),
                numpy.int64,
            )
        )
        places_by_person: dict[int, list[int]] = {}
        for start in range(0, len(ids) if len(searched_ids) else 0, ROWS_AT_ONCE):
            block = slice(start, start + ROWS_AT_ONCE)
            indices = numpy.searchsorted(searched_ids, ids[block]).clip(max=len(searched_ids) - 1)
            is_match = (searched_ids[indices] == ids[block]) & included[place[block]]
            for person, match_place in zip(
                ids[block][is_match].tolist(), place[block][is_match].tolist(), strict=True
            ):
                places_by_person.setdefault(person, []).append(match_place)
        return places_by_person

    def _arrays(self) -> tuple[Any, Any]:
        import numpy

        if not self._ids:
            return numpy.empty(0, numpy.int64), numpy.empty(0, numpy.intc)
        return numpy.frombuffer(self._ids, numpy.int64), numpy.frombuffer(self._place, numpy.intc)


class SortedIds:
    """Ids in an array, sorted; an id of several rows stands in it several times."""

    def __init__(self, ids: Any) -> None:
        ids.sort()
        self._ids = ids

    def __contains__(self, person: object) -> bool:
        index = self._ids.searchsorted(person)
        return bool(index < len(self._ids) and self._ids[index] == person)

    def __len__(self) -> int:
        return len(self._ids) - int(self._is_repeated().sum())

    def __iter__(self) -> Iterator[int]:
        import numpy

        return iter(numpy.unique(self._ids).tolist())

    def repeated(self) -> list[int]:
        """Return the ids of several rows."""
        return list(set(self._ids[1:][self._is_repeated()].tolist()))

    def _is_repeated(self) -> Any:
        return self._ids[1:] == self._ids[:-1]


class _ScannedIds:
    """Ids in an array that is scanned, because few are searched for."""

    def __init__(self, ids: Any) -> None:
        self._ids = ids

    def __contains__(self, person: object) -> bool:
        return bool((self._ids == person).any())


def _included(place: Any, is_included: IsIncluded) -> Any:
    """Return for each place whether the rows in it are included."""
    import numpy

    places = range(int(place.max()) + 1 if len(place) else 0)
    return numpy.fromiter(map(is_included, places), bool, len(places))
