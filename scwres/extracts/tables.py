"""A grid of text becomes a table: a header, and batches of the rows below it.

The header stands among the first rows; what stands above it, blank rows and footnotes are
left aside and counted. Only the distinct rows of the columns that are wanted go on, so that
memory does not grow with the file.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, Protocol

from scwres.errors import FaultLog, shown
from scwres.extracts.ahead import records_of, rows_in, taken_in_turn
from scwres.extracts.counting import Wanted
from scwres.extracts.edges import (
    blocks_of,
    first_filled,
    fullest,
    is_bare,
    is_filled,
    is_note,
    located,
    picker,
    taken_from_end,
)
from scwres.extracts.grids import HEADER_WITHIN
from scwres.extracts.schema import column_letter
from scwres.extracts.values import ROW_OF_TOTALS, is_total, may_be_total

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from scwres.errors import Fault
    from scwres.extracts.ahead import Rows
    from scwres.extracts.counting import Block, Row
    from scwres.extracts.grids import Grid, IsHeader
    from scwres.extracts.plain_text import Record

ABOVE = "above the header"
BLANK = "blank row"
FOOTNOTE = "footnote"

#: Filled cells that a title line above a table may have: a name and its value.
TITLE_CELLS = 2


#: The last rows of a batch, which are looked at whole for totals.
LAST_ROWS = 3

#: Rows at the end of a table in which columns beside a blank one are blank, before those
#: are taken for a second table: so many, and so great a part of all.
BESIDE_ROWS = 3
BESIDE_SHARE = 0.1

#: So many rows at the end of a block may be notes; where there are more, they are blank.
MOST_HELD = 200

#: Columns without a name that are named one by one.
NAMELESS_NAMED = 3


class Batch(NamedTuple):
    """Some rows of a table, counted.

    Parameters
    ----------
    people_by_row
        How often each distinct row of the wanted columns occurs. Rows that are blank in
        every column, or spoilt, are not among them.
    ids
        The id of each row; empty when no id was asked for.
    places
        Gives for each id what a mapping holds of its row.
    rows
        Gives each row again with its number and its id, to find where something stands.
    are_plain_ids
        Whether it is certain that each id is one, in letters and digits, and starts with no 0.
    """

    people_by_row: Mapping[Row, int]
    ids: Sequence[str]
    places: Callable[[Mapping[Row, int]], Iterable[int]]
    rows: Callable[[], Iterable[tuple[int, Row, str]]]
    are_plain_ids: bool = False


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
    def rows(self) -> int:
        """Rows besides the header, so far."""
        ...

    @property
    def left_out(self) -> Mapping[str, int]:
        """Rows that hold nothing to read, so far, by reason."""
        ...

    @property
    def is_large(self) -> bool:
        """Whether it may hold so many people that who they are must be kept in little room."""
        ...

    def batches(
        self,
        columns: Sequence[int],
        id_column: int | None,
        *,
        one_by_one: bool = False,
        with_totals: bool = False,
    ) -> Iterator[Batch]:
        """Give the rows of some columns, named by their positions, in batches.

        ``one_by_one`` tells that each row will be looked at; ``with_totals`` that rows of
        totals belong in such a table.
        """
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
    be said what is wrong with it. ``tell`` is told how many rows have been read, as they are.
    """

    def __init__(
        self,
        name: str,
        grid: Grid,
        is_header: IsHeader,
        tell: Callable[[int], None] | None = None,
    ) -> None:
        self.name = name
        self._tell = tell
        self.rows = 0
        self.header: tuple[str, ...] = ()
        self.header_row = 0
        self._left_out: Counter[str] = Counter()
        self._with_totals = False
        self._grid = grid
        self._log = FaultLog(name)
        self._blocks = grid.blocks()
        self._nameless: list[int] = []
        self._blocks_of_columns: list[tuple[int, int]] = []
        self._last_of_block: dict[int, int] = {}
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
        return self._grid.notes

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
        """Rows that hold nothing to read, by reason."""
        return {reason: rows for reason, rows in self._left_out.items() if rows}

    def faults(self) -> list[Fault]:
        """Return what is wrong with the file and with the table in it."""
        return [*self._grid.faults(), *self._log.faults()]

    def sha256(self) -> str | None:
        """Return the hash of the bytes that were read."""
        return self._grid.sha256()

    def _below_header(
        self, blocks: Sequence[Rows], within: int, is_header: IsHeader
    ) -> list[Rows]:
        """Take the header and what stands above it, and return the rows below."""
        records = [*chain.from_iterable(map(partial(_first_of, rows=within), blocks))][:within]
        filled = [i for i, one in enumerate(records) if one and is_filled(one)]
        header = next((i for i in filled if is_header(records[i] or [])), None)
        if not filled:
            if not self._grid.faults():
                self._log.add("holds nothing", "Expected a header, and rows below it.")
            return []
        at = fullest(records, filled) if header is None else header
        for i, record in enumerate(records[:at]):
            self.rows += 1
            if record is None:
                continue
            cells = sum(map(bool, map(str.strip, record)))
            self._left_out[ABOVE if cells else BLANK] += 1
            if header is not None and cells > TITLE_CELLS:
                self._log.add(
                    "a row above the header holds values in several columns",
                    "Keep one row of names above the data: remove the other, or a table above.",
                    row=i + 1,
                )
        self.header = tuple(records[at] or [])
        self.header_row = at + 1
        self._nameless = [i for i, name in enumerate(self.header) if not name.strip()]
        self._blocks_of_columns = blocks_of(self.header)
        return _without_first(blocks, at + 1)

    def batches(
        self,
        columns: Sequence[int],
        id_column: int | None,
        *,
        one_by_one: bool = False,
        with_totals: bool = False,
    ) -> Iterator[Batch]:
        """Give the rows below the header; ragged, spoilt and blank ones are left aside."""
        self._with_totals = with_totals
        wanted = Wanted(self.header, tuple(columns), id_column)
        is_plain = self.header and not (one_by_one or with_totals or self._blocks_of_columns)
        counting = self._grid.counting(wanted) if is_plain else None
        held: list[Record | None] = []
        number = self.header_row + 1
        for block, counted, is_end in taken_in_turn(chain(self._body, self._blocks), counting):
            if self._tell:
                self._tell(self.rows)
            if counted and not isinstance(block, list) and not (held or self._may_end(block)):
                self.rows += block.rows
                rows = partial(_located, block, wanted, number)
                yield Batch(*counted[:3], rows, counted.are_plain_ids)
                number += block.rows
                continue
            records = held + records_of(block)
            held = [] if self._grid.starts_with_header else taken_from_end(records)
            if len(held) > MOST_HELD:
                records, held = records + held, []
            yield self._batch(records, number, wanted, is_end=is_end)
            number += len(records)
        rest = self._leave_notes_out(held, columns)
        if any(rest):
            self.rows -= rest.count(None)  # counted already, as notes
            yield self._batch(rest, number, wanted, is_end=True)
        self._note_tables_beside()

    def _may_end(self, block: Block) -> bool:
        """Return whether the last row of a block may be the end of the table."""
        return not self._grid.starts_with_header and bool(taken_from_end(block.last()))

    def _batch(
        self, records: list[Record | None], number: int, wanted: Wanted, *, is_end: bool
    ) -> Batch:
        pick, id_column = picker(wanted.columns), wanted.id_column
        header_key = pick(list(self.header))
        self.rows += len(records)
        if set(map(len, filter(None, records))) != {len(self.header)} or [] in records:
            self._leave_ragged_out(records, number)
        if not self._with_totals:
            self._leave_totals_out(records, number, id_column or 0, is_end=is_end)
        people_by_row = Counter(map(pick, filter(None, records)))
        if any(not any(map(str.strip, row)) for row in people_by_row):
            self._leave_blank_out(records)
            people_by_row = Counter(map(pick, filter(None, records)))
        if header_key in people_by_row:
            self._note_second_header(records, number, pick, header_key)
        for position in self._nameless:
            self._note_values_without_name(records, number, position)
        for start, end in self._blocks_of_columns:
            self._note_last_row(records, number, start, end)
        ids = [] if id_column is None else [one[id_column].strip() for one in records if one]
        whole = list(filter(None, records))
        return Batch(
            people_by_row,
            ids,
            lambda position: map(position.__getitem__, map(pick, whole)),
            partial(located, records, pick, id_column, number),
        )

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
                f"{more} fields than the {width} of the header",
                "Look for a separator inside a field without quotation marks, or for a field "
                "that is missing.",
                row=first + i,
            )

    def _leave_blank_out(self, records: list[Record | None]) -> None:
        for i, record in enumerate(records):
            if record is not None and not is_filled(record):
                records[i] = None
                self._left_out[BLANK] += 1

    def _note_second_header(
        self,
        records: list[Record | None],
        first: int,
        pick: Callable[[Record], Row],
        header_key: Row,
    ) -> None:
        for i, record in enumerate(records):
            if record and pick(record) == header_key:
                self._log.add(
                    "repeats the header",
                    "Keep one header: remove it, or the second table below it.",
                    row=first + i,
                )

    def _leave_totals_out(
        self, records: list[Record | None], first: int, id_column: int, *, is_end: bool
    ) -> None:
        """Note rows that add up the others, told by their first cell or by their id.

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
            in_part = [*filled[:1], record[id_column]] if is_sparse else []
            if any(map(is_total, cells_whole)) or any(
                is_total(cell, in_sparse_row=True) for cell in in_part
            ):
                self._log.add(*ROW_OF_TOTALS, row=first + i)
                records[i] = None

    def _note_values_without_name(
        self, records: list[Record | None], first: int, position: int
    ) -> None:
        if not any(map(str.strip, set(map(itemgetter(position), filter(None, records))))):
            return
        for i, record in enumerate(records):
            if record and record[position].strip():
                several = len(self._nameless) > NAMELESS_NAMED
                self._log.add(
                    "holds values under no name" if several else "holds values and has no name",
                    "Name the column in the header, or delete it from the file.",
                    column="" if several else column_letter(position),
                    row=first + i,
                )

    def _leave_notes_out(
        self, records: list[Record | None], columns: Sequence[int]
    ) -> list[Record | None]:
        """Leave the last rows out that are blank or hold notes, and return the others.

        What holds something in a column that is wanted, the first apart, is no note.
        """
        wanted = [position for position in columns if position]
        rest: list[Record | None] = []
        for record in records:
            if record is not None and not is_filled(record):
                self._left_out[BLANK] += 1
            elif record and is_bare(record, wanted) and is_note(first_filled(record)):
                self._left_out[FOOTNOTE] += 1
            else:
                rest.append(record)
                continue
            self.rows += 1
            rest.append(None)
        return rest

    def _note_tables_beside(self) -> None:
        """Note columns beyond a blank one that end long before the others: another table."""
        if not self._last_of_block:
            return
        last = max(self._last_of_block.values())
        least = max(BESIDE_ROWS, int(BESIDE_SHARE * (last - self.header_row)))
        for start, row in self._last_of_block.items():
            if last - row >= least:
                self._log.add(
                    "stands beside a blank column and ends long before the other columns, like a "
                    "table of its own",
                    "Keep one table in a sheet: move the other, or delete it.",
                    column=f"{column_letter(start)} {shown(self.header[start])}",
                )


def _first_of(block: Rows, rows: int) -> list[Record | None]:
    """Return the first rows of a block, cell by cell."""
    return block[:rows] if isinstance(block, list) else block.head(rows)


def _without_first(blocks: Sequence[Rows], rows: int) -> list[Rows]:
    """Return blocks without their first rows, so many."""
    others: list[Rows] = []
    for block in blocks:
        if rows >= rows_in(block):
            rows -= rows_in(block)
        else:
            others.append(block[rows:] if isinstance(block, list) else block.parted(rows)[1])
            rows = 0
    return others


def _located(block: Block, wanted: Wanted, number: int) -> Iterator[tuple[int, Row, str]]:
    """Give each row of a block with its number and its id."""
    return located(block.records(), picker(wanted.columns), wanted.id_column, number)
