"""The options that several commands share: which extracts are read, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import click

#: The file of settings that is read where no extract is named.
CONFIG = "scwres.toml"


def _pairs(
    context: click.Context, option: click.Parameter, values: tuple[str, ...]
) -> list[tuple[str, str]]:
    """Return ``NAME=VALUE`` options as pairs."""
    for value in values:
        if "=" not in value:
            message = f"'{value}' is not of the form {option.metavar}."
            raise click.BadParameter(message, context, option)
    return [(value.partition("=")[0].strip(), value.partition("=")[2]) for value in values]


def pairs_once(
    context: click.Context, option: click.Parameter, values: tuple[str, ...]
) -> dict[str, str]:
    """Return ``NAME=VALUE`` options by name; a name with two values is refused."""
    values_by_name: dict[str, str] = {}
    for name, value in _pairs(context, option, values):
        if values_by_name.setdefault(name, value) != value:
            message = f"'{name}' is said to be both {values_by_name[name]} and {value}."
            raise click.BadParameter(message, context, option)
    return values_by_name


def known_totals(
    context: click.Context, option: click.Parameter, values: tuple[str, ...]
) -> dict[str, int]:
    """Return totals by indicator; a total that is not a whole number is refused."""
    totals = pairs_once(context, option, values)
    for number, total in totals.items():
        if not (total.strip().isascii() and total.strip().isdecimal()):
            message = f"{number}={total}: expected a whole number of people."
            raise click.BadParameter(message, context, option)
    return {number: int(total) for number, total in totals.items()}


def _window(
    context: click.Context, option: click.Parameter, value: str | None
) -> tuple[date, date] | None:
    """Return the first and the last day of ``FROM:TO``."""
    if value is None:
        return None
    from scwres.extracts.cells.values import date_of

    start, end = (date_of(day) for day in value.partition(":")[::2])
    if start is None or end is None or start > end:
        message = f"'{value}' is no window. For example: 2024-10-01:2025-09-30"
        raise click.BadParameter(message, context, option)
    return start, end


#: The format of the result of a check or an audit.
TEXT_OR_JSON = click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How it is written.",
)

#: The standard.
STANDARD = click.option(
    "--standard",
    metavar="NAME",
    help="sc-wres-pilot, -2023, -2024, -2025 or nhs-wres; sc-wres-2024 unless said.",
)


#: The figures to compute.
FIGURE_CHOICES = (
    click.option(
        "--by",
        multiple=True,
        metavar="COLUMN",
        help="Figures broken down by a column. May be repeated.",
    ),
    click.option(
        "--indicator",
        "indicators",
        multiple=True,
        metavar="NUMBER",
        help="This indicator alone, or supporting measure. May be repeated.",
    ),
    STANDARD,
)

#: The groups to compare.
GROUP_CHOICES = (
    click.option(
        "--groups",
        metavar="two|five|detailed",
        help="The groups that are compared; two unless said.",
    ),
    click.option(
        "--reference",
        metavar="GROUP",
        help="Whom they are compared with: white, or 'White British'.",
    ),
    click.option(
        "--white-minorities",
        metavar="white|minority|separate",
        help="Whom white minorities are counted with; white unless said.",
    ),
)


def with_options(
    command: Callable[..., None],
    options: Sequence[Callable[[Callable[..., None]], Callable[..., None]]],
) -> Callable[..., None]:
    """Add options to a command, in the order in which its help lists them."""
    for option in reversed(options):
        command = option(command)
    return command


def choice_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options for the figures to compute, and the groups to compare."""
    return with_options(command, (*FIGURE_CHOICES, *GROUP_CHOICES))


def benchmark_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options for the figures of others to compare with."""
    options = (
        click.option(
            "--benchmark",
            "benchmarks",
            multiple=True,
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="Set beside the results of others, such as a region's. May be repeated.",
        ),
        click.option(
            "--population",
            multiple=True,
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="Residents by ethnicity, as the census has them. Several are added.",
        ),
    )
    return with_options(command, options)


def output_options(
    formats: Iterable[str],
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return a function that adds the options for the format and place of results."""
    options = (
        click.option(
            "--format",
            "format_",
            type=click.Choice(list(formats)),
            help="How results are written; by the ending of --output, else a table.",
        ),
        click.option(
            "--output",
            type=click.Path(path_type=Path),
            help="Write to a file, whole or not at all.",
        ),
    )

    return partial(with_options, options=options)


def reading_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options for the extracts to read, and how to read them."""
    options = (
        click.argument("extracts", nargs=-1, metavar="[EXTRACT]...", type=click.Path()),
        click.option(
            "--config",
            type=click.Path(path_type=Path),
            help=f"Settings; without extracts, {CONFIG} in the working folder.",
        ),
        click.option(
            "--as",
            "named",
            multiple=True,
            metavar="KIND=FILE",
            callback=_pairs,
            help="Read a file as staff, shortlisting, leavers… May be repeated.",
        ),
        *FIGURE_CHOICES,
        *GROUP_CHOICES,
        click.option(
            "--blank",
            "blanks",
            multiple=True,
            metavar="ITEM=no|not-applicable",
            callback=pairs_once,
            help="What a blank means in a yes/no column. May be repeated.",
        ),
        click.option(
            "--window",
            metavar="FROM:TO",
            callback=_window,
            help="The first and last day on which a dated event counts.",
        ),
        click.option("--sheet", metavar="NAME", help="The sheet of a workbook that is meant."),
        click.option("--encoding", metavar="NAME", help="What text is in: utf-8, utf-16, cp1252."),
        click.option(
            "--engine",
            metavar="NAME",
            help="What counts text: standard, or arrow, which is usual from 24 MB on.",
        ),
    )
    return with_options(command, options)


def a_title(context: click.Context, parameter: click.Parameter, title: str | None) -> str | None:
    """Return a printable title; refuse one that is empty or too long."""
    from scwres.text.untrusted import printable

    if title is not None and not 0 < len(printable(title).strip()) <= LONGEST_TITLE:
        message = f"expected a text of 1 to {LONGEST_TITLE} letters."
        raise click.BadParameter(message, context, parameter)
    return title


#: The most letters that a title has.
LONGEST_TITLE = 200


def figure_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options for how figures are calculated."""
    options = (
        click.option(
            "--confidence",
            type=click.FloatRange(0, 1, min_open=True, max_open=True),
            metavar="LEVEL",
            help="Confidence of the intervals; 0.95 unless said.",
        ),
        click.option(
            "--interval",
            type=click.Choice(["koopman", "katz"]),
            help="How the interval of a ratio is made; koopman unless said.",
        ),
        click.option(
            "--p-value",
            type=click.Choice(["pearson", "fisher"]),
            help="Which test gives the p value (default: fisher for small counts, else pearson).",
        ),
    )
    return with_options(command, options)


#: For unattended runs.
STRICT = click.option(
    "--strict",
    is_flag=True,
    help="Fail where an indicator lacks its item, or on a warning not accepted.",
)

#: Results and errors alone.
QUIET = click.option("-q", "--quiet", is_flag=True, help="Say nothing but results and faults.")

#: Results for publication.
PUBLISH = click.option(
    "--publish",
    is_flag=True,
    help="For publication: small counts withheld, and what would give them away.",
)


def publishing_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options for how results are published."""
    options = (
        click.option(
            "--profile",
            metavar="NAME",
            help="The rule of a publication: ons-10-5 unless said, swe, or such as 7-5.",
        ),
        click.option(
            "--known",
            multiple=True,
            metavar="NUMBER=TOTAL",
            callback=known_totals,
            help="A total that readers know: how many an indicator is out of.",
        ),
        click.option(
            "--ledger",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="Keeps what was published; releases that undo each other are refused.",
        ),
    )
    return with_options(command, options)


def check_publishing(
    publish: bool, profile: str | None, known: Mapping[str, int], ledger: Path | None
) -> None:
    """Refuse options on publishing without --publish."""
    if not publish and (profile or known or ledger):
        message = "--profile, --known and --ledger say how to --publish, which is not asked."
        raise click.UsageError(message)
