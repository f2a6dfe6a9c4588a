"""What became of every row, and how much ethnicity is unknown: said beside the results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scwres.rounding import percentage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scwres.report import Line, Results


def row_account(results: Results) -> str:
    """Return a line for each input: its rows are those counted and those left out."""
    lines = []
    for one in results.inputs:
        account = f"{one.name} ({one.kind}): {one.rows:,} rows read = {one.counted:,} counted"
        for reason, rows in one.left_out.items():
            account += f" + {rows:,} left out ({reason})"
        lines.append(account)
        if one.blank:
            blank = ", ".join(f"{item} {rows:,}" for item, rows in one.blank.items())
            lines.append(f"  without an answer: {blank}")
    return "\n".join(["Rows", *(f"  {line}" for line in lines)])


def unknown_account(results: Results) -> str:
    """Return the share of unknown ethnicity among those counted, and among events.

    The two differ where people declare after they start: then a ratio leaves out more at
    one stage than at the other.
    """
    shares = [share for line in results.lines if (share := _shares(line))]
    return "\n".join(["Unknown ethnicity", *shares]) if shares else ""


def reasons(results: Results) -> Iterator[str]:
    """Give a line for what could not be computed, units of the same reason together."""
    titles = {one.number: one.title for one in results.standard.indicators}
    units: dict[tuple[str, str, str], list[str]] = {}
    for one in results.not_computed:
        units.setdefault((one.indicator, one.breakdown, one.why), []).append(one.unit)
    for (number, breakdown, why), names in units.items():
        by = f" by {breakdown}" if breakdown else ""
        where = f" ({', '.join(names)})" if any(names) else ""
        yield f"  {number:<3} {titles[number]}{by}{where}: {why}"


def _shares(line: Line) -> str:
    if line.breakdown or line.part:
        return ""
    text = f"  {line.indicator:<3} {_share(line.unknown_out_of, line.all_out_of)} counted"
    if line.all_count:
        text += f", {_share(line.unknown_count, line.all_count)} with the event"
    return text


def _share(unknown: int, everyone: int) -> str:
    return f"{percentage(unknown / everyone)} of {everyone:,}"
