"""Tables of counts become counts: the interchange format, and the form of published tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from scwres.counts import IN_NO_UNIT, NO, NOT_RECORDED, RESIDENT, YES, Cell
from scwres.errors import Caution, FaultLog
from scwres.ethnicity.categories import CATEGORY, held_by
from scwres.ethnicity.labels import RELATIVE, words_of
from scwres.ethnicity.phrases import NOT_KNOWN
from scwres.extracts.cells.columns import ColumnReader
from scwres.extracts.cells.identities import (
    ShownValue,
    holds_ids_by_form,
    ids_fault,
    personal_cautions,
)
from scwres.extracts.cells.values import plain
from scwres.extracts.files.blocks import Row
from scwres.extracts.left_out import NOBODY
from scwres.extracts.people.rows import Reading
from scwres.extracts.rules import Rules
from scwres.extracts.schema import ETHNICITY, is_yes_or_no
from scwres.extracts.tables.header import Layout
from scwres.extracts.tables.table import Table
from scwres.extracts.vocabulary import WORDS, WORDS_OF
from scwres.text.phrases import in_words

_DUPLICATE = (
    "repeats an earlier row, with the same item, answer, ethnicity and unit",
    "Keep one of the rows, or add them together.",
    "given-twice",
)

#: How near two sums are, as a share, to be taken for one that was rounded.
SAME_WITHIN = 0.8

#: Columns whose values are times: people of several cannot be added.
PERIODS = frozenset(
    {
        *("year", "period", "financial_year", "reporting_year", "quarter", "month", "snapshot"),
        *("date", "snapshot_date", "reporting_period", "as_at"),
    }
)


class _CountRow(NamedTuple):
    """A row of counts as read; ``units`` holds every column of units."""

    item: str
    answer: str
    ethnicity: str
    units: tuple[str, ...]


def read_count_rows(table: Table, layout: Layout, rules: Rules, log: FaultLog) -> Reading:
    """Return what a table of counts holds; faults of rows go to ``log``.

    A unit that is blank in every row of an item is one that the item does not have; a
    blank among values is the unit ``Not recorded``.
    """
    readers = {
        column.name: ColumnReader(log.file, column, layout.place(position), rules)
        for column, position in zip(layout.columns, layout.positions, strict=True)
    }
    label_position = list(readers).index(ETHNICITY.name)
    people_by_row: dict[_CountRow, int] = {}
    rows_by_label: Counter[str] = Counter()
    keys_read: set[tuple[_CountRow, str]] = set()
    nobody = 0
    shown: dict[str, dict[str, ShownValue]] = {
        name: {} for name, reader in readers.items() if reader.is_shown
    }
    for batch in table.batches(layout.positions, None, one_by_one=True):
        if not keys_read:
            readers[ETHNICITY.name].recognise_scheme(
                {row[label_position] for row in batch.counted.people_by_row}
            )
        for number, row, _ in batch.rows():
            rows_by_label[row[label_position]] += 1
            values_of_row = _read_row(row, number, readers, log)
            if values_of_row is None:
                continue
            counted, people = values_of_row
            for name, text in zip(readers, row, strict=True):
                if name in shown and text.strip():
                    _note_shown(shown[name], text, number, readers[name])
            key = (counted, words_of(row[label_position]))
            if key in keys_read:
                log.add(*_DUPLICATE, row=number)
            keys_read.add(key)
            nobody += people == 0
            people_by_row[counted] = people_by_row.get(counted, 0) + people
            if counted.ethnicity == RELATIVE:
                readers[ETHNICITY.name].refuse(row[label_position], number)
    people_by_row = _settled(people_by_row, readers[ETHNICITY.name])
    names = [name for name in readers if name not in _CountRow._fields and name != "people"]
    _note_sums(people_by_row, names, log)
    places = [names.index(name) if name in names else None for name in layout.unit_columns]
    people_by_value = {name: _people_by_value(name, names, people_by_row) for name in shown}
    with_ids = [name for name in shown if holds_ids_by_form(people_by_value[name])]
    return Reading(
        people_by_cell=_cells(people_by_row, places),
        left_out={NOBODY: nobody} if nobody else {},
        blank={},
        faults=(
            *(fault for reader in readers.values() for fault in reader.faults((), table.rows)),
            *(ids_fault(log.file, readers[name].header, shown[name]) for name in with_ids),
        ),
        warnings=(
            *_yes_alone(people_by_row, log.file),
            *_parts_warnings(people_by_row, log.file),
            *(
                caution
                for name, values in shown.items()
                for caution in personal_cautions(
                    log.file,
                    readers[name].header,
                    values,
                    None,
                    people_by_value=people_by_value[name],
                )
            ),
        ),
        labels=tuple(readers[ETHNICITY.name].labels(rows_by_label, ())),
    )


def _note_shown(
    values: dict[str, ShownValue], text: str, number: int, reader: ColumnReader
) -> None:
    """Add a row to those of a value that is shown."""
    known = values.get(text, ShownValue(0, number, reader.personal.get(text, "")))
    values[text] = known._replace(rows=known.rows + 1)


def _people_by_value(
    name: str, units: Sequence[str], people_by_row: Mapping[_CountRow, int]
) -> dict[str, int]:
    """Return the people of each value of a column of counts, in the item that has most."""
    people_by_item: Counter[tuple[str, str]] = Counter()
    for row, people in people_by_row.items():
        value = row.units[units.index(name)] if name in units else row.answer
        if name in units or not is_yes_or_no(row.item):
            people_by_item[value, row.item] += people
    people_by_value: dict[str, int] = {}
    for (value, _), people in people_by_item.items():
        people_by_value[value] = max(people, people_by_value.get(value, 0))
    return people_by_value


def _settled(people_by_row: dict[_CountRow, int], labels: ColumnReader) -> dict[_CountRow, int]:
    """Return rows of counts once labels that depend on the others of the column are settled."""
    labels.settle()
    settled: Counter[_CountRow] = Counter()
    for row, people in people_by_row.items():
        is_relative = row.ethnicity == RELATIVE
        category = (labels.category_of_relative or NOT_KNOWN) if is_relative else row.ethnicity
        settled[row._replace(ethnicity=category)] += people
    return settled


def _read_row(
    row: Row, number: int, readers: Mapping[str, ColumnReader], log: FaultLog
) -> tuple[_CountRow, int] | None:
    """Return what a row holds; None, with the reasons noted, where it cannot be read."""
    values: dict[str, str] = {}
    for (name, reader), text in zip(readers.items(), row, strict=True):
        value = reader[text]
        if value is None:
            reader.refuse(text, number)
        else:
            values[name] = value
    item = values.get("item", "")
    if item and "answer" in values:
        is_yes_no = is_yes_or_no(item)
        answer: str | None = values["answer"]
        if is_yes_no:
            word, words_of_item = plain(values["answer"]), WORDS_OF.get(item, {})
            answer = words_of_item[word] if word in words_of_item else WORDS.get(word)
        if not answer:
            expected = "yes or no" if is_yes_no else "a value, such as a pay band"
            log.add(
                f"holds no answer to '{item}'",
                f"Expected {expected}.",
                "unknown-value",
                column=readers["answer"].header,
                row=number,
            )
            return None
        values["answer"] = answer
    if len(values) < len(readers):
        return None
    people = int(values.pop("people"))
    item_name, answer_given, category = (values.pop(name) for name in _CountRow._fields[:3])
    return _CountRow(item_name, answer_given, category, tuple(values.values())), people


def _note_sums(
    people_by_row: Mapping[_CountRow, int], units: Sequence[str], log: FaultLog
) -> None:
    """Note categories and units that may be the sums of others: they would count twice.

    A published table often prints a group and its parts, or the whole and its units; with
    rounded or withheld counts the sums are not exact.
    """
    for broad, parts in broad_and_parts({row.ethnicity for row in people_by_row}):
        sums: Counter[_CountRow] = Counter()
        for row, people in people_by_row.items():
            if row.ethnicity in parts:
                sums[row._replace(ethnicity=broad)] += people
        wholes = [row for row in people_by_row if row.ethnicity == broad]
        # Exactly so, or it may be chance: those who said no more than "White" are people too.
        is_sum = all(people_by_row[row] == sums[row] for row in wholes)
        if len(parts) > 1 and len(wholes) > 1 and is_sum and any(sums.values()):
            log.add(
                f"holds '{broad}' and the parts that add up to it, such as '{parts[0]}'",
                f"Keep the rows of '{broad}', or the rows of its parts.",
                "counts-add-up-twice",
                column=ETHNICITY.name,
            )
    for place, name in enumerate(units):
        wholes = [row for row in people_by_row if not row.units[place]]
        sums = Counter()
        for row, people in people_by_row.items() if wholes else ():
            if row.units[place]:
                sums[_without(row, place)] += people
        if _add_up(people_by_row, wholes, sums):
            log.add(
                "has rows without a unit that look like totals of the rows with one",
                "Keep the rows of the whole, or the rows of its units. Write 'Not recorded' for "
                "people whose unit is not known.",
                "counts-add-up-twice",
                column=name,
            )
        if name in PERIODS and len({row.units[place] for row in people_by_row}) > 1:
            log.add(
                "holds several periods, which would be added together",
                "Keep the rows of one period, or give a file for each.",
                "counts-add-up-twice",
                column=name,
            )


def _add_up(
    people_by_row: Mapping[_CountRow, int],
    wholes: Iterable[_CountRow],
    sums: Mapping[_CountRow, int],
) -> bool:
    """Return whether wholes are the sums of their parts, but for rounding, where both stand."""
    both = [row for row in wholes if row in sums]
    whole = sum(people_by_row[row] for row in both)
    parts = sum(sums[row] for row in both)
    return min(whole, parts) > 0 and max(whole, parts) * SAME_WITHIN <= min(whole, parts)


def _without(row: _CountRow, place: int) -> _CountRow:
    return row._replace(units=(*row.units[:place], "", *row.units[place + 1 :]))


def broad_and_parts(names: set[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield each broad category among the names, with those of its parts among them."""
    for name in sorted(names):
        inside = [other for other in sorted(names) if held_by(other) < held_by(name)]
        # Parts of parts would be added up twice: the detailed ones, else the broad ones.
        for parts in ([part for part in inside if CATEGORY[part].detailed], inside):
            if parts:
                yield name, parts
                break


def _parts_warnings(people_by_row: Mapping[_CountRow, int], file: str) -> Iterator[Caution]:
    """Yield a warning for each broad category that could include parts in the same table."""
    for broad, parts in broad_and_parts({row.ethnicity for row in people_by_row}):
        own = {row._replace(ethnicity="") for row in people_by_row if row.ethnicity == broad}
        others = {row._replace(ethnicity="") for row in people_by_row if row.ethnicity in parts}
        if own & others:
            yield Caution(
                "broad-and-parts",
                f"{file}: holds both '{broad}' and '{parts[0]}'. Check that nobody is in both.",
            )


def _yes_alone(people_by_row: Mapping[_CountRow, int], file: str) -> Iterator[Caution]:
    """Yield a warning for yes/no items that nobody answered with no: rows may be missing."""
    answers: dict[str, set[str]] = {}
    for row, people in people_by_row.items():
        if people:
            answers.setdefault(row.item, set()).add(row.answer)
    alone = [
        f"'{item}'"
        for item, answers_of_item in answers.items()
        if YES in answers_of_item
        and NO not in answers_of_item
        and is_yes_or_no(item)
        and item != RESIDENT
    ]
    if alone:
        yield Caution(
            "yes-alone",
            f"{file}: {in_words(alone)} {'have' if len(alone) > 1 else 'has'} people who "
            "answered yes and nobody who answered no. Check whether rows are missing.",
        )


def _cells(people_by_row: Mapping[_CountRow, int], places: Sequence[int | None]) -> Counter[Cell]:
    """Return the cells of rows, in the units of the breakdowns that stand in ``places``."""

    def value(row: _CountRow, place: int | None) -> str:
        return "" if place is None else row.units[place]

    has_units = {
        (row.item, i)
        for row in people_by_row
        for i, place in enumerate(places)
        if value(row, place)
    }
    people_by_cell: Counter[Cell] = Counter()
    for row, people in people_by_row.items():
        unit = tuple(
            None
            if (row.item, i) not in has_units or value(row, place) == IN_NO_UNIT
            else value(row, place) or NOT_RECORDED
            for i, place in enumerate(places)
        )
        people_by_cell[Cell(row.item, row.answer, row.ethnicity, unit)] += people
    return people_by_cell
