"""What the pay bands show of a group: the range of its shares, and the trend as pay rises."""

from __future__ import annotations

import pytest
from scipy.stats import norm

from scwres import compute, publish
from scwres.results.pay import (
    Direction,
    PayTrend,
    is_pay_order_known,
    pay_bands_of,
    pay_sentences,
    range_in_words,
    trend_in_words,
)


def _staff(bands, minority="Indian", **columns):
    """Rows of staff by band: so many of a minority, so many white, so many not stated."""
    rows = [",".join(["ethnicity", "pay_band", *columns])]
    extra = [*columns.values()]
    for band, numbers in bands.items():
        for ethnicity, people in zip(
            (minority, "White British", "Not stated"), numbers, strict=False
        ):
            rows += [",".join([ethnicity, band, *extra])] * people
    return "\n".join([*rows, ""])


def _only(results):
    [pay] = pay_bands_of(results.lines, is_order_known=is_pay_order_known(results.settings))
    return pay


def _of(write, bands):
    return _only(compute(write("hr.csv", _staff(bands)), indicators=["1"]))


FALLING = {"Grade 1": (40, 60, 9), "Grade 2": (30, 70, 0), "Grade 3": (20, 80, 0)}


def test_a_share_that_falls_with_pay_is_said_to_and_rests_on_known_ethnicity_alone(write):
    pay = _of(write, FALLING)

    # Cochran and Armitage by hand: 90 of 300, scores 1 to 3 with 100 people each, so that the
    # covariance is 20 - 40 = -20 and the variance 0.3 * 0.7 * 200 = 42.
    assert pay.trend.direction is Direction.FALLS
    assert pay.trend.p_value == pytest.approx(2 * norm.sf(20 / 42**0.5), rel=1e-9)
    # Shares include people of unknown ethnicity: 40 of 109, and 90 of 309 of the workforce.
    assert pay_sentences(pay) == (
        "Staff from ethnic minorities were 29.1% of the workforce, lowest in Grade 3 (20.0%) and "
        "highest in Grade 1 (36.7%).",
        "The share falls as pay rises, and the trend is statistically significant.",
    )


def test_the_same_bands_named_the_other_way_round_rise(write):
    turned = dict(zip(FALLING, reversed(FALLING.values()), strict=True))

    assert _of(write, turned).trend.direction is Direction.RISES


def test_sample_data_has_no_clear_trend(sample_data):
    assert pay_sentences(_only(compute(sample_data))) == (
        "Staff from ethnic minorities were 20.6% of the workforce, lowest in Grade 14 (7.7%) and "
        "highest in Grade 10 (26.6%).",
        "The share does not clearly rise or fall as pay rises.",
    )


@pytest.mark.parametrize(
    "bands",
    [
        {"Director": (40, 60), "Grade 2": (30, 70), "Grade 3": (20, 80)},
        {"Grade 1": (40, 60), "Grade 2": (20, 80)},
        {"Grade 1": (4, 60), "Grade 2": (3, 70), "Grade 3": (1, 80)},
        {"Grade 1": (40, 0), "Grade 2": (30, 0), "Grade 3": (20, 0)},
    ],
    ids=["order not known", "two bands", "few people", "everyone in the group"],
)
def test_nothing_is_said_of_a_trend_that_cannot_be_told(write, bands):
    pay = _of(write, bands)

    assert pay.trend is None
    assert trend_in_words(pay) == ""


def test_four_of_the_group_expected_near_an_end_are_too_few_and_five_are_enough(write):
    # Three bands of equal size: half of the group is expected near each end.
    few = _of(write, {"Grade 1": (3, 97), "Grade 2": (3, 97), "Grade 3": (3, 97)})
    enough = _of(write, {"Grade 1": (4, 96), "Grade 2": (3, 97), "Grade 3": (3, 97)})

    assert few.trend is None
    assert enough.trend.direction is Direction.NOT_CLEAR


def test_units_and_groups_have_pay_bands_of_their_own(write):
    rows = _staff(FALLING, directorate="Adults").splitlines()
    rows += _staff(FALLING, minority="Black African", directorate="Children").splitlines()[1:]
    extract = write("hr.csv", "\n".join([*rows, ""]))
    results = compute(extract, by=["directorate"], groups="five", indicators=["1"])
    pay = pay_bands_of(results.lines, is_order_known=True)

    assert [(each.unit, each.group) for each in pay if each.unit] == [
        ("Adults", "Asian"),
        ("Children", "Black"),
    ]
    assert pay_sentences(pay[-1])[0] == (
        "Black staff were 29.1% of the workforce in Children, lowest in Grade 3 (20.0%) and "
        "highest in Grade 1 (36.7%)."
    )


def test_a_publication_names_withheld_bands_and_says_nothing_of_a_trend(write):
    bands = FALLING | {"Grade 4": (15, 85), "Grade 5": (2, 40)}
    results = compute(write("hr.csv", _staff(bands)), indicators=["1"])
    pay = _only(publish(results))

    assert _only(results).trend.direction is Direction.FALLS
    assert "Grade 5" in pay.withheld
    assert pay.trend is None
    assert range_in_words(pay).endswith("not shown")


def test_a_publication_reckons_with_its_rounded_counts(write):
    bands = {"Grade 1": (43, 62), "Grade 2": (31, 72), "Grade 3": (22, 83)}
    published = publish(compute(write("hr.csv", _staff(bands)), indicators=["1"]))
    lines = [line for line in published.lines if line.part]
    pay = _only(published)

    assert [(line.group_count, line.compared_with_count) for line in lines] == [
        (45, 60),
        (30, 70),
        (20, 85),
    ]
    # By hand from 95 of 310, with 105, 100 and 105 people: covariance 20 - 45 = -25, variance
    # 95 * 215 / 310**2 * 210.
    variance = 95 * 215 / 310**2 * 210
    assert pay.trend == PayTrend(
        Direction.FALLS, pytest.approx(2 * norm.sf(25 / variance**0.5), rel=1e-9)
    )


def test_a_group_that_is_in_no_band_has_no_range(write):
    pay = pay_bands_of(
        compute(
            write("hr.csv", _staff({"Grade 1": (0, 9, 3), "Grade 2": (0, 9, 3)})),
            indicators=["1"],
        ).lines,
        is_order_known=True,
    )

    assert pay == []
