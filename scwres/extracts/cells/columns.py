"""The meanings of a column's values, and the faults of values that mean nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from scwres.counts import PAY_BAND
from scwres.errors import Fault, FaultLog, NotedRows, OpenValue, OpenValues
from scwres.ethnicity.categories import CATEGORY, UNKNOWN
from scwres.ethnicity.codes import SCHEMES, scheme_of
from scwres.ethnicity.labels import (
    OTHER_GROUPS,
    RELATIVE,
    category_beside,
    category_of,
    label_words,
    several_categories,
    words_of,
)
from scwres.extracts.cells.identities import may_hold_id
from scwres.extracts.cells.values import (
    BY_SETTING,
    LONGEST_TEXT,
    ROW_OF_TOTALS,
    amount_of,
    is_compact_date,
    is_escaped,
    is_impossible_date,
    is_in_single_quotes,
    is_month_first,
    is_placeholder_date,
    is_scientific,
    is_total,
    looks_like_a_date,
    read_label,
    reader_of,
)
from scwres.extracts.files.text import has_mojibake
from scwres.extracts.rules import Rules
from scwres.extracts.schema import (
    ITEMS,
    JOB_ROLE,
    STAGES_OF_AN_APPLICATION,
    Column,
    Holds,
    header_name,
)
from scwres.text.phrases import in_words, nearest_word, number_of, shown_whole, toml_string
from scwres.text.safety import holds_email, holds_national_insurance_number, personal_kind

#: A counted column with more different values than this holds something else.
MOST_VALUES = 1_000

#: A column with more different unknown labels than this holds something else, and none is
#: repeated in a message.
MOST_LABELS = 200

#: So many different values are shown whatever they are, but labels only beside known ones.
FEW = 3

#: What was expected instead, as the fix of a fault, and the code of the fault.
_EXPECTED: Mapping[Holds, tuple[str, str]] = {
    Holds.YES_NO: (
        f"Expected {Holds.YES_NO}. If these words are right, say which mean yes and which mean "
        "no, under [words] in scwres.toml.",
        "unknown-value",
    ),
    Holds.TEXT: (f"Expected at most {LONGEST_TEXT} characters, all printable.", "cell-unreadable"),
    Holds.ANSWER: (
        f"Expected at most {LONGEST_TEXT} characters, all printable.",
        "cell-unreadable",
    ),
    Holds.DATE: (
        "Expected a date with the day before the month, such as 30/09/2024.",
        "not-a-date",
    ),
    Holds.MONEY: (
        "Expected full-time pay in pounds a year, such as 31500 or £31,500.",
        "not-a-number",
    ),
    Holds.ITEM_NAME: (
        f"Expected one of {', '.join(ITEMS)}, or a [measure] in scwres.toml.",
        "unknown-value",
    ),
    Holds.PEOPLE: (f"Expected {Holds.PEOPLE}, in digits only.", "not-a-number"),
}

#: What to say of values that mean nothing yet, the settings table for it, and the code.
_QUESTIONS: Mapping[Holds, tuple[str, str, str]] = {
    Holds.ETHNICITY: (
        "Give the category of each ('scwres explain ethnicity' lists them)",
        "ethnicity.labels",
        "unknown-label",
    ),
    Holds.STAGE: ("Say whether each is formal or informal", "stages", "unknown-value"),
    Holds.EMPLOYMENT: (
        "Say whether each is direct or not direct employment",
        "employment",
        "unknown-value",
    ),
}

#: What an unknown value shows to have happened, how to correct it, and the code.
_CAUSES: tuple[tuple[Callable[[str, Column], bool], str, str, str], ...] = (
    (
        lambda value, _: holds_email(value),
        "holds email addresses, which identify people",
        "Remove them from the file, or check for values that are in the wrong column.",
        "identifies-a-person",
    ),
    (
        lambda value, _: holds_national_insurance_number(value),
        "holds National Insurance numbers, which identify people",
        "Remove them from the file, or check for values that are in the wrong column.",
        "identifies-a-person",
    ),
    (
        lambda value, column: column.holds is Holds.DATE and is_month_first(value),
        "holds dates with the month before the day, such as 09/30/2024",
        "Export the file again with the day first, or as 2024-09-30. Otherwise the other dates in "
        "the column would be read wrongly.",
        "not-a-date",
    ),
    (
        lambda value, column: column.holds is Holds.DATE and is_placeholder_date(value),
        "holds dates that systems write when there is no date, such as 01/01/1900 or 31/12/9999",
        "Leave the cell blank where there is no date, and correct any mistyped year.",
        "not-a-date",
    ),
    (
        lambda value, column: column.holds is Holds.DATE and is_impossible_date(value),
        "holds dates that do not exist, such as 31/02/2024",
        "Correct the dates.",
        "not-a-date",
    ),
    (lambda value, _: is_total(value), *ROW_OF_TOTALS),
    (
        lambda value, _: is_in_single_quotes(value),
        "holds values in single quotation marks",
        "Save the file again with double quotation marks, or with none.",
        "cell-unreadable",
    ),
    (
        lambda value, _: is_escaped(value),
        "holds a backslash before a quotation mark or a separator",
        'Put such fields in quotation marks, and double those inside: "a ""b"" c".',
        "cell-unreadable",
    ),
    (
        lambda value, column: (
            column.holds is Holds.YES_NO and (looks_like_a_date(value) or is_compact_date(value))
        ),
        "holds dates where yes or no is expected",
        "If these are leaving dates, name the column leaving_date in the file, or under columns "
        "of the extract in scwres.toml.",
        "unknown-value",
    ),
    (
        lambda value, _: value.startswith("#"),
        "holds an Excel error value, such as #REF! or ########",
        "Correct the formula or widen the column in the workbook, and save it again.",
        "cell-unreadable",
    ),
    (
        lambda value, _: value.startswith('="'),
        'holds a formula instead of a value, such as ="001"',
        "Save only the values: copy the column and paste it as values.",
        "cell-unreadable",
    ),
    (
        lambda value, column: column.name == PAY_BAND and looks_like_a_date(value),
        "holds dates that Excel made from pay bands such as 1-2 or 10-12",
        "Format the column as text in the workbook, and enter the bands again.",
        "cell-unreadable",
    ),
    (
        lambda value, column: column.name == PAY_BAND and is_scientific(value),
        "holds numbers that Excel made from pay bands such as 1E5",
        "Format the column as text in the workbook, and enter the bands again.",
        "cell-unreadable",
    ),
    (
        lambda value, _: has_mojibake(value),
        "holds garbled letters: they were saved in one encoding and read in another",
        "Export the extract again as 'CSV UTF-8'.",
        "text-encoding",
    ),
)

#: Two questions about labels of ethnicity that category names alone do not answer.
_SEVERAL = (
    "holds several ethnicities in one cell: ",
    "Give the category of each under [ethnicity.labels] in scwres.toml, or enter one ethnicity in "
    "each row.",
    "unknown-label",
)
_ALL_OTHERS = (
    "holds a label for everyone without one of the other labels. It is unclear whether that "
    "includes white minorities: ",
    'Give its category under [ethnicity.labels] in scwres.toml, such as "Minority ethnic" if '
    "nobody white is included.",
    "unknown-label",
)

#: What to say of statuses that stand under no stage, and the settings table for them.
_STATUSES = (
    "Put each under the highest stage that it means was reached, in the list of that stage under "
    f"[extracts.reached] in scwres.toml. The stages are {in_words(STAGES_OF_AN_APPLICATION)}.",
    "extracts.reached",
    "unknown-value",
)


#: What to say of values that are no amounts, in a column of amounts.
_AMOUNTS = (
    "Expected an amount, such as 120 or £1,250.50. If these words are right, say which mean yes "
    "and which mean no, beside above, under [words] in scwres.toml.",
    "not-a-number",
)


@dataclass(slots=True)
class _RefusedValues:
    """Values that mean nothing, for one reason: how many rows have each, and which have any.

    ``may_be_named`` are the values in rows whose other values do mean something.
    """

    rows_by_value: Counter[str] = field(default_factory=Counter)
    rows: NotedRows = field(default_factory=NotedRows)
    may_be_named: set[str] = field(default_factory=set)


class Label(NamedTuple):
    """A label of ethnicity as recorded, its number of rows, and the category it matches."""

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
        self.category_of_relative: str | None = RELATIVE
        self._file = file
        self._is_label = column.holds is Holds.ETHNICITY
        #: Whether values stand in figures and messages as they are: units, bands and roles.
        self.is_shown = column.holds in (Holds.TEXT, Holds.ANSWER)
        #: What a value may say of a person by its form, by the value.
        self.personal: dict[str, str] = {}
        #: Values that may be ids, or hold one.
        self.may_be_ids: set[str] = set()
        self._meaning_of = self._category if self._is_label else reader_of(column, rules)
        self._least = rules.above.get(column.name) if column.holds is Holds.YES_NO else None
        self._is_status = bool(rules.reached and column.name in rules.reached.items)
        self._may_be_unread = column.name == "salary" and not rules.needs_salary
        self.unread_salaries: set[str] = set()
        self._labels = {words_of(label): name for label, name in rules.labels.items()}
        self._refused: dict[tuple[str, str, str], _RefusedValues] = {}
        self._causes: dict[str, tuple[str, str, str]] = {}

    def __missing__(self, value: str) -> str | None:
        meaning = self._meaning_of(value)
        if meaning is None and self._may_be_unread:
            self.unread_salaries.add(value)
            meaning = ""
        if self.is_shown and meaning:
            if kind := personal_kind(meaning):
                self.personal[value] = kind
            if may_hold_id(meaning):
                self.may_be_ids.add(value)
        if len(self) <= MOST_VALUES:
            self[value] = meaning
        return meaning

    def _category(self, value: str) -> str | None:
        return self.match(value)[0]

    def match(self, label: str) -> tuple[str | None, str]:
        """Return the category of a label, and how it was matched."""
        category, how = read_label(label, self._labels, SCHEMES.get(self.scheme, {}))
        if category == RELATIVE and (category_of_others := self.category_of_relative) != RELATIVE:
            return category_of_others, how if category_of_others else ""
        return category, how

    def may_identify(self, value: str) -> bool:
        """Return whether a value that was read may identify a person, by its form."""
        return value in self.personal or value in self.may_be_ids

    def settle(self) -> None:
        """Settle labels of "all others", once every label of the column is read.

        Where the other labels do not settle them, they are faults in the rows that were passed
        to :meth:`refuse`.
        """
        if RELATIVE not in self.values():
            return
        others = {category for category in self.values() if category and category != RELATIVE}
        self.category_of_relative = category_beside(others)
        if self.category_of_relative:
            self._refused.pop(_ALL_OTHERS, None)
        for label in [label for label, category in self.items() if category == RELATIVE]:
            self[label] = self.category_of_relative

    def labels(self, rows_by_label: Mapping[str, int], ids: Container[int]) -> list[Label]:
        """Return the labels of ethnicity that a message may repeat, the most frequent first."""
        rows_by_text = Counter[str]()
        for label, rows in rows_by_label.items():
            rows_by_text[" ".join(label.split())] += rows
        unknown = Counter(
            {label: rows for label, rows in rows_by_text.items() if self[label] is None}
        )
        repeatable = self._repeatable_values(unknown, rows_by_text.total(), ids)
        return [
            Label(label, rows, *self.match(label))
            for label, rows in sorted(rows_by_text.items(), key=lambda pair: (-pair[1], pair[0]))
            if label not in unknown or label in repeatable
        ]

    def recognise_scheme(self, values: Iterable[str]) -> None:
        """Recognise the code scheme of ethnicity from the first values, unless it is set.

        Every value must be a code of one scheme and of no other; words for
        unknown ethnicity are ignored.
        """
        if self._is_label and not self.scheme:
            unknown = {"Not stated", "Not known"}
            codes = [value for value in values if category_of(value) not in unknown]
            self.scheme = scheme_of(codes) or ""

    @property
    def overflows(self) -> bool:
        """Whether the column holds more different values than a counted column can."""
        counted_by_value = self.column.holds not in (Holds.PEOPLE, Holds.MONEY, Holds.DATE)
        if self.column.name == JOB_ROLE or self._least is not None:
            return False  # compared with a list or an amount, and not counted
        return len(self) > MOST_VALUES and counted_by_value

    def is_others_alone(self) -> bool:
        """Return whether the labels are White British, a label of all others, and unknown alone.

        Labels in the settings do not count: their meaning is given.
        """
        known = {
            category: self.match(label)[1]
            for label, category in self.items()
            if category in CATEGORY and CATEGORY[category or ""].side != UNKNOWN
        }
        others = [how for category, how in known.items() if category in OTHER_GROUPS]
        rest = known.keys() - {*OTHER_GROUPS, "White British"}
        return "White British" in known and bool(others) and not rest and BY_SETTING not in others

    def names_in_several_spacings(self) -> list[str]:
        """Return the names written in several spacings, which count as one."""
        if self.column.holds not in (Holds.TEXT, Holds.ANSWER):
            return []
        spacings: dict[str, set[str]] = {}
        for value, meaning in self.items():
            if meaning:
                spacings.setdefault(meaning, set()).add(value.strip())
        return sorted(name for name, texts in spacings.items() if len(texts) > 1)

    def note_none_above(self, log: FaultLog) -> None:
        """Note a fault where no amount of the column is above the one that means yes."""
        if self._least is None:
            return
        amounts = sorted(amount for value in self if (amount := amount_of(value)) is not None)
        if not amounts or amounts[-1] > self._least:
            return
        log.add(
            f"has no row above {self._least}, which the settings take for a yes",
            f"Its amounts go from {amounts[0]} to {amounts[-1]}. Correct above in scwres.toml, or "
            "check that this is the column of amounts. If nobody had any, put none_in_window = "
            "true under the path of the file.",
            "no-rows",
            column=self.header,
        )

    def refuse(self, value: str, row: int, *, is_alone: bool = True) -> None:
        """Note a row with a value that means nothing.

        ``is_alone``: the row's other values do mean something. Where they do not, the row may
        have moved sideways, and the value may be a name.
        """
        text = value.strip()
        cause = self._causes.get(text)
        if cause is None:  # a long value takes long, and may be in every row
            cause = self._causes[text] = self._cause(text)
        refused = self._refused.get(cause)
        if refused is None:
            refused = self._refused[cause] = _RefusedValues()
        refused.rows_by_value[text] += 1
        if is_alone:
            refused.may_be_named.add(text)
        refused.rows.add(row)

    def _cause(self, text: str) -> tuple[str, str, str]:
        """Return what a value shows to be wrong, how to correct it and the code; or blanks."""
        for is_so, what, fix, code in _CAUSES:
            if is_so(text, self.column):
                return what, fix, code
        if self._is_label and self[text] == RELATIVE:
            return _ALL_OTHERS
        if self._is_label and several_categories(text):
            return _SEVERAL
        return "", "", ""

    def faults(self, ids: Container[int], rows: int) -> list[Fault]:
        """Return the faults of the column's values, in a table of so many rows.

        No message repeats an id of ``ids``.
        """
        faults = []
        if self.overflows:
            what = f"holds more than {MOST_VALUES:,} different values"
            fix = "Expected only a few. Check for values that are in the wrong column."
            faults.append(Fault(self._file, what, fix, "column-unclear", self.header))
        for cause, refused in self._refused.items():
            what, fix, code = cause
            is_listed = cause in (_ALL_OTHERS, _SEVERAL, ("", "", ""))
            values = refused.rows_by_value
            repeatable = [] if not is_listed else list(values)
            if not what:
                repeatable = self._repeatable_values(values, rows, ids)
                doubtful = [value for value in repeatable if value not in refused.may_be_named]
                if len(doubtful) > FEW:
                    repeatable = [value for value in repeatable if value not in doubtful]
            faults.append(
                Fault(
                    self._file,
                    (what or "holds ")
                    + (self._in_words(values, repeatable, ids) if is_listed else ""),
                    *((fix, code) if fix else self._expected(values)),
                    self.header,
                    tuple(refused.rows.first),
                    refused.rows.number,
                    every_row=refused.rows.every,
                    **(
                        self._settings_to_add(repeatable, values)
                        if is_listed and not self._are_codes_without_scheme(values)
                        else {}
                    ),
                )
            )
        return faults

    def _repeatable_values(
        self, values: Counter[str], rows: int, ids: Container[int]
    ) -> list[str]:
        """Return the values of a column of so many rows that a message may repeat.

        All of them except ids; but none where the column has moved and may hold names: its
        values are nearly all different, and most mean nothing.
        """
        refused = values.total()
        is_varied = 3 * len(values) > 2 * refused and refused > rows - refused
        is_few = len(values) <= FEW and (self._knows_some() or not self._is_label)
        if len(values) > MOST_LABELS or (is_varied and not is_few):
            return []
        return [
            value
            for value, _ in values.most_common()
            if len(value) <= LONGEST_TEXT
            and not (_is_id(value, ids) or holds_email(value))
            and not holds_national_insurance_number(value)
        ]

    def _knows_some(self) -> bool:
        """Return whether any label of the column is known, other than unknown ethnicity."""
        categories = (CATEGORY[name] for name in self.values() if name and name in CATEGORY)
        return any(category.side != UNKNOWN for category in categories)

    def _in_words(
        self, values: Counter[str], repeatable: Collection[str], ids: Container[int]
    ) -> str:
        rows_by_words: Counter[str] = Counter()
        others: Counter[str] = Counter()
        for value, rows in values.most_common():
            if value in repeatable:
                suggestion = self._suggestion(value)
                question = f" (did you mean '{suggestion}'?)" if suggestion else ""
                rows_by_words[shown_whole(value) + question] += rows
            elif _is_id(value, ids):
                rows_by_words["a staff number"] += rows
            else:
                others[value] += rows
        parts = [
            f"{words} in {number_of(rows, 'row')}" for words, rows in rows_by_words.most_common()
        ]
        if others:
            value = "more unexpected value" if parts else "unexpected value"
            parts.append(
                f"{number_of(len(others), value)} in {number_of(others.total(), 'row')}, not "
                "shown because they may be names"
            )
        return in_words(parts)

    def _suggestion(self, value: str) -> str:
        """Return the likely meaning of an unknown value; empty where it is unclear."""
        if self.column.holds is Holds.ITEM_NAME:
            return nearest_word(header_name(value), ITEMS, at_least=0.75)
        return nearest_category(value) if self._is_label else ""

    def _are_codes_without_scheme(self, values: Iterable[str]) -> bool:
        """Return whether values are ethnicity codes, while no scheme is set."""
        codes = {value.casefold() for value in values} & {*chain(*SCHEMES.values())}
        return self._is_label and bool(codes) and not self.scheme

    def _expected(self, values: Counter[str]) -> tuple[str, str]:
        if self._are_codes_without_scheme(values):
            fix = (
                "Name the scheme of these codes in scwres.toml: "
                f'[ethnicity] scheme = "nhs", or {in_words(list(SCHEMES)[1:], last="or")}.'
            )
            return fix, "unknown-label"
        if self._is_status:
            fix, _, code = _STATUSES
            return fix, code
        if self._least is not None:
            return _AMOUNTS
        if self.column.holds in _QUESTIONS:
            fix, table, code = _QUESTIONS[self.column.holds]
            return f"{fix}, under [{table}] in scwres.toml.", code
        return _EXPECTED[self.column.holds]

    def _settings_to_add(
        self, repeatable: Iterable[str], rows: Mapping[str, int]
    ) -> dict[str, Any]:
        """Return what to add to the settings: a line for each value."""
        values = [value for value in repeatable if shown_whole(value) == f"'{value}'"]
        settings = self._lines_to_add(values)
        if not settings or not values:
            return settings
        # The statuses of one column are those of every stage.
        column = "" if self._is_status else self.column.name
        asked = [OpenValue(text, rows[text], self._suggestion(text)) for text in values]
        return settings | {"open_values": OpenValues(settings["table"], column, tuple(asked))}

    def _lines_to_add(self, values: Sequence[str]) -> dict[str, Any]:
        if self._is_status:
            lines = [f'"…" = [{toml_string(value)}]' for value in values]
            return {"table": _STATUSES[1], "lines": tuple(lines)}
        if self._least is not None and values:
            words = ", ".join(map(toml_string, values))
            names = 'yes = ["…"], no = ["…"]'
            line = f"{self.column.name} = {{ above = {self._least}, {names} }}  # {words}"
            return {"table": "words", "lines": (line,)}
        if self.column.holds is Holds.YES_NO and values:
            words = ", ".join(map(toml_string, values))
            line = f'{self.column.name} = {{ yes = ["…"], no = ["…"] }}  # {words}'
            return {"table": "words", "lines": (line,)}
        if self.column.holds not in _QUESTIONS:
            return {}
        lines = [f'{toml_string(value)} = "{self._suggestion(value) or "…"}"' for value in values]
        return {"table": _QUESTIONS[self.column.holds][1], "lines": tuple(lines)}


def _is_id(value: str, ids: Container[int]) -> bool:
    return hash(value) in ids or any(hash(word) in ids for word in value.split())


@lru_cache(maxsize=4096)
def nearest_category(label: str) -> str:
    """Return the category that a mistyped label means; empty where it is unclear.

    Each word outside the vocabulary is read as the nearest one with the same first letter, and
    the words together must then be a label: no suggestion drops a word, or names a group that
    the label does not.

    >>> nearest_category("Wite British"), nearest_category("Pakistanni")
    ('White British', 'Pakistani')
    >>> nearest_category("Ethnic background"), nearest_category("Any white ethnic group")
    ('', '')
    """
    vocabulary = label_words()
    corrected = []
    for word in words_of(label).split():
        alike = [known for known in vocabulary if known[0] == word[0]]
        corrected.append(word if word in vocabulary else nearest_word(word, alike, at_least=0.8))
    category = category_of(" ".join(corrected)) if corrected and all(corrected) else None
    return category if category and category in CATEGORY else ""
