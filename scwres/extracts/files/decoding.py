"""Bytes become text: which encoding they are in is told, never assumed."""

from __future__ import annotations

import codecs
import re
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scwres.extracts.files.plain_text import Bytes

UTF_8 = "utf-8"

#: What Windows saves as "CSV" in this country; five of its bytes mean nothing.
WINDOWS = "cp1252"

#: The encodings that ``--encoding`` takes, and what they are called in messages.
ENCODINGS = {
    UTF_8: "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    WINDOWS: "Windows-1252",
}

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, UTF_8),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: What letters look like that were saved in one encoding and read in another: UTF-8 as
#: Windows-1252, or UTF-7 as ASCII.
_MOJIBAKE = (
    "\u00c3[\u0080-\u00bf\u0152-\u2122]|\u00e2\u20ac|\u00c2[\u00a3\u00a0]|\\+A[A-Za-z0-9]{2}[- ]"
)


def has_mojibake(text: str) -> bool:
    """Return whether letters of a text look as if saved in one encoding and read in another."""
    return (not text.isascii() or "+A" in text) and bool(re.search(_MOJIBAKE, text))


class EncodingMark(NamedTuple):
    """An encoding, and how many bytes of a mark it starts with."""

    encoding: str
    mark: int


def told_by_its_start(start: Bytes) -> EncodingMark:
    """Return the encoding that the first bytes of a file tell.

    A byte-order mark says it. Without one, text in UTF-16 has a NUL in every other place
    where its letters are those of English; all else is UTF-8 until it proves not to be.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if start.startswith(mark):
            return EncodingMark(encoding, len(mark))
    sample = start[:200]
    if len(sample) >= 4 and not sample[1::2].strip(b"\0") and b"\0" not in sample[::2]:
        return EncodingMark("utf-16-le", 0)
    if len(sample) >= 4 and not sample[::2].strip(b"\0") and b"\0" not in sample[1::2]:
        return EncodingMark("utf-16-be", 0)
    return EncodingMark(UTF_8, 0)


class Decoder:
    """Decodes the bytes of one text, once.

    Text that is not in UTF-8 after all is read as Windows-1252 from there on: what came
    before was plain ASCII, which is the same in both. Where it was not, the text is a
    mixture, and refused.

    Attributes
    ----------
    encoding
        What the text proved to be in, so far.
    keeps_ascii
        Whether pieces in plain ASCII are handed on as they are.
    """

    keeps_ascii = False

    def __init__(self, encoding: str, *, is_certain: bool) -> None:
        self.encoding = encoding
        self._may_be_windows = encoding == UTF_8 and not is_certain

    def texts(self, chunks: Iterable[Bytes]) -> Iterator[str | Bytes]:
        """Give the text of bytes that come in pieces.

        Raises
        ------
        UnicodeDecodeError
            When the bytes are in no encoding that is known, or not in the one that was said.
        """
        decoder = codecs.getincrementaldecoder(self.encoding)()
        for chunk in chain(chunks, [b""]):
            pending = decoder.getstate()[0]
            if self._is_kept(chunk) and not pending:
                yield chunk
                continue
            try:
                text = decoder.decode(chunk, not chunk)
            except UnicodeDecodeError as error:
                met = pending + chunk
                if not (self._may_be_windows and met[: error.start].isascii()):
                    raise
                self.encoding = WINDOWS
                decoder = codecs.getincrementaldecoder(WINDOWS)()
                text = decoder.decode(met)
            self._may_be_windows = self._may_be_windows and text.isascii()
            yield text

    def _is_kept(self, chunk: Bytes) -> bool:
        is_like_ascii = self.encoding in (UTF_8, WINDOWS)
        return self.keeps_ascii and is_like_ascii and bool(chunk) and chunk.isascii()
