"""A release is recorded before it is out: locked meanwhile, and taken back where it never is.

The ledger is locked from reading it until the publication is out. The publication is written
beside its place first, the ledger then says where, and only then is it put in its place. Of a run
that was stopped between the two, the next one sees by that whether the publication came out.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from scwres.errors import Fault, FileError
from scwres.files.interrupts import note_taken_back
from scwres.files.leftovers import is_staged_name, remove_staged
from scwres.files.whole import PRIVATE, cannot_be_written, write_whole
from scwres.publishing.ledger import Entry, Ledger, Unfinished, as_text, read_ledger

if TYPE_CHECKING:
    from scwres.files.whole import Staged

#: How many seconds a run waits for another that uses the same ledger.
LOCK_SECONDS = 30.0


class KeptRelease(NamedTuple):
    """A release in a ledger, and the file of the ledger.

    Parameters
    ----------
    entry
        The release.
    number
        Its number, from 1.
    before
        The ledger as it was read.
    settled
        The same without what was recorded and never came out.
    is_new
        Whether it is not in the ledger yet.
    is_draft
        Whether the ledger is left as it is.
    """

    path: Path
    entry: Entry
    number: int
    before: Ledger
    settled: Ledger
    is_new: bool
    is_draft: bool = False


def owner_of(ledger: Path) -> str:
    """Return how what lies beside its place is marked as named by a ledger, for ``staged_path``.

    Without that ledger, no other run removes it: it shows that a release never came out.
    """
    return sha256(os.path.realpath(ledger).encode("utf-8", "surrogateescape")).hexdigest()[:8]


def lock_of(ledger: Path) -> Path:
    """Return the path of the lock of a ledger: beside it. It stays there, and is empty."""
    return ledger.with_name(f"{ledger.name}.lock")


@contextmanager
def locked(ledger: Path | None, say_wait: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock of a ledger; without a ledger, nothing.

    Parameters
    ----------
    say_wait
        What says that another run is being waited for.

    Raises
    ------
    FileError
        When another run holds it for long, or files cannot be locked there.
    """
    if ledger is None:
        yield
        return
    from filelock import FileLock, Timeout

    lock = lock_of(ledger)
    _check_lock(ledger, lock)
    try:
        # Whoever may write in the folder may replace the ledger, and so may lock it.
        held = FileLock(lock, mode=ledger.parent.stat().st_mode & 0o666)
        try:
            held.acquire(timeout=0)
        except Timeout:
            say_wait(
                f"Another run is using {ledger.name}. This one waits for up to "
                f"{LOCK_SECONDS:.0f} seconds."
            )
            held.acquire(timeout=LOCK_SECONDS)
    except Timeout as error:
        what = f"is in use by another run, which has locked {lock.name}, or cannot be locked here"
        fix = (
            "Run this command again when the other run has ended. If there is none, keep the "
            "ledger in a folder of this computer."
        )
        raise FileError([Fault(str(ledger), what, fix, "ledger-locked")]) from error
    except (OSError, NotImplementedError) as error:
        why = getattr(error, "strerror", None) or "the system has no locks there"
        what = f"cannot be locked with {lock.name}: {why.lower()}"
        fix = "Keep the ledger in a folder of this computer in which you may write."
        raise FileError([Fault(str(ledger), what, fix, "ledger-locked")]) from error
    try:
        yield
    finally:
        held.release()


def _check_lock(ledger: Path, lock: Path) -> None:
    """Refuse a lock that is a link or a file of its own: locking would empty it."""
    try:
        if not ledger.parent.is_dir():
            raise FileNotFoundError(2, os.strerror(2))
        is_free = not os.path.lexists(lock) or (
            lock.is_file() and not lock.is_symlink() and not lock.stat().st_size
        )
    except OSError as error:
        fix = "Name a ledger in a folder that exists."
        raise FileError([cannot_be_written(ledger, error, fix)]) from error
    if not is_free:
        what = f"cannot be locked: {lock.name} beside it is not an empty file"
        fix = f"Move {lock.name} to another folder, or name another ledger."
        raise FileError([Fault(str(ledger), what, fix, "ledger-locked")])


def settled(ledger: Ledger, path: Path) -> Ledger:
    """Return a ledger without what was recorded and never came out.

    Parameters
    ----------
    path
        Where the ledger lies, which has to be locked: a run that is under way has not come out
        either.
    """
    return ledger._replace(
        entries=tuple(
            entry._replace(unfinished=None)
            for entry in ledger.entries
            if not is_waiting(entry, path)
        )
    )


def is_waiting(entry: Entry, path: Path) -> bool:
    """Return whether a publication still lies where it was written, so that it never came out."""
    if entry.unfinished is None:
        return False
    try:
        place = _place(entry.unfinished, path)
        return is_staged_name(place) and place.lstat().st_ino == entry.unfinished.number
    except OSError:
        return False


def _place(unfinished: Unfinished, ledger: Path) -> Path:
    return Path(os.path.realpath(ledger)).parent / unfinished.file


class Recording:
    """A release that is being written.

    Attributes
    ----------
    is_out
        Whether a reader can have some of it. Set it where nothing else shows it.
    """

    def __init__(self) -> None:
        self.is_out = False

    def out(self) -> None:
        """Note that a reader can have some of it."""
        self.is_out = True


@contextmanager
def recorded(kept: KeptRelease | None, staged: Staged | None = None) -> Iterator[Recording]:
    """Record a release; what puts it out stands inside the with block.

    Where that fails before any of it is out, the ledger becomes what it was.

    Parameters
    ----------
    staged
        Where it lies until then; None where it goes to standard output.

    Raises
    ------
    FileError
        When the ledger cannot be written, or another run wrote it meanwhile.
    """
    recording = Recording()
    if kept is None or kept.is_draft:
        yield recording
        return
    _check_unchanged(kept)
    leftovers = [
        _place(entry.unfinished, kept.path)
        for entry in kept.before.entries
        if entry.unfinished is not None and is_waiting(entry, kept.path)
    ]
    try:
        _write(kept, staged)
        yield recording
    except BaseException:
        if not (recording.is_out or (staged is not None and staged.is_out)):
            try:
                _take_back(kept)
            except (FileError, OSError):  # the next run does so, as long as it lies there
                if staged is not None:
                    staged.stays = True
            raise
        _finish(kept, staged)
        raise
    _finish(kept, staged)
    for place in leftovers:
        remove_staged(place)


def _check_unchanged(kept: KeptRelease) -> None:
    """Refuse to overwrite a release of a run that did not see the lock, as on another computer."""
    if read_ledger(kept.path).content == kept.before.content:
        return
    what = "was written by another run meanwhile, so this release was not checked against it"
    fix = "Run this command again, when no other run uses the ledger."
    raise FileError([Fault(kept.path.name, what, fix, "file-unwritable")])


def _write(kept: KeptRelease, staged: Staged | None) -> None:
    """Write the ledger with the release, and where that lies while it is not in its place."""
    ledger = kept.settled
    if kept.is_new:
        unfinished = None
        if staged is not None:
            file = _from_folder(staged.path, Path(os.path.realpath(kept.path)).parent)
            unfinished = Unfinished(file, staged.path.lstat().st_ino)
        ledger = ledger.with_entry(kept.entry._replace(unfinished=unfinished))
    _replace(kept, ledger)


def _finish(kept: KeptRelease, staged: Staged | None) -> None:
    """Write the ledger without where the release lay; the next run can do so, too."""
    if kept.is_new and staged is not None:
        with suppress(FileError):
            _replace(kept, kept.settled.with_entry(kept.entry))


def _replace(kept: KeptRelease, ledger: Ledger) -> None:
    write_whole(kept.path, [as_text(ledger).encode()], mode=PRIVATE)


def _take_back(kept: KeptRelease) -> None:
    """Write the ledger as it was read."""
    if kept.path.is_symlink():
        return  # it was never written
    if kept.before.content is None:
        kept.path.unlink(missing_ok=True)
    else:
        write_whole(kept.path, [kept.before.content])
    note_taken_back(kept.path)


def _from_folder(path: Path, folder: Path) -> str:
    """Return a path as it is found from a folder; a whole path from another drive."""
    try:
        return Path(os.path.relpath(os.path.realpath(path), folder)).as_posix()
    except ValueError:
        return Path(os.path.realpath(path)).as_posix()
