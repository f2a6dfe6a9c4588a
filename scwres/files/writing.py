"""Files are written whole or not at all.

The bytes go to a temporary file beside the old one, are flushed to the disk, and take the
old file's place in one step: whoever looks sees the old file or the new one.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from scwres.errors import Fault, FileError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

#: How often, and how long apart in seconds, a file that another program holds is tried
#: again: Windows keeps a file that Excel or a virus scanner has open from being replaced.
TRIES = 10
WAIT = 0.25

ON_WINDOWS = os.name == "nt"


def write_whole(path: Path, content: Iterable[bytes]) -> None:
    """Write a file from pieces of its content, or leave what was there untouched.

    Raises
    ------
    FileError
        When the folder is missing or full, the file is held open or is a link or a folder.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        if path.is_symlink() or path.is_dir():
            what = "is a link to another file" if path.is_symlink() else "is a folder"
            raise FileError([Fault(str(path), what, "Name the file itself as --output.")])
        if path.exists() and not path.is_file():
            fix = "Name a file, or leave --output out for standard output."
            raise FileError([Fault(str(path), "is no ordinary file", fix)])
        write_flushed(temporary, content, like=path)
        patiently(lambda: temporary.replace(path))
        flush_folder(path.parent)
    except OSError as error:
        fix = (
            "Close it in other programs, such as Excel, and run again."
            if isinstance(error, PermissionError)
            else "Check the folder, and the room on the disk."
        )
        raise FileError([cannot_be_written(path, error, fix)]) from error
    finally:
        # Also when the run is interrupted half-way.
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def cannot_be_written(path: Path, error: OSError, fix: str) -> Fault:
    """Return the fault of a file or a folder that the system does not let be written."""
    why = error.strerror or type(error).__name__
    return Fault(str(path), f"cannot be written: {why}", fix)


def write_new(path: Path, content: bytes) -> None:
    """Write a file where there is none.

    Raises
    ------
    UsageError
        When something of that name is there.
    FileError
        When it cannot be written.
    """
    if path.exists() or path.is_symlink():
        fix = "Name another with --output, or move it away."
        raise UsageError([Fault(str(path), "is there already, and is left as it is", fix)])
    write_whole(path, [content])


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, unless it is there.

    Raises
    ------
    FileError
        When a file of that name is there, or the folder above cannot be written to.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = error.strerror or type(error).__name__
        fault = Fault(str(path), f"is no folder that can be made: {why}", "Name another.")
        raise FileError([fault]) from error


def write_flushed(path: Path, content: Iterable[bytes], *, like: Path | None = None) -> None:
    """Write a new file through to the disk, with the rights of another that it is to replace."""
    with path.open("xb") as file:
        if like is not None and like.exists():
            path.chmod(like.stat().st_mode & 0o777)
        file.writelines(content)
        file.flush()
        os.fsync(file.fileno())


def patiently(rename: Callable[[], object]) -> None:
    """Rename, again and again for a while where another program holds a file of it."""
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
    """Make the new name last through a power cut, where the system can."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
