"""The command on plans of action: read, written as TOML, and checked against results."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scwres.commands.held_paths import check_paths, written_file
from scwres.commands.manners import say_next
from scwres.commands.options import QUIET, output_options
from scwres.commands.outputs import format_of, write
from scwres.commands.terminal import say
from scwres.reports import PLAN_FORMATS
from scwres.text.phrases import in_words, nearest

if TYPE_CHECKING:
    from scwres.plan.table_rows import TableReading


def _status_words(
    context: click.Context, parameter: click.Parameter, values: Sequence[str]
) -> list[tuple[str, str]]:
    """Return the colour and the words of each value, such as ``Going well=green``."""
    from scwres.plan.ratings import COLOURS

    pairs = []
    for value in values:
        words, _, colour = value.rpartition("=")
        colour = colour.strip().casefold()
        if not words.strip() or colour not in COLOURS:
            known = nearest(colour, COLOURS) or f"The colours are {in_words(COLOURS)}."
            message = f"Expected words and a colour, such as 'Going well=green'. {known}"
            raise click.BadParameter(message, context, parameter)
        pairs.append((colour, " ".join(words.split())))
    return pairs


@click.command()
@click.argument("file", metavar="PLAN", type=click.Path(path_type=Path))
@click.option(
    "--before",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Measure changes from these earlier results.",
)
@click.option(
    "--now",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Check the plan against these results.",
)
@click.option(
    "--write-toml",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the plan in a table as TOML, with suggested measures.",
)
@click.option("--force", is_flag=True, help="Overwrite an existing TOML file.")
@click.option("--sheet", metavar="NAME", help="Read this sheet of a workbook.")
@click.option(
    "--rag",
    metavar="WORDS=COLOUR",
    callback=_status_words,
    multiple=True,
    help="Give the colour of a status in a table, such as 'Going well=green'. May be repeated.",
)
@output_options(PLAN_FORMATS)
@QUIET
def plan(
    file: Path,
    before: Path | None,
    now: Path | None,
    write_toml: Path | None,
    force: bool,
    sheet: str | None,
    rag: Sequence[tuple[str, str]],
    format_: str | None,
    output: Path | None,
    quiet: bool,
) -> None:
    """Check an action plan against the figures it should improve.

    PLAN is a table (Excel, OpenDocument or CSV) or a TOML file. A table has a
    row for each action, with columns such as Action, When, Lead, Update and
    RAG status. With --write-toml it becomes a TOML file, in which each action
    has suggested measures as comments: choose those that fit.

    Give results as JSON, extracts or a scwres.toml, with --before and --now.
    Each action then gets a suggested status and the reason, next to its
    owner's own rating. The status is green, amber, red, or grey if nothing
    was measured.

    For example:

    \b
        scwres plan plan.xlsx --write-toml plan.toml
        scwres plan plan.toml --before 2024.json --now 2025.json
        scwres plan plan.toml --before 2024.json --now 2025.json --format markdown
    """
    from scwres.plan.evaluate import held_against

    if before is not None and now is None:
        message = "--before needs later results to compare with. Give them with --now."
        raise click.UsageError(message)
    chosen = format_of(format_, output, PLAN_FORMATS)
    check_paths([*written_file(output), *written_file(write_toml, "--write-toml")])
    table = _table_in(file, sheet, rag)
    if write_toml is not None:
        if before is not None or now is not None or output is not None or format_ is not None:
            message = "--write-toml only writes the plan. Check the TOML file in a second step."
            raise click.UsageError(message)
        _write_toml(file, table, write_toml, force=force, quiet=quiet)
        return
    for note in table.notes if table is not None and not quiet else ():
        say(note)
    evaluation = held_against(table.plan if table else file, before=before, now=now)
    write(evaluation, PLAN_FORMATS[chosen], output)
    if table is not None and not quiet:
        say("No action of a table has a measure, so none can be assessed.")
        toml = ["--write-toml", file.with_suffix(".toml").name]
        say_next("to choose measures", "plan", [file], *toml)
        return
    if quiet or output is not None or chosen != "table":
        return
    if now is None:
        results = ["--before", "BEFORE.json", "--now", "NOW.json"]
        say_next("to check the plan against results", "plan", [file], *results)
    else:
        results = [*(["--before", str(before)] if before else []), "--now", str(now)]
        say_next("to save the result", "plan", [file], *results, "--output", "plan.md")


def _table_in(
    file: Path, sheet: str | None, rag: Sequence[tuple[str, str]]
) -> TableReading | None:
    """Return the plan in a table, and how it was read; None where the file is not a table."""
    from scwres.extracts.rules import ReadingOptions
    from scwres.plan.spreadsheet import is_spreadsheet

    if is_spreadsheet(file):
        from scwres.plan.table_rows import read_plan_table

        return read_plan_table(file, _by_colour(rag), ReadingOptions(sheet=sheet))
    if sheet is not None:
        message = "--sheet is for a plan in a workbook."
        raise click.UsageError(message)
    if rag:
        message = '--rag is for a plan in a table. In TOML, write [rag], and green = ["…"] below.'
        raise click.UsageError(message)
    return None


def _by_colour(rag: Sequence[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for colour, text in rag:
        words[colour] = (*words.get(colour, ()), text)
    return words


def _write_toml(
    file: Path, table: TableReading | None, path: Path, *, force: bool, quiet: bool
) -> None:
    from scwres.files.whole import write_new, write_whole
    from scwres.plan.writing import plan_toml

    if table is None:
        message = f"--write-toml needs a plan in a table, but {file} is not one."
        raise click.UsageError(message)
    content = plan_toml(table.plan, table.lines_above).encode()
    if force:
        write_whole(path, [content])
    else:
        write_new(path, content, "Name another file, or overwrite it with --force.")
    if quiet:
        return
    for note in table.notes:
        say(note)
    say(f"Wrote {path}. Now choose measures in it: remove the # from those that fit.")
    command = ["scwres", "plan", str(path), "--before", "BEFORE.json", "--now", "NOW.json"]
    say(f"Next, to check it against results: {shlex.join(command)}")
