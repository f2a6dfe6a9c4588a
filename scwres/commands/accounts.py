"""What a run says of what it wrote: the account of rows, of a publication, and of a report."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from scwres.commands.terminal import WARNING, say, width_of
from scwres.reports import FORMATS
from scwres.text.phrases import in_words, number_of

if TYPE_CHECKING:
    from scwres.publishing.issuing import Issue
    from scwres.results.results import Results
    from scwres.settings.settings import Reporting

#: What a publication without a ledger says.
NO_LEDGER = (
    "No ledger was kept, so later releases cannot be checked against this one. To keep one, add "
    "--ledger published.json."
)

#: A format of lines alone: the messages hold what else there is to know.
READ_BESIDE = "csv"


def account_of(output: Path) -> Path:
    """Return the path of the account of a file or a folder: in a folder of its own beside it."""
    return output.with_name(f"{output.name}-internal") / "manifest.json"


def say_report(
    results: Results,
    given: Path,
    files: Collection[str],
    reporting: Reporting,
    issue: Issue | None,
) -> None:
    """Say what a report holds and lacks, and where it is.

    Parameters
    ----------
    given
        Its folder, as the user named it.
    files
        The names of its files.
    issue
        The publication; None for exact figures.
    """
    from scwres.reports.paper.paper import PAPER

    wanted = {"organisation": "organisation", "snapshot": "date"}
    if missing := [key for key in wanted if not results.settings[key]]:
        lacks = in_words([wanted[key] for key in missing], last="or")
        say(f"The report shows no {lacks}. Set {in_words(missing)} in scwres.toml.")
    if issue is None:
        say_account(results, READ_BESIDE)
        say(f"Manifest: {account_of(given)}")
    else:
        say_publication(issue, account_of(given), results)
    if PAPER not in files:
        say(f"No {PAPER}: it needs the extra 'paper'. Run: pip install 'scwres[paper]'")
    own_words = {"the commentary": reporting.commentary, "the plan": reporting.plan}
    if issue is not None and (written := [name for name, words in own_words.items() if words]):
        say(
            f"Published as written: {in_words(written)}. Check the words for names and small "
            "numbers."
        )
    names = [name for name in files if "/" not in name]
    say(f"Wrote {given}: {in_words([*names, 'charts'])}")
    say(f"Next: open {given / 'report.html'}")


def say_publication(issue: Issue, account: Path | None, results: Results) -> None:
    """Say what was published, and what became of it in the ledger.

    Parameters
    ----------
    account
        The path of its account; None where there is none.
    """
    from scwres.reports.account import wrapped
    from scwres.results.missing import missing_in_public

    width = width_of(sys.stderr)
    lines = [*missing_in_public(results), *_publication_lines(issue, account)]
    for line in [*lines, *_changed_findings(issue, results)]:
        say("\n".join(wrapped(line, 0, width)))


def _changed_findings(issue: Issue, results: Results) -> Iterator[str]:
    """Yield which findings rounding changed: not what they are, as others may see this too."""
    from scwres.publishing.issuing import finding_differences
    from scwres.reports.document.words import short_number

    titles = results.titles
    names = dict.fromkeys(
        " ".join(
            filter(None, (short_number(number := each["indicator"]), titles[number], each["unit"]))
        )
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
