"""What can be wrong with the file of a plan: each problem with its place and how to fix it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypeAlias

from scwres.metrics.standards.indicator import RATIO, SHARE, Indicator
from scwres.plan.form import Role, roles_of
from scwres.plan.plan import FIGURES, MOVES, STAY_EQUAL, TOWARDS_PARITY
from scwres.plan.ratings import COLOURS
from scwres.settings.toml import Place
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


def texts(value: object) -> Iterator[tuple[str, str]]:
    """Check that a value is a list of texts."""
    if not isinstance(value, list):
        yield f"expected a list of texts, not {sort_of(value)}", 'Write a list: ["…", "…"].'
        return
    for text in value:
        yield from a_text(text)


def texts_by_header(value: object) -> Iterator[tuple[str, str]]:
    """Check that a value is a table of texts, by the header of their column."""
    if not isinstance(value, dict):
        yield f"expected a table, not {sort_of(value)}", 'Write { "Budget" = "…" }.'
        return
    for text in value.values():
        yield from maybe_text(text)


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
    **dict.fromkeys(("signed_off_by", "role"), a_text),
    "signed_off": Day().problems,
    "start": Day().problems,
    "columns": texts,
}

#: The tables of a plan, beside its own keys.
PLAN_TABLES = ("periods", "rag", "commitment", "outcome", "action")

COMMITMENT_KEYS: Mapping[str, Check] = {"name": a_text, "outcome": maybe_text, "already": texts}

OUTCOME_KEYS: Mapping[str, Check] = {"name": a_text, "measures": measure_texts}

ACTION_KEYS: Mapping[str, Check] = {
    **dict.fromkeys(("id", "action", "period"), a_text),
    **dict.fromkeys(("theme", "when", "lead", "success", "update", "status"), maybe_text),
    "due": Day().problems,
    "other": texts_by_header,
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
    yield from _key_problems(data, PLAN_KEYS, (), PLAN_TABLES)
    for key in ("start", "signed_off"):
        day = data.get(key)
        if isinstance(day, date) and not FIRST_YEAR <= day.year <= LAST_YEAR:
            what = f"{key}: {day} is not a possible date of a plan"
            yield (key,), what, f"Use a year from {FIRST_YEAR} to {LAST_YEAR}."
    if "periods" in data:
        yield from _period_problems(data["periods"])
    yield from _column_problems(data.get("columns"))
    yield from _rag_problems(data.get("rag", {}))
    yield from _list_problems(data, "commitment", COMMITMENT_KEYS)
    yield from _list_problems(data, "outcome", OUTCOME_KEYS)
    for index, outcome in enumerate(_tables(data.get("outcome"))):
        yield from _measures_problems(outcome, ("outcome", index), known)
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
        yield from _measures_problems(action, place, known)
        yield from _other_problems(action.get("other"), data.get("columns"), (*place, "other"))


def _measures_problems(
    table: Mapping[str, Any], place: Place, known: Mapping[str, Indicator]
) -> Iterator[Problem]:
    measures = table.get("measures", [])
    for measure in measures if isinstance(measures, list) else ():
        yield from _measure_problems(measure, (*place, "measures"), known)


def _tables(value: object) -> list[Mapping[str, Any]]:
    """Return the tables of a list; an empty one in place of what is not a table."""
    tables = value if isinstance(value, list) else []
    return [table if isinstance(table, dict) else {} for table in tables]


def _list_problems(
    data: Mapping[str, Any], name: str, checks: Mapping[str, Check]
) -> Iterator[Problem]:
    """Yield the problems of a list of tables that each have a name of their own."""
    tables = data.get(name, [])
    fix = f"Start each {name} with [[{name}]]."
    if not isinstance(tables, list):
        yield (name,), f"'{name}' is not a list of tables", fix
        return
    names: Counter[str] = Counter()
    for index, table in enumerate(tables):
        place: Place = (name, index)
        if not isinstance(table, dict):
            yield place, f"an entry of '{name}' is not a table", fix
            continue
        yield from _key_problems(table, checks, place)
        if "name" not in table:
            yield place, f"'{name}' has no name", 'Add name = "…".'
        elif isinstance(table["name"], str):
            names[table["name"]] += 1
            if names[table["name"]] > 1:
                what = f"'{table['name']}' is the name of two entries of '{name}'"
                yield (*place, "name"), what, "Give each its own name, or join them."


def _column_problems(columns: object) -> Iterator[Problem]:
    """Yield the problems of the headers of a plan's own columns."""
    if not isinstance(columns, list) or not all(isinstance(header, str) for header in columns):
        return  # where there are any, the keys of the plan have yielded it
    for header, number in Counter(columns).items():
        if number > 1:
            yield ("columns",), f"columns: '{header}' is there twice", "Give each its own header."
    if (number := roles_of(columns).count(Role.ACTION)) != 1:
        what = "no column is the action" if not number else f"{number} columns could be the action"
        yield ("columns",), f"columns: {what}", "Call one column 'Action', and only one."


def _other_problems(other: object, columns: object, place: Place) -> Iterator[Problem]:
    """Yield the headers of words that no column of the plan has."""
    known = columns if isinstance(columns, list) else []
    headers = [header for header in known if isinstance(header, str)]
    for header in other if isinstance(other, dict) else ():
        if header not in headers:
            fix = nearest(header, headers) or "Add it to columns, at the top of the plan."
            yield place, f"other: the plan has no column '{header}'", fix


def _rag_problems(rag: object) -> Iterator[Problem]:
    if not isinstance(rag, dict):
        fix = 'Write [rag], and green = ["On track"] on the line below.'
        yield ("rag",), "'rag' is not a table", fix
        return
    yield from _key_problems(rag, dict.fromkeys(COLOURS, texts), ("rag",))


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
