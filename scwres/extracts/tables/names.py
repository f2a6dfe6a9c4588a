"""What the headers of a table name: columns by their own names, or by those that councils use.

And headers that name no column, or several: what was meant, and how to say so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from scwres.errors import Caution, FaultLog
from scwres.ethnicity.labels import category_of
from scwres.extracts.cells.values import amount_of, date_of, plain
from scwres.extracts.rules import LIKE_THE_OTHERS, FileRules
from scwres.extracts.schema import (
    COUNTS,
    CPD,
    DAY_OF_AN_APPLICATION,
    ETHNICITY,
    HARASSMENT_ITEMS,
    KINDS,
    POPULATION,
    STAFF,
    STAFF_ID,
    SURVEYS,
    WHO,
    Holds,
    Kind,
    column_letter,
    header_name,
)
from scwres.extracts.surveys.questions import (
    column_asked_about,
    doubts_of,
    question_of,
)
from scwres.extracts.tables.suggesting import (
    Sample,
    may_be_cost,
    nearest_column,
    nearest_header,
)
from scwres.extracts.vocabulary import HEADERS, WORDS
from scwres.text.phrases import did_you_mean, header_shown, in_words, nearest_word, shown
from scwres.text.safety import id_form, personal_kind, place_name, visible

#: A table with more columns than this is not an extract.
MOST_COLUMNS = 500


#: Words of a header that stand over no people, or over others than residents.
NO_PEOPLE = (
    r"percent|per_cent|share|rate|ratio|rank|change|index|average|median|staff|employ|household"
    r"|dwelling|pupil|%|^$"
)

#: Columns that Microsoft Forms puts before the questions.
_TIMES_OF_A_FORM = frozenset({"start_time", "completion_time"})

#: The most headers that a message repeats: the settings name columns by them.
HEADERS_SHOWN = 60


class Naming(NamedTuple):
    """What the user gave of a file: its kind, its headers, and rules of its own.

    Parameters
    ----------
    kind
        The kind of extract that it is; None to recognise it by its columns.
    headers
        The header of a column, by the column's name, where it is not a known one.
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
        headers_in_settings = {header_name(text) for text in self.headers.values()}
        known = columns_and_headers() | headers_in_settings
        names_some = not known.isdisjoint(map(header_name, header))
        return (names_some or any(map(column_asked_about, header))) and bool(self.kinds(header))

    def kinds(self, header: Sequence[str]) -> list[Kind]:
        """Return the kinds that a header could be of, those that say more than others alone."""
        if len(header) > MOST_COLUMNS:
            return []
        if self.kind is not None:
            names = self.columns_named(header, self.kind) | self._answers(header, self.kind)
            return [self.kind] if self.kind.fits(names, named=True) else []
        fitting = [
            kind for kind in KINDS.values() if kind.fits(frozenset(self._answers(header, kind)))
        ]
        if STAFF in fitting and self.are_answers_to_a_form(header):
            fitting.remove(STAFF)
        if COUNTS in fitting:
            return [COUNTS]
        named_columns = {kind.name: kind.own(self.names(header, kind)) for kind in fitting}
        return [
            kind
            for kind in fitting
            if not any(named_columns[kind.name] < named_columns[other.name] for other in fitting)
        ]

    def _answers(self, header: Sequence[str], kind: Kind) -> frozenset[str]:
        """Return the names of columns, and those of answers that one column may hold together."""
        names = frozenset(self.names(header, kind))
        if kind not in SURVEYS:
            return names
        # Two questions that mean one column are those of a survey too, and are asked about.
        names |= frozenset(filter(None, columns_meant_by(header, kind)))
        questions = filter(None, map(question_of, header))
        has_several = any(question.may_have_several_answers for question in questions)
        return names | {*HARASSMENT_ITEMS} if has_several else names

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
        plain_names = [header_name(cell) for cell in header]
        columns_in_settings = {header_name(text): name for name, text in self.headers.items()}
        known = {column.name for column in kind.columns}
        names = [
            columns_in_settings.get(plain_name, plain_name if plain_name in known else "")
            for plain_name in plain_names
        ]
        names_in_use = {
            *names,
            *(name for name, text in self.headers.items() if header_name(text) in plain_names),
        }
        columns_meant = columns_meant_by(header, kind)
        for position, plain_name in enumerate(plain_names):
            if not names[position]:
                column = columns_meant[position]
                is_only_one = columns_meant.count(column) == 1
                can_be = column in known and column not in names_in_use and is_only_one
                names[position] = column if can_be else plain_name
        others = [name for name in names if name and name != ETHNICITY.name]
        if kind is POPULATION and len(others) == 1 and not re.search(NO_PEOPLE, others[0]):
            # A table of the census names its column of people by the area.
            names[names.index(others[0])] = "people"
        return tuple(names)

    def further(self, header: Sequence[str], kind: Kind) -> dict[str, int]:
        """Return the columns read from a header that stands for another too, with its position."""
        plain_names, names = [header_name(cell) for cell in header], self.names(header, kind)
        positions = {
            column: plain_names.index(header_name(text))
            for column, text in self.headers.items()
            if kind.column(column) and header_name(text) in plain_names
        }
        return {
            column: position for column, position in positions.items() if names[position] != column
        }

    def columns_named(self, header: Sequence[str], kind: Kind) -> frozenset[str]:
        """Return the names of all columns that a header stands for."""
        return frozenset({*self.names(header, kind), *self.further(header, kind)})


def columns_meant_by(header: Sequence[str], kind: Kind) -> list[str]:
    """Return the column of a kind that each header means besides its own name, or blank."""
    known = column_by_header()
    return [
        known.get(header_name(cell)) or (column_asked_about(cell) if kind in SURVEYS else "")
        for cell in header
    ]


@lru_cache(maxsize=1)
def column_by_header() -> dict[str, str]:
    """Return the column that each header means besides its own name."""
    return {
        header_name(header): column for column, headers in HEADERS.items() for header in headers
    }


def name_in_table(name: str, names: Collection[str]) -> str:
    """Return the name under which a table has a column that may be requested by a header.

    >>> name_in_table("division", ["ethnicity", "directorate"])
    'directorate'
    """
    column = column_by_header().get(name)
    return column if name not in names and column in names and column else name


@lru_cache(maxsize=1)
def columns_and_headers() -> frozenset[str]:
    """Return every name by which a column may be called."""
    return frozenset(known_names(KINDS.values()) | column_by_header().keys())


def known_names(kinds: Iterable[Kind]) -> set[str]:
    """Return the names of the columns of some kinds."""
    return {column.name for kind in kinds for column in kind.columns}


def check_names(
    header: Sequence[str],
    names: Sequence[str],
    kind: Kind,
    log: FaultLog,
) -> None:
    """Note columns of the same name, and headers that could mean the same column."""
    for position, name in enumerate(names):
        if name and name in names[:position]:
            first = column_letter(names.index(name))
            log.add(
                f"has the same name as column {first}",
                "Rename or delete one of them.",
                "column-unclear",
                column=f"{column_letter(position)} {shown(name)}",
            )
    columns_meant = columns_meant_by(header, kind)
    for column in kind.columns:
        positions = [i for i, meant in enumerate(columns_meant) if meant == column.name]
        if len(positions) > 1 and column.name not in names:
            first = shown(header[positions[0]].strip())
            both = in_words([f"{column_letter(i)} {shown(header[i].strip())}" for i in positions])
            log.add(
                f"has several columns that could be '{column.name}': {both}",
                f"Rename one of them {column.name}, or choose one in scwres.toml: "
                f"{column.name} = {first} under columns of the extract.",
                "column-unclear",
            )


def check_headers_in_settings(header: Sequence[str], naming: Naming, log: FaultLog) -> None:
    """Note headers that the settings name and the table does not have."""
    header_by_name = {header_name(cell): " ".join(cell.split()) for cell in header}
    columns_by_header: dict[str, list[str]] = {}
    for column, text in naming.headers.items():
        columns_by_header.setdefault(text, []).append(column)
    for text, columns in columns_by_header.items():
        if header_name(text) not in header_by_name:
            nearest = header_by_name.get(nearest_word(header_name(text), header_by_name), "")
            columns_listed = in_words(
                [header_shown(cell) for cell in header_by_name.values() if cell]
            )
            log.add(
                f"has no column {shown(text)}, which the settings name as {in_words(columns)}",
                f"{did_you_mean(nearest)} Its columns are {columns_listed}.".strip(),
                "column-missing",
            )


def kind_of(header: Sequence[str], naming: Naming, log: FaultLog) -> Kind | None:
    """Return the kind that a header is of; None, and why in ``log``, where none or several."""
    kinds = naming.kinds(header)
    if len(kinds) == 1:
        return kinds[0]
    if kinds:
        log.add(
            f"has columns that fit {in_words([kind.name for kind in kinds])}",
            f"Choose one, for example --as {kinds[0].name}=FILE.",
            "not-recognised",
        )
    elif naming.kind is not None:
        log.add(
            f"cannot be read as {naming.kind.name}{_columns_in_words(header)}",
            f"Expected {_needs(naming.kind)}.{_first_suggestion(header, [naming.kind])}"
            f"{_questions_asked(header) if naming.kind in SURVEYS else ''} If its "
            "columns have other names, give them in scwres.toml, under its path: columns = "
            f"{{ {', '.join(_lines_for(header, naming))} }}",
            "not-recognised",
        )
    else:
        suggestion = _first_suggestion(header, KINDS.values())
        if questions := _questions_asked(header):
            suggestion = questions
        elif Naming(POPULATION).kinds(header):
            suggestion = "If this is a table of residents, give it with --population."
        log.add(
            f"is not recognised as any kind of extract{_columns_in_words(header)}",
            f"{suggestion} Expected ethnicity, and columns such as left, appointed or "
            f"harassment_public. Set kind under its path in scwres.toml, or use --as KIND=FILE. "
            f"The kinds are {in_words(list(KINDS))}. 'scwres explain KIND' lists the columns of a "
            "kind. If its columns have other names, give them under [extracts.columns]. "
            "'scwres init FILE --output draft.toml' writes what its header suggests.".strip(),
            "not-recognised",
        )
    return None


def _questions_asked(header: Sequence[str]) -> str:
    """Return what is unclear about the questions of a survey, in sentences."""
    return "".join(f" Column {doubt}" for doubt in doubts_of(header, ()).values())


def _columns_in_words(header: Sequence[str]) -> str:
    filled = [cell.strip() for cell in header if cell.strip()]
    if not shows_header(header):
        # It may be no header at all, but a row about a person.
        number = f"{len(filled)} field{'s' if len(filled) != 1 else ''}"
        return f": none of the {number} in its first row is a column name"
    parts = [header_shown(cell) for cell in filled[:HEADERS_SHOWN]]
    if len(filled) > HEADERS_SHOWN:
        parts.append(f"{len(filled) - HEADERS_SHOWN} more")
    return f": its header holds {in_words(parts)}"


def _lines_for(header: Sequence[str], naming: Naming) -> list[str]:
    """Return a setting for each column that a kind needs and a header does not name."""
    kind = naming.kind
    if kind is None:
        return []
    named_columns = naming.columns_named(header, kind)
    needed = [name for name in kind.needs if name not in named_columns]
    if kind.event and not kind.needs and named_columns.isdisjoint(WHO):
        needed.append(STAFF_ID.name)
    if kind.any_of and named_columns.isdisjoint(kind.any_of) and not kind.event:
        needed.append(kind.any_of[0])
    headers = [" ".join(cell.split()) for cell in header] if shows_header(header) else []
    return [f'{name} = "{place_name(nearest_header(name, headers) or "…")}"' for name in needed]


def shows_header(header: Sequence[str]) -> bool:
    """Return whether a row is shown as a header: a cell names a column, and none is a person's.

    Without a header the first row of a file is about a person.
    """
    filled = [cell.strip() for cell in header if cell.strip()]
    are_personal = any(personal_kind(cell) or place_name(cell) != visible(cell) for cell in filled)
    return not are_personal and any(_shows_header(header_name(cell)) for cell in filled)


def is_row_of_values(header: Sequence[str], below: Mapping[str, Sequence[str]]) -> bool:
    """Return whether the first row of a table seems to be about a person, and no header.

    ``below`` are some values of each column, by the cell above them. A cell of a row of values is
    a label of ethnicity, a yes or no, a number or a day; it stands below too, or is written as
    the values there are.
    """
    if shows_header(header):
        return False
    return any(
        personal_kind(cell)
        or place_name(cell) != visible(cell)
        or category_of(cell)
        or plain(cell) in WORDS
        or amount_of(cell) is not None
        or cell in below.get(cell, ())
        or (_has_digit(cell) and id_form(cell) in map(id_form, below.get(cell, ())))
        for cell in filter(None, header)
    )


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _shows_header(name: str) -> bool:
    """Return whether a cell shows that its row is a header, and not about a person.

    A name that is nearly that of a column does so only where it is long: "Grace" is nearly
    "grade".
    """
    if name in columns_and_headers():
        return len(name) > 1
    return len(name) > len("surname") and bool(
        nearest_word(name, columns_and_headers(), at_least=0.8)
    )


def _needs(kind: Kind) -> str:
    parts = list(kind.needs)
    if kind.event and not kind.needs:
        parts.append("staff_id or ethnicity")
    if kind.any_of:
        parts.append(f"any of {in_words(kind.any_of, last='or')}")
    return in_words(parts)


def _first_suggestion(header: Sequence[str], kinds: Iterable[Kind]) -> str:
    if not any(_shows_header(header_name(cell)) for cell in header):
        return ""
    known = sorted(known_names(kind for kind in kinds if kind is not COUNTS))
    for cell in header:
        name = header_name(cell)
        is_known = name in known or name in column_by_header()
        if not is_known and (question := did_you_mean(nearest_column(name, known))):
            return f" {header_shown(cell)}: {question[0].lower()}{question[1:]}"
    return ""


def second_columns(
    header: Sequence[str], names: Sequence[str], known: Collection[str], kind: Kind, file: str
) -> list[Caution]:
    """Return a warning for each column that means an item which another column holds.

    ``known`` is the names of all columns that the header stands for.
    """
    columns_meant = columns_meant_by(header, kind)
    items = {column.name for column in kind.columns if column.is_item}
    return [
        Caution(
            "column-not-read",
            f"{file}: column {shown(' '.join(cell.split()))} is not read, because column "
            f"'{column}' is. If this is the right one, name it under columns in scwres.toml.",
        )
        for cell, name, column in zip(header, names, columns_meant, strict=True)
        if column in items and column in known and name != column
    ]


def questions_in_doubt(
    header: Sequence[str], names: Sequence[str], known: Collection[str], kind: Kind, file: str
) -> list[Caution]:
    """Return a warning for each question on harassment that is not read, because it is unclear.

    None where the items that it could be for are all read from other columns.
    """
    if kind not in SURVEYS:
        return []
    return [
        Caution("column-not-read", f"{file}: column {doubt}")
        for position, doubt in doubts_of(header, known).items()
        if kind.column(names[position]) is None
    ]


def unread_dates(
    header: Sequence[str], names: Sequence[str], kind: Kind, file: str, sample: Sample
) -> list[Caution]:
    """Return a warning for each column of dates that is not read, where no date of a kind is.

    Without one, events of other years would be counted.
    """
    days = DAY_OF_AN_APPLICATION.get(kind.name, ())
    when = "an application was made"
    if kind.event:
        days = tuple(column.name for column in kind.columns if column.holds is Holds.DATE)[::-1]
        when = "it happened"
    if not days or not set(days).isdisjoint(names):
        return []
    return [
        Caution(
            "column-not-read",
            f"{file}: column {shown(' '.join(header[place].split()))} holds dates and is not "
            f"read, so events of any date are counted. If it shows when {when}, name it "
            f"{days[0]} under columns in scwres.toml.",
        )
        for place, name in enumerate(names)
        if name and kind.column(name) is None and _are_dates(sample(place))
    ]


def unread_costs(
    header: Sequence[str], names: Sequence[str], kind: Kind, file: str, sample: Sample
) -> list[Caution]:
    """Return a warning for a column of costs that is not read, where courses show no funding.

    Each course would count as funded, at no cost too.
    """
    if kind is not CPD or "funded" in names:
        return []
    return [
        Caution(
            "column-not-read",
            f"{file}: column {shown(' '.join(header[place].split()))} holds amounts and is not "
            "read, so every course counts as funded. If it shows what a course cost, name it "
            "funded under columns in scwres.toml, with words = { funded = { above = 0 } }.",
        )
        for place, name in enumerate(names)
        if name and kind.column(name) is None and may_be_cost(name, sample(place))
    ]


def _are_dates(texts: Iterable[str]) -> bool:
    filled = [text for text in texts if text.strip()]
    return bool(filled) and all(date_of(text) for text in filled)


def near_misses(
    names: Sequence[str], kind: Kind, file: str, sample: Sample = lambda _: ()
) -> list[Caution]:
    """Return a warning for each column that is not read and is nearly one that is missing.

    ``sample`` returns some values of a column, which may show that it is another.
    """
    missing = [
        column.name for column in kind.columns if column.name not in names and not column.is_extra
    ]
    cautions = []
    for position, name in enumerate(names):
        if not (missing and name) or kind.column(name) is not None:
            continue
        if nearest_column(name, missing) and (
            nearest := nearest_column(name, missing, sample(position), kind.name)
        ):
            text = f"{file}: column {shown(name)} is not read. {did_you_mean(nearest)}"
            cautions.append(Caution("column-not-read", text))
    return cautions
