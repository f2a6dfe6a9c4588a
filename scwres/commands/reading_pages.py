"""How to read the figures, with examples that are computed as the page is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from textwrap import fill

from scwres.commands.terminal import WIDTH
from scwres.counts import Tally
from scwres.ethnicity.categories import MINORITY_ETHNIC, WHITE
from scwres.metrics.comparison import Comparison
from scwres.metrics.difference import READ_FROM
from scwres.metrics.evidence import evidence
from scwres.metrics.standards import standard_called
from scwres.results.lines import Line
from scwres.text.numbers import percentage, ratio_text
from scwres.text.wording import ratio_in_words

NOBODY = Tally(0, 0)


def reading_page(name: str) -> str:
    """Return one page, or all of them as ``reading``."""
    pages = [*_PAGES] if name == ALL_PAGES else [name]
    return "\n".join("\n".join(_laid_out(*_PAGES[page])) for page in pages)


def _example(group: Tally, compared_with: Tally, unknown: Tally) -> Comparison:
    return Comparison(
        group=MINORITY_ETHNIC,
        compared_with=WHITE,
        group_tally=group,
        compared_tally=compared_with,
        unknown=unknown,
        everyone=group + compared_with + unknown,
    )


def _line(comparison: Comparison, number: str) -> Line:
    standard = standard_called()
    [indicator] = [each for each in standard.indicators if each.number == number]
    return Line(standard=standard.name, definition=indicator, comparison=comparison)


def _laid_out(title: str, paragraphs: Callable[[], Iterator[str]]) -> Iterator[str]:
    yield title
    for paragraph in paragraphs():
        yield ""
        is_example = paragraph.startswith("  ")
        indent = "  " if is_example else ""
        yield fill(paragraph.strip(), WIDTH, initial_indent=indent, subsequent_indent=indent)
    yield ""


def _ratio() -> Iterator[str]:
    line = _line(_example(Tally(48, 400), Tally(170, 780), NOBODY), "2")
    yield (
        "A likelihood is the people with the event out of those it could have happened to. A "
        "relative likelihood is one likelihood over another: 1 is equally likely, 0.5 half as "
        "likely, 2 twice as likely. It is minority ethnic over white, for good and for bad "
        "outcomes alike; the definition says which side of 1 is worse."
    )
    yield (
        f"  Of 400 shortlisted applicants from ethnic minorities 48 were appointed, "
        f"{percentage(line.group_likelihood or 0)}; of 780 white ones 170, "
        f"{percentage(line.compared_with_likelihood or 0)}. The ratio is "
        f"{ratio_text(line.ratio or 0.0)}: {ratio_in_words(line.ratio or 0, line.finding)}."
    )
    yield f"  In sentences: {line.reading}"
    yield (
        "A ratio is not a share: 0.55 does not say that 55% of anybody were appointed. Say it as "
        "a percentage less or more likely: as a multiple of more likely it is read as either of "
        "two numbers."
    )


def _interval() -> Iterator[str]:
    small = _line(_example(Tally(2, 40), Tally(3, 120), NOBODY), "3")
    large = _line(_example(Tally(400, 8_000), Tally(600, 24_000), NOBODY), "3")
    yield (
        "The same ratio can be news or noise. The interval holds the ratios that fit the counts: "
        "in 95 of 100 such studies it holds the true one. Where it leaves out 1, chance alone "
        "would seldom bring a gap this wide, and the finding is worse or better; where it holds "
        "1, no difference is found, which is not the finding that there is none. Where under five "
        "events (or people without one) would be expected in a group if both were equally likely, "
        "Fisher's exact test has to agree; if it does not, or if fewer than ten people are in a "
        "group, the finding is too few to tell."
    )
    yield (
        "Everybody was counted, and still there is chance: who is appointed or leaves in a year "
        "could have fallen otherwise, and the figure is read for what it says of the next."
    )
    for line in (small, large):
        yield (
            f"  {line.group_count:,} of {line.group_out_of:,} against "
            f"{line.compared_with_count:,} of {line.compared_with_out_of:,}: ratio "
            f"{ratio_text(line.ratio or 0.0)}, interval {ratio_text(line.ratio_lower or 0.0)} to "
            f"{ratio_text(line.ratio_upper or 0.0)}, finding: {line.finding}."
        )
    yield (
        "Ten findings at once are ten chances: where nothing differs, about one in twenty says "
        "worse or better. With --by, that is said of the units, and the ratio across units "
        "stands beside the whole, for the parts can tell a different story from the whole."
    )


def _small_numbers() -> Iterator[str]:
    line = _line(_example(Tally(4, 150), Tally(20, 1_500), NOBODY), "3")
    yield (
        "Where few people are counted one case makes the figure. Each line says what the ratio "
        "would be with one event more and one fewer in the group, and how many people would "
        "make the likelihoods equal."
    )
    yield (
        f"  4 of 150 against 20 of 1,500 is {ratio_text(line.ratio or 0.0)}. One case more, and "
        f"it is {ratio_text(line.ratio_one_more or 0.0)}; one fewer, "
        f"{ratio_text(line.ratio_one_fewer or 0.0)}. Parity is {abs(line.people_to_parity or 0)} "
        f"cases fewer. Finding: {line.finding}."
    )
    yield (
        f"Of a group of fewer than {READ_FROM} people nothing is found: too few to tell. Small "
        "counts can also tell who somebody is: figures are not for publication as they stand, "
        "and --publish withholds what could be recognised."
    )


def _unknown_ethnicity() -> Iterator[str]:
    comparison = _example(Tally(30, 300), Tally(140, 800), Tally(40, 150))
    line, bounds = _line(comparison, "2"), evidence(comparison)
    yield (
        "People of unknown ethnicity are in neither half of a ratio, and in the denominator of "
        "every share. What they could change is worked out: the ratio with all of them counted "
        "as white, and as minority ethnic; and, with the events on one side and the others on "
        "the other, the lowest and the highest that any ethnicity of theirs could make it."
    )
    yield (
        f"  30 of 300 against 140 of 800 is {ratio_text(line.ratio or 0.0)}, with 150 people "
        f"unknown, 40 of them appointed ({percentage(bounds.unknown_share or 0)} of those "
        f"counted, {percentage(bounds.unknown_event_share or 0)} of those appointed). All of "
        f"them white: {ratio_text(bounds.ratio_if_unknown_white or 0.0)}; all from ethnic "
        f"minorities: {ratio_text(bounds.ratio_if_unknown_minority or 0.0)}. It lies between "
        f"{ratio_text(bounds.ratio_lowest or 0.0)} and {ratio_text(bounds.ratio_highest or 0.0)}, "
        "whoever they are, chance apart."
    )
    yield (
        "The two recounts are not the extremes; the lowest and the highest are. Where unknown "
        "ethnicity is more common among those with the event than among those counted, as when "
        "people declare after they start, the ratio leaves out more at one stage than at the "
        "other, and can mislead."
    )


def _four_fifths() -> Iterator[str]:
    yield (
        "A rule of thumb for what is large, from the United States guidelines on selection of "
        "1978: a ratio under 4/5 or over 5/4. It says nothing of how sure a figure is, is no "
        "part of SC-WRES, and is compared exactly, so that 0.80 itself lies inside."
    )
    for group, others in ((Tally(8, 100), Tally(10, 100)), (Tally(2, 40), Tally(3, 120))):
        line = _line(_example(group, others, NOBODY), "3")
        yield (
            f"  {group.count} of {group.out_of} against {others.count} of {others.out_of}: "
            f"{ratio_text(line.ratio or 0.0)} is {line.four_fifths} the range. Interval "
            f"{ratio_text(line.ratio_lower or 0.0)} to {ratio_text(line.ratio_upper or 0.0)}: "
            f"{line.finding}."
        )
    yield "Large and uncertain is no evidence; small and certain can be. Read the interval first."


ALL_PAGES = "reading"

_PAGES: Mapping[str, tuple[str, Callable[[], Iterator[str]]]] = {
    "ratio": ("Reading a ratio", _ratio),
    "interval": ("Reading an interval", _interval),
    "small-numbers": ("Small numbers", _small_numbers),
    "unknown": ("Unknown ethnicity", _unknown_ethnicity),
    "four-fifths": ("The four-fifths range", _four_fifths),
}

#: The pages that can be asked for.
READING_PAGES = (ALL_PAGES, *_PAGES)
