"""Folders are written whole or not at all.

A folder is made under another name and renamed. An old folder is renamed aside first; if the
program is killed between the two steps, the next run that looks there brings it back.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from scwres.errors import Fault, FileError
from scwres.files import leftovers
from scwres.files.interrupts import note_taken_back, note_written
from scwres.files.leftovers import Hold, held, moving, patiently, staged_path
from scwres.files.whole import (
    ALREADY_THERE,
    PUBLIC,
    Companion,
    Draft,
    Staged,
    cannot_be_written,
    put_with,
    refuse,
    staged_file,
    write_beside,
    write_flushed,
)
from scwres.text.phrases import in_words

#: Endings of files: the name of a folder should not have one.
FILE_ENDINGS = (".html", ".htm", ".xlsx", ".csv", ".json", ".pdf", ".zip")

#: A message names so many of the files that are in the way.
FILES_NAMED = 5

#: For its owner alone, and what a folder has beside the permissions of its files: whoever may
#: read them may look into it.
_PRIVATE_FOLDER = 0o700
_LOOK_INTO = {0o400: 0o100, 0o040: 0o010, 0o004: 0o001}


def check_folder(
    path: Path,
    known: Collection[str],
    manifest: Path | None = None,
    *,
    given: Path | None = None,
    force: bool,
) -> None:
    """Restore what a killed run renamed aside, and refuse a folder that may not be written.

    Parameters
    ----------
    path
        An absolute path.
    known
        The files that a folder may hold that is overwritten, as patterns from its top.
    manifest
        A file that is written beside the folder.
    given
        The folder as the user named it, for messages.
    force
        Whether what exists may be overwritten.

    Raises
    ------
    UsageError
        When something of that name exists and may not be overwritten.
    FileError
        When a folder renamed aside cannot be restored, or the name is impossible.
    """
    given = given or path
    try:
        _check_folder(path, known, given, force=force)
        if manifest is not None and manifest.exists() and not force:
            refuse(given.parent / manifest.relative_to(path.parent), *ALREADY_THERE)
    except OSError as error:
        fix = "Name another with --output."
        raise FileError([cannot_be_written(given, error, fix)]) from error


def _check_folder(path: Path, known: Collection[str], given: Path, *, force: bool) -> None:
    current = Path.cwd()
    if path == current or path in current.parents:
        fix = "Name a folder inside it, such as -o report."
        refuse(given, "is the folder you are in, or holds it", fix, "file-exists")
    _settle(path, given)
    if path.is_symlink():
        fix = "Name the folder itself."
        refuse(given, "is a link to another folder", fix, "file-unwritable")
    if path.exists() and not path.is_dir():
        fix = "Name another with --output."
        refuse(given, "already exists and is not a folder", fix, "file-exists")
    if path.suffix.casefold() in FILE_ENDINGS:
        fix = "Name a folder without an ending, such as -o report."
        refuse(given, "has the name of a file, not of a folder", fix, "file-unwritable")
    if not path.is_dir():
        return
    if not force:
        refuse(given, *ALREADY_THERE)
    if others := _others(path, known):
        shown = in_words([f"'{name}'" for name in others[:FILES_NAMED]])
        more = f" and {len(others) - FILES_NAMED} more" if len(others) > FILES_NAMED else ""
        what = f"holds files that are not part of a report: {shown}{more}"
        fix = "Move them, or name another folder with --output."
        refuse(given, what, fix, "file-exists")


@contextmanager
def written_folder(
    path: Path,
    files: Mapping[str, bytes | Iterable[bytes]],
    *,
    given: Path | None = None,
    mode: int = PUBLIC,
) -> Iterator[None]:
    """Write a folder under another name; on leaving, it takes the place of any old one.

    What must be written before the folder is in place is written inside the with block.
    Parameters and errors are those of :func:`staged_folder`.
    """
    with staged_folder(path, files, given=given, mode=mode) as staged:
        yield
        staged.put()


@contextmanager
def staged_folder(
    path: Path,
    files: Mapping[str, bytes | Iterable[bytes]],
    *,
    given: Path | None = None,
    mode: int = PUBLIC,
    companion: Companion | None = None,
    owner: str = "",
    replaces: bool = True,
) -> Iterator[Staged]:
    """Write a folder beside its place, and remove it on leaving unless it was put there.

    Parameters
    ----------
    files
        The content of each file by its name in the folder, whole or in pieces.
    given
        The folder as the user named it, for messages.
    mode
        The permissions of its files, and those of a new folder but for looking into it.
    companion
        A file for its owner alone that takes its place together with the folder.
    owner
        Who else names it while it lies beside its place, as for ``staged_path``.
    replaces
        Whether it may take the place of what another run put there meanwhile.

    Raises
    ------
    FileError
        When it cannot be written. The old folder is then unchanged.
    UsageError
        When it may not replace what is there.
    """
    given = given or path
    drafts: list[Draft] = []
    new: list[_New] = []

    def put() -> None:
        with _faults_of(given), moving(path.parent):
            new[0].finish()
            if not replaces and os.path.lexists(path):
                refuse(given, *ALREADY_THERE)
            put_with(beside, lambda: _exchange(new[0].path, path, given))
            note_written(given)
            leftovers.flush_folder(path.parent)
            leftovers.discard_folder(leftovers.old_of(path))

    staged, beside = None, None
    made = _missing(path.parent)
    try:
        with _faults_of(given):
            make_folder(path.parent)
            leftovers.settle(path)
            new.append(_New(path, mode, owner))
            new[0].write(files)
        if companion is not None:
            beside = write_beside(companion, new[0].path, drafts)
        staged = Staged(new[0].path, put)
        yield staged
    finally:
        # Also when the run is interrupted half-way.
        is_out = staged is not None and staged.is_out
        for draft in drafts:
            draft.leave(stays=False)
        for folder in new:
            folder.leave(stays=staged is not None and staged.stays)
        if not is_out:
            remove_empty(made)
        elif owner:
            leftovers.sweep(path, owner)


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, unless it exists.

    Raises
    ------
    FileError
        When a file of that name exists, or the folder above cannot be written to.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = error.strerror or type(error).__name__
        what, fix = f"cannot be made a folder: {why.lower()}", "Name another folder."
        raise FileError([Fault(str(path), what, fix, "file-unwritable")]) from error


def _missing(folder: Path) -> list[Path]:
    """Return the folders that have to be made for one, the lowest first."""
    return [each for each in (folder, *folder.parents) if not os.path.lexists(each)]


def remove_empty(folders: Iterable[Path]) -> None:
    """Remove folders that this run has made, as far as nothing is in them."""
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


class _New:
    """A folder that is written under a name that no other run has."""

    def __init__(self, place: Path, mode: int, owner: str) -> None:
        self._place, self._owner, self._mode = place, owner, mode
        self._hold: Hold | None = None
        self.path = staged_path(place, leftovers.STAGED_FOLDER, owner)

    def write(self, files: Mapping[str, bytes | Iterable[bytes]]) -> None:
        """Write its files, and hold it as long as it is written."""
        look_into = sum(x for read, x in _LOOK_INTO.items() if self._mode & read)
        while self._hold is None:
            self.path = staged_path(self._place, leftovers.STAGED_FOLDER, self._owner)
            self.path.mkdir(mode=self._mode | look_into)
            permissions = self.path.stat().st_mode & 0o777
            self.path.chmod(_PRIVATE_FOLDER)
            self._hold = held(self.path)
        for name, content in files.items():
            file = self.path / name
            file.parent.mkdir(mode=permissions, exist_ok=True)
            pieces = [content] if isinstance(content, bytes) else content
            may = write_flushed(file, pieces, mode=self._mode)
            with suppress(OSError):  # a system without permissions
                file.chmod(may)
        for folder in {(self.path / name).parent for name in files} | {self.path}:
            leftovers.flush_folder(folder)
        self._mode = permissions

    def finish(self) -> None:
        """Give it the permissions of the folder that it replaces, or those of a new one."""
        if self._hold is not None and leftovers.ON_WINDOWS:
            self._hold.release()  # what is open cannot be moved there
        if self._place.exists():
            self._mode = self._place.stat().st_mode & 0o777
        with suppress(OSError):  # a system without permissions
            self.path.chmod(self._mode | _PRIVATE_FOLDER)

    def leave(self, *, stays: bool) -> None:
        """Remove it unless it is to stay; where it is in its place, nothing is left to remove."""
        if self._hold is not None:
            self._hold.release()
        if not stays:
            leftovers.remove_folder(self.path)


def _exchange(new: Path, path: Path, given: Path) -> None:
    """Put a folder in its place; put an old one, renamed aside, back where that fails."""
    old = leftovers.old_of(path)
    if path.exists():
        patiently(lambda: path.rename(old))
    try:
        patiently(lambda: new.rename(path))
    except BaseException:
        if os.path.lexists(old):
            _restore(old, path, given)
        raise


def _restore(old: Path, path: Path, given: Path) -> None:
    try:
        patiently(lambda: old.rename(path))
    except OSError as error:
        raise FileError([_not_restored(path, given)]) from error


def _not_restored(path: Path, given: Path) -> Fault:
    old = leftovers.old_of(path)
    what = f"cannot be restored from {old.name}"
    fix = f"Rename {old.name} to {path.name} by hand."
    return Fault(str(given), what, fix, "file-unwritable")


def _settle(path: Path, given: Path) -> None:
    """Finish what runs that were killed had under way at a folder."""
    try:
        leftovers.settle(path)
    except OSError as error:
        raise FileError([_not_restored(path, given)]) from error


def write_new_files(folder: Path, files: Mapping[str, Iterable[bytes]]) -> None:
    """Write files into a folder that has none of them: all, or none and no folder.

    Raises
    ------
    UsageError
        When something of such a name exists.
    FileError
        When one cannot be written.
    """
    if not os.path.lexists(folder):
        with staged_folder(folder, files, replaces=False) as new:
            new.put()
        return
    make_folder(folder)
    with ExitStack() as stack:
        staged = {
            folder / name: stack.enter_context(staged_file(folder / name, content, is_new=True))
            for name, content in files.items()
        }
        placed: list[Path] = []
        try:
            for path, file in staged.items():
                file.put()
                placed.append(path)
        except BaseException:
            for path in placed:
                with suppress(OSError):
                    path.unlink()
                    note_taken_back(path)
            raise


@contextmanager
def _faults_of(given: Path) -> Iterator[None]:
    """Turn an error of the system into a fault of the folder that the user named."""
    try:
        yield
    except OSError as error:
        fix = (
            "Close its files in other programs, such as Excel, and try again."
            if isinstance(error, PermissionError)
            else "Check the folder, and that the disk has free space."
        )
        raise FileError([cannot_be_written(given, error, fix)]) from error


def _others(path: Path, known: Collection[str]) -> list[str]:
    """Return the files and links in a folder that match no pattern."""
    entries = (entry.relative_to(path) for entry in sorted(path.rglob("*")))
    return [
        entry.as_posix()
        for entry in entries
        if not (path / entry).is_dir() or (path / entry).is_symlink()
        if not any(
            entry.match(pattern) and len(entry.parts) == pattern.count("/") + 1
            for pattern in known
        )
    ]
