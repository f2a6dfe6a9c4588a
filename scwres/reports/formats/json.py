"""Results as JSON: one object, one result on a line, the same bytes for the same input."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from scwres.counts import units_by_column
from scwres.results.benchmarks import lines_beside
from scwres.results.lines import Line
from scwres.results.results import Published, Reported, fields_of
from scwres.version import __version__


def as_json(results: Reported, width: int | None = None) -> str:
    """Return results as JSON text in ASCII, whatever the width."""
    head: dict[str, object] = {
        "scwres": __version__,
        "standard": results.standard.name,
        "audience": results.audience,
        "notice": results.notice,
        "settings": results.settings,
    }
    if isinstance(results, Published):
        head |= {"correction": results.correction} if results.correction else {}
        head |= {"draft": True} if results.is_draft else {}
    lists: dict[str, Iterable[object]] = {
        "inputs": map(fields_of, results.inputs),
        "results": map(_of_line, results.lines),
        "across_units": map(fields_of, results.across_units),
        "not_computed": (entry.row for entry in results.not_computed),
        "warnings": (entry._asdict() for entry in results.warnings),
    }
    if units := results.units:
        lists["units"] = (unit.row for unit in units)
    if results.benchmarks:
        lists["benchmarks"] = map(fields_of, lines_beside(results))
    if results.organisations:
        lists["organisations"] = map(fields_of, results.organisations)
    parts = [f"{_text(key)}: {_text(value)}" for key, value in head.items()]
    parts += [f"{_text(key)}: {_list(values)}" for key, values in lists.items()]
    if results.workforce_profile is not None:
        records = [
            f"{_text(key)}: {_list(rows)}" for key, rows in results.workforce_profile.rows.items()
        ]
        parts.append(f"{_text('profile')}: {{{', '.join(records)}}}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _of_line(line: Line) -> dict[str, object]:
    """Return the columns of a line; with the unit in each column where two are crossed."""
    units = units_by_column(line.breakdown, line.unit)
    return {**line.row, "units": units} if len(units) > 1 else line.row


def _list(values: Iterable[object]) -> str:
    texts = [_text(value) for value in values]
    return "[\n" + ",\n".join(texts) + "\n]" if texts else "[]"


def _text(value: object | Mapping[str, object]) -> str:
    # A figure that is not a number (NaN) is an error, not an output.
    return json.dumps(value, allow_nan=False)
