"""A data frame becomes a table, as if it had been written to a CSV file and read back."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from scwres.extracts.readers import Batch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pandas import DataFrame, Series

    from scwres.errors import Fault
    from scwres.extracts.readers import Row


class FrameTable:
    """A pandas frame, held as text.

    Rows are numbered as they would be in a spreadsheet: the header is row 1.
    """

    def __init__(self, name: str, frame: DataFrame) -> None:
        self.name = name
        self.header = tuple(str(column) for column in frame.columns)
        self.rows = len(frame)
        self.blank_rows = 0
        self._columns = [
            _as_texts(frame.iloc[:, position]) for position in range(len(self.header))
        ]

    def faults(self) -> list[Fault]:
        """Return nothing: a frame has no text that could be spoilt."""
        return []

    def sha256(self) -> None:
        """Return nothing: there are no bytes."""
        return

    def batches(self, columns: Sequence[int], id_column: int | None) -> Iterator[Batch]:
        """Give all rows in one batch, wholly blank ones left aside."""
        is_whole = [any(text.strip() for text in row) for row in zip(*self._columns, strict=True)]
        self.blank_rows = is_whole.count(False)
        picked = list(zip(*(self._columns[position] for position in columns), strict=True))
        ids = [""] * self.rows if id_column is None else self._columns[id_column]

        def rows() -> Iterator[tuple[int, Row, str]]:
            for number, (whole, row, person) in enumerate(
                zip(is_whole, picked, ids, strict=True), 2
            ):
                if whole:
                    yield number, row, person.strip()

        yield Batch(
            Counter(row for _, row, _ in rows()),
            [] if id_column is None else [person for _, _, person in rows()],
            rows,
        )


def _as_texts(series: Series[Any]) -> list[str]:
    """Return values as a CSV file would hold them: blank for what is missing."""
    return [
        "" if is_missing else _as_text(value)
        for value, is_missing in zip(series.tolist(), series.isna().tolist(), strict=True)
    ]


def _as_text(value: object) -> str:
    # A column of whole numbers with gaps is held as 1.0 and 0.0.
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
