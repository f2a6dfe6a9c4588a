"""How commands help: options under headings, formats that are named, and what to do next."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from scwres.commands.terminal import say, width_of
from scwres.settings.fields import entries, parameter
from scwres.text.phrases import in_words, nearest
from scwres.text.safety import place_name

READING, COMPARING, PUBLISHING, OUTPUT = "Reading", "Comparing", "Publishing", "Output"

#: The headings of options in help, in their order.
HEADINGS = (READING, COMPARING, PUBLISHING, OUTPUT)

#: The heading of the options of settings, by their group.
_OF_SETTINGS: Mapping[str, str] = {
    "breakdowns": COMPARING,
    "figures": COMPARING,
    "groups": COMPARING,
    "arithmetic": COMPARING,
    "benchmarks": COMPARING,
    "blanks": READING,
    "reading": READING,
    "publish": PUBLISHING,
    "report": OUTPUT,
}

#: The heading of other options, by their parameter. Any other stands under Output.
_OF_OTHERS: Mapping[str, str] = {
    "config": READING,
    "named": READING,
    "window": READING,
    "skip_faulty": READING,
    "population": COMPARING,
    "earlier": COMPARING,
    "publish": PUBLISHING,
    "advise": PUBLISHING,
    "internal": PUBLISHING,
}

#: The parameters that a next command repeats, or has no need of.
_NOT_REPEATED = {
    *("extracts", "files", "years", "file", "before", "now"),
    *("config", "quiet", "output", "format_", "detail", "strict", "publish", "rows"),
    *("write_toml", "force", "advise"),
}

#: What makes the files that are no format of results.
ELSEWHERE = "For a workbook or a web page, use 'scwres report'."


def heading_of(name: str) -> str:
    """Return the heading of a parameter in help."""
    groups = {
        parameter(key, entry): entry.option.group
        for key, entry in entries().items()
        if entry.option is not None
    }
    return _OF_OTHERS.get(name) or _OF_SETTINGS.get(groups.get(name, ""), OUTPUT)


class GroupedCommand(click.Command):
    """A command whose help lists its options under headings."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, each under its heading."""
        rows: dict[str, list[tuple[str, str]]] = {heading: [] for heading in HEADINGS}
        for option in self.get_params(ctx):
            record = option.get_help_record(ctx) if isinstance(option, click.Option) else None
            if record is not None:
                rows[heading_of(option.name or "")].append(record)
        for heading, records in rows.items():
            if records:
                with formatter.section(heading):
                    formatter.write_dl(records)


class FormatChoice(click.Choice):  # type: ignore[type-arg]
    """The formats of results; for another, what the formats are and where workbooks come from."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return a format that is known."""
        if value in self.choices:
            return value
        return self.fail(unknown_format(str(value), self.choices), param, ctx)


def unknown_format(name: str, formats: Iterable[Any]) -> str:
    """Return what to do about a format that does not exist."""
    known = [str(format_) for format_ in formats]
    guess = nearest(name, known)
    names = in_words(known)
    return " ".join(
        filter(None, [f"'{name}' is not a format.", guess, f"Formats: {names}.", ELSEWHERE])
    )


def say_next(does: str, command: str, inputs: Sequence[str | Path], *others: str) -> None:
    """Say which command comes next, with the extracts or other files of this one.

    Where other options say how they are read, those are named and not repeated. After standard
    input, which is read once, nothing is said.
    """
    files = [str(path) for path in inputs]
    if "-" in files:
        return
    context = click.get_current_context()
    given = {
        name
        for name in context.params
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE
    }
    config = context.params.get("config")
    settings = ["--config", str(config)] if config else []
    line = shlex.join(map(place_name, ["scwres", command, *files, *settings, *others]))
    same = ", with the same other options" if given - _NOT_REPEATED else ""
    text, width = f"Next, {does}: {line}{same}", width_of(sys.stderr)
    if width is not None and len(text) > width:
        # The command in one line, so that it can be copied.
        text = f"Next, {does}{same}:\n  {line}"
    say(text)
