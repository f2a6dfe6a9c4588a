"""Extracts of people that have rows, none of which is counted: they are not emptied in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scwres.errors import Fault
from scwres.extracts.people.rows import NOTHING_TO_COUNT
from scwres.text.phrases import in_words, number_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scwres.extracts.loading import Extract
    from scwres.extracts.schema import Kind


def uncounted_faults(extracts: Iterable[Extract]) -> Iterator[Fault]:
    """Give a fault for each extract in whose rows no question is answered at all."""
    for extract in extracts:
        unanswered = extract.left_out.get(NOTHING_TO_COUNT, 0)
        if extract.kind is None or extract.faults or extract.counted or not unanswered:
            continue
        rows = number_of(unanswered, "row")
        what = f"is read as {extract.kind.name}, and no question is answered in its {rows}"
        yield Fault(extract.name, what, _looked_for(extract, extract.kind))


def _looked_for(extract: Extract, kind: Kind) -> str:
    """Return which columns of a kind hold answers, and which of them an extract has."""
    items = [column.name for column in kind.columns if column.is_item and not column.is_extra]
    fix = f"Looked for the columns {in_words(items, last='or')}: "
    if blank := [name for name in items if name in extract.columns]:
        fix += f"{in_words(blank)} {'holds' if len(blank) == 1 else 'hold'} no answer."
    else:
        fix += "it has none of them."
    if "salary" in extract.columns and "pay_band" in items:
        fix += " Pay bands are made of salary where [pay_bands] from_salary says so."
    return f"{fix} Where they go by other names, say so in scwres.toml: 'scwres init' makes one."
