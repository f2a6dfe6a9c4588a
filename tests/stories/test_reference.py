"""The reference, which is made of the program's own tables, leaves nothing out."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click
import generate
import meanings
import pytest
from shown import DOCS

import scwres as package
from scwres.cli import OWN_FAULT, commands
from scwres.errors import ScwresError
from scwres.ethnicity.categories import CATEGORIES
from scwres.ethnicity.codes import SCHEMES
from scwres.extracts.schema import KINDS
from scwres.files.interrupts import STATUSES
from scwres.metrics.standards import STANDARDS, standard_called
from scwres.metrics.standards.supporting import SUPPORTING_MEASURES
from scwres.results.lines import COLUMNS
from scwres.results.units import UNIT_COLUMNS
from scwres.settings.fields import SECTIONS
from scwres.text.messages import PROBLEMS, WARNINGS

CONTEXT = click.Context(commands, info_name="scwres", **commands.context_settings)


def _section(text: str, heading: str) -> str:
    """Return what stands below a heading of the second level."""
    assert f"\n## {heading}\n" in text, heading
    return text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


@pytest.mark.parametrize("name", commands.list_commands(CONTEXT))
def test_reference_has_every_option_of_every_command(name):
    section = _section(generate.page("commands"), f"scwres {name}")
    command = commands.get_command(CONTEXT, name)
    options = command.get_params(click.Context(command, info_name=name, parent=CONTEXT))

    assert options
    for option in options:
        for flag in option.opts if isinstance(option, click.Option) else ():
            assert f"`{flag}`" in section


@pytest.mark.parametrize("table", SECTIONS)
def test_reference_has_every_setting(table):
    heading = f"[[{table}]]" if table == "extracts" else f"[{table}]"
    section = _section(
        generate.page("settings"), f"`{heading}`" if table else "At the top of the file"
    )

    for key, entry in SECTIONS[table].items():
        assert f"### {'Any name' if key == '*' else f'`{key}`'}\n" in section
        assert generate.plain(entry.meaning) in section
        assert entry.example in section


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_reference_has_every_column_of_every_extract(kind):
    section = _section(generate.page("extracts"), f"`{kind.name}`")

    for column in kind.columns:
        assert f"\n| `{column.name}` |" in section


def test_reference_says_what_each_column_of_a_result_holds():
    assert [*meanings.RESULT_COLUMNS] == [*COLUMNS]
    page = generate.page("results")
    for name in COLUMNS:
        assert f"\n| `{name}` |" in page


def test_reference_says_what_each_column_of_a_unit_holds():
    assert [*meanings.UNITS] == [*UNIT_COLUMNS]
    section = _section(generate.page("results"), "Columns of a unit")
    for name in UNIT_COLUMNS:
        assert f"\n| `{name}` |" in section


@pytest.mark.parametrize(
    ("page", "sort", "messages"),
    [("warnings", "warning", WARNINGS), ("errors", "error", PROBLEMS)],
)
def test_reference_says_what_to_do_about_each_code_and_can_be_linked_to(page, sort, messages):
    text = generate.page(page)
    for name, (cause, fix) in messages.items():
        row = f"| [`{name}`]{{#{sort}-{name}}} | {generate.sentence(generate.named(cause))} | "
        assert f"{row}{generate.named(fix)} |" in text


def test_the_page_of_messages_holds_both_tables():
    page = (DOCS / "reference" / "warnings.md").read_text(encoding="utf-8")

    assert "../_generated/warnings.md" in page
    assert "../_generated/errors.md" in page


def test_no_code_is_both_a_warning_and_an_error():
    assert WARNINGS.keys().isdisjoint(PROBLEMS)


def test_names_in_a_message_are_code_and_the_rest_is_as_it_is():
    assert generate.named("set `[a_b] c` | once") == r"set `[a_b] c` \| once"


def test_reference_lists_every_exit_status():
    own = {error.status for error in ScwresError.__subclasses__()}

    assert {*meanings.EXIT_STATUSES} == {
        *(0, OWN_FAULT, *own),
        *STATUSES.values(),
    }


def test_reference_has_every_category_and_code():
    page = generate.page("ethnicity")
    for category in CATEGORIES:
        assert f"\n| {generate.plain(category.name)} |" in page
    for scheme, codes in SCHEMES.items():
        section = page.split(f"### Scheme `{scheme}`\n")[1].split("\n### ")[0]
        for each in codes:
            assert f"| `{each.upper()}` |" in section


def test_reference_has_every_indicator_and_national_figure():
    page = generate.page("standards")
    for name in STANDARDS:
        standard = standard_called(name)
        section = page.split(f"(standard-{name})=")[1].split("\n(standard-")[0]
        for indicator in standard.indicators:
            assert f"\n| `{indicator.number}` |" in section
            for figure in indicator.national:
                assert generate.plain(figure.value) in section
    for measure in SUPPORTING_MEASURES:
        assert f"\n| `{measure.number}` |" in page


def test_reference_has_every_public_name():
    page = generate.page("python")
    for name in package.__all__:
        assert f"scwres.{name}" in page


# Codes

#: A name made of words, as codes are.
_CODE = re.compile(r"[a-z]+(-[a-z]+)+")

#: Where the codes stand in a call, by what is called: their place, and the table they are of.
PLACES = {"Fault": 3, "FaultyGrid": 3, "add": 2, "Caution": 0}


class Used(NamedTuple):
    """A code in a module of the program."""

    place: str
    code: str
    is_sure: bool
    """Whether it can be nothing but a code, so that it has to be in a table."""


def _codes_in(value: ast.expr | None, place: str) -> Iterator[Used]:
    """Yield the codes that an expression can be, where they are written out."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield Used(f"{place}:{value.lineno}", value.value, is_sure=True)
    elif isinstance(value, ast.IfExp):
        yield from _codes_in(value.body, place)
        yield from _codes_in(value.orelse, place)


def _text(value: ast.expr) -> str:
    """Return the text that an expression ends with; empty for anything but a text."""
    last = value.values[-1] if isinstance(value, ast.JoinedStr) and value.values else value
    return last.value if isinstance(last, ast.Constant) and isinstance(last.value, str) else ""


def _used_in(source: str, place: str) -> Iterator[Used]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            at = PLACES.get(called)
            named = [each.value for each in node.keywords if each.arg == "code"]
            # A set is added to as well: of one thing.
            if at is not None and (called != "add" or len(node.args) > 1):
                for value in (*node.args[at : at + 1], *named):
                    yield from _codes_in(value, place)
        elif isinstance(node, ast.Tuple) and len(node.elts) > 2:
            # What is wrong, how to fix it (a sentence), and the code, handed on together.
            *_, fix, code = node.elts
            is_message = _text(fix).endswith((".", "?")) and _CODE.fullmatch(_text(code))
            for used in _codes_in(code, place):
                yield used._replace(is_sure=bool(is_message))
        elif isinstance(node, ast.Constant) and _CODE.fullmatch(_text(node)):
            yield Used(f"{place}:{node.lineno}", _text(node), is_sure=False)


def _used() -> list[Used]:
    program = Path(package.__file__).parent
    return [
        used
        for path in sorted(program.rglob("*.py"))
        if path.name != "messages.py"
        for used in _used_in(path.read_text("utf-8"), path.relative_to(program).as_posix())
    ]


def test_every_code_of_the_program_is_in_a_table():
    unknown = [
        f"{used.place}: {used.code}"
        for used in _used()
        if used.is_sure and used.code not in {*WARNINGS, *PROBLEMS}
    ]

    assert not unknown, "\n".join(unknown)


def test_every_code_of_the_tables_is_used_by_the_program():
    used = {each.code for each in _used()}

    assert [code for code in (*WARNINGS, *PROBLEMS) if code not in used] == []


@pytest.mark.parametrize(
    ("source", "codes"),
    [
        ("Fault('a.csv', 'is empty', 'Check it.', 'no-rows')", {"no-rows"}),
        ("Fault('a.csv', 'is empty', fix, code='no-rows', column='x')", {"no-rows"}),
        ("log.add('is empty', fix, 'sheet' if x else 'no-rows', row=3)", {"sheet", "no-rows"}),
        ("Caution('pay-order', 'No order.')", {"pay-order"}),
        ("yield f'{x} is empty', f'Check {x}.', 'no-rows'", {"no-rows"}),
        ("seen.add('sheet'); order = ('sheet', 'a', 'b')", set()),
    ],
)
def test_codes_are_found_where_they_are_written(source, codes):
    assert {used.code for used in _used_in(source, "here") if used.is_sure} == codes
