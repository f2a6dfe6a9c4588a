"""A plan and its evaluation as a workbook: the plan in its own form, its outcomes, its measures.

A status is a word, and its colour is that of the cell too. The first sheet can be read as a plan.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from scwres.plan.evaluation import Evaluation
from scwres.plan.plan import Commitment
from scwres.plan.ratings import AMBER, BLUE, GREEN, GREY, RED
from scwres.reports.document.plans import (
    ALREADY,
    OUTCOME,
    actions_table,
    commitment_to,
    commitments_alone,
    has_figures,
    measures_table,
    outcomes_table,
    plan_heading,
    plan_notes,
    plan_summary,
)
from scwres.reports.document.words import Table, Value
from scwres.reports.workbook.workbook import (
    A4,
    MADE,
    MOST_LETTERS,
    PROSE,
    SIZE,
    TEXTS_AS_THEY_ARE,
    set_height,
    set_widths,
    with_language,
)
from scwres.text.untrusted import printable

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: The fills of statuses, on which black text stands out.
FILLS = {
    RED: "#F4CDC6",
    AMBER: "#FFF2B3",
    GREEN: "#CCE2D8",
    BLUE: "#D2E2F1",
    GREY: "#E5E5E5",
}

#: The most letters that a cell of a column has, and the width of the column in letters.
_WIDTHS = ((12, 14), (40, 24), (200, 36), (MOST_LETTERS, 56))


class _Formats(NamedTuple):
    title: Format
    heading: Format
    sentence: Format
    bold: Format
    plain: Format
    by_colour: dict[str, Format]


def as_workbook(evaluation: Evaluation, width: int | None = None) -> bytes:
    """Return a plan as the bytes of a workbook, whatever the width."""
    from xlsxwriter import Workbook

    content = io.BytesIO()
    with Workbook(content, TEXTS_AS_THEY_ARE) as workbook:
        title = plan_heading(evaluation)
        workbook.set_properties({"title": title, "comments": evaluation.notice, "created": MADE})
        formats = _formats(workbook)
        sheet = _sheet(workbook, "Plan")
        _write_plan(sheet, evaluation, formats)
        if evaluation.outcomes:
            table = outcomes_table(evaluation, "outcomes", "Outcomes of the plan")
            _write_table(_sheet(workbook, "Outcomes"), table, evaluation.notice, formats)
        if has_figures(evaluation):
            table = measures_table(evaluation, "measures", "How the measures changed")
            _write_table(_sheet(workbook, "Measures"), table, evaluation.notice, formats)
        notes = _sheet(workbook, "Notes")
        notes.set_column(0, 0, PROSE)
        for row, note in enumerate(("Notes", *plan_notes(evaluation))):
            _write(notes, row, 0, note, formats.plain if row else formats.title)
            set_height(notes, row, [note], [PROSE])
    return with_language(content.getvalue())


def _sheet(workbook: Workbook, name: str) -> Worksheet:
    """Return a new sheet, which is printed on A4 across."""
    sheet = workbook.add_worksheet(name)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    return sheet


def _formats(workbook: Workbook) -> _Formats:
    usual = {"font_name": "Arial", "font_size": SIZE, "text_wrap": True, "valign": "top"}
    return _Formats(
        workbook.add_format({**usual, "bold": True, "font_size": 16, "text_wrap": False}),
        workbook.add_format({**usual, "bold": True, "text_wrap": False}),
        workbook.add_format({**usual, "text_wrap": False}),
        workbook.add_format({**usual, "bold": True}),
        workbook.add_format(usual),
        {
            colour: workbook.add_format({**usual, "bg_color": fill, "font_color": "#000000"})
            for colour, fill in FILLS.items()
        },
    )


def _write_plan(sheet: Worksheet, evaluation: Evaluation, formats: _Formats) -> None:
    """Write the plan as people keep it: its header, and each theme above its actions."""
    plan = evaluation.plan
    table = actions_table(evaluation, "", "")
    widths = _widths(table)
    set_widths(sheet, widths)
    sentences = filter(None, (evaluation.notice, plan_summary(evaluation)))
    _write(sheet, 0, 0, plan.title, formats.title)
    row = 1
    for sentence in sentences:
        _write(sheet, row, 0, sentence, formats.sentence)
        row += 1
    for column, header in enumerate(table.headers):
        _write(sheet, row, column, header, formats.bold)
    set_height(sheet, row, table.headers, widths)
    sheet.freeze_panes(row + 1, 0)
    sheet.repeat_rows(row)
    headings = {action.theme for action in plan.actions}
    headings |= {commitment.name for commitment in plan.commitments}
    for entry in _plan_rows(evaluation):
        row += 1
        if isinstance(entry, str):
            is_heading = entry in headings
            _write(sheet, row, 0, entry, formats.heading if is_heading else formats.sentence)
        else:
            _write_row(sheet, row, entry, widths, formats)


def _plan_rows(evaluation: Evaluation) -> Iterator[str | Sequence[Value]]:
    """Yield each theme and what it promises as a text, and each action as its cells."""
    plan = evaluation.plan
    for theme, actions in groupby(
        evaluation.actions, key=lambda evaluated: evaluated.action.theme
    ):
        if theme:
            yield theme
            yield from _commitment_rows(commitment_to(plan, theme))
        yield from actions_table(evaluation._replace(actions=tuple(actions)), "", "").rows
    for commitment in commitments_alone(plan):
        yield commitment.name
        yield from _commitment_rows(commitment)


def _commitment_rows(commitment: Commitment | None) -> Iterator[str]:
    """Yield what stands below the name of a commitment, each entry of a list in its own row."""
    if commitment is not None and commitment.outcome:
        yield f"{OUTCOME}: {commitment.outcome}"
    if commitment is not None and commitment.already:
        yield f"{ALREADY}:"
        yield from (f"\u2022 {entry}" for entry in commitment.already)


def _write_table(sheet: Worksheet, table: Table, notice: str, formats: _Formats) -> None:
    """Write a table below its title and the notice."""
    widths = _widths(table)
    set_widths(sheet, widths)
    _write(sheet, 0, 0, table.title, formats.title)
    _write(sheet, 1, 0, notice, formats.sentence)
    for column, header in enumerate(table.headers):
        _write(sheet, 2, column, header, formats.bold)
    set_height(sheet, 2, table.headers, widths)
    for row, values in enumerate(table.rows, 3):
        _write_row(sheet, row, values, widths, formats)
    sheet.freeze_panes(3, 0)


def _write_row(
    sheet: Worksheet,
    row: int,
    values: Sequence[Value],
    widths: Sequence[int],
    formats: _Formats,
) -> None:
    for column, value in enumerate(values):
        _write(sheet, row, column, value.beside, formats.by_colour.get(value.rag, formats.plain))
    set_height(sheet, row, [value.beside for value in values], widths)


def _write(sheet: Worksheet, row: int, column: int, text: str, cell_format: Format) -> None:
    if text:
        sheet.write_string(row, column, printable(text)[:MOST_LETTERS], cell_format)


def _widths(table: Table) -> list[int]:
    """Return the widths of columns in letters: wider for longer texts."""
    longest = (
        max((len(header) // 2, *(len(row[column].beside) for row in table.rows)))
        for column, header in enumerate(table.headers)
    )
    return [next(width for most, width in _WIDTHS if letters <= most) for letters in longest]
