"""The parts of an Office file, written anew so that the same input gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

#: The date of every part.
PART_DATE = (1980, 1, 1, 0, 0, 0)


def with_fixed_dates(
    content: bytes, change: Callable[[str, bytes], bytes] = lambda _, part: part
) -> bytes:
    """Return an Office file whose parts all have one date.

    Parameters
    ----------
    change
        A function that returns what a part shall hold, of its name and what it holds.
    """
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w") as new:
        for entry in old.infolist():
            part = zipfile.ZipInfo(entry.filename, PART_DATE)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, change(entry.filename, old.read(entry)))
    return changed.getvalue()
