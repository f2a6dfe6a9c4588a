"""Why a figure is not there, and what it needs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from scwres.counts import LEFT, PAY_BAND, Counts
from scwres.errors import CAUTIONS, Caution, Fault
from scwres.ethnicity.categories import Grouping
from scwres.extracts.loading import Extract
from scwres.extracts.schema import ETHNICITY, ITEMS, KIND_OF_ITEM, LIST_OF_ITEM, tells_who
from scwres.extracts.tables.naming import name_here
from scwres.metrics.standards.indicator import SENIOR_MANAGER, Indicator
from scwres.results.results import NotComputed, Results
from scwres.settings.question import Question, breakdown_faults
from scwres.text.phrases import in_words, nearest


def strict_faults(
    results: Results, accept: Collection[str], *, in_public: bool = False
) -> list[Fault]:
    """Return a fault for each indicator that is lacking, and each caution not accepted.

    Parameters
    ----------
    in_public
        Whether they may tell no number of people.
    """
    computed = [
        f'"{number}"' for number in dict.fromkeys(line.indicator for line in results.lines)
    ]
    accepted = sorted({warning.code for warning in results.warnings} | set(accept))
    codes = ", ".join(f'"{code}"' for code in accepted)
    faults = [
        Fault(
            "",
            f"indicator {one.indicator} cannot be computed{_why_in(one, results, in_public)}",
            "Give what it needs, or name those that are wanted, at the top of scwres.toml: "
            f"indicators = [{', '.join(computed)}]",
        )
        for one in results.not_computed
        if not one.breakdown
    ]
    faults += [
        Fault(
            "",
            caution_in_public(warning) if in_public else warning.text.rstrip("."),
            f"To accept it, name {warning.code} under [strict] in scwres.toml.",
            table="strict",
            lines=(f"accept = [{codes}]",),
        )
        for warning in results.warnings
        if warning.code not in accept
    ]
    return faults


def _why_in(one: NotComputed, results: Results, in_public: bool) -> str:
    """Return why a figure is missing; nothing where that could tell of people."""
    has_lines = any(line.indicator == one.indicator for line in results.lines)
    return "" if in_public and has_lines else f": {one.why}"


def missing_in_public(results: Results) -> Iterator[str]:
    """Give what could not be computed and what was left aside, without a number of people."""
    titles = results.titles
    for one in results.not_computed:
        if not one.breakdown:
            why = _why_in(one, results, in_public=True)
            yield f"Not computed: {one.indicator} {titles[one.indicator]}{why}"
    yield from (caution_in_public(one) for one in results.warnings if one.code == _OF_A_COLUMN)


def caution_in_public(caution: Caution) -> str:
    """Return a caution without a number of people: its text where it is of a column's name."""
    if caution.code == _OF_A_COLUMN:
        return caution.text.rstrip(".")
    return f"there is a warning, {caution.code}: {CAUTIONS[caution.code]}"


#: The caution that tells of a column and of nobody in it.
_OF_A_COLUMN = "column-not-read"


def breakdown_column_faults(question: Question, loaded: Sequence[Extract]) -> list[Fault]:
    """Return a fault for each breakdown that no extract has a column for."""
    columns = {column for extract in loaded for column in extract.columns if column}
    if question.rules.bands.scheme:
        columns.add(PAY_BAND)
    can_be = [name for name in sorted(columns) if not breakdown_faults([name])]
    return [
        Fault(
            "",
            f"no extract has a column '{name}' to break figures down by",
            nearest(name, columns)
            or (f"The columns are {in_words(can_be)}." if can_be else "There is none to name."),
        )
        for name in question.breakdowns
        if name not in columns
    ]


def measure_column_faults(question: Question, loaded: Sequence[Extract]) -> list[Fault]:
    """Return a fault for each of the user's measures that cannot be made as it is meant.

    No extract has its column, or a list takes that column's place: it names people whom the
    column does not.
    """
    wanted = {one.item for one in question.measures}
    columns = {column for extract in loaded for column in extract.columns if column}
    items = {item for extract in loaded for item in extract.items}
    can_be = [name for name in sorted(columns) if not tells_who(name) and name != ETHNICITY.name]
    lists = {one.kind.event: one.name for one in loaded if one.kind and one.kind.event}
    faults = []
    for measure in question.rules.measures:
        name = name_here(measure.column, columns)
        if measure.item not in wanted:
            continue
        of = f"'{measure.column}', the item of [measure.{measure.item}]"
        if name in lists and columns & {name}:
            what = f"column {of}, does not hold the people of {lists[name]}"
            faults.append(Fault("", what, "Name a column that no list takes the place of."))
        elif name not in columns and measure.item not in items and name not in ITEMS:
            listed = f"The columns are {in_words(can_be)}." if can_be else ""
            fix = f"{nearest(measure.column, can_be)} {listed}".strip()
            faults.append(Fault("", f"no extract has a column {of}", fix))
    return faults


def why_missing(item: str, loaded: Sequence[Extract]) -> str:
    """Return which extract or column an item needs that is not there."""
    kind = KIND_OF_ITEM.get(item)
    if kind is None:  # a measure of the user's own, whose column is there
        return f"no extract of staff, applications or a survey has an answer to '{item}'"
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
    article = "an" if kind.name[0] in "aeiou" else "a"
    needs = f"needs {article} {kind.name} extract with the columns ethnicity and {item}"
    return f"{needs}, or a {list_name} beside one" if list_name else needs


def why_too_broad(
    group: str, categories: Collection[str], item: str, loaded: Sequence[Extract]
) -> str:
    """Return why nobody is known to be in a group: the labels that say too little."""
    labels = [
        f"'{label}' in {rows:,} row{'s' if rows != 1 else ''} of {extract.name}"
        for extract in loaded
        if item in extract.items
        for label, rows, category, _ in extract.labels
        if category in categories
    ]
    says = in_words(labels) or in_words([f"'{category}'" for category in sorted(categories)])
    return f"nobody is known to be {group}: {says} could be of several"


def broad_labels(extract: Extract, grouping: Grouping) -> str:
    """Return the labels that say too little for a grouping, with their rows; or nothing."""
    parts = [
        f"'{label}' in {rows:,} row{'s' if rows != 1 else ''} could be "
        f"{in_words(list(grouping.could_be(category)), last='or')}"
        for label, rows, category, _ in extract.labels
        if category in grouping.broad
    ]
    if not parts:
        return ""
    return f"{in_words(parts)}; those people are counted among all, and in none of the groups"


#: How else an item can be had, from other columns.
OTHERWISE: Mapping[str, tuple[str, str]] = {
    PAY_BAND: ("salary", "set [pay_bands] from_salary in scwres.toml to make bands of salaries"),
    SENIOR_MANAGER: (
        PAY_BAND,
        "set [senior_managers] grades, or salary_at_least, in scwres.toml",
    ),
}


def _otherwise(item: str, columns: Collection[str]) -> str:
    """Return how an item can be had from the columns that are there; empty where it cannot."""
    column, how = OTHERWISE.get(item, ("", ""))
    is_there = column in columns or (item == SENIOR_MANAGER and "salary" in columns)
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
