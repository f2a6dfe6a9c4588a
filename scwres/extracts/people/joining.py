"""Staff joined to their leavers, and to lists of events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from scwres.counts import LEFT, NO, YES, Cell
from scwres.errors import Caution, FaultLog
from scwres.ethnicity.categories import CATEGORY, UNKNOWN
from scwres.extracts.cells.derived import employment_of
from scwres.extracts.cells.joiners import answers_of_joiner
from scwres.extracts.people.posts import Person, StaffRows
from scwres.extracts.people.rows import Values
from scwres.extracts.rules import Rules
from scwres.extracts.schema import JOB_ROLE, REGULATED
from scwres.extracts.vocabulary import DECLINED
from scwres.text.phrases import in_words, people_are, shown

if TYPE_CHECKING:
    from scwres.extracts.people.events import EventList

#: So many leavers, and more than half of all, in a staff extract without a column of leavers are
#: not a slip in one of the two files.
MANY_LEAVERS = 5


#: The answer, until the lists are counted, of people that an item of a list applies to.
EMPLOYED = "\0employed"


class StaffLists(NamedTuple):
    """The leavers of a staff extract, and its lists of events by item."""

    leavers: EventList | None = None
    lists: Mapping[str, EventList] = {}

    @property
    def all(self) -> list[EventList]:
        """The lists, the leavers among them."""
        return [*self.lists.values(), *([self.leavers] if self.leavers else [])]

    @property
    def ids(self) -> set[int]:
        """The ids, hashed, that a list names."""
        return {id_hash for event_list in self.all for id_hash in event_list.values_by_person}


class ListJoin:
    """Joins people to the lists that name them, and counts who is in which."""

    def __init__(self, staff: StaffRows, others: StaffLists, log: FaultLog) -> None:
        self._staff = staff
        self._others = others
        self._log = log
        self._in_post_and_left = 0
        self._left_outside = 0
        self._contradicting = Counter[str]()
        self._of_another_group = Counter[str]()
        self._before_start = Counter[str]()
        self._condition_of = staff.rules.condition_of
        self._employment = employment_of(staff.rows.layout, staff.rules)
        left = staff.rows.index_of(LEFT)
        leavers = others.leavers
        if leavers and left is not None and not (leavers.has_ids and staff.posts):
            log.add(
                f"shows who left, and so does {leavers.file}. Without staff numbers, the people "
                "cannot be matched",
                "Give only one of the two, or give both with staff_id.",
                "given-twice",
                column="'left'",
            )

    @property
    def columns_from_lists(self) -> tuple[str, ...]:
        """The columns that a list holds in place of the staff extract."""
        return (*self._others.lists, *([LEFT] if self._others.leavers else []))

    def answers(self, person: Person) -> dict[str, str]:
        """Return the answers of a person, those from the lists included."""
        answers = dict(self._staff.rows.answers(person.values))
        leavers = self._others.leavers
        self._compare(person)
        if leavers:
            is_listed = person.id_hash in leavers.values_by_person
            self._left_outside += (
                answers.get(LEFT) == YES and person.id_hash in leavers.outside_window
            )
            if LEFT not in answers or (is_listed and answers[LEFT] != YES):
                self._in_post_and_left += is_listed * person.people
                answers[LEFT] = NO
            answers |= self._answers_of_joiner(person, leavers, has_left=answers[LEFT] == YES)
        for item, event_list in self._others.lists.items():
            answers.pop(item, None)
            list_answer = _answer_from_list(event_list, person.id_hash)
            if self._staff.rows.applies(self._condition_of(item), person.values):
                answers[item] = list_answer
                answers |= event_list.outcomes(person.id_hash)
            elif list_answer == YES:
                self._contradicting[item] += person.people
        return answers

    def _answers_of_joiner(
        self, person: Person, leavers: EventList, *, has_left: bool
    ) -> dict[str, str]:
        """Return what dates tell of a joiner, where a file of leavers shows who left."""
        window = self._staff.rules.window
        if self._employment is None or window is None:
            return {}
        employment = self._employment(person.values)._replace(has_left=has_left)
        listed = (
            leavers.values_by_person.get(person.id_hash) if person.id_hash is not None else None
        )
        if has_left and listed and not employment.last_day:
            employment = employment._replace(last_day=leavers.last_day(listed))
        return answers_of_joiner(employment, self._staff.rules.probation_months, window)

    def _compare(self, person: Person) -> None:
        """Count a person whose group differs in a list, or with an event before they started."""
        id_hash, rows = person.id_hash, self._staff.rows
        if id_hash is None:
            return
        group = CATEGORY[rows.ethnicity(person.values)].side
        start_position = rows.index_of("start_date")
        start = person.values[start_position] if start_position is not None else ""
        for event_list in self._others.all:
            listed = event_list.values_by_person.get(id_hash)
            if listed is None:
                continue
            other = event_list.rows.ethnicity(listed)
            groups = {group, CATEGORY[other].side if other else group} - {UNKNOWN}
            self._of_another_group[event_list.file] += len(groups) > 1
            days = [day for day in event_list.rows.days(listed) if day]
            self._before_start[event_list.file] += bool(start and days and min(days) < start)

    def note_faults(self) -> None:
        """Note people and lists that contradict each other, once all answers are read."""
        file = self._staff.file
        for other, people in self._of_another_group.items():
            if people:
                self._log.add(
                    f"{people_are(people)} in a different ethnic group in {other} than in {file}",
                    "Enter the same ethnicity in both, or leave that column out of the list.",
                    "rows-disagree",
                )
        self._note_leavers_among_staff()
        self._note_leavers_without_start()
        for item, people in self._contradicting.items():
            if condition := self._condition_of(item):
                self._log.add(
                    f"{people_are(people)} in the list of '{item}' but cannot be, because of "
                    f"their {condition.column}",
                    f"Correct one of the two: it applies only to {condition.words}.",
                    "not-in-population",
                )

    def _note_leavers_among_staff(self) -> None:
        """Note leavers most of whom are in a staff extract that has no column of leavers.

        The extract then holds everybody employed in the year, and nobody would count as left.
        """
        leavers, number = self._others.leavers, self._in_post_and_left
        if leavers is None or self._staff.rows.index_of(LEFT) is not None:
            return
        if number >= MANY_LEAVERS and 2 * number > leavers.people:
            self._log.add(
                f"holds {number:,} of the {leavers.people:,} people in {leavers.file}, but has no "
                "column 'left' to show that they left",
                "Add the column left, or delete the people who left.",
                "column-missing",
            )

    def _note_leavers_without_start(self) -> None:
        """Note a file of leavers without the day on which they joined, where joiners are counted.

        Those who left again would be missing from the figures.
        """
        leavers = self._others.leavers
        if self._employment and leavers and leavers.rows.index_of("start_date") is None:
            self._log.add(
                f"shows who joined, but {leavers.file} has no column 'start_date', so joiners who "
                "left again are not known",
                f"Add start_date to {leavers.file}, or remove [probation] from scwres.toml.",
                "column-missing",
            )

    def warnings(self) -> Iterator[Caution]:
        """Yield warnings on people and lists that do not match."""
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
        for item, event_list in self._others.lists.items():
            yield from self._list_warnings(item, event_list)
        if self._others.leavers:
            yield from self._warnings_of_the_unanswered(self._others.leavers)

    def _leavers_warnings(self, leavers: EventList) -> Iterator[Caution]:
        file = self._staff.file
        if self._in_post_and_left:
            yield Caution(
                "left-and-in-post",
                f"{file}: {people_are(self._in_post_and_left)} both in post and among the "
                "leavers. They count once, as employed and not left. If they did leave, put yes "
                "in a column 'left' of the staff extract, or delete them from it.",
            )
        if self._left_outside:
            yield Caution(
                "left-outside-window",
                f"{file}: {people_are(self._left_outside)} shown as having left, but dated "
                f"outside the period in {leavers.file}. They count as having left.",
            )

    def _list_warnings(self, item: str, event_list: EventList) -> Iterator[Caution]:
        file, rows = self._staff.file, self._staff.rows
        condition = self._condition_of(item)
        if condition and rows.index_of(condition.column) is None:
            yield Caution(
                "counts-everybody",
                f"{file}: has no column '{condition.column}', so '{item}' counts everybody. "
                f"{self._how_to_show(condition.column)}",
            )
        if not event_list.has_ids:
            yield Caution(
                "rows-as-people",
                f"{event_list.file}: has no staff numbers, so each of its {event_list.people:,} "
                "rows counts as a different person.",
            )
        if rows.layout.index_of(item) is not None:
            text = f"{file}: column '{item}' is not read, because {event_list.file} lists these "
            text += "events."
            yield Caution("two-sources", text)

    def _how_to_show(self, column: str) -> str:
        """Return how the staff extract could show which people an item applies to."""
        if column != REGULATED.column:
            return "Add it."
        layout = self._staff.rows.layout
        pairs = zip(layout.headers, layout.names, strict=True)
        header = next((header for header, name in pairs if name == JOB_ROLE), "")
        where = f": its column {shown(header)} holds job roles" if header else ""
        add = "" if header else " and add a column job_role"
        return f"Add it, or set [regulated] roles in scwres.toml{where}{add}."

    def _warnings_of_the_unanswered(self, leavers: EventList) -> Iterator[Caution]:
        """Yield a warning on figures that leave out the people of a leavers file."""
        columns = [
            column.name
            for column in self._staff.rows.columns
            if column.is_item
            and not column.applies_to
            and column.name not in self.columns_from_lists
            and column.name not in leavers.items
        ]
        columns += [
            item
            for item in self._others.lists
            if (condition := self._condition_of(item))
            and leavers.rows.index_of(condition.column) is None
        ]
        if columns:
            yield Caution(
                "leavers-without-answers",
                f"{leavers.file}: its people count as leavers, but are not in the figures for "
                f"{in_words(columns)}, which come from {self._staff.file}.",
            )


def leavers_cells(others: StaffLists, known: Container[int], rules: Rules) -> Counter[Cell]:
    """Return the cells of the leavers who are in no row of the staff extract."""
    cells: Counter[Cell] = Counter()
    blanks = rules.blank_items
    leavers = others.leavers
    if leavers is None:
        return cells
    everybody: list[tuple[Values, int, int | None]] = [
        (values, 1, id_hash)
        for id_hash, values in leavers.values_by_person.items()
        if id_hash not in known
    ]
    everybody += [(values, people, None) for values, people in leavers.people_by_values.items()]
    for values, people, id_hash in everybody:
        answers = {LEFT: YES}
        for item, event_list in others.lists.items():
            condition = rules.condition_of(item)
            is_known = condition is None or leavers.rows.index_of(condition.column) is not None
            if is_known and leavers.rows.applies(condition, values):
                answers[item] = _answer_from_list(event_list, id_hash)
                answers |= event_list.outcomes(id_hash)
        # What dates tell of joiners who left, and what the settings measure of leavers.
        answers |= dict(leavers.rows.answers(values))
        ethnicity, unit = leavers.rows.ethnicity(values), leavers.rows.unit(values)
        for item, answer in answers.items():
            if meaning := counted_answer(item, answer, blanks):
                cells[Cell(item, meaning, ethnicity, unit)] += people
    return cells


def counted_answer(item: str, answer: str, blanks: Container[str]) -> str:
    """Return the answer as it counts; empty where it does not.

    ``blanks`` are the items of which a blank means no.
    """
    if answer == DECLINED:
        return ""
    return answer or (NO if item in blanks else "")


def _answer_from_list(event_list: EventList, id_hash: int | None) -> str:
    """Return a person's answer from a list; a person who is not in it had no event."""
    if not event_list.has_ids:
        return EMPLOYED
    return YES if id_hash in event_list.values_by_person else NO
