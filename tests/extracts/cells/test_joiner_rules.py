"""Who joined and left again, on the days around the end of each term."""

from __future__ import annotations

from datetime import date, timedelta

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scwres.counts import NO, YES
from scwres.extracts.cells.joiners import (
    LEFT_IN_PROBATION,
    LEFT_WITHIN_12_MONTHS,
    Employment,
    answers_of_joiner,
    has_joined,
    left_in_probation,
    left_within_12_months,
    months_after,
)
from scwres.extracts.rules import Window

YEAR = Window(date(2024, 10, 1), date(2025, 9, 30))


@pytest.mark.parametrize(
    ("start", "joined"),
    [
        *(("2024-09-30", NO), ("2024-10-01", YES), ("2025-09-30", YES), ("2025-10-01", NO)),
        ("", ""),
    ],
)
def test_a_joiner_started_on_a_day_of_the_period(start, joined):
    employment = Employment(start, "", has_left=False)

    assert has_joined(employment, YEAR) == joined
    assert bool(answers_of_joiner(employment, 6, YEAR)) is (joined == YES)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 36))
def test_months_end_where_a_library_of_dates_ends_them_or_with_a_month_that_is_short(day, months):
    end = months_after(day.isoformat(), months)
    library = (pandas.Timestamp(day) + pandas.DateOffset(months=months)).date()

    # The library stops at the last day of a short month, which the term still holds.
    assert end == library + timedelta(days=library.day != day.day)


@pytest.mark.parametrize(
    ("start", "last_day", "within"),
    [
        ("2024-11-04", "2025-11-03", YES),
        ("2024-11-04", "2025-11-04", NO),
        ("2024-11-04", "2024-11-04", YES),
        ("2024-02-29", "2025-02-28", YES),
        ("2024-02-29", "2025-03-01", NO),
        ("", "2025-03-01", ""),
    ],
)
def test_twelve_months_end_on_the_day_before_the_same_day(start, last_day, within):
    assert left_within_12_months(Employment(start, last_day, has_left=True), YEAR) == within


@pytest.mark.parametrize(
    ("probation_end", "months", "last_day", "in_probation"),
    [
        ("", 6, "2025-05-03", YES),
        ("", 6, "2025-05-04", NO),
        ("", None, "2025-05-03", ""),
        # The last day of probation is one of it, whatever the months say.
        ("2025-02-10", 6, "2025-02-10", YES),
        ("2025-02-10", 6, "2025-02-11", NO),
        ("2025-02-10", None, "2025-02-10", YES),
    ],
)
def test_probation_ends_on_its_day_or_after_its_months(
    probation_end, months, last_day, in_probation
):
    employment = Employment("2024-11-04", last_day, has_left=True, probation_end=probation_end)

    assert left_in_probation(employment, months, YEAR) == in_probation


def test_who_has_not_left_has_not_left_early_and_who_may_have_is_not_known():
    staying = Employment("2024-11-04", "", has_left=False)
    unknown = Employment("2024-11-04", "2025-01-01", has_left=None)

    assert answers_of_joiner(staying, 6, YEAR) == {
        LEFT_IN_PROBATION: NO,
        LEFT_WITHIN_12_MONTHS: NO,
    }
    assert answers_of_joiner(unknown, 6, YEAR) == {
        LEFT_IN_PROBATION: "",
        LEFT_WITHIN_12_MONTHS: "",
    }


@pytest.mark.parametrize(
    ("probation_end", "in_probation"),
    [("2025-09-29", ""), ("2025-09-30", YES), ("2025-10-01", YES)],
)
def test_who_left_on_an_unknown_day_of_the_period_left_before_its_end(probation_end, in_probation):
    # The term ends on the day after: only a term that outlasts the period holds any day of it.
    employment = Employment("2024-11-04", "", has_left=True, probation_end=probation_end)

    assert left_in_probation(employment, None, YEAR) == in_probation
