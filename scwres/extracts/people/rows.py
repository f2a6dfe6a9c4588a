"""The rows of a table of people become values, each distinct row once, and answers to items.

Whatever cannot be read becomes a fault with its rows. Ids go no further than this module and
``posts``: they are hashed when they are read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, cast

from scwres.counts import JOINED, LEFT, NO, NOT_RECORDED, PAY_BAND, YES, Cell
from scwres.errors import Caution, Fault, FaultLog, OpenValue, OpenValues
from scwres.ethnicity.labels import RELATIVE
from scwres.extracts.cells.columns import ColumnReader, Label
from scwres.extracts.cells.derived import derived_columns
from scwres.extracts.cells.identities import (
    ShownValue,
    has_ids,
    holds_ids_by_form,
    ids_fault,
    personal_cautions,
    usual_form,
)
from scwres.extracts.cells.joiners import ITEMS_OF_JOINERS
from scwres.extracts.files.blocks import Row
from scwres.extracts.files.counting import Batch
from scwres.extracts.left_out import LEFT_BEFORE, NOT_DIRECT, OUTSIDE
from scwres.extracts.rules import Rules
from scwres.extracts.schema import (
    DATES_OF_EMPLOYMENT,
    DAY_OF_AN_APPLICATION,
    ETHNICITY,
    JOB_ROLE,
    STAFF,
    Column,
    Condition,
    Holds,
)
from scwres.extracts.tables.header import Layout
from scwres.extracts.vocabulary import DECLINED

if TYPE_CHECKING:
    from scwres.extracts.population.dimensions import Limit


#: Ids whose form is looked at: as many show how the others are written.
IDS_LOOKED_AT = 1_000

#: What is wrong with a table of which only a part was read.
NOT_READ_FURTHER = (
    "was not read to its end, because a column holds too many different values",
    "Check for values that are in the wrong column.",
    "column-unclear",
)

#: A row's values by column, as they were read: those of the layout, then derived ones.
Values = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the rows of a table hold, and what is wrong with them.

    ``left_out`` is the rows left out, by reason; ``blank`` the people without an answer to an
    item that applies to them, by item; ``people`` how many people there are, known only with
    ids; ``items`` the items with an answer; ``labels`` the labels of ethnicity; ``notes`` the
    settings that its figures rest on; ``residents_of`` the residents that a table of them is
    limited to, such as one age band: empty for all residents, None where that is not known.
    """

    people_by_cell: Counter[Cell]
    left_out: Mapping[str, int]
    blank: Mapping[str, int]
    faults: tuple[Fault, ...]
    warnings: tuple[Caution, ...]
    people: int | None = None
    items: frozenset[str] = frozenset()
    labels: tuple[Label, ...] = ()
    notes: tuple[str, ...] = ()
    residents_of: tuple[Limit, ...] | None = None


def any_answer(answers: Container[str]) -> str:
    """Return a person's answer over several rows: yes where any says it, then no."""
    return next((answer for answer in (YES, NO, DECLINED) if answer in answers), "")


class RowReader:
    """Reads each distinct row of a table once, and notes the faults of every row with one.

    Attributes
    ----------
    columns
        The columns of a row's values: those of the layout, then those derived from them.
    values
        The values of each distinct row; None for a row with a fault.
    rows
        How often each distinct row occurs.
    position
        The position of each distinct row in ``values`` and ``rows``.
    """

    def __init__(self, layout: Layout, rules: Rules, log: FaultLog) -> None:
        self.layout = layout
        self.rules = rules
        self.readers = [
            ColumnReader(log.file, column, layout.place(position), rules)
            for column, position in zip(layout.columns, layout.positions, strict=True)
        ]
        self.derived = derived_columns(layout, rules)
        derived_names = {derived.column.name for derived in self.derived}
        self.columns: list[Column] = [
            column._replace(is_item=column.is_item and column.name not in derived_names)
            for column in layout.columns
        ] + [derived.column for derived in self.derived]
        self.values: list[Values | None] = []
        self.rows: list[int] = []
        self.position: dict[Row, int] = {}
        self._faulty: set[Row] = set()
        self._relative: set[Row] = set()
        self._shown = [(i, reader) for i, reader in enumerate(self.readers) if reader.is_shown]
        self._first_line: dict[Row, int] = {}
        self._some_ids: list[str] = []
        self._log = log
        self._items = [(i, column.name) for i, column in enumerate(self.columns) if column.is_item]
        self._conditions = list(self._item_conditions())
        self._breakdowns = [self.index_of(name) for name in layout.unit_columns]
        self._ethnicity = self.index_of(ETHNICITY.name)
        self._employment = self.index_of("employment_type")
        self._leaving = self.index_of("leaving_date") if layout.kind is STAFF else None
        self._left_given = layout.index_of(LEFT)
        self._start_date = self.index_of("start_date")
        self._ends = [
            (name, position)
            for name in ("leaving_date", "probation_end")
            if (position := self.index_of(name)) is not None
        ]
        self._start = rules.window.start.isoformat() if rules.window else ""
        self._window = rules.window
        names = DAY_OF_AN_APPLICATION.get(layout.kind.name, ())
        self._days = [position for name in names if (position := self.index_of(name)) is not None]
        self._event_days = [
            i
            for i, column in enumerate(self.columns)
            if column.holds is Holds.DATE and column.name not in DATES_OF_EMPLOYMENT
        ]

    def index_of(self, name: str) -> int | None:
        """Return the position of a column among the values; a derived one replaces another."""
        positions = [i for i, column in enumerate(self.columns) if column.name == name]
        return positions[-1] if positions else None

    @cached_property
    def positions_of_person(self) -> list[int]:
        """The positions of derived columns that all posts of a person decide together."""
        return [
            position
            for position, derived in enumerate(self.derived, len(self.readers))
            if derived.is_of_person
        ]

    @cached_property
    def positions_over_rows(self) -> list[int]:
        """The positions of columns of a list that all rows of a person decide together."""
        return [
            position
            for position, column in enumerate(self.columns[: len(self.readers)])
            if column.name == "start_date" or column.is_item
        ]

    def values_of_person(self, values: Sequence[str]) -> list[tuple[int, str]]:
        """Return those columns' values, by their position, for the values of all posts."""
        return [
            (position, self.derived[position - len(self.readers)].value(values))
            for position in self.positions_of_person
        ]

    def _item_conditions(self) -> Iterator[tuple[int, Condition, int]]:
        for i, column in enumerate(self.columns):
            if column.is_item and column.applies_to:
                other = self.index_of(column.applies_to.column)
                if other is not None:
                    yield i, column.applies_to, other

    @property
    def overflows(self) -> bool:
        """Whether some column holds more values than can be counted."""
        return any(reader.overflows for reader in self.readers)

    def read(self, batch: Batch) -> None:
        """Read the rows of a batch; rows that were read before keep their values."""
        if not self.values:
            for place, reader in enumerate(self.readers):
                reader.recognise_scheme({row[place] for row in batch.counted.people_by_row})
        if len(self._some_ids) < IDS_LOOKED_AT:
            self._some_ids += batch.counted.ids[:IDS_LOOKED_AT]
        suspects: set[Row] = set()
        for row, number in batch.counted.people_by_row.items():
            position = self.position.get(row)
            if position is None:
                self.position[row] = position = len(self.values)
                values = self._read(row)
                if any(reader.may_identify(row[place]) for place, reader in self._shown):
                    suspects.add(row)
                self.values.append(values)
                self.rows.append(0)
                if values is None:
                    self._faulty.add(row)
                elif self._ethnicity is not None and values[self._ethnicity] == RELATIVE:
                    self._relative.add(row)
            self.rows[position] += number
        noted = self._faulty | self._relative | suspects
        if not noted.isdisjoint(batch.counted.people_by_row):
            for line, row, _ in batch.rows():
                if row in suspects:
                    self._first_line.setdefault(row, line)
                if row in self._faulty:
                    self._note_faults(line, row)
                elif row in self._relative:
                    self._label_reader().refuse(row[self._ethnicity or 0], line)

    def settle(self) -> None:
        """Settle labels that depend on the other labels of the column, once all rows are read."""
        if self._relative:
            self._label_reader().settle()
        if self._ethnicity is not None and (reader := self._label_reader()).is_others_alone():
            self._log.add(
                "holds only 'White British' and other ethnic groups, so white minorities may be "
                "among the others",
                "Give the labels as recorded, or give their categories under [ethnicity.labels] "
                "in scwres.toml.",
                "unknown-label",
                column=reader.header,
            )

    def _label_reader(self) -> ColumnReader:
        return next(reader for reader in self.readers if reader.column.name == ETHNICITY.name)

    def _read(self, row: Row) -> Values | None:
        meanings = [reader[text] for reader, text in zip(self.readers, row, strict=True)]
        if None in meanings:
            return None
        values = cast("list[str]", meanings)
        values += [derived.value(values) for derived in self.derived]
        is_refused = (
            self._contradictions(values)
            or self._ends_before_start(values)
            or self._left_and_did_not(values)
        )
        return None if is_refused else tuple(values)

    def _left_and_did_not(self, values: Sequence[str]) -> bool:
        """Return whether a row has a last day up to the end of the period, and says no to left."""
        left, last = self._left_given, self._leaving
        if left is None or last is None or values[left] != NO or not values[last]:
            return False
        return self._window is None or date.fromisoformat(values[last]) <= self._window.end

    def _ends_before_start(self, values: Sequence[str]) -> str:
        """Return the column of a day that is before the first, where both are read; or nothing."""
        start = "" if self._start_date is None else values[self._start_date]
        return next(
            (
                name
                for name, position in self._ends
                if start and values[position] and values[position] < start
            ),
            "",
        )

    def _contradictions(self, values: Sequence[str]) -> list[tuple[int, Condition]]:
        """Return the columns that hold yes for a person they cannot apply to."""
        return [
            (i, condition)
            for i, condition, other in self._conditions
            if values[i] == YES and condition.refuse_yes and not condition.holds(values[other])
        ]

    def _note_faults(self, line: int, row: Row) -> None:
        meanings = [reader[text] for reader, text in zip(self.readers, row, strict=True)]
        positions = zip(self.layout.positions, meanings, strict=True)
        is_alone = len({position for position, value in positions if value is None}) == 1
        for reader, text, value in zip(self.readers, row, meanings, strict=True):
            if value is None:
                reader.refuse(text, line, is_alone=is_alone)
        values = [value or "" for value in meanings]
        values += [derived.value(values) for derived in self.derived]
        if name := self._ends_before_start(values):
            self._log.add(
                f"ends before it starts: {name} is before start_date",
                "Correct one of the two dates.",
                "rows-disagree",
                row=line,
            )
        if self._left_and_did_not(values):
            self._log.add(
                "says no to left, but has a leaving_date in the period or before",
                "Correct one of the two: leave the date blank for those in post.",
                "rows-disagree",
                row=line,
            )
        for i, condition in self._contradictions(values):
            self._log.add(
                f"is yes for someone whose {condition.column} is not yes",
                f"Correct one of the two: it applies only to {condition.words}.",
                "not-in-population",
                column=self.readers[i].header,
                row=line,
            )

    def day(self, values: Sequence[str]) -> str:
        """Return the day by which an application counts in the year; empty without one."""
        return next((values[position] for position in self._days if values[position]), "")

    def undated(self) -> int:
        """Return how many rows have no date, in a table of applications with dates."""
        if not self._days:
            return 0
        rows = zip(self.values, self.rows, strict=True)
        return sum(number for values, number in rows if values and not self.day(values))

    def last_day(self, values: Sequence[str]) -> str:
        """Return the day on which a member of staff left; empty without one."""
        return "" if self._leaving is None else values[self._leaving]

    def is_direct(self, values: Values) -> bool:
        """Return whether a row is of direct employment by the council."""
        return self._employment is None or values[self._employment] != NO

    def why_left_out(self, values: Values) -> str:
        """Return why a row does not count in the year; empty where it does."""
        if not self.is_direct(values):
            return NOT_DIRECT
        if self._window and (day := self.day(values)):
            return "" if self._window.holds(date.fromisoformat(day)) else OUTSIDE
        day = self.last_day(values)
        return LEFT_BEFORE if day and self._start and day < self._start else ""

    def ethnicity(self, values: Values) -> str:
        """Return the category of the person that a row is about."""
        category = "" if self._ethnicity is None else values[self._ethnicity]
        return (
            (self._label_reader().category_of_relative or "") if category == RELATIVE else category
        )

    def days(self, values: Values) -> list[str]:
        """Return the days of events that a row holds, blank ones included, as year-month-day."""
        return [values[position] for position in self._event_days]

    def unit(self, values: Values) -> tuple[str | None, ...]:
        """Return the unit of a row in every requested breakdown."""
        return tuple([None if i is None else values[i] or NOT_RECORDED for i in self._breakdowns])

    def answers(self, values: Values) -> list[tuple[str, str]]:
        """Return the items that apply to a row, each with its answer; blank for none."""
        not_applicable = {
            i for i, condition, other in self._conditions if not condition.holds(values[other])
        }
        return [(name, values[i]) for i, name in self._items if i not in not_applicable]

    def applies(self, condition: Condition | None, values: Values) -> bool:
        """Return whether an item under a condition applies to the person of a row."""
        if condition is None or (other := self.index_of(condition.column)) is None:
            return True
        return condition.holds(values[other])

    def values_by_column(self) -> dict[str, frozenset[str]]:
        """Return the values of the columns that the settings can refer to, by column."""
        kinds = (Holds.STAGE, Holds.EMPLOYMENT, Holds.ETHNICITY, Holds.YES_NO)
        texts = {
            reader.column.name: frozenset(reader)
            for reader in self.readers
            if reader.column.holds in kinds
        }
        for name in (PAY_BAND, JOB_ROLE):
            if (position := self.index_of(name)) is not None:
                texts[name] = frozenset(values[position] for values in self.values if values)
        return texts

    def pounds_by_band(self) -> dict[str, tuple[int, int]]:
        """Return, by pay band, how many rows have a salary and the pounds of those together.

        Of rows of staff that count.
        """
        band, salary = self.index_of(PAY_BAND), self.index_of("salary")
        pounds: dict[str, tuple[int, int]] = {}
        if band is None or salary is None:
            return pounds
        for values, rows in zip(self.values, self.rows, strict=True):
            if values and values[salary] and not self.why_left_out(values):
                known, paid = pounds.get(values[band], (0, 0))
                pounds[values[band]] = (known + rows, paid + rows * int(values[salary]))
        return pounds

    def labels(self, ids: Container[int]) -> tuple[Label, ...]:
        """Return the labels of ethnicity; none of ``ids``, hashed, is among them."""
        names = [reader.column.name for reader in self.readers]
        if ETHNICITY.name not in names:
            return ()
        label_position = names.index(ETHNICITY.name)
        rows_by_label: Counter[str] = Counter()
        for row, position in self.position.items():
            rows_by_label[row[label_position]] += self.rows[position]
        return tuple(self.readers[label_position].labels(rows_by_label, ids))

    def faults(self, ids: Container[int]) -> tuple[Fault, ...]:
        """Return what is wrong with values; none of ``ids``, hashed, is repeated."""
        # A column that two items are made of is read twice, and says what is wrong once.
        rows = sum(self.rows)
        faults: list[Fault] = []
        for reader in self.readers:
            faults += [fault for fault in reader.faults(ids, rows) if fault not in faults]
        for reader, values in self._shown_values():
            if self._has_ids(values, ids):
                faults.append(ids_fault(self._log.file, reader.header, values))
        return tuple(faults)

    def personal_cautions(self, ids: Container[int]) -> Iterator[Caution]:
        """Yield warnings on units, bands and roles that may identify a person."""
        form = usual_form(self._some_ids)
        known_ids = ids if self._knows_ids else None
        for reader, values in self._shown_values():
            if not self._has_ids(values, ids):
                yield from personal_cautions(
                    self._log.file, reader.header, values, known_ids, form
                )

    @property
    def _knows_ids(self) -> bool:
        return self.layout.id_position is not None

    def _has_ids(self, values: Mapping[str, ShownValue], ids: Container[int]) -> bool:
        """Return whether a column holds ids: those of the extract, or by their form without."""
        if self._knows_ids:
            return has_ids(values, ids)
        return holds_ids_by_form({text: value.rows for text, value in values.items()})

    def _shown_values(self) -> Iterator[tuple[ColumnReader, dict[str, ShownValue]]]:
        """Yield each column of which a value may identify a person, with all of its values."""
        for place, reader in self._shown:
            if not any(map(reader.may_identify, reader)):
                continue
            values: dict[str, ShownValue] = {}
            for row, position in self.position.items():
                if not reader[row[place]]:
                    continue
                text = row[place].strip()
                known = values.get(text, ShownValue(0, 0, reader.personal.get(row[place], "")))
                lines = [line for line in (known.first_row, self._first_line.get(row, 0)) if line]
                values[text] = known._replace(
                    rows=known.rows + self.rows[position], first_row=min(lines, default=0)
                )
            yield reader, values

    def check_blanks(self, blanks: Mapping[str, str]) -> None:
        """Note a fault for each yes/no column that holds yes and blanks but no no.

        If nine of nine in one group and twenty of twenty in the other had the event because
        the blanks were those who had not, a ratio of 1 would hide any difference.
        """
        conditions = {i: (condition, other) for i, condition, other in self._conditions}
        for i, reader in enumerate(self.readers):
            name = reader.column.name
            if not self.rules.none_in_window:
                reader.note_none_above(self._log)
            is_doubtful = {YES, ""} <= set(reader.values())
            if reader.column.holds is not Holds.YES_NO or name in blanks or not is_doubtful:
                continue
            condition, other = conditions.get(i, (None, 0))
            answers: Counter[str] = Counter()
            for values, rows in zip(self.values, self.rows, strict=True):
                if values and (condition is None or condition.holds(values[other])):
                    answers[values[i]] += rows
            yes, blank = answers[YES], answers[""]
            if yes and blank and not answers[NO]:
                self._log.add(
                    f"holds yes in {yes:,} row{'s' if yes > 1 else ''}, a blank in {blank:,} and "
                    "no in none. A blank could mean no, or that the question does not apply",
                    f"Choose one: --blank {name}=no or --blank {name}=not-applicable.",
                    "blank-unclear",
                    column=reader.header,
                    open_values=OpenValues("blank", name, (OpenValue("", blank),)),
                )

    def warnings(
        self, answered: Collection[str], file: str, columns_from_lists: Collection[str]
    ) -> Iterator[Caution]:
        """Yield warnings on items that count nobody, or everybody.

        ``columns_from_lists`` are the columns that another extract holds.
        """
        for reader in self.readers:
            if reader.unread_salaries:
                text = f"column {reader.header} holds values that are not pounds a year, so "
                text += "those salaries are not used to compare pay."
                yield Caution("salary-not-read", f"{file}: {text}")
        for derived in self.derived:
            if (
                self.layout.index_of(derived.column.name) is not None
                and derived.column.name != LEFT
            ):
                text = f"column '{derived.column.name}' is not read, because the settings make it "
                text += "from other columns."
                yield Caution("two-sources", f"{file}: {text}")
        yield from self._joiner_warnings(file, answered)
        of_person = {self.columns[position].name for position in self.positions_of_person}
        for column in self.columns:
            if not column.is_item or column.name in columns_from_lists:
                continue
            condition = column.applies_to
            if column.name not in answered and None in self.values:
                continue  # rows with a problem may hold its answers
            if column.name not in answered and column.name not in of_person:
                text = f"{file}: column '{column.name}' holds no answers that can be counted."
                yield Caution("no-answers", text)
            elif (
                column.name in answered
                and condition
                and condition.column not in columns_from_lists
                and self.index_of(condition.column) is None
            ):
                yield Caution(
                    "counts-everybody",
                    f"{file}: has no column '{condition.column}', so '{column.name}' counts "
                    f"{condition.without}.",
                )

    def _joiner_warnings(self, file: str, answered: Collection[str]) -> Iterator[Caution]:
        """Yield why dates do not tell which joiners left, where they should."""
        if self.layout.kind is not STAFF:
            return
        names = [column.name for column in self.columns]
        is_asked = self.rules.probation_months is not None or "probation_end" in names
        if not is_asked:
            return
        if "start_date" not in names:
            text = "has no column 'start_date', so who joined in the year is not known."
            yield Caution("setting-matches-nothing", f"{file}: {text}")
        elif self._window is None:
            text = "no period was set, so who joined in the year is not known. Set snapshot or "
            text += "[window] in scwres.toml, or give --window."
            yield Caution("no-window", f"{file}: {text}")
        elif JOINED not in answered:
            text = "start_date is blank in every row, so who joined in the year is not known."
            yield Caution("no-answers", f"{file}: {text}")
        elif not any(item in answered for item in ITEMS_OF_JOINERS):
            text = "shows who joined in the year, but not who left. Add a column 'leaving_date', "
            text += "or a file of leavers with 'start_date'."
            yield Caution("no-answers", f"{file}: {text}")
