"""How the answers of a survey are written, found out from its header and its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from scwres.counts import NO, YES
from scwres.errors import FaultLog
from scwres.extracts.cells.values import plain
from scwres.extracts.files.blocks import Record
from scwres.extracts.rules import Rules
from scwres.extracts.schema import HARASSMENT_ITEMS, SURVEYS, Kind, column_letter
from scwres.extracts.surveys.answer_table import AnswerTable, ChoicesMade, Form, MultipleChoice
from scwres.extracts.surveys.choices import (
    NOT_ANSWERED,
    Choices,
    choices_of,
    codes_among,
    grouped,
    is_mark,
    is_ticked,
    keys_in,
    parts_of,
)
from scwres.extracts.surveys.questions import is_no_answer, is_nobody, question_of
from scwres.extracts.tables.names import Naming
from scwres.extracts.tables.table import Table
from scwres.text.phrases import header_shown, in_words, number_of, toml_string


def with_answers(
    table: Table, naming: Naming, rules: Rules, log: FaultLog
) -> tuple[Table, tuple[str, ...]]:
    """Return a survey with a column of answers for each item, and its header; or the table as is.

    The header has blanks in place of the questions that those answers are read from. What could be
    read in several ways is noted in ``log``.
    """
    kinds = naming.kinds(table.header)
    if len(kinds) != 1 or kinds[0] not in SURVEYS:
        return table, table.header
    reader = _FormReader(table, naming, kinds[0], rules, log)
    if not reader.may_be_rewritten():
        return table, table.header
    form = reader.form()
    if not (form.keys or form.questions):
        return table, table.header
    header = tuple(
        "" if position in reader.sources else cell for position, cell in enumerate(reader.header)
    )
    return AnswerTable(table, reader.header, form), header


class _FormReader:
    """Finds out from the header and the rows of a survey how its answers are written.

    Attributes
    ----------
    header
        The header, with the columns that are added.
    sources
        The positions of columns that are read for the items of others, and hold none themselves.
    """

    def __init__(
        self, table: Table, naming: Naming, kind: Kind, rules: Rules, log: FaultLog
    ) -> None:
        self.header = [*table.header]
        self.sources: set[int] = set()
        self._table = table
        self._rows: list[Record] = []
        self._rules = rules
        self._log = log
        self._names = naming.names(table.header, kind)

    def may_be_rewritten(self) -> bool:
        """Return whether the header or the first rows show that there is something to rewrite.

        Only then are all rows looked at before they are read.
        """
        samples = [self._table.sample(position) for position in range(len(self.header))]
        are_coded = any(
            codes_among(sample)
            for name, sample in zip(self._names, samples, strict=True)
            if name in HARASSMENT_ITEMS
        )
        has_key = bool(keys_in(["".join(sample[:1]) for sample in samples]))
        questions = map(question_of, self.header)
        has_several = any(q.may_have_several_answers for q in questions if q)
        return are_coded or has_key or has_several or bool([*self._groups()])

    def form(self) -> Form:
        """Return how the rows are rewritten."""
        self._rows = [*self._table.rows_ahead()]
        first = self._rows[0] if self._rows else []
        keys = keys_in(first) if len(first) == len(self.header) else {}
        if keys:
            self._rows = self._rows[1:]
        decoding = Form(width=len(self.header), keys=keys)
        self._rows = [decoding.rewritten(row) for row in self._rows if len(row) == decoding.width]
        questions = [*self._spread(), *self._joined()]
        for position, name in enumerate(self._names):
            if name in HARASSMENT_ITEMS and not any(
                position in question.positions.values() for question in questions
            ):
                self._note_codes(position, name)
        return Form(width=len(self.header), keys=keys, questions=questions)

    def _values(self, position: int) -> list[str]:
        return [row[position] for row in self._rows]

    def _groups(self) -> Iterator[tuple[str, dict[int, str], dict[str, int]]]:
        """Yield the questions with a column for each choice, by position, and their items."""
        for stem, texts in grouped(self.header).items():
            positions = {
                self._names[place]: place
                for place in texts
                if self._names[place] in HARASSMENT_ITEMS
            }
            if positions:
                yield stem, texts, positions

    def _spread(self) -> Iterator[MultipleChoice]:
        """Yield the questions that have a column for each choice, with marks in its cells."""
        for stem, texts, positions in self._groups():
            are_marks = all(
                is_mark(cell, text)
                for place, text in texts.items()
                for cell in self._values(place)
            )
            if not are_marks or self._are_yes_and_no(texts):
                continue
            words = {
                item: {**self._rules.words.get(item, {}), texts[place]: YES}
                for item, place in positions.items()
            }
            choices = choices_of(texts.values(), {**self._rules.words, **words})
            chosen = {
                text
                for place, text in texts.items()
                if any(is_ticked(cell, text) for cell in self._values(place))
            }
            # Nobody need say what a choice means that nobody made.
            unknown = tuple(text for text in choices.unknown if text in chosen)
            choices = choices._replace(unknown=unknown)
            self.sources |= texts.keys() - positions.values()
            made = _marks_in(texts)
            yield from self._question(stem, choices, made, positions)

    def _are_yes_and_no(self, texts: Mapping[int, str]) -> bool:
        """Return whether each column is answered with 1 or 0, as a question of its own is."""
        cells = {plain(cell) for place in texts for cell in self._values(place)}
        is_list = any(is_nobody(text) or is_no_answer(text) for text in texts.values())
        return not is_list and not cells.isdisjoint({"0", "false"})

    def _joined(self) -> Iterator[MultipleChoice]:
        """Yield the questions whose choices stand together in one cell."""
        for position, cell in enumerate([*self.header]):
            question = question_of(cell)
            if question is None or not question.may_have_several_answers:
                continue
            rows_by_part = Counter(
                part for text in self._values(position) for part in parts_of(text)
            )
            choices = choices_of([*rows_by_part, *self._words_for_yes()], self._rules.words)
            missing = [item for item in choices.offered if item not in self._names]
            if not missing or missing != [*choices.offered]:
                continue
            self.sources.add(position)
            positions = {}
            for item in missing:
                positions[item] = len(self.header)
                self.header.append(item)
            # What one person wrote may be about someone; what several chose was offered.
            hidden = {part for part, rows in rows_by_part.items() if rows == 1}
            yield from self._question(cell, choices, _parts_at(position), positions, hidden)

    def _words_for_yes(self) -> Iterator[str]:
        """Yield the choices of the settings that mean an item: offered, if nobody chose them."""
        for item in HARASSMENT_ITEMS:
            words = self._rules.words.get(item, {})
            yield from (word for word, answer in words.items() if answer == YES)

    def _question(
        self,
        text: str,
        choices: Choices,
        made: ChoicesMade,
        positions: Mapping[str, int],
        hidden: Collection[str] | None = None,
    ) -> Iterator[MultipleChoice]:
        """Yield a question with the meaning of a blank; note what is unclear about its choices.

        No message repeats the choices of ``hidden``; None where each choice has a column.
        """
        column = header_shown(text)
        if choices.unknown:
            self._note_unknown(column, choices, hidden or ())
            return
        rows_made = [made(row) for row in self._rows]
        if contradicting := sum(map(choices.contradict, rows_made)):
            self._log.add(
                f"question {column} has answers in {number_of(contradicting, 'row')} that say "
                "both that nobody did it and that someone did",
                "Correct the rows, or delete their answers to this question.",
                "rows-disagree",
            )
            return
        blank = self._blank(column, choices, rows_made, positions)
        if blank is not None:
            offered = {item: place for item, place in positions.items() if item in choices.offered}
            yield MultipleChoice(
                column=column,
                choices=choices,
                made=made,
                positions=offered,
                blank=blank,
                is_in_one_cell=hidden is not None,
            )

    def _blank(
        self,
        column: str,
        choices: Choices,
        rows_made: Sequence[Sequence[str]],
        positions: Mapping[str, int],
    ) -> str | None:
        """Return the answer of a row without a choice; None where the user has to say it."""
        rows = sum(not made for made in rows_made)
        nobody_chosen = any(not choices.nobody.isdisjoint(made) for made in rows_made)
        if nobody_chosen or not rows:
            return NOT_ANSWERED
        meanings = {self._rules.blanks.get(item) for item in positions}
        if len(meanings) == 1 and None not in meanings:
            return NO if meanings == {NO} else NOT_ANSWERED
        options = " ".join(f"--blank {item}=no" for item in positions)
        self._log.add(
            f"question {column} has no answer in {number_of(rows, 'row')}, and nobody chose an "
            "answer such as 'None of these'. No answer could mean no, or that the question was "
            "skipped",
            f"Choose one: {options}, or not-applicable in place of no.",
            "blank-unclear",
        )
        return None

    def _note_unknown(self, column: str, choices: Choices, hidden: Collection[str]) -> None:
        named = [text for text in choices.unknown if text not in hidden]
        others = len(choices.unknown) - len(named)
        listed = [header_shown(text) for text in named]
        if others:
            listed.append(
                f"{number_of(others, 'text')} that one person gave, not shown because it may be "
                "about someone"
            )
        words = ", ".join(map(toml_string, named)) or '"…"'
        self._log.add(
            f"question {column} has choices that could be anyone: {in_words(listed)}",
            "If they are not managers, put this under the path of the file in scwres.toml: "
            f"words = {{ {HARASSMENT_ITEMS[-1]} = {{ no = [{words}] }} }}. If they are, write yes "
            f"in place of no. For others, write {in_words(HARASSMENT_ITEMS[:-1], last='or')}.",
            "unknown-value",
        )

    def _note_codes(self, position: int, item: str) -> None:
        """Note number codes of which nothing shows what they mean."""
        codes = codes_among(self._values(position))
        known = {plain(word) for word in self._rules.words.get(item, {})}
        if not codes or known.issuperset(codes):
            return
        words = ", ".join(map(toml_string, codes))
        self._log.add(
            f"holds the codes {in_words(codes)}, and no row below the header says what they mean",
            "Write under the path of the file in scwres.toml: "
            f'words = {{ {item} = {{ yes = ["…"], no = ["…"] }} }}, with {words} in their places.',
            "unknown-value",
            column=f"{column_letter(position)} {header_shown(self.header[position])}",
        )


def _marks_in(texts: Mapping[int, str]) -> ChoicesMade:
    """Return what gives the choices of a row that has a column for each."""
    return lambda row: [
        plain(text) for position, text in texts.items() if is_ticked(row[position], text)
    ]


def _parts_at(position: int) -> ChoicesMade:
    """Return what gives the choices of a row that has them in one cell."""
    return lambda row: [plain(part) for part in parts_of(row[position])]
