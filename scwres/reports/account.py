"""The account of the rows read, of unknown ethnicity and of problems, as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from scwres.errors import Caution, Fault, settings_to_add
from scwres.ethnicity.categories import MINORITY_ETHNIC
from scwres.metrics.standards import indicator_numbers
from scwres.results.sentences import breakdown_in_words
from scwres.text.numbers import percentage, ratio_text
from scwres.text.phrases import number_of

if TYPE_CHECKING:
    from scwres.results.check import CheckedFile
    from scwres.results.lines import Line
    from scwres.results.results import AcrossUnits, Input, Reported, Results


def row_account(results: Results, width: int | None = None) -> str:
    """Return a line for each extract: the rows read, counted and left out."""
    lines = []
    for extract in results.inputs:
        lines.append(f"{extract.name} ({extract.kind}): {account_of(extract)}")
        if extract.blank:
            blank = ", ".join(f"{item} {rows:,}" for item, rows in extract.blank.items())
            lines.append(f"  without an answer: {blank}")
        lines += [f"  {note}" for note in extract.notes]
    return "\n".join(["Rows", *(part for line in lines for part in wrapped(line, 2, width))])


def brief_account(results: Results) -> Iterator[str]:
    """Yield a line for each extract and each note on it, and one on unknown ethnicity."""
    for extract in results.inputs:
        yield f"{extract.name} ({extract.kind}): {account_of(extract)}"
        yield from (f"  {note}" for note in extract.notes)
    shares = [
        line.unknown_share
        for line in results.lines
        if not line.breakdown and not line.part and line.unknown_share is not None
    ]
    if shares:
        lowest, highest = (percentage(share) for share in (min(shares), max(shares)))
        runs = lowest if lowest == highest else f"{lowest} to {highest}"
        yield f"Ethnicity unknown: {runs} of the people counted"


def account_of(extract: Input | CheckedFile) -> str:
    """Return the rows of an extract that were read, counted, and left out by reason."""
    has_people = extract.people not in (None, extract.counted)
    people = ""
    if has_people and extract.people is not None:
        people = f" ({'1 person' if extract.people == 1 else f'{extract.people:,} people'})"
    account = f"{number_of(extract.rows, 'row')} read = {extract.counted:,} counted{people}"
    for reason, rows in extract.left_out.items():
        account += f" + {rows:,} left out ({reason})"
    return account


def fault_lines(faults: Iterable[Fault], width: int | None = None) -> Iterator[str]:
    """Yield problems as text: what is wrong, how to fix it, what to add to the settings file.

    Lines are wrapped where a width is given.
    """
    for fault in faults:
        sentence = f"{fault.place}{fault.what}{fault.rows_in_words()}"
        yield from wrapped(sentence if sentence.endswith("?") else f"{sentence}.", 2, width)
        yield from wrapped(f"{fault.fix} [{fault.code}]", 4, width)
    if settings := settings_to_add(faults):
        yield "  Add to scwres.toml:"
        yield from (f"    {line}" for line in settings)


def wrapped(text: str, indent: int, width: int | None) -> list[str]:
    """Return a text in lines of at most a width; lines after the first are indented more."""
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
    """Return the text of a warning, with its code in brackets."""
    return f"{warning.text} [{warning.code}]"


def unknown_account(results: Results) -> str:
    """Return the share of unknown ethnicity among those counted, and among events.

    The two differ where people declare their ethnicity only after they start.
    """
    shares = dict.fromkeys(share for line in results.lines if (share := _shares(line)))
    return "\n".join(["Unknown ethnicity", *shares]) if shares else ""


def reasons(results: Reported) -> Iterator[tuple[str, str]]:
    """Yield each indicator not computed, with the reason, its units together.

    First its number, which is empty for a measure.
    """
    numbers = indicator_numbers()
    titles = results.titles
    units: dict[tuple[str, str, str], list[str]] = {}
    for not_computed in results.not_computed:
        key = (not_computed.indicator, not_computed.breakdown, not_computed.why)
        units.setdefault(key, []).append(not_computed.unit)
    for (number, breakdown, why), unit_names in units.items():
        by = f" by {breakdown_in_words(breakdown)}" if breakdown else ""
        where = f" ({', '.join(unit_names)})" if any(unit_names) else ""
        yield number if number in numbers else "", f"{titles[number]}{by}{where}: {why}"


def reason_lines(results: Reported) -> Iterator[str]:
    """Yield a line for each indicator not computed."""
    for number, reason in reasons(results):
        yield f"  {number:<3} {reason}" if number else f"  {reason}"


#: The remark where the ratio of everybody and that within units disagree.
DISAGREE = "the two ratios disagree"


def same_unit_heading(breakdown: str) -> str:
    """Return the heading of ratios that compare people within units alone."""
    return f"Comparing people in the same {breakdown_in_words(breakdown)}"


def across_units(results: Reported) -> Iterator[str]:
    """Yield a line for each indicator of a breakdown: its ratio over all and across units."""
    for breakdown, ratios in groupby(results.across_units, key=lambda across: across.breakdown):
        yield same_unit_heading(breakdown)
        for across in ratios:
            group = "" if across.minority == MINORITY_ETHNIC else f", {across.minority}"
            remark = f"; {DISAGREE}" if across.points_apart else ""
            interval = interval_across(across)
            yield (
                f"  {across.indicator:<3} {across.title}{group}: "
                f"{ratio_alone(across.ratio)} overall, "
                f"{ratio_alone(across.ratio_across_units)} within "
                f"{number_of(across.units, 'unit')}"
                f"{f' ({interval})' if interval else ''}{remark}"
            )


def interval_across(across: AcrossUnits) -> str:
    """Return the interval of the ratio across units; empty where it has none."""
    if across.ratio_across_units_lower is None or across.ratio_across_units_upper is None:
        return ""
    lower, upper = across.ratio_across_units_lower, across.ratio_across_units_upper
    return f"{ratio_text(lower)} to {ratio_text(upper)}"


def ratio_alone(ratio: float | None) -> str:
    """Return a ratio of exact counts as it is printed, or the mark of a missing one."""
    return "[z]" if ratio is None else ratio_text(ratio)


def _shares(line: Line) -> str:
    if line.breakdown or line.part or not line.all_out_of:
        return ""
    counted = line.unknown_out_of or 0, line.all_out_of
    events = line.unknown_count or 0, line.all_count or 0
    return unknown_shares(line.indicator, counted, events)


def unknown_shares(number: str, counted: tuple[int, int], events: tuple[int, int]) -> str:
    """Return the shares of unknown ethnicity of an indicator, in a line.

    Each stage is the people of unknown ethnicity and all people; an empty stage is left out.
    """
    stages = ((counted, "counted"), (events, "with the event"))
    shares = [
        f"{percentage(unknown / everyone)} of {everyone:,} {stage}"
        for (unknown, everyone), stage in stages
        if everyone
    ]
    name = f"{number:<3}" if len(number) <= 3 else f"{number}:"
    return f"  {name} {', '.join(shares)}"
