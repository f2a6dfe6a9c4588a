"""The attack on published results that a reader could make: which withheld counts it works out.

The reader has every file, knows the rule, and adds and subtracts; someone who is the only
person in a count knows that as well.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from scwres.disclosure.knowledge import ALL, OF, Organisations, keys_of
from scwres.disclosure.known import ContradictoryError, known_to_reader
from scwres.disclosure.organisations import beside
from scwres.disclosure.reader import given_away, told_outright
from scwres.disclosure.rules import USUAL, profile_called
from scwres.errors import Fault, InputError, UsageError
from scwres.publishing.likeness import bare
from scwres.publishing.members import named_publications
from scwres.publishing.published import read_publication
from scwres.settings.values import ProfileName
from scwres.text.phrases import in_words

if TYPE_CHECKING:
    from scwres.disclosure.attack import Ways
    from scwres.disclosure.knowledge import Disclosure, Key, Publication
    from scwres.disclosure.known import Supposition
    from scwres.disclosure.rules import Profile


class Audit(NamedTuple):
    """The result of an attack on publications; safe where nothing can be worked out.

    ``is_assumed`` is set where no file names the rule that it was made by. ``supposed`` names
    the indicators that were assumed to count the same people. ``members`` are the organisations
    of which the first files were assumed to be, because they do not say.
    """

    profile: Profile
    files: tuple[str, ...]
    shown: int
    withheld: int
    given_away: tuple[Disclosure, ...]
    is_assumed: bool = False
    supposed: tuple[Supposition, ...] = ()
    members: tuple[str, ...] = ()

    @property
    def is_safe(self) -> bool:
        """Whether no withheld count can be worked out."""
        return not self.given_away


def audit(
    paths: Iterable[Path],
    *,
    members: Iterable[Path] = (),
    profile: str = "",
    known: Mapping[str, int] | None = None,
) -> Audit:
    """Return the result of an attack on published results by a reader who has all of them.

    Parameters
    ----------
    paths
        Results as CSV, JSON or Parquet, with the withheld counts left empty.
    members
        Results of organisations among those that ``paths`` are of.
    profile
        The rule by which counts were withheld and rounded: ``ons-10-5``, ``swe``, or a
        threshold and a base such as ``7-5`` (default: the one that the files name, or
        ``ons-10-5``).
    known
        Totals already published elsewhere, exactly, by indicator.

    Raises
    ------
    UsageError
        When the profile does not exist, or a total is for an indicator that does not exist.
    FileError
        When a file cannot be read.
    InputError
        When a file does not hold results, or files contradict each other.
    """
    publications = [read_publication(path) for path in paths]
    of_members = named_publications(members)
    name = profile or _common_profile([*publications, *of_members])
    rule = rule_called(name or USUAL.name)
    own, others = _told_apart(publications, of_members)
    whose = max(
        (each.organisations for each in own),
        key=lambda each: len(each.names),
        default=Organisations(),
    )
    if whose.names or not others:
        result = audit_of(_together(own, others, whose), rule, known or {})
    else:
        result = _audit_of_some(own, others, rule, known or {})
    return result._replace(is_assumed=not name)


#: The name of the organisations that are not named.
OTHER_ORGANISATIONS = "other organisations"


def _told_apart(
    publications: Sequence[Publication], members: Sequence[Publication]
) -> tuple[list[Publication], list[Publication]]:
    """Return publications of the same organisations, and those of others.

    The first are those of most organisations, and those that do not say whose they are.
    """
    names = [{bare(name) for name in each.organisations.names} for each in publications]
    most = max(names, key=len, default=set())
    own: list[Publication] = []
    others: list[Publication] = []
    for publication, own_names in zip(publications, names, strict=True):
        (own if own_names in (most, set()) else others).append(publication)
    return own, [*others, *members]


def _together(
    own: Sequence[Publication], others: Sequence[Publication], whose: Organisations
) -> list[Publication]:
    """Return publications as a reader has all of them, whose keys name other organisations."""
    if not others:
        return list(own)
    names = {bare(name): name for name in whose.names}
    called = [
        each._replace(organisations=each.organisations.called(names, bare)) for each in others
    ]
    first = own[0]._replace(
        lines=tuple(line for each in own for line in each.lines),
        organisations=whose,
    )
    return [*own, *beside(first, called)]


def _audit_of_some(
    own: Sequence[Publication],
    others: Sequence[Publication],
    rule: Profile,
    totals: Mapping[str, int],
) -> Audit:
    """Return the result of an attack where the first publications do not say whose they are.

    Supposed is that they are those of the others alone; and that there are more organisations.
    """
    names = tuple(dict.fromkeys(name for each in others for name in each.organisations.names))
    more = audit_of(
        _together(own, others, Organisations((*names, OTHER_ORGANISATIONS))), rule, totals
    )
    try:
        alone = audit_of(_together(own, others, Organisations(names)), rule, totals)
    except InputError:
        return more
    given_away = {each.key: each for each in (*more.given_away, *alone.given_away)}
    return alone._replace(given_away=tuple(given_away.values()), members=names)


def audit_of(
    publications: Sequence[Publication],
    rule: Profile,
    totals: Mapping[str, int],
    proof: Ways | None = None,
    ones: Collection[Key] = (),
    true: Mapping[Key, int] | None = None,
) -> Audit:
    """Return the result of an attack on publications, as :func:`audit` does.

    Parameters
    ----------
    totals
        Totals that a reader knows exactly, by indicator.
    proof
        Ways in which the counts can be, found before: each is checked against the counts shown.
    ones
        Counts that are known to be of one person, who knows it too.
    true
        The true counts, from which it follows how many gave no answer: then the reader is
        supposed to know that.

    Raises
    ------
    UsageError
        When a total is not of an indicator.
    InputError
        When publications contradict each other.
    """
    try:
        totals_known = totals_by_key(publications, totals)
        facts = known_to_reader(publications, rule, totals_known, true)
        worked_out = given_away(
            facts,
            rule,
            proof=proof,
            is_protected=all(publication.is_protected for publication in publications),
            ones=ones,
        )
    except ContradictoryError as error:
        raise InputError([_contradiction_fault(publications, error)]) from None
    disclosures: dict[Key, Disclosure] = {}
    outright = [
        disclosure
        for publication in publications
        if not publication.is_by_others
        for disclosure in told_outright(publication, rule)
    ]
    for disclosure in (*outright, *worked_out):
        old = disclosures.get(disclosure.key)
        is_narrower = old is not None and 0 < len(disclosure.values) < len(old.values)
        if old is None or not old.values or is_narrower:
            disclosures[disclosure.key] = disclosure
    published = {
        key
        for publication in publications
        if not publication.is_by_others and not publication.unpublished
        for line in publication.lines
        for key in keys_of(line).values()
    }
    return Audit(
        profile=rule,
        files=tuple(publication.name for publication in publications if publication.name),
        shown=len(published - facts.withheld),
        withheld=len(published & facts.withheld),
        given_away=tuple(disclosures[key] for key in sorted(disclosures)),
        supposed=facts.supposed_people,
    )


def _common_profile(publications: Sequence[Publication]) -> str:
    """Return the one rule that publications name; empty where they name none, or several."""
    profiles = {publication.profile for publication in publications} - {""}
    return profiles.pop() if len(profiles) == 1 else ""


def rule_called(name: str) -> Profile:
    """Return the profile of that name, or of a threshold and a base such as ``7-5``.

    Raises
    ------
    UsageError
        When the profile does not exist.
    """
    if problems := list(ProfileName().faults(name)):
        raise UsageError(Fault("", what, fix, "setting-value") for what, fix in problems)
    return profile_called(name)


def totals_by_key(
    publications: Sequence[Publication], totals: Mapping[str, int]
) -> dict[Key, int]:
    """Return totals known from elsewhere, by the counts that they are of.

    Raises
    ------
    UsageError
        When one is not of an indicator.
    """
    keys = {
        key
        for publication in publications
        for line in publication.lines
        for key in keys_of(line).values()
    }
    known_counts: dict[Key, int] = {}
    for number, total in totals.items():
        of_number = [
            key for key in keys if key.indicator == number and key[3:] == ("", "", "", ALL, OF, "")
        ]
        if not of_number:
            numbers = sorted({key.indicator for key in keys})
            fix = f"Expected {in_words(numbers, last='or')}."
            what = f"a total is given for indicator '{number}', which does not exist here"
            raise UsageError([Fault("", what, fix, "setting-value")])
        known_counts.update(dict.fromkeys(of_number, total))
    return known_counts


def _contradiction_fault(publications: Sequence[Publication], error: ContradictoryError) -> Fault:
    names = in_words([publication.name for publication in publications if publication.name])
    if error.key is not None and len(publications) > 1:
        what = f"{names} show different counts of {error.where}"
        fix = (
            "A reader who has both can see what changed. Audit files about different people "
            "separately."
        )
        return Fault("", what, fix, "counts-contradict")
    where = f" for {error.where}" if error.where else ""
    what = f"{names}: the counts shown{where} contradict each other"
    fix = (
        "Audit only files about the same people together, and give the rule they were made by: "
        "--profile swe leaves counts unrounded."
    )
    return Fault("", what, fix, "counts-contradict")
