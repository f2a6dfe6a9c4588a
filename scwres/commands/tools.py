"""Commands beside the main job: init, explain, audit, sample and template."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from scwres.commands.ask import refuse_without_terminal, set_up_by_asking
from scwres.commands.held_paths import check_paths, written_file
from scwres.commands.options import CONFIG, MEMBERS, QUIET, TEXT_OR_JSON, setting_option
from scwres.commands.terminal import print_out, say, width_of
from scwres.errors import DisclosureError
from scwres.text.phrases import in_words


def _nothing(text: str) -> None:
    """Say nothing."""


@click.command()
@click.argument("extracts", nargs=-1, metavar="[EXTRACT]...", type=click.Path())
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=CONFIG,
    help=f"Write settings to this file, or add to it (default: {CONFIG}).",
)
@setting_option("extracts.database")
@QUIET
@click.option(
    "--ask",
    is_flag=True,
    help="Ask about everything that is not sure, then write the file and check it.",
)
@click.option(
    "--schema",
    "has_schema",
    is_flag=True,
    help="Also write scwres.schema.json, which lets editors complete and check settings.",
)
def init(
    extracts: tuple[str, ...],
    output: Path,
    database: str | None,
    ask: bool,
    has_schema: bool,
    quiet: bool,
) -> None:
    """Write a settings file for the EXTRACTs, from their headers.

    The file holds every setting and its meaning, as comments. Columns that
    the headers do not clearly show are suggested, but not used until you
    remove the #. If the file exists, EXTRACTs and columns that it does not
    name are added, and what you wrote stays. With --ask, the program asks about files,
    columns, labels and words, one question at a time. With --schema, the
    first line names the JSON Schema next to the file. Without an EXTRACT,
    only the schema is written again.

    For example:

    \b
        scwres init hr.xlsx shortlisting.csv
        scwres init hr.xlsx shortlisting.csv --ask
        scwres init hr.xlsx shortlisting.csv --schema
    """
    from scwres.settings.schema import SCHEMA_FILE, SCHEMA_LINE

    has_settings = output.is_file()
    if not extracts and not has_schema and not (ask and has_settings):
        message = "Name at least one extract, such as: scwres init hr.csv"
        raise click.UsageError(message)
    if ask:
        refuse_without_terminal()
        if "-" in extracts:
            message = "--ask reads your answers from standard input. Name a file in place of -"
            raise click.UsageError(message)
    tell = _nothing if quiet else say
    schema = output.parent / SCHEMA_FILE
    check_paths(
        [
            *(written_file(output) if extracts or ask else ()),
            *written_file(schema if has_schema else None, "--schema"),
        ],
        makes_settings=True,
    )
    old = _old_text(output) if has_settings and (extracts or ask) else ""
    names_schema = has_schema or schema.is_file()
    text = _drafted(extracts, output, old, database, has_schema=names_schema, is_asked=ask)
    if ask:
        result = set_up_by_asking(output, text, is_new=not has_settings)
        if result is not None:
            _write_schema(schema if has_schema else None, tell)
            if result.ready:
                tell(f"Next, to compute the indicators: {_command(output, 'compute')}")
            else:
                tell(f"Next, to see this again: {_command(output, 'check')}")
        return
    if extracts:
        _write_settings(output, text, old, schema if has_schema else None, tell)
    else:
        _write_schema(schema, tell)
        tell(f"To use it in an editor, make this the first line of {output}: {SCHEMA_LINE}")
        return
    tell(f"Next, to see what is recognised: {_command(output, 'check')}")


def _command(settings: Path, name: str) -> str:
    """Return a command as it is typed for a settings file."""
    config = [] if settings == Path(CONFIG) else ["--config", str(settings)]
    return shlex.join(["scwres", name, *config])


def _old_text(path: Path) -> str:
    """Return the text of a settings file that exists, and can be read."""
    from scwres.settings.file import read_settings

    read_settings(path)
    return path.read_text(encoding="utf-8-sig")


def _drafted(
    extracts: Sequence[str],
    output: Path,
    old: str,
    database: str | None,
    *,
    has_schema: bool,
    is_asked: bool,
) -> str:
    """Return the text of a new settings file, or an old one with further extracts."""
    from scwres.settings.draft import draft, further_extracts, new_columns
    from scwres.settings.editing import with_comments, with_extracts
    from scwres.settings.file import read_settings

    if not extracts:
        return old
    if not old:
        return draft(
            extracts,
            output.parent,
            database=database,
            has_schema=has_schema,
            is_asked=is_asked,
        )
    settings = read_settings(output)
    comments = {} if is_asked else new_columns(settings, old)
    text = with_comments(old, comments) if comments else old
    blocks = further_extracts(
        extracts, output.parent, settings, database=database, is_asked=is_asked
    )
    return with_extracts(text, blocks) if blocks else text


def _write_schema(schema: Path | None, tell: Callable[[str], None]) -> None:
    """Write the schema. Made by this program alone: one of an earlier version is replaced."""
    from scwres.files.whole import write_whole
    from scwres.settings.schema import schema_text

    if schema is not None:
        write_whole(schema, [schema_text().encode()])
        tell(f"Wrote {schema}")


def _write_settings(
    output: Path, text: str, old: str, schema: Path | None, tell: Callable[[str], None]
) -> None:
    """Write a new settings file, or an old one with what was added; its schema first."""
    from scwres.files.whole import write_new, write_whole

    messages: list[str] = []
    if text == old:
        _write_schema(schema, messages.append)
        tell(f"{output} already names these files, and was not changed.")
    elif old:
        _write_schema(schema, messages.append)
        write_whole(output, [text.encode()])
        tell(f"Added what is new to {output}")
    else:
        # Without it, the settings could not be written again.
        write_new(output, text.encode(), first=lambda: _write_schema(schema, messages.append))
        tell(f"Wrote {output}")
    for message in messages:
        tell(message)


@click.command()
@click.argument("topic", required=False)
@setting_option("standard")
def explain(topic: str | None, standard: str | None) -> None:
    """Explain an indicator, an extract, a figure or the settings.

    TOPIC is the number of an indicator, a supporting measure (promoted), a
    kind of extract (staff, shortlisting, leavers…), a standard (nhs-wres),
    how to read a figure (reading, ratio, interval, small-numbers, unknown,
    four-fifths), or settings. Without a TOPIC, all indicators are listed.

    For example:

    \b
        scwres explain
        scwres explain 3
        scwres explain 4 --standard sc-wres-2025
        scwres explain reading
        scwres explain staff
        scwres explain settings
    """
    from scwres.commands.explain import explanation
    from scwres.metrics.standards import USUAL_STANDARD

    print_out(explanation(topic, standard or USUAL_STANDARD), for_people=True)


@click.command()
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path)
)
@setting_option(
    "publish.profile",
    default="",
    help="Check against this rule: ons-10-5, swe, or such as 7-5 (default: the rule that the "
    "files name, or ons-10-5).",
)
@setting_option(
    "publish.known", help="A total published elsewhere, such as 3=1800. May be repeated."
)
@MEMBERS
@TEXT_OR_JSON
@QUIET
@click.pass_context
def audit(
    context: click.Context,
    /,
    files: tuple[Path, ...],
    members: tuple[Path, ...],
    profile: str,
    known: dict[str, int],
    format_: str,
    quiet: bool,
) -> None:
    """Check that withheld counts cannot be worked out.

    Run it before you publish. FILEs are results as CSV or JSON in which some
    counts are empty. All files are checked together. The check tries what a
    reader could: adding and subtracting, the rounding rule, exact ratios, and
    what someone who is the only person in a count knows. With --members,
    councils are checked beside FILEs of all of them together. The last line
    starts with "Safe" (exit status 0) or "Not safe" (exit status 5).

    For example:

    \b
        scwres audit figures.csv
        scwres audit figures.csv by-team.csv --profile swe
        scwres audit region.csv --members 'published/*.csv'
    """
    from scwres.commands.audited import as_json, as_text
    from scwres.publishing.audit import audit as audited

    check_paths()
    result = audited(files, members=members, profile=profile, known=known)
    if format_ == "json":
        print_out(as_json(result), for_people=False)
    else:
        print_out(as_text(result, width_of(sys.stdout)), for_people=True)
    if not result.is_safe:
        context.exit(DisclosureError.status)
    if not quiet and format_ == "text":
        names = in_words([*map(str, (*files, *members))])
        more = "Before you publish more from the same year, audit all its files together."
        say(f"Next: publish {names}. {more}")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--staff",
    type=click.IntRange(min=1),
    help="Invent this many staff (default: as many as in sample_data).",
)
@click.option("--seed", type=int, help="Invent other people (default: those of sample_data).")
@QUIET
def sample(folder: Path, quiet: bool, **size: int | None) -> None:
    """Write invented extracts of any size into FOLDER.

    The people are invented, and their figures resemble the national ones. The
    same seed gives the same files. Existing files are not overwritten.

    For example:

    \b
        scwres sample example
        scwres sample large --staff 100000 --seed 2
    """
    from scwres.sample import write_sample

    tell = _nothing if quiet else say
    chosen = {name: number for name, number in size.items() if number is not None}
    for path in write_sample(folder, **chosen):
        tell(f"Wrote {path}")
    tell(f"Next, to see what is recognised: scwres check {shlex.quote(str(folder))}")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@QUIET
def template(folder: Path, quiet: bool) -> None:
    """Write empty workbooks to fill in, one for each extract.

    Each has instructions, an example row that is never counted, and lists of
    the words that its cells may hold. Fill in those that you need. The others
    count as not given. Existing files are not overwritten.

    For example:

    \b
        scwres template forms
        scwres compute forms
    """
    from scwres.reports.template import write_templates

    tell = _nothing if quiet else say
    for path in write_templates(folder):
        tell(f"Wrote {path}")
    command = f"scwres check {shlex.quote(str(folder))}"
    tell(f"Next, fill in those that you need, and see what is recognised: {command}")
