"""Answers that stand in a column beside their question, as SurveyMonkey's "Other" does.

Who says an ethnicity there has left the question itself blank, and is counted as unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from scwres.errors import Caution
from scwres.extracts.files.blocks import Record
from scwres.extracts.schema import ETHNICITY, POPULATION
from scwres.extracts.tables.header import Layout
from scwres.text.phrases import number_of, shown

_OTHER = re.compile(r"(?P<question>.+?)\s*: (?:other\b.*|.*\bplease specify\b.*)", re.IGNORECASE)


def questions_and_others(header: Sequence[str]) -> list[tuple[int, int]]:
    """Return where questions stand, each with where its other answers are specified.

    >>> questions_and_others(["Id", "Ethnicity", "Ethnicity: Other (please specify)"])
    [(1, 2)]
    """
    names = [name.strip().rstrip(" :") for name in header]
    matches = [(other, _OTHER.fullmatch(name)) for other, name in enumerate(names)]
    return [
        (names.index(match["question"]), other)
        for other, match in matches
        if match and match["question"] in names
    ]


def rows_specified(records: Sequence[Record | None], question: int, other: int) -> int:
    """Return in how many rows a question is blank and another answer is specified."""
    return sum(not row[question].strip() and bool(row[other].strip()) for row in records if row)


def other_cautions(
    file: str, layout: Layout | None, specified: Mapping[tuple[int, int], int]
) -> Iterator[Caution]:
    """Warn of those who specify their ethnicity in a column that is not read."""
    place = layout.index_of(ETHNICITY.name) if layout else None
    if layout is None or place is None or layout.kind is POPULATION:
        return
    for (question, other), rows in specified.items():
        if question == layout.positions[place] and other not in layout.positions and rows:
            give = f"{number_of(rows, 'row')} {'gives' if rows == 1 else 'give'}"
            count = "it counts" if rows == 1 else "they count"
            yield Caution(
                "other-specify",
                f"{file}: {give} an ethnicity only in column {shown(layout.headers[other])}, "
                f"which is not read, so {count} as unknown. "
                f"Enter the answers in column {shown(layout.headers[question])}.",
            )
