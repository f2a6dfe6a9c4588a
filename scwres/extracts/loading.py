"""Extracts become counts, with every row accounted for, or faults: all of them at once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from scwres.counts import Counts
from scwres.errors import FaultLog
from scwres.extracts.count_rows import read_count_rows
from scwres.extracts.headers import layout_of
from scwres.extracts.people import Reading, read_people
from scwres.extracts.schema import COUNTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scwres.errors import Fault
    from scwres.extracts.people import Wanted
    from scwres.extracts.readers import Table
    from scwres.extracts.schema import Kind

BLANK_ROW = "blank row"

IdsByKind = dict[str, set[str]]


class Extract(NamedTuple):
    """An extract that has been read.

    Parameters
    ----------
    counts
        What it holds; nothing at all when there are faults.
    items
        The items that somebody answered.
    rows, counted, left_out, blank
        Rows below the header; those that are in the counts, and the others by reason; and,
        by item, those that are in the counts without an answer to it.
    columns
        The names of all its columns.
    """

    name: str
    kind: Kind | None
    counts: Counts
    items: frozenset[str]
    sha256: str | None
    rows: int
    counted: int
    left_out: Mapping[str, int]
    blank: Mapping[str, int]
    columns: tuple[str, ...]
    faults: tuple[Fault, ...]
    warnings: tuple[str, ...]


def load(table: Table, kind: Kind | None, wanted: Wanted, ids: IdsByKind) -> Extract:
    """Return what a table holds, as counts or as faults.

    Parameters
    ----------
    table
        Its rows are taken; it is of no use afterwards.
    kind
        The kind it is said to be; None to tell by its columns.
    ids
        The ids met so far in extracts of each kind, to which those of this table are added.
    """
    log = FaultLog(table.name)
    layout = layout_of(table.header, kind, wanted.breakdowns, log) if table.header else None
    reading = Reading(Counter(), {}, {}, (), ())
    if layout is not None:
        read = read_count_rows if layout.kind is COUNTS else read_people
        reading = read(table, layout, wanted, ids.setdefault(layout.kind.name, set()), log)
        is_sound = not (table.faults() or log or reading.faults)
        if is_sound and table.rows == table.blank_rows:
            log.add("holds no rows below its header", "Expected at least one.")
    elif table.header:
        for _ in table.batches([0], None):
            pass  # so that the faults of its rows are found as well
    faults = (*table.faults(), *log.faults(), *reading.faults)
    left_out = {BLANK_ROW: table.blank_rows} if table.blank_rows else {}
    left_out.update(reading.left_out)
    return Extract(
        name=table.name,
        kind=layout.kind if layout else kind,
        counts=Counts({} if faults else reading.people_by_cell, wanted.breakdowns),
        items=frozenset(cell.item for cell in reading.people_by_cell),
        sha256=table.sha256(),
        rows=table.rows,
        counted=table.rows - sum(left_out.values()),
        left_out=left_out,
        blank=reading.blank,
        columns=layout.names if layout else (),
        faults=faults,
        warnings=(*(layout.warnings if layout else ()), *reading.warnings),
    )
