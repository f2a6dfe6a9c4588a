"""Values of units, bands and roles that may identify a person: such a column is refused.

By their form, and by the ids of the same extract. What is noted names the column, the rows and
the kind of value, never the value: messages, figures and publications hold none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from scwres.errors import ROWS_NAMED, Caution, Fault
from scwres.text.phrases import in_words, number_of
from scwres.text.safety import id_form, id_words

#: The code of the warning of a value that may say something of a person.
LOOKS_PERSONAL = "looks-personal"

#: What is done about a column that identifies people.
REMOVE = "Remove them from the file, or check for values that are in the wrong column."

#: Values of a column that are looked for among the ids, at most.
MOST_CANDIDATES = 200

#: Rows for each value, on average, up to which digits alone may be the ids of the rows.
ROWS_OF_AN_ID = 2

#: Different values of digits alone, at least, that are taken for ids.
LEAST_NUMBERS = 3

#: How a value that has the form of ids is called.
STAFF_NUMBER = "a staff number"


class ShownValue(NamedTuple):
    """One value of a column that is shown: its rows, the first of them, and what it looks like.

    ``kind`` is of its form; empty where that says nothing.
    """

    rows: int
    first_row: int
    kind: str


def may_hold_id(value: str) -> bool:
    """Return whether a word of a value may be a person's id: four letters, three of them digits.

    >>> may_hold_id("Team T001"), may_hold_id("Grade 12")
    (True, False)
    """
    return bool(_words(value))


def _words(value: str) -> list[str]:
    """Return the words of a value that may be ids."""
    if not any(map(str.isdigit, value)):
        return []
    words = dict.fromkeys([value.strip(), *value.split(), *re.findall(r"[^\W_]+", value)])
    return [word for word in words if len(word) > 3 and sum(map(str.isdigit, word)) > 2]


def usual_form(ids: Iterable[str]) -> str:
    """Return the form of nearly all ids, where it is one that units seldom have; else empty.

    >>> usual_form(["S0047113", "S0047114"]), usual_form(["1", "2"]), usual_form(["A0001", "7"])
    ('A9999999', '', '')
    """
    forms = Counter(map(id_form, ids))
    for form, number in forms.most_common(1):
        if number >= 0.9 * forms.total() and form.count("9") > 3 and len(form) > 4:
            return form
    return ""


def has_ids(values: Mapping[str, ShownValue], ids: Container[int]) -> bool:
    """Return whether at least half of a column's values are ids of the same extract, hashed.

    Digits alone may also be cost centres or points of a pay spine: they have to stand in hardly
    more than a row each, or all of them be ids of five digits or more.
    """
    candidates = [value for value in values if may_hold_id(value)]
    if 2 * len(candidates) < len(values) or not candidates:
        return False
    sample = candidates[:MOST_CANDIDATES]
    ids_by_value = {value: id_ for value in sample if (id_ := _id_in(value, ids))}
    if 2 * len(ids_by_value) * len(candidates) < len(values) * len(sample):
        return False
    if any(not id_.isdigit() for id_ in ids_by_value.values()):
        return True
    if len(ids_by_value) < LEAST_NUMBERS:
        return False
    rows = sum(values[value].rows for value in ids_by_value)
    are_all_long = len(ids_by_value) == len(values) and all(map(id_words, ids_by_value.values()))
    return rows <= ROWS_OF_AN_ID * len(ids_by_value) or are_all_long


def _id_in(value: str, ids: Container[int]) -> str:
    """Return the id of ``ids`` that a value is or holds; empty without one."""
    return next((word for word in _words(value) if hash(word) in ids), "")


def ids_fault(file: str, column: str, values: Mapping[str, ShownValue]) -> Fault:
    """Return that a column holds ids, with the rows of those that may be some."""
    of_ids = [value for text, value in values.items() if may_hold_id(text)]
    rows = sorted(value.first_row for value in of_ids if value.first_row)
    return Fault(
        file,
        "holds staff numbers, which identify people",
        REMOVE,
        "identifies-a-person",
        column,
        tuple(rows[:ROWS_NAMED]),
        max(sum(value.rows for value in of_ids), len(rows)),
    )


def personal_cautions(
    file: str,
    column: str,
    values: Mapping[str, ShownValue],
    ids: Container[int] | None,
    form: str = "",
    people_by_value: Mapping[str, int] | None = None,
) -> Iterator[Caution]:
    """Yield a warning for each kind of value of a column that may say something of a person.

    Parameters
    ----------
    ids
        The ids of the same extract, hashed; None where it has none. Then a value of one person
        that has letters and five digits may be an id.
    form
        How those ids are written; empty where they have no one form. Where half of the values or
        more have it, it is the form of the column too.
    people_by_value
        How many people have a value, where that is not its rows.
    """
    values_by_kind: dict[str, list[ShownValue]] = {}
    for value in values.values():
        if value.kind:
            values_by_kind.setdefault(value.kind, []).append(value)
    candidates = [text for text in values if may_hold_id(text) and not values[text].kind]
    if 2 * len(candidates) < len(values):
        for text in candidates[:MOST_CANDIDATES]:
            people = (people_by_value or {}).get(text, values[text].rows)
            id_ = "" if ids is None else _id_in(text, ids)
            if (
                (form and form in map(id_form, _words(text)))
                or (ids is None and people <= 1 and _is_id_of_one(text, None))
                or (id_ and (id_words(id_) or not id_.isdigit()))
            ):
                values_by_kind.setdefault(STAFF_NUMBER, []).append(values[text])
    for kind, values_of_kind in values_by_kind.items():
        first_rows = sorted(value.first_row for value in values_of_kind)
        rows = in_rows(first_rows, sum(value.rows for value in values_of_kind))
        text = f"column {column} holds what looks like {kind}{rows}. Check for values that are in "
        text += "the wrong column."
        yield Caution(LOOKS_PERSONAL, f"{file}: {text}")


def in_rows(first: Sequence[int], number: int) -> str:
    """Return the rows of values in words, the first few by their numbers.

    >>> in_rows([4, 9], 3)
    ' in 3 rows, such as 4 and 9'
    """
    named = [str(row) for row in first[:ROWS_NAMED] if row]
    if not named:
        return f" in {number_of(number, 'row')}"
    if len(named) == number:
        return f" in row{'s' if number > 1 else ''} {in_words(named)}"
    return f" in {number_of(number, 'row')}, such as {in_words(named)}"


def holds_ids_by_form(people_by_value: Mapping[str, int | None]) -> bool:
    """Return whether at least half of the units of counts seem to be ids of one person each.

    Counts have no column of ids. The people of a unit are None where they are not shown: then a
    word of letters and digits counts, and digits alone, which may be a cost centre, do not.

    >>> holds_ids_by_form({"S0047113": 1, "S0047114": 1, "Adults": 40})
    True
    >>> holds_ids_by_form({"12345": 18, "12346": 25}), holds_ids_by_form({"12345": None})
    (False, False)
    """
    filled = [value for value in people_by_value if value.strip()]
    of_one = [value for value in filled if _is_id_of_one(value, people_by_value[value])]
    return bool(of_one) and 2 * len(of_one) >= len(filled)


def _is_id_of_one(value: str, people: int | None) -> bool:
    words = id_words(value)
    if people is None:
        return any(letter.isalpha() for word in words for letter in word)
    return bool(words) and people <= 1
