"""Pay bands and quartiles from salaries, and who had left: where each of them turns."""

from __future__ import annotations

from datetime import date

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scwres.counts import NO, YES
from scwres.extracts.cells.derived import (
    MOST_PAY,
    band_of,
    least_pay_by_band,
    left_by,
    quartile_names,
)
from scwres.extracts.cells.pay_order import Bands
from scwres.extracts.rules import Window

YEAR = Window(date(2024, 10, 1), date(2025, 9, 30))


@pytest.mark.parametrize(
    ("salary", "band"),
    [
        ("29999", "Under £30,000"),
        ("30000", "£30,000 to £69,999"),
        ("69999", "£30,000 to £69,999"),
        ("70000", "£70,000 and over"),
        ("", ""),
    ],
)
def test_national_bands_turn_at_30_000_and_70_000_pounds(salary, band):
    # NHS WRES and SC-WRES, indicator 1: the groups of pay bands of the national report.
    assert band_of(salary, Bands("national")) == band
    assert not band or least_pay_by_band(Bands("national"))[band] <= int(salary)


@pytest.mark.parametrize(
    ("salary", "step", "band"),
    [
        ("29999", 10_000, "£20,000 to £29,999"),
        ("30000", 10_000, "£30,000 to £39,999"),
        ("30000", 7_500, "£30,000 to £37,499"),
        ("37500", 7_500, "£37,500 to £44,999"),
        ("4000", 5_000, "£0 to £4,999"),
    ],
)
def test_a_salary_lies_in_the_step_that_starts_at_or_below_it(salary, step, band):
    bands = Bands("steps", step)
    least = least_pay_by_band(bands)

    assert band_of(salary, bands) == band
    assert least[band] <= int(salary) < least[band] + step
    assert [*least.values()] == [*range(0, MOST_PAY, step)]


def test_quartiles_and_bands_of_the_extract_have_no_least_pay():
    assert least_pay_by_band(Bands("quartiles")) == {}
    assert least_pay_by_band(Bands()) == {}
    assert band_of("31500", Bands("quartiles")) == "31500"


@given(
    st.dictionaries(st.integers(1_000, 200_000), st.integers(1, 40), min_size=1, max_size=20),
)
def test_a_salary_is_in_the_quartile_of_its_middle_person(people_by_salary):
    quartiles = quartile_names({str(pay): people for pay, people in people_by_salary.items()})
    everyone = sum(people_by_salary.values())
    places = numpy.repeat(
        sorted(people_by_salary), [people_by_salary[pay] for pay in sorted(people_by_salary)]
    )

    for pay in people_by_salary:
        [of_pay] = numpy.nonzero(places == pay)
        # People stand at their number less a half; four times that, out of all, is the quartile.
        middle = (of_pay[0] + of_pay[-1] + 1) / 2
        number = min(4, int(4 * middle // everyone) + 1)
        assert quartiles[str(pay)].startswith(f"Quartile {number}")


def test_quartiles_are_named_from_the_lowest():
    assert quartile_names({"9000": 1, "10000": 1, "11000": 1, "12000": 1}) == {
        "9000": "Quartile 1 (lowest)",
        "10000": "Quartile 2",
        "11000": "Quartile 3",
        "12000": "Quartile 4 (highest)",
    }
    assert quartile_names({"9000": 3}) == {"9000": "Quartile 3"}


@pytest.mark.parametrize(
    ("day", "left"),
    [("2025-09-30", YES), ("2025-10-01", NO), ("2019-01-01", YES), ("", NO)],
)
def test_a_person_had_left_on_the_last_day_of_the_period_and_not_after(day, left):
    assert left_by(day, YEAR) == left


def test_without_a_period_any_last_day_is_of_a_leaver():
    assert (left_by("2099-01-01", None), left_by("", None)) == (YES, NO)
