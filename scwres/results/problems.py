"""The rows of extracts that have a problem, one line for each row and problem."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import groupby, repeat
from typing import NamedTuple

from scwres.errors import Fault

#: Stands for the row of a problem of a whole file, before every row.
_WHOLE_FILE = 0


class ProblemRow(NamedTuple):
    """A row and one problem that it has.

    ``file``, ``problem``, ``what_to_do`` and ``code`` are those of its :class:`Fault`, and
    ``sheet`` too. ``row`` is its number as a spreadsheet numbers rows; None for a problem of a
    whole file. ``column`` is the header as the file has it, or else as messages show the column;
    empty for a problem of no single column.
    """

    file: str
    sheet: str
    row: int | None
    column: str
    problem: str
    what_to_do: str
    code: str


def problem_rows(faults: Iterable[Fault]) -> Iterator[ProblemRow]:
    """Yield each row of each problem: by file and sheet as they come, and in the order of rows.

    Rows are those that ``check`` keeps with ``every_row``.
    """
    for _, faults_together in groupby(faults, key=lambda fault: (fault.file, fault.sheet)):
        of_sheet = list(faults_together)
        places = (
            zip(fault.every_row or (_WHOLE_FILE,), repeat(place))
            for place, fault in enumerate(of_sheet)
        )
        for row, place in merge(*places):
            fault = of_sheet[place]
            yield ProblemRow(
                fault.file,
                fault.sheet,
                row or None,
                fault.header or fault.column,
                fault.what,
                fault.fix,
                fault.code,
            )
