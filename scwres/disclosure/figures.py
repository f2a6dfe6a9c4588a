"""What figures that were left as they were tell of the counts behind them.

A ratio to many digits, or a likelihood, fits few pairs of whole numbers. Where a figure is a
function of the counts that are shown, it tells nothing more.
"""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from scwres.counts import Tally
from scwres.metrics.evidence import four_fifths, people_to_parity
from scwres.metrics.likelihood import likelihood, p_value, relative_likelihood

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

#: More combinations than this are not gone through: a figure that fits so many tells little.
MOST_COMBINATIONS = 300_000

#: Intervals and tests take longer to work out, and are tried on fewer.
MOST_SLOW_COMBINATIONS = 5_000


class Printed(NamedTuple):
    """A figure or a word as it was printed, and how far from it the figure itself can lie."""

    value: float | str
    within: float = 0.0


class _Figure(NamedTuple):
    """A figure: the counts that it is worked out from, and how."""

    of: tuple[str, ...]
    value: Callable[..., float | str | None]
    is_slow: bool = False


_GROUP = ("group_count", "group_out_of")
_COMPARED = ("compared_with_count", "compared_with_out_of")
_BOTH = (*_GROUP, *_COMPARED)
_ALL_THREE = (*_BOTH, "unknown_count", "unknown_out_of")


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _ratio(count: int, out_of: int, count_2: int, out_of_2: int) -> float | None:
    return (count * out_of_2) / (count_2 * out_of) if count_2 and out_of else None


def _gap(count: int, everyone: int, out_of: int, all_out_of: int) -> float | None:
    if not everyone or not all_out_of:
        return None
    return (count * all_out_of - out_of * everyone) / (everyone * all_out_of)


def _of_ratio(which: str) -> Callable[..., float | None]:
    def value(count: int, out_of: int, count_2: int, out_of_2: int) -> float | None:
        tally, other = Tally(count, out_of), Tally(count_2, out_of_2)
        found: float | None = getattr(relative_likelihood(tally, compared_with=other), which)
        return found

    return value


def _of_likelihood(which: str) -> Callable[..., float | None]:
    def value(count: int, out_of: int) -> float | None:
        found: float | None = getattr(likelihood(Tally(count, out_of)), which)
        return found

    return value


def _to_parity(count: int, out_of: int, count_2: int, out_of_2: int) -> float | None:
    return people_to_parity(Tally(count, out_of), compared_with=Tally(count_2, out_of_2))


def _four_fifths(count: int, out_of: int, count_2: int, out_of_2: int) -> str:
    return four_fifths(Tally(count, out_of), compared_with=Tally(count_2, out_of_2))


def _one_more(count: int, out_of: int, count_2: int, out_of_2: int) -> float | None:
    return _ratio(count + 1, out_of, count_2, out_of_2)


def _one_fewer(count: int, out_of: int, count_2: int, out_of_2: int) -> float | None:
    return _ratio(count - 1, out_of, count_2, out_of_2)


def _with_unknown(to_group: str, to_compared: str) -> Callable[..., float | None]:
    """Return the ratio with people of unknown ethnicity counted in: their events, or others."""
    share = {"all": (1, 1), "events": (1, 0), "others": (0, 1), "none": (0, 0)}
    (events, others), (events_2, others_2) = share[to_group], share[to_compared]

    def value(
        count: int, out_of: int, count_2: int, out_of_2: int, unknown: int, unknowns: int
    ) -> float | None:
        without = unknowns - unknown
        return _ratio(
            count + events * unknown,
            out_of + events * unknown + others * without,
            count_2 + events_2 * unknown,
            out_of_2 + events_2 * unknown + others_2 * without,
        )

    return value


def _p_value(count: int, out_of: int, count_2: int, out_of_2: int) -> float | None:
    return p_value(Tally(count, out_of), compared_with=Tally(count_2, out_of_2))


#: The figures that are held against counts, those of few counts first.
FIGURES: Mapping[str, _Figure] = {
    "group_likelihood": _Figure(_GROUP, _share),
    "compared_with_likelihood": _Figure(_COMPARED, _share),
    "share": _Figure(("group_count", "all_count"), _share),
    "workforce_share": _Figure(("group_out_of", "all_out_of"), _share),
    "unknown_share": _Figure(("unknown_out_of", "all_out_of"), _share),
    "unknown_event_share": _Figure(("unknown_count", "all_count"), _share),
    "ratio": _Figure(_BOTH, _ratio),
    "gap": _Figure(("group_count", "all_count", "group_out_of", "all_out_of"), _gap),
    "people_to_parity": _Figure(_BOTH, _to_parity),
    "four_fifths": _Figure(_BOTH, _four_fifths),
    "ratio_one_more": _Figure(_BOTH, _one_more),
    "ratio_one_fewer": _Figure(_BOTH, _one_fewer),
    "ratio_if_unknown_white": _Figure(_ALL_THREE, _with_unknown("none", "all")),
    "ratio_if_unknown_minority": _Figure(_ALL_THREE, _with_unknown("all", "none")),
    "ratio_lowest": _Figure(_ALL_THREE, _with_unknown("others", "events")),
    "ratio_highest": _Figure(_ALL_THREE, _with_unknown("events", "others")),
    "group_likelihood_lower": _Figure(_GROUP, _of_likelihood("lower"), is_slow=True),
    "group_likelihood_upper": _Figure(_GROUP, _of_likelihood("upper"), is_slow=True),
    "compared_with_likelihood_lower": _Figure(_COMPARED, _of_likelihood("lower"), is_slow=True),
    "compared_with_likelihood_upper": _Figure(_COMPARED, _of_likelihood("upper"), is_slow=True),
    "p_value": _Figure(_BOTH, _p_value, is_slow=True),
    "ratio_lower": _Figure(_BOTH, _of_ratio("lower"), is_slow=True),
    "ratio_upper": _Figure(_BOTH, _of_ratio("upper"), is_slow=True),
}


def fitting(
    printed: Mapping[str, Printed],
    shown: Mapping[str, int | None],
    can_be: Mapping[str, Sequence[int]],
) -> dict[str, Collection[int]]:
    """Return, for the counts that figures tell of, the values that fit every one of them.

    Parameters
    ----------
    printed
        The figures of a line that are shown, by column.
    shown
        Its counts as they are shown; None where they are withheld.
    can_be
        The values that each count can have by what else is known.
    """
    left: dict[str, Collection[int]] = {}
    for name, figure in FIGURES.items():
        if name not in printed or _is_of_what_is_shown(figure, printed[name], shown):
            continue
        ranges = [sorted(left.get(column, can_be[column])) for column in figure.of]
        most = MOST_SLOW_COMBINATIONS if figure.is_slow else MOST_COMBINATIONS
        if prod(map(len, ranges)) > most:
            continue
        fits = [values for values in product(*ranges) if _fits(figure, printed[name], values)]
        if fits:
            for column, values in zip(figure.of, zip(*fits, strict=True), strict=True):
                left[column] = set(values)
    return left


def _is_of_what_is_shown(
    figure: _Figure, printed: Printed, shown: Mapping[str, int | None]
) -> bool:
    """Return whether a figure follows from the counts that are shown, and tells no more."""
    counts = [shown[column] for column in figure.of]
    known = [count for count in counts if count is not None]
    return len(known) == len(counts) and _fits(figure, printed, known)


def _fits(figure: _Figure, printed: Printed, counts: Sequence[int]) -> bool:
    # Those with an event are among those counted; other combinations are no counts at all.
    if figure.of[1].endswith("out_of") and any(
        count > out_of for count, out_of in zip(counts[::2], counts[1::2], strict=True)
    ):
        return False
    value = figure.value(*counts)
    if isinstance(value, str) or isinstance(printed.value, str):
        return value == printed.value
    return value is not None and abs(value - printed.value) <= printed.within


#: The figures that are words.
WORDS = frozenset({"four_fifths"})
