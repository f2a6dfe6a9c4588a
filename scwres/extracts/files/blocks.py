"""Rows as they come: parted into cells, or a block that need not be to be counted."""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scwres.extracts.files.plain_text import Record


class Block(Protocol):
    """Some rows of a table, which need not be parted into cells to be counted."""

    @property
    def rows(self) -> int:
        """How many there are."""
        ...

    def rows_up_to(self, most: int) -> int:
        """Return how many rows there are, or ``most`` where there are no fewer."""
        ...

    def records(self) -> list[Record | None]:
        """Return the rows, cell by cell."""
        ...

    def parted(self, rows: int) -> tuple[Block, Block]:
        """Return the first rows, so many, and the others."""
        ...


if TYPE_CHECKING:
    #: Rows cell by cell, with None in place of one that could not be read; or a block of them.
    Rows = list[Record | None] | Block


def rows_in(block: Rows) -> int:
    """Return how many rows there are."""
    return len(block) if isinstance(block, list) else block.rows


def records_of(block: Rows) -> list[Record | None]:
    """Return rows cell by cell."""
    return block if isinstance(block, list) else block.records()


def first_of(block: Rows, rows: int) -> list[Record | None]:
    """Return the first rows, or all where there are fewer, cell by cell."""
    if isinstance(block, list):
        return block[:rows]
    return block.parted(min(rows, block.rows))[0].records()


def without_first(blocks: Sequence[Rows], rows: int) -> list[Rows]:
    """Return blocks without their first rows, so many."""
    others: list[Rows] = []
    for block in blocks:
        if rows >= rows_in(block):
            rows -= rows_in(block)
        else:
            others.append(block[rows:] if isinstance(block, list) else block.parted(rows)[1])
            rows = 0
    return others


#: A row's values in the columns that are wanted, as they stand in the file.
Row = tuple[str, ...]


def is_filled(record: Record) -> bool:
    """Return whether a row holds anything."""
    return any(map(str.strip, record))


def is_bare(record: Record, columns: Sequence[int]) -> bool:
    """Return whether a row holds nothing in some columns."""
    return not any(record[position].strip() for position in columns if position < len(record))


def first_filled(record: Record) -> str:
    """Return the first cell of a row that holds something."""
    return next(filter(None, map(str.strip, record)))


def picker(columns: Sequence[int]) -> Callable[[Record], Row]:
    """Return a function that picks some of a row's cells."""
    if len(columns) == 1:
        only = columns[0]
        return lambda record: (record[only],)
    return itemgetter(*columns)
