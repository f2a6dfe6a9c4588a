"""Compute lines from counts: every requested indicator, for the whole and for every unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple

from scwres.counts import (
    LEFT,
    NO,
    PAY_BAND,
    YES,
    Cell,
    Counts,
    Tally,
    joint_name,
    natural_order,
)
from scwres.extracts.cells.pay_order import PayOrder, pay_order
from scwres.extracts.loading import Extract
from scwres.metrics.comparison import Comparison, Method, compare
from scwres.metrics.difference import BETTER, WORSE
from scwres.metrics.standards.indicator import Indicator
from scwres.metrics.standards.supporting import SUPPORTING
from scwres.metrics.stratified import difference_across, point_apart, ratio_across
from scwres.results.lines import Line
from scwres.results.missing import why_in_part, why_missing, why_not_broken_down, why_too_broad
from scwres.results.results import ACROSS_METHOD, AcrossUnits, NotComputed
from scwres.results.sentences import across_sentence
from scwres.settings.question import Question

if TYPE_CHECKING:
    from scwres.counts import Nested

#: The steps between pay groups, each from one to another.
STEPS = (("lower", "middle"), ("middle", "upper"), ("lower", "upper"))


class Figures(NamedTuple):
    """The answer of counts to a question: lines, missing figures, and units beside the whole.

    ``pay_order`` is the order of the pay bands.
    """

    lines: tuple[Line, ...]
    not_computed: tuple[NotComputed, ...]
    across_units: tuple[AcrossUnits, ...]
    pay_groups: Mapping[str, tuple[str, ...]]
    nested: Nested
    pay_order: PayOrder


class _IndicatorComparison(NamedTuple):
    """A comparison, with its indicator and its part."""

    indicator: Indicator
    part: str
    comparison: Comparison


def figures_of(
    question: Question, counts: Counts, loaded: Sequence[Extract], order: PayOrder
) -> Figures:
    """Return the figures that answer a question, with the pay bands in an order."""
    lines: list[Line] = []
    missing: list[NotComputed] = []
    across: list[AcrossUnits] = []
    question = replace(question, pay_order=order.bands)
    for indicator in question.all_indicators:
        if indicator.item in counts.items:
            comparisons = _comparisons(question, indicator, counts)
            lines += (_line(question, comparison) for comparison in comparisons)
            missing += _too_broad(question, indicator, counts, loaded)
        elif question.is_wanted(indicator):
            why = why_missing(indicator.item, loaded)
            missing.append(NotComputed(indicator.number, "", "", why))
    for breakdown in question.breakdowns:
        counts_by_unit = counts.by_unit(breakdown)
        for indicator in question.all_indicators:
            if indicator.item not in counts.items:
                continue
            if indicator.each_answer and breakdown in question.beside_whole:
                continue
            why = why_not_broken_down(indicator, breakdown, counts_by_unit)
            if why := why or why_in_part(indicator, breakdown, counts, loaded):
                missing.append(NotComputed(indicator.number, breakdown, "", why))
                continue
            unit_lines, units_missing = _unit_lines(question, indicator, breakdown, counts_by_unit)
            lines += unit_lines
            missing += units_missing
            across += _across(question, indicator, breakdown, counts, counts_by_unit, unit_lines)
    return Figures(
        lines=tuple(_with_parts(line, across) for line in lines),
        not_computed=tuple(missing),
        across_units=tuple(across),
        pay_groups=_bands_by_group(question, counts),
        nested=nested_units(counts),
        pay_order=order,
    )


def pay_order_of(question: Question, counts: Counts, loaded: Sequence[Extract]) -> PayOrder:
    """Return the order of the pay bands of the whole, from the salaries of all extracts."""
    pounds: dict[str, tuple[int, int]] = {}
    for extract in loaded:
        for band, (people, paid) in extract.pounds_by_band.items():
            before = pounds.get(band, (0, 0))
            pounds[band] = (before[0] + people, before[1] + paid)
    return pay_order(counts.answers(PAY_BAND), question.ordered_bands, pounds)


def nested_units(counts: Counts) -> Nested:
    """Return which units of one breakdown lie in one of another: teams in directorates."""
    nested: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
    names = counts.breakdowns
    for inner, outer in permutations(range(len(names)), 2):
        homes: dict[str, set[str]] = {}
        for cell in counts.people_by_cell:
            unit, home = cell.unit[inner], cell.unit[outer]
            if unit is not None and home is not None:
                homes.setdefault(unit, set()).add(home)
        split = sum(len(unit_homes) > 1 for unit_homes in homes.values())
        if not homes or 2 * split > len(homes):
            continue  # the two cross, and no reader knows which people are in both
        within: dict[str, list[str]] = {}
        for unit, unit_homes in sorted(homes.items()):
            for home in unit_homes:
                within.setdefault(home, []).append(unit)
        nested[names[inner], names[outer]] = {
            home: tuple(units) for home, units in sorted(within.items())
        }
    return nested


def _bands_by_group(question: Question, counts: Counts) -> dict[str, tuple[str, ...]]:
    """Return the pay bands of each pay group, where pay groups are compared."""
    disparity = question.standard.disparity
    if disparity is None or not question.pay_groups or disparity.item not in counts.items:
        return {}
    bands = sorted(counts.answers(disparity.item), key=question.place)
    names = dict.fromkeys(name for step in STEPS for name in step)
    return {
        name: tuple(band for band in bands if question.pay_group(band) == name) for name in names
    }


def _with_parts(line: Line, across: Sequence[AcrossUnits]) -> Line:
    """Return a line of the whole whose reading says where its units and the whole disagree."""
    if line.breakdown:
        return line
    sentences = [
        across_sentence(units.breakdown, units.ratio_across_units, units.interval)
        for units in across
        if units.points_apart
        and (units.indicator, units.group, units.compared_with)
        == (line.indicator, line.group, line.compared_with)
    ]
    return replace(line, further=tuple(sentences))


def _unit_lines(
    question: Question,
    indicator: Indicator,
    breakdown: str,
    counts_by_unit: Mapping[tuple[str, ...], Counts],
) -> tuple[list[Line], list[NotComputed]]:
    """Return the lines of every unit of a breakdown, and the units that have none."""
    lines: list[Line] = []
    missing: list[NotComputed] = []
    for unit in sorted(counts_by_unit, key=lambda unit: [*map(natural_order, unit)]):
        if indicator.item in counts_by_unit[unit].items:
            comparisons = _comparisons(question, indicator, counts_by_unit[unit])
            lines += (_line(question, comparison, breakdown, unit) for comparison in comparisons)
        else:
            why = "nobody in this unit is counted"
            missing.append(NotComputed(indicator.number, breakdown, joint_name(unit), why))
    return lines, missing


def _comparisons(
    question: Question, indicator: Indicator, counts: Counts
) -> Iterator[_IndicatorComparison]:
    """Yield the comparisons of an indicator: one, or one a pay band, for every group."""
    if not indicator.each_answer:
        yield from _of_answer(question, indicator, YES, "", counts)
        return
    for band in sorted(counts.answers(indicator.item), key=question.place):
        yield from _of_answer(question, indicator, band, band, counts)
    disparity = question.standard.disparity
    if disparity is not None and question.pay_groups and disparity.item == indicator.item:
        for lower, higher in STEPS:
            among = _of_pay_groups(question, counts, disparity.item, lower, higher)
            if among:
                yield from _of_answer(question, disparity, YES, f"{lower} to {higher}", among)


def _of_answer(
    question: Question, indicator: Indicator, answer: str, part: str, counts: Counts
) -> Iterator[_IndicatorComparison]:
    for comparison in compare(counts, indicator.item, answer, question.grouping):
        shown = comparison
        if indicator.item == LEFT and question.rules.out_of == "in_post":
            shown = shown.against_others()
        if indicator == question.standard.disparity:
            shown = shown.of_odds()
        if indicator.is_inverse:
            shown = shown.inverted()
        yield _IndicatorComparison(indicator, part, shown)


def _of_pay_groups(
    question: Question, counts: Counts, item: str, lower: str, higher: str
) -> Counts:
    """Return the people of two pay groups, the higher of them as those with the event."""
    answers = {lower: NO, higher: YES}
    people_by_cell: dict[Cell, int] = {}
    for cell, people in counts.people_by_cell.items():
        group = question.pay_group(cell.answer) if cell.item == item else ""
        if group in answers:
            regrouped = cell._replace(answer=answers[group])
            people_by_cell[regrouped] = people_by_cell.get(regrouped, 0) + people
    return Counts(people_by_cell, counts.breakdowns)


def _line(
    question: Question,
    comparison: _IndicatorComparison,
    breakdown: str = "",
    unit: tuple[str, ...] = (),
) -> Line:
    is_supporting = comparison.indicator in question.measures
    values = question.values
    return Line(
        standard=SUPPORTING if is_supporting else question.standard.name,
        definition=comparison.indicator,
        comparison=comparison.comparison,
        made_by=Method(values["confidence"], values["interval"], values["p_value"]),
        part=comparison.part,
        breakdown=breakdown,
        unit=joint_name(unit),
        terminology=values["terminology"],
    )


def _across(
    question: Question,
    indicator: Indicator,
    breakdown: str,
    counts: Counts,
    counts_by_unit: Mapping[tuple[str, ...], Counts],
    lines: Sequence[Line],
) -> Iterator[AcrossUnits]:
    """Yield the ratio over the units of a breakdown compared with the whole, for each group."""
    is_rate = indicator.item == LEFT and question.rules.out_of == "in_post"
    if indicator.each_answer or is_rate:
        return
    units = [
        unit.comparison
        for unit_counts in counts_by_unit.values()
        for unit in _comparisons(question, indicator, unit_counts)
    ]
    for _, _, whole in _comparisons(question, indicator, counts):
        groups = whole.group, whole.compared_with
        tallies = [
            (unit.group_tally, unit.compared_tally)
            for unit in units
            if (unit.group, unit.compared_with) == groups
            and unit.group_tally.out_of
            and unit.compared_tally.out_of
        ]
        findings = [
            line.finding
            for line in lines
            if (line.group, line.compared_with) == groups and line.is_readable
        ]
        if tallies:
            yield _across_of(question, indicator, breakdown, whole, tallies, findings)


def _across_of(
    question: Question,
    indicator: Indicator,
    breakdown: str,
    whole: Comparison,
    units: Sequence[tuple[Tally, Tally]],
    findings: Sequence[str],
) -> AcrossUnits:
    across = ratio_across(units, confidence=question.values["confidence"])
    crude = whole.ratio(question.values["confidence"], question.values["interval"])
    with_finding = sum(bool(finding) for finding in findings)
    return AcrossUnits(
        standard=SUPPORTING if indicator in question.measures else question.standard.name,
        indicator=indicator.number,
        title=indicator.title,
        breakdown=breakdown,
        group=whole.group,
        compared_with=whole.compared_with,
        units=len(units),
        ratio=crude.value,
        ratio_lower=crude.lower,
        ratio_upper=crude.upper,
        ratio_across_units=across.value,
        ratio_across_units_lower=across.lower,
        ratio_across_units_upper=across.upper,
        confidence=question.values["confidence"],
        method=ACROSS_METHOD,
        points_apart=point_apart(
            (crude, across),
            (
                whole.difference(question.values["confidence"]),
                difference_across(units, confidence=question.values["confidence"]),
            ),
        ),
        units_told=with_finding,
        units_worse=findings.count(WORSE),
        units_better=findings.count(BETTER),
        by_chance=round(with_finding * (1 - question.values["confidence"]), 6),
    )


def _too_broad(
    question: Question, indicator: Indicator, counts: Counts, loaded: Sequence[Extract]
) -> Iterator[NotComputed]:
    """Yield that an indicator has no ratio where its categories are too broad for any group."""
    categories = {cell.ethnicity for cell in counts.people_by_cell if cell.item == indicator.item}
    broad = categories & question.grouping.broad
    held = [
        group
        for group in question.grouping.groups
        if categories & question.grouping.categories_of(group)
    ]
    reference = question.grouping.compared_with
    has_reference = bool(categories & question.grouping.categories_of(reference))
    if broad and not (has_reference and held):
        lacking = reference if held else "in one of the groups"
        why = why_too_broad(lacking, broad, indicator.item, loaded)
        yield NotComputed(indicator.number, "", "", why)
