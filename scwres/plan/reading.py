"""The file of a plan becomes a plan, or faults: all of them at once, each with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scwres.errors import UsageError
from scwres.ethnicity.categories import MINORITY_ETHNIC
from scwres.metrics.standards import standard_called
from scwres.metrics.standards.indicator import RATIO, SHARE
from scwres.metrics.standards.supporting import known_indicators
from scwres.plan.checks import due_date, figure_of, plan_problems
from scwres.plan.plan import DOWN, PERIODS, TOWARDS_PARITY, UP, Action, Aim, Period, Plan
from scwres.settings.toml import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from scwres.metrics.standards.indicator import Indicator


def read_plan(path: Path, standard: str, own: Mapping[str, Indicator] | None = None) -> Plan:
    """Return the plan that a file holds.

    Parameters
    ----------
    standard
        The standard whose indicators it names.
    own
        The user's own measures.

    Raises
    ------
    UsageError
        When it holds none, or names what does not exist: all faults, each with its line.
    FileError
        When it cannot be read.
    """
    found = read_toml(path, "Name the file of a plan, such as sample_data/plan.toml.")
    of = standard_called(standard)
    known = known_indicators(of) | dict(own or {})
    names = {
        **{one.item: (one.number,) for one in of.indicators},
        **of.families,
        **{misprint: (meant,) for misprint, meant in of.misprints.items()},
    }
    every = known | {name: known[meant[0]] for name, meant in names.items()}
    problems = plan_problems(found.data, every, [one.name for one in PERIODS])
    if faults := found.faults(problems):
        raise UsageError(faults)
    return _plan(found.data, path.name, known, names)


def _said(table: Mapping[str, Any], key: str, usual: str = "") -> str:
    """Return a text in one line, however many it is written in."""
    return " ".join(table.get(key, usual).split())


def _plan(
    data: Mapping[str, Any],
    name: str,
    known: Mapping[str, Indicator],
    names: Mapping[str, tuple[str, ...]],
) -> Plan:
    """Return a plan from data that were found sound."""
    start = data.get("start") or data.get("signed_off")
    said = data.get("periods")
    periods: tuple[Period, ...] = PERIODS
    if said is not None:
        periods = tuple(Period(one, *(*months, None)[:2]) for one, months in said.items())
    months = {period.name: period.until for period in periods}
    actions = []
    for number, one in enumerate(data["action"], 1):
        period = one.get("period", "")
        actions.append(
            Action(
                id=_said(one, "id", str(number)),
                theme=_said(one, "theme"),
                action=_said(one, "action"),
                period=period,
                due=one.get("due") or due_date(start, months.get(period)),
                lead=_said(one, "lead"),
                success=_said(one, "success"),
                update=_said(one, "update"),
                status=_said(one, "status"),
                aims=tuple(_aims(one.get("measures", ()), known, names)),
            )
        )
    return Plan(
        name=name,
        title=_said(data, "title", "Action plan"),
        organisation=_said(data, "organisation"),
        signed_off_by=_said(data, "signed_off_by"),
        signed_off=data.get("signed_off"),
        start=start,
        periods=periods,
        actions=tuple(actions),
    )


def _aims(
    said: Iterable[Any], known: Mapping[str, Indicator], names: Mapping[str, tuple[str, ...]]
) -> Iterator[Aim]:
    for one in said:
        measure = {"measure": one} if isinstance(one, str) else one
        for number in names.get(measure["measure"], (measure["measure"],)):
            yield _aim(measure, known[number])


def _aim(said: Mapping[str, Any], indicator: Indicator) -> Aim:
    figure = said.get("figure") or (SHARE if indicator.headline == SHARE else RATIO)
    return Aim(
        measure=indicator.number,
        figure=figure,
        moves=said.get("moves") or _usual_way(figure, indicator),
        part=_said(said, "part"),
        breakdown=_said(said, "by"),
        unit=_said(said, "unit"),
        group=_said(said, "group", MINORITY_ETHNIC),
        baseline=figure_of(said.get("baseline")),
        target=figure_of(said.get("target")),
    )


def _usual_way(figure: str, indicator: Indicator) -> str:
    """Return which way a figure should move where the plan does not say it."""
    if figure == RATIO:
        return TOWARDS_PARITY
    return DOWN if indicator.worse_when == "higher" else UP
