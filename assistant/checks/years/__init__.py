"""Checks against last year's report, and of years named in the text."""
