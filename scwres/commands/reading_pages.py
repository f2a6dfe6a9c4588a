"""How to read the figures, with examples that are computed as the page is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from textwrap import fill, indent

from scwres.commands.terminal import WIDTH
from scwres.counts import Tally
from scwres.ethnicity.categories import MINORITY_ETHNIC, WHITE
from scwres.metrics.comparison import Comparison
from scwres.metrics.difference import READ_FROM
from scwres.metrics.evidence import evidence
from scwres.metrics.funnel import BEYOND_95, BEYOND_998, funnel
from scwres.metrics.standards import standard_called
from scwres.results.lines import Line
from scwres.text.numbers import percentage, ratio_text
from scwres.text.wording import ratio_in_words

NOBODY = Tally(0, 0)


class Example(str):
    """A paragraph with an example: it is indented."""

    __slots__ = ()


class Code(str):
    """Lines to type or to copy: they are indented and stay whole."""

    __slots__ = ()


def reading_page(name: str) -> str:
    """Return one page, or all of them as ``reading``."""
    pages = [*_PAGES] if name == ALL_PAGES else [name]
    return "\n".join(laid_out(*_PAGES[page]) for page in pages)


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


def laid_out(title: str, paragraphs: Callable[[], Iterator[str]]) -> str:
    """Return a page as text, as wide as a terminal."""
    return "\n\n".join([title, *map(_paragraph, paragraphs())]) + "\n"


def _paragraph(text: str) -> str:
    if isinstance(text, Code):
        return indent(text, "  ")
    start = "  " if isinstance(text, Example) else ""
    return fill(text, WIDTH, initial_indent=start, subsequent_indent=start)


def _ratio() -> Iterator[str]:
    line = _line(_example(Tally(48, 400), Tally(170, 780), NOBODY), "2")
    yield (
        "A likelihood is the number of people with the event, divided by the number it could have "
        "happened to. A relative likelihood is one likelihood divided by another: 1 is equally "
        "likely, 0.5 is half as likely, 2 is twice as likely. It is always minority ethnic over "
        "white, for good and bad outcomes. The definition says which side of 1 is worse."
    )
    yield Example(
        f"Of 400 shortlisted applicants from ethnic minorities, 48 were appointed: "
        f"{percentage(line.group_likelihood or 0)}. Of 780 white applicants, 170 were: "
        f"{percentage(line.compared_with_likelihood or 0)}. The ratio is "
        f"{ratio_text(line.ratio or 0.0)}: {ratio_in_words(line.ratio or 0, line.finding)}."
    )
    yield Example(f"In sentences: {line.reading}")
    yield (
        "A ratio is not a share: 0.55 does not mean that 55% were appointed. Say it as a "
        "percentage less or more likely. 'Times more likely' can be understood in two ways."
    )


def _interval() -> Iterator[str]:
    small = _line(_example(Tally(2, 40), Tally(3, 120), NOBODY), "3")
    large = _line(_example(Tally(400, 8_000), Tally(600, 24_000), NOBODY), "3")
    yield (
        "The same ratio can be important or chance. The confidence interval holds the ratios that "
        "fit the counts: in 95 of 100 such studies it holds the true ratio. If the interval does "
        "not include 1, chance alone would rarely cause a difference this large, and the finding "
        "is worse or better. If it includes 1, no difference is found. That does not show that "
        "there is none."
    )
    yield (
        "With small numbers the rule is stricter. If fewer than five events (or people without "
        "one) would be expected in a group, Fisher's exact test has to agree. If it does not, or "
        f"if a group has fewer than {READ_FROM} people, the finding is 'too few to tell'."
    )
    yield (
        "Chance matters even though everybody was counted. Who is appointed or leaves in a year "
        "could have been different, and people read the figure for what it says about next year."
    )
    for line in (small, large):
        yield Example(
            f"{line.group_count:,} of {line.group_out_of:,} against "
            f"{line.compared_with_count:,} of {line.compared_with_out_of:,}: ratio "
            f"{ratio_text(line.ratio or 0.0)}, interval {ratio_text(line.ratio_lower or 0.0)} to "
            f"{ratio_text(line.ratio_upper or 0.0)}, finding: {line.finding}."
        )
    yield (
        "Many findings at once mean many chances: even if nothing differs, about one in twenty "
        "says worse or better. With --by the program says how many to expect. It also shows one "
        "ratio across all units, because the units can show a different picture from the whole."
    )


def _small_numbers() -> Iterator[str]:
    line = _line(_example(Tally(4, 150), Tally(20, 1_500), NOBODY), "3")
    yield (
        "If few people are counted, one case can change the figure. Each line shows the ratio "
        "with one event more and one event fewer in the group. It also shows how many more or "
        "fewer events would make the two groups equally likely."
    )
    yield Example(
        f"4 of 150 against 20 of 1,500 is {ratio_text(line.ratio or 0.0)}. With one case more it "
        f"is {ratio_text(line.ratio_one_more or 0.0)}; with one fewer, "
        f"{ratio_text(line.ratio_one_fewer or 0.0)}. With {abs(line.people_to_parity or 0)} "
        f"fewer, the groups would be equally likely. Finding: {line.finding}."
    )
    yield (
        f"For a group of fewer than {READ_FROM} people the finding is 'too few to tell'. Small "
        "counts can also identify a person. Do not publish figures as they are: --publish leaves "
        "out what could identify someone."
    )


def _unknown_ethnicity() -> Iterator[str]:
    comparison = _example(Tally(30, 300), Tally(140, 800), Tally(40, 150))
    line, bounds = _line(comparison, "2"), evidence(comparison)
    yield (
        "People whose ethnicity is unknown are not in a ratio. They are in the total of every "
        "share. The program shows what they could change: the ratio if all of them were white, "
        "and if all were from ethnic minorities. It also shows the lowest and the highest ratio "
        "that any ethnicity of theirs could give."
    )
    yield Example(
        f"30 of 300 against 140 of 800 is {ratio_text(line.ratio or 0.0)}. Another 150 people are "
        f"of unknown ethnicity, and 40 of them were appointed. They are "
        f"{percentage(bounds.unknown_share or 0)} of those counted and "
        f"{percentage(bounds.unknown_event_share or 0)} of those appointed. If all were white: "
        f"{ratio_text(bounds.ratio_if_unknown_white or 0.0)}. If all were from ethnic "
        f"minorities: {ratio_text(bounds.ratio_if_unknown_minority or 0.0)}. Whatever they are, "
        f"the ratio is between {ratio_text(bounds.ratio_lowest or 0.0)} and "
        f"{ratio_text(bounds.ratio_highest or 0.0)}, leaving chance aside."
    )
    yield (
        "Those two ratios are not the extremes; the lowest and the highest are. Check whether "
        "unknown ethnicity is more common among people with the event than among all who are "
        "counted. This happens when people declare their ethnicity after they start. The ratio "
        "can then mislead."
    )


def _four_fifths() -> Iterator[str]:
    yield (
        "A rule of thumb for a large difference, from the United States guidelines on selection "
        "of 1978: a ratio under 4/5 or over 5/4. It does not show how certain a figure is, and "
        "it is not part of SC-WRES. It is compared exactly, so 0.80 itself is inside."
    )
    for group, others in ((Tally(8, 100), Tally(10, 100)), (Tally(2, 40), Tally(3, 120))):
        line = _line(_example(group, others, NOBODY), "3")
        yield Example(
            f"{group.count} of {group.out_of} against {others.count} of {others.out_of}: "
            f"{ratio_text(line.ratio or 0.0)} is {line.four_fifths} the range. Interval "
            f"{ratio_text(line.ratio_lower or 0.0)} to {ratio_text(line.ratio_upper or 0.0)}: "
            f"{line.finding}."
        )
    yield (
        "A large difference that is uncertain proves nothing. A small one that is certain can. "
        "Read the confidence interval first."
    )


def _units() -> Iterator[str]:
    unit, whole = Tally(40, 85), Tally(800, 1_000)
    chance = funnel(unit.out_of, whole)
    assert chance is not None
    near, far = (
        f"{percentage(limits.fewest / unit.out_of)} to {percentage(limits.most / unit.out_of)}"
        for limits in chance
    )
    yield (
        "With --by, the figure of each unit is also compared with the whole, such as the share of "
        "each team that had equality training. Everybody in the unit counts, whatever their "
        "ethnicity: a ratio does not show that a whole team is behind."
    )
    yield (
        "Small units are far from the whole by chance alone. So each unit has limits for its own "
        f"size. On either side, less than {percentage(BEYOND_95)} of units are beyond the 95% "
        f"limit by chance, and less than {percentage(BEYOND_998)} beyond the 99.8% limit."
    )
    yield Example(
        f"80% of the whole had the training. In a team of {unit.out_of}, from {near} would have "
        f"it by chance (95% limits), or from {far} (99.8% limits). In this team {unit.count} had "
        f"it: {percentage(unit.count / unit.out_of)}. It lags."
    )
    yield (
        "A unit lags if it is beyond the 99.8% limit on the worse side. If it is only beyond a "
        "95% limit, or on the better side, it is below or above. Where neither side is worse, no "
        "unit lags. Otherwise its figure is as usual: chance can explain the difference."
    )
    yield (
        "Units differ for many reasons, such as the work they do, and the limits only allow for "
        "chance: there is no correction for overdispersion. So more units are beyond them than "
        "chance alone would put there. A unit that lags is a reason to ask why, not an answer."
    )


ALL_PAGES = "reading"

_PAGES: Mapping[str, tuple[str, Callable[[], Iterator[str]]]] = {
    "ratio": ("Reading a ratio", _ratio),
    "interval": ("Reading an interval", _interval),
    "units": ("Reading units beside the whole", _units),
    "small-numbers": ("Small numbers", _small_numbers),
    "unknown": ("Unknown ethnicity", _unknown_ethnicity),
    "four-fifths": ("The four-fifths range", _four_fifths),
}

#: The pages that can be asked for.
READING_PAGES = (ALL_PAGES, *_PAGES)
