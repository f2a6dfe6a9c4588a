"""A publication is made, attacked as the file that it will be, and only then released."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from scwres.disclosure.rules import USUAL
from scwres.errors import DisclosureError, Fault, UsageError
from scwres.publishing.audit import Audit, audit_of, rule_called
from scwres.publishing.ledger import Entry, Ledger, entry_of, read_ledger
from scwres.publishing.publish import release_of
from scwres.publishing.published import publication_of
from scwres.reports import FORMATS, LINES, TABLES
from scwres.results.results import Results, fields_of
from scwres.settings.settings import Publishing
from scwres.version import __version__

if TYPE_CHECKING:
    from scwres.results.results import Published

#: The formats that are attacked as they are written, and the one that is attacked in place
#: of any other: it has every count and figure that they show.
ATTACKED_FORMATS, SUBSTITUTE_FORMAT = ("csv", "json", "parquet"), "json"


#: The notice in the account of a publication.
ACCOUNT_NOTICE = "The account of a publication, with exact numbers. Not for publication."


class Issue(NamedTuple):
    """A publication that was attacked and is safe.

    Parameters
    ----------
    rendered
        The publication in the requested format.
    audit
        The result of the attack: nothing given away.
    kept
        The release in the ledger; None without a ledger.
    """

    published: Published
    rendered: str | bytes
    audit: Audit
    kept: KeptRelease | None


class KeptRelease(NamedTuple):
    """A release in a ledger, the file of the ledger, and what that held before."""

    path: Path
    ledger: Ledger
    entry: Entry
    before: Ledger

    @property
    def number(self) -> int:
        """The number of the release, from 1."""
        return self.ledger.entries.index(self.entry) + 1


def issue_of(
    results: Results,
    publishing: Publishing,
    format_: str,
    width: int | None = None,
    table: str = LINES,
) -> Issue:
    """Return a publication of results, protected and attacked.

    Parameters
    ----------
    format_
        The format of the publication: any but counts.
    table
        The table that is written, by its name in ``TABLES``.

    Raises
    ------
    UsageError
        When the profile does not exist, the format is counts, or a total is not of an indicator.
    DisclosureError
        When what is withheld could be worked out.
    FileError, InputError
        When the ledger cannot be read.
    """
    if format_ == "counts":
        fix = "Leave out --publish for exact counts, or choose another format."
        what = "exact counts cannot be published"
        raise UsageError([Fault("", what, fix, "settings-conflict")])
    rule = rule_called(publishing.profile or USUAL.name)._replace(zeros=publishing.zeros)
    ledger = read_ledger(publishing.ledger) if publishing.ledger else Ledger("")
    earlier = ledger.of_same_people(
        results.settings, publishing.period, rule.as_published, results.standard.name
    )
    release = release_of(results, rule, earlier=earlier, known=publishing.known)
    published = release.published
    chosen = TABLES[table][format_]
    rendered = chosen.render(published, width)
    is_attacked = format_ in ATTACKED_FORMATS and table == LINES
    name = format_ if is_attacked else SUBSTITUTE_FORMAT
    attacked = rendered if is_attacked else FORMATS[name].render(published)
    audit = Audit(rule, (), 0, 0, ())
    if published.lines:
        publication = publication_of(f"the publication as {name}", FORMATS[name].encoded(attacked))
        # Not in the file, but known to a reader who knows the council.
        publication = publication._replace(pay_groups=results.pay_groups, nested=results.nested)
        audit = audit_of(
            [publication, *earlier],
            rule,
            publishing.known,
            release.ways,
            ones=release.ones,
            true=release.true,
        )
    if not audit.is_safe:
        what = f"{audit.given_away[0].key.in_words} could be worked out"
        fix = "Leave out the breakdown or the indicator, or publish fewer groups."
        raise DisclosureError([Fault("", what, fix, "cannot-be-protected")])
    kept = None
    if publishing.ledger:
        entry = entry_of(published, publishing.period)
        kept = KeptRelease(publishing.ledger, ledger.with_entry(entry), entry, ledger)
    return Issue(published, rendered, audit, kept)


def publish(
    results: Results, *, profile: str = "", known: Mapping[str, int] | None = None
) -> Published:
    """Return what can be published of results: without small counts, or others that reveal them.

    Parameters
    ----------
    profile
        The rule: ``ons-10-5`` (the default), ``swe``, or a threshold and a base such as
        ``7-5``.
    known
        Totals already published elsewhere, by indicator.

    Raises
    ------
    TypeError
        When something else than results of :func:`scwres.compute` is given.
    UsageError
        When the profile does not exist, or a total is for an indicator that does not exist.
    DisclosureError
        When withheld counts could still be worked out.
    """
    if not isinstance(results, Results):
        message = f"expected results of scwres.compute, not {type(results).__name__}"
        raise TypeError(message)
    return issue_of(
        results, Publishing(profile=profile, known=known or {}), SUBSTITUTE_FORMAT
    ).published


def _finding_differences(results: Results, published: Published) -> list[dict[str, str]]:
    """Return the lines whose published finding differs from the exact one.

    Rounding can make a difference statistically significant that is not, or hide one.
    """
    names = ("indicator", "part", "breakdown", "unit", "group", "compared_with")
    exact = {tuple(getattr(line, name) for name in names): line.finding for line in results.lines}
    return [
        {**dict(zip(names, key, strict=True)), "exact": exact[key], "published": line.finding}
        for line in published.lines
        if (key := tuple(getattr(line, name) for name in names)) in exact
        and line.finding
        and line.finding != exact[key]
    ]


def manifest(results: Results, written: Mapping[str, object], issue: Issue | None = None) -> str:
    """Return the account of written results, for those who made them: what they were made of.

    Parameters
    ----------
    written
        The name of what was written and the hash of its content, by what it is.
    issue
        The publication; None where the results are internal.
    """
    document: dict[str, object] = {
        "scwres": __version__,
        "standard": results.standard.name,
        "audience": results.audience,
        "notice": results.notice if issue is None else ACCOUNT_NOTICE,
        **written,
    }
    if issue is not None:
        document |= {
            "profile": issue.published.profile,
            "counts_shown": issue.audit.shown,
            "counts_withheld": issue.audit.withheld,
            "other_findings": _finding_differences(results, issue.published),
        }
    document |= {
        "settings": results.settings,
        "inputs": [fields_of(extract) for extract in results.inputs],
        "not_computed": [not_computed.row for not_computed in results.not_computed],
        "warnings": [warning._asdict() for warning in results.warnings],
    }
    return json.dumps(document, indent=1) + "\n"


def hash_of(content: bytes) -> str:
    """Return the SHA-256 of a content, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
