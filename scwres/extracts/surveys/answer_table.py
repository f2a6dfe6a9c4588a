"""A survey's rows rewritten: an answer in the column of each item, one row for each row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from scwres.extracts.files.blocks import Record, Row
from scwres.extracts.files.counting import Batch, BlockCounts
from scwres.extracts.left_out import KEY_ROW, NOT_SELECTED
from scwres.extracts.schema import HARASSMENT_ITEMS
from scwres.extracts.surveys.choices import Choices, keys_in
from scwres.extracts.tables.rewritten import RewrittenTable
from scwres.extracts.tables.table import Table
from scwres.text.phrases import in_words

#: Gives the choices that a row made, as ``plain`` writes them.
ChoicesMade = Callable[[Sequence[str]], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class MultipleChoice:
    """A question of which people choose several answers.

    ``column`` is how messages call it; ``positions`` where the answers to items are written;
    ``is_in_one_cell`` whether only the choices that someone made can be seen.
    """

    column: str
    choices: Choices
    made: ChoicesMade
    positions: Mapping[str, int]
    blank: str = ""
    is_in_one_cell: bool = False


@dataclass(slots=True, kw_only=True)
class Form:
    """How the rows of a survey are rewritten: codes first, then questions of several answers.

    ``width`` is how many columns a row has then. ``keys`` is what codes mean, by the position of
    the column, where the first row below the header says it.
    """

    width: int
    keys: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    questions: Sequence[MultipleChoice] = ()

    def rewritten(self, row: Sequence[str]) -> list[str]:
        """Return a row with an answer in the column of each item."""
        cells = [*row, *[""] * (self.width - len(row))]
        for position, key in self.keys.items():
            cells[position] = key.get(cells[position].strip(), cells[position])
        for question in self.questions:
            answers = question.choices.answers(question.made(cells), question.blank)
            for item, position in question.positions.items():
                cells[position] = answers[item]
        return cells


def _notes_on(question: MultipleChoice) -> Iterator[str]:
    """Yield what the user should know of a question of several answers."""
    yield f"answers of several choices, read from {question.column}"
    unseen = [item for item in HARASSMENT_ITEMS if item not in question.choices.offered]
    if unseen and question.is_in_one_cell:
        yield (
            f"nobody chose {in_words(unseen, last='or')} there, so it is not measured. If it was "
            f'a choice, add words = {{ {unseen[0]} = {{ yes = ["…"] }} }} with its text'
        )


class AnswerTable(RewrittenTable):
    """A survey whose rows are rewritten as its form says; a row stays one row."""

    def __init__(self, table: Table, header: Sequence[str], form: Form) -> None:
        super().__init__(table, header)
        self._form = form
        self._key_rows = 0

    @property
    def notes(self) -> tuple[str, ...]:
        """What the user should know of the file."""
        return (*self._table.notes, *chain.from_iterable(map(_notes_on, self._form.questions)))

    @property
    def rows(self) -> int:
        """Rows besides the header, so far."""
        return self._table.rows

    @property
    def left_out(self) -> Mapping[str, int]:
        """Rows that hold nothing to read, or were not selected, by reason."""
        selected = self._selection.left_out if self._selection else 0
        others = {KEY_ROW: self._key_rows, NOT_SELECTED: selected}
        return {
            **self._table.left_out,
            **{reason: rows for reason, rows in others.items() if rows},
        }

    def sample(self, position: int) -> list[str]:
        """Return some values of a column as they stand; none of one that was added."""
        return self._table.sample(position) if position < len(self._table.header) else []

    def rows_ahead(self) -> Iterator[Record]:
        """Yield all rows below the header, rewritten; they stay to be read."""
        return map(self._form.rewritten, self._table.rows_ahead())

    def batches(
        self,
        columns: Sequence[int],
        id_column: int | None,
        *,
        one_by_one: bool = False,
        with_totals: bool = False,
    ) -> Iterator[Batch]:
        """Yield the rows of some columns, rewritten."""
        selected = self._selection_columns()
        every = range(len(self._table.header))
        for batch in self._table.batches(every, None, one_by_one=True, with_totals=with_totals):
            rows: list[tuple[int, Row, str]] = []
            for line, row, person in batch.rows():
                if self._form.keys and not self._key_rows and keys_in(row):
                    self._key_rows = 1
                    continue
                cells = self._form.rewritten(row)
                rows.append((line, tuple(cells[i] for i in (*columns, *selected)), person))
            counted = BlockCounts(Counter(row for _, row, _ in rows))
            rewritten = Batch(counted, rows.copy, [line for line, _, _ in rows])
            yield self._selected(rewritten, len(columns))
