"""The council's own words: read from a subset of Markdown, and refused with the line."""

from __future__ import annotations

import pytest

from scwres import compute
from scwres.errors import FileError, UsageError
from scwres.reports.document.sections import document_of
from scwres.settings.commentary import MOST_BYTES, Paragraph, Run, read_commentary

COUNTS = "item,answer,ethnicity,people\nleft,yes,Indian,30\nleft,no,Indian,70\n"
COUNTS += "left,yes,White British,40\nleft,no,White British,160\n"


def test_paragraphs_lists_and_emphasis_are_read(write):
    text = "# Purpose\nOne line\nand the next.\n\n- a **bold** word\n2. an _italic_ one\n\nEnd.\n"
    commentary = read_commentary(write("commentary.md", text))

    assert commentary.section("purpose") == (
        Paragraph((Run("One line and the next."),)),
        Paragraph((Run("a "), Run("bold", is_bold=True), Run(" word")), is_item=True),
        Paragraph((Run("an "), Run("italic", is_italic=True), Run(" one")), True, "2"),
        Paragraph((Run("End."),)),
    )


def test_a_title_is_passed_over_and_a_heading_within_a_section_is_a_bold_line(write):
    text = "# Committee paper\n\n## Implications\n\n### Legal\n\nNone.\n\n## Purpose\nTo tell.\n"
    commentary = read_commentary(write("commentary.md", text))

    assert [section.heading for section in commentary.sections] == ["Implications", "Purpose"]
    assert commentary.section("implications") == (
        Paragraph((Run("Legal", is_bold=True),)),
        Paragraph((Run("None."),)),
    )


@pytest.mark.parametrize("heading", ["8", "Indicator 8", "Leaving", "8 Leaving", "LEAVING"])
def test_an_indicator_is_called_by_its_number_or_title(write, heading):
    commentary = read_commentary(write("commentary.md", f"## {heading}\nWe know why.\n"))
    results = compute(write("c.csv", COUNTS))
    [section] = document_of(results, commentary=commentary).sections

    assert section.commentary == (Paragraph((Run("We know why."),)),)


def test_an_indicator_that_is_not_there_is_named_with_its_line(write):
    path = write("commentary.md", "## Purpose\nTo tell.\n\n## 11\nWords.\n")
    results = compute(write("c.csv", COUNTS))

    with pytest.raises(
        UsageError, match=r"commentary\.md, line 4: '11' is not a section"
    ) as refusal:
        document_of(results, commentary=read_commentary(path))
    assert "8 Leaving" in str(refusal.value)


def test_two_sections_on_one_indicator_are_refused_and_so_are_words_on_no_plan(write):
    path = write("commentary.md", "## 8\nA\n\n## Leaving\nB\n\n## Action plan\nC\n")
    results = compute(write("c.csv", COUNTS))

    with pytest.raises(UsageError) as refusal:
        document_of(results, commentary=read_commentary(path))
    assert [fault.what for fault in refusal.value.faults] == [
        "'Leaving' is on 8 Leaving, as line 1 is",
        "'Action plan' is not a section of this report",
    ]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("## Purpose\n| a | b |\n", 2, "holds a table"),
        ("## Purpose\n\n![x](y.png)\n", 3, "holds a picture"),
        ("## Purpose\nsee [this](http://example.com)\n", 2, "holds a link"),
        ("## Purpose\n```\ncode\n", 2, "holds a block of code"),
        ("## Purpose\n<b>bold</b>\n", 2, "holds HTML"),
        ("## Purpose\n> said\n", 2, "holds a quotation"),
        ("\nWords.\n## Purpose\n", 2, "the text before the first heading"),
        ("## Purpose\nA\n## purpose\nB\n", 3, "'purpose' already exists, on line 1"),
    ],
)
def test_what_it_may_not_hold_is_refused_with_its_line(write, text, line, what):
    path = write("commentary.md", text)

    with pytest.raises(UsageError) as refusal:
        read_commentary(path)
    assert f"line {line}: {what}" in str(refusal.value)


def test_every_problem_is_told_at_once(write):
    path = write("commentary.md", "## Purpose\n| a |\n> b\n## Purpose\n")

    with pytest.raises(UsageError) as refusal:
        read_commentary(path)
    assert [fault.what for fault in refusal.value.faults] == [
        "holds a table",
        "holds a quotation",
        "'Purpose' already exists, on line 1",
    ]


def test_a_file_that_is_missing_too_large_or_no_text_is_refused(write, tmp_path):
    with pytest.raises(FileError, match="no such file"):
        read_commentary(tmp_path / "none.md")
    with pytest.raises(UsageError, match="too large"):
        read_commentary(write("large.md", "x" * (MOST_BYTES + 1)))
    with pytest.raises(UsageError, match="is not a text in UTF-8"):
        read_commentary(write("latin.md", "## Purpose\nCaf\xe9\n".encode("latin-1")))
