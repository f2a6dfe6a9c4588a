"""The order of pay bands by pay, and when nothing tells it."""

from __future__ import annotations

import math
from itertools import permutations

import pytest

from scwres.extracts.cells.pay_order import (
    NAMES,
    NOT_KNOWN,
    SALARIES,
    SETTINGS,
    Bands,
    pay_order,
    place_by_name,
    series_of,
)


@pytest.mark.parametrize(
    "bands",
    [
        ["Grade 1", "Grade 2", "Grade 10"],
        ["Band 2", "Band 8a", "Band 8b", "Band 10"],
        ["<£20,000", "£20,000 to £29,999", "£30,000 to £39,999", "£40,000+"],
        ["under 20k", "20k to 30k", "30k to 40k", "over 40k"],
        ["up to £9,999.50", "£9,999.51 - £20,000", "more than £20,000"],
        ["£20,000 to £25,000", "£20,000 to £29,999", "£20,000 and more than that"],
    ],
    ids=lambda bands: bands[0],
)
def test_names_with_numbers_sort_by_pay_however_they_come(bands):
    for shuffled in permutations(bands):
        assert sorted(shuffled, key=place_by_name) == bands


@pytest.mark.parametrize(
    ("band", "series", "least", "most"),
    [
        ("Grade 5", "grade", 5, 5),
        ("Grade 5-7", "grade", 5, 7),
        ("£20k to £30k", "", 20_000, 30_000),
        ("20kg", "", 20, 20),
        ("1,250.50", "", 1250.5, 1250.5),
        ("under £20,000", "", -1, 20_000),
        ("≤ 20", "", -1, 20),
        ("over £40k", "", 40_000, math.inf),
        ("Grade 12 and above", "grade", 12, math.inf),
        ("over 10 and under 20", "", 10, 20),
        ("Director", "director", -1, -1),
    ],
)
def test_a_name_says_the_least_and_the_most_that_it_reaches(band, series, least, most):
    assert place_by_name(band)[:3] == (series, least, most)
    assert series_of(band) == (None if band == "Director" else series)


def test_a_band_without_a_number_stands_before_those_of_its_words():
    assert sorted(["Senior 1", "Senior", "Junior 2"], key=place_by_name) == [
        *("Junior 2", "Senior", "Senior 1")
    ]


SALARIES_BY_BAND = {"Grade 1": (2, 90_000), "Grade 2": (3, 60_000), "Grade 3": (1, 45_000)}


def test_salaries_go_before_names_where_every_band_has_some():
    # Means of 45,000, 20,000 and 45,000: the two that are alike stand by name.
    assert pay_order(["Grade 3", "Grade 1", "Grade 2"], Bands(), SALARIES_BY_BAND) == (
        ("Grade 2", "Grade 1", "Grade 3"),
        SALARIES,
    )
    without_people = {**SALARIES_BY_BAND, "Grade 3": (0, 0)}
    assert pay_order(["Grade 3", "Grade 1", "Grade 2"], Bands(), without_people) == (
        ("Grade 1", "Grade 2", "Grade 3"),
        NAMES,
    )
    assert pay_order(["Grade 4", "Grade 1"], Bands(), SALARIES_BY_BAND).known_from == NAMES


def test_the_settings_go_before_salaries_where_they_name_every_band():
    order = Bands(order=("Grade 3", "grade 1", "Grade 2", "Director"))

    assert pay_order(["Grade 1", "Grade 2", "Grade 3"], order, SALARIES_BY_BAND) == (
        ("Grade 3", "Grade 1", "Grade 2"),
        SETTINGS,
    )
    # One band that they do not name: salaries then, and without those nothing is known.
    some = Bands(order=("Grade 3",))
    assert pay_order([*SALARIES_BY_BAND], some, SALARIES_BY_BAND).known_from == SALARIES
    assert pay_order([*SALARIES_BY_BAND], some, {}) == (
        ("Grade 3", "Grade 1", "Grade 2"),
        NOT_KNOWN,
    )


def test_bands_made_from_salaries_are_in_order_by_themselves():
    bands = ["£30,000 to £69,999", "under £30,000", "£70,000 and over"]
    made = pay_order(bands, Bands(scheme="national"), {})

    assert made == (("under £30,000", "£30,000 to £69,999", "£70,000 and over"), SALARIES)
    # The order of the settings is one of names, which salaries go before.
    named = Bands(scheme="quartiles", order=tuple(bands))
    assert pay_order(bands, named, {}).known_from == SALARIES


@pytest.mark.parametrize(
    ("bands", "is_known"),
    [
        (["Grade 1", "Grade 2"], True),
        (["Grade 1", "Band 2"], False),
        (["Grade 1", "Director"], False),
        (["Director"], True),
        (["Director", "Chief executive"], False),
        ([], True),
        (["£20,000", "over £40,000"], True),
    ],
)
def test_names_tell_the_order_where_one_series_of_numbers_has_them_all(bands, is_known):
    order = pay_order(bands, Bands(), {})

    assert order.is_known is is_known
    assert order.known_from == (NAMES if is_known else NOT_KNOWN)


def test_bands_that_the_settings_name_come_first_and_in_their_order():
    bands = Bands(order=("Senior", "junior"))

    assert sorted(["Other 1", "Junior", "Senior"], key=bands.place) == [
        *("Senior", "Junior", "Other 1")
    ]
