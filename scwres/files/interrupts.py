"""Signals that end a run, and what it had written by then.

A signal that comes while files are moved waits until all of them are in their place, so that
what a run says of itself as it ends is true.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

#: The signals that end a run in good order, with the exit status: an interrupt, an end, a
#: terminal that was closed. It is 128 and the number of the signal, as shells have it. Windows has
#: no SIGHUP.
STATUSES = {"SIGINT": 130, "SIGTERM": 143, "SIGHUP": 129}


class Stopped(KeyboardInterrupt):
    """A signal came that ends the run.

    Attributes
    ----------
    status
        The exit status that goes with it.
    """

    def __init__(self, number: int = signal.SIGINT) -> None:
        super().__init__()
        self.status = STATUSES[signal.Signals(number).name]


class _State:
    """How many moves are under way, the signal that waits, and what is in its place."""

    def __init__(self) -> None:
        self.moves = 0
        self.waiting = 0
        self.written: dict[Path, None] = {}


_STATE = _State()


def listen() -> None:
    """Let each of the signals raise :class:`Stopped`, unless whoever started this ignores it."""
    for name in STATUSES:
        number = getattr(signal, name, None)
        usual = (signal.SIG_DFL, signal.default_int_handler)
        if number is not None and signal.getsignal(number) in usual:
            with suppress(ValueError, OSError):  # in a thread that may not
                signal.signal(number, _stop)


def _stop(number: int, _: object) -> None:
    if not _STATE.moves:
        raise Stopped(number)
    _STATE.waiting = number


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let signals wait for the end of the with block, which is to be short."""
    _STATE.moves += 1
    try:
        yield
    finally:
        _STATE.moves -= 1
        if _STATE.waiting and not _STATE.moves:
            number, _STATE.waiting = _STATE.waiting, 0
            raise Stopped(number)


def note_written(path: Path) -> None:
    """Note that something is in its place."""
    _STATE.written[path] = None


def note_taken_back(path: Path) -> None:
    """Note that something is again what it was before the run."""
    _STATE.written.pop(path, None)


def written() -> list[Path]:
    """Return what this run has put in its place and not taken back, in order."""
    return list(_STATE.written)


def forget_written() -> None:
    """Begin a run, which has written nothing yet."""
    _STATE.written.clear()
