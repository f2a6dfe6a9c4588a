"""A file's bytes become rows of text, whatever the format, or faults that name the row.

A :class:`Grid` is the rows of one sheet, from the top, before it is known which of them is
the header. ``open_grid`` recognises the format of a file by its first bytes, not by its
name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import chain
from typing import IO

from scwres.errors import Fault, FaultLog
from scwres.extracts.files.blocks import DELIMITERS, Bytes, Record, Rows, first_of, whole_lines
from scwres.extracts.files.counting import Counting, CountRequest
from scwres.extracts.files.engines import BYTES_AT_ONCE, chunks_and_size, counting_by, engine_for
from scwres.extracts.files.grid import (
    CHUNK_BYTES,
    HEADER_WITHIN,
    OLE_START,
    CellRange,
    FaultyGrid,
    Grid,
    IsHeader,
)
from scwres.extracts.files.not_tables import other_than_table
from scwres.extracts.files.text import (
    ENCODINGS,
    UTF_8,
    WINDOWS,
    Decoder,
    EncodingMark,
    RecordReader,
    encoding_at_start,
)
from scwres.extracts.rules import ARROW, ReadingOptions
from scwres.extracts.tables.headings import headings_in
from scwres.text.phrases import in_words

_ZIP = b"PK\x03\x04"
_PARQUET = b"PAR1"

_DELIMITER_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}


def open_grid(
    name: str,
    stream: IO[bytes],
    reading: ReadingOptions,
    is_header: IsHeader,
    *,
    merged: list[CellRange] | None = None,
) -> Grid:
    """Return the rows of a file.

    Parameters
    ----------
    name
        The file's name, for messages.
    stream
        Its bytes, from the start.
    is_header
        Returns whether a row can be the header; where several delimiters or sheets are
        possible, the one with a header is meant.
    merged
        Where merged cells of a workbook are added, for whoever judges them by what the rows hold.
        Without it those in a table are faults.
    """
    first = stream.read(CHUNK_BYTES)
    if not first:
        return FaultyGrid(name, "is empty", "Expected a header with rows below it.", "no-rows")
    if first.startswith((_ZIP, OLE_START)):
        from scwres.extracts.files.workbook import open_workbook

        return open_workbook(name, first + stream.read(), reading, is_header, merged)
    if first.startswith(_PARQUET):
        from scwres.extracts.files.parquet import open_parquet

        if stream.seekable():
            stream.seek(0)
            return open_parquet(name, [stream])
        return open_parquet(name, [BytesIO(first + stream.read())])
    if other_format := other_than_table(first):
        what = f"is {other_format.what}, not a table"
        return FaultyGrid(name, what, other_format.fix, "file-type")
    first_chunks, size = chunks_and_size(stream, first)
    engine = engine_for(reading.engine, size)
    chunks = whole_lines(first_chunks, stream, BYTES_AT_ONCE[engine])
    return TextGrid(name, chunks, reading.encoding, is_header, engine)


class TextGrid:
    """Delimited text, in whatever encoding and with whatever delimiter it proves to have."""

    sheet_name = ""
    first_rows = ()
    starts_with_header = False

    def __init__(
        self,
        name: str,
        chunks: Iterator[Bytes],
        encoding: str | None,
        is_header: IsHeader,
        engine: str,
    ) -> None:
        from hashlib import sha256

        self._log = FaultLog(name)
        self._engine = engine
        self._hash = sha256()
        first = next(chunks)
        encoding_mark = encoding_at_start(first)
        self._is_certain = encoding is not None or encoding_mark != EncodingMark(UTF_8, 0)
        self._decoder = Decoder(encoding or encoding_mark.encoding, is_certain=self._is_certain)
        mark = encoding_mark.mark if self._decoder.encoding == encoding_mark.encoding else 0
        texts = self._texts(chain([first[mark:]], chunks), first[:mark])
        sample = str(next(texts, ""))
        self._decoder.keeps_ascii = engine == ARROW
        self.delimiter = _delimiter_of(sample, is_header)
        if self.delimiter is None:
            self._log.add(
                "could be split by more than one separator",
                "Save it again as 'CSV UTF-8 (comma delimited)'.",
                "text-encoding",
            )
        reader = RecordReader(chain([sample], texts), self.delimiter or ",", self._log)
        self._blocks = reader.blocks() if self.delimiter else iter(())

    @property
    def notes(self) -> tuple[str, ...]:
        """How the text was decoded, where that was not given and is uncertain."""
        if self._decoder.encoding != WINDOWS:
            return ()
        return ("read as Windows-1252: check that letters with accents are right",)

    @property
    def form(self) -> str:
        """What the file is, in words."""
        delimiter_name = _DELIMITER_NAMES.get(self.delimiter or "", "")
        return ", ".join(
            filter(None, ["text", ENCODINGS.get(self._decoder.encoding, ""), delimiter_name])
        )

    def _texts(self, chunks: Iterable[Bytes], mark: Bytes) -> Iterator[str | Bytes]:
        """Yield the text of chunks, as far as it is in an encoding that is known."""
        self._hash.update(mark)
        try:
            yield from self._decoder.texts(self._hashed(chunks))
        except UnicodeDecodeError:
            encodings = [ENCODINGS[self._decoder.encoding]]
            if not self._is_certain:
                encodings = [ENCODINGS[UTF_8], ENCODINGS[WINDOWS]]
            self._log.add(
                f"is not all in {in_words(encodings, last='or')}",
                "Save it again as 'CSV UTF-8', or name its encoding with --encoding.",
                "text-encoding",
            )

    def _hashed(self, chunks: Iterable[Bytes]) -> Iterator[Bytes]:
        for chunk in chunks:
            self._hash.update(chunk)
            yield chunk

    @property
    def is_large(self) -> bool:
        """Whether it is counted as a large one."""
        return self._engine == ARROW

    def blocks(self) -> Iterator[Rows]:
        """Yield the rows in blocks."""
        return self._blocks

    def counting(self, request: CountRequest) -> Counting | None:
        """Return how the text is counted."""
        if request.is_whole:
            return None
        return counting_by(self._engine, request, self.delimiter or ",")

    def faults(self) -> list[Fault]:
        """Return what is wrong with the text."""
        return self._log.faults()

    def sha256(self) -> str:
        """Return the hash of the bytes that were read."""
        return self._hash.hexdigest()


def _delimiter_of(sample: str, is_header: IsHeader) -> str | None:
    """Return the delimiter of a text, from its first block; None where several would do.

    The one with which a header is found; else the one that splits every row alike; else a
    comma, for the faults that it gives.
    """
    if not any(delimiter in sample for delimiter in DELIMITERS[1:]):
        return ","
    heads = {
        delimiter: _first_records(sample, delimiter)
        for delimiter in DELIMITERS
        if delimiter in sample
    }
    with_header = [
        delimiter for delimiter, head in heads.items() if any(map(is_header, headings_in(head)))
    ]
    if len(with_header) == 1:
        return with_header[0]
    agreeing = [delimiter for delimiter in with_header or heads if _all_alike(heads[delimiter])]
    if len(agreeing) == 1:
        return agreeing[0]
    return None if len(with_header) > 1 else ","


def _first_records(sample: str, delimiter: str) -> list[Record]:
    """Return the first rows of a text; the last, which may go on, is left out."""
    reader = RecordReader([sample], delimiter, FaultLog(""))
    first = first_of(next(reader.blocks(), []), HEADER_WITHIN)
    return [record for record in first if record]


def _all_alike(records: list[Record]) -> bool:
    return len({len(record) for record in records}) == 1 and len(records[0]) > 1
