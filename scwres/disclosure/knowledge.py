"""The types of disclosure control: a published line, the key of a count, a sum of counts.

The reader has every line, knows the rule by which counts were withheld and rounded, and
knows which counts add up to which.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from scwres.counts import NO, YES, Tally
from scwres.metrics.standards import STANDARDS, USUAL_STANDARD, standard_called
from scwres.metrics.standards.indicator import CountedOf
from scwres.metrics.standards.supporting import known_indicators

if TYPE_CHECKING:
    from scwres.metrics.standards.indicator import Asked, Indicator, PeopleSet

#: Who a count is of, besides the groups that lines name.
UNKNOWN = "*unknown"
UNGROUPED = "*ungrouped"
ALL = "*all"

#: Which count it is, beside those with the event and without: those counted.
OF = "of"


class Key(NamedTuple):
    """Which count: of which indicator and part, in which unit, of whom, and what of them.

    Counts of the same key are the same count wherever they stand. ``organisation`` is empty for
    the organisation, or the organisations together, whose publication is looked at.
    """

    standard: str
    indicator: str
    title: str
    part: str
    breakdown: str
    unit: str
    who: str
    which: str
    organisation: str = ""

    @property
    def is_of_set(self) -> bool:
        """Whether it is of a set of people that no publication shows by itself."""
        return not self.standard

    @property
    def in_words(self) -> str:
        """Which count it is, as a reader would name it."""
        where = [self.organisation, self.part, self.unit, self.who_in_words, _WHICH[self.which]]
        return f"{self.indicator} {self.title}: {', '.join(filter(None, where))}"

    @property
    def who_in_words(self) -> str:
        """Who the count is of, in words."""
        return _WHO.get(self.who, self.who)

    @property
    def in_its_indicator(self) -> str:
        """Which count of its indicator it is, as a reader would name it.

        Of a pay band, those with the event are those in it.
        """
        which = "" if self.part and self.which == YES else _WHICH[self.which]
        return ", ".join(filter(None, [self.part, self.unit, self.who_in_words, which]))


_WHO = {UNKNOWN: "unknown ethnicity", UNGROUPED: "in no group", ALL: "everybody"}
_WHICH = {YES: "with the event", NO: "without the event", OF: "counted"}


class PublishedLine(NamedTuple):
    """A line of a publication as a reader sees it.

    Parameters
    ----------
    counts
        The counts that are shown, by column; those that are withheld are None.
    under
        What withheld counts are said to be under, by column, where that is said.
    is_share
        Whether it is of a part, such as a pay band, whose shares are published.
    is_rate
        Whether its events are no part of those that they are out of.
    shows_zero
        Whether a true zero would be shown, so that what is withheld is at least 1.
    organisation
        As in :class:`Key`.
    """

    standard: str
    indicator: str
    title: str
    part: str
    breakdown: str
    unit: str
    group: str
    compared_with: str
    counts: Mapping[str, int | None]
    is_share: bool = False
    shows_zero: bool = False
    is_rate: bool = False
    under: Mapping[str, int] = {}
    organisation: str = ""


class Organisations(NamedTuple):
    """Whose people a publication counts.

    Parameters
    ----------
    names
        The organisations; none where it does not say.
    left_out
        Those without data, by the indicator.
    """

    names: tuple[str, ...] = ()
    left_out: Mapping[str, Sequence[str]] = {}

    def of(self, indicator: str) -> frozenset[str]:
        """Return the organisations whose people an indicator counts."""
        return frozenset(self.names) - frozenset(self.left_out.get(indicator, ()))

    def called(self, names: dict[str, str], bare: Callable[[str], str]) -> Organisations:
        """Return the organisations under the names that they have already.

        Parameters
        ----------
        names
            The name of each organisation, by its bare one; those that are new are added.
        bare
            What makes a bare name of a name.
        """

        def name_of(name: str) -> str:
            return names.setdefault(bare(name), name)

        return Organisations(
            tuple(map(name_of, self.names)),
            {number: list(map(name_of, without)) for number, without in self.left_out.items()},
        )


class Publication(NamedTuple):
    """Results as a reader sees them.

    Parameters
    ----------
    figures
        For each line, the figures that are printed beside its counts.
    made
        For each line, how its figures are made.
    words
        For each line, the columns in which words about its figures stand.
    profile
        The rule that it says it was made by; empty where it says none.
    is_protected
        Whether it says that more was withheld than what is small.
    pay_groups
        The pay bands of each pay group, where it tells.
    nested
        Which units of one breakdown lie in one of another, as an organisation chart tells.
    measures
        Whom each measure of the user's own is out of.
    made_of
        The answers to another item whose people are those with an item's event, by the item:
        the pay bands of senior managers, where pay tells who they are.
    merged_bands
        The pay bands that are merged in each merged one, where it tells.
    silent_on
        Counts of which it says nothing, whatever its lines show: those that were corrected.
    unpublished
        Counts that no publication has, and that must not be worked out where they are few.
    links
        Which counts of organisations add up to that of several together.
    organisations
        Whose people it counts, where it says so.
    dates
        The first and the last day of its period, as ISO dates; empty where it does not say.
    is_by_others
        Whether other organisations published it: what follows from it is known, whatever is
        withheld now.
    """

    name: str
    lines: tuple[PublishedLine, ...]
    figures: tuple[Mapping[str, PrintedFigure], ...] = ()
    made: tuple[FigureMethod, ...] = ()
    words: tuple[tuple[str, ...], ...] = ()
    profile: str = ""
    is_protected: bool = False
    pay_groups: Mapping[str, Sequence[str]] = {}
    nested: Mapping[tuple[str, str], Mapping[str, Sequence[str]]] = {}
    measures: Mapping[str, Asked] = {}
    made_of: Mapping[str, Sequence[PeopleSet]] = {}
    silent_on: frozenset[Key] = frozenset()
    merged_bands: Mapping[str, Sequence[str]] = {}
    unpublished: frozenset[Key] = frozenset()
    links: tuple[Sum, ...] = ()
    organisations: Organisations = Organisations()
    dates: tuple[str, ...] = ()
    is_by_others: bool = False

    @property
    def place(self) -> str:
        """The organisation whose it is, as in :class:`Key`."""
        return self.lines[0].organisation if self.lines else ""


@lru_cache(maxsize=512)
def definition_of(standard: str, indicator: str) -> Indicator | None:
    """Return the definition of an indicator or a supporting measure; None of one's own.

    Of a standard that is not known, the indicators of the usual one.
    """
    name = standard if standard in STANDARDS else USUAL_STANDARD
    return known_indicators(standard_called(name)).get(indicator)


def counted_of(standard: str, indicator: str) -> CountedOf:
    """Return whom an indicator counts, by its definition."""
    definition = definition_of(standard, indicator)
    return definition.counted_of if definition else CountedOf.OTHERS


def shows_zeros(standard: str, indicator: str, is_share: bool) -> bool:
    """Return whether true zeros are shown: of who is in post, by pay band or senior management.

    Pay groups are made of bands, and their zeros follow from those.
    """
    return is_share or counted_of(standard, indicator).is_on_a_day


class PrintedFigure(NamedTuple):
    """A figure or a word as it was printed, and how far from it the figure itself can lie."""

    value: float | str
    within: float = 0.0


class Sum(NamedTuple):
    """Counts that add up to another; with ``is_complete`` unset, to no more than it."""

    parts: tuple[Key, ...]
    whole: Key
    is_complete: bool = True

    @property
    def members(self) -> tuple[Key, ...]:
        """The parts and the whole."""
        return (*self.parts, self.whole)


#: The columns of a line that hold counts, by whom and what they are of.
COUNT_COLUMNS: Mapping[tuple[str, str], str] = {
    ("group", YES): "group_count",
    ("group", OF): "group_out_of",
    ("compared_with", YES): "compared_with_count",
    ("compared_with", OF): "compared_with_out_of",
    (UNKNOWN, YES): "unknown_count",
    (UNKNOWN, OF): "unknown_out_of",
    (ALL, YES): "all_count",
    (ALL, OF): "all_out_of",
    (UNGROUPED, YES): "ungrouped_count",
    (UNGROUPED, OF): "ungrouped_out_of",
}

#: Those that results of before may lack.
LATER_COLUMNS = frozenset({"ungrouped_count", "ungrouped_out_of"})


def keys_of(line: PublishedLine) -> dict[str, Key]:
    """Return the key of each count of a line, by its column."""
    names = {"group": line.group, "compared_with": line.compared_with}
    keys = {}
    for (who, which), column in COUNT_COLUMNS.items():
        if column not in line.counts:
            continue
        # Everybody in a band is out of the same workforce.
        part = "" if line.is_share and which == OF else line.part
        keys[column] = Key(
            line.standard,
            line.indicator,
            line.title,
            part,
            line.breakdown,
            line.unit,
            names.get(who, who),
            which,
            line.organisation,
        )
    return keys


class Disclosure(NamedTuple):
    """A count that can be worked out, or nearly.

    Parameters
    ----------
    key
        Which count it is.
    values
        The values that remain possible: fewer than ``needed``. None where they were not
        looked for.
    how
        By whom, in words.
    by
        The count of the one person who can work it out, where only they can.
    """

    key: Key
    values: tuple[int, ...]
    needed: int
    how: str
    by: Key | None = None


def lies_in(key: Key, other: Key) -> bool:
    """Return whether the people of one count are among those of another.

    Of whichever indicators: the staff of a unit are the same people in all of them.
    """
    return (
        other.organisation == key.organisation
        and other.part in ("", key.part)
        and (other.breakdown, other.unit) in ((key.breakdown, key.unit), ("", ""))
        and other.who in (key.who, ALL)
        and other.which in (key.which, OF)
    )


class FigureMethod(NamedTuple):
    """How the figures of a line are made: of tallies, of rates or of odds."""

    kind: type[Tally] = Tally
    confidence: float = 0.95
    interval: str = "koopman"
    test: str = "pearson"
