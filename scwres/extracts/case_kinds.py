"""Kinds of case in a log: one that holds several is never counted whole."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scwres.errors import shown, toml_string
from scwres.extracts.schema import DISCIPLINARY, FITNESS_TO_PRACTISE, column_letter, header_name
from scwres.extracts.selection import values_in_words
from scwres.extracts.values import plain
from scwres.extracts.vocabulary import (
    CASE_TYPE_HEADERS,
    CASE_TYPE_WORDS,
    KINDS_OF_CASE,
    NO_KINDS_OF_CASE,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scwres.errors import FaultLog
    from scwres.extracts.schema import Kind
    from scwres.extracts.selection import Selection

#: The kinds of extract that are logs of cases.
LOGS = (DISCIPLINARY, FITNESS_TO_PRACTISE)


def kind_of_case(text: str) -> str:
    """Return the kind of case that a value names; empty where it names none that is known.

    >>> kind_of_case("Disciplinary case"), kind_of_case("Formal grievance"), kind_of_case("Theft")
    ('disciplinary', 'grievance', '')
    """
    words = [word for word in plain(text).split() if word not in CASE_TYPE_WORDS]
    return KINDS_OF_CASE.get(" ".join(words), "")


def note_kinds(
    selection: Selection, header: Sequence[str], kind: Kind, file: str, log: FaultLog
) -> None:
    """Note the columns that show a log to hold other kinds of case than its own."""
    for position, rows_by_value in selection.rows_by_value.items():
        name = header_name(header[position])
        if position in selection.only or not _holds_other_kinds(name, rows_by_value, kind):
            continue
        own = [text for text in rows_by_value if kind_of_case(text) == kind.name] or ["…"]
        chosen = ", ".join(map(toml_string, own))
        column = " ".join(header[position].split())
        log.add(
            f"is a log of several kinds of case: column {column_letter(position)} {shown(column)} "
            f"holds {values_in_words(rows_by_value)}",
            f"Say which of them are meant, under the path of {file} in scwres.toml: only = "
            f"{{ {toml_string(column)} = [{chosen}] }}",
        )


def _holds_other_kinds(name: str, rows_by_value: Mapping[str, int], kind: Kind) -> bool:
    """Return whether a column holds kinds of case, and others than a log is of.

    A column that is called so does where any value is not the log's own kind; another one where
    most of its rows hold kinds of case, and not all of them the log's own.
    """
    rows_by_kind: Counter[str] = Counter()
    for text, rows in rows_by_value.items():
        if text:
            rows_by_kind[kind_of_case(text)] += rows
    if not set(rows_by_kind) - {kind.name}:
        return False
    if name in CASE_TYPE_HEADERS:
        return True
    if not NO_KINDS_OF_CASE.isdisjoint(name.split("_")):
        return False
    known = rows_by_kind.total() - rows_by_kind[""]
    return 2 * known > rows_by_kind.total() and bool(set(rows_by_kind) - {kind.name, ""})
