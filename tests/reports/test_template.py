"""Templates: written alike each time, filled in as people do, and read without a setting."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from random import Random

import pytest

import scwres as package
from scwres.ethnicity.labels import category_of
from scwres.extracts.rules import ARROW, STANDARD
from scwres.extracts.schema import KINDS, STAGES_OF_AN_APPLICATION, Column, Holds, Kind
from scwres.extracts.tables.templates import (
    EXAMPLE,
    TEMPLATE_KINDS,
    sheet_name_of,
    template_columns,
)
from scwres.reports.template import WORDS, example_of, template, write_templates

openpyxl = pytest.importorskip("openpyxl")

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")

#: Columns that people leave blank: bands come from pay_band, and so does who has left from left.
BLANK = {"salary", "job_role", "leaving_date", "start_date", "probation_end"}

ETHNICITIES = ("White British", "Indian", "Black African", "Any other White background")

Cell = str | int | date


def _value(kind: Kind, column: Column, number: int, random: Random) -> Cell:
    """Return what a row holds: answers that do not contradict one another."""
    if column.name == "staff_id":
        return f"S{number:04}"
    if column.name in ("regulated_professional", "joined", "panel_member", "funding_requested"):
        return "Y"
    if column.name in ("funded", "mandatory"):
        return "NY"[column.name == "funded"]
    if column.name == "item":
        return "edi_training"
    if column.name == "answer":
        return random.choice(["yes", "no"])
    match column.holds:
        case Holds.ETHNICITY:
            return ETHNICITIES[number % len(ETHNICITIES)]
        case Holds.YES_NO:
            return random.choice("YN")
        case Holds.DATE:
            return date(2025, 1, 1 + number % 28)
        case Holds.STAGE:
            return "Formal hearing"
        case Holds.EMPLOYMENT:
            return "Permanent"
        case Holds.PEOPLE:
            return number + 1
        case _:
            return {"pay_band": f"Grade {number % 4}"}.get(column.name, "Adults")


def _rows(kind: Kind, people: int = 40) -> list[dict[str, Cell]]:
    """Return the rows that a template is filled in with, by the header."""
    random = Random(kind.name)
    columns = [
        column
        for column in template_columns(kind)
        if column.name not in BLANK or (kind.name == "leavers" and column.name == "leaving_date")
    ]
    numbers = range(12) if kind.event else range(people)
    rows = [
        {column.name: _value(kind, column, number, random) for column in columns}
        for number in numbers
    ]
    for row in rows:
        # Whoever reached a stage has reached those before it.
        reached = random.randrange(len(STAGES_OF_AN_APPLICATION))
        for place, stage in enumerate(STAGES_OF_AN_APPLICATION):
            if stage in row:
                row[stage] = "NY"[reached >= place]
    if kind.name == "counts":
        # A row for each ethnicity and answer: counts of the same people are not given twice.
        keys = {(row["answer"], row["ethnicity"]): row for row in rows}
        return list(keys.values())
    return rows


def _fill_in(path: Path, kind: Kind, rows: list[dict[str, Cell]]) -> None:
    workbook = openpyxl.load_workbook(path)
    sheet = workbook[sheet_name_of(kind)]
    places = {cell.value: cell.column for cell in sheet[1]}
    for number, row in enumerate(rows, 3):
        for header, value in row.items():
            sheet.cell(number, places[header], value)
    workbook.save(path)


def _as_csv(rows: list[dict[str, Cell]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _beside(kind: Kind) -> dict[str, list[dict[str, Cell]]]:
    """Return the rows of an extract by its kind, with the staff that events happened to."""
    rows = {kind.name: _rows(kind)}
    if kind.event:
        staff = KINDS["staff"]
        rows["staff"] = [
            {name: row[name] for name in ("staff_id", "ethnicity", "pay_band")}
            # Leavers are no longer in post.
            for row in _rows(staff)[len(rows[kind.name]) if kind.event == "left" else 0 :]
        ]
    return rows


def _counts_of_csv(scwres, tmp_path, rows: Mapping[str, list[dict[str, Cell]]]) -> str:
    """Return the counts of the same rows as text files, which are named for their kind."""
    options = []
    for name, rows_of_kind in rows.items():
        path = tmp_path / "text" / f"{name}.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_text(_as_csv(rows_of_kind), encoding="utf-8")
        options += ["--as", f"{name}={path}"]
    ran = scwres("compute", *options, "--format", "counts")
    assert ran.status == 0, ran.err
    assert ran.out.count("\n") > 2
    return ran.out


@pytest.fixture(scope="module")
def empty(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("templates")
    write_templates(folder)
    return folder


@pytest.mark.parametrize("kind", TEMPLATE_KINDS, ids=lambda kind: kind.name)
def test_a_template_that_is_filled_in_is_read_without_a_setting(scwres, tmp_path, empty, kind):
    folder = tmp_path / "forms"
    shutil.copytree(empty, folder)
    rows = _beside(kind)
    for name, rows_of_kind in rows.items():
        _fill_in(folder / f"{name}.xlsx", KINDS[name], rows_of_kind)

    ran = scwres("compute", folder, "--format", "counts")

    assert ran.status == 0, ran.err
    assert ran.out == _counts_of_csv(scwres, tmp_path, rows)
    assert ran.err.count("[template-empty]") == len(TEMPLATE_KINDS) - len(rows)


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="soffice is not installed")
def test_templates_that_libreoffice_saved_are_read_alike(scwres, tmp_path, empty):
    filled, saved = tmp_path / "filled", tmp_path / "saved"
    shutil.copytree(empty, filled)
    rows = {kind.name: _beside(kind) for kind in TEMPLATE_KINDS}
    for kind in TEMPLATE_KINDS:
        _fill_in(filled / f"{kind.name}.xlsx", kind, rows[kind.name][kind.name])
        if kind.event:
            beside = filled / f"staff beside {kind.name}.xlsx"
            shutil.copy(empty / "staff.xlsx", beside)
            _fill_in(beside, KINDS["staff"], rows[kind.name]["staff"])
    subprocess.run(
        [
            *(OFFICE, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"),
            *("--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(saved)),
            *map(str, sorted(filled.iterdir())),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )

    for kind in TEMPLATE_KINDS:
        files = [saved / f"{kind.name}.xlsx"]
        files += [saved / f"staff beside {kind.name}.xlsx"] if kind.event else []
        ran = scwres("compute", *files, "--format", "counts")
        assert ran.status == 0, (kind.name, ran.err)
        assert ran.out == _counts_of_csv(scwres, tmp_path, rows[kind.name]), kind.name


def _filled(kind: Kind, *rows: Mapping[str, Cell], folder: Path) -> Path:
    path = folder / f"{kind.name}.xlsx"
    path.write_bytes(template(kind))
    _fill_in(path, kind, [dict(row) for row in rows])
    return path


STAFF_ROWS = (
    {"ethnicity": "Indian", "cpd": "Y"},
    {"ethnicity": "White British", "cpd": "N"},
)


def test_the_example_is_left_out_for_a_printed_reason(scwres, tmp_path):
    ran = scwres("compute", _filled(KINDS["staff"], *STAFF_ROWS, folder=tmp_path))

    assert "3 rows read = 2 counted + 1 left out (example row of the template)" in ran.err


def test_a_draft_of_the_settings_takes_every_template_for_what_it_is(scwres, tmp_path, empty):
    scwres("init", empty, "--output", tmp_path / "draft.toml")
    text = (tmp_path / "draft.toml").read_text(encoding="utf-8")

    for kind in TEMPLATE_KINDS:
        start = text.index(f'/{kind.name}.xlsx"')
        assert f"# Recognised by its columns as {kind.name}." in text[start : start + 200]


def test_columns_that_nobody_filled_in_are_named_and_not_asked_about(scwres, tmp_path):
    ran = scwres("check", _filled(KINDS["staff"], *STAFF_ROWS, folder=tmp_path))

    words = " ".join(ran.out.split())
    assert ran.status == 0, ran.out
    assert "Not filled in, so not read: staff_id, directorate, team, pay_band" in words
    assert "left and 21 extra columns" in words
    assert "Read: ethnicity, cpd" in words


def test_the_example_is_refused_and_never_counted_where_its_first_column_was_moved(
    scwres, tmp_path
):
    columns = template_columns(KINDS["staff"])
    example = {column.name: example_of(column) for column in columns}
    rows = [{"pay_band": "Grade 1", "ethnicity": "Indian", "cpd": "Y"}]
    moved = [{name: example[name] for name in rows[0]}, *rows]
    path = tmp_path / "hr.csv"
    path.write_text(_as_csv(moved), encoding="utf-8")

    ran = scwres("compute", path)

    assert ran.status == 3
    assert "[unknown-label]" in ran.err


def test_a_template_saved_as_text_leaves_its_example_out(scwres, tmp_path):
    path = tmp_path / "survey.csv"
    lines = [f"{EXAMPLE},N", *["Indian,Y"] * 20, *["White British,N"] * 20]
    path.write_text("\n".join(["ethnicity,harassment_public", *lines]), encoding="utf-8")

    ran = scwres("compute", path)

    assert "41 rows read = 40 counted + 1 left out (example row of the template)" in ran.err


@pytest.mark.parametrize("engine", [STANDARD, ARROW])
def test_an_example_among_many_rows_is_left_out_by_every_engine(tmp_path, engine):
    rows = [f"S{number:05},Indian,{'YN'[number % 2]}" for number in range(6_000)]
    rows.insert(100, f"{EXAMPLE},Indian,Y")
    path = tmp_path / "hr.csv"
    path.write_text("\n".join(["staff_id,ethnicity,cpd", *rows]), encoding="utf-8")

    [extract] = package.compute(path, engine=engine).inputs

    assert (extract.rows, extract.counted) == (6_001, 6_000)
    assert extract.left_out == {"example row of the template": 1}


def test_a_template_of_another_version_is_named(scwres, tmp_path):
    path = _filled(KINDS["staff"], *STAFF_ROWS, folder=tmp_path)
    workbook = openpyxl.load_workbook(path)
    workbook[sheet_name_of(KINDS["staff"])].title = "staff (scwres 7)"
    workbook.save(path)

    ran = scwres("compute", path)

    assert ran.status == 3
    assert "is a template of version 7 for 'staff'" in " ".join(ran.err.split())


def test_two_filled_in_templates_of_one_kind_are_not_added_in_silence(scwres, tmp_path):
    path = _filled(KINDS["staff"], *STAFF_ROWS, folder=tmp_path)
    shutil.copy(path, tmp_path / "old staff.xlsx")

    ran = scwres("compute", tmp_path)

    assert ran.status == 3
    assert "[given-twice]" in ran.err


def test_existing_files_are_not_overwritten(scwres, tmp_path):
    (tmp_path / "cpd.xlsx").write_text("filled in", encoding="utf-8")

    ran = scwres("template", tmp_path)

    assert ran.status == 2
    assert [path.name for path in tmp_path.iterdir()] == ["cpd.xlsx"]
    assert (tmp_path / "cpd.xlsx").read_text(encoding="utf-8") == "filled in"


def test_a_template_is_always_the_same_bytes():
    assert template(KINDS["staff"]) == template(KINDS["staff"])


def _lists(kind: Kind) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the words that each column of a template offers, as Excel looks them up."""
    workbook = openpyxl.load_workbook(io.BytesIO(template(kind)))
    sheet = workbook[sheet_name_of(kind)]
    for validation in sheet.data_validations.dataValidation:
        if validation.type == "list":
            name, _, cells = validation.formula1.rpartition("!")
            words = workbook[name.strip("'")][cells.replace("$", "")]
            header = sheet.cell(1, next(iter(validation.sqref.ranges)).min_col).value
            yield header, tuple(word.value for [word] in words)


@pytest.mark.parametrize("kind", TEMPLATE_KINDS, ids=lambda kind: kind.name)
def test_cells_offer_the_words_that_their_column_is_read_by(kind):
    offered = dict(_lists(kind))

    assert offered == {
        column.name: WORDS[column.holds]
        for column in template_columns(kind)
        if column.holds in WORDS
    }


def test_every_category_that_is_offered_is_read_as_itself():
    categories = WORDS[Holds.ETHNICITY]

    assert [category_of(name) for name in categories] == list(categories)
