"""Where the readers of single values turn: one character, one pound or one day to either side."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from scwres.counts import NO, YES
from scwres.extracts.cells.values import (
    BY_BLANK,
    BY_BOTH,
    BY_CODE,
    BY_SETTING,
    BY_WORDS,
    LONGEST_TEXT,
    _band,
    _date,
    _how_often,
    _is_above,
    _money,
    _people,
    _status,
    _text,
    _word,
    amount_of,
    date_of,
    is_compact_date,
    is_damaged,
    is_escaped,
    is_impossible_date,
    is_in_single_quotes,
    is_month_first,
    is_placeholder_date,
    is_scientific,
    is_total,
    looks_like_a_date,
    may_be_total,
    read_label,
)
from scwres.extracts.vocabulary import DECLINED, WORDS


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # Excel's serials of 1 January 1980 and 31 December 2099, and a day to either side.
        ("29220", None),
        ("29221", date(1980, 1, 1)),
        ("73050", date(2099, 12, 31)),
        ("73051", None),
        ("29221.75", date(1980, 1, 1)),
        # Eight digits without separators are days from 1950 to 2099.
        ("19491231", None),
        ("19500101", date(1950, 1, 1)),
        ("20991231", date(2099, 12, 31)),
        ("21000101", None),
        # Days of employment lie from 1920 to 2099; two digits mean 1950 to 2049.
        ("31/12/1919", None),
        ("01/01/1920", date(1920, 1, 1)),
        ("31/12/2099", date(2099, 12, 31)),
        ("01/01/2100", None),
        ("01/01/50", date(1950, 1, 1)),
        ("31/12/49", date(2049, 12, 31)),
        # What systems write for no day: Unix's first, and Excel's nought.
        ("01/01/1970", None),
        ("02/01/1970", date(1970, 1, 2)),
        ("00/01/1900", None),
        ("3 Sept 2024", date(2024, 9, 3)),
        ("3 Sep 2024", date(2024, 9, 3)),
        ("3 Septe 2024", None),
    ],
)
def test_a_day_is_read_within_its_bounds(text, day):
    assert date_of(text) == day
    assert _date(text) == (day.isoformat() if day else None)


def test_a_blank_is_no_day_and_no_fault():
    assert (_date(""), _date(" "), _date("soon")) == ("", "", None)


@pytest.mark.parametrize(
    ("text", "compact", "month_first", "impossible", "placeholder"),
    [
        ("20250331", True, False, False, False),
        ("20251331", False, False, False, False),
        ("31/03/2025", False, False, False, False),
        ("02/13/2024", False, True, False, False),
        ("13/13/2024", False, False, True, False),
        ("31/02/2024", False, False, True, False),
        ("02/12/2024", False, False, False, False),
        ("12/12/2024", False, False, False, False),
        ("01/01/1900", False, False, False, True),
        ("01/01/1970", False, False, False, True),
        ("00/01/1900", False, False, True, True),
        ("Band 2", False, False, False, False),
        (" 20250331 ", True, False, False, False),
    ],
)
def test_what_is_wrong_with_a_day_is_told(text, compact, month_first, impossible, placeholder):
    assert is_compact_date(text) is compact
    assert is_month_first(text) is month_first
    assert is_impossible_date(text) is impossible
    assert is_placeholder_date(text) is placeholder


@pytest.mark.parametrize(
    ("text", "is_date"),
    [
        ("02-Jan", True),
        ("2 Jan", True),
        ("02-Jam", False),
        ("Jan-24", True),
        ("January 2024", True),
        ("Jan-2", False),
        ("Jam-24", False),
        ("2024-01-02", True),
        ("20240102", False),
        ("Grade 2", False),
        ("NJC 5-7", False),
    ],
)
def test_excel_makes_these_dates_of_bands(text, is_date):
    assert looks_like_a_date(text) is is_date
    assert (_band(text) is None) is is_date


@pytest.mark.parametrize(
    ("text", "salary"),
    [
        ("999", None),
        ("1000", "1000"),
        ("1001.50", "1001"),
        ("£32,450 p.a.", "32450"),
        ("9999999", "9999999"),
        ("10000000", None),
        ("0032450", "32450"),
        ("32,45", None),
        ("28k", None),
        ("", ""),
        (" ", ""),
    ],
)
def test_a_salary_is_a_thousand_pounds_or_more_in_seven_digits(text, salary):
    assert _money(text) == salary


@pytest.mark.parametrize(
    ("text", "amount"),
    [("£1,250.50", "1250.50"), ("0", "0"), ("GBP 7", "7"), ("7 GBP", "7"), ("free", None)],
)
def test_an_amount_is_read_with_its_pence(text, amount):
    assert amount_of(text) == (Decimal(amount) if amount else None)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("100", NO),
        ("100.01", YES),
        ("£101", YES),
        ("0", NO),
        ("", ""),
        (" ", ""),
        ("free", NO),
        ("n/a", DECLINED),
        ("a lot", None),
    ],
)
def test_what_is_above_is_more_than_the_amount_of_the_settings(text, answer):
    assert _is_above(text, Decimal(100), {"free": NO}) == answer


@pytest.mark.parametrize(
    ("text", "people"),
    [
        *(("0", "0"), (" 12 ", "12"), ("9" * 12, "9" * 12), ("9" * 13, None)),
        *(("-1", None), ("1.5", None), ("", None), ("\N{SUPERSCRIPT TWO}", None)),
        ("\N{ARABIC-INDIC DIGIT THREE}", None),
    ],
)
def test_a_number_of_people_is_twelve_plain_digits_at_most(text, people):
    assert _people(text) == people


@pytest.mark.parametrize(
    ("text", "as_read"),
    [
        ("  Adult   services ", "Adult services"),
        ("x" * LONGEST_TEXT, "x" * LONGEST_TEXT),
        ("x" * (LONGEST_TEXT + 1), None),
        ("'Adults'", None),
        ("`Adults`", None),
        ("'Adults`", "'Adults`"),
        ("'", "'"),
        ("Adults'", "Adults'"),
        ('Adults\\"', None),
        ("Adults\\, Children", None),
        ("Adults\\", None),
        ("Adults\\Children", "Adults\\Children"),
        ("#REF!", None),
        ('="Adults', None),
        ("Grand total", None),
        ("Adults\u0007", None),
        ("a.person@example.org", None),
        ("QQ123456C", None),
        ("CafÃ© team", None),
        ("", ""),
    ],
)
def test_a_text_is_read_where_nothing_damaged_it(text, as_read):
    assert _text(text) == as_read


@pytest.mark.parametrize(
    ("text", "band"), [("Grade 1", "Grade 1"), ("1E5", None), ("E5", "E5"), ("n/a", ""), ("", "")]
)
def test_a_pay_band_is_no_number_that_a_spreadsheet_shortened(text, band):
    assert _band(text) == band


@pytest.mark.parametrize(
    ("check", "marked", "plain"),
    [
        (is_in_single_quotes, ["'a'", "''", "``"], ["'", "a'a", "'a", "aa", ""]),
        (is_scientific, ["1E5", "1.5e+12", "2E-3"], ["E5", "1E", "A1E5", ""]),
        (is_escaped, ["a\\", 'a\\"b', "a\\,b"], ["a\\b", "a", ""]),
        (is_damaged, ["#N/A", '="x"', "Total"], ["A#", "=x", "Adults", ""]),
        (is_total, ["Total", "ALL STAFF", "Grand total:"], ["Total Care", "All Saints", ""]),
    ],
)
def test_signs_of_damage_are_told_from_texts_that_look_like_them(check, marked, plain):
    assert [text for text in [*marked, *plain] if check(text)] == marked


@pytest.mark.parametrize(
    ("text", "alone", "sparse"),
    [
        ("Adults total", False, True),
        ("Totals by team", False, True),
        ("Subtotal Adults", False, True),
        ("Adults", False, False),
        ("Totally Local", False, False),
        ("Everyone", True, True),
    ],
)
def test_in_a_row_with_few_cells_a_total_may_stand_beside_a_name(text, alone, sparse):
    assert is_total(text) is alone
    assert is_total(text, in_sparse_row=True) is sparse


@pytest.mark.parametrize(
    ("texts", "may"),
    [
        (["Adults", "Headcount"], True),
        (["Adults", "Sub-total"], True),
        (["All staff"], True),
        (["Summer team"], False),
        (["Overall, by team"], False),
        (["Totally"], False),
        ([], False),
    ],
)
def test_the_quick_look_for_totals_passes_over_no_row_of_them(texts, may):
    assert may_be_total(texts) is may


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        *(("Yes", YES), ("N", NO), ("", ""), (" ", ""), ("Prefer not to say", DECLINED)),
        *(("Never", NO), ("Once", YES), ("2-3 times", YES), ("More than 5 times", YES)),
        *(("Sometimes perhaps", None), ("Y?", None)),
    ],
)
def test_how_often_something_happened_is_yes_or_no(value, answer):
    assert _how_often(value, WORDS) == answer


def test_a_word_of_no_answer_is_one_only_where_the_question_allows_it():
    assert _word("n/a", {}) == ""
    assert _word("n/a", {}, DECLINED) == DECLINED
    assert _word("n/a", {"n a": YES}, DECLINED) == YES
    assert _word("perhaps", {}, DECLINED) is None


def test_a_status_is_of_the_settings_alone():
    assert _status("Declined", {"declined": NO}) == NO
    assert _status("Offered", {"declined": NO}) is None
    assert _status(" ", {"declined": NO}) == ""


@pytest.mark.parametrize(
    ("value", "category", "how"),
    [
        ("Martian", "Indian", BY_SETTING),
        ("wbri", "White British", BY_CODE),
        ("", "Not known", BY_BLANK),
        ("A - White British", "White British", BY_BOTH),
        ("B - White British", None, ""),
        ("A - Venusian", None, ""),
        ("Venusian", None, ""),
    ],
)
def test_a_label_is_read_by_setting_then_code_then_words(value, category, how):
    read = read_label(value, {"martian": "Indian"}, {"wbri": "White British"})

    assert read == (category, how)


def test_a_label_that_a_list_prints_says_which_and_another_wording_does_not():
    assert read_label("Roma", {}, {})[1].startswith("printed in ")
    assert read_label("Asian (including Chinese)", {}, {})[1] == BY_WORDS
