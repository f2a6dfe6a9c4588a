"""Rows of people become counts.

Each distinct row of a table is read once, into answers; the answers are summed at the
end, when it is known what a blank means. Whatever cannot be read becomes a fault with its
rows, and nobody's id goes further than this module.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, cast

from scwres.counts import NOT_RECORDED, Cell
from scwres.extracts.columns import ColumnReader
from scwres.extracts.schema import ETHNICITY, NO, YES, column_letter

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from scwres.errors import Fault, FaultLog
    from scwres.extracts.headers import Layout
    from scwres.extracts.readers import Batch, Row, Table
    from scwres.extracts.schema import Condition

#: What ``--blank`` may say that a blank means.
BLANKS = (NO, "not-applicable")

NO_ANSWER = "no answer to any item"


class Wanted(NamedTuple):
    """What is asked of the extracts.

    Parameters
    ----------
    breakdowns
        The columns whose values are kept as units.
    blanks
        What a blank means, ``no`` or ``not-applicable``, for items where it was said.
    """

    breakdowns: tuple[str, ...] = ()
    blanks: Mapping[str, str] = {}


class Reading(NamedTuple):
    """What the rows of a table hold, and what is wrong with them.

    ``left_out`` is the rows left out, by reason; ``blank`` the rows that are counted, and
    give no answer to an item that applies to them, by item.
    """

    people_by_cell: Counter[Cell]
    left_out: Mapping[str, int]
    blank: Mapping[str, int]
    faults: tuple[Fault, ...]
    warnings: tuple[str, ...]


class Answers(NamedTuple):
    """One row, read: who it is about, where, and the answers; blank for none given."""

    ethnicity: str
    unit: tuple[str | None, ...]
    by_item: tuple[tuple[str, str], ...]


def read_people(
    table: Table, layout: Layout, wanted: Wanted, ids: set[str], log: FaultLog
) -> Reading:
    """Return what a table with a row for each person, or application, holds.

    Faults of rows go to ``log``, those of values are returned.
    """
    rows = _RowReader(layout, log)
    people_by_row: Counter[Row] = Counter()
    for batch in table.batches(layout.positions, layout.id_position):
        _check_ids(batch, ids, layout, log)
        people_by_row.update(batch.people_by_row)
        rows.read(batch)
        if rows.overflows:
            break
    people_by_answer: Counter[tuple[str, str]] = Counter()
    people_by_cell: Counter[Cell] = Counter()
    blanks = {item for item, meaning in wanted.blanks.items() if meaning == NO}
    blank: Counter[str] = Counter()
    unanswered = 0
    for row, people in people_by_row.items():
        answers = rows.answers[row]
        by_item = answers.by_item if answers else ()
        for answer in by_item:
            people_by_answer[answer] += people
        cells = list(_cells(answers, blanks))
        if not cells:
            unanswered += people
            continue
        for cell in cells:
            people_by_cell[cell] += people
        for item, given in by_item:
            if not given and item not in blanks:
                blank[item] += people
    for reader in rows.readers:
        if reader.column.asks_yes_or_no and reader.column.name not in wanted.blanks:
            _check_blanks(reader, people_by_answer, log)
    return Reading(
        people_by_cell,
        left_out={NO_ANSWER: unanswered} if unanswered else {},
        blank=dict(sorted(blank.items())),
        faults=tuple(fault for reader in rows.readers for fault in reader.faults(ids)),
        warnings=tuple(_warnings(people_by_cell, layout, log.file)),
    )


class _RowReader:
    """Reads each distinct row once, and notes the faults of every row that has one."""

    def __init__(self, layout: Layout, log: FaultLog) -> None:
        self.readers = [
            ColumnReader(log.file, column, position)
            for column, position in zip(layout.columns, layout.positions, strict=True)
        ]
        self.answers: dict[Row, Answers | None] = {}
        self._faulty: set[Row] = set()
        self._breakdowns = layout.breakdowns
        self._log = log
        self._ethnicity = layout.columns.index(ETHNICITY)
        self._items = [
            (i, column.name) for i, column in enumerate(layout.columns) if column.is_item
        ]
        self._conditions = [
            (i, column.applies_to, other)
            for i, column in enumerate(layout.columns)
            if column.applies_to
            and (other := layout.index_of(column.applies_to.column)) is not None
        ]

    @property
    def overflows(self) -> bool:
        """Whether some column holds more values than can be counted."""
        return any(reader.overflows for reader in self.readers)

    def read(self, batch: Batch) -> None:
        """Read the rows of a batch that have not been met before."""
        for row in batch.people_by_row:
            if row not in self.answers:
                answers = self._answers(row)
                self.answers[row] = answers
                if answers is None:
                    self._faulty.add(row)
        if not self._faulty.isdisjoint(batch.people_by_row):
            for number, row, _ in batch.rows():
                if row in self._faulty:
                    self._note_faults(number, row)

    def _answers(self, row: Row) -> Answers | None:
        """Return what a row says; None where some of it means nothing."""
        read = [reader[text] for reader, text in zip(self.readers, row, strict=True)]
        if None in read or self._contradictions(read):
            return None
        values = cast("list[str]", read)
        left_aside = {
            i for i, condition, other in self._conditions if not condition.holds(values[other])
        }
        return Answers(
            ethnicity=values[self._ethnicity],
            unit=tuple(
                [None if i is None else values[i] or NOT_RECORDED for i in self._breakdowns]
            ),
            by_item=tuple([(name, values[i]) for i, name in self._items if i not in left_aside]),
        )

    def _contradictions(self, values: Sequence[str | None]) -> list[tuple[int, Condition]]:
        """Return the columns that say yes of somebody to whom they cannot apply."""
        return [
            (i, condition)
            for i, condition, other in self._conditions
            if values[i] == YES
            and condition.refuse_yes
            and not condition.holds(values[other] or "")
        ]

    def _note_faults(self, number: int, row: Row) -> None:
        values = [reader[text] for reader, text in zip(self.readers, row, strict=True)]
        for reader, text, value in zip(self.readers, row, values, strict=True):
            if value is None:
                reader.refuse(text, number)
        for i, condition in self._contradictions(values):
            self._log.add(
                f"is yes for somebody whose {condition.column} is not",
                f"Mend one of the two: it applies to {condition.words}.",
                column=self.readers[i].header,
                row=number,
            )


def _cells(answers: Answers | None, blanks: Collection[str]) -> Iterator[Cell]:
    """Give the cell of each answer in a row; a blank is none, unless it means no."""
    if answers is not None:
        for item, answer in answers.by_item:
            if answer or item in blanks:
                yield Cell(item, answer or NO, answers.ethnicity, answers.unit)


def _check_ids(batch: Batch, ids: set[str], layout: Layout, log: FaultLog) -> None:
    """Note a fault for each row whose id is blank or has been met; add the others to ``ids``."""
    new = set(batch.ids)
    if len(new) == len(batch.ids) and "" not in new and ids.isdisjoint(new):
        ids |= new
        return
    position = layout.id_position or 0
    column = f"{column_letter(position)} '{layout.names[position]}'"
    for number, _, person in batch.rows():
        if not person:
            log.add("has no id", "Give each person an id, or none.", column=column, row=number)
        elif person in ids:
            log.add(
                "holds an id that an earlier row has",
                "A row is a person here: keep one row for each.",
                column=column,
                row=number,
            )
        ids.add(person)


def _check_blanks(
    reader: ColumnReader, people_by_answer: Mapping[tuple[str, str], int], log: FaultLog
) -> None:
    """Note a fault where a column holds yes and blanks but no no.

    If nine of nine in one group and twenty of twenty in the other had the event because the
    blanks were those who had not, a ratio of 1 would hide any difference.
    """
    item = reader.column.name
    yes, blank = people_by_answer[item, YES], people_by_answer[item, ""]
    if yes and blank and not people_by_answer[item, NO]:
        log.add(
            f"holds yes in {yes:,} row{'s' if yes > 1 else ''}, a blank in {blank:,} and no in "
            "none: a blank could mean no, or that the question does not apply",
            f"Say which: --blank {item}=no or --blank {item}=not-applicable.",
            column=reader.header,
        )


def _warnings(people_by_cell: Mapping[Cell, int], layout: Layout, file: str) -> Iterator[str]:
    answered = {cell.item for cell in people_by_cell}
    for column in layout.columns:
        condition = column.applies_to
        if column.is_item and column.name not in answered:
            yield f"{file}: column '{column.name}' holds no answer that is counted."
        elif condition and layout.index_of(condition.column) is None:
            yield (
                f"{file}: no column '{condition.column}', so '{column.name}' counts "
                f"{condition.without}."
            )
