"""A plan as a table of a spreadsheet: its actions, themes and commitments, or all its problems.

A row with text in one cell is the heading of the actions below it. Nothing is guessed: what is
doubtful is a problem, named with its cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from scwres.errors import Fault, InputError
from scwres.extracts.rules import ReadingOptions
from scwres.extracts.schema import header_name
from scwres.plan.form import Role, roles_of
from scwres.plan.plan import PERIODS, Commitment, Outcome, Plan, is_undated
from scwres.plan.ratings import colour_of
from scwres.plan.reading import UNTITLED
from scwres.plan.spreadsheet import (
    LEAST_COLUMNS,
    NAME_A_COLUMN,
    CellFaults,
    Header,
    Place,
    Spreadsheet,
    header_of,
    note_header_faults,
    note_merged,
    open_spreadsheet,
    without_suggestions,
)
from scwres.plan.table_actions import ActionRow, ActionTable
from scwres.text.phrases import in_words, number_of, shown_whole
from scwres.text.safety import place_name

#: What a line below the heading of a commitment says: its outcome, or what is already done.
OUTCOME, ALREADY = "outcome", "already"

#: The labels of such lines, in the form of column names.
_LABELS: Mapping[str, str] = {
    **dict.fromkeys(
        (
            *("outcome", "outcomes", "intended_outcome", "intended_outcomes", "expected_outcome"),
            *("expected_outcomes", "desired_outcome", "what_success_looks_like", "our_aim", "aim"),
            *("what_will_be_different", "what_this_means", "what_we_want_to_achieve"),
        ),
        OUTCOME,
    ),
    **dict.fromkeys(
        (
            *("what_we_are_already_doing", "what_are_we_already_doing", "what_we_already_do"),
            *("already_doing", "already", "what_we_are_doing_already", "what_we_have_done"),
            *("what_we_have_already_done", "what_is_already_being_done", "already_in_place"),
            *("what_we_are_doing_now", "what_is_already_in_place", "current_activity"),
        ),
        ALREADY,
    ),
}

#: The first words of a key of colours below a plan.
_KEYS = frozenset({"key", "rag_key", "rag", "status_key", "colour", "rating"})

#: What begins a line of a list.
_BULLET = re.compile("(?:[-*\u2022\u2023\u2013\u2014\u00b7\u25aa\u25cf\uf0b7]|o )\\s*")


class TableReading(NamedTuple):
    """A plan that was read from a table.

    Parameters
    ----------
    notes
        What the user should know of how it was read.
    lines_above
        What stood above the table, beside the title of the plan.
    """

    plan: Plan
    notes: tuple[str, ...]
    lines_above: tuple[str, ...]


class _Line(NamedTuple):
    """A row that is not an action: its text, and what its label says that it is, if it has one."""

    place: Place
    text: str
    label: str


def read_plan_table(
    path: Path,
    rag: Mapping[str, tuple[str, ...]] | None = None,
    reading: ReadingOptions | None = None,
) -> TableReading:
    """Return the plan in a table: xlsx, xls, ods or delimited text.

    Parameters
    ----------
    rag
        The plan's own words for statuses, by their colour.

    Raises
    ------
    InputError
        When it has problems: all of them, each with its cell.
    FileError
        When it cannot be read.
    """
    sheet = open_spreadsheet(path, reading or ReadingOptions())
    header = header_of(sheet.rows)
    if header is None:
        what = "has no column that could be the action"
        raise InputError([Fault(path.name, what, NAME_A_COLUMN, "plan-unreadable")])
    header, sheet = without_suggestions(header, sheet)
    faults = CellFaults(path.name)
    note_header_faults(header, sheet.rows, faults)
    table = _PlanTable(header, sheet, rag or {}, faults).read(place_name(path.name))
    if problems := list(faults.faults()):
        raise InputError(problems)
    return table


class _PlanTable:
    """Reads the rows of a table from the top: headings, what stands below them, and actions."""

    def __init__(
        self,
        header: Header,
        sheet: Spreadsheet,
        rag: Mapping[str, tuple[str, ...]],
        faults: CellFaults,
    ) -> None:
        self._header = header
        self._sheet = sheet
        self._rows = sheet.rows
        self._rag = rag
        self._faults = faults
        self._roles = roles_of(header.cells)
        self._action_column = self._roles.index(Role.ACTION)
        #: Where the reading is: the theme, the list that goes on, a heading with nothing below it.
        self._theme = ""
        self._list = ""
        self._heading: Place | None = None
        self._headings: list[_Line] = []
        self._outcomes: dict[str, list[str]] = {}
        self._already: dict[str, list[str]] = {}
        self._action_rows: list[ActionRow] = []
        self._line_rows: set[int] = set()

    def read(self, name: str) -> TableReading:
        """Return the plan; what is wrong with it is noted."""
        title, lines_above, outcomes = self._read_above()
        end = self._end()
        for number in range(self._header.last_row + 1, end):
            self._read_row(number)
        self._note_empty_heading()
        self._note_doubtful_headings()
        note_merged(self._header, self._sheet, self._line_rows, self._faults)
        table = ActionTable(self._header.cells, self._action_rows, self._rag, self._faults)
        actions = table.actions()
        if not actions:
            place = Place(self._header.last_row, self._action_column)
            what, fix = "has no actions below it", "Write each action in its own row."
            self._faults.note(place, what, fix)
        plan = Plan(
            name=name,
            title=title or UNTITLED,
            organisation="",
            signed_off_by="",
            signed_off=None,
            start=None,
            periods=PERIODS,
            actions=tuple(actions),
            columns=tuple(filter(None, self._header.cells)),
            commitments=tuple(self._commitments()),
            outcomes=tuple(map(Outcome, dict.fromkeys(outcomes))),
            rag=self._rag,
        )
        notes = self._notes(plan, end, table.column(Role.STATUS))
        notes_of_file = (f"{name}: {note}." for note in self._sheet.notes)
        return TableReading(plan, (*notes, *notes_of_file), tuple(lines_above))

    def _commitments(self) -> Iterator[Commitment]:
        """Yield the themes of which more is said than their name."""
        for theme in dict.fromkeys((*self._outcomes, *self._already)):
            outcome = " ".join(self._outcomes.get(theme, ()))
            yield Commitment(theme, outcome, tuple(self._already.get(theme, ())))

    def _notes(self, plan: Plan, end: int, statuses: Sequence[str]) -> Iterator[str]:
        """Yield what the user should know of how the table was read."""
        themes = {action.theme for action in plan.actions} - {""}
        under = f" under {number_of(len(themes), 'heading')}" if themes else ""
        yield f"Read {number_of(len(plan.actions), 'action')}{under} from {plan.name}."
        if self._headings:
            headings = (f"{line.place} {shown_whole(line.text)}" for line in self._headings)
            yield f"Read as headings, not actions: {', '.join(headings)}."
        notes = [str(number) for number, row in enumerate(self._rows[end:], end + 1) if any(row)]
        if notes:
            rows = f"row{'s' if len(notes) > 1 else ''} {in_words(notes)}"
            yield f"Left out, as notes below the table: {rows}."
        undated = [action for action in plan.actions if is_undated(action)]
        if undated:
            times = dict.fromkeys(shown_whole(action.when) for action in undated)
            yield (
                f"The time of {number_of(len(undated), 'action')} is not a date or a usual "
                f"period, so no due date is known: {in_words(list(times))}. You can add one in "
                "the TOML file."
            )
        pairs = zip(self._header.cells, self._roles, strict=True)
        if others := [f"'{header}'" for header, role in pairs if header and role is None]:
            columns = f"column{'s' if len(others) > 1 else ''} {in_words(others)}"
            yield f"Kept and printed back, but not used: {columns}."
        if blank := statuses.count(""):
            name = self._header.cells[self._roles.index(Role.STATUS)]
            is_workbook = self._sheet.is_workbook
            colour = " The colour of a cell is not read: write the word." if is_workbook else ""
            yield f"Column '{name}' has no word for {number_of(blank, 'action')}.{colour}"

    # Above the header, and below the plan

    def _read_above(self) -> tuple[str, list[str], list[str]]:
        """Return the title, the other lines above the table, and the outcomes of the plan.

        Where the header is there again below, each heading stands above one: the first too.
        """
        rows = self._rows[: self._header.first_row]
        lines = [self._line(number) for number, row in enumerate(rows) if any(row)]
        labelled = [place for place, line in enumerate(lines) if line.label]
        is_repeated = any(map(self._repeats_header, self._rows[self._header.last_row + 1 :]))
        heading = (labelled[0] if labelled else len(lines)) - 1 if is_repeated else len(lines)
        titles = [line.text for line in lines[: max(heading, 0)] if not line.label]
        outcomes = [
            line.text for line in lines[: max(heading, 0)] if line.label == OUTCOME and line.text
        ]
        for line in lines[heading : heading + 1] if heading >= 0 else []:
            self._start_theme(line)
        for line in lines[heading + 1 :]:
            self._read_line(line)
        self._heading = None
        return next(iter(titles), ""), titles[1:], outcomes

    def _end(self) -> int:
        """Return the row behind the plan, below which notes or a key may stand, set apart."""
        for number in range(self._header.last_row + 2, len(self._rows)):
            is_apart = not any(self._rows[number - 1])
            if is_apart and all(map(self._is_note, self._rows[number:])):
                return number
        return len(self._rows)

    def _is_note(self, row: Sequence[str]) -> bool:
        """Return whether a row below a plan can be a note, or a line of a key of colours."""
        texts = list(filter(None, row))
        if len(texts) < LEAST_COLUMNS:
            return not _labelled(texts)[0]
        is_of_key = colour_of(texts[0], self._rag) or header_name(texts[0]) in _KEYS
        return len(texts) == LEAST_COLUMNS and bool(is_of_key)

    # A row

    def _read_row(self, number: int) -> None:
        row = self._rows[number]
        filled = [column for column, cell in enumerate(row) if cell]
        if not filled or self._repeats_header(row):
            return
        line = self._line(number)
        is_line = bool(line.label) or len(filled) < LEAST_COLUMNS
        if is_line or self._is_numbered_heading(number, filled):
            self._line_rows.add(number)
            self._read_line(line)
        else:
            self._read_action(number)

    def _repeats_header(self, row: Sequence[str]) -> bool:
        """Return whether a row is the header again, as above the actions of each commitment."""
        cells = [cell.casefold() for cell in row]
        names = [cell.casefold() for cell in self._header.cells]
        return cells[: len(names)] == names and not any(cells[len(names) :])

    def _line(self, number: int) -> _Line:
        """Return a row as one text, without the label in front of it."""
        filled = [(column, cell) for column, cell in enumerate(self._rows[number]) if cell]
        label, text = _labelled([cell for _, cell in filled])
        return _Line(Place(number, filled[0][0]), text, label)

    def _is_numbered_heading(self, number: int, filled: Sequence[int]) -> bool:
        """Return whether a row is a number and a name, and the rows below are numbered under it.

        Such as "1" and "Recruitment", above "1.1".
        """
        roles = [self._roles[column] for column in filled if column < len(self._roles)]
        if roles != [Role.ID, Role.ACTION]:
            return False
        column = filled[0]
        below = next((row[column] for row in self._rows[number + 1 :] if row[column]), "")
        return below.startswith(f"{self._rows[number][column].rstrip('.')}.")

    def _read_line(self, line: _Line) -> None:
        """Read a row that is not an action: a heading, or what stands below one."""
        bullet = _BULLET.match(line.text)
        text = line.text[bullet.end() :] if bullet else line.text
        if line.label:
            self._list = "" if line.text else line.label
            if line.text:
                self._keep(line.label, text)
            self._heading = None
        elif self._list:
            self._keep(self._list, text)
        elif bullet and self._theme in self._already and not self._has_actions():
            self._keep(ALREADY, text)
        elif line.place.column > self._action_column:
            what = "has text, but there is no action in its row"
            self._faults.note(line.place, what, "Move the text to the row of its action.")
        else:
            self._note_empty_heading()
            self._start_theme(line)
            self._headings.append(line)

    def _has_actions(self) -> bool:
        return any(row.theme == self._theme for row in self._action_rows)

    def _keep(self, label: str, text: str) -> None:
        """Keep what a commitment is to achieve, or what is already being done for it."""
        lists = self._outcomes if label == OUTCOME else self._already
        lists.setdefault(self._theme, []).append(text)

    def _start_theme(self, line: _Line) -> None:
        self._theme = line.text
        self._heading = line.place
        self._list = ""

    def _note_empty_heading(self) -> None:
        """Note a heading below which nothing stands."""
        if self._heading is not None:
            what = "is read as a heading, because no other cell of its row has text. But no action"
            fix = "If it is an action, fill in another cell of its row. If not, delete it."
            self._faults.note(self._heading, f"{what} is below it", fix)

    def _note_doubtful_headings(self) -> None:
        """Note headings that are not merged across where others are: they may be actions."""
        merged_rows = {
            cells.first_row
            for cells in self._sheet.merged
            if cells.last_column - cells.first_column >= LEAST_COLUMNS
        }
        if any(line.place.row in merged_rows for line in self._headings):
            for line in self._headings:
                if line.place.row not in merged_rows:
                    what = "is the only text of its row, but not merged as other headings are"
                    fix = "If it is an action, fill in another cell of its row. If not, merge it."
                    self._faults.note(line.place, what, fix)

    def _read_action(self, number: int) -> None:
        """Read a row that is an action; in a column of themes a blank means the theme above."""
        row = self._rows[number]
        self._heading = None
        self._list = ""
        if Role.THEME in self._roles:
            self._theme = row[self._roles.index(Role.THEME)] or self._theme
        cells = row[: len(self._header.cells)]
        self._action_rows.append(ActionRow(number, self._theme, cells))


def _labelled(texts: Sequence[str]) -> tuple[str, str]:
    """Return what a line says by its label, empty without one, and its text without it.

    >>> _labelled(["Outcome: everybody is safe"]), _labelled(["Outcome", "Everybody is safe"])
    (('outcome', 'everybody is safe'), ('outcome', 'Everybody is safe'))
    >>> _labelled(["What we are already doing"]), _labelled(["Zero tolerance"])
    (('already', ''), ('', 'Zero tolerance'))
    """
    whole = " ".join(texts)
    if not 0 < len(texts) <= LEAST_COLUMNS:
        return "", whole
    name, sign, rest = texts[0].partition(":")
    label = _LABELS.get(header_name(name), "")
    if label and len(texts) == LEAST_COLUMNS and not rest.strip():
        return label, texts[1]
    if label and len(texts) < LEAST_COLUMNS and (sign or label == ALREADY):
        return label, rest.strip()
    return "", whole
