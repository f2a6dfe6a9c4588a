"""Commands over several results: organisations added, years compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from scwres.commands.held_paths import check_paths, written_file, written_ledger
from scwres.commands.manners import GroupedCommand, say_next
from scwres.commands.options import (
    MEMBERS,
    PUBLISH,
    QUIET,
    check_publishing,
    choice_options,
    figure_options,
    output_options,
    publishing_options,
    setting_option,
    settings_given,
)
from scwres.commands.outputs import format_of, write, write_results
from scwres.commands.terminal import say
from scwres.reports import CHANGE_FORMATS, FORMATS
from scwres.text.phrases import number_of


@click.command(cls=GroupedCommand)
@click.argument(
    "files", nargs=-1, required=True, metavar="COUNTS...", type=click.Path(path_type=Path)
)
@choice_options
@figure_options
@PUBLISH
@publishing_options
@MEMBERS
@click.option("--skip-faulty", is_flag=True, help="Leave out files with problems, and name them.")
@output_options(FORMATS)
@QUIET
def combine(
    files: tuple[Path, ...],
    format_: str | None,
    output: Path | None,
    quiet: bool,
    publish: bool,
    members: tuple[Path, ...],
    **options: Any,
) -> None:
    """Add the counts of several organisations, or of years.

    Give one COUNTS file for each organisation: a count file, another extract
    or a scwres.toml. The name of the file is the name of the organisation,
    unless a scwres.toml names it. An organisation without an item is left out
    of that indicator. Results also show the Mantel-Haenszel ratio across
    organisations, and which organisations differ from the whole by more than
    chance. If you add --publish, small counts are withheld, and organisations
    are not compared with the whole. With --members, no count of an
    organisation can be worked out from those publications and this one.

    For example:

    \b
        scwres combine councils/*.csv
        scwres combine north.csv south.csv east.csv --by organisation
        scwres combine 2024.csv 2025.csv --format json
        scwres combine councils/*.csv --publish --output region.json
        scwres combine councils/*.csv --publish --members 'published/*.csv'
    """
    from scwres.results.combine import combine as combine_files
    from scwres.settings.settings import Settings

    given, options = settings_given(options)
    check_publishing(publish, given, "Add --publish, or remove them.")
    if members and not publish:
        message = "--members is only for publishing. Add --publish, or remove it."
        raise click.UsageError(message)
    chosen = format_of(format_, output)
    publishing = (
        Settings().with_values(given).publishing._replace(members=members) if publish else None
    )
    check_paths([*written_file(output, has_manifest=publish), *written_ledger(publishing)])
    combination = combine_files(files, **options)
    for name, faults in combination.left_out:
        first = f"{faults[0].what}{faults[0].rows_in_words()}"
        say(f"Left out: {name}. {number_of(len(faults), 'problem')} found, the first: {first}.")
    write_results(combination.results, publishing, chosen, output, quiet=quiet)
    if not quiet and output is None and chosen == "table":
        publication = ["--publish", "--output", "combined.csv"]
        say_next("to write a file for publication", "combine", files, *publication)


@click.command(cls=GroupedCommand)
@click.argument(
    "years", nargs=-1, required=True, metavar="BEFORE NOW...", type=click.Path(path_type=Path)
)
@click.option(
    "--config", type=click.Path(path_type=Path), help="Read extracts with these settings."
)
@choice_options
@setting_option("confidence", help="Set the confidence level (default: that of the results).")
@output_options(CHANGE_FORMATS)
@QUIET
def compare(
    years: tuple[Path, ...],
    format_: str | None,
    output: Path | None,
    quiet: bool,
    **options: Any,
) -> None:
    """Compare years, and show which indicators changed.

    BEFORE and NOW are JSON results, or extracts such as count files. Give the
    earliest first. A score test shows whether a ratio changed by more than
    chance. Changes in pay bands and senior management are in percentage
    points and are not tested, because most staff are the same people in both
    years.

    For example:

    \b
        scwres compare 2024.json 2025.json
        scwres compare 2023.json 2024.json 2025.json --by directorate
        scwres compare counts-2024.csv counts-2025.csv --format markdown
    """
    from scwres.years.changes import compare_years

    chosen = format_of(format_, output, CHANGE_FORMATS)
    check_paths(written_file(output))
    write(compare_years(years, **options), CHANGE_FORMATS[chosen], output)
    if not quiet and output is None and chosen == "table":
        say_next("to save the comparison", "compare", years, "--output", "changes.md")
