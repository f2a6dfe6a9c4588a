"""A list without ids, set against those employed: whoever is not in it had no event."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scwres.counts import Cell, spelling
from scwres.ethnicity.categories import CATEGORIES, CATEGORY, UNKNOWN
from scwres.extracts.people.joining import EMPLOYED
from scwres.extracts.vocabulary import NO, YES
from scwres.text.phrases import people_are

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scwres.errors import FaultLog
    from scwres.extracts.people.events import EventList


def set_against(
    found: EventList, item: str, people_by_cell: Counter[Cell], log: FaultLog
) -> Counter[Cell]:
    """Set a list without ids against those employed: who is not in it had no event.

    At the level of ethnicity that both share, and in the units that both have.
    """
    kept: Counter[Cell] = Counter()
    employed: Counter[tuple[str, tuple[str | None, ...]]] = Counter()
    for cell, people in people_by_cell.items():
        if cell.answer == EMPLOYED and cell.item == item:
            employed[cell.ethnicity, cell.unit] += people
        else:
            kept[cell] += people
    events: Counter[tuple[str, tuple[str | None, ...]]] = Counter()
    spelt = {
        (i, spelling(one)): one
        for _, unit in employed
        for i, one in enumerate(unit)
        if one is not None
    }
    for values, people in found.people_by_values.items():
        # As the staff extract spells it: capitals and spaces alone make no other unit.
        unit = tuple(
            one if one is None else spelt.get((i, spelling(one)), one)
            for i, one in enumerate(found.rows.unit(values))
        )
        events[found.rows.ethnicity(values), unit] += people
    has_unit = [all(unit[i] is not None for _, unit in events) for i in range(_width(employed))]
    levels = _shared_levels({name for name, _ in employed}, {name for name, _ in events})
    at_level: dict[tuple[str, tuple[str | None, ...]], list[int]] = {}
    for side, counted in enumerate((employed, events)):
        for (name, unit), people in counted.items():
            shared = tuple([one if has else None for one, has in zip(unit, has_unit, strict=True)])
            at_level.setdefault((levels[name], shared), [0, 0])[side] += people
    for (name, unit), (everybody, with_event) in at_level.items():
        if with_event > everybody:
            where = "".join(f" in {one}" for one in unit if one)
            log.add(
                f"{people_are(with_event)} of '{name}'{where} in {found.file}, and {everybody:,} "
                "in the staff extract",
                "Check that both cover the same people and the same year.",
            )
            continue
        kept[Cell(item, YES, name, unit)] += with_event
        kept[Cell(item, NO, name, unit)] += everybody - with_event
    return kept


def _width(counted: Mapping[tuple[str, tuple[str | None, ...]], int]) -> int:
    return max((len(unit) for _, unit in counted), default=0)


#: The broad category of each of the five groups, and of each side, by its name.
_BROAD = {
    **{category.five: category.name for category in CATEGORIES if not category.detailed},
    "Other": "Other ethnic group",
    "White": "White",
}


_OF_SIDE = {"minority ethnic": "Minority ethnic", "white": "White", UNKNOWN: "Not known"}


def _shared_levels(some: set[str], others: set[str]) -> dict[str, str]:
    """Return, for each category, the one that both sets can be told apart at.

    Where either holds a broad group, its members in the other go into it. Unknown ethnicity
    is one: a list seldom tells whether somebody declined or was never asked.
    """
    every = some | others
    broad_sides = {CATEGORY[name].side for name in every if not CATEGORY[name].five}
    broad_fives = {CATEGORY[name].five for name in every if not CATEGORY[name].detailed}
    levels = {}
    for name in every:
        category = CATEGORY[name]
        if category.side in broad_sides:
            levels[name] = _OF_SIDE[category.side]
        elif category.five in broad_fives:
            levels[name] = _BROAD[category.five]
        else:
            levels[name] = name
    return levels
