"""Why a figure is not there, and what it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scwres.counts import Counts
from scwres.errors import Fault, in_words, nearest
from scwres.extracts.naming import name_here
from scwres.extracts.schema import (
    ETHNICITY,
    ITEMS,
    KIND_OF_ITEM,
    LEFT,
    LIST_OF_ITEM,
    tells_who,
)
from scwres.question import PAY_BAND, breakdown_faults

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from scwres.extracts.loading import Extract
    from scwres.metrics.indicator import Indicator
    from scwres.question import Question
    from scwres.report import Results


def strict_faults(results: Results, accept: Collection[str]) -> list[Fault]:
    """Return a fault for each indicator that is lacking, and each caution not accepted."""
    computed = [
        f'"{number}"' for number in dict.fromkeys(line.indicator for line in results.lines)
    ]
    accepted = sorted({warning.code for warning in results.warnings} | set(accept))
    codes = ", ".join(f'"{code}"' for code in accepted)
    faults = [
        Fault(
            "",
            f"indicator {one.indicator} was asked for: {one.why}",
            "Give what it needs, or name those that are wanted, at the top of scwres.toml: "
            f"indicators = [{', '.join(computed)}]",
        )
        for one in results.not_computed
        if not one.breakdown
    ]
    faults += [
        Fault(
            "",
            warning.text.rstrip("."),
            f"To accept it, name {warning.code} under [strict] in scwres.toml.",
            table="strict",
            lines=(f"accept = [{codes}]",),
        )
        for warning in results.warnings
        if warning.code not in accept
    ]
    return faults


def breakdown_column_faults(asked: Question, loaded: Sequence[Extract]) -> list[Fault]:
    """Return a fault for each breakdown that no extract has a column for."""
    columns = {column for extract in loaded for column in extract.columns if column}
    if asked.rules.bands.scheme:
        columns.add(PAY_BAND)
    can_be = [name for name in sorted(columns) if not breakdown_faults([name])]
    return [
        Fault(
            "",
            f"no extract has a column '{name}' to break figures down by",
            nearest(name, columns)
            or (f"The columns are {in_words(can_be)}." if can_be else "There is none to name."),
        )
        for name in asked.breakdowns
        if name not in columns
    ]


def measure_column_faults(asked: Question, loaded: Sequence[Extract]) -> list[Fault]:
    """Return a fault for each of the user's measures that no extract has a column for."""
    wanted = {one.item for one in asked.measures}
    columns = {column for extract in loaded for column in extract.columns if column}
    items = {item for extract in loaded for item in extract.items}
    can_be = [name for name in sorted(columns) if not tells_who(name) and name != ETHNICITY.name]
    return [
        Fault(
            "",
            f"no extract has a column '{measure.column}', the item of [measure.{measure.item}]",
            f"{nearest(measure.column, can_be)} The columns are {in_words(can_be)}.".strip(),
        )
        for measure in asked.rules.measures
        if measure.item in wanted and measure.item not in items
        if name_here(measure.column, columns) not in columns
        if measure.column not in ITEMS
    ]


def why_missing(item: str, loaded: Sequence[Extract]) -> str:
    """Return which extract or column an item needs that is not there."""
    kind = KIND_OF_ITEM.get(item)
    if kind is None:  # a measure of the user's own, whose column is there
        return f"nobody has an answer to '{item}'"
    list_name = f"{LIST_OF_ITEM[item].name} extract" if item in LIST_OF_ITEM else ""
    for extract in loaded:
        if extract.kind and extract.kind.column(item) and item in extract.columns:
            return f"nobody in {extract.name} has an answer in column '{item}'"
    for extract in loaded:
        if extract.kind is kind:
            missing = f"{extract.name} has no column '{item}'"
            if list_name:
                return f"{missing}, and there is no {list_name}"
            return missing + _otherwise(item, extract.columns)
    needs = f"needs a {kind.name} extract with the columns ethnicity and {item}"
    return f"{needs}, or a {list_name} beside one" if list_name else needs


def why_broad(category: str, groups: Sequence[str], item: str, loaded: Sequence[Extract]) -> str:
    """Return why nothing is known of groups: the labels that say no more than a category."""
    held = [
        f"{labels} of {extract.name}"
        for extract in loaded
        if item in extract.items
        for labels in [labels_in_words(extract, {category})]
        if labels
    ]
    says = in_words(held) or f"'{category}'"
    return f"{in_words(groups)}: {says}, which says no more than {category}"


def labels_in_words(extract: Extract, categories: Collection[str]) -> str:
    """Return the labels of an extract that were matched to some categories, with their rows."""
    return in_words(
        [
            f"'{label}' in {rows:,} row{'s' if rows != 1 else ''}"
            for label, rows, category, _ in extract.labels
            if category in categories
        ]
    )


#: How else an item can be had, from other columns.
OTHERWISE: Mapping[str, tuple[str, str]] = {
    "pay_band": ("salary", "set [pay_bands] from_salary in scwres.toml to make bands of salaries"),
    "senior_manager": (
        "pay_band",
        "set [senior_managers] grades, or salary_at_least, in scwres.toml",
    ),
}


def _otherwise(item: str, columns: Collection[str]) -> str:
    """Return how an item can be had from the columns that are there; empty where it cannot."""
    column, how = OTHERWISE.get(item, ("", ""))
    is_there = column in columns or (item == "senior_manager" and "salary" in columns)
    return f"; {how}" if is_there else ""


def why_not_broken_down(indicator: Indicator, breakdown: str, units: Mapping[str, Counts]) -> str:
    """Return why an indicator has no lines by a breakdown at all; empty where it has some."""
    if indicator.item == breakdown:
        return f"its parts are those of '{breakdown}' already"
    if not any(indicator.item in counts.items for counts in units.values()):
        return f"the extract with '{indicator.item}' has no column '{breakdown}'"
    return ""


def why_in_part(
    indicator: Indicator, breakdown: str, counts: Counts, loaded: Sequence[Extract]
) -> str:
    """Return which extract leaves people of an item in no unit; empty where none does.

    Their units' figures would be without them: leavers without a directorate would make it
    seem that nobody left.
    """
    at = counts.breakdowns.index(breakdown)
    if not any(
        cell.item == indicator.item and cell.unit[at] is None for cell in counts.people_by_cell
    ):
        return ""
    without = [
        extract.name
        for extract in loaded
        if extract.kind
        and (extract.kind.event in ("", LEFT))
        and extract.counted
        and breakdown not in extract.columns
        and (indicator.item in extract.items or extract.kind.event == LEFT)
    ]
    if not without:
        return f"some of those counted are in no unit of '{breakdown}'"
    return f"some of those counted are in {in_words(without)}, without a column '{breakdown}'"
