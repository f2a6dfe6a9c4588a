"""Results as a notebook shows them."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pandas
import pytest

import scwres
from scwres.years.changes import compare_years


class _Balance(HTMLParser):
    """Notes the tags that are open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.tags.add(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def _tags(html: str) -> set[str]:
    parser = _Balance()
    parser.feed(html)
    assert not parser.open
    return parser.tags


def test_results_show_their_notice_and_the_figures_of_the_terminal(sample_data):
    results = scwres.compute(sample_data, by=["directorate"], groups="five")
    html = results._repr_html_()

    assert _tags(html) <= {
        "div",
        "p",
        "strong",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    assert html.index(results.notice) < html.index("<table")
    assert "By directorate" in html
    cells = {unescape(cell).strip() for cell in re.findall(r"<td[^>]*>([^<]*)</td>", html)}
    line = next(line for line in results.lines if line.indicator == "2")
    assert any(cell.startswith(f"{line.ratio:.2f} ") for cell in cells)
    assert f"{len(results.warnings)} warning" in html


def test_a_publication_shows_nothing_that_it_withholds(sample_data):
    published = scwres.publish(scwres.compute(sample_data))
    html = published._repr_html_()

    assert published.notice in unescape(html)
    assert "[c]" in html


def test_a_unit_named_like_markup_is_text():
    frame = pandas.DataFrame(
        {
            "ethnicity": ["Indian", "White"] * 20,
            "left": ["Y", "N", "N", "Y"] * 10,
            "team": ["<script>alert(1)</script>"] * 20 + ["R&D"] * 20,
        }
    )
    html = scwres.compute(staff=frame, by=["team"])._repr_html_()

    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "R&amp;D" in html


@pytest.mark.slow
def test_years_and_a_plan_show_themselves_too(sample_data):
    changes = compare_years([sample_data / "2024", sample_data / "2025"])
    html = changes._repr_html_()

    _tags(html)
    assert changes.notice in unescape(html)
    assert html.count("<table") == 2


def test_the_dtypes_of_a_frame_are_the_same_whatever_is_missing(sample_data):
    results = scwres.compute(sample_data)
    exact, published = results.to_frame(), scwres.publish(results).to_frame()

    assert (exact.dtypes == published.dtypes).all()
    assert {str(dtype) for dtype in exact.dtypes} <= {"str", "object", "Int64", "float64"}
    assert published["group_count"].isna().any()
    assert exact["group_count"].dtype == "Int64"
    assert exact["ratio"].dtype == "float64"


def test_the_letters_of_a_publication_are_explained_below_its_tables(sample_data):
    published = scwres.publish(scwres.compute(sample_data))

    assert "<p>[c] not shown, to avoid identifying people</p>" in published._repr_html_()
    assert "[c]" not in scwres.compute(sample_data)._repr_html_()
