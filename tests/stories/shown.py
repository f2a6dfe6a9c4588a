"""What a page of the documentation shows: its blocks, and whether an output is as shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

DOCS = Path(__file__).parents[2] / "docs"

#: A block of a page, with the reason for which it is not run.
_BLOCK = re.compile(
    r"(?:<!-- not run: (?P<why>.+?) -->\n)?^```(?P<language>[^\n]*)\n(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)


class Block(NamedTuple):
    """A block of a page."""

    language: str
    text: str
    why_not_run: str


def blocks_of(page: str) -> list[Block]:
    """Return the blocks of a page, in order."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return [
        Block(each["language"], each["text"], each["why"] or "") for each in _BLOCK.finditer(text)
    ]


def steps_of(block: Block) -> Iterator[tuple[str, str]]:
    """Yield the commands of a console, each with what is shown below it."""
    assert block.text.startswith("$ "), block.text
    for part in re.split(r"(?m)^\$ ", block.text)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


def follows(shown: str, out: str) -> bool:
    """Return whether all that is shown stands in the output, in that order."""
    place = 0
    for part in filter(None, re.split(r"(?m)^…\n?", shown)):
        found = out.find(part.rstrip("\n"), place)
        if found < 0:
            return False
        place = found + len(part.rstrip("\n"))
    return True
