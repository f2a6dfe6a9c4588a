"""The bytes of a text in large pieces that end where lines do, their room used again."""

from __future__ import annotations

import sys
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scwres.extracts.files.plain_text import Bytes

#: So many pieces are kept to be used again: more than are counted at once.
MOST_KEPT = 8


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
