"""The command that prints the statement of a count file, for whoever may ask a database."""

from __future__ import annotations

from pathlib import Path

import click

from scwres.commands.held_paths import check_paths, written_file
from scwres.commands.options import CONFIG
from scwres.commands.terminal import print_out, say
from scwres.extracts.databases.statement import DIALECTS, statement_of


@click.command()
@click.option(
    "--dialect",
    required=True,
    type=click.Choice(list(DIALECTS)),
    help="Write SQL as this engine reads it.",
)
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    default=CONFIG,
    help=f"Read settings from this file (default: {CONFIG}).",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write to FILE.",
)
def sql(dialect: str, config: Path, output: Path | None) -> None:
    """Print the SQL that makes a count file, from the tables that settings name.

    Hand it to whoever may ask the database, and give the rows that come back
    to 'scwres compute'. Words, blanks, stages, the period and people with
    several posts are read as in a file. Each [[extracts]] needs its table,
    its kind, and under columns the header of every column to read.

    For example:

    \b
        scwres sql --dialect tsql
        scwres sql --dialect postgres --output counts.sql
    """
    from scwres.settings.file import read_settings

    settings = read_settings(config)
    check_paths(written_file(output), settings)
    text = statement_of(settings.wishes, settings.rules, dialect)
    if output is None or output == Path("-"):
        print_out(text, for_people=False)
        return
    from scwres.files.whole import write_whole

    write_whole(output, [text.encode()])
    say(f"Wrote {output}")
