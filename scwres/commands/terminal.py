"""The two standard streams: results on one, everything else on the other."""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from errno import EBADF
from pathlib import Path
from typing import Any

import click

from scwres.errors import Fault, FileError, ScwresError, UsageError, cannot_be_read
from scwres.files.interrupts import written
from scwres.text.phrases import in_words, number_of
from scwres.text.safety import visible

#: The width of explanations and checks, in letters.
WIDTH = 79

#: The seconds after which a step shows its progress.
PATIENCE = 1.0

#: Set in the environment, it shows where the program's own errors come from.
DEBUG = "SCWRES_DEBUG"


#: The files that the first line of an error names; more are counted.
FILES_NAMED = 3

#: What to do where a stream cannot be written.
_SPACE = "Check that the disk has free space."

#: The number of the stream in the operating system.
STANDARD_OUTPUT = 1


class ClosedStream(io.TextIOBase):
    """Standard output that was closed before the program began: whoever writes there is told."""

    encoding = "utf-8"

    @property
    def buffer(self) -> ClosedStream:
        """The same: it takes bytes no more than text."""
        return self

    def write(self, _: object) -> int:
        """Raise an error of the system."""
        raise OSError(EBADF, "it is closed")


def own_fault(error: Exception) -> str:
    """Return an error of the program in words, without its message, which can hold data."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "unknown line"
    return (
        f"Error: a problem in scwres itself ({type(error).__name__} at {where})."
        f"{written_in_words()} Please report it. {DEBUG}=1 shows more, which may include parts of "
        "your data."
    )


def installation_fault(error: Exception) -> str:
    """Return which library is missing or damaged, in words; empty for any other error.

    A module of the program itself, or of Python, is not a library that can be installed.
    """
    if not isinstance(error, ImportError):
        return ""
    module = error.name or _where_raised(error)
    library = module.partition(".")[0]
    if library == __name__.partition(".")[0] or library in sys.stdlib_module_names:
        return ""
    is_missing = isinstance(error, ModuleNotFoundError)
    state = "is not installed" if is_missing else "cannot be loaded"
    how = "Install it with: pip install" if is_missing else "Run: pip install --force-reinstall"
    name = library.replace("_", "-")
    return (
        f"Error: this command needs the library {name}, which {state}.{written_in_words()} "
        f"{how} 'scwres'"
    )


def _where_raised(error: Exception) -> str:
    """Return the module that raised an error."""
    import traceback

    *_, (frame, _) = traceback.walk_tb(error.__traceback__)
    return str(frame.f_globals["__name__"])


def print_out(
    text: str | bytes, *, for_people: bool, started: Callable[[], None] | None = None
) -> None:
    """Write results to standard output, in its own encoding where people read them.

    Parameters
    ----------
    started
        What is called as soon as any of it is out.

    Raises
    ------
    FileError
        When it is closed, or the disk behind it is full.
    """
    output = sys.stdout
    if output is None:
        what, fix = "is closed", "Name a file with --output."
        raise FileError([Fault("standard output", what, fix, "file-unwritable")])
    try:
        encoding = output.encoding if for_people else "utf-8"
        if isinstance(text, str) and for_people and wants_colour(output):
            text = _highlighted(text)
        content = text if isinstance(text, bytes) else _encoded(text, encoding)
        if started is None:
            output.buffer.write(content)
        else:
            _write_noting(output.buffer, content, started)
        output.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        forget_output()
        why = (error.strerror or "unknown reason").lower()
        what = f"cannot be written: {why}"
        raise FileError([Fault("standard output", what, _SPACE, "file-unwritable")]) from error


def _write_noting(buffer: Any, content: bytes, started: Callable[[], None]) -> None:
    """Write without a buffer, and note as soon as the system has taken any of it."""
    buffer.flush()
    stream = getattr(buffer, "raw", buffer)
    left = memoryview(content)
    while left:
        if number := stream.write(left):
            started()
            left = left[number:]


def wants_colour(stream: Any) -> bool:
    """Return whether a stream is a terminal that shows colours, and its user wants them.

    As no-color.org has it. On Windows only the new terminal is known to show them.
    """
    return bool(
        stream is not None
        and stream.isatty()
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") != "dumb"
        and (os.name == "posix" or "WT_SESSION" in os.environ)
    )


#: What a finding stands between: in a column, behind an arrow, or beside its ratio.
_BEFORE, _AFTER = r"(?:(?<=  )|(?<=> )|(?<=\d )|(?<=\d \())", r"(?=[:;,)]|$|  )"

#: The parts of a report that are in colour or bold, and the style of each.
_HIGHLIGHTS: Mapping[str, Mapping[str, Any]] = {
    rf"{_BEFORE}(?:worse|lags){_AFTER}": {"fg": "magenta", "bold": True},
    rf"{_BEFORE}better{_AFTER}": {"fg": "cyan", "bold": True},
    r"\A[^\n]+": {"bold": True},
}


def _highlighted(text: str) -> str:
    """Return a text with its heading and its significant findings in colour or bold."""
    import re

    for pattern, style in _HIGHLIGHTS.items():
        text = re.sub(pattern, click.style(r"\g<0>", **style), text, flags=re.MULTILINE)
    return text


def _encoded(text: str, encoding: str) -> bytes:
    """Return a text in an encoding that may lack some of its letters.

    A letter that it lacks is shown without its accents, or else as '?'.
    """
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        import unicodedata

        plain = (
            letter if _has(encoding, letter) else unicodedata.normalize("NFKD", letter)
            for letter in text
        )
        kept = (
            letter
            for letter in "".join(plain)
            if not unicodedata.combining(letter) or _has(encoding, letter)
        )
        return "".join(kept).encode(encoding, "replace")


def _has(encoding: str, letter: str) -> bool:
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def forget_output() -> None:
    """Let Python, which flushes once more as it leaves, write nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), STANDARD_OUTPUT)


def faults_in_words(error: ScwresError) -> str:
    """Return an error as a user reads it: each fault with what is wrong and how to fix it."""
    from scwres.reports.account import fault_lines

    files = list(dict.fromkeys(fault.file for fault in error.faults if fault.file))
    if len(files) > FILES_NAMED:
        files = [f"{len(files):,} files"]
    where = f" in {in_words(files)}" if files else " found"
    number = number_of(len(error.faults), "problem")
    is_plain = isinstance(error, UsageError) and not written()
    return "\n".join(
        [
            f"Error: {number}{where}.{'' if is_plain else written_in_words()}",
            *fault_lines(error.faults, width_of(sys.stderr)),
        ]
    )


def written_in_words() -> str:
    """Return what a run that fails had put in its place by then, as the end of a message."""
    names = [str(path) for path in written()]
    if not names:
        return " Nothing was written."
    return f" Written before that: {in_words(names)}."


def system_error(error: OSError) -> FileError:
    """Return an error of the system, which no part of the program expected there."""
    what = (error.strerror or "unknown reason").lower()
    if error.filename is None:
        forget_output()
        fault = Fault("standard output", f"cannot be written: {what}", _SPACE, "file-unwritable")
        return FileError([fault])
    return FileError([cannot_be_read(str(error.filename), error)])


def width_of(stream: Any) -> int | None:
    """Return the width of a terminal; None for any other stream, where nothing is wrapped."""
    if stream is None or not stream.isatty():
        return None
    import shutil

    return shutil.get_terminal_size().columns


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Callable[[str], None]]:
    """Yield a function that shows each step on a terminal, after a second; then clear it."""
    stream = sys.stderr
    is_shown = not quiet and stream is not None and stream.isatty()
    start, last = time.monotonic(), 0

    def step(text: str) -> None:
        nonlocal last
        if is_shown and time.monotonic() - start > PATIENCE:
            click.echo(f"\r{text.ljust(last)}", nl=False, err=True)
            last = len(text)

    try:
        yield step
    finally:
        if last:
            click.echo(f"\r{' ' * last}\r", nl=False, err=True)


@contextmanager
def rows_progress(*, quiet: bool = False) -> Iterator[Callable[[str, int], None]]:
    """Yield a function that shows how many rows of a file are read, and how fast."""
    started: dict[str, float] = {}
    with progress(quiet=quiet) as step:

        def tell(name: str, rows: int) -> None:
            now = time.monotonic()
            seconds = now - started.setdefault(name, now)
            if seconds > 0:
                step(f"{name}: {number_of(rows, 'row')} read, {rows / seconds:,.0f} a second")

        yield tell


#: The word at the start of a text that should stand out, and its colour.
ERROR, WARNING = "Error:", "Warning:"
_COLOURS: Mapping[str, str] = {ERROR: "red", WARNING: "yellow"}


def say(text: str, alarm: str = "") -> None:
    """Write a text to standard error; where that fails, the exit status remains.

    Parameters
    ----------
    alarm
        The word that the text starts with, to stand out.
    """
    # What a file is called may hold codes that a terminal obeys.
    text = "\n".join(map(visible, text.split("\n")))
    with suppress(OSError):
        if alarm and wants_colour(sys.stderr):
            word = click.style(alarm, fg=_COLOURS[alarm], bold=True)
            text = word + text[len(alarm) :]
        click.echo(text, err=True)
