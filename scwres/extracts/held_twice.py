"""Items and residents that two extracts both hold, and so would be counted twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scwres.counts import RESIDENT
from scwres.errors import Fault
from scwres.extracts.loading import Extract
from scwres.extracts.schema import JOINER_SURVEY, POPULATION, SURVEY
from scwres.text.phrases import in_words


def items_held_twice(extracts: Sequence[Extract]) -> Iterator[Fault]:
    """Yield a fault for each item that two extracts hold, unless they were named as one.

    Adding is never silent: an old file beside the new one would double the council. A list
    of events takes the place of a column of the staff extract, and leavers add to it.
    """
    extracts_by_item: dict[str, list[Extract]] = {}
    for extract in extracts:
        for item in extract.items:
            extracts_by_item.setdefault(item, []).append(extract)
    items_by_extracts: dict[tuple[int, ...], list[str]] = {}
    for item, holders in extracts_by_item.items():
        kinds = {extract.kind.name if extract.kind else "" for extract in holders}
        if "counts" not in kinds and len(kinds) > 1:
            lists = [extract for extract in holders if extract.kind and extract.kind.event]
            if item == "left":
                holders = [extract for extract in holders if extract not in lists]
            elif lists:
                holders = lists
        one_kind = len({extract.kind.name if extract.kind else "" for extract in holders}) == 1
        if len(holders) > 1 and not (one_kind and all(extract.is_named for extract in holders)):
            key = tuple(extracts.index(extract) for extract in holders)
            items_by_extracts.setdefault(key, []).append(item)
    yield from _other_residents(extracts_by_item.get(RESIDENT, []))
    for places, items in items_by_extracts.items():
        yield _held_by([extracts[place] for place in places], items)


def _other_residents(holders: Sequence[Extract]) -> Iterator[Fault]:
    """Yield a fault where tables of residents that would be added are of different people."""
    tables = [table for table in holders if table.kind is POPULATION and not table.faults]
    limits = {table.residents_of for table in tables}
    if len(limits) > 1:
        alone = sorted(
            ": ".join(filter(None, limit))
            for tables_limits in limits
            for limit in tables_limits or ()
        )
        yield Fault(
            "",
            f"{in_words([table.name for table in tables])} count different residents "
            f"({'; '.join(alone)})",
            "Give tables for the same ages, or for all ages.",
            "counts-contradict",
        )


def _held_by(holders: Sequence[Extract], items: Sequence[str]) -> Fault:
    names = [extract.name for extract in holders]
    kinds = {extract.kind.name if extract.kind else "" for extract in holders}
    fix = "Give only one of them."
    if len(kinds) == 1:
        options = " ".join(f"--as {kind}={name}" for kind in kinds for name in names)
        fix += (
            " If they are parts of one council and nobody is in two of them, name each: "
            f"{options}."
        )
    if kinds == {SURVEY.name}:
        fix += (
            " If one was put to the year's joiners alone, name it: "
            f"--as {JOINER_SURVEY.name}={names[-1]}."
        )
    items_listed = in_words([f"'{item}'" for item in sorted(items)])
    both = "both" if len(names) == 2 else "all"
    return Fault("", f"{in_words(names)} {both} hold {items_listed}", fix, "given-twice")
