"""A publication is made, attacked as the bytes that it will be, and only then let out."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, NamedTuple

from scwres.disclosure.rules import USUAL
from scwres.errors import DisclosureError, Fault, UsageError
from scwres.publishing.audit import Audit, audit_of, rule_called
from scwres.publishing.ledger import Ledger, entry_of, read_ledger
from scwres.publishing.publish import release_of
from scwres.publishing.published import publication_of
from scwres.reports import FORMATS
from scwres.results.results import fields_of
from scwres.settings.settings import Publishing
from scwres.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from scwres.publishing.ledger import Entry
    from scwres.results.results import Published, Results

#: The formats that are attacked as they are written, and the one that is attacked in place
#: of any other: it has every count and figure that they show.
ATTACKED, READ_AS = ("csv", "json", "parquet"), "json"


#: What the account of a publication says of itself.
ACCOUNT_NOTICE = "The account of a publication, with exact numbers: itself not for publication."


class Issue(NamedTuple):
    """A publication that was attacked and is safe.

    Parameters
    ----------
    rendered
        It, in the format that was asked for.
    audit
        What the attack found: nothing given away.
    kept
        How the ledger keeps it; None where there is none.
    """

    published: Published
    rendered: str | bytes
    audit: Audit
    kept: KeptRelease | None


class KeptRelease(NamedTuple):
    """A release in a ledger, and the file that the ledger is in."""

    path: Path
    ledger: Ledger
    entry: Entry

    @property
    def number(self) -> int:
        """Which release it is, from 1."""
        return self.ledger.entries.index(self.entry) + 1


def issue_of(
    results: Results, publishing: Publishing, format_: str, width: int | None = None
) -> Issue:
    """Return a publication of results, protected and attacked.

    Parameters
    ----------
    format_
        In which it is written: any but counts.

    Raises
    ------
    UsageError
        When no profile is called so, exact counts are asked for, or a total is of no indicator.
    DisclosureError
        When what is withheld could be worked out.
    FileError, InputError
        When the ledger cannot be read.
    """
    if format_ == "counts":
        fix = "Leave out --publish for exact counts, or choose another format."
        raise UsageError([Fault("", "exact counts are not a publication", fix)])
    rule = rule_called(publishing.profile or USUAL.name)._replace(zeros=publishing.zeros)
    ledger = read_ledger(publishing.ledger) if publishing.ledger else Ledger("")
    earlier = ledger.of_same_people(
        results.settings, publishing.period, rule.as_published, results.standard.name
    )
    release = release_of(results, rule, earlier=earlier, known=publishing.known)
    published = release.published
    chosen = FORMATS[format_]
    rendered = chosen.render(published, width)
    name = format_ if format_ in ATTACKED else READ_AS
    attacked = rendered if name == format_ else FORMATS[name].render(published)
    audit = Audit(rule, (), 0, 0, ())
    if published.lines:
        seen = publication_of(f"the publication as {name}", FORMATS[name].encoded(attacked))
        # What no file tells, and those who know the council do.
        seen = seen._replace(pay_groups=results.pay_groups, nested=results.nested)
        audit = audit_of([seen, *earlier], rule, publishing.known, release.ways, ones=release.ones)
    if not audit.is_safe:
        what = f"{audit.given_away[0].key.in_words} could be worked out"
        fix = "Leave out the breakdown or the indicator, or publish fewer groups."
        raise DisclosureError([Fault("", what, fix)])
    kept = None
    if publishing.ledger:
        entry = entry_of(published, publishing.period)
        kept = KeptRelease(publishing.ledger, ledger.with_entry(entry), entry)
    return Issue(published, rendered, audit, kept)


def publish(
    results: Results, *, profile: str = "", known: Mapping[str, int] | None = None
) -> Published:
    """Return what may be published of results: small counts withheld, and others beside them.

    Parameters
    ----------
    profile
        The rule: ``ons-10-5``, which is used unless said, ``swe``, or a threshold and a base
        such as ``7-5``.
    known
        Totals that readers know from elsewhere, by the indicator.

    Raises
    ------
    UsageError
        When no profile is called so, or a total is of no indicator.
    DisclosureError
        When counts could be worked out, whatever is withheld.
    """
    return issue_of(results, Publishing(profile=profile, known=known or {}), READ_AS).published


def _other_findings(results: Results, published: Published) -> list[dict[str, str]]:
    """Return the lines whose published finding is another than the exact one.

    Rounding can make a difference clear that is not, or hide one: those who publish it should
    know.
    """
    names = ("indicator", "part", "breakdown", "unit", "group", "compared_with")
    exact = {tuple(getattr(line, name) for name in names): line.finding for line in results.lines}
    return [
        {**dict(zip(names, place, strict=True)), "exact": exact[place], "published": line.finding}
        for line in published.lines
        if (place := tuple(getattr(line, name) for name in names)) in exact
        and line.finding
        and line.finding != exact[place]
    ]


def manifest(results: Results, written: Mapping[str, object], issue: Issue | None = None) -> str:
    """Return the account of what was written, for those who made it: what it was made of.

    Parameters
    ----------
    written
        What was written, by what it is: its name and the hash of its content.
    issue
        The publication that it is; None where it is internal.
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
            "other_findings": _other_findings(results, issue.published),
        }
    document |= {
        "settings": results.settings,
        "inputs": [fields_of(extract) for extract in results.inputs],
        "not_computed": [one._asdict() for one in results.not_computed],
        "warnings": [one._asdict() for one in results.warnings],
    }
    return json.dumps(document, indent=1) + "\n"


def hash_of(content: bytes) -> str:
    """Return the SHA-256 of what was written, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
