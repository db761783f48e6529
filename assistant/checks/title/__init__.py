"""Checks of the title and the preamble."""
