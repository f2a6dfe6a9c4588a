"""Two engines, one truth: however a file is counted, the same counts and the same faults."""

from __future__ import annotations

import io
from contextlib import contextmanager
from datetime import date
from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from scwres.extracts import ahead, counting, engines, grids, tables
from scwres.extracts.engines import ARROW, STANDARD
from scwres.extracts.grids import open_grid
from scwres.extracts.loading import extracts_of, read_part
from scwres.extracts.naming import Naming
from scwres.extracts.rules import Asked, Rules, Window
from scwres.extracts.tables import GridTable

LABELS = ["White British", "Indian", "", "Prefer not to say", "Black African", " Indian", "indian"]
ANSWERS = ["Y", "N", "", "yes", " N"]
#: Values that mean nothing where they stand, or look like something else.
ODD = ["Klingon", "Total", "Grand total", "all staff", "n/a", "=1+1", "#REF!", "\u00e9", "x" * 101]
IDS = ["S1", "S2", "007", "A-1", "EMP1", "", "n/a", "1.2E+11", " S3 ", "Total", "12.0", "\u00e91"]

COLUMNS = {
    "ethnicity": LABELS,
    "directorate": ["Adults", "Children, Schools", 'The "Hub"', "", "Overall"],
    "pay_band": ["Grade 1", "Grade 10", "", "Grade 2"],
    "disciplinary": ANSWERS,
    "left": ANSWERS,
    "leaving_date": ["", "2025-01-31", "31/03/2025", "2023-01-01"],
    "employment_type": ["permanent", "agency", ""],
    "": ["", "", ""],
}


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if set(cell) & set(',"\n') else cell


@st.composite
def _tables(draw: st.DrawFn) -> str:
    """Give a staff extract as text, of many rows that repeat one another, some of them spoilt."""
    names = draw(st.permutations(["ethnicity", *draw(st.sets(st.sampled_from([*COLUMNS][1:])))]))
    id_at = draw(st.sampled_from([None, 0, 0, len(names)]))
    kinds = [
        [draw(st.sampled_from(COLUMNS[name])) for name in names]
        for _ in range(draw(st.integers(1, 6)))
    ]
    number = draw(st.integers(0, 60))
    rows = [list(kinds[draw(st.integers(0, len(kinds) - 1))]) for _ in range(number)]
    header = list(names)
    if id_at is not None:
        header.insert(id_at, "staff_id")
        for i, row in enumerate(rows):
            row.insert(id_at, f"P{i}")
    for _ in range(draw(st.integers(0, 2)) if rows else 0):
        row = draw(st.sampled_from(rows))
        at = draw(st.integers(0, len(row)))
        if at < len(row):
            row[at] = draw(st.sampled_from([*ODD, *IDS, 'a"b', "two\nlines"]))
        else:
            row[:] = draw(st.sampled_from([[], [*row, "more"], row[:-1]]))
    if draw(st.booleans()) and rows:
        rows.insert(draw(st.integers(0, len(rows))), list(draw(st.sampled_from([header, *rows]))))
    for _ in range(draw(st.integers(0, 3))):
        note = draw(st.sampled_from(["", "Source: the HR system", "Total", "Adults Total"]))
        rows.append([note, *[""] * (len(header) - 1)])
    is_quoted_whole = draw(st.booleans())
    lines = [
        ",".join(
            f'"{cell}"' if is_quoted_whole and '"' not in cell else _quoted(cell) for cell in row
        )
        for row in [header, *rows]
    ]
    end = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    return end.join(lines) + draw(st.sampled_from([end, ""]))


@contextmanager
def _small(size: int):
    """Take small blocks for large ones, so that every sort of block is met in a short text."""
    with (
        patch.object(grids, "CHUNK_BYTES", size),
        patch.dict(engines.ENGINES, {STANDARD: size, ARROW: size}),
        patch.object(ahead, "LAST_ROWS_APART", 8),
        patch.object(ahead, "FEW_ROWS", 8),
        patch.object(tables, "MOST_HELD", 4),
        patch.object(counting, "ENOUGH_LINES", 20),
    ):
        yield


def _extract(content: bytes, engine: str | None, rules: Rules):
    """Return what becomes of a text; each row is looked at where no engine is named."""
    asked, naming = Asked(engine=engine or STANDARD), Naming()
    counting_by = engines.counting_by if engine else lambda *_: None
    with patch.object(grids, "counting_by", counting_by):
        grid = open_grid("hr.csv", io.BytesIO(content), asked, naming.fits)
        part = read_part(GridTable("hr.csv", grid, naming.fits), naming, rules)
        [extract] = extracts_of([part], rules)
    return extract


WINDOW = Window(date(2024, 10, 1), date(2025, 9, 30))


@settings(max_examples=300, deadline=None)
@given(_tables(), st.integers(60, 700), st.booleans(), st.booleans())
@example("staff_id,ethnicity,left\n" + "S1,Indian,N\n" * 40, 90, False, False)
@example(
    "ethnicity,left\n" + "Indian,N\n" * 30 + "Klingon,N\n" + "Indian,N\n" * 30, 90, False, False
)
def test_both_engines_count_and_refuse_the_same(text, size, is_by_unit, has_window):
    rules = Rules(
        breakdowns=("directorate",) if is_by_unit else (), window=WINDOW if has_window else None
    )
    content = text.encode()
    with _small(size):
        row_by_row = _extract(content, None, rules)
        found = [_extract(content, engine, rules) for engine in (STANDARD, ARROW)]

    for one in found:
        assert one == row_by_row
    assert found[0].rows == sum(found[0].left_out.values()) + found[0].counted
