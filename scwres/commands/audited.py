"""The result of an attack on publications, as text and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from scwres.reports.account import wrapped
from scwres.text.phrases import in_words, number_of
from scwres.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scwres.disclosure.knowledge import Disclosure
    from scwres.publishing.audit import Audit


#: The words on a rule that no file names.
ASSUMED = " (assumed, because no file names its rule; use --profile to name another)"


def as_text(audit: Audit, width: int | None = None) -> str:
    """Return the result of an attack as text."""
    lines = [
        f"Files checked: {in_words(list(audit.files))}",
        f"Rule: {audit.profile.in_words}{ASSUMED if audit.is_assumed else ''}",
        f"Counts: {audit.shown:,} shown, {audit.withheld:,} withheld",
    ]
    if audit.members:
        names = in_words(list(audit.members))
        sentence = f"Assumed: the first file counts {names}, with or without other organisations"
        lines += wrapped(sentence, 0, width)
    for sentence in _supposed(audit):
        lines += wrapped(sentence, 0, width)
    if not audit.is_safe:
        lines += ["", "Counts that can be worked out"]
        for disclosure in audit.given_away:
            how = disclosure.how
            if disclosure.values:
                how = f"{_values(disclosure)}, {how}"
            lines += wrapped(f"{disclosure.key.in_words}: {how}", 2, width)
        lines += [""]
        lines += wrapped(
            "For each of these, withhold another count of the same sum, or a figure worked out "
            "from it. Then audit again.",
            0,
            width,
        )
    number = len(audit.given_away)
    verdict = (
        "Safe" if audit.is_safe else f"Not safe: {number_of(number, 'count')} can be worked out"
    )
    return "\n".join([*lines, "", verdict]) + "\n"


def _supposed(audit: Audit) -> list[str]:
    """Return a sentence on which indicators were assumed to count the same people, if any."""
    same: dict[str, list[str]] = {}
    for item in audit.supposed:
        if item.is_same:
            same.setdefault(item.people, [item.people]).append(item.others)
    parts = [f"{_indicators(names)} count the same people" for names in same.values()]
    parts += [
        f"the people of {_indicators([item.people])} are among those of "
        f"{_indicators([item.others])}"
        for item in audit.supposed
        if not item.is_same
    ]
    return [f"Assumed: {'; '.join(parts)}"] if parts else []


def _indicators(names: Sequence[str]) -> str:
    """Return numbers of indicators, and what other sets of people are called."""
    shown = [name if name[:1].isdigit() or " " in name else f"'{name}'" for name in names]
    start = "indicators " if len(names) > 1 and names[0][:1].isdigit() else ""
    return start + in_words(shown)


def _values(disclosure: Disclosure) -> str:
    """Return the values that a count can still have, in words."""
    if len(disclosure.values) == 1:
        return f"exactly {disclosure.values[0]:,}"
    return f"one of {in_words([f'{value:,}' for value in disclosure.values], last='or')}"


def as_json(audit: Audit) -> str:
    """Return the result of an attack as one JSON object, the same bytes for the same input."""
    document = {
        "scwres": __version__,
        "files": list(audit.files),
        "profile": audit.profile._asdict(),
        "shown": audit.shown,
        "withheld": audit.withheld,
        "given_away": [
            {
                **disclosure.key._asdict(),
                "values": list(disclosure.values),
                "needed": disclosure.needed,
                "how": disclosure.how,
            }
            for disclosure in audit.given_away
        ],
        "members": list(audit.members),
        "supposed": [
            {"people": item.people, "others": item.others, "same": item.is_same}
            for item in audit.supposed
        ],
        "safe": audit.is_safe,
    }
    return json.dumps(document, indent=1) + "\n"
