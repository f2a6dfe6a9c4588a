"""Counts: how many people of an ethnicity, in a unit, gave an answer to an item.

This is the one shape in which facts are held between reading and computing. Counts
add: batches of a file, extracts, organisations and years are sums of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from scwres.text.phrases import number_of

#: The units of an inner breakdown that lie in each unit of an outer one.
Nested = Mapping[tuple[str, str], Mapping[str, Sequence[str]]]

#: The answers to a yes/no item; its event is the first.
YES, NO = "yes", "no"

#: Items that code knows by name: the pay band, and who left.
PAY_BAND, LEFT = "pay_band", "left"

#: Who joined in the year, and the items of a survey whose answers by them are counted apart.
JOINED = "joined"
ASKED_OF_JOINERS = (
    *("feels_included", "fair_access_to_training", "confident_to_report"),
    *("harassment_public", "harassment_colleagues", "harassment_managers"),
)


def of_joiners(item: str) -> str:
    """Return the item under which the answers of the year's joiners to an item are counted.

    >>> of_joiners("feels_included")
    'joiners_feels_included'
    """
    return f"joiners_{item}"


#: The unit of people with a blank in the breakdown column of their extract.
NOT_RECORDED = "Not recorded"

#: The label of people in no unit, beside others of the same item who are in one.
IN_NO_UNIT = "[no unit]"


def natural_order(value: str) -> tuple[bool, list[str | int], str]:
    """Return a key that sorts answers and units as people order them.

    Numbers inside a value count as numbers; ``Not recorded`` comes last.

    >>> sorted(["Band 10", "Band 2", "Not recorded", "Apprentice"], key=natural_order)
    ['Apprentice', 'Band 2', 'Band 10', 'Not recorded']
    """
    parts: list[str | int] = [*re.split(r"([0-9]+)", value.casefold())]
    parts[1::2] = [int(digits) for digits in parts[1::2]]
    return value == NOT_RECORDED, parts, value


#: The breakdown that keeps organisations apart.
ORGANISATION = "organisation"

#: What joins the columns of a crossed breakdown, and the units of one.
CROSSING, JOINT = ",", " / "


def joint_name(unit: tuple[str, ...]) -> str:
    """Return the name of a unit: of a crossed one, that in each column, which can be taken apart.

    >>> joint_name(("Adults",)), joint_name(("Health / Care", "Grade 4"))
    ('Adults', 'Health/Care / Grade 4')
    """
    if len(unit) == 1:
        return unit[0]
    return JOINT.join(name.replace(JOINT, JOINT.strip()) for name in unit)


def units_by_column(breakdown: str, unit: str) -> dict[str, str]:
    """Return the unit in each column of a breakdown, from the name of a unit of it.

    >>> units_by_column("directorate,pay_band", "Health/Care / Grade 4")
    {'directorate': 'Health/Care', 'pay_band': 'Grade 4'}
    """
    columns = columns_of(breakdown)
    names = unit.split(JOINT) if len(columns) > 1 else [unit]
    return dict(zip(columns, names, strict=False))


def columns_of(breakdown: str) -> tuple[str, ...]:
    """Return the columns that a breakdown is by: its own, or the two that are crossed.

    >>> columns_of("directorate"), columns_of("directorate,pay_band")
    (('directorate',), ('directorate', 'pay_band'))
    """
    return tuple(breakdown.split(CROSSING))


def columns_of_all(breakdowns: Iterable[str]) -> tuple[str, ...]:
    """Return the columns that breakdowns are by, each once."""
    return tuple(dict.fromkeys(column for name in breakdowns for column in columns_of(name)))


def spelling(text: str) -> str:
    """Return a key that is the same for texts that differ in case or spacing alone.

    >>> spelling("Adult  Care") == spelling("adultcare")
    True
    """
    return "".join(text.casefold().split())


@dataclass(frozen=True, slots=True)
class Tally:
    """People with an event, out of the people it could have happened to.

    Both are whole numbers of people, and ``count`` is never more than ``out_of``.

    Raises
    ------
    ValueError
        When a number is negative, is not whole, or ``count`` is more than ``out_of``.

    Examples
    --------
    >>> Tally(36, 489) + Tally(61, 1204)
    Tally(count=97, out_of=1693)
    """

    count: int
    out_of: int

    def __post_init__(self) -> None:
        for number in (self.count, self.out_of):
            if not isinstance(number, int) or isinstance(number, bool):
                message = f"a tally counts people in whole numbers, not {number!r}"
                raise ValueError(message)
        self._check()

    def _check(self) -> None:
        if not 0 <= self.count <= self.out_of:
            message = f"{self.count} out of {self.out_of} is not a tally of people"
            raise ValueError(message)

    def __add__(self, other: Tally) -> Self:
        return type(self)(self.count + other.count, self.out_of + other.out_of)

    @property
    def events(self) -> Self:
        """Those with the event alone."""
        return type(self)(self.count, self.count)

    @property
    def others(self) -> Self:
        """Those without it alone."""
        return type(self)(0, self.out_of - self.count)


class Rate(Tally):
    """People with an event, against people who do not include them.

    Such as leavers in the year against staff in post: ``count`` may be more than ``out_of``.

    Raises
    ------
    ValueError
        When a number is negative or not whole.
    """

    __slots__ = ()

    def _check(self) -> None:
        if self.count < 0 or self.out_of < 0:
            message = f"{self.count} against {self.out_of} is not a rate of people"
            raise ValueError(message)

    @property
    def events(self) -> Self:
        """Those with the event alone, who are not among those they are compared with."""
        return type(self)(self.count, 0)

    @property
    def others(self) -> Self:
        """Those that events are compared with, alone."""
        return type(self)(0, self.out_of)


class Odds(Tally):
    """People with an event, out of all, to be read as those with it over those without it.

    Such as people in the higher of two pay groups, out of those in both: what a race
    disparity ratio compares.
    """

    __slots__ = ()


#: The item that counts residents of the council's area, not its workforce.
RESIDENT = "resident"


class Cell(NamedTuple):
    """The item, answer, ethnicity and unit that people are counted under.

    ``ethnicity`` is the most detailed category that was recorded. ``unit`` holds a value for
    each requested breakdown, in the same order, or None where the extract has no such column:
    those people count in the whole and in no unit.
    """

    item: str
    answer: str
    ethnicity: str
    unit: tuple[str | None, ...] = ()


class Counts:
    """People by cell; empty cells are not kept.

    Parameters
    ----------
    people_by_cell
        Whole numbers of people, none negative.
    breakdowns
        The names of the breakdowns that each cell's unit has a value for.

    Raises
    ------
    ValueError
        When a number is negative or not whole, or a unit does not fit the breakdowns.

    Examples
    --------
    >>> counts = Counts({Cell("left", "yes", "Indian"): 3, Cell("left", "no", "Indian"): 40})
    >>> (counts + counts).tally("left", "yes", {"Indian"})
    Tally(count=6, out_of=86)
    """

    __slots__ = ("_items", "breakdowns", "people_by_cell")

    def __init__(self, people_by_cell: Mapping[Cell, int], breakdowns: Iterable[str] = ()) -> None:
        self.breakdowns: tuple[str, ...] = tuple(breakdowns)
        for cell, people in people_by_cell.items():
            if not isinstance(people, int) or isinstance(people, bool) or people < 0:
                message = f"counts hold whole numbers of people, not {people!r}"
                raise ValueError(message)
            if len(cell.unit) != len(self.breakdowns):
                message = f"a unit of {len(cell.unit)} for {len(self.breakdowns)} breakdowns"
                raise ValueError(message)
        self.people_by_cell: Mapping[Cell, int] = {
            cell: people for cell, people in people_by_cell.items() if people
        }
        self._items: frozenset[str] | None = None

    @classmethod
    def summed(cls, parts: Iterable[Counts], breakdowns: Iterable[str] = ()) -> Counts:
        """Return the sum of any number of counts: the same as adding them one by one.

        Raises
        ------
        ValueError
            When parts have different breakdowns.
        """
        shared_breakdowns = tuple(breakdowns)
        people_by_cell: Counter[Cell] = Counter()
        for part in parts:
            if part.breakdowns != shared_breakdowns:
                message = "counts with different breakdowns cannot be added"
                raise ValueError(message)
            people_by_cell.update(part.people_by_cell)
        return cls(people_by_cell, shared_breakdowns)

    def __add__(self, other: Counts) -> Counts:
        return Counts.summed([self, other], self.breakdowns)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Counts):
            return NotImplemented
        return (self.breakdowns, self.people_by_cell) == (other.breakdowns, other.people_by_cell)

    __hash__ = None  # type: ignore[assignment]  # holds a mapping

    def __bool__(self) -> bool:
        return bool(self.people_by_cell)

    def __repr__(self) -> str:
        people = sum(self.people_by_cell.values())
        cells = number_of(len(self.people_by_cell), "cell")
        return f"<Counts: {number_of(people, 'answer')} in {cells}>"

    @property
    def items(self) -> frozenset[str]:
        """The items with an answer."""
        if self._items is None:
            self._items = frozenset(cell.item for cell in self.people_by_cell)
        return self._items

    def answers(self, item: str) -> frozenset[str]:
        """Return the answers to an item."""
        return frozenset(cell.answer for cell in self.people_by_cell if cell.item == item)

    def of_items(self, items: Collection[str]) -> Counts:
        """Return the counts of some items alone."""
        kept = {cell: people for cell, people in self.people_by_cell.items() if cell.item in items}
        return Counts(kept, self.breakdowns)

    def broken_down_by(self, breakdowns: Iterable[str]) -> Counts:
        """Return the counts in the units of some of their breakdowns alone.

        Raises
        ------
        ValueError
            When they have no such breakdown.
        """
        names = tuple(breakdowns)
        if names == self.breakdowns:
            return self
        positions = [self.breakdowns.index(name) for name in names]
        people_by_cell: Counter[Cell] = Counter()
        for cell, people in self.people_by_cell.items():
            unit = tuple(cell.unit[position] for position in positions)
            people_by_cell[cell._replace(unit=unit)] += people
        return Counts(people_by_cell, names)

    def by_unit(self, breakdown: str) -> dict[tuple[str, ...], Counts]:
        """Return the counts of each unit of one breakdown, without those in no unit.

        A unit is its name in each column: one, or two where two columns are crossed.
        """
        positions = [self.breakdowns.index(name) for name in columns_of(breakdown)]
        cells_by_unit: dict[tuple[str, ...], dict[Cell, int]] = {}
        for cell, people in self.people_by_cell.items():
            unit = tuple(name for i in positions if (name := cell.unit[i]) is not None)
            if len(unit) == len(positions):
                cells_by_unit.setdefault(unit, {})[cell] = people
        return {unit: Counts(cells, self.breakdowns) for unit, cells in cells_by_unit.items()}

    def with_one_spelling(self) -> tuple[Counts, tuple[str, ...]]:
        """Return the counts with answers and units that differ in case or spacing alone made one.

        The most frequent spelling stays. Also returns the spellings that were replaced.
        """
        people_by_spelling: Counter[tuple[str, str]] = Counter()
        for cell, people in self.people_by_cell.items():
            for heading, text in self._texts(cell):
                people_by_spelling[heading, text] += people
        kept: dict[tuple[str, str], str] = {}
        for heading, text in sorted(
            people_by_spelling, key=lambda pair: (-people_by_spelling[pair], pair)
        ):
            kept.setdefault((heading, spelling(text)), text)
        gone = {
            text for heading, text in people_by_spelling if kept[heading, spelling(text)] != text
        }
        if not gone:
            return self, ()
        people_by_cell: Counter[Cell] = Counter()
        for cell, people in self.people_by_cell.items():
            unit = [
                text and kept[heading, spelling(text)]
                for heading, text in zip(self.breakdowns, cell.unit, strict=True)
            ]
            answer = kept[cell.item, spelling(cell.answer)]
            people_by_cell[cell._replace(answer=answer, unit=tuple(unit))] += people
        return Counts(people_by_cell, self.breakdowns), tuple(sorted(gone))

    def _texts(self, cell: Cell) -> list[tuple[str, str]]:
        """Return the answer and the units of a cell, each with its item or breakdown."""
        units = zip(self.breakdowns, cell.unit, strict=True)
        return [(cell.item, cell.answer), *((heading, text) for heading, text in units if text)]

    def tally(self, item: str, answer: str, ethnicities: Collection[str]) -> Tally:
        """Return the people of some ethnicities who gave an answer, out of all who gave one."""
        count = out_of = 0
        for cell, people in self.people_by_cell.items():
            if cell.item == item and cell.ethnicity in ethnicities:
                out_of += people
                if cell.answer == answer:
                    count += people
        return Tally(count, out_of)
