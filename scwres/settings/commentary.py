"""The council's own words for a report: a file of sections, in a subset of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from scwres.errors import Fault, UsageError
from scwres.files.whole import read_small
from scwres.text.phrases import in_words

#: The most bytes of a commentary: it is read as a whole, and a page holds it.
MOST_BYTES = 100_000

#: The sections that are of no indicator, in the order in which a paper has them; the last one
#: where there is a plan.
PURPOSE, RECOMMENDATIONS, IMPLICATIONS = "purpose", "recommendations", "implications"
PLAN = "action plan"
SECTIONS = (PURPOSE, RECOMMENDATIONS, IMPLICATIONS)

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t#]*$")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|(\d{1,3})[.)])[ \t]+(.*)$")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1|(\*|_)(?=\S)(.+?)(?<=\S)\3")

#: What Markdown has and a commentary does not, each by how a line shows it.
_UNSUPPORTED = (
    (re.compile(r"\s*\|"), "a table"),
    (re.compile(r".*!\[[^\]]*\]\("), "a picture"),
    (re.compile(r".*\[[^\]]*\]\("), "a link"),
    (re.compile(r"\s*(```|~~~)"), "a block of code"),
    (re.compile(r".*<[A-Za-z/!][^>]*>"), "HTML"),
    (re.compile(r"\s*>"), "a quotation"),
)


class Run(NamedTuple):
    """A part of a paragraph that is written in one way."""

    text: str
    is_bold: bool = False
    is_italic: bool = False


class Paragraph(NamedTuple):
    """A paragraph, or an item of a list; ``number`` is that of a numbered item, as written."""

    runs: tuple[Run, ...]
    is_item: bool = False
    number: str = ""


class CommentarySection(NamedTuple):
    """A section of a commentary: its heading, the line that it stands on, and its paragraphs."""

    heading: str
    line: int
    paragraphs: tuple[Paragraph, ...]

    @property
    def name(self) -> str:
        """The heading as it is compared: in lower case, without the word "indicator"."""
        words = self.heading.casefold().split()
        return " ".join(words[1:] if words[0] == "indicator" and len(words) > 1 else words)


class Commentary(NamedTuple):
    """The council's own words: the file that they are in, and its sections."""

    path: str
    sections: tuple[CommentarySection, ...]

    def section(self, *names: str) -> tuple[Paragraph, ...]:
        """Return the paragraphs of the first section with one of some names; none without one."""
        known = {name.casefold() for name in names}
        return next((section.paragraphs for section in self.sections if section.name in known), ())


def read_commentary(path: Path) -> Commentary:
    """Return the commentary in a file.

    Raises
    ------
    FileError
        When it cannot be read.
    UsageError
        When it is too large, is not UTF-8, or holds what it may not: every problem at once.
    """
    content = read_small(path, "commentary", MOST_BYTES, "Shorten it.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = "is not a text in UTF-8"
        fix = "Save it as plain text (UTF-8), with the ending .md."
        raise UsageError([Fault(str(path), what, fix, "setting-value")]) from error
    faults: list[Fault] = []
    sections = tuple(_sections(str(path), text.splitlines(), faults))
    if faults:
        raise UsageError(faults)
    return Commentary(str(path), sections)


def misplaced_sections(commentary: Commentary, names: Mapping[str, str]) -> Iterator[Fault]:
    """Yield a fault for each section that a report has no place for, or has had one for.

    Parameters
    ----------
    names
        What each section may be called, and the title of the part of the report that it is on.
    """
    titles = {name.casefold(): title for name, title in names.items()}
    lines: dict[str, int] = {}
    for section in commentary.sections:
        title = titles.get(section.name)
        if title is None:
            expected = in_words(list(dict.fromkeys(titles.values())), last="or")
            what = f"{section.heading!r} is not a section of this report"
            yield _fault(commentary.path, section.line, what, f"Expected one of: {expected}.")
        elif (first := lines.setdefault(title, section.line)) != section.line:
            what = f"{section.heading!r} is on {title}, as line {first} is"
            yield _fault(commentary.path, section.line, what, "Write each section once.")


def _sections(path: str, lines: list[str], faults: list[Fault]) -> Iterator[CommentarySection]:
    """Yield the sections of a text, and add what it may not hold to the faults."""
    heading, number, body = "", 0, list[tuple[int, str]]()
    headings: dict[str, int] = {}
    levels = [len(match[1]) for line in lines if (match := _HEADING.match(line))]
    # A first heading that stands alone above the others is the title of the file.
    title = levels[:1] if levels[1:] and levels[0] < min(levels[1:]) else []
    level = min(levels[len(title) :], default=1)
    for line_number, line in enumerate([*lines, f"{'#' * level} "], 1):
        match = _HEADING.match(line)
        if match and title and len(match[1]) < level:
            continue
        if line_number <= len(lines) and (not match or len(match[1]) > level):
            body.append((line_number, line))
            continue
        if heading:
            section = CommentarySection(heading, number, tuple(_paragraphs(path, body, faults)))
            if (first := headings.setdefault(section.name, number)) != number:
                what = f"{heading!r} already exists, on line {first}"
                faults.append(_fault(path, number, what, "Write each section once."))
            yield section
        elif any(text.strip() for _, text in body):
            what = "the text before the first heading is of no section"
            first = next(each for each, text in body if text.strip())
            faults.append(_fault(path, first, what, "Begin with a heading, such as ## Purpose."))
        heading, number, body = match[2] if match else "", line_number, []


def _paragraphs(path: str, lines: list[tuple[int, str]], faults: list[Fault]) -> list[Paragraph]:
    """Return the paragraphs of a section: lines that stand together, and items of lists."""
    texts: list[list[str]] = []
    items: list[str | None] = []
    is_open = False
    for number, line in lines:
        if name := next((name for sign, name in _UNSUPPORTED if sign.match(line)), ""):
            fix = "A commentary holds paragraphs, lists, **bold** and *italic* words."
            faults.append(_fault(path, number, f"holds {name}", fix))
        item = _ITEM.match(line)
        if not line.strip():
            is_open = False
        elif heading := _HEADING.match(line):
            texts.append([f"**{heading[2]}**"])
            items.append(None)
            is_open = False
        elif item or not is_open:
            texts.append([(item[2] if item else line).strip()])
            items.append((item[1] or "") if item else None)
            is_open = True
        else:
            texts[-1].append(line.strip())
    return [
        Paragraph(tuple(_runs(" ".join(text))), item is not None, item or "")
        for text, item in zip(texts, items, strict=True)
    ]


def _runs(text: str) -> Iterator[Run]:
    """Yield the parts of a text that are plain, bold and italic."""
    end = 0
    for match in _EMPHASIS.finditer(text):
        if match.start() > end:
            yield Run(text[end : match.start()])
        yield Run(match[2] or match[4], is_bold=bool(match[2]), is_italic=bool(match[4]))
        end = match.end()
    if end < len(text):
        yield Run(text[end:])


def _fault(path: str, line: int, what: str, fix: str) -> Fault:
    return Fault(f"{path}, line {line}", what, fix, "setting-value")
