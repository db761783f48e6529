"""Checks of dates and of the gate to the final file."""
