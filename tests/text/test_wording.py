from __future__ import annotations

import re
from itertools import product

import pytest

from scwres.text.numbers import p_value_text, percentage, points, rounded
from scwres.text.wording import ratio_in_words

FINDINGS = ("", "worse", "better", "too few to tell", "no clear difference")


@pytest.mark.parametrize(
    ("ratio", "words"),
    [
        (0, "none"),
        (0.5, "half as likely"),
        (0.4951, "half as likely"),
        (0.52, "48% less likely"),
        (0.9449, "6% less likely"),
        (0.945, "about as likely"),
        (1, "about as likely"),
        (1.0549, "about as likely"),
        (1.055, "6% more likely"),
        (1.4, "40% more likely"),
        (1.996, "twice as likely"),
        (2.0, "twice as likely"),
        (2.01, "more than twice as likely (2.01)"),
        (61.2, "more than twice as likely (61.20)"),
        (1234.5, "more than twice as likely (1,234.50)"),
        (0.004, "more than 99% less likely"),
    ],
)
def test_a_ratio_is_said_in_words(ratio, words):
    assert ratio_in_words(ratio) == words


@pytest.mark.parametrize(
    ("ratio", "finding", "words"),
    [
        (1.04, "worse", "4% more likely"),
        (0.97, "better", "3% less likely"),
        (1.001, "worse", "less than 1% more likely"),
        (0.999, "worse", "less than 1% less likely"),
    ],
)
def test_about_as_likely_never_stands_beside_a_finding_of_difference(ratio, finding, words):
    assert ratio_in_words(ratio, finding) == words


def test_no_ratio_is_ever_said_to_be_times_more_likely():
    for hundredths, finding in product(range(1000), FINDINGS):
        words = ratio_in_words(hundredths / 100, finding)
        assert not re.search(r"times (more|less)|\b0%", words), words
        assert words


def test_halves_are_rounded_away_from_zero_as_a_spreadsheet_does():
    assert [rounded(value, 0) for value in (0.5, 1.5, 2.5)] == ["1", "2", "3"]
    assert rounded(2.675, 2) == "2.68"
    assert rounded(-2.675, 2) == "-2.68"
    assert rounded(1e-9, 2) == "0.00"
    assert rounded(-0.001, 2) == "0.00"
    assert percentage(0.0005) == "0.1%"
    assert percentage(0.00049) == "0.0%"
    assert points(-0.0005) == "-0.1"
    assert points(0.00049) == "0.0"
    assert points(0.1295) == "+13.0"


@pytest.mark.parametrize("value", [0.0, 5e-324, 0.0004, 0.0005, 0.0009999])
def test_no_p_value_is_printed_as_zero_or_as_0_001_that_it_is_less_than(value):
    assert p_value_text(value) == "<0.001"


def test_a_p_value_of_0_001_or_more_has_three_decimals():
    assert [p_value_text(value) for value in (0.001, 0.0014, 1.0)] == ["0.001", "0.001", "1.000"]
