"""SC-WRES 2024: 76 councils; indicator 9 is a relative likelihood."""

from __future__ import annotations

from scwres.metrics.standards.sc_wres import version_of

SC_WRES_2024 = version_of("2024", years=("2023", "2024"))
