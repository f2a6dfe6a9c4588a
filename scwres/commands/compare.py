"""Commands over several results: organisations added, years compared, a plan evaluated."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from scwres.commands.manners import GroupedCommand
from scwres.commands.options import (
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
from scwres.commands.outputs import check_output, format_of, write, write_results
from scwres.commands.terminal import say
from scwres.reports import CHANGE_FORMATS, FORMATS, PLAN_FORMATS
from scwres.text.phrases import number_of


@click.command(cls=GroupedCommand)
@click.argument(
    "files", nargs=-1, required=True, metavar="COUNTS...", type=click.Path(path_type=Path)
)
@choice_options
@figure_options
@PUBLISH
@publishing_options
@click.option("--skip-faulty", is_flag=True, help="Leave out files with faults, and name them.")
@output_options(FORMATS)
@QUIET
def combine(
    files: tuple[Path, ...],
    format_: str | None,
    output: Path | None,
    quiet: bool,
    publish: bool,
    **options: Any,
) -> None:
    """Add the counts of several organisations, or of years.

    COUNTS are count files, or other extracts, one an organisation and named
    by the file; or a scwres.toml each, which names it. One that lacks an
    item is in neither half of its figures. Beside the whole stand
    Mantel-Haenszel's ratio over the organisations, and whoever lies further
    from the ratio of all than chance explains. With --publish, small counts
    are withheld, and the organisations are not set beside the whole.

    For example:

    \b
        scwres combine councils/*.csv
        scwres combine north.csv south.csv east.csv --by organisation
        scwres combine 2024.csv 2025.csv --format json
        scwres combine councils/*.csv --publish --output region.json
    """
    from scwres.results.combine import combine as combine_files
    from scwres.settings.settings import Settings

    given, options = settings_given(options)
    check_publishing(publish, given, "--publish, which is not asked.")
    chosen = format_of(format_, output)
    if output is not None:
        check_output(output, list(files))
    combination = combine_files(files, **options)
    for name, faults in combination.left_out:
        number = number_of(len(faults), "problem")
        say(f"Left out: {name}, for {number}: {faults[0].what}{faults[0].rows_in_words()}.")
    publishing = Settings().with_values(given).publishing if publish else None
    write_results(combination.results, publishing, chosen, output, quiet=quiet)


@click.command(cls=GroupedCommand)
@click.argument(
    "years", nargs=-1, required=True, metavar="BEFORE NOW...", type=click.Path(path_type=Path)
)
@click.option(
    "--config", type=click.Path(path_type=Path), help="Settings by which extracts are read."
)
@choice_options
@setting_option(
    "confidence", help="Confidence level of the intervals. Default: that of the results."
)
@output_options(CHANGE_FORMATS)
def compare(
    years: tuple[Path, ...],
    format_: str | None,
    output: Path | None,
    **options: Any,
) -> None:
    """Compare years: each indicator then and now, and whether it moved.

    BEFORE and NOW are JSON results, or extracts such as count files; the
    earliest first. The change of a ratio is tested by the scores of both
    years. Pay bands and senior management change in points and are not
    tested, for they are largely the same people.

    For example:

    \b
        scwres compare 2024.json 2025.json
        scwres compare 2023.json 2024.json 2025.json --by directorate
        scwres compare counts-2024.csv counts-2025.csv --format markdown
    """
    from scwres.years.changes import compare_years

    chosen = format_of(format_, output, CHANGE_FORMATS)
    if output is not None:
        check_output(output, list(years))
    write(compare_years(years, **options), CHANGE_FORMATS[chosen], output)


@click.command()
@click.argument("file", metavar="PLAN.toml", type=click.Path(path_type=Path))
@click.option(
    "--before",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The results that it starts from.",
)
@click.option(
    "--now",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The results that it is held against.",
)
@output_options(PLAN_FORMATS)
def plan(
    file: Path, before: Path | None, now: Path | None, format_: str | None, output: Path | None
) -> None:
    """Hold an action plan against the figures that it should move.

    PLAN.toml names actions, when each is due, who leads, and the measures
    that it should move and which way. With results of before and now (JSON,
    extracts, or a scwres.toml) each action gets a suggested status, with its
    reason, beside the one that its owner gives: green, amber, red, or grey
    where nothing was measured.

    For example:

    \b
        scwres plan plan.toml
        scwres plan plan.toml --before 2024.json --now 2025.json
        scwres plan plan.toml --before 2024.json --now 2025.json --format markdown
    """
    from scwres.plan.evaluate import held_against

    if before is not None and now is None:
        message = "--before has nothing to be held against: give the later results as --now."
        raise click.UsageError(message)
    chosen = format_of(format_, output, PLAN_FORMATS)
    if output is not None:
        check_output(output, [path for path in (file, before, now) if path is not None])
    write(held_against(file, before=before, now=now), PLAN_FORMATS[chosen], output)
