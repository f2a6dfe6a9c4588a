"""Workbooks that ``scwres template`` writes, to be filled in by hand: how they are recognised.

The name of the sheet is the mark of a template: it says which kind of extract it is, and which
version. The row that shows how to fill it in starts with a word of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from scwres.counts import ASKED_OF_JOINERS, of_joiners
from scwres.errors import FaultLog
from scwres.extracts.schema import KINDS, POPULATION, SURVEYS, Column, Kind

#: The version of the templates. Another is needed where this program would misread an older one.
VERSION = 1

#: What the row starts with that shows how a template is filled in.
EXAMPLE = "EXAMPLE"

#: The kinds of extract that have a template: residents come from the census.
TEMPLATE_KINDS: tuple[Kind, ...] = tuple(kind for kind in KINDS.values() if kind is not POPULATION)

_SHEET_NAME = re.compile(r"(?P<kind>\w+) \(scwres (?P<version>\d+)\)")

#: Columns of surveys that follow from the others.
_DERIVED = frozenset(map(of_joiners, ASKED_OF_JOINERS))

#: Columns that every kind which knows them has another for, that says more.
_GENERAL = frozenset({"date", "stage"})


class Template(NamedTuple):
    """What the name of a template's sheet says of it; ``kind`` names a kind of extract."""

    kind: str
    version: int


def sheet_name_of(kind: Kind) -> str:
    """Return the name of the sheet of a template.

    >>> from scwres.extracts.schema import STAFF
    >>> sheet_name_of(STAFF)
    'staff (scwres 1)'
    """
    return f"{kind.name} (scwres {VERSION})"


def template_of(sheet_name: str) -> Template | None:
    """Return the template that a sheet's name marks; None where it is an ordinary sheet.

    >>> template_of("staff (scwres 1)"), template_of("Sheet1")
    (Template(kind='staff', version=1), None)
    """
    match = _SHEET_NAME.fullmatch(sheet_name)
    return Template(match["kind"], int(match["version"])) if match else None


def template_columns(kind: Kind) -> tuple[Column, ...]:
    """Return the columns of a template: those of its kind that people can fill in.

    The columns of other standards and supporting measures come last.
    """
    left_out = _GENERAL | (_DERIVED if kind in SURVEYS else frozenset())
    columns = [column for column in kind.columns if column.name not in left_out]
    return tuple(sorted(columns, key=lambda column: column.is_extra))


def kind_of_template(template: Template, log: FaultLog) -> Kind | None:
    """Return the kind of extract that a template is for; None, and why in ``log``, if unknown."""
    kind = KINDS.get(template.kind)
    if template.version != VERSION or kind is None:
        log.add(
            f"is a template of version {template.version} for '{template.kind}', and this version "
            f"of scwres reads version {VERSION}",
            "Install the version of scwres that wrote it, or copy its rows into a new template: "
            "scwres template FOLDER.",
            "file-type",
        )
        return None
    return kind


def unfilled_columns(width: int, records: Iterable[Sequence[str]]) -> frozenset[int]:
    """Return the positions of columns in which no row holds anything, an example apart.

    >>> sorted(unfilled_columns(3, [["EXAMPLE", "N", "N"], ["Indian", "", "Y"]]))
    [1]
    """
    filled = {
        position
        for record in records
        if record and not is_example(record)
        for position, cell in enumerate(record)
        if cell.strip()
    }
    return frozenset(range(width)) - filled


def is_example(record: Sequence[str]) -> bool:
    """Return whether a row shows how a template is filled in, and is of nobody.

    >>> is_example(["EXAMPLE", "White Irish"]), is_example(["Example Lane", ""])
    (True, False)
    """
    return record[0].strip() == EXAMPLE
