"""Dated rows inside and outside the window: an extract is never emptied silently."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scwres.errors import Caution, FaultLog
from scwres.extracts.rules import Rules
from scwres.text.phrases import day_in_words, number_of

#: A window that leaves out more than this share of the dated rows may be that of another year.
MOST_OUTSIDE = 0.5


@dataclass(slots=True)
class DateCoverage:
    """The dated rows of an extract: how many, how many in the window, the first and last day."""

    rows: int = 0
    inside: int = 0
    first: date | None = None
    last: date | None = None

    def note(self, day: date, rules: Rules, rows: int = 1) -> None:
        """Count rows of one day."""
        self.rows += rows
        self.inside += rows * (rules.window is None or rules.window.holds(day))
        self.first = min(self.first or day, day)
        self.last = max(self.last or day, day)

    def is_emptied(self) -> bool:
        """Return whether there are dated rows, and none of them lies in the window."""
        return self.rows > 0 and self.inside == 0

    def note_emptied(self, rules: Rules, log: FaultLog, column: str = "date") -> None:
        """Note a fault where the window leaves no rows and the settings do not confirm that.

        ``column`` is what the dates are called.

        A share of 0.0% out of everybody would be printed otherwise.
        """
        if not self.is_emptied() or rules.none_in_window or rules.window is None:
            return
        days = f"{number_of(self.rows, 'dated row')}, {_period(self.first, self.last)}"
        log.add(
            f"has no {column} in the period {_period(*rules.window)} ({days})",
            "Set snapshot or [window] in scwres.toml, or --window, to the year of the file. If "
            "nobody had such an event in the period, put none_in_window = true under the path of "
            "the file in scwres.toml.",
            "no-rows",
        )

    def warnings(self, rules: Rules, file: str) -> Iterator[Caution]:
        """Yield a warning where the window leaves out more than half of the dated rows."""
        outside = self.rows - self.inside
        if self.inside and outside > MOST_OUTSIDE * self.rows:
            yield Caution(
                "mostly-outside-window",
                f"{file}: {outside:,} of {number_of(self.rows, 'dated row')} are outside the "
                f"period and are not counted. Check that the file covers the year.",
            )

    def notes(self, rules: Rules) -> Iterator[str]:
        """Yield a note on a zero that the settings confirm."""
        if self.is_emptied() and rules.none_in_window:
            yield "no date in the period: counted as nobody, because none_in_window is set"


def _period(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return ""
    if first == last:
        return day_in_words(first)
    return f"{day_in_words(first)} to {day_in_words(last)}"
