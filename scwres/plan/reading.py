"""The file of a plan, checked and read: a plan, or all its problems, each with its line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from scwres.errors import UsageError
from scwres.ethnicity.categories import MINORITY_ETHNIC
from scwres.metrics.standards import standard_called
from scwres.metrics.standards.indicator import RATIO, SHARE, Indicator
from scwres.metrics.standards.supporting import known_indicators
from scwres.plan.plan import (
    DOWN,
    FIGURES,
    MOVES,
    PERIODS,
    STAY_EQUAL,
    TOWARDS_PARITY,
    UP,
    Action,
    Aim,
    Period,
    Plan,
)
from scwres.settings.toml import Place, read_toml
from scwres.settings.values import Day, sort_of
from scwres.text.phrases import in_words, nearest

#: The place of a problem, what is wrong, and how to fix it.
Problem: TypeAlias = tuple[Place, str, str]

#: Yields what is wrong with a value, and how to fix it.
Check: TypeAlias = Callable[[object], Iterator[tuple[str, str]]]

#: The ratios of a plan are smaller than this.
MOST_RATIO = 20

#: The most letters that a text of a plan has.
LONGEST = 2_000

#: The years that plans are of.
FIRST_YEAR, LAST_YEAR = 1990, 2200

#: How to fix a plan without an action.
START_AN_ACTION = "Start each action with [[action]]."


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
    return _plan(file.data, path.name, known, numbers_by_name)


def _one_line(table: Mapping[str, Any], key: str, default: str = "") -> str:
    """Return a text of a table in one line, however many it is written in."""
    return " ".join(table.get(key, default).split())


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
            )
        )
    return Plan(
        name=name,
        title=_one_line(data, "title", "Action plan"),
        organisation=_one_line(data, "organisation"),
        signed_off_by=_one_line(data, "signed_off_by"),
        signed_off=data.get("signed_off"),
        start=start,
        periods=periods,
        actions=tuple(actions),
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


# What can be wrong with a plan


def a_text(value: object) -> Iterator[tuple[str, str]]:
    """Check that a value is a text, which may have several lines."""
    if not isinstance(value, str) or not value.strip():
        kind = sort_of(value.strip() if isinstance(value, str) else value)
        yield f"expected text, not {kind}", 'Write it in quotation marks: "…".'
    elif not " ".join(value.split()).isprintable():
        yield "has invisible characters", "Delete the text and type it again."
    elif len(value) > LONGEST:
        yield f"has {len(value):,} characters", f"Shorten it to {LONGEST:,} at most."


def maybe_text(value: object) -> Iterator[tuple[str, str]]:
    """Check that a value is a text, or an empty one still to be filled in."""
    if not (isinstance(value, str) and not value.strip()):
        yield from a_text(value)


def a_figure(value: object) -> Iterator[tuple[str, str]]:
    """Check that a value is a ratio such as 0.8, or a share such as "15%"."""
    if figure_of(value) is None:
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        what = value if is_number else sort_of(value)
        yield f"expected a figure from 0 to {MOST_RATIO}, not {what}", 'Write 0.8 or "15%".'


def figure_of(value: object) -> float | None:
    """Return the figure of a value; None where it has none.

    >>> figure_of("15%"), figure_of(0.8), figure_of("much")
    (0.15, 0.8, None)
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value) if 0 <= value < MOST_RATIO else None
    if isinstance(value, str) and value.strip().endswith("%"):
        digits = value.strip()[:-1].strip()
        if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]+)?", digits):
            return None
        share = float(digits) / 100
        return round(share, 12) if share <= 1 else None
    return None


def measure_texts(value: object) -> Iterator[tuple[str, str]]:
    """Check that a value is a list of measures: texts, or tables."""
    fix = 'Write a list, such as ["2", { measure = "9", target = 0.8 }].'
    if not isinstance(value, list):
        yield f"expected a list of measures, not {sort_of(value)}", fix
    elif others := [measure for measure in value if not isinstance(measure, (str, dict))]:
        yield f"holds {others[0]!r}, which is not a measure", f"Use quotation marks. {fix}"


PLAN_KEYS: Mapping[str, Check] = {
    "title": a_text,
    "organisation": a_text,
    "signed_off_by": a_text,
    "signed_off": Day().problems,
    "start": Day().problems,
}

ACTION_KEYS: Mapping[str, Check] = {
    **dict.fromkeys(("id", "action", "period"), a_text),
    **dict.fromkeys(("theme", "lead", "success", "update", "status"), maybe_text),
    "due": Day().problems,
    "measures": measure_texts,
}

MEASURE_KEYS: Mapping[str, Check] = {
    **dict.fromkeys(("measure", "moves", "figure", "part", "by", "unit", "group"), a_text),
    "baseline": a_figure,
    "target": a_figure,
}


def plan_problems(
    data: Mapping[str, Any], known: Mapping[str, Indicator], periods: Iterable[str]
) -> Iterator[Problem]:
    """Yield each problem of a plan, with its place and how to fix it.

    Parameters
    ----------
    known
        The indicators and measures that a plan may name, by their number.
    periods
        The names of the usual periods.
    """
    yield from _key_problems(data, PLAN_KEYS, (), ["periods", "action"])
    for key in ("start", "signed_off"):
        day = data.get(key)
        if isinstance(day, date) and not FIRST_YEAR <= day.year <= LAST_YEAR:
            what = f"{key}: {day} is not a possible date of a plan"
            yield (key,), what, f"Use a year from {FIRST_YEAR} to {LAST_YEAR}."
    if "periods" in data:
        yield from _period_problems(data["periods"])
    own_periods = data.get("periods")
    names = list(own_periods) if isinstance(own_periods, dict) else list(periods)
    actions = data.get("action")
    if not isinstance(actions, list) or not actions:
        yield (), "has no actions", START_AN_ACTION
        return
    ids: Counter[str] = Counter()
    for index, action in enumerate(actions):
        place: Place = ("action", index)
        if not isinstance(action, dict):
            yield place, "an action is not a table", START_AN_ACTION
            continue
        yield from _key_problems(action, ACTION_KEYS, place)
        if "action" not in action:
            yield place, "an action does not say what to do", 'Add action = "…".'
        if isinstance(name := action.get("id", str(index + 1)), str):
            ids[name] += 1
            if ids[name] > 1:
                yield (*place, "id"), f"'{name}' is the id of two actions", "Give each its own id."
        period = action.get("period")
        if isinstance(period, str) and period not in names:
            fix = nearest(period, names) or f"The periods are {in_words(names)}."
            yield (*place, "period"), f"no period is called '{period}'", fix
        measures = action.get("measures", [])
        for measure in measures if isinstance(measures, list) else ():
            yield from _measure_problems(measure, (*place, "measures"), known)


def _key_problems(
    table: Mapping[str, Any], checks: Mapping[str, Check], place: Place, others: Iterable[str] = ()
) -> Iterator[Problem]:
    """Yield the problems of the keys of a table, known or not, and of their values."""
    for key, value in table.items():
        if key in checks:
            for what, fix in checks[key](value):
                yield (*place, key), f"{key}: {what}", fix
        elif key not in others:
            known = [*checks, *others]
            fix = nearest(key, known) or f"The keys here are {in_words(known)}."
            yield (*place, key), f"'{key}' is not a key that can be used here", fix


def _period_problems(periods: object) -> Iterator[Problem]:
    if periods == {}:
        fix = "Add a period, such as short = [0, 3], or remove [periods]."
        yield ("periods",), "[periods] is empty", fix
    if not isinstance(periods, dict):
        fix = "Write [periods], and short = [0, 3] on the line below."
        yield ("periods",), "'periods' is not a table", fix
        return
    for name, months in periods.items():
        is_list = isinstance(months, list) and all(type(month) is int for month in months)
        if is_list and len(months) == 2 and months[0] >= months[1]:
            fix = "Write the earlier month first."
            yield ("periods", name), f"'{name}' ends before it begins", fix
        elif not is_list or len(months) not in (1, 2):
            fix = "Write months from the start of the plan: short = [0, 3], or [12] for no end."
            yield ("periods", name), f"'{name}' is not a period", fix
        elif months[0] < 0 or months[-1] > 240:
            fix = "Use months from 0 to 240."
            yield ("periods", name), f"'{name}' has months that are too early or too late", fix


def _measure_problems(
    value: object, place: Place, known: Mapping[str, Indicator]
) -> Iterator[Problem]:
    measure = {"measure": value} if isinstance(value, str) else value
    if not isinstance(measure, dict):
        return  # measure_texts has yielded this problem
    yield from _key_problems(measure, MEASURE_KEYS, place)
    name = measure.get("measure")
    if name is None:
        yield place, "a measure has no name", 'Add measure = "2", or the name of an item.'
        return
    if not isinstance(name, str):
        return
    if name not in known:
        fix = nearest(name, known) or f"Expected {in_words(list(known), last='or')}."
        own = "A measure of your own must be in the results that you give with --now."
        yield place, f"no indicator or measure is called '{name}'", f"{fix} {own}"
        return
    figure, moves = measure.get("figure"), measure.get("moves")
    for key, text, words in (("figure", figure, FIGURES), ("moves", moves, MOVES)):
        if isinstance(text, str) and text not in words:
            fix = nearest(text, words) or f"Expected {in_words(list(words), last='or')}."
            yield place, f"{key}: '{text}' is not a value that can be used here", fix
    is_share = known[name].headline == SHARE
    is_ratio = figure == RATIO or (figure is None and not is_share)
    if not is_ratio and moves in (TOWARDS_PARITY, STAY_EQUAL):
        fix = 'Write moves = "up" or moves = "down".'
        yield place, f"a {figure or SHARE} cannot move towards parity or stay equal", fix
    if known[name].each_answer and figure not in (None, SHARE) and "part" not in measure:
        fix = 'Name the pay band: part = "Grade 9".'
        yield place, f"the {figure} of {name} needs a pay band", fix
    needs_moves = known[name].worse_when is None and not known[name].each_answer and not is_ratio
    if needs_moves and moves is None:
        fix = 'Write moves = "up" or moves = "down".'
        yield place, f"a measure does not say which way the {figure} of {name} should move", fix
    if is_ratio and figure_of(measure.get("target")) == 0:
        fix = "Write 1 for parity, or a ratio near it, such as 0.8."
        yield place, f"the target of {name} is 0, but a ratio should move towards 1", fix
    if ("by" in measure) != ("unit" in measure):
        fix = 'Give both: by = "directorate", unit = "Adults".'
        yield place, f"{name} has 'by' without 'unit', or 'unit' without 'by'", fix
    for key in ("baseline", "target"):
        number = figure_of(measure.get(key))
        if is_ratio and isinstance(measure.get(key), str) and number is not None:
            fix = 'Write a ratio, such as 0.8. If you mean a share, add figure = "share".'
            what = f"the {key} of {name} is {measure[key]}, but a ratio is not a percentage"
            yield place, what, fix
        if number is not None and not is_ratio and number > 1:
            fix = 'Write 0.15 or "15%".'
            what = f"the {key} of {name} is {measure[key]}, but a share is from 0 to 1"
            yield place, what, fix


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
