"""Results as JSON: one object, a result a line of text, the same bytes for the same input."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from scwres.results.benchmarks import lines_beside
from scwres.results.results import fields_of
from scwres.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scwres.results.results import Reported


def as_json(results: Reported, width: int | None = None) -> str:
    """Return results as JSON text in ASCII, whatever the width."""
    head = {
        "scwres": __version__,
        "standard": results.standard.name,
        "audience": results.audience,
        "notice": results.notice,
        "settings": results.settings,
    }
    lists: dict[str, Iterable[object]] = {
        "inputs": map(fields_of, results.inputs),
        "results": (line._asdict() for line in results.lines),
        "across_units": map(fields_of, results.across_units),
        "not_computed": (one._asdict() for one in results.not_computed),
        "warnings": (one._asdict() for one in results.warnings),
    }
    if results.benchmarks:
        lists["benchmarks"] = map(fields_of, lines_beside(results))
    if results.organisations:
        lists["organisations"] = map(fields_of, results.organisations)
    parts = [f"{_text(key)}: {_text(value)}" for key, value in head.items()]
    parts += [f"{_text(key)}: {_list(values)}" for key, values in lists.items()]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _list(values: Iterable[object]) -> str:
    texts = [_text(value) for value in values]
    return "[\n" + ",\n".join(texts) + "\n]" if texts else "[]"


def _text(value: object | Mapping[str, object]) -> str:
    # allow_nan: a figure that is not a number must not leave the program as one.
    return json.dumps(value, allow_nan=False)
