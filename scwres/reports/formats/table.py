"""Results as a table to be read by a person, in plain characters.

Each figure stands with the counts it came from. Where the terminal is too narrow for a
row a line, the counts go below their figure and the finding below its title.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from scwres.reports.account import interval_across, ratio_alone, reasons, wrapped
from scwres.reports.beside import beside_blocks
from scwres.reports.document.words import (
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
from scwres.reports.formats.layout import Cell, Row, laid_out, wrapped_lines
from scwres.reports.notes import EVIDENCE_HEADING, is_of_several_groups, notes
from scwres.text.numbers import percentage, points, rounded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from scwres.results.results import AcrossUnits, Line, Reported

#: Headings of what is not a table of the indicators themselves.
SUPPORTING_HEADING = "Supporting measures, beside the standard"
WORDS_HEADING = "Statistically significant differences"


def as_table(results: Reported, width: int | None = None) -> str:
    """Return results as text; without a width, a line of results is one line of text."""
    blocks = ["\n".join(wrapped_lines([results.standard.title, results.notice], width))]
    for breakdown, lines in groupby(results.lines, key=lambda line: line.breakdown):
        if breakdown:
            blocks.append(f"By {breakdown}")
        blocks += _tables(results, list(lines), width)
        if across := [one for one in results.across_units if one.breakdown == breakdown]:
            blocks += [f"Across the units of {breakdown}", _across_table(across, width)]
        if not breakdown:
            blocks += beside_blocks(results, width)
    # Of organisations that are not shown one by one.
    shown = {line.breakdown for line in results.lines}
    if across := [one for one in results.across_units if one.breakdown not in shown]:
        blocks += [f"Across the units of {across[0].breakdown}", _across_table(across, width)]
    if results.organisations:
        blocks.append(_organisations_table(results, width))
    if results.not_computed:
        blocks.append("\n".join(wrapped_lines(["Not computed", *reasons(results)], width)))
    if results.lines:
        said = (in_terminology(results, note) for note in notes(results, "".join(blocks)))
        blocks.append("\n".join(wrapped_lines(said, width)))
    return "\n\n".join(blocks) + "\n"


def _tables(results: Reported, lines: Sequence[Line], width: int | None) -> Iterator[str]:
    """Give the tables of the whole, or of a breakdown: shares, ratios, measures beside."""
    is_of_several = is_of_several_groups(lines)
    shares: dict[tuple[str, str, str], list[Line]] = {}
    for line in lines:
        if line.headline == "share" and (line.is_of_somebody or not is_of_several):
            shares.setdefault((line.indicator, line.unit, line.group), []).append(line)
    for parts in shares.values():
        yield _parts_table(results, parts, width, is_of_several)
    ratios = [line for line in lines if line.headline != "share"]
    of_standard = [line for line in ratios if not line.is_supporting]
    supporting = [line for line in ratios if line.is_supporting]
    if of_standard:
        yield _ratio_table(results, of_standard, width)
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
    """Give a row for each line, below its indicator and its unit where there are several.

    Of several groups, those that nobody is in have none.
    """
    is_of_several = is_of_several_groups(lines)
    for (number, plain), found in groupby(lines, key=lambda one: (one.indicator, one.title)):
        of_one = [line for line in found if line.is_of_somebody or not is_of_several]
        if not of_one:
            continue
        title = title_with_direction(of_one[0], plain)
        is_nested = is_of_several or any(line.breakdown or line.part for line in of_one)
        if is_nested:
            yield Row(short_number(number, title), title)
        above = ""
        for line in of_one:
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
    return laid_out("Indicator", headers, "Finding", rows, width)


def _evidence_table(results: Reported, lines: Sequence[Line], width: int | None) -> str:
    """Return what could make each ratio another one."""

    def cells(line: Line) -> list[Cell]:
        unknown = ["ratio_if_unknown_white", "ratio_if_unknown_minority"]
        return [
            _people_to_parity(line),
            _pair(line, "ratio_one_fewer", "ratio_one_more", ", "),
            *(Cell(ratio_text(line, name)) for name in unknown),
            _pair(line, "ratio_lowest", "ratio_highest", " to "),
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
    return laid_out("Indicator", headers, "", rows, width)


def _people_to_parity(line: Line) -> Cell:
    """Return how many events more or fewer, and whose where they are not the minority's."""
    people = line.people_to_parity
    if people is None:
        return Cell(f"[{line.marks['people_to_parity']}]")
    signed = f"{people:+,}" if people else "0"
    return Cell(f"{signed} {line.group}" if line.is_inverse and people else signed)


def _pair(line: Line, first: str, second: str, between: str) -> Cell:
    pair = [ratio_text(line, name) for name in (first, second)]
    is_missing = pair[0] == pair[1] and pair[0].startswith("[")
    return Cell(pair[0] if is_missing else between.join(pair))


def _in_words(lines: Sequence[Line], width: int | None) -> Iterator[str]:
    for line in lines:
        number = short_number(line.indicator, line.title)
        yield from wrapped(f"{f'{number:<3} ' if number else ''}{line.reading}", 2, width)


def _across_table(across: Sequence[AcrossUnits], width: int | None) -> str:
    """Return the ratio over everybody beside that across units, and what chance does."""
    is_of_several = len({one.minority for one in across}) > 1
    rows = [
        Row(
            short_number(one.indicator, one.title),
            f"{one.title}{f', {one.minority}' if is_of_several else ''}",
            [
                Cell(ratio_alone(one.ratio)),
                Cell(ratio_alone(one.ratio_across_units), interval_across(one).strip(" ()")),
                Cell(f"{one.units:,}"),
                Cell(f"{one.units_worse:,}, {one.units_better:,}"),
                Cell(f"{rounded(one.by_chance, 1)} of {one.units_told:,}"),
            ],
            "the two point apart" if one.points_apart else "",
        )
        for one in across
    ]
    headers = [
        "Over everybody",
        f"Across units ({across[0].confidence * 100:.10g}% interval)",
        "Units",
        "Worse, better",
        "Expected by chance",
    ]
    is_apart = any(one.points_apart for one in across)
    return laid_out("Indicator", headers, "Note" if is_apart else "", rows, width)


def _organisations_table(results: Reported, width: int | None) -> str:
    """Return the organisations whose ratio lies beyond what chance would explain."""
    marked = [one for one in results.organisations if one.mark]
    scored = sum(one.score is not None for one in results.organisations)
    heading = "Organisations beside the ratio of all"
    said = (
        f"  {len(marked):,} of {scored:,} ratios lie beyond 1.96 of theirs; by chance alone about "
        f"{rounded(scored / 20, 1)} would."
    )
    if not marked:
        return "\n".join([heading, *wrapped_lines([said], width)])
    rows = [
        Row(
            short_number(one.indicator, one.title),
            f"{one.title}, {one.organisation}",
            [
                Cell(tally_text(one.group_count, one.group_out_of)),
                Cell(ratio_alone(one.ratio)),
                Cell(ratio_alone(one.pooled_ratio)),
                Cell("[z]" if one.score is None else rounded(one.score, 2)),
            ],
            one.mark,
        )
        for one in marked
    ]
    headers = ["In the group", "Ratio", "Of all", "Score"]
    table = laid_out("Indicator", headers, "Beyond", rows, width)
    return "\n\n".join([heading, table, *wrapped_lines([said], width)])


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
    table = laid_out("Band", headers, "", [*rows, Row("", "All bands", whole)], width)
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
    """Return a figure of a line with the tally that it came from, or the reason for none."""
    value = getattr(line, name)
    text = f"[{line.marks[name]}]" if value is None else shown(value)
    return Cell(text, tally_text(count, out_of))


def _unknown(unknown: int | None, everyone: int | None) -> Cell:
    if unknown is None or everyone is None:
        return Cell("[c]", tally_text(unknown, everyone))
    return Cell(
        percentage(unknown / everyone) if everyone else "[x]", f"{unknown:,} of {everyone:,}"
    )


def _headline(line: Line) -> Cell:
    """Return the figure that the standard publishes: the ratio, or the gap with it beside."""
    ratio = _ratio(line)
    if line.headline != "gap":
        return ratio
    if line.gap is None:
        return Cell(f"[{line.marks['gap']}]")
    detail = f", {ratio.detail}" if ratio.detail else ""
    return Cell(f"{points(line.gap)} points", f"ratio {ratio.main}{detail}")


def _ratio(line: Line) -> Cell:
    return Cell(ratio_text(line), limits_text(line))
