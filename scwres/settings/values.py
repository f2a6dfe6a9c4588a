"""The checks of values in ``scwres.toml``: each yields what is wrong, and how to fix it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime

from scwres.counts import NO, YES
from scwres.ethnicity.categories import CATEGORY
from scwres.extracts.schema import BLANKS, KINDS
from scwres.settings.question import (
    blank_faults,
    breakdown_faults,
    confidence_faults,
    interval_faults,
    profile_faults,
    standard_faults,
)
from scwres.text.phrases import in_words, nearest

#: Yields what is wrong with a value, and how to fix it.
Check = Callable[[object], Iterator[tuple[str, str]]]

COLUMN_NAMES = frozenset(column.name for kind in KINDS.values() for column in kind.columns)


def a_text(value: object) -> Iterator[tuple[str, str]]:
    """Check that a value is a text that can be printed."""
    if not isinstance(value, str) or not value.strip():
        sort = sort_of(value.strip() if isinstance(value, str) else value)
        yield f"expected a text, not {sort}", 'Write it in quotation marks: "…".'
    elif len(value) > 200 or not value.isprintable():
        yield "holds a text that is too long or not printable", "Expected 200 letters at most."


def texts(value: object) -> Iterator[tuple[str, str]]:
    """Check that a value is a list of texts."""
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        is_list = isinstance(value, list)
        sort = "a list that holds something else" if is_list else sort_of(value)
        yield f"expected a list of texts, not {sort}", 'Write it as ["…", "…"].'


def a_day(value: object) -> Iterator[tuple[str, str]]:
    """Check that a value is a date."""
    if type(value) is not date:
        fix = "Write it as 2025-09-30, without quotation marks."
        yield f"expected a date, not {sort_of(value)}", fix


def pounds(value: object) -> Iterator[tuple[str, str]]:
    """Check that a value is a whole number of pounds."""
    if not isinstance(value, int) or isinstance(value, bool) or value <= 0:
        yield f"expected a number of pounds, not {sort_of(value)}", "Write digits: 70000."


def whole_from(least: int) -> Check:
    """Return the check that a value is a whole number of at least ``least``."""

    def check(value: object) -> Iterator[tuple[str, str]]:
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            shown = value if isinstance(value, int) else sort_of(value)
            yield f"expected a whole number from {least}, not {shown}", "Write digits: 10."

    return check


def a_yes_or_no(value: object) -> Iterator[tuple[str, str]]:
    """Check that a value is true or false."""
    if not isinstance(value, bool):
        yield f"expected true or false, not {sort_of(value)}", "Write true or false."


def a_profile(value: object) -> Iterator[tuple[str, str]]:
    """Check that a value names a rule of publication."""
    wrong = list(a_text(value))
    yield from wrong or ((fault.what, fault.fix) for fault in profile_faults(str(value)))


def totals(value: object) -> Iterator[tuple[str, str]]:
    """Check a table of totals by indicator."""
    if not isinstance(value, dict):
        yield f"expected a table, not {sort_of(value)}", 'Write { "3" = 1800 }.'
        return
    for number, total in value.items():
        for what, fix in whole_from(0)(total):
            yield f"indicator {number} {what}", fix


def a_share(value: object) -> Iterator[tuple[str, str]]:
    """Check that a value is a confidence between 0 and 1."""
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        yield f"expected a share, not {sort_of(value)}", "Write a number, such as 0.95."
    else:
        yield from ((fault.what, fault.fix) for fault in confidence_faults(value))


def choice(known: Collection[str]) -> Check:
    """Return the check that a value is one of the known ones."""

    def check(value: object) -> Iterator[tuple[str, str]]:
        if not isinstance(value, str) or value not in known:
            shown = f"'{value}'" if isinstance(value, str) else sort_of(value)
            question = nearest(str(value), known, at_least=0.65)
            listed = in_words([f"'{name}'" for name in known], last="or")
            yield f"cannot be {shown}", f"{question} Expected {listed}.".strip()

    return check


def some_of(known: Collection[str]) -> Check:
    """Return the check that a value is a list of the known ones."""

    def check(value: object) -> Iterator[tuple[str, str]]:
        wrong = list(texts(value))
        yield from wrong
        if not wrong and isinstance(value, list):
            for name in value:
                yield from choice(known)(name)

    return check


def indicators(value: object) -> Iterator[tuple[str, str]]:
    """Check that a value is a list of numbers of indicators."""
    if not isinstance(value, list) or not all(type(number) in (str, int) for number in value):
        fix = 'Write it as ["2", "7a"].'
        yield f"expected a list of indicators, not {sort_of(value)}", fix


def breakdowns(value: object) -> Iterator[tuple[str, str]]:
    """Check that a value is a list of columns to break figures down by."""
    wrong = list(texts(value))
    yield from wrong
    if not wrong and isinstance(value, list):
        yield from ((fault.what, fault.fix) for fault in breakdown_faults(value))


def an_interval(value: object) -> Iterator[tuple[str, str]]:
    """Check that a value names an interval."""
    wrong = list(a_text(value))
    yield from wrong or ((fault.what, fault.fix) for fault in interval_faults(str(value)))


def a_standard(value: object) -> Iterator[tuple[str, str]]:
    """Check that a value names a standard."""
    wrong = list(a_text(value))
    yield from wrong or ((fault.what, fault.fix) for fault in standard_faults(str(value)))


def columns(value: object) -> Iterator[tuple[str, str]]:
    """Check a table of headers by column."""
    if not isinstance(value, dict):
        yield f"expected a table, not {sort_of(value)}", 'Write pay_band = "Pay Grade" below it.'
        return
    for column, header in value.items():
        if column not in COLUMN_NAMES:
            yield f"no column is called '{column}'", nearest_or_list(column, COLUMN_NAMES)
        for what, fix in a_text(header):
            yield f"column '{column}' {what}", fix


def labels(value: object) -> Iterator[tuple[str, str]]:
    """Check a table of categories by label of ethnicity."""
    if not isinstance(value, dict):
        yield f"expected a table, not {sort_of(value)}", 'Write "Kurdish" = "…" below it.'
        return
    for label, category in value.items():
        if not isinstance(category, str) or category not in CATEGORY:
            fix = (
                nearest(str(category), CATEGORY)
                or "'scwres explain ethnicity' lists the categories."
            )
            yield f"'{label}' cannot be '{category}', which is no category", fix


def table_of(check: Check, example: str, key_check: Check | None = None) -> Check:
    """Return the check of a table: one check for every value, another for every key."""

    def check_table(value: object) -> Iterator[tuple[str, str]]:
        if not isinstance(value, dict):
            yield f"expected a table, not {sort_of(value)}", f"Write {example}."
            return
        for key, setting in value.items():
            if key_check is not None:
                yield from key_check(key)
            for what, fix in check(setting):
                yield f"'{key}' {what}", fix

    return check_table


def some_texts(value: object) -> Iterator[tuple[str, str]]:
    """Check that a value is a list of texts that is not empty."""
    wrong = list(texts(value))
    yield from wrong
    if not wrong and not value:
        yield "lists nothing", 'Write it as ["…", "…"].'


def a_blank_column(value: object) -> Iterator[tuple[str, str]]:
    """Check that a key is a column of which a blank can mean something."""
    yield from ((fault.what, fault.fix) for fault in blank_faults(str(value), BLANKS[0]))


def words(value: object) -> Iterator[tuple[str, str]]:
    """Check a table of the words for yes and no in one column."""
    if not isinstance(value, dict):
        yield f"expected a table, not {sort_of(value)}", 'Write yes = ["…"] and no = ["…"].'
        return
    for key, spellings in value.items():
        if key not in (YES, NO, "blank"):
            yield f"has no setting '{key}'", "Expected yes, no and blank."
        yield from texts(spellings)


def nearest_or_list(name: str, known: Collection[str]) -> str:
    """Return the question whether a name was meant, or all that are known."""
    return nearest(name, known) or f"Known: {', '.join(sorted(known))}."


def sort_of(value: object) -> str:
    """Return what a value is, in words."""
    sorts: tuple[tuple[type | tuple[type, ...], str], ...] = (
        (bool, "true or false"),
        ((int, float), "a number"),
        (str, "a text" if value else "an empty text"),
        (datetime, "a date with a time of day"),
        (date, "a date"),
        (list, "a list"),
        (dict, "a table"),
    )
    return next((name for types, name in sorts if isinstance(value, types)), "this")
