"""The notes below a table: how to read its figures, and their sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from scwres.ethnicity.categories import spoken_of
from scwres.metrics.difference import Difference
from scwres.metrics.standards.indicator import SHARE
from scwres.reports.document.words import capital, has_both_directions, white_over_minority
from scwres.results.benchmarks import RESIDENTS, limits_in_words, lines_beside
from scwres.results.lines import INTERVALS_IN_WORDS, MARKS, Line
from scwres.results.results import Reported
from scwres.text.numbers import rounded
from scwres.text.phrases import in_words, number_of
from scwres.text.wording import DECIDED

#: The note on ratios beside figures from elsewhere.
RATIOS_NOTE = (
    "Higher or lower here: the other figure is outside the confidence interval of the ratio here. "
    "The other figure may include this council. It has the "
    "decimal places of the ratio here, or fewer if it was published with fewer."
)

#: The note on units beside the whole.
LIMITS_NOTE = (
    "Each unit and the whole: everyone counts, whatever their ethnicity. Limits: exact binomial "
    "limits around the figure of the whole, for a unit of that size. They allow for chance alone, "
    "without a correction for overdispersion. Lags: outside the 99.8% limits on the worse side."
)

#: How shares of residents differ from shares of staff.
UNKNOWN_STAFF_NOTE = "Shares of staff are out of all staff, including those of unknown ethnicity."

#: The note where several groups are compared.
EMPTY_GROUPS_NOTE = "Groups with nobody in them are not shown."

#: The heading of the table of what could change a ratio.
EVIDENCE_HEADING = "How sensitive the ratios are"


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
    LIMITS = "% limits"


class Note(NamedTuple):
    """A note on figures, and what it explains where that has a column of its own."""

    text: str
    explains: Explained | None = None


def notes(results: Reported, body: str) -> Iterator[Note]:
    """Yield the notes on the figures in ``body``."""
    first = results.lines[0]
    ratios = [line for line in results.lines if line.headline != SHARE]
    methods = {
        INTERVALS_IN_WORDS[line.interval]: None
        for line in ratios
        if not line.is_rate and not line.is_of_odds
    }
    if ratios:
        directions = directions_note(results, ratios)
        method = f" Method: {'; '.join(methods)}." if methods else ""
        yield Note(f"{directions}{method}", Explained.RATIO)
        if has_both_directions(results, ratios):
            yield Note(_inverse_note(results, ratios))
        yield Note(
            "People whose ethnicity is unknown are not in any ratio. The share with unknown "
            "ethnicity is out of everyone counted.",
            Explained.UNKNOWN,
        )
    yield from _finding_notes(results, ratios)
    yield from (Note(text, Explained.ODDS) for text in odds_notes(ratios, body))
    if results.settings.get("out_of") == "in_post":
        yield Note(
            "Leaving: the number of leavers divided by the number of staff in post. This is a "
            "rate, so it has no confidence interval."
        )
    yield Note(white_minorities_note(results))
    if EVIDENCE_HEADING in body:
        yield Note(
            "People to parity: how many more (+) or fewer (-) events in the group would make the "
            "two groups equally likely. Range: the lowest and highest ratios possible, whatever "
            "the unknown ethnicities are. It does not include variation by chance.",
            Explained.PARITY,
        )
    if any(line.breakdown for line in ratios):
        yield Note(LIMITS_NOTE, Explained.LIMITS)
    if results.across_units:
        yield Note(
            "Ratio within units: the Mantel-Haenszel ratio, which only compares people in the "
            "same unit. Expected by chance: how many of the units with a finding would be worse "
            "or better by chance, if the groups did not differ in any unit.",
            Explained.ACROSS,
        )
    if is_of_several_groups(results.lines):
        yield Note(EMPTY_GROUPS_NOTE)
    yield from map(Note, _chance_notes(results.lines))
    if any(line.ungrouped_out_of for line in results.lines):
        hint = " The warnings name their labels." if results.warnings else ""
        yield Note(
            "Some people's ethnicity is recorded too broadly to place them in a group. They count "
            f"in totals, but not in any group's row.{hint}"
        )
    if first.decimals == 1:
        yield Note(
            "Every figure is calculated from the rounded counts, which may not add up to their "
            "totals. Ratios have one decimal place, or as many as show which side of 1 they are "
            "on. Descriptions and comparisons with other figures use the ratio as printed."
        )
    for letter, meaning in MARKS.items():
        if f"[{letter}]" in body:
            yield Note(f"[{letter}] {meaning}")


def _inverse_note(results: Reported, lines: Sequence[Line]) -> str:
    """Return what the ratio the other way round is, and where the standard publishes it."""
    group = "each group" if is_of_several_groups(lines) else lines[0].minority
    text = (
        f"{capital(white_over_minority(results, group))}: the ratio the other way round, which "
        "some councils publish. It is 1 divided by the ratio. The finding is the same for both."
    )
    if inverse := dict.fromkeys(line.indicator for line in lines if line.is_inverse):
        text += f" In {in_words(list(inverse))} the standard publishes this one itself."
    return text


def _finding_notes(results: Reported, lines: Sequence[Line]) -> Iterator[Note]:
    """Yield notes on how findings are made, and on printed figures that differ from them."""
    if any(line.difference is Difference.TOO_FEW for line in lines):
        yield Note(
            "Too few to tell: a group has fewer than 10 people, or expected counts are too small. "
            "Expected counts are small if fewer than 5 events, or 5 people without one, would be "
            "expected in a group if both were equally likely. There is then a finding only if the "
            "confidence interval leaves out 1 and Fisher's exact test is significant.",
            Explained.FINDING,
        )
    yield from map(Note, interval_notes(results, lines))
    if titles := _titles(line for line in lines if _disagrees(line)):
        yield Note(
            f"The p-value and the finding differ in {titles}. The p-value is from the test named "
            "in the settings. The finding uses the score interval, with Fisher's exact test for "
            "small counts."
        )


def interval_notes(results: Reported, lines: Sequence[Line]) -> Iterator[str]:
    """Yield which interval decides, and where the printed one says otherwise."""
    if results.settings.get("interval") == "katz":
        yield "Findings use Koopman's score interval, even if another interval is printed."
        if titles := _titles(line for line in lines if line.is_printed_otherwise):
            yield f"Katz's interval would give another finding in {titles}."


def odds_notes(lines: Sequence[Line], body: str) -> Iterator[str]:
    """Yield what a ratio of odds is, with an example from a text, where lines have one."""
    if any(line.is_of_odds for line in lines):
        example = _odds_example(lines, body)
        yield f"Race disparity ratio: a ratio of odds, with Cornfield's score interval.{example}"


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
                    f" {shown} means {people} in the higher pay group and "
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
        f"Of {number_of(len(with_finding), 'finding')} here, {decided:,} "
        f"say{'s' if decided == 1 else ''} worse or better. If there were no differences, about "
        f"{expected} would say so by chance. Findings are not corrected for how many there are."
    )


_WHITE_MINORITIES = {
    "white": "White minorities count as white",
    "minority": "White minorities count as minority ethnic",
    "separate": "White minorities are separate, and every group is compared with White British",
}


def white_minorities_note(results: Reported) -> str:
    """Return how white minorities count."""
    return f"{_WHITE_MINORITIES[str(results.settings['white_minorities'])]}."


def directions_note(results: Reported, lines: Sequence[Line]) -> str:
    """Return which group is over which, and the indicators where it is the other way."""
    groups = "each group"
    if not is_of_several_groups(lines):
        groups = spoken_of(lines[0].minority, "people")
    reference = spoken_of(str(results.settings["reference"]), "people")
    inverse = dict.fromkeys(line.indicator for line in lines if line.is_inverse)
    text = f"the likelihood for {groups} divided by the likelihood for {reference}"
    if inverse:
        text += f", but the other way round in {in_words(list(inverse))}"
    return f"Ratio: {text}."


def residents_notes(results: Reported) -> Iterator[str]:
    """Yield a sentence on who the residents are, where shares of them are shown."""
    shown = {line.benchmark for line in lines_beside(results)}
    for benchmark in results.benchmarks:
        if benchmark.name != RESIDENTS or benchmark.name not in shown:
            continue
        completeness = "The census gives the ethnicity of all of them."
        if benchmark.has_unknown:
            completeness = "The ethnicity of some residents is not known."
        residents = "Residents are people of all ages."
        if benchmark.residents_of:
            limits = limits_in_words(benchmark.residents_of)
            residents = f"Residents are only some of the people in the area: {limits}."
        elif benchmark.residents_of is None:
            residents = "It is not recorded which residents are included, such as which ages."
        yield f"{residents} {completeness} {UNKNOWN_STAFF_NOTE}"


def benchmark_sources(results: Reported) -> Iterator[str]:
    """Yield the source of each benchmark that is shown."""
    shown = {line.benchmark for line in lines_beside(results)}
    yield from (
        f"{benchmark.name}: {benchmark.source}."
        for benchmark in results.benchmarks
        if benchmark.name in shown
    )
