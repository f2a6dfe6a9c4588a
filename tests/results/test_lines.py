"""A line is read off its comparison: its columns, what is hidden, and how it was made."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from scwres.counts import Tally
from scwres.disclosure.figures import FIGURES
from scwres.disclosure.knowledge import COUNT_COLUMNS
from scwres.metrics.comparison import Comparison, Method, Statistic
from scwres.metrics.standards import standard_called
from scwres.results.lines import COLUMNS, Line

INDICATORS = standard_called().indicators
NAMES = ("minority ethnic", "white")


@st.composite
def comparisons(draw) -> Comparison:
    """Draw four tallies of one event, of likelihoods, odds or rates."""
    statistic = draw(st.sampled_from(Statistic))
    tallies = []
    for _ in range(3):
        out_of = draw(st.integers(0, 400))
        tallies.append(statistic.tally(draw(st.integers(0, out_of)), out_of))
    group, compared_with, unknown = tallies
    everyone = group + compared_with + unknown
    return Comparison(*NAMES, group, compared_with, unknown, everyone)


@given(comparisons(), comparisons(), st.sampled_from(INDICATORS))
def test_the_columns_of_a_line_follow_from_its_counts_whatever_it_was_before(
    before, now, indicator
):
    line = Line(standard="sc-wres-2024", definition=indicator, comparison=before, part="Grade 1")
    assert list(line.row) == list(COLUMNS)  # and every column has been read once

    assert replace(line, comparison=now).row == replace(line, comparison=now).row
    fresh = Line(standard="sc-wres-2024", definition=indicator, comparison=now, part="Grade 1")
    assert replace(line, comparison=now).row == fresh.row
    assert fresh.ratio == now.ratio().value
    assert fresh.finding == now.difference().finding(indicator.worse_when)


@given(comparisons(), st.sets(st.sampled_from([*COUNT_COLUMNS.values()])))
def test_no_figure_of_a_withheld_count_is_shown(comparison, withheld):
    line = Line(
        standard="sc-wres-2024",
        definition=INDICATORS[1],
        comparison=comparison,
        withheld=frozenset(withheld),
    )

    assert all(getattr(line, column) is None for column in withheld)
    for name, figure in FIGURES.items():
        if withheld.intersection(figure.columns):
            assert not getattr(line, name)
            assert line.marks.get(name, "c") == "c"
    assert all(line.marks[column] == "c" for column in withheld)


def test_how_a_line_is_made_stands_in_columns_of_its_own():
    comparison = Comparison(*NAMES, Tally(3, 40), Tally(90, 900), Tally(0, 0), Tally(93, 940))
    made_by = Method(0.9, "katz", "fisher")
    line = Line(
        standard="sc-wres-2024", definition=INDICATORS[1], comparison=comparison, made_by=made_by
    )
    odds, rate = comparison.of_odds(), comparison.against_others()

    def columns(line) -> tuple[str, ...]:
        return line.statistic, line.interval, line.p_value_test

    assert columns(line) == ("likelihood", "katz", "fisher")
    assert columns(replace(line, comparison=odds)) == ("odds", "cornfield", "fisher")
    assert columns(replace(line, comparison=rate)) == ("rate", "", "")
