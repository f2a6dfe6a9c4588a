"""Years of results, side by side."""
