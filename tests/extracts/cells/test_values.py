"""Dates in the order of this country, and what is none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import scwres as package
from scwres.errors import InputError
from scwres.extracts.cells.values import date_of, looks_like_a_date

FORMS = [
    *("%Y-%m-%d", "%Y/%m/%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d-%b-%Y"),
    *("%d %b %Y", "%Y-%m-%d 00:00:00", "%d/%m/%Y 00:00", "%Y-%m-%dT09:30:00"),
    *("%Y-%m-%dT00:00:00Z", "%Y-%m-%dT23:30:00+01:00", "%Y-%m-%dT00:00:00.000Z", "%Y%m%d"),
    *("%Y-%m-%d 00:00:00 UTC", "%Y-%m-%d 00:00:00.0000000 -05:00", "%Y-%m-%dZ", "%Y-%m-%d+01:00"),
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
        *("2024", "March 2024", "20241301", "1e5", "12345678", "tomorrow", "32 March 2024"),
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


@pytest.mark.parametrize(
    "text",
    [
        "12345678",
        "20251301",
        "20250230",
        "00000000",
        "99991231",
        "19000101",
        "2025033",
        "202503311",
    ],
)
def test_eight_digits_that_are_not_a_day_of_our_time_are_not_a_date(text):
    assert date_of(text) is None


CASES = "staff_id,ethnicity,disciplinary_date,outcome\n"


def _fault_of(write, text: str):
    path = write("cases.csv", f"{CASES}1,Indian,01/03/2025,Dismissed\n2,Irish,{text},Dismissed\n")
    with pytest.raises(InputError) as error:
        package.compute(path)
    [fault] = error.value.faults
    return fault


@pytest.mark.parametrize(
    "text",
    ["31/02/2025", "00/00/0000", "30 February 2025", "2025-02-29", "32/13/2024", "0000-00-00"],
)
def test_a_day_that_does_not_exist_is_called_that(write, text):
    fault = _fault_of(write, text)

    assert fault.what == "holds dates that do not exist, such as 31/02/2024"
    assert fault.rows == (3,)


@pytest.mark.parametrize("text", ["02/13/2024", "9/30/2024", "12-31-2024 09:00"])
def test_a_month_before_the_day_is_called_that(write, text):
    assert "with the month before the day" in _fault_of(write, text).what


@pytest.mark.parametrize(
    "text",
    [
        *("01/01/1900", "1899-12-30", "31/12/9999", "01/01/1753", "1900-01-00", "0001-01-01"),
        *("31-DEC-4712", "1970-01-01T00:00:00Z", "1601-01-01", "00/01/1900"),
    ],
)
def test_a_day_that_systems_write_for_no_date_is_refused_and_explained(write, text):
    fault = _fault_of(write, text)

    assert "when there is no date" in fault.what
    assert "Leave the cell blank" in fault.fix


def test_a_time_zone_does_not_move_the_day_that_is_written(write):
    # In London both are 31 March; as they are written, one is outside the window.
    rows = "1,Indian,2025-03-31T23:30:00Z,Dismissed\n2,Irish,2025-04-01T00:30:00+01:00,Dismissed\n"
    staff = write("hr.csv", "staff_id,ethnicity\n1,Indian\n2,Irish\n3,Irish\n")
    cases = write("cases.csv", CASES + rows)
    results = package.compute([staff, cases], window=(date(2025, 4, 1), date(2026, 3, 31)))

    assert results.inputs[1].left_out == {"outside the period": 1}


def test_days_of_eight_digits_in_a_yes_no_column_are_called_dates(write):
    rows = "".join(f"{label},{day}\n" for label in ("Indian", "Irish") for day in ("20250331", ""))
    with pytest.raises(InputError, match="holds dates where yes or no is expected"):
        package.compute(write("hr.csv", "ethnicity,left\n" + rows))
