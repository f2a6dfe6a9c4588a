"""Charts: told in words too, beside a table with the same figures, safe in any label."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import scwres
from scwres.reports.charts.drawing import draw
from scwres.reports.document.charts import (
    BandsChart,
    Chart,
    LikelihoodChart,
    Mark,
    RatioChart,
    ratio_chart,
)
from scwres.reports.document.sections import document_of
from scwres.results.results import INTERNAL_NOTICE

#: Whole reports are made and opened.
pytestmark = pytest.mark.slow

SVG = "{http://www.w3.org/2000/svg}"

ABOUT = Chart("one", "A title", "What is measured", "A row: 1.00.")


def _texts(root: ElementTree.Element) -> list[str]:
    return ["".join(element.itertext()) for element in root.iter(f"{SVG}text")]


@pytest.fixture(scope="module")
def document(sample_data):
    return document_of(scwres.compute(sample_data, by=["directorate"]))


def test_every_chart_is_an_svg_with_a_role_a_title_and_a_description(report):
    charts = sorted((report / "charts").glob("*.svg"))

    assert charts
    for path in charts:
        root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
        assert root.get("role") == "img"
        assert root.get("viewBox")
        names = root.get("aria-labelledby").split()
        elements = [root.find(f"{SVG}{tag}") for tag in ("title", "desc")]
        assert names == [element.get("id") for element in elements]
        assert all(element.text.strip() for element in elements)
        assert len(_texts(root)) > 3  # text as text, and not as outlines


def test_no_chart_holds_a_script_a_style_or_a_place_elsewhere(report):
    for path in (report / "charts").glob("*.svg"):
        root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
        tags = {element.tag.removeprefix(SVG) for element in root.iter()}
        assert tags <= {
            "svg",
            "title",
            "desc",
            "g",
            "defs",
            "path",
            "use",
            "text",
            "clipPath",
            "rect",
            "tspan",
            "pattern",
        }
        for element in root.iter():
            for key, value in element.attrib.items():
                assert not key.startswith("on")
                assert "http" not in value
                if key.endswith("href"):
                    assert value.startswith("#")


def test_every_chart_is_drawn_for_the_page_and_for_papers_alike(reports):
    report = reports("sample")
    page = (report / "report.html").read_text(encoding="utf-8")

    for path in (report / "charts").glob("*.svg"):
        assert f'id="chart-{path.stem}-title"' in page
        # The page has the title as its own text; the file by itself says it.
        root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
        title = root.find(f"{SVG}title").text
        assert any(title.startswith(text) for text in _texts(root))


def test_every_chart_of_exact_figures_is_stamped(reports):
    for path in (reports("internal") / "charts").glob("*.svg"):
        text = " ".join(_texts(ElementTree.fromstring(path.read_text(encoding="utf-8"))))
        assert INTERNAL_NOTICE in text, path.name


def _printed(chart: object) -> set[str]:
    if isinstance(chart, BandsChart):
        return {mark.printed for _, marks in chart.series for mark in marks}
    return {mark.printed for mark in chart.marks if mark.printed}


def test_every_chart_stands_beside_a_table_with_the_same_figures(document):
    beside = [(document.glance, [document.glance_table])]
    beside += [
        (chart, section.tables) for section in document.all_sections for chart in section.charts
    ]

    assert len(beside) == len(list(document.charts)) > 15
    for chart, tables in beside:
        shown = {value.text for table in tables for row in table.rows for value in row}
        figures = {part for text in shown for part in re.findall(r"[+-]?[\d.,]+%?", text)}
        for printed in _printed(chart):
            assert set(re.findall(r"[\d.,]+%?", printed)) <= figures, (chart.about.name, printed)


def test_what_a_chart_says_to_those_who_do_not_see_it_has_every_figure(document):
    for chart in document.charts:
        for printed in _printed(chart):
            assert printed in chart.about.description


def _mark(
    label: str,
    value: float | None = None,
    lower: float | None = None,
    upper: float | None = None,
    printed: str = "",
    remark: str = "",
) -> Mark:
    return Mark(label=label, value=value, lower=lower, upper=upper, printed=printed, remark=remark)


def _ratios(*marks: Mark, **options: object) -> list[str]:
    chart = RatioChart(ABOUT, marks, **options)
    return _texts(ElementTree.fromstring(draw(chart, "Source").svg))


def test_a_figure_that_is_withheld_or_missing_stands_as_its_letter_in_its_place():
    texts = _ratios(
        _mark("Shown", 1.2, 0.9, 1.6, "1.20 (0.90 to 1.60)", "no clear difference"),
        _mark("Withheld", printed="[c]"),
        _mark("Undefined", printed="[z]", remark="no events in either group"),
        _mark("Open", None, 2.0, None, "[z] (2.00 or more)", "worse"),
    )

    assert texts.count("[c]") == 1
    assert texts.count("[z]") == 1
    assert "[z] (2.00 or more)" in texts
    assert "1.20 (0.90 to 1.60)" in texts


@pytest.mark.parametrize(
    ("value", "lower", "upper"),
    [
        (0.0, 0.0, 3.0),
        (1e-9, 0.0, None),
        (5_000.0, 0.2, 1e9),
        (1.0, 1.0, 1.0),
        (None, 0.001, None),
    ],
)
def test_the_axis_of_ratios_always_holds_1_however_far_a_figure_lies(value, lower, upper):
    texts = _ratios(_mark("A", value, lower, upper, "printed"))

    assert "1" in texts
    assert {"less likely", "more likely"} <= set(texts)


def test_the_four_fifths_range_is_named_a_rule_of_thumb_where_it_is_drawn():
    mark = _mark("A", 1.0, 0.9, 1.1, "1.00 (0.90 to 1.10)")

    assert any("rule of thumb" in text for text in _ratios(mark, four_fifths=True))
    assert not any("rule of thumb" in text for text in _ratios(mark))


def test_bars_start_at_nought():
    marks = (_mark("A", 0.9, 0.88, 0.92, "90.0%"), _mark("B", 0.95, 0.9, 0.99, "95.0%"))
    texts = _texts(ElementTree.fromstring(draw(LikelihoodChart(ABOUT, marks), "S").svg))

    assert "0%" in texts


def test_labels_are_never_read_as_formulas_of_mathematics_nor_order_turned_round():
    texts = " ".join(_ratios(_mark("$\\frac{1}{0}$ \u202eabc\x07", 1.0, 0.9, 1.1, "1.00")))

    assert "$\\frac{1}{0}$" in texts
    assert "\u202e" not in texts
    assert "\x07" not in texts


@settings(max_examples=15)
@given(st.text(max_size=60), st.text(max_size=200))
def test_any_label_and_title_can_be_drawn(label, title):
    about = ABOUT._replace(title=title, description=label)
    drawing = draw(RatioChart(about, (_mark(label, 1.0, 0.5, 2.0, "1.00"),)), title)

    ElementTree.fromstring(drawing.svg)
    ElementTree.fromstring(drawing.inline)


def test_so_many_rows_that_nobody_could_read_them_are_a_table_alone(sample_data):
    results = scwres.compute(sample_data, groups="detailed")
    lines = [line for line in results.lines if line.headline == "ratio"]

    assert len(lines) > 45
    assert ratio_chart(results, lines, "many", "Many") is None


def test_charts_are_the_same_bytes_every_time_whatever_the_users_own_settings(tmp_path):
    program = (
        "from scwres.reports.charts.drawing import draw\n"
        "from scwres.reports.document.charts import *\n"
        "m = Mark(label='A', value=1.2, lower=.9, upper=1.5, printed='1.20')\n"
        "c = RatioChart(Chart('a', 'T', 'S', 'D'), (m,))\n"
        "d = draw(c, 'source')\n"
        "import hashlib; print(hashlib.sha256(d.svg.encode() + d.png).hexdigest())\n"
    )
    (tmp_path / "matplotlibrc").write_text("font.size: 30\nlines.linewidth: 9\n")

    def run(folder: Path) -> str:
        return subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=folder
        ).stdout

    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert run(tmp_path) == run(elsewhere)


# Colours: the Analysis Function's, and enough contrast for those who see little of them.


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(colour: str, other: str = "#ffffff") -> float:
    # WCAG 2.2, "relative luminance" and "contrast ratio".
    lighter, darker = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


#: Of a hatch, and of nothing that is read.
FAINT = {"#bfbfbf"}


def test_every_colour_of_a_chart_is_seen_and_every_text_is_read(reports):
    for path in (reports("hostile-published") / "charts").glob("*.svg"):
        root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
        for element in root.iter():
            style = element.get("style", "")
            colours = set(re.findall(r"(?:fill|stroke): (#[0-9a-f]{6})", style)) - FAINT
            least = 4.5 if element.tag == f"{SVG}text" else 3.0
            assert all(_contrast(colour) >= least for colour in colours - {"#ffffff"}), style
