"""A line of results: one comparison of one indicator, from which all its columns are read.

Column names are relied on from outside: add to them, never rename one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Generic, Self, TypeVar, overload

from scwres.counts import Tally
from scwres.disclosure.rules import ROUNDED, Profile
from scwres.ethnicity.categories import REFERENCES
from scwres.metrics.comparison import Comparison, Method, Statistic
from scwres.metrics.difference import READ_FROM, Difference, side_of
from scwres.metrics.evidence import Evidence, evidence
from scwres.metrics.figures import MADE_OF
from scwres.metrics.intervals import KATZ, KOOPMAN
from scwres.metrics.likelihood import CORNFIELD, FISHER, PEARSON, RATE, Estimate
from scwres.metrics.standards.indicator import RATIO, SHARE, Indicator
from scwres.metrics.standards.supporting import SUPPORTING
from scwres.results.sentences import RatioStatement, Sentence, reading, short_reading
from scwres.text.numbers import RATIO_DECIMALS, RATIO_DECIMALS_ROUNDED
from scwres.text.wording import TERMINOLOGIES, worded

#: Exact figures, small numbers among them: for the analyst, not for publication.
INTERNAL = "internal"

#: Figures that disclosure control lets through.
PUBLICATION = "publication"

#: Why a figure is missing: the letter in ``mark``, printed in square brackets, as the
#: Analysis Function asks of statistical tables.
MARKS: Mapping[str, str] = {
    "z": "not applicable, or cannot be calculated",
    "x": "not available: nobody in the group, or no data",
    "c": "not shown, to avoid identifying people",
}

#: What stands in place of a figure, or of words, by its mark.
NOT_APPLICABLE, NOT_AVAILABLE, WITHHELD = "[z]", "[x]", "[c]"

#: How the interval of a ratio was made, by its name.
INTERVALS_IN_WORDS: Mapping[str, str] = {
    KOOPMAN: "Koopman score interval",
    KATZ: "Katz log interval",
    RATE: "rate: no interval, for the events are no part of what they are set against",
    CORNFIELD: "ratio of odds, Cornfield score interval",
}

#: The test that a p value is of, by its name.
TESTS_IN_WORDS: Mapping[str, str] = {
    PEARSON: "Pearson chi-squared p value",
    FISHER: "Fisher exact p value",
}


#: The types of a count and of a figure, which are missing where they are withheld or undefined.
_COUNT, _FIGURE = int | None, float | None

#: The columns of a line in order, each with the type of its values.
COLUMNS: Mapping[str, Any] = {
    "standard": str,
    "audience": str,
    "indicator": str,
    "title": str,
    "part": str,
    "breakdown": str,
    "unit": str,
    "group": str,
    "compared_with": str,
    "group_count": _COUNT,
    "group_out_of": _COUNT,
    "group_likelihood": _FIGURE,
    "group_likelihood_lower": _FIGURE,
    "group_likelihood_upper": _FIGURE,
    "compared_with_count": _COUNT,
    "compared_with_out_of": _COUNT,
    "compared_with_likelihood": _FIGURE,
    "compared_with_likelihood_lower": _FIGURE,
    "compared_with_likelihood_upper": _FIGURE,
    "unknown_count": _COUNT,
    "unknown_out_of": _COUNT,
    "all_count": _COUNT,
    "all_out_of": _COUNT,
    "ratio": _FIGURE,
    "ratio_lower": _FIGURE,
    "ratio_upper": _FIGURE,
    "confidence": float,
    "method": str,
    "p_value": _FIGURE,
    "share": _FIGURE,
    "workforce_share": _FIGURE,
    "gap": _FIGURE,
    "finding": str,
    "mark": str,
    "headline": str,
    "ungrouped_count": _COUNT,
    "ungrouped_out_of": _COUNT,
    "ratio_if_unknown_white": _FIGURE,
    "ratio_if_unknown_minority": _FIGURE,
    "ratio_lowest": _FIGURE,
    "ratio_highest": _FIGURE,
    "unknown_share": _FIGURE,
    "unknown_event_share": _FIGURE,
    "people_to_parity": _COUNT,
    "ratio_one_more": _FIGURE,
    "ratio_one_fewer": _FIGURE,
    "four_fifths": str,
    "reading": str,
    "profile": str,
    "statistic": str,
    "interval": str,
    "p_value_test": str,
    "inverse_ratio": _FIGURE,
    "inverse_ratio_lower": _FIGURE,
    "inverse_ratio_upper": _FIGURE,
}

#: The side of 1 that is worse, where a ratio is turned round.
_OTHER_SIDE: Mapping[str, str] = {"higher": "lower", "lower": "higher"}

#: How figures are made where nothing else is asked for.
USUAL_METHOD = Method()

#: The figures of which a mark says why they are missing, in the order of the marks.
_MARKED = (
    *("group_likelihood", "group_likelihood_lower", "group_likelihood_upper"),
    *("compared_with_likelihood", "compared_with_likelihood_lower"),
    *("compared_with_likelihood_upper", "ratio", "ratio_lower", "ratio_upper", "p_value"),
    *("share", "workforce_share", "gap", "ratio_if_unknown_white", "ratio_if_unknown_minority"),
    *("ratio_lowest", "ratio_highest", "unknown_share", "unknown_event_share"),
    *("people_to_parity", "ratio_one_more", "ratio_one_fewer"),
    *("inverse_ratio", "inverse_ratio_lower", "inverse_ratio_upper"),
)

#: The figures that rest on the groups which people in no group could be in.
OF_PEOPLE_IN_NO_GROUP = ("ratio_lowest", "ratio_highest")

Value = TypeVar("Value")


class _Read(Generic[Value]):
    """A column that is read off a line, once: nothing where the line does not show it."""

    def __init__(self, read: Callable[[Line], Value | None]) -> None:
        self._read = read

    def __set_name__(self, owner: type[Line], name: str) -> None:
        self._name = name

    @overload
    def __get__(self, line: None, owner: type[Line]) -> Self: ...

    @overload
    def __get__(self, line: Line, owner: type[Line]) -> Value | None: ...

    def __get__(self, line: Line | None, owner: type[Line]) -> Self | Value | None:
        if line is None:
            return self
        is_shown = self._name not in line.withheld and self._name not in line.hidden
        value = line.__dict__[self._name] = self._read(line) if is_shown else None
        return value


@dataclass(frozen=True, kw_only=True)
class Line:
    """One comparison of one indicator. Its columns are read off it, and cannot disagree with it.

    Likelihoods and shares lie between 0 and 1; a gap of 0.05 is five percentage points; a
    ratio is group over compared-with, and its inverse the other way round. Figures are at full
    precision, and None where they are undefined (an infinite limit too), for the reason in
    ``mark``: pairs such as ``ratio:z share:x``, whose letters :data:`MARKS` explains. What the
    figures from ``ratio_if_unknown_white`` to ``four_fifths`` mean, :class:`Evidence` defines;
    ``headline`` is the figure that the standard publishes, and ``reading`` says it in sentences.
    The ``ungrouped`` are people of a category too broad for the groups: the groups, the unknown
    and they are all.

    Parameters
    ----------
    standard
        The standard, or ``supporting`` for a measure beside it.
    definition
        The indicator or the measure.
    comparison
        Its counts. One that is withheld stands as 0, and no figure of it is shown.
    made_by
        The confidence, the interval and the test that were asked for.
    part
        The pay band in indicator 1; empty elsewhere.
    breakdown, unit
        The breakdown and its value; both empty for the whole.
    terminology
        The name of the minority ethnic group in the reading.
    further
        Sentences at the end of the reading, such as on the units of a breakdown.
    withheld
        The columns that are not shown: counts, and with them each figure made of them; or
        figures alone.
    rule
        The rule that a publication was made by; None otherwise.
    """

    standard: str
    definition: Indicator
    comparison: Comparison
    made_by: Method = USUAL_METHOD
    part: str = ""
    breakdown: str = ""
    unit: str = ""
    audience: str = INTERNAL
    terminology: str = TERMINOLOGIES[0]
    further: tuple[str, ...] = ()
    withheld: frozenset[str] = frozenset()
    rule: Profile | None = None

    @property
    def row(self) -> dict[str, Any]:
        """Its columns in order, by name: what formats write of it."""
        return {name: getattr(self, name) for name in COLUMNS}

    # What it is of

    @property
    def indicator(self) -> str:
        """The number of the indicator, or the item of a measure."""
        return self.definition.number

    @property
    def title(self) -> str:
        """The title of the indicator or the measure."""
        return self.definition.title

    @property
    def headline(self) -> str:
        """The figure that the standard publishes."""
        return self.definition.headline

    @property
    def group(self) -> str:
        """The group."""
        return self.comparison.group

    @property
    def compared_with(self) -> str:
        """The group that it is compared with."""
        return self.comparison.compared_with

    @property
    def confidence(self) -> float:
        """The level of its intervals, between 0 and 1."""
        return self.made_by.confidence

    @property
    def profile(self) -> str:
        """The rule that a publication was made by, in words; empty otherwise."""
        return self.rule.as_published if self.rule else ""

    # Its counts: None where they are withheld

    group_count = _Read[int](lambda line: line.comparison.group_tally.count)
    group_out_of = _Read[int](lambda line: line.comparison.group_tally.out_of)
    compared_with_count = _Read[int](lambda line: line.comparison.compared_tally.count)
    compared_with_out_of = _Read[int](lambda line: line.comparison.compared_tally.out_of)
    unknown_count = _Read[int](lambda line: line.comparison.unknown.count)
    unknown_out_of = _Read[int](lambda line: line.comparison.unknown.out_of)
    all_count = _Read[int](lambda line: line.comparison.everyone.count)
    all_out_of = _Read[int](lambda line: line.comparison.everyone.out_of)
    ungrouped_count = _Read[int](lambda line: line.comparison.ungrouped.count)
    ungrouped_out_of = _Read[int](lambda line: line.comparison.ungrouped.out_of)

    # Its figures: None where they are withheld or undefined

    group_likelihood = _Read[float](lambda line: line._group_estimate.value)
    group_likelihood_lower = _Read[float](lambda line: line._group_estimate.lower)
    group_likelihood_upper = _Read[float](lambda line: line._group_estimate.upper)
    compared_with_likelihood = _Read[float](lambda line: line._compared_estimate.value)
    compared_with_likelihood_lower = _Read[float](lambda line: line._compared_estimate.lower)
    compared_with_likelihood_upper = _Read[float](lambda line: line._compared_estimate.upper)
    ratio = _Read[float](lambda line: line._ratio_estimate.value)
    ratio_lower = _Read[float](lambda line: line._ratio_estimate.lower)
    ratio_upper = _Read[float](lambda line: line._ratio_estimate.upper)
    p_value = _Read[float](lambda line: line.comparison.p_value(line.made_by.test))
    share = _Read[float](lambda line: line.comparison.share)
    workforce_share = _Read[float](lambda line: line.comparison.workforce_share)
    gap = _Read[float](lambda line: line.comparison.gap)
    ratio_if_unknown_white = _Read[float](lambda line: line._evidence.ratio_if_unknown_white)
    ratio_if_unknown_minority = _Read[float](lambda line: line._evidence.ratio_if_unknown_minority)
    ratio_lowest = _Read[float](lambda line: line._evidence.ratio_lowest)
    ratio_highest = _Read[float](lambda line: line._evidence.ratio_highest)
    unknown_share = _Read[float](lambda line: line._evidence.unknown_share)
    unknown_event_share = _Read[float](lambda line: line._evidence.unknown_event_share)
    people_to_parity = _Read[int](lambda line: line._evidence.people_to_parity)
    ratio_one_more = _Read[float](lambda line: line._evidence.ratio_one_more)
    ratio_one_fewer = _Read[float](lambda line: line._evidence.ratio_one_fewer)

    inverse_ratio = _Read[float](lambda line: line._inverse_estimate.value)
    inverse_ratio_lower = _Read[float](lambda line: line._inverse_estimate.lower)
    inverse_ratio_upper = _Read[float](lambda line: line._inverse_estimate.upper)

    @cached_property
    def hidden(self) -> tuple[str, ...]:
        """The figures that are withheld: those made of a count that is, and those named."""
        made_of = [name for name, counts in MADE_OF.items() if self.withheld.intersection(counts)]
        return (*made_of, *(name for name in MADE_OF if name in self.withheld - {*made_of}))

    @cached_property
    def _group_estimate(self) -> Estimate:
        return self.comparison.group_likelihood(self.confidence)

    @cached_property
    def _compared_estimate(self) -> Estimate:
        return self.comparison.compared_likelihood(self.confidence)

    @cached_property
    def _ratio_estimate(self) -> Estimate:
        return self.comparison.ratio(self.confidence, self.made_by.interval)

    @cached_property
    def _inverse_estimate(self) -> Estimate:
        return self.comparison.inverse_ratio(self._ratio_estimate)

    @cached_property
    def _evidence(self) -> Evidence:
        return evidence(self.comparison)

    @property
    def four_fifths(self) -> str:
        """Where the ratio lies of the range from 4/5 to 5/4; empty without a ratio."""
        return "" if "ratio" in self.hidden else self._evidence.four_fifths

    # How they are made

    @property
    def statistic(self) -> Statistic:
        """What the ratio divides."""
        return self.comparison.statistic

    @property
    def interval(self) -> str:
        """How the interval of the ratio was made: ``koopman``, ``katz`` or ``cornfield``.

        Empty for a rate, which has none.
        """
        return "" if self.is_rate else self._ratio_estimate.method

    @property
    def p_value_test(self) -> str:
        """The test that the p value is of: ``pearson`` or ``fisher``; empty for a rate."""
        return "" if self.is_rate else self.comparison.chosen_test(self.made_by.test)

    @property
    def method(self) -> str:
        """How the interval and the p value were made, in words."""
        words = INTERVALS_IN_WORDS[self.interval or RATE]
        if test := self.p_value_test:
            words += f", {TESTS_IN_WORDS[test]}"
        return words + (f", from counts {ROUNDED} {self._base}" if self._base > 1 else "")

    @property
    def _base(self) -> int:
        """The multiple that counts were rounded to; 1 where they are exact."""
        return self.rule.base if self.rule else 1

    @property
    def decimals(self) -> int:
        """With how many decimals its ratios are printed: fewer where counts were rounded."""
        return RATIO_DECIMALS_ROUNDED if self._base > 1 else RATIO_DECIMALS

    # What is said of them

    @cached_property
    def _decisive_difference(self) -> Difference:
        return self.comparison.difference(self.confidence)

    @property
    def difference(self) -> Difference:
        """The difference of the two likelihoods, also where neither side is the worse one.

        Undefined of a share, and where a count is withheld.
        """
        if self.headline == SHARE or self.is_withheld:
            return Difference.UNDEFINED
        return self._decisive_difference

    @property
    def finding(self) -> str:
        """The finding on the difference, in the standard's words; empty where there is none."""
        if "ratio" in self.hidden:
            return ""
        return self._decisive_difference.finding(self.definition.worse_when)

    @cached_property
    def marks(self) -> dict[str, str]:
        """The letter that says why a figure is missing, by the figure's name."""
        nobody = {
            side
            for side in ("group", "compared_with", "all")
            if self._tallies_by_side[side].out_of == 0
        }
        marks = {
            name: "x" if nobody.intersection(_people_of(name)) else "z"
            for name in _MARKED
            if getattr(self, name) is None and name not in self.hidden
        }
        names = [name for name in self.hidden if name in _MARKED]
        counts = sorted(self.withheld - {*MADE_OF})
        return marks | dict.fromkeys((*names, *counts), "c")

    @property
    def _tallies_by_side(self) -> dict[str, Tally]:
        comparison = self.comparison
        tallies = (comparison.group_tally, comparison.compared_tally, comparison.everyone)
        return dict(zip(("group", "compared_with", "all"), tallies, strict=True))

    @property
    def mark(self) -> str:
        """Why figures are missing, as ``name:letter`` pairs."""
        return " ".join(f"{name}:{letter}" for name, letter in self.marks.items())

    @cached_property
    def _statement(self) -> RatioStatement:
        """The comparison that sentences are about, without groups that have a withheld count."""
        comparison, rests_on = self.comparison, self._evidence
        if self.withheld:
            comparison = comparison.without(
                unknown=self._hides("unknown"), ungrouped=self._hides("ungrouped")
            )
            rests_on = evidence(comparison)
        return RatioStatement(
            comparison,
            self.definition,
            self._ratio_estimate,
            self._decisive_difference,
            rests_on,
            part=self.part,
            score=comparison.ratio(self.confidence) if self.interval == KATZ else None,
            decimals=self.decimals,
        )

    @cached_property
    def _spoken(self) -> tuple[Sentence, ...]:
        """The sentences about the comparison."""
        return reading(self._statement)

    def _hides(self, side: str) -> bool:
        return not self.withheld.isdisjoint((f"{side}_count", f"{side}_out_of"))

    @property
    def message(self) -> str:
        """The main clause of the reading, without a full stop."""
        return worded(self._spoken[0].clause, self.terminology)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The sentences of the reading; a mark in their place where its figure is withheld."""
        is_of_gap = self.headline != RATIO and "gap" in self.hidden
        if "ratio" in self.hidden or is_of_gap:
            return (WITHHELD,)
        spoken = (worded(sentence.text, self.terminology) for sentence in self._spoken)
        return (*spoken, *self.further)

    @property
    def reading(self) -> str:
        """The comparison in sentences."""
        return " ".join(self.sentences)

    @property
    def short_reading(self) -> str:
        """The difference in a sentence or two; empty where no difference is significant."""
        if not self.difference.is_significant:
            return ""
        sentences = short_reading(self._statement)
        return worded(" ".join(sentence.text for sentence in sentences), self.terminology)

    # What it is to its readers

    @property
    def is_supporting(self) -> bool:
        """Whether it is of a measure beside the standard."""
        return self.standard == SUPPORTING

    @property
    def is_readable(self) -> bool:
        """Whether both groups have enough people for a figure to be read."""
        both = (self.group_out_of, self.compared_with_out_of)
        return all(out_of is not None and out_of >= READ_FROM for out_of in both)

    @property
    def is_of_few_people(self) -> bool:
        """Whether a group is known to be too small for a figure to be read."""
        both = (self.group_out_of, self.compared_with_out_of)
        return any(out_of is not None and out_of < READ_FROM for out_of in both)

    @property
    def is_printed_otherwise(self) -> bool:
        """Whether the interval that is printed leaves out 1 where another is decisive, or not."""
        if self.difference is Difference.UNDEFINED or self.ratio_lower is None:
            return False
        printed = side_of(self.ratio_lower, self.ratio_upper)
        return printed.is_significant != self.difference.is_significant

    @property
    def is_withheld(self) -> bool:
        """Whether any count of the two groups is withheld, and the ratio with it."""
        return None in (
            self.group_count,
            self.group_out_of,
            self.compared_with_count,
            self.compared_with_out_of,
        )

    @property
    def is_inverse(self) -> bool:
        """Whether it is published the other way: white over minority ethnic."""
        return self.group in REFERENCES

    @property
    def minority(self) -> str:
        """The group that is compared with the reference, whichever way the line is published."""
        return self.compared_with if self.is_inverse else self.group

    @property
    def sides(self) -> tuple[str, str]:
        """The prefixes of the columns of the group, and of the reference."""
        return ("compared_with", "group") if self.is_inverse else ("group", "compared_with")

    @property
    def of_minority(self) -> Line:
        """The line the standard's usual way round: its group is the one that is compared."""
        if not self.is_inverse:
            return self
        sides = {"group": "compared_with", "compared_with": "group"}
        swapped = {
            f"{sides[side]}_{name}": f"{side}_{name}"
            for side in sides
            for name in ("count", "out_of")
        }
        definition = replace(
            self.definition,
            is_inverse=False,
            worse_when=_OTHER_SIDE.get(self.definition.worse_when or ""),
        )
        return replace(
            self,
            definition=definition,
            comparison=self.comparison.inverted(),
            withheld=frozenset(swapped.get(column, column) for column in self.withheld),
        )

    @property
    def has_people(self) -> bool:
        """Whether anybody is in the group that is compared with the reference."""
        return (self.compared_with_out_of if self.is_inverse else self.group_out_of) != 0

    @property
    def indicator_key(self) -> tuple[str, bool]:
        """Its indicator or measure; race disparity ratios are apart from pay bands."""
        return self.indicator, self.is_of_odds

    @property
    def tallies(self) -> tuple[Tally, Tally] | None:
        """Both groups' counts, as they are read: None where one is withheld."""
        if self.is_withheld:
            return None
        return self.comparison.group_tally, self.comparison.compared_tally

    @property
    def is_of_odds(self) -> bool:
        """Whether its ratio is one of odds: those with the event over those without."""
        return self.statistic is Statistic.ODDS

    @property
    def is_rate(self) -> bool:
        """Whether it divides events by people who do not include those with the event."""
        return self.statistic is Statistic.RATE


def _people_of(figure: str) -> tuple[str, ...]:
    """Return the people without whom a figure does not exist."""
    name = figure.removesuffix("_lower").removesuffix("_upper")
    if name in ("group_likelihood", "compared_with_likelihood"):
        return (name.removesuffix("_likelihood"),)
    is_share = name.endswith("share") or name == "gap"
    return ("all",) if is_share else ("group", "compared_with")
