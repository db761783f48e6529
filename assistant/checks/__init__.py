"""The checks: what is wrong, doubtful or worth a look in a report, and how to mend it.

`run` is the one way in. How to add a check stands in `registry`.
"""

from assistant.checks.run import Result, finding_document, result_document, run

__all__ = ["Result", "finding_document", "result_document", "run"]
