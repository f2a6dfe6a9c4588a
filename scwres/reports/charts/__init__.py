"""The charts of a report, drawn as SVG, and as PNG where asked for."""
