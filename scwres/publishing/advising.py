"""Advice on a release: it is protected as it would be published, and so is each other way.

Nothing is written. A ledger is read, and left as it is: every try is a draft.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from scwres.disclosure.rules import USUAL
from scwres.errors import DisclosureError, ScwresError
from scwres.metrics.standards.indicator import PAY_ORDER_NOT_KNOWN
from scwres.publishing.advice import (
    BY,
    Alternative,
    Outcome,
    Trial,
    bands_of,
    best_first,
    can_be_merged,
    merged_further,
    merging,
    other_ways,
    outcome_of,
    together,
    until_none_is_small,
)
from scwres.publishing.audit import rule_called
from scwres.publishing.issuing import SUBSTITUTE_FORMAT, finding_differences, issue_of
from scwres.publishing.publish import exact_lines
from scwres.publishing.withheld import WithheldCounts, withheld_counts
from scwres.results.compute import read
from scwres.results.pay import TREND_OF_BANDS

if TYPE_CHECKING:
    from scwres.disclosure.rules import Profile
    from scwres.results.compute import Reading
    from scwres.results.results import Results
    from scwres.settings.settings import Settings

#: The column that pay bands are made of.
SALARY = "salary"

#: Pay bands are not merged into fewer than these: nothing is said of rising pay in two.
FEWEST_BANDS = TREND_OF_BANDS


class DraftRelease(NamedTuple):
    """What a release would show.

    Parameters
    ----------
    other_findings
        The findings that rounding changes, each with the exact and the published one.
    """

    outcome: Outcome
    withheld: Sequence[WithheldCounts]
    other_findings: Sequence[dict[str, str]]


class Advice(NamedTuple):
    """Advice on a release.

    Parameters
    ----------
    titles
        The title of every indicator, by its number.
    present
        The release as the settings have it; None where it would be refused.
    why_not
        Why it would be refused; empty where it would not.
    best
        The other ways that show more, the best first.
    others
        The other ways that were tried.
    is_order_needed
        Whether pay bands could not be merged, because the order of their pay is not known.
    """

    rule: Profile
    titles: dict[str, str]
    present: DraftRelease | None
    why_not: str
    best: Sequence[Trial]
    others: Sequence[Trial]
    is_order_needed: bool = False


def advice_of(
    reading: Reading,
    results: Results,
    step: Callable[[str], None] = lambda _: None,
    *,
    also_by: Sequence[str] = (),
) -> Advice:
    """Return advice on publishing results, by the settings that their extracts were read with.

    Parameters
    ----------
    reading, results
        The extracts, and the results that they give.
    step
        A function that is called with the name of each step.
    also_by
        The columns that the extracts were also read by, where they have to be read again.

    Raises
    ------
    ScwresError
        When the settings on publishing are wrong. A release that would be refused for what it
        discloses is advised on.
    """
    step("Protecting the release")
    rule = rule_called(reading.settings.publishing.profile or USUAL.name)
    present, why_not = None, ""
    try:
        present = _release(results, reading.settings)
    except DisclosureError as error:
        why_not = _in_words(error)
    outcome = present.outcome if present else None
    trials = list(_trials(reading, results, rule, outcome, step, also_by))
    best = best_first(trials, outcome)
    if way := together(best):
        step(f"Trying: {way.words}")
        trials += [trial] if (trial := _trial(reading, way, also_by)) else []
        best = best_first(trials, outcome)
    others = [trial for trial in trials if trial not in best]
    is_order_needed = results.settings["pay_order"] == PAY_ORDER_NOT_KNOWN
    return Advice(rule, results.titles, present, why_not, best, others, is_order_needed)


def _trials(
    reading: Reading,
    results: Results,
    rule: Profile,
    present: Outcome | None,
    step: Callable[[str], None],
    also_by: Sequence[str],
) -> Iterator[Trial]:
    """Yield each other way to publish, tried."""
    question = reading.question

    def tried(way: Alternative) -> Iterator[Trial]:
        step(f"Trying: {way.words}")
        if trial := _trial(reading, way, also_by):
            yield trial

    if can_be_merged(results, question):
        # Which bands to merge shows in the whole, which takes a moment.
        of_whole = list(_merged_in_whole(reading, results, rule, present, step))
        if not question.breakdowns:
            yield from of_whole
        else:
            mergings = best_first(of_whole, None)
            for trial in mergings:
                yield from tried(trial.alternative)
            if not mergings:
                yield from of_whole
    coarser = {name: reading.coarser_columns(name) for name in question.breakdowns}
    has_salaries = any(SALARY in extract.columns for extract in reading.loaded)
    for way in other_ways(question, rule, coarser, has_salaries=has_salaries):
        yield from tried(way)


def _merged_in_whole(
    reading: Reading,
    results: Results,
    rule: Profile,
    present: Outcome | None,
    step: Callable[[str], None],
) -> Iterator[Trial]:
    """Yield ways to merge pay bands, tried on the whole alone, each merging more than another.

    Bands whose figures are withheld are merged with a neighbour, until none is or few are left.
    """
    rules = reading.question.rules.bands
    bands = bands_of(results, reading.question)
    starts = [until_none_is_small(bands, rule.threshold)]
    if present is not None:
        starts.append(merged_further([[band] for band in bands], present.hidden_bands, rules))
    seen = [len(bands) * [1]]
    for parts in starts:
        sizes = [len(part) for part in parts]
        while len(parts) >= FEWEST_BANDS and sizes not in seen:
            seen.append(sizes)
            way = merging(parts, rules)
            step(f"Trying: {way.words}")
            of_whole = way._replace(changes={**way.changes, BY: []})
            trial = _trial(reading, of_whole, ())
            if trial is None:
                break
            yield trial._replace(alternative=way)
            if trial.outcome is None:
                break
            parts = merged_further(parts, trial.outcome.hidden_bands, rules)
            sizes = [len(part) for part in parts]


def _trial(reading: Reading, way: Alternative, also_by: Sequence[str]) -> Trial | None:
    """Return a way to publish, tried; None where its extracts cannot be read again for it."""
    settings = reading.settings.replaced(way.changes)
    try:
        other = reading.with_settings(settings)
        if other is None and reading.can_be_repeated:
            other = read((), settings=settings, also_by=also_by)
        if other is None:
            return None
        return Trial(way, _release(other.results(), settings).outcome)
    except ScwresError as error:
        return Trial(way, None, _in_words(error))


def _release(results: Results, settings: Settings) -> DraftRelease:
    """Return what a release of results would show, protected and attacked as a draft."""
    publishing = settings.publishing._replace(draft=True)
    published = issue_of(results, publishing, SUBSTITUTE_FORMAT).published
    rule = published.rule
    withheld = withheld_counts(exact_lines(results, rule), published, rule, results.nested)
    counts = sum(row.shown for row in withheld), sum(len(row.withheld) for row in withheld)
    return DraftRelease(
        outcome_of(results, published, counts), withheld, finding_differences(results, published)
    )


def _in_words(error: ScwresError) -> str:
    """Return what is wrong, as a sentence without a full stop."""
    return "; ".join(fault.what for fault in error.faults)
