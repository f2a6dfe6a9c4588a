"""Items that everybody answered with yes: the extract may hold only those with the event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from scwres.counts import LEFT, RESIDENT, YES
from scwres.errors import Caution, Fault
from scwres.extracts.rules import Rules
from scwres.extracts.schema import COUNTS, is_yes_or_no
from scwres.text.phrases import in_words, number_of

if TYPE_CHECKING:
    from scwres.extracts.loading import Extract

#: Items that do not happen to everybody: an extract in which they do holds only the people with
#: the event. All trained, on the other hand, may be a goal that was reached.
NEVER_EVERYBODY = ("appointed", "shortlisted", "disciplinary", "fitness_to_practise", LEFT)
_HARASSMENT = "harassment_"


def everyone_faults(extracts: Sequence[Extract], rules: Rules) -> Iterator[Fault]:
    """Yield a fault for each item with yes from everybody that cannot happen to everybody."""
    for item, people in _answered_with_yes_alone(extracts).items():
        if item in rules.everyone or not _never_happens_to_everybody(item):
            continue
        files = [extract.name for extract in extracts if item in extract.items]
        everybody = "the only person" if people == 1 else f"all {people:,} people"
        have = "has" if people == 1 else "have"
        yield Fault(
            in_words(files),
            f"{everybody} with an answer to '{item}' {have} yes",
            "If the file holds only people with the event, give a file with everybody. If it does "
            f"hold everybody, put {item} = true under [everyone] in scwres.toml.",
            "only-yes",
        )


def everyone_cautions(extracts: Sequence[Extract], rules: Rules) -> Iterator[Caution]:
    """Yield a warning for the other items that everybody answered with yes.

    Extracts of counts are warned about where they are read.
    """
    rows = [extract for extract in extracts if extract.kind is not COUNTS]
    for item, people in _answered_with_yes_alone(rows).items():
        if item not in rules.everyone and not _never_happens_to_everybody(item):
            text = (
                f"all {number_of(people, 'answer')} to '{item}' are yes. Check that the extract "
            )
            yield Caution("everyone-yes", f"{text}also holds people with no.")


def _never_happens_to_everybody(item: str) -> bool:
    return item in NEVER_EVERYBODY or item.startswith(_HARASSMENT)


def _answered_with_yes_alone(extracts: Sequence[Extract]) -> dict[str, int]:
    """Return the people of each yes/no item that has the answer yes and no other."""
    people: dict[str, Counter[str]] = {}
    for extract in extracts:
        for cell, number in extract.counts.people_by_cell.items():
            if cell.item != RESIDENT and is_yes_or_no(cell.item):
                people.setdefault(cell.item, Counter())[cell.answer] += number
    return {
        item: people_by_answer[YES]
        for item, people_by_answer in people.items()
        if set(people_by_answer) == {YES}
    }
