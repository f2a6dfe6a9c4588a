"""Which engine counts an extract: the standard library's, or Arrow's for a large one.

Both count the same. Arrow takes a tenth of a second to load, and counts a row several times
faster; ``benchmarks/RESULTS.md`` has where the two curves cross.
"""

from __future__ import annotations

import sys
from typing import IO, TYPE_CHECKING

from scwres.extracts.counting import counting_of_lines
from scwres.extracts.rules import ARROW, STANDARD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scwres.extracts.counting import Counting, Wanted
    from scwres.extracts.plain_text import Bytes

#: How many bytes of a text each engine reads at once.
BYTES_AT_ONCE = {STANDARD: 1 << 20, ARROW: 8 << 20}

#: A text of so many bytes or more is counted by Arrow, unless something else was said.
LARGE_BYTES = 24 << 20


#: So many pieces are kept to be used again: more than are counted at once.
MOST_KEPT = 8


def engine_for(asked: str | None, size: int) -> str:
    """Return the engine that was asked for, or the one for a text of a size in bytes."""
    return asked or (ARROW if size >= LARGE_BYTES else STANDARD)


def counting_by(engine: str, wanted: Wanted, delimiter: str) -> Counting | None:
    """Return how an engine counts plain text; None where it looks at every row."""
    if engine == STANDARD:
        return counting_of_lines(wanted, delimiter)
    from scwres.extracts.arrow_text import ArrowTextCounting

    return ArrowTextCounting(wanted, delimiter)


def whole_lines(chunks: Iterable[Bytes], stream: IO[bytes], size: int) -> Iterator[Bytes]:
    """Give the bytes of chunks, and of what is left in a stream, cut where lines end."""
    rest = b""
    for chunk in chunks:
        end = chunk.rfind(b"\n") + 1 or len(chunk)
        yield rest + chunk[:end]
        rest = bytes(chunk[end:])
    used: list[bytearray] = []
    while True:
        piece = _room_for(len(rest) + size, used)
        piece[: len(rest)] = rest
        read = stream.readinto(memoryview(piece)[len(rest) :])  # type: ignore[attr-defined]
        if not read:
            break
        filled = len(rest) + read
        end = piece.rfind(b"\n", 0, filled) + 1 or filled
        rest = bytes(piece[end:filled])
        del piece[end:]
        yield piece
    if rest:
        yield rest


def _references_when_unused() -> int:
    """Return how many references there are to a piece that is kept and nothing else refers to.

    Found as :func:`_room_for` finds it: how a call is counted differs between interpreters.
    """
    used = [bytearray()]
    for piece in used:
        return sys.getrefcount(piece)
    raise AssertionError


_UNUSED = _references_when_unused()


def _room_for(size: int, used: list[bytearray]) -> bytearray:
    """Return room for a piece: that of an earlier one, where nothing refers to it any more.

    New room is cleared by the system page by page, which takes as long as reading into it.
    """
    for piece in used:
        if sys.getrefcount(piece) == _UNUSED:
            piece.extend(bytes(max(0, size - len(piece))))
            return piece
    new = bytearray(size)
    if len(used) < MOST_KEPT:
        used.append(new)
    return new


def chunks_and_size(stream: IO[bytes], first: bytes) -> tuple[list[bytes], int]:
    """Return the first chunks of a stream, and how large it is: at least so many bytes.

    What cannot be told is read, as far as it takes to know that it is large.
    """
    if stream.seekable():
        here = stream.tell()
        size = stream.seek(0, 2)
        stream.seek(here)
        return [first], size
    chunks, size = [first], len(first)
    while size < LARGE_BYTES and (chunk := stream.read(BYTES_AT_ONCE[STANDARD])):
        chunks.append(chunk)
        size += len(chunk)
    return chunks, size
