"""Why a figure is missing, and what it needs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from scwres.counts import JOINED, LEFT, PAY_BAND, Counts, columns_of
from scwres.errors import Caution, Fault
from scwres.ethnicity.categories import Grouping
from scwres.extracts.cells.joiners import ITEMS_OF_JOINERS
from scwres.extracts.loading import Extract
from scwres.extracts.schema import (
    ETHNICITY,
    ITEMS,
    KIND_OF_ITEM,
    LIST_OF_ITEM,
    LISTED_ITEMS,
    kinds_with,
    tells_who,
)
from scwres.extracts.tables.names import name_in_table
from scwres.metrics.standards.indicator import SENIOR_MANAGER, Indicator
from scwres.results.results import NotComputed, Results
from scwres.settings.question import Question
from scwres.settings.values import Breakdown
from scwres.text.messages import WARNINGS
from scwres.text.phrases import in_words, nearest


def strict_faults(
    results: Results, accept: Collection[str], *, in_public: bool = False
) -> list[Fault]:
    """Return a fault for each indicator that is missing, and each caution not accepted.

    Parameters
    ----------
    in_public
        Whether they must hold no number of people.
    """
    computed = [
        f'"{number}"' for number in dict.fromkeys(line.indicator for line in results.lines)
    ]
    accepted = sorted({warning.code for warning in results.warnings} | set(accept))
    codes = ", ".join(f'"{code}"' for code in accepted)
    faults = [
        Fault(
            "",
            f"indicator {figure.indicator} cannot be calculated"
            f"{_why_in(figure, results, in_public)}",
            "Give what it needs, or name the indicators you want at the top of scwres.toml: "
            f"indicators = [{', '.join(computed)}]",
            "indicator-missing",
        )
        for figure in results.not_computed
        if not figure.breakdown
    ]
    faults += [
        Fault(
            "",
            caution_in_public(warning) if in_public else warning.text.rstrip("."),
            f"To accept it, name {warning.code} under [strict] in scwres.toml.",
            "warning-not-accepted",
            table="strict",
            lines=(f"accept = [{codes}]",),
        )
        for warning in results.warnings
        if warning.code not in accept
    ]
    return faults


def _why_in(figure: NotComputed, results: Results, in_public: bool) -> str:
    """Return why a figure is missing; nothing where that could disclose people."""
    has_lines = any(line.indicator == figure.indicator for line in results.lines)
    return "" if in_public and has_lines else f": {figure.why}"


def missing_in_public(results: Results) -> Iterator[str]:
    """Yield what could not be computed and what was not read, without a number of people."""
    titles = results.titles
    for figure in results.not_computed:
        if not figure.breakdown:
            why = _why_in(figure, results, in_public=True)
            yield f"Not calculated: {figure.indicator} {titles[figure.indicator]}{why}"
    for warning in results.warnings:
        if warning.code == _COLUMN_NOT_READ:
            yield caution_in_public(warning)


def caution_in_public(caution: Caution) -> str:
    """Return a caution without a number of people: its own text where it names a column only."""
    if caution.code == _COLUMN_NOT_READ:
        return caution.text.rstrip(".")
    return f"there is a warning, {caution.code}: {WARNINGS[caution.code].cause}"


#: The caution that names a column and no number of people.
_COLUMN_NOT_READ = "column-not-read"


def breakdown_column_faults(question: Question, loaded: Sequence[Extract]) -> list[Fault]:
    """Return a fault for each breakdown that no extract has a column for."""
    columns = columns_in(loaded)
    if question.rules.bands.scheme:
        columns.add(PAY_BAND)
    candidates = [name for name in sorted(columns) if not any(Breakdown().problems(name))]
    return [
        Fault(
            "",
            f"no extract has a column '{name}' to break figures down by",
            nearest(name, columns)
            or (
                f"The columns are {in_words(candidates)}."
                if candidates
                else "No extract has a column to break figures down by."
            ),
            "column-missing",
        )
        for name in question.rules.breakdowns
        if name not in columns
    ]


def columns_in(loaded: Sequence[Extract]) -> set[str]:
    """Return the names of all columns of extracts."""
    return {column for extract in loaded for column in extract.columns if column}


def measure_column_faults(question: Question, loaded: Sequence[Extract]) -> list[Fault]:
    """Return a fault for each of the user's measures that cannot be computed.

    No extract has its column, or a list takes the column's place, which names other people than
    the column does.
    """
    requested_items = {measure.item for measure in question.measures}
    columns = {column for extract in loaded for column in extract.columns if column}
    items = {item for extract in loaded for item in extract.items}
    candidates = [
        name for name in sorted(columns) if not tells_who(name) and name != ETHNICITY.name
    ]
    lists = {
        extract.kind.event: extract.name
        for extract in loaded
        if extract.kind and extract.kind.event
    }
    faults = []
    for measure in question.rules.measures:
        name = name_in_table(measure.column, columns)
        if measure.item not in requested_items:
            continue
        column = f"column '{measure.column}', which [measure.{measure.item}] names"
        if name in lists and columns & {name}:
            what = f"{column}, is ignored, because {lists[name]} takes its place"
            fix = "Name a column that no list takes the place of."
            faults.append(Fault("", what, fix, "column-unclear"))
        elif name not in columns and measure.item not in items and name not in ITEMS:
            listed = f"The columns are {in_words(candidates)}." if candidates else ""
            fix = f"{nearest(measure.column, candidates)} {listed}".strip()
            faults.append(Fault("", f"no extract has a {column}", fix, "column-missing"))
    return faults


def why_missing(item: str, loaded: Sequence[Extract]) -> str:
    """Return the missing extract or column that an item needs."""
    kind = KIND_OF_ITEM.get(item)
    if kind is None:  # a measure of the user's own, whose column is there
        lists = [
            f"'{extract.kind.event}'"
            for extract in loaded
            if extract.kind and extract.kind.event in LISTED_ITEMS
        ]
        of_list = f"; for a column of a list, out_of is what it counts: {in_words(lists, 'or')}"
        why = f"no staff, applications or survey extract has an answer to '{item}'"
        return why + of_list * bool(lists)
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
    kinds = in_words(kinds_with(item) or [kind.name], last="or")
    article = "an" if kinds[0] in "aeiou" else "a"
    needs = f"needs {article} {kinds} extract with the columns ethnicity and {item}"
    return f"{needs}, or a staff extract and a {list_name}" if list_name else needs


def why_too_broad(
    group: str, categories: Collection[str], item: str, loaded: Sequence[Extract]
) -> str:
    """Return why nobody is known to be in a group: the labels that are too broad."""
    labels = [
        f"'{label}' in {rows:,} row{'s' if rows != 1 else ''} of {extract.name}"
        for extract in loaded
        if item in extract.items
        for label, rows, category, _ in extract.labels
        if category in categories
    ]
    causes = in_words(labels) or in_words([f"'{category}'" for category in sorted(categories)])
    return f"nobody is known to be {group}: {causes} could be in several groups"


def broad_labels(extract: Extract, grouping: Grouping) -> str:
    """Return the labels that are too broad for a grouping, with their rows; empty without any."""
    parts = [
        f"'{label}' in {rows:,} row{'s' if rows != 1 else ''} could be "
        f"{in_words(list(grouping.could_be(category)), last='or')}"
        for label, rows, category, _ in extract.labels
        if category in grouping.broad
    ]
    if not parts:
        return ""
    return f"{in_words(parts)}. These people count in totals, but not in any group"


#: How else an item can be made, from other columns.
OTHERWISE: Mapping[str, tuple[str, str]] = {
    PAY_BAND: ("salary", "set [pay_bands] from_salary in scwres.toml to make bands of salaries"),
    SENIOR_MANAGER: (
        PAY_BAND,
        "set [senior_managers] grades, or salary_at_least, in scwres.toml",
    ),
    **dict.fromkeys(
        (JOINED, *ITEMS_OF_JOINERS),
        ("start_date", "set [probation] months in scwres.toml to take it from dates"),
    ),
}


def _otherwise(item: str, columns: Collection[str]) -> str:
    """Return how an item can be made from the columns of an extract; empty where it cannot."""
    column, how = OTHERWISE.get(item, ("", ""))
    has_column = column in columns or (item == SENIOR_MANAGER and "salary" in columns)
    return f"; {how}" if has_column else ""


def why_not_broken_down(
    indicator: Indicator, breakdown: str, units: Mapping[tuple[str, ...], Counts]
) -> str:
    """Return why an indicator has no lines by a breakdown at all; empty where it has some."""
    columns = columns_of(breakdown)
    if indicator.item in columns:
        return f"it is already broken down by '{indicator.item}'"
    if not any(indicator.item in counts.items for counts in units.values()):
        names = in_words([f"'{name}'" for name in columns])
        both = "column" if len(columns) == 1 else "both columns"
        return f"the extract with '{indicator.item}' has no {both} {names}"
    return ""


def why_in_part(
    indicator: Indicator, breakdown: str, counts: Counts, loaded: Sequence[Extract]
) -> str:
    """Return which extract leaves people of an item in no unit; empty where none does.

    Their units' figures would be without them: leavers without a directorate would make it
    seem that nobody left.
    """
    columns = columns_of(breakdown)
    places = [counts.breakdowns.index(name) for name in columns]
    missing = {
        name
        for cell in counts.people_by_cell
        if cell.item == indicator.item
        for name, place in zip(columns, places, strict=True)
        if cell.unit[place] is None
    }
    if not missing:
        return ""
    names = in_words([f"'{name}'" for name in columns if name in missing], last="or")
    without = [
        extract.name
        for extract in loaded
        if extract.kind
        and (extract.kind.event in ("", LEFT))
        and extract.counted
        and missing.difference(extract.columns)
        and (indicator.item in extract.items or extract.kind.event == LEFT)
    ]
    if not without:
        return f"some people counted have no unit in column {names}"
    have = "has" if len(without) == 1 else "have"
    return f"some people counted are in {in_words(without)}, which {have} no column {names}"
