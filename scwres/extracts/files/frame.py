"""A data frame becomes rows of text, as if it had been written to a CSV file.

Frames of pandas are read by their own columns; any other by Arrow's PyCapsule interface, which
Polars, PyArrow and DuckDB speak among others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from scwres.errors import Fault, FaultLog
from scwres.extracts.files.blocks import Record
from scwres.extracts.files.counting import CountRequest
from scwres.extracts.files.grid import ROWS_IN_BLOCK, IsHeader
from scwres.extracts.files.parquet import LONDON, as_text, other_day
from scwres.text.phrases import in_words

if TYPE_CHECKING:
    from pandas import DataFrame


class ArrowFrame(Protocol):
    """A table of any library that hands its columns on as an Arrow stream."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Return a capsule that holds the stream."""
        ...


#: What an extract can be held in.
Frame: TypeAlias = "DataFrame | ArrowFrame"

#: How a library makes days of times in a time zone.
_DAYS_IN = {
    "pandas": ".dt.tz_convert('Europe/London').dt.date",
    "polars": ".dt.convert_time_zone('Europe/London').dt.date()",
}


def open_frame(name: str, frame: object, expected: str, is_header: IsHeader) -> FrameGrid:
    """Return the rows of a frame.

    Parameters
    ----------
    name
        As messages call it.
    expected
        The start of the message where it is not a frame, such as ``staff=``.

    Raises
    ------
    TypeError
        When it is not a frame.
    """
    if is_pandas(frame):
        return FrameGrid(name, _PandasColumns(frame), is_header)
    return FrameGrid(name, _ArrowColumns(frame, expected), is_header)


def is_pandas(frame: object) -> bool:
    """Return whether it is a frame of pandas, or of a library that is used alike."""
    return hasattr(frame, "iloc") and hasattr(frame, "columns")


def index_names(frame: object) -> list[str]:
    """Return the names of a pandas frame's index; none of an index without a name."""
    names = getattr(getattr(frame, "index", None), "names", ()) if is_pandas(frame) else ()
    return [str(name) for name in names if name is not None]


class _PandasColumns:
    """The columns of a pandas frame."""

    def __init__(self, frame: Any) -> None:
        self._frame = frame
        self.names = [str(column) for column in frame.columns]
        self.index_names = index_names(frame)
        self.days_in = _DAYS_IN["pandas"]

    def blocks(self) -> Iterator[list[Sequence[object]]]:
        """Yield the columns of some rows, None for what is missing."""
        for start in range(0, len(self._frame), ROWS_IN_BLOCK):
            block = self._frame.iloc[start : start + ROWS_IN_BLOCK]
            series = [block.iloc[:, place] for place in range(block.shape[1])]
            yield [
                [
                    None if is_missing else value
                    for value, is_missing in zip(one.tolist(), one.isna().tolist(), strict=True)
                ]
                for one in series
            ]


class _ArrowColumns:
    """The columns of an Arrow stream.

    It is read at once: a connection of DuckDB has one open stream, and there may be more frames.
    """

    def __init__(self, frame: object, expected: str) -> None:
        if not hasattr(frame, "__arrow_c_stream__"):
            raise TypeError(_not_a_frame(frame, expected))
        import pyarrow

        try:
            stream = pyarrow.RecordBatchReader.from_stream(frame)
        except (pyarrow.ArrowException, TypeError) as error:
            # Among them single columns.
            raise TypeError(_not_a_frame(frame, expected)) from error
        self._table = stream.read_all()
        self.names = list(self._table.schema.names)
        self.index_names: list[str] = []
        self.days_in = _DAYS_IN.get(type(frame).__module__.partition(".")[0], "")

    def blocks(self) -> Iterator[list[Sequence[object]]]:
        """Yield the columns of some rows, None for what is missing."""
        for batch in self._table.to_batches():
            for start in range(0, len(batch), ROWS_IN_BLOCK):
                rows = batch.slice(start, ROWS_IN_BLOCK)
                yield [_values(column) for column in rows.columns]


def _values(column: Any) -> Sequence[object]:
    """Return the values of a column, one by one where some of them Python cannot hold."""
    import pyarrow

    try:
        return list(column.to_pylist())
    except (pyarrow.ArrowException, OverflowError, ValueError):
        return list(column.cast(pyarrow.string()).to_pylist())


def _not_a_frame(frame: object, expected: str) -> str:
    """Return what is wrong with something that was given as a frame, and what to do."""
    kind = type(frame).__name__
    expects = f"{expected} expects a data frame of pandas, Polars, PyArrow or DuckDB, not {kind}."
    if hasattr(frame, "collect"):
        return f"{expects} Call collect() first."
    if hasattr(frame, "arrow"):
        # Relations of DuckDB before it handed on Arrow streams.
        return f"{expects} Call arrow() first."
    if hasattr(frame, "to_frame"):
        return f"{expects} An extract needs more than one column: ethnicity and answers."
    if isinstance(frame, str) or hasattr(frame, "__fspath__"):
        return f"{expects} Give the path of a file without a keyword: compute('staff.csv')."
    return f"{expects} Convert it to a data frame first: pandas.DataFrame(...)."


class FrameGrid:
    """A frame; rows are numbered as in a spreadsheet: its columns are row 1."""

    form = "frame"
    sheet_name = ""
    first_rows = ()
    starts_with_header = True
    is_large = False
    notes: tuple[str, ...] = ()

    def __init__(
        self, name: str, columns: _PandasColumns | _ArrowColumns, is_header: IsHeader
    ) -> None:
        self._columns = columns
        self._log = FaultLog(name)
        with_index = [*columns.index_names, *columns.names]
        if columns.index_names and not is_header([*columns.names]) and is_header([*with_index]):
            named = in_words([f"'{index}'" for index in columns.index_names])
            self._log.add(
                f"has {named} as its index, not as a column",
                "Call reset_index() first.",
                "column-missing",
            )

    def blocks(self) -> Iterator[list[Record | None]]:
        """Yield the names of the columns, and the rows in blocks."""
        names = self._columns.names
        yield [[*names]]
        row = 2
        for block in self._columns.blocks():
            texts = [
                self._texts(name, values, row) for name, values in zip(names, block, strict=True)
            ]
            records: list[Record | None] = [list(record) for record in zip(*texts, strict=True)]
            yield records
            row += len(records)

    def _texts(self, column: str, values: Sequence[object], row: int) -> list[str]:
        """Return values as a CSV file would hold them; note times whose day is not certain."""
        for place, value in enumerate(values):
            if isinstance(value, datetime) and _is_another_day_in_london(value):
                zone = value.tzname() or "another time zone"
                self._log.add(
                    other_day(zone),
                    f"Give dates instead{f': {days}' if (days := self._columns.days_in) else ''}.",
                    "not-a-date",
                    column=column,
                    row=row + place,
                )
        return [*map(as_text, values)]

    def counting(self, request: CountRequest) -> None:
        """Return None: every row of a frame is read."""

    def faults(self) -> list[Fault]:
        """Return what is wrong with the index, and with times in any column."""
        return self._log.faults()

    def sha256(self) -> None:
        """Return nothing: there are no bytes."""
        return


def _is_another_day_in_london(time: datetime) -> bool:
    """Return whether a time in another zone belongs to the day before or after in London.

    A day in summer that a database keeps in UTC starts at 23:00 of the day before.
    """
    return time.tzinfo is not None and in_london(time).date() != time.date()


def in_london(time: datetime) -> datetime:
    """Return a time in a zone as a clock in London shows it; one that no clock shows as it is."""
    try:
        return time.astimezone(_london()).replace(tzinfo=None)
    except OverflowError:
        return time.replace(tzinfo=None)  # the first or the last day that Python knows


@cache
def _london() -> tzinfo:
    from zoneinfo import ZoneInfo

    return ZoneInfo(LONDON)
