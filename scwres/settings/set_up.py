"""One question of a set-up, as data: what it is about, the answers, and the settings they make.

Asking is the business of commands; here nothing is printed or read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from scwres.extracts.cells.values import date_of
from scwres.settings.editing import Change, holds, value_at
from scwres.settings.toml import Place
from scwres.text.phrases import day_in_words


class Form(StrEnum):
    """How a question is answered: by a number, by several, by a day or by an amount."""

    ONE = "one"
    SEVERAL = "several"
    DAY = "day"
    POUNDS = "pounds"


class Choice(NamedTuple):
    """An answer that is offered, and the changes to the settings that it makes.

    One without changes leaves the settings as they are. ``contradiction`` is why the data cannot
    have it; empty where they can.
    """

    text: str
    changes: tuple[Change, ...] = ()
    contradiction: str = ""


class ValueRows(NamedTuple):
    """A value of a column, as messages may show it, and its number of rows."""

    value: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUpQuestion:
    """A question, and the answers to it.

    Attributes
    ----------
    key
        What tells it from every other question of a set-up.
    place
        The file and the column that it is about.
    text
        The question.
    notes
        What the user should know before the answer.
    values
        The values that it is about.
    choices
        The answers; the ``likely`` first of them are shown at once.
    form
        How it is answered.
    setting
        Where the answer is set, where it is not one of the choices alone.
    days
        The first and the last day of the data that a day is about.
    amounts
        The lowest and the highest amount in the data that an amount is about.
    """

    key: str
    place: str
    text: str
    notes: tuple[str, ...] = ()
    values: tuple[ValueRows, ...] = ()
    choices: tuple[Choice, ...] = ()
    likely: int = 0
    form: Form = Form.ONE
    setting: Place = ()
    days: tuple[date, date] | None = None
    amounts: tuple[int, int] | None = None


class Answer(NamedTuple):
    """The changes that an answer makes; or, in ``problem``, why it is asked for again."""

    changes: tuple[Change, ...] = ()
    problem: str = ""


def current_choices(question: SetUpQuestion, data: Mapping[str, Any]) -> list[int]:
    """Return the positions of the choices that the settings hold already."""
    return [
        position
        for position, choice in enumerate(question.choices)
        if choice.changes and all(holds(data, change) for change in choice.changes)
    ]


def current_value(question: SetUpQuestion, data: Mapping[str, Any]) -> str:
    """Return the day or the amount that the settings hold already; empty where none."""
    if question.form not in (Form.DAY, Form.POUNDS):
        return ""
    value = value_at(data, question.setting)
    return day_in_words(value) if isinstance(value, date) else "" if value is None else str(value)


def answer_of(question: SetUpQuestion, text: str) -> Answer:
    """Return what a typed answer means: a number of a choice, several, a day or an amount."""
    text = text.strip()
    if question.form is Form.SEVERAL:
        return _several(question, text)
    if text.isdecimal() and 1 <= int(text) <= len(question.choices):
        choice = question.choices[int(text) - 1]
        return Answer(choice.changes, choice.contradiction)
    if question.form is Form.DAY:
        return _day(question, text)
    if question.form is Form.POUNDS:
        return _pounds(question, text)
    alike = [choice for choice in question.choices if choice.text.casefold() == text.casefold()]
    if len(alike) == 1:
        return Answer(alike[0].changes, alike[0].contradiction)
    return Answer(problem=f"Type a number from 1 to {len(question.choices)}.")


def _several(question: SetUpQuestion, text: str) -> Answer:
    number = len(question.choices)
    parts = [part for part in re.split(r"[,\s]+", text) if part]
    if not parts or not all(part.isdecimal() and 1 <= int(part) <= number for part in parts):
        return Answer(problem=f"Type numbers from 1 to {number}, with commas between them.")
    chosen = [question.choices[int(part) - 1] for part in dict.fromkeys(parts)]
    changes = [change for choice in chosen for change in choice.changes]
    return Answer(tuple(changes), next(filter(None, (each.contradiction for each in chosen)), ""))


def _day(question: SetUpQuestion, text: str) -> Answer:
    day = date_of(text)
    if day is None:
        return Answer(problem="This is not a date. Type it as 2025-09-30 or 30/09/2025.")
    if problem := contradiction_of_day(day, question.days):
        return Answer(problem=problem)
    return Answer((Change(question.setting, day),))


def contradiction_of_day(day: date, days: tuple[date, date] | None) -> str:
    """Return why a year that ends on a day cannot be that of the data; empty where it can.

    >>> contradiction_of_day(date(2020, 3, 31), (date(2024, 4, 2), date(2025, 3, 30)))
    'No date in your files is in the year to 31 March 2020: they go from 2 April 2024 to 30 March \
2025.'
    """
    if days is None:
        return ""
    first, last = days
    if first <= day and last > day - timedelta(days=365):
        return ""
    return (
        f"No date in your files is in the year to {day_in_words(day)}: they go from "
        f"{day_in_words(first)} to {day_in_words(last)}."
    )


def _pounds(question: SetUpQuestion, text: str) -> Answer:
    digits = text.replace(",", "").removeprefix("£")
    if not digits.isdecimal() or not 0 < int(digits) < 10_000_000:
        return Answer(problem="This is not an amount in pounds. Type it as 70000.")
    least, most = question.amounts or (0, int(digits))
    if not least < int(digits) <= most:
        who = "Everybody" if int(digits) <= least else "Nobody"
        return Answer(problem=f"{who} has such pay: salaries go from £{least:,} to £{most:,}.")
    return Answer((Change(question.setting, int(digits)),))


#: The settings that answers give, by their table: those that a set-up asks about again.
_ASKED: Sequence[Place] = (
    ("snapshot",),
    ("ethnicity", "labels"),
    ("stages",),
    ("words",),
    ("employment",),
    ("blank",),
    ("pay_bands", "from_salary"),
    ("senior_managers",),
    ("regulated",),
)
_ASKED_OF_EXTRACTS = ("kind", "item", "only", "columns", "reached", "words")


def without_answers(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return settings without what a set-up asks about, so that it asks about all of it again.

    Of a file that is named several times, only the first is asked about again.
    """
    bare = deepcopy(dict(data))
    for place in _ASKED:
        holder = value_at(bare, place[:-1]) if len(place) > 1 else bare
        if isinstance(holder, dict):
            holder.pop(str(place[-1]), None)
    paths = set()
    for extract in bare.get("extracts", ()):
        if extract.get("path") not in paths:
            for key in _ASKED_OF_EXTRACTS:
                extract.pop(key, None)
        paths.add(extract.get("path"))
    return bare


def with_answers(
    data: Mapping[str, Any], answers: Mapping[str, Any], *, joins: bool = False
) -> dict[str, Any]:
    """Return settings with those of answers in their place.

    A word that an answer moves leaves its old list; the other words of a list stay.

    Parameters
    ----------
    joins
        Whether lists of answers are put behind those of the data, and do not replace them.
    """
    result = dict(data)
    if joins:
        moved = {
            word for listed in answers.values() if isinstance(listed, list) for word in listed
        }
        for name, listed in data.items():
            if isinstance(listed, list):
                result[name] = [word for word in listed if word not in moved]
    for key, value in answers.items():
        before = result.get(key)
        if key == "extracts" and isinstance(before, list):
            both = [with_answers(*pair) for pair in zip(before, value, strict=False)]
            result[key] = [*both, *value[len(before) :]]
        elif isinstance(value, dict) and isinstance(before, dict) and key not in _REPLACED:
            result[key] = with_answers(before, value, joins=joins or key in _JOINED)
        elif joins and isinstance(value, list) and isinstance(before, list):
            result[key] = [*before, *value]
        else:
            result[key] = value
    return result


#: The tables of lists of words, of which an answer gives a part; and those that it gives whole.
_JOINED, _REPLACED = ("words", "reached"), ("senior_managers", "only")
