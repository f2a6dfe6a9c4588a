"""Learning records of courses that do not count, which are never counted in silence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scwres.errors import FaultLog, OpenValues
from scwres.extracts.cells.values import plain
from scwres.extracts.people.case_kinds import only_of, open_kinds
from scwres.extracts.schema import column_letter
from scwres.extracts.tables.selection import Selection, values_in_words
from scwres.extracts.vocabulary import (
    ATTENDANCE_HEADERS,
    COURSE_TYPE_HEADERS,
    MANDATORY_WORDS,
    NOT_ATTENDED,
)
from scwres.text.phrases import shown

#: The most values that a message repeats for the settings.
MOST_NAMED = 20


def shows_which_count(name: str) -> bool:
    """Return whether a column, by its name, may show that a course took place or was mandatory.

    >>> shows_which_count("completion_status"), shows_which_count("course")
    (True, False)
    """
    return not (ATTENDANCE_HEADERS | COURSE_TYPE_HEADERS).isdisjoint(name.split("_"))


def note_courses(
    selection: Selection,
    header: Sequence[str],
    only: Mapping[str, Sequence[str]],
    log: FaultLog,
    *,
    has_mandatory: bool,
) -> None:
    """Note the columns that show courses that do not count, and decide on no row.

    ``only`` is what the settings select already; ``has_mandatory`` is whether another column shows
    which were mandatory.
    """
    values_by_column = dict(only)
    problems: list[tuple[str, OpenValues]] = []
    for position, rows_by_value in selection.rows_by_value.items():
        reasons = [
            (what, does_not_count)
            for what, does_not_count in _WHAT_DOES_NOT_COUNT
            if any(map(does_not_count, rows_by_value))
            and not (has_mandatory and does_not_count is _is_mandatory)
        ]
        if position in selection.only or not reasons:
            continue
        what, does_not_count = reasons[0]
        column = " ".join(header[position].split())
        counted = [text for text in rows_by_value if text and not does_not_count(text)]
        values_by_column[column] = counted if len(counted) <= MOST_NAMED else ["…"]
        problem = (
            f"column {column_letter(position)} {shown(column)} shows courses that {what}, but is "
            f"not read: it holds {values_in_words(rows_by_value)}"
        )
        problems.append((problem, open_kinds(column, rows_by_value, counted)))
    for problem, open_values in problems:
        log.add(
            problem,
            f"Name the values to count, under the path of {log.file} in scwres.toml: only = "
            f"{only_of(values_by_column)}",
            "column-unclear",
            open_values=open_values,
        )


def _did_not_take_place(value: str) -> bool:
    return plain(value) in NOT_ATTENDED


def _is_mandatory(value: str) -> bool:
    words = plain(value).split()
    return not MANDATORY_WORDS.isdisjoint(words) and words[0] not in ("non", "not")


#: What is wrong with courses of some values, and a function that returns whether one is of these.
_WHAT_DOES_NOT_COUNT = (
    ("did not take place", _did_not_take_place),
    ("were mandatory", _is_mandatory),
)
