"""Where extracts come from (files, folders, standard input, frames), and reading them all."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from errno import EAGAIN
from functools import partial
from pathlib import Path
from stat import S_ISREG
from typing import IO, TYPE_CHECKING, NamedTuple

from scwres.errors import Caution, Fault, FileError, InputError, UsageError, cannot_be_read
from scwres.extracts.files.grid import Grid, IsHeader
from scwres.extracts.files.recognition import open_grid
from scwres.extracts.held_twice import items_held_twice
from scwres.extracts.loading import Extract, Part, extracts_of, read_part
from scwres.extracts.people.everyone import everyone_faults
from scwres.extracts.people.nothing_counted import uncounted_faults
from scwres.extracts.rules import ExtractRequest, ReadingOptions, Rules
from scwres.extracts.schema import ENDINGS, KINDS
from scwres.extracts.tables.names import Naming
from scwres.extracts.tables.specified import other_cautions
from scwres.extracts.tables.table import GridTable
from scwres.text.phrases import in_words, nearest, shown
from scwres.text.safety import place_name

if TYPE_CHECKING:
    from scwres.extracts.databases.connection import Database
    from scwres.extracts.files.frame import Frame

#: Is called with an input's name, and how many of its rows are read.
ProgressReport = Callable[[str, int], None]


STANDARD_INPUT = "standard input"
_DASH = Path("-")
_PARQUET = ".parquet"


#: What to do about a file that was written to while it was read.
_CHANGED = "Wait until it is no longer being written, then start again."


class _ChangedError(OSError):
    """A file was written to, or taken away, while it was read."""


class Source(NamedTuple):
    """One input, not read yet.

    Parameters
    ----------
    name
        As messages and results call it; never a whole path.
    naming
        What the user gave of it: its kind, its headers, and rules of its own.
    grid
        A function that opens it, given one that returns whether a row can be its header.
    cautions
        What the user should know of it before it is read.
    path
        Where it is; None for standard input, frames and tables.
    database
        The database that it is a table of, which is opened once for all; None for others.
    """

    name: str
    naming: Naming
    grid: Callable[[IsHeader], AbstractContextManager[Grid]]
    cautions: tuple[Caution, ...] = ()
    path: Path | None = None
    database: Database | None = None


def find_sources(
    requests: Iterable[ExtractRequest], configured: Iterable[ExtractRequest] = ()
) -> list[Source]:
    """Return the inputs that were named, each once.

    ``configured`` is what the settings say of files, for those that are requested as well.

    A folder stands for its own files that end as extracts do (not for folders below), and a
    folder of Parquet parts for one table.

    Raises
    ------
    FileError
        When something does not exist, or a folder holds no extract.
    UsageError
        When standard input is named as two kinds of extract, or a table without its database.
    """
    requests_by_file: dict[Path, list[tuple[Path, ExtractRequest]]] = {}
    configured_by_file: dict[Path, list[ExtractRequest]] = {}
    requests, configured = [*requests], [*configured]
    tables = [request for request in requests if request.is_table]
    for request in configured:
        if request.is_table:
            continue
        configured_by_file.setdefault(_identity(request.path), []).append(request)
    faults: list[Fault] = []
    for request in requests:
        if request.is_table:
            continue
        for file in _files(request.path, faults):
            identity = file if file == _DASH else _identity(file)
            file_requests = requests_by_file.setdefault(identity, [])
            for merged in with_settings(request, configured_by_file.get(identity, [])):
                _add_request(file_requests, file, merged)
    if faults:
        raise FileError(faults)
    if contradictions := [
        Fault(
            STANDARD_INPUT,
            "is named as several kinds of extract",
            "Name it as only one of them.",
            "settings-conflict",
        )
        for identity, file_requests in requests_by_file.items()
        if identity == _DASH and len(file_requests) > 1
    ]:
        raise UsageError(contradictions)
    names = [file_requests[0][0].name for file_requests in requests_by_file.values()]
    shown_names: dict[Path, str] = {}
    for identity, file_requests in requests_by_file.items():
        file = file_requests[0][0]
        full = f"{file.parent.name}/{file.name}" if names.count(file.name) > 1 else file.name
        name = place_name(full)
        if name != full:
            # Where letters are masked, two names may look alike.
            alike = sum(other.startswith(name) for other in shown_names.values())
            name += f" ({alike + 1})" if alike else ""
        shown_names[identity] = name
    return [
        _source(file, request, shown_names[identity])
        for identity, file_requests in requests_by_file.items()
        for file, request in file_requests
    ] + _tables(tables, configured)


def _tables(
    requests: Sequence[ExtractRequest], configured: Iterable[ExtractRequest]
) -> list[Source]:
    """Return the tables that were named, each once, with what the settings say of them."""
    from scwres.extracts.databases.connection import Database

    settings = [setting for setting in configured if setting.is_table]
    databases: dict[str, Database] = {}
    tables: dict[tuple[object, ...], Source] = {}
    for request in requests:
        alike = [s for s in settings if (s.path, s.query) == (request.path, request.query)]
        for merged in with_settings(request, alike):
            url, name = merged.reading.database, str(merged.path)
            if not url:
                fix = 'Set database = "postgresql://…" in scwres.toml, or use --database.'
                fault = Fault(name, "is a table, and no database is named", fix, "setting-value")
                raise UsageError([fault])
            database = databases.setdefault(url, Database(url))
            naming = Naming(merged.kind, merged.headers, merged.own)
            opener = partial(_table, database, name, merged.query)
            key = url, name, merged.query, merged.kind
            tables.setdefault(key, Source(name, naming, opener, database=database))
    return [*tables.values()]


@contextmanager
def _table(database: Database, name: str, query: str, _: IsHeader) -> Iterator[Grid]:
    from scwres.extracts.databases.table_grid import TableGrid

    with database:
        yield TableGrid(name, database, database.table(name, query))


def _identity(path: Path) -> Path:
    """Return a path without links; one that goes round in a circle as it is."""
    return Path(os.path.realpath(path))


def _add_request(
    file_requests: list[tuple[Path, ExtractRequest]], file: Path, request: ExtractRequest
) -> None:
    """Add a request for a file, in place of one for the same extract that says no more."""
    for place, (path, other) in enumerate(file_requests):
        if _are_for_one_extract(other, request):
            file_requests[place] = (path, request if request.kind else other)
            return
    file_requests.append((file, request))


def _are_for_one_extract(first: ExtractRequest, second: ExtractRequest) -> bool:
    """Return whether two requests for one file are for the same extract: one may name no kind."""
    return None in (first.kind, second.kind) or first.kind is second.kind


def with_settings(
    request: ExtractRequest, configured: Sequence[ExtractRequest]
) -> list[ExtractRequest]:
    """Return a request with what the settings say of the file, where it says nothing itself.

    Several, where the settings name the file for several kinds of extract.
    """
    settings = [
        setting
        for setting in configured
        if request.kind in (None, setting.kind) or setting.kind is None
    ]
    if not settings or request.headers:
        return [request]
    return [
        setting._replace(
            path=request.path,
            kind=request.kind or setting.kind,
            reading=request.reading.or_else(setting.reading),
        )
        for setting in settings
    ]


def frame_source(kind: str, frame: Frame) -> Source:
    """Return a data frame as an input of the kind named.

    Raises
    ------
    TypeError
        When it is not a frame.
    """
    from scwres.extracts.files.frame import index_names, open_frame

    name, naming = f"the {kind} frame", Naming(KINDS[kind])
    grid = open_frame(name, frame, f"{kind}=", naming.fits)
    cautions: tuple[Caution, ...] = ()
    if names := in_words([shown(index) for index in index_names(frame)]):
        text = f"{name}: its index, {names}, is not read. To use it, call reset_index() first."
        cautions = (Caution("index-not-read", text),)
    return Source(name, naming, lambda _: nullcontext(grid), cautions)


def load_sources(
    sources: Sequence[Source], rules: Rules, report_progress: ProgressReport | None = None
) -> list[Extract]:
    """Read every input, and return what each holds.

    ``report_progress`` is called as they are read, with an input's name and how many of its rows.

    Raises
    ------
    InputError
        When something in them is wrong: every fault of every input at once.
    FileError
        When one cannot be opened or read.
    """
    extracts = read_sources(sources, rules, report_progress)
    if faults := faults_of(extracts, rules):
        raise InputError(faults)
    return extracts


def faults_of(extracts: Sequence[Extract], rules: Rules) -> list[Fault]:
    """Return what is wrong in extracts, and with them taken together."""
    faults = [fault for extract in extracts for fault in extract.faults]
    faults += items_held_twice(extracts)
    faults += uncounted_faults(extracts)
    return [*faults, *(() if faults else everyone_faults(extracts, rules))]


def read_sources(
    sources: Sequence[Source], rules: Rules, report_progress: ProgressReport | None = None
) -> list[Extract]:
    """Read every input, and return what each holds, with what is wrong with it.

    Raises
    ------
    FileError
        When one cannot be opened or read.
    """
    parts: list[Part] = []
    tables: list[GridTable] = []
    unreadable: list[Fault] = []
    with ExitStack() as databases:
        for source in sources:
            try:
                if source.database:
                    databases.enter_context(source.database)
                with source.grid(source.naming.fits) as grid:
                    report_rows = (
                        partial(report_progress, source.name) if report_progress else None
                    )
                    table = GridTable(source.name, grid, source.naming.fits, report_rows)
                    table.leaves_totals_out = source.naming.own.leave_out_totals
                    table.has_row_numbers = source.database is None
                    parts.append(read_part(table, source.naming, rules))
                    tables.append(table)
            except FileError as error:
                unreadable += error.faults
            except _ChangedError as error:
                unreadable.append(cannot_be_read(source.name, error, _CHANGED))
            except OSError as error:
                unreadable.append(cannot_be_read(source.name, error))
    if unreadable:
        raise FileError(dict.fromkeys(unreadable))
    extracts = extracts_of(parts, rules)
    for source, extract, part, table in zip(sources, extracts, parts, tables, strict=True):
        cautions = other_cautions(table.name, part.layout, table.specified)
        extract.warnings = (*extract.warnings, *source.cautions, *cautions)
        if source.database:
            # The rows of a table have no order, and so no numbers.
            extract.header_row = 0
            extract.faults = tuple(
                fault._replace(rows=(), every_row=()) for fault in extract.faults
            )
    return extracts


def _files(path: Path, faults: list[Fault]) -> list[Path]:
    """Return the files that a path names; note a fault where it names none."""
    if path == _DASH:
        return [path]
    try:
        if not path.is_dir():
            if path.exists():
                return [path]
            faults.append(Fault(str(path), "does not exist", _what_exists(path), "file-missing"))
            return []
        files = sorted(file for file in path.iterdir() if _is_extract(file))
    except OSError as error:
        faults.append(cannot_be_read(str(path), error))
        return []
    if not files:
        what = "is a folder without extracts"
        fix = f"Expected files that end in {in_words(ENDINGS, last='or')}."
        faults.append(Fault(str(path), what, fix, "file-missing"))
    if files and all(file.suffix.casefold() == _PARQUET for file in files):
        is_one_table = path.suffix.casefold() == _PARQUET or all(
            file.name.startswith("part-") for file in files
        )
        if is_one_table:
            return [path]
    return files


def _is_extract(file: Path) -> bool:
    is_visible = not file.name.startswith((".", "~", "_"))
    return file.suffix.casefold() in ENDINGS and is_visible and file.is_file()


def _what_exists(path: Path) -> str:
    names = [file.name for file in path.parent.iterdir()] if path.parent.is_dir() else []
    return nearest(path.name, names) or "Check the name and the folder."


def _source(path: Path, request: ExtractRequest, name: str) -> Source:
    naming = Naming(request.kind, request.headers, request.own)
    if path == _DASH:
        return Source(STANDARD_INPUT, naming, partial(_standard_input, request.reading))
    opener = partial(_parts, path) if path.is_dir() else partial(_file, path, request.reading)
    return Source(name, naming, partial(opener, name), path=path)


@contextmanager
def _file(path: Path, reading: ReadingOptions, name: str, is_header: IsHeader) -> Iterator[Grid]:
    with path.open("rb") as stream, _unchanged(path, stream):
        yield open_grid(name, stream, reading, is_header)


@contextmanager
def _parts(folder: Path, name: str, _: IsHeader) -> Iterator[Grid]:
    from scwres.extracts.files.parquet import open_parquet

    with ExitStack() as stack:
        files = sorted(file for file in folder.iterdir() if _is_extract(file))
        streams = [stack.enter_context(file.open("rb")) for file in files]
        for file, stream in zip(files, streams, strict=True):
            stack.enter_context(_unchanged(file, stream))
        yield open_parquet(name, streams)


@contextmanager
def _unchanged(path: Path, stream: IO[bytes]) -> Iterator[None]:
    """Raise where a file is another after it was read, or has another length or time."""
    before = os.fstat(stream.fileno())
    yield
    if not S_ISREG(before.st_mode):
        return
    try:
        after = path.stat()
    except FileNotFoundError:
        after = None
    size_and_time = before.st_size, before.st_mtime_ns
    if after is None or size_and_time != (after.st_size, after.st_mtime_ns):
        raise _ChangedError(EAGAIN, "changed while it was read")


@contextmanager
def _standard_input(reading: ReadingOptions, is_header: IsHeader) -> Iterator[Grid]:
    if sys.stdin is None or sys.stdin.closed or sys.stdin.isatty():
        what, fix = "nothing is piped in", "Pipe in the output of another program, or name a file."
        raise UsageError([Fault("", what, fix, "file-missing")])
    yield open_grid(STANDARD_INPUT, sys.stdin.buffer, reading, is_header)
