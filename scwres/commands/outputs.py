"""Results written to a file or standard output, and the messages beside them."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scwres.commands.manners import ELSEWHERE
from scwres.commands.terminal import WARNING, print_out, progress, say, width_of
from scwres.errors import FileError, StrictError
from scwres.extracts.schema import ENDINGS
from scwres.reports import FORMATS, LINES, OVERVIEW, PROBLEM_FORMATS, TABLES, UNITS, Format
from scwres.text.phrases import in_words, number_of

if TYPE_CHECKING:
    from scwres.errors import Fault
    from scwres.publishing.issuing import Issue
    from scwres.reports import Written
    from scwres.results.compute import Reading
    from scwres.results.results import Results
    from scwres.settings.settings import Publishing, Reporting

#: What a publication without a ledger says.
NO_LEDGER = (
    "No ledger was kept, so later releases cannot be checked against this one. To keep one, add "
    "--ledger published.json."
)

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


def check_output(output: Path, inputs: list[Any], option: str = "--output") -> None:
    """Refuse an output, named by an option, that is an input or that the next run would read."""
    written = output.resolve()
    input_paths = [Path(path).resolve() for path in inputs]
    if written in input_paths or any(_is_same(written, path) for path in input_paths):
        message = f"{option} {output} is one of the files read. Name another file."
        raise click.UsageError(message)
    if written.parent in input_paths and written.suffix.casefold() in ENDINGS:
        message = (
            f"{option} {output} is in a folder of extracts, so the next run would read it. "
            "Name a file in another folder."
        )
        raise click.UsageError(message)


def check_output_folder(
    folder: Path,
    inputs: list[Path],
    kept: Iterable[tuple[Path | None, str]],
    *,
    given: Path,
) -> None:
    """Refuse a folder, given under a name, that is an input or holds one, or what is kept.

    Parameters
    ----------
    kept
        Files that are read or kept besides extracts, and what each is.
    """
    written = folder.resolve()
    extracts = ((path, "an extract") for path in inputs)
    for path, what in (*extracts, *kept):
        if path is not None and written in (path.resolve(), *path.resolve().parents):
            message = f"--output {given} holds {what}, {path}. Name another folder."
            raise click.UsageError(message)


def _is_same(path: Path, other: Path) -> bool:
    """Return whether two paths are of one file, as with links or other capitals."""
    return path.exists() and other.exists() and path.samefile(other)


def write(results: Written, chosen: Format, output: Path | None) -> None:
    """Write results in a format to a file, or to standard output."""
    if output is not None:
        from scwres.files import write_whole

        write_whole(output, [chosen.encoded(chosen.render(results))])
        return
    width = width_of(sys.stdout) if chosen.for_people else None
    print_out(chosen.render(results, width), for_people=chosen.for_people)


def write_problems(faults: Iterable[Fault], chosen: Format, rows: Path) -> int:
    """Write every row with a problem to a file, and return how many lines that are."""
    from scwres.files import write_whole
    from scwres.results.problems import problem_rows

    listed = list(problem_rows(faults))
    write_whole(rows, [chosen.encoded(chosen.render(listed))])
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
    from scwres.files import staged_file, write_whole
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
            written=(output, account),
            accept=accept,
            quiet=quiet,
        )
        content = FORMATS[name].encoded(issue.rendered)
        # The publication last: none is out that the ledger does not know, or without its account.
        if output is None or account is None:
            _print_recorded(issue, for_people=for_people)
        else:
            written = {"publication": {"name": output.name, "sha256": hash_of(content)}}
            with staged_file(output, [content]) as staged:
                write_whole(account, [manifest(results, written, issue).encode()])
                with recorded(issue.kept, staged):
                    staged.put()
    if not quiet:
        _say_publication(issue, account, results)


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
    """
    from scwres.files import staged_folder, write_whole
    from scwres.publishing.issuing import hash_of, manifest
    from scwres.publishing.recording import recorded
    from scwres.reports.folder import earlier_years, report_files, returned
    from scwres.reports.paper.paper import PAPER

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
                    written=(folder, account),
                    accept=accept,
                    quiet=quiet,
                )
                files = report_files(issue.published, reporting, step=step, earlier=earlier)
        hashes = {name: hash_of(content) for name, content in files.items()}
        written = {"report": {"name": folder.name, "sha256": hashes}}
        with staged_folder(folder, files, given=given) as staged:
            # Before it is out: none is that the ledger does not know, or without its account.
            write_whole(account, [manifest(results, written, issue).encode()])
            with recorded(issue.kept if issue else None, staged):
                staged.put()
    if quiet:
        return
    wanted = {"organisation": "organisation", "snapshot": "date"}
    if missing := [key for key in wanted if not results.settings[key]]:
        lacks = in_words([wanted[key] for key in missing], last="or")
        say(f"The report shows no {lacks}. Set {in_words(missing)} in scwres.toml.")
    if issue is None:
        say_account(results, READ_BESIDE)
        say(f"Manifest: {account_of(given)}")
    else:
        _say_publication(issue, account_of(given), results)
    if PAPER not in files:
        say(f"No {PAPER}: it needs the extra 'paper'. Run: pip install 'scwres[paper]'")
    if issue is not None and (reporting.plan or reporting.commentary):
        kept = in_words(
            [
                *(["the commentary"] if reporting.commentary else []),
                *(["the plan"] if reporting.plan else []),
            ]
        )
        say(f"Published as written: {kept}. Check the words for names and small numbers.")
    names = [name for name in files if "/" not in name]
    say(f"Wrote {given}: {in_words([*names, 'charts'])}")
    say(f"Next: open {given / 'report.html'}")


#: A format of lines alone: the messages hold what else there is to know.
READ_BESIDE = "csv"


def account_of(output: Path) -> Path:
    """Return the path of the account of a file or a folder: beside it."""
    return output.with_name(f"{output.name}-manifest.json")


def _issued(
    results: Results,
    publishing: Publishing,
    name: str,
    width: int | None,
    *,
    table: str = LINES,
    written: Iterable[Path | None],
    accept: Collection[str] | None,
    quiet: bool,
) -> Issue:
    """Return a publication; refuse files that would overwrite each other."""
    from scwres.publishing.issuing import issue_of
    from scwres.publishing.recording import lock_of
    from scwres.results.missing import strict_faults

    if accept is not None and (faults := strict_faults(results, accept, in_public=True)):
        raise StrictError(faults)
    kept = [publishing.ledger, lock_of(publishing.ledger)] if publishing.ledger else []
    files = [path.resolve() for path in (*written, *kept) if path]
    if len(set(files)) < len(files):
        message = (
            f"--ledger {publishing.ledger} would be overwritten by the publication. "
            "Name another file."
        )
        raise click.UsageError(message)
    if len(results.lines) > MANY_LINES and not quiet:
        say("Protecting many counts together. This can take some minutes.")
    return issue_of(results, publishing, name, width, table)


def _say_publication(issue: Issue, account: Path | None, results: Results) -> None:
    from scwres.reports.account import wrapped
    from scwres.results.missing import missing_in_public

    width = width_of(sys.stderr)
    lines = [*missing_in_public(results), *_publication_lines(issue, account)]
    for line in [*lines, *_changed_findings(issue, results)]:
        say("\n".join(wrapped(line, 0, width)))


def _changed_findings(issue: Issue, results: Results) -> Iterator[str]:
    """Yield which findings rounding changed: not what they are, as others may see this too."""
    from scwres.publishing.issuing import finding_differences

    titles = results.titles
    names = dict.fromkeys(
        " ".join(filter(None, (each["indicator"], titles[each["indicator"]], each["unit"])))
        for each in finding_differences(results, issue.published)
    )
    if names:
        yield (
            f"Rounding changed the finding of {in_words(list(names))}. The manifest of a file or "
            "a report has both. Figures without --publish are exact."
        )


def _publication_lines(issue: Issue, account: Path | None) -> Iterator[str]:
    """Yield the messages on a publication, which hold nothing that it does not."""
    yield issue.published.notice
    yield (
        f"Disclosure check passed: {number_of(issue.audit.shown, 'count')} shown, "
        f"{issue.audit.withheld:,} withheld, none can be worked out."
    )
    if account is not None:
        yield f"Manifest, not for publication: {account}"
    yield from _ledger_lines(issue)


def _ledger_lines(issue: Issue) -> Iterator[str]:
    """Yield what became of a publication in the ledger."""
    kept = issue.kept
    if kept is None:
        yield NO_LEDGER
        return
    period = kept.entry.period or "no period"
    if kept.is_draft:
        yield f"Checked against {kept.path}, for {period}. This draft was not recorded."
    else:
        yield f"Recorded as release {kept.number} in {kept.path}, for {period}."
    if kept.entry.corrects:
        yield f"It corrects {_releases(kept.entry.corrects)}."
    if issue.small_changes:
        yield (
            "Changed by a few people, as readers of both releases can see: "
            f"{number_of(len(issue.small_changes), 'count')}. The first is "
            f"{issue.small_changes[0].in_words}."
        )
    if issue.unnamed:
        yield (
            f"Not checked against {_releases(issue.unnamed)}: one of the two does not name its "
            "organisation or its period. If they are about the same people, name it in the ledger "
            "or in scwres.toml, and publish again."
        )
    if not kept.entry.period:
        yield "Before next year's release, set period under [publish] in scwres.toml."


def _releases(numbers: Collection[int]) -> str:
    """Return the numbers of releases in words.

    >>> _releases([1]), _releases([1, 3])
    ('release 1', 'releases 1 and 3')
    """
    return f"release{'s' if len(numbers) > 1 else ''} {in_words(list(map(str, numbers)))}"


def say_account(results: Results, name: str, *, in_brief: bool = False) -> None:
    """Say what became of every row, and all that the written format does not hold.

    In brief, a line for each extract, and one for unknown ethnicity; warnings are always whole.
    """
    from scwres.reports.account import (
        across_units,
        brief_account,
        reason_lines,
        row_account,
        unknown_account,
        warning_text,
        wrapped,
    )
    from scwres.reports.document.units import lag_sentences, standings_by_breakdown
    from scwres.results.results import INTERNAL_NOTICE

    if not FORMATS[name].holds_results:
        for standings in standings_by_breakdown(results).values():
            for sentence in lag_sentences(standings):
                say(sentence)
        if results.across_units:
            say("\n".join(across_units(results)))
        if results.not_computed:
            say("\n".join(["Not calculated", *reason_lines(results)]))
        say(INTERNAL_NOTICE)
    width = width_of(sys.stderr)
    if in_brief:
        for text in brief_account(results):
            say("\n".join(wrapped(text, 0, width)))
    else:
        say(row_account(results, width))
        if unknown := unknown_account(results):
            say(unknown)
    for warning in results.warnings:
        text = f"{WARNING} {warning_text(warning)}"
        say("\n".join(wrapped(text, 0, width)), WARNING)
