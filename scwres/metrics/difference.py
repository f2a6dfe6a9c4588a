"""The finding on the difference of two likelihoods: the standard's table of findings.

The score interval decides, and where an expected count is under five Fisher's exact test has
to agree: the score interval alone calls up to one small group in eight different by chance.

References
----------
Koopman (1984), "Confidence intervals for the ratio of two binomial proportions",
    Biometrics 40, 513-517.
Cornfield (1956), "A statistical problem arising from retrospective studies", Proceedings of
    the Third Berkeley Symposium on Mathematical Statistics and Probability 4, 135-148.
Cochran (1954), "Some methods for strengthening the common chi-squared tests", Biometrics 10,
    417-451: five expected.
"""

from __future__ import annotations

from enum import StrEnum

from scwres.counts import Odds, Rate, Tally
from scwres.metrics.fisher import fisher_p_value
from scwres.metrics.intervals import cornfield_interval, koopman_interval
from scwres.metrics.likelihood import (
    CONFIDENCE,
    EXPECTED_AT_LEAST,
    p_value,
    smallest_expected_count,
)

#: A group of fewer people than this is too small to read.
READ_FROM = 10

WORSE = "worse"
BETTER = "better"
TOO_FEW = "too few to tell"
NO_CLEAR_DIFFERENCE = "no clear difference"


class Difference(StrEnum):
    """The difference of two likelihoods, before it is known which side is worse."""

    #: Nobody in a group, no events or nothing else in both, or a rate.
    UNDEFINED = ""
    TOO_FEW = TOO_FEW
    HIGHER = "higher"
    LOWER = "lower"
    NOT_CLEAR = NO_CLEAR_DIFFERENCE

    @property
    def is_significant(self) -> bool:
        """Whether the two differ by more than chance explains."""
        return self in (Difference.HIGHER, Difference.LOWER)

    def finding(self, worse_when: str | None) -> str:
        """Return it in the standard's words; empty for a measure without a worse side.

        Parameters
        ----------
        worse_when
            ``higher`` or ``lower``: the side of 1 on which the group fares worse.
        """
        if worse_when is None:
            return ""
        if self.is_significant:
            return WORSE if self == worse_when else BETTER
        return self.value


def difference_of(
    group: Tally, *, compared_with: Tally, confidence: float = CONFIDENCE
) -> Difference:
    """Return on which side of the other group's a likelihood lies, if that can be told.

    By Koopman's interval, or Cornfield's for odds, whichever interval is printed.

    Examples
    --------
    One of 12 beside 3 of 900: the interval runs from 3.6, and Fisher's p is 0.052.

    >>> from scwres.counts import Tally
    >>> str(difference_of(Tally(1, 12), compared_with=Tally(3, 900)))
    'too few to tell'
    >>> str(difference_of(Tally(40, 400), compared_with=Tally(160, 800)))
    'lower'
    """
    if isinstance(group, Rate) or p_value(group, compared_with=compared_with) is None:
        return Difference.UNDEFINED
    if min(group.out_of, compared_with.out_of) < READ_FROM:
        return Difference.TOO_FEW
    interval = cornfield_interval if isinstance(group, Odds) else koopman_interval
    side = side_of(*interval(group, compared_with, confidence))
    if smallest_expected_count(group, compared_with=compared_with) >= EXPECTED_AT_LEAST:
        return side
    exact = fisher_p_value(group, compared_with=compared_with)
    agrees = exact is not None and exact < 1 - confidence
    return side if side.is_significant and agrees else Difference.TOO_FEW


def side_of(lower: float | None, upper: float | None) -> Difference:
    """Return on which side of 1 an interval lies, if it leaves 1 out."""
    if lower is not None and lower > 1:
        return Difference.HIGHER
    if upper is not None and upper < 1:
        return Difference.LOWER
    return Difference.NOT_CLEAR
