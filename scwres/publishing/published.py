"""Published results, as a reader has them: CSV, JSON or Parquet, with counts left empty."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from scwres.disclosure.figures import FIGURES, WORDS
from scwres.disclosure.knowledge import (
    COUNT_COLUMNS,
    LATER_COLUMNS,
    UNGROUPED,
    UNKNOWN,
    FigureMethod,
    Organisations,
    PrintedFigure,
    Publication,
    PublishedLine,
    shows_zeros,
)
from scwres.disclosure.rules import PROTECTED, ZEROS
from scwres.errors import Fault, FileError, InputError, cannot_be_read
from scwres.metrics.comparison import Statistic
from scwres.metrics.standards.indicator import RATIO, SHARE
from scwres.publishing.people import measured_people, merged_bands, senior_managers
from scwres.quiet import load_quietly
from scwres.results.files import identity_faults, method_of, profile_name
from scwres.text.safety import as_meant, place_name
from scwres.text.strict_json import read_json
from scwres.text.wording import TOO_BROAD_PHRASE, UNKNOWN_PHRASE

#: The texts in place of a count that is withheld; it can be ``<`` and a number too.
WITHHELD = frozenset({"", "[c]", "c", "*", "-"})

#: The columns that name a line.
NAME_COLUMNS = (
    "standard",
    "indicator",
    "title",
    "part",
    "breakdown",
    "unit",
    "group",
    "compared_with",
)

#: A count as it is written: ``1,800`` and ``24.0`` too.
_COUNT = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.0+)?", re.ASCII)
_UNDER = re.compile(r"<\s*([0-9]+)", re.ASCII)

#: A figure with more decimals than this was not rounded, and then no other of its file was.
ROUNDED_TO_AT_MOST = 7


def read_publication(path: Path) -> Publication:
    """Return the results in a file.

    Raises
    ------
    FileError
        When it cannot be read.
    InputError
        When it does not hold results.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FileError([cannot_be_read(path.name, error)]) from error
    return publication_of(place_name(path.name), content)


def publication_of(name: str, content: bytes) -> Publication:
    """Return the results in the bytes of a file.

    Raises
    ------
    InputError
        When they hold none.
    """
    rows, settings = _rows(name, content)
    filled = [row for row in rows if any(value not in ("", None) for value in row.values())]
    needed = {*NAME_COLUMNS, *COUNT_COLUMNS.values()} - LATER_COLUMNS
    if not filled or not all(needed <= row.keys() and _has_names(row) for row in filled):
        raise InputError([_no_results(name)])
    faults = [
        *identity_faults(name, filled),
        *(fault for number, row in enumerate(filled, 2) for fault in _faults(name, number, row)),
    ]
    if faults:
        raise InputError(faults)
    return publication_of_rows(name, filled, settings)


def _has_names(row: Mapping[str, Any]) -> bool:
    """Return whether what names a line is text, or a number as in indicator 8."""
    return all(row[name] is None or isinstance(row[name], (str, int)) for name in NAME_COLUMNS)


def _rows(name: str, content: bytes) -> tuple[list[dict[str, Any]], Mapping[str, Any]]:
    """Return the rows of a file's bytes by column, and the settings where it holds them."""
    if content.startswith(_PARQUET):
        return _parquet_rows(name, content), {}
    text = _decoded(content)
    if text.lstrip()[:1] in ("{", "["):
        return _json_rows(name, text)
    return _csv_rows(text), {}


#: The first bytes of a Parquet file.
_PARQUET = b"PAR1"


def _parquet_rows(name: str, content: bytes) -> list[dict[str, Any]]:
    import io

    load_quietly("pyarrow", "pyarrow.parquet")
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(io.BytesIO(content)).read(use_threads=False)
        rows: list[dict[str, Any]] = table.to_pylist()
    except (pa.ArrowException, OSError) as error:
        raise InputError([_no_results(name)]) from error
    return rows


def publication_of_rows(
    name: str, rows: Sequence[Mapping[str, Any]], settings: Mapping[str, Any]
) -> Publication:
    """Return the results in rows, each by column, as a reader sees them."""
    is_exact = any(
        _decimals(_text(row.get(figure))) > ROUNDED_TO_AT_MOST
        for row in rows
        for figure in FIGURES
    )
    profiles = {_text(row.get("profile")) for row in rows}
    is_protected = all(PROTECTED in profile for profile in profiles)
    shows_zero = {
        row["indicator"]
        for row in rows
        if is_protected
        or any(
            _text(row.get(column)) == "0"
            for column in COUNT_COLUMNS.values()
            if column not in LATER_COLUMNS
        )
    }
    shows_all = all(ZEROS in profile for profile in profiles)
    figures, unread = zip(*(_figures(row, is_exact=is_exact) for row in rows), strict=True)
    pay_groups = settings.get("pay_groups")
    bands = dict.fromkeys(_text(row["part"]) for row in rows if row["part"])
    return Publication(
        name=name,
        lines=tuple(
            _line(row, shows_zero=row["indicator"] in shows_zero, shows_all=shows_all)
            for row in rows
        ),
        figures=figures,
        made=tuple(map(_figure_method, rows)),
        words=tuple((*_words(row), *words) for row, words in zip(rows, unread, strict=True)),
        profile=profile_name(next(iter(profiles))) if len(profiles) == 1 else "",
        is_protected=is_protected,
        pay_groups=pay_groups if isinstance(pay_groups, dict) else {},
        measures=measured_people(settings),
        made_of=senior_managers(settings, bands),
        merged_bands=merged_bands(settings),
        organisations=organisations_of(settings),
        dates=_dates_of(settings),
    )


def organisations_of(settings: Mapping[str, Any]) -> Organisations:
    """Return whose people results count, by their settings; none where these do not say."""
    if names := _texts(settings.get("organisations")):
        left_out = settings.get("organisations_left_out")
        return Organisations(
            names,
            {number: _texts(without) for number, without in left_out.items()}
            if isinstance(left_out, dict)
            else {},
        )
    return Organisations(_texts([settings.get("organisation")]))


def _dates_of(settings: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the first and the last day of results, as ISO dates, where their settings say."""
    days = _texts(settings.get("window"))
    try:
        return tuple(date.fromisoformat(day).isoformat() for day in days)
    except ValueError:
        return ()


def _texts(values: object) -> tuple[str, ...]:
    """Return the texts in a list that are not empty; none where it is not one."""
    if not isinstance(values, (list, tuple)):
        return ()
    return tuple(value for value in values if isinstance(value, str) and value.strip())


def _decoded(content: bytes) -> str:
    """Return the text of a file, in one of the encodings that spreadsheets save."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _no_results(name: str) -> Fault:
    fix = (
        "Give a file that 'scwres compute' wrote with --format csv, json or parquet. Leave "
        "withheld counts empty. A table of units (--table units) is made of results: give those."
    )
    return Fault(name, "does not hold results", fix, "not-results")


def _csv_rows(text: str) -> list[dict[str, Any]]:
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    # Cells beyond the header, and those that are missing, are empty.
    rows = csv.DictReader(text.splitlines(), delimiter=mark, restkey="", restval="")
    try:
        return [
            {key: as_meant(value) for key, value in row.items() if key and isinstance(value, str)}
            for row in rows
        ]
    except csv.Error:  # a cell that is longer than any of a result
        return []


def _json_rows(name: str, text: str) -> tuple[list[dict[str, Any]], Mapping[str, Any]]:
    try:
        document = read_json(text)
    except ValueError as error:
        raise InputError([_no_results(name)]) from error
    if not isinstance(document, dict):
        return [], {}
    rows = document.get("results")
    settings = document.get("settings")
    tables = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return tables, settings if isinstance(settings, dict) else {}


def _text(value: object) -> str:
    """Return the text of a cell; empty where it is missing."""
    return "" if value is None else str(value).strip()


def _faults(name: str, number: int, row: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield a fault for each cell of a count that holds none."""
    for column in COUNT_COLUMNS.values():
        text = _text(row.get(column))
        if text not in WITHHELD and not _COUNT.fullmatch(text) and not _UNDER.fullmatch(text):
            what = f"line {number} does not have a count in '{column}'"
            fix = "Give a whole number, or leave it empty where the count is withheld."
            yield Fault(name, what, fix, "not-a-number")


def _count(value: object) -> int | None:
    match = _COUNT.fullmatch(_text(value))
    return int(match[1].replace(",", "")) if match else None


def _line(row: Mapping[str, Any], *, shows_zero: bool, shows_all: bool) -> PublishedLine:
    headline = _text(row.get("headline")) or (SHARE if row["part"] else RATIO)
    is_share = headline == SHARE
    names: dict[str, Any] = {name: _text(row[name]) for name in NAME_COLUMNS}
    columns = [
        column for column in COUNT_COLUMNS.values() if column in row or column not in LATER_COLUMNS
    ]
    under = {column: _UNDER.fullmatch(_text(row[column])) for column in columns}
    return PublishedLine(
        **names,
        counts={column: _count(row[column]) for column in columns},
        is_share=is_share,
        is_rate=method_of(row)[0] is Statistic.RATE,
        shows_zero=shows_all
        or (shows_zero and shows_zeros(names["standard"], names["indicator"], is_share)),
        under={column: int(match[1]) for column, match in under.items() if match},
    )


def _figure_method(row: Mapping[str, Any]) -> FigureMethod:
    """Return the method of the figures of a row."""
    statistic, method = method_of(row)
    return FigureMethod(statistic.tally, *method)


#: The words of a reading on people in neither of the two groups.
_WORDS_ON_OTHERS = {UNKNOWN: UNKNOWN_PHRASE, UNGROUPED: TOO_BROAD_PHRASE}


def _words(row: Mapping[str, Any]) -> Iterator[str]:
    """Yield the columns of a row that hold words about its figures."""
    for name in ("finding", "reading"):
        # A reading that is withheld is a mark in square brackets.
        if (text := _text(row.get(name))) and text != "[c]":
            yield name
            if name == "reading":
                yield from (
                    f"{name} of {side}"
                    for side, words in _WORDS_ON_OTHERS.items()
                    if words in text
                )
    marks = dict(pair.rsplit(":", 1) for pair in _text(row.get("mark")).split() if ":" in pair)
    if any(
        marks.get(name, "c") != "c"
        and any(_count(row.get(column)) is None for column in figure.columns)
        for name, figure in FIGURES.items()
    ):
        yield "mark"


def _figures(
    row: Mapping[str, Any], *, is_exact: bool
) -> tuple[dict[str, PrintedFigure], tuple[str, ...]]:
    """Return the figures of a row with their rounding, and the names of those unreadable.

    The rounding of a figure is the farthest that the exact figure can lie from it.
    """
    figures: dict[str, PrintedFigure] = {}
    unread: list[str] = []
    for name in FIGURES:
        text = _text(row.get(name))
        if not text or text in ("[c]", "[x]", "[z]"):
            continue
        if name in WORDS:
            figures[name] = PrintedFigure(text)
            continue
        is_percentage = text.endswith("%")
        scale = 100 if is_percentage else 1
        try:
            value = float(text.rstrip("%")) / scale
        except ValueError:
            unread.append(name)
            continue
        decimals = _decimals(text.rstrip("%"))
        if name == "people_to_parity":
            figures[name] = PrintedFigure(value)
        elif is_exact and not is_percentage:
            figures[name] = PrintedFigure(value, 1e-9 * max(1.0, abs(value)))
        else:
            figures[name] = PrintedFigure(value, 0.5 * 10.0**-decimals / scale + 1e-12)
    return figures, tuple(unread)


def _decimals(text: str) -> int:
    """Return the number of decimals of a written figure."""
    digits, _, exponent = text.casefold().partition("e")
    shift = int(exponent) if exponent.lstrip("+-").isdecimal() else 0
    return max(0, len(digits.partition(".")[2]) - shift)
