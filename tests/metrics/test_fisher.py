"""The margins of a table of two by two, against every table of small ones in whole numbers."""

from fractions import Fraction
from itertools import product
from math import comb

import pytest

from scwres import Tally
from scwres.metrics.fisher import _Margins, fisher_p_value

#: Every size of two groups of up to seven people, and every number of events in them.
MARGINS = [
    _Margins(people, people_2, events)
    for people, people_2 in product(range(1, 8), repeat=2)
    for events in range(1, people + people_2)
]


def _ways(margins, count):
    return comb(margins.people, count) * comb(margins.people_2, margins.events - count)


@pytest.mark.parametrize("margins", MARGINS, ids=lambda margins: "-".join(map(str, margins)))
def test_margins_hold_the_tables_that_there_are_with_their_ways(margins):
    possible = [
        count
        for count in range(margins.events + 1)
        if count <= margins.people and margins.events - count <= margins.people_2
    ]
    ways = {count: _ways(margins, count) for count in possible}

    assert [*margins.counts] == possible
    assert {count: margins.ways(count) for count in possible} == ways
    assert ways[margins.mode] == max(ways.values())
    for count, other in product(possible, repeat=2):
        assert margins.is_at_most_as_likely(count, other) == (ways[count] <= ways[other])
    for count in possible[:-1]:
        assert margins.step(count) == float(Fraction(ways[count + 1], ways[count]))
    weights = dict(margins.weights())
    assert sorted(weights) == possible
    for count, weight in weights.items():
        assert weight == pytest.approx(ways[count] / ways[margins.mode], rel=1e-14)


@pytest.mark.parametrize("margins", MARGINS[::5], ids=lambda margins: "-".join(map(str, margins)))
def test_the_p_value_is_the_share_of_ways_of_tables_no_likelier(margins):
    everyone = comb(margins.people + margins.people_2, margins.events)
    for count in margins.counts:
        group = Tally(count, margins.people)
        other = Tally(margins.events - count, margins.people_2)
        no_likelier = sum(
            _ways(margins, each)
            for each in margins.counts
            if _ways(margins, each) <= _ways(margins, count)
        )

        assert fisher_p_value(group, compared_with=other) == pytest.approx(
            float(Fraction(no_likelier, everyone)), rel=1e-14
        )


@pytest.mark.parametrize(
    ("group", "compared_with"),
    [((3, 3), (5, 5)), ((0, 3), (0, 5)), ((0, 0), (2, 5)), ((2, 5), (0, 0)), ((1, 1), (1, 1))],
)
def test_there_is_no_p_value_where_nothing_can_differ(group, compared_with):
    assert fisher_p_value(Tally(*group), compared_with=Tally(*compared_with)) is None
