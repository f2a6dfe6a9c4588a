"""Extracts that are tables of a database: the engine counts, and only counts leave it."""
