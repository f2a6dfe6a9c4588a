"""Columns that the settings derive from others, such as pay bands from salaries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from scwres.counts import LEFT, NO, PAY_BAND, YES
from scwres.extracts.cells.pay_order import Bands
from scwres.extracts.cells.values import plain
from scwres.extracts.rules import NATIONAL, Rules, Window
from scwres.extracts.schema import JOB_ROLE, STAFF, Column
from scwres.extracts.tables.header import Layout


class Derived(NamedTuple):
    """A column that is worked out from the others of its row."""

    column: Column
    value: Callable[[Sequence[str]], str]


def derived_columns(layout: Layout, rules: Rules) -> list[Derived]:
    """Return the columns that the rules derive in a table that has the columns they need."""
    return [
        Derived(column, value)
        for name, value in _derivations(layout, rules)
        if (column := layout.kind.column(name) or STAFF.column(name))
    ]


def _derivations(
    layout: Layout, rules: Rules
) -> Iterator[tuple[str, Callable[[Sequence[str]], str]]]:
    leaving = layout.index_of("leaving_date")
    if layout.kind is STAFF and leaving is not None:
        day_position, left_position = leaving, layout.index_of(LEFT)

        def has_left(values: Sequence[str]) -> str:
            # A day inside or outside the window is more exact than a yes.
            is_decided = left_position is None or (
                rules.window is not None and values[day_position]
            )
            return (
                left_by(values[day_position], rules.window)
                if is_decided
                else values[left_position or 0]
            )

        yield LEFT, has_left
    salary = layout.index_of("salary")
    band = layout.index_of(PAY_BAND)
    role = layout.index_of(JOB_ROLE)
    if rules.bands.scheme and salary is not None:
        salary_position = salary

        def made_band(values: Sequence[str]) -> str:
            return band_of(values[salary_position], rules.bands)

        yield PAY_BAND, made_band
    if rules.senior_salary is not None and salary is not None:
        least, pay_position = rules.senior_salary, salary

        def is_well_paid(values: Sequence[str]) -> str:
            return (
                ""
                if not values[pay_position]
                else YES
                if int(values[pay_position]) >= least
                else NO
            )

        yield "senior_manager", is_well_paid
    elif rules.senior_grades and band is not None:
        senior = {plain(grade) for grade in rules.senior_grades}
        band_position = band

        def is_senior(values: Sequence[str]) -> str:
            return (
                ""
                if not values[band_position]
                else YES
                if plain(values[band_position]) in senior
                else NO
            )

        yield "senior_manager", is_senior
    if rules.regulated_roles and role is not None:
        regulated = {plain(job_role) for job_role in rules.regulated_roles}
        role_position = role

        def is_regulated(values: Sequence[str]) -> str:
            return YES if plain(values[role_position]) in regulated else NO

        yield "regulated_professional", is_regulated


def left_by(day: str, window: Window | None) -> str:
    """Return whether a person with a last day had left by the end of the window.

    >>> left_by("2025-03-31", None), left_by("", None)
    ('yes', 'no')
    """
    if not day:
        return NO
    return NO if window and date.fromisoformat(day) > window.end else YES


def band_of(salary: str, bands: Bands) -> str:
    """Return the band of a salary in whole pounds; the salary itself where bands are quartiles.

    >>> from scwres.extracts.cells.pay_order import Bands
    >>> band_of("31500", Bands("national")), band_of("31500", Bands("steps", 10_000))
    ('£30,000 to £69,999', '£30,000 to £39,999')
    """
    if not salary or bands.scheme == "quartiles":
        return salary
    pounds = int(salary)
    if bands.scheme == "national":
        return next(name for least, name in reversed(NATIONAL) if pounds >= least)
    least = pounds // bands.step * bands.step
    return f"£{least:,} to £{least + bands.step - 1:,}"


def quartile_names(people_by_salary: Mapping[str, int]) -> dict[str, str]:
    """Return the quartile of each salary, people of the same salary together.

    A salary lies in the quartile that the middle one of its people lies in.

    >>> quartile_names({"20000": 2, "30000": 2, "40000": 4})
    {'20000': 'Quartile 1 (lowest)', '30000': 'Quartile 2', '40000': 'Quartile 4 (highest)'}
    """
    everyone = sum(people_by_salary.values())
    names = ("Quartile 1 (lowest)", "Quartile 2", "Quartile 3", "Quartile 4 (highest)")
    below = 0
    quartiles = {}
    for salary in sorted(people_by_salary, key=int):
        people = people_by_salary[salary]
        quartiles[salary] = names[min(3, (4 * (2 * below + people)) // (2 * everyone))]
        below += people
    return quartiles
