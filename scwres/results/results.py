"""The types of results: a line with its columns, and everything else that a run has to tell.

Column names are relied on from outside: add to them, never rename one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from scwres.counts import Counts
from scwres.errors import Caution
from scwres.ethnicity.categories import REFERENCES
from scwres.metrics.standards.indicator import SHARE, Indicator, Standard
from scwres.results.lines import COLUMNS, PUBLICATION, Line
from scwres.results.units import UNIT_COLUMNS, UnitStanding, unit_standings
from scwres.text.formats import FORMATS
from scwres.text.numbers import RATIO_DECIMALS, ratio_decimals, ratio_text
from scwres.text.phrases import as_sentence, number_of

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from pandas import DataFrame

    from scwres.disclosure.rules import Profile
    from scwres.results.workforce import WorkforceProfile

#: The notice on every internal output.
INTERNAL_NOTICE = "Internal: exact figures, including small numbers. Not for publication."

#: The notice on a draft of a publication.
DRAFT_NOTICE = "Draft, not to be published: it is not recorded in the ledger."

#: The notice on a correction, before the reason.
CORRECTION_NOTICE = "Correction: these figures replace figures that were published before. Reason:"

#: How the ratio across units and its interval were made.
ACROSS_METHOD = "Mantel-Haenszel ratio, Greenland-Robins interval"


def fields_of(record: DataclassInstance) -> dict[str, Any]:
    """Return the fields of a record by their names, in order: what formats write of it."""
    return {field.name: getattr(record, field.name) for field in fields(record)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """An extract that was read, and how its rows were used.

    ``rows`` is the number of rows below the header: ``counted`` and, by reason, ``left_out``.
    ``blank`` is the number of people counted without an answer, by item. ``people`` is how many
    people the counted rows are about, where ids show it, and None otherwise. ``form`` is the kind
    of file. ``notes`` says what was not read, or could be read in another way.
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


class NotComputed(NamedTuple):
    """A figure that was requested and is missing, and why.

    ``breakdown`` and ``unit`` are empty for the whole; ``unit`` is empty for all of them.
    ``is_public`` is set where the reason names organisations and holds no count.
    """

    indicator: str
    breakdown: str
    unit: str
    why: str
    is_public: bool = False

    @property
    def row(self) -> dict[str, str]:
        """What formats write of it."""
        return {name: getattr(self, name) for name in ("indicator", "breakdown", "unit", "why")}


class Results(NamedTuple):
    """The results of a run: its lines, and everything needed to check them.

    Parameters
    ----------
    standard
        The standard, with its indicators.
    audience
        ``internal``: exact figures.
    settings
        The settings of the run, in words and numbers. The same settings and inputs give the
        same results.
    inputs
        Each extract that was read, and how its rows were used.
    lines
        A line for each indicator, part, unit and group. The columns of results are its attributes,
        such as ``line.ratio``.
    not_computed
        What is missing, and why.
    warnings
        What you should know about the figures: ``code`` and ``text`` of each.
    counts
        The counts that the lines were computed from.
    across_units
        For each breakdown, the indicators over its units compared with the whole.
    measures
        The supporting measures that have lines.
    pay_groups
        The pay bands of each pay group, where pay groups are compared.
    nested
        Which units of one breakdown lie within units of another.
    organisations
        Each organisation compared with all together, where several were combined.
    of_organisations
        The lines of each organisation, where several were combined.
    benchmarks
        Figures from elsewhere, to compare lines with.
    workforce_profile
        Who the staff are, who reaches each stage of recruitment, and who answers the survey;
        None unless it was requested.
    accepted
        The warnings that the settings accept, by their codes.
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
    of_organisations: tuple[Line, ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()
    workforce_profile: WorkforceProfile | None = None
    accepted: frozenset[str] = frozenset()

    @property
    def notice(self) -> str:
        """The notice on every output."""
        return INTERNAL_NOTICE

    @property
    def titles(self) -> dict[str, str]:
        """The title of every indicator and measure, by its number."""
        return _titles(self.standard, self.measures)

    @property
    def units(self) -> tuple[UnitStanding, ...]:
        """Where each unit of each breakdown stands beside the whole, in each indicator."""
        return unit_standings(self.lines)

    def __repr__(self) -> str:
        return (
            f"<Results of {self.standard.title}: {number_of(len(self.lines), 'line')}, "
            f"{len(self.not_computed)} not computed, {number_of(len(self.warnings), 'warning')}>"
        )

    def _repr_html_(self) -> str:
        return html_of(self)

    def to_frame(self) -> DataFrame:
        """Return the lines as a tidy pandas frame, with a row for each line.

        The columns and dtypes are always the same. Words are text, and empty where there are
        none. Counts are ``Int64``, and ``<NA>`` where they are withheld. Figures are ``float64``,
        and ``NaN`` where they are withheld or undefined; ``mark`` gives the reason.
        """
        return _frame(COLUMNS, self.lines)

    def units_to_frame(self) -> DataFrame:
        """Return the units as a tidy pandas frame, with a row for each unit and indicator.

        Dtypes are those of :meth:`to_frame`. Without a breakdown there are no rows.
        """
        return _frame(UNIT_COLUMNS, self.units)

    def to_json(self) -> str:
        """Return the results as JSON, as ``scwres compute --format json`` writes them.

        Written to a file, ``scwres compare`` reads it, and ``scwres plan`` as ``--before`` or
        ``--now``.
        """
        return str(FORMATS["json"].render(self))


def _titles(standard: Standard, measures: Iterable[Indicator]) -> dict[str, str]:
    indicators = (*standard.indicators, *measures)
    return {indicator.number: indicator.title for indicator in indicators}


def _frame(
    columns: Mapping[str, Any], records: Iterable[Line] | Iterable[UnitStanding]
) -> DataFrame:
    from pandas import DataFrame

    rows = [record.row for record in records]
    return DataFrame(rows, columns=list(columns)).astype(
        {name: _DTYPES[kind] for name, kind in columns.items()}
    )


#: The dtype of a column of a frame, by the type of its values.
_DTYPES: Mapping[Any, str] = {
    str: "str",
    float: "float64",
    float | None: "float64",
    int | None: "Int64",
}


def html_of(shown: object) -> str:
    """Return results, compared years or a plan as a notebook shows them.

    What writes them stands above this room, and is looked up when a notebook asks.
    """
    from importlib import import_module

    return str(import_module("scwres.reports.notebook").as_html(shown))


@dataclass(frozen=True, slots=True)
class Kind:
    """The kind of an extract: all that a publication shows of it."""

    kind: str


class Published(NamedTuple):
    """The part of results that can be published. It never held a withheld count.

    Its attributes are those of :class:`Results`, without the exact counts. Of the extracts it
    shows only the kinds.

    Parameters
    ----------
    rule
        The rule it was made by.
    correction
        Why it corrects an earlier one; empty where it does not.
    is_draft
        Whether it was not recorded, and is not to be published as it is.
    """

    standard: Standard
    settings: Mapping[str, object]
    inputs: tuple[Kind, ...]
    lines: tuple[Line, ...]
    not_computed: tuple[NotComputed, ...]
    rule: Profile
    measures: tuple[Indicator, ...] = ()
    across_units: tuple[AcrossUnits, ...] = ()
    warnings: tuple[Caution, ...] = ()
    audience: str = PUBLICATION
    organisations: tuple[OrganisationLine, ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()
    workforce_profile: WorkforceProfile | None = None
    correction: str = ""
    is_draft: bool = False

    @property
    def profile(self) -> str:
        """The rule it was made by, in words."""
        return self.rule.as_published

    @property
    def notice(self) -> str:
        """The notice on every output."""
        notices = [DRAFT_NOTICE] if self.is_draft else []
        if self.correction:
            notices.append(f"{CORRECTION_NOTICE} {as_sentence(self.correction)}")
        return " ".join([*notices, self.rule.notice])

    @property
    def titles(self) -> dict[str, str]:
        """The title of every indicator and measure, by its number."""
        return _titles(self.standard, self.measures)

    @property
    def units(self) -> tuple[UnitStanding, ...]:
        """Where each unit of each breakdown stands beside the whole, in each indicator."""
        return unit_standings(self.lines)

    def __repr__(self) -> str:
        return (
            f"<Published results of {self.standard.title}: {number_of(len(self.lines), 'line')}, "
            f"{self.profile}>"
        )

    def _repr_html_(self) -> str:
        return html_of(self)

    def to_frame(self) -> DataFrame:
        """Return the lines as a tidy pandas frame, with a row for each line.

        The columns and dtypes are always the same. Words are text, and empty where there are
        none. Counts are ``Int64``, and ``<NA>`` where they are withheld. Figures are ``float64``,
        and ``NaN`` where they are withheld or undefined; ``mark`` gives the reason.
        """
        return _frame(COLUMNS, self.lines)

    def units_to_frame(self) -> DataFrame:
        """Return the units as a tidy pandas frame, with a row for each unit and indicator.

        Dtypes are those of :meth:`to_frame`. Without a breakdown there are no rows.
        """
        return _frame(UNIT_COLUMNS, self.units)

    def to_json(self) -> str:
        """Return the publication as JSON, as ``scwres compute --publish --format json`` writes it.

        ``scwres audit`` reads it and checks it as a reader could; ``scwres compare`` reads it too.
        """
        return str(FORMATS["json"].render(self))


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
        With how many decimals it was published, or is printed here.
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

    def decimals_beside(self, decimals: int) -> int:
        """Return how many decimals it is printed with beside a ratio of so many."""
        if self.figure == SHARE:
            return self.decimals
        return ratio_decimals(self.value, min(decimals, self.decimals))


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
    ``decimals`` is how many the printed benchmark has.
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
    decimals: int

    @property
    def comparison_key(self) -> tuple[str, str, str, str, str]:
        """The comparison that it is of."""
        return self.indicator, self.title, self.part, self.group, self.compared_with
