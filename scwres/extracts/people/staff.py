"""Staff, their leavers and their lists of events become counts, together.

The people employed in the year are the staff who have not left, and the leavers: from rows of
the staff extract, or from a file of leavers. A list of events with ids is joined to them; a list
without ids is compared with them at the level of ethnicity that both share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from scwres.counts import LEFT, NO, NOT_RECORDED, PAY_BAND, YES, Cell, spelling
from scwres.errors import Caution, FaultLog
from scwres.ethnicity.categories import CATEGORIES, CATEGORY, UNKNOWN
from scwres.extracts.cells.derived import quartile_names
from scwres.extracts.left_out import NOTHING_TO_COUNT
from scwres.extracts.people.joining import (
    EMPLOYED,
    ListJoin,
    StaffLists,
    counted_answer,
    leavers_cells,
)
from scwres.extracts.people.posts import AnyRegister, StaffRows
from scwres.extracts.people.rows import Reading
from scwres.extracts.rules import Rules
from scwres.extracts.schema import STAFF
from scwres.text.phrases import people_are

if TYPE_CHECKING:
    from scwres.extracts.people.events import EventList


def count_staff(
    parts: Sequence[StaffRows], others: StaffLists, rules: Rules, logs: Sequence[FaultLog]
) -> list[Reading]:
    """Return the counts of the parts of one staff extract, with the lists that go with it.

    The first part's reading holds what the lists and the leavers add.
    """
    readings = []
    people_by_cell: Counter[Cell] = Counter()
    for staff, log in zip(parts, logs, strict=True):
        joined = ListJoin(staff, others, log) if others.all else None
        reading = count_people(staff, rules, others.ids, joined)
        if not others.leavers and not _has_leavers(reading):
            staff.coverage.note_emptied(staff.rules, log)
        readings.append(reading)
        people_by_cell.update(reading.people_by_cell)
        reading.people_by_cell.clear()
    posts = [staff.posts for staff in parts if staff.posts]
    if others.leavers:
        known = [
            *(posts_of_part.employed for posts_of_part in posts),
            *(posts_of_part.indirect for posts_of_part in posts),
        ]
        people_by_cell.update(leavers_cells(others, AnyRegister(*known), rules))
    for item, event_list in others.lists.items():
        if not event_list.has_ids:
            people_by_cell = set_against(event_list, item, people_by_cell, rules, logs[0])
    _name_quartiles(people_by_cell, rules)
    readings[0].people_by_cell.update(people_by_cell)
    if len(posts) > 1:
        several = sum(len(posts_of_part.employed) for posts_of_part in posts)
        several -= len(set[int]().union(*[posts_of_part.employed for posts_of_part in posts]))
        if several:
            logs[0].add(
                f"{people_are(several)} in both this extract and another of the same kind",
                "Keep each person in only one of them.",
                "given-twice",
            )
    return readings


def _has_leavers(reading: Reading) -> bool:
    """Return whether anyone left in the year."""
    return any(cell.item == LEFT and cell.answer == YES for cell in reading.people_by_cell)


def count_people(
    staff: StaffRows,
    rules: Rules,
    singled_out: Iterable[int] = (),
    joined: ListJoin | None = None,
) -> Reading:
    """Return the counts of one table of people; those in ``singled_out`` are read one by one."""
    blanks = rules.blank_items
    people_by_key: Counter[tuple[str, str, str, tuple[str | None, ...]]] = Counter()
    blank: Counter[str] = Counter()
    unanswered = people = 0
    for person in staff.people(singled_out):
        values, number = person.values, person.people
        answers = joined.answers(person).items() if joined else staff.rows.answers(values)
        ethnicity, unit = staff.rows.ethnicity(values), staff.rows.unit(values)
        without = []
        for item, answer in answers:
            if meaning := counted_answer(item, answer, blanks):
                people_by_key[item, meaning, ethnicity, unit] += number
            else:
                without.append(item)
        if len(without) == len(answers):
            unanswered += person.rows
            continue
        people += number
        for item in without:
            blank[item] += number
    if joined:
        joined.note_faults()
    people_by_cell = Counter({Cell(*key): number for key, number in people_by_key.items()})
    left_out = {NOTHING_TO_COUNT: unanswered, **staff.left_out()}
    answered = {cell.item for cell in people_by_cell}
    ids: Container[int] = staff.posts.ids if staff.posts else ()
    return Reading(
        people_by_cell=people_by_cell,
        left_out={reason: rows for reason, rows in left_out.items() if rows},
        blank=dict(sorted(blank.items())),
        faults=staff.rows.faults(ids),
        warnings=(
            *staff.rows.warnings(
                answered, staff.file, joined.columns_from_lists if joined else ()
            ),
            *(joined.warnings() if joined else ()),
            *_order_warnings(staff),
            *_window_warnings(staff),
            *staff.rows.personal_cautions(ids),
        ),
        people=people if staff.posts is not None else None,
        items=frozenset(answered),
        labels=staff.rows.labels(ids),
        notes=tuple(staff.coverage.notes(staff.rules)),
    )


def _window_warnings(staff: StaffRows) -> Iterator[Caution]:
    """Yield warnings on dated rows without a window, and on rows outside it."""
    if staff.rules.window is None and staff.coverage.rows:
        counted = (
            "everybody with a leaving_date counts as having left in the year"
            if staff.rows.layout.kind is STAFF
            else "all applications count, whatever their dates"
        )
        yield Caution(
            "no-window",
            f"{staff.file}: no period was set, so {counted}. Set snapshot or [window] in "
            "scwres.toml, or give --window.",
        )
    if rows := staff.rows_after_window:
        start, count = (
            ("1 row starts", "counts") if rows == 1 else (f"{rows:,} rows start", "count")
        )
        text = f"{start} after the period, and {count} as staff all the same. Check the snapshot."
        yield Caution("starts-after-period", f"{staff.file}: {text}")
    if staff.rules.window is not None and (undated := staff.rows.undated()):
        have = "1 row has" if undated == 1 else f"{undated:,} rows have"
        yield Caution(
            "undated-rows",
            f"{staff.file}: {have} no date for the application, shortlisting, interview or offer. "
            "Rows without a date count as if in the period.",
        )
    yield from staff.coverage.warnings(staff.rules, staff.file)


def _order_warnings(staff: StaffRows) -> Iterator[Caution]:
    if staff.posts and staff.posts.with_guessed_order:
        number = people_are(len(staff.posts.with_guessed_order))
        yield Caution(
            "band-order",
            f"{staff.file}: {number} in several posts. The highest-paid was chosen only by the "
            "names of pay bands. Set [pay_bands] order in scwres.toml, or give the salary of each "
            "post.",
        )


def _name_quartiles(people_by_cell: Counter[Cell], rules: Rules) -> None:
    """Replace salaries by quartiles, where pay bands are quartiles."""
    if rules.bands.scheme != "quartiles":
        return
    people_by_salary: Counter[str] = Counter()
    for cell, people in people_by_cell.items():
        if cell.item == PAY_BAND:
            people_by_salary[cell.answer] += people
    names = quartile_names(people_by_salary)
    position = rules.breakdowns.index(PAY_BAND) if PAY_BAND in rules.breakdowns else None
    for cell, people in list(people_by_cell.items()):
        renamed = cell
        if cell.item == PAY_BAND:
            renamed = renamed._replace(answer=names[cell.answer])
        if position is not None and (salary := cell.unit[position]):
            # Somebody who left may have had a salary that nobody in post has.
            name = names.get(salary, NOT_RECORDED)
            renamed = renamed._replace(
                unit=(*cell.unit[:position], name, *cell.unit[position + 1 :])
            )
        if renamed != cell:
            del people_by_cell[cell]
            people_by_cell[renamed] += people


def set_against(
    event_list: EventList,
    item: str,
    people_by_cell: Counter[Cell],
    rules: Rules,
    log: FaultLog,
) -> Counter[Cell]:
    """Return the cells with a list without ids added: people who are not in it had no event.

    At the level of ethnicity that both share, and in the units that both have.
    """
    kept: Counter[Cell] = Counter()
    employed: _Places = Counter()
    for cell, people in people_by_cell.items():
        if cell.answer == EMPLOYED and cell.item == item:
            employed[cell.ethnicity, cell.unit] += people
        else:
            kept[cell] += people
    events, outcomes = _events_of(event_list, employed, rules)
    has_unit = [all(unit[i] is not None for _, unit in events) for i in range(_width(employed))]
    levels = _shared_levels({name for name, _ in employed}, {name for name, _ in events})
    people_by_level: dict[tuple[str, tuple[str | None, ...]], list[int]] = {}

    def shared(unit: tuple[str | None, ...]) -> tuple[str | None, ...]:
        return tuple(
            [unit_name if has else None for unit_name, has in zip(unit, has_unit, strict=True)]
        )

    for side, counted in enumerate((employed, events)):
        for (name, unit), people in counted.items():
            people_by_level.setdefault((levels[name], shared(unit)), [0, 0])[side] += people
    for (measure, answer, name, unit), people in outcomes.items():
        kept[Cell(measure, answer, levels[name], shared(unit))] += people
    for (name, unit), (everybody, with_event) in people_by_level.items():
        if with_event > everybody:
            unit_in_words = "".join(f" in {unit_name}" for unit_name in unit if unit_name)
            log.add(
                f"{people_are(with_event)} recorded as '{name}'{unit_in_words} in "
                f"{event_list.file}, but only {everybody:,} in the staff extract",
                "Check that both cover the same people and the same year.",
                "more-than-everybody",
            )
            continue
        kept[Cell(item, YES, name, unit)] += with_event
        kept[Cell(item, NO, name, unit)] += everybody - with_event
    return kept


#: People by ethnicity and unit.
_Places = Counter[tuple[str, tuple[str | None, ...]]]


def _events_of(
    event_list: EventList, employed: _Places, rules: Rules
) -> tuple[_Places, Counter[tuple[str, str, str, tuple[str | None, ...]]]]:
    """Return the people of a list without ids, and their answers to the measures out of them.

    Units are spelt as the staff extract spells them: capitals and spaces alone make no other unit.
    """
    spellings = {
        (i, spelling(unit_name)): unit_name
        for _, unit in employed
        for i, unit_name in enumerate(unit)
        if unit_name is not None
    }
    blanks = rules.blank_items
    events: _Places = Counter()
    outcomes: Counter[tuple[str, str, str, tuple[str | None, ...]]] = Counter()
    for values, people in event_list.people_by_values.items():
        unit = tuple(
            unit_name if unit_name is None else spellings.get((i, spelling(unit_name)), unit_name)
            for i, unit_name in enumerate(event_list.rows.unit(values))
        )
        ethnicity = event_list.rows.ethnicity(values)
        events[ethnicity, unit] += people
        for measure, answer in event_list.outcomes_of(values).items():
            if meaning := counted_answer(measure, answer, blanks):
                outcomes[measure, meaning, ethnicity, unit] += people
    return events, outcomes


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
    """Return, for each category, the most detailed one that both sets share.

    Where either holds a broad group, its members in the other go into it. Unknown ethnicity
    is one: a list seldom shows whether a person declined or was never asked.
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
