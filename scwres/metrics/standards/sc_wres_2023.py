"""SC-WRES 2023: 23 councils.

The findings of 2023 print no figure for indicator 9, so its form that year is not known: the
ratio is the headline here as in 2024, and the gap stands beside it on every line.
"""

from __future__ import annotations

from scwres.metrics.standards.sc_wres import version_of

SC_WRES_2023 = version_of(
    "2023",
    "The findings of 2023 print no figure for indicator 9: its ratio is as in 2024, and the "
    "gap of the pilot stands beside it.",
    years=("2023",),
)
