"""What a report says: every section of its own indicator, and every name of one thing."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace

import openpyxl
import pytest

import scwres
from scwres.reports.charts.drawing import draw
from scwres.reports.document.charts import BandsChart
from scwres.reports.document.sections import document_of
from scwres.reports.page.page import MOST_BYTES, as_page
from scwres.reports.workbook.workbook import as_workbook

PAY_GROUPS = """
[pay_groups]
lower = ["Grade 3", "Grade 4", "Grade 5", "Grade 6"]
middle = ["Grade 7", "Grade 8", "Grade 9"]
upper = ["Grade 10", "Grade 11", "Grade 12", "Grade 13", "Grade 14"]
"""


def _counts(*units: str, column: str = "team", bands: tuple[str, ...] = ("G1", "G2")) -> str:
    rows = [f"item,answer,ethnicity,people,{column}"]
    for unit in units:
        for ethnicity, people in (("Indian", 30), ("White British", 90)):
            rows += [f"left,yes,{ethnicity},12,{unit}", f"left,no,{ethnicity},{people},{unit}"]
            rows += [f"pay_band,{band},{ethnicity},{people},{unit}" for band in bands]
    return "\n".join([*rows, ""])


def test_a_title_of_a_chart_counts_what_its_rows_say(write, sample_data):
    config = write("scwres.toml", PAY_GROUPS)
    document = document_of(scwres.compute(sample_data, config=config, by=["directorate"]))
    for chart in document.charts:
        if not hasattr(chart, "marks") or "significant" not in chart.about.title:
            continue
        clear = sum(
            mark.remark.startswith(("worse", "better", "statistically significant"))
            for mark in chart.marks
        )
        count = "none" if clear == 0 else str(clear)
        assert f"{count} of" in chart.about.title.casefold() or "the one" in chart.about.title


def test_race_disparity_ratios_have_one_section_also_by_unit(write, sample_data):
    config = write("scwres.toml", PAY_GROUPS)
    document = document_of(scwres.compute(sample_data, config=config, by=["directorate"]))
    titles = Counter(section.title for section in document.all_sections)

    assert titles["Race disparity ratio"] == 1
    assert titles["Race disparity ratio, by directorate"] == 1
    assert titles["1 Pay bands, by directorate"] == 1
    [section] = [
        section for section in document.sections if section.title == "Race disparity ratio"
    ]
    assert "higher of two pay groups" in section.definition


@pytest.mark.parametrize(
    "title",
    [
        "Formal disciplinary process",
        "FORMAL  disciplinary process",
        "Race disparity ratio",
        "Would speak up",
    ],
)
def test_a_measure_is_not_called_what_another_is(scwres, write, title):
    text = (
        '[measure.speaks_up]\ntitle = "Would speak up"\nitem = "Q1"\n'
        f'[measure.other]\ntitle = "{title}"\nitem = "Q2"\n'
    )
    path = write("hr.csv", "ethnicity,Q1,Q2\nIndian,Y,N\nWhite British,N,Y\n")
    ran = scwres("compute", path, "--config", write("scwres.toml", text))

    assert ran.status == 2
    assert f"title: '{title}' is already the title of " in ran.err


def test_definitions_go_by_number_whatever_a_measure_is_called(write):
    text = '[measure.extra]\ntitle = "Leaving early"\nitem = "Q1"\n'
    path = write("hr.csv", "ethnicity,Q1,left\n" + "Indian,Y,N\nWhite British,N,Y\n" * 20)
    results = scwres.compute(path, config=write("scwres.toml", text))
    same = results._replace(
        lines=tuple(
            replace(line, definition=replace(line.definition, title="Leaving"))
            for line in results.lines
        ),
        measures=tuple(replace(entry, title="Leaving") for entry in results.measures),
    )
    document = document_of(same)

    assert [entry.title for entry in document.all_sections] == ["8 Leaving", "Leaving"]
    assert (
        "left" in document.sections[0].definition or "leaving" in document.sections[0].definition
    )
    assert document.sections[0].definition != document.supporting[0].definition


@pytest.mark.parametrize("title", ["Glance", "Coverage", "Shorthand", "table ratios", "content"])
def test_no_measures_title_takes_the_name_of_something_else(write, title):
    text = f'[measure.extra]\ntitle = "{title}"\nitem = "Q1"\n'
    path = write("hr.csv", "ethnicity,Q1,left\n" + "Indian,Y,N\nWhite British,N,Y\n" * 20)
    document = document_of(scwres.compute(path, config=write("scwres.toml", text)))
    names = [chart.about.name for chart in document.charts]

    assert len(names) == len(set(names))
    page = as_page(document, {})
    ids = [part.partition('"')[0] for part in page.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "columns",
    [("directorate", "directorate_name"), ("service area a", "service area b"), ("社会", "福祉")],
)
def test_breakdowns_whose_short_names_agree_have_sheets_of_their_own(write, columns):
    rows = [f"ethnicity,left,{','.join(columns)}"]
    rows += [f"{who},{left},A,B" for who in ("Indian", "White British") for left in "YN"] * 9
    results = scwres.compute(write("hr.csv", "\n".join([*rows, ""])), by=columns)
    content = as_workbook(document_of(results), results)
    names = openpyxl.load_workbook(io.BytesIO(content)).sheetnames

    assert len({name.casefold() for name in names}) == len(names)
    assert len([name for name in names if name.endswith("-ratios")]) == 2


@pytest.mark.parametrize("column", ["group", "ratio", "finding", "band", "indicator", "everyone"])
def test_a_breakdown_may_be_called_what_a_column_of_a_table_is(write, column):
    results = scwres.compute(write("c.csv", _counts("A", "B", column=column)), by=[column])
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(document_of(results), results)))
    for sheet in book.worksheets:
        for table in sheet.tables.values():
            headers = [cell.value for cell in sheet[table.ref][0]]
            assert len(set(headers)) == len(headers)
            assert all(headers)


@pytest.mark.slow
def test_a_page_of_many_breakdowns_leaves_out_what_the_folder_has(write, monkeypatch):
    units = [f"Unit number {number}" for number in range(38)]
    columns = [f"b{number}" for number in range(8)]
    rows = [f"ethnicity,left,disciplinary,cpd,pay_band,{','.join(columns)}"]
    for number, unit in enumerate(units * 4):
        who = "Indian" if number % 3 else "White British"
        rows.append(
            f"{who},{'YN'[number % 2]},{'YN'[number % 5 > 0]},{'YN'[number % 2]},G{number % 9}"
            + f",{unit}" * len(columns)
        )
    document = document_of(scwres.compute(write("hr.csv", "\n".join([*rows, ""])), by=columns))
    assert len(as_page(document, {}).encode()) <= MOST_BYTES
    monkeypatch.setattr("scwres.reports.page.page.MOST_BYTES", 200_000)
    page = as_page(document, {})

    assert len(page.encode()) <= 200_000
    assert "rows. It is in the workbook in the same folder as this page" in page


def test_a_breakdown_of_an_endless_name_is_refused(scwres, write):
    name = "x" * 101
    ran = scwres("compute", write("c.csv", _counts("A", column=name)), "--by", name)

    assert ran.status == 2
    assert "more than 100 characters" in ran.err


@pytest.mark.slow
@pytest.mark.parametrize("many", [2, 4, 30])
def test_bands_with_long_names_are_told_apart_on_the_chart(write, many):
    bands = tuple(f"Senior Management Grade {number}" for number in range(1, many + 1))
    results = scwres.compute(write("c.csv", _counts("A", bands=bands)))
    document = document_of(results)
    charts = [chart for chart in document.charts if isinstance(chart, BandsChart)]

    assert len(charts) == 2
    for chart in charts:
        svg = draw(chart, "").svg
        # A label may be on two lines.
        texts = " ".join(re.findall(r">([^<>]+)</text>", svg))
        assert all(band in texts for band in bands)
