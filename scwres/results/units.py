"""Where each unit of a breakdown stands beside the whole, from the lines of results alone.

In a publication lines hold only the counts that are shown, so this says nothing that they do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from scwres.counts import Tally
from scwres.metrics.comparison import Statistic
from scwres.metrics.funnel import LOWER, Status, deviation, funnel, status
from scwres.metrics.likelihood import Estimate
from scwres.metrics.standards.indicator import SHARE, Words
from scwres.results.lines import Line

#: A count and a figure, which are missing where they are withheld or undefined.
_COUNT, _FIGURE = int | None, float | None

#: The columns of a unit in order, each with the type of its values: add to them, never rename one.
UNIT_COLUMNS: Mapping[str, Any] = {
    "standard": str,
    "audience": str,
    "indicator": str,
    "title": str,
    "breakdown": str,
    "unit": str,
    "all_count": _COUNT,
    "all_out_of": _COUNT,
    "likelihood": _FIGURE,
    "likelihood_lower": _FIGURE,
    "likelihood_upper": _FIGURE,
    "whole_count": _COUNT,
    "whole_out_of": _COUNT,
    "whole_likelihood": _FIGURE,
    "limit_95_lower": _FIGURE,
    "limit_95_upper": _FIGURE,
    "limit_998_lower": _FIGURE,
    "limit_998_upper": _FIGURE,
    "lags_when": str,
    "status": str,
    "confidence": float,
    "mark": str,
    "profile": str,
    "statistic": str,
}

#: The figures of which a mark says why they are missing, in the order of the marks.
_OF_UNIT = ("likelihood", "likelihood_lower", "likelihood_upper")
_OF_WHOLE = ("whole_likelihood",)
_LIMITS = ("limit_95_lower", "limit_95_upper", "limit_998_lower", "limit_998_upper")
_MARKED = (*_OF_UNIT, *_OF_WHOLE, *_LIMITS)


@dataclass(frozen=True, kw_only=True)
class UnitStanding:
    """A unit beside the whole, in one indicator: everybody in it, whatever their ethnicity.

    Its columns are read off a line of the unit and a line of the whole. Likelihoods and limits
    lie between 0 and 1, at full precision; they are None where they are undefined or withheld,
    for the reason in ``mark``. The limits are those of a funnel around the whole, at the size of
    the unit: the lowest and the highest likelihoods that are not outside.

    Parameters
    ----------
    line
        A line of the unit.
    whole
        A line of the whole. People in no unit are in it too.
    """

    line: Line
    whole: Line

    @property
    def row(self) -> dict[str, Any]:
        """Its columns in order, by name: what formats write of it."""
        return {name: getattr(self, name) for name in UNIT_COLUMNS}

    # What it is of

    @property
    def standard(self) -> str:
        """The standard, or ``supporting`` for a measure beside it."""
        return self.line.standard

    @property
    def audience(self) -> str:
        """``internal`` or ``publication``."""
        return self.line.audience

    @property
    def indicator(self) -> str:
        """The number of the indicator, or the item of a measure."""
        return self.line.indicator

    @property
    def title(self) -> str:
        """The title of the indicator or the measure."""
        return self.line.title

    @property
    def breakdown(self) -> str:
        """The breakdown."""
        return self.line.breakdown

    @property
    def unit(self) -> str:
        """The unit: a value of the breakdown."""
        return self.line.unit

    @property
    def words(self) -> Words:
        """How a sentence speaks of what is counted."""
        return self.line.definition.words

    @property
    def lags_when(self) -> str:
        """The side on which a unit does worse: ``lower`` or ``higher``; empty for neither."""
        return self.line.definition.lags_when or ""

    @property
    def statistic(self) -> Statistic:
        """Whether its figure is a likelihood, or a rate, which has no limits."""
        return self.line.statistic

    @property
    def confidence(self) -> float:
        """The level of the interval of its likelihood, between 0 and 1."""
        return self.line.confidence

    @property
    def profile(self) -> str:
        """The rule that a publication was made by, in words; empty otherwise."""
        return self.line.profile

    # Its counts: None where they are withheld

    @property
    def all_count(self) -> int | None:
        """Everybody in the unit with the event."""
        return self.line.all_count

    @property
    def all_out_of(self) -> int | None:
        """Everybody in the unit who is counted."""
        return self.line.all_out_of

    @property
    def whole_count(self) -> int | None:
        """Everybody in the whole with the event."""
        return self.whole.all_count

    @property
    def whole_out_of(self) -> int | None:
        """Everybody in the whole who is counted."""
        return self.whole.all_out_of

    # Its figures: None where they are withheld or undefined

    @cached_property
    def _tally(self) -> Tally | None:
        return _everyone(self.line)

    @cached_property
    def _whole_tally(self) -> Tally | None:
        return _everyone(self.whole)

    @cached_property
    def _estimate(self) -> Estimate | None:
        is_shown = self._tally is not None
        return self.line.comparison.everyone_likelihood(self.confidence) if is_shown else None

    @property
    def likelihood(self) -> float | None:
        """The likelihood of everybody in the unit; a rate where the indicator is one."""
        return self._estimate.value if self._estimate else None

    @property
    def likelihood_lower(self) -> float | None:
        """The lower limit of its interval."""
        return self._estimate.lower if self._estimate else None

    @property
    def likelihood_upper(self) -> float | None:
        """The upper limit of its interval."""
        return self._estimate.upper if self._estimate else None

    @property
    def whole_likelihood(self) -> float | None:
        """The likelihood of everybody in the whole."""
        if self._whole_tally is None:
            return None
        return self.whole.comparison.everyone_likelihood(self.confidence).value

    @cached_property
    def _limits(self) -> dict[str, float]:
        if self._tally is None or self._whole_tally is None:
            return {}
        people = self._tally.out_of
        chance = funnel(people, self._whole_tally)
        counts = (count for limits in chance or () for count in limits)
        return {name: count / people for name, count in zip(_LIMITS, counts, strict=False)}

    @property
    def limit_95_lower(self) -> float | None:
        """The lower 95% limit."""
        return self._limits.get("limit_95_lower")

    @property
    def limit_95_upper(self) -> float | None:
        """The upper 95% limit."""
        return self._limits.get("limit_95_upper")

    @property
    def limit_998_lower(self) -> float | None:
        """The lower 99.8% limit."""
        return self._limits.get("limit_998_lower")

    @property
    def limit_998_upper(self) -> float | None:
        """The upper 99.8% limit."""
        return self._limits.get("limit_998_upper")

    # What is said of them

    @cached_property
    def status(self) -> Status:
        """``lags``, ``below``, ``above`` or ``usual``; empty where there are no limits."""
        if self._tally is None or self._whole_tally is None:
            return Status.NONE
        return status(
            self._tally, whole=self._whole_tally, lags_when=self.line.definition.lags_when
        )

    @property
    def deviation(self) -> float | None:
        """How far it lies from the whole, in standard errors; None where it has no limits."""
        if self._tally is None or self._whole_tally is None:
            return None
        return deviation(self._tally, whole=self._whole_tally)

    @property
    def is_withheld(self) -> bool:
        """Whether a count is withheld that its status is made of."""
        return None in (self._tally, self._whole_tally)

    @cached_property
    def marks(self) -> dict[str, str]:
        """The letter that says why a figure is missing, by the figure's name."""
        withheld = {
            *(_OF_UNIT if self._tally is None else ()),
            *(_OF_WHOLE if self._whole_tally is None else ()),
            *(_LIMITS if None in (self._tally, self._whole_tally) else ()),
        }
        nobody = {
            *((*_OF_UNIT, *_LIMITS) if self.all_out_of == 0 else ()),
            *((*_OF_WHOLE, *_LIMITS) if self.whole_out_of == 0 else ()),
        }
        return {
            name: "c" if name in withheld else "x" if name in nobody else "z"
            for name in _MARKED
            if getattr(self, name) is None
        }

    @property
    def mark(self) -> str:
        """Why figures are missing, as ``name:letter`` pairs."""
        return " ".join(f"{name}:{letter}" for name, letter in self.marks.items())


def _everyone(line: Line) -> Tally | None:
    """Return everybody's counts of a line; None where one is withheld."""
    is_withheld = line.all_count is None or line.all_out_of is None
    return None if is_withheld else line.comparison.everyone


def unit_standings(lines: Iterable[Line]) -> tuple[UnitStanding, ...]:
    """Return where each unit of each breakdown stands beside the whole, in the order of lines.

    One for each indicator and unit, however many groups have lines; none for pay bands.
    """
    wholes: dict[tuple[str, str], Line] = {}
    units: dict[tuple[str, str, str, str], Line] = {}
    for line in lines:
        if line.headline == SHARE or line.is_of_odds:
            continue
        if line.breakdown:
            units.setdefault((line.breakdown, line.indicator, line.title, line.unit), line)
        else:
            wholes.setdefault((line.indicator, line.title), line)
    return tuple(
        UnitStanding(line=line, whole=wholes[indicator, title])
        for (_, indicator, title, _), line in units.items()
        if (indicator, title) in wholes
    )


def worst_first(standings: Iterable[UnitStanding]) -> list[UnitStanding]:
    """Return standings in reading order: those that lag first, those without limits last.

    Between them stand the others, those outside their limits first, and of each those on the
    worse side first, by how far they lie from the whole.
    """

    def place(standing: UnitStanding) -> tuple[int, bool, float]:
        off = standing.deviation or 0.0
        is_better = (off > 0) if standing.lags_when == LOWER else (off < 0)
        rank = 0 if standing.status is Status.LAGS else 1 if standing.status.is_outside else 2
        rank = 3 if standing.status is Status.NONE else rank
        return rank, bool(standing.lags_when) and is_better, -abs(off)

    return sorted(standings, key=place)


def lagging(standings: Iterable[UnitStanding]) -> list[UnitStanding]:
    """Return the units that lag, the farthest from the whole first."""
    return worst_first(each for each in standings if each.status is Status.LAGS)
