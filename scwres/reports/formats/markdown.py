"""Results as Markdown: pipe tables for a committee paper, with notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scwres.reports.document.document import Document, Section
from scwres.reports.document.sections import document_of
from scwres.reports.document.words import Form, Table
from scwres.reports.notes import Explained
from scwres.results.results import Reported
from scwres.text.untrusted import printable

#: The characters with a meaning in Markdown or HTML: a backslash before them removes it.
_MARKS = frozenset("\\|`*_~#<>&$^@")


def as_markdown(results: Reported, width: int | None = None) -> str:
    """Return results as Markdown text, whatever the width."""
    document = document_of(results)
    body = "\n\n".join(_blocks(document))
    # Only the letters used in Markdown, which leaves out some tables of the page.
    used = [f"{letter} {meaning}" for letter, meaning in document.shorthand if letter in body]
    return "\n\n".join([body, *([as_list(used)] if used else [])]) + "\n"


def _blocks(document: Document) -> Iterator[str]:
    yield f"# {escape(document.title)}"
    heading = (document.organisation, document.subtitle, document.standard)
    yield ". ".join(escape(sentence) for sentence in heading if sentence)
    yield f"**{escape(document.notice)}**"
    yield "## Headline findings"
    yield as_list(
        f"{name}: {sentence}" if name else sentence for name, sentence in document.headlines
    )
    if document.glance_table:
        yield from _table(document.glance_table, "##")
    if document.shares:
        yield from _table(document.shares, "##")
    for section in document.sections:
        if not section.is_in_table:
            yield from _section(section, "##")
    if document.withheld:
        yield from _table(document.withheld, "##")
    if document.supporting_table:
        yield "## Supporting measures (not part of the standard)"
        yield from _table(document.supporting_table, "")
    for breakdown in document.breakdowns:
        yield f"## {escape(breakdown.title)}"
        for section in (*breakdown.units, *breakdown.sections):
            yield from _section(section, "###")
        yield from filter(None, [escape(breakdown.withheld)])
        if breakdown.across:
            yield from _table(breakdown.across, "###")
    for section in document.beyond:
        yield f"## {escape(section.title)}"
        for table in section.tables:
            yield from _table(table, "###")
        sentences = [section.definition, *section.reading, section.how_to_read]
        yield as_list(filter(None, sentences))
    yield "## Notes"
    # The table that it explains is not in Markdown.
    method = [note.text for note in document.method if note.explains is not Explained.PARITY]
    yield as_list([*document.coverage, *document.quality, *method])


def _section(section: Section, mark: str) -> Iterator[str]:
    """Yield the tables of a section."""
    yield f"{mark} {escape(section.title)}"
    for table in section.tables:
        yield from _table(table, "")


def _table(table: Table, mark: str) -> Iterator[str]:
    """Yield a table as Markdown pipes, below a heading where its mark is given."""
    if mark:
        yield f"{mark} {escape(table.title)}"
    yield as_pipes(table)


def as_pipes(table: Table) -> str:
    """Return a table as Markdown pipes, numbers aligned right."""
    from tabulate import tabulate

    is_number = [
        any(row[column].form is not Form.TEXT for row in table.rows)
        for column in range(len(table.headers))
    ]
    return tabulate(
        [[escape(value.beside) for value in row] for row in table.rows],
        [escape(header) for header in table.headers],
        tablefmt="pipe",
        disable_numparse=True,
        colalign=["right" if number else "left" for number in is_number],
    )


def as_list(items: Iterable[str]) -> str:
    """Return texts as the items of a list."""
    return "\n".join(f"- {escape(item)}" for item in items)


def escape(words: str) -> str:
    """Return a text that Markdown shows as it is."""
    text = "".join(
        f"\\{character}" if character in _MARKS else character for character in printable(words)
    )
    # Square brackets mark missing figures. Before a round bracket they would make a link, and
    # so would a plain address.
    for link, broken in (("](", "]\\("), ("://", "\\://"), ("www.", "www\\.")):
        text = text.replace(link, broken)
    return text
