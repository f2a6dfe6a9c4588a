"""What a file is that is not an extract, by how it starts; and how to get an extract of it."""

from __future__ import annotations

import re
from typing import NamedTuple

from scwres.extracts.files.text import encoding_at_start

#: How many bytes at the start of a file are looked at.
START_BYTES = 8_192

_SAVE_AGAIN = "Open it in Excel and save it as a workbook (.xlsx) or as 'CSV UTF-8'."
_EXPORT = "Export the original table as CSV or Excel."
_UNPACK = "Unpack it first."


class OtherFormat(NamedTuple):
    """What a file is, and what to do to get an extract."""

    what: str
    fix: str


#: By the first bytes.
_BY_BYTES: tuple[tuple[bytes, OtherFormat], ...] = (
    (b"\x1f\x8b", OtherFormat("a gzip archive", _UNPACK)),
    (b"7z\xbc\xaf", OtherFormat("a 7-Zip archive", _UNPACK)),
    (b"Rar!", OtherFormat("a RAR archive", _UNPACK)),
    (b"BZh", OtherFormat("a bzip2 archive", _UNPACK)),
    (b"\xfd7zXZ", OtherFormat("an xz archive", _UNPACK)),
    (b"\x89PNG", OtherFormat("a picture", _EXPORT)),
    (b"\xff\xd8\xff", OtherFormat("a picture", _EXPORT)),
    (b"SQLite format 3", OtherFormat("an SQLite database", _EXPORT)),
    (b"$FL2", OtherFormat("an SPSS file", "Export it from SPSS as CSV or Excel.")),
    *(
        (start, OtherFormat("an Excel 2, 3 or 4 worksheet", _SAVE_AGAIN))
        for start in (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
    ),
)

_EMAIL = OtherFormat("an email message", "Save the attached file, and give that.")

#: The first two lines of a message, of which the second may go on with the first.
_HEADERS = (
    r"(?=(?:mime-version|received|return-path|delivered-to|message-id|x-[a-z-]+|content-type|from"
    r"|to|cc|subject|date|reply-to|thread-topic|thread-index|importance|sender"
    r"|snapshot-content-location): [^\n]*\n(?:[ \t][^\n]*\n)*[a-z][\w-]+: )"
)

#: By the text that a file starts with, whatever its encoding; the first that fits.
_BY_TEXT: tuple[tuple[str, OtherFormat], ...] = (
    (r"%PDF", OtherFormat("a PDF document", _EXPORT)),
    (r"\{\\rtf", OtherFormat("a rich text document (RTF)", _EXPORT)),
    (rf"(?s){_HEADERS}(?:(?!\n\n).)*?^(?:to|cc|received|delivered-to|return-path):", _EMAIL),
    (
        rf"(?s){_HEADERS}.*?(?:multipart/related|x-document-type|content-location|<html)",
        OtherFormat("a web page in one file (MHTML), despite its name", _SAVE_AGAIN),
    ),
    (_HEADERS, _EMAIL),
    (
        r"(?s)<.*?(?:urn:schemas-microsoft-com:office:spreadsheet|progid=.Excel\.Sheet)",
        OtherFormat("an XML Spreadsheet 2003, despite its name", _SAVE_AGAIN),
    ),
    (
        r"(?s)<(?:\?xml[^>]*>\s*<)?(?:!--.*?-->\s*<)?"
        r"(?:!doctype html|html|head|body|table|meta|style|div)\b",
        OtherFormat("a web page (HTML), despite its name", _SAVE_AGAIN),
    ),
    (r"<[?!a-z]", OtherFormat("an XML document", _SAVE_AGAIN)),
    (
        r"(?-i:ID;P[A-Z0-9.]*(?:;[NE])*)\n(?-i:[BCFPOEW]|NN|NU|NE);",
        OtherFormat("a SYLK file (.slk)", _SAVE_AGAIN),
    ),
    (r"TABLE\s*\n\s*0,1\s*\n", OtherFormat("a DIF file", _SAVE_AGAIN)),
    (
        r"\{\s*(?:\"|\}\s*\Z)|\[\s*(?:\{|\[|\]\s*\Z|\"[^\"]*\"\s*\]\s*\Z)",
        OtherFormat("a JSON document", "Export the data as CSV or Excel."),
    ),
)


def other_than_table(start: bytes) -> OtherFormat | None:
    """Return what a file is whose first bytes are given; None where it may be a table.

    >>> other_than_table(b'[{"ethnicity": "Indian"}]').what
    'a JSON document'
    """
    for first, other_format in _BY_BYTES:
        if start.startswith(first):
            return other_format
    encoding_mark = encoding_at_start(start)
    sample = start[encoding_mark.mark : START_BYTES]
    text = sample.decode(encoding_mark.encoding, errors="replace").lstrip("\ufeff \t\r\n")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for shape, other_format in _BY_TEXT:
        if re.match(shape, text, re.IGNORECASE | re.MULTILINE):
            return other_format
    return None
