"""Staff, their leavers and the lists of what happened to them become counts, together.

Those employed in the year are the staff who have not left, and the leavers: rows of the
staff extract that say so, or a file of leavers. A list of events with ids is joined to
them; one without ids is set against them at the level of ethnicity that both share.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from scwres.counts import NOT_RECORDED, Cell
from scwres.errors import Caution, in_words, people_are
from scwres.ethnicity import CATEGORIES, CATEGORY, UNKNOWN
from scwres.extracts.derived import quartile_names
from scwres.extracts.lists import EventList
from scwres.extracts.people import (
    LEFT_BEFORE,
    NOT_DIRECT,
    NOTHING_TO_COUNT,
    Reading,
    RowReader,
    cells_of,
)
from scwres.extracts.posts import Among, Person, Posts
from scwres.extracts.schema import ITEMS
from scwres.extracts.vocabulary import NO, YES

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from scwres.errors import FaultLog
    from scwres.extracts.headers import Layout
    from scwres.extracts.people import Values
    from scwres.extracts.rules import Rules
    from scwres.extracts.tables import Table

#: So many leavers, more than half of them, among staff of whom nothing says who left are no
#: slip of one list or the other.
MANY_LEAVERS = 5

#: The answer, until the lists are counted, of people to whom an item of a list applies.
_EMPLOYED = "\0employed"


class StaffRows(NamedTuple):
    """The rows of a staff extract, and who is in them; None without ids."""

    file: str
    rows: RowReader
    posts: Posts | None

    def people(self, apart: Iterable[int]) -> Iterator[Person]:
        """Give the people: one by one where several rows, or a list, name them."""
        if self.posts is not None:
            yield from self.posts.people(set(apart))
            return
        for values, number in zip(self.rows.values, self.rows.rows, strict=True):
            is_in = values is not None and self.rows.is_direct(values)
            if number and values is not None and is_in and not self.rows.had_left(values):
                yield Person(values, number, number, None)

    def left_out(self) -> Counter[str]:
        """Return the rows of those who are not employed in the year, by reason."""
        rows: Counter[str] = Counter()
        for values, number in zip(self.rows.values, self.rows.rows, strict=True):
            if values is not None and not self.rows.is_direct(values):
                rows[NOT_DIRECT] += number
            elif values is not None and self.rows.had_left(values):
                rows[LEFT_BEFORE] += number
        return rows


def read_rows(table: Table, layout: Layout, rules: Rules, log: FaultLog) -> StaffRows:
    """Return the rows of a table of people; faults of rows go to ``log``."""
    rows = RowReader(layout, rules, log)
    posts = Posts(rows, rules.bands, log) if layout.id_position is not None else None
    for batch in table.batches(layout.positions, layout.id_position):
        rows.read(batch)
        if posts is not None:
            posts.note(batch)
        if rows.overflows:
            break
    rows.check_blanks(rules.blanks)
    return StaffRows(log.file, rows, posts)


class Employed(NamedTuple):
    """What goes with a staff extract: its leavers, and lists of events by item."""

    leavers: EventList | None = None
    lists: Mapping[str, EventList] = {}

    @property
    def all(self) -> list[EventList]:
        """The lists, the leavers among them."""
        return [*self.lists.values(), *([self.leavers] if self.leavers else [])]

    @property
    def ids(self) -> set[int]:
        """The ids, hashed, that a list names."""
        return {who for one in self.all for who in one.values_of}


def count_staff(
    parts: Sequence[StaffRows], others: Employed, rules: Rules, logs: Sequence[FaultLog]
) -> list[Reading]:
    """Return the counts of the parts of one staff extract, with the lists that go with it.

    The first part's reading holds what the lists and the leavers add.
    """
    readings = []
    people_by_cell: Counter[Cell] = Counter()
    for staff, log in zip(parts, logs, strict=True):
        joined = _Joined(staff, others, log)
        reading = count_people(staff, rules, others.ids, joined)
        readings.append(reading)
        people_by_cell.update(reading.people_by_cell)
        reading.people_by_cell.clear()
    registers = [staff.posts.row_of for staff in parts if staff.posts]
    known = Among(*registers)
    indirect = Among(*[staff.posts.indirect for staff in parts if staff.posts])
    people_by_cell.update(_leavers_cells(others, Among(known, indirect)))
    for item, found in others.lists.items():
        if not found.has_ids:
            people_by_cell = _set_against(found, item, people_by_cell, logs[0])
    _name_quartiles(people_by_cell, rules)
    readings[0].people_by_cell.update(people_by_cell)
    if len(registers) > 1:
        several = sum(map(len, registers)) - len(set().union(*registers))
        if several:
            logs[0].add(
                f"{people_are(several)} in this extract and in another of its kind",
                "Keep everybody in one of them.",
            )
    return readings


def count_people(
    staff: StaffRows,
    rules: Rules,
    apart: Iterable[int] = (),
    joined: _Joined | None = None,
) -> Reading:
    """Return the counts of one table of people; those in ``apart`` are looked at singly."""
    blanks = {item for item, means in rules.blanks.items() if means == NO}
    people_by_cell: Counter[Cell] = Counter()
    blank: Counter[str] = Counter()
    unanswered = people = 0
    for person in staff.people(apart):
        values = person.values
        answers = joined.answers(person) if joined else dict(staff.rows.answers(values))
        cells = list(
            cells_of(
                answers.items(), staff.rows.ethnicity(values), staff.rows.unit(values), blanks
            )
        )
        if not cells:
            unanswered += person.rows
            continue
        people += person.people
        for cell in cells:
            people_by_cell[cell] += person.people
        for item, answer in answers.items():
            if not answer and item not in blanks:
                blank[item] += person.people
    left_out = {NOTHING_TO_COUNT: unanswered, **staff.left_out()}
    answered = {cell.item for cell in people_by_cell}
    ids: Container[int] = staff.posts.ids if staff.posts else ()
    return Reading(
        people_by_cell,
        left_out={reason: rows for reason, rows in left_out.items() if rows},
        blank=dict(sorted(blank.items())),
        faults=staff.rows.faults(ids),
        warnings=(
            *staff.rows.warnings(answered, staff.file, joined.told if joined else ()),
            *(joined.warnings() if joined else ()),
            *_order_warnings(staff),
            *_window_warnings(staff, rules),
        ),
        people=people if staff.posts is not None else None,
        items=frozenset(answered),
        labels=staff.rows.labels(ids),
    )


def _window_warnings(staff: StaffRows, rules: Rules) -> Iterator[Caution]:
    if rules.window is None and any(one.column.name == "left" for one in staff.rows.derived):
        yield Caution(
            "no-window",
            f"{staff.file}: no window was set, so everybody with a leaving_date has left in the "
            "year. Set snapshot or [window] in scwres.toml, or --window.",
        )


def _order_warnings(staff: StaffRows) -> Iterator[Caution]:
    if staff.posts and staff.posts.of_guessed_order:
        number = people_are(len(staff.posts.of_guessed_order))
        yield Caution(
            "band-order",
            f"{staff.file}: {number} in several posts whose pay is told by the names of their "
            "bands alone. Set [pay_bands] order in scwres.toml, or give a column salary.",
        )


class _Joined:
    """Joins people to the lists that name them, and counts who is in which."""

    def __init__(self, staff: StaffRows, others: Employed, log: FaultLog) -> None:
        self._staff = staff
        self._others = others
        self._log = log
        self._in_post_and_left = 0
        self._cannot = Counter[str]()
        self._of_another_group = Counter[str]()
        self._before_start = Counter[str]()
        left = staff.rows.index_of("left")
        leavers = others.leavers
        if leavers and left is not None and not (leavers.has_ids and staff.posts):
            log.add(
                f"says who left, and so does {leavers.file}, and without ids nobody can tell "
                "whether they are the same",
                "Give one of the two, or both with staff_id.",
                column="'left'",
            )

    @property
    def told(self) -> tuple[str, ...]:
        """The columns that a list tells in place of the staff extract."""
        return (*self._others.lists, *(["left"] if self._others.leavers else []))

    def answers(self, person: Person) -> dict[str, str]:
        """Return the answers of somebody, what the lists say of them included."""
        answers = dict(self._staff.rows.answers(person.values))
        leavers = self._others.leavers
        self._compare(person)
        if leavers:
            is_listed = person.who in leavers.values_of
            if "left" not in answers or (is_listed and answers["left"] != YES):
                self._in_post_and_left += is_listed * person.people
                answers["left"] = NO
        for item, found in self._others.lists.items():
            answers.pop(item, None)
            said = _said(found, person.who)
            if self._staff.rows.applies(ITEMS[item].applies_to, person.values):
                answers[item] = said
            elif said == YES:
                self._cannot[item] += person.people
        return answers

    def _note_leavers_among_staff(self) -> None:
        """Note leavers most of whom stand in a staff extract that does not say who left.

        It then holds everybody employed in the year, and nobody would seem to have left.
        """
        leavers, number = self._others.leavers, self._in_post_and_left
        if leavers is None or self._staff.rows.index_of("left") is not None:
            return
        if number >= MANY_LEAVERS and 2 * number > leavers.people:
            self._log.add(
                f"holds {number:,} of the {leavers.people:,} people in {leavers.file}, and has no "
                "column 'left' that says so",
                "Add the column left, or take those who left out of it.",
            )

    def _compare(self, person: Person) -> None:
        """Count somebody whom a list names in another group, or before the first day."""
        who, rows = person.who, self._staff.rows
        if who is None:
            return
        group = CATEGORY[rows.ethnicity(person.values)].side
        start_at = rows.index_of("start_date")
        start = person.values[start_at] if start_at is not None else ""
        for found in self._others.all:
            listed = found.values_of.get(who)
            if listed is None:
                continue
            other = found.rows.ethnicity(listed)
            groups = {group, CATEGORY[other].side if other else group} - {UNKNOWN}
            self._of_another_group[found.file] += len(groups) > 1
            days = [day for day in found.rows.days(listed) if day]
            self._before_start[found.file] += bool(start and days and min(days) < start)

    def _note_comparisons(self) -> None:
        file = self._staff.file
        for other, people in self._of_another_group.items():
            if people:
                self._log.add(
                    f"{people_are(people)} of another group in {other} than in {file}",
                    "Enter the same ethnicity in both, or leave that column out of the list.",
                )
        for other, people in self._before_start.items():
            if people:
                self._log.add(
                    f"{people_are(people)} in {other} with an event before their start_date",
                    "Mend the dates, or look for ids that were given to somebody else.",
                )

    def warnings(self) -> Iterator[Caution]:
        """Give what the user should know of people and lists that do not go together."""
        file = self._staff.file
        self._note_comparisons()
        if self._in_post_and_left:
            yield Caution(
                "left-and-in-post",
                f"{file}: {people_are(self._in_post_and_left)} in post and among the leavers too; "
                "they count once, as employed and not left. If they did leave, say so in a "
                "column 'left' of the staff extract, or take them out of it.",
            )
            self._note_leavers_among_staff()
        for item, people in self._cannot.items():
            condition = ITEMS[item].applies_to
            self._log.add(
                f"{people_are(people)} in the list of '{item}' and cannot be, by their "
                f"{condition.column if condition else ''}",
                f"Mend one of the two: it applies to {condition.words if condition else ''}.",
            )
        for item, found in self._others.lists.items():
            condition = ITEMS[item].applies_to
            if condition and self._staff.rows.index_of(condition.column) is None:
                yield Caution(
                    "counts-everybody",
                    f"{file}: no column '{condition.column}', so '{item}' counts everybody. Say "
                    "who is one: [regulated] roles in scwres.toml, with a column job_role.",
                )
            if not found.has_ids:
                yield Caution(
                    "rows-as-people",
                    f"{found.file}: without ids to join by, each of its {found.people:,} rows "
                    "counts as another person.",
                )
        for item in self._others.lists:
            if any(column.name == item for column in self._staff.rows.layout.columns):
                listed = self._others.lists[item].file
                text = f"{file}: column '{item}' is not read, because {listed} holds it."
                yield Caution("two-sources", text)
        if self._others.leavers:
            columns = [
                one.name
                for one in self._staff.rows.columns
                if one.is_item
                and not one.applies_to
                and one.name != "left"
                and one.name not in self._others.lists
            ]
            rows = self._others.leavers.rows
            columns += [
                item
                for item in self._others.lists
                if (condition := ITEMS[item].applies_to)
                and rows.index_of(condition.column) is None
            ]
            if columns:
                yield Caution(
                    "leavers-without-answers",
                    f"{self._others.leavers.file}: its people are in the count of leavers, and "
                    f"not in the figures of {in_words(columns)}, which {file} tells about staff.",
                )


def _leavers_cells(others: Employed, known: Container[int]) -> Counter[Cell]:
    """Return the cells of the leavers who are in no row of the staff extract."""
    cells: Counter[Cell] = Counter()
    leavers = others.leavers
    if leavers is None:
        return cells
    everybody: list[tuple[Values, int, int | None]] = [
        (values, 1, who) for who, values in leavers.values_of.items() if who not in known
    ]
    everybody += [(values, people, None) for values, people in leavers.people_by_values.items()]
    for values, people, who in everybody:
        answers = {"left": YES}
        for item, found in others.lists.items():
            condition = ITEMS[item].applies_to
            is_told = condition is None or leavers.rows.index_of(condition.column) is not None
            if is_told and leavers.rows.applies(condition, values):
                answers[item] = _said(found, who)
        unit = leavers.rows.unit(values)
        for cell in cells_of(answers.items(), leavers.rows.ethnicity(values), unit, ()):
            cells[cell] += people
    return cells


def _said(found: EventList, who: int | None) -> str:
    """Return what a list says of somebody; who is not in it had no event."""
    if not found.has_ids:
        return _EMPLOYED
    return YES if who in found.values_of else NO


def _set_against(
    found: EventList, item: str, people_by_cell: Counter[Cell], log: FaultLog
) -> Counter[Cell]:
    """Set a list without ids against those employed: who is not in it had no event.

    At the level of ethnicity that both share, and in the units that both have.
    """
    kept: Counter[Cell] = Counter()
    employed: Counter[tuple[str, tuple[str | None, ...]]] = Counter()
    for cell, people in people_by_cell.items():
        if cell.answer == _EMPLOYED and cell.item == item:
            employed[cell.ethnicity, cell.unit] += people
        else:
            kept[cell] += people
    events: Counter[tuple[str, tuple[str | None, ...]]] = Counter()
    for values, people in found.people_by_values.items():
        events[found.rows.ethnicity(values), found.rows.unit(values)] += people
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


def _name_quartiles(people_by_cell: Counter[Cell], rules: Rules) -> None:
    """Put quartiles in place of salaries, where bands are made so."""
    if rules.bands.scheme != "quartiles":
        return
    people_by_salary: Counter[str] = Counter()
    for cell, people in people_by_cell.items():
        if cell.item == "pay_band":
            people_by_salary[cell.answer] += people
    names = quartile_names(people_by_salary)
    at = rules.breakdowns.index("pay_band") if "pay_band" in rules.breakdowns else None
    for cell, people in list(people_by_cell.items()):
        named = cell
        if cell.item == "pay_band":
            named = named._replace(answer=names[cell.answer])
        if at is not None and (salary := cell.unit[at]):
            # Somebody who left may have had a salary that nobody in post has.
            name = names.get(salary, NOT_RECORDED)
            named = named._replace(unit=(*cell.unit[:at], name, *cell.unit[at + 1 :]))
        if named != cell:
            del people_by_cell[cell]
            people_by_cell[named] += people
