"""Extracts become counts, with every row accounted for, or faults: all of them at once.

One table is opened and told by its columns; then the tables that are about the same people
(staff, leavers, lists of events) are counted together, and each other for itself.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from scwres.counts import Counts
from scwres.errors import Caution, Fault, FaultLog, in_words
from scwres.extracts.count_rows import read_count_rows
from scwres.extracts.headers import layout_of
from scwres.extracts.joining import Employed
from scwres.extracts.lists import EventList, read_list
from scwres.extracts.people import NOT_DIRECT, Reading
from scwres.extracts.posts import Among
from scwres.extracts.schema import COUNTS, LEAVERS, STAFF, header_name, tells_who
from scwres.extracts.staff import count_people, count_staff
from scwres.extracts.staff_rows import StaffRows, read_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterator, Mapping, Sequence

    from scwres.extracts.columns import Label
    from scwres.extracts.headers import Layout, Naming
    from scwres.extracts.rules import Rules
    from scwres.extracts.schema import Kind
    from scwres.extracts.tables import Table

NOT_AMONG_STAFF = "an id that is not in the staff extract or among the leavers"

_NOTHING = Reading(Counter(), {}, {}, (), ())


@dataclass(slots=True)
class Part:
    """A table that has been read, on its way to being counted.

    ``staff``, ``events`` or ``reading`` holds what it holds, by its kind; none of them does
    where its header could not be understood.
    """

    table: Table
    log: FaultLog
    kind: Kind | None
    is_named: bool
    layout: Layout | None = None
    staff: StaffRows | None = None
    events: EventList | None = None
    reading: Reading = field(default_factory=lambda: _NOTHING)


@dataclass(slots=True)
class Extract:
    """An extract that has been read.

    Attributes
    ----------
    counts
        What it holds; nothing at all when there are faults.
    items
        The items that somebody answered.
    rows, counted, left_out, blank
        Rows besides the header; those that are counted, and the others by reason; and, by
        item, the people who are counted without an answer to it.
    people
        How many people are counted, where ids tell; None otherwise.
    columns
        The names of all its columns.
    form, notes
        What the file is, and what the user should know of it.
    header_row
        The number of the header's row; 0 without one.
    used
        The headers of the columns that are read, each with the column it is.
    optional
        The same of columns that are known, and read where something is asked of them.
    ignored, identifying
        The headers of the others, and of those of them that tell who somebody is.
    labels
        The labels of ethnicity, with their rows and what they were matched to.
    """

    name: str
    kind: Kind | None
    counts: Counts
    items: frozenset[str]
    rows: int
    counted: int
    left_out: Mapping[str, int]
    blank: Mapping[str, int]
    columns: tuple[str, ...]
    people: int | None = None
    is_named: bool = False
    sha256: str | None = None
    form: str = ""
    notes: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Caution, ...] = ()
    header_row: int = 0
    used: tuple[tuple[str, str], ...] = ()
    optional: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()
    identifying: tuple[str, ...] = ()
    labels: tuple[Label, ...] = ()


def read_part(table: Table, naming: Naming, rules: Rules) -> Part:
    """Return what a table holds; its rows are taken."""
    log = FaultLog(table.name)
    part = Part(table, log, naming.kind, naming.kind is not None)
    if not table.header:
        return part
    part.layout = layout = layout_of(
        table.header, naming, rules.optional_columns, rules.breakdowns, log
    )
    if layout is None:
        for _ in table.batches([0], None):
            pass  # so that the faults of its rows are found as well
        return part
    part.kind = layout.kind
    if layout.kind is COUNTS:
        part.reading = read_count_rows(table, layout, rules, log)
    elif layout.kind.event:
        part.events = read_list(table, layout, rules, log)
    else:
        part.staff = read_rows(table, layout, rules, log)
    is_sound = not (table.faults() or log) and not layout.kind.event
    if is_sound and table.rows == sum(table.left_out.values()):
        log.add("holds no rows below its header", "Expected at least one.")
    return part


def extracts_of(parts: Sequence[Part], rules: Rules) -> list[Extract]:
    """Count what tables hold, together where they are about the same people."""
    staff = [part for part in parts if part.kind is STAFF and part.staff]
    lists = [part for part in parts if part.events and part.kind is not LEAVERS]
    leavers = [part for part in parts if part.events and part.kind is LEAVERS]
    employed = _employed(staff, lists, leavers)
    if staff:
        rows = [part.staff for part in staff if part.staff]
        readings = count_staff(rows, employed, rules, [part.log for part in staff])
        for part, reading in zip(staff, readings, strict=True):
            part.reading = reading
    registers: list[Container[int]] = [
        part.staff.posts.row_of for part in staff if part.staff and part.staff.posts
    ]
    known = Among(*registers)
    leaving = employed.leavers.values_of if employed.leavers else {}
    for part in parts:
        if part.events:
            is_sound = not any(
                one.log or one.table.faults() or one.reading.faults for one in staff
            )
            part.reading = _reading_of_list(
                part,
                rules,
                known if is_sound else None,
                leaving,
                Among(
                    *[one.staff.posts.indirect for one in staff if one.staff and one.staff.posts]
                ),
                has_staff=bool(staff) or any(one.layout is None for one in parts),
                shapes_differ=any(
                    one.staff.posts.shape.differs(part.events.shape)
                    for one in staff
                    if one.staff and one.staff.posts
                ),
            )
        elif part.staff and part.kind is not STAFF:
            part.reading = count_people(part.staff, rules)
    return [_extract(part, rules) for part in parts]


def _employed(staff: Sequence[Part], lists: Sequence[Part], leavers: Sequence[Part]) -> Employed:
    """Return the lists that go with the staff extract, parts of one list made one."""
    staff_has_ids = all(part.staff and part.staff.posts for part in staff)
    by_item: dict[str, EventList] = {}
    for part in lists:
        found = part.events
        if found is None:
            continue
        if found.has_ids and not staff_has_ids:
            _count_by_ethnicity(found, part.log)
        _add_part(by_item, found, part.log)
    left: dict[str, EventList] = {}
    for part in leavers:
        if part.events:
            _add_part(left, part.events, part.log)
    return Employed(left.get(LEAVERS.event), by_item)


def _add_part(by_item: dict[str, EventList], found: EventList, log: FaultLog) -> None:
    """Add a list to the parts of it that were met, which need the same columns."""
    first = by_item.setdefault(found.item, found)
    if first is found:
        return
    if first.is_like(found):
        first.add(found)
    else:
        log.add(
            f"has other columns than {first.file}, of which it is a part",
            "Give both parts the same columns.",
        )


def _count_by_ethnicity(found: EventList, log: FaultLog) -> None:
    """Make a list with ids one without, because the staff extract has none to join it to."""
    if found.rows.index_of("ethnicity") is None:
        log.add(
            "names people by id, and the staff extract has no ids",
            "Add staff_id to the staff extract, or ethnicity to this one.",
        )
    found.people_by_values.update(found.values_of.values())
    found.values_of.clear()
    found.has_ids = False


def _reading_of_list(
    part: Part,
    rules: Rules,
    known: Container[int] | None,
    leaving: Container[int],
    indirect: Container[int],
    *,
    has_staff: bool,
    shapes_differ: bool,
) -> Reading:
    found = part.events
    if found is None:
        return _NOTHING
    left_out = dict(found.left_out)
    warnings = list(found.warnings(rules))
    aside: Collection[int] = ()
    strangers: Collection[int] = ()
    if not has_staff:
        text = "a list of what happened needs a staff extract beside it, for those to whom it "
        warnings.append(Caution("no-staff-extract", f"{found.file}: {text}did not."))
    elif found.has_ids and known is not None and shapes_differ:
        part.log.add(
            "holds ids that are written in another way than those of the staff extract",
            "Look for ids that have lost leading zeros (001 and 1) or gained a .0, and write "
            "them alike.",
        )
    elif found.has_ids and known is not None:
        aside = [who for who in found.values_of if who in indirect and who not in known]
        elsewhere = Among(known, leaving, indirect)
        strangers = [who for who in found.values_of if who not in elsewhere]
        if aside:
            of_them = sum(found.rows_of[who] for who in aside)
            left_out[NOT_DIRECT] = left_out.get(NOT_DIRECT, 0) + of_them
        if strangers and len(strangers) == len(found.values_of):
            part.log.add(
                "names nobody who is in the staff extract or among the leavers",
                "Look for ids that have lost leading zeros (001 and 1), or are of another system.",
            )
        rows = sum(found.rows_of[who] for who in strangers)
        if rows:
            left_out[NOT_AMONG_STAFF] = rows
            number = "1 row has" if rows == 1 else f"{rows:,} rows have"
            text = f"{found.file}: {number} {NOT_AMONG_STAFF}; left out."
            warnings.append(Caution("not-among-staff", text))
    faults = found.rows.faults(found.values_of)
    people = found.people - len(strangers) - len(aside) if found.has_ids else None
    labels = found.rows.labels(found.values_of)
    return Reading(Counter(), left_out, {}, faults, tuple(warnings), people, labels=labels)


def _extract(part: Part, rules: Rules) -> Extract:
    """Return what became of a table: its counts, its rows, and what is wrong with it."""
    reading, table = part.reading, part.table
    faults = tuple(
        fault._replace(sheet=table.sheet)
        for fault in (*table.faults(), *part.log.faults(), *reading.faults)
    )
    left_out = {**table.left_out, **reading.left_out}
    items = reading.items or {cell.item for cell in reading.people_by_cell}
    if part.events:
        items = {part.events.item}
    return Extract(
        name=table.name,
        kind=part.kind,
        is_named=part.is_named,
        counts=Counts({} if faults else reading.people_by_cell, rules.breakdowns),
        items=frozenset(items),
        sha256=table.sha256(),
        rows=table.rows,
        counted=table.rows - sum(left_out.values()),
        left_out=left_out,
        blank=reading.blank,
        people=reading.people,
        columns=tuple(dict.fromkeys([*part.layout.names, *map(header_name, table.header)]))
        if part.layout
        else (),
        form=table.form,
        notes=table.notes,
        faults=faults,
        warnings=(*(part.layout.warnings if part.layout else ()), *reading.warnings),
        header_row=table.header_row,
        labels=reading.labels,
        **_columns(part),
    )


def _columns(part: Part) -> dict[str, Any]:
    """Return the headers of a table: those of columns that are read, and the others."""
    if part.layout is None:
        return {}
    read = {part.layout.names[place] for place in part.layout.positions}
    if part.layout.id_position is not None:
        read.add(part.layout.names[part.layout.id_position])
    headers = [" ".join(header.split()) for header in part.table.header]
    pairs = [pair for pair in zip(headers, part.layout.names, strict=True) if pair[1]]
    known = {column.name for column in part.layout.kind.columns} - read
    others = [(header, name) for header, name in pairs if name not in read | known]
    return {
        "used": tuple(pair for pair in pairs if pair[1] in read),
        "optional": tuple(pair for pair in pairs if pair[1] in known),
        "ignored": tuple(header for header, name in others if not tells_who(name)),
        "identifying": tuple(header for header, name in others if tells_who(name)),
    }


def items_held_twice(extracts: Sequence[Extract]) -> Iterator[Fault]:
    """Give a fault for each item that two extracts hold, unless they were named as one.

    Adding is never silent: an old file beside the new one would double the council. A list
    of events takes the place of a column of the staff extract, and leavers add to it.
    """
    held: dict[str, list[Extract]] = {}
    for extract in extracts:
        for item in extract.items:
            held.setdefault(item, []).append(extract)
    items_by_extracts: dict[tuple[int, ...], list[str]] = {}
    for item, holders in held.items():
        kinds = {one.kind.name if one.kind else "" for one in holders}
        if "counts" not in kinds and len(kinds) > 1:
            lists = [one for one in holders if one.kind and one.kind.event]
            holders = [one for one in holders if one not in lists] if item == "left" else lists
            holders = holders if len(holders) > 1 else []
        one_kind = len({one.kind.name if one.kind else "" for one in holders}) == 1
        if len(holders) > 1 and not (one_kind and all(one.is_named for one in holders)):
            key = tuple(extracts.index(one) for one in holders)
            items_by_extracts.setdefault(key, []).append(item)
    for places, items in items_by_extracts.items():
        yield _held_by([extracts[place] for place in places], items)


def _held_by(holders: Sequence[Extract], items: Sequence[str]) -> Fault:
    names = [one.name for one in holders]
    kinds = {one.kind.name if one.kind else "" for one in holders}
    fix = "Give one of them"
    if len(kinds) == 1:
        named = " ".join(f"--as {kind}={name}" for kind in kinds for name in names)
        fix += (
            "; or, where they are parts of one council with nobody in two of them, name each: "
            f"{named}"
        )
    held = in_words([f"'{item}'" for item in sorted(items)])
    both = "both" if len(names) == 2 else "all"
    return Fault("", f"{in_words(names)} {both} hold {held}", f"{fix}.")
