"""Rows of a table of residents that repeat, differ or add up: they are left out, or faults."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from scwres.errors import FaultLog
from scwres.ethnicity.labels import category_of
from scwres.extracts.count_tables import broad_and_parts
from scwres.extracts.population.dimensions import (
    divides,
    is_about_ethnicity,
    is_area,
    is_code,
    is_measure,
    is_time,
    is_total,
)
from scwres.extracts.schema import header_name
from scwres.extracts.tables.names import NO_PEOPLE
from scwres.text.phrases import in_words, number_of
from scwres.text.safety import place_name

#: Values of a column that a message names.
VALUES_NAMED = 12

#: More different values than this that are hardly repeated may be names, and none is shown.
MOST_NAMED_ONCE = 20

#: How far a sum may lie from its parts, as a share or in people: the census alters small counts
#: a little.
SAME_WITHIN, AT_MOST = 0.002, 5


class ResidentRow(NamedTuple):
    """A row: its category, its people and its other cells.

    A row of totals has no category, and a ``title``.
    """

    category: str
    people: int
    number: int
    cells: Mapping[str, str]
    title: str = ""


def of_totals_alone(
    rows: list[ResidentRow], left_out: Counter[str], log: FaultLog
) -> list[ResidentRow]:
    """Return the rows of the totals of what repeats every ethnicity, such as those of all ages.

    A column that repeats them and has no total is named.
    """
    while repeating := _repeating(rows):
        totals = {
            name: {row.cells[name] for row in rows if is_total(row.cells.get(name, ""), name)}
            for name in repeating
        }
        name = next((name for name in repeating if len(totals[name]) == 1), "")
        if not name:
            says_who = [
                name for name in repeating if not (is_code(name) or _is_of_numbers(name, rows))
            ]
            for name in says_who or repeating:
                _note_repeating(name, rows, log)
            return rows
        [total] = totals[name]
        kept = [row for row in rows if row.cells.get(name) == total]
        left_out[f"part of '{place_name(total)}' in column '{name}'"] += len(rows) - len(kept)
        rows = kept
    return rows


def _repeating(rows: Sequence[ResidentRow]) -> list[str]:
    """Return the columns in which rows of the same ethnicity differ."""
    values: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        for name, value in row.cells.items():
            values.setdefault((name, row.category), set()).add(value)
    names = dict.fromkeys(
        name for (name, _), different_values in values.items() if len(different_values) > 1
    )
    return [name for name in names if not is_about_ethnicity(name)]


def _is_of_numbers(name: str, rows: Sequence[ResidentRow]) -> bool:
    return all(re.fullmatch(r"[\d.,%]*", row.cells.get(name, "")) for row in rows)


def _note_repeating(name: str, rows: Sequence[ResidentRow], log: FaultLog) -> None:
    """Note that a column repeats every ethnicity, and what it repeats them for."""
    if is_area(name):
        fix = "Keep the rows of your own area. For several areas, give a file for each."
    elif is_time(name):
        fix = "Keep the rows of one year or date."
    else:
        fix = f"Keep the rows for everybody, or for only one '{name}'."
    values = _in_words(Counter(row.cells.get(name, "") for row in rows))
    categories: set[str] = set()
    numbers: set[int] = set()  # a row of a table with a column for each ethnicity is several
    for row in rows:
        if row.category in categories and row.number not in numbers:
            numbers.add(row.number)
            log.add(
                f"repeats an ethnicity: column '{name}' holds {values}",
                fix,
                "given-twice",
                row=row.number,
            )
        categories.add(row.category)


def _in_words(rows_by_value: Mapping[str, int]) -> str:
    """Return the different values of a column in words; none where hardly any is repeated."""
    different_values = list(rows_by_value)
    if len(different_values) > MOST_NAMED_ONCE and 3 * len(different_values) > 2 * sum(
        rows_by_value.values()
    ):
        return f"{len(different_values):,} different values"
    quoted_values = [
        f"'{place_name(value)}'" if value else "a blank"
        for value in different_values[:VALUES_NAMED]
    ]
    if more := len(different_values) - len(quoted_values):
        quoted_values.append(f"{more:,} others")
    return in_words(quoted_values)


def note_repeats(rows: Sequence[ResidentRow], log: FaultLog) -> None:
    """Note ethnicities that are repeated without a column that explains it."""
    categories: set[str] = set()
    for row in rows:
        if row.category in categories:
            log.add(
                "repeats an ethnicity, and no other column shows why",
                "Keep one row for each ethnicity, for your own area.",
                "given-twice",
                row=row.number,
            )
        categories.add(row.category)


def note_differing(rows: Sequence[ResidentRow], log: FaultLog) -> None:
    """Note columns that show that ethnicities are of different people."""
    for name in dict.fromkeys(name for row in rows for name in row.cells):
        rows_by_value = Counter(value for row in rows if (value := row.cells.get(name, "")))
        is_of_labels = is_about_ethnicity(name) or all(map(category_of, rows_by_value))
        if len(rows_by_value) < 2 or is_code(name) or is_of_labels or _is_of_numbers(name, rows):
            continue
        if is_area(name) or is_time(name) or divides(name) or max(rows_by_value.values()) > 1:
            log.add(
                f"counts different people in different rows: column '{name}' holds "
                f"{_in_words(rows_by_value)}",
                f"Keep rows with the same '{name}', or delete the column if it is not about the "
                "people.",
                "not-one-table",
            )


def note_other_measures(rows: Sequence[ResidentRow], log: FaultLog) -> None:
    """Note rows that are not numbers of people, in a table that names its measures."""
    for row in rows:
        if name := measure_of_no_people(row.cells):
            measure = place_name(row.cells[name])
            log.add(
                f"does not hold numbers of people: '{measure}' in column '{name}'",
                "Give the table with numbers of people.",
                "not-a-number",
                row=row.number,
            )


def measure_of_no_people(cells: Mapping[str, str]) -> str:
    """Return the column that marks a row as a percentage or the like; empty without one."""
    return next(
        (
            name
            for name, value in cells.items()
            if value and is_measure(name) and re.search(NO_PEOPLE, header_name(value) or value)
        ),
        "",
    )


def note_other_total(totals: Sequence[ResidentRow], by_ethnicity: int, log: FaultLog) -> None:
    """Note where the total differs from the sum of all ethnicities."""
    for row in totals[:1]:
        if not _is_near(row.people, by_ethnicity):
            total = number_of(row.people, "resident")
            log.add(
                f"shows {total} in total, but {by_ethnicity:,} by ethnicity",
                "Keep every ethnicity of the table, or delete a total that is not its own.",
                "counts-contradict",
                row=row.number,
            )


def without_subtotals(rows: Sequence[ResidentRow], log: FaultLog) -> Iterator[tuple[str, int]]:
    """Yield the people of each category, without subtotals."""
    people = {row.category: row.people for row in rows}
    sums: set[str] = set()
    for broad, parts in broad_and_parts(set(people)):
        if _is_near(people[broad], sum(people[part] for part in parts)):
            sums.add(broad)
        else:
            log.add(
                f"holds '{broad}' and parts of it that do not add up to it",
                f"Keep the row of '{broad}', or the rows of all its parts.",
                "counts-add-up-twice",
                row=next(row.number for row in rows if row.category == broad),
            )
    yield from ((name, number) for name, number in people.items() if name not in sums)


def _is_near(number: int, other: int) -> bool:
    return abs(number - other) <= max(AT_MOST, SAME_WITHIN * max(number, other))
