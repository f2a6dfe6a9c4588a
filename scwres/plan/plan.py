"""An action plan: its actions, when each is due, and the figures that each should move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import NamedTuple

from scwres.ethnicity.categories import MINORITY_ETHNIC
from scwres.metrics.standards.indicator import RATIO, SHARE

#: The other figures of a measure: the likelihood of its event for everybody, and for the group.
LIKELIHOOD, GROUP_LIKELIHOOD = "likelihood", "group likelihood"

#: The figures that an action can aim to move, and what each is.
FIGURES: Mapping[str, str] = {
    RATIO: "the likelihood for the group divided by the likelihood for white people",
    SHARE: "the group's share of people with the event, of a pay band, or of all staff in post",
    LIKELIHOOD: "the likelihood for everybody, such as the share of all staff who are trained",
    GROUP_LIKELIHOOD: "the likelihood for the group",
}

#: The ways in which a figure can be meant to move.
TOWARDS_PARITY, STAY_EQUAL, UP, DOWN = "towards parity", "stay equal", "up", "down"
MOVES = (TOWARDS_PARITY, STAY_EQUAL, UP, DOWN)


class Period(NamedTuple):
    """The time in which an action should be done, in months from the start of the plan.

    ``until`` is None where the period has no end: its actions have no due date.
    """

    name: str
    after: int
    until: int | None


#: The periods of a plan that names none: those of a council's plan of 2022.
PERIODS = (
    Period("short", 0, 3),
    Period("short to medium", 0, 9),
    Period("medium", 3, 9),
    Period("medium to long", 9, 12),
    Period("long", 12, None),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A figure that an action should move, and which way.

    Parameters
    ----------
    measure
        The number of an indicator, or the item of a supporting measure.
    figure
        One of :data:`FIGURES`.
    moves
        One of :data:`MOVES`.
    part
        The pay band of the figure, where it has one.
    breakdown, unit
        The unit of the figure, and the column that has it; empty for the whole.
    baseline, target
        As in the plan: a ratio, or a share between 0 and 1; None where it has none.
    """

    measure: str
    figure: str
    moves: str
    part: str = ""
    breakdown: str = ""
    unit: str = ""
    group: str = MINORITY_ETHNIC
    baseline: float | None = None
    target: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """An action of a plan, in its own words.

    Parameters
    ----------
    when
        When it is to be done, in the words of the plan; empty where the period or the day says it.
    due
        The day by which it should be done; None where its period has no end.
    status
        The status that its owner gives it; never changed.
    other
        What the plan's own columns hold besides, by their header.
    """

    id: str
    theme: str
    action: str
    period: str
    due: date | None
    lead: str
    success: str
    update: str
    status: str
    aims: tuple[Aim, ...]
    when: str = ""
    other: Mapping[str, str] = field(default_factory=dict)


def is_undated(action: Action) -> bool:
    """Return whether an action has a time in words that are neither a day nor a period."""
    return bool(action.when and not action.period and action.due is None)


class Commitment(NamedTuple):
    """What a theme of a plan promises: its outcome, and what is already being done for it.

    ``name`` is the theme of its actions.
    """

    name: str
    outcome: str = ""
    already: tuple[str, ...] = ()


class Outcome(NamedTuple):
    """What a whole plan is to achieve, and the figures that show it."""

    name: str
    aims: tuple[Aim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """An action plan.

    Parameters
    ----------
    name
        The file that it was read from.
    signed_off_by, signed_off
        The role or the body that signed it off, and when; empty and None where it has neither.
    role
        The role of whoever signed it off, where that is not in ``signed_off_by``.
    start
        The day from which its periods count; None where the plan has none.
    columns
        The headers of the plan's own columns, in their order; empty where it has no such form.
    rag
        The plan's own words for statuses, by their colour.
    """

    name: str
    title: str
    organisation: str
    signed_off_by: str
    signed_off: date | None
    start: date | None
    periods: tuple[Period, ...]
    actions: tuple[Action, ...]
    role: str = ""
    columns: tuple[str, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    rag: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def aims(self) -> tuple[Aim, ...]:
        """The figures that its actions and its outcomes should move."""
        aims = (*(action.aims for action in self.actions), *(end.aims for end in self.outcomes))
        return tuple(chain.from_iterable(aims))

    @property
    def breakdowns(self) -> tuple[str, ...]:
        """The columns of the units that its figures are broken down by."""
        return tuple(dict.fromkeys(filter(None, (aim.breakdown for aim in self.aims))))
