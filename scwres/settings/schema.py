"""The JSON Schema of ``scwres.toml``, by which editors complete and check it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from scwres.settings.fields import EXTRACTS, SECTIONS, Entry
from scwres.settings.values import YesNoColumn, plain_value, table_schema

#: The file that it is written to, beside the settings.
SCHEMA_FILE = "scwres.schema.json"

#: The line of the settings that names it: editors look for it before the first key.
SCHEMA_LINE = f"#:schema ./{SCHEMA_FILE}"


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the settings, in draft 2020-12.

    It accepts whatever the program does, in the spelling of the table of settings. What keys
    must not say together is left to the program, and so is whether a name is one of the user's
    own measures. JSON has no dates: a date is a text of that format.
    """
    tables = {name: _table(keys) for name, keys in SECTIONS.items() if name}
    of_one = {"oneOf": [{"required": [place]} for place in ("path", "table", "query")]}
    tables[EXTRACTS] = {"type": "array", "items": tables[EXTRACTS] | of_one}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Settings for scwres",
        **_table(SECTIONS[""], tables),
    }


def schema_text() -> str:
    """Return the JSON Schema as the text of a file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _table(entries: Mapping[str, Entry], tables: Mapping[str, Any] | None = None) -> Any:
    if "*" in entries:
        entry = entries["*"]
        # A measure of the user's own is a column too.
        others = isinstance(entry.key, YesNoColumn)
        return _explained(entry, table_schema(entry.type, entry.key, others=others))
    keys = {key: _explained(entry, entry.type.schema) for key, entry in entries.items()}
    return {
        "type": "object",
        "properties": {**keys, **(tables or {})},
        "additionalProperties": False,
    }


def _explained(entry: Entry, of_type: Mapping[str, Any]) -> dict[str, Any]:
    default = {} if entry.default is None else {"default": entry.default}
    example = as_json(example_of(entry))
    return {"description": entry.meaning, **of_type, **default, "examples": [example]}


def example_of(entry: Entry) -> Any:
    """Return the value that the example of a setting has; a table, where it is a whole line."""
    import tomllib  # which a run without settings has no use for

    try:
        return tomllib.loads(f"value = {entry.example}")["value"]
    except tomllib.TOMLDecodeError:
        return tomllib.loads(entry.example)


def as_json(value: Any) -> Any:
    """Return a value of TOML as JSON has it: with dates as texts.

    >>> as_json({"to": date(2025, 9, 30)})
    {'to': '2025-09-30'}
    """
    if isinstance(value, dict):
        return {key: as_json(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [as_json(entry) for entry in value]
    return value.isoformat() if isinstance(value, date) else plain_value(value)
