"""The forms in which tables of residents are published, made one: a row for each ethnicity.

Nomis writes a column for each ethnicity, or labels with the name of their column in them; the
Department for Education a group and its part in two columns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from scwres.errors import FaultLog
from scwres.ethnicity.labels import category_of
from scwres.extracts.files.blocks import Record, Row
from scwres.extracts.files.counting import Batch, BlockCounts
from scwres.extracts.left_out import NOT_SELECTED
from scwres.extracts.population.dimensions import divides, is_area, is_code, is_time, is_total
from scwres.extracts.schema import ETHNICITY, POPULATION, header_name
from scwres.extracts.tables.names import NO_PEOPLE, Naming, column_by_header
from scwres.extracts.tables.rewritten import RewrittenTable
from scwres.extracts.tables.table import Table
from scwres.text.phrases import in_words, shown
from scwres.text.safety import place_name

#: A table with so many ethnicities for headers has a column for each.
LEAST_COLUMNS = 3

_MAJOR, _MINOR = r"ethnic\w*_(?:major|broad|main)", r"ethnic\w*_(?:minor|detailed|sub)"
_PEOPLE = "people"

#: What the interface of Nomis calls a column of ethnicity, such as C2021_ETH_20_NAME.
_OF_NOMIS = r"c(?:\d+)?_eth\w*_name"


class EthnicityText(NamedTuple):
    """A label of ethnicity, and the other values in the same text, by name."""

    label: str
    others: Mapping[str, str]


def labelled(text: str) -> EthnicityText:
    """Return the ethnicity in a text that names its column, as Nomis writes it.

    >>> labelled("Ethnic Group: White: Irish; measures: Value")
    EthnicityText(label='White: Irish', others={'measures': 'Value'})
    >>> labelled("White: Irish").label
    'White: Irish'
    """
    parts = [part.partition(":") for part in text.split(";")]
    value_by_name = {name.strip(): value.strip() for name, sign, value in parts if sign}
    label = next((value for name, value in value_by_name.items() if _names_ethnicity(name)), None)
    if label is None or len(value_by_name) < len(parts):
        return EthnicityText(text, {})
    return EthnicityText(
        label, {k: v for k, v in value_by_name.items() if not _names_ethnicity(k)}
    )


def _names_ethnicity(name: str) -> bool:
    plain = header_name(name)
    is_known = ETHNICITY.name in (plain, column_by_header().get(plain))
    return is_known or re.fullmatch(_OF_NOMIS, plain) is not None


def in_one_form(table: Table, naming: Naming, log: FaultLog) -> Table:
    """Return a table of residents with a column of ethnicity and one of people.

    The table as it is where it has them, or is in no form that is known; where several columns
    could hold the people, that is noted in ``log``.
    """
    header = [" ".join(cell.split()) for cell in table.header]
    if naming.kind is not POPULATION or naming.kinds(header):
        return table
    names = [header_name(cell) for cell in header]
    major, minor = (
        next((i for i, name in enumerate(names) if re.fullmatch(shape, name)), None)
        for shape in (_MAJOR, _MINOR)
    )
    if major is not None and minor is not None:
        return _of_two_columns(table, header, major, minor)
    if wide := _of_columns(table, header):
        return wide
    if any(map(_names_ethnicity, header)):
        return _of_one_people_column(table, header, log)
    return table


def _of_columns(table: Table, header: Sequence[str]) -> LongTable | None:
    """Return a table with a column for each ethnicity as one with a row for each."""
    labels = {i: labelled(cell) for i, cell in enumerate(header)}
    by_place = {i: cell for i, cell in labels.items() if cell.label != header[i]}
    if not by_place and sum(category_of(cell) is not None for cell in header if cell) >= (
        LEAST_COLUMNS
    ):
        by_place = {i: cell for i, cell in labels.items() if not _is_other(header[i])}
    if len(by_place) < 2:
        return None
    kept = [i for i in range(len(header)) if i not in by_place]
    names = list(dict.fromkeys(name for cell in by_place.values() for name in cell.others))

    def rows_of(row: Row) -> Iterator[Row]:
        for i, cell in by_place.items():
            others = [cell.others.get(name, "") for name in names]
            yield (*(row[place] for place in kept), *others, cell.label, row[i])

    new_header = [*(header[place] for place in kept), *names, ETHNICITY.name, _PEOPLE]
    note = f"{len(by_place)} columns of ethnicities are read as rows"
    return LongTable(table, new_header, rows_of, (note,))


def _is_other(name: str) -> bool:
    return not name or is_area(name) or is_time(name) or is_code(name) or divides(name)


def _of_two_columns(table: Table, header: Sequence[str], major: int, minor: int) -> LongTable:
    """Return a table whose ethnicity stands in two columns, a group and its part, with one."""

    def rows_of(row: Row) -> Iterator[Row]:
        group, part = row[major].strip(), row[minor].strip()
        if is_total(part) or part == group:
            label = group
        else:
            label = f"{group}: {part}"
            label = label if category_of(label) or not category_of(part) else part
        yield (*row, label)

    return LongTable(table, [*header, ETHNICITY.name], rows_of)


def _of_one_people_column(table: Table, header: Sequence[str], log: FaultLog) -> Table:
    """Return a table whose column of people is the only one of numbers, or that of totals."""
    others = [
        i
        for i, cell in enumerate(header)
        if cell
        and not _names_ethnicity(cell)
        and not (is_code(cell) or is_time(cell) or re.search(NO_PEOPLE, header_name(cell)))
        and all(map(_is_number, table.sample(i)))
    ]
    totals = [i for i in others if is_total(header[i])] if len(others) > 1 else others
    if len(totals) == 1:
        new_header = [ETHNICITY.name if _names_ethnicity(cell) else cell for cell in header]
        new_header[totals[0]] = _PEOPLE
        note = f"column '{place_name(header[totals[0]])}' is read as the number of residents"
        return LongTable(table, new_header, lambda row: iter([row]), (note,), header[totals[0]])
    if len(others) > 1:
        names = [shown(header[i]) for i in others]
        log.add(
            f"has several columns that could be the number of residents: {in_words(names)}",
            "Keep the column for your own area, or for everybody. Or name it in scwres.toml, "
            f'under the path of the file: columns = {{ people = "{header[others[0]]}" }}.',
            "column-unclear",
        )
    return table


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[\d,.]*", text.strip()) is not None


class LongTable(RewrittenTable):
    """A table whose rows are rewritten: a row may become several, or gain a column.

    Parameters
    ----------
    header
        The names of the columns that it has then.
    rows_of
        Yields the rows that a row becomes.
    notes
        What the user should know about that.
    people_header
        What the column of people was called before; empty where it was not one column.
    """

    def __init__(
        self,
        table: Table,
        header: Sequence[str],
        rows_of: Callable[[Row], Iterator[Row]],
        notes: tuple[str, ...] = (),
        people_header: str = "",
    ) -> None:
        super().__init__(table, header)
        self.people_header = people_header
        self._notes = notes
        self._rows_of = rows_of
        self._made = 0

    @property
    def notes(self) -> tuple[str, ...]:
        """What the user should know of the file."""
        return (*self._table.notes, *self._notes)

    @property
    def rows(self) -> int:
        """Rows besides the header read so far: those made, and those left out."""
        return self._made + sum(self._table.left_out.values())

    @property
    def left_out(self) -> Mapping[str, int]:
        """Rows that hold nothing to read, or were not selected, by reason."""
        left_out = dict(self._table.left_out)
        if self._selection and self._selection.left_out:
            left_out[NOT_SELECTED] = self._selection.left_out
        return left_out

    def sample(self, position: int) -> list[str]:
        """Return nothing: the values are in other columns."""
        return []

    def rows_ahead(self) -> Iterator[Record]:
        """Yield nothing: the values are in other columns."""
        yield from ()

    def batches(
        self,
        columns: Sequence[int],
        id_column: int | None,
        *,
        one_by_one: bool = False,
        with_totals: bool = False,
    ) -> Iterator[Batch]:
        """Yield the rows of some columns, made from those of the table."""
        all_columns = range(len(self._table.header))
        selection_columns = self._selection_columns()
        for batch in self._table.batches(
            all_columns, id_column, one_by_one=True, with_totals=True
        ):
            rows = [
                (number, tuple(new_row[place] for place in (*columns, *selection_columns)), "")
                for number, row, _ in batch.rows()
                for new_row in self._rows_of(row)
            ]
            self._made += len(rows)
            made_batch = Batch(BlockCounts(Counter(row for _, row, _ in rows)), rows.copy)
            yield self._selected(made_batch, len(columns))
