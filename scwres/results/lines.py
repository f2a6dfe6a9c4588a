"""Make the line of a comparison: its figures, and the reasons for those that are missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scwres.counts import Tally
from scwres.metrics.comparison import Comparison
from scwres.metrics.evidence import evidence
from scwres.metrics.intervals import KATZ, KOOPMAN
from scwres.metrics.likelihood import AUTOMATIC, CONFIDENCE, RATE, Estimate
from scwres.metrics.standards.indicator import Indicator
from scwres.results.results import INTERNAL, INTERVALS_IN_WORDS, TESTS_IN_WORDS, Line
from scwres.results.sentences import RatioStatement, reading
from scwres.text.numbers import RATIO_DECIMALS
from scwres.text.wording import TERMINOLOGIES, worded


def line_of(
    comparison: Comparison,
    indicator: Indicator,
    *,
    standard: str,
    part: str = "",
    breakdown: str = "",
    unit: str = "",
    confidence: float = CONFIDENCE,
    interval: str = KOOPMAN,
    test: str = AUTOMATIC,
    terminology: str = TERMINOLOGIES[0],
    decimals: int = RATIO_DECIMALS,
) -> Line:
    """Return the line of one comparison, with its figures and the reasons for those missing.

    Parameters
    ----------
    part
        The pay band in indicator 1; empty elsewhere.
    breakdown, unit
        The breakdown and its value; both empty for the whole.
    terminology
        The name of the minority ethnic group in the reading.
    decimals
        The number of decimals of printed ratios, from which the reading is made.
    """
    group = comparison.group_likelihood(confidence)
    compared_with = comparison.compared_likelihood(confidence)
    ratio = comparison.ratio(confidence, interval)
    comparison_evidence = evidence(comparison)
    difference = comparison.difference(confidence)
    figures: dict[str, Any] = {
        **_estimate("group_likelihood", group),
        **_estimate("compared_with_likelihood", compared_with),
        **_estimate("ratio", ratio),
        "p_value": comparison.p_value(test),
        "share": comparison.share,
        "workforce_share": comparison.workforce_share,
        "gap": comparison.gap,
    }
    sentences = reading(
        RatioStatement(
            comparison,
            indicator,
            ratio,
            difference,
            comparison_evidence,
            part=part,
            score=comparison.ratio(confidence) if ratio.method == KATZ else None,
            decimals=decimals,
        )
    )
    evidence_figures: dict[str, Any] = comparison_evidence._asdict()
    del evidence_figures["four_fifths"]
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
        method=_method(ratio.method, comparison.chosen_test(test)),
        finding=difference.finding(indicator.worse_when),
        mark=_marks({**figures, **evidence_figures}, comparison),
        headline=indicator.headline,
        ungrouped_count=comparison.ungrouped.count,
        ungrouped_out_of=comparison.ungrouped.out_of,
        four_fifths=comparison_evidence.four_fifths,
        reading=worded(sentences, terminology),
        **figures,
        **evidence_figures,
    )


def _method(interval: str, test: str) -> str:
    """Return how an interval and a p value were made, in words; a rate has no p value."""
    words = INTERVALS_IN_WORDS[interval]
    return words if interval == RATE else f"{words}, {TESTS_IN_WORDS[test]}"


def _estimate(name: str, estimate: Estimate) -> dict[str, float | None]:
    return {
        name: estimate.value,
        f"{name}_lower": estimate.lower,
        f"{name}_upper": estimate.upper,
    }


def _marks(figures: Mapping[str, float | None], comparison: Comparison) -> str:
    """Return ``figure:letter`` for each figure that is missing.

    ``x`` where a group that the figure needs has nobody in it, ``z`` where there are
    people and the figure does not exist.
    """
    needed = {
        "group_likelihood": [comparison.group_tally],
        "compared_with_likelihood": [comparison.compared_tally],
        "share": [comparison.everyone],
        "workforce_share": [comparison.everyone],
        "gap": [comparison.everyone],
        "unknown_share": [comparison.everyone],
        "unknown_event_share": [comparison.everyone],
    }
    both = [comparison.group_tally, comparison.compared_tally]

    def letter(figure: str) -> str:
        name = figure.removesuffix("_lower").removesuffix("_upper")
        return "x" if any(_is_of_nobody(tally) for tally in needed.get(name, both)) else "z"

    return " ".join(f"{name}:{letter(name)}" for name, value in figures.items() if value is None)


def _is_of_nobody(tally: Tally) -> bool:
    return tally.out_of == 0
