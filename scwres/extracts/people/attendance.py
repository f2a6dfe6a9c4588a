"""Learning records of courses that did not take place: they are never counted in silence."""

from __future__ import annotations

from collections.abc import Sequence

from scwres.errors import FaultLog
from scwres.extracts.cells.values import plain
from scwres.extracts.schema import column_letter
from scwres.extracts.tables.selection import Selection, values_in_words
from scwres.extracts.vocabulary import ATTENDANCE_HEADERS, NOT_ATTENDED
from scwres.text.phrases import shown, toml_string

#: The most values that a message repeats for the settings.
MOST_NAMED = 20


def shows_attendance(name: str) -> bool:
    """Return whether a column, by its name, may show whether a course took place.

    >>> shows_attendance("completion_status"), shows_attendance("course")
    (True, False)
    """
    return not ATTENDANCE_HEADERS.isdisjoint(name.split("_"))


def note_not_attended(
    selection: Selection, header: Sequence[str], file: str, log: FaultLog
) -> None:
    """Note a column that shows that courses did not take place, and decides on no row."""
    for position, rows_by_value in selection.rows_by_value.items():
        if position in selection.only or NOT_ATTENDED.isdisjoint(map(plain, rows_by_value)):
            continue
        column = " ".join(header[position].split())
        chosen = [text for text in rows_by_value if text and plain(text) not in NOT_ATTENDED]
        values = ", ".join(map(toml_string, chosen)) if len(chosen) <= MOST_NAMED else '"…"'
        log.add(
            f"column {column_letter(position)} {shown(column)} shows courses that did not take "
            f"place, but is not read: it holds {values_in_words(rows_by_value)}",
            f"Name the values to count, under the path of {file} in scwres.toml: only = "
            f"{{ {toml_string(column)} = [{values}] }}",
            "column-unclear",
        )
