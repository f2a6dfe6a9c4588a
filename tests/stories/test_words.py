"""What a user reads is in plain English: no retired phrases, and prose that reads easily."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

import scwres as package

ROOT = Path(__file__).parents[2]

#: Things of which an error used to say that something "is no date".
THINGS = (
    "address|answer|band|category|code|colour|column|command|count|date|day|encoding|extract|file|"
    "figure|folder|format|group|header|indicator|item|key|kind|label|list|measure|month|name|"
    "number|option|percentage|period|person|plan|question|row|rule|salary|scheme|setting|sheet|"
    "standard|status|table|text|time|topic|unit|value|window|word|workbook|year|json|toml|csv"
)

#: What no text for users holds, as a regular expression without regard to capitals, and what to
#: write instead.
RETIRED = {
    r"unless said|unless (it is )?told": "'default: two'",
    r"\b(is|are|be|was|were) told (by|from|apart)\b": "'recognised by its columns'",
    r"\bmend(s|ed|ing)?\b": "'fix' or 'correct'",
    r"\bfaults?\b": "'problem' or 'error'",
    r"\bsomebody\b": "'someone'",
    r"\bleft aside\b": "'ignored' or 'left out'",
    r"\b(is|are) there already\b": "'already exists'",
    r"\bclear of chance\b": "'statistically significant'",
    r"\bof whom\b": "two sentences, or 'who'",
    r"\bwho (somebody|someone) is\b": "'identifies a person'",
    r"\btaken as it (stands|is)\b": "what is done, such as 'is not checked'",
    r"\bno more is known\b": "'recorded only as'",
    r"\bdoubtful\b": "'unclear'",
    r"\bnot said\b": "'not given'",
    r"\bso as\b": "'so that', or 'to'",
    r"\bsay nothing\b": "'Show only'",
    r"\bdue on no day\b": "'has no due date'",
    r"\bnobody watches\b": "'unattended'",
    r"\b(give|gives|gave|given|giving) (\w+ )?away\b": "'reveal' or 'can be worked out'",
    r"\bwould have been parity\b": "'If rates were equal, about …'",
    r"\battacked as a reader\b": "'Disclosure check'",
    r"\blargely the same people\b": "'mostly the same staff'",
    r"\b(row|figures?|table) so:": "'like this:'",
    r"\btells (that|who|whom|whether|how|why|what|which|of|apart)\b": "'shows' or 'says'",
    rf"(?<!there )(?<!where )(?<!if )\b(is|are|was|were) no (\w+ )?({THINGS})s?\b": (
        "'is not a …' or 'does not exist'"
    ),
}


class Allowed(NamedTuple):
    """A place where a retired phrase is right, with the reason."""

    file: str
    words: str
    reason: str


#: Where a retired phrase is right.
EXCEPTIONS = (
    Allowed("docs/reference/python.md", "`faults`", "the name of an attribute"),
    Allowed("docs/reference/python.md", "error.faults", "the name of an attribute"),
    Allowed("docstring of scwres.ScwresError", "``faults``", "the name of an attribute"),
    Allowed("scwres/disclosure/rules.py", "give them away", "in the column profile of every file"),
)


class Text(NamedTuple):
    """A text that users read, and where it stands."""

    file: str
    line: int
    words: str


def _plain(node: ast.expr) -> str | None:
    """Return a string of the program, with … for what is filled in; None for anything else."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(_plain(part) or "…" for part in node.values)
    return None


def _is_command(node: ast.AST) -> bool:
    """Return whether a function is a command of click, whose docstring is its help."""
    for each in getattr(node, "decorator_list", ()):
        name = each.func if isinstance(each, ast.Call) else each
        if isinstance(name, ast.Attribute) and name.attr in ("command", "group"):
            return True
    return False


def _texts_in(source: str, file: str) -> Iterator[Text]:
    """Yield every string of a module but docstrings, and the docstrings of commands."""
    tree = ast.parse(source)
    skipped: set[int] = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and not _is_command(node):
            # A string on its own is a docstring: of a module, a class, a function or a field.
            skipped.update(id(each.value) for each in body if isinstance(each, ast.Expr))
        if isinstance(node, ast.JoinedStr):
            skipped.update(id(part) for part in node.values)
    for node in ast.walk(tree):
        text = _plain(node) if isinstance(node, ast.expr) and id(node) not in skipped else None
        # A word alone is a name: of a key, a column, an attribute.
        if text and " " in text.strip():
            yield Text(file, node.lineno, text)


def _docstrings() -> Iterator[Text]:
    """Yield the docstrings of public names, which the reference shows."""
    for name in package.__all__:
        shown = getattr(package, name)
        if not name.startswith("_"):
            yield Text(f"docstring of scwres.{name}", 1, inspect.getdoc(shown) or "")


def _changelog(text: str) -> str:
    """Return the newest part of the changelog, on its own lines."""
    first, second = [each.start() for each in re.finditer(r"(?m)^## |\Z", text)][:2]
    return "\n" * text[:first].count("\n") + text[first:second]


def _pages() -> Iterator[Path]:
    yield ROOT / "README.md"
    for page in sorted((ROOT / "docs").rglob("*.md")):
        if "_generated" not in page.parts:
            yield page


def _program() -> list[Text]:
    texts = [*_docstrings()]
    for path in sorted((ROOT / "scwres").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        texts += _texts_in(path.read_text(encoding="utf-8"), name)
    template = ROOT / "scwres" / "reports" / "page" / "page.html"
    texts.append(Text("scwres/reports/page/page.html", 1, template.read_text(encoding="utf-8")))
    return texts


def _documentation() -> list[Text]:
    texts = []
    for path in [*_pages(), ROOT / "CONTRIBUTING.md"]:
        text = path.read_text(encoding="utf-8")
        texts.append(Text(path.relative_to(ROOT).as_posix(), 1, text))
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    texts.append(Text("CHANGELOG.md", 1, _changelog(changelog)))
    for path in sorted((ROOT / "docs").glob("*.py")):
        texts += _texts_in(path.read_text(encoding="utf-8"), f"docs/{path.name}")
    return texts


def _retired(texts: list[Text]) -> Iterator[str]:
    """Yield each retired phrase with its place and what to write instead."""
    for file, first, words in texts:
        for phrase, instead in RETIRED.items():
            pattern = re.sub(r" (?![?)])", r"\\s+", phrase)
            for found in re.finditer(pattern, words, re.IGNORECASE):
                around = " ".join(words[max(0, found.start() - 60) : found.end() + 60].split())
                if any(file == each.file and each.words in around for each in EXCEPTIONS):
                    continue
                line = first + words[: found.start()].count("\n")
                said = " ".join(found[0].split())
                yield f"{file}:{line}: '{said}': write {instead} … {around}"


def test_the_program_holds_no_retired_phrase():
    found = [*_retired(_program())]

    assert not found, f"{len(found)} phrases to replace\n" + "\n".join(found)


def test_the_documentation_holds_no_retired_phrase():
    found = [*_retired(_documentation())]

    assert not found, f"{len(found)} phrases to replace\n" + "\n".join(found)


def test_every_exception_has_a_reason_and_is_needed():
    texts = [*_program(), *_documentation()]
    for allowed in EXCEPTIONS:
        assert allowed.reason
        assert any(
            file == allowed.file and allowed.words in " ".join(words.split())
            for file, _, words in texts
        ), allowed


@pytest.mark.parametrize(
    ("said", "is_retired"),
    [
        ("fix = 'Mend the dates.'", True),
        ("fix = f'{file} is no year'", True),
        ("fix = ('the faults '\n    f'of {file}')", True),
        ("fix = 'There is no file to read.'", False),
        ("fix = 'Recommended: amend nothing.'", False),
        ("key = 'faults'", False),
        ("def of() -> str:\n    '''Return the faults of a file.'''", False),
        ("@main.command()\ndef of() -> None:\n    '''Return the faults of a file.'''", True),
    ],
)
def test_retired_phrases_are_found_in_texts_and_nowhere_else(said, is_retired):
    assert bool([*_retired([*_texts_in(said, "here")])]) is is_retired


# Prose

#: The least reading ease (Flesch) of a page, and of one that explains. By a dictionary of
#: pronunciations these would be 50 and 45: pyphen finds fewer syllables, which adds about ten.
EASE = 60
EASE_OF_EXPLANATION = 55

#: The most words of a sentence.
LONGEST = 35

#: A part of another file that a page shows as its own.
_INCLUDED = re.compile(
    r"```\{include\} \.\./\.\./(?P<file>\S+)\n"
    r":start-after: \"(?P<start>.*)\"\n:end-before: \"(?P<end>.*)\"\n```"
)


def _whole(page: Path) -> str:
    """Return the Markdown of a page, with what it includes of files that are not generated."""

    def included(found: re.Match[str]) -> str:
        text = (ROOT / found["file"]).read_text(encoding="utf-8")
        return text.split(found["start"], 1)[1].split(found["end"], 1)[0]

    return _INCLUDED.sub(included, page.read_text(encoding="utf-8"))


def _words_of(inline: Token) -> str:
    """Return the text of a paragraph; a code span is one short word, a link its text."""
    parts = []
    in_link = False
    for token in inline.children or ():
        in_link = in_link + (token.type == "link_open") - (token.type == "link_close") > 0
        if token.type == "code_inline":
            parts.append("name")
        elif token.type == "softbreak":
            parts.append(" ")
        elif token.type == "text":
            parts.append(token.content)
    return "".join(parts).strip()


def _is_links_alone(inline: Token) -> bool:
    depth = 0
    for token in inline.children or ():
        depth += token.nesting if token.type.startswith("link") else 0
        if token.type == "text" and not depth and token.content.strip(" ,;."):
            return False
        if token.type == "code_inline":
            return False
    return True


def _paragraphs(text: str) -> Iterator[str]:
    """Yield the prose of Markdown: no code, tables, headings, and no lists of links."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    for before, token in pairwise(tokens):
        if before.type != "paragraph_open" or _is_links_alone(token):
            continue
        words = _words_of(token)
        if words and not re.fullmatch(r"\([\w-]+\)=", words):
            yield words if words.endswith((".", "?", "!")) else f"{words.rstrip(':;,')}."


def _sentences(paragraph: str) -> list[str]:
    return re.split(r"(?<=[.?!])[)\"']?\s+", paragraph)


def _ease(paragraphs: list[str]) -> float:
    """Return the reading ease of prose, by syllables that need no download.

    By the name ``en`` textstat fetches a dictionary of syllables when it is first used. By
    ``en-GB`` it counts them with pyphen's British patterns, which come with it.
    """
    import textstat

    textstat.set_lang("en-GB")
    # The point of a number would end a sentence.
    text = re.sub(r"(?<=\d)[.,](?=\d)", "", " ".join(paragraphs))
    return float(textstat.flesch_reading_ease(text))


PAGES = [page.relative_to(ROOT).as_posix() for page in _pages()]


@pytest.mark.parametrize("page", PAGES)
def test_the_prose_of_a_page_reads_easily(page):
    prose = [*_paragraphs(_whole(ROOT / page))]
    least = EASE_OF_EXPLANATION if page.startswith("docs/explanation/") else EASE

    if prose:
        worst = sorted(prose, key=lambda paragraph: _ease([paragraph]))[:5]
        assert _ease(prose) >= least, "\n".join(["The hardest paragraphs:", *worst])


@pytest.mark.parametrize("page", PAGES)
def test_no_sentence_of_a_page_is_long(page):
    long = [
        sentence
        for paragraph in _paragraphs(_whole(ROOT / page))
        for sentence in _sentences(paragraph)
        if len(sentence.split()) > LONGEST
    ]

    assert not long, "\n".join(long)


def test_prose_is_what_stands_in_paragraphs():
    no_prose = "- [list](y.md)\n\n|a|\n|-|\n|b|\n\n```\nno\n```\n"
    text = f"# Not this\n\nRead `a b` and [that](x.md).\n\n{no_prose}"

    assert [*_paragraphs(text)] == ["Read name and that."]


def test_easy_prose_is_easier_than_hard_prose():
    easy = "Give the file to the program. It stops and asks."
    hard = "Organisational identification of statistically representative categorisations."

    assert _ease([easy]) > 80
    assert _ease([hard]) < 20
