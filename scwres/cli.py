"""The group of commands, and how the program leaves when one fails."""

from __future__ import annotations

import gc
import os
import shlex
import sys
import warnings
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click

from scwres.commands.terminal import (
    DEBUG,
    ERROR,
    ClosedStream,
    faults_in_words,
    forget_output,
    installation_fault,
    own_fault,
    say,
    system_error,
    written_in_words,
)
from scwres.errors import ScwresError
from scwres.files.interrupts import Stopped, forget_written, listen
from scwres.version import __version__

#: The module of each command, which is loaded when the command is used.
_MODULES = {
    "compute": "compute",
    "check": "compute",
    "report": "compute",
    "compare": "compare",
    "combine": "compare",
    "plan": "plan",
    "audit": "tools",
    "explain": "tools",
    "init": "tools",
    "sample": "tools",
    "sql": "statement",
    "template": "tools",
}

#: The number of new objects after which Python looks for those that nothing refers to.
COLLECTED_AFTER = 200_000

OWN_FAULT = 1

#: The numbers of the three standard streams in the operating system.
_STREAMS = range(3)


def run() -> NoReturn:
    """Run the command line as a program: leave at once when it is done.

    Everything is written by then, and taking the interpreter apart takes a tenth of a short
    run.
    """
    if not sys.warnoptions:
        # The warnings of libraries are for programmers, unless Python was told to show them.
        warnings.simplefilter("ignore")
    # The linear algebra that numpy brings starts a thread a processor as it is loaded, and
    # interrupts the program where it gets none. Nothing here is work for it.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    _fill_closed_streams()
    listen()
    try:
        main()
    except SystemExit as leaving:
        status = leaving.code
    except Stopped as late:  # when all was done but the leaving
        status = late.status
    with suppress(OSError, ValueError, AttributeError):  # streams that are closed, or none
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(status if isinstance(status, int) else OWN_FAULT)


def _fill_closed_streams() -> None:
    """Let no file that is opened take the number of a standard stream that is closed."""
    while (number := os.open(os.devnull, os.O_RDONLY)) in _STREAMS:
        pass
    os.close(number)
    if sys.stdout is None:
        sys.stdout = ClosedStream()


def main() -> NoReturn:
    """Run the command line, and leave with the status that the reference lists."""
    # A run makes few circles of references, and soon ends: looking for them takes a twentieth
    # of it.
    gc.set_threshold(COLLECTED_AFTER)
    forget_written()
    status = 0
    try:
        status = commands(prog_name="scwres", standalone_mode=False) or 0
    except click.ClickException as error:
        error.show()
        status = error.exit_code
    except ScwresError as error:
        say(faults_in_words(error), ERROR)
        status = error.status
    except SystemExit:
        # Click ends so for one reason: whoever read the output has seen enough, which is
        # no failure. Python flushes once more as it leaves.
        forget_output()
    except (KeyboardInterrupt, click.Abort) as error:
        # Click puts an error of its own in the place of an interrupt.
        stop = error if isinstance(error, Stopped) else error.__cause__
        say(f"Interrupted.{written_in_words()}")
        status = stop.status if isinstance(stop, Stopped) else Stopped().status
    except OSError as error:
        if os.environ.get(DEBUG):
            raise
        fault = system_error(error)
        say(faults_in_words(fault), ERROR)
        status = fault.status
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        say(installation_fault(error) or own_fault(error), ERROR)
        status = OWN_FAULT
    sys.exit(status)


def _version(context: click.Context, option: click.Parameter, is_set: bool) -> None:
    if is_set:
        from scwres.metrics.standards import standard_called

        click.echo(f"scwres {__version__} ({standard_called().title})")
        context.exit()


def _unknown_command(name: str) -> str:
    """Return what to type in place of a command that does not exist."""
    from scwres.text.phrases import in_words, nearest

    if Path(name).exists():
        how = f"To compute its indicators, type: scwres compute {shlex.quote(name)}"
        return f"'{name}' is a file or folder, not a command. {how}"
    known = f"Commands: {in_words(sorted(_MODULES))}."
    return " ".join(filter(None, [f"'{name}' is not a command.", nearest(name, _MODULES), known]))


class _Commands(click.Group):
    """The commands, each loaded when it is used."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the names of the commands, in alphabetical order."""
        return sorted(_MODULES)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return a command and its arguments; for an unknown name, say which are known."""
        name = args[0]
        if name not in _MODULES and name[:1] != "-":
            ctx.fail(_unknown_command(name))
        return super().resolve_command(ctx, args)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Return a command; None where there is none of that name."""
        if name not in _MODULES:
            return None
        module = import_module(f"scwres.commands.{_MODULES[name]}")
        command: click.Command = getattr(module, name)
        return command


#: What the program shows where no command is named.
_START = """\
scwres computes the Social Care Workforce Race Equality Standard (SC-WRES).

Start with:

  scwres check hr.csv              Show what is recognised, and any problems.
  scwres compute hr.csv            Compute every indicator that the file allows.
  scwres report hr.csv -o report   Write a web page, a workbook and charts.

To try it without data:  scwres sample example
All commands:            scwres --help
One command:             scwres compute --help"""


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help="Show the version and the standard.",
)
@click.pass_context
def commands(context: click.Context) -> None:
    """Compute the Social Care Workforce Race Equality Standard (SC-WRES).

    For example:

    \b
        scwres compute hr.csv
        scwres compute sample_data --by directorate
        scwres explain 3

    Start with 'scwres compute hr.csv'. 'scwres explain staff' lists the
    columns that it reads.

    To complete commands and options with the Tab key, add this line to
    ~/.bashrc. For zsh or fish, write zsh_source or fish_source.

    \b
        eval "$(_SCWRES_COMPLETE=bash_source scwres)"
    """
    if context.invoked_subcommand is None:
        click.echo(_START)
