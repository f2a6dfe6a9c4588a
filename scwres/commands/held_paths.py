"""One list of what a run reads or keeps, one of what it writes: no path may be in both.

Every command calls :func:`check_paths` before it reads anything but settings. A path may be given
in another spelling, through a link or through a settings file that an argument names.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from scwres.commands.accounts import account_of
from scwres.commands.options import CONFIG
from scwres.errors import FileError
from scwres.extracts.databases.connection import file_of
from scwres.extracts.schema import ENDINGS

if TYPE_CHECKING:
    from scwres.settings.settings import Publishing, Settings

#: What each parameter of a command names that is read, by the name of the parameter.
HELD_PARAMETERS: Mapping[str, str] = {
    "extracts": "an extract",
    "named": "an extract",
    "population": "an extract",
    "config": "the settings file",
    "benchmarks": "a file of benchmarks",
    "before": "the results of an earlier year",
    "now": "the results",
    "plan": "the plan",
    "file": "the plan",
    "files": "a file that is read",
    "members": "a publication of a member",
    "years": "the results of a year",
}

#: The parameters that name what is written. The ledger is read, too.
WRITTEN_PARAMETERS = frozenset({"output", "folder", "rows", "write_toml", "ledger"})

#: What each setting names that is read or kept, by its key.
HELD_SETTINGS: Mapping[str, str] = {
    "extracts.path": "an extract",
    "benchmarks": "a file of benchmarks",
    "publish.ledger": "the ledger",
    "report.logo": "the logo",
    "report.commentary": "the commentary",
    "report.plan": "the plan",
    "report.before": "the results of an earlier year",
}

#: The settings that name what is written.
WRITTEN_SETTINGS = frozenset({"output.path", "report.folder"})

_EXTRACT, _LEDGER = HELD_SETTINGS["extracts.path"], HELD_SETTINGS["publish.ledger"]
_DASH = Path("-")


class HeldPath(NamedTuple):
    """A file or a folder that is read or kept, and what it is."""

    path: Path
    what: str


class WrittenPath(NamedTuple):
    """A file or a folder that is written.

    Parameters
    ----------
    label
        How a message begins that is about it.
    is_folder
        Whether it is a folder, which replaces all that is in an old one.
    is_ledger
        Whether it is the ledger, which is read and written.
    """

    path: Path
    label: str
    is_folder: bool = False
    is_ledger: bool = False


def written_file(
    path: Path | None, option: str = "--output", *, has_manifest: bool = False
) -> Iterator[WrittenPath]:
    """Yield what is written for a file that an option names; nothing for standard output."""
    if path is not None and path != _DASH:
        yield WrittenPath(path, f"{option} {path}")
        if has_manifest:
            yield WrittenPath(account_of(path), f"The manifest of {option} {path}")


def written_report(folder: Path, given: Path) -> Iterator[WrittenPath]:
    """Yield what is written for a report: its folder, as the user named it, and its manifest."""
    yield WrittenPath(folder, f"--output {given}", is_folder=True)
    yield WrittenPath(account_of(folder), f"The manifest of --output {given}")


def written_ledger(publishing: Publishing | None) -> Iterator[WrittenPath]:
    """Yield what is written for a ledger; nothing for a draft, which leaves it as it is."""
    if publishing is not None and publishing.ledger and not publishing.draft:
        from scwres.publishing.recording import lock_of

        ledger = publishing.ledger
        yield WrittenPath(ledger, f"--ledger {ledger}", is_ledger=True)
        yield WrittenPath(lock_of(ledger), f"The lock of --ledger {ledger}")


def check_paths(
    written: Iterable[WrittenPath] = (),
    settings: Settings | None = None,
    *,
    makes_settings: bool = False,
) -> None:
    """Refuse to write over what the command reads or keeps, or two things into one.

    What a run that was killed had under way at a path that is read is finished first.

    Parameters
    ----------
    settings
        Those of the settings file; None where the command has read none.
    makes_settings
        Whether a settings file is what the command writes; else one in the working folder is kept.

    Raises
    ------
    click.UsageError
        When two paths are the same, or a folder that is written holds one that is kept.
    FileError
        When what a run that was killed left cannot be put right.
    """
    context = click.get_current_context()
    held = list(dict.fromkeys(_held(context.params, settings)))
    if not makes_settings and os.path.lexists(CONFIG):
        held.append(HeldPath(Path(CONFIG), HELD_PARAMETERS["config"]))
    for each in held:
        _settle(each.path)
    files = [part for each in held for part in _with_files(each)]
    writings = list(written)
    for writing in writings:
        for each in files:
            if not (writing.is_ledger and each.what == _LEDGER):
                _check(writing, each)
        _check_not_read_next(writing, held)
    for first, second in combinations(writings, 2):
        _check_apart(first, second)


def _settle(path: Path) -> None:
    from scwres.files.leftovers import restore_above, settle
    from scwres.files.whole import cannot_be_written

    try:
        restore_above(path)
        settle(path)
    except OSError as error:
        fix = "Rename the folder beside it that ends in .scwres-old by hand."
        raise FileError([cannot_be_written(path, error, fix)]) from error


def _held(params: Mapping[str, Any], settings: Settings | None) -> Iterator[HeldPath]:
    """Yield what is read or kept by the parameters of a command, and by settings."""
    seen: set[str] = set()
    if settings is not None:
        yield from _held_by_settings(settings, seen)
    for name, what in HELD_PARAMETERS.items():
        for path in _paths_in(params.get(name)):
            yield HeldPath(path, what)
            if settings is None or name == "before":
                yield from _held_by_file(path, seen)
    for path in _paths_in(params.get("ledger")):
        yield HeldPath(path, _LEDGER)
    yield from _held_database(params.get("database"))


def _paths_in(value: Any) -> Iterator[Path]:
    """Yield the paths of the value of a parameter: one, several, or each with a kind."""
    values = () if value is None else value if isinstance(value, (tuple, list)) else (value,)
    for each in values:
        path = Path(each[1] if isinstance(each, tuple) else each)
        if path != _DASH:
            yield path


def _held_by_file(path: Path, seen: set[str]) -> Iterator[HeldPath]:
    """Yield what a settings file names, where a path is one that can be read."""
    if path.suffix.casefold() != ".toml" or os.path.realpath(path) in seen:
        return
    seen.add(os.path.realpath(path))
    from scwres.errors import UsageError
    from scwres.settings.file import read_settings

    try:
        settings = read_settings(path)
    except (FileError, UsageError):  # a plan, or what the command itself will refuse
        return
    yield from _held_by_settings(settings, seen)


def _held_by_settings(settings: Settings, seen: set[str]) -> Iterator[HeldPath]:
    for request in settings.wishes:
        if request.is_table:
            yield from _held_database(request.reading.database)
        else:
            yield HeldPath(request.path, _EXTRACT)
    for key, what in HELD_SETTINGS.items():
        for path in _paths_in(settings[key] if key != "extracts.path" else None):
            yield HeldPath(path, what)
            yield from _held_by_file(path, seen)


def _held_database(url: str | None) -> Iterator[HeldPath]:
    """Yield the file that a database is; nothing for one on a server."""
    if url and (path := file_of(url)):
        yield HeldPath(path, "a database")


def _with_files(held: HeldPath) -> Iterator[HeldPath]:
    """Yield what is held, and the files of a folder of extracts."""
    yield held
    if os.path.isdir(held.path):  # noqa: PTH112 - a path that is too long is none
        with os.scandir(held.path) as entries:
            for entry in entries:
                if Path(entry.name).suffix.casefold() in ENDINGS:
                    yield HeldPath(held.path / entry.name, held.what)


def _check(writing: WrittenPath, held: HeldPath) -> None:
    is_inside = _real(writing.path) in _real(held.path).parents
    if writing.is_folder and (is_inside or _are_one(writing.path, held.path)):
        message = f"{writing.label} holds {held.what}, {held.path}. Name another folder."
        raise click.UsageError(message)
    if _are_one(writing.path, held.path):
        message = f"{writing.label} would overwrite {held.what}, {held.path}. Name another file."
        raise click.UsageError(message)


def _check_not_read_next(writing: WrittenPath, held: Iterable[HeldPath]) -> None:
    """Refuse a file in a folder of extracts that is named as one."""
    folder = _real(writing.path.parent)
    if writing.is_folder or writing.path.suffix.casefold() not in ENDINGS:
        return
    if any(each.what == _EXTRACT and _real(each.path) == folder for each in held):
        message = (
            f"{writing.label} is in a folder of extracts, so the next run would read it. Name a "
            "file in another folder."
        )
        raise click.UsageError(message)


def _check_apart(first: WrittenPath, second: WrittenPath) -> None:
    """Refuse two things that are written into one, or one into the folder of another."""
    if _are_one(first.path, second.path):
        message = f"{first.label} would be overwritten by {second.label}. Name another file."
        raise click.UsageError(message)
    for folder, other in ((first, second), (second, first)):
        if folder.is_folder and _real(folder.path) in _real(other.path).parents:
            what = _LEDGER if other.is_ledger else other.label
            message = f"{folder.label} holds {what}, {other.path}. Name another folder."
            raise click.UsageError(message)


def _real(path: Path) -> Path:
    """Return a path without links, in the one spelling of systems that know several."""
    real = os.path.normcase(os.path.realpath(path))
    if sys.platform == "darwin":
        real = unicodedata.normalize("NFC", real).casefold()
    return Path(real)


def _are_one(path: Path, other: Path) -> bool:
    """Return whether two paths are of one file, as with links or other capitals."""
    if _real(path) == _real(other):
        return True
    try:
        return os.path.samefile(path, other)  # noqa: PTH121 - paths of any length
    except OSError:
        return False
