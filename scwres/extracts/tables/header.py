"""A header becomes a layout: which kind of extract it is, and where its columns stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from scwres.errors import Caution, FaultLog
from scwres.extracts.rules import OwnMeasure
from scwres.extracts.schema import (
    COUNTS,
    KINDS,
    STAFF,
    Column,
    Condition,
    Holds,
    Kind,
    column_letter,
    tells_who,
)
from scwres.extracts.tables.names import (
    MOST_COLUMNS,
    Naming,
    check_headers_in_settings,
    check_names,
    kind_of,
    name_in_table,
    near_misses,
    questions_in_doubt,
    second_columns,
    unread_costs,
    unread_dates,
)
from scwres.extracts.tables.suggesting import Sample
from scwres.text.phrases import did_you_mean, in_words, nearest_word, shown
from scwres.text.safety import place_name


class Layout(NamedTuple):
    """Where a table's columns stand.

    Parameters
    ----------
    headers
        The header of every column as messages show it: what may identify a person is masked.
    names
        The name of every column, in the table's order; empty for a column without one.
    columns, positions
        The columns that are read, and the position of each.
    id_position
        The position of the id; None without one.
    unit_columns
        For each requested breakdown, the name of its column in this table, which may be called by
        another header; the breakdown's own where there is no such column.
    warnings
        What an analyst should know about the columns.
    further
        The columns that are read from the header of another, with its position.
    """

    kind: Kind
    headers: tuple[str, ...]
    names: tuple[str, ...]
    columns: tuple[Column, ...]
    positions: tuple[int, ...]
    id_position: int | None
    unit_columns: tuple[str, ...]
    warnings: tuple[Caution, ...]
    further: Mapping[str, int] = {}

    def place(self, position: int) -> str:
        """Return where a column stands, as a spreadsheet shows it: its letter and its header."""
        return f"{column_letter(position)} '{self.headers[position]}'"

    @property
    def headers_by_place(self) -> dict[str, str]:
        """The headers of all columns, by where they stand."""
        return {self.place(position): header for position, header in enumerate(self.headers)}

    def index_of(self, name: str) -> int | None:
        """Return where a column stands among those that are read; None where it is not."""
        return next((i for i, column in enumerate(self.columns) if column.name == name), None)


def layout_of(
    header: Sequence[str],
    naming: Naming,
    optional: Iterable[str],
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
        What the user gave of the file.
    optional
        Optional columns that the settings make something of.
    breakdowns
        Columns that figures are broken down by.
    measures
        The user's own yes/no questions, which are read where their column is.
    sample
        Returns some values of a column by its position, for suggestions.
    """
    if len(header) > MOST_COLUMNS:
        log.add(
            f"has {len(header):,} columns, but at most {MOST_COLUMNS} can be read",
            "Delete the columns that the figures do not need.",
            "file-damaged",
        )
        return None
    if naming.own.reached:
        # Without the column of statuses a file does not fit its kind, which says less.
        check_headers_in_settings(header, naming, log)
    kind = None if log else kind_of(header, naming, log)
    if kind is None:
        return None
    names = naming.names(header, kind)
    further = naming.further(header, kind)
    ignored = [position for position, name in enumerate(names) if name in further]
    names = tuple("" if name in further else name for name in names)
    check_names(header, names, kind, log)
    check_headers_in_settings(header, naming, log)
    known = (*names, *further)
    own = own_columns(measures, known, kind, log)
    if log:
        return None
    positions = {name: position for position, name in reversed([*enumerate(names)])} | further
    unit_columns = [name_in_table(name, names) for name in breakdowns]
    columns = _columns_read(known, kind, {*optional, *unit_columns})
    places = [(column, column.name) for column in columns if column.name not in own]
    places += own.values()
    id_column = next((column.name for column in kind.columns if column.holds is Holds.ID), None)
    return Layout(
        kind=kind,
        headers=tuple(place_name(" ".join(cell.split())) for cell in header),
        names=names,
        columns=tuple(column for column, _ in places),
        positions=tuple(positions[name] for _, name in places),
        id_position=names.index(id_column) if id_column in names else None,
        unit_columns=tuple(unit_columns),
        warnings=(
            *_in_other_columns(header, ignored, further, log.file),
            *near_misses(known, kind, log.file, sample),
            *second_columns(header, names, known, kind, log.file),
            *questions_in_doubt(header, names, known, kind, log.file),
            *unread_dates(header, names, kind, log.file, sample),
            *unread_costs(header, known, kind, log.file, sample),
        ),
        further=further,
    )


def _in_other_columns(
    header: Sequence[str], ignored: Iterable[int], further: Mapping[str, int], file: str
) -> Iterator[Caution]:
    """Yield warnings on columns that another column takes the place of, by the settings."""
    for position in ignored:
        own = f"{column_letter(position)} {shown(header[position])}"
        other = shown(header[next(iter(further.values()))])
        text = f"{file}: column {own} is not read, because the settings read it from {other}."
        yield Caution("two-sources", text)


def _columns_read(names: Sequence[str], kind: Kind, requested: Collection[str]) -> list[Column]:
    """Return the columns of a table that are read, without its id.

    Optional columns are read only where they are requested.
    """
    # A column of another kind, such as the start of a survey's answer, means nothing in this one.
    others = {column.name for other in KINDS.values() for column in other.columns}
    optional = {name for name in requested if kind.column(name) or name not in others}
    if kind is STAFF:
        optional.add("leaving_date")
    if "probation_end" in names:
        optional.add("start_date")
    return [
        column
        for column in _columns(names, kind)
        if column.holds is not Holds.ID
        # Rows of counts repeat one another unless every unit that they hold is looked at.
        and (not column.optional or column.name in optional or kind is COUNTS)
    ]


def _columns(names: Sequence[str], kind: Kind) -> list[Column]:
    """Return the columns of a table: those of its kind, and the others as units."""
    known = [column for column in kind.columns if column.name in names]
    others = [name for name in names if name and kind.column(name) is None]
    return known + [Column(name, Holds.TEXT, "a breakdown", optional=True) for name in others]


def own_columns(
    measures: Sequence[OwnMeasure], names: Sequence[str], kind: Kind, log: FaultLog
) -> dict[str, tuple[Column, str]]:
    """Return the columns of measures by the item, each with the name of the one it is read from.

    A measure without a column in this table is left out; in a list of events, one that is not out
    of those events. A fault is noted where the column of its
    population is missing, or one of the two does not hold yes or no.
    """
    if kind is COUNTS:
        return {}
    columns: dict[str, tuple[Column, str]] = {}
    for measure in measures:
        name = name_in_table(measure.column, names)
        if kind.event:
            if name in names and measure.out_of == kind.event:
                columns[measure.item] = _outcome(measure, name, kind, log), name
            continue
        if name not in names:
            if kind is STAFF and (population := name_in_table(measure.out_of, names)) in names:
                # A list may hold the measure.
                columns |= _population_column(measure, population, kind)
            continue
        kind_column = kind.column(measure.item)
        applies_to = kind_column.applies_to if kind_column and name == measure.item else None
        if measure.out_of:
            population = name_in_table(measure.out_of, names)
            _note_missing_population(measure, population, names, kind, log)
            words = f"people whose {measure.out_of} is yes"
            applies_to = Condition(population, False, words, "", refuse_yes=True)
            if population in names:
                columns = _population_column(measure, population, kind) | columns
        _note_other_values(measure.column, name, kind, log)
        meaning = f"the answer to {measure.item}"
        column = Column(measure.item, Holds.YES_NO, meaning, True, applies_to=applies_to)
        columns[measure.item] = column, name
    return columns


def _population_column(
    measure: OwnMeasure, population: str, kind: Kind
) -> dict[str, tuple[Column, str]]:
    """Return the column that shows who a measure covers, unless the kind has it already."""
    if kind.column(population) is not None:
        return {}
    meaning = f"shows who {measure.item} is counted out of"
    return {population: (Column(population, Holds.YES_NO, meaning), population)}


def _outcome(measure: OwnMeasure, name: str, kind: Kind, log: FaultLog) -> Column:
    """Return the column of what became of the events of a list, out of the people in it."""
    _note_other_values(measure.column, name, kind, log)
    return Column(measure.item, Holds.YES_NO, f"the answer to {measure.item}", True)


def _note_missing_population(
    measure: OwnMeasure, population: str, names: Sequence[str], kind: Kind, log: FaultLog
) -> None:
    """Note where a table has the column of a measure, and not the one it is out of."""
    if population in names:
        _note_other_values(measure.out_of, population, kind, log)
        return
    columns_listed = [shown(name) for name in names if name and not tells_who(name)]
    nearest = did_you_mean(nearest_word(population, names))
    log.add(
        f"has column '{measure.column}' but no column '{measure.out_of}', which [measure."
        f"{measure.item}] is out of. Both must be in the same file",
        f"{nearest} Its columns are {in_words(columns_listed)}.".strip(),
        "column-missing",
    )


def _note_other_values(header: str, name: str, kind: Kind, log: FaultLog) -> None:
    """Note a column that holds something else than yes or no."""
    column = kind.column(name)
    if tells_who(name) or (column is not None and column.holds is not Holds.YES_NO):
        log.add(
            f"has a column '{header}' that does not hold yes or no",
            "Name a yes/no column under [measure] in scwres.toml.",
            "column-unclear",
        )
