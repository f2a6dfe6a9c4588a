"""A table of a database as a grid: its rows are counted in the engine, and come as groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property, partial
from typing import Any

from scwres.errors import Fault, FaultLog
from scwres.extracts.cells.values import may_be_total
from scwres.extracts.databases.connection import Database
from scwres.extracts.files.blocks import LONGEST_FIELD, Block, Record, Rows
from scwres.extracts.files.counting import BlockCounts, CountRequest, added_up, row_places
from scwres.extracts.files.frame import in_london
from scwres.extracts.files.parquet import LONG_VALUE, as_text
from scwres.extracts.schema import KINDS, STAFF_ID, Holds, header_name, tells_who
from scwres.text.phrases import in_words, shown

#: Rows that differ, each with how often it occurs.
Groups = list[tuple[Record, int]]

#: The most rows of a block.
ROWS_TOGETHER = 1_000_000

#: How many rows are looked at to recognise what columns hold.
ROWS_SAMPLED = 50

#: Stands in a row for what is filled in columns that are not read.
_FILLED = "…"

_ENGINES: Mapping[str, str] = {"duckdb": "DuckDB", "postgres": "PostgreSQL", "pyspark": "Spark"}


class TableGrid:
    """The rows of a table, of which only the requested columns leave the engine, as groups.

    Parameters
    ----------
    name
        What messages call the table.
    table
        It, as an expression of ibis.
    """

    sheet_name = ""
    starts_with_header = True
    is_large = True

    def __init__(self, name: str, database: Database, table: Any) -> None:
        self.form = f"table, {_ENGINES.get(database.engine, database.engine)}"
        self._name = name
        self._database = database
        self._table = table
        self._types: Mapping[str, Any] = dict(table.schema().items())
        self._header = list(self._types)
        self._log = FaultLog(name)
        self._request: CountRequest | None = None
        self.notes: tuple[str, ...] = ()

    def blocks(self) -> Iterator[Rows]:
        """Yield the names of the columns, and the rows in groups."""
        yield [list(self._header)]
        request = self._request
        if request is None:
            positions = self._open_places
            request = CountRequest(tuple(self._header), tuple(positions), None)
        for position in request.positions:
            self._note_type(self._header[position])
        if not self._log:
            for groups in self._groups(request):
                for block in _blocks_of(groups, request):
                    yield from block.in_parts()

    @cached_property
    def _open_places(self) -> list[int]:
        """The columns that may be looked at unasked: texts and the like, of no person."""
        return [
            place
            for place, header in enumerate(self._header)
            if self._is_readable(header)
            and (header_name(header) == STAFF_ID.name or not tells_who(header_name(header)))
        ]

    def _is_readable(self, header: str) -> bool:
        kind = self._types[header]
        return not (kind.is_nested() or kind.is_binary() or kind.is_json())

    def _note_type(self, header: str) -> None:
        if not self._is_readable(header):
            self._log.add(
                f"is of the type {self._types[header]}, and not text, a number or a date",
                "Leave the column out, or make a view in which it is text.",
                "column-unclear",
                column=header,
            )

    def _groups(self, request: CountRequest) -> Iterator[Groups]:
        """Yield rows that differ, some at once, each with the number of people who have it.

        Where much of a row is blank, the other columns are needed to judge it as in a file: it may
        hold totals, or nothing. The engine is asked for those on a second look alone.
        """
        if request.id_column is None:
            groups = [*self._fetched(request, with_others=False)]
            if not any(_is_sparse(record, request) for some in groups for record, _ in some):
                yield from groups
                return
        yield from self._fetched(request, with_others=True)

    def _fetched(self, request: CountRequest, *, with_others: bool) -> Iterator[Groups]:
        import ibis

        places = request.positions
        columns = {f"column_{place}": self._column(place) for place in places}
        others = [place for place in self._open_places if place not in places]
        spare = others[:1] if with_others else []
        if spare:
            blank = sum(ibis.ifelse(self._is_blank(place), 1, 0) for place in places)
            filled = ibis.literal(value=False)
            for place in others:
                filled |= ~self._is_blank(place)
            other: Any = ibis.ifelse(filled, _FILLED, "")
            if spare == [0]:
                first = self._column(0).cast("string")
                other = ibis.ifelse(self._is_blank(0), other, first)
            is_doubtful = 2 * blank >= len(places) if places else ibis.literal(value=True)
            columns["other"] = ibis.ifelse(is_doubtful, other, "")
        grouped = self._table.select(**columns).group_by([*columns]).agg(people=ibis._.count())
        # A table has no order, and messages name values in the order in which they come.
        for rows in self._database.rows(self._name, grouped.order_by([*columns])):
            *values, people = zip(*rows, strict=True)
            cells = [*zip(*map(_texts, values), strict=True)] if values else [()] * len(rows)
            if any(len(text) > LONGEST_FIELD for texts in cells for text in texts):
                self._log.add(*LONG_VALUE)
                return
            records = (self._record([*places, *spare], texts) for texts in cells)
            yield [*zip(records, people, strict=True)]

    def _column(self, place: int) -> Any:
        return self._table[self._header[place]]

    def _is_blank(self, place: int) -> Any:
        column = self._column(place)
        is_text = column.type().is_string()
        return column.isnull() | (column.strip() == "") if is_text else column.isnull()

    @cached_property
    def first_rows(self) -> list[Record]:
        """Some rows, without what identifies a person."""
        places = self._open_places
        columns = {f"column_{place}": self._column(place) for place in places}
        some = self._table.select(**columns).limit(ROWS_SAMPLED)
        return [
            self._record(places, _texts(row))
            for rows in self._database.rows(self._name, some)
            for row in rows
        ]

    def _record(self, places: Iterable[int], texts: Iterable[str]) -> Record:
        """Return a row with some cells filled."""
        record = [""] * len(self._header)
        for place, text in zip(places, texts, strict=True):
            record[place] = text
        return record

    def _notes(self, request: CountRequest) -> Iterator[str]:
        """Yield what the types of the columns that are read may hide."""
        of_engine = self._database.hidden(self._name)
        columns_by_note: dict[str, list[str]] = {}
        for header in map(self._header.__getitem__, request.positions):
            note = of_engine.get(header) or _hidden(header, self._types[header])
            columns_by_note.setdefault(note, []).append(shown(header))
        for note, columns in columns_by_note.items():
            if note:
                yield f"{in_words(columns)}: {note}"

    def counting(self, request: CountRequest) -> GroupCounting | None:
        """Return how groups are counted; None where each row is looked at."""
        self._request = request
        self.notes = tuple(self._notes(request))
        return None if request.is_whole else GroupCounting(request)

    def faults(self) -> list[Fault]:
        """Return what is wrong with the types of columns, and with long values."""
        return self._log.faults()

    def sha256(self) -> None:
        """Return nothing: a table has no bytes of its own."""
        return


def _hidden(header: str, kind: Any) -> str:
    """Return what the type of a column may hide; empty where it hides nothing."""
    name = header_name(header)
    columns = [column for known in KINDS.values() if (column := known.column(name))]
    holds = {column.holds for column in columns}
    if kind.is_boolean():
        return "true and false are read as yes and no"
    if Holds.YES_NO in holds and kind.is_integer():
        return "numbers are read as yes and no: 1 and 0"
    if Holds.DATE in holds and kind.is_string():
        return "dates are held as text, and read as in a file"
    return ""


def _texts(values: Sequence[Any]) -> list[str]:
    """Return values as they would stand in a CSV file; times in a zone as they are in London."""
    return [
        as_text(in_london(value) if isinstance(value, datetime) and value.tzinfo else value)
        for value in values
    ]


def _is_sparse(record: Record, request: CountRequest) -> bool:
    """Return whether half of the requested cells of a row are blank."""
    cells = [record[position] for position in request.positions]
    return 2 * len([*filter(None, map(str.strip, cells))]) <= len(cells)


def _blocks_of(groups: Groups, request: CountRequest) -> Iterator[GroupBlock]:
    """Yield groups in blocks; those in which something is in doubt apart, to be read by rows."""
    if _are_plain(groups, request):
        yield GroupBlock(groups)
        return
    by_doubt: dict[bool, Groups] = {False: [], True: []}
    for group in groups:
        by_doubt[not _are_plain([group], request)].append(group)
    for is_doubtful, some in by_doubt.items():
        if some:
            yield GroupBlock(some, is_doubtful=is_doubtful)


def _are_plain(groups: Groups, request: CountRequest) -> bool:
    """Return whether rows are ordinary ones."""
    records = [record for record, _ in groups]
    if request.id_column is not None and may_be_total(
        {record[request.id_column].strip() for record in records}
    ):
        return False
    return request.are_sound(records) and not request.may_repeat_header(map(request.pick, records))


class GroupBlock:
    """Rows of a table, those that are the same together.

    Parameters
    ----------
    groups
        Each row that differs, and how often it occurs.
    is_doubtful
        Whether each must be looked at.
    """

    def __init__(self, groups: Groups, *, is_doubtful: bool = False) -> None:
        self.groups = groups
        self.is_doubtful = is_doubtful

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return sum(people for _, people in self.groups)

    def rows_up_to(self, most: int) -> int:
        """Return how many rows there are, or ``most`` where there are no fewer."""
        return min(self.rows, most)

    def records(self) -> list[Record | None]:
        """Return the rows, cell by cell."""
        return [record for record, people in self.groups for _ in range(people)]

    def in_parts(self) -> Iterator[GroupBlock]:
        """Yield the rows in blocks of which each may be read row by row in little memory."""
        rest = self
        while rest.rows > ROWS_TOGETHER:
            first, rest = rest.split_at(ROWS_TOGETHER)
            yield first
        yield rest

    def split_at(self, rows: int) -> tuple[GroupBlock, GroupBlock]:
        """Return the first rows, as many as ``rows``, and the others."""
        first: Groups = []
        others: Groups = []
        for record, people in self.groups:
            part = min(people, rows)
            rows -= part
            first += [(record, part)] if part else []
            others += [(record, people - part)] if people > part else []
        return (
            GroupBlock(first, is_doubtful=self.is_doubtful),
            GroupBlock(others, is_doubtful=self.is_doubtful),
        )


class GroupCounting:
    """Counts groups of rows, which the engine has counted."""

    workers = 0

    def __init__(self, request: CountRequest) -> None:
        self._request = request

    def count(self, block: Block) -> BlockCounts | None:
        """Return the counts of a block of rows; None where anything in it is in doubt."""
        if not isinstance(block, GroupBlock) or block.is_doubtful:
            return None
        pick, id_column = self._request.pick, self._request.id_column
        people_by_row = added_up((pick(record), people) for record, people in block.groups)
        if id_column is None:
            return BlockCounts(people_by_row)
        records = [record for record in block.records() if record]
        ids = [record[id_column].strip() for record in records]
        return BlockCounts(people_by_row, ids, partial(row_places, [*map(pick, records)]))
