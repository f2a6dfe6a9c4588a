"""What ``scwres init`` writes: a first ``scwres.toml``, from the headers of extracts.

What the headers show is written; what they only suggest, and every other setting, stands in
comments, for the analyst to read and decide.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from scwres.errors import FaultLog, FileError, cannot_be_read
from scwres.extracts.rules import ExtractRequest
from scwres.extracts.schema import KINDS, STAFF, STAFF_ID, WHO, Holds, Kind, header_name, tells_who
from scwres.extracts.sources import Source, find_sources
from scwres.extracts.tables.header import layout_of
from scwres.extracts.tables.names import MOST_COLUMNS, Naming
from scwres.extracts.tables.suggesting import nearest_header
from scwres.extracts.tables.table import GridTable
from scwres.extracts.vocabulary import FILE_WORDS
from scwres.settings.fields import SECTIONS, Entry
from scwres.settings.schema import SCHEMA_LINE
from scwres.text.phrases import toml_string

#: How long a line of comments may be.
WIDTH = 88


class HeaderRecognition(NamedTuple):
    """What an extract's header shows.

    ``used`` is the headers that name a column, with the column; ``suggested`` those that
    may, by the column; ``faults`` what keeps it from being read.
    """

    kind: Kind | None
    is_certain: bool
    used: Mapping[str, str]
    suggested: Mapping[str, str]
    others: tuple[str, ...]
    faults: tuple[str, ...]


def draft(
    extracts: Iterable[str | os.PathLike[str]], folder: Path, *, has_schema: bool = False
) -> str:
    """Return the text of a ``scwres.toml`` that lies in a folder.

    ``has_schema`` is whether its JSON Schema lies there too, which it then names.

    Raises
    ------
    FileError
        When an extract is missing or cannot be opened.
    """
    requests = [ExtractRequest(Path(path)) for path in extracts]
    lines = [
        *([SCHEMA_LINE] if has_schema else []),
        "# Settings for scwres. Set something here once, and it applies to every run.",
        "# Lines that start with # are comments. Remove the # to use a setting.",
        "",
        *_commented(SECTIONS[""]),
    ]
    for request in requests:
        for source in find_sources([request]):
            lines += ["", *_extract(source, request, folder)]
    for name, entries in SECTIONS.items():
        if name in ("", "extracts"):
            continue
        lines += ["", f"# [{name}]", *_commented(entries)]
        if name == "ethnicity":
            lines += ["", "# [ethnicity.labels]", *_commented({"*": entries["labels"]})]
    return "\n".join(lines) + "\n"


def _commented(entries: Mapping[str, Entry]) -> Iterator[str]:
    for key, entry in entries.items():
        if key == "labels":
            continue  # a table of its own
        yield f"# {entry.meaning}"
        yield f"# {entry.example if key == '*' else f'{key} = {entry.example}'}"


def _extract(source: Source, request: ExtractRequest, folder: Path) -> Iterator[str]:
    recognition = _recognised(source)
    kind = recognition.kind
    path = _path(request.path, source.name)
    yield "[[extracts]]"
    yield f"path = {_quoted(_from(folder, path))}"
    if kind is None:
        yield from _list("This file was not recognised. Set its kind, one of: ", KINDS)
        yield f'# kind = "{STAFF.name}"'
    elif recognition.is_certain:
        yield f"# Recognised by its columns as {kind.name}. Each row is {kind.row_is}."
    else:
        yield f"# This may be {kind.name}. Each row is then {kind.row_is}."
        yield f'# kind = "{kind.name}"'
    for fault in recognition.faults:
        yield f"# {fault}"
    if recognition.used:
        yield from _list("Read: ", [_column(*pair) for pair in recognition.used.items()])
    if recognition.others:
        yield from _list("Not read: ", recognition.others)
    missing = _missing(recognition)
    if recognition.suggested or missing:
        yield "# Columns that were not found, with the headers that are most like them:"
        yield "[extracts.columns]"
        for column in dict.fromkeys([*missing, *recognition.suggested]):
            yield f"# {column} = {_quoted(recognition.suggested.get(column, '…'))}"


def _missing(recognition: HeaderRecognition) -> list[str]:
    """Return the columns that a kind needs, where its table is not recognised as one."""
    if recognition.kind is None or recognition.is_certain:
        return []
    needs = recognition.kind.needs or WHO[:1]
    return [column for column in needs if column not in recognition.used.values()]


def _path(path: Path, name: str) -> Path:
    return path / Path(name).name if path.is_dir() and path.name != name else path


def _from(folder: Path, path: Path) -> str:
    """Return a path from a folder, with slashes, as it is read on every system."""
    if str(path) == "-":
        return "-"
    below = Path(os.path.relpath(path, folder))
    return (path if path.is_absolute() and ".." in below.parts else below).as_posix()


def _column(header: str, column: str) -> str:
    return column if header == column else f"{header} as {column}"


def _list(start: str, parts: Iterable[str]) -> Iterator[str]:
    from textwrap import wrap

    yield from wrap(
        ", ".join(parts),
        WIDTH,
        initial_indent=f"# {start}",
        subsequent_indent="#   ",
        break_on_hyphens=False,
    )


def _quoted(text: str) -> str:
    """Return a text as the settings hold it, a space in place of what cannot be printed."""
    return toml_string("".join(letter if letter.isprintable() else " " for letter in text))


def _recognised(source: Source) -> HeaderRecognition:
    try:
        with source.grid(source.naming.fits) as grid:
            table = GridTable(source.name, grid, source.naming.fits)
            header = tuple(" ".join(cell.split()) for cell in table.header[:MOST_COLUMNS])
            faults = [str(fault) for fault in grid.faults()]
            values = {cell: table.sample(i) for i, cell in enumerate(header)}
    except OSError as error:
        raise FileError([cannot_be_read(source.name, error)]) from error
    log = FaultLog(source.name)
    layout = layout_of(header, Naming(), (), (), log) if header else None
    kinds = Naming().kinds(header)
    kind = layout.kind if layout else kinds[0] if kinds else _nearest_kind(header, values)
    kind = kind or _kind_by_name(source.name)
    if kind is None:
        others = tuple(cell for cell in header if cell)
        ids = nearest_header(STAFF_ID.name, others, lambda place: values.get(others[place], ()))
        suggested = {STAFF_ID.name: ids} if ids else {}
        return HeaderRecognition(None, False, {}, suggested, others, tuple(faults))
    names = Naming(kind).names(header, kind)
    used = {cell: name for cell, name in zip(header, names, strict=True) if kind.column(name)}
    others = tuple(cell for cell in header if cell and cell not in used)
    return HeaderRecognition(
        kind=kind,
        is_certain=layout is not None,
        used=used,
        suggested=_suggested(kind, set(used.values()), others, values),
        others=others,
        faults=(*faults, *(str(fault) for fault in log.faults() if kinds)),
    )


def _kind_by_name(name: str) -> Kind | None:
    """Return the kind that the name of a file suggests; None where it suggests none."""
    plain = header_name(name)
    words = set(plain.split("_"))
    for kind, signs in FILE_WORDS.items():
        if any(sign in words or (len(sign) > 3 and sign in plain) for sign in signs):
            return KINDS[kind]
    return None


def _suggested(
    kind: Kind, used: set[str], headers: Iterable[str], values: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """Return, for columns that were not found, a header that may be theirs.

    Only a column of ids may have a header that identifies a person.
    """
    remaining = [*headers]
    suggested = {}
    for column in kind.columns:
        if column.name in used or column.is_extra:
            continue
        is_id = column.holds is Holds.ID
        candidates = [cell for cell in remaining if is_id or not tells_who(header_name(cell))]
        below = [values.get(cell, ()) for cell in candidates]
        header = nearest_header(column.name, candidates, below.__getitem__, kind.name)
        if header:
            suggested[column.name] = header
            remaining.remove(header)
    return suggested


def _nearest_kind(header: Iterable[str], values: Mapping[str, Sequence[str]]) -> Kind | None:
    """Return the kind that most headers may be columns of; None where hardly any may."""
    cells = [cell for cell in header if cell]

    def fit(kind: Kind) -> tuple[int, int]:
        used = {name for name in Naming(kind).names(cells, kind) if kind.column(name)}
        others = [cell for cell in cells if cell not in used]
        columns = used | _suggested(kind, used, others, values).keys()
        decisive = columns & {*kind.needs, *kind.any_of}
        return len(decisive) if kind.fits(frozenset(columns)) else 0, len(used)

    is_of_form = Naming().are_answers_to_a_form(cells)
    best = max((kind for kind in KINDS.values() if kind is not STAFF or not is_of_form), key=fit)
    return best if fit(best)[0] else None
