"""The column of a table that may hold the status of each application, and what its statuses mean.

For a draft of the settings, and a question: what words suggest is written down for the user to
decide, and never applied.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from scwres.errors import FaultLog
from scwres.extracts.cells.values import LONGEST_TEXT, plain
from scwres.extracts.schema import (
    ETHNICITY,
    SHORTLISTING,
    STAFF,
    STAGES_OF_AN_APPLICATION,
    Kind,
    column_letter,
    header_name,
    tells_who,
)
from scwres.extracts.tables.names import Naming
from scwres.extracts.tables.suggesting import Sample
from scwres.extracts.vocabulary import RECRUITMENT_WORDS, STAGE_OF_STATUS, STATUS_HEADERS
from scwres.text.phrases import in_words, shown, shown_whole

#: The fewest different statuses of a column, and the fewest of them in words of recruitment.
LEAST_STATUSES, LEAST_OF_RECRUITMENT = 3, 2

#: The most different statuses: a column with more may hold remarks, or names.
MOST_STATUSES = 60


#: Columns of staff that applications and vacancies may have as well.
_OF_APPLICANTS_TOO = frozenset(
    {*("staff_id", "ethnicity", "directorate", "team", "pay_band", "salary", "job_role")}
)


class PlacedStatuses(NamedTuple):
    """The statuses of a column by the stage of recruitment that they mean, and those left over."""

    by_stage: Mapping[str, tuple[str, ...]]
    not_placed: tuple[str, ...]


def stage_of(status: str) -> str:
    """Return the highest stage that a status means was reached; empty where it is unclear.

    >>> stage_of("Offer accepted"), stage_of("Withdrawn after interview"), stage_of("Withdrawn")
    ('appointed', 'interviewed', '')
    """
    words = plain(status)
    return next((stage for stage, pattern in STAGE_OF_STATUS if re.search(pattern, words)), "")


def status_position(header: Sequence[str], sample: Sample) -> int | None:
    """Return the position of the column that may hold statuses of recruitment, or None.

    A table without ethnicity has none. Of several, the one with most values in such words.
    """
    if ETHNICITY.name not in Naming(SHORTLISTING).names(header, SHORTLISTING):
        return None
    names = [header_name(cell) for cell in header]
    values_by_position = {
        position: _in_words_of_recruitment(set(sample(position)))
        for position, name in enumerate(names)
        if STATUS_HEADERS & set(name.split("_")) and not tells_who(name)
    }
    best = max(values_by_position, key=values_by_position.__getitem__, default=None)
    return best if best is not None and values_by_position[best] else None


def may_be_of_applicants(names: Iterable[str]) -> bool:
    """Return whether columns of staff, by their names, may be those of applications as well."""
    return STAFF.own(names) <= _OF_APPLICANTS_TOO


def note_statuses(
    header: Sequence[str], kinds: Iterable[Kind], sample: Sample, log: FaultLog
) -> None:
    """Note a table that would be staff by its columns alone, and holds statuses of applications.

    An applicant has an ethnicity and a number too, and a vacancy a grade and a directorate.
    """
    # First: a header of too many columns is of no kind, and its names are not looked at.
    if list(kinds) != [STAFF]:
        return
    position = status_position(header, sample)
    if position is None:
        return
    if not may_be_of_applicants(Naming().names(header, STAFF)):
        return
    values = dict.fromkeys(filter(None, map(str.strip, sample(position))))
    if len(values) < LEAST_STATUSES or _in_words_of_recruitment(values) < LEAST_OF_RECRUITMENT:
        return
    column = " ".join(header[position].split())
    log.add(
        f"may hold applications, and no staff: column {column_letter(position)} {shown(column)} "
        f"holds {in_words([shown(value) for value in [*values][:LEAST_STATUSES]])}",
        "If it does, list each status under the stage that it means was reached, in "
        "[extracts.reached] below its path in scwres.toml. 'scwres init' writes these lines for "
        'you, with every status. If it holds staff, set kind = "staff" there.',
        "not-recognised",
    )


def placed_statuses(rows_by_value: Mapping[str, int]) -> PlacedStatuses | None:
    """Return the statuses of a column, each under its stage; None where it seems to hold others.

    Those of most rows come first. What may identify a person is left out.
    """
    rows_by_status: dict[str, int] = {}
    spellings: dict[str, str] = {}
    for value, rows in rows_by_value.items():
        status = spellings.setdefault(plain(value), " ".join(value.split()))
        if status and len(status) <= LONGEST_TEXT and shown_whole(status) == f"'{status}'":
            rows_by_status[status] = rows_by_status.get(status, 0) + rows
    number = len(rows_by_status)
    if not LEAST_STATUSES <= number <= MOST_STATUSES or (
        _in_words_of_recruitment(rows_by_status) < LEAST_OF_RECRUITMENT
    ):
        return None
    ordered = sorted(rows_by_status, key=lambda status: (-rows_by_status[status], status))
    by_stage = {
        stage: tuple(status for status in ordered if stage_of(status) == stage)
        for stage in ("", *STAGES_OF_AN_APPLICATION)
    }
    return PlacedStatuses(by_stage, by_stage.pop(""))


def _in_words_of_recruitment(values: Iterable[str]) -> int:
    """Return how many values hold a word of recruitment."""
    return sum(
        any(word.startswith(RECRUITMENT_WORDS) for word in plain(value).split())
        for value in values
    )
