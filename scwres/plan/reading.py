"""The file of a plan, checked and read: a plan, or all its problems, each with its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from scwres.errors import UsageError
from scwres.ethnicity.categories import MINORITY_ETHNIC
from scwres.metrics.standards import standard_called
from scwres.metrics.standards.indicator import RATIO, SHARE, Indicator
from scwres.metrics.standards.supporting import known_indicators
from scwres.plan.checks import figure_of, plan_problems
from scwres.plan.plan import (
    DOWN,
    PERIODS,
    TOWARDS_PARITY,
    UP,
    Action,
    Aim,
    Commitment,
    Outcome,
    Period,
    Plan,
)
from scwres.settings.toml import read_toml
from scwres.text.safety import place_name

#: The title of a plan that has none.
UNTITLED = "Action plan"


def read_plan(path: Path, standard: str, own: Mapping[str, Indicator] | None = None) -> Plan:
    """Return the plan in a file.

    Parameters
    ----------
    standard
        The standard whose indicators it names.
    own
        The user's own measures.

    Raises
    ------
    UsageError
        When it has problems: all of them, each with its line.
    FileError
        When it cannot be read.
    """
    file = read_toml(path, "Give the file of a plan, such as sample_data/plan.toml.")
    definitions = standard_called(standard)
    known = known_indicators(definitions) | dict(own or {})
    numbers_by_name = {
        **{indicator.item: (indicator.number,) for indicator in definitions.indicators},
        **definitions.families,
        **{misprint: (number,) for misprint, number in definitions.misprints.items()},
    }
    known_names = known | {name: known[numbers[0]] for name, numbers in numbers_by_name.items()}
    problems = plan_problems(file.data, known_names, [period.name for period in PERIODS])
    if faults := file.faults(problems):
        raise UsageError(faults)
    return _plan(file.data, place_name(path.name), known, numbers_by_name)


def _one_line(table: Mapping[str, Any], key: str, default: str = "") -> str:
    """Return a text of a table in one line, however many it is written in."""
    return in_one_line(table.get(key, default))


def in_one_line(text: str) -> str:
    """Return a text in one line, without spaces beyond those between words."""
    return " ".join(text.split())


def _plan(
    data: Mapping[str, Any],
    name: str,
    known: Mapping[str, Indicator],
    numbers_by_name: Mapping[str, tuple[str, ...]],
) -> Plan:
    """Return a plan from data without problems."""
    start = data.get("start") or data.get("signed_off")
    periods: tuple[Period, ...] = PERIODS
    if data.get("periods") is not None:
        periods = tuple(
            Period(period, *(*months, None)[:2]) for period, months in data["periods"].items()
        )
    months_by_period = {period.name: period.until for period in periods}
    actions = []
    for number, table in enumerate(data["action"], 1):
        period = table.get("period", "")
        actions.append(
            Action(
                id=_one_line(table, "id", str(number)),
                theme=_one_line(table, "theme"),
                action=_one_line(table, "action"),
                period=period,
                due=table.get("due") or due_date(start, months_by_period.get(period)),
                lead=_one_line(table, "lead"),
                success=_one_line(table, "success"),
                update=_one_line(table, "update"),
                status=_one_line(table, "status"),
                aims=tuple(_aims(table.get("measures", ()), known, numbers_by_name)),
                when=_one_line(table, "when"),
                other={
                    in_one_line(header): in_one_line(words)
                    for header, words in table.get("other", {}).items()
                },
            )
        )
    return Plan(
        name=name,
        title=_one_line(data, "title", UNTITLED),
        organisation=_one_line(data, "organisation"),
        signed_off_by=_one_line(data, "signed_off_by"),
        signed_off=data.get("signed_off"),
        start=start,
        periods=periods,
        actions=tuple(actions),
        role=_one_line(data, "role"),
        columns=tuple(map(in_one_line, data.get("columns", ()))),
        commitments=tuple(map(_commitment, data.get("commitment", ()))),
        outcomes=tuple(
            Outcome(
                _one_line(table, "name"),
                tuple(_aims(table.get("measures", ()), known, numbers_by_name)),
            )
            for table in data.get("outcome", ())
        ),
        rag={
            colour: tuple(map(in_one_line, words)) for colour, words in data.get("rag", {}).items()
        },
    )


def _commitment(table: Mapping[str, Any]) -> Commitment:
    return Commitment(
        _one_line(table, "name"),
        _one_line(table, "outcome"),
        tuple(map(in_one_line, table.get("already", ()))),
    )


def _aims(
    measures: Iterable[Any],
    known: Mapping[str, Indicator],
    numbers_by_name: Mapping[str, tuple[str, ...]],
) -> Iterator[Aim]:
    """Yield the aims of the measures of an action; a family of indicators has several."""
    for measure in measures:
        table = {"measure": measure} if isinstance(measure, str) else measure
        for number in numbers_by_name.get(table["measure"], (table["measure"],)):
            yield _aim(table, known[number])


def _aim(table: Mapping[str, Any], indicator: Indicator) -> Aim:
    figure = table.get("figure") or (SHARE if indicator.headline == SHARE else RATIO)
    return Aim(
        measure=indicator.number,
        figure=figure,
        moves=table.get("moves") or _usual_direction(figure, indicator),
        part=_one_line(table, "part"),
        breakdown=_one_line(table, "by"),
        unit=_one_line(table, "unit"),
        group=_one_line(table, "group", MINORITY_ETHNIC),
        baseline=figure_of(table.get("baseline")),
        target=figure_of(table.get("target")),
    )


def _usual_direction(figure: str, indicator: Indicator) -> str:
    """Return the direction in which a figure should move where the plan names none."""
    if figure == RATIO:
        return TOWARDS_PARITY
    return DOWN if indicator.worse_when == "higher" else UP


def due_date(start: date | None, months: int | None) -> date | None:
    """Return the day a number of months after the start of a plan; None without either.

    >>> due_date(date(2024, 11, 30), 3)
    datetime.date(2025, 2, 28)
    """
    if start is None or months is None:
        return None
    year, month = divmod(start.month - 1 + months, 12)
    first_of_next = date(start.year + year + (month == 11), (month + 1) % 12 + 1, 1)
    last = date.fromordinal(first_of_next.toordinal() - 1).day
    return date(start.year + year, month + 1, min(start.day, last))
