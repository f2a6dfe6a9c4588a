"""A publication is made, attacked as the file that it will be, and only then released."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from scwres.counts import PAY_BAND, units_by_column
from scwres.disclosure.knowledge import Publication
from scwres.disclosure.organisations import beside
from scwres.disclosure.rules import USUAL
from scwres.errors import DisclosureError, Fault, UsageError
from scwres.publishing.audit import Audit, audit_of, rule_called
from scwres.publishing.corrections import as_known, small_changes
from scwres.publishing.ledger import (
    Entry,
    Ledger,
    entry_of,
    period_of,
    read_ledger,
)
from scwres.publishing.members import check_members, named_publications
from scwres.publishing.publish import exact_by_organisation, exact_lines, release_of
from scwres.publishing.published import organisations_of, publication_of
from scwres.publishing.recording import KeptRelease, settled
from scwres.reports import FORMATS, LINES, TABLES
from scwres.results.results import Results, fields_of
from scwres.settings.settings import Publishing
from scwres.text.phrases import in_words
from scwres.version import __version__

if TYPE_CHECKING:
    from scwres.disclosure.knowledge import Key, PublishedLine
    from scwres.disclosure.rules import Profile
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
    unnamed
        The releases in the ledger that do not say whose they are, or of when, where this one
        does, or the other way round: it was not checked against them.
    small_changes
        Counts that a correction changes by few people, as a reader of both releases sees.
    """

    published: Published
    rendered: str | bytes
    audit: Audit
    kept: KeptRelease | None
    unnamed: tuple[int, ...] = ()
    small_changes: tuple[Key, ...] = ()


class _Earlier(NamedTuple):
    """The releases of the same people in a ledger, by their number.

    Parameters
    ----------
    ledger
        The ledger without what never came out.
    before
        The ledger as it was read.
    corrected
        Those that this release corrects.
    of_others
        Releases of organisations beside this one, in the ledger and elsewhere.
    """

    ledger: Ledger
    before: Ledger
    entries: Mapping[int, Entry]
    publications: Mapping[int, Publication]
    corrected: tuple[int, ...] = ()
    of_others: tuple[Publication, ...] = ()

    def known(self, own: Publication, rule: Profile) -> list[Publication]:
        """Return what a reader knows of the people of this release.

        Parameters
        ----------
        own
            Its exact counts, and whose they are.
        """
        return [
            *(
                as_known(release, own.lines, rule) if number in self.corrected else release
                for number, release in self.publications.items()
            ),
            *beside(own, self.of_others),
        ]


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
        When the profile does not exist, the format is counts, or a total is not of an indicator;
        when a release in the ledger is nearly of the same organisation or period; or when there
        is nothing to correct.
    DisclosureError
        When what is withheld could be worked out.
    FileError, InputError
        When the ledger cannot be read.
    """
    _check(publishing, format_)
    rule = rule_called(publishing.profile or USUAL.name)._replace(zeros=publishing.zeros)
    exact = exact_lines(results, rule)
    before = _earlier(results, publishing, rule)
    before = before._replace(corrected=_to_correct(before, exact, publishing))
    before = _with_members(before, results, publishing, rule)
    elsewhere = exact_by_organisation(results, rule) if before.of_others else {}
    whose = organisations_of(results.settings)
    own = Publication("", exact, organisations=whose)
    _check_bands(before, own)
    earlier = before.known(own, rule)
    release = release_of(
        results, rule, earlier=earlier, known=publishing.known, elsewhere=elsewhere
    )
    kept, correction = _kept(before, release.published, publishing)
    published = release.published._replace(correction=correction, is_draft=publishing.draft)
    chosen = TABLES[table][format_]
    rendered = chosen.render(published, width)
    is_attacked = format_ in ATTACKED_FORMATS and table == LINES
    name = format_ if is_attacked else SUBSTITUTE_FORMAT
    attacked = rendered if is_attacked else FORMATS[name].render(published)
    audit = Audit(rule, (), 0, 0, ())
    changes: list[Key] = []
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
        replaced = [before.publications[number] for number in before.corrected]
        changes = small_changes(replaced, publication.lines, rule)
    if not audit.is_safe:
        what = f"{audit.given_away[0].key.in_words} could be worked out"
        fix = "Leave out the breakdown or the indicator, or publish fewer groups."
        raise DisclosureError([Fault("", what, fix, "cannot-be-protected")])
    unnamed = before.ledger.unnamed(whose, period_of(results.settings, publishing.period).name)
    return Issue(published, rendered, audit, kept, tuple(unnamed), tuple(changes))


def _check(publishing: Publishing, format_: str) -> None:
    """Refuse what cannot be published, or corrected."""
    if format_ == "counts":
        fix = "Leave out --publish for exact counts, or choose another format."
        what = "exact counts cannot be published"
        raise UsageError([Fault("", what, fix, "settings-conflict")])
    if publishing.correct and not publishing.ledger:
        what = "a correction needs the ledger that has the release to correct"
        fix = "Name it with --ledger FILE."
        raise UsageError([Fault("", what, fix, "nothing-to-correct")])


def _earlier(results: Results, publishing: Publishing, rule: Profile) -> _Earlier:
    """Return the releases of the same people in the ledger; none without a ledger."""
    path = publishing.ledger
    before = read_ledger(path) if path else Ledger("")
    # A draft does not lock the ledger: what is on its way out may be another run's.
    ledger = settled(before, path) if path and not publishing.draft else before
    same, others = ledger.relatives(
        organisations_of(results.settings),
        period_of(results.settings, publishing.period),
        publishing.different_from,
    )
    releases = ledger.publications(same, rule.as_published, results.standard.name)
    of_others = ledger.publications(others, rule.as_published, results.standard.name)
    return _Earlier(
        ledger,
        before,
        same,
        releases,
        of_others=tuple(release._replace(is_by_others=True) for release in of_others.values()),
    )


def _with_members(
    before: _Earlier, results: Results, publishing: Publishing, rule: Profile
) -> _Earlier:
    """Return earlier releases with those of members that were named.

    Raises
    ------
    UsageError
        When one cannot be of a member, in this period.
    """
    if not publishing.members:
        return before
    members = check_members(
        named_publications(publishing.members),
        organisations_of(results.settings),
        period_of(results.settings, publishing.period).dates,
        rule,
        results.standard.name,
        exact_by_organisation(results, rule),
    )
    return before._replace(of_others=(*before.of_others, *members))


def _check_bands(before: _Earlier, own: Publication) -> None:
    """Refuse pay bands that are made otherwise than those of an earlier release.

    A reader of both may know how many people are in a part of a band, and which parts there are
    does not follow from what was published.

    Raises
    ------
    DisclosureError
        When each of the two has bands that the other has not; or an organisation has bands that
        several together, it among them, have not.
    """
    bands = _bands(own.lines)
    others = [
        *(release.name for release in before.publications.values() if _differ(release, bands)),
        *(
            release.name
            for release in before.of_others
            if _lacks_bands(release, own) or _lacks_bands(own, release)
        ),
    ]
    if others:
        verb = "has" if len(others) == 1 else "have"
        what = (
            f"{in_words(others)} {verb} other pay bands, and a reader of both could compare them"
        )
        fix = "Publish the pay bands of before, or leave out indicator 1 and pay_band."
        raise DisclosureError([Fault("", what, fix, "undoes-earlier")])


def _differ(release: Publication, bands: set[str]) -> bool:
    """Return whether a release has bands that others lack, and lacks some of them."""
    own = _bands(release.lines)
    return bool(own - bands and bands - own)


def _lacks_bands(together: Publication, single: Publication) -> bool:
    """Return whether several organisations together lack pay bands of one among them."""
    names = set(single.organisations.names)
    bands, others = _bands(together.lines), _bands(single.lines)
    return (
        len(names) == 1
        and names < set(together.organisations.names)
        and bool(bands and others - bands)
    )


def _bands(lines: Iterable[PublishedLine]) -> set[str]:
    """Return the pay bands that lines are of."""
    return {
        band
        for line in lines
        for band in (
            line.part if line.is_share else "",
            *(
                unit
                for column, unit in units_by_column(line.breakdown, line.unit).items()
                if column == PAY_BAND
            ),
        )
        if band
    }


def _to_correct(
    before: _Earlier, exact: Iterable[PublishedLine], publishing: Publishing
) -> tuple[int, ...]:
    """Return the releases that a correction replaces: all whose measures it has.

    Raises
    ------
    UsageError
        When there is none.
    """
    if not publishing.correct:
        return ()
    measures = {
        (line.standard, line.indicator, line.breakdown, line.group, line.compared_with)
        for line in exact
    }
    numbers = tuple(
        number for number, entry in before.entries.items() if entry.measures <= measures
    )
    if not numbers:
        what = (
            f"{before.ledger.name} has no release of this organisation and period, with these "
            "indicators, groups and breakdowns, to correct"
        )
        fix = (
            "Correct a release with all its indicators, groups and breakdowns in one run, or "
            "leave out --correct."
        )
        raise UsageError([Fault("", what, fix, "nothing-to-correct")])
    return numbers


def _kept(
    before: _Earlier, published: Published, publishing: Publishing
) -> tuple[KeptRelease | None, str]:
    """Return a release as the ledger keeps it, and the reason where it is a correction.

    Raises
    ------
    UsageError
        When a correction changes nothing that is shown.
    """
    if not publishing.ledger:
        return None, ""
    entry = entry_of(published, publishing.period)
    same = {number: other for number, other in before.entries.items() if other.is_as(entry)}
    for number, other in same.items():
        if publishing.correct and other.why != publishing.correct:
            what = f"release {number} of {before.ledger.name} shows the same figures already"
            fix = "Leave out --correct."
            raise UsageError([Fault("", what, fix, "nothing-to-correct")])
    is_new = not same
    number = next(iter(same), len(before.ledger.entries) + 1)
    entry = same.get(number, entry._replace(corrects=before.corrected, why=publishing.correct))
    kept = KeptRelease(
        publishing.ledger,
        entry,
        number,
        before.before,
        before.ledger,
        is_new=is_new,
        is_draft=publishing.draft,
    )
    return kept, entry.why


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


def finding_differences(results: Results, published: Published) -> list[dict[str, str]]:
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
            "other_findings": finding_differences(results, issue.published),
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
