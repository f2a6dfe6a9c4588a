"""Where units stand beside the whole: everybody in them, whatever their ethnicity."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scwres import Cell, Counts, compute
from scwres.disclosure.knowledge import COUNT_COLUMNS
from scwres.disclosure.rules import USUAL
from scwres.extracts.loading import Extract
from scwres.extracts.schema import COUNTS
from scwres.metrics.funnel import Status
from scwres.publishing.publish import published_line, release_of
from scwres.results.compute import results_of
from scwres.results.files import read_results
from scwres.results.units import UNIT_COLUMNS, lagging, unit_standings, worst_first
from scwres.settings.question import question_of
from scwres.settings.settings import Settings

GROUPS = ("Indian", "White British", "Not stated")


def _extract(teams, item="edi_training", groups=GROUPS):
    """Rows of teams, each of so many with and without the event, spread over ethnicities."""
    rows = [f"ethnicity,team,left,{item}"]
    for team, (count, out_of) in teams.items():
        for person in range(out_of):
            answer = "Y" if person < count else "N"
            rows.append(f"{groups[person % len(groups)]},{team},N,{answer}")
    return "\n".join([*rows, ""])


#: One team of 85 at 47% beside eleven at 80%: the whole is 788 of 1,020.
TEAMS = {f"Team {letter}": (68, 85) for letter in "ABCDEFGHIJK"} | {"Reablement": (40, 85)}


def _unit(results, unit, indicator="edi_training"):
    [found] = [each for each in results.units if (each.unit, each.indicator) == (unit, indicator)]
    return found


def test_one_team_at_47_percent_beside_others_at_80_lags(write):
    results = compute(write("hr.csv", _extract(TEAMS)), by=["team"])
    found = _unit(results, "Reablement")

    assert (found.all_count, found.all_out_of) == (40, 85)
    assert (found.whole_count, found.whole_out_of) == (788, 1020)
    assert found.likelihood == 40 / 85
    assert found.whole_likelihood == 788 / 1020
    # Wilson (1927) of 40 of 85, as statsmodels' proportion_confint has it.
    assert found.likelihood_lower == pytest.approx(0.368062, abs=1e-6)
    assert found.likelihood_upper == pytest.approx(0.575658, abs=1e-6)
    assert [each.unit for each in lagging(results.units)] == ["Reablement"]
    assert all(
        each.status is Status.USUAL
        for each in results.units
        if each.indicator == "edi_training" and each.unit != "Reablement"
    )


def test_people_of_unknown_ethnicity_and_of_no_group_count(write):
    text = _extract({"A": (5, 10), "B": (2, 10)}, groups=("Not stated", "BME"))
    results = compute(write("hr.csv", text), by=["team"])

    assert [(each.unit, each.all_count, each.all_out_of) for each in results.units[-2:]] == [
        ("A", 5, 10),
        ("B", 2, 10),
    ]


def test_the_whole_is_its_own_line_also_where_people_are_in_no_unit(write):
    teams = {"A": (20, 40), "B": (30, 40)}
    in_units = compute(write("hr.csv", _extract(teams)), by=["team"])
    everyone = compute(write("all.csv", _extract(teams | {"": (20, 20)})))
    lines = (*everyone.lines, *(line for line in in_units.lines if line.breakdown))
    [found] = [
        each
        for each in unit_standings(lines)
        if (each.unit, each.indicator) == ("A", "edi_training")
    ]

    assert (found.whole_count, found.whole_out_of) == (70, 100)


def test_several_groups_have_one_standing_a_unit(write):
    path = write("hr.csv", _extract(TEAMS))
    two, five = (
        compute(path, by=["team"], groups=groups, indicators=["edi_training"])
        for groups in ("two", "five")
    )

    assert [each.row for each in five.units] == [each.row for each in two.units]
    assert len(two.units) == len(TEAMS)


def test_pay_bands_and_pay_groups_have_no_units_and_every_other_indicator_has(sample_data):
    results = compute(sample_data, by=["directorate"])

    assert {each.indicator for each in results.units} == {
        line.indicator for line in results.lines if line.breakdown and line.indicator != "1"
    }
    assert not compute(sample_data).units


def test_a_rate_has_its_figure_and_neither_limits_nor_a_status(sample_data, write):
    config = write("scwres.toml", 'out_of = "in_post"\n')
    results = compute(sample_data, by=["directorate"], config=config)
    found = _unit(results, "Adult Social Care", "8")

    assert found.likelihood == found.all_count / found.all_out_of
    assert (found.statistic, found.status) == ("rate", "")
    assert {found.marks[name] for name in ("likelihood_lower", "limit_95_lower")} == {"z"}


@pytest.mark.parametrize("share", [0, 1])
def test_where_nobody_or_everybody_has_the_event_no_unit_has_limits(write, share):
    text = _extract({"A": (share * 30, 30), "B": (share * 30, 30)})
    results = compute(write("hr.csv", text), by=["team"], indicators=["edi_training"])

    for found in results.units:
        assert found.likelihood == share
        assert (found.limit_95_lower, found.limit_998_upper, found.status) == (None, None, "")
        assert found.marks["limit_95_lower"] == "z"


def test_worst_first_is_those_that_lag_then_those_outside_on_the_worse_side(write):
    teams = {f"T{number}": (160, 200) for number in range(9)}
    teams |= {"Far": (100, 200), "Farther": (90, 200), "Low": (145, 200), "High": (180, 200)}
    results = compute(write("hr.csv", _extract(teams)), by=["team"], indicators=["edi_training"])
    ordered = worst_first(results.units)

    assert [each.unit for each in ordered[:4]] == ["Farther", "Far", "High", "Low"]
    assert [each.status for each in ordered[:4]] == ["lags", "lags", "above", "usual"]


def test_a_unit_with_more_leavers_than_the_whole_lags(write):
    teams = {f"T{number}": (10, 100) for number in range(9)} | {"Nights": (35, 100)}
    text = _extract(teams, item="grievance")
    results = compute(write("hr.csv", text), by=["team"], indicators=["grievance"])

    assert [(each.unit, each.lags_when) for each in lagging(results.units)] == [
        ("Nights", "higher")
    ]


# Formats


def test_json_csv_and_the_frame_have_the_same_units(write, scwres):
    path = write("hr.csv", _extract(TEAMS))
    document = json.loads(scwres("compute", path, "--by", "team", "--format", "json").out)
    written = scwres("compute", path, "--by", "team", "--format", "csv", "--table", "units").out
    rows = list(csv.DictReader(io.StringIO(written)))
    frame = compute(path, by=["team"]).units_to_frame()

    assert [*rows[0]] == [*frame.columns] == [*document["units"][0]] == [*UNIT_COLUMNS]
    assert len(rows) == len(frame) == len(document["units"])
    for row, unit, (_, framed) in zip(rows, document["units"], frame.iterrows(), strict=True):
        assert row["unit"] == unit["unit"] == framed["unit"]
        assert row["status"] == unit["status"] == framed["status"]
        for name in ("likelihood", "whole_likelihood", "all_count"):
            assert float(row[name]) == unit[name] == framed[name]


def test_without_a_breakdown_json_has_no_units_and_the_table_of_units_is_refused(write, scwres):
    path = write("hr.csv", _extract(TEAMS))

    assert "units" not in json.loads(scwres("compute", path, "--format", "json").out)
    ran = scwres("compute", path, "--format", "csv", "--table", "units")
    assert ran.status == 2
    assert "--table units needs a breakdown, such as --by team." in ran.err


@pytest.mark.parametrize("format_", ["table", "json", "markdown", "parquet", "counts"])
def test_the_table_of_units_is_written_as_csv_alone(write, tmp_path, scwres, format_):
    path = write("hr.csv", _extract(TEAMS))
    output = tmp_path / "out" / "units.unknown"
    ran = scwres("compute", path, "--by", "team", "--table", "units", "--format", format_)

    assert ran.status == 2
    assert "Use --format csv" in ran.err
    assert not output.exists()


def test_the_table_of_units_follows_the_ending_of_the_output(write, tmp_path, scwres):
    path = write("hr.csv", _extract(TEAMS))
    output = tmp_path / "units.csv"
    ran = scwres("compute", path, "--by", "team", "--table", "units", "--output", output)

    assert ran.status == 0
    assert "Reablement" in output.read_text("utf-8-sig")


# Publications


def _published(write, text, **options):
    results = compute(write("hr.csv", text), by=["team"], **options)
    return results, release_of(results, USUAL).published


def test_a_publication_has_no_figure_or_status_of_a_unit_whose_count_is_withheld(write):
    teams = {f"Team {letter}": (40, 50) for letter in "ABCDEF"} | {"Small": (3, 40)}
    results, published = _published(write, _extract(teams), indicators=["edi_training"])

    assert _unit(results, "Small").status is Status.LAGS
    found = _unit(published, "Small")
    assert found.all_count is None
    assert (found.likelihood, found.limit_95_lower, found.status) == (None, None, "")
    names = ("likelihood", "likelihood_lower", "likelihood_upper")
    names += ("limit_95_lower", "limit_95_upper", "limit_998_lower", "limit_998_upper")
    assert found.marks == dict.fromkeys(names, "c")


def test_a_publication_says_of_units_what_its_lines_say_and_no_more(write, tmp_path):
    teams = {f"Team {letter}": (31 + number, 52) for number, letter in enumerate("ABCDEF")}
    teams |= {"Small": (3, 40), "Behind": (17, 63), "Tiny": (2, 4)}
    _, published = _published(write, _extract(teams))
    path = tmp_path / "published.json"
    path.write_text(published.to_json(), encoding="utf-8")
    # The file of a publication, read as a reader has it: its lines alone give its units.
    rows = json.loads(path.read_text("utf-8"))["units"]
    from_lines = [each.row for each in unit_standings(read_results(path).lines)]

    assert rows == json.loads(json.dumps(from_lines))
    assert {row["status"] for row in rows} > {"", "lags"}


def _results(teams):
    people = {
        Cell("left", answer, ethnicity, (f"Team {number}",)): count
        for number, counts in enumerate(teams)
        for answer, count in zip(("yes", "no"), counts, strict=True)
        for ethnicity in ("Indian", "White British")
    }
    counts = Counts(people, ("team",))
    extract = Extract(
        name="counts.csv",
        kind=COUNTS,
        counts=counts,
        items=counts.items,
        rows=len(people),
        counted=len(people),
        left_out={},
        blank={},
        columns=("item", "answer", "ethnicity", "people", "team"),
    )
    return results_of(question_of(Settings({"by": ["team"]})), [extract])


def _shown(line, hidden_units):
    hidden = ("group_count", "compared_with_count", "all_count")
    return {
        name: None if line.unit in hidden_units and name in hidden else getattr(line, name)
        for name in COUNT_COLUMNS.values()
    }


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(10, 60), st.integers(10, 60)), min_size=4, max_size=8),
    st.integers(1, 9),
)
def test_nothing_of_a_unit_follows_from_a_count_that_is_withheld(teams, moved):
    # Two councils that differ in counts that both withhold: so many more in one team have left,
    # and so many fewer in another.
    (few, others), (many, rest), *same = teams
    results = _results(teams)
    different = _results([(few - moved, others + moved), (many + moved, rest - moved), *same])
    hidden_units = ("Team 0", "Team 1")
    exact, published = (
        [each.row for each in unit_standings(lines)]
        for lines in (
            results.lines,
            [published_line(line, _shown(line, hidden_units), USUAL) for line in results.lines],
        )
    )
    published_otherwise = [
        each.row
        for each in unit_standings(
            [published_line(line, _shown(line, hidden_units), USUAL) for line in different.lines]
        )
    ]

    assert exact != [each.row for each in different.units]
    assert published == published_otherwise
    assert [row["status"] for row in published[:2]] == ["", ""]
    assert all(row["status"] for row in published[2:])
