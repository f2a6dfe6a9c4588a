"""Nothing is decided by taking a text apart that was made for people.

Texts are taken apart where they are input: what extracts, settings, plans, options, published
files and standards hold. Everywhere else a method of texts that could decide is a fault, unless
it stands below with its reason.
"""

from __future__ import annotations

import ast
from pathlib import Path

import scwres

PACKAGE = Path(scwres.__file__).parent

#: The methods that find something in a text.
FINDERS = {
    *("startswith", "endswith", "partition", "rpartition", "split", "rsplit", "splitlines"),
    *("find", "rfind", "removeprefix", "removesuffix"),
}

#: Rooms that read what other people wrote, or that lay texts out.
READERS = ("extracts", "ethnicity", "settings", "text")

#: Where else texts are taken apart, and why.
REASONS = {
    "commands/explain.py": "examples of settings, to lay them out",
    "commands/options.py": "options as they were typed",
    "commands/plan.py": "an option as it was typed",
    "commands/terminal.py": "the name of a module that could not be imported",
    "counts.py": "units in the order of the numbers in their names",
    "disclosure/rules.py": "the name of a rule as it was typed: 7-5",
    "disclosure/reader.py": "names of columns",
    "disclosure/sums.py": "names of columns",
    "disclosure/figures.py": "names of columns",
    "metrics/standards/__init__.py": "names of files",
    "plan/checks.py": "a plan as it was written",
    "plan/form.py": "a plan as it was written",
    "files/leftovers.py": "names of files",
    "plan/reading.py": "a plan as it was written",
    "plan/spreadsheet.py": "a plan as it was written",
    "publishing/advice.py": "keys of settings",
    "plan/table_rows.py": "a plan as it was written",
    "publishing/publish.py": "names of columns, and of keys",
    "publishing/published.py": "published files",
    "reports/charts/svg.py": "an image that a library drew",
    "reports/document/plans.py": "a plan as it was written",
    "reports/account.py": "whether a question needs a full stop",
    "reports/paper/paper.py": "words of headers, whose length sets the width of a column",
    "reports/formats/plan.py": "whether a header is a question",
    "reports/formats/layout.py": "headers laid out in lines",
    "results/benchmarks.py": "names of councils, and figures as they were published",
    "results/cautions.py": "spellings of pay bands",
    "results/files.py": "files of results, the only place that knows old captions",
    "results/lines.py": "names of columns",
}


def _places(text: str) -> list[str]:
    """Return where a module takes a text apart, outside its docstrings."""
    return [
        f"line {node.lineno}: {node.func.attr}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in FINDERS
    ]


def test_texts_made_for_people_are_not_taken_apart():
    places = {
        str(path.relative_to(PACKAGE)): taken_apart
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.relative_to(PACKAGE).parts[0] not in READERS
        and (taken_apart := _places(path.read_text(encoding="utf-8")))
    }

    assert {name: lines for name, lines in places.items() if name not in REASONS} == {}
    assert sorted(REASONS.keys() - places.keys()) == [], "these take no text apart any more"


def test_the_look_finds_what_it_is_for():
    text = (PACKAGE / "reports" / "notes.py").read_text(encoding="utf-8")

    assert _places(text) == []
    assert len(_places(text + 'IS_KATZ = line.method.startswith("Katz")\n')) == 1
