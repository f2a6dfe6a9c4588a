"""The result of a check, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from textwrap import wrap
from typing import TYPE_CHECKING

from scwres.commands.terminal import WIDTH
from scwres.reports.account import account_of, fault_lines, unknown_shares, warning_text
from scwres.results.results import fields_of
from scwres.text.phrases import in_words, number_of
from scwres.version import __version__

if TYPE_CHECKING:
    from scwres.errors import Fault
    from scwres.results.check import CheckedFile, CheckResult


def as_text(checked: CheckResult) -> str:
    """Return the result of a check as text; ready or not comes last."""
    lines: list[str] = []
    for file in checked.files:
        is_sound = all(fault.file != file.name for fault in checked.faults)
        lines += [*_file(file, is_sound=is_sound), ""]
    if checked.ethnicity:
        lines += ["Ethnicity labels", *_labels(checked), ""]
    if checked.unknown:
        lines += ["Unknown ethnicity", *_unknown(checked), ""]
    lines += ["Indicators"]
    for indicator in checked.indicators:
        name = indicator.indicator
        name = f"{name:<3}" if len(name) <= 3 else f"{name}:"
        lines += _wrapped(indicator.lacks or "ready", f"  {name} ", 6)
    for warning in checked.warnings:
        lines += ["", *_wrapped(warning_text(warning), "Warning: ", 2)]
    if checked.faults:
        number = len(checked.faults)
        lines += ["", f"Problems: {number}", *fault_lines(checked.faults, WIDTH)]
    return "\n".join([*lines, "", _verdict(checked)]) + "\n"


def _verdict(checked: CheckResult) -> str:
    if checked.ready:
        return "Ready"
    if checked.faults:
        return f"Not ready: {number_of(len(checked.faults), 'problem')} to fix"
    return "Not ready: no indicator can be computed"


def _file(file: CheckedFile, *, is_sound: bool) -> Iterator[str]:
    yield f"{file.name}: {file.kind or 'not recognised'}"
    # The rows of a table of a database have no numbers.
    header = f"header in row {file.header_row}" if file.header_row else ""
    header = header or ("" if file.used else "no header")
    yield f"  {'; '.join(filter(None, (file.form, header)))}"
    if file.used:
        columns_by_header: dict[str, list[str]] = {}
        for header, column in file.used:
            columns_by_header.setdefault(header, []).append(column)
        used = (_column(header, in_words(names)) for header, names in columns_by_header.items())
        yield from _wrapped(", ".join(used), "  Read: ", 4)
    if file.optional:
        optional = (_column(header, column) for header, column in file.optional)
        yield from _wrapped(", ".join(optional), "  Recognised, but not needed yet: ", 4)
    if file.ignored:
        yield from _wrapped(", ".join(file.ignored), "  Not recognised, so not read: ", 4)
    if file.identifying:
        start = "  Not read, because they identify people: "
        yield from _wrapped(", ".join(file.identifying), start, 4)
    if not is_sound:
        yield f"  {number_of(file.rows, 'row')} read. Problems are listed below."
    elif file.kind:
        yield from _wrapped(account_of(file), "  ", 4)
    for note in file.notes:
        yield from _wrapped(note[0].upper() + note[1:], "  ", 4)


def _column(header: str, column: str) -> str:
    return column if header == column else f"{header} as {column}"


def _labels(checked: CheckResult) -> Iterator[str]:
    width = min(50, max(7, *(len(label.label) for label in checked.ethnicity)))
    for label in checked.ethnicity:
        rows = f"{label.rows:,} row{'s' if label.rows > 1 else ' '}"
        matched = "no category matches"
        if label.category:
            matched = f"{label.category} ({label.group}), {label.how}"
        yield f"  {label.label or '(blank)':<{width}}  {rows:>14}  {matched}"


def _unknown(checked: CheckResult) -> Iterator[str]:
    for indicator in checked.unknown:
        events = (indicator.with_event, indicator.out_of_events)
        yield unknown_shares(indicator.indicator, (indicator.unknown, indicator.out_of), events)


def _wrapped(text: str, start: str, indent: int) -> list[str]:
    return wrap(
        text,
        WIDTH,
        initial_indent=start,
        subsequent_indent=" " * indent,
        break_on_hyphens=False,
    )


def as_json(checked: CheckResult) -> str:
    """Return the result of a check as one JSON object, the same bytes for the same input."""
    document = {
        "scwres": __version__,
        "files": [fields_of(file) for file in checked.files],
        "ethnicity": [label._asdict() for label in checked.ethnicity],
        "unknown": [indicator._asdict() for indicator in checked.unknown],
        "indicators": [indicator._asdict() for indicator in checked.indicators],
        "faults": [_fault(fault) for fault in checked.faults],
        "warnings": [warning._asdict() for warning in checked.warnings],
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
        "code": fault.code,
        "settings": {"table": fault.table, "lines": list(fault.lines)} if fault.lines else None,
    }
