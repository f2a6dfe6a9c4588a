"""Lists of events: a row for each case, episode or leaver, in a file of its own.

People are counted, not cases. With ids a list is joined to the staff extract; without them
its own ethnicity column tells whom the events happened to, a row a person.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from scwres.errors import Caution
from scwres.ethnicity.categories import CATEGORY, UNKNOWN
from scwres.extracts.people.posts import AnyRegister, IdShape, id_fault
from scwres.extracts.people.rows import NOT_DIRECT, OUTSIDE, Reading, RowReader
from scwres.extracts.people.windows import DateCoverage
from scwres.extracts.schema import LEAVERS, OUTCOME, Holds
from scwres.extracts.vocabulary import NO, YES
from scwres.text.phrases import day_in_words, in_words, people_are, rows_are

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from scwres.errors import FaultLog
    from scwres.extracts.people.posts import IdShape
    from scwres.extracts.people.rows import Values
    from scwres.extracts.rules import Rules
    from scwres.extracts.tables.header import Layout
    from scwres.extracts.tables.table import Table

INFORMAL = "not part of the formal process"
NOT_FUNDED = "not funded, or not said to be"
MANDATORY = "mandatory"


#: The columns that tell which rows of a list count, by its item, and what a row is taken for
#: where it has none of them.
_TELLING = (
    (
        "disciplinary",
        ("disciplinary_stage", "stage", "outcome"),
        "entry to the formal process",
    ),
    (
        "fitness_to_practise",
        ("fitness_to_practise_stage", "stage", "outcome"),
        "entry to the process",
    ),
    ("cpd", ("funded", "mandatory"), "funded and not mandatory"),
)


def group_of(category: str) -> str:
    """Return the side of a category; empty where it is unknown, or not settled yet."""
    side = CATEGORY[category].side if category in CATEGORY else UNKNOWN
    return "" if side == UNKNOWN else side


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
    in_two_groups
        Those whose rows do not agree on their group.
    of_differing_rows
        Those whose rows do not agree on their unit, or on being regulated.
    outside
        Those with a row outside the window.
    dated
        The rows with a day, and how many of them lie in the window.
    shape
        How the ids are written.
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
    in_two_groups: set[int] = field(default_factory=set)
    of_differing_rows: set[int] = field(default_factory=set)
    outside: set[int] = field(default_factory=set)
    dated: DateCoverage = field(default_factory=DateCoverage)
    shape: IdShape = field(default_factory=IdShape)

    @property
    def people(self) -> int:
        """How many people the events happened to; without ids a row is a person."""
        return len(self.values_of) if self.has_ids else self.people_by_values.total()

    def joined_with(self, other: EventList) -> EventList:
        """Return this and another part of the same list, which has the same columns, as one."""
        days = [*(self.days or ()), *(other.days or ())]
        return replace(
            self,
            values_of={**other.values_of, **self.values_of},
            rows_of=self.rows_of + other.rows_of,
            people_by_values=self.people_by_values + other.people_by_values,
            cases=self.cases + other.cases,
            days=(min(days), max(days)) if days else None,
            outside=self.outside | other.outside,
        )

    def is_like(self, other: EventList) -> bool:
        """Return whether two parts have the same columns, and ids or none."""
        columns = [[column.name for column in one.rows.columns] for one in (self, other)]
        return columns[0] == columns[1] and self.has_ids == other.has_ids

    def warnings(self, rules: Rules) -> Iterator[Caution]:
        """Give what the user should know of the list as a whole."""
        if self.cases != self.people:
            people = "1 person" if self.people == 1 else f"{self.people:,} people"
            text = f"{rows_are(self.cases)} of {people}, who count once each."
            if self.of_differing_rows:
                number = len(self.of_differing_rows)
                text += f" Of {number:,} the rows differ, and the first counts."
            yield Caution("several-cases", f"{self.file}: {text}")
        columns = {column.name for column in self.rows.columns}
        for item, telling, meaning in _TELLING:
            if item == self.item and columns.isdisjoint(telling):
                text = (
                    f"no column {in_words(telling, last='or')}, so every row counts as {meaning}."
                )
                yield Caution("every-row-counts", f"{self.file}: {text}")
        if self.days and rules.window is None:
            first, last = map(day_in_words, self.days)
            text = f"no window was set, so all dated rows count, from {first} to {last}."
            text += " Set snapshot or [window] in scwres.toml, or --window."
            yield Caution("no-window", f"{self.file}: {text}")
        yield from self.dated.warnings(rules, self.file)


def read_list(table: Table, layout: Layout, rules: Rules, log: FaultLog) -> EventList:
    """Return what a list of events holds; faults of rows go to ``log``."""
    rows = RowReader(layout, rules, log)
    found = EventList(layout.kind.event, log.file, rows, layout.id_position is not None)
    day_of = [rows.index_of(name) for name in _dates(layout)]
    id_header = layout.place(layout.id_position or 0)
    for batch in table.batches(layout.positions, layout.id_position, one_by_one=True):
        rows.read(batch)
        for line, row, person in batch.rows():
            values = rows.values[rows.position[row]]
            if found.has_ids and (wrong := id_fault(person)):
                log.add(*wrong, column=id_header, row=line)
                continue
            if values is None:
                continue
            day = next((values[at] for at in day_of if at is not None and values[at]), "")
            if day and rows.is_direct(values):
                found.dated.note(date.fromisoformat(day), rules)
            if why := _why_left_out(values, rows, day, rules):
                found.left_out[why] += 1
                if why == OUTSIDE and person:
                    found.outside.add(hash(person))
                continue
            needs_day = rules.window is not None or layout.kind is LEAVERS
            if not day and needs_day and any(at is not None for at in day_of):
                log.add("has no date", "Enter one, or delete the row.", row=line)
            _count(found, values, day, person)
        if rows.overflows:
            break
    if found.in_two_groups:
        log.add(
            f"{people_are(len(found.in_two_groups))} of one group in a row and of another in "
            "the next",
            "Enter the same ethnicity in every row of a person.",
        )
    rows.check_blanks(rules.blanks)
    rows.settle()
    found.dated.note_emptied(rules, log)
    return found


def _dates(layout: Layout) -> Sequence[str]:
    return [column.name for column in layout.columns if column.holds is Holds.DATE]


def _count(found: EventList, values: Values, day: str, person: str) -> None:
    found.cases += 1
    if found.has_ids:
        earlier = found.values_of.setdefault(hash(person), values)
        if group_of(found.rows.ethnicity(earlier)) != group_of(found.rows.ethnicity(values)):
            found.in_two_groups.add(hash(person))
        if _of_whom(found.rows, earlier) != _of_whom(found.rows, values):
            found.of_differing_rows.add(hash(person))
        found.rows_of[hash(person)] += 1
        found.shape.note([person])
    else:
        found.people_by_values[values] += 1
    if day:
        this = date.fromisoformat(day)
        first, last = found.days or (this, this)
        found.days = (min(first, this), max(last, this))


def _of_whom(rows: RowReader, values: Values) -> tuple[object, ...]:
    at = rows.index_of("regulated_professional")
    return rows.unit(values), None if at is None else values[at]


def _is_informal(values: Values, rows: RowReader) -> bool:
    """Return whether a case stayed informal: by its stage, and only without one by its outcome."""
    of_stage: set[str] = set()
    of_outcome: set[str] = set()
    for value, column in zip(values, rows.columns, strict=True):
        if column.holds is Holds.STAGE and value:
            (of_outcome if column.name == OUTCOME else of_stage).add(value)
    told = of_stage or of_outcome
    return NO in told and YES not in told


def _why_left_out(values: Values, rows: RowReader, day: str, rules: Rules) -> str:
    """Return why a row does not count; empty where it does."""

    def answer(name: str) -> str | None:
        at = rows.index_of(name)
        return None if at is None else values[at]

    if not rows.is_direct(values):
        return NOT_DIRECT
    if day and rules.window and not rules.window.holds(date.fromisoformat(day)):
        return OUTSIDE
    if _is_informal(values, rows):
        return INFORMAL
    if answer("mandatory") == YES:
        return MANDATORY
    funded = answer("funded")
    return NOT_FUNDED if funded is not None and funded != YES else ""


NOT_AMONG_STAFF = "an id that is not in the staff extract or among the leavers"


class Register(NamedTuple):
    """Whom the staff extract and the leavers hold, by the hash of the id.

    ``known`` are those employed, ``leaving`` the leavers, ``indirect`` those whom the council
    does not employ itself; ``shapes`` is how the ids of each part are written.
    """

    known: Container[int]
    leaving: Container[int]
    indirect: Container[int]
    shapes: tuple[IdShape, ...]


def reading_of_list(
    found: EventList, rules: Rules, register: Register | None, log: FaultLog, has_staff: bool
) -> Reading:
    """Return what became of a list's rows; what does not go with the staff goes to ``log``.

    Parameters
    ----------
    register
        None where the staff extract has faults, so that nobody can be said to be missing.
    has_staff
        Whether there is, or may be, a staff extract beside the list.
    """
    left_out = dict(found.left_out)
    warnings = list(found.warnings(rules))
    people = found.people if found.has_ids else None
    if not has_staff:
        text = "a list of what happened needs a staff extract beside it, for those to whom it "
        warnings.append(Caution("no-staff-extract", f"{found.file}: {text}did not."))
    elif found.has_ids and register is not None:
        if any(shape.differs(found.shape) for shape in register.shapes):
            log.add(
                "holds ids that are written in another way than those of the staff extract",
                "Look for ids that have lost leading zeros (001 and 1) or gained a .0, and write "
                "them alike.",
            )
        else:
            people = _leave_others_out(found, register, left_out, warnings, log)
    ids = found.values_of
    return Reading(
        Counter(),
        left_out,
        {},
        found.rows.faults(ids),
        tuple(warnings),
        people,
        labels=found.rows.labels(ids),
        notes=tuple(found.dated.notes(rules)),
    )


def _leave_others_out(
    found: EventList,
    register: Register,
    left_out: dict[str, int],
    warnings: list[Caution],
    log: FaultLog,
) -> int:
    """Leave out the rows of those who are not employed, and return the people who are."""
    everywhere = AnyRegister(register.known, register.leaving, register.indirect)
    aside = [
        who for who in found.values_of if who in register.indirect and who not in register.known
    ]
    strangers = [who for who in found.values_of if who not in everywhere]
    if aside:
        left_out[NOT_DIRECT] = left_out.get(NOT_DIRECT, 0) + _rows(found, aside)
    if strangers and len(strangers) == len(found.values_of):
        log.add(
            "names nobody who is in the staff extract or among the leavers",
            "Look for ids that have lost leading zeros (001 and 1), or are of another system.",
        )
    if rows := _rows(found, strangers):
        left_out[NOT_AMONG_STAFF] = rows
        number = "1 row has" if rows == 1 else f"{rows:,} rows have"
        text = f"{found.file}: {number} {NOT_AMONG_STAFF}; left out."
        warnings.append(Caution("not-among-staff", text))
    return found.people - len(strangers) - len(aside)


def _rows(found: EventList, people: Iterable[int]) -> int:
    return sum(found.rows_of[who] for who in people)
