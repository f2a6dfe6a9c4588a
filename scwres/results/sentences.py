"""Sentences about a comparison: made once, so that every format has the same ones.

No difference is stated where none is significant, and nothing is called times more likely. Words
are made from figures as they are printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from scwres.counts import Odds, Rate, Tally, columns_of
from scwres.ethnicity.categories import MINORITY_ETHNIC, spoken_of
from scwres.metrics.comparison import Comparison
from scwres.metrics.difference import BETTER, READ_FROM, WORSE, Difference, side_of
from scwres.metrics.evidence import UNKNOWN_WARNED_ABOVE, Evidence, people_to_parity
from scwres.metrics.likelihood import FISHER, Estimate
from scwres.metrics.standards.indicator import GAP, SHARE, Indicator, Words
from scwres.text.numbers import (
    RATIO_DECIMALS,
    SMALLEST_P,
    p_value_text,
    percentage,
    points,
    printed_ratio,
    ratio_text,
)
from scwres.text.phrases import capital, in_words
from scwres.text.wording import (
    TOO_BROAD_PHRASE,
    UNKNOWN_PHRASE,
    PercentApart,
    as_odds,
    limit_in_words,
    percent_apart,
    ratio_in_words,
)

#: Below so many events in the group, a sentence says what one case would change.
CASE_COUNTS_BELOW = 10


#: The words of a ratio of 0, and of a limit of 0.
_LEAST = PercentApart("100%", "less likely")
NOT_AT_ALL = f"{_LEAST.amount} {_LEAST.side}"


class Sentence(NamedTuple):
    """A sentence: its main clause, and what follows that after a colon."""

    clause: str
    rest: str = ""

    @property
    def text(self) -> str:
        """The whole sentence."""
        return f"{self.clause}: {self.rest}." if self.rest else f"{self.clause}."


class RatioStatement(NamedTuple):
    """A comparison and its ratio, to be put into words.

    Parameters
    ----------
    ratio
        The ratio as it is printed, with its interval.
    difference
        The finding on the ratio, whichever interval is printed.
    evidence
        What the ratio rests on.
    part
        The pay band, or the step between two pay groups.
    score
        The ratio with the interval that decides the finding, where another is printed.
    decimals
        The number of decimals of printed ratios.
    """

    comparison: Comparison
    indicator: Indicator
    ratio: Estimate
    difference: Difference
    evidence: Evidence
    part: str = ""
    score: Estimate | None = None
    decimals: int = RATIO_DECIMALS

    @property
    def words(self) -> Words:
        """How the indicator is spoken of."""
        return self.indicator.words

    @property
    def finding(self) -> str:
        """The finding on the difference, in the standard's words."""
        return self.difference.finding(self.indicator.worse_when)

    @property
    def people(self) -> str:
        """The group, as in "staff from ethnic minorities"."""
        return spoken_of(self.comparison.group, self.words.people)

    @property
    def others(self) -> str:
        """The group that it is compared with, as worded after the first."""
        return spoken_of(self.comparison.compared_with, self.words.again)

    def ratio_words(self, value: float, *, is_apart: bool) -> str:
        """Return a ratio in words: as a percentage, however small, where groups are apart."""
        if value == 0:
            return NOT_AT_ALL
        return ratio_in_words(value, WORSE if is_apart else "", self.decimals)

    def interval_words(self) -> str:
        """Return the decisive interval in words, with its name where another is printed."""
        decisive = self.score or self.ratio
        name = "Koopman " if self.score else ""
        limits = _range_in_words(decisive, self.decimals)
        level = f"{self.ratio.confidence * 100:.10g}%"
        return f"the {name}{level} confidence interval runs {limits}"

    def exact_words(self) -> str:
        """Return that Fisher's test decides, where the interval alone would not say too few."""
        decisive = self.score or self.ratio
        if self.difference is not Difference.TOO_FEW:
            return ""
        if not side_of(decisive.lower, decisive.upper).is_significant:
            return ""
        exact = self.comparison.p_value(FISHER)
        assert exact is not None
        return f"with so few events expected, Fisher's exact test decides (p {_p_text(exact)})"


def reading(spoken: RatioStatement) -> tuple[Sentence, ...]:
    """Return a few sentences about a comparison."""
    comparison, indicator = spoken.comparison, spoken.indicator
    group, compared_with = comparison.group_tally, comparison.compared_tally
    people = indicator.words.people
    for name, tally in (
        (comparison.group, group),
        (comparison.compared_with, compared_with),
    ):
        if tally.out_of == 0:
            nobody = f"No {spoken_of(name, people)} were counted"
            return (Sentence(nobody, "there is nothing to compare"),)
    for name, tally in (
        (comparison.group, group),
        (comparison.compared_with, compared_with),
    ):
        if tally.out_of < READ_FROM:
            few = f"{tally.out_of} {spoken_of(name, people)} counted; at least {READ_FROM} needed"
            return (Sentence("Too few to tell", few),)
    if indicator.headline == SHARE:
        return (_share_sentence(comparison, indicator.words, spoken.part),)
    if isinstance(group, Rate):
        return (_rate_sentence(comparison, indicator.words),)
    if isinstance(group, Odds):
        return tuple(_odds_sentences(spoken))
    sentences = [*_sentences(spoken)]
    if indicator.headline == GAP and comparison.gap is not None:
        sentences.insert(0, _gap_sentence(comparison, indicator.words))
    return tuple(sentences)


def short_reading(spoken: RatioStatement) -> tuple[Sentence, ...]:
    """Return what a ratio says that shows a difference, and how many people are to parity."""
    comparison = spoken.comparison
    if isinstance(comparison.group_tally, Odds):
        return tuple(_odds_sentences(spoken))[:1]
    if spoken.finding == BETTER:
        return (_statement(spoken),)
    # The statement has named the group, unless the ratio is the other way round.
    return (_statement(spoken), *_to_parity(spoken, is_named=not comparison.is_inverse))


def breakdown_in_words(breakdown: str) -> str:
    """Return what figures are broken down by, in words.

    >>> breakdown_in_words("directorate"), breakdown_in_words("directorate,pay_band")
    ('directorate', 'directorate and pay_band')
    """
    return in_words(columns_of(breakdown))


def across_sentence(
    breakdown: str, ratio: float | None, interval: tuple[float, float] | None
) -> str:
    """Return the sentence that the units of a breakdown and the whole disagree."""
    if ratio is None:
        return ""
    is_apart = interval is not None and side_of(*interval).is_significant
    where = breakdown_in_words(breakdown)
    ratio_words = ratio_in_words(ratio, WORSE if is_apart else "")
    runs = f" ({_limits_apart(*interval)})" if interval else ""
    return (
        f"But when people are compared within each {where}, the ratio says {ratio_words}"
        f"{runs}. The two results differ: the overall ratio partly reflects which {where} "
        "people are in."
    )


def _limits_apart(lower: float, upper: float) -> str:
    return f"confidence interval {ratio_text(lower)} to {ratio_text(upper)}"


def _sentences(spoken: RatioStatement) -> Iterator[Sentence]:
    comparison, words, ratio = spoken.comparison, spoken.words, spoken.ratio
    group, compared_with = comparison.group_tally, comparison.compared_tally
    if group.count == compared_with.count == 0:
        nobody = f"No {words.events} among {_numbered(comparison, words)}"
        yield Sentence(nobody, "there is nothing to compare")
        return
    if group.count == group.out_of and compared_with.count == compared_with.out_of:
        yield Sentence(
            f"No difference in how likely {spoken.people} and {spoken.others} were to {words.to}",
            f"the likelihood is 100% in both groups ({group.count:,} of {group.out_of:,} and "
            f"{compared_with.count:,} of {compared_with.out_of:,})",
        )
        return
    is_significant, exact = spoken.difference.is_significant, spoken.exact_words()
    if is_significant or not ratio.value:
        yield _statement(spoken)
        yield Sentence(capital(spoken.interval_words()))
        yield _verdict(spoken)
    else:
        few = spoken.difference is Difference.TOO_FEW
        start = "Too few to tell" if few else "No clear difference in"
        ratio_words = ratio_in_words(ratio.value, "", spoken.decimals)
        yield Sentence(
            f"{start} how likely {spoken.people} and {spoken.others} were to {words.to}"
        )
        yield from _inconclusive(ratio_words, spoken.interval_words(), exact, "equally likely")
    if is_significant and spoken.finding != BETTER:
        yield from _to_parity(spoken)
    yield from _one_case(spoken)
    yield from _otherwise(spoken)
    yield from _with_unknown(spoken)
    if people := comparison.ungrouped.out_of:
        yield Sentence(
            f"{people:,} of {comparison.everyone.out_of:,} people counted {TOO_BROAD_PHRASE} to "
            "be in a group"
        )


def _inconclusive(ratio: str, interval: str, exact: str, equal: str) -> Iterator[Sentence]:
    """Yield what a ratio says that shows no difference, or Fisher's test where that decides."""
    includes = "" if exact else f", which includes {equal}"
    yield Sentence(f"The ratio says {ratio}, and {interval}{includes}")
    if exact:
        yield Sentence(capital(exact))


def _statement(spoken: RatioStatement) -> Sentence:
    """Return the ratio in words; both counts, where there were no events in a group."""
    comparison, words, ratio = spoken.comparison, spoken.words, spoken.ratio
    group, compared_with = comparison.group_tally, comparison.compared_tally
    if not ratio.value:
        return Sentence(
            f"{_number(group.count, words)} among {group.out_of:,} {spoken.people}, and "
            f"{_number(compared_with.count, words).lower()} among {compared_with.out_of:,} "
            f"{spoken.others}",
            "there is no ratio" if ratio.value is None else "",
        )
    ratio_words = spoken.ratio_words(ratio.value, is_apart=True)
    link = "as" if " as " in f" {ratio_words} " else "than"
    return Sentence(
        f"{capital(spoken.people)} were {ratio_words} to {words.to} {link} {spoken.others}"
    )


def _verdict(spoken: RatioStatement) -> Sentence:
    """Return the sentence of the finding on the difference."""
    comparison, finding = spoken.comparison, spoken.finding
    if finding in (WORSE, BETTER):
        fares = comparison.compared_with if comparison.is_inverse else comparison.group
        group_words = spoken_of(fares, spoken.words.again)
        return Sentence(f"This is {finding} for {group_words}, and statistically significant")
    if spoken.difference.is_significant:
        return Sentence("This is statistically significant")
    if spoken.difference is not Difference.TOO_FEW:
        return Sentence("There is no clear difference")
    return Sentence("Too few to tell", spoken.exact_words())


def _p_text(value: float) -> str:
    """Return a p value for a sentence, after the letter p."""
    return f"= {p_value_text(value)}" if value >= SMALLEST_P else f"less than {SMALLEST_P}"


def _to_parity(spoken: RatioStatement, *, is_named: bool = False) -> Iterator[Sentence]:
    """Yield the sentence on how many more or fewer people would make the rates equal.

    In short where the sentence before it has named them.
    """
    comparison, words = spoken.comparison, spoken.words
    fares = comparison.inverted() if comparison.is_inverse else comparison
    people = people_to_parity(fares.group_tally, compared_with=fares.compared_tally)
    if people:
        group_words = spoken_of(fares.group, "person" if abs(people) == 1 else words.again)
        more = "more" if people > 0 else "fewer"
        would = f"would have {words.done}" if words.done else f"would {words.to}"
        who = more if is_named else f"{more} {group_words}"
        yield Sentence(f"If the two rates were equal, about {abs(people):,} {who} {would}")


def _one_case(spoken: RatioStatement) -> Iterator[Sentence]:
    """Yield the sentence on one event more and one fewer, where there are few."""
    if spoken.comparison.group_tally.count >= CASE_COUNTS_BELOW:
        return
    with_one = [
        (which, spoken.ratio_words(value, is_apart=True))
        for which, value in (
            ("more", spoken.evidence.ratio_one_more),
            ("fewer", spoken.evidence.ratio_one_fewer),
        )
        if value is not None
    ]
    if with_one:
        words = spoken.words
        among = f"{words.event} among {spoken_of(spoken.comparison.group, words.again)}"
        (which, says), *rest = with_one
        otherwise = "".join(f"; with one {other}, {instead}" for other, instead in rest)
        yield Sentence(f"With one {which} {among}, the ratio would say {says}{otherwise}")


def _otherwise(spoken: RatioStatement) -> Iterator[Sentence]:
    """Yield a sentence where the printed interval and the decisive one disagree."""
    ratio = spoken.ratio
    if spoken.score is None or ratio.lower is None:
        return
    printed = side_of(ratio.lower, ratio.upper)
    if printed.is_significant != spoken.difference.is_significant:
        verb = "leaves out" if printed.is_significant else "includes"
        yield Sentence(
            f"The interval shown is Katz's, which {verb} 1 and would give another finding"
        )


def _with_unknown(spoken: RatioStatement) -> Iterator[Sentence]:
    """Yield what missing ethnicity could change, where much of it is missing."""
    comparison, evidence = spoken.comparison, spoken.evidence
    shares = (evidence.unknown_share or 0, evidence.unknown_event_share or 0)
    as_white, as_minority = evidence.ratio_if_unknown_white, evidence.ratio_if_unknown_minority
    is_of_two = MINORITY_ETHNIC in (comparison.group, comparison.compared_with)
    if (
        max(shares) > UNKNOWN_WARNED_ABOVE
        and is_of_two
        and as_white is not None
        and as_minority is not None
    ):
        is_apart = spoken.difference.is_significant
        yield Sentence(
            f"{UNKNOWN_PHRASE} {percentage(shares[0])} of those counted and "
            f"{percentage(shares[1])} of those with the event"
        )
        yield Sentence(
            "With all of them white, the ratio would say "
            f"{spoken.ratio_words(as_white, is_apart=is_apart)}; with all of them from ethnic "
            f"minorities, {spoken.ratio_words(as_minority, is_apart=is_apart)}"
        )


def _share_sentence(comparison: Comparison, words: Words, part: str) -> Sentence:
    share, workforce = comparison.share, comparison.workforce_share
    gap = comparison.gap
    if share is None or workforce is None or gap is None:
        return Sentence(f"Nobody is in {part}")
    group_words = capital(spoken_of(comparison.group, words.people))
    return Sentence(
        f"{group_words} were {percentage(share)} of {part} "
        f"({comparison.group_tally.count:,} of {comparison.everyone.count:,}) and "
        f"{percentage(workforce)} of the workforce",
        f"a gap of {_points(gap)}",
    )


def _gap_sentence(comparison: Comparison, words: Words) -> Sentence:
    group_words = capital(spoken_of(comparison.group, words.people))
    return Sentence(
        f"{group_words} were {percentage(comparison.share or 0)} of {words.events} "
        f"({comparison.group_tally.count:,} of {comparison.everyone.count:,}) and "
        f"{percentage(comparison.workforce_share or 0)} of the workforce",
        f"a gap of {_points(comparison.gap or 0)}",
    )


def _rate_sentence(comparison: Comparison, words: Words) -> Sentence:
    def each(name: str, rate: Tally) -> str:
        per_hundred = percentage(rate.count / rate.out_of).rstrip("%")
        event = words.event if rate.count == 1 else words.events
        return (
            f"{per_hundred} {words.events} for every 100 {spoken_of(name, words.again)} in post "
            f"({rate.count:,} {event}, {rate.out_of:,} in post)"
        )

    both = (
        f"{each(comparison.group, comparison.group_tally)} and "
        f"{each(comparison.compared_with, comparison.compared_tally)}"
    )
    return Sentence(capital(both), "this is a rate, which has no confidence interval")


def _odds_sentences(spoken: RatioStatement) -> Iterator[Sentence]:
    comparison, ratio = spoken.comparison, spoken.ratio
    group_words, others = spoken.people, spoken.others
    start = f"{capital(spoken.part)} pay group"
    is_significant = spoken.difference.is_significant
    few = spoken.difference is Difference.TOO_FEW
    interval, exact = as_odds(spoken.interval_words()), spoken.exact_words()
    if not ratio.value:
        if ratio.lower is None:
            yield Sentence(start, "everyone is in one of the two, so there is nothing to compare")
            return
        group, compared_with = comparison.group_tally, comparison.compared_tally
        yield Sentence(
            start,
            f"{group.count:,} of {group.out_of:,} {group_words} in the two groups are in the "
            f"higher one, and {compared_with.count:,} of {compared_with.out_of:,} {others}",
        )
        yield Sentence(capital(interval))
        yield _verdict(spoken)
        return
    ratio_words = as_odds(spoken.ratio_words(ratio.value, is_apart=is_significant))
    link = "as" if " as " in f" {ratio_words} " else "than"
    if is_significant:
        yield Sentence(
            start, f"the odds of {group_words} were {ratio_words} {link} those of {others}"
        )
        yield Sentence(capital(interval))
        yield _verdict(spoken)
        return
    odds = f"the odds of {group_words} and of {others}"
    yield Sentence(
        start,
        f"too few to tell whether {odds} differ" if few else f"no clear difference between {odds}",
    )
    yield from _inconclusive(ratio_words, interval, exact, "equal odds")


#: Where both limits are above it they are better given as numbers.
_MORE_THAN_TWICE = 2


def _range_in_words(ratio: Estimate, decimals: int) -> str:
    """Return an interval in the words of its limits."""
    lower = limit_in_words(ratio.lower, decimals) if ratio.lower else NOT_AT_ALL
    if ratio.upper is None:
        return f"from {lower}, with no upper limit"
    upper = limit_in_words(ratio.upper, decimals)
    if ratio.lower and printed_ratio(ratio.lower, decimals) > _MORE_THAN_TWICE:
        limits = (ratio_text(limit, decimals) for limit in (ratio.lower, ratio.upper))
        return f"from {' to '.join(limits)} times as likely"
    least = percent_apart(ratio.lower, WORSE, decimals) if ratio.lower else _LEAST
    most = percent_apart(ratio.upper, WORSE, decimals)
    if least and most and least.side == most.side and most.is_plain:
        lower = least.amount
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
    return f"{text} percentage point{'' if text in (points(0.01), points(-0.01)) else 's'}"
