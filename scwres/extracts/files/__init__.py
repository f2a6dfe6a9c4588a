"""The bytes of a file, whatever its form, become rows of cells."""
