"""A module a format: results as text."""
