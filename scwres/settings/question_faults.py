"""What is wrong with what was asked for: by an option or a setting, in the same words."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from scwres.disclosure.rules import PROFILES, is_profile
from scwres.errors import Fault
from scwres.ethnicity.categories import (
    GROUPS,
    REFERENCES,
    WHITE_MINORITY_RULES,
    grouping_contradiction,
)
from scwres.extracts.schema import BLANKS, ETHNICITY, ITEMS, KINDS, Holds, header_name, tells_who
from scwres.metrics.intervals import INTERVALS
from scwres.metrics.likelihood import AUTOMATIC, P_VALUES
from scwres.metrics.standards import STANDARDS, standard_name
from scwres.metrics.standards.indicator import Standard
from scwres.text.phrases import in_words, nearest


def standard_faults(name: str) -> list[Fault]:
    """Return a fault where no standard is called so."""
    if standard_name(name) in STANDARDS:
        return []
    return [_no_such("standard", name, list(STANDARDS))]


def grouping_faults(groups: str, reference: str, white_minorities: str) -> list[Fault]:
    """Return a fault for each way of grouping that does not exist, or goes with no other."""
    faults = [
        _no_such(what, said, known)
        for what, said, known in (
            ("grouping", groups, GROUPS),
            ("reference", reference or REFERENCES[0], REFERENCES),
            ("rule for white minorities", white_minorities or "white", WHITE_MINORITY_RULES),
        )
        if said not in known
    ]
    if not faults and (why := grouping_contradiction(reference, white_minorities)):
        fix = "Leave out the reference, or the rule for white minorities."
        faults.append(Fault("", why, fix))
    return faults


def _no_such(what: str, name: str, known: Collection[str]) -> Fault:
    """Return the fault that there is no such thing, with the nearest and the list."""
    question = nearest(name, known)
    fix = f"{question} Expected {in_words(list(known), last='or')}.".strip()
    return Fault("", f"no {what} is called '{name}'", fix)


def indicator_faults(
    asked: Iterable[str | int], standard: Standard, measures: Iterable[str]
) -> list[Fault]:
    """Return a fault for each number that neither a standard nor a measure has."""
    numbers = [indicator.number for indicator in standard.indicators]
    names = list(measures)
    accepted = {*numbers, *names, *standard.misprints, *standard.families}
    return [
        Fault(
            "",
            f"{standard.title} has no indicator '{text}'",
            f"{nearest(str(text), names)} Expected {in_words(numbers, last='or')}, or a "
            "supporting measure ('scwres explain supporting' lists them).".strip(),
        )
        for text in asked
        if str(text).strip().casefold() not in accepted
    ]


#: As many letters as a unit's name has at most.
LONGEST_NAME = 100


def breakdown_faults(asked: Iterable[str], own: Collection[str] = ()) -> list[Fault]:
    """Return a fault for each column that figures cannot be broken down by.

    ``own`` is the columns of the user's own measures.
    """
    faults = []
    for name in map(header_name, asked):
        column = ITEMS.get(name) or next(
            (one for kind in KINDS.values() if (one := kind.column(name))), None
        )
        if tells_who(name):
            why = "tells who somebody is"
        elif name == ETHNICITY.name:
            why = "is what every figure compares"
        elif len(name) > LONGEST_NAME:
            why = f"has more than {LONGEST_NAME} letters"
        elif name in own or (column is not None and column.holds is not Holds.TEXT):
            why = "is an answer, not a unit"
        else:
            continue
        what = f"figures cannot be broken down by '{name}': it {why}"
        faults.append(Fault("", what, "Name another."))
    return faults


def blank_faults(item: str, meaning: str, own: Iterable[str] = ()) -> list[Fault]:
    """Return a fault where a blank in a column cannot be given that meaning.

    ``own`` is the columns of the user's own measures.
    """
    known = [*own] + [
        column.name
        for kind in KINDS.values()
        for column in kind.columns
        if column.holds is Holds.YES_NO
    ]
    if item not in known:
        fix = nearest(item, known) or f"Expected one of {', '.join(dict.fromkeys(known))}."
        return [Fault("", f"no yes/no column is called '{item}'", fix)]
    if meaning not in BLANKS:
        what = f"a blank in '{item}' cannot mean '{meaning}'"
        return [Fault("", what, f"Expected {in_words(BLANKS, last='or')}.")]
    return []


def interval_faults(name: str) -> list[Fault]:
    """Return a fault where no interval is called so."""
    if name in INTERVALS:
        return []
    fix = nearest(name, INTERVALS) or f"Expected {in_words(list(INTERVALS), last='or')}."
    return [Fault("", f"no interval is called '{name}'", fix)]


def profile_faults(name: str) -> list[Fault]:
    """Return a fault where no rule of publication is called so."""
    if is_profile(name):
        return []
    fix = f"{nearest(name, PROFILES)} Expected {in_words(list(PROFILES))}, or such as 7-5."
    return [Fault("", f"no profile is called '{name}'", fix.strip())]


def test_faults(name: str) -> list[Fault]:
    """Return a fault where no test is called so."""
    return [] if name in (AUTOMATIC, *P_VALUES) else [_no_such("test", name, list(P_VALUES))]


def confidence_faults(confidence: float) -> list[Fault]:
    """Return a fault where a confidence is no share between 0 and 1."""
    if 0 < confidence < 1:
        return []
    what = f"a confidence of {confidence} is not between 0 and 1"
    return [Fault("", what, "Expected a share, such as 0.95.")]
