"""People, not rows: a person with several posts counts once.

In the highest-paid post, by salary where there is one and else by pay band, and in that
post's unit, so that units add up to the whole; as a senior manager where any post is one;
as having left only where every post was left. What was entered about the person must agree
over the posts.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from scwres.extracts.schema import column_letter
from scwres.extracts.vocabulary import NO, YES

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterator

    from scwres.errors import FaultLog
    from scwres.extracts.people import RowReader, Values
    from scwres.extracts.rules import Bands
    from scwres.extracts.tables import Batch

#: What is about a person and not about a post: it must agree.
OF_THE_PERSON = ("ethnicity", "disciplinary", "fitness_to_practise", "cpd")

#: What a person is who is it in any post.
OF_ANY_POST = ("senior_manager", "regulated_professional")


class Person(NamedTuple):
    """Somebody, or several of whom the same is known.

    ``rows`` is in how many rows they stand, ``who`` the hash of the id where it matters.
    """

    values: Values
    people: int
    rows: int
    who: int | None


class Among:
    """Ids, hashed, that are in any of several registers; none of them is copied."""

    def __init__(self, *registers: Container[int]) -> None:
        self._registers = registers

    def __contains__(self, who: object) -> bool:
        return any(who in register for register in self._registers)


class Posts:
    """Who is in which rows, by the hash of the id.

    Attributes
    ----------
    row_of
        Where the row of each person's first post stands.
    several
        Where the rows of all posts stand, of those who have several.
    """

    def __init__(self, rows: RowReader, bands: Bands, log: FaultLog) -> None:
        self._rows = rows
        self._bands = bands
        self._log = log
        self.row_of: dict[int, int] = {}
        self.several: dict[int, list[int]] = {}
        self._aside: set[int] = set()

    @property
    def ids(self) -> Among:
        """Every id that was met, those of rows that do not count included."""
        return Among(self._aside, self.row_of)

    def note(self, batch: Batch) -> None:
        """Note who is in the rows of a batch, which have been read."""
        people = list(map(hash, batch.ids))
        is_plain = (
            len(set(people)) == len(people)
            and self.row_of.keys().isdisjoint(people)
            and "" not in batch.ids
            and all(self._counts(self._rows.position[row]) for row in batch.people_by_row)
        )
        if is_plain:
            places = map(self._rows.position.__getitem__, batch.keys())
            self.row_of.update(zip(people, places, strict=True))
        else:
            self._note_one_by_one(batch)

    def _counts(self, place: int) -> bool:
        values = self._rows.values[place]
        return values is not None and self._rows.is_direct(values)

    def _note_one_by_one(self, batch: Batch) -> None:
        layout = self._rows.layout
        position = layout.id_position or 0
        column = f"{column_letter(position)} '{layout.names[position]}'"
        for line, row, person in batch.rows():
            place = self._rows.position[row]
            if not person:
                self._log.add("has no id", "Give each person an id.", column=column, row=line)
            elif self._counts(place):
                self._note_post(hash(person), place)
            else:
                self._aside.add(hash(person))

    def _note_post(self, person: int, place: int) -> None:
        if person not in self.row_of:
            self.row_of[person] = place
        else:
            self.several.setdefault(person, [self.row_of[person]]).append(place)

    def people(self, apart: Collection[int]) -> Iterator[Person]:
        """Give people: those with several posts, and those in ``apart``, one by one.

        The others come together with those of the same values.
        """
        rows = list(self._rows.rows)
        conflicts: Counter[str] = Counter()
        for person in {*self.several, *(self.row_of.keys() & set(apart))}:
            places = self.several.get(person) or [self.row_of[person]]
            for place in places:
                rows[place] -= 1
            yield Person(self._merged(places, conflicts), 1, len(places), person)
        for place, number in enumerate(rows):
            values = self._rows.values[place]
            if number and values is not None and self._rows.is_direct(values):
                yield Person(values, number, number, None)
        for name, number in sorted(conflicts.items()):
            if not number:
                continue
            plural = "people have" if number > 1 else "person has"
            self._log.add(
                f"{number:,} {plural} several posts that do not agree on '{name}'",
                "Enter the same in every row of a person.",
            )

    def _merged(self, places: list[int], conflicts: Counter[str]) -> Values:
        """Return the values of one person over all posts."""
        posts = [values for place in places if (values := self._rows.values[place])]
        left = self._rows.index_of("left")
        kept = posts if left is None else [one for one in posts if one[left] != YES]
        highest_paid: Values = max(kept or posts, key=self._pay)
        merged = list(highest_paid)
        for name in OF_THE_PERSON:
            if (at := self._rows.index_of(name)) is not None:
                said = {one[at] for one in posts} - {""}
                conflicts[name] += len(said) > 1
                merged[at] = said.pop() if len(said) == 1 else merged[at]
        for name in OF_ANY_POST:
            if (at := self._rows.index_of(name)) is not None:
                answers = {one[at] for one in kept or posts}
                merged[at] = YES if YES in answers else NO if NO in answers else ""
        return tuple(merged)

    def _pay(self, values: Values) -> tuple[Any, ...]:
        """Return a key that grows with the pay of a post."""
        salary, band = (self._rows.index_of(name) for name in ("salary", "pay_band"))
        pounds = int(values[salary] or 0) if salary is not None else 0
        return (pounds, self._bands.place(values[band])) if band is not None else (pounds,)
