"""Results written to a file or standard output, and the messages beside them."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scwres.commands.accounts import account_of, say_account, say_publication, say_report
from scwres.commands.manners import ELSEWHERE
from scwres.commands.terminal import print_out, progress, say, width_of
from scwres.errors import FileError, StrictError
from scwres.reports import FORMATS, LINES, OVERVIEW, PROBLEM_FORMATS, TABLES, UNITS, Format
from scwres.text.phrases import in_words, number_of

if TYPE_CHECKING:
    from scwres.errors import Fault
    from scwres.publishing.issuing import Issue
    from scwres.reports import Written
    from scwres.results.compute import Reading
    from scwres.results.results import Results
    from scwres.settings.settings import Publishing, Reporting

#: The number of lines above which a publication takes some time, and a message says so.
MANY_LINES = 500


def format_of(
    name: str | None, output: Path | None, formats: Mapping[str, Format] = FORMATS
) -> str:
    """Return the name of the format, which is given or follows from the ending of the output."""
    ending = output.suffix.casefold() if output else ""
    by_ending = [
        format_name for format_name, format_ in formats.items() if ending in format_.endings
    ]
    if name is None:
        if ending and not by_ending:
            endings = {known for format_ in formats.values() for known in format_.endings}
            names = in_words(sorted(endings), last="or")
            message = (
                f"--output {output}: no format has the ending {ending}. Expected {names}. "
                f"{ELSEWHERE}"
            )
            raise click.UsageError(message)
        name = by_ending[0] if by_ending else "table"
    if by_ending and name not in by_ending:
        message = (
            f"--output {output} ends in {ending}, which is {by_ending[0]}, but --format is {name}."
        )
        raise click.UsageError(message)
    if formats[name].is_binary and output is None and sys.stdout.isatty():
        message = f"--format {name} cannot be shown on a terminal. Name a file with --output."
        raise click.UsageError(message)
    return name


def check_table(table: str, name: str, by: Collection[str]) -> None:
    """Refuse a table of results in a format that it is not written in, or without a breakdown."""
    formats = TABLES[table]
    if name not in formats:
        others = in_words([f"--format {known}" for known in formats], last="or")
        message = (
            f"--table {table} is not written as {name}. Use {others}, or leave out --table: "
            "tables, JSON and reports show the units too."
        )
        raise click.UsageError(message)
    if table == UNITS and not by:
        message = f"--table {table} needs a breakdown, such as --by team."
        raise click.UsageError(message)


def format_of_problems(rows: Path) -> Format:
    """Return the format of rows with a problem, which follows from the ending of their file."""
    ending = rows.suffix.casefold()
    by_ending = {
        known: format_ for format_ in PROBLEM_FORMATS.values() for known in format_.endings
    }
    if ending not in by_ending:
        has = f"ends in {ending}" if ending else "has no ending"
        message = f"--rows {rows} {has}. Expected {in_words(list(by_ending), last='or')}."
        raise click.UsageError(message)
    return by_ending[ending]


def write(results: Written, chosen: Format, output: Path | None) -> None:
    """Write results in a format to a file, or to standard output."""
    if output is not None:
        from scwres.files.whole import INTERNAL, write_whole

        write_whole(output, [chosen.encoded(chosen.render(results))], mode=INTERNAL)
        return
    width = width_of(sys.stdout) if chosen.for_people else None
    print_out(chosen.render(results, width), for_people=chosen.for_people)


def write_problems(faults: Iterable[Fault], chosen: Format, rows: Path) -> int:
    """Write every row with a problem to a file, and return how many lines that are."""
    from scwres.files.whole import INTERNAL, write_whole
    from scwres.results.problems import problem_rows

    listed = list(problem_rows(faults))
    write_whole(rows, [chosen.encoded(chosen.render(listed))], mode=INTERNAL)
    return len(listed)


def say_problems(lines: int, rows: Path) -> None:
    """Say how many lines a file of rows with a problem has."""
    if lines:
        number = number_of(lines, "line")
        say(f"Wrote {rows}: {number}, one for each problem of a row or of a whole file")
    else:
        say(f"Wrote {rows}: no row has a problem, so it holds only its header")


def write_results(
    results: Results,
    publishing: Publishing | None,
    name: str,
    output: Path | None,
    *,
    table: str = LINES,
    accept: Collection[str] | None = None,
    quiet: bool = False,
) -> None:
    """Write results, and the messages beside them.

    Parameters
    ----------
    publishing
        How they are published; None for exact figures.
    name
        The format.
    table
        The table of results that is written, by its name in ``TABLES``.
    accept
        The warnings that a strict publication accepts; None where it need not be strict.
    """
    if publishing is not None:
        write_published(results, publishing, name, output, table=table, accept=accept, quiet=quiet)
    else:
        write(results, TABLES[table][name], output)
        if not quiet:
            say_account(results, name, in_brief=table == OVERVIEW)
    if results.workforce_profile is not None and not FORMATS[name].holds_results and not quiet:
        say(
            f"The workforce profile is not in {name}. To have it, write json, markdown or a table."
        )


def write_published(
    results: Results,
    publishing: Publishing,
    name: str,
    output: Path | None,
    *,
    table: str = LINES,
    accept: Collection[str] | None,
    quiet: bool,
) -> None:
    """Write what may be published of results, after an attack on it; else raise.

    The messages hold no exact number: the account goes to a manifest beside the file.
    """
    from scwres.files.whole import Companion, staged_file
    from scwres.publishing.issuing import hash_of, manifest
    from scwres.publishing.recording import recorded

    for_people = FORMATS[name].for_people
    width = width_of(sys.stdout) if for_people and output is None else None
    account = None if output is None else account_of(output)
    with _locked(publishing, quiet=quiet):
        issue = _issued(
            results,
            publishing,
            name,
            width,
            table=table,
            accept=accept,
            quiet=quiet,
        )
        content = FORMATS[name].encoded(issue.rendered)
        # Together with its account, and last: none is out that the ledger does not know.
        if output is None or account is None:
            _print_recorded(issue, for_people=for_people)
        else:
            written = {"publication": {"name": output.name, "sha256": hash_of(content)}}
            companion = Companion(account, manifest(results, written, issue).encode())
            owner = _owner(issue)
            with (
                staged_file(output, [content], companion=companion, owner=owner) as staged,
                recorded(issue.kept, staged),
            ):
                staged.put()
    if not quiet:
        say_publication(issue, account, results)


def _print_recorded(issue: Issue, *, for_people: bool) -> None:
    """Record a publication and print it; say so where only a part of it came out."""
    from scwres.publishing.recording import recorded

    with recorded(issue.kept) as recording:
        try:
            print_out(issue.rendered, for_people=for_people, started=recording.out)
        except FileError:
            if recording.is_out and issue.kept is not None and not issue.kept.is_draft:
                say(
                    f"A part of the publication was written, so release {issue.kept.number} stays "
                    f"in {issue.kept.path}. Run this command again to write all of it."
                )
            raise


def _locked(publishing: Publishing, *, quiet: bool) -> AbstractContextManager[None]:
    """Hold the lock of the ledger; a draft, which leaves it as it is, needs none."""
    from scwres.publishing.recording import locked

    ledger = None if publishing.draft else publishing.ledger
    return locked(ledger, lambda text: None if quiet else say(text))


def write_report(
    results: Results,
    folder: Path,
    reporting: Reporting,
    publishing: Publishing | None,
    reading: Reading,
    *,
    given: Path,
    force: bool,
    accept: Collection[str] | None = None,
    quiet: bool = False,
) -> None:
    """Write a report to a folder, and beside it the manifest, for the council's own files.

    Parameters
    ----------
    publishing
        How it is published; None for exact figures.
    reading
        What the results were computed from: other figures of it are too.
    given
        The folder as the user named it.
    force
        Whether it may take the place of an old one.
    """
    from scwres.files.folders import staged_folder
    from scwres.files.whole import INTERNAL, PUBLIC, Companion
    from scwres.publishing.issuing import hash_of, manifest
    from scwres.publishing.recording import recorded
    from scwres.reports.folder import earlier_years, report_files, returned

    account = account_of(folder)
    issue = None
    by = [str(column) for column in results.settings["by"]]  # type: ignore[attr-defined]
    earlier = earlier_years(reporting, is_public=publishing is not None, by=by)
    lock = nullcontext() if publishing is None else _locked(publishing, quiet=quiet)
    with lock:
        with progress(quiet=quiet) as step:
            if publishing is None:
                files = report_files(results, reporting, returned(results, reading), step, earlier)
            else:
                issue = _issued(
                    results,
                    publishing,
                    "json",
                    None,
                    accept=accept,
                    quiet=quiet,
                )
                files = report_files(issue.published, reporting, step=step, earlier=earlier)
        hashes = {name: hash_of(content) for name, content in files.items()}
        written = {"report": {"name": folder.name, "sha256": hashes}}
        staging = staged_folder(
            folder,
            files,
            given=given,
            mode=INTERNAL if issue is None else PUBLIC,
            companion=Companion(account, manifest(results, written, issue).encode()),
            owner=_owner(issue),
            replaces=force,
        )
        with staging as staged, recorded(issue.kept if issue else None, staged):
            staged.put()
    if not quiet:
        say_report(results, given, files, reporting, issue)


def _owner(issue: Issue | None) -> str:
    """Return the mark of what a ledger names while it is not in its place; empty without one."""
    from scwres.publishing.recording import owner_of

    kept = None if issue is None else issue.kept
    return "" if kept is None or kept.is_draft else owner_of(kept.path)


def _issued(
    results: Results,
    publishing: Publishing,
    name: str,
    width: int | None,
    *,
    table: str = LINES,
    accept: Collection[str] | None,
    quiet: bool,
) -> Issue:
    """Return a publication; refuse one with what a strict run does not accept."""
    from scwres.publishing.issuing import issue_of
    from scwres.results.missing import strict_faults

    if accept is not None and (faults := strict_faults(results, accept, in_public=True)):
        raise StrictError(faults)
    if (len(results.lines) > MANY_LINES or publishing.members) and not quiet:
        say("Protecting many counts together. This can take some minutes.")
    return issue_of(results, publishing, name, width, table)
