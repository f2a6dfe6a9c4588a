"""What became of every row, and how much ethnicity is unknown: said beside the results."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from scwres.errors import settings_to_add
from scwres.ethnicity.categories import MINORITY_ETHNIC
from scwres.text.numbers import percentage, ratio_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scwres.errors import Caution, Fault
    from scwres.results.check import CheckedFile
    from scwres.results.results import AcrossUnits, Input, Line, Reported, Results


def row_account(results: Results, width: int | None = None) -> str:
    """Return a line for each input: its rows are those counted and those left out."""
    lines = []
    for one in results.inputs:
        lines.append(f"{one.name} ({one.kind}): {account_of(one)}")
        if one.blank:
            blank = ", ".join(f"{item} {rows:,}" for item, rows in one.blank.items())
            lines.append(f"  without an answer: {blank}")
        lines += [f"  {note}" for note in one.notes]
    return "\n".join(["Rows", *(part for line in lines for part in wrapped(line, 2, width))])


def account_of(one: Input | CheckedFile) -> str:
    """Return what became of the rows of an extract: counted, or left out for a reason."""
    people = f" ({one.people:,} people)" if one.people not in (None, one.counted) else ""
    account = f"{one.rows:,} rows read = {one.counted:,} counted{people}"
    for reason, rows in one.left_out.items():
        account += f" + {rows:,} left out ({reason})"
    return account


def fault_lines(faults: Iterable[Fault], width: int | None = None) -> Iterator[str]:
    """Give faults as a user reads them: what is wrong, how to mend it, what to add to settings.

    Wrapped where a width is given.
    """
    for fault in faults:
        said = f"{fault.place}{fault.what}{fault.rows_in_words()}"
        yield from wrapped(said if said.endswith("?") else f"{said}.", 2, width)
        yield from wrapped(fault.fix, 4, width)
    if settings := settings_to_add(faults):
        yield "  To add to scwres.toml:"
        yield from (f"    {line}" for line in settings)


def wrapped(text: str, indent: int, width: int | None) -> list[str]:
    """Return a text in lines of at most a width, those after the first further in."""
    start = " " * indent
    if width is None or len(text) + indent <= width:
        return [start + text]
    from textwrap import wrap

    return wrap(
        text,
        width,
        initial_indent=start,
        subsequent_indent=start + "  ",
        break_on_hyphens=False,
        break_long_words=False,
    )


def warning_text(warning: Caution) -> str:
    """Return a caution in words, with the code that an unattended run accepts it by."""
    return f"{warning.text} [{warning.code}]"


def unknown_account(results: Results) -> str:
    """Return the share of unknown ethnicity among those counted, and among events.

    The two differ where people declare after they start: then a ratio leaves out more at
    one stage than at the other.
    """
    shares = dict.fromkeys(share for line in results.lines if (share := _shares(line)))
    return "\n".join(["Unknown ethnicity", *shares]) if shares else ""


def reasons(results: Reported) -> Iterator[str]:
    """Give a line for what could not be computed, units of the same reason together."""
    titles = results.titles
    units: dict[tuple[str, str, str], list[str]] = {}
    for one in results.not_computed:
        units.setdefault((one.indicator, one.breakdown, one.why), []).append(one.unit)
    for (number, breakdown, why), names in units.items():
        by = f" by {breakdown}" if breakdown else ""
        where = f" ({', '.join(names)})" if any(names) else ""
        name = f"{number:<3} {titles[number]}" if len(number) <= 3 else titles[number]
        yield f"  {name}{by}{where}: {why}"


def across_units(results: Reported) -> Iterator[str]:
    """Give the units of each breakdown taken together beside the whole, a line an indicator."""
    for breakdown, of_one in groupby(results.across_units, key=lambda one: one.breakdown):
        yield f"Across the units of {breakdown}"
        for one in of_one:
            whose = "" if one.minority == MINORITY_ETHNIC else f", {one.minority}"
            yield (
                f"  {one.indicator:<3} {one.title}{whose}: {ratio_alone(one.ratio)} over all, "
                f"{ratio_alone(one.ratio_across_units)} across {one.units:,} units"
                f"{interval_across(one)}{'; the two point apart' if one.points_apart else ''}"
            )


def interval_across(one: AcrossUnits) -> str:
    """Return the interval of the ratio across units, in brackets; empty where it has none."""
    if one.ratio_across_units_lower is None or one.ratio_across_units_upper is None:
        return ""
    lower, upper = one.ratio_across_units_lower, one.ratio_across_units_upper
    return f" ({ratio_text(lower)} to {ratio_text(upper)})"


def ratio_alone(ratio: float | None) -> str:
    """Return a ratio of exact counts as it is printed, or that there is none."""
    return "[z]" if ratio is None else ratio_text(ratio)


def _shares(line: Line) -> str:
    if line.breakdown or line.part or not line.all_out_of:
        return ""
    counted = line.unknown_out_of or 0, line.all_out_of
    events = line.unknown_count or 0, line.all_count or 0
    return unknown_shares(line.indicator, counted, events)


def unknown_shares(number: str, counted: tuple[int, int], events: tuple[int, int]) -> str:
    """Return the shares of unknown ethnicity of an indicator, in a line.

    Each stage is people of unknown ethnicity, out of all; a stage of nobody is left out.
    """
    stages = ((counted, "counted"), (events, "with the event"))
    shares = [
        f"{percentage(unknown / everyone)} of {everyone:,} {stage}"
        for (unknown, everyone), stage in stages
        if everyone
    ]
    name = f"{number:<3}" if len(number) <= 3 else f"{number}:"
    return f"  {name} {', '.join(shares)}"
