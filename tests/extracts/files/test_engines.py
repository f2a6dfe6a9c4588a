"""Two engines, one truth: however a file is counted, the same counts and the same faults."""

from __future__ import annotations

import csv
import io
from contextlib import contextmanager
from datetime import date
from unittest.mock import patch

import pyarrow
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

import scwres
from scwres import InputError
from scwres.extracts.files import blocks, counting, engines
from scwres.extracts.files import parquet as scwres_parquet
from scwres.extracts.files import recognition as grids
from scwres.extracts.files.counting import Batch, BlockCounts
from scwres.extracts.files.parquet import ParquetGrid
from scwres.extracts.files.recognition import open_grid
from scwres.extracts.loading import extracts_of, read_part
from scwres.extracts.people.ids import IdDictionary, PackedIds
from scwres.extracts.rules import (
    ARROW,
    STANDARD,
    FileRules,
    Reached,
    ReadingOptions,
    Rules,
    Window,
)
from scwres.extracts.schema import APPLICATIONS
from scwres.extracts.tables import table as tables
from scwres.extracts.tables.names import Naming
from scwres.extracts.tables.table import GridTable

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
    for _ in range(draw(st.integers(0, 2))):
        _make_odd(lines, draw(st.integers(0, len(lines) - 1)), draw(st.sampled_from(ODD_FORMS)))
    end = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    return end.join(lines) + draw(st.sampled_from([end, "", f"{end}\x1a", f"\x1a{end}\x1a{end}"]))


#: Odd forms of a line: a formula for a text, the same in quotation marks, another file joined on.
ODD_FORMS = ["formula", "quoted formula", "joined", "capitals", "reordered"]


def _make_odd(lines: list[str], at: int, form: str) -> None:
    first, _, rest = lines[at].partition(",")
    if form == "joined":
        lines[at] = f"\ufeff{lines[0]}"
    elif form == "capitals":
        lines[at] = lines[0].upper()
    elif form == "reordered":
        lines[at] = ",".join(reversed(lines[0].split(",")))
    elif '"' not in first:
        first = f'="{first}"' if form == "formula" else f'"=""{first}"""'
        lines[at] = f"{first},{rest}"


@contextmanager
def _small(size: int):
    """Take small blocks for large ones, so that every sort of block is met in a short text."""
    with (
        patch.object(grids, "CHUNK_BYTES", size),
        patch.dict(engines.BYTES_AT_ONCE, {STANDARD: size, ARROW: size}),
        patch.object(counting, "LAST_ROWS_APART", 8),
        patch.object(counting, "FEW_ROWS", 8),
        patch.object(tables, "MOST_HELD", 4),
        patch.object(counting, "ENOUGH_LINES", 20),
    ):
        yield


def _extract(content: bytes, engine: str | None, rules: Rules, naming: Naming | None = None):
    """Return what becomes of a text; each row is looked at where no engine is named."""
    asked, naming = ReadingOptions(engine=engine or STANDARD), naming or Naming()
    counting_by = engines.counting_by if engine else lambda *_: None
    with patch.object(grids, "counting_by", counting_by):
        grid = open_grid("hr.csv", io.BytesIO(content), asked, naming.fits)
        part = read_part(GridTable("hr.csv", grid, naming.fits), naming, rules)
        [extract] = extracts_of([part], rules)
    return extract


WINDOW = Window(date(2024, 10, 1), date(2025, 9, 30))


@pytest.mark.slow
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


#: A column that four items are read from.
REACHED = Reached(
    "Current status",
    {
        "applied": ("New", "Rejected at sift"),
        "shortlisted": ("Did not attend",),
        "interviewed": ("Rejected after interview",),
        "offered": ("Offer declined",),
        "appointed": ("Started",),
    },
)
BY_STATUS = Naming(
    APPLICATIONS,
    dict.fromkeys(REACHED.items, REACHED.column),
    FileRules(reached=REACHED),
)
STATUSES = [*sum(REACHED.statuses.values(), ()), "", " started", "NEW", "On hold"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(LABELS), st.sampled_from(STATUSES)), max_size=60),
    st.integers(60, 300),
    st.integers(1, 40),
)
def test_several_items_of_one_column_are_counted_alike_however_it_is_read(rows, size, together):
    lines = [["ethnicity", "Current status"], *rows]
    content = "".join(f"{label},{status}\n" for label, status in lines).encode()
    table = pyarrow.table(
        {name: [row[i] for row in rows] for i, name in enumerate(lines[0])}
        if rows
        else {name: pyarrow.array([], pyarrow.string()) for name in lines[0]}
    )
    written = io.BytesIO()
    parquet.write_table(table, written, row_group_size=7)
    with _small(size), _rows_together(together):
        row_by_row = _extract(content, None, Rules(), BY_STATUS)
        texts = [_extract(content, engine, Rules(), BY_STATUS) for engine in (STANDARD, ARROW)]
        as_parquet = _extract(written.getvalue(), ARROW, Rules(), BY_STATUS)

    assert texts == [row_by_row, row_by_row]
    assert as_parquet.counts == row_by_row.counts
    assert [fault.what for fault in as_parquet.faults] == [
        fault.what for fault in row_by_row.faults
    ]


def _rows_together(rows: int):
    """Decode so many rows of Parquet at once."""
    return patch.object(scwres_parquet, "ROWS_TOGETHER", rows)


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(_tables(), st.integers(1, 40))
def test_parquet_is_counted_as_its_rows_are(text, rows_together):
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    rows = [row for row in rows if len(row) == len(header)]
    names = [name or f"unnamed {i}" for i, name in enumerate(header)]
    table = pyarrow.table({name: [row[i] or None for row in rows] for i, name in enumerate(names)})
    written = io.BytesIO()
    parquet.write_table(table, written, row_group_size=7)
    with _small(100), _rows_together(rows_together):
        found = _extract(written.getvalue(), ARROW, Rules())
        with patch.object(ParquetGrid, "counting", lambda *_: None):
            row_by_row = _extract(written.getvalue(), ARROW, Rules())

    assert found == row_by_row


def test_parquet_too_large_to_be_held_is_read_from_the_file(tmp_path, sample_data):
    path = tmp_path / "hr.parquet"
    with (sample_data / "hr.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    parquet.write_table(pyarrow.Table.from_pylist(rows), path, row_group_size=100)
    held = scwres.compute(path)
    with patch.object(scwres_parquet, "MOST_IN_MEMORY", 0), _rows_together(250):
        found = scwres.compute(path)

    assert found.lines == held.lines
    assert found.inputs == held.inputs


@pytest.mark.parametrize("engine", [STANDARD, ARROW])
@pytest.mark.parametrize("has_ids", [True, False])
def test_an_ordinary_block_is_counted_whole(engine, has_ids):
    # Or the engines would agree because both look at every row.
    ids = [f"S{i}," if has_ids else "" for i in range(200)]
    header = "staff_id," if has_ids else ""
    text = f"{header}ethnicity,left\n" + "".join(f"{one}Indian,N\n" for one in ids)
    with _small(300), patch.object(GridTable, "_batch", autospec=True) as one_by_one:
        one_by_one.side_effect = lambda *_, **__: Batch(BlockCounts({}), list)
        extract = _extract(text.encode(), engine, Rules())

    assert one_by_one.call_count == 1  # the end of the table
    assert extract.counts.tally("left", "yes", {"Indian"}).out_of > 150


@pytest.mark.parametrize("engine", [STANDARD, ARROW])
@pytest.mark.parametrize("row", [2, 11_111, 20_001])
def test_a_fault_deep_in_a_large_file_has_the_number_of_its_row(tmp_path, engine, row):
    lines = ["staff_id,ethnicity,left", *(f"S{i},Indian,N" for i in range(20_000))]
    lines[row - 1] = "S999999,Klingon,N"
    path = tmp_path / "hr.csv"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")

    with (
        patch.dict(engines.BYTES_AT_ONCE, {STANDARD: 4_000, ARROW: 9_000}),
        pytest.raises(InputError) as error,
    ):
        scwres.compute(path, engine=engine)
    [fault] = error.value.faults

    assert fault.rows == (row,)
    assert "'Klingon' in 1 row" in fault.what


@pytest.mark.parametrize("engine", [STANDARD, ARROW])
def test_people_in_several_rows_far_apart_count_once_however_their_ids_are_kept(tmp_path, engine):
    rows = [f"S{i},Indian,Grade {i % 3 + 1}" for i in range(5_000)]
    rows += [f"S{i},Indian,Grade 9" for i in range(0, 5_000, 50)]
    path = tmp_path / "hr.csv"
    path.write_text("\n".join(["staff_id,ethnicity,pay_band", *rows, ""]), encoding="utf-8")

    with patch.dict(engines.BYTES_AT_ONCE, {STANDARD: 4_000, ARROW: 4_000}):
        results = scwres.compute(path, engine=engine)

    assert results.inputs[0].people == 5_000
    [highest] = [line for line in results.lines if line.part == "Grade 9"]
    assert highest.all_count == 100


@given(
    st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 3)), max_size=40),
    st.sets(st.sampled_from("abcxyz")),
    st.sets(st.integers(0, 3)),
)
def test_packed_ids_hold_what_a_dictionary_of_them_does(rows, apart, meant):
    found = []
    for index in (IdDictionary(), PackedIds()):
        for start in range(0, len(rows), 7):
            some = rows[start : start + 7]
            index.add([who for who, _ in some], [place for _, place in some])
        ids = index.ids_of(meant.__contains__)
        places = index.places_of(map(hash, apart), meant.__contains__)
        everybody = {one for one in "abcdefghxyz" if hash(one) in index.all_ids()}
        found.append((set(ids), len(ids), places, everybody))
        assert all((hash(one) in ids) == (hash(one) in set(ids)) for one in "abcdefghxyz")

    assert found[0] == found[1]


def test_an_engine_is_told_by_the_size_of_a_text_unless_it_is_named():
    assert engines.engine_for(None, engines.LARGE_BYTES - 1) == STANDARD
    assert engines.engine_for(None, engines.LARGE_BYTES) == ARROW
    assert engines.engine_for(STANDARD, engines.LARGE_BYTES) == STANDARD


def test_what_is_piped_in_is_large_once_so_much_of_it_has_come():
    class Pipe(io.BytesIO):
        def seekable(self):
            return False

    with patch.object(engines, "LARGE_BYTES", 3 << 20):
        chunks, size = engines.chunks_and_size(Pipe(b"x" * (5 << 20)), b"first")
        _, small = engines.chunks_and_size(Pipe(b"x"), b"first")

    assert sum(map(len, chunks)) == size >= 3 << 20
    assert small == 6


def test_the_pieces_of_a_text_are_its_bytes_cut_where_lines_end():
    content = b"".join(b"%d,Indian\n" % i for i in range(3_000))
    pieces = list(blocks.whole_lines([b"id,ethnicity\n"], io.BytesIO(content), 1_000))

    assert b"".join(pieces) == b"id,ethnicity\n" + content
    assert all(piece.endswith(b"\n") for piece in pieces)
