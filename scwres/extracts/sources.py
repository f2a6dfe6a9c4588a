"""Where extracts come from (files, folders, standard input, frames), and reading them all."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from scwres.errors import Fault, FileError, InputError, UsageError, in_words, nearest
from scwres.extracts.loading import load
from scwres.extracts.readers import read_table
from scwres.extracts.schema import ENDINGS, KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from os import PathLike

    from pandas import DataFrame

    from scwres.extracts.loading import Extract, IdsByKind
    from scwres.extracts.people import Wanted
    from scwres.extracts.readers import Table
    from scwres.extracts.schema import Kind

STANDARD_INPUT = "standard input"
_DASH = Path("-")


class Source(NamedTuple):
    """One input, not read yet.

    Parameters
    ----------
    name
        As messages and results call it; never a whole path.
    kind
        The kind of extract it was said to be; None to tell by its columns.
    table
        Opens it.
    """

    name: str
    kind: Kind | None
    table: Callable[[], AbstractContextManager[Table]]


def find_sources(
    paths: Iterable[str | PathLike[str]], named: Iterable[tuple[str, str | PathLike[str]]] = ()
) -> list[Source]:
    """Return the inputs that paths name, each once.

    Parameters
    ----------
    paths
        Files, folders (their own files that are CSV, not folders below) and ``-``.
    named
        Pairs of a kind of extract and a file that is to be read as one.

    Raises
    ------
    FileError
        When something does not exist, or a folder holds no extract.
    UsageError
        When ``-`` is a terminal, or a kind does not exist.
    """
    kind_by_path: dict[Path, Kind | None] = {}
    faults: list[Fault] = []
    for path in paths:
        for file in _files(Path(path), faults):
            kind_by_path.setdefault(_identity(file), None)
    for kind_name, path in named:
        if kind_name not in KINDS:
            what = f"no kind of extract is called '{kind_name}'"
            fix = f"Expected {in_words(list(KINDS), last='or')}."
            raise UsageError([Fault("", what, fix)])
        for file in _files(Path(path), faults):
            kind_by_path[_identity(file)] = KINDS[kind_name]
    if faults:
        raise FileError(faults)
    names = [path.name for path in kind_by_path]
    return [
        _file_source(path, kind, shares_name=names.count(path.name) > 1)
        for path, kind in kind_by_path.items()
    ]


def frame_source(kind: str, frame: DataFrame) -> Source:
    """Return a pandas frame as an input of the kind named."""
    name = f"the {kind} frame"
    return Source(name, KINDS[kind], partial(_frame, name, frame))


def load_sources(sources: Sequence[Source], wanted: Wanted) -> list[Extract]:
    """Read every input, and return what each holds.

    Raises
    ------
    InputError
        When something in them is wrong: every fault of every input at once.
    FileError
        When one cannot be opened or read.
    """
    ids_of_named: IdsByKind = {}
    extracts = []
    unreadable = []
    for source in sources:
        try:
            with source.table() as table:
                # Files that were named are parts of one: nobody may be in two of them.
                ids: IdsByKind = ids_of_named if source.kind else {}
                extracts.append(load(table, source.kind, wanted, ids))
        except OSError as error:
            why = error.strerror or "unknown reason"
            unreadable.append(Fault(source.name, f"cannot be read: {why}", "Check the file."))
    if unreadable:
        raise FileError(unreadable)
    faults = [fault for extract in extracts for fault in extract.faults]
    faults += _items_held_twice(sources, extracts)
    if faults:
        raise InputError(faults)
    return extracts


def _files(path: Path, faults: list[Fault]) -> list[Path]:
    """Return the files that a path names; note a fault where it names none."""
    if path == _DASH:
        return [path]
    if path.is_dir():
        files = sorted(
            file
            for file in path.iterdir()
            if file.suffix.casefold() in ENDINGS and not file.name.startswith((".", "~"))
        )
        if not files:
            what = "is a folder without extracts"
            faults.append(Fault(path.name, what, f"Expected files that end in {ENDINGS[0]}."))
        return files
    if not path.exists():
        faults.append(Fault(str(path), "does not exist", _what_exists(path)))
        return []
    return [path]


def _what_exists(path: Path) -> str:
    beside = [file.name for file in path.parent.iterdir()] if path.parent.is_dir() else []
    return nearest(path.name, beside) or "Check the name and the folder."


def _identity(path: Path) -> Path:
    return path if path == _DASH else path.resolve()


def _file_source(path: Path, kind: Kind | None, *, shares_name: bool) -> Source:
    if path == _DASH:
        return Source(STANDARD_INPUT, kind, _standard_input)
    name = f"{path.parent.name}/{path.name}" if shares_name else path.name
    return Source(name, kind, partial(_file, path, name))


@contextmanager
def _file(path: Path, name: str) -> Iterator[Table]:
    with path.open("rb") as stream:
        yield read_table(name, stream)


@contextmanager
def _frame(name: str, frame: DataFrame) -> Iterator[Table]:
    from scwres.extracts.frames import FrameTable

    yield FrameTable(name, frame)


@contextmanager
def _standard_input() -> Iterator[Table]:
    if sys.stdin.isatty():
        fault = Fault("", "nothing is piped in", "'-' reads what another program writes.")
        raise UsageError([fault])
    yield read_table(STANDARD_INPUT, sys.stdin.buffer)


def _items_held_twice(sources: Sequence[Source], extracts: Sequence[Extract]) -> Iterator[Fault]:
    """Give a fault for each item that two inputs hold, unless both were named for it.

    Adding is never silent: an old file beside the new one would double the council.
    """
    extracts_by_item: dict[str, list[int]] = {}
    for position, extract in enumerate(extracts):
        for item in extract.items:
            extracts_by_item.setdefault(item, []).append(position)
    items_by_files: dict[tuple[int, ...], list[str]] = {}
    for item, positions in extracts_by_item.items():
        if len(positions) > 1 and not all(sources[position].kind for position in positions):
            items_by_files.setdefault(tuple(positions), []).append(item)
    for files, items in items_by_files.items():
        names = [extracts[position].name for position in files]
        held = in_words([f"'{item}'" for item in sorted(items)])
        named = " ".join(
            f"--as {kind.name}={extracts[position].name}"
            for position in files
            if (kind := extracts[position].kind)
        )
        yield Fault(
            "",
            f"{in_words(names)} {'both' if len(names) == 2 else 'all'} hold {held}",
            "Give one of them; or, where they are parts of one council with nobody in two of "
            f"them, name each: {named}.",
        )
