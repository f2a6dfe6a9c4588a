"""Units beside the whole in reports: those that lag are named first, and drawn beside a table."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import openpyxl
import pytest

from scwres import compute
from scwres.commands.accounts import say_account
from scwres.disclosure.rules import USUAL
from scwres.metrics.funnel import Status
from scwres.publishing.publish import release_of
from scwres.reports import FORMATS, TABLES
from scwres.reports.charts.drawing import draw
from scwres.reports.document.charts import FunnelChart
from scwres.reports.document.sections import document_of
from scwres.reports.document.units import (
    MOST_NAMED,
    MOST_ROWS,
    brief_units_table,
    funnel_chart,
    lag_sentences,
    standings_by_breakdown,
    units_table,
)
from scwres.reports.notebook import as_html
from scwres.reports.page.page import as_page
from scwres.reports.workbook.workbook import as_workbook
from scwres.results.results import INTERNAL_NOTICE
from scwres.text.numbers import percentage

GROUPS = ("Indian", "White British", "Not stated")
TEAMS = {f"Team {letter}": (68, 85) for letter in "ABCDEFGHIJK"} | {"Reablement": (40, 85)}
LAGS = "Reablement lags: 47.1% have had equality training (40 of 85), compared with 77.3% overall."


def _rows(teams, item="edi_training"):
    rows = [f"ethnicity,team,left,{item}"]
    for team, (count, out_of) in teams.items():
        rows += (
            f"{GROUPS[person % 3]},{team},N,{'Y' if person < count else 'N'}"
            for person in range(out_of)
        )
    return "\n".join([*rows, ""])


@pytest.fixture
def results(write):
    def of_teams(teams=TEAMS, item="edi_training"):
        path = write("hr.csv", _rows(teams, item))
        return compute(path, by=["team"], indicators=[item])

    return of_teams


def _standings(computed):
    return standings_by_breakdown(computed)["team"]


def test_the_team_that_lags_stands_above_all_results_and_first_in_the_table(results):
    lines = FORMATS["table"].render(results()).split("\n")

    assert lines[:4] == ["SC-WRES 2024", INTERNAL_NOTICE, "", f"By team: {LAGS}"]
    table = lines[lines.index("Each team compared with the whole") :]
    assert table[4].strip().startswith("Reablement, Equality training")
    assert table[4].rstrip().endswith("lags: below the 99.8% limits")


def test_the_first_headline_names_those_that_lag(results):
    document = document_of(results())

    assert document.headlines[0] == ("By team", LAGS)
    section = document.breakdowns[0].units[0]
    assert section.title == "Each team compared with the whole"
    assert section.reading[0] == LAGS


def test_where_no_unit_lags_no_headline_is_about_units(results):
    document = document_of(results({f"Team {letter}": (40, 50) for letter in "ABC"}))

    assert "By team" not in dict(document.headlines)
    assert "none is outside the 95% limits" in document.breakdowns[0].units[0].reading[0]


@pytest.mark.parametrize("format_", ["table", "markdown"])
def test_the_sentence_and_the_figures_are_the_same_in_every_text(results, format_):
    text = FORMATS[format_].render(results()).replace("\\", "")

    assert LAGS in text
    assert "47.1%" in text
    assert "62.4%" in text  # the lower 99.8% limit: 53 of 85


def test_of_few_units_all_are_in_the_table_and_of_many_those_outside(results):
    few = brief_units_table(_standings(results()))
    many = brief_units_table(_standings(results(TEAMS | {"Another": (68, 85)})))

    assert (len(few.rows), len(many.rows)) == (12, 1)
    assert "Of 12 figures of units, 1 lags and no other is outside the 95% limits." in few.note


def test_a_long_table_is_cut_and_says_so_and_few_units_are_named(results):
    teams = {f"Low {number}": (10, 40) for number in range(20)}
    teams |= {f"High {number}": (35, 40) for number in range(20)}
    standings = _standings(results(teams))
    table, sentences = brief_units_table(standings), list(lag_sentences(standings))

    assert len(table.rows) == MOST_ROWS
    assert f"The table shows the first {MOST_ROWS}." in table.note
    assert len(sentences) == MOST_NAMED + 1
    assert sentences[-1] == "15 more figures of units lag."


def test_of_a_measure_without_words_the_title_is_named(write):
    config = write("scwres.toml", '[measure.rated]\ntitle = "Rated"\nlags_when = "lower"\n')
    path = write("hr.csv", _rows(TEAMS, "rated"))
    computed = compute(path, by=["team"], indicators=["rated"], config=config)

    assert list(lag_sentences(computed.units)) == [
        "Reablement lags in Rated: 47.1% (40 of 85), compared with 77.3% overall."
    ]


def test_what_csv_does_not_hold_is_said_beside_it(results, capsys):
    say_account(results(), "csv")

    assert LAGS in capsys.readouterr().err


def test_a_notebook_has_the_units_before_the_ratios(results):
    html = as_html(results())

    assert html.index("Each team compared with the whole") < html.index("By team")
    assert "lags: below the 99.8% limits" in html


# The funnel


def _funnel(computed):
    charts = [
        chart
        for section in document_of(computed).breakdowns[0].units
        for chart in section.charts
        if isinstance(chart, FunnelChart)
    ]
    return charts[0] if charts else None


def test_a_funnel_is_drawn_of_ten_units_or_more_where_one_is_outside(results):
    ten = dict(list(TEAMS.items())[2:])

    assert _funnel(results(ten)) is not None
    assert _funnel(results(dict(list(TEAMS.items())[3:]))) is None
    assert _funnel(results({f"Team {number}": (40, 50) for number in range(12)})) is None


def test_every_unit_of_a_funnel_is_in_the_table_beside_it_and_those_outside_in_its_words(results):
    computed = results()
    section = next(
        section for section in document_of(computed).breakdowns[0].units if section.charts
    )
    [table] = section.tables
    [chart] = section.charts

    assert [point.label for point in chart.points] == [row[0].text for row in table.rows]
    about = chart.about
    assert about.title == "Equality training, by team: 1 of 12 units lags"
    assert "Reablement: 47.1% (40 of 85), lags: below the 99.8% limits" in about.description
    assert "11 other units are within the 95% limits." in about.description


def test_a_unit_is_outside_the_drawn_limits_exactly_where_its_status_says_so(results):
    teams = {f"T{size}": (size * 4 // 5, size) for size in range(20, 140, 7)}
    chart = _funnel(results(teams | {"Low": (20, 52), "Lower": (20, 69), "High": (118, 120)}))
    limits = {each.people: each for each in chart.limits}

    assert {point.status for point in chart.points} > {Status.LAGS, Status.USUAL}
    for point in chart.points:
        low, high = limits[point.people].limits_95
        is_outside = not low <= point.likelihood <= high
        assert is_outside == point.status.is_outside
        if point.status is Status.LAGS:
            assert point.likelihood < limits[point.people].limits_998[0]


def test_the_funnel_is_an_svg_with_its_words_and_the_names_of_those_that_lag(results):
    chart = _funnel(results(TEAMS | {"A <b> team & a very long name of a team": (20, 60)}))
    root = ElementTree.fromstring(draw(chart, "Source").svg)
    texts = ["".join(each.itertext()) for each in root.iter("{http://www.w3.org/2000/svg}text")]

    assert root.get("role") == "img"
    assert "Reablement" in texts
    assert any(text.startswith("A <b> team & a very long") for text in texts)
    assert {"the whole", "95% limits", "99.8% limits", "lags"} <= set(texts)


def test_a_publication_draws_and_names_only_units_whose_counts_are_shown(results):
    teams = {f"Team {number}": (40, 50) for number in range(11)} | {"Small": (3, 40)}
    computed = results(teams | {"Behind": (20, 50)})
    published = release_of(computed, USUAL).published
    text = "".join([FORMATS["markdown"].render(published), FORMATS["table"].render(published)])
    shown = [each for each in published.units if each.status]

    assert [each.unit for each in computed.units if each.status == "lags"] == ["Behind", "Small"]
    assert [each.unit for each in shown if each.status == "lags"] == ["Behind"]
    assert "Behind lags" in text
    assert "Small lags" not in text
    chart = funnel_chart(list(published.units), "name", "title")
    assert "Small" not in {point.label for point in chart.points}
    assert "Small" not in chart.about.description


# The page and the workbook


def test_the_page_has_the_funnel_and_the_tables(results):
    document = document_of(results())
    charts = {chart.about.name: "<svg></svg>" for chart in document.charts}
    page = as_page(document, charts)

    assert page.index(LAGS) < page.index("About the data</h2>")
    assert page.count("Equality training, by team: 1 of 12 units lags") >= 2
    assert "Each team compared with the whole" in page


def test_the_workbook_has_a_sheet_of_every_unit_with_a_note_on_its_limits(results):
    computed = results()
    content = as_workbook(document_of(computed), computed)
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Team-units"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    at = next(number for number, row in enumerate(rows) if row[0] == "Team")

    assert "[note" in next(cell for cell in rows[at] if cell.startswith("99.8% limits: from"))
    assert rows[at + 1][0] == "Reablement"
    assert rows[at + 1][1:4] == [40, 85, pytest.approx(40 / 85)]
    assert len(rows) - at - 1 == len(computed.units)
    charts = book["Charts"]._charts
    assert [type(chart).__name__ for chart in charts].count("ScatterChart") == 1


def test_the_workbook_draws_a_funnel_where_the_page_does(results):
    few = results(dict(list(TEAMS.items())[3:]))
    book = openpyxl.load_workbook(io.BytesIO(as_workbook(document_of(few), few)))

    assert "ScatterChart" not in [type(chart).__name__ for chart in book["Charts"]._charts]


@pytest.mark.parametrize("is_published", [False, True])
def test_every_output_prints_the_figures_that_json_holds(results, is_published):
    teams = {f"T{number}": (37 + number, 60) for number in range(9)} | {"Low": (21, 60)}
    shown = results(teams)
    if is_published:
        shown = release_of(shown, USUAL).published
    held = {unit["unit"]: unit for unit in json.loads(FORMATS["json"].render(shown))["units"]}
    written = csv.DictReader(io.StringIO(TABLES["units"]["csv"].render(shown)))
    standings = _standings(shown)
    table = units_table(standings, "name", "title", in_full=True)
    brief = brief_units_table(standings)
    names = [*("all_count", "all_out_of", "likelihood", "likelihood_lower", "likelihood_upper")]
    names += [*("whole_likelihood", "limit_95_lower", "limit_95_upper")]
    names += [*("limit_998_lower", "limit_998_upper")]

    for row in written:
        unit = held[row["unit"]]
        assert [row[name] for name in names] == [
            "" if unit[name] is None else str(unit[name]) for name in names
        ]
        assert (row["status"], row["mark"]) == (unit["status"], unit["mark"])
    for row in table.rows:
        unit = held[row[0].text]
        assert [cell.number for cell in row[1:-1]] == [unit[name] for name in names]
    for row in brief.rows:
        unit = held[row.title.partition(",")[0]]
        printed = percentage(unit["likelihood"])
        assert row.cells[0].beside == f"{printed} ({unit['all_count']} of {unit['all_out_of']})"
        low, high = (percentage(unit[f"limit_998_{end}"]) for end in ("lower", "upper"))
        assert row.cells[3].text == f"{low} to {high}"
        assert row.remark.startswith("lags") == (unit["status"] == "lags")
