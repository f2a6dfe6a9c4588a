"""A folder of files is written whole or not at all, and takes an old one's place at once.

It is made under another name and renamed in. An old one is renamed aside first; if the
program is killed between the two, the next run brings it back.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from scwres.errors import Fault, FileError, UsageError
from scwres.files.writing import (
    cannot_be_written,
    flush_folder,
    make_folder,
    patiently,
    write_flushed,
)
from scwres.text.phrases import in_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

#: What a folder is hardly meant to end in.
FILE_ENDINGS = (".html", ".htm", ".xlsx", ".csv", ".json", ".pdf", ".zip")

#: How many names of files that are in the way are said.
NAMED = 5


def check_folder(
    path: Path, known: Collection[str], beside: Path | None = None, *, force: bool
) -> None:
    """Bring back what a killed run left aside, and refuse a folder that may not be written.

    Parameters
    ----------
    path
        An absolute path.
    known
        The files that a folder may hold that is overwritten, as patterns from its top.
    beside
        A file that is written with it.
    force
        Whether what is there may be overwritten.

    Raises
    ------
    UsageError
        When something of that name is there that may not be overwritten.
    FileError
        When what was left aside cannot be brought back, or the name cannot be one.
    """
    try:
        _check_folder(path, known, force=force)
        if beside is not None and beside.exists() and not force:
            _refuse(beside, *_THERE)
    except OSError as error:
        fix = "Name another with --output."
        raise FileError([cannot_be_written(Path(path.name), error, fix)]) from error


def _check_folder(path: Path, known: Collection[str], *, force: bool) -> None:
    here = Path.cwd()
    if path == here or path in here.parents:
        _refuse(path, "is the folder you are in", "Name one in it: -o report.")
    _bring_back(path)
    if path.is_symlink():
        _refuse(path, "is a link to another folder", "Name the folder itself.")
    if path.exists() and not path.is_dir():
        _refuse(path, "is there already, and is no folder", "Name another with --output.")
    if path.suffix.casefold() in FILE_ENDINGS:
        _refuse(path, "has the name of a file", "Name a folder, without an ending: -o report.")
    if not path.is_dir():
        return
    if not force:
        _refuse(path, *_THERE)
    if others := _others(path, known):
        shown = in_words([f"'{name}'" for name in others[:NAMED]])
        more = f" and {len(others) - NAMED} more" if len(others) > NAMED else ""
        what = f"holds what is no part of a report: {shown}{more}"
        _refuse(path, what, "Move these away, or name another folder with --output.")


@contextmanager
def written_folder(path: Path, files: Mapping[str, bytes]) -> Iterator[None]:
    """Write a folder beside its place; at the end it takes the place of one that is there.

    What has to be written before it is out is written within.

    Parameters
    ----------
    files
        The content of each file by its name in the folder.

    Raises
    ------
    FileError
        When it cannot be written: then what was there is as it was.
    """
    new, aside = _beside(path, "new"), _beside(path, "old")
    try:
        with _faults_of(path):
            make_folder(path.parent)
            _remove(new)
            new.mkdir()
            for name, content in files.items():
                (new / name).parent.mkdir(exist_ok=True)
                write_flushed(new / name, [content])
            for folder in {(new / name).parent for name in files} | {new}:
                flush_folder(folder)
        yield
        with _faults_of(path):
            if path.exists():
                new.chmod(path.stat().st_mode & 0o777 | 0o700)
                patiently(lambda: path.rename(aside))
            patiently(lambda: new.rename(path))
            flush_folder(path.parent)
    finally:
        # Also when the run is interrupted half-way.
        with suppress(OSError, FileError):
            _bring_back(path)
        _remove(new)


@contextmanager
def _faults_of(path: Path) -> Iterator[None]:
    """Say what the system refuses as a fault of the folder."""
    try:
        yield
    except OSError as error:
        fix = (
            "Close its files in other programs, such as Excel, and run again."
            if isinstance(error, PermissionError)
            else "Check the folder, and the room on the disk."
        )
        raise FileError([cannot_be_written(Path(path.name), error, fix)]) from error


def _beside(path: Path, what: str) -> Path:
    """Return where a folder is made, or lies while another takes its place."""
    return path.with_name(f".{path.name}.scwres-{what}")


def _remove(folder: Path) -> None:
    """Remove a folder of this program's own, also one that may not be written to."""
    with suppress(OSError):
        for one in (folder, *folder.rglob("*")):
            if one.is_dir() and not one.is_symlink():
                one.chmod(0o700)
    shutil.rmtree(folder, ignore_errors=True)


def _bring_back(path: Path) -> None:
    """Bring back a folder that was renamed aside; where another took its place, remove it."""
    aside = _beside(path, "old")
    if not aside.is_dir() or aside.is_symlink():
        return
    if os.path.lexists(path):
        _remove(aside)
        return
    try:
        aside.rename(path)
    except OSError as error:
        what = f"cannot be brought back from {aside.name}"
        raise FileError([Fault(path.name, what, "Rename it by hand.")]) from error


def _others(path: Path, known: Collection[str]) -> list[str]:
    """Return the files of a folder, and the links, that match no pattern."""
    found = (one.relative_to(path) for one in sorted(path.rglob("*")))
    return [
        one.as_posix()
        for one in found
        if not (path / one).is_dir() or (path / one).is_symlink()
        if not any(
            one.match(pattern) and len(one.parts) == pattern.count("/") + 1 for pattern in known
        )
    ]


#: What is wrong with something that is there, and how to mend it.
_THERE = (
    "is there already, and is left as it is",
    "Name another with --output, or overwrite it with --force.",
)


def _refuse(path: Path, what: str, fix: str) -> None:
    raise UsageError([Fault(path.name or str(path), what, fix)])
