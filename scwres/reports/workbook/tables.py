"""The tables of a workbook: one a sheet, each with every count and figure of its kind."""

from __future__ import annotations

from itertools import count as count_from
from typing import TYPE_CHECKING, NamedTuple

from scwres.ethnicity.categories import MINORITY_ETHNIC
from scwres.reports.document.tables import (
    across_table,
    bands_table,
    benchmarks_table,
    evidence_table,
    inputs_table,
    likelihoods_table,
    ratios_table,
    settings_table,
    unknown_table,
    workforce_table,
)
from scwres.reports.document.values import Table, count, text
from scwres.reports.document.words import group_name, grouped
from scwres.results.results import Results
from scwres.text.untrusted import file_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scwres.results.results import Line, Reported

#: The whole, and what is of neither service, in the sheet of the return.
ALL, ELSEWHERE = "All", "Elsewhere"

#: The services that Skills for Care's form asks for apart, and what their units' names hold.
SERVICES = {
    "Adults": ("adult",),
    "Children's": ("child", "young people", "families"),
}


class Return(NamedTuple):
    """Results for the form that goes to Skills for Care: of two groups, and exact.

    Parameters
    ----------
    breakdown
        The breakdown that tells adults' services from children's; empty where none does.
    """

    results: Results
    breakdown: str = ""


def service_of(unit: str) -> str:
    """Return the service that a unit is of; empty where its name does not tell.

    >>> service_of("Adult Social Care"), service_of("Adults and Children"), service_of("Legal")
    ('Adults', '', '')
    """
    folded = unit.casefold()
    found = [name for name, words in SERVICES.items() if any(word in folded for word in words)]
    return found[0] if len(found) == 1 else ""


def tells_services(results: Results, breakdown: str) -> bool:
    """Return whether the units of a breakdown are told apart as adults' and children's."""
    units = {line.unit for line in results.lines if line.breakdown == breakdown}
    return {service_of(unit) for unit in units} >= SERVICES.keys()


def book_tables(
    results: Reported, returned: Return | None, beyond: Sequence[Table] = ()
) -> Iterator[Table]:
    """Give the tables of a workbook, in order.

    Parameters
    ----------
    beyond
        Those of years compared and of the plan.
    """
    whole = [line for line in results.lines if not line.breakdown]
    yield from _of_lines(results, whole, "", "")
    if whole:
        plain = [line for line in whole if not line.is_of_odds]
        yield unknown_table(results, plain, "ethnicity", "How complete ethnicity is")
    if ratios := [line for line in whole if line.headline != "share"]:
        yield evidence_table(results, ratios, "evidence", "How few people a ratio rests on")
    if found := benchmarks_table(results, "benchmarks", "Beside figures from elsewhere"):
        yield found
    broken_down = [line for line in results.lines if line.breakdown]
    taken: set[str] = set()
    for breakdown, lines in grouped(broken_down, lambda line: line.breakdown):
        short = file_name(breakdown)[:12].strip("-") or "unit"
        short = next(one for one in _numbered(short) if one not in taken)
        taken.add(short)
        yield from _of_lines(results, lines, f"{short}-", f", by {breakdown}")
        if across := across_table(
            results, breakdown, f"{short}-across", f"Ratios across the units of {breakdown}"
        ):
            yield across
    yield from beyond
    if isinstance(results, Results):
        yield inputs_table(results, "rows", "What became of every row that was read")
    if returned is not None:
        yield return_table(returned)
    yield settings_table(results, "settings", "Settings that the figures were made with")


def _numbered(name: str) -> Iterator[str]:
    """Give a name, and the same with numbers from 2."""
    yield name
    yield from (f"{name}-{number}" for number in count_from(2))


def _of_lines(
    results: Reported, lines: Sequence[Line], before: str, after: str
) -> Iterator[Table]:
    """Give the tables of the whole, or of a breakdown."""
    if ratios := [line for line in lines if line.headline != "share"]:
        title = f"Ratios of likelihoods by indicator{after}"
        yield ratios_table(results, ratios, f"{before}ratios", title, in_full=True)
        if not after and (plain := [line for line in ratios if not line.is_of_odds]):
            yield _all_likelihoods(results, plain)
    if bands := [line for line in lines if line.headline == "share"]:
        yield bands_table(results, bands, f"{before}pay-bands", f"Pay bands{after}", in_full=True)
        title = f"Shares of the workforce{after}"
        yield workforce_table(results, bands, f"{before}workforce", title)


def _all_likelihoods(results: Reported, lines: Sequence[Line]) -> Table:
    """Return the likelihoods of every indicator, a row an indicator and a group."""
    rows = []
    for _, of_one in grouped(lines, lambda line: line.indicator_key):
        number = "" if of_one[0].is_supporting else f"{of_one[0].indicator} "
        table = likelihoods_table(results, of_one, "", "")
        rows += [(text(f"{number}{of_one[0].title}"), *row) for row in table.rows]
    title = "Likelihoods by indicator and group"
    return Table("likelihoods", title, ("Indicator", *table.headers), tuple(rows))


def return_table(returned: Return) -> Table:
    """Return the counts that Skills for Care's annual form asks for, by indicator.

    Each indicator has a row of whom it is out of and one of those with the event, for the
    whole and, where units tell, for adults' and children's services.
    """
    results = returned.results
    rows = []
    indicators = {one.number: one for one in results.standard.indicators}
    lines = [one for one in results.lines if not one.is_supporting and not one.is_of_odds]
    for number, indicator in indicators.items():
        for service in (ALL, *((*SERVICES, ELSEWHERE) if returned.breakdown else ())):
            of_one = [
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
            called = text(f"{number} {indicator.title}")
            for what, side, of_what in _asked(of_one, indicator.population, indicator.event):
                sums = [
                    sum(getattr(line, f"{who}_{side}") for line in of_what)
                    for who in _whom(of_what[0])
                ]
                rows.append((called, text(service), text(what), *map(count, sums)))
    headers = (
        *("Indicator", "Service", "People"),
        group_name(results, MINORITY_ETHNIC),
        *("White", "Unknown ethnicity", "Everyone"),
    )
    title = "Counts for the annual return to Skills for Care"
    return Table("return", title, headers, tuple(rows), _services_in_words(returned))


def _services_in_words(returned: Return) -> str:
    """Return which units are of which service, or how they could be told."""
    if not returned.breakdown:
        return (
            "Adults' and children's services are not told apart: give the extracts a column "
            "'service' that says Adults or Children's."
        )
    of: dict[str, list[str]] = {}
    for line in returned.results.lines:
        if line.breakdown == returned.breakdown:
            units = of.setdefault(service_of(line.unit) or ELSEWHERE, [])
            if line.unit not in units:
                units.append(line.unit)
    said = "; ".join(f"{service}: {', '.join(units)}" for service, units in of.items())
    return f"Services are told by {returned.breakdown}. {said}."


def _whom(line: Line) -> tuple[str, ...]:
    """Return minority ethnic, white, unknown and everyone as a line calls them."""
    return (*line.sides, "unknown", "all")


def _asked(
    lines: Sequence[Line], population: str, event: str
) -> Iterator[tuple[str, str, list[Line]]]:
    """Give what the form asks of an indicator: what it is, the count, and lines to be added."""
    if not lines:
        return
    # Every part of a unit is out of the same people: once each.
    of_units = list({line.unit: line for line in lines}.values())
    yield f"Out of: {population}", "out_of", of_units
    for part in dict.fromkeys(line.part for line in lines):
        what = f"In {part}" if part else f"With the event: {event}"
        yield what, "count", [line for line in lines if line.part == part]
