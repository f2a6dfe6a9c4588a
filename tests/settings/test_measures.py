"""Measures beside the standards: those that are known, and those of the user's own."""

from __future__ import annotations

import json

import pytest

import scwres
from scwres.disclosure.rules import PROFILES
from scwres.errors import InputError, UsageError
from scwres.publishing.publish import release_of

MEASURE = """
[measure.speaks_up]
title = "Would speak up"
item = "Q12: would speak up"
worse_when = "lower"
"""


def _of(results, number):
    return [line for line in results.lines if line.indicator == number]


def _hr(header: str, *rows: tuple[str, int]) -> str:
    return "\n".join([header, *(row for row, times in rows for _ in range(times)), ""])


PROMOTED = _hr(
    "ethnicity,left,promoted",
    ("Indian,N,Y", 10),
    ("Indian,N,N", 90),
    ("White British,N,Y", 60),
    ("White British,N,N", 240),
)


def test_a_supporting_measure_is_computed_where_its_column_is(write, scwres):
    path = write("hr.csv", PROMOTED)
    document = json.loads(scwres("compute", path, "--format", "json").out)

    lines = {one["indicator"]: one for one in document["results"]}
    assert lines["promoted"]["ratio"] == pytest.approx(0.5)
    assert lines["promoted"]["standard"] == "supporting"
    assert lines["promoted"]["finding"] == "worse"
    assert lines["8"]["standard"] == "sc-wres-2024"
    assert "coaching" not in {one["indicator"] for one in document["not_computed"]}
    table = scwres("compute", path, "--detail").out
    assert "Supporting measures (not part of the standard)" in table
    assert table.index("8   Leaving") < table.index("Supporting measures")


def test_a_supporting_measure_can_be_asked_for_alone(write, scwres):
    path = write("hr.csv", PROMOTED)
    results = package_compute(path, indicators=["promoted", "coaching"])

    assert {line.indicator for line in results.lines} == {"promoted"}
    [missing] = results.not_computed
    assert (missing.indicator, missing.why) == ("coaching", "hr.csv has no column 'coaching'")
    ran = scwres("compute", path, "--indicator", "promotd")
    assert ran.status == 2
    assert "Did you mean 'promoted'?" in ran.err
    assert "Expected 1, 2, 3, 4, 5, 6, 7a, 7b, 8 or 9, or a supporting measure" in ran.err


def package_compute(*arguments, **options):
    return scwres.compute(*arguments, **options)


@pytest.mark.parametrize(
    ("header", "item", "who"),
    [
        ("joined", "left_in_probation", "joined"),
        ("joined", "left_within_12_months", "joined"),
        ("panel_member", "recruitment_training", "panel_member"),
        ("funding_requested", "funding_approved", "funding_requested"),
    ],
)
def test_a_measure_is_out_of_those_it_could_happen_to(write, header, item, who):
    path = write(
        "hr.csv",
        _hr(
            f"ethnicity,{header},{item}",
            ("Indian,Y,Y", 4),
            ("Indian,Y,N", 16),
            ("Indian,N,N", 30),
            ("White British,Y,Y", 5),
            ("White British,Y,N", 45),
            ("White British,N,N", 70),
        ),
    )
    [line] = _of(scwres.compute(path), item)

    assert (line.group_count, line.group_out_of) == (4, 20)
    assert (line.compared_with_count, line.compared_with_out_of) == (5, 50)
    spoilt = write("hr.csv", _hr(f"ethnicity,{header},{item}", ("Indian,N,Y", 1)))
    with pytest.raises(InputError, match=f"is yes for someone whose {who} is not"):
        scwres.compute(spoilt)


def test_shortlisting_from_applying_is_the_stage_before_appointment(write):
    path = write(
        "applications.csv",
        _hr(
            "ethnicity,shortlisted,appointed",
            ("Indian,Y,Y", 5),
            ("Indian,Y,N", 25),
            ("Indian,N,", 70),
            ("White British,Y,N", 60),
            ("White British,N,", 40),
        ),
    )
    results = scwres.compute(path)

    [line] = _of(results, "shortlisted")
    assert (line.group_count, line.group_out_of, line.ratio) == (30, 100, pytest.approx(0.5))
    [line] = _of(results, "2")
    assert line.group_out_of == 30


def test_somebody_in_several_posts_has_what_any_post_says(write):
    path = write(
        "hr.csv",
        "staff_id,ethnicity,pay_band,coaching\n"
        "A,Indian,G5,N\nA,Indian,G4,Y\nB,White British,G5,N\n",
    )
    [line] = _of(scwres.compute(path), "coaching")

    assert (line.group_count, line.group_out_of) == (1, 1)


def test_a_survey_of_supporting_questions_alone_is_a_survey(write):
    path = write("joiners.csv", "ethnicity,feels_included\nIndian,Y\nWhite British,N\n")

    assert scwres.compute(path).inputs[0].kind == "survey"


def test_a_measure_of_ones_own(write, scwres):
    config = write("scwres.toml", MEASURE)
    path = write(
        "survey.csv",
        _hr(
            "ethnicity,harassment_public,Q12: Would speak up",
            ("Indian,N,N", 20),
            ("Indian,N,Y", 20),
            ("White British,N,Y", 90),
            ("White British,N,N", 10),
            ("White British,Y,", 5),
        ),
    )
    results = package_compute(path, config=config)

    [line] = _of(results, "speaks_up")
    assert (line.standard, line.title) == ("supporting", "Would speak up")
    assert (line.group_count, line.group_out_of) == (20, 40)
    assert line.compared_with_out_of == 100
    assert line.finding == "worse"
    assert "to be counted under 'Would speak up'" in line.reading
    # What comes out as counts can be read again.
    counts = scwres("compute", path, "--config", config, "--format", "counts").out
    again = package_compute(write("counts.csv", counts), config=config)
    assert _of(again, "speaks_up") == [line]


def test_a_measure_is_out_of_those_whose_column_says_so(write):
    config = write(
        "scwres.toml",
        '[measure.cpd_of_managers]\ntitle = "CPD of managers"\nitem = "cpd"\nout_of = "manages"\n',
    )
    rows = [
        *[("Indian,N,N", 50), ("Indian,Y,Y", 3), ("Indian,N,Y", 9)],
        *[("White British,Y,Y", 20), ("White British,N,Y", 20), ("White British,N,N", 5)],
    ]
    path = write("hr.csv", _hr("ethnicity,cpd,manages", *rows))
    results = scwres.compute(path, config=config)

    [line] = _of(results, "cpd_of_managers")
    assert (line.group_count, line.group_out_of) == (3, 12)
    assert line.finding == ""  # no side was said to be worse
    [nine] = _of(results, "5")
    assert (nine.group_count, nine.group_out_of) == (3, 62)


def test_an_event_outside_its_population_is_refused_with_its_rows(write):
    config = write(
        "scwres.toml",
        '[measure.cpd_of_managers]\ntitle = "x"\nitem = "cpd"\nout_of = "manages"\n',
    )
    path = write("hr.csv", "ethnicity,cpd,manages\nIndian,Y,N\nWhite British,Y,Y\nIndian,Y,\n")
    with pytest.raises(InputError) as caught:
        scwres.compute(path, config=config)

    assert "column B 'cpd' is yes for someone whose manages is not yes: rows 2 and 4" in str(
        caught.value
    )


def test_a_population_that_the_extract_lacks_is_refused_with_the_nearest(write):
    config = write(
        "scwres.toml",
        '[measure.cpd_of_managers]\ntitle = "x"\nitem = "cpd"\nout_of = "leads_peple"\n',
    )
    path = write("hr.csv", "ethnicity,cpd,leads_people\nIndian,Y,Y\n")
    with pytest.raises(InputError) as caught:
        scwres.compute(path, config=config)

    assert "has column 'cpd' but no column 'leads_peple'" in str(caught.value)
    assert "Both must be in the same file" in str(caught.value)


def test_a_measure_whose_column_is_nowhere_is_refused_with_the_nearest_and_the_list(write):
    config = write("scwres.toml", '[measure.rated]\ntitle = "Rated"\nitem = "ratin"\n')
    path = write("hr.csv", "ethnicity,cpd,rating\nIndian,Y,Y\nWhite,N,N\n")
    with pytest.raises(UsageError) as caught:
        scwres.compute(path, config=config)

    assert "no extract has a column 'ratin', which [measure.rated] names" in str(caught.value)
    assert "Did you mean 'rating'? The columns are cpd and rating." in str(caught.value)


def test_a_measure_in_place_of_a_supporting_one_keeps_its_words(write):
    config = write(
        "scwres.toml", '[measure.promoted]\ntitle = "Promoted to G9"\nworse_when = "lower"\n'
    )
    [line] = _of(scwres.compute(write("hr.csv", PROMOTED), config=config), "promoted")

    assert line.title == "Promoted to G9"
    assert "less likely to be promoted" in line.reading or "to be promoted" in line.reading


@pytest.mark.parametrize(
    ("keys", "lags_when"),
    [
        ("", None),
        ('worse_when = "higher"', "higher"),
        ('worse_when = "higher"\nlags_when = "lower"', "lower"),
        ('lags_when = "lower"', "lower"),
        ('worse_when = "higher"\nlags_when = "neither"', None),
    ],
)
def test_a_unit_lags_in_a_measure_as_it_is_worse_unless_the_measure_says_otherwise(
    write, keys, lags_when
):
    config = write("scwres.toml", f'[measure.rated]\ntitle = "Rated"\n{keys}\n')
    path = write("hr.csv", "ethnicity,left,rated\nIndian,N,Y\nWhite,N,N\n")
    [line] = _of(scwres.compute(path, config=config), "rated")

    assert line.definition.lags_when == lags_when


def test_words_and_blanks_of_a_measure_are_said_as_of_any_column(write):
    config = write(
        "scwres.toml",
        '[measure.rated]\ntitle = "Rated"\nitem = "rating"\n'
        '[words.rated]\nyes = ["top"]\n[blank]\nrated = "no"\n',
    )
    path = write("hr.csv", "ethnicity,left,rating\nIndian,N,Top\nWhite,N,\n")
    [line] = _of(scwres.compute(path, config=config), "rated")

    assert (line.group_count, line.compared_with_out_of) == (1, 1)


WRONG = [
    ('[measure.x]\nitem = "cpd"\n', 1, "the measure has no title"),
    ("[measure]\nx = 3\n", 2, "expected a table, not a number"),
    ('[measure.x]\ntitle = "X"\nworse = "lower"\n', 1, "Did you mean 'worse_when'?"),
    ('[measure.x]\ntitle = "X"\nworse_when = "lowr"\n', 1, "Did you mean 'lower'?"),
    ('[measure.x]\ntitle = "X"\nlags_when = "more"\n', 1, "lags_when cannot be 'more'"),
    ('[measure.x]\ntitle = "X"\ncounted_of = "staff"\n', 1, "counted_of cannot be 'staff'"),
    ('[measure.x]\ntitle = ""\n', 1, "title: expected text, not empty text"),
    ('[measure.x]\ntitle = "X"\nitem = "team"\n', 1, "which is not a yes/no column"),
    ('[measure.x]\ntitle = "X"\nitem = "staff_id"\n', 1, "which is not a yes/no column"),
    (
        '[measure.x]\ntitle = "X"\nitem = "harassment_public"\nout_of = "cpd"\n',
        1,
        "item is in the survey extract, but out_of is in the staff extract",
    ),
    (
        '[measure.x]\ntitle = "X"\nitem = "cpd"\nout_of = "cpd"\n',
        1,
        "item and out_of are the same column",
    ),
    ('[measure.cpd]\ntitle = "X"\n', 1, "'cpd' is already the name of a column"),
    ('[measure.7a]\ntitle = "X"\n', 1, "'7a' is the number of an indicator"),
    ('[measure.7]\ntitle = "X"\n', 1, "'7' is the number of an indicator"),
    ('[measure]\ntitle = "X"\n', 2, "Write [measure.some_name] above it."),
    ('[measures.x]\ntitle = "X"\n', 1, "Did you mean 'measure'?"),
    ('\n[measures.x]\ntitle = "X"\n', 2, "Did you mean 'measure'?"),
    ('[measure."A B"]\ntitle = "X"\n', 1, "Write [measure.a_b]."),
    ('indicators = ["promotd"]\n', 1, "Did you mean 'promoted'?"),
    ('indicators = ["7a"]\nstandard = "nhs-wres"\n', 1, "NHS WRES has no indicator '7a'"),
    ('standard = "nhs-wrs"\n', 1, "Did you mean 'nhs-wres'? Expected sc-wres-pilot,"),
    ('groups = "fiv"\n', 1, "Did you mean 'five'?"),
    ('reference = "White Britsh"\n', 1, "Did you mean 'White British'?"),
    ('[pay_groups]\nlower = ["a"]\n', 1, "no bands are listed for middle and upper"),
    (
        '[pay_groups]\nlower = ["Band 2"]\nmiddle = ["band 2"]\nupper = []\n',
        1,
        "'band 2' is in two pay groups",
    ),
    ('[pay_groups]\nlowest = ["a"]\n', 2, "Did you mean 'lower'?"),
    ('[words.rated]\nyes = ["top"]\n', 1, "'rated'"),
]


@pytest.mark.parametrize(("text", "line", "says"), WRONG)
def test_a_bad_measure_is_a_fault_with_its_line(write, text, line, says):
    with pytest.raises(UsageError) as caught:
        scwres.compute(write("hr.csv", PROMOTED), config=write("scwres.toml", text))

    assert f"scwres.toml line {line}: " in str(caught.value)
    assert says in str(caught.value)


def test_check_says_which_measures_can_be_computed(write, scwres):
    config = write("scwres.toml", '[measure.rated]\ntitle = "Rated"\nitem = "rating"\n')
    path = write("hr.csv", "ethnicity,left,rating,promoted\nIndian,N,Y,Y\nWhite,Y,N,N\n")
    ran = scwres("check", path, "--config", config)

    assert ran.status == 0
    assert "promoted" in ran.out
    assert "rated" in ran.out
    assert "coaching" not in ran.out


BANDS = [
    *[("Indian,Grade 3,N", 30), ("Indian,Grade 5,N", 15), ("Indian,Grade 9,N", 3)],
    *[("White British,Grade 3,N", 60), ("White British,Grade 5,N", 60)],
    *[("White British,Grade 9,N", 30), ("Indian,Sessional,N", 4)],
]
PAY_GROUPS = '[pay_groups]\nlower = ["Grade 3"]\nmiddle = ["Grade 5"]\nupper = ["Grade 9"]\n'


def test_race_disparity_ratios_are_lines_of_indicator_1(write, scwres):
    config = write("scwres.toml", PAY_GROUPS)
    path = write("hr.csv", _hr("ethnicity,pay_band,left", *BANDS))
    results = package_compute(path, config=config)

    lines = [line for line in _of(results, "1") if line.title == "Race disparity ratio"]
    assert [line.part for line in lines] == [
        *("lower to middle", "middle to upper", "lower to upper"),
    ]
    # 15 of 30 against 60 of 60; 3 of 15 against 30 of 60; 3 of 30 against 30 of 60.
    assert [line.ratio for line in lines] == pytest.approx([0.5, 0.4, 0.2])
    assert (lines[0].group_count, lines[0].group_out_of) == (15, 45)
    assert {line.finding for line in lines} == {""}
    assert lines[0].method.startswith("ratio of odds, Cornfield score interval")
    [warning] = [one for one in results.warnings if one.code == "pay-groups"]
    assert "leave out the staff in 'Sessional'" in warning.text
    table = scwres("compute", path, "--config", config).out
    assert "Race disparity ratio" in table
    assert "lower to middle" in table


def test_the_nhs_bands_have_pay_groups_of_their_own_the_other_way(write):
    rows = [
        *[("Indian,Band 5,N", 40), ("Indian,Band 6,N", 10), ("Indian,Band 8a,N", 2)],
        *[("White British,Band 2,N", 50), ("White British,Band 7,N", 50)],
        *[("White British,Band 8 - Range A,N", 5), ("White British,VSM,N", 5)],
    ]
    path = write("hr.csv", _hr("ethnicity,pay_band,left", *rows))
    results = scwres.compute(path, standard="nhs-wres")

    lines = [line for line in results.lines if line.title == "Race disparity ratio"]
    assert [line.ratio for line in lines] == pytest.approx([4, (10 / 50) / (2 / 10), 4])
    assert {line.group for line in lines} == {"white"}
    assert not any(line.title == "Race disparity ratio" for line in scwres.compute(path).lines)


def test_national_bands_made_of_salaries_are_the_pay_groups(write):
    config = write("scwres.toml", '[pay_bands]\nfrom_salary = "national"\n')
    rows = [("Indian,25000,N", 20), ("Indian,40000,N", 10), ("White,25000,N", 20)]
    path = write("hr.csv", _hr("ethnicity,salary,left", *rows, ("White,45000,N", 30)))
    results = scwres.compute(path, config=config)

    [line] = [line for line in results.lines if line.part == "lower to middle"]
    assert line.ratio == pytest.approx(10 / 20 / (30 / 20))


def test_a_measure_that_is_asked_for_and_not_there_is_said_in_every_format(write, scwres):
    path = write("hr.csv", "ethnicity,left\nIndian,Y\nWhite,N\n")
    for format_ in ("table", "csv", "json", "counts"):
        ran = scwres("compute", path, "--indicator", "promoted", "--format", format_)
        assert ran.status == 0
        assert "hr.csv has no column 'promoted'" in ran.out + ran.err


def test_a_measure_in_two_extracts_is_never_added_up(write):
    config = write("scwres.toml", '[measure.own]\ntitle = "Own"\nitem = "q1"\n')
    staff = write("hr.csv", "staff_id,ethnicity,left,q1\nA,Indian,N,Y\nB,White,N,N\n")
    survey = write("s.csv", "ethnicity,harassment_public,q1\nIndian,N,Y\nWhite,N,N\n")
    with pytest.raises(InputError, match="both hold 'own'"):
        scwres.compute([staff, survey], config=config)


def test_applications_and_shortlisting_that_both_hold_appointments_are_a_fault(write):
    applications = write("a.csv", "ethnicity,shortlisted,appointed\nIndian,Y,Y\nWhite,Y,N\n")
    shortlisting = write("s.csv", "ethnicity,appointed\nIndian,Y\nWhite,N\n")
    with pytest.raises(InputError, match="both hold 'appointed'"):
        scwres.compute([applications, shortlisting])


def test_a_supporting_measure_of_ones_own_title_keeps_its_population(write):
    config = write("scwres.toml", '[measure.left_in_probation]\ntitle = "Left early"\n')
    path = write("hr.csv", "ethnicity,joined,left_in_probation\nIndian,N,Y\nWhite,Y,N\n")
    with pytest.raises(InputError, match="is yes for someone whose joined is not"):
        scwres.compute(path, config=config)


def test_a_measure_of_another_column_is_not_spoken_of_as_the_supporting_one(write):
    config = write("scwres.toml", '[measure.promoted]\ntitle = "Flexible"\nitem = "flexible"\n')
    rows = [("Indian,N,Y", 12), ("White British,N,Y", 12), ("Indian,N,N", 9)]
    path = write("hr.csv", _hr("ethnicity,left,flexible", *rows, ("White British,N,N", 9)))
    [line] = _of(scwres.compute(path, config=config), "promoted")

    assert "to be counted under 'Flexible'" in line.reading


def test_a_measure_of_a_column_whose_place_a_list_takes_is_refused(write):
    config = write("scwres.toml", '[measure.own]\ntitle = "Own"\nitem = "left"\n')
    staff = write("hr.csv", "staff_id,ethnicity,left\nA,Indian,N\nB,White,N\n")
    leavers = write("leavers.csv", "staff_id,ethnicity,leaving_date\nC,Indian,2025-01-01\n")
    with pytest.raises(UsageError, match=r"because leavers\.csv takes its place"):
        scwres.compute([staff, leavers], config=config)


def test_a_measure_of_a_known_column_that_is_not_there_is_not_computed(write):
    config = write("scwres.toml", '[measure.own]\ntitle = "Own"\nitem = "disciplinary"\n')
    path = write("hr.csv", "ethnicity,left\nIndian,Y\nWhite,N\n")
    results = scwres.compute(path, config=config)

    assert any(one.indicator == "own" for one in results.not_computed)


def test_figures_are_not_broken_down_by_the_column_of_a_measure(write, scwres):
    config = write("scwres.toml", '[measure.own]\ntitle = "Own"\nitem = "Q12 speak up"\n')
    path = write("hr.csv", "ethnicity,left,Q12 speak up\nIndian,Y,Y\nWhite,N,N\n")
    ran = scwres("compute", path, "--config", config, "--by", "Q12 speak up")

    assert ran.status == 2
    assert "it is an answer, not a unit" in ran.err


def test_a_measure_without_a_worse_side_is_no_finding_where_the_interval_holds_one(write, scwres):
    rows = [("Indian,N,Y", 40), ("Indian,N,N", 60), ("White British,N,Y", 45)]
    path = write(
        "hr.csv", _hr("ethnicity,left,incident_reported", *rows, ("White British,N,N", 55))
    )
    out = scwres("compute", path, "--indicator", "incident_reported", "--detail").out

    assert "no clear difference (11% less likely)" in out


def test_pay_groups_that_match_no_band_are_warned_about(write):
    path = write("hr.csv", _hr("ethnicity,pay_band,left", *BANDS))
    groups = '[pay_groups]\nlower = ["G1"]\nmiddle = ["G2"]\nupper = ["G3"]\n'
    none = scwres.compute(path, config=write("a.toml", groups))
    one = scwres.compute(path, config=write("b.toml", PAY_GROUPS.replace("Grade 9", "Grade9")))

    [warning] = [one.text for one in none.warnings if one.code == "pay-groups"]
    assert warning.startswith("There are no race disparity ratios")
    texts = [one.text for one in one.warnings if one.code == "pay-groups"]
    assert "[pay_groups] names 'Grade9', which nobody is in. Did you mean 'Grade 9'?" in texts


def test_bands_that_differ_in_a_sign_are_two(write):
    config = write(
        "scwres.toml",
        '[pay_groups]\nlower = ["Grade 3"]\nmiddle = ["Grade 3+"]\nupper = ["Grade 4"]\n',
    )
    rows = [("Indian,Grade 3,N", 30), ("Indian,Grade 3+,N", 20), ("White,Grade 3,N", 10)]
    path = write("hr.csv", _hr("ethnicity,pay_band,left", *rows, ("White,Grade 3+,N", 10)))
    results = scwres.compute(path, config=config)

    [line] = [line for line in results.lines if line.part == "lower to middle"]
    assert (line.group_count, line.group_out_of) == (20, 50)


def test_the_strongest_disparity_is_significant(write):
    config = write("scwres.toml", PAY_GROUPS)
    rows = [("Indian,Grade 3,N", 60), ("Indian,Grade 5,N", 40), ("White,Grade 3,N", 300)]
    rows += [("White,Grade 5,N", 200), ("White,Grade 9,N", 100)]
    results = scwres.compute(write("hr.csv", _hr("ethnicity,pay_band,left", *rows)), config=config)

    [line] = [line for line in results.lines if line.part == "lower to upper"]
    assert line.ratio == 0
    assert line.ratio_upper < 1
    said = "0 of 60 staff from ethnic minorities in the two groups are in the higher one"
    assert said in line.reading
    assert line.reading.endswith("statistically significant.")


def test_whichever_interval_is_printed_the_deciding_one_is_named(write, scwres):
    rows = [("Indian,Y", 7), ("Indian,N", 93), ("White,Y", 1), ("White,N", 99)]
    path = write("hr.csv", _hr("ethnicity,left", *rows))
    out = scwres("compute", path, "--interval", "katz").out

    assert "0.88 to 55.86" in out
    assert "Findings use Koopman's score interval" in out


def test_a_rate_is_not_said_to_be_more_likely(write, scwres):
    config = write("scwres.toml", 'out_of = "in_post"\n')
    rows = [("Indian,Y", 17), ("Indian,N", 93), ("White,Y", 10), ("White,N", 99)]
    out = scwres("compute", write("hr.csv", _hr("ethnicity,left", *rows)), "--config", config).out

    assert "not tested (a rate)" in out
    assert "more likely" not in out


COUNTS = "item,answer,ethnicity,people\n" + "".join(
    f"speaks_up,{answer},{ethnicity},{people}\n"
    for answer, ethnicity, people in [
        ("yes", "Indian", 40),
        ("no", "Indian", 60),
        ("yes", "White British", 400),
        ("no", "White British", 300),
    ]
)


def test_a_measure_of_nobody_knows_whom_is_computed_and_not_published(write):
    text = '[measure.speaks_up]\ntitle = "Would speak up"\n'
    results = scwres.compute(write("counts.csv", COUNTS), config=write("scwres.toml", text))
    said = write("said.toml", text + 'counted_of = "staff in the year"\n')
    with pytest.raises(UsageError) as caught:
        release_of(results, PROFILES["swe"])

    assert "[measure.speaks_up] does not say which people it counts" in str(caught.value)
    assert 'counted_of = "staff in the year"' in str(caught.value)
    release = release_of(scwres.compute(write("counts.csv", COUNTS), config=said), PROFILES["swe"])
    assert release.published.settings["measures"]["speaks_up"]["counted_of"] == "staff in the year"


def test_a_measure_of_a_survey_counts_its_respondents(write):
    config = write("scwres.toml", '[measure.speaks_up]\ntitle = "Would speak up"\n')
    path = write("survey.csv", "ethnicity,harassment_public,speaks_up\nIndian,Y,Y\nWhite,N,N\n")
    results = scwres.compute(path, config=config)

    assert results.settings["measures"]["speaks_up"]["counted_of"] == "survey respondents"
