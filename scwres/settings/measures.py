"""The checks of a user's own measures in ``scwres.toml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scwres.extracts.schema import KINDS, Holds, header_name, tells_who
from scwres.metrics.standards import STANDARDS, indicator_numbers, standard_called
from scwres.metrics.standards.indicator import CountedOf
from scwres.metrics.standards.supporting import SUPPORTING_MEASURES
from scwres.settings.values import COLUMN_NAMES, a_text, choice, nearest_or_list, sort_of
from scwres.text.phrases import in_words

#: The settings of a measure of the user's own.
MEASURE_KEYS = ("title", "item", "out_of", "counted_of", "worse_when")


def own_measure(value: object) -> Iterator[tuple[str, str]]:
    """Check a measure of the user's own."""
    if not isinstance(value, dict):
        yield f"expected a table, not {sort_of(value)}", "Write [measure.some_name] above it."
        return
    for key in value:
        if key not in MEASURE_KEYS:
            yield f"has no setting '{key}'", nearest_or_list(key, MEASURE_KEYS)
    if "title" not in value:
        yield "the measure has no title", 'Write title = "…" below its line.'
    for key in ("title", "item", "out_of"):
        if key in value:
            yield from ((f"{key}: {what}", fix) for what, fix in a_text(value[key]))
    for key, values in (("worse_when", ["higher", "lower"]), ("counted_of", list(CountedOf))):
        if key in value:
            yield from ((f"{key} {what}", fix) for what, fix in choice(values)(value[key]))
    yield from _measured_columns(value)


def _measured_columns(value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Check that the columns of a measure say yes or no, of the same people."""
    names = {key: header_name(str(value[key])) for key in ("item", "out_of") if key in value}
    holders = {
        key: {kind.name for kind in KINDS.values() if kind.column(name) and not kind.event}
        for key, name in names.items()
    }
    for key, name in names.items():
        columns = [KINDS[kind].column(name) for kind in sorted(holders[key])]
        if tells_who(name) or any(
            column and column.holds is not Holds.YES_NO for column in columns
        ):
            fix = "Name a column of the extract that does."
            yield f"{key} is '{value[key]}', a column that does not say yes or no", fix
    if len(names) == len(holders) == 2 and all(holders.values()):
        item, out_of = holders["item"], holders["out_of"]
        if not item & out_of:
            yield (
                f"item is of the {in_words(sorted(item))} extract and out_of of the "
                f"{in_words(sorted(out_of))} extract: the event must be part of its population",
                "Name two columns of one extract.",
            )
        elif names["item"] == names["out_of"]:
            fix = "Leave out_of out, or name the column that says who could answer yes."
            yield "out_of is its own item, so everybody would have the event", fix


def measure_name(value: object) -> Iterator[tuple[str, str]]:
    """Check the name of a measure, under which its item is counted."""
    name = str(value)
    standards = [standard_called(standard) for standard in STANDARDS]
    indicators = [indicator for standard in standards for indicator in standard.indicators]
    items = {indicator.item for indicator in indicators}
    numbers = set(indicator_numbers())
    for standard in standards:
        numbers |= {*standard.families, *standard.misprints}
    supporting = {measure.item for measure in SUPPORTING_MEASURES}
    if name in MEASURE_KEYS:
        yield f"'{name}' stands in no measure", "Write [measure.some_name] above it."
    elif name != header_name(name):
        yield f"'{name}' is no name", f"Write [measure.{header_name(name) or 'promoted'}]."
    elif name in numbers:
        yield f"'{name}' is an indicator's number", "Give the measure another name."
    elif name in items or (name in COLUMN_NAMES and name not in supporting):
        yield f"'{name}' is a column of its own already", "Give the measure another name."
