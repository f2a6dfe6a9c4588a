"""Figures from elsewhere beside the council's own."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import scwres as package
from scwres.counts import Tally
from scwres.errors import InputError, UsageError
from scwres.metrics.standards import STANDARDS, standard_called
from scwres.results.benchmarks import beside, lines_beside
from scwres.results.results import Benchmark, BenchmarkFigure, fields_of

#: Of 400 and 800 people so many left: a ratio of 1.5, with an interval of 1.10 to 2.04 (Koopman).
LEFT = "\n".join(
    [
        "item,answer,ethnicity,people",
        *("left,yes,Indian,60", "left,no,Indian,340"),
        *("left,yes,White British,80", "left,no,White British,720", ""),
    ]
)


#: The line of that ratio.
LINE = package.compute(counts=pd.read_csv(io.StringIO(LEFT))).lines[0]


@pytest.fixture
def region(write, scwres):
    """Write results of a region, and return their file."""

    def make(left=(150, 300), *options, name="region", rows="") -> object:
        text = "\n".join(
            [
                "item,answer,ethnicity,people",
                f"left,yes,Indian,{left[0]}",
                f"left,no,Indian,{1_000 - left[0]}",
                f"left,yes,White British,{left[1]}",
                f"left,no,White British,{3_000 - left[1]}",
                rows,
            ]
        )
        counts = write(f"{name}-counts.csv", text)
        file = counts.with_name(f"{name}.json")
        assert scwres("compute", counts, *options, "--output", file, "-q").status == 0
        return file

    return make


def _places(results, name: str) -> dict[str, str]:
    return {line.indicator: line.place for line in lines_beside(results) if line.benchmark == name}


def test_published_figures_stand_beside_the_same_ratio_with_their_source(sample_data):
    results = package.compute(sample_data)
    found = {
        (line.benchmark, line.indicator): (line.printed, line.here)
        for line in lines_beside(results)
        if line.figure == "ratio"
    }
    ratios = {line.indicator: line.ratio for line in results.lines}

    # Skills for Care, findings of 2023 and 2024.
    assert found["National 2023", "7b"] == ("1.9", ratios["7b"])
    assert found["National 2024", "9"] == ("0.55", ratios["9"])
    assert len(found) == 8 + 5
    assert all("Skills for Care" in line.source for line in lines_beside(results))


@pytest.mark.parametrize("name", [name for name in STANDARDS if name.startswith("sc-wres")])
def test_every_published_figure_is_of_its_standards_own_event(name):
    known = {one.number: one for one in standard_called("sc-wres-2024").indicators}
    for one in standard_called(name).indicators:
        if one.national:
            assert (one.population, one.event) == (
                known[one.number].population,
                known[one.number].event,
            )


@pytest.mark.parametrize(
    "options",
    [{"groups": "five"}, {"white_minorities": "minority"}, {"reference": "White British"}],
)
def test_national_figures_are_left_out_where_groups_are_made_otherwise(sample_data, options):
    assert not lines_beside(package.compute(sample_data, **options))


def test_national_shares_stand_beside_the_same_pay_bands(write):
    staff = "".join(
        f"Indian,{25_000 + 1_000 * at}\nWhite,{25_000 + 1_000 * at}\n" for at in range(60)
    )
    config = write("scwres.toml", '[pay_bands]\nfrom_salary = "national"\n')
    results = package.compute(write("hr.csv", f"ethnicity,salary\n{staff}"), config=config)
    found = {line.part: (line.printed, line.points) for line in lines_beside(results)}

    # Skills for Care 2024: 18%, 22% and 14%; here half of each band.
    assert {part: printed for part, (printed, _) in found.items()} == {
        "Under £30,000": "18%",
        "£30,000 to £69,999": "22%",
        "£70,000 and over": "14%",
    }
    assert found["Under £30,000"][1] == pytest.approx(0.5 - 0.18)


def test_it_is_said_where_the_interval_leaves_the_other_figure_out(write, region):
    counts = write("left.csv", LEFT)
    files = [
        region((100, 300), name="lower"),  # a ratio of 1
        region((150, 300), name="same"),  # 1.5
        region((250, 300), name="higher"),  # 2.5
    ]
    results = package.compute(counts, benchmarks=files)
    line = results.lines[0]

    assert (round(line.ratio, 2), round(line.ratio_lower, 2), round(line.ratio_upper, 2)) == (
        *(1.5, 1.1),
        2.04,
    )
    assert _places(results, "lower") == {"8": "higher here"}
    assert _places(results, "same") == {"8": "no clear difference"}
    assert _places(results, "higher") == {"8": "lower here"}


def test_a_printed_figure_stands_for_all_that_are_rounded_to_it(write):
    # 0.5 may be 0.549: an interval that begins at 0.53 does not leave it out.
    rows = "item,answer,ethnicity,people\n"
    for yes, no, who in ((2_000, 8_000, "Indian"), (3_600, 6_400, "White")):
        rows += f"appointed,yes,{who},{yes}\nappointed,no,{who},{no}\n"
    results = package.compute(write("counts.csv", rows))
    line = results.lines[0]

    assert 0.5 < line.ratio_lower < 0.55
    assert _places(results, "National 2023") == {"2": "no clear difference"}
    assert _places(results, "National 2024") == {"2": "higher here"}


@given(st.integers(1, 400), st.integers(401, 900), st.integers(1, 299), st.floats(0.001, 0.999))
def test_a_figure_inside_the_interval_is_never_said_to_differ(count, out_of, others, place):
    tallies = {"group_tally": Tally(count, out_of), "compared_tally": Tally(others, 300)}
    line = replace(LINE, comparison=replace(LINE.comparison, **tallies))
    value = line.ratio_lower + place * (line.ratio_upper - line.ratio_lower)
    figure = BenchmarkFigure(
        indicator="8",
        part="",
        group=line.group,
        compared_with=line.compared_with,
        figure="ratio",
        value=value,
        printed="x",
    )
    benchmark = Benchmark(name="Region", source="region.json", figures=(figure,))
    (found,) = beside([line], [benchmark])

    assert found.place in ("no clear difference", "too few to tell")


def test_the_figures_of_a_region_stand_in_table_json_and_python(write, scwres, region):
    counts, file = write("left.csv", LEFT), region()
    table = " ".join(scwres("compute", counts, "--benchmark", file, "-q", "--detail").out.split())
    document = json.loads(scwres("compute", counts, "--benchmark", file, "--format", "json").out)
    found = next(one for one in document["benchmarks"] if one["benchmark"] == "region")

    assert "8 Leaving 1.50 (1.10 to 2.04) 1.1 1.21 1.50 no clear difference" in table
    assert "region: region.json." in table
    assert document["settings"]["benchmarks"] == ["region.json"]
    assert found["value"] == pytest.approx(1.5)
    assert found["here"] == pytest.approx(1.5)
    assert found == next(
        fields_of(line)
        for line in lines_beside(package.compute(counts, benchmarks=[file]))
        if line.benchmark == "region"
    )


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (("--groups", "five"), "groups: five there, but two here"),
        (("--white-minorities", "minority"), "counted: minority there, but white here"),
        (("--standard", "nhs-wres"), "nhs-wres, which cannot be compared with sc-wres-2024"),
    ],
)
def test_results_made_otherwise_are_refused_with_what_differs(write, region, options, what):
    rows = "appointed,yes,Indian,3\nappointed,no,Indian,30\nappointed,yes,White,9\n"
    file = region((150, 300), *options, rows=f"{rows}appointed,no,White,30\n")
    with pytest.raises(UsageError, match=what):
        package.compute(write("left.csv", LEFT), benchmarks=[file])


def test_an_indicator_that_a_version_defines_otherwise_is_left_out(write, region):
    rows = "".join(
        f"fitness_to_practise,{answer},{who},{people}\n"
        for answer, people in (("yes", 30), ("no", 300))
        for who in ("Indian", "White")
    )
    file = region((150, 300), "--standard", "sc-wres-2025", rows=rows)
    counts = write("left.csv", LEFT + rows)

    assert _places(package.compute(counts, benchmarks=[file]), "region").keys() == {"8"}
    assert _places(
        package.compute(counts, benchmarks=[file], standard="sc-wres-2025"), "region"
    ).keys() == {"4", "8"}


def test_a_file_whose_figures_do_not_follow_from_its_counts_is_refused(write, region):
    file = region()
    file.write_text(re.sub(r'"ratio": 1\.\d+', '"ratio": 1.7', file.read_text("utf-8")), "utf-8")
    with pytest.raises(InputError, match=r"says ratio is 1\.7"):
        package.compute(write("left.csv", LEFT), benchmarks=[file])


def test_two_benchmarks_of_one_name_keep_their_own_figures(write, region, tmp_path):
    files = []
    for folder, left in (("a", (100, 300)), ("b", (250, 300))):
        file = region(left, name=f"{folder}-region")
        (tmp_path / folder).mkdir()
        files.append(file.rename(tmp_path / folder / "National 2024.json"))
    results = package.compute(write("left.csv", LEFT), benchmarks=files)
    found = {line.benchmark: line.value for line in lines_beside(results)}

    assert found["National 2024"] == 1.21
    assert found["National 2024 (given)"] == pytest.approx(1.0)
    assert found["National 2024 (given) 2"] == pytest.approx(2.5)


def test_results_that_do_not_say_for_whom_they_are_are_refused(write, region, scwres):
    file = region()
    text = file.read_text("utf-8")
    for other in (
        text.replace('"audience": "internal",\n', ""),
        text.replace('"audience": "internal",\n', '"audience": "publication",\n'),
    ):
        file.write_text(other, "utf-8")
        ran = scwres("compute", write("left.csv", LEFT), "--benchmark", file, "--publish")
        assert ran.status == 3, ran.err
        assert "audience" in ran.err or "for internal, but the file is for publication" in ran.err


def test_exact_figures_of_others_are_not_published(write, region, scwres, tmp_path):
    counts, file = write("left.csv", LEFT), region()
    ran = scwres(
        "compute", counts, "--benchmark", file, "--publish", "--output", tmp_path / "x.csv"
    )

    assert ran.status == 2
    assert "region.json: holds exact figures" in ran.err
    assert not (tmp_path / "x.csv").exists()


def test_a_published_region_stands_beside_a_publication(write, scwres, tmp_path):
    files = []
    for name, gone in (("north", 60), ("south", 90)):
        files.append(write(f"{name}.csv", LEFT.replace("Indian,60", f"Indian,{gone}")))
    region = tmp_path / "region.json"
    assert scwres("combine", *files, "--publish", "--output", region, "-q").status == 0
    document = json.loads(region.read_text("utf-8"))
    ran = scwres("compute", files[0], "--benchmark", region, "--publish", "--format", "json")
    found = [one for one in json.loads(ran.out)["benchmarks"] if one["benchmark"] == "region"]

    assert document["audience"] == "publication"
    assert "organisations" not in document
    # Of rounded counts: 150 of 850 and 160 of 1,600.
    assert found[0]["value"] == pytest.approx((150 / 830) / (160 / 1_600), rel=0.02)


def test_what_is_withheld_has_no_place_beside_others(write, region, scwres, tmp_path):
    few = LEFT.replace("Indian,60", "Indian,4")
    ran = scwres("compute", write("few.csv", few), "--publish", "--format", "json")
    of_leaving = [one for one in json.loads(ran.out)["benchmarks"] if one["indicator"] == "8"]

    assert of_leaving
    assert all(one["here"] is None and one["place"] == "" for one in of_leaving)
    assert all(one["here_lower"] is None and one["here_upper"] is None for one in of_leaving)


def test_settings_name_benchmarks_and_residents(write, scwres, region):
    region()
    write("left.csv", LEFT + "senior_manager,yes,Indian,2\nsenior_manager,no,White,20\n")
    write("census.csv", "ethnicity,people\nIndian,30\nWhite,70\n")
    config = write(
        "scwres.toml",
        'benchmarks = ["region.json"]\n'
        '[[extracts]]\npath = "left.csv"\n'
        '[[extracts]]\npath = "census.csv"\nkind = "population"\n',
    )
    ran = scwres("compute", "--config", config, "--format", "json")
    names = {one["benchmark"] for one in json.loads(ran.out)["benchmarks"]}

    assert names == {"National 2023", "National 2024", "region", "Residents"}


@pytest.mark.slow
def test_the_report_marks_them_on_the_chart_and_in_the_table_beside_it(
    write, scwres, region, tmp_path, sample_data
):
    folder = tmp_path / "out"
    census = write("census.csv", "ethnicity,people\nIndian,30\nWhite,70\n")
    ran = scwres(
        *("report", sample_data, "--benchmark", region(), "--population", census),
        *("--internal", "-o", folder, "-q"),
    )
    page = (folder / "report.html").read_text("utf-8")
    chart = (folder / "charts" / "glance.svg").read_text("utf-8")
    bands = (folder / "charts" / "indicator-1.svg").read_text("utf-8")

    assert ran.status == 0, ran.err
    for name in ("Latest national figure", "region"):
        assert name in chart
        assert f">{name}</th>" in page
    assert "8 Leaving: region 1.50" in chart
    assert (
        "7b Harassment, bullying or abuse from managers: Latest national figure 1.9 (2023)"
        in chart
    )
    assert "residents 30.0%" in bands
    assert "Share of residents</th>" in page
    assert "Residents: 30.0% (here 20.6%, -9.4 percentage points)" in page
    assert '>0.52 <span class="detail">(2024)</span>' in page
