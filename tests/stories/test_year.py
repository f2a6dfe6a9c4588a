"""A year of a council: from six foreign files to a plan, the next year, and a paper."""

from __future__ import annotations

import io
import json
import re
import shutil

import pytest

#: What the council says of its files, after ``scwres check`` asked for it.
ANSWERS = """
organisation = "Borough of Example"
snapshot = {year}-09-30

[[extracts]]
path = "HR extract.xlsx"
kind = "staff"

[[extracts]]
path = "cases.csv"
kind = "disciplinary"

[[extracts]]
path = "learning.tsv"
kind = "cpd"

[[extracts]]
path = "leavers.csv"
kind = "leavers"

[[extracts]]
path = "recruitment.csv"
kind = "shortlisting"
[extracts.columns]
appointed = "Outcome at interview"

[[extracts]]
path = "survey.csv"
kind = "survey"

[stages]
"Conduct panel" = "formal"

[ethnicity.labels]
"Kurdish" = "Any other ethnic group"

[pay_bands]
order = ["G5", "G6", "G7", "G8", "Head of Service", "Director"]

[senior_managers]
grades = ["Head of Service", "Director"]
"""

#: The plan, in the columns in which the council keeps it.
PLAN = """Action,When,Lead,How will we know,Update,RAG status
Recruitment,,,,,
Every panel for shortlisted posts has a trained member,30/06/2026,HR,Appointed as often,Begun,Amber
Harassment,,,,,
Managers learn to answer reports of harassment,31/03/2026,Director,Fewer are harassed,Done,Green
"""

COMMENTARY = """## Purpose

To tell the committee how staff fare, a year on.

## Recommendations

- Note the figures.

## 2

Panels have been mixed since January.
"""


@pytest.mark.slow
def test_a_year_from_foreign_files_to_the_paper_of_the_next(root, tmp_path, monkeypatch, scwres):
    docx = pytest.importorskip("docx", reason="python-docx is not installed")
    first = tmp_path / "2025"
    shutil.copytree(root / "examples" / "borough", first)
    monkeypatch.chdir(first)

    # Six exports of five systems. What the program can work out, it writes down.
    assert scwres("init", ".").status == 0
    draft = (first / "scwres.toml").read_text(encoding="utf-8")
    assert 'path = "HR extract.xlsx"' in draft

    # What it cannot, it asks for, all at once, and calculates nothing.
    asked = scwres("check")
    assert asked.status == 3
    for question in ("'Kurdish'", "'Conduct panel'", "recruitment.csv: is not recognised"):
        assert question in asked.out + asked.err
    (first / "scwres.toml").write_text(ANSWERS.format(year=2025), encoding="utf-8")
    assert scwres("check").status == 0

    # The report for publication, and the exact results for the year to come.
    assert scwres("report", "-o", "report").status == 0
    assert scwres("audit", "report/results.csv").status == 0
    assert scwres("compute", "-o", "results.json", "-q").status == 0

    # A plan that is kept in a spreadsheet gets measures: suggested ones, which the council takes.
    (first / "plan.csv").write_text(PLAN, encoding="utf-8")
    assert scwres("plan", "plan.csv", "--write-toml", "plan.toml").status == 0
    plan = (first / "plan.toml").read_text(encoding="utf-8")
    taken = re.sub(r"(?m)^# (measures = )", r"\1", plan)
    assert taken != plan
    (first / "plan.toml").write_text(taken, encoding="utf-8")

    # A year later: the same systems, and a panel that appoints more of those it did not.
    second = tmp_path / "2026"
    shutil.copytree(root / "examples" / "borough", second)
    for name in ("cases.csv", "leavers.csv", "learning.tsv"):
        path = second / name
        content = path.read_bytes()
        encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
        text = content.decode(encoding)
        path.write_bytes(text.replace("2025", "2026").replace("2024", "2025").encode(encoding))
    hired = (second / "recruitment.csv").read_text(encoding="utf-8")
    for label in ("Indian", "African", "Caribbean", "Pakistani"):
        hired = re.sub(rf"(?m)^([^;\n]*{label});Not appointed$", r"\1;Appointed", hired, count=5)
    (second / "recruitment.csv").write_text(hired, encoding="utf-8")
    settings = ANSWERS.format(year=2026).lstrip()
    settings = f'{settings}\n[report]\ncommentary = "commentary.md"\n'
    (second / "scwres.toml").write_text(settings, encoding="utf-8")
    (second / "commentary.md").write_text(COMMENTARY, encoding="utf-8")
    monkeypatch.chdir(second)
    assert scwres("compute", "-o", "results.json", "-q").status == 0

    # What changed is tested, not guessed at.
    years = ("../2025/results.json", "results.json")
    changes = json.loads(scwres("compare", *years, "--format", "json").out)
    [appointment] = [
        line
        for line in changes["changes"]
        if line["indicator"] == "2" and not line["breakdown"] and not line["part"]
    ]
    assert appointment["now_ratio"] > appointment["before_ratio"]

    # And the committee reads it in one paper, with the council's own words.
    made = scwres(
        *("report", "--internal", "-o", "report", "--before", "../2025/results.json"),
        *("--plan", "../2025/plan.toml"),
    )
    assert made.status == 0, made.err
    paper = docx.Document(io.BytesIO((second / "report" / "paper.docx").read_bytes()))
    texts = [paragraph.text for paragraph in paper.paragraphs]
    for text in (
        "To tell the committee how staff fare, a year on.",
        "Panels have been mixed since January.",
        "Note the figures.",
    ):
        assert text in texts
    assert any(text.startswith("Year on year") for text in texts)
    [statuses] = [table for table in paper.tables if table.rows[0].cells[0].text == "Action"]
    assert [row.cells[1].text for row in statuses.rows[1:]] == ["Amber", "Green"]
    results = json.loads((second / "report" / "results.json").read_text(encoding="utf-8"))
    [line] = [line for line in results["results"] if line["indicator"] == "2"]
    assert any(
        row.cells[0].text.startswith("2 ") and f"{line['ratio']:.2f}" in row.cells[3].text
        for table in paper.tables
        for row in table.rows
        if len(row.cells) > 3
    )
