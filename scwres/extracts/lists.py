"""Lists of events: a row for each case, episode or leaver, in a file of its own.

People are counted, not cases. With ids a list is joined to the staff extract; without them
its own ethnicity column tells whom the events happened to, a row a person.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from scwres.errors import Caution, rows_are
from scwres.extracts.people import NOT_DIRECT, RowReader
from scwres.extracts.schema import Holds, column_letter
from scwres.extracts.vocabulary import NO, YES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scwres.errors import FaultLog
    from scwres.extracts.headers import Layout
    from scwres.extracts.people import Values
    from scwres.extracts.rules import Rules
    from scwres.extracts.tables import Table

OUTSIDE = "outside the window"
INFORMAL = "not part of the formal process"
NOT_FUNDED = "not funded, or not said to be"
MANDATORY = "mandatory"


@dataclass(slots=True)
class EventList:
    """What a list of events holds.

    Attributes
    ----------
    item
        The item that everybody in the list answers with yes.
    file
        The list's name.
    rows
        Its rows, as they were read.
    values_of
        The values of each person's first row, by the hash of the id; empty without ids.
    rows_of
        How many rows each of them has.
    people_by_values
        How often the same values occur, in a list without ids.
    cases
        How many rows count.
    days
        The first and the last day of an event that counts; None without dates.
    """

    item: str
    file: str
    rows: RowReader
    has_ids: bool
    values_of: dict[int, Values] = field(default_factory=dict)
    rows_of: Counter[int] = field(default_factory=Counter)
    people_by_values: Counter[Values] = field(default_factory=Counter)
    cases: int = 0
    days: tuple[date, date] | None = None
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def people(self) -> int:
        """How many people the events happened to; without ids a row is a person."""
        return len(self.values_of) if self.has_ids else self.people_by_values.total()

    def add(self, other: EventList) -> None:
        """Add another part of the same list, which has the same columns."""
        for who, values in other.values_of.items():
            self.values_of.setdefault(who, values)
        self.rows_of.update(other.rows_of)
        self.people_by_values.update(other.people_by_values)

    def warnings(self, rules: Rules) -> Iterator[Caution]:
        """Give what the user should know of the list as a whole."""
        if self.cases != self.people:
            people = "1 person" if self.people == 1 else f"{self.people:,} people"
            text = f"{rows_are(self.cases)} of {people}, who count once each."
            yield Caution("several-cases", f"{self.file}: {text}")
        if self.days and rules.window is None:
            first, last = (f"{day.day} {day:%B %Y}" for day in self.days)
            text = f"no window was said, so all dated rows count, from {first} to {last}."
            yield Caution("no-window", f"{self.file}: {text}")


def read_list(table: Table, layout: Layout, rules: Rules, log: FaultLog) -> EventList:
    """Return what a list of events holds; faults of rows go to ``log``."""
    rows = RowReader(layout, rules, log)
    found = EventList(layout.kind.event, log.file, rows, layout.id_position is not None)
    day_of = [rows.index_of(name) for name in _dates(layout)]
    position = layout.id_position or 0
    id_header = f"{column_letter(position)} '{layout.names[position]}'"
    for batch in table.batches(layout.positions, layout.id_position):
        rows.read(batch)
        for line, row, person in batch.rows():
            values = rows.values[rows.position[row]]
            if found.has_ids and not person:
                log.add(
                    "has no id", "Give each row the id of a person.", column=id_header, row=line
                )
            if values is None:
                continue
            day = next((values[at] for at in day_of if at is not None and values[at]), "")
            if why := _why_left_out(values, rows, day, rules):
                found.left_out[why] += 1
                continue
            if not day and rules.window and any(at is not None for at in day_of):
                log.add(
                    "has no date", "Without one it cannot be told to lie in the window.", row=line
                )
            _count(found, values, day, person)
        if rows.overflows:
            break
    rows.check_blanks(rules.blanks)
    return found


def _dates(layout: Layout) -> Sequence[str]:
    return [column.name for column in layout.columns if column.holds is Holds.DATE]


def _count(found: EventList, values: Values, day: str, person: str) -> None:
    found.cases += 1
    if found.has_ids:
        found.values_of.setdefault(hash(person), values)
        found.rows_of[hash(person)] += 1
    else:
        found.people_by_values[values] += 1
    if day:
        this = date.fromisoformat(day)
        first, last = found.days or (this, this)
        found.days = (min(first, this), max(last, this))


def _why_left_out(values: Values, rows: RowReader, day: str, rules: Rules) -> str:
    """Return why a row does not count; empty where it does."""

    def answer(name: str) -> str | None:
        at = rows.index_of(name)
        return None if at is None else values[at]

    if not rows.is_direct(values):
        return NOT_DIRECT
    if day and rules.window and not rules.window.holds(date.fromisoformat(day)):
        return OUTSIDE
    stages = [values[i] for i, column in enumerate(rows.columns) if column.holds is Holds.STAGE]
    if NO in stages and YES not in stages:
        return INFORMAL
    if answer("mandatory") == YES:
        return MANDATORY
    funded = answer("funded")
    return NOT_FUNDED if funded is not None and funded != YES else ""
