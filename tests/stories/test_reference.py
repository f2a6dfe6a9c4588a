"""The reference, which is made of the program's own tables, leaves nothing out."""

from __future__ import annotations

import click
import generate
import meanings
import pytest

import scwres as package
from scwres.cli import INTERRUPTED, OWN_FAULT, commands
from scwres.errors import ScwresError
from scwres.text.messages import PROBLEMS, WARNINGS
from scwres.ethnicity.categories import CATEGORIES
from scwres.ethnicity.codes import SCHEMES
from scwres.extracts.schema import KINDS
from scwres.metrics.standards import STANDARDS, standard_called
from scwres.metrics.standards.supporting import SUPPORTING_MEASURES
from scwres.results.lines import COLUMNS
from scwres.settings.fields import SECTIONS

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


def test_reference_says_what_to_do_about_each_warning():
    assert [*meanings.WARNING_FIXES] == [*WARNINGS]
    page = generate.page("warnings")
    for name in WARNINGS:
        assert f"| `{name}` |" in page


def test_reference_lists_every_exit_status():
    own = {error.status for error in ScwresError.__subclasses__()}

    assert {*meanings.EXIT_STATUSES} == {0, OWN_FAULT, *own, INTERRUPTED}


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
