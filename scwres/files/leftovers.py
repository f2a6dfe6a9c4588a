"""What is written stands beside its place first; what a run that was killed left is put right.

Beside a file or a folder ``NAME`` there can be, each with letters drawn at random:

- ``.NAME.LETTERS.tmp`` and ``.NAME.LETTERS.scwres-new``: a file or a folder that is being written;
- ``.NAME.LETTERS-internal+manifest.json.tmp``: its manifest, whose place is the folder
  ``NAME-internal``, that is being written;
- ``.NAME.LETTERS-internal+manifest.json.scwres-was``: the same as it was before, while the two
  are put in their places; empty where there was none;
- ``.NAME.scwres-old``: the folder that was in its place.

The next run that looks there finishes what was under way: what is in its place stays, and what
never came to it is taken back. Only what no run uses any more is removed, which its lock shows.
Process numbers show nothing: two containers can have the same. Where the system has no such
locks, as on Windows and on some network drives, only what is a day old is removed.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from scwres.files.interrupts import undisturbed

try:
    import fcntl
except ImportError:  # on Windows
    fcntl = None  # type: ignore[assignment]

ON_WINDOWS = os.name == "nt"

#: How often a file that another program has open is tried again, and the seconds between: on
#: Windows a file that Excel or a virus scanner has open cannot be replaced.
TRIES = 10
WAIT = 0.25

#: The seconds that a run waits for another that moves files in the same folder.
FOLDER_SECONDS = 10.0
_LOCK_WAIT = 0.005

#: The age, in seconds, at which what no lock is known of was left by a run that has ended.
ABANDONED_AFTER = 86_400

#: How the names end of what is being made: of a file and of a folder.
STAGED_FILE = ".tmp"
STAGED_FOLDER = ".scwres-new"

#: How the names end of what was there before: of a file beside, and of a folder.
_WAS = ".scwres-was"
_OLD = ".scwres-old"

#: What stands between the folder and the name of a file that is put into it.
_IN = "+"

_LETTERS = 6
_RANDOM = rf"[0-9a-f]{{{2 * _LETTERS}}}"


def staged_path(path: Path, ending: str, owner: str = "") -> Path:
    """Return a new path beside another, where it is written until it is put in its place.

    Parameters
    ----------
    owner
        Who else names it, in letters and digits: only a run that knows this removes it.
    """
    mark = f".{owner}" if owner else ""
    return path.with_name(f".{path.name}.{os.urandom(_LETTERS).hex()}{mark}{ending}")


def is_staged_name(path: Path) -> bool:
    """Return whether a file or a folder has a name that this program gives until it is out."""
    return any(path.match(f".*{ending}") for ending in (STAGED_FILE, STAGED_FOLDER))


def _place_of(staged: Path) -> tuple[Path, str] | None:
    """Return where something is to be put, and the random letters of its name."""
    pattern = rf"\.(.+?)\.({_RANDOM})(?:\.\w+)?(?:{STAGED_FILE}|{STAGED_FOLDER})"
    match = re.fullmatch(pattern, staged.name)
    return None if match is None else (staged.with_name(match[1]), match[2])


# Locks


class Hold:
    """The lock of a run on what it is writing, as long as it lives."""

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor

    def release(self) -> None:
        """Give it up; doing so twice is no error."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def held(path: Path) -> Hold | None:
    """Lock a file or a folder that was just made; None where another run removed it already."""
    if fcntl is None:
        return Hold(None)
    descriptor = os.open(path, os.O_RDONLY)
    try:
        with suppress(OSError):  # the system has no locks there
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        if os.path.lexists(path) and path.lstat().st_ino == os.fstat(descriptor).st_ino:
            return Hold(descriptor)
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None


def is_abandoned(path: Path) -> bool:
    """Return whether it is certain that no run writes a file or a folder any more."""
    try:
        age = time.time() - path.lstat().st_mtime
        if fcntl is None:
            return age > ABANDONED_AFTER
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return age > ABANDONED_AFTER
    finally:
        os.close(descriptor)
    return True


@contextmanager
def moving(folder: Path) -> Iterator[None]:
    """Move files of a folder, alone as far as the system has locks, and undisturbed by signals."""
    hold = _hold_of_folder(folder)
    try:
        with undisturbed():
            yield
    finally:
        hold.release()


def _hold_of_folder(folder: Path) -> Hold:
    if fcntl is None:
        return Hold(None)
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:  # it may be written and not read
        return Hold(None)
    end = time.monotonic() + FOLDER_SECONDS
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() < end:
                time.sleep(_LOCK_WAIT)
                continue
        except OSError:  # the system has no locks there
            pass
        return Hold(descriptor)


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
    """Make new names survive a power cut, where the system can: they are there either way."""
    if os.name == "posix":
        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


# Two that are put in their places together


def beside_path(place: Path, other: Path, ending: str) -> Path:
    """Return the path of what is beside something else, named after where that lies.

    Parameters
    ----------
    place
        Its place: a folder whose name starts with that of the other, and its name there.
    other
        Where the other lies until it is put in its place.

    Raises
    ------
    ValueError
        When it is not named after the other.
    """
    named = _place_of(other)
    if named is None or not place.parent.name.startswith(f"{named[0].name}-"):
        message = f"{place} is not named after what {other.name} is for"
        raise ValueError(message)
    path, letters = named
    suffix = place.parent.name.removeprefix(path.name)
    return path.with_name(f".{path.name}.{letters}{suffix}{_IN}{place.name}{ending}")


class Beside:
    """A file that is put in its place together with another, or not at all.

    Parameters
    ----------
    staged
        Where it lies.
    place
        Its place, as for :func:`beside_path`.
    other
        Where the other lies until it is put in its place.
    """

    def __init__(self, staged: Path, place: Path, other: Path) -> None:
        self._staged, self._place = staged, place
        self._was = beside_path(place, other, _WAS)

    def put(self) -> None:
        """Put it in its place, and keep what was there; put back what was there on an error."""
        try:
            make_private_folder(self._place.parent)
            if os.path.lexists(self._place):
                patiently(lambda: self._place.rename(self._was))
            else:
                self._was.touch(mode=0o600, exist_ok=False)
            patiently(lambda: self._staged.replace(self._place))
        except BaseException:
            self.take_back()
            raise

    def take_back(self) -> None:
        """Put back what was there."""
        if os.path.lexists(self._was):
            _put_back(self._was, self._place)

    def settle(self) -> None:
        """Remove what was there: both are in their places."""
        with suppress(OSError):
            self._was.unlink(missing_ok=True)


def _put_back(was: Path, place: Path) -> None:
    if was.lstat().st_size:
        patiently(lambda: was.replace(place))
    else:
        place.unlink(missing_ok=True)
        was.unlink(missing_ok=True)
        with suppress(OSError):  # something else is in it
            place.parent.rmdir()


def make_private_folder(folder: Path) -> None:
    """Make a folder for its owner alone, unless it exists."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700)


# What a run that was killed left


def settle(path: Path) -> None:
    """Finish what runs that were killed had under way at a path, and remove what they left.

    Raises
    ------
    OSError
        When a folder that was renamed aside cannot be restored.
    """
    if not path.name or not (_entries(path) or _entries(old_of(path))):
        return
    with moving(path.parent):
        for was, beside, letters in _files_that_were(path):
            staged = [
                entry
                for entry in _entries(path)
                if is_staged_name(entry) and _place_of(entry) == (path, letters)
            ]
            if not staged:
                with suppress(OSError):
                    was.unlink()
            elif all(map(is_abandoned, staged)):
                with suppress(OSError):
                    _put_back(was, beside)
        _restore_folder(path)
    sweep(path)


def _entries(path: Path) -> list[Path]:
    """Return what this program may have put beside a path, by the start of its name."""
    try:
        names = os.listdir(path.parent)  # noqa: PTH208 - names alone, and no path for each
    except OSError:  # it is not there, or may be written and not read
        return []
    return [path.with_name(name) for name in names if name.startswith(f".{path.name}")]


def _files_that_were(path: Path) -> Iterator[tuple[Path, Path, str]]:
    """Yield files that were beside a path before, with their place and their random letters."""
    pattern = rf"\.{re.escape(path.name)}\.({_RANDOM})(-.+){re.escape(_IN)}(.+){_WAS}"
    for entry in _entries(path):
        if match := re.fullmatch(pattern, entry.name):
            yield entry, path.with_name(f"{path.name}{match[2]}") / match[3], match[1]


def old_of(path: Path) -> Path:
    """Return where a folder lies while another is put in its place."""
    return path.with_name(f".{path.name}{_OLD}")


def _restore_folder(path: Path) -> None:
    """Restore a folder that was renamed aside; where another took its place, remove it."""
    old = old_of(path)
    if not old.is_dir() or old.is_symlink():
        return
    if os.path.lexists(path):
        discard_folder(old)
    else:
        patiently(lambda: old.rename(path))


def discard_folder(folder: Path) -> None:
    """Remove a folder, under a name by which no run restores a part of it."""
    if not os.path.lexists(folder):
        return
    target = folder
    with suppress(OSError):
        target = folder.rename(staged_path(folder, STAGED_FOLDER))
    remove_folder(target)


def remove_folder(folder: Path) -> None:
    """Remove one of this program's own folders, write-protected or not."""
    with suppress(OSError):
        for entry in (folder, *folder.rglob("*")):
            if entry.is_dir() and not entry.is_symlink():
                entry.chmod(0o700)
    shutil.rmtree(folder, ignore_errors=True)


def sweep(path: Path, owner: str = "") -> None:
    """Remove what runs that have ended were writing for a path.

    Parameters
    ----------
    owner
        Who else names what is removed, as in :func:`staged_path`.
    """
    mark = re.escape(f".{owner}") if owner else ""
    name = re.escape(path.name)
    own = rf"\.{name}\.{_RANDOM}(?:{mark}|-.+)(?:{STAGED_FILE}|{STAGED_FOLDER})"
    discarded = rf"\.\.{name}{_OLD}\.{_RANDOM}{STAGED_FOLDER}"
    for entry in [*_entries(path), *_entries(old_of(path))]:
        if re.fullmatch(rf"{own}|{discarded}", entry.name) and is_abandoned(entry):
            _remove(entry)


def _remove(staged: Path) -> None:
    if staged.is_dir() and not staged.is_symlink():
        remove_folder(staged)
    else:
        with suppress(OSError):
            staged.unlink(missing_ok=True)


def remove_staged(path: Path) -> None:
    """Remove a file or a folder that was never put in its place, where that is possible."""
    if not is_staged_name(path):
        return
    if (named := _place_of(path)) is not None:
        with suppress(OSError):
            settle(named[0])  # what was beside its place is put back first
    _remove(path)


def restore_above(path: Path) -> None:
    """Restore what runs that were killed had renamed aside on the way to a path that is gone.

    Raises
    ------
    OSError
        When it cannot be restored.
    """
    if os.path.lexists(path):
        return
    for folder in (path, *path.parents):
        if folder.name and os.path.lexists(old_of(folder)) and not os.path.lexists(folder):
            settle(folder)
