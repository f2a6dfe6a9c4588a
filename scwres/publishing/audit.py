"""Attacks published results as a reader could: which withheld counts can be worked out.

The reader has every file, knows the rule, and adds and subtracts; somebody who is the one
person of a count knows that as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scwres.disclosure.knowledge import ALL, OF, keys_of
from scwres.disclosure.known import ContradictoryError, known_to_reader
from scwres.disclosure.reader import given_away, told_outright
from scwres.disclosure.rules import USUAL, profile_called
from scwres.errors import Fault, InputError, UsageError
from scwres.publishing.published import read_publication
from scwres.settings.question_faults import profile_faults
from scwres.text.phrases import in_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from scwres.disclosure.attack import Ways
    from scwres.disclosure.knowledge import Disclosure, Key, Publication
    from scwres.disclosure.rules import Profile


class Audit(NamedTuple):
    """What an attack on publications found; safe where nothing is given away.

    ``is_assumed`` is set where nothing tells by which rule they were made.
    """

    profile: Profile
    files: tuple[str, ...]
    shown: int
    withheld: int
    given_away: tuple[Disclosure, ...]
    is_assumed: bool = False

    @property
    def is_safe(self) -> bool:
        """Whether nothing is given away."""
        return not self.given_away


def audit(
    paths: Iterable[Path], *, profile: str = "", known: Mapping[str, int] | None = None
) -> Audit:
    """Attack published results together, as a reader could who has all of them.

    Parameters
    ----------
    paths
        Results as CSV or JSON, with the counts that are withheld left empty.
    profile
        The rule by which counts were withheld and rounded: ``ons-10-5``, ``swe``, or a
        threshold and a base such as ``7-5``. Left out, it is the one that the files say they
        were made by, or ``ons-10-5``.
    known
        Totals that a reader knows exactly from elsewhere, by the indicator.

    Raises
    ------
    UsageError
        When no profile is called so, or a total is of no indicator.
    FileError
        When a file cannot be read.
    InputError
        When a file holds no results, or files contradict each other.
    """
    publications = [read_publication(path) for path in paths]
    said = profile or _said(publications)
    found = audit_of(publications, rule_called(said or USUAL.name), known or {})
    return found._replace(is_assumed=not said)


def audit_of(
    publications: Sequence[Publication],
    rule: Profile,
    totals: Mapping[str, int],
    proof: Ways | None = None,
    ones: Collection[Key] = (),
) -> Audit:
    """Attack publications together, as :func:`audit` does.

    Parameters
    ----------
    totals
        Totals that a reader knows exactly, by the indicator.
    proof
        Ways in which the counts can be, found before: each is held against what is shown.
    ones
        Counts that are known to be of one person, who knows it too.

    Raises
    ------
    UsageError
        When a total is of no indicator.
    InputError
        When publications contradict each other.
    """
    try:
        facts = known_to_reader(publications, rule, totals_by_key(publications, totals))
        worked_out = given_away(
            facts,
            rule,
            proof=proof,
            is_protected=all(publication.is_protected for publication in publications),
            ones=ones,
        )
    except ContradictoryError as error:
        raise InputError([_contradiction(publications, error)]) from None
    found: dict[Key, Disclosure] = {}
    outright = [one for each in publications for one in told_outright(each, rule)]
    for one in (*outright, *worked_out):
        old = found.get(one.key)
        if old is None or not old.values or (one.values and len(one.values) < len(old.values)):
            found[one.key] = one
    published = {
        key
        for publication in publications
        for line in publication.lines
        for key in keys_of(line).values()
    }
    return Audit(
        profile=rule,
        files=tuple(one.name for one in publications),
        shown=len(published - facts.withheld),
        withheld=len(facts.withheld),
        given_away=tuple(found[key] for key in sorted(found)),
    )


def _said(publications: Sequence[Publication]) -> str:
    """Return the rule that publications say they were made by; empty where none does."""
    said = {publication.profile for publication in publications} - {""}
    return said.pop() if len(said) == 1 else ""


def rule_called(name: str) -> Profile:
    """Return the profile of that name, or of a threshold and a base such as ``7-5``.

    Raises
    ------
    UsageError
        When no profile is called so.
    """
    if faults := profile_faults(name):
        raise UsageError(faults)
    return profile_called(name)


def totals_by_key(
    publications: Sequence[Publication], totals: Mapping[str, int]
) -> dict[Key, int]:
    """Return the counts that totals known from elsewhere are of.

    Raises
    ------
    UsageError
        When one is of no indicator.
    """
    keys = {
        key
        for publication in publications
        for line in publication.lines
        for key in keys_of(line).values()
    }
    found: dict[Key, int] = {}
    for number, total in totals.items():
        wanted = [
            key for key in keys if key.indicator == number and key[3:] == ("", "", "", ALL, OF)
        ]
        if not wanted:
            numbers = sorted({key.indicator for key in keys})
            fix = f"Expected {in_words(numbers, last='or')}."
            raise UsageError([Fault("", f"no total is of an indicator '{number}'", fix)])
        found.update(dict.fromkeys(wanted, total))
    return found


def _contradiction(publications: Sequence[Publication], error: ContradictoryError) -> Fault:
    names = in_words([one.name for one in publications])
    if error.key is not None and len(publications) > 1:
        what = f"{names} show different counts of {error.where}"
        fix = "Who has both sees what changed. Audit those apart that are of other people."
        return Fault("", what, fix)
    of = f" of {error.where}" if error.where else ""
    what = f"{names}: no counts fit what is shown{of}"
    fix = (
        "Audit files of the same people together, and name the rule they were made by: "
        "--profile swe leaves counts unrounded."
    )
    return Fault("", what, fix)
