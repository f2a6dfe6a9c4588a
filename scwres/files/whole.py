"""Files and folders are written whole or not at all.

The bytes of a file go to a temporary one beside it, for its owner alone, are flushed to the disk,
and take the old file's place in one step: a reader sees the old file or the new one. Once it is
there it is done, whatever fails afterwards.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from scwres.errors import Fault, FileError, UsageError, cannot_be_read
from scwres.files import leftovers
from scwres.files.interrupts import note_written
from scwres.files.leftovers import Beside, Hold, held, moving, patiently, settle, staged_path

#: The permissions of new files, of which the user's mask takes away: of one that anybody may
#: read, of one with exact figures, and of one for its owner alone. A file that is replaced keeps
#: its own.
PUBLIC, INTERNAL, PRIVATE = 0o666, 0o660, 0o600

#: What is wrong with something that exists already, and how to correct it.
ALREADY_THERE = (
    "already exists and was not changed",
    "Name another with --output, or overwrite it with --force.",
    "file-exists",
)


def read_small(path: Path, what: str, most: int, shorten: str) -> bytes:
    """Return the bytes of a small file that a report holds.

    Parameters
    ----------
    what
        What it is, in words: "logo".
    most
        The most bytes that it may have.
    shorten
        How to make it smaller, in a sentence.

    Raises
    ------
    FileError
        When it cannot be read.
    UsageError
        When it is too large.
    """
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        fix = f"Check the name of the {what} under [report], or remove it."
        raise FileError([cannot_be_read(str(path), error, fix)]) from error
    if len(content) > most:
        problem = f"is too large for a {what}: expected at most {most:,} bytes"
        raise UsageError([Fault(str(path), problem, shorten, "setting-value")])
    return content


@dataclass(slots=True)
class Staged:
    """A file or a folder that is written under another name beside its own.

    Parameters
    ----------
    path
        Where it lies. Nothing lies there once it is in its place.
    put
        What puts it in its place. It raises FileError when it cannot.
    stays
        Whether it is left where it lies, as the sign that it never came out.
    """

    path: Path
    put: Callable[[], None]
    stays: bool = False

    @property
    def is_out(self) -> bool:
        """Whether it is in its place."""
        return not os.path.lexists(self.path)


class Companion(NamedTuple):
    """A file that takes its place together with another, after whose name it is named.

    Parameters
    ----------
    path
        Its place.
    content
        Its bytes.
    """

    path: Path
    content: bytes


def write_whole(path: Path, content: Iterable[bytes], *, mode: int = PUBLIC) -> None:
    """Write a file from pieces of its content, or leave the old file unchanged.

    Parameters
    ----------
    mode
        The permissions of a new file.

    Raises
    ------
    FileError
        When the folder is missing or full, or the file is open elsewhere, write-protected, a
        link or a folder.
    """
    with staged_file(path, content, mode=mode) as staged:
        staged.put()


@contextmanager
def staged_file(
    path: Path,
    content: Iterable[bytes],
    *,
    mode: int = PUBLIC,
    companion: Companion | None = None,
    owner: str = "",
    is_new: bool = False,
) -> Iterator[Staged]:
    """Write a file beside its place, and remove it on leaving unless it was put there.

    Parameters
    ----------
    mode
        The permissions of a new file.
    companion
        A file for its owner alone that takes its place together with this one.
    owner
        Who else names it while it lies beside its place, as for ``staged_path``.
    is_new
        Whether nothing may be replaced.

    Raises
    ------
    FileError
        When the folder is missing or full, or the file is open elsewhere, write-protected, a
        link or a folder.
    UsageError
        When it has to be new, and something of that name exists as it is put there.
    """
    drafts: list[Draft] = []

    def put() -> None:
        with faults_of_file(path), moving(path.parent):
            drafts[0].finish()
            if is_new:
                drafts[0].link()
            else:
                put_with(beside, drafts[0].replace)
            note_written(path)
            leftovers.flush_folder(path.parent)

    staged, beside = None, None
    try:
        with faults_of_file(path):
            check_file(path)
            settle(path)
            drafts.append(
                Draft(path, mode, lambda: staged_path(path, leftovers.STAGED_FILE, owner))
            )
            drafts[0].write(content)
        if companion is not None:
            beside = write_beside(companion, drafts[0].path, drafts)
        staged = Staged(drafts[0].path, put)
        yield staged
    finally:
        # Also when the run is interrupted half-way.
        for draft in drafts:
            draft.leave(stays=staged is not None and staged.stays and draft is drafts[0])
        if owner and staged is not None and staged.is_out:
            leftovers.sweep(path, owner)


class Draft:
    """A file that is written under a name that no other run has."""

    def __init__(self, place: Path, mode: int, new_path: Callable[[], Path]) -> None:
        self._place, self._mode, self._new_path = place, mode, new_path
        self._hold: Hold | None = None
        self.path = new_path()

    def write(self, content: Iterable[bytes]) -> None:
        """Write it, and hold it as long as it is one."""
        while self._hold is None:
            self.path = self._new_path()
            permissions = make_private(self.path, self._mode)
            self._hold = held(self.path)
        self._mode = permissions
        fill(self.path, content)

    def finish(self) -> None:
        """Give it the permissions of the file that it replaces, or those of a new one."""
        if self._hold is not None and leftovers.ON_WINDOWS:
            self._hold.release()  # what is open cannot be moved there
        with suppress(OSError):  # a system without permissions
            if self._place.exists():
                self._mode = self._place.stat().st_mode & 0o777
            self.path.chmod(self._mode)

    def replace(self) -> None:
        """Put it in its place, and in that of an old file."""
        patiently(lambda: self.path.replace(self._place))

    def link(self) -> None:
        """Put it in its place where that is free."""
        try:
            os.link(self.path, self._place)
        except FileExistsError:
            refuse(self._place, *ALREADY_THERE)
        except OSError:  # a system without links
            if os.path.lexists(self._place):
                refuse(self._place, *ALREADY_THERE)
            self.replace()
        else:
            with suppress(OSError):
                self.path.unlink()

    def leave(self, *, stays: bool) -> None:
        """Remove it unless it is to stay; where it is in its place, nothing is left to remove."""
        if self._hold is not None:
            self._hold.release()
        if not stays:
            with suppress(OSError):
                self.path.unlink(missing_ok=True)


def write_beside(companion: Companion, other: Path, drafts: list[Draft]) -> Beside:
    """Write a file that takes its place together with what lies elsewhere; add it to drafts."""
    with faults_of_file(companion.path):
        _check_folder_of(companion)
        check_file(companion.path)
        staged = leftovers.beside_path(companion.path, other, leftovers.STAGED_FILE)
        draft = Draft(companion.path, PRIVATE, lambda: staged)
        drafts.append(draft)
        draft.write([companion.content])
        draft.finish()
        return Beside(draft.path, companion.path, other)


def _check_folder_of(companion: Companion) -> None:
    """Refuse to put a file where something else than a folder is in the way of its folder."""
    folder = companion.path.parent
    if os.path.lexists(folder) and (folder.is_symlink() or not folder.is_dir()):
        what = "is not a folder, and is to hold the manifest"
        refuse(folder, what, "Move it, or name another with --output.", "file-unwritable")


def put_with(beside: Beside | None, put: Callable[[], None]) -> None:
    """Put something in its place, and what belongs beside it: both or neither."""
    if beside is None:
        put()
        return
    beside.put()
    try:
        put()
    except BaseException:
        beside.take_back()
        raise
    beside.settle()


def check_file(path: Path) -> None:
    """Refuse to replace what is not an ordinary file that may be written."""
    if path.is_symlink() or path.is_dir():
        what = "is a link to another file" if path.is_symlink() else "is a folder"
        fix = "Name the file itself."
        raise FileError([Fault(str(path), what, fix, "file-unwritable")])
    if path.exists() and not path.is_file():
        fix = "Name an ordinary file. For standard output, name none."
        what = "is not an ordinary file"
        raise FileError([Fault(str(path), what, fix, "file-unwritable")])
    # Whoever may do everything still means a file that nobody may write to be left.
    if path.exists() and not (os.access(path, os.W_OK) and path.stat().st_mode & 0o222):
        fix = "Name another file, or remove the write protection of this one."
        raise FileError([Fault(str(path), "is write-protected", fix, "file-unwritable")])


@contextmanager
def faults_of_file(path: Path) -> Iterator[None]:
    """Turn an error of the system into a fault of a file."""
    try:
        yield
    except OSError as error:
        fix = (
            "Close it in other programs, such as Excel, and try again."
            if isinstance(error, PermissionError)
            else "Check the folder, and that the disk has free space."
        )
        raise FileError([cannot_be_written(path, error, fix)]) from error


def cannot_be_written(path: Path, error: OSError, fix: str) -> Fault:
    """Return the fault of a file or a folder that cannot be written."""
    why = error.strerror or type(error).__name__
    return Fault(str(path), f"cannot be written: {why.lower()}", fix, "file-unwritable")


def write_new(
    path: Path,
    content: bytes,
    fix: str = "Name another with --output, or move this one.",
    *,
    first: Callable[[], None] | None = None,
) -> None:
    """Write a new file; never replace one.

    Parameters
    ----------
    fix
        What the user can do where something of that name exists.
    first
        What is to be done before it is there, and only where it can be written.

    Raises
    ------
    UsageError
        When something of that name exists.
    FileError
        When it cannot be written.
    """
    if os.path.lexists(path):
        what = ALREADY_THERE[0]
        raise UsageError([Fault(str(path), what, fix, "file-exists")])
    with staged_file(path, [content], is_new=True) as staged:
        if first is not None:
            first()
        staged.put()


def write_flushed(path: Path, content: Iterable[bytes], *, mode: int = PUBLIC) -> int:
    """Write a new file through to the disk, for its owner alone.

    Returns
    -------
    int
        The permissions that a file of that mode gets here: without what the user's mask takes
        away.
    """
    permissions = make_private(path, mode)
    fill(path, content)
    return permissions


def make_private(path: Path, mode: int) -> int:
    """Make a new file for its owner alone; return the permissions that one of that mode gets."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        permissions = os.fstat(descriptor).st_mode & 0o777
        with suppress(OSError):  # a system without permissions
            path.chmod(PRIVATE)
    finally:
        os.close(descriptor)
    return permissions


def fill(path: Path, content: Iterable[bytes]) -> None:
    """Write the content of an empty file through to the disk."""
    with path.open("wb") as file:
        file.writelines(content)
        file.flush()
        os.fsync(file.fileno())


def refuse(given: Path, what: str, fix: str, code: str) -> None:
    """Raise the fault of a path that the user has to name otherwise."""
    raise UsageError([Fault(str(given), what, fix, code)])
