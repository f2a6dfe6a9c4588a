"""What ``scwres init`` writes: a first ``scwres.toml``, from the headers of extracts.

What the headers show is written; what they only suggest, and every other setting, stands in
comments, for the analyst to read and decide.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from scwres.counts import NO, YES
from scwres.errors import FaultLog, FileError, cannot_be_read
from scwres.extracts.cells.values import plain
from scwres.extracts.databases.connection import without_password
from scwres.extracts.people.case_kinds import (
    LOGS,
    kind_settings,
    kinds_in,
    only_of,
    position_of_kinds,
)
from scwres.extracts.rules import ExtractRequest, Reached
from scwres.extracts.schema import (
    CPD,
    KINDS,
    STAFF,
    STAFF_ID,
    STAGES_OF_AN_APPLICATION,
    SURVEY,
    SURVEYS,
    WHO,
    Column,
    Holds,
    Kind,
    header_name,
    tells_who,
)
from scwres.extracts.sources import Source, find_sources
from scwres.extracts.surveys.questions import holds_choices
from scwres.extracts.tables.header import Layout, layout_of
from scwres.extracts.tables.names import MOST_COLUMNS, Naming, is_row_of_values
from scwres.extracts.tables.statuses import (
    may_be_of_applicants,
    placed_statuses,
    status_position,
)
from scwres.extracts.tables.suggesting import may_be_cost, nearest_header
from scwres.extracts.tables.table import GridTable
from scwres.extracts.tables.templates import template_of
from scwres.extracts.vocabulary import FILE_WORDS, WORDS_OF
from scwres.settings.fields import SECTIONS, Entry
from scwres.settings.schema import SCHEMA_LINE
from scwres.settings.settings import Settings, request_of
from scwres.text.phrases import number_of, toml_string
from scwres.text.safety import may_name_person, place_name, visible

#: How long a line of comments may be.
WIDTH = 88


class HeaderRecognition(NamedTuple):
    """What an extract's header shows.

    ``used`` is the headers that name a column, with the column; ``suggested`` those that
    may, by the column; ``faults`` what keeps it from being read. ``reached`` is a column that may
    hold the status of each application, and ``not_placed`` its statuses that show no stage.
    ``rows_by_status`` is how many rows have each. ``column_of_kinds`` is the one of a case log
    that holds several kinds of case, and ``values_by_kind`` its values by the kind, and
    ``rows_by_kind`` its rows; ``cost`` is a column that may hold what courses cost.
    ``choices`` is the questions of a survey whose several answers are read for other columns.
    """

    kind: Kind | None
    is_certain: bool
    used: Mapping[str, str]
    suggested: Mapping[str, str]
    others: tuple[str, ...]
    faults: tuple[str, ...]
    reached: Reached | None = None
    not_placed: tuple[str, ...] = ()
    column_of_kinds: str = ""
    values_by_kind: Mapping[str, Sequence[str]] = {}
    rows_by_kind: Mapping[str, int] = {}
    cost: str = ""
    rows_by_status: Mapping[str, int] = {}
    choices: tuple[str, ...] = ()


def draft(
    extracts: Iterable[str | os.PathLike[str]],
    folder: Path,
    *,
    database: str | None = None,
    has_schema: bool = False,
    is_asked: bool = False,
) -> str:
    """Return the text of a ``scwres.toml`` that lies in a folder.

    Parameters
    ----------
    database
        Where the database is whose tables the extracts are that are no files.
    has_schema
        Whether its JSON Schema lies there too, which it then names.
    is_asked
        Whether the user will be asked what headers only suggest, so that no comment says it.

    Raises
    ------
    FileError
        When an extract is missing or cannot be opened.
    """
    requests = [request_of(path, None, database) for path in extracts]
    lines = [
        *([SCHEMA_LINE] if has_schema else []),
        "# Settings for scwres. Set something here once, and it applies to every run.",
        "# Lines that start with # are comments. Remove the # to use a setting.",
        "",
        *_commented(SECTIONS[""]),
    ]
    for block in _blocks(requests, folder, frozenset(), is_asked=is_asked):
        lines += ["", *block]
    for name, entries in SECTIONS.items():
        if name in ("", "extracts"):
            continue
        lines += ["", f"# [{name}]", *_commented(entries)]
        if name == "ethnicity":
            lines += ["", "# [ethnicity.labels]", *_commented({"*": entries["labels"]})]
    return "\n".join(lines) + "\n"


def further_extracts(
    extracts: Iterable[str | os.PathLike[str]],
    folder: Path,
    settings: Settings,
    *,
    database: str | None = None,
    is_asked: bool = False,
) -> list[list[str]]:
    """Return the lines of each extract that settings do not name, as ``draft`` writes them.

    A file in a folder that they name is named, too.

    Raises
    ------
    FileError
        When an extract is missing or cannot be opened.
    """
    named = frozenset(os.path.realpath(request.path) for request in settings.wishes)
    requests = [request_of(path, None, database) for path in extracts]
    return [*_blocks(requests, folder, named, is_asked=is_asked)]


def new_columns(settings: Settings, text: str) -> dict[int, list[str]]:
    """Return comments on the columns of extracts of which the text of their settings says nothing.

    By the place of the extract among those that the settings name.

    Raises
    ------
    FileError
        When an extract is missing or cannot be opened.
    """
    mentioned = " ".join(text.replace("\n#   ", " ").split())
    comments: dict[int, list[str]] = {}
    for number, request in enumerate(settings.wishes):
        for source in find_sources([request], settings.wishes):
            recognition = recognised(source)
            new = [
                _column(header, column)
                for header, column in recognition.used.items()
                if place_name(header) not in mentioned
            ]
            others = [name for name in recognition.others if place_name(name) not in mentioned]
            for start, names in (("Also read: ", new), ("Also not read: ", others)):
                if names:
                    comments.setdefault(number, []).extend(_list(start, names))
    return comments


def _blocks(
    requests: Iterable[ExtractRequest], folder: Path, named: Container[str], *, is_asked: bool
) -> Iterator[list[str]]:
    for request in requests:
        for source in find_sources([request]):
            file = source.path or request.path
            path = os.path.realpath(file)
            if path in named or os.path.dirname(path) in named:  # noqa: PTH120
                continue
            if is_asked:
                yield ["[[extracts]]", *_place(source, request, folder)]
            else:
                yield [*_extract(source, request, folder)]


def _commented(entries: Mapping[str, Entry]) -> Iterator[str]:
    for key, entry in entries.items():
        if key == "labels":
            continue  # a table of its own
        yield f"# {entry.meaning}"
        yield f"# {entry.example if key == '*' else f'{key} = {entry.example}'}"


def _extract(source: Source, request: ExtractRequest, folder: Path) -> Iterator[str]:
    recognition = recognised(source)
    kind = recognition.kind
    place = [*_place(source, request, folder)]
    yield "[[extracts]]"
    yield from place
    if kind is None:
        yield from _list("This file was not recognised. Set its kind, one of: ", KINDS)
        yield f'# kind = "{STAFF.name}"'
    elif recognition.reached:
        yield f"# This may be {kind.name}: see [extracts.reached] below."
    elif recognition.is_certain:
        yield f"# Recognised by its columns as {kind.name}. Each row is {kind.row_is}."
    else:
        yield f"# This may be {kind.name}. Each row is then {kind.row_is}."
        yield f'# kind = "{kind.name}"'
    if recognition.values_by_kind and kind:
        yield from _only(recognition, kind.name)
    if recognition.cost:
        yield f"# If {_quoted(recognition.cost)} is what a course cost, above 0 means funded:"
        yield "# words = { funded = { above = 0 } }"
    if not (recognition.used or recognition.others or recognition.reached):
        yield "# Its first row holds no name of a column, and may be about a person, so it is not"
        yield "# shown here. Give the file a header."
    for fault in recognition.faults:
        yield f"# {fault}"
    if recognition.used:
        yield from _list("Read: ", [_column(*pair) for pair in recognition.used.items()])
    if recognition.choices:
        yield from _list("Read for several answers: ", recognition.choices)
    if recognition.others:
        yield from _list("Not read: ", recognition.others)
    if recognition.reached:
        yield from _reached(recognition.reached, recognition)
    missing = missing_columns(recognition)
    if recognition.suggested or missing:
        yield "# Columns that were not found, with the headers that are most like them:"
        yield "[extracts.columns]"
        for column in dict.fromkeys([*missing, *recognition.suggested]):
            yield f"# {column} = {_quoted(recognition.suggested.get(column, '…'))}"
    for name in recognition.values_by_kind:
        if kind and name != kind.name and kind_settings(name):
            yield from _again(recognition, place, name)


def _only(recognition: HeaderRecognition, kind: str) -> Iterator[str]:
    """Yield which rows of a log of several kinds of case count, in comments."""
    column = recognition.column_of_kinds
    yield f"# Column {_quoted(column)} holds several kinds of case. These count:"
    values = recognition.values_by_kind.get(kind, ("…",))
    yield f"# only = {only_of({column: values})}{_rows(recognition.rows_by_kind.get(kind, 0))}"
    others = [
        _quoted(value)
        for name, values_of_kind in recognition.values_by_kind.items()
        for value in values_of_kind
        if not kind_settings(name)
    ]
    if others:
        yield from _list("Kinds of case that no list is suggested for: ", others)


def _again(recognition: HeaderRecognition, place: Sequence[str], kind: str) -> Iterator[str]:
    """Yield another extract of the same log, for another kind of case, in comments."""
    yield ""
    yield "# The same file again, for another kind of case. To use it, remove the # below."
    yield "# [[extracts]]"
    yield from (f"# {line}" for line in place)
    yield from (f"# {line}" for line in kind_settings(kind))
    column = recognition.column_of_kinds
    values, rows = recognition.values_by_kind[kind], recognition.rows_by_kind[kind]
    yield f"# only = {only_of({column: values})}{_rows(rows)}"
    yield "# [extracts.columns]"
    for name, header in recognition.suggested.items():
        yield f"# {name} = {_quoted(header)}"


def _reached(reached: Reached, recognition: HeaderRecognition) -> Iterator[str]:
    """Yield the stages of recruitment, in comments: whoever removes the # decides."""
    yield from _list(
        "",
        [
            f"Column {_quoted(reached.column)} may hold the status of each application. Check "
            "that each status stands under the highest stage that it means was reached. Then "
            f"remove the # from these lines. Each row is then {reached.kind.row_is}."
        ],
    )
    yield "# [extracts.reached]"
    yield f"# column = {_quoted(reached.column)}"
    for stage, statuses in reached.statuses.items():
        rows = sum(recognition.rows_by_status[status] for status in statuses)
        yield f"# {stage} = [{', '.join(map(_quoted, statuses))}]{_rows(rows)}"
    if recognition.not_placed:
        yield "# # not placed:"
        yield from (f"# #   {_quoted(status)}" for status in recognition.not_placed)


def _rows(rows: int) -> str:
    """Return the comment that says how many rows a list speaks for."""
    return f"  # {number_of(rows, 'row')}" if rows else ""


def missing_columns(recognition: HeaderRecognition) -> list[str]:
    """Return the columns that a kind needs, where its table is not recognised as one."""
    if recognition.kind is None or recognition.is_certain:
        return []
    needs = recognition.kind.needs or WHO[:1]
    known = {
        *recognition.used.values(),
        *(recognition.reached.items if recognition.reached else ()),
    }
    return [column for column in needs if column not in known]


def _place(source: Source, request: ExtractRequest, folder: Path) -> Iterator[str]:
    """Yield the lines that say where an extract is."""
    if request.is_table:
        yield f"table = {toml_string(str(request.path))}"
        yield f"database = {toml_string(without_password(request.reading.database or ''))}"
    else:
        yield from _path_line(_from(folder, source.path or request.path))


def _path_line(path: str) -> Iterator[str]:
    """Yield the path of an extract; what to do where it may identify a person."""
    name = path.rpartition("/")[2]
    if visible(name) != name or may_name_person(name):
        yield f"# The name of this file, {_quoted(visible(name))}, may identify a person, or holds"
        yield "# letters that cannot be seen. Rename the file, and write its new name here:"
        yield '# path = "…"'
    else:
        yield f"path = {toml_string(path)}"


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
        ", ".join(map(place_name, parts)),
        WIDTH,
        initial_indent=f"# {start}",
        subsequent_indent="#   ",
        break_on_hyphens=False,
    )


def _quoted(text: str) -> str:
    """Return a text as the settings hold it, a space in place of what cannot be printed.

    What may identify a person is masked, as messages mask it.
    """
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return toml_string(place_name(printable))


def recognised(source: Source) -> HeaderRecognition:
    """Return what an extract's header shows, beside what the settings say of the file.

    Raises
    ------
    FileError
        When it cannot be read.
    """
    naming = source.naming
    try:
        with source.grid(source.naming.fits) as grid:
            table = GridTable(source.name, grid, source.naming.fits)
            header = tuple(" ".join(cell.split()) for cell in table.header[:MOST_COLUMNS])
            faults = [str(fault) for fault in grid.faults()]
            values = {cell: table.sample(i) for i, cell in enumerate(header)}
            # The settings need every value of these columns, so all rows are read.
            status = status_position(header, table.sample)
            kinds_of_case = position_of_kinds(header, table.sample)
            rows_by_value = _values_by_position(table, {status, kinds_of_case})
    except OSError as error:
        raise FileError([cannot_be_read(source.name, error)]) from error
    if not Naming().fits(header) and is_row_of_values(header, values):
        return HeaderRecognition(_kind_by_name(source.name), False, {}, {}, (), tuple(faults))
    reached, not_placed = (
        (None, ()) if status is None else _statuses(header[status], rows_by_value[status])
    )
    log = FaultLog(source.name)
    template = template_of(table.sheet)
    if template and naming.kind is None:
        naming = naming._replace(kind=KINDS.get(template.kind))
    layout = layout_of(header, naming, (), (), log) if header else None
    kinds = naming.kinds(header)
    if reached and naming.kind is None and _may_hold_applications(layout):
        rows = _rows_by_status(rows_by_value[status]) if status is not None else {}
        return _by_statuses(header, reached, not_placed, faults, values, rows)
    kind = layout.kind if layout else kinds[0] if kinds else naming.kind
    kind = kind or _nearest_kind(header, values)
    kind = kind or _kind_by_name(source.name)
    if kind is None:
        others = tuple(cell for cell in header if cell)
        ids = nearest_header(STAFF_ID.name, others, lambda place: values.get(others[place], ()))
        suggested = {STAFF_ID.name: ids} if ids else {}
        return HeaderRecognition(None, False, {}, suggested, others, tuple(faults))
    names = naming._replace(kind=kind).names(header, kind)
    log_position = kinds_of_case if kind in LOGS else None
    values_by_kind = kinds_in(rows_by_value[log_position]) if log_position is not None else {}
    used = {cell: name for cell, name in zip(header, names, strict=True) if kind.column(name)}
    choices = tuple(
        cell for cell in header if kind in SURVEYS and cell not in used and holds_choices(cell)
    )
    others = tuple(cell for cell in header if cell and cell not in {*used, *choices})
    suggested = _suggested(kind, set(used.values()), others, values)
    cost = ""
    if kind is CPD and "funded" not in {*used.values(), *suggested}:
        of_courses = (cell for cell in others if may_be_cost(header_name(cell), values[cell]))
        cost = next(of_courses, "")
    return HeaderRecognition(
        kind=kind,
        is_certain=layout is not None,
        used=used,
        suggested=suggested | ({"funded": cost} if cost else {}),
        others=others,
        faults=(*faults, *(str(fault) for fault in log.faults() if kinds)),
        column_of_kinds=header[log_position] if log_position is not None else "",
        values_by_kind=values_by_kind,
        rows_by_kind={
            name: sum(rows_by_value[log_position][text] for text in texts)
            for name, texts in values_by_kind.items()
            if log_position is not None
        },
        cost=cost,
        choices=choices,
    )


def _values_by_position(
    table: GridTable, positions: Iterable[int | None]
) -> dict[int, Counter[str]]:
    """Return how many rows hold each value of some columns, by position: all rows are read."""
    columns = [position for position in positions if position is not None]
    values: dict[int, Counter[str]] = {position: Counter() for position in columns}
    for batch in table.batches(columns, None) if columns else ():
        for row, rows in batch.counted.people_by_row.items():
            for position, text in zip(columns, row, strict=True):
                values[position][text.strip()] += rows
    return values


def rows_by_header(source: Source, headers: Iterable[str]) -> dict[str, Counter[str]]:
    """Return how many rows hold each value of some columns, by header: all rows are read.

    Raises
    ------
    FileError
        When it cannot be read.
    """
    try:
        with source.grid(source.naming.fits) as grid:
            table = GridTable(source.name, grid, source.naming.fits)
            names = [" ".join(cell.split()) for cell in table.header[:MOST_COLUMNS]]
            positions = {names.index(name): name for name in headers if name in names}
            rows_by_value = _values_by_position(table, positions)
    except OSError as error:
        raise FileError([cannot_be_read(source.name, error)]) from error
    return {name: rows_by_value[position] for position, name in positions.items()}


def _rows_by_status(rows_by_value: Mapping[str, int]) -> dict[str, int]:
    """Return how many rows have each status, however its spaces and capitals are written."""
    spellings: dict[str, str] = {}
    rows: Counter[str] = Counter()
    for value, number in rows_by_value.items():
        rows[spellings.setdefault(plain(value), " ".join(value.split()))] += number
    return rows


def _statuses(
    header: str, rows_by_value: Mapping[str, int]
) -> tuple[Reached | None, tuple[str, ...]]:
    """Return a column as that of statuses of applications, and its statuses of no clear stage.

    None where it seems to hold something else.
    """
    statuses = placed_statuses(rows_by_value)
    if statuses is None:
        return None, ()
    # A stage without a status is not measured; the last one has to be filled in.
    by_stage = {
        stage: listed
        for stage, listed in statuses.by_stage.items()
        if listed or stage == STAGES_OF_AN_APPLICATION[-1]
    }
    return Reached(header, by_stage), statuses.not_placed


def _may_hold_applications(layout: Layout | None) -> bool:
    """Return whether a table is of no kind, or of staff with columns of applicants alone."""
    return layout is None or (layout.kind is STAFF and may_be_of_applicants(layout.names))


def _by_statuses(
    header: Sequence[str],
    reached: Reached,
    not_placed: tuple[str, ...],
    faults: Sequence[str],
    values: Mapping[str, Sequence[str]],
    rows_by_status: Mapping[str, int],
) -> HeaderRecognition:
    """Return what a header shows where a column of it may hold statuses of applications."""
    kind = reached.kind
    names = Naming(kind).names(header, kind)
    used = {
        cell: name
        for cell, name in zip(header, names, strict=True)
        if kind.column(name) and cell != reached.column
    }
    others = tuple(cell for cell in header if cell and cell not in {*used, reached.column})
    return HeaderRecognition(
        kind=kind,
        is_certain=False,
        used=used,
        suggested=_suggested(kind, {*used.values(), *reached.items}, others, values),
        others=others,
        faults=tuple(faults),
        reached=reached,
        not_placed=not_placed,
        rows_by_status=rows_by_status,
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
        if column.name in used or (column.is_extra and kind is not SURVEY):
            continue
        is_id = column.holds is Holds.ID
        candidates = [cell for cell in remaining if is_id or not tells_who(header_name(cell))]
        below = [values.get(cell, ()) for cell in candidates]
        header = nearest_header(
            column.name, candidates, below.__getitem__, kind.name if kind.name in KINDS else ""
        )
        header = header or next(
            (
                cell
                for cell, texts in zip(candidates, below, strict=True)
                if _are_words(texts, column)
            ),
            "",
        )
        if header:
            suggested[column.name] = header
            remaining.remove(header)
    return suggested


def _are_words(texts: Sequence[str], column: Column) -> bool:
    """Return whether values are words for yes and no of a column, and both are among them."""
    answers = {WORDS_OF.get(column.name, {}).get(plain(text)) for text in texts if text.strip()}
    return answers == {YES, NO}


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
