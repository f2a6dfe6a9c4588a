"""The paper of a report: what a committee reads, with the council's own words, accessible."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from itertools import pairwise

import pytest

import scwres
from scwres.reports.charts.drawing import draw
from scwres.reports.document.sections import document_of
from scwres.reports.paper.paper import as_paper
from scwres.results.lines import COLUMNS
from scwres.settings.commentary import read_commentary

docx = pytest.importorskip("docx", reason="python-docx is not installed")

COMMENTARY = """## Purpose

To tell the **committee** how staff fare.

## Recommendations

That the committee:

- notes the figures
- agrees the *plan*

## 7b

We have begun a review.
It ends in March.

## Implications

None.
"""


@pytest.fixture
def commentary(write):
    return read_commentary(write("commentary.md", COMMENTARY))


@pytest.fixture(scope="module")
def results(sample_data):
    return scwres.compute(sample_data)


def _bytes(results, **options: object) -> bytes:
    document = document_of(results, **options)
    return as_paper(document, {"glance": draw(document.glance, "Source", with_png=True).png})


@pytest.fixture
def paper(results, commentary):
    return docx.Document(io.BytesIO(_bytes(results, commentary=commentary)))


def _headings(paper) -> list[tuple[str, str]]:
    return [
        (paragraph.style.name, paragraph.text)
        for paragraph in paper.paragraphs
        if paragraph.style.name.startswith(("Heading", "Title"))
    ]


@pytest.mark.slow
def test_a_paper_has_the_sections_that_a_committee_looks_for(paper):
    first = [text for style, text in _headings(paper) if style == "Heading 1"]

    assert first == [
        "Purpose",
        "Recommendations",
        "Summary",
        "Indicator by indicator",
        "Implications",
        "Data quality",
        "Method in brief",
    ]
    levels = [int(style[-1]) for style, _ in _headings(paper) if style != "Title"]
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.slow
def test_the_councils_words_stand_where_they_belong(paper):
    texts = [paragraph.text for paragraph in paper.paragraphs]
    place = texts.index("We have begun a review. It ends in March.")
    headings = [text for _, text in _headings(paper)]
    before = [text for text in texts[:place] if text in headings][-1]
    [bold] = [
        run.text
        for paragraph in paper.paragraphs
        if paragraph.text.startswith("To tell the")
        for run in paragraph.runs
        if run.bold
    ]

    assert before.startswith("7b ")
    assert bold == "committee"
    assert [
        paragraph.text
        for paragraph in paper.paragraphs
        if paragraph.text in ("notes the figures", "agrees the plan")
        and paragraph.style.name == "List Bullet"
    ] == ["notes the figures", "agrees the plan"]


@pytest.mark.slow
def test_tables_repeat_their_headers_and_pictures_have_words(paper, results):
    assert paper.tables
    for table in paper.tables:
        assert table.rows[0]._tr.trPr.find(docx.oxml.ns.qn("w:tblHeader")) is not None
        assert all(cell.text for row in table.rows for cell in row.cells)
    [picture] = paper.inline_shapes
    properties = picture._inline.docPr
    assert "2 Appointed from shortlisting: 0.51 (0.39 to 0.67)" in properties.get("descr")
    assert paper.core_properties.title == "Social Care Workforce Race Equality Standard"
    assert paper.core_properties.language == "en-GB"
    languages = re.findall(r'<w:lang [^>]*w:val="([^"]*)"', paper.styles.element.xml)
    assert set(languages) == {"en-GB"}


#: The properties of a table in the order of the standard: ECMA-376, CT_TblPrBase and CT_TblPr.
TABLE_PROPERTIES = (
    *("tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize"),
    *("tblStyleColBandSize", "tblW", "jc", "tblCellSpacing", "tblInd", "tblBorders", "shd"),
    *("tblLayout", "tblCellMar", "tblLook", "tblCaption", "tblDescription"),
)


@pytest.mark.slow
def test_the_properties_of_tables_stand_in_the_order_that_word_demands(paper):
    for table in paper.tables:
        names = [element.tag.rpartition("}")[2] for element in table._tbl.tblPr]
        places = [TABLE_PROPERTIES.index(name) for name in names]
        assert {"tblCellMar", "tblCaption", "tblDescription"} <= set(names)
        assert places == sorted(places)


@pytest.mark.slow
def test_the_figures_of_a_paper_are_those_of_the_results(paper, results):
    [summary] = [table for table in paper.tables if table.rows[0].cells[0].text == "Indicator"]
    rows = {row.cells[0].text: [cell.text for cell in row.cells] for row in summary.rows}

    assert "ratio" in COLUMNS
    for line in results.lines:
        if line.headline == "ratio":
            cells = rows[f"{line.indicator} {line.title}"]
            assert f"{line.group_likelihood * 100:.1f}%" in cells[1]
            assert cells[3].startswith(f"{line.ratio:.2f}")


@pytest.mark.slow
def test_the_same_input_gives_the_same_paper(results):
    first, second = _bytes(results), _bytes(results)

    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.slow
def test_internal_figures_are_stamped_on_every_page_and_published_ones_are_not(results):
    internal = docx.Document(io.BytesIO(_bytes(results)))
    published = docx.Document(io.BytesIO(_bytes(scwres.publish(results))))

    assert "Not for publication" in internal.sections[0].header.paragraphs[0].text
    assert published.sections[0].header.paragraphs[0].text == ""
    assert "For publication" in "\n".join(each.text for each in published.paragraphs)


@pytest.mark.slow
def test_without_the_library_a_report_is_made_and_says_what_is_missing(sample_data, tmp_path):
    program = (
        "import sys\n"
        "from importlib.abc import MetaPathFinder\n"
        "import importlib.util\n"
        "found = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda name, *rest: None if name == 'docx' else found(name)\n"
        "from scwres.cli import main\n"
        f"sys.argv = ['scwres', 'report', {str(sample_data)!r}, '--indicator', '8', '-o', "
        f"{str(tmp_path / 'out')!r}]\n"
        "main()\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert "No paper.docx: it needs the extra 'paper'" in ran.stderr
    assert (tmp_path / "out" / "report.html").exists()
    assert not (tmp_path / "out" / "paper.docx").exists()
