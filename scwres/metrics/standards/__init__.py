"""The standards that can be computed, by name."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from scwres.metrics.standards.indicator import Standard

#: The module that holds each standard, and its name there; loaded when it is first needed.
STANDARDS: Mapping[str, tuple[str, str]] = {
    "sc-wres-pilot": ("scwres.metrics.standards.sc_wres", "SC_WRES_PILOT"),
    "sc-wres-2023": ("scwres.metrics.standards.sc_wres", "SC_WRES_2023"),
    "sc-wres-2024": ("scwres.metrics.standards.sc_wres", "SC_WRES_2024"),
    "sc-wres-2025": ("scwres.metrics.standards.sc_wres", "SC_WRES_2025"),
    "nhs-wres": ("scwres.metrics.standards.nhs_wres", "NHS_WRES"),
}

#: The standard that is computed by default.
USUAL_STANDARD = "sc-wres-2024"


def standard_called(name: str = USUAL_STANDARD) -> Standard:
    """Return the standard of that name.

    Raises
    ------
    KeyError
        When there is none.
    """
    module, constant = STANDARDS[name]
    standard: Standard = getattr(import_module(module), constant)
    return standard


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
