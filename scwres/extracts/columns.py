"""Reads the cells of a column, and says which of them mean nothing and why."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from scwres.codes import SCHEMES, scheme_of
from scwres.errors import ROWS_NAMED, Fault, in_words, nearest_word, shown
from scwres.ethnicity import CATEGORY, UNKNOWN
from scwres.extracts.dates import (
    is_compact_date,
    is_month_first,
    is_no_day,
    looks_like_a_date,
    stands_for_no_date,
)
from scwres.extracts.decoding import has_mojibake
from scwres.extracts.schema import ITEMS, Holds, header_name
from scwres.extracts.values import (
    LONGEST_TEXT,
    ROW_OF_TOTALS,
    is_escaped,
    is_in_single_quotes,
    is_scientific,
    is_total,
    read_label,
    reader_of,
)
from scwres.labels import category_of, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Mapping

    from scwres.extracts.rules import Rules
    from scwres.extracts.schema import Column

#: A column that is counted, and holds more different values than this, is something else.
MOST_VALUES = 1_000

#: Different values that a message repeats for one column, and different labels of
#: ethnicity. A column with more than the second has moved and may hold names: none of its
#: values is repeated.
VALUES_SHOWN = 3
LABELS_SHOWN = 20

#: What was expected instead, as the fix of a fault.
_EXPECTED: Mapping[Holds, str] = {
    Holds.YES_NO: f"Expected {Holds.YES_NO}; or say under [words] in scwres.toml what other words "
    "mean.",
    Holds.TEXT: f"Expected at most {LONGEST_TEXT} characters, all of them printable.",
    Holds.ANSWER: f"Expected at most {LONGEST_TEXT} characters, all of them printable.",
    Holds.DATE: "Expected a date with the day before the month, such as 30/09/2024.",
    Holds.MONEY: "Expected full-time pounds a year, such as 31500 or £31,500.",
    Holds.ITEM_NAME: f"Expected one of {', '.join(ITEMS)}, or a [measure] of scwres.toml.",
    Holds.PEOPLE: f"Expected {Holds.PEOPLE}, in digits alone.",
}

#: What is asked about values that mean nothing yet, and the table of the answer.
_ASKED: Mapping[Holds, tuple[str, str]] = {
    Holds.ETHNICITY: (
        "which category is meant ('scwres explain ethnicity' lists them)",
        "ethnicity.labels",
    ),
    Holds.STAGE: ("whether each is formal or informal", "stages"),
    Holds.EMPLOYMENT: ("whether each is direct or not direct employment", "employment"),
}

#: What a value that means nothing shows to have happened, and how to mend that.
_CAUSES: tuple[tuple[Callable[[str, Column], bool], str, str], ...] = (
    (
        lambda value, column: column.holds is Holds.DATE and is_month_first(value),
        "holds dates with the month before the day, such as 09/30/2024",
        "Export the file again with the day first, or as 2024-09-30. The other dates of such a "
        "column would be read wrongly.",
    ),
    (
        lambda value, column: column.holds is Holds.DATE and stands_for_no_date(value),
        "holds dates that systems write when there is no date, such as 01/01/1900 or 31/12/9999",
        "Leave the cell blank where there is no date, and correct any year that is mistyped.",
    ),
    (
        lambda value, column: column.holds is Holds.DATE and is_no_day(value),
        "holds days that do not exist, such as 31/02/2024",
        "Correct the dates.",
    ),
    (lambda value, _: is_total(value), *ROW_OF_TOTALS),
    (
        lambda value, _: is_in_single_quotes(value),
        "holds values in single quotation marks",
        "Save the file again with double ones, or with none.",
    ),
    (
        lambda value, _: is_escaped(value),
        "holds a backslash before a quotation mark or a separator",
        'Put such fields in quotation marks, and double those inside: "a ""b"" c".',
    ),
    (
        lambda value, column: (
            column.holds is Holds.YES_NO and (looks_like_a_date(value) or is_compact_date(value))
        ),
        "holds dates where yes or no is expected",
        "A column of the days on which people left is leaving_date: name it so in the file, or "
        "under columns of the extract in scwres.toml.",
    ),
    (
        lambda value, _: value.startswith("#"),
        "holds an error value of Excel, such as #REF! or ########",
        "Mend the formula or widen the column in the workbook, and save it again.",
    ),
    (
        lambda value, _: value.startswith('="'),
        'holds a formula in place of a value, such as ="001"',
        "Save the values alone: copy the column and paste it as values.",
    ),
    (
        lambda value, column: column.name == "pay_band" and looks_like_a_date(value),
        "holds dates that Excel has made of pay bands such as 1-2 or 10-12",
        "Format the column as text in the workbook, and enter the bands again.",
    ),
    (
        lambda value, column: column.name == "pay_band" and is_scientific(value),
        "holds numbers that Excel has made of pay bands such as 1E5",
        "Format the column as text in the workbook, and enter the bands again.",
    ),
    (
        lambda value, _: has_mojibake(value),
        "holds letters that were saved in one encoding and read in another",
        "Export the extract again as 'CSV UTF-8'.",
    ),
)


class Label(NamedTuple):
    """A label of ethnicity as it stands, in how many rows, and what it was matched to."""

    label: str
    rows: int
    category: str | None
    how: str


class ColumnReader(dict[str, "str | None"]):
    """The meaning of each value of one column: a dictionary that reads a value once.

    A value that means nothing is None here, and is noted by :meth:`refuse`.
    """

    def __init__(self, file: str, column: Column, place: str, rules: Rules) -> None:
        super().__init__()
        self.column = column
        self.header = place
        self.scheme = rules.scheme
        self._file = file
        self._is_label = column.holds is Holds.ETHNICITY
        self._read = self._category if self._is_label else reader_of(column, rules)
        self._labels = {words_of(label): name for label, name in rules.labels.items()}
        self._refused: dict[tuple[str, str], tuple[Counter[str], list[int]]] = {}

    def __missing__(self, value: str) -> str | None:
        meaning = self._read(value)
        if len(self) <= MOST_VALUES:
            self[value] = meaning
        return meaning

    def _category(self, value: str) -> str | None:
        return self.matched(value)[0]

    def matched(self, label: str) -> tuple[str | None, str]:
        """Return the category of a label, and how it was matched."""
        return read_label(label, self._labels, SCHEMES.get(self.scheme, {}))

    def labels(self, rows_by_label: Mapping[str, int], ids: Container[int]) -> list[Label]:
        """Return the labels of ethnicity that a message may repeat, those of most rows first."""
        found = Counter[str]()
        for label, rows in rows_by_label.items():
            found[" ".join(label.split())] += rows
        unknown = Counter({label: rows for label, rows in found.items() if self[label] is None})
        named = self._that_may_be_named(unknown, ids)
        return [
            Label(label, rows, *self.matched(label))
            for label, rows in sorted(found.items(), key=lambda one: (-one[1], one[0]))
            if label not in unknown or label in named
        ]

    def look_at(self, values: Iterable[str]) -> None:
        """Tell the code scheme of ethnicity from the first values, unless it was named.

        Every value must be a code of one scheme and of no other; words for unknown
        ethnicity say nothing.
        """
        if self._is_label and not self.scheme:
            unknown = {"Not stated", "Not known"}
            codes = [value for value in values if category_of(value) not in unknown]
            self.scheme = scheme_of(codes) or ""

    @property
    def overflows(self) -> bool:
        """Whether the column holds more different values than one that is counted can."""
        counted_by_value = self.column.holds not in (Holds.PEOPLE, Holds.MONEY, Holds.DATE)
        if self.column.name == "job_role":
            return False  # compared with a list, and not counted
        return len(self) > MOST_VALUES and counted_by_value

    def refuse(self, value: str, row: int) -> None:
        """Note that a value that means nothing stands in a row."""
        text = value.strip()
        cause = next(
            ((what, fix) for is_so, what, fix in _CAUSES if is_so(text, self.column)), None
        )
        values, rows = self._refused.setdefault(cause or ("", ""), (Counter(), []))
        values[text] += 1
        if len(rows) < ROWS_NAMED:
            rows.append(row)

    def faults(self, ids: Container[int]) -> list[Fault]:
        """Return what is wrong with the column's values; none of ``ids`` is repeated."""
        faults = []
        if self.overflows:
            what = f"holds more than {MOST_VALUES:,} different values"
            fix = "A column that is counted holds a few; look for a column that has moved."
            faults.append(Fault(self._file, what, fix, self.header))
        for (what, fix), (values, rows) in self._refused.items():
            named = self._that_may_be_named(values, ids)
            faults.append(
                Fault(
                    self._file,
                    what or f"holds {self._in_words(values, named, ids)}",
                    fix or self._expected(values),
                    self.header,
                    tuple(rows),
                    values.total(),
                    **({} if fix or self._is_of_unnamed_codes(values) else self._to_add(named)),
                )
            )
        return faults

    def _knows_some(self) -> bool:
        """Return whether some label of the column is known, of unknown ethnicity apart."""
        return any(name and CATEGORY[name].side != UNKNOWN for name in self.values())

    def _that_may_be_named(self, values: Counter[str], ids: Container[int]) -> list[str]:
        """Return the values that a message may repeat: a few, and nobody's id.

        A label that stands once alone may be a name in a column that has moved.
        """
        if len(values) > LABELS_SHOWN:
            return []
        most = LABELS_SHOWN if self._is_label else VALUES_SHOWN
        # Where nothing in the column is a label that is known, it may well have moved.
        singly = VALUES_SHOWN if not self._is_label or self._knows_some() else 0
        return [
            value
            for place, (value, rows) in enumerate(values.most_common())
            if (place < singly or (place < most and rows > 1)) and not _is_id(value, ids)
        ]

    def _in_words(self, values: Counter[str], named: Collection[str], ids: Container[int]) -> str:
        if len(values) > LABELS_SHOWN:
            return f"{len(values):,} different values that are not expected there"
        rows_by_words: Counter[str] = Counter()
        others = 0
        for value, rows in values.most_common():
            if value in named:
                meant = self._meant(value)
                question = f" (did you mean '{meant}'?)" if meant else ""
                rows_by_words[shown(value) + question] += rows
            elif _is_id(value, ids):
                rows_by_words["somebody's id"] += rows
            else:
                others += 1
        parts = [
            f"{words} in {rows:,} row{'s' if rows != 1 else ''}"
            for words, rows in rows_by_words.most_common()
        ]
        if others:
            values_of_them = f"value{'s' if others > 1 else ''}"
            more = f"more {values_of_them}" if parts else f"{values_of_them} not expected there"
            parts.append(f"{others:,} {more}")
        return in_words(parts)

    def _meant(self, value: str) -> str:
        """Return what a value that means nothing may have meant; empty where it is unclear."""
        if self.column.holds is Holds.ITEM_NAME:
            return nearest_word(header_name(value), ITEMS, at_least=0.75)
        return nearest_category(value) if self._is_label else ""

    def _is_of_unnamed_codes(self, values: Iterable[str]) -> bool:
        """Return whether values are codes of ethnicity, of a scheme that was not named."""
        codes = {value.casefold() for value in values} & {*chain(*SCHEMES.values())}
        return self._is_label and bool(codes) and not self.scheme

    def _expected(self, values: Counter[str]) -> str:
        if self._is_of_unnamed_codes(values):
            return (
                "Codes mean something in their scheme alone. Name it in scwres.toml: "
                f'[ethnicity] scheme = "nhs", or {in_words(list(SCHEMES)[1:], last="or")}.'
            )
        if self.column.holds in _ASKED:
            what, table = _ASKED[self.column.holds]
            return f"Say {what}, under [{table}] in scwres.toml."
        return _EXPECTED[self.column.holds]

    def _to_add(self, named: Iterable[str]) -> dict[str, Any]:
        """Return what to add to the settings, a line for each value that may be named."""
        if self.column.holds not in _ASKED:
            return {}
        lines = [
            f'"{value}" = "{(nearest_category(value) if self._is_label else "") or "…"}"'
            for value in named
            if shown(value) == f"'{value}'" and '"' not in value and "\\" not in value
        ]
        return {"table": _ASKED[self.column.holds][1], "lines": tuple(lines)}


def _is_id(value: str, ids: Container[int]) -> bool:
    return hash(value) in ids or any(hash(word) in ids for word in value.split())


def nearest_category(label: str) -> str:
    """Return the category that a label may have meant, or nothing.

    >>> nearest_category("Pakistanni")
    'Pakistani'
    """
    return nearest_word(label, CATEGORY, at_least=0.75)
