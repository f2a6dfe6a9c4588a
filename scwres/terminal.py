"""What is said on the two standard streams: results on one, everything else on the other."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from scwres.errors import Fault, FileError, ScwresError, UsageError

#: Set in the environment, it shows where the program's own faults come from.
DEBUG = "SCWRES_DEBUG"


#: The number by which an operating system knows it.
STANDARD_OUTPUT = 1


def own_fault(error: Exception) -> str:
    """Return a fault of the program in words; what the error says may hold somebody's data."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "nowhere"
    return (
        f"Error: a fault of scwres itself ({type(error).__name__} at {where}). Nothing was "
        f"written. Please report it; {DEBUG}=1 shows more, which may hold parts of the data."
    )


def print_out(text: str, *, for_people: bool) -> None:
    """Write results to standard output, in its own encoding where people read them.

    Raises
    ------
    FileError
        When it is closed, or the disk behind it is full.
    """
    output = sys.stdout
    if output is None:
        fault = Fault("standard output", "is closed", "Name a file with --output.")
        raise FileError([fault])
    try:
        # A unit's name may hold letters that an old terminal has not: shown as '?'.
        encoding = output.encoding if for_people else "utf-8"
        output.buffer.write(text.encode(encoding, "replace"))
        output.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        forget_output()
        why = (error.strerror or "unknown reason").lower()
        fix = "Look whether there is room on the disk."
        raise FileError([Fault("standard output", f"cannot be written: {why}", fix)]) from error


def forget_output() -> None:
    """Let Python, which flushes once more as it leaves, write nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), STANDARD_OUTPUT)


def faults_in_words(error: ScwresError) -> str:
    """Return an error as a user reads it: each fault with what is wrong and how to mend it."""
    from scwres.render.account import fault_lines

    number = f"{len(error.faults)} faults" if len(error.faults) > 1 else "a fault"
    written = "" if isinstance(error, UsageError) else "; nothing was written"
    return "\n".join(
        [f"Error: {number}{written}.", *fault_lines(error.faults, width_of(sys.stderr))]
    )


def width_of(stream: Any) -> int | None:
    """Return how wide a terminal is; None where the stream is none, and nothing is wrapped."""
    if stream is None or not stream.isatty():
        return None
    import shutil

    return shutil.get_terminal_size().columns


def say(text: str) -> None:
    """Say something on standard error; where nothing can be said, the status still tells."""
    with suppress(OSError):
        click.echo(text, err=True)
