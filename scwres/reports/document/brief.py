"""Brief tables: a row for each comparison, its figures with their counts, and its finding.

What the terminal shows of results, of years compared and of a plan; how wide it is, is no matter.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import groupby

from scwres.ethnicity.categories import MINORITY_ETHNIC
from scwres.metrics.standards.indicator import GAP, RATIO, SHARE
from scwres.reports.account import DISAGREE, interval_across, ratio_alone
from scwres.reports.document.words import (
    SHARES_NOTE,
    BriefTable,
    Form,
    Row,
    Value,
    capital,
    comparison_key,
    count_text,
    detailed_cell,
    event_share_cell,
    figure_cell,
    finding_in_words,
    group_name,
    has_both_directions,
    in_terminology,
    interval_name,
    ratio_and_interval_cell,
    ratio_text,
    share_cell,
    shares_title,
    short_number,
    tally_cell,
    tally_text,
    text_cell,
    title_with_direction,
    white_over_minority,
    white_ratio,
    workforce_share_cell,
)
from scwres.reports.notes import (
    is_of_several_groups,
)
from scwres.results.benchmarks import HIGHER, LOWER, mid_sentence
from scwres.results.lines import NOT_APPLICABLE, NOT_AVAILABLE, WITHHELD, Line
from scwres.results.results import AcrossUnits, BenchmarkLine, Reported
from scwres.text.numbers import points, rounded
from scwres.text.phrases import in_words, number_of


def brief_rows(
    results: Reported,
    lines: Sequence[Line],
    cells: Callable[[Line], Sequence[Value]],
    remark: Callable[[Line], str],
) -> Iterator[Row]:
    """Yield a row for each line, below its indicator and its unit where there are several.

    Of several groups, those without people have no row.
    """
    is_of_several = is_of_several_groups(lines)
    for (number, plain_title), indicator_lines in groupby(
        lines, key=lambda line: (line.indicator, line.title)
    ):
        shown = [line for line in indicator_lines if line.has_people or not is_of_several]
        if not shown:
            continue
        title = title_with_direction(shown[0], plain_title)
        is_nested = is_of_several or any(line.breakdown or line.part for line in shown)
        if is_nested:
            yield Row(short_number(number), title)
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
                name = Row(short_number(number), title)
            yield name._replace(cells=cells(line), remark=remark(line))


def brief_ratio_table(results: Reported, lines: Sequence[Line]) -> BriefTable:
    """Return the table of ratios with the likelihoods that they divide, and their findings."""
    first = lines[0]
    reference = str(results.settings["reference"])
    has_both = has_both_directions(results, lines)
    is_of_several = is_of_several_groups(lines)

    def cells(line: Line) -> list[Value]:
        return [
            *(likelihood_cell(line, side) for side in line.sides),
            _unknown(line.unknown_out_of, line.all_out_of),
            headline_cell(line),
            *([ratio_and_interval_cell(line, white_ratio(line))] if has_both else []),
        ]

    headers = [
        "Each group" if is_of_several else group_name(results, first.minority),
        group_name(results, reference),
        "Unknown ethnicity",
        f"Ratio ({interval_name(first)})",
    ]
    if has_both:
        group = "each group" if is_of_several else first.minority
        name = capital(white_over_minority(results, group))
        headers.append(f"{name} ({interval_name(first)})")
    rows = list(brief_rows(results, lines, cells, finding_in_words))
    return BriefTable("Indicator", headers, "Finding", rows)


def brief_shares_table(results: Reported, lines: Sequence[Line]) -> BriefTable:
    """Return the table of each group's share of the people counted, and of those with the event.

    Parameters
    ----------
    lines
        As :func:`lines_with_shares` gives them.
    """

    def cells(line: Line) -> list[Value]:
        gap = figure_cell(line, GAP, Form.POINTS)
        return [workforce_share_cell(line), event_share_cell(line), gap]

    headers = [
        "Share of those counted",
        "Share of those with the event",
        "Difference (% points)",
    ]
    rows = list(brief_rows(results, lines, cells, lambda line: ""))
    return BriefTable("Indicator", headers, "", rows, shares_title(results, lines), SHARES_NOTE)


def brief_evidence_table(results: Reported, lines: Sequence[Line]) -> BriefTable:
    """Return the table of what could change each ratio."""

    def cells(line: Line) -> list[Value]:
        unknown = ["ratio_if_unknown_white", "ratio_if_unknown_minority"]
        return [
            _people_to_parity(line),
            _pair_cell(line, "ratio_one_fewer", "ratio_one_more", ", "),
            *(text_cell(ratio_text(line, name)) for name in unknown),
            _pair_cell(line, "ratio_lowest", "ratio_highest", " to "),
        ]

    others = "in the group" if is_of_several_groups(lines) else lines[0].minority
    headers = [
        "People to parity",
        "One event fewer, one more",
        "If unknown are white",
        in_terminology(results, f"If unknown are {others}"),
        "Range if ethnicity were known",
    ]
    rows = list(brief_rows(results, lines, cells, lambda line: ""))
    return BriefTable("Indicator", headers, "", rows)


def _people_to_parity(line: Line) -> Value:
    """Return the events to parity, more or fewer; with the group where the ratio is inverse."""
    people = line.people_to_parity
    if people is None:
        return text_cell(f"[{line.marks['people_to_parity']}]")
    signed = f"{people:+,}" if people else "0"
    return text_cell(f"{signed} {line.group}" if line.is_inverse and people else signed)


def _pair_cell(line: Line, first: str, second: str, between: str) -> Value:
    pair = [ratio_text(line, name) for name in (first, second)]
    is_missing = getattr(line, first) is getattr(line, second) is None and pair[0] == pair[1]
    return text_cell(pair[0] if is_missing else between.join(pair))


def brief_across_table(ratios_across: Sequence[AcrossUnits]) -> BriefTable:
    """Return the table of ratios over everybody and across units, and of findings by chance."""
    is_of_several = len({across.minority for across in ratios_across}) > 1
    rows = [
        Row(
            short_number(across.indicator),
            f"{across.title}{f', {across.minority}' if is_of_several else ''}",
            [
                text_cell(ratio_alone(across.ratio)),
                detailed_cell(ratio_alone(across.ratio_across_units), interval_across(across)),
                text_cell(f"{across.units:,}"),
                text_cell(f"{across.units_worse:,}, {across.units_better:,}"),
                text_cell(f"{rounded(across.by_chance, 1)} of {across.units_told:,}"),
            ],
            DISAGREE if across.points_apart else "",
        )
        for across in ratios_across
    ]
    headers = [
        "Overall",
        f"Within units ({ratios_across[0].confidence * 100:.10g}% confidence interval)",
        "Units",
        "Units worse, better",
        "Expected by chance",
    ]
    is_apart = any(across.points_apart for across in ratios_across)
    return BriefTable("Indicator", headers, "Note" if is_apart else "", rows)


def brief_organisations_table(results: Reported) -> BriefTable:
    """Return the table of organisations whose ratio lies beyond what chance would explain."""
    outliers = [organisation for organisation in results.organisations if organisation.mark]
    scored = sum(organisation.score is not None for organisation in results.organisations)
    verb = "is" if len(outliers) == 1 else "are"
    note = (
        f"  {len(outliers):,} of {number_of(scored, 'score')} {verb} beyond 1.96. "
        f"By chance alone, about {rounded(scored / 20, 1)} would be."
    )
    rows = [
        Row(
            short_number(organisation.indicator),
            f"{organisation.title}, {organisation.organisation}",
            [
                text_cell(tally_text(organisation.group_count, organisation.group_out_of)),
                text_cell(ratio_alone(organisation.ratio)),
                text_cell(ratio_alone(organisation.pooled_ratio)),
                text_cell(
                    NOT_APPLICABLE
                    if organisation.score is None
                    else rounded(organisation.score, 2)
                ),
            ],
            organisation.mark,
        )
        for organisation in outliers
    ]
    headers = ["In the group", "Ratio", "Combined ratio", "Score"]
    heading = "Organisations compared with the combined ratio"
    return BriefTable("Indicator", headers, "Outlier", rows, heading, note)


def brief_parts_tables(results: Reported, lines: Sequence[Line]) -> Iterator[BriefTable]:
    """Yield a table for each indicator of shares, each unit and each group that has people."""
    is_of_several = is_of_several_groups(lines)
    shares: dict[tuple[str, str, str], list[Line]] = {}
    for line in lines:
        if line.headline == SHARE and (line.has_people or not is_of_several):
            shares.setdefault((line.indicator, line.unit, line.group), []).append(line)
    for parts in shares.values():
        yield _parts_table(results, parts, is_of_several=is_of_several)


def _parts_table(results: Reported, lines: Sequence[Line], *, is_of_several: bool) -> BriefTable:
    """Return the table of the pay bands: the shares of a group, and where people are."""
    first = lines[0]
    rows = [
        Row(
            "",
            line.part,
            [
                event_share_cell(line),
                figure_cell(line, "gap", Form.POINTS),
                likelihood_cell(line, "group"),
                likelihood_cell(line, "compared_with"),
                _unknown(line.unknown_count, line.all_count),
            ],
        )
        for line in lines
    ]
    whole = [
        workforce_share_cell(first),
        text_cell(""),
        text_cell(count_text(first.group_out_of)),
        text_cell(count_text(first.compared_with_out_of)),
        _unknown(first.unknown_out_of, first.all_out_of),
    ]
    headers = [
        f"{group_name(results, first.group)} share",
        "Gap (% points)",
        f"{group_name(results, first.group)} in band",
        f"{group_name(results, first.compared_with)} in band",
        "Unknown ethnicity",
    ]
    names = [
        first.title,
        *([group_name(results, first.group)] if is_of_several else []),
        first.unit,
    ]
    title = f"{first.indicator}  {', '.join(filter(None, names))}"
    rows.append(Row("", "All bands", whole))
    return BriefTable("Band", headers, "", rows, title)


def likelihood_cell(line: Line, group: str) -> Value:
    """Return the likelihood of a side of a line with its counts; of odds, the counts alone."""
    count, out_of = getattr(line, f"{group}_count"), getattr(line, f"{group}_out_of")
    if line.is_of_odds:
        others = None if None in (count, out_of) else out_of - count
        return text_cell(f"{count_text(count)} to {count_text(others)}")
    return tally_cell(figure_cell(line, f"{group}_likelihood", Form.PERCENTAGE), count, out_of)


def _unknown(unknown: int | None, everyone: int | None) -> Value:
    is_shown = unknown is not None and everyone is not None
    share = unknown / everyone if unknown is not None and everyone else None
    return tally_cell(
        share_cell(share, NOT_AVAILABLE if is_shown else WITHHELD), unknown, everyone
    )


def headline_cell(line: Line) -> Value:
    """Return the figure that the standard publishes: the ratio, or the gap and the ratio."""
    ratio = ratio_and_interval_cell(line)
    if line.headline != GAP:
        return ratio
    gap = figure_cell(line, GAP, Form.POINTS)
    if line.gap is None:
        return gap
    detail = ", ".join(filter(None, (f"ratio {ratio.text}", ratio.detail)))
    return detailed_cell(f"{gap.text} points", detail)


def brief_benchmarks_table(
    results: Reported, lines: Sequence[BenchmarkLine], header: str
) -> BriefTable:
    """Return the table of figures from elsewhere, beside those of these results."""
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
        number = short_number(first.indicator)
        own = {benchmark.name for benchmark in results.benchmarks if benchmark.is_own}
        remark = places_in_words(list(by_name.values()), own)
        rows.append(Row(number, _benchmark_title(results, first), cells, remark))
    is_ratio = lines[0].figure == RATIO
    return BriefTable("Indicator", [header, *names], "Comparison" if is_ratio else "", rows)


def _benchmark_title(results: Reported, line: BenchmarkLine) -> str:
    reference = str(results.settings["reference"])
    group = next(name for name in (line.group, line.compared_with) if name != reference)
    group_words = "" if group == MINORITY_ETHNIC else group_name(results, group)
    return ", ".join(filter(None, (line.title, line.part, group_words)))


def _own_cell(line: BenchmarkLine, own_line: Line | None) -> Value:
    if line.figure == SHARE or own_line is None:
        return share_cell(line.here)
    return ratio_and_interval_cell(own_line)


def _benchmark_cell(line: BenchmarkLine | None) -> Value:
    if line is None:
        return text_cell("")
    if line.figure == RATIO:
        return text_cell(line.printed)
    return detailed_cell(
        line.printed, "" if line.points is None else f"{points(line.points)} points"
    )


def places_in_words(lines: Sequence[BenchmarkLine], own_names: Collection[str] = ()) -> str:
    """Return the benchmarks that a ratio is clearly above or below; empty without an interval.

    For example "lower here than National 2023", or "higher here than an earlier year of this
    council".
    """
    comparisons = []
    for place in (HIGHER, LOWER):
        names = [
            mid_sentence(line.benchmark, is_own=line.benchmark in own_names)
            for line in lines
            if line.place == place
        ]
        if names:
            comparisons.append(f"{place} than {in_words(names)}")
    if not comparisons:
        return next((line.place for line in lines if line.place), "")
    return "; ".join(comparisons)
