"""Dates in the order of this country, and what is none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scwres.extracts.dates import date_of, looks_like_a_date

FORMS = [
    *("%Y-%m-%d", "%Y/%m/%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d-%b-%Y"),
    *("%d %b %Y", "%Y-%m-%d 00:00:00", "%d/%m/%Y 00:00", "%Y-%m-%dT09:30:00"),
]
#: Excel's serial numbers count from this day, by their own account of 1900.
EXCEL_ZERO = date(1899, 12, 30)


@pytest.mark.parametrize("form", FORMS)
def test_every_day_of_a_leap_year_is_read_in_every_form(form):
    for number in range(366):
        day = date(2024, 1, 1) + timedelta(days=number)
        assert date_of(day.strftime(form)) == day
        assert date_of(f" {day.strftime(form)} ") == day


@given(st.dates(date(2000, 1, 1), date(2049, 12, 31)))
def test_a_year_of_two_digits_is_of_this_century(day):
    assert date_of(day.strftime("%d/%m/%y")) == day
    assert date_of(day.strftime("%d-%b-%y")) == day


@given(st.dates(date(1980, 1, 1), date(2099, 12, 31)))
def test_a_serial_number_of_excel_is_its_day(day):
    assert date_of(str((day - EXCEL_ZERO).days)) == day


@pytest.mark.parametrize(
    "text",
    [
        *("02/13/2024", "31/04/2024", "29/02/2023", "2024-13-01", "0/1/2024", "1/0/2024"),
        *("2024", "March 2024", "20240301", "1e5", "12345678", "tomorrow", "32 March 2024"),
        *("1/2/3", "2024-03", "99999", "1", "12/2024", "01/02/20245"),
    ],
)
def test_what_is_no_day_is_none(text):
    assert date_of(text) is None


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        *[(text, True) for text in ("01-Feb", "Feb-01", "1 Feb", "2024-02-01", "01/02/2024")],
        *[(text, True) for text in ("10-Dec", "Oct-12", "2024-02-01 00:00:00")],
        *[(text, False) for text in ("1-2", "10-12", "Band 2", "May", "G5", "12", "Mayor-1")],
    ],
)
def test_a_pay_band_that_excel_made_a_date_of_is_told(text, is_one):
    assert looks_like_a_date(text) is is_one
