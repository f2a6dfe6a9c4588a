"""2024: 76 councils; indicator 9 is a relative likelihood."""

from __future__ import annotations

from scwres.metrics.standards.sc_wres import National, Version

_SOURCE = "Skills for Care, SC-WRES 2024 report (76 councils)"

VERSION = Version(
    "2024",
    national=National(
        year="2024",
        source=_SOURCE,
        ratios={"2": "0.52", "3": "1.37", "4": "1.08", "8": "1.21", "9": "0.55"},
        shares={"Under £30,000": "18%", "£30,000 to £69,999": "22%", "£70,000 and over": "14%"},
        fact=(
            "Minority ethnic share of staff in 2024: 18% of those paid under £30,000, 22% of "
            "those paid £30,000 to £69,999 and 14% of those paid £70,000 and over, among 97,900 "
            f"staff ({_SOURCE})."
        ),
    ),
)
