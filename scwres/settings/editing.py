"""Settings are added to the text of a settings file, and the rest stays as it was written.

Lines and comments of the user stay. Only a line whose own setting is given another value is
written anew, and it keeps the comment at its end.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import date
from typing import Any, NamedTuple

from scwres.errors import Fault, UsageError
from scwres.settings.toml import Place, lines_of
from scwres.text.phrases import number_of, toml_string

#: The tables inside others that have a heading of their own; every other table is one value.
_HEADED = frozenset({"labels", "columns", "reached"})

_EXTRACTS = "extracts"
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_HEADING = re.compile(r"\s*\[")
_OWN_COMMENT = re.compile(r"#\s*[\d,]+ rows?\s*")


class Change(NamedTuple):
    """A value to set.

    Parameters
    ----------
    place
        The names of the tables and the key, and the number of an extract.
    is_added
        Whether the value is put at the end of the list there; else it takes the place's.
    rows
        How many rows the value speaks for; 0 where it speaks for none.
    """

    place: Place
    value: Any
    is_added: bool = False
    rows: int = 0


def changed(data: Mapping[str, Any], changes: Sequence[Change]) -> dict[str, Any]:
    """Return the data of a settings file with changes made.

    >>> changed({}, [Change(("words", "cpd", "yes"), "attended", is_added=True)])
    {'words': {'cpd': {'yes': ['attended']}}}
    """
    result: Any = deepcopy(dict(data))
    for change in changes:
        holder: Any = result
        *tables, key = change.place
        for name in tables:
            is_listed = isinstance(holder, list)
            holder = holder[name] if is_listed else holder.setdefault(name, {})
        if change.place == (_EXTRACTS,):
            holder.setdefault(_EXTRACTS, []).append(deepcopy(change.value))
        elif change.is_added:
            listed = holder.setdefault(key, [])
            if change.value not in listed:
                listed.append(change.value)
        else:
            holder[key] = deepcopy(change.value)
    return dict(result)


def value_at(data: Mapping[str, Any], place: Place) -> Any:
    """Return the value at a place; None where nothing is set there."""
    value: Any = data
    for name in place:
        try:
            value = value[name]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def holds(data: Mapping[str, Any], change: Change) -> bool:
    """Return whether data are already as a change would make them."""
    value = value_at(data, change.place)
    return change.value in value if change.is_added and value else bool(value == change.value)


def toml_value(value: Any) -> str:
    """Return a value as a settings file writes it.

    >>> toml_value({"Case type": ["Grievance"], "above": 0})
    '{ "Case type" = ["Grievance"], above = 0 }'
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        parts = (f"{_key(key)} = {toml_value(each)}" for key, each in value.items())
        return f"{{ {', '.join(parts)} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(toml_value, value))}]"
    return toml_string(value) if isinstance(value, str) else str(value)


def _key(name: object) -> str:
    text = str(name)
    return text if _BARE.fullmatch(text) else toml_string(text)


def edited(text: str, data: Mapping[str, Any], rows: Mapping[Place, int]) -> str:
    """Return the text of a settings file that holds the settings of data.

    Parameters
    ----------
    data
        All that the file is to hold.
    rows
        How many rows a setting speaks for, by its place: a comment says it.

    Raises
    ------
    UsageError
        When a file is written in a way to which nothing can be added.
    """
    lines = text.splitlines()
    old = tomllib.loads(text)
    for place in _removed(old, data, ()):
        start = lines_of("\n".join(lines))[place] - 1
        del lines[start : _end(lines, start)]
    for place, value in _differences(old, data, ()):
        lines = _with_value(lines, place, value, data, rows.get(place, 0))
    result = "\n".join(lines) + "\n"
    try:
        is_right = tomllib.loads(result) == data
    except tomllib.TOMLDecodeError:
        is_right = False
    if not is_right:
        fix = "Write each table under a heading of its own, such as [words], and run it again."
        what = "is written in a way to which settings cannot be added"
        raise UsageError([Fault("the settings file", what, fix, "settings-syntax")])
    return result


def _is_headed(place: Place) -> bool:
    """Return whether a table is written under a heading of its own."""
    if place[0] == _EXTRACTS:
        return len(place) == 2 or (len(place) == 3 and place[2] in _HEADED)
    return len(place) == 1 or (len(place) == 2 and place[1] in _HEADED)


def _differences(old: Any, new: Any, place: Place) -> Iterator[tuple[Place, Any]]:
    """Yield each setting that differs, whole: that of a key under a heading, or a new extract."""
    for key, value in new.items():
        here = (*place, key)
        before = old.get(key)
        if here == (_EXTRACTS,):
            for number, extract in enumerate(value):
                if number < len(before or ()):
                    yield from _differences(before[number], extract, (*here, number))
                else:
                    yield (*here, number), extract
        elif isinstance(value, dict) and _is_headed(here):
            yield from _differences(before or {}, value, here)
        elif value != before:
            yield here, value


def _removed(old: Any, new: Any, place: Place) -> Iterator[Place]:
    """Yield each setting under a heading that another answer takes the place of."""
    for key, value in old.items():
        here = (*place, key)
        if key not in new:
            yield here
        elif isinstance(value, dict) and here[0] != _EXTRACTS and _is_headed(here):
            yield from _removed(value, new[key], here)


def _with_value(
    lines: list[str], place: Place, value: Any, data: Mapping[str, Any], rows: int
) -> list[str]:
    places = lines_of("\n".join(lines))
    written = next(
        (
            place[:end]
            for end in range(len(place), 0, -1)
            if place[:end] in places and not _HEADING.match(lines[places[place[:end]] - 1])
        ),
        None,
    )
    if written:
        start = places[written] - 1
        end = _end(lines, start)
        old = _comment("\n".join(lines[start:end]))
        comment = f"  {old}" if old and not _OWN_COMMENT.fullmatch(old) else _rows(rows)
        new = f"{_own_key(lines[start])}{toml_value(value_at(data, written))}{comment}"
        return [*lines[:start], new, *lines[end:]]
    if len(place) == 2 and place[0] == _EXTRACTS:
        return _with_block(lines, [*_extract_lines(value, rows)])
    line = f"{_key(place[-1])} = {toml_value(value)}{_rows(rows)}"
    return _added(lines, places, place, line)


def with_extracts(text: str, blocks: Sequence[Sequence[str]]) -> str:
    """Return the text of a settings file with further extracts, behind those that it has.

    ``blocks`` is the lines of each.
    """
    lines = text.splitlines()
    for block in blocks:
        lines = _with_block(lines, block)
    return "\n".join(lines) + "\n"


def with_comments(text: str, comments: Mapping[int, Sequence[str]]) -> str:
    """Return the text of a settings file with further comments, behind those of each extract.

    ``comments`` is the lines by the place of the extract among the others.
    """
    lines = text.splitlines()
    for number in sorted(comments, reverse=True):
        at = _after(lines, lines_of("\n".join(lines)), (_EXTRACTS, number))
        lines[at:at] = comments[number]
    return "\n".join(lines) + "\n"


def _with_block(lines: list[str], block: Sequence[str]) -> list[str]:
    at = _after(lines, lines_of("\n".join(lines)), (_EXTRACTS,))
    before = [""] if at and lines[at - 1] else []
    after = [""] if at < len(lines) and lines[at] else []
    return [*lines[:at], *before, *block, *after, *lines[at:]]


def _added(lines: list[str], places: Mapping[Place, int], place: Place, line: str) -> list[str]:
    """Return lines with that of a setting, under the heading of its table."""
    table = place[:-1]
    if table and table not in places:
        heading = f"[{'.'.join(_key(name) for name in table if isinstance(name, str))}]"
        if table[0] != _EXTRACTS:
            if f"# {heading}" in lines:
                at = lines.index(f"# {heading}")
                end = _comments_end(lines, at + 1)
                return [*lines[:at], heading, *lines[at + 1 : end], line, *lines[end:]]
            return [*lines, "", heading, line]
        at = _after(lines, places, table[:2])
        return [*lines[:at], heading, line, *lines[at:]]
    start = places[table] if table else 0
    end = next((i for i in range(start, len(lines)) if _HEADING.match(lines[i])), len(lines))
    assignment = line.partition("  # ")[0]
    for i in range(start, end):
        if lines[i] == f"# {assignment}":
            return [*lines[:i], line, *lines[i + 1 :]]
    own = [number for other, number in places.items() if other[:-1] == table and other]
    own = [number for number in own if start < number <= end]
    if own:
        at = _end(lines, max(own) - 1)
    elif table:
        at = _comments_end(lines, start)
    else:
        commented = f"# {_key(place[-1])} = "
        at = next((i + 1 for i in range(end) if lines[i].startswith(commented)), 0)
        at = at or int(bool(lines) and lines[0].startswith("#:schema"))
    return [*lines[:at], line, *lines[at:]]


def _after(lines: list[str], places: Mapping[Place, int], table: Place) -> int:
    """Return the line after everything of a table, with the comments that follow it."""
    own = [number for place, number in places.items() if place[: len(table)] == table]
    if not own:
        return len(lines)
    last = max(own) - 1
    end = last + 1 if _HEADING.match(lines[last]) else _end(lines, last)
    return _comments_end(lines, end)


def _comments_end(lines: Sequence[str], start: int) -> int:
    """Return the line after the comments that start at a line."""
    end = start
    while end < len(lines) and lines[end].lstrip().startswith("#"):
        end += 1
    return end


def _end(lines: Sequence[str], start: int) -> int:
    """Return the line after a setting that may take several lines."""
    for end in range(start + 1, len(lines) + 1):
        try:
            tomllib.loads("\n".join(lines[start:end]))
        except tomllib.TOMLDecodeError:
            continue
        return end
    return start + 1


def _own_key(line: str) -> str:
    """Return the start of a line up to its value."""
    match = re.match(r"""\s*(?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w.\s-]+?)\s*=\s*""", line)
    return match[0] if match else line.partition("=")[0] + "= "


def _comment(statement: str) -> str:
    """Return the comment at the end of a setting; empty without one."""
    for match in re.finditer("#", statement):
        try:
            tomllib.loads(statement[: match.start()])
        except tomllib.TOMLDecodeError:
            continue
        return "" if "\n" in statement[match.start() :] else statement[match.start() :]
    return ""


def _rows(rows: int) -> str:
    return f"  # {number_of(rows, 'row')}" if rows else ""


def _extract_lines(extract: Mapping[str, Any], rows: int) -> Iterator[str]:
    """Yield the lines of a new extract, of which so many rows count."""
    yield f"[[{_EXTRACTS}]]"
    tables = [key for key in extract if key in _HEADED]
    for key, value in extract.items():
        if key not in tables:
            yield f"{_key(key)} = {toml_value(value)}{_rows(rows * (key == 'only'))}"
    for table in tables:
        yield f"[{_EXTRACTS}.{table}]"
        for key, value in extract[table].items():
            yield f"{_key(key)} = {toml_value(value)}"
