"""What an attack found, as text and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from scwres.reports.account import wrapped
from scwres.text.phrases import in_words
from scwres.version import __version__

if TYPE_CHECKING:
    from scwres.disclosure.knowledge import Disclosure
    from scwres.publishing.audit import Audit


#: What is said of a rule that no file tells.
ASSUMED = " (assumed: no file tells it, and --profile names another)"


def as_text(found: Audit, width: int | None = None) -> str:
    """Return what an attack found, for a person to read."""
    lines = [
        f"Attacked: {in_words(list(found.files))}",
        f"Rule: {found.profile.in_words}{ASSUMED if found.is_assumed else ''}",
        f"Counts: {found.shown:,} shown, {found.withheld:,} withheld",
    ]
    if not found.is_safe:
        lines += ["", "Given away"]
        for one in found.given_away:
            told = f"{_values(one)}, {one.how}" if one.values else one.how
            lines += wrapped(f"{one.key.in_words}: {told}", 2, width)
        lines += [""]
        lines += wrapped(
            "Withhold another count of the same sum beside each, or a figure worked out from it, "
            "and audit again.",
            0,
            width,
        )
    number = len(found.given_away)
    verdict = f"not safe: {number:,} count{'s' if number > 1 else ''} given away"
    return "\n".join([*lines, "", "safe" if found.is_safe else verdict]) + "\n"


def _values(one: Disclosure) -> str:
    """Return what a count can still be; never which of several it is."""
    if len(one.values) == 1:
        return f"exactly {one.values[0]:,}"
    return f"one of {in_words([f'{value:,}' for value in one.values], last='or')}"


def as_json(found: Audit) -> str:
    """Return what an attack found as one JSON object, the same bytes for the same input."""
    document = {
        "scwres": __version__,
        "files": list(found.files),
        "profile": found.profile._asdict(),
        "shown": found.shown,
        "withheld": found.withheld,
        "given_away": [
            {**one.key._asdict(), "values": list(one.values), "needed": one.needed, "how": one.how}
            for one in found.given_away
        ],
        "safe": found.is_safe,
    }
    return json.dumps(document, indent=1) + "\n"
