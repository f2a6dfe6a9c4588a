"""The types of results: a line with its columns, and everything else that a run has to tell.

Column names are relied on from outside: add to them, never rename one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from scwres.counts import Counts, Odds, Rate, Tally
from scwres.disclosure.rules import ROUNDED
from scwres.errors import Caution
from scwres.ethnicity.categories import REFERENCES
from scwres.metrics.difference import READ_FROM, Difference, difference_of, side_of
from scwres.metrics.intervals import KATZ, KOOPMAN
from scwres.metrics.likelihood import CORNFIELD, FISHER, PEARSON, RATE, chosen_test
from scwres.metrics.standards.indicator import SHARE, Indicator, Standard
from scwres.metrics.standards.supporting import SUPPORTING
from scwres.text.numbers import RATIO_DECIMALS, RATIO_DECIMALS_ROUNDED, ratio_text

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from pandas import DataFrame

#: Exact figures, small numbers among them: for the analyst, not for publication.
INTERNAL = "internal"

#: Figures that disclosure control lets through.
PUBLICATION = "publication"

#: The notice on every internal output.
INTERNAL_NOTICE = "Internal: exact figures, small numbers among them. Not for publication."

#: Why a figure is missing: the letter in ``mark``, printed in square brackets, as the
#: Analysis Function asks of statistical tables.
MARKS: Mapping[str, str] = {
    "z": "does not apply, or is not defined, as a ratio to no events is not",
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

#: How the ratio across units and its interval were made.
ACROSS_METHOD = "Mantel-Haenszel ratio, Greenland-Robins interval"


def fields_of(record: DataclassInstance) -> dict[str, Any]:
    """Return the fields of a record by their names, in order: what formats write of it."""
    return {field.name: getattr(record, field.name) for field in fields(record)}


class Line(NamedTuple):
    """One comparison of one indicator, with every figure that is read off it.

    Likelihoods and shares lie between 0 and 1; a gap of 0.05 is five percentage points; a
    ratio is group over compared-with. Figures are at full precision, and None where they
    are undefined (an infinite limit too), for the reason in ``mark``: pairs such as
    ``ratio:z share:x``, whose letters :data:`MARKS` explains. What the figures from
    ``ratio_if_unknown_white`` to ``four_fifths`` mean, :class:`Evidence` defines; ``headline``
    is the figure that the standard publishes, and ``reading`` says it in sentences. The
    ``ungrouped`` are people of a category too broad for the groups: the groups, the unknown
    and they are all. ``profile`` is the rule that a publication was made by, and empty
    otherwise; counts are None where they are withheld by it.
    """

    standard: str
    audience: str
    indicator: str
    title: str
    part: str
    breakdown: str
    unit: str
    group: str
    compared_with: str
    group_count: int | None
    group_out_of: int | None
    group_likelihood: float | None
    group_likelihood_lower: float | None
    group_likelihood_upper: float | None
    compared_with_count: int | None
    compared_with_out_of: int | None
    compared_with_likelihood: float | None
    compared_with_likelihood_lower: float | None
    compared_with_likelihood_upper: float | None
    unknown_count: int | None
    unknown_out_of: int | None
    all_count: int | None
    all_out_of: int | None
    ratio: float | None
    ratio_lower: float | None
    ratio_upper: float | None
    confidence: float
    method: str
    p_value: float | None
    share: float | None
    workforce_share: float | None
    gap: float | None
    finding: str
    mark: str
    headline: str
    ungrouped_count: int | None
    ungrouped_out_of: int | None
    ratio_if_unknown_white: float | None
    ratio_if_unknown_minority: float | None
    ratio_lowest: float | None
    ratio_highest: float | None
    unknown_share: float | None
    unknown_event_share: float | None
    people_to_parity: int | None
    ratio_one_more: float | None
    ratio_one_fewer: float | None
    four_fifths: str
    reading: str
    profile: str = ""

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
    def tallies(self) -> tuple[Tally, Tally] | None:
        """Both groups' counts, as they are read: None where one is withheld."""
        kind = Rate if self.is_rate else Odds if self.is_of_odds else Tally
        counts = (
            self.group_count,
            self.group_out_of,
            self.compared_with_count,
            self.compared_with_out_of,
        )
        known = [count for count in counts if count is not None]
        return (kind(*known[:2]), kind(*known[2:])) if len(known) == len(counts) else None

    @property
    def difference(self) -> Difference:
        """The difference of the two likelihoods, also where neither side is the worse one.

        Undefined of a share, and where a count is withheld.
        """
        if self.headline == SHARE or self.tallies is None:
            return Difference.UNDEFINED
        group, compared_with = self.tallies
        return difference_of(group, compared_with=compared_with, confidence=self.confidence)

    def p_value_test(self, test: str) -> str:
        """Return the name of the test that its p value is of: the one named, or the usual one."""
        if self.tallies is None:
            return test
        group, compared_with = self.tallies
        return chosen_test(test, group, compared_with=compared_with)

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
    def decimals(self) -> int:
        """With how many decimals its ratios are printed: fewer where counts were rounded."""
        return RATIO_DECIMALS_ROUNDED if ROUNDED in self.profile else RATIO_DECIMALS

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
    def is_of_somebody(self) -> bool:
        """Whether anybody is in the group that is compared with the reference."""
        return (self.compared_with_out_of if self.is_inverse else self.group_out_of) != 0

    @property
    def is_of_odds(self) -> bool:
        """Whether its ratio is one of odds: those with the event over those without."""
        return self.method.startswith(INTERVALS_IN_WORDS[CORNFIELD])

    @property
    def is_rate(self) -> bool:
        """Whether it divides events by people who do not include those with the event."""
        return self.method.startswith(INTERVALS_IN_WORDS[RATE])

    @property
    def indicator_key(self) -> tuple[str, bool]:
        """Its indicator or measure; race disparity ratios are apart from pay bands."""
        return self.indicator, self.is_of_odds

    @property
    def marks(self) -> dict[str, str]:
        """The letter that says why a figure is missing, by the figure's name."""
        return dict(pair.rsplit(":", 1) for pair in self.mark.split())


#: The names of a line's columns, in order.
COLUMNS: tuple[str, ...] = Line._fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """An extract that was read, and what became of its rows.

    ``rows`` is those below the header: ``counted`` and, by reason, ``left_out``. ``blank`` is
    the people counted without an answer, by the item; ``people`` how many people the rows
    counted are about, where ids show it and None otherwise; ``form`` the kind of file;
    ``notes`` what was not read of it, or may be read in another way.
    """

    name: str
    kind: str
    sha256: str | None
    rows: int
    counted: int
    left_out: Mapping[str, int]
    blank: Mapping[str, int]
    people: int | None = None
    form: str = ""
    notes: tuple[str, ...] = ()


def definitions(
    standard: Standard, measures: Iterable[Indicator]
) -> dict[tuple[str, bool], Indicator]:
    """Return the definition of every indicator and measure, by the ``indicator_key`` of lines."""
    indicators = (*standard.indicators, *measures)
    by_key = {(indicator.number, False): indicator for indicator in indicators}
    if standard.disparity is not None:
        by_key[standard.disparity.number, True] = standard.disparity
    return by_key


@dataclass(frozen=True, slots=True, kw_only=True)
class AcrossUnits:
    """An indicator over the units of a breakdown taken together, compared with the whole.

    Parameters
    ----------
    units
        How many units have people of both groups.
    ratio, ratio_lower, ratio_upper
        The ratio over everybody, as on the line of the whole.
    ratio_across_units, ratio_across_units_lower, ratio_across_units_upper
        Mantel and Haenszel's ratio, which compares within units alone.
    points_apart
        Whether the two tell different stories.
    units_told, units_worse, units_better
        How many units have a finding, and how many are worse or better.
    by_chance
        How many units would be found worse or better by chance, if none were.
    """

    standard: str
    indicator: str
    title: str
    breakdown: str
    group: str
    compared_with: str
    units: int
    ratio: float | None
    ratio_lower: float | None
    ratio_upper: float | None
    ratio_across_units: float | None
    ratio_across_units_lower: float | None
    ratio_across_units_upper: float | None
    confidence: float
    method: str
    points_apart: bool
    units_told: int
    units_worse: int
    units_better: int
    by_chance: float

    @property
    def interval(self) -> tuple[float, float] | None:
        """The limits of the ratio across units; None where it has none."""
        lower, upper = self.ratio_across_units_lower, self.ratio_across_units_upper
        return None if lower is None or upper is None else (lower, upper)

    @property
    def minority(self) -> str:
        """The group that is compared with the reference, whichever way it is published."""
        return self.compared_with if self.group in REFERENCES else self.group


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationLine:
    """An organisation's ratio compared with that of all together.

    ``score`` is how far it lies from the pooled ratio, as a normal deviate: a small
    organisation lies far off by chance alone, and its score does not. ``mark`` says where that
    is beyond 1.96 or 3.09, the limits of a funnel. None for a figure that does not exist.
    """

    indicator: str
    title: str
    organisation: str
    group: str
    compared_with: str
    group_count: int | None
    group_out_of: int | None
    compared_with_count: int | None
    compared_with_out_of: int | None
    ratio: float | None
    pooled_ratio: float | None
    score: float | None
    mark: str


#: The words for organisations that lack an item: without a number of people.
IN_NEITHER_HALF = "in neither half"


class NotComputed(NamedTuple):
    """A figure that was requested and is missing, and why.

    ``breakdown`` and ``unit`` are empty for the whole; ``unit`` is empty for all of them.
    """

    indicator: str
    breakdown: str
    unit: str
    why: str


class Results(NamedTuple):
    """The results of a run: its lines, and everything needed to trust them.

    Parameters
    ----------
    settings
        The settings of the run, in words and numbers; the same settings and inputs give the
        same results.
    counts
        The counts that the lines were computed from.
    across_units
        For each breakdown, the indicators over its units compared with the whole.
    measures
        The supporting measures that lines are of.
    pay_groups
        The pay bands of each pay group, where pay groups are compared.
    nested
        Which units of one breakdown lie in one of another.
    organisations
        Each organisation compared with all together, where several were combined.
    benchmarks
        Figures from elsewhere that lines are compared with.
    """

    standard: Standard
    audience: str
    settings: Mapping[str, object]
    inputs: tuple[Input, ...]
    lines: tuple[Line, ...]
    not_computed: tuple[NotComputed, ...]
    warnings: tuple[Caution, ...]
    counts: Counts
    across_units: tuple[AcrossUnits, ...] = ()
    measures: tuple[Indicator, ...] = ()
    pay_groups: Mapping[str, tuple[str, ...]] = {}
    nested: Mapping[tuple[str, str], Mapping[str, Sequence[str]]] = {}
    organisations: tuple[OrganisationLine, ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()

    @property
    def notice(self) -> str:
        """The notice on every output."""
        return INTERNAL_NOTICE

    @property
    def titles(self) -> dict[str, str]:
        """The title of every indicator and measure, by its number."""
        return _titles(self.standard, self.measures)

    def __repr__(self) -> str:
        return (
            f"<Results of {self.standard.title}: {len(self.lines)} lines, "
            f"{len(self.not_computed)} not computed, {len(self.warnings)} warnings>"
        )

    def to_frame(self) -> DataFrame:
        """Return the lines as a tidy pandas frame: a row a line, the contract's columns."""
        return _frame(self.lines)


def _titles(standard: Standard, measures: Iterable[Indicator]) -> dict[str, str]:
    indicators = (*standard.indicators, *measures)
    return {indicator.number: indicator.title for indicator in indicators}


def _frame(lines: Iterable[Line]) -> DataFrame:
    from pandas import DataFrame

    return DataFrame(list(lines), columns=list(COLUMNS))


@dataclass(frozen=True, slots=True)
class Kind:
    """The kind of an extract: all that a publication shows of it."""

    kind: str


class Published(NamedTuple):
    """The part of results that may be published: it never held a count that is withheld.

    It has the attributes that formats read of :class:`Results`, and of what was read the
    kinds alone.

    Parameters
    ----------
    profile
        The rule it was made by, in words.
    """

    standard: Standard
    settings: Mapping[str, object]
    inputs: tuple[Kind, ...]
    lines: tuple[Line, ...]
    not_computed: tuple[NotComputed, ...]
    profile: str
    measures: tuple[Indicator, ...] = ()
    across_units: tuple[AcrossUnits, ...] = ()
    warnings: tuple[Caution, ...] = ()
    audience: str = PUBLICATION
    organisations: tuple[OrganisationLine, ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()

    @property
    def notice(self) -> str:
        """The notice on every output."""
        return f"For publication, by {self.profile}."

    @property
    def titles(self) -> dict[str, str]:
        """The title of every indicator and measure, by its number."""
        return _titles(self.standard, self.measures)

    def __repr__(self) -> str:
        return (
            f"<Published results of {self.standard.title}: {len(self.lines)} lines, "
            f"{self.profile}>"
        )

    def to_frame(self) -> DataFrame:
        """Return the lines as a tidy pandas frame: a row a line, the contract's columns."""
        return _frame(self.lines)


#: Results that formats write.
Reported = Results | Published


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchmarkFigure:
    """One figure of a benchmark, with the comparison that it is of.

    Parameters
    ----------
    part
        The pay band; empty for the whole.
    figure
        ``ratio`` or ``share``.
    printed
        As it was published, or as it is printed here.
    within
        How far the exact figure may lie from ``value``, which others have rounded.
    exact
        A share as a fraction, from which points are computed.
    decimals
        With how many decimals a ratio was printed.
    """

    indicator: str
    part: str
    group: str
    compared_with: str
    figure: str
    value: float
    printed: str
    lower: float | None = None
    upper: float | None = None
    within: float = 0.0
    exact: Fraction | None = None
    decimals: int = RATIO_DECIMALS

    @property
    def key(self) -> tuple[str, ...]:
        """The comparison and the figure that it is of."""
        return self.indicator, self.part, self.group, self.compared_with, self.figure

    def printed_beside(self, decimals: int) -> str:
        """Return it as printed beside a ratio of so many decimals: with no more."""
        if self.figure == SHARE or decimals >= self.decimals:
            return self.printed
        return ratio_text(self.value, decimals)


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """Figures from one source.

    Parameters
    ----------
    source
        Who published them, or the file that they are from.
    is_exact
        Whether they come from exact counts that were not published.
    year
        The year of figures that were published for all councils; empty for others.
    is_own
        Whether they are the results of the council itself.
    is_earlier
        Whether their period is known to be before that of the figures compared with them.
    residents_of
        The only residents that they are of, such as those of one age band: a name, which may be
        empty, and a value. Empty where they are all residents; None where that is not known.
    has_unknown
        Whether the ethnicity of some residents is not known.
    """

    name: str
    source: str
    figures: tuple[BenchmarkFigure, ...]
    is_exact: bool = False
    year: str = ""
    is_own: bool = False
    is_earlier: bool = False
    residents_of: tuple[tuple[str, str], ...] | None = ()
    has_unknown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchmarkLine:
    """A figure from elsewhere with the same figure of this council.

    ``figure`` names it: a ratio, or a share between 0 and 1. ``place`` is on which side of
    the benchmark the interval of the ratio here lies; ``points`` the share here less the
    benchmark, 0.05 for five points. None, and an empty place, where a figure is missing.
    """

    indicator: str
    title: str
    part: str
    group: str
    compared_with: str
    figure: str
    here: float | None
    here_lower: float | None
    here_upper: float | None
    benchmark: str
    value: float
    lower: float | None
    upper: float | None
    printed: str
    place: str
    points: float | None
    source: str

    @property
    def comparison_key(self) -> tuple[str, str, str, str, str]:
        """The comparison that it is of."""
        return self.indicator, self.title, self.part, self.group, self.compared_with
