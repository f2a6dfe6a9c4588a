"""What a ratio rests on: people of unknown ethnicity, single cases, and how many people.

Every figure here is worked out again from the tallies of a comparison, in its own
direction: group over compared-with.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from scwres.counts import Tally
from scwres.metrics.comparison import Comparison
from scwres.metrics.intervals import ratio_of, terms_of

INSIDE = "inside"
BELOW = "below"
ABOVE = "above"

#: Above this share of unknown ethnicity a figure is warned about.
UNKNOWN_WARNED_ABOVE = 0.10


class Evidence(NamedTuple):
    """What could make a ratio another one; None for what is undefined.

    Parameters
    ----------
    ratio_if_unknown_white, ratio_if_unknown_minority
        The ratio with everybody of unknown ethnicity counted as white, and as of the
        minority ethnic group.
    ratio_lowest, ratio_highest
        The ratio with all unknown events in one group and all other unknown people in the
        other. Whatever the ethnicity of people for whom it is unknown, or too broad for the
        groups, the ratio lies between the two. None where a limit does not exist or is unknown.
    unknown_share, unknown_event_share
        The share of unknown ethnicity among those counted, and among those with the event.
    people_to_parity
        How many more events in the group (fewer, where negative) would make the two
        likelihoods equal: whole people, half a person rounded away from 0.
    ratio_one_more, ratio_one_fewer
        The ratio with one event more, and one fewer, in the group.
    four_fifths
        ``inside``, ``below`` or ``above`` the range of 4/5 to 5/4, both ends inside; empty
        without a ratio. A rule of thumb for what is large (United States Uniform
        Guidelines on Employee Selection Procedures, 1978), and no test.
    """

    ratio_if_unknown_white: float | None
    ratio_if_unknown_minority: float | None
    ratio_lowest: float | None
    ratio_highest: float | None
    unknown_share: float | None
    unknown_event_share: float | None
    people_to_parity: int | None
    ratio_one_more: float | None
    ratio_one_fewer: float | None
    four_fifths: str


def evidence(comparison: Comparison) -> Evidence:
    """Return what the ratio of a comparison rests on."""
    group, compared_with = comparison.group_tally, comparison.compared_tally
    unknown, everyone = comparison.unknown, comparison.everyone
    perhaps_group, perhaps_compared = comparison.perhaps_group, comparison.perhaps_compared
    with_group = ratio_of(group + unknown, compared_with)
    with_compared = ratio_of(group, compared_with + unknown)
    if comparison.is_inverse:
        with_group, with_compared = with_compared, with_group
    return Evidence(
        ratio_if_unknown_white=with_compared,
        ratio_if_unknown_minority=with_group,
        ratio_lowest=ratio_of(
            group + unknown.others + perhaps_group.others,
            compared_with + unknown.events + perhaps_compared.events,
        ),
        ratio_highest=ratio_of(
            group + unknown.events + perhaps_group.events,
            compared_with + unknown.others + perhaps_compared.others,
        ),
        unknown_share=_share(unknown.out_of, everyone.out_of),
        unknown_event_share=_share(unknown.count, everyone.count),
        people_to_parity=people_to_parity(group, compared_with=compared_with),
        ratio_one_more=_ratio_with(group, compared_with, 1),
        ratio_one_fewer=_ratio_with(group, compared_with, -1),
        four_fifths=four_fifths(group, compared_with=compared_with),
    )


def people_to_parity(group: Tally, *, compared_with: Tally) -> int | None:
    """Return how many more events in the group would make the two likelihoods equal.

    The people in the group times the other group's likelihood, less the group's events;
    negative where there are too many. None where nobody is in either group.

    Examples
    --------
    >>> from scwres.counts import Tally
    >>> people_to_parity(Tally(48, 400), compared_with=Tally(170, 780))
    39
    """
    if group.out_of == 0 or compared_with.out_of == 0:
        return None
    lacking = group.out_of * compared_with.count - group.count * compared_with.out_of
    people = (2 * abs(lacking) + compared_with.out_of) // (2 * compared_with.out_of)
    return people if lacking >= 0 else -people


def four_fifths(group: Tally, *, compared_with: Tally) -> str:
    """Return where a ratio lies to the range of 4/5 to 5/4, compared as whole numbers.

    Examples
    --------
    >>> from scwres.counts import Tally
    >>> four_fifths(Tally(8, 100), compared_with=Tally(10, 100))
    'inside'
    """
    numerator, denominator = terms_of(group, compared_with)
    if denominator == 0:
        return ""
    if 5 * numerator < 4 * denominator:
        return BELOW
    return ABOVE if 4 * numerator > 5 * denominator else INSIDE


def _ratio_with(group: Tally, compared_with: Tally, more: int) -> float | None:
    try:
        changed = replace(group, count=group.count + more)
    except ValueError:  # more events than people, or fewer than none
        return None
    return ratio_of(changed, compared_with)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
