"""Sheets of old Excel workbooks (.xls), read by a process of its own.

What such a workbook says of its sizes cannot be looked at before it is parsed, and where a size
is a lie, the library that reads it may fill the memory or abort, and the program with it. So
another process reads it, with a limit to its memory where the system has one, and gives back
texts. What happens to that process happens to the file alone.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from scwres.extracts.files.spreadsheet_cells import cell_text

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

#: How many bytes of memory, and how many seconds, the other process may take.
MOST_MEMORY, MOST_SECONDS = 2 << 30, 300

#: What is said where the system starts no other process.
IN_THIS_PROCESS = "read in this process, because the system starts no other"

_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from scwres.extracts.files.old_excel import answer; answer(json.loads(sys.argv[2]))"
)


class OldSheet(NamedTuple):
    """A sheet as it was read: its rows of texts, and its merged cells."""

    rows: list[list[str]]
    merged_cell_ranges: list[list[list[int]]]

    def to_python(self, *, skip_empty_area: bool) -> list[list[str]]:
        """Return the rows, from the first row and column of the sheet."""
        if skip_empty_area:
            raise NotImplementedError
        return self.rows


class DamagedWorkbookError(Exception):
    """The other process could not read the workbook."""


def sheets_read_apart(content: bytes, names: Sequence[str]) -> dict[str, OldSheet] | None:
    """Return sheets of an old Excel workbook; None where the system starts no other process.

    Raises
    ------
    DamagedWorkbookError
        When the workbook cannot be read, or not within limits.
    """
    import subprocess

    if getattr(sys, "frozen", False) or not sys.executable:
        return None
    paths = json.dumps([path for path in sys.path if isinstance(path, str)])
    try:
        ran = subprocess.run(
            [sys.executable, "-c", _PROGRAM, paths, json.dumps(list(names))],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise DamagedWorkbookError from error
    except OSError:
        return None
    if ran.returncode:
        raise DamagedWorkbookError
    return {name: OldSheet(**sheet) for name, sheet in json.loads(ran.stdout).items()}


def answer(names: Sequence[str]) -> None:
    """Write the sheets of the workbook on standard input to standard output, as JSON."""
    import io

    from scwres.quiet import quietly

    _limit_memory()
    content = sys.stdin.buffer.read()
    with quietly():
        from python_calamine import CalamineWorkbook

        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = {name: _sheet_of(workbook.get_sheet_by_name(name)) for name in names}
    sys.stdout.write(json.dumps(sheets))


def _sheet_of(sheet: CalamineSheet) -> dict[str, Any]:
    rows = sheet.to_python(skip_empty_area=False)
    merged = [[list(first), list(last)] for first, last in sheet.merged_cell_ranges or ()]
    return OldSheet([list(map(cell_text, row)) for row in rows], merged)._asdict()


def _limit_memory() -> None:
    """Set a limit to the memory of this process, where the system has such limits."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
