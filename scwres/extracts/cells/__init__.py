"""What a cell of each sort of column means."""
