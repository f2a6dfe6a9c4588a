"""Ethnic categories, the groups they are compared in, and the labels and codes that name them."""
