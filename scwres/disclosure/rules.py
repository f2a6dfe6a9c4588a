"""Rules of publication: which counts are withheld, and how the others are rounded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Profile(NamedTuple):
    """A rule of publication.

    Parameters
    ----------
    threshold
        Counts below it are withheld.
    base
        The others are rounded to the nearest multiple of it, halves up; 1 leaves them exact.
    zeros
        Whether true zeros are shown everywhere, and not in pay bands and senior management
        alone.
    """

    name: str
    threshold: int
    base: int
    zeros: bool = False

    @property
    def in_words(self) -> str:
        """The rule as every publication prints it."""
        rest = f"others {ROUNDED} {self.base}" if self.base > 1 else "others exact"
        return f"{self.name}: counts under {self.threshold} withheld, {rest}"

    @property
    def as_published(self) -> str:
        """The rule as a protected publication prints it: more is withheld than what is small."""
        rest = f"{ROUNDED} {self.base}" if self.base > 1 else "exact"
        zeros = f"; {ZEROS}" if self.zeros else ""
        weaker = f" (weaker than {USUAL.name})" if self.is_weaker_than_usual else ""
        return (
            f"{self.name}: counts under {self.threshold} withheld, {PROTECTED}; "
            f"the rest {rest}{zeros}{weaker}"
        )

    @property
    def notice(self) -> str:
        """What every output of a protected publication says about its counts."""
        rest = f"{ROUNDED} {self.base}" if self.base > 1 else "exact"
        figures = ", and percentages and ratios are of these counts" if self.base > 1 else ""
        zeros = " Zeros are shown." if self.zeros else ""
        weaker = f" This rule is weaker than {USUAL.name}." if self.is_weaker_than_usual else ""
        return (
            f"For publication, by the rule {self.name}. To protect identities, counts under "
            f"{self.threshold} and some others that would reveal them are not shown. "
            f"Other counts are {rest}{figures}.{zeros}{weaker}"
        )

    @property
    def is_weaker_than_usual(self) -> bool:
        """Whether it withholds less, or rounds less, than the usual one."""
        return self.threshold < USUAL.threshold or self.base < USUAL.base or self.zeros

    def rounded(self, count: int) -> int:
        """Return a count as it is shown: to the nearest multiple of the base, halves up.

        >>> USUAL.rounded(12), USUAL.rounded(13), USUAL.rounded(0)
        (10, 15, 0)
        """
        return (2 * count + self.base) // (2 * self.base) * self.base

    def range_of(self, shown: int) -> tuple[int, int]:
        """Return the least and the most that a count can be of which this is shown.

        One that is no multiple of the base was not rounded. One that was is at least the
        threshold, for otherwise it would have been withheld.

        >>> USUAL.range_of(15), USUAL.range_of(10), USUAL.range_of(12), USUAL.range_of(0)
        ((13, 17), (10, 12), (12, 12), (0, 0))
        >>> Profile("", 7, 5).range_of(5)
        (7, 7)
        """
        most = shown + (self.base - 1) // 2
        if shown % self.base or most < self.threshold:
            return shown, shown
        return max(shown - self.base // 2, self.threshold), most

    def needed(self, least: int = 0) -> int:
        """Return how many values a withheld count has to keep, that could be from a least one."""
        return min(LEAST_CANDIDATES, self.threshold - least)


#: What a protected publication says of the counts that it withholds.
PROTECTED = "and others that would give them away"
ZEROS = "zeros shown"
ROUNDED = "rounded to the nearest"

#: A withheld count is safe while so many values of it remain possible.
LEAST_CANDIDATES = 5

#: The "10-5 rule" of the Office for National Statistics, and what Social Work England does
#: with its SC-WRES data.
USUAL = Profile("ons-10-5", 10, 5)
PROFILES: Mapping[str, Profile] = {
    USUAL.name: USUAL,
    "swe": Profile("swe", 10, 1),
}


#: A name of a rule with more letters has numbers that no threshold has.
LONGEST_NAME = 20


def profile_called(name: str) -> Profile:
    """Return the profile of that name, or of a threshold and a base such as ``7-5``.

    The base is at most twice the threshold, so that nothing but zero is shown as zero.

    Raises
    ------
    KeyError
        When it is neither.
    """
    threshold, _, base = name.partition("-")
    is_pair = threshold.isdecimal() and base.isdecimal() and len(name) <= LONGEST_NAME
    if is_pair and 0 < int(base) <= 2 * int(threshold) > 3:
        return Profile(name, int(threshold), int(base))
    return PROFILES[name]


def is_profile(name: str) -> bool:
    """Return whether a profile is called so."""
    try:
        profile_called(name)
    except KeyError:
        return False
    return True
