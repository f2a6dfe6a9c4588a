"""The rows of a table of people, and who is in them."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from scwres.extracts.people.posts import Person, Posts
from scwres.extracts.people.rows import RowReader
from scwres.extracts.people.windows import DateCoverage
from scwres.extracts.schema import STAFF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scwres.errors import FaultLog
    from scwres.extracts.rules import Rules
    from scwres.extracts.tables.header import Layout
    from scwres.extracts.tables.table import Table


class StaffRows(NamedTuple):
    """The rows of a table of people.

    ``posts`` is who is in them, None without ids; ``dated`` the rows with a last day, or with the
    day that puts an application in the year; ``rules`` those of its file.
    """

    file: str
    rows: RowReader
    posts: Posts | None
    dated: DateCoverage
    rules: Rules

    def people(self, apart: Iterable[int]) -> Iterator[Person]:
        """Give the people: one by one where several rows, or a list, name them."""
        if self.posts is not None:
            yield from self.posts.people(apart)
            return
        for values, number in zip(self.rows.values, self.rows.rows, strict=True):
            if number and values is not None and not self.rows.why_left_out(values):
                yield Person(values, number, number, None)

    def left_out(self) -> Counter[str]:
        """Return the rows of those who are not employed in the year, by reason."""
        rows: Counter[str] = Counter()
        for values, number in zip(self.rows.values, self.rows.rows, strict=True):
            if values is not None and (why := self.rows.why_left_out(values)):
                rows[why] += number
        return rows


def read_rows(table: Table, layout: Layout, rules: Rules, log: FaultLog) -> StaffRows:
    """Return the rows of a table of people; faults of rows go to ``log``."""
    rows = RowReader(layout, rules, log)
    has_ids = layout.id_position is not None
    posts = Posts(rows, rules.bands, log, is_large=table.is_large) if has_ids else None
    for batch in table.batches(layout.positions, layout.id_position):
        rows.read(batch)
        if posts is not None:
            posts.note(batch)
        if rows.overflows:
            break
    rows.check_blanks(rules.blanks)
    rows.settle()
    dated = _dated(rows, rules)
    if layout.kind is not STAFF:
        dated.note_emptied(rules, log)
    return StaffRows(log.file, rows, posts, dated, rules)


def _dated(rows: RowReader, rules: Rules) -> DateCoverage:
    dated = DateCoverage()
    for values, number in zip(rows.values, rows.rows, strict=True):
        if values is not None and rows.is_direct(values):
            day = rows.day(values) or rows.last_day(values)
            if day:
                dated.note(date.fromisoformat(day), rules, number)
    return dated
