"""The rows of a plan's table become actions; what is wrong with their cells is noted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from scwres.extracts.cells.values import (
    date_of,
    is_impossible_date,
    is_month_first,
    is_placeholder_date,
)
from scwres.extracts.schema import header_name
from scwres.plan.checks import FIRST_YEAR, LAST_YEAR, LONGEST
from scwres.plan.form import Role, month_end, period_of, roles_of, words_in
from scwres.plan.plan import Action
from scwres.plan.ratings import colour_of
from scwres.plan.spreadsheet import CellFaults, Place
from scwres.text.phrases import VALUE_SHOWN, day_in_words, nearest, shown

#: The columns of a plan whose statuses may be a sentence on each action instead of a word.
_MAY_BE_PROSE = ("status", "current_status", "action_status")

_STATUSES = ("Red", "Amber", "Green", "Complete", "Not started", "On track", "Delayed")


class ActionRow(NamedTuple):
    """A row that is an action, from 0, with the theme that it stands under."""

    number: int
    theme: str
    cells: Sequence[str]


class ActionTable:
    """The actions of a table, and the words of each of their columns."""

    def __init__(
        self,
        headers: Sequence[str],
        rows: Sequence[ActionRow],
        rag: Mapping[str, tuple[str, ...]],
        faults: CellFaults,
    ) -> None:
        self._headers = headers
        self._roles = roles_of(headers)
        self._rows = rows
        self._rag = rag
        self._faults = faults

    def actions(self) -> list[Action]:
        """Return the actions; what is wrong with their cells is noted."""
        for row in self._rows:
            self._note_texts(row)
        self._note_statuses()
        ids = self.column(Role.ID)
        has_ids = bool(ids) and all(ids) and len(set(ids)) == len(ids)
        return [
            self._action(row, ids[place] if has_ids else str(place + 1))
            for place, row in enumerate(self._rows)
        ]

    def column(self, role: Role) -> list[str]:
        """Return what the actions hold in a column; nothing where there is none."""
        if role not in self._roles:
            return []
        column = self._roles.index(role)
        return [row.cells[column] for row in self._rows]

    def _note_texts(self, row: ActionRow) -> None:
        column = self._roles.index(Role.ACTION)
        if not row.cells[column]:
            what, fix = "has no action, but its row has other text", "Write the action in it."
            self._faults.note(Place(row.number, column), what, fix)
        for column, cell in enumerate(row.cells):
            if len(cell) > LONGEST:
                what, fix = f"has {len(cell):,} characters", f"Shorten it to {LONGEST:,} at most."
                self._faults.note(Place(row.number, column), what, fix)

    def _action(self, row: ActionRow, name: str) -> Action:
        """Return the action of a row, and what its columns hold besides."""
        words = {role: cell for role, cell in zip(self._roles, row.cells, strict=False) if role}
        when = words.get(Role.WHEN, "")
        days = [self._day(row, role) for role in (Role.DUE, Role.WHEN) if words.get(role)]
        due = next(filter(None, days), None)
        if due is None:
            when = when or words.get(Role.DUE, "")
        action = Action(
            id=name,
            theme=row.theme,
            action=words[Role.ACTION],
            period=period_of(when),
            due=due,
            lead=words.get(Role.LEAD, ""),
            success=words.get(Role.SUCCESS, ""),
            update=words.get(Role.UPDATE, ""),
            status=words.get(Role.STATUS, ""),
            aims=(),
            when="" if due is not None and when == day_in_words(due) else when,
        )
        other = {
            header: cell
            for header, role, cell in zip(self._headers, self._roles, row.cells, strict=False)
            if header and role is not Role.THEME and words_in(action, role) != cell
        }
        return replace(action, other=other)

    def _day(self, row: ActionRow, role: Role) -> date | None:
        """Return the day in a cell; None where it holds words. A date that is none is noted."""
        column = self._roles.index(role)
        place, text = Place(row.number, column), row.cells[column]
        day = date_of(text) or month_end(text)
        is_possible = day is None or FIRST_YEAR <= day.year <= LAST_YEAR
        if is_month_first(text):
            what, fix = f"'{text}' has the month before the day", "Write the day first."
            self._faults.note(place, what, fix)
        elif is_impossible_date(text) or is_placeholder_date(text) or not is_possible:
            fix = "Correct it, such as 30 June 2025, or write a period such as Medium."
            self._faults.note(place, f"'{text}' is not a possible date of a plan", fix)
        return day

    def _note_statuses(self) -> None:
        """Note statuses that are not known; sentences in a column called 'Status' are kept."""
        if Role.STATUS not in self._roles:
            return
        column = self._roles.index(Role.STATUS)
        statuses = self.column(Role.STATUS)
        unknown = {status for status in statuses if colour_of(status, self._rag) is None}
        has_known = any(status and status not in unknown for status in statuses)
        if not has_known and header_name(self._headers[column]) in _MAY_BE_PROSE:
            return
        for row in self._rows:
            status = row.cells[column]
            if status in unknown:
                near = nearest(status, _STATUSES)
                fix = "Write red, amber, green, complete or not started, or give its colour with "
                fix += f"--rag '{status if len(status) <= VALUE_SHOWN else 'WORDS'}=green'."
                what = f"{shown(status)} is not a known word for a status"
                self._faults.note(Place(row.number, column), what, f"{near} {fix}".strip())
