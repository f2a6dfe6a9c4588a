"""Workbooks to be filled in by hand: one for each kind of extract.

Each has a page of instructions and a sheet for the rows, whose cells offer the words that are
read. ``extracts.tables.templates`` recognises it when it comes back.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from scwres.counts import PAY_BAND
from scwres.errors import Fault, UsageError
from scwres.ethnicity.categories import CATEGORIES, UNKNOWN
from scwres.extracts.schema import (
    APPLICATIONS,
    COUNTS,
    ITEMS,
    SHORTLISTING,
    STAFF,
    STAFF_ID,
    Column,
    Holds,
    Kind,
)
from scwres.extracts.tables.templates import (
    EXAMPLE,
    TEMPLATE_KINDS,
    VERSION,
    sheet_name_of,
    template_columns,
)
from scwres.extracts.vocabulary import EMPLOYMENT, STAGES
from scwres.files.folders import make_folder
from scwres.files.whole import write_whole
from scwres.reports.workbook.workbook import (
    A4,
    MADE,
    SIZE,
    TEXTS_AS_THEY_ARE,
    set_height,
    set_widths,
    with_language,
)
from scwres.text.phrases import in_words

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: The name of the page of instructions.
INSTRUCTIONS = "How to fill in"

#: The rows below the header in which cells offer words and check what is entered.
ROWS_CHECKED = 20_000

#: The words that the cells of a column offer, by what it holds: all are read as they stand.
WORDS: Mapping[Holds, tuple[str, ...]] = {
    Holds.YES_NO: ("Y", "N"),
    Holds.ETHNICITY: tuple(
        category.name for category in CATEGORIES if category.detailed or category.side == UNKNOWN
    ),
    Holds.STAGE: tuple(word.capitalize() for word in STAGES),
    Holds.EMPLOYMENT: tuple(word.capitalize() for word in EMPLOYMENT),
    Holds.ITEM_NAME: tuple(ITEMS),
}

#: What the example holds: by the column, or by what a column holds.
_EXAMPLE_OF: Mapping[str, str | int] = {
    "directorate": "Adult Social Care",
    "team": "Reablement",
    PAY_BAND: "Grade 7",
    "job_role": "Social Worker",
    "regulated_professional": "Y",
    "cpd": "Y",
    "funded": "Y",
    "shortlisted": "Y",
}
_EXAMPLE_OF_WHAT: Mapping[Holds, str | int | date] = {
    Holds.ID: EXAMPLE,
    Holds.ETHNICITY: EXAMPLE,
    Holds.YES_NO: "N",
    Holds.TEXT: "",
    Holds.DATE: date(2025, 3, 31),
    Holds.STAGE: "Formal investigation",
    Holds.EMPLOYMENT: "Permanent",
    Holds.MONEY: 34_000,
    Holds.ITEM_NAME: "disciplinary",
    Holds.ANSWER: "yes",
    Holds.PEOPLE: 12,
}
#: Columns that are blank in the example: it is of someone in post.
_BLANK_IN_EXAMPLE = frozenset({"leaving_date", "probation_end", "outcome"})

#: The letters that Excel allows in the title and the text of what a cell says when it is chosen.
_MOST_IN_TITLE, _MOST_IN_MESSAGE = 32, 255

#: The width of a column in letters, and of those of the instructions.
_WIDTH = 22
_WIDTHS = (28, 60, 46, 12)

_DATE_FORMAT = "yyyy-mm-dd"

#: Dates of a person's employment lie between these days.
_FIRST_DAY, _LAST_DAY = datetime(1920, 1, 1), datetime(2099, 12, 31)  # noqa: DTZ001


class _Formats(NamedTuple):
    title: Format
    bold: Format
    plain: Format
    needed: Format
    optional: Format
    example: Format
    example_date: Format
    text: Format
    date: Format


def write_templates(folder: Path) -> list[Path]:
    """Write a workbook to be filled in for each kind of extract, and return their paths.

    Raises
    ------
    UsageError
        When one of the files exists: it could be filled in.
    FileError
        When a file cannot be written.
    """
    kind_by_name = {f"{kind.name}.xlsx": kind for kind in TEMPLATE_KINDS}
    if existing := [name for name in kind_by_name if (folder / name).exists()]:
        what = f"already holds {in_words(existing)}, and nothing was changed"
        raise UsageError([Fault(str(folder), what, "Name an empty folder.", "file-exists")])
    make_folder(folder)
    for name, kind in kind_by_name.items():
        write_whole(folder / name, [template(kind)])
    return [folder / name for name in kind_by_name]


def template(kind: Kind) -> bytes:
    """Return the workbook for a kind of extract, always the same bytes."""
    from xlsxwriter import Workbook

    content = io.BytesIO()
    with Workbook(content, TEXTS_AS_THEY_ARE) as workbook:
        title = f"{_title(kind)}: how to fill in this workbook"
        workbook.set_properties({"title": title, "created": MADE})
        formats = _formats(workbook)
        instructions = workbook.add_worksheet(INSTRUCTIONS)
        ranges = _write_instructions(instructions, kind, title, formats)
        _write_rows(workbook.add_worksheet(sheet_name_of(kind)), kind, ranges, formats)
        instructions.activate()
    return with_language(content.getvalue())


def example_of(column: Column) -> str | int | date:
    """Return what a column holds in the example; blank where someone in post has nothing."""
    if column.name in _BLANK_IN_EXAMPLE:
        return ""
    return _EXAMPLE_OF.get(column.name, _EXAMPLE_OF_WHAT[column.holds])


def _title(kind: Kind) -> str:
    return kind.name.replace("_", " ").capitalize()


def _sentences(kind: Kind) -> Iterator[str]:
    """Yield what to do, a sentence or two at a time."""
    yield (
        f"Fill in the sheet '{sheet_name_of(kind)}'. Each row is {kind.row_is}. Do not rename the "
        "sheet or its headers: they show what the workbook holds."
    )
    yield (
        f"The row that starts with {EXAMPLE} shows how. It is never counted, and you can delete "
        "it."
    )
    needed = in_words([f"'{name}'" for name in kind.needs])
    yield (
        (f"The file needs {needed}. " if needed else "")
        + "Leave a whole column blank if you do not have it. It is then not read."
    )
    if any(column.holds is Holds.YES_NO for column in kind.columns):
        yield (
            "In a column of Y or N, enter N for everyone without the event. A blank counts as no "
            "answer."
        )
    if kind is not COUNTS:
        yield "Do not enter names, addresses or anything else that shows who a person is."
    if STAFF_ID in kind.columns:
        yield (
            "Use the same staff numbers in all workbooks. If you have none, leave the column "
            "blank in all of them."
        )
    if kind is STAFF:
        yield (
            "If you fill in disciplinary.xlsx, fitness_to_practise.xlsx or cpd.xlsx, leave that "
            "column blank here. If you fill in leavers.xlsx, list the people who left only there."
        )
    if kind in (APPLICATIONS, SHORTLISTING):
        yield "Fill in applications.xlsx or shortlisting.xlsx, not both."
    yield (
        "Then check the folder that holds your workbooks: scwres check FOLDER. A workbook that "
        "you leave empty counts as not given."
    )
    yield f"This is version {VERSION} of the template for '{kind.name}'."


def _write_instructions(
    sheet: Worksheet, kind: Kind, title: str, formats: _Formats
) -> dict[Holds, str]:
    """Write what to do, the columns and the lists of words; return where each list stands."""
    set_widths(sheet, _WIDTHS)
    sheet.write_string(0, 0, title, formats.title)
    row = 1
    for sentence in _sentences(kind):
        sheet.merge_range(row, 0, row, 2, sentence, formats.plain)
        set_height(sheet, row, [sentence], [sum(_WIDTHS[:3])])
        row += 1
    row += 1
    for place, heading in enumerate(("Header", "Meaning", "Each cell holds", "Needed")):
        sheet.write_string(row, place, heading, formats.bold)
    for column in template_columns(kind):
        row += 1
        texts = (column.name, column.meaning, str(column.holds), _need(column, kind))
        for place, text in enumerate(texts):
            sheet.write_string(row, place, text, formats.plain)
        set_height(sheet, row, texts, _WIDTHS)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    return dict(_write_lists(sheet, kind, row + 2, formats))


def _need(column: Column, kind: Kind) -> str:
    """Return whether a template needs a column, in a word."""
    if column.name in kind.needs:
        return "yes"
    return "extra" if column.is_extra else "if known"


def _write_lists(
    sheet: Worksheet, kind: Kind, first_row: int, formats: _Formats
) -> Iterator[tuple[Holds, str]]:
    """Write the words that cells offer below the columns, and yield the range of each list."""
    row = first_row
    for holds, words in WORDS.items():
        headers = [column.name for column in template_columns(kind) if column.holds is holds]
        if not headers:
            continue
        sheet.write_string(row, 0, "Words to choose from", formats.bold)
        sheet.write_string(row, 1, f"For {in_words(headers)}", formats.plain)
        set_height(sheet, row, [f"For {in_words(headers)}"], [_WIDTHS[1]])
        for word in words:
            row += 1
            sheet.write_string(row, 0, word, formats.plain)
        yield holds, f"='{INSTRUCTIONS}'!$A${row - len(words) + 2}:$A${row + 1}"
        row += 2


def _write_rows(
    sheet: Worksheet, kind: Kind, ranges: Mapping[Holds, str], formats: _Formats
) -> None:
    """Write the header and the example, and have the cells below check what is entered."""
    for place, column in enumerate(template_columns(kind)):
        is_date = column.holds is Holds.DATE
        sheet.set_column(place, place, _WIDTH, formats.date if is_date else formats.text)
        heading = formats.needed if column.name in kind.needs else formats.optional
        sheet.write_string(0, place, column.name, heading)
        # In the first column, and in that of ethnicity: no row of it is counted without the first.
        value = example_of(column) if place else EXAMPLE
        if isinstance(value, date):
            sheet.write_datetime(1, place, value, formats.example_date)
        else:
            sheet.write(1, place, value, formats.example)
        sheet.data_validation(1, place, ROWS_CHECKED, place, _validation(column, ranges))
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(A4)


def _validation(column: Column, ranges: Mapping[Holds, str]) -> dict[str, Any]:
    """Return what a cell says when it is chosen, what it offers, and what it questions.

    It warns and does not refuse: more words are read than those that it offers.
    """
    rule: dict[str, Any] = {"validate": "any"}
    if column.holds in ranges:
        rule = {"validate": "list", "source": ranges[column.holds]}
    elif column.holds is Holds.DATE:
        rule = {
            "validate": "date",
            "criteria": "between",
            "minimum": _FIRST_DAY,
            "maximum": _LAST_DAY,
        }
    elif column.holds in (Holds.MONEY, Holds.PEOPLE):
        kind_of_number = "integer" if column.holds is Holds.PEOPLE else "decimal"
        rule = {"validate": kind_of_number, "criteria": ">=", "value": 0}
    return {
        **rule,
        "input_title": column.name[:_MOST_IN_TITLE],
        "input_message": f"{column.meaning}. Enter {column.holds}."[:_MOST_IN_MESSAGE],
        "error_type": "warning",
        "error_title": column.name[:_MOST_IN_TITLE],
        "error_message": f"Expected {column.holds}."[:_MOST_IN_MESSAGE],
    }


def _formats(workbook: Workbook) -> _Formats:
    usual = {"font_name": "Arial", "font_size": SIZE, "valign": "top"}
    wrapped = {**usual, "text_wrap": True}
    header = {**usual, "bold": True, "bottom": 1}
    example = {**usual, "italic": True, "font_color": "#505050"}
    return _Formats(
        title=workbook.add_format({**usual, "bold": True, "font_size": 16}),
        bold=workbook.add_format({**usual, "bold": True}),
        plain=workbook.add_format(wrapped),
        needed=workbook.add_format({**header, "bg_color": "#D2E2F1"}),
        optional=workbook.add_format({**header, "bg_color": "#F2F2F2"}),
        example=workbook.add_format(example),
        example_date=workbook.add_format({**example, "num_format": _DATE_FORMAT}),
        text=workbook.add_format(usual),
        date=workbook.add_format({**usual, "num_format": _DATE_FORMAT}),
    )
