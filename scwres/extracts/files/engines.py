"""Which engine counts an extract: the standard library's, or Arrow's for a large one.

Both count the same. Arrow takes a tenth of a second to load, and counts a row several times
faster; ``benchmarks/RESULTS.md`` has where the two curves cross.
"""

from __future__ import annotations

from typing import IO

from scwres.extracts.files.counting import Counting, CountRequest, counting_of_lines
from scwres.extracts.files.workers import threads_exist
from scwres.extracts.rules import ARROW, STANDARD
from scwres.quiet import load_quietly

#: How many bytes of a text each engine reads at once.
BYTES_AT_ONCE = {STANDARD: 1 << 20, ARROW: 8 << 20}

#: A text of this many bytes or more is counted by Arrow, unless the user chose an engine.
LARGE_BYTES = 24 << 20


def engine_for(engine: str | None, size: int) -> str:
    """Return the engine that was requested, or the one for a text of a size in bytes.

    Arrow always starts a thread to read text, so it is not used where there are no threads.
    """
    engine = engine or (ARROW if size >= LARGE_BYTES else STANDARD)
    return engine if engine == STANDARD or threads_exist() else STANDARD


def counting_by(engine: str, request: CountRequest, delimiter: str) -> Counting | None:
    """Return how an engine counts plain text; None where it reads every row."""
    if engine == STANDARD:
        return counting_of_lines(request, delimiter)
    from scwres.extracts.files.arrow import ArrowTextCounting

    load_quietly("numpy", "pyarrow", "pyarrow.compute", "pyarrow.csv")
    return ArrowTextCounting(request, delimiter)


def chunks_and_size(stream: IO[bytes], first: bytes) -> tuple[list[bytes], int]:
    """Return the first chunks of a stream, and its size in bytes, or a lower bound of it.

    A stream of unknown size is read as far as it takes to know that it is large.
    """
    if stream.seekable():
        position = stream.tell()
        size = stream.seek(0, 2)
        stream.seek(position)
        return [first], size
    chunks, size = [first], len(first)
    while size < LARGE_BYTES and (chunk := stream.read(BYTES_AT_ONCE[STANDARD])):
        chunks.append(chunk)
        size += len(chunk)
    return chunks, size
