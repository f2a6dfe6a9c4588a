"""The page of a report: safe to open, readable by everybody, and as it was meant to look."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

#: Whole reports are made and opened.
pytestmark = pytest.mark.slow

#: The most that a page may weigh.
MOST_BYTES = 500_000

VOID = {"meta", "br", "img", "link", "hr", "input"}


class _Page(HTMLParser):
    """The elements of a page, with their attributes and the text inside."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str], list[str]]] = []
        self.open: list[tuple[str, dict[str, str], list[str]]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        element = (tag, {key: value or "" for key, value in attrs}, [])
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, {key: value or "" for key, value in attrs}, []))

    def handle_endtag(self, tag):
        assert self.open[-1][0] == tag, f"</{tag}> closes <{self.open[-1][0]}>"
        self.open.pop()

    def handle_data(self, data):
        for _, _, texts in self.open:
            texts.append(data)

    def all(self, tag):
        return [element for element in self.elements if element[0] == tag]


def _page(report: Path) -> _Page:
    return _Page((report / "report.html").read_text(encoding="utf-8"))


def test_a_page_is_one_file_without_scripts_requests_or_handlers(report):
    page = _page(report)
    tags = {tag for tag, _, _ in page.elements}

    assert not tags & {"script", "link", "img", "iframe", "object", "form", "base", "embed"}
    for tag, attributes, _ in page.elements:
        assert not [name for name in attributes if name.startswith("on")], tag
        for name in ("href", "xlink:href", "src", "action"):
            assert attributes.get(name, "#").startswith("#"), (tag, attributes)
    [policy] = [
        attributes["content"]
        for _, attributes, _ in page.all("meta")
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.startswith("default-src 'none';")
    assert "script" not in policy
    style = "".join(page.all("style")[0][2])
    assert len(page.all("style")) == 1
    assert "url(" not in style
    assert "@import" not in style


def test_a_page_is_light(report):
    assert (report / "report.html").stat().st_size < MOST_BYTES


def test_ids_are_of_one_element_each_and_every_reference_has_one(report):
    page = _page(report)
    ids = [attributes["id"] for _, attributes, _ in page.elements if "id" in attributes]

    assert len(ids) == len(set(ids))
    for _, attributes, _ in page.elements:
        for name in ("aria-labelledby", "aria-describedby"):
            assert set(attributes.get(name, "").split()) <= set(ids)
        for name in ("href", "xlink:href"):
            if name in attributes:
                assert attributes[name].removeprefix("#") in ids
        for value in attributes.values():
            assert set(re.findall(r"url\(#([^)]*)\)", value)) <= set(ids)


def test_headings_leave_out_no_level(report):
    levels = [int(tag[1]) for tag, _, _ in _page(report).elements if re.fullmatch(r"h\d", tag)]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_has_a_caption_and_headers_with_scope(report):
    page = _page(report)

    assert page.all("table")
    assert len(page.all("caption")) == len(page.all("table"))
    assert all("".join(text).strip() for _, _, text in page.all("caption"))
    assert {attributes.get("scope") for _, attributes, _ in page.all("th")} == {"col", "row"}


def test_a_report_has_the_sections_that_readers_look_for(reports):
    page = _page(reports("sample"))
    headings = ["".join(text).strip() for _, _, text in page.all("h2")]

    assert headings == [
        "Summary",
        "Contents",
        "All ratios in one chart",
        "Indicator by indicator",
        "Not shown, to avoid identifying people",
        "Shares of people",
        "About the data",
        "Quality and limitations",
        "Method",
        "Letters in brackets",
    ]
    sections = ["".join(text).strip() for _, _, text in page.all("h3")]
    assert sections[:2] == ["1 Pay bands", "2 Appointed from shortlisting"]
    assert len(sections) == 8


def test_internal_figures_are_stamped_and_published_ones_are_not(reports):
    internal, published = (
        (reports(name) / "report.html").read_text(encoding="utf-8")
        for name in ("internal", "sample")
    )

    assert "(internal)</title>" in internal
    assert internal.count("Not for publication") >= 2
    assert "Internal: not for publication" in internal  # on every printed page
    assert "Not for publication" not in published
    assert "For publication, by the rule ons-10-5" in published


def test_the_four_fifths_range_is_shown_only_when_asked_for(reports):
    label = "a rule of thumb"

    assert label in (reports("hostile-published") / "charts/glance.svg").read_text(
        encoding="utf-8"
    )
    assert label not in (reports("hostile") / "charts/glance.svg").read_text(encoding="utf-8")


def test_letters_that_stand_for_missing_figures_are_explained_where_used_and_not_else(report):
    page = _page(report)
    cells = "".join("".join(text) for tag in ("td", "th") for _, _, text in page.all(tag))
    explained = {"".join(text) for _, _, text in page.all("dt")}

    assert {f"[{letter}]" for letter in "cxz" if f"[{letter}]" in cells} <= explained
    everything = "".join("".join(text) for _, _, text in page.all("body"))
    assert all(everything.count(letter) > 1 for letter in explained)


# In a browser

#: Opens what is folded, as a reader does, and as paper does.
OPEN_ALL = "for (const fold of document.querySelectorAll('details')) fold.open = true"

#: The tables that are wider than their box, or than the window.
WIDE = """() => [...document.querySelectorAll("table.cards")]
  .filter(table => table.scrollWidth > table.parentElement.clientWidth + 1
    || table.getBoundingClientRect().right > document.documentElement.clientWidth)
  .map(table => table.caption.id)"""

#: The charts that are wider than the window, and the size of the smallest text of all, in pixels.
CHARTS = """() => {
  const charts = [...document.querySelectorAll("figure svg")];
  const width = document.documentElement.clientWidth;
  const sizes = charts.flatMap(svg => [...svg.querySelectorAll("text")].map(
    text => parseFloat(getComputedStyle(text).fontSize)
      * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width));
  return [
    charts.filter(svg => svg.getBoundingClientRect().right > width).map(svg => svg.id),
    Math.min(...sizes)];
}"""

#: The least size of the text of a chart on the smallest screen, in pixels, and the most pages of
#: a report on A4 that has no breakdown, no plan and no earlier years.
LEAST_TEXT, MOST_PAGES = 8.5, 12


@pytest.fixture
def opened(chromium, report):
    """A page in a browser, and all that it asked for, said or complained of."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    happened: list[str] = []
    page.on("request", lambda request: happened.append(f"request {request.url}"))
    page.on("dialog", lambda dialog: (happened.append("dialog"), dialog.dismiss()))
    page.on("console", lambda message: happened.append(f"console {message.text}"))
    page.on("pageerror", lambda error: happened.append(f"error {error}"))
    page.goto((report / "report.html").as_uri())
    page.wait_for_timeout(50)
    yield page, happened
    page.close()


def test_a_browser_asks_for_nothing_and_says_nothing(opened):
    page, happened = opened

    assert happened == [f"request {page.url}"]


def test_a_page_passes_the_checks_of_axe_for_wcag_2_2_aa_and_best_practice(opened):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is missing")
    page, _ = opened
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    # What is folded is looked at too.
    page.evaluate(OPEN_ALL)
    # The policy of the page lets no script run: axe is given to a copy without it.
    page.set_content(
        re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.content())
    )
    options = {"runOnly": {"type": "tag", "values": tags}, "resultTypes": ["violations"]}
    outcome = axe.Axe().run(page, options=options)

    assert [
        (violation["id"], [node["html"][:120] for node in violation["nodes"]])
        for violation in outcome.response["violations"]
    ] == []
    assert outcome.response["passes"]


@pytest.mark.parametrize("width", [1280, 380])
def test_a_page_never_scrolls_sideways_as_a_whole(opened, width):
    page, _ = opened
    page.set_viewport_size({"width": width, "height": 900})

    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1280, 768, 390])
def test_no_table_but_those_of_breakdowns_is_wider_than_its_box(opened, width):
    page, _ = opened
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate(OPEN_ALL)

    assert page.query_selector_all("table.cards")
    assert page.evaluate(WIDE) == []


@pytest.mark.parametrize("width", [1280, 768, 390])
def test_charts_fit_the_window_and_their_text_can_be_read(opened, width):
    page, _ = opened
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate(OPEN_ALL)
    too_wide, smallest = page.evaluate(CHARTS)

    assert too_wide == []
    assert smallest >= LEAST_TEXT


@pytest.mark.parametrize("report", ["sample", "five"], indirect=True)
def test_a_report_without_breakdowns_is_a_paper_of_few_pages(opened):
    page, _ = opened
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    pages = len(re.findall(rb"/Type\s*/Page\b", paper))

    assert 5 < pages <= MOST_PAGES


@pytest.mark.parametrize("report", ["years-published"], indirect=True)
def test_why_a_plan_is_assessed_so_is_read_without_scrolling(opened):
    page, _ = opened
    places = page.query_selector_all("table:has(caption[id^=table-plan])")
    widths = [
        place.evaluate("table => [table.scrollWidth, table.parentElement.clientWidth]")
        for place in places
        if place.is_visible()
    ]

    assert len(widths) > 3
    assert all(needed <= available for needed, available in widths)


def test_nothing_is_lost_on_paper(opened):
    page, _ = opened
    page.emulate_media(media="print")
    # The width of A4 less its margins, in the pixels of a page.
    page.set_viewport_size({"width": 680, "height": 1000})

    assert page.evaluate("document.documentElement.scrollWidth") <= 680
