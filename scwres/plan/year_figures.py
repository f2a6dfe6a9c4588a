"""The figure of a year that a plan aims to move: its value and text, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from scwres.counts import Tally, spelling
from scwres.metrics.change import Pair
from scwres.metrics.standards.indicator import RATIO, SHARE, Indicator
from scwres.plan.plan import LIKELIHOOD, Aim
from scwres.results.files import Year
from scwres.results.lines import Line
from scwres.results.missing import why_missing
from scwres.text.numbers import percentage, ratio_text
from scwres.text.phrases import in_words, nearest
from scwres.years.years import pair_of

#: Why a figure of a publication is not shown.
WHY_WITHHELD = "not shown, to avoid identifying people"


class YearFigure(NamedTuple):
    """A figure of a year: its value, its printed text, its line, and why there is none.

    The value is infinite where the ratio is to a group without events.
    """

    value: float | None
    printed: str = ""
    line: Line | None = None
    why: str = ""


def year_figure(aim: Aim, indicator: Indicator, year: Year | None) -> YearFigure:
    """Return the figure of a year that an aim names."""
    if year is None:
        return YearFigure(None)
    measure_lines = [
        line for line in year.lines if line.indicator == aim.measure and not line.is_of_odds
    ]
    group_lines = [
        line for line in measure_lines if line.minority.casefold() == aim.group.casefold()
    ]
    breakdown_lines = [line for line in group_lines if line.breakdown == aim.breakdown]
    lines = [
        line
        for line in breakdown_lines
        if spelling(line.unit) == spelling(aim.unit)
        and (
            spelling(line.part) == spelling(aim.part)
            or (indicator.headline == SHARE and not aim.part)
        )
    ]
    if not lines:
        why = _why_no_line(aim, indicator, year, measure_lines, group_lines, breakdown_lines)
        return YearFigure(None, why=why)
    line = lines[0]
    value = _value(aim, indicator, line)
    if value is not None:
        return YearFigure(value, figure_text(aim, value, line.decimals), line)
    if _is_withheld(aim, line):
        return YearFigure(None, "[c]", line, WHY_WITHHELD)
    pair = pair_of(line)
    if aim.figure == RATIO and pair is not None and pair.tells:
        # Without an event in the group compared with, the ratio is beyond every number.
        return YearFigure(inf, "[z]", line)
    return YearFigure(None, "[z]", line, "it cannot be calculated: there is nothing to divide by")


def _why_no_line(
    aim: Aim,
    indicator: Indicator,
    year: Year,
    measure_lines: Sequence[Line],
    group_lines: Sequence[Line],
    breakdown_lines: Sequence[Line],
) -> str:
    """Return why a year has no line for an aim."""
    if measure_lines and not group_lines:
        groups = list(dict.fromkeys(line.minority for line in measure_lines))
        return f"the results for {year.label} are for other groups: {in_words(groups)}"
    if group_lines and not breakdown_lines:
        by = f"by '{aim.breakdown}'" if aim.breakdown else "for the whole organisation"
        return f"the results for {year.label} have no figures {by}"
    if group_lines:
        name, attribute = (aim.unit, "unit") if aim.unit else (aim.part, "part")
        known = list(dict.fromkeys(getattr(line, attribute) for line in breakdown_lines))
        return f"the results for {year.label} have no '{name}'. {nearest(name, known)}".strip(
            " .?"
        )
    # A reader of a publication has no use for what an extract lacks.
    needs = year.missing.get(aim.measure) or why_missing(indicator.item, ())
    return "it has no data" if year.is_public else needs


def _value(aim: Aim, indicator: Indicator, line: Line) -> float | None:
    """Return the value of a figure; None where it is withheld or cannot be calculated."""
    if aim.figure == RATIO:
        return line.ratio
    if aim.figure == SHARE:
        if indicator.headline == SHARE and not aim.part:
            return line.workforce_share
        # Of the minority, on whichever side of the line it stands.
        count = getattr(line, f"{line.sides[0]}_count")
        return count / line.all_count if line.all_count and count is not None else None
    tally = likelihood_tally(aim, line)
    return tally.count / tally.out_of if tally and tally.out_of else None


def _is_withheld(aim: Aim, line: Line) -> bool:
    """Return whether a count that a figure needs is withheld."""
    if aim.figure == LIKELIHOOD:
        return None in (line.all_count, line.all_out_of)
    if aim.figure == SHARE:
        count = getattr(line, f"{line.sides[0]}_count")
        return None in (count, line.all_count, line.group_out_of, line.all_out_of)
    return line.is_withheld


def likelihood_tally(aim: Aim, line: Line) -> Tally | None:
    """Return the tally of a likelihood; None where a count is withheld, or a rate exceeds 1."""
    side = "all" if aim.figure == LIKELIHOOD else line.sides[0]
    count, out_of = getattr(line, f"{side}_count"), getattr(line, f"{side}_out_of")
    return None if None in (count, out_of) or count > out_of else Tally(count, out_of)


def share_counts(aim: Aim, indicator: Indicator, line: Line) -> tuple[int, int] | None:
    """Return the counts of a share or a likelihood; None where one is withheld."""
    if aim.figure != SHARE:
        tally = likelihood_tally(aim, line)
        return None if tally is None else (tally.count, tally.out_of)
    count, out_of = getattr(line, f"{line.sides[0]}_count"), line.all_count
    if indicator.headline == SHARE and not aim.part:
        count, out_of = line.group_out_of, line.all_out_of
    return None if count is None or out_of is None else (count, out_of)


def ratio_pairs(earlier: YearFigure, later: YearFigure) -> tuple[Pair, Pair] | None:
    """Return the tallies of a ratio in both years; None where one is withheld, or is a rate."""
    assert earlier.line is not None
    assert later.line is not None
    first, second = pair_of(earlier.line), pair_of(later.line)
    return None if first is None or second is None else (first, second)


def figure_text(aim: Aim, value: float, decimals: int) -> str:
    """Return a figure as it is printed: a ratio, or a percentage."""
    return ratio_text(value, decimals) if aim.figure == RATIO else percentage(value)
