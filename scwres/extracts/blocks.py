"""Rows as they come: parted into cells, or a block that need not be to be counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scwres.extracts.plain_text import Record


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
