"""2023: 23 councils.

The findings print no figure for indicator 9, so its form that year is not known: the ratio is the
headline here as in 2024, and the gap stands beside it on every line.
"""

from __future__ import annotations

from scwres.metrics.standards.sc_wres import National, Version

VERSION = Version(
    "2023",
    "The 2023 findings give no figure for indicator 9. Its ratio is defined as in 2024, and the "
    "gap of the pilot is shown beside it.",
    national=National(
        year="2023",
        source="Skills for Care, Findings from the SC-WRES data, 2023 (23 councils)",
        ratios={
            "2": "0.5",
            "3": "1.4",
            "4": "2.1",
            "5": "1.0",
            "6": "1.2",
            "7a": "1.3",
            "7b": "1.9",
            "8": "1.1",
        },
    ),
)
