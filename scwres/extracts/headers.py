"""A header becomes a layout: which kind of extract it is, and where its columns stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scwres.errors import in_words, nearest, shown
from scwres.extracts.schema import (
    COUNTS,
    KINDS,
    Column,
    Holds,
    column_letter,
    header_name,
    kinds_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scwres.errors import FaultLog
    from scwres.extracts.schema import Kind

#: Headers that a message repeats.
HEADERS_SHOWN = 8


class Layout(NamedTuple):
    """Where a table's columns stand.

    Parameters
    ----------
    names
        The name of every column, in the table's order.
    columns, positions
        The columns that are read, and the position of each.
    id_position
        The position of the id; None without one.
    breakdowns
        For each breakdown asked for, the index of its column among those read; None where
        the table has no such column.
    warnings
        What an analyst should know about the columns.
    """

    kind: Kind
    names: tuple[str, ...]
    columns: tuple[Column, ...]
    positions: tuple[int, ...]
    id_position: int | None
    breakdowns: tuple[int | None, ...]
    warnings: tuple[str, ...]

    def index_of(self, name: str) -> int | None:
        """Return where a column stands among those that are read; None where it is not."""
        return next((i for i, column in enumerate(self.columns) if column.name == name), None)


def layout_of(
    header: Sequence[str], kind: Kind | None, breakdowns: Sequence[str], log: FaultLog
) -> Layout | None:
    """Return the layout of a table, or None and the reasons in ``log``.

    Parameters
    ----------
    header
        The cells of the header as they stand.
    kind
        The kind the table is said to be; None to tell by its columns.
    """
    names = tuple(header_name(cell) for cell in header)
    _check_names(names, log)
    if kind is None:
        kind = _recognised(names, log)
    elif not kind.fits(frozenset(names)):
        log.add(
            f"is no {kind.name} extract{_columns_in_words(names)}", f"Expected {_needs(kind)}."
        )
    if kind is None or log:
        return None
    read = [
        column
        for column in _columns(names, kind)
        if column.holds is not Holds.ID
        # Rows of counts repeat one another unless every unit that they hold is looked at.
        and (not column.is_unit or column.name in breakdowns or kind is COUNTS)
    ]
    index = {column.name: i for i, column in enumerate(read)}
    id_column = next((column.name for column in kind.columns if column.holds is Holds.ID), None)
    return Layout(
        kind=kind,
        names=names,
        columns=tuple(read),
        positions=tuple(names.index(column.name) for column in read),
        id_position=names.index(id_column) if id_column in names else None,
        breakdowns=tuple(index.get(name) for name in breakdowns),
        warnings=tuple(_near_misses(names, kind, log.file)),
    )


def _columns(names: Sequence[str], kind: Kind) -> list[Column]:
    """Return the columns of a table: those of its kind, and the others as units."""
    known = [column for column in kind.columns if column.name in names]
    others = [name for name in names if kind.column(name) is None]
    return known + [Column(name, Holds.TEXT, "a breakdown", is_unit=True) for name in others]


def _check_names(names: Sequence[str], log: FaultLog) -> None:
    for position, name in enumerate(names):
        letter = column_letter(position)
        if not name:
            log.add(
                "has no name in the header",
                "Name it, or delete it from the file.",
                column=letter,
            )
        elif name in names[:position]:
            first = column_letter(names.index(name))
            log.add(
                f"has the same name as column {first}",
                "Rename or delete one of them.",
                column=f"{letter} {shown(name)}",
            )


def _recognised(names: Sequence[str], log: FaultLog) -> Kind | None:
    kinds = kinds_of(frozenset(names))
    if len(kinds) == 1:
        return kinds[0]
    if kinds:
        log.add(
            f"could be {in_words([kind.name for kind in kinds], last='or')} by its columns",
            f"Say which: --as {kinds[0].name}=FILE.",
        )
    else:
        expected = "; ".join(f"{kind.name}: {_needs(kind)}" for kind in KINDS.values())
        log.add(
            f"is no extract that is known{_columns_in_words(names)}",
            f"Expected the columns of one of these: {expected}.{_first_suggestion(names)}",
        )
    return None


def _columns_in_words(names: Sequence[str]) -> str:
    known = {column.name for kind in KINDS.values() for column in kind.columns}
    if not any(name in known or nearest(name, known, at_least=0.75) for name in names):
        # It may be no header at all, but a row about somebody.
        return f": none of the {len(names)} fields of its first row is the name of a column"
    parts = [shown(name) for name in names[:HEADERS_SHOWN] if name]
    if len(names) > HEADERS_SHOWN:
        parts.append(f"{len(names) - HEADERS_SHOWN} more")
    return f": its first row holds {in_words(parts)}"


def _needs(kind: Kind) -> str:
    parts = list(kind.needs)
    if kind.any_of:
        parts.append(f"any of {in_words(kind.any_of, last='or')}")
    return in_words(parts)


def _first_suggestion(names: Sequence[str]) -> str:
    known = {column.name for kind in KINDS.values() for column in kind.columns}
    for name in names:
        if name not in known and (question := nearest(name, sorted(known), at_least=0.75)):
            return f" {shown(name)}: {question[0].lower()}{question[1:]}"
    return ""


def _near_misses(names: Sequence[str], kind: Kind, file: str) -> list[str]:
    """Return a warning for each column that is left aside and is nearly one that is missing."""
    missing = [column.name for column in kind.columns if column.name not in names]
    return [
        f"{file}: column {shown(name)} is not read. {question}"
        for name in names
        if missing and kind.column(name) is None
        if (question := nearest(name, missing, at_least=0.8))
    ]
