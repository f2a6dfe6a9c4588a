"""Blocks of rows are counted: the distinct rows of each, without a look at every row.

Most rows of an extract repeat others. A block in which nothing is unusual is counted by its
distinct lines, and each of those is split into cells once in a file. ``GridTable`` reads any
other block row by row, and says what is wrong with it. Several blocks are counted at once, in
their order; the end of a table, where notes and totals stand, is always read row by row.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from typing import NamedTuple, Protocol

from scwres.extracts.cells.values import may_be_total
from scwres.extracts.files.blocks import (
    Block,
    PlainText,
    Record,
    Row,
    Rows,
    is_filled,
    picker,
    plain_records,
    records_of,
    rows_in,
)
from scwres.extracts.files.workers import workers
from scwres.extracts.tables.templates import EXAMPLE

#: Counting by distinct lines is no faster where more than half of the lines differ, or more than
#: this number. Whether half differ is checked once enough lines have been read.
MOST_DISTINCT = 200_000
ENOUGH_LINES = 20_000


def as_name(cell: str) -> str:
    """Return a name of a column without its capitals and spacing.

    >>> as_name(" Ethnic  Group")
    'ethnic group'
    """
    return " ".join(cell.split()).casefold()


class CountRequest(NamedTuple):
    """The columns of a table to be counted, by their positions; ``id_column`` may be None.

    ``others`` are columns that are looked at beside them; ``is_whole`` is whether every row is.
    """

    header: tuple[str, ...]
    columns: tuple[int, ...]
    id_column: int | None
    others: tuple[int, ...] = ()
    is_whole: bool = False

    @property
    def positions(self) -> list[int]:
        """All columns that are read, in the order of the table."""
        ids = [] if self.id_column is None else [self.id_column]
        return sorted({*self.columns, *self.others, *ids})

    @property
    def pick(self) -> Callable[[Record], Row]:
        """A function that picks the requested cells of a row."""
        return picker(self.columns)

    @property
    def header_row(self) -> Row:
        """The header of the requested columns, which no row may repeat."""
        return self.pick(list(self.header))

    def may_repeat_header(self, rows: Iterable[Row]) -> bool:
        """Return whether a row holds nothing but names of columns, in whatever order."""
        names = frozenset(map(as_name, self.header))
        return any(all(as_name(cell) in names for cell in row) for row in rows)

    @property
    def nameless(self) -> list[int]:
        """Where columns without a name stand, which may not hold anything."""
        return [i for i, name in enumerate(self.header) if not name.strip()]

    def are_sound(self, records: Sequence[Record]) -> bool:
        """Return whether rows are ordinary ones: as wide as the header, filled and no totals."""
        nameless = self.nameless
        return (
            set(map(len, records)) == {len(self.header)}
            and all(map(is_filled, records))
            and not may_be_total({record[0] for record in records})
            and not any(EXAMPLE in record for record in records)
            and not any(record[position].strip() for record in records for position in nameless)
        )


class BlockCounts(NamedTuple):
    """The counts of a block of rows.

    Parameters
    ----------
    people_by_row
        How often each distinct row of the requested columns occurs.
    ids
        The id of each row; empty when no id was requested.
    places
        A function that returns, for each id, what a mapping holds for its row.
    are_plain_ids
        Whether it is certain that each id is one, in letters and digits, and starts with no 0.
    """

    people_by_row: Mapping[Row, int]
    ids: Sequence[str] = ()
    places: Callable[[Mapping[Row, int]], Iterable[int]] = lambda _: ()
    are_plain_ids: bool = False


class Counting(Protocol):
    """A way to count blocks of one sort.

    ``workers`` is how many blocks may be counted at once; 0 where threads would not help.
    """

    workers: int

    def count(self, block: Block) -> BlockCounts | None:
        """Return the counts of a block of rows; None where anything in it is in doubt."""
        ...


class KnownLines:
    """The distinct lines of a text, each split into cells once.

    Parameters
    ----------
    request
        The columns to be counted.
    delimiter
        What stands between two fields.
    end
        What each line is completed with before it is read: the line end, or nothing.
    cells_cut_off
        How many cells were cut off at the start of each line.

    Attributes
    ----------
    rows
        The distinct rows of the lines, in the requested columns.
    """

    def __init__(
        self, request: CountRequest, delimiter: str, *, end: str = "\n", cells_cut_off: int = 0
    ) -> None:
        self.rows: list[Row] = []
        self._request = request
        self._delimiter = delimiter
        self._end = end
        self._filler = [""] * cells_cut_off
        self._place_of_row: dict[Row, int] = {}
        self._place_of: dict[str, int] = {}
        self._lines_looked_up = 0

    @property
    def are_too_many(self) -> bool:
        """Whether too many lines differ for counting by lines to be faster."""
        known = len(self._place_of)
        return known > MOST_DISTINCT or (
            self._lines_looked_up > ENOUGH_LINES and 2 * known > self._lines_looked_up
        )

    def places(self, lines: Sequence[str]) -> list[int] | None:
        """Return where in ``rows`` the requested row of each line stands.

        None where one of the lines is in doubt.
        """
        self._lines_looked_up += len(lines)
        try:
            return list(map(self._place_of.__getitem__, lines))
        except KeyError:
            is_sound = self._take([*dict.fromkeys(lines).keys() - self._place_of.keys()])
            return list(map(self._place_of.__getitem__, lines)) if is_sound else None

    def _take(self, lines: Sequence[str]) -> bool:
        """Take new lines in; return whether each is an ordinary one."""
        text = self._end.join([*lines, ""])
        records = plain_records(text, self._delimiter) or []
        if self._filler:
            records = [self._filler + record for record in records]
        if len(records) != len(lines) or not self._request.are_sound(records):
            return False
        rows = list(map(self._request.pick, records))
        if self._request.may_repeat_header(rows):
            return False
        for line, row in zip(lines, rows, strict=True):
            place = self._place_of_row.setdefault(row, len(self.rows))
            if place == len(self.rows):
                self.rows.append(row)
            self._place_of[line] = place
        return True


class LineCounting:
    """Counts plain text by the standard library alone.

    Without ids whole lines are counted; where the first column holds them, what is left of
    each line. Elsewhere lines differ one from the other, and none is counted so.
    """

    workers = 0

    def __init__(self, request: CountRequest, delimiter: str) -> None:
        self._has_ids = request.id_column is not None
        self._known = KnownLines(request, delimiter, cells_cut_off=int(self._has_ids))
        separator = re.escape(delimiter)
        self._id_and_rest = re.compile(rf'(?m)^([^"\r\n{separator}]*){separator}(.*)$')

    def count(self, block: Block) -> BlockCounts | None:
        """Return the counts of a block of rows; None where anything in it is in doubt."""
        if not isinstance(block, PlainText) or self._known.are_too_many:
            return None
        ids: Sequence[str] = ()
        lines: Sequence[str]
        if self._has_ids:
            pairs = self._id_and_rest.findall(block.text)
            if len(pairs) != block.rows:
                return None
            ids, lines = zip(*pairs, strict=True)
            ids = list(map(str.strip, ids))
            if may_be_total(ids) or EXAMPLE in ids:
                return None
        else:
            lines = block.text.split("\n")[:-1]
        places = self._known.places(lines)
        if places is None:
            return None
        rows = self._known.rows
        people_by_row = {rows[place]: people for place, people in Counter(places).items()}
        return BlockCounts(people_by_row, ids, partial(_values_of_rows, rows, places))


def counting_of_lines(request: CountRequest, delimiter: str) -> LineCounting | None:
    """Return a way to count lines; None where ids stand in the middle of them."""
    return LineCounting(request, delimiter) if request.id_column in (None, 0) else None


def added_up(people_of_rows: Iterable[tuple[Row, int]]) -> dict[Row, int]:
    """Return the people of each distinct row."""
    people_by_row: dict[Row, int] = {}
    for row, people in people_of_rows:
        people_by_row[row] = people_by_row.get(row, 0) + people
    return people_by_row


def _values_of_rows(
    rows: Sequence[Row], places: Iterable[int], position: Mapping[Row, int]
) -> Iterator[int]:
    """Return what a mapping holds for the rows in some places."""
    positions = [position.get(row, -1) for row in rows]
    return map(positions.__getitem__, places)


def row_places(rows: Sequence[Row], position: Mapping[Row, int]) -> Iterator[int]:
    """Return what a mapping holds for each row."""
    return map(position.__getitem__, rows)


class Batch(NamedTuple):
    """Some rows of a table, counted.

    Parameters
    ----------
    counted
        Their counts. Rows that are blank in every column, or spoilt, are not among them.
    rows
        A function that yields each row again with its number and its id, to find a value's row.
    """

    counted: BlockCounts
    rows: Callable[[], Iterable[tuple[int, Row, str]]]
    lines: Sequence[int] = ()


#: The last rows of a table, among which notes and totals stand; they are read one by one.
LAST_ROWS_APART = 250

#: A last block with no more rows than this is looked at whole.
FEW_ROWS = 2_000


class CountedBlock(NamedTuple):
    """A block, its counts (None where each row must be read), and whether the table ends in it."""

    block: Rows
    counts: BlockCounts | None
    is_end: bool


def counted_in_order(blocks: Iterable[Rows], counting: Counting | None) -> Iterator[CountedBlock]:
    """Yield blocks in their order, each with the counts of its rows."""
    with _started_counts(counting) as start:
        waiting: deque[tuple[Rows, Callable[[], BlockCounts | None]]] = deque()
        newest: Rows = []
        most = 1 + (counting.workers if counting else 0)
        for block in blocks:
            if block == []:
                continue
            if newest != []:
                waiting.append((newest, start(newest)))
            newest = block
            while len(waiting) > most and _is_before_end(
                [started for started, _ in waiting][1:], newest
            ):
                first, result = waiting.popleft()
                yield CountedBlock(first, result(), is_end=False)
        before, end = _split_at_end([*(block for block, _ in waiting), newest])
        for block in before:
            was_started = waiting and block is waiting[0][0]
            result = waiting.popleft()[1] if was_started else start(block)
            yield CountedBlock(block, result(), is_end=False)
        yield CountedBlock([*chain.from_iterable(map(records_of, end))], None, is_end=True)


def _is_before_end(waiting: Sequence[Rows], newest: Rows) -> bool:
    """Return whether the last rows of the table all stand in blocks that came after one."""
    needed = LAST_ROWS_APART
    for block in (newest, *reversed(waiting)):
        needed -= len(block) if isinstance(block, list) else block.rows_up_to(needed)
        if needed <= 0:
            return True
    return False


def _split_at_end(blocks: list[Rows]) -> tuple[list[Rows], list[Rows]]:
    """Return the blocks before the last rows of a table, and those that hold them."""
    end: list[Rows] = []
    needed = LAST_ROWS_APART
    while blocks and needed > 0:
        last = blocks.pop()
        rows = rows_in(last)
        if not isinstance(last, list) and rows > max(needed, FEW_ROWS):
            first, last = last.split_at(rows - needed)
            blocks.append(first)
        needed -= rows
        end.insert(0, last)
    return blocks, end


@contextmanager
def _started_counts(
    counting: Counting | None,
) -> Iterator[Callable[[Rows], Callable[[], BlockCounts | None]]]:
    """Yield a function that starts to count a block, and returns one that waits for the counts."""
    if counting is None:
        yield lambda _: lambda: None
    elif not counting.workers:
        yield lambda block: partial(_counts_of, counting, block)
    else:
        with workers(counting.workers) as start:
            yield lambda block: start(_counts_of, counting, block)


def _counts_of(counting: Counting, block: Rows) -> BlockCounts | None:
    return None if isinstance(block, list) else counting.count(block)
