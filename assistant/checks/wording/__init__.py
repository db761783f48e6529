"""Checks of names, wording, repetition and leftovers in the prose."""
