"""Tables as data: what stands in a cell, as a person reads it and as a number."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from scwres.reports.document.words import WITHHELD
from scwres.text.numbers import RATIO_DECIMALS, p_value_text, percentage, points, ratio_text

if TYPE_CHECKING:
    from scwres.results.results import Line


class Form(StrEnum):
    """What a number is."""

    TEXT = "text"
    COUNT = "count"
    PERCENTAGE = "percentage"
    POINTS = "points"
    RATIO = "ratio"
    P_VALUE = "p value"


class Value(NamedTuple):
    """What stands in a cell.

    Parameters
    ----------
    text
        As it is printed: a figure rounded, or the letter that says why there is none.
    number
        The figure itself; None where there is none, or it is words.
    form
        What the figure is: a share of 0.05 is a percentage, a gap of 0.05 five points.
    decimals
        With how many it is printed.
    """

    text: str
    number: float | None = None
    form: Form = Form.TEXT
    decimals: int = 0


class Table(NamedTuple):
    """A table with one row of headers, whose first column names its rows.

    Parameters
    ----------
    name
        What it is called where names are short: lower case, words joined by hyphens.
    note
        What a reader needs to know of it; may be empty.
    """

    name: str
    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    note: str = ""


def text(words: str) -> Value:
    """Return words; they say that they are not there where they are empty."""
    return Value(words)


def count(number: int | None) -> Value:
    """Return people, or that how many is withheld."""
    if number is None:
        return Value(WITHHELD, form=Form.COUNT)
    return Value(f"{number:,}", number, Form.COUNT)


def figure(line: Line, name: str, form: Form) -> Value:
    """Return a figure of a line by its name, or the letter that says why it is not there."""
    value: float | None = getattr(line, name)
    if value is None:
        return Value(f"[{line.marks[name]}]", form=form)
    if form is Form.PERCENTAGE:
        return Value(percentage(value), value, form, 1)
    if form is Form.POINTS:
        return Value(points(value), value, form, 1)
    if form is Form.P_VALUE:
        return p_value(value)
    if form is Form.COUNT:
        return Value(f"{value:,}", value, form)
    return ratio(value, line.decimals)


def p_value(value: float) -> Value:
    """Return a p value with as many decimals as it is printed with."""
    shown = p_value_text(value)
    decimals = max(3, len(shown.partition(".")[2]))
    return Value(shown, value, Form.P_VALUE, decimals)


def ratio(value: float, decimals: int = RATIO_DECIMALS) -> Value:
    """Return a ratio, or a limit of one, with as many decimals as it is printed with."""
    shown = ratio_text(value, decimals)
    return Value(shown, value, Form.RATIO, len(shown.partition(".")[2]))
