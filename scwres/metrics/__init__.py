"""Counts become comparisons: the definitions of the standard, and its arithmetic."""
