"""What a report says, whatever it is written in: its sections, tables and charts."""
