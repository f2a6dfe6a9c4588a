"""What a line of a report holds: the same columns for every format.

Column names are relied on from outside: add to them, never rename one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scwres.metrics.likelihood import CONFIDENCE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pandas import DataFrame

    from scwres.counts import Counts, Tally
    from scwres.errors import Caution
    from scwres.metrics.comparison import Comparison
    from scwres.metrics.indicator import Indicator, Standard
    from scwres.metrics.likelihood import Estimate

#: Exact figures, small numbers among them: for the analyst, not for publication.
INTERNAL = "internal"

#: What every internal output says of itself.
INTERNAL_NOTICE = "Internal: exact figures, small numbers among them. Not for publication."

#: Why a figure is not there: the letter in ``mark``, printed in square brackets, as the
#: Analysis Function asks of statistical tables.
MARKS: Mapping[str, str] = {
    "z": "not defined: nothing happened in the group compared with, or nothing that would tell",
    "x": "not available: nobody in the group, or no data",
    "c": "withheld, so that nobody can be recognised",
}


class Line(NamedTuple):
    """One comparison of one indicator, with every figure that is read off it.

    Likelihoods and shares lie between 0 and 1; a gap of 0.05 is five percentage points; a
    ratio is group over compared-with. Figures are at full precision, and None where they
    are undefined (an infinite limit too), for the reason in ``mark``: pairs such as
    ``ratio:z share:x``, whose letters :data:`MARKS` explains.
    """

    standard: str
    audience: str
    indicator: str
    title: str
    part: str
    breakdown: str
    unit: str
    group: str
    compared_with: str
    group_count: int
    group_out_of: int
    group_likelihood: float | None
    group_likelihood_lower: float | None
    group_likelihood_upper: float | None
    compared_with_count: int
    compared_with_out_of: int
    compared_with_likelihood: float | None
    compared_with_likelihood_lower: float | None
    compared_with_likelihood_upper: float | None
    unknown_count: int
    unknown_out_of: int
    all_count: int
    all_out_of: int
    ratio: float | None
    ratio_lower: float | None
    ratio_upper: float | None
    confidence: float
    method: str
    p_value: float | None
    share: float | None
    workforce_share: float | None
    gap: float | None
    finding: str
    mark: str

    @property
    def marks(self) -> dict[str, str]:
        """The letter that says why a figure is missing, by the figure's name."""
        return dict(pair.rsplit(":", 1) for pair in self.mark.split())


#: The names of a line's columns, in order.
COLUMNS: tuple[str, ...] = Line._fields


class Input(NamedTuple):
    """An extract that was read, and what became of its rows.

    ``rows`` is those besides the header: ``counted`` and, by reason, ``left_out``. ``blank``
    is the people counted without an answer, by the item that they give none to; ``people``
    how many people the rows counted are about, where ids tell and None otherwise; ``form``
    what the file is; ``notes`` what was not read of it, or could be otherwise.
    """

    name: str
    kind: str
    sha256: str | None
    rows: int
    counted: int
    left_out: Mapping[str, int]
    blank: Mapping[str, int]
    people: int | None = None
    form: str = ""
    notes: tuple[str, ...] = ()


class NotComputed(NamedTuple):
    """A figure that was asked for and is not there, and why.

    ``breakdown`` and ``unit`` are empty for the whole; ``unit`` is empty for all of them.
    """

    indicator: str
    breakdown: str
    unit: str
    why: str


class Results(NamedTuple):
    """What a run computed: its lines, and everything needed to trust them.

    Parameters
    ----------
    settings
        What was asked for, in words and numbers; the same settings and inputs give the
        same results.
    counts
        The counts that the lines were computed from.
    """

    standard: Standard
    audience: str
    settings: Mapping[str, object]
    inputs: tuple[Input, ...]
    lines: tuple[Line, ...]
    not_computed: tuple[NotComputed, ...]
    warnings: tuple[Caution, ...]
    counts: Counts

    def __repr__(self) -> str:
        return (
            f"<Results of {self.standard.title}: {len(self.lines)} lines, "
            f"{len(self.not_computed)} not computed, {len(self.warnings)} warnings>"
        )

    def to_frame(self) -> DataFrame:
        """Return the lines as a tidy pandas frame: a row a line, the contract's columns."""
        from pandas import DataFrame

        return DataFrame(list(self.lines), columns=list(COLUMNS))


#: How the interval and the p value of a ratio were made, by the interval's name.
_METHODS: Mapping[str, str] = {
    "koopman": "Koopman score interval, Pearson chi-squared p value",
    "katz": "Katz log interval, Pearson chi-squared p value",
    "rate": "rate: no interval, for the events are no part of what they are set against",
}


def line_of(
    comparison: Comparison,
    indicator: Indicator,
    *,
    standard: str,
    part: str = "",
    breakdown: str = "",
    unit: str = "",
    confidence: float = CONFIDENCE,
    interval: str = "koopman",
) -> Line:
    """Return the line of one comparison, with its figures and the reasons for those missing.

    Parameters
    ----------
    part
        The pay band in indicator 1; empty elsewhere.
    breakdown, unit
        The breakdown and its value; both empty for the whole.
    """
    group = comparison.group_likelihood(confidence)
    compared_with = comparison.compared_likelihood(confidence)
    ratio = comparison.ratio(confidence, interval)
    figures = {
        **_estimate("group_likelihood", group),
        **_estimate("compared_with_likelihood", compared_with),
        **_estimate("ratio", ratio),
        "p_value": comparison.p_value(),
        "share": comparison.share,
        "workforce_share": comparison.workforce_share,
        "gap": comparison.gap,
    }
    return Line(
        standard=standard,
        audience=INTERNAL,
        indicator=indicator.number,
        title=indicator.title,
        part=part,
        breakdown=breakdown,
        unit=unit,
        group=comparison.group,
        compared_with=comparison.compared_with,
        group_count=comparison.group_tally.count,
        group_out_of=comparison.group_tally.out_of,
        compared_with_count=comparison.compared_tally.count,
        compared_with_out_of=comparison.compared_tally.out_of,
        unknown_count=comparison.unknown.count,
        unknown_out_of=comparison.unknown.out_of,
        all_count=comparison.everyone.count,
        all_out_of=comparison.everyone.out_of,
        confidence=confidence,
        method=_METHODS[ratio.method],
        finding=comparison.finding(indicator.worse_when, confidence),
        mark=_marks(figures, comparison),
        **figures,
    )


def _estimate(name: str, estimate: Estimate) -> dict[str, float | None]:
    return {
        name: estimate.value,
        f"{name}_lower": estimate.lower,
        f"{name}_upper": estimate.upper,
    }


def _marks(figures: Mapping[str, float | None], comparison: Comparison) -> str:
    """Return ``figure:letter`` for each figure that is missing.

    ``x`` where a group that the figure needs has nobody in it, ``z`` where they are there
    and the figure does not exist.
    """
    needed = {
        "group_likelihood": [comparison.group_tally],
        "compared_with_likelihood": [comparison.compared_tally],
        "share": [comparison.everyone],
        "workforce_share": [comparison.everyone],
        "gap": [comparison.everyone],
    }
    both = [comparison.group_tally, comparison.compared_tally]

    def letter(figure: str) -> str:
        of = figure.removesuffix("_lower").removesuffix("_upper")
        return "x" if any(_is_of_nobody(tally) for tally in needed.get(of, both)) else "z"

    return " ".join(f"{name}:{letter(name)}" for name, value in figures.items() if value is None)


def _is_of_nobody(tally: Tally) -> bool:
    return tally.out_of == 0
