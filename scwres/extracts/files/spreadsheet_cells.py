"""The cells of spreadsheets as they would stand in a CSV file."""

from __future__ import annotations

from datetime import datetime, time

from scwres.extracts.files.blocks import text_in_formula

#: Numbers from here on have lost digits in a spreadsheet.
LONGEST_NUMBER = 1e15


def cell_text(cell: object) -> str:
    """Return a cell as it would stand in a CSV file.

    >>> cell_text(7.0), cell_text(datetime(2025, 3, 31)), cell_text('="001"')
    ('7', '2025-03-31', '001')
    """
    if isinstance(cell, str):
        return text_in_formula(cell)
    if isinstance(cell, float) and cell.is_integer():
        # Beyond 15 digits a spreadsheet has put zeros in place of the others.
        return str(int(cell)) if abs(cell) < LONGEST_NUMBER else f"{cell:e}"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    return str(cell)
