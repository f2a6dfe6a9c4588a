"""Files and folders are written whole or not at all.

The bytes of a file go to a temporary one beside it, are flushed to the disk, and take the old
file's place in one step: a reader sees the old file or the new one. A folder is made under
another name and renamed. An old folder is renamed aside first; if the program is killed between
the two steps, the next run brings it back.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from scwres.errors import Fault, FileError, UsageError, cannot_be_read
from scwres.text.phrases import in_words

#: How often a file that another program has open is tried again, and the seconds between: on
#: Windows a file that Excel or a virus scanner has open cannot be replaced.
TRIES = 10
WAIT = 0.25

ON_WINDOWS = os.name == "nt"

#: Endings of files: the name of a folder should not have one.
FILE_ENDINGS = (".html", ".htm", ".xlsx", ".csv", ".json", ".pdf", ".zip")

#: A message names so many of the files that are in the way.
FILES_NAMED = 5

#: How the names end of what is being made: of a file, of any folder, and of a new one.
_STAGED_FILE = ".tmp"
_OF_FOLDER = ".scwres-"
_STAGED_FOLDER = f"{_OF_FOLDER}new"

#: What is wrong with something that exists already, and how to correct it.
_ALREADY_THERE = (
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


def write_whole(path: Path, content: Iterable[bytes]) -> None:
    """Write a file from pieces of its content, or leave the old file unchanged.

    Raises
    ------
    FileError
        When the folder is missing or full, or the file is open elsewhere, a link or a folder.
    """
    with staged_file(path, content) as staged:
        staged.put()


@contextmanager
def staged_file(path: Path, content: Iterable[bytes]) -> Iterator[Staged]:
    """Write a file beside its place, and remove it on leaving unless it was put there.

    Raises
    ------
    FileError
        When the folder is missing or full, or the file is open elsewhere, a link or a folder.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}{_STAGED_FILE}")

    def put() -> None:
        with _faults_of_file(path):
            patiently(lambda: temporary.replace(path))
            flush_folder(path.parent)

    staged = Staged(temporary, put)
    try:
        with _faults_of_file(path):
            _check_file(path)
            write_flushed(temporary, content, like=path)
        yield staged
    finally:
        # Also when the run is interrupted half-way.
        if not staged.stays:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def _check_file(path: Path) -> None:
    """Refuse what is not an ordinary file."""
    if path.is_symlink() or path.is_dir():
        what = "is a link to another file" if path.is_symlink() else "is a folder"
        fix = "Name the file itself."
        raise FileError([Fault(str(path), what, fix, "file-unwritable")])
    if path.exists() and not path.is_file():
        fix = "Name an ordinary file. For standard output, name none."
        what = "is not an ordinary file"
        raise FileError([Fault(str(path), what, fix, "file-unwritable")])


@contextmanager
def _faults_of_file(path: Path) -> Iterator[None]:
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
    path: Path, content: bytes, fix: str = "Name another with --output, or move this one."
) -> None:
    """Write a new file; never replace one.

    Parameters
    ----------
    fix
        What the user can do where something of that name exists.

    Raises
    ------
    UsageError
        When something of that name exists.
    FileError
        When it cannot be written.
    """
    if path.exists() or path.is_symlink():
        what = _ALREADY_THERE[0]
        raise UsageError([Fault(str(path), what, fix, "file-exists")])
    write_whole(path, [content])


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


def write_flushed(path: Path, content: Iterable[bytes], *, like: Path | None = None) -> None:
    """Write a new file through to the disk, with the permissions of the file it replaces."""
    with path.open("xb") as file:
        if like is not None and like.exists():
            path.chmod(like.stat().st_mode & 0o777)
        file.writelines(content)
        file.flush()
        os.fsync(file.fileno())


def patiently(rename: Callable[[], object]) -> None:
    """Rename; try again for a while where another program has the file open."""
    for tries_left in reversed(range(TRIES)):
        try:
            rename()
        except PermissionError:
            if not ON_WINDOWS or not tries_left:
                raise
            time.sleep(WAIT)
        else:
            return


def flush_folder(folder: Path) -> None:
    """Make the new name survive a power cut, where the system can."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


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
            _refuse(given.with_name(manifest.name), *_ALREADY_THERE)
    except OSError as error:
        fix = "Name another with --output."
        raise FileError([cannot_be_written(given, error, fix)]) from error


def _check_folder(path: Path, known: Collection[str], given: Path, *, force: bool) -> None:
    current = Path.cwd()
    if path == current or path in current.parents:
        fix = "Name a folder inside it, such as -o report."
        _refuse(given, "is the folder you are in, or holds it", fix, "file-exists")
    _restore(path, given)
    if path.is_symlink():
        fix = "Name the folder itself."
        _refuse(given, "is a link to another folder", fix, "file-unwritable")
    if path.exists() and not path.is_dir():
        fix = "Name another with --output."
        _refuse(given, "already exists and is not a folder", fix, "file-exists")
    if path.suffix.casefold() in FILE_ENDINGS:
        fix = "Name a folder without an ending, such as -o report."
        _refuse(given, "has the name of a file, not of a folder", fix, "file-unwritable")
    if not path.is_dir():
        return
    if not force:
        _refuse(given, *_ALREADY_THERE)
    if others := _others(path, known):
        shown = in_words([f"'{name}'" for name in others[:FILES_NAMED]])
        more = f" and {len(others) - FILES_NAMED} more" if len(others) > FILES_NAMED else ""
        what = f"holds files that are not part of a report: {shown}{more}"
        fix = "Move them, or name another folder with --output."
        _refuse(given, what, fix, "file-exists")


@contextmanager
def written_folder(
    path: Path, files: Mapping[str, bytes], *, given: Path | None = None
) -> Iterator[None]:
    """Write a folder under another name; on leaving, it takes the place of any old one.

    What must be written before the folder is in place is written inside the with block.
    Parameters and errors are those of :func:`staged_folder`.
    """
    with staged_folder(path, files, given=given) as staged:
        yield
        staged.put()


@contextmanager
def staged_folder(
    path: Path, files: Mapping[str, bytes], *, given: Path | None = None
) -> Iterator[Staged]:
    """Write a folder beside its place, and remove it on leaving unless it was put there.

    Parameters
    ----------
    files
        The content of each file by its name in the folder.
    given
        The folder as the user named it, for messages.

    Raises
    ------
    FileError
        When it cannot be written. The old folder is then unchanged.
    """
    new, aside = _temporary_folder(path, "new"), _temporary_folder(path, "old")
    given = given or path

    def put() -> None:
        with _faults_of(given):
            if path.exists():
                new.chmod(path.stat().st_mode & 0o777 | 0o700)
                patiently(lambda: path.rename(aside))
            patiently(lambda: new.rename(path))
            flush_folder(path.parent)

    staged = Staged(new, put)
    try:
        with _faults_of(given):
            make_folder(path.parent)
            _remove(new)
            new.mkdir()
            for name, content in files.items():
                (new / name).parent.mkdir(exist_ok=True)
                write_flushed(new / name, [content])
            for folder in {(new / name).parent for name in files} | {new}:
                flush_folder(folder)
        yield staged
    finally:
        # Also when the run is interrupted half-way.
        with suppress(OSError, FileError):
            _restore(path, given)
        if not staged.stays:
            _remove(new)


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


def is_staged_name(path: Path) -> bool:
    """Return whether a file or a folder has a name that this program gives until it is out."""
    return any(path.match(f".*{ending}") for ending in (_STAGED_FILE, _STAGED_FOLDER))


def remove_staged(path: Path) -> None:
    """Remove a file or a folder that was never put in its place, where that is possible."""
    if not is_staged_name(path):
        return
    if path.is_dir() and not path.is_symlink():
        _remove(path)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _temporary_folder(path: Path, purpose: str) -> Path:
    """Return the path of a folder that is being made, or is renamed aside."""
    return path.with_name(f".{path.name}{_OF_FOLDER}{purpose}")


def _remove(folder: Path) -> None:
    """Remove one of this program's own folders, write-protected or not."""
    with suppress(OSError):
        for entry in (folder, *folder.rglob("*")):
            if entry.is_dir() and not entry.is_symlink():
                entry.chmod(0o700)
    shutil.rmtree(folder, ignore_errors=True)


def _restore(path: Path, given: Path) -> None:
    """Restore a folder that was renamed aside; where another took its place, remove it."""
    aside = _temporary_folder(path, "old")
    if not aside.is_dir() or aside.is_symlink():
        return
    if os.path.lexists(path):
        _remove(aside)
        return
    try:
        aside.rename(path)
    except OSError as error:
        what = f"cannot be restored from {aside.name}"
        fix = f"Rename {aside.name} to {path.name} by hand."
        raise FileError([Fault(str(given), what, fix, "file-unwritable")]) from error


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


def _refuse(given: Path, what: str, fix: str, code: str) -> None:
    raise UsageError([Fault(str(given), what, fix, code)])
