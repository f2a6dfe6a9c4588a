"""Kinds of case in a case log: a log of several kinds is never counted whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from scwres.errors import FaultLog
from scwres.extracts.cells.values import plain
from scwres.extracts.schema import (
    DISCIPLINARY,
    FITNESS_TO_PRACTISE,
    Kind,
    column_letter,
    header_name,
)
from scwres.extracts.tables.selection import Selection, values_in_words
from scwres.extracts.vocabulary import (
    CASE_TYPE_HEADERS,
    CASE_TYPE_WORDS,
    CODED_HEADERS,
    KINDS_OF_CASE,
    NO_KINDS_OF_CASE,
)
from scwres.text.phrases import number_of, shown, toml_string

#: The kinds of extract that are logs of cases.
LOGS = (DISCIPLINARY, FITNESS_TO_PRACTISE)


def kind_of_case(text: str) -> str:
    """Return the kind of case that a value names; empty where it names none that is known.

    What stands behind a dash, a colon or in brackets is the matter of the case.

    >>> [kind_of_case(text) for text in ("Disciplinary - theft", "Formal grievance", "Theft")]
    ['disciplinary', 'grievance', '']
    """
    first = re.split(r"\s[-\u2013\u2014]+\s|[:(/,;]", text)[0]
    words = [word for word in plain(first).split() if word not in CASE_TYPE_WORDS]
    return KINDS_OF_CASE.get(" ".join(words), "")


def note_kinds(
    selection: Selection, header: Sequence[str], kind: Kind, file: str, log: FaultLog
) -> None:
    """Note the columns that show a log to hold other kinds of case than its own."""
    for position, rows_by_value in selection.rows_by_value.items():
        name = header_name(header[position])
        if position in selection.only or not _holds_other_kinds(name, rows_by_value, kind):
            continue
        own = [text for text in rows_by_value if kind_of_case(text) == kind.name]
        chosen = ", ".join(map(toml_string, own or filter(None, rows_by_value)))
        column = " ".join(header[position].split())
        log.add(
            f"lists several kinds of case: column {column_letter(position)} {shown(column)} "
            f"holds {values_in_words(rows_by_value)}",
            f"Name the kinds to count, under the path of {file} in scwres.toml: only = "
            f"{{ {toml_string(column)} = [{chosen}] }}",
            "not-recognised",
        )


def note_informal(selection: Selection, header: Sequence[str], log: FaultLog) -> None:
    """Note a column that says that cases were informal, and is not read as their stage."""
    for position, rows_by_value in selection.rows_by_value.items():
        informal = sum(
            rows for text, rows in rows_by_value.items() if plain(text).startswith("informal")
        )
        if informal:
            column = " ".join(header[position].split())
            log.add(
                f"column {column_letter(position)} {shown(column)} shows "
                f"{number_of(informal, 'case')} as informal, but is not read",
                "Name it as the stage of the case, under columns of the extract in scwres.toml: "
                f"stage = {toml_string(column)}",
                "column-unclear",
            )


def _holds_other_kinds(name: str, rows_by_value: Mapping[str, int], kind: Kind) -> bool:
    """Return whether a column holds kinds of case, and others than a log is of.

    A column that is called so does where any value is not the log's own kind. Another one where
    it names the log's own kind and something else, where half of its rows hold kinds of case, or
    where it is called a type and holds short codes. Under an allegation, a reason or the like,
    only where it names the log's own kind by its plain name, and another kind.
    """
    kinds = {kind_of_case(text): None for text in rows_by_value if text}
    others = kinds.keys() - {kind.name}
    if not others:
        return False
    if name in CASE_TYPE_HEADERS:
        return True
    is_plain = any(plain(text).startswith(_PLAIN_NAMES[kind.name]) for text in rows_by_value)
    if not NO_KINDS_OF_CASE.isdisjoint(name.split("_")):
        return is_plain and bool(others - {""})
    known = sum(rows for text, rows in rows_by_value.items() if text and kind_of_case(text))
    total = sum(rows for text, rows in rows_by_value.items() if text)
    is_of_kinds = 2 * known + (kind.name in kinds) > total and bool(others - {""})
    return is_plain or is_of_kinds or (name in CODED_HEADERS and _are_codes(rows_by_value))


#: How the kinds of the logs are written in a column of kinds.
_PLAIN_NAMES = {
    DISCIPLINARY.name: ("disciplinar",),
    FITNESS_TO_PRACTISE.name: ("fitness to practi", "ftp"),
}

#: As many letters as a code for a kind of case has.
_CODE_LETTERS = 5


def _are_codes(texts: Iterable[str]) -> bool:
    """Return whether a column holds a few short codes in capitals, such as DISC and GRIEV."""
    codes = set(filter(None, texts))
    return len(codes) > 1 and all(
        code.isupper() and code.isalpha() and len(code) <= _CODE_LETTERS for code in codes
    )
