"""Checks of what the printed file looked like: sections, topics, tables, labels. Without a file nothing is judged."""
