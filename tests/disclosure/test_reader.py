"""What a reader works out where some of what may be supposed cannot be so."""

from scwres.disclosure.bounds import Bounds
from scwres.disclosure.knowledge import ALL, OF, Key, Sum
from scwres.disclosure.known import ReaderKnowledge
from scwres.disclosure.reader import _small_bounds, given_away
from scwres.disclosure.rules import USUAL


def _key(number, who=ALL):
    return Key("sc-wres-2024", number, "Leaving", "", "", "", who, OF)


#: Shown of 2 are 30 people, and of 3 are 50. Of 4 all 20 are shown; of its two groups neither is.
ONE, OTHER, ALL_OF_4 = _key("4", "group"), _key("4", "compared_with"), _key("4")
BOUNDS = {
    _key("2"): Bounds(30, 30),
    _key("3"): Bounds(50, 50),
    _key("5"): Bounds(18, 18),
    ALL_OF_4: Bounds(20, 20),
    ONE: Bounds(0, 100),
    OTHER: Bounds(0, 100),
}
SAME_AS_3 = {("2", "3"): [Sum((_key("2"),), _key("3"))]}
SAME_AS_5 = {("4", "5"): [Sum((ONE,), _key("5"))]}


def _given_away(suppositions):
    knowledge = ReaderKnowledge(
        bounds=BOUNDS,
        sums=[Sum((ONE, OTHER), ALL_OF_4)],
        suppositions=suppositions,
        withheld=frozenset({ONE, OTHER}),
        at_least_one=frozenset(),
        allowed={},
    )
    disclosures = given_away(knowledge, USUAL, is_protected=True)
    return {disclosure.key: disclosure for disclosure in disclosures}


def test_without_a_supposition_neither_group_is_worked_out():
    assert not _given_away({})


def test_a_supposition_that_cannot_be_takes_none_away_that_can():
    # 30 and 50 people are not the same; that 18 of 20 are is still what a reader may suppose.
    for suppositions in ({**SAME_AS_3, **SAME_AS_5}, {**SAME_AS_5, **SAME_AS_3}):
        disclosures = _given_away(suppositions)

        assert {key: [*each.values] for key, each in disclosures.items()} == {
            ONE: [18],
            OTHER: [2],
        }
        assert all("those of 4 and 5 are the same" in each.how for each in disclosures.values())
        assert not any("those of 2 and 3" in each.how for each in disclosures.values())


def test_sums_that_contradict_what_is_shown_end_the_search_for_small_counts():
    # 5 and 5 are shown, and a sum says that they make 20.
    bounds = {ONE: Bounds(5, 5), OTHER: Bounds(5, 5), ALL_OF_4: Bounds(20, 20)}
    knowledge = ReaderKnowledge(
        bounds=bounds,
        sums=[Sum((ONE, OTHER), ALL_OF_4)],
        suppositions={},
        withheld=frozenset(),
        at_least_one=frozenset(),
        allowed={},
    )

    assert _small_bounds(knowledge, USUAL) == bounds
