"""The options that several commands share: those of settings, and which extracts are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import click

from scwres.commands.manners import FormatChoice
from scwres.settings.fields import Entry, entries, entry_called, flag, parameter
from scwres.settings.values import Choice, Day, File, Share, Table, Texts, Whole, YesOrNo
from scwres.text.phrases import in_words

#: What adds an option to a command.
Decorator: TypeAlias = Callable[[Callable[..., None]], Callable[..., None]]

#: More people than any council has need no more digits.
MOST_DIGITS = 12

#: The file of settings that is read where no extract is named.
CONFIG = "scwres.toml"


def _pairs(
    context: click.Context, option: click.Parameter, values: tuple[str, ...]
) -> list[tuple[str, str]]:
    """Return ``NAME=VALUE`` options as pairs."""
    for value in values:
        if "=" not in value:
            message = f"'{value}' is not in the form {option.metavar}."
            raise click.BadParameter(message, context, option)
    return [(value.partition("=")[0].strip(), value.partition("=")[2]) for value in values]


def pairs_once(
    context: click.Context, option: click.Parameter, values: tuple[str, ...]
) -> dict[str, str]:
    """Return ``NAME=VALUE`` options by name; a name with two values is refused."""
    values_by_name: dict[str, str] = {}
    for name, value in _pairs(context, option, values):
        if values_by_name.setdefault(name, value) != value:
            message = f"'{name}' is given twice, as {values_by_name[name]} and as {value}."
            raise click.BadParameter(message, context, option)
    return values_by_name


def _totals(
    context: click.Context, option: click.Parameter, values: tuple[str, ...]
) -> dict[str, int]:
    """Return totals by indicator; a total that is not a whole number is refused."""
    totals = pairs_once(context, option, values)
    for number, total in totals.items():
        digits = total.strip()
        if not (digits.isascii() and digits.isdecimal() and len(digits) <= MOST_DIGITS):
            message = (
                f"'{number}={total}' is not a total. Expected a whole number, such as 3=1800."
            )
            raise click.BadParameter(message, context, option)
    return {number: int(total) for number, total in totals.items()}


def _day(context: click.Context, option: click.Parameter, value: str | None) -> date | None:
    """Return a day."""
    from scwres.extracts.cells.values import date_of

    day = None if value is None else date_of(value)
    if value is not None and day is None:
        message = f"'{value}' is not a date. Expected a date such as 2025-09-30."
        raise click.BadParameter(message, context, option)
    return day


def _window(
    context: click.Context, option: click.Parameter, value: str | None
) -> tuple[date, date] | None:
    """Return the first and the last day of ``FROM:TO``."""
    if value is None:
        return None
    from scwres.extracts.cells.values import date_of

    start, end = (date_of(day) for day in value.partition(":")[::2])
    if start is None or end is None or start > end:
        message = (
            f"'{value}' is not a period. Expected two dates, the earlier first, such as "
            "2024-10-01:2025-09-30."
        )
        raise click.BadParameter(message, context, option)
    return start, end


#: The format of the result of a check or an audit.
TEXT_OR_JSON = click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Write the result as text or JSON (default: text).",
)


def _parameters(entry: Entry, metavar: str) -> dict[str, Any]:
    """Return how click reads the option of a setting, from the type of its value."""
    path = click.Path(path_type=Path)
    match entry.type:
        case Texts(of=of):
            return {"multiple": True, **({"type": path} if isinstance(of, File) else {})}
        case Table(of=of):
            return {"multiple": True, "callback": _totals if isinstance(of, Whole) else pairs_once}
        case Choice(known=known) if not metavar:
            return {"type": click.Choice(list(known))}
        case Share():
            return {"type": click.FloatRange(0, 1, min_open=True, max_open=True)}
        case Whole(least=least):
            return {"type": click.IntRange(min=least)}
        case YesOrNo():
            return {"is_flag": True, "default": None}
        case Day():
            return {"callback": _day}
        case File():
            return {"type": path}
        case _:
            return {}


def setting_option(key: str, **others: Any) -> Decorator:
    """Return the option that carries a setting.

    Parameters
    ----------
    others
        What a command has differently, such as ``help``.
    """
    entry = entry_called(key)
    if entry.option is None:
        message = f"no option carries {key}"
        raise LookupError(message)
    _, words, metavar = entry.option
    named = {"metavar": metavar} if metavar else {}
    return click.option(
        flag(key, entry),
        parameter(key, entry),
        **{**_parameters(entry, metavar), **named, "help": words, **others},
    )


def setting_options(*groups: str) -> list[Decorator]:
    """Return the options of settings in groups, in the order of the groups and the table."""
    return [
        setting_option(key)
        for group in groups
        for key, entry in entries().items()
        if entry.option and entry.option.group == group
    ]


def settings_given(options: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what options set that is no keyword of ``compute()``, by its key; and the others."""
    keys = {
        parameter(key, entry): key
        for key, entry in entries().items()
        if entry.option and not entry.keyword
    }
    given = {keys[name]: value for name, value in options.items() if name in keys}
    return given, {name: value for name, value in options.items() if name not in keys}


def with_options(
    command: Callable[..., None],
    options: Sequence[Decorator],
) -> Callable[..., None]:
    """Add options to a command, in the order in which its help lists them."""
    for option in reversed(options):
        command = option(command)
    return command


def choice_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options for the figures to compute, and the groups to compare."""
    return with_options(command, setting_options("breakdowns", "figures", "groups"))


def benchmark_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options for the figures of others to compare with."""
    population = click.option(
        "--population",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Compare with residents by ethnicity, from the census. Several files are added up.",
    )
    return with_options(command, [*setting_options("benchmarks"), population])


def output_options(
    formats: Iterable[str],
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return a function that adds the options for the format and place of results."""
    options = (
        click.option(
            "--format",
            "format_",
            type=FormatChoice(list(formats)),
            help="Write results in this format (default: by the ending of --output, or a table).",
        ),
        click.option(
            "-o",
            "--output",
            type=click.Path(path_type=Path),
            help="Write to this file instead of the screen. If the run fails, the old file stays.",
        ),
    )

    return partial(with_options, options=options)


def reading_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options for the extracts to read, and how to read them."""
    options: tuple[Decorator, ...] = (
        click.argument("extracts", nargs=-1, metavar="[EXTRACT]...", type=click.Path()),
        click.option(
            "--config",
            type=click.Path(path_type=Path),
            help=f"Read settings from this file (default without extracts: {CONFIG}).",
        ),
        click.option(
            "--as",
            "named",
            multiple=True,
            metavar="KIND=FILE",
            callback=_pairs,
            help="Read a file as staff, shortlisting, leavers… May be repeated.",
        ),
        *setting_options("breakdowns", "figures", "groups", "blanks"),
        click.option(
            "--window",
            metavar="FROM:TO",
            callback=_window,
            help="Count only dated events from the first day to the last.",
        ),
        *setting_options("reading"),
    )
    return with_options(command, options)


def figure_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options for how figures are calculated."""
    return with_options(command, setting_options("arithmetic"))


def report_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options for how a report is made."""
    return with_options(command, setting_options("report"))


#: For unattended runs.
STRICT = click.option(
    "--strict",
    is_flag=True,
    help="Stop if an indicator cannot be calculated or a warning is not on your accepted list.",
)

#: Results and errors alone.
QUIET = click.option("-q", "--quiet", is_flag=True, help="Show only results and errors.")

#: Results for publication.
PUBLISH = click.option(
    "--publish",
    is_flag=True,
    help="Protect for publication: withhold small counts and others that reveal them.",
)

#: Advice in place of a publication.
ADVISE = click.option(
    "--advise",
    is_flag=True,
    help="Show what would be withheld and what would show more. Write nothing.",
)


def _publications(
    context: click.Context, parameter: click.Parameter, names: tuple[str, ...]
) -> tuple[Path, ...]:
    """Return the files of publications that names, folders and patterns lead to."""
    from scwres.publishing.members import paths_of

    return tuple(paths_of(names)) if names else ()


#: The publications of the organisations among those of which others are.
MEMBERS = click.option(
    "--members",
    multiple=True,
    callback=_publications,
    metavar="FILES",
    help="Publications of the members, such as 'published/*.csv' or a folder. May be repeated.",
)


def publishing_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options for how results are published."""
    return with_options(command, setting_options("publish"))


def check_publishing(is_published: bool, given: Mapping[str, object], fix: str) -> None:
    """Refuse options on publishing where nothing is published."""
    if not is_published and any(
        value for key, value in given.items() if key.startswith("publish.")
    ):
        names = in_words(
            [
                flag(key, entry)
                for key, entry in entries().items()
                if entry.option and entry.option.group == "publish"
            ]
        )
        message = f"{names} are only for publishing. {fix}"
        raise click.UsageError(message)
