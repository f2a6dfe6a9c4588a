"""Looks into a workbook before it is opened: a small file can unpack to gigabytes.

Limits after Apache POI's and REQUIREMENTS of this project: sizes are counted while
unpacking, because a directory may lie.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import NamedTuple

MOST_PARTS = 1_000
MOST_BYTES = 256 << 20

#: A part that unpacks to more than so many times its size is a bomb, if it is large at all.
MOST_RATIO = 100
SMALL_BYTES = 1 << 20

_PIECE = 1 << 16


class WorkbookRefusal(NamedTuple):
    """Why a workbook is not opened: what is wrong, and how to mend it."""

    what: str
    fix: str


class Parts:
    """The parts of a workbook that passed, unpacked when they are asked for."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.names = frozenset(archive.namelist())

    def text(self, name: str) -> str:
        """Return a part as text; empty when there is none of that name."""
        if name not in self.names:
            return ""
        return self._archive.read(name).decode("utf-8", "replace")


_DAMAGED = WorkbookRefusal(
    "is a damaged workbook: it cannot be unpacked",
    "Open it in Excel, let it repair the file, and save it again.",
)
_BOMB = WorkbookRefusal(
    "unpacks to far more than a workbook of its size holds",
    "Open it in Excel, delete empty rows and columns, and save it again.",
)


def guarded(content: bytes) -> Parts | WorkbookRefusal:
    """Return the parts of a workbook, or why it is not opened."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        refused = _directory_fault(archive) or _contents_fault(archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError):
        return _DAMAGED
    return refused or Parts(archive)


def _directory_fault(archive: zipfile.ZipFile) -> WorkbookRefusal | None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        return WorkbookRefusal(
            f"has {len(parts):,} parts; a workbook has at most {MOST_PARTS:,}",
            "Keep the sheet with the extract, and save it as a workbook of its own.",
        )
    if any(part.flag_bits & 1 for part in parts):
        return WorkbookRefusal("is protected by a password", "Save it without one.")
    for part in parts:
        path = part.filename.replace("\\", "/")
        if path.startswith("/") or ".." in path.split("/") or ":" in path:
            return WorkbookRefusal(
                "holds a part whose name leads out of the workbook",
                "It was not made by Excel: do not use it.",
            )
    if sum(part.file_size for part in parts) > MOST_BYTES:
        return _BOMB
    return None


def _contents_fault(archive: zipfile.ZipFile) -> WorkbookRefusal | None:
    """Unpack every part once, to count what it holds and to look for a document type."""
    total = 0
    for part in archive.infolist():
        unpacked = 0
        before = b""
        is_xml = part.filename.casefold().endswith((".xml", ".rels"))
        with archive.open(part) as stream:
            while piece := stream.read(_PIECE):
                unpacked += len(piece)
                total += len(piece)
                is_bomb = unpacked > max(SMALL_BYTES, MOST_RATIO * part.compress_size)
                if is_bomb or total > MOST_BYTES:
                    return _BOMB
                if is_xml and b"<!doctype" in (before + piece).lower():
                    return WorkbookRefusal(
                        "declares a document type, as no workbook of Excel does",
                        "It could make a reader do harm: do not use it.",
                    )
                before = piece[-16:]
    return None
