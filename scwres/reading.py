"""What a comparison says, in sentences: one generator, so that every format says the same.

Where the interval holds 1 no difference is stated, and nothing is called times more likely.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scwres.counts import Odds, Rate
from scwres.ethnicity import MINORITY_ETHNIC, spoken_of
from scwres.metrics.comparison import BETTER, TOO_FEW, WORSE
from scwres.metrics.evidence import READ_FROM, UNKNOWN_WARNED_ABOVE, people_to_parity
from scwres.metrics.stratified import side_of_one
from scwres.rounding import percentage, points, rounded
from scwres.wording import (
    TOO_BROAD_SAID,
    UNKNOWN_SAID,
    as_odds,
    limit_in_words,
    ratio_in_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scwres.counts import Tally
    from scwres.metrics.comparison import Comparison
    from scwres.metrics.evidence import Evidence
    from scwres.metrics.indicator import Indicator, Words
    from scwres.metrics.likelihood import Estimate

#: Below so many events in the group, what one case would change is said.
CASE_COUNTS_BELOW = 10


def reading(
    comparison: Comparison,
    indicator: Indicator,
    ratio: Estimate,
    finding: str,
    found: Evidence,
    *,
    part: str = "",
    score: Estimate | None = None,
) -> str:
    """Return what a comparison says, in a few sentences.

    Parameters
    ----------
    ratio
        The ratio as it is printed, with its interval.
    finding
        What may be said of it, as :meth:`Comparison.finding` words it.
    found
        What the ratio rests on.
    part
        The pay band, or the step between two pay groups.
    score
        The ratio with the interval that decides the finding, where another is printed.
    """
    group, compared_with = comparison.group_tally, comparison.compared_tally
    people = indicator.words.people
    for name, tally in (
        (comparison.group, group),
        (comparison.compared_with, compared_with),
    ):
        if tally.out_of == 0:
            return f"No {spoken_of(name, people)} were counted: there is nothing to compare."
    for name, tally in (
        (comparison.group, group),
        (comparison.compared_with, compared_with),
    ):
        if tally.out_of < READ_FROM:
            whom = _capital(spoken_of(name, people))
            return f"{whom}: {tally.out_of} counted, a group too small to read."
    if indicator.headline == "share":
        return _share_sentence(comparison, indicator.words, part)
    if isinstance(group, Rate):
        return _rate_sentence(comparison, indicator.words)
    if isinstance(group, Odds):
        return _odds_sentence(comparison, indicator.words, ratio, part)
    sentences = [*_sentences(comparison, indicator, ratio, finding, found, score)]
    if indicator.headline == "gap" and comparison.gap is not None:
        sentences.insert(0, _gap_sentence(comparison, indicator.words))
    return " ".join(sentences)


def across_sentence(
    breakdown: str, ratio: float | None, interval: tuple[float, float] | None
) -> str:
    """Return that the units of a breakdown tell another story than the whole."""
    if ratio is None:
        return ""
    said = ratio_in_words(ratio)
    runs = f" ({_limits_apart(*interval)})" if interval else ""
    return (
        f"But within each {breakdown}, people compared with those of their own alone, the ratio "
        f"says {said}{runs}: the two point apart, and the whole tells of where people are."
    )


def _limits_apart(lower: float, upper: float) -> str:
    return f"interval {rounded(lower, 2)} to {rounded(upper, 2)}"


def _sentences(
    comparison: Comparison,
    indicator: Indicator,
    ratio: Estimate,
    finding: str,
    found: Evidence,
    score: Estimate | None,
) -> Iterator[str]:
    words = indicator.words
    group, compared_with = comparison.group_tally, comparison.compared_tally
    if group.count == compared_with.count == 0:
        yield f"No {words.events} among {_numbered(comparison, words)}: nothing to compare."
        return
    if group.count == group.out_of and compared_with.count == compared_with.out_of:
        yield f"{_numbered(comparison, words)}: all of them, so there is no difference."
        return
    decisive = score or ratio
    whose = "Koopman's " if score else "the "
    interval = f"{whose}{ratio.confidence * 100:.10g}% interval runs {_range_in_words(decisive)}"
    side = side_of_one(decisive)
    if side or not ratio.value:
        yield _statement(comparison, words, ratio)
        yield f"{_capital(interval)}."
        yield _verdict(comparison, words, finding, side)
        if side and finding != BETTER:
            yield from _in_people(comparison, words, found)
    else:
        whom = spoken_of(comparison.group, words.people)
        others = spoken_of(comparison.compared_with, words.again)
        start = "Too few to tell" if finding == TOO_FEW else "No clear difference in"
        yield (
            f"{start} how likely {whom} and {others} were to {words.to}: the ratio says "
            f"{ratio_in_words(ratio.value)}, and {interval}, which includes equally likely."
        )
    yield from _with_unknown(comparison, found)
    if people := comparison.ungrouped.out_of:
        yield (
            f"{people:,} of {comparison.everyone.out_of:,} counted {TOO_BROAD_SAID} to be "
            "in a group."
        )


def _statement(comparison: Comparison, words: Words, ratio: Estimate) -> str:
    """Return the ratio in words; both counts, where there were no events in a group."""
    group, compared_with = comparison.group_tally, comparison.compared_tally
    whom = spoken_of(comparison.group, words.people)
    others = spoken_of(comparison.compared_with, words.again)
    if not ratio.value:
        return (
            f"{_number(group.count, words)} among {group.out_of:,} {whom}, and "
            f"{_number(compared_with.count, words).lower()} among {compared_with.out_of:,} "
            f"{others}{': there is no ratio' if ratio.value is None else ''}."
        )
    said = ratio_in_words(ratio.value, WORSE)
    link = "as" if " as " in f" {said} " else "than"
    return f"{_capital(whom)} were {said} to {words.to} {link} {others}."


def _verdict(comparison: Comparison, words: Words, finding: str, side: int) -> str:
    """Return what the interval allows to be said."""
    if finding in (WORSE, BETTER):
        fares = comparison.compared_with if comparison.is_inverse else comparison.group
        return f"This is {finding} for {spoken_of(fares, words.again)}, and clear of chance."
    if side:
        return "This is clear of chance."
    return "Too few to tell." if finding == TOO_FEW else "This is no clear difference."


def _in_people(comparison: Comparison, words: Words, found: Evidence) -> Iterator[str]:
    """Say how many people the difference is, and what one of them would change."""
    fares = comparison.inverted() if comparison.is_inverse else comparison
    people = people_to_parity(fares.group_tally, compared_with=fares.compared_tally)
    if people:
        whom = spoken_of(fares.group, words.again)
        events = words.event if abs(people) == 1 else words.events
        more = "more" if people > 0 else "fewer"
        yield f"{abs(people):,} {more} {events} among {whom} would have been parity."
    if comparison.group_tally.count < CASE_COUNTS_BELOW:
        with_one = [
            f"with one {which} it would be {ratio_in_words(value, WORSE)}"
            for which, value in (
                ("more", found.ratio_one_more),
                ("fewer", found.ratio_one_fewer),
            )
            if value
        ]
        if with_one:
            yield f"{_capital(', '.join(with_one))}."


def _with_unknown(comparison: Comparison, found: Evidence) -> Iterator[str]:
    """Say what missing ethnicity could change, where much of it is missing."""
    shares = (found.unknown_share or 0, found.unknown_event_share or 0)
    as_white, as_minority = found.ratio_if_unknown_white, found.ratio_if_unknown_minority
    is_of_two = MINORITY_ETHNIC in (comparison.group, comparison.compared_with)
    if (
        max(shares) > UNKNOWN_WARNED_ABOVE
        and is_of_two
        and as_white is not None
        and as_minority is not None
    ):
        yield (
            f"{UNKNOWN_SAID} {percentage(shares[0])} of those counted and "
            f"{percentage(shares[1])} of those with the event: the ratio would say "
            f"{ratio_in_words(as_white)} with all of them white, and "
            f"{ratio_in_words(as_minority)} with all of them from ethnic minorities."
        )


def _share_sentence(comparison: Comparison, words: Words, part: str) -> str:
    share, workforce = comparison.share, comparison.workforce_share
    gap = comparison.gap
    if share is None or workforce is None or gap is None:
        return f"Nobody is in {part}."
    whom = _capital(spoken_of(comparison.group, words.people))
    return (
        f"{whom} were {percentage(share)} of {part} "
        f"({comparison.group_tally.count:,} of {comparison.everyone.count:,}) and "
        f"{percentage(workforce)} of the workforce: {_points(gap)}."
    )


def _gap_sentence(comparison: Comparison, words: Words) -> str:
    whom = _capital(spoken_of(comparison.group, words.people))
    return (
        f"{whom} were {percentage(comparison.share or 0)} of {words.events} "
        f"({comparison.group_tally.count:,} of {comparison.everyone.count:,}) and "
        f"{percentage(comparison.workforce_share or 0)} of the workforce: "
        f"{_points(comparison.gap or 0)}."
    )


def _rate_sentence(comparison: Comparison, words: Words) -> str:
    def each(name: str, rate: Tally) -> str:
        per_hundred = percentage(rate.count / rate.out_of).rstrip("%")
        return (
            f"{per_hundred} {words.events} for each 100 {spoken_of(name, words.again)} in post "
            f"({rate.count:,} against {rate.out_of:,})"
        )

    return _capital(
        f"{each(comparison.group, comparison.group_tally)} and "
        f"{each(comparison.compared_with, comparison.compared_tally)}: a rate, which has no "
        "interval."
    )


def _odds_sentence(comparison: Comparison, words: Words, ratio: Estimate, part: str) -> str:
    whom = spoken_of(comparison.group, words.people)
    others = spoken_of(comparison.compared_with, words.again)
    start = f"{_capital(part)} pay group"
    side = side_of_one(ratio)
    interval = (
        f"the {ratio.confidence * 100:.10g}% interval runs {as_odds(_range_in_words(ratio))}"
    )
    if not ratio.value:
        if ratio.lower is None:
            return f"{start}: everybody is in one of the two, so there is nothing to compare."
        group, compared_with = comparison.group_tally, comparison.compared_tally
        verdict = "clear of chance" if side else "no clear difference"
        return (
            f"{start}: {group.count:,} of {group.out_of:,} {whom} in the two are in the higher, "
            f"and {compared_with.count:,} of {compared_with.out_of:,} {others}; {interval}: "
            f"{verdict}."
        )
    said = as_odds(ratio_in_words(ratio.value, WORSE if side else ""))
    link = "as" if " as " in f" {said} " else "than"
    if side:
        return (
            f"{start}: the odds of {whom} were {said} {link} those of {others}. "
            f"{_capital(interval)}, and is clear of chance."
        )
    return (
        f"{start}: no clear difference between the odds of {whom} and of {others}: the ratio "
        f"says {said}, and {interval}, which includes equal odds."
    )


#: How both limits begin where they are better said as numbers.
_MORE_THAN_TWICE = "more than twice"


def _range_in_words(ratio: Estimate) -> str:
    """Return an interval in the words of its limits."""
    lower = "none" if not ratio.lower else limit_in_words(ratio.lower)
    if ratio.upper is None:
        return f"from {lower} without an upper limit"
    upper = limit_in_words(ratio.upper)
    if ratio.lower and lower.startswith(_MORE_THAN_TWICE) and upper.startswith(_MORE_THAN_TWICE):
        return f"from {rounded(ratio.lower, 2)} to {rounded(ratio.upper, 2)} times as likely"
    percent, _, side = lower.partition("% ")
    if side and upper.endswith(f"% {side}") and "than" not in upper:
        return f"from {percent}% to {upper}"
    return f"from {lower} to {upper}"


def _numbered(comparison: Comparison, words: Words) -> str:
    return (
        f"{comparison.group_tally.out_of:,} {spoken_of(comparison.group, words.people)} and "
        f"{comparison.compared_tally.out_of:,} {spoken_of(comparison.compared_with, words.again)}"
    )


def _number(count: int, words: Words) -> str:
    """Return how many events there were, as a sentence begins with it."""
    if count == 0:
        return f"No {words.events}"
    return f"{count:,} {words.event if count == 1 else words.events}"


def _points(gap: float) -> str:
    text = points(gap)
    return f"{text} point{'' if text.lstrip('+-') == '1.0' else 's'}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
