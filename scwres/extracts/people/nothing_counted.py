"""Extracts that have rows, none of which is counted: that is a fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from scwres.counts import PAY_BAND
from scwres.errors import Fault
from scwres.extracts.left_out import NOTHING_TO_COUNT
from scwres.extracts.schema import Kind
from scwres.text.phrases import in_words, number_of

if TYPE_CHECKING:
    from scwres.extracts.loading import Extract


def uncounted_faults(extracts: Iterable[Extract]) -> Iterator[Fault]:
    """Yield a fault for each extract in whose rows no question is answered."""
    for extract in extracts:
        unanswered = extract.left_out.get(NOTHING_TO_COUNT, 0)
        if extract.kind is None or extract.faults or extract.counted or not unanswered:
            continue
        rows = number_of(unanswered, "row")
        what = f"was read as {extract.kind.name}, but has no answers in its {rows}"
        yield Fault(extract.name, what, _looked_for(extract, extract.kind), "no-rows")


def _looked_for(extract: Extract, kind: Kind) -> str:
    """Return in words the columns that could hold answers, and those that the extract has."""
    items = [column.name for column in kind.columns if column.is_item and not column.is_extra]
    fix = f"Looked for the columns {in_words(items, last='or')}: "
    if blank := [name for name in items if name in extract.columns]:
        fix += f"{in_words(blank)} {'holds' if len(blank) == 1 else 'hold'} no answers."
    else:
        fix += "it has none of them."
    if "salary" in extract.columns and PAY_BAND in items:
        fix += " To make pay bands from salary, set [pay_bands] from_salary."
    return f"{fix} If they have other names, give them in scwres.toml: 'scwres init' writes one."
