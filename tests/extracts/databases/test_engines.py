"""An engine gives the counts, faults and figures of the files that hold the same rows."""

from __future__ import annotations

import csv
import importlib.util
import json
import re
from pathlib import Path

import pytest

_spec = importlib.util.spec_from_file_location("messy", Path(__file__).with_name("messy.py"))
messy = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(messy)

#: ibis calls what newer drivers have since deprecated: no fault of ours.
pytestmark = [
    pytest.mark.filterwarnings(f"ignore::{sort}")
    for sort in ("DeprecationWarning", "UserWarning", "FutureWarning")
]

ROOT = Path(__file__).parents[3]

#: What a table does not have: rows with numbers, bytes with a hash, and the form of a file.
OF_FILES = {"sha256", "form", "header_row", "every_row"}

#: What is said of tables alone.
NOTES_OF_TYPES = ("'leaving_date': dates are held as text, and read as in a file",)


def _plain(value: object, names: list[str]) -> object:
    """Return a result without what only files have, and in an order of its own."""
    if isinstance(value, dict):
        kept = {key: each for key, each in value.items() if key not in OF_FILES}
        if "number_of_rows" in kept:
            kept = {key: each for key, each in kept.items() if key not in ("row", "rows")}
        plain = {key: _plain(each, names) for key, each in kept.items()}
        # Values are named in the order of the rows, and a table has none.
        for key in {"what", "fix", "settings"} & plain.keys():
            plain[key] = sorted(re.findall(r"[^\s,'\"\[\]{}]+", str(plain[key])))
        return plain
    if isinstance(value, list):
        plain = [_plain(each, names) for each in value if each not in NOTES_OF_TYPES]
        return sorted(plain, key=json.dumps)
    if isinstance(value, str):
        for name in names:
            value = value.replace(f"{name}.csv", name)
    return value


def _load(engine, folder: Path, names: list[str], prefix: str) -> list[str]:
    tables = []
    for name in names:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        table = name
        engine.load(table, header, [[cell or None for cell in row] for row in rows])
        tables.append(table)
    return tables


def _both(scwres, command: list, folder: Path, names: list[str], engine) -> tuple:
    files = [folder / f"{name}.csv" for name in names]
    by_file = scwres(*command, *files, "--format", "json")
    by_table = scwres(*command, *names, "--database", engine.url, "--format", "json")
    return by_file, by_table


def _assert_alike(scwres, folder: Path, names: list[str], engine, *options: str) -> None:
    _load(engine, folder, names, "")
    by_file, by_table = _both(scwres, ["check", *options], folder, names, engine)
    assert by_table.status == by_file.status, by_table.err
    checks = [_plain(json.loads(run.out), names) for run in (by_file, by_table)]
    assert checks[1] == checks[0]
    by_file, by_table = _both(scwres, ["compute", *options], folder, names, engine)
    assert by_table.status == by_file.status, by_table.err
    if by_file.status == 0:
        figures = [_plain(json.loads(run.out), names) for run in (by_file, by_table)]
        assert figures[1] == figures[0]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(30))
def test_an_engine_reads_a_messy_council_as_its_files_are_read(seed, engine, scwres, tmp_path):
    council = messy.council(seed)
    messy.write(council, tmp_path)

    _assert_alike(scwres, tmp_path, [*council], engine, "--window", "2024-10-01:2025-09-30")


@pytest.mark.parametrize("year", ["", "2024", "2025"])
def test_an_engine_reads_the_sample_council_as_its_files_are_read(year, engine, scwres, root):
    _assert_alike(scwres, root / "sample_data" / year, ["hr", "shortlisting", "survey"], engine)


EXAMPLES = sorted(
    str(path.relative_to(ROOT))
    for folder in ("borough", "systems", "surveys")
    for path in (ROOT / "examples" / folder).iterdir()
    if path.is_file()
)


def _rows_of(path: Path) -> list[list[str]]:
    """Return the rows of an example from its header on, as texts."""
    if path.suffix == ".xlsx":
        from python_calamine import CalamineWorkbook

        rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        texts = [["" if cell is None else str(cell) for cell in row] for row in rows]
    else:
        content = path.read_bytes()
        encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            text = content.decode("cp1252")
        mark = max(",;\t|", key="".join(text.splitlines()[:9]).count)
        texts = list(csv.reader(text.splitlines(), delimiter=mark))
    width = max(map(len, texts))
    named = [any("ethnic" in cell.casefold() for cell in row) for row in texts]
    filled = [len([*filter(None, row)]) == width for row in texts]
    header = (named if any(named[:9]) else filled).index(True)
    # A table holds no notes below its rows.
    return [
        row
        for row in texts[header:]
        if len(row) == width and len([*filter(None, map(str.strip, row))]) > 1
    ]


@pytest.mark.slow
@pytest.mark.parametrize("example", EXAMPLES)
def test_an_engine_reads_an_example_as_a_file_of_its_rows_is_read(
    example, engine, scwres, tmp_path
):
    header, *rows = _rows_of(ROOT / example)
    names = {name.casefold() for name in header}
    is_long = any(len(name.encode()) > 63 for name in header)  # PostgreSQL's limit
    if len(names) < len(header) or is_long or not all(map(str.strip, header)):
        pytest.skip(f"{example}: no table can have its header")
    with (tmp_path / "example.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])

    _assert_alike(scwres, tmp_path, ["example"], engine)
