"""Plans: read, checked, and held against the figures that they should move."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scwres.plan.checks import figure_of
from scwres.plan.evaluate import held_against
from scwres.plan.evaluation import SUGGESTIONS
from scwres.plan.plan import MOVES
from scwres.plan.ratings import AMBER, GREEN, GREY, RED
from scwres.plan.reading import due_date

#: Settings that say of when a year's counts are.
SETTINGS = 'snapshot = {year}-09-30\n[[extracts]]\npath = "{name}.csv"\n'


@pytest.fixture
def year(write):
    """Write the counts of a year, and return its settings: item -> (yes, out of) of each group."""

    def make(when: int, **items) -> object:
        rows = ["item,answer,ethnicity,people"]
        for item, pairs in items.items():
            for label, (yes, out_of) in zip(("Indian", "White British"), pairs, strict=True):
                rows += [f"{item},yes,{label},{yes}", f"{item},no,{label},{out_of - yes}"]
        name = f"counts-{when}"
        write(f"{name}.csv", "\n".join([*rows, ""]))
        return write(f"{when}.toml", SETTINGS.format(year=when, name=name))

    return make


@pytest.fixture
def plan(write):
    """Write a plan of one action, and return its file."""

    def make(measures: str, *, period: str = "medium", head: str = "") -> object:
        return write(
            "plan.toml",
            f'signed_off = 2024-01-01\n{head}\n[[action]]\naction = "Do it"\n'
            f'period = "{period}"\nstatus = "as its owner says"\n'
            f"measures = [{measures}]\n",
        )

    return make


#: Of 400 and of 800: a ratio of 0.5, and others beside it.
HALF, LESS, EQUAL = ((40, 400), (160, 800)), ((20, 400), (160, 800)), ((80, 400), (160, 800))
NEARLY_HALF, FEW = ((44, 400), (160, 800)), ((1, 20), (3, 30))


@pytest.mark.parametrize(
    ("before", "now", "period", "suggested", "outcome"),
    [
        (HALF, EQUAL, "medium", GREEN, "moved as meant"),
        (HALF, LESS, "medium", RED, "moved away"),
        (HALF, LESS, "long", RED, "moved away"),
        (HALF, NEARLY_HALF, "medium", RED, "not moved"),
        (HALF, NEARLY_HALF, "long", AMBER, "not moved"),
        (FEW, FEW, "medium", AMBER, "cannot be told"),
        (EQUAL, EQUAL, "medium", AMBER, "cannot be told"),
    ],
    ids=["green", "away", "away, not due", "due", "not due", "few", "equal"],
)
def test_a_status_follows_from_what_the_figures_did(
    year, plan, before, now, period, suggested, outcome
):
    found = held_against(
        plan('"5"', period=period),
        before=year(2024, cpd=before),
        now=year(2025, cpd=now),
    )
    (action,) = found.actions

    assert (action.suggested, action.measures[0].outcome) == (suggested, outcome)
    assert action.why.strip()
    assert action.action.status == "as its owner says"


def test_what_is_not_measured_is_grey_and_says_what_it_needs(year, plan):
    found = held_against(
        plan('"mentoring"'), before=year(2024, cpd=HALF), now=year(2025, cpd=EQUAL)
    )

    assert found.actions[0].suggested == GREY
    assert "needs a staff extract with the columns ethnicity and mentoring" in found.actions[0].why


def test_an_action_without_a_measure_is_grey(year, plan):
    found = held_against(plan(""), before=year(2024, cpd=HALF), now=year(2025, cpd=EQUAL))

    assert (found.actions[0].suggested, found.actions[0].why) == (
        GREY,
        "The action names no measure.",
    )


@pytest.mark.parametrize(
    ("target", "is_met"),
    [("0.5", True), ("0.55", True), ("0.56", False), ("1.0", False)],
)
def test_a_target_is_met_as_it_is_printed(year, plan, target, is_met):
    # 44 of 400 against 160 of 800 is 0.55.
    found = held_against(
        plan(f'{{ measure = "5", target = {target} }}'),
        before=year(2024, cpd=HALF),
        now=year(2025, cpd=NEARLY_HALF),
    )
    (measured,) = found.actions[0].measures

    assert (measured.outcome == "target met") == is_met
    assert (found.actions[0].suggested == GREEN) == is_met


#: Ratios over 160 of 800, which is one in five: so many of 400 in the group.
def _ratio(hundredths):
    return (round(hundredths * 0.8), 400), (160, 800)


@pytest.mark.parametrize(
    ("before", "now", "target", "outcome", "suggested"),
    [
        # On the target's side of 1, no farther from 1 than the target: from below and above.
        (50, 80, 0.8, "target met", GREEN),
        (50, 95, 0.8, "target met", GREEN),
        (50, 79, 0.8, "moved as meant", GREEN),
        (200, 125, 1.25, "target met", GREEN),
        (200, 126, 1.25, "moved as meant", GREEN),
        # At 1.
        (50, 100, 0.8, "target met", GREEN),
        (200, 100, 1.25, "target met", GREEN),
        (50, 100, 1, "target met", GREEN),
        # On the other side, or where the target is 1: inside 0.80 to 1.25, not different from 1.
        (50, 120, 0.8, "target met", GREEN),
        (50, 126, 0.8, "past its target", AMBER),
        (200, 80, 1.25, "target met", GREEN),
        (200, 79, 1.25, "past its target", AMBER),
        (50, 90, 1, "target met", GREEN),
        (50, 120, 1, "target met", GREEN),
        # 1.25 is significantly different from 1 here.
        (50, 125, 0.8, "past its target", AMBER),
        (50, 125, 1, "past its target", AMBER),
        # On the far side where the target is 1, coming from below and from above.
        (50, 126, 1, "past its target", AMBER),
        (200, 79, 1, "past its target", AMBER),
        (200, 80, 1, "target met", GREEN),
        (50, 190, 1, "past its target", AMBER),
        (50, 205, 1, "crossed parity", RED),
        (200, 126, 1, "moved as meant", GREEN),
        (50, 79, 1, "moved as meant", GREEN),
        # Crossed parity: amber as past its target, red where it is farther than it was.
        (200, 55, 1.25, "past its target", AMBER),
        (50, 190, 0.8, "past its target", AMBER),
        (50, 200, 0.8, "past its target", AMBER),
        (50, 205, 0.8, "crossed parity", RED),
        (200, 45, 1.25, "crossed parity", RED),
        # Moved away on its side is red, whatever the target.
        (95, 60, 0.5, "moved away", RED),
    ],
)
def test_a_target_of_a_ratio_is_held_to_the_standards_paragraph(
    year, plan, before, now, target, outcome, suggested
):
    found = held_against(
        plan(f'{{ measure = "8", target = {target} }}', period="long"),
        before=year(2024, left=_ratio(before)),
        now=year(2025, left=_ratio(now)),
    )
    (measured,) = found.actions[0].measures

    assert measured.printed_now == f"{now / 100:.2f}"
    assert (measured.outcome, found.actions[0].suggested) == (outcome, suggested)


@pytest.mark.parametrize(
    ("now", "target", "outcome"),
    [
        (((25, 100), (40, 200)), 0.8, "target met"),  # 1.25
        (((25, 100), (40, 200)), 1, "target met"),
        (((63, 250), (100, 500)), 0.8, "past its target"),  # 1.26
        (((63, 250), (100, 500)), 1, "cannot be told"),
        (((16, 100), (40, 200)), 1.25, "target met"),  # 0.80
        (((79, 500), (100, 500)), 1.25, "past its target"),  # 0.79
    ],
)
def test_the_far_side_of_a_target_ends_at_four_fifths_and_five_fourths(
    year, plan, now, target, outcome
):
    found = held_against(
        plan(f'{{ measure = "8", target = {target} }}', period="long"),
        before=year(2024, left=now),
        now=year(2025, left=now),
    )

    assert found.actions[0].measures[0].outcome == outcome


@pytest.mark.parametrize(
    ("before", "now", "outcome", "suggested"),
    [
        (50, 115, "moved as meant", GREEN),  # reached parity
        (200, 90, "moved as meant", GREEN),
        (50, 190, "crossed parity", AMBER),
        (50, 200, "crossed parity", AMBER),
        (50, 205, "crossed parity", RED),
        (200, 55, "crossed parity", AMBER),
        (200, 45, "crossed parity", RED),
    ],
)
def test_a_ratio_that_changes_side_is_as_meant_where_it_reaches_parity_alone(
    year, plan, before, now, outcome, suggested
):
    found = held_against(
        plan('"8"'), before=year(2024, left=_ratio(before)), now=year(2025, left=_ratio(now))
    )
    (action,) = found.actions

    assert (action.measures[0].outcome, action.suggested) == (outcome, suggested)
    assert ("reached parity" in action.why) == (suggested == GREEN)
    assert action.measures[0].is_farther == (suggested == RED)


def test_a_ratio_that_is_different_from_1_meets_no_target_on_its_far_side(year, plan):
    # 12,000 of 40,000 against 20,000 of 80,000 is 1.20, and significantly above 1.
    large = ((12_000, 40_000), (20_000, 80_000))
    found = held_against(
        plan('{ measure = "8", target = 0.8 }'),
        before=year(2024, left=((8_000, 40_000), (20_000, 80_000))),
        now=year(2025, left=large),
    )

    assert found.actions[0].measures[0].outcome == "past its target"
    assert found.actions[0].suggested == AMBER


@pytest.mark.parametrize(
    ("moves", "now", "target", "is_met"),
    [
        ("up", 80, "20%", True),
        ("up", 80, "20.1%", False),
        ("up", 90, "20%", True),
        ("down", 80, "20%", True),
        ("down", 80, "19.9%", False),
        ("down", 70, "20%", True),
    ],
)
def test_a_target_with_a_direction_is_met_at_or_beyond_it(year, plan, moves, now, target, is_met):
    file = plan(
        f'{{ measure = "5", figure = "group likelihood", moves = "{moves}", target = "{target}" }}'
    )
    found = held_against(file, now=year(2025, cpd=((now, 400), (160, 800))))

    assert (found.actions[0].measures[0].outcome == "target met") == is_met


def test_points_of_a_plan_are_differences_of_fractions(year, plan):
    # 40 of 200 is 20.0%, and 457 of 2,000 is 22.85%: 2.9 points, and not 2.8.
    found = held_against(
        plan('{ measure = "9", figure = "share", moves = "up" }'),
        before=year(2024, senior_manager=((40, 100), (160, 300))),
        now=year(2025, senior_manager=((457, 1_000), (1_543, 3_000))),
    )
    (measured,) = found.actions[0].measures

    assert measured.points == 0.0285
    assert "+2.9 percentage points" in measured.why


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        ((2, 60, 9, 300), (30, 60, 9, 300), "counts are too small"),
        ((2, 60, 9, 300), (3, 60, 9, 300), "counts are too small"),
    ],
)
def test_small_counts_are_said_to_be_small(year, plan, before, now, words):
    tables = [((a, n), (c, m)) for a, n, c, m in (before, now)]
    found = held_against(
        plan('"8"'), before=year(2024, left=tables[0]), now=year(2025, left=tables[1])
    )

    assert found.actions[0].measures[0].outcome == "cannot be told"
    assert words in found.actions[0].why


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (((20, 400), (80, 800)), ((36, 400), (80, 800)), "nearer to parity; not tested"),
        (((20, 400), (80, 800)), ((76, 400), (80, 800)), "nearer to parity, on the other side"),
        (((20, 400), (80, 800)), ((84, 400), (80, 800)), "no nearer to parity, on the other side"),
        (((20, 400), (80, 800)), ((40, 400), (80, 800)), "at parity; not tested"),
        (((36, 400), (80, 800)), ((34, 400), (80, 800)), "not significantly different"),
    ],
)
def test_a_ratio_of_staff_in_post_is_not_tested_and_its_side_is_said(
    year, plan, before, now, words
):
    found = held_against(
        plan('"9"'),
        before=year(2024, senior_manager=before),
        now=year(2025, senior_manager=now),
    )

    assert words in found.actions[0].why


def test_a_target_above_parity_is_met_from_above(year, plan):
    # 66 of 400 against 100 of 800 is 1.32.
    file = plan('{ measure = "8", target = 1.4 }')
    found = held_against(file, now=year(2025, left=((66, 400), (100, 800))))

    assert found.actions[0].measures[0].outcome == "target met"


@pytest.mark.parametrize(
    ("figure", "moves", "now", "outcome"),
    [
        ("likelihood", "up", ((80, 400), (260, 800)), "moved as meant"),
        ("likelihood", "down", ((80, 400), (260, 800)), "moved away"),
        ("likelihood", "up", HALF, "not moved"),
        ("group likelihood", "up", EQUAL, "moved as meant"),
        ("group likelihood", "up", LESS, "moved away"),
    ],
)
def test_likelihoods_move_up_or_down(year, plan, figure, moves, now, outcome):
    file = plan(f'{{ measure = "5", figure = "{figure}", moves = "{moves}" }}')
    found = held_against(file, before=year(2024, cpd=HALF), now=year(2025, cpd=now))

    assert found.actions[0].measures[0].outcome == outcome


def test_the_change_of_a_likelihood_is_that_of_two_proportions(year, plan):
    from scwres import Tally, relative_likelihood
    from scwres.metrics.likelihood import p_value

    file = plan('{ measure = "5", figure = "likelihood", moves = "up" }')
    found = held_against(file, before=year(2024, cpd=HALF), now=year(2025, cpd=EQUAL))
    change = found.actions[0].measures[0].change
    expected = relative_likelihood(Tally(240, 1_200), compared_with=Tally(200, 1_200))

    assert change[:3] == expected[:3]
    assert change.p_value == p_value(Tally(240, 1_200), compared_with=Tally(200, 1_200))


def test_what_should_stay_equal_is_green_while_it_is(year, plan):
    file = plan('{ measure = "8", moves = "stay equal" }')
    same = held_against(file, before=year(2024, left=EQUAL), now=year(2025, left=EQUAL))
    apart = held_against(file, before=year(2024, left=EQUAL), now=year(2025, left=HALF))

    assert same.actions[0].suggested == GREEN
    assert same.actions[0].measures[0].outcome == "stayed equal"
    assert apart.actions[0].suggested == RED


def test_those_in_post_change_in_points_and_are_not_tested(year, plan):
    file = plan('{ measure = "9", figure = "share" }')
    found = held_against(
        file,
        before=year(2024, senior_manager=((2, 100), (18, 300))),
        now=year(2025, senior_manager=((5, 100), (15, 300))),
    )
    (measured,) = found.actions[0].measures

    # 2 of 20, and 5 of 20.
    assert measured.points == pytest.approx(0.15)
    assert measured.change.p_value is None
    assert found.actions[0].suggested == AMBER
    assert "not tested" in found.actions[0].why


def test_a_share_that_did_not_rise_by_the_day_it_was_due_is_red(year, plan):
    people = ((2, 100), (18, 300))
    found = held_against(
        plan('{ measure = "9", figure = "share" }'),
        before=year(2024, senior_manager=people),
        now=year(2025, senior_manager=people),
    )

    assert found.actions[0].suggested == RED


def test_one_figure_as_meant_and_one_not_is_amber_and_one_away_is_red(year, plan):
    before = year(2024, cpd=HALF, left=HALF)
    in_part = held_against(
        plan('"5", "8"'), before=before, now=year(2025, cpd=EQUAL, left=NEARLY_HALF)
    )
    away = held_against(plan('"5", "8"'), before=before, now=year(2025, cpd=EQUAL, left=LESS))

    assert in_part.actions[0].suggested == AMBER
    assert in_part.actions[0].why.startswith("Partly as planned: 5 ")
    assert away.actions[0].suggested == RED


def test_what_moved_away_is_red_whatever_its_target(year, plan):
    file = plan('{ measure = "5", figure = "group likelihood", moves = "down", target = "60%" }')
    found = held_against(file, before=year(2024, cpd=HALF), now=year(2025, cpd=EQUAL))

    assert found.actions[0].suggested == RED


def test_what_is_due_and_short_of_its_target_is_not_green(year, plan):
    years = {"before": year(2024, cpd=HALF), "now": year(2025, cpd=EQUAL)}
    measure = '{ measure = "5", figure = "group likelihood", moves = "up", target = "40%" }'
    due = held_against(plan(measure), **years).actions[0]
    not_due = held_against(plan(measure, period="long"), **years).actions[0]

    assert (due.suggested, not_due.suggested) == (AMBER, GREEN)
    assert all("not yet at its target of 40.0%" in one.why for one in (due, not_due))


@pytest.mark.parametrize(("target", "is_met"), [("0.5", False), ("0.9", True), ("2.0", True)])
def test_a_target_is_held_to_its_own_side_of_parity(year, plan, target, is_met):
    # 80 of 400 against 150 of 800 is 1.07; 160 of 400 against 160 of 800 is 2.
    now = ((160, 400), (160, 800)) if target != "0.9" else ((80, 400), (150, 800))
    found = held_against(plan(f'{{ measure = "8", target = {target} }}'), now=year(2025, left=now))

    assert (found.actions[0].measures[0].outcome == "target met") == is_met


def test_a_ratio_that_became_infinite_moved_away(year, plan):
    found = held_against(
        plan('"8"'),
        before=year(2024, left=((15, 100), (30, 200))),
        now=year(2025, left=((30, 100), (0, 200))),
    )
    (measured,) = found.actions[0].measures

    assert found.actions[0].suggested == RED
    assert (measured.now, measured.printed_now) == (None, "[z]")


def test_where_everybody_had_the_event_nothing_is_red(year, plan):
    everybody = ((40, 40), (90, 90))
    found = held_against(
        plan('"edi_training"'),
        before=year(2024, edi_training=everybody),
        now=year(2025, edi_training=everybody),
    )

    assert found.actions[0].suggested == AMBER
    assert "everybody had the event" in found.actions[0].why


def test_the_share_of_an_event_that_is_worse_should_fall(year, plan):
    file = plan('{ measure = "3", figure = "share", target = "15%" }')
    people = {"disciplinary": ((30, 400), (55, 800))}
    found = held_against(file, before=year(2024, **people), now=year(2025, **people))

    # 30 of 85: a share of 35.3%, which no target of 15% is met by.
    assert found.actions[0].measures[0].outcome == "not moved"
    assert "a share of those with the event" in found.actions[0].why


def test_a_measure_of_ones_own_moves_the_way_its_settings_say(year, plan, write):
    years = []
    for when, yes in ((2024, 10), (2025, 100)):
        file = year(when, bullied=((yes, 400), (2 * yes, 800)))
        text = file.read_text("utf-8").partition("[[extracts]]")
        own = '[measure.bullied]\ntitle = "Was bullied"\nworse_when = "higher"\n'
        file.write_text(f"{text[0]}{text[1]}{text[2]}{own}", "utf-8")
        years.append(file)
    file = plan('{ measure = "bullied", figure = "likelihood" }')
    found = held_against(file, before=years[0], now=years[1])

    assert found.actions[0].suggested == RED


def test_five_groups_held_against_two_are_those_of_two(year, plan, write):
    rows = ["item,answer,ethnicity,people"]
    for label, yes, out_of in (("Indian", 19, 100), ("African", 46, 100), ("White", 200, 1_000)):
        rows += [f"left,yes,{label},{yes}", f"left,no,{label},{out_of - yes}"]
    write("counts-2025.csv", "\n".join([*rows, ""]))
    text = SETTINGS.format(year=2025, name="counts-2025")
    two, five = write("2025.toml", text), write("five.toml", f'groups = "five"\n{text}')
    before = year(2024, left=((65, 200), (200, 1_000)))
    file = plan('{ measure = "8", moves = "stay equal" }')
    found = [held_against(file, before=before, now=now).actions[0] for now in (two, five)]

    assert found[0].suggested == found[1].suggested == RED
    assert found[0].why == found[1].why


def test_other_groups_are_told_from_data_that_are_not_there(year, plan):
    file = plan('{ measure = "5", group = "Black" }')
    found = held_against(file, now=year(2025, cpd=EQUAL))

    assert "the results for 2025 are for other groups: minority ethnic" in found.actions[0].why


def test_a_year_read_otherwise_is_not_compared(year, plan):
    before, now = year(2024, cpd=HALF), year(2025, cpd=EQUAL)
    now.write_text(now.read_text("utf-8") + '[blank]\ncpd = "no"\n', "utf-8")
    found = held_against(plan('"5"'), before=before, now=now)

    assert found.actions[0].suggested == AMBER
    assert "a blank meant 'no answer' and then 'no'" in found.actions[0].why


def test_rates_are_told_and_not_tested_however_many_left(year, plan):
    years = []
    for when, left in ((2024, 30), (2025, 28)):
        file = year(when, left=((left, 40), (40, 240)))
        file.write_text(f'out_of = "in_post"\n{file.read_text("utf-8")}', "utf-8")
        years.append(file)
    for figure in ("ratio", "likelihood", "group likelihood"):
        moves = "" if figure == "ratio" else ', moves = "down"'
        file = plan(f'{{ measure = "8", figure = "{figure}"{moves} }}')
        found = held_against(file, before=years[0], now=years[1])
        assert found.actions[0].suggested in (AMBER, GREY, RED)


def test_what_can_go_no_further_is_not_red(year, plan):
    everybody = ((40, 40), (90, 90))
    file = plan('{ measure = "edi_training", figure = "likelihood", moves = "up" }')
    found = held_against(
        file, before=year(2024, edi_training=everybody), now=year(2025, edi_training=everybody)
    )

    assert found.actions[0].suggested == AMBER


def test_a_ratio_of_thousands_is_held_to_its_target(year, plan):
    now = year(2025, left=((1_500, 1_500), (1, 2_000)))
    found = held_against(plan('{ measure = "8", target = 0.8 }'), now=now)

    assert found.actions[0].measures[0].outcome != "target met"


def test_texts_that_nobody_has_filled_in_are_no_fault(write, scwres):
    text = '[[action]]\naction = "x"\nupdate = ""\nstatus = ""\nlead = ""\n'

    assert "Owner's rating: not given." in scwres("plan", write("plan.toml", text)).out


def test_without_results_nothing_is_evaluated(plan, scwres):
    found = held_against(plan('"5"'))
    ran = scwres("plan", plan('"5"'))

    assert found.actions[0].suggested == GREY
    assert "No results were given" in ran.out
    assert "Suggested:" not in ran.out.partition("No results")[0]


def test_without_earlier_results_a_target_alone_can_be_met(year, plan):
    file = plan('"5", { measure = "8", baseline = 0.4 }')
    found = held_against(file, now=year(2025, cpd=EQUAL, left=HALF))

    assert found.actions[0].suggested == AMBER
    assert "no earlier results" in found.actions[0].why
    assert "(the plan's baseline is 0.40)" in found.actions[0].why


def test_a_family_and_a_misprint_of_the_standard_are_understood(year, plan):
    # A council's plan of 2022 numbered harassment 6a, 6b and 7.
    found = held_against(plan('"6a", "6b", "7"'), now=year(2025, cpd=HALF))
    measures = [one.aim.measure for one in found.actions[0].measures]

    assert measures == ["6", "7a", "7a", "7b"]


def test_a_unit_is_held_against_its_own_figures(write, plan):
    rows = ["item,answer,ethnicity,people,directorate"]
    for unit, yes in (("Adults", 40), ("Children", 80)):
        for label, number, out_of in (("Indian", yes, 400), ("White", 160, 800)):
            rows += [
                f"cpd,yes,{label},{number},{unit}",
                f"cpd,no,{label},{out_of - number},{unit}",
            ]
    counts = write("counts.csv", "\n".join([*rows, ""]))
    file = plan('{ measure = "5", by = "directorate", unit = "Adults" }')
    (measured,) = held_against(file, now=counts).actions[0].measures

    assert measured.now == pytest.approx(0.5)
    assert measured.title.endswith(", Adults")


def test_days_are_due_after_whole_months():
    assert due_date(date(2024, 8, 31), 6) == date(2025, 2, 28)
    assert due_date(date(2024, 8, 31), None) is None


@given(st.dates(), st.integers(0, 240))
def test_a_due_day_is_so_many_months_on_and_never_later_in_its_month(start, months):
    if start.year > 9_900:
        return
    due = due_date(start, months)

    assert (due.year - start.year) * 12 + due.month - start.month == months
    assert due.day <= start.day
    assert due.day == start.day or (due.replace(day=28).month == due.month and due.day >= 28)


@given(st.one_of(st.floats(), st.integers(), st.text(), st.booleans(), st.none()))
def test_a_figure_is_a_number_or_a_percentage_and_nothing_else(value):
    found = figure_of(value)

    assert found is None or 0 <= found < 1_000


# What is refused


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("title = 1\n[[action]]\naction = 'x'\n", 1, "title: expected text"),
        ("", 1, "has no actions"),
        ("[[action]]\nlead = 'x'\n", 1, "does not say what to do"),
        ("[[action]]\naction = 'x'\nmeasures = ['99']\n", 3, "no indicator or measure is called"),
        ("[[action]]\naction = 'x'\nmeasures = ['mentorin']\n", 3, "Did you mean 'mentoring'?"),
        ("[[action]]\naction = 'x'\nperiod = 'soon'\n", 3, "no period is called 'soon'"),
        ("[[action]]\naction = 'x'\nstaus = 'x'\n", 3, "Did you mean 'status'?"),
        ("[[action]]\naction = 'x'\nid = 'a'\n[[action]]\naction = 'y'\nid = 'a'\n", 6, "two"),
        ("[[action]]\naction = 'x'\nmeasures = [{ measure = '2', moves = 'upp' }]\n", 3, "'upp'"),
        ("[[action]]\naction = 'x'\nmeasures = [{ measure = '1', target = 15 }]\n", 3, "0.15"),
        ("[[action]]\naction = 'x'\nmeasures = [{ measure = '1', target = 'x' }]\n", 3, "figure"),
        ("[[action]]\naction = 'x'\nmeasures = [{ measure = '2', by = 'team' }]\n", 3, "unit"),
        (
            "[[action]]\naction = 'x'\n"
            "measures = [{ measure = '2', figure = 'likelihood', moves = 'stay equal' }]\n",
            3,
            'Write moves = "up" or moves = "down".',
        ),
        ("[periods]\nshort = [3, 0]\n[[action]]\naction = 'x'\n", 2, "ends before it begins"),
        ("[periods]\nshort = [1, 2, 3]\n[[action]]\naction = 'x'\n", 2, "is not a period"),
        ("[periods]\n[[action]]\naction = 'x'\n", 1, "[periods] is empty"),
        ("start = 9999-06-01\n[[action]]\naction = 'x'\n", 1, "not a possible date of a plan"),
        ("[[action]]\naction = 'x'\nmeasures = [2]\n", 3, "Use quotation marks."),
        ("[[action]]\naction = 'x'\nmeasures = [{ measure = '3', target = '2%' }]\n", 3, "ratio"),
        ("[[action]]\naction = 'x'\nmeasures = [{ measure = '3', target = 0 }]\n", 3, "is 0"),
        ("[[action]]\naction = 'x'\nmeasures = [{ measure = '3', target = 100 }]\n", 3, "100"),
        ("[[action]]\naction = 'x'\nmeasures = [{ measure = '3', target = '1_0%' }]\n", 3, "text"),
        (
            "[[action]]\naction = 'x'\nmeasures = [{ measure = '1', figure = 'likelihood' }]\n",
            3,
            "needs a pay band",
        ),
        ("[[action]]\naction = 'x'\ndue = 2025-01-01 10:00:00\n", 3, "with a time of day"),
        ("[[action]]\naction = 'x'\nid = '2'\n[[action]]\naction = 'y'\n", 4, "two actions"),
        ("[[action]]\naction = 'x'\ndue = '2025'\n", 3, "expected a date"),
        ("action = 'x'\n", 1, "has no actions"),
        ("[[action]]\naction = 'a\u202eb'\n", 2, "invisible characters"),
    ],
)
def test_a_faulty_plan_is_refused_with_the_line_and_what_is_wrong(write, scwres, text, line, what):
    ran = scwres("plan", write("plan.toml", text))

    assert ran.status == 2
    assert f"plan.toml line {line}: " in ran.err
    assert what in ran.err


def test_every_fault_of_a_plan_is_told_at_once(write, scwres):
    text = "[[action]]\nmeasures = ['99', 'x']\nperiod = 'soon'\nfoo = 1\n"
    ran = scwres("plan", write("plan.toml", text))

    assert ran.err.startswith("Error: 5 problems")


def test_years_in_the_wrong_order_or_that_overlap_are_refused(year, plan, scwres):
    file, then, later = plan('"5"'), year(2024, cpd=HALF), year(2025, cpd=EQUAL)

    assert "before" in scwres("plan", file, "--before", later, "--now", then).err
    assert "overlaps" in scwres("plan", file, "--before", then, "--now", then).err


def test_a_plan_of_another_organisation_is_refused(year, plan, scwres):
    settings = year(2025, cpd=EQUAL)
    settings.write_text(f'organisation = "Elsewhere"\n{settings.read_text("utf-8")}', "utf-8")
    ran = scwres("plan", plan('"5"', head='organisation = "Here"'), "--now", settings)

    assert ran.status == 2
    assert "is a plan of Here, but the results are of Elsewhere" in ran.err


def test_results_whose_figures_do_not_follow_from_their_counts_are_refused(
    year, plan, scwres, tmp_path
):
    results = tmp_path / "results.json"
    scwres("compute", "--config", year(2025, cpd=EQUAL), "--output", results, "-q")
    results.write_text(results.read_text("utf-8").replace('"ratio": 1.0,', '"ratio": 0.9,'))
    ran = scwres("plan", plan('"5"'), "--now", results)

    assert ran.status == 3
    assert "does not match its counts" in ran.err


def test_an_output_never_takes_the_place_of_what_it_is_made_from(year, plan, scwres):
    file = plan('"5"')
    before = file.read_bytes()
    ran = scwres("plan", file, "--output", file)

    assert ran.status == 2
    assert file.read_bytes() == before


# The sample, and what is written


@pytest.fixture(scope="module")
def sample(sample_data):
    """The sample plan held against its two years."""
    before, now = (sample_data / str(when) / "scwres.toml" for when in (2024, 2025))
    return held_against(sample_data / "plan.toml", before=before, now=now)


def test_the_sample_plan_has_every_status_for_a_reason(sample):
    counted = Counter(one.suggested for one in sample.actions)

    assert set(counted) == set(SUGGESTIONS)
    assert 12 <= len(sample.actions) <= 20
    assert all(one.why.strip() for one in sample.actions)
    assert {aim.moves for one in sample.actions for aim in one.action.aims} <= set(MOVES)


def test_the_sample_is_made_by_its_own_script(root, sample_data, tmp_path):
    import runpy

    made = runpy.run_path(str(root / "examples" / "make_years.py"))
    made["main"](tmp_path)
    for path in tmp_path.rglob("*.*"):
        assert path.read_bytes() == (sample_data / path.relative_to(tmp_path)).read_bytes()


@pytest.mark.slow
def test_the_owners_status_stands_in_every_format_as_it_was_written(scwres, sample_data):
    options = (
        *("plan", sample_data / "plan.toml", "--before", sample_data / "2024" / "scwres.toml"),
        *("--now", sample_data / "2025" / "scwres.toml", "--format"),
    )
    rows = list(csv.DictReader(io.StringIO(scwres(*options, "csv").out)))
    document = json.loads(scwres(*options, "json").out)
    own = {row["id"]: row["own_status"] for row in rows}

    assert own["P2"] == "not begun"
    assert {one["id"]: one["own_status"] for one in document["actions"]} == own
    assert "Owner's rating: not begun. Suggested: Grey." in scwres(*options, "table").out
    assert "| not begun        | Grey" in scwres(*options, "markdown").out
    assert sum(document["suggested"].values()) == len(document["actions"]) == len(own)


def test_a_plan_can_be_written_as_parquet(scwres, sample_data, tmp_path):
    import pyarrow.parquet as pq

    file = tmp_path / "plan.parquet"
    scwres("plan", sample_data / "plan.toml", "--output", file)

    assert pq.read_table(file).num_rows == 23


def test_of_publications_only_what_was_published_is_told(sample_data, scwres, tmp_path):
    files = []
    for when in (2024, 2025):
        files.append(tmp_path / f"{when}.json")
        config = sample_data / str(when) / "scwres.toml"
        ran = scwres("compute", "--config", config, "--publish", "--output", files[-1], "-q")
        assert ran.status == 0
    found = held_against(sample_data / "plan.toml", before=files[0], now=files[1])
    by_measure = {one.aim.measure: one for action in found.actions for one in action.measures}

    # Six senior managers are too few to be shown.
    assert by_measure["9"].now is None
    assert "not shown" in by_measure["9"].why
    ran = scwres("plan", sample_data / "plan.toml", "--before", files[0], "--now", files[1])
    assert "For publication" in ran.out
    assert "Internal" not in ran.out
