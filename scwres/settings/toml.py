"""TOML files that people write: their data, the line of each key, and how to fix a slip."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from scwres.errors import Fault, FileError, UsageError, cannot_be_read

#: A place in a file: the names of tables and keys, and numbers in lists.
Place = tuple[str | int, ...]

#: Limits of a file that people write: beyond them a parser can be made to take long.
MOST_BYTES = 256 << 10
MOST_NESTED = 10

#: No setting is a greater number, people and pounds included.
MOST_NUMBER = 10**15

_NESTED = ("is nested too deeply", "Write one setting on each line.")


class Toml(NamedTuple):
    """The data of a file, and the line of each key.

    Parameters
    ----------
    name
        The path as the user named it.
    lines
        The line of every table and key.
    code
        The code of whatever is wrong with it, where all of that is of one sort.
    """

    name: str
    data: dict[str, Any]
    lines: Mapping[Place, int]
    code: str

    def where(self, place: Place) -> str:
        """Return the file and the line of a place, as messages name them."""
        return f"{self.name} line {_line(self.lines, place)}"

    def faults(self, problems: Iterable[tuple[Place, str, str]]) -> list[Fault]:
        """Return what is wrong in places of the file, each with its line."""
        return [Fault(self.where(place), what, fix, self.code) for place, what, fix in problems]


def read_toml(path: Path, missing: str, code: str = "plan-unreadable") -> Toml:
    """Return the data of a file, and the line of each key.

    Parameters
    ----------
    missing
        What the user can do where the file does not exist.
    code
        The code of a file that is not TOML; that of a plan unless given.

    Raises
    ------
    FileError
        When it cannot be read.
    UsageError
        When it is not TOML, with the line and how to fix it.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FileError([cannot_be_read(str(path), error, missing)]) from error
    text, data = _parsed(content, str(path), code)
    return Toml(str(path), data, lines_of(text), code)


def _parsed(content: bytes, name: str, code: str) -> tuple[str, dict[str, Any]]:
    if len(content) > MOST_BYTES:
        what = f"is too large: {len(content):,} bytes, and the most is {MOST_BYTES:,}"
        fix = "Check that it is the right file, and remove what it does not need."
        raise UsageError([Fault(name, what, fix, code)])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError([Fault(name, "is not in UTF-8", "Save it as UTF-8.", code)]) from error
    for number, line in enumerate(text.splitlines(), 1):
        if max(line.count("["), line.count("{"), line.partition("=")[0].count(".")) > MOST_NESTED:
            raise UsageError([Fault(f"{name} line {number}", *_NESTED, code)])
    try:
        data = tomllib.loads(text)
        if _has_long_number(data):
            raise ValueError  # as of those that Python does not read
        return text, data
    except RecursionError:
        raise UsageError([Fault(name, *_NESTED, code)]) from None
    except tomllib.TOMLDecodeError as error:
        fix = _hint(str(error), text)
        what = f"is not valid TOML: {_in_plain_words(str(error))}"
        raise UsageError([Fault(name, what, fix, code)]) from error
    except ValueError as error:  # Python reads no number of thousands of digits
        what, fix = "holds a number with too many digits", "Write a number with fewer."
        raise UsageError([Fault(name, what, fix, code)]) from error


def _has_long_number(value: object) -> bool:
    """Return whether data hold a whole number that nothing here could be."""
    if isinstance(value, dict):
        return any(map(_has_long_number, value.values()))
    if isinstance(value, list):
        return any(map(_has_long_number, value))
    return isinstance(value, int) and abs(value) > MOST_NUMBER


#: What people write that is not TOML, as a pattern of the line, and how to write it.
_SLIPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("[\u201c\u201d\u2018\u2019]"), 'Write straight quotation marks: "…".'),
    (re.compile(r"=\s*\d{1,2}[/. ]\w+[/. ]\d{4}"), "Write dates as 2025-09-30."),
    (re.compile(r"\\"), 'Write / instead of \\ in paths: "data/hr.xlsx".'),
    (
        re.compile(r"^\s*\[[^]]*\]\s*\w+\s*="),
        "Write [table] on its own line, and its settings on the lines below.",
    ),
)


def _hint(message: str, text: str) -> str:
    """Return how to fix what a parser reports of a text."""
    if "Cannot declare" in message or "Cannot overwrite" in message:
        return "It is in the file twice: put the lines of both under one heading."
    match = re.search(r"line (\d+)", message)
    lines = text.splitlines()
    line = lines[int(match[1]) - 1] if match and int(match[1]) <= len(lines) else ""
    usual = 'Write one setting on each line, and text in quotation marks: organisation = "Name".'
    return next((fix for slip, fix in _SLIPS if slip.search(line)), usual)


def _in_plain_words(message: str) -> str:
    return message[0].lower() + message[1:].replace("(at line", "(line")


_NAME = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+)"""
_HEADING = re.compile(rf"\s*(\[\[?)\s*({_NAME}(?:\s*\.\s*{_NAME})*)\s*\]")
_KEY = re.compile(rf"\s*({_NAME}(?:\s*\.\s*{_NAME})*)\s*=")


def lines_of(text: str) -> dict[Place, int]:
    """Return the line of every table and key."""
    lines: dict[Place, int] = {}
    table: Place = ()
    lists: dict[Place, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if heading := _HEADING.match(line):
            table = ()
            names = _names(heading[2])
            for depth, name in enumerate(names, 1):
                table += (name,)
                is_new = heading[1] == "[[" and depth == len(names)
                if is_new:
                    lists[table] = lists.get(table, -1) + 1
                if table in lists:
                    table += (lists[table],)
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            lines.setdefault(table + tuple(_names(key[1])), number)
    return lines


def _names(dotted: str) -> list[str]:
    return [name.strip("\"'") for name in re.findall(_NAME, dotted)]


def _line(lines: Mapping[Place, int], place: Place) -> int:
    """Return the line of a place, or of the nearest thing that it lies in."""
    while place and place not in lines:
        below = [line for other, line in lines.items() if other[: len(place)] == place]
        if below:
            return min(below)
        place = place[:-1]
    return lines.get(place, 1)
