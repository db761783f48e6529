"""Checks of the figures in the running text: against the tables, and among themselves."""
