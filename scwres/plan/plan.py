"""What a plan holds: actions, when each is due, and the figures that each should move."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scwres.ethnicity.categories import MINORITY_ETHNIC
from scwres.metrics.standards.indicator import RATIO, SHARE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

#: The other figures of a measure: how likely its event is for everybody, and for the group.
LIKELIHOOD, GROUP_LIKELIHOOD = "likelihood", "group likelihood"

#: The figures that an action may be to move, and what each is.
FIGURES: Mapping[str, str] = {
    RATIO: "the likelihood of the group over that of white people",
    SHARE: "the group's share of those with the event, of a pay band, or of all staff in post",
    LIKELIHOOD: "the likelihood of everybody, such as how many of all are trained",
    GROUP_LIKELIHOOD: "the likelihood of the group",
}

#: The ways that a figure may be to move.
TOWARDS_PARITY, STAY_EQUAL, UP, DOWN = "towards parity", "stay equal", "up", "down"
MOVES = (TOWARDS_PARITY, STAY_EQUAL, UP, DOWN)


class Period(NamedTuple):
    """When an action of a period is to be done: months from the start of the plan.

    ``until`` is None where the period has no end: such an action is due on no day.
    """

    name: str
    after: int
    until: int | None


#: The periods of a plan that says nothing of them: those of a council's plan of 2022.
PERIODS = (
    Period("short", 0, 3),
    Period("short to medium", 0, 9),
    Period("medium", 3, 9),
    Period("medium to long", 9, 12),
    Period("long", 12, None),
)


class Aim(NamedTuple):
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
        The pay band, where the figure is of one.
    breakdown, unit
        The unit that it is of; empty for the whole.
    baseline, target
        As the plan says them: a ratio, or a share between 0 and 1; None where it does not.
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


class Action(NamedTuple):
    """An action of a plan, in its own words.

    Parameters
    ----------
    due
        The day by which it should be done; None where its period has no end.
    status
        What its owner says of it; never changed.
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


class Plan(NamedTuple):
    """An action plan.

    Parameters
    ----------
    name
        The file that it was read from.
    signed_off_by, signed_off
        The role that signed it off, and when; empty and None where it is not said.
    start
        The day from which its periods count; None where it is not said.
    """

    name: str
    title: str
    organisation: str
    signed_off_by: str
    signed_off: date | None
    start: date | None
    periods: tuple[Period, ...]
    actions: tuple[Action, ...]

    @property
    def breakdowns(self) -> tuple[str, ...]:
        """The columns whose units its figures are of."""
        of_all = (aim.breakdown for action in self.actions for aim in action.aims)
        return tuple(dict.fromkeys(filter(None, of_all)))
