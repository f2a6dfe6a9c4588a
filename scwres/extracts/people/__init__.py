"""Rows become people: posts, leavers, and the events that happened to them."""
