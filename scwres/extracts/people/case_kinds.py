"""Kinds of case in a case log: a log of several kinds is never counted whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from scwres.errors import FaultLog, OpenValue, OpenValues
from scwres.extracts.cells.values import plain
from scwres.extracts.schema import (
    DISCIPLINARY,
    EVENTS,
    FITNESS_TO_PRACTISE,
    KINDS,
    LISTED_ITEMS,
    Kind,
    column_letter,
    events_of,
    header_name,
    tells_who,
)
from scwres.extracts.tables.selection import Selection, values_in_words
from scwres.extracts.tables.suggesting import Sample
from scwres.extracts.vocabulary import (
    CASE_TYPE_HEADERS,
    CASE_TYPE_WORDS,
    CODED_HEADERS,
    KINDS_OF_CASE,
    NO_KINDS_OF_CASE,
)
from scwres.text.phrases import as_shown, in_words, number_of, shown, shown_whole, toml_string
from scwres.text.safety import place_name

#: The setting of an extract that names the rows to count.
ONLY = "only"

#: The kinds of extract that are logs of cases.
LOGS = (DISCIPLINARY, FITNESS_TO_PRACTISE, events_of("grievance"))


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
        column = " ".join(header[position].split())
        chosen = only_of({column: own or [*filter(None, rows_by_value)]})
        log.add(
            f"lists several kinds of case: column {column_letter(position)} {shown(column)} "
            f"holds {values_in_words(rows_by_value)}",
            f"Name the kinds to count, under the path of {file} in scwres.toml: only = {chosen}"
            f"{_other_lists(column, rows_by_value, kind)}",
            "not-recognised",
            open_values=open_kinds(column, rows_by_value, own),
        )


def open_kinds(
    column: str, rows_by_value: Mapping[str, int], likely: Collection[str]
) -> OpenValues:
    """Return the values of a column of which the user is to name those that count.

    ``likely`` are those that probably do. What a message may not repeat is left out.
    """
    values = [
        OpenValue(text, rows, ONLY * (text in likely))
        for text, rows in sorted(rows_by_value.items(), key=lambda pair: (-pair[1], pair[0]))
        if text and shown_whole(text) == f"'{text}'"
    ]
    return OpenValues(f"extracts.{ONLY}", column, tuple(values))


def _other_lists(column: str, rows_by_value: Iterable[str], kind: Kind) -> str:
    """Return what to do for the cases of a log that other lists count; empty for none."""
    lists = [
        ", ".join((*lines, f"only = {only_of({column: values})}"))
        for name, values in kinds_in(rows_by_value).items()
        if name != kind.name and (lines := kind_settings(name))
    ]
    return f". To count other kinds, name the file again with {in_words(lists)}" * bool(lists)


_YEAR = r"20\d\d"


def only_of(values_by_column: Mapping[str, Iterable[str]]) -> str:
    """Return the values of columns to count, as the settings hold them.

    >>> only_of({"Case type": ["Grievance"], "Year": ["2025", "2026"]})
    '{ "Case type" = ["Grievance"], "Year" = ["2025", "2026"] }'
    """
    lists = [
        f"{toml_string(place_name(column))} = [{', '.join(map(toml_string, shown_values))}]"
        for column, values in values_by_column.items()
        for shown_values in [values_shown(values)]
    ]
    return f"{{ {', '.join(lists)} }}"


def values_shown(values: Iterable[str]) -> list[str]:
    """Return values without those that no message shows; ``…`` where none is left.

    A year is no id.

    >>> values_shown(["Grievance", "2025", "S0047113"]), values_shown(["S0047113"])
    (['Grievance', '2025'], ['…'])
    """
    return [
        value for value in values if as_shown(value) == value or re.fullmatch(_YEAR, value)
    ] or ["…"]


def kind_settings(kind_of_cases: str) -> tuple[str, ...]:
    """Return the lines of the settings that make a list of a kind of case; none for others.

    >>> kind_settings("grievance"), kind_settings("capability")
    (('kind = "events"', 'item = "grievance"'), ())
    """
    if kind_of_cases in KINDS:
        return (f"kind = {toml_string(kind_of_cases)}",)
    if kind_of_cases in LISTED_ITEMS:
        return (f"kind = {toml_string(EVENTS)}", f"item = {toml_string(kind_of_cases)}")
    return ()


def kinds_in(rows_by_value: Iterable[str]) -> dict[str, list[str]]:
    """Return the values of a column of kinds of case, by the kind; empty where not known."""
    values_by_kind: dict[str, list[str]] = {}
    for text in sorted(filter(None, rows_by_value)):
        values_by_kind.setdefault(kind_of_case(text), []).append(text)
    return values_by_kind


def position_of_kinds(header: Sequence[str], sample: Sample) -> int | None:
    """Return the position of the column that holds several kinds of case; None without one."""
    for position, cell in enumerate(header):
        name = header_name(cell)
        if not tells_who(name) and any(
            _holds_other_kinds(name, Counter(map(str.strip, sample(position))), kind)
            for kind in LOGS
        ):
            return position
    return None


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
    "grievance": ("grievance",),
}

#: As many letters as a code for a kind of case has.
_CODE_LETTERS = 5


def _are_codes(texts: Iterable[str]) -> bool:
    """Return whether a column holds a few short codes in capitals, such as DISC and GRIEV."""
    codes = set(filter(None, texts))
    return len(codes) > 1 and all(
        code.isupper() and code.isalpha() and len(code) <= _CODE_LETTERS for code in codes
    )
