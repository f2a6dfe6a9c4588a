"""What figures that were left as they were tell of the counts behind them.

A ratio to many digits, or a likelihood, fits few pairs of whole numbers. Where a figure is a
function of the counts that are shown, it tells nothing more.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from scwres.counts import Rate, Tally
from scwres.disclosure.knowledge import FigureMethod
from scwres.metrics.comparison import Comparison
from scwres.metrics.evidence import four_fifths, people_to_parity
from scwres.metrics.figures import MADE_OF
from scwres.metrics.intervals import ratio_of

if TYPE_CHECKING:
    from scwres.disclosure.knowledge import PrintedFigure

#: More combinations than this are not gone through: a figure that fits so many tells little.
MOST_COMBINATIONS = 300_000

#: Intervals and tests take longer to work out, and are tried on fewer.
MOST_SLOW_COMBINATIONS = 5_000


class _Figure(NamedTuple):
    """A figure: the counts that it is worked out from, and how."""

    columns: tuple[str, ...]
    value: Callable[..., float | str | None]
    is_slow: bool = False


def _share(method: FigureMethod, part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _ratio(
    method: FigureMethod, count: int, out_of: int, count_2: int, out_of_2: int
) -> float | None:
    if method.kind is Tally:  # the usual, and worked out very often
        return (count * out_of_2) / (count_2 * out_of) if count_2 and out_of else None
    return ratio_of(method.kind(count, out_of), method.kind(count_2, out_of_2))


def _inverse_ratio(
    method: FigureMethod, count: int, out_of: int, count_2: int, out_of_2: int
) -> float | None:
    return _ratio(method, count_2, out_of_2, count, out_of)


def _gap(
    method: FigureMethod, count: int, everyone: int, out_of: int, all_out_of: int
) -> float | None:
    if not everyone or not all_out_of:
        return None
    return (count * all_out_of - out_of * everyone) / (everyone * all_out_of)


def _comparison(
    method: FigureMethod, count: int, out_of: int, count_2: int, out_of_2: int
) -> Comparison:
    nobody = method.kind(0, 0)
    return Comparison(
        "", "", method.kind(count, out_of), method.kind(count_2, out_of_2), nobody, nobody
    )


def _limit_of_ratio(which: str) -> Callable[..., float | None]:
    def value(method: FigureMethod, *counts: int) -> float | None:
        ratio = _comparison(method, *counts).ratio(method.confidence, method.interval)
        limit: float | None = getattr(ratio, which)
        return limit

    return value


def _limit_of_inverse(which: str) -> Callable[..., float | None]:
    def value(method: FigureMethod, *counts: int) -> float | None:
        comparison = _comparison(method, *counts)
        ratio = comparison.ratio(method.confidence, method.interval)
        limit: float | None = getattr(comparison.inverse_ratio(ratio), which)
        return limit

    return value


def _limit_of_likelihood(which: str) -> Callable[..., float | None]:
    def value(method: FigureMethod, count: int, out_of: int) -> float | None:
        comparison = _comparison(method, count, out_of, 0, 0)
        limit: float | None = getattr(comparison.group_likelihood(method.confidence), which)
        return limit

    return value


def _p_value(method: FigureMethod, *counts: int) -> float | None:
    return _comparison(method, *counts).p_value(method.test)


def _to_parity(
    method: FigureMethod, count: int, out_of: int, count_2: int, out_of_2: int
) -> float | None:
    group, other = method.kind(count, out_of), method.kind(count_2, out_of_2)
    return people_to_parity(group, compared_with=other)


def _four_fifths(
    method: FigureMethod, count: int, out_of: int, count_2: int, out_of_2: int
) -> str:
    group, other = method.kind(count, out_of), method.kind(count_2, out_of_2)
    return four_fifths(group, compared_with=other)


def _one_more(
    method: FigureMethod, count: int, out_of: int, count_2: int, out_of_2: int
) -> float | None:
    return _ratio(method, count + 1, out_of, count_2, out_of_2)


def _one_fewer(
    method: FigureMethod, count: int, out_of: int, count_2: int, out_of_2: int
) -> float | None:
    return _ratio(method, count - 1, out_of, count_2, out_of_2) if count else None


def _with_unknown(to_group: str, to_compared: str) -> Callable[..., float | None]:
    """Return the ratio with people of unknown ethnicity counted in: their events, or others."""

    def value(
        method: FigureMethod, count: int, out_of: int, count_2: int, out_of_2: int, *unknown: int
    ) -> float | None:
        group, other = method.kind(count, out_of), method.kind(count_2, out_of_2)
        not_known = method.kind(*unknown)
        share = {
            "all": not_known,
            "events": not_known.events,
            "others": not_known.others,
            "none": method.kind(0, 0),
        }
        return ratio_of(group + share[to_group], other + share[to_compared])

    return value


#: How the figures that are held against counts are worked out.
_VALUES: Mapping[str, Callable[..., float | str | None]] = {
    "group_likelihood": _share,
    "compared_with_likelihood": _share,
    "share": _share,
    "workforce_share": _share,
    "unknown_share": _share,
    "unknown_event_share": _share,
    "ratio": _ratio,
    "inverse_ratio": _inverse_ratio,
    "gap": _gap,
    "people_to_parity": _to_parity,
    "four_fifths": _four_fifths,
    "ratio_one_more": _one_more,
    "ratio_one_fewer": _one_fewer,
    "ratio_if_unknown_white": _with_unknown("none", "all"),
    "ratio_if_unknown_minority": _with_unknown("all", "none"),
    "ratio_lowest": _with_unknown("others", "events"),
    "ratio_highest": _with_unknown("events", "others"),
    "group_likelihood_lower": _limit_of_likelihood("lower"),
    "group_likelihood_upper": _limit_of_likelihood("upper"),
    "compared_with_likelihood_lower": _limit_of_likelihood("lower"),
    "compared_with_likelihood_upper": _limit_of_likelihood("upper"),
    "p_value": _p_value,
    "ratio_lower": _limit_of_ratio("lower"),
    "ratio_upper": _limit_of_ratio("upper"),
    "inverse_ratio_lower": _limit_of_inverse("lower"),
    "inverse_ratio_upper": _limit_of_inverse("upper"),
}

#: Those that take longer.
_SLOW = frozenset(
    {
        "ratio_if_unknown_white",
        "ratio_if_unknown_minority",
        "ratio_lowest",
        "ratio_highest",
        "group_likelihood_lower",
        "group_likelihood_upper",
        "compared_with_likelihood_lower",
        "compared_with_likelihood_upper",
        "p_value",
        "ratio_lower",
        "ratio_upper",
        "inverse_ratio_lower",
        "inverse_ratio_upper",
    }
)

#: The figures that are held against counts, those of few counts first.
FIGURES: Mapping[str, _Figure] = {
    name: _Figure(columns, _VALUES[name], name in _SLOW) for name, columns in MADE_OF.items()
}


def fitting_values(
    printed: Mapping[str, PrintedFigure],
    method: FigureMethod,
    shown: Mapping[str, int | None],
    can_be: Mapping[str, Sequence[int]],
) -> dict[str, Collection[int]]:
    """Return, for the counts that figures tell of, the values that fit every one of them.

    Parameters
    ----------
    printed
        The figures of a line that are shown, by column.
    method
        How they were made.
    shown
        Its counts as they are shown; None where they are withheld.
    can_be
        The values that each count can have by what else is known.
    """
    left: dict[str, Collection[int]] = {}
    for name, figure in FIGURES.items():
        if name not in printed or follows(name, printed[name], method, shown):
            continue
        ranges = [sorted(left.get(column, can_be[column])) for column in figure.columns]
        most = MOST_SLOW_COMBINATIONS if figure.is_slow else MOST_COMBINATIONS
        if prod(map(len, ranges)) > most:
            continue
        fits = [
            values for values in product(*ranges) if _fits(figure, printed[name], method, values)
        ]
        if fits:
            for column, values in zip(figure.columns, zip(*fits, strict=True), strict=True):
                left[column] = set(values)
    return left


def follows(
    name: str, printed: PrintedFigure, method: FigureMethod, shown: Mapping[str, int | None]
) -> bool:
    """Return whether a figure follows from the counts that are shown, and tells no more."""
    figure = FIGURES[name]
    counts = [shown.get(column) for column in figure.columns]
    known = [count for count in counts if count is not None]
    return len(known) == len(counts) and _fits(figure, printed, method, known)


def _fits(
    figure: _Figure, printed: PrintedFigure, method: FigureMethod, counts: Sequence[int]
) -> bool:
    try:
        value = figure.value(method, *counts)
    except ValueError:  # more with the event than were counted: no counts at all
        return False
    if (
        method.kind is not Rate
        and figure.columns[1].endswith("out_of")
        and any(count > out_of for count, out_of in zip(counts[::2], counts[1::2], strict=True))
    ):
        return False
    if isinstance(value, str) or isinstance(printed.value, str):
        return value == printed.value
    return value is not None and abs(value - printed.value) <= printed.within


#: The figures that are words.
WORDS = frozenset({"four_fifths"})
