"""What one screen shows of results: each comparison in a row, and what stands out in sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from scwres.metrics.difference import Difference
from scwres.metrics.standards.indicator import GAP, RATIO, SHARE
from scwres.reports.account import DISAGREE, ratio_alone
from scwres.reports.document.brief import brief_rows, headline_cell, likelihood_cell
from scwres.reports.document.phrases import benchmark_in_words, names_of, period
from scwres.reports.document.units import lag_sentences, standings_by_breakdown
from scwres.reports.document.words import (
    BriefTable,
    Form,
    Row,
    Value,
    capital,
    comparison_key,
    figure_cell,
    finding_alone,
    group_name,
    has_both_directions,
    interval_name,
    is_clear,
    lines_by,
    ratio_and_interval_cell,
    ratio_text,
    short_number,
    text_cell,
    title_with_direction,
    white_over_minority,
    white_ratio,
)
from scwres.reports.notes import EMPTY_GROUPS_NOTE, is_of_several_groups, residents_notes
from scwres.results.benchmarks import HIGHER, LOWER, lines_beside, mid_sentence
from scwres.results.lines import MARKS, WITHHELD, Line
from scwres.results.pay import (
    Direction,
    PayBands,
    is_pay_order_known,
    pay_bands_of,
    pay_sentences,
)
from scwres.results.results import BenchmarkLine, Reported
from scwres.results.sentences import breakdown_in_words
from scwres.text.numbers import rounded
from scwres.text.phrases import in_words, number_of
from scwres.text.wording import DECIDED

#: So many supporting measures have a row each; of more, only the significant ones are told.
MEASURES_IN_FULL = 3

#: So many groups have a column each, and sentences on their pay bands.
GROUPS_IN_FULL = 6

#: The most significant differences that are told in sentences.
MOST_IN_WORDS = 8

#: The most units of an indicator that a sentence names.
UNITS_NAMED = 4

#: Why a figure is withheld, as a heading, and in place of sentences of a group.
NOT_SHOWN = capital(MARKS["c"])

#: Beside a national figure of an earlier year than the column is of.
EARLIER = "*"

#: Beside a ratio of too few people to tell, and one that differs where neither side is worse.
FEW, DIFFERS = "few", "differs"


def heading_lines(results: Reported) -> Iterator[str]:
    """Yield whose figures these are and of which period, and who may see them."""
    organisation = str(results.settings.get("organisation") or "")
    yield ", ".join(filter(None, (results.standard.title, organisation)))
    if when := capital(period(results.settings)):
        yield when
    yield results.notice


def lines_in_rows(results: Reported) -> list[Line]:
    """Return the ratios of the whole that have a row: the standard's, and a few measures."""
    ratios = ratios_of(results)
    standard = [line for line in ratios if not line.is_supporting]
    measures = {line.indicator for line in ratios if line.is_supporting}
    return ratios if not standard or len(measures) <= MEASURES_IN_FULL else standard


def ratios_of(results: Reported) -> list[Line]:
    """Return the lines of the whole that have a ratio, or say why they have none."""
    return [line for line in results.lines if not line.breakdown and line.headline != SHARE]


def overview_table(
    results: Reported, lines: Sequence[Line], *, with_counts: bool, with_national: bool
) -> BriefTable:
    """Return a table of both likelihoods, their ratio and the finding of each line.

    Parameters
    ----------
    with_counts
        Whether likelihoods have their counts.
    with_national
        Whether the latest national figure of each has a column.
    """
    first = lines[0]
    has_both = has_both_directions(results, lines)
    national = latest_national(results) if with_national else None

    def likelihood(line: Line, side: str) -> Value:
        if with_counts or line.is_of_odds:
            return likelihood_cell(line, side)
        return figure_cell(line, f"{side}_likelihood", Form.PERCENTAGE)

    def cells(line: Line) -> list[Value]:
        return [
            *(likelihood(line, side) for side in line.sides),
            headline_cell(line) if line.headline == GAP else ratio_and_interval_cell(line),
            *([ratio_and_interval_cell(line, white_ratio(line))] if has_both else []),
            *([_national_cell(national, line)] if national else []),
        ]

    headers = [
        group_name(results, first.minority),
        group_name(results, str(results.settings["reference"])),
        f"Ratio, {interval_name(first)}",
    ]
    if has_both:
        headers.append(capital(white_over_minority(results, first.minority)))
    if national:
        headers.append(national.name)
    rows = list(brief_rows(results, lines, cells, finding_alone))
    notes = []
    if national and national.earlier:
        notes.append(f"{EARLIER} From {in_words(national.earlier, last='or')}.")
    if any(line.is_supporting for line in lines) and not all(line.is_supporting for line in lines):
        notes.append("Rows without a number are supporting measures, not part of the standard.")
    return BriefTable("Indicator", headers, "Finding", rows, note="\n".join(notes))


class National(NamedTuple):
    """The newest national ratio of each comparison, and the year that most are of.

    ``name`` is that of the newest figures, ``earlier`` those of the others.
    """

    name: str
    earlier: tuple[str, ...]
    figures: Mapping[tuple[str, str, str, str], BenchmarkLine]


def latest_national(results: Reported) -> National | None:
    """Return the newest national ratios beside lines of results; None where there are none."""
    years = {benchmark.name: benchmark.year for benchmark in results.benchmarks if benchmark.year}
    national = [
        figure
        for figure in lines_beside(results)
        if figure.benchmark in years and figure.figure == RATIO
    ]
    # The newest last, so that it stands.
    ordered = sorted(national, key=lambda figure: years[figure.benchmark])
    figures = {comparison_key(figure): figure for figure in ordered}
    names = sorted({figure.benchmark for figure in figures.values()}, key=years.__getitem__)
    return National(names[-1], tuple(names[:-1]), figures) if names else None


def _national_cell(national: National, line: Line) -> Value:
    figure = None if line.is_of_odds else national.figures.get(comparison_key(line))
    if figure is None:
        return text_cell("")
    return text_cell(f"{figure.printed}{EARLIER if figure.benchmark in national.earlier else ''}")


def _places_in_words(figures: Iterable[BenchmarkLine]) -> str:
    """Return in which indicators a figure from elsewhere is clearly lower or higher."""
    numbers: dict[str, list[str]] = {HIGHER: [], LOWER: []}
    for figure in figures:
        if figure.place in numbers:
            numbers[figure.place].append(short_number(figure.indicator) or figure.title)
    return "; ".join(
        f"{place} in {in_words(list(dict.fromkeys(names)))}"
        for place, names in numbers.items()
        if names
    )


def benchmark_lines(results: Reported) -> Iterator[str]:
    """Yield where national figures differ, and how these results compare with other benchmarks."""
    figures = lines_beside(results)
    national = latest_national(results)
    if national and (places := _places_in_words(national.figures.values())):
        yield f"Compared with national figures: {places}."
    whole_shares = {line.indicator for line in results.lines if line.headline == SHARE}
    for benchmark in results.benchmarks:
        own = [figure for figure in figures if figure.benchmark == benchmark.name]
        if benchmark.year or not own:
            continue
        parts = []
        if ratios := [figure for figure in own if figure.figure == RATIO]:
            parts.append(f"ratios {_places_in_words(ratios) or 'show no clear difference'}")
        parts += [
            f"share of the workforce {benchmark_in_words(results, figure)}"
            for figure in own
            if figure.figure == SHARE and not figure.part and figure.indicator in whole_shares
        ][:GROUPS_IN_FULL]
        name = mid_sentence(benchmark.name, is_own=benchmark.is_own)
        yield f"Compared with {name}: {'; '.join(parts) or 'see --detail'}."
    yield from residents_notes(results)


def groups_table(results: Reported, lines: Sequence[Line]) -> BriefTable:
    """Return a table with a row for each indicator: the ratio of each group, and its finding."""
    groups = list(dict.fromkeys(line.minority for line in lines if line.has_people))
    rows = []
    for _, indicator_lines in lines_by(lines, lambda line: (line.indicator_key, line.part)):
        first = indicator_lines[0]
        by_group = {line.minority: line for line in indicator_lines}
        title = ", ".join(filter(None, (title_with_direction(first, first.title), first.part)))
        cells = [group_cell(by_group.get(group)) for group in groups]
        rows.append(Row(short_number(first.indicator), title, cells))
    headers = [group_name(results, group) for group in groups]
    table = BriefTable("Indicator", headers, "", rows)
    notes = [groups_note(results, {cell.detail for row in rows for cell in row.cells})]
    if any(line.minority not in groups for line in lines):
        notes.append(EMPTY_GROUPS_NOTE)
    return table._replace(note=" ".join(notes))


def group_cell(line: Line | None) -> Value:
    """Return the ratio of a group, and whether it is worse, better or of too few to tell."""
    if line is None:
        return text_cell("")
    if not line.is_withheld and line.ratio is not None:
        return Value(ratio_text(line), detail=_finding_word(line))
    return text_cell(ratio_text(line))


def _group_text(line: Line) -> str:
    """Return the ratio of a group and its finding, as in "0.51 worse"."""
    return f"{ratio_text(line)} {_finding_word(line)}".rstrip()


def _finding_word(line: Line) -> str:
    """Return the finding of a ratio in a word; empty where no difference is clear."""
    if is_clear(line):
        return line.finding if line.finding in DECIDED else DIFFERS
    return FEW if line.is_of_few_people or line.difference is Difference.TOO_FEW else ""


def groups_note(results: Reported, used: Collection[str] = ()) -> str:
    """Return what a ratio of each group is, and what the words used beside them mean."""
    reference = group_name(results, str(results.settings["reference"]))
    words = [f"'{word}'" for word in (*DECIDED, DIFFERS) if word in used]
    sentences = [f"Each ratio compares a group with {reference}."]
    if words:
        verb = "means" if len(words) == 1 else "mean"
        sentences.append(f"{in_words(words)} {verb} statistically significant.")
    if FEW in used:
        sentences.append(f"'{FEW}' means too few people to tell.")
    if words or FEW in used:
        sentences.append("Others show no clear difference.")
    return " ".join(sentences)


def findings_by_indicator(results: Reported, lines: Sequence[Line]) -> Iterator[str]:
    """Yield a line for each indicator: the groups that differ, and how many others do not."""
    for _, indicator_lines in lines_by(lines, lambda line: (line.indicator_key, line.part)):
        first = indicator_lines[0]
        clear = [line for line in indicator_lines if is_clear(line)]
        named = [f"{group_name(results, line.minority)} {_group_text(line)}" for line in clear]
        with_people = [line for line in indicator_lines if line.has_people]
        withheld = sum(line.is_withheld for line in with_people)
        few = sum(
            not line.is_withheld and not is_clear(line) and _finding_word(line) == FEW
            for line in with_people
        )
        others = len(with_people) - len(clear) - withheld - few
        counts = (
            (others, "no clear difference"),
            (few, "too few to tell"),
            (withheld, "not shown"),
        )
        rest = ", ".join(f"{number} {words}" for number, words in counts if number)
        title = ", ".join(filter(None, (title_with_direction(first, first.title), first.part)))
        number = short_number(first.indicator)
        yield f"{number:<3} {title}: {'; '.join(filter(None, (', '.join(named), rest)))}".strip()


def pay_lines(results: Reported) -> Iterator[str]:
    """Yield what the pay bands show of each group; of many groups, only the clear trends."""
    lines = [line for line in results.lines if line.headline == SHARE and not line.breakdown]
    if not lines:
        return
    title = f"{lines[0].indicator:<3} {lines[0].title}"
    groups = pay_bands_of(lines, is_order_known=is_pay_order_known(results.settings))
    if len(groups) < 2:
        sentences = (
            pay_sentences(groups[0]) or (f"{NOT_SHOWN}.",) if groups else ("Nobody to compare.",)
        )
        yield f"{title}: {' '.join(sentences)}"
        return
    yield title
    for pay in groups:
        sentences = pay_sentences(pay) or (f"{group_name(results, pay.group)}: {NOT_SHOWN}.",)
        if _is_clear_trend(pay):
            yield f"  {' '.join(sentences)}"
        elif len(groups) <= GROUPS_IN_FULL:
            yield f"  {sentences[0]}"
    if len(groups) > GROUPS_IN_FULL:
        yield "  The shares of each group are shown with --detail."
    tested = [pay for pay in groups if pay.trend]
    if tested:
        other = "other " if any(map(_is_clear_trend, groups)) else ""
        untested = len(groups) - len(tested)
        rest = f"; {number_of(untested, 'group')} cannot be tested" if untested else ""
        yield f"  No {other}group's share clearly rises or falls as pay rises{rest}."


def _is_clear_trend(pay: PayBands) -> bool:
    return pay.trend is not None and pay.trend.direction is not Direction.NOT_CLEAR


def significant_lines(lines: Sequence[Line]) -> Iterator[str]:
    """Yield how many of some ratios differ significantly from 1, and what the first ones say."""
    if count := count_in_words(lines):
        yield f"Statistically significant differences: {count}"
        yield from _short_readings(lines)


def count_in_words(lines: Sequence[Line]) -> str:
    """Return how many of some ratios are significant, beside chance; empty where none is told."""
    told = [line for line in lines if line.is_readable and line.difference]
    if not told:
        return ""
    by_chance = rounded(len(told) * (1 - told[0].confidence), 1)
    clear = sum(map(is_clear, told))
    comparisons = number_of(len(told), "comparison")
    return f"{clear or 'none'} of {comparisons} ({by_chance} expected by chance)"


def _short_readings(lines: Sequence[Line]) -> Iterator[str]:
    """Yield what ratios say that differ: of several groups, without how many are to parity."""
    is_of_several = is_of_several_groups(lines)
    clear = [line for line in lines if is_clear(line)]
    for line in clear[:MOST_IN_WORDS]:
        number = short_number(line.indicator)
        words = f"{line.message}." if is_of_several else line.short_reading
        yield f"  {f'{number:<3} ' if number else ''}{words}"
    if (more := len(clear) - MOST_IN_WORDS) > 0:
        yield f"  And {more} more."


def measures_lines(results: Reported) -> Iterator[str]:
    """Yield how many supporting measures have no row, and what those say that differ."""
    shown = {line.indicator for line in lines_in_rows(results)}
    rest = [line for line in ratios_of(results) if line.indicator not in shown]
    if not rest:
        return
    measures = number_of(len({line.indicator for line in rest}), "supporting measure")
    count = count_in_words(rest) or "none"
    yield f"{measures}, not part of the standard. Significant differences: {count}"
    yield from _short_readings(rest)


def unit_lines(results: Reported) -> Iterator[str]:
    """Yield the units of each breakdown that lag, and those where two groups differ."""
    standings = standings_by_breakdown(results)
    for breakdown, lines in groupby(results.lines, key=lambda line: line.breakdown):
        if not breakdown:
            continue
        by = f"By {breakdown_in_words(breakdown)}"
        lags = list(lag_sentences(standings.get(breakdown, [])))
        yield from (f"{by}: {sentence}" for sentence in lags)
        ratios = [line for line in lines if line.headline != SHARE]
        summary = [] if lags or breakdown not in standings else ["no unit lags."]
        if count := count_in_words(ratios):
            summary.append(f"Significant differences: {count}")
        if summary:
            yield f"{by}: {' '.join(summary)}"
        yield from (f"  {units}" for units in units_that_differ(results, ratios))
    for across in results.across_units:
        if across.points_apart:
            number = short_number(across.indicator)
            group = group_name(results, across.minority)
            yield (
                f"By {breakdown_in_words(across.breakdown)}: {f'{number} {across.title}'.strip()}"
                f", {group}: {ratio_alone(across.ratio)} overall, "
                f"{ratio_alone(across.ratio_across_units)} within units. {capital(DISAGREE)}."
            )


def units_that_differ(results: Reported, ratios: Sequence[Line]) -> Iterator[str]:
    """Yield a sentence for each indicator with units in which two groups differ."""
    clear = [line for line in ratios if is_clear(line)]
    several = is_of_several_groups(ratios)
    for _, indicator_lines in lines_by(clear, lambda line: line.indicator_key):
        names = [
            f"{line.unit}{f', {group_name(results, line.minority)}' if several else ''} "
            f"{_group_text(line)}"
            for line in indicator_lines[:UNITS_NAMED]
        ]
        if (more := len(indicator_lines) - UNITS_NAMED) > 0:
            names.append(f"{more} more")
        number = short_number(indicator_lines[0].indicator)
        title = f"{f'{number:<3} ' if number else ''}{indicator_lines[0].title}"
        yield f"{title}: {'; '.join(names)}"


def mark_lines(results: Reported, body: str) -> Iterator[str]:
    """Yield the meaning of each mark in a text; of withheld figures, which indicators those are.

    Of several groups the marks themselves show which.
    """
    ratios = ratios_of(results)
    withheld = (
        [] if is_of_several_groups(ratios) else [line for line in ratios if line.is_withheld]
    )
    for letter, meaning in MARKS.items():
        mark = f"[{letter}]"
        if mark == WITHHELD and withheld:
            yield f"{mark} {meaning}: {in_words(names_of(withheld))}"
        elif mark in body:
            yield f"{mark} {meaning}"


def profile_line(results: Reported) -> Iterator[str]:
    """Yield where the workforce profile is, where there is one."""
    if results.workforce_profile is not None:
        yield "The workforce profile is shown with --detail."
