"""What one screen shows of results: every comparison, what stands out, and nothing cut off."""

from __future__ import annotations

import io
import re
import sys

import pytest

import scwres as package
from scwres import cli
from scwres.reports import OVERVIEW, TABLES
from scwres.reports.document.overview import (
    GROUPS_IN_FULL,
    MEASURES_IN_FULL,
    MOST_IN_WORDS,
    latest_national,
    lines_in_rows,
)
from scwres.reports.document.words import BriefTable, Row, Value
from scwres.reports.formats.layout import Fold, folded_text

#: What one screen holds: the brief of the overview.
LINES = 45


def _overview(results, width=None) -> str:
    return TABLES[OVERVIEW]["table"].render(results, width)


def _words(results) -> str:
    return " ".join(_overview(results).split())


def _row(text, line) -> str:
    """Return the row of a line's indicator, which is the first to start with its number."""
    start = f"{line.indicator:<3} {line.title}"
    return next(row for row in text.splitlines() if row.startswith(start))


@pytest.fixture
def screen(monkeypatch, root):
    """Run a command in a terminal of a width, and return what it shows: both streams."""

    class Terminal(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    def run(width: int, *arguments: object) -> str:
        shown = io.BytesIO()
        with monkeypatch.context() as patched:
            patched.chdir(root)
            patched.setenv("COLUMNS", str(width))
            patched.setenv("NO_COLOR", "1")
            patched.setattr(sys, "argv", ["scwres", *map(str, arguments)])
            streams = [Terminal(shown, encoding="utf-8", write_through=True) for _ in range(2)]
            patched.setattr(sys, "stdout", streams[0])
            patched.setattr(sys, "stderr", streams[1])
            with pytest.raises(SystemExit) as left:
                cli.main()
        assert left.value.code == 0
        text = shown.getvalue().decode()
        for stream in streams:
            stream.detach()
        return text

    return run


@pytest.mark.parametrize(
    "options", [(), ("--by", "directorate"), ("--publish",)], ids=["whole", "units", "public"]
)
def test_the_sample_is_on_one_screen_and_no_line_is_wider(screen, options):
    lines = screen(100, "compute", "sample_data", *options).splitlines()

    assert 25 < len(lines) <= LINES
    assert max(map(len, lines)) <= 100


@pytest.mark.parametrize("width", [80, 60])
def test_no_line_is_wider_than_a_narrow_terminal(screen, width):
    lines = screen(width, "compute", "sample_data").splitlines()

    assert max(map(len, lines)) <= width
    assert any("no clear" in line for line in lines)


def test_the_overview_names_how_to_see_the_rest_and_detail_does_not(scwres, sample_data):
    brief, whole = (scwres("compute", sample_data, *option) for option in ((), ("--detail",)))

    assert "For every table and note, add --detail.\n" in brief.err
    assert "scwres report" in brief.err
    assert "--detail" not in whole.out + whole.err
    assert "How sensitive the ratios are" in whole.out
    assert "How sensitive the ratios are" not in brief.out


def test_the_settings_file_can_ask_for_the_detail(scwres, write, sample_data):
    config = write("scwres.toml", "[output]\ndetail = true\n")
    command = ("compute", sample_data / "hr.csv", "--config", config)

    assert scwres(*command).out == scwres(*command, "--detail").out


@pytest.mark.parametrize("name", ["csv", "json", "markdown", "counts"])
def test_detail_changes_no_other_format(scwres, sample_data, name):
    command = ("compute", sample_data, "--format", name)

    assert scwres(*command).out == scwres(*command, "--detail").out


def test_every_ratio_and_finding_of_the_whole_is_on_the_screen(sample_data):
    results = package.compute(sample_data)
    text = _words(results)

    for line in results.lines:
        if line.part:
            continue
        assert f"{line.indicator} {line.title}" in text
        assert f"{line.ratio:.2f} ({line.ratio_lower:.2f} to {line.ratio_upper:.2f})" in text


def test_a_ratio_that_shows_no_difference_is_not_put_into_words(sample_data):
    text = _words(package.compute(sample_data))

    # Indicator 8: 1.22, 0.89 to 1.65, as the arithmetic of the sample has it.
    assert "1.22 (0.89 to 1.65)" in text
    assert "22% more likely" not in text
    assert "49% less likely" in text


def test_a_significant_difference_says_how_many_people_are_to_parity(sample_data):
    text = _words(package.compute(sample_data))

    # 429 * 197 / 770 is 109.8, and 56 were appointed: 53.8 fewer. 184 * 62 / 703 is 16.2, and 41
    # people experienced it: 24.8 more.
    assert "about 54 more would have been appointed" in text
    assert "about 25 fewer would have experienced" in text


def test_a_ratio_the_other_way_round_names_whom_more_would_have_been(sample_data):
    text = _words(package.compute(sample_data, standard="nhs-wres"))

    assert "about 54 more applicants from ethnic minorities would have been appointed" in text


def test_each_ratio_stands_beside_the_newest_national_one(sample_data):
    results = package.compute(sample_data)
    national = latest_national(results)
    by_number = {key[0]: figure.benchmark for key, figure in national.figures.items()}

    assert national.name == "National 2024"
    assert national.earlier == ("National 2023",)
    # The report of 2024 has no figures of training and of the survey.
    assert {number for number, name in by_number.items() if name == "National 2023"} == {
        *("5", "6", "7a", "7b")
    }
    assert "* From National 2023." in _overview(results)


def test_figures_clearly_beside_a_benchmark_are_named(write):
    counts = write("counts.csv", _counts(left=((300, 400), (160, 800))))
    text = _words(package.compute(counts))

    assert "Compared with national figures: higher here in 8." in text


def test_a_few_supporting_measures_have_a_row_and_many_are_counted(sample_data, write):
    few = package.compute(write("few.csv", _counts(left=((40, 400), (80, 800)), coaching=EQUAL)))
    names = ("coaching", "acting_up", "secondment", "cpd_declined")
    many = package.compute(
        write(
            "many.csv",
            _counts(left=((40, 400), (80, 800)), promoted=((4, 400), (80, 800))).replace(
                "\n\n", "\n"
            )
            + "".join(_counts(**{name: EQUAL}).partition("\n")[2] for name in names),
        )
    )

    assert [line.indicator for line in lines_in_rows(few)] == ["8", "coaching"]
    assert "Rows without a number are supporting measures" in _overview(few)
    assert len(names) > MEASURES_IN_FULL
    assert [line.indicator for line in lines_in_rows(many)] == ["8"]
    text = _words(many)
    assert (
        "5 supporting measures, not part of the standard. Significant differences: 1 of 5" in text
    )
    assert "90% less likely to be promoted" in text


#: Forty of 400 beside 80 of 800: no difference.
EQUAL = ((40, 400), (80, 800))


def _counts(**items) -> str:
    """Return a count file: by item, how many of Indian and of white people, out of how many."""
    rows = ["item,answer,ethnicity,people"]
    for item, tallies in items.items():
        for label, (yes, out_of) in zip(("Indian", "White British"), tallies, strict=True):
            rows += [f"{item},yes,{label},{yes}", f"{item},no,{label},{out_of - yes}"]
    return "\n".join([*rows, ""])


def test_units_that_lag_are_named_and_none_is_said(sample_data, root):
    lagging = package.compute(
        root / "examples/teams.csv", by=["team"], indicators=["edi_training"]
    )

    assert "By team: Reablement lags: 47.1%" in _words(lagging)
    assert "By directorate: no unit lags." in _words(
        package.compute(sample_data, by=["directorate"])
    )


def test_units_where_groups_differ_are_named_with_their_ratio(sample_data):
    results = package.compute(sample_data, by=["directorate"])
    text = _words(results)
    clear = [line for line in results.lines if line.breakdown and line.difference.is_significant]

    assert len([line for line in clear if not line.part]) == 5
    for line in clear:
        if not line.part:
            assert f"{line.unit} {line.ratio:.2f} worse" in text


def test_units_that_tell_another_story_than_the_whole_are_said_to(write):
    # One directorate has most of the group and most leavers, and neither has a difference.
    rows = ["item,answer,ethnicity,people,directorate"]
    for unit, label, yes, no in (
        *(("A", "Indian", 140, 210), ("A", "White British", 40, 60)),
        *(("B", "Indian", 5, 45), ("B", "White British", 90, 810)),
    ):
        rows += [f"left,yes,{label},{yes},{unit}", f"left,no,{label},{no},{unit}"]
    path = write("counts.csv", "\n".join([*rows, ""]))
    text = _words(package.compute(path, by=["directorate"]))

    # 145 of 400 beside 130 of 1,000; the same in each directorate.
    assert "8 Leaving, Minority ethnic: 2.79 overall, 1.00 within units." in text
    assert "The two ratios disagree." in text


def test_several_groups_are_a_matrix_with_a_word_for_each_finding(sample_data):
    results = package.compute(sample_data, groups="five")
    text = _overview(results)

    for line in results.lines:
        if line.part or line.breakdown:
            continue
        word = f" ({line.finding})" if line.difference.is_significant else ""
        assert f"{line.ratio:.2f}{word}" in _row(text, line)
    assert "'worse' and 'better' mean statistically significant." in text
    assert "'few' means too few people to tell." in text


def test_many_groups_are_named_where_they_differ_and_counted_where_not(sample_data):
    results = package.compute(sample_data, groups="detailed")
    ratios = [line for line in results.lines if not line.part and line.has_people]
    groups = {line.minority for line in ratios}
    assert len(groups) > GROUPS_IN_FULL

    for number in {line.indicator for line in ratios}:
        lines = [line for line in ratios if line.indicator == number]
        clear = [line for line in lines if line.difference.is_significant]
        row = _row(_overview(results), lines[0])
        assert all(f"{line.minority} {line.ratio:.2f}" in row for line in clear)
        counted = sum(map(int, re.findall(r"(\d+) (?:no clear|too few|not shown)", row)))
        assert counted + len(clear) == len(lines)


def test_not_all_of_many_differences_are_sentences_and_the_rest_is_counted(write):
    labels = ("Indian", "Pakistani", "Bangladeshi", "Chinese", "Arab", "Black African")
    rows = ["item,answer,ethnicity,people"]
    for item in ("left", "disciplinary"):
        for label in labels:
            rows += [f"{item},yes,{label},60", f"{item},no,{label},140"]
        rows += [f"{item},yes,White British,80", f"{item},no,White British,920"]
    results = package.compute(write("c.csv", "\n".join([*rows, ""])), groups="detailed")
    clear = [line for line in results.lines if line.difference.is_significant]

    assert len(clear) == 12
    assert f"And {12 - MOST_IN_WORDS} more." in _words(results)


def test_a_publication_names_what_it_does_not_show(sample_data):
    published = package.publish(package.compute(sample_data))
    withheld = [line for line in published.lines if line.is_withheld and not line.part]
    text = _words(published)

    assert withheld
    named = text.partition("[c] not shown, to avoid identifying people: ")[2]
    assert all(f"{line.indicator} {line.title}" in named for line in withheld)
    assert "Not calculated" not in text


def test_what_is_not_calculated_has_its_reason(sample_data):
    text = _words(package.compute(sample_data / "hr.csv"))

    assert "6 Harassment, bullying or abuse from the public: needs a survey extract" in text


def test_a_lone_group_without_people_in_the_bands_is_said_to_be_nobody(write):
    path = write("c.csv", "item,answer,ethnicity,people\npay_band,Grade 1,White British,90\n")

    assert "1 Pay bands: Nobody to compare." in _words(package.compute(path))


def test_the_profile_and_other_benchmarks_are_pointed_to(write, scwres):
    counts = write("counts.csv", _counts(left=((40, 400), (160, 800))))
    region = counts.parent / "region.json"
    assert scwres("compute", counts, "--output", region, "-q").status == 0
    lower = write("lower.csv", _counts(left=((4, 400), (160, 800))))
    bands = write(
        "b.csv", "item,answer,ethnicity,people\npay_band,G1,Indian,30\npay_band,G1,White,60\n"
    )
    census = write("census.csv", "ethnicity,people\nIndian,2500\nWhite British,7500\n")

    out = " ".join(scwres("compute", lower, "--benchmark", region).out.split())
    assert "Compared with region: ratios lower here in 8." in out
    out = " ".join(scwres("compute", bands, "--population", census).out.split())
    assert "share of the workforce 25.0% (here 33.3%, +8.3 percentage points)" in out
    assert "The workforce profile is shown with --detail." in _words(
        package.compute(bands, workforce_profile=True)
    )


def test_what_a_reader_must_know_of_the_groups_and_residents_is_said(sample_data, write):
    census = write("census.csv", "ethnicity,people\nIndian,2500\nWhite British,7500\n")
    staff = sample_data / "hr.csv"

    usual = _words(package.compute(staff))
    assert "White minorities" not in usual
    for rule in ("minority", "separate"):
        assert "White minorities" in _words(package.compute(staff, white_minorities=rule))
    assert "Residents are people of all ages." in _words(package.compute(staff, population=census))


def test_groups_with_nobody_have_no_column_and_that_is_said(write):
    path = write("c.csv", _counts(left=EQUAL))
    text = _overview(package.compute(path, groups="five"))

    assert "Black" not in text
    assert "Groups with nobody in them are not shown." in text


def test_the_printed_interval_that_does_not_decide_is_named(sample_data):
    text = _words(package.compute(sample_data / "hr.csv", interval="katz"))

    assert "Findings use Koopman's score interval" in text


def test_a_table_takes_the_first_form_that_fits():
    rows = [Row("1", "A title of several words", [Value("0.51", detail="0.39 to 0.67")], "worse")]
    table = BriefTable("Indicator", ["Ratio"], "Finding", rows)
    folds = [Fold(table, 0, None), Fold(table, 0, 12, is_below=True)]

    assert folded_text(folds, None).splitlines()[2] == (
        "1  A title of several words  0.51 (0.39 to 0.67)  worse"
    )
    assert folded_text(folds, 38).splitlines() == [
        "   Indicator          Ratio  Finding",
        "-  ----------  ------------  -------",
        "1  A title of          0.51  worse",
        "   several     0.39 to 0.67",
        "   words",
    ]
