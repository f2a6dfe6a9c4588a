"""A header becomes a layout: which kind of extract it is, and where its columns stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scwres.errors import Caution
from scwres.extracts.schema import COUNTS, KINDS, STAFF, Column, Holds, column_letter
from scwres.extracts.tables.measured import own_columns
from scwres.extracts.tables.misnamed import (
    check_names,
    check_said,
    kind_of,
    near_misses,
    second_columns,
    unread_dates,
)
from scwres.extracts.tables.naming import MOST_COLUMNS, name_here

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scwres.errors import FaultLog
    from scwres.extracts.rules import OwnMeasure
    from scwres.extracts.schema import Kind
    from scwres.extracts.tables.naming import Naming
    from scwres.extracts.tables.suggesting import Sample


class Layout(NamedTuple):
    """Where a table's columns stand.

    Parameters
    ----------
    headers
        The header of every column, as it stands in the table.
    names
        The name of every column, in the table's order; empty for a column without one.
    columns, positions
        The columns that are read, and the position of each.
    id_position
        The position of the id; None without one.
    unit_columns
        For each breakdown asked for, the name of its column here, which may be called by
        another header; the breakdown's own where there is no such column.
    warnings
        What an analyst should know about the columns.
    """

    kind: Kind
    headers: tuple[str, ...]
    names: tuple[str, ...]
    columns: tuple[Column, ...]
    positions: tuple[int, ...]
    id_position: int | None
    unit_columns: tuple[str, ...]
    warnings: tuple[Caution, ...]

    def place(self, position: int) -> str:
        """Return where a column stands, as a spreadsheet shows it: its letter and its header."""
        return f"{column_letter(position)} '{self.headers[position]}'"

    def index_of(self, name: str) -> int | None:
        """Return where a column stands among those that are read; None where it is not."""
        return next((i for i, column in enumerate(self.columns) if column.name == name), None)


def layout_of(
    header: Sequence[str],
    naming: Naming,
    wanted: Iterable[str],
    breakdowns: Sequence[str],
    log: FaultLog,
    measures: Sequence[OwnMeasure] = (),
    sample: Sample = lambda _: (),
) -> Layout | None:
    """Return the layout of a table, or None and the reasons in ``log``.

    Parameters
    ----------
    header
        The cells of the header as they stand.
    naming
        What the user said of the file.
    wanted
        Optional columns that the settings make something of.
    breakdowns
        Columns that figures are broken down by.
    measures
        The user's own yes/no questions, which are read where their column is.
    sample
        Gives some values of a column by its position, for what is suggested.
    """
    if len(header) > MOST_COLUMNS:
        log.add(
            f"has {len(header):,} columns; at most {MOST_COLUMNS} are looked at",
            "Delete the columns that the figures do not need.",
        )
        return None
    kind = kind_of(header, naming, log)
    if kind is None:
        return None
    names = naming.names(header, kind)
    check_names(header, names, kind, log)
    check_said(header, naming, log)
    own = own_columns(measures, names, kind, log)
    if log:
        return None
    unit_columns = [name_here(name, names) for name in breakdowns]
    # A column of another kind, such as the start of a survey's answer, is nothing here.
    others = {column.name for other in KINDS.values() for column in other.columns}
    asked = {*(name for name in wanted if kind.column(name) or name not in others), *unit_columns}
    if kind is STAFF:
        asked.add("leaving_date")
    read = [
        column
        for column in _columns(names, kind)
        if column.holds is not Holds.ID
        # Rows of counts repeat one another unless every unit that they hold is looked at.
        and (not column.optional or column.name in asked or kind is COUNTS)
    ]
    places = [(column, column.name) for column in read if column.name not in own]
    places += own.values()
    id_column = next((column.name for column in kind.columns if column.holds is Holds.ID), None)
    return Layout(
        kind=kind,
        headers=tuple(" ".join(cell.split()) for cell in header),
        names=names,
        columns=tuple(column for column, _ in places),
        positions=tuple(names.index(name) for _, name in places),
        id_position=names.index(id_column) if id_column in names else None,
        unit_columns=tuple(unit_columns),
        warnings=(
            *near_misses(names, kind, log.file, sample),
            *second_columns(header, names, kind, log.file),
            *unread_dates(header, names, kind, log.file, sample),
        ),
    )


def _columns(names: Sequence[str], kind: Kind) -> list[Column]:
    """Return the columns of a table: those of its kind, and the others as units."""
    known = [column for column in kind.columns if column.name in names]
    others = [name for name in names if name and kind.column(name) is None]
    return known + [Column(name, Holds.TEXT, "a breakdown", optional=True) for name in others]
