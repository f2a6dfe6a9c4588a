"""An action plan as data: what it is to change, and whether the figures say that it did."""
