"""The words for the status of an action, and the colour of each: red, amber, green, grey, blue."""

from __future__ import annotations

import re
from collections.abc import Mapping

GREEN, AMBER, RED, GREY, BLUE = "green", "amber", "red", "grey", "blue"

#: The colours of statuses. Blue is for what is complete, grey for what has not started.
COLOURS = (RED, AMBER, GREEN, BLUE, GREY)

#: The usual words of each colour.
_WORDS: Mapping[str, tuple[str, ...]] = {
    RED: (
        *("red", "r", "off track", "off target", "overdue", "late", "behind", "behind schedule"),
        *("not achieved", "not met", "missed", "stalled", "significant delay"),
    ),
    AMBER: (
        *("amber", "a", "yellow", "at risk", "delayed", "delay", "some delay", "minor delay"),
        *("slipping", "slipped", "partly complete", "partially complete", "partly achieved"),
        *("partially achieved", "partly met", "partially met", "some concerns"),
    ),
    GREEN: (
        *("green", "g", "on track", "on target", "on schedule", "ahead of schedule"),
        *("achieved", "met"),
    ),
    BLUE: (
        *("blue", "b", "complete", "completed", "complete and closed", "done", "finished"),
        *("closed", "delivered", "fully complete", "embedded"),
    ),
    GREY: (
        *("grey", "gray", "not started", "not yet started", "not begun", "not yet begun"),
        *("not due", "not yet due", "on hold", "paused", "deferred", "not applicable", "n a"),
        *("cancelled", "withdrawn", "no longer required"),
    ),
}

#: Words of a status that are known and have no colour.
_WITHOUT_COLOUR = (
    *("in progress", "ongoing", "on going", "underway", "under way", "started", "open", "begun"),
    *("in development", "in train", "continuing"),
)

_COLOUR_BY_WORDS: Mapping[str, str] = {
    **{words: colour for colour, all_words in _WORDS.items() for words in all_words},
    **dict.fromkeys(_WITHOUT_COLOUR, ""),
}

#: A colour and what is said of it, such as "Amber: two posts are vacant".
_NAMES = "red|amber|yellow|green|blue|grey|gray"
_COLOUR_AND_MORE = re.compile(rf"({_NAMES})\b(?!\s*(?:[/&-]|and|or|to)\s*(?:{_NAMES})\b)")


def folded(words: str) -> str:
    """Return the words of a status without case and signs.

    >>> folded(" On-track. ")
    'on track'
    """
    return " ".join(re.findall(r"[^\W_]+", words.casefold()))


def colour_of(status: str, own: Mapping[str, tuple[str, ...]]) -> str | None:
    """Return the colour of a status: empty for words without one, None for words not known.

    Parameters
    ----------
    own
        The plan's own words of each colour, which come before the usual ones.

    >>> colour_of("On track", {}), colour_of("Amber: two posts are vacant", {})
    ('green', 'amber')
    >>> colour_of("in progress", {}), colour_of("going well", {})
    ('', None)
    >>> colour_of("Going well", {"green": ("going well",)})
    'green'
    """
    words = folded(status)
    own_colours = {folded(word): colour for colour, all_words in own.items() for word in all_words}
    known = {**_COLOUR_BY_WORDS, **own_colours}
    if words in known or not words:
        return known.get(words, "")
    start = _COLOUR_AND_MORE.match(status.strip().casefold())
    return _COLOUR_BY_WORDS[start[1]] if start else None
