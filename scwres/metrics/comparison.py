"""A group and the group it is compared with: the figures that are read off the pair."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from scwres.counts import Counts, Odds, Rate, Tally
from scwres.ethnicity.categories import NO_GROUP, Grouping
from scwres.metrics.difference import Difference, difference_of
from scwres.metrics.intervals import KOOPMAN
from scwres.metrics.likelihood import (
    AUTOMATIC,
    CONFIDENCE,
    P_VALUES,
    Estimate,
    chosen_test,
    inverse_of,
    likelihood,
    rate,
    relative_likelihood,
    relative_odds,
    relative_rate,
)

NOBODY = Tally(0, 0)


class Statistic(StrEnum):
    """What the ratio of a comparison divides: likelihoods, odds or rates."""

    LIKELIHOOD = "likelihood"
    ODDS = "odds"
    RATE = "rate"

    @property
    def tally(self) -> type[Tally]:
        """The type of the tallies that it is read from."""
        return {Statistic.ODDS: Odds, Statistic.RATE: Rate}.get(self, Tally)


class Method(NamedTuple):
    """How the figures of a comparison are made.

    Parameters
    ----------
    confidence
        The level of intervals, between 0 and 1.
    interval
        ``koopman`` or ``katz``.
    test
        ``pearson``, ``fisher`` or ``automatic``, as of :meth:`Comparison.p_value`.
    """

    confidence: float = CONFIDENCE
    interval: str = KOOPMAN
    test: str = AUTOMATIC


@dataclass(frozen=True, slots=True)
class Comparison:
    """Four tallies of one event, from which every figure of the standard is read.

    Parameters
    ----------
    group, compared_with
        The names of the two groups.
    group_tally, compared_tally
        People with the event, out of those counted, in each.
    unknown
        The same for people of unknown ethnicity: in no ratio, and in every share.
    everyone
        The same for all people, of whatever ethnicity.
    perhaps_group, perhaps_compared
        People of a category too broad for the groups, who could be in the group, or in the
        one compared with: in no half of a ratio.
    ungrouped
        All people who are in no group for that reason.
    is_inverse
        Whether the group is the one that others are compared with, as some standards
        publish it: white over minority ethnic.
    """

    group: str
    compared_with: str
    group_tally: Tally
    compared_tally: Tally
    unknown: Tally
    everyone: Tally
    perhaps_group: Tally = NOBODY
    perhaps_compared: Tally = NOBODY
    ungrouped: Tally = NOBODY
    is_inverse: bool = False

    @property
    def statistic(self) -> Statistic:
        """What the ratio divides."""
        if isinstance(self.group_tally, Rate):
            return Statistic.RATE
        return Statistic.ODDS if isinstance(self.group_tally, Odds) else Statistic.LIKELIHOOD

    def against_others(self) -> Comparison:
        """Return those with the event set against those without it: a comparison of rates.

        Returns by headcount and turnover rates are made so. It has a ratio, shares and a
        gap, and no interval, p value or finding.
        """
        return self._with_each(lambda tally: Rate(tally.count, tally.out_of - tally.count))

    def of_odds(self) -> Comparison:
        """Return those with the event over those without it: a comparison of odds."""
        return self._with_each(lambda tally: Odds(tally.count, tally.out_of))

    def _with_each(self, changed: Callable[[Tally], Tally]) -> Comparison:
        return replace(
            self,
            group_tally=changed(self.group_tally),
            compared_tally=changed(self.compared_tally),
            unknown=changed(self.unknown),
            everyone=changed(self.everyone),
            perhaps_group=changed(self.perhaps_group),
            perhaps_compared=changed(self.perhaps_compared),
            ungrouped=changed(self.ungrouped),
        )

    def of_nobody(self) -> Comparison:
        """Return the same comparison of nobody."""
        return self._with_each(lambda tally: type(tally)(0, 0))

    def inverted(self) -> Comparison:
        """Return the comparison the other way round, its ratio the inverse."""
        return replace(
            self,
            group=self.compared_with,
            compared_with=self.group,
            group_tally=self.compared_tally,
            compared_tally=self.group_tally,
            perhaps_group=self.perhaps_compared,
            perhaps_compared=self.perhaps_group,
            is_inverse=not self.is_inverse,
        )

    def without(self, *, unknown: bool, ungrouped: bool) -> Comparison:
        """Return the comparison with nobody of unknown ethnicity, or in no group, where said."""
        nobody = type(self.group_tally)(0, 0)
        return replace(
            self,
            unknown=nobody if unknown else self.unknown,
            ungrouped=nobody if ungrouped else self.ungrouped,
        )

    def group_likelihood(self, confidence: float = CONFIDENCE) -> Estimate:
        """Return the likelihood of the event in the group, between 0 and 1."""
        return _estimate(self.group_tally, confidence)

    def compared_likelihood(self, confidence: float = CONFIDENCE) -> Estimate:
        """Return the likelihood of the event in the group compared with, between 0 and 1."""
        return _estimate(self.compared_tally, confidence)

    def everyone_likelihood(self, confidence: float = CONFIDENCE) -> Estimate:
        """Return the likelihood of the event among everybody, between 0 and 1."""
        return _estimate(self.everyone, confidence)

    def ratio(self, confidence: float = CONFIDENCE, interval: str = KOOPMAN) -> Estimate:
        """Return the relative likelihood: the group's over the compared-with group's."""
        group, compared_with = self.group_tally, self.compared_tally
        if isinstance(group, Rate) and isinstance(compared_with, Rate):
            return relative_rate(group, compared_with=compared_with, confidence=confidence)
        if isinstance(group, Odds) and isinstance(compared_with, Odds):
            return relative_odds(group, compared_with=compared_with, confidence=confidence)
        return relative_likelihood(
            group,
            compared_with=compared_with,
            confidence=confidence,
            interval=interval,
        )

    def inverse_ratio(self, ratio: Estimate) -> Estimate:
        """Return the ratio the other way round: the compared-with group's over the group's.

        Parameters
        ----------
        ratio
            The ratio, as :meth:`ratio` gives it.
        """
        return inverse_of(ratio, self.group_tally, compared_with=self.compared_tally)

    def p_value(self, test: str = AUTOMATIC) -> float | None:
        """Return the p value of no difference in likelihood; undefined where the ratio is.

        Rates have none: their events are no part of what they are set against.

        Parameters
        ----------
        test
            ``pearson``, ``fisher``, or ``automatic``: Fisher's where an expected count is under
            five, and else Pearson's.
        """
        if isinstance(self.group_tally, Rate):
            return None
        return P_VALUES[self.chosen_test(test)](
            self.group_tally, compared_with=self.compared_tally
        )

    def chosen_test(self, test: str = AUTOMATIC) -> str:
        """Return the name of the test that the p value is of: the one named, or the usual one."""
        return chosen_test(test, self.group_tally, compared_with=self.compared_tally)

    @property
    def share(self) -> float | None:
        """The group's share of all who had the event, between 0 and 1."""
        return self._group_share(self.everyone.count, self.group_tally.count)

    @property
    def workforce_share(self) -> float | None:
        """The group's share of all who were counted, between 0 and 1."""
        return self._group_share(self.everyone.out_of, self.group_tally.out_of)

    @property
    def gap(self) -> float | None:
        """``share`` less ``workforce_share``: 0.05 is five percentage points more."""
        everyone, group = self.everyone, self.group_tally
        if everyone.count == 0 or everyone.out_of == 0:
            return None
        # Over one denominator, so that the difference is rounded once.
        difference = group.count * everyone.out_of - group.out_of * everyone.count
        return difference / (everyone.count * everyone.out_of)

    def difference(self, confidence: float = CONFIDENCE) -> Difference:
        """Return the difference of the two likelihoods, whichever interval is printed."""
        return difference_of(
            self.group_tally, compared_with=self.compared_tally, confidence=confidence
        )

    def finding(self, worse_when: str | None, confidence: float = CONFIDENCE) -> str:
        """Return the finding on the difference, in the standard's words.

        Empty where there is no finding: a measure without a worse side, nobody in a group, no
        event in either group, or nothing but events in both.

        Parameters
        ----------
        worse_when
            ``higher`` or ``lower``: the side of 1 on which the group fares worse.
        """
        return self.difference(confidence).finding(worse_when)

    @staticmethod
    def _group_share(everyone: int, group: int) -> float | None:
        return group / everyone if everyone else None


def _estimate(tally: Tally, confidence: float) -> Estimate:
    if isinstance(tally, Rate):
        return rate(tally, confidence=confidence)
    return likelihood(tally, confidence=confidence)


def comparison_of(
    group: str,
    compared_with: str,
    counts: Mapping[str, int | None],
    statistic: Statistic = Statistic.LIKELIHOOD,
    *,
    is_inverse: bool = False,
) -> Comparison:
    """Return the comparison of counts that are known by their columns, as ``group_count``.

    A count that is not known stands as 0. Of people in no group nothing more is known.

    Raises
    ------
    ValueError
        When more people have the event than were counted.
    """

    def tally(side: str) -> Tally:
        count, out_of = counts[f"{side}_count"] or 0, counts[f"{side}_out_of"]
        return statistic.tally(count, count if out_of is None else out_of)

    return Comparison(
        group=group,
        compared_with=compared_with,
        group_tally=tally("group"),
        compared_tally=tally("compared_with"),
        unknown=tally("unknown"),
        everyone=tally("all"),
        ungrouped=tally("ungrouped"),
        is_inverse=is_inverse,
    )


def compare(counts: Counts, item: str, answer: str, grouping: Grouping) -> list[Comparison]:
    """Return a comparison for each group of a grouping, of one answer to one item.

    The event is giving ``answer``; the population is everybody who answered ``item``. A
    group that nobody is in has a comparison too, of nobody. People of a category broader
    than the groups are among everyone, and in no group.
    """
    # Plain numbers until the end: a file may have many thousands of cells.
    people: dict[str, int] = {}
    events: dict[str, int] = {}
    for cell, number in counts.people_by_cell.items():
        if cell.item == item:
            people[cell.ethnicity] = people.get(cell.ethnicity, 0) + number
            if cell.answer == answer:
                events[cell.ethnicity] = events.get(cell.ethnicity, 0) + number

    def tally(categories: Iterable[str]) -> Tally:
        names = list(categories)
        return Tally(
            sum(events.get(name, 0) for name in names), sum(people[name] for name in names)
        )

    def group_tally(group: str | None) -> Tally:
        return tally(name for name in people if grouping.group_by_category[name] == group)

    def perhaps_tally(group: str) -> Tally:
        broad = (name for name in people if name in grouping.broad)
        return tally(name for name in broad if group in grouping.could_be(name))

    has_broad = not grouping.broad.isdisjoint(people)
    return [
        Comparison(
            group=group,
            compared_with=grouping.compared_with,
            group_tally=group_tally(group),
            compared_tally=group_tally(grouping.compared_with),
            unknown=group_tally(None),
            everyone=tally(people),
            perhaps_group=perhaps_tally(group) if has_broad else NOBODY,
            perhaps_compared=perhaps_tally(grouping.compared_with) if has_broad else NOBODY,
            ungrouped=group_tally(NO_GROUP) if has_broad else NOBODY,
        )
        for group in grouping.groups
    ]
