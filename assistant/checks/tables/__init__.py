"""Checks of the three tables: declared sums, declared conditions, single cells."""
