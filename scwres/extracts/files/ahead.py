"""Blocks counted in their order, several at once; the end of a table is looked at row by row."""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from scwres.extracts.files.blocks import records_of, rows_in
from scwres.extracts.files.workers import workers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from scwres.extracts.files.blocks import Rows
    from scwres.extracts.files.counting import BlockCounts, Counting

#: The last rows of a table, among which notes and totals stand; they are looked at one by one.
LAST_ROWS_APART = 250

#: A last block with no more rows than this is looked at whole.
FEW_ROWS = 2_000


class CountedBlock(NamedTuple):
    """A block, what its rows come to (None: look at each), and whether the table ends in it."""

    block: Rows
    counted: BlockCounts | None
    is_end: bool


def taken_in_turn(blocks: Iterable[Rows], counting: Counting | None) -> Iterator[CountedBlock]:
    """Give blocks in their order, each with what its rows come to."""
    with _started_by(counting) as start:
        waiting: deque[tuple[Rows, Callable[[], BlockCounts | None]]] = deque()
        newest: Rows = []
        most = 1 + (counting.workers if counting else 0)
        for block in blocks:
            if block == []:
                continue
            if newest != []:
                waiting.append((newest, start(newest)))
            newest = block
            while len(waiting) > most and _is_before_end([one for one, _ in waiting][1:], newest):
                first, result = waiting.popleft()
                yield CountedBlock(first, result(), is_end=False)
        before, end = _parted_at_end([*(block for block, _ in waiting), newest])
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


def _parted_at_end(blocks: list[Rows]) -> tuple[list[Rows], list[Rows]]:
    """Return the blocks before the last rows of a table, and those that hold them."""
    end: list[Rows] = []
    needed = LAST_ROWS_APART
    while blocks and needed > 0:
        last = blocks.pop()
        rows = rows_in(last)
        if not isinstance(last, list) and rows > max(needed, FEW_ROWS):
            first, last = last.parted(rows - needed)
            blocks.append(first)
        needed -= rows
        end.insert(0, last)
    return blocks, end


@contextmanager
def _started_by(
    counting: Counting | None,
) -> Iterator[Callable[[Rows], Callable[[], BlockCounts | None]]]:
    """Give what starts to count a block; what that returns waits until it is done."""
    if counting is None:
        yield lambda _: lambda: None
    elif not counting.workers:
        yield lambda block: partial(_counted, counting, block)
    else:
        with workers(counting.workers) as start:
            yield lambda block: start(_counted, counting, block)


def _counted(counting: Counting, block: Rows) -> BlockCounts | None:
    return None if isinstance(block, list) else counting.count(block)
