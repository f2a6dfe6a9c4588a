"""What was checked, as text to be read and as JSON."""

from __future__ import annotations

import json
from textwrap import wrap
from typing import TYPE_CHECKING

from scwres.reports.account import account_of, fault_lines, unknown_shares, warning_text
from scwres.results.results import fields_of
from scwres.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scwres.errors import Fault
    from scwres.results.check import CheckedFile, CheckResult

WIDTH = 79


def as_text(checked: CheckResult) -> str:
    """Return what was checked as a person reads it; ready or not comes last."""
    lines: list[str] = []
    for file in checked.files:
        lines += [*_file(file, is_sound=all(one.file != file.name for one in checked.faults)), ""]
    if checked.ethnicity:
        lines += ["Ethnicity labels", *_labels(checked), ""]
    if checked.unknown:
        lines += ["Unknown ethnicity", *_unknown(checked), ""]
    lines += ["Indicators"]
    for one in checked.indicators:
        name = f"{one.indicator:<3}" if len(one.indicator) <= 3 else f"{one.indicator}:"
        lines += _wrapped(one.lacks or "ready", f"  {name} ", 6)
    for warning in checked.warnings:
        lines += ["", *_wrapped(warning_text(warning), "Warning: ", 2)]
    if checked.faults:
        number = len(checked.faults)
        lines += ["", f"Faults: {number}", *fault_lines(checked.faults, WIDTH)]
    return "\n".join([*lines, "", _verdict(checked)]) + "\n"


def _verdict(checked: CheckResult) -> str:
    if checked.ready:
        return "ready"
    if checked.faults:
        number = len(checked.faults)
        return f"not ready: {number} fault{'s' if number > 1 else ''} to mend"
    return "not ready: no indicator can be computed"


def _file(file: CheckedFile, *, is_sound: bool) -> Iterator[str]:
    yield f"{file.name}: {file.kind or 'not recognised'}"
    header = f"header in row {file.header_row}" if file.header_row else "no header"
    yield f"  {file.form}; {header}" if file.form else f"  {header}"
    if file.used:
        used = (_column(header, column) for header, column in file.used)
        yield from _wrapped(", ".join(used), "  Read: ", 4)
    if file.optional:
        optional = (_column(header, column) for header, column in file.optional)
        yield from _wrapped(", ".join(optional), "  Recognised, and not needed yet: ", 4)
    if file.ignored:
        yield from _wrapped(", ".join(file.ignored), "  Not known, and not read: ", 4)
    if file.identifying:
        start = "  Not read, because they tell who somebody is: "
        yield from _wrapped(", ".join(file.identifying), start, 4)
    if not is_sound:
        yield f"  {file.rows:,} rows read, with faults: see below"
    elif file.kind:
        yield from _wrapped(account_of(file), "  ", 4)
    for note in file.notes:
        yield from _wrapped(note[0].upper() + note[1:], "  ", 4)


def _column(header: str, column: str) -> str:
    return column if header == column else f"{header} as {column}"


def _labels(checked: CheckResult) -> Iterator[str]:
    width = min(50, max(7, *(len(one.label) for one in checked.ethnicity)))
    for one in checked.ethnicity:
        rows = f"{one.rows:,} row{'s' if one.rows > 1 else ' '}"
        matched = "nothing matches it"
        if one.category:
            matched = f"{one.category} ({one.group}), {one.how}"
        yield f"  {one.label or '(blank)':<{width}}  {rows:>14}  {matched}"


def _unknown(checked: CheckResult) -> Iterator[str]:
    for one in checked.unknown:
        events = (one.with_event, one.out_of_events)
        yield unknown_shares(one.indicator, (one.unknown, one.out_of), events)


def _wrapped(text: str, start: str, indent: int) -> list[str]:
    return wrap(
        text,
        WIDTH,
        initial_indent=start,
        subsequent_indent=" " * indent,
        break_on_hyphens=False,
    )


def as_json(checked: CheckResult) -> str:
    """Return what was checked as one JSON object, the same bytes for the same input."""
    document = {
        "scwres": __version__,
        "files": [fields_of(file) for file in checked.files],
        "ethnicity": [one._asdict() for one in checked.ethnicity],
        "unknown": [one._asdict() for one in checked.unknown],
        "indicators": [one._asdict() for one in checked.indicators],
        "faults": [_fault(fault) for fault in checked.faults],
        "warnings": [one._asdict() for one in checked.warnings],
        "ready": checked.ready,
    }
    return json.dumps(document, indent=1) + "\n"


def _fault(fault: Fault) -> dict[str, object]:
    return {
        "file": fault.file,
        "sheet": fault.sheet,
        "row": fault.rows[0] if fault.rows else None,
        "rows": list(fault.rows),
        "number_of_rows": fault.number_of_rows,
        "column": fault.column,
        "what": fault.what,
        "fix": fault.fix + fault.settings,
    }
