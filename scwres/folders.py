"""A folder of files is written whole or not at all, and takes an old one's place at once.

It is made under another name and renamed in. An old one is renamed aside first; if the
program is killed between the two, the next run brings it back.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from scwres.errors import Fault, FileError, UsageError, in_words
from scwres.writing import flush_folder, make_folder, patiently, write_flushed

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

#: How many names of files that are in the way are said.
NAMED = 5


def check_folder(path: Path, known: Collection[str], *, force: bool) -> None:
    """Bring back what a killed run left aside, and refuse a folder that may not be written.

    Parameters
    ----------
    known
        The files that a folder may hold that is overwritten, as patterns from its top.
    force
        Whether one that is there may be overwritten.

    Raises
    ------
    UsageError
        When something of that name is there that may not be overwritten.
    FileError
        When what was left aside cannot be brought back.
    """
    _bring_back(path)
    if path.is_symlink():
        _refuse(path, "is a link to another folder", "Name the folder itself.")
    if path.exists() and not path.is_dir():
        _refuse(path, "is there already, and is no folder", "Name another with --output.")
    if not path.is_dir():
        return
    if not force:
        fix = "Name another with --output, or overwrite it with --force."
        _refuse(path, "is there already, and is left as it is", fix)
    if others := _others(path, known):
        shown = in_words([f"'{name}'" for name in others[:NAMED]])
        more = f" and {len(others) - NAMED} more" if len(others) > NAMED else ""
        what = f"holds what is no part of a report: {shown}{more}"
        _refuse(path, what, "Move these away, or name another folder with --output.")


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder with files, by their names in it; one that is there is replaced.

    Raises
    ------
    FileError
        When it cannot be written: then what was there is as it was.
    """
    new, aside = _beside(path, "new"), _beside(path, "old")
    try:
        make_folder(path.parent)
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir()
        for name, content in files.items():
            (new / name).parent.mkdir(exist_ok=True)
            write_flushed(new / name, [content])
        for folder in {(new / name).parent for name in files} | {new}:
            flush_folder(folder)
        if path.exists():
            new.chmod(path.stat().st_mode & 0o777)
            patiently(lambda: path.rename(aside))
        patiently(lambda: new.rename(path))
        flush_folder(path.parent)
    except OSError as error:
        why = error.strerror or type(error).__name__
        fix = (
            "Close its files in other programs, such as Excel, and run again."
            if isinstance(error, PermissionError)
            else "Check the folder, and the room on the disk."
        )
        raise FileError([Fault(str(path), f"cannot be written: {why}", fix)]) from error
    finally:
        # Also when the run is interrupted half-way.
        with suppress(OSError, FileError):
            _bring_back(path)
        shutil.rmtree(new, ignore_errors=True)


def _beside(path: Path, what: str) -> Path:
    return path.with_name(f".{path.name}.{what}")


def _bring_back(path: Path) -> None:
    """Bring back a folder that was renamed aside; where another took its place, remove it."""
    aside = _beside(path, "old")
    if not aside.is_dir() or aside.is_symlink():
        return
    if os.path.lexists(path):
        shutil.rmtree(aside, ignore_errors=True)
        return
    try:
        aside.rename(path)
    except OSError as error:
        what = f"cannot be brought back from {aside.name}"
        raise FileError([Fault(str(path), what, "Rename it by hand.")]) from error


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


def _refuse(path: Path, what: str, fix: str) -> None:
    raise UsageError([Fault(str(path), what, fix)])
