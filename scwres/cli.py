"""The commands: options in, one call a step, text out."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scwres import __version__
from scwres.errors import (
    DisclosureError,
    FileError,
    InputError,
    ScwresError,
    StrictError,
    UsageError,
)
from scwres.options import (
    CONFIG,
    PUBLISH,
    STANDARD,
    STRICT,
    TEXT_OR_JSON,
    a_title,
    figure_options,
    known_totals,
    output_options,
    publishing_options,
    reading_options,
    wanted_options,
)
from scwres.outputs import (
    account_of,
    check_output,
    check_output_folder,
    format_of,
    say_account,
    write,
    write_published,
    write_report,
)
from scwres.render import CHANGE_FORMATS, FORMATS
from scwres.terminal import (
    DEBUG,
    faults_in_words,
    forget_output,
    own_fault,
    print_out,
    say,
    width_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scwres.settings import Publishing, Settings

#: What the command leaves with, by what was wrong; the same on every system.
EXIT_STATUS: Mapping[type[ScwresError], int] = {
    UsageError: 2,
    InputError: 3,
    StrictError: 4,
    DisclosureError: 5,
    FileError: 6,
}
INTERRUPTED = 130
OWN_FAULT = 1


#: Standard input or output, where a file could stand.
DASH = Path("-")


def main() -> None:
    """Run the command line, and leave with the status that the README lists."""
    status = 0
    try:
        status = commands(prog_name="scwres", standalone_mode=False) or 0
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except ScwresError as error:
        say(faults_in_words(error))
        status = EXIT_STATUS[type(error)]
    except SystemExit:
        # Click ends so for one reason: whoever read the output has seen enough, which is
        # no failure. Python flushes once more as it leaves.
        forget_output()
    except (KeyboardInterrupt, click.Abort):
        say("Interrupted: nothing was written.")
        status = INTERRUPTED
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        say(own_fault(error))
        status = OWN_FAULT
    sys.exit(status)


def _version(context: click.Context, option: click.Parameter, asked: bool) -> None:
    if asked:
        from scwres.metrics.standards import standard_called

        click.echo(f"scwres {__version__} ({standard_called().title})")
        context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, invoke_without_command=True)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the version and the standard, and exit.",
)
@click.pass_context
def commands(context: click.Context) -> None:
    """Compute the Social Care Workforce Race Equality Standard (SC-WRES).

    For example:

    \b
        scwres compute hr.csv
        scwres compute sample_data --by directorate
        scwres explain 3

    Start with 'scwres compute hr.csv'; 'scwres explain staff' tells which
    columns it reads.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@commands.command()
@reading_options
@output_options(FORMATS)
@figure_options
@PUBLISH
@publishing_options
@STRICT
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but results and faults.")
def compute(
    extracts: tuple[str, ...],
    config: Path | None,
    format_: str | None,
    output: Path | None,
    quiet: bool,
    publish: bool,
    profile: str | None,
    known: dict[str, int],
    ledger: Path | None,
    strict: bool,
    **options: Any,
) -> None:
    """Compute every indicator that the EXTRACTs allow.

    An EXTRACT is a CSV file, a workbook or Parquet, a folder of them, or -
    for standard input. What each holds is told by its columns. Results go to
    standard output, everything else to standard error. Figures are exact,
    small numbers among them, and not for publication; with --publish, small
    counts are withheld, and others that would give them away.

    For example:

    \b
        scwres compute hr.csv
        scwres compute hr.xlsx shortlisting.csv --by directorate
        scwres compute sample_data --groups five --reference 'White British'
        scwres compute sample_data --format json --output results.json
        scwres compute sample_data --publish --output figures.csv
        scwres compute --config scwres.toml --strict --quiet
    """
    from scwres import pipeline

    settings = _settings(extracts, config, options["named"], quiet=quiet)
    if output is None:
        output = settings.output
        format_ = format_ or settings.format or None
    if output == DASH:
        output = None
    chosen = format_of(format_, output)
    if output is not None:
        paths = [*extracts, *(path for _, path in options["named"])]
        check_output(output, [*map(Path, paths)] or [wish.path for wish in settings.wishes])
    if not publish:
        if profile or known or ledger:
            message = "--profile, --known and --ledger say how to --publish, which is not asked."
            raise click.UsageError(message)
        results = pipeline.compute(extracts, config=settings, strict=strict, **options)
        write(results, FORMATS[chosen], output)
        if not quiet:
            say_account(results, chosen)
        return
    write_published(
        pipeline.compute(extracts, config=settings, **options),
        _publishing(settings, profile, known, ledger),
        chosen,
        output,
        accept=settings.accept if strict else None,
        quiet=quiet,
    )


def _publishing(
    settings: Settings, profile: str | None, known: Mapping[str, int], ledger: Path | None
) -> Publishing:
    """Return how results are published: what options say before what the settings say."""
    said = settings.publishing
    return said._replace(
        profile=profile or said.profile,
        known={**said.known, **known},
        ledger=ledger or said.ledger,
    )


@commands.command()
@reading_options
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="The folder that is written, whole or not at all.",
)
@click.option("--force", is_flag=True, help="Overwrite a report that is there.")
@click.option(
    "--internal", is_flag=True, help="Exact figures, and the counts for Skills for Care's return."
)
@click.option("--title", metavar="TEXT", callback=a_title, help="What the report is called.")
@click.option(
    "--four-fifths", is_flag=True, help="Show the range from 4/5 to 5/4, a rule of thumb."
)
@figure_options
@publishing_options
@STRICT
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but faults.")
def report(
    extracts: tuple[str, ...],
    config: Path | None,
    folder: Path | None,
    force: bool,
    internal: bool,
    title: str | None,
    four_fifths: bool,
    profile: str | None,
    known: dict[str, int],
    ledger: Path | None,
    strict: bool,
    quiet: bool,
    **options: Any,
) -> None:
    """Write a web page, a workbook and charts of what the EXTRACTs hold.

    For publication unless --internal: small counts are withheld, and others
    that would give them away. FOLDER gets report.html, report.xlsx, charts
    as SVG and PNG, results.csv and results.json; beside it a manifest, for
    your own files, tells what it was made of.

    For example:

    \b
        scwres report sample_data -o report
        scwres report sample_data -o internal --internal --by directorate
        scwres report --config scwres.toml --force --strict --quiet
    """
    from scwres import pipeline
    from scwres.folders import check_folder
    from scwres.reporting import FILES

    settings = _settings(extracts, config, options["named"], quiet=quiet)
    asked = settings.reporting
    chosen = folder or asked.folder
    asked = asked._replace(
        title=title or asked.title, four_fifths=four_fifths or asked.four_fifths
    )
    if chosen is None:
        message = "Name the folder to write: scwres report hr.csv -o report"
        raise click.UsageError(message)
    if internal and (profile or known or ledger):
        message = "--profile, --known and --ledger say how to publish, and --internal not to."
        raise click.UsageError(message)
    paths = [*extracts, *(path for _, path in options["named"])]
    inputs = [*map(Path, paths)] or [wish.path for wish in settings.wishes]
    # Without '..': a folder is renamed, and what leads through it would lead nowhere.
    chosen = Path(os.path.abspath(chosen))  # noqa: PTH100
    publishing = None if internal else _publishing(settings, profile, known, ledger)
    check_output_folder(chosen, inputs, publishing.ledger if publishing else None)
    check_folder(chosen, FILES, account_of(chosen), force=force)
    write_report(
        pipeline.compute(extracts, config=settings, strict=strict and internal, **options),
        chosen,
        asked,
        publishing,
        None
        if DASH in inputs
        else lambda **other: pipeline.compute(extracts, config=settings, **{**options, **other}),
        accept=settings.accept if strict else None,
        quiet=quiet,
    )


@commands.command()
@reading_options
@TEXT_OR_JSON
@click.option("--strict", is_flag=True, help="Hold it to what compute --strict asks.")
@click.pass_context
def check(
    context: click.Context,
    /,
    extracts: tuple[str, ...],
    config: Path | None,
    format_: str,
    encoding: str | None,
    sheet: str | None,
    **options: Any,
) -> None:
    """Say what is recognised in the EXTRACTs, and everything that is wrong.

    Nothing is computed. For each file its kind, its columns and its rows;
    for each label of ethnicity the category it is matched to; which
    indicators can be computed, and what the others lack. The last line is
    "ready" or "not ready"; the exit status is then 0 or 3.

    For example:

    \b
        scwres check hr.xlsx shortlisting.csv
        scwres check sample_data --format json
    """
    from scwres.checking import check as checked_of
    from scwres.extracts.rules import Asked
    from scwres.render.checked import as_json, as_text

    settings = _settings(extracts, config, options["named"], quiet=format_ == "json")
    checked = checked_of(extracts, config=settings, asked=Asked(encoding, sheet), **options)
    text = as_json(checked) if format_ == "json" else as_text(checked)
    print_out(text, for_people=format_ != "json")
    if not checked.ready:
        context.exit(EXIT_STATUS[InputError])


@commands.command()
@click.argument(
    "files", nargs=-1, required=True, metavar="COUNTS...", type=click.Path(path_type=Path)
)
@wanted_options
@figure_options
@click.option("--skip-faulty", is_flag=True, help="Leave out files with faults, and name them.")
@output_options(FORMATS)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but results and faults.")
def combine(
    files: tuple[Path, ...],
    format_: str | None,
    output: Path | None,
    quiet: bool,
    p_value: str | None,
    **options: Any,
) -> None:
    """Add the counts of several organisations, or of years.

    COUNTS are count files, or other extracts, one an organisation and named
    by the file; or a scwres.toml each, which names it. One that lacks an
    item is in neither half of its figures. Beside the whole stand
    Mantel-Haenszel's ratio over the organisations, and whoever lies further
    from the ratio of all than chance explains.

    For example:

    \b
        scwres combine councils/*.csv
        scwres combine north.csv south.csv east.csv --by organisation
        scwres combine 2024.csv 2025.csv --format json
    """
    from scwres.combining import combine as combine_files

    chosen = format_of(format_, output)
    if output is not None:
        check_output(output, list(files))
    found = combine_files(files, test=p_value, **options)
    for name, faults in found.left_out:
        number = f"{len(faults)} faults" if len(faults) > 1 else "a fault"
        say(f"Left out: {name}, for {number}: {faults[0].what}{faults[0].where()}.")
    write(found.results, FORMATS[chosen], output)
    if not quiet:
        say_account(found.results, chosen)


@commands.command()
@click.argument(
    "years", nargs=-1, required=True, metavar="BEFORE NOW...", type=click.Path(path_type=Path)
)
@click.option(
    "--config", type=click.Path(path_type=Path), help="Settings by which extracts are read."
)
@wanted_options
@click.option(
    "--confidence",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    metavar="LEVEL",
    help="Confidence of the intervals; that of the results unless said.",
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
    from scwres.comparing import compared

    chosen = format_of(format_, output, CHANGE_FORMATS)
    if output is not None:
        check_output(output, list(years))
    write(compared(years, **options), CHANGE_FORMATS[chosen], output)


@commands.command()
@click.argument("extracts", nargs=-1, required=True, metavar="EXTRACT...", type=click.Path())
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=CONFIG,
    show_default=True,
    help="The file to write; one that is there is left as it is.",
)
def init(extracts: tuple[str, ...], output: Path) -> None:
    """Write settings for the EXTRACTs, guessed from their headers.

    Every setting is in the file, commented out, with what it means; what the
    headers do not tell is suggested, and never applied.

    For example:

    \b
        scwres init hr.xlsx shortlisting.csv
    """
    from scwres.drafting import draft
    from scwres.writing import write_new

    write_new(output, draft(extracts, output.parent).encode())
    say(f"Wrote {output}")
    named = "" if output == Path(CONFIG) else f" --config {output}"
    say(f"Next: scwres check{named}")


def _settings(
    extracts: tuple[str, ...],
    config: Path | None,
    named: list[tuple[str, str]],
    *,
    quiet: bool = False,
) -> Settings:
    """Return the settings of the file that was named, or that lies in the working folder."""
    from scwres.settings import Settings

    has_extracts = bool(extracts or named)
    if config is None and not has_extracts and Path(CONFIG).is_file():
        config = Path(CONFIG)
        if not quiet:
            say(f"Settings: {CONFIG}")
    elif config is None and not quiet and Path(CONFIG).is_file():
        say(f"Settings: none. To use {CONFIG} with the extracts named, add --config {CONFIG}")
    settings = Settings()
    if config is not None:
        from scwres.config import read_settings

        settings = read_settings(config)
    if not has_extracts and not settings.wishes:
        command = click.get_current_context().info_name
        message = f"Name an extract: a file, a folder or '-'. For example: scwres {command} hr.csv"
        raise click.UsageError(message)
    return settings


@commands.command()
@click.argument("topic", required=False)
@STANDARD
def explain(topic: str | None, standard: str | None) -> None:
    """Explain an indicator: its definition, formula, columns and reading.

    TOPIC is an indicator's number, a supporting measure (promoted), a kind
    of extract (staff, shortlisting, leavers…), a standard (nhs-wres), or how
    to read a figure (reading, ratio, interval, small-numbers, unknown,
    four-fifths); without one, all indicators in a line each.

    For example:

    \b
        scwres explain
        scwres explain 3
        scwres explain 4 --standard sc-wres-2025
        scwres explain reading
        scwres explain staff
    """
    from scwres.explaining import explanation
    from scwres.metrics.standards import USUAL_STANDARD

    print_out(explanation(topic, standard or USUAL_STANDARD), for_people=True)


@commands.command()
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path)
)
@click.option(
    "--profile",
    metavar="NAME",
    default="",
    help="The rule it was made by: ons-10-5, swe, or such as 7-5; the one the files name unless "
    "said, else ons-10-5.",
)
@click.option(
    "--known",
    multiple=True,
    metavar="NUMBER=TOTAL",
    callback=known_totals,
    help="A total known from elsewhere: how many an indicator is out of. May be repeated.",
)
@TEXT_OR_JSON
@click.pass_context
def audit(
    context: click.Context,
    /,
    files: tuple[Path, ...],
    profile: str,
    known: dict[str, int],
    format_: str,
) -> None:
    """Attack results before they are published, as a reader of them could.

    FILEs are results as CSV or JSON in which counts were left empty. They
    are attacked together, by adding and subtracting, by the rule, by ratios
    left exact, and as the one person of a count could. The last line is
    "safe" or "not safe"; the exit status is then 0 or 5.

    For example:

    \b
        scwres audit figures.csv
        scwres audit figures.csv by-team.csv --profile swe
    """
    from scwres.auditing import audit as audited
    from scwres.render.audited import as_json, as_text

    found = audited(files, profile=profile, known=known)
    if format_ == "json":
        print_out(as_json(found), for_people=False)
    else:
        print_out(as_text(found, width_of(sys.stdout)), for_people=True)
    if not found.is_safe:
        context.exit(EXIT_STATUS[DisclosureError])


@commands.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--staff",
    type=click.IntRange(min=1),
    help="How many people the staff extract holds; as many as sample_data unless said.",
)
@click.option(
    "--seed", type=int, help="Another seed, other people; that of sample_data unless said."
)
def sample(folder: Path, **size: int | None) -> None:
    """Write invented extracts of any size into FOLDER.

    The people are made up; their figures resemble the national ones. The same
    seed gives the same files, and nothing is overwritten.

    For example:

    \b
        scwres sample example
        scwres sample large --staff 100000 --seed 2
    """
    from scwres.sample import write_sample

    chosen = {name: number for name, number in size.items() if number is not None}
    for path in write_sample(folder, **chosen):
        say(f"Wrote {path}")
