"""The header of a table, which may stand in two rows: questions, and the choices below them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from scwres.extracts.files.blocks import Record
from scwres.extracts.schema import header_name

#: What SurveyMonkey writes below a question that is answered in one column.
_ANSWERS = frozenset({"response", "open_ended_response"})

#: The first columns of its exports.
_RESPONDENT = frozenset({"respondent_id", "collector_id"})


class Heading(NamedTuple):
    """The names of a table's columns, and how many rows they stand in."""

    cells: Record
    rows: int


def heading_at(records: Sequence[Record | None], place: int) -> Heading:
    """Return the heading that starts in a row: of two rows where the next one is part of it.

    >>> heading_at([["Id", "Sex", ""], ["", "Response", "Other"]], 0).cells
    ['Id', 'Sex', 'Sex: Other']
    """
    questions = records[place] or []
    below = records[place + 1] if place + 1 < len(records) else None
    if below is None or not is_second_row(questions, below):
        return Heading(questions, 1)
    cells = []
    question = ""
    for text, choice in zip(questions, below, strict=True):
        question = text.strip() or question
        is_whole = not choice.strip() or header_name(choice) in _ANSWERS
        cells.append(question if is_whole else f"{question.rstrip(' :')}: {choice.strip()}")
    return Heading(cells, 2)


def headings_in(records: Sequence[Record | None]) -> Iterable[Record]:
    """Return the cells of the heading that each row would start."""
    return (heading_at(records, place).cells for place in range(len(records)))


def is_second_row(questions: Record, below: Record) -> bool:
    """Return whether a row holds the choices of the questions above it, as SurveyMonkey's do.

    Its first column is blank, each column has a text in one of the two rows, and it says
    ``Response``; or the columns above it are those of SurveyMonkey.
    """
    if len(questions) != len(below) or not questions[0].strip() or below[0].strip():
        return False
    pairs = [(text.strip(), choice.strip()) for text, choice in zip(questions, below, strict=True)]
    if not all(text or choice for text, choice in pairs) or not any(map(str.strip, below)):
        return False
    says_response = any(header_name(choice) in _ANSWERS for _, choice in pairs)
    return says_response or _RESPONDENT.issubset(map(header_name, questions))
