"""Write the reference from the program's own tables, so that the two cannot differ.

    python docs/generate.py [FOLDER]

Sphinx calls it at each build. What it writes into ``docs/_generated`` is not kept.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args

import click
from meanings import EXIT_STATUSES, RESULT_COLUMNS, UNITS

import scwres
from scwres.cli import commands
from scwres.errors import ScwresError
from scwres.ethnicity.categories import CATEGORIES
from scwres.ethnicity.codes import SCHEMES
from scwres.ethnicity.lists import LISTS, LabelList
from scwres.ethnicity.phrases import BROAD, DECLINED, MEMBERS, NEVER_ASKED
from scwres.extracts.schema import KINDS, Kind
from scwres.metrics.standards import STANDARDS, USUAL_STANDARD, standard_called
from scwres.metrics.standards.indicator import Indicator, Standard
from scwres.metrics.standards.supporting import SUPPORTING_MEASURES
from scwres.plan.lines import PlanLine
from scwres.results.lines import COLUMNS, MARKS
from scwres.results.results import AcrossUnits, BenchmarkLine, Input, NotComputed, OrganisationLine
from scwres.results.units import UNIT_COLUMNS
from scwres.results.workforce import STEP_FIGURES, ResponseRate, StaffShare
from scwres.settings.fields import EXTRACTS, SECTIONS, Entry, flag
from scwres.settings.schema import example_of
from scwres.text.messages import PROBLEMS, WARNINGS, Message
from scwres.text.phrases import in_words
from scwres.years.changes import ChangeLine

#: What Markdown would read as more than the letter it is.
_SPECIAL = re.compile(r"([\\`*_\[\]<>|$#{}~])")


def plain(text: object) -> str:
    """Return a text of the program as Markdown that shows it as it is, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(str(text).split()))


def code(text: object) -> str:
    """Return a name or a value as code; an empty one as nothing."""
    return f"`{text}`".replace("|", "\\|") if str(text) else ""


def named(text: str) -> str:
    """Return a text as Markdown in which the names between backticks are code."""
    parts = enumerate(text.split("`"))
    return "".join(code(part) if at % 2 else _SPECIAL.sub(r"\\\1", part) for at, part in parts)


def table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield a table, with an empty line behind it."""
    names = list(headings)
    yield f"| {' | '.join(names)} |"
    yield f"|{'---|' * len(names)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def sentence(text: str) -> str:
    """Return a text with a capital and a full stop."""
    shown = text[:1].upper() + text[1:]
    return shown if shown.endswith((".", ":", "?")) else f"{shown}."


def commands_page() -> Iterator[str]:
    """Yield each command with its arguments and options."""
    context = click.Context(commands, info_name="scwres", **commands.context_settings)
    for name in commands.list_commands(context):
        command = commands.get_command(context, name)
        assert command
        own = click.Context(command, info_name=name, parent=context)
        yield from ("", f"({name})=", f"## scwres {name}", "", "```text")
        yield from (" ".join(["scwres", name, *command.collect_usage_pieces(own)]), "```", "")
        yield from _help(command.help or "")
        options = [each for each in command.get_params(own) if isinstance(each, click.Option)]
        rows = (
            (_option(each, own), plain(_meaning(each, own))) for each in options if not each.hidden
        )
        yield from table(("Option", "What it does"), rows)


def _option(option: click.Option, context: click.Context) -> str:
    names = ", ".join(code(name) for name in (*option.opts, *option.secondary_opts))
    if option.is_flag or option.count:
        return names
    choices = isinstance(option.type, click.Choice) and not option.metavar
    if isinstance(option.type, click.Choice) and choices:
        value = "|".join(map(str, option.type.choices))
    else:
        value = option.metavar or option.type.name.upper()
    return f"{names} {code(value)}"


def _meaning(option: click.Option, context: click.Context) -> str:
    record = option.get_help_record(context)
    return record[1] if record else ""


def _help(text: str) -> Iterator[str]:
    """Yield the help of a command: paragraphs, and examples as code."""
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        if paragraph.startswith("\b\n"):
            lines = inspect.cleandoc(paragraph.removeprefix("\b\n")).split("\n")
            yield from ("```sh", *(line.strip() for line in lines), "```", "")
        else:
            yield from (plain(paragraph), "")


def settings_page() -> Iterator[str]:
    """Yield every key of the settings file by its table."""
    for name, entries in SECTIONS.items():
        heading = f"[[{name}]]" if name == EXTRACTS else f"[{name}]"
        yield from ("", f"## {code(heading) if name else 'At the top of the file'}", "")
        for key, entry in entries.items():
            yield from _setting(name, key, entry)


def _setting(name: str, key: str, entry: Entry) -> Iterator[str]:
    is_line = not entry.example.startswith("{") and isinstance(example_of(entry), dict)
    option = flag(name if key == "*" else key, entry) if entry.option else ""
    default = entry.unless_set or ("" if entry.default is None else str(entry.default))
    anchor = f"setting-{f'{name}-' if name else ''}{key}".replace("*", "any").replace("_", "-")
    yield from (f"({anchor})=", f"### {'Any name' if key == '*' else code(key)}", "")
    yield from (plain(entry.meaning), "")
    facts = {
        "Value": plain(entry.type.name),
        "Default": plain(default),
        "Option": code(option),
        "Keyword of `compute()`": code(entry.keyword),
    }
    yield from (f"- {fact}: {text}" for fact, text in facts.items() if text)
    line = entry.example if is_line else f"{key} = {entry.example}"
    yield from ("", "```toml", line, "```", "")


def extracts_page() -> Iterator[str]:
    """Yield every column of every kind of extract."""
    for kind in KINDS.values():
        yield from ("", f"(extract-{kind.name.replace('_', '-')})=", f"## {code(kind.name)}", "")
        yield from (f"A row is {plain(kind.row_is)}. {_recognised(kind)}", "")
        rows = (
            (
                code(column.name),
                sentence(plain(column.meaning)),
                sentence(plain(column.holds)),
                plain(column.applies_to.words) if column.applies_to else "",
            )
            for column in kind.columns
        )
        yield from table(("Column", "Meaning", "Holds", "Counts only"), rows)


def _recognised(kind: Kind) -> str:
    needs, any_of = map(code, kind.needs), [code(name) for name in kind.any_of]
    if kind.is_named_only:
        return f"It is read only where you name it: `--{kind.name} FILE`."
    needed = in_words([*needs])
    if not any_of:
        return f"Recognised by {needed}."
    if not needed:
        return f"Recognised by {in_words(any_of, last='or')}; otherwise name it with `--as`."
    return f"Recognised by {needed}, with any of {', '.join(any_of)}."


def results_page() -> Iterator[str]:
    """Yield the columns of a result, the marks, and the keys of the JSON."""
    yield from ("", "## Columns of a result", "")
    yield "CSV, JSON and Parquet have the same columns, in this order."
    yield ""
    rows = ((code(name), _type(COLUMNS[name]), text) for name, text in RESULT_COLUMNS.items())
    yield from table(("Column", "Type", "Holds"), rows)
    yield from ("## Marks", "")
    marks = (
        (code(f"[{mark}]"), code(mark), sentence(plain(text))) for mark, text in MARKS.items()
    )
    yield from table(("Printed", "In `mark`", "Means"), marks)
    yield from ("## JSON", "", "One object. Its lists hold objects with these keys.", "")
    lists: dict[str, str] = {
        "scwres": "the version of the program",
        "standard": "the name of the standard",
        "audience": "`internal` or `publication`",
        "notice": "who may see the figures",
        "settings": "the settings of the run",
        "inputs": _names(Input),
        "results": "the columns above",
        "across_units": _names(AcrossUnits),
        "units": "with a breakdown: the columns of a unit below",
        "not_computed": ", ".join(code(n) for n in NotComputed._fields if n != "is_public"),
        "warnings": "`code`, `text`",
        "benchmarks": f"where there are any: {_names(BenchmarkLine)}",
        "organisations": f"of `combine`: {_names(OrganisationLine)}",
    }
    yield from table(("Key", "Holds"), ((code(key), text) for key, text in lists.items()))
    yield from ("## Columns of a unit", "")
    yield "`--table units` writes them as CSV, a row for each unit and indicator."
    yield ""
    rows = ((code(name), _type(UNIT_COLUMNS[name]), text) for name, text in UNITS.items())
    yield from table(("Column", "Type", "Holds"), rows)
    yield from ("With `--workforce-profile`, `profile` holds three lists:", "")
    step = ("before", "after", *STEP_FIGURES, "is_overall", "falls_most")
    profile = {
        "staff": _names(StaffShare),
        "recruitment": ", ".join(map(code, step)),
        "survey": _names(ResponseRate),
    }
    yield from table(("List", "Holds"), ((code(key), text) for key, text in profile.items()))
    yield from ("## Columns of `compare`", "")
    yield from (", ".join(code(name) for name in ChangeLine._fields) + ".", "")
    yield from ("## Columns of `plan`", "")
    yield from (", ".join(code(name) for name in PlanLine._fields) + ".", "")


def _type(kind: Any) -> str:
    names = {str: "text", int: "whole number", float: "number", bool: "true or false"}
    parts = get_args(kind) or (kind,)
    [name] = [names[part] for part in parts if part is not type(None)]
    return f"{name}, or empty" if type(None) in parts else name


def _names(record: type) -> str:
    assert is_dataclass(record)
    return ", ".join(code(each.name) for each in fields(record))


def warnings_page() -> Iterator[str]:
    """Yield every warning by its code, with its cause and what to do."""
    yield from _messages("warning", WARNINGS)


def errors_page() -> Iterator[str]:
    """Yield every error by its code, with its cause and what to do."""
    yield from _messages("error", PROBLEMS)


def _messages(sort: str, messages: Mapping[str, Message]) -> Iterator[str]:
    """Yield a table of messages; each code is a place that can be linked to."""
    rows = (
        (f"[{code(name)}]{{#{sort}-{name}}}", sentence(named(cause)), named(fix))
        for name, (cause, fix) in messages.items()
    )
    yield from table(("Code", "Cause", "What to do"), rows)


def statuses_page() -> Iterator[str]:
    """Yield every exit status with the error of the Python API that goes with it."""
    errors = {error.status: error.__name__ for error in ScwresError.__subclasses__()}
    rows = (
        (str(status), means, written, code(errors.get(status, "")))
        for status, (means, written) in EXIT_STATUSES.items()
    )
    yield from table(("Status", "Means", "Written", "In Python"), rows)


def ethnicity_page() -> Iterator[str]:
    """Yield the categories, the words that are matched to each, and the schemes of codes."""
    yield from ("", "## Categories and their groups", "")
    rows = (
        (plain(each.name), each.side, each.five, "" if each.detailed else "broad")
        for each in CATEGORIES
    )
    yield from table(("Category", "Of two groups", "Of five groups", "Detail"), rows)
    yield from ("## Published lists", "")
    lists = (
        (
            plain(each.title),
            each.dates,
            plain(each.source),
            str(sum(map(len, each.labels.values()))),
        )
        for each in LISTS
    )
    yield from table(("List", "In use", "Source", "Labels"), lists)
    yield from ("## Labels", "")
    phrases: dict[str, Iterable[str]] = {
        **{name: (*member[1], *member[2]) for name, member in MEMBERS.items()},
        **BROAD,
        "Not stated": DECLINED,
        "Not known": NEVER_ASKED,
    }
    words = ((plain(name), plain(", ".join(filter(None, of)))) for name, of in phrases.items())
    yield from table(("Category", "Words that are matched to it"), words)
    yield from ("## Codes", "")
    for scheme, codes in SCHEMES.items():
        yield from (f"### Scheme {code(scheme)}", "")
        rows_of = ((code(each.upper()), plain(category)) for each, category in codes.items())
        yield from table(("Code", "Category"), rows_of)


def _labels_of(labels: LabelList) -> Iterator[str]:
    for heading, members in labels.labels.items():
        yield f"{heading}: {', '.join(members)}" if heading else ", ".join(members)


def standards_page() -> Iterator[str]:
    """Yield the indicators of every standard, and the national figures."""
    for name in STANDARDS:
        standard = standard_called(name)
        usual = " (the default)" if name == USUAL_STANDARD else ""
        yield from ("", f"(standard-{name})=", f"## {plain(standard.title)}: {code(name)}{usual}")
        yield from ("", plain(standard.note), "")
        yield from _indicators(standard.indicators)
        yield from _national(standard)
    yield from ("", "## Supporting measures", "")
    yield "Each is computed where its column is there, and is shown apart from the indicators."
    yield ""
    yield from _indicators(SUPPORTING_MEASURES)


def _indicators(indicators: Iterable[Indicator]) -> Iterator[str]:
    rows = (
        (
            code(each.number),
            plain(each.title),
            plain(each.definition),
            plain(each.population),
            code(each.item),
            each.worse_when or "",
            each.lags_when or "",
        )
        for each in indicators
    )
    headings = ("Number", "Title", "Definition", "Out of", "Item", "Worse when", "Lags when")
    yield from table(headings, rows)


def _national(standard: Standard) -> Iterator[str]:
    figures = [
        (
            code(each.number),
            plain(figure.part),
            figure.year,
            plain(figure.value),
            plain(figure.source),
        )
        for each in standard.indicators
        for figure in each.national
    ]
    if figures or standard.national:
        yield from (f"### National figures of {plain(standard.title)}", "")
    if figures:
        headings = ("Indicator", "Part", "Year", "Figure", "Source")
        yield from table(headings, figures)
    for fact in standard.national:
        yield from (plain(fact), "")


def python_page() -> Iterator[str]:
    """Yield every public name, for Sphinx to describe from its docstring."""
    names = [name for name in scwres.__all__ if not name.startswith("_")]
    yield from ("", "`scwres.__version__` is the version of the program.", "")
    errors = [n for n in names if isinstance(getattr(scwres, n), type) and n.endswith("Error")]
    classes = [n for n in names if isinstance(getattr(scwres, n), type) and n not in errors]
    functions = [n for n in names if n not in (*errors, *classes)]
    directives = {"Functions": functions, "Records": classes, "Errors": errors}
    kinds = {"Functions": "autofunction", "Records": "autoclass", "Errors": "autoexception"}
    for heading, members in directives.items():
        yield from (f"## {heading}", "", "```{eval-rst}")
        for name in members:
            yield f".. {kinds[heading]}:: scwres.{name}"
            if heading == "Records":
                yield "   :members:"
            yield ""
        yield from ("```", "")


PAGES: Mapping[str, Callable[[], Iterator[str]]] = {
    "commands": commands_page,
    "settings": settings_page,
    "extracts": extracts_page,
    "results": results_page,
    "warnings": warnings_page,
    "errors": errors_page,
    "statuses": statuses_page,
    "ethnicity": ethnicity_page,
    "standards": standards_page,
    "python": python_page,
}


def page(name: str) -> str:
    """Return a generated part of the reference as Markdown."""
    return "\n".join(PAGES[name]()) + "\n"


def write(folder: Path) -> None:
    """Write every part; a file that is the same already is not touched."""
    folder.mkdir(exist_ok=True)
    for name in PAGES:
        path, text = folder / f"{name}.md", page(name)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parent / "_generated")
