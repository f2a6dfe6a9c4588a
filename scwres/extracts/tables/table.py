"""A grid of text becomes a table: a header, and batches of the rows below it.

The header stands among the first rows; what stands above it, blank rows and footnotes are
left out and counted. Only the distinct rows of the requested columns go on, so that
memory does not grow with the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, count
from operator import itemgetter
from typing import Protocol

from scwres.errors import Fault, FaultLog
from scwres.extracts.cells.values import ROW_OF_TOTALS, is_total, may_be_total
from scwres.extracts.files.blocks import (
    END_OF_FILE,
    MARK,
    PlainText,
    Record,
    Row,
    Rows,
    first_filled,
    first_of,
    is_bare,
    is_filled,
    records_of,
    rows_in,
    without_first,
)
from scwres.extracts.files.counting import (
    Batch,
    BlockCounts,
    CountRequest,
    as_name,
    counted_in_order,
    row_places,
)
from scwres.extracts.files.grid import HEADER_WITHIN, Grid, IsHeader
from scwres.extracts.left_out import (
    ABOVE,
    BLANK,
    EXAMPLE_ROW,
    FOOTNOTE,
    NOT_SELECTED,
    ROW_THAT_ADDS_UP,
)
from scwres.extracts.schema import column_letter
from scwres.extracts.tables.edges import blocks_of, fullest, is_note, is_remark, taken_from_end
from scwres.extracts.tables.headings import heading_at
from scwres.extracts.tables.selection import Selection
from scwres.extracts.tables.specified import questions_and_others, rows_specified
from scwres.extracts.tables.templates import is_example
from scwres.text.phrases import shown
from scwres.text.safety import place_name

#: Filled cells that a title line above a table may have: a name and its value.
TITLE_CELLS = 2


#: The last rows of a batch, which are looked at whole for totals.
LAST_ROWS = 3

#: Rows at the end of a table in which columns beside a blank one are blank, before those
#: are taken for a second table: their number, and their share of all rows.
BESIDE_ROWS = 3
BESIDE_SHARE = 0.1

#: How many rows at the end of a block may be notes; where there are more, they are blank.
MOST_HELD = 200

#: Rows whose values are looked at before any is read.
ROWS_SAMPLED = 50

#: Columns without a name that are named one by one.
NAMELESS_NAMED = 3

#: What is wrong with rows that add up others, and with headers of the table again.
_TOTALS = (
    ROW_OF_TOTALS[0],
    "Remove rows that add up other rows, or leave them out: put leave_out_totals = true under the "
    "path of the file in scwres.toml.",
    ROW_OF_TOTALS[2],
)
_REPEATED_HEADER = (
    "repeats the header",
    "Keep one header: delete this row, or the second table below it.",
    "not-one-table",
)
_OTHER_HEADER = (
    "is a second header with the columns in another order, as if another file was joined on",
    "Give each file separately.",
    "not-one-table",
)


class Table(Protocol):
    """A header, and rows below it to be read once."""

    @property
    def name(self) -> str:
        """The input's name, as the user knows it."""
        ...

    @property
    def form(self) -> str:
        """What the file is, in words."""
        ...

    @property
    def notes(self) -> tuple[str, ...]:
        """What the user should know of the file, such as a hidden sheet."""
        ...

    @property
    def sheet(self) -> str:
        """The name of the workbook's sheet; empty where it is none."""
        ...

    @property
    def header(self) -> tuple[str, ...]:
        """The header's cells as they stand; empty when nothing could be read."""
        ...

    @property
    def header_row(self) -> int:
        """The number of the header's row; 0 without one."""
        ...

    @property
    def titles(self) -> Sequence[Record]:
        """The rows above the header that hold something."""
        ...

    @property
    def rows(self) -> int:
        """Rows besides the header, so far."""
        ...

    @property
    def left_out(self) -> Mapping[str, int]:
        """Rows that hold nothing to read, so far, by reason."""
        ...

    @property
    def is_large(self) -> bool:
        """Whether it may hold so many people that their ids must be kept in little memory."""
        ...

    def sample(self, position: int) -> list[str]:
        """Return some values of a column; none where no row is at hand yet."""
        ...

    def rows_ahead(self) -> Iterator[Record]:
        """Yield all rows below the header as they stand; they stay to be read."""
        ...

    def batches(
        self,
        columns: Sequence[int],
        id_column: int | None,
        *,
        one_by_one: bool = False,
        with_totals: bool = False,
    ) -> Iterator[Batch]:
        """Yield the rows of some columns, named by their positions, in batches.

        ``one_by_one`` says that each row will be looked at; ``with_totals`` that rows of
        totals belong in such a table.
        """
        ...

    def select(self, selection: Selection | None) -> None:
        """Yield only the selected rows from now on."""
        ...

    def faults(self) -> list[Fault]:
        """Return what is wrong with the table; all of it once the batches are taken."""
        ...

    def sha256(self) -> str | None:
        """Return the hash of the bytes that were read; None when there were none."""
        ...


class GridTable:
    """The table that a grid holds.

    Where no row can be the header, the first of the fullest is taken for it, so that it can
    be said what is wrong with it. ``report_rows`` is called with the number of rows read so far.
    ``specified`` is how many rows answer a question in the column of other answers beside it.
    ``leaves_totals_out`` is whether rows that add up others are left out, and are no fault.
    ``has_row_numbers`` is whether its rows have an order, and so numbers; else all are row 0.
    """

    def __init__(
        self,
        name: str,
        grid: Grid,
        is_header: IsHeader,
        report_rows: Callable[[int], None] | None = None,
    ) -> None:
        self.name = name
        self._report_rows = report_rows
        self.rows = 0
        self.header: tuple[str, ...] = ()
        self.header_row = 0
        self._left_out: Counter[str] = Counter()
        self._with_totals = False
        self.leaves_totals_out = False
        self.has_row_numbers = True
        self._positions: tuple[int, ...] = ()
        self._selection: Selection | None = None
        self._notes: tuple[str, ...] = ()
        self.titles: list[Record] = []
        self._grid = grid
        self._log = FaultLog(name)
        self._blocks = grid.blocks()
        self._blocks_of_columns: list[tuple[int, int]] = []
        self._others: list[tuple[int, int]] = []
        self._last_of_block: dict[int, int] = {}
        self.specified: Counter[tuple[int, int]] = Counter()
        within = 1 if grid.starts_with_header else HEADER_WITHIN
        first: list[Rows] = []
        for block in self._blocks:
            first.append(block)
            if sum(map(rows_in, first)) >= within:
                break
        self._body = self._below_header(first, within, is_header)

    @property
    def form(self) -> str:
        """What the file is, in words."""
        return self._grid.form

    @property
    def notes(self) -> tuple[str, ...]:
        """What the user should know of the file; all of it once the batches are taken."""
        return (*self._grid.notes, *self._notes)

    @property
    def sheet(self) -> str:
        """The name of the workbook's sheet; empty where it is none."""
        return self._grid.sheet_name

    @property
    def is_large(self) -> bool:
        """Whether it may hold more people than can be kept one by one."""
        return self._grid.is_large

    @property
    def left_out(self) -> dict[str, int]:
        """Rows that hold nothing to read, or were not selected, by reason."""
        selected = {NOT_SELECTED: self._selection.left_out} if self._selection else {}
        left_out = {**self._left_out, **selected}
        return {reason: rows for reason, rows in left_out.items() if rows}

    def select(self, selection: Selection | None) -> None:
        """Yield only the selected rows from now on."""
        self._selection = selection

    def faults(self) -> list[Fault]:
        """Return what is wrong with the file, the columns that are read, and the table."""
        read = {"", *(self.header[position] for position in self._positions)}
        # The file names a column by its header alone.
        faults = (
            fault._replace(column=place_name(fault.column))
            for fault in self._grid.faults()
            if fault.column in read
        )
        return [*faults, *self._log.faults()]

    def sha256(self) -> str | None:
        """Return the hash of the bytes that were read."""
        return self._grid.sha256()

    def sample(self, position: int) -> list[str]:
        """Return some values of a column; none where no row is at hand yet."""
        rows = [record for block in self._body[:1] for record in first_of(block, ROWS_SAMPLED)]
        rows = rows or [*self._grid.first_rows]
        return [record[position] for record in rows if record and position < len(record)]

    def rows_ahead(self) -> Iterator[Record]:
        """Yield all rows below the header as they stand; they stay to be read."""
        self._body = [*self._body, *self._blocks]
        self._blocks = iter(())
        return filter(None, chain.from_iterable(map(records_of, self._body)))

    def _below_header(
        self, blocks: Sequence[Rows], within: int, is_header: IsHeader
    ) -> list[Rows]:
        """Take the header and what stands above it, and return the rows below."""
        records = [*chain.from_iterable(map(partial(first_of, rows=within), blocks))][:within]
        filled = [i for i, record in enumerate(records) if record and is_filled(record)]
        headings = {i: heading_at(records, i) for i in filled}
        header = next((i for i in filled if is_header(headings[i].cells)), None)
        if not filled:
            if not self._grid.faults():
                self._log.add(
                    "holds no values in its first rows",
                    "Expected a header with rows below it.",
                    "no-rows",
                )
            return []
        header_place = header
        if header_place is None:
            of_two_rows = (i for i in filled if headings[i].rows > 1)
            header_place = next(of_two_rows, fullest(records, filled))
        for i, record in enumerate(records[:header_place]):
            self.rows += 1
            if record is None:
                continue
            cells = sum(map(bool, map(str.strip, record)))
            self._left_out[ABOVE if cells else BLANK] += 1
            self.titles += [record] if cells else []
            if header is not None and cells > TITLE_CELLS:
                self._log.add(
                    "a row above the header holds values in several columns",
                    "Keep only the header above the data: delete the other row, or a table there.",
                    "not-one-table",
                    row=i + 1,
                )
        self.header = tuple(cell.lstrip(MARK) for cell in headings[header_place].cells)
        self.header_row = header_place + headings[header_place].rows
        if headings[header_place].rows > 1:
            self._notes = (
                f"rows {header_place + 1} and {header_place + 2} are read as one header",
            )
        self._blocks_of_columns = blocks_of(self.header)
        return without_first(blocks, self.header_row)

    def batches(
        self,
        columns: Sequence[int],
        id_column: int | None,
        *,
        one_by_one: bool = False,
        with_totals: bool = False,
    ) -> Iterator[Batch]:
        """Yield the rows below the header; ragged, spoilt and blank ones are left out."""
        if self._selection is None:
            yield from self._all(columns, id_column, one_by_one, with_totals)
            return
        every = (*columns, *self._selection.positions)
        for batch in self._all(every, id_column, True, with_totals):
            yield self._selection.selected(batch, len(columns))

    def _all(
        self, columns: Sequence[int], id_column: int | None, one_by_one: bool, with_totals: bool
    ) -> Iterator[Batch]:
        self._with_totals = with_totals
        self._positions = (*columns, *([] if id_column is None else [id_column]))
        self._others = [pair for pair in questions_and_others(self.header) if pair[0] in columns]
        is_whole = one_by_one or with_totals or self.leaves_totals_out or not self.header
        is_whole = is_whole or bool(self._blocks_of_columns or self._others)
        others = tuple(other for _, other in self._others)
        request = CountRequest(self.header, tuple(columns), id_column, others, is_whole)
        counting = self._grid.counting(request)
        held_back: list[Record | None] = []
        number = self.header_row + 1
        for block, counts, is_end in counted_in_order(chain(self._body, self._blocks), counting):
            if self._report_rows:
                self._report_rows(self.rows)
            if counts and not (held_back or _may_end(block)):
                self.rows += rows_in(block)
                lines = range(number, number + rows_in(block))
                yield Batch(
                    counts, partial(_located, block, request, *self._numbered(number)), lines
                )
                number += rows_in(block)
                continue
            records = held_back + records_of(block)
            held_back = [] if self._grid.starts_with_header else taken_from_end(records)
            if len(held_back) > MOST_HELD:
                records, held_back = records + held_back, []
            yield self._batch(records, number, request, is_end=is_end)
            number += len(records)
        rest = self._leave_notes_out(held_back, columns)
        if any(rest):
            self.rows -= rest.count(None)  # counted already, as notes
            yield self._batch(rest, number, request, is_end=True)
        self._note_tables_beside()

    def _batch(
        self, records: list[Record | None], number: int, request: CountRequest, *, is_end: bool
    ) -> Batch:
        pick, id_column = request.pick, request.id_column
        self.rows += len(records)
        if not self._grid.starts_with_header:
            self._leave_joined_files_out(records, number)
        if set(map(len, filter(None, records))) != {len(self.header)} or [] in records:
            self._leave_ragged_out(records, number)
        if any(map(is_example, filter(None, records))):
            self._leave_examples_out(records)
        if not self._with_totals:
            self._leave_totals_out(records, number, id_column or 0, is_end=is_end)
        people_by_row = Counter(map(pick, filter(None, records)))
        if any(not any(map(str.strip, row)) for row in people_by_row):
            self._leave_blank_out(records)
            people_by_row = Counter(map(pick, filter(None, records)))
        if request.may_repeat_header(people_by_row):
            self._leave_second_header_out(records, number, request)
            people_by_row = Counter(map(pick, filter(None, records)))
        for position in request.nameless:
            self._note_values_without_name(records, number, position, request)
        for start, end in self._blocks_of_columns:
            self._note_last_row(records, number, start, end)
        for question, other in self._others:
            self.specified[question, other] += rows_specified(records, question, other)
        ids = (
            []
            if id_column is None
            else [record[id_column].strip() for record in records if record]
        )
        places = partial(row_places, [pick(record) for record in records if record] if ids else [])
        lines = range(number, number + len(records))
        is_whole = None not in records and [] not in records
        return Batch(
            BlockCounts(people_by_row, ids, places),
            partial(_located, records, request, *self._numbered(number)),
            lines
            if is_whole
            else [line for line, record in zip(lines, records, strict=True) if record],
        )

    def _numbered(self, first: int) -> tuple[int, int]:
        """Return the number of a first row, and what is added for each that comes after it."""
        return (first, 1) if self.has_row_numbers else (0, 0)

    def _note_last_row(
        self, records: list[Record | None], first: int, start: int, end: int
    ) -> None:
        """Keep the last row in which a block of columns holds something."""
        for i in range(len(records) - 1, -1, -1):
            record = records[i]
            if record and is_filled(record[start:end]):
                self._last_of_block[start] = first + i
                return
        self._last_of_block.setdefault(start, first - 1)

    def _leave_ragged_out(self, records: list[Record | None], first: int) -> None:
        """Put None in place of rows that are blank, or not as wide as the header."""
        width = len(self.header)
        for i, record in enumerate(records):
            if record is None or len(record) == width:
                continue
            records[i] = None
            if not is_filled(record):
                self._left_out[BLANK] += 1
                continue
            more = "more" if len(record) > width else "fewer"
            self._log.add(
                f"has {more} fields than the {width} in the header",
                "Look for a separator inside a field without quotation marks, or for a missing "
                "field.",
                "row-width",
                row=first + i,
            )

    def _leave_blank_out(self, records: list[Record | None]) -> None:
        for i, record in enumerate(records):
            if record is not None and not is_filled(record):
                records[i] = None
                self._left_out[BLANK] += 1

    def _leave_examples_out(self, records: list[Record | None]) -> None:
        for i, record in enumerate(records):
            if record and is_example(record):
                records[i] = None
                self._left_out[EXAMPLE_ROW] += 1

    def _leave_joined_files_out(self, records: list[Record | None], first: int) -> None:
        """Note rows that start with a byte-order mark, as another file does that was joined on."""
        for i, record in enumerate(records):
            if not (record and record[0].startswith(MARK)):
                continue
            unmarked = [record[0].lstrip(MARK), *record[1:]]
            if list(map(as_name, unmarked)) == list(map(as_name, self.header)):
                records[i] = unmarked
            else:
                records[i] = None
                self._log.add(
                    "starts with a byte-order mark, as if another file was joined on",
                    "Give each file separately.",
                    "not-one-table",
                    row=first + i,
                )

    def _leave_second_header_out(
        self, records: list[Record | None], first: int, request: CountRequest
    ) -> None:
        """Note rows that repeat the header: in the requested columns, or whole in other capitals.

        The same names in another order are another file's.
        """
        names = list(map(as_name, self.header))
        for i, record in enumerate(records):
            if not record:
                continue
            row_names = list(map(as_name, record))
            is_repeated = bool(request.columns) and request.pick(record) == request.header_row
            if is_repeated or row_names == names:
                fault = _REPEATED_HEADER
            elif sorted(row_names) == sorted(names):
                fault = _OTHER_HEADER
            else:
                continue
            records[i] = None
            self._log.add(*fault, row=first + i)

    def _leave_totals_out(
        self, records: list[Record | None], first: int, id_column: int, *, is_end: bool
    ) -> None:
        """Note rows that add up the others, recognised by their first cell or by their id.

        The last rows of the table are looked at whole.
        """
        whole = [(i, record) for i, record in enumerate(records) if record]
        cells = {record[0] for _, record in whole} | {record[id_column] for _, record in whole}
        last = whole[-LAST_ROWS:] if is_end else []
        suspects = dict(last)
        if may_be_total(cells):
            suspects |= {
                i: record for i, record in whole if may_be_total([record[0], record[id_column]])
            }
        for i, record in sorted(suspects.items()):
            filled = [cell for cell in record if cell.strip()]
            is_sparse = len(filled) < len(record) and 2 * len(filled) <= len(record) + 1
            cells_whole = [record[0], record[id_column], *(filled if is_sparse else [])]
            cells_in_part = [*filled[:1], record[id_column]] if is_sparse else []
            if any(map(is_total, cells_whole)) or any(
                is_total(cell, in_sparse_row=True) for cell in cells_in_part
            ):
                if self.leaves_totals_out:
                    self._left_out[ROW_THAT_ADDS_UP] += 1
                else:
                    self._log.add(*_TOTALS, row=first + i)
                records[i] = None

    def _note_values_without_name(
        self, records: list[Record | None], first: int, position: int, request: CountRequest
    ) -> None:
        if not any(map(str.strip, set(map(itemgetter(position), filter(None, records))))):
            return
        for i, record in enumerate(records):
            if record and record[position].strip():
                are_many = len(request.nameless) > NAMELESS_NAMED
                self._log.add(
                    "holds values under no name" if are_many else "holds values but has no name",
                    "Name the column in the header, or delete it from the file.",
                    "column-unclear",
                    column="" if are_many else column_letter(position),
                    row=first + i,
                )

    def _leave_notes_out(
        self, records: list[Record | None], columns: Sequence[int]
    ) -> list[Record | None]:
        """Leave the last rows out that are blank or hold notes, and return the others.

        A row with a value in a requested column other than the first is not a note.
        """
        positions = [position for position in columns if position]
        rest: list[Record | None] = []
        is_apart = False
        for record in records:
            if record is not None and (not is_filled(record) or record == [END_OF_FILE]):
                self._left_out[BLANK] += 1
                is_apart = True
            elif (
                record and is_bare(record, positions) and self._is_note(record, is_apart=is_apart)
            ):
                self._left_out[FOOTNOTE] += 1
                is_apart = True
            else:
                rest.append(record)
                continue
            self.rows += 1
            rest.append(None)
        return rest

    def _is_note(self, record: Record, *, is_apart: bool) -> bool:
        """Return whether a row below a table is a note.

        ``is_apart`` says that a blank row or a note stands before it.
        """
        text = first_filled(record)
        is_of_one_field = is_apart and len(record) == 1 < len(self.header)
        return is_note(text) or (is_of_one_field and is_remark(text))

    def _note_tables_beside(self) -> None:
        """Note columns beyond a blank one that end long before the others: another table."""
        if not self._last_of_block:
            return
        last = max(self._last_of_block.values())
        least = max(BESIDE_ROWS, int(BESIDE_SHARE * (last - self.header_row)))
        for start, row in self._last_of_block.items():
            if last - row >= least:
                self._log.add(
                    "is next to a blank column and ends long before the other columns, like a "
                    "separate table",
                    "Keep one table in each sheet: move the other, or delete it.",
                    "not-one-table",
                    column=f"{column_letter(start)} {shown(self.header[start])}",
                )


def _may_end(block: Rows) -> bool:
    """Return whether the last row of a text may be the end of the table, or a note below it."""
    return isinstance(block, PlainText) and bool(taken_from_end(block.last()))


def _located(
    block: Rows, request: CountRequest, first: int, step: int
) -> Iterator[tuple[int, Row, str]]:
    """Yield each row with its number and its id; blank where no id was requested."""
    pick, id_column = request.pick, request.id_column
    for number, record in zip(count(first, step), records_of(block), strict=False):
        if record:
            yield number, pick(record), "" if id_column is None else record[id_column].strip()
