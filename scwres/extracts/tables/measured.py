"""The columns of the user's own measures: which of a table's they are, and out of whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scwres.extracts.schema import COUNTS, Column, Condition, Holds, tells_who
from scwres.extracts.tables.naming import name_here
from scwres.text.phrases import did_you_mean, in_words, nearest_word, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scwres.errors import FaultLog
    from scwres.extracts.rules import OwnMeasure
    from scwres.extracts.schema import Kind


def own_columns(
    measures: Sequence[OwnMeasure], names: Sequence[str], kind: Kind, log: FaultLog
) -> dict[str, tuple[Column, str]]:
    """Return the columns of measures by the item, each with the name of the one it is read of.

    A measure that has no column here has none among them. Where the column that says out of
    whom it is lacks, or neither can say yes or no, that is noted.
    """
    if kind is COUNTS or kind.event:
        return {}
    columns: dict[str, tuple[Column, str]] = {}
    for measure in measures:
        name = name_here(measure.column, names)
        if name not in names:
            continue
        usual = kind.column(measure.item)
        applies_to = usual.applies_to if usual and name == measure.item else None
        if measure.out_of:
            whom = name_here(measure.out_of, names)
            _note_lack(measure, whom, names, kind, log)
            words = f"people whose {measure.out_of} is yes"
            applies_to = Condition(whom, False, words, "", refuse_yes=True)
            if kind.column(whom) is None and whom in names:
                meaning = f"out of whom {measure.item} is"
                columns.setdefault(whom, (Column(whom, Holds.YES_NO, meaning), whom))
        _note_no_question(measure.column, name, kind, log)
        meaning = f"the answer to {measure.item}"
        column = Column(measure.item, Holds.YES_NO, meaning, True, applies_to=applies_to)
        columns[measure.item] = column, name
    return columns


def _note_lack(
    measure: OwnMeasure, whom: str, names: Sequence[str], kind: Kind, log: FaultLog
) -> None:
    """Note where a table has the column of a measure, and not the one it is out of."""
    if whom in names:
        _note_no_question(measure.out_of, whom, kind, log)
        return
    known = [shown(name) for name in names if name and not tells_who(name)]
    nearest = did_you_mean(nearest_word(whom, names))
    log.add(
        f"has column '{measure.column}' and no column '{measure.out_of}', which [measure."
        f"{measure.item}] is out of: the event must be part of its population",
        f"{nearest} Its columns are {in_words(known)}.".strip(),
    )


def _note_no_question(said: str, name: str, kind: Kind, log: FaultLog) -> None:
    """Note a column that holds something else than yes or no."""
    column = kind.column(name)
    if tells_who(name) or (column is not None and column.holds is not Holds.YES_NO):
        log.add(
            f"has a column '{said}' that does not say yes or no",
            "Name one that does, in [measure] of scwres.toml.",
        )
