"""The Social Care Workforce Race Equality Standard, computed from a council's extracts.

>>> import scwres
>>> scwres.relative_likelihood(
...     scwres.Tally(36, 489), compared_with=scwres.Tally(61, 1204)
... ).value
1.4530825706527206
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from scwres.version import __version__

if TYPE_CHECKING:
    from scwres.counts import Cell, Counts, Tally
    from scwres.errors import (
        DisclosureError,
        Fault,
        FileError,
        InputError,
        ScwresError,
        StrictError,
        UsageError,
    )
    from scwres.metrics.likelihood import likelihood, relative_likelihood
    from scwres.publishing.issuing import publish
    from scwres.results.compute import compute
    from scwres.results.results import Published, Results


__all__ = [
    "Cell",
    "Counts",
    "DisclosureError",
    "Fault",
    "FileError",
    "InputError",
    "Published",
    "Results",
    "ScwresError",
    "StrictError",
    "Tally",
    "UsageError",
    "__version__",
    "compute",
    "likelihood",
    "publish",
    "relative_likelihood",
]

#: The module of each public name, which is loaded when the name is first used.
_MODULES = {
    "Cell": "scwres.counts",
    "Counts": "scwres.counts",
    "DisclosureError": "scwres.errors",
    "Fault": "scwres.errors",
    "FileError": "scwres.errors",
    "InputError": "scwres.errors",
    "Published": "scwres.results.results",
    "Results": "scwres.results.results",
    "ScwresError": "scwres.errors",
    "StrictError": "scwres.errors",
    "Tally": "scwres.counts",
    "UsageError": "scwres.errors",
    "compute": "scwres.results.compute",
    "likelihood": "scwres.metrics.likelihood",
    "publish": "scwres.publishing.issuing",
    "relative_likelihood": "scwres.metrics.likelihood",
}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        message = f"module 'scwres' has no attribute '{name}'"
        raise AttributeError(message)
    return getattr(import_module(_MODULES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
