"""Files become counts: what extracts hold, how they are read, how rows are counted."""
