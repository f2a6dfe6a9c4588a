"""Results as Markdown: pipe tables for a committee paper, with what a reader needs beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scwres.reports.document.sections import document_of
from scwres.reports.document.values import Form
from scwres.text.untrusted import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scwres.reports.document.document import Document, Section
    from scwres.reports.document.values import Table
    from scwres.results.results import Reported

#: What Markdown or HTML would take for marks of its own: a backslash makes them letters.
_MARKS = frozenset("\\|`*_~#<>&$^@")


#: How a note begins that is of a table which is not here.
NOT_HERE = "People to parity"


def as_markdown(results: Reported, width: int | None = None) -> str:
    """Return results as Markdown text, whatever the width."""
    document = document_of(results)
    body = "\n\n".join(_blocks(document))
    # The letters that are used here: the page has tables that this leaves out.
    used = [f"{letter} {meaning}" for letter, meaning in document.shorthand if letter in body]
    return "\n\n".join([body, *([as_list(used)] if used else [])]) + "\n"


def _blocks(document: Document) -> Iterator[str]:
    yield f"# {escaped(document.title)}"
    said_of = (document.organisation, document.subtitle, document.standard)
    yield ". ".join(escaped(said) for said in said_of if said)
    yield f"**{escaped(document.notice)}**"
    yield "## Headline findings"
    yield as_list(f"{name}: {said}" if name else said for name, said in document.headlines)
    if document.glance_table:
        yield from _table(document.glance_table, "##")
    for section in document.sections:
        yield from _section(section, "##", without_ratios=bool(section.figure))
    if document.supporting:
        yield "## Supporting measures, beside the standard"
        for section in document.supporting:
            yield from _section(section, "###")
    for breakdown in document.breakdowns:
        yield f"## {escaped(breakdown.title)}"
        for section in breakdown.sections:
            yield from _section(section, "###")
        if breakdown.across:
            yield from _table(breakdown.across, "###")
    for section in document.beyond:
        yield from _section(section, "##")
        yield as_list(filter(None, [section.definition, *section.reading]))
    yield "## Notes"
    method = [said for said in document.method if not said.startswith(NOT_HERE)]
    yield as_list([*document.coverage, *document.quality, *method])


def _section(section: Section, mark: str, *, without_ratios: bool = False) -> Iterator[str]:
    """Give the tables of a section; those that the table of all ratios has are left out."""
    if without_ratios:
        return
    yield f"{mark} {escaped(section.title)}"
    for table in section.tables:
        yield from _table(table, "")
    if section.figure:
        yield f"{section.figure_name} {escaped(section.figure)}: {escaped(section.figure_said)}."


def _table(table: Table, mark: str) -> Iterator[str]:
    """Give a table as Markdown pipes, below a heading where a mark of one is given."""
    if mark:
        yield f"{mark} {escaped(table.title)}"
    yield as_pipes(table)


def as_pipes(table: Table) -> str:
    """Return a table as Markdown pipes, its numbers at the right."""
    from tabulate import tabulate

    is_number = [
        any(row[at].form is not Form.TEXT for row in table.rows)
        for at in range(len(table.headers))
    ]
    return tabulate(
        [[escaped(value.text) for value in row] for row in table.rows],
        [escaped(header) for header in table.headers],
        tablefmt="pipe",
        disable_numparse=True,
        colalign=["right" if number else "left" for number in is_number],
    )


def as_list(items: Iterable[str]) -> str:
    """Return texts as the items of a list."""
    return "\n".join(f"- {escaped(item)}" for item in items)


def escaped(words: str) -> str:
    """Return a text that is nothing but a text in Markdown."""
    text = "".join(f"\\{one}" if one in _MARKS else one for one in printable(words))
    # Square brackets mark what is missing; followed by a round one they would be a link, and
    # so would an address as it stands.
    for link, broken in (("](", "]\\("), ("://", "\\://"), ("www.", "www\\.")):
        text = text.replace(link, broken)
    return text
