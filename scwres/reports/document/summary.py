"""The first screen of a report: who is covered, what was found, and a table of all indicators."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from scwres.metrics.change import CHANGED
from scwres.metrics.standards.indicator import SHARE, CountedOf
from scwres.reports.document.charts import BenchmarkFigures, benchmark_series
from scwres.reports.document.overview import (
    GROUPS_IN_FULL,
    NOT_SHOWN,
    count_in_words,
    group_cell,
    groups_note,
)
from scwres.reports.document.phrases import (
    names_of,
    numbered_title,
    significant_count,
    titles_with_groups,
)
from scwres.reports.document.units import lag_sentences
from scwres.reports.document.words import (
    Form,
    Table,
    Value,
    capital,
    comparison_key,
    figure_cell,
    finding_alone,
    finding_in_words,
    group_name,
    has_both_directions,
    in_terminology,
    interval_name,
    is_clear,
    lines_by,
    ratio_and_interval_cell,
    ratio_cell,
    tally_cell,
    text_cell,
    title_with_direction,
    white_over_minority,
    white_ratio,
    workforce_share_cell,
)
from scwres.reports.notes import is_of_several_groups
from scwres.results.lines import NOT_APPLICABLE, NOT_AVAILABLE, WITHHELD, Line
from scwres.results.pay import (
    Direction,
    is_pay_order_known,
    pay_bands,
    pay_sentences,
    range_in_words,
)
from scwres.results.results import Reported, definitions
from scwres.results.sentences import breakdown_in_words
from scwres.results.units import UnitStanding
from scwres.text.numbers import percentage
from scwres.text.phrases import in_words
from scwres.years.changes import Changes

#: The name of the table of all indicators, for links.
SUMMARY = "summary"

#: The most significant ratios that a headline puts in sentences; of more it gives the titles.
MOST_SENTENCES = 3

#: The heading of the headline on differences.
SIGNIFICANT_DIFFERENCES = "Statistically significant differences"

#: The note on the findings of a table.
NOT_CLEAR_NOTE = "'No clear difference' does not mean that the groups are equal"

#: A column of the table: its header, and a function that makes the cell of a line.
Column: TypeAlias = tuple[str, Callable[[Line], Value]]

_NO_RATIO = Value(NOT_APPLICABLE, form=Form.RATIO)
_NO_FIGURE = Value(NOT_AVAILABLE, form=Form.RATIO)


def people_covered(results: Reported, lines: Sequence[Line]) -> str:
    """Return who is covered, with numbers of people: "1,596 staff in post, 1,260 shortlisted".

    Of questions of a survey, the one that most people answered; empty where no number is shown.
    """
    indicators = definitions(results.standard, results.measures)
    numbers: dict[CountedOf, int] = {}
    for line in lines:
        counted_of = indicators[line.indicator_key].counted_of
        if not line.is_supporting and not line.is_of_odds and line.all_out_of:
            numbers[counted_of] = max(numbers.get(counted_of, 0), line.all_out_of)
    return in_words([f"{number:,} {counted_of}" for counted_of, number in numbers.items()])


def headlines(
    results: Reported,
    lines: Sequence[Line],
    standings: dict[str, list[UnitStanding]],
    further: Sequence[tuple[str, str]],
) -> Iterator[tuple[str, str]]:
    """Yield the main findings: what each is about, and a sentence or two.

    Parameters
    ----------
    lines
        The lines of the whole.
    standings
        Where units stand beside the whole, by breakdown.
    further
        Those of years compared and of a plan.
    """
    for breakdown, unit_standings in standings.items():
        if sentences := list(lag_sentences(unit_standings)):
            yield f"By {breakdown_in_words(breakdown)}", " ".join(sentences)
    ratios = [line for line in lines if line.headline != SHARE and not line.is_supporting]
    shown = [line for line in ratios if not line.is_of_odds]
    number = [f"{capital(significant_count(shown, 'ratio'))}."] if shown else []
    if sentences := [*_significant(ratios), *number]:
        yield SIGNIFICANT_DIFFERENCES, " ".join(sentences)
    yield from _differences_within_units(results)
    bands = [line for line in lines if line.headline == SHARE]
    if bands and not is_of_several_groups(lines):
        pay = pay_bands(bands, is_order_known=is_pay_order_known(results.settings))
        if pay_text := pay_sentences(pay):
            yield numbered_title(bands[0]), " ".join(pay_text)
    yield from further
    if withheld := [line for line in ratios if line.is_withheld]:
        yield NOT_SHOWN, _titles(ratios, withheld)
    titles = results.titles
    missing = dict.fromkeys(
        f"{not_computed.indicator} {titles[not_computed.indicator]}"
        for not_computed in results.not_computed
        if not not_computed.breakdown
    )
    if missing:
        yield "Not calculated", f"{in_words(list(missing))}."
    if not lines:
        yield "", "No indicator could be calculated."


def _differences_within_units(results: Reported) -> Iterator[tuple[str, str]]:
    """Yield how often groups differ within units, where it is more often than by chance."""
    for breakdown, lines in lines_by(results.lines, lambda line: line.breakdown):
        ratios = [line for line in lines if line.headline != SHARE]
        clear = sum(map(is_clear, ratios))
        if breakdown and clear > len(ratios) * (1 - lines[0].confidence):
            by = breakdown_in_words(breakdown)
            yield f"Within each {by}", f"The groups differ in {count_in_words(ratios)}."


def _significant(lines: Sequence[Line]) -> Iterator[str]:
    """Yield a sentence for each significant ratio; of many, their titles by finding."""
    clear = [line for line in lines if is_clear(line)]
    if len(clear) <= MOST_SENTENCES:
        yield from (line.sentences[0] for line in clear)
        return
    for finding, finding_lines in lines_by(clear, lambda line: line.finding):
        yield f"{capital(finding or 'a difference')}: {_titles(lines, finding_lines)}"


def _titles(lines: Sequence[Line], some: Sequence[Line]) -> str:
    """Return the titles of some of the lines; with their groups where several are compared."""
    if is_of_several_groups(lines):
        return f"{titles_with_groups(some)}."
    return f"{in_words(names_of(some))}."


def summary_table(
    results: Reported, lines: Sequence[Line], changes: Changes | None
) -> Table | None:
    """Return the table of all indicators, a row each: figures, last year's, national, finding.

    Of several groups, a column each with its ratios; None where they are too many.

    Parameters
    ----------
    lines
        The lines of the whole.
    changes
        How they changed from earlier years; None without earlier years.
    """
    shown = [line for line in lines if not line.is_supporting and not line.is_of_odds]
    title = f"The indicators of {results.standard.title}"
    if not any(line.headline != SHARE for line in shown):
        return None
    if not is_of_several_groups(shown):
        # A row for each: of the pay bands, the whole workforce.
        first_lines = [lines[0] for _, lines in lines_by(shown, lambda line: line.indicator)]
        rows_lines = [line for line in shown if line.headline != SHARE or line in first_lines]
        return _figures_table(results, rows_lines, shown, title, changes)
    groups = list(dict.fromkeys(line.minority for line in shown))
    if len(groups) > GROUPS_IN_FULL:
        return None
    return _groups_table(results, shown, groups, title)


def _figures_table(
    results: Reported,
    lines: Sequence[Line],
    all_lines: Sequence[Line],
    title: str,
    changes: Changes | None,
) -> Table:
    bands = [line for line in all_lines if line.headline == SHARE]
    ratios = [line for line in lines if line.headline != SHARE]
    first = ratios[0]
    reference = str(results.settings["reference"])
    columns: list[Column] = [
        ("Indicator", _title_cell),
        (group_name(results, first.minority), _side_cell(is_minority=True)),
        (group_name(results, reference), _side_cell(is_minority=False)),
        (f"Ratio ({interval_name(first)})", _ratio_cell),
    ]
    if has_both_directions(results, ratios):
        header = capital(white_over_minority(results, first.minority))
        columns.append((header, lambda line: _ratio_cell(line, white_ratio(line))))
    if any(line.headline == "gap" for line in lines):
        columns.append(("Gap (percentage points)", _gap_cell))
    if changes is not None:
        columns.append(_last_year_column(changes))
    columns += [
        (header, _benchmark_cell(figures))
        for header, figures in benchmark_series(results, ratios).items()
    ]
    columns.append(("Finding", _finding_cell(results, bands)))
    rows = tuple(tuple(cell(line) for _, cell in columns) for line in lines)
    return Table(SUMMARY, title, tuple(header for header, _ in columns), rows, NOT_CLEAR_NOTE)


def _title_cell(line: Line) -> Value:
    if line.headline == SHARE:
        return text_cell(f"{numbered_title(line)}: share of the workforce")
    return text_cell(title_with_direction(line, numbered_title(line)))


def _side_cell(*, is_minority: bool) -> Callable[[Line], Value]:
    """Return a function that makes the cell of a group's likelihood, or share of the workforce."""

    def cell(line: Line) -> Value:
        if line.headline == SHARE:
            if is_minority:
                return workforce_share_cell(line)
            count, everyone = line.compared_with_out_of, line.all_out_of
            if count is None or not everyone:
                return Value(WITHHELD, form=Form.PERCENTAGE)
            share = count / everyone
            return tally_cell(Value(percentage(share), share, Form.PERCENTAGE, 1), count, everyone)
        side = line.sides[0 if is_minority else 1]
        value = figure_cell(line, f"{side}_likelihood", Form.PERCENTAGE)
        return tally_cell(value, getattr(line, f"{side}_count"), getattr(line, f"{side}_out_of"))

    return cell


def _ratio_cell(line: Line, name: str = "ratio") -> Value:
    return _NO_RATIO if line.headline == SHARE else ratio_and_interval_cell(line, name)


def _gap_cell(line: Line) -> Value:
    return figure_cell(line, "gap", Form.POINTS) if line.headline == "gap" else _NO_RATIO


def _finding_cell(results: Reported, bands: Sequence[Line]) -> Callable[[Line], Value]:
    """Return a function that makes the cell of a finding: of pay bands, the lowest and highest.

    A difference that is not clear has no words for its size: they would be read as a finding.
    """

    def cell(line: Line) -> Value:
        if line.headline == SHARE:
            return _bands_cell(results, bands)
        if is_clear(line):
            return Value(finding_in_words(line), is_strong=True)
        if line.is_withheld:
            return text_cell("not shown")
        return text_cell(finding_alone(line) if line.ratio is not None else finding_in_words(line))

    return cell


def _bands_cell(results: Reported, bands: Sequence[Line]) -> Value:
    """Return the cell of what the pay bands show: the range of shares, and a clear trend."""
    pay = pay_bands(bands, is_order_known=is_pay_order_known(results.settings))
    span = range_in_words(pay)
    if pay.trend is None or pay.trend.direction is Direction.NOT_CLEAR:
        return text_cell(capital(span) or WITHHELD)
    return Value(f"share {pay.trend.direction} as pay rises", detail=span, is_strong=True)


def _benchmark_cell(figures: BenchmarkFigures) -> Callable[[Line], Value]:
    """Return a function that makes the cell of the figure from elsewhere beside a line."""

    def cell(line: Line) -> Value:
        if line.headline == SHARE:
            return _NO_RATIO
        figure = figures.get(comparison_key(line))
        if figure is None:
            return _NO_FIGURE
        detail = ", ".join(filter(None, (figure.year, figure.place)))
        return Value(figure.printed, figure.value, Form.RATIO, figure.decimals, detail)

    return cell


def _last_year_column(changes: Changes) -> Column:
    """Return the column of the figures of the year before, with the changes that are clear."""
    last, now = changes.years[-2:]
    lines = {comparison_key(line): line for line in last.lines if not line.breakdown}
    verdicts = {
        (line.indicator, line.part, line.group, line.compared_with): line.verdict
        for line in changes.lines
        if not line.breakdown and (line.before, line.now) == (last.label, now.label)
    }

    def cell(line: Line) -> Value:
        before = lines.get(comparison_key(line))
        if before is None:
            return _NO_FIGURE
        if line.headline == SHARE:
            return figure_cell(before, "workforce_share", Form.PERCENTAGE)
        if before.ratio is None:
            return figure_cell(before, "ratio", Form.RATIO)
        verdict = verdicts.get(comparison_key(line), "")
        value = ratio_cell(before.ratio, changes.decimals_of(last.label))
        return value._replace(detail=verdict if verdict in CHANGED else "")

    return f"In {last.label}", cell


def _groups_table(
    results: Reported, lines: Sequence[Line], groups: Sequence[str], title: str
) -> Table:
    """Return a table with a column for each group: its ratio, with the finding where it is clear.

    Of the pay bands, its share of the workforce.
    """
    rows = []
    for _, indicator_lines in lines_by(lines, lambda line: line.indicator):
        by_group = {line.minority: line for line in reversed(indicator_lines)}
        rows.append(
            (
                _title_cell(indicator_lines[0]),
                *(_group_cell(by_group.get(group)) for group in groups),
            )
        )
    reference = group_name(results, str(results.settings["reference"]))
    return Table(
        SUMMARY,
        f"{title}: ratios of each group to {reference}",
        ("Indicator", *(group_name(results, group) for group in groups)),
        tuple(rows),
        note=groups_note(results, {cell.detail for row in rows for cell in row}),
    )


def _group_cell(line: Line | None) -> Value:
    if line is None:
        return _NO_FIGURE
    if line.headline == SHARE:
        return figure_cell(line, "workforce_share", Form.PERCENTAGE)
    value = figure_cell(line, "ratio", Form.RATIO)
    return value._replace(detail=group_cell(line).detail, is_strong=is_clear(line))


def how_to_read_ratios(results: Reported, lines: Sequence[Line]) -> Iterator[str]:
    """Yield how to read the chart of all ratios, and the table above it, in sentences.

    Parameters
    ----------
    lines
        The lines of the ratios.
    """
    first = lines[0]
    group = "each group" if is_of_several_groups(lines) else first.minority
    group = in_terminology(results, group)
    reference = results.settings["reference"]
    yield (
        f"Each dot is a ratio: the likelihood for people counted as {group}, divided by the "
        f"likelihood for people counted as {reference}. At 1, both are equally likely."
        if not all(line.is_inverse for line in lines)
        else f"Each dot is a ratio: the likelihood for people counted as {reference}, divided by "
        f"the likelihood for people counted as {group}. At 1, both are equally likely."
    )
    yield (
        f"The line through a dot is the {interval_name(first)}. If it crosses 1, chance alone "
        "could explain the difference."
    )
    yield (
        "Whether a ratio above 1 is worse depends on what is counted: leaving more often is "
        "worse, being appointed more often is better. The finding says which."
    )
    if series := benchmark_series(results, lines):
        yield f"Hollow marks show figures from elsewhere: {'; '.join(series)}."
