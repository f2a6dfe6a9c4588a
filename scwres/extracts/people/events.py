"""Lists of events: a row for each case, training episode or leaver, in a separate file.

People are counted, not cases. With ids a list is joined to the staff extract; without them its
own ethnicity column is used, and each row counts as a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from scwres.counts import NO, YES
from scwres.errors import Caution, FaultLog
from scwres.ethnicity.categories import CATEGORY, UNKNOWN
from scwres.extracts.cells.values import plain
from scwres.extracts.left_out import (
    ANONYMOUS,
    INFORMAL,
    MANDATORY,
    NOT_AMONG_STAFF,
    NOT_DIRECT,
    NOT_FUNDED,
    OUTSIDE,
)
from scwres.extracts.people.posts import AnyRegister, IdShape, id_fault
from scwres.extracts.people.rows import NOT_READ_FURTHER, Reading, RowReader, Values, any_answer
from scwres.extracts.people.windows import DateCoverage
from scwres.extracts.rules import Rules
from scwres.extracts.schema import LEAVERS, MAY_BE_ANONYMOUS, OUTCOME, Holds
from scwres.extracts.tables.header import Layout
from scwres.extracts.tables.table import Table
from scwres.extracts.vocabulary import ANONYMOUS_IDS, NO_ANSWER
from scwres.text.phrases import day_in_words, in_words, people_are, rows_are

#: By item of a list: the columns that decide which rows count, and what a row counts as where
#: there are none of them.
_DECIDING_COLUMNS = (
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
    values_by_person
        The values of each person's first row, by the hash of the id; empty without ids.
    rows_by_person
        The number of rows of each of them.
    people_by_values
        How often the same values occur, in a list without ids.
    cases
        How many rows count.
    days
        The first and the last day of an event that counts; None without dates.
    in_two_groups
        People whose rows do not agree on their group.
    with_differing_rows
        People whose rows do not agree on their unit, or on being regulated.
    outside_window
        People with a row outside the window.
    coverage
        The rows with a day, and how many of them lie in the window.
    id_shape
        How the ids are written.
    """

    item: str
    file: str
    rows: RowReader
    has_ids: bool
    values_by_person: dict[int, Values] = field(default_factory=dict)
    rows_by_person: Counter[int] = field(default_factory=Counter)
    people_by_values: Counter[Values] = field(default_factory=Counter)
    cases: int = 0
    days: tuple[date, date] | None = None
    left_out: Counter[str] = field(default_factory=Counter)
    in_two_groups: set[int] = field(default_factory=set)
    with_differing_rows: set[int] = field(default_factory=set)
    outside_window: set[int] = field(default_factory=set)
    coverage: DateCoverage = field(default_factory=DateCoverage)
    id_shape: IdShape = field(default_factory=IdShape)

    @property
    def people(self) -> int:
        """The number of people with an event; without ids each row is a person."""
        return len(self.values_by_person) if self.has_ids else self.people_by_values.total()

    def last_day(self, values: Values) -> str:
        """Return the day of an event as year-month-day; blank without one."""
        return next(filter(None, self.rows.days(values)), "")

    def outcomes(self, id_hash: int | None) -> dict[str, str]:
        """Return what became of a person's events, by the measure; nothing of others."""
        values = None if id_hash is None else self.values_by_person.get(id_hash)
        return {} if values is None else self.outcomes_of(values)

    def outcomes_of(self, values: Values) -> dict[str, str]:
        """Return the answers of a row to the measures out of those in the list."""
        return dict(self.rows.answers(values)) if self.item != LEAVERS.event else {}

    @property
    def items(self) -> set[str]:
        """The item of the list, and the measures out of those in it."""
        return {self.item, *(column.name for column in self.rows.columns if column.is_item)}

    def joined_with(self, other: EventList) -> EventList:
        """Return two parts of the same list, with the same columns, as one."""
        days = [*(self.days or ()), *(other.days or ())]
        return replace(
            self,
            values_by_person={**other.values_by_person, **self.values_by_person},
            rows_by_person=self.rows_by_person + other.rows_by_person,
            people_by_values=self.people_by_values + other.people_by_values,
            cases=self.cases + other.cases,
            days=(min(days), max(days)) if days else None,
            outside_window=self.outside_window | other.outside_window,
        )

    def is_like(self, other: EventList) -> bool:
        """Return whether two parts have the same columns, and ids or none."""
        columns = [
            [column.name for column in event_list.rows.columns] for event_list in (self, other)
        ]
        return columns[0] == columns[1] and self.has_ids == other.has_ids

    def warnings(self, rules: Rules) -> Iterator[Caution]:
        """Yield warnings on the list as a whole."""
        if self.cases != self.people:
            people = "1 person" if self.people == 1 else f"{self.people:,} people"
            text = f"{rows_are(self.cases)} about {people}, and each person counts once."
            if self.with_differing_rows:
                number = len(self.with_differing_rows)
                whose = "1 person" if number == 1 else f"{number:,} people"
                text += f" The rows of {whose} differ, so the first one counts."
            yield Caution("several-cases", f"{self.file}: {text}")
        if anonymous := self.left_out.get(ANONYMOUS):
            are = "1 report is" if anonymous == 1 else f"{anonymous:,} reports are"
            text = f"{are} anonymous, so of unknown ethnicity, and not counted in any group."
            yield Caution("anonymous-reports", f"{self.file}: {text}")
        columns = {column.name for column in self.rows.columns}
        for item, deciding_columns, meaning in _DECIDING_COLUMNS:
            if item == self.item and columns.isdisjoint(deciding_columns):
                columns_in_words = in_words(deciding_columns, last="or")
                text = f"has no column {columns_in_words}, so every row counts as {meaning}."
                yield Caution("every-row-counts", f"{self.file}: {text}")
        if self.days and rules.window is None:
            first, last = map(day_in_words, self.days)
            text = f"no period was set, so all dated rows count, from {first} to {last}."
            text += " Set snapshot or [window] in scwres.toml, or give --window."
            yield Caution("no-window", f"{self.file}: {text}")
        yield from self.coverage.warnings(rules, self.file)


def read_list(table: Table, layout: Layout, rules: Rules, log: FaultLog) -> EventList:
    """Return what a list of events holds; faults of rows go to ``log``."""
    rows = RowReader(layout, rules, log)
    event_list = EventList(layout.kind.event, log.file, rows, layout.id_position is not None)
    id_header = layout.place(layout.id_position or 0)
    for batch in table.batches(layout.positions, layout.id_position, one_by_one=True):
        if rows.overflows:
            log.add(*NOT_READ_FURTHER)
            break
        rows.read(batch)
        for line, row, person in batch.rows():
            values = rows.values[rows.position[row]]
            is_anonymous = _is_anonymous(event_list, values, person)
            if event_list.has_ids and not is_anonymous and (fault := id_fault(person)):
                log.add(*fault, column=id_header, row=line)
                continue
            if values is None:
                continue
            days = rows.days(values)
            day = next(filter(None, days), "")
            if day and rows.is_direct(values):
                event_list.coverage.note(date.fromisoformat(day), rules)
            if reason := _why_left_out(values, rows, day, rules):
                event_list.left_out[reason] += 1
                if reason == OUTSIDE and person:
                    event_list.outside_window.add(hash(person))
                continue
            if is_anonymous:
                event_list.left_out[ANONYMOUS] += 1
                continue
            needs_day = rules.window is not None or layout.kind is LEAVERS
            if days and not day and needs_day:
                fix = "Enter a date, or delete the row."
                if layout.kind is LEAVERS:
                    fix += f" If the file lists everybody employed, give --as staff={log.file}."
                log.add("has no date", fix, "blank-not-allowed", row=line)
            _count(event_list, values, day, person)
    if event_list.in_two_groups:
        log.add(
            f"{people_are(len(event_list.in_two_groups))} in different ethnic groups in different "
            "rows",
            "Enter the same ethnicity in every row for the same person.",
            "rows-disagree",
        )
    rows.check_blanks(rules.blanks)
    rows.settle()
    event_list.coverage.note_emptied(rules, log)
    return event_list


def _count(event_list: EventList, values: Values, day: str, person: str) -> None:
    event_list.cases += 1
    if event_list.has_ids:
        earlier = event_list.values_by_person.setdefault(hash(person), values)
        if group_of(event_list.rows.ethnicity(earlier)) != group_of(
            event_list.rows.ethnicity(values)
        ):
            event_list.in_two_groups.add(hash(person))
        if _unit_and_regulation(event_list.rows, earlier) != _unit_and_regulation(
            event_list.rows, values
        ):
            event_list.with_differing_rows.add(hash(person))
        event_list.rows_by_person[hash(person)] += 1
        event_list.values_by_person[hash(person)] = _together(event_list.rows, earlier, values)
        event_list.id_shape.note([person])
    else:
        event_list.people_by_values[values] += 1
    if day:
        event_day = date.fromisoformat(day)
        first, last = event_list.days or (event_day, event_day)
        event_list.days = (min(first, event_day), max(last, event_day))


def _is_anonymous(event_list: EventList, values: Values | None, person: str) -> bool:
    """Return whether a row is a report without a name: nobody's ethnicity is known.

    By its staff number, or, in a list without them, by an unknown ethnicity.
    """
    can_be = event_list.item in MAY_BE_ANONYMOUS
    if event_list.has_ids:
        word = plain(person)
        is_no_number = can_be and (not word or word in NO_ANSWER)
        return is_no_number or word.strip(".()[]") in ANONYMOUS_IDS
    return can_be and values is not None and group_of(event_list.rows.ethnicity(values)) == ""


def _together(rows: RowReader, earlier: Values, values: Values) -> Values:
    """Return the values of a person over another row, in columns that all rows decide.

    Employment starts with the first start that is known. Whoever answers yes to a measure in any
    row does so as a person.
    """
    if earlier is values or not rows.positions_over_rows:
        return earlier
    merged = list(earlier)
    for position in rows.positions_over_rows:
        both = {earlier[position], values[position]}
        if rows.columns[position].holds is Holds.DATE:
            merged[position] = min(both)
        else:
            merged[position] = any_answer(both)
    for position, value in rows.values_of_person(merged):
        merged[position] = value
    return tuple(merged)


def _unit_and_regulation(rows: RowReader, values: Values) -> tuple[object, ...]:
    position = rows.index_of("regulated_professional")
    return rows.unit(values), None if position is None else values[position]


def _is_informal(values: Values, rows: RowReader) -> bool:
    """Return whether a case stayed informal: by its stage, and only without one by its outcome."""
    of_stage: set[str] = set()
    of_outcome: set[str] = set()
    for value, column in zip(values, rows.columns, strict=True):
        if column.holds is Holds.STAGE and value:
            (of_outcome if column.name == OUTCOME else of_stage).add(value)
    stages = of_stage or of_outcome
    return NO in stages and YES not in stages


def _why_left_out(values: Values, rows: RowReader, day: str, rules: Rules) -> str:
    """Return why a row does not count; empty where it does."""

    def answer(name: str) -> str | None:
        position = rows.index_of(name)
        return None if position is None else values[position]

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


class Register(NamedTuple):
    """The people in the staff extract and among the leavers, by the hash of the id.

    ``known`` are the people employed, ``leaving`` the leavers, ``indirect`` the people not
    employed directly; ``shapes`` is how the ids of each part are written.
    """

    known: Container[int]
    leaving: Container[int]
    indirect: Container[int]
    shapes: tuple[IdShape, ...]


def reading_of_list(
    event_list: EventList, rules: Rules, register: Register | None, log: FaultLog, has_staff: bool
) -> Reading:
    """Return the outcome of a list's rows; mismatches with the staff extract go to ``log``.

    Parameters
    ----------
    register
        None where the staff extract has faults, so that missing people are not known.
    has_staff
        Whether there is, or may be, a staff extract beside the list.
    """
    left_out = dict(event_list.left_out)
    warnings = list(event_list.warnings(rules))
    people = event_list.people if event_list.has_ids else None
    if not has_staff:
        text = "a list of events needs a staff extract too, to count the people without one."
        warnings.append(Caution("no-staff-extract", f"{event_list.file}: {text}"))
    elif event_list.has_ids and register is not None:
        if any(id_shape.differs(event_list.id_shape) for id_shape in register.shapes):
            log.add(
                "has staff numbers written differently from those in the staff extract",
                "Check for lost leading zeros (001 and 1) or an added .0, and write both the same "
                "way.",
                "ids-do-not-match",
            )
        else:
            people = _leave_others_out(event_list, register, left_out, warnings, log)
    ids = event_list.values_by_person
    warnings += event_list.rows.personal_cautions(ids)
    return Reading(
        people_by_cell=Counter(),
        left_out=left_out,
        blank=_blank_of(event_list, rules),
        faults=event_list.rows.faults(ids),
        warnings=tuple(warnings),
        people=people,
        labels=event_list.rows.labels(ids),
        notes=tuple(event_list.coverage.notes(rules)),
    )


def _blank_of(event_list: EventList, rules: Rules) -> dict[str, int]:
    """Return the people of a list without an answer to an item of theirs, by the item.

    Those of a list with ids are counted with the staff extract, unless they are leavers.
    """
    blank: Counter[str] = Counter()
    blanks = rules.blank_items
    people = Counter(event_list.people_by_values)
    if event_list.item == LEAVERS.event:
        people.update(event_list.values_by_person.values())
    for values, number in people.items():
        for item, answer in event_list.rows.answers(values):
            if not answer and item not in blanks:
                blank[item] += number
    return dict(sorted(blank.items()))


def _leave_others_out(
    event_list: EventList,
    register: Register,
    left_out: dict[str, int],
    warnings: list[Caution],
    log: FaultLog,
) -> int:
    """Leave out the rows of people not employed, and return the number of the others."""
    register_of_all = AnyRegister(register.known, register.leaving, register.indirect)
    indirect = [
        person
        for person in event_list.values_by_person
        if person in register.indirect and person not in register.known
    ]
    strangers = [person for person in event_list.values_by_person if person not in register_of_all]
    if indirect:
        left_out[NOT_DIRECT] = left_out.get(NOT_DIRECT, 0) + _rows(event_list, indirect)
    if strangers and len(strangers) == len(event_list.values_by_person):
        log.add(
            "has nobody who is in the staff extract or among the leavers",
            "Check for staff numbers that have lost leading zeros (001 and 1), or come from "
            "another system.",
            "ids-do-not-match",
        )
    if rows := _rows(event_list, strangers):
        left_out[NOT_AMONG_STAFF] = rows
        number = "1 row has" if rows == 1 else f"{rows:,} rows have"
        text = f"{event_list.file}: {number} {NOT_AMONG_STAFF}, and left out."
        warnings.append(Caution("not-among-staff", text))
    return event_list.people - len(strangers) - len(indirect)


def _rows(event_list: EventList, people: Iterable[int]) -> int:
    return sum(event_list.rows_by_person[person] for person in people)
