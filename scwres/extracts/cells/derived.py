"""Columns that the settings derive from others, such as pay bands from salaries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from operator import itemgetter
from typing import NamedTuple

from scwres.counts import ASKED_OF_JOINERS, JOINED, LEFT, NO, PAY_BAND, YES, of_joiners
from scwres.extracts.cells.joiners import (
    ITEMS_OF_JOINERS,
    Employment,
    answers_of_joiner,
    has_joined,
)
from scwres.extracts.cells.pay_order import Bands
from scwres.extracts.cells.values import plain
from scwres.extracts.rules import NATIONAL, Rules, Window
from scwres.extracts.schema import JOB_ROLE, JOINER_SURVEY, LEAVERS, STAFF, SURVEY, Column
from scwres.extracts.tables.header import Layout

#: Pay above which no band of equal steps is looked for, in pounds.
MOST_PAY = 500_000


class Derived(NamedTuple):
    """A column that is worked out from the others of its row.

    ``is_of_person`` is whether the values of all posts of a person decide it together.
    """

    column: Column
    value: Callable[[Sequence[str]], str]
    is_of_person: bool = False


def derived_columns(layout: Layout, rules: Rules) -> list[Derived]:
    """Return the columns that the rules derive in a table that has the columns they need."""
    return [
        Derived(column, value, is_of_person)
        for derivations, is_of_person in (
            (_derivations(layout, rules), False),
            (_of_joiners(layout, rules), True),
        )
        for name, value in derivations
        if (column := layout.kind.column(name) or STAFF.column(name))
    ]


def _of_joiners(
    layout: Layout, rules: Rules
) -> Iterator[tuple[str, Callable[[Sequence[str]], str]]]:
    """Yield what dates tell of the year's joiners, where the settings ask for it."""
    window = rules.window
    employment = employment_of(layout, rules)
    if employment is None or window is None:
        return
    yield JOINED, lambda values: has_joined(employment(values), window)
    for item in ITEMS_OF_JOINERS:
        yield item, partial(_answer_of_joiner, item, employment, rules.probation_months, window)


def _answer_of_joiner(
    item: str,
    employment: Callable[[Sequence[str]], Employment],
    months: int | None,
    window: Window,
    values: Sequence[str],
) -> str:
    """Return the answer of a row to an item of joiners; blank for others, and where unknown."""
    return answers_of_joiner(employment(values), months, window).get(item, "")


def employment_of(layout: Layout, rules: Rules) -> Callable[[Sequence[str]], Employment] | None:
    """Return what reads the days of employment from a row; None where joiners are not asked for.

    They are asked for by the length of probation, or by a column of its end.
    """
    positions = {
        name: layout.index_of(name)
        for name in ("start_date", "probation_end", "leaving_date", "date", LEFT)
    }
    start, end = positions["start_date"], positions["probation_end"]
    is_requested = rules.probation_months is not None or end is not None
    if layout.kind not in (STAFF, LEAVERS) or start is None or not is_requested:
        return None
    last = positions["leaving_date"]
    if layout.kind is LEAVERS and last is None:
        last = positions["date"]
    left = positions[LEFT]

    def employment(values: Sequence[str]) -> Employment:
        last_day = "" if last is None else values[last]
        has_left: bool | None = layout.kind is LEAVERS or None
        if last_day or (last is not None and left is None):
            has_left = left_by(last_day, rules.window) == YES
        elif left is not None:
            has_left = values[left] == YES
        probation_end = "" if end is None else values[end]
        return Employment(values[start], last_day, has_left, probation_end)

    return employment


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
    yield from _answers_of_joiners(layout)
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


def _answers_of_joiners(
    layout: Layout,
) -> Iterator[tuple[str, Callable[[Sequence[str]], str]]]:
    """Yield what the year's joiners answered, where a survey shows who they are.

    By its column of those who joined, or because it was put to nobody else.
    """
    joined = layout.index_of(JOINED)
    if layout.kind is not JOINER_SURVEY and (layout.kind is not SURVEY or joined is None):
        return
    for item in ASKED_OF_JOINERS:
        position = layout.index_of(item)
        if position is None:
            continue
        answer = itemgetter(position)
        yield of_joiners(item), answer if joined is None else partial(_if_joined, joined, answer)


def _if_joined(joined: int, answer: Callable[[Sequence[str]], str], values: Sequence[str]) -> str:
    """Return the answer of a row where the person joined; blank for others."""
    return answer(values) if values[joined] == YES else ""


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


def least_pay_by_band(bands: Bands) -> dict[str, int]:
    """Return the least pay in pounds of each pay band that is made of salaries.

    Empty where bands are not, or are quartiles.

    >>> least_pay_by_band(Bands("national"))["£70,000 and over"]
    70000
    """
    if bands.scheme == "national":
        return {name: least for least, name in NATIONAL}
    if bands.scheme != "steps":
        return {}
    return {band_of(str(least), bands): least for least in range(0, MOST_PAY, bands.step)}


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
