"""A grid of cells becomes a table: its header, its columns, and the rows below."""
