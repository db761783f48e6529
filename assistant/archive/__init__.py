"""Past reports: kept once each, searched by passage, asked for figures, quoted with their source.

`library` add, list, remove, search · `passages` how a report is cut · `question` words → what is asked ·
`figures` computing over published cells · `answer` question → cited answer, or what was searched in vain.
"""
