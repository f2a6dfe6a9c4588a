"""Commands that read one council's extracts of a year: compute, report, check."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scwres.commands.accounts import account_of
from scwres.commands.held_paths import (
    check_paths,
    written_file,
    written_ledger,
    written_report,
)
from scwres.commands.manners import GroupedCommand, say_next
from scwres.commands.options import (
    ADVISE,
    CONFIG,
    PUBLISH,
    QUIET,
    STRICT,
    TEXT_OR_JSON,
    benchmark_options,
    check_publishing,
    figure_options,
    output_options,
    publishing_options,
    reading_options,
    report_options,
    setting_option,
    settings_given,
)
from scwres.commands.outputs import (
    check_table,
    format_of,
    format_of_problems,
    say_problems,
    write_problems,
    write_report,
    write_results,
)
from scwres.commands.terminal import print_out, rows_progress, say
from scwres.errors import InputError
from scwres.reports import FORMATS, LINES, OVERVIEW, UNITS

if TYPE_CHECKING:
    from scwres.settings.settings import Settings

#: What an overview leaves out, and how to see it.
DETAIL_HINT = "For every table and note, add --detail."

#: Standard input or output, where a file could stand.
DASH = Path("-")


@click.command(cls=GroupedCommand)
@reading_options
@output_options(FORMATS)
@click.option(
    "--table",
    type=click.Choice([LINES, UNITS]),
    default=LINES,
    help="Write a row for each result, or for each unit beside the whole (default: lines).",
)
@setting_option("output.detail")
@benchmark_options
@figure_options
@setting_option("report.direction")
@setting_option("report.workforce_profile")
@PUBLISH
@ADVISE
@publishing_options
@STRICT
@QUIET
def compute(
    extracts: tuple[str, ...],
    config: Path | None,
    format_: str | None,
    output: Path | None,
    table: str,
    quiet: bool,
    publish: bool,
    advise: bool,
    strict: bool,
    **options: Any,
) -> None:
    """Compute every indicator that the EXTRACTs allow.

    An EXTRACT is a CSV file, a workbook, a Parquet file or a folder of them.
    Use - for standard input. The program recognises each extract by its
    columns. Results go to standard output, and all messages to standard
    error. A table is an overview: --detail shows every table and note.
    Figures are exact, include small numbers and are not for publication. With
    --publish, small counts and others that would reveal them are withheld.
    --advise shows before what would be withheld, and what would show more.

    For example:

    \b
        scwres compute hr.csv
        scwres compute hr.xlsx shortlisting.csv --by directorate
        scwres compute sample_data --groups five --reference 'White British'
        scwres compute sample_data --format json --output results.json
        scwres compute sample_data --publish --output figures.csv
        scwres compute sample_data --publish --advise
        scwres compute hr.csv --by team --format csv --table units
        scwres compute --config scwres.toml --strict --quiet
    """
    from scwres.results import compute as pipeline

    given, options = settings_given(options)
    file_settings = _settings(extracts, config, options["named"], quiet=quiet)
    settings = file_settings.with_values(given)
    if advise:
        given_options = {
            "--output": output is not None,
            f"--format {format_}": format_ not in (None, "table", "json"),
            f"--table {table}": table != LINES,
        }
        from scwres.commands.advised import check_advice, print_advice

        refused = [name for name, is_given in given_options.items() if is_given]
        check_advice("Add --publish.", refused, is_published=publish)
        print_advice(
            extracts, settings, format_ or "", strict=strict, quiet=quiet, options=options
        )
        return
    if output is None:
        output = settings["output.path"]
        format_ = format_ or settings["output.format"] or None
    if output == DASH:
        output = None
    chosen = format_of(format_, output)
    check_table(table, chosen, options["by"] or settings["by"])
    if chosen == "table" and not settings["output.detail"]:
        table = OVERVIEW
    check_publishing(publish, given, "Add --publish, or remove them.")
    publishing = settings.publishing if publish else None
    check_paths(
        [*written_file(output, has_manifest=publish), *written_ledger(publishing)], file_settings
    )
    with rows_progress(quiet=quiet) as tell:
        results = pipeline.compute(
            extracts, settings=settings, strict=strict and not publish, tell=tell, **options
        )
    write_results(
        results,
        publishing,
        chosen,
        output,
        table=table,
        accept=settings["strict.accept"] if strict else None,
        quiet=quiet,
    )
    if quiet:
        return
    if table == OVERVIEW:
        say(DETAIL_HINT)
    if output is None and chosen == "table":
        say_next("to write a web page and a workbook", "report", extracts, "-o", "report")


@click.command(cls=GroupedCommand)
@reading_options
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Write the report to FOLDER. If the run fails, the old report stays.",
)
@click.option("--force", is_flag=True, help="Overwrite an existing report.")
@click.option(
    "--internal",
    is_flag=True,
    help="Write exact figures, and the counts for the return to Skills for Care.",
)
@report_options
@benchmark_options
@figure_options
@ADVISE
@publishing_options
@STRICT
@click.option("-q", "--quiet", is_flag=True, help="Show only errors.")
def report(
    extracts: tuple[str, ...],
    config: Path | None,
    folder: Path | None,
    force: bool,
    internal: bool,
    advise: bool,
    strict: bool,
    quiet: bool,
    **options: Any,
) -> None:
    """Write a report: a web page, a workbook and charts.

    The report is for publication: small counts are withheld, and others that
    would reveal them. With --internal, figures are exact and not for
    publication. FOLDER gets report.html, report.xlsx, charts as SVG,
    results.csv, results.json and, if the extra paper is installed,
    paper.docx. A manifest beside it, for your own files, records how the
    report was made. Add --before to show years side by side, and --plan to
    show whether the figures moved as planned. --advise writes nothing: it
    shows what would be withheld, and what would show more.

    For example:

    \b
        scwres report sample_data --advise
        scwres report sample_data -o report
        scwres report sample_data -o internal --internal --by directorate
        scwres report --config scwres.toml --force --strict --quiet
    """
    from scwres.files.folders import check_folder
    from scwres.reports.folder import FILES, SERVICE_COLUMNS
    from scwres.results.compute import read

    given, options = settings_given(options)
    file_settings = _settings(extracts, config, options["named"], quiet=quiet)
    settings = file_settings.with_values(given)
    if advise:
        from scwres.commands.advised import check_advice, print_advice

        refused = ["--output"] if folder is not None else []
        check_advice("Remove --internal.", refused, is_published=not internal)
        print_advice(extracts, settings, "", strict=strict, quiet=quiet, options=options)
        return
    named_folder = folder or settings["report.folder"]
    if named_folder is None:
        message = "Name the folder to write, such as: scwres report hr.csv -o report"
        raise click.UsageError(message)
    check_publishing(not internal, given, "Remove them, or remove --internal.")
    # Without '..': a folder is renamed, and what leads through it would lead nowhere.
    chosen = Path(os.path.abspath(named_folder))  # noqa: PTH100
    publishing = None if internal else settings.publishing
    check_paths(
        [*written_report(chosen, named_folder), *written_ledger(publishing)], file_settings
    )
    reporting = settings.reporting
    check_folder(chosen, FILES, account_of(chosen), given=named_folder, force=force)
    with rows_progress(quiet=quiet) as tell:
        # A publication has no sheet for Skills for Care's return.
        also_by = SERVICE_COLUMNS if internal else ()
        reading = read(extracts, settings=settings, also_by=also_by, tell=tell, **options)
        results = reading.results(strict=strict and internal)
    write_report(
        results,
        chosen,
        reporting,
        publishing,
        reading,
        given=named_folder,
        force=force,
        accept=settings["strict.accept"] if strict else None,
        quiet=quiet,
    )


@click.command(cls=GroupedCommand)
@reading_options
@TEXT_OR_JSON
@click.option(
    "--rows",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write every row with a problem to FILE, as .csv or .xlsx.",
)
@click.option("--strict", is_flag=True, help="Also check what compute --strict requires.")
@QUIET
@click.pass_context
def check(
    context: click.Context,
    /,
    extracts: tuple[str, ...],
    config: Path | None,
    format_: str,
    rows: Path | None,
    quiet: bool,
    **options: Any,
) -> None:
    """Check the EXTRACTs: show what is recognised, and every problem.

    No figures are computed. The check shows the kind, columns and rows of
    each file, and the category of each ethnicity label. It lists which
    indicators can be computed, and what the others need. The last line
    starts with "Ready" (exit status 0) or "Not ready" (exit status 3).
    Messages name the first rows with a problem. With --rows you get all of
    them in a file, to hand to whoever can correct them.

    For example:

    \b
        scwres check hr.xlsx shortlisting.csv
        scwres check hr.xlsx --rows problems.csv
        scwres check sample_data --format json
    """
    from scwres.commands.checked import as_json, as_text
    from scwres.results.check import check as checked_of

    settings = _settings(extracts, config, options["named"], quiet=quiet or format_ == "json")
    chosen = format_of_problems(rows) if rows else None
    check_paths(written_file(rows, "--rows"), settings)
    with rows_progress(quiet=quiet) as tell:
        checked = checked_of(
            extracts, settings=settings, every_row=rows is not None, tell=tell, **options
        )
    # Before anything is printed: a reader of standard output may leave early.
    lines = write_problems(checked.faults, chosen, rows) if rows and chosen else 0
    text = as_json(checked) if format_ == "json" else as_text(checked)
    print_out(text, for_people=format_ != "json")
    if rows and not quiet:
        say_problems(lines, rows)
    if not checked.ready:
        context.exit(InputError.status)
    if not quiet and format_ == "text":
        say_next("to compute the indicators", "compute", extracts)


def _settings(
    extracts: tuple[str, ...],
    config: Path | None,
    named: list[tuple[str, str]],
    *,
    quiet: bool = False,
) -> Settings:
    """Return the settings of the named file, or of the one in the working folder."""
    from scwres.settings.settings import Settings

    has_extracts = bool(extracts or named)
    if config is None and not has_extracts and Path(CONFIG).is_file():
        config = Path(CONFIG)
        if not quiet:
            say(f"Settings: {CONFIG}")
    elif config is None and not quiet and Path(CONFIG).is_file():
        say(f"Settings: none. To use {CONFIG} with these extracts, add --config {CONFIG}")
    settings = Settings()
    if config is not None:
        from scwres.settings.file import read_settings

        settings = read_settings(config)
    if not has_extracts and not settings.wishes:
        command = click.get_current_context().info_name
        message = f"Name a file or a folder of extracts, such as: scwres {command} hr.csv"
        raise click.UsageError(message)
    return settings
