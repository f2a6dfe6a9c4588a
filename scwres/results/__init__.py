"""Counts become results: lines, sentences, warnings and what is missing."""
