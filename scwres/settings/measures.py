"""The user's own measures in ``scwres.toml``: their keys and names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scwres.extracts.schema import KINDS, Holds, header_name, tells_who
from scwres.metrics.standards import STANDARDS, indicator_numbers, standard_called
from scwres.metrics.standards.indicator import CountedOf
from scwres.metrics.standards.supporting import SUPPORTING_MEASURES
from scwres.settings.values import COLUMN_NAMES, Choice, Problem, Record, Text, Type
from scwres.text.phrases import in_words


def _measured_columns(value: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield that the columns of a measure do not say yes or no, of the same people."""
    names = {key: header_name(str(value[key])) for key in ("item", "out_of") if key in value}
    holders = {
        key: {
            kind.name
            for kind in KINDS.values()
            if kind.column(name) and not (kind.event or kind.is_named_only)
        }
        for key, name in names.items()
    }
    for key, name in names.items():
        columns = [KINDS[kind].column(name) for kind in sorted(holders[key])]
        if tells_who(name) or any(
            column and column.holds is not Holds.YES_NO for column in columns
        ):
            fix = "Name a yes/no column of the extract."
            yield f"{key} is '{value[key]}', which is not a yes/no column", fix
    if len(names) == len(holders) == 2 and all(holders.values()):
        item, out_of = holders["item"], holders["out_of"]
        if not item & out_of:
            yield (
                f"item is in the {in_words(sorted(item))} extract, but out_of is in the "
                f"{in_words(sorted(out_of))} extract",
                "Name two columns of one extract: the event must be among the people counted.",
            )
        elif names["item"] == names["out_of"]:
            fix = "Remove out_of, or name the column that shows who could answer yes."
            yield "item and out_of are the same column, so everybody would have the event", fix


#: The value of ``lags_when`` where no side is worse.
NEITHER = "neither"

MEASURE_KEYS: Mapping[str, Type] = {
    "title": Text(),
    "item": Text(),
    "out_of": Text(),
    "counted_of": Choice(tuple(CountedOf)),
    "worse_when": Choice(("higher", "lower")),
    "lags_when": Choice(("higher", "lower", NEITHER)),
}

OWN_MEASURE = Record(
    MEASURE_KEYS,
    "[measure.some_name] above it",
    {"title": ("the measure has no title", 'Write title = "…" below its line.')},
    _measured_columns,
)


class MeasureName(Text):
    """The name of a measure of the user's own, under which its item is counted."""

    def problems(self, value: object) -> Iterator[Problem]:
        """Yield why a measure cannot be called so."""
        yield from _name_problems(str(value))


def _name_problems(name: str) -> Iterator[Problem]:
    standards = [standard_called(standard) for standard in STANDARDS]
    indicators = [indicator for standard in standards for indicator in standard.indicators]
    items = {indicator.item for indicator in indicators}
    numbers = set(indicator_numbers())
    for standard in standards:
        numbers |= {*standard.families, *standard.misprints}
    supporting = {measure.item for measure in SUPPORTING_MEASURES}
    if name in MEASURE_KEYS:
        yield f"'{name}' is not inside a measure", "Write [measure.some_name] above it."
    elif name != header_name(name):
        yield f"'{name}' cannot be a name", f"Write [measure.{header_name(name) or 'promoted'}]."
    elif name in numbers:
        yield f"'{name}' is the number of an indicator", "Give the measure another name."
    elif name in items or (name in COLUMN_NAMES and name not in supporting):
        yield f"'{name}' is already the name of a column", "Give the measure another name."
