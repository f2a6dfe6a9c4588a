"""A header becomes a layout: which kind of extract it is, and where its columns stand."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from scwres.errors import Caution, did_you_mean, in_words, nearest_word, shown
from scwres.extracts.schema import (
    COUNTS,
    KINDS,
    STAFF,
    STAFF_ID,
    WHO,
    Column,
    Holds,
    column_letter,
    header_name,
)
from scwres.extracts.vocabulary import HEADERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scwres.errors import FaultLog
    from scwres.extracts.schema import Kind

#: A table with more columns than this is no extract.
MOST_COLUMNS = 500

#: Headers that a message repeats.
HEADERS_SHOWN = 8


class Naming(NamedTuple):
    """How the user said that a file is to be understood.

    Parameters
    ----------
    kind
        The kind of extract that it is; None to tell by its columns.
    headers
        The header of a column, by the column's name, where it is none that is known.
    """

    kind: Kind | None = None
    headers: Mapping[str, str] = {}

    def fits(self, header: Sequence[str]) -> bool:
        """Return whether a row can be the header."""
        if len(header) > MOST_COLUMNS:
            return False
        said = {header_name(text) for text in self.headers.values()}
        known = _columns_and_headers() | said
        return not known.isdisjoint(map(header_name, header)) and bool(self.kinds(header))

    def kinds(self, header: Sequence[str]) -> list[Kind]:
        """Return the kinds that a header could be of, those that say more than others alone."""
        if len(header) > MOST_COLUMNS:
            return []
        if self.kind is not None:
            fits = self.kind.fits(frozenset(self.names(header, self.kind)), named=True)
            return [self.kind] if fits else []
        fitting = [
            kind for kind in KINDS.values() if kind.fits(frozenset(self.names(header, kind)))
        ]
        if COUNTS in fitting:
            return [COUNTS]
        found = {kind.name: kind.own(self.names(header, kind)) for kind in fitting}
        return [
            kind
            for kind in fitting
            if not any(found[kind.name] < found[other.name] for other in fitting)
        ]

    def names(self, header: Sequence[str], kind: Kind) -> tuple[str, ...]:
        """Return the name of every column as an extract of a kind has it.

        A header that only means a column, and is not its name, stands for it where no other
        does; where two such headers could, neither does.
        """
        plain = [header_name(cell) for cell in header]
        said = {header_name(text): name for name, text in self.headers.items()}
        known = {column.name for column in kind.columns}
        names = [said.get(one, one if one in known else "") for one in plain]
        taken = set(names)
        meant = _column_by_header()
        for position, one in enumerate(plain):
            if not names[position]:
                column = meant.get(one, "")
                means_one = [meant.get(other) for other in plain].count(column) == 1
                can_be = column in known and column not in taken and means_one
                names[position] = column if can_be else one
        return tuple(names)


@lru_cache(maxsize=1)
def _column_by_header() -> dict[str, str]:
    """Return the column that each header means besides its own name."""
    return {
        header_name(header): column for column, headers in HEADERS.items() for header in headers
    }


@lru_cache(maxsize=1)
def _columns_and_headers() -> frozenset[str]:
    """Return every name by which a column may be called."""
    return frozenset(_known_names(KINDS.values()) | _column_by_header().keys())


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
    """
    if len(header) > MOST_COLUMNS:
        log.add(
            f"has {len(header):,} columns; at most {MOST_COLUMNS} are looked at",
            "Delete the columns that the figures do not need.",
        )
        return None
    kind = _kind_of(header, naming, log)
    if kind is None:
        return None
    names = naming.names(header, kind)
    _check_names(header, names, kind, log)
    _check_said(header, naming, log)
    if log:
        return None
    meant = _column_by_header()
    unit_columns = [
        name if name in names or meant.get(name) not in names else meant[name]
        for name in breakdowns
    ]
    asked = {*wanted, *unit_columns}
    if kind is STAFF:
        asked.add("leaving_date")
    read = [
        column
        for column in _columns(names, kind)
        if column.holds is not Holds.ID
        # Rows of counts repeat one another unless every unit that they hold is looked at.
        and (not column.optional or column.name in asked or kind is COUNTS)
    ]
    id_column = next((column.name for column in kind.columns if column.holds is Holds.ID), None)
    return Layout(
        kind=kind,
        headers=tuple(" ".join(cell.split()) for cell in header),
        names=names,
        columns=tuple(read),
        positions=tuple(names.index(column.name) for column in read),
        id_position=names.index(id_column) if id_column in names else None,
        unit_columns=tuple(unit_columns),
        warnings=tuple(_near_misses(names, kind, log.file)),
    )


def _columns(names: Sequence[str], kind: Kind) -> list[Column]:
    """Return the columns of a table: those of its kind, and the others as units."""
    known = [column for column in kind.columns if column.name in names]
    others = [name for name in names if name and kind.column(name) is None]
    return known + [Column(name, Holds.TEXT, "a breakdown", optional=True) for name in others]


def _check_names(header: Sequence[str], names: Sequence[str], kind: Kind, log: FaultLog) -> None:
    """Note columns of the same name, and headers that could mean the same column."""
    for position, name in enumerate(names):
        if name and name in names[:position]:
            first = column_letter(names.index(name))
            log.add(
                f"has the same name as column {first}",
                "Rename or delete one of them.",
                column=f"{column_letter(position)} {shown(name)}",
            )
    meant = _column_by_header()
    plain = [header_name(cell) for cell in header]
    for column in kind.columns:
        could = [i for i, one in enumerate(plain) if meant.get(one) == column.name]
        if len(could) > 1 and column.name not in names:
            both = in_words([f"{column_letter(i)} {shown(header[i].strip())}" for i in could])
            log.add(
                f"has several columns that could be '{column.name}': {both}",
                f"Name one of them {column.name}, or say which in scwres.toml: "
                f"{column.name} = {shown(header[could[0]].strip())} under columns of the extract.",
            )


def _check_said(header: Sequence[str], naming: Naming, log: FaultLog) -> None:
    """Note headers that the settings name and the table does not have."""
    plain = {header_name(cell): " ".join(cell.split()) for cell in header}
    for column, text in naming.headers.items():
        if header_name(text) not in plain:
            meant = plain.get(nearest_word(header_name(text), plain), "")
            listed = in_words([shown(one) for one in plain.values() if one])
            log.add(
                f"has no column {shown(text)}, which the settings name as {column}",
                did_you_mean(meant) or f"Its columns are {listed}.",
            )


def _kind_of(header: Sequence[str], naming: Naming, log: FaultLog) -> Kind | None:
    kinds = naming.kinds(header)
    if len(kinds) == 1:
        return kinds[0]
    if kinds:
        log.add(
            f"could be {in_words([kind.name for kind in kinds], last='or')} by its columns",
            f"Say which: --as {kinds[0].name}=FILE.",
        )
    elif naming.kind is not None:
        log.add(
            f"is no {naming.kind.name} extract{_columns_in_words(header)}",
            f"Expected {_needs(naming.kind)}.{_first_suggestion(header, [naming.kind])} Where "
            "columns go by other names, say so in scwres.toml, under its path: columns = "
            f"{{ {', '.join(_lines_for(header, naming))} }}",
        )
    else:
        suggestion = _first_suggestion(header, KINDS.values())
        log.add(
            f"is not recognised as any kind of extract{_columns_in_words(header)}",
            f"{suggestion} Expected ethnicity, and columns such as left, appointed or "
            "harassment_public: 'scwres explain staff' lists those of one kind, which are "
            f"{in_words(list(KINDS))}. Where they go by other names, say so in scwres.toml: "
            "'scwres init' makes one.".strip(),
        )
    return None


def _known_names(kinds: Iterable[Kind]) -> set[str]:
    return {column.name for kind in kinds for column in kind.columns}


def _columns_in_words(header: Sequence[str]) -> str:
    filled = [cell.strip() for cell in header if cell.strip()]
    if not any(_proves_header(header_name(cell)) for cell in filled):
        # It may be no header at all, but a row about somebody.
        number = f"{len(filled)} field{'s' if len(filled) != 1 else ''}"
        return f": none of the {number} of its first row is the name of a column"
    parts = [shown(cell) for cell in filled[:HEADERS_SHOWN]]
    if len(filled) > HEADERS_SHOWN:
        parts.append(f"{len(filled) - HEADERS_SHOWN} more")
    return f": its header holds {in_words(parts)}"


def _lines_for(header: Sequence[str], naming: Naming) -> list[str]:
    """Return a setting for each column that a kind needs and a header does not name."""
    kind = naming.kind
    if kind is None:
        return []
    found = set(naming.names(header, kind))
    needed = [name for name in kind.needs if name not in found]
    if kind.event and not kind.needs and found.isdisjoint(WHO):
        needed.append(STAFF_ID.name)
    if kind.any_of and found.isdisjoint(kind.any_of) and not kind.event:
        needed.append(kind.any_of[0])
    proven = any(_proves_header(header_name(cell)) for cell in header)
    left = [" ".join(cell.split()) for cell in header] if proven else []
    return [f'{name} = "{nearest_header(name, left) or "…"}"' for name in needed]


def _proves_header(name: str) -> bool:
    """Return whether a cell shows that its row is a header, and not about somebody.

    A name that is nearly that of a column does so only where it is long: "Grace" is nearly
    "grade".
    """
    if name in _columns_and_headers():
        return len(name) > 1
    return len(name) > len("surname") and bool(
        nearest_word(name, _columns_and_headers(), at_least=0.8)
    )


def _needs(kind: Kind) -> str:
    parts = list(kind.needs)
    if kind.event and not kind.needs:
        parts.append("staff_id or ethnicity")
    if kind.any_of:
        parts.append(f"any of {in_words(kind.any_of, last='or')}")
    return in_words(parts)


def _first_suggestion(header: Sequence[str], kinds: Iterable[Kind]) -> str:
    if not any(_proves_header(header_name(cell)) for cell in header):
        return ""
    known = _known_names(kind for kind in kinds if kind is not COUNTS)
    for cell in header:
        name = header_name(cell)
        is_known = name in known or name in _column_by_header()
        if not is_known and (question := _nearest_column(name, known)):
            return f" {shown(cell.strip())}: {question[0].lower()}{question[1:]}"
    return ""


def _nearest_column(name: str, columns: Iterable[str], *, at_least: float = 0.75) -> str:
    """Return the question whether a column was meant, by its name or another way to say it."""
    by_spelling = {column: column for column in columns}
    for header, column in _column_by_header().items():
        if column in by_spelling:
            by_spelling.setdefault(header, column)
    return did_you_mean(by_spelling.get(nearest_word(name, by_spelling, at_least=at_least), ""))


def nearest_header(column: str, headers: Iterable[str]) -> str:
    """Return the header that may be that of a column: its words, or nearly; empty if none.

    >>> nearest_header("cpd", ["Team", "Accessed CPD 24/25"])
    'Accessed CPD 24/25'
    """
    spellings = [column, *(text for text in HEADERS.get(column, ()))]
    by_name = {header_name(header): header for header in headers}
    for spelling in map(header_name, spellings):
        words = set(spelling.split("_"))
        for name, header in by_name.items():
            if words <= set(name.split("_")):
                return header
    for spelling in map(header_name, spellings):
        if name := nearest_word(spelling, by_name, at_least=0.75):
            return by_name[name]
    return ""


def _near_misses(names: Sequence[str], kind: Kind, file: str) -> list[Caution]:
    """Return a warning for each column that is left aside and is nearly one that is missing."""
    missing = [column.name for column in kind.columns if column.name not in names]
    return [
        Caution("column-not-read", f"{file}: column {shown(name)} is not read. {question}")
        for name in names
        if missing and name and kind.column(name) is None
        if (question := _nearest_column(name, missing, at_least=0.74))
    ]
