"""A data frame becomes rows of text, as if it had been written to a CSV file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from scwres.errors import Fault
from scwres.extracts.files.blocks import Record, text_in_formula
from scwres.extracts.files.counting import CountRequest
from scwres.extracts.files.grid import ROWS_IN_BLOCK

if TYPE_CHECKING:
    from pandas import DataFrame, Series


class FrameGrid:
    """A pandas frame; rows are numbered as in a spreadsheet: its columns are row 1."""

    form = "frame"
    sheet_name = ""
    starts_with_header = True
    is_large = False
    notes: tuple[str, ...] = ()

    def __init__(self, frame: DataFrame) -> None:
        self._frame = frame

    def blocks(self) -> Iterator[list[Record | None]]:
        """Yield the names of the columns, and the rows in blocks."""
        yield [[str(column) for column in self._frame.columns]]
        for start in range(0, len(self._frame), ROWS_IN_BLOCK):
            block = self._frame.iloc[start : start + ROWS_IN_BLOCK]
            columns = [_as_texts(block.iloc[:, place]) for place in range(block.shape[1])]
            yield [list(row) for row in zip(*columns, strict=True)]

    def counting(self, request: CountRequest) -> None:
        """Return None: every row of a frame is read."""

    def faults(self) -> list[Fault]:
        """Return nothing: a frame has no text that could be spoilt."""
        return []

    def sha256(self) -> None:
        """Return nothing: there are no bytes."""
        return


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
    return text_in_formula(str(value))
