"""What figures say in sentences, over every combination of ratio, interval and worse side."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scwres import Tally
from scwres.ethnicity.categories import grouping, spoken_of
from scwres.metrics.comparison import Comparison, Method
from scwres.metrics.evidence import evidence
from scwres.metrics.standards import STANDARDS, standard_called
from scwres.metrics.standards.supporting import SUPPORTING_MEASURES
from scwres.results.lines import Line
from scwres.results.sentences import RatioStatement, reading

GOLDEN = Path(__file__).parent.parent / "golden" / "sentences.txt"
NOBODY = Tally(0, 0)

STANDARD = standard_called()
INDICATORS = {one.number: one for one in STANDARD.indicators}
NHS = {one.number: one for one in standard_called("nhs-wres").indicators}
PILOT = {one.number: one for one in standard_called("sc-wres-pilot").indicators}
MEASURES = {one.number: one for one in SUPPORTING_MEASURES}


def _comparison(group, other, unknown=NOBODY, names=("minority ethnic", "white")):
    return Comparison(
        group=names[0],
        compared_with=names[1],
        group_tally=group,
        compared_tally=other,
        unknown=unknown,
        everyone=group + other + unknown,
    )


def _line(comparison, indicator, **options):
    shown = comparison.inverted() if indicator.is_inverse else comparison
    made_by = Method(**{name: options.pop(name) for name in Method._fields if name in options})
    return Line(
        standard="sc-wres-2024",
        definition=indicator,
        comparison=shown,
        made_by=made_by,
        **options,
    )


#: Counts of the group and of the other, by the ratio that they give and how sure it is.
TABLES = {
    "0, sure": ((0, 200), (60, 600)),
    "0, unsure": ((0, 60), (30, 600)),
    "0, few": ((0, 12), (3, 600)),
    "0.30, sure": ((12, 400), (100, 1000)),
    "0.50, sure": ((20, 400), (100, 1000)),
    "0.50, few": ((1, 40), (5, 100)),
    "0.55, sure": ((48, 400), (170, 780)),
    "0.97, sure": ((97_000, 200_000), (100_000, 200_000)),
    "0.97, unsure": ((97, 200), (100, 200)),
    "0.998, sure": ((998_000, 2_000_000), (1_000_000, 2_000_000)),
    "1.00, unsure": ((40, 400), (100, 1000)),
    "1.03, unsure": ((103, 200), (100, 200)),
    "1.04, sure": ((104_000, 200_000), (100_000, 200_000)),
    "1.40, sure": ((140, 1000), (1000, 10_000)),
    "1.40, unsure": ((14, 100), (10, 100)),
    "2.00, sure": ((400, 8000), (600, 24_000)),
    "2.00, few": ((2, 40), (3, 120)),
    "2.33, one case from unsure": ((8, 60), (24, 500)),
    "25.0, sure": ((50, 100), (2, 100)),
    "none, sure": ((12, 100), (0, 300)),
    "none, unsure": ((1, 100), (0, 90)),
    "nothing in either": ((0, 100), (0, 300)),
    "everybody in both": ((30, 30), (70, 70)),
    "nobody in the group": ((0, 0), (7, 70)),
    "nobody in the other": ((3, 30), (0, 0)),
    "a small group": ((3, 7), (70, 700)),
    "a small other group": ((30, 70), (1, 9)),
}

SPOKEN = {
    "worse when lower": INDICATORS["2"],
    "worse when higher": INDICATORS["3"],
    "without a worse side": MEASURES["incident_reported"],
    "white over minority ethnic": NHS["2"],
    "a gap": PILOT["9"],
    "a share": INDICATORS["1"],
}


def _sentences():
    for name, (group, other) in TABLES.items():
        yield f"# {name}: {group[0]:,} of {group[1]:,}, {other[0]:,} of {other[1]:,}"
        for of, indicator in SPOKEN.items():
            part = "Grade 9" if indicator.headline == "share" else ""
            line = _line(_comparison(Tally(*group), Tally(*other)), indicator, part=part)
            yield f"{of}: {line.reading}"
        yield ""
    yield "# Of rates, of odds, of other groups, with much unknown, by another interval"
    table = Tally(48, 400), Tally(170, 780)
    leaving = _comparison(Tally(40, 340), Tally(150, 1350)).against_others()
    yield _line(leaving, INDICATORS["8"]).reading
    for group, other in (table, (Tally(20, 100), Tally(90, 500)), (Tally(5, 5), Tally(1, 30))):
        odds = _comparison(group + Tally(0, 10), other).of_odds()
        step = {"part": "lower to middle"}
        yield _line(odds, STANDARD.disparity, **step).reading
    yield _line(
        _comparison(Tally(20, 20), Tally(30, 40)).of_odds(), STANDARD.disparity, part="x to y"
    ).reading
    yield _line(
        _comparison(Tally(0, 20), Tally(30, 40)).of_odds(), STANDARD.disparity, part="x to y"
    ).reading
    for names in (("Indian", "White British"), ("Other", "white"), ("white minorities", "white")):
        yield _line(_comparison(*table, names=names), INDICATORS["2"]).reading
    unknown = _comparison(*table, Tally(60, 100))
    yield _line(unknown, INDICATORS["2"]).reading
    yield _line(unknown, NHS["2"]).reading
    close = _comparison(Tally(7, 34), Tally(1, 34))
    yield _line(close, INDICATORS["3"]).reading
    yield _line(close, INDICATORS["3"], interval="katz").reading
    yield _line(close, INDICATORS["3"], confidence=0.9).reading


def test_sentences_are_as_they_were_reviewed(request):
    text = "\n".join(_sentences()) + "\n"
    if request.config.getoption("--remake-golden"):
        GOLDEN.write_text(text, encoding="utf-8", newline="\n")

    assert text == GOLDEN.read_text(encoding="utf-8")


def test_the_example_that_the_standard_is_read_by():
    line = _line(_comparison(Tally(48, 400), Tally(170, 780)), INDICATORS["2"])

    assert line.reading == (
        "Shortlisted applicants from ethnic minorities were 45% less likely to be appointed than "
        "white applicants. The 95% confidence interval runs from 59% to 26% less likely. This "
        "is worse for applicants from ethnic minorities, and statistically significant. If the "
        "two rates were equal, about 39 more applicants from ethnic minorities would have been "
        "appointed."
    )


#: Words that generated prose never holds (Race Disparity Unit and ONS style guides).
NEVER = re.compile(
    r"times (more|less)|\bBAME\b|\bBME\b|non-white|people of colour|mixed race|\bonly\b|\bbest\b"
    r"|\bworst\b|\bnan\b|\binf\b|(?-i:None\b)",
    re.IGNORECASE,
)

tallies = st.integers(0, 400).flatmap(
    lambda out_of: st.builds(Tally, st.integers(0, out_of), st.just(out_of))
)
every_indicator = st.sampled_from(
    [*INDICATORS.values(), *NHS.values(), *PILOT.values(), *SUPPORTING_MEASURES]
)
names = st.sampled_from(
    [
        (group, one.compared_with)
        for name in ("two", "five", "detailed")
        for one in (grouping(name), grouping(name, "White British"))
        for group in one.groups
    ]
)


@given(tallies, tallies, tallies, every_indicator, names, st.sampled_from(["koopman", "katz"]))
def test_no_sentence_states_a_difference_where_the_interval_holds_one(
    group, other, unknown, indicator, of, interval
):
    line = _line(_comparison(group, other, unknown, of), indicator, interval=interval)
    text = line.reading

    assert text
    assert text[0].isupper() or text[0].isdigit()
    assert text.endswith(".")
    assert not NEVER.search(text)
    if "statistically significant" in text and indicator.worse_when:
        assert line.finding in ("worse", "better")
        assert f"This is {line.finding} for " in text
    if line.finding in ("too few to tell", "no clear difference"):
        assert not any(
            re.search(r"were .*\d% (more|less) likely", sentence) for sentence in line.sentences
        )
        if min(group.out_of, other.out_of) >= 10 and line.headline == "ratio":
            assert line.finding in text.casefold()
    if line.finding in ("worse", "better") and min(group.out_of, other.out_of) >= 10:
        assert "about as likely to" not in text


@given(tallies, tallies, every_indicator)
def test_the_reading_is_a_function_of_the_comparison_alone(group, other, indicator):
    assume(indicator.headline != "share")
    comparison = _comparison(group, other)
    shown = comparison.inverted() if indicator.is_inverse else comparison

    again = reading(
        RatioStatement(shown, indicator, shown.ratio(), shown.difference(), evidence(shown))
    )

    said = _line(comparison, indicator).sentences
    assert said == tuple(sentence.text for sentence in again)


@pytest.mark.parametrize("name", STANDARDS)
def test_every_indicator_can_be_said(name):
    standard = standard_called(name)
    for indicator in standard.indicators:
        text = _line(_comparison(Tally(48, 400), Tally(170, 780)), indicator, part="x").reading
        assert not NEVER.search(text)
        assert "  " not in text


def test_groups_are_spoken_of_in_whole_words():
    said = [
        spoken_of(group, "staff")
        for group in (*grouping("detailed", "White British").groups, "Mixed", "Other", "white")
    ]

    assert len(set(said)) == len(said)
    assert all("staff" in words for words in said)
    assert spoken_of("Mixed", "staff") == "staff of mixed ethnicity"


@pytest.mark.parametrize("name", STANDARDS)
def test_every_indicator_can_say_what_would_have_happened(name):
    for indicator in (*standard_called(name).indicators, *SUPPORTING_MEASURES):
        assert indicator.words.done


def test_one_more_is_a_person():
    line = _line(_comparison(Tally(0, 20), Tally(30, 600)), NHS["2"], confidence=0.1)

    assert line.reading.endswith(
        "about 1 more person from ethnic minorities would have been appointed."
    )


def test_a_measure_of_ones_own_says_what_would_be():
    words = MEASURES["grievance"].words._replace(done="", to="be counted under 'x'")
    own = replace(MEASURES["grievance"], words=words, worse_when="lower")
    line = _line(_comparison(Tally(48, 400), Tally(170, 780)), own)

    assert line.reading.endswith(
        "about 39 more staff from ethnic minorities would be counted under 'x'."
    )


def test_nothing_is_left_hanging_where_no_case_more_or_fewer_has_a_ratio():
    line = _line(_comparison(Tally(9, 10), Tally(0, 20)), INDICATORS["3"])

    assert line.reading.endswith(
        "If the two rates were equal, about 9 fewer staff from ethnic minorities would have "
        "entered the formal disciplinary process."
    )


def test_what_missing_ethnicity_could_change_is_said_where_a_recount_is_nothing():
    line = _line(_comparison(Tally(0, 100), Tally(30, 100), Tally(40, 100)), INDICATORS["3"])

    assert "Ethnicity is unknown for 33.3% of those counted and 57.1%" in line.reading


def test_a_small_p_value_is_in_words_in_a_sentence():
    # At 99.95% the score interval leaves out 1, and Fisher's p of 0.00075 is not under 0.0005.
    comparison = _comparison(Tally(3, 10), Tally(2, 200))
    line = _line(comparison, INDICATORS["8"], confidence=0.9995)

    assert "Fisher's exact test decides (p less than 0.001)." in line.reading
