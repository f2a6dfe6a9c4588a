"""The notes below a table: how to read its figures, and their sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from scwres.metrics.difference import Difference
from scwres.metrics.standards.indicator import SHARE
from scwres.results.benchmarks import RESIDENTS, limits_in_words, lines_beside
from scwres.results.lines import INTERVALS_IN_WORDS, MARKS, Line
from scwres.results.results import Reported
from scwres.text.numbers import rounded
from scwres.text.phrases import in_words
from scwres.text.wording import DECIDED

#: The note on ratios beside figures from elsewhere.
RATIOS_NOTE = (
    "Higher or lower here: the interval of the ratio here leaves out the other figure. The other "
    "figure may include this council, and is rounded to the decimals of the ratio here."
)

#: How shares of residents differ from shares of staff.
UNKNOWN_STAFF_NOTE = "the share of staff is out of those of unknown ethnicity too."

#: The heading of the table of what could change a ratio.
EVIDENCE_HEADING = "What the ratios rest on"


def is_of_several_groups(lines: Sequence[Line]) -> bool:
    """Return whether lines compare several groups with the reference."""
    return len({frozenset((line.group, line.compared_with)) for line in lines}) > 1


class Explained(StrEnum):
    """What a note explains, in the order of notes of a workbook: a part of the headers of it."""

    RATIO = "Ratio"
    UNKNOWN = "nknown"
    FINDING = "Finding"
    PARITY = "People to parity"
    ACROSS = "Ratio within units"
    ODDS = "Pay groups"


class Note(NamedTuple):
    """A note on figures, and what it explains where that has a column of its own."""

    text: str
    explains: Explained | None = None


def notes(results: Reported, body: str) -> Iterator[Note]:
    """Yield the notes on the figures in ``body``."""
    first = results.lines[0]
    ratios = [line for line in results.lines if line.headline != SHARE]
    methods = {
        "ratio of odds" if line.is_of_odds else INTERVALS_IN_WORDS[line.interval]: None
        for line in ratios
        if not line.is_rate
    }
    if ratios:
        directions = f"Ratio: {_directions(results, ratios)}."
        yield Note(
            f"{directions} {'; '.join(methods)}." if methods else directions, Explained.RATIO
        )
        yield Note(
            "Unknown ethnicity is in no ratio; its share is of all who were counted.",
            Explained.UNKNOWN,
        )
    yield from _finding_notes(results, ratios)
    if any(line.is_of_odds for line in ratios):
        example = _odds_example(ratios, body)
        text = f"Race disparity ratio: of odds, with Cornfield's score interval.{example}"
        yield Note(text, Explained.ODDS)
    if results.settings.get("out_of") == "in_post":
        yield Note("Leaving: leavers against the staff in post, a rate without an interval.")
    yield Note(f"{_WHITE_MINORITIES[str(results.settings['white_minorities'])]}.")
    if EVIDENCE_HEADING in body:
        yield Note(
            "People to parity: how many more (+) or fewer (-) events in the group would make the "
            "two equally likely. Range: whatever the ethnicity of those of whom it is unknown; "
            "chance is not in it.",
            Explained.PARITY,
        )
    if results.across_units:
        yield Note(
            "Across units: Mantel-Haenszel, which compares people within units alone. Expected by "
            "chance: how many of the units with a finding would come out worse or better if the "
            "groups did not differ in any of them.",
            Explained.ACROSS,
        )
    if is_of_several_groups(results.lines):
        yield Note("Groups with nobody in them are not shown.")
    yield from map(Note, _chance_notes(results.lines))
    if any(line.ungrouped_out_of for line in results.lines):
        hint = " The warnings name their labels." if results.warnings else ""
        yield Note(
            "Some people are recorded too broadly to be in a group: they are among all, and in no "
            f"group's row.{hint}"
        )
    if first.decimals == 1:
        yield Note(
            "Every figure is worked out from the rounded counts. Ratios are printed with one "
            "decimal, or with as many as show on which side of 1 they lie; words and figures from "
            "elsewhere are of the ratio so printed. Rounded counts may not add up to their totals."
        )
    for letter, meaning in MARKS.items():
        if f"[{letter}]" in body:
            yield Note(f"[{letter}] {meaning}")


def _finding_notes(results: Reported, lines: Sequence[Line]) -> Iterator[Note]:
    """Yield notes on how findings are made, and on printed figures that differ from them."""
    if any(line.difference is Difference.TOO_FEW for line in lines):
        yield Note(
            "Too few to tell: a group of under 10 people; or under five events (or people without "
            "one) would be expected in a group if both were equally likely, and the interval "
            "includes 1 or Fisher's exact test is not significant.",
            Explained.FINDING,
        )
    if results.settings.get("interval") == "katz":
        yield Note("Koopman's score interval decides the finding, whichever interval is printed.")
        if titles := _titles(line for line in lines if line.is_printed_otherwise):
            yield Note(f"Katz's interval would say otherwise in {titles}.")
    if titles := _titles(line for line in lines if _disagrees(line)):
        yield Note(
            f"The p-value and the finding differ in {titles}: the p-value is of the test that "
            "was asked for, and the finding goes by the score interval, with Fisher's exact test "
            "for small counts."
        )


def _disagrees(line: Line) -> bool:
    """Return whether the p value of a readable line contradicts its finding."""
    if line.p_value is None or not line.is_readable or line.difference is Difference.UNDEFINED:
        return False
    return (line.p_value < 1 - line.confidence) != line.difference.is_significant


def _titles(lines: Iterable[Line]) -> str:
    """Return the titles of lines, each once."""
    return in_words(
        list(
            dict.fromkeys(
                ", ".join(filter(None, (_numbered_title(line), line.part, line.unit)))
                for line in lines
            )
        )
    )


def _numbered_title(line: Line) -> str:
    return (
        line.title if line.is_supporting or line.is_of_odds else f"{line.indicator} {line.title}"
    )


def _odds_example(lines: Sequence[Line], body: str) -> str:
    """Return how to read counts of odds: the first one printed in a text as an example."""
    for line in lines:
        count, out_of = line.group_count, line.group_out_of
        if line.is_of_odds and count is not None and out_of is not None:
            shown = f"{count:,} to {out_of - count:,}"
            if shown in body:
                people = "1 person" if count == 1 else f"{count:,} people"
                return (
                    f" {shown} is {people} in the higher pay group for "
                    f"{out_of - count:,} in the lower."
                )
    return ""


def _chance_notes(lines: Sequence[Line]) -> Iterator[str]:
    """Yield a note on how many findings there are, and how many chance alone would make."""
    with_finding = [line for line in lines if line.finding and line.is_readable]
    if not with_finding:
        return
    decided = sum(line.finding in DECIDED for line in with_finding)
    expected = rounded(len(with_finding) * (1 - with_finding[0].confidence), 1)
    yield (
        f"Of {len(with_finding):,} finding{'s' if len(with_finding) > 1 else ''} here {decided:,} "
        f"say{'s' if decided == 1 else ''} worse or better; if nothing differed, about "
        f"{expected} would do so by chance. Findings are not corrected for their number."
    )


_WHITE_MINORITIES = {
    "white": "White minorities count as white",
    "minority": "White minorities count as minority ethnic",
    "separate": "White minorities stand apart, and everybody is compared with White British",
}


def _directions(results: Reported, lines: Sequence[Line]) -> str:
    """Return which group is over which, and the indicators where it is the other way."""
    reference = results.settings["reference"]
    groups = "each group" if is_of_several_groups(lines) else lines[0].minority
    inverse = dict.fromkeys(line.indicator for line in lines if line.is_inverse)
    text = f"{groups} over {reference}"
    if inverse:
        text += f", but {reference} over {groups} in {in_words(list(inverse))}"
    return text


def residents_notes(results: Reported) -> Iterator[str]:
    """Yield a sentence on who the residents are, where shares of them are shown."""
    shown = {line.benchmark for line in lines_beside(results)}
    for benchmark in results.benchmarks:
        if benchmark.name != RESIDENTS or benchmark.name not in shown:
            continue
        completeness = "the census knows the ethnicity of all"
        if benchmark.has_unknown:
            completeness = "the ethnicity of some of them is not known"
        if benchmark.residents_of == ():
            yield f"Residents are of all ages, and {completeness}; {UNKNOWN_STAFF_NOTE}"
            continue
        residents = "It is not recorded which residents these are, for example of which ages"
        if benchmark.residents_of:
            limits = limits_in_words(benchmark.residents_of)
            residents = f"Residents are only some of those in the area: {limits}"
        yield f"{residents}. {completeness.capitalize()}; {UNKNOWN_STAFF_NOTE}"


def benchmark_sources(results: Reported) -> Iterator[str]:
    """Yield the source of each benchmark that is shown."""
    shown = {line.benchmark for line in lines_beside(results)}
    yield from (
        f"{benchmark.name}: {benchmark.source}."
        for benchmark in results.benchmarks
        if benchmark.name in shown
    )
