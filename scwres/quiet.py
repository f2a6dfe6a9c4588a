"""Libraries kept quiet: what they print reaches neither of the standard streams.

Some print as they are loaded, created or run, below Python and before it can be turned off.
Results are on standard output and other programs read them, so the descriptors themselves are
pointed elsewhere meanwhile.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib import import_module
from threading import RLock
from typing import Any

#: The numbers by which an operating system knows the two streams that are written to.
_STANDARD_OUTPUT, _STANDARD_ERROR = 1, 2

#: The descriptors belong to the whole process: two threads that redirect them would mix them up.
_REDIRECTION = RLock()


@contextmanager
def quietly() -> Iterator[None]:
    """Discard what is printed inside, and lose nothing printed before.

    Keep the work inside short: other threads cannot print either.
    """
    with _REDIRECTION:
        streams = [stream for stream in (sys.stdout, sys.stderr) if _was_flushed(stream)]
        _flush_c()
        with _descriptors_elsewhere():
            try:
                yield
            finally:
                # What waits in a buffer now was printed meanwhile.
                _flush_c()
                for stream in streams:
                    _was_flushed(stream)


def load_quietly(*libraries: str) -> None:
    """Load libraries that may print as they are loaded, each once."""
    missing = [name for name in libraries if name not in sys.modules]
    if missing:
        with quietly():
            for name in missing:
                import_module(name)


def _was_flushed(stream: Any) -> bool:
    """Flush a stream; return whether it worked: it may be closed, full or None."""
    with suppress(OSError, ValueError, AttributeError):
        stream.flush()
        return True
    return False


def _flush_c() -> None:
    """Flush every stream of C, which buffers what it prints into a pipe."""
    _flusher_of_c()(None)


@cache
def _flusher_of_c() -> Callable[[None], object]:
    """Return the C library's ``fflush``, or a function that does nothing where there is none."""
    try:
        from ctypes import CDLL

        flush: Callable[[None], object] = CDLL("ucrtbase" if os.name == "nt" else None).fflush
    except (ImportError, OSError, TypeError, AttributeError):
        return lambda _: None
    return flush


@contextmanager
def _descriptors_elsewhere() -> Iterator[None]:
    """Point both descriptors at the null device, then back."""
    nowhere: list[int] = []
    copies: dict[int, int] = {}
    try:
        # A descriptor that is closed is the next to be opened: it is closed already,
        # and is closed again afterwards.
        while not nowhere or nowhere[-1] <= _STANDARD_ERROR:
            nowhere.append(os.open(os.devnull, os.O_WRONLY))
        for descriptor in {_STANDARD_OUTPUT, _STANDARD_ERROR}.difference(nowhere):
            copies[descriptor] = os.dup(descriptor)
            os.dup2(nowhere[-1], descriptor)
        yield
    finally:
        for descriptor, copy in copies.items():
            os.dup2(copy, descriptor)
        for descriptor in (*nowhere, *copies.values()):
            os.close(descriptor)
