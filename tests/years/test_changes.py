"""Years side by side: what moved, what is restated, and what is refused."""

from __future__ import annotations

import csv
import io
import json

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

import scwres as package
from scwres.errors import UsageError
from scwres.years.changes import ChangeLine, compare_years

PEOPLE = ("Indian", "White British")


def _counts(*, left: tuple[int, int], others: str = "", directorate: str = "") -> str:
    """Return a count file in which so many of 400 and of 800 people left."""
    head = f"item,answer,ethnicity,people{',directorate' if directorate else ''}"
    unit = f",{directorate}" if directorate else ""
    rows = [head]
    for ethnicity, gone, out_of in zip(PEOPLE, left, (400, 800), strict=True):
        rows += [
            f"left,yes,{ethnicity},{gone}{unit}",
            f"left,no,{ethnicity},{out_of - gone}{unit}",
        ]
        rows += [
            f"senior_manager,yes,{ethnicity},{20 + gone // 10}{unit}",
            f"senior_manager,no,{ethnicity},{out_of - 30}{unit}",
        ]
    return "\n".join([*rows, others, ""])


@pytest.fixture
def results(write, scwres):
    """Write the JSON results of a year, and return their file."""

    def make(name: str, text: str, settings: str = "", *options: object):
        config = write(f"{name}.toml", settings)
        out = config.parent / f"{name}.json"
        ran = scwres(
            "compute",
            write(f"{name}.csv", text),
            "--config",
            config,
            "--output",
            out,
            "-q",
            *options,
        )
        assert ran.status == 0, ran.err
        return out

    return make


def _year(year: int, *more: str) -> str:
    return "\n".join(['organisation = "Borough"', f"snapshot = {year}-09-30", *more, ""])


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def two(results):
    before = results("before", _counts(left=(40, 160)), _year(2024))
    now = results("now", _counts(left=(80, 160)), _year(2025))
    return before, now


def test_each_indicator_then_and_now_with_what_changed(scwres, two):
    ran = scwres("compare", *two, "--format", "csv")
    [leaving] = [row for row in _rows(ran.out) if row["indicator"] == "8"]

    assert ran.status == 0
    assert (leaving["before"], leaving["now"]) == ("2024", "2025")
    assert float(leaving["before_ratio"]) == 0.5
    assert float(leaving["now_ratio"]) == 1.0
    assert float(leaving["change"]) == 2.0
    assert leaving["verdict"] == "moved towards parity"
    assert float(leaving["p_value"]) < 0.05
    assert leaving["reading"].startswith(
        "The ratio went from 0.50 to 1.00, 2.00 times what it was (95% confidence interval "
    )
    assert leaving["reading"].endswith(
        "It moved towards parity for staff from ethnic minorities. The change is statistically "
        "significant. Both groups are now equally likely."
    )


def test_a_change_is_said_in_the_words_that_the_results_were_made_in(results):
    files = [
        results(f"y{year}", _counts(left=(gone, 160)), _year(year, 'terminology = "programme"'))
        for year, gone in ((2024, 40), (2025, 80))
    ]
    [line] = [one for one in compare_years(files).lines if one.indicator == "8"]

    assert "for staff from Black, Asian and minoritised ethnic backgrounds" in line.reading


def test_a_ratio_that_is_published_inverse_moves_for_ethnic_minorities_all_the_same(results):
    def appointed(yes: int) -> str:
        rows = [("yes", "Indian", yes), ("no", "Indian", 400 - yes)]
        rows += [("yes", "White British", 160), ("no", "White British", 640)]
        lines = [f"appointed,{answer},{who},{many}" for answer, who, many in rows]
        return "\n".join(["item,answer,ethnicity,people", *lines, ""])

    files = [
        results(f"y{year}", appointed(yes), _year(year, 'standard = "nhs-wres"'))
        for year, yes in ((2024, 40), (2025, 80))
    ]
    [line] = compare_years(files).lines

    assert line.group == "white"
    assert "moved towards parity for applicants from ethnic minorities. " in line.reading


def _left(group: int, out_of: int, other: int, out_of_other: int) -> str:
    rows = [("yes", PEOPLE[0], group), ("no", PEOPLE[0], out_of - group)]
    rows += [("yes", PEOPLE[1], other), ("no", PEOPLE[1], out_of_other - other)]
    lines = [f"left,{answer},{who},{many}" for answer, who, many in rows]
    return "\n".join(["item,answer,ethnicity,people", *lines, ""])


@pytest.mark.parametrize(
    ("before", "now", "verdict", "said"),
    [
        (
            *((20, 400, 80, 800), (80, 400, 80, 800), "crossed parity"),
            "Now staff from ethnic minorities are more likely to leave than white staff "
            "(statistically significant).",
        ),
        (
            *((20, 400, 80, 800), (76, 400, 80, 800), "crossed parity"),
            "It crossed parity for staff from ethnic minorities",
        ),
        (
            *((20, 400, 80, 800), (46, 400, 80, 800), "reached parity"),
            "Now staff from ethnic minorities are more likely to leave than white staff "
            "(not statistically significant).",
        ),
        (
            *((200, 4_000, 800, 8_000), (390, 4_000, 800, 8_000), "moved towards parity"),
            "Now staff from ethnic minorities are less likely to leave than white staff "
            "(not statistically significant).",
        ),
        (
            *((2, 60, 9, 300), (30, 60, 9, 300), "cannot be told"),
            "Counts are too small for this test to show whether it changed.",
        ),
        (
            *((2, 60, 9, 300), (3, 60, 9, 300), "cannot be told"),
            "Counts are too small to tell whether it changed.",
        ),
    ],
)
def test_a_change_says_how_likely_the_group_is_now_and_whether_that_is_significant(
    results, before, now, verdict, said
):
    files = [
        results(f"y{year}", _left(*counts), _year(year))
        for year, counts in ((2024, before), (2025, now))
    ]
    [line] = compare_years(files).lines

    assert line.verdict == verdict
    assert said in line.reading
    if line.p_value < 0.05:
        assert "too few to tell whether it changed" not in line.reading


def test_a_change_is_printed_on_its_side_of_1(scwres, results):
    # 66 and 42 of 550 against 104 of 1,756: p is 0.04968, and the upper limit 0.99938.
    files = [
        results(f"y{year}", _left(gone, 550, 104, 1_756), _year(year))
        for year, gone in ((2024, 66), (2025, 42))
    ]
    for format_ in ("table", "markdown"):
        out = scwres("compare", *files, "--format", format_).out
        assert "0.64 (0.40 to 0.999)" in out
        assert "0.0497" in out
        assert "moved towards parity" in out


def test_points_between_years_are_differences_of_fractions(scwres, results):
    # 40 of 200 senior managers is 20.0%, and 457 of 2,000 is 22.85%: 2.9 points, and not 2.8.
    def senior(group: int, other: int) -> str:
        rows = [("yes", PEOPLE[0], group), ("yes", PEOPLE[1], other), ("no", PEOPLE[1], 3_000)]
        rows.append(("no", PEOPLE[0], 900))
        lines = [f"senior_manager,{answer},{who},{many}" for answer, who, many in rows]
        return "\n".join(["item,answer,ethnicity,people", *lines, ""])

    files = [
        results("y2024", senior(40, 160), _year(2024)),
        results("y2025", senior(457, 1_543), _year(2025)),
    ]
    [line] = compare_years(files).lines
    out = scwres("compare", *files).out

    assert line.change_points == 0.0285
    assert "+2.9 points" in out
    assert "(Senior management)" in out


def test_a_board_is_of_who_sits_on_it_on_a_day_and_not_tested(scwres, results):
    def board(group: int) -> str:
        rows = [("yes", PEOPLE[0], group), ("no", PEOPLE[0], 300), ("yes", PEOPLE[1], 20)]
        rows.append(("no", PEOPLE[1], 700))
        lines = [f"board_member,{answer},{who},{many}" for answer, who, many in rows]
        return "\n".join(["item,answer,ethnicity,people", *lines, ""])

    files = [
        results(f"y{year}", board(many), _year(year, 'standard = "nhs-wres"'))
        for year, many in ((2024, 10), (2025, 30))
    ]
    [line] = compare_years(files).lines

    assert line.verdict == "not tested"
    assert "in both years (Board membership)" in scwres("compare", *files).out


def test_more_leavers_than_staff_in_post_are_a_rate_that_is_not_tested(results):
    rows = ["item,answer,ethnicity,people"]
    for who in PEOPLE:
        rows += [f"left,yes,{who},60", f"left,no,{who},40"]
    text = "\n".join([*rows, ""])
    files = [results(f"y{year}", text, _year(year, 'out_of = "in_post"')) for year in (2024, 2025)]
    [line] = compare_years(files).lines

    assert line.verdict == "not tested"
    assert line.reading == "Not tested: this is a rate, which has no confidence interval."


def test_who_is_in_post_changes_in_points_and_is_not_tested(scwres, two):
    ran = scwres("compare", *two, "--format", "json")
    lines = json.loads(ran.out)["changes"]
    [senior] = [line for line in lines if line["indicator"] == "9"]

    assert senior["verdict"] == "not tested"
    assert senior["change"] is senior["p_value"] is None
    # 24 of 60 senior managers, and 28 of 64.
    assert senior["change_points"] == pytest.approx(28 / 64 - 24 / 60)
    assert "Not tested: mostly the same staff in both years." in senior["reading"]


def test_a_count_file_compares_as_the_results_made_of_it(scwres, write, two):
    files = [write("b.csv", _counts(left=(40, 160))), write("n.csv", _counts(left=(80, 160)))]
    of_counts = _rows(scwres("compare", *files, "--format", "csv").out)
    of_json = _rows(scwres("compare", *two, "--format", "csv").out)

    for row, other in zip(of_counts, of_json, strict=True):
        for name in ("before", "now"):
            row.pop(name)
            other.pop(name)
        assert row == other


def test_every_format_holds_the_same_changes(scwres, two, tmp_path):
    expected = compare_years([str(one) for one in two]).lines
    out = tmp_path / "changes.parquet"
    assert scwres("compare", *two, "--output", out).status == 0
    document = json.loads(scwres("compare", *two, "--format", "json").out)
    rows = _rows(scwres("compare", *two, "--format", "csv").out)

    assert document["changes"] == [line._asdict() for line in expected]
    assert pq.read_table(out).to_pylist() == document["changes"]
    assert list(rows[0]) == list(ChangeLine._fields)
    table = scwres("compare", *two).out
    markdown = scwres("compare", *two, "--format", "markdown").out
    for text in (table, markdown):
        assert "Leaving" in text
        assert "2.00 (" in text
        assert "moved towards parity" in text
        assert "Not for publication" in text


def test_three_years_have_a_line_each_beside_the_first_and_a_slope(scwres, results):
    files = [
        results(f"y{year}", _counts(left=(gone, 200)), _year(year))
        for year, gone in ((2023, 64), (2024, 80), (2025, 100))
    ]
    rows = [
        row
        for row in _rows(scwres("compare", *files, "--format", "csv").out)
        if row["indicator"] == "8"
    ]

    assert [(row["before"], row["now"]) for row in rows] == [("2023", "2024"), ("2023", "2025")]
    assert rows[0]["slope"] == ""
    # 0.64, 0.80 and 1.00: five fourths of the year before, each a year apart.
    assert float(rows[1]["slope"]) == pytest.approx(1.25, rel=2e-3)
    assert float(rows[1]["slope_lower"]) < 1.25 < float(rows[1]["slope_upper"])
    assert "Per year" in scwres("compare", *files).out


def test_units_are_compared_where_they_are_asked_for(scwres, results):
    files = [
        results(
            f"y{year}",
            _counts(left=(gone, 160), directorate="North"),
            _year(year),
            "--by",
            "directorate",
        )
        for year, gone in ((2024, 40), (2025, 80))
    ]
    plain = _rows(scwres("compare", *files, "--format", "csv").out)
    by_unit = _rows(scwres("compare", *files, "--by", "directorate", "--format", "csv").out)

    assert {row["unit"] for row in plain} == {""}
    assert {row["unit"] for row in by_unit} == {"", "North"}
    assert scwres("compare", *files, "--by", "directorate").out.count("By directorate") == 1


def test_what_is_not_in_both_years_is_said(scwres, results):
    more = "cpd,yes,Indian,20\ncpd,no,Indian,30\ncpd,yes,White British,40\ncpd,no,White British,9"
    before = results("before", _counts(left=(40, 160), others=more), _year(2024))
    now = results("now", _counts(left=(80, 160)), _year(2025))

    assert "5 Funded non-mandatory CPD: not in 2025" in scwres("compare", before, now).out
    back = results("later", _counts(left=(40, 160), others=more), _year(2026))
    assert "5 Funded non-mandatory CPD: not in every year" in scwres("compare", now, back).out


def test_a_publication_compares_by_what_it_shows(scwres, results):
    files = [
        results(f"y{year}", _counts(left=(gone, 160)), _year(year), "--publish")
        for year, gone in ((2024, 41), (2025, 82))
    ]
    document = json.loads(scwres("compare", *files, "--format", "json").out)
    [line] = [one for one in document["changes"] if one["indicator"] == "8"]

    assert document["audience"] == "publication"
    assert "Not for publication" not in document["notice"]
    assert (line["before_group_count"], line["now_group_count"]) == (40, 80)


def test_a_withheld_count_gives_no_number(scwres, results):
    files = [
        results(f"y{year}", _counts(left=(gone, 160)), _year(year), "--publish")
        for year, gone in ((2024, 4), (2025, 82))
    ]
    [row] = [
        one
        for one in _rows(scwres("compare", *files, "--format", "csv").out)
        if one["indicator"] == "8"
    ]

    assert row["verdict"] == "cannot be told"
    assert row["change"] == row["p_value"] == ""
    assert row["reading"] == "[c]"
    assert "[c]" in scwres("compare", *files).out


# Restated, or refused


def test_five_groups_are_restated_as_two_where_the_other_year_is_of_two(results):
    others = "left,yes,African,30\nleft,no,African,70"
    five = results("five", _counts(left=(40, 160), others=others), _year(2024), "--groups", "five")
    two = results("two", _counts(left=(40, 160), others=others), _year(2024))
    now = results("now", _counts(left=(80, 160), others=others), _year(2025))
    restated, usual = compare_years([five, now]).lines, compare_years([two, now]).lines

    assert {line.group for line in restated} == {"minority ethnic"}
    [line] = [one for one in restated if one.indicator == "8"]
    [other] = [one for one in usual if one.indicator == "8"]
    assert line == other


def test_versions_of_the_standard_compare_where_they_count_the_same(scwres, results):
    process = "\n".join(
        f"fitness_to_practise,{answer},{ethnicity},{many}"
        for ethnicity in PEOPLE
        for answer, many in (("yes", 9), ("no", 80))
    )
    text = _counts(left=(40, 160), others=process)
    before = results("before", text, _year(2024, 'standard = "sc-wres-2024"'))
    now = results("now", text, _year(2025, 'standard = "sc-wres-2025"'))
    out = scwres("compare", before, now).out

    assert "no clear change" in out
    assert "4 Fitness to practise referral: defined differently" in out


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('organisation = "Another"\nsnapshot = 2025-09-30\n', "is from Borough, but now.json"),
        (_year(2023), "which is before before.json (2023-10-01 to 2024-09-30)"),
        ('organisation = "Borough"\nsnapshot = 2025-03-31\n', "overlaps before.json"),
        (_year(2025, 'reference = "White British"'), "differs from now.json in the group"),
        (_year(2025, 'groups = "detailed"'), "differs from now.json in the groups"),
        (_year(2025, "[ethnicity]", 'white_minorities = "minority"'), "white minorities"),
        (_year(2025, 'out_of = "in_post"'), "the staff that leavers are divided by"),
        (_year(2025, 'standard = "nhs-wres"'), "the years have different standards"),
    ],
)
def test_what_differs_is_refused_with_what_and_where(scwres, results, settings, said):
    before = results("before", _counts(left=(40, 160)), _year(2024))
    now = results("now", _counts(left=(80, 160)), settings)
    ran = scwres("compare", before, now)

    assert ran.status == 2
    assert said in ran.err
    assert ran.out == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ratio", 0.9),
        ("ratio_upper", None),
        ("group_count", 41),
        ("share", 0.5),
        ("group_count", 4.5),
        ("group_count", -1),
        ("group_count", 5_000),
        ("ratio_lower", 0.7),
    ],
)
def test_figures_that_do_not_follow_from_their_counts_are_refused(scwres, two, name, value):
    before, now = two
    document = json.loads(now.read_text(encoding="utf-8"))
    [line] = [one for one in document["results"] if one["indicator"] == "8"]
    line[name] = value
    now.write_text(json.dumps(document), encoding="utf-8")
    ran = scwres("compare", before, now)

    assert ran.status == 3
    assert "now.json: result" in ran.err
    assert "8 Leaving" in ran.err


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"scwres": "1.0.0"}, "was written by scwres 1.0.0"),
        ({"standard": "another"}, "does not hold results"),
        ({"settings": []}, "does not hold results"),
        ({"results": 4}, "does not hold results"),
        ({"results": [{"indicator": "8"}]}, "has results without"),
        ({"results": [4]}, "has results without"),
    ],
)
def test_what_is_no_results_file_of_this_version_is_refused(scwres, two, change, said):
    before, now = two
    document = json.loads(now.read_text(encoding="utf-8")) | change
    now.write_text(json.dumps(document), encoding="utf-8")
    ran = scwres("compare", before, now)

    assert ran.status == 3
    assert said in ran.err


@pytest.mark.parametrize("text", ["", "{", "[]", "[" * 5_000])
def test_what_is_no_json_is_refused(scwres, write, two, text):
    ran = scwres("compare", two[0], write("broken.json", text))

    assert ran.status == 3
    assert "broken.json: does not hold results" in ran.err


def test_years_that_do_not_say_when_they_are_of_are_taken_in_order_and_it_is_said(
    scwres, write, two
):
    said = "in the order given"
    files = [write("b.csv", _counts(left=(40, 160))), write("n.csv", _counts(left=(80, 160)))]

    for name in ("table", "markdown"):
        assert said in scwres("compare", *files, "--format", name).out
        assert said not in scwres("compare", *two, "--format", name).out


def test_how_extracts_are_computed_is_not_said_of_results(scwres, two):
    ran = scwres("compare", *two, "--groups", "five")

    assert ran.status == 2
    assert "--groups applies to extracts, but all files are results" in ran.err


def test_a_missing_file_is_said(scwres, two, tmp_path):
    assert scwres("compare", two[0], tmp_path / "none.json").status == 6
    assert scwres("compare", two[0], tmp_path / "none.csv").status == 6


def test_one_year_is_compared_with_nothing(scwres, two):
    ran = scwres("compare", two[0])

    assert ran.status == 2
    assert "a comparison needs two years" in ran.err
    with pytest.raises(UsageError):
        compare_years([])


@pytest.mark.slow
@given(st.integers(0, 399), st.integers(0, 799), st.integers(0, 399), st.integers(0, 799))
def test_no_change_that_is_printed_lies_outside_its_interval(tmp_path_factory, a, b, c, d):
    folder = tmp_path_factory.mktemp("years")
    files = []
    for name, left in (("before", (a, b)), ("now", (c, d))):
        path = folder / f"{name}.csv"
        path.write_text(_counts(left=left), encoding="utf-8")
        files.append(path)
    for line in compare_years(files).lines:
        if line.change is not None:
            assert (line.change_lower or 0) <= line.change * (1 + 1e-6)
            assert line.change_upper is None or line.change <= line.change_upper * (1 + 1e-6)
        assert (line.p_value is None) == (line.change_lower is None)


def test_results_of_python_and_of_the_command_are_the_same_years(two):
    # What is compared is what compute wrote, to the last digit.
    for path in two:
        lines = json.loads(path.read_text(encoding="utf-8"))["results"]
        again = package.compute(path.with_suffix(".csv"), config=path.with_suffix(".toml")).lines
        assert lines == [line.row for line in again]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        *(("confidence", value) for value in ("0.95", 0, 2, 1.5)),
        *(("method", 5), ("profile", None), ("ratio", "0.5"), ("indicator", ["2"])),
        *(("group", None), ("title", "a\x1b[31m"), ("group_out_of", 10**400)),
        *(("ratio", float("nan")), ("share", float("inf")), ("group_count", True)),
    ],
)
def test_columns_that_hold_something_else_are_refused_and_never_a_fault_of_its_own(
    two, scwres, column, value
):
    before, now = two
    document = json.loads(now.read_text("utf-8"))
    document["results"][0][column] = value
    now.write_text(json.dumps(document), "utf-8")
    ran = scwres("compare", before, now)

    assert ran.status == 3, ran.err
    assert "result 1" in ran.err


@pytest.mark.parametrize(
    "settings",
    [
        *({"groups": ["two"]}, {"confidence": "abc"}, {"confidence": 7}, {"organisation": "a\nb"}),
        *({"window": ["2025-09-30", "2024-10-01"]}, {"window": ["x"]}, {"snapshot": "soon"}),
    ],
)
def test_settings_that_hold_something_else_are_refused(two, scwres, settings):
    before, now = two
    document = json.loads(now.read_text("utf-8"))
    document["settings"].update(settings)
    now.write_text(json.dumps(document), "utf-8")

    assert scwres("compare", before, now).status == 3


def test_a_line_that_stands_twice_is_refused(two, scwres):
    before, now = two
    document = json.loads(now.read_text("utf-8"))
    document["results"].append(document["results"][0])
    now.write_text(json.dumps(document), "utf-8")

    assert "appears twice" in scwres("compare", before, now).err


def test_a_withheld_count_has_no_figures(two, scwres):
    before, now = two
    document = json.loads(now.read_text("utf-8"))
    document["results"][0]["group_count"] = None
    now.write_text(json.dumps(document), "utf-8")

    assert "does not match its counts" in scwres("compare", before, now).err


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (("--by", "directorate"), "no year has figures by 'directorate'"),
        (("--indicator", "77"), "no year has an indicator '77'"),
        (("--config", "scwres.toml"), "but all files are results"),
    ],
)
def test_what_no_year_has_is_refused(two, scwres, options, what):
    ran = scwres("compare", *two, *options)

    assert ran.status == 2
    assert what in ran.err


def test_years_whose_blanks_mean_different_things_are_not_compared(write, scwres):
    files = []
    for year, extra in ((2024, ""), (2025, '[blank]\nleft = "no"\n')):
        write(f"{year}.csv", _counts(left=(40, 160)))
        text = f'snapshot = {year}-09-30\n[[extracts]]\npath = "{year}.csv"\n{extra}'
        files.append(write(f"{year}.toml", text))
    ran = scwres("compare", *files)

    assert "read differently: a blank meant 'no answer' and then 'no'" in ran.out


def test_a_share_that_is_withheld_is_not_told_as_a_ratio(sample_data, scwres, tmp_path):
    files = []
    for year in (2024, 2025):
        files.append(tmp_path / f"{year}.json")
        config = sample_data / str(year) / "scwres.toml"
        scwres("compute", "--config", config, "--publish", "--output", files[-1], "-q")
    lines = scwres("compare", *files).out.splitlines()
    [line] = [one for one in lines if one.startswith("9   Senior management")]

    # Three senior managers of ethnic minorities, and six: both are withheld.
    assert line.split()[-3:] == ["[c]", "[c]", "[c]"]


def test_snapshots_on_the_same_weekday_of_two_years_do_not_overlap(write, scwres):
    files = []
    for day in ("2024-03-29", "2025-03-28"):  # the last Fridays of March
        write(f"{day}.csv", _counts(left=(40, 160)))
        text = f'snapshot = {day}\n[[extracts]]\npath = "{day}.csv"\n'
        files.append(write(f"{day}.toml", text))

    assert scwres("compare", *files).status == 0


def test_five_groups_restated_as_two_have_the_shares_of_two(sample_data, scwres, tmp_path):
    files = {}
    for groups in ("two", "five"):
        for year in (2024, 2025):
            files[groups, year] = tmp_path / f"{groups}-{year}.json"
            config = sample_data / str(year) / "scwres.toml"
            options = ("--groups", groups, "--output", files[groups, year], "-q")
            assert scwres("compute", "--config", config, *options).status == 0
    expected = compare_years([files["two", 2024], files["two", 2025]])
    found = compare_years([files["five", 2024], files["two", 2025]])

    for one, other in zip(found.lines, expected.lines, strict=True):
        assert (one.before_ratio, one.before_share) == (other.before_ratio, other.before_share)
    assert [line.workforce_share for line in found.years[0].lines] == [
        line.workforce_share for line in expected.years[0].lines
    ]


def test_five_groups_with_people_in_none_of_them_are_not_restated(write, scwres):
    others = "left,yes,BME,5\nleft,no,BME,20\n"
    files = []
    for year, groups in ((2024, "five"), (2025, "two")):
        write(f"{year}.csv", _counts(left=(40, 160), others=others))
        text = f'groups = "{groups}"\nsnapshot = {year}-09-30\n[[extracts]]\n'
        files.append(write(f"{year}.toml", f'{text}path = "{year}.csv"\n'))
    ran = scwres("compare", *files)

    assert ran.status == 2
    assert "differs from" in ran.err
