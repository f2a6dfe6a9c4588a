"""What a reader of an earlier release knows of its correction, and what shows between the two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from scwres.disclosure.knowledge import Publication, keys_of

if TYPE_CHECKING:
    from scwres.disclosure.knowledge import Key, PublishedLine
    from scwres.disclosure.rules import Profile


def as_known(release: Publication, lines: Iterable[PublishedLine], rule: Profile) -> Publication:
    """Return what a reader of a release that is corrected supposes of the correction.

    What the correct counts do not contradict is supposed to have stayed as it was: the reader
    knows it. What they contradict was corrected, and says nothing of them.

    Parameters
    ----------
    lines
        The correct counts.
    """
    true = {
        key: line.counts[column] or 0 for line in lines for column, key in keys_of(line).items()
    }
    # A unit or a band that the correct figures lack says nothing of them.
    known = [line for line in release.lines if not true.keys().isdisjoint(keys_of(line).values())]
    return Publication(
        release.name,
        tuple(known),
        profile=release.profile,
        is_protected=release.is_protected,
        pay_groups=release.pay_groups,
        silent_on=frozenset(
            key
            for line in known
            for column, key in keys_of(line).items()
            if key not in true or not _can_be(line, column, true[key], rule)
        ),
    )


def _can_be(line: PublishedLine, column: str, true: int, rule: Profile) -> bool:
    """Return whether a count can be as a line shows or withholds it."""
    shown = line.counts[column]
    if shown is None:
        return true > 0 or not line.shows_zero
    least, most = rule.range_of(shown)
    return least <= true <= most


def small_changes(
    before: Iterable[Publication], lines: Iterable[PublishedLine], rule: Profile
) -> list[Key]:
    """Return the counts that two releases show, and by which few people they differ.

    A reader of both sees the difference, which is a small count itself, where counts are exact.

    Parameters
    ----------
    lines
        The counts as they are published now.
    """
    if rule.base > 1:
        return []
    now: Mapping[Key, int | None] = {
        key: line.counts[column] for line in lines for column, key in keys_of(line).items()
    }
    changes: dict[Key, None] = {}
    for release in before:
        for line in release.lines:
            for column, key in keys_of(line).items():
                old, new = line.counts[column], now.get(key)
                if old is not None and new is not None and 0 < abs(new - old) < rule.threshold:
                    changes[key] = None
    return list(changes)
