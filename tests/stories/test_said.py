"""What is said around a figure: at its precision, on its side of 1, and never against it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import product
from random import Random

import pytest
import second_opinion as second

import scwres as package
from scwres import Tally
from scwres.disclosure.rules import USUAL
from scwres.ethnicity.categories import MINORITY_ETHNIC, WHITE
from scwres.metrics.comparison import Comparison, Method
from scwres.metrics.standards import standard_called
from scwres.reports import FORMATS
from scwres.reports.document.sections import document_of
from scwres.reports.document.tables import ratios_table
from scwres.reports.document.words import finding_alone, finding_in_words, limits_text, ratio_text
from scwres.results.benchmarks import lines_beside
from scwres.results.lines import Line
from scwres.years.changes import compare_years

INDICATORS = {one.number: one for one in standard_called().indicators}


def _line(a, n, c, m, *, decimals=2, kind=Tally, **options):
    nobody = kind(0, 0)
    comparison = Comparison(MINORITY_ETHNIC, WHITE, kind(a, n), kind(c, m), nobody, nobody)
    return Line(
        standard="sc-wres-2024",
        definition=INDICATORS["3"],
        comparison=comparison,
        made_by=Method(**options),
        rule=USUAL if decimals == 1 else None,
    )


def _tables(many: int) -> list[tuple[int, int, int, int]]:
    chance = Random(41)
    small = [(count, out_of) for out_of in range(1, 13) for count in range(out_of + 1)]
    found = [(*one, *other) for one, other in product(small, small)]
    tables = chance.sample(found, many)
    for _ in range(many):
        sizes = [int(10 ** chance.uniform(1, 4.7)) for _ in range(2)]
        share = 10 ** chance.uniform(-3, -0.1)
        spread = chance.choice((0.002, 0.02, 0.4))
        counts = [
            min(size, max(0, round(size * share * chance.gauss(1, spread)))) for size in sizes
        ]
        tables.append((counts[0], sizes[0], counts[1], sizes[1]))
    return tables


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def _side(value: float) -> int:
    return (value > 1) - (value < 1)


@pytest.mark.parametrize("decimals", [1, 2])
def test_a_printed_ratio_lies_in_its_printed_interval_on_its_side_of_1(decimals):
    for table in _tables(700):
        line = _line(*table, decimals=decimals)
        limits = limits_text(line)
        if line.ratio is None or not limits:
            continue
        printed = _number(ratio_text(line))
        low, _, high = limits.partition(" to ")
        lower = _number(low.removesuffix(" or more"))
        assert lower <= printed, table
        assert _side(lower) == _side(line.ratio_lower)
        if line.ratio_upper is not None:
            assert printed <= _number(high), table
            assert _side(_number(high)) == _side(line.ratio_upper)
        assert _side(printed) == _side(line.ratio)
        assert (printed == 0) == (line.ratio == 0)


@pytest.mark.slow
@pytest.mark.parametrize("decimals", [1, 2])
def test_words_never_contradict_the_finding_the_p_value_or_the_figure(decimals):
    for table in _tables(700):
        line = _line(*table, decimals=decimals)
        finding = second.finding(*table, "higher")
        said = f"{finding_in_words(line)}. {line.reading}"
        assert line.finding == finding, table
        assert ("statistically significant" in line.reading) == (finding in ("worse", "better"))
        if finding in ("worse", "better"):
            assert line.p_value < 0.05
            assert "about as likely" not in said, table
            assert f"This is {finding} for" in line.reading
        if finding == "no clear difference":
            assert line.p_value >= 0.05
        if finding == "too few to tell":
            assert finding in said.casefold(), table
        if line.ratio is None:
            assert "no clear difference" not in said.casefold()
        for percent, side in re.findall(r"(\d+)% (more|less) likely(?! [^.]*\.\s*With)", said):
            assert int(percent) >= 1, (percent, side)


@pytest.mark.parametrize(
    ("table", "decimals", "printed"),
    [
        # 1.04 was printed as 1.0, outside its interval from 1.02.
        ((104_000, 200_000, 100_000, 200_000), 1, "1.04 (1.03 to 1.0"),
        ((1_000, 1_000_000, 995, 1_000_000), 2, "1.01 (0.92 to 1.10"),
        ((10_004, 100_000, 10_000, 100_000), 2, "1.0004 (0.97 to 1.03)"),
        ((1, 10_000, 30, 800), 2, "0.003 (0.0005 to 0.02)"),
        ((48, 400, 170, 780), 1, "0.6 (0.4 to 0.7"),
    ],
)
def test_decimals_are_as_many_as_keep_order_and_side(table, decimals, printed):
    line = _line(*table, decimals=decimals)

    assert f"{ratio_text(line)} ({limits_text(line)})".startswith(printed)


def test_one_event_fewer_is_said_where_that_is_none():
    reading = _line(1, 40, 50, 100).reading

    assert "With one more entry into the process among staff from ethnic minorities" in reading
    assert "the ratio would say 90% less likely; with one fewer, 100% less likely." in reading


def test_one_event_more_and_fewer_are_said_whatever_the_finding():
    for table in ((4, 12, 3, 900), (1, 60, 60, 400), (2, 40, 3, 120), (9, 200, 60, 1_000)):
        line = _line(*table)
        assert re.search(r"With one more .* the ratio would say .*; with one fewer,", line.reading)


def test_a_finding_that_katz_would_not_make_says_so(write, scwres):
    found = [
        table
        for table in _tables(700)
        if _line(*table, interval="katz").is_printed_otherwise and min(table[1], table[3]) >= 10
    ]
    assert found
    for table in found[:20]:
        line = _line(*table, interval="katz")
        side = second.finding(*table, "higher") in ("worse", "better")
        assert ("leaves out 1 and would" if not side else "includes 1 and would") in line.reading
    a, n, c, m = found[0]
    text = "item,answer,ethnicity,people\n" + "".join(
        f"left,{answer},{who},{many}\n"
        for answer, who, many in (
            *(("yes", "Indian", a), ("no", "Indian", n - a)),
            *(("yes", "White", c), ("no", "White", m - c)),
        )
    )
    out = scwres("compute", write("c.csv", text), "--interval", "katz").out
    assert "Katz's interval would give another finding in 8 Leaving." in out


# In a publication


def _counts(**items) -> str:
    rows = ["item,answer,ethnicity,people"]
    for item, pairs in items.items():
        for label, (yes, out_of) in zip(("Indian", "White British"), pairs, strict=True):
            rows += [f"{item},yes,{label},{yes}", f"{item},no,{label},{out_of - yes}"]
    return "\n".join([*rows, ""])


def test_words_and_national_figures_are_at_the_precision_of_a_publications_ratio(write):
    # 50 of 490 against 200 of 1,000 is 0.51 of rounded counts, and printed as 0.5.
    path = write("c.csv", _counts(appointed=((50, 490), (200, 1_000))))
    published = package.publish(package.compute(path))
    [line] = published.lines
    document = document_of(published)
    [row] = document.summary.rows
    national = row[document.summary.headers.index("Latest national figure")]

    assert ratio_text(line) == "0.5"
    assert "half as likely" in line.reading
    assert "49% less likely" not in json.dumps(document, default=str)
    assert national.beside == "0.5 (2024)"
    assert {one.printed for one in lines_beside(published)} == {"0.5"}
    for format_ in ("table", "markdown"):
        text = FORMATS[format_].render(published)
        assert "0.5" in text
        assert "0.52" not in text
        assert "49%" not in text


def test_a_ratio_above_two_is_said_with_its_printed_figure(write):
    # 110 of 450 against 100 of 1,000 is 2.44.
    path = write("c.csv", _counts(disciplinary=((110, 450), (100, 1_000))))
    [line] = package.publish(package.compute(path)).lines

    assert ratio_text(line) == "2.4"
    assert "more than twice as likely (2.4)" in line.reading
    assert finding_in_words(line) == "worse: more than twice as likely (2.4)"


def test_what_is_not_shown_says_so_without_saying_whose_count_is_small(write):
    path = write("c.csv", _counts(disciplinary=((3, 60), (48, 312)), left=((40, 200), (90, 800))))
    document = document_of(package.publish(package.compute(path)))

    assert document.sections == ()
    assert [row[0].text for row in document.withheld.rows] == [
        "3 Formal disciplinary process",
        "8 Leaving",
    ]
    assert "So few people" not in str(document)


def test_extracts_are_called_by_plain_names(write):
    staff = "staff_id,ethnicity,regulated_professional,pay_band\n" + "".join(
        f"A{number},{'Indian' if number % 3 else 'White'},Y,G1\n" for number in range(120)
    )
    write("hr.csv", staff)
    write("cpd.csv", "staff_id,ethnicity\nA1,Indian\nA3,White\n")
    path = write("fitness_to_practise.csv", "staff_id,ethnicity\nA2,Indian\nA6,White\n")
    options = {"cpd": path.parent / "cpd.csv", "fitness_to_practise": path}
    results = package.compute(path.parent / "hr.csv")
    results = results._replace(
        inputs=tuple(replace(results.inputs[0], kind=kind) for kind in ("staff", *options))
    )
    [said, *_] = document_of(results).coverage

    assert said == (
        "Calculated from these extracts: staff, training episodes (CPD) and fitness to practise "
        "cases."
    )


def test_the_race_disparity_ratio_is_in_the_lists_of_what_is_significant(write, scwres):
    config = write(
        "scwres.toml",
        '[pay_groups]\nlower = ["Grade 3"]\nmiddle = ["Grade 5"]\nupper = ["Grade 9"]\n',
    )
    rows = [("Indian", "Grade 3", 200), ("Indian", "Grade 5", 40), ("Indian", "Grade 9", 20)]
    rows += [("White", "Grade 3", 300), ("White", "Grade 5", 200), ("White", "Grade 9", 150)]
    text = "item,answer,ethnicity,people\n" + "".join(
        f"pay_band,{band},{who},{many}\n" for who, band, many in rows
    )
    path = write("c.csv", text)
    document = document_of(package.compute(path, config=config))
    out = scwres("compute", path, "--config", config).out
    listed = out.partition("Statistically significant differences")[2]

    assert document.headlines[0][1].startswith("Lower to middle pay group: the odds")
    assert "lower to middle pay group" in listed.casefold()
    # The note reads a pair that stands in the table, and no other.
    assert "40 to 200 means 40 people in the higher pay group and 200 in the lower." in out
    assert "179 to 92" not in out + str(document)


def test_no_ratio_stands_beside_no_clear_difference():
    for table, said in (
        ((1, 100, 0, 90), "too few to tell: no events among white"),
        ((30, 100, 0, 300), "worse: no events among white"),
    ):
        line = _line(*table)
        assert ratio_text(line) == "[z]"
        assert finding_in_words(line) == said


@pytest.mark.parametrize("confidence", [0.95, 0.9999999])
def test_a_ratio_that_does_not_exist_is_never_no_clear_difference(confidence):
    line = _line(12, 100, 0, 90, confidence=confidence)

    assert "no clear difference" not in finding_in_words(line)


def test_a_group_of_under_ten_people_is_in_no_total_and_beside_no_national_figure(write, scwres):
    path = write("c.csv", _counts(left=((9, 9), (80, 800)), disciplinary=((40, 200), (40, 800))))
    results = package.compute(path)
    document = document_of(results)
    out = scwres("compute", path, "--detail").out
    national = document.summary.headers.index("Latest national figure")
    [leaving] = [row for row in document.summary.rows if row[0].text.startswith("8")]

    assert [line.finding for line in results.lines] == ["worse", "too few to tell"]
    assert {one.indicator for one in lines_beside(results)} == {"3"}
    assert leaving[national].text == "[x]"
    assert document.glance.about.title == (
        "The one ratio shown is statistically significant; 1 has under 10 people"
    )
    assert "Of 1 finding here, 1 says worse or better" in out
    assert "Findings are not corrected for how many there are." in out
    assert "8 Leaving" not in str([said for name, said in document.headlines if name[:1] == "8"])


# Years


def _year_of(write, year, **items):
    write(f"{year}.csv", _counts(**items))
    text = f'snapshot = {year}-09-30\n[[extracts]]\npath = "{year}.csv"\n'
    return write(f"{year}.toml", text)


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (((30, 400), (0, 800)), ((60, 400), (0, 800)), "There is no ratio in either year, "),
        (((30, 400), (0, 0)), ((60, 400), (0, 0)), "There is no ratio in either year, "),
        (((30, 400), (0, 0)), ((60, 400), (0, 800)), "There is no ratio in either year, "),
        (
            ((30, 400), (0, 0)),
            ((40, 400), (160, 800)),
            "There is no ratio in the earlier year (0.50 in the later), ",
        ),
        (
            ((40, 400), (160, 800)),
            ((30, 400), (0, 0)),
            "There is no ratio in the later year (0.50 in the earlier), ",
        ),
        (
            ((40, 400), (160, 800)),
            ((0, 0), (160, 800)),
            "There is no ratio in the later year (0.50 in the earlier), ",
        ),
    ],
)
def test_whether_no_ratio_changed_cannot_be_told_and_has_no_p_value(
    write, scwres, before, now, said
):
    years = [_year_of(write, 2024, left=before), _year_of(write, 2025, left=now)]
    [line] = [one for one in compare_years(years).lines if one.indicator == "8"]
    out = scwres("compare", *years, "-q").out

    assert line.verdict == "cannot be told"
    assert (line.change, line.change_lower, line.change_upper, line.p_value) == (None,) * 4
    assert line.reading == f"{said}so a change cannot be calculated."
    assert "1.000" not in out
    assert "No clear change" not in out


def test_no_ratio_in_either_year_is_no_change_of_a_plan_either(write):
    from scwres.plan.evaluate import held_against

    years = [
        _year_of(write, year, disciplinary=((many, 400), (0, 800)))
        for year, many in ((2024, 30), (2025, 60))
    ]
    plan = write(
        "plan.toml",
        'signed_off = 2024-01-01\n[[action]]\naction = "Do it"\nperiod = "medium"\n'
        'measures = [{ measure = "3", moves = "towards parity" }]\n',
    )
    (action,) = held_against(plan, before=years[0], now=years[1]).actions

    assert (action.suggested, action.measures[0].outcome) == ("amber", "cannot be told")
    assert action.measures[0].change.p_value is None
    assert "neither year has a ratio" in action.why


def test_a_unit_that_years_spell_in_other_capitals_is_one_and_said_so(write, scwres):
    years = []
    for year, unit, many in ((2024, "Adult Care", 40), (2025, "adult  care", 80)):
        rows = _counts(left=((many, 400), (160, 800))).splitlines()
        more = [f"{row},{'directorate' if row == rows[0] else unit}" for row in rows]
        write(f"{year}.csv", "\n".join([*more, ""]))
        text = f'snapshot = {year}-09-30\n[[extracts]]\npath = "{year}.csv"\n'
        years.append(write(f"{year}.toml", text))
    changes = compare_years(years, by=["directorate"])
    [line] = [one for one in changes.lines if one.breakdown]

    assert not changes.not_compared
    assert changes.respelt == (("Adult Care", line.unit),)
    assert line.unit.casefold() == "adult care"
    assert line.verdict == "moved towards parity"
    for kind in ("table", "markdown"):
        out = " ".join(
            scwres("compare", *years, "--by", "directorate", "--format", kind).out.split()
        )
        assert f"only capitals or spaces differ: 'Adult Care' as '{line.unit}'." in out.replace(
            "  ", " "
        )


def test_two_units_that_one_year_keeps_apart_are_not_made_one_by_another():
    from scwres.results.files import Year
    from scwres.years.years import with_one_spelling

    def year(label, *units):
        lines = tuple(
            replace(_line(40, 400, 160, 800), breakdown="team", unit=unit) for unit in units
        )
        return Year(
            name=label,
            standard="sc-wres-2024",
            audience="internal",
            settings={},
            lines=lines,
        )

    both, respelt = with_one_spelling([year("2024", "Adults", "adults"), year("2025", "ADULTS")])

    assert [[line.unit for line in one.lines] for one in both] == [
        ["Adults", "adults"],
        ["ADULTS"],
    ]
    assert respelt == ()


# A plan


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [((20, 400), (52, 400), "from 0.50 to 1.30"), ((80, 400), (28, 400), "from 2.00 to 0.70")],
)
def test_a_ratio_that_went_beyond_a_target_of_1_is_past_it_and_never_short_of_it(
    write, before, now, said
):
    from scwres.plan.evaluate import held_against

    years = [
        _year_of(write, year, disciplinary=(group, (80, 800)))
        for year, group in ((2024, before), (2025, now))
    ]
    plan = write(
        "plan.toml",
        'signed_off = 2024-01-01\n[[action]]\naction = "Do it"\nperiod = "medium"\n'
        'measures = [{ measure = "3", moves = "towards parity", target = 1 }]\n',
    )
    (action,) = held_against(plan, before=years[0], now=years[1]).actions

    assert (action.suggested, action.measures[0].outcome) == ("amber", "past its target")
    assert said in action.why
    assert "reached parity" in action.why
    assert "and past its target of 1.00" in action.why
    assert "not yet at its target" not in action.why


# Of another standard


def test_what_a_survey_says_is_of_the_indicators_of_its_standard(write):
    rows = ["ethnicity,harassment_public,harassment_staff,equal_opportunities,discrimination"]
    rows += ["Indian,Y,N,Y,N", "Indian,N,Y,N,Y"] * 20 + ["White,N,N,Y,N", "White,Y,N,Y,N"] * 40
    path = write("survey.csv", "\n".join([*rows, ""]))
    quality = document_of(package.compute(path, standard="nhs-wres")).quality
    [said] = [one for one in quality if "answered the survey" in one]

    assert re.findall(r"\b(\d[ab]?) [A-Z]", said) == ["5", "6", "7", "8"]
    assert "7a" not in said


def test_the_same_people_are_told_by_what_the_standard_defines():
    from scwres.disclosure.knowledge import counted_of, shows_zeros
    from scwres.metrics.standards.indicator import CountedOf

    assert counted_of("nhs-wres", "8") is CountedOf.RESPONDENTS
    assert counted_of("sc-wres-2024", "8") is CountedOf.IN_YEAR
    assert counted_of("supporting", "feels_included") is CountedOf.RESPONDENTS
    assert counted_of("supporting", "a measure of one's own") is CountedOf.OTHERS
    assert shows_zeros("sc-wres-2024", "9", False)
    assert not shows_zeros("nhs-wres", "8", False)


def test_a_short_finding_is_never_cut_out_of_a_text():
    assert finding_alone(_line(4, 12, 3, 900)) == "worse"
    assert finding_alone(_line(1, 12, 3, 900)) == "too few to tell"
    assert finding_alone(_line(9, 9, 3, 900)) == "too few to tell (under 10 people)"


def test_the_line_says_which_test_its_p_value_is_of(write):
    path = write("c.csv", _counts(left=((40, 400), (160, 800)), disciplinary=((1, 12), (3, 900))))
    for asked, tests in (("", ["Fisher", "Pearson"]), ("fisher", ["Fisher", "Fisher"])):
        results = package.compute(path, **({"p_value": asked} if asked else {}))
        table = ratios_table(results, results.lines, "", "", in_full=True)
        at = table.headers.index("Test")
        assert [row[at].text.split()[0] for row in table.rows] == tests
        for line, test in zip(results.lines, tests, strict=True):
            assert test in line.method
