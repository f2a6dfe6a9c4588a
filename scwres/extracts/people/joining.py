"""Staff joined to their leavers, and to the lists of what happened to them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from scwres.counts import Cell
from scwres.errors import Caution
from scwres.ethnicity.categories import CATEGORY, UNKNOWN
from scwres.extracts.schema import ITEMS
from scwres.extracts.vocabulary import NO, YES
from scwres.text.phrases import in_words, people_are

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from scwres.errors import FaultLog
    from scwres.extracts.people.events import EventList
    from scwres.extracts.people.posts import Person, StaffRows
    from scwres.extracts.people.rows import Values

#: So many leavers, more than half of them, among staff of whom nothing says who left are no
#: slip of one list or the other.
MANY_LEAVERS = 5


#: The answer, until the lists are counted, of people to whom an item of a list applies.
EMPLOYED = "\0employed"


class StaffLists(NamedTuple):
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


class ListJoin:
    """Joins people to the lists that name them, and counts who is in which."""

    def __init__(self, staff: StaffRows, others: StaffLists, log: FaultLog) -> None:
        self._staff = staff
        self._others = others
        self._log = log
        self._in_post_and_left = 0
        self._left_outside = 0
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
            self._left_outside += answers.get("left") == YES and person.who in leavers.outside
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

    def note_faults(self) -> None:
        """Note people and lists that contradict each other, once everybody was asked about."""
        file = self._staff.file
        for other, people in self._of_another_group.items():
            if people:
                self._log.add(
                    f"{people_are(people)} of another group in {other} than in {file}",
                    "Enter the same ethnicity in both, or leave that column out of the list.",
                )
        self._note_leavers_among_staff()
        for item, people in self._cannot.items():
            if condition := ITEMS[item].applies_to:
                self._log.add(
                    f"{people_are(people)} in the list of '{item}' and cannot be, by their "
                    f"{condition.column}",
                    f"Mend one of the two: it applies to {condition.words}.",
                )

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

    def warnings(self) -> Iterator[Caution]:
        """Give what the user should know of people and lists that do not go together."""
        for other, people in self._before_start.items():
            if people:
                had = "1 person has" if people == 1 else f"{people:,} people have"
                yield Caution(
                    "event-before-start",
                    f"{other}: {had} an event before their start_date in {self._staff.file}. "
                    "Correct the dates, or check for staff numbers that were reused.",
                )
        if self._others.leavers:
            yield from self._leavers_warnings(self._others.leavers)
        for item, found in self._others.lists.items():
            yield from self._list_warnings(item, found)
        if self._others.leavers:
            yield from self._warnings_of_the_unanswered(self._others.leavers)

    def _leavers_warnings(self, leavers: EventList) -> Iterator[Caution]:
        file = self._staff.file
        if self._in_post_and_left:
            yield Caution(
                "left-and-in-post",
                f"{file}: {people_are(self._in_post_and_left)} in post and among the leavers too; "
                "they count once, as employed and not left. If they did leave, say so in a "
                "column 'left' of the staff extract, or take them out of it.",
            )
        if self._left_outside:
            yield Caution(
                "left-outside-window",
                f"{file}: {people_are(self._left_outside)} said to have left, and dated outside "
                f"the window in {leavers.file}; they count as having left.",
            )

    def _list_warnings(self, item: str, found: EventList) -> Iterator[Caution]:
        file, rows = self._staff.file, self._staff.rows
        condition = ITEMS[item].applies_to
        if condition and rows.index_of(condition.column) is None:
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
        if rows.layout.index_of(item) is not None:
            text = f"{file}: column '{item}' is not read, because {found.file} holds it."
            yield Caution("two-sources", text)

    def _warnings_of_the_unanswered(self, leavers: EventList) -> Iterator[Caution]:
        """Warn of figures that people of a leavers file are not in."""
        columns = [
            one.name
            for one in self._staff.rows.columns
            if one.is_item and not one.applies_to and one.name not in self.told
        ]
        columns += [
            item
            for item in self._others.lists
            if (condition := ITEMS[item].applies_to)
            and leavers.rows.index_of(condition.column) is None
        ]
        if columns:
            yield Caution(
                "leavers-without-answers",
                f"{leavers.file}: its people are in the count of leavers, and not in the figures "
                f"of {in_words(columns)}, which {self._staff.file} tells about staff.",
            )


def leavers_cells(others: StaffLists, known: Container[int]) -> Counter[Cell]:
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
        ethnicity, unit = leavers.rows.ethnicity(values), leavers.rows.unit(values)
        for item, answer in answers.items():
            cells[Cell(item, answer, ethnicity, unit)] += people
    return cells


def _said(found: EventList, who: int | None) -> str:
    """Return what a list says of somebody; who is not in it had no event."""
    if not found.has_ids:
        return EMPLOYED
    return YES if who in found.values_of else NO
