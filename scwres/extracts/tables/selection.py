"""Rows of a table that count, by the values of any of its columns, and what those values are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from scwres.errors import FaultLog
from scwres.extracts.cells.values import plain
from scwres.extracts.files.blocks import Row
from scwres.extracts.files.counting import Batch, BlockCounts, row_places
from scwres.extracts.schema import header_name
from scwres.text.phrases import did_you_mean, in_words, nearest_word, number_of, shown, shown_whole


class Selection:
    """Selects rows by the values of some columns, and counts the values of others.

    Parameters
    ----------
    only
        The values, as ``plain`` gives them, of which a row must have one to be selected, by the
        position of their column.
    watched
        The positions of columns whose values are counted in the rows that are selected.

    Attributes
    ----------
    left_out
        How many rows were not selected.
    rows_by_value
        How many rows hold each value, as it stands: in all rows for the columns of ``only``.
    """

    def __init__(self, only: Mapping[int, frozenset[str]], watched: Iterable[int] = ()) -> None:
        self.only = only
        self.positions = (*only, *watched)
        self.left_out = 0
        self.rows_by_value: dict[int, Counter[str]] = {
            position: Counter() for position in self.positions
        }

    def selected(self, batch: Batch, columns: int) -> Batch:
        """Return the rows of a batch that are selected, without the columns that select them.

        ``columns`` is how many others a row has, before those.
        """
        kept: list[tuple[int, Row, str]] = []
        for line, row, person in batch.rows():
            if self._takes(row[columns:]):
                kept.append((line, row[:columns], person))
            else:
                self.left_out += 1
        has_ids = bool(batch.counted.ids)
        counted = BlockCounts(
            Counter(row for _, row, _ in kept),
            [person for _, _, person in kept] if has_ids else [],
            partial(row_places, [row for _, row, _ in kept] if has_ids else []),
        )
        lines = [line for line, _, _ in kept]
        return batch._replace(counted=counted, rows=partial(iter, kept), lines=lines)

    def _takes(self, texts: Row) -> bool:
        """Count the texts of a row, and return whether it is selected."""
        values = list(zip(self.positions, (text.strip() for text in texts), strict=True))
        is_selected = all(
            plain(text) in self.only[position]
            for position, text in values
            if position in self.only
        )
        for position, text in values:
            if is_selected or position in self.only:
                self.rows_by_value[position][text] += 1
        return is_selected


def selection_of(
    header: Sequence[str],
    only: Mapping[str, Sequence[str]],
    watched: Iterable[int],
    log: FaultLog,
) -> Selection | None:
    """Return what selects the rows of a table; None where it is to take all of them as they are.

    A header that the table does not have goes to ``log``.
    """
    plain_headers = [header_name(cell) for cell in header]
    values_by_position: dict[int, frozenset[str]] = {}
    for name, values in only.items():
        if header_name(name) not in plain_headers:
            nearest = nearest_word(header_name(name), filter(None, plain_headers))
            columns_listed = in_words(
                [shown(" ".join(cell.split())) for cell in header if cell.strip()]
            )
            log.add(
                f"has no column {shown(name)}, which 'only' names in scwres.toml",
                did_you_mean(nearest) or f"Its columns are {columns_listed}.",
                "column-missing",
            )
            continue
        values_by_position[plain_headers.index(header_name(name))] = frozenset(map(plain, values))
    others = [position for position in watched if position not in values_by_position]
    return Selection(values_by_position, others) if values_by_position or others else None


def note_selection(
    selection: Selection, header: Sequence[str], only: Mapping[str, Sequence[str]], log: FaultLog
) -> None:
    """Note a selection that takes no row, with the values that the rows do hold."""
    if not selection.left_out:
        return
    by_name = {header_name(name): values for name, values in only.items()}
    for position in selection.only:
        rows_by_value = selection.rows_by_value[position]
        if any(plain(text) in selection.only[position] for text in rows_by_value):
            continue
        column = shown(header[position].strip())
        values_selected = in_words(
            [f"'{value}'" for value in by_name[header_name(header[position])]], "or"
        )
        log.add(
            f"has no row with {values_selected} in column {column}, which 'only' in scwres.toml "
            "selects",
            f"The column holds {values_in_words(rows_by_value)}.",
            "no-rows",
        )


def values_in_words(rows_by_value: Mapping[str, int]) -> str:
    """Return the values of a column with their rows, those of most rows first.

    Only how many there are where they are nearly all different, as names are.
    """
    rows = sum(rows_by_value.values())
    if len(rows_by_value) > _MOST_VALUES or (
        len(rows_by_value) > _FEW_VALUES and 3 * len(rows_by_value) > 2 * rows
    ):
        return f"{len(rows_by_value):,} different values"
    ordered = sorted(rows_by_value.items(), key=lambda pair: (-pair[1], pair[0]))
    return in_words(
        [f"{shown_whole(text)} in {number_of(row_count, 'row')}" for text, row_count in ordered]
    )


#: A column with more values than the first, or with more than the second that are nearly all
#: different, may hold names.
_MOST_VALUES, _FEW_VALUES = 100, 10
