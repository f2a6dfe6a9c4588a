"""What the headers of a table name: columns by their own names, and by those that councils use."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from scwres.extracts.rules import LIKE_THE_OTHERS
from scwres.extracts.schema import COUNTS, ETHNICITY, KINDS, POPULATION, STAFF, WHO, header_name
from scwres.extracts.vocabulary import HEADERS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from scwres.extracts.rules import FileRules
    from scwres.extracts.schema import Kind

#: A table with more columns than this is no extract.
MOST_COLUMNS = 500


#: Words of a header that stand over no people, or over others than residents.
NO_PEOPLE = (
    r"percent|per_cent|share|rate|ratio|rank|change|index|average|median|staff|employ|household"
    r"|dwelling|pupil|%|^$"
)

#: Columns that Microsoft Forms puts before the questions.
_TIMES_OF_A_FORM = frozenset({"start_time", "completion_time"})


class Naming(NamedTuple):
    """How the user said that a file is to be understood.

    Parameters
    ----------
    kind
        The kind of extract that it is; None to tell by its columns.
    headers
        The header of a column, by the column's name, where it is none that is known.
    own
        What holds for this file alone.
    """

    kind: Kind | None = None
    headers: Mapping[str, str] = {}
    own: FileRules = LIKE_THE_OTHERS

    def fits(self, header: Sequence[str]) -> bool:
        """Return whether a row can be the header."""
        if len(header) > MOST_COLUMNS:
            return False
        said = {header_name(text) for text in self.headers.values()}
        known = columns_and_headers() | said
        return not known.isdisjoint(map(header_name, header)) and bool(self.kinds(header))

    def kinds(self, header: Sequence[str]) -> list[Kind]:
        """Return the kinds that a header could be of, those that say more than others alone."""
        if len(header) > MOST_COLUMNS:
            return []
        if self.kind is not None:
            fits = self.kind.fits(frozenset(self.names(header, self.kind)), named=True)
            return [self.kind] if fits else []
        fitting = [
            kind for kind in KINDS.values() if kind.fits(frozenset(self.names(header, kind)))
        ]
        if STAFF in fitting and self.are_answers_to_a_form(header):
            fitting.remove(STAFF)
        if COUNTS in fitting:
            return [COUNTS]
        found = {kind.name: kind.own(self.names(header, kind)) for kind in fitting}
        return [
            kind
            for kind in fitting
            if not any(found[kind.name] < found[other.name] for other in fitting)
        ]

    def are_answers_to_a_form(self, header: Sequence[str]) -> bool:
        """Return whether a header, with no column of staff but an id, is that of a form's answers.

        An id and ethnicity are enough of staff beside lists of events. But Microsoft Forms calls
        the number of each answer ID, and Google Forms has its own columns as well: what has the
        times of a form, or asks a question that staff does not know, is hardly a list of staff.
        A form that has a column of staff, such as a pay band, is left as it is.
        """
        names = self.names(header, STAFF)
        if not STAFF.own(names) <= {*WHO} or any(
            column.is_item for column in map(STAFF.column, names) if column
        ):
            return False
        questions = (
            cell.rstrip().endswith("?") and STAFF.column(name) is None
            for cell, name in zip(header, names, strict=True)
        )
        return _TIMES_OF_A_FORM.issubset(map(header_name, header)) or any(questions)

    def names(self, header: Sequence[str], kind: Kind) -> tuple[str, ...]:
        """Return the name of every column as an extract of a kind has it.

        A header that only means a column, and is not its name, stands for it where no other
        does; where two such headers could, neither does.
        """
        plain = [header_name(cell) for cell in header]
        said = {header_name(text): name for name, text in self.headers.items()}
        known = {column.name for column in kind.columns}
        names = [said.get(one, one if one in known else "") for one in plain]
        taken = set(names)
        meant = column_by_header()
        for position, one in enumerate(plain):
            if not names[position]:
                column = meant.get(one, "")
                means_one = [meant.get(other) for other in plain].count(column) == 1
                can_be = column in known and column not in taken and means_one
                names[position] = column if can_be else one
        others = [name for name in names if name and name != ETHNICITY.name]
        if kind is POPULATION and len(others) == 1 and not re.search(NO_PEOPLE, others[0]):
            # A table of the census names its column of people by the area.
            names[names.index(others[0])] = "people"
        return tuple(names)


@lru_cache(maxsize=1)
def column_by_header() -> dict[str, str]:
    """Return the column that each header means besides its own name."""
    return {
        header_name(header): column for column, headers in HEADERS.items() for header in headers
    }


def name_here(name: str, names: Collection[str]) -> str:
    """Return the name under which a table has a column that may be asked for by a header.

    >>> name_here("division", ["ethnicity", "directorate"])
    'directorate'
    """
    meant = column_by_header().get(name)
    return meant if name not in names and meant in names and meant else name


@lru_cache(maxsize=1)
def columns_and_headers() -> frozenset[str]:
    """Return every name by which a column may be called."""
    return frozenset(known_names(KINDS.values()) | column_by_header().keys())


def known_names(kinds: Iterable[Kind]) -> set[str]:
    """Return the names of the columns of some kinds."""
    return {column.name for kind in kinds for column in kind.columns}
