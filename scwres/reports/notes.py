"""What a reader needs to know of the figures of a table, below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scwres.metrics.difference import Difference
from scwres.results.results import MARKS
from scwres.text.numbers import rounded
from scwres.text.phrases import in_words
from scwres.text.wording import DECIDED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scwres.results.results import Line, Reported

#: The heading of the table of what could make a ratio another one.
EVIDENCE_HEADING = "What the ratios rest on"


def is_of_several_groups(lines: Sequence[Line]) -> bool:
    """Return whether lines compare several groups with the reference."""
    return len({frozenset((line.group, line.compared_with)) for line in lines}) > 1


def notes(results: Reported, body: str) -> Iterator[str]:
    """Give what a reader needs to know of the figures in ``body``."""
    first = results.lines[0]
    ratios = [line for line in results.lines if line.headline != "share"]
    methods = {line.method.partition(",")[0]: None for line in ratios if not line.is_rate}
    if ratios:
        yield f"Ratio: {_directions(results, ratios)}. {'; '.join(methods)}.".replace(". .", ".")
        yield "Unknown ethnicity is in no ratio; its share is of all who were counted."
    yield from _of_tests(results, ratios)
    if any(line.is_of_odds for line in ratios):
        example = _pair(ratios, body)
        yield f"Race disparity ratio: of odds, with Cornfield's score interval.{example}"
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
    yield from _of_many_findings(results.lines)
    if any(line.ungrouped_out_of for line in results.lines):
        named = " The warnings name their labels." if results.warnings else ""
        yield (
            "Some people are recorded too broadly to be in a group: they are among all, and in no "
            f"group's row.{named}"
        )
    if first.decimals == 1:
        yield (
            "Every figure is worked out from the rounded counts. Ratios are printed with one "
            "decimal, or with as many as show on which side of 1 they lie; words and figures from "
            "elsewhere are of the ratio so printed. Rounded counts may not add up to their totals."
        )
    for letter, meaning in MARKS.items():
        if f"[{letter}]" in body:
            yield f"[{letter}] {meaning}"


def _of_tests(results: Reported, lines: Sequence[Line]) -> Iterator[str]:
    """Give how findings are made, and where what is printed would say otherwise."""
    if any(line.difference is Difference.TOO_FEW for line in lines):
        yield (
            "Too few to tell: a group of under 10 people; or under five events (or people without "
            "one) would be expected in a group if both were equally likely, and the interval "
            "includes 1 or Fisher's exact test is not significant."
        )
    if results.settings.get("interval") == "katz":
        yield "Koopman's score interval decides the finding, whichever interval is printed."
        if otherwise := _named(line for line in lines if line.is_printed_otherwise):
            yield f"Katz's interval would say otherwise in {otherwise}."
    if otherwise := _named(line for line in lines if _disagrees(line)):
        yield (
            f"The p-value and the finding differ in {otherwise}: the p-value is of the test that "
            "was asked for, and the finding goes by the score interval, with Fisher's exact test "
            "for small counts."
        )


def _disagrees(line: Line) -> bool:
    """Return whether a p value would say otherwise than the finding, of groups that are read."""
    if line.p_value is None or not line.is_readable or line.difference is Difference.UNDEFINED:
        return False
    return (line.p_value < 1 - line.confidence) != line.difference.is_significant


def _named(lines: Iterable[Line]) -> str:
    """Return what lines are of, each once."""
    return in_words(
        list(
            dict.fromkeys(
                ", ".join(filter(None, (_numbered(line), line.part, line.unit))) for line in lines
            )
        )
    )


def _numbered(line: Line) -> str:
    return (
        line.title if line.is_supporting or line.is_of_odds else f"{line.indicator} {line.title}"
    )


def _pair(lines: Sequence[Line], body: str) -> str:
    """Return how counts of odds are read, by the first that is printed in a text."""
    for line in lines:
        count, out_of = line.group_count, line.group_out_of
        if line.is_of_odds and count is not None and out_of is not None:
            shown = f"{count:,} to {out_of - count:,}"
            if shown in body:
                return (
                    f" {shown} is {count:,} people in the higher pay group for "
                    f"{out_of - count:,} in the lower."
                )
    return ""


def _of_many_findings(lines: Sequence[Line]) -> Iterator[str]:
    """Say how many findings there are, and what chance does to so many."""
    found = [line for line in lines if line.finding and line.is_readable]
    if not found:
        return
    decided = sum(line.finding in DECIDED for line in found)
    expected = rounded(len(found) * (1 - found[0].confidence), 1)
    yield (
        f"Of {len(found):,} finding{'s' if len(found) > 1 else ''} here {decided:,} "
        f"say{'s' if decided == 1 else ''} worse or better; if nothing differed, about "
        f"{expected} would do so by chance. Findings are not corrected for their number."
    )


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
