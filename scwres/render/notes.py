"""What a reader needs to know of the figures of a table, below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scwres.errors import in_words
from scwres.report import MARKS
from scwres.rounding import rounded
from scwres.wording import DECIDED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scwres.report import Line, Reported

#: The heading of the table of what could make a ratio another one.
EVIDENCE_HEADING = "What the ratios rest on"


def is_of_several_groups(lines: Sequence[Line]) -> bool:
    """Return whether lines compare several groups with the reference."""
    return len({frozenset((line.group, line.compared_with)) for line in lines}) > 1


def notes(results: Reported, body: str) -> Iterator[str]:
    """Give what a reader needs to know of the figures in ``body``."""
    first = results.lines[0]
    findings = sum(bool(line.finding) for line in results.lines)
    ratios = [line for line in results.lines if line.headline != "share"]
    methods = {line.method.partition(",")[0]: None for line in ratios if not line.is_rate}
    if ratios:
        yield f"Ratio: {_directions(results, ratios)}. {'; '.join(methods)}.".replace(". .", ".")
        yield "Unknown ethnicity is in no ratio; its share is of all who were counted."
    if results.settings.get("interval") == "katz":
        yield "Koopman's score interval decides the finding, whichever interval is printed."
    if any(line.finding == "too few to tell" for line in results.lines):
        yield (
            "Too few to tell: the interval holds 1, and under five events (or people without one) "
            "would be expected in a group if both were equally likely."
        )
    if any(line.is_of_odds for line in ratios):
        yield (
            "Race disparity ratio: of odds, with Cornfield's score interval. 179 to 92 is 179 "
            "people in the higher pay group for 92 in the lower."
        )
    if results.settings.get("out_of") == "in_post":
        yield "Leaving: leavers against the staff in post, a rate without an interval."
    yield f"{_WHITE_MINORITIES[str(results.settings['white_minorities'])]}."
    if EVIDENCE_HEADING in body:
        yield (
            "People to parity: how many more (+) or fewer (-) events in the group would make the "
            "two equally likely. Range: whatever the ethnicity of those of whom it is unknown; "
            "chance is not in it."
        )
    if results.across_units:
        yield (
            "Across units: Mantel-Haenszel, which compares people within units alone. Expected by "
            "chance: how many of the units with a finding would come out worse or better if the "
            "groups did not differ in any of them."
        )
    if is_of_several_groups(results.lines):
        yield "Groups with nobody in them are not shown."
    if findings:
        decided = sum(line.finding in DECIDED for line in results.lines)
        expected = rounded(findings * (1 - first.confidence), 1)
        yield (
            f"Of {findings:,} finding{'s' if findings > 1 else ''} here {decided:,} "
            f"say{'s' if decided == 1 else ''} worse or better; if nothing differed, about "
            f"{expected} would do so by chance."
        )
    if any(line.ungrouped_out_of for line in results.lines):
        named = " The warnings name their labels." if results.warnings else ""
        yield (
            "Some people are recorded too broadly to be in a group: they are among all, and in no "
            f"group's row.{named}"
        )
    if first.decimals == 1:
        yield (
            "Every figure is worked out from the rounded counts. Ratios are printed with one "
            "decimal, and a limit near 1 with as many as show on which side of 1 it lies; words "
            "are of the ratio with two. Rounded counts may not add up to their totals."
        )
    for letter, meaning in MARKS.items():
        if f"[{letter}]" in body:
            yield f"[{letter}] {meaning}"


_WHITE_MINORITIES = {
    "white": "White minorities count as white",
    "minority": "White minorities count as minority ethnic",
    "separate": "White minorities stand apart, and everybody is compared with White British",
}


def _directions(results: Reported, lines: Sequence[Line]) -> str:
    """Return which group is over which, and in which indicators it is the other way."""
    reference = results.settings["reference"]
    groups = "each group" if is_of_several_groups(lines) else lines[0].minority
    inverse = dict.fromkeys(line.indicator for line in lines if line.is_inverse)
    text = f"{groups} over {reference}"
    if inverse:
        text += f", but {reference} over {groups} in {in_words(list(inverse))}"
    return text
