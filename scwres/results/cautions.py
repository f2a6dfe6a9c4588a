"""Warnings about figures that are computed all the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from scwres.counts import Counts
from scwres.errors import Caution
from scwres.ethnicity.categories import WHITE
from scwres.extracts.loading import Extract
from scwres.metrics.evidence import UNKNOWN_WARNED_ABOVE
from scwres.results.benchmarks import mid_sentence, too_broad
from scwres.results.figures import Figures
from scwres.results.lines import Line
from scwres.results.missing import broad_labels
from scwres.results.results import AcrossUnits, Benchmark
from scwres.results.sentences import breakdown_in_words
from scwres.settings.question import Question
from scwres.text.phrases import in_words, nearest, shown

#: The code of the warning of an indicator for which ethnicity is often unknown.
UNKNOWN_ETHNICITY = "unknown-ethnicity"


def cautions(
    question: Question, counts: Counts, figures: Figures, loaded: Sequence[Extract]
) -> Iterator[Caution]:
    """Yield a caution for everything that could mislead a reader of figures."""
    yield from _unknown_cautions(line for line in figures.lines if not line.breakdown)
    yield from _white_cautions(question, counts)
    yield from _broad_cautions(question, counts, loaded)
    yield from _list_cautions(question, counts, loaded)
    yield from _across_cautions(figures.across_units)
    yield from _pay_group_cautions(question, counts)
    if not figures.pay_order.is_known and any(
        indicator.each_answer for indicator in question.indicators
    ):
        ordered = {band.casefold() for band in question.rules.bands.order}
        missing = [
            shown(band) for band in figures.pay_order.bands if band.casefold() not in ordered
        ]
        why = "The names of the pay bands do not show their order by pay."
        how = "Set [pay_bands] order in scwres.toml, or give a salary for each band."
        if ordered:
            why = (
                f"[pay_bands] order does not name {in_words(missing)}, so the order is not known."
            )
            how = "Add every band that has staff."
        yield Caution("pay-order", f"{why} {how}")


def _white_cautions(question: Question, counts: Counts) -> Iterator[Caution]:
    """Warn of people recorded only as white, where that matters."""
    if question.grouping.group_by_category["White"] != WHITE:
        return
    items = {cell.item for cell in counts.people_by_cell if cell.ethnicity == "White"}
    numbers = [
        indicator.number for indicator in question.all_indicators if indicator.item in items
    ]
    if question.grouping.white_minorities == "minority" and numbers:
        yield Caution(
            "white-and-no-more",
            f"Indicator{'s' if len(numbers) > 1 else ''} {in_words(numbers)}: some people are "
            "recorded only as White. They count as white, including any white minorities.",
        )


def _broad_cautions(
    question: Question, counts: Counts, loaded: Sequence[Extract]
) -> Iterator[Caution]:
    """Warn of labels that are too broad to put people in one of the groups."""
    for extract in loaded:
        if extract.items & counts.items and (labels := broad_labels(extract, question.grouping)):
            yield Caution("broad-category", f"{extract.name}: {labels}.")


def _list_cautions(
    question: Question, counts: Counts, loaded: Sequence[Extract]
) -> Iterator[Caution]:
    """Warn of staff who are counted too broadly because a list without ids is too broad."""
    for indicator in question.all_indicators:
        lists = [
            extract.name
            for extract in loaded
            if extract.kind and extract.kind.event == indicator.item
        ]
        if not lists:
            continue
        labelled: dict[str, int] = {}
        for extract in loaded:
            if indicator.item in extract.items and not (extract.kind and extract.kind.event):
                for _, rows, category, _ in extract.labels:
                    labelled[category or ""] = labelled.get(category or "", 0) + rows
        people: dict[str, int] = {}
        for cell, number in counts.people_by_cell.items():
            if cell.item == indicator.item and cell.ethnicity in question.grouping.broad:
                people[cell.ethnicity] = people.get(cell.ethnicity, 0) + number
        for category, number in people.items():
            if number > labelled.get(category, 0):
                they = "1 person counts" if number == 1 else f"{number:,} people count"
                have = "has" if len(lists) == 1 else "have"
                yield Caution(
                    "broad-category",
                    f"Indicator {indicator.number}: {they} only as {category}, which is in no "
                    f"group. {in_words(lists)} {have} no staff numbers, and no more detail on "
                    "some people.",
                )


def own_figures_cautions(benchmarks: Iterable[Benchmark]) -> Iterator[Caution]:
    """Warn of figures to compare with that are the council's own results."""
    for benchmark in benchmarks:
        if benchmark.is_own:
            yield Caution(
                "benchmark-of-ourselves",
                f"{benchmark.source} contains this council's own results. They are shown as "
                f"{mid_sentence(benchmark.name, is_own=True)}. To test whether a year differs, "
                "use 'scwres compare'.",
            )


def resident_cautions(question: Question, counts: Counts) -> Iterator[Caution]:
    """Warn of groups whose residents are not shown, because the labels are too broad for them."""
    if groups := too_broad(counts, question.grouping):
        listed = in_words([group for group in question.grouping.groups if group in groups])
        yield Caution(
            "broad-residents",
            f"The table of residents is too broad to show who is {listed}, so their shares are "
            "not compared with those of staff. Give a table with all categories of the census.",
        )


def _across_cautions(across: Iterable[AcrossUnits]) -> Iterator[Caution]:
    """Warn of indicators whose units and whole disagree."""
    numbers_by_breakdown: dict[str, dict[str, None]] = {}
    for units in across:
        if units.points_apart:
            numbers_by_breakdown.setdefault(units.breakdown, {})[units.indicator] = None
    for breakdown, numbers in numbers_by_breakdown.items():
        plural = "s" if len(numbers) > 1 else ""
        yield Caution(
            "parts-and-whole",
            f"Indicator{plural} {in_words(list(numbers))}: the overall ratio and the ratio across "
            f"the units of {breakdown_in_words(breakdown)} give different results. Read both.",
        )


def _pay_group_cautions(question: Question, counts: Counts) -> Iterator[Caution]:
    """Warn of pay bands that are in no pay group, and of bands named that nobody is in."""
    disparity = question.standard.disparity
    if disparity is None or not question.pay_groups or disparity.item not in counts.items:
        return
    bands = sorted(counts.answers(disparity.item), key=question.rules.bands.place)
    apart = [f"'{band}'" for band in bands if not question.pay_group(band)]
    if len(apart) == len(bands):
        text = "There are no race disparity ratios: no pay band is known to be lower, middle or "
        yield Caution("pay-groups", f"{text}upper. Set [pay_groups] in scwres.toml.")
        return
    if apart:
        yield Caution(
            "pay-groups",
            f"Race disparity ratios leave out the staff in {in_words(apart)}: "
            f"{'those bands are' if len(apart) > 1 else 'that band is'} in no pay group.",
        )
    spellings = {" ".join(band.casefold().split()) for band in bands}
    nobody = [
        band
        for band in question.grouped_bands
        if " ".join(band.casefold().split()) not in spellings
    ]
    if nobody:
        shown = in_words([f"'{band}'" for band in nobody])
        meant = nearest(nobody[0], bands)
        text = f"[pay_groups] names {shown}, which nobody is in. {meant}"
        yield Caution("pay-groups", text.strip())


def _unknown_cautions(lines: Iterable[Line]) -> Iterator[Caution]:
    """Warn of indicators with more unknown ethnicity than figures can carry, once a share."""
    numbers_by_share: dict[tuple[str, int, int], dict[str, None]] = {}
    for line in lines:
        shares = [("people counted", line.unknown_out_of or 0, line.all_out_of or 0)]
        if not line.part:
            events = line.unknown_count or 0, line.all_count or 0
            shares.append(("people with the event", *events))
        for people, unknown, everyone in shares:
            if unknown > UNKNOWN_WARNED_ABOVE * everyone:
                numbers_by_share.setdefault((people, unknown, everyone), {})[line.indicator] = None
    for (people, unknown, everyone), numbers in numbers_by_share.items():
        plural = "s" if len(numbers) > 1 else ""
        yield Caution(
            UNKNOWN_ETHNICITY,
            f"Indicator{plural} {in_words(list(numbers))}: ethnicity is unknown for {unknown:,} "
            f"of {everyone:,} {people}. This is above 10%, so they could change the figure.",
        )
