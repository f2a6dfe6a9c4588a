"""What each cell of a column means, and which values mean nothing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scwres.errors import ROWS_NAMED, Fault, in_words, nearest, shown
from scwres.ethnicity import CATEGORY, category_of
from scwres.extracts.schema import ITEMS, WORDS, Holds, column_letter, header_name
from scwres.formulas import as_meant

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from scwres.extracts.schema import Column

#: A column that is counted, and holds more different values than this, is something else.
MOST_VALUES = 1_000

#: A unit or a pay band longer than this is a sentence that landed in the wrong column.
LONGEST_TEXT = 100

#: Different values that a message repeats for one column, and different labels of
#: ethnicity. A column with more than the second has moved and may hold names: none of its
#: values is repeated.
VALUES_SHOWN = 3
LABELS_SHOWN = 20


def _yes_or_no(value: str) -> str | None:
    word = value.strip().casefold()
    return WORDS.get(word) if word else ""


def _text(value: str) -> str | None:
    text = as_meant(" ".join(value.split()))
    return text if len(text) <= LONGEST_TEXT and text.isprintable() else None


def _item_name(value: str) -> str | None:
    name = header_name(value)
    return name if name in ITEMS else None


def _people(value: str) -> str | None:
    number = value.strip()
    return number if number.isascii() and number.isdigit() and len(number) <= 12 else None


#: What a value of each sort of column is read as; None where it means nothing.
_READ: Mapping[Holds, Callable[[str], str | None]] = {
    Holds.ETHNICITY: category_of,
    Holds.YES_NO: _yes_or_no,
    Holds.TEXT: _text,
    Holds.ANSWER: _text,
    Holds.ITEM_NAME: _item_name,
    Holds.PEOPLE: _people,
}

#: What was expected instead, as the fix of a fault.
_EXPECTED: Mapping[Holds, str] = {
    Holds.ETHNICITY: "Run 'scwres explain ethnicity' for the categories that are known.",
    Holds.YES_NO: f"Expected {Holds.YES_NO}.",
    Holds.TEXT: f"Expected at most {LONGEST_TEXT} characters, all of them printable.",
    Holds.ANSWER: f"Expected at most {LONGEST_TEXT} characters, all of them printable.",
    Holds.ITEM_NAME: f"Expected one of {', '.join(ITEMS)}.",
    Holds.PEOPLE: f"Expected {Holds.PEOPLE}, in digits alone.",
}


class ColumnReader(dict[str, "str | None"]):
    """The meaning of each value of one column: a dictionary that reads a value once.

    A value that means nothing is None here, and is noted by :meth:`refuse`.
    """

    def __init__(self, file: str, column: Column, position: int) -> None:
        super().__init__()
        self.column = column
        self._file = file
        self.header = f"{column_letter(position)} '{column.name}'"
        self._read = _READ[column.holds]
        self._rows_by_value: Counter[str] = Counter()
        self._rows: list[int] = []

    def __missing__(self, value: str) -> str | None:
        meaning = self._read(value)
        if len(self) <= MOST_VALUES:
            self[value] = meaning
        return meaning

    @property
    def overflows(self) -> bool:
        """Whether the column holds more different values than one that is counted can."""
        return len(self) > MOST_VALUES and self.column.holds is not Holds.PEOPLE

    def refuse(self, value: str, row: int) -> None:
        """Note that a value that means nothing stands in a row."""
        self._rows_by_value[value.strip()] += 1
        if len(self._rows) < ROWS_NAMED:
            self._rows.append(row)

    def faults(self, ids: Collection[str]) -> list[Fault]:
        """Return what is wrong with the column's values; none of ``ids`` is repeated."""
        faults = []
        if self.overflows:
            faults.append(
                Fault(
                    self._file,
                    f"holds more than {MOST_VALUES:,} different values",
                    "A column that is counted holds a few; look for a column that has moved.",
                    self.header,
                )
            )
        if self._rows_by_value:
            total = self._rows_by_value.total()
            what = f"holds {self._values(ids)}"
            fix = _EXPECTED[self.column.holds]
            faults.append(Fault(self._file, what, fix, self.header, tuple(self._rows), total))
        return faults

    def _values(self, ids: Collection[str]) -> str:
        if len(self._rows_by_value) > LABELS_SHOWN:
            return f"{len(self._rows_by_value):,} different values that are not expected there"
        is_label = self.column.holds is Holds.ETHNICITY
        rows_by_words: Counter[str] = Counter()
        for value, rows in self._rows_by_value.most_common():
            words = "somebody's id" if value in ids else shown(value)
            rows_by_words[words + (nearest_category(value) if is_label else "")] += rows
        most = LABELS_SHOWN if is_label else VALUES_SHOWN
        parts = [
            f"{words} in {rows:,} row{'s' if rows != 1 else ''}"
            for words, rows in rows_by_words.most_common(most)
        ]
        more = len(rows_by_words) - most
        if more > 0:
            parts.append(f"{more:,} more value{'s' if more > 1 else ''}")
        return in_words(parts)


def nearest_category(label: str) -> str:
    """Return a category that a label may have meant, as a question in brackets, or nothing."""
    names = {name.casefold(): name for name in CATEGORY}
    question = nearest(label, names, at_least=0.75)
    for folded, name in names.items():
        question = question.replace(f"'{folded}'", f"'{name}'")
    return f" ({question[0].lower()}{question[1:]})" if question else ""
