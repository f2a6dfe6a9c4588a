"""The tables of a workbook: one for each sheet, with every count and figure of its kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count as count_from
from typing import NamedTuple

from scwres.ethnicity.categories import MINORITY_ETHNIC
from scwres.metrics.standards.indicator import SHARE
from scwres.reports.account import same_unit_heading
from scwres.reports.document.profile import profile_tables
from scwres.reports.document.tables import (
    across_table,
    bands_table,
    benchmarks_table,
    evidence_table,
    inputs_table,
    likelihoods_table,
    ratio_chart_table,
    ratios_table,
    settings_table,
    shares_table,
    unknown_table,
    workforce_table,
)
from scwres.reports.document.units import standings_by_breakdown, units_heading, units_table
from scwres.reports.document.words import (
    Table,
    count_cell,
    group_name,
    lines_by,
    lines_with_shares,
    text_cell,
)
from scwres.reports.notes import EVIDENCE_HEADING
from scwres.results.lines import Line
from scwres.results.results import Reported, Results
from scwres.results.sentences import breakdown_in_words
from scwres.text.untrusted import file_name

#: The names of the whole, and of units of neither service, in the sheet of the return.
ALL, ELSEWHERE = "All", "Elsewhere"

#: The name of the table that the chart of ratios is drawn from.
RATIO_CHART = "ratio-chart"

#: The services in Skills for Care's form, and the words in the names of their units.
SERVICES = {
    "Adults": ("adult",),
    "Children's": ("child", "young people", "families"),
}


class Return(NamedTuple):
    """Results for Skills for Care's form: exact, with two groups.

    Parameters
    ----------
    breakdown
        The breakdown that separates adults' and children's services; empty where none does.
    """

    results: Results
    breakdown: str = ""


def service_of(unit: str) -> str:
    """Return the service of a unit; empty where its name does not show it.

    >>> service_of("Adult Social Care"), service_of("Adults and Children"), service_of("Legal")
    ('Adults', '', '')
    """
    folded = unit.casefold()
    services = [name for name, words in SERVICES.items() if any(word in folded for word in words)]
    return services[0] if len(services) == 1 else ""


def has_services(results: Results, breakdown: str) -> bool:
    """Return whether a breakdown has units of adults' and of children's services."""
    units = {line.unit for line in results.lines if line.breakdown == breakdown}
    return {service_of(unit) for unit in units} >= SERVICES.keys()


def book_tables(
    results: Reported, returned: Return | None, beyond: Sequence[Table] = ()
) -> Iterator[Table]:
    """Yield the tables of a workbook, in order.

    Parameters
    ----------
    beyond
        The tables of years compared and of the plan.
    """
    whole = [line for line in results.lines if not line.breakdown]
    yield from _lines_tables(results, whole, "", "")
    if shares := [line for line in lines_with_shares(whole) if line.has_people]:
        yield shares_table(results, shares, "shares", in_full=True)
    if whole:
        plain = [line for line in whole if not line.is_of_odds]
        yield unknown_table(results, plain, "ethnicity", "How complete ethnicity records are")
    if ratios := [line for line in whole if line.headline != SHARE]:
        yield evidence_table(results, ratios, "evidence", EVIDENCE_HEADING)
    if benchmarks := benchmarks_table(results, "benchmarks", "Compared with other figures"):
        yield benchmarks
    broken_down = [line for line in results.lines if line.breakdown]
    names_taken: set[str] = set()
    units, numbers = standings_by_breakdown(results), list(results.titles)
    for breakdown, lines in lines_by(broken_down, lambda line: line.breakdown):
        short_name = file_name(breakdown)[:12].strip("-") or "unit"
        short_name = next(name for name in _numbered_names(short_name) if name not in names_taken)
        names_taken.add(short_name)
        if standings := units.get(breakdown):
            by_indicator = sorted(standings, key=lambda unit: numbers.index(unit.indicator))
            title = units_heading(breakdown)
            yield units_table(by_indicator, f"{short_name}-units", title, in_full=True)
        by = f", by {breakdown_in_words(breakdown)}"
        yield from _lines_tables(results, lines, f"{short_name}-", by)
        if across := across_table(
            results, breakdown, f"{short_name}-across", same_unit_heading(breakdown)
        ):
            yield across
    if results.workforce_profile is not None:
        yield from profile_tables(results, results.workforce_profile, in_full=True)
    yield from beyond
    if isinstance(results, Results):
        yield inputs_table(results, "rows", "Rows counted and left out")
    if returned is not None:
        yield return_table(returned)
    yield settings_table(results, "settings", "Settings used")


def _numbered_names(name: str) -> Iterator[str]:
    """Yield a name, and the same with numbers from 2."""
    yield name
    yield from (f"{name}-{number}" for number in count_from(2))


def _lines_tables(
    results: Reported, lines: Sequence[Line], before: str, after: str
) -> Iterator[Table]:
    """Yield the tables of the whole, or of a breakdown."""
    if ratios := [line for line in lines if line.headline != SHARE]:
        title = f"Ratios of likelihoods by indicator{after}"
        yield ratios_table(results, ratios, f"{before}ratios", title, in_full=True)
        if not after and (plain := [line for line in ratios if not line.is_of_odds]):
            yield _all_likelihoods(results, plain)
            # Ratios of odds are not on its axis, on which 1 means equally likely.
            if drawn := ratio_chart_table(results, plain, RATIO_CHART):
                yield drawn
    if bands := [line for line in lines if line.headline == SHARE]:
        yield bands_table(results, bands, f"{before}pay-bands", f"Pay bands{after}", in_full=True)
        title = f"Shares of the workforce{after}"
        yield workforce_table(results, bands, f"{before}workforce", title)


def _all_likelihoods(results: Reported, lines: Sequence[Line]) -> Table:
    """Return a table of likelihoods, with a row for each indicator and group."""
    rows = []
    for _, indicator_lines in lines_by(lines, lambda line: line.indicator_key):
        number = "" if indicator_lines[0].is_supporting else f"{indicator_lines[0].indicator} "
        table = likelihoods_table(results, indicator_lines, "", "")
        rows += [(text_cell(f"{number}{indicator_lines[0].title}"), *row) for row in table.rows]
    title = "Likelihoods by indicator and group"
    return Table("likelihoods", title, ("Indicator", *table.headers), tuple(rows))


def return_table(returned: Return) -> Table:
    """Return the table of counts for Skills for Care's annual form, by indicator.

    Each indicator has a row of all people counted and one of those with the event, for the
    whole and, where units show it, for adults' and children's services.
    """
    results = returned.results
    rows = []
    indicators = {line.number: line for line in results.standard.indicators}
    lines = [line for line in results.lines if not line.is_supporting and not line.is_of_odds]
    for number, indicator in indicators.items():
        for service in (ALL, *((*SERVICES, ELSEWHERE) if returned.breakdown else ())):
            service_lines = [
                line
                for line in lines
                if line.indicator == number
                and (
                    not line.breakdown
                    if service == ALL
                    else line.breakdown == returned.breakdown
                    and (service_of(line.unit) or ELSEWHERE) == service
                )
            ]
            title_cell = text_cell(f"{number} {indicator.title}")
            for description, side, counted_lines in _return_rows(
                service_lines, indicator.population, indicator.event
            ):
                sums = [
                    sum(getattr(line, f"{people}_{side}") for line in counted_lines)
                    for people in _people_columns(counted_lines[0])
                ]
                rows.append(
                    (
                        title_cell,
                        text_cell(service),
                        text_cell(description),
                        *map(count_cell, sums),
                    )
                )
    headers = (
        *("Indicator", "Service", "People"),
        group_name(results, MINORITY_ETHNIC),
        *("White", "Unknown ethnicity", "Everyone"),
    )
    title = "Counts for the annual return to Skills for Care"
    return Table("return", title, headers, tuple(rows), _services_in_words(returned))


def _services_in_words(returned: Return) -> str:
    """Return the units of each service, or how to add a column that separates them."""
    if not returned.breakdown:
        return (
            "Adults' and children's services are not shown separately. To separate them, add a "
            "column 'service' to the extracts, with Adults or Children's in each row."
        )
    units_by_service: dict[str, list[str]] = {}
    for line in returned.results.lines:
        if line.breakdown == returned.breakdown:
            units = units_by_service.setdefault(service_of(line.unit) or ELSEWHERE, [])
            if line.unit not in units:
                units.append(line.unit)
    services = "; ".join(
        f"{service}: {', '.join(units)}" for service, units in units_by_service.items()
    )
    return f"Services are identified by {returned.breakdown}. {services}."


def _people_columns(line: Line) -> tuple[str, ...]:
    """Return the prefixes of a line's columns: minority ethnic, white, unknown, everyone."""
    return (*line.sides, "unknown", "all")


def _return_rows(
    lines: Sequence[Line], population: str, event: str
) -> Iterator[tuple[str, str, list[Line]]]:
    """Yield the rows of an indicator: their name, the column, and the lines to add up."""
    if not lines:
        return
    # Every part of a unit has the same people: count them once.
    by_unit = list({line.unit: line for line in lines}.values())
    yield f"Out of: {population}", "out_of", by_unit
    for part in dict.fromkeys(line.part for line in lines):
        description = f"In {part}" if part else f"With the event: {event}"
        yield description, "count", [line for line in lines if line.part == part]
