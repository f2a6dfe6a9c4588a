"""What became of the rows of a list: who in it is whose, and who is nobody's."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from scwres.errors import Caution
from scwres.extracts.people.posts import AnyRegister
from scwres.extracts.people.rows import NOT_DIRECT, Reading

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from scwres.errors import FaultLog
    from scwres.extracts.people.events import EventList
    from scwres.extracts.people.posts import IdShape
    from scwres.extracts.rules import Rules

NOT_AMONG_STAFF = "an id that is not in the staff extract or among the leavers"


class Register(NamedTuple):
    """Whom the staff extract and the leavers hold, by the hash of the id.

    ``known`` are those employed, ``leaving`` the leavers, ``indirect`` those whom the council
    does not employ itself; ``shapes`` is how the ids of each part are written.
    """

    known: Container[int]
    leaving: Container[int]
    indirect: Container[int]
    shapes: tuple[IdShape, ...]


def reading_of_list(
    found: EventList, rules: Rules, register: Register | None, log: FaultLog, has_staff: bool
) -> Reading:
    """Return what became of a list's rows; what does not go with the staff goes to ``log``.

    Parameters
    ----------
    register
        None where the staff extract has faults, so that nobody can be said to be missing.
    has_staff
        Whether there is, or may be, a staff extract beside the list.
    """
    left_out = dict(found.left_out)
    warnings = list(found.warnings(rules))
    people = found.people if found.has_ids else None
    if not has_staff:
        text = "a list of what happened needs a staff extract beside it, for those to whom it "
        warnings.append(Caution("no-staff-extract", f"{found.file}: {text}did not."))
    elif found.has_ids and register is not None:
        if any(shape.differs(found.shape) for shape in register.shapes):
            log.add(
                "holds ids that are written in another way than those of the staff extract",
                "Look for ids that have lost leading zeros (001 and 1) or gained a .0, and write "
                "them alike.",
            )
        else:
            people = _leave_others_out(found, register, left_out, warnings, log)
    ids = found.values_of
    return Reading(
        Counter(),
        left_out,
        {},
        found.rows.faults(ids),
        tuple(warnings),
        people,
        labels=found.rows.labels(ids),
        notes=tuple(found.dated.notes(rules)),
    )


def _leave_others_out(
    found: EventList,
    register: Register,
    left_out: dict[str, int],
    warnings: list[Caution],
    log: FaultLog,
) -> int:
    """Leave out the rows of those who are not employed, and return the people who are."""
    everywhere = AnyRegister(register.known, register.leaving, register.indirect)
    aside = [
        who for who in found.values_of if who in register.indirect and who not in register.known
    ]
    strangers = [who for who in found.values_of if who not in everywhere]
    if aside:
        left_out[NOT_DIRECT] = left_out.get(NOT_DIRECT, 0) + _rows(found, aside)
    if strangers and len(strangers) == len(found.values_of):
        log.add(
            "names nobody who is in the staff extract or among the leavers",
            "Look for ids that have lost leading zeros (001 and 1), or are of another system.",
        )
    if rows := _rows(found, strangers):
        left_out[NOT_AMONG_STAFF] = rows
        number = "1 row has" if rows == 1 else f"{rows:,} rows have"
        text = f"{found.file}: {number} {NOT_AMONG_STAFF}; left out."
        warnings.append(Caution("not-among-staff", text))
    return found.people - len(strangers) - len(aside)


def _rows(found: EventList, people: Iterable[int]) -> int:
    return sum(found.rows_of[who] for who in people)
