"""The Analysis Function's colours, of charts for papers and in workbooks alike.

https://analysisfunction.civilservice.gov.uk/policy-store/data-visualisation-colours-in-charts/
What they tell is told by place and words as well.
"""

from __future__ import annotations

#: The two of two categories, and those of lines and of what only shades.
DARK_BLUE, ORANGE, DARK_GREY, LIGHT_GREY = "#12436D", "#F46A25", "#3D3D3D", "#BFBFBF"
