"""Extracts become counts, with every row accounted for, or all of their faults at once.

Each table is opened and its kind recognised by its columns; then the tables about the same
people (staff, leavers, lists of events) are counted together, and each of the others alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from scwres.counts import PAY_BAND, Counts
from scwres.errors import Caution, Fault, FaultLog
from scwres.extracts.cells.columns import Label
from scwres.extracts.people.case_kinds import LOGS, note_informal, note_kinds
from scwres.extracts.people.courses import note_courses, shows_which_count
from scwres.extracts.people.joining import StaffLists
from scwres.extracts.people.posts import AnyRegister, StaffRows, read_rows
from scwres.extracts.people.rows import Reading
from scwres.extracts.people.staff import count_people, count_staff
from scwres.extracts.rules import LIKE_THE_OTHERS, FileRules, Rules
from scwres.extracts.schema import (
    COUNTS,
    CPD,
    LEAVERS,
    POPULATION,
    STAFF,
    Kind,
    header_name,
    tells_who,
)
from scwres.extracts.surveys.answers import with_answers
from scwres.extracts.tables.header import Layout, layout_of
from scwres.extracts.tables.names import Naming
from scwres.extracts.tables.selection import Selection, note_selection, selection_of
from scwres.extracts.tables.statuses import note_statuses
from scwres.extracts.tables.suggesting import may_be_id
from scwres.extracts.tables.table import Table
from scwres.extracts.tables.templates import (
    Template,
    kind_of_template,
    template_of,
    unfilled_columns,
)
from scwres.text.phrases import in_words, number_of, shown, shown_whole
from scwres.text.safety import place_name

if TYPE_CHECKING:
    from scwres.extracts.people.events import EventList, Register
    from scwres.extracts.population.dimensions import Limit


_NOTHING = Reading(people_by_cell=Counter(), left_out={}, blank={}, faults=(), warnings=())


@dataclass
class Part:
    """A table that has been read, on its way to being counted.

    By its kind, ``staff``, ``events`` or ``reading`` holds its contents; none of them does where
    its header could not be understood, or it is a template that nobody has filled in. ``header``
    is the table's, with blanks in place of the columns of a template that nobody has filled in.
    """

    table: Table
    log: FaultLog
    kind: Kind | None
    is_named: bool
    own: FileRules = LIKE_THE_OTHERS
    layout: Layout | None = None
    selection: Selection | None = None
    staff: StaffRows | None = None
    events: EventList | None = None
    reading: Reading = field(default_factory=lambda: _NOTHING)
    header: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    warnings: tuple[Caution, ...] = ()


@dataclass
class Extract:
    """An extract that has been read.

    Attributes
    ----------
    counts
        The people that it holds; empty when there are faults.
    items
        The items with an answer.
    rows, counted, left_out, blank
        Rows besides the header; those that are counted, and the others by reason; and, by
        item, the people who are counted without an answer to it.
    people
        How many people are counted, known only with ids; None otherwise.
    columns
        The names of all its columns.
    form, notes
        What the file is, and what the user should know of it.
    header_row
        The number of the header's row; 0 without one.
    used
        The headers of the columns that are read, each with the name of its column.
    optional
        The same for known columns that are read on request only.
    ignored, identifying
        The headers of the other columns, and of those that identify a person.
    labels
        The labels of ethnicity, with their rows and categories.
    held
        The values of the columns that the settings can refer to, by column.
    own
        The settings for this file alone.
    pounds_by_band
        By pay band, how many of its rows have a salary, and the sum of those.
    residents_of
        The residents that a table of them is limited to; empty for all residents, None where that
        is not known, or the extract is not of residents.
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
    held: Mapping[str, frozenset[str]] = field(default_factory=dict)
    own: FileRules = LIKE_THE_OTHERS
    pounds_by_band: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    residents_of: tuple[Limit, ...] | None = None


def read_part(table: Table, naming: Naming, rules: Rules) -> Part:
    """Return what a table holds; its rows are consumed."""
    log = FaultLog(table.name)
    rules = rules.of_file(naming.own)
    if naming.kind is POPULATION:
        from scwres.extracts.population.forms import in_one_form

        table = in_one_form(table, naming, log)
    part = Part(table, log, naming.kind, naming.kind is not None, naming.own)
    part.header = table.header
    if not table.header:
        return part
    if template := template_of(table.sheet):
        unfilled = unfilled_columns(len(table.header), table.rows_ahead())
        naming = _of_template(part, template, naming, unfilled)
        if len(unfilled) == len(table.header) and not log:
            return _not_filled_in(part)
    else:
        part.table, part.header = with_answers(table, naming, rules, log)
        table = part.table
    if naming.kind is None and not naming.own.reached:
        note_statuses(part.header, naming.kinds(part.header), table.sample, log)
    if not log:
        part.layout = layout_of(
            part.header,
            naming,
            rules.optional_columns,
            rules.unit_columns,
            log,
            rules.measures,
            table.sample,
        )
    layout = part.layout
    if layout is None:
        for _ in table.batches([0], None):
            pass  # so that the faults of its rows are noted as well
        return part
    part.kind = layout.kind
    watched = _columns_watched(layout)
    part.selection = selection_of(table.header, naming.own.only, watched, log)
    table.select(part.selection)
    _read_rows(part, layout, rules)
    if part.selection:
        note_selection(part.selection, table.header, naming.own.only, log)
        if layout.kind in LOGS:
            note_kinds(part.selection, table.header, layout.kind, table.name, log)
            note_informal(part.selection, table.header, log)
        elif layout.kind is CPD:
            has_mandatory = layout.index_of("mandatory") is not None
            note_courses(
                part.selection, table.header, naming.own.only, log, has_mandatory=has_mandatory
            )
    is_sound = not (table.faults() or log) and not layout.kind.event
    if is_sound and table.rows == sum(table.left_out.values()):
        log.add("holds no rows below its header", "Expected at least one row.", "no-rows")
    return part


def _of_template(
    part: Part, template: Template, naming: Naming, unfilled: frozenset[int]
) -> Naming:
    """Return how a template is read: as its kind, without the columns that nobody filled in."""
    kind = kind_of_template(template, part.log)
    if kind is None:
        return naming
    part.kind = naming.kind or kind
    names_by_place = {place: header_name(part.header[place]) for place in sorted(unfilled)}
    blank = [name for name in names_by_place.values() if name not in part.kind.needs]
    part.header = tuple(
        "" if names_by_place.get(place) in blank else cell
        for place, cell in enumerate(part.header)
    )
    extra = [name for name in blank if (column := part.kind.column(name)) and column.is_extra]
    names = [name for name in blank if name and name not in extra]
    if extra:
        names.append(number_of(len(extra), "extra column"))
    if names:
        part.notes = (f"not filled in, so not read: {in_words(names)}",)
    return naming._replace(kind=part.kind)


def _not_filled_in(part: Part) -> Part:
    """Return the part of a template without rows: it holds nothing, not even that nobody had."""
    for _ in part.table.batches([0], None):
        pass  # so that the example is accounted for
    part.notes = ()
    text = f"{part.table.name} is a template that nobody has filled in. It counts as not given."
    if part.kind and part.kind.event:
        text += f" If nobody had such an event, enter N in column '{part.kind.event}' of staff."
    part.warnings = (Caution("template-empty", text),)
    return part


def _columns_watched(layout: Layout) -> list[int]:
    """Return the positions of columns that are not read and may show which rows count."""
    if layout.kind in LOGS:
        return _columns_beside(layout)
    if layout.kind is CPD:
        return [
            place for place in _columns_beside(layout) if shows_which_count(layout.names[place])
        ]
    return []


def _columns_beside(layout: Layout) -> list[int]:
    """Return the positions of columns that are not read and do not identify a person."""
    positions_read = {*layout.positions, layout.id_position}
    return [
        position
        for position, name in enumerate(layout.names)
        if name and position not in positions_read and not tells_who(name)
    ]


def _read_rows(part: Part, layout: Layout, rules: Rules) -> None:
    """Read the rows of a table, by its kind."""
    table, log = part.table, part.log
    if layout.kind is COUNTS:
        from scwres.extracts.count_tables import read_count_rows

        part.reading = read_count_rows(table, layout, rules, log)
    elif layout.kind is POPULATION:
        from scwres.extracts.population.residents import read_residents

        part.reading = read_residents(table, layout, rules, log)
    elif layout.kind.event:
        from scwres.extracts.people.events import read_list

        part.events = read_list(table, layout, rules, log)
    else:
        part.staff = read_rows(table, layout, rules, log)


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
    if lists or leavers:
        _read_lists(parts, _register(staff, employed), rules)
    for part in parts:
        if part.staff and part.kind is not STAFF:
            part.reading = count_people(part.staff, rules)
    return [_extract(part, rules) for part in parts]


def _read_lists(parts: Sequence[Part], register: Register | None, rules: Rules) -> None:
    """Fill in the readings of lists, once it is known who is on the staff."""
    from scwres.extracts.people.events import reading_of_list

    can_tell = any(part.layout is None or (part.kind is STAFF and part.staff) for part in parts)
    for part in parts:
        if part.events:
            own = rules.of_file(part.own)
            part.reading = reading_of_list(part.events, own, register, part.log, can_tell)


def _employed(staff: Sequence[Part], lists: Sequence[Part], leavers: Sequence[Part]) -> StaffLists:
    """Return the lists that go with the staff extract, with the parts of a list joined."""
    staff_has_ids = all(part.staff and part.staff.posts for part in staff)
    by_item: dict[str, EventList] = {}
    for part in lists:
        if part.events and part.events.has_ids and not staff_has_ids:
            if part.events.rows.index_of("ethnicity") is None:
                _note_staff_without_ids(staff, part.log)
                continue
            _count_by_ethnicity(part.events)
    for part in (*lists, *leavers):
        if event_list := part.events:
            earlier_part = by_item.get(event_list.item)
            if earlier_part is None or earlier_part.is_like(event_list):
                by_item[event_list.item] = (
                    earlier_part.joined_with(event_list) if earlier_part else event_list
                )
            else:
                part.log.add(
                    f"is part of the same list as {earlier_part.file}, but has different columns",
                    "Give both parts the same columns.",
                    "column-missing",
                )
    return StaffLists(by_item.pop(LEAVERS.event, None), by_item)


def _register(staff: Sequence[Part], employed: StaffLists) -> Register | None:
    """Return the people in the staff extract; None where faults or missing ids hide them."""
    from scwres.extracts.people.events import Register

    if any(part.log or part.table.faults() or part.reading.faults for part in staff):
        return None
    posts = [part.staff.posts for part in staff if part.staff and part.staff.posts]
    if len(posts) < len(staff):
        return None
    return Register(
        known=AnyRegister(*[posts_of_part.employed for posts_of_part in posts]),
        leaving=employed.leavers.values_by_person if employed.leavers else {},
        indirect=AnyRegister(*[posts_of_part.indirect for posts_of_part in posts]),
        shapes=tuple(posts_of_part.id_shape for posts_of_part in posts),
    )


def _note_staff_without_ids(staff: Sequence[Part], log: FaultLog) -> None:
    """Note that a list of ids cannot be joined, and the staff columns that may hold ids."""
    for part in staff:
        if part.layout is None or part.layout.id_position is not None:
            continue
        headers = [*zip(part.layout.headers, part.layout.names, strict=True)]
        possible_ids = [header for header, name in headers if may_be_id(name)]
        unread = [header for header, name in headers if part.layout.kind.column(name) is None]
        columns = [shown(header) for header in possible_ids or unread if header]
        fix = f"Add staff_id to {part.table.name}, or ethnicity to this one."
        if columns:
            fix = (
                f"Its staff numbers may be in {in_words(columns, last='or')}. If so, name the "
                f"column in scwres.toml, under the path of {part.table.name}: columns = "
                f'{{ staff_id = "{(possible_ids or unread)[0]}" }}. '
                "If not, add ethnicity to this extract."
            )
        log.add(
            f"has staff numbers, but no column of {part.table.name} is recognised as staff_id",
            fix,
            "column-missing",
        )


def _count_by_ethnicity(event_list: EventList) -> None:
    """Drop the ids of a list, because the staff extract has none to join it to."""
    event_list.people_by_values.update(event_list.values_by_person.values())
    event_list.values_by_person.clear()
    event_list.has_ids = False


def _extract(part: Part, rules: Rules) -> Extract:
    """Return a table as an extract: its counts, its rows and its faults."""
    reading, table = part.reading, part.table
    headers = part.layout.headers_by_place if part.layout else {}
    faults = tuple(
        fault._replace(sheet=table.sheet, header=headers.get(fault.column, ""))
        for fault in (*table.faults(), *part.log.faults(), *reading.faults)
    )
    left_out = {**table.left_out, **reading.left_out}
    items = reading.items or {cell.item for cell in reading.people_by_cell}
    if part.events:
        items = part.events.items
    return Extract(
        name=table.name,
        kind=part.kind,
        is_named=part.is_named,
        counts=Counts({} if faults else reading.people_by_cell, rules.unit_columns),
        items=frozenset(items),
        sha256=table.sha256(),
        rows=table.rows,
        counted=table.rows - sum(left_out.values()),
        left_out=left_out,
        blank=reading.blank,
        people=reading.people,
        columns=tuple(
            dict.fromkeys(
                [
                    *_names_shown(part.layout),
                    *part.layout.further,
                    *(header_name(cell) for cell in part.header if place_name(cell) == cell),
                ]
            )
        )
        if part.layout
        else (),
        form=table.form,
        notes=(*table.notes, *part.notes, *reading.notes),
        faults=faults,
        warnings=(
            *(part.layout.warnings if part.layout else ()),
            *reading.warnings,
            *part.warnings,
            *_spacing_warnings(part, rules),
        ),
        header_row=table.header_row,
        labels=reading.labels,
        held=_values_by_column(part),
        pounds_by_band=part.staff.rows.pounds_by_band() if part.staff else {},
        own=part.own,
        residents_of=reading.residents_of,
        **_columns(part),
    )


def _names_shown(layout: Layout) -> Iterator[str]:
    """Yield the names of columns, without those of headers that may identify a person.

    Nothing is broken down by such a column, and no message lists it.
    """
    for header, name in zip(layout.headers, layout.names, strict=True):
        if layout.kind.column(name) is not None or header_name(header) == name:
            yield name


def _spacing_warnings(part: Part, rules: Rules) -> Iterator[Caution]:
    """Yield warnings on units and pay bands written in several spacings."""
    rows = part.staff.rows if part.staff else part.events.rows if part.events else None
    for reader in rows.readers if rows else ():
        names = reader.names_in_several_spacings()
        if names and reader.column.name in (*rules.breakdowns, PAY_BAND):
            quoted_names = in_words(list(map(shown_whole, names)))
            text = f"column {reader.header} holds {quoted_names} with different spaces. "
            text += "They were joined."
            yield Caution("other-capitals", f"{part.table.name}: {text}")


def _values_by_column(part: Part) -> dict[str, frozenset[str]]:
    """Return the values of the columns that the settings can refer to, by column."""
    rows = part.staff.rows if part.staff else part.events.rows if part.events else None
    texts = rows.values_by_column() if rows else {}
    if part.kind is COUNTS:
        cells = part.reading.people_by_cell
        texts[PAY_BAND] = frozenset(cell.answer for cell in cells if cell.item == PAY_BAND)
    if part.selection:
        for position in part.selection.only:
            name = header_name(part.table.header[position])
            texts[name] = texts.get(name, frozenset()) | frozenset(
                part.selection.rows_by_value[position]
            )
    return texts


def _columns(part: Part) -> dict[str, Any]:
    """Return the headers of a table: those of columns that are read, and the others."""
    if part.layout is None:
        return {}
    names_read = {part.layout.names[place] for place in part.layout.positions}
    if part.layout.id_position is not None:
        names_read.add(part.layout.names[part.layout.id_position])
    headers = [place_name(" ".join(header.split())) for header in part.table.header]
    pairs = [pair for pair in zip(headers, part.layout.names, strict=True) if pair[1]]
    known = {column.name for column in part.layout.kind.columns} - names_read
    others = [(header, name) for header, name in pairs if name not in names_read | known]
    further = [(headers[place], name) for name, place in part.layout.further.items()]
    used = [pair for pair in pairs if pair[1] in names_read]
    return {
        # The columns of one header stand together, in the order of the table.
        "used": tuple(
            pair
            for header, name in used
            for pair in (*(other for other in further if other[0] == header), (header, name))
        ),
        "optional": tuple(pair for pair in pairs if pair[1] in known),
        "ignored": tuple(header for header, name in others if not tells_who(name)),
        "identifying": tuple(header for header, name in others if tells_who(name)),
    }
