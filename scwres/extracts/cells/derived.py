"""Columns that the user's settings make of others: pay bands from salaries, and the like."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from scwres.extracts.cells.values import plain
from scwres.extracts.rules import NATIONAL
from scwres.extracts.schema import LEFT, STAFF, Column
from scwres.extracts.vocabulary import NO, YES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from scwres.extracts.cells.pay_order import Bands
    from scwres.extracts.rules import Rules, Window
    from scwres.extracts.tables.header import Layout


class Derived(NamedTuple):
    """A column that is worked out from the others of its row."""

    column: Column
    value: Callable[[Sequence[str]], str]


def derived_columns(layout: Layout, rules: Rules) -> list[Derived]:
    """Return the columns that the rules make for a table that has what they need."""
    return [
        Derived(column, value)
        for name, value in _made(layout, rules)
        if (column := layout.kind.column(name) or STAFF.column(name))
    ]


def _made(layout: Layout, rules: Rules) -> Iterator[tuple[str, Callable[[Sequence[str]], str]]]:
    leaving = layout.index_of("leaving_date")
    if layout.kind is STAFF and leaving is not None:
        day_at, said_at = leaving, layout.index_of(LEFT)

        def has_left(values: Sequence[str]) -> str:
            # A day within or outside the window says more than a yes.
            is_decided = said_at is None or (rules.window is not None and values[day_at])
            return left_by(values[day_at], rules.window) if is_decided else values[said_at or 0]

        yield LEFT, has_left
    salary = layout.index_of("salary")
    band = layout.index_of("pay_band")
    role = layout.index_of("job_role")
    if rules.bands.scheme and salary is not None:
        at = salary

        def made_band(values: Sequence[str]) -> str:
            return band_of(values[at], rules.bands)

        yield "pay_band", made_band
    if rules.senior_salary is not None and salary is not None:
        least, paid = rules.senior_salary, salary

        def is_well_paid(values: Sequence[str]) -> str:
            return "" if not values[paid] else YES if int(values[paid]) >= least else NO

        yield "senior_manager", is_well_paid
    elif rules.senior_grades and band is not None:
        senior = {plain(grade) for grade in rules.senior_grades}
        of_band = band

        def is_senior(values: Sequence[str]) -> str:
            return "" if not values[of_band] else YES if plain(values[of_band]) in senior else NO

        yield "senior_manager", is_senior
    if rules.regulated_roles and role is not None:
        regulated = {plain(one) for one in rules.regulated_roles}
        of_role = role

        def is_regulated(values: Sequence[str]) -> str:
            return YES if plain(values[of_role]) in regulated else NO

        yield "regulated_professional", is_regulated


def left_by(day: str, window: Window | None) -> str:
    """Return whether somebody with a last day had left by the end of the window.

    >>> left_by("2025-03-31", None), left_by("", None)
    ('yes', 'no')
    """
    if not day:
        return NO
    return NO if window and date.fromisoformat(day) > window.end else YES


def band_of(salary: str, bands: Bands) -> str:
    """Return the band of a salary in whole pounds; the salary itself where quartiles tell.

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
