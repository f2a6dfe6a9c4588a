"""Published results, read as a reader has them: CSV or JSON, with counts left empty."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from scwres.disclosure.figures import FIGURES, WORDS, Printed
from scwres.disclosure.knowledge import COUNT_COLUMNS, Seen
from scwres.errors import Fault, FileError, InputError
from scwres.formulas import as_meant

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

#: What stands in place of a count that is withheld.
WITHHELD = frozenset({"", "[c]", "c", "<10", "<5", "*", "-"})

_NAMES = ("standard", "indicator", "title", "part", "breakdown", "unit", "group", "compared_with")


class Publication(NamedTuple):
    """A file of results as a reader sees it.

    Parameters
    ----------
    figures
        For each line, the figures that are printed beside its counts.
    words
        For each line, the columns in which words about its figures stand.
    has_ungrouped
        Whether people are counted who are in none of the groups.
    """

    name: str
    lines: tuple[Seen, ...]
    figures: tuple[Mapping[str, Printed], ...]
    words: tuple[tuple[str, ...], ...]
    has_ungrouped: bool


def read_publication(path: Path) -> Publication:
    """Return the results that a file holds.

    Raises
    ------
    FileError
        When it cannot be read.
    InputError
        When it does not hold results.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        why = (error.strerror or "unknown reason").lower()
        raise FileError([Fault(path.name, f"cannot be read: {why}", "Name a file.")]) from error
    except UnicodeDecodeError as error:
        raise InputError([_no_results(path.name)]) from error
    rows = _json_rows(path.name, text) if text.lstrip()[:1] in "{[" else _csv_rows(text)
    found = [row for row in rows if row]
    wanted = {*_NAMES, *COUNT_COLUMNS.values()}
    if not found or not all(wanted <= row.keys() for row in found):
        raise InputError([_no_results(path.name)])
    faults = [
        fault for number, row in enumerate(found, 2) for fault in _faults(path.name, number, row)
    ]
    if faults:
        raise InputError(faults)
    return Publication(
        name=path.name,
        lines=tuple(map(_line, found)),
        figures=tuple(dict(_figures(row)) for row in found),
        words=tuple(
            tuple(name for name in ("finding", "reading") if str(row.get(name) or "").strip())
            for row in found
        ),
        has_ungrouped=any(str(row.get("ungrouped_out_of") or "0") != "0" for row in found),
    )


def _no_results(name: str) -> Fault:
    fix = "Expected what 'scwres compute --format csv' or json writes, counts left empty."
    return Fault(name, "holds no results", fix)


def _csv_rows(text: str) -> list[dict[str, Any]]:
    return [
        {str(key): as_meant(value or "") for key, value in row.items()}
        for row in csv.DictReader(text.splitlines())
    ]


def _json_rows(name: str, text: str) -> list[dict[str, Any]]:
    try:
        document = json.loads(text)
    except ValueError as error:
        raise InputError([_no_results(name)]) from error
    rows = document.get("results") if isinstance(document, dict) else None
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _faults(name: str, number: int, row: Mapping[str, Any]) -> Iterator[Fault]:
    for column in COUNT_COLUMNS.values():
        text = str(row[column] if row[column] is not None else "").strip()
        if text not in WITHHELD and not text.isdigit():
            what = f"line {number} holds no count in '{column}'"
            yield Fault(name, what, "Leave it empty where it is withheld.")


def _count(value: object) -> int | None:
    text = str(value if value is not None else "").strip()
    return None if text in WITHHELD else int(text)


def _line(row: Mapping[str, Any]) -> Seen:
    is_share = row.get("headline", "share" if row["part"] else "ratio") == "share"
    names: dict[str, Any] = {name: str(row[name]) for name in _NAMES}
    return Seen(
        **names,
        counts={column: _count(row[column]) for column in COUNT_COLUMNS.values()},
        is_share=is_share,
        shows_zero=is_share or names["indicator"] == "9",
    )


def _figures(row: Mapping[str, Any]) -> Iterator[tuple[str, Printed]]:
    """Give the figures of a row, each with how far from it the figure itself can lie."""
    for name in FIGURES:
        text = str(row.get(name) if row.get(name) is not None else "").strip()
        if name in WORDS and text:
            yield name, Printed(text)
            continue
        try:
            value = float(text)
        except ValueError:
            continue
        decimals = len(text.partition(".")[2].partition("e")[0])
        # Few decimals are a figure rounded; many, one to the last digit that a computer has.
        within = 0.5 * 10.0**-decimals + 1e-12 if decimals < 8 else 1e-9 * max(1.0, abs(value))
        yield name, Printed(value, within)
