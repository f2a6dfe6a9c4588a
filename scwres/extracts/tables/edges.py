"""What stands around a table in a sheet, and which of its cells are part of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scwres.ethnicity.labels import category_of
from scwres.extracts.cells.values import is_total
from scwres.extracts.files.blocks import Record, is_filled

#: In a table of this many columns or more, a row with two cells filled is hardly one of the table.
WIDE = 5


#: A footnote has at least this many words, or starts as notes do.
FOOTNOTE_WORDS = 3


FOOTNOTE_STARTS = ("note", "notes", "source", "*", "†", "‡", "(", "[", "generated", "printed")

#: How many records a report holds, as programs write below it.
_NUMBER_OF_RECORDS = re.compile(
    r"\d[\d,]* (?:records?|rows?|results?|entries|responses?)\b.*"
    r"|(?:records|rows|results|entries|responses)(?: returned| found)?\s?[:=]\s?\d[\d,]*",
    re.IGNORECASE,
)


def blocks_of(header: Sequence[str]) -> list[tuple[int, int]]:
    """Return where blocks of named columns start and end, where there are several."""
    edges = [i for i, name in enumerate(header) if not name.strip()]
    ends = [*edges, len(header)]
    blocks = [(a + 1, b) for a, b in zip([-1, *edges], ends, strict=True) if b > a + 1]
    return blocks if len(blocks) > 1 else []


def fullest(records: list[Record | None], filled: list[int]) -> int:
    """Return the first row with the most cells filled: titles above a table fill few."""
    return max(filled, key=lambda i: (sum(map(bool, map(str.strip, records[i] or []))), -i))


def is_note(text: str) -> bool:
    """Return whether the first cell of a row below a table holds a note rather than a value.

    >>> is_note("387 records"), is_note("Rows: 387"), is_note("387"), is_note("S0387")
    (True, True, False, False)
    """
    if text.casefold().startswith(FOOTNOTE_STARTS) or _NUMBER_OF_RECORDS.fullmatch(text):
        return True
    has_words = len(text.split()) >= FOOTNOTE_WORDS or text.endswith(":")
    return has_words and category_of(text) is None and not is_total(text)


def is_remark(text: str) -> bool:
    """Return whether a line that stands apart, below a table, holds words and no value.

    >>> is_remark("OFFICIAL"), is_remark("Indian"), is_remark("S0012"), is_remark("Total")
    (True, False, False, False)
    """
    is_of_words = not any(map(str.isdigit, text)) or " " in text
    return is_of_words and category_of(text) is None and not is_total(text, in_sparse_row=True)


def taken_from_end(records: list[Record | None]) -> list[Record | None]:
    """Take the last rows that are blank, or hold something in one or two cells alone.

    They may be the end of the table or the notes below it: the next row shows which. In a
    narrow table a row of two cells is an ordinary one.
    """
    last_rows: list[Record | None] = []
    while records and (last := records[-1]) is not None:
        few = 2 if len(last) >= WIDE else 1
        if sum(map(bool, map(str.strip, last))) > few or (few == 1 and is_filled(last[1:])):
            break
        last_rows.append(records.pop())
    return last_rows[::-1]
