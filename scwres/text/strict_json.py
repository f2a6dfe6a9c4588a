"""JSON as programs write it: every key once, and no number that nothing could be."""

from __future__ import annotations

import json
import re
from typing import Any

#: Half of a letter that is written as two: alone it is none, and cannot be written again.
_HALF = r"\\u[dD][89a-fA-F]"


def read_json(text: str | bytes) -> Any:
    """Return what a JSON text holds.

    Raises
    ------
    ValueError
        When it is no JSON, is nested too deeply, holds half a letter, or has a key twice: which
        of the two values holds, no reader could know.

    >>> read_json('{"people": 5}')
    {'people': 5}
    >>> read_json('{"people": 5, "people": 6}')
    Traceback (most recent call last):
    ValueError: 'people' is there twice
    """
    try:
        content = json.loads(text, object_pairs_hook=_table)
        plain = text if isinstance(text, str) else text.decode("utf-8", "replace")
        if re.search(_HALF, plain):
            json.dumps(content, ensure_ascii=False).encode("utf-8")
        return content
    except RecursionError as error:
        message = "nested too deeply"
        raise ValueError(message) from error


def _table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        names = [name for name, _ in pairs]
        repeated = next(name for name in names if names.count(name) > 1)
        message = f"'{repeated}' is there twice"
        raise ValueError(message)
    return table
