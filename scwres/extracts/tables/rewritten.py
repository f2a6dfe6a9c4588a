"""A table whose rows are rewritten as they are read; what is common to all such tables."""

from __future__ import annotations

from collections.abc import Sequence

from scwres.errors import Fault
from scwres.extracts.files.counting import Batch
from scwres.extracts.tables.selection import Selection
from scwres.extracts.tables.table import Table


class RewrittenTable:
    """A table over another, whose rows it rewrites. Name, place and faults are the other's.

    Parameters
    ----------
    header
        The names of the columns that it has then.
    """

    def __init__(self, table: Table, header: Sequence[str]) -> None:
        self._table = table
        self._selection: Selection | None = None
        self.name = table.name
        self.form = table.form
        self.sheet = table.sheet
        self.header = tuple(header)
        self.header_row = table.header_row
        self.is_large = table.is_large
        self.titles = table.titles

    def select(self, selection: Selection | None) -> None:
        """Yield only the selected rows from now on."""
        self._selection = selection

    def _selection_columns(self) -> tuple[int, ...]:
        """Return the columns by which rows are selected, behind those that are read."""
        return tuple(self._selection.positions) if self._selection else ()

    def _selected(self, batch: Batch, width: int) -> Batch:
        """Return the selected rows of a batch, of so many columns that are read."""
        return self._selection.selected(batch, width) if self._selection else batch

    def faults(self) -> list[Fault]:
        """Return what is wrong with the table."""
        return self._table.faults()

    def sha256(self) -> str | None:
        """Return the hash of the bytes that were read."""
        return self._table.sha256()
