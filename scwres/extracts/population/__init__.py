"""Tables of residents by ethnicity."""
