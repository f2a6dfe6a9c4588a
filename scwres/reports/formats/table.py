"""Results as tables in plain characters, for a person to read.

Each figure is printed with its counts. Where the terminal is too narrow for a row in one line,
the counts go below their figure and the finding below its title.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from scwres.ethnicity.categories import MINORITY_ETHNIC
from scwres.metrics.standards.indicator import RATIO, SHARE
from scwres.reports.account import interval_across, ratio_alone, reasons, wrapped
from scwres.reports.document.words import (
    comparison_key,
    count_text,
    finding_in_words,
    group_name,
    in_terminology,
    interval_name,
    is_clear,
    limits_text,
    ratio_text,
    short_number,
    tally_text,
    title_with_direction,
)
from scwres.reports.formats.layout import Cell, Row, table_text, wrap_lines
from scwres.reports.notes import (
    EVIDENCE_HEADING,
    RATIOS_NOTE,
    benchmark_sources,
    is_of_several_groups,
    notes,
    residents_notes,
)
from scwres.results.benchmarks import HIGHER, LOWER, lines_beside, mid_sentence
from scwres.results.lines import NOT_APPLICABLE, NOT_AVAILABLE, WITHHELD, Line
from scwres.results.results import AcrossUnits, BenchmarkLine, Reported
from scwres.text.numbers import percentage, points, rounded
from scwres.text.phrases import in_words

#: Headings of the other tables.
SUPPORTING_HEADING = "Supporting measures, beside the standard"
WORDS_HEADING = "Statistically significant differences"
BENCHMARKS_HEADING = "Beside figures from elsewhere"

#: The note on shares beside figures from elsewhere.
SHARES_NOTE = "Points: the share here less the other."


def as_table(results: Reported, width: int | None = None) -> str:
    """Return results as text; without a width, a line of results is one line of text."""
    blocks = ["\n".join(wrap_lines([results.standard.title, results.notice], width))]
    for breakdown, lines in groupby(results.lines, key=lambda line: line.breakdown):
        if breakdown:
            blocks.append(f"By {breakdown}")
        blocks += _tables(results, list(lines), width)
        if ratios_across := [
            across for across in results.across_units if across.breakdown == breakdown
        ]:
            blocks += [f"Across the units of {breakdown}", _across_table(ratios_across, width)]
        if not breakdown:
            blocks += benchmark_blocks(results, width)
    # The results of several organisations may have no lines for each of them.
    shown = {line.breakdown for line in results.lines}
    if ratios_across := [
        across for across in results.across_units if across.breakdown not in shown
    ]:
        blocks += [
            f"Across the units of {ratios_across[0].breakdown}",
            _across_table(ratios_across, width),
        ]
    if results.organisations:
        blocks.append(_organisations_table(results, width))
    if results.not_computed:
        blocks.append("\n".join(wrap_lines(["Not computed", *reasons(results)], width)))
    if results.lines:
        worded_notes = (in_terminology(results, note) for note in notes(results, "".join(blocks)))
        blocks.append("\n".join(wrap_lines(worded_notes, width)))
    return "\n\n".join(blocks) + "\n"


def _tables(results: Reported, lines: Sequence[Line], width: int | None) -> Iterator[str]:
    """Yield the tables of the whole, or of a breakdown: shares, ratios, supporting measures."""
    is_of_several = is_of_several_groups(lines)
    shares: dict[tuple[str, str, str], list[Line]] = {}
    for line in lines:
        if line.headline == SHARE and (line.is_of_somebody or not is_of_several):
            shares.setdefault((line.indicator, line.unit, line.group), []).append(line)
    for parts in shares.values():
        yield _parts_table(results, parts, width, is_of_several)
    ratios = [line for line in lines if line.headline != SHARE]
    standard_ratios = [line for line in ratios if not line.is_supporting]
    supporting = [line for line in ratios if line.is_supporting]
    if standard_ratios:
        yield _ratio_table(results, standard_ratios, width)
    if supporting:
        yield f"{SUPPORTING_HEADING}\n\n{_ratio_table(results, supporting, width)}"
    if ratios and not ratios[0].breakdown:
        yield f"{EVIDENCE_HEADING}\n\n{_evidence_table(results, ratios, width)}"
        clear = [line for line in ratios if is_clear(line)]
        heading = WORDS_HEADING if clear else f"{WORDS_HEADING}: none"
        yield "\n".join([heading, *_in_words(clear, width)])


def _rows(
    results: Reported,
    lines: Sequence[Line],
    cells: Callable[[Line], Sequence[Cell]],
    remark: Callable[[Line], str],
) -> Iterator[Row]:
    """Yield a row for each line, below its indicator and its unit where there are several.

    Of several groups, those without people have no row.
    """
    is_of_several = is_of_several_groups(lines)
    for (number, plain_title), indicator_lines in groupby(
        lines, key=lambda line: (line.indicator, line.title)
    ):
        shown = [line for line in indicator_lines if line.is_of_somebody or not is_of_several]
        if not shown:
            continue
        title = title_with_direction(shown[0], plain_title)
        is_nested = is_of_several or any(line.breakdown or line.part for line in shown)
        if is_nested:
            yield Row(short_number(number, title), title)
        above = ""
        for line in shown:
            labels = [label for label in (line.unit, line.part) if label]
            if is_of_several:
                if labels and above != (above := ", ".join(labels)):
                    yield Row("", f"  {above}")
                name = Row("", f"{'    ' if labels else '  '}{group_name(results, line.minority)}")
            elif is_nested:
                name = Row("", f"  {', '.join(labels)}")
            else:
                name = Row(short_number(number, title), title)
            yield name._replace(cells=cells(line), remark=remark(line))


def _ratio_table(results: Reported, lines: Sequence[Line], width: int | None) -> str:
    first = lines[0]
    reference = str(results.settings["reference"])

    def cells(line: Line) -> list[Cell]:
        return [
            *(_likelihood(line, side) for side in line.sides),
            _unknown(line.unknown_out_of, line.all_out_of),
            _headline(line),
        ]

    headers = [
        "Each group" if is_of_several_groups(lines) else group_name(results, first.minority),
        group_name(results, reference),
        "Unknown ethnicity",
        f"Ratio ({interval_name(first)})",
    ]
    rows = list(_rows(results, lines, cells, finding_in_words))
    return table_text("Indicator", headers, "Finding", rows, width)


def _evidence_table(results: Reported, lines: Sequence[Line], width: int | None) -> str:
    """Return the table of what could change each ratio."""

    def cells(line: Line) -> list[Cell]:
        unknown = ["ratio_if_unknown_white", "ratio_if_unknown_minority"]
        return [
            _people_to_parity(line),
            _pair_cell(line, "ratio_one_fewer", "ratio_one_more", ", "),
            *(Cell(ratio_text(line, name)) for name in unknown),
            _pair_cell(line, "ratio_lowest", "ratio_highest", " to "),
        ]

    others = "in the group" if is_of_several_groups(lines) else lines[0].minority
    headers = [
        "People to parity",
        "One event fewer, more",
        "Unknown as white",
        in_terminology(results, f"Unknown {'' if others == 'in the group' else 'as '}{others}"),
        "Range if ethnicity were known",
    ]
    rows = list(_rows(results, lines, cells, lambda line: ""))
    return table_text("Indicator", headers, "", rows, width)


def _people_to_parity(line: Line) -> Cell:
    """Return the events to parity, more or fewer; with the group where the ratio is inverse."""
    people = line.people_to_parity
    if people is None:
        return Cell(f"[{line.marks['people_to_parity']}]")
    signed = f"{people:+,}" if people else "0"
    return Cell(f"{signed} {line.group}" if line.is_inverse and people else signed)


def _pair_cell(line: Line, first: str, second: str, between: str) -> Cell:
    pair = [ratio_text(line, name) for name in (first, second)]
    is_missing = pair[0] == pair[1] and pair[0].startswith("[")
    return Cell(pair[0] if is_missing else between.join(pair))


def _in_words(lines: Sequence[Line], width: int | None) -> Iterator[str]:
    for line in lines:
        number = short_number(line.indicator, line.title)
        yield from wrapped(f"{f'{number:<3} ' if number else ''}{line.reading}", 2, width)


def _across_table(ratios_across: Sequence[AcrossUnits], width: int | None) -> str:
    """Return the table of ratios over everybody and across units, and of findings by chance."""
    is_of_several = len({across.minority for across in ratios_across}) > 1
    rows = [
        Row(
            short_number(across.indicator, across.title),
            f"{across.title}{f', {across.minority}' if is_of_several else ''}",
            [
                Cell(ratio_alone(across.ratio)),
                Cell(ratio_alone(across.ratio_across_units), interval_across(across).strip(" ()")),
                Cell(f"{across.units:,}"),
                Cell(f"{across.units_worse:,}, {across.units_better:,}"),
                Cell(f"{rounded(across.by_chance, 1)} of {across.units_told:,}"),
            ],
            "the two point apart" if across.points_apart else "",
        )
        for across in ratios_across
    ]
    headers = [
        "Over everybody",
        f"Across units ({ratios_across[0].confidence * 100:.10g}% interval)",
        "Units",
        "Worse, better",
        "Expected by chance",
    ]
    is_apart = any(across.points_apart for across in ratios_across)
    return table_text("Indicator", headers, "Note" if is_apart else "", rows, width)


def _organisations_table(results: Reported, width: int | None) -> str:
    """Return the table of organisations whose ratio lies beyond what chance would explain."""
    outliers = [organisation for organisation in results.organisations if organisation.mark]
    scored = sum(organisation.score is not None for organisation in results.organisations)
    heading = "Organisations beside the ratio of all"
    sentence = (
        f"  {len(outliers):,} of {scored:,} ratios lie beyond 1.96 of theirs; by chance alone "
        f"about {rounded(scored / 20, 1)} would."
    )
    if not outliers:
        return "\n".join([heading, *wrap_lines([sentence], width)])
    rows = [
        Row(
            short_number(organisation.indicator, organisation.title),
            f"{organisation.title}, {organisation.organisation}",
            [
                Cell(tally_text(organisation.group_count, organisation.group_out_of)),
                Cell(ratio_alone(organisation.ratio)),
                Cell(ratio_alone(organisation.pooled_ratio)),
                Cell(
                    NOT_APPLICABLE
                    if organisation.score is None
                    else rounded(organisation.score, 2)
                ),
            ],
            organisation.mark,
        )
        for organisation in outliers
    ]
    headers = ["In the group", "Ratio", "Of all", "Score"]
    table = table_text("Indicator", headers, "Beyond", rows, width)
    return "\n\n".join([heading, table, *wrap_lines([sentence], width)])


def _parts_table(
    results: Reported, lines: Sequence[Line], width: int | None, is_of_several: bool
) -> str:
    first = lines[0]
    rows = [
        Row(
            "",
            line.part,
            [
                _figure(line, "share", percentage, line.group_count, line.all_count),
                _figure(line, "gap", points),
                _likelihood(line, "group"),
                _likelihood(line, "compared_with"),
                _unknown(line.unknown_count, line.all_count),
            ],
        )
        for line in lines
    ]
    whole = [
        _figure(first, "workforce_share", percentage, first.group_out_of, first.all_out_of),
        Cell(""),
        Cell(count_text(first.group_out_of)),
        Cell(count_text(first.compared_with_out_of)),
        _unknown(first.unknown_out_of, first.all_out_of),
    ]
    headers = [
        f"{group_name(results, first.group)} share",
        "Gap (points)",
        in_terminology(results, f"Of {first.group}"),
        f"Of {first.compared_with}",
        "Unknown ethnicity",
    ]
    names = [
        first.title,
        *([group_name(results, first.group)] if is_of_several else []),
        first.unit,
    ]
    title = f"{first.indicator}  {', '.join(filter(None, names))}"
    table = table_text("Band", headers, "", [*rows, Row("", "All bands", whole)], width)
    return f"{title}\n\n{table}"


def _likelihood(line: Line, group: str) -> Cell:
    count, out_of = getattr(line, f"{group}_count"), getattr(line, f"{group}_out_of")
    if line.is_of_odds:
        others = None if None in (count, out_of) else out_of - count
        return Cell(f"{count_text(count)} to {count_text(others)}")
    return _figure(line, f"{group}_likelihood", percentage, count, out_of)


def _figure(
    line: Line,
    name: str,
    shown: Callable[[float], str],
    count: int | None = 0,
    out_of: int | None = 0,
) -> Cell:
    """Return a figure of a line with its tally, or the mark that says why it is missing."""
    value = getattr(line, name)
    text = f"[{line.marks[name]}]" if value is None else shown(value)
    return Cell(text, tally_text(count, out_of))


def _unknown(unknown: int | None, everyone: int | None) -> Cell:
    if unknown is None or everyone is None:
        return Cell(WITHHELD, tally_text(unknown, everyone))
    return Cell(
        percentage(unknown / everyone) if everyone else NOT_AVAILABLE,
        f"{unknown:,} of {everyone:,}",
    )


def _headline(line: Line) -> Cell:
    """Return the figure that the standard publishes: the ratio, or the gap and the ratio."""
    ratio = _ratio(line)
    if line.headline != "gap":
        return ratio
    if line.gap is None:
        return Cell(f"[{line.marks['gap']}]")
    detail = f", {ratio.detail}" if ratio.detail else ""
    return Cell(f"{points(line.gap)} points", f"ratio {ratio.main}{detail}")


def _ratio(line: Line) -> Cell:
    return Cell(ratio_text(line), limits_text(line))


def benchmark_blocks(results: Reported, width: int | None) -> Iterator[str]:
    """Yield the tables of ratios and shares that have benchmarks, and notes on them."""
    lines = lines_beside(results)
    if not lines:
        return
    yield BENCHMARKS_HEADING
    notes_below = []
    for figure, header, note in (
        (RATIO, "Ratio here", RATIOS_NOTE),
        (SHARE, "Share here", SHARES_NOTE),
    ):
        if figure_lines := [line for line in lines if line.figure == figure]:
            yield _benchmarks_table(results, figure_lines, header, width)
            notes_below.append(note)
    notes_below += residents_notes(results)
    notes_below += benchmark_sources(results)
    yield "\n".join(wrap_lines(notes_below, width))


def _benchmarks_table(
    results: Reported, lines: Sequence[BenchmarkLine], header: str, width: int | None
) -> str:
    shown = {line.benchmark for line in lines}
    names = [benchmark.name for benchmark in results.benchmarks if benchmark.name in shown]
    own_lines = {
        comparison_key(line): line
        for line in results.lines
        if not line.breakdown and not line.is_of_odds
    }
    rows = []
    for (_, key), comparisons in groupby(lines, lambda line: (line.title, comparison_key(line))):
        by_name = {line.benchmark: line for line in comparisons}
        first = next(iter(by_name.values()))
        own_line = own_lines.get(key)
        cells = [
            _own_cell(first, own_line),
            *(_benchmark_cell(by_name.get(name)) for name in names),
        ]
        number = short_number(first.indicator, first.title)
        remark = places_in_words(list(by_name.values()))
        rows.append(Row(number, _benchmark_title(results, first), cells, remark))
    is_ratio = lines[0].figure == RATIO
    return table_text("Indicator", [header, *names], "Place" if is_ratio else "", rows, width)


def _benchmark_title(results: Reported, line: BenchmarkLine) -> str:
    reference = str(results.settings["reference"])
    group = next(name for name in (line.group, line.compared_with) if name != reference)
    group_words = "" if group == MINORITY_ETHNIC else group_name(results, group)
    return ", ".join(filter(None, (line.title, line.part, group_words)))


def _own_cell(line: BenchmarkLine, own_line: Line | None) -> Cell:
    if line.figure == SHARE or own_line is None:
        return Cell(WITHHELD if line.here is None else percentage(line.here))
    return Cell(ratio_text(own_line), limits_text(own_line))


def _benchmark_cell(line: BenchmarkLine | None) -> Cell:
    if line is None:
        return Cell("")
    if line.figure == RATIO:
        return Cell(line.printed)
    return Cell(line.printed, "" if line.points is None else f"{points(line.points)} points")


def places_in_words(lines: Sequence[BenchmarkLine]) -> str:
    """Return the benchmarks that a ratio is clearly above or below; empty without an interval.

    For example "lower here than National 2023", or "higher here than an earlier year of this
    council".
    """
    comparisons = []
    for place in (HIGHER, LOWER):
        if names := [mid_sentence(line.benchmark) for line in lines if line.place == place]:
            comparisons.append(f"{place} than {in_words(names)}")
    if not comparisons:
        return next((line.place for line in lines if line.place), "")
    return "; ".join(comparisons)
