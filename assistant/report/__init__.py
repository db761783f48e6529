"""The answers of one report: what was typed, imported or confirmed, what follows from it, and how it changed.

`Draft` is the report being written; `PastReport` one that was published; both give a `Snapshot`, the one shape that
checks, rendering and comparison read.
"""
