"""Words about people: those of the government's style guide, or the programme's own."""

from __future__ import annotations

import csv
import html
import io
import re

import pytest
from mistune import create_markdown
from read_back import texts_in

import scwres as package
from scwres.reports import FORMATS
from scwres.reports.document.sections import document_of
from scwres.text.wording import TERMINOLOGIES, worded

#: Whole reports are made and opened.
pytestmark = pytest.mark.slow

#: Words that the Race Disparity Unit's style guide asks not to be used, and superlatives that
#: its writing principles do.
NEVER = re.compile(
    r"\b(BAME|BME|non-white|people of colou?r|coloured|mixed race|best|worst|times more likely)\b",
    re.IGNORECASE,
)


def _words(text: str) -> str:
    """Return the words of a page or an SVG, without its styles and its names."""
    return html.unescape(re.sub(r"<style>.*?</style>|<[^>]*>", " ", text, flags=re.DOTALL))


def test_no_report_uses_words_that_the_style_guide_asks_not_to_be_used(reports):
    for name in ("sample", "internal", "five"):
        for file, text in texts_in(reports(name)).items():
            if not file.endswith(".png"):
                assert not NEVER.search(_words(text)), (file, NEVER.search(_words(text)))


@pytest.mark.parametrize(
    "format_", [name for name in FORMATS if name not in ("counts", "parquet")]
)
def test_no_format_uses_them(sample_data, format_):
    assert not NEVER.search(FORMATS[format_].render(package.compute(sample_data)))


def test_groups_come_in_their_official_order(reports):
    page = (reports("five") / "report.html").read_text(encoding="utf-8")
    table = page[page.index('id="table-summary"') :]
    headers = re.findall(r'<th scope="col"[^>]*>([^<]*)</th>', table)[:5]

    assert headers == ["Indicator", "Asian", "Black", "Mixed", "Other"]


def test_what_is_not_clear_of_chance_is_said_to_be_no_clear_difference(sample_data):
    document = document_of(package.compute(sample_data))
    findings = {row[0].text: row[-1].text for row in document.summary.rows}
    readings = {
        section.title: section.reading[0]
        for section in document.sections
        if findings.get(section.title) == "no clear difference"
    }

    assert len(readings) > 3
    assert all(text.startswith("No clear difference") for text in readings.values())


@pytest.fixture
def programme(scwres, write, sample_data, tmp_path):
    """Return what every output says in the programme's own words."""
    config = write("scwres.toml", 'terminology = "programme"\n')

    def run(name: str) -> str:
        if name == "report":
            out = tmp_path / "out"
            assert (
                scwres(
                    "report", sample_data, "--config", config, "--internal", "-q", "-o", out
                ).status
                == 0
            )
            return " ".join(
                _words(text) for file, text in texts_in(out).items() if file.endswith("html")
            )
        ran = scwres("compute", sample_data, "--config", config, "--format", name)
        assert ran.status == 0
        return ran.out

    return run


@pytest.mark.parametrize("name", ["report", "table", "markdown"])
def test_the_programmes_own_phrase_stands_everywhere_where_that_is_asked_for(programme, name):
    text = " ".join(programme(name).split())

    assert "Black, Asian and minoritised ethnic" in text
    assert "from Black, Asian and minoritised ethnic backgrounds were 49% less likely" in text
    # The one place that says what the government's style guide says.
    rest = text.replace("The government's style guide says 'ethnic minorities' for the", "")
    assert "ethnic minorities" not in rest
    # The definitions quote the standard, in our own words.
    rest = re.sub(r"(Relative likelihood|Percentage|Share) of .*? compared", "", rest)
    assert not re.search(r"[Mm]inority ethnic(?! background)", rest)


def test_columns_that_programs_read_are_the_same_in_both(programme, scwres, sample_data):
    rows = list(csv.DictReader(io.StringIO(programme("csv"))))
    usual = list(
        csv.DictReader(io.StringIO(scwres("compute", sample_data, "--format", "csv").out))
    )

    for row, other in zip(rows, usual, strict=True):
        assert row.pop("reading") == worded(other.pop("reading"), "programme")
        assert row == other


def test_a_publication_speaks_in_the_words_that_were_asked_for(write, sample_data):
    config = write("scwres.toml", 'terminology = "programme"\n')
    published = package.publish(package.compute(sample_data, config=config))

    assert "minoritised ethnic" in published.lines[20].reading or any(
        "minoritised ethnic" in line.reading for line in published.lines
    )
    assert not any("ethnic minorities" in line.reading for line in published.lines)


def test_the_usual_words_are_left_as_they_are():
    assert (
        worded("Staff from ethnic minorities", TERMINOLOGIES[0]) == "Staff from ethnic minorities"
    )


# Markdown


def test_labels_are_nothing_but_texts_in_markdown(write):
    labels = ("a|b", "*bold*", "a `code`", "<b>x</b>", "[a](http://x)", "a # head", "\\|", "~~x~~")
    rows = ["item,answer,ethnicity,people,team"]
    for label in labels:
        for ethnicity in ("Indian", "White British"):
            rows += [f'left,yes,{ethnicity},9,"{label}"', f'left,no,{ethnicity},20,"{label}"']
    results = package.compute(write("c.csv", "\n".join([*rows, ""])), by=["team"])
    markdown = FORMATS["markdown"].render(results)
    page = create_markdown(plugins=["table", "strikethrough"])(markdown)
    cells = [html.unescape(cell) for cell in re.findall(r"<td[^>]*>([^<]*)</td>", page)]
    assert set(labels) <= set(cells)
    assert "<a " not in page
    assert "<b>" not in page


def test_markdown_of_a_terminal_or_a_file_is_the_same(scwres, sample_data, tmp_path):
    out = tmp_path / "paper.md"
    ran = scwres("compute", sample_data, "--format", "markdown")
    scwres("compute", sample_data, "--output", out)

    assert out.read_text(encoding="utf-8") == ran.out
    assert ran.out.startswith("# Social Care Workforce Race Equality Standard\n")
