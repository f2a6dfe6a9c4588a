"""Commands beside the main job: init, explain, audit and sample."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import click

from scwres.commands.options import CONFIG, QUIET, TEXT_OR_JSON, setting_option
from scwres.commands.terminal import print_out, say, width_of
from scwres.errors import DisclosureError


def _nothing(text: str) -> None:
    """Say nothing."""


@click.command()
@click.argument("extracts", nargs=-1, metavar="[EXTRACT]...", type=click.Path())
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=CONFIG,
    show_default=True,
    help="The file to write; one that is there is left as it is.",
)
@QUIET
@click.option(
    "--schema",
    "has_schema",
    is_flag=True,
    help="Write scwres.schema.json beside it, by which editors complete and check it.",
)
def init(extracts: tuple[str, ...], output: Path, has_schema: bool, quiet: bool) -> None:
    """Write settings for the EXTRACTs, guessed from their headers.

    Every setting is in the file, commented out, with what it means; what the
    headers do not tell is suggested, and never applied. With --schema their
    first line names the JSON Schema beside them; without an EXTRACT, the
    schema alone is written anew.

    For example:

    \b
        scwres init hr.xlsx shortlisting.csv
        scwres init hr.xlsx shortlisting.csv --schema
    """
    from scwres.files import write_new, write_whole
    from scwres.settings.draft import draft
    from scwres.settings.schema import SCHEMA_FILE, SCHEMA_LINE, schema_text

    if not extracts and not has_schema:
        message = "Missing argument 'EXTRACT...'."
        raise click.UsageError(message)
    tell = _nothing if quiet else say
    schema = output.parent / SCHEMA_FILE
    if extracts:
        # The line would be an error in an editor that finds no such file.
        names_schema = has_schema or schema.is_file()
        write_new(output, draft(extracts, output.parent, has_schema=names_schema).encode())
        tell(f"Wrote {output}")
    if has_schema:
        # Made by this program alone: one of an earlier version is replaced.
        write_whole(schema, [schema_text().encode()])
        tell(f"Wrote {schema}")
    if not extracts:
        tell(f"First line of {output}, for editors: {SCHEMA_LINE}")
        return
    config = "" if output == Path(CONFIG) else f" --config {output}"
    tell(f"Next: scwres check{config}")


@click.command()
@click.argument("topic", required=False)
@setting_option("standard")
def explain(topic: str | None, standard: str | None) -> None:
    """Explain an indicator: its definition, formula, columns and reading.

    TOPIC is an indicator's number, a supporting measure (promoted), a kind
    of extract (staff, shortlisting, leavers…), a standard (nhs-wres), or how
    to read a figure (reading, ratio, interval, small-numbers, unknown,
    four-fifths), or settings; without one, all indicators in a line each.

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
    help="The rule it was made by: ons-10-5, swe, or such as 7-5; the one the files name unless "
    "said, else ons-10-5.",
)
@setting_option(
    "publish.known",
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
    from scwres.commands.audited import as_json, as_text
    from scwres.publishing.audit import audit as audited

    result = audited(files, profile=profile, known=known)
    if format_ == "json":
        print_out(as_json(result), for_people=False)
    else:
        print_out(as_text(result, width_of(sys.stdout)), for_people=True)
    if not result.is_safe:
        context.exit(DisclosureError.status)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--staff",
    type=click.IntRange(min=1),
    help="How many people the staff extract holds; as many as sample_data unless said.",
)
@click.option(
    "--seed", type=int, help="Another seed, other people; that of sample_data unless said."
)
@QUIET
def sample(folder: Path, quiet: bool, **size: int | None) -> None:
    """Write invented extracts of any size into FOLDER.

    The people are made up; their figures resemble the national ones. The same
    seed gives the same files, and nothing is overwritten.

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
