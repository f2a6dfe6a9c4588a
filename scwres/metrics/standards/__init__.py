"""The standards that can be computed, by name."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from scwres.metrics.standards import versions

if TYPE_CHECKING:
    from types import ModuleType

    from scwres.metrics.standards.indicator import Standard


def _place(module: str) -> tuple[bool, bool, str]:
    """Return where a standard stands in lists: SC-WRES first, and its pilot before the years."""
    return not module.startswith("sc_wres"), module[-1:].isdecimal(), module


#: The standards that there are, in order: one for each file of ``versions``.
STANDARDS: tuple[str, ...] = tuple(
    module.replace("_", "-")
    for module in sorted((found.name for found in iter_modules(versions.__path__)), key=_place)
)

#: The module of the nine indicators, which makes a standard of a version.
NINE = "scwres.metrics.standards.sc_wres"

#: The standard that is computed by default.
USUAL_STANDARD = "sc-wres-2024"


@lru_cache(maxsize=32)
def standard_called(name: str = USUAL_STANDARD) -> Standard:
    """Return the standard of that name.

    Raises
    ------
    KeyError
        When there is none.
    """
    if name not in STANDARDS:
        raise KeyError(name)
    module = _module(name)
    if hasattr(module, "STANDARD"):
        standard: Standard = module.STANDARD
        return standard
    national = [_module(other).VERSION.national for other in _years_up_to(name)]
    version: Standard = import_module(NINE).standard_of(
        module.VERSION, [year for year in national if year is not None]
    )
    return version


def _years_up_to(name: str) -> list[str]:
    """Return the versions of a year and of the years before it; none where it is of no year."""
    family, _, own = name.rpartition("-")
    years = [(other, other.removeprefix(f"{family}-")) for other in STANDARDS]
    return [other for other, year in years if own.isdecimal() and year.isdecimal() and year <= own]


@lru_cache(maxsize=1)
def indicator_numbers() -> frozenset[str]:
    """Return the numbers of the indicators of all standards; those of measures are other names."""
    standards = [standard_called(name) for name in STANDARDS]
    return frozenset(
        indicator.number for standard in standards for indicator in standard.indicators
    )


def _module(name: str) -> ModuleType:
    return import_module(f"{versions.__name__}.{name.replace('-', '_')}")


def standard_name(text: str) -> str:
    """Return the name that a text stands for: its own, or a version of SC-WRES in short.

    >>> standard_name("2023"), standard_name("NHS-WRES"), standard_name("2019")
    ('sc-wres-2023', 'nhs-wres', '2019')
    """
    plain = text.strip().casefold()
    return f"sc-wres-{plain}" if f"sc-wres-{plain}" in STANDARDS else plain


def is_standard(text: str) -> bool:
    """Return whether a text stands for a standard."""
    return standard_name(text) in STANDARDS
