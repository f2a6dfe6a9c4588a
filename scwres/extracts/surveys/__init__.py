"""Answers to surveys, as the programs that make forms export them."""
