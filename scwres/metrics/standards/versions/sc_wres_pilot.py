"""The pilot of 2021 to 2022: 18 councils, as they printed its indicators.

Indicator 9 was a gap in percentage points: the minority ethnic share of senior management less
that of the workforce, and of the population served.
"""

from __future__ import annotations

from scwres.metrics.standards.indicator import GAP
from scwres.metrics.standards.sc_wres import Version

VERSION = Version(
    "pilot",
    "In the pilot (2021 to 2022, 18 councils) indicator 9 is a gap in percentage points.",
    changes={
        "9": {
            "headline": GAP,
            "definition": (
                "Percentage of senior managers from a minority ethnic background, minus their "
                "percentage of the workforce, in percentage points."
            ),
            "reading": (
                "Below 0, the minority ethnic share of senior management is smaller than that "
                "of the workforce. The ratio is shown beside it, and the finding is about the "
                "ratio."
            ),
        }
    },
)
