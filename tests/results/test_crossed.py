"""Figures by two columns that are crossed: ``--by directorate,pay_band``."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from datetime import date

import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

import scwres
from scwres.counts import joint_name, units_by_column

LABELS = ("Indian", "White British", "Not stated")
DIRECTORATES = ("Adults", "Children", "Health / Care", "")
BANDS = ("Grade 1", "Grade 2", "")

COUNTED = ("group_count", "group_out_of", "compared_with_count", "unknown_out_of", "all_out_of")


@st.composite
def _staff(draw) -> list[tuple[str, ...]]:
    row = st.tuples(
        st.sampled_from(LABELS),
        st.sampled_from(DIRECTORATES),
        st.sampled_from(BANDS),
        st.sampled_from("YN"),
        st.sampled_from("YN"),
    )
    return [
        ("Indian", "Adults", "Grade 1", "N", "N"),
        ("White British", "Children", "Grade 2", "N", "Y"),
        *draw(st.lists(row, min_size=1, max_size=40)),
    ]


def _written(folder, rows) -> object:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["ethnicity", "directorate", "pay_band", "cpd", "disciplinary"])
    writer.writerows(rows)
    path = folder / "hr.csv"
    path.write_text(text.getvalue())
    return path


BY = ("directorate", "pay_band", "directorate,pay_band")
ACCEPTED = {"everyone": {"disciplinary": True, "cpd": True}}


@given(_staff())
def test_crossed_counts_add_up_to_both_margins(tmp_path_factory, rows):
    hr = _written(tmp_path_factory.mktemp("crossed"), rows)

    results = scwres.compute(hr, by=BY, indicators=["3", "5"], settings=ACCEPTED)

    by_place: dict[tuple[str, ...], Counter[str]] = {}
    for line in results.lines:
        units = units_by_column(line.breakdown, line.unit)
        if len(units) != 2:
            continue
        for column, unit in units.items():
            sums = by_place.setdefault((line.indicator, column, unit), Counter())
            sums.update({name: getattr(line, name) for name in COUNTED})
    margins = {
        # Named in a crossed unit without the spaces around its '/'.
        (line.indicator, line.breakdown, line.unit.replace(" / ", "/")): Counter(
            {name: getattr(line, name) for name in COUNTED}
        )
        for line in results.lines
        if line.breakdown in ("directorate", "pay_band")
    }
    assert by_place == margins
    assert margins


@pytest.fixture
def hr(tmp_path):
    rows = [
        (label, directorate, band, cpd, "N")
        for label in LABELS
        for directorate in ("Adults", "Children")
        for band in ("Grade 1", "Grade 2")
        for cpd in "YNNNY"
    ]
    rows.append(("Indian", "Adults", "Grade 1", "Y", "Y"))
    return _written(tmp_path, rows)


def _expected(rows: csv.DictReader) -> dict[str, tuple[int, int]]:
    """Return, by the crossed unit, how many had CPD out of how many, counted from the rows."""
    people: dict[str, list[int]] = {}
    for row in rows:
        if row["ethnicity"] == "Indian":
            unit = people.setdefault(f"{row['directorate']} / {row['pay_band']}", [0, 0])
            unit[0] += row["cpd"] == "Y"
            unit[1] += 1
    return {unit: (count, out_of) for unit, (count, out_of) in people.items()}


@pytest.mark.parametrize("format_", ["csv", "json", "parquet"])
def test_crossed_units_are_the_same_in_every_format_for_programs(scwres, hr, tmp_path, format_):
    path = tmp_path / f"out.{format_}"
    options = ("--by", "directorate,pay_band", "--indicator", "5", "--quiet")
    assert scwres("compute", hr, *options, "--output", path).status == 0
    if format_ == "csv":
        lines = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    elif format_ == "json":
        lines = json.loads(path.read_text())["results"]
    else:
        lines = pyarrow.parquet.read_table(path).to_pylist()

    crossed = [line for line in lines if line["breakdown"] == "directorate,pay_band"]
    counts = {
        line["unit"]: (int(line["group_count"]), int(line["group_out_of"])) for line in crossed
    }
    assert counts == _expected(csv.DictReader(hr.read_text().splitlines()))
    if format_ == "json":
        assert crossed[0]["units"] == {"directorate": "Adults", "pay_band": "Grade 1"}
        assert all("units" not in line for line in lines if not line["breakdown"])


def test_a_count_file_gives_the_same_crossed_figures(scwres, hr, tmp_path):
    by = ("--by", "directorate", "--by", "directorate,pay_band", "--quiet")
    counts = tmp_path / "counts.csv"
    assert scwres("compute", hr, *by, "--format", "counts", "--output", counts).status == 0
    header = counts.read_text(encoding="utf-8-sig").splitlines()[0]
    assert header == "item,answer,ethnicity,people,directorate,pay_band"

    again = scwres("compute", counts, *by, "--format", "csv")
    once = scwres("compute", hr, *by, "--format", "csv")

    assert again.out == once.out
    assert "Adults / Grade 1" in again.out


def test_years_are_compared_by_crossed_units(scwres, hr, tmp_path):
    by = ("--by", "directorate,pay_band", "--quiet")
    years = []
    for name, snapshot in (("2024.json", "2024-09-30"), ("2025.json", "2025-09-30")):
        settings = tmp_path / "scwres.toml"
        settings.write_text(f"snapshot = {snapshot}\n")
        years.append(tmp_path / name)
        written = scwres("compute", hr, *by, "--config", settings, "--output", years[-1])
        assert written.status == 0

    ran = scwres("compare", *years, *by, "--indicator", "5", "--format", "csv")

    assert ran.status == 0
    units = [row["unit"] for row in csv.DictReader(ran.out.splitlines())]
    assert "Children / Grade 2" in units


def test_tables_and_pages_name_both_columns(scwres, hr, tmp_path):
    by = ("--by", "directorate", "--by", "directorate,pay_band")
    table = scwres("compute", hr, *by, "--indicator", "5").out
    assert "By directorate and pay_band" in table

    assert scwres("report", hr, *by, "--internal", "-o", tmp_path / "report").status == 0
    page = (tmp_path / "report" / "report.html").read_text(encoding="utf-8")
    # Under each unit of the first column, those of the second.
    start = page.index("<summary>Adults</summary>")
    folded = page[start : page.index("<summary>Children</summary>")]
    assert '<th scope="col">Pay_band</th>' in folded or ">Pay_band<" in folded
    assert "Grade 1" in folded


@pytest.mark.parametrize(
    ("by", "says"),
    [
        ("directorate,pay_band,team", "crosses 3 columns, but only 2 can be"),
        ("directorate,directorate", "crosses a column with itself"),
        ("directorate, Directorate", "crosses a column with itself"),
        ("directorate,", "has a comma with no column on one side"),
        ("directorate,cpd", "it is an answer, not a unit"),
        ("directorate,staff_id", "it identifies a person"),
        ("directorate,ethnicity", "is what every figure compares already"),
        ("directorate,teem", "no extract has a column 'teem'"),
    ],
)
def test_what_cannot_be_crossed_is_refused(scwres, hr, tmp_path, by, says):
    ran = scwres("compute", hr, "--by", by)

    assert (ran.status, ran.out) == (2, "")
    assert says in ran.err
    settings = tmp_path / "scwres.toml"
    settings.write_text(f'by = ["{by}"]\n')
    in_file = scwres("compute", hr, "--config", settings)
    assert in_file.status == 2
    assert says in in_file.err
    if "teem" not in by:
        assert "line 1" in in_file.err


def test_an_answer_of_ones_own_measure_cannot_be_crossed(scwres, hr, tmp_path):
    settings = tmp_path / "scwres.toml"
    settings.write_text('[measure.voice]\ntitle = "Voice"\nitem = "q12"\nworse_when = "lower"\n')

    ran = scwres("compute", hr, "--config", settings, "--by", "directorate,q12")

    assert ran.status == 2
    assert "it is an answer, not a unit" in ran.err


def test_a_column_with_a_comma_in_its_name_is_named_alone(write):
    rows = "Indian,North,Y\nWhite British,South,N\nWhite British,South,Y\nIndian,South,N\n"
    hr = write("hr.csv", f'ethnicity,"Team, site",left\n{rows}')

    results = scwres.compute(hr, by=["Team, site"])

    assert {line.breakdown for line in results.lines} == {"", "team_site"}
    assert results.settings["by"] == ["team_site"]


@pytest.mark.parametrize("unit", [("Adults", "Grade 1"), ("Health / Care", "A/B"), ("Adults",)])
def test_the_name_of_a_crossed_unit_can_be_taken_apart(unit):
    breakdown = "directorate,pay_band" if len(unit) == 2 else "directorate"

    names = units_by_column(breakdown, joint_name(unit))

    assert list(names.values()) == [
        name.replace(" / ", "/") if len(unit) == 2 else name for name in unit
    ]


def test_leavers_of_a_file_of_their_own_are_in_the_units_of_their_band(write):
    header = "staff_id,ethnicity,directorate,Pay Grade"
    staff = write("staff.csv", f"{header}\n1,Indian,A,G1\n2,White British,A,G2\n")
    gone = write("gone.csv", f"{header},leaving_date\n3,Indian,A,G1,2025-02-01\n")

    results = scwres.compute(
        named=[("staff", staff), ("leavers", gone)],
        by=["directorate,pay_band"],
        settings={"everyone": {"left": True}},
        window=(date(2024, 10, 1), date(2025, 9, 30)),
    )

    [line] = [line for line in results.lines if line.unit == "A / G1" and line.indicator == "8"]
    assert (line.group_count, line.group_out_of) == (1, 2)
