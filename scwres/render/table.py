"""Results as a table to be read by a person, in plain characters.

Each figure stands with the counts it came from. Where the terminal is too narrow for a
row a line, the counts go below their figure and the finding below its title.
"""

from __future__ import annotations

from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple

from scwres.render.account import reasons
from scwres.report import INTERNAL_NOTICE, MARKS
from scwres.rounding import percentage, points, rounded
from scwres.wording import DECIDED, ratio_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from scwres.report import Line, Results

#: A title is not wrapped narrower than this, however narrow the terminal.
NARROWEST_TITLE = 16


class Cell(NamedTuple):
    """A figure, and what stands beside it where there is room and below it where not."""

    main: str
    detail: str = ""

    def beside(self) -> str:
        """Return both in one line."""
        return f"{self.main} ({self.detail})" if self.detail else self.main

    def below(self) -> str:
        """Return both, the detail in a line of its own."""
        return f"{self.main}\n{self.detail}" if self.detail else self.main


class Row(NamedTuple):
    """A row of a table: what it is of, its figures, and what is said of them."""

    number: str
    title: str
    cells: Sequence[Cell] = ()
    remark: str = ""


def as_table(results: Results, width: int | None = None) -> str:
    """Return results as text; without a width, a line of results is one line of text."""
    blocks = ["\n".join(_wrapped([results.standard.title, INTERNAL_NOTICE], width))]
    for breakdown, lines in groupby(results.lines, key=lambda line: line.breakdown):
        if breakdown:
            blocks.append(f"By {breakdown}")
        blocks += _tables(list(lines), width)
    if results.not_computed:
        blocks.append("\n".join(_wrapped(["Not computed", *reasons(results)], width)))
    if results.lines:
        blocks.append("\n".join(_wrapped(_notes(results, "".join(blocks)), width)))
    return "\n\n".join(blocks) + "\n"


def _tables(lines: Sequence[Line], width: int | None) -> Iterator[str]:
    """Give a table for each indicator that has parts, and one for all the others."""
    with_parts = [line for line in lines if line.part]
    for _, parts in groupby(with_parts, key=lambda line: (line.indicator, line.unit)):
        yield _parts_table(list(parts), width)
    others = [line for line in lines if not line.part]
    if others:
        yield _ratio_table(others, width)


def _ratio_table(lines: Sequence[Line], width: int | None) -> str:
    first = lines[0]
    rows = []
    for (number, title), of_one in groupby(lines, key=lambda line: (line.indicator, line.title)):
        if first.breakdown:
            rows.append(Row(number, title))
        for line in of_one:
            cells = [
                _likelihood(line, "group"),
                _likelihood(line, "compared_with"),
                _unknown(line.unknown_out_of, line.all_out_of),
                _ratio(line),
            ]
            name = Row("", f"  {line.unit}") if first.breakdown else Row(number, title)
            rows.append(name._replace(cells=cells, remark=_finding(line)))
    headers = [
        _capital(first.group),
        _capital(first.compared_with),
        "Unknown ethnicity",
        f"Ratio ({_interval_name(first)})",
    ]
    return _laid_out("Indicator", headers, "Finding", rows, width)


def _parts_table(lines: Sequence[Line], width: int | None) -> str:
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
        Cell(f"{first.group_out_of:,}"),
        Cell(f"{first.compared_with_out_of:,}"),
        _unknown(first.unknown_out_of, first.all_out_of),
    ]
    headers = [
        f"{_capital(first.group)} share",
        "Gap, points",
        f"Of {first.group} staff",
        f"Of {first.compared_with} staff",
        "Unknown ethnicity",
    ]
    title = f"{first.indicator}  {first.title}{f', {first.unit}' if first.unit else ''}"
    table = _laid_out("Band", headers, "", [*rows, Row("", "All bands", whole)], width)
    return f"{title}\n\n{table}"


def _laid_out(
    title_header: str,
    headers: Sequence[str],
    remark_header: str,
    rows: Sequence[Row],
    width: int | None,
) -> str:
    """Return a table in one line a row, or, where that is too wide, in several."""
    blank = [Cell("")] * len(headers)
    remarks = [remark_header] if remark_header else []
    table = _tabulated(
        ["", title_header, *headers, *remarks],
        [
            [
                row.number,
                row.title,
                *(cell.beside() for cell in row.cells or blank),
                *([row.remark] if remarks else []),
            ]
            for row in rows
        ],
        len(headers),
    )
    if width is None or _width(table) <= width:
        return table
    stacked_headers = ["\n".join(header.split(" ")) for header in headers]

    def stacked(title_width: int) -> str:
        return _tabulated(
            ["", title_header, *stacked_headers],
            [
                [
                    row.number,
                    _stacked_title(row, title_width),
                    *(cell.below() for cell in row.cells or blank),
                ]
                for row in rows
            ],
            len(headers),
        )

    widest_title = max(len(text) for row in rows for text in _title_and_remark(row))
    over = _width(stacked(widest_title)) - width
    return stacked(max(NARROWEST_TITLE, widest_title - max(over, 0)))


def _stacked_title(row: Row, width: int) -> str:
    title, *remark = ([*_wrapped([text], width)] for text in _title_and_remark(row))
    if remark and len(title) == 1:
        title.append("")  # the line of the counts
    return "\n".join([*title, *(line for lines in remark for line in lines)])


def _title_and_remark(row: Row) -> Iterator[str]:
    """Give the title, and the remark below it and below the counts."""
    yield row.title
    if row.remark:
        indent = row.title[: len(row.title) - len(row.title.lstrip())]
        yield f"{indent}-> {row.remark}"


def _tabulated(headers: list[str], rows: list[list[str]], figures: int) -> str:
    import tabulate

    aligned = ["left", "left", *["right"] * figures, *["left"] * (len(headers) - 2 - figures)]
    # Figures are text already: left to itself, tabulate would read numbers out of it.
    return tabulate.tabulate(
        rows,
        headers,
        tablefmt="simple",
        disable_numparse=True,
        colalign=aligned,
        preserve_whitespace=True,
    )


def _width(text: str) -> int:
    return max(map(len, text.split("\n")))


def _wrapped(lines: Iterable[str], width: int | None) -> Iterator[str]:
    for line in lines:
        if width is None:
            yield line
        else:
            indent = " " * (len(line) - len(line.lstrip()))
            yield from wrap(line, width, subsequent_indent=f"{indent}  ")


def _likelihood(line: Line, group: str) -> Cell:
    count, out_of = getattr(line, f"{group}_count"), getattr(line, f"{group}_out_of")
    return _figure(line, f"{group}_likelihood", percentage, count, out_of)


def _figure(
    line: Line, name: str, shown: Callable[[float], str], count: int = 0, out_of: int = 0
) -> Cell:
    """Return a figure of a line with the tally that it came from, or the reason for none."""
    value = getattr(line, name)
    text = f"[{line.marks[name]}]" if value is None else shown(value)
    return Cell(text, f"{count:,} of {out_of:,}" if out_of else "")


def _unknown(unknown: int, everyone: int) -> Cell:
    return Cell(percentage(unknown / everyone), f"{unknown:,} of {everyone:,}")


def _ratio(line: Line) -> Cell:
    marks = line.marks
    ratio = f"[{marks['ratio']}]" if line.ratio is None else rounded(line.ratio, 2)
    if line.ratio_lower is None or (line.ratio_upper is None and line.ratio_lower == 0):
        return Cell(ratio)
    lower = _limit(line.ratio_lower)
    if line.ratio_upper is None:
        return Cell(ratio, f"{lower} or more")
    return Cell(ratio, f"{lower} to {_limit(line.ratio_upper)}")


def _limit(limit: float) -> str:
    """Return a limit with two decimals, or as many as tell it from 1.

    An interval from 1.0002 leaves out 1, and is not seen to where it is printed as 1.00.
    """
    decimals = 2
    while limit != 1 and decimals < 6 and float(rounded(limit, decimals).replace(",", "")) == 1:
        decimals += 1
    return rounded(limit, decimals)


def _finding(line: Line) -> str:
    """Return what may be said of a line, with the ratio in words where there is one."""
    if line.group_out_of == 0 or line.compared_with_out_of == 0:
        return "nobody to compare"
    if line.group_count == 0 and line.compared_with_count == 0:
        return "nothing happened in either group"
    if line.ratio is None:
        return line.finding
    words = ratio_in_words(line.ratio, line.finding)
    if line.finding in DECIDED:
        return f"{line.finding}: {words}"
    # The words of a ratio that is not told from 1 stand back, and without its figure.
    return f"{line.finding} ({words.partition(' (')[0]})" if line.finding else words


def _interval_name(line: Line) -> str:
    return f"{line.confidence * 100:.10g}% interval"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _notes(results: Results, body: str) -> Iterator[str]:
    """Give what a reader needs to know of the figures in ``body``."""
    first = results.lines[0]
    findings = sum(bool(line.finding) for line in results.lines)
    if any(not line.part for line in results.lines):
        method = first.method.partition(",")[0]
        yield f"Ratio: {first.group} over {first.compared_with}. {method}."
        yield "Unknown ethnicity is in no ratio; its share is of all who were counted."
    if results.settings.get("out_of") == "in_post":
        yield "Leaving: leavers against the staff in post, a rate without an interval."
    if results.settings.get("white_minorities") == "minority":
        yield "White minorities count as minority ethnic."
    else:
        yield "White minorities count as white."
    if findings:
        one_in = round(1 / (1 - first.confidence))
        yield (
            f"Where there is no difference, about one finding in {one_in:,} says worse or better "
            f"by chance. Findings here: {findings}."
        )
    for letter, meaning in MARKS.items():
        if f"[{letter}]" in body:
            yield f"[{letter}] {meaning}"
