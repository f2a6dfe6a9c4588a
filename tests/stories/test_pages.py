"""The pages of the documentation say what the program does: what they show is run."""

from __future__ import annotations

import json
import math
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from shown import DOCS, blocks_of, follows, steps_of

import scwres as package
from scwres.cli import commands
from scwres.counts import Odds, Tally
from scwres.metrics.change import Pair, change_of, verdict
from scwres.metrics.difference import difference_of
from scwres.metrics.evidence import people_to_parity
from scwres.metrics.fisher import fisher_p_value
from scwres.metrics.funnel import funnel, status
from scwres.metrics.likelihood import (
    Estimate,
    p_value,
    relative_likelihood,
    relative_odds,
    smallest_expected_count,
)
from scwres.metrics.stratified import ratio_across
from scwres.reports.formats.counts import as_counts
from scwres.reports.formats.json import as_json

#: Pages that are followed from start to end, in ``test_tutorial`` and ``test_systems``.
FOLLOWED = ("tutorial.md", "systems.md")

PAGES = sorted(
    page.relative_to(DOCS).as_posix()
    for page in DOCS.rglob("*.md")
    if "_generated" not in page.parts and page.name not in FOLLOWED
)

CENSUS = """Ethnic group (20 categories),Observation
"Asian, Asian British or Asian Welsh: Indian",4000
"Black, Black British, Black Welsh, Caribbean or African: African",3000
"White: English, Welsh, Scottish, Northern Irish or British",20000
"""


def _pages_with(language: str) -> list[str]:
    return [page for page in PAGES if any(each.language == language for each in blocks_of(page))]


@pytest.fixture(scope="module")
def workplace(root, tmp_path_factory) -> Path:
    """Make a folder with the files that the pages name."""
    folder = tmp_path_factory.mktemp("pages")
    for name in ("sample_data", "examples"):
        shutil.copytree(root / name, folder / name)
    shutil.copytree(root / "sample_data" / "2025", folder, dirs_exist_ok=True)
    (folder / "councils").mkdir()
    (folder / "census.csv").write_text(CENSUS, encoding="utf-8")
    for year, council in {"2024": "north", "2025": "south"}.items():
        settings = root / "sample_data" / year / "scwres.toml"
        results = package.compute((), settings=settings)
        (folder / f"{year}.json").write_text(as_json(results), encoding="utf-8")
        (folder / "councils" / f"{council}.csv").write_text(as_counts(results), encoding="utf-8")
    region = package.compute(root / "sample_data")
    (folder / "region.json").write_text(as_json(region), encoding="utf-8")
    return folder


@pytest.fixture
def at_work(workplace, tmp_path, monkeypatch) -> Path:
    folder = tmp_path / "work"
    shutil.copytree(workplace, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "80")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("page", _pages_with("console"))
def test_what_a_page_shows_is_what_happens(page, at_work, scwres):
    for block in blocks_of(page):
        if block.language != "console" or block.why_not_run:
            continue
        for command, shown in steps_of(block):
            program, *arguments = shlex.split(command)
            assert program == "scwres", command
            ran = scwres(*arguments)
            assert ran.status == (3 if "Not ready" in shown else 0), (command, ran.err)
            assert follows(shown, ran.err + ran.out), (command, ran.err + ran.out)


@pytest.mark.parametrize("page", PAGES)
def test_every_block_of_a_page_is_run_or_says_why_not(page):
    for block in blocks_of(page):
        if block.language == "sh":
            assert block.why_not_run, block.text
        else:
            of_sphinx = block.language.startswith("{")
            assert of_sphinx or block.language in ("", "console", "toml", "python", "sql")


@pytest.mark.parametrize("page", _pages_with("toml"))
def test_settings_and_plans_on_a_page_are_read(page, at_work, scwres):
    path = at_work / "page.toml"
    for block in blocks_of(page):
        if block.language != "toml":
            continue
        path.write_text(block.text, encoding="utf-8")
        if "[[action]]" in block.text:
            assert scwres("plan", path).status == 0
        else:
            # Extracts that an example names need not be there; what it sets is checked first.
            ran = scwres("check", "hr.csv", "--config", path)
            assert ran.status != 2, (block.text, ran.err)


def test_the_pages_have_an_example_of_every_command():
    pages = [*PAGES, "tutorial.md"]
    texts = "\n".join((DOCS / page).read_text(encoding="utf-8") for page in pages)
    for command in commands.list_commands(click.Context(commands)):
        assert re.search(rf"^\$ scwres {command} ", texts, re.MULTILINE), command


def _run_python(page: str, names: dict[str, object]) -> dict[str, object]:
    for block in blocks_of(page):
        if block.language == "python":
            exec(compile(block.text, page, "exec"), names)  # the block is ours
    return names


@pytest.mark.slow
def test_the_python_example_of_the_pages_runs_as_it_stands(sample_data, tmp_path, monkeypatch):
    (tmp_path / "sample_data").symlink_to(sample_data)
    monkeypatch.chdir(tmp_path)
    ran = _run_python("reference/python.md", {})

    assert len(ran["frame"]) == len(package.compute("sample_data", by=["directorate"]).lines)
    assert {line.indicator for line in ran["results"].lines} >= {"1", "3", "9"}
    assert json.loads((tmp_path / "build" / "2025.json").read_text("utf-8"))["results"]


def test_the_python_example_has_every_public_name():
    text = "\n".join(
        block.text for block in blocks_of("reference/python.md") if block.language == "python"
    )
    for name in package.__all__:
        assert re.search(rf"\bscwres\.{name}\b", text), name


#: Multiplied by, minus, squared, the root of.
SIGNS = str.maketrans({"\u00d7": "*", "\u2212": "-", "\u00b2": "**2", "\u221a": "sqrt"})


def _page(name: str) -> str:
    """Return a page as running text, with the signs of arithmetic as Python writes them."""
    text = (DOCS / name).read_text(encoding="utf-8").translate(SIGNS)
    return " ".join(text.split())


def _interval(estimate: Estimate, scale: int = 1, decimals: int = 2, unit: str = "") -> str:
    limits = (estimate.lower, estimate.upper)
    return " to ".join(f"{limit * scale:.{decimals}f}{unit}" for limit in limits)


def test_the_worked_examples_are_what_the_program_computes():
    names = _run_python("explanation/arithmetic.md", {})
    page = _page("explanation/arithmetic.md")
    group, white = names["group"], names["compared_with"]
    few, others = Tally(1, 119), Tally(3, 391)
    ages = [(Tally(8, 106), Tally(5, 120)), (Tally(22, 98), Tally(16, 85))]
    across = ratio_across(ages)
    odds = relative_odds(Odds(10, 50), compared_with=Odds(60, 180))
    before = Pair(Tally(40, 400), Tally(160, 800))
    now = Pair(Tally(60, 400), Tally(160, 800))
    change = change_of(before, now=now)
    katz = relative_likelihood(group, compared_with=white, interval="katz")
    expected = smallest_expected_count(few, compared_with=others)

    assert f"For 13.1% it is {_interval(names['likelihood'], 100, 1, '%')}." in page
    assert f"score interval: {_interval(names['ratio'])}. It holds" in page
    assert f"also {_interval(katz)}. Its" in page
    assert p_value(group, compared_with=white) < 0.001
    assert f"119 * 4 / 510 = {expected:.2f}" in page
    assert f"p-value is {fisher_p_value(few, compared_with=others):.2f}" in page
    assert str(difference_of(few, compared_with=others)) == "too few to tell"
    assert f"about {people_to_parity(group, compared_with=white)} more appointments" in page
    assert f"= {across.value:.2f}. The ratio of all" in page
    assert f"Robins's: {_interval(across)}." in page
    assert f"(60 / 120) = {odds.value:.2f}." in page
    assert f"Cornfield's score interval: {_interval(odds)}." in page
    assert f"0.75 / 0.50 = {change.value:.2f}." in page
    assert f"do not reject: {_interval(change)}." in page
    assert verdict(before, now=now, change=change) == "no clear change"
    near, far = funnel(85, Tally(800, 1000))
    assert f"lower 95% limit: {near.fewest} / 85 = {near.fewest / 85:.1%}." in page
    assert f"so {far.fewest} is the lower 99.8% limit: {far.fewest / 85:.1%}." in page
    assert status(Tally(40, 85), whole=Tally(800, 1000), lags_when="lower") == "lags"


def test_the_examples_of_the_pages_are_those_of_the_sample(sample_data):
    [line] = [
        line
        for line in package.compute(sample_data).lines
        if (line.indicator, line.part) == ("2", "")
    ]
    page = _page("explanation/arithmetic.md")
    missing = _page("explanation/missing-ethnicity.md")

    assert f"| Minority ethnic | {line.group_out_of} | {line.group_count} |" in page
    assert f"| White | {line.compared_with_out_of} | {line.compared_with_count} |" in page
    assert f"| Unknown ethnicity | {line.unknown_out_of} | {line.unknown_count} |" in page
    assert f"| All | {line.all_out_of:,} | {line.all_count} |" in page
    assert f"56 / 273 = {line.share:.1%}" in page
    assert f"429 / 1,260 = {line.workforce_share:.1%}" in page
    assert f"It is {line.gap * 100:.1f} percentage points" in page
    assert f"With 57 appointed it is {line.ratio_one_more:.2f}" in page
    assert f"with 55 it is {line.ratio_one_fewer:.2f}" in page
    assert line.four_fifths == "below"
    assert f"(217 / 831) = {line.ratio_if_unknown_white:.2f}" in missing
    assert f"(197 / 770) = {line.ratio_if_unknown_minority:.2f}" in missing
    assert f"(217 / 790) = {line.ratio_lowest:.2f}" in missing
    assert f"(197 / 811) = {line.ratio_highest:.2f}" in missing


#: A sum in figures and signs, and any others that it equals.
_SUM = r"(?:sqrt)?\(*[\d,.]+(?:\)|\*\*2)*"
_SUMS = re.compile(rf"(?<![\w.,(]){_SUM}(?: [-+*/] {_SUM})+(?: = {_SUM}(?: [-+*/] {_SUM})*)+%?")


@pytest.mark.parametrize("name", ["arithmetic", "missing-ethnicity", "protection"])
def test_every_sum_on_a_page_is_right(name):
    sums = _SUMS.findall(_page(f"explanation/{name}.md"))

    assert sums
    for chain in sums:
        *written, printed = chain.rstrip(".,").replace(",", "").split(" = ")
        form = f".{len(printed.rstrip('%').partition('.')[2])}{'%' if '%' in printed else 'f'}"
        for each in written:
            assert format(eval(each, {"sqrt": math.sqrt}), form) == printed, chain


#: What a path of the repository starts with, on the page on quality assurance and decisions.
OWN = ("tests/", "benchmarks/", "docs/", "scwres/", "examples/", ".ci/", "LICENSE")


@pytest.mark.parametrize("name", ["testing", "architecture", "strict-reading"])
def test_what_the_explanation_points_to_is_there(root, name):
    text = (DOCS / "explanation" / f"{name}.md").read_text(encoding="utf-8")
    paths = [
        code
        for code in re.findall(r"`([^`\s]+)`", text)
        if code.startswith(OWN) or code.endswith((".md", ".lock"))
    ]

    assert paths
    for path in paths:
        assert (root / path).exists(), path


@pytest.mark.parametrize("system", ["HR", "Recruitment", "Casework", "Learning", "Surveys"])
def test_each_system_of_a_council_has_a_part_with_an_example(system):
    page = (DOCS / "howto" / "export.md").read_text(encoding="utf-8")
    [part] = [part for part in page.split("\n## ")[1:] if part.startswith(system)]

    assert "```toml\n" in part


@pytest.mark.parametrize("wrong", ["scwres check\nelse", "b\na"])
def test_what_is_not_shown_is_found_out(wrong):
    assert not follows(wrong, "a\nb\nscwres check\n")
    assert follows("a\n…\nscwres check\n", "a\nb\nscwres check\n")


# The site

#: Pages with what the others have too: lists of pages, code, tables, pictures, the Python API.
LOOKED_AT = ("index", "tutorial", "howto/report", "reference/python", "explanation/arithmetic")


@pytest.fixture
def site(root, tmp_path) -> Path:
    """Build the pages from a copy, as Sphinx does in the checks, without a warning."""
    for library in ("sphinx", "myst_parser", "furo"):
        pytest.importorskip(library, reason=f"{library} is not installed")
    source = tmp_path / "project" / "docs"
    shutil.copytree(root / "docs", source, ignore=shutil.ignore_patterns("_generated"))
    shutil.copy(root / "CONTRIBUTING.md", source.parent)
    build = [sys.executable, "-m", "sphinx", "-W", "-n", "-q", source, tmp_path / "site"]
    ran = subprocess.run(build, capture_output=True, text=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stderr
    return tmp_path / "site"


@pytest.mark.slow
def test_pages_of_the_site_pass_the_checks_of_axe_for_wcag_2_2_aa(site):
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is missing")
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("Chromium is not installed")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = []
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=path)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        for name in LOOKED_AT:
            page.goto((site / f"{name}.html").as_uri())
            outcome = axe.Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})
            assert outcome.response["passes"]
            found += [
                (name, violation["id"], [node["html"][:120] for node in violation["nodes"]])
                for violation in outcome.response["violations"]
            ]
        browser.close()

    assert found == []
