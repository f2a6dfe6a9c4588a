"""Reports of several years and of a plan: charts, tables, and what may be published."""

from __future__ import annotations

import csv
import re
from xml.etree import ElementTree

import pytest

import scwres
from scwres.plan.evaluate import held_against
from scwres.reports.charts.drawing import draw
from scwres.reports.document.charts import (
    MOST_PANELS,
    Chart,
    DumbbellChart,
    Path,
    Point,
    TrendChart,
)
from scwres.reports.document.sections import document_of
from scwres.years.changes import changes_of
from scwres.years.years import year_of

SVG = "{http://www.w3.org/2000/svg}"
ABOUT = Chart("years", "A title", "What is measured", "A row: 1.00.")


def _results(sample_data, year: int, snapshot: str):
    """Return results of a sample year, as if of another day."""
    results = scwres.compute(config=sample_data / str(year) / "scwres.toml")
    window = [f"{int(snapshot[:4]) - 1}-10-01", snapshot]
    return results._replace(settings={**results.settings, "snapshot": snapshot, "window": window})


@pytest.fixture(scope="module")
def years(sample_data):
    """Three years of results, the first as the second."""
    return [
        _results(sample_data, year, snapshot)
        for year, snapshot in ((2024, "2023-09-30"), (2024, "2024-09-30"), (2025, "2025-09-30"))
    ]


def _rows(path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def _document(years, *, plan=None):
    labelled = [year_of(results) for results in years]
    evaluation = held_against(plan, before=labelled[-2], now=labelled[-1]) if plan else None
    return document_of(years[-1], changes=changes_of(labelled), evaluation=evaluation)


@pytest.mark.parametrize(("many", "kind"), [(2, DumbbellChart), (3, TrendChart)])
def test_two_years_are_dumbbells_and_three_are_lines(years, many, kind):
    [section] = _document(years[-many:]).beyond
    shown = {value.text for table in section.tables for row in table.rows for value in row}

    [chart] = section.charts
    assert isinstance(chart, kind)
    assert len(chart.years) == many
    for path in chart.paths:
        assert len(path.points) == many
        for point in path.points:
            assert point.printed in shown
            assert f"{point.printed} in {point.year}" in chart.about.description


@pytest.mark.slow
def test_the_last_change_is_said_beside_each_dumbbell(years):
    [section] = _document(years[-2:]).beyond
    remarks = {path.label: path.remark for path in section.charts[0].paths}

    assert remarks["2 Appointed from shortlisting"] == "moved towards parity"
    assert remarks["7b Harassment, bullying or abuse from managers"] == "moved away from parity"
    texts = draw(section.charts[0], "S").svg
    assert "moved away from parity" in texts
    assert ">2024<" in texts


def test_of_too_many_indicators_nothing_is_drawn(years):
    changes = changes_of([year_of(results) for results in years])
    lines = tuple(
        line._replace(indicator=f"m{number}", title=f"Measure {number}")
        for number, line in enumerate(list(changes.lines) * 5)
    )
    document = document_of(years[-1], changes=changes._replace(lines=lines))

    assert len(lines) > MOST_PANELS
    assert document.beyond[0].charts == ()


def test_a_year_without_a_ratio_is_a_gap_in_the_line():
    points = (
        Point("2023", 0.8, 0.5, 1.2, "0.80"),
        Point("2024", None, None, None, "[z]"),
        Point("2025", 1.3, 0.9, None, "1.30"),
    )
    svg = draw(TrendChart(ABOUT, (Path("8 Leaving", points, ""),), ("2023", "2024", "2025")), "S")
    root = ElementTree.fromstring(svg.svg)
    texts = ["".join(element.itertext()) for element in root.iter(f"{SVG}text")]
    lines = [
        element.get("d")
        for element in root.iter(f"{SVG}path")
        if "stroke: #12436d; stroke-width: 1.6" in (element.get("style") or "")
    ]

    assert {"0.80", "[z]", "1.30"} <= set(texts)
    # Two points that are far apart, and nothing drawn from one to the other.
    assert len(lines) <= 1
    assert not any(re.search(r"M[^M]*L", line) for line in lines)


def test_ratios_far_off_and_hostile_labels_are_drawn_too():
    points = (Point("<b>", 0.0, 0.0, 0.4, "0.00"), Point("2025", 900.0, 20.0, None, "900.00"))
    path = Path("<script>alert(1)</script>" * 5, points, "moved away from parity")
    for kind in (DumbbellChart, TrendChart):
        svg = draw(kind(ABOUT, (path,), ("<b>", "2025")), "S").svg
        assert "<script" not in svg
        assert "900.00" in svg


def test_the_page_has_what_compare_and_plan_write(reports):
    report = reports("years")
    page = (report / "report.html").read_text("utf-8")
    rows, plan = _rows(report / "changes.csv"), _rows(report / "plan.csv")

    assert 'id="year-on-year"' in page
    assert 'id="plan"' in page
    assert {row["before"] for row in rows} == {"2023"}
    assert {row["now"] for row in rows} == {"2024", "2025"}
    assert {row["suggested"] for row in plan} == {"green", "amber", "red", "grey"}
    for row in plan:
        assert row["why"] in page.replace("&#39;", "'").replace("&amp;", "&")


def test_exact_earlier_years_are_not_published(scwres_run, sample_data, tmp_path):
    exact, folder = tmp_path / "2024.json", tmp_path / "out"
    config = sample_data / "2024" / "scwres.toml"
    assert scwres_run("compute", "--config", config, "--output", exact, "-q")[0] == 0
    status, message = scwres_run(
        *("report", "--config", sample_data / "2025" / "scwres.toml"),
        *("--before", exact, "-o", folder),
    )

    assert status == 2
    assert "2024.json: has exact figures, but the report is for publication" in message
    assert not folder.exists()


@pytest.mark.slow
def test_a_publication_tells_of_earlier_years_what_was_published(reports):
    rows = _rows(reports("years-published") / "changes.csv")
    counts = {
        int(row[f"{when}_{who}"])
        for row in rows
        for when in ("before", "now")
        for who in ("group_count", "compared_with_count")
        if row[f"{when}_{who}"]
    }

    assert {row["audience"] for row in rows} == {"publication"}
    assert all(count % 5 == 0 and count >= 10 for count in counts if count)
    assert any(row["reading"] == "[c]" for row in rows)


def test_a_ratio_has_the_decimals_of_its_year_also_beside_one_of_rounded_counts(years):
    # Of rounded counts a ratio has one decimal, of exact ones two: here as in all other tables.
    before, now = scwres.publish(years[1]), years[2]
    changes = changes_of([year_of(before), year_of(now)])
    document = document_of(now, changes=changes)
    [table] = [table for table in document.tables if table.title == "Ratios then and now"]
    then, later = (table.headers.index(header) for header in ("Ratio then", "Ratio now"))
    texts = {row[0].text: (row[then].text, row[later].text) for row in table.rows}
    ratios = {
        row[0].text: row[document.glance_table.headers.index("Ratio")].text
        for row in document.glance_table.rows
    }

    [reading] = [line.reading for line in changes.lines if line.indicator == "2"]
    before_text, now_text = texts["2 Appointed from shortlisting"]
    assert reading.startswith(f"The ratio went from {before_text} to {now_text}")
    assert (len(before_text), len(now_text)) == (len("0.0"), len("0.00"))
    assert {name: now for name, (_, now) in texts.items() if name in ratios} == {
        name: ratios[name] for name in texts if name in ratios
    }


def test_the_main_findings_name_the_actions_that_owners_rate_green_and_figures_red(
    sample_data, years
):
    document = _document(years[-2:], plan=sample_data / "plan.toml")

    # In plan.toml H2 is green, and 7b moved from 1.52 to 3.79 between the years.
    assert dict(document.headlines)["The plan"].endswith(
        "They suggest red for H2, which the owners rate green or complete."
    )
